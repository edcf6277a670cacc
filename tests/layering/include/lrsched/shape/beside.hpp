// SPDX-License-Identifier: MIT
#ifndef LRSCHED_SHAPE_OTHER_HPP
#define LRSCHED_SHAPE_OTHER_HPP

#include <lrsched/shape/heavy.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_SHAPE_OTHER_HPP
#define LRSCHED_SHAPE_OTHER_HPP

#include <lrsched/detail/macros_off.hpp>

#include <lrsched/shape/heavy.hpp>

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_UPWARD_HPP
#define LRSCHED_DETAIL_UPWARD_HPP

#include <lrsched/schedule.hpp>

#endif

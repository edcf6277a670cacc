// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_UPWARD_HPP
#define LRSCHED_DETAIL_UPWARD_HPP

#include <lrsched/detail/macros_off.hpp>

#include <lrsched/schedule.hpp>

#include <lrsched/detail/macros_on.hpp>

#endif

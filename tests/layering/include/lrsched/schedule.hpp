// SPDX-License-Identifier: MIT
#ifndef LRSCHED_SCHEDULE_HPP
#define LRSCHED_SCHEDULE_HPP

#include <lrsched/detail/macros_off.hpp>

#include <cmath>  // [a comment; with what confuses CMake
#include <lrsched/detail/upward.hpp>
#include <lrsched/lrsched.hpp>

#include <lrsched/detail/macros_on.hpp>

#endif

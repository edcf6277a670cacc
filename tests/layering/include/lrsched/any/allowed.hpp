// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ANY_ALLOWED_HPP
#define LRSCHED_ANY_ALLOWED_HPP

#include <lrsched/detail/macros_off.hpp>

#include <lrsched/dialect/pytorch.hpp>
#include <string>

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_DEFINITIONS_HPP
#define LRSCHED_JSON_DEFINITIONS_HPP

// All that json.hpp declares.

#include <lrsched/detail/macros_off.hpp>

#include <lrsched/json/frameworks.hpp>
#include <lrsched/json/from_json.hpp>
#include <lrsched/json/own.hpp>
#include <lrsched/json/parse.hpp>
#include <lrsched/json/plateau_state.hpp>
#include <lrsched/json/to_json.hpp>
#include <lrsched/json/values.hpp>

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_HPP
#define LRSCHED_JSON_HPP

// Schedules from JSON and back, with nlohmann::json. A schedule is an object with one key, its name, whose value holds
// the arguments by their C++ names; what has parts has them in a list:
//
//   {"sequence": [{"linear": {"from": 0, "to": 3e-4, "steps": 2000}},
//                 {"cosine": {"from": 3e-4, "to": 3e-5, "steps": 98000}}]}
//
// Combinators nest: {"staircase": {"schedule": {...}, "width": 1000}}. A framework's schedule is "<dialect>.<its name>"
// with the framework's own arguments: {"pytorch.StepLR": {"base_lr": 0.1, "step_size": 30}}; as a member of another one
// it is an object with a "type" among its arguments.
//
// The files that people have, DeepSpeed's, Lightning's and so on, are read as they stand: see json/files.hpp.
// {"total": 10000, "schedule": {...}} lets a number of steps be a share of the total, "3%", rounded to the nearest.
// to_string(from_json(document)) says in one line what was understood.
//
// What is driven by a metric is read by plateau_from_json: {"plateau": {"factor": 0.5, "patience": 3}}, with a
// "schedule" that it lowers among its arguments, or a framework's, {"pytorch.ReduceLROnPlateau": {"base_lr": 0.1}}. Its
// state is an object too, which plateau_state_from_json reads.
//
// Groups of parameters are read by groups_from_json: {"groups": [...]} has a schedule for each, and in any other document
// a list may stand where a number belongs, with one for each group:
//
//   {"warmup_cosine": {"peak": [0.02, 3e-4], "warmup_steps": 100, "decay_steps": 900}}
//   {"pytorch.OneCycleLR": {"max_lr": [0.1, 0.01], "total_steps": 1000}}
//
// All of them throw json_error, whose message is one line of ASCII that begins with the place, as a JSON pointer:
// nothing is half-made. A document is refused if it is nested more than 400 levels deep, which are 200 schedules, or
// holds more than 1,000,000 values. to_json writes the name and the arguments that a schedule was made from.
//
// Linked with the CMake target lrsched::json, all of this is compiled once, and this header only declares it; == and
// to_string are in any/description.hpp then. For fewer frameworks see json/reader.hpp.

#include <lrsched/detail/macros_off.hpp>

#include <lrsched/json/functions.hpp>

#include <lrsched/detail/macros_on.hpp>

#if !defined(LRSCHED_JSON_COMPILED)
#include <lrsched/json/frameworks.hpp>
#include <lrsched/json/momentum.hpp>
#include <lrsched/json/parse.hpp>
#include <lrsched/json/plateau_state.hpp>
#include <lrsched/json/to_json.hpp>
#endif

#endif

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
// All of them throw json_error, whose message is one line of ASCII that begins with the place, as a JSON pointer:
// nothing is half-made. A document is refused if it is nested more than 400 levels deep, which are 200 schedules, or
// holds more than 1,000,000 values. to_json writes the name and the arguments that a schedule was made from.
//
// Linked with the CMake target lrsched::json, all of this is compiled once, and this header only declares it. For fewer
// frameworks see json/reader.hpp.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <string>  // std::string

#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/json/error.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// What a document describes; json_error if it describes none.
any_schedule<double> from_json(const nlohmann::json& document);
any_plateau plateau_from_json(const nlohmann::json& document);

/// The momentum that the framework cycles beside the rate, for pytorch.OneCycleLR and CyclicLR, deepspeed.OneCycle and
/// fastai.fit_one_cycle; json_error for what cycles none. It cannot be written as JSON.
any_schedule<double> momentum_from_json(const nlohmann::json& document);

/// The state that a document holds, all of it; json_error if it holds none: the counts are at least 0, so is the scale,
/// which is finite, and there is no mean of no observations. Any such state can be given to any plateau.
plateau_state<double> plateau_state_from_json(const nlohmann::json& document);

/// A description as JSON, from which from_json, or plateau_from_json, makes an equal one with the same bits; json_error
/// for one that holds a function, which no document can.
nlohmann::json to_json(const description& schedule);
inline nlohmann::json to_json(const any_schedule<double>& schedule) { return to_json(schedule.describe()); }
inline nlohmann::json to_json(const any_plateau& plateau) { return to_json(plateau.describe()); }

/// A state as an object, from which plateau_state_from_json makes an equal one with the same bits. Infinity, which
/// JSON does not have, is "inf" or "-inf".
nlohmann::json to_json(const plateau_state<double>& state);

/// nlohmann's own ways: json document = schedule, document.get<any_schedule<double>>().
inline void to_json(nlohmann::json& document, const any_schedule<double>& schedule) { document = to_json(schedule); }
inline void to_json(nlohmann::json& document, const any_plateau& plateau) { document = to_json(plateau); }
inline void to_json(nlohmann::json& document, const plateau_state<double>& state) { document = to_json(state); }
inline void from_json(const nlohmann::json& document, any_schedule<double>& schedule) {
  schedule = from_json(document);
}
inline void from_json(const nlohmann::json& document, any_plateau& plateau) { plateau = plateau_from_json(document); }
inline void from_json(const nlohmann::json& document, plateau_state<double>& state) {
  state = plateau_state_from_json(document);
}

/// The document that a text of at most 16 MiB holds; json_error for what is no JSON, for a key that an object has
/// twice, and for a number that no double holds.
nlohmann::json parse_json(const std::string& text);

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#if !defined(LRSCHED_JSON_COMPILED)
#include <lrsched/json/frameworks.hpp>
#include <lrsched/json/momentum.hpp>
#include <lrsched/json/parse.hpp>
#include <lrsched/json/plateau_state.hpp>
#include <lrsched/json/to_json.hpp>
#endif

#endif

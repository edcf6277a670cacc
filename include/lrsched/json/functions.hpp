// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_FUNCTIONS_HPP
#define LRSCHED_JSON_FUNCTIONS_HPP

// What json.hpp offers: from documents to schedules, plateaus and their states, and back.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <cstddef>  // std::size_t
#include <string>   // std::string
#include <vector>   // std::vector

#include <lrsched/any/any_groups.hpp>
#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/json/error.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// What a document describes; json_error if it describes none.
any_schedule<double> from_json(const nlohmann::json& document);
any_plateau plateau_from_json(const nlohmann::json& document);

/// A schedule, or a plateau, for each group of parameters, of which there must be `count`; 0: as many as the lists have,
/// or one. Lists are of equal length; what is no list is shared by all groups. json_error as above.
any_groups groups_from_json(const nlohmann::json& document, std::size_t count = 0);
std::vector<any_plateau> plateau_groups_from_json(const nlohmann::json& document, std::size_t count = 0);

/// The momentum that the framework cycles beside the rate, for pytorch.OneCycleLR and CyclicLR, deepspeed.OneCycle and
/// fastai.fit_one_cycle; json_error for what cycles none. That of OneCycleLR cannot be written as JSON.
any_schedule<double> momentum_from_json(const nlohmann::json& document);

/// The state that a document holds, all of it; json_error if it holds none: the counts are at least 0, so is the scale,
/// which is finite, and there is no mean of no observations. Any such state can be given to any plateau.
plateau_state<double> plateau_state_from_json(const nlohmann::json& document);

/// A description as JSON, from which from_json, or plateau_from_json, makes an equal one with the same bits; json_error
/// for one that holds a function, which no document can.
nlohmann::json to_json(const description& schedule);
nlohmann::json to_json(const any_schedule<double>& schedule);
nlohmann::json to_json(const any_plateau& plateau);
nlohmann::json to_json(const any_groups& groups);

/// A state as an object, from which plateau_state_from_json makes an equal one with the same bits. Infinity, which
/// JSON does not have, is "inf" or "-inf".
nlohmann::json to_json(const plateau_state<double>& state);

/// nlohmann's own ways: json document = schedule, document.get<any_schedule<double>>().
inline void to_json(nlohmann::json& document, const any_schedule<double>& schedule) { document = to_json(schedule); }
inline void to_json(nlohmann::json& document, const any_plateau& plateau) { document = to_json(plateau); }
inline void to_json(nlohmann::json& document, const any_groups& groups) { document = to_json(groups); }
inline void to_json(nlohmann::json& document, const plateau_state<double>& state) { document = to_json(state); }
inline void from_json(const nlohmann::json& document, any_schedule<double>& schedule) {
  schedule = from_json(document);
}
inline void from_json(const nlohmann::json& document, any_plateau& plateau) { plateau = plateau_from_json(document); }
inline void from_json(const nlohmann::json& document, any_groups& groups) { groups = groups_from_json(document); }
inline void from_json(const nlohmann::json& document, plateau_state<double>& state) {
  state = plateau_state_from_json(document);
}

/// The document that a text of at most 16 MiB holds; json_error for what is no JSON, for a key that an object has
/// twice, and for a number that no double holds.
nlohmann::json parse_json(const std::string& text);

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

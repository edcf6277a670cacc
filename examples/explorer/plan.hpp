// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_EXPLORER_PLAN_HPP
#define EXAMPLES_EXPLORER_PLAN_HPP

// What a document describes: a schedule, or a plateau, whose rate follows a metric.

#include <optional>
#include <string_view>
#include <variant>  // std::variant, std::visit
#include <vector>

#include <lrsched/any/any_groups.hpp>
#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/description.hpp>
#include <lrsched/json.hpp>

namespace explorer {

using plan = std::variant<lrsched::any_schedule<double>, lrsched::any_plateau>;

inline lrsched::description description_of(const plan& given) {
  return std::visit([](const auto& each) { return each.describe(); }, given);
}

/// What read_schedule() gives, or what read_plateau() does, where the document is that of a plateau.
auto read_either(auto read_schedule, auto read_plateau) {
  try {
    return read_schedule();
  } catch (const lrsched::json_error& error) {
    if (std::string_view(error.what()).find(" needs metrics: ") == std::string_view::npos) throw;
    return read_plateau();
  }
}

inline plan plan_of(const nlohmann::json& document) {
  return read_either([&]() -> plan { return lrsched::from_json(document); },
                     [&]() -> plan { return lrsched::plateau_from_json(document); });
}

/// One for each group of parameters.
inline std::vector<plan> plans_of(const nlohmann::json& document) {
  const auto schedules = [&] {
    std::vector<plan> all;
    lrsched::groups_from_json(document).for_each_part([&](const auto& each) { all.emplace_back(each); });
    return all;
  };
  const auto plateaus = [&] {
    const auto all = lrsched::plateau_groups_from_json(document);
    return std::vector<plan>(all.begin(), all.end());
  };
  return read_either(schedules, plateaus);
}

/// What a framework cycles beside the rate, if it does.
inline std::optional<lrsched::any_schedule<double>> momentum_of(const nlohmann::json& document) {
  try {
    return lrsched::momentum_from_json(document);
  } catch (const lrsched::json_error&) {
    return {};
  }
}

}  // namespace explorer

#endif

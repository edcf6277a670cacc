// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_TO_JSON_HPP
#define LRSCHED_JSON_TO_JSON_HPP

// From a description to a document.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <variant>  // std::visit
#include <vector>   // std::vector

#include <lrsched/any/description.hpp>
#include <lrsched/json/functions.hpp>
#include <lrsched/json/reading.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

LRSCHED_JSON_INLINE void write_fields(const std::vector<description::field>& fields, nlohmann::json& arguments) {
  const auto write_element = [](const description& element) {
    nlohmann::json group;
    if (!element.name.empty()) return to_json(element);
    write_fields(element.fields, group);
    return group;
  };
  for (const description::field& field : fields) {
    nlohmann::json& written = arguments[field.name];
    if (!field.group.empty())
      write_fields(field.group, written);
    else if (field.is_list)
      for (const description& element : field.schedule) written.push_back(write_element(element));
    else if (!field.schedule.empty())
      written = to_json(field.schedule.front());
    else
      std::visit([&](const auto& value) { written = value; }, field.value);
  }
}

}  // namespace detail

LRSCHED_JSON_INLINE nlohmann::json to_json(const description& schedule) {
  if (schedule.is_function()) throw json_error("", "a function cannot be written as JSON");
  nlohmann::json arguments = nlohmann::json::object();
  if (!schedule.parts.empty()) {
    arguments = nlohmann::json::array();
    for (const description& part : schedule.parts) arguments.push_back(to_json(part));
  }
  detail::write_fields(schedule.fields, arguments);
  return {{schedule.name, std::move(arguments)}};
}

LRSCHED_JSON_INLINE nlohmann::json to_json(const any_schedule<double>& schedule) {
  return to_json(schedule.describe());
}
LRSCHED_JSON_INLINE nlohmann::json to_json(const any_plateau& plateau) { return to_json(plateau.describe()); }
LRSCHED_JSON_INLINE nlohmann::json to_json(const any_groups& groups) { return to_json(describe(groups)); }

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_FROM_JSON_HPP
#define LRSCHED_JSON_FROM_JSON_HPP

// From a document to what its names stand for.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <string>  // std::string, std::to_string
#include <vector>  // std::vector

#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/json/reader.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/json/shown.hpp>
#include <lrsched/json/values.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

LRSCHED_JSON_INLINE reading inside(const nlohmann::json& given, const reading& where, const char* dialect) {
  reading inner = where;
  inner.dialect = std::string(dialect) + ".";
  if (given.is_object() && given.contains("base_lr")) {
    inner.base_lr = &given["base_lr"];
    inner.place_of_base_lr = inner.at("base_lr").place;
  }
  return inner;
}

/// What the reader of a name, which begins with the dialect, is not told begins with it again.
[[noreturn]] inline void refuse_unknown_schedule(const reading& where, const std::string& name) {
  std::vector<std::string> known;
  const auto add = [&](const auto& all) {
    for (const auto& entry : all)
      if (entry.first.rfind(where.dialect, 0) == 0) known.push_back(entry.first.substr(where.dialect.size()));
  };
  add(where.names->schedules());
  add(where.names->plateaus());
  where.refuse("there is no schedule " + shown_key(name) + suggestion(name, known));
}

/// Of an object with one key.
inline std::string name_of(const nlohmann::json& document, const reading& where) {
  const std::string rule = "a schedule must be an object with one key, its name, got ";
  if (!document.is_object()) where.refuse(rule + shown(document));
  if (document.size() != 1) where.refuse(rule + std::to_string(document.size()) + " keys");
  return document.begin().key();
}

/// A schedule by its name, which stands at a place.
inline any_schedule<double> read_named(const std::string& name, const reading& place_of_name,
                                       const nlohmann::json& arguments, const reading& where) {
  const std::string full_name = where.dialect + name;
  if (where.names->plateaus().contains(full_name))
    place_of_name.refuse(full_name + " needs metrics: it is no function of the step alone");
  const auto there = where.names->schedules().find(full_name);
  if (there == where.names->schedules().end()) refuse_unknown_schedule(place_of_name, name);
  return there->second.read(arguments, where, there->second);
}

LRSCHED_JSON_INLINE void read(const nlohmann::json& given, const reading& where, any_schedule<double>& value) {
  // The member of a framework's schedule: its type, and its arguments beside it.
  if (!where.dialect.empty() && given.is_object() && given.contains("type")) {
    std::string type;
    read(given["type"], where.at("type"), type);
    nlohmann::json arguments = given;
    arguments.erase("type");
    value = read_named(type, where.at("type"), arguments, where);
    return;
  }
  const std::string name = name_of(given, where);
  const reading inner{.names = where.names, .place = where.at(name).place};
  value = read_named(name, inner, given.begin().value(), inner);
}

LRSCHED_JSON_INLINE void read(const nlohmann::json& given, const reading& where, rate_or_schedule& value) {
  if (!given.is_number() && !given.is_object()) where.refuse("must be a number or a schedule, got " + shown(given));
  if (given.is_number())
    read(given, where, value.rate);
  else
    read(given, where, value.schedule.emplace());
}

}  // namespace detail

LRSCHED_JSON_INLINE any_schedule<double> json_reader::schedule(const nlohmann::json& document) const {
  detail::refuse_excess(document);
  any_schedule<double> result;
  detail::read(document, {.names = this}, result);
  return result;
}

LRSCHED_JSON_INLINE any_plateau json_reader::plateau(const nlohmann::json& document) const {
  detail::refuse_excess(document);
  const detail::reading top{.names = this};
  const std::string name = detail::name_of(document, top);
  const detail::reading where = top.at(name);
  if (schedules_.contains(name)) where.refuse(name + " takes no metrics: it is a function of the step alone");
  const auto there = plateaus_.find(name);
  if (there == plateaus_.end()) detail::refuse_unknown_schedule(where, name);
  return there->second.read(document.begin().value(), where, there->second);
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

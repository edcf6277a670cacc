// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_FROM_JSON_HPP
#define LRSCHED_JSON_FROM_JSON_HPP

// From a document to what its names stand for.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <cstdint>  // std::int64_t
#include <string>   // std::string, std::to_string

#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/json/files.hpp>
#include <lrsched/json/names.hpp>
#include <lrsched/json/reader.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/json/shown.hpp>
#include <lrsched/json/values.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

/// Where the members of a framework's schedule find the base_lr of their owner.
inline reading inside(const nlohmann::json& given, const reading& where, const char* dialect) {
  reading inner = where;
  inner.dialect = std::string(dialect) + ".";
  if (given.is_object() && given.contains("base_lr")) {
    inner.base_lr = &given["base_lr"];
    inner.place_of_base_lr = inner.at("base_lr").place;
  }
  return inner;
}

template <class Result>
Result made_by(const json_reader::entry<Result>& entry, const nlohmann::json& given, const reading& where) {
  const reading here = entry.dialect == nullptr ? where : inside(given, where, entry.dialect);
  return made(given, here, [&] { return entry.read(given, here, entry); });
}

/// A schedule by our name.
inline any_schedule<double> read_known(const std::string& name, const reading& place_of_name,
                                       const nlohmann::json& arguments, const reading& where) {
  if (where.names->plateaus().contains(name))
    place_of_name.refuse(name + " needs metrics: it is no function of the step alone");
  return made_by(where.names->schedules().at(name), arguments, where);
}

inline any_plateau read_known_plateau(const std::string& name, const reading& place_of_name,
                                      const nlohmann::json& arguments, const reading& where) {
  if (where.names->schedules().contains(name))
    place_of_name.refuse(name + " takes no metrics: it is a function of the step alone");
  return made_by(where.names->plateaus().at(name), arguments, where);
}

/// A schedule that moves on once in so many steps.
inline any_schedule<double> held(const any_schedule<double>& schedule, std::int64_t steps, const reading& where) {
  if (steps == 1) return schedule;
  return made(steps, where, [&] {
    return keeping_length(schedule, [&](const auto& inner) {
      return erased(staircase(stretch(inner, static_cast<double>(steps)), steps));
    });
  });
}

inline any_plateau held(any_plateau plateau, std::int64_t steps, const reading& where) {
  if (steps != 1) where.refuse("must be 1, since a plateau sees every metric, got " + std::to_string(steps));
  return plateau;
}

/// A schedule, or a plateau, wherever one is expected, by one of the readers above.
template <class Result>
Result read_any(const nlohmann::json& given, const reading& where,
                Result (*read_by_name)(const std::string&, const reading&, const nlohmann::json&, const reading&)) {
  // Our own form.
  const std::string key = given.is_object() && given.size() == 1 ? given.begin().key() : "";
  if (const std::string name = known_name(key, {.names = where.names}); !name.empty()) {
    reading inner{.names = where.names,
                  .group = where.group,
                  .place = where.at(key).place,
                  .base_lr = where.dialect.empty() ? where.base_lr : nullptr,
                  .place_of_base_lr = where.place_of_base_lr,
                  .total = where.total};
    if (name != key) inner.schedule = name;
    return read_by_name(name, inner, given.begin().value(), inner);
  }
  if (given.is_object() && given.size() == 2 && given.contains("total") && given.contains("schedule")) {
    reading inner = where.at("schedule");
    read(given["total"], where.at("total"), inner.total);
    if (inner.total < 1) where.at("total").refuse("must be at least 1, got " + shown(given["total"]));
    if (inner.total > longest) where.at("total").refuse("must be at most 2^53, got " + shown(given["total"]));
    return read_any(given["schedule"], inner, read_by_name);
  }
  if (const auto said = call_in_file(given, where)) {
    refuse_unused_rate(said->name, said->arguments, said->where);
    reading inner = said->where;
    inner.schedule = said->name;
    inner.moved = &said->moved;
    return read_by_name(said->name, said->place_of_name, said->arguments, inner);
  }
  if (has_schedule(given)) {
    const found inside = schedule_inside(given, where);
    const std::int64_t frequency = frequency_of(given, where);
    return held(read_any(*inside.value, inside.where, read_by_name), frequency, where.at("frequency"));
  }
  refuse_without_schedule(given, where);
}

LRSCHED_JSON_INLINE void json_source::read(any_schedule<double>& value) const {
  value = read_any<any_schedule<double>>(given, where, read_known);
}

LRSCHED_JSON_INLINE void json_source::read(rate_or_schedule& value) const {
  const auto read_rate = [&](const json_source& rate) { rate.read(value); };
  if (read_of_group(given, where, read_rate)) return;
  if (!given.is_number() && !given.is_object()) where.refuse("must be a number or a schedule, got " + shown(given));
  if (given.is_number())
    read(value.rate);
  else
    read(value.schedule.emplace());
}

}  // namespace detail

LRSCHED_JSON_INLINE any_schedule<double> json_reader::schedule(const nlohmann::json& document) const {
  detail::refuse_excess(document);
  return detail::read_any(document, {.names = this}, detail::read_known);
}

LRSCHED_JSON_INLINE any_plateau json_reader::plateau(const nlohmann::json& document) const {
  detail::refuse_excess(document);
  return detail::read_any(document, {.names = this}, detail::read_known_plateau);
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_PLATEAU_STATE_HPP
#define LRSCHED_JSON_PLATEAU_STATE_HPP

// The state of a plateau as a document, and back.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <cmath>    // std::isfinite, HUGE_VAL
#include <cstdint>  // std::int64_t
#include <string>   // std::string

#include <lrsched/json/functions.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/json/shown.hpp>
#include <lrsched/plateau.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

/// Infinity, which JSON does not have, is a string.
LRSCHED_JSON_INLINE nlohmann::json written(double number) {
  if (std::isfinite(number)) return number;
  return text_of(number);
}

LRSCHED_JSON_INLINE nlohmann::json written(std::int64_t number) { return number; }

LRSCHED_JSON_INLINE void read_written(const nlohmann::json& given, const reading& where, double& value) {
  if (given == "inf" || given == "-inf")
    value = given == "inf" ? HUGE_VAL : -HUGE_VAL;
  else if (given.is_number())
    value = given.get<double>();
  else
    where.refuse("must be a number, \"inf\" or \"-inf\", got " + shown(given));
}

LRSCHED_JSON_INLINE void read_written(const nlohmann::json& given, const reading& where, std::int64_t& value) {
  read(given, where, value);
  if (value < 0) where.refuse("must be at least 0, got " + shown(given));
  if (value > longest) where.refuse("must be at most 2^53, got " + shown(given));
}

}  // namespace detail

LRSCHED_JSON_INLINE nlohmann::json to_json(const plateau_state<double>& state) {
  nlohmann::json result;
  plateau_state<double>::fields(
      [&](const auto&... fields) { ((result[fields.name] = detail::written(state.*fields.member)), ...); });
  return result;
}

LRSCHED_JSON_INLINE plateau_state<double> plateau_state_from_json(const nlohmann::json& document) {
  detail::refuse_excess(document);
  const detail::reading top{.names = nullptr};
  if (!document.is_object()) top.refuse("the state of a plateau must be an object, got " + detail::shown(document));
  plateau_state<double> state;
  plateau_state<double>::fields([&](const auto&... fields) {
    detail::refuse_unknown(document, top, {fields.name...});
    const auto read_field = [&](const auto& field) {
      const detail::found there = detail::find_argument(document, top, field.name, false);
      detail::read_written(*there.value, there.where, state.*field.member);
    };
    (read_field(fields), ...);
  });
  const auto require = [&](bool holds, const char* field, const std::string& rule) {
    if (!holds) top.at(field).refuse(rule + ", got " + detail::shown(document[field]));
  };
  require(state.scale >= 0 && std::isfinite(state.scale), "scale", "must be finite and at least 0");
  require(state.waiting > 0 || !(state.mean < 0 || state.mean > 0), "mean", "must be 0 if no observation is waiting");
  return state;
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_VALUES_HPP
#define LRSCHED_JSON_VALUES_HPP

// Reading values and arguments: what is refused, at which place, in which words.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::all_of, std::any_of, std::find, std::max, std::min, std::replace
#include <charconv>   // std::from_chars
#include <cmath>      // std::floor, std::isfinite
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <iterator>   // std::begin, std::end
#include <map>        // std::map
#include <span>       // std::span
#include <string>     // std::string
#include <utility>    // std::exchange, std::pair
#include <vector>     // std::vector

#include <lrsched/any/description.hpp>
#include <lrsched/json/error.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/json/shown.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

LRSCHED_JSON_INLINE reading reading::at(const std::string& key) const {
  reading inner = *this;
  inner.schedule.clear();
  inner.moved = nullptr;
  if (moved != nullptr)
    if (const auto there = moved->find(key); there != moved->end()) {
      inner.place = there->second;
      return inner;
    }
  inner.place += '/';
  for (const char letter : bare_key(key))
    inner.place += letter == '~' ? "~0" : letter == '/' ? "~1" : std::string(1, letter);
  return inner;
}

LRSCHED_JSON_INLINE reading reading::alone(const std::string& at_place) const {
  return {.names = names, .group = group, .place = at_place};
}

LRSCHED_JSON_INLINE void reading::take_rate(const found& rate) {
  base_lr = rate.value;
  place_of_base_lr = rate.where.place;
}

LRSCHED_JSON_INLINE reading reading::at_rate() const {
  reading rate = alone(place_of_base_lr);
  rate.is_rate_beside = true;
  return rate;
}

[[noreturn]] LRSCHED_JSON_INLINE void reading::refuse(const std::string& rule) const { throw json_error(place, rule); }

/// The number of letters that one has to change, add or remove; upper and lower case are alike.
inline std::size_t distance(const std::string& a, const std::string& b) {
  const auto lower = [](char letter) { return 'A' <= letter && letter <= 'Z' ? letter - 'A' + 'a' : letter; };
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (lower(a[i - 1]) != lower(b[j - 1]));
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

/// "a, b or c"
inline std::string listed(const std::vector<std::string>& words) {
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i) all += (i == 0 ? "" : i + 1 < words.size() ? ", " : " or ") + words[i];
  return all;
}

inline std::string did_you_mean(const std::vector<std::string>& names) {
  return names.empty() ? "" : ", did you mean " + listed(names) + "?";
}

/// ", only a, b, c"
inline std::string only(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all.append(all.empty() ? ", only " : ", ").append(name);
  return all;
}

/// ", did you mean NAME or NAME?" for the known names that are nearest, if they are near; at most three. A framework's
/// name is found without its dialect too; where that is known, it is written before each.
inline std::string suggestion(const std::string& given, const std::vector<std::string>& known,
                              const std::string& dialect = "") {
  constexpr std::size_t longest_name = 100, most = 3;
  if (given.size() > longest_name) return "";
  std::vector<std::string> nearest;
  std::size_t least = std::max<std::size_t>(2, given.size() / 3) + 1;
  const auto consider = [&](const std::string& name, const std::string& as, std::size_t more) {
    const std::size_t far = distance(given, as) + more;
    const bool is_near = nearest.empty() ? far < least : far <= least;
    if (!is_near || far >= std::max(given.size(), as.size())) return;
    if (far < least) nearest.clear();
    least = far;
    if (nearest.size() < most && (nearest.empty() || nearest.back() != dialect + name))
      nearest.push_back(dialect + name);
  };
  for (const std::string& name : known) {
    consider(name, name, 0);
    if (const std::size_t point = name.find('.'); point != std::string::npos) consider(name, name.substr(point + 1), 1);
  }
  return did_you_mean(nearest);
}

/// The words of a key, in lower case: "lr-warmup_iters" has three.
inline std::vector<std::string> words_of(const std::string& key) {
  std::vector<std::string> words(1);
  for (const char letter : key) {
    if (letter == '_' || letter == '-' || letter == '.')
      words.emplace_back();
    else
      words.back() += 'A' <= letter && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
  return words;
}

/// Those that have all words of what is given: "warmup_num_steps" for "warmup_steps".
inline std::vector<std::string> names_with_words(const std::string& given, const std::vector<std::string>& known) {
  std::vector<std::string> result;
  const std::vector<std::string> words = words_of(given);
  for (const std::string& name : known) {
    const std::vector<std::string> others = words_of(name);
    const auto is_there = [&](const std::string& word) {
      return !word.empty() && std::find(others.begin(), others.end(), word) != others.end();
    };
    if (words.size() > 1 && std::all_of(words.begin(), words.end(), is_there)) result.push_back(name);
  }
  return result;
}

/// What is said of a value that is no number: who would have filled it in, or who reads it.
inline std::string got_no_number(const nlohmann::json& given) {
  const auto is_number = [](const nlohmann::json& element) { return element.is_number(); };
  std::string got = ", got " + shown(given);
  if (given == "auto") return got + ": write the number that the trainer puts there";
  if (given.is_array() && !given.empty() && std::all_of(given.begin(), given.end(), is_number))
    return got + ": groups_from_json reads a list, with a number for each parameter group";
  return got;
}

/// Calls use with the number of the group that is read, if there is a list of one for each, and says whether there is.
bool read_of_group(const nlohmann::json& given, const reading& where, auto use) {
  if (where.group == nullptr || !given.is_array()) return false;
  parameter_group& group = *where.group;
  if (given.empty()) where.refuse("must have a number for each parameter group, got []");
  if (group.count == 0) group.count = given.size(), group.place = where.place;
  if (given.size() != group.count)
    where.refuse("must have " + std::to_string(group.count) + " numbers, " +
                 (group.place.empty() ? "one for each parameter group" : "as " + group.place + " has") + ", got " +
                 shown(given));
  reading inner = where.at(std::to_string(group.index));
  inner.group = nullptr;
  use(json_source(given[group.index], inner));
  return true;
}

LRSCHED_JSON_INLINE void json_source::read(double& value) const {
  const auto read_number = [&](const json_source& number) { number.read(value); };
  if (read_of_group(given, where, read_number)) return;
  if (!given.is_number()) where.refuse("must be a number" + got_no_number(given));
  value = given.get<double>();
  if (!std::isfinite(value)) where.refuse("must be finite, got " + shown(given));
}

/// "3%" of the total, rounded to the nearest step, half a one up.
inline std::int64_t share_of_total(const nlohmann::json& given, const reading& where) {
  std::string text = given.get<std::string>();
  text.pop_back();
  const nlohmann::json percent = nlohmann::json::parse(text, nullptr, false);
  if (!percent.is_number() || !(percent.get<double>() >= 0 && percent.get<double>() <= 100))
    where.refuse("must be from 0% to 100%, got " + shown(given));
  if (where.total == 0) where.refuse("must have a total, of which it is a share, got " + shown(given));
  return static_cast<std::int64_t>(std::floor(static_cast<double>(where.total) * percent.get<double>() / 100 + 0.5));
}

LRSCHED_JSON_INLINE void json_source::read(std::int64_t& value) const {
  constexpr double limit = 9'223'372'036'854'775'808.0;
  const auto read_number = [&](const json_source& number) { number.read(value); };
  if (read_of_group(given, where, read_number)) return;
  if (given.is_string() && given.get_ref<const std::string&>().ends_with('%')) {
    value = share_of_total(given, where);
    return;
  }
  if (given.is_number_unsigned()) {
    if (given.get<std::uint64_t>() >= std::uint64_t{1} << 63) where.refuse("must be below 2^63, got " + shown(given));
  } else if (given.is_number_float()) {
    const double number = given.get<double>();
    if (number != std::floor(number)) where.refuse("must be a whole number, got " + shown(given));
    if (number < -limit) where.refuse("must be at least -2^63, got " + shown(given));
    if (number >= limit) where.refuse("must be below 2^63, got " + shown(given));
    value = static_cast<std::int64_t>(number);
    return;
  } else if (!given.is_number_integer()) {
    where.refuse("must be a whole number" + got_no_number(given));
  }
  value = given.get<std::int64_t>();
}

LRSCHED_JSON_INLINE void json_source::read(bool& value) const {
  if (!given.is_boolean()) where.refuse("must be true or false, got " + shown(given));
  value = given.get<bool>();
}

LRSCHED_JSON_INLINE void json_source::read(std::string& value) const {
  if (!given.is_string()) where.refuse("must be a string, got " + shown(given));
  value = given.get<std::string>();
}

LRSCHED_JSON_INLINE void json_source::read(ignored& value) const { value.is_given = !given.is_null(); }

/// "a", "b" or "c", got "d"
inline std::string one_of(const argument_names& names, const nlohmann::json& given) {
  std::string all;
  for (std::size_t i = 0; i < names.size(); ++i)
    all += std::string(i == 0 ? "" : i + 1 < names.size() ? ", " : " or ") + '"' + names[i] + '"';
  return all + ", got " + shown(given);
}

[[noreturn]] LRSCHED_JSON_INLINE void refuse_name(const reading& where, const argument_names& names,
                                                  const std::string& given) {
  where.refuse("must be " + one_of(names, given));
}

[[noreturn]] LRSCHED_JSON_INLINE void refuse_endless(const reading& where, const any_schedule<double>& schedule) {
  where.refuse("must have a length, which take gives, got " + shortened(to_string(schedule), 60));
}

LRSCHED_JSON_INLINE std::size_t json_source::index_of_name(std::span<const char* const> names) const {
  const auto there = std::find(names.begin(), names.end(), given);
  if (there == names.end()) where.refuse("must be " + one_of({names.begin(), names.end()}, given));
  return static_cast<std::size_t>(there - names.begin());
}

LRSCHED_JSON_INLINE bool json_source::is_null() const { return given.is_null(); }

LRSCHED_JSON_INLINE void json_source::for_each_element(void (*use)(const source& element, void* list),
                                                       void* list) const {
  if (where.is_rate_beside && !given.is_array()) return use(*this, list);
  if (!given.is_array()) where.refuse("must be a list, got " + shown(given));
  for (std::size_t i = 0; i < given.size(); ++i) use(json_source(given[i], where.at(std::to_string(i))), list);
}

/// An object from whole numbers to numbers, in rising order; null is one without any.
LRSCHED_JSON_INLINE void json_source::read(std::vector<std::pair<std::int64_t, double>>& values) const {
  values.clear();
  if (given.is_null()) return;
  if (!given.is_object()) where.refuse("must be an object, got " + shown(given));
  std::map<std::int64_t, double> sorted;
  for (const auto& [key, number] : given.items()) {
    std::int64_t step = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), step);
    if (error != std::errc() || end != key.data() + key.size())
      where.at(key).refuse("must be named by a whole number, got " + shown(key));
    const auto [place, is_new] = sorted.try_emplace(step);
    if (!is_new) where.at(key).refuse("must not name a number again, got " + shown(key));
    detail::read(number, where.at(key), place->second);
  }
  values.assign(sorted.begin(), sorted.end());
}

// ---- arguments ------------------------------------------------------------------------------------------------------

/// What the rate is called, the first that a schedule has; beside the other one it may not be the one that is meant.
struct name_of_rate {
  const char* name;
  const char* other = "";
};

inline constexpr name_of_rate names_of_rates[] = {{"base_lr"},
                                                  {"lr"},                                      // fairseq, fastai
                                                  {"learning_rate"},                           // darknet, llmc, paddle
                                                  {"initial_learning_rate", "warmup_target"},  // keras
                                                  {"base_learning_rate"},                      // paddle
                                                  {"max_learning_rate"},
                                                  {"max_lr"},                   // megatron
                                                  {"lr_max"},                   // fastai
                                                  {"peak_value"},               // optax
                                                  {"init_value", "end_value"},  // optax
                                                  {"value"},                    // optax
                                                  {"stepSize"}};                // ensmallen

inline const name_of_rate* find_name_of_rate(const argument_names& names) {
  for (const name_of_rate& each : names_of_rates)
    if (std::find(names.begin(), names.end(), std::string(each.name)) != names.end()) return &each;
  return nullptr;
}

LRSCHED_JSON_INLINE const char* rate_argument(const argument_names& names) {
  const name_of_rate* const rate = find_name_of_rate(names);
  return rate == nullptr ? "" : rate->name;
}

/// "pytorch.StepLR: ", if the place does not tell.
inline std::string owner(const reading& where) { return where.schedule.empty() ? "" : where.schedule + ": "; }

LRSCHED_JSON_INLINE void refuse_unknown(const nlohmann::json& given, const reading& where,
                                        const argument_names& known) {
  if (!given.is_object()) where.refuse("the arguments must be an object, got " + shown(given));
  for (const auto& [key, value] : given.items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const std::vector<std::string> names(known.begin(), known.end());
    const std::vector<std::string> longer = names_with_words(key, names);
    const std::string near = longer.empty() ? suggestion(key, names) : did_you_mean(longer);
    where.at(key).refuse(owner(where) + "there is no argument " + shown_key(key) + (near.empty() ? only(names) : near));
  }
}

LRSCHED_JSON_INLINE found find_argument(const nlohmann::json& given, const reading& where, const char* name,
                                        bool may_be_missing, const char* name_of_rate) {
  if (const auto there = given.find(name); there != given.end()) return {&*there, where.at(name)};
  const bool is_rate = name == std::string(name_of_rate);
  const bool is_open = is_rate && may_be_missing && name == std::string("base_lr");  // to another argument
  if (is_rate && where.base_lr != nullptr && !(is_open && *where.base_lr == "auto"))
    return {where.base_lr, where.at_rate()};
  if (where.max_duration != nullptr && name == std::string("max_duration"))
    return {where.max_duration, where.alone(where.place_of_max_duration)};
  const std::string hint = is_rate && !where.schedule.empty() ? ": the rate, or lr of the optimizer beside" : "";
  if (!may_be_missing) where.refuse(owner(where) + "the argument " + name + " is missing" + hint);
  return {nullptr, where};
}

LRSCHED_JSON_INLINE void json_source::read(const std::vector<argument>& group) const {
  const argument_names names = names_of_arguments(group);
  refuse_unknown(given, where, names);
  const name_of_rate* const rate = where.dialect.empty() ? nullptr : find_name_of_rate(names);
  const bool is_sure = rate != nullptr && !given.contains(rate->other);
  const char* const name = is_sure ? rate->name : "";
  for (const argument& each : group) {
    const found there = find_argument(given, where, each.name, each.type->may_be_missing, name);
    if (there.value != nullptr) each.type->read(json_source(*there.value, there.where), each.value);
  }
}

/// Whether a place ends with the name of a schedule, after its dialect or alone.
inline bool ends_with_name(const std::string& place, const std::string& name) {
  return place.ends_with("/" + name) || place.ends_with("." + name);
}

/// What the place says is not said again.
[[noreturn]] LRSCHED_JSON_INLINE void refuse_argument(const nlohmann::json& given, const reading& where,
                                                      const bad_argument& error) {
  if (const auto* placed = dynamic_cast<const json_error*>(&error)) throw json_error(*placed);
  const std::string argument = error.argument();  // "steps", "threshold.relative", or about one: "schedule's length"
  const std::string about = argument.substr(0, argument.find_first_of(" ',"));
  std::string inner = "/" + about;
  std::replace(inner.begin(), inner.end(), '.', '/');
  const nlohmann::json::json_pointer pointer(inner);
  const bool is_there = given.is_object() && given.contains(pointer);
  const bool is_rate = std::any_of(std::begin(names_of_rates), std::end(names_of_rates),
                                   [&](const name_of_rate& each) { return about == each.name; });
  const bool is_of_owner = !is_there && where.base_lr != nullptr && is_rate;
  const std::string outer = about.substr(0, about.find('.'));

  std::string rule = std::string(error.rule()) + ", got ";
  rule += is_there && given[pointer].is_string() ? shown(given[pointer]) : error.got();
  const bool is_named = ends_with_name(where.place, error.schedule());
  const bool is_placed = is_there && about == argument && rule.starts_with("must ");
  if (!is_named || !is_placed) rule = argument + " " + rule;
  if (!is_named) rule = std::string(error.schedule()) + ": " + rule;
  const std::string place = where.at(outer).place + inner.substr(1 + outer.size());
  throw json_error(is_of_owner ? where.place_of_base_lr : is_there ? place : where.place, rule);
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

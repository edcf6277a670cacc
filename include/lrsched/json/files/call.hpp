// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_FILES_CALL_HPP
#define LRSCHED_JSON_FILES_CALL_HPP

// What every form of a file ends in, a call, and what they share: where the rate is, and which keys speak of the
// schedule.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::any_of, std::find
#include <cstddef>    // std::size_t
#include <iterator>   // std::begin, std::end
#include <map>        // std::map
#include <string>     // std::string
#include <vector>     // std::vector

#include <lrsched/json/json_reader.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/json/shown.hpp>
#include <lrsched/json/values.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

template <std::size_t Count>
bool is_one_of(const char* const (&names)[Count], const std::string& name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// The name of a schedule and its arguments, and where they stand.
struct call {
  std::string name{};
  reading place_of_name{};
  nlohmann::json arguments{};
  reading where{};                             // of the arguments
  std::map<std::string, std::string> moved{};  // those that have other names there, and their places
};

/// A schedule by our name; the reader of our own form.
any_schedule<double> read_known(const std::string& name, const reading& place_of_name, const nlohmann::json& arguments,
                                const reading& where);

/// The arguments that a schedule, or a plateau, takes.
inline argument_names arguments_of(const std::string& name, const json_reader& names) {
  if (const auto there = names.schedules().find(name); there != names.schedules().end())
    return there->second.arguments();
  return names.plateaus().at(name).arguments();
}

inline bool takes(const std::string& name, const std::string& argument, const json_reader& names) {
  const argument_names all = arguments_of(name, names);
  return std::find(all.begin(), all.end(), argument) != all.end();
}

// ---- the rate -------------------------------------------------------------------------------------------------------

inline constexpr const char* keys_of_rates[] = {"base_lr", "lr", "learning_rate"};

inline bool is_key_of_rate(const std::string& key) { return is_one_of(keys_of_rates, key); }

/// Where base_lr is in an object of a file: by one of its names, or in the optimizer. A null pointer if it is nowhere.
inline found rate_beside(const nlohmann::json& given, const reading& where) {
  if (!given.is_object()) return {nullptr, where};
  for (const char* key : keys_of_rates)
    if (const auto rate = given.find(key); rate != given.end() && !rate->is_object() && !rate->is_null())
      return {&*rate, where.at(key)};
  for (const char* key : {"optimizer", "optim", "optim_wrapper"})
    if (const auto optimizer = given.find(key); optimizer != given.end() && optimizer->is_object()) {
      const reading inner = where.at(key);
      if (const found rate = rate_beside(*optimizer, inner); rate.value != nullptr) return rate;
      for (const char* arguments : {"params", "args", "kwargs", "config", "init_args"})
        if (optimizer->contains(arguments))
          if (const found rate = rate_beside((*optimizer)[arguments], inner.at(arguments)); rate.value != nullptr)
            return rate;
    }
  return {nullptr, where};
}

// ---- keys that speak of the schedule --------------------------------------------------------------------------------

/// By its words, where none of them says that it is about something else.
inline bool speaks_of_schedule(const std::string& key) {
  constexpr const char* of_schedule[] = {"lr",     "scheduler", "schedule", "warmup",     "wsd",
                                         "anneal", "annealing", "cooldown", "milestones", "plateau"};
  constexpr const char* of_others[] = {"noise", "weight", "curriculum", "data", "mask", "masking", "sampling"};
  const std::vector<std::string> words = words_of(key);
  const auto has_one_of = [&](const auto& some) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return is_one_of(some, word); });
  };
  constexpr const char* learning[] = {"learning"};
  constexpr const char* rate[] = {"rate"};
  return (has_one_of(of_schedule) || (has_one_of(learning) && has_one_of(rate))) && !has_one_of(of_others);
}

/// Whether a value is as if the key were not there.
inline bool says_nothing(const nlohmann::json& value) {
  return value.is_null() || value == false || value == 0 || value == "" || (value.is_structured() && value.empty()) ||
         (value.is_object() && value.value("enable", nlohmann::json()) == false);
}

/// Keys of a file are its own, but not those that speak of the schedule.
inline void refuse_unused(const nlohmann::json& given, const reading& where, const std::vector<std::string>& used) {
  for (const auto& [key, value] : given.items())
    if (speaks_of_schedule(key) && !says_nothing(value) && std::find(used.begin(), used.end(), key) == used.end())
      where.at(key).refuse("speaks of the schedule, and is not understood here, got " + shown(value));
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

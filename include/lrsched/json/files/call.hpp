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

/// Whether there is a value; a key without one, as YAML has it, is as if it were not there.
inline bool is_given(const nlohmann::json& given, const char* key) {
  const auto there = given.find(key);
  return there != given.end() && !there->is_null();
}

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
  for (const char* key : {"optimizer", "optim", "optim_wrapper", "optimization"})
    if (const auto optimizer = given.find(key); optimizer != given.end() && optimizer->is_object()) {
      const reading inner = where.at(key);
      if (found rate = rate_beside(*optimizer, inner); rate.value != nullptr) return rate;
      for (const char* arguments : {"params", "args", "kwargs", "config", "init_args"})
        if (optimizer->contains(arguments))
          if (found rate = rate_beside((*optimizer)[arguments], inner.at(arguments)); rate.value != nullptr)
            return rate;
    }
  return {nullptr, where};
}

/// Whether some value of it is an object, or one is further in.
inline bool holds_objects(const nlohmann::json& given) {
  return given.is_structured() && std::any_of(given.begin(), given.end(), [](const nlohmann::json& value) {
           return value.is_object() || holds_objects(value);
         });
}

/// A rate that stands beside a schedule is not passed over where the schedule has rates of its own. DeepSpeed's are set
/// in the place of the optimizer's; of a schedule with others in it, these may take the rate.
inline void refuse_unused_rate(const std::string& name, const nlohmann::json& arguments, const reading& where) {
  if (where.base_lr == nullptr || name.starts_with("deepspeed.")) return;
  if (holds_objects(arguments)) return;
  const bool is_framework = name.find('.') != std::string::npos;
  const argument_names names = arguments_of(name, *where.names);
  if (is_framework && *rate_argument(names) != '\0') return;
  where.at_rate().refuse("is no argument of " + name + only({names.begin(), names.end()}));
}

// ---- keys that speak of the schedule --------------------------------------------------------------------------------

/// Whether it is the rate of a group of parameters of its own; what is read is that of all others.
inline bool is_of_another_group(const std::string& key) {
  constexpr const char* keys[] = {"loraplus_lr_ratio",  "loraplus_lr_embedding", "embedding_lr",
                                  "embedding_lr_scale", "decoupled_lr",          "decoupled_min_lr"};
  std::string name;
  for (const std::string& word : words_of(key)) name += name.empty() || word.empty() ? word : "_" + word;
  return is_one_of(keys, name);
}

/// By its words, where none of them says that it is about something else.
inline bool speaks_of_schedule(const std::string& key) {
  if (is_of_another_group(key)) return false;
  constexpr const char* of_schedule[] = {"lr",        "scheduler", "schedule",   "warmup",  "wsd",   "anneal",
                                         "annealing", "cooldown",  "milestones", "plateau", "jagged"};
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

/// The key that another one is by all but a letter, or two of a long one; "" if there is none.
inline std::string near_key(const std::string& given, const std::vector<std::string>& keys) {
  const std::string bare = given.starts_with("--") ? given.substr(2) : given;
  for (const std::string& key : keys) {
    const std::size_t most = key.size() < 5 ? 0 : key.size() < 10 ? 1 : 2;
    if (bare != key && bare.size() <= key.size() + most && distance(bare, key) <= most) return key;
  }
  return "";
}

/// Keys of a file are its own, but not those that speak of the schedule, or are a known one that does, misspelt.
inline void refuse_unused(const nlohmann::json& given, const reading& where, const std::vector<std::string>& used,
                          const std::vector<std::string>& known = {}) {
  for (const auto& [key, value] : given.items()) {
    if (says_nothing(value) || std::find(used.begin(), used.end(), key) != used.end()) continue;
    const std::string near = near_key(key, known), hint = near.empty() ? "" : did_you_mean({near});
    if (speaks_of_schedule(key))
      where.at(key).refuse("speaks of the schedule, and is not understood here, got " + shown(value) + hint);
    if (!near.empty()) where.at(key).refuse("there is no key " + shown_key(key) + hint);
  }
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

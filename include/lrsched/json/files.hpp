// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_FILES_HPP
#define LRSCHED_JSON_FILES_HPP

// The files that people have: configurations of trainers, as they stand. What is read in the place of our own form, an
// object with one key that is a known name:
//
//   files/classes.hpp        a class and its arguments: Keras, Lightning, Hydra, and members of other files
//   files/transformers.hpp   training arguments of transformers, LLaMA-Factory and axolotl
//   files/megatron.hpp       flags of Megatron-LM
//   files/mmengine.hpp       MMEngine's param_scheduler
//   here                     a file with one of these as its "scheduler", "lr_scheduler", "learning_rate" or the like
//
// Each gives a call: the name of a schedule and its arguments, with their places. The reader of our own form does the
// rest. What a framework calls its rate is also "lr" or "learning_rate" beside, or that of the "optimizer". A key
// without a value is as if it were not there, but among the arguments of a class. Other keys of a file are its own, but
// one that speaks of the schedule, or is near to one that does, and is not used is refused. Rates of single groups of
// parameters are passed over: what is read is the rate of all others.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <cstdint>   // std::int64_t
#include <optional>  // std::optional
#include <string>    // std::string, std::to_string
#include <vector>    // std::vector

#include <lrsched/json/files/call.hpp>
#include <lrsched/json/files/classes.hpp>
#include <lrsched/json/files/megatron.hpp>
#include <lrsched/json/files/mmengine.hpp>
#include <lrsched/json/files/transformers.hpp>
#include <lrsched/json/names.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/json/values.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

// ---- a whole file ---------------------------------------------------------------------------------------------------

/// The keys under which a file has its schedule.
inline constexpr const char* keys_of_schedules[] = {"scheduler",   "lr_scheduler",  "learning_rate_scheduler",
                                                    "lr_schedule", "learning_rate", "learning_rate_schedule",
                                                    "lr"};

/// The keys of objects in which a file has the keys above.
inline constexpr const char* keys_around_schedules[] = {
    "config",        "init_args", "params", "args",     "kwargs",        "optimizer",          "optim",
    "model",         "trainer",   "train",  "training", "training_args", "training_arguments", "hparams",
    "compile_config"};

/// Under which keys the object of a file has a schedule, or has it further in, a few levels at most.
inline std::vector<std::string> keys_with_schedules(const nlohmann::json& given, int levels = 4) {
  std::vector<std::string> result;
  if (!given.is_object() || levels == 0) return result;
  for (const char* key : keys_of_schedules)
    if (const auto member = given.find(key); member != given.end() && member->is_object() && !member->empty())
      result.push_back(key);
  if (!result.empty()) return result;
  for (const char* key : keys_around_schedules)
    if (const auto inner = given.find(key); inner != given.end() && inner->is_object())
      if (is_training_arguments(*inner) || is_megatron(*inner) || is_mmengine(*inner) ||
          !keys_with_schedules(*inner, levels - 1).empty())
        result.push_back(key);
  if (const auto optimizer = given.find("optimizer");
      result.empty() && optimizer != given.end() && optimizer->is_object() && is_keras_optimizer(*optimizer))
    result.push_back("optimizer");
  return result;
}

inline bool has_schedule(const nlohmann::json& given) { return !keys_with_schedules(given).empty(); }

/// Lightning's {"scheduler": ..., "interval": "epoch", "frequency": n}: the schedule moves on once in n of them. 1
/// elsewhere, where frequency is a word of others.
inline std::int64_t frequency_of(const nlohmann::json& given, const reading& where) {
  constexpr const char* all[] = {"scheduler", "interval",  "frequency",     "monitor", "strict",           "name",
                                 "lr",        "optimizer", "learning_rate", "base_lr", "reduce_on_plateau"};
  std::int64_t frequency = 1;
  if (!is_given(given, "frequency")) return frequency;
  for (const auto& [key, value] : given.items())
    if (!is_one_of(all, key)) return frequency;
  read(given["frequency"], where.at("frequency"), frequency);
  if (frequency < 1) where.at("frequency").refuse("must be at least 1, got " + shown(given["frequency"]));
  return frequency;
}

/// The schedule in the object of a file, one level further in, with the rate that is beside it.
inline found schedule_inside(const nlohmann::json& given, const reading& where) {
  std::vector<std::string> used = keys_with_schedules(given);
  if (used.size() > 1) where.refuse("must have one schedule, got " + listed(used));
  found result{&given[used.front()], where.at(used.front())};
  if (const found rate = rate_beside(given, where); rate.value != nullptr) result.where.take_rate(rate);
  if (is_given(given, "max_duration")) {
    result.where.max_duration = &given["max_duration"];
    result.where.place_of_max_duration = where.at("max_duration").place;
  }
  for (const char* key : keys_of_rates) used.push_back(key);
  refuse_unused(given, where, used, {"learning_rate", "base_lr"});
  const nlohmann::json& inner = *result.value;
  if (inner.size() == 1)  // in our own form
    if (const std::string name = known_name(inner.begin().key(), {.names = where.names}); !name.empty())
      refuse_unused_rate(name, inner.front(), result.where);
  return result;
}

/// {"groups": [...]}, with a schedule for each group of parameters.
inline bool is_list_of_groups(const nlohmann::json& given) {
  return given.is_object() && given.size() == 1 && given.contains("groups");
}

/// What is said of a document in which there is no schedule.
[[noreturn]] inline void refuse_without_schedule(const nlohmann::json& given, const reading& where) {
  const std::string rule = "a schedule must be an object with one key, its name, got ";
  if (given.is_null() && where.place.empty()) where.refuse("the document is empty: there is no schedule in it");
  const bool is_list = given.is_array() && !given.empty() && given[0].is_object() && is_given(given[0], "type");
  if (is_list) where.refuse(rule + "a list: one of MMEngine's is called param_scheduler, with lr beside it");
  if (!given.is_object()) where.refuse(rule + shown(given));
  if (given.empty()) where.refuse(rule + "0 keys");
  if (is_list_of_groups(given)) where.at("groups").refuse("groups_from_json reads a schedule for each parameter group");

  std::vector<std::string> looked_for;
  for (const char* key : keys_of_schedules)
    if (!is_key_of_rate(key)) looked_for.push_back(key);
  looked_for.push_back("param_scheduler");
  for (const std::string& key : looked_for) {
    if (!given.contains(key)) continue;
    if (says_nothing(given[key])) where.at(key).refuse("is empty: there is no schedule in it");
    where.at(key).refuse("must be an object, with the name of a schedule and its arguments, got " + shown(given[key]));
  }
  looked_for.push_back("lr_scheduler_type");
  for (const auto& [key, value] : given.items()) {
    const bool is_name = !known_name(key, {.names = where.names}).empty();
    if (is_name && given.size() == 2 && given.contains("total"))
      where.at(key).refuse("must stand in a schedule beside the total: {\"total\": ..., \"schedule\": {\"" +
                           bare_key(key) + "\": ...}}");
    if (is_name) where.refuse(rule + std::to_string(given.size()) + " keys");
  }
  for (const auto& [key, value] : given.items())
    if (const std::string near = near_key(key, looked_for); !near.empty() && !value.is_number())
      where.at(key).refuse("there is no schedule " + shown_key(key) + did_you_mean({near}));
  if (given.size() > 1) where.refuse("no schedule was found: looked for " + listed(looked_for));
  const std::string name = given.begin().key();
  refuse_unknown_schedule({.names = where.names, .place = where.at(name).place}, name);
}

// ---- all of them ----------------------------------------------------------------------------------------------------

/// What a file says, if the object is one.
inline std::optional<call> call_in_file(const nlohmann::json& given, const reading& where) {
  if (!given.is_object()) return std::nullopt;
  const class_form* const known = class_form_of(given, where, true);
  if (known != nullptr && known->is_only_for_classes) return call_of_class(given, where, *known);
  if (is_training_arguments(given)) return call_of_training_arguments(given, where);
  if (is_megatron(given)) return call_of_megatron(given, where);
  if (is_mmengine(given)) return call_of_mmengine(given, where);
  if (known != nullptr) return call_of_class(given, where, *known);
  if (has_schedule(given)) return std::nullopt;
  if (is_keras_optimizer(given)) return call_of_keras_optimizer(given, where);
  if (const class_form* form = class_form_of(given, where, false)) return call_of_class(given, where, *form);
  return std::nullopt;
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

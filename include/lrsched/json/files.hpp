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
// rest. base_lr is also "lr" or "learning_rate", or that of the "optimizer" beside. Other keys of a file are its own, but
// one that speaks of the schedule and is not used is refused.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::any_of
#include <optional>   // std::optional
#include <string>     // std::string
#include <vector>     // std::vector

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
inline const std::vector<std::string> keys_of_schedules = {
    "scheduler", "lr_scheduler", "learning_rate_scheduler", "learning_rate_schedule", "lr_schedule", "learning_rate",
    "lr"};

/// The keys of objects in which a file has the keys above.
inline const std::vector<std::string> keys_around_schedules = {
    "config",         "init_args", "params",  "args",     "kwargs",        "optimizer",          "optim",
    "model",          "train",     "trainer", "training", "training_args", "training_arguments", "hparams",
    "compile_config", "trial"};

/// Whether there is a schedule somewhere in the object of a file.
inline bool has_schedule(const nlohmann::json& given) {
  if (!given.is_object()) return false;
  for (const std::string& key : keys_of_schedules)
    if (const auto member = given.find(key); member != given.end() && member->is_object() && !member->empty())
      return true;
  return std::any_of(keys_around_schedules.begin(), keys_around_schedules.end(), [&](const std::string& key) {
    const auto inner = given.find(key);
    return inner != given.end() && (has_schedule(*inner) || is_training_arguments(*inner) || is_megatron(*inner));
  });
}

/// The schedule in the object of a file, one level further in, with the rate that is beside it.
inline found schedule_inside(const nlohmann::json& given, const reading& where) {
  std::vector<std::string> used;
  for (const std::string& key : keys_of_schedules)
    if (given.contains(key) && given[key].is_object() && !given[key].empty()) used.push_back(key);
  if (used.empty())
    for (const std::string& key : keys_around_schedules)
      if (given.contains(key) &&
          (has_schedule(given[key]) || is_training_arguments(given[key]) || is_megatron(given[key])))
        used.push_back(key);
  if (used.size() > 1) where.refuse("must have one schedule, got " + listed(used));
  found result{&given[used.front()], where.at(used.front())};
  if (const found rate = rate_beside(given, where); rate.value != nullptr) result.where.take_rate(rate);
  for (const std::string& key : keys_of_rates) used.push_back(key);
  refuse_unused(given, where, used);
  return result;
}

// ---- all of them ----------------------------------------------------------------------------------------------------

/// What a file says, if the object is one.
inline std::optional<call> call_in_file(const nlohmann::json& given, const reading& where) {
  if (!given.is_object()) return std::nullopt;
  if (const class_form* form = class_form_of(given, where, true)) return call_of_class(given, where, *form);
  if (is_training_arguments(given)) return call_of_training_arguments(given, where);
  if (is_megatron(given)) return call_of_megatron(given, where);
  if (has_schedule(given)) return std::nullopt;
  if (const class_form* form = class_form_of(given, where, false)) return call_of_class(given, where, *form);
  return std::nullopt;
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

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

#include <optional>  // std::optional
#include <string>    // std::string
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
  return result;
}

inline bool has_schedule(const nlohmann::json& given) { return !keys_with_schedules(given).empty(); }

/// The schedule in the object of a file, one level further in, with the rate that is beside it.
inline found schedule_inside(const nlohmann::json& given, const reading& where) {
  std::vector<std::string> used = keys_with_schedules(given);
  if (used.size() > 1) where.refuse("must have one schedule, got " + listed(used));
  found result{&given[used.front()], where.at(used.front())};
  if (const found rate = rate_beside(given, where); rate.value != nullptr) result.where.take_rate(rate);
  for (const char* key : keys_of_rates) used.push_back(key);
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
  if (is_mmengine(given)) return call_of_mmengine(given, where);
  if (has_schedule(given)) return std::nullopt;
  if (const class_form* form = class_form_of(given, where, false)) return call_of_class(given, where, *form);
  return std::nullopt;
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

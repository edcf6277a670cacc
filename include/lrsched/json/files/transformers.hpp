// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_FILES_TRANSFORMERS_HPP
#define LRSCHED_JSON_FILES_TRANSFORMERS_HPP

// The training arguments of transformers 4.55.0, which LLaMA-Factory's files hold too, and axolotl's, whose
// lr_scheduler_type is called lr_scheduler:
//
//   learning_rate         base_lr; 5e-5 if it is left out
//   lr_scheduler_type     the schedule; linear if it is left out
//   lr_scheduler_kwargs   more arguments of it
//   max_steps             num_training_steps; how many steps some epochs make, no file tells
//   warmup_steps          num_warmup_steps; below 1, a share of the steps
//   warmup_ratio          the same where there are no warmup_steps: max_steps warmup_ratio, rounded up
//
// axolotl rounds down, takes 3 % of the steps, but not more than 100, where neither is given, and 2 steps for 1.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::min
#include <cmath>      // std::ceil, std::floor
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <string>     // std::string
#include <vector>     // std::vector

#include <lrsched/json/files/call.hpp>
#include <lrsched/json/names.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/json/values.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

inline bool is_training_arguments(const nlohmann::json& given) {
  if (!given.is_object()) return false;
  const auto is_name = [&](const char* key) { return given.contains(key) && given[key].is_string(); };
  return is_name("lr_scheduler_type") || is_name("lr_scheduler") || given.contains("lr_scheduler_kwargs") ||
         (given.contains("learning_rate") && !given["learning_rate"].is_object() &&
          (given.contains("num_train_epochs") || given.contains("per_device_train_batch_size")));
}

/// Its number, and 0 if it is not given.
template <class Number>
Number number_of(const nlohmann::json& given, const reading& where, const char* key) {
  Number result = 0;
  if (const auto there = given.find(key); there != given.end() && !there->is_null())
    read(*there, where.at(key), result);
  return result;
}

inline call call_of_training_arguments(const nlohmann::json& given, const reading& where) {
  const bool has_type = given.contains("lr_scheduler_type") || !given.contains("lr_scheduler");
  const bool is_axolotl = !has_type && (given.contains("base_model") || given.contains("micro_batch_size"));
  const char* const type_key = has_type ? "lr_scheduler_type" : "lr_scheduler";
  call result{.where = where};
  result.place_of_name = where.at(type_key);
  std::string type = "linear";
  if (given.contains(type_key)) read(given[type_key], result.place_of_name, type);
  const std::string dialect = "transformers.";
  result.name = known_name(dialect + type, {.names = where.names});
  if (result.name.empty()) {
    std::vector<std::string> types;
    for (const other_name& each : other_names)
      if (const std::string name = each.given; name.starts_with(dialect) && !name.starts_with(dialect + "get_"))
        types.push_back(name.substr(dialect.size()));
    const std::string near = suggestion(type, types);
    result.place_of_name.refuse("there is no schedule " + shown_key(type) + (near.empty() ? only(types) : near));
  }
  result.where.dialect = dialect;
  result.arguments = nlohmann::json::object();
  const auto set = [&](const char* argument, const nlohmann::json& value, const char* key) {
    if (!takes(result.name, argument, *where.names)) return;
    result.arguments[argument] = value;
    result.moved[argument] = where.at(key).place;
  };

  const bool has_rate = given.contains("learning_rate") && !given["learning_rate"].is_null();
  set("base_lr", has_rate ? given["learning_rate"] : nlohmann::json(5e-5), "learning_rate");

  const std::int64_t total = number_of<std::int64_t>(given, where, "max_steps");
  const auto steps_of = [&](double share, const char* key) {
    if (!(share >= 0 && share <= 1)) where.at(key).refuse("must be from 0 to 1, got " + shown(given[key]));
    const double steps = static_cast<double>(total) * share;
    return static_cast<std::int64_t>(is_axolotl ? std::floor(steps) : std::ceil(steps));
  };
  const double warmup_steps = number_of<double>(given, where, "warmup_steps");
  const double warmup_ratio = number_of<double>(given, where, "warmup_ratio");
  const bool has_steps = warmup_steps > 0 || warmup_steps<0, is_share = warmup_steps> 0 && warmup_steps < 1;
  const bool has_ratio = !has_steps && (warmup_ratio > 0 || warmup_ratio < 0);
  const bool has_warmup = takes(result.name, "num_warmup_steps", *where.names);
  const bool is_usual = is_axolotl && !has_steps && !has_ratio && !given.contains("warmup_steps");
  if (total <= 0 &&
      (takes(result.name, "num_training_steps", *where.names) || (has_warmup && (is_share || has_ratio || is_usual))))
    where.at("max_steps")
        .refuse(
            "must be given: the number of steps that the epochs make is that of the data, which the file does not "
            "tell");
  if (has_steps && !is_share) {
    set("num_warmup_steps", given["warmup_steps"], "warmup_steps");
  } else {
    std::int64_t steps = 0;
    const char* const key = is_share ? "warmup_steps" : "warmup_ratio";
    if (has_warmup && (is_share || has_ratio)) steps = steps_of(is_share ? warmup_steps : warmup_ratio, key);
    if (has_warmup && is_usual) steps = std::min<std::int64_t>(steps_of(0.03, key), 100);
    set("num_warmup_steps", steps, key);
  }
  if (auto& steps = result.arguments; is_axolotl && steps.value("num_warmup_steps", nlohmann::json()) == 1)
    steps["num_warmup_steps"] = 2;
  if (total > 0) set("num_training_steps", total, "max_steps");

  const char* const more = "lr_scheduler_kwargs";
  if (const auto kwargs = given.find(more); kwargs != given.end() && !kwargs->is_null()) {
    const reading inner = where.at(more);
    if (!kwargs->is_object()) inner.refuse("must be an object, got " + shown(*kwargs));
    for (const auto& [key, value] : kwargs->items()) {
      if (result.arguments.contains(key)) inner.at(key).refuse("is given by " + result.moved[key] + " too");
      result.arguments[key] = value;
      result.moved[key] = inner.at(key).place;
    }
  }
  refuse_unused(given, where, {type_key, "learning_rate", "warmup_steps", "warmup_ratio", more});
  return result;
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

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
// axolotl's lr_scheduler is cosine if it is left out, and does not fall below cosine_min_lr_ratio, a share of
// learning_rate. It rounds down, takes 3 % of the steps, but not more than 100, where neither is given, and 2 steps
// for 1.
//
// LLaMA-Factory's warmup_stable_decay has floor((max_steps - num_warmup_steps)/3) num_stable_steps, and decays in the
// rest, where lr_scheduler_kwargs do not say so. The scripts of diffusers call the steps max_train_steps and
// lr_warmup_steps, and the arguments of cosine_with_restarts and polynomial lr_num_cycles and lr_power; there the rate
// and the steps must be given. The scheduler of a "deepspeed" in the file is the one that counts.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>         // std::any_of, std::min
#include <cmath>             // std::ceil, std::floor
#include <cstddef>           // std::size_t
#include <cstdint>           // std::int64_t
#include <initializer_list>  // std::initializer_list
#include <string>            // std::string
#include <vector>            // std::vector

#include <lrsched/json/files/call.hpp>
#include <lrsched/json/files/classes.hpp>
#include <lrsched/json/names.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/json/values.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

/// axolotl's are known by what it trains, and on what.
inline bool is_axolotl(const nlohmann::json& given) {
  const auto is_one_given = [&](std::initializer_list<const char*> keys) {
    return std::any_of(keys.begin(), keys.end(), [&](const char* key) { return is_given(given, key); });
  };
  if (is_given(given, "lr_scheduler_type")) return false;
  if (is_given(given, "lr_scheduler")) return is_one_given({"base_model", "micro_batch_size"});
  return is_one_given({"base_model"}) && is_one_given({"datasets", "sequence_len", "num_epochs", "micro_batch_size"});
}

/// LLaMA-Factory's by how it trains.
inline bool is_llama_factory(const nlohmann::json& given) {
  return is_given(given, "finetuning_type") || is_given(given, "stage") || is_given(given, "template");
}

/// The scripts of diffusers by the names of their steps.
inline bool is_diffusers(const nlohmann::json& given) {
  return is_given(given, "max_train_steps") || is_given(given, "lr_warmup_steps");
}

/// Whether they hold DeepSpeed's configuration, and that a scheduler, which the Trainer then takes.
inline bool has_deepspeed_scheduler(const nlohmann::json& given) {
  const auto inner = given.find("deepspeed");
  return inner != given.end() && inner->is_object() && inner->contains("scheduler") &&
         !says_nothing((*inner)["scheduler"]);
}

inline bool is_training_arguments(const nlohmann::json& given) {
  if (!given.is_object()) return false;
  const auto is_name = [&](const char* key) { return given.contains(key) && given[key].is_string(); };
  return is_name("lr_scheduler_type") || is_name("lr_scheduler") || is_given(given, "lr_scheduler_kwargs") ||
         is_axolotl(given) || has_deepspeed_scheduler(given) ||
         (given.contains("learning_rate") && !given["learning_rate"].is_object() &&
          (given.contains("num_train_epochs") || given.contains("per_device_train_batch_size")));
}

/// The file's own rate counts where DeepSpeed's optimizer has none, or leaves it to the Trainer.
inline call call_of_deepspeed_scheduler(const nlohmann::json& given, const reading& where) {
  const nlohmann::json& inner = given["deepspeed"];
  const reading here = where.at("deepspeed");
  reading place = here.at("scheduler");
  found rate = rate_beside(inner, here);
  if (rate.value == nullptr || *rate.value == "auto") rate = rate_beside(given, where);
  if (rate.value != nullptr) place.take_rate(rate);
  const nlohmann::json& scheduler = inner["scheduler"];
  const class_form* const form = scheduler.is_object() ? class_form_of(scheduler, place, false) : nullptr;
  if (form == nullptr) place.refuse("must be an object with a type, got " + shown(scheduler));
  return call_of_class(scheduler, place, *form);
}

/// Its number, and 0 if it is not given.
template <class Number>
Number number_of(const nlohmann::json& given, const reading& where, const char* key) {
  Number result = 0;
  if (const auto there = given.find(key); there != given.end() && !there->is_null())
    read(*there, where.at(key), result);
  return result;
}

/// Python writes the members of an enumeration as SchedulerType.COSINE.
inline std::string value_of_enumeration(std::string name) {
  const std::string prefix = "SchedulerType.";
  if (!name.starts_with(prefix)) return name;
  name.erase(0, prefix.size());
  for (char& letter : name)
    if ('A' <= letter && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return name;
}

inline call call_of_training_arguments(const nlohmann::json& given, const reading& where) {
  if (has_deepspeed_scheduler(given)) return call_of_deepspeed_scheduler(given, where);
  const bool of_axolotl = is_axolotl(given);
  const bool has_type = is_given(given, "lr_scheduler_type") || !(is_given(given, "lr_scheduler") || of_axolotl);
  const char* const type_key = has_type ? "lr_scheduler_type" : "lr_scheduler";
  std::vector<std::string> used = {type_key,       "learning_rate", "warmup_steps",
                                   "warmup_ratio", "max_steps",     "lr_scheduler_kwargs"};
  const bool of_diffusers = !has_type && !of_axolotl && is_diffusers(given);
  const char* const total_key = of_diffusers ? "max_train_steps" : "max_steps";
  const char* const steps_key = of_diffusers ? "lr_warmup_steps" : "warmup_steps";
  if (of_diffusers) used = {type_key, "learning_rate", total_key, steps_key, "lr_num_cycles", "lr_power"};
  call result{.where = where};
  result.place_of_name = where.at(type_key);
  std::string type = of_axolotl ? "cosine" : "linear";
  if (is_given(given, type_key)) read(given[type_key], result.place_of_name, type);
  type = value_of_enumeration(type);
  const char* const least = "cosine_min_lr_ratio";
  const bool has_least = of_axolotl && type == "cosine" && is_given(given, least) && !says_nothing(given[least]);
  if (has_least) {
    type = "cosine_with_min_lr";
    used.push_back(least);
  }
  const std::string dialect = "transformers.";
  if (type.find('.') == std::string::npos) result.name = known_name(dialect + type, {.names = where.names});
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

  if (is_given(given, "learning_rate")) {
    set("base_lr", given["learning_rate"], "learning_rate");
  } else if (where.base_lr == nullptr) {
    if (of_axolotl || of_diffusers) where.at("learning_rate").refuse("must be given");
    set("base_lr", 5e-5, "learning_rate");
  }
  if (has_least) set("min_lr_rate", given[least], least);

  const std::int64_t total = number_of<std::int64_t>(given, where, total_key);
  if (total > longest) where.at(total_key).refuse("must be at most 2^53, got " + shown(given[total_key]));
  const auto steps_of = [&](double share, const char* key) {
    if (!(share >= 0 && share <= 1)) where.at(key).refuse("must be from 0 to 1, got " + shown(given[key]));
    const double steps = static_cast<double>(total) * share;
    return static_cast<std::int64_t>(of_axolotl ? std::floor(steps) : std::ceil(steps));
  };
  const double warmup_steps = number_of<double>(given, where, steps_key);
  const double warmup_ratio = number_of<double>(given, where, "warmup_ratio");
  const auto is_set = [&](const char* key, double value) {  // 0 is as if it were not, but for axolotl
    return of_axolotl || of_diffusers ? is_given(given, key) : value < 0 || value > 0;
  };
  const bool has_steps = is_set(steps_key, warmup_steps), is_share = warmup_steps > 0 && warmup_steps < 1;
  const bool has_ratio = !has_steps && is_set("warmup_ratio", warmup_ratio);
  const bool has_warmup = takes(result.name, "num_warmup_steps", *where.names);
  const bool is_usual = of_axolotl && !has_steps && !has_ratio;
  if (total <= 0 &&
      (takes(result.name, "num_training_steps", *where.names) || (has_warmup && (is_share || has_ratio || is_usual))))
    where.at(total_key).refuse(
        "must be given: the number of steps that the epochs make is that of the data, which the file does not "
        "tell");
  if (has_steps && !is_share) {
    set("num_warmup_steps", given[steps_key], steps_key);
  } else {
    std::int64_t steps = 0;
    const char* const key = is_share ? steps_key : "warmup_ratio";
    if (has_warmup && (is_share || has_ratio)) steps = steps_of(is_share ? warmup_steps : warmup_ratio, key);
    if (has_warmup && is_usual) steps = std::min<std::int64_t>(steps_of(0.03, key), 100);
    set("num_warmup_steps", steps, key);
  }
  if (auto& steps = result.arguments; of_axolotl && steps.value("num_warmup_steps", nlohmann::json()) == 1)
    steps["num_warmup_steps"] = 2;
  if (total > 0) set("num_training_steps", total, total_key);

  if (of_diffusers) {
    if (has_warmup && !has_steps) where.at(steps_key).refuse("must be given");
    const auto set_own = [&](const char* of_type, const char* argument, const char* key) {
      if (type == of_type && is_given(given, key)) set(argument, given[key], key);
    };
    set_own("cosine_with_restarts", "num_cycles", "lr_num_cycles");
    set_own("polynomial", "power", "lr_power");
  }

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
  if (result.name == "transformers.get_wsd_schedule" && is_llama_factory(given) && total > 0) {
    std::int64_t warmup = 0;
    read(result.arguments["num_warmup_steps"], where.alone(result.moved["num_warmup_steps"]), warmup);
    const std::int64_t rest = std::max<std::int64_t>(total - std::max<std::int64_t>(warmup, 0), 0), stable = rest / 3;
    const auto fill = [&](const char* argument, std::int64_t steps) {
      if (result.arguments.contains(argument)) return;
      result.arguments[argument] = steps;
      result.moved[argument] = where.at(total_key).place;
    };
    fill("num_stable_steps", stable);
    fill("num_decay_steps", rest - stable);
  }
  refuse_unused(given, where, used, used);
  return result;
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

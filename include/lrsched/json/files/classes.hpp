// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_FILES_CLASSES_HPP
#define LRSCHED_JSON_FILES_CLASSES_HPP

// A class and its arguments, as serializers and builders write them:
//
//   {"class_name": "CosineDecay", "config": {...}}                                   Keras
//   {"class_path": "torch.optim.lr_scheduler.StepLR", "init_args": {...}}            Lightning
//   {"_target_": "torch.optim.lr_scheduler.StepLR", ...}                             Hydra, "_component_" torchtune
//   {"_name": "inverse_sqrt", ...}                                                   fairseq
//   {"type": "StepLR", ...}, or {"name", ...}, or with the arguments in "params", "args" or "kwargs"
//
// base_lr is also "lr" or "learning_rate", among the arguments or beside them.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::find
#include <string>     // std::string
#include <vector>     // std::vector

#include <lrsched/json/files/call.hpp>
#include <lrsched/json/names.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/json/shown.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

/// A key that names the class, and those that may hold the arguments; without one they are beside.
struct class_form {
  const char* name;
  const char* dialect;       // of all its classes
  bool is_only_for_classes;  // other objects do not have the key
  const char* arguments[3];
};

inline constexpr class_form class_forms[] = {{"class_name", "keras.", true, {"config"}},
                                             {"class_path", "", true, {"init_args"}},
                                             {"_target_", "", true, {}},
                                             {"_component_", "", true, {}},
                                             {"_name", "fairseq.", true, {}},
                                             {"type", "", false, {"params", "args", "kwargs"}},
                                             {"name", "", false, {"params", "args", "kwargs"}}};

inline bool is_key_of_arguments(const class_form& form, const std::string& key) {
  for (const char* const each : form.arguments)
    if (each != nullptr && key == each) return true;
  return false;
}

/// What may stand beside a class, and says nothing of the curve.
inline constexpr const char* beside_a_class[] = {"module",    "registered_name", "build_config", "_partial_",
                                                 "_convert_", "_recursive_",     "verbose",      "interval",
                                                 "monitor",   "strict",          "optimizer"};

/// Where a training that goes on begins; -1 is the beginning.
inline constexpr const char* keys_of_last_steps[] = {"last_epoch", "last_step", "last_batch_iteration"};

/// Those besides whose one value says nothing.
inline bool is_usual(const std::string& key, const nlohmann::json& value) {
  if (is_one_of(keys_of_last_steps, key)) return value == -1 || value.is_null();
  if (key == "name" && value.is_null()) return true;
  if (key == "frequency") return value == 1;
  return is_one_of(beside_a_class, key);
}

/// The form of an object whose class is known, or any form.
inline const class_form* class_form_of(const nlohmann::json& given, const reading& where, bool must_be_known) {
  for (const class_form& form : class_forms) {
    const auto name = given.find(form.name);
    if (name == given.end() || name->is_null()) continue;
    if (!must_be_known) return &form;
    reading inner = where;
    if (*form.dialect != '\0') inner.dialect = form.dialect;
    const std::string written = name->is_string() ? name->get<std::string>() : "";
    if (!names_of_class(written, inner).empty()) return &form;
    if (form.is_only_for_classes) return nullptr;
  }
  return nullptr;
}

/// Our name for a class; one that is said without a framework must be that of one alone, or PyTorch's.
inline std::string name_of_class(const std::string& written, const reading& where) {
  const std::vector<std::string> all = names_of_class(written, where);
  if (all.empty() && where.dialect.empty() && written.find('.') == std::string::npos)
    where.refuse("there is no schedule " + shown_key(written) + hint_of_class(written, where));
  if (all.empty()) refuse_unknown_schedule(where, written);
  if (all.size() > 1) where.refuse("must say which framework's it is, " + listed(all) + ", got " + shown_key(written));
  return all.front();
}

/// Keras's optimizers, whose rate need not be a schedule.
inline constexpr const char* keras_optimizers[] = {"Adadelta", "Adafactor", "Adagrad", "Adam", "AdamW",
                                                   "Adamax",   "Ftrl",      "Lion",    "Lamb", "Muon",
                                                   "Nadam",    "RMSprop",   "SGD"};

inline bool is_keras_optimizer(const nlohmann::json& given) {
  const auto name = given.find("class_name"), config = given.find("config");
  return name != given.end() && name->is_string() && is_one_of(keras_optimizers, name->get<std::string>()) &&
         config != given.end() && config->is_object() && is_given(*config, "learning_rate");
}

/// Its rate, which is constant.
inline call call_of_keras_optimizer(const nlohmann::json& given, const reading& where) {
  const reading config = where.at("config");
  refuse_unused(given["config"], config, {"learning_rate"});
  if (is_given(given["config"], "decay") && !says_nothing(given["config"]["decay"]))
    config.at("decay").refuse("must be 0; what lowers the rate so is keras.InverseTimeDecay with decay_steps 1");
  return {.name = "constant",
          .place_of_name = where.at("class_name"),
          .arguments = {{"value", given["config"]["learning_rate"]}},
          .where = where.alone(config.place),
          .moved = {{"value", config.at("learning_rate").place}}};
}

inline call call_of_class(const nlohmann::json& given, const reading& where, const class_form& form) {
  call result{.where = where};
  if (*form.dialect != '\0') result.where.dialect = form.dialect;
  result.place_of_name = result.where.at(form.name);
  read(given[form.name], result.place_of_name, result.name);
  result.name = name_of_class(result.name, result.place_of_name);
  if (const found rate = rate_beside(given, where); rate.value != nullptr) result.where.take_rate(rate);

  std::string inside;
  for (const char* key : form.arguments)
    if (key != nullptr && is_given(given, key)) inside = key;
  const nlohmann::json& arguments = inside.empty() ? given : given[inside];
  if (!inside.empty()) {
    for (const auto& [key, value] : given.items())
      if (key != form.name && key != inside && !is_usual(key, value) && !is_key_of_rate(key))
        where.at(key).refuse("is not understood beside " + inside);
    result.where = result.where.at(inside);
    if (!arguments.is_object()) result.where.refuse("the arguments must be an object, got " + shown(arguments));
  }
  if (const found rate = rate_beside(arguments, result.where); rate.value != nullptr) result.where.take_rate(rate);
  const argument_names takes = arguments_of(result.name, *where.names);
  result.arguments = nlohmann::json::object();
  for (const auto& [key, value] : arguments.items()) {
    const bool is_taken = std::find(takes.begin(), takes.end(), key) != takes.end();
    const bool is_beside = is_usual(key, value) || is_key_of_rate(key) || (inside.empty() && key == form.name);
    if (!is_taken && !is_beside && is_one_of(keys_of_last_steps, key))
      result.where.at(key).refuse("must be -1, since the schedule is read from its beginning, got " + shown(value));
    if (value.is_null() && (key == "name" || is_key_of_arguments(form, key))) continue;
    if (is_taken || !is_beside) result.arguments[key] = value;
  }
  return result;
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

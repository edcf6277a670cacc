// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_FILES_MMENGINE_HPP
#define LRSCHED_JSON_FILES_MMENGINE_HPP

// MMEngine's param_scheduler: one scheduler, or a list of them, which mmengine.param_scheduler takes. The rate is that
// of optim_wrapper's optimizer. Where some count epochs and others iterations, "epoch_length" must stand beside the
// list.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <string>  // std::string

#include <lrsched/json/files/call.hpp>
#include <lrsched/json/files/classes.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/json/shown.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

inline bool is_mmengine(const nlohmann::json& given) {
  return given.is_object() && given.contains("param_scheduler") && given["param_scheduler"].is_structured() &&
         !given["param_scheduler"].empty();
}

inline call call_of_mmengine(const nlohmann::json& given, const reading& where) {
  found rate = rate_beside(given, where);
  if (rate.value == nullptr && where.base_lr != nullptr) rate = {where.base_lr, where.alone(where.place_of_base_lr)};
  if (rate.value == nullptr) where.refuse("the rate is missing, which is the lr of the optimizer in optim_wrapper");
  refuse_unused(given, where, {"param_scheduler", "base_lr", "lr", "learning_rate"});

  const nlohmann::json& schedulers = given["param_scheduler"];
  reading list = where.at("param_scheduler");
  list.dialect = "mmengine.";
  const found one = schedulers.is_object() ? found{&schedulers, list} : found{&schedulers[0], list.at("0")};
  const bool is_converted =
      one.value->is_object() && one.value->value("convert_to_iter_based", nlohmann::json()) == true;
  if ((schedulers.is_object() || schedulers.size() == 1) && !is_given(given, "epoch_length") && !is_converted) {
    const class_form* const form = one.value->is_object() ? class_form_of(*one.value, one.where, false) : nullptr;
    if (form == nullptr) one.where.refuse("must be an object with a type, got " + shown(*one.value));
    call alone = call_of_class(*one.value, one.where, *form);
    alone.arguments["base_lr"] = *rate.value;
    alone.moved["base_lr"] = rate.where.place;
    return alone;
  }
  call all{.name = "mmengine.param_scheduler", .place_of_name = where.at("param_scheduler"), .where = where};
  all.arguments = {{"base_lr", *rate.value}};
  all.arguments["schedulers"] = schedulers.is_array() ? schedulers : nlohmann::json::array({schedulers});
  if (is_given(given, "epoch_length")) all.arguments["epoch_length"] = given["epoch_length"];
  all.moved = {{"base_lr", rate.where.place}, {"schedulers", list.place}};
  return all;
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

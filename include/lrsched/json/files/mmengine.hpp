// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_FILES_MMENGINE_HPP
#define LRSCHED_JSON_FILES_MMENGINE_HPP

// MMEngine's param_scheduler: one scheduler, or a list of them that all act on one rate, each from its `begin` until
// before its `end`. The rate is that of optim_wrapper's optimizer. Two ways to compose them are exact:
//
//   one after another         each begins with the rate that the one before left; between them it stays
//   at once, all of factors   the product of all, each with a rate of 1
//
// Factors are ConstantLR, LinearLR, ExponentialLR, StepLR and MultiStepLR, and, down to 0 in one way, PolyLR and
// CosineAnnealingLR. Anything else at once is refused.
//
// Steps are epochs where all have by_epoch, which is MMEngine's default, and iterations where none has. Where some have,
// "epoch_length" must stand beside the list, the iterations of an epoch: steps are iterations, and a scheduler by epoch
// moves once in an epoch, or, with convert_to_iter_based, in each iteration, with its lengths multiplied.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::all_of, std::any_of, std::stable_sort
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <string>     // std::string, std::to_string
#include <utility>    // std::move
#include <vector>     // std::vector

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/json/files/call.hpp>
#include <lrsched/json/files/classes.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/json/values.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

inline bool is_mmengine(const nlohmann::json& given) {
  return given.is_object() && given.contains("param_scheduler") && given["param_scheduler"].is_structured() &&
         !given["param_scheduler"].empty();
}

/// A scheduler of the list.
struct mmengine_member {
  call said;
  std::int64_t begin = 0, end = 0;  // in steps of the whole
  std::int64_t width = 1;           // it moves once in so many steps

  /// What it makes of a rate.
  any_schedule<double> made(double base_lr) const {
    nlohmann::json arguments = said.arguments;
    arguments["base_lr"] = base_lr;
    reading where = said.where;
    where.schedule = said.name;
    where.moved = &said.moved;
    const any_schedule<double> curve = read_known(said.name, said.place_of_name, arguments, where);
    if (width == 1) return curve;
    return keeping_length(
        curve, [&](const auto& inner) { return erased(staircase(stretch(inner, static_cast<double>(width)), width)); });
  }

  /// Whether it sets the rate, whatever it was.
  bool sets() const { return said.name == "mmengine.OneCycleLR" || said.name == "mmengine.CosineRestartLR"; }

  /// Whether it is a cosine that goes up again, for which MMEngine takes the rate of the optimizer.
  bool rises_again() const {
    const bool has_period = said.arguments.contains("T_max") && said.arguments["T_max"].is_number();
    return said.name == "mmengine.CosineAnnealingLR" && has_period &&
           said.arguments["T_max"].get<double>() < static_cast<double>((end - begin) / width - 1);
  }

  bool is_factor() const {
    const bool has_minimum = !says_nothing(said.arguments.value("eta_min", nlohmann::json())) ||
                             !says_nothing(said.arguments.value("eta_min_ratio", nlohmann::json()));
    return !sets() && !has_minimum && !rises_again();
  }
};

/// The list, in steps of the whole.
inline std::vector<mmengine_member> mmengine_members(const nlohmann::json& given, const reading& where) {
  constexpr std::int64_t no_end = 1'000'000'000;  // of MMEngine
  reading list = where.at("param_scheduler");
  list.dialect = "mmengine.";
  std::vector<found> elements{{&given["param_scheduler"], list}};
  if (elements.front().value->is_array()) elements = elements_of(*elements.front().value, list);

  std::vector<mmengine_member> members;
  std::vector<char> by_epoch, converted;
  for (const found& element : elements) {
    const class_form* const form =
        element.value->is_object() ? class_form_of(*element.value, element.where, false) : nullptr;
    if (form == nullptr) element.where.refuse("must be an object with a type, got " + shown(*element.value));
    mmengine_member member{.said = call_of_class(*element.value, element.where, *form)};
    const auto flag = [&](const char* key, bool usual) {
      const auto there = member.said.arguments.find(key);
      if (there == member.said.arguments.end()) return usual;
      read(*there, member.said.where.at(key), usual);
      member.said.arguments.erase(key);
      return usual;
    };
    by_epoch.push_back(flag("by_epoch", true));
    converted.push_back(flag("convert_to_iter_based", false));
    members.push_back(std::move(member));
  }

  const auto is_true = [](char flag) { return flag != 0; };
  const bool all_by_epoch = std::all_of(by_epoch.begin(), by_epoch.end(), is_true);
  const bool any_by_epoch = std::any_of(by_epoch.begin(), by_epoch.end(), is_true);
  const bool are_iterations = !all_by_epoch || std::any_of(converted.begin(), converted.end(), is_true);
  std::int64_t epoch = 1;
  if (are_iterations && any_by_epoch) {
    if (!given.contains("epoch_length"))
      list.refuse(
          "counts in epochs and in iterations: \"epoch_length\" must stand beside it, the iterations of an epoch");
    read(given["epoch_length"], where.at("epoch_length"), epoch);
    if (epoch < 1 || epoch > 1'000'000)
      where.at("epoch_length").refuse("must be from 1 to 1000000, got " + shown(given["epoch_length"]));
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    mmengine_member& member = members[i];
    nlohmann::json& arguments = member.said.arguments;
    if (by_epoch[i] != 0 && converted[i] != 0) {
      for (const char* key : {"begin", "end", "T_max", "step_size", "total_steps"})
        if (const auto there = arguments.find(key); there != arguments.end() && there->is_number() && *there != no_end)
          *there = there->get<double>() * static_cast<double>(epoch);
      for (const char* key : {"milestones", "periods"})
        if (const auto there = arguments.find(key); there != arguments.end() && there->is_array())
          for (nlohmann::json& step : *there)
            if (step.is_number()) step = step.get<double>() * static_cast<double>(epoch);
    }
    member.width = by_epoch[i] != 0 && converted[i] == 0 ? epoch : 1;
    const auto step_of = [&](const char* key, std::int64_t usual) {
      if (arguments.contains(key)) read(arguments[key], member.said.where.at(key), usual);
      if (usual < -longest || usual > longest)
        member.said.where.at(key).refuse("must be from -2^53 to 2^53, got " + shown(arguments[key]));
      return usual;
    };
    member.begin = step_of("begin", 0);
    member.end = step_of("end", no_end);
    if (member.end >= no_end) member.end = longest;
    if (member.begin > longest / member.width)
      member.said.where.at("begin").refuse("must be at most 2^53 iterations, got " + shown(arguments["begin"]));
    member.begin = std::max<std::int64_t>(member.begin, 0) * member.width;
    if (member.end < longest / member.width) member.end *= member.width;
  }
  return members;
}

/// The rate that all of them act on, which is also where the place of each base_lr is.
inline double take_rate_of(std::vector<mmengine_member>& members, const nlohmann::json& given, const reading& where) {
  found rate = rate_beside(given, where);
  if (rate.value == nullptr && where.base_lr != nullptr)
    rate = {where.base_lr, {.names = where.names, .place = where.place_of_base_lr}};
  if (rate.value == nullptr) where.refuse("the rate is missing, which is the lr of the optimizer in optim_wrapper");
  double base_lr = 0;
  read(*rate.value, rate.where, base_lr);
  refuse_unused(given, where, {"param_scheduler", "base_lr", "lr", "learning_rate"});
  for (mmengine_member& member : members) {
    member.said.arguments["base_lr"] = *rate.value;
    member.said.moved["base_lr"] = rate.where.place;
  }
  return base_lr;
}

/// The one that is driven by a metric.
inline call call_of_mmengine(const nlohmann::json& given, const reading& where) {
  std::vector<mmengine_member> members = mmengine_members(given, where);
  if (members.size() != 1) where.at("param_scheduler").refuse("must be one scheduler, if it is driven by a metric");
  take_rate_of(members, given, where);
  return members.front().said;
}

inline any_schedule<double> read_mmengine(const nlohmann::json& given, const reading& where) {
  std::vector<mmengine_member> members = mmengine_members(given, where);
  const double base_lr = take_rate_of(members, given, where);
  std::vector<mmengine_member> in_order = members;
  std::stable_sort(in_order.begin(), in_order.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  bool are_apart = true;
  for (std::size_t i = 0; i + 1 < in_order.size(); ++i) are_apart &= in_order[i].end <= in_order[i + 1].begin;
  if (are_apart) {
    any_schedule<double> result = in_order.front().made(base_lr);
    for (std::size_t i = 1; i < in_order.size(); ++i) {
      const mmengine_member& next = in_order[i];
      const double left = result(next.begin);
      const bool is_other = left < base_lr || left > base_lr;
      if (is_other && next.rises_again())
        next.said.where.refuse("T_max must not end before end where the scheduler before leaves another rate");
      const any_schedule<double> curve = next.made(next.sets() ? base_lr : left);
      if (next.begin == 0)
        result = curve;
      else
        result = any_sequence<double>(
            {take(std::move(result), next.begin),
             keeping_length(curve, [&](const auto& inner) { return erased(shift(inner, -next.begin)); })});
    }
    return result;
  }
  std::vector<any_schedule<double>> factors;
  for (const mmengine_member& member : members) {
    if (!member.is_factor())
      member.said.place_of_name.refuse(member.said.name +
                                       " is no factor of the rate, and must not act while another scheduler does");
    factors.push_back(member.made(1));
  }
  return keeping_length(any_fold<multiply>(std::move(factors)),
                        [&](const auto& product) { return erased(scale(product, base_lr)); });
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

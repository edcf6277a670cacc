// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_MOMENTUM_HPP
#define LRSCHED_JSON_MOMENTUM_HPP

// The momentum beside a rate, which falls where the rate rises:
//
//   pytorch.OneCycleLR     max_momentum, base_momentum at the peak, and max_momentum; it stays in a third phase
//   pytorch.CyclicLR       max_momentum - (max_momentum - base_momentum) q h, with the q and h of the rate
//   deepspeed.OneCycle     from cycle_max_mom to cycle_min_mom and back, then times 1 + decay_mom_rate
//   k/decay_step_size fastai.fit_one_cycle   half a cosine between each two of moms, which are 0.95, 0.85 and 0.95 if
//   they are left out
//
// The arguments are those that the rate describes itself by, which its own function has checked.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <cstdint>  // std::int64_t
#include <map>      // std::map
#include <string>   // std::string
#include <variant>  // std::get, std::get_if
#include <vector>   // std::vector

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/description.hpp>
#include <lrsched/dialect/common.hpp>
#include <lrsched/dialect/deepspeed.hpp>
#include <lrsched/dialect/fastai.hpp>
#include <lrsched/dialect/pytorch.hpp>
#include <lrsched/json/error.hpp>
#include <lrsched/json/functions.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

/// The arguments of a description, by their names.
class described_arguments {
 public:
  explicit described_arguments(const description& call) {
    for (const description::field& field : call.fields) values_.emplace(field.name, field.value);
  }

  bool has(const char* name) const { return values_.contains(name); }
  double real(const char* name) const {
    const auto& value = values_.at(name);
    const auto* integer = std::get_if<std::int64_t>(&value);
    return integer != nullptr ? static_cast<double>(*integer) : std::get<double>(value);
  }
  std::int64_t whole(const char* name) const { return std::get<std::int64_t>(values_.at(name)); }
  bool flag(const char* name) const { return std::get<bool>(values_.at(name)); }
  const std::string& word(const char* name) const { return std::get<std::string>(values_.at(name)); }
  double momentum(const char* name) const { return momentum(name, real(name)); }
  static double momentum(const char* name, double value) {
    require(value >= 0 && value <= 1, "momentum", name, "must be from 0 to 1", value);
    return value;
  }
  const std::vector<double>& list(const char* name) const { return std::get<std::vector<double>>(values_.at(name)); }

 private:
  std::map<std::string, description::value> values_;
};

inline any_schedule<double> momentum_of_pytorch_one_cycle(const described_arguments& given) {
  const double high = given.momentum("max_momentum"), low = given.momentum("base_momentum");
  const bool has_total = given.has("total_steps");
  return one_cycle_between_steps{
      .initial = high,
      .peak = low,
      .end = high,
      .total_steps = has_total ? given.whole("total_steps") : given.whole("epochs") * given.whole("steps_per_epoch"),
      .share = given.real("pct_start"),
      .linear = given.word("anneal_strategy") == "linear",
      .three_phase = given.flag("three_phase")};
}

/// From the top down: max_momentum is where the rate is least.
inline any_schedule<double> momentum_of_pytorch_cycles(const described_arguments& given) {
  dialect::pytorch::CyclicLR_params cycles{.base_lr = given.momentum("max_momentum"),
                                           .max_lr = given.momentum("base_momentum")};
  cycles.step_size_up = given.real("step_size_up");
  if (given.has("step_size_down")) cycles.step_size_down = given.real("step_size_down");
  cycles.mode = given.word("mode");
  cycles.gamma = given.real("gamma");
  return dialect::pytorch::CyclicLR(cycles);
}

inline any_schedule<double> momentum_of_deepspeed(const described_arguments& given) {
  const double high = given.momentum("cycle_max_mom"), rate = given.real("decay_mom_rate");
  dialect::deepspeed::OneCycle_params cycle{.cycle_min_lr = high, .cycle_max_lr = given.momentum("cycle_min_mom")};
  cycle.cycle_first_step_size = given.whole("cycle_first_step_size");
  if (given.has("cycle_second_step_size")) cycle.cycle_second_step_size = given.whole("cycle_second_step_size");
  cycle.cycle_first_stair_count = given.whole("cycle_first_stair_count");
  if (given.has("cycle_second_stair_count")) cycle.cycle_second_stair_count = given.whole("cycle_second_stair_count");
  any_schedule<double> one = dialect::deepspeed::OneCycle(cycle);
  const std::int64_t size = given.whole("decay_step_size");
  if (size <= 0 || !(rate < 0 || rate > 0)) return one;
  const double rise = high * rate * static_cast<double>(longest) / static_cast<double>(size);
  return any_sequence<double>(
      {one, sum{constant<>({.value = high}), linear<>({.from = 0, .to = rise, .steps = longest})}});
}

inline any_schedule<double> momentum_of_fastai(const described_arguments& given) {
  const std::vector<double> moms = given.has("moms") ? given.list("moms") : std::vector<double>{0.95, 0.85, 0.95};
  for (const double value : moms) described_arguments::momentum("moms", value);
  return dialect::fastai::inner::combined_cos(given.real("pct_start"), given.whole("n_epoch") * given.whole("n_iter"),
                                              moms[0], moms[1], moms[2]);
}

/// A framework's schedule that cycles a momentum.
struct momentum_entry {
  const char* name;
  const char* flag;  // by which that can be turned off, if it can
  any_schedule<double> (*make)(const described_arguments&);
};

inline constexpr momentum_entry momenta[] = {{"pytorch.OneCycleLR", "cycle_momentum", momentum_of_pytorch_one_cycle},
                                             {"pytorch.CyclicLR", "cycle_momentum", momentum_of_pytorch_cycles},
                                             {"deepspeed.OneCycle", "cycle_momentum", momentum_of_deepspeed},
                                             {"fastai.fit_one_cycle", nullptr, momentum_of_fastai}};

}  // namespace detail

LRSCHED_JSON_INLINE any_schedule<double> momentum_from_json(const nlohmann::json& document) {
  const description call = from_json(document).describe();
  std::string names;
  for (const detail::momentum_entry& entry : detail::momenta) {
    names.append(names.empty() ? "" : ", ").append(entry.name);
    if (call.name != entry.name) continue;
    const detail::described_arguments given(call);
    if (entry.flag != nullptr && !given.flag(entry.flag))
      throw json_error("", call.name + " cycles no momentum, since " + entry.flag + " is false");
    try {
      return entry.make(given);
    } catch (const bad_argument& error) {
      throw json_error("", call.name + ": " + error.what());
    }
  }
  throw json_error("", call.name + " cycles no momentum, only " + names);
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

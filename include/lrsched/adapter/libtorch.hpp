// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ADAPTER_LIBTORCH_HPP
#define LRSCHED_ADAPTER_LIBTORCH_HPP

// For the optimizers of libtorch (1.13, which compiles as C++20 with g++ only). In CMake: find_package(Torch), and link
// lrsched::libtorch.
//
//   namespace adapter = lrsched::adapter::libtorch;
//   for (std::int64_t step = 0; step < steps; ++step) {
//     adapter::set_learning_rate(optimizer, schedule, step);          // all parameter groups, or
//     adapter::set_learning_rate(optimizer, groups, step);            // each by a schedule of its own, or
//     adapter::set_learning_rate({muon, adamw}, groups, step);        // those of both: first muon's, then adamw's
//     ...
//     optimizer.step();
//   }
//
// Groups (plan/groups.hpp, any/any_groups.hpp) are as many as there are parameter groups, or they are refused. A trainer
// that takes a torch::optim::LRScheduler gets a learning_rate_scheduler; any other option is set by set_option. To
// resume is to go on with the step: torch::load does not restore a rate, and none has to be. Whatever is refused, no
// group is changed.

#include <concepts>    // std::convertible_to
#include <cstddef>     // std::size_t
#include <cstdint>     // std::int64_t
#include <functional>  // std::reference_wrapper
#include <string>
#include <typeinfo>
#include <utility>  // std::move
#include <vector>

#include <c10/util/Type.h>  // c10::demangle
#include <torch/optim/optimizer.h>
#include <torch/optim/schedulers/lr_scheduler.h>

#include <lrsched/detail/fields.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0::adapter::libtorch {

/// What gives a value to every parameter group: a schedule the same to all of them, groups one to each.
template <class Plan>
concept plan = schedule<Plan> || requires(const Plan& groups, std::int64_t step) {
  { groups(step)[0] } -> std::convertible_to<double>;
  { groups(step).size() } -> std::convertible_to<std::size_t>;
};

/// Their parameter groups are counted from the first of the first one to the last of the last.
using optimizers = std::vector<std::reference_wrapper<torch::optim::Optimizer>>;

/// What the plan gives to each of so many parameter groups; finite, and as the rule says.
template <plan Plan>
std::vector<double> values_at(const Plan& plan, std::int64_t step, std::size_t count, const detail::rule& rule = {}) {
  const std::string at = "(" + std::to_string(step) + ")";
  if constexpr (schedule<Plan>) {
    const double value = plan(step);
    detail::check("libtorch", ("schedule" + at).c_str(), value, rule);
    return std::vector<double>(count, value);
  } else {
    std::vector<double> values;
    for (const double value : plan(step)) {
      const std::string index = "[" + std::to_string(values.size()) + "]";
      detail::check("libtorch", ("groups" + at + index).c_str(), value, rule);
      values.push_back(value);
    }
    const std::string as_many = "must be as many as there are parameter groups, " + std::to_string(count);
    detail::require(values.size() == count, "libtorch", "groups", as_many.c_str(), values.size());
    return values;
  }
}

/// The rate of each parameter group at a step, at least 0.
template <plan Plan>
std::vector<double> learning_rates(const torch::optim::Optimizer& optimizer, const Plan& plan,
                                   numeric<std::int64_t> step) {
  return values_at(plan, step, optimizer.param_groups().size(), detail::at_least_0);
}

/// Lets the next step() of each optimizer use those rates.
template <plan Plan>
void set_learning_rate(const optimizers& all, const Plan& plan, numeric<std::int64_t> step) {
  std::vector<torch::optim::OptimizerOptions*> options;
  for (torch::optim::Optimizer& optimizer : all)
    for (torch::optim::OptimizerParamGroup& group : optimizer.param_groups()) options.push_back(&group.options());
  const std::vector<double> rates = values_at(plan, step, options.size(), detail::at_least_0);
  for (std::size_t group = 0; group < rates.size(); ++group) options[group]->set_lr(rates[group]);
}

template <plan Plan>
void set_learning_rate(torch::optim::Optimizer& optimizer, const Plan& plan, numeric<std::int64_t> step) {
  set_learning_rate(optimizers{optimizer}, plan, step);
}

/// Calls set(options, value) for each parameter group; its options must be of the type given:
///   set_option<torch::optim::SGDOptions>(optimizer, plan, step,
///                                        [](auto& options, double value) { options.momentum(value); });
/// Values must be finite; what an option may be, libtorch checks in constructors alone.
template <class Options, plan Plan, class Set>
void set_option(torch::optim::Optimizer& optimizer, const Plan& plan, numeric<std::int64_t> step, const Set& set) {
  const std::vector<double> values = values_at(plan, step, optimizer.param_groups().size());
  std::vector<Options*> all;
  for (torch::optim::OptimizerParamGroup& group : optimizer.param_groups()) {
    all.push_back(dynamic_cast<Options*>(&group.options()));
    if (all.back() != nullptr) continue;
    const std::string argument = "the options of param_groups[" + std::to_string(all.size() - 1) + "]",
                      rule = std::string("must be ") + c10::demangle_type<Options>();
    const torch::optim::OptimizerOptions& got = group.options();
    detail::fail("libtorch", argument.c_str(), rule.c_str(), c10::demangle(typeid(got).name()).c_str());
  }
  for (std::size_t group = 0; group < values.size(); ++group) set(*all[group], values[group]);
}

/// When a trainer calls step() of its scheduler. Nothing in the calls themselves tells which it is.
enum class called {
  after_update,   // optimizer.step(); scheduler.step();  as in PyTorch
  before_update,  // scheduler.step(); optimizer.step();  as torch::optim::StepLR needs it, or it is one update late
};

/// learning_rate_scheduler: for a trainer that takes a torch::optim::LRScheduler. Update k is made with plan(k), the
/// first included. The optimizer must outlive it. To resume, it is given the number of updates made:
///   learning_rate_scheduler following(optimizer, plan, called::after_update);
///   following.seek(1'000);
template <plan Plan>
class learning_rate_scheduler : public torch::optim::LRScheduler {
 public:
  learning_rate_scheduler(torch::optim::Optimizer& optimizer, Plan plan, called when)
      : LRScheduler(optimizer), optimizer_(optimizer), plan_(std::move(plan)), when_(when) {
    seek(0);
  }

  /// Lets the next update be number `step`, and sets its rate.
  void seek(numeric<std::int64_t> step) {
    set_learning_rate(optimizer_, plan_, step);
    first_ = step;
    step_count_ = 0;
  }

  /// The number of updates made, if the last was complete: what to save, and to give to seek.
  std::int64_t updates() const { return first_ + step_count_; }

 private:
  std::vector<double> get_lrs() override {
    return learning_rates(optimizer_, plan_, updates() + (when_ == called::after_update ? 1 : 0));
  }

  torch::optim::Optimizer& optimizer_;
  Plan plan_;
  called when_;
  std::int64_t first_ = 0;
};

}  // namespace lrsched::inline LRSCHED_V0::adapter::libtorch

#endif

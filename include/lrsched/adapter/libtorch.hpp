// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ADAPTER_LIBTORCH_HPP
#define LRSCHED_ADAPTER_LIBTORCH_HPP

// For the optimizers of libtorch (1.13, which compiles as C++20 with g++ only). In CMake: find_package(Torch), and link
// lrsched::libtorch.
//
//   namespace adapter = lrsched::adapter::libtorch;
//   for (std::int64_t step = 0; step < steps; ++step) {
//     adapter::set_learning_rate(optimizer, schedule, step);              // all groups, or
//     adapter::set_learning_rate(optimizer, schedule, step, {1, 0.1});    // the second at a tenth of it
//     ...
//     optimizer.step();
//   }
//
// A trainer that takes a torch::optim::LRScheduler gets a learning_rate_scheduler; any other option is set by
// set_option. To resume is to go on with the step: torch::load does not restore a rate, and none has to be. Whatever is
// refused, no group is changed.

#include <cstddef>  // std::size_t
#include <cstdint>  // std::int64_t
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

/// The rate of each parameter group: schedule(step), at least 0, times the group's factor. Without factors all are 1.
template <schedule Schedule>
std::vector<double> learning_rates(const torch::optim::Optimizer& optimizer, const Schedule& schedule,
                                   numeric<std::int64_t> step, const std::vector<double>& factors = {}) {
  const std::size_t groups = optimizer.param_groups().size();
  const std::string rule = "must be as many as the optimizer has parameter groups, " + std::to_string(groups);
  detail::require(factors.empty() || factors.size() == groups, "libtorch", "factors", rule.c_str(), factors.size());

  const double rate = schedule(step.value);
  const std::string call = "schedule(" + std::to_string(step.value) + ")";
  detail::check("libtorch", call.c_str(), rate, detail::at_least_0);
  std::vector<double> rates(groups, rate);
  for (std::size_t group = 0; group < factors.size(); ++group) {
    const std::string index = "[" + std::to_string(group) + "]";
    detail::check("libtorch", ("factors" + index).c_str(), factors[group], detail::at_least_0);
    rates[group] *= factors[group];
    detail::check("libtorch", (call + " times factors" + index).c_str(), rates[group]);
  }
  return rates;
}

/// Lets the next optimizer.step() use schedule(step), in each parameter group times the group's factor.
template <schedule Schedule>
void set_learning_rate(torch::optim::Optimizer& optimizer, const Schedule& schedule, numeric<std::int64_t> step,
                       const std::vector<double>& factors = {}) {
  const std::vector<double> rates = learning_rates(optimizer, schedule, step, factors);
  for (std::size_t group = 0; group < rates.size(); ++group)
    optimizer.param_groups()[group].options().set_lr(rates[group]);
}

/// Calls set(options, schedule(step)) for each parameter group; its options must be of the type given:
///   set_option<torch::optim::SGDOptions>(optimizer, schedule, step,
///                                        [](auto& options, double value) { options.momentum(value); });
/// schedule(step) must be finite; what an option may be, libtorch checks in constructors alone.
template <class Options, schedule Schedule, class Set>
void set_option(torch::optim::Optimizer& optimizer, const Schedule& schedule, numeric<std::int64_t> step,
                const Set& set) {
  const double value = schedule(step.value);
  detail::check("libtorch", ("schedule(" + std::to_string(step.value) + ")").c_str(), value);
  std::vector<Options*> all;
  for (torch::optim::OptimizerParamGroup& group : optimizer.param_groups()) {
    all.push_back(dynamic_cast<Options*>(&group.options()));
    if (all.back() != nullptr) continue;
    const std::string argument = "the options of param_groups[" + std::to_string(all.size() - 1) + "]",
                      rule = std::string("must be ") + c10::demangle_type<Options>();
    const torch::optim::OptimizerOptions& got = group.options();
    detail::fail("libtorch", argument.c_str(), rule.c_str(), c10::demangle(typeid(got).name()).c_str());
  }
  for (Options* options : all) set(*options, value);
}

/// When a trainer calls step() of its scheduler. Nothing in the calls themselves tells which it is.
enum class called {
  after_update,   // optimizer.step(); scheduler.step();  as in PyTorch
  before_update,  // scheduler.step(); optimizer.step();  as torch::optim::StepLR needs it, or it is one update late
};

/// learning_rate_scheduler: for a trainer that takes a torch::optim::LRScheduler. Update k is made with schedule(k),
/// the first included. The optimizer must outlive it. To resume, it is given the number of updates made:
///   learning_rate_scheduler following(optimizer, schedule, called::after_update);
///   following.seek(1'000);
template <schedule Schedule>
class learning_rate_scheduler : public torch::optim::LRScheduler {
 public:
  learning_rate_scheduler(torch::optim::Optimizer& optimizer, Schedule schedule, called when,
                          std::vector<double> factors = {})
      : LRScheduler(optimizer),
        optimizer_(optimizer),
        schedule_(std::move(schedule)),
        when_(when),
        factors_(std::move(factors)) {
    seek(0);
  }

  /// Lets the next update be number `step`, and sets its rate.
  void seek(numeric<std::int64_t> step) {
    set_learning_rate(optimizer_, schedule_, step, factors_);
    first_ = step;
    step_count_ = 0;
  }

  /// The number of updates made, if the last was complete: what to save, and to give to seek.
  std::int64_t updates() const { return first_ + step_count_; }

 private:
  std::vector<double> get_lrs() override {
    return learning_rates(optimizer_, schedule_, updates() + (when_ == called::after_update ? 1 : 0), factors_);
  }

  torch::optim::Optimizer& optimizer_;
  Schedule schedule_;
  called when_;
  std::vector<double> factors_;
  std::int64_t first_ = 0;
};

}  // namespace lrsched::inline LRSCHED_V0::adapter::libtorch

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ADAPTER_ENSMALLEN_HPP
#define LRSCHED_ADAPTER_ENSMALLEN_HPP

// For ensmallen (version 3), whose headers are not needed here. Update k is made with schedule(k), whatever step size
// the optimizer was constructed with.
//
//   using lrsched::adapter::ensmallen::callback, lrsched::adapter::ensmallen::decay_policy;
//   optimizer.Optimize(function, weights, callback{schedule});      // any optimizer of the first order
//
//   decay_policy policy{schedule};                                  // those that take one
//   ens::SGD<ens::MomentumUpdate, decltype(policy)> sgd(..., policy);
//   lrsched::adapter::ensmallen::start(sgd);
//   sgd.Optimize(function, weights);
//
// Take the callback where you can. ensmallen keeps a decay policy and the last step size from one Optimize to the next:
// without another start the second goes on where the first has ended, at the end of the schedule. And what it calls
// iterations are samples: its limit is the number of updates times the batch size.

#include <cstdint>  // std::int64_t

#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0::adapter::ensmallen {

/// callback: sets the step size before each update. All of its memory is `step`, the number of updates made: one that
/// is passed by name goes on in the next Optimize where the last has ended, callback{schedule, 100} goes on from 100.
template <schedule Schedule>
struct callback {
  Schedule schedule;
  std::int64_t step = 0;

  template <class Optimizer, class Function, class Matrix>
  void BeginOptimization(Optimizer& optimizer, Function&, Matrix&) {
    set(optimizer);
  }

  template <class Optimizer, class Function, class Matrix>
  bool StepTaken(Optimizer& optimizer, Function&, Matrix&) {
    ++step;
    set(optimizer);
    return false;  // go on
  }

 private:
  template <class Optimizer>
  void set(Optimizer& optimizer) const {
    constexpr bool has_step_size = requires { optimizer.StepSize() = 1.0; };
    static_assert(has_step_size, "this optimizer has no step size that could follow a schedule");
    if constexpr (has_step_size) optimizer.StepSize() = schedule(step);
  }
};

/// decay_policy: for the parameter DecayPolicyType of SGD and its like; start must have been called before Optimize.
template <schedule Schedule>
struct decay_policy {
  Schedule schedule;
  std::int64_t step = 0;

  template <class Matrix, class Gradient>
  class Policy {
   public:
    Policy(decay_policy& given) : given_(given) {}

    void Update(Matrix&, double& step_size, const Gradient&) { step_size = given_.schedule(++given_.step); }

   private:
    decay_policy& given_;  // the optimizer's own
  };
};

/// Lets an optimizer that has a decay_policy begin at a step, at the first one or where a checkpoint was made.
template <class Optimizer>
void start(Optimizer& optimizer, numeric<std::int64_t> step = 0) {
  optimizer.DecayPolicy().step = step;
  optimizer.StepSize() = optimizer.DecayPolicy().schedule(step.value);
}

template <schedule Schedule>
callback(Schedule) -> callback<Schedule>;
template <schedule Schedule>
callback(Schedule, std::int64_t) -> callback<Schedule>;
template <schedule Schedule>
decay_policy(Schedule) -> decay_policy<Schedule>;

}  // namespace lrsched::inline LRSCHED_V0::adapter::ensmallen

#endif

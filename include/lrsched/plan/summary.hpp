// SPDX-License-Identifier: MIT
#ifndef LRSCHED_PLAN_SUMMARY_HPP
#define LRSCHED_PLAN_SUMMARY_HPP

// What a plan amounts to, without training: max_change, sum_of_rates, first_step, and summarize, which has all that one
// wants to know of a plan.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::floating_point, std::predicate
#include <cstdint>   // std::int64_t

#include <lrsched/detail/double_double.hpp>
#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/saturate.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// A step, and how much the rate changes from the one before to it.
template <std::floating_point Real>
struct change_at {
  std::int64_t step;
  Real change;
};

/// The largest change between two steps in a row of the first `steps`, and the value after them; the first of equals. A
/// change that no finite number can hold is the largest one.
/// Example: of step({.initial = 1, .factor = 0.5, .every = 3}) in 10 steps it is -0.5 at step 3.
template <schedule Schedule>
constexpr change_at<rate_of<Schedule>> max_change(const Schedule& schedule, numeric<std::int64_t> steps) {
  change_at<rate_of<Schedule>> largest{0, 0};
  const auto size = [](rate_of<Schedule> change) { return change < 0 ? -change : change; };
  for (std::int64_t k = 1; k <= steps; ++k) {
    const rate_of<Schedule> change = detail::saturated_sum(detail::ask(schedule, k), -detail::ask(schedule, k - 1));
    if (size(change) > size(largest.change)) largest = {k, change};
  }
  return largest;
}

/// The sum of the rates of the first `steps`: how far training with it can come. From the first to the last: a sum that
/// no finite number can hold, be it on the way, is the largest one.
/// Example: of linear({.from = 0, .to = 1, .steps = 4}) in 4 steps it is 1.5.
template <schedule Schedule>
constexpr rate_of<Schedule> sum_of_rates(const Schedule& schedule, numeric<std::int64_t> steps) {
  detail::double_double sum{0, 0};
  for (std::int64_t k = 0; k < steps; ++k) {
    const double rate = detail::ask(schedule, k), reached = detail::saturated_sum(sum.high, rate);
    const bool fits = -detail::largest<> < reached && reached < detail::largest<>;
    sum = fits ? sum + detail::double_double{rate, 0} : detail::double_double{reached, 0};
  }
  return detail::narrowed<rate_of<Schedule>>(sum.high);
}

/// The first of the first `steps` whose rate fulfils a condition, or -1 if there is none.
/// Example: for linear({.from = 1, .to = 0, .steps = 10}) and `rate < 0.5` in 10 steps it is 6.
template <schedule Schedule, std::predicate<rate_of<Schedule>> Condition>
constexpr std::int64_t first_step(const Schedule& schedule, numeric<std::int64_t> steps, Condition condition) {
  for (std::int64_t k = 0; k < steps; ++k)
    if (condition(detail::ask(schedule, k))) return k;
  return -1;
}

/// The peak and its first step, the rate of the last step, and what sum_of_rates and max_change give.
template <std::floating_point Real>
struct plan_summary {
  Real peak;
  std::int64_t peak_step;
  Real last, sum;
  change_at<Real> largest_change;
};

/// Of the first `steps`, which are at least 1.
/// Example: of warmup_linear({.peak = 1, .warmup_steps = 2, .decay_steps = 4}) in 6 steps it is a peak of 1 at step
/// 1, a last rate of 0.25, a sum of 4, and a largest change of 0.5 at step 1.
template <schedule Schedule>
constexpr plan_summary<rate_of<Schedule>> summarize(const Schedule& schedule, numeric<std::int64_t> steps) {
  detail::check("summarize", "steps", steps.value, detail::at_least_1);
  std::int64_t peak = 0;
  for (std::int64_t k = 1; k < steps; ++k)
    if (detail::ask(schedule, k) > detail::ask(schedule, peak)) peak = k;
  return {.peak = detail::ask(schedule, peak),
          .peak_step = peak,
          .last = detail::ask(schedule, steps - 1),
          .sum = sum_of_rates(schedule, steps),
          .largest_change = max_change(schedule, steps)};
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

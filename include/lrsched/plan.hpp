// SPDX-License-Identifier: MIT
#ifndef LRSCHED_PLAN_HPP
#define LRSCHED_PLAN_HPP

// What one does with a plan: put a warm-up to it, change it half-way, give it another length, count it in other units,
// and look into it without training.
//
//   warmup_precedes(w, s)     w, then s from its own 0                 as most peers
//   warmup_multiplies(w, s)   w(k) s(k): s runs from the start         T5X, Marian: a warm-up from 0 to 1
//   warmup_replaces(w, s)     w, then s where it would have been       timm, Darknet
//
//   continued(s, at, tail)    s up to step `at`, then tail(s(at)): without a jump
//   stretched_to(s, steps)    s with another length
//   split(total, {...})       the lengths of pieces that are given as shares of a total
//   units                     epochs, updates, samples and tokens
//
//   largest_jump, area, first_step

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::floating_point, std::invocable
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int64_t
#include <utility>   // std::move

#include <lrsched/combine/retime.hpp>
#include <lrsched/combine/revalue.hpp>
#include <lrsched/combine/sequence.hpp>
#include <lrsched/detail/list.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// sequence{warmup, schedule}: the schedule starts when the warm-up has ended.
template <finite_schedule Warmup, schedule Schedule>
constexpr auto warmup_precedes(Warmup warmup, Schedule schedule) {
  return sequence{std::move(warmup), std::move(schedule)};
}

/// product{warmup, schedule}: both start at step 0; the warm-up goes to 1 and stays there.
template <finite_schedule Warmup, schedule Schedule>
constexpr auto warmup_multiplies(Warmup warmup, Schedule schedule) {
  return product{std::move(warmup), std::move(schedule)};
}

/// The warm-up, then the schedule at the step that it really is: it has lost its first warmup.length() values.
/// Worked numbers: with linear({.from = 0, .to = 1, .steps = 2}) and linear({.from = 1, .to = 0, .steps = 4}) it is 0,
/// 0.5, 0.5, 0.25, then 0.
template <finite_schedule Warmup, schedule Schedule>
constexpr auto warmup_replaces(Warmup warmup, Schedule schedule) {
  const std::int64_t lost = warmup.length();
  return sequence{std::move(warmup), shift(std::move(schedule), -lost)};
}

/// The old schedule up to step `at`, then the one that `tail` makes of the value it has there: a cool-down for a run
/// that is to end now, or a new plan from here on, continuous by construction.
/// Worked numbers: continued(constant({.value = 1}), 3, [](double rate) { return linear({.from = rate, .to = 0, .steps
/// = 2}); }) is 1 up to step 3, 0.5 at 4, and 0 from 5 on.
template <schedule Schedule, std::invocable<rate_of<Schedule>> Tail>
constexpr auto continued(Schedule old, numeric<std::int64_t> at, Tail tail) {
  auto rest = tail(detail::ask(old, at.value));
  return sequence{take(std::move(old), at), std::move(rest)};
}

/// The schedule stretched to a length of so many steps, at least 1, if it has one of at least 1 itself.
/// Worked numbers: stretched_to(linear({.from = 0, .to = 1, .steps = 4}), 8) is 0.125 at step 1, 0.5 at 4, and 1 from 8
/// on.
template <finite_schedule Schedule>
constexpr auto stretched_to(Schedule schedule, numeric<std::int64_t> steps) {
  const std::int64_t length = schedule.length();
  detail::require_length("stretched_to", "the length of what is stretched", length, 1);
  detail::require_length("stretched_to", "steps", steps, 1);
  return stretch(std::move(schedule), static_cast<double>(steps.value) / static_cast<double>(length));
}

/// Lengths of pieces from their shares of a total: each boundary is rounded to the nearest step, so the lengths always
/// add up to what the shares do: split(1'000, {0.05, 0.75, 0.2}) is 50, 750, 200. Shares are at least 0 and at most 1
/// in all.
template <std::size_t Count>
constexpr auto split(numeric<std::int64_t> total, const double (&shares)[Count]) {
  detail::require_length("split", "total", total);
  detail::list<std::int64_t, Count> lengths{};
  double sum = 0;
  std::int64_t start = 0;
  for (std::size_t i = 0; i < Count; ++i) {
    detail::require_not_negative("split", "shares", shares[i]);
    sum += shares[i];
    detail::require(sum <= 1 + 1e-9, "split", "the sum of shares", "must be at most 1", sum);
    const double end = static_cast<double>(total.value) * (sum < 1 - 1e-12 ? sum : 1);
    const std::int64_t rounded = static_cast<std::int64_t>(end + 0.5);
    lengths.values[i] = (rounded < total ? rounded : total.value) - start;
    start += lengths.values[i];
  }
  return lengths;
}

/// The sizes of a training run, each at least 1, for going from one unit to another. An epoch whose last batch is not
/// full has an update for it.
/// Worked numbers: units({.samples_per_epoch = 1'000, .samples_per_update = 32}) has 32 updates in an epoch:
/// updates(2.5) is 80, epochs(80) is 2.5, samples(80) is 2,560, and with .tokens_per_sample = 512 tokens(80) is
/// 1,310,720.
class units {
 public:
  struct params {
    required<std::int64_t> samples_per_epoch, samples_per_update;
    std::int64_t tokens_per_sample = 1;
  };

  constexpr explicit units(params given) : given_(given) {
    detail::require_length("units", "samples_per_epoch", given.samples_per_epoch, 1);
    detail::require_length("units", "samples_per_update", given.samples_per_update, 1);
    detail::require_length("units", "tokens_per_sample", given.tokens_per_sample, 1);
  }

  constexpr std::int64_t updates_per_epoch() const noexcept {
    return (given_.samples_per_epoch - 1) / given_.samples_per_update + 1;
  }

  /// The number of updates in so many epochs, or that it takes for so many samples or tokens, rounded up.
  constexpr std::int64_t updates(double epochs) const {
    detail::require_not_negative("units", "epochs", epochs);
    const double exact = epochs * static_cast<double>(updates_per_epoch());
    detail::require(exact <= static_cast<double>(detail::longest), "units", "epochs", "must be at most 2^53 updates",
                    epochs);
    return detail::rounded_up(exact);
  }
  constexpr std::int64_t updates_for_samples(std::int64_t samples) const {
    detail::require_length("units", "samples", samples);
    return samples / given_.samples_per_update + (samples % given_.samples_per_update != 0);
  }
  constexpr std::int64_t updates_for_tokens(std::int64_t tokens) const {
    detail::require_length("units", "tokens", tokens);
    return updates_for_samples(tokens / given_.tokens_per_sample + (tokens % given_.tokens_per_sample != 0));
  }

  /// How far so many updates have come; at most 2^53.
  constexpr double epochs(std::int64_t updates) const noexcept {
    return static_cast<double>(updates) / static_cast<double>(updates_per_epoch());
  }
  constexpr std::int64_t samples(std::int64_t updates) const noexcept {
    return product(updates, given_.samples_per_update);
  }
  constexpr std::int64_t tokens(std::int64_t updates) const noexcept {
    return product(samples(updates), given_.tokens_per_sample);
  }

 private:
  static constexpr std::int64_t product(std::int64_t count, std::int64_t size) noexcept {
    return detail::counted(count) < detail::longest / size ? detail::counted(count) * size : detail::longest;
  }

  params given_;
};

/// A step, and how much the rate changes from the one before to it.
template <std::floating_point Real>
struct jump {
  std::int64_t step;
  Real change;
};

/// The largest change between two steps in a row of the first `steps`, and the value after them; the first of equals. A
/// change that no finite number can hold is the largest one.
/// Worked numbers: of step({.initial = 1, .factor = 0.5, .every = 3}) in 10 steps it is -0.5 at step 3.
template <schedule Schedule>
constexpr jump<rate_of<Schedule>> largest_jump(const Schedule& schedule, std::int64_t steps) {
  jump<rate_of<Schedule>> largest{0, 0};
  const auto size = [](rate_of<Schedule> change) { return change < 0 ? -change : change; };
  for (std::int64_t k = 1; k <= steps; ++k) {
    const rate_of<Schedule> change = detail::saturated_sum(detail::ask(schedule, k), -detail::ask(schedule, k - 1));
    if (size(change) > size(largest.change)) largest = {k, change};
  }
  return largest;
}

/// The sum of the rates of the first `steps`: how far training with it can come. From the first to the last: a sum that
/// no finite number can hold, be it on the way, is the largest one.
/// Worked number: of linear({.from = 0, .to = 1, .steps = 4}) in 4 steps it is 1.5.
template <schedule Schedule>
constexpr rate_of<Schedule> area(const Schedule& schedule, std::int64_t steps) {
  detail::double_double sum{0, 0};
  for (std::int64_t k = 0; k < steps; ++k) {
    const double rate = detail::ask(schedule, k), reached = detail::saturated_sum(sum.high, rate);
    const bool fits = -detail::largest<> < reached && reached < detail::largest<>;
    sum = fits ? sum + detail::double_double{rate, 0} : detail::double_double{reached, 0};
  }
  return detail::narrowed<rate_of<Schedule>>(sum.high);
}

/// The first of the first `steps` whose rate fulfils a condition, or -1 if there is none.
/// Worked number: for linear({.from = 1, .to = 0, .steps = 10}) and `rate < 0.5` in 10 steps it is 6.
template <schedule Schedule, std::predicate<rate_of<Schedule>> Condition>
constexpr std::int64_t first_step(const Schedule& schedule, std::int64_t steps, Condition condition) {
  for (std::int64_t k = 0; k < steps; ++k)
    if (condition(detail::ask(schedule, k))) return k;
  return -1;
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_PLAN_EDIT_HPP
#define LRSCHED_PLAN_EDIT_HPP

// What changes a plan: a warm-up to it, another tail, another length; and what makes lengths of shares.
//
//   warmup_precedes(w, s)     w, then s from its own 0                 as most frameworks
//   warmup_multiplies(w, s)   w(k) s(k): s runs from the start         T5X, Marian: a warm-up from 0 to 1
//   warmup_replaces(w, s)     w, then s where it would have been       timm, Darknet
//
//   switch_at(s, at, tail)    s up to step `at`, then tail(s(at)), which begins with that rate
//   with_length(s, steps)     s stretched to another length
//   split(total, {...})       the lengths of pieces that are given as shares of a total

#include <lrsched/detail/macros_off.hpp>

#include <array>     // std::array
#include <concepts>  // std::invocable
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int64_t
#include <utility>   // std::move

#include <lrsched/combine/retime.hpp>
#include <lrsched/combine/revalue.hpp>
#include <lrsched/combine/sequence.hpp>
#include <lrsched/detail/fields.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// sequence{warmup, schedule}: the schedule starts when the warm-up has ended.
template <finite_schedule Warmup, schedule Schedule>
constexpr auto warmup_precedes(Warmup warmup, Schedule schedule) {
  return sequence{std::move(warmup), std::move(schedule)};
}

/// product{warmup, schedule}: both start at step 0; a warm-up that ends at 1 has no effect from there on.
template <finite_schedule Warmup, schedule Schedule>
constexpr auto warmup_multiplies(Warmup warmup, Schedule schedule) {
  return product{std::move(warmup), std::move(schedule)};
}

/// The warm-up, then the schedule at the step that it really is: its first warmup.length() values are lost.
/// Example: with linear({.from = 0, .to = 1, .steps = 2}) and linear({.from = 1, .to = 0, .steps = 4}) it is 0,
/// 0.5, 0.5, 0.25, then 0.
template <finite_schedule Warmup, schedule Schedule>
constexpr auto warmup_replaces(Warmup warmup, Schedule schedule) {
  const std::int64_t lost = warmup.length();
  return sequence{std::move(warmup), shift(std::move(schedule), -lost)};
}

/// The old schedule up to step `at`, then the one that `tail` makes of the value it has there: a cool-down for a run
/// that is to end now, or a new plan from here on. There is no jump if the tail begins with that value.
/// Example: switch_at(constant({.value = 1}), 3, [](double rate) { return linear({.from = rate, .to = 0, .steps
/// = 2}); }) is 1 up to step 3, 0.5 at 4, and 0 from 5 on.
template <schedule Schedule, std::invocable<rate_of<Schedule>> Tail>
constexpr auto switch_at(Schedule old, numeric<std::int64_t> at, Tail tail) {
  detail::check("switch_at", "at", at.value, detail::at_least_0);
  auto rest = tail(detail::ask(old, at.value));
  return sequence{take(std::move(old), at), std::move(rest)};
}

/// schedule(k length / steps): stretched to so many steps, from a length of its own; both are at least 1. Where that
/// position is an integer it is met exactly, if the two lengths are at most 2^31.
/// Example: with_length(linear({.from = 0, .to = 1, .steps = 4}), 8) is 0.125 at step 1, 0.5 at 4, and 1 from 8
/// on.
template <finite_schedule Schedule>
constexpr auto with_length(Schedule schedule, numeric<std::int64_t> steps) {
  const std::int64_t length = schedule.length();
  detail::check("with_length", "schedule's length", length, detail::at_least_1);
  detail::check("with_length", "steps", steps, detail::at_least_1);
  return stretch(std::move(schedule), static_cast<double>(steps.value) / static_cast<double>(length));
}

/// Lengths of pieces from their shares of a total, at most 2^53: each boundary, the total times the shares so far, is
/// rounded to the nearest step, so that no step is lost. Shares are at least 0 and at most 1 in all.
/// Example: split(1'000, {0.05, 0.75, 0.2}) is 50, 750, 200.
template <std::size_t Count>
constexpr std::array<std::int64_t, Count> split(numeric<std::int64_t> total, const double (&shares)[Count]) {
  detail::check("split", "total", total, detail::at_least_0);
  std::array<std::int64_t, Count> lengths{};
  double sum = 0;
  std::int64_t start = 0;
  for (std::size_t i = 0; i < Count; ++i) {
    detail::check("split", "shares", shares[i], detail::at_least_0);
    sum += shares[i];
    detail::require(sum <= 1 + 1e-9, "split", "the sum of shares", "must be at most 1", sum);
    const double end = static_cast<double>(total.value) * (sum < 1 - 1e-12 ? sum : 1);
    const std::int64_t rounded = static_cast<std::int64_t>(end + 0.5);
    lengths[i] = (rounded < total ? rounded : total.value) - start;
    start += lengths[i];
  }
  return lengths;
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

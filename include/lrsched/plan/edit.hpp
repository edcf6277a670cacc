// SPDX-License-Identifier: MIT
#ifndef LRSCHED_PLAN_EDIT_HPP
#define LRSCHED_PLAN_EDIT_HPP

// What changes a plan: a warm-up to it, and what is decided at a step of a run; and what makes lengths of shares.
//
//   warmup_precedes(w, s)                    w, then s from its own 0             as most frameworks
//   warmup_multiplies(w, s)                  w(k) s(k): s runs from the start     T5X, Marian: a warm-up from 0 to 1
//   warmup_replaces(w, s)                    w, then s where it would have been   timm, Darknet
//
//   switch_at(s, at, tail)                   s up to step `at`, then tail(s(at)), which begins with that rate
//   decay_from(s, at, ramp)                  s up to step `at`, then a cool-down from s(at)
//   crossfade(s, at, into, steps)            s up to step `at`, then over to another plan
//   override_between(s, from, to, o, grace)  o from one step to another, then back to s where it would have been
//   with_length(s, at, steps)                s up to step `at`, then what is left of it, until the end at `steps`
//
//   split(total, {...})                      the lengths of pieces that are given as shares of a total
//
// Up to the step of the decision an edited plan has the rates of the old one, so a run that goes on with it agrees with
// its past. Each edit holds the old plan once and asks it at most once, so a chain of edits costs what its pieces cost.

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
#include <lrsched/detail/ratio.hpp>
#include <lrsched/detail/saturate.hpp>
#include <lrsched/schedule.hpp>

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

namespace detail {

/// What has a length, or says when the program runs whether it has one, as an any_schedule does.
template <class Type>
concept may_end = schedule<Type> && requires(const Type& value) {
  value.length();
};

/// The length of what must have one.
template <may_end Schedule>
constexpr std::int64_t known_length(const char* name, const char* argument, const Schedule& schedule) {
  if constexpr (finite_schedule<Schedule>) {
    return schedule.length();
  } else {
    const auto length = schedule.length();
    require(length.has_value(), name, argument, "must be known: take gives one", 0);
    return *length;
  }
}

/// A length that is at least so long; one that is absent stays so.
constexpr std::int64_t at_least(std::int64_t steps, std::int64_t length) noexcept {
  return length < steps ? steps : length;
}
template <class Optional>
constexpr Optional at_least(std::int64_t steps, Optional length) noexcept {
  if (length) length = at_least(steps, *length);
  return length;
}

/// What a schedule gives, in the type of another.
template <std::floating_point Real, schedule Schedule, class Counted>
LRSCHED_HOST_DEVICE constexpr Real ask_for(const Schedule& schedule, Counted position) noexcept {
  return narrowed<Real>(static_cast<double>(ask(schedule, position)));
}

/// On a straight way from a to b, after `done` of `steps` steps.
template <std::floating_point Real>
LRSCHED_HOST_DEVICE constexpr Real on_the_way(Real a, Real b, double done, double steps) noexcept {
  const double from = static_cast<double>(a), to = static_cast<double>(b);
  const double sum = saturated_sum(from * ((steps - done) / steps), to * (done / steps));
  return narrowed<Real>(between(from, to, sum));
}

}  // namespace detail

/// The plan up to step `at`, from there on ramp(k - at) times the rate that it has there: a cool-down of the shape and
/// the length of the ramp, which begins with 1. One to 0.1 ends with a tenth of that rate. Past its end the plan holds.
/// Example: decay_from(constant({.value = 8}), 3, linear({.from = 1, .to = 0, .steps = 4})) is 8 up to step 3, 6 at 4,
/// 2 at 6, and 0 from 7 on.
/// Source: Hägele et al. 2024: a cool-down from any step of a constant rate.
template <schedule Schedule, detail::may_end Ramp>
class decay_from {
 public:
  static constexpr const char* name = "decay_from";

  constexpr decay_from(Schedule schedule, numeric<std::int64_t> at, Ramp ramp)
      : schedule_(std::move(schedule)), at_(at), ramp_(std::move(ramp)) {
    detail::check(name, *this);
    const std::int64_t length = detail::known_length(name, "ramp's length", ramp_);
    detail::require(length <= detail::longest - at_, name, "ramp's length", "must leave a length of at most 2^53",
                    length);
    const auto first = detail::ask(ramp_, 0);
    detail::require(first == 1, name, "ramp's first value", "must be 1: it is a factor of the rate", first);
    length_ = at_ + length;
    rate_ = detail::ask(schedule_, at_);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    const auto position = detail::counted(step);
    const auto at = static_cast<decltype(position)>(at_);
    if (position < at) return detail::ask(schedule_, position);
    return detail::saturated_product(rate_, detail::ask_for<rate_of<Schedule>>(ramp_, position - at));
  }

  constexpr std::int64_t length() const noexcept { return length_; }

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"schedule", &decay_from::schedule_}, field{"at", &decay_from::at_, at_least_0},
               field{"ramp", &decay_from::ramp_});
  }

  bool operator==(const decay_from&) const = default;

 private:
  Schedule schedule_;
  std::int64_t at_;
  Ramp ramp_;
  std::int64_t length_ = 0;
  rate_of<Schedule> rate_{};
};

/// The plan up to step `at`, then on a straight way of so many steps over to `into`, which runs from step 0 as the plan
/// does: s(k) + (into(k) - s(k)) (k - at) / steps. With no steps it is a switch. shift(into, at) begins at `at`.
/// Example: crossfade(constant({.value = 8}), 2, constant({.value = 4}), 4) is 8 up to step 2, 7 at 3, 5 at 5, and 4
/// from 6 on.
template <schedule Schedule, schedule Into>
class crossfade {
 public:
  static constexpr const char* name = "crossfade";

  constexpr crossfade(Schedule schedule, numeric<std::int64_t> at, Into into, numeric<std::int64_t> steps)
      : schedule_(std::move(schedule)), at_(at), into_(std::move(into)), steps_(steps) {
    detail::check(name, *this);
    detail::require(steps_ <= detail::longest - at_, name, "steps", "must leave a length of at most 2^53", steps_);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    using rate = rate_of<Schedule>;
    const auto position = detail::counted(step);
    if (position < static_cast<decltype(position)>(at_)) return detail::ask(schedule_, position);
    const rate next = detail::ask_for<rate>(into_, position);
    const auto done = position - static_cast<decltype(position)>(at_);
    if (done >= static_cast<decltype(position)>(steps_)) return next;
    return detail::on_the_way<rate>(detail::ask(schedule_, position), next, static_cast<double>(done),
                                    static_cast<double>(steps_));
  }

  constexpr auto length() const noexcept requires detail::may_end<Into> {
    return detail::at_least(at_ + steps_, into_.length());
  }

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"schedule", &crossfade::schedule_}, field{"at", &crossfade::at_, at_least_0},
               field{"into", &crossfade::into_}, field{"steps", &crossfade::steps_, at_least_0});
  }

  bool operator==(const crossfade&) const = default;

 private:
  Schedule schedule_;
  std::int64_t at_;
  Into into_;
  std::int64_t steps_;
};

/// The plan, but from step `from` up to step `to` another schedule, from its own 0; then, on a straight way of `grace`
/// steps, back to where the plan would have been.
/// Example: override_between(linear({.from = 8, .to = 0, .steps = 8}), 2, 4, constant({.value = 1}), 2) is 8, 7, 1, 1,
/// 1, 2, then 2, 1, 0.
/// Source: surogate's override_lr, where `from` is `to`: grace alone.
template <schedule Schedule, schedule Other>
class override_between {
 public:
  static constexpr const char* name = "override_between";

  constexpr override_between(Schedule schedule, numeric<std::int64_t> from, numeric<std::int64_t> to, Other other,
                             numeric<std::int64_t> grace = 0)
      : schedule_(std::move(schedule)), from_(from), to_(to), other_(std::move(other)), grace_(grace) {
    detail::check(name, *this);
    detail::require(from_ <= to_, name, "to", "must be at least from", to_);
    detail::require(grace_ <= detail::longest - to_, name, "grace", "must leave a length of at most 2^53",
                    grace_.value);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    using rate = rate_of<Schedule>;
    const auto position = detail::counted(step);
    using counted = decltype(position);
    if (position < static_cast<counted>(from_) || position >= static_cast<counted>(to_ + grace_))
      return detail::ask(schedule_, position);
    const rate other = detail::ask_for<rate>(other_, position - static_cast<counted>(from_));
    if (position < static_cast<counted>(to_)) return other;
    return detail::on_the_way<rate>(other, detail::ask(schedule_, position),
                                    static_cast<double>(position - static_cast<counted>(to_)),
                                    static_cast<double>(grace_.value));
  }

  constexpr auto length() const noexcept requires detail::may_end<Schedule> {
    return detail::at_least(to_ + grace_, schedule_.length());
  }

  static constexpr auto fields(auto use) {
    using namespace detail;
    using self = override_between;
    return use(field{"schedule", &self::schedule_}, field{"from", &self::from_, at_least_0},
               field{"to", &self::to_, at_least_0}, field{"other", &self::other_},
               field{"grace", &self::grace_, at_least_0});
  }

  bool operator==(const override_between&) const = default;

 private:
  Schedule schedule_;
  std::int64_t from_, to_;
  Other other_;
  numeric<std::int64_t> grace_;
};

/// The plan up to step `at`, then the rest of it, which has length - at steps, stretched so that it ends at `steps`: a
/// longer or shorter run, decided at `at`, without a jump there. At 0 all of the plan is stretched. What has ended by
/// `at` holds. `steps` is above `at`. Where a step of the plan falls on a step it is met exactly, if the two lengths of
/// the rest are at most 2^31.
/// Example: with_length(linear({.from = 8, .to = 0, .steps = 8}), 4, 12) is 8, 7, 6, 5, 4, 3.5, ..., 0.5 at step 11,
/// and 0 from 12 on; with_length(linear({.from = 0, .to = 1, .steps = 4}), 0, 8) is 0.125 at step 1, and 0.5 at 4.
template <detail::may_end Schedule>
class with_length {
 public:
  static constexpr const char* name = "with_length";

  constexpr with_length(Schedule schedule, numeric<std::int64_t> at, numeric<std::int64_t> steps)
      : schedule_(std::move(schedule)), at_(at), steps_(steps) {
    detail::check(name, *this);
    detail::require(steps_ > at_, name, "steps", "must be above at", steps_);
    end_ = detail::known_length(name, "schedule's length", schedule_);
    if (end_ <= at_) return;
    factor_ = static_cast<double>(steps_ - at_) / static_cast<double>(end_ - at_);
    ratio_ = detail::ratio(factor_);
    ratio_.refine(factor_, steps_ - at_, end_ - at_);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    const auto position = detail::counted(step);
    const auto at = static_cast<decltype(position)>(at_);
    if (position <= at) return detail::ask(schedule_, position);
    if (position >= static_cast<decltype(position)>(steps_) || end_ <= at_) return detail::ask(schedule_, end_);
    return detail::ask(schedule_, ratio_.quotient_after(at_, position - at, factor_));
  }

  constexpr std::int64_t length() const noexcept { return steps_; }

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"schedule", &with_length::schedule_}, field{"at", &with_length::at_, at_least_0},
               field{"steps", &with_length::steps_, at_least_1});
  }

  bool operator==(const with_length&) const = default;

 private:
  Schedule schedule_;
  std::int64_t at_, steps_;
  double factor_ = 1;
  detail::ratio ratio_;
  std::int64_t end_ = 0;  // of the schedule
};

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

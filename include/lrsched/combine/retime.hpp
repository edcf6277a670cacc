// SPDX-License-Identifier: MIT
#ifndef LRSCHED_COMBINE_RETIME_HPP
#define LRSCHED_COMBINE_RETIME_HPP

// The same values at other times. With s for the schedule, at position k:
//
//   shift(s, by)           s(k - by)               later by so many steps, or earlier if `by` is negative
//   stretch(s, factor)     s(k / factor)           so many times as long
//   take(s, count)         s(min(k, count))        its first steps only, then held: gives a length to what has none
//   staircase(s, width)    s(floor(k/width) width) moves only once in `width` steps
//   repeat(s)              s(k mod s.length())     again and again
//   repeat(s, times)       the same, then s(s.length()) for ever
//
// Before 0, everything has its value at 0. Each has a length where s has one, and take and repeat as they say.

#include <cstdint>  // std::int64_t
#include <utility>  // std::move

#include <lrsched/detail/fields.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline v0 {

/// shift(schedule, by): s(k - by). `by` is from -2^62 to 2^62 steps; for the first `by` steps the value is s(0).
/// Worked numbers: shift(linear({.from = 0, .to = 1, .steps = 4}), 2) is 0 up to step 2, 0.25 at 3, and 1 from 6 on.
template <schedule Schedule>
class shift {
 public:
  static constexpr const char* name = "shift";

  constexpr shift(Schedule schedule, std::int64_t by) : schedule_(std::move(schedule)), by_(by) {
    detail::require(-detail::longest <= by && by <= detail::longest, name, "by", "must be from -2^62 to 2^62", by);
    if constexpr (finite_schedule<Schedule>)
      detail::require(by <= detail::longest - schedule_.length(), name, "by", "must leave a length of at most 2^62",
                      by);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    const auto position = detail::at_most_longest(detail::counted(step));
    const auto shifted = position - static_cast<decltype(position)>(by_);
    return schedule_(shifted > 0 ? shifted : 0);
  }

  constexpr std::int64_t length() const noexcept requires finite_schedule<Schedule> {
    const std::int64_t length = schedule_.length() + by_;
    return length > 0 ? length : 0;
  }

  static constexpr auto fields(auto use) {
    return use(detail::field{"schedule", &shift::schedule_}, detail::field{"by", &shift::by_});
  }

  bool operator==(const shift&) const = default;

 private:
  Schedule schedule_;
  std::int64_t by_;
};

/// stretch(schedule, factor): s(k / factor), with s asked at real positions. `factor` is finite and above 0; the length is
/// rounded up to whole steps. A schedule written in epochs is stretched by the number of steps in one.
/// Worked numbers: stretch(linear({.from = 0, .to = 1, .steps = 4}), 10) is 0.25 at step 10, 0.5 at 20, and 1 from 40 on.
template <schedule Schedule>
class stretch {
 public:
  static constexpr const char* name = "stretch";

  constexpr stretch(Schedule schedule, double factor) : schedule_(std::move(schedule)), factor_(factor) {
    detail::require_above_zero(name, "factor", factor);
    if constexpr (finite_schedule<Schedule>) {
      const double length = static_cast<double>(schedule_.length()) * factor;
      detail::require(length <= static_cast<double>(detail::longest), name, "factor",
                      "must leave a length of at most 2^62", factor);
      length_ = static_cast<std::int64_t>(length);
      if (static_cast<double>(length_) < length) ++length_;
    }
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    return schedule_(static_cast<real>(detail::counted(step)) / static_cast<real>(factor_));
  }

  constexpr std::int64_t length() const noexcept requires finite_schedule<Schedule> { return length_; }

  static constexpr auto fields(auto use) {
    return use(detail::field{"schedule", &stretch::schedule_}, detail::field{"factor", &stretch::factor_});
  }

  bool operator==(const stretch&) const = default;

 private:
  using real = detail::wide<rate_of<Schedule>>;

  Schedule schedule_;
  double factor_;
  std::int64_t length_ = 0;
};

/// take(schedule, count): s(min(k, count)), a schedule of `count` steps, from 0 to 2^62, that then holds the value which
/// would have come next.
/// Worked numbers: take(exponential({.initial = 1, .rate = 0.5}), 3) is 1, 0.5, 0.25, then 0.125 for ever.
template <schedule Schedule>
class take {
 public:
  static constexpr const char* name = "take";

  constexpr take(Schedule schedule, std::int64_t count) : schedule_(std::move(schedule)), count_(count) {
    detail::require_length(name, "count", count);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    const auto position = detail::counted(step);
    const auto last = static_cast<decltype(position)>(count_);
    return schedule_(position < last ? position : last);
  }

  constexpr std::int64_t length() const noexcept { return count_; }

  static constexpr auto fields(auto use) {
    return use(detail::field{"schedule", &take::schedule_}, detail::field{"count", &take::count_});
  }

  bool operator==(const take&) const = default;

 private:
  Schedule schedule_;
  std::int64_t count_;
};

/// staircase(schedule, width): s(floor(k/width) width). `width` is from 1 to 2^62 steps; 1 changes nothing.
/// Worked numbers: staircase(exponential({.initial = 0.1, .rate = 0.96, .every = 100'000}), 100'000) is 0.1 up to step
/// 99,999, then 0.096, and 0.09216 from 200,000 on.
/// Source: Keras ExponentialDecay(staircase=True).
template <schedule Schedule>
class staircase {
 public:
  static constexpr const char* name = "staircase";

  constexpr staircase(Schedule schedule, std::int64_t width) : schedule_(std::move(schedule)), width_(width) {
    detail::require_length(name, "width", width, 1);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    const std::int64_t position = detail::whole(detail::counted(step));
    return schedule_(position - position % width_);
  }

  constexpr std::int64_t length() const noexcept requires finite_schedule<Schedule> { return schedule_.length(); }

  static constexpr auto fields(auto use) {
    return use(detail::field{"schedule", &staircase::schedule_}, detail::field{"width", &staircase::width_});
  }

  bool operator==(const staircase&) const = default;

 private:
  Schedule schedule_;
  std::int64_t width_;
};

/// repeat(schedule): s(k mod s.length()), for ever. The length must be at least 1.
/// Worked numbers: repeat(linear({.from = 0, .to = 1, .steps = 4})) is 0, 0.25, 0.5, 0.75, 0, 0.25, ...
template <finite_schedule Schedule>
class repeat {
 public:
  static constexpr const char* name = "repeat";

  constexpr explicit repeat(Schedule schedule) : schedule_(std::move(schedule)), period_(schedule_.length()) {
    detail::require_length(name, "the length of what is repeated", period_, 1);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    const auto position = detail::counted(step);
    const std::int64_t cycles = detail::whole(position) / period_;
    return schedule_(position - static_cast<decltype(position)>(cycles * period_));
  }

  static constexpr auto fields(auto use) { return use(detail::field{"schedule", &repeat::schedule_}); }

  bool operator==(const repeat&) const = default;

 private:
  Schedule schedule_;
  std::int64_t period_;
};

}  // namespace lrsched::inline v0

#endif

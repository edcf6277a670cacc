// SPDX-License-Identifier: MIT
#ifndef LRSCHED_COMBINE_RETIME_HPP
#define LRSCHED_COMBINE_RETIME_HPP

// The same values at other times. With s for the schedule, at position k:
//
//   shift(s, by)           s(k - by)               later by so many steps, or earlier if `by` is negative
//   stretch(s, factor)     s(k / factor)           so many times as long
//   take(s, count)         s(min(k, count))        its first steps only, then held: gives a length to what has none
//   staircase(s, width)    s(floor(k/width) width) moves only once in `width` steps
//   repeat(s)              s(k mod s.length())     again and again, forever
//   repeat_growing(s, g)   the same, each time g times as long as the time before, down to one step
//   reverse(s)             s(s.length() - k)       backwards, then held at s(0)
//
// Before 0, everything has its value at 0. Each has a length where s has one, but for take, which gives one, and the
// two that never end.

#include <lrsched/detail/macros_off.hpp>

#include <cstdint>  // std::int64_t
#include <span>     // std::span
#include <utility>  // std::move

#include <lrsched/detail/cycles.hpp>
#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/ratio.hpp>
#include <lrsched/fill.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// shift(schedule, by): s(k - by). `by` is from -2^53 to 2^53 steps; for the first `by` steps the value is s(0).
/// Example: shift(linear({.from = 0, .to = 1, .steps = 4}), 2) is 0 up to step 2, 0.25 at 3, and 1 from 6 on.
template <schedule Schedule>
class shift {
 public:
  static constexpr const char* name = "shift";

  constexpr shift(Schedule schedule, numeric<std::int64_t> by) : schedule_(std::move(schedule)), by_(by) {
    detail::check(name, *this);
    if constexpr (finite_schedule<Schedule>)
      detail::require(by_ <= detail::longest - schedule_.length(), name, "by", "must leave a length of at most 2^53",
                      by_);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    const auto position = detail::counted(step);
    const auto by = static_cast<decltype(position)>(by_);
    if (position <= by) return detail::ask(schedule_, 0);
    const auto last = static_cast<decltype(position)>(detail::longest);
    return detail::ask(schedule_, by < 0 && position > last + by ? last : position - by);
  }

  constexpr void fill(std::span<rate_of<Schedule>> out, std::int64_t first) const {
    if (by_ > 0) detail::fill_with(detail::cut_before(out, first, by_), detail::ask(schedule_, 0));
    const std::int64_t end = by_ < 0 ? detail::longest + by_ : detail::longest, start = first - by_;
    lrsched::fill(schedule_, detail::cut_before(out, first, end), start);
    if (!out.empty()) detail::fill_with(out, (*this)(detail::longest));
  }

  constexpr std::int64_t length() const noexcept requires finite_schedule<Schedule> {
    const std::int64_t length = schedule_.length() + by_;
    return length > 0 ? length : 0;
  }

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"schedule", &shift::schedule_}, field{"by", &shift::by_, any_position});
  }

  bool operator==(const shift&) const = default;

 private:
  Schedule schedule_;
  std::int64_t by_;
};

/// stretch(schedule, factor): s(k / factor), with s asked at real positions. `factor` is finite and above 0. It is
/// read as the simplest fraction that rounds to it (18.0/14 as 9/7), so that whole steps of s fall on exact steps. The
/// length is rounded up to whole steps. A schedule written in epochs is stretched by the number of steps in one.
/// Example: stretch(linear({.from = 0, .to = 1, .steps = 4}), 10) is 0.25 at step 10, 0.5 at 20, and 1 from 40 on.
template <schedule Schedule>
class stretch {
 public:
  static constexpr const char* name = "stretch";

  constexpr stretch(Schedule schedule, numeric<double> factor) : schedule_(std::move(schedule)), factor_(factor) {
    detail::check(name, *this);
    ratio_ = detail::ratio(factor);
    if constexpr (finite_schedule<Schedule>) {
      inner_length_ = schedule_.length();
      const double length = static_cast<double>(inner_length_) * factor;
      detail::require(length <= static_cast<double>(detail::longest), name, "factor",
                      "must leave a length of at most 2^53", factor);
      length_ = detail::rounded_up(length);
      ratio_.refine(factor, length_, inner_length_);
    }
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    constexpr double last = static_cast<double>(detail::longest);
    const auto position = detail::counted(step);
    if constexpr (finite_schedule<Schedule>)
      if (position >= static_cast<decltype(position)>(length_)) return detail::ask(schedule_, inner_length_);
    const bool is_beyond = static_cast<double>(position) > last * factor_;
    return detail::ask(schedule_, is_beyond ? last : ratio_.quotient(position, factor_));
  }

  constexpr std::int64_t length() const noexcept requires finite_schedule<Schedule> { return length_; }

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"schedule", &stretch::schedule_}, field{"factor", &stretch::factor_, above_0});
  }

  bool operator==(const stretch&) const = default;

 private:
  Schedule schedule_;
  double factor_;
  detail::ratio ratio_;
  std::int64_t inner_length_ = 0, length_ = 0;
};

/// take(schedule, count): s(min(k, count)), a schedule of `count` steps, from 0 to 2^53, that then holds the value
/// which would have come next.
/// Example: take(exponential({.initial = 1, .rate = 0.5}), 3) is 1, 0.5, 0.25, then 0.125 forever.
template <schedule Schedule>
class take {
 public:
  static constexpr const char* name = "take";

  constexpr take(Schedule schedule, numeric<std::int64_t> count) : schedule_(std::move(schedule)), count_(count) {
    detail::check(name, *this);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    const auto position = detail::counted(step);
    const auto last = static_cast<decltype(position)>(count_);
    return detail::ask(schedule_, position < last ? position : last);
  }

  constexpr void fill(std::span<rate_of<Schedule>> out, std::int64_t first) const {
    const std::int64_t start = first;
    lrsched::fill(schedule_, detail::cut_before(out, first, count_), start);
    if (!out.empty()) detail::fill_with(out, detail::ask(schedule_, count_));
  }

  constexpr std::int64_t length() const noexcept { return count_; }

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"schedule", &take::schedule_}, field{"count", &take::count_, at_least_0});
  }

  bool operator==(const take&) const = default;

 private:
  Schedule schedule_;
  std::int64_t count_;
};

/// staircase(schedule, width): s(floor(k/width) width), and past the length of s, if it has one, the value that s
/// holds. `width` is from 1 to 2^53 steps; 1 changes nothing.
/// Example: staircase(exponential({.initial = 0.1, .rate = 0.96, .every = 100'000}), 100'000) is 0.1 up to step
/// 99,999, then 0.096, and 0.09216 from 200,000 on.
/// Source: Keras ExponentialDecay(staircase=True).
template <schedule Schedule>
class staircase {
 public:
  static constexpr const char* name = "staircase";

  constexpr staircase(Schedule schedule, numeric<std::int64_t> width) : schedule_(std::move(schedule)), width_(width) {
    detail::check(name, *this);
    if constexpr (finite_schedule<Schedule>) end_ = schedule_.length();
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    const std::int64_t position = detail::whole(detail::counted(step));
    return detail::ask(schedule_, position < end_ ? position - position % width_ : end_);
  }

  constexpr void fill(std::span<rate_of<Schedule>> out, std::int64_t first) const {
    const std::int64_t start = first;
    detail::fill_runs(detail::cut_before(out, first, end_), start, *this,
                      [this](std::int64_t k) { return detail::later(k - k % width_, width_); });
    if (!out.empty()) detail::fill_with(out, (*this)(end_));
  }

  constexpr std::int64_t length() const noexcept requires finite_schedule<Schedule> { return schedule_.length(); }

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"schedule", &staircase::schedule_}, field{"width", &staircase::width_, at_least_1});
  }

  bool operator==(const staircase&) const = default;

 private:
  Schedule schedule_;
  std::int64_t width_;
  std::int64_t end_ = detail::never;
};

/// repeat(schedule): s(k mod s.length()), forever. The length must be at least 1.
/// Example: repeat(linear({.from = 0, .to = 1, .steps = 4})) is 0, 0.25, 0.5, 0.75, 0, 0.25, ...
template <finite_schedule Schedule>
class repeat {
 public:
  static constexpr const char* name = "repeat";

  constexpr explicit repeat(Schedule schedule) : schedule_(std::move(schedule)), period_(schedule_.length()) {
    detail::check(name, "schedule's length", period_, detail::at_least_1);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    return detail::ask(schedule_, detail::within_cycle(detail::counted(step), period_));
  }

  constexpr void fill(std::span<rate_of<Schedule>> out, std::int64_t first) const {
    while (!out.empty()) {
      const std::int64_t done = first % period_, next = detail::later(first - done, period_);
      lrsched::fill(schedule_, detail::cut_before(out, first, next), done);
    }
  }

  static constexpr auto fields(auto use) { return use(detail::field{"schedule", &repeat::schedule_}); }

  bool operator==(const repeat&) const = default;

 private:
  Schedule schedule_;
  std::int64_t period_;
};

/// repeat_growing(schedule, growth): cycle after cycle, the first as long as the schedule, each `growth` times as long
/// as the one before, with s asked at real positions. The length is at least 1, `growth` above 0. Below 1 cycles shrink;
/// before one would be shorter than a step they end, and the value that s holds stays. One above 2^100 counts as that.
/// The cycle is found exactly.
/// Example: repeat_growing(linear({.from = 1, .to = 0, .steps = 2}), 2) is 1, 0.5, then 1, 0.75, 0.5, 0.25, then
/// 1 at step 6, 0.5 at 10, and 1 at 14; one of 4 steps with a growth of 0.5 is 1, 0.75, 0.5, 0.25, 1, 0.5, 1, then 0.
/// Source: Loshchilov and Hutter 2016, SGDR; Keras CosineDecayRestarts(t_mul).
template <finite_schedule Schedule>
class repeat_growing {
 public:
  static constexpr const char* name = "repeat_growing";

  constexpr repeat_growing(Schedule schedule, numeric<double> growth)
      : schedule_(std::move(schedule)),
        growth_(growth),
        cycles_(name, "schedule's length", schedule_.length(), growth) {}

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    return detail::ask(schedule_, cycles_.in_first(detail::in_double(step)));
  }

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"schedule", &repeat_growing::schedule_}, field{"growth", &repeat_growing::growth_, above_0});
  }

  bool operator==(const repeat_growing&) const = default;

 private:
  Schedule schedule_;
  double growth_;
  detail::cycles cycles_;
};

/// reverse(schedule): s(s.length() - k), the mirror image: it starts with the value that would have come after the
/// last, and arrives at s(0), where it stays.
/// Example: reverse(linear({.from = 0, .to = 1, .steps = 4})) is 1, 0.75, 0.5, 0.25, then 0.
template <finite_schedule Schedule>
class reverse {
 public:
  static constexpr const char* name = "reverse";

  constexpr explicit reverse(Schedule schedule) : schedule_(std::move(schedule)), length_(schedule_.length()) {}

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    const auto position = detail::counted(step);
    const auto left = static_cast<decltype(position)>(length_) - position;
    return detail::ask(schedule_, left > 0 ? left : 0);
  }

  constexpr std::int64_t length() const noexcept { return length_; }

  static constexpr auto fields(auto use) { return use(detail::field{"schedule", &reverse::schedule_}); }

  bool operator==(const reverse&) const = default;

 private:
  Schedule schedule_;
  std::int64_t length_;
};

/// The reverse of a reverse is a schedule of its own, not a copy of the inner one.
template <finite_schedule Schedule>
reverse(reverse<Schedule>) -> reverse<reverse<Schedule>>;

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

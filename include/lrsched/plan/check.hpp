// SPDX-License-Identifier: MIT
#ifndef LRSCHED_PLAN_CHECK_HPP
#define LRSCHED_PLAN_CHECK_HPP

// What is wrong with a plan, before the first step: check(schedule, {.steps = ...}) asks for all the rates of a run, at
// each step twice, and gives what it finds as data: the kind, the step, and the rate there. Nothing is allocated. With
// plan = warmup_linear({.peak = 1, .warmup_steps = 100, .decay_steps = 400}):
//
//   static_assert(check(plan, {.steps = 500}).empty());  it fits the run
//   check(plan, {.steps = 300})[0]                       problem::cut_off at step 299, where the rate is 0.5025
//   check(plan, {.steps = 500, .end = 0.1})[0]           problem::other_end at step 499, where the rate is 0.0025
//
// It judges by the rates and the length alone, so what is meant must look different from what is not. A plan may come
// in cycles, if the run ends on the way down. It may hold its peak, and may jump by all of it if `largest_jump` does
// not say less. What is to stay the same is called constant. Changes of up to a hundredth of the largest rate are not
// seen. A constant is checked while compiling, if it has no more steps than the compiler has patience for: 1,000 of a
// warmup_cosine with any. Whether a plan is the one that was agreed on, its fingerprint says (any/description.hpp).

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::same_as
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int64_t
#include <span>      // std::span, std::size

#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/rounding.hpp>
#include <lrsched/fill.hpp>
#include <lrsched/schedule.hpp>
#include <lrsched/shape/ramp.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// The kinds of findings.
enum class problem : unsigned char {
  not_finite,     // a rate is NaN or an infinity; nothing else is then looked for
  below_0,        // a rate is
  never_changes,  // all the rates are equal, there are two or more, and it is not called constant
  starts_at_0,    // the first rate is 0, and there is another or none
  stays_at_0,     // the last two rates or more are 0
  cut_off,        // the schedule has a length, and that is above the steps of the run
  over_early,     // it is below them
  still_rising,   // the last rate is the highest so far, and a higher one comes within as many steps again
  rises_again,    // there was a fall after the peak, and the run ends with a rise
  restarts_late,  // there is less than half of a cycle left, as long as the one before, after a rise in one step
  jumps,          // from one step to the next by more than the share `largest_jump` of the largest rate
  in_epochs,      // in a hundredth of the run it falls by half and comes to rest; or there are 100 cycles or more
  other_peak,     // the highest rate is not `peak`
  other_end       // neither the rate of the last step nor that behind it is `end`
};

struct problem_words {
  const char *name, *what, *instead;
};

/// The kinds in words, in their order.
inline constexpr problem_words problems[] = {
    {"not_finite", "the rate is not a finite number",
     "a function that divides by no 0 and is asked no further than it is defined"},
    {"below_0", "the rate is below 0", "clamp(schedule, 0, peak), or a decay whose floor is at least 0"},
    {"never_changes", "the rate never changes", "lengths that fit the run, or constant({.value}) if it is meant"},
    {"starts_at_0", "the first update is wasted on a rate of 0",
     "a warm-up with .includes = ends::to, or shift(schedule, -1) for what counts from 1"},
    {"stays_at_0", "the rate is 0 from here to the end",
     "a decay_steps that is not shortened by the warm-up, or a floor above 0"},
    {"cut_off", "the run ends before the plan",
     "lengths that add up to the steps of the run, or with_length(plan, 0, steps)"},
    {"over_early", "the plan ends before the run, which keeps this rate",
     "lengths that add up to the steps of the run, or sequence{plan, constant({.value})} if it is meant"},
    {"still_rising", "the warm-up is not over when the run ends",
     "a warmup_steps below the steps of the run, counted in updates"},
    {"rises_again", "the rate rises again after the peak, and the run ends so",
     "take(schedule, length), which holds where it has come down"},
    {"restarts_late", "the rate restarts shortly before the end", "a run of whole cycles, or take(schedule, length)"},
    {"jumps", "the rate jumps by more than may be", "a piece that starts at the rate at which the one before it ends"},
    {"in_epochs", "the plan is over in a small part of the run, as if counted in epochs",
     "lengths in updates, or stretch(plan, updates_per_epoch)"},
    {"other_peak", "the highest rate is not the expected one",
     "the expected rate as the peak, and a grid of steps that includes it"},
    {"other_end", "the last rate is not the expected one",
     "the expected rate as the floor, and lengths that add up to the steps of the run"},
};

static_assert(std::size(problems) == static_cast<std::size_t>(problem::other_end) + 1);

/// What is wrong, the step that shows it, and the rate there; of `jumps` that is the step after it.
struct finding {
  problem kind;
  std::int64_t step;
  double rate;

  constexpr const char* name() const noexcept { return words().name; }        // "cut_off"
  constexpr const char* what() const noexcept { return words().what; }        // "the run ends before the plan"
  constexpr const char* instead() const noexcept { return words().instead; }  // what to write instead

  bool operator==(const finding&) const = default;

 private:
  constexpr const problem_words& words() const noexcept { return problems[static_cast<std::size_t>(kind)]; }
};

/// What a check has found, each kind once at most, in the order of the kinds.
class findings {
 public:
  constexpr std::size_t size() const noexcept { return size_; }
  constexpr bool empty() const noexcept { return size_ == 0; }
  constexpr const finding& operator[](std::size_t i) const noexcept { return found_[i]; }
  constexpr const finding* begin() const noexcept { return found_; }
  constexpr const finding* end() const noexcept { return found_ + size_; }

  constexpr void append(const finding& found) noexcept { found_[size_++] = found; }

 private:
  finding found_[std::size(problems)] = {};
  std::size_t size_ = 0;
};

/// A rate that may be left out. (std::optional has more lines than the budget of lrsched.hpp has left.)
class maybe_rate {
 public:
  constexpr maybe_rate() = default;
  template <detail::scalar Given>
  constexpr maybe_rate(Given given) noexcept : rate_(given), has_value_(true) {}

  constexpr bool has_value() const noexcept { return has_value_; }
  constexpr numeric<double> operator*() const noexcept { return rate_; }

 private:
  numeric<double> rate_ = 0;
  bool has_value_ = false;
};

/// The steps of a run, and what is expected of a plan: `peak` and `end` within a millionth of the largest rate.
struct check_params {
  required<std::int64_t> steps;
  maybe_rate peak{}, end{};
  numeric<double> largest_jump = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"steps", &check_params::steps, at_least_1}, field{"peak", &check_params::peak},
               field{"end", &check_params::end}, field{"largest_jump", &check_params::largest_jump, at_least_0});
  }
};

namespace detail {

constexpr double size_of(double rate) noexcept { return rate < 0 ? -rate : rate; }

/// The length of a schedule; the last std::int64_t if it has none.
template <schedule Schedule>
constexpr std::int64_t length_or_never(const Schedule& schedule) noexcept {
  if constexpr (finite_schedule<Schedule>)
    return schedule.length();
  else if constexpr (requires { schedule.length().value_or(never); })
    return schedule.length().value_or(never);
  else
    return never;
}

/// Whether it is constant by its name.
template <schedule Schedule>
constexpr bool is_called_constant(const Schedule& schedule) noexcept {
  using still = constant<rate_of<Schedule>>;
  if constexpr (requires { schedule.template target<still>(); })
    return schedule.template target<still>() != nullptr;
  else
    return std::same_as<Schedule, still>;
}

/// Calls use(step, rate) for the steps from `first` to before `end`, which are filled in blocks.
template <schedule Schedule>
constexpr void each_rate(const Schedule& schedule, std::int64_t first, std::int64_t end, auto use) {
  rate_of<Schedule> room[4 * block];
  while (first < end) {
    std::int64_t step = first;
    std::span<rate_of<Schedule>> rest(room);
    const auto rates = cut_before(rest, first, end);
    lrsched::fill(schedule, rates, step);
    for (const auto rate : rates) use(step++, static_cast<double>(rate));
  }
}

/// How high and how low the rates are; a step is -1 where there is none.
struct heights {
  std::int64_t not_finite = -1, below_0 = -1, peak = -1, jump = 0;
  double highest = 0, largest = 0, half_jump = 0;  // the latter two in size; halves, since a jump may be too large
  double before = 0;

  constexpr void add(std::int64_t step, double rate) noexcept {
    if (not_finite < 0 && !is_finite(rate)) not_finite = step;
    if (below_0 < 0 && rate < 0) below_0 = step;
    if (peak < 0 || rate > highest) peak = step, highest = rate;
    if (size_of(rate) > largest) largest = size_of(rate);
    const double half = step > 0 ? size_of(rate / 2 - before / 2) : 0;
    if (half > half_jump) half_jump = half, jump = step;
    before = rate;
  }
};

/// Where the rates turn, and where they come to rest, as shares of the largest; up to `least` is no change.
struct course {
  static constexpr double least = 0.01;

  double last;  // that of the last step

  bool rises = true;                     // at first it is a warm-up, or nothing
  double bottom = 0, top = 0;            // of the last rise
  std::int64_t low = 0, high = 0;        // their steps: the last that is as low, and the first that is as high
  std::int64_t restart = -1, cycle = 0;  // the step of that rise if it took but one, and how far the top before it is
  std::int64_t rises_after_fall = 0, first_low = 0;
  std::int64_t rest = 0, zeros = 0;  // the steps from which on there is no change, and nothing but 0

  constexpr void add(std::int64_t step, double rate) noexcept {
    if (size_of(rate - last) > least) rest = step + 1;
    if (rate != 0) zeros = step + 1;
    if (step == 0) {
      bottom = top = rate;
    } else if (rises) {
      if (rate > top) high = step, top = rate, restart = -1;
      if (rate < top - least) rises = false, low = step, bottom = rate;
    } else if (rate <= bottom) {
      low = step, bottom = rate;
    } else if (rate > bottom + least) {
      if (rises_after_fall++ == 0) first_low = low;
      restart = step == low + 1 ? step : -1;
      cycle = step - high;
      rises = true, high = step, top = rate;
    }
  }
};

}  // namespace detail

/// What is wrong with a plan for a run of so many steps, which are at least 1.
template <schedule Schedule>
constexpr findings check(const Schedule& schedule, check_params given) {
  detail::check("check", given);
  const std::int64_t steps = given.steps, last = steps - 1, length = detail::length_or_never(schedule);
  const auto rate = [&](std::int64_t step) { return static_cast<double>(detail::ask(schedule, step)); };

  findings found;
  const auto add_if = [&](bool is_so, problem kind, std::int64_t step) {
    if (is_so) found.append({kind, step, rate(step)});
  };

  detail::heights seen;
  detail::each_rate(schedule, 0, steps, [&](std::int64_t step, double now) { seen.add(step, now); });
  add_if(seen.not_finite >= 0, problem::not_finite, seen.not_finite);
  if (!found.empty()) return found;

  const double whole = seen.largest > 0 ? seen.largest : 1;
  detail::course way{.last = rate(last) / whole};
  detail::each_rate(schedule, 0, steps, [&](std::int64_t step, double now) { way.add(step, now / whole); });

  const auto rises_later = [&] {
    bool rises = false;
    const std::int64_t end = steps < detail::longest / 2 ? 2 * steps : detail::longest;
    detail::each_rate(schedule, steps, end, [&](std::int64_t, double now) { rises = rises || now > seen.highest; });
    return rises;
  };
  const auto is_near = [&](double reached, double expected) {
    return detail::size_of(reached / whole - expected / whole) <= 1e-6;
  };
  const bool stays = seen.half_jump == 0, ends_highest = rate(last) == seen.highest && rate(0) < seen.highest;
  const bool has_cycles = way.rises_after_fall > 0, has_many = way.rises_after_fall >= 100;
  const bool restarts = way.restart >= 0 && 2 * (steps - way.restart) < way.cycle;
  const bool falls_by_half = seen.highest / whole - way.last > 0.5;

  add_if(seen.below_0 >= 0, problem::below_0, seen.below_0);
  add_if(stays && steps > 1 && !detail::is_called_constant(schedule), problem::never_changes, 0);
  add_if(rate(0) == 0 && (way.zeros > 0 || steps == 1), problem::starts_at_0, 0);
  add_if(way.zeros < last, problem::stays_at_0, way.zeros);
  add_if(length > steps && length != detail::never, problem::cut_off, last);
  add_if(length < steps, problem::over_early, length);
  add_if(length > steps && ends_highest && rises_later(), problem::still_rising, last);
  add_if(has_cycles && way.rises && !restarts && seen.peak <= way.low, problem::rises_again, way.low);
  add_if(restarts, problem::restarts_late, way.restart);
  add_if(seen.half_jump / whole > given.largest_jump / 2, problem::jumps, seen.jump);
  add_if(has_many || (falls_by_half && way.rest <= steps / 100), problem::in_epochs,
         has_many ? way.first_low : way.rest);
  add_if(given.peak.has_value() && !is_near(seen.highest, *given.peak), problem::other_peak, seen.peak);
  add_if(given.end.has_value() && !is_near(rate(last), *given.end) && !is_near(rate(steps), *given.end),
         problem::other_end, last);
  return found;
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

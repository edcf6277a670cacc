// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_COMMON_HPP
#define LRSCHED_DIALECT_COMMON_HPP

// What several frameworks have in common:
//   polynomial_in_cycles      PolynomialDecay with cycle, of Keras and Paddle
//   one_cycle_between_steps   OneCycleLR of PyTorch, Paddle and MMEngine, whose phases end between two steps
//   cycles_of_whole_steps     CyclicLR of PyTorch and Paddle, if a cycle is a whole number of steps
//   product_so_far            the rate that a function multiplies at every step
//   without_function          what is made of a function, in a document, which holds none
//   shifted                   a schedule later or earlier, also by a part of a step, with a length if it has one
//   lasting                   a schedule of so many steps, also of a part of one
//   plateau_of_framework      a plateau whose minimum may be above its initial scale

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::clamp, std::max, std::min
#include <cmath>      // std::ceil, std::floor, std::fmod
#include <cstdint>    // std::int64_t
#include <optional>   // std::optional
#include <span>       // std::span
#include <string>     // std::string
#include <utility>    // std::move

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

/// s(k - by) for a `by` that is not whole.
class shift_by_a_part {
 public:
  static constexpr const char* name = "shift_by_a_part";

  shift_by_a_part(any_schedule<double> schedule, double by) : schedule_(std::move(schedule)), by_(by) {}

  template <position Position>
  double operator()(Position step) const noexcept {
    return schedule_(static_cast<double>(counted(step)) - by_);
  }

  std::optional<std::int64_t> length() const noexcept {
    const auto length = schedule_.length();
    if (!length) return length;
    return static_cast<std::int64_t>(std::clamp(std::ceil(static_cast<double>(*length) + by_), 0.0, 0x1p53));
  }

  static constexpr auto fields(auto use) {
    return use(field{"schedule", &shift_by_a_part::schedule_}, field{"by", &shift_by_a_part::by_});
  }

 private:
  any_schedule<double> schedule_;
  double by_;
};

/// For a number of steps that need not be whole.
inline constexpr rule real_position{"must be within -2^53 and 2^53",
                                    [](double x) { return -0x1p53 <= x && x <= 0x1p53; }};

inline bool is_whole(double steps) { return steps == std::floor(steps) && real_position.holds(steps); }

/// shift, which keeps the length; `by` need not be whole.
inline any_schedule<double> shifted(any_schedule<double> schedule, double by) {
  check("shift", "by", by, real_position);
  if (!is_whole(by)) return shift_by_a_part(std::move(schedule), by);
  const auto steps = static_cast<std::int64_t>(by);
  if (steps == 0) return schedule;
  return keeping_length(schedule, [&](const auto& inner) { return shift(inner, steps); });
}

/// make(steps) for a number of steps, whole or not.
inline any_schedule<double> lasting(double steps, const auto& make) {
  if (is_whole(steps)) return make(static_cast<std::int64_t>(steps));
  return keeping_length(make(std::int64_t{1}), [&](const auto& one) { return stretch(one, steps); });
}

/// to + (from - to) (1 - k/(n steps))^power, where n steps is the first multiple of `steps` at or after k: the value is
/// `to` at the multiple itself, and jumps up a step later, each time less far.
inline any_schedule<double> polynomial_in_cycles(double from, double to, std::int64_t steps, double power) {
  // 1 - k/(n steps) is the share of the cycle that is left, divided by n.
  const repeat down(polynomial<>({.from = from - to, .to = 0, .steps = steps, .power = power, .includes = ends::to}));
  const staircase divided(inverse_power<>({.initial = 1, .rate = 1, .power = power, .every = steps}), steps);
  return sequence{take(constant<>({.value = from}), 1), sum{product{down, divided}, constant<>({.value = to})}};
}

/// Up from `initial` to `peak` at share total_steps - 1, and down to `end` at total_steps - 1; with three_phase back to
/// `initial` at 2 share total_steps - 2 in between. At step total_steps it runs past the end, then it is there.
class one_cycle_between_steps {
 public:
  static constexpr const char* name = "OneCycleLR";

  double initial = 0, peak = 0, end = 0;
  numeric<std::int64_t> total_steps = 0;
  double share = 0;
  bool linear = false, three_phase = false;

  bool has_rates_of(const one_cycle_between_steps& other) const noexcept {
    return initial == other.initial && peak == other.peak && end == other.end;
  }

  template <position Position>
  double operator()(Position step) const noexcept {
    const double k = static_cast<double>(counted(step)), total = static_cast<double>(total_steps);
    const double first_end = share * total - 1;
    if (k <= first_end) return phase(initial, peak, k / first_end);
    double begin = first_end, from = peak;
    if (three_phase) {
      const double second_end = 2 * share * total - 2;
      if (k <= second_end) return phase(peak, initial, (k - begin) / (second_end - begin));
      begin = second_end;
      from = initial;
    }
    if (k > total || begin == total - 1) return end;
    return phase(from, end, (k - begin) / (total - 1 - begin));
  }

  std::int64_t length() const noexcept { return total_steps; }

 private:
  double phase(double from, double to, double progress) const noexcept {
    if (linear) return progress < 0.5 ? from + (to - from) * progress : saturate(to + (from - to) * (1 - progress));
    const double p = std::fmod(progress, 2.0), q = p < 1 ? p : 2 - p;
    return q < 0.5 ? from + (to - from) * half_cosine(2 * q * q)
                   : to + (from - to) * half_cosine(2 * (1 - q) * (1 - q));
  }
};

/// A minimum that is not below the initial scale is equivalent to one that is never lowered.
inline plateau<double> plateau_of_framework(plateau<double>::params given) {
  if (given.minimum >= given.initial) {
    given.factor = 1;
    given.minimum = 0;
  }
  return plateau<double>(given);
}

/// What the modes of CyclicLR are.
inline void require_mode_of_cycles(const char* schedule, const std::string& mode) {
  require(mode == "triangular" || mode == "triangular2" || mode == "exp_range", schedule, "mode",
          "must be triangular, triangular2 or exp_range", mode.c_str());
}

/// base + (top - base) q h, where q goes from 0 to 1 in `up` steps and back in `down`, forever; h is 1 for the mode
/// triangular, 0.5^(cycles done) for triangular2, and gamma^k for exp_range.
inline any_schedule<double> cycles_of_whole_steps(double base, double top, std::int64_t up, std::int64_t down,
                                                  const std::string& mode, double gamma) {
  const bool halves = mode == "triangular2", decays = mode == "exp_range";
  if (!halves && !decays && base <= top) return triangle<>({.low = base, .high = top, .up = up, .down = down});
  const triangle<> wave({.low = 0, .high = 1, .up = up, .down = down});
  const step<> height({.initial = top - base,
                       .factor = halves   ? 0.5
                                 : decays ? gamma
                                          : 1,
                       .every = halves ? up + down : 1});
  const sum curve{constant<>({.value = base}), product{wave, height}};
  if (decays && gamma > 1) return curve;  // beyond the top
  return clamp(curve, std::min(base, top), std::max(base, top));
}

/// initial factor(1) ... factor(k). A call costs k calls of the function, a fill one for each step.
template <class Factor>
struct product_so_far {
  double initial;
  Factor factor;

  double operator()(std::int64_t k) const {
    double rate = initial;
    for (std::int64_t i = 1; i <= k && rate != 0; ++i) rate *= static_cast<double>(ask(factor, i));
    return saturate(rate);
  }

  void fill(std::span<double> out, std::int64_t first) const {
    fill_with(cut_before(out, first, 1), initial);
    double rate = out.empty() ? 0 : (*this)(first - 1);
    for (double& value : out) value = rate = saturate(rate * static_cast<double>(ask(factor, first++)));
  }
};

template <class Factor>
product_so_far(double, Factor) -> product_so_far<Factor>;

/// make, which refuses, takes what a document says of a schedule that is made of a function; `Rate` is the name of its
/// rate.
template <const char* Schedule, const char* Rate>
struct without_function {
  std::optional<double> initial{};
  std::string lr_lambda{};

  static constexpr auto fields(auto use) {
    return use(field{Rate, &without_function::initial}, field{"lr_lambda", &without_function::lr_lambda});
  }

  static any_schedule<double> make(without_function given) {
    fail(Schedule, "lr_lambda", "must be a function, in C++", given.lr_lambda.c_str());
  }
};

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

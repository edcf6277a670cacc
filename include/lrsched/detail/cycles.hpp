// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_CYCLES_HPP
#define LRSCHED_DETAIL_CYCLES_HPP

// Cycles, each `growth` times as long as the one before: which one a position lies in, exactly. Cycle i starts at
//
//   first i                               if growth is 1
//   first (growth^i - 1) / (growth - 1)   otherwise
//
// The logarithm of that gives a guess. Where it is near a whole number the starts themselves are compared: a logarithm
// alone is one too low at every tenth start or so. What a double does not hold is computed with the digits of two.
//
// A growth such as 1.1, which no double is, means the decimal number: what lies within the rounding of the growth
// counts as started, so that cycles of 10, 11, 12.1, ... steps restart at step 21, and not at the next one.

#include <lrsched/detail/macros_off.hpp>

#include <cstdint>  // std::int64_t

#include <lrsched/detail/double_double.hpp>
#include <lrsched/detail/elementary.hpp>
#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/growth.hpp>
#include <lrsched/detail/host_device.hpp>
#include <lrsched/detail/rounding.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

class cycles {
 public:
  constexpr cycles(const char* name, const char* argument, std::int64_t first, double growth)
      : first_(first), growth_(growth) {
    check(name, argument, first, at_least_1);
    check(name, "growth", growth, at_least_1);
    if (growth > largest_growth) growth_ = largest_growth;
    if (growth > 1) log2_of_growth_ = log2(growth_).high;
    constexpr double few_digits = power_of_2(20);
    const double scaled = growth_ * few_digits;
    const bool is_short =
        scaled >= few_digits * few_digits || scaled == static_cast<double>(static_cast<std::int64_t>(scaled));
    if (!is_short) rounding_ = power_of_2(-53);
    is_whole_ = growth_ == nearest_integer(growth_);
  }

  /// The number of the cycle in which a position lies.
  LRSCHED_HOST_DEVICE constexpr std::int64_t index(double k) const noexcept {
    if (!(growth_ > 1)) return static_cast<std::int64_t>(k) / first_;
    const double share = k / static_cast<double>(first_) * (growth_ - 1);
    const double quick = quick_log2(1 + share) / log2_of_growth_, beyond = quick - nearest_integer(quick);
    constexpr double sure = power_of_2(-30), many = power_of_2(10);
    if (quick < many && log2_of_growth_ * many > 1 && (beyond < -sure || beyond > sure))
      return static_cast<std::int64_t>(quick);
    const double guess = logarithm_of_1_plus(share) * one_over_ln_2.high / log2_of_growth_;
    std::int64_t i = static_cast<std::int64_t>(guess);
    std::int64_t step = 1;
    for (; i > 0 && !has_started(i, k); step *= 2) i = i > step ? i - step : 0;
    for (step = 1; has_started(i + step, k); step *= 2) i += step;
    for (; step > 1; step /= 2)
      if (has_started(i + step / 2, k)) i += step / 2;
    return i;
  }

  /// The position in the first cycle that lies where k lies in its own.
  LRSCHED_HOST_DEVICE constexpr double in_first(double k) const noexcept {
    const std::int64_t cycle = index(k);
    if (!(growth_ > 1)) return k - static_cast<double>(cycle * first_);
    if (is_whole_) {
      const powers<double> quick = powers_of(cycle, 1.0, growth_);
      const double start = quick.sum * static_cast<double>(first_);
      if (start < power_of_2(53)) return not_below_0(k - start) / quick.power;
    }
    const double gone = gone_since(start(cycle), k);
    return (gone > doubt_of(cycle, k) ? gone : 0) /
           powers_of(cycle, double_double{1, 0}, double_double{growth_, 0}).power.high;
  }

  bool operator==(const cycles&) const = default;

 private:
  static constexpr double largest_growth = power_of_2(100);  // with it the third cycle is beyond all positions

  /// growth^i, and the sum 1 + growth + ... of the i powers before it.
  template <class Number>
  struct powers {
    Number power, sum;
  };

  /// Found by doubling.
  template <class Number>
  LRSCHED_HOST_DEVICE static constexpr powers<Number> powers_of(std::int64_t i, Number one, Number growth) noexcept {
    Number power = one, sum{};
    for (std::int64_t bit = highest_bit(i); bit > 0; bit /= 2) {
      sum = sum + sum * power;
      power = power * power;
      if ((i & bit) == 0) continue;
      sum = sum * growth + one;
      power = power * growth;
    }
    return {power, sum};
  }

  /// The start of cycle i.
  LRSCHED_HOST_DEVICE constexpr double_double start(std::int64_t i) const noexcept {
    return powers_of(i, double_double{1, 0}, double_double{growth_, 0}).sum *
           double_double{static_cast<double>(first_), 0};
  }

  LRSCHED_HOST_DEVICE static constexpr double gone_since(double_double begin, double k) noexcept {
    return (k - begin.high) - begin.low;
  }

  LRSCHED_HOST_DEVICE constexpr bool has_started(std::int64_t i, double k) const noexcept {
    const double rough = powers_of(i, 1.0, growth_).sum * static_cast<double>(first_);
    const double doubt = k * 1e-15 * static_cast<double>(i + 64);
    if (rough > k + doubt) return false;
    if (rough < k - doubt) return true;
    return -gone_since(start(i), k) <= doubt_of(i, k);
  }

  LRSCHED_HOST_DEVICE static constexpr double not_below_0(double x) noexcept { return x > 0 ? x : 0; }

  /// How far from the decimal start of cycle i, which is near k, the one that is computed may be; little of a cycle.
  LRSCHED_HOST_DEVICE constexpr double doubt_of(std::int64_t i, double k) const noexcept {
    const bool is_step = k == static_cast<double>(static_cast<std::int64_t>(k));
    const double rounding = is_step ? 0 : power_of_2(-50);  // of a position that may be a quotient
    const double doubt = k * (rounding_ * static_cast<double>(i - 1) + rounding);
    const double most = static_cast<double>(first_) * power_of_2(-20);
    return i > 1 ? (doubt < most ? doubt : most) : 0;
  }

  LRSCHED_HOST_DEVICE static constexpr std::int64_t highest_bit(std::int64_t i) noexcept {
    std::int64_t bit = 1;
    while (bit <= i / 2) bit *= 2;
    return bit;
  }

  std::int64_t first_;
  double growth_;
  double log2_of_growth_ = 0;
  bool is_whole_ = false;  // the growth
  double rounding_ = 0;    // of the growth, in parts of itself, if it is a decimal number
};

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_CYCLES_HPP
#define LRSCHED_DETAIL_CYCLES_HPP

// Cycles, each `growth` times as long as the one before: which one a position lies in, exactly. Cycle i starts at
//
//   first i                               if growth is 1
//   first (growth^i - 1) / (growth - 1)   otherwise
//
// A logarithm gives a guess at i, which near a start may be one too low. There the starts themselves are compared with
// the position, as double_doubles where a double is not exact enough.
//
// With a growth below 1 cycles shrink, down to the last that is at least one step long. Behind its end all positions are
// there.
//
// A growth such as 1.1, which no double is, means the decimal number. The starts are then computed with an error, and
// one that is beyond a position by no more than that is reached: cycles of 10, 11, 12.1, ... steps restart at step 21,
// and not at the next one.

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
    check(name, "growth", growth, above_0);
    if (growth > largest_growth) growth_ = largest_growth;
    if (growth != 1) log2_of_growth_ = log2(growth_).high;
    constexpr double parts_of_1 = power_of_2(20);  // a whole number of such parts, as 1.5 is, has not been rounded
    const bool is_exact = growth_ >= parts_of_1 || growth_ * parts_of_1 == nearest_integer(growth_ * parts_of_1);
    if (!is_exact) rounding_ = power_of_2(-53);
    is_whole_ = growth_ == nearest_integer(growth_);
    if (growth_ < 1) last_ = last_of_a_step();
  }

  /// The number of the cycle in which a position lies.
  LRSCHED_HOST_DEVICE constexpr std::int64_t index(double k) const noexcept {
    if (growth_ == 1) return static_cast<std::int64_t>(k) / first_;
    if (is_over(k)) return last_;
    const double power_less_1 = k / static_cast<double>(first_) * (growth_ - 1);  // growth^i - 1 for a real i
    if (growth_ < 1) {
      const double power = 1 + power_less_1, least = power_of_2(-60);
      return nearest_started(quick_log2(power > least ? power : least) / log2_of_growth_, k);
    }
    const double rough = quick_log2(1 + power_less_1) / log2_of_growth_, from_start = rough - nearest_integer(rough);
    constexpr double few_cycles = power_of_2(10), least_log2 = power_of_2(-10), margin = power_of_2(-30);
    const bool is_within_margin = rough < few_cycles && log2_of_growth_ > least_log2;  // even with doubt_of
    if (is_within_margin && (from_start < -margin || from_start > margin)) return static_cast<std::int64_t>(rough);
    return nearest_started(logarithm_of_1_plus(power_less_1) * one_over_ln_2.high / log2_of_growth_, k);
  }

  /// The position in the first cycle that lies where k lies in its own.
  LRSCHED_HOST_DEVICE constexpr double in_first(double k) const noexcept {
    const std::int64_t cycle = index(k);
    if (growth_ == 1) return k - static_cast<double>(cycle * first_);
    if (is_over(k)) return static_cast<double>(first_);
    if (is_whole_) {
      const powers<double> whole = powers_of(cycle, 1.0, growth_);
      const double start = whole.sum * static_cast<double>(first_);
      if (start < power_of_2(53)) return not_below_0(k - start) / whole.power;  // nothing was rounded
    }
    const double gone = gone_since(start_of(cycle), k);
    return (gone > doubt_of(cycle, k) ? gone : 0) /
           powers_of(cycle, double_double{1, 0}, double_double{growth_, 0}).power.high;
  }

  bool operator==(const cycles&) const = default;

 private:
  static constexpr double largest_growth = power_of_2(100);  // with it cycle 2 starts beyond all positions

  /// growth^i, and the sum 1 + growth + ... of the i powers before it.
  template <class Number>
  struct powers {
    Number power, sum;
  };

  /// From the highest bit of i down, each bit doubles the exponent, and adds 1 if it is set.
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

  LRSCHED_HOST_DEVICE constexpr double_double start_of(std::int64_t i) const noexcept {
    return powers_of(i, double_double{1, 0}, double_double{growth_, 0}).sum *
           double_double{static_cast<double>(first_), 0};
  }

  LRSCHED_HOST_DEVICE static constexpr double gone_since(double_double start, double k) noexcept {
    return (k - start.high) - start.low;
  }

  LRSCHED_HOST_DEVICE constexpr bool has_started(std::int64_t i, double k) const noexcept {
    const double rough = powers_of(i, 1.0, growth_).sum * static_cast<double>(first_);
    const double margin = k * 1e-15 * static_cast<double>(i + 64);  // above all roundings, and doubt_of(i, k)
    if (rough > k + margin) return false;
    if (rough < k - margin) return true;
    return -gone_since(start_of(i), k) <= doubt_of(i, k);
  }

  /// The last cycle that has started, from a guess at it.
  LRSCHED_HOST_DEVICE constexpr std::int64_t nearest_started(double guess, double k) const noexcept {
    std::int64_t i = static_cast<std::int64_t>(guess);
    std::int64_t stride = 1;  // longer and longer strides to both sides of the answer, then shorter and shorter ones
    for (; i > 0 && !has_started(i, k); stride *= 2) i = i > stride ? i - stride : 0;
    for (stride = 1; has_started(i + stride, k); stride *= 2) i += stride;
    for (; stride > 1; stride /= 2)
      if (has_started(i + stride / 2, k)) i += stride / 2;
    return i;
  }

  /// Whether all cycles of a step and more have ended.
  LRSCHED_HOST_DEVICE constexpr bool is_over(double k) const noexcept {
    return growth_ < 1 && has_started(last_ + 1, k);
  }

  /// The last cycle that is at least one step long, but for what rounding has taken from it.
  constexpr std::int64_t last_of_a_step() const noexcept {
    const std::int64_t i = static_cast<std::int64_t>(log2(static_cast<double>(first_)).high / -log2_of_growth_ + 0.5);
    const double_double power = powers_of(i, double_double{1, 0}, double_double{growth_, 0}).power;
    const bool is_a_step = power.high * static_cast<double>(first_) >= 1 - static_cast<double>(i) * power_of_2(-52);
    return is_a_step ? i : i - 1;
  }

  LRSCHED_HOST_DEVICE static constexpr double not_below_0(double x) noexcept { return x > 0 ? x : 0; }

  /// How far start_of(i) may be from a k near it by rounding alone: that of the growth, and that of a k between steps,
  /// which may be a quotient. A small part of the cycle at most, or of the first, if they grow.
  LRSCHED_HOST_DEVICE constexpr double doubt_of(std::int64_t i, double k) const noexcept {
    if (i <= 1) return 0;  // 0 and the length of the first cycle, which are exact
    const bool is_step = k == static_cast<double>(static_cast<std::int64_t>(k));
    const double rounding_of_k = is_step ? 0 : power_of_2(-50);
    const double doubt = k * (rounding_ * static_cast<double>(i - 1) + rounding_of_k);
    const double shrunk = growth_ < 1 ? powers_of(i, 1.0, growth_).power : 1;
    const double most = shrunk * static_cast<double>(first_) * power_of_2(-20);
    return doubt < most ? doubt : most;
  }

  LRSCHED_HOST_DEVICE static constexpr std::int64_t highest_bit(std::int64_t i) noexcept {
    std::int64_t bit = 1;
    while (bit <= i / 2) bit *= 2;
    return bit;
  }

  std::int64_t first_;
  double growth_;
  double log2_of_growth_ = 0;
  std::int64_t last_ = 0;  // of the cycles that shrink
  bool is_whole_ = false;  // the growth
  double rounding_ = 0;    // of the growth, in parts of itself, if it is a decimal number
};

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

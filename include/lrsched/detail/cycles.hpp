// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_CYCLES_HPP
#define LRSCHED_DETAIL_CYCLES_HPP

// Cycles, each `growth` times as long as the one before: which one a position lies in, exactly. Cycle i starts at
//
//   first i                               if growth is 1
//   first (growth^i - 1) / (growth - 1)   otherwise
//
// The logarithm of that gives a guess, which comparing the starts themselves corrects: a logarithm alone is one too low
// at every tenth start or so. Where a start comes near the position it is computed with the digits of two numbers.

#include <cstdint>  // std::int64_t

#include <lrsched/detail/contract.hpp>
#include <lrsched/detail/host_device.hpp>
#include <lrsched/detail/math.hpp>

namespace lrsched::inline v0::detail {

class cycles {
 public:
  constexpr cycles(const char* name, const char* argument, std::int64_t first, double growth)
      : first_(first), growth_(growth) {
    require_length(name, argument, first, 1);
    require_finite(name, "growth", growth);
    require(growth >= 1, name, "growth", "must be at least 1", growth);
    if (growth > largest_growth) growth_ = largest_growth;
    if (growth > 1) log2_of_growth_ = log2(growth_).high;
  }

  /// The number of the cycle in which a position lies.
  template <class Counted>
  LRSCHED_HOST_DEVICE constexpr std::int64_t index(Counted position) const noexcept {
    if (!(growth_ > 1)) return static_cast<std::int64_t>(position) / first_;
    const pair<double> k = in_two(position);
    const double guess = logarithm_of_1_plus(k.high / static_cast<double>(first_) * (growth_ - 1)) *
                         one_over_ln_2<double>().high / log2_of_growth_;
    std::int64_t i = static_cast<std::int64_t>(guess);
    while (has_started(i + 1, k)) ++i;
    while (i > 0 && !has_started(i, k)) --i;
    return i;
  }

  /// The position in the first cycle that lies where `position` lies in its own.
  template <class Counted>
  LRSCHED_HOST_DEVICE constexpr double in_first(Counted position) const noexcept {
    const std::int64_t cycle = index(position);
    const pair<double> k = in_two(position), begin = growth_ > 1 ? start(cycle) : in_two(cycle * first_);
    return ((k.high - begin.high) + (k.low - begin.low)) / power(cycle);
  }

  bool operator==(const cycles&) const = default;

 private:
  static constexpr double largest_growth = power_of_2<double>(100);  // with it the third cycle is beyond all positions

  /// The start of cycle i, with the sum 1 + growth + growth^2 + ... found by doubling.
  template <class Number>
  LRSCHED_HOST_DEVICE static constexpr Number start(std::int64_t i, Number one, Number growth, Number first) noexcept {
    Number sum{}, power = one;
    for (std::int64_t bit = highest_bit(i); bit > 0; bit /= 2) {
      sum = sum + sum * power;
      power = power * power;
      if ((i & bit) == 0) continue;
      sum = sum * growth + one;
      power = power * growth;
    }
    return sum * first;
  }

  LRSCHED_HOST_DEVICE constexpr pair<double> start(std::int64_t i) const noexcept {
    return start(i, pair<double>{1, 0}, pair<double>{growth_, 0}, in_two(first_));
  }

  /// growth^i, rounded once.
  LRSCHED_HOST_DEVICE constexpr double power(std::int64_t i) const noexcept {
    pair<double> result{1, 0};
    for (std::int64_t bit = growth_ > 1 ? highest_bit(i) : 0; bit > 0; bit /= 2) {
      result = result * result;
      if ((i & bit) != 0) result = result * pair<double>{growth_, 0};
    }
    return result.high;
  }

  LRSCHED_HOST_DEVICE constexpr bool has_started(std::int64_t i, pair<double> k) const noexcept {
    const double rough = start(i, 1.0, growth_, static_cast<double>(first_));
    const double doubt = k.high * 1e-15 * static_cast<double>(i + 64);
    if (rough > k.high + doubt) return false;
    if (rough < k.high - doubt) return true;
    const pair<double> begin = start(i);
    return begin.high < k.high || (begin.high == k.high && begin.low <= k.low);
  }

  /// A position, of which a double may not hold all digits.
  template <class Counted>
  LRSCHED_HOST_DEVICE static constexpr pair<double> in_two(Counted position) noexcept {
    const double high = static_cast<double>(position);
    return {high, static_cast<double>(position - static_cast<Counted>(high))};
  }

  LRSCHED_HOST_DEVICE static constexpr std::int64_t highest_bit(std::int64_t i) noexcept {
    std::int64_t bit = 1;
    while (bit <= i / 2) bit *= 2;
    return bit;
  }

  std::int64_t first_;
  double growth_;
  double log2_of_growth_ = 0;
};

}  // namespace lrsched::inline v0::detail

#endif

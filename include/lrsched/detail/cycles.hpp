// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_CYCLES_HPP
#define LRSCHED_DETAIL_CYCLES_HPP

// Cycles, each `growth` times as long as the one before: which one a position lies in, exactly. Cycle i starts at
//
//   first i                               if growth is 1
//   first (growth^i - 1) / (growth - 1)   otherwise
//
// The logarithm of that gives a guess, which comparing the starts themselves corrects: a logarithm alone is one too low
// at every tenth start or so.

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
    if (growth > 1) log2_of_growth_ = log2(growth).high;
  }

  /// The start of cycle i, with the sum 1 + growth + growth^2 + ... found by doubling: exact where it is a number that a
  /// double holds.
  LRSCHED_HOST_DEVICE constexpr double start(std::int64_t i) const noexcept {
    double sum = 0, power = 1;
    for (std::int64_t bit = highest_bit(i); bit > 0; bit /= 2) {
      sum += sum * power;
      power *= power;
      if ((i & bit) == 0) continue;
      sum = sum * growth_ + 1;
      power *= growth_;
    }
    return static_cast<double>(first_) * sum;
  }

  /// growth^i.
  LRSCHED_HOST_DEVICE constexpr double power(std::int64_t i) const noexcept {
    double result = 1;
    for (std::int64_t bit = highest_bit(i); bit > 0; bit /= 2) {
      result *= result;
      if ((i & bit) != 0) result *= growth_;
    }
    return result;
  }

  /// The number of the cycle in which a position lies.
  template <class Counted>
  LRSCHED_HOST_DEVICE constexpr std::int64_t index(Counted position) const noexcept {
    if (!(growth_ > 1)) return static_cast<std::int64_t>(position) / first_;
    const double k = static_cast<double>(position);
    const double guess = logarithm_of_1_plus(k / static_cast<double>(first_) * (growth_ - 1)) *
                         one_over_ln_2<double>().high / log2_of_growth_;
    std::int64_t i = static_cast<std::int64_t>(guess);
    while (start(i + 1) <= k) ++i;
    while (i > 0 && start(i) > k) --i;
    return i;
  }

  bool operator==(const cycles&) const = default;

 private:
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

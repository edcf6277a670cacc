// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_RATIO_HPP
#define LRSCHED_DETAIL_RATIO_HPP

// A position divided by a factor, so that an integer is met where exact arithmetic meets one. The double 18.0/14 is not
// 9/7, but its ratio is, the first of its continued fraction that is within its rounding: by that, position 9 is 7, not
// 6.999... Beyond 2^25 or so a double does not tell which two integers it was made of: `refine` is told.

#include <lrsched/detail/macros_off.hpp>

#include <cstdint>  // std::int64_t
#include <utility>  // std::exchange

#include <lrsched/detail/host_device.hpp>
#include <lrsched/detail/rounding.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

/// Whether |x| is at most a share of y, which is at least 0.
LRSCHED_HOST_DEVICE constexpr bool is_within(double x, double y, double share) noexcept {
  return (x < 0 ? -x : x) <= y * share;
}

class ratio {
 public:
  ratio() = default;

  /// Of a factor above 0, by its continued fraction.
  constexpr explicit ratio(double factor) noexcept {
    double rest = factor;
    std::int64_t above = 1, below = 0, above_before = 0, below_before = 1;
    for (int i = 0; i < 64 && rest < largest_product; ++i) {
      const std::int64_t digit = static_cast<std::int64_t>(rest);
      const double next_above =
          static_cast<double>(digit) * static_cast<double>(above) + static_cast<double>(above_before);
      const double next_below =
          static_cast<double>(digit) * static_cast<double>(below) + static_cast<double>(below_before);
      if (next_above * next_below > largest_product) return;
      above_before = std::exchange(above, digit * above + above_before);
      below_before = std::exchange(below, digit * below + below_before);
      const double difference = factor * static_cast<double>(below) - static_cast<double>(above);
      if (is_within(difference, static_cast<double>(above), 0x1p-52)) {
        numerator_ = above;
        denominator_ = below;
        return;
      }
      const double fraction = rest - static_cast<double>(digit);
      if (fraction == 0) return;
      rest = 1 / fraction;
    }
  }

  /// The factor is length / before: so is the ratio from here on, unless it has small integers already. Two that are
  /// not within the rounding of the factor, or have too large a product, change nothing.
  constexpr void refine(double factor, std::int64_t length, std::int64_t before) noexcept {
    const double above = static_cast<double>(length), below = static_cast<double>(before);
    const bool is_simple =
        numerator_ > 0 && static_cast<double>(numerator_) * static_cast<double>(denominator_) < 0x1p40;
    if (is_simple || above * below > largest_product || !is_within(factor * below - above, above, 0x1p-51)) return;
    numerator_ = length;
    denominator_ = before;
  }

  /// position / factor, for a position from 0 to 2^53 and the factor of the ratio. At a step it is on the side of every
  /// integer on which it is by exact arithmetic. Between steps, and where no ratio was found, what is within 2^-50 of
  /// an integer is that.
  template <class Counted>
  LRSCHED_HOST_DEVICE constexpr double quotient(Counted position, double factor) const noexcept {
    const double rough = as_stored(static_cast<double>(position) / factor);
    if (!(rough < 0x1p53)) return rough;
    const std::int64_t count = static_cast<std::int64_t>(position);
    const bool is_exact = static_cast<Counted>(count) == position && numerator_ > 0;
    if ((sums_are_loose || rough >= 0x1p32) && is_exact) return exactly(count);
    const double integer = nearest_integer(rough);
    if (!(rough < 0x1p50) || !is_within(rough - integer, rough, 0x1p-50)) return rough;
    if (is_exact) {
      const std::int64_t meant = static_cast<std::int64_t>(integer), below = whole(count);
      if (below < meant) return rough < integer ? rough : just_below(integer);
      if (rest(count) % numerator_ > 0) return rough > integer ? rough : integer;
    }
    return integer;
  }

  /// before + position / factor, as exactly: the sum does not reach an integer that the quotient is below.
  template <class Counted>
  LRSCHED_HOST_DEVICE constexpr double quotient_after(std::int64_t before, Counted position,
                                                      double factor) const noexcept {
    const double rest = quotient(position, factor), start = static_cast<double>(before);
    const double sum = as_stored(start + rest), next = start + static_cast<double>(static_cast<std::int64_t>(rest) + 1);
    return sum < next ? sum : just_below(next);
  }

  bool operator==(const ratio&) const = default;

 private:
  static constexpr double largest_product = 0x1p62;

  /// The whole part by integers, and a fraction: where sums are loose a quotient is, too, and far out its rounding is
  /// too large a part of a step.
  LRSCHED_HOST_DEVICE constexpr double exactly(std::int64_t position) const noexcept {
    const double next = static_cast<double>(whole(position) + 1);
    const double fraction = static_cast<double>(rest(position) % numerator_) / static_cast<double>(numerator_);
    const double sum = as_stored(static_cast<double>(whole(position)) + fraction);
    return sum < next ? sum : just_below(next);
  }

  LRSCHED_HOST_DEVICE static constexpr double just_below(double integer) noexcept {
    return integer - integer * 0x1p-53;
  }

  LRSCHED_HOST_DEVICE constexpr std::int64_t whole(std::int64_t position) const noexcept {
    return position / numerator_ * denominator_ + rest(position) / numerator_;
  }
  LRSCHED_HOST_DEVICE constexpr std::int64_t rest(std::int64_t position) const noexcept {
    return position % numerator_ * denominator_;
  }

  std::int64_t numerator_ = 0, denominator_ = 0;
};

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

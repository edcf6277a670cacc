// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_GROWTH_HPP
#define LRSCHED_DETAIL_GROWTH_HPP

// initial * rate^count, by a logarithm of the rate that is kept in two numbers.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::integral

#include <lrsched/detail/double_double.hpp>
#include <lrsched/detail/elementary.hpp>
#include <lrsched/detail/host_device.hpp>
#include <lrsched/detail/rounding.hpp>
#include <lrsched/detail/saturate.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

/// initial * rate^(count/every), saturating where no finite number is large enough. The exponent of 2 that one step
/// adds is kept as coarse + fine, where coarse has so few digits that count * coarse is exact up to a count of 2^42,
/// and fine is so small that the rounding of count * fine does not matter: the result is as accurate at step 10^9 as at
/// step 1.
/// For integer counts up to plain_reach() that is all; for others count * coarse need not be exact, nor 2^exponent a
/// normal number.
class growth {
 public:
  growth() = default;

  /// For rate at least 0; a rate of 0 is equivalent to 2^-2^100. Nothing larger than `initial` will be multiplied.
  constexpr growth(double rate, double every, double initial) noexcept
      : growth((rate > 0 ? log2(rate) : double_double{-power_of_2(100), 0}) / double_double{every, 0}, initial) {}

  /// It will be asked for `counts` steps at most, and so either plainly for all of them or for none.
  constexpr growth(double_double exponent, double initial, double counts = 0) noexcept {
    // What is added to the grid is rounded to its last digit, 2^-42; what is smaller keeps 11 digits instead.
    constexpr double grid = 1.5 * power_of_2(exponent_bits - 1);
    const double size = size_of(exponent.high);
    const bool small = size < power_of_2(exponent_bits) / few;
    coarse_ = small ? first_digits<exponent_bits>(exponent.high) : (exponent.high + grid) - grid;
    fine_ = (exponent.high - coarse_) + exponent.low;
    plain_reach_ = size_of(initial) > power_of_2(moderate) ? 0 : size > moderate / few ? moderate / size : few;
    if (plain_reach_ < counts) plain_reach_ = 0;
  }

  /// A count that is an std::int64_t is known to be whole.
  template <class Counted>
  LRSCHED_HOST_DEVICE constexpr double operator()(double initial, Counted counted) const noexcept {
    const double count = static_cast<double>(counted);
    const bool is_whole = std::integral<Counted> || count == nearest_integer(count);
    return is_whole && size_of(count) <= plain_reach_ ? plain(initial, count) : general(initial, count);
  }

  /// After a number of steps that is an integer, up to plain_reach().
  LRSCHED_HOST_DEVICE constexpr double plain(double initial, double count) const noexcept {
    const double coarse = count * coarse_, fine = count * fine_, whole = nearest_integer(coarse + fine);
    return (initial + initial * exp2_less_1((coarse - whole) + fine)) * power_of_2(whole);
  }

  /// After any number of steps.
  LRSCHED_HOST_DEVICE constexpr double general(double initial, double count) const noexcept {
    const double most = 3 * normal_exponent;
    const double_double exponent = two_product(count, coarse_);
    const double high = between(-most, most, exponent.high);
    const double low = high == exponent.high ? exponent.low + count * fine_ : 0;
    const double whole = nearest_integer(high + low), third = nearest_integer((whole - 1) / 3);
    const double factor = power_of_2(third), start = saturated_product(initial, factor);  // gives room to the sum
    const double sum = saturated_sum(start, start * exp2_less_1((high - whole) + low));
    return saturated_product(saturated_product(sum, factor), power_of_2(whole - 2 * third));
  }

  LRSCHED_HOST_DEVICE constexpr double plain_reach() const noexcept { return plain_reach_; }

  bool operator==(const growth&) const = default;

 private:
  static constexpr int exponent_bits = 11;
  static constexpr double few = power_of_2(53 - exponent_bits);
  static constexpr double moderate = 508;

  LRSCHED_HOST_DEVICE static constexpr double size_of(double x) noexcept { return x < 0 ? -x : x; }

  double coarse_ = 0, fine_ = 0, plain_reach_ = 0;
};

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

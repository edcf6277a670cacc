// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_DOUBLE_DOUBLE_HPP
#define LRSCHED_DETAIL_DOUBLE_DOUBLE_HPP

// Sums, products and quotients kept in two numbers, of which the second is what the first has lost by rounding.

#include <lrsched/detail/macros_off.hpp>

#include <cstdint>  // std::int64_t

#include <lrsched/detail/host_device.hpp>
#include <lrsched/detail/rounding.hpp>
#include <lrsched/detail/saturate.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

/// high + low, where low is small beside high: by all the digits of high, unless something else is said.
struct double_double {
  double high, low;

  bool operator==(const double_double&) const = default;
};

LRSCHED_HOST_DEVICE constexpr double_double two_sum(double a, double b) noexcept {
  const double sum = a + b;
  const double share_of_b = sum - a;
  return {sum, (a - (sum - share_of_b)) + (b - share_of_b)};
}

/// The same where a is 0, or b no larger than it.
LRSCHED_HOST_DEVICE constexpr double_double quick_two_sum(double a, double b) noexcept {
  const double sum = a + b;
  return {sum, (a - sum) + b};
}

/// x without its last digits, so that no more are left than these.
template <int Digits>
LRSCHED_HOST_DEVICE constexpr double first_digits(double x) noexcept {
  constexpr int others = 53 - Digits;
  return of_bits(bits_of(x) >> others << others);
}

/// So many that the product of two such numbers is exact.
LRSCHED_HOST_DEVICE constexpr double high_half(double x) noexcept { return first_digits<26>(x); }

/// a b + c d. A compiler that fuses would choose one of the products, and another one in a loop that it vectorises.
LRSCHED_HOST_DEVICE constexpr double sum_of_products(double a, double b, double c, double d) noexcept {
  if (fuses()) return LRSCHED_BUILT_IN(fma)(a, b, c * d);
  return a * b + c * d;
}

/// By a fused multiplication where there is one; else by halves, which a compiler that fuses would spoil: clang does so
/// for a constant operand on any processor, within one statement.
LRSCHED_HOST_DEVICE constexpr double_double two_product(double a, double b) noexcept {
  const double product = a * b;
  if (fuses()) return {product, LRSCHED_BUILT_IN(fma)(a, b, -product)};
  constexpr double splitter = 0x1p27 + 1;
  const double a_split = splitter * a;
  const double b_split = splitter * b;
  const double a_high = a_split - (a_split - a), a_low = a - a_high;
  const double b_high = b_split - (b_split - b), b_low = b - b_high;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

LRSCHED_HOST_DEVICE constexpr double_double operator+(double_double a, double_double b) noexcept {
  const double_double sum = two_sum(a.high, b.high);
  return two_sum(sum.high, sum.low + (a.low + b.low));
}

LRSCHED_HOST_DEVICE constexpr double_double operator*(double_double a, double_double b) noexcept {
  const double_double product = two_product(a.high, b.high);
  return two_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

LRSCHED_HOST_DEVICE constexpr double_double operator/(double_double a, double_double b) noexcept {
  const double quotient = a.high / b.high;
  constexpr double exact_up_to = largest<> / (std::int64_t{1} << 40);  // two_product has no room for halves beyond
  if (!(-exact_up_to < a.high && a.high < exact_up_to)) return {quotient, 0};
  const double_double product = double_double{quotient, 0} * b;
  return two_sum(quotient, (((a.high - product.high) - product.low) + a.low) / b.high);
}

/// (a - b) / c, rounded once.
LRSCHED_HOST_DEVICE constexpr double slope(double a, double b, double c) noexcept {
  return (two_sum(a, -b) / double_double{c, 0}).high;
}

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

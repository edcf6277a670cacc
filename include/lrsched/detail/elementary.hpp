// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_ELEMENTARY_HPP
#define LRSCHED_DETAIL_ELEMENTARY_HPP

// The functions that <cmath> does not give in constants or on the device, not with the same bits in every context, or
// not accurately enough:
//   half_cosine(2 x^2)  (1 - cos(pi x)) / 2 for x in [0, 1/2], with full relative accuracy down to 0
//   log2_of_power       power * log2(rest/whole), from which exp2 and exp2_of make (rest/whole)^power and 1 minus it
//   exponential_of, logarithm_of_1_plus, square_root
// A loop vectorises over them as over rounding.hpp. The polynomials are minimax in the relative error, found with
// Sollya's fpminimax.

#include <lrsched/detail/macros_off.hpp>

#include <cstdint>  // std::uint64_t

#include <lrsched/detail/double_double.hpp>
#include <lrsched/detail/host_device.hpp>
#include <lrsched/detail/rounding.hpp>
#include <lrsched/detail/saturate.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

/// first + x (second + x (third + ...)).
template <class... Coefficients>
LRSCHED_HOST_DEVICE constexpr double horner(double x, double first, Coefficients... others) noexcept {
  if constexpr (sizeof...(others) == 0)
    return first;
  else
    return first + x * horner(x, others...);
}

/// The same by steps of the square of x, which are half as many: shorter, and for the terms that come last as good.
template <class... Coefficients>
LRSCHED_HOST_DEVICE constexpr double by_squares(double x, double square, double first, double second,
                                                Coefficients... others) noexcept {
  if constexpr (sizeof...(others) == 0)
    return first + x * second;
  else if constexpr (sizeof...(others) == 1)
    return (first + x * second) + square * horner(x, others...);
  else
    return (first + x * second) + square * by_squares(x, square, others...);
}

/// What half_cosine(s) adds to s, in parts of s; the polynomial is within 2^-55 of half_cosine(s).
LRSCHED_HOST_DEVICE constexpr double half_cosine_rest(double s) noexcept {
  return horner(s, 0.233700550136169805, -0.507339015802091509, 0.0834539230532323900, -0.00735408219591086355,
                0.000403232656202786558, -0.0000150747070567094545, 4.08525273952773389e-7, -8.13668641263876022e-9);
}

/// (1 - cos(pi x)) / 2 for x in [0, 1/2], from s = 2 x^2, to which it adds a rest: so that sum is the only one whose
/// rounding counts.
LRSCHED_HOST_DEVICE constexpr double half_cosine(double s) noexcept { return s + s * half_cosine_rest(s); }

LRSCHED_HOST_DEVICE constexpr double half_cosine(double_double s) noexcept {
  return s.high + sum_of_products(s.high, half_cosine_rest(s.high), s.low, 1);
}

inline constexpr double_double one_over_ln_2{1.442695040888963387, 2.03552737409310320e-17};

/// ln(2); the high part has so few digits that its product with the exponent of any number is exact.
inline constexpr double_double ln_2{0.693147180559890330187045, 5.49792301870837117471e-14};
inline constexpr double rounded_ln_2 = ln_2.high + ln_2.low;

/// What (2^x - 1) / x adds to ln(2), in parts of x.
LRSCHED_HOST_DEVICE constexpr double exp2_rest(double x) noexcept {
  return horner(
      x, 0.240226506959100971627663057,
      by_squares(x, x * x, 5.550410866482322069792587627e-2, 9.61812910760734794679560622e-3,
                 1.333355814608930484457816057e-3, 1.540353044113891469845539772e-4, 1.525273410419255741077640409e-5,
                 1.321544288731507504083915322e-6, 1.017796055189571272263176181e-7, 7.07253488107561686790631029e-9,
                 4.468867183078400467508758858e-10));
}

/// 2^x - 1 for x in [-1/2, 1/2]; relative error below 2^-54 but for what is rounded.
LRSCHED_HOST_DEVICE constexpr double exp2_less_1(double x) noexcept { return x * (rounded_ln_2 + x * exp2_rest(x)); }

/// x as near 2^exponent, where near is from reference/sqrt(2) to reference sqrt(2), for normal numbers above 0.
struct normalized {
  double near, exponent;

  LRSCHED_HOST_DEVICE constexpr normalized(double x, double reference) noexcept : near(x), exponent(0) {
    LRSCHED_AS_WRITTEN
    const double least = 0.70710678118654752 * reference;
    constexpr std::uint64_t fraction = (std::uint64_t{1} << 52) - 1, grid = bits_of(0x1p52);
    const std::uint64_t zero = bits_of(least);
    const std::uint64_t above = bits_of(x) - zero + (std::uint64_t{2048} << 52);
    near = of_bits((above & fraction) + zero);
    exponent = settled(of_bits(above >> 52 | grid) - (0x1p52 + 2048));
  }
};

/// log2(x) for x above 0, with twice the digits: for constructors, since it takes its time.
/// With x = 2^e m and s = (m-1) / (m+1) it is e + 2/ln(2) (s + s^3/3 + s^5/5 + ...), where |s| < 0.172.
constexpr double_double log2(double x) noexcept {
  constexpr double subnormal = 53;
  const bool is_small = x < smallest_normal;
  const normalized given(is_small ? x * power_of_2(subnormal) : x, 1);
  const double_double s = double_double{given.near - 1, 0} / two_sum(given.near, 1);
  const double_double square = s * s;
  double_double sum{0, 0};
  for (int odd = 53; odd > 0; odd -= 2)
    sum = sum * square + double_double{1, 0} / double_double{static_cast<double>(odd), 0};
  const double whole = is_small ? given.exponent - subnormal : given.exponent;
  return double_double{whole, 0} + double_double{2, 0} * one_over_ln_2 * s * sum;
}

/// (atanh(s) - s) / s^3 from z = s^2, for |s| < 0.172; relative error below 2^-53.
LRSCHED_HOST_DEVICE constexpr double atanh_rest(double z) noexcept {
  return horner(z, 0.33333333333333331, 0.20000000000002663, 0.14285714284584236, 0.11111111328295552,
                0.090908868103148078, 0.076936098998654683, 0.066232803173911628, 0.066439836939248403);
}

/// exponent + log2((1+s) / (1-s)) for s = numerator/denominator, |s| < 0.172, to 2^-59 of itself.
/// Products of two numbers of half the digits are exact. The low part is up to a hundredth of the high one.
LRSCHED_HOST_DEVICE constexpr double_double log2_by(double numerator, double_double denominator,
                                                    double exponent) noexcept {
  constexpr double scale = one_over_ln_2.high, scale_high = high_half(scale);
  constexpr double scale_low = (scale - scale_high) + one_over_ln_2.low;
  const double inverse = 1 / denominator.high;
  const double s = numerator * inverse, s_high = high_half(s), z = s * s;
  const double denominator_high = high_half(denominator.high);
  const double denominator_low = (denominator.high - denominator_high) + denominator.low;
  const double remainder = (numerator - s_high * denominator_high) - s_high * denominator_low;
  const double rest = sum_of_products(s * z, atanh_rest(z), remainder, inverse);
  const double high = 2 * s_high * scale_high, low = 2 * sum_of_products(rest, scale, s_high, scale_low);
  const double sum = exponent + high;
  return {sum, ((exponent - sum) + high) + low};
}

/// log2(a/b) for normal a and b above 0.
LRSCHED_HOST_DEVICE constexpr double_double log2_of_ratio(double a, double b) noexcept {
  const normalized scaled(a, b);
  return log2_by(scaled.near - b, two_sum(scaled.near, b), scaled.exponent);
}

/// log2(x) for a normal x above 0, to 2^-50 or so.
LRSCHED_HOST_DEVICE constexpr double quick_log2(double x) noexcept {
  const normalized scaled(x, 1);
  const double s = (scaled.near - 1) / (scaled.near + 1), z = s * s;
  return scaled.exponent + 2 * one_over_ln_2.high * (s + s * z * atanh_rest(z));
}

/// log2(1 - x) for x from 0 to 1/2. Either numerator is exact.
LRSCHED_HOST_DEVICE constexpr double_double log2_of_1_minus(double x) noexcept {
  const bool is_small = x < 0.2929;
  const double numerator = is_small ? -x : 1 - 2 * x;
  return log2_by(numerator, two_sum(2, numerator), is_small ? 0 : -1);
}

/// factor * x, with a low part like that of x.
LRSCHED_HOST_DEVICE constexpr double_double scaled_by(double factor, double_double x) noexcept {
  const double factor_high = high_half(factor), x_high = high_half(x.high), x_low = (x.high - x_high) + x.low;
  return {factor_high * x_high, sum_of_products(factor, x_low, factor - factor_high, x_high)};
}

/// 2^x - 1 for x in [-1/2, 1/2], with digits in its low part for those of x.
LRSCHED_HOST_DEVICE constexpr double_double exp2_less_1(double_double x) noexcept {
  const double_double line = scaled_by(rounded_ln_2, x);
  const double sum = x.high + x.low;
  return quick_two_sum(line.high, line.low + sum * sum * exp2_rest(sum));
}

/// The exponents of 2 up to which, either way, a power is a normal number.
inline constexpr double normal_exponent = 1020;

/// 2^exponent for a normal exponent; and 1 - 2^exponent for one that is at most 0, with full relative accuracy too.
class exp2 {
 public:
  LRSCHED_HOST_DEVICE constexpr explicit exp2(double_double exponent) noexcept
      : exp2(nearest_integer(exponent.high + exponent.low), exponent) {}

  /// The exponent as a whole part, and another from -1/2 to 1/2.
  LRSCHED_HOST_DEVICE constexpr exp2(double whole, double part) noexcept
      : power_(power_of_2(whole)), less_(power_ * exp2_less_1(part)) {}

  LRSCHED_HOST_DEVICE constexpr double value() const noexcept { return power_ + less_; }
  LRSCHED_HOST_DEVICE constexpr double one_minus_value() const noexcept { return (1 - power_) - less_; }

 private:
  LRSCHED_HOST_DEVICE constexpr exp2(double whole, double_double exponent) noexcept
      : exp2(whole, (exponent.high - whole) + exponent.low) {}

  double power_, less_;
};

/// 2^exponent, of any size.
LRSCHED_HOST_DEVICE constexpr double exp2_of(double_double exponent) noexcept {
  constexpr double most = normal_exponent;
  const double size = exponent.high + exponent.low;
  if (-most <= size && size <= most) return exp2(exponent).value();
  if (!(-2 * most <= size && size <= 2 * most)) return size < 0 ? 0 : largest<>;
  const double half = size < 0 ? -most : most;
  return saturated_product(exp2(double_double{exponent.high - half, exponent.low}).value(), power_of_2(half));
}

/// power * log2(rest/whole) for rest and power above 0.
LRSCHED_HOST_DEVICE constexpr double_double log2_of_power(double rest, double whole, double power) noexcept {
  return scaled_by(power, log2_of_ratio(rest, whole));
}

/// (rest/whole)^power, or 0 for no rest.
LRSCHED_HOST_DEVICE constexpr double power_of_ratio(double rest, double whole, double power) noexcept {
  if (!(rest > 0)) return 0;
  constexpr double large = 512;
  const bool is_large = whole > power_of_2(large);
  double_double logarithm = log2_of_ratio(rest, is_large ? whole * power_of_2(-large) : whole);
  if (is_large) logarithm = logarithm + double_double{-large, 0};
  const double no_larger = power_of_2(100);  // larger powers are no different
  return exp2_of(scaled_by(power < no_larger ? power : no_larger, logarithm));
}

/// e^x for x at most 0.
LRSCHED_HOST_DEVICE constexpr double exponential_of(double x) noexcept {
  constexpr double_double logarithm = ln_2, inverse = one_over_ln_2;
  if (!(x > -normal_exponent * logarithm.high)) return exp2_of(scaled_by(x > -50'000 ? x : -50'000, inverse));
  const double whole = nearest_integer(x * inverse.high);
  const double rest = (x - whole * logarithm.high) - whole * logarithm.low;
  return exp2(whole, rest * inverse.high).value();
}

/// log2(1 + x) for x at least 0.
LRSCHED_HOST_DEVICE constexpr double_double log2_of_1_plus(double x) noexcept {
  const double_double sum = two_sum(1, x);
  const double_double logarithm = log2_of_ratio(sum.high, 1);
  return {logarithm.high, logarithm.low + sum.low / sum.high / rounded_ln_2};
}

/// ln(1 + x) for x at least 0.
LRSCHED_HOST_DEVICE constexpr double logarithm_of_1_plus(double x) noexcept {
  const double_double logarithm = log2_of_1_plus(x);
  return (logarithm.high + logarithm.low) * rounded_ln_2;
}

/// log2(1 + 2^exponent), of any size.
LRSCHED_HOST_DEVICE constexpr double_double log2_of_1_plus_exp2(double_double exponent) noexcept {
  constexpr double no_digit_of_1 = 64;
  return exponent.high < no_digit_of_1 ? log2_of_1_plus(exp2_of(exponent)) : exponent;
}

/// The square root of x at least 0; correctly rounded in constants too, but for one in a billion.
LRSCHED_HOST_DEVICE constexpr double square_root(double x) noexcept {
  if (!__builtin_is_constant_evaluated()) return LRSCHED_BUILT_IN(sqrt)(x);
  if (!(x > 0)) return 0;
  const double root = power_of_ratio(x, 1, 0.5);
  const double_double square = two_product(root, root);
  return root + ((x - square.high) - square.low) / (2 * root);
}

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

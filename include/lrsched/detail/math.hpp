// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_MATH_HPP
#define LRSCHED_DETAIL_MATH_HPP

// The arithmetic that <cmath> does not give in constants or on the device, or not accurately enough:
//   half_cosine(x^2)   (1 - cos(pi x)) / 2 for x in [0, 1/2], with full relative accuracy down to 0
//   growth             initial * rate^count, by a logarithm of the rate that is kept in two numbers
//   power_left         (rest/whole)^power, and power_taken, which is its difference from 1
// All of it is for double and for a long double of at most 64 bits; float is computed as double and rounded once.

#include <cmath>     // std::pow, std::log, std::log1p, std::expm1: outside of constants
#include <concepts>  // std::same_as
#include <cstdint>   // std::int64_t
#include <limits>    // std::numeric_limits

#include <lrsched/detail/host_device.hpp>

namespace lrsched::inline v0::detail {

template <class Real>
inline constexpr Real largest = std::numeric_limits<Real>::max();

/// The finite number nearest to x, which may be infinite.
template <class Real>
LRSCHED_HOST_DEVICE constexpr Real saturate(Real x) noexcept {
  constexpr Real bound = largest<Real>;
  return x < -bound ? -bound : x > bound ? bound : x;
}

/// x, or the nearer of the ends a and b if it lies outside of them.
template <class Real>
LRSCHED_HOST_DEVICE constexpr Real between(Real a, Real b, Real x) noexcept {
  const Real low = a < b ? a : b, high = a < b ? b : a;
  return x < low ? low : x > high ? high : x;
}

/// A computed value in the type of a schedule, which may be narrower.
template <class Real, class Wide>
LRSCHED_HOST_DEVICE constexpr Real narrowed(Wide value) noexcept {
  if constexpr (std::same_as<Real, Wide>)
    return value;
  else
    return static_cast<Real>(between(-Wide{largest<Real>}, Wide{largest<Real>}, value));
}

// ---- polynomials: minimax in the relative error, found with Sollya's fpminimax -------------------------------------

/// first + x (second + x (third + ...)).
template <class Real, class... Coefficients>
LRSCHED_HOST_DEVICE constexpr Real horner(Real x, Real first, Coefficients... others) noexcept {
  if constexpr (sizeof...(others) == 0)
    return first;
  else
    return first + x * horner(x, others...);
}

/// (1 - cos(pi x)) / 2 for x in [0, 1/2], from the square of x: 2 x^2 and a rest, so that the last sum is the only one
/// whose rounding counts. The polynomial itself is within 2^-55.
LRSCHED_HOST_DEVICE constexpr double half_cosine(double square) noexcept {
  return 2 * square + square * horner(square, 0.467401100272339609, -2.02935606320836603, 0.667631384425859120,
                                      -0.117665315134573817, 0.0129034449984891698, -0.000964781251629405088,
                                      0.0000522912350659549937, -0.00000208299172163552262);
}

/// The same; the polynomial is within 2^-68.
LRSCHED_HOST_DEVICE constexpr long double half_cosine(long double square) noexcept {
  return 2 * square + square * horner(square, 0.4674011002723396547163L, -2.029356063208384110914L,
                                      0.6676313844272948730190L, -0.1176653151794504700324L, 0.01290344569507090457599L,
                                      -0.0009647871553068096601407L, 0.00005231905576234153280449L,
                                      -0.000002151544278340266456506L, 6.940335828526731868120e-8L,
                                      -1.783260083647875532211e-9L);
}

/// 2^x - 1 for x in [-1/2, 1/2]; relative error below 2^-54.
LRSCHED_HOST_DEVICE constexpr double exp2_less_1(double x) noexcept {
  return x * horner(x, 0.693147180559945286226763983, 0.240226506959100971627663057, 5.550410866482322069792587627e-2,
                    9.61812910760734794679560622e-3, 1.333355814608930484457816057e-3, 1.540353044113891469845539772e-4,
                    1.525273410419255741077640409e-5, 1.321544288731507504083915322e-6,
                    1.017796055189571272263176181e-7, 7.07253488107561686790631029e-9,
                    4.468867183078400467508758858e-10);
}

/// The same with a relative error below 2^-65.
LRSCHED_HOST_DEVICE constexpr long double exp2_less_1(long double x) noexcept {
  return x *
         horner(x, 0.693147180559945309428690474L, 0.2402265069591007122865033985L, 5.55041086648215787279457556e-2L,
                9.61812910762848272326033978e-3L, 1.333355814642882280783155549e-3L, 1.540353039336338741390183067e-4L,
                1.525273380355021716209283575e-5L, 1.321548681547763668472253063e-6L, 1.017808634675786651118666746e-7L,
                7.05489458113241481847901489e-9L, 4.44542832112288892694553287e-10L, 2.573329923636298936217070012e-11L,
                1.384023133252314862443351717e-12L);
}

// ---- sums and products kept in two numbers -------------------------------------------------------------------------

/// high + low, where low is at most half a unit in the last place of high.
template <class Real>
struct pair {
  Real high, low;

  bool operator==(const pair&) const = default;
};

template <class Real>
LRSCHED_HOST_DEVICE constexpr pair<Real> exact_sum(Real a, Real b) noexcept {
  const Real sum = a + b;
  const Real share_of_b = sum - a;
  return {sum, (a - (sum - share_of_b)) + (b - share_of_b)};
}

template <class Real>
LRSCHED_HOST_DEVICE constexpr pair<Real> exact_product(Real a, Real b) noexcept {
  constexpr Real splitter = static_cast<Real>((std::int64_t{1} << (std::numeric_limits<Real>::digits + 1) / 2) + 1);
  const Real a_high = splitter * a - (splitter * a - a), a_low = a - a_high;
  const Real b_high = splitter * b - (splitter * b - b), b_low = b - b_high;
  const Real product = a * b;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

template <class Real>
LRSCHED_HOST_DEVICE constexpr pair<Real> operator+(pair<Real> a, pair<Real> b) noexcept {
  const pair<Real> sum = exact_sum(a.high, b.high);
  return exact_sum(sum.high, sum.low + (a.low + b.low));
}

template <class Real>
LRSCHED_HOST_DEVICE constexpr pair<Real> operator*(pair<Real> a, pair<Real> b) noexcept {
  const pair<Real> product = exact_product(a.high, b.high);
  return exact_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

template <class Real>
LRSCHED_HOST_DEVICE constexpr pair<Real> operator/(pair<Real> a, pair<Real> b) noexcept {
  const Real quotient = a.high / b.high;
  const pair<Real> product = pair<Real>{quotient, 0} * b;
  const Real correction = (((a.high - product.high) - product.low) + a.low) / b.high;
  const bool overflown = !(correction == correction);  // as exact_product does near the largest numbers
  return overflown ? pair<Real>{quotient, 0} : exact_sum(quotient, correction);
}

/// (a - b) / c, rounded once.
template <class Real>
LRSCHED_HOST_DEVICE constexpr Real slope(Real a, Real b, Real c) noexcept {
  return (exact_sum(a, -b) / pair<Real>{c, 0}).high;
}

// ---- logarithms and powers -----------------------------------------------------------------------------------------

/// 2^exponent, for an exponent that leaves it a normal number.
template <class Real>
LRSCHED_HOST_DEVICE constexpr Real power_of_2(int exponent) noexcept {
  if constexpr (std::same_as<Real, double>) {
    return __builtin_bit_cast(double, static_cast<std::int64_t>(exponent + 1023) << 52);
  } else {
    Real result = 1;
    Real factor = exponent < 0 ? Real{0.5} : Real{2};
    for (int left = exponent < 0 ? -exponent : exponent; left > 0; left /= 2, factor *= factor)
      if (left % 2 == 1) result *= factor;
    return result;
  }
}

template <class Real>
LRSCHED_HOST_DEVICE constexpr pair<Real> one_over_ln_2() noexcept {
  if constexpr (std::same_as<Real, double>)
    return {1.442695040888963387, 2.03552737409310320e-17};
  else
    return {Real(1.442695040888963407387651782798343447212L), Real(-2.77271017964513097850182158738e-20L)};
}

/// log2(x) for x above 0, with twice the digits of Real: for constructors and constants, since it takes its time.
/// With x = 2^e m and s = (m-1) / (m+1) it is e + 2/ln(2) (s + s^3/3 + s^5/5 + ...), where |s| < 0.172.
template <class Real>
LRSCHED_HOST_DEVICE constexpr pair<Real> log2(Real x) noexcept {
  int exponent = 0;
  for (int bits = 8192; bits > 0; bits /= 2)
    if (bits < std::numeric_limits<Real>::max_exponent) {
      for (; x >= power_of_2<Real>(bits); x *= power_of_2<Real>(-bits)) exponent += bits;
      for (; x < power_of_2<Real>(1 - bits); x *= power_of_2<Real>(bits)) exponent -= bits;
    }
  if (x > Real(1.414)) {
    x /= 2;
    ++exponent;
  }
  const pair<Real> s = pair<Real>{x - 1, 0} / exact_sum(x, Real{1});
  const pair<Real> square = s * s;
  pair<Real> sum{0, 0};
  for (int odd = std::numeric_limits<Real>::digits | 1; odd > 0; odd -= 2)
    sum = sum * square + pair<Real>{1, 0} / pair<Real>{static_cast<Real>(odd), 0};
  return pair<Real>{static_cast<Real>(exponent), 0} + pair<Real>{2, 0} * one_over_ln_2<Real>() * s * sum;
}

template <class Real>
LRSCHED_HOST_DEVICE constexpr int nearest_integer(Real x) noexcept {
  return static_cast<int>(x < 0 ? x - Real{0.5} : x + Real{0.5});
}

/// initial * rate^(count/every), saturating where no finite number is large enough. The exponent of 2 that one step
/// adds is kept as coarse + fine, where coarse has so few digits that count * coarse is exact up to a count of 2^42, and
/// fine is so small that the rounding of count * fine does not matter: the result is as accurate at step 10^9 as at step 1.
template <class Real>
class growth {
 public:
  growth() = default;

  /// For rate at least 0; a rate of 0 is as good as 2^-1000000.
  constexpr growth(Real rate, Real every) noexcept
      : growth((rate > 0 ? log2(rate) : pair<Real>{-1'000'000, 0}) / pair<Real>{every, 0}) {}

  LRSCHED_HOST_DEVICE constexpr explicit growth(pair<Real> exponent) noexcept {
    // What is added to the grid is rounded to its last digit, 2^-42; what is smaller keeps 11 digits instead.
    constexpr Real grid = Real{1.5} * power_of_2<Real>(exponent_bits - 1);
    const Real size = exponent.high < 0 ? -exponent.high : exponent.high;
    const Real multiple = exponent.high * (few + 1);
    const bool small = size < power_of_2<Real>(exponent_bits) / few;
    coarse_ = small ? multiple - (multiple - exponent.high) : (exponent.high + grid) - grid;
    fine_ = (exponent.high - coarse_) + exponent.low;
    reach_ = size > largest_exponent / largest<Real> ? largest_exponent / size : largest<Real>;
  }

  /// For any count whose power is a normal number if it is negative.
  LRSCHED_HOST_DEVICE constexpr Real operator()(Real initial, Real count) const noexcept {
    const Real reached = count < reach_ ? count : reach_;
    const Real coarse = reached * coarse_;
    Real fine = reached * fine_;
    if (reached > few || reached < -few) fine += exact_product(reached, coarse_).low;
    const int whole = nearest_integer(coarse + fine);
    const Real part = (coarse - static_cast<Real>(whole)) + fine;
    const Real value = initial + initial * exp2_less_1(part);
    const int third = whole / 3;
    const Real factor = power_of_2<Real>(third);
    return saturate(value * factor * factor * power_of_2<Real>(whole - 2 * third));
  }

  bool operator==(const growth&) const = default;

 private:
  static constexpr int exponent_bits = std::numeric_limits<Real>::max_exponent == 1024 ? 11 : 15;
  static constexpr Real few = power_of_2<Real>(std::numeric_limits<Real>::digits - exponent_bits);
  static constexpr Real largest_exponent = static_cast<Real>(3 * (std::numeric_limits<Real>::max_exponent - 3));

  Real coarse_ = 0, fine_ = 0;
  Real reach_ = 0;  // the count from which on the value no longer changes
};

/// power * log2(rest/whole), at most 0.
template <class Real>
LRSCHED_HOST_DEVICE constexpr pair<Real> log2_of_power(Real rest, Real whole, Real power) noexcept {
  return pair<Real>{power, 0} * (log2(rest) + pair<Real>{-1, 0} * log2(whole));
}

/// (rest/whole)^power for 0 < rest < whole: what a power leaves.
template <class Real>
LRSCHED_HOST_DEVICE constexpr Real power_left(Real rest, Real whole, Real power) noexcept {
  if (__builtin_is_constant_evaluated()) {
    return growth<Real>(log2_of_power(rest, whole, power))(1, 1);
  } else {
    const Real ratio = rest / whole;
    const pair<Real> product = exact_product(ratio, whole);
    const Real relative_error = ((rest - product.high) - product.low) / rest;
    const Real left = std::pow(ratio, power);
    return left > 0 ? left + left * (power * relative_error) : left;
  }
}

/// 1 - (rest/whole)^power where whole = done + rest, for a power_left of more than 1/2: what a power took, of which
/// the subtraction from 1 would lose the digits.
template <class Real>
LRSCHED_HOST_DEVICE constexpr Real power_taken(Real done, Real rest, Real whole, Real power) noexcept {
  if (__builtin_is_constant_evaluated()) {
    const pair<Real> exponent = log2_of_power(rest, whole, power);
    return exponent.high > Real{-0.5} ? -exp2_less_1(exponent.high) : 1 - growth<Real>(exponent)(1, 1);
  } else {
    return -std::expm1(power * (done < rest ? std::log1p(-done / whole) : std::log(rest / whole)));
  }
}

template <class Real>
LRSCHED_HOST_DEVICE constexpr Real square_root(Real x) noexcept {
  if (__builtin_is_constant_evaluated()) {
    if (!(x > 0)) return 0;
    return growth<Real>(pair<Real>{Real{0.5}, 0} * log2(x))(1, 1);
  } else {
    return std::sqrt(x);
  }
}

template <class Real>
LRSCHED_HOST_DEVICE constexpr Real exponential_of(Real x) noexcept {
  if (__builtin_is_constant_evaluated())
    return growth<Real>(pair<Real>{x, 0} * one_over_ln_2<Real>())(1, 1);
  else
    return std::exp(x);
}

/// ln(1 + x) for x at least 0.
template <class Real>
LRSCHED_HOST_DEVICE constexpr Real logarithm_of_1_plus(Real x) noexcept {
  if (__builtin_is_constant_evaluated()) {
    const pair<Real> sum = exact_sum(Real{1}, x);
    return ((log2(sum.high) + pair<Real>{sum.low / sum.high, 0} * one_over_ln_2<Real>()) / one_over_ln_2<Real>()).high;
  } else {
    return std::log1p(x);
  }
}

}  // namespace lrsched::inline v0::detail

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_MATH_HPP
#define LRSCHED_DETAIL_MATH_HPP

// The arithmetic that <cmath> does not give in constants or on the device, not with the same bits in every context, or
// not accurately enough:
//   half_cosine(x^2)   (1 - cos(pi x)) / 2 for x in [0, 1/2], with full relative accuracy down to 0
//   growth             initial * rate^count, by a logarithm of the rate that is kept in two numbers
//   log2_of_power      power * log2(rest/whole), from which exp2_of and exp2_missing make (rest/whole)^power and 1 minus it
//   exponential_of, logarithm_of_1_plus, square_root
// All of it is for double and for a long double of at most 64 bits; float is computed as double and rounded once.

#include <cmath>     // std::sqrt
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

/// a + b and a b as finite numbers; in constants too, where an infinite one is no value at all.
template <class Real>
LRSCHED_HOST_DEVICE constexpr Real saturated_sum(Real a, Real b) noexcept {
  if (__builtin_is_constant_evaluated()) {
    if (b > 0 && a > largest<Real> - b) return largest<Real>;
    if (b < 0 && a < -largest<Real> - b) return -largest<Real>;
  }
  return saturate(a + b);
}

template <class Real>
LRSCHED_HOST_DEVICE constexpr Real saturated_product(Real a, Real b) noexcept {
  if (__builtin_is_constant_evaluated()) {
    const Real size_of_a = a < 0 ? -a : a, size_of_b = b < 0 ? -b : b;
    if (size_of_a > 1 && size_of_b > largest<Real> / size_of_a)
      return (a < 0) == (b < 0) ? largest<Real> : -largest<Real>;
  }
  return saturate(a * b);
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

/// By a fused multiplication where the processor has one; else by halves, which a compiler that fuses would spoil:
/// clang does so for a constant operand on any processor, within one statement.
template <class Real>
LRSCHED_HOST_DEVICE constexpr pair<Real> exact_product(Real a, Real b) noexcept {
  const Real product = a * b;
#if defined(__FMA__) || defined(__FP_FAST_FMA) || defined(__ARM_FEATURE_FMA) || defined(__CUDA_ARCH__)
  if constexpr (std::same_as<Real, double>)
    if (!__builtin_is_constant_evaluated()) return {product, __builtin_fma(a, b, -product)};
#endif
  constexpr Real splitter = static_cast<Real>((std::int64_t{1} << (std::numeric_limits<Real>::digits + 1) / 2) + 1);
  const Real a_split = splitter * a;
  const Real b_split = splitter * b;
  const Real a_high = a_split - (a_split - a), a_low = a - a_high;
  const Real b_high = b_split - (b_split - b), b_low = b - b_high;
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
  constexpr Real exact_up_to = largest<Real> / (std::int64_t{1} << 40);  // exact_product has no room for halves beyond
  if (!(-exact_up_to < a.high && a.high < exact_up_to)) return {quotient, 0};
  const pair<Real> product = pair<Real>{quotient, 0} * b;
  return exact_sum(quotient, (((a.high - product.high) - product.low) + a.low) / b.high);
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
    for (int left = exponent < 0 ? -exponent : exponent; left > 0; left /= 2) {
      if (left % 2 == 1) result *= factor;
      if (left > 1) factor *= factor;
    }
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

/// The exponent that leaves x / 2^exponent between sqrt(1/2) and sqrt(2), for a normal x above 0.
template <class Real>
LRSCHED_HOST_DEVICE constexpr int binary_exponent(Real x) noexcept {
  if constexpr (std::same_as<Real, double>) {
    constexpr std::int64_t root_of_half = __builtin_bit_cast(std::int64_t, 0.70710678118654752);
    return static_cast<int>((__builtin_bit_cast(std::int64_t, x) - root_of_half) >> 52);
  } else {
    int exponent = 0;
    for (int bits = 8192; bits > 0; bits /= 2)
      if (bits < std::numeric_limits<Real>::max_exponent) {
        for (; x >= power_of_2<Real>(bits); x *= power_of_2<Real>(-bits)) exponent += bits;
        for (; x < power_of_2<Real>(1 - bits); x *= power_of_2<Real>(bits)) exponent -= bits;
      }
    return x > Real(1.41421356237309505L) ? exponent + 1 : exponent;
  }
}

/// log2(x) for x above 0, with twice the digits of Real: for constructors, since it takes its time.
/// With x = 2^e m and s = (m-1) / (m+1) it is e + 2/ln(2) (s + s^3/3 + s^5/5 + ...), where |s| < 0.172.
template <class Real>
constexpr pair<Real> log2(Real x) noexcept {
  constexpr int subnormal = std::numeric_limits<Real>::digits;
  const bool is_small = x < std::numeric_limits<Real>::min();
  const Real normal = is_small ? x * power_of_2<Real>(subnormal) : x;
  const int exponent = binary_exponent(normal);
  const Real mantissa = normal * power_of_2<Real>(-exponent / 2) * power_of_2<Real>(-exponent + exponent / 2);
  const pair<Real> s = pair<Real>{mantissa - 1, 0} / exact_sum(mantissa, Real{1});
  const pair<Real> square = s * s;
  pair<Real> sum{0, 0};
  for (int odd = std::numeric_limits<Real>::digits | 1; odd > 0; odd -= 2)
    sum = sum * square + pair<Real>{1, 0} / pair<Real>{static_cast<Real>(odd), 0};
  const Real whole = static_cast<Real>(is_small ? exponent - subnormal : exponent);
  return pair<Real>{whole, 0} + pair<Real>{2, 0} * one_over_ln_2<Real>() * s * sum;
}

/// (atanh(s) - s) / s^3 from z = s^2, for |s| < 0.172; relative error below 2^-53.
LRSCHED_HOST_DEVICE constexpr double atanh_rest(double z) noexcept {
  return horner(z, 0.33333333333333331, 0.20000000000002663, 0.14285714284584236, 0.11111111328295552,
                0.090908868103148078, 0.076936098998654683, 0.066232803173911628, 0.066439836939248403);
}

/// The same with a relative error below 2^-64.
LRSCHED_HOST_DEVICE constexpr long double atanh_rest(long double z) noexcept {
  return horner(z, 0.333333333333333333342368L, 0.199999999999999981815L, 0.142857142857153553798L,
                0.111111111108265329523L, 0.0909090913161432333340L, 0.0769230431370064243754L,
                0.0666683238963627790765L, 0.0587775503187394175960L, 0.0532308311150177721297L,
                0.0470961046140111724617L);
}

/// exponent + log2((1+s) / (1-s)) for s = numerator/denominator, |s| < 0.172, to 2^-60 (2^-70 for long double) of
/// itself.
template <class Real>
LRSCHED_HOST_DEVICE constexpr pair<Real> log2_by(Real numerator, pair<Real> denominator, int exponent) noexcept {
  const Real inverse = 1 / denominator.high;
  const Real s = numerator * inverse;
  const pair<Real> product = exact_product(s, denominator.high);
  const Real s_low = (((numerator - product.high) - product.low) - s * denominator.low) * inverse;
  const Real z = s * s;
  const pair<Real> half = exact_sum(s, s_low + s * z * atanh_rest(z));
  const pair<Real> scale = one_over_ln_2<Real>();
  const pair<Real> fraction = exact_product(2 * half.high, scale.high);
  const Real low = fraction.low + 2 * (half.high * scale.low + half.low * scale.high);
  const pair<Real> sum = exact_sum(static_cast<Real>(exponent), fraction.high);
  return exact_sum(sum.high, sum.low + low);
}

/// log2(a/b) for normal a and b above 0.
template <class Real>
LRSCHED_HOST_DEVICE constexpr pair<Real> log2_of_ratio(Real a, Real b) noexcept {
  const int exponent = binary_exponent(a) - binary_exponent(b);
  const Real half_scaled = a * power_of_2<Real>(-exponent / 2);
  const Real scaled = half_scaled * power_of_2<Real>(-exponent + exponent / 2);  // between b/2 and 2b
  const bool too_large = scaled > Real(1.42) * b, too_small = scaled < Real(0.71) * b;
  const Real near = too_large ? scaled / 2 : too_small ? scaled * 2 : scaled;
  return log2_by(near - b, exact_sum(near, b), exponent + too_large - too_small);
}

/// log2(1 - taken), for which left = 1 - taken is known as well.
template <class Real>
LRSCHED_HOST_DEVICE constexpr pair<Real> log2_of_left(Real taken, Real left) noexcept {
  return taken < Real{0.25} ? log2_by(-taken, exact_sum(Real{2}, -taken), 0) : log2_of_ratio(left, Real{1});
}

/// factor * x.
template <class Real>
LRSCHED_HOST_DEVICE constexpr pair<Real> scaled_by(Real factor, pair<Real> x) noexcept {
  const pair<Real> product = exact_product(factor, x.high);
  return {product.high, product.low + factor * x.low};
}

template <class Real>
LRSCHED_HOST_DEVICE constexpr int nearest_integer(Real x) noexcept {
  return static_cast<int>(x + (x < 0 ? Real{-0.5} : Real{0.5}));
}

/// 2^exponent, of any size.
template <class Real>
LRSCHED_HOST_DEVICE constexpr Real exp2_of(pair<Real> exponent) noexcept {
  constexpr Real normal = static_cast<Real>(std::numeric_limits<Real>::max_exponent - 4);
  if (exponent.high > normal)
    return exponent.high > normal + 4 ? largest<Real> : 8 * exp2_of(pair<Real>{exponent.high - 3, exponent.low});
  if (exponent.high < -normal)
    return exponent.high < -2 * normal ? 0
                                       : exp2_of(pair<Real>{exponent.high + normal, exponent.low}) *
                                             power_of_2<Real>(static_cast<int>(-normal));
  const int whole = nearest_integer(exponent.high);
  const Real fraction = exp2_less_1((exponent.high - static_cast<Real>(whole)) + exponent.low);
  const Real factor = power_of_2<Real>(whole);
  return factor + factor * fraction;
}

/// 1 - 2^exponent, for an exponent in [-1, 0].
template <class Real>
LRSCHED_HOST_DEVICE constexpr Real exp2_missing(pair<Real> exponent) noexcept {
  if (exponent.high >= Real{-0.5}) return -exp2_less_1(exponent.high + exponent.low);
  return Real{0.5} - exp2_less_1((exponent.high + 1) + exponent.low) / 2;
}

/// initial * rate^(count/every), saturating where no finite number is large enough. The exponent of 2 that one step
/// adds is kept as coarse + fine, where coarse has so few digits that count * coarse is exact up to a count of 2^42,
/// and fine is so small that the rounding of count * fine does not matter: the result is as accurate at step 10^9 as at
/// step 1.
/// Up to a count of plain_reach() that is all; farther out the factor is no normal number, or count * coarse not exact.
template <class Real>
class growth {
 public:
  growth() = default;

  /// For rate at least 0; a rate of 0 is as good as 2^-1000000.
  constexpr growth(Real rate, Real every) noexcept
      : growth((rate > 0 ? log2(rate) : pair<Real>{-1'000'000, 0}) / pair<Real>{every, 0}) {}

  constexpr explicit growth(pair<Real> exponent) noexcept {
    // What is added to the grid is rounded to its last digit, 2^-42; what is smaller keeps 11 digits instead.
    constexpr Real grid = Real{1.5} * power_of_2<Real>(exponent_bits - 1);
    const Real size = size_of(exponent.high);
    const bool small = size < power_of_2<Real>(exponent_bits) / few;
    coarse_ = small ? first_digits(exponent.high) : (exponent.high + grid) - grid;
    fine_ = (exponent.high - coarse_) + exponent.low;
    plain_reach_ = size > normal_exponent / few ? normal_exponent / size : few;
  }

  /// For any count whose power is a normal number if it is negative.
  LRSCHED_HOST_DEVICE constexpr Real operator()(Real initial, Real count) const noexcept {
    return size_of(count) <= plain_reach_ ? plain(initial, count) : far(initial, count);
  }

  /// The same, up to a count of plain_reach().
  LRSCHED_HOST_DEVICE constexpr Real plain(Real initial, Real count) const noexcept {
    const Real coarse = count * coarse_, fine = count * fine_;
    const int whole = nearest_integer(coarse + fine);
    const Real part = (coarse - static_cast<Real>(whole)) + fine;
    const int halved = whole < 0;  // so that even the largest number has room for the sum
    const Real start = initial * (halved ? Real{0.5} : Real{1});
    return saturated_product(start + start * exp2_less_1(part), power_of_2<Real>(whole + halved));
  }

  constexpr Real plain_reach() const noexcept { return plain_reach_; }

  bool operator==(const growth&) const = default;

 private:
  static constexpr int exponent_bits = std::numeric_limits<Real>::max_exponent == 1024 ? 11 : 15;
  static constexpr Real few = power_of_2<Real>(std::numeric_limits<Real>::digits - exponent_bits);
  static constexpr Real normal_exponent = static_cast<Real>(std::numeric_limits<Real>::max_exponent - 4);

  /// x without its last digits, of which 11 are left (15 for long double).
  LRSCHED_HOST_DEVICE static constexpr Real first_digits(Real x) noexcept {
    if constexpr (std::same_as<Real, double>) {
      return __builtin_bit_cast(double, __builtin_bit_cast(std::int64_t, x) & -(std::int64_t{1} << 42));
    } else {
      const Real multiple = x * (few + 1);
      return multiple - (multiple - x);
    }
  }

  LRSCHED_HOST_DEVICE static constexpr Real size_of(Real x) noexcept { return x < 0 ? -x : x; }

  LRSCHED_HOST_DEVICE constexpr Real far(Real initial, Real count) const noexcept {
    const Real size = size_of(coarse_ + fine_), largest_exponent = 3 * normal_exponent;
    const bool beyond = size > largest_exponent / largest<Real> && count > largest_exponent / size;
    const Real reached = beyond ? largest_exponent / size : count;
    const pair<Real> coarse = exact_product(reached, coarse_);
    const Real fine = reached * fine_ + coarse.low;
    const int whole = nearest_integer(coarse.high + fine), third = whole / 3;
    const Real part = (coarse.high - static_cast<Real>(whole)) + fine;
    const Real factor = power_of_2<Real>(third);
    const int halved = whole < 0;
    const Real start = initial * (halved ? Real{0.5} : Real{1});
    const Real once = saturated_product(start + start * exp2_less_1(part), factor);
    return saturated_product(saturated_product(once, factor), power_of_2<Real>(whole + halved - 2 * third));
  }

  Real coarse_ = 0, fine_ = 0, plain_reach_ = 0;
};

/// power * log2(rest/whole) for rest and power above 0.
template <class Real>
LRSCHED_HOST_DEVICE constexpr pair<Real> log2_of_power(Real rest, Real whole, Real power) noexcept {
  return scaled_by(power, log2_of_ratio(rest, whole));
}

/// (rest/whole)^power, or 0 for no rest.
template <class Real>
LRSCHED_HOST_DEVICE constexpr Real power_of_ratio(Real rest, Real whole, Real power) noexcept {
  if (!(rest > 0)) return 0;
  constexpr int large = std::numeric_limits<Real>::max_exponent / 2;
  const bool is_large = whole > power_of_2<Real>(large);
  const pair<Real> logarithm = log2_of_ratio(rest, is_large ? whole * power_of_2<Real>(-large) : whole);
  const pair<Real> shift{is_large ? Real{-large} : Real{0}, 0};
  const Real no_larger = power_of_2<Real>(100);  // larger powers are no different
  return exp2_of(scaled_by(power < no_larger ? power : no_larger, logarithm + shift));
}

template <class Real>
LRSCHED_HOST_DEVICE constexpr Real exponential_of(Real x) noexcept {
  return exp2_of(scaled_by(between(Real{-50'000}, Real{50'000}, x), one_over_ln_2<Real>()));
}

/// ln(1 + x) for x at least 0.
template <class Real>
LRSCHED_HOST_DEVICE constexpr Real logarithm_of_1_plus(Real x) noexcept {
  constexpr Real ln_2 = Real(0.693147180559945309417232121458176568L);
  const pair<Real> sum = exact_sum(Real{1}, x);
  const pair<Real> logarithm = log2_of_ratio(sum.high, Real{1});
  return (logarithm.high + (logarithm.low + sum.low / sum.high / ln_2)) * ln_2;
}

/// The square root of x at least 0; correctly rounded in constants too, but for one in a billion.
template <class Real>
LRSCHED_HOST_DEVICE constexpr Real square_root(Real x) noexcept {
  if (!__builtin_is_constant_evaluated()) return std::sqrt(x);
  if (!(x > 0)) return 0;
  const Real root = power_of_ratio(x, Real{1}, Real{0.5});
  const pair<Real> square = exact_product(root, root);
  return root + ((x - square.high) - square.low) / (2 * root);
}

}  // namespace lrsched::inline v0::detail

#endif

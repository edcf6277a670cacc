// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_MATH_HPP
#define LRSCHED_DETAIL_MATH_HPP

// The arithmetic that <cmath> does not give in constants or on the device, not with the same bits in every context, or
// not accurately enough:
//   half_cosine(2 x^2) (1 - cos(pi x)) / 2 for x in [0, 1/2], with full relative accuracy down to 0
//   growth             initial * rate^count, by a logarithm of the rate that is kept in two numbers
//   log2_of_power      power * log2(rest/whole), from which exp2 and exp2_of make (rest/whole)^power and 1 minus it
//   exponential_of, logarithm_of_1_plus, square_root
// All of it is in double, and the rate is converted once at the end. What a loop should vectorise has no branches and
// no integers but those of 64 bits, which are shifted and added.

#include <lrsched/detail/macros_off.hpp>

#include <cstdint>  // std::int64_t
#include <limits>   // std::numeric_limits

#include <lrsched/detail/host_device.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

static_assert(0.1 != static_cast<double>(0.1F),
              "lrsched counts on constants of type double: compile without -fsingle-precision-constant");

// As constants, for the functions of std::numeric_limits are not for the device.
template <class Real = double>
inline constexpr Real largest = std::numeric_limits<Real>::max();

inline constexpr double smallest_normal = std::numeric_limits<double>::min();

/// The finite number nearest to x, which may be infinite.
template <class Real>
LRSCHED_HOST_DEVICE constexpr Real saturate(Real x) noexcept {
  constexpr Real bound = largest<Real>;
  const Real raised = x < -bound ? -bound : x;
  return raised > bound ? bound : raised;
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
  const Real low = a < b ? a : b, high = a < b ? b : a, raised = x < low ? low : x;
  return raised > high ? high : raised;
}

/// A computed value in the type of a schedule.
template <class Real>
LRSCHED_HOST_DEVICE constexpr Real narrowed(double value) noexcept {
  if constexpr (sizeof(Real) < sizeof(double)) {
    constexpr double bound = static_cast<double>(largest<Real>);
    value = between(-bound, bound, value);
  }
  return static_cast<Real>(value);
}

// ---- polynomials: minimax in the relative error, found with Sollya's fpminimax -------------------------------------

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

/// (1 - cos(pi x)) / 2 for x in [0, 1/2], from s = 2 x^2, to which it adds a rest: so that sum is the only one whose
/// rounding counts. The polynomial itself is within 2^-55.
LRSCHED_HOST_DEVICE constexpr double half_cosine(double s) noexcept {
  return s + s * horner(s, 0.233700550136169805, -0.507339015802091509, 0.0834539230532323900, -0.00735408219591086355,
                        0.000403232656202786558, -0.0000150747070567094545, 4.08525273952773389e-7,
                        -8.13668641263876022e-9);
}

/// 2^x - 1 for x in [-1/2, 1/2]; relative error below 2^-54.
LRSCHED_HOST_DEVICE constexpr double exp2_less_1(double x) noexcept {
  return x * horner(x, 0.693147180559945286226763983, 0.240226506959100971627663057,
                    by_squares(x, x * x, 5.550410866482322069792587627e-2, 9.61812910760734794679560622e-3,
                               1.333355814608930484457816057e-3, 1.540353044113891469845539772e-4,
                               1.525273410419255741077640409e-5, 1.321544288731507504083915322e-6,
                               1.017796055189571272263176181e-7, 7.07253488107561686790631029e-9,
                               4.468867183078400467508758858e-10));
}

/// The 64 bits of a double, which can be shifted and added, and back.
LRSCHED_HOST_DEVICE constexpr std::uint64_t bits_of(double x) noexcept { return __builtin_bit_cast(std::uint64_t, x); }
LRSCHED_HOST_DEVICE constexpr double of_bits(std::uint64_t x) noexcept { return __builtin_bit_cast(double, x); }

// By their bits, for fast arithmetic takes it for granted that nothing is infinite or no number.

template <class Real>
LRSCHED_HOST_DEVICE constexpr bool is_nan(Real x) noexcept {
  constexpr std::uint64_t infinite = 0x7ff, digits = 53;
  return bits_of(static_cast<double>(x)) << 1 > infinite << digits;
}

template <class Real>
LRSCHED_HOST_DEVICE constexpr bool is_same(Real x, Real y) noexcept {
  return bits_of(static_cast<double>(x)) == bits_of(static_cast<double>(y));
}

// ---- sums and products kept in two numbers -------------------------------------------------------------------------

/// high + low, where low is small beside high: by all the digits of high, unless something else is said.
struct pair {
  double high, low;

  bool operator==(const pair&) const = default;
};

LRSCHED_HOST_DEVICE constexpr pair exact_sum(double a, double b) noexcept {
  const double sum = a + b;
  const double share_of_b = sum - a;
  return {sum, (a - (sum - share_of_b)) + (b - share_of_b)};
}

/// x without its last digits, so that no more are left than these.
template <int Digits>
LRSCHED_HOST_DEVICE constexpr double first_digits(double x) noexcept {
  constexpr int others = 53 - Digits;
  return of_bits(bits_of(x) >> others << others);
}

/// So many that the product of two such numbers is exact.
LRSCHED_HOST_DEVICE constexpr double first_half(double x) noexcept { return first_digits<26>(x); }

/// Whether the processor multiplies and adds doubles in one, with one rounding.
LRSCHED_HOST_DEVICE constexpr bool fuses() noexcept {
#if defined(__FMA__) || defined(__FP_FAST_FMA) || defined(__CUDA_ARCH__) || \
    (defined(__ARM_FEATURE_FMA) && defined(__ARM_FP) && (__ARM_FP & 8))  // 8: not for float alone
  return !__builtin_is_constant_evaluated();
#else
  return false;
#endif
}

/// a b + c d. A compiler that fuses would choose one of the products, and another one in a loop that it vectorises.
LRSCHED_HOST_DEVICE constexpr double sum_of_products(double a, double b, double c, double d) noexcept {
  if (fuses()) return __builtin_fma(a, b, c * d);
  return a * b + c * d;
}

/// By a fused multiplication where there is one; else by halves, which a compiler that fuses would spoil: clang does so
/// for a constant operand on any processor, within one statement.
LRSCHED_HOST_DEVICE constexpr pair exact_product(double a, double b) noexcept {
  const double product = a * b;
  if (fuses()) return {product, __builtin_fma(a, b, -product)};
  constexpr double splitter = 0x1p27 + 1;
  const double a_split = splitter * a;
  const double b_split = splitter * b;
  const double a_high = a_split - (a_split - a), a_low = a - a_high;
  const double b_high = b_split - (b_split - b), b_low = b - b_high;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

LRSCHED_HOST_DEVICE constexpr pair operator+(pair a, pair b) noexcept {
  const pair sum = exact_sum(a.high, b.high);
  return exact_sum(sum.high, sum.low + (a.low + b.low));
}

LRSCHED_HOST_DEVICE constexpr pair operator*(pair a, pair b) noexcept {
  const pair product = exact_product(a.high, b.high);
  return exact_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

LRSCHED_HOST_DEVICE constexpr pair operator/(pair a, pair b) noexcept {
  const double quotient = a.high / b.high;
  constexpr double exact_up_to = largest<> / (std::int64_t{1} << 40);  // exact_product has no room for halves beyond
  if (!(-exact_up_to < a.high && a.high < exact_up_to)) return {quotient, 0};
  const pair product = pair{quotient, 0} * b;
  return exact_sum(quotient, (((a.high - product.high) - product.low) + a.low) / b.high);
}

/// (a - b) / c, rounded once.
LRSCHED_HOST_DEVICE constexpr double slope(double a, double b, double c) noexcept {
  return (exact_sum(a, -b) / pair{c, 0}).high;
}

// ---- logarithms and powers -----------------------------------------------------------------------------------------

/// Whether sums may be computed in another order than they are written in, or with more digits than a double has. g++
/// 11 does not say so.
#if defined(__FAST_MATH__) || defined(__ASSOCIATIVE_MATH__) || defined(_M_FP_FAST) || __FLT_EVAL_METHOD__ == 2 || \
    (defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 12)
inline constexpr bool sums_are_loose = true;
#else
inline constexpr bool sums_are_loose = false;
#endif

/// First in a function whose arithmetic clang must not rewrite, whatever its flags.
#if defined(__clang__) && !defined(__wasm__)  // which does not know it
#define LRSCHED_AS_WRITTEN _Pragma("float_control(precise, on)")
#else
#define LRSCHED_AS_WRITTEN
#endif

/// What is an integer already, apart from the sum that it was made by: no sum around it reaches into that.
LRSCHED_HOST_DEVICE constexpr double settled(double integer) noexcept {
  if (!sums_are_loose || __builtin_is_constant_evaluated()) return integer;
  return __builtin_rint(integer);
}

/// x without the digits that it has in a register and not in memory.
LRSCHED_HOST_DEVICE constexpr double as_stored(double x) noexcept {
#if __FLT_EVAL_METHOD__ == 2
  if (!__builtin_is_constant_evaluated()) asm("" : "+m"(x));
#endif
  return x;
}

/// The integer nearest to x, unless that is as large that it has no fractions anyway.
LRSCHED_HOST_DEVICE constexpr double nearest_integer(double x) noexcept {
  LRSCHED_AS_WRITTEN
  constexpr double grid = 0x1.8p52;
  return sums_are_loose && !__builtin_is_constant_evaluated() ? settled(x) : (x + grid) - grid;
}

/// 2^exponent, for a whole exponent that leaves it a normal number.
LRSCHED_HOST_DEVICE constexpr double power_of_2(double exponent) noexcept {
  LRSCHED_AS_WRITTEN
  constexpr double grid = 0x1.8p52 + 1023;  // the last bits of what is added to it are the integer itself
  return of_bits(bits_of(exponent + grid) << 52);
}

inline constexpr pair one_over_ln_2{1.442695040888963387, 2.03552737409310320e-17};

/// ln(2); the high part has so few digits that its product with the exponent of any number is exact.
inline constexpr pair ln_2{0.693147180559890330187045, 5.49792301870837117471e-14};

/// x as near 2^exponent, where near is from reference/sqrt(2) to reference sqrt(2), for normal numbers above 0.
struct in_binary {
  double near, exponent;

  LRSCHED_HOST_DEVICE constexpr in_binary(double x, double reference) noexcept : near(x), exponent(0) {
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
constexpr pair log2(double x) noexcept {
  constexpr double subnormal = 53;
  const bool is_small = x < smallest_normal;
  const in_binary given(is_small ? x * power_of_2(subnormal) : x, 1);
  const pair s = pair{given.near - 1, 0} / exact_sum(given.near, 1);
  const pair square = s * s;
  pair sum{0, 0};
  for (int odd = 53; odd > 0; odd -= 2) sum = sum * square + pair{1, 0} / pair{static_cast<double>(odd), 0};
  const double whole = is_small ? given.exponent - subnormal : given.exponent;
  return pair{whole, 0} + pair{2, 0} * one_over_ln_2 * s * sum;
}

/// (atanh(s) - s) / s^3 from z = s^2, for |s| < 0.172; relative error below 2^-53.
LRSCHED_HOST_DEVICE constexpr double atanh_rest(double z) noexcept {
  return horner(z, 0.33333333333333331, 0.20000000000002663, 0.14285714284584236, 0.11111111328295552,
                0.090908868103148078, 0.076936098998654683, 0.066232803173911628, 0.066439836939248403);
}

/// exponent + log2((1+s) / (1-s)) for s = numerator/denominator, |s| < 0.172, to 2^-59 of itself.
/// Products of two numbers of half the digits are exact. The low part is up to a hundredth of the high one.
LRSCHED_HOST_DEVICE constexpr pair log2_by(double numerator, pair denominator, double exponent) noexcept {
  constexpr double scale = one_over_ln_2.high, scale_high = first_half(scale);
  constexpr double scale_low = (scale - scale_high) + one_over_ln_2.low;
  const double inverse = 1 / denominator.high;
  const double s = numerator * inverse, s_high = first_half(s), z = s * s;
  const double denominator_high = first_half(denominator.high);
  const double denominator_low = (denominator.high - denominator_high) + denominator.low;
  const double remainder = (numerator - s_high * denominator_high) - s_high * denominator_low;
  const double rest = sum_of_products(s * z, atanh_rest(z), remainder, inverse);
  const double high = 2 * s_high * scale_high, low = 2 * sum_of_products(rest, scale, s_high, scale_low);
  const double sum = exponent + high;
  return {sum, ((exponent - sum) + high) + low};
}

/// log2(a/b) for normal a and b above 0.
LRSCHED_HOST_DEVICE constexpr pair log2_of_ratio(double a, double b) noexcept {
  const in_binary scaled(a, b);
  return log2_by(scaled.near - b, exact_sum(scaled.near, b), scaled.exponent);
}

/// log2(x) for a normal x above 0, to 2^-50 or so.
LRSCHED_HOST_DEVICE constexpr double quick_log2(double x) noexcept {
  const in_binary scaled(x, 1);
  const double s = (scaled.near - 1) / (scaled.near + 1), z = s * s;
  return scaled.exponent + 2 * one_over_ln_2.high * (s + s * z * atanh_rest(z));
}

/// log2(1 - taken), for which left = 1 - taken is known as well.
LRSCHED_HOST_DEVICE constexpr pair log2_of_left(double taken, double left) noexcept {
  return taken < 0.25 ? log2_by(-taken, exact_sum(2, -taken), 0) : log2_of_ratio(left, 1);
}

/// factor * x, with a low part like that of x.
LRSCHED_HOST_DEVICE constexpr pair scaled_by(double factor, pair x) noexcept {
  const double factor_high = first_half(factor), x_high = first_half(x.high), x_low = (x.high - x_high) + x.low;
  return {factor_high * x_high, sum_of_products(factor, x_low, factor - factor_high, x_high)};
}

/// The exponents of 2 up to which, either way, a power is a normal number.
inline constexpr double normal_exponent = 1020;

/// 2^exponent for a normal exponent; and 1 - 2^exponent for one that is at most 0, with full relative accuracy too.
class exp2 {
 public:
  LRSCHED_HOST_DEVICE constexpr explicit exp2(pair exponent) noexcept
      : exp2(nearest_integer(exponent.high + exponent.low), exponent) {}

  /// The exponent as a whole part, and another from -1/2 to 1/2.
  LRSCHED_HOST_DEVICE constexpr exp2(double whole, double part) noexcept
      : power_(power_of_2(whole)), less_(power_ * exp2_less_1(part)) {}

  LRSCHED_HOST_DEVICE constexpr double value() const noexcept { return power_ + less_; }
  LRSCHED_HOST_DEVICE constexpr double missing() const noexcept { return (1 - power_) - less_; }

 private:
  LRSCHED_HOST_DEVICE constexpr exp2(double whole, pair exponent) noexcept
      : exp2(whole, (exponent.high - whole) + exponent.low) {}

  double power_, less_;
};

/// 2^exponent, of any size.
LRSCHED_HOST_DEVICE constexpr double exp2_of(pair exponent) noexcept {
  constexpr double most = normal_exponent;
  const double size = exponent.high + exponent.low;
  if (-most <= size && size <= most) return exp2(exponent).value();
  if (!(-2 * most <= size && size <= 2 * most)) return size < 0 ? 0 : largest<>;
  const double half = size < 0 ? -most : most;
  return saturated_product(exp2(pair{exponent.high - half, exponent.low}).value(), power_of_2(half));
}

/// initial * rate^(count/every), saturating where no finite number is large enough. The exponent of 2 that one step
/// adds is kept as coarse + fine, where coarse has so few digits that count * coarse is exact up to a count of 2^42,
/// and fine is so small that the rounding of count * fine does not matter: the result is as accurate at step 10^9 as at
/// step 1.
/// For integer counts up to plain_reach() that is all; for others count * coarse is not exact, or no factor need be a
/// normal number.
class growth {
 public:
  growth() = default;

  /// For rate at least 0; a rate of 0 is as good as 2^-2^100. `initials` are what it will be asked to multiply.
  constexpr growth(double rate, double every, auto... initials) noexcept
      : growth((rate > 0 ? log2(rate) : pair{-power_of_2(100), 0}) / pair{every, 0}, initials...) {}

  constexpr explicit growth(pair exponent, auto... initials) noexcept {
    // What is added to the grid is rounded to its last digit, 2^-42; what is smaller keeps 11 digits instead.
    constexpr double grid = 1.5 * power_of_2(exponent_bits - 1);
    const double size = size_of(exponent.high);
    const bool small = size < power_of_2(exponent_bits) / few;
    coarse_ = small ? first_digits<exponent_bits>(exponent.high) : (exponent.high + grid) - grid;
    fine_ = (exponent.high - coarse_) + exponent.low;
    plain_reach_ = !(is_moderate(initials) && ...) ? -1 : size > moderate / few ? moderate / size : few;
  }

  LRSCHED_HOST_DEVICE constexpr double operator()(double initial, double count) const noexcept {
    const bool is_plain = size_of(count) <= plain_reach_ && count == nearest_integer(count);
    return is_plain ? plain(initial, count) : general(initial, count);
  }

  /// After a number of steps that is an integer, up to plain_reach().
  LRSCHED_HOST_DEVICE constexpr double plain(double initial, double count) const noexcept {
    const double coarse = count * coarse_, fine = count * fine_;
    const double whole = nearest_integer(coarse + fine);
    const double less = exp2_less_1((coarse - whole) + fine);
    return (initial + initial * less) * power_of_2(whole);
  }

  /// After any number of steps.
  LRSCHED_HOST_DEVICE constexpr double general(double initial, double count) const noexcept {
    const double size = size_of(coarse_ + fine_), largest_exponent = 3 * normal_exponent;
    const bool beyond = size > largest_exponent / largest<> && count > largest_exponent / size;
    const double reached = beyond ? largest_exponent / size : count;
    const pair coarse = exact_product(reached, coarse_);
    const double fine = reached * fine_ + coarse.low;
    const double whole = nearest_integer(coarse.high + fine), third = nearest_integer(whole / 3);
    const double part = (coarse.high - whole) + fine;
    const double halved = whole < 0 ? 1 : 0;  // so that even the largest number has room for the sum
    const double start = initial * (1 - halved / 2), factor = power_of_2(third);
    const double once = saturated_product(start + start * exp2_less_1(part), factor);
    return saturated_product(saturated_product(once, factor), power_of_2(whole + halved - 2 * third));
  }

  LRSCHED_HOST_DEVICE constexpr double plain_reach() const noexcept { return plain_reach_; }

  /// For counts up to this one: either all will be plain, or none.
  constexpr void decide_for(double count) noexcept {
    if (!(count <= plain_reach_)) plain_reach_ = -1;
  }

  bool operator==(const growth&) const = default;

 private:
  static constexpr int exponent_bits = 11;
  static constexpr double few = power_of_2(53 - exponent_bits);
  static constexpr double moderate = 508;

  LRSCHED_HOST_DEVICE static constexpr double size_of(double x) noexcept { return x < 0 ? -x : x; }

  /// Whether a product of x and 2^moderate, or 2^-moderate, is a normal number, or 0.
  static constexpr bool is_moderate(double x) noexcept {
    return x == 0 || (size_of(x) >= power_of_2(-moderate) && size_of(x) <= power_of_2(moderate));
  }

  double coarse_ = 0, fine_ = 0, plain_reach_ = 0;
};

/// power * log2(rest/whole) for rest and power above 0.
LRSCHED_HOST_DEVICE constexpr pair log2_of_power(double rest, double whole, double power) noexcept {
  return scaled_by(power, log2_of_ratio(rest, whole));
}

/// (rest/whole)^power, or 0 for no rest.
LRSCHED_HOST_DEVICE constexpr double power_of_ratio(double rest, double whole, double power) noexcept {
  if (!(rest > 0)) return 0;
  constexpr double large = 512;
  const bool is_large = whole > power_of_2(large);
  pair logarithm = log2_of_ratio(rest, is_large ? whole * power_of_2(-large) : whole);
  if (is_large) logarithm = logarithm + pair{-large, 0};
  const double no_larger = power_of_2(100);  // larger powers are no different
  return exp2_of(scaled_by(power < no_larger ? power : no_larger, logarithm));
}

/// e^x for x at most 0.
LRSCHED_HOST_DEVICE constexpr double exponential_of(double x) noexcept {
  constexpr pair logarithm = ln_2, inverse = one_over_ln_2;
  if (!(x > -normal_exponent * logarithm.high)) return exp2_of(scaled_by(x > -50'000 ? x : -50'000, inverse));
  const double whole = nearest_integer(x * inverse.high);
  const double rest = (x - whole * logarithm.high) - whole * logarithm.low;
  return exp2(whole, rest * inverse.high).value();
}

/// ln(1 + x) for x at least 0.
LRSCHED_HOST_DEVICE constexpr double logarithm_of_1_plus(double x) noexcept {
  constexpr double scale = ln_2.high + ln_2.low;
  const pair sum = exact_sum(1, x);
  const pair logarithm = log2_of_ratio(sum.high, 1);
  return (logarithm.high + (logarithm.low + sum.low / sum.high / scale)) * scale;
}

/// The square root of x at least 0; correctly rounded in constants too, but for one in a billion.
LRSCHED_HOST_DEVICE constexpr double square_root(double x) noexcept {
  if (!__builtin_is_constant_evaluated()) return __builtin_sqrt(x);
  if (!(x > 0)) return 0;
  const double root = power_of_ratio(x, 1, 0.5);
  const pair square = exact_product(root, root);
  return root + ((x - square.high) - square.low) / (2 * root);
}

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

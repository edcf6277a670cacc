// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_ROUNDING_HPP
#define LRSCHED_DETAIL_ROUNDING_HPP

// How a double is rounded and stored, kept from compilers that rearrange sums or compute with more digits; and what is
// read from its bits. A loop vectorises over all of it: no branches, and no integers but those of 64 bits, which are
// shifted and added.

#include <lrsched/detail/macros_off.hpp>

#if defined(_MSC_VER)
#include <cmath>  // std::fma, std::rint, std::sqrt
#endif
#include <cstdint>  // std::uint64_t

#include <lrsched/detail/host_device.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

static_assert(0.1 != static_cast<double>(0.1F),
              "lrsched counts on constants of type double: compile without -fsingle-precision-constant");

/// The 64 bits of a double, which can be shifted and added, and back.
LRSCHED_HOST_DEVICE constexpr std::uint64_t bits_of(double x) noexcept { return __builtin_bit_cast(std::uint64_t, x); }
LRSCHED_HOST_DEVICE constexpr double of_bits(std::uint64_t x) noexcept { return __builtin_bit_cast(double, x); }

// By their bits, for fast arithmetic takes it for granted that nothing is infinite or no number.

template <class Real>
LRSCHED_HOST_DEVICE constexpr bool is_nan(Real x) noexcept {
  constexpr std::uint64_t infinite = 0x7ff, digits = 53;
  return bits_of(static_cast<double>(x)) << 1 > infinite << digits;
}

LRSCHED_HOST_DEVICE constexpr bool is_finite(double x) noexcept {
  constexpr std::uint64_t infinite = 0x7ff, digits = 53;
  return bits_of(x) << 1 < infinite << digits;
}

template <class Real>
LRSCHED_HOST_DEVICE constexpr bool is_same(Real x, Real y) noexcept {
  return bits_of(static_cast<double>(x)) == bits_of(static_cast<double>(y));
}

/// What g++ and clang have built in, and MSVC in <cmath> alone.
#if defined(_MSC_VER) && !defined(__clang__)
#define LRSCHED_BUILT_IN(name) std::name
#else
#define LRSCHED_BUILT_IN(name) __builtin_##name
#endif

/// Whether the processor multiplies and adds doubles in one, with one rounding, and may. No compiler says what
/// -ffp-contract is.
LRSCHED_HOST_DEVICE constexpr bool fuses() noexcept {
#if !defined(LRSCHED_WITHOUT_FMA) &&                                         \
    (defined(__FMA__) || defined(__FP_FAST_FMA) || defined(__CUDA_ARCH__) || \
     (defined(__ARM_FEATURE_FMA) && defined(__ARM_FP) && (__ARM_FP & 8)))  // 8: not for float alone
  return !__builtin_is_constant_evaluated();
#else
  return false;
#endif
}

/// Whether sums may be computed in another order than they are written in, or with more digits than a double has. g++
/// 11 does not say so.
#if defined(__FAST_MATH__) || defined(__ASSOCIATIVE_MATH__) || defined(_M_FP_FAST) || __FLT_EVAL_METHOD__ == 2 || \
    (defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 12)
inline constexpr bool sums_are_loose = true;
#else
inline constexpr bool sums_are_loose = false;
#endif

/// Whether the compiler may take it for granted that there is no NaN, and drop a comparison that finds one.
#if defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__
inline constexpr bool nan_is_denied = true;
#else
inline constexpr bool nan_is_denied = false;
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
  return LRSCHED_BUILT_IN(rint)(integer);
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

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

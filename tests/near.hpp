// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_NEAR_HPP
#define LRSCHED_TESTS_NEAR_HPP

// What the tests of values share: positions at the corners, and a distance that can be taken in constants.

#include <concepts>
#include <cstdint>
#include <limits>

namespace test {

inline constexpr std::int64_t longest = std::int64_t{1} << 53;

template <class Number>
inline constexpr Number infinity = std::numeric_limits<Number>::infinity();
template <class Number>
inline constexpr Number not_a_number = std::numeric_limits<Number>::quiet_NaN();

/// How far a value is from the one expected, in units of the last place (half as many just below a power of 2).
template <std::floating_point Real>
constexpr long double ulps(Real value, long double expected) {
  const long double error = value < expected ? expected - value : value - expected;
  const long double size = expected < 0 ? -expected : expected;
  const long double unit = size * std::numeric_limits<Real>::epsilon(), least = std::numeric_limits<Real>::denorm_min();
  return error / (unit < least ? least : unit);
}

}  // namespace test

#endif

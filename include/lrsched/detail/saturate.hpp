// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_SATURATE_HPP
#define LRSCHED_DETAIL_SATURATE_HPP

// Sums, products and conversions that stay finite, and what keeps a value between two others.

#include <lrsched/detail/macros_off.hpp>

#include <limits>  // std::numeric_limits

#include <lrsched/detail/host_device.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

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

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

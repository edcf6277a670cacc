// SPDX-License-Identifier: MIT
#ifndef LRSCHED_SHAPE_WAVE_HPP
#define LRSCHED_SHAPE_WAVE_HPP

// Up and down again, forever. With i for the step within the cycle of up + down steps, q = i/up on the way up, and
// q = (up + down - i)/down on the way down:
//
//   triangle   low + (high - low) q
//   sine       low + (high - low) sin(pi q / 2)
//
// A triangle with no way down, or none up, is a saw. For an amplitude that changes, multiply a wave from 0 to 1 by a
// step (once in a cycle), or by an exponential (at every step), and add the low value.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::floating_point
#include <cstdint>   // std::int64_t, std::uint64_t

#include <lrsched/detail/easing.hpp>
#include <lrsched/detail/fields.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// The arguments of a wave: `low` and `high` are in this order, finite, and 0 or at least 1e-280 in size; `up` and
/// `down` are at least 0, and together from 1 to 2^53 steps.
template <std::floating_point Real>
struct wave_params {
  required<Real> low, high;
  required<std::int64_t> up, down;

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"low", &wave_params::low, ramp_end}, field{"high", &wave_params::high, ramp_end},
               field{"up", &wave_params::up, at_least_0}, field{"down", &wave_params::down, at_least_0});
  }

  bool operator==(const wave_params&) const = default;
};

/// The wave itself, over an easing from the low to the high value.
template <std::floating_point Real, class Easing>
class wave {
 public:
  using params = wave_params<Real>;

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position step) const noexcept {
    const auto i = detail::within_cycle(detail::counted(step), given_.up + given_.down);
    const auto up = static_cast<decltype(i)>(given_.up.value), down = static_cast<decltype(i)>(given_.down.value);
    const auto to_go = up - i, gone = i - up, climbed = to_go > 0 ? i : down - gone;
    const double low = double(given_.low), high = double(given_.high);
    if (to_go == 0) return static_cast<Real>(high);
    if (climbed == 0) return static_cast<Real>(low);
    const Easing easing = to_go > 0 ? up_ : down_;
    return static_cast<Real>(detail::ease(easing, low, high, climbed, to_go > 0 ? to_go : gone));
  }

  constexpr params arguments() const noexcept { return given_; }

  bool operator==(const wave&) const = default;

 protected:
  constexpr wave(const char* name, params given) : given_(given) {
    detail::check(name, given);
    detail::require(given.low <= given.high, name, "low", "must not be above high", given.low.value);
    detail::check(name, "high - low", given.high - given.low);
    const auto both = static_cast<std::uint64_t>(given.up.value) + static_cast<std::uint64_t>(given.down.value);
    detail::require(both >= 1, name, "up + down", "must be at least 1", both);
    detail::require(both <= std::uint64_t{detail::longest}, name, "up + down", "must be at most 2^53", both);
    const ends_only ends{double(given.low), double(given.high)};
    if (given.up > 0) up_ = Easing(ends, static_cast<double>(given.up.value));
    if (given.down > 0) down_ = Easing(ends, static_cast<double>(given.down.value));
  }

 private:
  struct ends_only {
    double from, to;
  };

  params given_;
  Easing up_{}, down_{};
};

/// triangle: low + (high - low) q. Within 4 ulp.
/// Example: triangle({.low = 0, .high = 1, .up = 4, .down = 2}) is 0, 0.25, 0.5, 0.75, 1, 0.5, 0, 0.25, ...
/// Source: Smith 2015; PyTorch CyclicLR(step_size_up, step_size_down).
template <std::floating_point Real = double>
class triangle : public wave<Real, detail::line> {
 public:
  static constexpr const char* name = "triangle";
  constexpr explicit triangle(typename triangle::params given)  // params{...} says what is wrong
      : triangle::wave(name, given) {}
};

/// sine: low + (high - low) sin(pi q / 2). Within 4 ulp.
/// Example: sine({.low = 0, .high = 1, .up = 3, .down = 3}) is 0, 0.5, sqrt 3 / 2, 1, sqrt 3 / 2, 0.5, 0, ...
/// Source: ParameterSchedulers.jl Sin.
template <std::floating_point Real = double>
class sine : public wave<Real, detail::quarter_wave> {
 public:
  static constexpr const char* name = "sine";
  constexpr explicit sine(typename sine::params given)  // params{...} says what is wrong
      : sine::wave(name, given) {}
};

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_SHAPE_DECAY_HPP
#define LRSCHED_SHAPE_DECAY_HPP

// From an initial value on a way that never arrives, and so has no length, at step k:
//
//   exponential    initial rate^(k/every)
//   inverse_time   initial / (1 + rate k/every)
//
// Both are smooth. For the forms that move once in `every` steps (a peer's staircase=True) wrap them in staircase,
// for one that ends in take.

#include <concepts>  // std::floating_point
#include <cstdint>   // std::int64_t

#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/math.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline v0 {

/// The arguments of a decay: `initial` is finite, `every` is from 1 to 2^62 steps, and `rate` says what is done in so many.
template <std::floating_point Real>
struct decay_params {
  required<Real> initial, rate;
  std::int64_t every = 1;

  static constexpr auto fields(auto use) {
    return use(detail::field{"initial", &decay_params::initial}, detail::field{"rate", &decay_params::rate},
               detail::field{"every", &decay_params::every});
  }

  bool operator==(const decay_params&) const = default;
};

/// exponential: initial rate^(k/every). `rate` is above 0; one above 1 grows, up to the largest finite value. Within 2 ulp
/// up to step 2^53, and |ln(value/initial)| ulp more beyond.
/// Worked numbers: exponential({.initial = 0.1, .rate = 0.96, .every = 100'000}) is 0.1 at step 0, 0.096 at 100,000
/// and 0.09216 at 200,000.
/// Source: Keras ExponentialDecay(initial_learning_rate, decay_steps, decay_rate).
template <std::floating_point Real = double>
class exponential {
 public:
  using params = decay_params<Real>;

  static constexpr const char* name = "exponential";

  constexpr explicit exponential(params given) : given_(given) {
    detail::require_finite<Real>(name, "initial", given.initial);
    detail::require_above_zero<Real>(name, "rate", given.rate);
    detail::require_length(name, "every", given.every, 1);
    growth_ = detail::growth<wide>(given.rate, static_cast<wide>(given.every));
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position step) const noexcept {
    return detail::narrowed<Real>(growth_(given_.initial.value, static_cast<wide>(detail::counted(step))));
  }

  constexpr params arguments() const noexcept { return given_; }

  bool operator==(const exponential&) const = default;

 private:
  using wide = detail::wide<Real>;

  params given_;
  detail::growth<wide> growth_;
};

/// inverse_time: initial / (1 + rate k/every). `rate` is at least 0. Within 2 ulp.
/// Worked numbers: inverse_time({.initial = 0.1, .rate = 0.5, .every = 10}) is 0.1 at step 0, 0.05 at 20, 0.025 at 60.
/// Source: Keras InverseTimeDecay(initial_learning_rate, decay_steps, decay_rate).
template <std::floating_point Real = double>
class inverse_time {
 public:
  using params = decay_params<Real>;

  static constexpr const char* name = "inverse_time";

  constexpr explicit inverse_time(params given) : given_(given) {
    detail::require_finite<Real>(name, "initial", given.initial);
    detail::require_not_negative<Real>(name, "rate", given.rate);
    detail::require_length(name, "every", given.every, 1);
    slope_ = detail::pair<wide>{given.rate, 0} / detail::pair<wide>{static_cast<wide>(given.every), 0};
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position step) const noexcept {
    const wide count = static_cast<wide>(detail::counted(step));
    return static_cast<Real>(given_.initial.value / (1 + count * slope_.high + count * slope_.low));
  }

  constexpr params arguments() const noexcept { return given_; }

  bool operator==(const inverse_time&) const = default;

 private:
  using wide = detail::wide<Real>;

  params given_;
  detail::pair<wide> slope_{};
};

}  // namespace lrsched::inline v0

#endif

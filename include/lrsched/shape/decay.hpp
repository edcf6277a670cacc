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

#include <lrsched/detail/math.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline v0 {

/// exponential: initial rate^(k/every). `initial` is finite, `rate` above 0, `every` from 1 to 2^62 steps. A rate above
/// 1 grows, up to the largest finite value. Within 2 ulp.
/// Worked numbers: exponential({.initial = 0.1, .rate = 0.96, .every = 100'000}) is 0.1 at step 0, 0.096 at 100,000
/// and 0.09216 at 200,000.
/// Source: Keras ExponentialDecay(initial_learning_rate, decay_steps, decay_rate).
template <std::floating_point Real = double>
class exponential {
 public:
  struct params {
    required<Real> initial, rate;
    std::int64_t every = 1;
  };

  static constexpr const char* name = "exponential";

  constexpr explicit exponential(params given) : initial_(given.initial), rate_(given.rate), every_(given.every) {
    detail::require_finite(name, "initial", initial_);
    detail::require_above_zero(name, "rate", rate_);
    detail::require_length(name, "every", every_, 1);
    growth_ = detail::growth<wide>(rate_, static_cast<wide>(every_));
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position step) const noexcept {
    return detail::narrowed<Real>(growth_(initial_, static_cast<wide>(detail::counted(step))));
  }

  bool operator==(const exponential&) const = default;

 private:
  using wide = detail::wide<Real>;

  Real initial_, rate_;
  std::int64_t every_;
  detail::growth<wide> growth_{};
};

/// inverse_time: initial / (1 + rate k/every). `initial` is finite, `rate` at least 0, `every` from 1 to 2^62 steps.
/// Within 2 ulp.
/// Worked numbers: inverse_time({.initial = 0.1, .rate = 0.5, .every = 10}) is 0.1 at step 0, 0.05 at 20, 0.025 at 60.
/// Source: Keras InverseTimeDecay(initial_learning_rate, decay_steps, decay_rate).
template <std::floating_point Real = double>
class inverse_time {
 public:
  struct params {
    required<Real> initial, rate;
    std::int64_t every = 1;
  };

  static constexpr const char* name = "inverse_time";

  constexpr explicit inverse_time(params given) : initial_(given.initial), rate_(given.rate), every_(given.every) {
    detail::require_finite(name, "initial", initial_);
    detail::require_not_negative(name, "rate", rate_);
    detail::require_length(name, "every", every_, 1);
    slope_ = detail::pair<wide>{rate_, 0} / detail::pair<wide>{static_cast<wide>(every_), 0};
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position step) const noexcept {
    const wide count = static_cast<wide>(detail::counted(step));
    return static_cast<Real>(initial_ / (1 + count * slope_.high + count * slope_.low));
  }

  bool operator==(const inverse_time&) const = default;

 private:
  using wide = detail::wide<Real>;

  Real initial_, rate_;
  std::int64_t every_;
  detail::pair<wide> slope_{};
};

}  // namespace lrsched::inline v0

#endif

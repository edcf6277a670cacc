// SPDX-License-Identifier: MIT
#ifndef LRSCHED_SHAPE_STAIRS_HPP
#define LRSCHED_SHAPE_STAIRS_HPP

// Constant between jumps, and so without a length, at step k:
//
//   step                 initial factor^floor(k/every)
//   multi_step           initial factor^(number of milestones at or before k)
//   piecewise_constant   values[number of milestones at or before k]
//
// A milestone is the first step of the new value. The lists are C++ lists behind the other arguments, and their
// lengths are part of the type:  multi_step({.initial = 0.1, .factor = 0.1}, {30, 60, 80}).

#include <concepts>  // std::floating_point
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int64_t

#include <lrsched/detail/math.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline v0 {

/// step: initial factor^floor(k/every). `initial` is finite, `factor` at least 0 (0: nothing is left from the first jump
/// on), `every` from 1 to 2^62 steps. A factor above 1 grows, up to the largest finite value. Within 2 ulp.
/// Worked numbers: step({.initial = 1, .factor = 0.5, .every = 10}) is 1 for steps 0 to 9, 0.5 for 10 to 19, 0.25 at 20.
/// Source: PyTorch StepLR(step_size, gamma).
template <std::floating_point Real = double>
class step {
 public:
  struct params {
    required<Real> initial, factor;
    required<std::int64_t> every;
  };

  static constexpr const char* name = "step";

  constexpr explicit step(params given) : initial_(given.initial), factor_(given.factor), every_(given.every) {
    detail::require_finite(name, "initial", initial_);
    detail::require_not_negative(name, "factor", factor_);
    detail::require_length(name, "every", every_, 1);
    growth_ = detail::growth<wide>(factor_, 1);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position position) const noexcept {
    const std::int64_t jumps = detail::whole(detail::counted(position)) / every_;
    return detail::narrowed<Real>(growth_(initial_, static_cast<wide>(jumps)));
  }

  bool operator==(const step&) const = default;

 private:
  using wide = detail::wide<Real>;

  Real initial_, factor_;
  std::int64_t every_;
  detail::growth<wide> growth_{};
};

namespace detail {

/// Steps in rising order, at least 0, at which something happens.
template <std::size_t Count>
class milestones {
 public:
  constexpr milestones(const char* name, const std::int64_t (&given)[Count]) {
    for (std::size_t i = 0; i < Count; ++i) {
      require_length(name, "milestones", given[i]);
      require(i == 0 || given[i - 1] <= given[i], name, "milestones", "must not fall", given[i]);
      steps_[i] = given[i];
    }
  }

  /// How many of them are at or before a position: a binary search.
  template <class Counted>
  LRSCHED_HOST_DEVICE constexpr std::size_t passed(Counted position) const noexcept {
    std::size_t low = 0;
    for (std::size_t high = Count; low < high;) {
      const std::size_t middle = low + (high - low) / 2;
      if (static_cast<Counted>(steps_[middle]) <= position)
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  }

  bool operator==(const milestones&) const = default;

 private:
  std::int64_t steps_[Count] = {};
};

}  // namespace detail

/// multi_step: initial factor^(number of milestones at or before k). `initial` and `factor` are as for step; milestones
/// do not fall, are from 0 to 2^62, and one that stands twice counts twice. Within 2 ulp.
/// Worked numbers: multi_step({.initial = 1, .factor = 0.5}, {30, 80}) is 1 up to step 29, 0.5 from 30 and 0.25 from 80.
/// Source: PyTorch MultiStepLR(milestones, gamma).
template <std::size_t Count, std::floating_point Real = double>
class multi_step {
 public:
  struct params {
    required<Real> initial, factor;
  };

  static constexpr const char* name = "multi_step";

  constexpr multi_step(params given, const std::int64_t (&milestones)[Count])
      : initial_(given.initial), factor_(given.factor), milestones_(name, milestones) {
    detail::require_finite(name, "initial", initial_);
    detail::require_not_negative(name, "factor", factor_);
    growth_ = detail::growth<wide>(factor_, 1);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position position) const noexcept {
    const auto jumps = milestones_.passed(detail::counted(position));
    return detail::narrowed<Real>(growth_(initial_, static_cast<wide>(jumps)));
  }

  bool operator==(const multi_step&) const = default;

 private:
  using wide = detail::wide<Real>;

  Real initial_, factor_;
  detail::milestones<Count> milestones_;
  detail::growth<wide> growth_{};
};

/// piecewise_constant: values[number of milestones at or before k], one value more than milestones. The values are
/// finite, the milestones as for multi_step. Exact.
/// Worked numbers: piecewise_constant({0.1, 0.01, 0.001}, {30, 80}) is 0.1 up to step 29, 0.01 from 30 and 0.001
/// from 80. (Keras PiecewiseConstantDecay changes one step later.)
template <std::size_t Count, std::floating_point Real = double>
class piecewise_constant {
 public:
  static constexpr const char* name = "piecewise_constant";

  constexpr piecewise_constant(const Real (&values)[Count + 1], const std::int64_t (&milestones)[Count])
      : milestones_(name, milestones) {
    for (std::size_t i = 0; i <= Count; ++i) {
      detail::require_finite(name, "values", values[i]);
      values_[i] = values[i];
    }
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position position) const noexcept {
    return values_[milestones_.passed(detail::counted(position))];
  }

  bool operator==(const piecewise_constant&) const = default;

 private:
  Real values_[Count + 1] = {};
  detail::milestones<Count> milestones_;
};

template <std::floating_point Real, std::size_t Values, std::size_t Count>
  requires(Values == Count + 1)
piecewise_constant(const Real (&)[Values], const std::int64_t (&)[Count])
->piecewise_constant<Count, Real>;

}  // namespace lrsched::inline v0

#endif

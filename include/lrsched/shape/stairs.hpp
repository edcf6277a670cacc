// SPDX-License-Identifier: MIT
#ifndef LRSCHED_SHAPE_STAIRS_HPP
#define LRSCHED_SHAPE_STAIRS_HPP

// Constant between jumps, and without a length but for the table, at step k:
//
//   step                 initial factor^floor(k/every)
//   growing_step         the same, with stairs each `growth` times as wide as the one before
//   multi_step           initial factor^(number of milestones at or before k)
//   piecewise_constant   values[number of milestones at or before k]
//   table                values[k], and the last one from then on: the one that has a length
//
// Digits are promised for an `initial` of 0, or of at least 1e-290 in size.
//
// A milestone is the first step of the new value. Lists stand in braces behind the other arguments, or are arrays that
// have a name; their lengths are part of the type:  multi_step({.initial = 0.1, .factor = 0.1}, {30, 60, 80}).
// Milestones are integers of any type, values are numbers; if they are not of one floating type, the rate is a double.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::floating_point
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int64_t
#include <span>      // std::span
#include <utility>   // std::move

#include <lrsched/detail/cycles.hpp>
#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/growth.hpp>
#include <lrsched/detail/list.hpp>
#include <lrsched/detail/saturate.hpp>
#include <lrsched/fill.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// step: initial factor^floor(k/every). `initial` is finite, `factor` at least 0 (0: nothing is left from the first
/// jump on), `every` from 1 to 2^53 steps. A factor above 1 grows, up to the largest finite value. Within 4 ulp.
/// Example: step({.initial = 1, .factor = 0.5, .every = 10}) is 1 for steps 0 to 9, 0.5 for 10 to 19, 0.25 at
/// 20.
/// Source: PyTorch StepLR(step_size, gamma).
template <std::floating_point Real = double>
class step {
 public:
  struct params {
    required<Real> initial, factor;
    required<std::int64_t> every;

    static constexpr auto fields(auto use) {
      using namespace detail;
      return use(field{"initial", &params::initial}, field{"factor", &params::factor, at_least_0},
                 field{"every", &params::every, at_least_1});
    }

    bool operator==(const params&) const = default;
  };

  static constexpr const char* name = "step";

  constexpr explicit step(params given)  // params{...} says what is wrong
      : given_(given) {
    detail::check(name, given);
    growth_ = detail::growth(double(given.factor), 1, double(given.initial));
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position position) const noexcept {
    const std::int64_t jumps = detail::whole(detail::counted(position)) / given_.every.value;
    return detail::narrowed<Real>(growth_(double(given_.initial), jumps));
  }

  constexpr void fill(std::span<Real> out, std::int64_t first) const {
    const std::int64_t every = given_.every;
    detail::fill_runs(out, first, *this, [=](std::int64_t k) { return detail::later(k - k % every, every); });
  }

  constexpr params arguments() const noexcept { return given_; }

  bool operator==(const step&) const = default;

 private:
  params given_;
  detail::growth growth_;
};

/// growing_step: initial factor^i, where stair i is the one in which k lies if the first is `every` steps wide, and
/// each is `growth` times as wide as the one before. `growth` is above 0, the others are as for step. Below 1 the last
/// stair is the one before they would be narrower than a step. The stair is found exactly.
/// Example: growing_step({.initial = 1, .factor = 0.5, .every = 10, .growth = 2}) is 1 up to step 9, 0.5 from 10
/// and 0.25 from 30.
template <std::floating_point Real = double>
class growing_step {
 public:
  struct params {
    required<Real> initial, factor;
    required<std::int64_t> every;
    required<double> growth;

    static constexpr auto fields(auto use) {
      using namespace detail;
      return use(field{"initial", &params::initial}, field{"factor", &params::factor, at_least_0},
                 field{"every", &params::every, at_least_1}, field{"growth", &params::growth, above_0});
    }

    bool operator==(const params&) const = default;
  };

  static constexpr const char* name = "growing_step";

  constexpr explicit growing_step(params given)  // params{...} says what is wrong
      : given_(given), cycles_(name, "every", given.every, given.growth) {
    detail::check(name, given);
    growth_ = detail::growth(double(given.factor), 1, double(given.initial));
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position position) const noexcept {
    const std::int64_t jumps = cycles_.index(detail::in_double(position));
    return detail::narrowed<Real>(growth_(double(given_.initial), jumps));
  }

  constexpr params arguments() const noexcept { return given_; }

  bool operator==(const growing_step&) const = default;

 private:
  params given_;
  detail::cycles cycles_;
  detail::growth growth_;
};

/// What multi_step is given before its milestones: as for step.
template <std::floating_point Real = double>
struct multi_step_params {
  required<Real> initial, factor;
};

/// multi_step: initial factor^(number of milestones at or before k). Milestones do not fall, are from 0 to 2^53, and
/// one that stands twice counts twice. Within 4 ulp.
/// Example: multi_step({.initial = 1, .factor = 0.5}, {30, 80}) is 1 up to step 29, 0.5 from 30 and 0.25 from
/// 80.
/// Source: PyTorch MultiStepLR(milestones, gamma).
template <class Milestones, std::floating_point Real = double>
class multi_step {
 public:
  static constexpr const char* name = "multi_step";

  constexpr multi_step(multi_step_params<Real> given,  // multi_step_params<>{...} says what is wrong
                       Milestones milestones)
      : multi_step(given.initial, given.factor, std::move(milestones)) {}

  constexpr multi_step(Real initial, Real factor, Milestones milestones)
      : initial_(initial), factor_(factor), milestones_(std::move(milestones)) {
    detail::check(name, *this);
    detail::require_milestones(name, milestones_);
    growth_ = detail::growth(double(factor), 1, double(initial));
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position position) const noexcept {
    const auto jumps = static_cast<std::int64_t>(detail::passed(milestones_, detail::counted(position)));
    return detail::narrowed<Real>(growth_(double(initial_), jumps));
  }

  constexpr void fill(std::span<Real> out, std::int64_t first) const {
    detail::fill_runs(out, first, *this, [this](std::int64_t k) { return detail::next_milestone(milestones_, k); });
  }

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"initial", &multi_step::initial_}, field{"factor", &multi_step::factor_, at_least_0},
               field{"milestones", &multi_step::milestones_});
  }

  bool operator==(const multi_step&) const = default;

 private:
  Real initial_, factor_;
  Milestones milestones_;
  detail::growth growth_;
};

template <std::floating_point Real = double, class Step, std::size_t Count>
multi_step(multi_step_params<Real>, const Step (&)[Count]) -> multi_step<detail::list_of_steps<Count>, Real>;
template <std::floating_point Real = double, std::size_t Count>
multi_step(multi_step_params<Real>, const numeric<std::int64_t> (&)[Count])
    -> multi_step<detail::list_of_steps<Count>, Real>;

/// piecewise_constant: values[number of milestones at or before k], one value more than milestones. The values are
/// finite, the milestones as for multi_step. Exact.
/// Example: piecewise_constant({0.1, 0.01, 0.001}, {30, 80}) is 0.1 up to step 29, 0.01 from 30 and 0.001
/// from 80. (Keras PiecewiseConstantDecay changes one step later.)
template <class Values, class Milestones>
class piecewise_constant {
 public:
  using value = detail::value_in<Values>;

  static constexpr const char* name = "piecewise_constant";

  constexpr piecewise_constant(Values values, Milestones milestones)
      : values_(std::move(values)), milestones_(std::move(milestones)) {
    detail::require(values_.size() == milestones_.size() + 1, name, "values", "must be one more than milestones",
                    values_.size());
    detail::require_values(name, values_);
    detail::require_milestones(name, milestones_);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr value operator()(Position position) const noexcept {
    return static_cast<value>(values_[detail::passed(milestones_, detail::counted(position))]);
  }

  constexpr void fill(std::span<value> out, std::int64_t first) const {
    detail::fill_runs(out, first, *this, [this](std::int64_t k) { return detail::next_milestone(milestones_, k); });
  }

  static constexpr auto fields(auto use) {
    return use(detail::field{"values", &piecewise_constant::values_},
               detail::field{"milestones", &piecewise_constant::milestones_});
  }

  bool operator==(const piecewise_constant&) const = default;

 private:
  Values values_;
  Milestones milestones_;
};

template <class Value, std::size_t Values, class Step, std::size_t Count>
  requires(Values == Count + 1)
piecewise_constant(const Value (&)[Values], const Step (&)[Count])
->piecewise_constant<detail::list_of_values<Value, Values>, detail::list_of_steps<Count>>;
template <class Value, std::size_t Values, std::size_t Count>
  requires(Values == Count + 1)
piecewise_constant(const Value (&)[Values], const numeric<std::int64_t> (&)[Count])
->piecewise_constant<detail::list_of_values<Value, Values>, detail::list_of_steps<Count>>;
template <std::size_t Values, class Step, std::size_t Count>
  requires(Values == Count + 1)
piecewise_constant(const numeric<double> (&)[Values], const Step (&)[Count])
->piecewise_constant<detail::list_of_values<double, Values>, detail::list_of_steps<Count>>;
template <std::size_t Values, std::size_t Count>
  requires(Values == Count + 1)
piecewise_constant(const numeric<double> (&)[Values], const numeric<std::int64_t> (&)[Count])
->piecewise_constant<detail::list_of_values<double, Values>, detail::list_of_steps<Count>>;

/// table: values[k], and the last value from the end of the list on. There is at least one, and all are finite. Exact.
/// Example: table({0.1, 0.2, 0.4}) is 0.1, 0.2, 0.4, then 0.4.
template <class Values>
class table {
 public:
  using value = detail::value_in<Values>;

  static constexpr const char* name = "table";

  constexpr explicit table(Values values) : values_(std::move(values)) {
    detail::require(values_.size() > 0, name, "values", "must be at least one", values_.size());
    detail::require_values(name, values_);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr value operator()(Position position) const noexcept {
    const std::int64_t step = detail::whole(detail::counted(position));
    return static_cast<value>(values_[static_cast<std::size_t>(step < length() ? step : length() - 1)]);
  }

  LRSCHED_HOST_DEVICE constexpr std::int64_t length() const noexcept {
    return static_cast<std::int64_t>(values_.size());
  }

  static constexpr auto fields(auto use) { return use(detail::field{"values", &table::values_}); }

  bool operator==(const table&) const = default;

 private:
  Values values_;
};

template <class Value, std::size_t Count>
table(const Value (&)[Count]) -> table<detail::list_of_values<Value, Count>>;
template <std::size_t Count>
table(const numeric<double> (&)[Count]) -> table<detail::list_of_values<double, Count>>;

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

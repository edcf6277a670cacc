// SPDX-License-Identifier: MIT
#ifndef LRSCHED_SHAPE_POINTS_HPP
#define LRSCHED_SHAPE_POINTS_HPP

// A curve through points (milestones[j], values[j]). At the milestones it has their values, before the first and from
// the last on it holds, and between two of them it goes as a ramp does:
//
//   piecewise_linear   straight
//   piecewise_cosine   by a half cosine, flat at every point
//
// Two points at one step are a jump to the second of them.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>     // std::floating_point
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <type_traits>  // std::remove_const_t
#include <utility>      // std::move

#include <lrsched/detail/easing.hpp>
#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/list.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// The curve itself, over the easing between two points.
template <class Values, class Milestones, class Easing>
class curve_through {
 public:
  using value = detail::value_in<Values>;

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr value operator()(Position step) const noexcept {
    using count = decltype(detail::counted(step));
    const count position = detail::counted(step);
    const std::size_t next = detail::passed(milestones_, position);
    if (next == 0) return value_at(0);
    const count done = position - static_cast<count>(detail::step_at(milestones_, next - 1));
    if (next >= milestones_.size() || !(done > 0)) return value_at(next - 1);
    const count rest = static_cast<count>(detail::step_at(milestones_, next)) - position;
    return static_cast<value>(detail::ease(easings_[next - 1], static_cast<double>(value_at(next - 1)),
                                           static_cast<double>(value_at(next)), done, rest));
  }

  constexpr std::int64_t length() const noexcept { return detail::step_at(milestones_, milestones_.size() - 1); }

  static constexpr auto fields(auto use) {
    return use(detail::field{"values", &curve_through::values_},
               detail::field{"milestones", &curve_through::milestones_});
  }

  bool operator==(const curve_through&) const = default;

 protected:
  constexpr curve_through(const char* name, Values values, Milestones milestones)
      : values_(std::move(values)), milestones_(std::move(milestones)) {
    detail::require_values(name, values_);
    detail::require_milestones(name, milestones_);
    detail::require(values_.size() > 0, name, "values", "must be at least one", values_.size());
    detail::require(values_.size() == milestones_.size(), name, "values", "must be as many as milestones",
                    values_.size());
    for (std::size_t i = 0; i < values_.size(); ++i) detail::check(name, "values", value_at(i), detail::ramp_end);
    for (std::size_t i = 1; i < values_.size(); ++i)
      detail::check(name, "the difference of two values", value_at(i) - value_at(i - 1));
    if constexpr (requires { easings_.resize(values_.size()); }) easings_.resize(values_.size());
    for (std::size_t i = 1; i < values_.size(); ++i) {
      const ends_only between{double(value_at(i - 1)), double(value_at(i))};
      const std::int64_t steps = detail::step_at(milestones_, i) - detail::step_at(milestones_, i - 1);
      if (steps > 0) easings_[i - 1] = Easing(between, static_cast<double>(steps));
    }
  }

 private:
  struct ends_only {
    double from, to;
  };

  LRSCHED_HOST_DEVICE constexpr value value_at(std::size_t i) const noexcept { return static_cast<value>(values_[i]); }

  Values values_;
  Milestones milestones_;
  typename detail::relisted<Values, Easing>::type easings_{};  // from each point to the next
};

/// piecewise_linear: straight from point to point. The values are finite, and 0 or at least 1e-280 in size,
/// as many as milestones and at least one;
/// milestones do not fall and are from 0 to 2^53. The length is the last milestone. Within 4 ulp.
/// Example: piecewise_linear({0., 1., 0.5}, {0, 4, 8}) is 0.25 at step 1, 1 at 4, 0.75 at 6, and 0.5 from 8 on.
/// Source: optax piecewise_interpolate_schedule("linear").
template <class Values, class Milestones>
class piecewise_linear : public curve_through<Values, Milestones, detail::line> {
 public:
  static constexpr const char* name = "piecewise_linear";
  constexpr piecewise_linear(Values values, Milestones milestones)
      : piecewise_linear::curve_through(name, std::move(values), std::move(milestones)) {}
};

template <class Value, std::size_t Count, class Step>
piecewise_linear(const Value (&)[Count], const Step (&)[Count])
    -> piecewise_linear<detail::list_of_values<Value, Count>, detail::list_of_steps<Count>>;
template <class Value, std::size_t Count>
piecewise_linear(const Value (&)[Count], const numeric<std::int64_t> (&)[Count])
    -> piecewise_linear<detail::list_of_values<Value, Count>, detail::list_of_steps<Count>>;
template <std::size_t Count, class Step>
piecewise_linear(const numeric<double> (&)[Count], const Step (&)[Count])
    -> piecewise_linear<detail::list_of_values<double, Count>, detail::list_of_steps<Count>>;
template <std::size_t Count>
piecewise_linear(const numeric<double> (&)[Count], const numeric<std::int64_t> (&)[Count])
    -> piecewise_linear<detail::list_of_values<double, Count>, detail::list_of_steps<Count>>;

/// piecewise_cosine: by a half cosine from point to point. Arguments as for piecewise_linear. Within 4 ulp.
/// Example: piecewise_cosine({0., 1., 0.5}, {0, 4, 8}) is 0.5 at step 2, 1 at 4, 0.75 at 6, and 0.5 from 8 on.
/// Source: optax piecewise_interpolate_schedule("cosine").
template <class Values, class Milestones>
class piecewise_cosine : public curve_through<Values, Milestones, detail::half_wave> {
 public:
  static constexpr const char* name = "piecewise_cosine";
  constexpr piecewise_cosine(Values values, Milestones milestones)
      : piecewise_cosine::curve_through(name, std::move(values), std::move(milestones)) {}
};

template <class Value, std::size_t Count, class Step>
piecewise_cosine(const Value (&)[Count], const Step (&)[Count])
    -> piecewise_cosine<detail::list_of_values<Value, Count>, detail::list_of_steps<Count>>;
template <class Value, std::size_t Count>
piecewise_cosine(const Value (&)[Count], const numeric<std::int64_t> (&)[Count])
    -> piecewise_cosine<detail::list_of_values<Value, Count>, detail::list_of_steps<Count>>;
template <std::size_t Count, class Step>
piecewise_cosine(const numeric<double> (&)[Count], const Step (&)[Count])
    -> piecewise_cosine<detail::list_of_values<double, Count>, detail::list_of_steps<Count>>;
template <std::size_t Count>
piecewise_cosine(const numeric<double> (&)[Count], const numeric<std::int64_t> (&)[Count])
    -> piecewise_cosine<detail::list_of_values<double, Count>, detail::list_of_steps<Count>>;

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_COMBINE_REVALUE_HPP
#define LRSCHED_COMBINE_REVALUE_HPP

// Other values at the same times. With s, a, b for schedules, at position k:
//
//   scale(s, factor)      factor s(k)
//   clamp(s, low, high)   s(k), or the nearer of the two if it lies outside
//   product{a, b, ...}    a(k) b(k) ...
//
// A product that no finite number can hold is the largest one. scale and clamp end where s ends, a product where the
// last of its parts does, if all of them end.

#include <cstdint>      // std::int64_t
#include <type_traits>  // std::common_type_t
#include <utility>      // std::index_sequence_for, std::move

#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/math.hpp>
#include <lrsched/detail/parts.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline v0 {

/// scale(schedule, factor): factor s(k). `factor` is finite.
/// Worked numbers: scale(linear({.from = 0, .to = 1, .steps = 4}), 10) is 0, 2.5, 5, 7.5, then 10.
template <schedule Schedule>
class scale {
 public:
  static constexpr const char* name = "scale";

  constexpr scale(Schedule schedule, rate_of<Schedule> factor) : schedule_(std::move(schedule)), factor_(factor) {
    detail::require_finite(name, "factor", factor);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    return detail::saturate(factor_ * schedule_(step));
  }

  constexpr std::int64_t length() const noexcept requires finite_schedule<Schedule> { return schedule_.length(); }

  static constexpr auto fields(auto use) {
    return use(detail::field{"schedule", &scale::schedule_}, detail::field{"factor", &scale::factor_});
  }

  bool operator==(const scale&) const = default;

 private:
  Schedule schedule_;
  rate_of<Schedule> factor_;
};

/// clamp(schedule, low, high): s(k) where low <= s(k) <= high, else the bound that it passed. Both are finite, and `low`
/// is not above `high`.
/// Worked numbers: clamp(linear({.from = 0, .to = 1, .steps = 4}), 0.3, 0.6) is 0.3, 0.3, 0.5, 0.6, then 0.6.
template <schedule Schedule>
class clamp {
 public:
  static constexpr const char* name = "clamp";

  constexpr clamp(Schedule schedule, rate_of<Schedule> low, rate_of<Schedule> high)
      : schedule_(std::move(schedule)), low_(low), high_(high) {
    detail::require_finite(name, "low", low);
    detail::require_finite(name, "high", high);
    detail::require(low <= high, name, "low", "must not be above high", low);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    return detail::between(low_, high_, schedule_(step));
  }

  constexpr std::int64_t length() const noexcept requires finite_schedule<Schedule> { return schedule_.length(); }

  static constexpr auto fields(auto use) {
    return use(detail::field{"schedule", &clamp::schedule_}, detail::field{"low", &clamp::low_},
               detail::field{"high", &clamp::high_});
  }

  bool operator==(const clamp&) const = default;

 private:
  Schedule schedule_;
  rate_of<Schedule> low_, high_;
};

/// product{a, b, ...}: a(k) b(k) ... A warm-up that is a factor of the plan, for instance.
/// Worked numbers: product{linear({.from = 0, .to = 1, .steps = 4}), constant({.value = 10})} is 0, 2.5, 5, 7.5, then 10.
template <schedule... Parts>
  requires(sizeof...(Parts) > 0)
class product : detail::parts<std::index_sequence_for<Parts...>, Parts...> {
 public:
  static constexpr const char* name = "product";

  constexpr product(Parts... parts) : product::parts(std::move(parts)...) {}

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr auto operator()(Position step) const noexcept {
    return multiplied(step, std::index_sequence_for<Parts...>());
  }

  constexpr std::int64_t length() const noexcept requires(finite_schedule<Parts>&&...) {
    return longest_part(std::index_sequence_for<Parts...>());
  }

  bool operator==(const product&) const = default;

 private:
  using value = std::common_type_t<rate_of<Parts>...>;

  template <class Position, std::size_t... Index>
  LRSCHED_HOST_DEVICE constexpr value multiplied(Position step, std::index_sequence<Index...>) const noexcept {
    value result = 1;
    ((result = detail::saturate(result * static_cast<value>(detail::at<Index>(*this)(step)))), ...);
    return result;
  }

  template <std::size_t... Index>
  constexpr std::int64_t longest_part(std::index_sequence<Index...>) const noexcept {
    std::int64_t result = 0;
    ((result = detail::at<Index>(*this).length() > result ? detail::at<Index>(*this).length() : result), ...);
    return result;
  }
};

}  // namespace lrsched::inline v0

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_COMBINE_REVALUE_HPP
#define LRSCHED_COMBINE_REVALUE_HPP

// Other values at the same times. With s, a, b for schedules, at position k:
//
//   scale(s, factor)      factor s(k)
//   exponentiate(s, base) base^s(k)
//   clamp(s, low, high)   s(k), or the nearer of the two if it lies outside
//   product{a, b, ...}    a(k) b(k) ...
//   sum{a, b, ...}        a(k) + b(k) + ...
//   minimum{a, b, ...}    the smallest of them
//   maximum{a, b, ...}    the largest of them
//
// Parts are joined from the first to the last, and what no finite number can hold, be it on the way, is the largest
// one. The first three end where s ends; what has several parts ends with the last of them, if all of them end.

#include <lrsched/detail/macros_off.hpp>

#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <span>         // std::span
#include <type_traits>  // std::common_type_t, std::remove_cvref_t
#include <utility>      // std::index_sequence_for, std::move

#include <lrsched/detail/double_double.hpp>
#include <lrsched/detail/elementary.hpp>
#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/parts.hpp>
#include <lrsched/detail/saturate.hpp>
#include <lrsched/fill.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// scale(schedule, factor): factor s(k). `factor` is finite.
/// Example: scale(linear({.from = 0, .to = 1, .steps = 4}), 10) is 0, 2.5, 5, 7.5, then 10.
template <schedule Schedule>
class scale {
 public:
  static constexpr const char* name = "scale";

  constexpr scale(Schedule schedule, rate_of<Schedule> factor) : schedule_(std::move(schedule)), factor_(factor) {
    detail::check(name, *this);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    return detail::saturated_product(factor_, detail::ask(schedule_, step));
  }

  constexpr void fill(std::span<rate_of<Schedule>> out, std::int64_t first) const {
    lrsched::fill(schedule_, out, first);
    const rate_of<Schedule> factor = factor_;
    for (auto& value : out) value = detail::saturated_product(factor, value);
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

/// factor * schedule: the same as scale(schedule, factor).
/// Example: 10 * linear({.from = 0, .to = 1, .steps = 4}) is 2.5 at step 1.
template <schedule Schedule>
constexpr scale<Schedule> operator*(numeric<rate_of<Schedule>> factor, Schedule schedule) {
  return scale<Schedule>(std::move(schedule), factor);
}

/// exponentiate(schedule, base): base^s(k): a curve for the logarithm of the rate, which scale then puts where it belongs.
/// `base` is above 0. What no finite number can hold is the largest one. Within 2 ulp, for the value that s has.
/// Example: exponentiate(linear({.from = 2, .to = -2, .steps = 4}), 10) is 100, 10, 1, 0.1, then 0.01.
template <schedule Schedule>
class exponentiate {
 public:
  static constexpr const char* name = "exponentiate";

  constexpr exponentiate(Schedule schedule, rate_of<Schedule> base) : schedule_(std::move(schedule)), base_(base) {
    detail::check(name, *this);
    log2_of_base_ = detail::log2(static_cast<double>(base));
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    return raised(log2_of_base_, detail::ask(schedule_, step));
  }

  constexpr void fill(std::span<rate_of<Schedule>> out, std::int64_t first) const {
    lrsched::fill(schedule_, out, first);
    const detail::double_double log2_of_base = log2_of_base_;
    for (auto& value : out) value = raised(log2_of_base, value);
  }

  constexpr std::int64_t length() const noexcept requires finite_schedule<Schedule> { return schedule_.length(); }

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"schedule", &exponentiate::schedule_}, field{"base", &exponentiate::base_, above_0});
  }

  bool operator==(const exponentiate&) const = default;

 private:
  LRSCHED_HOST_DEVICE static constexpr rate_of<Schedule> raised(detail::double_double log2_of_base,
                                                                rate_of<Schedule> power) noexcept {
    if (detail::is_nan(power)) return power;
    constexpr double large = detail::power_of_2(100);  // as good as any larger power
    const double exponent = detail::between(-large, large, static_cast<double>(power));
    return detail::narrowed<rate_of<Schedule>>(detail::exp2_of(detail::scaled_by(exponent, log2_of_base)));
  }

  Schedule schedule_;
  rate_of<Schedule> base_;
  detail::double_double log2_of_base_{};
};

/// clamp(schedule, low, high): s(k) where low <= s(k) <= high, else the bound that it passed. Both are finite, and
/// `low` is not above `high`.
/// Example: clamp(linear({.from = 0, .to = 1, .steps = 4}), 0.3, 0.6) is 0.3, 0.3, 0.5, 0.6, then 0.6.
template <schedule Schedule>
class clamp {
 public:
  static constexpr const char* name = "clamp";

  constexpr clamp(Schedule schedule, rate_of<Schedule> low, rate_of<Schedule> high)
      : schedule_(std::move(schedule)), low_(low), high_(high) {
    detail::check(name, *this);
    detail::require(low <= high, name, "low", "must not be above high", low);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position step) const noexcept {
    return detail::between(low_, high_, detail::ask(schedule_, step));
  }

  constexpr void fill(std::span<rate_of<Schedule>> out, std::int64_t first) const {
    lrsched::fill(schedule_, out, first);
    const rate_of<Schedule> low = low_, high = high_;
    for (auto& value : out) value = detail::between(low, high, value);
  }

  constexpr std::int64_t length() const noexcept requires finite_schedule<Schedule> { return schedule_.length(); }

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"schedule", &clamp::schedule_}, field{"low", &clamp::low_}, field{"high", &clamp::high_});
  }

  bool operator==(const clamp&) const = default;

 private:
  Schedule schedule_;
  rate_of<Schedule> low_, high_;
};

namespace detail {

/// What product, sum, minimum and maximum have in common: the values of the parts, joined two by two.
template <class Join, schedule... Parts>
class joined : protected parts<std::index_sequence_for<Parts...>, Parts...> {
  using value = std::common_type_t<rate_of<Parts>...>;

 public:
  static constexpr const char* name = Join::name;

  constexpr explicit joined(Parts... given) : joined::parts(std::move(given)...) {}

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr auto operator()(Position step) const noexcept {
    return value_at(step, std::index_sequence_for<Parts...>());
  }

  constexpr void fill(std::span<value> out, std::int64_t first) const {
    for (; !out.empty(); first += block) {
      const std::span<value> filled = out.first(out.size() < block ? out.size() : block);
      out = out.subspan(filled.size());
      bool is_first = true;
      for_each_part([&](const auto& member) {
        rate_of<std::remove_cvref_t<decltype(member)>> values[block] = {};
        lrsched::fill(member, std::span(values).first(filled.size()), first);
        for (std::size_t i = 0; i < filled.size(); ++i)
          filled[i] =
              is_first ? saturate(static_cast<value>(values[i])) : Join::join(filled[i], static_cast<value>(values[i]));
        is_first = false;
      });
    }
  }

  constexpr std::int64_t length() const noexcept requires(finite_schedule<Parts>&&...) {
    std::int64_t result = 0;
    for_each_part([&](const auto& member) { result = member.length() > result ? member.length() : result; });
    return result;
  }

  using joined::parts::for_each_part;

  bool operator==(const joined&) const = default;

 private:
  template <class Position, std::size_t... Others>
  LRSCHED_HOST_DEVICE constexpr value value_at(Position step, std::index_sequence<0, Others...>) const noexcept {
    value result = saturate(static_cast<value>(ask(at<0>(*this), step)));
    ((result = Join::join(result, static_cast<value>(ask(at<Others>(*this), step)))), ...);
    return result;
  }
};

struct multiply {
  static constexpr const char* name = "product";

  template <class Real>
  LRSCHED_HOST_DEVICE static constexpr Real join(Real a, Real b) noexcept {
    return saturated_product(a, b);
  }
};

struct add {
  static constexpr const char* name = "sum";

  template <class Real>
  LRSCHED_HOST_DEVICE static constexpr Real join(Real a, Real b) noexcept {
    return saturated_sum(a, b);
  }
};

struct smaller {
  static constexpr const char* name = "minimum";

  template <class Real>
  LRSCHED_HOST_DEVICE static constexpr Real join(Real a, Real b) noexcept {
    return b < a ? b : a;
  }
};

struct larger {
  static constexpr const char* name = "maximum";

  template <class Real>
  LRSCHED_HOST_DEVICE static constexpr Real join(Real a, Real b) noexcept {
    return a < b ? b : a;
  }
};

}  // namespace detail

/// product{a, b, ...}: a(k) b(k) ... A warm-up that is a factor of the plan, for instance.
/// Example: product{linear({.from = 0, .to = 1, .steps = 4}), constant({.value = 10})} is 0, 2.5, 5, 7.5, then
/// 10. Of constants, 1e200 1e-200 1e200 is 1e200, but 1e200 1e200 1e-200 is 1e-200 times the largest number.
template <schedule... Parts>
  requires(sizeof...(Parts) > 0)
class product : public detail::joined<detail::multiply, Parts...> {
 public:
  constexpr product(Parts... parts) : product::joined(std::move(parts)...) {}
};

/// sum{a, b, ...}: a(k) + b(k) + ... A curve that is lifted to a floor, for instance.
/// Example: sum{linear({.from = 0, .to = 1, .steps = 4}), constant({.value = 1})} is 1, 1.25, 1.5, 1.75, then 2.
template <schedule... Parts>
  requires(sizeof...(Parts) > 0)
class sum : public detail::joined<detail::add, Parts...> {
 public:
  constexpr sum(Parts... parts) : sum::joined(std::move(parts)...) {}
};

/// minimum{a, b, ...}: the smallest of a(k), b(k), ...
/// Example: minimum{linear({.from = 0, .to = 1, .steps = 4}), constant({.value = 0.6})} is 0, 0.25, 0.5, 0.6,
/// 0.6.
template <schedule... Parts>
  requires(sizeof...(Parts) > 0)
class minimum : public detail::joined<detail::smaller, Parts...> {
 public:
  constexpr minimum(Parts... parts) : minimum::joined(std::move(parts)...) {}
};

/// maximum{a, b, ...}: the largest of a(k), b(k), ...
/// Example: maximum{linear({.from = 0, .to = 1, .steps = 4}), constant({.value = 0.6})} is 0.6, 0.6, 0.6, 0.75,
/// 1.
template <schedule... Parts>
  requires(sizeof...(Parts) > 0)
class maximum : public detail::joined<detail::larger, Parts...> {
 public:
  constexpr maximum(Parts... parts) : maximum::joined(std::move(parts)...) {}
};

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

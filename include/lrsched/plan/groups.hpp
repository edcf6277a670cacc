// SPDX-License-Identifier: MIT
#ifndef LRSCHED_PLAN_GROUPS_HPP
#define LRSCHED_PLAN_GROUPS_HPP

// A schedule for each group of parameters, of one optimizer or of several, in one value:
//
//   groups{a, b, ...}                        {a(k), b(k), ...}
//   with_factors(s, {factor, factor, ...})   groups{factor * s, factor * s, ...}
//
// A loop asks once for an update, and gives each value its name. As many names as there are groups compile, no others,
// so that no group is forgotten:
//
//   constexpr lrsched::groups rates{0.02 * plan, 3e-4 * plan};
//   const auto [muon, adamw] = rates(step);
//
// What is scheduled for a group need not be a rate. For groups that a file describes see any/any_groups.hpp. In a kernel
// the array needs nvcc's --expt-relaxed-constexpr.

#include <lrsched/detail/macros_off.hpp>

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <type_traits>  // std::common_type_t
#include <utility>      // std::index_sequence_for, std::move

#include <lrsched/combine/revalue.hpp>
#include <lrsched/detail/host_device.hpp>
#include <lrsched/detail/parts.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// groups{a, b, ...}: the array of a(k), b(k), ...
/// Example: groups{linear({.from = 0, .to = 1, .steps = 4}), constant({.value = 7})} is {0.25, 7} at step 1.
template <schedule... Schedules>
  requires(sizeof...(Schedules) > 0)
class groups : detail::parts<std::index_sequence_for<Schedules...>, Schedules...> {
  using value = std::common_type_t<rate_of<Schedules>...>;

 public:
  static constexpr const char* name = "groups";

  constexpr groups(Schedules... schedules) : groups::parts(std::move(schedules)...) {}

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr std::array<value, sizeof...(Schedules)> operator()(Position step) const noexcept {
    return values_at(step, std::index_sequence_for<Schedules...>());
  }

  static constexpr std::size_t size() noexcept { return sizeof...(Schedules); }

  using groups::parts::for_each_part;

  bool operator==(const groups&) const = default;

 private:
  template <class Position, std::size_t... Group>
  LRSCHED_HOST_DEVICE constexpr std::array<value, sizeof...(Schedules)> values_at(
      Position step, std::index_sequence<Group...>) const noexcept {
    return {static_cast<value>(detail::ask(detail::at<Group>(*this), step))...};
  }
};

/// One plan, and a factor for each group: its peak, where the plan's own is 1. Factors are finite.
/// Example: with_factors(linear({.from = 0, .to = 1, .steps = 4}), {1, 10}) is {0.25, 2.5} at step 1.
template <schedule Schedule, std::size_t Count>
constexpr auto with_factors(const Schedule& schedule, const double (&factors)[Count]) {
  return [&]<std::size_t... Group>(std::index_sequence<Group...>) {
    return groups{scale<Schedule>(schedule, static_cast<rate_of<Schedule>>(factors[Group]))...};
  }
  (std::make_index_sequence<Count>());
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ANY_RATE_OR_SCHEDULE_HPP
#define LRSCHED_ANY_RATE_OR_SCHEDULE_HPP

// An argument without a default that is a number, for a rate that stays, or a schedule.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::same_as
#include <optional>  // std::optional
#include <utility>   // std::move

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/detail/contract.hpp>
#include <lrsched/shape/ramp.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

struct rate_or_schedule {
  double rate = 0;  // unless there is a schedule
  std::optional<any_schedule<double>> schedule{};

  template <scalar Rate>
  rate_or_schedule(Rate given) : rate(numeric<double>(given)) {}
  template <std::same_as<any_schedule<double>> Schedule>
  rate_or_schedule(Schedule given) : schedule(std::move(given)) {}

  explicit rate_or_schedule() {}  // for readers of files, which then assign

  void for_what_is_held(auto use) const { schedule ? use(*schedule) : use(rate); }

  any_schedule<double> rates() const { return schedule ? *schedule : constant<>({.value = rate}); }
};

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

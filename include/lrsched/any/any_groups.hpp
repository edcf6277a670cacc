// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ANY_ANY_GROUPS_HPP
#define LRSCHED_ANY_ANY_GROUPS_HPP

// Groups whose number is known when the program runs: what groups_from_json (json.hpp) gives.

#include <lrsched/detail/macros_off.hpp>

#include <cstddef>  // std::size_t
#include <utility>  // std::move
#include <vector>   // std::vector

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/combine/revalue.hpp>
#include <lrsched/detail/contract.hpp>
#include <lrsched/plan/groups.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// A schedule for each group of parameters, at least one. Each can be had by its index, to be drawn or checked.
class any_groups {
 public:
  static constexpr const char* name = "groups";

  any_groups() : any_groups(std::vector<any_schedule<double>>(1)) {}
  any_groups(std::vector<any_schedule<double>> schedules) : schedules_(std::move(schedules)) {
    detail::require(size() > 0, name, "schedules", "must be at least one", size());
  }
  template <schedule... Schedules>
  any_groups(const groups<Schedules...>& given) {
    given.for_each_part([&](const auto& schedule) { schedules_.emplace_back(schedule); });
  }

  /// What each of them is at a step, in their order.
  template <position Position>
  std::vector<double> operator()(Position step) const {
    std::vector<double> values(size());
    for (std::size_t i = 0; i < size(); ++i) values[i] = schedules_[i](step);
    return values;
  }

  std::size_t size() const noexcept { return schedules_.size(); }
  const any_schedule<double>& operator[](std::size_t group) const { return schedules_[group]; }

  void for_each_part(auto use) const {
    for (const any_schedule<double>& schedule : schedules_) use(schedule);
  }

  /// As for any_schedule.
  bool operator==(const any_groups&) const = default;

 private:
  std::vector<any_schedule<double>> schedules_;
};

/// One plan, and a factor for each group, of which there is at least one.
inline any_groups with_factors(const any_schedule<double>& schedule, const std::vector<double>& factors) {
  std::vector<any_schedule<double>> schedules(factors.size());
  for (std::size_t i = 0; i < factors.size(); ++i) schedules[i] = scale(schedule, factors[i]);
  return any_groups(std::move(schedules));
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

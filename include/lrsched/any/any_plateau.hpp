// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ANY_ANY_PLATEAU_HPP
#define LRSCHED_ANY_ANY_PLATEAU_HPP

// For when a file, or a framework's name, chooses the plateau: a plateau and the schedule that it lowers in one, the
// schedule asked at the number of observations. The state stays a struct of plain numbers beside it:
//
//   auto rates = lrsched::dialect::pytorch::ReduceLROnPlateau({.base_lr = 0.1, .patience = 3});
//   auto state = rates.start();
//   state = rates.next(state, validation_loss);
//   optimizer.update(rates(state));

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::same_as
#include <memory>    // std::shared_ptr
#include <utility>   // std::move

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/listener.hpp>
#include <lrsched/detail/saturate.hpp>
#include <lrsched/plateau.hpp>
#include <lrsched/shape/ramp.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// After k observations the rate is schedule(k) times the scale of the state; without a schedule it is the scale.
class any_plateau {
 public:
  using state = plateau_state<double>;

  any_plateau() : any_plateau(plateau<double>({})) {}
  any_plateau(plateau<double> rule) : any_plateau(rule, constant<>({.value = 1})) {}
  any_plateau(plateau<double> rule, any_schedule<double> schedule) : rule_(rule), schedule_(std::move(schedule)) {}

  state start() const noexcept { return rule_.start(); }
  state next(const state& now, double metric) const noexcept { return rule_.next(now, metric); }
  double operator()(const state& now) const noexcept {
    return detail::saturated_product(detail::ask(schedule_, now.observations), now.scale);
  }

  /// The name and the arguments that it was made from; of ours, the arguments and the schedule behind them. Needs
  /// any/description.hpp, as == does.
  inline lrsched::description describe() const;

  /// Remembers that it was made by a framework's name.
  inline void rename(lrsched::description call);

  /// As for any_schedule.
  template <std::same_as<any_plateau> Other>
  bool operator==(const Other& other) const {
    const Other& own = *this;
    return own.describe() == other.describe();
  }

 private:
  plateau<double> rule_;
  any_schedule<double> schedule_;
  std::shared_ptr<const lrsched::description> call_{};
};

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_TIMM_HPP
#define LRSCHED_DIALECT_TIMM_HPP

// timm.scheduler of timm 1.0.29.dev0, aa4b5850c154, without its noise. base_lr is the rate of the optimizer. At time t:
//
//   CosineLRScheduler, TanhLRScheduler, PolyLRScheduler   down to lr_min in t_initial, once or cycle after cycle
//   StepLRScheduler, MultiStepLRScheduler                 base_lr decay_rate^n
//   PlateauLRScheduler                                    driven by a metric
//
// t is a number of updates or of epochs, whichever the training loop counts. In front of each stands a linear warm-up
// from warmup_lr_init to base_lr in warmup_t steps. With warmup_prefix the curve begins behind it; without, which is
// the default of the first three, it has begun at 0 and comes out from under the warm-up, with a jump down. A warmup_t
// below 0 is allowed where timm allows it: with warmup_prefix the curve has begun so many steps before 0. t_initial and
// warmup_t need not be whole numbers. A cycle whose base_lr cycle_decay^i is below lr_min begins there, below lr_min,
// as in timm.
//
// t_in_epochs, which says what t is, and initialize change nothing here. noise_range_t must be null, and then the other
// arguments of the noise change nothing either.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::max
#include <cmath>      // std::ceil, std::floor, std::fma, std::fmin, std::nextafter
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <string>     // std::string
#include <utility>    // std::move
#include <vector>     // std::vector

#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/ignored.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/any/step_list.hpp>
#include <lrsched/dialect/common.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0::dialect::timm {

namespace inner {

/// The arguments of a schedule, and those that all have and that change nothing.
template <class Params>
constexpr auto fields_and_ignored(auto use, auto... own) {
  using detail::field;
  return use(own..., field{"t_in_epochs", &Params::t_in_epochs}, field{"noise_range_t", &Params::noise_range_t},
             field{"noise_pct", &Params::noise_pct}, field{"noise_std", &Params::noise_std},
             field{"noise_seed", &Params::noise_seed}, field{"initialize", &Params::initialize});
}

inline void require_no_noise(const char* name, const auto& given) {
  detail::require(!given.noise_range_t.is_given, name, "noise_range_t", "must be null, since the rates have no noise",
                  "a range");
}

/// The warm-up to a rate, and the curve.
inline any_schedule<double> after_warmup(const auto& given, double rate, any_schedule<double> curve) {
  const double steps = given.warmup_t, begun = std::ceil(steps);
  if (steps == 0 || (steps < 0 && !given.warmup_prefix)) return curve;
  if (steps < 0) return detail::shifted(std::move(curve), steps);
  const any_schedule<double> warmup = detail::lasting(
      steps, [&](std::int64_t count) { return linear<>({.from = given.warmup_lr_init, .to = rate, .steps = count}); });
  return any_sequence<double>({warmup, detail::shifted(curve, given.warmup_prefix ? steps - begun : -begun)});
}

/// What the schedulers with cycles refuse alike. Below 1, cycle_mul ends in a logarithm of 0 in timm, and below 0,
/// cycle_decay changes the sign from cycle to cycle.
inline void require_cycles(const char* name, const auto& given) {
  require_no_noise(name, given);
  detail::check(name, given);
  detail::check(name, "t_initial", given.t_initial, detail::above_0);
  detail::check(name, "lr_min", given.lr_min, detail::at_least_0);
  detail::require(given.cycle_mul >= 1, name, "cycle_mul", "must be at least 1", given.cycle_mul);
  detail::check(name, "cycle_decay", given.cycle_decay, detail::at_least_0);
}

/// The first step after cycle_limit cycles, or one more than 2^53.
inline std::int64_t end_of_cycles(const auto& given) {
  const std::int64_t limit = given.cycle_limit;
  constexpr std::int64_t never = detail::longest + 1;
  constexpr double last = static_cast<double>(detail::longest);
  const double end_of_equal = std::ceil(static_cast<double>(limit) * given.t_initial);
  if (!(given.cycle_mul > 1)) return end_of_equal > last ? never : static_cast<std::int64_t>(end_of_equal);
  const bool is_whole = detail::is_whole(given.t_initial);
  const std::int64_t length = is_whole ? static_cast<std::int64_t>(given.t_initial) : 1;
  const detail::cycles cycles("cycles", "t_initial", length, given.cycle_mul);
  const auto cycles_until = [&](std::int64_t step) {
    const double k = static_cast<double>(step);
    return cycles.index(is_whole ? k : std::fmin(k / given.t_initial, last));
  };
  if (cycles_until(detail::longest) < limit) return never;
  std::int64_t before = 0, end = detail::longest;
  while (end - before > 1) {
    const std::int64_t middle = before + (end - before) / 2;
    (cycles_until(middle) < limit ? before : end) = middle;
  }
  return end;
}

/// Cycle after cycle of `way`, a function of what the rate goes from and to, and of the steps: cycle i from base_lr
/// cycle_decay^i to lr_min, cycle_mul^i times as long, and lr_min after cycle_limit of them. Where base_lr
/// cycle_decay^i is below lr_min, timm rises from there to lr_min, and so does this.
inline any_schedule<double> in_cycles(const auto& given, auto way) {
  const constant<> least({.value = given.lr_min});
  if (given.cycle_limit <= 0) return least;
  if (given.cycle_limit == 1)
    return detail::lasting(given.t_initial,
                           [&](std::int64_t steps) { return way(given.base_lr, given.lr_min, steps); });
  const auto again = [&](double from, double to) {
    return detail::lasting(given.t_initial, [&](std::int64_t steps) {
      return repeat_growing(any_finite_schedule<>(any_schedule<double>(way(from, to, steps))), given.cycle_mul);
    });
  };
  const auto limited = [&](auto curve) -> any_schedule<double> {
    const std::int64_t end = end_of_cycles(given);
    if (end > detail::longest) return curve;
    return sequence{take(std::move(curve), end), least};
  };
  if (!(given.cycle_decay < 1 || given.cycle_decay > 1)) return limited(again(given.base_lr, given.lr_min));
  const any_schedule<double> height = detail::lasting(given.t_initial, [&](std::int64_t steps) {
    return growing_step<>(
        {.initial = given.base_lr, .factor = given.cycle_decay, .every = steps, .growth = given.cycle_mul});
  });
  const sum curve{product{height, again(1, 0)}, again(0, given.lr_min)};
  return limited(minimum{maximum{curve, minimum{height, least}}, maximum{height, least}});
}

/// One value for so many steps, and then another one.
inline any_schedule<double> held(double value, std::int64_t steps, double then) {
  return sequence{take(constant<>({.value = value}), steps), take(constant<>({.value = then}), 0)};
}

}  // namespace inner

struct CosineLRScheduler_params {
  required<double> base_lr, t_initial;
  double lr_min = 0, cycle_mul = 1, cycle_decay = 1;
  numeric<std::int64_t> cycle_limit = 1;
  numeric<double> warmup_t = 0;
  double warmup_lr_init = 0;
  bool warmup_prefix = false;
  double k_decay = 1;
  detail::ignored t_in_epochs{}, noise_range_t{}, noise_pct{}, noise_std{}, noise_seed{}, initialize{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = CosineLRScheduler_params;
    return inner::fields_and_ignored<params>(
        use, field{"base_lr", &params::base_lr}, field{"t_initial", &params::t_initial},
        field{"lr_min", &params::lr_min}, field{"cycle_mul", &params::cycle_mul},
        field{"cycle_decay", &params::cycle_decay}, field{"cycle_limit", &params::cycle_limit},
        field{"warmup_t", &params::warmup_t, real_position}, field{"warmup_lr_init", &params::warmup_lr_init},
        field{"warmup_prefix", &params::warmup_prefix}, field{"k_decay", &params::k_decay, at_least_0});
  }
};

/// Cycle i goes by a half cosine from base_lr cycle_decay^i to lr_min in t_initial cycle_mul^i steps, with the
/// progress to the power k_decay; after cycle_limit cycles the rate is lr_min, and so it is always with a cycle_limit
/// of 0 or less, or k_decay 0. The cycle is found exactly; timm, by a logarithm, is one step late at some restarts.
/// Refused: a t_initial of 0 and below and lr_min below 0, as timm does; a cycle_mul below 1, a cycle_decay and a
/// k_decay below 0.
inline any_schedule<double> CosineLRScheduler(CosineLRScheduler_params given) {
  return detail::named("timm.CosineLRScheduler", given, [&](const char* name) -> any_schedule<double> {
    inner::require_cycles(name, given);
    const double k = given.k_decay;
    const auto way = [=](double from, double to, std::int64_t steps) -> any_schedule<double> {
      if (!(k > 0)) return inner::held(to, steps, to);
      if (k < 1 || k > 1) return cosine_k_decay<>({.from = from, .to = to, .steps = steps, .k = k});
      return cosine<>({.from = from, .to = to, .steps = steps});
    };
    return inner::after_warmup(given, given.base_lr, inner::in_cycles(given, way));
  });
}

struct TanhLRScheduler_params {
  required<double> base_lr, t_initial;
  double lb = -7, ub = 3, lr_min = 0, cycle_mul = 1, cycle_decay = 1;
  numeric<std::int64_t> cycle_limit = 1;
  numeric<double> warmup_t = 0;
  double warmup_lr_init = 0;
  bool warmup_prefix = false;
  detail::ignored t_in_epochs{}, noise_range_t{}, noise_pct{}, noise_std{}, noise_seed{}, initialize{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = TanhLRScheduler_params;
    return inner::fields_and_ignored<params>(
        use, field{"base_lr", &params::base_lr}, field{"t_initial", &params::t_initial}, field{"lb", &params::lb},
        field{"ub", &params::ub}, field{"lr_min", &params::lr_min}, field{"cycle_mul", &params::cycle_mul},
        field{"cycle_decay", &params::cycle_decay}, field{"cycle_limit", &params::cycle_limit, at_least_0},
        field{"warmup_t", &params::warmup_t, at_least_0}, field{"warmup_lr_init", &params::warmup_lr_init, at_least_0},
        field{"warmup_prefix", &params::warmup_prefix});
  }
};

/// The same with (1 - tanh(lb (1-p) + ub p)) / 2 in place of the wave, which begins slightly below base_lr and jumps to
/// its end. Without warmup_prefix the warm-up aims at the curve, not at base_lr: there is no jump. Refused: as for
/// CosineLRScheduler; besides lb not below ub, and cycle_limit, warmup_t and warmup_lr_init below 0, as timm does.
inline any_schedule<double> TanhLRScheduler(TanhLRScheduler_params given) {
  return detail::named("timm.TanhLRScheduler", given, [&](const char* name) -> any_schedule<double> {
    inner::require_cycles(name, given);
    detail::require(given.lb < given.ub, name, "lb", "must be below ub", given.lb);
    const auto way = [&](double from, double to, std::int64_t steps) -> any_schedule<double> {
      return hyperbolic_tangent<>({.from = from, .to = to, .steps = steps, .low = given.lb, .high = given.ub});
    };
    const any_schedule<double> curve = inner::in_cycles(given, way);
    return inner::after_warmup(given, given.warmup_prefix ? given.base_lr.value : curve(given.warmup_t.value), curve);
  });
}

struct PolyLRScheduler_params {
  required<double> base_lr, t_initial;
  double power = 0.5, lr_min = 0, cycle_mul = 1, cycle_decay = 1;
  numeric<std::int64_t> cycle_limit = 1;
  numeric<double> warmup_t = 0;
  double warmup_lr_init = 0;
  bool warmup_prefix = false;
  double k_decay = 1;
  detail::ignored t_in_epochs{}, noise_range_t{}, noise_pct{}, noise_std{}, noise_seed{}, initialize{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = PolyLRScheduler_params;
    return inner::fields_and_ignored<params>(
        use, field{"base_lr", &params::base_lr}, field{"t_initial", &params::t_initial},
        field{"power", &params::power, at_least_0}, field{"lr_min", &params::lr_min},
        field{"cycle_mul", &params::cycle_mul}, field{"cycle_decay", &params::cycle_decay},
        field{"cycle_limit", &params::cycle_limit}, field{"warmup_t", &params::warmup_t, real_position},
        field{"warmup_lr_init", &params::warmup_lr_init}, field{"warmup_prefix", &params::warmup_prefix},
        field{"k_decay", &params::k_decay, at_least_0});
  }
};

/// The same with (1 - p^k_decay)^power in place of the wave: with power 0 a cycle stays where it begins. Refused: as
/// for CosineLRScheduler, and a power below 0.
inline any_schedule<double> PolyLRScheduler(PolyLRScheduler_params given) {
  return detail::named("timm.PolyLRScheduler", given, [&](const char* name) -> any_schedule<double> {
    inner::require_cycles(name, given);
    const double power = given.power, k = given.k_decay;
    const auto way = [=](double from, double to, std::int64_t steps) -> any_schedule<double> {
      if (!(power > 0)) return inner::held(from, steps, to);
      if (!(k > 0)) return inner::held(to, steps, to);
      if (k < 1 || k > 1) return polynomial_k_decay<>({.from = from, .to = to, .steps = steps, .power = power, .k = k});
      return polynomial<>({.from = from, .to = to, .steps = steps, .power = power});
    };
    return inner::after_warmup(given, given.base_lr, inner::in_cycles(given, way));
  });
}

struct StepLRScheduler_params {
  required<double> base_lr, decay_t;
  double decay_rate = 1;
  numeric<double> warmup_t = 0;
  double warmup_lr_init = 0;
  bool warmup_prefix = true;
  detail::ignored t_in_epochs{}, noise_range_t{}, noise_pct{}, noise_std{}, noise_seed{}, initialize{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = StepLRScheduler_params;
    return inner::fields_and_ignored<params>(
        use, field{"base_lr", &params::base_lr}, field{"decay_t", &params::decay_t, above_0},
        field{"decay_rate", &params::decay_rate, at_least_0}, field{"warmup_t", &params::warmup_t, real_position},
        field{"warmup_lr_init", &params::warmup_lr_init}, field{"warmup_prefix", &params::warmup_prefix});
  }
};

namespace inner {

/// base_lr decay_rate^floor(t/decay_t), for a decay_t that is no whole number: its double counts, digit by digit, as in
/// timm, so that 11 holds four times 2.2, which is a little more than it says.
class steps_of_a_fraction {
 public:
  static constexpr const char* name = "timm.StepLRScheduler";

  struct params {
    double base_lr, decay_t, decay_rate;

    static constexpr auto fields(auto use) {
      using namespace detail;
      return use(field{"base_lr", &params::base_lr}, field{"decay_t", &params::decay_t},
                 field{"decay_rate", &params::decay_rate});
    }
  };

  explicit steps_of_a_fraction(params given) : given_(given), growth_(given.decay_rate, 1, given.base_lr) {}

  template <position Position>
  double operator()(Position step) const noexcept {
    const double t = static_cast<double>(detail::counted(step));
    const double quotient = std::fmin(std::floor(t / given_.decay_t), static_cast<double>(detail::longest));
    const bool is_rounded_up = std::fma(quotient, given_.decay_t, -t) > 0;
    return growth_(given_.base_lr, is_rounded_up ? quotient - 1 : quotient);
  }

  params arguments() const noexcept { return given_; }

 private:
  params given_;
  detail::growth growth_;
};

}  // namespace inner

/// base_lr decay_rate^floor(t/decay_t), where decay_t need not be a whole number. A decay_rate of 0 leaves nothing
/// after the first stair. Refused: a decay_t of 0, by which timm divides, and below 0; a decay_rate below 0.
inline any_schedule<double> StepLRScheduler(StepLRScheduler_params given) {
  return detail::named("timm.StepLRScheduler", given, [&](const char* name) -> any_schedule<double> {
    inner::require_no_noise(name, given);
    const double every = given.decay_t;
    if (!detail::is_whole(every))
      return inner::after_warmup(given, given.base_lr,
                                 inner::steps_of_a_fraction({given.base_lr, every, given.decay_rate}));
    return inner::after_warmup(
        given, given.base_lr,
        step<>({.initial = given.base_lr, .factor = given.decay_rate, .every = static_cast<std::int64_t>(every)}));
  });
}

struct MultiStepLRScheduler_params {
  required<double> base_lr;
  detail::step_list decay_t{};
  double decay_rate = 1;
  numeric<double> warmup_t = 0;
  double warmup_lr_init = 0;
  bool warmup_prefix = true;
  detail::ignored t_in_epochs{}, noise_range_t{}, noise_pct{}, noise_std{}, noise_seed{}, initialize{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = MultiStepLRScheduler_params;
    return inner::fields_and_ignored<params>(
        use, field{"base_lr", &params::base_lr}, field{"decay_t", &params::decay_t},
        field{"decay_rate", &params::decay_rate, at_least_0}, field{"warmup_t", &params::warmup_t, real_position},
        field{"warmup_lr_init", &params::warmup_lr_init}, field{"warmup_prefix", &params::warmup_prefix});
  }
};

/// base_lr decay_rate^n, where n of the decay_t are at or before t + 1: each acts one step early, 0 and 1 both from the
/// first step on, and one that stands twice acts twice. Refused: no decay_t, and ones that fall, which timm takes for
/// granted that they do not; a decay_rate below 0.
inline any_schedule<double> MultiStepLRScheduler(MultiStepLRScheduler_params given) {
  return detail::named("timm.MultiStepLRScheduler", given, [&](const char* name) {
    inner::require_no_noise(name, given);
    detail::require(!given.decay_t.empty(), name, "decay_t", "must be at least one", given.decay_t.size());
    for (std::size_t i = 0; i < given.decay_t.size(); ++i) {
      detail::check(name, "decay_t", given.decay_t[i], detail::any_position);
      detail::require(i == 0 || given.decay_t[i - 1] <= given.decay_t[i], name, "decay_t", "must not fall",
                      given.decay_t[i]);
    }
    std::vector<std::int64_t> milestones = given.decay_t;
    for (std::int64_t& milestone : milestones) milestone = std::max<std::int64_t>(milestone - 1, 0);
    return inner::after_warmup(
        given, given.base_lr,
        multi_step<std::vector<std::int64_t>>(given.base_lr, given.decay_rate, std::move(milestones)));
  });
}

struct PlateauLRScheduler_params {
  required<double> base_lr;
  double decay_rate = 0.1;
  numeric<std::int64_t> patience_t = 10;
  detail::ignored verbose{};
  double threshold = 1e-4;
  numeric<std::int64_t> cooldown_t = 0, warmup_t = 0;
  double warmup_lr_init = 0, lr_min = 0;
  std::string mode = "max";
  detail::ignored noise_range_t{}, noise_type{}, noise_pct{}, noise_std{}, noise_seed{}, initialize{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = PlateauLRScheduler_params;
    return use(field{"base_lr", &params::base_lr}, field{"decay_rate", &params::decay_rate, at_least_0},
               field{"patience_t", &params::patience_t, at_least_0}, field{"verbose", &params::verbose},
               field{"threshold", &params::threshold, at_least_0}, field{"cooldown_t", &params::cooldown_t, at_least_0},
               field{"warmup_t", &params::warmup_t, at_least_0}, field{"warmup_lr_init", &params::warmup_lr_init},
               field{"lr_min", &params::lr_min, at_least_0}, field{"mode", &params::mode},
               field{"noise_range_t", &params::noise_range_t}, field{"noise_type", &params::noise_type},
               field{"noise_pct", &params::noise_pct}, field{"noise_std", &params::noise_std},
               field{"noise_seed", &params::noise_seed}, field{"initialize", &params::initialize});
  }
};

namespace inner {

/// rate / base_lr, rounded towards 1: base_lr times it is never beyond the rate.
inline double share_of(double base_lr, double rate) {
  const double share = rate / base_lr, product = base_lr * share;
  const bool is_beyond = rate < base_lr ? product < rate : product > rate;
  return is_beyond ? std::nextafter(share, 1) : share;
}

}  // namespace inner

/// PlateauLRScheduler: PyTorch's ReduceLROnPlateau with a relative threshold and an eps of 1e-8, behind the warm-up:
/// the first warmup_t metrics are not looked at. The mode is max unless given. `verbose` changes nothing. Refused: a
/// decay_rate below 0, or of 1 and more as in PyTorch; a threshold that is not from 0 to below 1; a warmup_t below 0,
/// which stays at warmup_lr_init in timm.
inline any_plateau PlateauLRScheduler(PlateauLRScheduler_params given) {
  return detail::named("timm.PlateauLRScheduler", given, [&](const char* name) -> any_plateau {
    const double base = given.base_lr;
    inner::require_no_noise(name, given);
    detail::check(name, "base_lr", base, detail::above_0);
    detail::require(given.decay_rate < 1, name, "decay_rate", "must be below 1", given.decay_rate);
    detail::require(given.threshold < 1, name, "threshold", "must be below 1", given.threshold);
    detail::check(name, "warmup_lr_init", given.warmup_lr_init);
    detail::check(name, "warmup_lr_init / base_lr", given.warmup_lr_init / base);
    detail::require(given.mode == "min" || given.mode == "max", name, "mode", "must be min or max", given.mode.c_str());
    const plateau<double> rate =
        detail::plateau_of_framework({.factor = given.decay_rate,
                                      .patience = given.patience_t,
                                      .cooldown = given.cooldown_t,
                                      .mode = given.mode == "min" ? mode::min : mode::max,
                                      .threshold = {.relative = given.threshold, .rule = threshold_rule::by_value},
                                      .initial = base,
                                      .minimum = given.lr_min,
                                      .min_change = 1e-8,
                                      .warmup_observations = given.warmup_t});
    return {rate, linear<>({.from = inner::share_of(base, given.warmup_lr_init), .to = 1, .steps = given.warmup_t})};
  });
}

/// All of them by name, for json_reader.
struct schedules {
  static constexpr const char* name = "timm";

  static void each(auto use) {
    use("CosineLRScheduler", CosineLRScheduler);
    use("TanhLRScheduler", TanhLRScheduler);
    use("PolyLRScheduler", PolyLRScheduler);
    use("StepLRScheduler", StepLRScheduler);
    use("MultiStepLRScheduler", MultiStepLRScheduler);
  }

  static void each_plateau(auto use) { use("PlateauLRScheduler", PlateauLRScheduler); }
};

}  // namespace lrsched::inline LRSCHED_V0::dialect::timm

#include <lrsched/detail/macros_on.hpp>

#endif

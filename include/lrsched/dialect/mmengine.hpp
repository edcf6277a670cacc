// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_MMENGINE_HPP
#define LRSCHED_DIALECT_MMENGINE_HPP

// The learning rate schedulers of MMEngine 0.11.0rc0, 254342938d9b. Names, arguments and defaults are MMEngine's;
// base_lr is the rate that the optimizer was made with. Each works from `begin` until before `end`: before, the rate is
// base_lr, and after, the last one stays. With i = k - begin, at step k:
//
//   ConstantLR          base_lr factor, and base_lr at the last step
//   LinearLR            base_lr times start_factor to end_factor, which is reached at the last step
//   PolyLR              eta_min + (base_lr - eta_min) (1 - i/N)^power, N = end - begin - 1
//   ExponentialLR       base_lr gamma^i
//   StepLR              base_lr gamma^floor(i/step_size)
//   MultiStepLR         base_lr gamma^(number of milestones at or before i)
//   CosineAnnealingLR   base_lr to eta_min in T_max steps, and up again
//   CosineRestartLR     the same once in each of the periods
//   OneCycleLR          as PyTorch's
//   ReduceOnPlateauLR   driven by a metric
//
// Steps are what the scheduler counts: iterations, or epochs. A begin below 0 counts for the lengths alone: step 0 is
// then the first. The default of `end`, 1e9, is never. end must be above begin, as in MMEngine.
//
// Refused throughout, though MMEngine takes it: a base_lr or gamma below 0.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::max, std::sort
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <optional>   // std::optional
#include <string>     // std::string
#include <utility>    // std::move
#include <vector>     // std::vector

#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/any/step_list.hpp>
#include <lrsched/dialect/common.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0::dialect::mmengine {

// NOLINTBEGIN(readability-identifier-naming): the names are MMEngine's

/// What MMEngine takes for infinity.
inline constexpr std::int64_t never = 1'000'000'000;

/// The arguments of all, around those of one's own.
template <class Params>
constexpr auto fields_around(auto use, auto... own) {
  using namespace detail;
  return use(field{"base_lr", &Params::base_lr, at_least_0}, own..., field{"begin", &Params::begin, any_position},
             field{"end", &Params::end, any_position});
}

/// end - begin, of which there is at least one.
inline std::int64_t steps_in(const char* name, const auto& given) {
  detail::require(given.end > given.begin, name, "end", "must be above begin", given.end.value);
  const std::int64_t steps = given.end - given.begin;
  detail::require(steps <= detail::longest, name, "end", "must be at most 2^53 steps after begin", given.end.value);
  return steps;
}

/// The steps up to the last one, 0 if there is only one or none: so often a rate is made of the one before.
inline std::int64_t changes_in(const auto& given) {
  const std::int64_t first = std::max<std::int64_t>(given.begin, 0);
  return std::max<std::int64_t>(given.end - 1 - first, 0);
}

/// A schedule from begin to end.
inline any_schedule<double> within(const char* name, const auto& given, any_schedule<double> curve) {
  steps_in(name, given);
  const constant<> before({.value = given.base_lr});
  if (given.end <= 0) return before;
  const std::int64_t first = std::max<std::int64_t>(given.begin, 0);
  if (given.end < never) curve = take(std::move(curve), changes_in(given));
  return any_sequence<double>({take(before, first), std::move(curve)});
}

/// The minimum, given as a rate or in parts of base_lr.
inline double minimum_of(const char* name, const auto& given) {
  detail::require(!(given.eta_min && given.eta_min_ratio), name, "eta_min", "must not be given with eta_min_ratio",
                  "both");
  return given.eta_min_ratio ? given.base_lr * *given.eta_min_ratio : given.eta_min.value_or(0);
}

// ---- those that multiply the rate -----------------------------------------------------------------------------------

struct ConstantLR_params {
  required<double> base_lr;
  double factor = 1.0 / 3;
  numeric<std::int64_t> begin = 0, end = never;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = ConstantLR_params;
    return fields_around<params>(use, field{"factor", &params::factor, at_least_0, at_most_1});
  }
};

/// base_lr factor, and base_lr again from end - 1 on; if begin is that, factor stays. Refused, as by MMEngine: a factor
/// that is not from 0 to 1. Refused, since it fails: 0 that has to end, by which it divides.
inline any_schedule<double> ConstantLR(ConstantLR_params given) {
  return detail::named("mmengine.ConstantLR", given, [&](const char* name) {
    const std::int64_t steps = steps_in(name, given) - 1;
    const constant<> low({.value = given.base_lr * given.factor}), high({.value = given.base_lr});
    if (steps == 0 || changes_in(given) < steps || given.end >= never) return within(name, given, low);
    detail::require(given.factor > 0, name, "factor", "must be above 0, since the rate is divided by it at end - 1",
                    given.factor);
    return within(name, given, sequence{take(low, steps), high});
  });
}

struct LinearLR_params {
  required<double> base_lr;
  double start_factor = 1.0 / 3, end_factor = 1;
  numeric<std::int64_t> begin = 0, end = never;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = LinearLR_params;
    return fields_around<params>(use, field{"start_factor", &params::start_factor, at_least_0, at_most_1},
                                 field{"end_factor", &params::end_factor, at_least_0, at_most_1});
  }
};

/// In a straight line from base_lr start_factor at begin to base_lr end_factor at end - 1; if begin is that,
/// start_factor stays. Refused, as by MMEngine: factors that are not from 0 to 1. Refused, since it fails: a
/// start_factor of 0, by which it divides at the second step.
inline any_schedule<double> LinearLR(LinearLR_params given) {
  return detail::named("mmengine.LinearLR", given, [&](const char* name) {
    const std::int64_t steps = steps_in(name, given) - 1;
    const double from = given.base_lr * given.start_factor, to = given.base_lr * given.end_factor;
    if (steps == 0) return within(name, given, constant<>({.value = from}));
    detail::require(given.start_factor > 0 || changes_in(given) == 0, name, "start_factor",
                    "must be above 0, since the second rate is divided by it", given.start_factor);
    return within(name, given, linear<>({.from = from, .to = to, .steps = steps}));
  });
}

struct PolyLR_params {
  required<double> base_lr;
  double eta_min = 0, power = 1;
  numeric<std::int64_t> begin = 0, end = never;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = PolyLR_params;
    return fields_around<params>(use, field{"eta_min", &params::eta_min}, field{"power", &params::power, at_least_0});
  }
};

/// Down, or up, to eta_min at end - 1; with power 0, and if begin is end - 1, base_lr always. Refused: a power below 0,
/// with which MMEngine divides by 0 at the last step.
inline any_schedule<double> PolyLR(PolyLR_params given) {
  return detail::named("mmengine.PolyLR", given, [&](const char* name) {
    const std::int64_t steps = steps_in(name, given) - 1;
    if (steps == 0 || !(given.power > 0)) return within(name, given, constant<>({.value = given.base_lr}));
    return within(name, given,
                  polynomial<>({.from = given.base_lr, .to = given.eta_min, .steps = steps, .power = given.power}));
  });
}

struct ExponentialLR_params {
  required<double> base_lr, gamma;
  numeric<std::int64_t> begin = 0, end = never;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = ExponentialLR_params;
    return fields_around<params>(use, field{"gamma", &params::gamma, at_least_0});
  }
};

/// base_lr gamma^i.
inline any_schedule<double> ExponentialLR(ExponentialLR_params given) {
  return detail::named("mmengine.ExponentialLR", given, [&](const char* name) {
    return within(name, given, exponential<>({.initial = given.base_lr, .rate = given.gamma}));
  });
}

struct StepLR_params {
  required<double> base_lr;
  required<std::int64_t> step_size;
  double gamma = 0.1;
  numeric<std::int64_t> begin = 0, end = never;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = StepLR_params;
    return fields_around<params>(use, field{"step_size", &params::step_size, at_least_1},
                                 field{"gamma", &params::gamma, at_least_0});
  }
};

/// base_lr gamma^floor(i/step_size). step_size is at least 1 (0: MMEngine divides by it).
inline any_schedule<double> StepLR(StepLR_params given) {
  return detail::named("mmengine.StepLR", given, [&](const char* name) {
    return within(name, given, step<>({.initial = given.base_lr, .factor = given.gamma, .every = given.step_size}));
  });
}

struct MultiStepLR_params {
  required<double> base_lr;
  detail::step_list milestones;
  double gamma = 0.1;
  numeric<std::int64_t> begin = 0, end = never;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = MultiStepLR_params;
    return fields_around<params>(use, field{"milestones", &params::milestones},
                                 field{"gamma", &params::gamma, at_least_0});
  }
};

/// base_lr gamma^(number of milestones at or before i), which are counted from begin, in any order; one that stands
/// twice counts twice, and one below 0 never.
inline any_schedule<double> MultiStepLR(MultiStepLR_params given) {
  return detail::named("mmengine.MultiStepLR", given, [&](const char* name) {
    std::vector<std::int64_t> milestones;
    for (const std::int64_t milestone : given.milestones) {
      detail::check(name, "milestones", milestone, detail::any_position);
      if (milestone >= 0) milestones.push_back(milestone);
    }
    std::sort(milestones.begin(), milestones.end());
    return within(name, given,
                  multi_step<std::vector<std::int64_t>>(given.base_lr, given.gamma, std::move(milestones)));
  });
}

// ---- cosines --------------------------------------------------------------------------------------------------------

struct CosineAnnealingLR_params {
  required<double> base_lr;
  std::optional<std::int64_t> T_max{};
  std::optional<double> eta_min{}, eta_min_ratio{};
  numeric<std::int64_t> begin = 0, end = never;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = CosineAnnealingLR_params;
    return fields_around<params>(use, field{"T_max", &params::T_max, at_least_0}, field{"eta_min", &params::eta_min},
                                 field{"eta_min_ratio", &params::eta_min_ratio});
  }
};

/// Half a cosine from base_lr to eta_min, or to base_lr eta_min_ratio, in T_max steps, up again in as many, and so on.
/// Without T_max, or with 0, it is end - begin, so that the last step is one before the minimum. Without a minimum it
/// is 0; both are refused, as by MMEngine. Refused besides: a T_max below 0.
inline any_schedule<double> CosineAnnealingLR(CosineAnnealingLR_params given) {
  return detail::named("mmengine.CosineAnnealingLR", given, [&](const char* name) {
    const std::int64_t all = steps_in(name, given), steps = given.T_max.value_or(0) > 0 ? *given.T_max : all;
    detail::require(steps <= detail::longest / 2, name, "T_max", "must be at most 2^52", steps);
    const double low = minimum_of(name, given);
    const auto half = [&](double from, double to) { return cosine<>({.from = from, .to = to, .steps = steps}); };
    return within(name, given, repeat(sequence{half(given.base_lr, low), half(low, given.base_lr)}));
  });
}

struct CosineRestartLR_params {
  required<double> base_lr;
  detail::step_list periods;
  std::vector<double> restart_weights = {1};
  std::optional<double> eta_min{}, eta_min_ratio{};
  numeric<std::int64_t> begin = 0, end = never;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = CosineRestartLR_params;
    return fields_around<params>(use, field{"periods", &params::periods},
                                 field{"restart_weights", &params::restart_weights}, field{"eta_min", &params::eta_min},
                                 field{"eta_min_ratio", &params::eta_min_ratio});
  }
};

/// In each of the periods half a cosine from base_lr times its weight to eta_min, or to base_lr eta_min_ratio; the last
/// one stays a step before its end. A period of 0 is left out. Refused, as by MMEngine: not as many weights as periods;
/// both minima, or none. Refused besides: a period below 0.
inline any_schedule<double> CosineRestartLR(CosineRestartLR_params given) {
  return detail::named("mmengine.CosineRestartLR", given, [&](const char* name) {
    detail::require(given.restart_weights.size() == given.periods.size(), name, "restart_weights",
                    "must be as many as the periods", given.restart_weights.size());
    detail::require(given.eta_min || given.eta_min_ratio, name, "eta_min", "must be given, or eta_min_ratio",
                    "neither");
    const double low = minimum_of(name, given);
    std::vector<any_schedule<double>> parts;
    for (std::size_t i = 0; i < given.periods.size(); ++i) {
      const double high = given.base_lr * given.restart_weights[i];
      detail::check(name, "periods", given.periods[i], detail::at_least_0);
      detail::check(name, "restart_weights", high);
      if (given.periods[i] > 0) parts.push_back(cosine<>({.from = high, .to = low, .steps = given.periods[i]}));
    }
    if (parts.empty()) return within(name, given, constant<>({.value = given.base_lr}));
    parts.back() = take(parts.back(), *parts.back().length() - 1);
    return within(name, given, any_sequence<double>(std::move(parts)));
  });
}

struct OneCycleLR_params {
  required<double> base_lr;
  double eta_max = 0;
  std::optional<std::int64_t> total_steps{};
  double pct_start = 0.3;
  std::string anneal_strategy = "cos";
  double div_factor = 25, final_div_factor = 1e4;
  bool three_phase = false;
  numeric<std::int64_t> begin = 0, end = never;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = OneCycleLR_params;
    return fields_around<params>(
        use, field{"eta_max", &params::eta_max, at_least_0}, field{"total_steps", &params::total_steps, at_least_1},
        field{"pct_start", &params::pct_start, at_least_0, at_most_1},
        field{"anneal_strategy", &params::anneal_strategy}, field{"div_factor", &params::div_factor, above_0},
        field{"final_div_factor", &params::final_div_factor, above_0}, field{"three_phase", &params::three_phase});
  }
};

/// From eta_max/div_factor at begin up to eta_max and down to eta_max/div_factor/final_div_factor, with three_phase
/// back to where it began in between, in total_steps, or else end - begin; the phases end where PyTorch's do. Step
/// total_steps, if it is before end, runs past the end as in PyTorch; after it MMEngine fails, and ours holds the last
/// rate. Refused, as by MMEngine: a total_steps below 1, a pct_start that is not from 0 to 1, another strategy than cos
/// or linear. Refused, since it divides by 0: pct_start total_steps = 1, factors of 0. Refused besides: factors and an
/// eta_max below 0.
inline any_schedule<double> OneCycleLR(OneCycleLR_params given) {
  return detail::named("mmengine.OneCycleLR", given, [&](const char* name) {
    const std::int64_t steps = given.total_steps.value_or(steps_in(name, given));
    const bool is_straight = given.anneal_strategy == "linear";
    detail::require(given.pct_start * static_cast<double>(steps) != 1, name, "pct_start",
                    "must not be 1/total_steps, which leaves no step between the start and the peak", given.pct_start);
    detail::require(is_straight || given.anneal_strategy == "cos", name, "anneal_strategy", "must be cos or linear",
                    given.anneal_strategy.c_str());
    detail::one_cycle_between_steps cycle;
    cycle.initial = given.eta_max / given.div_factor;
    cycle.peak = given.eta_max;
    cycle.end = cycle.initial / given.final_div_factor;
    cycle.total_steps = steps;
    cycle.share = given.pct_start;
    cycle.linear = is_straight;
    cycle.three_phase = given.three_phase;
    detail::check(name, "eta_max / div_factor / final_div_factor", cycle.end);
    return within(name, given, cycle);
  });
}

// ---- by a metric ----------------------------------------------------------------------------------------------------

struct ReduceOnPlateauLR_params {
  required<double> base_lr;
  std::string monitor = "loss", rule = "less";
  double factor = 0.1;
  numeric<std::int64_t> patience = 10;
  double threshold = 1e-4;
  std::string threshold_rule = "rel";
  numeric<std::int64_t> cooldown = 0;
  double min_value = 0, eps = 1e-8;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = ReduceOnPlateauLR_params;
    return use(field{"base_lr", &params::base_lr, above_0}, field{"monitor", &params::monitor},
               field{"rule", &params::rule}, field{"factor", &params::factor, at_least_0, below_1},
               field{"patience", &params::patience, at_least_0}, field{"threshold", &params::threshold, at_least_0},
               field{"threshold_rule", &params::threshold_rule}, field{"cooldown", &params::cooldown, at_least_0},
               field{"min_value", &params::min_value, at_least_0}, field{"eps", &params::eps, at_least_0});
  }
};

/// ReduceOnPlateauLR: PyTorch's ReduceLROnPlateau, whose mode is a rule, less or greater, here. `monitor` changes
/// nothing. MMEngine begins with 1e9 for the best metric, so that a larger one is bad from the first; here the first is
/// the best. Refused: a factor that is not from 0 to below 1; a threshold below 0, or of 1 and more for rel.
inline any_plateau ReduceOnPlateauLR(ReduceOnPlateauLR_params given) {
  return detail::named("mmengine.ReduceOnPlateauLR", given, [&](const char* name) -> any_plateau {
    const bool relative = given.threshold_rule == "rel";
    detail::require(given.rule == "less" || given.rule == "greater", name, "rule", "must be less or greater",
                    given.rule.c_str());
    detail::require(relative || given.threshold_rule == "abs", name, "threshold_rule", "must be rel or abs",
                    given.threshold_rule.c_str());
    detail::require(!relative || given.threshold < 1, name, "threshold", "must be below 1 for rel", given.threshold);
    return detail::plateau_of_framework({.factor = given.factor,
                                         .patience = given.patience,
                                         .cooldown = given.cooldown,
                                         .mode = given.rule == "less" ? mode::min : mode::max,
                                         .threshold = {.relative = relative ? given.threshold : 0,
                                                       .absolute = relative ? 0 : given.threshold,
                                                       .rule = threshold_rule::by_value},
                                         .initial = given.base_lr,
                                         .minimum = given.min_value,
                                         .min_change = given.eps});
  });
}

/// All of them by name, for json_reader.
struct schedules {
  static constexpr const char* name = "mmengine";

  static void each(auto use) {
    use("ConstantLR", ConstantLR);
    use("LinearLR", LinearLR);
    use("PolyLR", PolyLR);
    use("ExponentialLR", ExponentialLR);
    use("StepLR", StepLR);
    use("MultiStepLR", MultiStepLR);
    use("CosineAnnealingLR", CosineAnnealingLR);
    use("CosineRestartLR", CosineRestartLR);
    use("OneCycleLR", OneCycleLR);
  }

  static void each_plateau(auto use) { use("ReduceOnPlateauLR", ReduceOnPlateauLR); }
};

// NOLINTEND(readability-identifier-naming)

}  // namespace lrsched::inline LRSCHED_V0::dialect::mmengine

#include <lrsched/detail/macros_on.hpp>

#endif

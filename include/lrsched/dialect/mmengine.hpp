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
//   param_scheduler     several of them, one after another or multiplied
//   ReduceOnPlateauLR   driven by a metric
//
// Steps are what the scheduler counts: iterations, or epochs. by_epoch and convert_to_iter_based matter to
// param_scheduler alone, and verbose to nothing. A begin below 0 counts for the lengths alone: step 0 is then the
// first. The default of `end`, 1e9, is never. end must be above begin, as in MMEngine.
//
// Refused throughout, though MMEngine takes it: a base_lr or gamma below 0.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::max, std::min, std::sort, std::stable_sort
#include <concepts>   // std::same_as
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <memory>     // std::shared_ptr, std::unique_ptr
#include <optional>   // std::optional
#include <span>       // std::span
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

namespace lrsched::inline LRSCHED_V0::dialect::mmengine {

// NOLINTBEGIN(readability-identifier-naming): the names are MMEngine's

namespace inner {

using any = any_schedule<double>;

/// What MMEngine takes for infinity.
inline constexpr std::int64_t never = 1'000'000'000;

/// The arguments of all, around those of one's own.
template <class Params>
constexpr auto fields_around(auto use, auto... own) {
  using namespace detail;
  return use(field{"base_lr", &Params::base_lr, at_least_0}, own..., field{"begin", &Params::begin, any_position},
             field{"end", &Params::end, any_position}, field{"by_epoch", &Params::by_epoch},
             field{"convert_to_iter_based", &Params::convert_to_iter_based}, field{"verbose", &Params::verbose});
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
  const std::int64_t first = std::max<std::int64_t>(given.begin, 0), last = std::max<std::int64_t>(given.end, 1) - 1;
  return std::max<std::int64_t>(last - first, 0);
}

/// A curve from begin to end, and the rate that is found at begin.
inline any within(const char* name, const auto& given, double rate, any curve) {
  steps_in(name, given);
  const constant<> before({.value = rate});
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

/// The same arguments with all numbers of epochs, which are their integers, as numbers of iterations.
template <class Params>
Params in_iterations(const char* name, Params given, std::int64_t epoch_length) {
  const auto multiply = [&](const char* argument, std::int64_t& epochs) {
    const std::int64_t most = detail::longest / epoch_length;
    detail::require(-most <= epochs && epochs <= most, name, argument, "must be a length of at most 2^53 in iterations",
                    epochs);
    epochs *= epoch_length;
  };
  const auto count = [&](const char* argument, auto& value) {
    if constexpr (requires { std::int64_t{value.value}; }) {
      if (value != never || argument != std::string("end")) multiply(argument, value.value);
    } else if constexpr (std::same_as<decltype(value), std::optional<std::int64_t>&>) {
      if (value) multiply(argument, *value);
    } else if constexpr (std::same_as<decltype(value), detail::step_list&>) {
      for (std::int64_t& epochs : value) multiply(argument, epochs);
    }
  };
  Params::fields([&](const auto&... fields) { (count(fields.name, given.*fields.member), ...); });
  return given;
}

/// What param_scheduler makes a scheduler do.
struct member {
  virtual ~member() = default;

  /// The rates from a rate that is found at its beginning; of epochs of so many iterations if a length is given.
  virtual any from(double rate, const std::optional<std::int64_t>& epoch_length) const = 0;
};

/// make(name, arguments, rate found) is the curve.
template <class Params, class Make>
struct member_of : member {
  member_of(const char* called, const Params& arguments, Make makes) : name(called), given(arguments), make(makes) {}

  any from(double rate, const std::optional<std::int64_t>& epoch_length) const override {
    if (!epoch_length || !given.by_epoch) return make(name, given, rate);
    if (given.convert_to_iter_based) return make(name, in_iterations(name, given, *epoch_length), rate);
    return keeping_length(make(name, given, rate),
                          [&](const auto& rates) { return staircase(stretch(rates, *epoch_length), *epoch_length); });
  }

  const char* name;
  Params given;
  Make make;
};

/// What a scheduler does to the rate: it multiplies it at every step, goes on from the one that it finds, or replaces
/// it, and with it base_lr for those that come after it.
enum class effect { multiplies, goes_on, replaces };

/// A scheduler: its curve, and what param_scheduler has to know besides.
struct scheduler {
  any alone;
  inner::effect effect;
  double base_lr;
  std::int64_t begin, end;  // at and after 0; no end is 2^53
  bool by_epoch, is_converted;
  std::shared_ptr<const member> as_member;

  template <position Position>
  double operator()(Position step) const noexcept {
    return alone(step);
  }
  void fill(std::span<double> out, std::int64_t first) const { alone.fill(out, first); }
  std::optional<std::int64_t> length() const noexcept { return alone.length(); }
  lrsched::description describe() const { return alone.describe(); }
};

/// What MMEngine calls by a name, whose rates are make(name, arguments, rate found).
template <class Params, class Make>
any named(const char* full_name, const Params& given, inner::effect effect, Make make) {
  return detail::named(full_name, given, [&](const char* name) -> any {
    detail::require(given.by_epoch || !given.convert_to_iter_based, name, "convert_to_iter_based",
                    "must be false, since by_epoch is", "true");
    return scheduler{.alone = make(name, given, given.base_lr),
                     .effect = effect,
                     .base_lr = given.base_lr,
                     .begin = std::max<std::int64_t>(given.begin, 0),
                     .end = given.end < never ? std::max<std::int64_t>(given.end, 0) : detail::longest,
                     .by_epoch = given.by_epoch,
                     .is_converted = given.convert_to_iter_based,
                     .as_member = std::unique_ptr<const member>(new member_of<Params, Make>(name, given, make))};
  });
}

/// The scheduler of MMEngine that a schedule is, if it is one.
inline const scheduler* scheduler_in(const any& schedule) {
  const auto* named = schedule.target<named_schedule>();
  return named != nullptr ? named->plan().target<scheduler>() : nullptr;
}

}  // namespace inner

// ---- those that multiply the rate -----------------------------------------------------------------------------------

struct ConstantLR_params {
  required<double> base_lr;
  double factor = 1.0 / 3;
  numeric<std::int64_t> begin = 0, end = inner::never;
  bool by_epoch = true, convert_to_iter_based = false;
  detail::ignored verbose{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = ConstantLR_params;
    return inner::fields_around<params>(use, field{"factor", &params::factor, at_least_0, at_most_1});
  }
};

/// base_lr factor, and base_lr again from end - 1 on; if begin is that, factor stays. Refused, as by MMEngine: a factor
/// that is not from 0 to 1. Refused, since it fails: 0 that has to end, by which it divides.
inline any_schedule<double> ConstantLR(ConstantLR_params arguments) {
  const auto rates = [](const char* name, const ConstantLR_params& given, double rate) {
    const std::int64_t steps = inner::steps_in(name, given) - 1;
    const constant<> low({.value = rate * given.factor}), high({.value = rate});
    if (steps == 0 || inner::changes_in(given) < steps || given.end >= inner::never)
      return inner::within(name, given, rate, low);
    detail::require(given.factor > 0, name, "factor", "must be above 0, since the rate is divided by it at end - 1",
                    given.factor);
    return inner::within(name, given, rate, sequence{take(low, steps), high});
  };
  return inner::named("mmengine.ConstantLR", arguments, inner::effect::multiplies, rates);
}

struct LinearLR_params {
  required<double> base_lr;
  double start_factor = 1.0 / 3, end_factor = 1;
  numeric<std::int64_t> begin = 0, end = inner::never;
  bool by_epoch = true, convert_to_iter_based = false;
  detail::ignored verbose{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = LinearLR_params;
    return inner::fields_around<params>(use, field{"start_factor", &params::start_factor, at_least_0, at_most_1},
                                        field{"end_factor", &params::end_factor, at_least_0, at_most_1});
  }
};

/// In a straight line from base_lr start_factor at begin to base_lr end_factor at end - 1; if begin is that,
/// start_factor stays. Refused, as by MMEngine: factors that are not from 0 to 1. Refused, since it fails: a
/// start_factor of 0, by which it divides at the second step.
inline any_schedule<double> LinearLR(LinearLR_params arguments) {
  const auto rates = [](const char* name, const LinearLR_params& given, double rate) {
    const std::int64_t steps = inner::steps_in(name, given) - 1;
    const double from = rate * given.start_factor, to = rate * given.end_factor;
    if (steps == 0) return inner::within(name, given, rate, constant<>({.value = from}));
    detail::require(given.start_factor > 0 || inner::changes_in(given) == 0, name, "start_factor",
                    "must be above 0, since the second rate is divided by it", given.start_factor);
    return inner::within(name, given, rate, linear<>({.from = from, .to = to, .steps = steps}));
  };
  return inner::named("mmengine.LinearLR", arguments, inner::effect::multiplies, rates);
}

struct PolyLR_params {
  required<double> base_lr;
  double eta_min = 0, power = 1;
  numeric<std::int64_t> begin = 0, end = inner::never;
  bool by_epoch = true, convert_to_iter_based = false;
  detail::ignored verbose{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = PolyLR_params;
    return inner::fields_around<params>(use, field{"eta_min", &params::eta_min},
                                        field{"power", &params::power, at_least_0});
  }
};

/// Down, or up, to eta_min at end - 1; with power 0, and if begin is end - 1, base_lr always. Refused: a power below 0,
/// with which MMEngine divides by 0 at the last step.
inline any_schedule<double> PolyLR(PolyLR_params arguments) {
  const auto rates = [](const char* name, const PolyLR_params& given, double rate) {
    const std::int64_t steps = inner::steps_in(name, given) - 1;
    if (steps == 0 || !(given.power > 0)) return inner::within(name, given, rate, constant<>({.value = rate}));
    return inner::within(name, given, rate,
                         polynomial<>({.from = rate, .to = given.eta_min, .steps = steps, .power = given.power}));
  };
  return inner::named("mmengine.PolyLR", arguments,
                      arguments.eta_min == 0 ? inner::effect::multiplies : inner::effect::goes_on, rates);
}

struct ExponentialLR_params {
  required<double> base_lr, gamma;
  numeric<std::int64_t> begin = 0, end = inner::never;
  bool by_epoch = true, convert_to_iter_based = false;
  detail::ignored verbose{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = ExponentialLR_params;
    return inner::fields_around<params>(use, field{"gamma", &params::gamma, at_least_0});
  }
};

/// base_lr gamma^i.
inline any_schedule<double> ExponentialLR(ExponentialLR_params arguments) {
  const auto rates = [](const char* name, const ExponentialLR_params& given, double rate) {
    return inner::within(name, given, rate, exponential<>({.initial = rate, .rate = given.gamma}));
  };
  return inner::named("mmengine.ExponentialLR", arguments, inner::effect::multiplies, rates);
}

struct StepLR_params {
  required<double> base_lr;
  required<std::int64_t> step_size;
  double gamma = 0.1;
  numeric<std::int64_t> begin = 0, end = inner::never;
  bool by_epoch = true, convert_to_iter_based = false;
  detail::ignored verbose{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = StepLR_params;
    return inner::fields_around<params>(use, field{"step_size", &params::step_size, at_least_1},
                                        field{"gamma", &params::gamma, at_least_0});
  }
};

/// base_lr gamma^floor(i/step_size). step_size is at least 1 (0: MMEngine divides by it).
inline any_schedule<double> StepLR(StepLR_params arguments) {
  const auto rates = [](const char* name, const StepLR_params& given, double rate) {
    return inner::within(name, given, rate, step<>({.initial = rate, .factor = given.gamma, .every = given.step_size}));
  };
  return inner::named("mmengine.StepLR", arguments, inner::effect::multiplies, rates);
}

struct MultiStepLR_params {
  required<double> base_lr;
  detail::step_list milestones;
  double gamma = 0.1;
  numeric<std::int64_t> begin = 0, end = inner::never;
  bool by_epoch = true, convert_to_iter_based = false;
  detail::ignored verbose{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = MultiStepLR_params;
    return inner::fields_around<params>(use, field{"milestones", &params::milestones},
                                        field{"gamma", &params::gamma, at_least_0});
  }
};

/// base_lr gamma^(number of milestones at or before i), which are counted from begin, in any order; one that stands
/// twice counts twice, and one below 0 never.
inline any_schedule<double> MultiStepLR(MultiStepLR_params arguments) {
  const auto rates = [](const char* name, const MultiStepLR_params& given, double rate) {
    std::vector<std::int64_t> milestones;
    for (const std::int64_t milestone : given.milestones) {
      detail::check(name, "milestones", milestone, detail::any_position);
      if (milestone >= 0) milestones.push_back(milestone);
    }
    std::sort(milestones.begin(), milestones.end());
    return inner::within(name, given, rate,
                         multi_step<std::vector<std::int64_t>>(rate, given.gamma, std::move(milestones)));
  };
  return inner::named("mmengine.MultiStepLR", arguments, inner::effect::multiplies, rates);
}

// ---- cosines --------------------------------------------------------------------------------------------------------

struct CosineAnnealingLR_params {
  required<double> base_lr;
  std::optional<std::int64_t> T_max{};
  std::optional<double> eta_min{}, eta_min_ratio{};
  numeric<std::int64_t> begin = 0, end = inner::never;
  bool by_epoch = true, convert_to_iter_based = false;
  detail::ignored verbose{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = CosineAnnealingLR_params;
    return inner::fields_around<params>(use, field{"T_max", &params::T_max, at_least_0},
                                        field{"eta_min", &params::eta_min},
                                        field{"eta_min_ratio", &params::eta_min_ratio});
  }
};

/// Half a cosine from base_lr to eta_min, or to base_lr eta_min_ratio, in T_max steps, up again in as many, and so on.
/// Without T_max, or with 0, it is end - begin, so that the last step is one before the minimum. Without a minimum it
/// is 0; both are refused, as by MMEngine. Refused besides: a T_max below 0.
inline any_schedule<double> CosineAnnealingLR(CosineAnnealingLR_params arguments) {
  const bool falls_to_0 = arguments.eta_min.value_or(0) == 0 && arguments.eta_min_ratio.value_or(0) == 0 &&
                          (arguments.T_max.value_or(0) == 0 || inner::changes_in(arguments) <= *arguments.T_max);
  const auto rates = [](const char* name, const CosineAnnealingLR_params& given, double rate) {
    const std::int64_t all = inner::steps_in(name, given), steps = given.T_max.value_or(0) > 0 ? *given.T_max : all;
    detail::require(steps <= detail::longest / 2, name, "T_max", "must be at most 2^52", steps);
    const double low = inner::minimum_of(name, given);
    const auto half = [&](double from, double to) { return cosine<>({.from = from, .to = to, .steps = steps}); };
    const sequence down_and_up{half(given.base_lr, low), half(low, given.base_lr)};
    const repeat again(down_and_up);
    if (rate == given.base_lr) return inner::within(name, given, rate, again);
    return inner::within(name, given, rate, sequence{half(rate, low), shift(again, -steps)});
  };
  return inner::named("mmengine.CosineAnnealingLR", arguments,
                      falls_to_0 ? inner::effect::multiplies : inner::effect::goes_on, rates);
}

struct CosineRestartLR_params {
  required<double> base_lr;
  detail::step_list periods;
  std::vector<double> restart_weights = {1};
  std::optional<double> eta_min{}, eta_min_ratio{};
  numeric<std::int64_t> begin = 0, end = inner::never;
  bool by_epoch = true, convert_to_iter_based = false;
  detail::ignored verbose{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = CosineRestartLR_params;
    return inner::fields_around<params>(
        use, field{"periods", &params::periods}, field{"restart_weights", &params::restart_weights},
        field{"eta_min", &params::eta_min}, field{"eta_min_ratio", &params::eta_min_ratio});
  }
};

/// In each of the periods half a cosine from base_lr times its weight to eta_min, or to base_lr eta_min_ratio; the last
/// one stays a step before its end. A period of 0 is left out. Refused, as by MMEngine: not as many weights as periods;
/// both minima, or none. Refused besides: a period below 0.
inline any_schedule<double> CosineRestartLR(CosineRestartLR_params arguments) {
  const auto rates = [](const char* name, const CosineRestartLR_params& given, double rate) {
    detail::require(given.restart_weights.size() == given.periods.size(), name, "restart_weights",
                    "must be as many as the periods", given.restart_weights.size());
    detail::require(given.eta_min || given.eta_min_ratio, name, "eta_min", "must be given, or eta_min_ratio",
                    "neither");
    const double low = inner::minimum_of(name, given);
    std::vector<any_schedule<double>> parts;
    for (std::size_t i = 0; i < given.periods.size(); ++i) {
      const double high = given.base_lr * given.restart_weights[i];
      detail::check(name, "periods", given.periods[i], detail::at_least_0);
      detail::check(name, "restart_weights", high);
      if (given.periods[i] > 0) parts.push_back(cosine<>({.from = high, .to = low, .steps = given.periods[i]}));
    }
    if (parts.empty()) return inner::within(name, given, rate, constant<>({.value = rate}));
    parts.back() = take(parts.back(), *parts.back().length() - 1);
    return inner::within(name, given, rate, any_sequence<double>(std::move(parts)));
  };
  return inner::named("mmengine.CosineRestartLR", arguments, inner::effect::goes_on, rates);
}

struct OneCycleLR_params {
  required<double> base_lr;
  double eta_max = 0;
  std::optional<std::int64_t> total_steps{};
  double pct_start = 0.3;
  std::string anneal_strategy = "cos";
  double div_factor = 25, final_div_factor = 1e4;
  bool three_phase = false;
  numeric<std::int64_t> begin = 0, end = inner::never;
  bool by_epoch = true, convert_to_iter_based = false;
  detail::ignored verbose{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = OneCycleLR_params;
    return inner::fields_around<params>(
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
inline any_schedule<double> OneCycleLR(OneCycleLR_params arguments) {
  const auto rates = [](const char* name, const OneCycleLR_params& given, double rate) {
    const std::int64_t steps = given.total_steps.value_or(inner::steps_in(name, given));
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
    return inner::within(name, given, rate, cycle);
  };
  return inner::named("mmengine.OneCycleLR", arguments, inner::effect::replaces, rates);
}

// ---- several
// -----------------------------------------------------------------------------------------------------------

struct param_scheduler_params {
  required<double> base_lr;
  std::vector<any_schedule<double>> schedulers;
  std::optional<std::int64_t> epoch_length{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = param_scheduler_params;
    return use(field{"base_lr", &params::base_lr, at_least_0}, field{"schedulers", &params::schedulers},
               field{"epoch_length", &params::epoch_length, at_least_1});
  }
};

/// The list that a configuration calls param_scheduler: each one works from its begin until before its end on the rate
/// that it finds, and the last rate stays until the next one begins. Those that are in force at the same time multiply
/// it together. With epoch_length, steps are iterations: a scheduler with by_epoch then changes the rate once in so
/// many, and one with convert_to_iter_based too has all its numbers of epochs multiplied by it. Without, steps are what
/// all schedulers count.
/// Refused: by_epoch and not beside each other, or convert_to_iter_based, without an epoch_length; in force at the same
/// time as others, what does not only multiply the rate (a minimum other than 0, CosineRestartLR, OneCycleLR); a
/// OneCycleLR that is not the last, since it replaces base_lr. The members' base_lr must be its own.
inline any_schedule<double> param_scheduler(param_scheduler_params given) {
  return detail::named("mmengine.param_scheduler", given, [&](const char* name) -> any_schedule<double> {
    const std::size_t count = given.schedulers.size();
    std::vector<inner::scheduler> members;
    for (const auto& schedule : given.schedulers) {
      const inner::scheduler* found = inner::scheduler_in(schedule);
      detail::require(found != nullptr, name, "schedulers", "must be MMEngine's; number", members.size() + 1);
      members.push_back(*found);
      inner::scheduler& member = members.back();
      detail::require(member.base_lr == given.base_lr, name, "base_lr", "must be that of the schedulers",
                      given.base_lr.value);
      detail::require(member.effect != inner::effect::replaces || members.size() == count, name, "schedulers",
                      "but the last must not be of the type OneCycleLR, which replaces base_lr; number",
                      members.size());
      const bool is_clear = member.by_epoch == members[0].by_epoch && !member.is_converted;
      detail::require(given.epoch_length || is_clear, name, "epoch_length",
                      "must be given, since some count epochs and others iterations", "nothing");
      if (member.by_epoch)
        for (std::int64_t* step : {&member.begin, &member.end})
          *step = std::min(*step, detail::longest / given.epoch_length.value_or(1)) * given.epoch_length.value_or(1);
    }
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = 0; j < count; ++j) {
        const inner::scheduler &one = members[i], &other = members[j];
        detail::require(i == j || one.effect == inner::effect::multiplies || one.end <= other.begin ||
                            other.end <= one.begin || one.end == 0 || other.end == 0,
                        name, "schedulers",
                        "must all multiply the rate where several are in force at the same time; number", i + 1);
      }

    // Where one goes on from the rate that it finds, a part begins, with the factors of those that begin later.
    std::vector<inner::any> factors, parts;
    for (const inner::scheduler& member : members)
      if (member.effect == inner::effect::multiplies)
        factors.push_back(member.as_member->from(factors.empty() ? given.base_lr.value : 1, given.epoch_length));
    if (factors.empty()) factors.push_back(constant<>({.value = given.base_lr}));
    const auto product_of = [](std::vector<inner::any> all) -> inner::any {
      if (all.size() == 1) return all[0];
      return any_fold<detail::multiply>(std::move(all));
    };
    inner::any current = product_of(std::move(factors));
    std::int64_t begin = 0;
    std::stable_sort(members.begin(), members.end(),
                     [](const auto& one, const auto& other) { return one.begin < other.begin; });
    for (const inner::scheduler& member : members) {
      if (member.effect == inner::effect::multiplies || member.end == 0) continue;
      const double found = member.begin > 0 ? current(member.begin - 1) : given.base_lr.value;
      parts.push_back(take(detail::shifted(current, -static_cast<double>(begin)), member.begin - begin));
      factors = {member.as_member->from(found, given.epoch_length)};
      for (const inner::scheduler& later : members)
        if (later.effect == inner::effect::multiplies && later.begin >= member.end)
          factors.push_back(later.as_member->from(1, given.epoch_length));
      current = product_of(std::move(factors));
      begin = member.begin;
    }
    parts.push_back(detail::shifted(std::move(current), -static_cast<double>(begin)));
    return any_sequence<double>(std::move(parts));
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
  detail::ignored by_epoch{}, verbose{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = ReduceOnPlateauLR_params;
    return use(field{"base_lr", &params::base_lr, above_0}, field{"monitor", &params::monitor},
               field{"rule", &params::rule}, field{"factor", &params::factor, at_least_0, below_1},
               field{"patience", &params::patience, at_least_0}, field{"threshold", &params::threshold, at_least_0},
               field{"threshold_rule", &params::threshold_rule}, field{"cooldown", &params::cooldown, at_least_0},
               field{"min_value", &params::min_value, at_least_0}, field{"eps", &params::eps, at_least_0},
               field{"by_epoch", &params::by_epoch}, field{"verbose", &params::verbose});
  }
};

/// ReduceOnPlateauLR: PyTorch's ReduceLROnPlateau, whose mode is a rule, less or greater, here. `monitor`,
/// by_epoch and verbose change nothing. MMEngine begins with 1e9 for the best metric, so that a larger one is bad from
/// the first; here the first is the best. Refused: a factor that is not from 0 to below 1; a threshold below 0, or of 1
/// and more for rel.
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
    use("param_scheduler", param_scheduler);
  }

  static void each_plateau(auto use) { use("ReduceOnPlateauLR", ReduceOnPlateauLR); }
};

// NOLINTEND(readability-identifier-naming)

}  // namespace lrsched::inline LRSCHED_V0::dialect::mmengine

#include <lrsched/detail/macros_on.hpp>

#endif

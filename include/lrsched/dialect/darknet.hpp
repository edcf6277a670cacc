// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_DARKNET_HPP
#define LRSCHED_DIALECT_DARKNET_HPP

// get_current_rate of Darknet f6afaabcdf85, computed in double, but for its policy random. The functions are named as
// the policies, the arguments as the options of the section [net], whose defaults they have.
//
// Darknet counts a batch before it asks for the rate of its update: n is 1 at step 0. While n < burn_in the rate is
// learning_rate (n/burn_in)^power; then it is
//
//   constant  learning_rate
//   step      learning_rate scale^floor(n/step)
//   steps     learning_rate, times the scales of the steps that n has reached
//   exp       learning_rate gamma^n
//   poly      learning_rate (1 - n/max_batches)^power
//   sig       learning_rate / (1 + e^(gamma (n - step))) from n = step on
//
// With a scale or a gamma above 1 step and exp rise without bound, as in Darknet, here up to the largest finite rate.
// Refused throughout, though Darknet takes it: a scale of step and a gamma of exp below 0, which change the sign from
// batch to batch; a burn_in below 0, which never ends there.
//
// Darknet computes in float: to 1e-6 of the largest rate.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::max, std::min
#include <cmath>      // std::pow
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <utility>    // std::move
#include <vector>     // std::vector

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/any/step_list.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0::dialect::darknet {

namespace inner {

using any = any_schedule<double>;

/// What all of them have; what one has of its own lies behind it.
template <class Params>
constexpr auto net_fields(auto use, auto... own) {
  using namespace detail;
  return use(field{"learning_rate", &Params::learning_rate}, field{"burn_in", &Params::burn_in, at_least_0},
             field{"power", &Params::power}, own...);
}

/// learning_rate (n/burn_in)^power for n = 1 ... burn_in - 1. A power below 0 falls, from above.
inline any burn_in(const char* name, const auto& given) {
  const std::int64_t steps = given.burn_in - 1;
  if (given.power >= 0)
    return lrsched::power<>(
        {.from = 0, .to = given.learning_rate, .steps = steps, .power = given.power, .includes = ends::neither});
  const double first = given.learning_rate * std::pow(static_cast<double>(given.burn_in), -given.power);
  detail::check(name, "learning_rate burn_in^-power", first);
  return take(inverse_power<>({.initial = first, .rate = 1, .power = -given.power}), steps);
}

/// The burn-in, if there is one, and a curve over n.
inline any after_burn_in(const char* name, const auto& given, any curve) {
  const std::int64_t first = std::max<std::int64_t>(given.burn_in, 1);
  any begun = keeping_length(curve, [&](const auto& inner) { return shift(inner, -first); });
  if (first == 1) return begun;
  return any_sequence<double>({burn_in(name, given), begun});
}

}  // namespace inner

struct constant_params {
  double learning_rate = 0.001;
  numeric<std::int64_t> burn_in = 0;
  double power = 4;

  static constexpr auto fields(auto use) { return inner::net_fields<constant_params>(use); }
};

/// The burn-in, and learning_rate.
inline any_schedule<double> constant(constant_params given) {
  return detail::named("darknet.constant", given, [&](const char* name) {
    return inner::after_burn_in(name, given, lrsched::constant<>({.value = given.learning_rate}));
  });
}

struct step_params {
  double learning_rate = 0.001;
  numeric<std::int64_t> burn_in = 0;
  double power = 4;
  numeric<std::int64_t> step = 1;
  double scale = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    return inner::net_fields<step_params>(use, field{"step", &step_params::step, any_position},
                                          field{"scale", &step_params::scale, at_least_0});
  }
};

/// The burn-in, and learning_rate scale^floor(n/step). A scale of 0 leaves nothing from n = step on, a step below 0 is
/// never reached. Refused: a step of 0, by which Darknet divides.
inline any_schedule<double> step(step_params given) {
  return detail::named("darknet.step", given, [&](const char* name) {
    detail::require(given.step != 0, name, "step", "must not be 0", given.step.value);
    const std::int64_t every = given.step > 0 ? given.step.value : detail::longest;
    const double factor = given.step > 0 ? given.scale : 1;
    return inner::after_burn_in(name, given,
                                lrsched::step<>({.initial = given.learning_rate, .factor = factor, .every = every}));
  });
}

struct steps_params {
  double learning_rate = 0.001;
  numeric<std::int64_t> burn_in = 0;
  double power = 4;
  detail::step_list steps{};
  std::vector<double> scales{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    return inner::net_fields<steps_params>(use, field{"steps", &steps_params::steps},
                                           field{"scales", &steps_params::scales});
  }
};

/// The burn-in, and learning_rate times the scales of all steps before the first one that is above n: one that is
/// smaller than the one before waits for it. A step below 0 is never reached, nor is what stands behind it. Scales
/// without a step are not looked at. Refused: no steps, as Darknet does; a step without a scale, where it reads on
/// behind the end of the list.
inline any_schedule<double> steps(steps_params given) {
  return detail::named("darknet.steps", given, [&](const char* name) {
    detail::require(!given.steps.empty(), name, "steps", "must be at least one", given.steps.size());
    detail::require(given.scales.size() >= given.steps.size(), name, "scales", "must be as many as steps",
                    given.scales.size());
    std::vector<double> rates{given.learning_rate};
    std::vector<std::int64_t> milestones;
    for (std::size_t i = 0; i < given.steps.size(); ++i) {
      const bool is_reached = 0 <= given.steps[i] && given.steps[i] <= detail::longest;
      if (!is_reached) break;
      milestones.push_back(milestones.empty() ? given.steps[i] : std::max(milestones.back(), given.steps[i]));
      rates.push_back(rates.back() * given.scales[i]);
      detail::check(name, "learning_rate scales", rates.back());
    }
    return inner::after_burn_in(
        name, given, piecewise_constant<std::vector<double>, std::vector<std::int64_t>>(std::move(rates), milestones));
  });
}

struct exp_params {
  double learning_rate = 0.001;
  numeric<std::int64_t> burn_in = 0;
  double power = 4, gamma = 1;

  static constexpr auto fields(auto use) {
    return inner::net_fields<exp_params>(use, detail::field{"gamma", &exp_params::gamma, detail::at_least_0});
  }
};

/// The burn-in, and learning_rate gamma^n. gamma 0 leaves nothing.
inline any_schedule<double> exp(exp_params given) {
  return detail::named("darknet.exp", given, [&](const char* name) {
    return inner::after_burn_in(name, given, exponential<>({.initial = given.learning_rate, .rate = given.gamma}));
  });
}

struct poly_params {
  double learning_rate = 0.001;
  numeric<std::int64_t> burn_in = 0;
  double power = 4;
  required<std::int64_t> max_batches;

  static constexpr auto fields(auto use) {
    using namespace detail;
    return inner::net_fields<poly_params>(use, field{"max_batches", &poly_params::max_batches, above_0});
  }
};

/// The burn-in, and learning_rate (1 - n/max_batches)^power with the same power. From n = max_batches on, the last
/// batch of the training, it is 0, or learning_rate with power 0. Refused: a max_batches of 0, Darknet's default, with
/// which there is no training, and below 0, with which it never ends; a power below 0, which ends at infinity.
inline any_schedule<double> poly(poly_params given) {
  return detail::named("darknet.poly", given, [&](const char* name) -> any_schedule<double> {
    detail::check(name, "power", given.power, detail::at_least_0);
    if (!(given.power > 0))
      return inner::after_burn_in(name, given, lrsched::constant<>({.value = given.learning_rate}));
    return inner::after_burn_in(
        name, given,
        polynomial<>({.from = given.learning_rate, .to = 0, .steps = given.max_batches, .power = given.power}));
  });
}

struct sig_params {
  double learning_rate = 0.001;
  numeric<std::int64_t> burn_in = 0;
  double power = 4, gamma = 1;
  numeric<std::int64_t> step = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    return inner::net_fields<sig_params>(use, field{"gamma", &sig_params::gamma},
                                         field{"step", &sig_params::step, any_position});
  }
};

/// The burn-in, and learning_rate / (1 + e^(gamma (n - step))), from half of learning_rate at n = step. Before that
/// Darknet's n - step, which has no sign, is as good as infinite: the rate is 0, or learning_rate with a gamma below 0.
/// With a step below 0 the curve has begun. Refused: a gamma too small to matter.
inline any_schedule<double> sig(sig_params given) {
  return detail::named("darknet.sig", given, [&](const char* name) {
    detail::require(given.gamma == 0 || given.gamma >= 1e-14 || given.gamma <= -1e-14, name, "gamma",
                    "must be 0, or at least 1e-14 in size", given.gamma);
    const sigmoid<> curve({.value = given.learning_rate, .rate = -given.gamma, .middle = 0});
    const double before = given.gamma > 0 ? 0 : given.gamma < 0 ? given.learning_rate : curve(0);
    const std::int64_t step = std::max<std::int64_t>(given.step, 0);
    return inner::after_burn_in(name, given,
                                sequence{take(lrsched::constant<>({.value = before}), step),
                                         shift(curve, std::min<std::int64_t>(given.step, 0))});
  });
}

/// All of them by name, for json_reader.
struct schedules {
  static constexpr const char* name = "darknet";

  static void each(auto use) {
    use("constant", constant);
    use("step", step);
    use("steps", steps);
    use("exp", exp);
    use("poly", poly);
    use("sig", sig);
  }
};

}  // namespace lrsched::inline LRSCHED_V0::dialect::darknet

#include <lrsched/detail/macros_on.hpp>

#endif

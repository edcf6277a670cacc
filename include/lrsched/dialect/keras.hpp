// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_KERAS_HPP
#define LRSCHED_DIALECT_KERAS_HPP

// keras.optimizers.schedules of Keras 3.16.0, in float64. At step s:
//
//   ExponentialDecay        initial decay_rate^(s/decay_steps)
//   PiecewiseConstantDecay  values[number of boundaries below s]
//   PolynomialDecay         end + (initial - end) (1 - s/decay_steps)^power, once or in cycles
//   InverseTimeDecay        initial / (1 + decay_rate s/decay_steps)
//   CosineDecay             an optional linear warm-up, then a half cosine down to a share of its start
//   CosineDecayRestarts     cosine waves, each longer and lower than the one before
//
// and keras.callbacks.ReduceLROnPlateau, which is driven by a metric.
//
// The numbers of steps need not be whole. `name` labels Keras' graph, and nothing here. Keras computes in float32
// unless told otherwise: to 1e-6 of the largest rate.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::max, std::min
#include <cmath>      // std::ceil, std::fabs
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

namespace lrsched::inline LRSCHED_V0::dialect::keras {

struct ExponentialDecay_params {
  required<double> initial_learning_rate, decay_steps, decay_rate;
  bool staircase = false;
  std::string name = "ExponentialDecay";

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = ExponentialDecay_params;
    return use(field{"initial_learning_rate", &params::initial_learning_rate},
               field{"decay_steps", &params::decay_steps, above_0}, field{"decay_rate", &params::decay_rate},
               field{"staircase", &params::staircase}, field{"name", &params::name});
  }
};

/// initial decay_rate^(s/decay_steps), where staircase rounds s/decay_steps down. It never ends. A decay_rate of 0
/// leaves nothing after step 0, or after the first stair. Refused: decay_steps of 0 and below, as Keras does; a
/// decay_rate below 0, whose powers are NaN there.
inline any_schedule<double> ExponentialDecay(ExponentialDecay_params given) {
  return detail::named("keras.ExponentialDecay", given, [&](const char* name) -> any_schedule<double> {
    detail::check(name, "decay_rate", given.decay_rate, detail::at_least_0);
    const double initial = given.initial_learning_rate, rate = given.decay_rate;
    if (!given.staircase && !(rate > 0)) return step<>({.initial = initial, .factor = rate, .every = 1});
    return detail::lasting(given.decay_steps, [&](std::int64_t steps) -> any_schedule<double> {
      if (given.staircase) return step<>({.initial = initial, .factor = rate, .every = steps});
      return exponential<>({.initial = initial, .rate = rate, .every = steps});
    });
  });
}

struct PiecewiseConstantDecay_params {
  detail::step_list boundaries{};
  std::vector<double> values{};
  std::string name = "PiecewiseConstant";

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = PiecewiseConstantDecay_params;
    return use(field{"boundaries", &params::boundaries}, field{"values", &params::values},
               field{"name", &params::name});
  }
};

/// values[number of boundaries below s]: at a boundary the old value still holds, so that it changes one step later
/// than in the other libraries. A boundary below 0 has always been passed. Refused: no boundary, and other than one
/// value more, as Keras does; boundaries that fall, where Keras adds up several values or none.
inline any_schedule<double> PiecewiseConstantDecay(PiecewiseConstantDecay_params given) {
  return detail::named("keras.PiecewiseConstantDecay", given, [&](const char* name) {
    const std::size_t count = given.boundaries.size();
    detail::require(count > 0, name, "boundaries", "must be at least one", count);
    detail::require(given.values.size() == count + 1, name, "values", "must be one more than boundaries",
                    given.values.size());
    for (std::size_t i = 0; i < count; ++i) {
      detail::require(i == 0 || given.boundaries[i - 1] <= given.boundaries[i], name, "boundaries", "must not fall",
                      given.boundaries[i]);
      detail::require(given.boundaries[i] < detail::longest, name, "boundaries", "must be below 2^53",
                      given.boundaries[i]);
    }
    for (const double value : given.values) detail::check(name, "values", value);
    for (std::int64_t& boundary : given.boundaries) boundary = std::max<std::int64_t>(boundary + 1, 0);
    return piecewise_constant(std::move(given.values), std::move(given.boundaries));
  });
}

struct PolynomialDecay_params {
  required<double> initial_learning_rate, decay_steps;
  double end_learning_rate = 0.0001, power = 1;
  bool cycle = false;
  std::string name = "PolynomialDecay";

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = PolynomialDecay_params;
    return use(field{"initial_learning_rate", &params::initial_learning_rate},
               field{"decay_steps", &params::decay_steps, above_0},
               field{"end_learning_rate", &params::end_learning_rate}, field{"power", &params::power, at_least_0},
               field{"cycle", &params::cycle}, field{"name", &params::name});
  }
};

/// end + (initial - end) (1 - s/decay_steps)^power, and end from decay_steps on. With cycle, decay_steps is stretched
/// to its first multiple at or after s, n decay_steps: the rate is end at the multiple itself, and jumps up a step
/// later, each time less far. With power 0 it is initial always. Refused: decay_steps of 0 and below, as Keras does; a
/// power below 0, which ends at infinity there.
inline any_schedule<double> PolynomialDecay(PolynomialDecay_params given) {
  return detail::named("keras.PolynomialDecay", given, [&](const char* name) -> any_schedule<double> {
    const double from = given.initial_learning_rate, to = given.end_learning_rate, power = given.power;
    if (!(power > 0)) return constant<>({.value = from});
    if (given.cycle) {
      detail::require(detail::is_whole(given.decay_steps), name, "decay_steps", "must be a whole number with cycle",
                      given.decay_steps.value);
      return detail::polynomial_in_cycles(from, to, static_cast<std::int64_t>(given.decay_steps), power);
    }
    return detail::lasting(given.decay_steps, [&](std::int64_t steps) {
      return polynomial<>({.from = from, .to = to, .steps = steps, .power = power});
    });
  });
}

struct InverseTimeDecay_params {
  required<double> initial_learning_rate, decay_steps, decay_rate;
  bool staircase = false;
  std::string name = "InverseTimeDecay";

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = InverseTimeDecay_params;
    return use(field{"initial_learning_rate", &params::initial_learning_rate},
               field{"decay_steps", &params::decay_steps, above_0},
               field{"decay_rate", &params::decay_rate, at_least_0}, field{"staircase", &params::staircase},
               field{"name", &params::name});
  }
};

/// initial / (1 + decay_rate s/decay_steps), where staircase rounds s/decay_steps down. It never ends. Refused:
/// decay_steps of 0 and below, as Keras does; a decay_rate below 0, which divides by zero in time.
inline any_schedule<double> InverseTimeDecay(InverseTimeDecay_params given) {
  return detail::named("keras.InverseTimeDecay", given, [&](const char*) -> any_schedule<double> {
    return detail::lasting(given.decay_steps, [&](std::int64_t steps) -> any_schedule<double> {
      const inverse_time<> smooth({.initial = given.initial_learning_rate, .rate = given.decay_rate, .every = steps});
      if (given.staircase) return staircase(smooth, steps);
      return smooth;
    });
  });
}

struct CosineDecay_params {
  required<double> initial_learning_rate, decay_steps;
  double alpha = 0;
  std::string name = "CosineDecay";
  std::optional<double> warmup_target{};
  numeric<double> warmup_steps = 0;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = CosineDecay_params;
    return use(field{"initial_learning_rate", &params::initial_learning_rate},
               field{"decay_steps", &params::decay_steps, above_0}, field{"alpha", &params::alpha},
               field{"name", &params::name}, field{"warmup_target", &params::warmup_target},
               field{"warmup_steps", &params::warmup_steps, real_position});
  }
};

/// Without warmup_target: from initial to alpha initial by a half cosine of decay_steps, then held; warmup_steps
/// is ignored. With it: straight from initial to warmup_target in warmup_steps, and then decay_steps from there to
/// alpha warmup_target. A warm-up of 0 steps starts at the target, one of fewer starts as far inside the wave. Refused:
/// decay_steps of 0 and below, as Keras does.
inline any_schedule<double> CosineDecay(CosineDecay_params given) {
  return detail::named("keras.CosineDecay", given, [&](const char* name) -> any_schedule<double> {
    const double top = given.warmup_target.value_or(given.initial_learning_rate);
    detail::check(name, "warmup_target", top);
    auto decay = detail::lasting(given.decay_steps, [&](std::int64_t steps) {
      return cosine<>({.from = top, .to = given.alpha * top, .steps = steps});
    });
    const double warmup = given.warmup_steps;
    if (!given.warmup_target || warmup == 0) return decay;
    if (warmup < 0) return detail::shifted(decay, warmup);
    const auto up = detail::lasting(warmup, [&](std::int64_t steps) {
      return linear<>({.from = given.initial_learning_rate, .to = top, .steps = steps});
    });
    return any_sequence<double>({up, detail::shifted(decay, warmup - std::ceil(warmup))});
  });
}

struct CosineDecayRestarts_params {
  required<double> initial_learning_rate, first_decay_steps;
  double t_mul = 2, m_mul = 1, alpha = 0;
  std::string name = "SGDRDecay";

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = CosineDecayRestarts_params;
    return use(field{"initial_learning_rate", &params::initial_learning_rate},
               field{"first_decay_steps", &params::first_decay_steps, above_0}, field{"t_mul", &params::t_mul},
               field{"m_mul", &params::m_mul, at_least_0}, field{"alpha", &params::alpha},
               field{"name", &params::name});
  }
};

/// initial (alpha + (1 - alpha) m_mul^i w) in cycle i, of first_decay_steps t_mul^i steps, where w goes from 1 to 0 by
/// a half cosine: m_mul lowers the wave, not the floor. The cycle is found exactly; Keras, by a logarithm, is at
/// the floor for one step more at some restarts. Refused: first_decay_steps of 0 and below, as Keras does; a t_mul
/// below 1, which becomes NaN there; an m_mul below 0, which changes the sign from cycle to cycle.
inline any_schedule<double> CosineDecayRestarts(CosineDecayRestarts_params given) {
  return detail::named("keras.CosineDecayRestarts", given, [&](const char* name) -> any_schedule<double> {
    detail::require(given.t_mul >= 1, name, "t_mul", "must be at least 1", given.t_mul);
    const double first = given.initial_learning_rate, last = first * given.alpha;
    const auto waves = detail::lasting(given.first_decay_steps, [&](std::int64_t steps) {
      return product{
          growing_step<>(
              {.initial = first * (1 - given.alpha), .factor = given.m_mul, .every = steps, .growth = given.t_mul}),
          repeat_growing(cosine<>({.from = 1, .to = 0, .steps = steps}), given.t_mul)};
    });
    const sum curve{waves, constant<>({.value = last})};
    if (given.m_mul > 1) return curve;  // which rises from cycle to cycle
    return clamp(curve, std::min(first, last), std::max(first, last));
  });
}

struct ReduceLROnPlateau_params {
  required<double> base_lr;
  std::string monitor = "val_loss";
  double factor = 0.1;
  numeric<std::int64_t> patience = 10, verbose = 0;
  std::string mode = "auto";
  double min_delta = 1e-4;
  numeric<std::int64_t> cooldown = 0;
  double min_lr = 0;
  numeric<std::int64_t> floatx = 32;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = ReduceLROnPlateau_params;
    return use(field{"base_lr", &params::base_lr, above_0}, field{"monitor", &params::monitor},
               field{"factor", &params::factor, at_least_0}, field{"patience", &params::patience, at_least_0},
               field{"verbose", &params::verbose}, field{"mode", &params::mode}, field{"min_delta", &params::min_delta},
               field{"cooldown", &params::cooldown, at_least_0}, field{"min_lr", &params::min_lr, at_least_0},
               field{"floatx", &params::floatx});
  }
};

/// ReduceLROnPlateau: factor times the rate, base_lr at first, at the last of `patience` bad metrics in a row (0 is
/// as 1), not below min_lr. For the mode min a metric is good if metric + |min_delta| is below the best one, for max
/// the mirror image. After a reduction, cooldown - 1 metrics are not counted, but may be the best. floatx is what
/// keras.config.floatx() says, 32 or 64 bits: so many the comparison has. auto is min if the monitor is a loss; Keras
/// knows of other metrics by the model, here the mode has to be given. A first metric that is not finite is bad;
/// Keras takes it as the best. `verbose` changes nothing. Refused: a factor below 0, or of 1 and more as in Keras; a
/// patience or cooldown below 0.
inline any_plateau ReduceLROnPlateau(ReduceLROnPlateau_params given) {
  return detail::named("keras.ReduceLROnPlateau", given, [&](const char* name) -> any_plateau {
    const bool loss = given.monitor == "loss" || given.monitor == "val_loss";
    detail::require(given.factor < 1, name, "factor", "must be below 1", given.factor);
    detail::require(given.mode == "min" || given.mode == "max" || (given.mode == "auto" && loss), name, "mode",
                    loss ? "must be auto, min or max" : "must be min or max if the monitor is no loss",
                    given.mode.c_str());
    detail::require(given.floatx == 32 || given.floatx == 64, name, "floatx", "must be 32 or 64", given.floatx);
    return detail::plateau_of_framework(
        {.factor = given.factor,
         .patience = given.patience,
         .cooldown = given.cooldown,
         .mode = given.mode == "max" ? mode::max : mode::min,
         .threshold = {.relative = 0,
                       .absolute = std::fabs(given.min_delta),
                       .rule = given.floatx == 32 ? threshold_rule::on_metric_in_float : threshold_rule::on_metric},
         .initial = given.base_lr,
         .minimum = given.min_lr,
         .counting = {.patience = patience_rule::at_least, .cooldown = cooldown_rule::one_less}});
  });
}

/// All of them by name, for json_reader.
struct schedules {
  static constexpr const char* name = "keras";

  static void each(auto use) {
    use("ExponentialDecay", ExponentialDecay);
    use("PiecewiseConstantDecay", PiecewiseConstantDecay);
    use("PolynomialDecay", PolynomialDecay);
    use("InverseTimeDecay", InverseTimeDecay);
    use("CosineDecay", CosineDecay);
    use("CosineDecayRestarts", CosineDecayRestarts);
  }

  static void each_plateau(auto use) { use("ReduceLROnPlateau", ReduceLROnPlateau); }
};

}  // namespace lrsched::inline LRSCHED_V0::dialect::keras

#include <lrsched/detail/macros_on.hpp>

#endif

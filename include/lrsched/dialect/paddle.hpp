// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_PADDLE_HPP
#define LRSCHED_DIALECT_PADDLE_HPP

// paddle.optimizer.lr of Paddle, 00816fcb21ad, asked step by step: at step k the rate is the one after k calls of
// step(). Names, arguments, their order and defaults are Paddle's. With r for learning_rate:
//
//   NoamDecay                     r / sqrt(d_model) min(1/sqrt(k), k/warmup_steps^1.5)
//   PiecewiseDecay                values[number of boundaries passed]
//   NaturalExpDecay               r e^(-gamma k)
//   InverseTimeDecay              r / (1 + gamma k)
//   PolynomialDecay               end_lr + (r - end_lr) (1 - k/decay_steps)^power, once or in cycles
//   LinearWarmup                  straight from start_lr to end_lr, then a rate or another schedule
//   ExponentialDecay              r gamma^k
//   MultiStepDecay, StepDecay     r gamma^n, at the milestones, or every step_size steps
//   LambdaDecay                   r lr_lambda(k)
//   CosineAnnealingDecay          eta_min + (r - eta_min) (1 + cos(pi k/T_max)) / 2, down and up
//   MultiplicativeDecay           r lr_lambda(1) ... lr_lambda(k)
//   OneCycleLR                    up to max_learning_rate, and down to end_learning_rate
//   CyclicLR                      up to max_learning_rate and down again, forever
//   LinearLR                      r (start_factor + (end_factor - start_factor) k/total_steps)
//   CosineAnnealingWarmRestarts   half a cosine from r to eta_min, again and again
//
// and ReduceOnPlateau, which is driven by a metric.
//
// last_epoch and verbose are not taken. Refused throughout, as Paddle does: a rate to start from that is below 0.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::equal, std::max
#include <cmath>      // std::sqrt
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <optional>   // std::optional
#include <string>     // std::string
#include <utility>    // std::move
#include <vector>     // std::vector

#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/any/rate_or_schedule.hpp>
#include <lrsched/any/step_list.hpp>
#include <lrsched/dialect/common.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0::dialect::paddle {

namespace inner {

inline constexpr char rate_argument[] = "learning_rate", lambda[] = "LambdaDecay",
                      multiplicative[] = "MultiplicativeDecay";

/// Whether it is this word, in upper or lower case.
inline bool is_word(const std::string& given, const std::string& word) {
  const auto is_letter = [](char a, char b) { return a == b || a + ('a' - 'A') == b; };
  return std::equal(given.begin(), given.end(), word.begin(), word.end(), is_letter);
}

}  // namespace inner

struct NoamDecay_params {
  required<double> d_model;
  required<std::int64_t> warmup_steps;
  double learning_rate = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = NoamDecay_params;
    return use(field{"d_model", &params::d_model, above_0}, field{"warmup_steps", &params::warmup_steps, at_least_1},
               field{"learning_rate", &params::learning_rate, at_least_0});
  }
};

/// r / sqrt(d_model) min(1/sqrt(k), k/warmup_steps^1.5): straight up from 0, as high as r / sqrt(d_model warmup_steps)
/// at warmup_steps, then down as 1/sqrt(k). d_model need not be a whole number. Refused: a d_model of 0 and below, as
/// Paddle does; warmup_steps below 1, whose power is no number there.
inline any_schedule<double> NoamDecay(NoamDecay_params given) {
  return detail::named("paddle.NoamDecay", given, [&](const char* name) {
    const double factor = given.learning_rate / std::sqrt(given.d_model.value);
    detail::check(name, "learning_rate / sqrt(d_model)", factor);
    const double peak = factor / std::sqrt(static_cast<double>(given.warmup_steps));
    return sequence{linear<>({.from = 0, .to = peak, .steps = given.warmup_steps}),
                    inverse_sqrt<>({.initial = peak, .timescale = given.warmup_steps})};
  });
}

struct PiecewiseDecay_params {
  detail::step_list boundaries{};
  std::vector<double> values{};

  static constexpr auto fields(auto use) {
    using params = PiecewiseDecay_params;
    return use(detail::field{"boundaries", &params::boundaries}, detail::field{"values", &params::values});
  }
};

/// The value of the first boundary, in the order of the list, that is after k, and the last value after all: a boundary
/// has been passed at itself. So a boundary that is not above those before it takes its value away, and so do more
/// values than one for each boundary and the last. Refused, as Paddle does: no boundary, and not more values than
/// boundaries.
inline any_schedule<double> PiecewiseDecay(PiecewiseDecay_params given) {
  return detail::named("paddle.PiecewiseDecay", given, [&](const char* name) {
    const std::size_t count = given.boundaries.size();
    detail::require(count > 0, name, "boundaries", "must be at least one", count);
    detail::require(given.values.size() > count, name, "values", "must be more than boundaries", given.values.size());
    for (const double value : given.values) detail::check(name, "values", value);
    std::int64_t passed = 0;
    for (std::int64_t& boundary : given.boundaries) {
      detail::check(name, "boundaries", boundary, detail::any_position);
      boundary = passed = std::max(passed, boundary);
    }
    given.values[count] = given.values.back();
    given.values.resize(count + 1);
    return piecewise_constant(std::move(given.values), std::move(given.boundaries));
  });
}

/// What three of them take.
struct decay_params {
  required<double> learning_rate, gamma;

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"learning_rate", &decay_params::learning_rate, at_least_0}, field{"gamma", &decay_params::gamma});
  }
};

/// r e^(-gamma k). It never ends. Refused: a gamma of 0 and below, as Paddle does.
inline any_schedule<double> NaturalExpDecay(decay_params given) {
  return detail::named("paddle.NaturalExpDecay", given, [&](const char* name) {
    detail::check(name, "gamma", given.gamma, detail::above_0);
    return natural_exponential<>({.initial = given.learning_rate, .rate = given.gamma});
  });
}

/// r / (1 + gamma k). It never ends. Refused: a gamma below 0, with which Paddle divides by zero in time, or comes to
/// rates below 0.
inline any_schedule<double> InverseTimeDecay(decay_params given) {
  return detail::named("paddle.InverseTimeDecay", given, [&](const char* name) {
    detail::check(name, "gamma", given.gamma, detail::at_least_0);
    return inverse_time<>({.initial = given.learning_rate, .rate = given.gamma});
  });
}

/// r gamma^k. It never ends. Refused: a gamma that is not between 0 and 1, as Paddle does.
inline any_schedule<double> ExponentialDecay(decay_params given) {
  return detail::named("paddle.ExponentialDecay", given, [&](const char* name) {
    detail::check(name, "gamma", given.gamma, detail::above_0, detail::below_1);
    return exponential<>({.initial = given.learning_rate, .rate = given.gamma});
  });
}

struct PolynomialDecay_params {
  required<double> learning_rate;
  required<std::int64_t> decay_steps;
  double end_lr = 0.0001, power = 1;
  bool cycle = false;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = PolynomialDecay_params;
    return use(field{"learning_rate", &params::learning_rate, at_least_0},
               field{"decay_steps", &params::decay_steps, at_least_1}, field{"end_lr", &params::end_lr},
               field{"power", &params::power, above_0}, field{"cycle", &params::cycle});
  }
};

/// end_lr + (r - end_lr) (1 - k/decay_steps)^power, and end_lr from decay_steps on. With cycle, decay_steps is
/// stretched to its first multiple at or after k: the rate is end_lr at the multiple itself, and jumps up a step later,
/// each time less far. end_lr may be above r. Refused, as Paddle does: decay_steps below 1, and a power of 0 and below.
inline any_schedule<double> PolynomialDecay(PolynomialDecay_params given) {
  return detail::named("paddle.PolynomialDecay", given, [&](const char*) -> any_schedule<double> {
    if (given.cycle)
      return detail::polynomial_in_cycles(given.learning_rate, given.end_lr, given.decay_steps, given.power);
    return polynomial<>(
        {.from = given.learning_rate, .to = given.end_lr, .steps = given.decay_steps, .power = given.power});
  });
}

struct LinearWarmup_params {
  detail::rate_or_schedule learning_rate;
  required<std::int64_t> warmup_steps;
  required<double> start_lr, end_lr;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = LinearWarmup_params;
    return use(field{"learning_rate", &params::learning_rate}, field{"warmup_steps", &params::warmup_steps, at_least_1},
               field{"start_lr", &params::start_lr, at_least_0}, field{"end_lr", &params::end_lr});
  }
};

/// Straight from start_lr to end_lr in warmup_steps, and then learning_rate, which is a rate, or a schedule that starts
/// at its own step 0 there. end_lr is never among the rates, nor need it be where learning_rate begins. A schedule is
/// asked by its step's number, with which Paddle's CosineAnnealingWarmRestarts can miss an exact restart by a
/// logarithm, where ours restarts. Refused, as Paddle does: warmup_steps below 1, and an end_lr not above start_lr.
inline any_schedule<double> LinearWarmup(LinearWarmup_params given) {
  return detail::named("paddle.LinearWarmup", given, [&](const char* name) {
    detail::check(name, "learning_rate", given.learning_rate.rate);
    detail::require(given.end_lr > given.start_lr, name, "end_lr", "must be above start_lr", given.end_lr.value);
    return sequence{linear<>({.from = given.start_lr, .to = given.end_lr, .steps = given.warmup_steps}),
                    given.learning_rate.rates()};
  });
}

struct MultiStepDecay_params {
  required<double> learning_rate;
  detail::step_list milestones;
  double gamma = 0.1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = MultiStepDecay_params;
    return use(field{"learning_rate", &params::learning_rate, at_least_0}, field{"milestones", &params::milestones},
               field{"gamma", &params::gamma, at_least_0, below_1});
  }
};

/// r gamma^(number of milestones at or before k); one of 0 and below is in force from the first update on. A gamma of
/// 0 leaves nothing after the first. Refused: milestones that do not rise, and a gamma of 1 and above, as Paddle does;
/// a gamma below 0, which changes the sign at every milestone.
inline any_schedule<double> MultiStepDecay(MultiStepDecay_params given) {
  return detail::named("paddle.MultiStepDecay", given, [&](const char* name) {
    for (std::size_t i = 0; i < given.milestones.size(); ++i) {
      detail::check(name, "milestones", given.milestones[i], detail::any_position);
      detail::require(i == 0 || given.milestones[i - 1] < given.milestones[i], name, "milestones", "must rise",
                      given.milestones[i]);
    }
    for (std::int64_t& milestone : given.milestones) milestone = std::max<std::int64_t>(milestone, 0);
    return multi_step<std::vector<std::int64_t>>(given.learning_rate, given.gamma, std::move(given.milestones));
  });
}

struct StepDecay_params {
  required<double> learning_rate;
  required<std::int64_t> step_size;
  double gamma = 0.1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = StepDecay_params;
    return use(field{"learning_rate", &params::learning_rate, at_least_0},
               field{"step_size", &params::step_size, at_least_1}, field{"gamma", &params::gamma, at_least_0, below_1});
  }
};

/// r gamma^floor(k/step_size). A gamma of 0 leaves nothing after the first stair. Refused: a step_size below 1, and a
/// gamma of 1 and above, as Paddle does; a gamma below 0, which changes the sign at every stair.
inline any_schedule<double> StepDecay(StepDecay_params given) {
  return detail::named("paddle.StepDecay", given, [&](const char*) {
    return step<>({.initial = given.learning_rate, .factor = given.gamma, .every = given.step_size});
  });
}

/// r lr_lambda(k), in C++ only.
template <class Lambda>
any_schedule<double> LambdaDecay(double learning_rate, Lambda lr_lambda) {
  detail::check("LambdaDecay", "learning_rate", learning_rate, detail::at_least_0);
  return
      [=](std::int64_t k) { return detail::saturate(learning_rate * static_cast<double>(detail::ask(lr_lambda, k))); };
}

/// r lr_lambda(1) ... lr_lambda(k), in C++ only. A call costs k calls of the function, a fill one for each step.
template <class Lambda>
any_schedule<double> MultiplicativeDecay(double learning_rate, Lambda lr_lambda) {
  detail::check("MultiplicativeDecay", "learning_rate", learning_rate, detail::at_least_0);
  return detail::product_so_far{learning_rate, lr_lambda};
}

struct CosineAnnealingDecay_params {
  required<double> learning_rate;
  required<std::int64_t> T_max;
  double eta_min = 0;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = CosineAnnealingDecay_params;
    return use(field{"learning_rate", &params::learning_rate, at_least_0}, field{"T_max", &params::T_max, at_least_1},
               field{"eta_min", &params::eta_min});
  }
};

/// eta_min + (r - eta_min) (1 + cos(pi k/T_max)) / 2. Past T_max it goes on: up to r again at 2 T_max, and so on
/// forever. eta_min may be above r. Refused: a T_max below 1, as Paddle does.
inline any_schedule<double> CosineAnnealingDecay(CosineAnnealingDecay_params given) {
  return detail::named("paddle.CosineAnnealingDecay", given, [&](const char* name) {
    detail::require(given.T_max <= detail::longest / 2, name, "T_max", "must be at most 2^52", given.T_max.value);
    const auto half = [&](double from, double to) { return cosine<>({.from = from, .to = to, .steps = given.T_max}); };
    return repeat(sequence{half(given.learning_rate, given.eta_min), half(given.eta_min, given.learning_rate)});
  });
}

struct OneCycleLR_params {
  required<double> max_learning_rate;
  required<std::int64_t> total_steps;
  double divide_factor = 25, end_learning_rate = 0.0001, phase_pct = 0.3;
  std::string anneal_strategy = "cos";
  bool three_phase = false;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = OneCycleLR_params;
    return use(field{"max_learning_rate", &params::max_learning_rate, at_least_0},
               field{"total_steps", &params::total_steps, at_least_1},
               field{"divide_factor", &params::divide_factor, above_0},
               field{"end_learning_rate", &params::end_learning_rate, at_least_0},
               field{"phase_pct", &params::phase_pct, at_least_0, at_most_1},
               field{"anneal_strategy", &params::anneal_strategy}, field{"three_phase", &params::three_phase});
  }
};

/// From max_learning_rate/divide_factor up to max_learning_rate at phase_pct total_steps - 1, down to end_learning_rate
/// at total_steps - 1; with three_phase back to max_learning_rate/divide_factor at 2 phase_pct total_steps - 2 in
/// between. These ends are no whole numbers: the peak itself need not be among the rates. Step total_steps, which
/// Paddle still answers, runs past the end (the linear strategy perhaps below 0, the cosine up again); beyond it Paddle
/// fails, and ours is at end_learning_rate. Refused: what is not within these bounds, and with three_phase a phase_pct
/// of 0.5 and above, as Paddle does; a divide_factor of 0, by which Paddle divides, and below; a phase_pct of
/// 1/total_steps, with which it divides by 0.
inline any_schedule<double> OneCycleLR(OneCycleLR_params given) {
  return detail::named("paddle.OneCycleLR", given, [&](const char* name) {
    const bool is_straight = given.anneal_strategy == "linear";
    detail::require(!given.three_phase || given.phase_pct < 0.5, name, "phase_pct",
                    "must be below 0.5 with three_phase", given.phase_pct);
    detail::require(given.phase_pct * static_cast<double>(given.total_steps) != 1, name, "phase_pct",
                    "must not be 1/total_steps, which leaves no step between the start and the peak", given.phase_pct);
    detail::require(is_straight || given.anneal_strategy == "cos", name, "anneal_strategy", "must be cos or linear",
                    given.anneal_strategy.c_str());
    const double initial = given.max_learning_rate / given.divide_factor;
    detail::check(name, "max_learning_rate / divide_factor", initial);
    return detail::one_cycle_between_steps{.initial = initial,
                                           .peak = given.max_learning_rate,
                                           .end = given.end_learning_rate,
                                           .total_steps = given.total_steps,
                                           .share = given.phase_pct,
                                           .linear = is_straight,
                                           .three_phase = given.three_phase};
  });
}

struct CyclicLR_params {
  required<double> base_learning_rate, max_learning_rate;
  required<std::int64_t> step_size_up;
  std::optional<std::int64_t> step_size_down{};
  std::string mode = "triangular";
  double exp_gamma = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = CyclicLR_params;
    return use(field{"base_learning_rate", &params::base_learning_rate, at_least_0},
               field{"max_learning_rate", &params::max_learning_rate, at_least_0},
               field{"step_size_up", &params::step_size_up, at_least_1},
               field{"step_size_down", &params::step_size_down, at_least_1}, field{"mode", &params::mode},
               field{"exp_gamma", &params::exp_gamma});
  }
};

/// base + (max - base) q h, where q goes from 0 to 1 in step_size_up steps and back in step_size_down (as many, unless
/// given), forever; h is 1 for the mode triangular, 0.5^(cycles done) for triangular2, and exp_gamma^k for exp_range,
/// which counts from the start of the training. A max below base goes down and up. scale_fn and scale_mode are not
/// taken. Refused: sizes below 1 and other modes, as Paddle does; for exp_range an exp_gamma below 0, whose powers
/// change the sign at every step.
inline any_schedule<double> CyclicLR(CyclicLR_params given) {
  return detail::named("paddle.CyclicLR", given, [&](const char* name) {
    detail::require_mode_of_cycles(name, given.mode);
    detail::require(given.mode != "exp_range" || given.exp_gamma >= 0, name, "exp_gamma", "must be at least 0",
                    given.exp_gamma);
    const std::int64_t up = given.step_size_up, down = given.step_size_down.value_or(up);
    detail::require(up + down <= detail::longest, name, "step_size_up + step_size_down", "must be at most 2^53",
                    up + down);
    return detail::cycles_of_whole_steps(given.base_learning_rate, given.max_learning_rate, up, down, given.mode,
                                         given.exp_gamma);
  });
}

struct LinearLR_params {
  required<double> learning_rate;
  required<std::int64_t> total_steps;
  double start_factor = 1.0 / 3, end_factor = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = LinearLR_params;
    return use(field{"learning_rate", &params::learning_rate, at_least_0},
               field{"total_steps", &params::total_steps, at_least_1},
               field{"start_factor", &params::start_factor, above_0, at_most_1},
               field{"end_factor", &params::end_factor, at_least_0, at_most_1});
  }
};

/// From r start_factor to r end_factor in a straight line, there from total_steps on. The end is exact, where Paddle's
/// recursion can come to -3e-17 for 0. Refused, as Paddle does: total_steps below 1, a start_factor that is not above 0
/// and at most 1, and an end_factor that is not from 0 to 1.
inline any_schedule<double> LinearLR(LinearLR_params given) {
  return detail::named("paddle.LinearLR", given, [&](const char*) {
    return linear<>({.from = given.learning_rate * given.start_factor,
                     .to = given.learning_rate * given.end_factor,
                     .steps = given.total_steps});
  });
}

struct CosineAnnealingWarmRestarts_params {
  required<double> learning_rate;
  required<std::int64_t> T_0;
  numeric<std::int64_t> T_mult = 1;
  double eta_min = 0;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = CosineAnnealingWarmRestarts_params;
    return use(field{"learning_rate", &params::learning_rate, at_least_0}, field{"T_0", &params::T_0, at_least_1},
               field{"T_mult", &params::T_mult, at_least_1}, field{"eta_min", &params::eta_min});
  }
};

/// Half a cosine from r to eta_min in T_0 steps, then in T_0 T_mult, T_0 T_mult^2 and so on. eta_min may be above r.
/// Refused, as Paddle does: a T_0 and a T_mult below 1.
inline any_schedule<double> CosineAnnealingWarmRestarts(CosineAnnealingWarmRestarts_params given) {
  return detail::named("paddle.CosineAnnealingWarmRestarts", given, [&](const char*) {
    return repeat_growing(cosine<>({.from = given.learning_rate, .to = given.eta_min, .steps = given.T_0}),
                          static_cast<double>(given.T_mult));
  });
}

struct ReduceOnPlateau_params {
  required<double> learning_rate;
  std::string mode = "min";
  double factor = 0.1;
  numeric<std::int64_t> patience = 10;
  double threshold = 1e-4;
  std::string threshold_mode = "rel";
  numeric<std::int64_t> cooldown = 0;
  double min_lr = 0, epsilon = 1e-8;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = ReduceOnPlateau_params;
    return use(field{"learning_rate", &params::learning_rate, above_0}, field{"mode", &params::mode},
               field{"factor", &params::factor, at_least_0, below_1}, field{"patience", &params::patience, at_least_0},
               field{"threshold", &params::threshold, at_least_0}, field{"threshold_mode", &params::threshold_mode},
               field{"cooldown", &params::cooldown, at_least_0}, field{"min_lr", &params::min_lr, at_least_0},
               field{"epsilon", &params::epsilon, at_least_0});
  }
};

/// factor times the rate after more than `patience` bad metrics in a row, not below min_lr. For the mode min a metric
/// is good if it is below best - threshold best, or best - threshold for the threshold_mode abs; for max, above best +
/// as much. A best metric below 0 thus lets a slightly worse one be good. After a reduction, `cooldown` metrics are not
/// looked at, not even for the best. A reduction by no more than epsilon is left out, and still starts the cooldown.
/// The modes may be written in upper case. A first metric that is not finite is bad; Paddle takes it as the best.
/// Refused: a factor of 1 and above and other modes, as Paddle does; a learning_rate of 0 and below; all others below
/// 0; a threshold of 1 and above for rel.
inline any_plateau ReduceOnPlateau(ReduceOnPlateau_params given) {
  return detail::named("paddle.ReduceOnPlateau", given, [&](const char* name) -> any_plateau {
    const bool is_min = inner::is_word(given.mode, "min"), is_relative = inner::is_word(given.threshold_mode, "rel");
    detail::require(is_min || inner::is_word(given.mode, "max"), name, "mode", "must be min or max",
                    given.mode.c_str());
    detail::require(is_relative || inner::is_word(given.threshold_mode, "abs"), name, "threshold_mode",
                    "must be rel or abs", given.threshold_mode.c_str());
    detail::require(!is_relative || given.threshold < 1, name, "threshold", "must be below 1 for rel", given.threshold);
    return detail::plateau_of_framework({.factor = given.factor,
                                         .patience = given.patience,
                                         .cooldown = given.cooldown,
                                         .mode = is_min ? mode::min : mode::max,
                                         .threshold = {.relative = is_relative ? given.threshold : 0,
                                                       .absolute = is_relative ? 0 : given.threshold,
                                                       .rule = threshold_rule::by_difference},
                                         .initial = given.learning_rate,
                                         .minimum = given.min_lr,
                                         .min_change = given.epsilon,
                                         .counting = {.best = best_in_cooldown::frozen}});
  });
}

/// All of them by name, for json_reader.
struct schedules {
  static constexpr const char* name = "paddle";

  static void each(auto use) {
    use("NoamDecay", NoamDecay);
    use("PiecewiseDecay", PiecewiseDecay);
    use("NaturalExpDecay", NaturalExpDecay);
    use("InverseTimeDecay", InverseTimeDecay);
    use("PolynomialDecay", PolynomialDecay);
    use("LinearWarmup", LinearWarmup);
    use("ExponentialDecay", ExponentialDecay);
    use("MultiStepDecay", MultiStepDecay);
    use("StepDecay", StepDecay);
    use("LambdaDecay", detail::without_function<inner::lambda, inner::rate_argument>::make);
    use("CosineAnnealingDecay", CosineAnnealingDecay);
    use("MultiplicativeDecay", detail::without_function<inner::multiplicative, inner::rate_argument>::make);
    use("OneCycleLR", OneCycleLR);
    use("CyclicLR", CyclicLR);
    use("LinearLR", LinearLR);
    use("CosineAnnealingWarmRestarts", CosineAnnealingWarmRestarts);
  }

  static void each_plateau(auto use) { use("ReduceOnPlateau", ReduceOnPlateau); }
};

}  // namespace lrsched::inline LRSCHED_V0::dialect::paddle

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_COMPOSER_HPP
#define LRSCHED_DIALECT_COMPOSER_HPP

// The schedulers of Composer 0.33.0.dev0, 6405188805a0 (composer/optim/scheduler.py). Names, arguments and defaults are
// theirs; base_lr is the rate of the optimizer, which they multiply. At time t:
//
//   StepScheduler                          base_lr gamma^floor(t/step_size)
//   MultiStepScheduler                     base_lr gamma^(number of milestones at or before t)
//   ConstantScheduler                      base_lr alpha up to t_max, then base_lr
//   LinearScheduler                        straight from base_lr alpha_i to base_lr alpha_f in t_max
//   ExponentialScheduler                   base_lr gamma^(t/decay_period)
//   CosineAnnealingScheduler               by a half cosine from base_lr to base_lr alpha_f in t_max
//   CosineAnnealingWarmRestartsScheduler   the same in t_0, and again and again, each time t_mult times as long
//   PolynomialScheduler                    by (1 - t/t_max)^power from base_lr to base_lr alpha_f
//   ...WithWarmupScheduler                 five of them behind a straight warm-up from 0 in t_warmup
//
// The times are Composer's strings, a number and a unit: "10ba", batches; "2ep", epochs, of dataloader_len batches (10,
// if it is left out); "0.5dur", of max_duration; "1e6sp" and "1e9tok", samples and tokens. Epochs count as batches, and
// what is in dur counts in the unit of max_duration. All times of a schedule must come to the same unit, which is that
// of a step: k is the number of batches done, or of samples or tokens.
//
// Of the run they take max_duration, as the trainer has it after scaling; dataloader_len; and ssr, the scale schedule
// ratio, by which all times are multiplied but those in dur and, without scale_warmup, t_warmup. Times are then cut to
// whole steps.
//
// Refused throughout: what Composer divides by, if it comes to no step or less; times in iter, which say nothing about
// batches, and in sec, as Composer does; an ssr of 0 and below. A gamma below 0 is refused, though Composer takes it.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::find, std::max, std::min, std::sort
#include <cmath>      // std::floor
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <iterator>   // std::begin, std::end
#include <locale>     // std::locale
#include <sstream>    // std::istringstream
#include <string>     // std::string
#include <utility>    // std::move
#include <vector>     // std::vector

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0::dialect::composer {

namespace inner {

using any = any_schedule<double>;

struct duration {
  double number = 0;
  std::string unit{};
};

/// "10ba" is 10 and ba.
inline duration duration_of(const char* name, const char* argument, const std::string& text) {
  const std::size_t end = text.find_last_of("0123456789.") + 1;
  const std::string digits = text.substr(0, end);
  duration result{.unit = text.substr(end)};
  std::istringstream number(digits);
  number.imbue(std::locale::classic());
  const bool is_decimal = digits.find_first_not_of("0123456789.eE+-") == std::string::npos;
  const bool is_number = is_decimal && number >> result.number && number.eof();
  const char* const units[] = {"ba", "ep", "sp", "tok", "dur"};
  const bool is_unit = std::find(std::begin(units), std::end(units), result.unit) != std::end(units);
  detail::require(is_number && is_unit, name, argument, "must be a time in ba, ep, sp, tok or dur, such as 10ba",
                  text.c_str());
  detail::require(result.unit == "dur" || result.number == std::floor(result.number), name, argument,
                  "must be a whole number of its unit", text.c_str());
  return result;
}

/// The run, in which times come to steps, all of one unit.
class run {
 public:
  run(const char* name, const auto& given)
      : name_(name),
        end_(duration_of(name, "max_duration", given.max_duration)),
        batches_(static_cast<double>(given.dataloader_len.value)) {
    detail::require(end_.unit != "dur" && end_.number > 0, name, "max_duration", "must be above 0, and not in dur",
                    given.max_duration.c_str());
  }

  /// The whole steps of a time, or of `ratio` times as much if it is not in dur.
  std::int64_t steps(const char* argument, const std::string& text, double ratio) {
    duration time = duration_of(name_, argument, text);
    if (time.unit == "dur") {
      time = {time.number * (end_.unit == "ep" ? batches_ : 1) * end_.number, in_batches(end_).unit};
    } else {
      time = in_batches(time);
      time.number *= ratio;
    }
    if (unit_.empty()) unit_ = time.unit;
    detail::require(time.unit == unit_, name_, argument, "must be in the unit of the other times", text.c_str());
    constexpr double most = static_cast<double>(detail::longest);
    detail::require(-most <= time.number && time.number <= most, name_, argument, "must be at most 2^53 steps",
                    text.c_str());
    return static_cast<std::int64_t>(time.number);
  }

  /// The same of a time by which Composer divides.
  std::int64_t length(const char* argument, const std::string& text, double ratio) {
    const std::int64_t result = steps(argument, text, ratio);
    detail::require(result > 0, name_, argument, "must come to at least one step", text.c_str());
    return result;
  }

  /// For a t_max that must not be below max_duration, if it can be compared.
  void require_whole_run(const char* argument, const std::string& text) const {
    const duration time = in_batches(duration_of(name_, argument, text)), end = in_batches(end_);
    detail::require(time.unit != end.unit || time.number >= end.number, name_, argument,
                    "must be at least max_duration", text.c_str());
  }

 private:
  duration in_batches(const duration& time) const {
    if (time.unit != "ep") return time;
    return {time.number * batches_, "ba"};
  }

  const char* name_;
  duration end_;  // max_duration
  double batches_;
  std::string unit_{};  // of the times so far
};

/// What all of them have; what one has of its own lies between base_lr and the run.
template <class Params>
constexpr auto run_fields(auto use, auto... own) {
  using namespace detail;
  return use(field{"base_lr", &Params::base_lr}, own..., field{"max_duration", &Params::max_duration},
             field{"dataloader_len", &Params::dataloader_len, at_least_1}, field{"ssr", &Params::ssr, above_0});
}

inline lrsched::constant<> constant(double rate) { return lrsched::constant<>({.value = rate}); }

inline any stairs(run& run, const auto& given) {
  std::vector<std::int64_t> milestones;
  for (std::size_t i = 0; i < given.milestones.size(); ++i) {
    const std::string argument = std::string("milestones.") + std::to_string(i);
    milestones.push_back(std::max<std::int64_t>(run.steps(argument.c_str(), given.milestones[i], given.ssr), 0));
  }
  std::sort(milestones.begin(), milestones.end());
  return multi_step<std::vector<std::int64_t>, double>(given.base_lr, given.gamma, std::move(milestones));
}

inline any line(const auto& given, std::int64_t steps) {
  return lrsched::linear<>(
      {.from = given.base_lr * given.alpha_i, .to = given.base_lr * given.alpha_f, .steps = steps});
}

inline any half_cosine(const auto& given, std::int64_t steps) {
  return lrsched::cosine<>({.from = given.base_lr, .to = given.base_lr * given.alpha_f, .steps = steps});
}

inline any power_law(const char* name, const auto& given, std::int64_t steps) {
  detail::check(name, "power", given.power, detail::at_least_0);
  if (!(given.power > 0)) return constant(given.base_lr);
  return lrsched::polynomial<>(
      {.from = given.base_lr, .to = given.base_lr * given.alpha_f, .steps = steps, .power = given.power});
}

/// Half cosines, the first of so many steps, each t_mult times as long as the one before, cut to whole steps.
inline any restarts(const char* name, const auto& given, std::int64_t first) {
  constexpr double most = static_cast<double>(detail::longest);
  std::vector<any> parts;
  for (std::int64_t steps = first, end = 0; steps > 0;) {
    const auto next = static_cast<std::int64_t>(std::min(given.t_mult * static_cast<double>(steps), most));
    const any cycle = half_cosine(given, steps);
    if (next == steps || steps > detail::longest - end) {
      parts.push_back(repeat(any_finite_schedule<>(cycle)));
      break;
    }
    parts.push_back(cycle);
    end += steps;
    steps = next;
    detail::require(parts.size() < 65'536, name, "t_mult", "must not change the length of 65536 cycles", given.t_mult);
  }
  if (parts.size() == 1) return parts.front();
  return any_sequence<double>(std::move(parts));
}

/// The warm-up to a rate in so many steps, and the curve that begins behind it; before 0, if these are below 0. With
/// scale_warmup the ramp is scaled, but not the step at which the curve takes over.
inline any after_warmup(run& run, const auto& given, std::int64_t steps, double rate, const any& curve) {
  if (steps == 0) return curve;
  if (steps < 0) return keeping_length(curve, [&](const auto& inner) { return shift(inner, steps); });
  const std::int64_t ramp = run.length("t_warmup", given.t_warmup, given.scale_warmup ? given.ssr : 1);
  return any_sequence<double>({take(lrsched::linear<>({.from = 0, .to = rate, .steps = ramp}), steps), curve});
}

/// The warm-up to a rate, and what make gives for the steps from t_warmup to t_max. If there are none, the rate stays.
inline any with_warmup(const char* name, const auto& given, double rate, auto make) {
  inner::run run(name, given);
  const std::int64_t warmup = run.steps("t_warmup", given.t_warmup, 1);
  const std::int64_t end = run.steps("t_max", given.t_max, given.ssr);
  run.require_whole_run("t_max", given.t_max);
  return after_warmup(run, given, warmup, rate, end > warmup ? any(make(end - warmup)) : any(constant(rate)));
}

}  // namespace inner

struct StepScheduler_params {
  required<double> base_lr;
  std::string step_size{};
  double gamma = 0.1;
  std::string max_duration{};
  numeric<std::int64_t> dataloader_len = 10;
  double ssr = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = StepScheduler_params;
    return inner::run_fields<params>(use, field{"step_size", &params::step_size},
                                     field{"gamma", &params::gamma, at_least_0});
  }
};

/// base_lr gamma^floor(t/step_size). gamma 0 leaves nothing after the first stair.
inline any_schedule<double> StepScheduler(StepScheduler_params given) {
  return detail::named("composer.StepScheduler", given, [&](const char* name) {
    const std::int64_t every = inner::run(name, given).length("step_size", given.step_size, given.ssr);
    return step<>({.initial = given.base_lr, .factor = given.gamma, .every = every});
  });
}

struct MultiStepScheduler_params {
  required<double> base_lr;
  std::vector<std::string> milestones{};
  double gamma = 0.1;
  std::string max_duration{};
  numeric<std::int64_t> dataloader_len = 10;
  double ssr = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = MultiStepScheduler_params;
    return inner::run_fields<params>(use, field{"milestones", &params::milestones},
                                     field{"gamma", &params::gamma, at_least_0});
  }
};

/// base_lr gamma^(number of milestones at or before t), in any order; one that stands twice counts twice.
inline any_schedule<double> MultiStepScheduler(MultiStepScheduler_params given) {
  return detail::named("composer.MultiStepScheduler", given, [&](const char* name) {
    inner::run run(name, given);
    return inner::stairs(run, given);
  });
}

struct ConstantScheduler_params {
  required<double> base_lr;
  double alpha = 1;
  std::string t_max = "1dur";
  std::string max_duration{};
  numeric<std::int64_t> dataloader_len = 10;
  double ssr = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = ConstantScheduler_params;
    return inner::run_fields<params>(use, field{"alpha", &params::alpha}, field{"t_max", &params::t_max});
  }
};

/// base_lr alpha before t_max, and base_lr from t_max on.
inline any_schedule<double> ConstantScheduler(ConstantScheduler_params given) {
  return detail::named("composer.ConstantScheduler", given, [&](const char* name) {
    const std::int64_t end = inner::run(name, given).steps("t_max", given.t_max, given.ssr);
    return sequence{take(inner::constant(given.base_lr * given.alpha), std::max<std::int64_t>(end, 0)),
                    inner::constant(given.base_lr)};
  });
}

struct LinearScheduler_params {
  required<double> base_lr;
  double alpha_i = 1, alpha_f = 0;
  std::string t_max = "1dur";
  std::string max_duration{};
  numeric<std::int64_t> dataloader_len = 10;
  double ssr = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = LinearScheduler_params;
    return inner::run_fields<params>(use, field{"alpha_i", &params::alpha_i}, field{"alpha_f", &params::alpha_f},
                                     field{"t_max", &params::t_max});
  }
};

/// base_lr (alpha_i + (alpha_f - alpha_i) t/t_max), and base_lr alpha_f from t_max on.
inline any_schedule<double> LinearScheduler(LinearScheduler_params given) {
  return detail::named("composer.LinearScheduler", given, [&](const char* name) {
    return inner::line(given, inner::run(name, given).length("t_max", given.t_max, given.ssr));
  });
}

struct ExponentialScheduler_params {
  required<double> base_lr;
  required<double> gamma;
  std::string decay_period = "1ep";
  std::string max_duration{};
  numeric<std::int64_t> dataloader_len = 10;
  double ssr = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = ExponentialScheduler_params;
    return inner::run_fields<params>(use, field{"gamma", &params::gamma, at_least_0},
                                     field{"decay_period", &params::decay_period});
  }
};

/// base_lr gamma^(t/decay_period). gamma 0 leaves nothing after t = 0.
inline any_schedule<double> ExponentialScheduler(ExponentialScheduler_params given) {
  return detail::named("composer.ExponentialScheduler", given, [&](const char* name) {
    const std::int64_t every = inner::run(name, given).length("decay_period", given.decay_period, given.ssr);
    return exponential<>({.initial = given.base_lr, .rate = given.gamma, .every = every});
  });
}

struct CosineAnnealingScheduler_params {
  required<double> base_lr;
  std::string t_max = "1dur";
  double alpha_f = 0;
  std::string max_duration{};
  numeric<std::int64_t> dataloader_len = 10;
  double ssr = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = CosineAnnealingScheduler_params;
    return inner::run_fields<params>(use, field{"t_max", &params::t_max}, field{"alpha_f", &params::alpha_f});
  }
};

/// base_lr (alpha_f + (1 - alpha_f) (1 + cos(pi t/t_max)) / 2), and base_lr alpha_f from t_max on.
inline any_schedule<double> CosineAnnealingScheduler(CosineAnnealingScheduler_params given) {
  return detail::named("composer.CosineAnnealingScheduler", given, [&](const char* name) {
    return inner::half_cosine(given, inner::run(name, given).length("t_max", given.t_max, given.ssr));
  });
}

struct CosineAnnealingWarmRestartsScheduler_params {
  required<double> base_lr;
  std::string t_0{};
  double t_mult = 1, alpha_f = 0;
  std::string max_duration{};
  numeric<std::int64_t> dataloader_len = 10;
  double ssr = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = CosineAnnealingWarmRestartsScheduler_params;
    return inner::run_fields<params>(use, field{"t_0", &params::t_0}, field{"t_mult", &params::t_mult, at_least_0},
                                     field{"alpha_f", &params::alpha_f});
  }
};

/// The half cosine in t_0, then in t_0 t_mult, and so on, each cut to whole steps: 5, 7, 10, ... with a t_mult of 1.5.
/// With a t_mult below 1 they come to nothing, where Composer stops with an error: here base_lr alpha_f is held from
/// there on. Refused: a t_mult below 0, and one so near to 1 that the cycles do not come to an end of changing.
inline any_schedule<double> CosineAnnealingWarmRestartsScheduler(CosineAnnealingWarmRestartsScheduler_params given) {
  return detail::named("composer.CosineAnnealingWarmRestartsScheduler", given, [&](const char* name) {
    return inner::restarts(name, given, inner::run(name, given).length("t_0", given.t_0, given.ssr));
  });
}

struct PolynomialScheduler_params {
  required<double> base_lr;
  required<double> power;
  std::string t_max = "1dur";
  double alpha_f = 0;
  std::string max_duration{};
  numeric<std::int64_t> dataloader_len = 10;
  double ssr = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = PolynomialScheduler_params;
    return inner::run_fields<params>(use, field{"power", &params::power}, field{"t_max", &params::t_max},
                                     field{"alpha_f", &params::alpha_f});
  }
};

/// base_lr (alpha_f + (1 - alpha_f) (1 - t/t_max)^power), and base_lr alpha_f from t_max on; power 0 is base_lr
/// always. A power below 0 is refused: it ends in a division by 0.
inline any_schedule<double> PolynomialScheduler(PolynomialScheduler_params given) {
  return detail::named("composer.PolynomialScheduler", given, [&](const char* name) {
    return inner::power_law(name, given, inner::run(name, given).length("t_max", given.t_max, given.ssr));
  });
}

// ---- behind a warm-up -----------------------------------------------------------------------------------------------
//
// The warm-up is in the unit of the others. With scale_warmup ssr scales its ramp, but not the time at which it ends: a
// smaller one gets there early and waits, a larger one is broken off. A t_warmup below 0 begins inside the curve.
//
// All but the first refuse a t_max below max_duration, as Composer does; in units that it cannot compare, as dur, any.
// If t_max is not behind t_warmup, the rate that the warm-up leads to is held.

struct MultiStepWithWarmupScheduler_params {
  required<double> base_lr;
  std::string t_warmup{};
  std::vector<std::string> milestones{};
  double gamma = 0.1;
  bool scale_warmup = false;
  std::string max_duration{};
  numeric<std::int64_t> dataloader_len = 10;
  double ssr = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = MultiStepWithWarmupScheduler_params;
    return inner::run_fields<params>(
        use, field{"t_warmup", &params::t_warmup}, field{"milestones", &params::milestones},
        field{"gamma", &params::gamma, at_least_0}, field{"scale_warmup", &params::scale_warmup});
  }
};

/// To base_lr, and then as MultiStepScheduler, whose milestones count from t = 0: those inside the warm-up all act at
/// its end.
inline any_schedule<double> MultiStepWithWarmupScheduler(MultiStepWithWarmupScheduler_params given) {
  return detail::named("composer.MultiStepWithWarmupScheduler", given, [&](const char* name) {
    inner::run run(name, given);
    const std::int64_t warmup = run.steps("t_warmup", given.t_warmup, 1);
    return inner::after_warmup(run, given, warmup, given.base_lr, shift(inner::stairs(run, given), -warmup));
  });
}

struct ConstantWithWarmupScheduler_params {
  required<double> base_lr;
  std::string t_warmup{};
  double alpha = 1;
  std::string t_max = "1dur";
  bool scale_warmup = false;
  std::string max_duration{};
  numeric<std::int64_t> dataloader_len = 10;
  double ssr = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = ConstantWithWarmupScheduler_params;
    return inner::run_fields<params>(use, field{"t_warmup", &params::t_warmup}, field{"alpha", &params::alpha},
                                     field{"t_max", &params::t_max}, field{"scale_warmup", &params::scale_warmup});
  }
};

/// To base_lr alpha, where it stays, also after t_max.
inline any_schedule<double> ConstantWithWarmupScheduler(ConstantWithWarmupScheduler_params given) {
  return detail::named("composer.ConstantWithWarmupScheduler", given, [&](const char* name) {
    const double rate = given.base_lr * given.alpha;
    return inner::with_warmup(name, given, rate, [=](std::int64_t) { return inner::constant(rate); });
  });
}

struct LinearWithWarmupScheduler_params {
  required<double> base_lr;
  std::string t_warmup{};
  double alpha_i = 1, alpha_f = 0;
  std::string t_max = "1dur";
  bool scale_warmup = false;
  std::string max_duration{};
  numeric<std::int64_t> dataloader_len = 10;
  double ssr = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = LinearWithWarmupScheduler_params;
    return inner::run_fields<params>(use, field{"t_warmup", &params::t_warmup}, field{"alpha_i", &params::alpha_i},
                                     field{"alpha_f", &params::alpha_f}, field{"t_max", &params::t_max},
                                     field{"scale_warmup", &params::scale_warmup});
  }
};

/// To base_lr alpha_i, and straight to base_lr alpha_f at t_max.
inline any_schedule<double> LinearWithWarmupScheduler(LinearWithWarmupScheduler_params given) {
  return detail::named("composer.LinearWithWarmupScheduler", given, [&](const char* name) {
    return inner::with_warmup(name, given, given.base_lr * given.alpha_i,
                              [&](std::int64_t steps) { return inner::line(given, steps); });
  });
}

struct CosineAnnealingWithWarmupScheduler_params {
  required<double> base_lr;
  std::string t_warmup{}, t_max = "1dur";
  double alpha_f = 0;
  bool scale_warmup = false;
  std::string max_duration{};
  numeric<std::int64_t> dataloader_len = 10;
  double ssr = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = CosineAnnealingWithWarmupScheduler_params;
    return inner::run_fields<params>(use, field{"t_warmup", &params::t_warmup}, field{"t_max", &params::t_max},
                                     field{"alpha_f", &params::alpha_f}, field{"scale_warmup", &params::scale_warmup});
  }
};

/// To base_lr, and by the half cosine to base_lr alpha_f at t_max.
inline any_schedule<double> CosineAnnealingWithWarmupScheduler(CosineAnnealingWithWarmupScheduler_params given) {
  return detail::named("composer.CosineAnnealingWithWarmupScheduler", given, [&](const char* name) {
    return inner::with_warmup(name, given, given.base_lr,
                              [&](std::int64_t steps) { return inner::half_cosine(given, steps); });
  });
}

struct PolynomialWithWarmupScheduler_params {
  required<double> base_lr;
  std::string t_warmup{};
  double power = 2;
  std::string t_max = "1dur";
  double alpha_f = 0;
  bool scale_warmup = false;
  std::string max_duration{};
  numeric<std::int64_t> dataloader_len = 10;
  double ssr = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = PolynomialWithWarmupScheduler_params;
    return inner::run_fields<params>(use, field{"t_warmup", &params::t_warmup}, field{"power", &params::power},
                                     field{"t_max", &params::t_max}, field{"alpha_f", &params::alpha_f},
                                     field{"scale_warmup", &params::scale_warmup});
  }
};

/// To base_lr, and as PolynomialScheduler to base_lr alpha_f at t_max.
inline any_schedule<double> PolynomialWithWarmupScheduler(PolynomialWithWarmupScheduler_params given) {
  return detail::named("composer.PolynomialWithWarmupScheduler", given, [&](const char* name) {
    return inner::with_warmup(name, given, given.base_lr,
                              [&](std::int64_t steps) { return inner::power_law(name, given, steps); });
  });
}

/// All of them by name, for json_reader.
struct schedules {
  static constexpr const char* name = "composer";

  static void each(auto use) {
    use("StepScheduler", StepScheduler);
    use("MultiStepScheduler", MultiStepScheduler);
    use("ConstantScheduler", ConstantScheduler);
    use("LinearScheduler", LinearScheduler);
    use("ExponentialScheduler", ExponentialScheduler);
    use("CosineAnnealingScheduler", CosineAnnealingScheduler);
    use("CosineAnnealingWarmRestartsScheduler", CosineAnnealingWarmRestartsScheduler);
    use("PolynomialScheduler", PolynomialScheduler);
    use("MultiStepWithWarmupScheduler", MultiStepWithWarmupScheduler);
    use("ConstantWithWarmupScheduler", ConstantWithWarmupScheduler);
    use("LinearWithWarmupScheduler", LinearWithWarmupScheduler);
    use("CosineAnnealingWithWarmupScheduler", CosineAnnealingWithWarmupScheduler);
    use("PolynomialWithWarmupScheduler", PolynomialWithWarmupScheduler);
  }
};

}  // namespace lrsched::inline LRSCHED_V0::dialect::composer

#include <lrsched/detail/macros_on.hpp>

#endif

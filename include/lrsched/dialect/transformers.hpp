// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_TRANSFORMERS_HPP
#define LRSCHED_DIALECT_TRANSFORMERS_HPP

// The schedules of Hugging Face transformers 4.55.0 (optimization.py). Names, arguments, their order and defaults are
// theirs; base_lr is the rate that the optimizer was made with. With W = num_warmup_steps and T = num_training_steps,
// which includes them:
//
//   transformers::get_cosine_schedule_with_warmup(
//       {.base_lr = 3e-4, .num_warmup_steps = 100, .num_training_steps = 1000})
//
// A warm-up is base_lr k/W unless it says otherwise: the first update does nothing. The decay is counted by i = k - W
// over D = T - W steps; a T of W or less is as D = 1, unless it says otherwise.
//
// A minimum above base_lr is taken, as by transformers: the decay rises to it, and the warm-up of get_wsd_schedule
// falls from it. So is a warmup_lr_rate above 1, from which the warm-up falls.
//
// Refused throughout, though transformers takes it: a base_lr below 0, and steps or cycles below 0.

#include <lrsched/detail/macros_off.hpp>

#include <cmath>     // std::floor
#include <cstdint>   // std::int64_t
#include <optional>  // std::optional
#include <string>    // std::string

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/dialect/common.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0 {

namespace detail::transformers {

using any = any_schedule<double>;

/// What most of them begin with.
inline linear<double> warmup(const char* name, double base_lr, std::int64_t num_warmup_steps) {
  check(name, "base_lr", base_lr, at_least_0);
  check(name, "num_warmup_steps", num_warmup_steps, at_least_0);
  return linear({.from = 0, .to = base_lr, .steps = num_warmup_steps});
}

/// D.
inline std::int64_t decay_steps(const char* name, std::int64_t num_warmup_steps, std::int64_t num_training_steps) {
  check(name, "num_training_steps", num_training_steps, at_least_0);
  return num_training_steps > num_warmup_steps ? num_training_steps - num_warmup_steps : 1;
}

/// low + (high - low) (1 + cos(2 pi num_cycles i/steps)) / 2, forever.
inline any wave(const char* name, double high, double low, std::int64_t steps, double num_cycles) {
  check(name, "num_cycles", num_cycles, at_least_0);
  if (num_cycles == 0) return constant({.value = high});
  const auto swing = [&](std::int64_t half) {
    return repeat(
        sequence{cosine({.from = high, .to = low, .steps = half}), cosine({.from = low, .to = high, .steps = half})});
  };
  if (num_cycles == 0.5 && steps <= longest / 2) return swing(steps);
  const double half = static_cast<double>(steps) / num_cycles / 2;
  check(name, "num_cycles ^ -1", half);
  return stretch(swing(1), half);
}

/// A rate that is not below 0, where the minimum that was asked for is.
inline any not_negative(any schedule, double minimum) {
  if (minimum >= 0) return schedule;
  return any(maximum{schedule, constant({.value = 0.0})});
}

/// get_cosine_with_hard_restarts_schedule_with_warmup after its warm-up, where the cycles have no whole lengths:
/// base_lr (1 + cos(pi (num_cycles i mod D) / D)) / 2 up to D, then 0.
class hard_restarts {
 public:
  static constexpr const char* name = "hard_restarts";

  double base_lr = 0;
  std::int64_t steps = 0, num_cycles = 0;

  template <position Position>
  double operator()(Position step) const noexcept {
    const auto i = counted(step);
    if (i >= static_cast<decltype(i)>(steps)) return 0;
    const std::int64_t k = whole(i);
    // num_cycles k mod steps by doubling, since the product may be too large.
    std::int64_t done = 0;
    for (std::int64_t bit = std::int64_t{1} << 61, cycles = num_cycles % steps; bit > 0; bit /= 2) {
      done = (done + done) % steps;
      if ((cycles & bit) != 0) done = (done + k) % steps;
    }
    const double fraction = static_cast<double>(num_cycles) * static_cast<double>(i - static_cast<decltype(i)>(k));
    double p = (static_cast<double>(done) + fraction) / static_cast<double>(steps);
    p -= std::floor(p);
    return p < 0.5 ? base_lr - base_lr * half_cosine(2 * p * p) : base_lr * half_cosine(2 * (1 - p) * (1 - p));
  }

  std::int64_t length() const noexcept { return steps; }
};

/// The minimum, of which one form must be given.
inline double least(const char* name, double base_lr, const std::optional<double>& min_lr,
                    const std::optional<double>& min_lr_rate) {
  require(min_lr || min_lr_rate, name, "min_lr", "must be given, or min_lr_rate", "neither");
  require(!(min_lr && min_lr_rate), name, "min_lr", "must not be given with min_lr_rate", "both");
  if (min_lr_rate) {
    check(name, "min_lr_rate", *min_lr_rate);
    return base_lr * *min_lr_rate;
  }
  check(name, "min_lr", *min_lr);
  require(base_lr > 0, name, "base_lr", "must be above 0, since min_lr is divided by it", base_lr);
  check(name, "min_lr / base_lr", *min_lr / base_lr);
  return *min_lr;
}

}  // namespace detail::transformers

namespace dialect::transformers {

namespace inner = lrsched::detail::transformers;

struct get_constant_schedule_params {
  required<double> base_lr;

  static constexpr auto fields(auto use) {
    return use(detail::field{"base_lr", &get_constant_schedule_params::base_lr});
  }
};

/// get_constant_schedule: base_lr.
inline any_schedule<double> get_constant_schedule(get_constant_schedule_params given) {
  return detail::named("transformers.get_constant_schedule", given, [&](const char* name) {
    detail::check(name, "base_lr", given.base_lr, detail::at_least_0);
    return constant({.value = given.base_lr});
  });
}

struct get_constant_schedule_with_warmup_params {
  required<double> base_lr;
  required<std::int64_t> num_warmup_steps;

  static constexpr auto fields(auto use) {
    using params = get_constant_schedule_with_warmup_params;
    return use(detail::field{"base_lr", &params::base_lr},
               detail::field{"num_warmup_steps", &params::num_warmup_steps});
  }
};

/// get_constant_schedule_with_warmup: the warm-up, then base_lr.
inline any_schedule<double> get_constant_schedule_with_warmup(get_constant_schedule_with_warmup_params given) {
  return detail::named("transformers.get_constant_schedule_with_warmup", given,
                       [&](const char* name) { return inner::warmup(name, given.base_lr, given.num_warmup_steps); });
}

struct get_linear_schedule_with_warmup_params {
  required<double> base_lr;
  required<std::int64_t> num_warmup_steps, num_training_steps;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = get_linear_schedule_with_warmup_params;
    return use(field{"base_lr", &params::base_lr}, field{"num_warmup_steps", &params::num_warmup_steps},
               field{"num_training_steps", &params::num_training_steps});
  }
};

/// get_linear_schedule_with_warmup: the warm-up, then base_lr (1 - i/D), and 0 from T on. A T of W or less: 0 from W
/// on.
inline any_schedule<double> get_linear_schedule_with_warmup(get_linear_schedule_with_warmup_params given) {
  return detail::named("transformers.get_linear_schedule_with_warmup", given, [&](const char* name) {
    const auto warmup = inner::warmup(name, given.base_lr, given.num_warmup_steps);
    const std::int64_t steps = inner::decay_steps(name, given.num_warmup_steps, given.num_training_steps);
    const bool has_decay = given.num_training_steps > given.num_warmup_steps;
    return sequence{warmup, linear({.from = given.base_lr, .to = 0, .steps = has_decay ? steps : 0})};
  });
}

struct get_cosine_schedule_with_warmup_params {
  required<double> base_lr;
  required<std::int64_t> num_warmup_steps, num_training_steps;
  double num_cycles = 0.5;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = get_cosine_schedule_with_warmup_params;
    return use(field{"base_lr", &params::base_lr}, field{"num_warmup_steps", &params::num_warmup_steps},
               field{"num_training_steps", &params::num_training_steps}, field{"num_cycles", &params::num_cycles});
  }
};

/// get_cosine_schedule_with_warmup: the warm-up, then base_lr (1 + cos(2 pi num_cycles i/D)) / 2. Past T it goes on,
/// and rises again.
inline any_schedule<double> get_cosine_schedule_with_warmup(get_cosine_schedule_with_warmup_params given) {
  return detail::named("transformers.get_cosine_schedule_with_warmup", given, [&](const char* name) {
    const auto warmup = inner::warmup(name, given.base_lr, given.num_warmup_steps);
    const std::int64_t steps = inner::decay_steps(name, given.num_warmup_steps, given.num_training_steps);
    return sequence{warmup, inner::wave(name, given.base_lr, 0, steps, given.num_cycles)};
  });
}

struct get_cosine_with_hard_restarts_schedule_with_warmup_params {
  required<double> base_lr;
  required<std::int64_t> num_warmup_steps, num_training_steps;
  numeric<double> num_cycles = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = get_cosine_with_hard_restarts_schedule_with_warmup_params;
    return use(field{"base_lr", &params::base_lr}, field{"num_warmup_steps", &params::num_warmup_steps},
               field{"num_training_steps", &params::num_training_steps},
               field{"num_cycles", &params::num_cycles, at_least_0});
  }
};

/// get_cosine_with_hard_restarts_schedule_with_warmup: the warm-up, then num_cycles times half a cosine from base_lr to
/// 0, and 0 from T on. num_cycles need not be whole: the last cycle then breaks off. Restarts are exact, where
/// transformers can miss one by a rounding.
inline any_schedule<double> get_cosine_with_hard_restarts_schedule_with_warmup(
    get_cosine_with_hard_restarts_schedule_with_warmup_params given) {
  return detail::named("transformers.get_cosine_with_hard_restarts_schedule_with_warmup", given,
                       [&](const char* name) -> any_schedule<double> {
                         const auto warmup = inner::warmup(name, given.base_lr, given.num_warmup_steps);
                         const std::int64_t steps =
                             inner::decay_steps(name, given.num_warmup_steps, given.num_training_steps);
                         const constant end({.value = 0.0});
                         if (!detail::is_whole(given.num_cycles)) {
                           const double length = static_cast<double>(steps) / given.num_cycles;
                           detail::check(name, "num_cycles ^ -1", length);
                           const repeat cycles(cosine({.from = given.base_lr, .to = 0, .steps = 1}));
                           return sequence{warmup, take(stretch(cycles, length), steps), end};
                         }
                         const auto num_cycles = static_cast<std::int64_t>(given.num_cycles);
                         inner::hard_restarts formula;
                         formula.base_lr = given.base_lr;
                         formula.steps = steps;
                         formula.num_cycles = num_cycles;
                         if (num_cycles > 0 && steps % num_cycles == 0) {
                           const auto cycle = cosine({.from = given.base_lr, .to = 0, .steps = steps / num_cycles});
                           if (num_cycles == 1) return sequence{warmup, cycle};
                           return sequence{warmup, take(repeat(cycle), steps), end};
                         }
                         if (given.num_warmup_steps == 0) return formula;
                         return sequence{warmup, formula};
                       });
}

struct get_polynomial_decay_schedule_with_warmup_params {
  required<double> base_lr;
  required<std::int64_t> num_warmup_steps, num_training_steps;
  double lr_end = 1e-7, power = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = get_polynomial_decay_schedule_with_warmup_params;
    return use(field{"base_lr", &params::base_lr}, field{"num_warmup_steps", &params::num_warmup_steps},
               field{"num_training_steps", &params::num_training_steps}, field{"lr_end", &params::lr_end},
               field{"power", &params::power});
  }
};

/// get_polynomial_decay_schedule_with_warmup: the warm-up, then lr_end + (base_lr - lr_end) (1 - i/D)^power, and lr_end
/// from T on; power 0: base_lr up to T, and lr_end after it. A T below W: lr_end from W on. lr_end is below base_lr,
/// and may be negative. T = W, and a power below 0, are refused, since transformers divides by 0.
inline any_schedule<double> get_polynomial_decay_schedule_with_warmup(
    get_polynomial_decay_schedule_with_warmup_params given) {
  return detail::named(
      "transformers.get_polynomial_decay_schedule_with_warmup", given, [&](const char* name) -> any_schedule<double> {
        const auto warmup = inner::warmup(name, given.base_lr, given.num_warmup_steps);
        const std::int64_t steps = inner::decay_steps(name, given.num_warmup_steps, given.num_training_steps);
        detail::check(name, "lr_end", given.lr_end);
        detail::require(given.lr_end < given.base_lr, name, "lr_end", "must be below base_lr", given.lr_end);
        detail::check(name, "power", given.power, detail::at_least_0);
        detail::require(given.num_training_steps != given.num_warmup_steps, name, "num_training_steps",
                        "must not be num_warmup_steps", given.num_training_steps.value);
        const constant low({.value = given.lr_end});
        if (given.num_training_steps < given.num_warmup_steps) return sequence{warmup, low};
        if (given.power == 0) return sequence{warmup, take(constant({.value = given.base_lr}), steps + 1), low};
        return sequence{warmup,
                        polynomial({.from = given.base_lr, .to = given.lr_end, .steps = steps, .power = given.power})};
      });
}

struct get_inverse_sqrt_schedule_params {
  required<double> base_lr;
  required<std::int64_t> num_warmup_steps;
  std::optional<std::int64_t> timescale{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = get_inverse_sqrt_schedule_params;
    return use(field{"base_lr", &params::base_lr}, field{"num_warmup_steps", &params::num_warmup_steps},
               field{"timescale", &params::timescale});
  }
};

/// get_inverse_sqrt_schedule: the warm-up, then base_lr / sqrt(1 + i/timescale). Without a timescale it is W, or 10000
/// if W is 0.
/// It is at least 1 (0: transformers divides by it).
inline any_schedule<double> get_inverse_sqrt_schedule(get_inverse_sqrt_schedule_params given) {
  return detail::named("transformers.get_inverse_sqrt_schedule", given, [&](const char* name) {
    const auto warmup = inner::warmup(name, given.base_lr, given.num_warmup_steps);
    const std::int64_t usual = given.num_warmup_steps > 0 ? given.num_warmup_steps.value : 10'000;
    const std::int64_t timescale = given.timescale.value_or(usual);
    detail::check(name, "timescale", timescale, detail::at_least_1);
    return sequence{warmup, inverse_sqrt({.initial = given.base_lr, .timescale = timescale})};
  });
}

struct get_cosine_with_min_lr_schedule_with_warmup_params {
  required<double> base_lr;
  required<std::int64_t> num_warmup_steps, num_training_steps;
  double num_cycles = 0.5;
  std::optional<double> min_lr{}, min_lr_rate{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = get_cosine_with_min_lr_schedule_with_warmup_params;
    return use(field{"base_lr", &params::base_lr}, field{"num_warmup_steps", &params::num_warmup_steps},
               field{"num_training_steps", &params::num_training_steps}, field{"num_cycles", &params::num_cycles},
               field{"min_lr", &params::min_lr}, field{"min_lr_rate", &params::min_lr_rate});
  }
};

/// get_cosine_with_min_lr_schedule_with_warmup: the warm-up, then from base_lr to the minimum as
/// get_cosine_schedule_with_warmup, rising again past T, and never below 0. The minimum is min_lr, or base_lr
/// min_lr_rate; exactly one of them must be given.
inline any_schedule<double> get_cosine_with_min_lr_schedule_with_warmup(
    get_cosine_with_min_lr_schedule_with_warmup_params given) {
  return detail::named("transformers.get_cosine_with_min_lr_schedule_with_warmup", given, [&](const char* name) {
    const auto warmup = inner::warmup(name, given.base_lr, given.num_warmup_steps);
    const std::int64_t steps = inner::decay_steps(name, given.num_warmup_steps, given.num_training_steps);
    const double low = inner::least(name, given.base_lr, given.min_lr, given.min_lr_rate);
    return sequence{warmup, inner::not_negative(inner::wave(name, given.base_lr, low, steps, given.num_cycles), low)};
  });
}

struct get_cosine_with_min_lr_schedule_with_warmup_lr_rate_params {
  required<double> base_lr;
  required<std::int64_t> num_warmup_steps, num_training_steps;
  double num_cycles = 0.5;
  std::optional<double> min_lr{}, min_lr_rate{}, warmup_lr_rate{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = get_cosine_with_min_lr_schedule_with_warmup_lr_rate_params;
    return use(field{"base_lr", &params::base_lr}, field{"num_warmup_steps", &params::num_warmup_steps},
               field{"num_training_steps", &params::num_training_steps}, field{"num_cycles", &params::num_cycles},
               field{"min_lr", &params::min_lr}, field{"min_lr_rate", &params::min_lr_rate},
               field{"warmup_lr_rate", &params::warmup_lr_rate});
  }
};

/// get_cosine_with_min_lr_schedule_with_warmup_lr_rate: the same one step earlier: base_lr (k+1)/W, and the decay is at
/// i + 1, so that it comes to the minimum at T - 1. With warmup_lr_rate the warm-up is from base_lr warmup_lr_rate at
/// step 0 to base_lr at W - 1.
inline any_schedule<double> get_cosine_with_min_lr_schedule_with_warmup_lr_rate(
    get_cosine_with_min_lr_schedule_with_warmup_lr_rate_params given) {
  return detail::named(
      "transformers.get_cosine_with_min_lr_schedule_with_warmup_lr_rate", given,
      [&](const char* name) -> any_schedule<double> {
        inner::warmup(name, given.base_lr, given.num_warmup_steps);  // its rules
        const std::int64_t steps = inner::decay_steps(name, given.num_warmup_steps, given.num_training_steps);
        const double low = inner::least(name, given.base_lr, given.min_lr, given.min_lr_rate);
        const double start = given.warmup_lr_rate.value_or(0);
        detail::check(name, "warmup_lr_rate", start);
        const std::int64_t warmup_steps = given.num_warmup_steps;
        const double from = given.base_lr * start;
        const auto decay =
            shift(inner::not_negative(inner::wave(name, given.base_lr, low, steps, given.num_cycles), low), -1);
        if (given.warmup_lr_rate && warmup_steps == 1) return sequence{take(constant({.value = from}), 1), decay};
        return sequence{linear({.from = from,
                                .to = given.base_lr,
                                .steps = warmup_steps,
                                .includes = given.warmup_lr_rate ? ends::both : ends::to}),
                        decay};
      });
}

struct get_wsd_schedule_params {
  required<double> base_lr;
  required<std::int64_t> num_warmup_steps, num_decay_steps;
  std::optional<std::int64_t> num_training_steps{}, num_stable_steps{};
  std::string warmup_type = "linear", decay_type = "cosine";
  double min_lr_ratio = 0, num_cycles = 0.5;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = get_wsd_schedule_params;
    return use(field{"base_lr", &params::base_lr}, field{"num_warmup_steps", &params::num_warmup_steps},
               field{"num_decay_steps", &params::num_decay_steps, at_least_0},
               field{"num_training_steps", &params::num_training_steps, at_least_0},
               field{"num_stable_steps", &params::num_stable_steps, at_least_0},
               field{"warmup_type", &params::warmup_type}, field{"decay_type", &params::decay_type},
               field{"min_lr_ratio", &params::min_lr_ratio}, field{"num_cycles", &params::num_cycles});
  }
};

/// get_wsd_schedule: with low = base_lr min_lr_ratio, from low (not 0) to base_lr over W, base_lr for num_stable_steps,
/// back to low over num_decay_steps, and low from there on. warmup_type and decay_type are linear, cosine or 1-sqrt;
/// num_cycles is that of the cosine decay. Without num_stable_steps they are what the other two leave of T; if these
/// leave less than nothing, the end of the decay stays where it is, and its beginning is lost. min_lr_ratio below 0 is
/// refused.
inline any_schedule<double> get_wsd_schedule(get_wsd_schedule_params given) {
  return detail::named("transformers.get_wsd_schedule", given, [&](const char* name) -> any_schedule<double> {
    inner::warmup(name, given.base_lr, given.num_warmup_steps);  // its rules
    detail::require(given.num_training_steps || given.num_stable_steps, name, "num_training_steps",
                    "must be given, or num_stable_steps", "neither");
    const auto require_type = [name](const char* argument, const std::string& type) {
      detail::require(type == "linear" || type == "cosine" || type == "1-sqrt", name, argument,
                      "must be linear, cosine or 1-sqrt", type.c_str());
    };
    require_type("warmup_type", given.warmup_type);
    require_type("decay_type", given.decay_type);
    detail::check(name, "min_lr_ratio", given.min_lr_ratio, detail::at_least_0);
    detail::check(name, "num_cycles", given.num_cycles, detail::at_least_0);

    const double high = given.base_lr, low = high * given.min_lr_ratio;
    const std::int64_t warmup_steps = given.num_warmup_steps, decay_steps = given.num_decay_steps;
    const std::int64_t stable =
        given.num_stable_steps ? *given.num_stable_steps : *given.num_training_steps - warmup_steps - decay_steps;
    const auto warmup = [&]() -> inner::any {
      if (given.warmup_type == "cosine") return cosine({.from = low, .to = high, .steps = warmup_steps});
      if (given.warmup_type == "1-sqrt")
        return reverse(one_minus_sqrt({.from = high, .to = low, .steps = warmup_steps}));
      return linear({.from = low, .to = high, .steps = warmup_steps});
    };
    const auto decay = [&]() -> inner::any {
      if (given.decay_type == "linear") return linear({.from = high, .to = low, .steps = decay_steps});
      if (given.decay_type == "1-sqrt") return one_minus_sqrt({.from = high, .to = low, .steps = decay_steps});
      if (given.num_cycles == 0.5) return cosine({.from = high, .to = low, .steps = decay_steps});
      return any_sequence<double>(
          {take(inner::wave(name, high, low, decay_steps > 0 ? decay_steps : 1, given.num_cycles), decay_steps),
           constant({.value = low})});
    };
    if (stable < 0) return any_sequence<double>({warmup(), shift(decay(), stable)});
    return any_sequence<double>({warmup(), take(constant({.value = high}), stable), decay()});
  });
}

// ---- by name --------------------------------------------------------------------------------------------------------

/// All of them by name, for json_reader.
struct schedules {
  static constexpr const char* name = "transformers";

  static void each(auto use) {
    use("get_constant_schedule", get_constant_schedule);
    use("get_constant_schedule_with_warmup", get_constant_schedule_with_warmup);
    use("get_linear_schedule_with_warmup", get_linear_schedule_with_warmup);
    use("get_cosine_schedule_with_warmup", get_cosine_schedule_with_warmup);
    use("get_cosine_with_hard_restarts_schedule_with_warmup", get_cosine_with_hard_restarts_schedule_with_warmup);
    use("get_polynomial_decay_schedule_with_warmup", get_polynomial_decay_schedule_with_warmup);
    use("get_inverse_sqrt_schedule", get_inverse_sqrt_schedule);
    use("get_cosine_with_min_lr_schedule_with_warmup", get_cosine_with_min_lr_schedule_with_warmup);
    use("get_cosine_with_min_lr_schedule_with_warmup_lr_rate", get_cosine_with_min_lr_schedule_with_warmup_lr_rate);
    use("get_wsd_schedule", get_wsd_schedule);
  }
};

}  // namespace dialect::transformers
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_MEGATRON_HPP
#define LRSCHED_DIALECT_MEGATRON_HPP

// OptimizerParamScheduler of Megatron-LM core 0.20.0, d98e8a64ddf3, as far as it sets the rate: the functions are named
// as its lr_decay_style, and for WSD as its lr_wsd_decay_style too. In JSON the names have Megatron's - and /.
//
// It counts in n, which step(increment) moves on: samples, as a rule. After k updates n = k increment. With W for
// lr_warmup_steps and D for lr_decay_steps, for n <= W, if W is above 0, the rate is init_lr + (max_lr - init_lr) n/W;
// then:
//
//   constant              max_lr, forever
//   linear, cosine        from max_lr at n = W to min_lr at n = D, then min_lr
//   inverse-square-root   max_lr sqrt(max(W, 1)/max(n, 1)), at least min_lr, up to and including n = D, then min_lr
//   WSD/...               max_lr up to n = D - wsd_decay_steps, to min_lr at n = D, then min_lr
//
// Refused throughout, as Megatron does: a min_lr below 0 or above max_lr, an init_lr above max_lr, D below 1, W not
// below D, and WSD without wsd_decay_steps; besides, an increment below 1, and counts beyond 2^60. A W below 0 begins
// linear and cosine so far inside. lr_decay_style and lr_wsd_decay_style need not be given, but must not be other ones
// than the name says.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::max
#include <cstdint>    // std::int64_t
#include <optional>   // std::optional
#include <string>     // std::string

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0::dialect::megatron {

/// The arguments of all of them.
struct scheduler_params {
  required<double> init_lr, max_lr, min_lr;
  required<std::int64_t> lr_warmup_steps, lr_decay_steps;
  std::optional<std::string> lr_decay_style{};
  std::optional<std::int64_t> wsd_decay_steps{};
  std::optional<std::string> lr_wsd_decay_style{};
  numeric<std::int64_t> increment = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = scheduler_params;
    return use(field{"init_lr", &params::init_lr}, field{"max_lr", &params::max_lr}, field{"min_lr", &params::min_lr},
               field{"lr_warmup_steps", &params::lr_warmup_steps}, field{"lr_decay_steps", &params::lr_decay_steps},
               field{"lr_decay_style", &params::lr_decay_style}, field{"wsd_decay_steps", &params::wsd_decay_steps},
               field{"lr_wsd_decay_style", &params::lr_wsd_decay_style}, field{"increment", &params::increment});
  }
};

namespace inner {

using any = any_schedule<double>;

/// A style, if it is given, is the one of the name.
inline void require_style(const char* name, const char* argument, const std::optional<std::string>& given,
                          const std::string& style) {
  if (!given || *given == style) return;
  detail::require(false, name, argument, ("must be " + style + ", or left out").c_str(), given->c_str());
}

inline void check(const char* name, const scheduler_params& given, const std::string& style) {
  constexpr std::int64_t most = detail::longest / 4;
  const auto count = [&](const char* argument, std::int64_t got) {
    detail::require(-most <= got && got <= most, name, argument, "must be from -2^60 to 2^60", got);
  };
  detail::check(name, given);
  detail::check(name, "min_lr", given.min_lr, detail::at_least_0);
  detail::require(given.max_lr >= given.min_lr, name, "max_lr", "must be at least min_lr", given.max_lr.value);
  detail::require(given.init_lr <= given.max_lr, name, "init_lr", "must be at most max_lr", given.init_lr.value);
  count("lr_warmup_steps", given.lr_warmup_steps);
  count("lr_decay_steps", given.lr_decay_steps);
  count("increment", given.increment);
  detail::check(name, "lr_decay_steps", given.lr_decay_steps, detail::above_0);
  detail::require(given.lr_warmup_steps < given.lr_decay_steps, name, "lr_warmup_steps", "must be below lr_decay_steps",
                  given.lr_warmup_steps.value);
  detail::check(name, "increment", given.increment, detail::above_0);
  require_style(name, "lr_decay_style", given.lr_decay_style, style);
  if (given.wsd_decay_steps) count("wsd_decay_steps", *given.wsd_decay_steps);
}

/// The warm-up by itself; a W below 0 is none.
inline lrsched::linear<> warmup(const scheduler_params& given) {
  const std::int64_t steps = std::max<std::int64_t>(given.lr_warmup_steps, 0);
  return lrsched::linear<>({.from = given.init_lr, .to = given.max_lr, .steps = steps});
}

inline any held(double value) { return take(lrsched::constant<>({.value = value}), 0); }

/// What stands over n, over updates.
inline any over_updates(any curve, const scheduler_params& given) {
  if (given.increment == 1) return curve;
  const double updates = 1 / static_cast<double>(given.increment);
  return keeping_length(curve, [&](const auto& inner) { return stretch(inner, updates); });
}

/// `before`, which stands over n, up to and including n = last, and then `after`, which begins at n = begin. If last is
/// not above 0, there is no update before.
inline any switched(any before, std::int64_t last, any_finite_schedule<> after, std::int64_t begin,
                    const scheduler_params& given) {
  if (given.increment == 1 && last == begin && before.length() == begin)
    return sequence{any_finite_schedule<>(before), after};
  const std::int64_t updates = last > 0 ? last / given.increment + 1 : 0;
  const any shifted = shift(after, begin - updates * given.increment);
  if (updates == 0) return over_updates(shifted, given);
  return sequence{take(over_updates(before, given), updates), any_finite_schedule<>(over_updates(shifted, given))};
}

/// A ramp from W to D.
template <class Ramp>
any with_ramp(const char* name, const scheduler_params& given) {
  check(name, given, name);
  const Ramp ramp({.from = given.max_lr, .to = given.min_lr, .steps = given.lr_decay_steps - given.lr_warmup_steps});
  return switched(warmup(given), given.lr_warmup_steps, any(ramp), given.lr_warmup_steps, given);
}

/// The decay to min_lr in wsd_decay_steps up to D, wherever it begins: if that is inside the warm-up, the rate jumps
/// down behind W, and if there is no such step, behind D.
template <class Ramp>
any with_decay(const char* name, const scheduler_params& given, const char* style) {
  check(name, given, "WSD");
  require_style(name, "lr_wsd_decay_style", given.lr_wsd_decay_style, style);
  detail::require(given.wsd_decay_steps.has_value(), name, "wsd_decay_steps", "must be given", "nothing");
  const std::int64_t steps = std::max<std::int64_t>(*given.wsd_decay_steps, 0), end = given.lr_decay_steps;
  const auto up = warmup(given);
  const std::int64_t start = end - steps, stable = std::max<std::int64_t>(start - up.length(), 0);
  const Ramp decay({.from = given.max_lr, .to = given.min_lr, .steps = steps});
  return switched(sequence{up, take(lrsched::constant<>({.value = given.max_lr}), stable)}, up.length() + stable,
                  any(decay), steps > 0 ? start : start + 1, given);
}

}  // namespace inner

/// The warm-up, and max_lr forever.
inline any_schedule<double> constant(scheduler_params given) {
  return detail::named("megatron.constant", given, [&](const char* name) {
    inner::check(name, given, name);
    return inner::switched(inner::warmup(given), given.lr_warmup_steps, inner::held(given.max_lr),
                           given.lr_warmup_steps, given);
  });
}

/// The warm-up, and min_lr + (max_lr - min_lr) (1 - u) with u = (n - W)/(D - W).
inline any_schedule<double> linear(scheduler_params given) {
  return detail::named("megatron.linear", given,
                       [&](const char* name) { return inner::with_ramp<lrsched::linear<>>(name, given); });
}

/// The warm-up, and min_lr + (max_lr - min_lr) (1 + cos(pi u)) / 2 with u = (n - W)/(D - W).
inline any_schedule<double> cosine(scheduler_params given) {
  return detail::named("megatron.cosine", given,
                       [&](const char* name) { return inner::with_ramp<lrsched::cosine<>>(name, given); });
}

/// The warm-up, and max_lr sqrt(max(W, 1)/max(n, 1)), but at least min_lr, and min_lr behind n = D: a jump.
inline any_schedule<double> inverse_square_root(scheduler_params given) {
  return detail::named("megatron.inverse-square-root", given, [&](const char* name) {
    inner::check(name, given, name);
    const auto up = inner::warmup(given);
    const std::int64_t timescale = std::max<std::int64_t>(up.length(), 1);
    const lrsched::inverse_sqrt<> decay({.initial = given.max_lr, .timescale = timescale});
    const auto first = take(lrsched::constant<>({.value = given.max_lr}), timescale - up.length());
    return inner::switched(sequence{up, first, clamp(decay, given.min_lr, given.max_lr)}, given.lr_decay_steps,
                           inner::held(given.min_lr), given.lr_decay_steps + 1, given);
  });
}

/// WSD/linear: min_lr + (max_lr - min_lr) (1 - u) with u = (n - (D - wsd_decay_steps))/wsd_decay_steps. In all WSD the
/// decay may begin inside the warm-up: the rate jumps down at the first n above W. With wsd_decay_steps 0 or less it
/// jumps down behind D.
inline any_schedule<double> WSD_linear(scheduler_params given) {
  return detail::named("megatron.WSD/linear", given,
                       [&](const char* name) { return inner::with_decay<lrsched::linear<>>(name, given, "linear"); });
}

/// WSD/cosine: min_lr + (max_lr - min_lr) (1 + cos(pi u)) / 2, with the u of WSD/linear.
inline any_schedule<double> WSD_cosine(scheduler_params given) {
  return detail::named("megatron.WSD/cosine", given,
                       [&](const char* name) { return inner::with_decay<lrsched::cosine<>>(name, given, "cosine"); });
}

/// WSD/exponential: min_lr + (max_lr - min_lr) (2^(1-u) - 1), with the u of WSD/linear.
inline any_schedule<double> WSD_exponential(scheduler_params given) {
  return detail::named("megatron.WSD/exponential", given, [&](const char* name) {
    return inner::with_decay<binary_exponential<>>(name, given, "exponential");
  });
}

/// WSD/minus_sqrt: min_lr + (max_lr - min_lr) (1 - sqrt(u)), with the u of WSD/linear.
inline any_schedule<double> WSD_minus_sqrt(scheduler_params given) {
  return detail::named("megatron.WSD/minus_sqrt", given, [&](const char* name) {
    return inner::with_decay<one_minus_sqrt<>>(name, given, "minus_sqrt");
  });
}

/// All of them by name, for json_reader.
struct schedules {
  static constexpr const char* name = "megatron";

  static void each(auto use) {
    use("constant", constant);
    use("linear", linear);
    use("cosine", cosine);
    use("inverse-square-root", inverse_square_root);
    use("WSD/linear", WSD_linear);
    use("WSD/cosine", WSD_cosine);
    use("WSD/exponential", WSD_exponential);
    use("WSD/minus_sqrt", WSD_minus_sqrt);
  }
};

}  // namespace lrsched::inline LRSCHED_V0::dialect::megatron

#include <lrsched/detail/macros_on.hpp>

#endif

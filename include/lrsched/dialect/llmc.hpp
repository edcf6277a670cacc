// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_LLMC_HPP
#define LRSCHED_DIALECT_LLMC_HPP

// llmc/schedulers.h of llm.c f1e2ace65149, computed in double; the defaults are those of train_gpt2's options -l, -u
// and -q.
// With W for warmup_iterations, T for train_num_batches and lowest = learning_rate final_learning_rate_frac, at step t:
//
//   cosine     a half cosine from learning_rate at W to lowest at T
//   linear     straight from learning_rate at W to lowest at T
//   wsd        learning_rate, then by the square root from floor(0.8 T) to lowest at T
//   constant   learning_rate, without a warm-up
//
// The warm-up is learning_rate (t+1)/W for t < W: the full rate at W-1, and again at W. One below 0 begins so far
// inside cosine and linear. llm.c aborts when it is asked past T, and cosine and linear at W if that is T: here the
// last rate that it gives is held. Refused: a T below 1, with which there is nothing to train; constant looks at the
// rate alone. A final_learning_rate_frac above 1 is taken, as by llm.c: what falls then rises to lowest.
//
// llm.c computes in float: to 1e-6 of the largest rate, and from some millions of steps on its floor(0.8 T) can be one
// more.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::max
#include <cstdint>    // std::int64_t

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0::dialect::llmc {

/// The arguments of all of them.
struct scheduler_params {
  double learning_rate = 3e-4;
  numeric<std::int64_t> warmup_iterations = 0;
  required<std::int64_t> train_num_batches;
  double final_learning_rate_frac = 1;

  double lowest() const { return learning_rate * final_learning_rate_frac; }

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = scheduler_params;
    return use(field{"learning_rate", &params::learning_rate}, field{"warmup_iterations", &params::warmup_iterations},
               field{"train_num_batches", &params::train_num_batches},
               field{"final_learning_rate_frac", &params::final_learning_rate_frac});
  }
};

namespace inner {

inline void check(const char* name, const scheduler_params& given) {
  constexpr std::int64_t most = detail::longest / 2;
  detail::check(name, given);
  detail::check(name, "learning_rate final_learning_rate_frac", given.lowest());
  detail::require(-most <= given.warmup_iterations && given.warmup_iterations <= most, name, "warmup_iterations",
                  "must be from -2^52 to 2^52", given.warmup_iterations);
  detail::check(name, "train_num_batches", given.train_num_batches, detail::above_0);
  detail::require(given.train_num_batches <= most, name, "train_num_batches", "must be at most 2^52",
                  given.train_num_batches.value);
}

/// The warm-up, if there is one, and what begins at W.
inline any_schedule<double> after_warmup(const scheduler_params& given, auto then) {
  if (given.warmup_iterations <= 0) return then;
  return sequence{
      lrsched::linear<>({.from = 0, .to = given.learning_rate, .steps = given.warmup_iterations, .includes = ends::to}),
      then};
}

/// learning_rate for so many steps, and then.
inline auto held(const scheduler_params& given, std::int64_t steps) {
  return take(lrsched::constant<>({.value = given.learning_rate}), steps);
}

/// The warm-up, and a ramp from W to T.
template <class Ramp>
any_schedule<double> with_ramp(const char* name, const scheduler_params& given) {
  check(name, given);
  const std::int64_t warmup = given.warmup_iterations, steps = given.train_num_batches - warmup;
  if (steps <= 0) return after_warmup(given, held(given, 0));
  const Ramp ramp({.from = given.learning_rate, .to = given.lowest(), .steps = steps});
  if (warmup < 0) return shift(ramp, warmup);
  return after_warmup(given, ramp);
}

}  // namespace inner

/// lowest + (learning_rate - lowest) (1 + cos(pi u)) / 2 with u = (t - W)/(T - W).
inline any_schedule<double> cosine(scheduler_params given) {
  return detail::named("llmc.cosine", given,
                       [&](const char* name) { return inner::with_ramp<lrsched::cosine<>>(name, given); });
}

/// learning_rate - (learning_rate - lowest) u with u = (t - W)/(T - W).
inline any_schedule<double> linear(scheduler_params given) {
  return detail::named("llmc.linear", given,
                       [&](const char* name) { return inner::with_ramp<lrsched::linear<>>(name, given); });
}

/// learning_rate, whatever the other arguments are.
inline any_schedule<double> constant(scheduler_params given) {
  return detail::named("llmc.constant", given,
                       [&](const char*) { return lrsched::constant<>({.value = given.learning_rate}); });
}

/// learning_rate up to S = floor(0.8 T), then lowest + (learning_rate - lowest) (1 - sqrt((t - S)/(T - S))). A longer
/// warm-up does not move S: the rate drops at its end to where it would have been.
inline any_schedule<double> wsd(scheduler_params given) {
  return detail::named("llmc.wsd", given, [&](const char* name) -> any_schedule<double> {
    inner::check(name, given);
    const std::int64_t total = given.train_num_batches, warmup = std::max<std::int64_t>(given.warmup_iterations, 0);
    const auto split = static_cast<std::int64_t>(double{0.8f} * static_cast<double>(total));
    if (warmup > total) return inner::after_warmup(given, inner::held(given, 0));
    const one_minus_sqrt<> decay({.from = given.learning_rate, .to = given.lowest(), .steps = total - split});
    if (warmup > split) return inner::after_warmup(given, shift(decay, split - warmup));
    return inner::after_warmup(given, sequence{inner::held(given, split - warmup), decay});
  });
}

/// All of them by name, for json_reader.
struct schedules {
  static constexpr const char* name = "llmc";

  static void each(auto use) {
    use("cosine", cosine);
    use("linear", linear);
    use("constant", constant);
    use("wsd", wsd);
  }
};

}  // namespace lrsched::inline LRSCHED_V0::dialect::llmc

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_PLATEAU_HPP
#define LRSCHED_PLATEAU_HPP

// The one schedule that is fed by a metric: it lowers a scale when the metric has stopped improving. The rule is
// immutable, the memory is a separate struct of plain numbers, and an update is a pure function from one to the next:
//
//   constexpr lrsched::plateau rule({.factor = 0.5, .patience = 3});
//   lrsched::plateau_state state = rule.start();
//   ...
//   state = rule.next(state, validation_loss);          // after each evaluation
//   optimizer.update(schedule(step) * state.scale);     // times any schedule, or a constant rate
//
// A checkpoint is a copy of the state, and so is a broadcast: who has the same state goes on with the same bits.
//
// Observations are compared as numbers. NaN is as bad as infinity on the bad side: neither is ever better than
// anything. An infinite metric on the good side is better than all others, and nothing is better than it from then
// on.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::floating_point
#include <cstdint>   // std::int64_t
#include <limits>    // std::numeric_limits

#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/rounding.hpp>
#include <lrsched/detail/saturate.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// What is best of a metric: the smallest of a loss, the largest of an accuracy.
enum class mode : unsigned char { min, max };

template <>
inline constexpr const char* detail::names_of<mode>[] = {"min", "max"};

/// When a metric is better than the best one so far, written for `min`; `max` is the mirror image.
enum class threshold_rule : unsigned char {
  by_magnitude,   // metric < best - relative |best| - absolute
  by_value,       // metric < best - relative best - absolute: below 0 a slightly worse one is better (PyTorch, optax)
  by_difference,  // the same, where best - relative best is rounded twice, and not as (1 - relative) best (Paddle)
  on_metric,      // metric + absolute < best - relative best (Keras in float64)
  on_metric_in_float  // the same, both sides rounded to float (Keras in float32)
};

template <>
inline constexpr const char* detail::names_of<threshold_rule>[] = {"by_magnitude", "by_value", "by_difference",
                                                                   "on_metric", "on_metric_in_float"};

/// By how much a metric has to be better, in parts of the best one and in its own unit.
template <std::floating_point Real = double>
struct plateau_threshold {
  Real relative = Real(1e-4), absolute = 0;
  threshold_rule rule = threshold_rule::by_magnitude;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using threshold = plateau_threshold;
    return use(field{"relative", &threshold::relative, at_least_0, below_1},
               field{"absolute", &threshold::absolute, at_least_0}, field{"rule", &threshold::rule});
  }

  bool operator==(const plateau_threshold&) const = default;
};

/// What the number of bad observations in a row must be for a reduction. `equal` with a patience of 0 reduces at every
/// improvement and never otherwise, as optax does.
enum class patience_rule : unsigned char { above, at_least, equal };

template <>
inline constexpr const char* detail::names_of<patience_rule>[] = {"above", "at_least", "equal"};

/// How many observations after a reduction are not counted: `cooldown`, or one less (but not less than 0).
enum class cooldown_rule : unsigned char { full, one_less };

template <>
inline constexpr const char* detail::names_of<cooldown_rule>[] = {"full", "one_less"};

/// What happens to the best metric during the cooldown.
enum class best_in_cooldown : unsigned char { followed, frozen };

template <>
inline constexpr const char* detail::names_of<best_in_cooldown>[] = {"followed", "frozen"};

/// What a metric must be better than: the best one so far, or the one before it.
enum class reference_rule : unsigned char { best, previous };

template <>
inline constexpr const char* detail::names_of<reference_rule>[] = {"best", "previous"};

/// Which bad observations are counted: those in a row, or all since the last reduction.
enum class bad_rule : unsigned char { in_a_row, in_all };

template <>
inline constexpr const char* detail::names_of<bad_rule>[] = {"in_a_row", "in_all"};

/// How patience and cooldown are counted, in which frameworks differ: PyTorch's way is the default; Keras has at_least
/// and one_less, optax equal, Paddle frozen. New-bob, as in SpeechBrain, has previous and in_all.
struct plateau_counting {
  patience_rule patience = patience_rule::above;
  cooldown_rule cooldown = cooldown_rule::full;
  best_in_cooldown best = best_in_cooldown::followed;
  reference_rule reference = reference_rule::best;
  bad_rule bad = bad_rule::in_a_row;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using counting = plateau_counting;
    return use(field{"patience", &counting::patience}, field{"cooldown", &counting::cooldown},
               field{"best", &counting::best}, field{"reference", &counting::reference}, field{"bad", &counting::bad});
  }

  bool operator==(const plateau_counting&) const = default;
};

/// All that a plateau remembers. plateau::start() makes the first one.
template <std::floating_point Real = double>
struct plateau_state {
  Real scale = 0;                 // the output: what the rate is multiplied by
  Real best = 0;                  // metric, or the previous one where that counts
  std::int64_t num_bad = 0;       // observations in a row, or in all
  std::int64_t cooldown = 0;      // observations that are still not counted
  Real mean = 0;                  // of the observations that wait to be judged together
  std::int64_t waiting = 0;       // of them
  std::int64_t observations = 0;  // in all

  static constexpr auto fields(auto use) {
    using namespace detail;
    using state = plateau_state;
    return use(field{"scale", &state::scale}, field{"best", &state::best}, field{"num_bad", &state::num_bad},
               field{"cooldown", &state::cooldown}, field{"mean", &state::mean}, field{"waiting", &state::waiting},
               field{"observations", &state::observations});
  }

  bool operator==(const plateau_state&) const = default;
};

/// plateau: multiplies the scale, which starts at `initial`, by `factor` when a metric has not improved for more than
/// `patience` observations in a row, then lets `cooldown` observations pass uncounted.
///
/// `factor` is from 0 to 1, which never lowers. `initial` is above 0: 1 gives a factor, a rate gives rates. `minimum`,
/// below `initial`, and `min_change` are at least 0 and in its unit: the scale is not reduced below the one, nor by
/// no more than the other (PyTorch's eps). `accumulation_size` observations, at least 1, are judged by their mean, as
/// one. The first `warmup_observations` only pass. The threshold's parts are at least 0, the relative one below 1. A
/// metric that is NaN is the worst of all.
/// Example: plateau({.factor = 0.5, .patience = 1}), fed 3, 2, 2, 2, 1, has the scales 1, 1, 1, 0.5, 0.5; with
/// .counting = {.reference = reference_rule::previous} and fed 3, 4, 3.5, 5, 5 it has 1, 1, 1, 1, 0.5.
/// Source: PyTorch ReduceLROnPlateau; the other frameworks' by the rules above.
template <std::floating_point Real = double>
class plateau {
 public:
  struct params {
    numeric<Real> factor = Real(0.1);
    numeric<std::int64_t> patience = 10, cooldown = 0;
    lrsched::mode mode = lrsched::mode::min;
    plateau_threshold<Real> threshold{};
    numeric<Real> initial = 1, minimum = 0, min_change = 0;
    numeric<std::int64_t> accumulation_size = 1, warmup_observations = 0;
    plateau_counting counting{};

    static constexpr auto fields(auto use) {
      using namespace detail;
      return use(
          field{"factor", &params::factor, at_least_0, at_most_1}, field{"patience", &params::patience, at_least_0},
          field{"cooldown", &params::cooldown, at_least_0}, field{"mode", &params::mode},
          field{"threshold", &params::threshold}, field{"initial", &params::initial, above_0},
          field{"minimum", &params::minimum, at_least_0}, field{"min_change", &params::min_change, at_least_0},
          field{"accumulation_size", &params::accumulation_size, at_least_1},
          field{"warmup_observations", &params::warmup_observations, at_least_0}, field{"counting", &params::counting});
    }

    bool operator==(const params&) const = default;
  };

  using state = plateau_state<Real>;

  static constexpr const char* name = "plateau";

  constexpr explicit plateau(params given)  // params{...} says what is wrong
      : given_(given) {
    detail::check(name, given);
    detail::require(given.initial > given.minimum, name, "minimum", "must be below initial", given.minimum);
  }

  /// The state before the first observation.
  LRSCHED_HOST_DEVICE constexpr state start() const noexcept {
    return {.scale = given_.initial, .best = static_cast<Real>(down(infinite))};
  }

  /// The state after one more observation.
  LRSCHED_HOST_DEVICE constexpr state next(state now, Real metric) const noexcept {
    LRSCHED_AS_WRITTEN
    if (now.observations < detail::longest) ++now.observations;
    if (now.observations <= given_.warmup_observations) return now;
    now.mean = mean(now, detail::is_nan(metric) ? down(infinite) : static_cast<double>(metric));
    if (++now.waiting < given_.accumulation_size) return now;

    const bool cooling = now.cooldown > 0, better = is_better(now.mean, now.best);
    const bool replaces = better || given_.counting.reference == reference_rule::previous;
    if (replaces && !(cooling && given_.counting.best == best_in_cooldown::frozen)) now.best = now.mean;
    if (cooling) --now.cooldown;
    if (!better) ++now.num_bad;
    if (cooling || (better && given_.counting.bad == bad_rule::in_a_row)) now.num_bad = 0;
    if (!cooling && is_too_many(now.num_bad)) {
      now.scale = reduced(now.scale);
      now.cooldown = given_.cooldown;
      if (given_.counting.cooldown == cooldown_rule::one_less && now.cooldown > 0) --now.cooldown;
      now.num_bad = 0;
    }
    now.mean = 0;
    now.waiting = 0;
    return now;
  }

  constexpr params arguments() const noexcept { return given_; }

  bool operator==(const plateau&) const = default;

 private:
  static constexpr double infinite = std::numeric_limits<double>::infinity();

  /// A metric, or its mirror image: the lower, the better.
  LRSCHED_HOST_DEVICE constexpr double down(double metric) const noexcept {
    LRSCHED_AS_WRITTEN
    return given_.mode == mode::min ? metric : -metric;
  }

  /// Of the observations that wait and one more. The mean of the worst of all and any other is the worst.
  LRSCHED_HOST_DEVICE constexpr Real mean(const state& now, double metric) const noexcept {
    LRSCHED_AS_WRITTEN
    const double before = static_cast<double>(now.mean), count = static_cast<double>(now.waiting);
    for (const double end : {down(infinite), down(-infinite)})
      if (detail::is_same(metric, end) || detail::is_same(before, end)) return static_cast<Real>(end);
    const double room = detail::largest<> / (count + 1);  // for a sum of so many
    if (-room < before && before < room && -room < metric && metric < room)
      return static_cast<Real>((count * before + metric) / (count + 1));
    const double share = 1 / (count + 1);
    return static_cast<Real>(detail::saturated_sum(before * (1 - share), metric * share));
  }

  LRSCHED_HOST_DEVICE constexpr bool is_better(Real given, Real best_given) const noexcept {
    LRSCHED_AS_WRITTEN
    const double metric = down(static_cast<double>(given)), best = down(static_cast<double>(best_given));
    const double absolute = static_cast<double>(given_.threshold.absolute);
    const threshold_rule rule = given_.threshold.rule;
    const bool away = rule == threshold_rule::by_magnitude ? best < 0 : given_.mode == mode::max;
    const double relative = static_cast<double>(given_.threshold.relative);
    const bool subtracts = rule == threshold_rule::by_difference && !detail::is_same(best, infinite);
    const double bound =
        subtracts ? best - best * (away ? -relative : relative) : best * (away ? 1 + relative : 1 - relative);
    if (rule == threshold_rule::on_metric) return metric + absolute < bound;
    if (rule == threshold_rule::on_metric_in_float)
      return detail::narrowed<float>(metric + absolute) < detail::narrowed<float>(bound);
    return metric < bound - absolute;
  }

  LRSCHED_HOST_DEVICE constexpr bool is_too_many(std::int64_t bad) const noexcept {
    const std::int64_t patience = given_.patience;
    if (given_.counting.patience == patience_rule::above) return bad > patience;
    if (patience > 0) return bad >= patience;
    return (bad == 0) == (given_.counting.patience == patience_rule::equal);
  }

  LRSCHED_HOST_DEVICE constexpr Real reduced(Real scale) const noexcept {
    const Real product = static_cast<Real>(static_cast<double>(scale) * static_cast<double>(given_.factor));
    const Real lower = product < given_.minimum ? given_.minimum.value : product;
    return scale - lower > given_.min_change ? lower : scale;
  }

  params given_;
};

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_ENSMALLEN_HPP
#define LRSCHED_DIALECT_ENSMALLEN_HPP

// CyclicalDecay and SnapshotEnsembles, the decay policies of SGDR and SnapshotSGDR in ensmallen 3.11.1, f65354c0420b:
// at step k the step size of update k. numFunctions and batchSize are those that the optimizer is given. The names are
// those of the constructors' parameters, which have no defaults.
//
// What ensmallen calls an epoch is an update, and what it calls the number of batches in an epoch, E = numFunctions /
// batchSize, is the length of its half cosine, however long the periods are:
//
//   f(b) = stepSize (1 + cos(pi b/E)) / 2
//
// First the rate is stepSize for epochRestart + 2 updates, and f(1) for one. Then period follows period: the first is
// epochRestart multFactor updates long, and each is multFactor times as long as the one before, cut to a whole number.
// A period takes f(0), f(1), ... as far as it goes, which may be beyond E, where f rises again. But while ensmallen's
// count of updates is below the length of the period, the rate stays where it was: from a multFactor of about 2 on
// every period begins with such a pause.
//
// Both give the same rates. Refused: what ensmallen holds in numbers without a sign and is below 0; a numFunctions and
// a batchSize of 0; a multFactor below 0.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::max
#include <cmath>      // std::trunc
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <utility>    // std::move
#include <vector>     // std::vector

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0::dialect::ensmallen {

namespace inner {

using any = any_schedule<double>;

/// What both have; what one has of its own lies behind it.
template <class Params>
constexpr auto decay_fields(auto use, auto... own) {
  using namespace detail;
  return use(field{"epochRestart", &Params::epochRestart, at_least_0},
             field{"multFactor", &Params::multFactor, at_least_0}, field{"stepSize", &Params::stepSize},
             field{"numFunctions", &Params::numFunctions, at_least_1},
             field{"batchSize", &Params::batchSize, at_least_1}, own...);
}

/// The whole number of updates in the period behind one of so many.
inline std::int64_t next_period(std::int64_t period, double factor, std::int64_t most) {
  const double next = std::trunc(static_cast<double>(period) * factor);
  return next < static_cast<double>(most) ? static_cast<std::int64_t>(next) : most;
}

inline any decay(const char* name, const auto& given) {
  constexpr std::int64_t most = detail::longest / 2;
  constexpr std::size_t most_parts = 65'536;
  detail::require(given.epochRestart <= most, name, "epochRestart", "must be at most 2^52", given.epochRestart.value);
  const double high = given.stepSize;
  const double batches = static_cast<double>(given.numFunctions.value) / static_cast<double>(given.batchSize.value);
  const any wave = stretch(repeat(sequence{lrsched::cosine<>({.from = high, .to = 0, .steps = 1}),
                                           lrsched::cosine<>({.from = 0, .to = high, .steps = 1})}),
                           batches);
  const auto held = [](double rate, std::int64_t steps) -> any {
    return take(lrsched::constant<>({.value = rate}), steps);
  };

  // `count` is ensmallen's count of updates at which the last period ends.
  std::int64_t period = given.epochRestart, count = period;
  double rate = wave(1);
  std::vector<any> parts{held(high, period + 2), held(rate, 1)};
  for (;;) {
    const std::int64_t before = period;
    period = next_period(before, given.multFactor, most);
    if (period == 0) parts.push_back(held(high, 0));
    if (period == before && period > 0) parts.push_back(repeat(any_finite_schedule<>(any(take(wave, period)))));
    if (period == 0 || period == before) break;
    const std::int64_t pause = std::max<std::int64_t>(period - count - 2, 0);
    if (pause > 0) parts.push_back(held(rate, pause));
    if (count + period > most) parts.push_back(wave);
    if (count + period > most) break;
    parts.push_back(take(wave, period - pause));
    rate = wave(period - pause - 1);
    count += period;
    detail::require(parts.size() < most_parts, name, "multFactor", "must not change the length of 65536 periods",
                    given.multFactor.value);
  }
  return any_sequence<double>(std::move(parts));
}

}  // namespace inner

struct CyclicalDecay_params {
  required<std::int64_t> epochRestart;
  required<double> multFactor, stepSize;
  required<std::int64_t> numFunctions, batchSize;

  static constexpr auto fields(auto use) { return inner::decay_fields<CyclicalDecay_params>(use); }
};

/// The rates above. An epochRestart of 0, and a multFactor with which the periods come to nothing, end in stepSize.
inline any_schedule<double> CyclicalDecay(CyclicalDecay_params given) {
  return detail::named("ensmallen.CyclicalDecay", given, [&](const char* name) { return inner::decay(name, given); });
}

struct SnapshotEnsembles_params {
  required<std::int64_t> epochRestart;
  required<double> multFactor, stepSize;
  required<std::int64_t> numFunctions, batchSize, maxIterations, snapshots;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = SnapshotEnsembles_params;
    return inner::decay_fields<params>(use, field{"maxIterations", &params::maxIterations, at_least_0},
                                       field{"snapshots", &params::snapshots, at_least_0});
  }
};

/// The same rates: maxIterations and snapshots only say which parameters are kept.
inline any_schedule<double> SnapshotEnsembles(SnapshotEnsembles_params given) {
  return detail::named("ensmallen.SnapshotEnsembles", given,
                       [&](const char* name) { return inner::decay(name, given); });
}

/// All of them by name, for json_reader.
struct schedules {
  static constexpr const char* name = "ensmallen";

  static void each(auto use) {
    use("CyclicalDecay", CyclicalDecay);
    use("SnapshotEnsembles", SnapshotEnsembles);
  }
};

}  // namespace lrsched::inline LRSCHED_V0::dialect::ensmallen

#include <lrsched/detail/macros_on.hpp>

#endif

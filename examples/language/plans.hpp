// SPDX-License-Identifier: MIT
#ifndef LANGUAGE_PLANS_HPP
#define LANGUAGE_PLANS_HPP

// The rivals: nine plans, each with one rate to choose, its peak, and all for as many samples. All rise to it in the
// same short warm-up, but for one-cycle, whose rise is part of it.

#include <array>
#include <cstdint>  // std::int64_t
#include <vector>

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/lrsched.hpp>
#include <lrsched/plan/clock.hpp>

inline constexpr std::int64_t usual_batch = 8;

using any_schedule = lrsched::any_schedule<double>;
using clock_of_batches = lrsched::batches<std::vector<lrsched::batch_stage>>;

constexpr std::int64_t warmup_of(std::int64_t steps) { return steps / 32; }

/// Of one-cycle, the longest.
constexpr std::int64_t rise_of(std::int64_t steps) { return steps * 3 / 10; }

/// A tail of so many hundredths of the run, down to a share of the peak.
template <template <class> class Tail>
any_schedule stable_then(double peak, std::int64_t steps, std::int64_t per_cent, double floor) {
  const std::int64_t warmup = warmup_of(steps), decay = steps * per_cent / 100;
  return lrsched::warmup_stable_decay<Tail>({.peak = peak,
                                             .warmup_steps = warmup,
                                             .stable_steps = steps - warmup - decay,
                                             .decay_steps = decay,
                                             .floor = floor * peak});
}

inline any_schedule constant(double peak, std::int64_t steps) {
  return lrsched::sequence{
      lrsched::linear({.from = 0, .to = peak, .steps = warmup_of(steps), .includes = lrsched::ends::to}),
      lrsched::constant({.value = peak})};
}

inline clock_of_batches same(std::int64_t) { return clock_of_batches({{0, usual_batch}}); }

/// Doubled at 60, at 75 and at 90 % of the samples.
inline clock_of_batches growing(std::int64_t steps) {
  const std::int64_t samples = steps * usual_batch;
  return clock_of_batches({{0, usual_batch},
                           {samples * 60 / 100, 2 * usual_batch},
                           {samples * 75 / 100, 4 * usual_batch},
                           {samples * 90 / 100, 8 * usual_batch}});
}

/// The rate of each update, and how many samples it has. A step is an update of the usual batch.
struct plan {
  const char* name;
  any_schedule (*rate)(double peak, std::int64_t steps);
  clock_of_batches (*batches)(std::int64_t steps) = same;
};

inline constexpr std::array plans{
    // The rival of all others.
    plan{"constant", constant},

    plan{"cosine",
         [](double peak, std::int64_t steps) -> any_schedule {
           const std::int64_t warmup = warmup_of(steps);
           return lrsched::warmup_cosine({.peak = peak, .warmup_steps = warmup, .decay_steps = steps - warmup});
         }},

    plan{"linear",
         [](double peak, std::int64_t steps) -> any_schedule {
           const std::int64_t warmup = warmup_of(steps);
           return lrsched::warmup_linear({.peak = peak, .warmup_steps = warmup, .decay_steps = steps - warmup});
         }},

    // Constant, and down to zero in the last fifth: along a line, a root, a curve of the same factor at every step,
    // which ends at a hundredth; or in the last two fifths.
    plan{"wsd-line", [](double peak, std::int64_t steps) { return stable_then<lrsched::linear>(peak, steps, 20, 0); }},
    plan{"wsd-root",
         [](double peak, std::int64_t steps) { return stable_then<lrsched::one_minus_sqrt>(peak, steps, 20, 0); }},
    plan{"wsd-factor",
         [](double peak, std::int64_t steps) { return stable_then<lrsched::log_linear>(peak, steps, 20, 0.01); }},
    plan{"wsd-root-long",
         [](double peak, std::int64_t steps) { return stable_then<lrsched::one_minus_sqrt>(peak, steps, 40, 0); }},

    // Up from a 25th in three tenths of the run, then down.
    plan{"one-cycle",
         [](double peak, std::int64_t steps) -> any_schedule {
           const std::int64_t rise = rise_of(steps);
           return lrsched::one_cycle({.peak = peak, .up_steps = rise, .down_steps = steps - rise});
         }},

    // A constant rate: what falls is the noise.
    plan{"batch", constant, growing},
};

#endif

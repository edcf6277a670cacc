// SPDX-License-Identifier: MIT
#ifndef LRSCHED_RECIPE_HPP
#define LRSCHED_RECIPE_HPP

// Plans that have a name: compositions only, no formulas. Each is a function of one aggregate, and returns the
// composition that its comment writes out. All lengths are those of one piece, in steps, and are called so:
// warmup_steps is the warm-up, decay_steps the decay alone, and the total is their sum: plan.length().
//
// A warm-up includes its last value and not its first (ends::to), so that no update is wasted on a rate of 0; say
// .warmup_includes = ends::from for the peers that start at it.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::floating_point
#include <cstdint>   // std::int64_t

#include <lrsched/combine/retime.hpp>
#include <lrsched/combine/revalue.hpp>
#include <lrsched/combine/sequence.hpp>
#include <lrsched/detail/fields.hpp>
#include <lrsched/shape/decay.hpp>
#include <lrsched/shape/points.hpp>
#include <lrsched/shape/ramp.hpp>
#include <lrsched/shape/stairs.hpp>
#include <lrsched/shape/wave.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// The arguments of warmup_cosine and warmup_linear: up from `start` to `peak`, down to `floor`.
template <std::floating_point Real = double>
struct warmup_decay_params {
  required<Real> peak;
  required<std::int64_t> warmup_steps, decay_steps;
  Real floor = 0, start = 0;
  ends warmup_includes = ends::to;

  static constexpr auto fields(auto use) {
    using params = warmup_decay_params;
    return use(detail::field{"peak", &params::peak}, detail::field{"warmup_steps", &params::warmup_steps},
               detail::field{"decay_steps", &params::decay_steps}, detail::field{"floor", &params::floor},
               detail::field{"start", &params::start}, detail::field{"warmup_includes", &params::warmup_includes});
  }
};

namespace detail {

template <std::floating_point Real>
constexpr void require_divisor(const char* name, const char* argument, Real divisor) {
  require_finite(name, argument, divisor);
  require(divisor >= 1, name, argument, "must be at least 1, or its end is above peak", divisor);
}

template <std::floating_point Real>
constexpr void require_floor(const char* name, Real floor, Real peak) {
  require_end(name, "floor", floor);
  require_end(name, "peak", peak);
  require(floor <= peak, name, "floor", "must be at most peak", floor);
}

/// For a peak that is divided, or multiplied by what is below 1: neither may lead above it.
template <std::floating_point Real>
constexpr void require_peak(const char* name, Real peak) {
  require_end(name, "peak", peak);
  require(peak >= 0, name, "peak", "must be at least 0", peak);
}

/// The warm-up of a recipe, whose arguments are checked under the names that the recipe gives them.
template <std::floating_point Real>
constexpr linear<Real> warmup_of(const char* name, Real start, Real peak, std::int64_t warmup_steps,
                                 ends includes = ends::to) {
  require_end(name, "peak", peak);
  require_end(name, "start", start);
  require(start <= peak, name, "start", "must be at most peak", start);
  require_length(name, "warmup_steps", warmup_steps);
  return linear<Real>({.from = start, .to = peak, .steps = warmup_steps, .includes = includes});
}

}  // namespace detail

/// warmup_cosine: sequence{linear(start to peak), cosine(peak to floor)}.
/// Worked numbers: warmup_cosine({.peak = 1, .warmup_steps = 4, .decay_steps = 4}) is 0.25, 0.5, 0.75, 1, then 1, 0.5
/// at step 6, and 0 from 8 on.
template <std::floating_point Real = double>
constexpr auto warmup_cosine(warmup_decay_params<Real> given) {
  constexpr const char* name = "warmup_cosine";
  detail::require_floor<Real>(name, given.floor, given.peak);
  detail::require_length(name, "decay_steps", given.decay_steps);
  return sequence{detail::warmup_of<Real>(name, given.start, given.peak, given.warmup_steps, given.warmup_includes),
                  cosine<Real>({.from = given.peak, .to = given.floor, .steps = given.decay_steps})};
}
template <std::floating_point Real = double>
void warmup_cosine(...) = delete;  // wrong arguments: write warmup_decay_params<>{...} to see which

/// warmup_linear: sequence{linear(start to peak), linear(peak to floor)}; down to zero (D2Z) unless a floor is given.
/// Worked numbers: warmup_linear({.peak = 1, .warmup_steps = 4, .decay_steps = 4}) is 0.25, 0.5, 0.75, 1, then 1, 0.75,
/// 0.5, 0.25, and 0 from 8 on.
/// Source: Bergsma et al. 2025, D2Z.
template <std::floating_point Real = double>
constexpr auto warmup_linear(warmup_decay_params<Real> given) {
  constexpr const char* name = "warmup_linear";
  detail::require_floor<Real>(name, given.floor, given.peak);
  detail::require_length(name, "decay_steps", given.decay_steps);
  return sequence{detail::warmup_of<Real>(name, given.start, given.peak, given.warmup_steps, given.warmup_includes),
                  linear<Real>({.from = given.peak, .to = given.floor, .steps = given.decay_steps})};
}
template <std::floating_point Real = double>
void warmup_linear(...) = delete;  // wrong arguments: write warmup_decay_params<>{...} to see which

template <std::floating_point Real = double>
struct warmup_stable_decay_params {
  required<Real> peak;
  required<std::int64_t> warmup_steps, stable_steps, decay_steps;
  Real floor = 0, start = 0;
  ends warmup_includes = ends::to;

  static constexpr auto fields(auto use) {
    using params = warmup_stable_decay_params;
    return use(detail::field{"peak", &params::peak}, detail::field{"warmup_steps", &params::warmup_steps},
               detail::field{"stable_steps", &params::stable_steps}, detail::field{"decay_steps", &params::decay_steps},
               detail::field{"floor", &params::floor}, detail::field{"start", &params::start},
               detail::field{"warmup_includes", &params::warmup_includes});
  }
};

/// warmup_stable_decay: sequence{linear(start to peak), take(constant(peak), stable_steps), Tail(peak to floor)}. Tail
/// is any ramp of (from, to, steps), one_minus_sqrt if none is named: warmup_stable_decay<cosine>({...}).
/// Worked numbers: warmup_stable_decay({.peak = 1, .warmup_steps = 2, .stable_steps = 2, .decay_steps = 4}) is 0.5, 1,
/// 1, 1, then 1, 0.5 at step 5, and 0 from 8 on.
/// Source: Hu et al. 2024, MiniCPM; Haegele et al. 2024.
template <template <class> class Tail = one_minus_sqrt, std::floating_point Real = double>
constexpr auto warmup_stable_decay(warmup_stable_decay_params<Real> given) {
  constexpr const char* name = "warmup_stable_decay";
  detail::require_floor<Real>(name, given.floor, given.peak);
  detail::require_length(name, "stable_steps", given.stable_steps);
  detail::require_length(name, "decay_steps", given.decay_steps);
  return sequence{detail::warmup_of<Real>(name, given.start, given.peak, given.warmup_steps, given.warmup_includes),
                  take(constant<Real>({.value = given.peak}), given.stable_steps),
                  Tail<Real>({.from = given.peak, .to = given.floor, .steps = given.decay_steps})};
}
template <template <class> class Tail = one_minus_sqrt, std::floating_point Real = double>
void warmup_stable_decay(...) = delete;  // wrong arguments: write warmup_stable_decay_params<>{...} to see which

template <std::floating_point Real = double>
struct one_cycle_params {
  required<Real> peak;
  required<std::int64_t> up_steps, down_steps;
  Real start_divisor = 25, end_divisor = 250'000;

  static constexpr auto fields(auto use) {
    using params = one_cycle_params;
    return use(detail::field{"peak", &params::peak}, detail::field{"up_steps", &params::up_steps},
               detail::field{"down_steps", &params::down_steps}, detail::field{"start_divisor", &params::start_divisor},
               detail::field{"end_divisor", &params::end_divisor});
  }
};

/// one_cycle: sequence{cosine(peak/start_divisor to peak), cosine(peak to peak/end_divisor)}. The divisors are at least
/// 1.
/// Worked numbers: one_cycle({.peak = 1, .up_steps = 2, .down_steps = 4}) is 0.04, 0.52, 1, then 0.500002 at step 4,
/// and 4e-6 from 6 on.
/// Source: Smith and Topin 2017; fastai fit_one_cycle, PyTorch OneCycleLR.
template <std::floating_point Real = double>
constexpr auto one_cycle(one_cycle_params<Real> given) {
  constexpr const char* name = "one_cycle";
  detail::require_peak<Real>(name, given.peak);
  detail::require_length(name, "up_steps", given.up_steps);
  detail::require_length(name, "down_steps", given.down_steps);
  detail::require_divisor(name, "start_divisor", given.start_divisor);
  detail::require_divisor(name, "end_divisor", given.end_divisor);
  detail::require_end<Real>(name, "peak / start_divisor", given.peak / given.start_divisor);
  detail::require_end<Real>(name, "peak / end_divisor", given.peak / given.end_divisor);
  return sequence{cosine<Real>({.from = given.peak / given.start_divisor, .to = given.peak, .steps = given.up_steps}),
                  cosine<Real>({.from = given.peak, .to = given.peak / given.end_divisor, .steps = given.down_steps})};
}
template <std::floating_point Real = double>
void one_cycle(...) = delete;  // wrong arguments: write one_cycle_params<>{...} to see which

template <std::floating_point Real = double>
struct one_cycle_three_phase_params {
  required<Real> peak;
  required<std::int64_t> up_steps, down_steps, end_steps;
  Real start_divisor = 25, end_divisor = 250'000;

  static constexpr auto fields(auto use) {
    using params = one_cycle_three_phase_params;
    return use(detail::field{"peak", &params::peak}, detail::field{"up_steps", &params::up_steps},
               detail::field{"down_steps", &params::down_steps}, detail::field{"end_steps", &params::end_steps},
               detail::field{"start_divisor", &params::start_divisor},
               detail::field{"end_divisor", &params::end_divisor});
  }
};

/// one_cycle_three_phase: up to the peak and down to the start again, both straight, then straight to peak/end_divisor.
/// Worked numbers: one_cycle_three_phase({.peak = 1, .up_steps = 2, .down_steps = 2, .end_steps = 4}) is 0.04, 0.52, 1,
/// 0.52, 0.04, then 0.020002 at step 6, and 4e-6 from 8 on.
/// Source: Smith 2018; PyTorch OneCycleLR(three_phase=True, anneal_strategy="linear").
template <std::floating_point Real = double>
constexpr auto one_cycle_three_phase(one_cycle_three_phase_params<Real> given) {
  constexpr const char* name = "one_cycle_three_phase";
  detail::require_peak<Real>(name, given.peak);
  detail::require_length(name, "up_steps", given.up_steps);
  detail::require_length(name, "down_steps", given.down_steps);
  detail::require_length(name, "end_steps", given.end_steps);
  detail::require_divisor(name, "start_divisor", given.start_divisor);
  detail::require_divisor(name, "end_divisor", given.end_divisor);
  const Real start = given.peak / given.start_divisor, end = given.peak / given.end_divisor;
  detail::require_end(name, "peak / start_divisor", start);
  detail::require_end(name, "peak / end_divisor", end);
  return sequence{linear<Real>({.from = start, .to = given.peak, .steps = given.up_steps}),
                  linear<Real>({.from = given.peak, .to = start, .steps = given.down_steps}),
                  linear<Real>({.from = start, .to = end, .steps = given.end_steps})};
}
template <std::floating_point Real = double>
void one_cycle_three_phase(...) = delete;  // wrong arguments: write one_cycle_three_phase_params<>{...} to see which

template <std::floating_point Real = double>
struct one_cycle_momentum_params {
  required<std::int64_t> up_steps, down_steps;
  Real high = Real(0.95), low = Real(0.85);

  static constexpr auto fields(auto use) {
    using params = one_cycle_momentum_params;
    return use(detail::field{"up_steps", &params::up_steps}, detail::field{"down_steps", &params::down_steps},
               detail::field{"high", &params::high}, detail::field{"low", &params::low});
  }
};

/// one_cycle_momentum: the momentum to a one_cycle of the same lengths: down while the rate goes up, and up again.
/// Worked numbers: one_cycle_momentum({.up_steps = 2, .down_steps = 4}) is 0.95, 0.9, 0.85, then 0.9 at step 4, and
/// 0.95 from 6 on.
template <std::floating_point Real = double>
constexpr auto one_cycle_momentum(one_cycle_momentum_params<Real> given) {
  constexpr const char* name = "one_cycle_momentum";
  detail::require_length(name, "up_steps", given.up_steps);
  detail::require_length(name, "down_steps", given.down_steps);
  detail::require_end(name, "high", given.high);
  detail::require_end(name, "low", given.low);
  detail::require(given.low <= given.high, name, "low", "must be at most high", given.low);
  return sequence{cosine<Real>({.from = given.high, .to = given.low, .steps = given.up_steps}),
                  cosine<Real>({.from = given.low, .to = given.high, .steps = given.down_steps})};
}
template <std::floating_point Real = double>
void one_cycle_momentum(...) = delete;  // wrong arguments: write one_cycle_momentum_params<>{...} to see which

template <std::floating_point Real = double>
struct warm_restarts_params {
  required<Real> peak;
  required<std::int64_t> first_cycle_steps;
  double growth = 1;
  Real floor = 0, peak_factor = 1, floor_factor = 1;

  static constexpr auto fields(auto use) {
    using params = warm_restarts_params;
    return use(detail::field{"peak", &params::peak}, detail::field{"first_cycle_steps", &params::first_cycle_steps},
               detail::field{"growth", &params::growth}, detail::field{"floor", &params::floor},
               detail::field{"peak_factor", &params::peak_factor},
               detail::field{"floor_factor", &params::floor_factor});
  }
};

/// warm_restarts: a cosine from the peak to the floor, again and again, each cycle `growth` times as long as the one
/// before, from a peak and to a floor that are multiplied by their factors at every restart, where a peak that would be
/// below the floor is there. `floor` is at most `peak`, and at least 0 where a factor is not 1; peak_factor is at least
/// 0, above 1 the peaks grow, and floor_factor is from 0 to 1.
/// Worked numbers: warm_restarts({.peak = 1, .first_cycle_steps = 2, .growth = 2}) is 1, 0.5, then 1, 0.853553, 0.5,
/// 0.146447, then 1 at step 6, and 0.5 at 10; with .peak_factor = 0.5 it is 0.5 at step 2 and 0.25 at 6.
/// Source: Loshchilov and Hutter 2016, SGDR; timm CosineLRScheduler(cycle_mul, cycle_decay).
template <std::floating_point Real = double>
constexpr auto warm_restarts(warm_restarts_params<Real> given) {
  constexpr const char* name = "warm_restarts";
  detail::require_end<Real>(name, "peak", given.peak);
  detail::require_end(name, "floor", given.floor);
  detail::require_length(name, "first_cycle_steps", given.first_cycle_steps, 1);
  detail::require_finite(name, "growth", given.growth);
  detail::require(given.growth >= 1, name, "growth", "must be at least 1", given.growth);
  detail::require_not_negative(name, "peak_factor", given.peak_factor);
  detail::require_not_negative(name, "floor_factor", given.floor_factor);
  detail::require(given.floor_factor <= 1, name, "floor_factor", "must be at most 1, or the floor passes the peak",
                  given.floor_factor);
  detail::require(given.floor <= given.peak, name, "floor", "must be at most peak", given.floor);
  const bool is_still = given.peak_factor == 1 && given.floor_factor == 1;
  detail::require(is_still || given.floor >= 0, name, "floor", "must be at least 0 where a factor is not 1",
                  given.floor);
  const auto share = [&](Real from, Real to) {
    return repeat_growing(cosine<Real>({.from = from, .to = to, .steps = given.first_cycle_steps}), given.growth);
  };
  const auto height = [&](Real first, Real factor) {
    return growing_step<Real>(
        {.initial = first, .factor = factor, .every = given.first_cycle_steps, .growth = given.growth});
  };
  const auto floors = height(given.floor, given.floor_factor);
  const maximum peaks{height(given.peak, given.peak_factor), floors};
  return minimum{maximum{sum{product{share(1, 0), peaks}, product{share(0, 1), floors}}, floors}, peaks};
}
template <std::floating_point Real = double>
void warm_restarts(...) = delete;  // wrong arguments: write warm_restarts_params<>{...} to see which

template <std::floating_point Real = double>
struct cyclic_params {
  required<Real> low, high;
  required<std::int64_t> up_steps, down_steps;
  Real cycle_factor = 1, step_factor = 1;

  static constexpr auto fields(auto use) {
    using params = cyclic_params;
    return use(detail::field{"low", &params::low}, detail::field{"high", &params::high},
               detail::field{"up_steps", &params::up_steps}, detail::field{"down_steps", &params::down_steps},
               detail::field{"cycle_factor", &params::cycle_factor},
               detail::field{"step_factor", &params::step_factor});
  }
};

/// cyclic: a triangle over `low`, whose height is multiplied by cycle_factor once in a cycle (0.5: triangular2), and by
/// step_factor at every step (exp_range). `low` is at most `high`. The factors are above 0; with one above 1 the tops
/// grow beyond `high`. The first top is within 1 ulp of `high` (of the larger end), and not above it.
/// Worked numbers: cyclic({.low = 0.1, .high = 1, .up_steps = 2, .down_steps = 2, .cycle_factor = 0.5}) is 0.1, 0.55,
/// 1, 0.55, then 0.1, 0.325, 0.55.
/// Source: Smith 2015; PyTorch CyclicLR.
template <std::floating_point Real = double>
constexpr auto cyclic(cyclic_params<Real> given) {
  constexpr const char* name = "cyclic";
  detail::require_end<Real>(name, "low", given.low);
  detail::require_end<Real>(name, "high", given.high);
  detail::require(given.low <= given.high, name, "low", "must be at most high", given.low.value);
  detail::require_finite<Real>(name, "high - low", given.high - given.low);
  detail::require_length(name, "up_steps", given.up_steps);
  detail::require_length(name, "down_steps", given.down_steps);
  detail::require(given.down_steps <= detail::longest - given.up_steps, name, "down_steps",
                  "must leave a cycle of at most 2^53", given.down_steps.value);
  detail::require(given.up_steps + given.down_steps > 0, name, "up_steps + down_steps", "must be at least 1",
                  given.up_steps + given.down_steps);
  detail::require_above_zero(name, "cycle_factor", given.cycle_factor);
  detail::require_above_zero(name, "step_factor", given.step_factor);
  const std::int64_t cycle = given.up_steps + given.down_steps;
  const bool grows = given.cycle_factor > 1 || given.step_factor > 1;
  return clamp(
      sum{constant<Real>({.value = given.low}),
          product{triangle<Real>({.low = 0, .high = 1, .up = given.up_steps, .down = given.down_steps}),
                  step<Real>({.initial = given.high - given.low, .factor = given.cycle_factor, .every = cycle}),
                  exponential<Real>({.initial = 1, .rate = given.step_factor})}},
      given.low, grows ? detail::largest<Real> : given.high.value);
}
template <std::floating_point Real = double>
void cyclic(...) = delete;  // wrong arguments: write cyclic_params<>{...} to see which

template <std::floating_point Real = double>
struct slanted_triangular_params {
  required<Real> peak;
  required<std::int64_t> up_steps, down_steps;
  Real ratio = 32;

  static constexpr auto fields(auto use) {
    using params = slanted_triangular_params;
    return use(detail::field{"peak", &params::peak}, detail::field{"up_steps", &params::up_steps},
               detail::field{"down_steps", &params::down_steps}, detail::field{"ratio", &params::ratio});
  }
};

/// slanted_triangular: sequence{linear(peak/ratio to peak), linear(peak to peak/ratio)}, a short way up and a long way
/// down.
/// `ratio` is at least 1.
/// Worked numbers: slanted_triangular({.peak = 1, .up_steps = 1, .down_steps = 4, .ratio = 2}) is 0.5, 1, 0.875, 0.75,
/// 0.625, then 0.5.
/// Source: Howard and Ruder 2018, ULMFiT.
template <std::floating_point Real = double>
constexpr auto slanted_triangular(slanted_triangular_params<Real> given) {
  constexpr const char* name = "slanted_triangular";
  detail::require_peak<Real>(name, given.peak);
  detail::require_length(name, "up_steps", given.up_steps);
  detail::require_length(name, "down_steps", given.down_steps);
  detail::require_divisor(name, "ratio", given.ratio);
  const Real low = given.peak / given.ratio;
  detail::require_end(name, "peak / ratio", low);
  return sequence{linear<Real>({.from = low, .to = given.peak, .steps = given.up_steps}),
                  linear<Real>({.from = given.peak, .to = low, .steps = given.down_steps})};
}
template <std::floating_point Real = double>
void slanted_triangular(...) = delete;  // wrong arguments: write slanted_triangular_params<>{...} to see which

template <std::floating_point Real = double>
struct tri_stage_params {
  required<Real> peak;
  required<std::int64_t> warmup_steps, hold_steps, decay_steps;
  Real start_factor = Real(0.01), end_factor = Real(0.01);

  static constexpr auto fields(auto use) {
    using params = tri_stage_params;
    return use(detail::field{"peak", &params::peak}, detail::field{"warmup_steps", &params::warmup_steps},
               detail::field{"hold_steps", &params::hold_steps}, detail::field{"decay_steps", &params::decay_steps},
               detail::field{"start_factor", &params::start_factor}, detail::field{"end_factor", &params::end_factor});
  }
};

/// tri_stage: sequence{linear(peak start_factor to peak), take(constant(peak), hold_steps), log_linear(peak to peak
/// end_factor)}. `peak` and `end_factor` are above 0.
/// Worked numbers: tri_stage({.peak = 1, .warmup_steps = 2, .hold_steps = 1, .decay_steps = 2}) is 0.01, 0.505, 1, then
/// 1, 0.1, and 0.01 from 5 on.
/// Source: Park et al. 2019, SpecAugment; fairseq tri_stage.
template <std::floating_point Real = double>
constexpr auto tri_stage(tri_stage_params<Real> given) {
  constexpr const char* name = "tri_stage";
  detail::require_above_zero<Real>(name, "peak", given.peak);
  detail::require_finite(name, "start_factor", given.start_factor);
  detail::require(given.start_factor <= 1, name, "start_factor", "must be at most 1, or the start is above peak",
                  given.start_factor);
  detail::require_above_zero(name, "end_factor", given.end_factor);
  detail::require(given.end_factor <= 1, name, "end_factor", "must be at most 1, or the end is above peak",
                  given.end_factor);
  detail::require_length(name, "hold_steps", given.hold_steps);
  detail::require_length(name, "decay_steps", given.decay_steps);
  const Real start = given.peak * given.start_factor, end = given.peak * given.end_factor;
  detail::require_end(name, "peak start_factor", start);
  detail::require_above_zero(name, "peak end_factor", end);
  return sequence{detail::warmup_of<Real>(name, start, given.peak, given.warmup_steps, ends::from),
                  take(constant<Real>({.value = given.peak}), given.hold_steps),
                  log_linear<Real>({.from = given.peak, .to = end, .steps = given.decay_steps})};
}
template <std::floating_point Real = double>
void tri_stage(...) = delete;  // wrong arguments: write tri_stage_params<>{...} to see which

template <std::floating_point Real = double>
struct noam_params {
  required<std::int64_t> model_size, warmup_steps;
  Real factor = 1;

  static constexpr auto fields(auto use) {
    using params = noam_params;
    return use(detail::field{"model_size", &params::model_size}, detail::field{"warmup_steps", &params::warmup_steps},
               detail::field{"factor", &params::factor});
  }
};

/// noam: factor / sqrt(model_size) min(1/sqrt(k), k/warmup_steps^1.5), which is sequence{linear(0 to peak),
/// inverse_sqrt(peak)} with peak = factor / sqrt(model_size warmup_steps). model_size and warmup_steps are at least 1.
/// Worked numbers: noam({.model_size = 4, .warmup_steps = 4}) is 0, 0.0625 at step 1, 0.25 at 4, and 0.125 at 16.
/// Source: Vaswani et al. 2017, equation 3; Paddle NoamDecay.
template <std::floating_point Real = double>
constexpr auto noam(noam_params<Real> given) {
  constexpr const char* name = "noam";
  detail::require_length(name, "model_size", given.model_size, 1);
  detail::require_length(name, "warmup_steps", given.warmup_steps, 1);
  detail::require_finite(name, "factor", given.factor);
  const double product = static_cast<double>(given.model_size.value) * static_cast<double>(given.warmup_steps.value);
  const Real peak = static_cast<Real>(given.factor / detail::square_root(product));
  return sequence{linear<Real>({.from = 0, .to = peak, .steps = given.warmup_steps}),
                  inverse_sqrt<Real>({.initial = peak, .timescale = given.warmup_steps})};
}
template <std::floating_point Real = double>
void noam(...) = delete;  // wrong arguments: write noam_params<>{...} to see which

template <std::floating_point Real = double>
struct warmup_inverse_sqrt_params {
  required<Real> peak;
  required<std::int64_t> warmup_steps, decay_steps, cooldown_steps;
  required<std::int64_t> timescale;
  Real floor = 0, start = 0;
  ends warmup_includes = ends::to;

  static constexpr auto fields(auto use) {
    using params = warmup_inverse_sqrt_params;
    return use(detail::field{"peak", &params::peak}, detail::field{"warmup_steps", &params::warmup_steps},
               detail::field{"decay_steps", &params::decay_steps},
               detail::field{"cooldown_steps", &params::cooldown_steps}, detail::field{"timescale", &params::timescale},
               detail::field{"floor", &params::floor}, detail::field{"start", &params::start},
               detail::field{"warmup_includes", &params::warmup_includes});
  }
};

/// warmup_inverse_sqrt: sequence{linear(start to peak), take(clamp(inverse_sqrt(peak, timescale), floor, peak),
/// decay_steps), linear(from where that has come to the floor)}. A timescale of warmup_steps is the usual one.
/// Worked numbers: warmup_inverse_sqrt({.peak = 1, .warmup_steps = 2, .decay_steps = 6, .cooldown_steps = 4, .timescale
/// = 2}) is 0.5, 1, then 1 at step 2, 0.5 at 8, 0.25 at 10, and 0 from 12 on.
/// Source: Zhai et al. 2021, Scaling Vision Transformers.
template <std::floating_point Real = double>
constexpr auto warmup_inverse_sqrt(warmup_inverse_sqrt_params<Real> given) {
  constexpr const char* name = "warmup_inverse_sqrt";
  detail::require_floor<Real>(name, given.floor, given.peak);
  detail::require_length(name, "decay_steps", given.decay_steps);
  detail::require_length(name, "cooldown_steps", given.cooldown_steps);
  detail::require_length(name, "timescale", given.timescale, 1);
  const auto warmup = detail::warmup_of<Real>(name, given.start, given.peak, given.warmup_steps, given.warmup_includes);
  const clamp decay(inverse_sqrt<Real>({.initial = given.peak, .timescale = given.timescale}), given.floor,
                    given.peak.value);
  return sequence{
      warmup, take(decay, given.decay_steps),
      linear<Real>({.from = decay(given.decay_steps.value), .to = given.floor, .steps = given.cooldown_steps})};
}
template <std::floating_point Real = double>
void warmup_inverse_sqrt(...) = delete;  // wrong arguments: write warmup_inverse_sqrt_params<>{...} to see which

template <std::floating_point Real = double>
struct infinite_schedule_params {
  required<Real> peak, steady, floor;
  required<std::int64_t> warmup_steps, cooldown_steps, steady_steps, annealing_steps;
  ends warmup_includes = ends::to;

  static constexpr auto fields(auto use) {
    using params = infinite_schedule_params;
    return use(detail::field{"peak", &params::peak}, detail::field{"steady", &params::steady},
               detail::field{"floor", &params::floor}, detail::field{"warmup_steps", &params::warmup_steps},
               detail::field{"cooldown_steps", &params::cooldown_steps},
               detail::field{"steady_steps", &params::steady_steps},
               detail::field{"annealing_steps", &params::annealing_steps},
               detail::field{"warmup_includes", &params::warmup_includes});
  }
};

/// infinite_schedule: sequence{linear(0 to peak), cosine(peak to steady), take(constant(steady), steady_steps),
/// log_linear(steady to floor)}. Make steady_steps longer whenever there is more data. `steady` and `floor` are above
/// 0.
/// Worked numbers: infinite_schedule({.peak = 1, .steady = 0.5, .floor = 0.125, .warmup_steps = 2, .cooldown_steps = 2,
/// .steady_steps = 2, .annealing_steps = 2}) is 0.5, 1, then 1, 0.75, 0.5, 0.5, 0.5, 0.25, and 0.125 from 8 on.
/// Source: Ibrahim et al. 2024.
template <std::floating_point Real = double>
constexpr auto infinite_schedule(infinite_schedule_params<Real> given) {
  constexpr const char* name = "infinite_schedule";
  detail::require_end<Real>(name, "peak", given.peak);
  detail::require_above_zero<Real>(name, "steady", given.steady);
  detail::require_above_zero<Real>(name, "floor", given.floor);
  detail::require(given.steady <= given.peak, name, "steady", "must be at most peak", given.steady.value);
  detail::require(given.floor <= given.steady, name, "floor", "must be at most steady", given.floor.value);
  detail::require_length(name, "cooldown_steps", given.cooldown_steps);
  detail::require_length(name, "steady_steps", given.steady_steps);
  detail::require_length(name, "annealing_steps", given.annealing_steps);
  return sequence{detail::warmup_of<Real>(name, 0, given.peak, given.warmup_steps, given.warmup_includes),
                  cosine<Real>({.from = given.peak, .to = given.steady, .steps = given.cooldown_steps}),
                  take(constant<Real>({.value = given.steady}), given.steady_steps),
                  log_linear<Real>({.from = given.steady, .to = given.floor, .steps = given.annealing_steps})};
}
template <std::floating_point Real = double>
void infinite_schedule(...) = delete;  // wrong arguments: write infinite_schedule_params<>{...} to see which

template <std::floating_point Real = double>
struct deepseek_multi_step_params {
  required<Real> peak;
  required<std::int64_t> warmup_steps, first_steps, second_steps, third_steps;
  ends warmup_includes = ends::to;

  static constexpr auto fields(auto use) {
    using params = deepseek_multi_step_params;
    return use(detail::field{"peak", &params::peak}, detail::field{"warmup_steps", &params::warmup_steps},
               detail::field{"first_steps", &params::first_steps}, detail::field{"second_steps", &params::second_steps},
               detail::field{"third_steps", &params::third_steps},
               detail::field{"warmup_includes", &params::warmup_includes});
  }
};

/// deepseek_multi_step: a warm-up, then the peak, the peak / sqrt 10, and a tenth of the peak, each for so many steps;
/// in the paper the latter two take a tenth of the training each.
/// Worked numbers: deepseek_multi_step({.peak = 1, .warmup_steps = 2, .first_steps = 6, .second_steps = 1, .third_steps
/// = 1}) is 0.5, 1, then 1 up to step 7, 0.316228 at 8, and 0.1 from 9 on.
/// Source: DeepSeek-AI 2024, DeepSeek LLM, section 2.3.
template <std::floating_point Real = double>
constexpr auto deepseek_multi_step(deepseek_multi_step_params<Real> given) {
  constexpr const char* name = "deepseek_multi_step";
  detail::require_length(name, "first_steps", given.first_steps);
  detail::require_length(name, "second_steps", given.second_steps);
  detail::require_length(name, "third_steps", given.third_steps);
  const auto hold = [&](Real share, std::int64_t steps) {
    return take(constant<Real>({.value = given.peak * share}), steps);
  };
  return sequence{detail::warmup_of<Real>(name, 0, given.peak, given.warmup_steps, given.warmup_includes),
                  hold(1, given.first_steps), hold(Real(0.316227766016837933199889354443271853L), given.second_steps),
                  hold(Real(0.1L), given.third_steps)};
}
template <std::floating_point Real = double>
void deepseek_multi_step(...) = delete;  // wrong arguments: write deepseek_multi_step_params<>{...} to see which

template <std::floating_point Real = double>
struct power_scheduler_params {
  required<Real> peak, coefficient, exponent;
  required<std::int64_t> warmup_steps, stable_steps, decay_steps;
  Real tokens_per_step = 1;
  ends warmup_includes = ends::to;

  static constexpr auto fields(auto use) {
    using params = power_scheduler_params;
    return use(detail::field{"peak", &params::peak}, detail::field{"coefficient", &params::coefficient},
               detail::field{"exponent", &params::exponent}, detail::field{"warmup_steps", &params::warmup_steps},
               detail::field{"stable_steps", &params::stable_steps}, detail::field{"decay_steps", &params::decay_steps},
               detail::field{"tokens_per_step", &params::tokens_per_step},
               detail::field{"warmup_includes", &params::warmup_includes});
  }
};

/// power_scheduler: min(peak, coefficient n^-exponent), where n is the number of tokens at the end of the step, under a
/// warm-up that multiplies it, for warmup_steps + stable_steps; then down to 0 like linear. coefficient, exponent and
/// tokens_per_step are above 0.
/// Worked numbers: power_scheduler({.peak = 1, .coefficient = 2, .exponent = 0.5, .warmup_steps = 2, .stable_steps =
/// 13, .decay_steps = 2}) is 0.5 at step 0, 1 at 3, 0.666667 at 8, 0.5 at 15, 0.25 at 16, and 0 from 17 on.
/// Source: Shen et al. 2024, Power Scheduler.
template <std::floating_point Real = double>
constexpr auto power_scheduler(power_scheduler_params<Real> given) {
  constexpr const char* name = "power_scheduler";
  detail::require_peak<Real>(name, given.peak);
  detail::require_above_zero<Real>(name, "coefficient", given.coefficient);
  detail::require_above_zero<Real>(name, "exponent", given.exponent);
  detail::require_above_zero(name, "tokens_per_step", given.tokens_per_step);
  detail::require_length(name, "stable_steps", given.stable_steps);
  detail::require_length(name, "decay_steps", given.decay_steps);
  const auto warmup = detail::warmup_of<Real>(name, 0, 1, given.warmup_steps, given.warmup_includes);
  detail::require(given.stable_steps <= detail::longest - given.warmup_steps, name, "stable_steps",
                  "must leave a length of at most 2^53", given.stable_steps.value);
  const double at_first = double(given.coefficient) *
                          detail::power_of_ratio(double{1}, double(given.tokens_per_step), double(given.exponent));
  const minimum law{
      constant<Real>({.value = given.peak}),
      inverse_power<Real>({.initial = detail::narrowed<Real>(at_first), .rate = 1, .power = given.exponent})};
  const std::int64_t length = given.warmup_steps + given.stable_steps;
  return sequence{take(product{warmup, law}, length),
                  linear<Real>({.from = law(length), .to = 0, .steps = given.decay_steps})};
}
template <std::floating_point Real = double>
void power_scheduler(...) = delete;  // wrong arguments: write power_scheduler_params<>{...} to see which

/// The rate for another batch size: in proportion to it, for plain SGD. Both sizes are above 0.
/// Worked number: linear_scaling_rule(0.1, 256, 1024) is 0.4. Source: Goyal et al. 2017.
template <std::floating_point Real>
constexpr Real linear_scaling_rule(Real rate, numeric<std::int64_t> base_batch, numeric<std::int64_t> batch) {
  detail::require_length("linear_scaling_rule", "base_batch", base_batch, 1);
  detail::require_length("linear_scaling_rule", "batch", batch, 1);
  return rate * (static_cast<Real>(batch.value) / static_cast<Real>(base_batch.value));
}

/// The same with the square root of the proportion, for Adam and its like.
/// Worked number: square_root_scaling_rule(0.1, 256, 1024) is 0.2. Source: Krizhevsky 2014; timm's lr-base-scale sqrt.
template <std::floating_point Real>
constexpr Real square_root_scaling_rule(Real rate, numeric<std::int64_t> base_batch, numeric<std::int64_t> batch) {
  detail::require_length("square_root_scaling_rule", "base_batch", base_batch, 1);
  detail::require_length("square_root_scaling_rule", "batch", batch, 1);
  return static_cast<Real>(
      rate * detail::square_root(static_cast<double>(batch.value) / static_cast<double>(base_batch.value)));
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

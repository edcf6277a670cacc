// SPDX-License-Identifier: MIT
#ifndef LRSCHED_RECIPE_HPP
#define LRSCHED_RECIPE_HPP

// Plans that have a name. Each is a composition of schedules, which its base class spells out. It is made from one
// aggregate, and arguments() gives that back.
//
// Every length is that of one piece, in steps: decay_steps is the decay without the warm-up. A plan that ends has the
// sum of them as its length().
//
// Where there is a warmup_includes, it is ends::to unless you say otherwise: the warm-up ends with the peak and leaves
// out its start, so that no update is wasted on a rate of 0. For a framework that begins at the start say ends::from.
//
// A rule for what several arguments make together names it as an expression: the message reads "cyclic: up_steps +
// down_steps must be at least 1, got 0".

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::floating_point
#include <cstdint>   // std::int64_t

#include <lrsched/combine/retime.hpp>
#include <lrsched/combine/revalue.hpp>
#include <lrsched/combine/sequence.hpp>
#include <lrsched/detail/fields.hpp>
#include <lrsched/shape/decay.hpp>
#include <lrsched/shape/ramp.hpp>
#include <lrsched/shape/stairs.hpp>
#include <lrsched/shape/wave.hpp>

namespace lrsched::inline LRSCHED_V0 {

namespace detail {

/// A plan with a name: the composition, and the arguments that it was made from.
template <class Params, class Plan>
class recipe : public Plan {
 public:
  using params = Params;

  constexpr params arguments() const noexcept { return given_; }

  /// The same composition, and so the same values.
  constexpr bool operator==(const recipe& other) const { return static_cast<const Plan&>(*this) == other; }

 protected:
  constexpr recipe(const char* schedule, const params& given, const auto& make)
      : Plan((check(schedule, given), make())), given_(given) {}

 private:
  params given_;
};

inline constexpr rule divisor_of_peak{"must be at least 1, or that end is above peak", [](double x) { return x >= 1; }};
inline constexpr rule start_below_peak{"must be at most 1, or the start is above peak",
                                       [](double x) { return x <= 1; }};
inline constexpr rule end_below_peak{"must be at most 1, or the end is above peak", [](double x) { return x <= 1; }};
inline constexpr rule floor_does_not_rise{"must be at most 1, or the floor rises", [](double x) { return x <= 1; }};

/// The warm-up of a recipe.
template <std::floating_point Real>
constexpr linear<Real> warmup_of(const auto& given, Real start) {
  return linear<Real>(
      {.from = start, .to = given.peak, .steps = given.warmup_steps, .includes = given.warmup_includes});
}

/// The name of a schedule, as an argument.
template <template <class> class Schedule>
struct schedule_name {
  static constexpr const char* text = Schedule<double>::name;

  bool operator==(const schedule_name&) const = default;
};

/// Cosines from peaks to floors that change from cycle to cycle, and the bounds that rounding must not pass.
template <class Real>
using cycles_between =
    minimum<maximum<sum<product<repeat_growing<cosine<Real>>, maximum<growing_step<Real>, growing_step<Real>>>,
                        product<repeat_growing<cosine<Real>>, growing_step<Real>>>,
                    growing_step<Real>>,
            maximum<growing_step<Real>, growing_step<Real>>>;

}  // namespace detail

/// The arguments of warmup_cosine and warmup_linear: up from `start` to `peak`, down to `floor`.
template <std::floating_point Real = double>
struct warmup_decay_params {
  required<Real> peak;
  required<std::int64_t> warmup_steps, decay_steps;
  numeric<Real> floor = 0, start = 0;
  ends warmup_includes = ends::to;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = warmup_decay_params;
    return use(field{"peak", &params::peak, ramp_end}, field{"warmup_steps", &params::warmup_steps, at_least_0},
               field{"decay_steps", &params::decay_steps, at_least_0}, field{"floor", &params::floor, ramp_end},
               field{"start", &params::start, ramp_end}, field{"warmup_includes", &params::warmup_includes});
  }

  constexpr void check(const char* name) const {
    detail::require(start <= peak, name, "start", "must be at most peak", start.value);
    detail::require(floor <= peak, name, "floor", "must be at most peak", floor.value);
  }
};

/// warmup_cosine: sequence{linear(start to peak), cosine(peak to floor)}.
/// Example: warmup_cosine({.peak = 1, .warmup_steps = 4, .decay_steps = 4}) is 0.25, 0.5, 0.75, 1, then 1, 0.5
/// at step 6, and 0 from 8 on.
template <std::floating_point Real = double>
class warmup_cosine : public detail::recipe<warmup_decay_params<Real>, sequence<linear<Real>, cosine<Real>>> {
 public:
  static constexpr const char* name = "warmup_cosine";

  constexpr explicit warmup_cosine(warmup_decay_params<Real> given)  // params{...} says what is wrong
      : warmup_cosine::recipe(name, given, [&] {
          return sequence{detail::warmup_of<Real>(given, given.start),
                          cosine<Real>({.from = given.peak, .to = given.floor, .steps = given.decay_steps})};
        }) {}
};

/// warmup_linear: sequence{linear(start to peak), linear(peak to floor)}; down to zero (D2Z) unless a floor is given.
/// Example: warmup_linear({.peak = 1, .warmup_steps = 4, .decay_steps = 4}) is 0.25, 0.5, 0.75, 1, then 1, 0.75,
/// 0.5, 0.25, and 0 from 8 on.
/// Source: Bergsma et al. 2025, D2Z.
template <std::floating_point Real = double>
class warmup_linear : public detail::recipe<warmup_decay_params<Real>, sequence<linear<Real>, linear<Real>>> {
 public:
  static constexpr const char* name = "warmup_linear";

  constexpr explicit warmup_linear(warmup_decay_params<Real> given)  // params{...} says what is wrong
      : warmup_linear::recipe(name, given, [&] {
          return sequence{detail::warmup_of<Real>(given, given.start),
                          linear<Real>({.from = given.peak, .to = given.floor, .steps = given.decay_steps})};
        }) {}
};

template <std::floating_point Real = double>
struct warmup_stable_decay_params {
  required<Real> peak;
  required<std::int64_t> warmup_steps, stable_steps, decay_steps;
  numeric<Real> floor = 0, start = 0;
  ends warmup_includes = ends::to;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = warmup_stable_decay_params;
    return use(field{"peak", &params::peak, ramp_end}, field{"warmup_steps", &params::warmup_steps, at_least_0},
               field{"stable_steps", &params::stable_steps, at_least_0},
               field{"decay_steps", &params::decay_steps, at_least_0}, field{"floor", &params::floor, ramp_end},
               field{"start", &params::start, ramp_end}, field{"warmup_includes", &params::warmup_includes});
  }

  constexpr void check(const char* name) const {
    detail::require(start <= peak, name, "start", "must be at most peak", start.value);
    detail::require(floor <= peak, name, "floor", "must be at most peak", floor.value);
  }
};

/// warmup_stable_decay: sequence{linear(start to peak), take(constant(peak), stable_steps), Tail(peak to floor)}. Tail
/// is any ramp of (from, to, steps), one_minus_sqrt if none is named: warmup_stable_decay<cosine>({...}).
/// Example: warmup_stable_decay({.peak = 1, .warmup_steps = 2, .stable_steps = 2, .decay_steps = 4}) is 0.5, 1,
/// 1, 1, then 1, 0.5 at step 5, and 0 from 8 on.
/// Source: Hu et al. 2024, MiniCPM; Haegele et al. 2024.
template <template <class> class Tail = one_minus_sqrt, std::floating_point Real = double>
class warmup_stable_decay : public detail::recipe<warmup_stable_decay_params<Real>,
                                                  sequence<linear<Real>, take<constant<Real>>, Tail<Real>>> {
 public:
  static constexpr const char* name = "warmup_stable_decay";

  constexpr explicit warmup_stable_decay(warmup_stable_decay_params<Real> given)  // params{...} says what is wrong
      : warmup_stable_decay::recipe(name, given, [&] {
          return sequence{detail::warmup_of<Real>(given, given.start),
                          take(constant<Real>({.value = given.peak}), given.stable_steps),
                          Tail<Real>({.from = given.peak, .to = given.floor, .steps = given.decay_steps})};
        }) {}

  /// With the name of the tail.
  constexpr auto arguments() const noexcept { return with_tail{warmup_stable_decay::recipe::arguments()}; }

 private:
  struct with_tail : warmup_stable_decay_params<Real> {
    detail::schedule_name<Tail> tail{};

    static constexpr auto fields(auto use) {
      return warmup_stable_decay_params<Real>::fields([&](const auto&... others) {
        return use(others..., detail::field{"tail", &with_tail::tail});
      });
    }
  };
};

template <std::floating_point Real = double>
struct one_cycle_params {
  required<Real> peak;
  required<std::int64_t> up_steps, down_steps;
  numeric<Real> start_divisor = 25, end_divisor = 250'000;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = one_cycle_params;
    return use(field{"peak", &params::peak, ramp_end, at_least_0}, field{"up_steps", &params::up_steps, at_least_0},
               field{"down_steps", &params::down_steps, at_least_0},
               field{"start_divisor", &params::start_divisor, divisor_of_peak},
               field{"end_divisor", &params::end_divisor, divisor_of_peak});
  }

  constexpr void check(const char* name) const {
    detail::check(name, "peak / start_divisor", peak / start_divisor, detail::ramp_end);
    detail::check(name, "peak / end_divisor", peak / end_divisor, detail::ramp_end);
  }
};

/// one_cycle: sequence{cosine(peak/start_divisor to peak), cosine(peak to peak/end_divisor)}. The divisors are at least
/// 1.
/// Example: one_cycle({.peak = 1, .up_steps = 2, .down_steps = 4}) is 0.04, 0.52, 1, then 0.500002 at step 4,
/// and 4e-6 from 6 on.
/// Source: Smith and Topin 2017; fastai fit_one_cycle, PyTorch OneCycleLR.
template <std::floating_point Real = double>
class one_cycle : public detail::recipe<one_cycle_params<Real>, sequence<cosine<Real>, cosine<Real>>> {
 public:
  static constexpr const char* name = "one_cycle";

  constexpr explicit one_cycle(one_cycle_params<Real> given)  // params{...} says what is wrong
      : one_cycle::recipe(name, given, [&] {
          const Real start = given.peak / given.start_divisor, end = given.peak / given.end_divisor;
          return sequence{cosine<Real>({.from = start, .to = given.peak, .steps = given.up_steps}),
                          cosine<Real>({.from = given.peak, .to = end, .steps = given.down_steps})};
        }) {}
};

template <std::floating_point Real = double>
struct one_cycle_three_phase_params {
  required<Real> peak;
  required<std::int64_t> up_steps, down_steps, end_steps;
  numeric<Real> start_divisor = 25, end_divisor = 250'000;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = one_cycle_three_phase_params;
    return use(field{"peak", &params::peak, ramp_end, at_least_0}, field{"up_steps", &params::up_steps, at_least_0},
               field{"down_steps", &params::down_steps, at_least_0}, field{"end_steps", &params::end_steps, at_least_0},
               field{"start_divisor", &params::start_divisor, divisor_of_peak},
               field{"end_divisor", &params::end_divisor, divisor_of_peak});
  }

  constexpr void check(const char* name) const {
    detail::check(name, "peak / start_divisor", peak / start_divisor, detail::ramp_end);
    detail::check(name, "peak / end_divisor", peak / end_divisor, detail::ramp_end);
  }
};

/// one_cycle_three_phase: up to the peak and down to the start again, both straight, then straight to peak/end_divisor.
/// Example: one_cycle_three_phase({.peak = 1, .up_steps = 2, .down_steps = 2, .end_steps = 4}) is 0.04, 0.52, 1,
/// 0.52, 0.04, then 0.020002 at step 6, and 4e-6 from 8 on.
/// Source: Smith 2018; PyTorch OneCycleLR(three_phase=True, anneal_strategy="linear").
template <std::floating_point Real = double>
class one_cycle_three_phase
    : public detail::recipe<one_cycle_three_phase_params<Real>, sequence<linear<Real>, linear<Real>, linear<Real>>> {
 public:
  static constexpr const char* name = "one_cycle_three_phase";

  constexpr explicit one_cycle_three_phase(one_cycle_three_phase_params<Real> given)  // params{...} says what is wrong
      : one_cycle_three_phase::recipe(name, given, [&] {
          const Real start = given.peak / given.start_divisor, end = given.peak / given.end_divisor;
          return sequence{linear<Real>({.from = start, .to = given.peak, .steps = given.up_steps}),
                          linear<Real>({.from = given.peak, .to = start, .steps = given.down_steps}),
                          linear<Real>({.from = start, .to = end, .steps = given.end_steps})};
        }) {}
};

template <std::floating_point Real = double>
struct one_cycle_momentum_params {
  required<std::int64_t> up_steps, down_steps;
  numeric<Real> high = Real(0.95), low = Real(0.85);

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = one_cycle_momentum_params;
    return use(field{"up_steps", &params::up_steps, at_least_0}, field{"down_steps", &params::down_steps, at_least_0},
               field{"high", &params::high, ramp_end}, field{"low", &params::low, ramp_end});
  }

  constexpr void check(const char* name) const {
    detail::require(low <= high, name, "low", "must be at most high", low.value);
  }
};

/// one_cycle_momentum: the momentum to a one_cycle of the same lengths: down while the rate goes up, and up again.
/// Example: one_cycle_momentum({.up_steps = 2, .down_steps = 4}) is 0.95, 0.9, 0.85, then 0.9 at step 4, and
/// 0.95 from 6 on.
template <std::floating_point Real = double>
class one_cycle_momentum
    : public detail::recipe<one_cycle_momentum_params<Real>, sequence<cosine<Real>, cosine<Real>>> {
 public:
  static constexpr const char* name = "one_cycle_momentum";

  constexpr explicit one_cycle_momentum(one_cycle_momentum_params<Real> given)  // params{...} says what is wrong
      : one_cycle_momentum::recipe(name, given, [&] {
          return sequence{cosine<Real>({.from = given.high, .to = given.low, .steps = given.up_steps}),
                          cosine<Real>({.from = given.low, .to = given.high, .steps = given.down_steps})};
        }) {}
};

template <std::floating_point Real = double>
struct warm_restarts_params {
  required<Real> peak;
  required<std::int64_t> first_cycle_steps;
  numeric<double> growth = 1;
  numeric<Real> floor = 0, peak_factor = 1, floor_factor = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = warm_restarts_params;
    return use(field{"peak", &params::peak, ramp_end},
               field{"first_cycle_steps", &params::first_cycle_steps, at_least_1},
               field{"growth", &params::growth, above_0}, field{"floor", &params::floor, ramp_end},
               field{"peak_factor", &params::peak_factor, at_least_0},
               field{"floor_factor", &params::floor_factor, at_least_0, floor_does_not_rise});
  }

  constexpr void check(const char* name) const {
    detail::require(floor <= peak, name, "floor", "must be at most peak", floor.value);
    const bool is_still = peak_factor == 1 && floor_factor == 1;
    detail::require(is_still || floor >= 0, name, "floor", "must be at least 0 where a factor is not 1", floor.value);
  }
};

/// warm_restarts: a cosine from the peak to the floor, again and again, each cycle `growth` times as long as the one
/// before; with a growth below 1 they shrink, as those of repeat_growing, and end at a floor. At every restart the peak
/// and the floor are multiplied by their factors; a peak that would be below the floor is at the floor. `floor` is at
/// most `peak`, and at least 0 where a factor is not 1; peak_factor is at least 0, and above 1 the peaks grow;
/// floor_factor is from 0 to 1.
/// Example: warm_restarts({.peak = 1, .first_cycle_steps = 2, .growth = 2}) is 1, 0.5, then 1, 0.853553, 0.5,
/// 0.146447, then 1 at step 6, and 0.5 at 10; with .peak_factor = 0.5 it is 0.5 at step 2 and 0.25 at 6.
/// Source: Loshchilov and Hutter 2016, SGDR; timm CosineLRScheduler(cycle_mul, cycle_decay).
template <std::floating_point Real = double>
class warm_restarts : public detail::recipe<warm_restarts_params<Real>, detail::cycles_between<Real>> {
 public:
  static constexpr const char* name = "warm_restarts";

  constexpr explicit warm_restarts(warm_restarts_params<Real> given)  // params{...} says what is wrong
      : warm_restarts::recipe(name, given, [&] {
          const auto share = [&](Real from, Real to) {
            return repeat_growing(cosine<Real>({.from = from, .to = to, .steps = given.first_cycle_steps}),
                                  given.growth);
          };
          const auto height = [&](Real first, Real factor) {
            return growing_step<Real>(
                {.initial = first, .factor = factor, .every = given.first_cycle_steps, .growth = given.growth});
          };
          const auto floors = height(given.floor, given.floor_factor);
          const maximum peaks{height(given.peak, given.peak_factor), floors};
          return minimum{maximum{sum{product{share(1, 0), peaks}, product{share(0, 1), floors}}, floors}, peaks};
        }) {}
};

template <std::floating_point Real = double>
struct cyclic_params {
  required<Real> low, high;
  required<std::int64_t> up_steps, down_steps;
  numeric<Real> cycle_factor = 1, step_factor = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = cyclic_params;
    return use(field{"low", &params::low, ramp_end}, field{"high", &params::high, ramp_end},
               field{"up_steps", &params::up_steps, at_least_0}, field{"down_steps", &params::down_steps, at_least_0},
               field{"cycle_factor", &params::cycle_factor, above_0},
               field{"step_factor", &params::step_factor, above_0});
  }

  constexpr void check(const char* name) const {
    detail::require(low <= high, name, "low", "must be at most high", low.value);
    detail::check(name, "high - low", high - low);
    detail::check(name, "up_steps + down_steps", up_steps + down_steps, detail::at_least_1);
  }
};

/// cyclic: straight up from `low` to `high` and down again, forever. The height above `low` is multiplied by
/// cycle_factor once in a cycle (0.5: triangular2), and by step_factor at every step (exp_range). `low` is at most
/// `high`. The factors are above 0; with one above 1 the tops grow beyond `high`. With a step_factor of 1 the first top
/// is within 1 ulp of `high` (of the larger end).
/// Example: cyclic({.low = 0.1, .high = 1, .up_steps = 2, .down_steps = 2, .cycle_factor = 0.5}) is 0.1, 0.55,
/// 1, 0.55, then 0.1, 0.325, 0.55.
/// Source: Smith 2015; PyTorch CyclicLR.
template <std::floating_point Real = double>
class cyclic
    : public detail::recipe<cyclic_params<Real>,
                            clamp<sum<constant<Real>, product<triangle<Real>, step<Real>, exponential<Real>>>>> {
 public:
  static constexpr const char* name = "cyclic";

  constexpr explicit cyclic(cyclic_params<Real> given)  // params{...} says what is wrong
      : cyclic::recipe(name, given, [&] {
          const Real height = given.high - given.low;
          const std::int64_t cycle = given.up_steps + given.down_steps;
          const bool grows = given.cycle_factor > 1 || given.step_factor > 1;
          const product waves{triangle<Real>({.low = 0, .high = 1, .up = given.up_steps, .down = given.down_steps}),
                              step<Real>({.initial = height, .factor = given.cycle_factor, .every = cycle}),
                              exponential<Real>({.initial = 1, .rate = given.step_factor})};
          return clamp(sum{constant<Real>({.value = given.low}), waves}, given.low,
                       grows ? detail::largest<Real> : given.high.value);
        }) {}
};

template <std::floating_point Real = double>
struct slanted_triangular_params {
  required<Real> peak;
  required<std::int64_t> up_steps, down_steps;
  numeric<Real> ratio = 32;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = slanted_triangular_params;
    return use(field{"peak", &params::peak, ramp_end, at_least_0}, field{"up_steps", &params::up_steps, at_least_0},
               field{"down_steps", &params::down_steps, at_least_0}, field{"ratio", &params::ratio, divisor_of_peak});
  }

  constexpr void check(const char* name) const { detail::check(name, "peak / ratio", peak / ratio, detail::ramp_end); }
};

/// slanted_triangular: sequence{linear(peak/ratio to peak), linear(peak to peak/ratio)}, a short way up and a long way
/// down. `ratio` is at least 1.
/// Example: slanted_triangular({.peak = 1, .up_steps = 1, .down_steps = 4, .ratio = 2}) is 0.5, 1, 0.875, 0.75,
/// 0.625, then 0.5.
/// Source: Howard and Ruder 2018, ULMFiT.
template <std::floating_point Real = double>
class slanted_triangular
    : public detail::recipe<slanted_triangular_params<Real>, sequence<linear<Real>, linear<Real>>> {
 public:
  static constexpr const char* name = "slanted_triangular";

  constexpr explicit slanted_triangular(slanted_triangular_params<Real> given)  // params{...} says what is wrong
      : slanted_triangular::recipe(name, given, [&] {
          const Real low = given.peak / given.ratio;
          return sequence{linear<Real>({.from = low, .to = given.peak, .steps = given.up_steps}),
                          linear<Real>({.from = given.peak, .to = low, .steps = given.down_steps})};
        }) {}
};

template <std::floating_point Real = double>
struct tri_stage_params {
  required<Real> peak;
  required<std::int64_t> warmup_steps, hold_steps, decay_steps;
  numeric<Real> start_factor = Real(0.01), end_factor = Real(0.01);

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = tri_stage_params;
    return use(field{"peak", &params::peak, above_0}, field{"warmup_steps", &params::warmup_steps, at_least_0},
               field{"hold_steps", &params::hold_steps, at_least_0},
               field{"decay_steps", &params::decay_steps, at_least_0},
               field{"start_factor", &params::start_factor, start_below_peak},
               field{"end_factor", &params::end_factor, above_0, end_below_peak});
  }

  constexpr void check(const char* name) const {
    detail::check(name, "peak * start_factor", peak * start_factor, detail::ramp_end);
    detail::check(name, "peak * end_factor", peak * end_factor, detail::above_0);
  }
};

/// tri_stage: sequence{linear(peak start_factor to peak), take(constant(peak), hold_steps), log_linear(peak to peak
/// end_factor)}. `peak` and `end_factor` are above 0.
/// Example: tri_stage({.peak = 1, .warmup_steps = 2, .hold_steps = 1, .decay_steps = 2}) is 0.01, 0.505, 1, then
/// 1, 0.1, and 0.01 from 5 on.
/// Source: Park et al. 2019, SpecAugment; fairseq tri_stage.
template <std::floating_point Real = double>
class tri_stage
    : public detail::recipe<tri_stage_params<Real>, sequence<linear<Real>, take<constant<Real>>, log_linear<Real>>> {
 public:
  static constexpr const char* name = "tri_stage";

  constexpr explicit tri_stage(tri_stage_params<Real> given)  // params{...} says what is wrong
      : tri_stage::recipe(name, given, [&] {
          const Real start = given.peak * given.start_factor, end = given.peak * given.end_factor;
          return sequence{linear<Real>({.from = start, .to = given.peak, .steps = given.warmup_steps}),
                          take(constant<Real>({.value = given.peak}), given.hold_steps),
                          log_linear<Real>({.from = given.peak, .to = end, .steps = given.decay_steps})};
        }) {}
};

template <std::floating_point Real = double>
struct noam_params {
  required<std::int64_t> model_size, warmup_steps;
  numeric<Real> factor = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = noam_params;
    return use(field{"model_size", &params::model_size, at_least_1},
               field{"warmup_steps", &params::warmup_steps, at_least_1}, field{"factor", &params::factor});
  }
};

/// noam: factor / sqrt(model_size) min(1/sqrt(k), k/warmup_steps^1.5), which is sequence{linear(0 to peak),
/// inverse_sqrt(peak)} with peak = factor / sqrt(model_size warmup_steps). model_size and warmup_steps are at least 1.
/// Example: noam({.model_size = 4, .warmup_steps = 4}) is 0, 0.0625 at step 1, 0.25 at 4, and 0.125 at 16.
/// Source: Vaswani et al. 2017, equation 3; Paddle NoamDecay.
template <std::floating_point Real = double>
class noam : public detail::recipe<noam_params<Real>, sequence<linear<Real>, inverse_sqrt<Real>>> {
 public:
  static constexpr const char* name = "noam";

  constexpr explicit noam(noam_params<Real> given)  // params{...} says what is wrong
      : noam::recipe(name, given, [&] {
          const double size = static_cast<double>(given.model_size.value),
                       steps = static_cast<double>(given.warmup_steps.value);
          const Real peak = static_cast<Real>(double(given.factor) / detail::square_root(size * steps));
          return sequence{linear<Real>({.from = 0, .to = peak, .steps = given.warmup_steps}),
                          inverse_sqrt<Real>({.initial = peak, .timescale = given.warmup_steps})};
        }) {}
};

template <std::floating_point Real = double>
struct warmup_inverse_sqrt_params {
  required<Real> peak;
  required<std::int64_t> warmup_steps, decay_steps, cooldown_steps;
  required<std::int64_t> timescale;
  numeric<Real> floor = 0, start = 0;
  ends warmup_includes = ends::to;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = warmup_inverse_sqrt_params;
    return use(field{"peak", &params::peak, ramp_end}, field{"warmup_steps", &params::warmup_steps, at_least_0},
               field{"decay_steps", &params::decay_steps, at_least_0},
               field{"cooldown_steps", &params::cooldown_steps, at_least_0},
               field{"timescale", &params::timescale, at_least_1}, field{"floor", &params::floor, ramp_end},
               field{"start", &params::start, ramp_end}, field{"warmup_includes", &params::warmup_includes});
  }

  constexpr void check(const char* name) const {
    detail::require(start <= peak, name, "start", "must be at most peak", start.value);
    detail::require(floor <= peak, name, "floor", "must be at most peak", floor.value);
  }
};

/// warmup_inverse_sqrt: sequence{linear(start to peak), take(clamp(inverse_sqrt(peak, timescale), floor, peak),
/// decay_steps), linear(from where that has come to the floor)}. A timescale of warmup_steps is the usual one.
/// Example: warmup_inverse_sqrt({.peak = 1, .warmup_steps = 2, .decay_steps = 6, .cooldown_steps = 4, .timescale
/// = 2}) is 0.5, 1, then 1 at step 2, 0.5 at 8, 0.25 at 10, and 0 from 12 on.
/// Source: Zhai et al. 2021, Scaling Vision Transformers.
template <std::floating_point Real = double>
class warmup_inverse_sqrt
    : public detail::recipe<warmup_inverse_sqrt_params<Real>,
                            sequence<linear<Real>, take<clamp<inverse_sqrt<Real>>>, linear<Real>>> {
 public:
  static constexpr const char* name = "warmup_inverse_sqrt";

  constexpr explicit warmup_inverse_sqrt(warmup_inverse_sqrt_params<Real> given)  // params{...} says what is wrong
      : warmup_inverse_sqrt::recipe(name, given, [&] {
          const inverse_sqrt<Real> curve({.initial = given.peak, .timescale = given.timescale});
          const clamp decay(curve, given.floor, given.peak);
          return sequence{
              detail::warmup_of<Real>(given, given.start), take(decay, given.decay_steps),
              linear<Real>({.from = decay(given.decay_steps.value), .to = given.floor, .steps = given.cooldown_steps})};
        }) {}
};

template <std::floating_point Real = double>
struct infinite_schedule_params {
  required<Real> peak, steady, floor;
  required<std::int64_t> warmup_steps, cooldown_steps, steady_steps, annealing_steps;
  ends warmup_includes = ends::to;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = infinite_schedule_params;
    return use(field{"peak", &params::peak, ramp_end}, field{"steady", &params::steady, above_0},
               field{"floor", &params::floor, above_0}, field{"warmup_steps", &params::warmup_steps, at_least_0},
               field{"cooldown_steps", &params::cooldown_steps, at_least_0},
               field{"steady_steps", &params::steady_steps, at_least_0},
               field{"annealing_steps", &params::annealing_steps, at_least_0},
               field{"warmup_includes", &params::warmup_includes});
  }

  constexpr void check(const char* name) const {
    detail::require(steady <= peak, name, "steady", "must be at most peak", steady.value);
    detail::require(floor <= steady, name, "floor", "must be at most steady", floor.value);
  }
};

/// infinite_schedule: sequence{linear(0 to peak), cosine(peak to steady), take(constant(steady), steady_steps),
/// log_linear(steady to floor)}. Make steady_steps longer whenever there is more data. `steady` and `floor` are above
/// 0.
/// Example: infinite_schedule({.peak = 1, .steady = 0.5, .floor = 0.125, .warmup_steps = 2, .cooldown_steps = 2,
/// .steady_steps = 2, .annealing_steps = 2}) is 0.5, 1, then 1, 0.75, 0.5, 0.5, 0.5, 0.25, and 0.125 from 8 on.
/// Source: Ibrahim et al. 2024.
template <std::floating_point Real = double>
class infinite_schedule
    : public detail::recipe<infinite_schedule_params<Real>,
                            sequence<linear<Real>, cosine<Real>, take<constant<Real>>, log_linear<Real>>> {
 public:
  static constexpr const char* name = "infinite_schedule";

  constexpr explicit infinite_schedule(infinite_schedule_params<Real> given)  // params{...} says what is wrong
      : infinite_schedule::recipe(name, given, [&] {
          return sequence{detail::warmup_of<Real>(given, 0),
                          cosine<Real>({.from = given.peak, .to = given.steady, .steps = given.cooldown_steps}),
                          take(constant<Real>({.value = given.steady}), given.steady_steps),
                          log_linear<Real>({.from = given.steady, .to = given.floor, .steps = given.annealing_steps})};
        }) {}
};

template <std::floating_point Real = double>
struct deepseek_multi_step_params {
  required<Real> peak;
  required<std::int64_t> warmup_steps, first_steps, second_steps, third_steps;
  ends warmup_includes = ends::to;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = deepseek_multi_step_params;
    return use(field{"peak", &params::peak, ramp_end}, field{"warmup_steps", &params::warmup_steps, at_least_0},
               field{"first_steps", &params::first_steps, at_least_0},
               field{"second_steps", &params::second_steps, at_least_0},
               field{"third_steps", &params::third_steps, at_least_0},
               field{"warmup_includes", &params::warmup_includes});
  }
};

/// deepseek_multi_step: a warm-up, then the peak, the peak / sqrt 10, and a tenth of the peak, each for so many steps;
/// in the paper the latter two take a tenth of the training each.
/// Example: deepseek_multi_step({.peak = 1, .warmup_steps = 2, .first_steps = 6, .second_steps = 1, .third_steps
/// = 1}) is 0.5, 1, then 1 up to step 7, 0.316228 at 8, and 0.1 from 9 on.
/// Source: DeepSeek-AI 2024, DeepSeek LLM, section 2.3.
template <std::floating_point Real = double>
class deepseek_multi_step
    : public detail::recipe<deepseek_multi_step_params<Real>,
                            sequence<linear<Real>, take<constant<Real>>, take<constant<Real>>, take<constant<Real>>>> {
 public:
  static constexpr const char* name = "deepseek_multi_step";

  constexpr explicit deepseek_multi_step(deepseek_multi_step_params<Real> given)  // params{...} says what is wrong
      : deepseek_multi_step::recipe(name, given, [&] {
          const auto hold = [&](Real share, std::int64_t steps) {
            return take(constant<Real>({.value = given.peak * share}), steps);
          };
          return sequence{detail::warmup_of<Real>(given, 0), hold(1, given.first_steps),
                          hold(Real(0.316227766016837933199889354443271853L), given.second_steps),
                          hold(Real(0.1L), given.third_steps)};
        }) {}
};

template <std::floating_point Real = double>
struct power_scheduler_params {
  required<Real> peak, coefficient, exponent;
  required<std::int64_t> warmup_steps, stable_steps, decay_steps;
  numeric<Real> tokens_per_step = 1;
  ends warmup_includes = ends::to;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = power_scheduler_params;
    return use(field{"peak", &params::peak, ramp_end, at_least_0}, field{"coefficient", &params::coefficient, above_0},
               field{"exponent", &params::exponent, above_0}, field{"warmup_steps", &params::warmup_steps, at_least_0},
               field{"stable_steps", &params::stable_steps, at_least_0},
               field{"decay_steps", &params::decay_steps, at_least_0},
               field{"tokens_per_step", &params::tokens_per_step, above_0},
               field{"warmup_includes", &params::warmup_includes});
  }

  constexpr void check(const char* name) const {
    detail::check(name, "warmup_steps + stable_steps", warmup_steps + stable_steps, detail::any_position);
  }
};

/// power_scheduler: for warmup_steps + stable_steps, min(peak, coefficient n^-exponent) with n = (k+1) tokens_per_step,
/// times a warm-up from 0 to 1; then linear to 0. coefficient, exponent and tokens_per_step are above 0.
/// Example: power_scheduler({.peak = 1, .coefficient = 2, .exponent = 0.5, .warmup_steps = 2, .stable_steps =
/// 13, .decay_steps = 2}) is 0.5 at step 0, 1 at 3, 0.666667 at 8, 0.5 at 15, 0.25 at 16, and 0 from 17 on.
/// Source: Shen et al. 2024, Power Scheduler.
template <std::floating_point Real = double>
class power_scheduler
    : public detail::recipe<
          power_scheduler_params<Real>,
          sequence<take<product<linear<Real>, minimum<constant<Real>, inverse_power<Real>>>>, linear<Real>>> {
 public:
  static constexpr const char* name = "power_scheduler";

  constexpr explicit power_scheduler(power_scheduler_params<Real> given)  // params{...} says what is wrong
      : power_scheduler::recipe(name, given, [&] {
          const double rate_after_one_step =
              double(given.coefficient) *
              detail::power_of_ratio(1.0, double(given.tokens_per_step), double(given.exponent));
          const minimum law{
              constant<Real>({.value = given.peak}),
              inverse_power<Real>(
                  {.initial = detail::narrowed<Real>(rate_after_one_step), .rate = 1, .power = given.exponent})};
          const linear<Real> warmup(
              {.from = 0, .to = 1, .steps = given.warmup_steps, .includes = given.warmup_includes});
          const std::int64_t length = given.warmup_steps + given.stable_steps;
          return sequence{take(product{warmup, law}, length),
                          linear<Real>({.from = law(length), .to = 0, .steps = given.decay_steps})};
        }) {}
};

/// The rate for another batch size: in proportion to it, for plain SGD. Both sizes are above 0.
/// Example: linear_scaling_rule(0.1, 256, 1024) is 0.4. Source: Goyal et al. 2017.
template <std::floating_point Real>
constexpr Real linear_scaling_rule(Real rate, numeric<std::int64_t> base_batch, numeric<std::int64_t> batch) {
  detail::check("linear_scaling_rule", "base_batch", base_batch, detail::at_least_1);
  detail::check("linear_scaling_rule", "batch", batch, detail::at_least_1);
  return static_cast<Real>(static_cast<double>(rate) *
                           (static_cast<double>(batch.value) / static_cast<double>(base_batch.value)));
}

/// The same with the square root of the proportion, for Adam and its like.
/// Example: square_root_scaling_rule(0.1, 256, 1024) is 0.2. Source: Krizhevsky 2014; timm's lr-base-scale sqrt.
template <std::floating_point Real>
constexpr Real square_root_scaling_rule(Real rate, numeric<std::int64_t> base_batch, numeric<std::int64_t> batch) {
  detail::check("square_root_scaling_rule", "base_batch", base_batch, detail::at_least_1);
  detail::check("square_root_scaling_rule", "batch", batch, detail::at_least_1);
  return static_cast<Real>(static_cast<double>(rate) * detail::square_root(static_cast<double>(batch.value) /
                                                                           static_cast<double>(base_batch.value)));
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

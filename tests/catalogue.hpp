// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_CATALOGUE_HPP
#define LRSCHED_TESTS_CATALOGUE_HPP

// The schedules of the library, in several sizes, with compositions and recipes of them: what holds for all is tested
// over this list. No two entries are equal.

#include <cstdint>

#include <lrsched/lrsched.hpp>

namespace test {

using lrsched::ends;

inline constexpr ends all_ends[] = {ends::from, ends::to, ends::neither, ends::both};

/// A schedule as a program may write its own.
template <class Real>
struct reciprocal {
  template <class Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position step) const noexcept {
    return static_cast<Real>(1 / (1 + static_cast<double>(step)));
  }
  bool operator==(const reciprocal&) const = default;
};

/// Calls visit(name, schedule) for each.
template <class Real, class Visitor>
void each_schedule(const Visitor& visit) {
  using namespace lrsched;
  constexpr std::int64_t longest = std::int64_t{1} << 53;

  const constant<Real> still({.value = 0.1});
  const exponential<Real> decay({.initial = 0.1, .rate = 0.96, .every = 10});
  const linear<Real> up({.from = 0, .to = 3e-4, .steps = 20});
  const cosine<Real> down({.from = 3e-4, .to = 3e-5, .steps = 80});

  visit("constant", still);
  visit("constant 0", constant<Real>({.value = 0}));
  for (const ends includes : all_ends) {
    visit("linear", linear<Real>({.from = 3e-4, .to = -1, .steps = 70, .includes = includes}));
    visit("linear, 1 step", linear<Real>({.from = 1, .to = 0.3, .steps = 1, .includes = includes}));
    visit("linear, 2^53 steps", linear<Real>({.from = 1, .to = 0, .steps = longest, .includes = includes}));
    visit("cosine", cosine<Real>({.from = 0.1, .to = 0, .steps = 70, .includes = includes}));
    visit("cosine, 2 steps", cosine<Real>({.from = 0.3, .to = 0.7, .steps = 2, .includes = includes}));
    visit("polynomial", polynomial<Real>({.from = 0.1, .to = 0.01, .steps = 70, .power = 2, .includes = includes}));
    visit("polynomial up", polynomial<Real>({.from = 0, .to = 0.3, .steps = 70, .power = 0.9, .includes = includes}));
    visit("log_linear", log_linear<Real>({.from = 1e-6, .to = 0.1, .steps = 70, .includes = includes}));
  }
  for (const ends includes : {ends::from, ends::neither}) {
    visit("power", power<Real>({.from = 0, .to = 0.3, .steps = 70, .power = 4, .includes = includes}));
    visit("cosine_power", cosine_power<Real>({.from = 0.1, .to = 0, .steps = 70, .power = 2, .includes = includes}));
    visit("cosine_exponential", cosine_exponential<Real>({.from = 0.1, .to = 0, .steps = 70, .includes = includes}));
    visit("cosine_k_decay", cosine_k_decay<Real>({.from = 0.1, .to = 0, .steps = 70, .k = 0.5, .includes = includes}));
    visit("polynomial_k_decay",
          polynomial_k_decay<Real>({.from = 0.1, .to = 0, .steps = 70, .power = 0.5, .k = 2, .includes = includes}));
    visit("one_minus_sqrt", one_minus_sqrt<Real>({.from = 0.1, .to = 0.01, .steps = 70, .includes = includes}));
    visit("rex", rex<Real>({.from = 0.1, .to = 0, .steps = 70, .d = Real(0.9), .includes = includes}));
    visit("hyperbolic_tangent", hyperbolic_tangent<Real>({.from = 0.1, .to = 0, .steps = 70, .includes = includes}));
    visit("logistic", logistic<Real>({.from = 0.1, .to = -0.1, .steps = 70, .steepness = 12, .includes = includes}));
    visit("binary_exponential", binary_exponential<Real>({.from = 0.1, .to = 0, .steps = 70, .includes = includes}));
    visit("harmonic", harmonic<Real>({.from = 0.1, .to = 1e-3, .steps = 70, .includes = includes}));
    visit("logarithmic", logarithmic<Real>({.from = 0, .to = 0.1, .steps = 70, .includes = includes}));
    visit("quarter_sine", quarter_sine<Real>({.from = 0, .to = 0.1, .steps = 70, .includes = includes}));
  }
  visit("linear, 0 steps", linear<Real>({.from = 1, .to = 0.3, .steps = 0}));
  visit("log_linear down", log_linear<Real>({.from = 1, .to = 1e-30, .steps = 1'000'000}));
  visit("exponential", decay);
  visit("exponential up", exponential<Real>({.initial = -0.1, .rate = 1.5}));
  visit("exponential, slow", exponential<Real>({.initial = 0.1, .rate = 0.5, .every = longest}));
  visit("inverse_time", inverse_time<Real>({.initial = 0.1, .rate = 0.5, .every = 10}));
  visit("inverse_time, flat", inverse_time<Real>({.initial = 0.1, .rate = 0}));
  visit("natural_exponential", natural_exponential<Real>({.initial = 0.1, .rate = 0.5, .every = 10}));
  visit("natural_exponential up", natural_exponential<Real>({.initial = 0.1, .rate = -0.01}));
  visit("inverse_power", inverse_power<Real>({.initial = 0.1, .rate = 0.1, .power = 0.75}));
  visit("inverse_power, Eden", inverse_power<Real>({.initial = 0.1, .rate = 1, .power = 0.25, .every = 9, .curve = 2}));
  visit("inverse_power up", inverse_power<Real>({.initial = -0.1, .rate = 3, .power = -2.5}));
  visit("inverse_sqrt", inverse_sqrt<Real>({.initial = 0.1, .timescale = 40}));
  visit("sigmoid", sigmoid<Real>({.value = 0.1, .rate = -0.1, .middle = 50}));
  visit("step", step<Real>({.initial = 0.1, .factor = 0.3, .every = 30}));
  visit("step to 0", step<Real>({.initial = 0.1, .factor = 0, .every = 30}));
  visit("step up", step<Real>({.initial = 0.1, .factor = 3, .every = 1}));
  visit("growing_step", growing_step<Real>({.initial = 0.1, .factor = 0.5, .every = 10, .growth = 2}));
  visit("growing_step, slowly", growing_step<Real>({.initial = 0.1, .factor = 0.9, .every = 3, .growth = 1.25}));
  visit("growing_step, shrinking", growing_step<Real>({.initial = 0.1, .factor = 0.5, .every = 40, .growth = 0.5}));
  visit("multi_step, 1", multi_step(multi_step_params<Real>{.initial = 0.1, .factor = 0.1}, {0}));
  visit("multi_step, 4", multi_step(multi_step_params<Real>{.initial = 0.1, .factor = 0.1}, {30, 60, 60, longest}));
  visit("piecewise_constant", piecewise_constant({Real(0.1), Real(0.01), Real(0.001)}, {30, 80}));
  visit("piecewise_linear", piecewise_linear({Real(0), Real(0.1), Real(0.02)}, {0, 30, 80}));
  visit("piecewise_cosine", piecewise_cosine({Real(0.1), Real(0.2), Real(0)}, {10, 10, longest}));
  visit("table", table({Real(0.1), Real(0.3), Real(0.2)}));
  visit("triangle", triangle<Real>({.low = 0.01, .high = 0.1, .up = 4, .down = 9}));
  visit("triangle, a sawtooth", triangle<Real>({.low = 0.01, .high = 0.1, .up = 0, .down = 9}));
  visit("sine", sine<Real>({.low = 0.01, .high = 0.1, .up = 33, .down = 44}));

  visit("shift later", shift(decay, 7));
  visit("shift earlier", shift(decay, -7));
  visit("shift past the end", shift(down, -100));
  visit("stretch", stretch(down, 2.5));
  visit("stretch, shorter", stretch(down, 0.1));
  visit("take", take(decay, 50));
  visit("take 0", take(decay, 0));
  visit("take more than there is", take(down, 100));
  visit("staircase", staircase(decay, 10));
  visit("staircase of a ramp", staircase(down, 7));
  visit("repeat", repeat(down));
  visit("repeat a step", repeat(take(decay, 1)));
  visit("repeat_growing", repeat_growing(down, 2));
  visit("repeat_growing, slowly", repeat_growing(up, 1.25));
  visit("repeat_growing, shrinking", repeat_growing(up, 0.75));
  visit("reverse", reverse(down));
  visit("scale", scale(down, Real(-0.3)));
  visit("exponentiate", exponentiate(scale(down, Real(1e4)), Real(10)));
  visit("clamp", clamp(down, Real(1e-4), Real(2e-4)));
  visit("product, 1", product{down});
  visit("product, 2", product{up, down});
  visit("product, 3", product{up, decay, still});

  visit("sum", sum{up, decay});
  visit("minimum", minimum{up, decay});
  visit("maximum", maximum{up, decay});
  visit("sequence, 1", sequence<cosine<Real>>{down});
  visit("sequence, 2", sequence{up, down});
  visit("sequence, 3", sequence{up, take(still, 50), down});
  visit("sequence of empty pieces", sequence{take(up, 0), up, take(down, 0), take(down, 0)});
  visit("sequence without an end", sequence{up, decay});
  visit("sequence in a sequence", sequence{up, sequence{down, take(decay, 9)}, up});
  visit("sequence of mixed types", sequence{up, linear<double>({.from = 3e-4, .to = 0, .steps = 9})});
  visit("warm restarts", sequence{up, repeat(down)});
  visit("repeat a sequence", repeat(sequence{up, down}));
  visit("staircase of a sequence", staircase(sequence{up, down}, 10));
  visit("shift of a sequence", shift(sequence{up, down}, 5));
  visit("stretch of a repeat", stretch(repeat(down), 2.5));
  visit("take of a repeat", take(repeat(down), 200));
  visit("product of a sequence and stairs",
        product{sequence{up, take(decay, 50)}, step<Real>({.initial = 1, .factor = 0.1, .every = 25})});
  visit("clamp of a scale of a shift", clamp(scale(shift(decay, 3), Real(2)), Real(0.05), Real(0.15)));
  visit("there and back", repeat(sequence{down, reverse(down)}));
  visit("stretch of a triangle", stretch(triangle<Real>({.low = 0, .high = 1, .up = 1, .down = 1}), 7));
  visit("warmup_stable_decay", warmup_stable_decay<one_minus_sqrt, Real>(
                                   {.peak = 0.1, .warmup_steps = 10, .stable_steps = 40, .decay_steps = 30}));
  visit("warm_restarts",
        warm_restarts<Real>(
            {.peak = 0.1, .first_cycle_steps = 10, .growth = 1.5, .floor = Real(0.01), .peak_factor = Real(0.9)}));
  visit("cyclic", cyclic<Real>({.low = 0.01,
                                .high = 0.1,
                                .up_steps = 20,
                                .down_steps = 10,
                                .cycle_factor = Real(0.5),
                                .step_factor = Real(0.99)}));
  visit("warmup_inverse_sqrt",
        warmup_inverse_sqrt<Real>(
            {.peak = 0.1, .warmup_steps = 10, .decay_steps = 80, .cooldown_steps = 20, .timescale = 10}));
  visit("tri_stage", tri_stage<Real>({.peak = 0.1, .warmup_steps = 10, .hold_steps = 20, .decay_steps = 70}));
  visit("power_scheduler", power_scheduler<Real>({.peak = 0.1,
                                                  .coefficient = 2,
                                                  .exponent = 0.51,
                                                  .warmup_steps = 10,
                                                  .stable_steps = 100,
                                                  .decay_steps = 30,
                                                  .tokens_per_step = 4096}));
  visit("warmup_replaces", warmup_replaces(up, down));
  visit("switch_at", switch_at(down, 40, [](Real rate) { return linear<Real>({.from = rate, .to = 0, .steps = 9}); }));
  visit("decay_from", decay_from(decay, 40, one_minus_sqrt<Real>({.from = 1, .to = Real(0.1), .steps = 30})));
  visit("decay_from 0", decay_from(down, 0, linear<Real>({.from = 1, .to = 0, .steps = 20})));
  visit("crossfade", crossfade(down, 30, decay, 25));
  visit("crossfade of no steps", crossfade(decay, 30, shift(down, 30), 0));
  visit("override_between", override_between(down, 20, 35, still, 10));
  visit("override_between, grace alone", override_between(decay, 20, 20, up, 10));
  visit("with_length", with_length(down, 30, 137));
  visit("with_length, shorter", with_length(sequence{up, down}, 50, 61));
  visit("edits of edits", decay_from(with_length(override_between(crossfade(down, 10, up, 9), 25, 30, up), 40, 200),
                                     120, cosine<Real>({.from = 1, .to = 0, .steps = 50})));
  visit("by_samples", by_samples(down, batches({{0, 1}, {20, 3}, {50, 7}})));
  visit("by_samples of what never ends", by_samples(decay, batches({{0, 8}, {4, 2}})));
  visit("one of your own in a sequence", sequence{up, reciprocal<Real>{}});
}

}  // namespace test

#endif

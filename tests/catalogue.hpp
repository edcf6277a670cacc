// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_CATALOGUE_HPP
#define LRSCHED_TESTS_CATALOGUE_HPP

// Every schedule of the library, in several sizes, and compositions of them: what holds for all is tested over this
// list. No two entries are equal.

#include <cstdint>

#include <lrsched/lrsched.hpp>

namespace test {

using lrsched::ends;

inline constexpr ends all_ends[] = {ends::from, ends::to, ends::neither, ends::both};

/// A schedule as a program may write its own.
template <class Real>
struct reciprocal {
  template <class Position>
  constexpr Real operator()(Position step) const noexcept {
    return static_cast<Real>(1 / (1 + static_cast<double>(step)));
  }
  bool operator==(const reciprocal&) const = default;
};

/// Calls visit(name, schedule) for each.
template <class Real, class Visitor>
void each_schedule(const Visitor& visit) {
  using namespace lrsched;
  constexpr std::int64_t longest = std::int64_t{1} << 62;

  const constant<Real> still({.value = 0.1});
  const exponential<Real> decay({.initial = 0.1, .rate = 0.96, .every = 10});
  const linear<Real> up({.from = 0, .to = 3e-4, .steps = 20});
  const cosine<Real> down({.from = 3e-4, .to = 3e-5, .steps = 80});

  visit("constant", still);
  visit("constant 0", constant<Real>({.value = 0}));
  for (const ends includes : all_ends) {
    visit("linear", linear<Real>({.from = 3e-4, .to = -1, .steps = 70, .includes = includes}));
    visit("linear, 1 step", linear<Real>({.from = 1, .to = 0.3, .steps = 1, .includes = includes}));
    visit("linear, 2^62 steps", linear<Real>({.from = 1, .to = 0, .steps = longest, .includes = includes}));
    visit("cosine", cosine<Real>({.from = 0.1, .to = 0, .steps = 70, .includes = includes}));
    visit("cosine, 2 steps", cosine<Real>({.from = 0.3, .to = 0.7, .steps = 2, .includes = includes}));
    visit("polynomial", polynomial<Real>({.from = 0.1, .to = 0.01, .steps = 70, .power = 2, .includes = includes}));
    visit("polynomial up", polynomial<Real>({.from = 0, .to = 0.3, .steps = 70, .power = 0.9, .includes = includes}));
    visit("log_linear", log_linear<Real>({.from = 1e-6, .to = 0.1, .steps = 70, .includes = includes}));
  }
  visit("linear, 0 steps", linear<Real>({.from = 1, .to = 0.3, .steps = 0}));
  visit("log_linear down", log_linear<Real>({.from = 1, .to = 1e-30, .steps = 1'000'000}));
  visit("exponential", decay);
  visit("exponential up", exponential<Real>({.initial = -0.1, .rate = 1.5}));
  visit("exponential, slow", exponential<Real>({.initial = 0.1, .rate = 0.5, .every = longest}));
  visit("inverse_time", inverse_time<Real>({.initial = 0.1, .rate = 0.5, .every = 10}));
  visit("inverse_time, flat", inverse_time<Real>({.initial = 0.1, .rate = 0}));
  visit("step", step<Real>({.initial = 0.1, .factor = 0.3, .every = 30}));
  visit("step to 0", step<Real>({.initial = 0.1, .factor = 0, .every = 30}));
  visit("step up", step<Real>({.initial = 0.1, .factor = 3, .every = 1}));
  visit("multi_step, 1", multi_step(multi_step_params<Real>{.initial = 0.1, .factor = 0.1}, {0}));
  visit("multi_step, 4", multi_step(multi_step_params<Real>{.initial = 0.1, .factor = 0.1}, {30, 60, 60, longest}));
  visit("piecewise_constant", piecewise_constant({Real(0.1), Real(0.01), Real(0.001)}, {30, 80}));

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
  visit("scale", scale(down, Real(-0.3)));
  visit("clamp", clamp(down, Real(1e-4), Real(2e-4)));
  visit("product, 1", product{down});
  visit("product, 2", product{up, down});
  visit("product, 3", product{up, decay, still});

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
  visit("stretch of a repeat", stretch(repeat(sequence{up, down}), 1.5));
  visit("take of a repeat", take(repeat(down), 200));
  visit("product of a sequence and stairs",
        product{sequence{up, take(decay, 50)}, step<Real>({.initial = 1, .factor = 0.1, .every = 25})});
  visit("clamp of a scale of a shift", clamp(scale(shift(decay, 3), Real(2)), Real(0.05), Real(0.15)));
  visit("one of your own in a sequence", sequence{up, reciprocal<Real>{}});
}

}  // namespace test

#endif

// SPDX-License-Identifier: MIT

// Schedules are constants, on every compiler: compiling is passing.

#include <cstdint>
#include <limits>

#include <lrsched/lrsched.hpp>

#include "../near.hpp"

namespace {

using namespace lrsched;
using test::infinity, test::longest, test::ulps;

// Where the library comes from: a rate that keeps its value for 100,000 steps.
constexpr staircase founding(exponential({.initial = 0.1, .rate = 0.96, .every = 100'000}), 100'000);
static_assert(founding(0) == 0.1);
static_assert(founding(99'999) == 0.1);
static_assert(ulps(founding(100'000), 0.096L) <= 2);
static_assert(ulps(founding(250'000), 0.09216L) <= 2);
static_assert(founding(250'000) == founding(200'000));
static_assert(founding(250'000) != founding(300'000));

// The plan of the opening lines of a training program.
constexpr sequence plan{linear({.from = 0.0, .to = 3e-4, .steps = 2'000}),
                        cosine({.from = 3e-4, .to = 3e-5, .steps = 98'000})};
static_assert(plan.length() == 100'000);
static_assert(plan(0) == 0 && plan(2'000) == 3e-4 && plan(100'000) == 3e-5 && plan(infinity<double>) == 3e-5);
static_assert(ulps(plan(1'999), 3e-4 * (1'999 / 2'000.0L)) <= 2);
static_assert(ulps(plan(51'000), (3e-4L + (3e-4 - 3e-4L) + 3e-5) / 2) <= 4);

// ---- every shape, in the three types -------------------------------------------------------------------------------

template <class Real>
constexpr bool shapes() {
  constexpr int few = 4;
  const Real third = Real(1) / 3;
  bool right = constant<Real>({.value = third})(7) == third;
  const auto at_the_ends = [&](const auto& ramp) {
    right = right && ramp(0) == 1 && ramp(-1.5) == 1 && ramp(4) == Real(0.0625) && ramp(longest) == Real(0.0625) &&
            ramp.length() == 4;
  };
  const linear<Real> line({.from = 1, .to = 0.0625, .steps = 4});
  const cosine<Real> wave({.from = 1, .to = 0.0625, .steps = 4});
  const polynomial<Real> cube({.from = 1, .to = 0.0625, .steps = 4, .power = 3});
  const log_linear<Real> factor({.from = 1, .to = 0.0625, .steps = 4});
  at_the_ends(line);
  at_the_ends(wave);
  at_the_ends(cube);
  at_the_ends(factor);
  right = right && line(1) == Real(0.765625) && line(2.0F) == Real(0.53125);
  right =
      right && ulps(wave(2), 0.53125L) <= few && ulps(wave(1), 0.53125L + 0.46875L * 0.70710678118654752440L) <= few;
  right = right && ulps(cube(1), 0.0625L + 0.9375L * 27 / 64) <= few && ulps(cube(3), 0.0625L + 0.9375L / 64) <= few;
  right = right && ulps(factor(1), 0.5L) <= few && ulps(factor(2.5), 0.17677669529663688110L) <= few;
  right = right && linear<Real>({.from = 1, .to = 3, .steps = 1, .includes = ends::neither})(0) == 2;
  right = right && linear<Real>({.from = 1, .to = 3, .steps = 0})(0) == 3;

  right = right && ulps(exponential<Real>({.initial = 3, .rate = 0.25})(5), 3 / 1024.0L) <= few;
  right = right && ulps(exponential<Real>({.initial = 3, .rate = 0.25, .every = 2})(5), 3 / 32.0L) <= few;
  right = right && exponential<Real>({.initial = 3, .rate = 0.25})(longest) == 0;
  right = right && ulps(inverse_time<Real>({.initial = 3, .rate = 0.5})(10), 0.5L) <= few;
  right = right && ulps(step<Real>({.initial = 3, .factor = 0.125, .every = 10})(25), 0.046875L) <= few;
  right = right && step<Real>({.initial = 3, .factor = 0, .every = 10})(25) == 0;
  right = right && multi_step(multi_step_params<Real>{.initial = 3, .factor = 0.5}, {2, 3})(3) == Real(0.75);
  right = right && piecewise_constant({third, Real(2)}, {5})(4) == third;
  return right;
}

static_assert(shapes<float>());
static_assert(shapes<double>());
static_assert(linear<long double>({.from = 0, .to = 1, .steps = 4})(3) == 0.75L);

// ---- every combinator ----------------------------------------------------------------------------------------------

constexpr linear up({.from = 0, .to = 1, .steps = 4});
static_assert(shift(up, 2)(3) == 0.25 && shift(up, 2).length() == 6);
static_assert(stretch(up, 10)(20) == 0.5 && stretch(up, 10).length() == 40);
static_assert(take(up, 3)(9) == 0.75 && take(up, 3).length() == 3);
static_assert(staircase(up, 2)(3) == 0.5 && staircase(up, 2).length() == 4);
static_assert(repeat(up)(7) == 0.75 && repeat(up)(4.5) == 0.125);
static_assert(scale(up, 10)(2) == 5 && scale(up, 10).length() == 4);
static_assert(exponentiate(up, 4)(2) == 2 && exponentiate(up, 4).length() == 4);
static_assert(clamp(up, 0.3, 0.6)(1) == 0.3 && clamp(up, 0.3, 0.6)(2) == 0.5 && clamp(up, 0.3, 0.6)(9) == 0.6);
static_assert(product{up, up, up}(2) == 0.125 && product{up, up}.length() == 4);
static_assert(sequence{up, sequence{up, up}}(10) == 0.5);
static_assert(sequence{up, [](std::int64_t k) { return static_cast<double>(k); }}(10) == 6);
static_assert(up == linear({.from = 0, .to = 1, .steps = 4}) && up != linear({.from = 0, .to = 1, .steps = 5}));

// ---- positions of any kind -----------------------------------------------------------------------------------------

static_assert(up(static_cast<signed char>(3)) == 0.75 && up(short{3}) == 0.75 && up(3U) == 0.75 && up(3ULL) == 0.75);
static_assert(up(2.5F) == 0.625 && up(2.5) == 0.625 && up(2.5L) == 0.625);
static_assert(up(std::numeric_limits<std::int64_t>::min()) == 0 && up(std::numeric_limits<std::uint64_t>::max()) == 1);
static_assert(up(infinity<double>) == 1 && up(-infinity<float>) == 0);
#if defined(__clang__) || __GNUC__ >= 12  // g++ 11 compares no NaN in a constant
static_assert(up(test::not_a_number<double>) == 0);
#endif

// ---- the largest numbers -------------------------------------------------------------------------------------------

static_assert(linear({.from = 0, .to = 0x1p1023, .steps = 4})(1) == 0x1p1021);
static_assert(exponential({.initial = 1, .rate = 2})(1023) == 0x1p1023);
static_assert(exponential({.initial = 1, .rate = 2})(longest) == std::numeric_limits<double>::max());
static_assert(scale(constant({.value = 0x1p1023}), 4)(0) == std::numeric_limits<double>::max());
constexpr std::int64_t half_way = std::int64_t{1} << 40;
static_assert(logistic({.from = 1, .to = 0.5, .steps = 2 * half_way, .steepness = 1e300, .middle = 0})(half_way) ==
              0.5);
static_assert(logistic({.from = 1, .to = 0.5, .steps = 2 * half_way, .steepness = 1e300, .middle = 1})(half_way) == 1);

// ---- what switches off, and never ----------------------------------------------------------------------------------

constexpr polynomial held({.from = 1, .to = 0.25, .steps = 4, .power = 0});
static_assert(held(0) == 1 && held(3) == 1 && held(3.75) == 1 && held(4) == 0.25);
constexpr lrsched::power jumped({.from = 1, .to = 0.25, .steps = 4, .power = 0});
static_assert(jumped(0) == 1 && jumped(0.25) == 0.25 && jumped(1) == 0.25);
constexpr exponential gone({.initial = 0.1, .rate = 0, .every = 1'000'000'000});
static_assert(gone(0) == 0.1 && gone(0.5) == 0 && gone(1) == 0);
static_assert(lrsched::inverse_power({.initial = 0.1, .rate = 3, .power = 0})(7) == 0.1);
static_assert(log_linear({.from = 0, .to = 0, .steps = 4})(2) == 0 &&
              log_linear({.from = 0, .to = 0, .steps = 4})(9) == 0);
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
static_assert(step({.initial = 1, .factor = 0.1, .every = never})(longest - 1) == 1);
static_assert(cosine({.from = 1, .to = 0, .steps = never}).length() == longest);
static_assert(take(up, never)(9) == 1);

// ---- the smallest --------------------------------------------------------------------------------------------------

static_assert(exponential({.initial = 1, .rate = 0x1p-1074, .every = 1074})(3) == 0.125);

}  // namespace

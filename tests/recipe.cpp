// SPDX-License-Identifier: MIT

// Every recipe: its examples, that it is the composition it is said to be, both sides of its joints, pieces of no
// steps and of one, and every argument wrong in every way.

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <string>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "catch.hpp"
#include "near.hpp"
#include "rules.hpp"

namespace {

using namespace lrsched;
using test::longest, test::ulps;
using list = std::vector<double>;

constexpr std::int64_t most = longest / 8;  // of which a plan can have several

list values(const auto& schedule, std::int64_t count) {
  list result;
  for (std::int64_t k = 0; k < count; ++k) result.push_back(schedule(k));
  return result;
}

list at(const auto& schedule, std::initializer_list<std::int64_t> steps) {
  list result;
  for (const std::int64_t k : steps) result.push_back(schedule(k));
  return result;
}

bool near(double value, long double expected, double tolerance = 5e-7) {
  return std::fabs(value - expected) <= tolerance * std::fabs(expected);
}

/// A recipe is a composition: of its type, equal, and with the same bits at every step.
template <class Recipe, class Composition>
void is(const Recipe& recipe, const Composition& composition) {
  static_assert(std::derived_from<Recipe, Composition>);
  CHECK(static_cast<const Composition&>(recipe) == composition);
  int different = 0;
  for (std::int64_t k = -2; k < 300; ++k) different += recipe(k) != composition(k);
  for (int bits = 8; bits <= 62; ++bits)
    different += recipe(std::int64_t{1} << bits) != composition(std::int64_t{1} << bits);
  CHECK(different == 0);
}

}  // namespace

// ---- examples ------------------------------------------------------------------------------------------------------

TEST_CASE("the examples of the recipes", "[recipe]") {
  CHECK(values(warmup_cosine({.peak = 1, .warmup_steps = 4, .decay_steps = 4}), 5) == list{0.25, 0.5, 0.75, 1, 1});
  CHECK(at(warmup_cosine({.peak = 1, .warmup_steps = 4, .decay_steps = 4}), {6, 8, 9}) == list{0.5, 0, 0});

  CHECK(values(warmup_linear({.peak = 1, .warmup_steps = 4, .decay_steps = 4}), 10) ==
        list{0.25, 0.5, 0.75, 1, 1, 0.75, 0.5, 0.25, 0, 0});

  const auto stable = warmup_stable_decay({.peak = 1, .warmup_steps = 2, .stable_steps = 2, .decay_steps = 4});
  CHECK(values(stable, 6) == list{0.5, 1, 1, 1, 1, 0.5});
  CHECK(at(stable, {8, 9}) == list{0, 0});

  const auto cycle = one_cycle({.peak = 1, .up_steps = 2, .down_steps = 4});
  CHECK(values(cycle, 3) == list{0.04, 0.52, 1});
  CHECK(ulps(cycle(4), 0.500002L) <= 4);
  CHECK(at(cycle, {6, 7}) == list{4e-6, 4e-6});

  const auto phases = one_cycle_three_phase({.peak = 1, .up_steps = 2, .down_steps = 2, .end_steps = 4});
  CHECK(values(phases, 5) == list{0.04, 0.52, 1, 0.52, 0.04});
  CHECK(ulps(phases(6), 0.020002L) <= 4);
  CHECK(at(phases, {8, 9}) == list{4e-6, 4e-6});

  const auto momentum = one_cycle_momentum({.up_steps = 2, .down_steps = 4});
  CHECK(at(momentum, {0, 2, 6, 7}) == list{0.95, 0.85, 0.95, 0.95});
  CHECK(ulps(momentum(1), 0.9L) <= 4);
  CHECK(ulps(momentum(4), 0.9L) <= 4);

  const auto restarts = warm_restarts({.peak = 1, .first_cycle_steps = 2, .growth = 2});
  CHECK(at(restarts, {0, 1, 2, 4, 6, 10}) == list{1, 0.5, 1, 0.5, 1, 0.5});
  CHECK(near(restarts(3), 0.853553L));
  CHECK(near(restarts(5), 0.146447L, 5e-6));
  const auto shorter =
      warm_restarts({.peak = 1, .first_cycle_steps = 4, .growth = 0.5, .floor = 0.5, .peak_factor = 2});
  for (const std::int64_t k : {0, 1, 2, 3}) CHECK(shorter(k) == cosine({.from = 1, .to = 0.5, .steps = 4})(k));
  CHECK(shorter(4) == 2);
  CHECK(shorter(5) == 1.25);
  CHECK(shorter(6) == 4);  // a cycle of one step, and none is shorter
  for (const std::int64_t k : {7, 8, 1'000}) CHECK(shorter(k) == 0.5);
  const auto lower = warm_restarts({.peak = 1, .first_cycle_steps = 2, .growth = 2, .peak_factor = 0.5});
  CHECK(at(lower, {2, 6}) == list{0.5, 0.25});

  const auto triangles =
      values(cyclic({.low = 0.1, .high = 1, .up_steps = 2, .down_steps = 2, .cycle_factor = 0.5}), 7);
  const long double expected[] = {0.1, 0.55, 1, 0.55, 0.1, 0.325, 0.55};
  for (std::size_t k = 0; k < 7; ++k) CHECK(ulps(triangles[k], expected[k]) <= 4);

  CHECK(values(slanted_triangular({.peak = 1, .up_steps = 1, .down_steps = 4, .ratio = 2}), 7) ==
        list{0.5, 1, 0.875, 0.75, 0.625, 0.5, 0.5});

  const auto stages = tri_stage({.peak = 1, .warmup_steps = 2, .hold_steps = 1, .decay_steps = 2});
  CHECK(at(stages, {0, 1, 2, 3, 5, 6}) == list{0.01, 0.505, 1, 1, 0.01, 0.01});
  CHECK(ulps(stages(4), 0.1L) <= 2);

  CHECK(at(noam({.model_size = 4, .warmup_steps = 4}), {0, 1, 4, 16}) == list{0, 0.0625, 0.25, 0.125});

  CHECK(at(warmup_inverse_sqrt({.peak = 1, .warmup_steps = 2, .decay_steps = 6, .cooldown_steps = 4, .timescale = 2}),
           {0, 1, 2, 8, 10, 12, 13}) == list{0.5, 1, 1, 0.5, 0.25, 0, 0});

  CHECK(values(infinite_schedule({.peak = 1,
                                  .steady = 0.5,
                                  .floor = 0.125,
                                  .warmup_steps = 2,
                                  .cooldown_steps = 2,
                                  .steady_steps = 2,
                                  .annealing_steps = 2}),
               10) == list{0.5, 1, 1, 0.75, 0.5, 0.5, 0.5, 0.25, 0.125, 0.125});

  const auto levels =
      deepseek_multi_step({.peak = 1, .warmup_steps = 2, .first_steps = 6, .second_steps = 1, .third_steps = 1});
  CHECK(values(levels, 8) == list{0.5, 1, 1, 1, 1, 1, 1, 1});
  CHECK(near(levels(8), 0.316228L, 1e-6));
  CHECK(ulps(levels(8), 1 / std::sqrt(10.0L)) <= 1);
  CHECK(at(levels, {9, 10, longest}) == list{0.1, 0.1, 0.1});

  const auto law = power_scheduler(
      {.peak = 1, .coefficient = 2, .exponent = 0.5, .warmup_steps = 2, .stable_steps = 13, .decay_steps = 2});
  CHECK(at(law, {0, 3, 15, 16, 17, 18}) == list{0.5, 1, 0.5, 0.25, 0, 0});
  CHECK(ulps(law(8), 2 / 3.0L) <= 4);

  CHECK(ulps(linear_scaling_rule(0.1, 256, 1024), 0.4L) <= 1);
  CHECK(ulps(square_root_scaling_rule(0.1, 256, 1024), 0.2L) <= 1);
}

// ---- what they are -------------------------------------------------------------------------------------------------

TEMPLATE_TEST_CASE("recipes are the compositions that they are said to be", "[recipe]", float, double) {
  using Real = TestType;
  const Real peak = Real(0.3), floor = Real(0.01), start = Real(1e-4);
  const auto up = [=](std::int64_t steps, ends includes = ends::to, Real from = Real(1e-4)) {
    return linear<Real>({.from = from, .to = Real(0.3), .steps = steps, .includes = includes});
  };

  for (const ends includes : {ends::from, ends::to, ends::neither, ends::both}) {
    is(warmup_cosine<Real>({.peak = peak,
                            .warmup_steps = 20,
                            .decay_steps = 80,
                            .floor = floor,
                            .start = start,
                            .warmup_includes = includes}),
       sequence{up(20, includes), cosine<Real>({.from = peak, .to = floor, .steps = 80})});
    is(warmup_linear<Real>({.peak = peak,
                            .warmup_steps = 20,
                            .decay_steps = 80,
                            .floor = floor,
                            .start = start,
                            .warmup_includes = includes}),
       sequence{up(20, includes), linear<Real>({.from = peak, .to = floor, .steps = 80})});
  }
  is(warmup_cosine<Real>({.peak = peak, .warmup_steps = 20, .decay_steps = 80}),
     sequence{up(20, ends::to, 0), cosine<Real>({.from = peak, .to = 0, .steps = 80})});
  is(warmup_linear<Real>({.peak = peak, .warmup_steps = 20, .decay_steps = 80}),
     sequence{up(20, ends::to, 0), linear<Real>({.from = peak, .to = 0, .steps = 80})});

  const warmup_stable_decay_params<Real> stable{
      .peak = peak, .warmup_steps = 20, .stable_steps = 30, .decay_steps = 50, .floor = floor, .start = start};
  const take held(constant<Real>({.value = peak}), 30);
  is(warmup_stable_decay(stable),
     sequence{up(20), held, one_minus_sqrt<Real>({.from = peak, .to = floor, .steps = 50})});
  is(warmup_stable_decay<cosine, Real>(stable),
     sequence{up(20), held, cosine<Real>({.from = peak, .to = floor, .steps = 50})});
  is(warmup_stable_decay<linear, Real>(stable),
     sequence{up(20), held, linear<Real>({.from = peak, .to = floor, .steps = 50})});
  is(warmup_stable_decay<log_linear, Real>(stable),
     sequence{up(20), held, log_linear<Real>({.from = peak, .to = floor, .steps = 50})});
  is(warmup_stable_decay<harmonic, Real>(stable),
     sequence{up(20), held, harmonic<Real>({.from = peak, .to = floor, .steps = 50})});
  is(warmup_stable_decay<binary_exponential, Real>(stable),
     sequence{up(20), held, binary_exponential<Real>({.from = peak, .to = floor, .steps = 50})});
  is(warmup_stable_decay<rex, Real>(stable),
     sequence{up(20), held, rex<Real>({.from = peak, .to = floor, .steps = 50})});

  is(one_cycle<Real>({.peak = peak, .up_steps = 30, .down_steps = 70, .start_divisor = 10, .end_divisor = 1000}),
     sequence{cosine<Real>({.from = peak / 10, .to = peak, .steps = 30}),
              cosine<Real>({.from = peak, .to = peak / 1000, .steps = 70})});
  is(one_cycle_three_phase<Real>({.peak = peak, .up_steps = 30, .down_steps = 40, .end_steps = 30}),
     sequence{linear<Real>({.from = peak / 25, .to = peak, .steps = 30}),
              linear<Real>({.from = peak, .to = peak / 25, .steps = 40}),
              linear<Real>({.from = peak / 25, .to = peak / 250'000, .steps = 30})});
  is(one_cycle_momentum<Real>({.up_steps = 30, .down_steps = 70}),
     sequence{cosine<Real>({.from = Real(0.95), .to = Real(0.85), .steps = 30}),
              cosine<Real>({.from = Real(0.85), .to = Real(0.95), .steps = 70})});

  const auto share = [](Real from, Real to) {
    return repeat_growing(cosine<Real>({.from = from, .to = to, .steps = 10}), 1.5);
  };
  const auto height = [](Real initial, Real factor) {
    return growing_step<Real>({.initial = initial, .factor = factor, .every = 10, .growth = 1.5});
  };
  const auto floors = height(floor, Real(0.5));
  const maximum peaks{height(peak, Real(0.9)), floors};
  is(warm_restarts<Real>({.peak = peak,
                          .first_cycle_steps = 10,
                          .growth = 1.5,
                          .floor = floor,
                          .peak_factor = Real(0.9),
                          .floor_factor = Real(0.5)}),
     minimum{maximum{sum{product{share(1, 0), peaks}, product{share(0, 1), floors}}, floors}, peaks});

  is(cyclic<Real>({.low = floor,
                   .high = peak,
                   .up_steps = 10,
                   .down_steps = 5,
                   .cycle_factor = Real(0.5),
                   .step_factor = Real(0.99)}),
     clamp(sum{constant<Real>({.value = floor}),
               product{triangle<Real>({.low = 0, .high = 1, .up = 10, .down = 5}),
                       step<Real>({.initial = peak - floor, .factor = Real(0.5), .every = 15}),
                       exponential<Real>({.initial = 1, .rate = Real(0.99)})}},
           floor, peak));

  is(slanted_triangular<Real>({.peak = peak, .up_steps = 10, .down_steps = 90}),
     sequence{linear<Real>({.from = peak / 32, .to = peak, .steps = 10}),
              linear<Real>({.from = peak, .to = peak / 32, .steps = 90})});

  is(tri_stage<Real>({.peak = peak, .warmup_steps = 10, .hold_steps = 40, .decay_steps = 50}),
     sequence{linear<Real>({.from = peak * Real(0.01), .to = peak, .steps = 10}),
              take(constant<Real>({.value = peak}), 40),
              log_linear<Real>({.from = peak, .to = peak * Real(0.01), .steps = 50})});

  const Real noam_peak = static_cast<Real>(2 / std::sqrt(double{512 * 40}));
  is(noam<Real>({.model_size = 512, .warmup_steps = 40, .factor = 2}),
     sequence{linear<Real>({.from = 0, .to = noam_peak, .steps = 40}),
              inverse_sqrt<Real>({.initial = noam_peak, .timescale = 40})});

  const clamp decay(inverse_sqrt<Real>({.initial = peak, .timescale = 7}), floor, peak);
  is(warmup_inverse_sqrt<Real>({.peak = peak,
                                .warmup_steps = 20,
                                .decay_steps = 60,
                                .cooldown_steps = 20,
                                .timescale = 7,
                                .floor = floor,
                                .start = start}),
     sequence{up(20), take(decay, 60), linear<Real>({.from = decay(60), .to = floor, .steps = 20})});

  is(infinite_schedule<Real>({.peak = peak,
                              .steady = Real(0.1),
                              .floor = floor,
                              .warmup_steps = 10,
                              .cooldown_steps = 40,
                              .steady_steps = 30,
                              .annealing_steps = 20}),
     sequence{up(10, ends::to, 0), cosine<Real>({.from = peak, .to = Real(0.1), .steps = 40}),
              take(constant<Real>({.value = Real(0.1)}), 30),
              log_linear<Real>({.from = Real(0.1), .to = floor, .steps = 20})});

  const auto hold = [=](Real share_of_peak, std::int64_t steps) {
    return take(constant<Real>({.value = peak * share_of_peak}), steps);
  };
  is(deepseek_multi_step<Real>(
         {.peak = peak, .warmup_steps = 20, .first_steps = 160, .second_steps = 20, .third_steps = 20}),
     sequence{up(20, ends::to, 0), hold(1, 160), hold(Real(1 / std::sqrt(10.0L)), 20), hold(Real(0.1L), 20)});

  const minimum law{constant<Real>({.value = peak}),
                    inverse_power<Real>({.initial = 2, .rate = 1, .power = Real(0.5)})};
  is(power_scheduler<Real>({.peak = peak,
                            .coefficient = 2,
                            .exponent = Real(0.5),
                            .warmup_steps = 20,
                            .stable_steps = 100,
                            .decay_steps = 30}),
     sequence{take(product{linear<Real>({.from = 0, .to = 1, .steps = 20, .includes = ends::to}), law}, 120),
              linear<Real>({.from = law(120), .to = 0, .steps = 30})});
}

TEST_CASE("the recipes keep what their sources promise", "[recipe]") {
  // noam is factor d^-0.5 min(k^-0.5, k w^-1.5).
  const auto transformer = noam({.model_size = 512, .warmup_steps = 4'000, .factor = 2});
  for (const std::int64_t k : {1, 2, 100, 3'999, 4'000, 4'001, 10'000, 100'000}) {
    const long double n = static_cast<long double>(k);
    CHECK(ulps(transformer(k), 2 / std::sqrt(512.0L) * std::fmin(1 / std::sqrt(n), n * std::pow(4'000.0L, -1.5L))) <=
          6);
  }
  // warm_restarts of a power are those of the frameworks that count cycles.
  const auto restarts = warm_restarts(
      {.peak = 0.3, .first_cycle_steps = 3, .growth = 3, .floor = 0.1, .peak_factor = 0.5, .floor_factor = 0.5});
  std::int64_t start = 0;
  double peak = 0.3;
  for (std::int64_t width = 3; width < 1'000'000; width *= 3) {
    CHECK(ulps(restarts(start), peak) <= 2);
    if (start > 0) CHECK(restarts(start - 1) < 2 * peak);
    start += width;
    peak *= 0.5;
  }
  // cyclic with a step factor is the frameworks' exp_range, whose exponent is the step.
  const auto range = cyclic({.low = 0.1, .high = 1, .up_steps = 2, .down_steps = 2, .step_factor = 0.9});
  for (std::int64_t k = 0; k < 50; ++k) {
    const long double height[] = {0, 0.5, 1, 0.5};
    CHECK(ulps(range(k), 0.1 + 0.9L * height[k % 4] * std::pow(0.9L, static_cast<long double>(k))) <= 6);
  }
  // power_scheduler counts tokens at the end of the step.
  const auto law = power_scheduler({.peak = 0.02,
                                    .coefficient = 4.6,
                                    .exponent = 0.51,
                                    .warmup_steps = 0,
                                    .stable_steps = 1'000'000,
                                    .decay_steps = 0,
                                    .tokens_per_step = 4096});
  for (const std::int64_t k : {0, 1, 9, 999, 999'999}) {
    const long double tokens = static_cast<long double>(k + 1) * 4096;
    CHECK(ulps(law(k), std::fmin(0.02L, 4.6L * std::pow(tokens, -0.51L))) <= 12);
  }
  // The rules for batch sizes, for other types and the other way round.
  CHECK(linear_scaling_rule(1.0, 100, 50) == 0.5);
  CHECK(square_root_scaling_rule(1.0, 100, 25) == 0.5);
  CHECK(std::same_as<decltype(linear_scaling_rule(0.1F, 256, 1024)), float>);
  CHECK(square_root_scaling_rule(0.1F, 256, 256) == 0.1F);
  static_assert(linear_scaling_rule(1.0, 256, 1024) == 4 && square_root_scaling_rule(1.0, 256, 1024) == 2);
}

// ---- joints and degenerate lengths ---------------------------------------------------------------------------------

TEST_CASE("both sides of the joints", "[recipe]") {
  const auto plan =
      warmup_stable_decay<cosine>({.peak = 1, .warmup_steps = 10, .stable_steps = 20, .decay_steps = 30, .floor = 0.1});
  CHECK(plan.length() == 60);
  CHECK(plan(8) == 0.9);
  CHECK(at(plan, {9, 10, 29, 30}) == list{1, 1, 1, 1});
  CHECK(plan(31) < 1);
  CHECK(plan(59) > 0.1);
  CHECK(at(plan, {60, 61, longest}) == list{0.1, 0.1, 0.1});
  const auto from = warmup_cosine({.peak = 1, .warmup_steps = 10, .decay_steps = 30, .warmup_includes = ends::from});
  CHECK(at(from, {0, 9, 10}) == list{0, 0.9, 1});
  CHECK(from(11) < 1);
  const auto root =
      warmup_inverse_sqrt({.peak = 1, .warmup_steps = 4, .decay_steps = 12, .cooldown_steps = 4, .timescale = 4});
  CHECK(at(root, {3, 4, 16, 17, 18, 19, 20}) == list{1, 1, 0.5, 0.375, 0.25, 0.125, 0});
  CHECK(root(15) > 0.5);
  const auto early = warmup_inverse_sqrt(
      {.peak = 1, .warmup_steps = 0, .decay_steps = 8, .cooldown_steps = 4, .timescale = 1, .floor = 0.5});
  CHECK(early(2) > 0.5);
  CHECK(at(early, {3, 4, 7, 8, 10, 12}) == list{0.5, 0.5, 0.5, 0.5, 0.5, 0.5});
  const auto cycle = one_cycle({.peak = 1, .up_steps = 30, .down_steps = 70});
  CHECK(cycle(29) < 1);
  CHECK(cycle(30) == 1);
  CHECK(cycle(31) < 1);
  CHECK(cycle(99) > 4e-6);
  CHECK(cycle(100) == 4e-6);
}

TEST_CASE("pieces of no steps and of one", "[recipe]") {
  CHECK(at(warmup_cosine({.peak = 1, .warmup_steps = 0, .decay_steps = 0, .floor = 0.1}), {0, 1}) == list{0.1, 0.1});
  CHECK(at(warmup_cosine({.peak = 1, .warmup_steps = 0, .decay_steps = 1, .floor = 0.1}), {0, 1}) == list{1, 0.1});
  CHECK(at(warmup_cosine({.peak = 1, .warmup_steps = 1, .decay_steps = 0, .floor = 0.1}), {0, 1}) == list{1, 0.1});
  CHECK(at(warmup_linear({.peak = 1, .warmup_steps = 1, .decay_steps = 1}), {0, 1, 2}) == list{1, 1, 0});
  CHECK(at(warmup_linear({.peak = 1, .warmup_steps = 1, .decay_steps = 1, .warmup_includes = ends::from}), {0, 1, 2}) ==
        list{0, 1, 0});
  CHECK(at(warmup_stable_decay({.peak = 1, .warmup_steps = 0, .stable_steps = 0, .decay_steps = 0}), {0}) == list{0});
  CHECK(at(warmup_stable_decay({.peak = 1, .warmup_steps = 0, .stable_steps = 1, .decay_steps = 0}), {0, 1}) ==
        list{1, 0});
  CHECK(at(warmup_stable_decay({.peak = 1, .warmup_steps = 1, .stable_steps = 0, .decay_steps = 1}), {0, 1, 2}) ==
        list{1, 1, 0});
  CHECK(at(one_cycle({.peak = 1, .up_steps = 0, .down_steps = 1}), {0, 1}) == list{1, 4e-6});
  CHECK(at(one_cycle({.peak = 1, .up_steps = 1, .down_steps = 0}), {0, 1}) == list{0.04, 4e-6});
  CHECK(at(one_cycle({.peak = 1, .up_steps = 0, .down_steps = 0}), {0}) == list{4e-6});
  CHECK(at(one_cycle_three_phase({.peak = 1, .up_steps = 1, .down_steps = 1, .end_steps = 1}), {0, 1, 2, 3}) ==
        list{0.04, 1, 0.04, 4e-6});
  CHECK(at(one_cycle_three_phase({.peak = 1, .up_steps = 0, .down_steps = 0, .end_steps = 0}), {0}) == list{4e-6});
  CHECK(at(one_cycle_momentum({.up_steps = 0, .down_steps = 0}), {0}) == list{0.95});
  CHECK(at(one_cycle_momentum({.up_steps = 1, .down_steps = 1}), {0, 1, 2}) == list{0.95, 0.85, 0.95});
  CHECK(at(warm_restarts({.peak = 1, .first_cycle_steps = 1}), {0, 1, 2}) == list{1, 1, 1});
  CHECK(at(cyclic({.low = 0, .high = 1, .up_steps = 1, .down_steps = 0}), {0, 1, 2}) == list{0, 0, 0});
  CHECK(at(cyclic({.low = 0, .high = 1, .up_steps = 0, .down_steps = 1}), {0, 1, 2}) == list{1, 1, 1});
  CHECK(at(slanted_triangular({.peak = 1, .up_steps = 0, .down_steps = 0, .ratio = 2}), {0}) == list{0.5});
  CHECK(at(tri_stage({.peak = 1, .warmup_steps = 0, .hold_steps = 0, .decay_steps = 0}), {0}) == list{0.01});
  CHECK(at(tri_stage({.peak = 1, .warmup_steps = 1, .hold_steps = 1, .decay_steps = 1}), {0, 1, 2, 3}) ==
        list{0.01, 1, 1, 0.01});
  CHECK(at(noam({.model_size = 1, .warmup_steps = 1}), {0, 1, 4}) == list{0, 1, 0.5});
  CHECK(at(warmup_inverse_sqrt({.peak = 1, .warmup_steps = 0, .decay_steps = 0, .cooldown_steps = 0, .timescale = 1}),
           {0}) == list{0});
  CHECK(at(warmup_inverse_sqrt({.peak = 1, .warmup_steps = 0, .decay_steps = 0, .cooldown_steps = 2, .timescale = 1}),
           {0, 1, 2}) == list{1, 0.5, 0});
  CHECK(at(infinite_schedule({.peak = 1,
                              .steady = 0.5,
                              .floor = 0.25,
                              .warmup_steps = 0,
                              .cooldown_steps = 0,
                              .steady_steps = 0,
                              .annealing_steps = 0}),
           {0}) == list{0.25});
  CHECK(at(deepseek_multi_step({.peak = 1, .warmup_steps = 0, .first_steps = 0, .second_steps = 0, .third_steps = 0}),
           {0}) == list{0.1});
  CHECK(at(deepseek_multi_step({.peak = 1, .warmup_steps = 0, .first_steps = 1, .second_steps = 0, .third_steps = 1}),
           {0, 1}) == list{1, 0.1});
  CHECK(at(power_scheduler(
               {.peak = 1, .coefficient = 1, .exponent = 1, .warmup_steps = 0, .stable_steps = 0, .decay_steps = 0}),
           {0}) == list{0});
  CHECK(at(power_scheduler(
               {.peak = 1, .coefficient = 1, .exponent = 1, .warmup_steps = 0, .stable_steps = 1, .decay_steps = 1}),
           {0, 1, 2}) == list{1, 0.5, 0});
}

TEST_CASE("the length is the sum of the lengths", "[recipe]") {
  CHECK(warmup_cosine({.peak = 1, .warmup_steps = 3, .decay_steps = 5}).length() == 8);
  CHECK(warmup_linear({.peak = 1, .warmup_steps = 3, .decay_steps = 5}).length() == 8);
  CHECK(warmup_stable_decay({.peak = 1, .warmup_steps = 3, .stable_steps = 5, .decay_steps = 7}).length() == 15);
  CHECK(one_cycle({.peak = 1, .up_steps = 3, .down_steps = 5}).length() == 8);
  CHECK(one_cycle_three_phase({.peak = 1, .up_steps = 3, .down_steps = 5, .end_steps = 7}).length() == 15);
  CHECK(one_cycle_momentum({.up_steps = 3, .down_steps = 5}).length() == 8);
  CHECK(slanted_triangular({.peak = 1, .up_steps = 3, .down_steps = 5}).length() == 8);
  CHECK(tri_stage({.peak = 1, .warmup_steps = 3, .hold_steps = 5, .decay_steps = 7}).length() == 15);
  CHECK(warmup_inverse_sqrt({.peak = 1, .warmup_steps = 3, .decay_steps = 5, .cooldown_steps = 7, .timescale = 3})
            .length() == 15);
  CHECK(deepseek_multi_step({.peak = 1, .warmup_steps = 3, .first_steps = 5, .second_steps = 7, .third_steps = 9})
            .length() == 24);
  static_assert(!finite_schedule<decltype(noam({.model_size = 1, .warmup_steps = 1}))>);
  static_assert(!finite_schedule<decltype(warm_restarts({.peak = 1, .first_cycle_steps = 1}))>);
  static_assert(!finite_schedule<decltype(cyclic({.low = 0, .high = 1, .up_steps = 1, .down_steps = 1}))>);
}

// ---- the sums among them -------------------------------------------------------------------------------------------

TEST_CASE("the rounding of the sums stays at the bounds", "[recipe]") {
  long double farthest_top = 0, farthest_out = 0;
  for (int i = 0; i <= 40; ++i)
    for (int j = i; j <= 40; ++j) {
      const double low = i * 0.025, high = j * 0.025;
      const double top = cyclic({.low = low, .high = high, .up_steps = 2, .down_steps = 2})(2);
      farthest_top = std::max(farthest_top, ulps(top, high));
      const auto restarts = warm_restarts({.peak = high, .first_cycle_steps = 30, .growth = 2, .floor = low});
      for (std::int64_t k = 0; k < 90; ++k) {
        const double rate = restarts(k);
        if (rate < low) farthest_out = std::max(farthest_out, ulps(rate, low));
        if (rate > high) farthest_out = std::max(farthest_out, ulps(rate, high));
      }
    }
  CHECK(farthest_top <= 1);
  CHECK(farthest_out == 0);

  // low + (high - low) is below high now and then, and above it, where the bound holds.
  const auto tent = [](double low, double high) {
    return cyclic({.low = low, .high = high, .up_steps = 2, .down_steps = 2});
  };
  CHECK(0.3 + (0.9 - 0.3) > 0.9);
  CHECK(tent(0.3, 0.9)(2) == 0.9);
  CHECK(tent(0.2, 0.9)(2) < 0.9);
  CHECK(ulps(tent(-1, 0.001)(2), 0.001L) > 1);
  CHECK(std::fabs(tent(-1, 0.001)(2) - 0.001) <= std::numeric_limits<double>::epsilon());
  CHECK(clamp(tent(0.3, 0.9), 0.3, 0.9)(2) == 0.9);
}

// ---- constants, and other things than rates ------------------------------------------------------------------------

TEST_CASE("recipes are constants too", "[recipe]") {
  static constexpr auto plan = warmup_cosine({.peak = 1, .warmup_steps = 4, .decay_steps = 4});
  static_assert(plan(0) == 0.25 && plan(6) == 0.5 && plan(8) == 0 && plan.length() == 8);
  static_assert(warmup_linear({.peak = 1, .warmup_steps = 4, .decay_steps = 4})(7) == 0.25);
  static_assert(warmup_stable_decay({.peak = 1, .warmup_steps = 2, .stable_steps = 2, .decay_steps = 4})(5) == 0.5);
  static_assert(warmup_stable_decay<linear>({.peak = 1, .warmup_steps = 2, .stable_steps = 2, .decay_steps = 4})(5) ==
                0.75);
  static_assert(one_cycle({.peak = 1, .up_steps = 2, .down_steps = 4})(1) == 0.52);
  static_assert(one_cycle_three_phase({.peak = 1, .up_steps = 2, .down_steps = 2, .end_steps = 4})(3) == 0.52);
  static_assert(one_cycle_momentum({.up_steps = 2, .down_steps = 4})(2) == 0.85);
  static_assert(warm_restarts({.peak = 1, .first_cycle_steps = 2, .growth = 2})(6) == 1);
  static_assert(cyclic({.low = 0, .high = 1, .up_steps = 2, .down_steps = 2, .cycle_factor = 0.5})(6) == 0.5);
  static_assert(slanted_triangular({.peak = 1, .up_steps = 1, .down_steps = 4, .ratio = 2})(4) == 0.625);
  static_assert(tri_stage({.peak = 1, .warmup_steps = 2, .hold_steps = 1, .decay_steps = 2})(1) == 0.505);
  static_assert(noam({.model_size = 4, .warmup_steps = 4})(16) == 0.125);
  static_assert(warmup_inverse_sqrt(
                    {.peak = 1, .warmup_steps = 2, .decay_steps = 6, .cooldown_steps = 4, .timescale = 2})(10) == 0.25);
  static_assert(deepseek_multi_step(
                    {.peak = 1, .warmup_steps = 2, .first_steps = 6, .second_steps = 1, .third_steps = 1})(9) == 0.1);
  static_assert(infinite_schedule({.peak = 1,
                                   .steady = 0.5,
                                   .floor = 0.125,
                                   .warmup_steps = 2,
                                   .cooldown_steps = 2,
                                   .steady_steps = 2,
                                   .annealing_steps = 2})(3) == 0.75);
  static_assert(
      power_scheduler(
          {.peak = 1, .coefficient = 2, .exponent = 0.5, .warmup_steps = 2, .stable_steps = 13, .decay_steps = 2})(0) ==
      0.5);
  CHECK(plan(6) == 0.5);
}

TEST_CASE("momentum, weight decay, temperature and batch size are scheduled by the same objects", "[recipe]") {
  const auto rate = one_cycle({.peak = 0.1, .up_steps = 30, .down_steps = 70});
  const auto momentum = one_cycle_momentum({.up_steps = 30, .down_steps = 70});
  for (std::int64_t k = 1; k < 100; ++k)  // one goes up when the other goes down
    CHECK((rate(k) > rate(k - 1)) == (momentum(k) < momentum(k - 1)));

  // Weight decay from 0.04 to 0.4 by a half cosine; the decay of an average of weights, from 0.996 to 1.
  const cosine weight_decay({.from = 0.04, .to = 0.4, .steps = 100});
  CHECK(weight_decay(0) == 0.04);
  CHECK(ulps(weight_decay(50), 0.22L) <= 4);
  CHECK(weight_decay(100) == 0.4);
  const cosine average({.from = 0.996, .to = 1, .steps = 100});
  CHECK(average(99) < 1);
  CHECK(average(100) == 1);

  // The temperature of annealing by thousandths, never below 0.01.
  const clamp temperature(exponential({.initial = 10, .rate = 0.999}), 0.01, 10);
  CHECK(temperature(0) == 10);
  CHECK(ulps(temperature(1), 9.99L) <= 2);
  CHECK(temperature(100'000) == 0.01);

  // A batch size that doubles instead of a rate that halves.
  const step batch({.initial = 32, .factor = 2, .every = 30});
  CHECK(static_cast<int>(batch(0)) == 32);
  CHECK(static_cast<int>(batch(29)) == 32);
  CHECK(static_cast<int>(batch(30)) == 64);
  CHECK(static_cast<int>(batch(90)) == 256);
}

// ---- bad arguments -------------------------------------------------------------------------------------------------

namespace {

/// make(value), which sets one field of good arguments and calls the recipe.
template <class Params, class Value>
auto with(Params good, Value Params::*member, const auto& recipe) {
  return [=](auto value) {
    Params given = good;
    given.*member = value;
    recipe(given);
  };
}

template <class Make>
void must_be_a_divisor(const std::string& argument, const Make& make) {
  test::refuses(make, argument + " must be finite", test::not_finite);
  test::refuses(make, argument + " must be at least 1, or that end is above peak",
                {test::wrong<double>{0.5, "0.5"}, {0, "0"}, {-1, "-1"}});
  test::accepts(make, 1.0, 2.0, 1e250);
}

}  // namespace

TEST_CASE("names that contradict each other are refused, and both are named", "[recipe]") {
  using test::complaint;
  const auto says = [](const std::string& text, const auto& make) { CHECK(complaint(make) == text); };
  const auto decays = [&](const std::string& name, const auto& recipe) {
    says(name + ": floor must be at most peak, got 0.01",
         [&] { recipe({.peak = 1e-3, .warmup_steps = 4, .decay_steps = 4, .floor = 1e-2}); });
    says(name + ": start must be at most peak, got 0.01",
         [&] { recipe({.peak = 1e-3, .warmup_steps = 4, .decay_steps = 4, .start = 1e-2}); });
    says("accepted",
         [&] { recipe({.peak = 1e-3, .warmup_steps = 4, .decay_steps = 4, .floor = 1e-3, .start = 1e-3}); });
  };
  decays("warmup_cosine", [](warmup_decay_params<> given) { return warmup_cosine(given); });
  decays("warmup_linear", [](warmup_decay_params<> given) { return warmup_linear(given); });
  says("warmup_stable_decay: floor must be at most peak, got 2",
       [] { warmup_stable_decay({.peak = 1, .warmup_steps = 4, .stable_steps = 4, .decay_steps = 4, .floor = 2}); });
  says("one_cycle_momentum: low must be at most high, got 0.95",
       [] { one_cycle_momentum({.up_steps = 4, .down_steps = 4, .high = 0.85, .low = 0.95}); });
  says("one_cycle: peak must be at least 0, got -1", [] { one_cycle({.peak = -1, .up_steps = 4, .down_steps = 4}); });
  says("one_cycle_three_phase: peak must be at least 0, got -1",
       [] { one_cycle_three_phase({.peak = -1, .up_steps = 4, .down_steps = 4, .end_steps = 4}); });
  says("slanted_triangular: peak must be at least 0, got -1",
       [] { slanted_triangular({.peak = -1, .up_steps = 4, .down_steps = 4}); });
  says("warm_restarts: floor must be at most peak, got 2",
       [] { warm_restarts({.peak = 1, .first_cycle_steps = 4, .floor = 2}); });
  says("warm_restarts: floor must be at least 0 where a factor is not 1, got -1",
       [] { warm_restarts({.peak = 1, .first_cycle_steps = 4, .floor = -1, .peak_factor = 0.5}); });
  says("warm_restarts: floor_factor must be at most 1, or the floor rises, got 2",
       [] { warm_restarts({.peak = 1, .first_cycle_steps = 4, .floor = 0.1, .floor_factor = 2}); });
  says("cyclic: low must be at most high, got 1",
       [] { cyclic({.low = 1, .high = 0, .up_steps = 2, .down_steps = 2}); });
  says("tri_stage: start_factor must be at most 1, or the start is above peak, got 2",
       [] { tri_stage({.peak = 1, .warmup_steps = 4, .hold_steps = 4, .decay_steps = 4, .start_factor = 2}); });
  says("tri_stage: end_factor must be at most 1, or the end is above peak, got 2",
       [] { tri_stage({.peak = 1, .warmup_steps = 4, .hold_steps = 4, .decay_steps = 4, .end_factor = 2}); });
  says("warmup_inverse_sqrt: floor must be at most peak, got 2", [] {
    warmup_inverse_sqrt(
        {.peak = 1, .warmup_steps = 4, .decay_steps = 4, .cooldown_steps = 4, .timescale = 4, .floor = 2});
  });
  const auto levels = [](double peak, double steady, double floor) {
    return [=] {
      infinite_schedule({.peak = peak,
                         .steady = steady,
                         .floor = floor,
                         .warmup_steps = 4,
                         .cooldown_steps = 4,
                         .steady_steps = 4,
                         .annealing_steps = 4});
    };
  };
  says("infinite_schedule: steady must be at most peak, got 2", levels(1, 2, 0.5));
  says("infinite_schedule: floor must be at most steady, got 0.5", levels(1, 0.25, 0.5));
  says("accepted", levels(1, 1, 1));
}

TEST_CASE("what the recipes refuse", "[recipe]") {
  using test::accepts, test::must_be_a_length, test::must_be_a_width, test::must_be_above_0, test::must_be_finite,
      test::must_not_be_negative, test::refuses, test::wrong;

  {
    using params = warmup_decay_params<>;
    const params good{.peak = 1, .warmup_steps = 4, .decay_steps = 4};
    const auto check = [&](const std::string& name, const auto& recipe) {
      must_be_finite(name + ": peak", with(good, &params::peak, recipe));
      must_be_finite(name + ": floor", with(good, &params::floor, recipe));
      must_be_finite(name + ": start", with(good, &params::start, recipe));
      must_be_a_length(name + ": warmup_steps", with(good, &params::warmup_steps, recipe));
      must_be_a_length(name + ": decay_steps", with(good, &params::decay_steps, recipe));
    };
    check("warmup_cosine", [](params given) { return warmup_cosine(given); });
    check("warmup_linear", [](params given) { return warmup_linear(given); });
  }
  {
    using params = warmup_stable_decay_params<>;
    const params good{.peak = 1, .warmup_steps = 4, .stable_steps = 4, .decay_steps = 4};
    const auto recipe = [](params given) { return warmup_stable_decay(given); };
    const std::string name = "warmup_stable_decay";
    must_be_finite(name + ": peak", with(good, &params::peak, recipe));
    must_be_finite(name + ": floor", with(good, &params::floor, recipe));
    must_be_finite(name + ": start", with(good, &params::start, recipe));
    must_be_a_length(name + ": warmup_steps", with(good, &params::warmup_steps, recipe));
    must_be_a_length(name + ": stable_steps", with(good, &params::stable_steps, recipe));
    must_be_a_length(name + ": decay_steps", with(good, &params::decay_steps, recipe));
    // What the tail refuses it says under its own name.
    CHECK(test::complaint([&] { return warmup_stable_decay<log_linear>(good); }) ==
          "log_linear: to must be above 0, got 0");
  }
  {
    using params = one_cycle_params<>;
    const params good{.peak = 1, .up_steps = 4, .down_steps = 4};
    const auto recipe = [](params given) { return one_cycle(given); };
    must_be_finite("one_cycle: peak", with(good, &params::peak, recipe));
    must_be_a_length("one_cycle: up_steps", with(good, &params::up_steps, recipe));
    must_be_a_length("one_cycle: down_steps", with(good, &params::down_steps, recipe));
    must_be_a_divisor("one_cycle: start_divisor", with(good, &params::start_divisor, recipe));
    must_be_a_divisor("one_cycle: end_divisor", with(good, &params::end_divisor, recipe));
  }
  {
    using params = one_cycle_three_phase_params<>;
    const params good{.peak = 1, .up_steps = 4, .down_steps = 4, .end_steps = 4};
    const auto recipe = [](params given) { return one_cycle_three_phase(given); };
    const std::string name = "one_cycle_three_phase";
    must_be_finite(name + ": peak", with(good, &params::peak, recipe));
    must_be_a_length(name + ": up_steps", with(good, &params::up_steps, recipe));
    must_be_a_length(name + ": down_steps", with(good, &params::down_steps, recipe));
    must_be_a_length(name + ": end_steps", with(good, &params::end_steps, recipe));
    must_be_a_divisor(name + ": start_divisor", with(good, &params::start_divisor, recipe));
    must_be_a_divisor(name + ": end_divisor", with(good, &params::end_divisor, recipe));
  }
  {
    using params = one_cycle_momentum_params<>;
    const params good{.up_steps = 4, .down_steps = 4, .high = 1, .low = 0};
    const auto recipe = [](params given) { return one_cycle_momentum(given); };
    must_be_a_length("one_cycle_momentum: up_steps", with(good, &params::up_steps, recipe));
    must_be_a_length("one_cycle_momentum: down_steps", with(good, &params::down_steps, recipe));
    must_be_finite("one_cycle_momentum: high", with(good, &params::high, recipe));
    must_be_finite("one_cycle_momentum: low", with(good, &params::low, recipe));
  }
  {
    using params = warm_restarts_params<>;
    const params good{.peak = 1, .first_cycle_steps = 4};
    const auto recipe = [](params given) { return warm_restarts(given); };
    must_be_finite("warm_restarts: peak", with(good, &params::peak, recipe));
    must_be_finite("warm_restarts: floor", with(good, &params::floor, recipe));
    must_be_a_width("warm_restarts: first_cycle_steps", with(good, &params::first_cycle_steps, recipe));
    must_not_be_negative("warm_restarts: peak_factor", with(good, &params::peak_factor, recipe));
    must_not_be_negative("warm_restarts: floor_factor", with(good, &params::floor_factor, recipe));
    refuses(with(good, &params::growth, recipe), "warm_restarts: growth must be finite", test::not_finite);
    refuses(with(good, &params::growth, recipe), "warm_restarts: growth must be above 0",
            {wrong<double>{0, "0"}, {-1, "-1"}});
  }
  {
    using params = cyclic_params<>;
    const params good{.low = 0, .high = 1, .up_steps = 4, .down_steps = 4};
    const auto recipe = [](params given) { return cyclic(given); };
    must_be_finite("cyclic: low", with(good, &params::low, recipe));
    must_be_finite("cyclic: high", with(good, &params::high, recipe));
    must_be_a_length("cyclic: up_steps", with(good, &params::up_steps, recipe));
    must_be_a_length("cyclic: down_steps", with(good, &params::down_steps, recipe));
    must_be_above_0("cyclic: cycle_factor", with(good, &params::cycle_factor, recipe));
    must_be_above_0("cyclic: step_factor", with(good, &params::step_factor, recipe));
    const auto complaint = [](params given) { return test::complaint([=] { return cyclic(given); }); };
    CHECK(complaint({.low = -1e308, .high = 1e308, .up_steps = 4, .down_steps = 4}) ==
          "cyclic: high - low must be finite, got inf");
    CHECK(complaint({.low = 0, .high = 1, .up_steps = 0, .down_steps = 0}) ==
          "cyclic: up_steps + down_steps must be at least 1, got 0");
    CHECK(complaint({.low = 0, .high = 1, .up_steps = longest, .down_steps = longest}) ==
          "cyclic: up_steps + down_steps must be at most 2^53, got 18014398509481984");
  }
  {
    using params = slanted_triangular_params<>;
    const params good{.peak = 1, .up_steps = 4, .down_steps = 4};
    const auto recipe = [](params given) { return slanted_triangular(given); };
    must_be_finite("slanted_triangular: peak", with(good, &params::peak, recipe));
    must_be_a_length("slanted_triangular: up_steps", with(good, &params::up_steps, recipe));
    must_be_a_length("slanted_triangular: down_steps", with(good, &params::down_steps, recipe));
    must_be_a_divisor("slanted_triangular: ratio", with(good, &params::ratio, recipe));
  }
  {
    using params = tri_stage_params<>;
    const params good{.peak = 1, .warmup_steps = 4, .hold_steps = 4, .decay_steps = 4};
    const auto recipe = [](params given) { return tri_stage(given); };
    must_be_above_0("tri_stage: peak", with(good, &params::peak, recipe));
    must_be_a_length("tri_stage: warmup_steps", with(good, &params::warmup_steps, recipe));
    must_be_a_length("tri_stage: hold_steps", with(good, &params::hold_steps, recipe));
    must_be_a_length("tri_stage: decay_steps", with(good, &params::decay_steps, recipe));
    must_be_finite("tri_stage: start_factor", with(good, &params::start_factor, recipe));
    must_be_above_0("tri_stage: end_factor", with(good, &params::end_factor, recipe));
  }
  {
    using params = noam_params<>;
    const params good{.model_size = 4, .warmup_steps = 4};
    const auto recipe = [](params given) { return noam(given); };
    must_be_a_width("noam: model_size", with(good, &params::model_size, recipe));
    must_be_a_width("noam: warmup_steps", with(good, &params::warmup_steps, recipe));
    must_be_finite("noam: factor", with(good, &params::factor, recipe));
  }
  {
    using params = warmup_inverse_sqrt_params<>;
    const params good{.peak = 1, .warmup_steps = 4, .decay_steps = 4, .cooldown_steps = 4, .timescale = 4};
    const auto recipe = [](params given) { return warmup_inverse_sqrt(given); };
    const std::string name = "warmup_inverse_sqrt";
    must_be_finite(name + ": peak", with(good, &params::peak, recipe));
    must_be_finite(name + ": floor", with(good, &params::floor, recipe));
    must_be_finite(name + ": start", with(good, &params::start, recipe));
    must_be_a_length(name + ": warmup_steps", with(good, &params::warmup_steps, recipe));
    must_be_a_length(name + ": decay_steps", with(good, &params::decay_steps, recipe));
    must_be_a_length(name + ": cooldown_steps", with(good, &params::cooldown_steps, recipe));
    must_be_a_width(name + ": timescale", with(good, &params::timescale, recipe));
  }
  {
    using params = infinite_schedule_params<>;
    const params good{.peak = 1,
                      .steady = 1,
                      .floor = 1e-250,
                      .warmup_steps = 4,
                      .cooldown_steps = 4,
                      .steady_steps = 4,
                      .annealing_steps = 4};
    const auto recipe = [](params given) { return infinite_schedule(given); };
    refuses(with(good, &params::peak, recipe), "infinite_schedule: peak must be finite", test::not_finite);
    must_be_above_0("infinite_schedule: steady", with(good, &params::steady, recipe));
    must_be_above_0("infinite_schedule: floor", with(good, &params::floor, recipe));
    must_be_a_length("infinite_schedule: warmup_steps", with(good, &params::warmup_steps, recipe));
    must_be_a_length("infinite_schedule: cooldown_steps", with(good, &params::cooldown_steps, recipe));
    must_be_a_length("infinite_schedule: steady_steps", with(good, &params::steady_steps, recipe));
    must_be_a_length("infinite_schedule: annealing_steps", with(good, &params::annealing_steps, recipe));
  }
  {
    using params = deepseek_multi_step_params<>;
    const params good{.peak = 1, .warmup_steps = 4, .first_steps = 4, .second_steps = 4, .third_steps = 4};
    const auto recipe = [](params given) { return deepseek_multi_step(given); };
    must_be_finite("deepseek_multi_step: peak", with(good, &params::peak, recipe));
    must_be_a_length("deepseek_multi_step: warmup_steps", with(good, &params::warmup_steps, recipe));
    must_be_a_length("deepseek_multi_step: first_steps", with(good, &params::first_steps, recipe));
    must_be_a_length("deepseek_multi_step: second_steps", with(good, &params::second_steps, recipe));
    must_be_a_length("deepseek_multi_step: third_steps", with(good, &params::third_steps, recipe));
  }
  {
    using params = power_scheduler_params<>;
    const params good{
        .peak = 1, .coefficient = 2, .exponent = 0.5, .warmup_steps = 4, .stable_steps = 4, .decay_steps = 4};
    const auto recipe = [](params given) { return power_scheduler(given); };
    must_be_finite("power_scheduler: peak", with(good, &params::peak, recipe));
    must_be_above_0("power_scheduler: coefficient", with(good, &params::coefficient, recipe));
    must_be_above_0("power_scheduler: exponent", with(good, &params::exponent, recipe));
    must_be_above_0("power_scheduler: tokens_per_step", with(good, &params::tokens_per_step, recipe));
    must_be_a_length("power_scheduler: warmup_steps", with(good, &params::warmup_steps, recipe));
    must_be_a_length("power_scheduler: stable_steps", with(good, &params::stable_steps, recipe));
    must_be_a_length("power_scheduler: decay_steps", with(good, &params::decay_steps, recipe));
    params too_long = good;
    too_long.warmup_steps = longest;
    too_long.stable_steps = longest;
    CHECK(test::complaint([=] { return power_scheduler(too_long); }) ==
          "power_scheduler: warmup_steps + stable_steps must be at most 2^53, got 18014398509481984");
    accepts(with(good, &params::exponent, recipe), 1e300);
    accepts(with(good, &params::coefficient, recipe), 1e300);
    accepts(with(good, &params::tokens_per_step, recipe), 1e300);
  }
  must_be_a_width("linear_scaling_rule: base_batch", [](std::int64_t size) { linear_scaling_rule(0.1, size, 1); });
  must_be_a_width("linear_scaling_rule: batch", [](std::int64_t size) { linear_scaling_rule(0.1, 1, size); });
  must_be_a_width("square_root_scaling_rule: base_batch",
                  [](std::int64_t size) { square_root_scaling_rule(0.1, size, 1); });
  must_be_a_width("square_root_scaling_rule: batch", [](std::int64_t size) { square_root_scaling_rule(0.1, 1, size); });

  // The lengths of all pieces together.
  CHECK(test::complaint([] { warmup_cosine({.peak = 1, .warmup_steps = longest, .decay_steps = 1}); }) ==
        "sequence: length must be at most 2^53 in all, got 1");
  CHECK(test::complaint([] { warmup_cosine({.peak = 1, .warmup_steps = most, .decay_steps = most}); }) == "accepted");
}

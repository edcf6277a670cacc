// SPDX-License-Identifier: MIT

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/lrsched.hpp>

#include "catalogue.hpp"
#include "catch.hpp"

namespace {

using namespace lrsched;
using enum problem;

constexpr double pi = 3.14159265358979323846, infinity = std::numeric_limits<double>::infinity(),
                 no_number = std::numeric_limits<double>::quiet_NaN();

std::vector<problem> kinds(const findings& found) {
  std::vector<problem> kinds;
  for (const finding& each : found) kinds.push_back(each.kind);
  return kinds;
}

using list = std::vector<problem>;

/// The one finding, or one that there is not.
constexpr finding only(const findings& found) {
  return found.size() == 1 ? found[0] : finding{other_end, -1, no_number};
}

constexpr bool kinds_are(const findings& found, problem first, problem second) {
  return found.size() == 2 && found[0].kind == first && found[1].kind == second;
}

constexpr warmup_linear plan({.peak = 1, .warmup_steps = 100, .decay_steps = 400});

/// As many write it: it comes up again behind its end.
constexpr auto unclamped_cosine(double steps) {
  return [=](std::int64_t step) { return (1 + std::cos(pi * static_cast<double>(step) / steps)) / 2; };
}

}  // namespace

TEST_CASE("the examples of the header", "[plan]") {
  static_assert(check(plan, {.steps = 500}).empty());
  static_assert(only(check(plan, {.steps = 300})) == finding{cut_off, 299, 0.5025});
  static_assert(only(check(plan, {.steps = 500, .end = 0.1})) == finding{other_end, 499, 0.0025});
  static_assert(check(warmup_cosine({.peak = 1, .warmup_steps = 100, .decay_steps = 900}), {.steps = 1'000}).empty());
  CHECK(check(plan, {.steps = 300})[0].name() == std::string("cut_off"));
  CHECK(check(plan, {.steps = 300})[0].what() == std::string("the run ends before the plan"));
  CHECK(check(plan, {.steps = 300})[0].instead() ==
        std::string("lengths that add up to the steps of the run, or with_length(plan, 0, steps)"));
}

TEST_CASE("findings in words", "[plan]") {
  const auto name = [](problem kind) { return std::string(finding{kind, 0, 0}.name()); };
  CHECK(name(not_finite) == "not_finite");
  CHECK(name(below_0) == "below_0");
  CHECK(name(never_changes) == "never_changes");
  CHECK(name(starts_at_0) == "starts_at_0");
  CHECK(name(stays_at_0) == "stays_at_0");
  CHECK(name(cut_off) == "cut_off");
  CHECK(name(over_early) == "over_early");
  CHECK(name(still_rising) == "still_rising");
  CHECK(name(rises_again) == "rises_again");
  CHECK(name(restarts_late) == "restarts_late");
  CHECK(name(jumps) == "jumps");
  CHECK(name(in_epochs) == "in_epochs");
  CHECK(name(other_peak) == "other_peak");
  CHECK(name(other_end) == "other_end");
}

TEST_CASE("the rates and the length are all that matters", "[plan]") {
  for (const std::int64_t steps : {1, 2, 99, 100, 300, 499, 500, 501, 5'000, 60'000}) {
    const check_params given{.steps = steps, .peak = 1, .end = 0.1, .largest_jump = 0.001};
    const findings one = check(plan, given), same = check(any_schedule<double>(plan), given),
                   mine = check(take([](int step) { return plan(step); }, 500), given);
    CAPTURE(steps);
    CHECK(std::ranges::equal(one, same));
    CHECK(std::ranges::equal(one, mine));
    const warmup_linear<float> narrow({.peak = 1, .warmup_steps = 100, .decay_steps = 400});
    CHECK(kinds(check(narrow, given)) == kinds(one));
  }
}

TEST_CASE("a rate that is no finite number", "[plan]") {
  for (const double bad : {no_number, infinity, -infinity}) {
    const auto breaks = [=](std::int64_t step) { return step == 300 ? bad : 1.0; };
    CHECK(check(take(breaks, 300), {.steps = 300}).size() == 1);  // that it never changes
    const findings found = check(breaks, {.steps = 301, .peak = 7});
    CHECK(kinds(found) == list{not_finite});
    CHECK(found[0].step == 300);
    CHECK(std::isfinite(found[0].rate) == false);
  }
}

TEST_CASE("a rate below 0", "[plan]") {
  constexpr linear falls({.from = 1, .to = -1, .steps = 10});
  static_assert(check(take(falls, 6), {.steps = 6}).empty());  // 1 to 0
  static_assert(only(check(take(falls, 7), {.steps = 7})) == finding{below_0, 6, falls(6)});
}

TEST_CASE("a rate that never changes", "[plan]") {
  constexpr constant still({.value = 0.5});
  static_assert(check(still, {.steps = 100}).empty());
  static_assert(only(check(take(still, 100), {.steps = 100})) == finding{never_changes, 0, 0.5});
  static_assert(check(take(still, 1), {.steps = 1}).empty());
  static_assert(check(piecewise_constant({0.5, 0.4}, {99}), {.steps = 100}).empty());
  static_assert(only(check(piecewise_constant({0.5, 0.4}, {100}), {.steps = 100})).kind == never_changes);
  CHECK(check(any_schedule<double>(still), {.steps = 100}).empty());
  CHECK(check(any_schedule<float>(constant<float>({.value = 0.5F})), {.steps = 100}).empty());
  CHECK(kinds(check(any_schedule<double>(take(still, 100)), {.steps = 100})) == list{never_changes});
  CHECK(kinds(check([](int) { return 0.5; }, {.steps = 2})) == list{never_changes});
}

TEST_CASE("a rate of 0", "[plan]") {
  constexpr linear late({.from = 0, .to = 1, .steps = 5}),
      early({.from = 0, .to = 1, .steps = 5, .includes = ends::to});
  static_assert(only(check(late, {.steps = 5})) == finding{starts_at_0, 0, 0});
  static_assert(check(early, {.steps = 5}).empty());

  constexpr linear down({.from = 1, .to = 0, .steps = 5}),
      down_to_0({.from = 1, .to = 0, .steps = 5, .includes = ends::both});
  static_assert(check(down, {.steps = 5}).empty());
  static_assert(check(down_to_0, {.steps = 5}).empty());  // the last step alone is at 0: it was asked for
  static_assert(check(shift(down, 0), {.steps = 6})[0].kind == over_early);
  static_assert(check(down, {.steps = 6}).size() == 1 && check(down, {.steps = 7})[0] == finding{stays_at_0, 5, 0});

  // Nothing but 0.
  static_assert(only(check(constant({.value = 0}), {.steps = 1})) == finding{starts_at_0, 0, 0});
  static_assert(only(check(constant({.value = 0}), {.steps = 2})) == finding{stays_at_0, 0, 0});
  CHECK(kinds(check([](int) { return 0.0; }, {.steps = 2})) == list{never_changes, stays_at_0});
}

TEST_CASE("a run that is shorter or longer than the plan", "[plan]") {
  static_assert(only(check(plan, {.steps = 499})) == finding{cut_off, 498, 0.005});
  static_assert(check(plan, {.steps = 500}).empty());
  static_assert(only(check(plan, {.steps = 501})) == finding{over_early, 500, 0});
  // To stay at a floor until the end of the run is meant if it is said.
  constexpr warmup_linear to_floor({.peak = 1, .warmup_steps = 100, .decay_steps = 400, .floor = 0.125});
  static_assert(only(check(to_floor, {.steps = 600})) == finding{over_early, 500, 0.125});
  static_assert(check(sequence{to_floor, constant({.value = 0.125})}, {.steps = 600}).empty());
  static_assert(check(linear({.from = 1, .to = 0.5, .steps = 0}), {.steps = 1})[0] == finding{over_early, 0, 0.5});
}

TEST_CASE("a warm-up that is not over", "[plan]") {
  constexpr noam<double> rates({.model_size = 1, .warmup_steps = 64});  // its peak is at step 64
  constexpr shift from_1(rates, -1);                                    // at 63
  static_assert(check(from_1, {.steps = 64}).empty());
  static_assert(only(check(from_1, {.steps = 63})) == finding{still_rising, 62, rates(63)});
  static_assert(only(check(from_1, {.steps = 2})).kind == still_rising);
  static_assert(check(from_1, {.steps = 1}).empty());  // one rate does not rise
  // A ramp that goes up all the time has no warm-up.
  static_assert(check(linear({.from = 0.5, .to = 1, .steps = 10}), {.steps = 10}).empty());
  static_assert(kinds_are(check(linear({.from = 0.5, .to = 1, .steps = 10}), {.steps = 9}), cut_off, still_rising));
  // In stairs.
  constexpr staircase stairs(sequence{linear({.from = 0.5, .to = 1, .steps = 100}), constant({.value = 1})}, 10);
  static_assert(only(check(stairs, {.steps = 95})).kind == still_rising && check(stairs, {.steps = 101}).empty());
}

TEST_CASE("a rate that rises again", "[plan]") {
  const auto cosine_of_100 = unclamped_cosine(100);
  CHECK(check(cosine_of_100, {.steps = 100}).empty());
  CHECK(check(cosine_of_100, {.steps = 106}).empty());                    // up to 0.0089 is not seen
  CHECK(only(check(cosine_of_100, {.steps = 108})).kind == rises_again);  // 0.0121
  CHECK(only(check(cosine_of_100, {.steps = 150})) == finding{rises_again, 100, 0});
  CHECK(only(check(cosine_of_100, {.steps = 200})).kind == rises_again);
  CHECK(check(cosine_of_100, {.steps = 220}).empty());  // on the way down again
  // To a new peak is no rise after the peak.
  static_assert(check(piecewise_constant({0.5, 0.25, 0.75}, {10, 20}), {.steps = 30}).empty());
  static_assert(only(check(piecewise_constant({0.5, 0.25, 0.5}, {10, 20}), {.steps = 30})) ==
                finding{rises_again, 19, 0.25});
  // Cycles, at the bottom and behind it.
  constexpr triangle waves({.low = 0.1, .high = 1, .up = 10, .down = 10});
  static_assert(check(waves, {.steps = 60}).empty() && check(waves, {.steps = 61}).empty());
  static_assert(only(check(waves, {.steps = 65})) == finding{rises_again, 60, 0.1});
}

TEST_CASE("a restart shortly before the end", "[plan]") {
  constexpr warm_restarts<double> cycles({.peak = 1, .first_cycle_steps = 100, .floor = 0.0625});
  CHECK(check(cycles, {.steps = 300}).empty());
  CHECK(check(cycles, {.steps = 400}).empty());
  for (const std::int64_t steps : {301, 306, 310, 330, 349}) {
    CAPTURE(steps);
    CHECK(only(check(cycles, {.steps = steps})) == finding{restarts_late, 300, 1});
  }
  CHECK(check(cycles, {.steps = 350}).empty());
  constexpr sequence after_warmup{linear({.from = 0, .to = 1, .steps = 500, .includes = ends::to}), cycles};
  CHECK(check(after_warmup, {.steps = 700}).empty());  // a cycle begins at the top of the warm-up
  CHECK(only(check(after_warmup, {.steps = 640})) == finding{restarts_late, 600, 1});
}

TEST_CASE("a jump", "[plan]") {
  constexpr piecewise_constant stairs({1.0, 0.5, 0.25}, {10, 20});
  static_assert(check(stairs, {.steps = 30}).empty() && check(stairs, {.steps = 30, .largest_jump = 0.5}).empty());
  static_assert(only(check(stairs, {.steps = 30, .largest_jump = 0.499})) == finding{jumps, 10, 0.5});
  static_assert(check(stairs, {.steps = 10, .largest_jump = 0.499})[0].kind == never_changes);  // it is behind
  static_assert(check(plan, {.steps = 500, .largest_jump = 0.0101}).empty());
  static_assert(only(check(plan, {.steps = 500, .largest_jump = 0.0099})).kind == jumps);
  // The default lets a rate fall to 0, and to its opposite no more.
  static_assert(check(piecewise_constant({1.0, 0.0}, {10}), {.steps = 11}).empty());
  static_assert(kinds_are(check(piecewise_constant({1.0, -1.0}, {10}), {.steps = 11}), below_0, jumps));
  constexpr double most = std::numeric_limits<double>::max();
  static_assert(kinds_are(check(piecewise_constant({most, -most}, {10}), {.steps = 11}), below_0, jumps));
}

TEST_CASE("a plan that is counted in epochs", "[plan]") {
  constexpr multi_step epochs({.initial = 1, .factor = 0.1}, {30, 60, 80});
  static_assert(check(epochs, {.steps = 90}).empty());
  CHECK(check(epochs, {.steps = 5'999}).empty());  // it rests from step 60 on: 0.01 and 0.001 are the same here
  CHECK(only(check(epochs, {.steps = 6'000})) == finding{in_epochs, 60, epochs(60)});
  // What has not fallen by half may be over early: most of a run at the peak, behind a short warm-up.
  constexpr sequence warmup_alone{linear({.from = 0, .to = 1, .steps = 10, .includes = ends::to}),
                                  constant({.value = 1})};
  CHECK(check(warmup_alone, {.steps = 10'000}).empty());
  CHECK(check(piecewise_constant({1.0, 0.5}, {10}), {.steps = 10'000}).empty());
  CHECK(only(check(piecewise_constant({1.0, 0.49}, {10}), {.steps = 10'000})) == finding{in_epochs, 10, 0.49});
  // Cycles: the first rise is no restart.
  constexpr triangle waves({.low = 0.1, .high = 1, .up = 10, .down = 10});
  CHECK(check(waves, {.steps = 2'000}).empty());
  CHECK(only(check(waves, {.steps = 2'020})) == finding{in_epochs, 20, 0.1});
}

TEST_CASE("expected rates", "[plan]") {
  static_assert(check(plan, {.steps = 500, .peak = 1, .end = 0}).empty());
  static_assert(check(plan, {.steps = 500, .end = 0.0025}).empty());  // that of the last step
  static_assert(check(plan, {.steps = 500, .peak = 1 + 9e-7, .end = 9e-7}).empty());
  static_assert(only(check(plan, {.steps = 500, .peak = 1 + 2e-6})) == finding{other_peak, 99, 1});
  static_assert(only(check(plan, {.steps = 500, .end = 2e-6})) == finding{other_end, 499, 0.0025});
  static_assert(check(constant({.value = 0.1F}), {.steps = 5, .peak = 0.1, .end = 0.1}).empty());
  static_assert(only(check(constant({.value = 1}), {.steps = 5, .peak = 0})).kind ==
                other_peak);  // 0 is an expectation
}

TEST_CASE("what is refused", "[plan]") {
  CHECK_THROWS_WITH(check(plan, {.steps = 0}), "check: steps must be at least 1, got 0");
  CHECK_THROWS_WITH(check(plan, {.steps = -1}), "check: steps must be at least 1, got -1");
  CHECK_THROWS_WITH(check(plan, {.steps = (std::int64_t{1} << 53) + 1}),
                    "check: steps must be at most 2^53, got 9007199254740993");
  CHECK_THROWS_WITH(check(plan, {.steps = 1, .peak = no_number}), "check: peak must be finite, got nan");
  CHECK_THROWS_WITH(check(plan, {.steps = 1, .end = -infinity}), "check: end must be finite, got -inf");
  CHECK_THROWS_WITH(check(plan, {.steps = 1, .largest_jump = -0.1}),
                    "check: largest_jump must be at least 0, got -0.1");
  CHECK_THROWS_WITH(check(plan, {.steps = 1, .largest_jump = no_number}),
                    "check: largest_jump must be finite, got nan");
}

TEST_CASE("nothing is wrong with what is meant", "[plan]") {
  // Entries of the catalogue that are no plans, and what is found.
  const std::map<std::string, list> no_plans{
      {"constant 0", {stays_at_0}},
      {"linear", {below_0}},              // down to -1
      {"logistic", {below_0}},            // down to -0.1
      {"scale", {below_0}},               // by -0.3
      {"exponential up", {below_0}},      // from -0.1 away
      {"inverse_power up", {below_0}},    // so too
      {"linear, 2^53 steps", {cut_off}},  // asked for 200
      {"piecewise_cosine", {cut_off}},    // so too
      {"linear, 0 steps", {never_changes, over_early}},
      {"shift past the end", {never_changes, over_early}},
      {"take 0", {never_changes, over_early}},
      {"inverse_time, flat", {never_changes}},
      {"multi_step, 1", {never_changes}},  // its one milestone is step 0
      {"repeat a step", {never_changes}},
      {"natural_exponential up", {still_rising}},  // for ever
      {"step up", {still_rising}},
      {"repeat_growing, slowly", {rises_again}},  // warm-ups, again and again
      {"step to 0", {stays_at_0}},
  };
  // What comes in cycles and has no length is for whole ones.
  const std::map<std::string, std::int64_t> whole_cycles{
      {"triangle", 15 * 13},
      {"triangle, a sawtooth", 22 * 9},
      {"stretch of a triangle", 14 * 14},
      {"warm restarts", 20 + 2 * 80},
  };

  std::set<std::string> met;
  test::each_schedule<double>([&](const std::string& name, const auto& schedule) {
    std::int64_t steps = whole_cycles.contains(name) ? whole_cycles.at(name) : 200;
    if constexpr (finite_schedule<std::remove_cvref_t<decltype(schedule)>>)
      if (0 < schedule.length() && schedule.length() <= 1'000'000) steps = schedule.length();
    list found = kinds(check(schedule, {.steps = steps}));
    if (schedule(0) == 0) std::erase(found, starts_at_0);  // those that say ends::from
    CAPTURE(name, steps);
    CHECK(found == (no_plans.contains(name) ? no_plans.at(name) : list{}));
    if (no_plans.contains(name)) met.insert(name);
  });
  CHECK(met.size() == no_plans.size());

  // The recipes, for as long as they last.
  const auto fits = [](const auto& recipe, std::int64_t steps) { return check(recipe, {.steps = steps}).empty(); };
  const auto lasts = [&](const auto& recipe) { return fits(recipe, recipe.length()); };
  CHECK(lasts(warmup_cosine({.peak = 3e-4, .warmup_steps = 100, .decay_steps = 900})));
  CHECK(lasts(warmup_linear({.peak = 3e-4, .warmup_steps = 100, .decay_steps = 900, .floor = 3e-5})));
  CHECK(lasts(warmup_stable_decay({.peak = 3e-4, .warmup_steps = 100, .stable_steps = 700, .decay_steps = 200})));
  CHECK(lasts(one_cycle({.peak = 0.1, .up_steps = 300, .down_steps = 700})));
  CHECK(lasts(one_cycle_three_phase({.peak = 0.1, .up_steps = 300, .down_steps = 300, .end_steps = 400})));
  CHECK(lasts(slanted_triangular({.peak = 0.1, .up_steps = 100, .down_steps = 900})));
  CHECK(lasts(tri_stage({.peak = 0.1, .warmup_steps = 100, .hold_steps = 400, .decay_steps = 500})));
  CHECK(lasts(warmup_inverse_sqrt(
      {.peak = 1e-3, .warmup_steps = 100, .decay_steps = 800, .cooldown_steps = 100, .timescale = 100})));
  CHECK(lasts(infinite_schedule({.peak = 3e-4,
                                 .steady = 1.5e-4,
                                 .floor = 3e-5,
                                 .warmup_steps = 100,
                                 .cooldown_steps = 400,
                                 .steady_steps = 400,
                                 .annealing_steps = 100})));
  CHECK(lasts(deepseek_multi_step(
      {.peak = 4.2e-4, .warmup_steps = 20, .first_steps = 780, .second_steps = 100, .third_steps = 100})));
  CHECK(lasts(power_scheduler({.peak = 0.02,
                               .coefficient = 4,
                               .exponent = 0.51,
                               .warmup_steps = 100,
                               .stable_steps = 800,
                               .decay_steps = 100,
                               .tokens_per_step = 4096})));
  for (const std::int64_t steps : {100, 300, 700, 1'500})  // 100, 200, 400, 800
    CHECK(fits(warm_restarts({.peak = 0.1, .first_cycle_steps = 100, .growth = 2, .peak_factor = 0.7}), steps));
  for (const std::int64_t steps : {1, 2, 9})
    CHECK(
        fits(cyclic({.low = 0.01, .high = 0.1, .up_steps = 200, .down_steps = 300, .cycle_factor = 0.5}), 500 * steps));
  // Its authors count from 1, and its first rate is 0 if one does not.
  const noam rates({.model_size = 512, .warmup_steps = 400});
  CHECK(fits(shift(rates, -1), 10'000));
  CHECK(only(check(rates, {.steps = 10'000})).kind == starts_at_0);
  // A momentum is no rate: it falls and rises again, and that is what is found.
  const one_cycle_momentum momentum({.up_steps = 300, .down_steps = 700});
  CHECK(only(check(momentum, {.steps = 1'000})) == finding{rises_again, 300, 0.85});
}

// What users have met, as they report it: where, the rates that they had in so many updates, and what is found first or
// besides. A number behind # is that of an issue, without one it is a file.
TEST_CASE("what has gone wrong before", "[plan]") {
  struct met {
    const char* where;
    problem kind;
    findings found;
  };
  const cosine down({.from = 1, .to = 0, .steps = 1'000});
  const linear up({.from = 0, .to = 1, .steps = 100, .includes = ends::to});
  const warmup_cosine whole({.peak = 1, .warmup_steps = 100, .decay_steps = 900});
  const constant peak({.value = 1});
  const auto as = [](auto function) { return [=](std::int64_t step) { return function(static_cast<double>(step)); }; };
  const auto none_of = [](std::int64_t) { return 1.0; };

  const met cases[] = {
      // Configured, and never applied.
      {"pytorch#29697: no milestone is met after a load", never_changes, check(none_of, {.steps = 1'000})},
      {"surogate#32: the decay of WSD does not come", never_changes, check(take(peak, 1'000), {.steps = 1'000})},
      {"tt-metal#56027: beside Muon, AdamW has one rate", never_changes, check(none_of, {.steps = 1'000})},
      {"Diffusion-Planner#293: called cosine", never_changes, check(none_of, {.steps = 1'000})},
      {"gpt-neox#1029: frozen after a resume", never_changes,
       check(as([=](double) { return whole(400); }), {.steps = 600})},
      {"entrenar#241: constant after its warm-up", other_end, check(sequence{up, peak}, {.steps = 1'000, .end = 0})},
      {"entrenar#241, where the warm-up has a length", over_early, check(up, {.steps = 1'000})},
      // A run and a plan of two lengths.
      {"torchtitan#2340: the run is shorter", cut_off, check(whole, {.steps = 600})},
      {"Megatron-Bridge#2609: the batch grows, the updates get fewer", cut_off, check(whole, {.steps = 700})},
      {"OneTrainer#1604: resumed with another total", other_end,
       check(with_length(whole, 0, 2'000), {.steps = 1'000, .end = 0})},
      {"speculators#1104: the end is never reached", other_end,
       check(as([=](double step) { return down(step / 2); }), {.steps = 1'000, .end = 0})},
      {"keras: decay_steps come after the warm-up", cut_off,
       check(warmup_cosine({.peak = 1, .warmup_steps = 100, .decay_steps = 1'000}), {.steps = 1'000})},
      {"AReaL#1289: the warm-up is taken off twice", stays_at_0,
       check(warmup_cosine({.peak = 1, .warmup_steps = 100, .decay_steps = 800}), {.steps = 1'000})},
      {"accelerate#1096: a step for each of two processes", stays_at_0,
       check(as([=](double step) { return whole(2 * step); }), {.steps = 1'000})},
      {"sd-scripts#141: 0 after a resume", stays_at_0,
       check(as([=](double step) { return whole(1'000 + step); }), {.steps = 500})},
      {"eformer#2: always warming up", still_rising,
       check(warmup_cosine({.peak = 1, .warmup_steps = 5'000, .decay_steps = 5'000}), {.steps = 1'000})},
      {"speculators#900: the epoch is passed as the step", still_rising,
       check(as([=](double step) { return whole(step / 100); }), {.steps = 3'000})},
      // The first update.
      {"gpt-neox#1373, transformers#34754, verl#3674", starts_at_0,
       check(warmup_cosine({.peak = 1, .warmup_steps = 100, .decay_steps = 900, .warmup_includes = ends::from}),
             {.steps = 1'000})},
      {"darknet's sigmoid: 0 before the middle", starts_at_0,
       check(piecewise_constant({0.0, 1.0}, {500}), {.steps = 1'000})},
      {"ensmallen's sample: 1 - d^epoch", starts_at_0,
       check(as([](double step) { return 1 - std::pow(0.999, step); }), {.steps = 1'000})},
      // Joints.
      {"pytorch#185872: off at the joint", jumps,
       check(sequence{up, linear({.from = 0.6, .to = 0, .steps = 900})}, {.steps = 1'000, .largest_jump = 0.1})},
      {"tt-metal#54320: the base rate at step 0", jumps,
       check(as([=](double step) { return step == 0 ? 1.0 : whole(step); }), {.steps = 1'000, .largest_jump = 0.1})},
      {"PaddleDetection#4611: halved after the warm-up", jumps,
       check(sequence{up, cosine({.from = 0.5, .to = 0, .steps = 900})}, {.steps = 1'000, .largest_jump = 0.1})},
      {"fairchem#1967: the decay runs during the warm-up", jumps,
       check(warmup_replaces(up, linear({.from = 1, .to = 0, .steps = 400})), {.steps = 400, .largest_jump = 0.1})},
      {"burn#5124: a product, where a sequence was meant", other_peak,
       check(product{up, take(exponential({.initial = 1, .rate = 0.99}), 900)}, {.steps = 900, .peak = 1})},
      {"a trainer of NeRFs: 20,000 steps of warm-up, divided by 500", other_peak,
       check(as([](double step) { return step < 20'000 ? step / 500.0 : 1.0; }), {.steps = 30'000, .peak = 1})},
      {"pytorch#20086: above the base rate", other_peak,
       check(as([=](double step) { return 1.2 * down(step); }), {.steps = 1'000, .peak = 1})},
      {"Megatron-LM#1138: the old peak after a resume", other_peak, check(whole, {.steps = 1'000, .peak = 0.5})},
      {"DeepSpeed#7969: all groups have the first one's rate", other_peak, check(whole, {.steps = 1'000, .peak = 0.1})},
      {"timm#2312, pytorch#47560: the least rate is not met", other_end,
       check(as([=](double step) { return 0.1 + 0.9 * down(step < 950 ? step : 950); }), {.steps = 1'000, .end = 0.1})},
      // Behind the end.
      {"burn#5128, llmq, pytorch#20086: it comes up again", rises_again,
       check(unclamped_cosine(1'000), {.steps = 1'300})},
      {"LTX-Video-Trainer#67, particulate#22: a step for each of 8 processes", rises_again,
       check(as([](double step) { return (1 + std::cos(8 * pi * step / 1'000)) / 2; }), {.steps = 1'000})},
      {"MNN: a drop that lasts one step", rises_again,
       check(as([](double step) { return step == 300 ? 0.1 : 1.0; }), {.steps = 1'000})},
      {"ParameterSchedulers.jl#37, nntrainer: begins anew", restarts_late, check(repeat(down), {.steps = 1'050})},
      {"villa#1495: 140 cycles, of as many updates as there are epochs", in_epochs,
       check(unclamped_cosine(100), {.steps = 28'000})},
      {"Lightning#17544, yoyodyne#243: milestones in epochs", in_epochs,
       check(multi_step({.initial = 1, .factor = 0.1}, {30, 60, 80}), {.steps = 45'000})},
      {"solo-learn#264: a cosine over epochs", in_epochs,
       check(cosine({.from = 1, .to = 0.01, .steps = 90}), {.steps = 45'000})},
      // Numbers.
      {"llm.c: linear goes on below its floor", below_0,
       check(as([](double step) { return 1 - step / 1'000.0; }), {.steps = 1'100})},
      {"tensorflow#28623: the decay begins before its warm-up", below_0,
       check(as([](double step) { return step < 800 ? step / 800.0 : 1 - (step - 100) / 800.0; }), {.steps = 1'000})},
      {"Pointcept#173, llm.c: no steps, 0/0", not_finite,
       check(as([](double step) { return step / (step - step); }), {.steps = 10})},
      {"DeepSpeed#771: the logarithm of 1 divides", not_finite,
       check(as([](double step) { return std::log(step + 1.0) / std::log(1.0); }), {.steps = 10})},
      {"darknet: poly behind its end", not_finite,
       check(as([](double step) { return std::pow(1 - step / 1'000.0, 0.9); }), {.steps = 1'100})},
  };
  for (const auto& [where, kind, found] : cases) {
    CAPTURE(where, kinds(found));
    CHECK(std::ranges::count(kinds(found), kind) == 1);
  }
}

// SPDX-License-Identifier: MIT

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/description.hpp>
#include <lrsched/lrsched.hpp>

#include "catch.hpp"
#include "near.hpp"
#include "rules.hpp"

namespace {

using namespace lrsched;
using test::longest;
using list = std::vector<double>;

list values(const auto& schedule, std::int64_t count) {
  list result;
  for (std::int64_t k = 0; k < count; ++k) result.push_back(schedule(k));
  return result;
}

std::vector<std::int64_t> lengths(const auto& pieces) {
  std::vector<std::int64_t> result;
  for (std::size_t i = 0; i < pieces.size(); ++i) result.push_back(pieces[i]);
  return result;
}

const linear up({.from = 0, .to = 1, .steps = 2});
const linear down({.from = 1, .to = 0, .steps = 4});

}  // namespace

TEST_CASE("the three meanings of a warm-up", "[plan]") {
  CHECK(values(warmup_precedes(up, down), 8) == list{0, 0.5, 1, 0.75, 0.5, 0.25, 0, 0});
  CHECK(values(warmup_multiplies(up, down), 6) == list{0, 0.375, 0.5, 0.25, 0, 0});
  CHECK(values(warmup_replaces(linear({.from = 0, .to = 1, .steps = 2}), linear({.from = 1, .to = 0, .steps = 4})),
               6) == list{0, 0.5, 0.5, 0.25, 0, 0});

  CHECK(warmup_precedes(up, down) == sequence{up, down});
  CHECK(warmup_multiplies(up, down) == product{up, down});
  CHECK(warmup_replaces(up, down) == sequence{up, shift(down, -2)});

  CHECK(warmup_precedes(up, down).length() == 6);
  CHECK(warmup_multiplies(up, down).length() == 4);
  CHECK(warmup_replaces(up, down).length() == 4);

  // Both sides of the joint.
  const exponential decay({.initial = 1, .rate = 0.9});
  CHECK(warmup_precedes(up, decay)(2) == 1);
  CHECK(warmup_replaces(up, decay)(1) == 0.5);
  CHECK(warmup_replaces(up, decay)(2) == decay(2));
  CHECK(warmup_multiplies(up, decay)(1) == decay(1) / 2);
  CHECK(warmup_multiplies(up, decay)(2) == decay(2));
}

TEST_CASE("warm-ups of no steps, and longer than the schedule", "[plan]") {
  const linear none({.from = 0, .to = 1, .steps = 0}), one({.from = 0, .to = 1, .steps = 1}),
      all({.from = 0, .to = 1, .steps = 8});
  CHECK(values(warmup_precedes(none, down), 3) == values(down, 3));
  CHECK(values(warmup_multiplies(none, down), 3) == values(down, 3));
  CHECK(values(warmup_replaces(none, down), 3) == values(down, 3));
  CHECK(values(warmup_precedes(one, down), 3) == list{0, 1, 0.75});
  CHECK(values(warmup_multiplies(one, down), 3) == list{0, 0.75, 0.5});
  CHECK(values(warmup_replaces(one, down), 3) == list{0, 0.75, 0.5});
  CHECK(warmup_replaces(all, down)(7) == 0.875);
  CHECK(warmup_replaces(all, down)(8) == 0);
  CHECK(warmup_replaces(all, down).length() == 8);
}

TEST_CASE("a plan is switched without a jump", "[plan]") {
  const auto stopped =
      switch_at(constant({.value = 1}), 3, [](double rate) { return linear({.from = rate, .to = 0, .steps = 2}); });
  CHECK(values(stopped, 7) == list{1, 1, 1, 1, 0.5, 0, 0});
  CHECK(stopped.length() == 5);

  const cosine old({.from = 1, .to = 0, .steps = 1'000});
  for (const std::int64_t at : {std::int64_t{0}, std::int64_t{1}, std::int64_t{400}, std::int64_t{999},
                                std::int64_t{1'000}, std::int64_t{5'000}}) {
    INFO("at " << at);
    const auto plan =
        switch_at(old, at, [](double rate) { return one_minus_sqrt({.from = rate, .to = 0, .steps = 100}); });
    CHECK(plan.length() == at + 100);
    for (const std::int64_t k : {std::int64_t{0}, at / 2, at - 1})
      if (k >= 0 && k < at) CHECK(plan(k) == old(k));
    CHECK(plan(at) == old(at));  // continuous by construction
    CHECK(plan(at + 1) <= plan(at));
    CHECK(plan(at + 100) == 0);
  }

  // A tail that has no end, one of another shape, and a plan that is switch_at twice.
  const auto endless =
      switch_at(old, 500, [](double rate) { return inverse_sqrt({.initial = rate, .timescale = 500}); });
  CHECK(endless(500) == 0.5);
  CHECK(endless(2'000) == 0.25);
  const auto held = [](double rate) { return take(constant({.value = rate}), 100); };
  const auto twice = switch_at(switch_at(old, 500, held), 550, held);
  CHECK(twice(549) == 0.5);
  CHECK(twice(10'000) == 0.5);
  CHECK(twice.length() == 650);

  static constexpr auto constant_plan =
      switch_at(constant({.value = 1}), 3, [](double rate) { return linear({.from = rate, .to = 0, .steps = 2}); });
  static_assert(constant_plan(3) == 1 && constant_plan(4) == 0.5 && constant_plan(5) == 0);

  CHECK(test::complaint([&] { switch_at(old, -1, held); }) == "switch_at: at must be at least 0, got -1");
  CHECK(test::complaint([&] { switch_at(old, longest + 1, held); }) ==
        "switch_at: at must be at most 2^53, got 9007199254740993");
}

TEST_CASE("all of a plan is stretched to another length", "[plan]") {
  const auto longer = with_length(linear({.from = 0, .to = 1, .steps = 4}), 0, 8);
  CHECK(longer(1) == 0.125);
  CHECK(longer(4) == 0.5);
  CHECK(longer(8) == 1);
  CHECK(longer(9) == 1);
  CHECK(longer.length() == 8);

  int wrong = 0;
  for (std::int64_t length = 1; length < 300; ++length)
    for (std::int64_t steps = 1; steps < 300; ++steps) {
      const auto plan = with_length(linear({.from = 0, .to = 1, .steps = length}), 0, steps);
      wrong += plan.length() != steps || plan(steps) != 1 || !(plan(steps - 1) < 1) || plan(0) != 0;
    }
  CHECK(wrong == 0);
  for (const std::int64_t steps : {std::int64_t{1}, std::int64_t{1'000'000'007}, longest}) {
    CHECK(with_length(cosine({.from = 1, .to = 0, .steps = 77}), 0, steps).length() == steps);
    CHECK(with_length(cosine({.from = 1, .to = 0, .steps = longest}), 0, steps).length() == steps);
    CHECK(with_length(cosine({.from = 1, .to = 0, .steps = 77}), 0, steps)(steps) == 0);
  }
  // The joints of a plan move with it.
  const auto half = with_length(warmup_cosine({.peak = 1, .warmup_steps = 20, .decay_steps = 80}), 0, 50);
  CHECK(half(10) == 1);
  CHECK(half(30) == 0.5);
  CHECK(half(50) == 0);
}

TEST_CASE("a length that is decided on the way leaves the past as it was, and does not jump", "[plan]") {
  const linear old({.from = 8, .to = 0, .steps = 8});
  CHECK(values(with_length(old, 4, 12), 14) == list{8, 7, 6, 5, 4, 3.5, 3, 2.5, 2, 1.5, 1, 0.5, 0, 0});
  CHECK(values(with_length(old, 4, 6), 8) == list{8, 7, 6, 5, 4, 2, 0, 0});
  CHECK(with_length(old, 4, 12)(5.5) == 3.25);
  CHECK(values(with_length(old, 4, 8), 10) == values(old, 10));  // as long as it was
  CHECK(with_length(old, 4, 5)(4) == 4);                         // the shortest
  CHECK(with_length(old, 4, 5)(5) == 0);

  // What has ended holds.
  for (const std::int64_t at : {std::int64_t{8}, std::int64_t{9}, longest - 1}) {
    CHECK(with_length(old, at, longest).length() == longest);
    CHECK(with_length(old, at, longest)(at - 1) == old(at - 1));
    CHECK(with_length(old, at, longest)(at) == 0);
    CHECK(with_length(old, at, longest)(longest) == 0);
  }
  CHECK(values(with_length(linear({.from = 1, .to = 3, .steps = 0}), 0, 4), 5) == list{3, 3, 3, 3, 3});

  const warmup_cosine plan({.peak = 1, .warmup_steps = 100, .decay_steps = 900});
  CHECK(plan(550) == 0.5);
  CHECK(with_length(plan, 0, 2'000)(550) > 0.9);  // all of it stretched, as if nothing had been trained
  for (const std::int64_t steps : {std::int64_t{551}, std::int64_t{999}, std::int64_t{2'000}, longest}) {
    const auto edited = with_length(plan, 550, steps);
    INFO(steps);
    for (const std::int64_t k : {0, 99, 100, 549, 550}) CHECK(edited(k) == plan(k));
    CHECK(edited.length() == steps);
    CHECK(edited(steps - 1) > 0);
    CHECK(edited(steps) == 0);
    CHECK(edited(longest) == 0);
  }

  const std::int64_t far = 17'592'186'044'604;  // where a quotient misses the end by a rounding
  CHECK(with_length(linear({.from = 1, .to = 0, .steps = 524'810}), 0, far)(far) == 0);

  // A joint behind the decision is met at every length: it is where exact arithmetic has it, rounded up.
  int wrong = 0;
  for (std::int64_t at = 0; at < 20; ++at)
    for (std::int64_t level = 1; level < 20; ++level)
      for (std::int64_t steps = 1; steps < 60; ++steps) {
        const sequence stairs{take(constant({.value = 1}), at + level), take(constant({.value = 2}), 20 - level)};
        const auto edited = with_length(stairs, at, at + steps);
        const std::int64_t joint = at + (level * steps + 19) / 20;
        wrong += edited(joint) != 2 || edited(joint - 1) != 1;
      }
  CHECK(wrong == 0);
  // Also far out, where the position behind `at` has a fraction that a double of its size has no room for.
  const std::int64_t at = longest / 2, left = (std::int64_t{1} << 30) - 35;
  const sequence late{take(constant({.value = 1}), at + 2), take(constant({.value = 2}), left - 2)};
  const auto edited = with_length(late, at, at + (std::int64_t{1} << 30));  // 2 * 2^30 / left is 2.00000007
  CHECK(edited(at + 2) == 1);
  CHECK(edited(at + 3) == 2);

  test::must_be_a_length("with_length: at", [](std::int64_t at_step) { with_length(down, at_step, at_step + 1); });
  test::must_be_a_width("with_length: steps", [](std::int64_t steps) { with_length(down, 0, steps); });
  CHECK(test::complaint([] { with_length(down, 5, 5); }) == "with_length: steps must be above at, got 5");
  CHECK(test::complaint([] { with_length(any_schedule<>(constant({.value = 1})), 0, 5); }) ==
        "with_length: schedule's length must be known: take gives one, got 0");
}

TEST_CASE("a cool-down from a step of a plan", "[plan]") {
  CHECK(values(decay_from(constant({.value = 8}), 3, linear({.from = 1, .to = 0, .steps = 4})), 9) ==
        list{8, 8, 8, 8, 6, 4, 2, 0, 0});
  CHECK(values(decay_from(constant({.value = 8}), 0, linear({.from = 1, .to = 0.5, .steps = 2})), 4) ==
        list{8, 6, 4, 4});
  CHECK(decay_from(constant({.value = 8}), 3, linear({.from = 1, .to = 0, .steps = 4}))(4.5) == 5);

  const auto follows = [](const auto& old, std::int64_t at, const auto& ramp) {
    const auto plan = decay_from(old, at, ramp);
    INFO(at);
    CHECK(plan.length() == at + ramp.length());
    for (const std::int64_t k : {std::int64_t{-1}, std::int64_t{0}, at / 2, at - 1})
      if (k < at) CHECK(plan(k) == old(k));
    CHECK(plan(at) == old(at));
    for (const std::int64_t k : {std::int64_t{1}, ramp.length() / 2, ramp.length() - 1, ramp.length()})
      CHECK(plan(at + k) == old(at) * ramp(k));
    CHECK(plan(longest) == old(at) * ramp(ramp.length()));
  };
  const cosine ending({.from = 1, .to = 0.25, .steps = 1'000});
  const exponential endless({.initial = 1, .rate = 0.99});
  for (const std::int64_t at :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{400}, std::int64_t{1'000}, std::int64_t{5'000}, longest - 100}) {
    follows(ending, at, linear({.from = 1, .to = 0, .steps = 100}));
    follows(endless, at, cosine({.from = 1, .to = 0.1, .steps = 100}));
    follows(ending, at, one_minus_sqrt({.from = 1, .to = 0, .steps = 100}));
    follows(endless, at, polynomial({.from = 1, .to = 0, .steps = 100, .power = 2}));
    follows(ending, at, log_linear({.from = 1, .to = 1e-3, .steps = 1}));
    follows(ending, at, sequence{take(constant({.value = 1}), 20), linear({.from = 1, .to = 0, .steps = 30})});
  }

  // The ramp takes the type of the plan.
  const auto narrow = decay_from(constant<float>({.value = 8}), 3, linear({.from = 1, .to = 0, .steps = 4}));
  CHECK(std::same_as<decltype(narrow(0)), float>);
  CHECK(narrow(4) == 6);

  const auto cools = [](const auto& ramp) { return test::complaint([&] { decay_from(down, 3, ramp); }); };
  test::must_be_a_length("decay_from: at",
                         [](std::int64_t at) { decay_from(down, at, linear({.from = 1, .to = 0, .steps = 4})); });
  CHECK(cools(linear({.from = 0.5, .to = 0, .steps = 4})) ==
        "decay_from: ramp's first value must be 1: it is a factor of the rate, got 0.5");
  CHECK(cools(linear({.from = 1, .to = 0, .steps = 4, .includes = ends::to})) ==
        "decay_from: ramp's first value must be 1: it is a factor of the rate, got 0.75");
  CHECK(cools(linear({.from = 1, .to = 0, .steps = 0})) ==
        "decay_from: ramp's first value must be 1: it is a factor of the rate, got 0");
  CHECK(cools(linear({.from = 1, .to = 0, .steps = longest - 2})) ==
        "decay_from: ramp's length must leave a length of at most 2^53, got 9007199254740990");
  CHECK(cools(any_schedule<>(constant({.value = 1}))) ==
        "decay_from: ramp's length must be known: take gives one, got 0");
}

TEST_CASE("a plan is faded into another one", "[plan]") {
  CHECK(values(crossfade(constant({.value = 8}), 2, constant({.value = 4}), 4), 8) == list{8, 8, 8, 7, 6, 5, 4, 4});
  CHECK(values(crossfade(up, 0, down, 2), 5) == list{0, 0.625, 0.5, 0.25, 0});
  CHECK(values(crossfade(up, 3, down, 0), 5) == list{0, 0.5, 1, 0.25, 0});  // a switch
  CHECK(values(crossfade(up, 0, down, 0), 5) == values(down, 5));
  CHECK(crossfade(constant({.value = 8}), 2, constant({.value = 4}), 4)(2.5) == 7.5);
  CHECK(crossfade(constant({.value = 8}), 2, shift(linear({.from = 0, .to = 4, .steps = 4}), 2), 4)(4) == 5);

  // The formula of surogate, on both sides of both joints; and between equal plans nothing changes.
  const cosine old({.from = 0.3, .to = 0.1, .steps = 1'000});
  const exponential next({.initial = 0.7, .rate = 0.999});
  for (const std::int64_t at : {0, 1, 400, 999, 1'000, 3'000})
    for (const std::int64_t steps : {1, 2, 77}) {
      const auto plan = crossfade(old, at, next, steps);
      INFO(at << ", " << steps);
      if (at > 0) CHECK(plan(at - 1) == old(at - 1));
      CHECK(plan(at) == old(at));
      for (std::int64_t k = at; k < at + steps; ++k) {
        const double share = static_cast<double>(k - at) / static_cast<double>(steps);
        CHECK(plan(k) == Approx(old(k) + (next(k) - old(k)) * share).epsilon(1e-15));
        CHECK(crossfade(old, at, old, steps)(k) == old(k));
      }
      CHECK(plan(at + steps) == next(at + steps));
      CHECK(plan(at + steps + 1) == next(at + steps + 1));
    }
  constexpr double largest = std::numeric_limits<double>::max();
  CHECK(crossfade(constant({.value = largest}), 0, constant({.value = largest}), 3)(1) == largest);
  CHECK(crossfade(constant({.value = largest}), 0, constant({.value = -largest}), 2)(1) == 0);

  // It is as long as the new plan, and at least until it has arrived there.
  CHECK(crossfade(next, 3, old, 4).length() == 1'000);
  CHECK(crossfade(old, 998, up, 4).length() == 1'002);
  CHECK(!finite_schedule<decltype(crossfade(old, 3, next, 4))>);
  CHECK(crossfade(any_schedule<>(next), 3, any_schedule<>(old), 4).length() == 1'000);
  CHECK(crossfade(any_schedule<>(old), 998, any_schedule<>(up), 4).length() == 1'002);
  CHECK(any_schedule<>(crossfade(any_schedule<>(old), 3, any_schedule<>(next), 4)).length() == std::nullopt);

  test::must_be_a_length("crossfade: at", [](std::int64_t at) { crossfade(up, at, down, 1); });
  test::must_be_a_length("crossfade: steps", [](std::int64_t steps) { crossfade(up, 0, down, steps); });
  CHECK(test::complaint([] { crossfade(up, 3, down, longest - 2); }) ==
        "crossfade: steps must leave a length of at most 2^53, got 9007199254740990");
}

TEST_CASE("a plan is overridden for a while", "[plan]") {
  const linear old({.from = 8, .to = 0, .steps = 8});
  const constant level({.value = 1});
  CHECK(values(override_between(old, 2, 4, level, 2), 9) == list{8, 7, 1, 1, 1, 2, 2, 1, 0});
  CHECK(values(override_between(old, 2, 4, level), 9) == list{8, 7, 1, 1, 4, 3, 2, 1, 0});
  CHECK(values(override_between(old, 2, 2, level), 9) == values(old, 9));
  CHECK(values(override_between(old, 0, 2, level), 4) == list{1, 1, 6, 5});
  CHECK(values(override_between(old, 2, 5, linear({.from = 0, .to = 1, .steps = 2})), 7) ==
        list{8, 7, 0, 0.5, 1, 3, 2});  // from its own 0
  CHECK(override_between(old, 2, 4, level, 2)(4.5) == 1 + (3.5 - 1) / 4);
  CHECK(override_between(old, 2, 4, level)(1.75) == 6.25);

  // surogate's: o + (s(k) - o) (k - k0) / g for k0 <= k < k0 + g.
  const auto graceful = override_between(old, 3, 3, level, 4);
  CHECK(graceful(2) == 6);
  for (int k = 3; k < 7; ++k) CHECK(graceful(k) == 1 + (old(k) - 1) * (k - 3) / 4);
  CHECK(graceful(7) == 1);
  CHECK(override_between(exponential({.initial = 1, .rate = 0.5}), 3, 3, level, 4)(7) == 0x1p-7);

  CHECK(override_between(old, 2, 4, level, 2).length() == 8);
  CHECK(override_between(old, 2, 9, level, 2).length() == 11);
  CHECK(!finite_schedule<decltype(override_between(level, 2, 4, old))>);
  CHECK(override_between(any_schedule<>(old), 2, 9, level, 2).length() == 11);
  CHECK(override_between(any_schedule<>(level), 2, 9, old, 2).length() == std::nullopt);

  test::must_be_a_length("override_between: from", [&](std::int64_t from) { override_between(old, from, 1, level); });
  test::must_be_a_length("override_between: to", [&](std::int64_t to) { override_between(old, 0, to, level); });
  test::must_be_a_length("override_between: grace",
                         [&](std::int64_t grace) { override_between(old, 0, 0, level, grace); });
  CHECK(test::complaint([&] { override_between(old, 5, 4, level); }) ==
        "override_between: to must be at least from, got 4");
  CHECK(test::complaint([&] { override_between(old, 5, 7, level, longest - 6); }) ==
        "override_between: grace must leave a length of at most 2^53, got 9007199254740986");
}

TEST_CASE("edits in constants", "[plan]") {
  static constexpr warmup_stable_decay plan({.peak = 8, .warmup_steps = 4, .stable_steps = 12, .decay_steps = 4});
  static constexpr auto cooled = decay_from(plan, 8, linear({.from = 1, .to = 0, .steps = 4}));
  static constexpr auto faded = crossfade(plan, 8, constant({.value = 4}), 4);
  static constexpr auto held = override_between(plan, 8, 10, constant({.value = 1}), 2);
  static constexpr auto longer = with_length(plan, 8, 32);
  static_assert(cooled(8) == 8 && cooled(9) == 6 && cooled.length() == 12);
  static_assert(faded(8) == 8 && faded(9) == 7 && faded(12) == 4);
  static_assert(held(7) == 8 && held(8) == 1 && held(10) == 1 && held(11) == 4.5 && held(12) == 8);
  static_assert(longer(23) == 8 && longer(24) == 8 && longer(25) < 8 && longer(32) == 0 && longer.length() == 32);
  static_assert(decay_from(longer, 24, cosine({.from = 1, .to = 0, .steps = 2}))(25) == 4);
}

TEST_CASE("a chain of edits costs what its pieces cost", "[plan]") {
  static int calls;
  const auto counting = [](std::int64_t k) {
    ++calls;
    return 1 / (1 + static_cast<double>(k));
  };
  const auto edited = [](auto plan, std::int64_t at) {  // one of each, in 1,000 steps
    const auto cooled = decay_from(plan, at, linear({.from = 1, .to = 0.5, .steps = 100}));
    const auto longer = with_length(cooled, at + 50, at + 300);
    const auto faded = crossfade(longer, at + 350, constant({.value = 0.125}), 50);
    return override_between(faded, at + 500, at + 600, constant({.value = 0.25}), 100);
  };

  // Typed: the plan is there once, and so are the pieces.
  const auto once = edited(take(counting, 10'000), 1'000);
  const auto twice = edited(once, 2'000);
  const auto thrice = edited(twice, 3'000);
  CHECK(sizeof(thrice) - sizeof(twice) == sizeof(twice) - sizeof(once));

  // Of a type that is known when the program runs.
  any_schedule<> chain = take(counting, 100'000);
  std::size_t written = 0;
  for (std::int64_t edits = 1; edits <= 32; ++edits) {
    chain = edited(std::move(chain), 1'000 * edits);
    const std::size_t longer = to_string(chain).size() - std::exchange(written, to_string(chain).size());
    if (edits > 1) CHECK(longer < 420);  // characters
  }
  for (const std::int64_t k : {500, 1'070, 1'370, 1'650, 16'000, 32'040, 32'370, 32'650, 50'000}) {
    calls = 0;
    chain(k);
    INFO(k);
    CHECK(calls <= 1);
  }

  // A plan that is faded into an edit of itself is there twice, and still asked at few places.
  any_schedule<> faded = take(counting, 100'000);
  for (std::int64_t edits = 1; edits <= 10; ++edits) {
    const std::int64_t at = 1'000 * edits;
    faded = crossfade(faded, at, with_length(faded, at, 90'000), 50);
  }
  for (const std::int64_t k : {500, 1'025, 5'025, 5'500, 10'025, 50'000}) {
    calls = 0;
    faded(k);
    INFO(k);
    CHECK(calls <= 2);
  }
}

TEST_CASE("edits of any_schedule are described by their names", "[plan]") {
  any_schedule<> plan = warmup_linear({.peak = 1, .warmup_steps = 10, .decay_steps = 90});
  plan = with_length(plan, 50, 200);
  const any_schedule<> before = override_between(plan, 60, 70, constant({.value = 0.1}));
  const any_schedule<> after = override_between(plan, 60, 80, constant({.value = 0.1}), 5);
  CHECK(difference(before.describe(), after.describe()) ==
        std::vector<std::string>{"override_between/to: 70 -> 80", "override_between/grace: 0 -> 5"});
  const any_schedule<> later = with_length(warmup_linear({.peak = 1, .warmup_steps = 10, .decay_steps = 90}), 60, 200);
  CHECK(difference(plan.describe(), later.describe()) == std::vector<std::string>{"with_length/at: 50 -> 60"});
  const any_schedule<> cooled = decay_from(plan, 100, cosine({.from = 1, .to = 0, .steps = 20}));
  CHECK(to_string(cooled) ==
        "decay_from(schedule=with_length(schedule=warmup_linear(peak=1, warmup_steps=10, decay_steps=90, floor=0, "
        "start=0, warmup_includes=to), at=50, steps=200), at=100, ramp=cosine(from=1, to=0, steps=20, "
        "includes=from))");
  CHECK(cooled == any_schedule<>(decay_from(plan, 100, any_schedule<>(cosine({.from = 1, .to = 0, .steps = 20})))));
  CHECK(to_string(any_schedule<>(crossfade(plan, 3, plan, 4))).starts_with("crossfade(schedule=with_length("));
  CHECK(cooled.length() == 120);
  CHECK(cooled(100) == plan(100));
}

TEST_CASE("a total is split by shares", "[plan]") {
  using counts = std::vector<std::int64_t>;
  CHECK(lengths(split(1'000, {0.05, 0.75, 0.2})) == counts{50, 750, 200});
  CHECK(lengths(split(10, {1.0 / 3, 1.0 / 3, 1.0 / 3})) == counts{3, 4, 3});
  CHECK(lengths(split(1, {0.5, 0.5})) == counts{1, 0});
  CHECK(lengths(split(0, {0.5, 0.5})) == counts{0, 0});
  CHECK(lengths(split(7, {0.0, 1.0, 0.0})) == counts{0, 7, 0});
  CHECK(lengths(split(100, {0.1, 0.2})) == counts{10, 20});  // the rest is left
  CHECK(lengths(split(5, {1.0})) == counts{5});
  for (const std::int64_t total : {std::int64_t{1}, std::int64_t{99}, std::int64_t{100'003},
                                   std::int64_t{1'000'000'000}, std::int64_t{1'000'000'000'000'000}, longest}) {
    const auto tenths = lengths(split(total, {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}));
    const auto uneven = lengths(split(total, {0.03, 0.9, 0.07}));
    std::int64_t sum_of_tenths = 0, sum_of_uneven = 0;
    bool negative = false;
    for (const std::int64_t length : tenths) {
      sum_of_tenths += length;
      negative = negative || length < 0;
    }
    for (const std::int64_t length : uneven) {
      sum_of_uneven += length;
      negative = negative || length < 0;
    }
    INFO(total);
    CHECK(sum_of_tenths == total);
    CHECK(sum_of_uneven == total);
    CHECK(!negative);
  }
  static_assert(split(1'000, {0.05, 0.75, 0.2})[1] == 750);

  // In a plan.
  const auto pieces = split(1'000, {0.05, 0.75, 0.2});
  const auto plan =
      warmup_stable_decay({.peak = 1, .warmup_steps = pieces[0], .stable_steps = pieces[1], .decay_steps = pieces[2]});
  CHECK(plan.length() == 1'000);

  test::must_be_a_length("split: total", [](std::int64_t total) { split(total, {0.5, 0.5}); });
  test::must_not_be_negative("split: shares", [](double share) { split(10, {share, 0.25}); });
  test::must_not_be_negative("split: shares", [](double share) { split(10, {0.25, share}); });
  test::refuses(
      [](double share) {
        split(10, {0.75, share});
      },
      "split: the sum of shares must be at most 1", {test::wrong<double>{0.5, "1.25"}, {1, "1.75"}});
}

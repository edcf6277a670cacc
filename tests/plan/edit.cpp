// SPDX-License-Identifier: MIT

#include <cstddef>
#include <cstdint>
#include <vector>

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

TEST_CASE("a schedule is stretched to another length", "[plan]") {
  const auto longer = with_length(linear({.from = 0, .to = 1, .steps = 4}), 8);
  CHECK(longer(1) == 0.125);
  CHECK(longer(4) == 0.5);
  CHECK(longer(8) == 1);
  CHECK(longer(9) == 1);
  CHECK(longer.length() == 8);

  int wrong = 0;
  for (std::int64_t length = 1; length < 300; ++length)
    for (std::int64_t steps = 1; steps < 300; ++steps) {
      const auto plan = with_length(linear({.from = 0, .to = 1, .steps = length}), steps);
      wrong += plan.length() != steps || plan(steps) != 1 || !(plan(steps - 1) < 1) || plan(0) != 0;
    }
  CHECK(wrong == 0);
  for (const std::int64_t steps : {std::int64_t{1}, std::int64_t{1'000'000'007}, longest}) {
    CHECK(with_length(cosine({.from = 1, .to = 0, .steps = 77}), steps).length() == steps);
    CHECK(with_length(cosine({.from = 1, .to = 0, .steps = longest}), steps).length() == steps);
    CHECK(with_length(cosine({.from = 1, .to = 0, .steps = 77}), steps)(steps) == 0);
  }
  // The joints of a plan move with it.
  const auto half = with_length(warmup_cosine({.peak = 1, .warmup_steps = 20, .decay_steps = 80}), 50);
  CHECK(half(10) == 1);
  CHECK(half(30) == 0.5);
  CHECK(half(50) == 0);

  const auto stretched = [](std::int64_t length, std::int64_t steps) {
    return test::complaint([=] { with_length(linear({.from = 0, .to = 1, .steps = length}), steps); });
  };
  CHECK(stretched(0, 5) == "with_length: schedule's length must be at least 1, got 0");
  test::must_be_a_width("with_length: steps", [](std::int64_t steps) { with_length(down, steps); });
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

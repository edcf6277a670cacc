// SPDX-License-Identifier: MIT

#include <cmath>
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

constexpr double largest = std::numeric_limits<double>::max();
const linear up({.from = 0, .to = 1, .steps = 2});
const linear down({.from = 1, .to = 0, .steps = 4});

}  // namespace

// ---- warm-ups ------------------------------------------------------------------------------------------------------

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

// ---- changing a plan -----------------------------------------------------------------------------------------------

TEST_CASE("a plan is continued without a jump", "[plan]") {
  const auto stopped =
      continued(constant({.value = 1}), 3, [](double rate) { return linear({.from = rate, .to = 0, .steps = 2}); });
  CHECK(values(stopped, 7) == list{1, 1, 1, 1, 0.5, 0, 0});
  CHECK(stopped.length() == 5);

  const cosine old({.from = 1, .to = 0, .steps = 1'000});
  for (const std::int64_t at : {std::int64_t{0}, std::int64_t{1}, std::int64_t{400}, std::int64_t{999},
                                std::int64_t{1'000}, std::int64_t{5'000}}) {
    INFO("at " << at);
    const auto plan =
        continued(old, at, [](double rate) { return one_minus_sqrt({.from = rate, .to = 0, .steps = 100}); });
    CHECK(plan.length() == at + 100);
    for (const std::int64_t k : {std::int64_t{0}, at / 2, at - 1})
      if (k >= 0 && k < at) CHECK(plan(k) == old(k));
    CHECK(plan(at) == old(at));  // continuous by construction
    CHECK(plan(at + 1) <= plan(at));
    CHECK(plan(at + 100) == 0);
  }

  // A tail that has no end, one of another shape, and a plan that is continued twice.
  const auto endless =
      continued(old, 500, [](double rate) { return inverse_sqrt({.initial = rate, .timescale = 500}); });
  CHECK(endless(500) == 0.5);
  CHECK(endless(2'000) == 0.25);
  const auto held = [](double rate) { return take(constant({.value = rate}), 100); };
  const auto twice = continued(continued(old, 500, held), 550, held);
  CHECK(twice(549) == 0.5);
  CHECK(twice(10'000) == 0.5);
  CHECK(twice.length() == 650);

  static constexpr auto constant_plan =
      continued(constant({.value = 1}), 3, [](double rate) { return linear({.from = rate, .to = 0, .steps = 2}); });
  static_assert(constant_plan(3) == 1 && constant_plan(4) == 0.5 && constant_plan(5) == 0);

  CHECK(test::complaint([&] { continued(old, -1, held); }) == "take: count must be at least 0, got -1");
  CHECK(test::complaint([&] { continued(old, longest + 1, held); }) ==
        "take: count must be at most 2^53, got 9007199254740993");
}

TEST_CASE("a schedule is stretched to another length", "[plan]") {
  const auto longer = stretched_to(linear({.from = 0, .to = 1, .steps = 4}), 8);
  CHECK(longer(1) == 0.125);
  CHECK(longer(4) == 0.5);
  CHECK(longer(8) == 1);
  CHECK(longer(9) == 1);
  CHECK(longer.length() == 8);

  int wrong = 0;
  for (std::int64_t length = 1; length < 300; ++length)
    for (std::int64_t steps = 1; steps < 300; ++steps) {
      const auto plan = stretched_to(linear({.from = 0, .to = 1, .steps = length}), steps);
      wrong += plan.length() != steps || plan(steps) != 1 || !(plan(steps - 1) < 1) || plan(0) != 0;
    }
  CHECK(wrong == 0);
  for (const std::int64_t steps : {std::int64_t{1}, std::int64_t{1'000'000'007}, longest}) {
    CHECK(stretched_to(cosine({.from = 1, .to = 0, .steps = 77}), steps).length() == steps);
    CHECK(stretched_to(cosine({.from = 1, .to = 0, .steps = longest}), steps).length() == steps);
    CHECK(stretched_to(cosine({.from = 1, .to = 0, .steps = 77}), steps)(steps) == 0);
  }
  // The joints of a plan move with it.
  const auto half = stretched_to(warmup_cosine({.peak = 1, .warmup_steps = 20, .decay_steps = 80}), 50);
  CHECK(half(10) == 1);
  CHECK(half(30) == 0.5);
  CHECK(half(50) == 0);

  const auto stretched = [](std::int64_t length, std::int64_t steps) {
    return test::complaint([=] { stretched_to(linear({.from = 0, .to = 1, .steps = length}), steps); });
  };
  CHECK(stretched(0, 5) == "stretched_to: the length of what is stretched must be at least 1, got 0");
  test::must_be_a_width("stretched_to: steps", [](std::int64_t steps) { stretched_to(down, steps); });
}

// ---- counting ------------------------------------------------------------------------------------------------------

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

TEST_CASE("units", "[plan]") {
  const units training({.samples_per_epoch = 1'000, .samples_per_update = 32, .tokens_per_sample = 512});
  CHECK(training.updates_per_epoch() == 32);
  CHECK(training.updates(2.5) == 80);
  CHECK(training.epochs(80) == 2.5);
  CHECK(training.samples(80) == 2'560);
  CHECK(training.tokens(80) == 1'310'720);
  CHECK(units({.samples_per_epoch = 1'000, .samples_per_update = 32}).tokens(80) == 2'560);

  CHECK(training.updates(0) == 0);
  CHECK(training.updates(0.001) == 1);
  CHECK(training.updates(1) == 32);
  CHECK(training.updates(1.001) == 33);
  CHECK(training.updates_for_samples(0) == 0);
  CHECK(training.updates_for_samples(1) == 1);
  CHECK(training.updates_for_samples(32) == 1);
  CHECK(training.updates_for_samples(33) == 2);
  CHECK(training.updates_for_samples(longest) == longest / 32);
  CHECK(training.updates_for_tokens(1) == 1);
  CHECK(training.updates_for_tokens(32 * 512) == 1);
  CHECK(training.updates_for_tokens(32 * 512 + 1) == 2);
  CHECK(training.updates_for_tokens(longest) == longest / (32 * 512));
  CHECK(units({.samples_per_epoch = 1, .samples_per_update = longest}).updates_per_epoch() == 1);
  CHECK(units({.samples_per_epoch = longest, .samples_per_update = 1}).updates_per_epoch() == longest);
  CHECK(units({.samples_per_epoch = 32, .samples_per_update = 32}).updates_per_epoch() == 1);
  CHECK(units({.samples_per_epoch = 33, .samples_per_update = 32}).updates_per_epoch() == 2);

  // There and back, and no update too many from the rounding of a product.
  int mistakes = 0;
  for (std::int64_t per_epoch = 1; per_epoch < 1'000; ++per_epoch) {
    const units one({.samples_per_epoch = per_epoch, .samples_per_update = 1});
    for (std::int64_t hundredths = 0; hundredths <= 300; ++hundredths) {
      const std::int64_t exact = (per_epoch * hundredths + 99) / 100;
      mistakes += one.updates(static_cast<double>(hundredths) / 100) != exact;
    }
    for (const std::int64_t updates : {std::int64_t{1}, per_epoch, 7 * per_epoch + 3})
      mistakes += one.updates(one.epochs(updates)) != updates;
  }
  CHECK(mistakes == 0);

  // No overflow.
  CHECK(training.samples(longest) == longest);
  CHECK(training.tokens(longest / 32) == longest);
  CHECK(training.tokens(std::numeric_limits<std::int64_t>::max()) == longest);

  static_assert(units({.samples_per_epoch = 1'000, .samples_per_update = 32}).updates(2.5) == 80);

  // A schedule that is written in epochs.
  const stretch in_updates(linear({.from = 1, .to = 0, .steps = 10}),
                           static_cast<double>(training.updates_per_epoch()));
  CHECK(in_updates(training.updates(2.5)) == 0.75);
  CHECK(in_updates.length() == 320);

  using test::must_be_a_length, test::must_be_a_width, test::must_not_be_negative, test::refuses, test::wrong;
  must_be_a_width("units: samples_per_epoch",
                  [](std::int64_t count) { units({.samples_per_epoch = count, .samples_per_update = 1}); });
  must_be_a_width("units: samples_per_update",
                  [](std::int64_t count) { units({.samples_per_epoch = 1, .samples_per_update = count}); });
  must_be_a_width("units: tokens_per_sample", [](std::int64_t count) {
    units({.samples_per_epoch = 1, .samples_per_update = 1, .tokens_per_sample = count});
  });
  must_not_be_negative("units: epochs", [&](double epochs) { training.updates(epochs); });
  must_be_a_length("units: samples", [&](std::int64_t samples) { training.updates_for_samples(samples); });
  must_be_a_length("units: tokens", [&](std::int64_t tokens) { training.updates_for_tokens(tokens); });
  refuses([&](double epochs) { training.updates(epochs); }, "units: epochs must be at most 2^53 updates",
          {wrong<double>{1e18, "1e+18"}, {1e300, "1e+300"}});
}

// ---- looking into a plan -------------------------------------------------------------------------------------------

TEST_CASE("the largest jump", "[plan]") {
  const auto halved = largest_jump(step({.initial = 1, .factor = 0.5, .every = 3}), 10);
  CHECK(halved.step == 3);
  CHECK(halved.change == -0.5);

  const auto none = largest_jump(constant({.value = 5}), 100);
  CHECK(none.step == 0);
  CHECK(none.change == 0);
  CHECK(largest_jump(step({.initial = 1, .factor = 0.5, .every = 3}), 2).step == 0);
  CHECK(largest_jump(step({.initial = 1, .factor = 0.5, .every = 3}), 3).step == 3);  // the value after them counts
  CHECK(largest_jump(step({.initial = 1, .factor = 2, .every = 3}), 9).step == 9);
  CHECK(largest_jump(down, 100).step == 1);  // the first of equals
  CHECK(largest_jump(down, 0).step == 0);
  CHECK(largest_jump(down, -5).step == 0);
  const piecewise_constant abyss({largest, -largest, 0.0}, {2, 4});
  CHECK(largest_jump(abyss, 9).step == 2);
  CHECK(largest_jump(abyss, 9).change == -largest);
  // A joint that does not fit is found.
  const sequence broken{take(linear({.from = 0, .to = 1, .steps = 100}), 100),
                        cosine({.from = 0.5, .to = 0, .steps = 100})};
  CHECK(largest_jump(broken, 200).step == 100);
  CHECK(largest_jump(warmup_cosine({.peak = 1, .warmup_steps = 100, .decay_steps = 100}), 200).change <= 0.0158);
  static_assert(largest_jump(step({.initial = 1, .factor = 0.5, .every = 3}), 10).step == 3);
}

TEST_CASE("the area", "[plan]") {
  CHECK(area(linear({.from = 0, .to = 1, .steps = 4}), 4) == 1.5);
  CHECK(area(linear({.from = 0, .to = 1, .steps = 4}), 6) == 3.5);
  CHECK(area(down, 0) == 0);
  CHECK(area(down, -3) == 0);
  std::int64_t million = 1'000'000;  // no constant: g++ would compute all of it while compiling
  CHECK(ulps(area(constant({.value = 0.1}), million), 100'000 * (10 * static_cast<long double>(0.1))) <= 1);
  CHECK(area(constant<float>({.value = 0.1F}), million) == static_cast<float>(1e6 * double{0.1F}));
  static_assert(area(linear({.from = 0, .to = 1, .steps = 4}), 4) == 1.5);

  // Near the largest numbers.
  constexpr constant half({.value = 0x1p1023}), minus({.value = -0x1p1023});
  static_assert(area(half, 1) == 0x1p1023 && area(half, 2) == largest && area(half, 9) == largest);
  static_assert(area(minus, 9) == -largest);
  CHECK(area(constant({.value = largest}), 1) == largest);
  CHECK(area(constant({.value = 0x1p1013}), 1'024) == 0x1p1023);
  CHECK(area(constant({.value = 0x1p1013}), 2'048) == largest);
  CHECK(area(piecewise_constant({largest, -largest}, {2}), 3) == 0);  // from the first to the last
  CHECK(area(constant<float>({.value = 0x1p127F}), 2) == std::numeric_limits<float>::max());
  CHECK(area(piecewise_constant({0x1p127F, -0x1p127F}, {4}), 7) == 0x1p127F);  // floats are added as doubles
}

TEST_CASE("the first step of a rate", "[plan]") {
  const auto below_half = [](double rate) { return rate < 0.5; };
  CHECK(first_step(linear({.from = 1, .to = 0, .steps = 10}), 10, below_half) == 6);
  CHECK(first_step(linear({.from = 1, .to = 0, .steps = 10}), 6, below_half) == -1);
  CHECK(first_step(linear({.from = 1, .to = 0, .steps = 10}), 7, below_half) == 6);
  CHECK(first_step(up, 10, below_half) == 0);
  CHECK(first_step(constant({.value = 1}), 100, below_half) == -1);
  CHECK(first_step(up, 0, below_half) == -1);
  static_assert(first_step(linear({.from = 1, .to = 0, .steps = 10}), 10, [](double rate) { return rate < 0.5; }) == 6);
}

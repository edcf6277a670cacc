// SPDX-License-Identifier: MIT

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "catch.hpp"
#include "near.hpp"
#include "rules.hpp"

namespace {

using namespace lrsched;
using test::complaint;
using test::longest;

using stages = std::vector<batch_stage>;

constexpr std::int64_t thousand_million = 1'000'000'000;

/// What is written down by who counts: the batch of the last stage that has been reached.
std::int64_t batch_after(const stages& given, std::int64_t seen) {
  std::int64_t batch = 0;
  for (const batch_stage& stage : given)
    if (stage.from <= seen) batch = stage.batch;
  return batch;
}

/// Counts on from an update to another, and the mistakes of batches on the way.
int mistakes_of(const stages& given, std::int64_t first, std::int64_t last) {
  const batches counted(given);
  int mistakes = 0;
  std::int64_t seen = counted.seen(first);
  for (std::int64_t k = first; k < last; ++k) {
    const std::int64_t batch = batch_after(given, seen);
    mistakes += counted.seen(k) != seen;
    mistakes += counted.batch(k) != batch;
    mistakes += counted.updates(seen) != k;
    mistakes += counted.updates(seen + 1) != k + 1;
    mistakes += counted.updates(seen + batch) != k + 1;
    mistakes += counted.seen(static_cast<double>(k)) != static_cast<double>(seen);
    seen += batch;
  }
  return mistakes;
}

}  // namespace

TEST_CASE("batches", "[plan]") {
  constexpr batches grow({{0, 8}, {100, 16}, {1'000, 32}});
  static_assert(grow.seen(0) == 0 && grow.batch(0) == 8);
  static_assert(grow.seen(12) == 96 && grow.batch(12) == 8);
  static_assert(grow.seen(13) == 104 && grow.batch(13) == 16 && grow.seen(14) == 120);
  static_assert(grow.seen(69) == 1'000 && grow.batch(68) == 16 && grow.batch(69) == 32);
  static_assert(grow.updates(104) == 13 && grow.updates(105) == 14 && grow.updates(1'000) == 69);
  static_assert(batches({{0, 32}}).seen(80) == 2'560 && batches({{0, 32}}).updates(2'561) == 81);

  // Real positions are on the way through a batch.
  CHECK(grow.seen(12.5) == 100);
  CHECK(grow.seen(13.25) == 108);
  CHECK(grow.seen(0.125F) == 1);

  // Before 0 as at 0, and beyond 2^53 as there.
  CHECK(grow.seen(-5) == 0);
  CHECK(grow.batch(-5) == 8);
  CHECK(grow.seen(test::not_a_number<double>) == 0);
  CHECK(grow.seen(longest) == longest);
  CHECK(grow.seen(longest - 1.5) == static_cast<double>(longest));
  CHECK(grow.batch(longest) == 32);
  CHECK(grow.batch(std::numeric_limits<std::int64_t>::max()) == 32);
  CHECK(grow.updates(longest) == 69 + (longest - 1'000) / 32 + 1);
  CHECK(grow.seen(grow.updates(longest)) == longest);

  // Batches that fall, and that are larger than stages.
  const batches fall({{0, 100}, {10, 50}, {20, 40}, {150, 1}});
  CHECK(fall.seen(1) == 100);
  CHECK(fall.seen(2) == 140);
  CHECK(fall.seen(3) == 180);
  CHECK(fall.seen(4) == 181);
  CHECK(fall.updates(101) == 2);

  // The largest numbers.
  const batches one({{0, longest}, {longest, 1}});
  CHECK(one.seen(1) == longest);
  CHECK(one.updates(1) == 1);
  CHECK(one.updates(longest) == 1);
  const batches beyond({{0, longest - 1}, {1, longest}, {longest, longest}});
  CHECK(beyond.seen(1) == longest - 1);
  CHECK(beyond.seen(2) == longest);
  CHECK(beyond.seen(3) == longest);
  CHECK(beyond.seen(3.0) == static_cast<double>(longest));
  CHECK(beyond.updates(longest) == 2);
  CHECK(batches({{0, 1}}).seen(longest) == longest);
  CHECK(batches({{0, 1}}).updates(longest) == longest);

  CHECK(batches({{0, 8}}) == batches({{0, 8}}));
  CHECK(!(batches({{0, 8}}) == batches({{0, 9}})));
  CHECK(batches(stages{{0, 8}, {100, 16}}).seen(14) == 120);
}

TEST_CASE("batches: as counted one by one", "[plan]") {
  std::mt19937_64 random(18);
  const auto below = [&](std::int64_t end) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(end));
  };
  int mistakes = 0;
  for (int i = 0; i < 1'000; ++i) {
    const std::int64_t most = i % 2 == 0 ? 10 : 200;  // stages that end within a batch, and some that are skipped
    stages given{{0, 1 + below(most)}};
    for (std::int64_t count = below(8); count > 0; --count)
      given.push_back({given.back().from + 1 + below(100), 1 + below(most)});
    mistakes += mistakes_of(given, 0, 200);
  }
  CHECK(mistakes == 0);

  // 10^15 samples, of which none is lost: on both sides of each border, and at the end.
  const stages long_run{{0, 768}, {250'000 * thousand_million, 1'537}, {500'000 * thousand_million, 3'079}};
  const batches counted(long_run);
  const std::int64_t first = counted.updates(long_run[1].from), second = counted.updates(long_run[2].from);
  const std::int64_t end = counted.updates(1'000'000 * thousand_million);
  CHECK(first == 325'520'833'334);  // 250e12 / 768 = 325,520,833,333.3
  CHECK(counted.seen(first) == 768 * first);
  CHECK(second == first + 162'654'521'796);  // (500e12 - 768 first) / 1,537 = 162,654,521,795.4
  CHECK(counted.seen(end) - counted.seen(second) == 3'079 * (end - second));
  CHECK(mistakes_of(long_run, first - 1'000, first + 1'000) == 0);
  CHECK(mistakes_of(long_run, second - 1'000, second + 1'000) == 0);
  CHECK(mistakes_of(long_run, end - 1'000, end + 1'000) == 0);
}

TEST_CASE("batches: tokens", "[plan]") {
  // What a step of Megatron-LM's own example is worth with sequences of 4,096 tokens.
  constexpr batches samples({{0, 768}, {61'035'156, 1'536}});
  constexpr auto tokens = samples.in_tokens(4'096);
  static_assert(tokens.seen(1) == 3'145'728 && tokens.batch(0) == 3'145'728);
  for (const std::int64_t k : {1, 1'000, 79'472, 79'473, 79'474, 1'000'000})
    CHECK(tokens.seen(k) == 4'096 * samples.seen(k));
  CHECK(samples.updates(61'035'156) == 79'473);
  CHECK(tokens.updates(250 * thousand_million) == 79'473);
  CHECK(samples.in_tokens(1) == samples);

  test::must_be_a_width("batches: tokens_per_sample", [](std::int64_t count) { batches({{0, 1}}).in_tokens(count); });
  CHECK(complaint([&] { samples.in_tokens(longest); }) == "batches: batch must be at most 2^53, got 9007199254740993");
}

TEST_CASE("batches: refusals", "[plan]") {
  using test::must_be_a_length, test::must_be_a_width;
  must_be_a_width("batches: batch", [](std::int64_t batch) { batches({{0, batch}}); });
  must_be_a_width("batches: batch", [](std::int64_t batch) { batches({{0, 1}, {5, batch}}); });
  must_be_a_length("batches: seen", [](std::int64_t seen) { batches({{0, 8}}).updates(seen); });
  CHECK(complaint([] { batches(stages{}); }) == "batches: stages must be at least one, got 0");
  CHECK(complaint([] { batches({{1, 8}}); }) == "batches: from must begin with 0, got 1");
  CHECK(complaint([] { batches({{-1, 8}}); }) == "batches: from must be at least 0, got -1");
  CHECK(complaint([] { batches({{0, 8}, {100, 16}, {100, 32}}); }) == "batches: from must rise, got 100");
  CHECK(complaint([] { batches({{0, 8}, {100, 16}, {99, 32}}); }) == "batches: from must rise, got 99");
  CHECK(complaint([] {
          batches({{0, 8}, {longest + 1, 16}});
        }) == "batches: from must be at most 2^53, got 9007199254740993");
}

TEST_CASE("by_samples", "[plan]") {
  constexpr batches grow({{0, 8}, {100, 16}});
  constexpr by_samples falls(linear({.from = 1, .to = 0, .steps = 200}), grow);
  static_assert(falls(0) == 1 && falls(13) == 0.48 && falls(14) == 0.4 && falls.length() == 19 && falls(19) == 0);
  CHECK(falls(12.5) == 0.5);
  CHECK(falls(12.75) == 0.49);
  CHECK(falls(18) == 0.08);  // after 184
  CHECK(falls(-1) == 1);
  CHECK(falls(longest) == 0);
  CHECK(falls.batches() == grow);

  // Of the bits that the plan has after as many samples, whatever the type of the rates.
  const by_samples small(cosine<float>({.from = 1, .to = 0, .steps = 1'000}), grow);
  for (std::int64_t k = 0; k <= 80; ++k)
    CHECK(small(k) == cosine<float>({.from = 1, .to = 0, .steps = 1'000})(grow.seen(k)));

  // The length is the first update that has seen as many: no more, no less, and none where the plan has none.
  CHECK(by_samples(take(falls, 0), grow).length() == 0);
  CHECK(by_samples(linear({.from = 1, .to = 0, .steps = 104}), grow).length() == 13);
  CHECK(by_samples(linear({.from = 1, .to = 0, .steps = 105}), grow).length() == 14);
  static_assert(!finite_schedule<decltype(by_samples(constant({.value = 1}), grow))>);

  // A plan in tokens, and a function of one's own.
  const by_samples in_tokens(linear({.from = 1, .to = 0, .steps = 200 * 512}), grow.in_tokens(512));
  CHECK(in_tokens.length() == 19);
  for (std::int64_t k = 0; k <= 19; ++k) CHECK(in_tokens(k) == falls(k));
  CHECK(by_samples([](std::int64_t samples) { return static_cast<double>(samples); }, grow)(14) == 120);

  // With batches of one sample it is the plan; a stage changes nothing before it.
  const auto plan = warmup_cosine({.peak = 0.1, .warmup_steps = 10, .decay_steps = 90});
  const by_samples same(plan, batches({{0, 1}, {50, 2}}));
  for (std::int64_t k = 0; k <= 50; ++k) CHECK(same(k) == plan(k));
  CHECK(same(60) == plan(70));
  CHECK(same.length() == 75);
}

TEST_CASE("by_samples: a rate that follows the batch", "[plan]") {
  constexpr batches grow({{0, 8}, {100, 16}, {1'000, 24}});
  constexpr auto plan = cosine({.from = 0.1, .to = 0, .steps = 5'000});

  // A factor at each change: in proportion, by the square root, or as measured (modded-nanogpt).
  constexpr auto with_factors = [=](double second, double third) {
    return by_samples(product{plan, piecewise_constant({1.0, second, third}, {100, 1'000})}, grow);
  };
  const auto in_proportion = with_factors(linear_scaling_rule(1.0, 8, 16), linear_scaling_rule(1.0, 8, 24));
  const auto by_square_root = with_factors(square_root_scaling_rule(1.0, 8, 16), square_root_scaling_rule(1.0, 8, 24));
  const auto measured = with_factors(1.52, 1.73);
  CHECK(measured(13) == 1.52 * plan(104));
  constexpr batches more({{0, 8}, {100, 16}, {1'000, 32}});
  CHECK(by_samples(product{plan, piecewise_constant({1.0, 1.41, 2.0}, {100, 1'000})}, more)(69) == 2 * plan(1'000));
  for (std::int64_t k = 0; k < 300; ++k) {
    const double planned = plan(grow.seen(k)), batch = static_cast<double>(grow.batch(k));
    CHECK(test::ulps(in_proportion(k) / batch, planned / 8.0L) <= 4);                                 // for a sample
    CHECK(test::ulps(by_square_root(k) * by_square_root(k) / batch, planned * planned / 8.0L) <= 8);  // its noise
  }
}

TEST_CASE("by_samples: Seesaw", "[plan]") {
  // Where the plan would halve the rate, at these samples, the batch doubles and the rate is divided by sqrt 2.
  constexpr std::int64_t first = 1'000, second = 2'500, third = 4'000, all = 8'000;
  constexpr auto halves = multi_step({.initial = 0.1, .factor = 0.5}, {first, second, third});
  constexpr batches still({{0, 10}});
  constexpr batches doubles({{0, 10}, {first, 20}, {second, 40}, {third, 80}});
  constexpr double root = square_root_scaling_rule(1.0, 1, 2);
  constexpr by_samples seesaw(multi_step({.initial = 0.1, .factor = 1 / root}, {first, second, third}), doubles);

  // The rate squared over the batch is what the plan has at that sample with the batch that stays, ...
  for (std::int64_t k = 0; k < 500; ++k) {
    const double planned = halves(doubles.seen(k)), rate = seesaw(k);
    CHECK(test::ulps(rate * rate / static_cast<double>(doubles.batch(k)), planned * planned / 10.0L) <= 16);
  }
  // ... so that as many samples take fewer updates: 100 + 75 + 38 + 50 for 800, and each is seen once.
  CHECK(still.updates(all) == 800);
  CHECK(doubles.updates(all) == 263);
  CHECK(doubles.seen(100) == first);
  CHECK(doubles.seen(175) == second);
  CHECK(doubles.seen(213) == 4'020);
  std::int64_t seen = 0;
  for (std::int64_t k = 0; k < 263; ++k) seen += doubles.batch(k);
  CHECK(seen == doubles.seen(263));
  CHECK(seen == 8'020);

  // The same is the square root rule with that batch: of any plan, not only of stairs.
  const by_samples by_rule(product{halves, multi_step({.initial = 1, .factor = root}, {first, second, third})},
                           doubles);
  for (std::int64_t k = 0; k < 300; ++k) CHECK(test::ulps(by_rule(k), seesaw(k)) <= 8);
}

TEST_CASE("epochs", "[plan]") {
  const epochs training({.samples_per_epoch = 1'000, .samples_per_update = 32});
  CHECK(training.updates_per_epoch() == 32);
  CHECK(training.updates(2.5) == 80);
  CHECK(training.passed(80) == 2.5);
  CHECK(training.updates_per_epoch() == batches({{0, 32}}).updates(1'000));

  CHECK(training.updates(0) == 0);
  CHECK(training.updates(0.001) == 1);
  CHECK(training.updates(1) == 32);
  CHECK(training.updates(1.001) == 33);
  CHECK(epochs({.samples_per_epoch = 1, .samples_per_update = longest}).updates_per_epoch() == 1);
  CHECK(epochs({.samples_per_epoch = longest, .samples_per_update = 1}).updates_per_epoch() == longest);
  CHECK(epochs({.samples_per_epoch = 32, .samples_per_update = 32}).updates_per_epoch() == 1);
  CHECK(epochs({.samples_per_epoch = 33, .samples_per_update = 32}).updates_per_epoch() == 2);

  // There and back, and no update too many from the rounding of a product.
  int mistakes = 0;
  for (std::int64_t per_epoch = 1; per_epoch < 1'000; ++per_epoch) {
    const epochs one({.samples_per_epoch = per_epoch, .samples_per_update = 1});
    for (std::int64_t hundredths = 0; hundredths <= 300; ++hundredths) {
      const std::int64_t exact = (per_epoch * hundredths + 99) / 100;
      mistakes += one.updates(static_cast<double>(hundredths) / 100) != exact;
    }
    for (const std::int64_t updates : {std::int64_t{1}, per_epoch, 7 * per_epoch + 3})
      mistakes += one.updates(one.passed(updates)) != updates;
  }
  CHECK(mistakes == 0);

  static_assert(epochs({.samples_per_epoch = 1'000, .samples_per_update = 32}).updates(2.5) == 80);

  // A schedule that is written in epochs.
  const stretch in_updates(linear({.from = 1, .to = 0, .steps = 10}),
                           static_cast<double>(training.updates_per_epoch()));
  CHECK(in_updates(training.updates(2.5)) == 0.75);
  CHECK(in_updates.length() == 320);

  using test::must_be_a_width, test::must_not_be_negative, test::refuses, test::wrong;
  must_be_a_width("epochs: samples_per_epoch",
                  [](std::int64_t count) { epochs({.samples_per_epoch = count, .samples_per_update = 1}); });
  must_be_a_width("epochs: samples_per_update",
                  [](std::int64_t count) { epochs({.samples_per_epoch = 1, .samples_per_update = count}); });
  must_not_be_negative("epochs: count", [&](double count) { training.updates(count); });
  refuses([&](double count) { training.updates(count); }, "epochs: count must be at most 2^53 updates",
          {wrong<double>{1e18, "1e+18"}, {1e300, "1e+300"}});
}

// SPDX-License-Identifier: MIT

#include <lrsched/plateau.hpp>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <limits>
#include <type_traits>
#include <vector>

#include <lrsched/shape/ramp.hpp>

#include "catch.hpp"
#include "near.hpp"
#include "rules.hpp"

using namespace lrsched;
using test::infinity, test::not_a_number;

namespace {

constexpr double no_number = not_a_number<double>, inf = infinity<double>;

/// The state after some metrics.
template <class Real>
constexpr plateau_state<Real> fed(const plateau<Real>& rule,
                                  std::initializer_list<std::type_identity_t<Real>> metrics) {
  plateau_state<Real> state = rule.start();
  for (const Real metric : metrics) state = rule.next(state, metric);
  return state;
}

/// The scale after each of the metrics.
std::vector<double> scales(const plateau<double>& rule, std::initializer_list<double> metrics) {
  std::vector<double> result;
  plateau_state<double> state = rule.start();
  for (const double metric : metrics) result.push_back((state = rule.next(state, metric)).scale);
  return result;
}

using expected = std::vector<double>;

}  // namespace

// ---- it is a constant, and plain data ------------------------------------------------------------------------------

static_assert(std::is_trivially_copyable_v<plateau_state<float>> && std::is_aggregate_v<plateau_state<float>>);
static_assert(std::is_trivially_copyable_v<plateau<double>>);

constexpr plateau halves({.factor = 0.5, .patience = 1});
static_assert(halves.start().scale == 1);
static_assert(fed(halves, {3, 2, 2}).scale == 1);
static_assert(fed(halves, {3, 2, 2, 2}).scale == 0.5);
static_assert(fed(halves, {3, 2, 2, 2, 1}).best == 1);
static_assert(fed(halves, {inf, no_number, 1, -inf}).best == -inf);
static_assert(fed(plateau<float>({.factor = 0.5F, .patience = 0, .initial = 3}), {1.0F, 1.0F}).scale == 1.5F);

TEST_CASE("the examples of the plateau", "[plateau]") {
  CHECK(scales(halves, {3, 2, 2, 2, 1}) == expected{1, 1, 1, 0.5, 0.5});
  const auto state = fed(halves, {3, 2, 2});
  CHECK(state == plateau_state<double>{.scale = 1, .best = 2, .num_bad = 1, .observations = 3});
}

// ---- metrics that are not finite -----------------------------------------------------------------------------------

TEST_CASE("NaN is never better: a bad observation, also the first one", "[plateau]") {
  const plateau rule({.factor = 0.5, .patience = 1});
  CHECK(scales(rule, {no_number, no_number, 5}) == expected{1, 0.5, 0.5});
  CHECK(fed(rule, {no_number}).best == inf);
  CHECK(fed(rule, {5, no_number}) == plateau_state<double>{.scale = 1, .best = 5, .num_bad = 1, .observations = 2});
  CHECK(fed(rule, {5, no_number, 4}).best == 4);
  const plateau up({.factor = 0.5, .patience = 1, .mode = mode::max});
  CHECK(scales(up, {no_number, no_number, 5}) == expected{1, 0.5, 0.5});
  CHECK(fed(up, {no_number}).best == -inf);
}

TEST_CASE("infinity on the bad side is a bad observation, on the good side the best forever", "[plateau]") {
  const plateau down({.factor = 0.5, .patience = 0});
  const plateau up({.factor = 0.5, .patience = 0, .mode = mode::max});
  CHECK(scales(down, {inf, 1, inf, 0.5}) == expected{0.5, 0.5, 0.25, 0.25});
  CHECK(scales(up, {-inf, 1, -inf, 2}) == expected{0.5, 0.5, 0.25, 0.25});
  CHECK(scales(down, {1, -inf, -1e300, -inf, 0}) == expected{1, 1, 0.5, 0.25, 0.125});
  CHECK(scales(up, {1, inf, 1e300, inf, 0}) == expected{1, 1, 0.5, 0.25, 0.125});
}

TEST_CASE("a mean with NaN in it, or with infinities of both sides, is as bad as can be", "[plateau]") {
  const plateau rule({.factor = 0.5, .patience = 0, .accumulation_size = 2});
  CHECK(scales(rule, {no_number, 1, 1, no_number}) == expected{1, 0.5, 0.5, 0.25});
  CHECK(scales(rule, {-inf, inf, inf, -inf}) == expected{1, 0.5, 0.5, 0.25});
  CHECK(fed(rule, {no_number}).mean == inf);
  CHECK(fed(rule, {5, 5, -inf, 1}).best == -inf);
}

// ---- what is better ------------------------------------------------------------------------------------------------

TEST_CASE("the first observation is better than none", "[plateau]") {
  for (const double metric : {0.0, -1e300, 1e300, 5e-324}) {
    for (const mode way : {mode::min, mode::max})
      for (const auto rule : {threshold_rule::by_magnitude, threshold_rule::by_value, threshold_rule::by_difference,
                              threshold_rule::on_metric}) {
        const plateau one({.patience = 0, .mode = way, .threshold = {0.5, 2, rule}});
        CHECK(fed(one, {metric}) == plateau_state<double>{.scale = 1, .best = metric, .observations = 1});
      }
  }
}

TEST_CASE("thresholds: relative, absolute, both, and what is exactly at one is not better", "[plateau]") {
  const auto better = [](plateau_threshold<double> threshold, mode way, double best, double metric) {
    return fed(plateau({.mode = way, .threshold = threshold}), {best, metric}).num_bad == 0;
  };
  const auto down = mode::min, up = mode::max;
  CHECK(better({.relative = 0.25}, down, 4, 2.75));
  CHECK(!better({.relative = 0.25}, down, 4, 3));
  CHECK(better({.relative = 0.25}, up, 4, 5.25));
  CHECK(!better({.relative = 0.25}, up, 4, 5));
  CHECK(better({.relative = 0, .absolute = 0.5}, down, 4, 3.25));
  CHECK(!better({.relative = 0, .absolute = 0.5}, down, 4, 3.5));
  CHECK(better({.relative = 0.25, .absolute = 0.5}, down, 4, 2.25));
  CHECK(!better({.relative = 0.25, .absolute = 0.5}, down, 4, 2.5));
  CHECK(!better({.relative = 0.25, .absolute = 0.5}, up, 4, 5.5));
  CHECK(better({.relative = 0}, down, 4, std::nextafter(4.0, 0.0)));
  CHECK(!better({.relative = 0}, up, 4, 4));
}

TEST_CASE("below 0 the size of the best counts, not its value as with the frameworks", "[plateau]") {
  const auto best_of = [](threshold_rule rule, mode way, double metric) {
    const plateau one({.mode = way, .threshold = {.relative = 0.25, .rule = rule}});
    return fed(one, {-4, metric}).best;
  };
  CHECK(best_of(threshold_rule::by_magnitude, mode::min, -4.5) == -4);
  CHECK(best_of(threshold_rule::by_magnitude, mode::min, -5.5) == -5.5);
  CHECK(best_of(threshold_rule::by_value, mode::min, -3.5) == -3.5);  // a worse one
  CHECK(best_of(threshold_rule::by_value, mode::min, -3) == -4);
  CHECK(best_of(threshold_rule::by_magnitude, mode::max, -3.5) == -4);
  CHECK(best_of(threshold_rule::by_magnitude, mode::max, -2.5) == -2.5);
  CHECK(best_of(threshold_rule::by_value, mode::max, -4.5) == -4.5);  // a worse one
  CHECK(best_of(threshold_rule::by_value, mode::max, -5) == -4);
  CHECK(best_of(threshold_rule::by_difference, mode::min, -3.5) == -3.5);
  CHECK(best_of(threshold_rule::by_difference, mode::max, -5) == -4);
}

TEST_CASE("Paddle subtracts from the best: a metric at the threshold is better or not by a rounding", "[plateau]") {
  const auto better = [](threshold_rule rule, mode way, double best, double metric) {
    const plateau one({.mode = way, .threshold = {.relative = 0.2, .rule = rule}});
    return fed(one, {best, metric}).num_bad == 0;
  };
  // In double, 0.1 - 0.1 0.2 is 0.08, and 0.1 (1 - 0.2) above it; 1.5 + 1.5 0.2 is 1.8, and 1.5 (1 + 0.2) below it.
  CHECK(!better(threshold_rule::by_difference, mode::min, 0.1, 0.08));
  CHECK(better(threshold_rule::by_value, mode::min, 0.1, 0.08));
  CHECK(!better(threshold_rule::by_difference, mode::max, 1.5, 1.8));
  CHECK(better(threshold_rule::by_value, mode::max, 1.5, 1.8));
}

TEST_CASE("Keras adds to the metric, in float if told so: sums that round differently decide", "[plateau]") {
  const auto better = [](threshold_rule rule, double delta, double best, double metric) {
    const plateau one({.threshold = {.relative = 0, .absolute = delta, .rule = rule}});
    return fed(one, {best, metric}).num_bad == 0;
  };
  // In double, 0.04 - 0.03 is above 0.01, and 0.01 + 0.03 is not below 0.04. In float, 0.39999999 + 0.1 is 0.5.
  CHECK(better(threshold_rule::by_value, 0.03, 0.04, 0.01));
  CHECK(!better(threshold_rule::on_metric, 0.03, 0.04, 0.01));
  CHECK(better(threshold_rule::on_metric, 0.1, 0.5, 0.39999999));
  CHECK(!better(threshold_rule::on_metric_in_float, 0.1, 0.5, 0.39999999));
  CHECK(better(threshold_rule::on_metric_in_float, 0.1, 0.5, 0.3999));
}

// ---- counting ------------------------------------------------------------------------------------------------------

TEST_CASE("patience 2: above reduces at the third bad observation, at_least and equal at the second", "[plateau]") {
  const auto with = [](patience_rule rule, std::int64_t patience) {
    return plateau({.factor = 0.5, .patience = patience, .counting = {.patience = rule}});
  };
  const std::initializer_list<double> still = {1, 1, 1, 1, 1, 1, 1};
  CHECK(scales(with(patience_rule::above, 2), still) == expected{1, 1, 1, 0.5, 0.5, 0.5, 0.25});
  CHECK(scales(with(patience_rule::at_least, 2), still) == expected{1, 1, 0.5, 0.5, 0.25, 0.25, 0.125});
  CHECK(scales(with(patience_rule::equal, 2), still) == expected{1, 1, 0.5, 0.5, 0.25, 0.25, 0.125});

  const std::initializer_list<double> mixed = {4, 3, 3, 2, 2, 2};
  CHECK(scales(with(patience_rule::above, 0), mixed) == expected{1, 1, 0.5, 0.5, 0.25, 0.125});
  CHECK(scales(with(patience_rule::at_least, 0), mixed) == expected{1, 1, 0.5, 0.5, 0.25, 0.125});
  CHECK(scales(with(patience_rule::at_least, 1), mixed) == expected{1, 1, 0.5, 0.5, 0.25, 0.125});
  CHECK(scales(with(patience_rule::equal, 1), mixed) == expected{1, 1, 0.5, 0.5, 0.25, 0.125});
  CHECK(scales(with(patience_rule::equal, 0), mixed) == expected{0.5, 0.25, 0.25, 0.125, 0.125, 0.125});
}

TEST_CASE("an improvement starts the count of bad observations again", "[plateau]") {
  const plateau rule({.factor = 0.5, .patience = 2});
  CHECK(scales(rule, {5, 5, 5, 4, 4, 4, 4}) == expected{1, 1, 1, 1, 1, 1, 0.5});
}

TEST_CASE("cooldown 2: full leaves two observations out, one_less one", "[plateau]") {
  const auto with = [](cooldown_rule rule, std::int64_t cooldown) {
    return plateau({.factor = 0.5, .patience = 0, .cooldown = cooldown, .counting = {.cooldown = rule}});
  };
  const std::initializer_list<double> still = {1, 1, 1, 1, 1, 1};
  CHECK(scales(with(cooldown_rule::full, 0), still) == expected{1, 0.5, 0.25, 0.125, 0.0625, 0.03125});
  CHECK(scales(with(cooldown_rule::one_less, 0), still) == expected{1, 0.5, 0.25, 0.125, 0.0625, 0.03125});
  CHECK(scales(with(cooldown_rule::one_less, 1), still) == expected{1, 0.5, 0.25, 0.125, 0.0625, 0.03125});
  CHECK(scales(with(cooldown_rule::full, 1), still) == expected{1, 0.5, 0.5, 0.25, 0.25, 0.125});
  CHECK(scales(with(cooldown_rule::one_less, 2), still) == expected{1, 0.5, 0.5, 0.25, 0.25, 0.125});
  CHECK(scales(with(cooldown_rule::full, 2), still) == expected{1, 0.5, 0.5, 0.5, 0.25, 0.25});
}

TEST_CASE("what is bad during the cooldown does not count after it", "[plateau]") {
  const std::initializer_list<double> still = {3, 3, 3, 3, 3, 3};
  for (const bad_rule bad : {bad_rule::in_a_row, bad_rule::in_all})
    CHECK(scales(plateau({.factor = 0.5, .patience = 1, .cooldown = 1, .counting = {.bad = bad}}), still) ==
          expected{1, 1, 0.5, 0.5, 0.5, 0.25});
}

TEST_CASE("during the cooldown the best is followed, or frozen", "[plateau]") {
  const auto with = [](best_in_cooldown best) {
    return plateau({.factor = 0.5, .patience = 0, .cooldown = 1, .counting = {.best = best}});
  };
  // The second 5 reduces. The 3 comes in the cooldown: only where it is forgotten is the 4 better than the best.
  const std::initializer_list<double> metrics = {5, 5, 3, 4};
  CHECK(scales(with(best_in_cooldown::followed), metrics) == expected{1, 0.5, 0.5, 0.25});
  CHECK(scales(with(best_in_cooldown::frozen), metrics) == expected{1, 0.5, 0.5, 0.5});
}

TEST_CASE("a metric is compared with the best one, or with the one before it", "[plateau]") {
  const auto with = [](reference_rule reference, bad_rule bad) {
    return plateau({.factor = 0.5, .patience = 1, .counting = {.reference = reference, .bad = bad}});
  };
  using enum reference_rule;
  using enum bad_rule;
  const std::initializer_list<double> metrics = {3, 4, 3.5, 5, 5, 4};
  CHECK(scales(with(best, in_a_row), metrics) == expected{1, 1, 0.5, 0.5, 0.25, 0.25});
  CHECK(scales(with(previous, in_a_row), metrics) == expected{1, 1, 1, 1, 0.5, 0.5});
  CHECK(scales(with(previous, in_all), metrics) == expected{1, 1, 1, 0.5, 0.5, 0.5});
  CHECK(fed(with(previous, in_all), {3, 4, 3.5}) ==
        plateau_state<double>{.scale = 1, .best = 3.5, .num_bad = 1, .observations = 3});
  // What is no number is the worst of all, and any other is better than it.
  CHECK(fed(with(previous, in_a_row), {3, no_number}).best == inf);
  CHECK(fed(with(previous, in_a_row), {3, no_number, 9}).num_bad == 0);
}

TEST_CASE("New-bob as SpeechBrain counts it", "[plateau]") {
  std::uint64_t number = 1;
  const auto metric = [&] {  // above 0, and the like of an error rate
    number = number * 6'364'136'223'846'793'005u + 1'442'695'040'888'963'407u;
    return 0.2 + 0.001 * static_cast<double>(number >> 60);
  };
  for (const std::int64_t patience : {0, 1, 2, 5}) {
    const plateau rule({.factor = 0.5,
                        .patience = patience,
                        .threshold = {.relative = 0.0025},
                        .initial = 8,
                        .counting = {.reference = reference_rule::previous, .bad = bad_rule::in_all}});
    plateau_state<double> state = rule.start();
    double rate = 8, before = 0;
    std::int64_t left = patience;
    for (int i = 0; i < 200; ++i) {
      const double now = metric();
      if (i > 0 && (before - now) / before < 0.0025) {
        if (left == 0) rate *= 0.5;
        left = left == 0 ? patience : left - 1;
      }
      before = now;
      state = rule.next(state, now);
      INFO("patience " << patience << ", observation " << i);
      CHECK(state.scale == rate);
    }
    CHECK(rate < 1);
  }
}

TEST_CASE("observations are judged by the mean of as many as are asked for", "[plateau]") {
  const plateau rule({.factor = 0.5, .patience = 0, .accumulation_size = 3});
  CHECK(scales(rule, {1, 2, 3, 9, -9, 6, 1, 1, 4}) == expected{1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25});
  CHECK(fed(rule, {1, 2}) ==
        plateau_state<double>{.scale = 1, .best = inf, .mean = 1.5, .waiting = 2, .observations = 2});
  CHECK(fed(rule, {1, 2, 3}).best == 2);
  constexpr double huge = std::numeric_limits<double>::max();
  CHECK(fed(rule, {huge, huge}).mean == huge);
  CHECK(std::isfinite(fed(rule, {-huge, -huge, -huge}).best));
}

TEST_CASE("the first observations of a warm-up only pass", "[plateau]") {
  const plateau rule({.factor = 0.5, .patience = 0, .warmup_observations = 2});
  CHECK(scales(rule, {1, 1, 3, 2, 2}) == expected{1, 1, 1, 1, 0.5});
}

// ---- the scale -----------------------------------------------------------------------------------------------------

TEST_CASE("the minimum is reached exactly, and not left", "[plateau]") {
  const plateau rule({.factor = 0.5, .patience = 0, .minimum = 0.3});
  CHECK(scales(rule, {1, 1, 1, 1}) == expected{1, 0.5, 0.3, 0.3});
  const plateau never({.factor = 1, .patience = 0});
  CHECK(scales(never, {1, 1, 1}) == expected{1, 1, 1});
  const plateau nothing({.factor = 0, .patience = 0});
  CHECK(scales(nothing, {1, 1, 1}) == expected{1, 0, 0});
}

TEST_CASE("a reduction by no more than the least change is left out, and still starts the cooldown", "[plateau]") {
  const plateau rule({.factor = 0.5, .patience = 0, .cooldown = 3, .min_change = 0.25});
  CHECK(fed(rule, {1, 1}).scale == 0.5);
  const auto state = fed(rule, {1, 1, 1, 1, 1, 1});
  CHECK(state.scale == 0.5);  // 0.25 would be 0.25 less
  CHECK(state.cooldown == 3);
  const plateau finer({.factor = 0.5, .patience = 0, .min_change = std::nextafter(0.25, 0.0)});
  CHECK(scales(finer, {1, 1, 1, 1}) == expected{1, 0.5, 0.25, 0.25});
}

TEST_CASE("it starts from a rate, and multiplies a schedule", "[plateau]") {
  const plateau rate({.factor = 0.1, .patience = 0, .initial = 0.5});
  CHECK(scales(rate, {1, 1}) == expected{0.5, 0.5 * 0.1});
  const cosine plan({.from = 1, .to = 0, .steps = 4});
  CHECK(plan(2) * fed(halves, {2, 2, 2}).scale == 0.25);
}

TEMPLATE_TEST_CASE("the scale falls, stays finite and never rises, whatever it is fed", "[plateau]", float, double,
                   long double) {
  using limits = std::numeric_limits<TestType>;
  const TestType odd[] = {0,
                          -0.0F,
                          1,
                          -1,
                          limits::max(),
                          limits::lowest(),
                          limits::infinity(),
                          -limits::infinity(),
                          limits::quiet_NaN(),
                          limits::denorm_min()};
  std::uint64_t random = 7;
  for (const mode way : {mode::min, mode::max})
    for (const std::int64_t accumulation_size : {1, 3}) {
      const plateau<TestType> rule({.factor = TestType(0.7),
                                    .patience = 1,
                                    .cooldown = 1,
                                    .mode = way,
                                    .threshold = {TestType(0.1), TestType(0.2)},
                                    .accumulation_size = accumulation_size});
      auto state = rule.start();
      for (int i = 0; i < 10'000; ++i) {
        random = random * 6'364'136'223'846'793'005u + 1'442'695'040'888'963'407u;
        const auto next = rule.next(state, odd[(random >> 33) % 10]);
        REQUIRE((next.scale <= state.scale && next.scale >= 0 && next.best == next.best && next.mean == next.mean));
        state = next;
      }
      CHECK(state.scale < TestType(1e-30));
    }
}

TEST_CASE("ten million observations, all means equal", "[plateau]") {
  const plateau rule(
      {.factor = 0.999, .patience = 99, .cooldown = 50, .threshold = {.relative = 0}, .accumulation_size = 4});
  auto state = rule.start();
  for (int i = 0; i < 2'500'000; ++i)
    for (const double metric : {1.0, 2.0, 3.0, 2.0}) state = rule.next(state, metric);
  // Of 2,500,000 means the first is better than none, the 101st is the 100th bad one in a row, and so is, behind the
  // cooldown, each 150th from there: floor((2,500,000 - 101) / 150) + 1 reductions, and 149 means more.
  CHECK(std::abs(state.scale / std::pow(0.999, 16'666) - 1) < 1e-11);
  CHECK(state.best == 2);
  CHECK(state.num_bad == 99);
  CHECK(state.cooldown == 0);
  CHECK(state.waiting == 0);
  CHECK(state.observations == 10'000'000);
}

TEST_CASE("what starts too fast learns once its rate is lowered, as the README shows", "[plateau]") {
  const lrsched::constant schedule({.value = 2});
  double weight = 1;

  constexpr lrsched::plateau rule({.factor = 0.5, .patience = 2});
  lrsched::plateau_state state = rule.start();  // plain numbers
  for (int step = 0; step < 5; ++step) {
    weight -= schedule(step) * state.scale * weight;  // a step down the gradient of weight^2 / 2
    state = rule.next(state, weight * weight / 2);    // at a rate of 2 the loss stays what it is
  }

  CHECK(state.scale == 0.5);
  CHECK(weight == 0);
}

// ---- state ---------------------------------------------------------------------------------------------------------

TEST_CASE("a copied state goes on with the same bits, on every rank", "[plateau]") {
  const plateau rule({.factor = 0.3, .patience = 1, .cooldown = 2, .accumulation_size = 2});
  std::uint64_t random = 1;
  auto metric = [&] {
    random = random * 6'364'136'223'846'793'005u + 1'442'695'040'888'963'407u;
    return static_cast<double>(random >> 40) * 0x1p-24;
  };
  auto state = rule.start();
  for (int i = 0; i < 101; ++i) state = rule.next(state, metric());  // one observation waits
  CHECK(state.waiting == 1);

  unsigned char bytes[sizeof state];  // a checkpoint, or what is broadcast
  std::memcpy(bytes, &state, sizeof state);
  plateau_state<double> ranks[3];
  for (auto& rank : ranks) std::memcpy(&rank, bytes, sizeof rank);
  for (int i = 0; i < 100; ++i) {
    const double next = metric();
    state = rule.next(state, next);
    for (auto& rank : ranks) {
      rank = rule.next(rank, next);
      REQUIRE(rank == state);
      REQUIRE(std::memcmp(&rank.scale, &state.scale, sizeof state.scale) == 0);
    }
  }
  CHECK(state.scale < 1e-3);
}

// ---- refused -------------------------------------------------------------------------------------------------------

TEST_CASE("what a plateau refuses", "[plateau]") {
  using params = plateau<double>::params;
  const auto with = [](auto member) {
    return [member](auto value) {
      params given;
      given.*member = value;
      plateau<double>{given};
    };
  };
  const auto with_threshold = [](auto member) {
    return [member](double value) {
      params given;
      given.threshold.*member = value;
      plateau<double>{given};
    };
  };
  test::refuses(with(&params::factor), "plateau: factor must be at least 0", {test::wrong<double>{-0.5, "-0.5"}});
  test::refuses(with(&params::factor), "plateau: factor must be at most 1", {test::wrong<double>{1.5, "1.5"}});
  test::refuses(with(&params::factor), "plateau: factor must be finite", test::not_finite);
  test::accepts(with(&params::factor), 0.0, 0.5, std::nextafter(1.0, 0.0), 1.0);
  test::must_be_a_length("plateau: patience", with(&params::patience));
  test::must_be_a_length("plateau: cooldown", with(&params::cooldown));
  test::must_be_a_length("plateau: warmup_observations", with(&params::warmup_observations));
  test::must_be_a_width("plateau: accumulation_size", with(&params::accumulation_size));
  test::must_be_above_0("plateau: initial", with(&params::initial));
  test::must_not_be_negative("plateau: minimum", with(&params::minimum));
  test::refuses(with(&params::minimum), "plateau: minimum must be below initial",
                {test::wrong<double>{1, "1"}, {2, "2"}});
  test::must_not_be_negative("plateau: min_change", with(&params::min_change));
  test::must_not_be_negative("plateau: threshold.absolute", with_threshold(&plateau_threshold<double>::absolute));
  test::must_not_be_negative("plateau: threshold.relative", with_threshold(&plateau_threshold<double>::relative));
  test::refuses(with_threshold(&plateau_threshold<double>::relative), "plateau: threshold.relative must be below 1",
                {test::wrong<double>{1, "1"}});
  const auto complains = [](params given) { return test::complaint([&] { plateau<double>{given}; }); };
  CHECK(complains({.mode = mode{2}}) == "plateau: mode must be one of the named values, got 2");
  CHECK(complains({.threshold = {.rule = threshold_rule{5}}}) ==
        "plateau: threshold.rule must be one of the named values, got 5");
  CHECK(complains({.counting = {.patience = patience_rule{3}}}) ==
        "plateau: counting.patience must be one of the named values, got 3");
  CHECK(complains({.counting = {.cooldown = cooldown_rule{2}}}) ==
        "plateau: counting.cooldown must be one of the named values, got 2");
  CHECK(complains({.counting = {.best = best_in_cooldown{2}}}) ==
        "plateau: counting.best must be one of the named values, got 2");
  CHECK(complains({.counting = {.reference = reference_rule{2}}}) ==
        "plateau: counting.reference must be one of the named values, got 2");
  CHECK(complains({.counting = {.bad = bad_rule{2}}}) ==
        "plateau: counting.bad must be one of the named values, got 2");
}

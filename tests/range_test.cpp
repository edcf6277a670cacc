// SPDX-License-Identifier: MIT

#include <lrsched/range_test.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "catch.hpp"
#include "rules.hpp"

using lrsched::range_test;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

range_test observed(double smoothing, const std::vector<double>& losses, std::int64_t steps = 100) {
  range_test sweep({.from = 0.01, .to = 1, .steps = steps, .smoothing = smoothing});
  for (const double loss : losses) sweep.observe(loss);
  return sweep;
}

/// Gradient descent on h w^2 / 2 with gradients of the variance `noise`: the expected loss, by its recurrence.
struct quadratic {
  double h, noise, loss;

  /// The loss before an update at a rate.
  double update(double rate) {
    const double before = loss, kept = 1 - rate * h;
    loss = kept * kept * loss + h * rate * rate * noise / 2;
    return before;
  }

  /// The rate of the lowest loss after one update, where the derivative of that is 0.
  double best_rate() const { return 2 * loss / (2 * h * loss + noise); }
};

range_test swept(quadratic problem, const range_test::params& given) {
  range_test sweep(given);
  while (!sweep.finished()) sweep.observe(problem.update(sweep.rate()));
  return sweep;
}

}  // namespace

TEST_CASE("the rates of a range test, and its smoothed losses", "[range_test]") {
  range_test sweep({.from = 0.01, .to = 1, .steps = 3, .smoothing = 0.5});
  CHECK(sweep.rate() == 0.01);
  sweep.observe(3);
  CHECK(std::fabs(sweep.rate() - 0.1) <= 1e-16);
  sweep.observe(0);
  CHECK(sweep.rate() == 1);
  CHECK(!sweep.finished());
  CHECK(sweep.smoothed() == std::vector<double>{3, 1});
  sweep.observe(0);
  CHECK(sweep.finished());
  sweep.observe(7);
  CHECK(sweep.smoothed().size() == 3);
}

TEST_CASE("smoothing is a mean in which old losses fade", "[range_test]") {
  std::mt19937_64 random(1);
  std::vector<double> losses;
  for (int k = 0; k < 80; ++k) losses.push_back(1 + std::ldexp(static_cast<double>(random() >> 11), -53));
  const range_test sweep = observed(0.9, losses);
  for (std::size_t k = 0; k < losses.size(); ++k) {
    long double sum = 0, weights = 0;
    for (std::size_t i = 0; i <= k; ++i) {
      const long double weight = std::pow(static_cast<long double>(0.9), static_cast<long double>(k - i));
      sum += weight * losses[i];
      weights += weight;
    }
    CHECK(std::fabs(sweep.smoothed()[k] - static_cast<double>(sum / weights)) <= 1e-15);
  }
}

TEST_CASE("a range test stops early", "[range_test]") {
  SECTION("at a loss far above the lowest") {
    CHECK(!observed(0, {2, 1, 4}).finished());
    CHECK(observed(0, {2, 1, 4.5}).finished());
  }
  SECTION("not where the lowest is below 0, of which nothing is a multiple") {
    CHECK(!observed(0, {2, -1, 9}).finished());
  }
  SECTION("at a loss that is no number, which is not counted") {
    for (const double loss : {infinity, -infinity, std::numeric_limits<double>::quiet_NaN()}) {
      const range_test sweep = observed(0, {2, 1, loss, 1});
      CHECK(sweep.finished());
      CHECK(sweep.smoothed() == std::vector<double>{2, 1});
    }
  }
}

TEST_CASE("the suggestions on a curve drawn by hand", "[range_test]") {
  // The lowest is entry 5; the fall over two steps is greatest around entry 3; the longest falling subsequence is
  // 0, 1, 2, 3, 4, 5, whose middle is 2.
  const range_test sweep = observed(0, {10, 9.5, 9, 5, 3, 2.5, 3, 6});
  CHECK(sweep.minimum_tenth() == sweep.rate_at(5) / 10);
  CHECK(sweep.steepest() == sweep.rate_at(3));
  CHECK(sweep.valley() == sweep.rate_at(2));

  // A bump does not end a valley: 8, 7, 6, 4 are entries 1, 2, 4 and 5; from 1 to 5 the middle is 3.
  CHECK(observed(0, {5, 8, 7, 7.5, 6, 4}).valley() == observed(0, {}).rate_at(3));
}

TEST_CASE("no suggestion where the loss never fell", "[range_test]") {
  for (const std::vector<double>& losses : {std::vector<double>{}, {1}, {1, 1, 1}, {1, 2, 3}}) {
    const range_test sweep = observed(0, losses);
    CHECK(!sweep.minimum_tenth());
    CHECK(!sweep.steepest());
    CHECK(!sweep.valley());
  }
}

TEST_CASE("on a quadratic, whose best rate is known", "[range_test]") {
  const range_test::params given{.from = 1e-3, .to = 10, .steps = 400, .smoothing = 0};
  const quadratic problem{.h = 1, .noise = 0.01, .loss = 1};
  const range_test sweep = swept(problem, given);

  // A loss rises again exactly where the rate passes twice the best one: the loss after an update is a parabola in the
  // rate, and has its old value at 0.
  quadratic again = problem;
  std::size_t turn = 0;
  while (sweep.rate_at(turn) <= 2 * again.best_rate()) again.update(sweep.rate_at(turn++));
  CHECK(sweep.minimum_tenth() == sweep.rate_at(turn) / 10);
  CHECK(sweep.finished());
  CHECK(sweep.smoothed().size() < 400);

  // Every suggestion learns, and none is beyond what is best at the start, which is 1 / 1.005.
  for (const auto& rate : {sweep.minimum_tenth(), sweep.steepest(), sweep.valley()}) {
    REQUIRE(rate);
    CHECK(*rate > 1e-3);
    CHECK(*rate <= problem.best_rate());
    quadratic trained = problem;
    for (int k = 0; k < 400; ++k) trained.update(*rate);
    CHECK(trained.loss < problem.loss / 10);
  }
}

TEST_CASE("four times as steep a problem has a quarter of the rates", "[range_test]") {
  const range_test one = swept({.h = 1, .noise = 0.01, .loss = 1}, {.from = 1e-3, .to = 10, .steps = 400});
  const range_test other = swept({.h = 4, .noise = 0.04, .loss = 1}, {.from = 1e-3 / 4, .to = 10.0 / 4, .steps = 400});
  const auto are_alike = [](double a, double b) { return std::fabs(a - 4 * b) <= 1e-12 * a; };
  CHECK(are_alike(one.minimum_tenth().value(), other.minimum_tenth().value()));
  CHECK(are_alike(one.steepest().value(), other.steepest().value()));
  CHECK(are_alike(one.valley().value(), other.valley().value()));
}

TEST_CASE("what a range test refuses", "[range_test]") {
  const auto answer = [](const range_test::params& given) { return test::complaint([&] { range_test{given}; }); };
  CHECK(answer({.from = 0, .to = 1, .steps = 9}) == "range_test: from must be above 0, got 0");
  CHECK(answer({.from = 1, .to = infinity, .steps = 9}) == "range_test: to must be finite, got inf");
  CHECK(answer({.from = 1, .to = 1, .steps = 9}) == "range_test: from must be below to, got 1");
  CHECK(answer({.from = 1, .to = 2, .steps = 1}) == "range_test: steps must be at least 2, got 1");
  CHECK(answer({.from = 1, .to = 2, .steps = 9, .smoothing = 1}) == "range_test: smoothing must be below 1, got 1");
  CHECK(answer({.from = 1, .to = 2, .steps = 9, .stop_at = 1}) == "range_test: stop_at must be above 1, got 1");
}

// SPDX-License-Identifier: MIT

// What the library is for, where nothing is left to chance: stochastic gradient descent on a noisy quadratic, by the
// exact recurrence of its expected loss. On a fixed budget every schedule beats the best constant rate, each at its own
// best.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "catch.hpp"

using namespace lrsched;

namespace {

constexpr double curvatures[] = {1, 0.1, 0.02}, start = 3, noise = 0.25;  // the variance of each part of a gradient
constexpr std::int64_t steps = 300;

template <class Real = double>
Real expected_loss(const auto& schedule) {
  Real loss = 0;
  for (const Real h : curvatures) {
    Real square = start * start;
    for (std::int64_t k = 0; k < steps; ++k) {
      const Real rate = schedule(k), kept = 1 - rate * h;
      square = kept * kept * square + rate * rate * Real{noise};
    }
    loss += h * square / 2;
  }
  return loss;
}

struct found {
  double rate, loss;
};

/// The best of the rates from 0.001 to 10, a hundred to the decade.
found best(const auto& make) {
  found result{0, 1e300};
  for (int i = 0; i <= 400; ++i) {
    const double rate = std::pow(10, -3 + i / 100.0), loss = expected_loss(make(rate));
    if (loss < result.loss) result = {rate, loss};
  }
  return result;
}

constexpr auto still = [](double rate) { return constant({.value = rate}); };

}  // namespace

TEST_CASE("the expected loss at a constant rate has a closed form", "[promise]") {
  for (const double rate : {0.01, 0.141, 0.9}) {
    long double loss = 0;
    for (const long double h : curvatures) {
      const long double kept = std::pow(1 - rate * h, 2), all_kept = std::pow(kept, static_cast<long double>(steps));
      loss += h / 2 *
              (all_kept * start * start + static_cast<long double>(rate) * rate * noise * (1 - all_kept) / (1 - kept));
    }
    CHECK(std::fabs(expected_loss(still(rate)) - static_cast<double>(loss)) <= 1e-13 * static_cast<double>(loss));
  }
}

TEST_CASE("every schedule beats the best constant rate on a noisy quadratic", "[promise]") {
  using real = long double;
  const real pi = std::acos(real{-1});
  const found constant_rate = best(still);
  CHECK(std::fabs(constant_rate.rate - 0.141) <= 0.0005);
  CHECK(std::fabs(constant_rate.loss - 0.0422) <= 0.00005);

  // The loss at the best rate of a schedule is that of its formula, and at least 18 % lower than the constant's.
  const auto wins = [&](const char* name, const auto& make, const auto& formula) {
    const found mine = best(make);
    const real rate = mine.rate;
    const double exact =
        static_cast<double>(expected_loss<real>([&](std::int64_t k) { return rate * formula(static_cast<real>(k)); }));
    INFO(name << ": " << mine.loss << " at " << mine.rate);
    CHECK(std::fabs(mine.loss - exact) <= 1e-13 * exact);
    CHECK(mine.loss < 0.82 * constant_rate.loss);
    return mine.loss;
  };
  const double linear_loss = wins(
      "linear", [](double rate) { return linear({.from = rate, .to = 0, .steps = steps}); },
      [](real k) { return 1 - k / steps; });
  CHECK(std::fabs(linear_loss - 0.0280) <= 0.00005);
  wins(
      "step", [](double rate) { return step({.initial = rate, .factor = 0.5, .every = steps / 6}); },
      [](real k) { return std::pow(real{0.5}, std::floor(k / 50)); });
  wins(
      "warm-up and cosine",
      [](double rate) {
        return warmup_cosine({.peak = rate, .warmup_steps = 15, .decay_steps = steps - 15, .floor = rate / 1000});
      },
      [=](real k) { return k < 15 ? (k + 1) / 15 : 0.001L + 0.999L * (1 + std::cos(pi * (k - 15) / 285)) / 2; });
  wins(
      "one-cycle", [](double rate) { return one_cycle({.peak = rate, .up_steps = 90, .down_steps = steps - 90}); },
      [=](real k) {
        return k < 90 ? 0.04L + 0.96L * (1 - std::cos(pi * k / 90)) / 2
                      : 4e-6L + (1 - 4e-6L) * (1 + std::cos(pi * (k - 90) / 210)) / 2;
      });
  wins(
      "inverse square root", [](double rate) { return inverse_sqrt({.initial = rate, .timescale = 1}); },
      [](real k) { return 1 / std::sqrt(1 + k); });
}

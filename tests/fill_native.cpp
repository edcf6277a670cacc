// SPDX-License-Identifier: MIT

// fill gives the bits of the calls with all the instructions that this processor has: where it multiplies and adds in
// one, which products are rounded must not depend on the loop around them. Compiled with -O2 -march=native.

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "catch.hpp"

namespace {

using namespace lrsched;

/// How many of the steps from 0 on are filled with other bits than the call gives.
int differences(const auto& schedule, std::int64_t steps) {
  std::vector<double> values(static_cast<std::size_t>(steps));
  fill(schedule, values);
  int count = 0;
  for (std::int64_t k = 0; k < steps; ++k) count += values[static_cast<std::size_t>(k)] != schedule(k);
  return count;
}

}  // namespace

TEST_CASE("fill gives the bits of the calls with native instructions", "[fill]") {
  std::mt19937_64 random{20'250'101};
  const auto share = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
  for (int turn = 0; turn < 300; ++turn) {
    const std::int64_t n = 1 + static_cast<std::int64_t>(random() % 2'000);
    const double a = share() - 0.3, b = turn % 3 == 0 ? 0 : share() - 0.3, x = 0.01 + 4 * share();
    const auto check = [&](const char* name, const auto& schedule) {
      INFO(name << " from " << a << " to " << b << " in " << n << " steps, with " << x);
      CHECK(differences(schedule, n) == 0);
    };
    check("linear", linear({.from = a, .to = b, .steps = n}));
    check("cosine", cosine({.from = a, .to = b, .steps = n}));
    check("polynomial", polynomial({.from = a, .to = b, .steps = n, .power = x}));
    check("cosine_power", cosine_power({.from = a, .to = b, .steps = n, .power = x}));
    check("cosine_exponential", cosine_exponential({.from = a, .to = b, .steps = n, .base = 1 + 9 * x}));
    check("polynomial_k_decay", polynomial_k_decay({.from = a, .to = b, .steps = n, .power = x, .k = x}));
    check("rex", rex({.from = a, .to = b, .steps = n}));
    check("logistic", logistic({.from = a, .to = b, .steps = n, .steepness = 3 * x}));
    check("logarithmic", logarithmic({.from = a, .to = b, .steps = n}));
    check("quarter_sine", quarter_sine({.from = a, .to = b, .steps = n}));
    check("log_linear", log_linear({.from = x, .to = 0.3, .steps = n}));
    check("harmonic", harmonic({.from = x, .to = 0.3, .steps = n}));
    check("exponential", exponential({.initial = a, .rate = x, .every = n}));
    check("inverse_time", inverse_time({.initial = a, .rate = x, .every = n}));
  }
}

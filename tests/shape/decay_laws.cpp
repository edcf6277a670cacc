// SPDX-License-Identifier: MIT

// The decays beyond the first two: their examples, limits and what they refuse. How near they come to their
// formulas is measured in accuracy.cpp.

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "../catch.hpp"
#include "../near.hpp"
#include "../rules.hpp"

namespace {

using namespace lrsched;
using test::longest, test::ulps;

}  // namespace

TEST_CASE("the examples of the other decays", "[decay]") {
  const natural_exponential natural({.initial = 1, .rate = 0.5, .every = 2});
  CHECK(natural(0) == 1);
  CHECK(ulps(natural(4), std::exp(-1.0L)) <= 2);
  CHECK(natural_exponential({.initial = 1, .rate = 0.5})(2) == natural(4));  // every step, if nothing is said

  const inverse_power squares({.initial = 1, .rate = 1, .power = 2});
  CHECK(squares(0) == 1);
  CHECK(squares(1) == 0.25);
  CHECK(ulps(squares(9), 0.01L) <= 4);
  const inverse_power curved({.initial = 1, .rate = 1, .power = 2, .curve = 2});
  CHECK(curved(0) == 1);
  CHECK(curved(1) == 0.25);
  CHECK(ulps(curved(2), 0.04L) <= 8);

  const inverse_sqrt roots({.initial = 1, .timescale = 10});
  CHECK(roots(0) == 1);
  CHECK(roots(30) == 0.5);
  CHECK(ulps(roots(990), 0.1L) <= 2);
  CHECK(roots(3 * 10) == roots(0) / 2);  // half after three times as many

  const sigmoid falling({.value = 1, .rate = -0.1, .middle = 50});
  CHECK(falling(50) == 0.5);
  CHECK(std::fabs(falling(100) - 0.0066929) < 0.00000005);
  CHECK(sigmoid({.value = 1, .rate = 0.1, .middle = 50})(50) == 0.5);
  CHECK(sigmoid({.value = 1, .rate = 0.1, .middle = 50})(51) > 0.5);
}

TEST_CASE("after a warm-up of its timescale inverse_sqrt is the inverse square root of the step", "[decay]") {
  const sequence plan{linear({.from = 0, .to = 1, .steps = 100}), inverse_sqrt({.initial = 1, .timescale = 100})};
  CHECK(plan(100) == 1);
  for (const std::int64_t k : {100, 101, 150, 400, 10'000, 1'000'000})
    CHECK(ulps(plan(k), std::sqrt(100 / static_cast<long double>(k))) <= 2);
}

TEMPLATE_TEST_CASE("the other decays have their limits", "[decay]", float, double) {
  using limits = std::numeric_limits<TestType>;
  const TestType huge = limits::max(), tiny = limits::denorm_min();
  const auto finite = [](const auto& schedule) {
    bool result = true;
    for (int bits = 0; bits <= 62; ++bits)
      for (const int offset : {-1, 0, 1}) {
        const std::int64_t k = (std::int64_t{1} << bits) + offset;
        const TestType value = schedule(k), between = schedule(static_cast<double>(k) + 0.3);
        result = result && value - value == 0 && between - between == 0;
      }
    return result && schedule(0) - schedule(0) == 0;
  };
  const auto all_finite = [&](const char* name, const auto& schedule) {
    INFO(name);
    CHECK(finite(schedule));
  };
  for (const TestType initial : {TestType(1), TestType(-0.3), huge, tiny, TestType(0)}) {
    INFO("initial " << initial);
    for (const TestType rate : {TestType(0), tiny, TestType(0.5), TestType(1e30), huge, -huge, TestType(-0.5)})
      for (const std::int64_t every : {std::int64_t{1}, std::int64_t{1'000}, longest}) {
        INFO("rate " << rate << ", every " << every);
        const natural_exponential<TestType> natural({.initial = initial, .rate = rate, .every = every});
        all_finite("natural_exponential", natural);
        CHECK(natural(0) == initial);
        if (rate >= 0) {
          for (const TestType power : {TestType(1e-30), TestType(0.5), TestType(3), huge, TestType(-3), -huge})
            for (const TestType curve : {TestType(1e-30), TestType(1), TestType(2), huge}) {
              INFO("power " << power << ", curve " << curve);
              const inverse_power<TestType> falling(
                  {.initial = initial, .rate = rate, .power = power, .every = every, .curve = curve});
              all_finite("inverse_power", falling);
              CHECK(falling(0) == initial);
            }
        }
        if (rate != tiny) all_finite("sigmoid", sigmoid<TestType>({.value = initial, .rate = rate, .middle = every}));
      }
    for (const std::int64_t timescale : {std::int64_t{1}, std::int64_t{1'000}, longest}) {
      const inverse_sqrt<TestType> roots({.initial = initial, .timescale = timescale});
      all_finite("inverse_sqrt", roots);
      CHECK(roots(0) == initial);
    }
  }
  CHECK(natural_exponential<TestType>({.initial = 1, .rate = 1})(longest) == 0);
  CHECK(natural_exponential<TestType>({.initial = 1, .rate = -1})(longest) == huge);
  CHECK(natural_exponential<TestType>({.initial = -1, .rate = -1})(longest) == -huge);
  CHECK(natural_exponential<TestType>({.initial = 3, .rate = 0})(longest) == 3);
  CHECK(natural_exponential<TestType>({.initial = 1, .rate = huge})(1) == 0);
  CHECK(natural_exponential<TestType>({.initial = 1, .rate = -huge})(1) == huge);
  CHECK(inverse_power<TestType>({.initial = 1, .rate = huge, .power = 1000})(5) == 0);
  CHECK(inverse_power<TestType>({.initial = 3, .rate = 2, .power = 0, .curve = 2})(longest) == 3);
  CHECK(inverse_power<TestType>({.initial = 3, .rate = 0, .power = 9, .curve = 2})(longest) == 3);
  CHECK(inverse_power<TestType>({.initial = 3, .rate = 1, .power = -huge})(1) == huge);
  CHECK(inverse_power<TestType>({.initial = -3, .rate = 1, .power = -1000})(longest) == -huge);
  // A curve that is an edge: all or nothing on either side of every / rate, and half of it there.
  const inverse_power<TestType> edge({.initial = 1, .rate = 1, .power = 1, .every = 100, .curve = huge});
  CHECK(edge(99) == 1);
  CHECK(edge(100) == TestType(0.5));
  CHECK(edge(101) == 0);
  CHECK(inverse_sqrt<TestType>({.initial = 1, .timescale = longest})(longest) == std::sqrt(TestType(0.5)));
  CHECK(sigmoid<TestType>({.value = 3, .rate = 1, .middle = 100'000})(0) == 0);
  CHECK(sigmoid<TestType>({.value = 3, .rate = 1, .middle = 100'000})(longest) == 3);
  CHECK(sigmoid<TestType>({.value = 3, .rate = -1, .middle = 100'000})(0) == 3);
  CHECK(sigmoid<TestType>({.value = 3, .rate = -1, .middle = 100'000})(longest) == 0);
  CHECK(sigmoid<TestType>({.value = 3, .rate = 0, .middle = 7})(100) == TestType(1.5));
}

TEST_CASE("a decay is another in a corner of its arguments", "[decay]") {
  for (std::int64_t k = 0; k < 1'000; k += 7) {
    INFO(k);
    CHECK(ulps(inverse_power({.initial = 0.1, .rate = 0.5, .power = 1, .every = 3})(k),
               inverse_time({.initial = 0.1, .rate = 0.5, .every = 3})(k)) <= 6);
    CHECK(ulps(inverse_power({.initial = 0.1, .rate = 1, .power = 0.5, .every = 30})(k),
               inverse_sqrt({.initial = 0.1, .timescale = 30})(k)) <= 6);
    CHECK(ulps(inverse_power({.initial = 0.1, .rate = 1, .power = 0.5, .every = 30, .curve = 2})(k),
               0.1L / std::hypot(1.0L, static_cast<long double>(k) / 30)) <= 6);
    CHECK(ulps(inverse_power({.initial = 0.1, .rate = 1, .power = -2, .every = 30})(k),
               0.1L * (1 + static_cast<long double>(k) / 30) * (1 + static_cast<long double>(k) / 30)) <= 8);
    CHECK(ulps(natural_exponential({.initial = 0.1, .rate = 0.5, .every = 100})(k),
               0.1L * std::exp(-0.5L * static_cast<long double>(k) / 100)) <= 3);
  }
}

TEST_CASE("the other decays before 0, at real positions, and as constants", "[decay]") {
  static constexpr natural_exponential natural({.initial = 0.1, .rate = 0.03});
  static constexpr inverse_power falling({.initial = 0.1, .rate = 0.03, .power = 0.75});
  static constexpr inverse_sqrt roots({.initial = 0.1, .timescale = 40});
  static constexpr sigmoid curve({.value = 0.1, .rate = -0.03, .middle = 100});
  const auto check = [](const auto& schedule, const auto& constants) {
    INFO(schedule.name);
    CHECK(schedule(-5) == schedule(0));
    CHECK(schedule(-0.5) == schedule(0));
    CHECK(schedule(std::numeric_limits<std::int64_t>::max()) == schedule(longest));
    CHECK(schedule(8.0) == schedule(8));
    CHECK(schedule(7) > schedule(7.5));
    CHECK(schedule(7.5L) > schedule(8));
    volatile std::int64_t k = 0;
    for (const double value : constants) {
      CHECK(ulps(schedule(k), value) <= 2);
      k = k * 3 + 1;
    }
  };
  constexpr auto table = [](const auto& schedule) {
    std::array<double, 9> result{};
    std::int64_t k = 0;
    for (double& value : result) {
      value = schedule(k);
      k = k * 3 + 1;
    }
    return result;
  };
  constexpr auto naturals = table(natural), powers = table(falling), square_roots = table(roots), curves = table(curve);
  check(natural, naturals);
  check(falling, powers);
  check(roots, square_roots);
  check(curve, curves);
  static_assert(naturals[0] == 0.1 && powers[0] == 0.1 && square_roots[0] == 0.1);
  static_assert(natural == natural_exponential({.initial = 0.1, .rate = 0.03}) &&
                roots != inverse_sqrt({.initial = 0.1, .timescale = 41}));
}

TEST_CASE("what the other decays refuse", "[decay]") {
  using test::must_be_a_length, test::must_be_a_width, test::must_be_above_0, test::must_be_finite,
      test::must_not_be_negative;
  must_be_finite("natural_exponential: initial", [](double v) { natural_exponential({.initial = v, .rate = 1}); });
  must_be_finite("natural_exponential: rate", [](double v) { natural_exponential({.initial = 1, .rate = v}); });
  must_be_a_width("natural_exponential: every",
                  [](std::int64_t v) { natural_exponential({.initial = 1, .rate = 1, .every = v}); });
  must_be_finite("inverse_power: initial", [](double v) { inverse_power({.initial = v, .rate = 1, .power = 1}); });
  must_not_be_negative("inverse_power: rate", [](double v) { inverse_power({.initial = 1, .rate = v, .power = 1}); });
  must_be_finite("inverse_power: power", [](double v) { inverse_power({.initial = 1, .rate = 1, .power = v}); });
  must_be_above_0("inverse_power: curve",
                  [](double v) { inverse_power({.initial = 1, .rate = 1, .power = 1, .curve = v}); });
  must_be_a_width("inverse_power: every",
                  [](std::int64_t v) { inverse_power({.initial = 1, .rate = 1, .power = 1, .every = v}); });
  must_be_finite("inverse_sqrt: initial", [](double v) { inverse_sqrt({.initial = v, .timescale = 1}); });
  must_be_a_width("inverse_sqrt: timescale", [](std::int64_t v) { inverse_sqrt({.initial = 1, .timescale = v}); });
  must_be_finite("sigmoid: value", [](double v) { sigmoid({.value = v, .rate = 1, .middle = 1}); });
  const auto sigmoid_of_rate = [](double v) { sigmoid({.value = 1, .rate = v, .middle = 1}); };
  test::refuses(sigmoid_of_rate, "sigmoid: rate must be finite", test::not_finite);
  test::refuses(sigmoid_of_rate, "sigmoid: rate must be 0, or at least 1e-14 in size",
                {test::wrong<double>{1e-16, "1e-16"}, {-9e-15, "-9e-15"}});
  test::accepts(sigmoid_of_rate, 0.0, -0.0, 1e-14, -1e-14, 1e300);
  must_be_a_length("sigmoid: middle", [](std::int64_t v) { sigmoid({.value = 1, .rate = 1, .middle = v}); });
}

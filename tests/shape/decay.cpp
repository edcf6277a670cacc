// SPDX-License-Identifier: MIT

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>

#include <lrsched/shape/decay.hpp>

#include "../catch.hpp"
#include "../near.hpp"

namespace {

using lrsched::exponential, lrsched::inverse_time;
using test::infinity, test::longest, test::ulps;

constexpr std::int64_t million = 1'000'000;

long double ratio(std::int64_t part, std::int64_t whole) {
  return static_cast<long double>(part) / static_cast<long double>(whole);
}

}  // namespace

TEST_CASE("the examples of the decays", "[decay]") {
  const exponential keras({.initial = 0.1, .rate = 0.96, .every = 100'000});
  CHECK(keras(0) == 0.1);
  CHECK(ulps(keras(100'000), 0.096L) <= 2);
  CHECK(ulps(keras(200'000), 0.09216L) <= 2);

  const inverse_time inverse({.initial = 0.1, .rate = 0.5, .every = 10});
  CHECK(inverse(0) == 0.1);
  CHECK(ulps(inverse(20), 0.05L) <= 2);
  CHECK(ulps(inverse(60), 0.025L) <= 2);
}

TEMPLATE_TEST_CASE("powers of 2 are exact", "[decay]", float, double) {
  using limits = std::numeric_limits<TestType>;
  const exponential<TestType> half({.initial = 1, .rate = 0.5}), twice({.initial = -1, .rate = 2}),
      slow({.initial = 1, .rate = 0.25, .every = 6});
  int wrong = 0;
  for (int k = 0; k < limits::digits - limits::min_exponent; ++k) wrong += half(k) != std::ldexp(TestType(1), -k);
  for (int k = 0; k < limits::max_exponent; ++k) wrong += twice(k) != -std::ldexp(TestType(1), k);
  for (int k = 0; k < 100; ++k) wrong += slow(3 * k) != std::ldexp(TestType(1), -k);
  CHECK(wrong == 0);
}

TEMPLATE_TEST_CASE("exponential follows its formula", "[decay]", float, double) {
  for (const TestType rate :
       {TestType(0.96), TestType(0.1), TestType(0.9999), TestType(1.01), TestType(3), TestType(1)})
    for (const std::int64_t every : {std::int64_t{1}, std::int64_t{7}, 100 * million, longest / 40}) {
      const exponential<TestType> decay({.initial = TestType(-0.3), .rate = rate, .every = every});
      long double worst = 0;
      for (std::int64_t i = 0; i <= 40; ++i)
        for (const std::int64_t k : {i, every / 20 * i, every * i}) {
          const long double exponent = ratio(k, every) * std::log2(static_cast<long double>(rate));
          const long double expected = static_cast<long double>(TestType(-0.3)) * std::exp2(exponent);
          const long double counting = k > std::int64_t{1} << 53 ? std::fabs(std::log(expected / TestType(-0.3))) : 0;
          worst = std::max(worst, ulps(decay(k), expected) - counting);
        }
      INFO("rate " << rate << ", every " << every);
      CHECK(worst <= 2);
    }
}

TEMPLATE_TEST_CASE("inverse_time follows its formula", "[decay]", float, double) {
  for (const TestType rate : {TestType(0), TestType(1e-9), TestType(0.5), TestType(0.7), TestType(1e6)})
    for (const std::int64_t every : {std::int64_t{1}, std::int64_t{7}, 100 * million, longest}) {
      const inverse_time<TestType> decay({.initial = TestType(0.3), .rate = rate, .every = every});
      long double worst = 0;
      for (std::int64_t i = 0; i <= 53; ++i)
        for (const std::int64_t k : {i, i * million * million, std::int64_t{1} << i})
          worst = std::max(
              worst, ulps(decay(k), TestType(0.3) / (1 + static_cast<long double>(rate) * static_cast<long double>(k) /
                                                             static_cast<long double>(every))));
      INFO("rate " << rate << ", every " << every);
      CHECK(worst <= 2);
    }
}

TEST_CASE("real positions are fractions of a step", "[decay]") {
  const exponential decay({.initial = 1, .rate = 0.25, .every = 10});
  CHECK(decay(5.0) == 0.5);
  CHECK(decay(7.5F) == decay(7.5));
  CHECK(ulps(decay(2.5), std::pow(0.25L, 0.25L)) <= 2);
  CHECK(ulps(decay(0.125L), std::pow(0.25L, 0.0125L)) <= 2);
  CHECK(inverse_time({.initial = 1, .rate = 2, .every = 10})(2.5) == 1 / 1.5);
}

TEMPLATE_TEST_CASE("before 0 a decay has its initial value", "[decay]", float, double) {
  const exponential<TestType> shrinks({.initial = TestType(0.1), .rate = TestType(0.9)});
  const exponential<TestType> grows({.initial = TestType(0.1), .rate = TestType(1.1)});
  const inverse_time<TestType> inverse({.initial = TestType(0.1), .rate = 1});  // 1/0 at -1, if it were asked there
  for (const std::int64_t k :
       {std::int64_t{-1}, std::int64_t{-5}, -longest, std::numeric_limits<std::int64_t>::min()}) {
    INFO(k);
    CHECK(shrinks(k) == TestType(0.1));
    CHECK(grows(k) == TestType(0.1));
    CHECK(inverse(k) == TestType(0.1));
    CHECK(inverse(static_cast<double>(k) / 2) == TestType(0.1));
  }
}

TEST_CASE("decays end at 0, and growth at the largest finite value", "[decay]") {
  const double largest = std::numeric_limits<double>::max();
  const exponential shrinks({.initial = 0.1, .rate = 0.5});
  for (const std::int64_t k : {std::int64_t{1100}, std::int64_t{2044}, 100 * million, longest}) CHECK(shrinks(k) == 0);
  CHECK(shrinks(infinity<double>) == 0);
  CHECK(shrinks(1070) > 0);
  CHECK(exponential({.initial = 1, .rate = 5e-324})(1) == 5e-324);
  CHECK(exponential({.initial = 1, .rate = 5e-324})(longest) == 0);
  CHECK(exponential({.initial = 0, .rate = 5})(longest) == 0);

  const exponential grows({.initial = 0.1, .rate = 2}), falls({.initial = -0.1, .rate = 2});
  CHECK(grows(1027) == std::ldexp(0.1, 1027));
  for (const std::int64_t k : {std::int64_t{1028}, std::int64_t{2044}, 100 * million, longest}) {
    CHECK(grows(k) == largest);
    CHECK(falls(k) == -largest);
  }
  CHECK(exponential<float>({.initial = 1, .rate = 2})(200) == std::numeric_limits<float>::max());
  CHECK(exponential<float>({.initial = 1, .rate = 0.5})(200) == 0);

  // The whole range of the numbers, from one end to the other.
  CHECK(exponential({.initial = 0x1p1000, .rate = 0.5})(2060) == 0x1p-1060);
  CHECK(exponential({.initial = 0x1p1000, .rate = 0.5})(longest) == 0);
  CHECK(exponential({.initial = 0x1p-1074, .rate = 2})(2090) == 0x1p1016);
  CHECK(exponential({.initial = 0x1p-1074, .rate = 2})(longest) == largest);

  for (const std::int64_t k : {1, 2, 3, 10}) {
    CHECK(ulps(exponential({.initial = largest, .rate = 0.6})(k), largest * std::pow(0.6 + 0.0L, k)) <= 2);
    CHECK(ulps(exponential({.initial = -0x1p1000, .rate = 3})(k), -0x1p1000L * std::pow(3.0L, k)) <= 2);
  }

  for (const std::int64_t every : {std::int64_t{1}, std::int64_t{3}, longest}) {
    const inverse_time steep({.initial = 1, .rate = largest, .every = every});
    CHECK(steep(0) == 1);
    CHECK(ulps(steep(1), static_cast<long double>(every) / largest) <= 2);
    CHECK(steep(longest) >= 0);
    CHECK(steep(longest) <= static_cast<double>(every) / largest);
  }
  CHECK(inverse_time({.initial = -5, .rate = 0})(longest) == -5);
  CHECK(inverse_time({.initial = largest, .rate = 1})(1) == largest / 2);
}

TEST_CASE("float decays move where float cannot count", "[decay]") {
  const auto standing = [](const auto& schedule, std::int64_t around, std::int64_t stride) {
    int count = 0;
    for (std::int64_t k = around - 100 * stride; k < around + 100 * stride; k += stride)
      count += !(schedule(k + stride) < schedule(k));
    return count;
  };
  CHECK(standing(exponential<float>({.initial = 0.1, .rate = 0.5, .every = 10 * million}), 1 << 24, 4) == 0);
  CHECK(standing(exponential<float>({.initial = 0.1, .rate = 0.5, .every = million * million}), million * million,
                 400'000) == 0);
  CHECK(standing(inverse_time<float>({.initial = 0.1, .rate = 1, .every = 10 * million}), 1 << 24, 8) == 0);
  CHECK(standing(inverse_time<float>({.initial = 0.1, .rate = 1, .every = million * million}), million * million,
                 400'000) == 0);

  const float rate = 0.3F;
  const exponential<float> narrow({.initial = 1, .rate = rate, .every = 10 * million});
  const exponential wide({.initial = 1, .rate = rate, .every = 10 * million});
  int different = 0;
  for (std::int64_t k = 0; k < 100 * million; k += 99'991) different += narrow(k) != static_cast<float>(wide(k));
  CHECK(different == 0);
  for (const std::int64_t k : {16'777'215, 16'777'216, 16'777'217})
    CHECK(ulps(narrow(k), std::pow(static_cast<long double>(rate), ratio(k, 10 * million))) <= 1);
}

TEST_CASE("a decay is the same as a constant and at run time", "[decay]") {
  static constexpr exponential decay({.initial = 0.3, .rate = 0.1, .every = 1000});
  static constexpr inverse_time inverse({.initial = 0.3, .rate = 0.1, .every = 1000});
  static constexpr std::array<std::int64_t, 6> positions{0, 1, 333, 99'999, million * million, longest};
  constexpr auto table = [](const auto& schedule) {
    std::array<double, positions.size()> result{};
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = schedule(positions[i]);
    return result;
  };
  constexpr auto decays = table(decay), inverses = table(inverse);
  for (std::size_t i = 0; i < positions.size(); ++i) {
    volatile std::int64_t k = positions[i];
    INFO(k);
    CHECK(ulps(decay(k), decays[i]) <= 2);
    CHECK(ulps(inverse(k), inverses[i]) <= 1);
  }
}

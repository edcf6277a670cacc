// SPDX-License-Identifier: MIT

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <utility>

#include <lrsched/shape/stairs.hpp>

#include "../catch.hpp"
#include "../near.hpp"

namespace {

using lrsched::multi_step, lrsched::multi_step_params, lrsched::piecewise_constant, lrsched::step;
using test::infinity, test::longest, test::ulps;

/// Calls visit(std::integral_constant) with 1 to 9.
template <class Visitor>
void one_to_nine(const Visitor& visit) {
  [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    (visit(std::integral_constant<std::size_t, Index + 1>()), ...);
  }
  (std::make_index_sequence<9>());
}

}  // namespace

TEST_CASE("the examples of the stairs", "[stairs]") {
  const step every_10({.initial = 1, .factor = 0.5, .every = 10});
  const multi_step milestones({.initial = 1, .factor = 0.5}, {30, 80});
  const piecewise_constant pieces({0.1, 0.01, 0.001}, {30, 80});
  for (int k = 0; k < 200; ++k) {
    INFO(k);
    if (k <= 20) CHECK(every_10(k) == (k < 10 ? 1 : k < 20 ? 0.5 : 0.25));
    CHECK(milestones(k) == (k <= 29 ? 1 : k < 80 ? 0.5 : 0.25));
    CHECK(pieces(k) == (k <= 29 ? 0.1 : k < 80 ? 0.01 : 0.001));
  }
  const multi_step from_the_top({.initial = 0.1, .factor = 0.1}, {30, 60, 80});
  CHECK(from_the_top(29) == 0.1);
  CHECK(ulps(from_the_top(79), 0.001L) <= 2);
  CHECK(ulps(from_the_top(80), 0.0001L) <= 2);
}

TEMPLATE_TEST_CASE("a step jumps at the multiples of its width", "[stairs]", float, double) {
  using limits = std::numeric_limits<TestType>;
  for (const std::int64_t every : {std::int64_t{1}, std::int64_t{2}, std::int64_t{30}, (std::int64_t{1} << 24) + 1,
                                   std::int64_t{1'000'000'000'000}}) {
    const step<TestType> halves({.initial = -3, .factor = 0.5, .every = every});
    for (int jump = 0; jump < 100; ++jump) {
      const TestType expected = std::ldexp(TestType(-3), -jump);
      if (halves(jump * every) != expected || halves(jump * every + every - 1) != expected)
        FAIL_CHECK("every " << every << ", jump " << jump);
    }
  }
  CHECK(step<TestType>({.initial = 1, .factor = 0.5, .every = longest})(longest - 1) == 1);
  CHECK(step<TestType>({.initial = 1, .factor = 0.5, .every = longest})(longest) == 0.5);
  CHECK(step<TestType>({.initial = 1, .factor = 0.5, .every = 1})(longest) == 0);
  CHECK(step<TestType>({.initial = 1, .factor = 2, .every = 1})(limits::max_exponent - 1) ==
        std::ldexp(TestType(1), limits::max_exponent - 1));
  CHECK(step<TestType>({.initial = 1, .factor = 2, .every = 1})(limits::max_exponent) == limits::max());
  CHECK(step<TestType>({.initial = -1, .factor = 2, .every = 1})(longest) == -limits::max());
  CHECK(step<TestType>({.initial = 5, .factor = 1, .every = 1})(longest) == 5);

  long double worst = 0;
  for (const TestType factor : {TestType(0.1), TestType(0.97), TestType(1.3)})
    for (int jump = 0; jump < 60; ++jump) {
      long double expected = TestType(0.3);
      for (int i = 0; i < jump; ++i) expected *= factor;
      worst = std::max(
          worst,
          ulps(step<TestType>({.initial = TestType(0.3), .factor = factor, .every = 7})(7 * jump + 6), expected));
    }
  CHECK(worst <= 2);
}

TEMPLATE_TEST_CASE("a factor of 0 leaves nothing", "[stairs]", float, double) {
  for (const TestType initial : {TestType(1), TestType(-0.1), std::numeric_limits<TestType>::max(),
                                 std::numeric_limits<TestType>::denorm_min()}) {
    INFO(initial);
    const step<TestType> once({.initial = initial, .factor = 0, .every = 3});
    CHECK(once(2) == initial);
    for (const std::int64_t k : {std::int64_t{3}, std::int64_t{6}, longest}) CHECK(once(k) == 0);
    const multi_step twice(multi_step_params<TestType>{.initial = initial, .factor = 0}, {5, 8});
    CHECK(twice(4) == initial);
    for (const std::int64_t k : {std::int64_t{5}, std::int64_t{8}, longest}) CHECK(twice(k) == 0);
  }
}

TEST_CASE("milestones count at or before the step, as often as they stand there", "[stairs]") {
  one_to_nine([](auto count) {
    const std::int64_t lists[][9] = {{0, 1, 2, 3, 4, 5, 6, 7, 8},
                                     {3, 5, 6, 10, 11, 11, 11, 13, 20},
                                     {0, 0, 0, 0, 0, 0, 0, 0, 0},
                                     {7, 7, 8, 8, 9, 9, 9, 10, longest},
                                     {1, 2, 2, 2, 2, 19, 19, 22, 22}};
    for (const auto& list : lists) {
      lrsched::detail::list<std::int64_t, count> milestones{};
      lrsched::detail::list<double, count + 1> values{{100}};
      for (std::size_t i = 0; i < count; ++i) {
        milestones.values[i] = list[i];
        values.values[i + 1] = 100 - static_cast<double>(7 * i + 7);
      }
      const multi_step halves(multi_step_params<>{.initial = 1, .factor = 0.5}, milestones);
      const piecewise_constant pieces(values, milestones);
      const auto check = [&](std::int64_t k, auto position) {
        int passed = 0;
        for (const std::int64_t milestone : milestones.values) passed += milestone <= k;
        if (halves(position) != std::ldexp(1.0, -passed) || pieces(position) != 100 - 7 * passed)
          FAIL_CHECK(count << " milestones from " << list[0] << ", at " << position);
      };
      for (std::int64_t k = 0; k < 25; ++k) {
        check(k, k);
        check(k, static_cast<short>(k));
        check(k, static_cast<double>(k));
        check(k, static_cast<double>(k) + 0.999);
        check(k, static_cast<float>(k) + 0.5F);
        check(k, std::nextafter(static_cast<double>(k + 1), 0.0));
      }
      check(0, std::int64_t{-1});
      check(0, -infinity<double>);
      check(longest - 1, longest - 1);
      check(longest, longest);
      check(longest, infinity<float>);
    }
  });
}

TEST_CASE("lists may be arrays that have a name", "[stairs]") {
  static constexpr std::int64_t milestones[] = {30, 60, 80};
  static constexpr double values[] = {1, 0.5, 0.25, 0.125};
  static constexpr multi_step braced({.initial = 1, .factor = 0.5}, {30, 60, 80});
  static_assert(multi_step({.initial = 1, .factor = 0.5}, milestones) == braced);
  static_assert(piecewise_constant(values, milestones) == piecewise_constant({1.0, 0.5, 0.25, 0.125}, {30, 60, 80}));
  static_assert(piecewise_constant({1.0, 0.5, 0.25, 0.125}, milestones) == piecewise_constant(values, {30, 60, 80}));

  static constexpr std::array<std::int64_t, 3> array{30, 60, 80};
  static constexpr std::array<double, 4> array_of_values{1, 0.5, 0.25, 0.125};
  std::int64_t changed[] = {30, 60, 80};
  const multi_step kept({.initial = 1, .factor = 0.5}, changed);
  changed[0] = 0;  // a schedule has its own
  for (std::int64_t k = 0; k < 100; ++k) {
    const double expected = k < 30 ? 1 : k < 60 ? 0.5 : k < 80 ? 0.25 : 0.125;
    CHECK(multi_step({.initial = 1, .factor = 0.5}, array)(k) == expected);
    CHECK(piecewise_constant(array_of_values, array)(k) == expected);
    CHECK(kept(k) == expected);
  }
}

TEST_CASE("real positions jump where whole ones do", "[stairs]") {
  const step every_10({.initial = 1, .factor = 0.5, .every = 10});
  CHECK(every_10(9.999) == 1);
  CHECK(every_10(10.0F) == 0.5);
  CHECK(every_10(19.5L) == 0.5);
  CHECK(every_10(-0.5) == 1);
  CHECK(every_10(infinity<double>) == 0);
}

TEST_CASE("float stairs count what float cannot", "[stairs]") {
  constexpr std::int64_t odd = (std::int64_t{1} << 24) + 1, trillion = 1'000'000'000'001;
  CHECK(step<float>({.initial = 1, .factor = 0.5, .every = odd})(odd - 1) == 1);
  CHECK(step<float>({.initial = 1, .factor = 0.5, .every = odd})(odd) == 0.5);
  const multi_step milestones(multi_step_params<float>{.initial = 1, .factor = 0.5}, {odd, trillion});
  const piecewise_constant pieces({1.0F, 0.5F, 0.25F}, {odd, trillion});
  for (const auto& [k, expected] : {std::pair(odd - 1, 1.0F), {odd, 0.5F}, {trillion - 1, 0.5F}, {trillion, 0.25F}}) {
    INFO(k);
    CHECK(milestones(k) == expected);
    CHECK(pieces(k) == expected);
  }
}

TEST_CASE("the values of piecewise_constant come back as they went in", "[stairs]") {
  constexpr double largest = std::numeric_limits<double>::max();
  const double odd_values[] = {-0.0, 5e-324, largest, -largest, 0.1};
  const piecewise_constant pieces({-0.0, 5e-324, largest, -largest, 0.1}, {1, 2, 3, 4});
  for (int k = 0; k < 5; ++k) {
    CHECK(pieces(k) == odd_values[k]);
    CHECK(std::signbit(pieces(k)) == std::signbit(odd_values[k]));
  }
}

TEST_CASE("stairs are the same as constants and at run time", "[stairs]") {
  static constexpr step halves({.initial = 0.3, .factor = 0.1, .every = 30});
  static constexpr multi_step milestones({.initial = 0.3, .factor = 0.1}, {30, 60, 80});
  constexpr std::array<double, 4> steps{halves(0), halves(30), halves(60), halves(99)};
  constexpr std::array<double, 4> jumps{milestones(0), milestones(30), milestones(60), milestones(80)};
  volatile std::int64_t positions[] = {0, 30, 60, 99};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(halves(positions[i]) == steps[i]);
    CHECK(milestones(positions[i]) == jumps[i]);
  }
}

// SPDX-License-Identifier: MIT

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "../catch.hpp"
#include "../near.hpp"
#include "../rules.hpp"

namespace {

using lrsched::cosine, lrsched::linear, lrsched::piecewise_cosine, lrsched::piecewise_linear;
using test::infinity, test::longest, test::not_a_number, test::ulps;
using list = std::vector<double>;

}  // namespace

TEST_CASE("the examples of the points", "[points]") {
  const piecewise_linear straight({0., 1., 0.5}, {0, 4, 8});
  CHECK(list{straight(1), straight(4), straight(6), straight(8), straight(9)} == list{0.25, 1, 0.75, 0.5, 0.5});
  CHECK(straight(longest) == 0.5);
  CHECK(straight.length() == 8);

  const piecewise_cosine waves({0., 1., 0.5}, {0, 4, 8});
  CHECK(list{waves(2), waves(4), waves(6), waves(8), waves(9)} == list{0.5, 1, 0.75, 0.5, 0.5});
  CHECK(waves(longest) == 0.5);
  CHECK(waves.length() == 8);
}

TEMPLATE_TEST_CASE("curves have the values at the milestones, and hold outside of them", "[points]", float, double) {
  const TestType a = TestType(0.1), b = TestType(0.7), c = TestType(-0.3);
  for (const std::int64_t scale : {std::int64_t{1}, std::int64_t{10}, std::int64_t{1} << 49}) {
    const piecewise_linear straight({a, b, c}, {3 * scale, 7 * scale, 15 * scale});
    const piecewise_cosine waves({a, b, c}, {3 * scale, 7 * scale, 15 * scale});
    INFO("scale " << scale);
    const auto check = [&](const auto& curve) {
      for (const std::int64_t k :
           {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0}, 3 * scale - 1, 3 * scale})
        CHECK(curve(k) == a);
      CHECK(curve(7 * scale) == b);
      for (const std::int64_t k : {15 * scale, 15 * scale + 1, longest, std::numeric_limits<std::int64_t>::max()})
        CHECK(curve(k) == c);
      // Both sides of every joint.
      CHECK(a <= curve(3 * scale + 1));
      CHECK(curve(7 * scale - 1) <= b);
      CHECK(curve(7 * scale + 1) <= b);
      CHECK(c <= curve(15 * scale - 1));
      CHECK(curve(not_a_number<double>) == a);
      CHECK(curve(infinity<double>) == c);
    };
    check(straight);
    check(waves);
  }
}

TEST_CASE("between two points the curves are ramps, bit for bit", "[points]") {
  const piecewise_linear straight({0.3, 1.0, 0.05}, {2, 12, 1'012});
  const piecewise_cosine waves({0.3, 1.0, 0.05}, {2, 12, 1'012});
  for (std::int64_t k = 0; k < 10; ++k) {
    CHECK(straight(2 + k) == linear({.from = 0.3, .to = 1, .steps = 10})(k));
    CHECK(waves(2 + k) == cosine({.from = 0.3, .to = 1, .steps = 10})(k));
  }
  for (std::int64_t k = 0; k < 1'000; ++k) {
    CHECK(straight(12 + k) == linear({.from = 1, .to = 0.05, .steps = 1'000})(k));
    CHECK(waves(12 + k) == cosine({.from = 1, .to = 0.05, .steps = 1'000})(k));
  }
  CHECK(straight(2.5) == linear({.from = 0.3, .to = 1, .steps = 10})(0.5));
  CHECK(straight(512.0L) == linear({.from = 1, .to = 0.05, .steps = 1'000})(500));
}

TEST_CASE("two points at one step are a jump to the second of them", "[points]") {
  const piecewise_linear straight({0., 1., 5., 3.}, {0, 4, 4, 6});
  CHECK(straight(3) == 0.75);
  CHECK(straight(4) == 5);
  CHECK(straight(5) == 4);
  CHECK(straight(6) == 3);
  const piecewise_cosine three({1., 2., 3., 4.}, {5, 5, 5, 5});
  CHECK(three(4) == 1);
  CHECK(three(5) == 4);
  CHECK(three(6) == 4);
  const piecewise_linear at_once({1., 2.}, {0, 0});
  CHECK(at_once(0) == 2);
  CHECK(at_once(-1) == 2);
  CHECK(at_once.length() == 0);
}

TEST_CASE("one point is a constant, and two steps in a row are steps", "[points]") {
  const piecewise_linear one({0.7}, {5});
  for (const std::int64_t k : {std::int64_t{0}, std::int64_t{5}, longest}) CHECK(one(k) == 0.7);
  CHECK(one.length() == 5);
  const piecewise_cosine steps({1., 2., 4.}, {0, 1, 2});
  CHECK(list{steps(0), steps(1), steps(2), steps(3)} == list{1, 2, 4, 4});
  CHECK(steps(0.5) == 1.5);
}

TEST_CASE("the lists may come from a file", "[points]") {
  const std::vector<double> values{0, 1, 0.5};
  const std::vector<std::int64_t> milestones{0, 4, 8};
  const piecewise_linear<std::vector<double>, std::vector<std::int64_t>> straight(values, milestones);
  const piecewise_cosine<std::vector<double>, std::vector<std::int64_t>> waves(values, milestones);
  for (std::int64_t k = -1; k < 10; ++k) {
    CHECK(straight(k) == piecewise_linear({0., 1., 0.5}, {0, 4, 8})(k));
    CHECK(waves(k) == piecewise_cosine({0., 1., 0.5}, {0, 4, 8})(k));
  }
}

TEMPLATE_TEST_CASE("curves stay between their points", "[points]", float, double) {
  using limits = std::numeric_limits<TestType>;
  const TestType next = 1 + limits::epsilon(), tiny = std::max(limits::denorm_min(), static_cast<TestType>(1e-280)),
                 huge = limits::max();
  std::mt19937_64 random{20'260'101};
  const auto check = [&](TestType a, TestType b, std::int64_t steps) {
    const piecewise_linear straight({a, b}, {0, steps});
    const piecewise_cosine waves({a, b}, {0, steps});
    const TestType low = std::min(a, b), high = std::max(a, b);
    int outside = 0;
    for (int i = 0; i < 200; ++i) {
      const auto k = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(steps));
      for (const TestType value : {straight(k), waves(k), straight(static_cast<double>(k) + 0.3)})
        outside += !(low <= value && value <= high);
    }
    INFO("from " << a << " to " << b << ", steps " << steps);
    CHECK(outside == 0);
  };
  for (const std::int64_t steps : {std::int64_t{3}, std::int64_t{98'765}, longest}) {
    check(1, next, steps);
    check(0, tiny, steps);
    check(tiny, -tiny, steps);
    check(huge, 0, steps);
    check(-huge / 2, huge / 2, steps);
    check(TestType(0.3), TestType(0.1), steps);
  }
}

TEST_CASE("curves are constants too, and can be compared", "[points]") {
  static constexpr piecewise_linear straight({0., 1., 0.5}, {0, 4, 8});
  static constexpr piecewise_cosine waves({0., 1., 0.5}, {0, 4, 8});
  static_assert(straight(1) == 0.25 && straight(6) == 0.75 && straight(longest) == 0.5 && straight.length() == 8);
  static_assert(waves(2) == 0.5 && waves(8) == 0.5);
  static_assert(straight == piecewise_linear({0., 1., 0.5}, {0, 4, 8}));
  static_assert(straight != piecewise_linear({0., 1., 0.5}, {0, 4, 9}) &&
                straight != piecewise_linear({0., 1., 0.25}, {0, 4, 8}));
  static constexpr double values[] = {0, 1, 0.5};
  static constexpr std::int64_t milestones[] = {0, 4, 8};
  static_assert(piecewise_linear(values, milestones) == straight && piecewise_cosine(values, milestones) == waves);
  static_assert(piecewise_linear(std::to_array(values), std::to_array(milestones))(6) == 0.75);
  constexpr double first = waves(1);
  volatile std::int64_t k = 1;
  CHECK(ulps(waves(k), first) <= 1);
}

TEST_CASE("what curves refuse", "[points]") {
  using test::complaint, test::must_be_a_length, test::must_be_an_end, test::refuses, test::wrong;
  using vector_linear = piecewise_linear<std::vector<double>, std::vector<std::int64_t>>;
  using vector_cosine = piecewise_cosine<std::vector<double>, std::vector<std::int64_t>>;
  const auto check = [](const std::string& name, const auto& make) {
    const auto made = [&](std::vector<double> values, std::vector<std::int64_t> milestones) {
      return complaint([&] { make(std::move(values), std::move(milestones)); });
    };
    for (std::size_t i = 0; i < 3; ++i) {
      must_be_an_end(name + ": values", [&](double value) {
        std::vector<double> values{0, 1, 2};
        values[i] = value;
        make(values, {1, 2, 3});
      });
    }
    CHECK(made({1e308, -1e308}, {0, 1}) == name + ": the difference of two values must be finite, got -inf");
    must_be_a_length(name + ": milestones", [&](std::int64_t milestone) { make({1}, {milestone}); });
    CHECK(made({0, 1, 2}, {1, 2, longest + 1}) == name + ": milestones must be at most 2^53, got 9007199254740993");
    CHECK(made({0, 1, 2}, {-1, 2, 3}) == name + ": milestones must be at least 0, got -1");
    CHECK(made({0, 1, 2}, {4, 3, 5}) == name + ": milestones must not fall, got 3");
    CHECK(made({0, 1, 2}, {3, 4, 2}) == name + ": milestones must not fall, got 2");
    CHECK(made({0, 1, 2}, {3, 3, 3}) == "accepted");
    CHECK(made({0, 1, 2}, {0, longest, longest}) == "accepted");
    CHECK(made({}, {}) == name + ": values must be at least one, got 0");
    CHECK(made({0, 1, 2}, {1, 2}) == name + ": values must be as many as milestones, got 3");
    CHECK(made({0, 1}, {1, 2, 3}) == name + ": values must be as many as milestones, got 2");
  };
  check("piecewise_linear", [](std::vector<double> values, std::vector<std::int64_t> milestones) {
    vector_linear made(std::move(values), std::move(milestones));
  });
  check("piecewise_cosine", [](std::vector<double> values, std::vector<std::int64_t> milestones) {
    vector_cosine made(std::move(values), std::move(milestones));
  });
}

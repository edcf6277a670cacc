// SPDX-License-Identifier: MIT

// Fast arithmetic and excess precision cost digits, never a boundary or a shape: all builds of values.cpp are within
// 1e-12 of the plain one, in parts of the value.

#include <cmath>
#include <cstddef>
#include <limits>
#include <random>

#include "../catch.hpp"
#include "values.hpp"

build plain;
#define LRSCHED_BUILD(name) build name;
#include "fast_math_builds.inc"  // LRSCHED_BUILD(name) for each set of flags, written by CMake
#undef LRSCHED_BUILD

namespace {

questions asked() {
  questions result{.first_steps = {0, 1, 99'777, (std::int64_t{1} << 42) - 100}};
  for (std::int64_t step = -2; step < 500; ++step) result.steps.push_back(step);
  for (std::int64_t step = 512; step < std::int64_t{1} << 53; step *= 2)
    for (std::int64_t beside = -1; beside <= 1; ++beside) result.steps.push_back(step + beside);
  for (int i = 0; i < 300; ++i) result.positions.push_back(i * 0.37);
  for (int i = 0; i < 100; ++i) result.positions.push_back(i);
  constexpr double infinite = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  for (const double position : {nan, -nan, infinite, -infinite, 1e300}) result.positions.push_back(position);

  result.metrics = {{nan, nan, nan, nan, nan, nan},
                    {3, 2, nan, -nan, nan, 1, nan, infinite, nan, nan, 0, -1, nan},
                    {infinite, infinite, infinite, infinite},
                    {-infinite, -infinite, -infinite, 1, 1, 1, nan}};
  std::mt19937_64 random{20'261'126};
  const double some[] = {nan, infinite, -infinite, 0, 1, -1, 0.5, 3, 1e308};
  for (int stream = 0; stream < 100; ++stream) {
    std::vector<double>& metrics = result.metrics.emplace_back();
    for (int i = 0; i < 50; ++i) metrics.push_back(some[random() % std::size(some)]);
  }
  return result;
}

/// The first place at which the two differ by more than 1e-12 of the value, or -1. Fast arithmetic may take what is not
/// a normal number for 0.
std::ptrdiff_t first_difference(const std::vector<double>& some, const std::vector<double>& others) {
  if (some.size() != others.size()) return 0;
  for (std::size_t i = 0; i < some.size(); ++i)
    if (!(std::abs(some[i] - others[i]) <= 1e-12 * std::abs(some[i]) + std::numeric_limits<double>::min()))
      return static_cast<std::ptrdiff_t>(i);
  return -1;
}

void check(build* fast) {
  static const questions questions = asked();
  static const std::vector<answers> exact = plain(questions);
  const std::vector<answers> given = fast(questions);
  REQUIRE(given.size() == exact.size());
  for (std::size_t i = 0; i < given.size(); ++i) {
    INFO(given[i].name);
    CHECK(first_difference(exact[i].called, given[i].called) == -1);
    CHECK(first_difference(exact[i].filled, given[i].filled) == -1);
    CHECK(first_difference(given[i].called_where_filled, given[i].filled) == -1);
  }
}

}  // namespace

TEST_CASE("a plain build is compared with itself", "[fast_math]") { check(plain); }

#define LRSCHED_BUILD(name) \
  TEST_CASE(#name, "[fast_math]") { check(name); }
#include "fast_math_builds.inc"

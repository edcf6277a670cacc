// SPDX-License-Identifier: MIT

// fill gives the bits of the calls: over every schedule of the catalogue, from many first steps, in spans of many
// sizes, and into a part of a larger array whose rest stays as it was.

#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <lrsched/fill.hpp>

#include "catalogue.hpp"
#include "catch.hpp"

namespace {

constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t longest = std::int64_t{1} << 53;

std::int64_t later(std::int64_t first, std::size_t i) {
  const std::int64_t offset = static_cast<std::int64_t>(i);
  return first > last - offset ? last : first + offset;
}

/// The first index at which the filled values are not those of the calls, or -1.
template <class Schedule>
std::ptrdiff_t first_difference(const Schedule& schedule, std::int64_t first, std::size_t size) {
  using rate = lrsched::rate_of<Schedule>;
  constexpr rate untouched = -12345;
  std::vector<rate> values(size + 2, untouched);
  lrsched::fill(schedule, std::span(values).subspan(1, size), first);
  if (values.front() != untouched || values.back() != untouched) return static_cast<std::ptrdiff_t>(size);
  for (std::size_t i = 0; i < size; ++i) {
    const rate called = schedule(later(first, i));
    if (!(called == values[i + 1])) return static_cast<std::ptrdiff_t>(i);
  }
  return -1;
}

}  // namespace

TEMPLATE_TEST_CASE("fill gives the bits of the calls", "[fill]", float, double, long double) {
  test::each_schedule<TestType>([](const std::string& name, const auto& schedule) {
    for (const std::int64_t first :
         {std::int64_t{0}, std::int64_t{1}, std::int64_t{-5}, std::int64_t{7}, std::int64_t{333}, std::int64_t{99'990},
          (std::int64_t{1} << 42) - 100, (std::int64_t{1} << 53) - 100, longest - 50, longest + 50, last - 20,
          std::numeric_limits<std::int64_t>::min()})
      for (const std::size_t size : {0u, 1u, 63u, 64u, 65u, 200u, 1'000u}) {
        INFO(name << " from step " << first << ", " << size << " values");
        REQUIRE(first_difference(schedule, first, size) == -1);
      }
  });
}

TEST_CASE("the longest ramps are filled by the steps that their calls count", "[fill]") {
  const auto check = [](const auto& ramp) {
    INFO(ramp.name);
    for (const std::int64_t first : {std::int64_t{0}, longest / 2 - 100, longest - 100})
      CHECK(first_difference(ramp, first, 200) == -1);
  };
  using lrsched::ends;
  check(lrsched::one_minus_sqrt({.from = 0.1, .to = 1e-6, .steps = longest, .includes = ends::neither}));
  check(lrsched::rex({.from = 3e-4, .to = 0.999, .steps = longest, .d = 9e-7, .includes = ends::neither}));
  check(lrsched::binary_exponential({.from = 0.01, .to = -0.25, .steps = longest, .includes = ends::neither}));
}

TEST_CASE("fill starts at step 0 unless told, and takes a vector", "[fill]") {
  const lrsched::linear schedule({.from = 0, .to = 1, .steps = 4});
  std::vector<double> values(6);
  lrsched::fill(schedule, values);
  CHECK(values == std::vector<double>{0, 0.25, 0.5, 0.75, 1, 1});
  lrsched::fill(schedule, values, 2);
  CHECK(values == std::vector<double>{0.5, 0.75, 1, 1, 1, 1});
}

TEST_CASE("a lambda is filled by its calls", "[fill]") {
  std::vector<double> values(3);
  lrsched::fill([](std::int64_t step) { return static_cast<double>(step) * 2; }, values, 5);
  CHECK(values == std::vector<double>{10, 12, 14});
}

TEST_CASE("a table at compile time", "[fill]") {
  struct table {
    double values[5];
  };
  constexpr table made = [] {
    table result{};
    lrsched::fill(lrsched::cosine({.from = 1, .to = 0, .steps = 4}), result.values);
    return result;
  }();
  STATIC_REQUIRE(made.values[0] == 1);
  STATIC_REQUIRE(made.values[2] == 0.5);
  STATIC_REQUIRE(made.values[4] == 0);
}

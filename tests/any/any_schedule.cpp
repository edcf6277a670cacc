// SPDX-License-Identifier: MIT

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "catalogue.hpp"
#include "catch.hpp"

using lrsched::any_schedule;

namespace {

constexpr std::int64_t positions[] = {
    std::numeric_limits<std::int64_t>::min(), -1, 0, 1, 7, 69, 70, 71, 100'000, std::int64_t{1} << 53};

}  // namespace

TEST_CASE("any_schedule has the bits of what it owns, at steps and real positions, and filled", "[any_schedule]") {
  test::each_schedule<double>([](const std::string& name, const auto& schedule) {
    INFO(name);
    const any_schedule<double> any = schedule;
    const any_schedule<double> copy = any;
    for (const std::int64_t k : positions) {
      REQUIRE(any(k) == schedule(k));
      REQUIRE(copy(k) == schedule(k));
      if constexpr (requires { schedule.name; })
        REQUIRE(any(static_cast<double>(k)) == schedule(static_cast<double>(k)));
    }
    std::vector<double> filled(200);
    lrsched::fill(any, filled, 3);
    for (std::size_t i = 0; i < filled.size(); ++i) REQUIRE(filled[i] == schedule(static_cast<std::int64_t>(i) + 3));
    if constexpr (requires { schedule.length(); })
      REQUIRE(any.length() == schedule.length());
    else
      REQUIRE(!any.length());
  });
}

TEST_CASE("any_schedule is copied, moved and assigned as a value, small or large", "[any_schedule]") {
  const lrsched::sequence large{lrsched::linear({.from = 0, .to = 1, .steps = 4}),
                                lrsched::cosine({.from = 1, .to = 0, .steps = 4})};
  any_schedule<double> a = large, b = lrsched::constant({.value = 0.5});
  any_schedule<double> copy = a;
  CHECK(copy == a);
  CHECK(!(copy == b));
  std::swap(a, b);
  CHECK(a(1) == 0.5);
  CHECK(b(1) == 0.25);
  copy = std::move(a);
  CHECK(copy(1) == 0.5);
  copy = *&copy;
  CHECK(copy(1) == 0.5);
  copy = b;
  CHECK(copy(6) == 0.5);
}

TEST_CASE("a lambda is asked at whole steps", "[any_schedule]") {
  const any_schedule<double> any = [](std::int64_t step) { return static_cast<double>(step) / 2; };
  CHECK(any(3) == 1.5);
  CHECK(any(3.9) == 1.5);
  CHECK(!any.length());
}

namespace {

double one(std::int64_t) { return 1; }

/// Without fields, so that nobody sees what it holds.
struct level {
  double value;

  double operator()(auto) const { return value; }
  bool operator==(const level&) const = default;
};

}  // namespace

TEST_CASE("what holds a function equals nothing, however deep it is", "[any_schedule]") {
  using namespace lrsched;
  const auto two = [](auto) { return 2.0; };
  const constant still({.value = 1});
  const linear up({.from = 0, .to = 1, .steps = 4});
  const shaped bent({.from = 0, .to = 1, .steps = 4}, [](double p) { return p; });
  const std::vector<any_schedule<double>> all = {
      two, one, level{1}, level{2}, bent, shaped({.from = 5, .to = 9, .steps = 4}, [](double p) { return p; }),
      // in place, and on the heap
      sequence{up, two}, sequence{take(two, 4), still}, sequence{up, up, up, up, up, sequence{up, two}}, shift(two, 3),
      stretch(two, 2), stretch(bent, 2), take(two, 4), staircase(two, 2), repeat(bent), repeat_growing(bent, 2),
      reverse(bent), scale(two, 2), clamp(two, 0, 1), product{two, still}, sum{still, two}, minimum{still, two},
      maximum{still, level{1}},
      // owned by what is owned
      any_finite_schedule<double>(any_schedule<double>(bent)), any_sequence<double>({up, take(two, 4), up}),
      any_fold<detail::multiply>({up, two}), scale(any_schedule<double>(two), 2),
      staircase(stretch(sequence{take(product{up, scale(two, 2)}, 4), still}, 2), 3)};
  for (const any_schedule<double>& schedule : all) {
    const any_schedule<double> copy = schedule;
    INFO(to_string(schedule));
    CHECK(!(schedule == copy));
    CHECK(schedule != copy);
    CHECK(fingerprint(schedule) != fingerprint(copy));
    CHECK(!difference(schedule.describe(), copy.describe()).empty());
    for (const any_schedule<double>& other : all) CHECK(schedule != other);
  }
}

TEST_CASE("a shaped ramp is equal if its arguments and its function are, where the function can be compared",
          "[any_schedule]") {
  struct square {
    double operator()(double p) const { return p * p; }
    bool operator==(const square&) const = default;
  };
  const auto lambda = [power = 2.0](double p) { return power * p; };
  const auto ramp = [](double to, auto f) { return lrsched::shaped({.from = 0, .to = to, .steps = 4}, f); };
  CHECK(ramp(1, square()) == ramp(1, square()));
  CHECK(ramp(1, square()) != ramp(2, square()));
  STATIC_REQUIRE(std::equality_comparable<decltype(ramp(1, square()))>);
  STATIC_REQUIRE(!std::equality_comparable<decltype(ramp(1, lambda))>);
  STATIC_REQUIRE(!std::equality_comparable<decltype(lrsched::stretch(ramp(1, lambda), 2))>);
}

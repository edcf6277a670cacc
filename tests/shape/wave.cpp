// SPDX-License-Identifier: MIT

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "../catch.hpp"
#include "../near.hpp"
#include "../rules.hpp"

namespace {

using lrsched::sine, lrsched::triangle;
using test::infinity, test::longest, test::not_a_number, test::ulps;
using list = std::vector<double>;

constexpr std::int64_t longest_leg = std::int64_t{1} << 52;

list values(const auto& schedule, std::int64_t count) {
  list result;
  for (std::int64_t k = 0; k < count; ++k) result.push_back(schedule(k));
  return result;
}

}  // namespace

TEST_CASE("the examples of the waves", "[wave]") {
  CHECK(values(triangle({.low = 0, .high = 1, .up = 4, .down = 2}), 8) == list{0, 0.25, 0.5, 0.75, 1, 0.5, 0, 0.25});

  const auto sines = values(sine({.low = 0, .high = 1, .up = 3, .down = 3}), 8);
  const long double root = std::sqrt(3.0L) / 2;
  CHECK(list{sines[0], sines[3], sines[6]} == list{0, 1, 0});
  for (const std::size_t k : {1U, 5U, 7U}) CHECK(ulps(sines[k], 0.5L) <= 4);
  for (const std::size_t k : {2U, 4U}) CHECK(ulps(sines[k], root) <= 4);
}

TEMPLATE_TEST_CASE("waves pass their low and high values exactly, again and again", "[wave]", float, double,
                   long double) {
  const TestType low = TestType(0.1), high = TestType(0.7);
  struct legs {
    std::int64_t up, down;
  };
  for (const auto& [up, down] : {legs{1, 1}, legs{4, 2}, legs{1, 70}, legs{98'765, 3}, legs{longest_leg / 4, 7},
                                 legs{longest_leg, longest_leg}}) {
    const triangle<TestType> straight({.low = low, .high = high, .up = up, .down = down});
    const sine<TestType> wave({.low = low, .high = high, .up = up, .down = down});
    const std::int64_t cycle = up + down;
    for (const std::int64_t number : {std::int64_t{0}, std::int64_t{1}, std::int64_t{2}, longest / cycle}) {
      if (number > (longest - up) / cycle) continue;
      const std::int64_t start = number * cycle;
      INFO("up " << up << ", down " << down << ", cycle from " << start);
      CHECK(straight(start) == low);
      CHECK(wave(start) == low);
      CHECK(straight(start + up) == high);
      CHECK(wave(start + up) == high);
      // Both sides of the peak and of the end.
      if (up > 1 && up < 1'000'000) CHECK(straight(start + up - 1) < high);
      if (down > 1) CHECK(straight(start + up + 1) <= high);
      if (start > 0) CHECK(straight(start - 1) >= low);
      if (start > 0 && down < 1'000'000) CHECK(straight(start - 1) > low - (down == 1));
    }
  }
}

TEST_CASE("saws: waves with no way down, or none up", "[wave]") {
  CHECK(values(triangle({.low = 0, .high = 1, .up = 4, .down = 0}), 9) ==
        list{0, 0.25, 0.5, 0.75, 0, 0.25, 0.5, 0.75, 0});
  CHECK(values(triangle({.low = 0, .high = 1, .up = 0, .down = 4}), 9) ==
        list{1, 0.75, 0.5, 0.25, 1, 0.75, 0.5, 0.25, 1});
  CHECK(values(triangle({.low = 2, .high = 3, .up = 1, .down = 0}), 3) == list{2, 2, 2});
  CHECK(values(triangle({.low = 2, .high = 3, .up = 0, .down = 1}), 3) == list{3, 3, 3});
  CHECK(values(triangle({.low = 2, .high = 3, .up = 1, .down = 1}), 5) == list{2, 3, 2, 3, 2});
  CHECK(values(triangle({.low = 2, .high = 2, .up = 2, .down = 1}), 5) == list{2, 2, 2, 2, 2});
  CHECK(sine({.low = 0, .high = 1, .up = 0, .down = 4})(0) == 1);
  CHECK(sine({.low = 0, .high = 1, .up = 4, .down = 0})(4) == 0);
}

TEMPLATE_TEST_CASE("waves stay between low and high", "[wave]", float, double) {
  using limits = std::numeric_limits<TestType>;
  const TestType tiny = std::max(limits::denorm_min(), static_cast<TestType>(1e-280)), huge = limits::max(),
                 next = 1 + limits::epsilon();
  struct range {
    TestType low, high;
  };
  std::mt19937_64 random{20'260'101};
  for (const auto& [low, high] :
       {range{0, 1}, range{1, next}, range{0, tiny}, range{-tiny, tiny}, range{-1, 0}, range{-huge / 2, huge / 2},
        range{0, huge}, range{-huge, -1}, range{TestType(0.1), TestType(0.3)}, range{3, 3}})
    for (const std::int64_t up : {std::int64_t{0}, std::int64_t{1}, std::int64_t{33}, longest_leg})
      for (const std::int64_t down : {std::int64_t{0}, std::int64_t{1}, std::int64_t{7}, longest_leg}) {
        if (up + down == 0) continue;
        const triangle<TestType> straight({.low = low, .high = high, .up = up, .down = down});
        const sine<TestType> wave({.low = low, .high = high, .up = up, .down = down});
        int outside = 0;
        const auto ask = [&, low = low, high = high](auto k) {
          for (const TestType value : {straight(k), wave(k)}) outside += !(low <= value && value <= high);
        };
        for (std::int64_t i = 0; i < 100; ++i) {
          ask(i);
          ask(static_cast<double>(i) + 0.3);
          ask(static_cast<std::int64_t>(random() >> 2));
          ask(up + 50 - i);
        }
        INFO("from " << low << " to " << high << ", up " << up << ", down " << down);
        CHECK(outside == 0);
      }
}

TEST_CASE("waves at real positions, before 0 and beyond 2^53", "[wave]") {
  const triangle straight({.low = 0, .high = 1, .up = 4, .down = 2});
  CHECK(straight(0.5) == 0.125);
  CHECK(straight(4.5F) == 0.75);
  CHECK(straight(5.75L) == 0.125);
  CHECK(straight(6.0) == 0);
  CHECK(straight(3.5 + 6e9) == 0.875);
  CHECK(straight(-1) == 0);
  CHECK(straight(-0.5) == 0);
  CHECK(straight(not_a_number<double>) == 0);
  CHECK(straight(infinity<double>) == straight(longest));
  CHECK(straight(std::numeric_limits<std::int64_t>::max()) == straight(longest));
  CHECK(straight(longest) == 0.5);  // 2^53 mod 6 is 2
}

TEST_CASE("amplitudes that change are products", "[wave]") {
  using namespace lrsched;
  const sum halving{constant({.value = 0.1}), product{triangle({.low = 0, .high = 1, .up = 2, .down = 2}),
                                                      step({.initial = 0.8, .factor = 0.5, .every = 4})}};
  const long double expected[] = {0.1, 0.5, 0.9, 0.5, 0.1, 0.3, 0.5, 0.3, 0.1, 0.2};
  for (std::int64_t k = 0; k < 10; ++k) CHECK(ulps(halving(k), expected[k]) <= 4);
}

TEST_CASE("waves are the same as constants", "[wave]") {
  static constexpr triangle straight({.low = 0, .high = 1, .up = 4, .down = 2});
  static constexpr sine wave({.low = 0, .high = 1, .up = 3, .down = 3});
  static_assert(straight(1) == 0.25 && straight(4) == 1 && straight(5) == 0.5 && straight(longest) == 0.5);
  static_assert(wave(0) == 0 && wave(3) == 1 && wave(6) == 0);
  constexpr double first = wave(1), second = wave(2), fourth = wave(4);
  volatile std::int64_t k = 1;
  CHECK(ulps(wave(k), first) <= 1);
  CHECK(ulps(wave(k + 1), second) <= 1);
  CHECK(ulps(wave(k + 3), fourth) <= 1);
  static_assert(straight == triangle({.low = 0, .high = 1, .up = 4, .down = 2}) &&
                straight != triangle({.low = 0, .high = 1, .up = 4, .down = 3}));
}

TEST_CASE("what waves refuse", "[wave]") {
  using test::accepts, test::must_be_a_length, test::must_be_an_end, test::refuses, test::wrong;
  const auto check = [](const std::string& name, const auto& make) {
    const auto low = [&](double value) { make({.low = value, .high = 1, .up = 1, .down = 1}); };
    const auto high = [&](double value) { make({.low = 0, .high = value, .up = 1, .down = 1}); };
    must_be_an_end(name + ": low", low);
    refuses(high, name + ": high must be finite", test::not_finite);
    refuses(low, name + ": low must not be above high", {wrong<double>{1.5, "1.5"}, {1e300, "1e+300"}});
    refuses([&](double value) { make({.low = -value, .high = value, .up = 1, .down = 1}); },
            name + ": high - low must be finite", {wrong<double>{1e308, "inf"}});
    must_be_a_length(name + ": up", [&](std::int64_t value) { make({.low = 0, .high = 1, .up = value, .down = 1}); });
    must_be_a_length(name + ": down", [&](std::int64_t value) { make({.low = 0, .high = 1, .up = 1, .down = value}); });
    refuses([&](std::int64_t value) { make({.low = 0, .high = 1, .up = value, .down = value}); },
            name + ": up + down must be at least 1", {wrong<std::int64_t>{0, "0"}});
    refuses([&](std::int64_t value) { make({.low = 0, .high = 1, .up = value, .down = value}); },
            name + ": up + down must be at most 2^53", {wrong<std::int64_t>{longest_leg + 1, "9007199254740994"}});
    refuses([&](std::int64_t value) { make({.low = 0, .high = 1, .up = value, .down = longest}); },
            name + ": up + down must be at most 2^53",
            {wrong<std::int64_t>{1, "9007199254740993"}, {longest - 1, "18014398509481983"}});
    accepts([&](std::int64_t value) { make({.low = 0, .high = 1, .up = value, .down = value}); }, longest_leg);
    accepts([&](std::int64_t value) { make({.low = 0, .high = 1, .up = value, .down = 0}); }, std::int64_t{1}, longest);
  };
  check("triangle", [](triangle<>::params given) { triangle made(given); });
  check("sine", [](sine<>::params given) { sine made(given); });
  // The sum of the longest two is one more than an std::int64_t holds.
  CHECK(test::complaint([] {
          triangle({.low = 0, .high = 1, .up = longest, .down = longest});
        }).starts_with("triangle: up + down must be at most 2^53"));
}

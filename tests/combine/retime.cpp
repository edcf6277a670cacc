// SPDX-License-Identifier: MIT

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "../catch.hpp"
#include "../near.hpp"

namespace {

using lrsched::constant, lrsched::exponential, lrsched::linear, lrsched::multi_step, lrsched::repeat,
    lrsched::repeat_growing, lrsched::sequence, lrsched::shift, lrsched::staircase, lrsched::stretch,
    lrsched::with_length, lrsched::take, lrsched::triangle;
using test::infinity, test::longest, test::not_a_number, test::ulps;

/// The position itself: shows where a combinator asks. With and without a length.
struct ticks {
  template <class Position>
  constexpr long double operator()(Position position) const {
    return static_cast<long double>(position);
  }
  bool operator==(const ticks&) const = default;
};
struct finite_ticks : ticks {
  std::int64_t steps;

  constexpr explicit finite_ticks(std::int64_t count) : steps(count) {}
  constexpr std::int64_t length() const { return steps; }
  bool operator==(const finite_ticks&) const = default;
};

constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t corners[] = {std::numeric_limits<std::int64_t>::min(),
                                    -longest,
                                    -1,
                                    0,
                                    1,
                                    2,
                                    3,
                                    7,
                                    10,
                                    99,
                                    1000,
                                    (std::int64_t{1} << 53) + 1,
                                    longest - 1,
                                    longest,
                                    longest + 1,
                                    last};

/// A position of any size as the schedules count it.
std::int64_t counted(std::int64_t k) { return std::clamp(k, std::int64_t{0}, longest); }

const linear up({.from = 0, .to = 1, .steps = 4});

}  // namespace

TEST_CASE("the examples of the retimed", "[retime]") {
  using list = std::vector<double>;
  const auto values = [](const auto& schedule, std::int64_t count) {
    list result;
    for (std::int64_t k = 0; k < count; ++k) result.push_back(schedule(k));
    return result;
  };

  CHECK(values(shift(linear({.from = 0, .to = 1, .steps = 4}), 2), 8) == list{0, 0, 0, 0.25, 0.5, 0.75, 1, 1});

  const stretch stretched(linear({.from = 0, .to = 1, .steps = 4}), 10);
  CHECK(list{stretched(10), stretched(20), stretched(40), stretched(41)} == list{0.25, 0.5, 1, 1});
  CHECK(stretched(39) < 1);

  CHECK(values(take(exponential({.initial = 1, .rate = 0.5}), 3), 5) == list{1, 0.5, 0.25, 0.125, 0.125});
  CHECK(take(exponential({.initial = 1, .rate = 0.5}), 3)(longest) == 0.125);

  const staircase keras(exponential({.initial = 0.1, .rate = 0.96, .every = 100'000}), 100'000);
  CHECK(keras(0) == 0.1);
  CHECK(keras(99'999) == 0.1);
  for (const std::int64_t k : {100'000, 100'001, 199'999}) CHECK(ulps(keras(k), 0.096L) <= 2);
  for (const std::int64_t k : {200'000, 250'000, 299'999}) CHECK(ulps(keras(k), 0.09216L) <= 2);

  CHECK(values(repeat(linear({.from = 0, .to = 1, .steps = 4})), 6) == list{0, 0.25, 0.5, 0.75, 0, 0.25});
}

TEST_CASE("shift", "[retime]") {
  for (const std::int64_t by : {-longest, -longest + 1, std::int64_t{-1000}, std::int64_t{-1}, std::int64_t{0},
                                std::int64_t{1}, std::int64_t{1000}, longest - 1, longest})
    for (const std::int64_t k : corners) {
      INFO("by " << by << " at " << k);
      const long double expected = static_cast<long double>(counted(k)) - static_cast<long double>(by);
      CHECK(shift(ticks(), by)(k) == std::clamp(expected, 0.0L, 0x1p53L));
    }
  CHECK(shift(ticks(), 3)(3.5) == 0.5);
  CHECK(shift(ticks(), 3)(2.5F) == 0);
  CHECK(shift(ticks(), -3)(0.25L) == 3.25L);
  CHECK(shift(ticks(), 3)(not_a_number<double>) == 0);
  CHECK(shift(ticks(), -3)(-7) == 3);

  const auto length = [](std::int64_t steps, std::int64_t by) { return shift(finite_ticks(steps), by).length(); };
  CHECK(length(10, 5) == 15);
  CHECK(length(10, -4) == 6);
  CHECK(length(10, -10) == 0);
  CHECK(length(10, -11) == 0);
  CHECK(length(longest, -longest) == 0);
  CHECK(length(0, -longest) == 0);
  CHECK(length(longest - 5, 5) == longest);
  CHECK(length(longest, 0) == longest);
}

TEST_CASE("stretch", "[retime]") {
  struct {
    double factor;
    long double numerator, denominator;  // of the ratio that it stands for
  } const ratios[] = {{0.1, 1, 10},    {0.5, 1, 2},    {1, 1, 1},      {2.5, 5, 2},
                      {1000, 1000, 1}, {1e-9, 1, 1e9}, {1e18, 1e18, 1}};
  for (const auto& [factor, numerator, denominator] : ratios)
    for (const std::int64_t k : corners) {
      INFO("by " << factor << " at " << k);
      const long double expected = static_cast<long double>(counted(k)) * denominator / numerator;
      // The factor is a double: so near is what it stands for.
      CHECK(std::abs(stretch(ticks(), factor)(k) - std::min(expected, 0x1p53L)) <= expected * 0x1p-53L);
    }
  CHECK(stretch(ticks(), 4)(2) == 0.5);
  CHECK(stretch(ticks(), 4)(0.5) == 0.125);
  CHECK(stretch(ticks(), 5e-324)(1) == 0x1p53L);
  CHECK(stretch(ticks(), 5e-324)(0) == 0);
  CHECK(stretch(ticks(), std::numeric_limits<double>::max())(longest) >= 0);
  CHECK(stretch(linear<float>({.from = 0, .to = 1, .steps = 4}), 10)(10) == 0.25F);
  CHECK(stretch(up, 10)(39.999) < 1);
  CHECK(stretch(up, 0.5)(1) == 0.5);

  const auto length = [](std::int64_t steps, double factor) { return stretch(finite_ticks(steps), factor).length(); };
  CHECK(length(4, 10) == 40);
  CHECK(length(4, 2.5) == 10);
  CHECK(length(5, 0.5) == 3);
  CHECK(length(3, 1.25) == 4);
  CHECK(length(7, 1e-12) == 1);
  CHECK(length(0, 1e300) == 0);

  // Whatever 1/n and the product are rounded to, up to 2^50.
  int wrong = 0;
  for (std::int64_t n = 1; n <= 300; ++n)
    for (std::int64_t i = 0; i <= 1'000; ++i)
      for (const std::int64_t steps : {i, n * i, (std::int64_t{1} << 50) - i, ((std::int64_t{1} << 50) - i) / n * n})
        wrong += length(steps, 1.0 / static_cast<double>(n)) != steps / n + (steps % n != 0);
  CHECK(wrong == 0);
  CHECK(length(longest, 1) == longest);
  CHECK(length(longest / 2, 2) == longest);
  for (const std::int64_t steps : {1, 3, 10, 999})
    for (const double factor : {0.3, 1.7, 10.0}) {  // at its length it has arrived, and one step earlier it has not
      const stretch stretched(linear({.from = 0, .to = 1, .steps = steps}), factor);
      INFO(steps << " steps by " << factor);
      CHECK(stretched(stretched.length()) == 1);
      CHECK(stretched(stretched.length() - 1) < 1);
    }
}

TEST_CASE("what is stretched meets a boundary on its step, and not before", "[retime]") {
  const auto jump_at = [](std::int64_t step) { return multi_step({.initial = 1, .factor = 2}, {step}); };
  std::int64_t wrong = 0;
  for (std::int64_t period = 1; period <= 40; period += 3)
    for (std::int64_t count = 1; count <= 40; count += 3) {
      const std::int64_t length = period * count;
      for (std::int64_t total = length / 3 + 1; total <= 3'000; total += 97) {
        const double factor = static_cast<double>(total) / static_cast<double>(length);
        const auto restarts = stretch(repeat(linear({.from = 1, .to = 0, .steps = period})), factor);
        const auto sawteeth = stretch(triangle({.low = 0, .high = 1, .up = 0, .down = period}), factor);
        const auto pieces =
            with_length(take(sequence{take(constant({.value = 1}), period), constant({.value = 2})}, length), 0, total);
        const std::int64_t jump = (total + count - 1) / count;  // period * factor, rounded up
        wrong += stretch(jump_at(period), factor)(jump) != 2 || stretch(jump_at(period), factor)(jump - 1) != 1;
        wrong += pieces(jump) != 2 || pieces(jump - 1) != 1;
        for (std::int64_t k = 0; k < total; ++k) {
          const bool is_start = k * count % total == 0;
          wrong += (restarts(k) == 1) != is_start || (sawteeth(k) == 1) != is_start;
        }
      }
    }
  CHECK(wrong == 0);
}

TEST_CASE("long plans that are stretched jump on their step", "[retime]") {
  std::mt19937_64 random{20'261'126};
  const auto up_to = [&](std::int64_t most) {
    return static_cast<std::int64_t>(1 + random() % static_cast<std::uint64_t>(most));
  };
  std::int64_t wrong = 0;
  for (const std::int64_t longest_part : {1'000, 1'000'000, 100'000'000, 1'000'000'000})
    for (const std::int64_t parts : {1, 2, 3, 7, 40})  // which start on a step before and after
      for (int turn = 0; turn < 5'000; ++turn) {
        const std::int64_t cycle = up_to(longest_part / parts), length = parts * cycle;
        const std::int64_t new_cycle = up_to(longest_part / parts), total = parts * new_cycle;
        const std::int64_t inner = turn % 2 == 0 ? up_to(length) : cycle * up_to(parts);
        const auto product = static_cast<std::uint64_t>(inner) * static_cast<std::uint64_t>(total);
        const auto jump = static_cast<std::int64_t>((product - 1) / static_cast<std::uint64_t>(length) + 1);
        const auto stairs = with_length(take(multi_step({.initial = 1, .factor = 2}, {inner}), length), 0, total);
        const auto pieces = sequence{
            up, with_length(sequence{take(constant({.value = 1}), inner), take(constant({.value = 2}), length - inner)},
                            0, total)};
        wrong += stairs(jump) != 2 || stairs(jump - 1) != 1;
        wrong += (jump < total && pieces(up.length() + jump) != 2) || pieces(up.length() + jump - 1) != 1;

        const std::int64_t start = new_cycle * (up_to(parts) - 1);
        const linear down({.from = 1, .to = 0, .steps = cycle});
        const auto restarts = with_length(take(repeat(down), length), 0, total);
        const auto teeth = with_length(take(triangle({.low = 0, .high = 1, .up = 0, .down = cycle}), length), 0, total);
        wrong += restarts(start) != 1 || teeth(start) != 1;
        if (start > 0 && new_cycle > 2) wrong += restarts(start - 1) > 0.5 || teeth(start - 1) > 0.5;
      }
  CHECK(wrong == 0);
}

TEST_CASE("what is stretched is far out in the step in which exact arithmetic is", "[retime]") {
  std::mt19937_64 random{20'261'126};
  std::int64_t wrong = 0;
  for (int turn = 0; turn < 100'000; ++turn) {
    const auto numerator = 1 + random() % 1'000, denominator = 1 + random() % 1'000;
    const auto k = longest - static_cast<std::int64_t>(random() >> (11 + random() % 53));
    const auto expected = static_cast<std::uint64_t>(k) * denominator / numerator;
    const stretch stretched(ticks(), static_cast<double>(numerator) / static_cast<double>(denominator));
    if (expected > static_cast<std::uint64_t>(longest)) continue;
    wrong += std::floor(stretched(k)) != static_cast<long double>(expected);
    wrong += std::floor(stretched(static_cast<double>(k))) != static_cast<long double>(expected);
  }
  CHECK(wrong == 0);
}

TEST_CASE("a cycle that has no integer length restarts on its step inside of a stretch", "[retime]") {
  // Cycles of 4, 10, 25 and 62.5 steps start at 0, 4, 14 and 39.
  const auto schedule = stretch(repeat_growing(linear({.from = 1, .to = 0, .steps = 4}), 2.5), 18 / 7.0);
  CHECK(schedule(261) == 1);  // 101.5 * 18 / 7
  CHECK(schedule(260) < 0.1);
}

TEST_CASE("staircase ends where its schedule does", "[retime]") {
  std::int64_t wrong = 0;
  for (std::int64_t steps = 0; steps <= 25; ++steps)
    for (std::int64_t width = 1; width <= 30; ++width) {
      const auto stairs = staircase(linear({.from = 1, .to = 0, .steps = steps}), width);
      std::vector<double> filled(60);
      lrsched::fill(stairs, filled);
      for (std::int64_t k = 0; k < 60; ++k) {
        const double stair = 1 - static_cast<double>(k / width * width) / static_cast<double>(steps);
        const double expected = k >= steps ? 0 : stair;
        wrong += std::abs(stairs(k) - expected) > 1e-15 || filled[static_cast<std::size_t>(k)] != stairs(k);
      }
    }
  CHECK(wrong == 0);
}

TEST_CASE("take", "[retime]") {
  for (const std::int64_t count : {std::int64_t{0}, std::int64_t{1}, std::int64_t{10}, longest})
    for (const std::int64_t k : corners) {
      INFO(count << " at " << k);
      CHECK(take(ticks(), count)(k) == static_cast<long double>(std::min(counted(k), count)));
      CHECK(take(ticks(), count).length() == count);
    }
  CHECK(take(ticks(), 3)(2.5) == 2.5);
  CHECK(take(ticks(), 3)(3.5) == 3);
  CHECK(take(ticks(), 3)(infinity<float>) == 3);
  CHECK(take(finite_ticks(5), 9).length() == 9);
  CHECK(take(up, 2)(5) == 0.5);
  CHECK(take(up, 9)(5) == 1);
  CHECK(take(take(up, 3), 2)(5) == 0.5);
  CHECK(take(take(up, 2), 3)(5) == 0.5);
}

TEST_CASE("staircase", "[retime]") {
  for (const std::int64_t width :
       {std::int64_t{1}, std::int64_t{2}, std::int64_t{7}, std::int64_t{1000}, longest - 1, longest})
    for (const std::int64_t k : corners) {
      INFO(width << " at " << k);
      CHECK(staircase(ticks(), width)(k) == static_cast<long double>(counted(k) / width * width));
    }
  CHECK(staircase(ticks(), 10)(19.99) == 10);
  CHECK(staircase(ticks(), 10)(20.0F) == 20);
  CHECK(staircase(ticks(), 1)(2.5) == 2);
  CHECK(staircase(staircase(ticks(), 2), 3)(11) == 8);
  CHECK(staircase(finite_ticks(25), 10).length() == 25);

  // Both sides of every jump.
  const staircase held(ticks(), 13);
  int wrong = 0;
  for (int k = 0; k < 1000; ++k) wrong += held(k) != std::floor(k / 13.0L) * 13;
  CHECK(wrong == 0);
}

TEST_CASE("repeat", "[retime]") {
  for (const std::int64_t period :
       {std::int64_t{1}, std::int64_t{2}, std::int64_t{7}, std::int64_t{100}, longest - 1, longest})
    for (const std::int64_t k : corners) {
      INFO(period << " at " << k);
      CHECK(repeat(finite_ticks(period))(k) == static_cast<long double>(counted(k) % period));
    }
  CHECK(repeat(finite_ticks(4))(5.5) == 1.5);
  CHECK(repeat(finite_ticks(4))(3.75F) == 3.75L);
  CHECK(repeat(finite_ticks(4))(4.0L) == 0);
  CHECK(repeat(finite_ticks(1))(1234.5) == 0.5);
  CHECK(repeat(finite_ticks(100))(0x1p53) == 92);  // 2^53 = 9007199254740992
  CHECK(repeat(take(repeat(finite_ticks(3)), 5))(9) == 1);

  int wrong = 0;
  const repeat restarts(finite_ticks(13));
  for (int k = 0; k < 1000; ++k)
    for (const double fraction : {0.0, 0.5}) wrong += restarts(k + fraction) != std::fmod(k + fraction, 13.0);
  CHECK(wrong == 0);
}

TEST_CASE("retiming keeps the type and what lambdas captured", "[retime]") {
  const linear<float> narrow({.from = 0, .to = 1, .steps = 4});
  CHECK(std::same_as<decltype(shift(narrow, 1)(0)), float>);
  CHECK(std::same_as<decltype(stretch(narrow, 2)(0)), float>);
  CHECK(std::same_as<decltype(take(narrow, 1)(0)), float>);
  CHECK(std::same_as<decltype(staircase(narrow, 2)(0)), float>);
  CHECK(std::same_as<decltype(repeat(narrow)(0)), float>);

  const std::vector<double> captured{2, 7, 1, 8};
  const auto table = [captured](std::int64_t k) { return captured[static_cast<std::size_t>(k) % captured.size()]; };
  CHECK(shift(table, 1)(2) == 7);
  CHECK(staircase(table, 2)(3) == 1);
  CHECK(repeat(take(table, 3))(4) == 7);
}

TEST_CASE("the retimed are equal if their parts and arguments are", "[retime]") {
  CHECK(shift(ticks(), 1) == shift(ticks(), 1));
  CHECK(shift(ticks(), 1) != shift(ticks(), 2));
  CHECK(stretch(ticks(), 1) != stretch(ticks(), 2));
  CHECK(take(ticks(), 1) != take(ticks(), 2));
  CHECK(staircase(ticks(), 1) != staircase(ticks(), 2));
  CHECK(repeat(finite_ticks(1)) != repeat(finite_ticks(2)));
}

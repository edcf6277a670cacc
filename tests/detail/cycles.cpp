// SPDX-License-Identifier: MIT

// Both sides of every restart there is, by exact rational arithmetic: where the length of a cycle grows by a/b,
// cycle i starts at first (a^i - b^i) / ((a - b) b^(i-1)), which need not be a whole number.

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <gmp.h>

#include <lrsched/lrsched.hpp>

#include "../catch.hpp"
#include "../near.hpp"
#include "../rules.hpp"

namespace {

using lrsched::growing_step, lrsched::linear, lrsched::repeat_growing, lrsched::detail::cycles;
using test::longest;

constexpr std::int64_t counted_by_double = std::int64_t{1} << 52;

struct growth {
  unsigned long a, b;
  double value() const { return static_cast<double>(a) / static_cast<double>(b); }
};

constexpr growth all_growths[] = {{1, 1}, {2, 1}, {3, 1}, {5, 1}, {7, 1}, {10, 1}, {3, 2}, {5, 4}};
constexpr std::int64_t all_firsts[] = {1, 3, 5, 7, 10, 11, 13, 100};

/// A whole number of any size.
class integer {
 public:
  explicit integer(unsigned long value) { mpz_init_set_ui(number_, value); }
  integer(const integer& other) { mpz_init_set(number_, other.number_); }
  integer& operator=(const integer&) = delete;
  ~integer() { mpz_clear(number_); }
  static integer power(unsigned long base, unsigned long exponent) {
    integer result(0);
    mpz_ui_pow_ui(result.number_, base, exponent);
    return result;
  }
  friend integer operator-(const integer& a, const integer& b) {
    integer result(0);
    mpz_sub(result.number_, a.number_, b.number_);
    return result;
  }
  friend integer operator*(const integer& a, const integer& b) {
    integer result(0);
    mpz_mul(result.number_, a.number_, b.number_);
    return result;
  }
  friend integer quotient_rounded_up(const integer& a, const integer& b) {
    integer result(0);
    mpz_cdiv_q(result.number_, a.number_, b.number_);
    return result;
  }
  bool is_divisible_by(const integer& other) const { return mpz_divisible_p(number_, other.number_) != 0; }
  /// The number, or the largest std::int64_t if it is larger.
  std::int64_t value() const {
    return mpz_fits_slong_p(number_) != 0 ? mpz_get_si(number_) : std::numeric_limits<std::int64_t>::max();
  }

 private:
  mpz_t number_;
};

/// The first step of a cycle, and whether the cycle starts with it, not a part of a step before.
struct restart {
  std::int64_t cycle, step;
  bool exact;
};

/// All restarts up to step 2^53; where there are billions, some of them.
std::vector<restart> restarts(std::int64_t first, growth by) {
  std::vector<restart> result;
  if (by.a == by.b) {
    for (std::int64_t i = 1; i <= longest / first; i = i < 1'000 ? i + 1 : i + i / 7)
      result.push_back({i, i * first, true});
    return result;
  }
  for (unsigned long i = 1;; ++i) {
    const integer numerator =
        integer(static_cast<unsigned long>(first)) * (integer::power(by.a, i) - integer::power(by.b, i));
    const integer denominator = integer(by.a - by.b) * integer::power(by.b, i - 1);
    const std::int64_t step = quotient_rounded_up(numerator, denominator).value();
    if (step > longest) return result;
    result.push_back({static_cast<std::int64_t>(i), step, numerator.is_divisible_by(denominator)});
  }
}

/// A schedule whose value is the step that it is asked for.
struct ticks {
  std::int64_t steps;
  template <class Position>
  constexpr double operator()(Position step) const noexcept {
    return static_cast<double>(step);
  }
  constexpr std::int64_t length() const noexcept { return steps; }
};

}  // namespace

TEST_CASE("both sides of every restart", "[cycles]") {
  for (const growth by : all_growths)
    for (const std::int64_t first : all_firsts) {
      INFO("first " << first << ", growth " << by.a << "/" << by.b);
      const cycles counted("test", "first", first, by.value());
      const growing_step stairs({.initial = 1, .factor = 0.5, .every = first, .growth = by.value()});
      const repeat_growing again(ticks{first}, by.value());
      const std::vector<restart> all = restarts(first, by);
      CHECK(all.size() > 12);
      int wrong_cycles = 0, wrong_stairs = 0, not_restarted = 0, outside = 0;
      for (const auto& [cycle, step, exact] : all) {
        wrong_cycles += counted.index(static_cast<double>(step)) != cycle;
        wrong_cycles += counted.index(static_cast<double>(step - 1)) != cycle - 1;
        if (step <= counted_by_double) {
          wrong_cycles += counted.index(static_cast<double>(step)) != cycle;
          wrong_cycles += counted.index(static_cast<double>(step - 1)) != cycle - 1;
          if (exact && step < counted_by_double >> 7)
            wrong_cycles += counted.index(static_cast<double>(step) - 0.25) != cycle - 1;
        }
        if (cycle < 1'000) {
          wrong_stairs += stairs(step) != std::ldexp(1.0, static_cast<int>(-cycle));
          wrong_stairs += stairs(step - 1) != std::ldexp(1.0, static_cast<int>(1 - cycle));
        }
        if (exact) not_restarted += again(step) != 0;
        not_restarted += !(again(step) < 1);
        not_restarted += cycle > 1 && by.a > by.b && !(again(step - 1) > 0);
        const double rounded_up = static_cast<double>(first) * (1 + std::numeric_limits<double>::epsilon());
        for (const std::int64_t k : {step - 1, step, step + 1}) outside += !(again(k) >= 0 && again(k) <= rounded_up);
      }
      CHECK(wrong_cycles == 0);
      CHECK(wrong_stairs == 0);
      CHECK(not_restarted == 0);
      CHECK(outside == 0);
    }
}

TEST_CASE("a decimal growth restarts where the decimal number does", "[cycles]") {
  constexpr std::int64_t tera = 1'000'000'000'000;
  struct restarting {
    double growth;
    std::int64_t first;
    std::vector<std::int64_t> steps;  // starts that are whole
  };
  for (const auto& [growth, first, steps] : {restarting{1.1, 10, {10, 21}},
                                             {1.1, 1000, {1000, 2100, 3310, 4641}},
                                             {1.2, 25, {25, 55, 91}},
                                             {1.3, 100, {100, 230, 399}},
                                             {1.4, 25, {25, 60, 109}},
                                             {1.6, 25, {25, 65, 129}},
                                             {1.8, 25, {25, 70, 151}},
                                             {1.01, 1'000'000, {1'000'000, 2'010'000, 3'030'100, 4'060'401}},
                                             {0.9, 100, {100, 190, 271}},
                                             {0.7, 1000, {1000, 1700, 2190, 2533}},
                                             {0.9, tera, {tera, 1'900'000'000'000, 2'710'000'000'000}},
                                             {0.9, 1000 * tera, {1000 * tera, 1900 * tera, 2710 * tera}}}) {
    const cycles counted("test", "first", first, growth);
    const repeat_growing again(ticks{first}, growth);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      INFO("growth " << growth << ", step " << steps[i]);
      CHECK(counted.index(static_cast<double>(steps[i])) == static_cast<std::int64_t>(i) + 1);
      CHECK(counted.index(static_cast<double>(steps[i] - 1)) == static_cast<std::int64_t>(i));
      CHECK(again(steps[i]) == 0);
      CHECK(again(steps[i] - 1) > 0);
    }
  }
}

TEST_CASE("both sides of every restart of cycles that shrink, and of their end", "[cycles]") {
  for (const growth by : {growth{1, 2}, {1, 4}, {3, 4}, {7, 8}, {127, 128}, {9, 10}, {1, 10}, {2, 3}, {99, 100}})
    for (const std::int64_t first : {1, 2, 3, 7, 8, 10, 64, 100, 1'000, 1'000'000}) {
      INFO("first " << first << ", growth " << by.a << "/" << by.b);
      const cycles counted("test", "first", first, by.value());
      const growing_step stairs({.initial = 1, .factor = 0.5, .every = first, .growth = by.value()});
      const repeat_growing again(ticks{first}, by.value());
      int wrong = 0;
      std::int64_t end = 0, last = 0;
      const auto power = [](unsigned long base, std::int64_t i) {
        return integer::power(base, static_cast<unsigned long>(i));
      };
      for (std::int64_t i = 1; end == 0; ++i) {
        const integer numerator = integer(static_cast<unsigned long>(first)) * (power(by.b, i) - power(by.a, i));
        const integer denominator = integer(by.b - by.a) * power(by.b, i - 1);
        const std::int64_t step = quotient_rounded_up(numerator, denominator).value();
        const bool is_a_step = quotient_rounded_up(power(by.b, i), power(by.a, i)).value() <= first;
        last = i - 1;
        if (!is_a_step) end = step;
        wrong += counted.index(static_cast<double>(step - 1)) != last;
        wrong += stairs(step - 1) != std::ldexp(1.0, static_cast<int>(-last));
        wrong += !(again(step - 1) < static_cast<double>(first));
        if (!is_a_step) continue;
        wrong += counted.index(static_cast<double>(step)) != i;
        wrong += stairs(step) != std::ldexp(1.0, static_cast<int>(-i));
        wrong += numerator.is_divisible_by(denominator) && again(step) != 0;
        wrong += !(again(step) >= 0 && again(step) < static_cast<double>(first));
      }
      for (const std::int64_t k : {end, end + 1, 2 * end, longest}) {
        wrong += counted.index(static_cast<double>(k)) != last;
        wrong += again(k) != static_cast<double>(first);
        wrong += stairs(k) != std::ldexp(1.0, static_cast<int>(-last));
      }
      CHECK(wrong == 0);
    }
}

TEST_CASE("the examples of what grows", "[cycles]") {
  std::vector<double> values;
  const repeat_growing down(linear({.from = 1, .to = 0, .steps = 2}), 2);
  for (std::int64_t k = 0; k < 6; ++k) values.push_back(down(k));
  CHECK(values == std::vector<double>{1, 0.5, 1, 0.75, 0.5, 0.25});
  CHECK(down(6) == 1);
  CHECK(down(10) == 0.5);
  CHECK(down(13) == 0.125);
  CHECK(down(14) == 1);
  CHECK(down(6.5) == 0.9375);
  CHECK(down(-1) == 1);

  values.clear();
  const repeat_growing shrinks(linear({.from = 1, .to = 0, .steps = 4}), 0.5);
  for (std::int64_t k = 0; k < 9; ++k) values.push_back(shrinks(k));
  CHECK(values == std::vector<double>{1, 0.75, 0.5, 0.25, 1, 0.5, 1, 0, 0});
  CHECK(shrinks(6.5) == 0.5);
  CHECK(shrinks(longest) == 0);

  const growing_step stairs({.initial = 1, .factor = 0.5, .every = 10, .growth = 2});
  for (const std::int64_t k : {-1, 0, 9}) CHECK(stairs(k) == 1);
  for (const std::int64_t k : {10, 29}) CHECK(stairs(k) == 0.5);
  for (const std::int64_t k : {30, 69}) CHECK(stairs(k) == 0.25);
  CHECK(stairs(70) == 0.125);
  CHECK(stairs(9.99) == 1);
  CHECK(stairs(10.0F) == 0.5);
}

TEST_CASE("cycles that do not grow repeat, and stairs that do not are steps", "[cycles]") {
  const lrsched::repeat same(linear({.from = 1, .to = 0, .steps = 7}));
  const repeat_growing grows(linear({.from = 1, .to = 0, .steps = 7}), 1);
  const lrsched::step steps({.initial = 3, .factor = 0.9, .every = 7});
  const growing_step stairs({.initial = 3, .factor = 0.9, .every = 7, .growth = 1});
  const std::int64_t around = (std::int64_t{1} << 60) / 7 * 7;
  for (const std::int64_t start : {std::int64_t{0}, around})
    for (std::int64_t k = start; k < start + 30; ++k) {
      INFO(k);
      CHECK(grows(k) == same(k));
      CHECK(stairs(k) == steps(k));
      if (start == 0) CHECK(grows(static_cast<double>(k) + 0.5) == same(static_cast<double>(k) + 0.5));
    }
}

TEST_CASE("cycles that hardly grow, and those that grow without measure", "[cycles]") {
  for (const double by : {0x1.0000000000001p0, 1 + 1e-12, 1 + 1e-9, 1.001})
    for (const std::int64_t first : {std::int64_t{1}, std::int64_t{1'000'000}, longest}) {
      INFO("first " << first << ", growth 1 + " << by - 1);
      const repeat_growing again(ticks{first}, by);
      const cycles counted("test", "first", first, by);
      CHECK(counted.index(static_cast<double>(first - 1)) == 0);
      CHECK(counted.index(static_cast<double>(first)) == 1);
      CHECK(again(first - 1) == static_cast<double>(first - 1));
      CHECK(again(first) == 0);
      CHECK(again(longest) >= 0);
      CHECK(again(longest) <= static_cast<double>(first));
    }
  for (const double by : {1e14, 1e30, 1e100, 1e300, std::numeric_limits<double>::max()}) {
    INFO("growth " << by);
    const repeat_growing again(ticks{10}, by);
    const cycles counted("test", "first", 10, by);
    CHECK(again(9) == 9);
    CHECK(again(10) == 0);
    CHECK(again(longest) <= 10);
    CHECK(counted.index(static_cast<double>(std::int64_t{9})) == 0);
    CHECK(counted.index(static_cast<double>(std::int64_t{10})) == 1);
    CHECK(counted.index(static_cast<double>(longest)) == (by < 1e15 ? 2 : 1));
  }
}

TEST_CASE("cycles that hardly shrink, and those that shrink without measure", "[cycles]") {
  for (const double by : {0x1.fffffffffffffp-1, 1 - 1e-12, 1 - 1e-9, 0.999})
    for (const std::int64_t first : {std::int64_t{2}, std::int64_t{1'000'000}, longest}) {
      INFO("first " << first << ", growth 1 - " << 1 - by);
      const repeat_growing again(ticks{first}, by);
      const cycles counted("test", "first", first, by);
      CHECK(counted.index(static_cast<double>(first - 1)) == 0);
      CHECK(again(first - 1) == static_cast<double>(first - 1));
      std::int64_t before = 0;
      for (std::int64_t k = 1; k < longest; k += k / 2 + 1) {
        const std::int64_t cycle = counted.index(static_cast<double>(k));
        if (cycle < before || !(again(k) >= 0 && again(k) <= static_cast<double>(first))) FAIL_CHECK("at step " << k);
        before = cycle;
      }
    }
  // Each of the shortest cycles has its step, however far out.
  const cycles counted("test", "first", 500'000'000'000'000, 0.9);
  const std::int64_t last = counted.index(static_cast<double>(longest));
  CHECK(last == 321);  // a cycle of 1.025 steps
  std::int64_t before = last - 10, k = 4'999'999'999'999'990;
  while (counted.index(static_cast<double>(k)) > before) k -= 100;
  int skipped = 0;
  for (; before < last; ++k) {
    const std::int64_t cycle = counted.index(static_cast<double>(k));
    skipped += cycle > before + 1;
    if (cycle > before) before = cycle;
  }
  CHECK(skipped == 0);

  for (const double by : {0.01, 1e-30, 1e-300, 5e-324}) {
    INFO("growth " << by);
    const repeat_growing again(ticks{10}, by);
    CHECK(again(9) == 9);
    CHECK(again(10) == 10);
    CHECK(again(longest) == 10);
  }
}

TEST_CASE("what grows is a constant as well", "[cycles]") {
  static constexpr repeat_growing down(linear({.from = 1, .to = 0, .steps = 2}), 2);
  static_assert(down(5) == 0.25 && down(6) == 1 && down(14) == 1 && down(longest) >= 0);
  static constexpr growing_step stairs({.initial = 1, .factor = 0.5, .every = 10, .growth = 1.5});
  static_assert(stairs(9) == 1 && stairs(24) == 0.5 && stairs(25) == 0.25);
  static constexpr repeat_growing shrinks(linear({.from = 1, .to = 0, .steps = 4}), 0.5);
  static_assert(shrinks(5) == 0.5 && shrinks(6) == 1 && shrinks(7) == 0 && shrinks(longest) == 0);
  CHECK(down(5) == 0.25);
}

TEST_CASE("what is refused of what grows", "[cycles]") {
  using test::accepts, test::must_be_a_width, test::must_be_finite, test::must_not_be_negative, test::refuses,
      test::wrong;
  const auto stairs = [](double growth) { growing_step({.initial = 1, .factor = 0.5, .every = 1, .growth = growth}); };
  refuses(stairs, "growing_step: growth must be finite", test::not_finite);
  refuses(stairs, "growing_step: growth must be above 0", {wrong<double>{0, "0"}, {-2, "-2"}});
  accepts(stairs, 1.0, 1.5, 1e308, 0.5, 5e-324);
  must_be_finite("growing_step: initial",
                 [](double initial) { growing_step({.initial = initial, .factor = 0.5, .every = 1, .growth = 2}); });
  must_not_be_negative("growing_step: factor",
                       [](double factor) { growing_step({.initial = 1, .factor = factor, .every = 1, .growth = 2}); });
  must_be_a_width("growing_step: every",
                  [](std::int64_t every) { growing_step({.initial = 1, .factor = 0.5, .every = every, .growth = 2}); });

  const auto repeated = [](double growth) { repeat_growing(linear({.from = 0, .to = 1, .steps = 4}), growth); };
  refuses(repeated, "repeat_growing: growth must be finite", test::not_finite);
  refuses(repeated, "repeat_growing: growth must be above 0", {wrong<double>{0, "0"}, {-1, "-1"}});
  accepts(repeated, 1.0, 2.0, 0.5);
  const auto of_length = [](std::int64_t steps) {
    repeat_growing again(linear({.from = 0, .to = 1, .steps = steps}), 2);
  };
  refuses(of_length, "repeat_growing: schedule's length must be at least 1", {wrong<std::int64_t>{0, "0"}});
  accepts(of_length, std::int64_t{1}, longest);
}

// SPDX-License-Identifier: MIT

// The ramps beyond the first four: their examples, ends and bounds, and what they refuse. How near they come to
// their formulas is measured in accuracy.cpp.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <lrsched/shape/ramp.hpp>

#include "../catch.hpp"
#include "../near.hpp"
#include "../rules.hpp"

namespace {

using namespace lrsched;
using test::longest, test::ulps;
using list = std::vector<double>;

list values(const auto& schedule, std::int64_t count) {
  list result;
  for (std::int64_t k = 0; k < count; ++k) result.push_back(schedule(k));
  return result;
}

constexpr ends all_ends[] = {ends::from, ends::to, ends::neither, ends::both};

/// Calls visit(ramp, starts at `from`) for each, with other arguments from one end of what is allowed to the other.
template <class Real>
void each_ramp(Real from, Real to, std::int64_t steps, ends includes, const auto& visit) {
  for (const Real power : {Real(1e-3), Real(0.5), Real(1), Real(2), Real(7), Real(40)}) {
    visit(lrsched::power<Real>({.from = from, .to = to, .steps = steps, .power = power, .includes = includes}), true);
    visit(cosine_power<Real>({.from = from, .to = to, .steps = steps, .power = power, .includes = includes}), true);
    visit(cosine_k_decay<Real>({.from = from, .to = to, .steps = steps, .k = power, .includes = includes}), true);
    for (const Real k : {Real(0.01), Real(1), Real(20)})
      visit(polynomial_k_decay<Real>(
                {.from = from, .to = to, .steps = steps, .power = power, .k = k, .includes = includes}),
            true);
  }
  for (const Real base : {1 + std::numeric_limits<Real>::epsilon(), Real(1.5), Real(10), Real(1e30)})
    visit(cosine_exponential<Real>({.from = from, .to = to, .steps = steps, .base = base, .includes = includes}), true);
  visit(one_minus_sqrt<Real>({.from = from, .to = to, .steps = steps, .includes = includes}), true);
  for (const Real d : {Real(0), Real(0.5), Real(0.9), Real(0.999)})
    visit(rex<Real>({.from = from, .to = to, .steps = steps, .d = d, .includes = includes}), true);
  const Real huge = std::numeric_limits<Real>::max();
  for (const Real size : {Real(0), Real(1.1e-6), Real(0.5), Real(3), Real(1000), huge}) {
    visit(hyperbolic_tangent<Real>(
              {.from = from, .to = to, .steps = steps, .low = -size, .high = size / 2, .includes = includes}),
          false);
    for (const Real middle : {Real(0.5), Real(0), Real(7), -huge, huge})
      visit(logistic<Real>(
                {.from = from, .to = to, .steps = steps, .steepness = size, .middle = middle, .includes = includes}),
            false);
  }
  visit(binary_exponential<Real>({.from = from, .to = to, .steps = steps, .includes = includes}), true);
  if (from > 0 && to > 0) visit(harmonic<Real>({.from = from, .to = to, .steps = steps, .includes = includes}), true);
  visit(logarithmic<Real>({.from = from, .to = to, .steps = steps, .includes = includes}), true);
  visit(quarter_sine<Real>({.from = from, .to = to, .steps = steps, .includes = includes}), true);
  visit(shaped(ramp_params<Real>{.from = from, .to = to, .steps = steps, .includes = includes},
               [](auto p) { return p * p; }),
        true);
}

}  // namespace

TEST_CASE("between rates below 0 a ramp is the mirror image of that above", "[ramp]") {
  const auto mirrored = [](auto ramp) {
    for (const double to : {0.0, 0.1})
      for (std::int64_t k = 0; k <= 1'000; ++k) REQUIRE(ramp(-0.7, -to)(k) == -ramp(0.7, to)(k));
  };
  mirrored([](double from, double to) { return lrsched::rex({.from = from, .to = to, .steps = 1'000}); });
  mirrored([](double from, double to) { return lrsched::one_minus_sqrt({.from = from, .to = to, .steps = 1'000}); });
  mirrored(
      [](double from, double to) { return lrsched::hyperbolic_tangent({.from = from, .to = to, .steps = 1'000}); });
}

TEST_CASE("the examples of the other ramps", "[ramp]") {
  CHECK(values(power({.from = 0, .to = 1, .steps = 4, .power = 2}), 6) == list{0, 0.0625, 0.25, 0.5625, 1, 1});

  const cosine_power squared({.from = 1, .to = 0, .steps = 4, .power = 2});
  CHECK(list{squared(0), squared(2), squared(4), squared(5)} == list{1, 0.25, 0, 0});

  const cosine_exponential sharp({.from = 1, .to = 0, .steps = 4, .base = 4});
  CHECK(list{sharp(0), sharp(4), sharp(5)} == list{1, 0, 0});
  CHECK(ulps(sharp(2), 1 / 3.0L) <= 5);

  const cosine_k_decay early({.from = 1, .to = 0, .steps = 2, .k = 0.5});
  CHECK(list{early(0), early(2), early(3)} == list{1, 0, 0});
  CHECK(std::fabs(early(1) - 0.19715) < 0.000005);

  CHECK(values(polynomial_k_decay({.from = 1, .to = 0, .steps = 2, .power = 2, .k = 2}), 4) == list{1, 0.5625, 0, 0});

  const one_minus_sqrt root({.from = 1, .to = 0, .steps = 4});
  CHECK(list{root(0), root(1), root(4), root(5)} == list{1, 0.5, 0, 0});

  const auto rational = values(rex({.from = 1, .to = 0, .steps = 2}), 4);
  CHECK(list{rational[0], rational[2], rational[3]} == list{1, 0, 0});
  CHECK(ulps(rational[1], 2 / 3.0L) <= 1);

  const hyperbolic_tangent tangent({.from = 1, .to = 0, .steps = 10, .low = -7, .high = 3});
  CHECK(list{tangent(7), tangent(10), tangent(11)} == list{0.5, 0, 0});
  CHECK(tangent(0) < 1);     // beside `from`
  CHECK(tangent(9) > 0.01);  // and a jump at the end

  const logistic curve({.from = 1, .to = 0, .steps = 10, .steepness = 12});
  CHECK(list{curve(5), curve(10), curve(11)} == list{0.5, 0, 0});

  const auto binary = values(binary_exponential({.from = 1, .to = 0, .steps = 2}), 4);
  CHECK(list{binary[0], binary[2], binary[3]} == list{1, 0, 0});
  CHECK(ulps(binary[1], std::sqrt(2.0L) - 1) <= 2);

  const auto reciprocal = values(harmonic({.from = 1, .to = 0.2, .steps = 4}), 6);
  for (std::size_t k = 0; k < 6; ++k) CHECK(ulps(reciprocal[k], 1 / std::min(5.0L, 1.0L + k)) <= 2);
  CHECK(list{reciprocal[0], reciprocal[4], reciprocal[5]} == list{1, 0.2, 0.2});

  const logarithmic steep({.from = 0, .to = 1, .steps = 7});
  CHECK(list{steep(0), steep(7), steep(8)} == list{0, 1, 1});
  CHECK(ulps(steep(1), 1 / 3.0L) <= 2);
  CHECK(ulps(steep(3), 2 / 3.0L) <= 2);

  const auto sines = values(quarter_sine({.from = 0, .to = 1, .steps = 3}), 5);
  CHECK(list{sines[0], sines[3], sines[4]} == list{0, 1, 1});
  CHECK(ulps(sines[1], 0.5L) <= 2);
  CHECK(ulps(sines[2], std::sqrt(3.0L) / 2) <= 2);

  CHECK(shaped({.from = 0, .to = 1, .steps = 4}, [](double p) { return p * p * p; })(2) == 0.125);
}

TEST_CASE("a shape of your own", "[ramp]") {
  const auto cube = [](double p) { return p * p * p; };
  CHECK(values(shaped({.from = 0, .to = 64, .steps = 4}, cube), 6) == list{0, 1, 8, 27, 64, 64});
  CHECK(values(shaped({.from = 0, .to = 64, .steps = 4, .includes = ends::to}, cube), 5) == list{1, 8, 27, 64, 64});
  CHECK(values(shaped({.from = 0, .to = 64, .steps = 3, .includes = ends::neither}, cube), 4) == list{1, 8, 27, 64});
  CHECK(shaped({.from = 0, .to = 1, .steps = 4}, cube)(1.0F) == cube(0.25));
  CHECK(shaped({.from = 0, .to = 1, .steps = 4}, cube)(-1) == 0);
  CHECK(shaped({.from = 5, .to = 3, .steps = 0}, cube)(0) == 3);
  CHECK(shaped({.from = 5, .to = 3, .steps = 4}, cube).length() == 4);

  // One that does not start at 0 or arrive at 1 jumps; it is never asked for progress 1.
  const auto high = [](double p) { return p < 1 ? 0.5 : 1e9; };
  CHECK(values(shaped({.from = 0, .to = 1, .steps = 2}, high), 4) == list{0.5, 0.5, 1, 1});

  // In float the value is computed in double, rounded once, and finite.
  const shaped narrow(ramp_params<float>{.from = 0, .to = 0.1F, .steps = 3}, [](double p) { return p; });
  CHECK(narrow(1) == static_cast<float>(double{0.1F} * (1 / 3.0)));
  const shaped overflowing(ramp_params<float>{.from = 0, .to = 1, .steps = 3}, [](double) { return 1e300; });
  CHECK(overflowing(1) == std::numeric_limits<float>::max());
  CHECK(shaped({.from = 0, .to = 1e100, .steps = 3}, [](double) { return 1e300; })(1) ==
        std::numeric_limits<double>::max());

  // A share that is nearly 1, or has been rounded to it, does not pass the end: 0.999 + (3e-4 - 0.999) is below 3e-4.
  CHECK(shaped({.from = 0.999, .to = 3e-4, .steps = 4}, [](double p) { return p > 0 ? 1.0 : 0.0; })(1) == 3e-4);

  static constexpr shaped constant({.from = 0, .to = 1, .steps = 4}, [](double p) { return p * p; });
  static_assert(constant(2) == 0.25 && constant(4) == 1 && constant.length() == 4);
}

TEST_CASE("one shape is another in a corner of its arguments", "[ramp]") {
  for (std::int64_t k = 0; k <= 101; ++k) {
    INFO(k);
    const double straight = linear({.from = 1, .to = 0.1, .steps = 100})(k),
                 wave = cosine({.from = 1, .to = 0.1, .steps = 100})(k),
                 square = polynomial({.from = 1, .to = 0.1, .steps = 100, .power = 2})(k);
    CHECK(ulps(power({.from = 1, .to = 0.1, .steps = 100, .power = 1})(k), straight) <= 6);
    CHECK(ulps(rex({.from = 1, .to = 0.1, .steps = 100, .d = 0})(k), straight) <= 6);
    CHECK(ulps(cosine_power({.from = 1, .to = 0.1, .steps = 100, .power = 1})(k), wave) <= 9);
    CHECK(std::fabs(cosine_exponential({.from = 1, .to = 0.1, .steps = 100, .base = 1 + 0x1p-52})(k) - wave) <= 1e-15);
    CHECK(ulps(cosine_k_decay({.from = 1, .to = 0.1, .steps = 100, .k = 1})(k), wave) <= 9);
    CHECK(ulps(polynomial_k_decay({.from = 1, .to = 0.1, .steps = 100, .power = 2, .k = 1})(k), square) <= 12);
    // power is polynomial backwards, bit for bit.
    CHECK(power({.from = 0.1, .to = 1, .steps = 100, .power = 3})(k) ==
          polynomial({.from = 1, .to = 0.1, .steps = 100, .power = 3})(100 - k));
    // hyperbolic_tangent and logistic are one curve, seen differently.
    if (k < 100)
      CHECK(ulps(hyperbolic_tangent({.from = 1, .to = 0.1, .steps = 100, .low = -3, .high = 3})(k),
                 logistic({.from = 1, .to = 0.1, .steps = 100, .steepness = 12})(k)) <= 20);
  }
}

TEMPLATE_TEST_CASE("the other ramps arrive at their ends exactly", "[ramp]", float, double) {
  const TestType tenth = TestType(0.1), third = 1 / TestType(3);
  struct range {
    TestType from, to;
  };
  for (const auto& [from, to] : {range{0, tenth}, range{tenth, 0}, range{tenth, third}, range{third, tenth},
                                 range{-third, 0}, range{0, -third}, range{-tenth, third}, range{tenth, tenth}})
    for (const std::int64_t steps : {std::int64_t{0}, std::int64_t{1}, std::int64_t{2}, std::int64_t{3},
                                     std::int64_t{70}, std::int64_t{98'765}, longest})
      for (const ends includes : all_ends)
        each_ramp(from, to, steps, includes, [&, from = from, to = to](const auto& ramp, bool starts_exactly) {
          INFO(ramp.name << " from " << from << " to " << to << ", steps " << steps << ", ends "
                         << static_cast<int>(includes));
          const bool in_from = includes == ends::from || includes == ends::both;
          const bool in_to = includes == ends::to || includes == ends::both;
          bool exact = ramp.length() == steps && ramp(steps) == to && ramp(longest) == to && ramp(-3) == ramp(0);
          if (steps > 0 && in_to) exact = exact && ramp(steps - 1) == to;
          if (steps > (includes == ends::both ? 1 : 0) && in_from && starts_exactly) exact = exact && ramp(0) == from;
          if (steps == 0) exact = exact && ramp(0) == to;
          if (!exact) FAIL_CHECK("an end is missed: " << ramp(0) << " and " << ramp(steps));
        });
}

TEMPLATE_TEST_CASE("the other ramps stay between their ends", "[ramp]", float, double) {
  using limits = std::numeric_limits<TestType>;
  const TestType next = 1 + limits::epsilon(), huge = limits::max();
  const TestType tiny = std::max(limits::denorm_min(), static_cast<TestType>(1e-280));
  struct range {
    TestType from, to;
  };
  std::mt19937_64 random{20'250'101};
  for (const auto& [from, to] :
       {range{1, next}, range{next, 1}, range{0, tiny}, range{tiny, 0}, range{-tiny, tiny}, range{huge / 2, huge},
        range{huge, 0}, range{0, -huge}, range{-huge / 2, huge / 2}, range{1, huge}, range{huge, 1}, range{-1, 1},
        range{tiny, huge}, range{TestType(0.1), TestType(0.3)}, range{0, 0}})
    for (const std::int64_t steps : {std::int64_t{1}, std::int64_t{3}, std::int64_t{98'765}, longest})
      for (const ends includes : all_ends)
        each_ramp(from, to, steps, includes, [&, from = from, to = to](const auto& ramp, bool) {
          const TestType low = std::min(from, to), high = std::max(from, to);
          int outside = 0;
          const auto ask = [&](auto k) {
            const TestType value = ramp(k);
            outside += !(low <= value && value <= high);
          };
          for (const double tiny_position : {5e-324, 1e-300, 1e-45, 1e-17}) ask(tiny_position);
          for (std::int64_t i = 0; i < 6; ++i) {
            const auto any = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(steps));
            for (const std::int64_t k : {i, steps - i, steps / 2 + i - 3, any}) {
              ask(k);
              ask(static_cast<double>(k) + 0.25);
            }
          }
          INFO(ramp.name << " from " << from << " to " << to << ", steps " << steps << ", ends "
                         << static_cast<int>(includes));
          if (outside != 0) FAIL_CHECK(outside << " values are outside");
        });
}

TEST_CASE("ramps never turn back", "[ramp]") {
  std::mt19937_64 engine{20'261'126};
  const auto share = [&] { return static_cast<double>(engine() >> 11) * 0x1p-53; };
  const auto size = [&](double least, double most) { return std::pow(10, least + (most - least) * share()); };
  const auto end = [&] {
    switch (engine() % 4) {
      case 0:
        return 0.0;
      case 1:
        return -size(-280, 307);
      default:
        return size(-280, 307);
    }
  };
  for (int i = 0; i < 1'000; ++i) {
    const double from = end(), to = i % 5 == 0 ? from * (1 + size(-15, 0)) : end();
    const std::int64_t lengths[] = {1, 2, 3, 10, 1'000, 98'765, std::int64_t{1} << 31}, steps = lengths[engine() % 7];
    const ends includes = all_ends[engine() % 4];
    const auto follow = [&](const auto& ramp) {
      bool back = false;
      const auto move = [&](auto here, auto there) {
        back = back || (from < to ? ramp(there) < ramp(here) : ramp(there) > ramp(here));
      };
      for (std::int64_t k = 0; k < 6; ++k)
        for (const std::int64_t near : {k, steps - k - 1, steps / 2 + k - 3}) {
          move(near, near + 1);
          move(static_cast<double>(near), static_cast<double>(near) + 0.4);
          move(static_cast<double>(near) + 0.4, near + 1);
        }
      INFO(ramp.name << " from " << from << " to " << to << ", steps " << steps);
      if (back) FAIL_CHECK("it turns back");
    };
    const double power = size(-10, 10), steepness = size(-5, 20);
    follow(linear({.from = from, .to = to, .steps = steps, .includes = includes}));
    follow(cosine({.from = from, .to = to, .steps = steps, .includes = includes}));
    follow(polynomial({.from = from, .to = to, .steps = steps, .power = power, .includes = includes}));
    follow(lrsched::power({.from = from, .to = to, .steps = steps, .power = power, .includes = includes}));
    follow(cosine_power({.from = from, .to = to, .steps = steps, .power = power, .includes = includes}));
    follow(
        cosine_exponential({.from = from, .to = to, .steps = steps, .base = 1 + size(-15, 299), .includes = includes}));
    follow(cosine_k_decay({.from = from, .to = to, .steps = steps, .k = power, .includes = includes}));
    follow(polynomial_k_decay(
        {.from = from, .to = to, .steps = steps, .power = power, .k = size(-2, 2), .includes = includes}));
    follow(one_minus_sqrt({.from = from, .to = to, .steps = steps, .includes = includes}));
    follow(rex({.from = from, .to = to, .steps = steps, .d = 1 - size(-5.9, 0), .includes = includes}));
    follow(
        hyperbolic_tangent({.from = from, .to = to, .steps = steps, .low = -steepness, .high = steepness * share()}));
    follow(logistic({.from = from, .to = to, .steps = steps, .steepness = steepness, .includes = includes}));
    follow(binary_exponential({.from = from, .to = to, .steps = steps, .includes = includes}));
    follow(logarithmic({.from = from, .to = to, .steps = steps, .includes = includes}));
    follow(quarter_sine({.from = from, .to = to, .steps = steps, .includes = includes}));
    if (!(from > 0 && to > 0)) continue;
    follow(log_linear({.from = from, .to = to, .steps = steps, .includes = includes}));
    follow(harmonic({.from = from, .to = to, .steps = steps, .includes = includes}));
  }
  // What is too small for that is refused.
  CHECK(test::complaint([] { linear({.from = 3e-308, .to = 0, .steps = 1'000}); }) ==
        "linear: from must be 0, or at least 1e-280 in size, got 3e-308");
  CHECK(test::complaint([] { log_linear({.from = 1, .to = 5e-324, .steps = 4}); }) ==
        "log_linear: to must be 0, or at least 1e-280 in size, got 5e-324");
}

TEST_CASE("power follows real positions down to 0", "[ramp]") {
  for (const double position : {1e-3, 1e-15, 1e-17, 1e-45, 1e-120}) {
    INFO("position " << position);
    CHECK(ulps(power({.from = 0, .to = 1, .steps = 100, .power = 2.5})(position), std::pow(position / 100.L, 2.5L)) <=
          4);
  }
  CHECK(power({.from = 0, .to = 1, .steps = 100, .power = 7})(1e-60) == 0);
}

TEST_CASE("harmonic follows the largest and smallest numbers", "[ramp]") {
  CHECK(ulps(harmonic({.from = 0x1p1022, .to = 0x1p1023, .steps = 2})(1), 0x1p1024L / 3) <= 2);
  CHECK(ulps(harmonic({.from = 0x1p1023, .to = 0x1p1022, .steps = 2})(1), 0x1p1024L / 3) <= 2);
  CHECK(ulps(harmonic({.from = 0x1p-930, .to = 0x1p1023, .steps = 2})(1), 0x1p-929L) <= 2);
}

TEST_CASE("the other ramps are the same as constants and at run time", "[ramp]") {
  static constexpr std::array<std::int64_t, 9> positions{0, 1, 2, 333, 499, 500, 501, 999, 1000};
  constexpr auto all = [](std::int64_t k) {
    return std::array<double, 13>{
        power({.from = 0.3, .to = 1e-5, .steps = 1000, .power = 0.9})(k),
        cosine_power({.from = 0.3, .to = 1e-5, .steps = 1000, .power = 2.5})(k),
        cosine_exponential({.from = 0.3, .to = 1e-5, .steps = 1000})(k),
        cosine_k_decay({.from = 0.3, .to = 1e-5, .steps = 1000, .k = 1.5})(k),
        polynomial_k_decay({.from = 0.3, .to = 1e-5, .steps = 1000, .power = 0.5, .k = 1.5})(k),
        one_minus_sqrt({.from = 0.3, .to = 1e-5, .steps = 1000})(k),
        rex({.from = 0.3, .to = 1e-5, .steps = 1000})(k),
        hyperbolic_tangent({.from = 0.3, .to = 1e-5, .steps = 1000})(k),
        logistic({.from = 0.3, .to = 1e-5, .steps = 1000, .steepness = 12})(k),
        binary_exponential({.from = 0.3, .to = 1e-5, .steps = 1000})(k),
        harmonic({.from = 0.3, .to = 1e-5, .steps = 1000})(k),
        logarithmic({.from = 0.3, .to = 1e-5, .steps = 1000})(k),
        quarter_sine({.from = 0.3, .to = 1e-5, .steps = 1000})(k)};
  };
  static constexpr auto constants = [all] {
    std::array<std::array<double, 13>, positions.size()> result{};
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = all(positions[i]);
    return result;
  }();
  for (std::size_t i = 0; i < positions.size(); ++i) {
    volatile std::int64_t k = positions[i];
    const auto now = all(k);
    for (std::size_t j = 0; j < now.size(); ++j) {
      INFO("ramp " << j << " at " << k);
      CHECK(ulps(now[j], constants[i][j]) <= 16);
    }
  }
  static_assert(constants[0][0] == 0.3 && constants[0][11] == 0.3 && constants[8][0] == 1e-5 &&
                constants[8][11] == 1e-5);
}

TEST_CASE("arguments of any size, and positions of any size, keep their formula", "[ramp]") {
  const auto tangent = [](double low, double high) {
    return hyperbolic_tangent({.from = 0, .to = 1, .steps = 4, .low = low, .high = high});
  };
  for (const double large : {1e3, 0x1p900, 0x1.01p900, 4.3e270, 1e300}) {
    CHECK(tangent(large, large)(2) == 1);
    CHECK(tangent(-large, -large)(2) == 0);
    CHECK(tangent(-large, large)(1) < 1e-99);
    CHECK(tangent(-large, large)(2) == 0.5);
    CHECK(tangent(-large, large)(3) == 1);
    CHECK(tangent(-large, large / 3)(2) < 1e-99);
    CHECK(logistic({.from = 0, .to = 1, .steps = 4, .steepness = large})(1) < 1e-99);
  }
  const double least = 0x1p-1022, root = std::exp2(-10.22);
  CHECK(std::fabs(power({.from = 0, .to = 1, .steps = 1, .power = 0.01})(least) - root) <= 4e-16 * root);
}

TEST_CASE("what the other ramps refuse", "[ramp]") {
  using test::must_be_a_length, test::must_be_an_end, test::must_be_above_0, test::must_be_finite,
      test::must_not_be_negative, test::refuses, test::accepts, test::wrong;
  const auto ends_and_steps = [](const std::string& name, const auto& also) {
    using params = std::remove_cvref_t<decltype(also.arguments())>;
    using ramp = std::remove_cvref_t<decltype(also)>;
    const params good = also.arguments();
    const auto with = [=](auto params::*member) {
      return [=](auto value) {
        params given = good;
        given.*member = value;
        ramp made(given);
      };
    };
    if (name == "harmonic") {
      refuses(with(&params::from), name + ": from must be above 0", {wrong<double>{-1, "-1"}, {0, "0"}});
      refuses(with(&params::to), name + ": to must be above 0", {wrong<double>{-1, "-1"}, {0, "0"}});
    } else {
      must_be_an_end(name + ": from", with(&params::from));
      must_be_an_end(name + ": to", with(&params::to));
    }
    const auto apart = [=](double value) {
      params given = good;
      given.from = value;
      given.to = -value;
      ramp made(given);
    };
    if (name != "harmonic") refuses(apart, name + ": to - from must be finite", {wrong<double>{1e308, "-inf"}});
    must_be_a_length(name + ": steps", with(&params::steps));
    accepts(with(&params::steps), longest);
    const auto includes = [=](int value) {
      params given = good;
      given.includes = static_cast<ends>(value);
      ramp made(given);
    };
    refuses(includes, name + ": includes must be one of the named values", {wrong<int>{4, "4"}, {255, "255"}});
    accepts(includes, 0, 1, 2, 3);
    return with;
  };

  using powers = power_params<double>;
  must_not_be_negative("power: power",
                       ends_and_steps("power", power({.from = 1, .to = 1, .steps = 4, .power = 2}))(&powers::power));
  must_not_be_negative(
      "cosine_power: power",
      ends_and_steps("cosine_power", cosine_power({.from = 1, .to = 1, .steps = 4, .power = 2}))(&powers::power));
  const auto sharp = ends_and_steps("cosine_exponential", cosine_exponential({.from = 1, .to = 1, .steps = 4}));
  const auto base = sharp(&cosine_exponential_params<double>::base);
  refuses(base, "cosine_exponential: base must be finite", test::not_finite);
  refuses(base, "cosine_exponential: base must be above 1", {wrong<double>{1, "1"}, {0.5, "0.5"}, {-10, "-10"}});
  refuses(base, "cosine_exponential: base must be at most 1e300", {wrong<double>{1.1e300, "1.1e+300"}});
  accepts(base, 0x1.0000000000001p0, 1e300);
  must_be_above_0("cosine_k_decay: k",
                  ends_and_steps("cosine_k_decay",
                                 cosine_k_decay({.from = 1, .to = 1, .steps = 4, .k = 2}))(&k_decay_params<double>::k));
  const auto both =
      ends_and_steps("polynomial_k_decay", polynomial_k_decay({.from = 1, .to = 1, .steps = 4, .power = 2, .k = 2}));
  must_not_be_negative("polynomial_k_decay: power", both(&power_k_decay_params<double>::power));
  must_be_above_0("polynomial_k_decay: k", both(&power_k_decay_params<double>::k));
  ends_and_steps("one_minus_sqrt", one_minus_sqrt({.from = 1, .to = 1, .steps = 4}));
  const auto rational = ends_and_steps("rex", rex({.from = 1, .to = 1, .steps = 4}));
  must_not_be_negative("rex: d", rational(&rex_params<double>::d));
  refuses(rational(&rex_params<double>::d), "rex: d must be at most 0.999999",
          {wrong<double>{1, "1"}, {0x1.fffffffffffffp-1, "0.9999999999999999"}, {1e300, "1e+300"}});
  accepts(rational(&rex_params<double>::d), 0.999999);
  const auto tangent =
      ends_and_steps("hyperbolic_tangent", hyperbolic_tangent({.from = 1, .to = 1, .steps = 4, .low = 0, .high = 1}));
  using tangents = hyperbolic_tangent_params<double>;
  must_be_finite("hyperbolic_tangent: low", tangent(&tangents::low));
  refuses(tangent(&tangents::high), "hyperbolic_tangent: high must be finite", test::not_finite);
  refuses(tangent(&tangents::low), "hyperbolic_tangent: low must not be above high", {wrong<double>{1.5, "1.5"}});
  refuses(tangent(&tangents::low), "hyperbolic_tangent: low must be high, or at least 1e-6 below",
          {wrong<double>{0.9999999, "0.9999999"}});
  accepts(tangent(&tangents::low), 1.0, 0.999998, -1e308);
  const auto curve = ends_and_steps("logistic", logistic({.from = 1, .to = 1, .steps = 4, .steepness = 12}));
  const auto steepness = curve(&logistic_params<double>::steepness);
  refuses(steepness, "logistic: steepness must be at least 0", {wrong<double>{-1, "-1"}});
  refuses(steepness, "logistic: steepness must be 0, or at least 1e-6", {wrong<double>{1e-15, "1e-15"}});
  accepts(steepness, 0.0, -0.0, 1e-6, 1e300);
  must_be_finite("logistic: middle", curve(&logistic_params<double>::middle));
  ends_and_steps("binary_exponential", binary_exponential({.from = 1, .to = 1, .steps = 4}));
  ends_and_steps("harmonic", harmonic({.from = 1, .to = 1, .steps = 4}));
  ends_and_steps("logarithmic", logarithmic({.from = 1, .to = 1, .steps = 4}));
  ends_and_steps("quarter_sine", quarter_sine({.from = 1, .to = 1, .steps = 4}));

  const auto own = [](double from, double to, std::int64_t steps) {
    return test::complaint([=] { shaped({.from = from, .to = to, .steps = steps}, [](double p) { return p; }); });
  };
  CHECK(own(1, 0, 4) == "accepted");
  CHECK(own(test::infinity<double>, 0, 4) == "shaped: from must be finite, got inf");
  CHECK(own(1, test::not_a_number<double>, 4) == "shaped: to must be finite, got nan");
  CHECK(own(1e308, -1e308, 4) == "shaped: to - from must be finite, got -inf");
  CHECK(own(1, 0, -4) == "shaped: steps must be at least 0, got -4");
}

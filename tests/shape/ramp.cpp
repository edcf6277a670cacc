// SPDX-License-Identifier: MIT

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <type_traits>
#include <vector>

#include <lrsched/shape/ramp.hpp>

#include "../catch.hpp"
#include "../near.hpp"

namespace {

using lrsched::constant, lrsched::cosine, lrsched::ends, lrsched::linear, lrsched::log_linear, lrsched::polynomial;
using test::longest, test::ulps;

constexpr ends all_ends[] = {ends::from, ends::to, ends::neither, ends::both};
constexpr long double pi = 3.14159265358979323846264338327950288L;

template <class Real>
struct range {
  Real from, to;
};

/// The four ramps of one range, and their formulas, written another way, for a progress p and its rest q = 1 - p.
template <class Real>
struct ramps {
  range<Real> between;
  std::int64_t steps;
  ends includes = ends::from;

  /// Calls visit(ramp, formula, ulps promised); log_linear only where it can be.
  template <class Visitor>
  void each(const Visitor& visit) const {
    const auto [from, to] = between;
    const long double a = from, b = to;
    visit(
        linear<Real>({.from = from, .to = to, .steps = steps, .includes = includes}),
        [=](long double p, long double q) { return p < q ? a + (b - a) * p : b - (b - a) * q; }, 2);
    visit(
        cosine<Real>({.from = from, .to = to, .steps = steps, .includes = includes}),
        [=](long double p, long double q) {
          const long double sine = std::sin(pi / 2 * std::min(p, q));
          return p < q ? a + (b - a) * sine * sine : b - (b - a) * sine * sine;
        },
        4);
    visit(
        polynomial<Real>({.from = from, .to = to, .steps = steps, .power = 3, .includes = includes}),
        [=](long double p, long double q) {
          return p < q ? a + (b - a) * p * (3 - p * (3 - p)) : b - (b - a) * q * q * q;
        },
        4);
    if (from > 0 && to > 0)
      visit(
          log_linear<Real>({.from = from, .to = to, .steps = steps, .includes = includes}),
          [=](long double p, long double q) { return p < q ? a * std::pow(b / a, p) : b * std::pow(a / b, q); }, 2);
  }
};

long double share(std::int64_t part, std::int64_t whole) {
  return static_cast<long double>(part) / static_cast<long double>(whole);
}

}  // namespace

TEST_CASE("the examples of the ramps", "[ramp]") {
  const auto values = [](const auto& schedule, std::int64_t count) {
    std::vector<double> result;
    for (std::int64_t k = 0; k < count; ++k) result.push_back(schedule(k));
    return result;
  };
  using list = std::vector<double>;

  CHECK(values(constant({.value = 0.1}), 3) == list{0.1, 0.1, 0.1});
  CHECK(constant({.value = 0.1})(longest) == 0.1);
  CHECK(constant({.value = 0.1})(-1.5) == 0.1);

  CHECK(values(linear({.from = 0, .to = 1, .steps = 4}), 6) == list{0, 0.25, 0.5, 0.75, 1, 1});
  CHECK(values(linear({.from = 0, .to = 1, .steps = 4, .includes = ends::to}), 5) == list{0.25, 0.5, 0.75, 1, 1});
  CHECK(values(linear({.from = 0, .to = 1, .steps = 4, .includes = ends::neither}), 6) ==
        list{0.2, 0.4, 0.6, 0.8, 1, 1});

  const auto thirds = values(linear({.from = 0, .to = 1, .steps = 4, .includes = ends::both}), 5);
  CHECK(ulps(thirds[1], 1 / 3.0L) <= 2);
  CHECK(ulps(thirds[2], 2 / 3.0L) <= 2);
  CHECK(list{thirds[0], thirds[3], thirds[4]} == list{0, 1, 1});

  const auto half_wave = values(cosine({.from = 1, .to = 0, .steps = 4}), 6);
  CHECK(ulps(half_wave[1], (2 + std::sqrt(2.0L)) / 4) <= 4);
  CHECK(ulps(half_wave[3], (2 - std::sqrt(2.0L)) / 4) <= 4);
  CHECK(list{half_wave[0], half_wave[2], half_wave[4], half_wave[5]} == list{1, 0.5, 0, 0});

  CHECK(values(polynomial({.from = 1, .to = 0, .steps = 4, .power = 2}), 6) == list{1, 0.5625, 0.25, 0.0625, 0, 0});
  CHECK(values(log_linear({.from = 1, .to = 16, .steps = 4}), 6) == list{1, 2, 4, 8, 16, 16});
}

TEMPLATE_TEST_CASE("the grids of the four ends", "[ramp]", float, double) {
  struct grid {
    ends includes;
    std::int64_t steps;
    std::vector<long double> progress;
  };
  const grid grids[] = {{ends::from, 0, {}},
                        {ends::from, 1, {0}},
                        {ends::from, 2, {0, 1 / 2.0L}},
                        {ends::from, 5, {0, 1 / 5.0L, 2 / 5.0L, 3 / 5.0L, 4 / 5.0L}},
                        {ends::to, 0, {}},
                        {ends::to, 1, {1}},
                        {ends::to, 2, {1 / 2.0L, 1}},
                        {ends::to, 5, {1 / 5.0L, 2 / 5.0L, 3 / 5.0L, 4 / 5.0L, 1}},
                        {ends::neither, 0, {}},
                        {ends::neither, 1, {1 / 2.0L}},
                        {ends::neither, 2, {1 / 3.0L, 2 / 3.0L}},
                        {ends::neither, 5, {1 / 6.0L, 1 / 3.0L, 1 / 2.0L, 2 / 3.0L, 5 / 6.0L}},
                        {ends::both, 0, {}},
                        {ends::both, 1, {1}},
                        {ends::both, 2, {0, 1}},
                        {ends::both, 5, {0, 1 / 4.0L, 1 / 2.0L, 3 / 4.0L, 1}}};
  const range<TestType> ranges[] = {{2, 7}, {TestType(0.7), TestType(0.1)}, {0, 3}, {TestType(-0.3), -5}, {4, 4}};

  for (const grid& grid : grids)
    for (const range<TestType>& between : ranges)
      ramps<TestType>{between, grid.steps, grid.includes}.each(
          [&](const auto& ramp, const auto& formula, int promised) {
            const auto [from, to] = between;
            const std::int64_t steps = grid.steps;
            INFO(ramp.name << ", ends " << static_cast<int>(grid.includes) << ", steps " << steps << ", from " << from);
            CHECK(ramp.length() == steps);
            for (std::int64_t k = 0; k < steps; ++k) {
              const long double p = grid.progress[static_cast<std::size_t>(k)];
              if (p == 0)
                CHECK(ramp(k) == from);
              else if (p == 1)
                CHECK(ramp(k) == to);
              else
                CHECK(ulps(ramp(k), formula(p, 1 - p)) <= promised);
            }
            for (const std::int64_t k :
                 {steps, steps + 1, std::int64_t{1'000'000}, longest, std::numeric_limits<std::int64_t>::max()})
              CHECK(ramp(k) == to);
            CHECK(ramp(std::int64_t{-1}) == ramp(0));
            CHECK(ramp(std::numeric_limits<std::int64_t>::min()) == ramp(0));
            CHECK(ramp(-0.7) == ramp(0));
          });
}

TEMPLATE_TEST_CASE("ramps of many lengths follow their formulas", "[ramp]", float, double) {
  const range<TestType> ranges[] = {{0, TestType(3e-4)},
                                    {1, 0},
                                    {TestType(0.1), TestType(0.099)},
                                    {-5, TestType(-0.3)},
                                    {TestType(1e-30), TestType(1e30)}};
  for (const std::int64_t steps : {std::int64_t{3}, std::int64_t{999}, std::int64_t{1'000'000'007}, longest})
    for (const range<TestType>& between : ranges)
      ramps<TestType>{between, steps}.each([&](const auto& ramp, const auto& formula, int promised) {
        const auto [from, to] = between;
        long double worst = 0;
        for (std::int64_t i = 0; i <= 40; ++i)
          for (const std::int64_t k : {i, steps - i, steps / 2 - 20 + i, steps / 40 * i})
            if (k >= 0 && k <= steps)
              worst = std::max(worst, ulps(ramp(k), formula(share(k, steps), share(steps - k, steps))));
        // Beyond 2^53 the steps themselves are rounded, which the power and the logarithm multiply.
        const long double counting =
            steps == longest ? 3 + (from > 0 && to > 0 ? std::fabs(std::log(to / from)) : 0) : 0;
        INFO(ramp.name << ", steps " << steps << ", from " << from);
        CHECK(worst <= promised + counting);
      });
}

TEST_CASE("ends of opposite signs lose no more than the rounding of the larger one", "[ramp]") {
  for (const double to : {1.0, 0.1, 3.0})
    ramps<double>{{-0.7, to}, 1000}.each([&](const auto& ramp, const auto& formula, int promised) {
      const double larger = std::max(0.7, to);
      for (int k = 0; k < 1000; ++k)
        if (std::fabs(ramp(k) - formula(share(k, 1000), share(1000 - k, 1000))) >
            promised * larger * std::numeric_limits<double>::epsilon())
          FAIL_CHECK(ramp.name << " to " << to << " at " << k);
    });
}

TEMPLATE_TEST_CASE("real positions follow the formula between the steps", "[ramp]", float, double) {
  for (const ends includes : all_ends)
    for (const std::int64_t steps : {2, 5, 700})
      ramps<TestType>{{TestType(0.1), TestType(0.7)}, steps, includes}.each(
          [&](const auto& ramp, const auto& formula, int promised) {
            const long double first = includes == ends::to || includes == ends::neither ? 1 : 0;
            const long double whole =
                static_cast<long double>(steps) + (includes == ends::neither) - (includes == ends::both);
            bool inside = true;
            long double worst = 0;
            for (std::int64_t k = 0; k < steps + 2; ++k)
              for (const double fraction : {0.125, 0.5, 0.9}) {
                const auto position = static_cast<std::common_type_t<TestType, double>>(k) + fraction;
                const TestType value = ramp(position);
                inside = inside && ramp(k) <= value && value <= ramp(k + 1);
                const long double p = std::min(1.0L, (position + first) / whole);
                worst = std::max(worst, ulps(value, formula(p, 1 - p)));
              }
            INFO(ramp.name << ", ends " << static_cast<int>(includes) << ", steps " << steps);
            CHECK(inside);
            CHECK(worst <= promised);
          });
  CHECK(linear({.from = 0, .to = 1, .steps = 4})(0.5F) == 0.125);
  CHECK(linear({.from = 0, .to = 1, .steps = 4})(3.5L) == 0.875);
  CHECK(linear({.from = 0, .to = 1, .steps = 4, .includes = ends::to})(2.5) == 0.875);
  CHECK(linear({.from = 0, .to = 1, .steps = 4, .includes = ends::to})(3.5) == 1);
}

TEMPLATE_TEST_CASE("values stay between the ends", "[ramp]", float, double) {
  using limits = std::numeric_limits<TestType>;
  const TestType one = 1, next = one + limits::epsilon(), huge = limits::max();
  const TestType tiny = std::max(limits::denorm_min(), static_cast<TestType>(1e-280));
  const TestType small = std::max(limits::min(), 1000 * tiny);
  const range<TestType> ranges[] = {{one, next},
                                    {next, one},
                                    {TestType(0.1), std::nextafter(TestType(0.1), one)},
                                    {0, tiny},
                                    {tiny, 0},
                                    {tiny, 3 * tiny},
                                    {small, tiny},
                                    {-tiny, tiny},
                                    {0, small},
                                    {small, 7 * small},
                                    {huge / 2, huge},
                                    {huge, huge / 2},
                                    {huge, 0},
                                    {0, -huge},
                                    {-huge / 2, huge / 2},
                                    {-huge / 3, tiny},
                                    {1, huge},
                                    {huge, 1},
                                    {-1, 1},
                                    {one, -next},
                                    {TestType(-1e-8), 1},
                                    {0, 0},
                                    {tiny, huge},
                                    {huge, small},
                                    {huge, huge},
                                    {TestType(0.1), TestType(0.3)}};
  std::mt19937_64 random{20'250'101};
  for (const range<TestType>& between : ranges)
    for (const std::int64_t steps :
         {std::int64_t{1}, std::int64_t{2}, std::int64_t{3}, std::int64_t{1000}, std::int64_t{98'765}, longest})
      for (const ends includes : all_ends)
        ramps<TestType>{between, steps, includes}.each([&](const auto& ramp, const auto&, int) {
          const auto [from, to] = between;
          const TestType low = std::min(from, to), high = std::max(from, to);
          const auto outside = [&](auto k) {
            const TestType value = ramp(k);
            return !(low <= value && value <= high);
          };
          int count = 0;
          for (std::int64_t i = 0; i < 12; ++i) {
            const auto any = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(steps));
            for (const std::int64_t k : {i, steps - i, steps / 2 + i - 6, any})
              count += outside(k) + outside(static_cast<double>(k) + 0.25 * static_cast<double>(i % 4));
          }
          INFO(ramp.name << " from " << from << " to " << to << ", steps " << steps << ", ends "
                         << static_cast<int>(includes));
          if (count != 0) FAIL_CHECK(count << " values are outside");
        });
}

TEST_CASE("a ramp of 2^52 steps is filled as it is asked", "[ramp]") {
  const log_linear slow({.from = 1, .to = 1e-30, .steps = std::int64_t{1} << 52});
  const std::int64_t first = (std::int64_t{1} << 51) - 100'000'000'001;
  std::vector<double> filled(100);
  lrsched::fill(slow, filled, first);
  for (std::size_t i = 0; i < filled.size(); ++i) CHECK(filled[i] == slow(first + static_cast<std::int64_t>(i)));
}

TEST_CASE("the largest numbers are followed as well", "[ramp]") {
  CHECK(linear({.from = 0, .to = 0x1p1023, .steps = 4})(1) == 0x1p1021);
  CHECK(linear({.from = 0x1p1023, .to = 0, .steps = 4})(3) == 0x1p1021);
  CHECK(linear({.from = -0x1p1022, .to = 0x1p1022, .steps = 4})(3) == 0x1p1021);
  CHECK(linear({.from = 0, .to = 0x1p1023, .steps = 1, .includes = ends::neither})(0) == 0x1p1022);
  CHECK(cosine({.from = 0x1p1023, .to = 0, .steps = 2})(1) == 0x1p1022);
  CHECK(polynomial({.from = 0x1p1023, .to = 0, .steps = 2, .power = 3})(1) == 0x1p1020);
  CHECK(log_linear({.from = 0x1p-930, .to = 0x1p1022, .steps = 4})(1) == 0x1p-442);
  CHECK(log_linear({.from = 0x1p-930, .to = 0x1p1022, .steps = 4})(3) == 0x1p534);
  for (const int k : {1, 2, 3})
    CHECK(ulps(log_linear({.from = 0x1.fp1023, .to = 0x1p1023, .steps = 4})(k),
               0x1.fp1023L * std::pow(0x1p1023L / 0x1.fp1023L, k / 4.0L)) <= 2);
  CHECK(linear<float>({.from = 0, .to = 0x1p127F, .steps = 4})(1) == 0x1p125F);
}

TEST_CASE("float ramps move where float cannot count", "[ramp]") {
  constexpr std::int64_t million = 1'000'000;
  const float from = 1e-3F, to = 1e-6F;
  struct stretch {
    std::int64_t steps, around, stride;
  };
  for (const stretch& where :
       {stretch{100 * million, std::int64_t{1} << 24, 40}, stretch{2 * million * million, million * million, million}})
    ramps<float>{{from, to}, where.steps}.each([&](const auto& ramp, const auto& formula, int) {
      const auto [steps, around, stride] = where;
      int standing = 0;
      long double worst = 0;
      for (std::int64_t k = around - 200 * stride; k < around + 200 * stride; k += stride) {
        standing += !(ramp(k + stride) < ramp(k));
        worst = std::max(worst, ulps(ramp(k), formula(share(k, steps), share(steps - k, steps))));
      }
      INFO(ramp.name << ", around " << around);
      CHECK(standing == 0);
      CHECK(worst <= 1);
      CHECK(ramp(steps) == to);
    });

  const auto rounded = [&](auto narrow, auto wide) {
    int different = 0;
    for (std::int64_t k = 0; k < 50 * million; k += 77'777) different += narrow(k) != static_cast<float>(wide(k));
    return different;
  };
  CHECK(rounded(linear<float>({.from = from, .to = to, .steps = 40 * million}),
                linear({.from = from, .to = to, .steps = 40 * million})) == 0);
  CHECK(rounded(cosine<float>({.from = from, .to = to, .steps = 40 * million}),
                cosine({.from = from, .to = to, .steps = 40 * million})) == 0);
  CHECK(rounded(polynomial<float>({.from = from, .to = to, .steps = 40 * million, .power = 2}),
                polynomial({.from = from, .to = to, .steps = 40 * million, .power = 2})) == 0);
  CHECK(rounded(log_linear<float>({.from = from, .to = to, .steps = 40 * million}),
                log_linear({.from = from, .to = to, .steps = 40 * million})) == 0);
}

TEST_CASE("powers of all sizes", "[ramp]") {
  const auto at = [](double from, double to, double power, std::int64_t k) {
    return polynomial({.from = from, .to = to, .steps = 100, .power = power})(k);
  };
  for (const std::int64_t k : {1, 10, 49, 50, 51, 90, 99}) {
    const long double p = static_cast<long double>(k) / 100;
    for (const double power : {0.01, 0.5, 0.9, 1.0, 1.5, 2.0, 7.25, 40.0}) {
      INFO("power " << power << " at " << k);
      CHECK(ulps(at(1, 0, power, k), std::pow(1 - p, static_cast<long double>(power))) <= 4);
      CHECK(ulps(at(0, 1, power, k), -std::expm1(power * std::log1p(-p))) <= 4);
      CHECK(ulps(at(0.1, 0.3, power, k), 0.1 + (0.3L + (0.3 - 0.3L) - 0.1) * -std::expm1(power * std::log1p(-p))) <= 4);
    }
    CHECK(at(5, 0.25, 1e-300, k) == 5);    // a jump at the end
    CHECK(at(5, 0.25, 1e300, k) == 0.25);  // a jump after step 0
  }
  CHECK(at(5, 0.25, 1e-300, 100) == 0.25);
  CHECK(at(5, 0.25, 1e300, 0) == 5);
}

TEST_CASE("a ramp is the same as a constant and at run time", "[ramp]") {
  static constexpr linear line({.from = 0.3, .to = 1e-5, .steps = 1000});
  static constexpr cosine wave({.from = 0.3, .to = 1e-5, .steps = 1000});
  static constexpr polynomial power({.from = 0.3, .to = 1e-5, .steps = 1000, .power = 0.9});
  static constexpr log_linear factor({.from = 0.3, .to = 1e-5, .steps = 1000});
  static constexpr std::array<std::int64_t, 10> positions{0, 1, 2, 333, 499, 500, 501, 998, 999, 1000};
  constexpr auto table = [](const auto& schedule) {
    std::array<double, positions.size()> result{};
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = schedule(positions[i]);
    return result;
  };
  constexpr auto lines = table(line), waves = table(wave), powers = table(power), factors = table(factor);
  for (std::size_t i = 0; i < positions.size(); ++i) {
    volatile std::int64_t k = positions[i];
    INFO(k);
    CHECK(ulps(line(k), lines[i]) <= 1);
    CHECK(ulps(wave(k), waves[i]) <= 2);
    CHECK(ulps(power(k), powers[i]) <= 4);
    CHECK(ulps(factor(k), factors[i]) <= 2);
  }
}

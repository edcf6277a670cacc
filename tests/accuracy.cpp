// SPDX-License-Identifier: MIT

// Every closed form against the same formula in 300 binary digits, at more than 10,000 positions for each schedule and
// type. A formula is written once, for numbers of any type: with exact ones it gives the value to come near to, with
// the schedule's own type it is the naive way to compute it, whose errors the table shows beside ours:
//   accuracy "[table]"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <map>
#include <numbers>
#include <random>
#include <string>
#include <type_traits>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "catch.hpp"
#include "exact.hpp"

namespace {

using lrsched::ends;

template <class Number>
Number pi() {
  if constexpr (std::same_as<Number, exact>)
    return exact::pi();
  else
    return std::numbers::pi_v<Number>;
}

/// What has been found out about a schedule in one type.
struct finding {
  double ours = 0, naive = 0;  // largest errors in units of the last place
  std::int64_t positions = 0;
};

std::map<std::string, std::map<std::string, finding>> findings;  // by schedule, then by type

template <class Real>
const char* type_name() {
  return std::same_as<Real, float> ? "float" : std::same_as<Real, double> ? "double" : "long double";
}

/// The first and last hundred positions up to `last`, those in the middle, those around powers of two, and random ones.
std::vector<std::int64_t> positions(std::int64_t last) {
  std::vector<std::int64_t> result;
  const auto add = [&](std::int64_t position) {
    if (position >= 0 && position <= last) result.push_back(position);
  };
  for (std::int64_t i = 0; i <= 100; ++i) {
    add(i);
    add(last - i);
    add(last / 2 - 50 + i);
  }
  for (int power = 0; power < 62; ++power)
    for (int offset = -1; offset <= 1; ++offset) add((std::int64_t{1} << power) + offset);
  std::mt19937_64 random{20'260'101};
  for (int i = 0; i < 500; ++i) add(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(last + 1)));
  return result;
}

/// Compares a schedule with its formula up to a position; `bound(value)` is how far it may be off, in ulp.
template <class Real, class Formula, class Bound>
void compare(const char* name, const auto& schedule, std::int64_t last, const Formula& formula, const Bound& bound) {
  finding& found = findings[name][type_name<Real>()];
  double worst_excess = -1;
  std::int64_t worst_position = 0;
  for (const std::int64_t k : positions(last)) {
    const exact value = formula(exact(k));
    const double error = error_in_ulps(schedule(k), value);
    if (error - bound(value) > worst_excess) {
      worst_excess = error - bound(value);
      worst_position = k;
    }
    found.ours = std::max(found.ours, error);
    found.naive = std::max(found.naive, error_in_ulps(formula(static_cast<Real>(k)), value));
    ++found.positions;
  }
  INFO(name << " of " << type_name<Real>() << " at step " << worst_position << " of " << last);
  CHECK(worst_excess <= 0);
}

auto within(double ulps) {
  return [ulps](const exact&) { return ulps; };
}

template <class Number>
Number progress(Number i, std::int64_t steps, ends includes) {
  const Number n = static_cast<Number>(steps);
  const Number p = includes == ends::from      ? i / n
                   : includes == ends::to      ? (i + 1) / n
                   : includes == ends::neither ? (i + 1) / (n + 1)
                                               : i / (n - 1);
  return Number(1) < p ? Number(1) : p;
}

/// Calls `check` with many (from, to, steps, includes).
template <class Real>
void for_all_ramps(const std::vector<std::pair<double, double>>& ranges, const auto& check) {
  for (const auto& [from, to] : ranges)
    for (const std::int64_t steps : {std::int64_t{7}, std::int64_t{1'000}, std::int64_t{98'765},
                                     std::int64_t{1'000'000'007}, std::int64_t{1} << 50})
      for (const ends includes : {ends::from, ends::to, ends::neither, ends::both})
        check(static_cast<Real>(from), static_cast<Real>(to), steps, includes);
}

const std::vector<std::pair<double, double>> of_one_sign = {{0, 1},        {1, 0},       {3e-4, 3e-5}, {3e-5, 3e-4},
                                                            {0.1, 0.0999}, {-0.7, -0.3}, {1e-12, 1}};
const std::vector<std::pair<double, double>> above_zero = {{1, 16}, {3e-4, 3e-5}, {1e-30, 1e30}, {5, 4.999}};

}  // namespace

TEMPLATE_TEST_CASE("linear is within 2 ulp", "[accuracy]", float, double, long double) {
  for_all_ramps<TestType>(of_one_sign, [](TestType from, TestType to, std::int64_t steps, ends includes) {
    const auto formula = [=]<class Number>(Number k) {
      return Number(from) + (Number(to) - Number(from)) * progress(k, steps, includes);
    };
    compare<TestType>("linear",
                      lrsched::linear<TestType>({.from = from, .to = to, .steps = steps, .includes = includes}), steps,
                      formula, within(2));
  });
}

TEMPLATE_TEST_CASE("cosine is within 4 ulp", "[accuracy]", float, double, long double) {
  for_all_ramps<TestType>(of_one_sign, [](TestType from, TestType to, std::int64_t steps, ends includes) {
    const auto formula = [=]<class Number>(Number k) {
      using std::cos;
      const Number p = progress(k, steps, includes);
      return Number(from) + (Number(to) - Number(from)) * (Number(1) - cos(pi<Number>() * p)) / 2;
    };
    compare<TestType>("cosine",
                      lrsched::cosine<TestType>({.from = from, .to = to, .steps = steps, .includes = includes}), steps,
                      formula, within(4));
  });
}

TEMPLATE_TEST_CASE("polynomial is within 4 ulp", "[accuracy]", float, double, long double) {
  for (const TestType power : {TestType(0.5), TestType(0.9), TestType(1), TestType(2), TestType(3), TestType(8.5)})
    for_all_ramps<TestType>(of_one_sign, [=](TestType from, TestType to, std::int64_t steps, ends includes) {
      const auto formula = [=]<class Number>(Number k) {
        using std::pow;
        const Number left = pow(Number(1) - progress(k, steps, includes), Number(power));
        return Number(to) + (Number(from) - Number(to)) * left;
      };
      const lrsched::polynomial<TestType> schedule(
          {.from = from, .to = to, .steps = steps, .power = power, .includes = includes});
      compare<TestType>("polynomial", schedule, steps, formula, within(4));
    });
}

TEMPLATE_TEST_CASE("log_linear is within 2 ulp", "[accuracy]", float, double, long double) {
  for_all_ramps<TestType>(above_zero, [](TestType from, TestType to, std::int64_t steps, ends includes) {
    const auto formula = [=]<class Number>(Number k) {
      using std::pow;
      return Number(from) * pow(Number(to) / Number(from), progress(k, steps, includes));
    };
    compare<TestType>("log_linear",
                      lrsched::log_linear<TestType>({.from = from, .to = to, .steps = steps, .includes = includes}),
                      steps, formula, within(2));
  });
}

TEMPLATE_TEST_CASE("exponential is within 2 ulp", "[accuracy]", float, double, long double) {
  const TestType initial = TestType(0.1);
  for (const double given : {0.96, 0.5, 0.9999, 1.0001, 1e-20, 1.0})
    for (const std::int64_t every : {std::int64_t{1}, std::int64_t{7}, std::int64_t{100'000}, std::int64_t{1} << 42}) {
      const TestType rate = static_cast<TestType>(given);
      const auto formula = [=]<class Number>(Number k) {
        using std::pow;
        return Number(initial) * pow(Number(rate), k / Number(every));
      };
      const double reach = static_cast<double>(every) * 60 / std::abs(std::log(given));  // e^-60 or e^60 is left there
      constexpr std::int64_t exactly_counted = std::int64_t{1} << 53;
      const std::int64_t last =
          reach < static_cast<double>(exactly_counted) ? static_cast<std::int64_t>(reach) : exactly_counted;
      const lrsched::exponential<TestType> schedule({.initial = initial, .rate = rate, .every = every});
      compare<TestType>("exponential", schedule, last, formula, within(2));
    }
}

TEMPLATE_TEST_CASE("step and multi_step are within 2 ulp", "[accuracy]", float, double, long double) {
  const TestType initial = TestType(0.1);
  for (const double given : {0.1, 0.5, 0.97, 1.1, 0.9}) {
    const TestType factor = static_cast<TestType>(given);
    for (const std::int64_t every : {1, 3, 1'000}) {
      const auto formula = [=]<class Number>(Number k) {
        using std::pow;
        const auto jumps = static_cast<std::int64_t>(static_cast<long double>(k)) / every;
        return Number(initial) * pow(Number(factor), Number(jumps));
      };
      const lrsched::step<TestType> schedule({.initial = initial, .factor = factor, .every = every});
      compare<TestType>("step", schedule, 30 * every, formula, within(2));
    }
    const auto formula = [=]<class Number>(Number k) {
      using std::pow;
      return Number(initial) * pow(Number(factor), Number(k < Number(30) ? 0 : k < Number(1'000) ? 1 : 2));
    };
    const lrsched::multi_step schedule(lrsched::multi_step_params<TestType>{.initial = initial, .factor = factor},
                                       {30, 1'000});
    for (int i = 0; i < 5; ++i) compare<TestType>("multi_step", schedule, 500 << i, formula, within(2));
  }
}

TEMPLATE_TEST_CASE("inverse_time is within 2 ulp", "[accuracy]", float, double, long double) {
  const TestType initial = TestType(0.1);
  for (const double given : {0.5, 0.1, 3.0, 1e-6, 0.0})
    for (const std::int64_t every : {1, 7, 100'000}) {
      const TestType rate = static_cast<TestType>(given);
      const auto formula = [=]<class Number>(Number k) {
        return Number(initial) / (Number(1) + Number(rate) * k / Number(every));
      };
      const lrsched::inverse_time<TestType> schedule({.initial = initial, .rate = rate, .every = every});
      compare<TestType>("inverse_time", schedule, 1'000'000'000'000, formula, within(2));
    }
}

TEST_CASE("the errors as a table", "[table][accuracy]") {
  std::printf("%-28s %-12s %10s %12s %14s\n", "largest error in ulp", "type", "positions", "ours", "naive formula");
  for (const auto& [name, types] : findings)
    for (const auto& [type, found] : types) {
      std::printf("%-28s %-12s %10lld %12.2f %14.4g\n", name.c_str(), type.c_str(),
                  static_cast<long long>(found.positions), found.ours, found.naive);
      INFO(name << " of " << type);
      CHECK(found.positions >= 10'000);
    }
}

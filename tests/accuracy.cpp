// SPDX-License-Identifier: MIT

// Every closed form against the same formula in 300 binary digits, at more than 10,000 positions for each schedule and
// type. A formula is written once, for numbers of any type: with exact ones it gives the value to come near to, with
// the schedule's own type it is the naive way to compute it, whose errors the table shows beside ours. What is nearer
// than the 4 ulp that its header promises is held to that. The table stands at the end of what one run of the whole
// program prints:
//   test.accuracy

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
  return std::same_as<Real, float> ? "float" : "double";
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

/// The same with fewer, for the ramps that are compared for several values of another argument.
template <class Real>
void for_some_ramps(const std::vector<std::pair<double, double>>& ranges, const auto& check) {
  for (const auto& [from, to] : ranges)
    for (const std::int64_t steps : {std::int64_t{7}, std::int64_t{98'765}, std::int64_t{1} << 50})
      for (const ends includes : {ends::from, ends::neither})
        check(static_cast<Real>(from), static_cast<Real>(to), steps, includes);
}

/// What is to be called with (from, to, steps, includes): compares the ramp that `make` makes of them with a formula
/// of (from, to, p).
template <class Real, class Formula>
auto compare_ramp(const auto& make, const Formula& formula, double ulps) {
  return [=](Real from, Real to, std::int64_t steps, ends includes) {
    const auto of_position = [=]<class Number>(Number k) {
      return formula(Number(from), Number(to), progress(k, steps, includes));
    };
    const auto ramp = make(from, to, steps, includes);
    compare<Real>(ramp.name, ramp, steps, of_position, within(ulps));
  };
}

/// The same for a ramp that has no other arguments.
template <template <class> class Ramp, class Real, class Formula>
auto compare_ramp(const Formula& formula, double ulps) {
  return compare_ramp<Real>(
      [](Real from, Real to, std::int64_t steps, ends includes) {
        return Ramp<Real>({.from = from, .to = to, .steps = steps, .includes = includes});
      },
      formula, ulps);
}

const std::vector<std::pair<double, double>> of_one_sign = {{0, 1},        {1, 0},       {3e-4, 3e-5}, {3e-5, 3e-4},
                                                            {0.1, 0.0999}, {-0.7, -0.3}, {1e-12, 1}};
const std::vector<std::pair<double, double>> above_zero = {{1, 16}, {3e-4, 3e-5}, {1e-30, 1e30}, {5, 4.999}};

}  // namespace

TEMPLATE_TEST_CASE("linear is within 2 ulp", "[accuracy]", float, double) {
  for_all_ramps<TestType>(of_one_sign, compare_ramp<lrsched::linear, TestType>(
                                           [](auto from, auto to, auto p) { return from + (to - from) * p; }, 2));
}

TEMPLATE_TEST_CASE("cosine is within 4 ulp", "[accuracy]", float, double) {
  const auto formula = []<class Number>(Number from, Number to, Number p) {
    using std::cos;
    return from + (to - from) * (1 - cos(pi<Number>() * p)) / 2;
  };
  for_all_ramps<TestType>(of_one_sign, compare_ramp<lrsched::cosine, TestType>(formula, 4));
}

TEMPLATE_TEST_CASE("polynomial and power are within 4 ulp", "[accuracy]", float, double) {
  for (const double given : {0.5, 0.9, 1.0, 2.0, 3.0, 8.5}) {
    const TestType exponent = static_cast<TestType>(given);
    const auto polynomial = [=](TestType from, TestType to, std::int64_t steps, ends includes) {
      return lrsched::polynomial<TestType>(
          {.from = from, .to = to, .steps = steps, .power = exponent, .includes = includes});
    };
    const auto polynomial_formula = [=]<class Number>(Number from, Number to, Number p) {
      using std::pow;
      return to + (from - to) * pow(1 - p, Number(exponent));
    };
    for_some_ramps<TestType>(of_one_sign, compare_ramp<TestType>(polynomial, polynomial_formula, 4));

    const auto power = [=](TestType from, TestType to, std::int64_t steps, ends includes) {
      return lrsched::power<TestType>(
          {.from = from, .to = to, .steps = steps, .power = exponent, .includes = includes});
    };
    const auto power_formula = [=]<class Number>(Number from, Number to, Number p) {
      using std::pow;
      return from + (to - from) * pow(p, Number(exponent));
    };
    for_some_ramps<TestType>(of_one_sign, compare_ramp<TestType>(power, power_formula, 4));
  }
}

TEMPLATE_TEST_CASE("log_linear is within 2 ulp", "[accuracy]", float, double) {
  const auto formula = []<class Number>(Number from, Number to, Number p) {
    using std::pow;
    return from * pow(to / from, p);
  };
  for_all_ramps<TestType>(above_zero, compare_ramp<lrsched::log_linear, TestType>(formula, 2));
}

TEMPLATE_TEST_CASE("cosine_power is within 4 ulp and 3 times its power", "[accuracy]", float, double) {
  for (const double given : {0.05, 0.2, 0.3, 1.0, 2.0, 3.7, 20.0}) {
    const TestType power = static_cast<TestType>(given);
    const auto make = [=](TestType from, TestType to, std::int64_t steps, ends includes) {
      return lrsched::cosine_power<TestType>(
          {.from = from, .to = to, .steps = steps, .power = power, .includes = includes});
    };
    const auto formula = [=]<class Number>(Number from, Number to, Number p) {
      using std::cos, std::pow;
      return to + (from - to) * pow((1 + cos(pi<Number>() * p)) / 2, Number(power));
    };
    for_some_ramps<TestType>(of_one_sign, compare_ramp<TestType>(make, formula, 4 + 3 * given));
  }
}

TEMPLATE_TEST_CASE("cosine_exponential is within 5 ulp and the logarithm of its base", "[accuracy]", float, double) {
  for (const double given : {1 + 0x1p-20, 1.5, 2.0, 10.0, 100.0, 1e20}) {
    const TestType base = static_cast<TestType>(given);
    const auto make = [=](TestType from, TestType to, std::int64_t steps, ends includes) {
      return lrsched::cosine_exponential<TestType>(
          {.from = from, .to = to, .steps = steps, .base = base, .includes = includes});
    };
    const auto formula = [=]<class Number>(Number from, Number to, Number p) {
      using std::cos, std::pow;
      const Number q = (1 + cos(pi<Number>() * p)) / 2;
      return to + (from - to) * (pow(Number(base), q) - 1) / (Number(base) - 1);
    };
    for_some_ramps<TestType>(of_one_sign, compare_ramp<TestType>(make, formula, 5 + std::log2(given)));
  }
}

TEMPLATE_TEST_CASE("cosine_k_decay is within 4 ulp", "[accuracy]", float, double) {
  for (const double given : {0.1, 0.3, 1.0, 1.5, 2.0, 5.0, 20.0}) {
    const TestType k = static_cast<TestType>(given);
    const auto make = [=](TestType from, TestType to, std::int64_t steps, ends includes) {
      return lrsched::cosine_k_decay<TestType>({.from = from, .to = to, .steps = steps, .k = k, .includes = includes});
    };
    const auto formula = [=]<class Number>(Number from, Number to, Number p) {
      using std::cos, std::pow;
      return from + (to - from) * (1 - cos(pi<Number>() * pow(p, Number(k)))) / 2;
    };
    const auto comparison = compare_ramp<TestType>(make, formula, 4);
    for_some_ramps<TestType>(of_one_sign, [&](TestType from, TestType to, std::int64_t steps, ends includes) {
      const double lost_digits = 2 * given * std::log2(static_cast<double>(steps));  // by 1 - cos in the exact numbers
      if (lost_digits < 220) comparison(from, to, steps, includes);
    });
  }
}

TEMPLATE_TEST_CASE("polynomial_k_decay is within 4 ulp and 2 times its power", "[accuracy]", float, double) {
  for (const auto& [given_power, given_k] :
       {std::pair{0.5, 1.0}, std::pair{1.0, 2.0}, std::pair{2.0, 2.0}, std::pair{0.9, 0.3}, std::pair{6.0, 5.0}}) {
    const TestType power = static_cast<TestType>(given_power), k = static_cast<TestType>(given_k);
    const auto make = [=](TestType from, TestType to, std::int64_t steps, ends includes) {
      return lrsched::polynomial_k_decay<TestType>(
          {.from = from, .to = to, .steps = steps, .power = power, .k = k, .includes = includes});
    };
    const auto formula = [=]<class Number>(Number from, Number to, Number p) {
      using std::pow;
      return to + (from - to) * pow(1 - pow(p, Number(k)), Number(power));
    };
    const double bound = 4 + 2 * given_power;
    for_some_ramps<TestType>(of_one_sign, compare_ramp<TestType>(make, formula, bound));
  }
}

TEMPLATE_TEST_CASE("one_minus_sqrt is within 4 ulp", "[accuracy]", float, double) {
  const auto formula = []<class Number>(Number from, Number to, Number p) {
    using std::sqrt;
    return to + (from - to) * (1 - sqrt(p));
  };
  for_all_ramps<TestType>(of_one_sign, compare_ramp<lrsched::one_minus_sqrt, TestType>(formula, 4));
}

TEMPLATE_TEST_CASE("rex is within 4 ulp", "[accuracy]", float, double) {
  for (const double given : {0.0, 0.5, 0.9, 0.9999}) {
    const TestType d = static_cast<TestType>(given);
    const auto make = [=](TestType from, TestType to, std::int64_t steps, ends includes) {
      return lrsched::rex<TestType>({.from = from, .to = to, .steps = steps, .d = d, .includes = includes});
    };
    const auto formula = [=]<class Number>(Number from, Number to, Number p) {
      const Number q = 1 - p;
      return to + (from - to) * q / ((1 - Number(d)) + Number(d) * q);
    };
    for_some_ramps<TestType>(of_one_sign, compare_ramp<TestType>(make, formula, 4));
  }
}

TEMPLATE_TEST_CASE("hyperbolic_tangent is within 4 ulp and 4 times its argument", "[accuracy]", float, double) {
  for (const auto& [given_low, given_high] :
       {std::pair{-6.0, 3.0}, std::pair{-7.0, 3.0}, std::pair{-1.0, 40.0}, std::pair{2.0, 5.0}, std::pair{0.1, 0.1}}) {
    const TestType low = static_cast<TestType>(given_low), high = static_cast<TestType>(given_high);
    const auto make = [=](TestType from, TestType to, std::int64_t steps, ends includes) {
      return lrsched::hyperbolic_tangent<TestType>(
          {.from = from, .to = to, .steps = steps, .low = low, .high = high, .includes = includes});
    };
    const auto formula = [=]<class Number>(Number from, Number to, Number p) {
      using std::tanh;
      if (!(p < Number(1))) return to;
      return to + (from - to) * (1 - tanh(Number(low) * (1 - p) + Number(high) * p)) / 2;
    };
    const double bound = 4 + 4 * std::max(std::abs(given_low), std::abs(given_high));
    for_some_ramps<TestType>(of_one_sign, compare_ramp<TestType>(make, formula, bound));
  }
}

TEMPLATE_TEST_CASE("logistic is within 4 ulp and 3 times its steepness", "[accuracy]", float, double) {
  for (const auto& [given_steepness, given_middle] :
       {std::pair{12.0, 0.5}, std::pair{1.0, 0.1}, std::pair{0.0, 0.5}, std::pair{50.0, 0.9}}) {
    const TestType steepness = static_cast<TestType>(given_steepness), middle = static_cast<TestType>(given_middle);
    const auto make = [=](TestType from, TestType to, std::int64_t steps, ends includes) {
      return lrsched::logistic<TestType>(
          {.from = from, .to = to, .steps = steps, .steepness = steepness, .middle = middle, .includes = includes});
    };
    const auto formula = [=]<class Number>(Number from, Number to, Number p) {
      using std::exp;
      if (!(p < Number(1))) return to;
      return from + (to - from) / (1 + exp(-Number(steepness) * (p - Number(middle))));
    };
    for_some_ramps<TestType>(of_one_sign, compare_ramp<TestType>(make, formula, 4 + 3 * given_steepness));
  }
}

TEMPLATE_TEST_CASE("binary_exponential is within 4 ulp", "[accuracy]", float, double) {
  const auto formula = []<class Number>(Number from, Number to, Number p) {
    using std::pow;
    return to + (from - to) * (2 * pow(Number(1) / 2, p) - 1);
  };
  for_all_ramps<TestType>(of_one_sign, compare_ramp<lrsched::binary_exponential, TestType>(formula, 4));
}

TEMPLATE_TEST_CASE("harmonic is within 4 ulp", "[accuracy]", float, double) {
  const auto formula = [](auto from, auto to, auto p) { return 1 / ((1 - p) / from + p / to); };
  for_all_ramps<TestType>(above_zero, compare_ramp<lrsched::harmonic, TestType>(formula, 4));
}

TEMPLATE_TEST_CASE("logarithmic is within 4 ulp", "[accuracy]", float, double) {
  for_all_ramps<TestType>(of_one_sign, [](TestType from, TestType to, std::int64_t steps, ends includes) {
    const auto formula = [=]<class Number>(Number k) {
      using std::log;
      const std::int64_t whole = steps + (includes == ends::neither) - (includes == ends::both);
      const Number n = Number(whole), i = n * progress(k, steps, includes);
      return Number(from) + (Number(to) - Number(from)) * log(1 + i) / log(1 + n);
    };
    const lrsched::logarithmic<TestType> schedule({.from = from, .to = to, .steps = steps, .includes = includes});
    compare<TestType>("logarithmic", schedule, steps, formula, within(4));
  });
}

TEMPLATE_TEST_CASE("quarter_sine is within 4 ulp", "[accuracy]", float, double) {
  const auto formula = []<class Number>(Number from, Number to, Number p) {
    using std::sin;
    return from + (to - from) * sin(pi<Number>() * p / 2);
  };
  for_all_ramps<TestType>(of_one_sign, compare_ramp<lrsched::quarter_sine, TestType>(formula, 4));
}

TEMPLATE_TEST_CASE("exponential is within 2 ulp", "[accuracy]", float, double) {
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

TEMPLATE_TEST_CASE("step and multi_step are within 2 ulp", "[accuracy]", float, double) {
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

TEMPLATE_TEST_CASE("inverse_time is within 2 ulp", "[accuracy]", float, double) {
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

TEMPLATE_TEST_CASE("natural_exponential is within 2 ulp", "[accuracy]", float, double) {
  const TestType initial = TestType(0.1);
  for (const double given : {0.5, 0.1, 3.0, 1e-6, 0.0, -0.3})
    for (const std::int64_t every : {std::int64_t{1}, std::int64_t{7}, std::int64_t{100'000}, std::int64_t{1} << 42}) {
      const TestType rate = static_cast<TestType>(given);
      const auto formula = [=]<class Number>(Number k) {
        using std::exp;
        return Number(initial) * exp(-Number(rate) * k / Number(every));
      };
      const double reach = static_cast<double>(every) * 60 / std::abs(given);  // e^-60 or e^60 is left there
      constexpr std::int64_t exactly_counted = std::int64_t{1} << 53;
      const std::int64_t last =
          reach < static_cast<double>(exactly_counted) ? static_cast<std::int64_t>(reach) : exactly_counted;
      const lrsched::natural_exponential<TestType> schedule({.initial = initial, .rate = rate, .every = every});
      compare<TestType>("natural_exponential", schedule, last, formula, within(2));
    }
}

TEST_CASE("exponentials are as near at real positions", "[accuracy]") {
  for (const double rate : {1.5, 0.96, 0.1}) {
    const lrsched::exponential growing({.initial = 0.1, .rate = rate});
    const lrsched::natural_exponential natural({.initial = 0.1, .rate = rate});
    const lrsched::log_linear ramp({.from = 0.1, .to = rate, .steps = 60});
    double worst = 0;
    for (double k = 0.37; k < 60; k += 0.37) {
      worst = std::max(worst, error_in_ulps(growing(k), exact(0.1) * pow(exact(rate), exact(k))));
      worst = std::max(worst, error_in_ulps(natural(k), exact(0.1) * exp(-exact(rate) * exact(k))));
      const exact way = exact(k) / exact(60);
      worst = std::max(worst, error_in_ulps(ramp(k), exact(0.1) * pow(exact(rate) / exact(0.1), way)));
    }
    INFO("a rate of " << rate);
    CHECK(worst <= 2);
  }
}

TEMPLATE_TEST_CASE("exponentials are within 2 ulp up to step 2^53", "[accuracy]", float, double) {
  const TestType initial = TestType(0.1), rate = TestType(0.4), natural_rate = TestType(0.9);
  const std::int64_t every = std::int64_t{1} << 50;
  const auto bound = [](const exact&) { return 2; };
  const auto formula = [=]<class Number>(Number k) {
    using std::pow;
    return Number(initial) * pow(Number(rate), k / Number(every));
  };
  const lrsched::exponential<TestType> schedule({.initial = initial, .rate = rate, .every = every});
  const auto natural_formula = [=]<class Number>(Number k) {
    using std::exp;
    return Number(initial) * exp(-Number(natural_rate) * k / Number(every));
  };
  const lrsched::natural_exponential<TestType> natural({.initial = initial, .rate = natural_rate, .every = every});
  const std::int64_t last = std::int64_t{1} << 53;
  compare<TestType>("exponential", schedule, last, formula, bound);
  compare<TestType>("natural_exponential", natural, last, natural_formula, bound);
}

TEMPLATE_TEST_CASE("inverse_power is within 4 ulp and its power", "[accuracy]", float, double) {
  const TestType initial = TestType(0.1);
  for (const double given_rate : {0.5, 3.0, 1e-6, 0.0})
    for (const double given_power : {0.3, 0.75, 1.0, 4.0, 12.5})
      for (const std::int64_t every : {1, 100'000}) {
        const TestType rate = static_cast<TestType>(given_rate), power = static_cast<TestType>(given_power);
        const auto formula = [=]<class Number>(Number k) {
          using std::pow;
          return Number(initial) / pow(1 + Number(rate) * k / Number(every), Number(power));
        };
        const lrsched::inverse_power<TestType> schedule(
            {.initial = initial, .rate = rate, .power = power, .every = every});
        const std::int64_t last = given_power > 4 ? 1'000 : 1'000'000'000;  // up to where a float can hold it
        compare<TestType>("inverse_power", schedule, last, formula, within(4 + given_power));
      }
}

TEMPLATE_TEST_CASE("inverse_power of a curve is within 4 ulp and 2 times its power", "[accuracy]", float, double) {
  const TestType initial = TestType(0.1);
  for (const double given_rate : {1.0, 0.3, 1e-6, 0.0})
    for (const double given_power : {0.25, 0.5, 3.7, -1.5})
      for (const double given_curve : {0.1, 2.0, 3.7, 20.0})
        for (const std::int64_t every : {std::int64_t{1}, std::int64_t{5'000}, std::int64_t{1} << 42}) {
          const TestType rate = static_cast<TestType>(given_rate), power = static_cast<TestType>(given_power),
                         curve = static_cast<TestType>(given_curve);
          const auto formula = [=]<class Number>(Number k) {
            using std::pow;
            const Number ratio = Number(rate) * k / Number(every);
            return Number(initial) / pow(1 + pow(ratio, Number(curve)), Number(power));
          };
          const lrsched::inverse_power<TestType> schedule(
              {.initial = initial, .rate = rate, .power = power, .every = every, .curve = curve});
          const double reach = static_cast<double>(every) / std::max(given_rate, 1e-6) *
                               std::pow(1e30, 1 / (std::abs(given_power) * given_curve));  // 1e-30 or 1e30 is there
          constexpr std::int64_t exactly_counted = std::int64_t{1} << 53;
          const std::int64_t last =
              reach < static_cast<double>(exactly_counted) ? static_cast<std::int64_t>(reach) : exactly_counted;
          compare<TestType>("inverse_power", schedule, last, formula, within(4 + 2 * std::abs(given_power)));
        }
}

TEMPLATE_TEST_CASE("inverse_sqrt is within 2 ulp", "[accuracy]", float, double) {
  const TestType initial = TestType(0.1);
  for (const std::int64_t timescale : {std::int64_t{1}, std::int64_t{10}, std::int64_t{4'001}, std::int64_t{1} << 50})
    for (const std::int64_t last :
         {std::int64_t{1'000}, std::int64_t{1'000'000}, std::int64_t{1'000'000'000'000}, std::int64_t{1} << 53}) {
      const auto formula = [=]<class Number>(Number k) {
        using std::sqrt;
        return Number(initial) / sqrt(1 + k / Number(timescale));
      };
      const lrsched::inverse_sqrt<TestType> schedule({.initial = initial, .timescale = timescale});
      compare<TestType>("inverse_sqrt", schedule, last, formula, within(2));
    }
}

TEMPLATE_TEST_CASE("sigmoid is within 4 ulp and its exponent", "[accuracy]", float, double) {
  const TestType value = TestType(0.3);
  for (const double given : {-0.1, 0.1, 3.0, -1e-6, 0.0})
    for (const std::int64_t middle : {0, 50, 1'000'000}) {
      const TestType rate = static_cast<TestType>(given);
      const auto formula = [=]<class Number>(Number k) {
        using std::exp;
        return Number(value) / (1 + exp(-Number(rate) * (k - Number(middle))));
      };
      // The exponent is at least the logarithm of what is left of the value.
      const auto bound = [=](const exact& exact_value) {
        const exact left = exact_value / exact(value);
        return 4 + static_cast<double>(abs(log(left / (1 - left))));
      };
      const std::int64_t last = given == 0 ? 1'000 : middle + static_cast<std::int64_t>(60 / std::abs(given));
      const lrsched::sigmoid<TestType> schedule({.value = value, .rate = rate, .middle = middle});
      compare<TestType>("sigmoid", schedule, last, formula, bound);
    }
}

TEMPLATE_TEST_CASE("growing_step is within 2 ulp", "[accuracy]", float, double) {
  const TestType initial = TestType(0.1);
  for (const double given : {0.1, 0.5, 0.97, 1.1, 0.9})
    for (const double growth : {1.0, 1.5, 2.0}) {
      const TestType factor = static_cast<TestType>(given);
      const std::int64_t every = growth == 1 ? 100 : 3;
      const auto formula = [=]<class Number>(Number k) {
        using std::pow;
        int jumps = 0;
        exact start = every, width = every;
        for (; !(exact(k) < start); ++jumps) {
          width = width * growth;
          start = start + width;
        }
        return Number(initial) * pow(Number(factor), Number(jumps));
      };
      const lrsched::growing_step<TestType> schedule(
          {.initial = initial, .factor = factor, .every = every, .growth = growth});
      compare<TestType>("growing_step", schedule, 3'000, formula, within(2));
    }
}

TEMPLATE_TEST_CASE("table is exact", "[accuracy]", float, double) {
  const TestType values[] = {TestType(0.1), TestType(0.2), TestType(-0.7), TestType(1e-30), 0, TestType(3e30)};
  const lrsched::table schedule(
      {TestType(0.1), TestType(0.2), TestType(-0.7), TestType(1e-30), TestType(0), TestType(3e30)});
  for (std::int64_t last = 1; last <= 20'000; last *= 2) {
    const auto formula = [&]<class Number>(Number k) {
      const auto step = static_cast<std::size_t>(static_cast<long double>(k));
      return Number(values[std::min(step, std::size_t{5})]);
    };
    compare<TestType>("table", schedule, last, formula, within(0));
  }
}

TEMPLATE_TEST_CASE("triangle is within 2 ulp, sine within 4", "[accuracy]", float, double) {
  for (const auto& [given_low, given_high] : of_one_sign) {
    const TestType low = static_cast<TestType>(std::min(given_low, given_high)),
                   high = static_cast<TestType>(std::max(given_low, given_high));
    for (const auto& [up, down] : {std::pair<std::int64_t, std::int64_t>{4, 2},
                                   {1'000, 0},
                                   {0, 77},
                                   {98'765, 12'345},
                                   {std::int64_t{1} << 40, 3}}) {
      const auto share = [up = up, down = down]<class Number>(Number k) {
        const std::int64_t i = static_cast<std::int64_t>(static_cast<long double>(k)) % (up + down);
        return i < up ? Number(i) / Number(up) : Number(up + down - i) / Number(down);
      };
      const auto line = [=]<class Number>(Number k) { return Number(low) + (Number(high) - Number(low)) * share(k); };
      const auto sine = [=]<class Number>(Number k) {
        using std::sin;
        return Number(low) + (Number(high) - Number(low)) * sin(pi<Number>() * share(k) / 2);
      };
      const lrsched::triangle<TestType> triangle({.low = low, .high = high, .up = up, .down = down});
      compare<TestType>("triangle", triangle, 3 * (up + down), line, within(2));
      const lrsched::sine<TestType> wave({.low = low, .high = high, .up = up, .down = down});
      compare<TestType>("sine", wave, 3 * (up + down), sine, within(4));
    }
  }
}

TEMPLATE_TEST_CASE("piecewise_linear is within 2 ulp, piecewise_cosine within 4", "[accuracy]", float, double) {
  const TestType v[] = {TestType(0.3), 1, 1, 0, TestType(0.1), TestType(0.0999), TestType(1e-12)};
  for (const std::int64_t unit : {std::int64_t{1}, std::int64_t{7}, std::int64_t{1'000}, std::int64_t{33'333},
                                  std::int64_t{1'000'003}, std::int64_t{1} << 40}) {
    const std::int64_t m[] = {unit, 2 * unit, 3 * unit, 5 * unit, 5 * unit, 9 * unit, 200 * unit};
    const auto between = [&]<class Number>(Number k, const auto& way) {
      const auto step = static_cast<std::int64_t>(static_cast<long double>(k));
      if (step < m[0]) return Number(v[0]);
      for (int i = 1; i < 7; ++i)
        if (step < m[i])
          return Number(v[i - 1]) +
                 (Number(v[i]) - Number(v[i - 1])) * way(Number(step - m[i - 1]) / Number(m[i] - m[i - 1]));
      return Number(v[6]);
    };
    const auto line = [&]<class Number>(Number k) { return between(k, [](Number p) { return p; }); };
    const auto half_wave = [&]<class Number>(Number k) {
      using std::cos;
      return between(k, [](Number p) { return (1 - cos(pi<Number>() * p)) / 2; });
    };
    const lrsched::piecewise_linear straight({v[0], v[1], v[2], v[3], v[4], v[5], v[6]},
                                             {m[0], m[1], m[2], m[3], m[4], m[5], m[6]});
    const lrsched::piecewise_cosine waves({v[0], v[1], v[2], v[3], v[4], v[5], v[6]},
                                          {m[0], m[1], m[2], m[3], m[4], m[5], m[6]});
    for (const std::int64_t last : {2 * unit, 5 * unit, 9 * unit, 200 * unit, 201 * unit}) {
      compare<TestType>("piecewise_linear", straight, last, line, within(2));
      compare<TestType>("piecewise_cosine", waves, last, half_wave, within(4));
    }
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

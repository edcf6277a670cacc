// SPDX-License-Identifier: MIT

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "../catch.hpp"
#include "../near.hpp"
#include "../rules.hpp"

namespace {

using lrsched::clamp, lrsched::constant, lrsched::exponential, lrsched::linear, lrsched::product, lrsched::scale,
    lrsched::sequence, lrsched::take;
using test::longest;

const linear up({.from = 0, .to = 1, .steps = 4});
constexpr double largest = std::numeric_limits<double>::max();

}  // namespace

TEST_CASE("the examples of the revalued", "[revalue]") {
  const scale scaled(linear({.from = 0, .to = 1, .steps = 4}), 10);
  const clamp clamped(linear({.from = 0, .to = 1, .steps = 4}), 0.3, 0.6);
  const product warmed{linear({.from = 0, .to = 1, .steps = 4}), constant({.value = 10})};
  const double tenfold[] = {0, 2.5, 5, 7.5, 10, 10}, inside[] = {0.3, 0.3, 0.5, 0.6, 0.6, 0.6};
  for (int k = 0; k < 6; ++k) {
    INFO(k);
    CHECK(scaled(k) == tenfold[k]);
    CHECK(clamped(k) == inside[k]);
    CHECK(warmed(k) == tenfold[k]);
  }
}

TEST_CASE("scale", "[revalue]") {
  CHECK(scale(up, 0)(3) == 0);
  CHECK(scale(up, -2)(3) == -1.5);
  CHECK(scale(up, 8)(0.5) == 1);
  CHECK(scale(up, 5)(-9) == 0);
  CHECK(scale(constant({.value = largest}), 3)(0) == largest);
  CHECK(scale(constant({.value = largest}), -3)(0) == -largest);
  CHECK(scale(constant({.value = -largest}), largest)(7) == -largest);
  CHECK(scale(constant({.value = largest}), 0)(7) == 0);
  CHECK(scale(constant({.value = 5e-324}), 0.25)(7) == 0);
  CHECK(scale(constant<float>({.value = 1e38F}), 1e38F)(7) == std::numeric_limits<float>::max());
  CHECK(scale(up, 3).length() == 4);
  CHECK(scale(up, 3) == scale(up, 3));
  CHECK(scale(up, 3) != scale(up, 4));
}

TEST_CASE("a factor before a schedule scales it", "[revalue]") {
  CHECK((10 * linear({.from = 0, .to = 1, .steps = 4}))(1) == 2.5);
  CHECK(0.5 * up == scale(up, 0.5));
  CHECK((2 * sequence{up, up})(5) == 0.5);
  CHECK((0.5F * constant<float>({.value = 3}))(0) == 1.5F);
  CHECK(test::complaint([] { return test::infinity<double> * up; }) == "scale: factor must be finite, got inf");
}

TEST_CASE("exponentiate", "[revalue]") {
  using lrsched::exponentiate, lrsched::cosine, lrsched::log_linear;
  const exponentiate tenths(linear({.from = 2, .to = -2, .steps = 4}), 10);
  const long double expected[] = {100, 10, 1, 0.1L, 0.01L, 0.01L};
  for (int k = 0; k < 6; ++k) CHECK(test::ulps(tenths(k), expected[k]) <= 2);
  CHECK(tenths.length() == 4);
  CHECK(tenths == exponentiate(linear({.from = 2, .to = -2, .steps = 4}), 10));
  CHECK(tenths != exponentiate(linear({.from = 2, .to = -2, .steps = 4}), 11));

  // Of a line it is log_linear; of any other curve what the C library says.
  const exponentiate line(linear({.from = -3, .to = -5, .steps = 100}), 10);
  const exponentiate wave(cosine({.from = 1.5, .to = -7, .steps = 100}), 0.3);
  for (int k = 0; k <= 101; ++k) {
    CHECK(test::ulps(line(k), log_linear({.from = 1e-3, .to = 1e-5, .steps = 100})(k)) <= 16);
    const long double power = cosine({.from = 1.5, .to = -7, .steps = 100})(k);
    CHECK(test::ulps(wave(k), std::pow(0.3 + 0.0L, power)) <= 2);
  }

  for (const double base : {5e-324, 0.5, 1.0, 3.0, largest}) {
    CHECK(exponentiate(constant({.value = 0}), base)(7) == 1);
    CHECK(test::ulps(exponentiate(constant({.value = 0.5}), base)(7), std::sqrt(base + 0.0L)) <= 2);
    const bool grows = base > 1, falls = base < 1;
    CHECK(exponentiate(constant({.value = largest}), base)(7) == (grows ? largest : falls ? 0 : 1));
    CHECK(exponentiate(constant({.value = -largest}), base)(7) == (grows ? 0 : falls ? largest : 1));
  }
  CHECK(exponentiate(constant<float>({.value = 200}), 2.0F)(7) == std::numeric_limits<float>::max());
  const double unknown = exponentiate([](int) { return test::not_a_number<double>; }, 2)(0);
  CHECK(unknown != unknown);  // a function of your own
  for (const double base : {0.0, -1.0})
    CHECK(
        test::complaint([&] { return exponentiate(up, base); }).starts_with("exponentiate: base must be above 0, got"));
}

TEST_CASE("clamp", "[revalue]") {
  for (int k = -2; k < 9; ++k) {
    CHECK(clamp(up, 0.5, 0.5)(k) == 0.5);
    CHECK(clamp(up, -1, 2)(k) == up(k));
    CHECK(clamp(up, 2, 3)(k) == 2);
    CHECK(clamp(up, -3, -2)(k) == -2);
    CHECK(clamp(up, 0.25, 0.75)(k) == std::clamp(up(k), 0.25, 0.75));
  }
  CHECK(clamp(up, -largest, largest)(2.5) == 0.625);
  CHECK(clamp(up, 0.25, 0.75).length() == 4);
  CHECK(clamp(up, 0.2, 0.7) == clamp(up, 0.2, 0.7));
  CHECK(clamp(up, 0.2, 0.7) != clamp(up, 0.1, 0.7));
  CHECK(clamp(up, 0.2, 0.7) != clamp(up, 0.2, 0.8));
}

TEST_CASE("product", "[revalue]") {
  const linear down({.from = 8, .to = 0, .steps = 8});
  const double expected[] = {0, 0.25 * 7, 0.5 * 6, 0.75 * 5, 4, 3, 2, 1, 0, 0};
  for (int k = 0; k < 10; ++k) {
    INFO(k);
    CHECK(product{up, down}(k) == expected[k]);
    CHECK(product{down, up}(k) == expected[k]);
    CHECK(product{up, down, constant({.value = -2})}(k) == -2 * expected[k]);
    CHECK(product{down}(k) == down(k));
    CHECK(product{product{up, down}, constant({.value = -2})}(k) == -2 * expected[k]);
  }
  CHECK(product{up, down}(2.5) == 0.625 * 5.5);

  CHECK(product{up, down}.length() == 8);
  CHECK(product{down, up}.length() == 8);
  CHECK(product<linear<>>(up).length() == 4);
  CHECK(product{up, take(constant({.value = 3}), 100), down}.length() == 100);

  CHECK(product{up, down} == product{up, down});
  CHECK(product{up, down} != product{up, linear({.from = 8, .to = 1, .steps = 8})});

  const constant huge({.value = 1e200}), minus({.value = -1e200}), tiny({.value = 1e-200});
  CHECK(product{huge, huge}(0) == largest);
  CHECK(product{huge, minus}(0) == -largest);
  CHECK(product{huge, huge, constant({.value = 0})}(0) == 0);
  // From the first to the last: what is too large on the way is the largest number from there on.
  CHECK(test::ulps(product{huge, tiny, huge}(0), 1e200L) <= 1);
  CHECK(product{huge, huge, tiny}(0) == largest * 1e-200);
}

TEST_CASE("a product has the type that holds the values of all parts, and multiplies in it", "[revalue]") {
  const constant<float> narrow({.value = 1e30F});
  CHECK(std::same_as<decltype(product{narrow, narrow}(0)), float>);
  CHECK(product{narrow, narrow}(0) == std::numeric_limits<float>::max());
  const product mixed{narrow, constant({.value = 1e30}), narrow};
  CHECK(std::same_as<decltype(mixed(0)), double>);
  CHECK(mixed(0) == static_cast<double>(1e30F) * 1e30 * static_cast<double>(1e30F));
  CHECK(std::same_as<decltype(product{narrow, constant<long double>({.value = 1})}(0)), long double>);
  CHECK(std::same_as<decltype(scale(narrow, 2)(0)), float>);
  CHECK(std::same_as<decltype(clamp(narrow, 1, 2)(0)), float>);
}

TEST_CASE("values of lambdas", "[revalue]") {
  const std::vector<double> captured{3, 1, 4};
  const auto table = [captured](std::int64_t k) { return captured[static_cast<std::size_t>(k) % captured.size()]; };
  CHECK(scale(table, 2)(2) == 8);
  CHECK(clamp(table, 2, 3.5)(1) == 2);
  CHECK(clamp(table, 2, 3.5)(2) == 3.5);
  CHECK(product{table, up, table}(1) == 0.25);
  const auto infinite = [](auto) { return std::numeric_limits<double>::infinity(); };
  CHECK(scale(infinite, -1)(0) == -largest);
  CHECK(product{infinite, up}(1) == largest / 4);
  CHECK(clamp(infinite, 0, 1)(5) == 1);
}

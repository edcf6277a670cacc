// SPDX-License-Identifier: MIT

// The same text as std::to_chars writes, which is held to be right here.

#include <charconv>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include <lrsched/detail/decimal.hpp>

#include "../catch.hpp"

namespace {

using lrsched::detail::decimal;

template <class Number>
std::string expected(Number number) {
  char text[64];
  return {text, std::to_chars(text, text + sizeof text, number).ptr};
}

/// CHECK takes longer than what it checks.
template <class Number>
void check(Number number) {
  const decimal written(number);
  if (written.text != expected(number)) CHECK(written.text == expected(number));
}

/// The numbers around one, of either sign.
template <std::floating_point Real>
void check_around(Real number) {
  constexpr Real infinity = std::numeric_limits<Real>::infinity();
  for (const Real near : {std::nextafter(number, -infinity), number, std::nextafter(number, infinity)}) {
    check(near);
    check(-near);
  }
}

template <std::floating_point Real, class Bits>
void check_patterns() {
  std::mt19937_64 random(20'261'126);
  for (int i = 0; i < 50'000; ++i) check(__builtin_bit_cast(Real, static_cast<Bits>(random())));
}

template <std::floating_point Real>
void check_special() {
  using limits = std::numeric_limits<Real>;
  for (int exponent = limits::min_exponent - limits::digits; exponent < limits::max_exponent; ++exponent)
    check_around(std::ldexp(Real{1}, exponent));
  for (int exponent = limits::min_exponent10 - limits::digits10; exponent <= limits::max_exponent10; ++exponent)
    for (const char* digits : {"1e", "9e", "1.5e", "12345e", "9.999999e"}) {
      const std::string text = digits + std::to_string(exponent);
      Real number = 0;
      if (std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc{}) check_around(number);
    }
  for (const Real number : {limits::max(), limits::min(), limits::denorm_min(), Real{0}}) check_around(number);
  for (const Real number : {limits::infinity(), limits::quiet_NaN(), Real{0}}) check(number), check(-number);
  for (int i = 1; i < 1000; ++i) {
    check_around(static_cast<Real>(i));
    check_around(static_cast<Real>(i) / 1000);
    check_around(static_cast<Real>(i) * limits::denorm_min());
    check_around(static_cast<Real>(i) * static_cast<Real>(1e6));
  }
}

}  // namespace

TEST_CASE("a number is written as by std::to_chars", "[decimal]") {
  CHECK(decimal(0.1).text == std::string("0.1"));
  CHECK(decimal(0.1F).text == std::string("0.1"));
  CHECK(decimal(5e-324).text == std::string("5e-324"));
  CHECK(decimal(-1.7976931348623157e308).text == std::string("-1.7976931348623157e+308"));
  CHECK(decimal(1e-5).text == std::string("1e-05"));
  CHECK(decimal(1e23).text == std::string("1e+23"));
  CHECK(decimal(0x1p61).text == std::string("2305843009213693952"));
  CHECK(decimal(9007199254740993.0).text == std::string("9007199254740992"));
  check_special<double>();
  check_special<float>();
}

TEST_CASE("whole numbers are written to the last digit, also beyond 64 bits", "[decimal]") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const double number = std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 80) - 64);
    check(std::floor(number));
    check(static_cast<float>(std::floor(number)));
  }
}

TEST_CASE("random bits are written as by std::to_chars", "[decimal]") {
  check_patterns<double, std::uint64_t>();
  check_patterns<float, std::uint32_t>();
}

TEST_CASE("integers of any type are written", "[decimal]") {
  const auto check_ends = []<class... Integers>(Integers...) {
    (check(std::numeric_limits<Integers>::min()), ...);
    (check(std::numeric_limits<Integers>::max()), ...);
  };
  check_ends(short{}, 0, 0L, 0LL, 0U, 0UL, 0ULL);
  for (int i = -2000; i < 2000; ++i) check(i);
}

TEST_CASE("a long double is written as the double nearest to it", "[decimal]") {
  CHECK(decimal(0.1L).text == std::string("0.1"));
  CHECK(decimal(-0.5L).text == std::string("-0.5"));
  CHECK(decimal(1.0L / 3).text == expected(1.0 / 3));
}

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_RULES_HPP
#define LRSCHED_TESTS_RULES_HPP

// The rules of arguments, one call each: every value that breaks one, the line that says so, and what is just right.
// `argument` is "cosine: from", and make(value) makes the schedule with it.

#include <cstddef>
#include <cstdint>
#include <exception>
#include <initializer_list>
#include <limits>
#include <string>

#include "catch.hpp"
#include "near.hpp"

namespace test {

/// What making something is answered with.
template <class Make>
std::string complaint(const Make& make) {
  try {
    make();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "accepted";
}

/// What is said after a place in a document, as a sentence: "/cosine/steps: must be ..." is "steps must be ...".
inline std::string sentence(const std::string& said) {
  const std::size_t end = said.find(": "), key = said.rfind('/', end) + 1;
  if (end == std::string::npos) return said;
  const std::string rule = said.substr(end + 2);
  return rule.rfind("must ", 0) == 0 ? said.substr(key, end - key) + " " + rule : rule;
}

template <class Number>
struct wrong {
  Number value;
  const char* text;  // what the message says after a comma
};

/// Each wrong value is refused by "<rule>, got <value>".
template <class Make, class Number>
void refuses(const Make& make, const std::string& rule, std::initializer_list<wrong<Number>> values) {
  for (const auto& [value, text] : values)
    CHECK(complaint([&, given = value] { make(given); }) == rule + ", got " + text);
}

template <class Make, class... Numbers>
void accepts(const Make& make, Numbers... values) {
  for (const auto value : {values...}) CHECK(complaint([&] { make(value); }) == "accepted");
}

inline constexpr std::initializer_list<wrong<double>> not_finite = {
    {not_a_number<double>, "nan"}, {infinity<double>, "inf"}, {-infinity<double>, "-inf"}};

template <class Make>
void must_be_finite(const std::string& argument, const Make& make) {
  refuses(make, argument + " must be finite", not_finite);
  accepts(make, 0.0, -0.0, 0.5, 1.0, 1e-250);
}

template <class Make>
void must_be_an_end(const std::string& argument, const Make& make) {
  refuses(make, argument + " must be finite", not_finite);
  refuses(make, argument + " must be 0, or at least 1e-280 in size",
          {wrong<double>{5e-324, "5e-324"}, {-0x1p-1022, "-2.2250738585072014e-308"}, {9e-281, "9e-281"}});
  accepts(make, 0.0, -0.0, 0.5, 1.0, 1e-280);
}

template <class Make>
void must_not_be_negative(const std::string& argument, const Make& make) {
  refuses(make, argument + " must be finite", not_finite);
  refuses(make, argument + " must be at least 0", {wrong<double>{-1, "-1"}, {-5e-324, "-5e-324"}});
  accepts(make, 0.0, -0.0, 1e-250, 0.5);
}

template <class Make>
void must_be_above_0(const std::string& argument, const Make& make) {
  refuses(make, argument + " must be finite", not_finite);
  refuses(make, argument + " must be above 0", {wrong<double>{-1, "-1"}, {-5e-324, "-5e-324"}, {0, "0"}, {-0.0, "-0"}});
  accepts(make, 1e-250, 0.5, 1.0);
}

template <class Make>
void must_be_a_length(const std::string& argument, const Make& make) {
  refuses(make, argument + " must be at least 0",
          {wrong<std::int64_t>{-1, "-1"}, {std::numeric_limits<std::int64_t>::min(), "-9223372036854775808"}});
  refuses(make, argument + " must be at most 2^53",
          {wrong<std::int64_t>{longest + 1, "9007199254740993"},
           {std::numeric_limits<std::int64_t>::max() - 1, "9223372036854775806"}});
  accepts(make, std::int64_t{0}, std::int64_t{1});
}

template <class Make>
void must_be_a_width(const std::string& argument, const Make& make) {
  refuses(
      make, argument + " must be at least 1",
      {wrong<std::int64_t>{0, "0"}, {-1, "-1"}, {std::numeric_limits<std::int64_t>::min(), "-9223372036854775808"}});
  refuses(make, argument + " must be at most 2^53",
          {wrong<std::int64_t>{longest + 1, "9007199254740993"},
           {std::numeric_limits<std::int64_t>::max() - 1, "9223372036854775806"}});
  accepts(make, std::int64_t{1}, std::int64_t{2});
}

}  // namespace test

#endif

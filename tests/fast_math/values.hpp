// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_FAST_MATH_VALUES_HPP
#define LRSCHED_TESTS_FAST_MATH_VALUES_HPP

// What one build of the headers gives: values.cpp is compiled once for each set of flags, with a namespace of its own.

#include <cstdint>
#include <string>
#include <vector>

struct questions {
  std::vector<std::int64_t> steps{};
  std::vector<double> positions{};
  std::vector<std::int64_t> first_steps{};  // of spans that are filled
  std::vector<std::vector<double>> metrics{};
};

struct answers {
  std::string name;
  std::vector<double> called{}, filled{}, called_where_filled{};
};

using build = std::vector<answers>(const questions&);

#endif

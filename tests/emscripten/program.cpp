// SPDX-License-Identifier: MIT

// The rates of every schedule, and what is said of a bad argument: the same here and in WebAssembly.

#include <cstdint>
#include <cstdio>
#include <limits>

#include "catalogue.hpp"

int main() {
  test::each_schedule<double>([](const char* name, const auto& schedule) {
    std::printf("%s:", name);
    for (const std::int64_t step : {0, 7, 50, 1000}) std::printf(" %.9g", static_cast<double>(schedule(step)));
    std::printf("\n");
  });
  try {
    const lrsched::cosine schedule({.from = 0.1, .to = -std::numeric_limits<double>::infinity(), .steps = 70});
    std::printf("not refused, rate %g\n", schedule(0));
  } catch (const lrsched::bad_argument& error) {
    std::printf("%s\n", error.what());
  }
}

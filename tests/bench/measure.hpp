// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_BENCH_MEASURE_HPP
#define LRSCHED_TESTS_BENCH_MEASURE_HPP

// What the measuring sources share. A measurement stands in a table, by row and column, and is a time per step.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

#include "contests.hpp"

namespace bench {

/// The measurements, in the order in which they were registered; they are made in a random one.
inline std::vector<std::string>& names() {
  static std::vector<std::string> all;
  return all;
}

/// Registers a measurement of `run()`, which does so many steps.
void measure(const std::string& table, const std::string& row, const std::string& column, std::int64_t steps,
             const auto& run) {
  const std::string name = table + '\t' + row + '\t' + column;
  names().push_back(name);
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    for (auto turn : state) run();
    state.SetItemsProcessed(state.iterations() * steps);
  });
}

/// The same for a schedule that is called at one step after another.
void measure_calls(const std::string& table, const std::string& row, const std::string& column, const auto& schedule,
                   std::int64_t first = 0) {
  constexpr std::int64_t calls = 1'000;
  measure(table, row, column, calls, [=] {
    for (std::int64_t k = first; k < first + calls; ++k) hidden(schedule(hidden(k)));
  });
}

// What calls it, each in a source of its own.
void measure_calls();
void measure_growth();
void measure_fills();
void measure_libtorch();

}  // namespace bench

#endif

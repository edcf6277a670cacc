// SPDX-License-Identifier: MIT

// Runs what the other sources register, and appends the shortest of each measurement's repetitions to a file of facts:
// lines of table, row, column and nanoseconds a step, in the order of registration.
//   bench_times FACTS [Google Benchmark's options]

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "measure.hpp"

namespace {

class fact_reporter : public benchmark::ConsoleReporter {
 public:
  explicit fact_reporter(const std::vector<std::string>& names) {
    for (const std::string& name : names) shortest_.emplace_back(name, std::numeric_limits<double>::infinity());
  }

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs)
      if (run.run_type == Run::RT_Iteration)
        add(run.run_name.function_name, 1e9 / run.counters.at("items_per_second").value);
  }

  void append_to(const std::string& path) const {
    std::ofstream file(path, std::ios::app);
    for (const auto& [name, nanoseconds] : shortest_)
      if (std::isfinite(nanoseconds)) file << name << '\t' << nanoseconds << '\n';
  }

 private:
  void add(const std::string& name, double nanoseconds) {
    for (auto& [known, shortest] : shortest_)
      if (known == name) shortest = std::min(shortest, nanoseconds);
  }

  std::vector<std::pair<std::string, double>> shortest_;
};

}  // namespace

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (count != 2) return std::fprintf(stderr, "usage: bench_times FACTS [Google Benchmark's options]\n"), 2;
  bench::measure_calls();
  bench::measure_growth();
  bench::measure_fills();
#if defined(BENCH_LIBTORCH)
  bench::measure_libtorch();
#else
  std::puts("skipped: libtorch, which was not found, or not with a compiler that takes its headers as C++20");
#endif
  fact_reporter reporter(bench::names());
  benchmark::RunSpecifiedBenchmarks(&reporter);
  reporter.append_to(arguments[1]);
}

// SPDX-License-Identifier: MIT

// The time of fill, per step, at each level of vector instructions that this processor has.

#include "fills.hpp"

#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "measure.hpp"

namespace {

template <class Real>
void measure_row(const std::string& row, const std::string& column, void (*run)(Real*)) {
  const auto values = std::make_shared<std::vector<Real>>(bench::filled_steps);
  bench::measure("fill", row, column, bench::filled_steps, [=] {
    run(values->data());
    benchmark::ClobberMemory();
  });
}

void measure_list(const std::string& column, std::span<const bench::filling> list, bool is_able = true) {
  if (!is_able) return static_cast<void>(std::printf("skipped: %s, which this processor lacks\n", column.c_str()));
  for (const auto& [row, doubles, floats] : list) {
    measure_row(row, column, doubles);
    measure_row(std::string(row) + ", float", column, floats);
  }
}

}  // namespace

void bench::measure_fills() {
  measure_list("by hand", by_hand);
  measure_list("ours", ours_baseline);
  measure_list("ours, AVX2", ours_avx2, __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"));
  measure_list("ours, AVX-512", ours_avx512, __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq"));
#if defined(BENCH_EIGEN)
  measure_list("Eigen", by_eigen);
#else
  std::puts("skipped: Eigen, which was not found");
#endif
}

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_BENCH_FILLS_HPP
#define LRSCHED_TESTS_BENCH_FILLS_HPP

// A million values at once: one list for each level of vector instructions, and one for each who is compared. The lists
// are constants and their functions take pointers, so that nothing of one level runs, or is linked, in place of
// another's.

#include <span>

namespace bench {

inline constexpr int filled_steps = 1'000'000;

/// A row of the table, which has one more for floats.
struct filling {
  const char* row;
  void (*doubles)(double* values);
  void (*floats)(float* values);
};

extern const std::span<const filling> by_hand, ours_baseline, ours_avx2, ours_avx512, by_eigen;

}  // namespace bench

#endif

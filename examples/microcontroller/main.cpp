// SPDX-License-Identifier: MIT

// The firmware's calls on the host: every rate of the table beside the schedule's own, and a weight that is trained by
// integers alone beside one that is trained in double.

#include <cmath>  // std::fabs
#include <cstdint>
#include <cstdio>

#include "trainer.hpp"

namespace {

constexpr double number(q31 value) { return value * 0x1p-31; }

/// The largest difference between the table and the schedule, in units of 2^-31, up to long after the end.
double largest_difference(std::uint32_t updates) {
  const lrsched::staircase expected(plan, updates_per_entry);
  double largest = 0;
  for (std::uint32_t step = 0; step < 2 * updates; ++step)
    largest = std::fmax(largest, std::fabs(rate_at(step) - expected(step) * 0x1p31));
  return std::fmax(largest, std::fabs(rate_at(UINT32_MAX) - expected(UINT32_MAX) * 0x1p31));
}

}  // namespace

int main() {
  const auto updates = static_cast<std::uint32_t>(plan.length());
  std::printf("step   table     schedule\n");
  for (std::uint32_t step = 0; step <= updates; step += updates / 8)
    std::printf("%4u   %.6f  %.6f\n", static_cast<unsigned>(step), number(rate_at(step)), plan(step));
  std::printf("largest difference: %.3f units of 2^-31\n", largest_difference(updates));

  // Down the parabola (w - 1/4)^2 / 2.
  q31 weight = 0;
  double exact = 0;
  const lrsched::staircase schedule(plan, updates_per_entry);
  for (std::uint32_t step = 0; step < 64; ++step) {
    const q31 gradient = weight - (q31{1} << 29);
    update(&weight, &gradient, 1, step);
    exact -= schedule(step) * (exact - 0.25);
  }
  std::printf("a weight after 64 updates: %.6f by integers, %.6f in double\n", number(weight), exact);
}

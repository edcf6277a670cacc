// SPDX-License-Identifier: MIT

// Learn here: how the compiler computes a schedule, so that a microcontroller holds a table of 257 integers in flash
// and runs no floating-point instruction, no library call and no line of lrsched.
//
//   arm-none-eabi-g++ -std=c++20 -Os -mcpu=cortex-m4 -mthumb -fno-exceptions -fno-rtti -c trainer.cpp

#include "trainer.hpp"

#include <algorithm>  // std::all_of
#include <array>
#include <span>

namespace {

constexpr bool fits(double rate) { return -1 <= rate && rate < 1 - 0x1p-32; }

constexpr q31 rounded(double rate) { return static_cast<q31>(rate * 0x1p31 + (rate < 0 ? -0.5 : 0.5)); }

/// The rate of every sixteenth update, and that of the end.
constexpr auto rates = [] {
  std::array<double, static_cast<std::size_t>(plan.length()) / updates_per_entry + 1> filled{};
  lrsched::fill(lrsched::stretch(plan, 1.0 / updates_per_entry), std::span(filled));
  return filled;
}();

constexpr auto table = [] {
  std::array<q31, rates.size()> filled{};
  for (std::size_t entry = 0; entry < filled.size(); ++entry) filled[entry] = rounded(rates[entry]);
  return filled;
}();

static_assert(plan.length() % updates_per_entry == 0, "the last entry of the table must be the end of the plan");
static_assert(std::all_of(rates.begin(), rates.end(), fits), "a rate must be from -1 to below 1 to fit into 32 bits");

}  // namespace

q31 rate_at(std::uint32_t step) {
  const std::size_t entry = step / updates_per_entry;
  return table[entry < table.size() ? entry : table.size() - 1];
}

void update(q31* weights, const q31* gradient, std::size_t count, std::uint32_t step) {
  const std::int64_t rate = rate_at(step);
  for (std::size_t index = 0; index < count; ++index)
    weights[index] -= static_cast<q31>((rate * gradient[index]) >> 31);
}

// SPDX-License-Identifier: MIT

// The bits of every schedule of the catalogue, a number a line. Behind [double] they are called and filled; behind
// [float] filled alone, which compiles faster; behind [long double] is what such a value is as a double.

#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <span>
#include <type_traits>
#include <vector>

#include "catalogue.hpp"

namespace {

/// The first steps, and those beside the powers of 2 up to the last position and beyond.
std::vector<std::int64_t> steps() {
  std::vector<std::int64_t> result;
  for (std::int64_t step = -2; step < 300; ++step) result.push_back(step);
  for (std::int64_t step = 512; step <= std::int64_t{1} << 54; step *= 2)
    for (std::int64_t beside = -1; beside <= 1; ++beside) result.push_back(step + beside);
  return result;
}

std::vector<double> positions() {
  constexpr double infinite = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> result{nan, infinite, -infinite, 1e300, 1e-310};
  for (int i = 0; i < 300; ++i) result.push_back(i * 0.37);
  return result;
}

void print(float rate) { std::printf("%08" PRIx32 "\n", __builtin_bit_cast(std::uint32_t, rate)); }
void print(double rate) { std::printf("%016" PRIx64 "\n", __builtin_bit_cast(std::uint64_t, rate)); }
void print(long double rate) { print(static_cast<double>(rate)); }

/// Long enough for a block that vectorises, and a rest.
void print_filled(const auto& schedule, const std::vector<std::int64_t>& first_steps) {
  std::vector<lrsched::rate_of<std::remove_cvref_t<decltype(schedule)>>> filled(100);
  for (const std::int64_t first : first_steps) {
    lrsched::fill(schedule, std::span(filled), first);
    for (const auto rate : filled) print(rate);
  }
}

void print_rates(const auto& schedule) {
  for (const std::int64_t step : steps()) print(schedule(step));
  for (const double position : positions()) print(schedule(position));
  print_filled(schedule, {0, 99'777, (std::int64_t{1} << 42) - 50});
}

}  // namespace

int main() {
  std::printf("[float]\n");
  test::each_schedule<float>([](const char*, const auto& schedule) {
    print_filled(schedule, {-3, 97, 197, 99'777, (std::int64_t{1} << 42) - 50, (std::int64_t{1} << 53) - 50});
  });
  std::printf("[double]\n");
  test::each_schedule<double>([](const char*, const auto& schedule) { print_rates(schedule); });
  std::printf("[long double]\n");
  print_rates(lrsched::warmup_cosine<long double>({.peak = 0.1L, .warmup_steps = 10, .decay_steps = 90}));
  print_rates(lrsched::exponential<long double>({.initial = 0.1L, .rate = 0.96L, .every = 10}));
}

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_FUZZ_BYTE_SOURCE_HPP
#define LRSCHED_TESTS_FUZZ_BYTE_SOURCE_HPP

// Numbers from bytes; once these are used up all are 0. Most are usual ones, so that schedules are made of them; one in
// four is a corner of some rule, or just outside, or any bits at all.

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <span>

#include "../near.hpp"

namespace test {

class byte_source {
 public:
  explicit byte_source(std::span<const std::uint8_t> bytes) : left_(bytes) {}

  std::uint8_t byte() {
    if (left_.empty()) return 0;
    const std::uint8_t first = left_.front();
    left_ = left_.subspan(1);
    return first;
  }

  template <std::floating_point Real>
  Real value() {
    using limits = std::numeric_limits<Real>;
    constexpr double usual[] = {0.5, 1, 0, 0.1, 2, 3e-4, 0.01, 0.9, 10, 1.5, 0.999, -1, 100};
    constexpr double corners[] = {-0.0, 9.9e-281, 1e-280,    -1e-280, 9e-15, 1e-14, 9e-7,
                                  1e-6, 0.999999, 0.9999991, 1e3,     -0.25, 0x1p53};
    constexpr Real ends[] = {limits::denorm_min(),  -limits::denorm_min(), limits::min(),
                             limits::max(),         -limits::max(),        limits::max() / 2,
                             limits::infinity(),    -limits::infinity(),   1 - limits::epsilon() / 2,
                             1 + limits::epsilon(), limits::quiet_NaN()};
    const std::uint8_t choice = byte();
    if (choice < 192) return static_cast<Real>(usual[choice % std::size(usual)]);
    if (choice < 220) return static_cast<Real>(corners[choice % std::size(corners)]);
    if (choice < 248) return ends[choice % std::size(ends)];
    if constexpr (sizeof(Real) == sizeof(std::uint32_t))
      return std::bit_cast<Real>(static_cast<std::uint32_t>(word()));
    else
      return std::bit_cast<Real>(word());
  }

  std::int64_t steps() {
    constexpr std::int64_t usual[] = {10, 1, 0, 2, 3, 7, 20, 64, 100, 1'000, 12'345, 1'000'003};
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max(), half = longest / 2;
    constexpr std::int64_t bit_31 = std::int64_t{1} << 31, bit_42 = std::int64_t{1} << 42;
    constexpr std::int64_t corners[] = {-1,           longest, longest - 1, longest + 1, half, half + 1, -longest,
                                        -longest - 1, bit_31,  bit_31 - 1,  bit_42,      most, most - 1, -most - 1};
    const std::uint8_t choice = byte();
    if (choice < 200) return usual[choice % std::size(usual)];
    if (choice < 240) return corners[choice % std::size(corners)];
    return static_cast<std::int64_t>(word() >> choice % 64);
  }

 private:
  std::uint64_t word() {
    std::uint64_t bits = 0;
    for (int i = 0; i < 8; ++i) bits = bits << 8 | byte();
    return bits;
  }

  std::span<const std::uint8_t> left_;
};

}  // namespace test

#endif

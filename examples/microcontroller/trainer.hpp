// SPDX-License-Identifier: MIT
#ifndef MICROCONTROLLER_TRAINER_HPP
#define MICROCONTROLLER_TRAINER_HPP

// What the firmware trains by: the plan of its rates, and the calls that its C and C++ code makes.

#include <cstddef>  // std::size_t
#include <cstdint>  // std::int32_t, std::uint32_t

#include <lrsched/lrsched.hpp>

/// 4096 updates: the rate rises to its peak in 256, and falls to a hundredth of it.
inline constexpr auto plan =
    lrsched::warmup_cosine({.peak = 0.05, .warmup_steps = 256, .decay_steps = 3'840, .floor = 5e-4});

inline constexpr std::uint32_t updates_per_entry = 16;

/// Numbers from -1 to below 1, in units of 2^-31.
using q31 = std::int32_t;

extern "C" {
/// The rate of an update, the same for 16 in a row; after the last one that of the end.
q31 rate_at(std::uint32_t step);

/// One step down a gradient.
void update(q31* weights, const q31* gradient, std::size_t count, std::uint32_t step);
}

#endif

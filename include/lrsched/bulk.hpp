// SPDX-License-Identifier: MIT
#ifndef LRSCHED_BULK_HPP
#define LRSCHED_BULK_HPP

// Many steps at once, for a table, a plot or a sweep: fill(schedule, out, first) writes schedule(first), schedule(first + 1),
// ... with the same bits as the calls, several times as fast. What a schedule can do better than a loop over its calls it says
// by a member fill(out, first); combinators hand spans of `out` to their parts. A formula is put on a block of steps whose
// size the compiler knows, with every case decided outside of the loop: so it vectorises at -O2, without intrinsics.

#include <concepts>  // std::same_as
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int64_t
#include <limits>    // std::numeric_limits
#include <span>      // std::span

#include <lrsched/schedule.hpp>

namespace lrsched::inline v0 {

/// out[i] = schedule(first + i), the same bits. Past the last std::int64_t it holds.
template <schedule Schedule>
constexpr void fill(const Schedule& schedule, std::span<rate_of<Schedule>> out, std::int64_t first = 0) {
  constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
  if (first > last - static_cast<std::int64_t>(out.size())) {
    for (std::size_t i = 0; i < out.size(); ++i) {
      const std::int64_t offset = static_cast<std::int64_t>(i);
      out[i] = schedule(first > last - offset ? last : first + offset);
    }
  } else if constexpr (requires { schedule.fill(out, first); }) {
    schedule.fill(out, first);
  } else {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = schedule(first + static_cast<std::int64_t>(i));
  }
}

}  // namespace lrsched::inline v0

#endif

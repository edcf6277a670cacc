// SPDX-License-Identifier: MIT
#ifndef LRSCHED_BULK_HPP
#define LRSCHED_BULK_HPP

// Many steps at once, for a table, a plot or a sweep: fill(schedule, out, first) writes schedule(first), schedule(first
// + 1), ... with the same bits as the calls, several times as fast. What a schedule can do better than a loop over its
// calls it says by a member fill(out, first); combinators hand spans of `out` to their parts. A formula is put on a
// block of steps whose size the compiler knows, with every case decided outside of the loop: so it vectorises at -O2,
// without intrinsics.

#include <lrsched/detail/macros_off.hpp>

#include <cstdint>  // std::int64_t
#include <span>     // std::span

#include <lrsched/detail/spans.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// out[i] = schedule(first + i), the same bits. A schedule may have a member fill, which is asked for steps from 0 to
/// 2^53, and for one at least.
template <schedule Schedule>
constexpr void fill(const Schedule& schedule, std::span<rate_of<Schedule>> out, std::int64_t first = 0) {
  constexpr bool has_fill = requires { schedule.fill(out, first); };
  if (has_fill && first < 0) detail::fill_with(detail::before(out, first, 0), detail::ask(schedule, std::int64_t{0}));
  const auto part = detail::before(out, first, detail::longest);
  std::int64_t step = first - static_cast<std::int64_t>(part.size());
  if constexpr (has_fill) {
    if (!part.empty()) schedule.fill(part, step);
  } else {
    for (rate_of<Schedule>& value : part) value = detail::ask(schedule, step++);
  }
  if (!out.empty()) detail::fill_with(out, detail::ask(schedule, detail::longest));
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

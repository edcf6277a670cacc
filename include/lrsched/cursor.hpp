// SPDX-License-Identifier: MIT
#ifndef LRSCHED_CURSOR_HPP
#define LRSCHED_CURSOR_HPP

// A schedule and a counter, if you prefer to ask for the next rate rather than count:
//
//   lrsched::cursor rates{schedule};
//   optimizer.update(rates.next());
//
// All of its memory is `step`: save that integer, and assign it to go on from there.

#include <lrsched/detail/macros_off.hpp>

#include <cstdint>  // std::int64_t

#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// cursor: next() gives schedule(step), and moves on to the next step. Start where you like: cursor{schedule, 100}.
/// Example: cursor{linear({.from = 0, .to = 1, .steps = 4})} gives 0, 0.25, 0.5, 0.75, 1, 1 and so on; at step
/// = 3 it has 0.75 to give.
template <schedule Schedule>
struct cursor {
  Schedule schedule;
  std::int64_t step;  // of the rate that comes next: the number of those given

  LRSCHED_HOST_DEVICE constexpr cursor(Schedule given, numeric<std::int64_t> start = 0)
      : schedule(given), step(start) {}

  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> next() { return detail::ask(schedule, step++); }

  bool operator==(const cursor&) const = default;
};

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

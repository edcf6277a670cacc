// SPDX-License-Identifier: MIT
#ifndef LRSCHED_FILL_HPP
#define LRSCHED_FILL_HPP

// Many steps at once, for a table, a plot or a sweep: fill(schedule, out, first) writes schedule(first), schedule(first
// + 1), ... with the same bits as the calls, several times as fast. What a schedule can do better than a loop over its
// calls it says by a member fill(out, first); combinators hand spans of `out` to their parts. A formula is put on a
// block of steps whose size the compiler knows, with every case decided outside of the loop: so it vectorises at -O2,
// without intrinsics.

#include <lrsched/detail/macros_off.hpp>

#include <cstddef>  // std::size_t
#include <cstdint>  // std::int64_t
#include <limits>   // std::numeric_limits
#include <span>     // std::span

#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

// What the members `fill` are made of. `out` is what is still to be filled, and `first` the step of its first element:
//   cut_before(out, first, end)    cuts off the part whose steps are below `end`
//   fill_blocks(out, c, formula)   formula(c), formula(c + 1), ... in blocks that vectorise
//   fill_with(out, value)          one value
//   fill_runs(out, first, s, end)  a schedule that is constant from each step k to end(k)

namespace detail {

template <class Real>
constexpr std::span<Real> cut_before(std::span<Real>& out, std::int64_t& first, std::int64_t end) {
  const std::uint64_t steps = first < end ? static_cast<std::uint64_t>(end) - static_cast<std::uint64_t>(first) : 0;
  const std::size_t count = steps < out.size() ? static_cast<std::size_t>(steps) : out.size();
  const std::span<Real> part = out.first(count);
  out = out.subspan(count);
  first += static_cast<std::int64_t>(count);
  return part;
}

/// k + steps for both at least 0, or the last std::int64_t.
constexpr std::int64_t later(std::int64_t k, std::int64_t steps) noexcept {
  constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
  return k < last - steps ? k + steps : last;
}

/// How many steps a loop has that vectorises without a rest.
inline constexpr int block = 64;

/// 0.0, 1.0, ...
inline constexpr auto counts_in_block = [] {
  struct {
    double values[block] = {};
  } counts;
  for (int i = 0; i < block; ++i) counts.values[i] = i;
  return counts;
}();

/// The counts are whole numbers that a double holds. The formula must own what it needs, by value: the compiler may not
/// fear that `out` overwrites it. Nothing that it calls may stay a call.
template <class Real>
[[gnu::flatten]] constexpr void fill_blocks(std::span<Real> out, double count, auto formula) {
  for (; out.size() >= block; out = out.subspan(block), count += block) {
    Real* const values = out.data();
    for (int i = 0; i < block; ++i) values[i] = static_cast<Real>(formula(count + counts_in_block.values[i]));
  }
  for (Real& value : out) value = static_cast<Real>(formula(count++));
}

template <class Real>
constexpr void fill_with(std::span<Real> out, Real value) {
  fill_blocks(out, 0, [=](double) { return value; });
}

template <class Real>
constexpr void fill_runs(std::span<Real> out, std::int64_t first, const auto& schedule, auto end_of_run) {
  while (!out.empty()) {
    const Real value = schedule(first);
    fill_with(cut_before(out, first, end_of_run(first)), value);
  }
}

}  // namespace detail

/// out[i] = schedule(from + i), the same bits. A schedule may have a member fill, which is asked for steps from 0 to
/// 2^53, and for one at least.
template <schedule Schedule>
constexpr void fill(const Schedule& schedule, std::span<rate_of<Schedule>> out, numeric<std::int64_t> from = 0) {
  std::int64_t first = from;
  constexpr bool has_fill = requires { schedule.fill(out, first); };
  if (has_fill && first < 0)
    detail::fill_with(detail::cut_before(out, first, 0), detail::ask(schedule, std::int64_t{0}));
  const auto part = detail::cut_before(out, first, detail::longest);
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

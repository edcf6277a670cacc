// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_LIST_HPP
#define LRSCHED_DETAIL_LIST_HPP

// The lists of numbers that a schedule can be given: here of a length known at compile time, as std::array is, for the
// device too. Schedules with lists are templates over the type of the list, and take a std::vector where a file
// decides.

#include <cstddef>  // std::size_t
#include <cstdint>  // std::int64_t
#include <initializer_list>
#include <limits>  // std::numeric_limits

#include <lrsched/detail/contract.hpp>
#include <lrsched/detail/host_device.hpp>

namespace lrsched::inline v0::detail {

template <class Value, std::size_t Count>
struct list {
  using value_type = Value;

  list() = default;
  constexpr list(std::initializer_list<Value> given) noexcept { take(given); }  // what stands in braces
  constexpr list(const Value (&given)[Count]) noexcept { take(given); }         // an array that has a name

  LRSCHED_HOST_DEVICE constexpr std::size_t size() const noexcept { return Count; }
  LRSCHED_HOST_DEVICE constexpr const Value& operator[](std::size_t i) const noexcept { return values[i]; }
  constexpr Value& operator[](std::size_t i) noexcept { return values[i]; }

  bool operator==(const list&) const = default;

  Value values[Count] = {};

 private:
  constexpr void take(const auto& given) noexcept {
    std::size_t i = 0;
    for (const Value& value : given) values[i++] = value;
  }
};

/// The same kind of list, of another type.
template <class List, class Value>
struct relisted;

template <template <class, std::size_t> class List, class Old, std::size_t Count, class Value>
struct relisted<List<Old, Count>, Value> {
  using type = List<Value, Count>;
};

template <template <class...> class List, class... Old, class Value>
struct relisted<List<Old...>, Value> {
  using type = List<Value>;
};

/// Milestones are steps from 0 to 2^62 that do not fall.
constexpr void require_milestones(const char* name, const auto& milestones) {
  for (std::size_t i = 0; i < milestones.size(); ++i) {
    require_length(name, "milestones", milestones[i]);
    require(i == 0 || milestones[i - 1] <= milestones[i], name, "milestones", "must not fall", milestones[i]);
  }
}

/// How many milestones are at or before a position: a binary search whose steps are sums, not jumps.
template <class Counted>
LRSCHED_HOST_DEVICE constexpr std::size_t passed(const auto& milestones, Counted position) noexcept {
  std::size_t low = 0;
  for (std::size_t left = milestones.size(); left > 0;) {
    const std::size_t half = (left + 1) / 2;
    low += static_cast<Counted>(milestones[low + half - 1]) <= position ? half : 0;
    left -= half;
  }
  return low;
}

/// The first milestone after a position, or the last std::int64_t.
constexpr std::int64_t next_milestone(const auto& milestones, std::int64_t position) noexcept {
  const std::size_t next = passed(milestones, position);
  return next < milestones.size() ? milestones[next] : std::numeric_limits<std::int64_t>::max();
}

}  // namespace lrsched::inline v0::detail

#endif

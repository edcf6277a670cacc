// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_LIST_HPP
#define LRSCHED_DETAIL_LIST_HPP

// The lists of numbers that a schedule can be given: here of a length known at compile time, as std::array is, for the
// device too. Schedules with lists are templates over the type of the list, and take a std::vector where a file
// decides.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::floating_point
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int64_t
#include <initializer_list>
#include <limits>       // std::numeric_limits
#include <span>         // std::span
#include <type_traits>  // std::conditional_t, std::remove_cvref_t
#include <utility>      // std::declval

#include <lrsched/detail/contract.hpp>
#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/host_device.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

/// What becomes an element: any number that a number is made of, or the element itself.
template <class Value>
using given_as = std::conditional_t<number<Value>, numeric<Value>, Value>;

template <class Value, std::size_t Count>
struct list {
  using value_type = Value;

  list() = default;
  constexpr list(std::initializer_list<given_as<Value>> given) noexcept { take(given); }  // what stands in braces
  template <class Given>
  constexpr list(const Given (&given)[Count]) noexcept {  // an array that has a name
    take(given);
  }

  LRSCHED_HOST_DEVICE constexpr std::size_t size() const noexcept { return Count; }
  LRSCHED_HOST_DEVICE constexpr const Value& operator[](std::size_t i) const noexcept { return values[i]; }
  constexpr Value& operator[](std::size_t i) noexcept { return values[i]; }

  bool operator==(const list&) const = default;

  Value values[Count] = {};

 private:
  constexpr void take(const auto& given) noexcept {
    std::size_t i = 0;
    for (const auto& value : given) values[i++] = given_as<Value>(value);
  }
};

template <class List>
using element_of = std::remove_cvref_t<decltype(std::declval<const List&>()[0])>;

/// The type of the values that are made of numbers of the type Given.
template <class Given>
using value_from = std::conditional_t<std::floating_point<Given>, Given, double>;

template <class List>
using value_in = value_from<element_of<List>>;

/// What is made of braces or of an array that has a name.
template <class Given, std::size_t Count>
using list_of_values = list<value_from<Given>, Count>;
template <std::size_t Count>
using list_of_steps = list<std::int64_t, Count>;

template <class List>
concept indexed = requires(const List& list) {
  list.size();
  list[0];
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

/// A span does not keep what it shows, so nothing can be stored beside it.
template <class Old, std::size_t Count, class Value>
struct relisted<std::span<Old, Count>, Value> {
  static_assert(Count == 0 && Count == 1, "lrsched: values are kept; copy the span to a std::array or a std::vector");
};

/// Values are finite numbers.
template <class Values>
constexpr void require_values(const char* name, const Values& values) {
  static_assert(indexed<Values>, "lrsched: values stand in braces, or are a std::array or a std::vector");
  if constexpr (indexed<Values>) {
    static_assert(number<element_of<Values>>, "lrsched: values are a list of numbers");
    for (std::size_t i = 0; i < values.size(); ++i) check(name, "values", static_cast<value_in<Values>>(values[i]));
  }
}

/// The milestone at an index, of any type of integer.
template <class Milestones>
LRSCHED_HOST_DEVICE constexpr std::int64_t step_at(const Milestones& milestones, std::size_t i) noexcept {
  return numeric<std::int64_t>(milestones[i]);
}

/// Milestones are steps from 0 to 2^53 that do not fall.
template <class Milestones>
constexpr void require_milestones(const char* name, const Milestones& milestones) {
  static_assert(indexed<Milestones>, "lrsched: milestones stand in braces, or are a std::array, vector or span");
  if constexpr (indexed<Milestones>) {
    static_assert(integer<element_of<Milestones>>, "lrsched: milestones are steps, a list of integers");
    for (std::size_t i = 0; i < milestones.size(); ++i) {
      const std::int64_t milestone = step_at(milestones, i);
      check(name, "milestones", milestone, at_least_0);
      require(i == 0 || step_at(milestones, i - 1) <= milestone, name, "milestones", "must not fall", milestone);
    }
  }
}

/// How many milestones are at or before a position: a binary search whose steps are sums, not jumps.
template <class Counted>
LRSCHED_HOST_DEVICE constexpr std::size_t passed(const auto& milestones, Counted position) noexcept {
  std::size_t low = 0;
  for (std::size_t left = milestones.size(); left > 0;) {
    const std::size_t half = (left + 1) / 2;
    low += static_cast<Counted>(step_at(milestones, low + half - 1)) <= position ? half : 0;
    left -= half;
  }
  return low;
}

/// The first milestone after a position, or the last std::int64_t.
constexpr std::int64_t next_milestone(const auto& milestones, std::int64_t position) noexcept {
  const std::size_t next = passed(milestones, position);
  return next < milestones.size() ? step_at(milestones, next) : std::numeric_limits<std::int64_t>::max();
}

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

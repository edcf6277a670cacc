// SPDX-License-Identifier: MIT
#ifndef LRSCHED_SCHEDULE_HPP
#define LRSCHED_SCHEDULE_HPP

// READ FIRST. A schedule is a small value and a pure function of the step:
//
//   rate = schedule(step)
//
// 1. The step, more generally the position, is the number of optimizer updates already made: the first update asks
//    for schedule(0). Any integer will do, and a real number too, for epochs and a fraction, tokens or samples.
// 2. Every position has a finite value. Before 0 a schedule has its value at 0; past its end it holds, continues or
//    repeats, as its family says. Positions beyond 2^53 are no different from 2^53.
// 3. A call changes nothing, allocates nothing and throws nothing. It works in constants, on the host and in CUDA
//    device code, and any order of calls gives the same values. Resuming is one integer: the step.
// 4. Arguments are checked once, in the constructor. See detail/contract.hpp for what a bad one meets.
// 5. Schedules are templates over the floating type of the rate, double unless said otherwise. Counting is done in
//    integers, arithmetic in double, and the result is rounded once: a float schedule does not freeze, and one of
//    long double has the digits of a double.
//
// Whatever is called with a step and returns a number is a schedule too: your own class, or a lambda (which must not
// throw, once it is part of one of ours). One that takes an integer is asked for the whole part of a position, and for
// the nearest that its type holds: [](int step) {...} for 2^31 - 1 from there on.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>     // std::copy_constructible, std::integral, std::regular_invocable
#include <cstdint>      // std::int64_t
#include <type_traits>  // std::invoke_result_t, std::make_unsigned_t, std::remove_cvref_t

#include <lrsched/detail/contract.hpp>
#include <lrsched/detail/host_device.hpp>
#include <lrsched/detail/rounding.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// What a schedule of ours is called with: an integer of any width, or a real number.
template <class Type>
concept position = (std::integral<Type> && !std::same_as<Type, bool>) || std::floating_point<Type>;

/// What the library composes: a value that can be copied, and called with a step without being changed.
template <class Type>
concept schedule = std::copy_constructible<Type> && std::regular_invocable<const Type&, std::int64_t> &&
    std::floating_point<std::invoke_result_t<const Type&, std::int64_t>>;

/// A schedule that ends and says after how many steps: what can stand before another one in a sequence.
template <class Type>
concept finite_schedule = schedule<Type> && requires(const Type& value) {
  { value.length() } -> std::same_as<std::int64_t>;
};

/// The floating type of a schedule's values.
template <schedule Schedule>
using rate_of = std::invoke_result_t<const Schedule&, std::int64_t>;

namespace detail {

/// A position as the schedules count it, from 0 to 2^53: an std::int64_t if it was an integer, else a double. NaN, and
/// what is smaller than any normal number, count as 0.
template <position Position>
LRSCHED_HOST_DEVICE constexpr auto counted(Position given) noexcept {
  if constexpr (std::integral<Position>) {
    if constexpr (sizeof(Position) < sizeof(std::int64_t)) {
      return given > 0 ? std::int64_t{given} : std::int64_t{0};
    } else {
      using unsigned_position = std::make_unsigned_t<Position>;  // in which numbers below 0 are large
      if (static_cast<unsigned_position>(given) <= static_cast<unsigned_position>(longest)) [[likely]]
        return static_cast<std::int64_t>(given);
      return given > 0 ? longest : std::int64_t{0};
    }
  } else {
    constexpr double first = 0x1p-1022, last = static_cast<double>(longest);
    const double position = static_cast<double>(given);
    if (nan_is_denied && is_nan(position)) return 0.0;
    return position >= first ? (position < last ? position : last) : 0;
  }
}

/// The same as a double, which holds all of them.
template <position Position>
LRSCHED_HOST_DEVICE constexpr double in_double(Position given) noexcept {
  return static_cast<double>(counted(given));
}

/// What a function takes, if it has one parameter and is no template.
template <class Result, class Parameter>
std::remove_cvref_t<Parameter> parameter_of(Result (*)(Parameter));
template <class Type, class Result, class Parameter>
std::remove_cvref_t<Parameter> parameter_of(Result (Type::*)(Parameter) const);

/// A position as a parameter of another type takes it: of an integer type the nearest number that it holds.
template <class Parameter, position Position>
LRSCHED_HOST_DEVICE constexpr auto fitted(Position position) noexcept {
  if constexpr (!lrsched::position<Parameter>) {
    return position;
  } else {
    if constexpr (std::integral<Parameter> && (std::floating_point<Position> || sizeof(Position) > sizeof(Parameter))) {
      constexpr bool is_signed = static_cast<Parameter>(-1) < Parameter{0};
      constexpr auto last = static_cast<Parameter>(static_cast<std::make_unsigned_t<Parameter>>(-1) >> is_signed);
      constexpr auto first = is_signed ? static_cast<Parameter>(-last - 1) : Parameter{0};
      if constexpr (std::floating_point<Position>)
        if (is_nan(position)) return Parameter{0};
      if (position >= static_cast<Position>(last)) return last;
      if constexpr (static_cast<Position>(-1) < Position{0})
        if (position <= static_cast<Position>(first)) return first;
    }
    return static_cast<Parameter>(position);
  }
}

/// schedule(position), also of a function that takes a number of another type.
template <class Schedule, position Position>
LRSCHED_HOST_DEVICE constexpr auto ask(const Schedule& schedule, Position position) {
  constexpr bool is_function = requires { parameter_of(schedule); };
  constexpr bool is_callable = requires { parameter_of(&Schedule::operator()); };
  if constexpr (is_function)
    return schedule(fitted<decltype(parameter_of(schedule))>(position));
  else if constexpr (is_callable)
    return schedule(fitted<decltype(parameter_of(&Schedule::operator()))>(position));
  else
    return schedule(position);
}

/// The whole part of a counted position.
template <class Counted>
LRSCHED_HOST_DEVICE constexpr std::int64_t whole(Counted position) noexcept {
  return static_cast<std::int64_t>(position);
}

/// A number of steps rounded up, but for what the rounding of a product may have added to a whole number.
constexpr std::int64_t rounded_up(double steps) noexcept {
  const std::int64_t down = whole(steps);
  return steps - static_cast<double>(down) > steps * 0x1p-51 ? down + 1 : down;
}

/// How far a counted position is in the cycle of so many steps in which it lies. Far out an integer stays out of sums
/// that are loose: they have no room for it.
template <class Counted>
LRSCHED_HOST_DEVICE constexpr Counted within_cycle(Counted position, std::int64_t steps) noexcept {
  const std::int64_t number = whole(position), gone = number % steps;
  if (sums_are_loose && static_cast<Counted>(number) == position) return static_cast<Counted>(gone);
  return position - static_cast<Counted>(number - gone);
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

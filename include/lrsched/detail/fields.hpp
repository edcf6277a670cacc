// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_FIELDS_HPP
#define LRSCHED_DETAIL_FIELDS_HPP

// Each schedule lists its arguments once, in the order of its constructor: the name, the member, and the rules for it.
//
//   static constexpr auto fields(auto use) { return use(field{"steps", &params::steps, at_least_0}, ...); }
//
// Checking, JSON both ways, printing, descriptions and the fingerprint all come from that list. A schedule whose
// arguments are an aggregate has the list in the aggregate and gives it back by arguments(); any other lists its own
// members. Conditions on several arguments are in a member check(schedule), or where the arguments meet.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::floating_point
#include <initializer_list>
#include <span>         // std::size
#include <type_traits>  // std::is_enum_v, std::remove_cvref_t

#include <lrsched/detail/contract.hpp>
#include <lrsched/detail/rounding.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

/// A rule for a number. Real numbers must always be finite, and integers that have a rule within -2^53 and 2^53.
struct rule {
  const char* text = nullptr;
  bool (*holds)(double) = nullptr;
};

inline constexpr rule at_least_0{"must be at least 0", [](double x) { return x >= 0; }};
inline constexpr rule at_least_1{"must be at least 1", [](double x) { return x >= 1; }};
inline constexpr rule at_most_1{"must be at most 1", [](double x) { return x <= 1; }};
inline constexpr rule above_0{"must be above 0", [](double x) { return x > 0; }};
inline constexpr rule below_1{"must be below 1", [](double x) { return x < 1; }};
inline constexpr rule any_position{"must be a position", [](double) { return true; }};  // within 2^53

/// For the ends of a ramp: nearer to 0, what lies between them would be subnormal and lose digits.
inline constexpr rule ramp_end{"must be 0, or at least 1e-280 in size",
                               [](double x) { return x == 0 || x <= -1e-280 || x >= 1e-280; }};

/// The names of an enumeration's values, in their order; given beside the enumeration.
template <class Enumeration>
inline constexpr const char* names_of[] = {nullptr};

/// An argument: two rules at most, and a group of arguments has those of its own.
template <class Owner, class Value>
struct field {
  const char* name;
  Value Owner::*member;
  rule first{}, second{};
};

template <class Owner, class Value, class... Rules>
field(const char*, Value Owner::*, Rules...) -> field<Owner, Value>;

/// What may be done with fields: nothing. (A lambda in its place is no condition to nvcc.)
struct no_use {
  void operator()(const auto&...) const {}
};

template <class Type>
concept with_fields = requires {
  Type::fields(no_use{});
};

/// One argument against its rules; `group` is that of which it is a part.
template <number Number>
constexpr void check(const char* schedule, const char* argument, const Number& got, const rule& first = {},
                     const rule& second = {}, const char* group = "") {
  const double value = static_cast<double>(got);
  if constexpr (std::floating_point<Number>)
    require(is_finite(value), schedule, argument, "must be finite", got, group);
  for (const rule* each : {&first, &second})
    if (each->holds != nullptr) require(each->holds(value), schedule, argument, each->text, got, group);
  if constexpr (std::integral<Number>) {
    const bool counts = first.holds != nullptr;
    require(!counts || got <= longest, schedule, argument, "must be at most 2^53", got, group);
    require(!counts || got >= -longest, schedule, argument, "must be at least -2^53", got, group);
  }
}

template <class Number>
constexpr Number number_in(const numeric<Number>& given) noexcept {
  return given.value;
}

template <class Type>
concept group_of_arguments = !requires {
  Type::name;
}
&&  // as a schedule has, which was checked when it was made
    with_fields<Type>;

template <class Owner>
constexpr void check(const char* schedule, const Owner& given, const char* group = "");

/// Any other argument: an optional one is checked if it is there, an enumeration must have one of its names, and the
/// arguments of a group have rules of their own.
template <class Value>
constexpr void check(const char* schedule, const char* argument, const Value& got, const rule& first = {},
                     const rule& second = {}, const char* group = "") {
  if constexpr (requires { number_in(got); }) {
    check(schedule, argument, number_in(got), first, second, group);
  } else if constexpr (std::is_enum_v<Value>) {
    const int index = static_cast<int>(got), count = static_cast<int>(std::size(names_of<Value>));
    require(index < count, schedule, argument, "must be one of the named values", index, group);
  } else if constexpr (requires { got.has_value(); }) {
    if (got.has_value()) check(schedule, argument, *got, first, second, group);
  } else if constexpr (group_of_arguments<Value>) {
    check(schedule, got, argument);
  }
}

/// Every argument against its rules, and then, by a member check(schedule), against each other.
template <class Owner>
constexpr void check(const char* schedule, const Owner& given, const char* group) {
  Owner::fields([&](const auto&... each) {
    (check(schedule, each.name, given.*each.member, each.first, each.second, group), ...);
  });
  if constexpr (requires { given.check(schedule); }) given.check(schedule);
}

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

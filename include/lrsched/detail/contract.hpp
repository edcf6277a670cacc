// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_CONTRACT_HPP
#define LRSCHED_DETAIL_CONTRACT_HPP

// What happens to a bad argument. Constructors state their rules with `require`; a broken rule
//   throws bad_argument, whose message reads "cosine: steps must be at least 0, got -5",
//   does not compile where the schedule is a constant (the failing call is not constexpr),
//   calls on_bad_argument and ends the program where exceptions are off.
// Numbers among the arguments are `numeric`, those without a default `required`. What is left out, or a real number of
// steps, does not compile. A name that there is not makes the whole list fit nothing; write the type of the arguments
// before the braces, as in cosine(cosine<>::params{...}), and the compiler says which.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>   // std::floating_point, std::integral, std::same_as, std::unsigned_integral
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <exception>  // std::exception
#include <initializer_list>
#include <limits>       // std::numeric_limits
#include <type_traits>  // std::is_scalar_v, std::make_unsigned_t

#include <lrsched/detail/decimal.hpp>
#include <lrsched/detail/host_device.hpp>

#if !LRSCHED_HAS_EXCEPTIONS
#include <cstdio>   // std::fputs
#include <cstdlib>  // std::abort
#endif

namespace lrsched::inline LRSCHED_V0 {

/// What a constructor throws for an argument that breaks a rule; what() is one line of ASCII without a line end, made
/// of the four parts, which can be asked for. A text is cut to what its part has room for. `group` is the argument of
/// which this one is a part.
class bad_argument : public std::exception {
 public:
  [[gnu::cold]] bad_argument(const char* schedule, const char* argument, const char* rule, const char* got,
                             const char* group = "") noexcept {
    append(schedule_, schedule);
    append(argument_, group);
    append(argument_, *group != '\0' ? "." : "");
    append(argument_, argument);
    append(rule_, rule);
    append(got_, *got != '\0' ? got : "nothing");
    const char* const sentence[] = {schedule_, ": ", argument_, " ", rule_, ", got ", got_};
    for (const char* part : sentence) append(what_, part);
  }
  template <class Number>
  bad_argument(const char* schedule, const char* argument, const char* rule, Number got,
               const char* group = "") noexcept
      : bad_argument(schedule, argument, rule, static_cast<const char*>(detail::decimal(got).text), group) {}

  const char* what() const noexcept override { return what_; }  // "cosine: steps must be at least 0, got -5"
  const char* schedule() const noexcept { return schedule_; }   // "cosine"
  const char* argument() const noexcept { return argument_; }   // "steps"; "threshold.relative" in a group
  const char* rule() const noexcept { return rule_; }           // "must be at least 0"
  const char* got() const noexcept { return got_; }             // "-5"

 protected:
  bad_argument() noexcept = default;  // for those that have more to say

 private:
  template <std::size_t Room>
  static void append(char (&text)[Room], const char* more) noexcept {
    append(text, text + Room - 1, more);
  }
  [[gnu::cold, gnu::noinline]] static void append(char* text, const char* last, const char* more) noexcept {
    while (*text != '\0') ++text;
    for (; *more != '\0' && text != last; ++more) *text++ = ' ' <= *more && *more <= '~' ? *more : '?';
  }

  char schedule_[60] = {}, argument_[60] = {}, rule_[120] = {}, got_[60] = {};
  char what_[sizeof schedule_ + sizeof argument_ + sizeof rule_ + sizeof got_ + 9] = {};
};

#if !LRSCHED_HAS_EXCEPTIONS
/// Where exceptions are off: what is called with a bad argument before the program ends. Assign your own.
inline void (*on_bad_argument)(const bad_argument&) = [](const bad_argument& error) {
  std::fputs(error.what(), stderr);
  std::fputs("\n", stderr);
};
#endif

namespace detail {

template <class Number>
[[noreturn, gnu::cold, gnu::noinline]] void fail(const char* schedule, const char* argument, const char* rule,
                                                 Number got, const char* group = "") {
#if LRSCHED_HAS_EXCEPTIONS
  throw bad_argument(schedule, argument, rule, got, group);
#else
  on_bad_argument(bad_argument(schedule, argument, rule, got, group));
  std::abort();
#endif
}

template <class Number>
constexpr void require(bool holds, const char* schedule, const char* argument, const char* rule, Number got,
                       const char* group = "") {
  if (holds) return;
  if constexpr (std::integral<Number>)
    fail(schedule, argument, rule, static_cast<std::int64_t>(got), group);
  else
    fail(schedule, argument, rule, got, group);
}

/// The longest length and the last position, up to which every integer is a double. As a count, the last std::int64_t
/// says "never" and means this one.
inline constexpr std::int64_t longest = std::int64_t{1} << 53, never = std::numeric_limits<std::int64_t>::max();

/// What counts: an integer, but no truth value and no character.
template <class Type>
concept integer = std::integral<Type> &&
    !(std::same_as<Type, bool> || std::same_as<Type, char> || std::same_as<Type, wchar_t> ||
      std::same_as<Type, char8_t> || std::same_as<Type, char16_t> || std::same_as<Type, char32_t>);

template <class Type>
concept number = integer<Type> || std::floating_point<Type>;

template <class Type>
concept scalar = std::is_scalar_v<Type>;

/// An object that becomes such a number without losing anything.
template <class Type, class Value>
concept like_a_number = !scalar<Type> && requires(const Type& given) {
  Value{given};
};

/// Always so; the compiler quotes it where {} was to make an argument that has no default.
template <class>
concept an_argument_without_a_default_is_missing = true;

}  // namespace detail

/// A number as an argument: a count takes any integer, and one beyond the largest std::int64_t as that; a value takes
/// any number.
template <class Value>
struct numeric {
  template <detail::scalar Given>
  LRSCHED_HOST_DEVICE constexpr numeric(Given given) noexcept : value(taken(given)) {}

  template <detail::like_a_number<Value> Given>
  constexpr numeric(const Given& given) : value{given} {}

  constexpr numeric() noexcept = default;

  LRSCHED_HOST_DEVICE constexpr operator Value() const noexcept { return value; }

  Value value{};

 private:
  template <class Given>
  LRSCHED_HOST_DEVICE static constexpr Value taken([[maybe_unused]] Given given) noexcept {
    constexpr bool is_number = detail::number<Given>;
    constexpr bool is_whole = !is_number || std::floating_point<Value> || std::integral<Given>;
    static_assert(is_number, "lrsched: a number belongs here; no truth value, no text, no name");
    static_assert(is_whole,
                  "lrsched: a number of steps is an integer; round it, or let lrsched::split share out a total");
    if constexpr (std::unsigned_integral<Given> && std::integral<Value> && sizeof(Given) >= sizeof(Value)) {
      constexpr Value last = static_cast<Value>(~std::make_unsigned_t<Value>{0} / 2);
      if (given > static_cast<Given>(last)) return last;
    }
    if constexpr (std::integral<Value> && std::integral<Given>)
      return static_cast<Value>(given) == detail::never ? detail::longest : static_cast<Value>(given);
    else if constexpr (is_number && is_whole)
      return static_cast<Value>(given);
    else
      return {};
  }
};

/// An argument that has no default.
template <class Value>
struct required : numeric<Value> {
  template <detail::scalar Given>
  constexpr required(Given given) noexcept : numeric<Value>(given) {}
  template <detail::like_a_number<Value> Given>
  constexpr required(const Given& given) : numeric<Value>(given) {}

  /// For readers of files, which then assign; {} is refused.
  constexpr explicit required() noexcept requires detail::an_argument_without_a_default_is_missing<Value> {}
};

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

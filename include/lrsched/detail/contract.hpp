// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_CONTRACT_HPP
#define LRSCHED_DETAIL_CONTRACT_HPP

// What happens to a bad argument. Constructors state their rules with `require`; a broken rule
//   throws bad_argument, whose message reads "cosine: steps must be at least 0, got -5",
//   does not compile where the schedule is a constant (the failing call is not constexpr),
//   calls on_bad_argument and ends the program where exceptions are off.
// An argument without a default has the type `required`: leaving it out does not compile.

#include <charconv>   // std::to_chars
#include <concepts>   // std::convertible_to, std::integral, std::floating_point
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <exception>  // std::exception
#include <initializer_list>
#include <limits>  // std::numeric_limits

#include <lrsched/detail/host_device.hpp>

#if !defined(__cpp_exceptions)
#include <cstdio>   // std::fputs
#include <cstdlib>  // std::abort
#endif

namespace lrsched::inline v0 {

/// What a constructor throws for an argument that breaks a rule; what() is one line of ASCII without a line end, made
/// of the four parts, which can be asked for. A text is cut to what its part has room for.
class bad_argument : public std::exception {
 public:
  template <class Got>
  bad_argument(const char* schedule, const char* argument, const char* rule, Got got) noexcept {
    append(schedule_, schedule);
    append(argument_, argument);
    append(rule_, rule);
    if constexpr (std::convertible_to<Got, const char*>)
      append(got_, *got != '\0' ? got : "nothing");
    else
      std::to_chars(got_, got_ + sizeof got_ - 1, got);
    const char* const sentence[] = {schedule_, ": ", argument_, " ", rule_, ", got ", got_};
    for (const char* part : sentence) append(what_, part);
  }

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
    std::size_t end = 0;
    while (text[end] != '\0') ++end;
    for (; *more != '\0' && end + 1 < Room; ++more) text[end++] = ' ' <= *more && *more <= '~' ? *more : '?';
  }

  char schedule_[60] = {}, argument_[60] = {}, rule_[120] = {}, got_[60] = {};
  char what_[sizeof schedule_ + sizeof argument_ + sizeof rule_ + sizeof got_ + 9] = {};
};

#if !defined(__cpp_exceptions)
/// Where exceptions are off: what is called with a bad argument before the program ends. Assign your own.
inline void (*on_bad_argument)(const bad_argument&) = [](const bad_argument& error) {
  std::fputs(error.what(), stderr);
  std::fputs("\n", stderr);
};
#endif

namespace detail {

template <class Number>
[[noreturn, gnu::cold, gnu::noinline]] void fail(const char* schedule, const char* argument, const char* rule,
                                                 Number got) {
#if defined(__cpp_exceptions)
  throw bad_argument(schedule, argument, rule, got);
#else
  on_bad_argument(bad_argument(schedule, argument, rule, got));
  std::abort();
#endif
}

template <class Number>
constexpr void require(bool holds, const char* schedule, const char* argument, const char* rule, Number got) {
  if (holds) return;
  if constexpr (std::integral<Number>)
    fail(schedule, argument, rule, static_cast<std::int64_t>(got));
  else
    fail(schedule, argument, rule, got);
}

template <std::floating_point Real>
constexpr void require_finite(const char* schedule, const char* argument, Real got) {
  const bool finite = got >= std::numeric_limits<Real>::lowest() && got <= std::numeric_limits<Real>::max();
  require(finite, schedule, argument, "must be finite", got);
}

template <std::floating_point Real>
constexpr void require_above_zero(const char* schedule, const char* argument, Real got) {
  require_finite(schedule, argument, got);
  require(got > 0, schedule, argument, "must be above 0", got);
}

template <std::floating_point Real>
constexpr void require_not_negative(const char* schedule, const char* argument, Real got) {
  require_finite(schedule, argument, got);
  require(got >= 0, schedule, argument, "must be at least 0", got);
}

/// The longest length and the last position: 2^62, so that the sum of two still is an std::int64_t.
inline constexpr std::int64_t longest = std::int64_t{1} << 62;

constexpr void require_length(const char* schedule, const char* argument, std::int64_t got, std::int64_t least = 0) {
  require(got >= least, schedule, argument, least == 0 ? "must be at least 0" : "must be at least 1", got);
  require(got <= longest, schedule, argument, "must be at most 2^62", got);
}

/// The rule of most peers for a number of steps.
constexpr void require_count(const char* schedule, const char* argument, std::int64_t got) {
  require(got > 0, schedule, argument, "must be above 0", got);
  require(got <= longest, schedule, argument, "must be at most 2^62", got);
}

/// The rule for a step that a peer lets be negative.
constexpr void require_position(const char* schedule, const char* argument, std::int64_t got) {
  require(-longest <= got && got <= longest, schedule, argument, "must be from -2^62 to 2^62", got);
}

}  // namespace detail

/// An argument that has no default. A count takes any integer, a value any number.
template <class Value>
struct required {
  template <class Given>
    requires(std::integral<Given> || (std::floating_point<Value> && std::floating_point<Given>))
  constexpr required(Given given) noexcept : value(static_cast<Value>(given)) {}

  constexpr explicit required() noexcept = default;  // for readers of files, which then assign; {} is still refused

  LRSCHED_HOST_DEVICE constexpr operator Value() const noexcept { return value; }

  Value value{};
};

}  // namespace lrsched::inline v0

#endif

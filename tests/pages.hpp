// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_PAGES_HPP
#define LRSCHED_TESTS_PAGES_HPP

// What the rows of the pages are compared by, in rows.cpp, which pages.py makes: values, formulas, compositions, the
// scales of a plateau, and lists of arguments.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <type_traits>
#include <utility>

#include <lrsched/lrsched.hpp>

namespace pages {

/// Within a share of what is shown. A formula in plain arithmetic leaves 1e-17 where 0 is meant.
constexpr bool is_near(double value, double shown, double share) {
  const double error = value < shown ? shown - value : value - shown, size = shown < 0 ? -shown : shown;
  return error <= share * size + (share < 1e-6 ? 1e-17 : 0);
}

/// As many digits as a page shows.
constexpr bool shows(double value, double shown) { return is_near(value, shown, 5.1e-6); }

/// The first values are those of a formula.
constexpr bool follows(const auto& ours, std::initializer_list<double> formula) {
  std::int64_t step = 0;
  for (const double value : formula)
    if (!is_near(ours(step++), value, 1e-9)) return false;
  return true;
}

/// Two schedules have the same rates.
constexpr bool is_same(const auto& ours, const auto& composed) {
  for (std::int64_t step = 0; step < 150; ++step)
    if (!is_near(ours(step), composed(step), 1e-12)) return false;
  return true;
}

/// A plateau that is fed these metrics has these scales.
constexpr bool scales(const auto& rule, std::initializer_list<double> metrics, std::initializer_list<double> shown) {
  auto state = rule.start();
  const double* expected = shown.begin();
  for (const double metric : metrics) {
    state = rule.next(state, metric);
    if (expected == shown.end() || !shows(state.scale, *expected++)) return false;
  }
  return expected == shown.end();
}

/// An argument as a page has it: the rules are how those of the headers begin.
struct argument {
  std::string_view name;
  bool whole;
  std::initializer_list<std::string_view> rules;
};

template <class Owner, class Value>
constexpr bool is_whole(Value Owner::*) {
  return std::integral<Value> || std::derived_from<Value, lrsched::numeric<std::int64_t>>;
}

/// The arguments of a schedule, by its own list of them. The rule of the ends of ramps is said once for all.
template <class Owner>
constexpr bool takes(std::initializer_list<argument> page) {
  const argument* next = page.begin();
  bool right = true;
  Owner::fields([&](const auto&... each) {
    const auto compare = [&](const auto& field) {
      if (next == page.end() || next->name != field.name || next->whole != is_whole(field.member)) {
        right = false;
        return;
      }
      std::size_t found = 0;
      bool allows_0 = false;  // "0, or at least ..." says at least 0 besides
      for (const std::string_view rule : next->rules) {
        allows_0 = allows_0 || rule.starts_with("must be 0, or");
        for (const char* text : {field.first.text, field.second.text})
          found += text != nullptr && std::string_view(text).starts_with(rule);
      }
      std::size_t rules = 0;
      for (const lrsched::detail::rule* rule : {&field.first, &field.second})
        rules += rule->holds != nullptr && rule->holds != lrsched::detail::ramp_end.holds &&
                 rule->holds != lrsched::detail::any_position.holds &&
                 !(allows_0 && rule->holds == lrsched::detail::at_least_0.holds);
      right = right && found == next->rules.size() && found == rules;
      ++next;
    };
    (compare(each), ...);
  });
  return right && next == page.end();
}

template <class Schedule>
constexpr bool is_made_of(const Schedule&, std::initializer_list<argument> page) {
  if constexpr (requires { typename Schedule::params; })
    return takes<typename Schedule::params>(page);
  else if constexpr (requires { Schedule::fields(lrsched::detail::no_use{}); })
    return takes<Schedule>(page);
  else  // shaped
    return takes<decltype(std::declval<const Schedule&>().arguments())>(page);
}

}  // namespace pages

#endif

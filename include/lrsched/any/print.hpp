// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ANY_PRINT_HPP
#define LRSCHED_ANY_PRINT_HPP

// Schedules, plateaus and their descriptions in streams, and in std::format where the standard library has it, as
// to_string writes them:
//
//   std::cout << lrsched::cosine({.from = 0.1, .to = 0, .steps = 100});  // cosine(from=0.1, to=0, steps=100, ...)
//
// Width and alignment are those of a string. Only what describes itself is printed: no lambda, no class of your own.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>     // std::same_as
#include <ostream>      // std::ostream
#include <string_view>  // std::string_view
#include <version>      // __cpp_lib_format

#if defined(__cpp_lib_format)
#include <format>  // std::formatter
#endif

#include <lrsched/any/description.hpp>

namespace lrsched::inline LRSCHED_V0 {

namespace detail {

template <class Type>
concept printable = std::same_as<Type, description> || describes_itself<Type>;

}  // namespace detail

template <detail::printable Printed>
std::ostream& operator<<(std::ostream& out, const Printed& schedule) {
  return out << to_string(schedule);
}

}  // namespace lrsched::inline LRSCHED_V0

#if defined(__cpp_lib_format)
template <lrsched::detail::printable Printed>
struct std::formatter<Printed> : std::formatter<std::string_view> {
  auto format(const Printed& schedule, auto& context) const {
    return std::formatter<std::string_view>::format(lrsched::to_string(schedule), context);
  }
};
#endif

#include <lrsched/detail/macros_on.hpp>

#endif

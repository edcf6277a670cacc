// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ANY_IGNORED_HPP
#define LRSCHED_ANY_IGNORED_HPP

// An argument of a framework that has no influence on the rates: it may be given, of any type, and is forgotten.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::same_as
#include <cstddef>   // std::nullptr_t

namespace lrsched::inline LRSCHED_V0::detail {

struct ignored {
  bool is_given = false;  // as something else than null

  constexpr ignored() = default;
  constexpr ignored(std::nullptr_t) {}
  template <class Given>
    requires(!std::same_as<Given, ignored>)
  constexpr ignored(const Given&) : is_given(true) {}

  /// Nothing, to be described and written.
  void for_what_is_held(auto) const {}
};

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

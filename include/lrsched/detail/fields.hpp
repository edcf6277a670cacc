// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_FIELDS_HPP
#define LRSCHED_DETAIL_FIELDS_HPP

// The one description that a schedule gives of itself. Its arguments are listed once, in the order of its constructor:
//
//   static constexpr auto fields(auto use) { return use(detail::field{"from", &params::from}, ...); }
//
// and from that list come the JSON form both ways, printing, comparing and the fingerprint. A schedule whose arguments
// are an aggregate has the list there and gives the aggregate back by arguments(); others list their own members.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::floating_point

#include <lrsched/detail/contract.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

template <class Owner, class Value>
struct field {
  const char* name;
  Value Owner::*member;
};

template <class Owner, class Value>
field(const char*, Value Owner::*) -> field<Owner, Value>;

/// Of a real number, given or required; anything else has nothing to be checked.
template <class Value>
constexpr void require_finite_value(const char* schedule, const char* argument, const Value& got) {
  if constexpr (std::floating_point<Value>)
    require_finite(schedule, argument, got);
  else if constexpr (requires { requires std::floating_point<decltype(got.value)>; })
    require_finite(schedule, argument, got.value);
}

/// All real numbers among the arguments are finite.
template <class Params>
constexpr void require_finite_fields(const char* schedule, const Params& given) {
  Params::fields(
      [&](const auto&... fields) { (require_finite_value(schedule, fields.name, given.*fields.member), ...); });
}

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

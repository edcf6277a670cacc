// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_FIELDS_HPP
#define LRSCHED_DETAIL_FIELDS_HPP

// The one description that a schedule gives of itself. Its arguments are listed once, in the order of its constructor:
//
//   static constexpr auto fields(auto use) { return use(detail::field{"from", &params::from}, ...); }
//
// and from that list come the JSON form both ways, printing, comparing and the fingerprint. A schedule whose arguments
// are an aggregate has the list there and gives the aggregate back by arguments(); others list their own members.

namespace lrsched::inline v0::detail {

template <class Owner, class Value>
struct field {
  const char* name;
  Value Owner::*member;
};

template <class Owner, class Value>
field(const char*, Value Owner::*) -> field<Owner, Value>;

}  // namespace lrsched::inline v0::detail

#endif

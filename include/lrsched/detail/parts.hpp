// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_PARTS_HPP
#define LRSCHED_DETAIL_PARTS_HPP

// A list of values of different types, as a base class: what std::tuple is, for the device too.
//   struct plan : parts<std::index_sequence_for<A, B>, A, B> { ... at<1>(*this) is the B ... };

#include <lrsched/detail/macros_off.hpp>

#include <cstddef>  // std::size_t
#include <utility>  // std::index_sequence, std::move

#include <lrsched/detail/host_device.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

template <std::size_t Index, class Part>
struct part {
  Part value;

  bool operator==(const part&) const = default;
};

template <class Indices, class... Parts>
struct parts;

template <std::size_t... Index, class... Parts>
struct parts<std::index_sequence<Index...>, Parts...> : part<Index, Parts>... {
  constexpr explicit parts(Parts... given) : part<Index, Parts>{std::move(given)}... {}

  /// Calls `use` with each part, in order.
  constexpr void for_each_part(auto use) const { (use(part<Index, Parts>::value), ...); }

  bool operator==(const parts&) const = default;
};

template <std::size_t Index, class Part>
LRSCHED_HOST_DEVICE constexpr const Part& at(const part<Index, Part>& owner) noexcept {
  return owner.value;
}

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

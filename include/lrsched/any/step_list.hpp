// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ANY_STEP_LIST_HPP
#define LRSCHED_ANY_STEP_LIST_HPP

// A list of steps whose length is known when it runs, as an argument: what stands in braces may be integers of any
// types, and so may those of a std::vector.

#include <lrsched/detail/macros_off.hpp>

#include <cstdint>  // std::int64_t
#include <initializer_list>
#include <utility>  // std::move
#include <vector>   // std::vector

#include <lrsched/detail/contract.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

struct step_list : std::vector<std::int64_t> {
  step_list() = default;
  step_list(std::vector<std::int64_t> given) noexcept : vector(std::move(given)) {}
  step_list(std::initializer_list<numeric<std::int64_t>> given) : vector(given.begin(), given.end()) {}
  template <integer Integer>
  step_list(const std::vector<Integer>& given) {
    for (const Integer step : given) push_back(numeric<std::int64_t>(step));
  }
};

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

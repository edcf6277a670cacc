// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_OPTAX_HPP
#define LRSCHED_DIALECT_OPTAX_HPP

#include <lrsched/lrsched.hpp>
#include <lrsched/runtime/any_schedule.hpp>

namespace lrsched::inline v0::dialect::optax {

void each(auto) {}

}  // namespace lrsched::inline v0::dialect::optax

#endif

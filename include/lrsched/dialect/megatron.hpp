// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_MEGATRON_HPP
#define LRSCHED_DIALECT_MEGATRON_HPP

#include <lrsched/lrsched.hpp>
#include <lrsched/runtime/any_schedule.hpp>

namespace lrsched::inline v0::dialect::megatron {

void each(auto) {}

}  // namespace lrsched::inline v0::dialect::megatron

#endif

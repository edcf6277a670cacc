// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_DEEPSPEED_HPP
#define LRSCHED_DIALECT_DEEPSPEED_HPP

#include <lrsched/lrsched.hpp>
#include <lrsched/runtime/any_schedule.hpp>

namespace lrsched::inline v0::dialect::deepspeed {

void each(auto) {}

}  // namespace lrsched::inline v0::dialect::deepspeed

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_PYTORCH_HPP
#define LRSCHED_DIALECT_PYTORCH_HPP

#include <lrsched/lrsched.hpp>
#include <lrsched/runtime/any_schedule.hpp>

namespace lrsched::inline v0::dialect::pytorch {

void each(auto) {}

}  // namespace lrsched::inline v0::dialect::pytorch

#endif

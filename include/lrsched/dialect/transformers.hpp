// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_TRANSFORMERS_HPP
#define LRSCHED_DIALECT_TRANSFORMERS_HPP

#include <lrsched/lrsched.hpp>
#include <lrsched/runtime/any_schedule.hpp>

namespace lrsched::inline v0::dialect::transformers {

void each(auto) {}

}  // namespace lrsched::inline v0::dialect::transformers

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_LLMC_HPP
#define LRSCHED_DIALECT_LLMC_HPP

#include <lrsched/lrsched.hpp>
#include <lrsched/runtime/any_schedule.hpp>

namespace lrsched::inline v0::dialect::llmc {

void each(auto) {}

}  // namespace lrsched::inline v0::dialect::llmc

#endif

// SPDX-License-Identifier: MIT

// Learn here: how a C program calls a schedule. This file is all of its C++: the plan is a constant, checked by the
// compiler, so that no call can fail, and neither an exception nor the C++ library gets to the side of C.

#include "rate.h"

#include <lrsched/lrsched.hpp>

namespace {

constexpr lrsched::sequence plan{lrsched::linear({.from = 0.0, .to = 3e-4, .steps = 2'000}),     // warm up
                                 lrsched::cosine({.from = 3e-4, .to = 3e-5, .steps = 98'000})};  // then anneal

}  // namespace

double trainer_rate(std::int64_t step) { return plan(step); }

std::int64_t trainer_steps() { return plan.length(); }

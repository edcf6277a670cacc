// SPDX-License-Identifier: MIT
#ifndef LRSCHED_LRSCHED_HPP
#define LRSCHED_LRSCHED_HPP

// A small tree that breaks every rule of layering.cmake, which must find them all: see expected.txt.
#include <lrsched/detail/upward.hpp>
#include <lrsched/shape/heavy.hpp>

#endif

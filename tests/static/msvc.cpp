// SPDX-License-Identifier: MIT

// The headers as far as they can be read here as MSVC would: without its compiler, by the macros that it defines, and
// without what it is known to lack. Nothing more than that is tried.

#include <any>
#include <charconv>
#include <cmath>
#include <cstring>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <variant>
#include <vector>
#include <version>

#undef __clang__
#undef __cpp_exceptions
#define _CPPUNWIND 1
#define _MSC_VER 1940
#define _MSVC_LANG 202002L

#pragma GCC poison asm __asm__ __attribute__ __extension__ __int128 __float128 __restrict__ typeof __typeof__
#pragma GCC poison __builtin_fma __builtin_rint __builtin_sqrt __builtin_floor __builtin_ceil __builtin_fabs
#pragma GCC poison __builtin_isnan __builtin_isfinite __builtin_signbit __builtin_copysign __builtin_ldexp
#pragma GCC poison __builtin_clz __builtin_clzll __builtin_ctz __builtin_ctzll __builtin_popcount __builtin_popcountll
#pragma GCC poison __builtin_expect __builtin_unreachable __builtin_assume __builtin_mul_overflow __builtin_add_overflow

#include <lrsched/any/description.hpp>
#include <lrsched/any/print.hpp>
#include <lrsched/dialect/pytorch.hpp>
#include <lrsched/lrsched.hpp>
#include <lrsched/plan/outlook.hpp>
#include <lrsched/range_test.hpp>

static_assert(LRSCHED_HAS_EXCEPTIONS);
static_assert(lrsched::inverse_sqrt({.initial = 1, .timescale = 4})(12) == 0.5);

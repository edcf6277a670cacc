// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_CATCH_HPP
#define LRSCHED_TESTS_CATCH_HPP

// Catch2, whichever of its two generations was found: what both have can be used. Approx is not among it, and not
// missed: rates are compared exactly, or to units in the last place.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#endif

// SPDX-License-Identifier: MIT

// First in every header, without a guard: from here to macros_on.hpp the names below are no macros, as which windows.h,
// X11, Arduino, curses and others define them, and after it they are again what they were. Below C++20 it says so, and
// that is the only error: no compiler goes on after a file that it does not find.

#if defined(_MSVC_LANG) ? _MSVC_LANG < 202002L : __cplusplus < 202002L
#include "lrsched needs C++20: compile with -std=c++20 (MSVC: -std:c++20)"
#endif

// The namespace of this version. Without exceptions it is another one, so that in a program made of both kinds a
// constructor that throws never stands for one that must not.
#ifndef LRSCHED_V0
#if defined(__cpp_exceptions) || defined(_CPPUNWIND)  // MSVC's word
#define LRSCHED_HAS_EXCEPTIONS 1
#define LRSCHED_V0 v0
#else
#define LRSCHED_HAS_EXCEPTIONS 0
#define LRSCHED_V0 v0_without_exceptions
#endif
#endif

#pragma push_macro("B0")
#undef B0
#pragma push_macro("Bool")
#undef Bool
#pragma push_macro("ERROR")
#undef ERROR
#pragma push_macro("F")
#undef F
#pragma push_macro("I")
#undef I
#pragma push_macro("IN")
#undef IN
#pragma push_macro("None")
#undef None
#pragma push_macro("OUT")
#undef OUT
#pragma push_macro("PI")
#undef PI
#pragma push_macro("Status")
#undef Status
#pragma push_macro("Success")
#undef Success
#pragma push_macro("abs")
#undef abs
#pragma push_macro("bit")
#undef bit
#pragma push_macro("block")
#undef block
#pragma push_macro("byte")
#undef byte
#pragma push_macro("check")
#undef check
#pragma push_macro("clear")
#undef clear
#pragma push_macro("erase")
#undef erase
#pragma push_macro("far")
#undef far
#pragma push_macro("index")
#undef index
#pragma push_macro("interface")
#undef interface
#pragma push_macro("leave")
#undef leave
#pragma push_macro("lines")
#undef lines
#pragma push_macro("link")
#undef link
#pragma push_macro("map")
#undef map
#pragma push_macro("max")
#undef max
#pragma push_macro("min")
#undef min
#pragma push_macro("move")
#undef move
#pragma push_macro("near")
#undef near
#pragma push_macro("power")
#undef power
#pragma push_macro("read")
#undef read
#pragma push_macro("require")
#undef require
#pragma push_macro("round")
#undef round
#pragma push_macro("small")
#undef small
#pragma push_macro("wide")
#undef wide
#pragma push_macro("word")
#undef word
#pragma push_macro("write")
#undef write

# SPDX-License-Identifier: MIT
# Folders are levels: who may include whom. Run as cmake -DROOT=<project> -P layering.cmake; every broken rule is
# listed. Everyone may include its own folder; nobody includes dialect, adapter or the umbrella lrsched.hpp.
cmake_minimum_required(VERSION 3.25)

set(detail_may_include "")
set(version_may_include "")
set(schedule_may_include detail)
set(shape_may_include detail schedule fill)
set(plateau_may_include detail schedule)
set(fill_may_include detail schedule)
set(cursor_may_include detail schedule)
set(combine_may_include detail schedule fill)
set(recipe_may_include detail schedule shape combine)
set(plan_may_include detail schedule fill shape combine)
set(range_test_may_include detail schedule shape)
set(any_may_include detail schedule shape plateau fill combine recipe plan)
set(dialect_may_include detail schedule shape plateau combine recipe plan any lrsched)
set(json_may_include detail plateau lrsched any dialect)
set(adapter_may_include detail schedule plateau fill)
set(lrsched_may_include version schedule shape plateau fill cursor combine recipe plan)

# No macro of another library reaches into a header between these two; all include them that have names of their own.
set(shields detail/macros_off.hpp detail/macros_on.hpp)
set(without_shields version.hpp lrsched.hpp detail/host_device.hpp)

# The core costs little to compile and allocates nothing; other libraries have their place too.
set(heavy string stdexcept memory functional vector iostream)
set(levels_with_heavy range_test any dialect json adapter)

# These allocate though their level does not, so lrsched.hpp is without them.
set(apart plan/outlook.hpp)

set(broken 0)
macro(report header rule)
  message(NOTICE "${header}: ${rule}")
  math(EXPR broken "${broken} + 1")
endmacro()

file(GLOB_RECURSE headers RELATIVE ${ROOT}/include/lrsched ${ROOT}/include/lrsched/*.hpp)
if(NOT "lrsched.hpp" IN_LIST headers)
  message(FATAL_ERROR "${ROOT}/include/lrsched has no lrsched.hpp")
endif()
list(REMOVE_ITEM headers ${shields})
file(READ ${ROOT}/include/lrsched/lrsched.hpp umbrella)

foreach(header IN LISTS headers)
  string(REGEX REPLACE "(/.*|\\.hpp)$" "" level ${header})
  if(NOT DEFINED ${level}_may_include)
    report(${header} "no rule says what ${level} may include")
    continue()
  endif()

  file(READ ${ROOT}/include/lrsched/${header} text)
  string(REGEX REPLACE "[;[]|]" " " text "${text}")  # they would confuse CMake's lists
  string(REGEX MATCHALL "\n[ \t]*#[ \t]*include[^\n]*" includes "${text}")
  foreach(include IN LISTS includes)
    if(include MATCHES "include *<lrsched/(.*)\\.hpp>")
      string(REGEX REPLACE "/.*" "" included_level ${CMAKE_MATCH_1})
      if(NOT included_level IN_LIST ${level}_may_include AND NOT included_level STREQUAL level)
        report(${header} "must not include ${included_level}")
      endif()
    elseif(level IN_LIST levels_with_heavy OR header IN_LIST apart)
      continue()
    elseif(NOT include MATCHES "include *<([a-z_0-9]+)>")
      report(${header} "includes what is neither <lrsched/...> nor of the standard library")
    elseif(CMAKE_MATCH_1 IN_LIST heavy)
      report(${header} "must not include <${CMAKE_MATCH_1}>")
    endif()
  endforeach()

  string(REGEX REPLACE "[/.]" "_" guard "LRSCHED_${header}")
  string(TOUPPER ${guard} guard)
  if(NOT text MATCHES "^// SPDX-License-Identifier: MIT\n#ifndef ${guard}\n#define ${guard}\n")
    report(${header} "does not begin with the licence and the guard ${guard}")
  endif()

  if(NOT level STREQUAL "adapter" AND NOT header IN_LIST without_shields)
    foreach(shield IN LISTS shields)
      if(NOT text MATCHES "\n#include <lrsched/${shield}>\n\n")
        report(${header} "does not include ${shield}")
      endif()
    endforeach()
  endif()

  if(level IN_LIST lrsched_may_include AND NOT header IN_LIST apart
     AND NOT umbrella MATCHES "#include <lrsched/${header}>")
    report(${header} "is missing from lrsched.hpp")
  endif()

  string(REGEX REPLACE "hpp$" "cpp" test tests/${header})
  if(NOT header MATCHES "^(detail/|json/|version|lrsched)" AND NOT EXISTS ${ROOT}/${test})
    report(${header} "has no ${test}")
  endif()
endforeach()

if(broken GREATER 0)
  message(FATAL_ERROR "broken rules: ${broken}")
endif()

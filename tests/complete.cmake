# SPDX-License-Identifier: MIT
# Every schedule whose name stands in the headers of the core is in the catalogue of the tests, drawn by the fuzzer, in
# JSON, on the page of the catalogue and, if it has a formula, in the test of accuracy. Run as
# cmake -DROOT=<project> -P complete.cmake.
cmake_minimum_required(VERSION 3.25)

# What has no place there, and why.
set(not_in_tests/catalogue.hpp
    shaped  # a template over its function, which does not tell when it is equal
    # Compositions of what is there: with them the tests over the catalogue take a seventh longer to compile.
    warmup_cosine warmup_linear one_cycle one_cycle_three_phase one_cycle_momentum slanted_triangular noam
    infinite_schedule deepseek_multi_step
    groups)  # gives a list, and is no schedule
set(not_in_include/lrsched/json/own.hpp shaped groups)
set(not_in_tests/accuracy.cpp shaped constant piecewise_constant)  # whose values are those that they were given

file(GLOB formulas ${ROOT}/include/lrsched/shape/*.hpp)
file(GLOB others ${ROOT}/include/lrsched/combine/*.hpp ${ROOT}/include/lrsched/plan/*.hpp
     ${ROOT}/include/lrsched/recipe.hpp)
foreach(place IN ITEMS tests/catalogue.hpp tests/accuracy.cpp tests/fuzz/makers.hpp include/lrsched/json/own.hpp
        include/lrsched/README.md)
  file(READ ${ROOT}/${place} text)
  string(REGEX REPLACE "[^a-z0-9_]+" " " text "${text}")
  set(words_of_${place} " ${text} ")
endforeach()

set(missing 0)
foreach(header IN LISTS formulas others)
  file(READ ${header} text)
  string(REGEX MATCHALL "char\\* name = \"[a-z_0-9]+" names "${text}")
  foreach(name IN LISTS names)
    string(REGEX REPLACE ".*\"" "" name "${name}")
    set(places tests/catalogue.hpp tests/fuzz/makers.hpp include/lrsched/json/own.hpp include/lrsched/README.md)
    if(header IN_LIST formulas)
      list(APPEND places tests/accuracy.cpp)
    endif()
    foreach(place IN LISTS places)
      if(NOT name IN_LIST not_in_${place} AND NOT words_of_${place} MATCHES " ${name} ")
        message(NOTICE "${name} is missing from ${place}")
        math(EXPR missing "${missing} + 1")
      endif()
    endforeach()
  endforeach()
endforeach()
# Every framework is read from JSON, by the headers and by the library, and is on the page of the frameworks.
file(GLOB frameworks RELATIVE ${ROOT}/include/lrsched/dialect ${ROOT}/include/lrsched/dialect/*.hpp)
list(REMOVE_ITEM frameworks common.hpp)
foreach(framework IN LISTS frameworks)
  string(REPLACE ".hpp" "" framework ${framework})
  foreach(place IN ITEMS include/lrsched/json/frameworks.hpp include/lrsched/json/library.cmake include/lrsched/dialect/README.md)
    file(READ ${ROOT}/${place} text)
    if(NOT text MATCHES "[^a-z]${framework}[^a-z]")
      message(NOTICE "${framework} is missing from ${place}")
      math(EXPR missing "${missing} + 1")
    endif()
  endforeach()
endforeach()

if(missing GREATER 0)
  message(FATAL_ERROR "missing: ${missing}")
endif()

# SPDX-License-Identifier: MIT
# Every header that the single file takes stands in it once, and it includes none.
cmake_minimum_required(VERSION 3.25)

set(FILE lrsched.hpp)
include(${CMAKE_CURRENT_LIST_DIR}/single_file.cmake)
file(STRINGS ${FILE} included REGEX "^ *# *include *[<\"]lrsched/")
file(STRINGS ${FILE} marks REGEX "^// ---- lrsched/")
set(unique ${marks})
list(REMOVE_DUPLICATES unique)
if(included OR NOT marks STREQUAL unique OR NOT "// ---- lrsched/lrsched.hpp" IN_LIST marks)
  message(FATAL_ERROR "included: ${included}, and in the file: ${marks}")
endif()

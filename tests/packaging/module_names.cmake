# SPDX-License-Identifier: MIT
# The module exports each name that lrsched.hpp and any/ declare outside of detail, and no other. The names are those
# that the single file declares at the beginning of a line. Run as cmake -DROOT=<project> -P module_names.cmake.
cmake_minimum_required(VERSION 3.25)

set(FILE lrsched.hpp)
include(${CMAKE_CURRENT_LIST_DIR}/single_file.cmake)

set(names on_bad_argument problems)  # variables; the former where exceptions are off
set(in_detail FALSE)
file(STRINGS ${FILE} lines REGEX "^[a-z}LR]")
foreach(line IN LISTS lines)
  if(line MATCHES "^(}  // )?namespace (.*::)?detail")
    string(COMPARE EQUAL "${CMAKE_MATCH_1}" "" in_detail)
  elseif(in_detail OR line MATCHES "^(template <>|struct std::|}|namespace|static_assert|[^(]*::[a-z]+::[a-z=]+\\()")
    continue()
  elseif(line MATCHES "^(struct|class|enum class|concept|using) ([a-z_0-9]+)")
    list(APPEND names ${CMAKE_MATCH_2})
  elseif(line MATCHES "^[^(]* (operator[^ (]+|[a-z_0-9]+)\\(")
    list(APPEND names ${CMAKE_MATCH_1})
  endif()
endforeach()
list(REMOVE_DUPLICATES names)

file(STRINGS ${ROOT}/include/lrsched/lrsched.cppm exported REGEX "^using lrsched::")
list(TRANSFORM exported REPLACE "^using lrsched::([^;]+);.*" "\\1")
set(missing ${names})
list(REMOVE_ITEM missing ${exported})
set(extra ${exported})
list(REMOVE_ITEM extra ${names})
if(missing OR extra)
  message(FATAL_ERROR "lrsched.cppm does not export: ${missing}\nand exports what is not declared: ${extra}")
endif()

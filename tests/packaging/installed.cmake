# SPDX-License-Identifier: MIT
# Every header, those that need another library included, and the module are installed, and no other file is.
cmake_minimum_required(VERSION 3.25)

file(GLOB_RECURSE ours RELATIVE ${ROOT}/include ${ROOT}/include/*)
list(FILTER ours INCLUDE REGEX "/[^/.]+\\.(hpp|cppm)$")
file(GLOB_RECURSE installed RELATIVE ${PREFIX}/include ${PREFIX}/include/*)
if(NOT ours STREQUAL installed)
  message(FATAL_ERROR "include/ has\n  ${ours}\nand what is installed is\n  ${installed}")
endif()

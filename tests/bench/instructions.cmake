# SPDX-License-Identifier: MIT
# How many instructions a call takes: runs PROGRAM, which is instructions.cpp, under callgrind, and appends facts to the
# file FACTS. Callgrind writes a file for each part of the program; the first is that of a call of nothing.
cmake_minimum_required(VERSION 3.25)

find_program(VALGRIND valgrind)
if(NOT VALGRIND)
  message("skipped: instructions, since valgrind was not found")
  return()
endif()

file(REMOVE_RECURSE callgrind)
file(MAKE_DIRECTORY callgrind)
execute_process(COMMAND ${VALGRIND} --tool=callgrind --callgrind-out-file=callgrind/out ${PROGRAM}
                OUTPUT_QUIET ERROR_QUIET COMMAND_ERROR_IS_FATAL ANY)

# The instructions of the thousand calls of a part, and its name.
function(read_part number)
  file(READ callgrind/out.${number} text)
  string(REGEX MATCH "Client Request: ([^\n]*).*\nsummary: ([0-9]+)" match "${text}")
  set(name ${CMAKE_MATCH_1} PARENT_SCOPE)
  set(count ${CMAKE_MATCH_2} PARENT_SCOPE)
endfunction()

read_part(1)
set(nothing ${count})
file(GLOB parts callgrind/out.*)
list(LENGTH parts last)
foreach(number RANGE 2 ${last})
  read_part(${number})
  math(EXPR count "${count} - ${nothing}")
  math(EXPR whole "${count} / 1000")
  math(EXPR tenths "${count} / 100 % 10")
  file(APPEND ${FACTS} "instructions\t${name}\t${whole}.${tenths}\n")
endforeach()

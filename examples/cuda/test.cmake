# SPDX-License-Identifier: MIT
# Runs the example PROGRAM, and looks at what it does in PART: on the host, or on the device, if there is one.
cmake_minimum_required(VERSION 3.25)

execute_process(COMMAND ${PROGRAM} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE error)
if(NOT status EQUAL 0 OR NOT output MATCHES "^1000 updates on the host: the loss goes from 0\\.1867 to (0\\.0[0-9]+)\n")
  message(FATAL_ERROR "ended with status ${status} and:\n${output}${error}")
endif()
set(loss ${CMAKE_MATCH_1})

if(PART STREQUAL "host")
  if(loss LESS 0.001 OR loss GREATER 0.005)
    message(SEND_ERROR "The training on the host must come from 0.1867 to a loss of 0.001 to 0.005:\n${output}")
  endif()

  function(must_refuse message)
    execute_process(COMMAND ${PROGRAM} ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE error)
    if(NOT status EQUAL 1 OR NOT output STREQUAL "" OR NOT error STREQUAL "cuda: ${message}\n")
      message(SEND_ERROR "cuda ${ARGN}\nmust say: ${message}\nended with status ${status} and: ${error}${output}")
    endif()
  endfunction()
  must_refuse("STEPS must be a whole number from 10 to 10000, got '9'" 9)
  must_refuse("STEPS must be a whole number from 10 to 10000, got '10001'" 10001)
  must_refuse("STEPS must be a whole number from 10 to 10000, got '1e3'" 1e3)
  must_refuse("takes one argument at most, STEPS" 10 20)
  return()
endif()

if(output MATCHES "skipped: [^\n]*")
  message("${CMAKE_MATCH_0}")
  return()
endif()

# The schedule in the graph is followed, as is an upload; the number, which is the rate of the first step, is not.
string(REGEX MATCHALL "\n +[0-9]+ [^\n]+" rows "${output}")
list(LENGTH rows count)
if(NOT count EQUAL 6)
  message(SEND_ERROR "There must be 6 rows:\n${output}")
endif()
foreach(row IN LISTS rows)
  if(NOT row MATCHES " +[0-9]+ +([^ ]+) +([^ ]+) +([^ ]+) +([^ ]+)$"
     OR NOT CMAKE_MATCH_2 EQUAL CMAKE_MATCH_1
     OR NOT CMAKE_MATCH_3 EQUAL 0.0005
     OR NOT CMAKE_MATCH_4 EQUAL CMAKE_MATCH_1)
    message(SEND_ERROR "The rates must be the host's but for the number, which is 0.0005:${row}")
  endif()
endforeach()

if(NOT output MATCHES "\nloss +([^ ]+) +([^ ]+) +([^ ]+) +([^ \n]+)\n"
   OR CMAKE_MATCH_2 GREATER 0.005
   OR CMAKE_MATCH_3 LESS 0.01
   OR CMAKE_MATCH_4 GREATER 0.005)
  message(SEND_ERROR "Only the number must end with a loss above 0.01, the others below 0.005:\n${output}")
endif()
if(NOT output MATCHES "is at most [0-4] ulp from the host's\na replay takes [0-9.]+ us .* times as long\n$")
  message(SEND_ERROR "The rates must be within 4 ulp of the host's:\n${output}")
endif()
message("${output}")

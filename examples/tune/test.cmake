# SPDX-License-Identifier: MIT
# Runs the example PROGRAM as a user does, with less work.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/../picture.cmake)

foreach(threads IN ITEMS 1 2)
  execute_process(COMMAND ${PROGRAM} --searches 2 --trials 12 --seeds 4 --threads ${threads} --svg tuned.svg
                  OUTPUT_VARIABLE output_${threads} ERROR_VARIABLE error COMMAND_ERROR_IS_FATAL ANY)
endforeach()
if(NOT output_1 STREQUAL output_2)
  message(SEND_ERROR "The results depend on the number of threads:\n${output_1}\n${output_2}")
endif()
if(NOT error STREQUAL "")
  message(SEND_ERROR "A progress bar where there is no terminal: ${error}")
endif()
if(NOT output_1 MATCHES "\nThe tuned schedule is [+-][0-9.]+ points")
  message(SEND_ERROR "No result:\n${output_1}")
endif()
must_look_like(${CMAKE_CURRENT_LIST_DIR}/tune.svg tuned.svg)
file(REMOVE tuned.svg)

foreach(words IN ITEMS "--rate" "--trials" "--trials;9" "--trials;1e2" "--seeds;1" "--data;missing.txt" "--svg;missing/tuned.svg")
  execute_process(COMMAND ${PROGRAM} ${words} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE error)
  if(NOT status EQUAL 1 OR NOT output STREQUAL "" OR NOT error MATCHES "^tune: [^\n]+\n$")
    message(SEND_ERROR "${words}: ended with status ${status} and: ${error}${output}")
  endif()
endforeach()

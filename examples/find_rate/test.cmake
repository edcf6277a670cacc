# SPDX-License-Identifier: MIT
# Runs the example PROGRAM as a user does.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/../picture.cmake)

execute_process(COMMAND ${PROGRAM} --svg found.svg OUTPUT_VARIABLE output ERROR_VARIABLE error COMMAND_ERROR_IS_FATAL ANY)
if(NOT output MATCHES "\nsteepest +0\\.0[0-9]+ +test loss 0\\.[01][0-9]+, accuracy 9[5-9]")
  message(SEND_ERROR "A schedule to the steepest rate must learn more than 95 % of the digits:\n${output}")
endif()
must_look_like(${CMAKE_CURRENT_LIST_DIR}/find_rate.svg found.svg)
file(REMOVE found.svg)

foreach(words IN ITEMS "--rate" "--data" "--data;missing.txt" "--svg;missing/found.svg")
  execute_process(COMMAND ${PROGRAM} ${words} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE error)
  if(NOT status EQUAL 1 OR NOT output STREQUAL "" OR NOT error MATCHES "^find_rate: [^\n]+\n$")
    message(SEND_ERROR "${words}: ended with status ${status} and: ${error}${output}")
  endif()
endforeach()

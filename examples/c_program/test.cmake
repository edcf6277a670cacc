# SPDX-License-Identifier: MIT
# Runs the example PROGRAM as a user does.
cmake_minimum_required(VERSION 3.25)

# Half of the peak half-way up, the mean of the ends half-way down, and what is before and after.
set(expected "100000 updates
step       0  rate 0.000000
step    1000  rate 0.000150
step    2000  rate 0.000300
step   51000  rate 0.000165
step  100000  rate 0.000030
step 9000000  rate 0.000030
step      -5  rate 0.000000
")
execute_process(COMMAND ${PROGRAM} 0 1000 2000 51000 100000 9000000 -5
                OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
if(NOT output STREQUAL expected)
  message(SEND_ERROR "expected\n${expected}\ngot\n${output}")
endif()

foreach(bad IN ITEMS "1.5" "x" "7k" "99999999999999999999")
  execute_process(COMMAND ${PROGRAM} 0 ${bad} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE error)
  if(NOT status EQUAL 1 OR NOT output STREQUAL ""
     OR NOT error STREQUAL "c_program: a step must be a whole number of 64 bits, got '${bad}'\n")
    message(SEND_ERROR "${bad}: ended with status ${status} and: ${error}${output}")
  endif()
endforeach()

# SPDX-License-Identifier: MIT
# The program ends by abort(), and says why on standard error, in its own words if it has replaced ours.
cmake_minimum_required(VERSION 3.25)

set(expected "cosine: steps must be at least 0, got -5\n")
if(HOW STREQUAL "replaced")
  set(expected "replaced: ${expected}")
endif()

execute_process(COMMAND ${PROGRAM} ${HOW} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE error)
if(NOT result MATCHES "abort" OR NOT output STREQUAL "" OR NOT error STREQUAL expected)
  message(FATAL_ERROR "result: ${result}\noutput: ${output}\nerror: ${error}\nexpected: ${expected}")
endif()

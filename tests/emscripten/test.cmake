# SPDX-License-Identifier: MIT
# Compiles program.cpp by EMXX, runs it by NODE, and expects what HOST writes, the same program of this machine.
cmake_minimum_required(VERSION 3.25)

set(folder ${ROOT}/tests)
execute_process(
  COMMAND ${EMXX} -std=c++20 -O1 -fexceptions -sSINGLE_FILE=1 -I${ROOT}/include -I${folder}
          ${folder}/emscripten/program.cpp -o program.js RESULT_VARIABLE status ERROR_VARIABLE error)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "It does not compile:\n${error}")
endif()

execute_process(COMMAND ${NODE} program.js OUTPUT_VARIABLE there ERROR_VARIABLE error COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${HOST} OUTPUT_VARIABLE here COMMAND_ERROR_IS_FATAL ANY)
if(NOT there STREQUAL here OR NOT here MATCHES "cosine: to must be finite, got -inf\n$")
  message(FATAL_ERROR "In WebAssembly:\n${there}${error}\nHere:\n${here}")
endif()

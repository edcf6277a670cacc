# SPDX-License-Identifier: MIT
# Compiles the firmware by COMPILER for TARGET, and looks into the object with NM.
cmake_minimum_required(VERSION 3.25)

set(needed "on Debian and Ubuntu: apt-get install gcc-arm-none-eabi libstdc++-arm-none-eabi-newlib")
if(COMPILER MATCHES "NOTFOUND" OR NM MATCHES "NOTFOUND")
  message("skipped: no compiler for ${TARGET} (${needed})")
  return()
endif()

set(folder ${CMAKE_CURRENT_BINARY_DIR}/microcontroller.${TARGET})
file(COPY ${CMAKE_CURRENT_LIST_DIR}/trainer.hpp ${CMAKE_CURRENT_LIST_DIR}/trainer.cpp DESTINATION ${folder})
function(compile status_variable error_variable)
  execute_process(COMMAND ${COMPILER} -std=c++20 -Os -fno-exceptions -fno-rtti -Wall -Wextra -Werror -I${INCLUDE}
                          -c ${folder}/trainer.cpp -o ${folder}/trainer.o RESULT_VARIABLE status ERROR_VARIABLE error)
  set(${status_variable} ${status} PARENT_SCOPE)
  set(${error_variable} "${error}" PARENT_SCOPE)
endfunction()

compile(status error)
if(error MATCHES "fatal error: [a-z]+: No such file")
  message("skipped: no standard library for ${TARGET} (${needed})")
  return()
elseif(NOT status EQUAL 0)
  message(FATAL_ERROR "The firmware does not compile:\n${error}")
endif()

# It calls nothing, neither of libm nor of the compiler's own library for floating point, and its data is constant: two
# functions and the table, 257 times 4 bytes.
execute_process(COMMAND ${NM} --print-size ${folder}/trainer.o OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" lines "${symbols}")
set(unexpected ${lines})
list(FILTER unexpected EXCLUDE REGEX " T (rate_at|update)$| 0*404 r .*table|^[0-9a-f]+ [a-zA-Z] \\$[atd]$")
list(LENGTH lines count)
if(unexpected OR count LESS 3)
  message(SEND_ERROR "The firmware must be rate_at, update and a table of 1028 bytes, and need nothing:\n${symbols}")
endif()

# A bad plan is no firmware, and the compiler says why.
file(READ ${folder}/trainer.hpp good)
function(must_not_compile from to expected)
  string(REPLACE "${from}" "${to}" bad "${good}")
  file(WRITE ${folder}/trainer.hpp "${bad}")
  compile(status error)
  if(status EQUAL 0 OR NOT error MATCHES "${expected}")
    message(SEND_ERROR "With ${to} the compiler must say ${expected}, ended with status ${status} and:\n${error}")
  endif()
endfunction()
must_not_compile(".peak = 0.05" ".peak = 1" "a rate must be from -1 to below 1 to fit into 32 bits")
must_not_compile(".warmup_steps = 256" ".warmup_steps = 250" "the last entry of the table must be the end of the plan")
must_not_compile(".decay_steps = 3'840" ".decay_steps = -16" "must be at least 0")

# SPDX-License-Identifier: MIT
# Links at_run_time.cpp by COMPILER, with its schedules and without, and compares what SIZE says of the two.
cmake_minimum_required(VERSION 3.25)

set(needed "on Debian and Ubuntu: apt-get install gcc-arm-none-eabi libstdc++-arm-none-eabi-newlib")
if(COMPILER MATCHES "NOTFOUND" OR SIZE MATCHES "NOTFOUND")
  message("skipped: no compiler for the cortex-m4 (${needed})")
  return()
endif()

set(most 16384)  # bytes

# In flash are the code and what the data begins with.
function(flash_of result name)
  execute_process(
    COMMAND ${COMPILER} -std=c++20 -Os -fno-exceptions -fno-rtti -ffunction-sections -fdata-sections -Wl,--gc-sections
            --specs=nano.specs --specs=nosys.specs -I${INCLUDE} ${ARGN} ${CMAKE_CURRENT_LIST_DIR}/at_run_time.cpp
            -o ${name}.elf RESULT_VARIABLE status ERROR_VARIABLE error)
  if(error MATCHES "fatal error: [a-z]+: No such file|cannot read spec file")
    message("skipped: no standard library for the cortex-m4 (${needed})")
    set(${result} "" PARENT_SCOPE)
    return()
  elseif(NOT status EQUAL 0)
    message(FATAL_ERROR "The firmware does not link:\n${error}")
  endif()
  execute_process(COMMAND ${SIZE} ${name}.elf OUTPUT_VARIABLE sizes COMMAND_ERROR_IS_FATAL ANY)
  if(NOT sizes MATCHES "\n *([0-9]+)[ \t]+([0-9]+)[ \t]")
    message(FATAL_ERROR "No sizes in:\n${sizes}")
  endif()
  math(EXPR flash "${CMAKE_MATCH_1} + ${CMAKE_MATCH_2}")
  set(${result} ${flash} PARENT_SCOPE)
endfunction()

flash_of(without without_schedules -DWITHOUT_SCHEDULES)
if(without STREQUAL "")
  return()
endif()
flash_of(with with_schedules)
math(EXPR cost "${with} - ${without}")
message("schedules made at run time cost ${cost} bytes of flash")
if(cost GREATER most OR cost LESS 1024)  # less than that is no schedule at all
  message(FATAL_ERROR "They may cost from 1024 to ${most} bytes.")
endif()

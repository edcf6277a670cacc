# SPDX-License-Identifier: MIT
# Bytes of object_code.cpp for a Cortex-M4: of the object itself, and of the program with all that it takes from the
# libraries, without what an empty program has. Appends facts to the file FACTS.
cmake_minimum_required(VERSION 3.25)

find_program(COMPILER arm-none-eabi-g++)
find_program(SIZE arm-none-eabi-size)
if(NOT COMPILER OR NOT SIZE)
  message("skipped: object code, since arm-none-eabi-g++ was not found")
  return()
endif()
set(flags -std=c++20 -Os -fno-exceptions -fno-rtti -ffunction-sections -mcpu=cortex-m4 -mthumb -mfloat-abi=hard
          -mfpu=fpv4-sp-d16)

# Bytes of code and constants of what is compiled with these options.
function(count_bytes result)
  execute_process(COMMAND ${COMPILER} ${flags} -I${INCLUDE} ${ARGN} -o object_code
                  COMMAND_ERROR_IS_FATAL ANY ERROR_QUIET)
  execute_process(COMMAND ${SIZE} object_code OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCH "\n *([0-9]+)" line "${output}")
  set(${result} ${CMAKE_MATCH_1} PARENT_SCOPE)
endfunction()

set(link --specs=nosys.specs -Wl,--gc-sections)
file(WRITE empty.cpp "int main() {}\n")
count_bytes(empty empty.cpp ${link})
foreach(column IN ITEMS "by hand" ours)
  string(TOUPPER "-D${column}" definition)
  string(REPLACE " " "_" definition ${definition})
  count_bytes(object ${definition} -c ${CMAKE_CURRENT_LIST_DIR}/object_code.cpp)
  count_bytes(program ${definition} ${CMAKE_CURRENT_LIST_DIR}/object_code.cpp ${link})
  math(EXPR program "${program} - ${empty}")
  file(APPEND ${FACTS} "bytes\tobject\t${column}\t${object}\nbytes\tobject and libraries\t${column}\t${program}\n")
endforeach()

# SPDX-License-Identifier: MIT
# Other languages call the shared LIBRARY with its header alone, and say the same. WAY is one of them, `misuse`, which
# is in C, or `symbols`: the library shows what the header declares, and nothing else.
cmake_minimum_required(VERSION 3.25)

set(here ${CMAKE_CURRENT_LIST_DIR})
set(warnings -Wall -Wextra -Werror -I${here})
set(c gcc -std=c99 -pedantic-errors ${warnings} ${here}/use.c)
set(misuse gcc -std=c99 -pedantic-errors ${warnings} ${here}/misuse.c)
set(c++17 g++ -std=c++17 -pedantic-errors ${warnings} ${here}/use.cpp)
set(fortran gfortran -std=f2008 -Wall -Werror ${here}/use.f90)
set(python python3 ${here}/use.py ${LIBRARY})
set(symbols nm --dynamic --defined-only --format=just-symbols ${LIBRARY})

list(GET ${WAY} 0 tool)
find_program(found ${tool} NO_CACHE)
if(NOT found)
  message("skipped: ${tool} was not found: apt-get install ${tool}")
  return()
endif()

if(NOT WAY MATCHES "python|symbols")
  execute_process(COMMAND ${${WAY}} ${LIBRARY} -o ${WAY} COMMAND_ERROR_IS_FATAL ANY)
  cmake_path(GET LIBRARY PARENT_PATH folder)
  set(ENV{LD_LIBRARY_PATH} ${folder})
  set(${WAY} ./${WAY})
endif()
execute_process(COMMAND ${${WAY}} OUTPUT_VARIABLE output RESULT_VARIABLE status)

# A line, from 0 to 1 in 4 steps; and the example of plateau.hpp.
set(expected "linear(from=0, to=1, steps=4, includes=from)
updates: 4
at 1: 0.250
at 2.5: 0.625
all: 0.000 0.250 0.500 0.750 1.000
plateau: 1.000 1.000 1.000 0.500 0.500
mistake: /cosine/steps: must be at least 0, got -5
")
if(WAY STREQUAL "misuse")
  set(expected "")
elseif(WAY STREQUAL "symbols")
  file(STRINGS ${here}/lrsched_c.h declared REGEX "^(const char\\*|void) lrsched_")
  list(TRANSFORM declared REPLACE "^.* \\**(lrsched_[a-z_]+)\\(.*" "\\1")
  list(SORT declared)
  list(JOIN declared "\n" expected)
  string(APPEND expected "\n")
endif()
if(NOT status EQUAL 0 OR NOT output STREQUAL expected)
  message(FATAL_ERROR "${WAY}: expected\n${expected}\ngot, with status ${status},\n${output}")
endif()

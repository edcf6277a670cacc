# SPDX-License-Identifier: MIT
# What the headers cost to compile, with each compiler that is there: the umbrella beside <cmath>, and one schedule
# more. The shortest of many times, in milliseconds; appends facts to the file FACTS.
cmake_minimum_required(VERSION 3.25)

set(turns 15)
set(schedules linear cosine polynomial log_linear one_minus_sqrt exponential inverse_time inverse_sqrt step triangle)

file(WRITE cmath.cpp "#include <cmath>\n")
file(WRITE umbrella.cpp "#include <lrsched/lrsched.hpp>\n")
file(WRITE schedules.cpp "#include <lrsched/lrsched.hpp>\n")
foreach(schedule IN LISTS schedules)
  file(APPEND schedules.cpp
       "double ${schedule}(lrsched::${schedule}<>::params p, long step) { return lrsched::${schedule}(p)(step); }\n")
endforeach()

# Microseconds.
function(measure result compiler source)
  set(shortest 1000000000)
  foreach(turn RANGE ${turns})
    string(TIMESTAMP begin "%s%f")
    execute_process(COMMAND ${compiler} -std=c++20 -O2 -I${INCLUDE} -c ${source} -o compile_time.o
                    COMMAND_ERROR_IS_FATAL ANY)
    string(TIMESTAMP end "%s%f")
    math(EXPR time "${end} - ${begin}")
    if(time LESS shortest)
      set(shortest ${time})
    endif()
  endforeach()
  set(${result} ${shortest} PARENT_SCOPE)
endfunction()

function(append_fact row column microseconds)
  math(EXPR whole "${microseconds} / 1000")
  math(EXPR tenths "${microseconds} / 100 % 10")
  file(APPEND ${FACTS} "compile\t${row}\t${column}\t${whole}.${tenths}\n")
endfunction()

foreach(name IN ITEMS g++ clang++)
  find_program(compiler ${name} NO_CACHE)
  if(NOT compiler)
    message("skipped: compile time of ${name}, which was not found")
    continue()
  endif()
  measure(cmath ${compiler} cmath.cpp)
  measure(umbrella ${compiler} umbrella.cpp)
  measure(all ${compiler} schedules.cpp)
  list(LENGTH schedules count)
  math(EXPR each "(${all} - ${umbrella}) / ${count}")
  append_fact(${name} "<cmath>" ${cmath})
  append_fact(${name} "lrsched.hpp" ${umbrella})
  append_fact(${name} "a schedule more" ${each})
  unset(compiler)
endforeach()

# SPDX-License-Identifier: MIT
# The budget of the umbrella: preprocessed, HEADER has at most 1.25 times as many lines as <cmath>, with every compiler
# that is there. Lines are the same every time; the benchmark measures the times.
cmake_minimum_required(VERSION 3.25)

function(count_lines result compiler header)
  execute_process(COMMAND ${compiler} -std=c++20 -E -P -I${ROOT}/include -include ${header} -x c++ /dev/null
                  OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX REPLACE "[^\n]" "" lines "${text}")
  string(LENGTH "${lines}" count)
  set(${result} ${count} PARENT_SCOPE)
endfunction()

set(compilers 0)
foreach(name IN ITEMS g++ clang++)
  find_program(compiler ${name} NO_CACHE)
  if(compiler)
    count_lines(lines ${compiler} ${HEADER})
    count_lines(unit ${compiler} cmath)
    math(EXPR budget "${unit} * 5 / 4")
    message("${name}: <${HEADER}> has ${lines} lines, <cmath> ${unit}")
    if(lines GREATER budget)
      message(SEND_ERROR "${name}: <${HEADER}> has more than ${budget} lines")
    endif()
    math(EXPR compilers "${compilers} + 1")
  endif()
  unset(compiler)
endforeach()
if(compilers EQUAL 0)
  message("skipped: neither g++ nor clang++ was found")
endif()

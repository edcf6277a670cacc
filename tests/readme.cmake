# SPDX-License-Identifier: MIT
# Nothing in the README is typed twice: its first C++ block is examples/quickstart.cpp, the block after that is what
# the program prints, and every other C++ block is part of a source under examples/ or tests/, where it is compiled.
cmake_minimum_required(VERSION 3.25)

file(READ ${ROOT}/README.md readme)
file(READ ${ROOT}/examples/quickstart.cpp quickstart)
execute_process(COMMAND ${QUICKSTART} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)

string(FIND "${readme}" "```cpp\n" first_block)
string(FIND "${readme}" "```cpp\n${quickstart}```\n" sample)
if(sample EQUAL -1 OR NOT sample EQUAL first_block)
  message(SEND_ERROR "The first C++ block of README.md is not examples/quickstart.cpp:\n${quickstart}")
endif()

string(FIND "${readme}" "```\n${output}```\n" printed)
if(printed LESS sample)
  message(SEND_ERROR "README.md does not show, after the sample and in a block of its own, what it prints:\n${output}")
endif()

# The sources, and then each block, without indentation.
file(GLOB_RECURSE files ${ROOT}/examples/*.[ch]pp ${ROOT}/tests/*.cpp)
set(sources "")
foreach(file IN LISTS files)
  file(READ ${file} text)
  string(APPEND sources "\n${text}")
endforeach()
string(REGEX REPLACE "\n +" "\n" sources "${sources}")

while(TRUE)
  string(FIND "${readme}" "```cpp\n" begin)
  if(begin EQUAL -1)
    break()
  endif()
  math(EXPR begin "${begin} + 7")
  string(SUBSTRING "${readme}" ${begin} -1 readme)
  string(FIND "${readme}" "```" end)
  string(SUBSTRING "${readme}" 0 ${end} block)
  string(SUBSTRING "${readme}" ${end} -1 readme)
  string(REGEX REPLACE "\n +" "\n" stripped "\n${block}")
  string(FIND "${sources}" "${stripped}" place)
  if(place EQUAL -1)
    message(SEND_ERROR "This C++ block of README.md is in no source under examples/ or tests/:\n${block}")
  endif()
endwhile()

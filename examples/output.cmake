# SPDX-License-Identifier: MIT
# Runs the example PROGRAM, called NAME, where its results cannot be written: with --help and with the words WORK where
# standard output is full or closed, and with the words PICTURE, then a path, where no file may grow beyond 1 KiB.
cmake_minimum_required(VERSION 3.25)

set(folder ${CMAKE_CURRENT_BINARY_DIR}/output_of_${NAME})
file(REMOVE_RECURSE ${folder})
file(MAKE_DIRECTORY ${folder})

# Runs sh -c "LIMITS exec PROGRAM WORDS REDIRECTION", which must fail with this one line.
function(must_fail message limits redirection)
  execute_process(COMMAND sh -c "${limits} exec \"$@\" ${redirection}" sh ${PROGRAM} ${ARGN} WORKING_DIRECTORY ${folder}
                  RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE error)
  if(NOT status EQUAL 1 OR NOT error STREQUAL "${NAME}: ${message}\n")
    message(SEND_ERROR "${limits} ${NAME} ${ARGN} ${redirection}\nmust end with status 1 and: ${message}\n"
                       "ended with status ${status} and: ${error}")
  endif()
endfunction()

set(redirections ">&-")
if(EXISTS /dev/full)
  list(APPEND redirections ">/dev/full")
else()
  message("skipped: a full standard output (there is no /dev/full)")
endif()
foreach(redirection IN LISTS redirections)
  must_fail("cannot write to standard output" "" "${redirection}" --help)
  must_fail("cannot write to standard output" "" "${redirection}" ${WORK})
endforeach()

if(PICTURE)
  file(WRITE ${folder}/picture.svg "the old picture\n")
  must_fail("picture.svg: cannot be written: File too large" "ulimit -f 1;" "" ${PICTURE} picture.svg)
  file(READ ${folder}/picture.svg left)
  file(GLOB files ${folder}/picture.svg*)
  if(NOT left STREQUAL "the old picture\n" OR NOT files STREQUAL "${folder}/picture.svg")
    message(SEND_ERROR "The old picture must be left, and nothing beside it, there are ${files}: ${left}")
  endif()
endif()
file(REMOVE_RECURSE ${folder})

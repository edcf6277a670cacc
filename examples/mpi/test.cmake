# SPDX-License-Identifier: MIT
# Runs the example PROGRAM by MPIEXEC on 1, 2 and 4 ranks.
cmake_minimum_required(VERSION 3.25)

# Open MPI starts neither more ranks than processors nor as root, and waits without a pause, unless it is told to.
execute_process(COMMAND ${MPIEXEC} --version OUTPUT_VARIABLE version)
if(version MATCHES "Open MPI|OpenRTE")
  set(flags --quiet --oversubscribe --allow-run-as-root --mca mpi_yield_when_idle 1)
endif()
function(run ranks)
  set(start ${MPIEXEC} ${flags} -n ${ranks})
  if(ranks EQUAL 1)
    set(start "")  # a program that is started alone is one rank
  endif()
  execute_process(COMMAND ${start} ${PROGRAM} ${ARGN}
                  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE error)
  set(status "${status}" PARENT_SCOPE)
  set(output "${output}" PARENT_SCOPE)
  set(error "${error}" PARENT_SCOPE)
endfunction()

# The same bits, however many ranks, and the network has learned.
foreach(ranks IN ITEMS 1 2 4)
  run(${ranks})
  if(NOT status EQUAL 0 OR NOT output MATCHES "^batch 32: [^\n]+\nstep 400: plateau [^\n]+, 9[0-9]\\.. % of [^\n]+\n$")
    message(FATAL_ERROR "${ranks} ranks: ended with status ${status} and:\n${output}${error}")
  endif()
  list(APPEND outputs "${output}")
endforeach()
list(REMOVE_DUPLICATES outputs)
list(LENGTH outputs different)
if(NOT different EQUAL 1)
  message(SEND_ERROR "The training depends on the number of ranks:\n${outputs}")
endif()
if(output MATCHES "plateau 1\\.0000")
  message(SEND_ERROR "The plateau must have lowered the rate on the way:\n${output}")
endif()

# Begun on 4, and gone on with on 2 and on 1: the same bits.
run(4 --until 130 --save half.checkpoint)
foreach(ranks IN ITEMS 2 1)
  run(${ranks} --resume half.checkpoint)
  if(NOT output STREQUAL outputs)
    message(SEND_ERROR "Resumed on ${ranks} ranks:\n${output}${error}without a break:\n${outputs}")
  endif()
endforeach()

# Four times the batch: four times the rate, or twice.
run(2 --batch 128 --rule sqrt --until 1)
if(NOT output MATCHES "^batch 128: peak 0\\.4000 by the linear rule, 0\\.2000 by the square root\n")
  message(SEND_ERROR "${output}${error}")
endif()

function(must_refuse ranks message)
  run(${ranks} ${ARGN})
  if(status EQUAL 0 OR NOT output STREQUAL "" OR NOT error STREQUAL "mpi: ${message}\n")
    message(SEND_ERROR "mpi ${ARGN}\nmust say: ${message}\nended with status ${status} and: ${error}${output}")
  endif()
endfunction()
must_refuse(3 "the number of ranks must be 1, 2 or 4, got 3")
must_refuse(1 "--batch must be a multiple of 4, got 30" --batch 30)
must_refuse(1 "--until must be a whole number from 0 to 400, got '1e2'" --until 1e2)
must_refuse(1 "cannot make anything of '--rule cube'; --help lists all options" --rule cube)
must_refuse(2 "missing.checkpoint: there is no such file" --resume missing.checkpoint)
must_refuse(2 "no/such/half.checkpoint: cannot be locked: No such file or directory" --save no/such/half.checkpoint)
must_refuse(1 "half.checkpoint: was made with --batch 32 and the peak 0.100000" --resume half.checkpoint --batch 64)

# One bit that has changed, in the last line, which is text.
execute_process(COMMAND sh -c "head -c -2 half.checkpoint && printf '?\\n'" OUTPUT_FILE changed.checkpoint)
foreach(ranks IN ITEMS 1 4)
  must_refuse(${ranks} "changed.checkpoint: no checkpoint: its checksum is wrong" --resume changed.checkpoint)
endforeach()

# What could not be written was no success.
file(MAKE_DIRECTORY folder.checkpoint)
must_refuse(2 "folder.checkpoint: cannot be written: Is a directory" --until 1 --save folder.checkpoint)
file(REMOVE_RECURSE folder.checkpoint folder.checkpoint.lock)
if(EXISTS /dev/full)
  execute_process(COMMAND sh -c "${PROGRAM} --until 1 >/dev/full" RESULT_VARIABLE status ERROR_VARIABLE error)
  if(NOT status EQUAL 1 OR NOT error STREQUAL "mpi: cannot write to standard output\n")
    message(SEND_ERROR "To a full device: status ${status}, ${error}")
  endif()
endif()
file(REMOVE half.checkpoint half.checkpoint.lock changed.checkpoint)

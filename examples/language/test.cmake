# SPDX-License-Identifier: MIT
# Runs the example PROGRAM. The PART to check: results, input or foretold.
cmake_minimum_required(VERSION 3.25)
set(folder ${CMAKE_CURRENT_BINARY_DIR}/test_of_${PART})
file(REMOVE_RECURSE ${folder})
file(MAKE_DIRECTORY ${folder})

# Runs it in the folder, where it must end well; sets output.
function(run)
  execute_process(COMMAND ${PROGRAM} ${ARGN} WORKING_DIRECTORY ${folder} OUTPUT_VARIABLE output
                  COMMAND_ERROR_IS_FATAL ANY)
  set(output "${output}" PARENT_SCOPE)
endfunction()

function(must_refuse message)
  execute_process(COMMAND ${PROGRAM} ${ARGN} WORKING_DIRECTORY ${folder} RESULT_VARIABLE status OUTPUT_QUIET
                  ERROR_VARIABLE error)
  if(NOT status EQUAL 1 OR NOT error STREQUAL "language: ${message}\n")
    message(SEND_ERROR "language ${ARGN}\nmust end with status 1 and: ${message}\nended with status ${status} and: "
                       "${error}")
  endif()
endfunction()

if(PART STREQUAL "results")
  run(--steps 20 --folder kept)
  message("${output}")
  set(whole "${output}")

  # In 20 updates it learns more than how frequent the letters are.
  string(REGEX MATCH "has a loss of ([0-9.]+) nats" all "${whole}")
  set(entropy ${CMAKE_MATCH_1})
  foreach(plan IN ITEMS constant linear wsd-root batch)
    if(NOT whole MATCHES "\n${plan} +0.008 +([0-9.]+) +([0-9.]+) " OR NOT CMAKE_MATCH_1 LESS entropy
       OR NOT CMAKE_MATCH_2 LESS entropy)
      message(SEND_ERROR "The losses of ${plan} must be less than ${entropy}")
    endif()
  endforeach()
  file(READ ${folder}/language.svg picture)
  if(NOT picture MATCHES "^<svg .*>wsd-root [0-9.]+<.*</svg>\n$")
    message(SEND_ERROR "The picture is not complete:\n${picture}")
  endif()

  # Where two trainings are missing, one of them half written, it makes these again, and only these, to the same bits.
  file(GLOB_RECURSE files RELATIVE ${folder} ${folder}/kept/*)
  list(LENGTH files count)
  if(NOT count EQUAL 13)  # 8 trainings, 4 curves, and the results
    message(SEND_ERROR "must leave 13 files, left ${files}")
  endif()
  foreach(name IN LISTS files)
    file(SHA256 ${folder}/${name} sum_${name})
    file(TIMESTAMP ${folder}/${name} time_${name} "%s")
  endforeach()
  set(lost kept/trainings/linear-0.008-2.json kept/trainings/batch-0.008-1.json)
  list(TRANSFORM lost PREPEND ${folder}/ OUTPUT_VARIABLE paths)
  file(REMOVE ${paths})
  file(WRITE ${folder}/kept/trainings/batch-0.008-1.json.1.new "{")
  execute_process(COMMAND ${CMAKE_COMMAND} -E sleep 1.1)
  run(--steps 20 --folder kept)
  if(NOT output STREQUAL whole)
    message(SEND_ERROR "A study that was interrupted must print\n${whole}\nprinted\n${output}")
  endif()
  foreach(name IN LISTS files)
    file(SHA256 ${folder}/${name} sum)
    file(TIMESTAMP ${folder}/${name} time "%s")
    if(NOT sum STREQUAL sum_${name})
      message(SEND_ERROR "${name} must be the same after an interruption")
    endif()
    if(name MATCHES trainings AND NOT name IN_LIST lost AND NOT time STREQUAL time_${name})
      message(SEND_ERROR "${name} must not be made again")
    endif()
  endforeach()

  # What is kept belongs to one study.
  must_refuse("kept/trainings/constant-0.008-1.json: is of another study" --steps 40 --folder kept)
  file(APPEND ${folder}/kept/trainings/constant-0.008-1.json "\n")
  must_refuse("kept/trainings/constant-0.008-1.json: no checkpoint: its checksum is wrong" --steps 20 --folder kept)

elseif(PART STREQUAL "input")
  must_refuse("no/such.txt: cannot be read, on Debian 12: apt-get install perl-modules-5.36, elsewhere: --text FILE: \
No such file or directory" --text no/such.txt)
  file(WRITE ${folder}/short.txt "not much to learn")
  must_refuse("short.txt: must have at least 100000 letters, got 17" --text short.txt)
  must_refuse("--steps must be a multiple of 20, got 1290" --steps 1290)
  must_refuse("--steps: Value 0 not in range 20 to 1000000" --steps 0)
  must_refuse("--seeds: Value 1 not in range 2 to 1000" --seeds 1)

elseif(PART STREQUAL "foretold")
  run()
  message("${output}")
  if(NOT output MATCHES "off by ([0-9.]+) on average, and said ([0-9.]+)\\." OR NOT CMAKE_MATCH_1 LESS 0.02
     OR NOT CMAKE_MATCH_2 GREATER 0.01)
    message(SEND_ERROR "The law must be off by less than 0.02, and must say at least half as much")
  endif()
  if(NOT output MATCHES "of ([0-9]+) rightly, of ([0-9]+) wrongly" OR NOT CMAKE_MATCH_1 GREATER_EQUAL 8
     OR CMAKE_MATCH_2 GREATER 1)
    message(SEND_ERROR "The law must name the better plan of 8 pairs or more, and be wrong of one at most")
  endif()
  if(NOT output MATCHES "choose ([a-z-]+), ([0-9.]+) above" OR NOT CMAKE_MATCH_2 LESS 0.01)
    message(SEND_ERROR "What the law chooses must be within 0.01 of the best")
  endif()
endif()
file(REMOVE_RECURSE ${folder})

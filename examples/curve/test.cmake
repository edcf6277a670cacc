# SPDX-License-Identifier: MIT
# Runs the example CURVE on what is driven by a metric, and on mistakes in its arguments.
cmake_minimum_required(VERSION 3.25)

function(must_print expected)
  execute_process(COMMAND ${CURVE} ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE error)
  if(NOT status EQUAL 0 OR NOT output STREQUAL "step,lr\n${expected}" OR NOT error STREQUAL "")
    message(SEND_ERROR "curve ${ARGN}\nmust print\n${expected}ended with status ${status} and\n${output}${error}")
  endif()
endfunction()

function(must_refuse message)
  execute_process(COMMAND ${CURVE} ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE error)
  if(NOT status EQUAL 2 OR NOT output STREQUAL "" OR NOT error STREQUAL "${message}\n")
    message(SEND_ERROR "curve ${ARGN}\nmust end with status 2 and: ${message}\nended with status ${status} and: "
                       "${error}${output}")
  endif()
endfunction()

set(halves [[{"plateau": {"factor": 0.5, "patience": 0}}]])
must_print("0,1\n1,1\n2,0.5\n3,0.25\n" ${halves} --metrics 0.9,0.8,0.8,0.9)
must_print("0,1\n1,1\n2,0.5\n3,0.5\n" ${halves} --metrics -1,-2.5,-1,-3e0)
must_print("0,0.5\n1,0.5\n2,0.25\n3,0.25\n4,0.125\n" ${halves} --metrics nan,1,inf,-inf,-inf)
must_print("0,0.1\n1,0.1\n2,0.05\n"
           [[{"pytorch.ReduceLROnPlateau": {"base_lr": 0.1, "factor": 0.5, "patience": 0, "mode": "max"}}]]
           --metrics 1,2,2)
must_print("0,0.75\n1,0.25\n"
           [[{"plateau": {"factor": 0.5, "patience": 0, "schedule": {"linear": {"from": 1, "to": 0, "steps": 4}}}}]]
           --metrics=1,1)

set(list "curve: --metrics must be numbers with commas between them, got")
must_refuse("${list} x" ${halves} --metrics 1,x,2)
must_refuse("${list} 0x3" ${halves} --metrics 0x3)
must_refuse("${list} 1e999" ${halves} --metrics 1e999)
must_refuse("${list} nothing" ${halves} --metrics 1,,2)
must_refuse("${list} nothing" ${halves} --metrics 1,)
must_refuse("${list} nothing" ${halves} --metrics=,)
must_refuse("/plateau: plateau needs metrics: it is no function of the step alone" ${halves} --at 0)
must_refuse("/plateau: plateau needs metrics: it is no function of the step alone" ${halves} --steps 5 --plot)
must_refuse("/constant: constant takes no metrics: it is a function of the step alone"
            [[{"constant": {"value": 1}}]] --metrics 1)
must_refuse("/plateau/factor: must be at most 1, got 2" [[{"plateau": {"factor": 2}}]] --metrics 1)
must_refuse("/platau: there is no schedule platau, did you mean plateau?" [[{"platau": {}}]] --metrics 1)

# Steps are decimal, and none is dropped or made up.
set(one [[{"constant": {"value": 1}}]])
must_print("10,1\n" ${one} --at 010)
must_print("-1,1\n9223372036854775807,1\n" ${one} --at=-1,9223372036854775807)
must_print("1,1\n2,1\n3,1\n" ${one} --at 1 --at 2,3)
must_print("0,1\n1,1\n2,1\n3,1\n4,1\n5,1\n6,1\n7,1\n8,1\n9,1\n" ${one} --steps 010)
set(list "curve: --at must be whole numbers of 64 bits with commas between them, got")
must_refuse("${list} 99999999999999999999" ${one} --at 99999999999999999999)
must_refuse("${list} nothing" ${one} --at 1,,2)
must_refuse("${list} nothing" ${one} --at 1,)
must_refuse("${list} nothing" ${one} --at ,)
must_refuse("${list} nothing" ${one} --at 1 --at ,)
must_refuse("curve: --at: 1 required STEP,... missing" ${one} --at=)
must_refuse("${list} 0x3" ${one} --at 1,0x3)
must_refuse("${list} 1.5" ${one} --at 1.5 --plot)
foreach(bad IN ITEMS 0 -5 1e3 1,2 100000001 99999999999999999999)
  must_refuse("curve: --steps must be a whole number from 1 to 100000000, got ${bad}" ${one} --steps ${bad})
endforeach()
must_refuse("curve: say which steps: --at or --steps" ${one})
must_refuse("curve: SPEC is required")
must_refuse("curve: The following argument was not expected: --frob" ${one} --frob)
must_refuse("curve: The following argument was not expected: --a?b" ${one} "--a\nb")
must_refuse("curve: --at: 1 required STEP,... missing" ${one} --at)
must_refuse("curve: --at excludes --steps" ${one} --steps 3 --at 1)
must_refuse("/: cannot read \"no/such.json\"" @no/such.json --at 0)
if(EXISTS /dev/zero)
  must_refuse("/: must not be longer than 16 MiB" @/dev/zero --at 0)
endif()

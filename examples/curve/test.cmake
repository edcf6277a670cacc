# SPDX-License-Identifier: MIT
# Runs the example CURVE on what is driven by a metric.
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
must_refuse("/plateau/factor: must be below 1, got 2" [[{"plateau": {"factor": 2}}]] --metrics 1)
must_refuse("/platau: there is no schedule platau, did you mean plateau?" [[{"platau": {}}]] --metrics 1)

# SPDX-License-Identifier: MIT
# Runs the example PROGRAM as a user does.
cmake_minimum_required(VERSION 3.25)

execute_process(COMMAND ${PROGRAM} linear 0.5 2 6 0.5 OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
if(NOT output STREQUAL "0,0.25\n1,0.5\n2,0.5\n3,0.4375\n4,0.375\n5,0.3125\n6,0.25\n")
  message(SEND_ERROR "not half-way up, up, and down to half of it:\n${output}")
endif()

function(must_refuse message)
  execute_process(COMMAND ${PROGRAM} ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE error)
  if(NOT status EQUAL 1 OR NOT output STREQUAL "" OR NOT error STREQUAL "${message}\n")
    message(SEND_ERROR "llmc ${ARGN}\nmust end with status 1 and: ${message}\nended with status ${status} and: "
                       "${error}${output}")
  endif()
endfunction()
must_refuse("lr_scheduler_init: the type must be cosine, linear, constant or wsd, got step" step 3e-4 0 10 0)
must_refuse("lr_scheduler_init: wsd: train_num_batches must be above 0, got 0" wsd 3e-4 0 0 0)
must_refuse("lr_scheduler_init: cosine: learning_rate must be finite, got nan" cosine nan 0 10 0)
must_refuse("llmc: 'x' is not a number" cosine x 0 10 0)
must_refuse("llmc: '0.5' is not a whole number from -1e9 to 1e9" cosine 3e-4 0.5 10 0)
must_refuse("usage: llmc TYPE LEARNING_RATE WARMUP_ITERATIONS TRAIN_NUM_BATCHES FINAL_LEARNING_RATE_FRAC" cosine 3e-4)

# SPDX-License-Identifier: MIT
# Runs the example PROGRAM. What the optimizers were given is what the formulas say, in decimals of 40 digits: the plan
# (k + 1)/40, 1 and 1 - sqrt((k - 240)/160) times 0.02, 0.004 and 0.001, the decay 1 - k/400 times 0.1, 0.05 and 0, and
# the momentum 0.85 + k/1000, 0.95 and 0.95 - (k - 350)/500.
cmake_minimum_required(VERSION 3.25)

execute_process(COMMAND ${PROGRAM} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
foreach(row IN ITEMS
        0,0.0005,0.0001,2.5e-05,0.1,0.05,0,0.85
        40,0.02,0.004,0.001,0.09,0.045,0,0.89
        240,0.02,0.004,0.001,0.04,0.02,0,0.95
        280,0.01,0.002,0.0005,0.03,0.015,0,0.95
        360,0.00267949192,0.000535898385,0.000133974596,0.01,0.005,0,0.93
        399,6.25979626e-05,1.25195925e-05,3.12989813e-06,0.00025,0.000125,0,0.852)
  string(FIND "${output}" "\n${row}," place)
  if(place EQUAL -1)
    message(SEND_ERROR "The optimizers must be given ${row}:\n${output}")
  endif()
endforeach()
if(NOT output MATCHES "\n9[4-9]\\.[0-9] % of the test images are recognised\n$")
  message(SEND_ERROR "More than 94 % of the digits must be recognised:\n${output}")
endif()

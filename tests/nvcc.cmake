# SPDX-License-Identifier: MIT
# NVCC: nvcc 13 or later, if there is one that compiles C++20 with the compiler that this machine has for the host.
function(compiles_for_device result nvcc)
  execute_process(COMMAND ${nvcc} --version OUTPUT_VARIABLE version)
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/empty.cu "#include <concepts>\n")
  execute_process(COMMAND ${nvcc} -std=c++20 -c empty.cu -o empty.o WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}
                  RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
  if(NOT version MATCHES "release ([0-9]+)" OR CMAKE_MATCH_1 LESS 13 OR NOT status EQUAL 0)
    set(${result} FALSE PARENT_SCOPE)
  endif()
endfunction()
find_program(NVCC nvcc HINTS /usr/local/cuda/bin VALIDATOR compiles_for_device)
set(NVCC_MISSING "needs nvcc 13, which NVIDIA has for Debian and Ubuntu: apt-get install cuda-toolkit-13-0")

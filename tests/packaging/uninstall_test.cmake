# SPDX-License-Identifier: MIT
# What a build folder of REPOSITORY has installed is removed again, after it was packed too, and a file of someone else
# stays.
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE prefix)
file(WRITE prefix/include/lrsched_of_others/lrsched.hpp "")
file(REAL_PATH prefix prefix)
execute_process(COMMAND ${CMAKE_COMMAND} --install ${REPOSITORY}/build/package --prefix ${prefix} OUTPUT_QUIET
                COMMAND_ERROR_IS_FATAL ANY)
if(NOT EXISTS ${prefix}/include/lrsched/lrsched.hpp)
  message(FATAL_ERROR "nothing was installed")
endif()
execute_process(COMMAND ${CPACK} --config ${REPOSITORY}/build/package/CPackConfig.cmake -B package OUTPUT_QUIET
                COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND cmake --build build/package --target uninstall WORKING_DIRECTORY ${REPOSITORY} OUTPUT_QUIET
                COMMAND_ERROR_IS_FATAL ANY)
file(GLOB_RECURSE left LIST_DIRECTORIES ON RELATIVE ${prefix} prefix/*)
list(FILTER left INCLUDE REGEX lrsched)
if(NOT left STREQUAL "include/lrsched_of_others;include/lrsched_of_others/lrsched.hpp")
  message(FATAL_ERROR "left: ${left}")
endif()

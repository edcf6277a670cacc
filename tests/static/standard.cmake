# SPDX-License-Identifier: MIT
# Below C++20 each header meets one error, and that says what to do: cmake -DROOT=<project> -P standard.cmake. Every header
# with C++17, the umbrella with older ones too.
cmake_minimum_required(VERSION 3.25)

file(GLOB_RECURSE headers RELATIVE ${ROOT}/include ${ROOT}/include/lrsched/*.hpp)
list(FILTER headers EXCLUDE REGEX "/adapter/|/json[./]")  # which need another library
list(REMOVE_ITEM headers lrsched/version.hpp lrsched/detail/host_device.hpp lrsched/detail/macros_on.hpp)  # C++98

set(compilers 0)
foreach(name IN ITEMS g++ clang++)
  find_program(compiler ${name} NO_CACHE)
  if(compiler)
    math(EXPR compilers "${compilers} + 1")
    foreach(header IN LISTS headers)
      set(standards 17)
      if(header STREQUAL "lrsched/lrsched.hpp")
        set(standards 11 14 17)
      endif()
      foreach(standard IN LISTS standards)
        execute_process(COMMAND ${compiler} -std=c++${standard} -fsyntax-only -I${ROOT}/include -include ${header} -x c++
                                /dev/null ERROR_VARIABLE said RESULT_VARIABLE result)
        string(REGEX MATCHALL "error: [^\n]*" errors "${said}")
        list(LENGTH errors count)
        if(result EQUAL 0 OR NOT count EQUAL 1 OR NOT errors MATCHES "lrsched needs C\\+\\+20: compile with -std=c\\+\\+20")
          message(SEND_ERROR "${name} -std=c++${standard} says of ${header}:\n${said}")
        endif()
      endforeach()
    endforeach()
  endif()
  unset(compiler)
endforeach()
if(compilers EQUAL 0)
  message("skipped: neither g++ nor clang++ was found")
endif()

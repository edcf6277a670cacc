# SPDX-License-Identifier: MIT
# COMPILER (g++ or clang++) refuses each mistake of mistakes.cpp, with the words that stand behind its number there. A
# word is looked for in what the compiler says, not in the lines that it quotes from mistakes.cpp.
cmake_minimum_required(VERSION 3.25)

set(source ${CMAKE_CURRENT_LIST_DIR}/mistakes.cpp)
get_filename_component(compiler ${COMPILER} NAME)
string(REPLACE "clang++" "clang" compiler ${compiler})

function(compile number)
  execute_process(COMMAND ${COMPILER} -std=c++20 -fsyntax-only -fmessage-length=0 -I${ROOT}/include -DMISTAKE=${number}
                          ${source} RESULT_VARIABLE result OUTPUT_VARIABLE text ERROR_VARIABLE text)
  string(REGEX REPLACE "‘|’" "'" text "${text}")
  set(result ${result} PARENT_SCOPE)
  set(text "${text}" PARENT_SCOPE)
endfunction()

compile(0)
if(NOT result EQUAL 0)
  message(SEND_ERROR "the right calls do not compile:\n${text}")
endif()

file(STRINGS ${source} rows REGEX "MISTAKE == ")
foreach(row IN LISTS rows)
  string(REGEX MATCH "== ([0-9]+) +// g\\+\\+: (.+)  clang: (.+)$" match "${row}")
  set(number ${CMAKE_MATCH_1})
  set(words "${CMAKE_MATCH_2}")
  if(compiler STREQUAL "clang")
    set(words "${CMAKE_MATCH_3}")
  endif()
  compile(${number})
  string(FIND "${text}" "${words}" place)
  if(place EQUAL -1)
    message(SEND_ERROR "mistake ${number}: no \"${words}\" in\n${text}")
  elseif(result EQUAL 0 AND NOT words MATCHES "^warning: ")
    message(SEND_ERROR "mistake ${number} compiles")
  else()
    message("mistake ${number}: ${words}")
  endif()
endforeach()

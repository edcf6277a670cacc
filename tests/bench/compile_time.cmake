# SPDX-License-Identifier: MIT
# What the headers cost to compile, with each compiler that is there: the umbrella beside <cmath>, a schedule more than
# one (which brings what all have in common, such as the texts of mistakes), and what a document decides beside
# <nlohmann/json.hpp>. The shortest of some times, in milliseconds; appends facts to FACTS.
cmake_minimum_required(VERSION 3.25)

set(schedules linear cosine polynomial log_linear one_minus_sqrt exponential inverse_time inverse_sqrt step triangle)

file(WRITE cmath.cpp "#include <cmath>\n")
file(WRITE umbrella.cpp "#include <lrsched/lrsched.hpp>\n")
file(WRITE any_schedule.cpp "#include <lrsched/any/any_schedule.hpp>\n")
file(WRITE one_schedule.cpp "#include <lrsched/lrsched.hpp>\ndouble one(lrsched::constant<>::params p, long step) "
                            "{ return lrsched::constant(p)(step); }\n")
file(COPY_FILE one_schedule.cpp schedules.cpp)
foreach(schedule IN LISTS schedules)
  file(APPEND schedules.cpp
       "double ${schedule}(lrsched::${schedule}<>::params p, long step) { return lrsched::${schedule}(p)(step); }\n")
endforeach()

# The same function with nlohmann::json alone, with what the library lrsched::json declares, with the headers and our
# own names, and with the headers and all frameworks.
set(again "std::string again(const std::string& text)")
file(WRITE nlohmann.cpp "#include <nlohmann/json.hpp>\n${again} { return nlohmann::json::parse(text).dump(); }\n")
set(again "${again} { return lrsched::to_json(lrsched::from_json(nlohmann::json::parse(text))).dump(); }\n")
file(WRITE declared.cpp "#define LRSCHED_JSON_COMPILED\n#include <lrsched/json.hpp>\n${again}")
file(WRITE all_frameworks.cpp "#include <lrsched/json.hpp>\n${again}")
string(REPLACE from_json "json_reader().schedule" again "${again}")
file(WRITE own_names.cpp "#include <lrsched/json/reader.hpp>\n#include <lrsched/json/to_json.hpp>\n${again}")

set(json_sources nlohmann declared own_names all_frameworks)
set(json_turns 5 5 1 1)  # the last take a minute
set(json_columns <nlohmann/json.hpp> "lrsched::json" "own names, headers alone" "all frameworks, headers alone")

# Microseconds, the shortest of some turns.
function(measure result turns source)
  set(shortest 1000000000)
  foreach(turn RANGE 1 ${turns})
    string(TIMESTAMP begin "%s%f")
    execute_process(COMMAND ${ARGN} -std=c++20 -I${INCLUDE} -c ${source} -o compile_time.o COMMAND_ERROR_IS_FATAL ANY)
    string(TIMESTAMP end "%s%f")
    math(EXPR time "${end} - ${begin}")
    if(time LESS shortest)
      set(shortest ${time})
    endif()
  endforeach()
  set(${result} ${shortest} PARENT_SCOPE)
endfunction()

function(append_fact table row column microseconds)
  math(EXPR whole "${microseconds} / 1000")
  math(EXPR tenths "${microseconds} / 100 % 10")
  file(APPEND ${FACTS} "${table}\t${row}\t${column}\t${whole}.${tenths}\n")
endfunction()

foreach(name IN ITEMS g++ clang++)
  find_program(compiler ${name} NO_CACHE)
  if(NOT compiler)
    message("skipped: compile time of ${name}, which was not found")
    continue()
  endif()
  measure(cmath 15 cmath.cpp ${compiler} -O2)
  measure(umbrella 15 umbrella.cpp ${compiler} -O2)
  measure(any_schedule 15 any_schedule.cpp ${compiler} -O2)
  measure(one 15 one_schedule.cpp ${compiler} -O2)
  measure(all 15 schedules.cpp ${compiler} -O2)
  list(LENGTH schedules count)
  math(EXPR each "(${all} - ${one}) / ${count}")
  append_fact(compile ${name} "<cmath>" ${cmath})
  append_fact(compile ${name} "lrsched.hpp" ${umbrella})
  append_fact(compile ${name} "any_schedule.hpp" ${any_schedule})
  append_fact(compile ${name} "a schedule more" ${each})
  foreach(level IN ITEMS -O0 -O2)
    foreach(source turns column IN ZIP_LISTS json_sources json_turns json_columns)
      measure(time ${turns} ${source}.cpp ${compiler} ${level})
      append_fact(json "${name} ${level}" "${column}" ${time})
    endforeach()
  endforeach()
  unset(compiler)
endforeach()

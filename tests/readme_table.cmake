# SPDX-License-Identifier: MIT
# Makes two C++ sources of the tables of the README. Compiling the first is passing: each row of
#   | schedule | ours | at step 0 | at step 10 |
# is a constant whose two values are checked to the digits that are shown, and each name of
#   | name | formula | arguments |
# must exist. The second is the body of a test that runs both sides of each row of the tables
#   | <framework> | ours |
#   | a file | the same in our form |
#
#   cmake -DREADME=README.md -DSOURCE=readme_table.cpp -DFRAMEWORKS=readme_frameworks.inc -P readme_table.cmake
cmake_minimum_required(VERSION 3.25)

file(READ ${README} readme)

# The rows below a header, without the line of dashes.
function(rows_below header result)
  string(FIND "${readme}" "\n${header}\n" begin)
  if(begin EQUAL -1)
    message(FATAL_ERROR "README.md has no table with the header ${header}")
  endif()
  string(SUBSTRING "${readme}" ${begin} -1 rest)
  foreach(line RANGE 1 3)
    string(FIND "${rest}" "\n" end)
    math(EXPR end "${end} + 1")
    string(SUBSTRING "${rest}" ${end} -1 rest)
  endforeach()
  string(FIND "${rest}\n\n" "\n\n" end)
  string(SUBSTRING "${rest}\n\n" 0 ${end} rest)
  set(${result} "${rest}\n" PARENT_SCOPE)
endfunction()

set(source "// Made of README.md.\n#include <lrsched/lrsched.hpp>\n\nnamespace {\n\nusing namespace lrsched;\n\n")
string(APPEND source
  "constexpr bool shows(double value, double shown) {\n"
  "  const double error = value < shown ? shown - value : value - shown;\n"
  "  return error <= 5.1e-6 * (shown < 0 ? -shown : shown);\n"
  "}\n\n")

# Replacing in the whole text needs no list, in which brackets and semicolons would mean something.
rows_below("| schedule | ours | at step 0 | at step 10 |" table)
set(row "\\| [^|\n]+ \\| `([^`|\n]+)` \\| ([-+.e0-9]+) \\| ([-+.e0-9]+) \\|\n")
string(REGEX REPLACE "${row}" "" leftover "${table}")
if(NOT leftover STREQUAL "")
  message(FATAL_ERROR "README.md: not a row of schedule, ours, and two numbers:\n${leftover}")
endif()
string(REGEX REPLACE "${row}"
  "namespace row_@ {\nconstexpr auto ours = \\1;\nstatic_assert(shows(ours(0), \\2) && shows(ours(10), \\3));\n}  // namespace\n"
  rows "${table}")
set(number 0)
while(TRUE)  # number them
  string(FIND "${rows}" "row_@" place)
  if(place EQUAL -1)
    break()
  endif()
  math(EXPR number "${number} + 1")
  string(SUBSTRING "${rows}" 0 ${place} before)
  math(EXPR place "${place} + 5")
  string(SUBSTRING "${rows}" ${place} -1 rows)
  string(APPEND source "${before}row_${number}")
endwhile()
string(APPEND source "${rows}\n")

rows_below("| name | formula | arguments |" table)
set(row "\\| `([a-z_]+)` \\| [^|\n]+ \\| [^|\n]+ \\|\n")
string(REGEX REPLACE "${row}" "" leftover "${table}")
if(NOT leftover STREQUAL "")
  message(FATAL_ERROR "README.md: not a row of name, formula and arguments:\n${leftover}")
endif()
string(REGEX REPLACE "${row}" "using lrsched::\\1;\n" names "${table}")

string(APPEND source "namespace names {\n${names}}  // namespace names\n\n}  // namespace\n")
file(WRITE ${SOURCE} "${source}")

set(frameworks "")
set(row "\\| `({[^`\n]+})` \\| `([^`\n]+)` \\|\n")
# The rows of two codes below a header, as calls of compare.
function(compared_rows header ours)
  rows_below("${header}" table)
  string(REGEX REPLACE "${row}" "" leftover "${table}")
  if(NOT leftover STREQUAL "")
    message(FATAL_ERROR "README.md: not a row of two codes:\n${leftover}")
  endif()
  string(REGEX REPLACE "${row}" "compare(R\"json(\\1)json\", ${ours});\n" table "${table}")
  set(frameworks "${frameworks}${table}" PARENT_SCOPE)
endfunction()
foreach(framework IN ITEMS PyTorch transformers Keras optax timm Megatron-LM llm.c DeepSpeed Caffe Composer Darknet
                           ensmallen fairseq fastai MMEngine Paddle)
  compared_rows("| ${framework} | ours |" "\\2")
endforeach()
compared_rows("| a file | the same in our form |" "test::schedule_from(R\"json(\\2)json\")")
file(WRITE ${FRAMEWORKS} "${frameworks}")

message(STATUS "${number} rows of README.md")

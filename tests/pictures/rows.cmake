# SPDX-License-Identifier: MIT
# Makes C++ of a table of schedules: of each row below a header with the cells `| schedule | ours |`
#   draw("its schedule", its code);
#
#   cmake -DTABLE=README.md -DROWS=rows.inc -P rows.cmake
cmake_minimum_required(VERSION 3.25)

file(READ ${TABLE} table)
string(FIND "${table}" "| schedule | ours |" begin)
if(begin EQUAL -1)
  message(FATAL_ERROR "${TABLE} has no table with the header | schedule | ours |")
endif()
string(SUBSTRING "${table}" ${begin} -1 table)
string(REGEX REPLACE "\n\n.*" "\n" table "${table}")
string(REGEX REPLACE "^[^\n]*\n[-| :]+\n" "" table "${table}")  # the header, and its dashes

# Replacing in the whole text needs no list, in which brackets and semicolons would mean something.
set(row "[^\n]*\\| ([^|`\n]+(`[^`\n]+`[^|`\n]*)?) \\| `([^`\n]+)` \\|[^\n]*\n")
string(REGEX REPLACE "${row}" "" leftover "${table}")
if(NOT leftover STREQUAL "")
  message(FATAL_ERROR "${TABLE}: not a row of a schedule and our code:\n${leftover}")
endif()
string(REGEX REPLACE "${row}" "draw(R\"row(\\1)row\", \\3);\n" rows "${table}")
file(WRITE ${ROWS} "${rows}")

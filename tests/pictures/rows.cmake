# SPDX-License-Identifier: MIT
# Makes C++ of the tables of schedules on a page, whose headers end with `| at 0 | at 10 |`: of each row
#   draw("its first cell, or what is bold there", its last code);
#
#   cmake -DPAGE=README.md -DROWS=rows.inc -P rows.cmake
cmake_minimum_required(VERSION 3.25)

file(READ ${PAGE} page)
string(REPLACE "at step " "at " page "${page}\n")
set(rows "\n")
set(mark " at 0 | at 10 |\n")
string(LENGTH "${mark}" size)
while(TRUE)
  string(FIND "${page}" "${mark}" place)
  if(place EQUAL -1)
    break()
  endif()
  math(EXPR place "${place} + ${size}")
  string(SUBSTRING "${page}" ${place} -1 page)
  string(FIND "${page}" "\n\n" end)
  string(SUBSTRING "${page}" 0 ${end} table)
  string(REGEX REPLACE "^[-|: ]+\n" "" table "${table}\n")  # the line of dashes
  string(APPEND rows "${table}")
endwhile()

# Replacing in the whole text needs no list, in which brackets and semicolons would mean something.
string(REGEX REPLACE " *!\\[[^]\n]*\\]\\([^)\n]*\\)|<img [^>\n]*>" "" rows "${rows}")  # pictures that are shown
string(REGEX REPLACE "\n\\| *\\|" "\n|" rows "${rows}")                                 # in a column of their own
string(REGEX REPLACE "\n\\| \\*\\*([^*|\n]+)\\*\\*[^|\n]*\\|" "\n| \\1 |" rows "${rows}")
set(number "[-+.e0-9]+")
set(row "\n\\| ([^|\n]+) \\|([^\n]*\\|)? `([^`\n]+)` \\| ${number} \\| ${number} \\|")
string(REGEX REPLACE "${row}" "" leftover "${rows}")
if(NOT leftover STREQUAL "\n" OR rows STREQUAL "\n")
  message(FATAL_ERROR "${PAGE}: not a row of a schedule, its code and two numbers:\n${leftover}")
endif()
string(REGEX REPLACE "${row}" "\ndraw(R\"row(\\1)row\", \\3);" rows "${rows}")
file(WRITE ${ROWS} "${rows}")

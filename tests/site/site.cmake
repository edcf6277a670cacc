# SPDX-License-Identifier: MIT
# The target `site` makes the folder of that name: the pages, the explorer, and the reference, by build.py.
find_program(CMARK cmark-gfm)
find_program(DOXYGEN doxygen)
find_package(Python3 QUIET COMPONENTS Interpreter)
if(NOT TARGET explorer OR NOT CMARK OR NOT DOXYGEN)
  message(STATUS "skipped: tests/site (on Debian: apt-get install cmark-gfm doxygen, and what the explorer needs)")
  return()
endif()

add_custom_target(
  site
  COMMAND Python3::Interpreter -B ${CMAKE_CURRENT_LIST_DIR}/build.py ${PROJECT_BINARY_DIR}/examples/explorer/index.html
          ${PROJECT_BINARY_DIR}/site
  VERBATIM)
add_dependencies(site explorer)

# SPDX-License-Identifier: MIT
# The Debian package in FOLDER is for every architecture and holds what is installed in PREFIX, and no other file; it is
# unpacked here.
cmake_minimum_required(VERSION 3.25)

file(GLOB package ${FOLDER}/lrsched-dev_${VERSION}_all.deb)
if(NOT package)
  message(FATAL_ERROR "there is no lrsched-dev_${VERSION}_all.deb in ${FOLDER}")
endif()
execute_process(COMMAND dpkg-deb --field ${package} Architecture Version OUTPUT_VARIABLE fields
                COMMAND_ERROR_IS_FATAL ANY)
if(NOT fields STREQUAL "Architecture: all\nVersion: ${VERSION}\n")
  message(SEND_ERROR "the package has the fields\n${fields}")
endif()

file(REMOVE_RECURSE unpacked)
execute_process(COMMAND dpkg -x ${package} unpacked COMMAND_ERROR_IS_FATAL ANY)
file(GLOB_RECURSE packaged RELATIVE ${CMAKE_CURRENT_BINARY_DIR}/unpacked/usr unpacked/*)
file(GLOB_RECURSE installed RELATIVE ${PREFIX} ${PREFIX}/*)
if(NOT packaged STREQUAL installed)
  message(SEND_ERROR "the package has\n  ${packaged}\nand what is installed is\n  ${installed}")
endif()

# SPDX-License-Identifier: MIT
# Makes an empty project of the files in WAY and trainer.cpp, if it has none of its own, and runs its build.sh there, with
# the library that is installed in DIR, and CLANG as clang++ if that is given.
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE project)
file(COPY ${CMAKE_CURRENT_LIST_DIR}/trainer.cpp ${WAY}/ DESTINATION project)
if(CLANG)
  file(MAKE_DIRECTORY project/bin)
  file(CREATE_LINK ${CLANG} project/bin/clang++ SYMBOLIC)
endif()
cmake_path(ABSOLUTE_PATH DIR NORMALIZE)
file(REAL_PATH project/bin bin)
set(ENV{PATH} "${bin}:$ENV{PATH}")
set(ENV{DIR} ${DIR})
set(ENV{PKG_CONFIG_PATH} ${DIR}/share/pkgconfig)
set(ENV{CMAKE_PREFIX_PATH} ${DIR})
execute_process(COMMAND sh -eux build.sh WORKING_DIRECTORY project COMMAND_ERROR_IS_FATAL ANY)

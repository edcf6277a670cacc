# SPDX-License-Identifier: MIT
# Makes an empty project of the files in the folder WAY, with the trainer.cpp and build.sh that lie here if it has none
# of its own, and runs build.sh there. The library is installed in DIR; https://example.org/lrsched.git is REPOSITORY;
# clang++ is CLANG, if that is given.
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE project)
file(COPY ${CMAKE_CURRENT_LIST_DIR}/${WAY}/ DESTINATION project)
foreach(file IN ITEMS trainer.cpp build.sh)
  if(NOT EXISTS ${CMAKE_CURRENT_BINARY_DIR}/project/${file})
    file(COPY ${CMAKE_CURRENT_LIST_DIR}/${file} DESTINATION project)
  endif()
endforeach()
if(CLANG)
  file(MAKE_DIRECTORY bin)
  file(REAL_PATH bin bin)
  file(CREATE_LINK ${CLANG} ${bin}/clang++ SYMBOLIC)
  set(ENV{PATH} "${bin}:$ENV{PATH}")
endif()
set(ENV{CXX} ${CXX})
set(ENV{CMAKE_GENERATOR} Ninja)
set(ENV{DIR} ${DIR})
set(ENV{CMAKE_PREFIX_PATH} ${DIR})
set(ENV{PKG_CONFIG_PATH} ${DIR}/share/pkgconfig)
set(ENV{GIT_CONFIG_COUNT} 1)
set(ENV{GIT_CONFIG_KEY_0} url.${REPOSITORY}.insteadOf)
set(ENV{GIT_CONFIG_VALUE_0} https://example.org/lrsched.git)
execute_process(COMMAND sh -ex build.sh WORKING_DIRECTORY project COMMAND_ERROR_IS_FATAL ANY)

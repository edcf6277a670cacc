# SPDX-License-Identifier: MIT
# Makes the repository that others take the library from: what is in ROOT, with the tag of its VERSION. Then makes in it
# what a release attaches, and installs the library.
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE repository prefix)
foreach(entry IN ITEMS CMakeLists.txt CMakePresets.json LICENSE include tests/packaging)
  cmake_path(GET entry PARENT_PATH folder)
  file(COPY ${ROOT}/${entry} DESTINATION repository/${folder})
endforeach()
set(author -c user.name=author -c user.email=author@localhost -c commit.gpgsign=false)
foreach(command IN ITEMS "init --quiet" "add ." "commit --quiet --message files" "tag v${VERSION}")
  separate_arguments(command)
  execute_process(COMMAND ${GIT} ${author} ${command} WORKING_DIRECTORY repository COMMAND_ERROR_IS_FATAL ANY)
endforeach()
set(ENV{DIR} ../prefix)
execute_process(COMMAND sh -ex ${CMAKE_CURRENT_LIST_DIR}/install.sh WORKING_DIRECTORY repository
                COMMAND_ERROR_IS_FATAL ANY)

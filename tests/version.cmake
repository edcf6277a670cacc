# SPDX-License-Identifier: MIT
# The version in version.hpp is that of the CMake project, of the inline namespace of every header, of every place in
# the README and the projects under packaging/ that names one, and of a release's tag:
# cmake -DROOT=<project> -DVERSION=<CMake's> [-DTAG=<tag>] -P version.cmake
cmake_minimum_required(VERSION 3.25)

file(READ ${ROOT}/include/lrsched/version.hpp text)
foreach(part IN ITEMS MAJOR MINOR PATCH)
  if(NOT text MATCHES "#define LRSCHED_VERSION_${part} ([0-9]+)\n")
    message(FATAL_ERROR "version.hpp does not define LRSCHED_VERSION_${part}")
  endif()
  set(${part} ${CMAKE_MATCH_1})
endforeach()
if(NOT VERSION STREQUAL "${MAJOR}.${MINOR}.${PATCH}")
  message(SEND_ERROR "version.hpp has ${MAJOR}.${MINOR}.${PATCH}, CMake has ${VERSION}")
endif()

file(GLOB_RECURSE headers ${ROOT}/include/lrsched/*.hpp)
foreach(header IN LISTS headers)
  file(READ ${header} text)
  string(REGEX MATCHALL "\nnamespace lrsched[A-Za-z_0-9: ]*" namespaces "${text}")
  foreach(namespace IN LISTS namespaces)
    if(NOT namespace MATCHES "^\nnamespace lrsched::inline LRSCHED_V${MAJOR}(::[a-z_:]+)? ?$")
      message(SEND_ERROR "${header} has '${namespace}', not 'namespace lrsched::inline LRSCHED_V${MAJOR}'")
    endif()
  endforeach()
endforeach()

# Where a version is asked for: by its tag, vMAJOR.MINOR.PATCH, or by its first two numbers.
foreach(place IN ITEMS README.md tests/packaging/added/build.sh
                 tests/packaging/fetched/CMakeLists.txt tests/packaging/found/CMakeLists.txt)
  file(READ ${ROOT}/${place} text)
  string(REGEX MATCHALL "(GIT_TAG v|--branch v|find_package\\(lrsched )[0-9.]+" mentions "${text}")
  if(NOT mentions)
    message(SEND_ERROR "${place} has neither GIT_TAG v${VERSION} nor find_package(lrsched ${MAJOR}.${MINOR})")
  endif()
  foreach(mention IN LISTS mentions)
    string(REGEX REPLACE ".*[v ]" "" number "${mention}")
    if(NOT number STREQUAL VERSION AND NOT number STREQUAL "${MAJOR}.${MINOR}")
      message(SEND_ERROR "${place} has ${mention}, the version is ${VERSION}")
    endif()
  endforeach()
endforeach()

# An action that a workflow uses is a commit, which nobody can change, and beside it stands its version.
file(GLOB workflows ${ROOT}/.github/workflows/*)
foreach(workflow IN LISTS workflows)
  file(STRINGS ${workflow} uses REGEX "uses: ")
  list(FILTER uses EXCLUDE REGEX "uses: [a-z/-]+@[0-9a-f]+ # v[0-9]+\\.[0-9]+\\.[0-9]+$")
  if(uses)
    message(SEND_ERROR "${workflow} has ${uses}, not a commit and its version")
  endif()
endforeach()

# A commit with a tag is that version. TAG is given where there is one, as in a release.
if(TAG AND NOT TAG STREQUAL "v${VERSION}")
  message(SEND_ERROR "the tag is ${TAG}, the version is ${VERSION}")
endif()

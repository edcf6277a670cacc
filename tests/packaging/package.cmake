# SPDX-License-Identifier: MIT
# What the project hands to others, in its build folder: `single_file` writes lrsched.hpp, `package` a Debian package,
# and `uninstall` removes what was installed last. None of them compiles anything.
add_custom_target(
  single_file
  COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -DFILE=${PROJECT_BINARY_DIR}/lrsched.hpp -P
          ${CMAKE_CURRENT_LIST_DIR}/single_file.cmake
  VERBATIM)

if(LRSCHED_INSTALL)
  set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
  set(CMAKE_SKIP_PACKAGE_ALL_DEPENDENCY ON)
  set(CPACK_GENERATOR DEB)
  set(CPACK_VERBATIM_VARIABLES ON)
  set(CPACK_INSTALL_CMAKE_PROJECTS ${PROJECT_BINARY_DIR} ${PROJECT_NAME} Unspecified /)  # its manifest is another one
  set(CPACK_PACKAGE_NAME lrsched-dev)
  set(CPACK_PACKAGE_CONTACT "The lrsched authors")
  set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
  set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE all)
  set(CPACK_DEBIAN_PACKAGE_SECTION libdevel)
  set(CPACK_DEBIAN_PACKAGE_SUGGESTS nlohmann-json3-dev)
  include(CPack)

  add_custom_target(
    uninstall
    COMMAND ${CMAKE_COMMAND} -DMANIFEST=${PROJECT_BINARY_DIR}/install_manifest.txt -P
            ${CMAKE_CURRENT_LIST_DIR}/uninstall.cmake
    VERBATIM)
endif()

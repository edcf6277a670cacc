# SPDX-License-Identifier: MIT
# Installs the headers and what find_package(lrsched) needs. While the first number of the version is 0, a package is
# as good as the one asked for if the second number is the same.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir ${CMAKE_INSTALL_DATADIR}/cmake/lrsched)

install(TARGETS lrsched EXPORT lrsched FILE_SET HEADERS FILE_SET headers_with_dependency)
install(EXPORT lrsched NAMESPACE lrsched:: DESTINATION ${package_dir} FILE lrsched-config.cmake)

write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/lrsched-config-version.cmake COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/lrsched-config-version.cmake DESTINATION ${package_dir})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

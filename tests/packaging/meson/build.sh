# SPDX-License-Identifier: MIT
# PKG_CONFIG_PATH and CMAKE_PREFIX_PATH say where lrsched is installed.
meson setup build
meson compile -C build

build/trainer
build/trainer_by_cmake

# SPDX-License-Identifier: MIT
# A project of CMake; the library is installed in DIR.
cmake -S . -B build -DCMAKE_PREFIX_PATH=$DIR
cmake --build build

build/trainer

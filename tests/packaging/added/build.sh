# SPDX-License-Identifier: MIT
# A project that has the repository in its tree.
git clone --branch v0.1.0 https://example.org/lrsched.git
cmake -S . -B build
cmake --build build

build/trainer

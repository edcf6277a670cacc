# SPDX-License-Identifier: MIT
# A project without a build system; PKG_CONFIG_PATH says where lrsched.pc lies.
g++ -std=c++20 $(pkg-config --cflags lrsched) trainer.cpp -o trainer

./trainer

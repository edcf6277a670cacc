# SPDX-License-Identifier: MIT
# The module is compiled once, and imported; lrsched is installed in DIR.
clang++ -std=c++20 -I$DIR/include --precompile $DIR/include/lrsched/lrsched.cppm -o lrsched.pcm
clang++ -std=c++20 -fmodule-file=lrsched=lrsched.pcm trainer.cpp lrsched.pcm -o trainer

./trainer

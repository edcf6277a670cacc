// SPDX-License-Identifier: MIT

// One program of two objects, this one with exceptions and program.cpp without: a bad argument is caught here, and ends
// the program there, in whichever order they are linked.
#include <cstdio>

#include <lrsched/lrsched.hpp>

int ends(int count, char** arguments);  // program.cpp's main

int main(int count, char** arguments) {
  try {
    const auto schedule = lrsched::cosine({.from = 1.0, .to = 0.0, .steps = -4});
    std::printf("not thrown, rate %g\n", schedule(0));
  } catch (const lrsched::bad_argument& error) {
    return ends(count, arguments);
  }
  return 1;
}

// SPDX-License-Identifier: MIT

// Built without exceptions: a bad argument must end this program with status "aborted", after one line.
#include <cstdio>
#include <cstring>

#include <lrsched/lrsched.hpp>

int main(int count, char** arguments) {
  if (count == 2 && std::strcmp(arguments[1], "replaced") == 0)
    lrsched::on_bad_argument = [](const lrsched::bad_argument& error) {
      std::fprintf(stderr, "replaced: %s\n", error.what());
    };
  const auto schedule = lrsched::cosine({.from = 1.0, .to = 0.0, .steps = -5});
  std::printf("not ended, rate %g\n", schedule(0));
  return 0;
}

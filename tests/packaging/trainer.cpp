// SPDX-License-Identifier: MIT

// What any project does first with a library it has just taken in.
#include <lrsched/lrsched.hpp>

int main() {
  constexpr auto schedule = lrsched::linear({.from = 0.0, .to = 1.0, .steps = 4});
  static_assert(schedule(1) == 0.25);
  return schedule(4) == 1.0 ? 0 : 1;
}

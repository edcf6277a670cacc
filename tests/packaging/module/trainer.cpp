// SPDX-License-Identifier: MIT

// What any project does first with the module: a constant, a schedule that is chosen at run time, and a mistake.
#include <string_view>

import lrsched;

int main() {
  constexpr auto schedule = lrsched::linear({.from = 0.0, .to = 1.0, .steps = 4});
  static_assert(schedule(1) == 0.25);
  const lrsched::any_schedule<double> any = lrsched::sequence{schedule, 0.5 * schedule};
  std::string_view argument;
  try {
    lrsched::cosine({.from = 1, .to = 0, .steps = static_cast<int>(any(0)) - 5});
  } catch (const lrsched::bad_argument& error) {
    argument = error.argument() == std::string_view("steps") ? "steps" : "";
  }
  return any(5) == 0.125 && to_string(any).starts_with("sequence{linear(") && argument == "steps" ? 0 : 1;
}

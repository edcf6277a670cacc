// SPDX-License-Identifier: MIT

// Learn here: how a schedule comes from a JSON text, and is asked, listed and drawn.
//
//   curve '{"cosine": {"from": 1, "to": 0, "steps": 100}}' --at 0,50,100
//   curve @plan.json --steps 1000 --svg plan.svg

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <lrsched/runtime/json.hpp>

#include "drawing.hpp"

namespace {

/// The text of a SPEC: itself, what is in a @file, or standard input.
std::string text_of(const std::string& spec) {
  if (spec == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
  if (spec.empty() || spec.front() != '@') return spec;
  std::ifstream file(spec.substr(1), std::ios::binary);
  if (!file) throw lrsched::bad_json("", "cannot read the file " + spec.substr(1));
  return {std::istreambuf_iterator<char>(file), {}};
}

void print_row(std::int64_t step, double rate) {
  char text[32];
  const char* const end = std::to_chars(text, text + sizeof text, rate).ptr;
  std::printf("%lld,%.*s\n", static_cast<long long>(step), static_cast<int>(end - text), text);
}

}  // namespace

int main(int count, char** arguments) try {
  std::string spec, picture;
  std::vector<std::int64_t> at;
  std::int64_t steps = 0;
  bool plot = false;
  CLI::App app{"Prints, or draws, the rates of a learning-rate schedule that is described in JSON."};
  app.add_option("SPEC", spec, "JSON text, or @FILE, or - for standard input")->required();
  app.add_option("--at", at, "print the rates at these steps")->delimiter(',')->allow_extra_args(false);
  app.add_option("--steps", steps, "print, or draw, the rates of steps 0 to N-1")->check(CLI::Range(1, 100'000'000));
  app.add_flag("--plot", plot, "draw in the terminal");
  app.add_option("--svg", picture, "draw into this file");
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 1;
  }

  const lrsched::any_schedule<double> schedule = lrsched::from_json(lrsched::parsed(text_of(spec)));
  const bool draws = plot || !picture.empty();
  if (at.empty() && steps == 0 && draws) steps = schedule.length().value_or(1'000);
  if (at.empty() && steps == 0) throw std::runtime_error("say which steps: --at or --steps");

  const std::int64_t drawn = steps > 0 ? steps : at.back() + 1;
  if (plot) std::fputs(drawing::in_terminal(schedule, drawn).c_str(), stdout);
  if (!picture.empty()) drawing::write_svg(schedule, drawn, picture);
  if (draws) return 0;

  std::puts("step,lr");
  for (const std::int64_t step : at) print_row(step, schedule(step));
  if (at.empty())
    for (std::int64_t step = 0; step < steps; ++step) print_row(step, schedule(step));
  return std::fflush(stdout) == 0 ? 0 : 1;
} catch (const lrsched::bad_argument& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 2;
} catch (const std::exception& error) {
  std::fprintf(stderr, "curve: %s\n", error.what());
  return 1;
}

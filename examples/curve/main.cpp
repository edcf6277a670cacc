// SPDX-License-Identifier: MIT

// Learn here: how a schedule comes from a JSON text, and is asked, listed and drawn.
//
//   curve '{"cosine": {"from": 1, "to": 0, "steps": 100}}' --at 0,50,100
//   curve @plan.json --steps 1000 --svg plan.svg
//   curve '{"plateau": {"factor": 0.5, "patience": 1}}' --metrics 0.9,0.8,0.8,0.8

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
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

/// The numbers of a list that commas separate; nan and inf are numbers too.
std::vector<double> numbers_of(std::string_view list) {
  std::vector<double> numbers;
  while (true) {
    const std::string_view text = list.substr(0, list.find(','));
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
      throw lrsched::bad_argument("curve", "--metrics", "must be numbers with commas between them",
                                  text.empty() ? "nothing" : std::string(text).c_str());
    numbers.push_back(number);
    if (text.size() == list.size()) return numbers;
    list.remove_prefix(text.size() + 1);
  }
}

void print_row(std::int64_t step, double rate) {
  char text[32];
  const char* const end = std::to_chars(text, text + sizeof text, rate).ptr;
  std::printf("%lld,%.*s\n", static_cast<long long>(step), static_cast<int>(end - text), text);
}

/// Row k has the rate in force after observation k.
void print_rates_after(const std::vector<double>& metrics, const lrsched::any_plateau& rates) {
  auto state = rates.start();
  std::puts("step,lr");
  for (const double metric : metrics) {
    state = rates.next(state, metric);
    print_row(state.observations - 1, rates(state));
  }
}

}  // namespace

int main(int count, char** arguments) try {
  std::string spec, picture, metrics;
  std::vector<std::int64_t> at;
  std::int64_t steps = 0;
  bool plot = false;
  CLI::App app{"Prints, or draws, the rates of a learning-rate schedule that is described in JSON."};
  app.add_option("SPEC", spec, "JSON text, or @FILE, or - for standard input")->required();
  app.add_option("--at", at, "print the rates at these steps")->delimiter(',')->allow_extra_args(false);
  app.add_option("--steps", steps, "print, or draw, the rates of steps 0 to N-1")->check(CLI::Range(1, 100'000'000));
  auto* const fed = app.add_option("--metrics", metrics, "print the rates after each of these observations");
  app.add_flag("--plot", plot, "draw in the terminal");
  app.add_option("--svg", picture, "draw into this file");
  for (const char* other : {"--at", "--steps", "--plot", "--svg"}) fed->excludes(other);
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 1;
  }

  const nlohmann::json document = lrsched::parsed(text_of(spec));
  if (fed->count() > 0) {
    print_rates_after(numbers_of(metrics), lrsched::plateau_from_json(document));
    return std::fflush(stdout) == 0 ? 0 : 1;
  }

  const lrsched::any_schedule<double> schedule = lrsched::from_json(document);
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

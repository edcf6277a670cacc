// SPDX-License-Identifier: MIT

// Learn here: how a schedule comes from a JSON text, and is asked, listed and drawn.
//
//   curve '{"cosine": {"from": 1, "to": 0, "steps": 100}}' --at 0,50,100
//   curve @plan.json --steps 1000 --svg plan.svg
//   curve '{"plateau": {"factor": 0.5, "patience": 1}}' --metrics 0.9,0.8,0.8,0.8

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <lrsched/runtime/json.hpp>

#include "drawing.hpp"

namespace {

/// The text of a SPEC: itself, what is in a @file, or standard input.
std::string text_of(const std::string& spec) {
  const bool is_file = spec.rfind('@', 0) == 0;
  if (!is_file && spec != "-") return spec;
  std::FILE* const file = is_file ? std::fopen(spec.c_str() + 1, "rb") : stdin;
  std::string text;
  char part[4096];
  while (const std::size_t size = file ? std::fread(part, 1, sizeof part, file) : 0) text.append(part, size);
  if (!file || std::ferror(file)) {
    const nlohmann::json name = is_file ? spec.substr(1) : "standard input";
    throw lrsched::bad_json("", "cannot read " + name.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace));
  }
  return text;
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

void finish_output() {
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) throw std::runtime_error("cannot write to standard output");
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
  constexpr std::int64_t last_step = std::int64_t{1} << 62;
  bool plot = false;
  CLI::App app{"Prints, or draws, the rates of a learning-rate schedule that is described in JSON."};
  app.add_option("SPEC", spec, "JSON text, or @FILE, or - for standard input")->required();
  auto* const listed = app.add_option("--at", at, "print the rates at these steps");
  listed->delimiter(',')->allow_extra_args(false);
  auto* const counted = app.add_option("--steps", steps, "print, or draw, the rates of steps 0 to N-1");
  counted->check(CLI::Range(1, 100'000'000))->excludes(listed);
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
    finish_output();
    return 0;
  }

  const lrsched::any_schedule<double> schedule = lrsched::from_json(document);
  const bool draws = plot || !picture.empty();
  if (!draws && at.empty() && steps == 0) throw std::runtime_error("say which steps: --at or --steps");
  if (draws) {
    if (!at.empty()) steps = std::clamp<std::int64_t>(*std::max_element(at.begin(), at.end()), 0, last_step) + 1;
    if (steps == 0) steps = std::max<std::int64_t>(schedule.length().value_or(1'000), 1);
    if (!picture.empty()) drawing::write_svg(schedule, steps, picture);
    if (plot) std::fputs(drawing::in_terminal(schedule, steps).c_str(), stdout);
  } else {
    std::puts("step,lr");
    for (const std::int64_t step : at) print_row(step, schedule(step));
    for (std::int64_t step = 0; step < steps; ++step) print_row(step, schedule(step));
  }
  finish_output();
  return 0;
} catch (const lrsched::bad_argument& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 2;
} catch (const std::exception& error) {
  std::fprintf(stderr, "curve: %s\n", error.what());
  return 1;
}

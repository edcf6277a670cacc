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
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <lrsched/json.hpp>

#include "../file.hpp"
#include "../output.hpp"
#include "drawing.hpp"

namespace {

/// What is wrong with the command line.
struct bad_usage : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The text of a SPEC: itself, what is in a @file, or standard input. What is too long for the parser is cut, but stays
/// too long.
std::string text_of(const std::string& spec) {
  const bool is_file = spec.rfind('@', 0) == 0;
  if (!is_file && spec != "-") return spec;
  constexpr std::size_t most = (std::size_t{16} << 20) + 1;
  std::FILE* const file = is_file ? std::fopen(spec.c_str() + 1, "rb") : stdin;
  std::string text(file ? most : 0, '\0');
  text.resize(file ? std::fread(text.data(), 1, most, file) : 0);
  if (!file || std::ferror(file)) {
    const nlohmann::json name = is_file ? spec.substr(1) : "standard input";
    throw lrsched::json_error("", "cannot read " + name.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace));
  }
  return text;
}

/// The numbers of a list that commas separate, in decimal notation; nan and inf are real numbers too.
template <class Number>
std::vector<Number> numbers_of(const char* option, const char* rule, std::string_view list) {
  std::vector<Number> numbers;
  while (true) {
    const std::string_view text = list.substr(0, list.find(','));
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
      throw lrsched::bad_argument("curve", option, rule, std::string(text).c_str());
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

struct options {
  std::string spec;
  std::vector<std::string> at;  // lists
  std::optional<std::string> steps, metrics, picture;
  bool plot = false;
};

/// Whether there is work; help is none.
bool parse(options& chosen, int count, char** words) {
  CLI::App app{"Prints, or draws, the rates of a learning-rate schedule that is described in JSON."};
  app.add_option("SPEC", chosen.spec, "JSON text, or @FILE, or - for standard input")->required();
  auto* const at = app.add_option("--at", chosen.at, "print the rates at these steps");
  at->type_name("STEP,...")->allow_extra_args(false);
  app.add_option("--steps", chosen.steps, "print, or draw, the rates of steps 0 to N-1")->type_name("N")->excludes(at);
  auto* const metrics = app.add_option("--metrics", chosen.metrics, "print the rates after each of these observations");
  metrics->type_name("NUMBER,...");
  app.add_flag("--plot", chosen.plot, "draw in the terminal");
  app.add_option("--svg", chosen.picture, "draw into this file")->type_name("FILE");
  for (const char* other : {"--at", "--steps", "--plot", "--svg"}) metrics->excludes(other);
  try {
    app.parse(count, words);
  } catch (const CLI::CallForHelp&) {
    std::fputs(app.help().c_str(), stdout);
    return false;
  } catch (const CLI::ParseError& error) {
    std::string line = error.what();
    std::ranges::replace_if(
        line, [](unsigned char letter) { return letter < ' '; }, '?');
    throw bad_usage(line);
  }
  return true;
}

void work(const options& chosen) {
  constexpr const char *whole = "must be whole numbers of 64 bits with commas between them",
                       *real = "must be numbers with commas between them",
                       *count = "must be a whole number from 1 to 100000000";
  std::vector<std::int64_t> at, steps;
  std::vector<double> metrics;
  for (const std::string& list : chosen.at)
    for (const std::int64_t step : numbers_of<std::int64_t>("--at", whole, list)) at.push_back(step);
  if (chosen.metrics) metrics = numbers_of<double>("--metrics", real, *chosen.metrics);
  if (chosen.steps) {
    steps = numbers_of<std::int64_t>("--steps", count, *chosen.steps);
    if (steps.size() != 1 || steps[0] < 1 || steps[0] > 100'000'000)
      throw lrsched::bad_argument("curve", "--steps", count, chosen.steps->c_str());
  }

  const nlohmann::json document = lrsched::parse_json(text_of(chosen.spec));
  if (chosen.metrics) return print_rates_after(metrics, lrsched::plateau_from_json(document));
  const lrsched::any_schedule<double> schedule = lrsched::from_json(document);
  if (chosen.plot || chosen.picture) {
    constexpr std::int64_t last_step = std::int64_t{1} << 53;
    const std::int64_t end = chosen.steps  ? steps[0]
                             : !at.empty() ? std::clamp<std::int64_t>(*std::ranges::max_element(at), 0, last_step) + 1
                                           : std::max<std::int64_t>(schedule.length().value_or(1'000), 1);
    if (chosen.picture) files::replace(*chosen.picture, drawing::as_svg(schedule, end));
    if (chosen.plot) std::fputs(drawing::in_terminal(schedule, end).c_str(), stdout);
  } else {
    if (at.empty() && steps.empty()) throw bad_usage("say which steps: --at or --steps");
    std::puts("step,lr");
    for (const std::int64_t step : at) print_row(step, schedule(step));
    for (std::int64_t step = 0; chosen.steps && step < steps[0]; ++step) print_row(step, schedule(step));
  }
}

}  // namespace

int main(int count, char** words) try {
  prepare_output();
  options chosen;
  if (parse(chosen, count, words)) work(chosen);
  flush_output();
  return 0;
} catch (const lrsched::bad_argument& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 2;
} catch (const bad_usage& error) {
  std::fprintf(stderr, "curve: %s\n", error.what());
  return 2;
} catch (const std::exception& error) {
  std::fprintf(stderr, "curve: %s\n", error.what());
  return 1;
}

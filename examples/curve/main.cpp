// SPDX-License-Identifier: MIT

// Learn here: how a schedule comes from a text, and is asked, listed, drawn, compared and checked.
//
//   curve '{"cosine": {"from": 1, "to": 0, "steps": 100}}' --at 0,50,100
//   curve @plan.json --svg plan.svg
//   curve @new.yaml --against @old.yaml
//   curve '{"warmup_cosine": {"peak": [0.02, 3e-4], "warmup_steps": 10, "decay_steps": 90}}' --at 10,50
//   curve @plan.json --check --steps 10000 --expect-end 0
//   curve @plan_in_samples.json --batches '0:8 100:16 1000:32' --steps 100
//   curve '{"plateau": {"factor": 0.5, "patience": 1}}' --metrics 0.9,0.8,0.8,0.8

#include <algorithm>  // std::ranges::replace_if, std::ranges::max_element, std::clamp, std::max
#include <charconv>   // std::from_chars, std::to_chars
#include <cmath>      // std::abs
#include <cstdint>    // std::int64_t
#include <cstdio>
#include <optional>
#include <stdexcept>  // std::runtime_error
#include <string>
#include <string_view>
#include <system_error>  // std::errc
#include <utility>       // std::move, std::pair
#include <vector>

#include <CLI/CLI.hpp>
#include <lrsched/any/any_groups.hpp>
#include <lrsched/any/batches.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/json.hpp>
#include <lrsched/plan/check.hpp>
#include <lrsched/plan/clock.hpp>
#include <lrsched/plan/summary.hpp>

#include "../file.hpp"
#include "../output.hpp"
#include "drawing.hpp"
#include "yaml.hpp"

namespace {

constexpr std::int64_t most_steps = 100'000'000;

/// What is wrong with the command line.
struct bad_usage : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The text of a SPEC: itself, what is in a @file, or standard input. What is too long for the parser is cut, but stays
/// too long.
std::string text_of(const std::string& spec) {
  const bool is_file = spec.starts_with('@');
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

/// YAML is what a file calls so by its name, and what begins with ---; all else is JSON.
nlohmann::json document_of(const std::string& spec) {
  const std::string text = text_of(spec);
  const bool is_named_so = spec.starts_with('@') && (spec.ends_with(".yaml") || spec.ends_with(".yml"));
  return is_named_so || text.starts_with("---") ? parse_yaml(text) : lrsched::parse_json(text);
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

std::string shown(double rate) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, rate).ptr};
}

/// The header and the rows of a table: of one column, such as lr, or of lr1, lr2 and so on.
void print_header(std::size_t columns, const std::string& name) {
  std::string line = "step";
  for (std::size_t i = 1; i <= columns; ++i) line += "," + name + (columns == 1 ? "" : std::to_string(i));
  std::puts(line.c_str());
}

void print_row(std::int64_t step, const std::vector<double>& rates) {
  std::string line = std::to_string(step);
  for (const double rate : rates) line += "," + shown(rate);
  if (std::puts(line.c_str()) < 0) flush_output();  // says so: there may be many more rows
}

/// Row k has the rates in force after observation k, a column for each group of parameters.
void print_rates_after(const std::vector<double>& metrics, const std::vector<lrsched::any_plateau>& groups) {
  std::vector<lrsched::any_plateau::state> states(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) states[i] = groups[i].start();
  print_header(groups.size(), "lr");
  for (std::size_t k = 0; k < metrics.size(); ++k) {
    std::vector<double> rates(groups.size());
    for (std::size_t i = 0; i < groups.size(); ++i) {
      states[i] = groups[i].next(states[i], metrics[k]);
      rates[i] = groups[i](states[i]);
    }
    print_row(static_cast<std::int64_t>(k), rates);
  }
}

/// The same by updates, of a schedule that counts samples.
lrsched::any_schedule<double> by_updates(const lrsched::any_schedule<double>& schedule,
                                         const std::optional<lrsched::any_batches>& batches) {
  if (!batches) return schedule;
  return lrsched::keeping_length(schedule, [&](const auto& inner) { return lrsched::by_samples(inner, *batches); });
}

/// What a SPEC describes, or the momentum beside it, called by its file, if it is one, and in one line.
drawing::plan plan_of(const std::string& spec, const lrsched::any_schedule<double>& rates,
                      const lrsched::any_schedule<double>& shown) {
  const lrsched::description description = rates.describe();
  return {(spec.starts_with('@') ? spec.substr(1) + ": " : "") + to_string(description), shown, description};
}

drawing::plan plan_of(const std::string& spec, bool momentum, const std::optional<lrsched::any_batches>& batches) {
  const nlohmann::json document = document_of(spec);
  const lrsched::any_schedule<double> rates = by_updates(lrsched::from_json(document), batches);
  return plan_of(spec, rates, momentum ? by_updates(lrsched::momentum_from_json(document), batches) : rates);
}

/// The same for each group of parameters.
std::vector<drawing::plan> plans_of(const std::string& spec, const std::optional<lrsched::any_batches>& batches) {
  const lrsched::any_groups groups = lrsched::groups_from_json(document_of(spec));
  std::vector<drawing::plan> plans;
  groups.for_each_part([&](const lrsched::any_schedule<double>& schedule) {
    const lrsched::any_schedule<double> rates = by_updates(schedule, batches);
    plans.push_back(plan_of(spec, rates, rates));
  });
  return plans;
}

/// Says where two plans part, and whether they do not. They are asked at every step until both have ended, or at a
/// million steps or more if one never does.
bool compare(const drawing::plan& new_plan, const drawing::plan& old_plan, std::optional<std::int64_t> steps) {
  const auto &now = new_plan.schedule, &before = old_plan.schedule;
  const std::int64_t longest = std::max(now.length(), before.length()).value_or(0);
  const bool is_whole = !steps && now.length() && before.length() && longest < most_steps;
  const std::int64_t count = steps      ? *steps
                             : is_whole ? longest + 1
                                        : std::clamp<std::int64_t>(longest, 1'000'000, most_steps);
  std::int64_t first = -1, worst = 0;
  const auto distance = [&](std::int64_t step) { return std::abs(now(step) - before(step)); };
  for (std::int64_t step = 0; step < count; ++step) {
    if (now(step) == before(step)) continue;
    if (first < 0) first = worst = step;
    if (distance(step) > distance(worst)) worst = step;
  }
  if (first < 0) {
    const bool is_everywhere = is_whole || new_plan.description == old_plan.description;
    std::puts(is_everywhere ? "equal" : ("equal up to step " + std::to_string(count - 1)).c_str());
    return true;
  }
  const auto print = [&](const char* which, std::int64_t step) {
    std::printf("%s difference at step %lld: %s, against %s\n", which, static_cast<long long>(step),
                shown(now(step)).c_str(), shown(before(step)).c_str());
  };
  print("first", first);
  print("largest", worst);
  for (const std::string& line : difference(old_plan.description, new_plan.description))
    std::puts(line.size() > 200 ? (line.substr(0, 197) + "...").c_str() : line.c_str());
  return false;
}

std::string shown(const lrsched::fingerprint& fingerprint) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(fingerprint.value()));
  return text;
}

/// Says what is wrong with a plan, a line each, but for what is allowed, and whether nothing is.
bool check(const drawing::plan& plan, const lrsched::check_params& given, const std::vector<std::string>& allowed,
           std::optional<std::uint64_t> expected) {
  bool is_well = true;
  for (const lrsched::finding& each : lrsched::check(plan.schedule, given)) {
    if (std::ranges::count(allowed, each.name()) > 0) continue;
    std::printf("%s at step %lld, rate %s: %s; write %s\n", each.name(), static_cast<long long>(each.step),
                shown(each.rate).c_str(), each.what(), each.instead());
    is_well = false;
  }
  const lrsched::fingerprint fingerprint(plan.description);
  if (!expected || fingerprint == *expected) return is_well;
  std::printf("fingerprint %s: the plan is not the expected one; write the old plan, or expect this one\n",
              shown(fingerprint).c_str());
  return false;
}

void print_summary(const drawing::plan& plan, std::int64_t steps) {
  const auto whole = lrsched::summarize(plan.schedule, steps);
  const auto length = plan.schedule.length();
  const auto at = [](std::int64_t step) { return " at step " + std::to_string(step); };
  const std::string lines[] = {"steps " + std::to_string(steps),
                               "length " + (length ? std::to_string(*length) : "none"),
                               "peak " + shown(whole.peak) + at(whole.peak_step),
                               "last rate " + shown(whole.last),
                               "sum of rates " + shown(whole.sum),
                               "largest change " + shown(whole.largest_change.change) + at(whole.largest_change.step),
                               "fingerprint " + shown(lrsched::fingerprint(plan.description))};
  for (const std::string& line : lines) std::puts(line.c_str());
}

struct options {
  std::vector<std::string> specs;
  std::vector<std::string> at;  // lists
  std::vector<std::string> allowed;
  std::optional<std::string> steps, metrics, picture, against, batches;
  std::optional<std::string> peak, end, fingerprint, largest_jump;  // what is expected
  bool plot = false, logarithmic = false, momentum = false, check = false, summary = false;
};

/// Whether there is work; help is none.
bool parse(options& chosen, int count, char** words) {
  CLI::App app{
      "Prints, draws, compares or checks the rates of learning-rate schedules. A SPEC is JSON text, @FILE, or - for\n"
      "standard input; a file called .yaml or .yml, and what begins with ---, is YAML. Without --steps and --at the\n"
      "steps are those of the longest schedule. Ends with status 0; with 1 if the output cannot be written, if\n"
      "--against finds a difference, or --check anything; and with 2 for a mistake in the arguments or a SPEC, and\n"
      "for all that keeps --against or --check from an answer."};
  app.add_option("SPEC", chosen.specs,
                 "a schedule, or several, also for groups of parameters; lr1, lr2, ... are their columns")
      ->required();
  auto* const at = app.add_option("--at", chosen.at, "print the rates at these steps");
  at->type_name("STEP,...")->allow_extra_args(false);
  app.add_option("--steps", chosen.steps, "print, draw or compare the rates of steps 0 to N-1")
      ->type_name("N")
      ->excludes(at);
  auto* const metrics = app.add_option("--metrics", chosen.metrics, "print the rates after each of these observations");
  metrics->type_name("NUMBER,...");
  auto* const against = app.add_option("--against", chosen.against,
                                       "say at which step SPEC first differs from this one, and where it does most");
  against->type_name("SPEC");
  app.add_option(
         "--batches", chosen.batches,
         "the SPEC counts samples, the steps are updates, and this says how many samples each has: from so many "
         "on, such a batch, as in \"0:8 100:16 1000:32\"; or \"START INCREMENT SAMPLES BATCH\" of a ramp")
      ->type_name("LIST");
  app.add_flag("--plot", chosen.plot, "draw in the terminal");
  app.add_option("--svg", chosen.picture, "draw into this file")->type_name("FILE");
  app.add_flag("--log", chosen.logarithmic, "draw with a logarithmic axis; a rate of 0 lies at its lower edge");
  app.add_flag("--momentum", chosen.momentum, "print, draw or compare the momentum that is cycled beside the rate");
  auto* const check = app.add_flag("--check", chosen.check, "say what is wrong with SPEC for a run of --steps");
  auto* const summary = app.add_flag("--summary", chosen.summary, "say what SPEC amounts to: its peak, its sum, ...");
  app.add_option("--allow", chosen.allowed, "what may be wrong, by the names that --check prints")
      ->type_name("NAME,...")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->needs(check);
  app.add_option("--expect-peak", chosen.peak, "what the highest rate must be")->type_name("RATE")->needs(check);
  app.add_option("--expect-end", chosen.end, "what the last rate must be")->type_name("RATE")->needs(check);
  app.add_option("--expect-fingerprint", chosen.fingerprint, "what --summary must give")
      ->type_name("HEX")
      ->needs(check);
  app.add_option("--largest-jump", chosen.largest_jump, "how far a step may change it, as a share of the largest rate")
      ->type_name("SHARE")
      ->needs(check);
  for (const char* other : {"--at", "--steps", "--plot", "--svg", "--against", "--momentum", "--batches"})
    metrics->excludes(other);
  for (const char* other : {"--at", "--plot", "--svg"}) against->excludes(other);
  for (const char* other : {"--at", "--plot", "--svg", "--against", "--metrics", "--momentum"}) {
    check->excludes(other);
    summary->excludes(other);
  }
  check->excludes(summary);
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
  const std::size_t inputs =
      static_cast<std::size_t>(std::ranges::count(chosen.specs, "-")) + static_cast<std::size_t>(chosen.against == "-");
  if (inputs > 1) throw bad_usage("standard input can be read once");
  const std::pair<const char*, bool> of_one[] = {{"--metrics", chosen.metrics.has_value()},
                                                 {"--against", chosen.against.has_value()},
                                                 {"--check", chosen.check},
                                                 {"--summary", chosen.summary}};
  for (const auto& [option, is_given] : of_one)
    if (chosen.specs.size() > 1 && is_given) throw bad_usage(option + std::string(" takes one SPEC"));
  if (chosen.check && !chosen.steps) throw bad_usage("--check needs --steps, the updates of the run");
  if (chosen.logarithmic && !chosen.plot && !chosen.picture) throw bad_usage("--log needs --plot or --svg");
  for (const std::string& spec : chosen.specs)
    if (chosen.picture && spec.starts_with('@') && files::are_one(spec.substr(1), *chosen.picture))
      throw bad_usage("--svg must not replace a SPEC");
  return true;
}

void draw(const std::vector<drawing::plan>& plans, std::int64_t steps, const options& chosen) {
  const chart shown =
      drawing::chart_of(plans, steps, chosen.logarithmic, chosen.momentum ? "momentum" : "learning rate");
  if (chosen.logarithmic && !drawing::has_positive(shown)) throw bad_usage("--log needs a rate above 0, all are 0");
  if (chosen.picture)
    files::replace(*chosen.picture, charts::picture_of({{shown}}, plans.size() == 1 ? plans[0].name : ""));
  if (chosen.plot) std::fputs(drawing::in_terminal(shown).c_str(), stdout);
}

/// The rates at some steps, and at the first ones.
void print_table(const std::vector<drawing::plan>& plans, const std::vector<std::int64_t>& at, std::int64_t first,
                 const std::string& name) {
  std::vector<double> rates(plans.size());
  const auto print = [&](std::int64_t step) {
    for (std::size_t i = 0; i < plans.size(); ++i) rates[i] = plans[i].schedule(step);
    print_row(step, rates);
  };
  print_header(plans.size(), name);
  for (const std::int64_t step : at) print(step);
  for (std::int64_t step = 0; step < first; ++step) print(step);
}

/// What --check and the options beside it say.
lrsched::check_params params_of(const options& chosen, std::int64_t steps) {
  for (const std::string& name : chosen.allowed)
    if (std::ranges::count(lrsched::problems, name, &lrsched::problem_words::name) == 0)
      throw lrsched::bad_argument("curve", "--allow", "must be names of findings with commas between them",
                                  name.c_str());
  lrsched::check_params given{.steps = steps};
  const auto read = [](const char* option, const std::optional<std::string>& text, auto& number) {
    constexpr const char* rule = "must be a number";
    if (!text) return;
    const std::vector<double> numbers = numbers_of<double>(option, rule, *text);
    if (numbers.size() != 1) throw lrsched::bad_argument("curve", option, rule, text->c_str());
    number = numbers[0];
  };
  read("--expect-peak", chosen.peak, given.peak);
  read("--expect-end", chosen.end, given.end);
  read("--largest-jump", chosen.largest_jump, given.largest_jump);
  return given;
}

std::optional<std::uint64_t> fingerprint_of(const std::optional<std::string>& text) {
  if (!text) return {};
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number, 16);
  if (error != std::errc() || end != text->data() + text->size())
    throw lrsched::bad_argument("curve", "--expect-fingerprint", "must be up to 16 hexadecimal digits", text->c_str());
  return number;
}

/// Whether it comes to no difference, and to no finding.
bool work(const options& chosen) {
  constexpr const char *whole = "must be whole numbers of 64 bits with commas between them",
                       *real = "must be numbers with commas between them",
                       *count = "must be a whole number from 1 to 100000000";
  std::vector<std::int64_t> at;
  std::vector<double> metrics;
  std::optional<std::int64_t> steps;
  for (const std::string& list : chosen.at)
    for (const std::int64_t step : numbers_of<std::int64_t>("--at", whole, list)) at.push_back(step);
  if (chosen.metrics) metrics = numbers_of<double>("--metrics", real, *chosen.metrics);
  if (chosen.steps) {
    const std::vector<std::int64_t> given = numbers_of<std::int64_t>("--steps", count, *chosen.steps);
    if (given.size() != 1 || given[0] < 1 || given[0] > most_steps)
      throw lrsched::bad_argument("curve", "--steps", count, chosen.steps->c_str());
    steps = given[0];
  }

  if (chosen.metrics) {
    print_rates_after(metrics, lrsched::plateau_groups_from_json(document_of(chosen.specs[0])));
    return true;
  }
  std::optional<lrsched::any_batches> batches;
  if (chosen.batches) batches = lrsched::parse_batches(*chosen.batches);
  std::vector<drawing::plan> plans;
  std::optional<std::int64_t> length;  // of the longest, if any has one
  const bool of_one = chosen.against || chosen.check || chosen.summary || chosen.momentum;
  for (const std::string& spec : chosen.specs)
    for (drawing::plan& plan :
         of_one ? std::vector{plan_of(spec, chosen.momentum, batches)} : plans_of(spec, batches)) {
      length = std::max(length, plan.schedule.length());
      plans.push_back(std::move(plan));
    }
  if (chosen.against) return compare(plans[0], plan_of(*chosen.against, chosen.momentum, batches), steps);
  if (chosen.check)
    return check(plans[0], params_of(chosen, *steps), chosen.allowed, fingerprint_of(chosen.fingerprint));

  if (length) length = std::max<std::int64_t>(*length, 1);
  if (chosen.plot || chosen.picture) {
    constexpr std::int64_t last_step = std::int64_t{1} << 53;
    if (!at.empty()) steps = std::clamp<std::int64_t>(*std::ranges::max_element(at), 0, last_step) + 1;
    draw(plans, steps ? *steps : length.value_or(1'000), chosen);
    return true;
  }
  if (at.empty() && !steps) {
    if (!length) throw bad_usage("say which steps: --at or --steps");
    if (*length > most_steps) throw bad_usage("say which steps, --at or --steps: there are " + std::to_string(*length));
    steps = length;
  }
  if (chosen.summary) {
    print_summary(plans[0], *steps);
    return true;
  }
  print_table(plans, at, steps.value_or(0), chosen.momentum ? "momentum" : "lr");
  return true;
}

}  // namespace

int main(int count, char** words) {
  options chosen;
  try {
    prepare_output();
    const bool is_well = !parse(chosen, count, words) || work(chosen);
    flush_output();
    return is_well ? 0 : 1;
  } catch (const lrsched::bad_argument& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  } catch (const bad_usage& error) {
    std::fprintf(stderr, "curve: %s\n", error.what());
    return 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "curve: %s\n", error.what());
    return chosen.against || chosen.check ? 2 : 1;
  }
}

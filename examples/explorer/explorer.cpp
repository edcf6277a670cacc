// SPDX-License-Identifier: MIT

// What the page asks beside the rates, which it has from the functions of lrsched_c.h: texts in JSON, that stay until
// the next call. What is refused is {"error": MESSAGE}, as the library says it.

#include <cstddef>  // std::size_t
#include <cstdint>  // std::int64_t
#include <cstdio>   // std::snprintf
#include <exception>
#include <optional>
#include <string>
#include <variant>  // std::get_if

#include <lrsched/any/description.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/json.hpp>
#include <lrsched/plan/check.hpp>
#include <lrsched/plan/summary.hpp>

#include "code.hpp"
#include "document.hpp"
#include "pasted.hpp"
#include "plan.hpp"

namespace {

using explorer::document;

const char* answer(auto work) noexcept {
  static std::string text;
  try {
    text = work().dump();
  } catch (const std::exception& error) {
    text = document{{"error", error.what()}}.dump();
  }
  return text.c_str();
}

document shown(const std::optional<std::int64_t>& length) { return length ? document(*length) : document(); }

std::string shown(const lrsched::fingerprint& fingerprint) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(fingerprint.value()));
  return text;
}

}  // namespace

extern "C" {

/// {"schedules": {"cosine": ["from", "to", ...], ...}, "plateaus": {...}}: the arguments of each, in order; none of what
/// has a list of parts.
const char* explorer_names() {
  return answer([] {
    const auto arguments_of = [](const auto& entries) {
      document all = document::object();
      for (const auto& [name, entry] : entries) all[name] = entry.arguments();
      return all;
    };
    return document{{"schedules", arguments_of(explorer::names().schedules())},
                    {"plateaus", arguments_of(explorer::names().plateaus())}};
  });
}

/// The plans that a person's text describes, in JSON or YAML, one for each group of parameters.
const char* explorer_paste(const char* text) {
  return answer([&] {
    document plans = document::array();
    for (const explorer::plan& each : explorer::plans_of(explorer::pasted(text)))
      plans.push_back(explorer::shortest(explorer::document_of(explorer::description_of(each))));
    return plans;
  });
}

/// What a text describes: with all its arguments, and with those alone that are needed; after how many steps it ends;
/// whether a momentum is cycled beside it; in one line, and in C++, alone and with what it includes.
const char* explorer_read(const char* text) {
  return answer([&] {
    const nlohmann::json given = lrsched::parse_json(text);
    const explorer::plan plan = explorer::plan_of(given);
    const lrsched::description description = explorer::description_of(plan);
    const document whole = explorer::document_of(description);
    const document shortest = explorer::shortest(whole);
    const auto* const schedule = std::get_if<lrsched::any_schedule<double>>(&plan);
    return document{{"whole", whole},
                    {"shortest", shortest},
                    {"length", schedule ? shown(schedule->length()) : document()},
                    {"has_momentum", explorer::momentum_of(given).has_value()},
                    {"line", to_string(description)},
                    {"code", explorer::code_of(shortest)},
                    {"program", explorer::program_of(shortest)},
                    {"fingerprint", shown(lrsched::fingerprint(description))}};
  });
}

/// A schedule with all its arguments; what a recipe, or a framework's schedule, is made of, as far as that has names; and
/// after how many steps it ends.
const char* explorer_plan(const char* text) {
  return answer([&] {
    const auto schedule = lrsched::from_json(lrsched::parse_json(text));
    const auto* const named = schedule.target<lrsched::named_schedule>();
    return document{{"whole", explorer::document_of(schedule.describe())},
                    {"plan", explorer::document_of(named ? named->plan().describe() : schedule.describe())},
                    {"length", shown(schedule.length())}};
  });
}

/// The momentum beside the rates of so many steps, or what is wrong.
const char* explorer_momentum(const char* text, std::int64_t first, std::int64_t count, double* out) {
  return answer([&] {
    lrsched::momentum_from_json(lrsched::parse_json(text)).fill({out, static_cast<std::size_t>(count)}, first);
    return document::object();
  });
}

/// What a run of so many steps amounts to, and what is wrong with it. What is expected of it is in JSON, as
/// {"peak": 0.1, "end": 0, "largest_jump": 0.5}.
const char* explorer_report(const char* text, std::int64_t steps, const char* expected) {
  return answer([&] {
    const auto schedule = lrsched::from_json(lrsched::parse_json(text));
    const auto whole = lrsched::summarize(schedule, steps);
    const nlohmann::json given = lrsched::parse_json(expected);
    lrsched::check_params params{.steps = steps};
    if (given.contains("peak")) params.peak = given["peak"].get<double>();
    if (given.contains("end")) params.end = given["end"].get<double>();
    if (given.contains("largest_jump")) params.largest_jump = given["largest_jump"].get<double>();
    document findings = document::array();
    for (const lrsched::finding& each : lrsched::check(schedule, params))
      findings.push_back({{"name", each.name()},
                          {"step", each.step},
                          {"rate", each.rate},
                          {"what", each.what()},
                          {"instead", each.instead()}});
    return document{{"findings", findings},
                    {"peak", whole.peak},
                    {"peak_step", whole.peak_step},
                    {"last", whole.last},
                    {"sum", whole.sum},
                    {"largest_change", whole.largest_change.change},
                    {"largest_change_step", whole.largest_change.step}};
  });
}
}

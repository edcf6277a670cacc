// SPDX-License-Identifier: MIT

// What the page asks beside the rates, which it has from the functions of lrsched_c.h: texts in JSON, that stay until
// the next call. What is refused is {"error": MESSAGE}, as the library says it.

#include <cstdint>  // std::int64_t
#include <cstdio>   // std::snprintf
#include <exception>
#include <optional>
#include <string>

#include <lrsched/any/description.hpp>
#include <lrsched/json.hpp>
#include <lrsched/plan/check.hpp>
#include <lrsched/plan/summary.hpp>

#include "code.hpp"
#include "document.hpp"

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

/// {"cosine": ["from", "to", ...], ...}: the arguments of each schedule, in order; none of what has a list of parts.
const char* explorer_names() {
  return answer([] {
    document all = document::object();
    for (const auto& [name, entry] : explorer::names().schedules()) all[name] = entry.arguments();
    return all;
  });
}

/// What a text describes: with all its arguments, and with those alone that are needed; after how many steps it ends;
/// in one line, and in C++, alone and with what it includes.
const char* explorer_read(const char* text) {
  return answer([&] {
    const auto schedule = lrsched::from_json(lrsched::parse_json(text));
    const document whole = explorer::document_of(schedule.describe());
    const document shortest = explorer::shortest(whole);
    return document{{"whole", whole},
                    {"shortest", shortest},
                    {"length", shown(schedule.length())},
                    {"line", to_string(schedule)},
                    {"code", explorer::code_of(shortest)},
                    {"program", explorer::program_of(shortest)},
                    {"fingerprint", shown(lrsched::fingerprint(schedule))}};
  });
}

/// What a run of so many steps amounts to, and what is wrong with it.
const char* explorer_report(const char* text, std::int64_t steps) {
  return answer([&] {
    const auto schedule = lrsched::from_json(lrsched::parse_json(text));
    const auto whole = lrsched::summarize(schedule, steps);
    document findings = document::array();
    for (const lrsched::finding& each : lrsched::check(schedule, {.steps = steps}))
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

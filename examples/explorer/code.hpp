// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_EXPLORER_CODE_HPP
#define EXAMPLES_EXPLORER_CODE_HPP

// The C++ that makes the schedule of a document:
//
//   {"cosine": {"from": 0.1, "to": 0, "steps": 2000}}   lrsched::cosine({.from = 0.1, .to = 0.0, .steps = 2'000})

#include <algorithm>  // std::find, std::replace_if
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <iterator>   // std::begin, std::end
#include <map>
#include <string>
#include <string_view>

#include "document.hpp"

namespace explorer {

/// 2'000, 3e-4, and 0.0 for a real number, which stays one.
inline std::string code_of_number(const document& number) {
  std::string text = number.dump();
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  if (!number.is_number_float()) {
    if (text.size() - first > 3)
      for (std::size_t end = text.size(); end > first + 3;) text.insert(end -= 3, "'");
    return text;
  }
  if (const std::size_t zero = text.find("e-0"); zero != text.npos) text.erase(zero + 2, 1);
  if (text.substr(first).starts_with("0.000")) {
    const std::size_t digit = text.find_first_not_of("0.", first);
    const std::string exponent = "e-" + std::to_string(digit - first - 1);
    text.erase(first, digit - first);
    if (text.size() > first + 1) text.insert(first + 1, ".");
    text += exponent;
  }
  return text.find_first_of(".e") == text.npos ? text + ".0" : text;
}

/// How the arguments of a schedule of ours are handed over, where it is not as one aggregate.
enum class form { aggregate, in_turn, aggregate_and_list, parts };

inline form form_of(std::string_view name, const document& arguments) {
  constexpr std::string_view in_turn[] = {"by_samples",
                                          "clamp",
                                          "crossfade",
                                          "decay_from",
                                          "exponentiate",
                                          "override_between",
                                          "piecewise_constant",
                                          "piecewise_cosine",
                                          "piecewise_linear",
                                          "repeat",
                                          "repeat_growing",
                                          "reverse",
                                          "scale",
                                          "shift",
                                          "staircase",
                                          "stretch",
                                          "table",
                                          "take",
                                          "warmup_multiplies",
                                          "warmup_precedes",
                                          "warmup_replaces",
                                          "with_length"};
  if (arguments.is_array()) return form::parts;
  if (name == "multi_step") return form::aggregate_and_list;
  return std::find(std::begin(in_turn), std::end(in_turn), name) != std::end(in_turn) ? form::in_turn : form::aggregate;
}

inline std::string code_of(const document& given);
inline std::string named_arguments(const document& arguments, bool is_ours);

/// An argument. A few are no numbers, and are written by the names that they have in C++.
inline std::string code_of_argument(const std::string& name, const document& value, bool is_ours) {
  static const std::map<std::string_view, const char*> types{{"bad", "bad_rule"},
                                                             {"best", "best_in_cooldown"},
                                                             {"cooldown", "cooldown_rule"},
                                                             {"includes", "ends"},
                                                             {"mode", "mode"},
                                                             {"patience", "patience_rule"},
                                                             {"reference", "reference_rule"},
                                                             {"rule", "threshold_rule"},
                                                             {"warmup_includes", "ends"}};
  if (const auto type = types.find(name); is_ours && value.is_string() && type != types.end())
    return std::string("lrsched::") + type->second + "::" + value.get<std::string>();
  if (is_ours && value.is_object() && !is_schedule(value)) return "{" + named_arguments(value, true) + "}";
  if (is_ours && name == "batches") return "lrsched::parse_batches(" + value.dump() + ")";
  return code_of(value);
}

/// Those of an object, with their names: .from = 0.1, .to = 0.0
inline std::string named_arguments(const document& arguments, bool is_ours) {
  std::string list;
  for (const auto& [name, value] : arguments.items())
    list += (list.empty() ? "." : ", .") + name + " = " + code_of_argument(name, value, is_ours);
  return list;
}

inline std::string listed(const document& values) {
  std::string list;
  for (const document& value : values) list += (list.empty() ? "" : ", ") + code_of(value);
  return "{" + list + "}";
}

/// The parts of a schedule, a line each.
inline std::string lines_of(const document& parts) {
  std::string lines;
  for (const document& part : parts) lines += (lines.empty() ? "\n" : ",\n") + code_of(part);
  for (std::size_t at = 0; (at = lines.find('\n', at)) != lines.npos; at += 5) lines.insert(at + 1, "    ");
  return "{" + lines + "}";
}

/// The rule, and what it lowers; where that counts updates, by observations.
inline std::string code_of_plateau(document arguments) {
  std::string schedule = arguments.contains("schedule") ? ", " + code_of(arguments["schedule"]) : "";
  if (arguments.contains("updates_per_observation") && !schedule.empty())
    schedule =
        ", lrsched::stretch(" + schedule.substr(2) + ", 1.0 / " + code_of(arguments["updates_per_observation"]) + ")";
  arguments.erase("schedule");
  arguments.erase("updates_per_observation");
  return "lrsched::any_plateau(lrsched::plateau({" + named_arguments(arguments, true) + "})" + schedule + ")";
}

inline std::string code_of_ours(const std::string& name, document arguments) {
  const std::string call = "lrsched::" + name;
  if (name == "warmup_stable_decay") {
    const std::string tail = arguments.value("tail", "");
    arguments.erase("tail");
    return call + (tail.empty() ? "" : "<lrsched::" + tail + ">") + "({" + named_arguments(arguments, true) + "})";
  }
  if (name == "switch_at")
    return call + "(" + code_of(arguments["schedule"]) + ", " + code_of(arguments["at"]) +
           ", [](double rate) { return lrsched::scale(" + code_of(arguments["tail"]) + ", rate); })";
  if (name == "plateau") return code_of_plateau(arguments);
  switch (form_of(name, arguments)) {
    case form::parts:
      return call + lines_of(arguments);
    case form::aggregate_and_list: {
      const document milestones = arguments["milestones"];
      arguments.erase("milestones");
      return call + "({" + named_arguments(arguments, true) + "}, " + listed(milestones) + ")";
    }
    case form::in_turn: {
      std::string list;
      for (const auto& [argument, value] : arguments.items())
        list += (list.empty() ? "" : ", ") + code_of_argument(argument, value, true);
      return call + "(" + list + ")";
    }
    case form::aggregate:
      break;
  }
  return call + "({" + named_arguments(arguments, true) + "})";
}

/// A schedule, or any value.
inline std::string code_of(const document& given) {
  if (is_schedule(given)) {
    std::string name = given.begin().key();
    const document& arguments = given.begin().value();
    const std::size_t point = name.find('.');
    if (point == name.npos) return code_of_ours(name, arguments);
    std::replace_if(
        name.begin(), name.end(), [](char letter) { return letter == '/' || letter == '-'; }, '_');
    return "lrsched::dialect::" + name.substr(0, point) + "::" + name.substr(point + 1) + "({" +
           named_arguments(arguments, false) + "})";
  }
  if (given.is_array()) return listed(given);
  if (given.is_number()) return code_of_number(given);
  if (!given.is_object()) return given.dump();
  const bool is_map = !given.empty() && given.begin().key().find_first_not_of("-0123456789") == std::string::npos;
  if (!is_map) return "{" + named_arguments(given, false) + "}";
  std::string list;
  for (const auto& [key, value] : given.items())
    list += (list.empty() ? "{" : ", {") + key + ", " + code_of(value) + "}";
  return "{" + list + "}";
}

/// The schedule as a constant of a program, with the headers that it needs.
inline std::string program_of(const document& given) {
  const std::string code = code_of(given);
  std::string includes = "#include <lrsched/lrsched.hpp>\n";
  if (code.find("any_plateau") != code.npos) includes += "#include <lrsched/any/any_plateau.hpp>\n";
  if (code.find("parse_batches") != code.npos) includes += "#include <lrsched/any/batches.hpp>\n";
  constexpr std::string_view dialect = "lrsched::dialect::";
  for (std::size_t at = code.find(dialect); at != code.npos; at = code.find(dialect, at + 1)) {
    const std::size_t from = at + dialect.size();
    const std::string line = "#include <lrsched/dialect/" + code.substr(from, code.find(':', from) - from) + ".hpp>\n";
    if (includes.find(line) == includes.npos) includes += line;
  }
  return includes + "\nconst auto schedule = " + code + ";\n";
}

}  // namespace explorer

#endif

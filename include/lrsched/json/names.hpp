// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_NAMES_HPP
#define LRSCHED_JSON_NAMES_HPP

// What the schedules are called in documents: by our names, "pytorch.StepLR"; by their paths in Python,
// "torch.optim.lr_scheduler.StepLR"; by the short names of transformers, "transformers.cosine"; and, where a file says
// no more, by the class alone, "StepLR". And what is suggested for a name that there is not.

#include <lrsched/detail/macros_off.hpp>

#include <cstddef>  // std::size_t
#include <string>   // std::string
#include <vector>   // std::erase_if, std::vector

#include <lrsched/json/json_reader.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/json/shown.hpp>
#include <lrsched/json/values.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

/// A name, and ours for it.
struct other_name {
  const char* given;
  const char* ours;
};

/// The first words of paths that are not called as the dialect is.
inline constexpr other_name dialects_of_paths[] = {
    {"torch", "pytorch"},          {"lightning", "pytorch"}, {"pytorch_lightning", "pytorch"},
    {"torchtune", "transformers"}, {"tf", "keras"},          {"tensorflow", "keras"}};

/// The names of lr_scheduler_type, and of functions that give another framework's schedule.
inline constexpr other_name other_names[] = {
    {"transformers.constant", "transformers.get_constant_schedule"},
    {"transformers.constant_with_warmup", "transformers.get_constant_schedule_with_warmup"},
    {"transformers.cosine", "transformers.get_cosine_schedule_with_warmup"},
    {"transformers.cosine_warmup_with_min_lr", "transformers.get_cosine_with_min_lr_schedule_with_warmup_lr_rate"},
    {"transformers.cosine_with_min_lr", "transformers.get_cosine_with_min_lr_schedule_with_warmup"},
    {"transformers.cosine_with_restarts", "transformers.get_cosine_with_hard_restarts_schedule_with_warmup"},
    {"transformers.inverse_sqrt", "transformers.get_inverse_sqrt_schedule"},
    {"transformers.linear", "transformers.get_linear_schedule_with_warmup"},
    {"transformers.polynomial", "transformers.get_polynomial_decay_schedule_with_warmup"},
    {"transformers.reduce_lr_on_plateau", "pytorch.ReduceLROnPlateau"},
    {"transformers.warmup_stable_decay", "transformers.get_wsd_schedule"},
    {"transformers.get_reduce_on_plateau_schedule", "pytorch.ReduceLROnPlateau"}};

/// Ours, or the name itself.
template <std::size_t Count>
std::string ours_for(const std::string& given, const other_name (&names)[Count]) {
  for (const other_name& name : names)
    if (given == name.given) return name.ours;
  return given;
}

inline bool is_known(const std::string& name, const json_reader& names) {
  return names.schedules().contains(name) || names.plateaus().contains(name);
}

/// All names of a framework, "pytorch." with the point, without it; of all frameworks and ours, with it, if that is "".
inline std::vector<std::string> names_after(const std::string& dialect, const json_reader& names) {
  std::vector<std::string> result;
  const auto add = [&](const auto& all) {
    for (const auto& entry : all)
      if (entry.first.starts_with(dialect)) result.push_back(entry.first.substr(dialect.size()));
  };
  add(names.schedules());
  add(names.plateaus());
  return result;
}

/// A framework's name in two: its dialect, with the point, and the rest. Of a path, which has three words and more, the
/// first and the last count. Without a point the dialect is "".
struct split_name {
  std::string dialect{}, rest{};

  explicit split_name(const std::string& given) {
    const std::size_t first = given.find('.'), last = given.rfind('.');
    rest = given;
    if (first == std::string::npos) return;
    const bool is_path = first != last;
    dialect = is_path ? ours_for(given.substr(0, first), dialects_of_paths) : given.substr(0, first);
    dialect += '.';
    rest = given.substr((is_path ? last : first) + 1);
  }
};

/// Our name for one that is given, as it is or after the dialect of the owner; "" if there is none.
inline std::string known_name(const std::string& given, const reading& where) {
  const split_name path(given);
  for (const std::string& name : {where.dialect + given, given, path.dialect + path.rest})
    if (std::string ours = ours_for(name, other_names); is_known(ours, *where.names)) return ours;
  return "";
}

/// All names that a class alone may stand for: PyTorch's if it has one, else those of every framework.
inline std::vector<std::string> names_of_class(const std::string& given, const json_reader& names) {
  if (is_known("pytorch." + given, names)) return {"pytorch." + given};
  std::vector<std::string> result;
  for (const std::string& name : names_after("", names))
    if (name.ends_with("." + given)) result.push_back(name);
  return result;
}

/// All names that a class may stand for where it is: in a framework's schedule that framework's alone. Ours are none.
inline std::vector<std::string> names_of_class(const std::string& given, const reading& where) {
  if (const std::string known = known_name(given, where); known.find('.') != std::string::npos) return {known};
  return where.dialect.empty() ? names_of_class(given, *where.names) : std::vector<std::string>();
}

/// Letters and digits, in lower case.
inline std::string letters_of(const std::string& name) {
  std::string result;
  for (const char letter : name) {
    if (('a' <= letter && letter <= 'z') || ('0' <= letter && letter <= '9')) result += letter;
    if ('A' <= letter && letter <= 'Z') result += static_cast<char>(letter - 'A' + 'a');
  }
  return result;
}

/// Those names that have all letters of one in theirs.
inline std::vector<std::string> names_with(const std::string& given, const std::vector<std::string>& known,
                                           const std::string& dialect = "") {
  std::vector<std::string> result;
  const std::string letters = letters_of(given);
  for (const std::string& name : known)
    if (letters.size() > 2 && letters_of(name).find(letters) != std::string::npos) result.push_back(dialect + name);
  return result;
}

/// What is said after a name that there is not. Of a framework's: its names that are spelt almost so, that have all of
/// it in theirs, or the same class of another framework; else all of its names. Without a framework, what is near.
inline std::string hint(const std::string& given, const reading& where) {
  const split_name path(given);
  const bool is_path = where.dialect.empty();
  const std::string dialect = is_path ? path.dialect : where.dialect, name = is_path ? path.rest : given;
  const std::vector<std::string> known = names_after(dialect, *where.names);
  if (dialect.empty() || known.empty()) return suggestion(given, names_after("", *where.names));

  const std::string shown_dialect = is_path ? dialect : "";
  if (std::string near = suggestion(name, known, shown_dialect); !near.empty()) return near;
  std::vector<std::string> others = names_with(name, known, shown_dialect);
  if (others.empty()) others = names_of_class(name, *where.names);
  return others.empty() ? only(known) : did_you_mean(others);
}

/// The same of a class without a framework: those of all frameworks.
inline std::string hint_of_class(const std::string& given, const reading& where) {
  std::vector<std::string> known = names_after("", *where.names);
  std::erase_if(known, [](const std::string& name) { return name.find('.') == std::string::npos; });
  const std::string near = suggestion(given, known);
  return near.empty() ? did_you_mean(names_with(given, known)) : near;
}

/// What the reader of a name, which begins with the dialect, is not told begins with it again.
[[noreturn]] inline void refuse_unknown_schedule(const reading& where, const std::string& name) {
  where.refuse("there is no schedule " + shown_key(name) + hint(name, where));
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

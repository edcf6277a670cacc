// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ANY_DESCRIPTION_HPP
#define LRSCHED_ANY_DESCRIPTION_HPP

// A schedule, or a plateau, as data: its name, its arguments in order, and its parts, made by describe(schedule) from
// the one list of fields that each has. From it come
//   to_string(schedule)     cosine(from=0.1, to=0, steps=100, includes=from); any/print.hpp has << and std::format
//   operator==              the same names and the same bits
//   fingerprint(schedule)   64-bit FNV-1a of that line: the same on every machine, what a checkpoint keeps
//   difference(old, new)    the lines that a person is shown when a plan has changed, from two descriptions
// Numbers are written as the shortest decimals that read back to the same double. Two functions of your own cannot be
// compared: what holds one, however deep, equals nothing, not even itself, and has no fingerprint.

#include <lrsched/detail/macros_off.hpp>

#include <charconv>  // std::to_chars
#include <concepts>  // std::same_as
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int64_t
#include <memory>    // std::make_shared
#include <optional>  // std::optional
#include <string>    // std::string, std::to_string
#include <utility>   // std::move
#include <variant>   // std::variant
#include <vector>    // std::vector
#include <version>   // __cpp_lib_to_chars

#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/listener.hpp>
#include <lrsched/detail/decimal.hpp>

namespace lrsched::inline LRSCHED_V0 {

struct description {
  using value = std::variant<double, std::int64_t, std::string, std::vector<double>, std::vector<std::int64_t>, bool,
                             std::vector<std::string>>;

  /// An argument: a value, a group of arguments, or a schedule of its own; several schedules are a list.
  struct field {
    std::string name;
    description::value value{};
    std::vector<field> group{};
    std::vector<description> schedule{};  // none, one, or a list, also of groups, which have no names
    bool is_list = false;

    bool operator==(const field& other) const;
  };

  std::string name;
  std::vector<field> fields{};
  std::vector<description> parts{};  // of sequence, product and the like, which have no fields

  bool is_function() const { return name == "function"; }

  bool operator==(const description& other) const {
    return !is_function() && name == other.name && fields == other.fields && parts == other.parts;
  }
};

namespace detail {

inline std::string text_of(double number) {
#if defined(__cpp_lib_to_chars)
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, number).ptr};
#else
  return decimal(number).text;  // the same, slower: with libc++ 13, as Emscripten's on Debian
#endif
}

/// Batches, as Megatron-LM writes their stages: "0:768 250000:1536".
inline std::string text_of_stages(const std::vector<std::int64_t>& stages) {
  std::string text;
  for (std::size_t i = 0; i < stages.size(); ++i)
    text += (i == 0 ? "" : i % 2 == 0 ? " " : ":") + std::to_string(stages[i]);
  return text;
}

/// Makes a description of what it is told.
class describing final : public listener {
 public:
  /// Of the one schedule that it was told.
  description result() { return std::move(open_.front().heard.parts.front()); }

  /// Of the arguments alone.
  std::vector<description::field> fields() { return std::move(open_.front().heard.fields); }

  void value(const char* name, double number) override { add(name, number); }
  void value(const char* name, std::int64_t number) override { add(name, number); }
  void value(const char* name, bool flag) override { add_field(name, flag); }
  void value(const char* name, const char* word) override { add(name, std::string(word)); }
  void whole(const description& schedule) override { open_.back().heard.parts.push_back(schedule); }

  void begin(told members, const char* name) override {
    level& inner = open_.emplace_back(level{.members = members, .heard = {.name = name}});
    if (members == told::numbers) inner.list = std::vector<double>();
    if (members == told::counts || members == told::stages) inner.list = std::vector<std::int64_t>();
    if (members == told::words) inner.list = std::vector<std::string>();
  }

  void end() override {
    level inner = std::move(open_.back());
    open_.pop_back();
    description& outer = open_.back().heard;
    description& heard = inner.heard;
    if (inner.members == told::stages) inner.list = text_of_stages(std::get<std::vector<std::int64_t>>(inner.list));
    if (inner.members == told::schedule || (inner.members == told::group && open_.back().members == told::list))
      outer.parts.push_back(std::move(heard));
    else if (inner.members != told::list || !heard.parts.empty())
      outer.fields.push_back({.name = std::move(heard.name),
                              .value = std::move(inner.list),
                              .group = std::move(heard.fields),
                              .schedule = std::move(heard.parts),
                              .is_list = inner.members == told::list});
  }

 private:
  /// What has begun, and what it has been told since.
  struct level {
    told members = told::schedule;
    description heard{};
    description::value list{};
  };

  template <class Value>
  void add(const char* name, Value value) {
    if (auto* list = std::get_if<std::vector<Value>>(&open_.back().list))
      list->push_back(std::move(value));
    else
      add_field(name, std::move(value));
  }
  void add_field(const char* name, description::value value) {
    open_.back().heard.fields.push_back({.name = name, .value = std::move(value)});
  }

  std::vector<level> open_{1};
};

}  // namespace detail

/// The description of any schedule or plateau; that of a lambda, or of your own class without fields, is only the
/// word `function`, which equals nothing.
template <detail::describable Described>
description describe(const Described& schedule) {
  detail::describing listener;
  detail::tell(listener, schedule);
  return listener.result();
}

template <std::floating_point Real>
description any_schedule<Real>::describe() const {
  return lrsched::describe(*this);
}

inline description any_plateau::describe() const {
  if (call_) return *call_;
  description result = lrsched::describe(rule_);
  result.fields.push_back({.name = "schedule", .schedule = {schedule_.describe()}});
  return result;
}
inline void any_plateau::rename(description call) { call_ = std::make_shared<const description>(std::move(call)); }

inline std::string to_string(const description& schedule);

namespace detail {

inline std::string text_of(const description::value& value) {
  const auto list = [](const auto& numbers, auto write) {
    std::string result = "[";
    for (const auto& number : numbers) result += (result.size() > 1 ? ", " : "") + write(number);
    return result + "]";
  };
  const auto write_double = [](double number) { return text_of(number); };
  const auto write_integer = [](std::int64_t number) { return std::to_string(number); };
  const auto write_word = [](const std::string& word) { return word; };
  if (const auto* number = std::get_if<double>(&value)) return text_of(*number);
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* word = std::get_if<std::string>(&value)) return *word;
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* numbers = std::get_if<std::vector<double>>(&value)) return list(*numbers, write_double);
  if (const auto* words = std::get_if<std::vector<std::string>>(&value)) return list(*words, write_word);
  return list(std::get<std::vector<std::int64_t>>(value), write_integer);
}

inline std::string text_of(const std::vector<description::field>& fields);

inline std::string text_of(const description::field& field) {
  if (!field.group.empty()) return std::string("{") + text_of(field.group) + "}";
  if (field.schedule.empty()) return text_of(field.value);
  if (!field.is_list) return to_string(field.schedule.front());
  std::string list;
  for (const description& schedule : field.schedule) list += (list.empty() ? "[" : ", ") + to_string(schedule);
  return list + "]";
}

inline std::string text_of(const std::vector<description::field>& fields) {
  std::string list;
  for (const auto& field : fields) list += (list.empty() ? "" : ", ") + field.name + "=" + text_of(field);
  return list;
}

}  // namespace detail

/// One line: name(argument=value, ...), or name{part, ...}.
inline std::string to_string(const description& schedule) {
  std::string inside = detail::text_of(schedule.fields);
  for (const auto& part : schedule.parts) inside += (inside.empty() ? "" : ", ") + to_string(part);
  return schedule.parts.empty() ? schedule.name + "(" + inside + ")" : schedule.name + "{" + inside + "}";
}

/// The same of a schedule or a plateau.
template <detail::describable Described>
std::string to_string(const Described& schedule) {
  return to_string(describe(schedule));
}

inline bool description::field::operator==(const field& other) const {
  return name == other.name && detail::text_of(value) == detail::text_of(other.value) && group == other.group &&
         schedule == other.schedule;
}

/// 64-bit FNV-1a of what to_string gives; absent for what holds a function. Two that are absent are not equal, since
/// nobody can know whether the plan has changed.
class fingerprint {
 public:
  explicit fingerprint(const description& schedule) {
    const description& same = schedule;
    if (!(schedule == same)) return;
    std::uint64_t hash = 14'695'981'039'346'656'037u;
    for (const char letter : to_string(schedule))
      hash = (hash ^ static_cast<unsigned char>(letter)) * 1'099'511'628'211u;
    hash_ = hash;
  }

  template <class Described>
    requires(!std::same_as<Described, fingerprint> && detail::describable<Described>)
  explicit fingerprint(const Described& schedule) : fingerprint(describe(schedule)) {}

  bool has_value() const noexcept { return hash_.has_value(); }
  std::uint64_t value() const { return hash_.value(); }  // std::bad_optional_access if it is absent

  bool operator==(const fingerprint& other) const noexcept { return hash_ && hash_ == other.hash_; }
  bool operator==(std::uint64_t saved) const noexcept { return hash_ == saved; }

 private:
  std::optional<std::uint64_t> hash_;
};

inline std::vector<std::string> difference(const description& before, const description& after, std::string path = "");

namespace detail {

/// Of arguments with the same names.
inline std::vector<std::string> difference(const std::vector<description::field>& before,
                                           const std::vector<description::field>& after, const std::string& path) {
  std::vector<std::string> lines;
  const auto append = [&](std::vector<std::string> more) {
    for (std::string& line : more) lines.push_back(std::move(line));
  };
  for (std::size_t i = 0; i < before.size(); ++i) {
    const auto &old_field = before[i], &new_field = after[i];
    const std::string here = path + "/" + old_field.name;
    const std::size_t count = old_field.schedule.size();
    if (count > 0 && count == new_field.schedule.size())
      for (std::size_t j = 0; j < count; ++j)
        append(lrsched::difference(old_field.schedule[j], new_field.schedule[j],
                                   here + (old_field.is_list ? std::string("/") + std::to_string(j) : "")));
    else if (!old_field.group.empty() && old_field.group.size() == new_field.group.size())
      append(difference(old_field.group, new_field.group, here));
    else if (!(old_field == new_field))
      lines.push_back(here + ": " + text_of(old_field) + " -> " + text_of(new_field));
  }
  return lines;
}

}  // namespace detail

/// What has changed, a line each, such as `sequence/1/cosine/steps: 100 -> 200`; nothing if the two are equal. Where
/// both have a function: `shaped/f/function: cannot be compared`.
inline std::vector<std::string> difference(const description& before, const description& after, std::string path) {
  if (before == after) return {};
  const bool alike = before.name == after.name && before.fields.size() == after.fields.size() &&
                     before.parts.size() == after.parts.size();
  if (!alike) return {(path.empty() ? "" : path + ": ") + to_string(before) + " -> " + to_string(after)};
  path += (path.empty() ? "" : "/") + before.name;
  if (before.is_function()) return {path + ": cannot be compared"};
  std::vector<std::string> lines = detail::difference(before.fields, after.fields, path);
  for (std::size_t i = 0; i < before.parts.size(); ++i)
    for (std::string& line : difference(before.parts[i], after.parts[i], path + "/" + std::to_string(i)))
      lines.push_back(std::move(line));
  return lines;
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

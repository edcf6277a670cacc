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

#include <charconv>     // std::to_chars
#include <concepts>     // std::same_as, std::regular_invocable
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <optional>     // std::optional
#include <string>       // std::string, std::to_string
#include <type_traits>  // std::is_enum_v, std::remove_cvref_t
#include <utility>      // std::move
#include <variant>      // std::variant
#include <vector>       // std::vector

#include <lrsched/detail/fields.hpp>
#include <lrsched/schedule.hpp>

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

/// A schedule, or what shaped is given: a function of the progress.
template <class Type>
concept callable_with_number = schedule<Type> || std::regular_invocable<const Type&, double>;

template <class Type>
concept with_description = requires(const Type& given) {
  { given.describe() } -> std::same_as<description>;
};
template <class Type>
concept with_parts = requires(const Type& given) {
  given.for_each_part(no_use{});
};
template <class Type>
concept with_arguments = requires(const Type& given) {
  requires with_fields<decltype(given.arguments())>;
};

/// A schedule or a plateau that says more of itself than that it is a function.
template <class Type>
concept describes_itself = with_description<Type> ||
    (requires { Type::name; } && (with_parts<Type> || with_arguments<Type> || with_fields<Type>));

template <class Type>
concept describable = describes_itself<Type> || callable_with_number<Type>;

inline std::string text_of(double number) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, number).ptr};
}

template <class Value>
description::value described_value(const Value& value) {
  if constexpr (std::is_enum_v<Value>)
    return std::string(names_of<Value>[static_cast<unsigned char>(value)]);
  else if constexpr (std::same_as<Value, bool> || std::same_as<Value, std::string> ||
                     std::same_as<Value, std::vector<std::string>>)
    return value;
  else if constexpr (std::integral<Value>)
    return static_cast<std::int64_t>(value);
  else if constexpr (std::floating_point<Value>)
    return static_cast<double>(value);
  else if constexpr (requires { value.stages(); }) {  // of batches, as their list is written
    std::string list;
    for (std::size_t i = 0; i < value.stages().size(); ++i) {
      const auto& stage = value.stages()[i];
      list += (list.empty() ? "" : " ") + std::to_string(stage.from) + ":" + std::to_string(stage.batch);
    }
    return list;
  } else if constexpr (requires { value.size(); }) {
    using number = std::conditional_t<std::integral<typename Value::value_type>, std::int64_t, double>;
    std::vector<number> numbers;
    for (std::size_t i = 0; i < value.size(); ++i) numbers.push_back(static_cast<number>(value[i]));
    return numbers;
  } else if constexpr (requires { value.text; }) {
    return std::string(value.text);
  } else {
    return described_value(value.value);  // of a required argument
  }
}

}  // namespace detail

template <detail::describable Described>
description describe(const Described& schedule);

namespace detail {

inline void append(std::vector<description::field>& fields, const char* name, description::value value) {
  fields.push_back({.name = name, .value = std::move(value)});
}
inline void append(std::vector<description::field>& fields, const char* name, description schedule) {
  fields.push_back({.name = name});
  fields.back().schedule.push_back(std::move(schedule));
}
inline void append(std::vector<description::field>& fields, const char* name, std::vector<description::field> group) {
  fields.push_back({.name = name, .group = std::move(group)});
}

template <class Owner>
std::vector<description::field> described_fields(const Owner& owner);

/// What a list of groups of arguments holds has no name.
template <class Element>
  requires(callable_with_number<Element> || with_fields<Element>)
description described_element(const Element& element) {
  if constexpr (callable_with_number<Element>)
    return lrsched::describe(element);
  else
    return {.name = "", .fields = described_fields(element)};
}

/// Appends an argument; one that is absent, and a list of nothing, is left out. An argument that stands for others says
/// itself which it holds.
template <class Value>
void append_described(std::vector<description::field>& fields, const char* name, const Value& value) {
  if constexpr (callable_with_number<Value>) {
    append(fields, name, lrsched::describe(value));
  } else if constexpr (requires { value.for_what_is_held(no_use{}); }) {
    value.for_what_is_held([&](const auto& held) { append_described(fields, name, held); });
  } else if constexpr (requires { value.has_value(); }) {
    if (value.has_value()) append_described(fields, name, *value);
  } else if constexpr (with_fields<Value>) {
    append(fields, name, described_fields(value));
  } else if constexpr (requires { value.front().first; }) {  // from numbers to numbers
    std::vector<description::field> group;
    group.reserve(value.size());
    for (const auto& [key, number] : value)
      group.push_back({.name = std::to_string(key), .value = described_value(number)});
    if (!group.empty()) append(fields, name, std::move(group));
  } else if constexpr (requires { described_element(value.front()); }) {
    std::vector<description> list;
    list.reserve(value.size());
    for (const auto& element : value) list.push_back(described_element(element));
    if (!list.empty()) fields.push_back({.name = name, .schedule = std::move(list), .is_list = true});
  } else {
    append(fields, name, described_value(value));
  }
}

template <class Owner>
std::vector<description::field> described_fields(const Owner& owner) {
  std::vector<description::field> result;
  Owner::fields([&](const auto&... fields) { (append_described(result, fields.name, owner.*fields.member), ...); });
  return result;
}

}  // namespace detail

/// The description of any schedule or plateau; that of a lambda, or of your own class without fields, is only the
/// word `function`, which equals nothing.
template <detail::describable Described>
description describe(const Described& schedule) {
  if constexpr (detail::with_description<Described>) {
    return schedule.describe();
  } else if constexpr (detail::with_arguments<Described>) {
    return {.name = Described::name, .fields = detail::described_fields(schedule.arguments())};
  } else if constexpr (detail::with_parts<Described>) {
    description result{.name = Described::name};
    schedule.for_each_part([&](const auto& part) { result.parts.push_back(lrsched::describe(part)); });
    return result;
  } else if constexpr (detail::with_fields<Described>) {
    return {.name = Described::name, .fields = detail::described_fields(schedule)};
  } else {
    return {.name = "function"};
  }
}

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

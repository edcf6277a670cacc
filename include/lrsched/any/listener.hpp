// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ANY_LISTENER_HPP
#define LRSCHED_ANY_LISTENER_HPP

// A schedule, or a plateau, says what it is: its name, its arguments in order, and its parts, from the one list of
// fields that each has.
//
//   tell(listener, schedule)          begin(schedule, "cosine")  value("from", 0.1)  value("to", 0.0) ...  end()
//   tell(listener, "steps", value)    an argument
//
// Who listens may make of it what he likes; any/description.hpp makes data. Nothing here needs a string or a vector, so
// that what can only be told costs little to compile.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>     // std::floating_point, std::integral, std::regular_invocable, std::same_as
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <type_traits>  // std::is_enum_v, std::remove_cvref_t

#include <lrsched/detail/decimal.hpp>
#include <lrsched/detail/fields.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

struct description;

namespace detail {

/// What has members.
enum class told {
  schedule,  // by its own name: arguments, or parts
  argument,  // a schedule
  list,      // of schedules, and of groups without a name
  group,     // of arguments
  numbers,
  counts,
  words,   // lists of values, which have no names
  stages,  // of batches: where each begins, and its batch
};

class listener {
 public:
  virtual void value(const char* name, double number) = 0;
  virtual void value(const char* name, std::int64_t number) = 0;
  virtual void value(const char* name, bool flag) = 0;
  virtual void value(const char* name, const char* word) = 0;
  virtual void whole(const description& schedule) = 0;
  virtual void begin(told members, const char* name) = 0;
  virtual void end() = 0;

 protected:
  ~listener() = default;
};

/// A schedule, or what shaped is given: a function of the progress.
template <class Type>
concept callable_with_number = schedule<Type> || std::regular_invocable<const Type&, double>;

template <class Type>
concept with_tell = requires(const Type& given, listener& to) {
  given.tell(to);
};
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
concept describes_itself = with_tell<Type> || with_description<Type> ||
    (requires { Type::name; } && (with_parts<Type> || with_arguments<Type> || with_fields<Type>));

template <class Type>
concept describable = describes_itself<Type> || callable_with_number<Type>;

template <describable Described>
void tell(listener& to, const Described& schedule);

template <class Value>
void tell(listener& to, const char* name, const Value& value);

template <class Owner>
void tell_fields(listener& to, const Owner& owner) {
  Owner::fields([&](const auto&... fields) { (tell(to, fields.name, owner.*fields.member), ...); });
}

/// What a list of groups of arguments holds has no name.
template <class Element>
  requires(callable_with_number<Element> || with_fields<Element>)
void tell_element(listener& to, const Element& element) {
  if constexpr (callable_with_number<Element>) {
    tell(to, element);
  } else {
    to.begin(told::group, "");
    tell_fields(to, element);
    to.end();
  }
}

/// What a list of such values is.
template <class Value>
inline constexpr told list_of = requires(const Value& value) {
  value.c_str();
}
? told::words : std::integral<Value> ? told::counts : told::numbers;

/// An argument; one that is absent, and a list of no schedules, is left out. An argument that stands for others says
/// itself which it holds.
template <class Value>
void tell(listener& to, const char* name, const Value& value) {
  if constexpr (callable_with_number<Value>) {
    to.begin(told::argument, name);
    tell(to, value);
    to.end();
  } else if constexpr (requires { value.for_what_is_held(no_use{}); }) {
    value.for_what_is_held([&](const auto& held) { tell(to, name, held); });
  } else if constexpr (requires { value.has_value(); }) {
    if (value.has_value()) tell(to, name, *value);
  } else if constexpr (with_fields<Value>) {
    to.begin(told::group, name);
    tell_fields(to, value);
    to.end();
  } else if constexpr (requires { value.front().first; }) {  // from numbers to numbers
    if (value.empty()) return;
    to.begin(told::group, name);
    for (const auto& [key, number] : value) tell(to, decimal(key).text, number);
    to.end();
  } else if constexpr (requires { tell_element(to, value.front()); }) {
    to.begin(told::list, name);
    for (const auto& element : value) tell_element(to, element);
    to.end();
  } else if constexpr (std::is_enum_v<Value>) {
    to.value(name, names_of<Value>[static_cast<unsigned char>(value)]);
  } else if constexpr (std::same_as<Value, bool>) {
    to.value(name, value);
  } else if constexpr (std::integral<Value>) {
    to.value(name, static_cast<std::int64_t>(value));
  } else if constexpr (std::floating_point<Value>) {
    to.value(name, static_cast<double>(value));
  } else if constexpr (requires { value.c_str(); }) {
    to.value(name, value.c_str());
  } else if constexpr (requires { value.stages(); }) {
    to.begin(told::stages, name);
    for (std::size_t i = 0; i < value.stages().size(); ++i) {
      tell(to, "", value.stages()[i].from);
      tell(to, "", value.stages()[i].batch);
    }
    to.end();
  } else if constexpr (requires { value.size(); }) {
    to.begin(list_of<std::remove_cvref_t<decltype(value[0])>>, name);
    for (std::size_t i = 0; i < value.size(); ++i) tell(to, "", value[i]);
    to.end();
  } else if constexpr (requires { value.text; }) {
    to.value(name, value.text);
  } else {
    tell(to, name, value.value);  // of a required argument
  }
}

/// That of a lambda, or of your own class without fields, is only the word `function`.
template <describable Described>
void tell(listener& to, const Described& schedule) {
  if constexpr (with_tell<Described>) {
    schedule.tell(to);
  } else if constexpr (with_description<Described>) {
    to.whole(schedule.describe());
  } else if constexpr (describes_itself<Described>) {
    to.begin(told::schedule, Described::name);
    if constexpr (with_arguments<Described>)
      tell_fields(to, schedule.arguments());
    else if constexpr (with_parts<Described>)
      schedule.for_each_part([&](const auto& part) { tell(to, part); });
    else
      tell_fields(to, schedule);
    to.end();
  } else {
    to.begin(told::schedule, "function");
    to.end();
  }
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

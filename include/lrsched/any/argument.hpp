// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ANY_ARGUMENT_HPP
#define LRSCHED_ANY_ARGUMENT_HPP

// The arguments of an aggregate as a table: their names, where they are, and what can be done with a value of their
// type. So what is done with all of them is compiled once, and not for each aggregate:
//   check_arguments   against their rules
//   tell_arguments    to a listener
//   source            where they are read from; a value of a document is one

#include <lrsched/detail/macros_off.hpp>

#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <span>         // std::span
#include <string>       // std::string
#include <type_traits>  // std::is_enum_v, std::remove_cvref_t
#include <utility>      // std::pair
#include <vector>       // std::vector

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/ignored.hpp>
#include <lrsched/any/listener.hpp>
#include <lrsched/any/rate_or_schedule.hpp>
#include <lrsched/detail/contract.hpp>
#include <lrsched/detail/fields.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

struct argument;

/// Where a value is read from. What does not fit is refused by an exception.
class source {
 public:
  virtual void read(double& value) const = 0;
  virtual void read(std::int64_t& value) const = 0;
  virtual void read(bool& value) const = 0;
  virtual void read(std::string& value) const = 0;
  virtual void read(any_schedule<double>& value) const = 0;
  virtual void read(rate_or_schedule& value) const = 0;
  virtual void read(ignored& value) const = 0;
  virtual void read(std::vector<std::pair<std::int64_t, double>>& values) const = 0;
  virtual void read(const std::vector<argument>& group) const = 0;

  virtual bool is_null() const = 0;
  virtual std::size_t index_of_name(std::span<const char* const> names) const = 0;
  virtual void for_each_element(void (*use)(const source& element, void* list), void* list) const = 0;

 protected:
  ~source() = default;
};

/// What can be done with a value.
struct argument_type {
  bool may_be_missing;
  void (*check)(const char* schedule, const argument& given);
  void (*tell)(listener& to, const argument& given);
  void (*read)(const source& from, void* value);
};

struct argument {
  const char* name;
  void* value;  // which is written to only where it is read from a source
  const argument_type* type;
  rule first, second;
};

/// What {} cannot stand for.
template <class Value>
concept is_required = !requires(void (&take)(Value)) {
  take({});
};

template <class Value>
void read(const source& from, Value& value);

template <class Value>
inline constexpr argument_type type_of = {
    .may_be_missing = !is_required<Value>,
    .check =
        [](const char* schedule, const argument& given) {
          check(schedule, given.name, *static_cast<const Value*>(given.value), given.first, given.second);
        },
    .tell = [](listener& to, const argument& given) { tell(to, given.name, *static_cast<const Value*>(given.value)); },
    .read = [](const source& from, void* value) { read(from, *static_cast<Value*>(value)); }};

template <with_fields Owner>
std::vector<argument> arguments_of(const Owner& owner) {
  return Owner::fields([&](const auto&... fields) {
    return std::vector<argument>{{fields.name, const_cast<void*>(static_cast<const void*>(&(owner.*fields.member))),
                                  &type_of<std::remove_cvref_t<decltype(owner.*fields.member)>>, fields.first,
                                  fields.second}...};
  });
}

inline void check_arguments(const char* schedule, const std::vector<argument>& arguments) {
  for (const argument& each : arguments) each.type->check(schedule, each);
}

inline void tell_arguments(listener& to, const std::vector<argument>& arguments) {
  for (const argument& each : arguments) each.type->tell(to, each);
}

template <class Value>
void read_element(const source& from, void* values) {
  read(from, static_cast<std::vector<Value>*>(values)->emplace_back());
}

template <class Value>
void read_elements(const source& from, std::vector<Value>& values) {
  values.clear();
  from.for_each_element(read_element<Value>, &values);
}

/// A value of any type.
template <class Value>
void read(const source& from, Value& value) {
  if constexpr (requires { from.read(value); }) {
    from.read(value);
  } else if constexpr (std::is_enum_v<Value>) {
    value = static_cast<Value>(from.index_of_name(names_of<Value>));
  } else if constexpr (requires { number_in(value); }) {
    from.read(value.value);
  } else if constexpr (requires { value.has_value(); }) {
    value.reset();
    if (!from.is_null()) read(from, value.emplace());
  } else if constexpr (with_fields<Value>) {
    from.read(arguments_of(value));
  } else {
    read_elements(from, value);
  }
}

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

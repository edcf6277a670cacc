// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_READING_HPP
#define LRSCHED_JSON_READING_HPP

// How arguments are read: each list of fields becomes a table of names, addresses and functions, one for each type of
// value, and everything else is done once for all of them. Nothing here looks into a document, so that a source which
// only lists names need not compile nlohmann's header.

#include <nlohmann/json_fwd.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <iterator>     // std::begin, std::end
#include <map>          // std::map
#include <optional>     // std::optional
#include <string>       // std::string
#include <type_traits>  // std::is_enum_v
#include <utility>      // std::move, std::pair
#include <vector>       // std::vector

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/ignored.hpp>
#include <lrsched/any/rate_or_schedule.hpp>
#include <lrsched/detail/contract.hpp>
#include <lrsched/detail/fields.hpp>

/// `inline`, or nothing in the sources of the library that the CMake target lrsched::json compiles once.
#if !defined(LRSCHED_JSON_INLINE)
#define LRSCHED_JSON_INLINE inline
#endif

namespace lrsched::inline LRSCHED_V0 {

class json_reader;

namespace detail {

using argument_names = std::vector<const char*>;

struct found;

/// Where the reader is: the place in the document, and what a schedule takes from what is around it.
struct reading {
  const json_reader* names = nullptr;  // what the schedules are called
  std::string place{};
  std::string dialect{};                    // of a framework's schedule, with the point
  const nlohmann::json* base_lr = nullptr;  // of the owner, or of the optimizer beside
  std::string place_of_base_lr{};
  bool is_rate_beside = false;                   // the value is that rate, which is also a list of one
  const nlohmann::json* max_duration = nullptr;  // of Composer's trainer beside
  std::string place_of_max_duration{};
  std::int64_t total = 0;  // of which "3%" is a share; 0: of nothing

  // Of arguments, where the place does not tell: whose they are, and where those stand that have other names there.
  std::string schedule{};
  const std::map<std::string, std::string>* moved = nullptr;

  reading at(const std::string& key) const;
  void take_rate(const found& rate);                        // as base_lr, where it is not given
  reading at_rate() const;                                  // where base_lr stands
  [[noreturn]] void refuse(const std::string& rule) const;  // json_error
};

// ---- values, by their types -----------------------------------------------------------------------------------------

void read(const nlohmann::json& given, const reading& where, double& value);
void read(const nlohmann::json& given, const reading& where, std::int64_t& value);
void read(const nlohmann::json& given, const reading& where, bool& value);
void read(const nlohmann::json& given, const reading& where, std::string& value);
void read(const nlohmann::json& given, const reading& where, any_schedule<double>& value);
void read(const nlohmann::json& given, const reading& where, rate_or_schedule& value);
void read(const nlohmann::json& given, const reading& where, ignored& value);
void read(const nlohmann::json& given, const reading& where, std::vector<std::pair<std::int64_t, double>>& values);

/// For a schedule that must have a length, and for a name that there is not.
[[noreturn]] void refuse_endless(const reading& where, const any_schedule<double>& schedule);
[[noreturn]] void refuse_name(const reading& where, const argument_names& names, const std::string& given);

/// The index of the name that is given.
std::size_t read_name(const nlohmann::json& given, const reading& where, const argument_names& names);

bool is_null(const nlohmann::json& given);

/// A value and its place; a null pointer if it is missing, and may be.
struct found {
  const nlohmann::json* value;
  reading where;
};

std::vector<found> elements_of(const nlohmann::json& given, const reading& where);

template <class Value>
void read(const nlohmann::json& given, const reading& where, numeric<Value>& value) {
  read(given, where, value.value);
}

template <class Enumeration>
  requires std::is_enum_v<Enumeration>
void read(const nlohmann::json& given, const reading& where, Enumeration& value) {
  constexpr const auto& names = names_of<Enumeration>;
  value = static_cast<Enumeration>(read_name(given, where, {std::begin(names), std::end(names)}));
}

template <with_fields Params>
void read(const nlohmann::json& given, const reading& where, Params& params);

template <class Value>
void read(const nlohmann::json& given, const reading& where, std::optional<Value>& value) {
  value.reset();
  if (!is_null(given)) read(given, where, value.emplace());
}

template <class Value>
void read(const nlohmann::json& given, const reading& where, std::vector<Value>& values) {
  values.clear();
  for (const found& element : elements_of(given, where)) read(*element.value, element.where, values.emplace_back());
}

// ---- arguments ------------------------------------------------------------------------------------------------------

/// What {} cannot stand for.
template <class Value>
concept is_required = !requires(void (&take)(Value)) {
  take({});
};

/// An argument, without its type: its name, where its value goes, and how it is read.
struct argument {
  const char* name;
  bool may_be_missing;
  void (*read)(const nlohmann::json& given, const reading& where, void* value);
  void* value;
};

template <class Value>
void read_into(const nlohmann::json& given, const reading& where, void* value) {
  read(given, where, *static_cast<Value*>(value));
}

/// Those of an aggregate, which are to be read into it.
template <with_fields Params>
std::vector<argument> arguments_of(Params& params) {
  const auto one = [&]<class Owner, class Value>(const field<Owner, Value>& each) {
    return argument{each.name, !is_required<Value>, read_into<Value>, &(params.*each.member)};
  };
  return Params::fields([&](const auto&... fields) { return std::vector<argument>{one(fields)...}; });
}

/// Their names; those of a schedule too that is made from its fields.
template <with_fields Owner>
argument_names names_of_arguments() {
  return Owner::fields([](const auto&... fields) { return argument_names{fields.name...}; });
}

void read_arguments(const nlohmann::json& given, const reading& where, const std::vector<argument>& arguments);
void refuse_unknown(const nlohmann::json& given, const reading& where, const argument_names& known);
found find_argument(const nlohmann::json& given, const reading& where, const char* name, bool may_be_missing,
                    const char* name_of_rate = "");

/// The argument that a rate beside is, of those that a framework's schedule has; "" if none is.
const char* rate_argument(const argument_names& names);

template <with_fields Params>
void read(const nlohmann::json& given, const reading& where, Params& params) {
  read_arguments(given, where, arguments_of(params));
}

/// Says where it is in the document that a constructor did not like an argument.
[[noreturn]] void refuse_argument(const nlohmann::json& given, const reading& where, const bad_argument& error);

template <class Make>
auto made(const nlohmann::json& given, const reading& where, Make make) {
  try {
    return make();
  } catch (const bad_argument& error) {
    refuse_argument(given, where, error);
  }
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

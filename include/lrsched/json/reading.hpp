// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_READING_HPP
#define LRSCHED_JSON_READING_HPP

// How arguments are read from a document. Nothing here looks into one, so that a source which only lists names need not
// compile nlohmann's header.

#include <nlohmann/json_fwd.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <cstddef>  // std::size_t
#include <cstdint>  // std::int64_t
#include <map>      // std::map
#include <span>     // std::span
#include <string>   // std::string
#include <utility>  // std::pair
#include <vector>   // std::vector

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/argument.hpp>
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

/// The group of parameters that is read, where a number may be a list, with one for each group.
struct parameter_group {
  std::size_t index = 0;
  std::size_t count = 0;  // of groups; 0: not known before the first list
  std::string place{};    // of that list
};

/// Where the reader is: the place in the document, and what a schedule takes from what is around it.
struct reading {
  const json_reader* names = nullptr;  // what the schedules are called
  parameter_group* group = nullptr;    // null: a list is refused where a number belongs
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
  reading alone(const std::string& at_place) const;         // there, and with nothing from around it
  void take_rate(const found& rate);                        // as base_lr, where it is not given
  reading at_rate() const;                                  // where base_lr stands
  [[noreturn]] void refuse(const std::string& rule) const;  // json_error
};

/// For a schedule that must have a length, and for a name that there is not.
[[noreturn]] void refuse_endless(const reading& where, const any_schedule<double>& schedule);
[[noreturn]] void refuse_name(const reading& where, const argument_names& names, const std::string& given);

/// A value and its place; a null pointer if it is missing, and may be.
struct found {
  const nlohmann::json* value;
  reading where;
};

/// A value of a document, as a source of arguments.
struct json_source final : source {
  const nlohmann::json& given;
  const reading& where;

  json_source(const nlohmann::json& value, const reading& place) : given(value), where(place) {}

  void read(double& value) const override;
  void read(std::int64_t& value) const override;
  void read(bool& value) const override;
  void read(std::string& value) const override;
  void read(any_schedule<double>& value) const override;
  void read(rate_or_schedule& value) const override;
  void read(ignored& value) const override;
  void read(std::vector<std::pair<std::int64_t, double>>& values) const override;
  void read(const std::vector<argument>& group) const override;
  bool is_null() const override;
  std::size_t index_of_name(std::span<const char* const> names) const override;
  void for_each_element(void (*use)(const source& element, void* list), void* list) const override;
};

template <class Value>
void read(const nlohmann::json& given, const reading& where, Value& value) {
  read(json_source(given, where), value);
}

// ---- arguments ------------------------------------------------------------------------------------------------------

inline argument_names names_of_arguments(const std::vector<argument>& arguments) {
  argument_names names;
  for (const argument& each : arguments) names.push_back(each.name);
  return names;
}

/// Those of a schedule that is made from its fields.
template <with_fields Owner>
argument_names names_of_arguments() {
  return Owner::fields([](const auto&... fields) { return argument_names{fields.name...}; });
}

void refuse_unknown(const nlohmann::json& given, const reading& where, const argument_names& known);
found find_argument(const nlohmann::json& given, const reading& where, const char* name, bool may_be_missing,
                    const char* name_of_rate = "");

/// The argument that a rate beside is, of those that a framework's schedule has; "" if none is.
const char* rate_argument(const argument_names& names);

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

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_JSON_READER_HPP
#define LRSCHED_JSON_JSON_READER_HPP

// The class json_reader, without what its members are made of: see json/reader.hpp.

#include <nlohmann/json_fwd.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <cstddef>  // std::size_t
#include <map>      // std::map
#include <string>   // std::string
#include <utility>  // std::move
#include <vector>   // std::vector

#include <lrsched/any/any_groups.hpp>
#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/json/reading.hpp>

namespace lrsched::inline LRSCHED_V0 {

class json_reader {
 public:
  /// How something is made of its arguments. The function of a framework is called as what it is by the template that
  /// stored it.
  template <class Result>
  struct entry {
    detail::argument_names (*arguments)();
    Result (*read)(const nlohmann::json& given, const detail::reading& where, const entry& self);
    void (*function)() = nullptr;
    const char* dialect = nullptr;
  };

  template <class Result>
  using entries = std::map<std::string, entry<Result>>;

  /// One that knows the names of the library.
  json_reader();

  /// Adds the names of a framework, such as dialect::pytorch::schedules: "pytorch.StepLR" and so on.
  template <class Dialect>
  json_reader& add();

  /// What a document describes; json_error if it describes none.
  any_schedule<double> schedule(const nlohmann::json& document) const;
  any_plateau plateau(const nlohmann::json& document) const;

  /// The same for each group of parameters: see groups_from_json.
  any_groups groups(const nlohmann::json& document, std::size_t count = 0) const;
  std::vector<any_plateau> plateau_groups(const nlohmann::json& document, std::size_t count = 0) const;

  const entries<any_schedule<double>>& schedules() const noexcept { return schedules_; }
  const entries<any_plateau>& plateaus() const noexcept { return plateaus_; }

 private:
  entries<any_schedule<double>> schedules_;
  entries<any_plateau> plateaus_;
};

namespace detail {

template <class Params>
argument_names names_of_params() {
  return names_of_arguments(arguments_of(Params()));
}

template <class Result, class Params>
Result read_framework(const nlohmann::json& given, const reading& where, const json_reader::entry<Result>& self) {
  Params params;
  json_source(given, where).read(arguments_of(params));
  return reinterpret_cast<Result (*)(Params)>(self.function)(std::move(params));
}

/// The names of a framework, "pytorch.StepLR" and so on.
template <class Result>
struct names_in {
  json_reader::entries<Result>& all;
  const char* dialect;

  template <class Params>
  void operator()(const char* name, Result (*make)(Params)) const {
    add(name, {names_of_params<Params>, read_framework<Result, Params>, reinterpret_cast<void (*)()>(make), dialect});
  }

 private:
  void add(const char* name, const json_reader::entry<Result>& entry) const {
    all.emplace(std::string(dialect) + "." + name, entry);
  }
};

}  // namespace detail

template <class Dialect>
json_reader& json_reader::add() {
  Dialect::each(detail::names_in<any_schedule<double>>{schedules_, Dialect::name});
  if constexpr (requires { Dialect::each_plateau(detail::no_use{}); })
    Dialect::each_plateau(detail::names_in<any_plateau>{plateaus_, Dialect::name});
  return *this;
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

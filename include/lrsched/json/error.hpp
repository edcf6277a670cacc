// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_ERROR_HPP
#define LRSCHED_JSON_ERROR_HPP

// What is thrown for a document that is no schedule.

#include <lrsched/detail/macros_off.hpp>

#include <cstddef>  // std::size_t
#include <string>   // std::string

#include <lrsched/detail/contract.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// A document that is no schedule; what() is one line: the place, and the rule. It has no other parts.
class json_error : public bad_argument {
 public:
  json_error(const std::string& place, const std::string& rule) : message_(shown(place) + ": " + rule) {}

  const char* what() const noexcept override { return message_.c_str(); }

 private:
  /// The end of a place that is too long to be read.
  static std::string shown(const std::string& place) {
    constexpr std::size_t most = 2'000;
    if (place.empty()) return "/";
    return place.size() > most ? "/..." + place.substr(place.size() - most) : place;
  }

  std::string message_;
};

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

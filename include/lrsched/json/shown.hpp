// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_SHOWN_HPP
#define LRSCHED_JSON_SHOWN_HPP

// How values and keys are shown in messages, and how large a document may be.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <cstddef>  // std::size_t
#include <string>   // std::string

#include <lrsched/json/error.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

/// A value as JSON writes it, in ASCII.
inline std::string written(const nlohmann::json& value) {
  return value.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

inline std::string shortened(const std::string& text, std::size_t most) {
  return text.size() > most ? text.substr(0, most - 3) + "..." : text;
}

/// A value as it is shown in a message.
inline std::string shown(const nlohmann::json& value) { return shortened(written(value), 60); }

/// A key as it stands in a place, without quotes; the longest name of a schedule has 64 letters.
inline std::string bare_key(const std::string& key) {
  const std::string text = written(key);
  return shortened(text.substr(1, text.size() - 2), 70);
}

/// A key as it is shown: in quotes only if it is empty, or has a blank.
inline std::string shown_key(const std::string& key) {
  const bool is_word = !key.empty() && key.find(' ') == std::string::npos;
  return is_word ? bare_key(key) : '"' + bare_key(key) + '"';
}

inline constexpr std::size_t most_values = 1'000'000;

/// How large a document is, as far as it was looked at; what is too large is refused. Reading and copying take calls
/// for each level, and a place for each value, so this is asked first.
class extent {
 public:
  void enter() {
    if (++levels_ > 400) throw json_error("", "must not be nested more than 400 levels deep");
  }
  void leave() { --levels_; }
  void count_value() {
    if (++values_ > most_values) throw json_error("", "must not hold more than 1,000,000 values");
  }
  std::size_t values() const noexcept { return values_; }

 private:
  std::size_t levels_ = 0, values_ = 0;
};

inline void refuse_excess(const nlohmann::json& document, extent& so_far) {
  so_far.count_value();
  if (!document.is_structured()) return;
  so_far.enter();
  for (const nlohmann::json& inner : document) refuse_excess(inner, so_far);
  so_far.leave();
}

/// The number of its values.
inline std::size_t refuse_excess(const nlohmann::json& document) {
  extent so_far;
  refuse_excess(document, so_far);
  return so_far.values();
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

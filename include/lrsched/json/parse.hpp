// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_PARSE_HPP
#define LRSCHED_JSON_PARSE_HPP

// From a text to a document, refusing what no later reader could place.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <cstddef>   // std::size_t
#include <optional>  // std::optional
#include <set>       // std::set
#include <string>    // std::string
#include <vector>    // std::vector

#include <lrsched/json/functions.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/json/shown.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

/// Where the parser is: in which objects, at which of their keys, and in which lists, after how many values.
class parser_place {
 public:
  void follow(nlohmann::json::parse_event_t event, const nlohmann::json& value) {
    using is = nlohmann::json::parse_event_t;
    if (event == is::object_start || event == is::array_start) {
      extent_.enter();
      open_.emplace_back();
    }
    if (event == is::object_end || event == is::array_end) {
      extent_.leave();
      open_.pop_back();
    }
    if (event == is::object_start || event == is::array_start || event == is::value) extent_.count_value();
    if (event == is::key) {
      const auto& key = value.get_ref<const std::string&>();
      open_.back().key = key;
      if (!open_.back().keys.insert(key).second) place().refuse("stands twice in one object");
    } else if (event != is::object_start && event != is::array_start && !open_.empty()) {
      ++open_.back().values;
    }
  }

  reading place() const {
    reading result{.names = nullptr};
    for (const level& outer : open_) result = result.at(outer.key ? *outer.key : std::to_string(outer.values));
    return result;
  }

 private:
  struct level {
    std::optional<std::string> key{};
    std::set<std::string> keys{};
    std::size_t values = 0;
  };

  std::vector<level> open_;
  extent extent_;
};

}  // namespace detail

LRSCHED_JSON_INLINE nlohmann::json parse_json(const std::string& text) {
  if (text.size() > std::size_t{16} << 20) throw json_error("", "must not be longer than 16 MiB");
  detail::parser_place now;
  const auto follow = [&](int, nlohmann::json::parse_event_t event, nlohmann::json& value) {
    now.follow(event, value);
    return true;
  };
  const auto rule_of = [](const nlohmann::json::exception& error) {
    std::string rule = error.what();
    if (const std::size_t end = rule.find("] "); end != std::string::npos) rule.erase(0, end + 2);
    for (char& letter : rule)
      if (letter < ' ' || letter > '~') letter = '?';
    return detail::shortened(rule, 200);
  };
  try {
    return nlohmann::json::parse(text, follow);
  } catch (const nlohmann::json::out_of_range& error) {
    now.place().refuse(rule_of(error));
  } catch (const nlohmann::json::exception& error) {  // says line and column
    throw json_error("", rule_of(error));
  }
}
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

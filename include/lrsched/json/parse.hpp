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

/// Follows the parser: in which objects it is, at which of their keys, and in which lists, after how many values.
class parser_place final : public nlohmann::json::json_sax_t {
 public:
  using json = nlohmann::json;

  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(json::number_integer_t) override { return value(); }
  bool number_unsigned(json::number_unsigned_t) override { return value(); }
  bool number_float(json::number_float_t, const json::string_t&) override { return value(); }
  bool string(json::string_t&) override { return value(); }
  bool binary(json::binary_t&) override { return value(); }

  bool start_object(std::size_t) override { return begin(); }
  bool end_object() override { return end(); }
  bool start_array(std::size_t) override { return begin(); }
  bool end_array() override { return end(); }

  bool key(json::string_t& key) override {
    open_.back().key = key;
    if (!open_.back().keys.insert(key).second) place().refuse("stands twice in one object");
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const json::exception& error) override {
    std::string rule = error.what();
    if (const std::size_t end = rule.find("] "); end != std::string::npos) rule.erase(0, end + 2);
    for (char& letter : rule)
      if (letter < ' ' || letter > '~') letter = '?';
    rule = shortened(rule, 200);
    constexpr int number_too_large = 406;
    if (error.id == number_too_large) place().refuse(rule);
    throw json_error("", rule);  // says line and column
  }

 private:
  struct level {
    std::optional<std::string> key{};
    std::set<std::string> keys{};
    std::size_t values = 0;
  };

  bool begin() {
    extent_.enter();
    extent_.count_value();
    open_.emplace_back();
    return true;
  }
  bool end() {
    extent_.leave();
    open_.pop_back();
    return passed();
  }
  bool value() {
    extent_.count_value();
    return passed();
  }
  bool passed() {
    if (!open_.empty()) ++open_.back().values;
    return true;
  }

  reading place() const {
    reading result{.names = nullptr};
    for (const level& outer : open_) result = result.at(outer.key ? *outer.key : std::to_string(outer.values));
    return result;
  }

  std::vector<level> open_;
  extent extent_;
};

}  // namespace detail

LRSCHED_JSON_INLINE nlohmann::json parse_json(const std::string& text) {
  if (text.size() > std::size_t{16} << 20) throw json_error("", "must not be longer than 16 MiB");
  detail::parser_place follow;
  nlohmann::json::sax_parse(text, &follow);
  return nlohmann::json::parse(text);
}
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

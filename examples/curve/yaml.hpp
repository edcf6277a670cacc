// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_CURVE_YAML_HPP
#define EXAMPLES_CURVE_YAML_HPP

// YAML as the JSON that means the same. A scalar is what the core schema of YAML 1.2 says: 1e-4 is a number, yes is
// text, and so is what stands in quotes. Keys are text as they stand; `<<` merges. What JSON cannot hold is text too,
// which no schedule takes: .inf and .nan, and, of a value with an application's own tag, the tag. What would be read in
// two ways is refused with its line and column.

#include <string>

#include <lrsched/json.hpp>

#if !defined(CURVE_READS_YAML)

[[noreturn]] inline nlohmann::json parse_yaml(const std::string&) {
  throw lrsched::json_error("",
                            "YAML is not read here: install yaml-cpp (on Debian and Ubuntu: apt-get install "
                            "libyaml-cpp-dev) and build again");
}

#else

#include <charconv>  // std::from_chars
#include <cmath>     // std::isfinite
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int64_t
#include <cstdlib>   // std::strtod, which every C++ library has, unlike std::from_chars of real numbers
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>
#include <system_error>  // std::errc
#include <utility>       // std::move
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace yaml {

using nlohmann::json;

[[noreturn]] inline void refuse(const YAML::Mark& where, const std::string& rule) {
  std::string line = rule.size() > 200 ? rule.substr(0, 197) + "..." : rule;
  for (char& letter : line)
    if (letter < ' ' || letter > '~') letter = '?';
  throw lrsched::json_error(
      "", "line " + std::to_string(where.line + 1) + ", column " + std::to_string(where.column + 1) + ": " + line);
}

/// The number that all of a text is.
template <class Number, class... Base>
std::optional<Number> number_of(std::string_view text, Base... base) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base...);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// What a scalar without quotes stands for.
inline json meaning(const YAML::Mark& where, const std::string& text) {
  static const std::map<std::string, json> words{
      {"", nullptr},  {"~", nullptr}, {"null", nullptr}, {"Null", nullptr}, {"NULL", nullptr}, {"true", true},
      {"True", true}, {"TRUE", true}, {"false", false},  {"False", false},  {"FALSE", false}};
  static const std::set<std::string_view> no_numbers{".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"};
  if (const auto word = words.find(text); word != words.end()) return word->second;

  const std::string_view all = text, unsigned_part = all.substr(all[0] == '+' || all[0] == '-');
  const std::string_view number = all.substr(all[0] == '+');
  if (no_numbers.contains(unsigned_part)) return text;
  if (all.starts_with("0x"))
    if (const auto whole = number_of<std::int64_t>(all.substr(2), 16)) return *whole;
  if (all.starts_with("0o"))
    if (const auto whole = number_of<std::int64_t>(all.substr(2), 8)) return *whole;
  if (unsigned_part.find_first_of(".0123456789") != 0) return text;
  if (const auto whole = number_of<std::int64_t>(number)) return *whole;
  char* end = nullptr;
  const double real = std::strtod(number.data(), &end);
  if (end != text.data() + text.size() || number.find_first_of("xX") != number.npos) return text;
  if (!std::isfinite(real)) refuse(where, text + " is a number that no double holds");
  return real;
}

/// Builds a document from what the parser finds.
class builder : public YAML::EventHandler {
 public:
  json document;

  void OnDocumentStart(const YAML::Mark& where) override {
    if (std::exchange(has_started_, true)) refuse(where, "a second document begins, there must be one");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& where, YAML::anchor_t anchor) override { add(where, anchor, nullptr, "~"); }

  void OnScalar(const YAML::Mark& where, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    if (tag == "!" || tag == standard("str")) return add(where, anchor, text, text);
    if (is_of_application(tag)) return add(where, anchor, tag, text);
    json value = meaning(where, text);
    if (tag == standard("float") && value.is_number()) value = value.get<double>();
    const char* const kind = value.is_number_float() ? "float"
                             : value.is_number()     ? "int"
                             : value.is_boolean()    ? "bool"
                             : value.is_null()       ? "null"
                                                     : "str";
    require_known(where, tag, kind);
    add(where, anchor, std::move(value), text);
  }

  void OnAlias(const YAML::Mark& where, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) refuse(where, "an alias must not stand in what it names");
    const auto& [value, size] = found->second;
    count(where, size);
    add(where, 0, value, value.is_string() ? value.get<std::string>() : value.is_primitive() ? value.dump() : "");
  }

  void OnSequenceStart(const YAML::Mark& where, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    require_known(where, tag, "seq");
    open(where, anchor, json::array(), tag);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& where, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    require_known(where, tag, "map");
    open(where, anchor, json::object(), tag);
  }
  void OnMapEnd() override { close(); }

 private:
  /// A list or an object whose end has not come.
  struct level {
    YAML::Mark where;
    YAML::anchor_t anchor;
    std::size_t size_before;
    json value;
    std::string tag;
    std::optional<std::string> key{};  // whose value comes next
    std::optional<json> merged{};      // the value of `<<`

    bool is_at_key() const { return value.is_object() && !key; }
  };

  static std::string standard(const char* kind) { return std::string("tag:yaml.org,2002:") + kind; }

  /// Whether it is none of the core schema's.
  static bool is_of_application(const std::string& tag) {
    for (const char* kind : {"str", "int", "float", "bool", "null", "seq", "map"})
      if (tag == standard(kind)) return false;
    return tag != "" && tag != "?" && tag != "!";
  }

  static void require_known(const YAML::Mark& where, const std::string& tag, const char* kind) {
    if (tag != "" && tag != "?" && tag != "!" && tag != standard(kind) && !is_of_application(tag))
      refuse(where, "the tag " + tag + " is not understood here");
  }

  /// How much there is so far, in bytes of about what it takes.
  void count(const YAML::Mark& where, std::size_t more) {
    size_ += more;
    if (size_ > std::size_t{16} << 20) refuse(where, "must not be longer than 16 MiB with its aliases written out");
  }

  void open(const YAML::Mark& where, YAML::anchor_t anchor, json empty, const std::string& tag) {
    if (!levels_.empty() && levels_.back().is_at_key()) refuse(where, "a key must be text");
    if (levels_.size() == 400) refuse(where, "must not be nested more than 400 levels deep");
    levels_.push_back({where, anchor, size_, std::move(empty), tag});
  }

  void close() {
    level done = std::move(levels_.back());
    levels_.pop_back();
    if (done.merged) merge(done);
    if (is_of_application(done.tag)) done.value = done.tag;
    add(done.where, done.anchor, std::move(done.value), "", done.size_before);
  }

  /// Adds what the object does not have itself; of a list, the first that has it gives it.
  static void merge(level& into) {
    const json others = into.merged->is_array() ? *into.merged : json::array({*into.merged});
    for (const json& other : others) {
      if (!other.is_object()) refuse(into.where, "<< must merge objects");
      for (const auto& [key, value] : other.items())
        if (!into.value.contains(key)) into.value[key] = value;
    }
  }

  void add(const YAML::Mark& where, YAML::anchor_t anchor, json value, const std::string& text) {
    const std::size_t size_before = size_;
    count(where, text.size());
    add(where, anchor, std::move(value), text, size_before);
  }

  /// Puts a whole value where it belongs; as a key it is its text.
  void add(const YAML::Mark& where, YAML::anchor_t anchor, json value, const std::string& text,
           std::size_t size_before) {
    count(where, 16);
    if (anchor != 0) {
      const std::size_t size = size_ - size_before;
      count(where, size);
      anchors_[anchor] = {value, size};
    }
    if (levels_.empty()) {
      document = std::move(value);
      return;
    }
    level& in = levels_.back();
    if (in.value.is_array()) {
      in.value.push_back(std::move(value));
    } else if (in.is_at_key()) {
      if (value.is_structured()) refuse(where, "a key must be text");
      if (in.value.contains(text) || (text == "<<" && in.merged))
        refuse(where, "the key " + text + " stands twice in one object");
      in.key = text;
    } else {
      if (*in.key == "<<")
        in.merged = std::move(value);
      else
        in.value[*in.key] = std::move(value);
      in.key.reset();
    }
  }

  bool has_started_ = false;
  std::size_t size_ = 0;
  std::vector<level> levels_;
  std::map<YAML::anchor_t, std::pair<json, std::size_t>> anchors_;
};

}  // namespace yaml

/// The document that a text of at most 16 MiB holds; lrsched::json_error, with line and column, for what is no YAML.
inline nlohmann::json parse_yaml(const std::string& text) {
  if (text.size() > std::size_t{16} << 20) throw lrsched::json_error("", "must not be longer than 16 MiB");
  yaml::builder built;
  try {
    std::istringstream stream(text);
    for (YAML::Parser parser(stream); parser.HandleNextDocument(built);) {
    }
  } catch (const YAML::Exception& error) {
    yaml::refuse(error.mark, error.msg);
  }
  return std::move(built.document);
}

#endif

#endif

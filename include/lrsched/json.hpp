// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_HPP
#define LRSCHED_JSON_HPP

// Schedules from JSON and back, with nlohmann::json. A schedule is an object with one key, its name, whose value holds
// the arguments by their C++ names; what has parts has them in a list:
//
//   {"sequence": [{"linear": {"from": 0, "to": 3e-4, "steps": 2000}},
//                 {"cosine": {"from": 3e-4, "to": 3e-5, "steps": 98000}}]}
//
// Combinators nest: {"staircase": {"schedule": {...}, "width": 1000}}. A framework's schedule is "<dialect>.<its name>"
// with the framework's own arguments: {"pytorch.StepLR": {"base_lr": 0.1, "step_size": 30}}; as a member of another one
// it is an object with a "type" among its arguments.
//
// What is driven by a metric is read by plateau_from_json: {"plateau": {"factor": 0.5, "patience": 3}}, with a
// "schedule" that it lowers among its arguments, or a framework's, {"pytorch.ReduceLROnPlateau": {"base_lr": 0.1}}. Its
// state is an object too, which plateau_state_from_json reads.
//
// All of them throw json_error, whose message is one line of ASCII that begins with the place, as a JSON pointer:
// nothing is half-made. A document is refused if it is nested more than 400 levels deep, which are 200 schedules, or
// holds more than 1,000,000 values. to_json writes the names and arguments of ours; a framework's schedule is written
// as the composition that it is.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>    // std::find, std::max, std::min, std::replace
#include <charconv>     // std::from_chars
#include <cmath>        // std::floor, std::isfinite, HUGE_VAL
#include <concepts>     // std::same_as
#include <cstdint>      // std::int64_t
#include <functional>   // std::function
#include <map>          // std::map
#include <optional>     // std::optional
#include <set>          // std::set
#include <string>       // std::string
#include <type_traits>  // std::is_enum_v
#include <utility>      // std::move, std::pair
#include <vector>       // std::vector

#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/dialect/caffe.hpp>
#include <lrsched/dialect/deepspeed.hpp>
#include <lrsched/dialect/keras.hpp>
#include <lrsched/dialect/llmc.hpp>
#include <lrsched/dialect/megatron.hpp>
#include <lrsched/dialect/optax.hpp>
#include <lrsched/dialect/pytorch.hpp>
#include <lrsched/dialect/timm.hpp>
#include <lrsched/dialect/transformers.hpp>
#include <lrsched/lrsched.hpp>

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

any_schedule<double> from_json(const nlohmann::json& document);
any_plateau plateau_from_json(const nlohmann::json& document);
plateau_state<double> plateau_state_from_json(const nlohmann::json& document);

nlohmann::json to_json(const description& schedule);
nlohmann::json to_json(const plateau_state<double>& state);

inline nlohmann::json to_json(const any_schedule<double>& schedule) { return to_json(schedule.describe()); }
inline nlohmann::json to_json(const any_plateau& plateau) { return to_json(plateau.describe()); }

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

/// Where the reader is: the place in the document, and what a member of a framework's schedule takes from its owner.
struct reading {
  std::string place{};
  std::string dialect{};  // of a framework's schedule, with the point
  std::optional<nlohmann::json> base_lr{};
  std::string place_of_base_lr{};

  reading at(const std::string& key) const {
    reading inner = *this;
    inner.place += '/';
    for (const char letter : bare_key(key))
      inner.place += letter == '~' ? "~0" : letter == '/' ? "~1" : std::string(1, letter);
    return inner;
  }

  [[noreturn]] void refuse(const std::string& rule) const { throw json_error(place, rule); }
};

/// How large a document is, as far as it was looked at; what is too large is refused. Reading and copying take calls
/// for each level, and a place for each value, so this is asked first.
class extent {
 public:
  void enter() {
    if (++levels_ > 400) throw json_error("", "must not be nested more than 400 levels deep");
  }
  void leave() { --levels_; }
  void count_value() {
    if (++values_ > 1'000'000) throw json_error("", "must not hold more than 1,000,000 values");
  }

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

inline void refuse_excess(const nlohmann::json& document) {
  extent so_far;
  refuse_excess(document, so_far);
}

any_schedule<double> read_schedule(const nlohmann::json& document, reading where);

/// The number of letters that one has to change, add or remove; upper and lower case are alike.
inline std::size_t distance(const std::string& a, const std::string& b) {
  const auto lower = [](char letter) { return 'A' <= letter && letter <= 'Z' ? letter - 'A' + 'a' : letter; };
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (lower(a[i - 1]) != lower(b[j - 1]));
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

/// ", did you mean NAME?" for the known name that is nearest, if one is near. A framework's name is found without its
/// dialect too.
inline std::string suggestion(const std::string& given, const std::vector<std::string>& known) {
  constexpr std::size_t longest_name = 100;
  if (given.size() > longest_name) return "";
  const std::string* best = nullptr;
  std::size_t least = std::max<std::size_t>(2, given.size() / 3) + 1;
  const auto consider = [&](const std::string& name, const std::string& as, std::size_t more) {
    const std::size_t far = distance(given, as) + more;
    if (far >= least || far >= std::max(given.size(), as.size())) return;
    least = far;
    best = &name;
  };
  for (const std::string& name : known) {
    consider(name, name, 0);
    if (const std::size_t point = name.find('.'); point != std::string::npos) consider(name, name.substr(point + 1), 1);
  }
  return best ? ", did you mean " + *best + "?" : "";
}

// ---- values ---------------------------------------------------------------------------------------------------------

inline void read(const nlohmann::json& given, const reading& where, double& value) {
  if (!given.is_number()) where.refuse("must be a number, got " + shown(given));
  value = given.get<double>();
  if (!std::isfinite(value)) where.refuse("must be finite, got " + shown(given));
}

inline void read(const nlohmann::json& given, const reading& where, std::int64_t& value) {
  constexpr double limit = 9'223'372'036'854'775'808.0;
  if (given.is_number_unsigned()) {
    if (given.get<std::uint64_t>() >= std::uint64_t{1} << 63) where.refuse("must be below 2^63, got " + shown(given));
  } else if (given.is_number_float()) {
    const double number = given.get<double>();
    if (number != std::floor(number)) where.refuse("must be a whole number, got " + shown(given));
    if (number < -limit) where.refuse("must be at least -2^63, got " + shown(given));
    if (number >= limit) where.refuse("must be below 2^63, got " + shown(given));
    value = static_cast<std::int64_t>(number);
    return;
  } else if (!given.is_number_integer()) {
    where.refuse("must be a whole number, got " + shown(given));
  }
  value = given.get<std::int64_t>();
}

inline void read(const nlohmann::json& given, const reading& where, bool& value) {
  if (!given.is_boolean()) where.refuse("must be true or false, got " + shown(given));
  value = given.get<bool>();
}

inline void read(const nlohmann::json& given, const reading& where, std::string& value) {
  if (!given.is_string()) where.refuse("must be a string, got " + shown(given));
  value = given.get<std::string>();
}

using argument_names = std::vector<const char*>;

/// "a", "b" or "c", got "d"
inline std::string one_of(const argument_names& names, const nlohmann::json& given) {
  std::string all;
  for (std::size_t i = 0; i < names.size(); ++i)
    all += std::string(i == 0 ? "" : i + 1 < names.size() ? ", " : " or ") + '"' + names[i] + '"';
  return all + ", got " + shown(given);
}

template <class Enumeration>
  requires std::is_enum_v<Enumeration>
void read(const nlohmann::json& given, const reading& where, Enumeration& value) {
  constexpr const auto& names = names_of<Enumeration>;
  const auto found = std::find(std::begin(names), std::end(names), given);
  if (found == std::end(names)) where.refuse("must be " + one_of({std::begin(names), std::end(names)}, given));
  value = static_cast<Enumeration>(found - std::begin(names));
}

template <class Value>
void read(const nlohmann::json& given, const reading& where, numeric<Value>& value) {
  read(given, where, value.value);
}

template <class Value>
void read(const nlohmann::json& given, const reading& where, std::optional<Value>& value) {
  value.reset();
  if (given.is_null()) return;
  read(given, where, value.emplace());
}

inline void read(const nlohmann::json& given, const reading& where, any_schedule<double>& value) {
  value = read_schedule(given, where);
}

template <with_fields Params>
void read(const nlohmann::json& given, const reading& where, Params& params);

template <class Value>
void read(const nlohmann::json& given, const reading& where, std::vector<Value>& values) {
  if (!given.is_array()) where.refuse("must be a list, got " + shown(given));
  values.clear();
  for (std::size_t i = 0; i < given.size(); ++i) {
    const reading inner = where.at(std::to_string(i));
    if constexpr (std::same_as<Value, any_schedule<double>>) {
      values.push_back(read_schedule(given[i], inner));
    } else {
      Value value = Value();  // not {}, which required members refuse
      read(given[i], inner, value);
      values.push_back(std::move(value));
    }
  }
}

/// An object from whole numbers to numbers, in rising order; null is one without any.
inline void read(const nlohmann::json& given, const reading& where,
                 std::vector<std::pair<std::int64_t, double>>& values) {
  values.clear();
  if (given.is_null()) return;
  if (!given.is_object()) where.refuse("must be an object, got " + shown(given));
  std::map<std::int64_t, double> sorted;
  for (const auto& [key, number] : given.items()) {
    std::int64_t step = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), step);
    if (error != std::errc() || end != key.data() + key.size())
      where.at(key).refuse("must be named by a whole number, got " + shown(key));
    const auto [place, is_new] = sorted.try_emplace(step);
    if (!is_new) where.at(key).refuse("must not name a number again, got " + shown(key));
    read(number, where.at(key), place->second);
  }
  values.assign(sorted.begin(), sorted.end());
}

// ---- arguments ------------------------------------------------------------------------------------------------------

template <class Value>
inline constexpr bool is_required = false;
template <class Value>
inline constexpr bool is_required<required<Value>> = true;

inline void refuse_unknown(const nlohmann::json& given, const reading& where, const argument_names& known) {
  for (const auto& [key, value] : given.items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    std::string all;
    for (const char* name : known) all.append(all.empty() ? ", only " : ", ").append(name);
    const std::string near = suggestion(key, {known.begin(), known.end()});
    where.at(key).refuse("there is no argument " + shown_key(key) + (near.empty() ? all : near));
  }
}

/// An argument and its place; a null pointer if it is missing, and may be.
struct found_argument {
  const nlohmann::json* value;
  reading where;
};

inline found_argument find_argument(const nlohmann::json& given, const reading& where, const char* name,
                                    bool may_be_missing) {
  if (const auto found = given.find(name); found != given.end()) return {&*found, where.at(name)};
  if (where.base_lr && name == std::string("base_lr")) return {&*where.base_lr, {.place = where.place_of_base_lr}};
  if (!may_be_missing) where.refuse(std::string("the argument ") + name + " is missing");
  return {nullptr, {}};
}

/// The arguments of an aggregate, by its fields.
template <with_fields Params>
void read(const nlohmann::json& given, const reading& where, Params& params) {
  if (!given.is_object()) where.refuse("the arguments must be an object, got " + shown(given));
  Params::fields([&](const auto&... fields) {
    refuse_unknown(given, where, {fields.name...});
    const auto read_field = [&](const auto& field) {
      auto& value = params.*field.member;
      const bool may_be_missing = !is_required<std::remove_cvref_t<decltype(value)>>;
      if (const found_argument found = find_argument(given, where, field.name, may_be_missing); found.value)
        read(*found.value, found.where, value);
    };
    (read_field(fields), ...);
  });
}

/// Whether a place ends with the name of a schedule, after its dialect or alone.
inline bool ends_with_name(const std::string& place, const std::string& name) {
  return place.ends_with("/" + name) || place.ends_with("." + name);
}

/// Says where it is in the document that a constructor did not like an argument. What the place says is not said again.
[[noreturn]] inline void refuse_argument(const nlohmann::json& given, const reading& where, const bad_argument& error) {
  const std::string argument = error.argument();  // "steps", "threshold.relative", or about one: "schedule's length"
  const std::string about = argument.substr(0, argument.find_first_of(" ',"));
  std::string inner = "/" + about;
  std::replace(inner.begin(), inner.end(), '.', '/');
  const nlohmann::json::json_pointer pointer(inner);
  const bool is_there = given.is_object() && given.contains(pointer);
  const bool is_of_owner = !is_there && where.base_lr && about == "base_lr";

  std::string rule = std::string(error.rule()) + ", got ";
  rule += is_there && given[pointer].is_string() ? shown(given[pointer]) : error.got();
  const bool is_named = ends_with_name(where.place, error.schedule());
  const bool is_placed = is_there && about == argument && rule.starts_with("must ");
  if (!is_named || !is_placed) rule = argument + " " + rule;
  if (!is_named) rule = std::string(error.schedule()) + ": " + rule;
  throw json_error(is_of_owner ? where.place_of_base_lr : is_there ? where.place + inner : where.place, rule);
}

template <class Make>
auto made(const nlohmann::json& given, const reading& where, Make make) {
  try {
    return make();
  } catch (const json_error&) {
    throw;
  } catch (const bad_argument& error) {
    refuse_argument(given, where, error);
  }
}

// ---- schedules by name ----------------------------------------------------------------------------------------------

/// Makes something of its arguments, which have these names; without names they are a list of schedules.
template <class Result>
struct reader_of {
  argument_names arguments;
  std::function<Result(const nlohmann::json&, const reading&)> make;

  Result operator()(const nlohmann::json& given, const reading& where) const {
    if (!arguments.empty()) {
      if (!given.is_object()) where.refuse("the arguments must be an object, got " + shown(given));
      refuse_unknown(given, where, arguments);
    }
    return make(given, where);
  }
};

template <class Result>
using readers_of = std::map<std::string, reader_of<Result>>;

using reader = reader_of<any_schedule<double>>;
using readers = readers_of<any_schedule<double>>;

/// Those of an aggregate, or of a schedule that is made from its fields.
template <with_fields Owner>
argument_names names_of_arguments() {
  return Owner::fields([](const auto&... fields) { return argument_names{fields.name...}; });
}

/// A schedule or a recipe that is made from an aggregate.
template <class Params>
reader from_params(auto make) {
  return {names_of_arguments<Params>(), [make](const nlohmann::json& given, const reading& where) {
            Params params;
            read(given, where, params);
            return made(given, where, [&] { return any_schedule<double>(make(params)); });
          }};
}

inline std::string no_length(const any_schedule<double>& schedule) {
  return "must have a length, which take gives, got " + shortened(to_string(schedule), 60);
}

template <class Value>
Value argument_of_type(const nlohmann::json& given, const reading& where, const char* name) {
  const found_argument found = find_argument(given, where, name, false);
  if constexpr (std::same_as<Value, any_schedule<double>>) {
    return read_schedule(*found.value, found.where);
  } else if constexpr (std::same_as<Value, any_finite_schedule<double>>) {
    const any_schedule<double> schedule = read_schedule(*found.value, found.where);
    if (!schedule.length()) found.where.refuse(no_length(schedule));
    return schedule;
  } else {
    Value result{};
    read(*found.value, found.where, result);
    return result;
  }
}

/// A schedule that is made from its fields, in their order.
template <class Schedule>
reader from_fields() {
  return {names_of_arguments<Schedule>(), [](const nlohmann::json& given, const reading& where) {
            return Schedule::fields([&]<class Owner, class... Value>(const field<Owner, Value>&... fields) {
              return made(given, where, [&] {
                return any_schedule<double>(Schedule{argument_of_type<Value>(given, where, fields.name)...});
              });
            });
          }};
}

/// A combinator that has a length where the schedule has one that it wraps, its first field.
template <template <class> class Combinator>
reader from_wrapped() {
  using any = any_schedule<double>;
  const auto make = [](const nlohmann::json& given, const reading& where) {
    return Combinator<any>::fields(
        [&]<class Owner, class... Value>(const field<Owner, any>& wrapped, const field<Owner, Value>&... others) {
          const any schedule = argument_of_type<any>(given, where, wrapped.name);
          const auto combined = [&]<class Schedule>(const Schedule& inner) {
            return any(Combinator<Schedule>{inner, argument_of_type<Value>(given, where, others.name)...});
          };
          return made(given, where, [&] {
            return schedule.length() ? combined(any_finite_schedule<double>(schedule)) : combined(schedule);
          });
        });
  };
  return {names_of_arguments<Combinator<any>>(), make};
}

/// A schedule that is made from a list of others.
template <class Schedule>
reader from_parts() {
  return {{}, [](const nlohmann::json& given, const reading& where) {
            std::vector<any_schedule<double>> parts;
            read(given, where, parts);
            for (std::size_t i = 0; std::same_as<Schedule, any_sequence<double>> && i + 1 < parts.size(); ++i)
              if (!parts[i].length()) where.at(std::to_string(i)).refuse(no_length(parts[i]));
            return made(given, where, [&] { return any_schedule<double>(Schedule(std::move(parts))); });
          }};
}

template <class... Schedules>
void add_from_params(readers& all) {
  (all.emplace(Schedules::name,
               from_params<typename Schedules::params>([](const auto& params) { return Schedules(params); })),
   ...);
}

template <template <class> class... Combinators>
void add_wrappers(readers& all) {
  (all.emplace(Combinators<any_schedule<double>>::name, from_wrapped<Combinators>()), ...);
}

template <class... Schedules>
void add_combinators(readers& all) {
  (all.emplace(Schedules::name, from_fields<Schedules>()), ...);
}

/// warmup_stable_decay, with the name of its tail.
struct tailed_params : warmup_stable_decay_params<double> {
  std::string tail = "one_minus_sqrt";

  static constexpr auto fields(auto use) {
    return warmup_stable_decay_params<double>::fields([&](const auto&... others) {
      return use(others..., field{"tail", &tailed_params::tail});
    });
  }
};

template <template <class> class... Tails>
any_schedule<double> with_tail(const tailed_params& given, const reading& where) {
  std::optional<any_schedule<double>> result;
  ((given.tail == Tails<double>::name ? void(result.emplace(warmup_stable_decay<Tails>(given))) : void()), ...);
  if (!result) where.at("tail").refuse("must be " + one_of({Tails<double>::name...}, given.tail));
  return *result;
}

/// A dialect lists its schedules by each(use), and what is driven by a metric by each_plateau(use): use(name,
/// function of an aggregate).
template <class Result>
void add_dialect(readers_of<Result>& all, const std::string& dialect, auto each) {
  each([&]<class Params>(const char* name, Result (*make)(Params)) {
    const auto read_all = [make, dialect](const nlohmann::json& given, const reading& where) {
      reading inner = where;
      inner.dialect = dialect + ".";
      if (given.contains("base_lr")) {
        inner.base_lr = given["base_lr"];
        inner.place_of_base_lr = inner.at("base_lr").place;
      }
      Params params;
      read(given, inner, params);
      return made(given, inner, [&] { return make(params); });
    };
    all.emplace(dialect + "." + name, reader_of<Result>{names_of_arguments<Params>(), read_all});
  });
}

inline const readers& all_readers() {
  static const readers all = [] {
    using any = any_schedule<double>;
    using numbers = std::vector<double>;
    using steps = std::vector<std::int64_t>;
    readers result;
    add_from_params<constant<>, linear<>, cosine<>, polynomial<>, log_linear<>, power<>, cosine_power<>,
                    cosine_k_decay<>, polynomial_k_decay<>, one_minus_sqrt<>, rex<>, hyperbolic_tangent<>, logistic<>,
                    binary_exponential<>, harmonic<>, logarithmic<>, quarter_sine<>, exponential<>,
                    natural_exponential<>, inverse_time<>, inverse_power<>, inverse_sqrt<>, sigmoid<>, step<>,
                    growing_step<>, triangle<>, sine<>>(result);
    add_from_params<warmup_cosine<>, warmup_linear<>, one_cycle<>, one_cycle_three_phase<>, one_cycle_momentum<>,
                    warm_restarts<>, cyclic<>, slanted_triangular<>, tri_stage<>, noam<>, warmup_inverse_sqrt<>,
                    infinite_schedule<>, deepseek_multi_step<>, power_scheduler<>>(result);
    add_combinators<multi_step<steps>, piecewise_constant<numbers, steps>, table<numbers>,
                    piecewise_linear<numbers, steps>, piecewise_cosine<numbers, steps>, take<any>,
                    repeat<any_finite_schedule<>>, repeat_growing<any_finite_schedule<>>,
                    reverse<any_finite_schedule<>>>(result);
    add_wrappers<shift, stretch, staircase, scale, clamp>(result);
    result.emplace("sequence", from_parts<any_sequence<>>());
    result.emplace("product", from_parts<any_fold<multiply>>());
    result.emplace("sum", from_parts<any_fold<add>>());
    result.emplace("minimum", from_parts<any_fold<smaller>>());
    result.emplace("maximum", from_parts<any_fold<larger>>());

    const auto read_tailed = [](const nlohmann::json& given, const reading& where) {
      tailed_params params;
      read(given, where, params);
      return made(given, where, [&] {
        return with_tail<one_minus_sqrt, linear, cosine, binary_exponential, quarter_sine, logarithmic, log_linear,
                         harmonic>(params, where);
      });
    };
    result.emplace("warmup_stable_decay", reader{names_of_arguments<tailed_params>(), read_tailed});

    const auto add = [&](const char* dialect, auto each) { add_dialect(result, dialect, each); };
    add("pytorch", [](auto use) { dialect::pytorch::each(use); });
    add("transformers", [](auto use) { dialect::transformers::each(use); });
    add("keras", [](auto use) { dialect::keras::each(use); });
    add("optax", [](auto use) { dialect::optax::each(use); });
    add("timm", [](auto use) { dialect::timm::each(use); });
    add("megatron", [](auto use) { dialect::megatron::each(use); });
    add("llmc", [](auto use) { dialect::llmc::each(use); });
    add("deepspeed", [](auto use) { dialect::deepspeed::each(use); });
    add("caffe", [](auto use) { dialect::caffe::each(use); });
    return result;
  }();
  return all;
}

/// The arguments of a plateau, and what it lowers.
struct plateau_arguments : plateau<double>::params {
  any_schedule<double> schedule = constant<>({.value = 1});

  static constexpr auto fields(auto use) {
    return params::fields([&](const auto&... fields) {
      return use(fields..., field{"schedule", &plateau_arguments::schedule});
    });
  }
};

inline const readers_of<any_plateau>& all_plateau_readers() {
  static const readers_of<any_plateau> all = [] {
    readers_of<any_plateau> result;
    const auto read_ours = [](const nlohmann::json& given, const reading& where) {
      plateau_arguments arguments;
      read(given, where, arguments);
      return made(given, where, [&] { return any_plateau(plateau<double>(arguments), arguments.schedule); });
    };
    result.emplace(plateau<>::name, reader_of<any_plateau>{names_of_arguments<plateau_arguments>(), read_ours});
    add_dialect(result, "pytorch", [](auto use) { dialect::pytorch::each_plateau(use); });
    add_dialect(result, "keras", [](auto use) { dialect::keras::each_plateau(use); });
    add_dialect(result, "optax", [](auto use) { dialect::optax::each_plateau(use); });
    add_dialect(result, "timm", [](auto use) { dialect::timm::each_plateau(use); });
    return result;
  }();
  return all;
}

/// What the reader of a name, which begins with the dialect, is not told begins with it again.
[[noreturn]] inline void refuse_unknown_schedule(const reading& where, const std::string& name) {
  std::vector<std::string> known;
  const auto add = [&](const auto& all) {
    for (const auto& entry : all)
      if (entry.first.rfind(where.dialect, 0) == 0) known.push_back(entry.first.substr(where.dialect.size()));
  };
  add(all_readers());
  add(all_plateau_readers());
  where.refuse("there is no schedule " + shown_key(name) + suggestion(name, known));
}

/// Of an object with one key.
inline std::string name_of(const nlohmann::json& document, const reading& where) {
  const std::string rule = "a schedule must be an object with one key, its name, got ";
  if (!document.is_object()) where.refuse(rule + shown(document));
  if (document.size() != 1) where.refuse(rule + std::to_string(document.size()) + " keys");
  return document.begin().key();
}

/// A schedule by its name, which stands at a place.
inline any_schedule<double> read_named(const std::string& name, const reading& place_of_name,
                                       const nlohmann::json& arguments, const reading& where) {
  const std::string full_name = where.dialect + name;
  if (all_plateau_readers().contains(full_name))
    place_of_name.refuse(full_name + " needs metrics: it is no function of the step alone");
  const auto found = all_readers().find(full_name);
  if (found == all_readers().end()) refuse_unknown_schedule(place_of_name, name);
  return found->second(arguments, where);
}

inline any_schedule<double> read_schedule(const nlohmann::json& document, reading where) {
  // The member of a framework's schedule: its type, and its arguments beside it.
  if (!where.dialect.empty() && document.is_object() && document.contains("type")) {
    std::string type;
    read(document["type"], where.at("type"), type);
    nlohmann::json arguments = document;
    arguments.erase("type");
    return read_named(type, where.at("type"), arguments, where);
  }
  const std::string name = name_of(document, where);
  const reading inner{.place = where.at(name).place};
  return read_named(name, inner, document.begin().value(), inner);
}

// ---- the state of a plateau -----------------------------------------------------------------------------------------

/// Infinity, which JSON does not have, is a string.
inline nlohmann::json written(double number) {
  if (std::isfinite(number)) return number;
  return text_of(number);
}

inline nlohmann::json written(std::int64_t number) { return number; }

inline void read_written(const nlohmann::json& given, const reading& where, double& value) {
  if (given == "inf" || given == "-inf")
    value = given == "inf" ? HUGE_VAL : -HUGE_VAL;
  else if (given.is_number())
    value = given.get<double>();
  else
    where.refuse("must be a number, \"inf\" or \"-inf\", got " + shown(given));
}

inline void read_written(const nlohmann::json& given, const reading& where, std::int64_t& value) {
  read(given, where, value);
  if (value < 0) where.refuse("must be at least 0, got " + shown(given));
  if (value > longest) where.refuse("must be at most 2^53, got " + shown(given));
}

}  // namespace detail

/// The schedule that a document describes; json_error if it describes none.
inline any_schedule<double> from_json(const nlohmann::json& document) {
  detail::refuse_excess(document);
  return detail::read_schedule(document, {});
}

/// The plateau that a document describes; json_error if it describes none.
inline any_plateau plateau_from_json(const nlohmann::json& document) {
  detail::refuse_excess(document);
  const detail::reading top;
  const std::string name = detail::name_of(document, top);
  const detail::reading where = top.at(name);
  if (detail::all_readers().contains(name))
    where.refuse(name + " takes no metrics: it is a function of the step alone");
  const auto found = detail::all_plateau_readers().find(name);
  if (found == detail::all_plateau_readers().end()) detail::refuse_unknown_schedule(where, name);
  return found->second(document.begin().value(), where);
}

/// A state as an object, from which plateau_state_from_json makes an equal one with the same bits. Infinity, which
/// JSON does not have, is "inf" or "-inf".
inline nlohmann::json to_json(const plateau_state<double>& state) {
  nlohmann::json result;
  plateau_state<double>::fields(
      [&](const auto&... fields) { ((result[fields.name] = detail::written(state.*fields.member)), ...); });
  return result;
}

/// The state that a document holds, all of it; json_error if it holds none: the counts are at least 0, so is the scale,
/// which is finite, and there is no mean of no observations. Any such state can be given to any plateau.
inline plateau_state<double> plateau_state_from_json(const nlohmann::json& document) {
  detail::refuse_excess(document);
  const detail::reading top;
  if (!document.is_object()) top.refuse("the state of a plateau must be an object, got " + detail::shown(document));
  plateau_state<double> state;
  plateau_state<double>::fields([&](const auto&... fields) {
    detail::refuse_unknown(document, top, {fields.name...});
    const auto read_field = [&](const auto& field) {
      const detail::found_argument found = detail::find_argument(document, top, field.name, false);
      detail::read_written(*found.value, found.where, state.*field.member);
    };
    (read_field(fields), ...);
  });
  const auto require = [&](bool holds, const char* field, const std::string& rule) {
    if (!holds) top.at(field).refuse(rule + ", got " + detail::shown(document[field]));
  };
  require(state.scale >= 0 && std::isfinite(state.scale), "scale", "must be finite and at least 0");
  require(state.waiting > 0 || !(state.mean < 0 || state.mean > 0), "mean", "must be 0 if no observation is waiting");
  return state;
}

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
    reading result;
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

/// The document that a text of at most 16 MiB holds; json_error for what is no JSON, for a key that an object has
/// twice, and for a number that no double holds.
inline nlohmann::json parse_json(const std::string& text) {
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

namespace detail {

inline void write_fields(const std::vector<description::field>& fields, nlohmann::json& arguments) {
  for (const description::field& field : fields) {
    nlohmann::json& written = arguments[field.name];
    if (!field.group.empty())
      write_fields(field.group, written);
    else if (field.schedule.size() == 1)
      written = to_json(field.schedule.front());
    else if (!field.schedule.empty())
      for (const description& member : field.schedule) written.push_back(to_json(member));
    else
      std::visit([&](const auto& value) { written = value; }, field.value);
  }
}

}  // namespace detail

/// A description as JSON, from which from_json, or plateau_from_json, makes an equal one with the same bits; json_error
/// for one that holds a function, which no document can.
inline nlohmann::json to_json(const description& schedule) {
  if (schedule.is_function()) throw json_error("", "a function cannot be written as JSON");
  nlohmann::json arguments = nlohmann::json::object();
  if (!schedule.parts.empty()) {
    arguments = nlohmann::json::array();
    for (const description& part : schedule.parts) arguments.push_back(to_json(part));
  }
  detail::write_fields(schedule.fields, arguments);
  return {{schedule.name, std::move(arguments)}};
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

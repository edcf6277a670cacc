// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_FUZZ_REFERENCE_HPP
#define LRSCHED_TESTS_FUZZ_REFERENCE_HPP

// Every schedule once more, written for clarity, in 300 binary digits: from a description and a position its value, and
// how far ours may be from it. A shape may be off by what its header promises, in units of the last place. What is
// composed may be off by what its parts are, carried through its formula, and half a unit for each operation of its
// own. A position that is no whole step has been rounded: it may be off by as much as the value changes within 2^-51 of
// the position and the length.
// Where nothing is promised, `unknown` is thrown.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <lrsched/any/description.hpp>

#include "../exact.hpp"

namespace test {

struct unknown {};

struct reference_value {
  exact value, error;
};

/// What a finite number holds, and how far off so many ulp are. What is below the smallest normal number may be 0.
inline reference_value rounded(const exact& value, double ulps, const exact& error = 0) {
  const exact most = std::numeric_limits<double>::max(), held = value < -most ? -most : most < value ? most : value;
  const long exponent = held.exponent();
  const bool is_small = exponent < std::numeric_limits<double>::min_exponent;
  const exact off =
      is_small ? abs(held) : exact(ulps) * exact::power_of_2(exponent - std::numeric_limits<double>::digits);
  return {held, error + off};
}

/// What the reference itself may be off by on the way between two values.
inline exact lost_between(const exact& from, const exact& to) {
  return (abs(from) + abs(to)) * exact::power_of_2(-250);
}

/// Between two ends of two signs the unit is that of the larger one.
inline exact with_unit_of(const exact& value, const exact& from, const exact& to) {
  const bool has_two_signs = (from < exact(0)) != (to < exact(0));
  return has_two_signs ? (abs(from) < abs(to) ? to : from) : value;
}

inline exact smaller(const exact& a, const exact& b) { return b < a ? b : a; }
inline exact larger(const exact& a, const exact& b) { return a < b ? b : a; }

/// The arguments of a description.
class arguments {
 public:
  explicit arguments(const lrsched::description& given) : given_(given) {}

  const lrsched::description::field& field(std::string_view name) const {
    for (const auto& each : given_.fields)
      if (each.name == name) return each;
    throw unknown();
  }
  double number(std::string_view name) const { return std::get<double>(field(name).value); }
  exact operator[](std::string_view name) const { return number(name); }
  std::int64_t steps(std::string_view name) const { return std::get<std::int64_t>(field(name).value); }
  const std::string& word(std::string_view name) const { return std::get<std::string>(field(name).value); }
  template <class Value>
  const std::vector<Value>& list(std::string_view name) const {
    return std::get<std::vector<Value>>(field(name).value);
  }
  const lrsched::description& schedule(std::string_view name) const { return field(name).schedule.front(); }
  const std::vector<lrsched::description>& parts() const { return given_.parts; }

 private:
  const lrsched::description& given_;
};

// ---- shapes -----------------------------------------------------------------------------------------------------------

/// (1 - cos(pi p)) / 2, without cancellation.
inline exact half_wave(const exact& p) {
  const exact wave = sin(exact::pi() * p / 2);
  return wave * wave;
}

/// A ramp: the value at progress p of n whole steps by way(p, n), `from` at 0 and `to` at 1. Where the ends have two
/// signs the larger one has the unit.
inline reference_value ramp(const arguments& given, const exact& k, double ulps, const auto& way) {
  const std::string& includes = given.word("includes");
  const int before = includes == "to" || includes == "neither", behind = includes == "from" || includes == "neither";
  const exact from = given["from"], to = given["to"], whole = given.steps("steps") + before + behind - 1;
  if (!(k + before < whole)) return {to, 0};
  if (exact(0x1p53) < whole) throw unknown();  // no double counts its steps
  const exact value = way(from, to, (k + before) / whole, whole);
  return {value, rounded(with_unit_of(value, from, to), ulps, lost_between(from, to)).error};
}

/// The same, of the share of the way that is taken.
inline auto share(auto taken) {
  return [=](const exact& from, const exact& to, const exact& p, const exact& n) {
    return from + (to - from) * taken(p, n);
  };
}

using shape = std::function<reference_value(const arguments&, const exact&)>;

inline shape ramp_of(double ulps, const auto& way) {
  return [=](const arguments& given, const exact& k) { return ramp(given, k, ulps, way); };
}

/// initial times a factor, for an initial value that can be halved without losing digits.
inline reference_value grown(const exact& initial, const exact& factor) {
  if (!(exact(0) < abs(initial))) return {initial, 0};  // though the factor has no bounds
  if (abs(initial) < exact(1e-290)) throw unknown();
  return rounded(initial * factor, 4);
}

/// 1 / (1 + e^-x).
inline exact logistic(const exact& x) { return exact(1) / (exact(1) + exp(-x)); }

/// In which of the cycles a position lies, and where: each is `growth` times as long as the one before.
struct cycle {
  std::int64_t index = 0;
  exact gone, length;
};
inline cycle cycle_at(const exact& k, std::int64_t first, double growth) {
  if (growth == 1) {
    const exact index = floor(k / first);
    return {static_cast<std::int64_t>(static_cast<double>(index)), k - index * first, first};
  }
  if (growth < 1) throw unknown();  // cycles that end are compared by tests/detail/cycles.cpp
  cycle at{0, k, first};
  for (; !(at.gone < at.length); ++at.index) {
    if (at.index == 1'000) throw unknown();
    at.gone = at.gone - at.length;
    at.length = at.length * growth;
  }
  return at;
}

/// How many milestones are at or before a position.
inline std::size_t passed(const std::vector<std::int64_t>& milestones, const exact& k) {
  std::size_t count = 0;
  while (count < milestones.size() && !(k < exact(milestones[count]))) ++count;
  return count;
}

inline shape through_points(const auto& way) {
  return [=](const arguments& given, const exact& k) {
    const auto& values = given.list<double>("values");
    const auto& milestones = given.list<std::int64_t>("milestones");
    const std::size_t next = passed(milestones, k);
    if (next == 0 || next == values.size()) return reference_value{values[next == 0 ? 0 : next - 1], 0};
    const exact from = values[next - 1], to = values[next], start = milestones[next - 1];
    const exact value = from + (to - from) * way((k - start) / (exact(milestones[next]) - start));
    return reference_value{value, rounded(with_unit_of(value, from, to), 4, lost_between(from, to)).error};
  };
}

inline shape wave_of(const auto& way) {
  return [=](const arguments& given, const exact& k) {
    const exact up = given.steps("up"), down = given.steps("down"), low = given["low"], high = given["high"];
    const exact i = k - floor(k / (up + down)) * (up + down);
    const exact value = low + (high - low) * way(i < up ? i / up : (up + down - i) / down);
    return reference_value{value, rounded(with_unit_of(value, low, high), 4, lost_between(low, high)).error};
  };
}

/// Those that have no parts, by their names.
inline const std::map<std::string, shape, std::less<>>& shapes() {
  using number = const exact&;
  static const std::map<std::string, shape, std::less<>> all{
      {"constant",
       [](const arguments& given, number) {
         return reference_value{given["value"], 0};
       }},
      {"linear", ramp_of(4, share([](number p, number) { return p; }))},
      {"cosine", ramp_of(4, share([](number p, number) { return half_wave(p); }))},
      {"one_minus_sqrt", ramp_of(4, share([](number p, number) { return sqrt(p); }))},
      {"binary_exponential", ramp_of(4, share([](number p, number) { return 2 - 2 * pow(exact(0.5), p); }))},
      {"logarithmic", ramp_of(4, share([](number p, number n) { return log(1 + p * n) / log(1 + n); }))},
      {"quarter_sine", ramp_of(4, share([](number p, number) { return sin(exact::pi() * p / 2); }))},
      {"log_linear", ramp_of(4, [](number from, number to, number p,
                                   number) { return from < to || to < from ? from * pow(to / from, p) : from; })},
      {"harmonic",
       ramp_of(4, [](number from, number to, number p, number) { return exact(1) / ((1 - p) / from + p / to); })},
      {"polynomial",
       [](const arguments& given, number k) {
         return ramp(given, k, 4, share([&](number p, number) { return 1 - pow(1 - p, given["power"]); }));
       }},
      {"power",
       [](const arguments& given, number k) {
         return ramp(given, k, 4, share([&](number p, number) { return exact(0) < p ? pow(p, given["power"]) : p; }));
       }},
      {"rex",
       [](const arguments& given, number k) {
         const exact d = given["d"];
         return ramp(given, k, 4, share([&](number p, number) { return 1 - (1 - p) / (1 - d + d * (1 - p)); }));
       }},
      {"cosine_power",
       [](const arguments& given, number k) {
         return ramp(given, k, 4 + 3 * given.number("power"),
                     share([&](number p, number) { return 1 - pow(half_wave(1 - p), given["power"]); }));
       }},
      {"cosine_exponential",
       [](const arguments& given, number k) {
         const exact base = given["base"];
         return ramp(given, k, 5 + std::log2(given.number("base")),
                     share([&](number p, number) { return (base - pow(base, half_wave(1 - p))) / (base - 1); }));
       }},
      {"cosine_k_decay",
       [](const arguments& given, number k) {
         return ramp(given, k, 4, share([&](number p, number) { return half_wave(pow(p, given["k"])); }));
       }},
      {"polynomial_k_decay",
       [](const arguments& given, number k) {
         return ramp(given, k, 4 + 2 * given.number("power"), share([&](number p, number) {
                       const exact left = -expm1(given["k"] * log(p));
                       if (left < exact(1e-307)) throw unknown();
                       return 1 - pow(left, given["power"]);
                     }));
       }},
      {"hyperbolic_tangent",
       [](const arguments& given, number k) {
         const exact low = given["low"], high = given["high"];
         const double size = std::max(std::abs(given.number("low")), std::abs(given.number("high")));
         return ramp(given, k, 4 + 4 * size,
                     share([&](number p, number) { return logistic(2 * (low * (1 - p) + high * p)); }));
       }},
      {"logistic",
       [](const arguments& given, number k) {
         if (given.number("middle") < 0 || given.number("middle") > 1) throw unknown();
         return ramp(given, k, 4 + 3 * given.number("steepness"),
                     share([&](number p, number) { return logistic(given["steepness"] * (p - given["middle"])); }));
       }},
      {"exponential", [](const arguments& given,
                         number k) { return grown(given["initial"], pow(given["rate"], k / given.steps("every"))); }},
      {"natural_exponential",
       [](const arguments& given, number k) {
         return grown(given["initial"], exp(-given["rate"] * k / given.steps("every")));
       }},
      {"inverse_time",
       [](const arguments& given, number k) {
         if (exact(1e307) < given["rate"] * k) throw unknown();
         return rounded(given["initial"] / (1 + given["rate"] * k / given.steps("every")), 4);
       }},
      {"inverse_power",
       [](const arguments& given, number k) {
         if (given.number("curve") > 20) throw unknown();
         if (exact(1e307) < given["rate"] * k) throw unknown();
         const exact ratio = pow(given["rate"] * k / given.steps("every"), given["curve"]);
         const double power = std::clamp(given.number("power"), -0x1p100, 0x1p100);
         if (given.number("initial") == 0) return reference_value{0, 0};
         const exact factor = pow(1 + ratio, -exact(power));
         if (factor < exact(1e-307)) throw unknown();
         return rounded(given["initial"] * factor, 4 + 2 * std::abs(power));
       }},
      {"inverse_sqrt", [](const arguments& given,
                          number k) { return rounded(given["initial"] / sqrt(1 + k / given.steps("timescale")), 4); }},
      {"sigmoid",
       [](const arguments& given, number k) {
         const exact exponent = given["rate"] * (k - given.steps("middle"));
         if (logistic(exponent) < exact(1e-307)) throw unknown();
         return rounded(given["value"] * logistic(exponent), 4 + static_cast<double>(abs(exponent)));
       }},
      {"step", [](const arguments& given,
                  number k) { return grown(given["initial"], pow(given["factor"], floor(k / given.steps("every")))); }},
      {"growing_step",
       [](const arguments& given, number k) {
         const cycle at = cycle_at(k, given.steps("every"), given.number("growth"));
         return grown(given["initial"], pow(given["factor"], at.index));
       }},
      {"multi_step",
       [](const arguments& given, number k) {
         return grown(given["initial"], pow(given["factor"], passed(given.list<std::int64_t>("milestones"), k)));
       }},
      {"piecewise_constant",
       [](const arguments& given, number k) {
         return reference_value{given.list<double>("values")[passed(given.list<std::int64_t>("milestones"), k)], 0};
       }},
      {"table",
       [](const arguments& given, number k) {
         const auto& values = given.list<double>("values");
         const exact last = values.size() - 1;
         return reference_value{values[static_cast<std::size_t>(static_cast<double>(smaller(floor(k), last)))], 0};
       }},
      {"piecewise_linear", through_points([](number p) { return p; })},
      {"piecewise_cosine", through_points(half_wave)},
      {"triangle", wave_of([](number q) { return q; })},
      {"sine", wave_of([](number q) { return sin(exact::pi() * q / 2); })},
  };
  return all;
}

// ---- compositions -----------------------------------------------------------------------------------------------------

/// Recipes as what their headers say they are composed of.
inline const std::map<std::string, std::function<lrsched::description(const arguments&)>, std::less<>>& recipes() {
  using lrsched::description;
  using given = const arguments&;
  using values = std::vector<std::pair<const char*, description::value>>;
  const auto make = [](std::string name, const values& arguments) {
    description made{.name = std::move(name)};
    for (const auto& [argument, value] : arguments) made.fields.push_back({.name = argument, .value = value});
    return made;
  };
  const auto over = [=](std::string name, description schedule, const values& arguments) {
    description made = make(std::move(name), arguments);
    made.fields.push_back({.name = "schedule", .schedule = {std::move(schedule)}});
    return made;
  };
  const auto list = [](std::string name, std::vector<description> parts) {
    return description{.name = std::move(name), .parts = std::move(parts)};
  };
  const auto of_two = [=](std::string name, double from, double to, std::int64_t steps, std::string includes = "from") {
    return make(std::move(name), {{"from", from}, {"to", to}, {"steps", steps}, {"includes", std::move(includes)}});
  };
  const auto still = [=](double value) { return make("constant", {{"value", value}}); };
  const auto take = [=](description schedule, std::int64_t count) {
    return over("take", std::move(schedule), {{"count", count}});
  };
  const auto warmup = [=](given of, double start) {
    return of_two("linear", start, of.number("peak"), of.steps("warmup_steps"), of.word("warmup_includes"));
  };
  const auto warmup_decay = [=](const char* tail) {
    return [=](given of) {
      return list("sequence", {warmup(of, of.number("start")),
                               of_two(tail, of.number("peak"), of.number("floor"), of.steps("decay_steps"))});
    };
  };
  static const std::map<std::string, std::function<description(given)>, std::less<>> all{
      {"warmup_cosine", warmup_decay("cosine")},
      {"warmup_linear", warmup_decay("linear")},
      {"warmup_stable_decay",
       [=](given of) {
         const double peak = of.number("peak");
         return list("sequence", {warmup(of, of.number("start")), take(still(peak), of.steps("stable_steps")),
                                  of_two(of.word("tail"), peak, of.number("floor"), of.steps("decay_steps"))});
       }},
      {"one_cycle",
       [=](given of) {
         const double peak = of.number("peak");
         return list("sequence", {of_two("cosine", peak / of.number("start_divisor"), peak, of.steps("up_steps")),
                                  of_two("cosine", peak, peak / of.number("end_divisor"), of.steps("down_steps"))});
       }},
      {"one_cycle_three_phase",
       [=](given of) {
         const double peak = of.number("peak"), start = peak / of.number("start_divisor");
         return list("sequence", {of_two("linear", start, peak, of.steps("up_steps")),
                                  of_two("linear", peak, start, of.steps("down_steps")),
                                  of_two("linear", start, peak / of.number("end_divisor"), of.steps("end_steps"))});
       }},
      {"one_cycle_momentum",
       [=](given of) {
         const double high = of.number("high"), low = of.number("low");
         return list("sequence", {of_two("cosine", high, low, of.steps("up_steps")),
                                  of_two("cosine", low, high, of.steps("down_steps"))});
       }},
      {"slanted_triangular",
       [=](given of) {
         const double peak = of.number("peak"), low = peak / of.number("ratio");
         return list("sequence", {of_two("linear", low, peak, of.steps("up_steps")),
                                  of_two("linear", peak, low, of.steps("down_steps"))});
       }},
      {"tri_stage",
       [=](given of) {
         const double peak = of.number("peak");
         return list("sequence", {of_two("linear", peak * of.number("start_factor"), peak, of.steps("warmup_steps")),
                                  take(still(peak), of.steps("hold_steps")),
                                  of_two("log_linear", peak, peak * of.number("end_factor"), of.steps("decay_steps"))});
       }},
      {"infinite_schedule",
       [=](given of) {
         const double steady = of.number("steady");
         return list("sequence",
                     {warmup(of, 0), of_two("cosine", of.number("peak"), steady, of.steps("cooldown_steps")),
                      take(still(steady), of.steps("steady_steps")),
                      of_two("log_linear", steady, of.number("floor"), of.steps("annealing_steps"))});
       }},
      {"noam",
       [=](given of) {
         const double size = static_cast<double>(of.steps("model_size")),
                      steps = static_cast<double>(of.steps("warmup_steps"));
         const double peak = of.number("factor") / std::sqrt(size * steps);
         return list("sequence", {of_two("linear", 0, peak, of.steps("warmup_steps")),
                                  make("inverse_sqrt", {{"initial", peak}, {"timescale", of.steps("warmup_steps")}})});
       }},
      {"cyclic",
       [=](given of) {
         const double low = of.number("low"), high = of.number("high");
         const bool grows = of.number("cycle_factor") > 1 || of.number("step_factor") > 1;
         const std::int64_t up = of.steps("up_steps"), down = of.steps("down_steps");
         const description waves = list(
             "product",
             {make("triangle", {{"low", 0.0}, {"high", 1.0}, {"up", up}, {"down", down}}),
              make("step", {{"initial", high - low}, {"factor", of.number("cycle_factor")}, {"every", up + down}}),
              make("exponential", {{"initial", 1.0}, {"rate", of.number("step_factor")}, {"every", std::int64_t{1}}})});
         return over("clamp", list("sum", {still(low), waves}),
                     {{"low", low}, {"high", grows ? std::numeric_limits<double>::max() : high}});
       }},
      {"warm_restarts",
       [=](given of) {
         const std::int64_t first = of.steps("first_cycle_steps");
         const double growth = of.number("growth");
         const auto share = [&](double from, double to) {
           return over("repeat_growing", of_two("cosine", from, to, first), {{"growth", growth}});
         };
         const auto height = [&](double initial, double factor) {
           return make("growing_step",
                       {{"initial", initial}, {"factor", factor}, {"every", first}, {"growth", growth}});
         };
         const description floors = height(of.number("floor"), of.number("floor_factor"));
         const description peaks = list("maximum", {height(of.number("peak"), of.number("peak_factor")), floors});
         const description mixed =
             list("sum", {list("product", {share(1, 0), peaks}), list("product", {share(0, 1), floors})});
         return list("minimum", {list("maximum", {mixed, floors}), peaks});
       }},
      {"deepseek_multi_step",
       [=](given of) {
         const double peak = of.number("peak");
         return list("sequence", {warmup(of, 0), take(still(peak), of.steps("first_steps")),
                                  take(still(peak * std::sqrt(0.1)), of.steps("second_steps")),
                                  take(still(peak * 0.1), of.steps("third_steps"))});
       }},
  };
  return all;
}

class reference {
 public:
  using description = lrsched::description;

  /// The value at a position, which counts from 0 to 2^53.
  static reference_value at(const description& schedule, const exact& position) {
    const exact k = smaller(larger(position, 0), 0x1p53);
    const arguments given(schedule);
    if (const auto found = shapes().find(schedule.name); found != shapes().end()) {
      const reference_value value = found->second(given, k);
      return rounded(value.value, 0, value.error);
    }
    if (const auto found = recipes().find(schedule.name); found != recipes().end()) return at(found->second(given), k);
    if (const auto found = compositions().find(schedule.name); found != compositions().end())
      return found->second(given, k);
    throw unknown();
  }

  /// Of what ends.
  static std::optional<std::int64_t> length(const description& schedule) {
    const arguments given(schedule);
    const std::string& name = schedule.name;
    const auto inner = [&](const char* which = "schedule") { return length(given.schedule(which)); };
    if (const auto found = recipes().find(name); found != recipes().end()) return length(found->second(given));
    if (name == "take") return given.steps("count");
    if (name == "with_length") return given.steps("steps");
    if (name == "decay_from") return given.steps("at") + *inner("ramp");
    if (name == "table") return given.list<double>("values").size();
    if (name == "piecewise_linear" || name == "piecewise_cosine") return given.list<std::int64_t>("milestones").back();
    for (const char* keeps : {"scale", "clamp", "exponentiate", "staircase", "reverse"})
      if (name == keeps) return inner();
    if (name == "shift")
      return inner() ? std::optional(std::max<std::int64_t>(0, *inner() + given.steps("by"))) : inner();
    const auto at_least = [](std::int64_t steps, std::optional<std::int64_t> rest) {
      return rest ? std::optional(std::max(steps, *rest)) : rest;
    };
    if (name == "crossfade") return at_least(given.steps("at") + given.steps("steps"), inner("into"));
    if (name == "override_between") return at_least(given.steps("to") + given.steps("grace"), inner());
    if (name == "stretch") {
      if (!inner()) return std::nullopt;
      const exact steps = given["factor"] * *inner(), down = floor(steps);
      const bool is_more = steps * exact(0x1p-51) < steps - down;  // than the rounding of a product
      return static_cast<std::int64_t>(static_cast<double>(down)) + is_more;
    }
    if (name == "sequence" || name == "product" || name == "sum" || name == "minimum" || name == "maximum") {
      std::int64_t all = 0;
      for (const description& part : given.parts()) {
        const std::optional<std::int64_t> one = length(part);
        if (!one) return std::nullopt;
        all = name == "sequence" ? all + *one : std::max(all, *one);
      }
      return all;
    }
    for (const auto& field : schedule.fields)
      if (field.name == "steps") return given.steps("steps");  // a ramp
    if (shapes().contains(name) || name == "repeat" || name == "repeat_growing") return std::nullopt;
    throw unknown();
  }

 private:
  using composition = std::function<reference_value(const arguments&, const exact&)>;
  using pair = const reference_value&;

  /// Where a position has been rounded, or its distance from the end.
  static reference_value near(const description& schedule, const exact& position) {
    const reference_value value = at(schedule, position);
    if (!(floor(position) < position)) return value;
    const exact doubt = (position + length(schedule).value_or(0)) * exact(0x1p-51);
    const exact less = at(schedule, position - doubt).value, more = at(schedule, position + doubt).value;
    return {value.value, value.error + exact(2) * larger(abs(less - value.value), abs(more - value.value))};
  }

  static reference_value product(pair a, pair b) {
    return rounded(a.value * b.value, 0.5, abs(a.value) * b.error + abs(b.value) * a.error + a.error * b.error);
  }
  static reference_value sum(pair a, pair b) { return rounded(a.value + b.value, 0.5, a.error + b.error); }
  static reference_value minimum(pair a, pair b) { return {smaller(a.value, b.value), larger(a.error, b.error)}; }
  static reference_value maximum(pair a, pair b) { return {larger(a.value, b.value), larger(a.error, b.error)}; }

  /// From a to b, p of the way.
  static reference_value between(pair a, pair b, const exact& p) {
    const reference_value first = rounded(a.value * (1 - p), 2, a.error * (1 - p)),
                          last = rounded(b.value * p, 2, b.error * p);
    return sum(first, last);
  }

  static composition fold(auto join) {
    return [=](const arguments& given, const exact& k) {
      reference_value all = near(given.parts().front(), k);
      for (std::size_t i = 1; i < given.parts().size(); ++i) all = join(all, near(given.parts()[i], k));
      return all;
    };
  }

  static reference_value at_in_sequence(const arguments& given, const exact& k) {
    exact start = 0;
    for (std::size_t i = 0; i + 1 < given.parts().size(); ++i) {
      const exact steps = *length(given.parts()[i]);
      if (k < start + steps) return near(given.parts()[i], k - start);
      start = start + steps;
    }
    return near(given.parts().back(), k - start);
  }

  static const std::map<std::string, composition, std::less<>>& compositions() {
    using with = const arguments&;
    using number = const exact&;
    static const std::map<std::string, composition, std::less<>> all{
        {"product", fold(product)},
        {"sum", fold(sum)},
        {"minimum", fold(minimum)},
        {"maximum", fold(maximum)},
        {"sequence", at_in_sequence},
        {"shift", [](with of, number k) { return near(of.schedule("schedule"), k - of.steps("by")); }},
        {"take", [](with of, number k) { return near(of.schedule("schedule"), smaller(k, of.steps("count"))); }},
        {"reverse",
         [](with of, number k) { return near(of.schedule("schedule"), *length(of.schedule("schedule")) - k); }},
        {"staircase",
         [](with of, number k) {
           const exact width = of.steps("width"), end = length(of.schedule("schedule")).value_or(INT64_MAX);
           return near(of.schedule("schedule"), k < end ? floor(k / width) * width : end);
         }},
        {"stretch", [](with of, number k) { return near(of.schedule("schedule"), k / of["factor"]); }},
        {"repeat",
         [](with of, number k) {
           return near(of.schedule("schedule"), cycle_at(k, *length(of.schedule("schedule")), 1).gone);
         }},
        {"repeat_growing",
         [](with of, number k) {
           const std::int64_t first = *length(of.schedule("schedule"));
           const cycle at = cycle_at(k, first, std::min(of.number("growth"), 0x1p100));
           return near(of.schedule("schedule"), at.gone / at.length * first);
         }},
        {"scale",
         [](with of, number k) {
           return product({of["factor"], 0}, near(of.schedule("schedule"), k));
         }},
        {"clamp",
         [](with of, number k) {
           return maximum({of["low"], 0}, minimum({of["high"], 0}, near(of.schedule("schedule"), k)));
         }},
        {"exponentiate",
         [](with of, number k) {
           const reference_value power = near(of.schedule("schedule"), k);
           const exact value = pow(of["base"], power.value),
                       ratio = pow(larger(of["base"], exact(1) / of["base"]), power.error);
           return rounded(value, 2, value * (ratio - 1));
         }},
        {"decay_from",
         [](with of, number k) {
           const exact switched = of.steps("at");
           const reference_value rate = near(of.schedule("schedule"), smaller(k, switched));
           return k < switched ? rate : product(rate, near(of.schedule("ramp"), k - switched));
         }},
        {"crossfade",
         [](with of, number k) {
           const exact begin = of.steps("at"), steps = of.steps("steps");
           if (k < begin) return near(of.schedule("schedule"), k);
           if (!(k < begin + steps)) return near(of.schedule("into"), k);
           return between(near(of.schedule("schedule"), k), near(of.schedule("into"), k), (k - begin) / steps);
         }},
        {"override_between",
         [](with of, number k) {
           const exact begin = of.steps("from"), end = of.steps("to"), grace = of.steps("grace");
           if (k < begin || !(k < end + grace)) return near(of.schedule("schedule"), k);
           const reference_value other = near(of.schedule("other"), k - begin);
           return k < end ? other : between(other, near(of.schedule("schedule"), k), (k - end) / grace);
         }},
        {"with_length",
         [](with of, number k) {
           const exact switched = of.steps("at"), steps = of.steps("steps"), end = *length(of.schedule("schedule"));
           if (!(switched < k)) return near(of.schedule("schedule"), k);
           if (!(k < steps) || !(switched < end)) return near(of.schedule("schedule"), end);
           return near(of.schedule("schedule"), switched + (k - switched) * (end - switched) / (steps - switched));
         }},
    };
    return all;
  }
};

}  // namespace test

#endif

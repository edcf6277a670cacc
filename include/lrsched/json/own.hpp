// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_OWN_HPP
#define LRSCHED_JSON_OWN_HPP

// The library's own names: how each schedule, combinator, recipe, edit of a plan and the plateau is made of its
// arguments.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::same_as
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int64_t
#include <optional>  // std::optional
#include <string>    // std::string, std::to_string
#include <utility>   // std::move, std::pair
#include <vector>    // std::vector

#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/batches.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/json/reader.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/json/shown.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

using schedule_entry = json_reader::entry<any_schedule<double>>;
using schedule_entries = json_reader::entries<any_schedule<double>>;

/// What Make(arguments, where) makes of an aggregate.
template <class Params, auto Make>
auto from_arguments() {
  using result = decltype(Make(Params(), reading{}));
  using entry = json_reader::entry<result>;
  constexpr auto read_and_make = [](const nlohmann::json& given, const reading& where, const entry&) {
    Params arguments;
    json_source(given, where).read(arguments_of(arguments));
    return Make(arguments, where);
  };
  return entry{names_of_params<Params>, read_and_make};
}

/// A schedule or a recipe.
template <class Schedule>
any_schedule<double> from_params(const typename Schedule::params& given, const reading&) {
  return erased(Schedule(given));
}

template <class Value>
Value argument_of_type(const nlohmann::json& given, const reading& where, const char* name) {
  constexpr bool is_0_if_missing = std::same_as<Value, numeric<std::int64_t>>;
  const found there = find_argument(given, where, name, is_0_if_missing);
  if constexpr (is_0_if_missing)
    if (there.value == nullptr) return 0;
  if constexpr (std::same_as<Value, any_finite_schedule<double>>) {
    any_schedule<double> schedule;
    read(*there.value, there.where, schedule);
    if (!schedule.length()) refuse_endless(there.where, schedule);
    return schedule;
  } else {
    Value result{};
    read(*there.value, there.where, result);
    return result;
  }
}

/// A schedule that is made from its fields, in their order.
template <class Schedule>
schedule_entry from_fields() {
  return {names_of_arguments<Schedule>, [](const nlohmann::json& given, const reading& where, const schedule_entry&) {
            refuse_unknown(given, where, names_of_arguments<Schedule>());
            return Schedule::fields([&]<class Owner, class... Value>(const field<Owner, Value>&... fields) {
              return any_schedule<double>(Schedule{argument_of_type<Value>(given, where, fields.name)...});
            });
          }};
}

/// A combinator that has a length where the schedule has one that it wraps, its first field.
template <template <class> class Combinator>
schedule_entry from_wrapped() {
  using any = any_schedule<double>;
  constexpr auto make = [](const nlohmann::json& given, const reading& where, const schedule_entry&) {
    refuse_unknown(given, where, names_of_arguments<Combinator<any>>());
    return Combinator<any>::fields(
        [&]<class Owner, class... Value>(const field<Owner, any>& wrapped, const field<Owner, Value>&... others) {
          const any schedule = argument_of_type<any>(given, where, wrapped.name);
          return keeping_length(schedule, [&]<class Schedule>(const Schedule& inner) {
            return any(Combinator<Schedule>{inner, argument_of_type<Value>(given, where, others.name)...});
          });
        });
  };
  return {names_of_arguments<Combinator<any>>, make};
}

/// A schedule that is made from a list of others.
template <class Schedule>
schedule_entry from_parts() {
  constexpr auto make = [](const nlohmann::json& given, const reading& where, const schedule_entry&) {
    std::vector<any_schedule<double>> parts;
    read(given, where, parts);
    for (std::size_t i = 0; std::same_as<Schedule, any_sequence<double>> && i + 1 < parts.size(); ++i)
      if (!parts[i].length()) refuse_endless(where.at(std::to_string(i)), parts[i]);
    return any_schedule<double>(Schedule(std::move(parts)));
  };
  return {[] { return argument_names{}; }, make};
}

template <class... Schedules>
void add_from_params(schedule_entries& all) {
  (all.emplace(Schedules::name, from_arguments<typename Schedules::params, from_params<Schedules>>()), ...);
}

template <class... Schedules>
void add_from_fields(schedule_entries& all) {
  (all.emplace(Schedules::name, from_fields<Schedules>()), ...);
}

template <template <class> class... Combinators>
void add_wrappers(schedule_entries& all) {
  (all.emplace(Combinators<any_schedule<double>>::name, from_wrapped<Combinators>()), ...);
}

struct precedes {
  static constexpr const char* name = "warmup_precedes";

  auto operator()(const auto& warmup, const auto& schedule) const { return warmup_precedes(warmup, schedule); }
};
struct multiplies {
  static constexpr const char* name = "warmup_multiplies";

  auto operator()(const auto& warmup, const auto& schedule) const { return warmup_multiplies(warmup, schedule); }
};
struct replaces {
  static constexpr const char* name = "warmup_replaces";

  auto operator()(const auto& warmup, const auto& schedule) const { return warmup_replaces(warmup, schedule); }
};

/// A composition that is described as the edit that it was made by.
template <class... Value>
any_schedule<double> named_edit(const char* name, any_schedule<double> plan,
                                const std::pair<const char*, Value>&... arguments) {
  describing told;
  (tell(told, arguments.first, arguments.second), ...);
  return with_name({.name = name, .fields = told.fields()}, std::move(plan));
}

/// A warm-up and a schedule, by one of these.
template <class Edit>
schedule_entry from_warmup() {
  return {[] {
            return argument_names{"warmup", "schedule"};
          },
          [](const nlohmann::json& given, const reading& where, const schedule_entry& self) {
            refuse_unknown(given, where, self.arguments());
            const auto warmup = argument_of_type<any_finite_schedule<double>>(given, where, "warmup");
            const auto schedule = argument_of_type<any_schedule<double>>(given, where, "schedule");
            return named_edit(
                Edit::name, keeping_length(schedule, [&](const auto& inner) { return erased(Edit()(warmup, inner)); }),
                std::pair("warmup", warmup), std::pair("schedule", schedule));
          }};
}

/// What a text of batches is refused with is said of the whole text.
inline any_batches batches_in(const std::string& text, std::int64_t tokens_per_sample, const reading& where) {
  try {
    return parse_batches(text, tokens_per_sample).in_tokens(tokens_per_sample);
  } catch (const bad_argument& error) {
    where.refuse(error.argument() + std::string(" ") + error.rule() + ", got " + shown(text));
  }
}

/// With tokens_per_sample the schedule counts tokens, and so do the batches, in front of their colons.
inline any_schedule<double> read_by_samples(const nlohmann::json& given, const reading& where,
                                            const schedule_entry& self) {
  refuse_unknown(given, where, self.arguments());
  const auto schedule = argument_of_type<any_schedule<double>>(given, where, "schedule");
  const auto text = argument_of_type<std::string>(given, where, "batches");
  std::int64_t tokens_per_sample = 1;
  if (const found tokens = find_argument(given, where, "tokens_per_sample", true); tokens.value != nullptr)
    read(*tokens.value, tokens.where, tokens_per_sample);
  made(given, where, [&] { return check("by_samples", "tokens_per_sample", tokens_per_sample, at_least_1); });
  const any_batches batches = batches_in(text, tokens_per_sample, where.at("batches"));
  return keeping_length(schedule, [&](const auto& inner) { return any_schedule<double>(by_samples(inner, batches)); });
}

/// The tail is written as if the rate at the switch were 1, and is multiplied by what it is.
inline any_schedule<double> read_switch_at(const nlohmann::json& given, const reading& where,
                                           const schedule_entry& self) {
  refuse_unknown(given, where, self.arguments());
  const auto schedule = argument_of_type<any_schedule<double>>(given, where, "schedule");
  const auto at = argument_of_type<std::int64_t>(given, where, "at");
  const auto tail = argument_of_type<any_schedule<double>>(given, where, "tail");
  const auto scaled = [&](double rate) {
    return keeping_length(tail, [&](const auto& inner) { return erased(scale(inner, rate)); });
  };
  return named_edit("switch_at", erased(switch_at(schedule, at, scaled)), std::pair("schedule", schedule),
                    std::pair("at", at), std::pair("tail", tail));
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
  ((given.tail == Tails<double>::name ? void(result.emplace(erased(warmup_stable_decay<Tails>(given)))) : void()), ...);
  if (!result) refuse_name(where.at("tail"), {Tails<double>::name...}, given.tail);
  return *result;
}

/// The arguments of a plateau, and what it lowers.
struct plateau_arguments : plateau<double>::params {
  any_schedule<double> schedule = constant<>({.value = 1});
  numeric<std::int64_t> updates_per_observation = 1;  // the schedule counts updates

  static constexpr auto fields(auto use) {
    return params::fields([&](const auto&... fields) {
      return use(fields..., field{"schedule", &plateau_arguments::schedule},
                 field{"updates_per_observation", &plateau_arguments::updates_per_observation, at_least_1});
    });
  }

  any_schedule<double> over_observations() const {
    detail::check("plateau", "updates_per_observation", updates_per_observation, at_least_1);
    if (updates_per_observation == 1) return schedule;
    const double share = 1 / static_cast<double>(updates_per_observation);
    return keeping_length(schedule, [&](const auto& inner) { return erased(stretch(inner, share)); });
  }
};

inline any_plateau plateau_of(const plateau_arguments& given, const reading&) {
  return any_plateau(lrsched::plateau<double>(given), given.over_observations());
}

}  // namespace detail

LRSCHED_JSON_INLINE json_reader::json_reader() {
  using namespace detail;
  using any = any_schedule<double>;
  using numbers = std::vector<double>;
  using steps = std::vector<std::int64_t>;
  add_from_params<constant<>, linear<>, cosine<>, polynomial<>, log_linear<>, power<>, cosine_power<>,
                  cosine_exponential<>, cosine_k_decay<>, polynomial_k_decay<>, one_minus_sqrt<>, rex<>,
                  hyperbolic_tangent<>, logistic<>, binary_exponential<>, harmonic<>, logarithmic<>, quarter_sine<>,
                  exponential<>, natural_exponential<>, inverse_time<>, inverse_power<>, inverse_sqrt<>, sigmoid<>,
                  step<>, growing_step<>, triangle<>, sine<>>(schedules_);
  add_from_params<warmup_cosine<>, warmup_linear<>, one_cycle<>, one_cycle_three_phase<>, one_cycle_momentum<>,
                  warm_restarts<>, cyclic<>, slanted_triangular<>, tri_stage<>, noam<>, warmup_inverse_sqrt<>,
                  infinite_schedule<>, deepseek_multi_step<>, power_scheduler<>>(schedules_);
  add_from_fields<multi_step<steps>, piecewise_constant<numbers, steps>, table<numbers>,
                  piecewise_linear<numbers, steps>, piecewise_cosine<numbers, steps>, take<any>,
                  repeat<any_finite_schedule<>>, repeat_growing<any_finite_schedule<>>, reverse<any_finite_schedule<>>>(
      schedules_);
  add_from_fields<decay_from<any, any_finite_schedule<>>, crossfade<any, any>, override_between<any, any>,
                  with_length<any_finite_schedule<>>>(schedules_);
  add_wrappers<shift, stretch, staircase, scale, exponentiate, clamp>(schedules_);
  schedules_.emplace("sequence", from_parts<any_sequence<>>());
  schedules_.emplace("product", from_parts<any_fold<detail::multiply>>());
  schedules_.emplace("sum", from_parts<any_fold<detail::add>>());
  schedules_.emplace("minimum", from_parts<any_fold<detail::smaller>>());
  schedules_.emplace("maximum", from_parts<any_fold<detail::larger>>());
  schedules_.emplace(precedes::name, from_warmup<precedes>());
  schedules_.emplace(multiplies::name, from_warmup<multiplies>());
  schedules_.emplace(replaces::name, from_warmup<replaces>());
  schedules_.emplace("by_samples", schedule_entry{[] {
                                                    return argument_names{"schedule", "batches", "tokens_per_sample"};
                                                  },
                                                  read_by_samples});
  schedules_.emplace("switch_at", schedule_entry{[] {
                                                   return argument_names{"schedule", "at", "tail"};
                                                 },
                                                 read_switch_at});
  schedules_.emplace("warmup_stable_decay",
                     from_arguments<tailed_params, with_tail<one_minus_sqrt, linear, cosine, binary_exponential,
                                                             quarter_sine, logarithmic, log_linear, harmonic>>());
  plateaus_.emplace(lrsched::plateau<>::name, from_arguments<plateau_arguments, plateau_of>());
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

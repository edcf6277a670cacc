// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_OWN_HPP
#define LRSCHED_JSON_OWN_HPP

// The library's own names: how each schedule, combinator, recipe and the plateau is made of its arguments.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::same_as
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int64_t
#include <optional>  // std::optional
#include <string>    // std::string, std::to_string
#include <utility>   // std::move
#include <vector>    // std::vector

#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/json/reader.hpp>
#include <lrsched/json/reading.hpp>
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
    read(given, where, arguments);
    return made(given, where, [&] { return Make(arguments, where); });
  };
  return entry{names_of_arguments<Params>, read_and_make};
}

/// A schedule or a recipe.
template <class Schedule>
any_schedule<double> from_params(const typename Schedule::params& given, const reading&) {
  return erased(Schedule(given));
}

template <class Value>
Value argument_of_type(const nlohmann::json& given, const reading& where, const char* name) {
  const found there = find_argument(given, where, name, false);
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
              return made(given, where, [&] {
                return any_schedule<double>(Schedule{argument_of_type<Value>(given, where, fields.name)...});
              });
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
          const auto combined = [&]<class Schedule>(const Schedule& inner) {
            return any(Combinator<Schedule>{inner, argument_of_type<Value>(given, where, others.name)...});
          };
          return made(given, where, [&] {
            return schedule.length() ? combined(any_finite_schedule<double>(schedule)) : combined(schedule);
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
    return made(given, where, [&] { return any_schedule<double>(Schedule(std::move(parts))); });
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

  static constexpr auto fields(auto use) {
    return params::fields([&](const auto&... fields) {
      return use(fields..., field{"schedule", &plateau_arguments::schedule});
    });
  }
};

inline any_plateau plateau_of(const plateau_arguments& given, const reading&) {
  return any_plateau(lrsched::plateau<double>(given), given.schedule);
}

}  // namespace detail

LRSCHED_JSON_INLINE json_reader::json_reader() {
  using namespace detail;
  using any = any_schedule<double>;
  using numbers = std::vector<double>;
  using steps = std::vector<std::int64_t>;
  add_from_params<constant<>, linear<>, cosine<>, polynomial<>, log_linear<>, power<>, cosine_power<>, cosine_k_decay<>,
                  polynomial_k_decay<>, one_minus_sqrt<>, rex<>, hyperbolic_tangent<>, logistic<>, binary_exponential<>,
                  harmonic<>, logarithmic<>, quarter_sine<>, exponential<>, natural_exponential<>, inverse_time<>,
                  inverse_power<>, inverse_sqrt<>, sigmoid<>, step<>, growing_step<>, triangle<>, sine<>>(schedules_);
  add_from_params<warmup_cosine<>, warmup_linear<>, one_cycle<>, one_cycle_three_phase<>, one_cycle_momentum<>,
                  warm_restarts<>, cyclic<>, slanted_triangular<>, tri_stage<>, noam<>, warmup_inverse_sqrt<>,
                  infinite_schedule<>, deepseek_multi_step<>, power_scheduler<>>(schedules_);
  add_from_fields<multi_step<steps>, piecewise_constant<numbers, steps>, table<numbers>,
                  piecewise_linear<numbers, steps>, piecewise_cosine<numbers, steps>, take<any>,
                  repeat<any_finite_schedule<>>, repeat_growing<any_finite_schedule<>>, reverse<any_finite_schedule<>>>(
      schedules_);
  add_wrappers<shift, stretch, staircase, scale, clamp>(schedules_);
  schedules_.emplace("sequence", from_parts<any_sequence<>>());
  schedules_.emplace("product", from_parts<any_fold<detail::multiply>>());
  schedules_.emplace("sum", from_parts<any_fold<detail::add>>());
  schedules_.emplace("minimum", from_parts<any_fold<detail::smaller>>());
  schedules_.emplace("maximum", from_parts<any_fold<detail::larger>>());
  schedules_.emplace("warmup_stable_decay",
                     from_arguments<tailed_params, with_tail<one_minus_sqrt, linear, cosine, binary_exponential,
                                                             quarter_sine, logarithmic, log_linear, harmonic>>());
  plateaus_.emplace(lrsched::plateau<>::name, from_arguments<plateau_arguments, plateau_of>());
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

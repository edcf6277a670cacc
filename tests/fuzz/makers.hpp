// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_FUZZ_MAKERS_HPP
#define LRSCHED_TESTS_FUZZ_MAKERS_HPP

// How each schedule, combinator, recipe, edit and clock of the library is drawn, the bounds of what comes out, and where
// its header has a formula for it, that formula over the parts. The test `complete` says which name is missing.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/batches.hpp>
#include <lrsched/any/description.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/lrsched.hpp>

#include "composition.hpp"

namespace test {

template <class Fields>
std::vector<std::string> argument_names() {
  std::vector<std::string> names;
  Fields::fields([&](const auto&... each) { (names.emplace_back(each.name), ...); });
  return names;
}

/// Shapes and recipes, each of one aggregate.
template <class Schedule>
auto of_params() {
  using real = lrsched::rate_of<Schedule>;
  using params = typename Schedule::params;
  constexpr auto make = [](composer<real>& from) {
    const params given = from.template arguments<params>();
    return from.met(Schedule(given), bounds_of<real>(given));
  };
  return maker<real>{Schedule::name, make, argument_names<params>()};
}
template <class... Schedules>
void add_of_params(auto& all) {
  (all.push_back(of_params<Schedules>()), ...);
}

/// Values and milestones; how many more of the former than of the latter.
template <class Schedule, std::size_t More>
auto of_lists() {
  using real = typename Schedule::value;
  constexpr auto make = [](composer<real>& from) {
    const std::vector<std::int64_t> milestones = from.milestones();
    const std::vector<real> values = from.values(milestones.size() + More);
    const Schedule schedule(values, milestones);
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    return from.met(schedule, std::pair(*low, *high));
  };
  return maker<real>{Schedule::name, make, argument_names<Schedule>()};
}

/// What joins the values of its parts, two by two.
template <class Real, class Join, template <class...> class Fold>
maker<Real> of_parts() {
  constexpr auto make = [](composer<Real>& from) {
    const drawn<Real> a = from.part(), b = from.part(), c = from.part();
    const auto bounds = joined<Join>(joined<Join>(a.bounds, b.bounds), c.bounds);
    const auto formula = [=](std::int64_t k) { return Join::join(Join::join(a(k), b(k)), c(k)); };
    if (from.byte() % 2 == 0)
      return from.met(lrsched::any_fold<Join, Real>({a.schedule, b.schedule, c.schedule}), bounds, formula);
    if (a.schedule.length() && b.schedule.length() && c.schedule.length())
      return from.met(Fold{a.finite(), b.finite(), c.finite()}, bounds, formula);
    return from.met(Fold{a.schedule, b.schedule, c.schedule}, bounds, formula);
  };
  return {Join::name, make, {}};
}

/// So many updates as it takes have seen so many samples, and one less has not.
inline void check_batches(const lrsched::any_batches& batches, std::int64_t k) {
  if (k < 0 || k >= longest) return;
  const std::int64_t seen = batches.seen(k), next = batches.seen(k + 1), updates = batches.updates(k);
  const bool holds = next == std::min(seen + batches.batch(k), longest) && batches.seen(updates) >= k &&
                     (updates == 0 || batches.seen(updates - 1) < k) && batches.updates(seen) <= k;
  if (!holds) throw broken("batches must count what they have: at " + std::to_string(k));
}

/// So many updates as it takes are so many epochs, but for a rounding, and one less is not, unless it is rounded, too.
inline void check_epochs(const lrsched::epochs& run, double count) {
  const std::int64_t updates = run.updates(count);
  const bool holds = run.passed(updates) >= count * (1 - 0x1p-50) &&
                     (updates == 0 || updates > longest / 8 || run.passed(updates - 1) < count);
  if (!holds) throw broken("epochs must count their updates: " + std::to_string(count));
}

/// The values of groups are those of its schedules.
template <class Real>
void check_groups(const auto& groups, const std::array<lrsched::any_schedule<Real>, 2>& parts,
                  const std::vector<std::int64_t>& steps) {
  for (const std::int64_t k : steps)
    for (std::size_t i = 0; i < 2; ++i)
      if (!same_bits(groups(k)[i], parts[i](k)))
        throw broken("a group must have its own value: at " + std::to_string(k) + ", " + lrsched::to_string(parts[i]));
}

template <class Real>
std::vector<maker<Real>> all_makers() {
  using namespace lrsched;
  using std::int64_t;
  using source = composer<Real>&;
  using any = any_schedule<Real>;
  using finite = any_finite_schedule<Real>;
  using numbers = std::vector<Real>;
  using counts = std::vector<int64_t>;
  constexpr auto nothing = not_a_number<double>;
  std::vector<maker<Real>> all{
      {"multi_step",
       [](source from) {
         const multi_step_params<Real> given{.initial = from.value(), .factor = from.value()};
         return from.met(multi_step<counts, Real>(given, from.milestones()), bounds_of<Real>(given));
       },
       argument_names<multi_step<counts, Real>>()},
      of_lists<piecewise_constant<numbers, counts>, 1>(),
      of_lists<piecewise_linear<numbers, counts>, 0>(),
      of_lists<piecewise_cosine<numbers, counts>, 0>(),
      {"table",
       [](source from) {
         const numbers values = from.values(from.byte() % 9u);
         const table<numbers> schedule(values);
         const auto [low, high] = std::minmax_element(values.begin(), values.end());
         return from.met(schedule, std::pair(*low, *high));
       },
       argument_names<table<numbers>>()},
      {"shaped",
       [](source from) {
         const auto given = from.template arguments<ramp_params<Real>>();
         return from.met(shaped(given, [](double p) { return p * p * p; }), bounds_of<Real>(given));
       },
       argument_names<ramp_params<Real>>()},
      {"shift",
       [](source from) {
         const drawn<Real> s = from.part();
         const int64_t by = from.steps();
         return from.wrapped(
             s, s.bounds, [=](const auto& inner) { return shift(inner, by); }, [=](int64_t k) { return s(k - by); });
       },
       argument_names<shift<any>>()},
      {"stretch",
       [](source from) {
         const drawn<Real> s = from.part();
         const double factor = from.byte() % 2 == 0 ? static_cast<double>(from.steps()) : from.value();
         const auto formula = [=](int64_t k) {
           const bool is_whole = 1 <= factor && factor <= 0x1p53 && std::floor(factor) == factor;
           return is_whole && k % int64_t(factor) == 0 ? s(k / int64_t(factor)) : nothing;
         };
         return from.wrapped(
             s, s.bounds, [=](const auto& inner) { return stretch(inner, factor); }, formula);
       },
       argument_names<stretch<any>>()},
      {"take",
       [](source from) {
         const drawn<Real> s = from.part();
         const int64_t count = from.steps();
         return from.met(take(s.schedule, count), s.bounds, [=](int64_t k) { return s(std::min(k, count)); });
       },
       argument_names<take<any>>()},
      {"staircase",
       [](source from) {
         const drawn<Real> s = from.part();
         const int64_t width = from.steps(), end = s.schedule.length().value_or(longest + 1);
         return from.wrapped(
             s, s.bounds, [=](const auto& inner) { return staircase(inner, width); },
             [=](int64_t k) { return s(k < end ? k / width * width : end); });
       },
       argument_names<staircase<any>>()},
      {"repeat",
       [](source from) {
         const drawn<Real> s = from.finite_part();
         return from.met(repeat(s.finite()), s.bounds, [=, length = s.length()](int64_t k) { return s(k % length); });
       },
       argument_names<repeat<finite>>()},
      {"repeat_growing",
       [](source from) {
         const drawn<Real> s = from.finite_part();
         const double growth = from.value();
         const int64_t length = s.length();
         return from.met(repeat_growing(s.finite(), growth), s.bounds, [=](int64_t k) {
           return growth == 1 ? s(k % length) : k < length ? s(k) : nothing;
         });
       },
       argument_names<repeat_growing<finite>>()},
      {"reverse",
       [](source from) {
         const drawn<Real> s = from.finite_part();
         return from.met(reverse(s.finite()), s.bounds, [=, length = s.length()](int64_t k) { return s(length - k); });
       },
       argument_names<reverse<finite>>()},
      {"scale",
       [](source from) {
         const drawn<Real> s = from.part();
         const Real factor = from.value();
         const auto bounds = joined<detail::multiply>(s.bounds, {factor, factor});
         return from.wrapped(
             s, bounds, [=](const auto& inner) { return factor * inner; },
             [=](int64_t k) { return detail::multiply::join(factor, s(k)); });
       },
       argument_names<scale<any>>()},
      {"exponentiate",
       [](source from) {
         const drawn<Real> s = from.part();
         const Real base = from.value();
         const auto at = [=](Real power) { return exponentiate(constant<Real>({.value = power}), base)(0); };
         const auto [low, high] = bounds_of_all<Real>(at(s.bounds.first), at(s.bounds.second));
         const Real wider = 1 + 4 * std::numeric_limits<Real>::epsilon();  // each is within 2 ulp
         return from.wrapped(s, {low / wider, detail::saturated_product(high, wider)},
                             [=](const auto& inner) { return exponentiate(inner, base); });
       },
       argument_names<exponentiate<any>>()},
      {"clamp",
       [](source from) {
         const drawn<Real> s = from.part();
         const Real low = from.value(), high = from.value();
         return from.wrapped(
             s, {low, high}, [=](const auto& inner) { return clamp(inner, low, high); },
             [=](int64_t k) { return std::clamp(s(k), low, high); });
       },
       argument_names<clamp<any>>()},
      of_parts<Real, detail::multiply, product>(),
      of_parts<Real, detail::add, sum>(),
      of_parts<Real, detail::smaller, minimum>(),
      of_parts<Real, detail::larger, maximum>(),
      {"sequence",
       [](source from) {
         const drawn<Real> a = from.finite_part(), b = from.finite_part(), c = from.part();
         const int64_t second = a.length(), third = second + b.length();
         const auto bounds = either(a.bounds, b.bounds);
         const auto formula = [=](int64_t k) { return k < second ? a(k) : k < third ? b(k - second) : c(k - third); };
         const finite first = a.finite(), next = b.finite();
         if (from.byte() % 3 == 0)
           return from.met(any_sequence<Real>({a.schedule, b.schedule, c.schedule}), either(bounds, c.bounds), formula);
         return from.wrapped(
             c, either(bounds, c.bounds),
             [=](const auto& last) {
               return sequence{first, next, last};
             },
             formula);
       },
       {"length", "parts"}},
      {"warmup_precedes",
       [](source from) {
         const drawn<Real> w = from.finite_part(), s = from.part();
         const finite first = w.finite();
         return from.wrapped(
             s, either(w.bounds, s.bounds), [=](const auto& next) { return warmup_precedes(first, next); },
             [=](int64_t k) { return k < first.length() ? w(k) : s(k - first.length()); });
       },
       {}},
      {"warmup_multiplies",
       [](source from) {
         const drawn<Real> w = from.finite_part(), s = from.part();
         return from.wrapped(
             s, joined<detail::multiply>(w.bounds, s.bounds),
             [=](const auto& plan) { return warmup_multiplies(w.finite(), plan); },
             [=](int64_t k) { return detail::multiply::join(w(k), s(k)); });
       },
       {}},
      {"warmup_replaces",
       [](source from) {
         const drawn<Real> w = from.finite_part(), s = from.part();
         const finite first = w.finite();
         return from.wrapped(
             s, either(w.bounds, s.bounds), [=](const auto& plan) { return warmup_replaces(first, plan); },
             [=](int64_t k) { return k < first.length() ? w(k) : s(k); });
       },
       {}},
      {"switch_at",
       [](source from) {
         const drawn<Real> s = from.part(), tail = from.part();
         const int64_t at = from.steps();
         return from.wrapped(
             tail, either(s.bounds, joined<detail::multiply>(s.bounds, tail.bounds)),
             [=](const auto& rest) { return switch_at(s.schedule, at, [&](Real rate) { return scale(rest, rate); }); },
             [=](int64_t k) { return k < at ? s(k) : detail::multiply::join(s(at), tail(k - at)); });
       },
       {"at"}},
      {"decay_from",
       [](source from) {
         const drawn<Real> s = from.part();
         const int64_t at = from.steps();
         drawn<Real> ramp = from.finite_part();
         if (from.byte() < 224) {
           const Real to = ramp.bounds.first;
           ramp = {linear<Real>({.from = 1, .to = to, .steps = from.steps()}), bounds_of_all<Real>(1, to)};
         }
         return from.met(decay_from(s.schedule, at, ramp.finite()),
                         either(s.bounds, joined<detail::multiply>(s.bounds, ramp.bounds)),
                         [=](int64_t k) { return k <= at ? s(k) : detail::multiply::join(s(at), ramp(k - at)); });
       },
       argument_names<decay_from<any, finite>>()},
      {"crossfade",
       [](source from) {
         const drawn<Real> s = from.part(), into = from.part();
         const int64_t at = from.steps(), steps = from.steps();
         return from.met(crossfade(s.schedule, at, into.schedule, steps), either(s.bounds, into.bounds),
                         [=](int64_t k) { return k < at            ? s(k)
                                                 : k - at >= steps ? into(k)
                                                                   : nothing; });
       },
       argument_names<crossfade<any, any>>()},
      {"override_between",
       [](source from) {
         const drawn<Real> s = from.part(), other = from.part();
         const int64_t begin = from.steps(), end = from.steps(), grace = from.steps();
         return from.met(override_between(s.schedule, begin, end, other.schedule, grace),
                         either(s.bounds, other.bounds), [=](int64_t k) {
                           return k < begin || k - end >= grace ? s(k) : k < end ? other(k - begin) : nothing;
                         });
       },
       argument_names<override_between<any, any>>()},
      {"with_length",
       [](source from) {
         const drawn<Real> s = from.part();
         const int64_t at = from.steps(), steps = from.steps();
         return from.met(with_length(s.schedule, at, steps), s.bounds, [=, end = s.schedule.length()](int64_t k) {
           return k <= at ? s(k) : k >= steps || at >= *end ? s(*end) : nothing;
         });
       },
       argument_names<with_length<any>>()},
      {"split",
       [](source from) {
         const drawn<Real> a = from.part(), b = from.part();
         const auto lengths = split(from.steps(), {from.value(), from.value()});
         return from.met(sequence{take(a.schedule, lengths[0]), take(b.schedule, lengths[1])},
                         either(a.bounds, b.bounds));
       },
       {"total", "shares"}},
      {"by_samples",
       [](source from) {
         const drawn<Real> s = from.part();
         const any_batches batches = from.batches();
         return from.wrapped(
             s, s.bounds, [=](const auto& inner) { return by_samples(inner, batches); },
             [=](int64_t k) { return s(batches.seen(k)); });
       },
       {}},
      {"batches",
       [](source from) {
         const any_batches batches = from.batches();
         for (const int64_t k : from.joints()) check_batches(batches, k);
         const drawn<Real> s = from.part();
         const any_batches tokens = batches.in_tokens(from.steps());
         return from.wrapped(s, s.bounds, [=](const auto& inner) { return by_samples(inner, tokens); });
       },
       {"stages", "from", "batch", "seen", "tokens_per_sample"}},
      {"epochs",
       [](source from) {
         const epochs run(from.template arguments<epochs::params>());
         check_epochs(run, from.value());
         const drawn<Real> s = from.part();
         return from.wrapped(s, s.bounds, [&](const auto& inner) { return stretch(inner, run.updates_per_epoch()); });
       },
       {"samples_per_epoch", "samples_per_update", "count"}},
      {"groups",
       [](source from) {
         const drawn<Real> a = from.part(), b = from.part();
         const Real factor = from.value();
         const auto scaled = with_factors(a.schedule, {0.5, double(factor)});
         check_groups<Real>(groups{a.schedule, b.schedule}, {a.schedule, b.schedule}, from.joints());
         check_groups<Real>(scaled, {scale(a.schedule, Real(0.5)), scale(a.schedule, factor)}, from.joints());
         return b;
       },
       {}},
  };
  add_of_params<constant<Real>, linear<Real>, cosine<Real>, polynomial<Real>, log_linear<Real>, power<Real>,
                cosine_power<Real>, cosine_exponential<Real>, cosine_k_decay<Real>, polynomial_k_decay<Real>,
                one_minus_sqrt<Real>, rex<Real>, hyperbolic_tangent<Real>, logistic<Real>, binary_exponential<Real>,
                harmonic<Real>, logarithmic<Real>, quarter_sine<Real>, exponential<Real>, natural_exponential<Real>,
                inverse_time<Real>, inverse_power<Real>, inverse_sqrt<Real>, sigmoid<Real>, step<Real>,
                growing_step<Real>, triangle<Real>, sine<Real>>(all);
  add_of_params<warmup_cosine<Real>, warmup_linear<Real>, warmup_stable_decay<one_minus_sqrt, Real>,
                warmup_stable_decay<log_linear, Real>, one_cycle<Real>, one_cycle_three_phase<Real>,
                one_cycle_momentum<Real>, warm_restarts<Real>, cyclic<Real>, slanted_triangular<Real>, tri_stage<Real>,
                noam<Real>, warmup_inverse_sqrt<Real>, infinite_schedule<Real>, deepseek_multi_step<Real>,
                power_scheduler<Real>>(all);
  return all;
}

template <class Real>
const std::vector<maker<Real>>& makers() {
  static const std::vector<maker<Real>> all = all_makers<Real>();
  return all;
}

}  // namespace test

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_OPTAX_HPP
#define LRSCHED_DIALECT_OPTAX_HPP

// optax.schedules of optax 0.2.9.dev, 2edbcbe2390d, in float64. At step s:
//
//   constant_schedule, polynomial_schedule, linear_schedule, exponential_decay, cosine_decay_schedule
//   piecewise_constant_schedule, piecewise_interpolate_schedule   factors, from given steps on or on the way to them
//   linear_onecycle_schedule, cosine_onecycle_schedule            up to a peak, and down
//   warmup_constant_schedule, warmup_cosine_decay_schedule, warmup_exponential_decay_schedule
//   sgdr_schedule, join_schedules                                 one schedule after another
//
// and optax.contrib.reduce_on_plateau, which is driven by a metric.
//
// optax computes in float32 unless told otherwise: to 1e-6 of the largest rate. A decay and a transition need not take
// a whole number of steps; boundaries, and lengths from which others are counted, are whole here. Where a length of 0
// steps or fewer stands for a schedule that stays constant, and a beginning below 0 for one at 0, they do so here.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::max, std::min, std::sort
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <limits>     // std::numeric_limits
#include <optional>   // std::optional
#include <string>     // std::string, std::to_string
#include <utility>    // std::move, std::pair
#include <vector>     // std::vector

#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/any/step_list.hpp>
#include <lrsched/dialect/common.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0::dialect::optax {

struct constant_schedule_params {
  required<double> value;

  static constexpr auto fields(auto use) { return use(detail::field{"value", &constant_schedule_params::value}); }
};

/// value, always.
inline any_schedule<double> constant_schedule(constant_schedule_params given) {
  return detail::named("optax.constant_schedule", given,
                       [&](const char*) -> any_schedule<double> { return constant<>({.value = given.value}); });
}

namespace inner {

/// A curve that begins at transition_begin.
inline any_schedule<double> after_beginning(const char* name, const auto& given, const any_schedule<double>& curve) {
  const std::int64_t begin = std::max<std::int64_t>(given.transition_begin, 0);
  detail::check(name, "transition_begin", begin, detail::at_least_0);
  return detail::shifted(curve, static_cast<double>(begin));
}

}  // namespace inner

struct polynomial_schedule_params {
  required<double> init_value, end_value, power;
  required<double> transition_steps;
  numeric<std::int64_t> transition_begin = 0;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = polynomial_schedule_params;
    return use(field{"init_value", &params::init_value}, field{"end_value", &params::end_value},
               field{"power", &params::power}, field{"transition_steps", &params::transition_steps},
               field{"transition_begin", &params::transition_begin});
  }
};

/// init_value up to transition_begin, then end + (init - end) (1 - p)^power over transition_steps, then end_value. It
/// is init_value always with transition_steps of 0 or fewer, and with power 0. A transition_begin below 0 is 0.
/// Refused: a power below 0, which ends at infinity in optax.
inline any_schedule<double> polynomial_schedule(polynomial_schedule_params given) {
  return detail::named("optax.polynomial_schedule", given, [&](const char* name) -> any_schedule<double> {
    detail::check(name, "power", given.power, detail::at_least_0);
    if (given.transition_steps <= 0 || !(given.power > 0)) return constant<>({.value = given.init_value});
    const auto curve = detail::lasting(given.transition_steps, [&](std::int64_t steps) {
      return polynomial<>({.from = given.init_value, .to = given.end_value, .steps = steps, .power = given.power});
    });
    return inner::after_beginning(name, given, curve);
  });
}

struct linear_schedule_params {
  required<double> init_value, end_value;
  required<double> transition_steps;
  numeric<std::int64_t> transition_begin = 0;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = linear_schedule_params;
    return use(field{"init_value", &params::init_value}, field{"end_value", &params::end_value},
               field{"transition_steps", &params::transition_steps},
               field{"transition_begin", &params::transition_begin});
  }
};

/// polynomial_schedule with power 1.
inline any_schedule<double> linear_schedule(linear_schedule_params given) {
  return detail::named("optax.linear_schedule", given, [&](const char* name) -> any_schedule<double> {
    if (given.transition_steps <= 0) return constant<>({.value = given.init_value});
    const auto curve = detail::lasting(given.transition_steps, [&](std::int64_t steps) {
      return linear<>({.from = given.init_value, .to = given.end_value, .steps = steps});
    });
    return inner::after_beginning(name, given, curve);
  });
}

/// What a dictionary from steps to factors is, in any order.
using boundaries_and_scales = std::vector<std::pair<std::int64_t, double>>;

namespace inner {

/// The values from which and to which the factors lead, the initial one first, and the steps at which they are reached.
struct scaled_values {
  scaled_values(const char* name, double initial, boundaries_and_scales given) : values{initial} {
    std::sort(given.begin(), given.end());
    for (std::size_t i = 0; i < given.size(); ++i) {
      const auto [boundary, scale] = given[i];
      detail::check(name, "boundaries_and_scales", boundary, detail::any_position);
      detail::require(i == 0 || given[i - 1].first != boundary, name, "boundaries_and_scales",
                      "must not hold a step twice", boundary);
      detail::check(name, "boundaries_and_scales", scale, detail::at_least_0);
      boundaries.push_back(boundary);
      values.push_back(values.back() * scale);
    }
  }

  std::vector<double> values;
  std::vector<std::int64_t> boundaries{};
};

}  // namespace inner

struct piecewise_constant_schedule_params {
  required<double> init_value;
  optax::boundaries_and_scales boundaries_and_scales{};

  static constexpr auto fields(auto use) {
    using params = piecewise_constant_schedule_params;
    return use(detail::field{"init_value", &params::init_value},
               detail::field{"boundaries_and_scales", &params::boundaries_and_scales});
  }
};

/// init_value times the factors of all boundaries at or before s: at a boundary its factor holds already. A boundary
/// below 0 is equivalent to 0. Refused: a factor below 0, as optax does.
inline any_schedule<double> piecewise_constant_schedule(piecewise_constant_schedule_params given) {
  return detail::named("optax.piecewise_constant_schedule", given, [&](const char* name) {
    inner::scaled_values scaled(name, given.init_value, std::move(given.boundaries_and_scales));
    for (std::int64_t& boundary : scaled.boundaries) boundary = std::max<std::int64_t>(boundary, 0);
    return piecewise_constant(std::move(scaled.values), std::move(scaled.boundaries));
  });
}

struct exponential_decay_params {
  required<double> init_value;
  required<double> transition_steps;
  required<double> decay_rate;
  numeric<std::int64_t> transition_begin = 0;
  bool staircase = false;
  std::optional<double> end_value{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = exponential_decay_params;
    return use(field{"init_value", &params::init_value}, field{"transition_steps", &params::transition_steps},
               field{"decay_rate", &params::decay_rate}, field{"transition_begin", &params::transition_begin},
               field{"staircase", &params::staircase}, field{"end_value", &params::end_value});
  }
};

/// init_value up to transition_begin, then init decay_rate^(p/transition_steps), p steps later, where staircase rounds
/// the exponent down. end_value bounds all of that, init_value too: from below if decay_rate is below 1, else from
/// above. It is init_value always with transition_steps of 0 or fewer, and with decay_rate 0, whatever end_value. A
/// transition_begin below 0 is 0. Refused: a decay_rate below 0, whose powers are NaN in optax.
inline any_schedule<double> exponential_decay(exponential_decay_params given) {
  return detail::named("optax.exponential_decay", given, [&](const char* name) -> any_schedule<double> {
    detail::check(name, "end_value", given.end_value.value_or(0));
    detail::check(name, "decay_rate", given.decay_rate, detail::at_least_0);
    const double initial = given.init_value, rate = given.decay_rate;
    if (given.transition_steps <= 0 || !(rate > 0)) return constant<>({.value = initial});
    const auto decay = detail::lasting(given.transition_steps, [&](std::int64_t steps) -> any_schedule<double> {
      if (given.staircase) return step<>({.initial = initial, .factor = rate, .every = steps});
      return exponential<>({.initial = initial, .rate = rate, .every = steps});
    });
    any_schedule<double> curve = inner::after_beginning(name, given, decay);
    if (!given.end_value) return curve;
    const constant<> bound({.value = *given.end_value});
    if (rate < 1) return maximum{curve, bound};
    return minimum{curve, bound};
  });
}

struct cosine_decay_schedule_params {
  required<double> init_value;
  required<double> decay_steps;
  double alpha = 0, exponent = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = cosine_decay_schedule_params;
    return use(field{"init_value", &params::init_value}, field{"decay_steps", &params::decay_steps, above_0},
               field{"alpha", &params::alpha}, field{"exponent", &params::exponent, at_least_0});
  }
};

namespace inner {

/// to + (from - to) w^exponent, where w goes from 1 to 0 by a half cosine.
inline any_schedule<double> power_of_cosine(double from, double to, double length, double exponent) {
  if (!(exponent > 0)) return constant<>({.value = from});
  return detail::lasting(length, [&](std::int64_t steps) -> any_schedule<double> {
    if (exponent < 1 || exponent > 1)
      return cosine_power<>({.from = from, .to = to, .steps = steps, .power = exponent});
    return cosine<>({.from = from, .to = to, .steps = steps});
  });
}

}  // namespace inner

/// init (alpha + (1 - alpha) w^exponent), where w goes from 1 to 0 by a half cosine of decay_steps, then alpha
/// init.
/// With exponent 0 it is init_value always. Refused: decay_steps of 0 and below, as optax does; an exponent below 0,
/// which ends at infinity there.
inline any_schedule<double> cosine_decay_schedule(cosine_decay_schedule_params given) {
  return detail::named("optax.cosine_decay_schedule", given, [&](const char*) {
    return inner::power_of_cosine(given.init_value, given.init_value * given.alpha, given.decay_steps, given.exponent);
  });
}

struct piecewise_interpolate_schedule_params {
  std::string interpolate_type{};
  required<double> init_value;
  optax::boundaries_and_scales boundaries_and_scales{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = piecewise_interpolate_schedule_params;
    return use(field{"interpolate_type", &params::interpolate_type}, field{"init_value", &params::init_value},
               field{"boundaries_and_scales", &params::boundaries_and_scales});
  }
};

/// From init_value at step 0, straight or by a half cosine, to init_value times the first factor at its boundary,
/// from there times the second one, and so on; then held. A boundary 0 is a jump; of the boundaries below 0 only the
/// last one counts, as the point from which the curve comes. Refused: an interpolate_type other than "linear" and
/// "cosine" and a factor below 0, as optax does.
inline any_schedule<double> piecewise_interpolate_schedule(piecewise_interpolate_schedule_params given) {
  return detail::named("optax.piecewise_interpolate_schedule", given, [&](const char* name) -> any_schedule<double> {
    const bool is_straight = given.interpolate_type == "linear";
    detail::require(is_straight || given.interpolate_type == "cosine", name, "interpolate_type",
                    "must be \"linear\" or \"cosine\"", given.interpolate_type.c_str());
    inner::scaled_values scaled(name, given.init_value, std::move(given.boundaries_and_scales));
    std::int64_t first = 0;
    if (!scaled.boundaries.empty() && scaled.boundaries.front() < 0) {
      first = scaled.boundaries.front();
      for (std::int64_t& boundary : scaled.boundaries) {
        detail::require(boundary <= detail::longest + first, name, "boundaries_and_scales",
                        "must be at most 2^53 steps apart", boundary);
        boundary -= first;
      }
      scaled.values.erase(scaled.values.begin());
    } else {
      scaled.boundaries.insert(scaled.boundaries.begin(), 0);
    }
    const auto shifted = [first](auto curve) -> any_schedule<double> {
      if (first == 0) return curve;
      return shift(std::move(curve), first);
    };
    if (is_straight) return shifted(piecewise_linear(std::move(scaled.values), std::move(scaled.boundaries)));
    return shifted(piecewise_cosine(std::move(scaled.values), std::move(scaled.boundaries)));
  });
}

namespace inner {

/// The boundaries of the one-cycles, of which a later one replaces an earlier one at the same step.
inline boundaries_and_scales without_collisions(std::initializer_list<std::pair<std::int64_t, double>> given) {
  boundaries_and_scales result;
  for (const auto& [boundary, scale] : given) {
    const auto is_there = [step = boundary](const auto& other) { return other.first == step; };
    const auto found = std::find_if(result.begin(), result.end(), is_there);
    if (found == result.end())
      result.emplace_back(boundary, scale);
    else
      found->second = scale;
  }
  return result;
}

/// The boundary at a share of all steps, rounded towards 0.
inline std::int64_t boundary_at(const char* name, const char* argument, double share, std::int64_t steps) {
  const double boundary = share * static_cast<double>(steps), last = static_cast<double>(detail::longest);
  detail::require(-last <= boundary && boundary <= last, name, argument, "must be a boundary of at most 2^53", share);
  return static_cast<std::int64_t>(boundary);
}

/// The schedule, whose factors lead to a peak, without what their rounding adds to that.
inline any_schedule<double> up_to(double peak, const any_schedule<double>& schedule) {
  constexpr double most = std::numeric_limits<double>::max();
  const double low = peak < 0 ? peak : -most, high = peak < 0 ? most : peak;
  return keeping_length(schedule, [&](const auto& inner) { return clamp(inner, low, high); });
}

}  // namespace inner

struct linear_onecycle_schedule_params {
  required<std::int64_t> transition_steps;
  required<double> peak_value;
  double pct_start = 0.3, pct_final = 0.85, div_factor = 25, final_div_factor = 10'000;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = linear_onecycle_schedule_params;
    return use(field{"transition_steps", &params::transition_steps, above_0}, field{"peak_value", &params::peak_value},
               field{"pct_start", &params::pct_start}, field{"pct_final", &params::pct_final},
               field{"div_factor", &params::div_factor, above_0},
               field{"final_div_factor", &params::final_div_factor, above_0});
  }
};

/// Straight from peak/div_factor to peak_value at pct_start of transition_steps, back to peak/div_factor at pct_final,
/// and down to peak/div_factor/final_div_factor at the end. The boundaries are rounded down; where two of them are the
/// same step, in short schedules, the factor of the later phase is the one that is kept. Refused: transition_steps
/// below 1, as optax does; divisors of 0, by which it divides, and below 0.
inline any_schedule<double> linear_onecycle_schedule(linear_onecycle_schedule_params given) {
  return detail::named("optax.linear_onecycle_schedule", given, [&](const char* name) {
    detail::check(name, "peak_value / div_factor", given.peak_value / given.div_factor);
    detail::check(name, "final_div_factor ^ -1", 1 / given.final_div_factor);
    const std::int64_t steps = given.transition_steps;
    return inner::up_to(given.peak_value,
                        piecewise_interpolate_schedule(
                            {.interpolate_type = "linear",
                             .init_value = given.peak_value / given.div_factor,
                             .boundaries_and_scales = inner::without_collisions(
                                 {{inner::boundary_at(name, "pct_start", given.pct_start, steps), given.div_factor},
                                  {inner::boundary_at(name, "pct_final", given.pct_final, steps), 1 / given.div_factor},
                                  {steps, 1 / given.final_div_factor}})}));
  });
}

struct cosine_onecycle_schedule_params {
  required<std::int64_t> transition_steps;
  required<double> peak_value;
  double pct_start = 0.3, div_factor = 25, final_div_factor = 10'000;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = cosine_onecycle_schedule_params;
    return use(field{"transition_steps", &params::transition_steps, above_0}, field{"peak_value", &params::peak_value},
               field{"pct_start", &params::pct_start}, field{"div_factor", &params::div_factor, above_0},
               field{"final_div_factor", &params::final_div_factor, above_0});
  }
};

/// By half cosine waves from peak/div_factor to peak_value at pct_start of transition_steps, rounded down, and on to
/// peak/(div_factor final_div_factor) at the end. pct_start 0 starts at the peak; 1 has one wave, to the peak divided
/// by div_factor twice and final_div_factor once. Refused: as for linear_onecycle_schedule.
inline any_schedule<double> cosine_onecycle_schedule(cosine_onecycle_schedule_params given) {
  return detail::named("optax.cosine_onecycle_schedule", given, [&](const char* name) {
    detail::check(name, "peak_value / div_factor", given.peak_value / given.div_factor);
    detail::check(name, "final_div_factor div_factor ^ -1", 1 / (given.div_factor * given.final_div_factor));
    const std::int64_t steps = given.transition_steps;
    return inner::up_to(given.peak_value,
                        piecewise_interpolate_schedule(
                            {.interpolate_type = "cosine",
                             .init_value = given.peak_value / given.div_factor,
                             .boundaries_and_scales = inner::without_collisions(
                                 {{inner::boundary_at(name, "pct_start", given.pct_start, steps), given.div_factor},
                                  {steps, 1 / (given.div_factor * given.final_div_factor)}})}));
  });
}

struct join_schedules_params {
  std::vector<any_schedule<double>> schedules{};
  detail::step_list boundaries{};

  static constexpr auto fields(auto use) {
    using params = join_schedules_params;
    return use(detail::field{"schedules", &params::schedules}, detail::field{"boundaries", &params::boundaries});
  }
};

/// The schedule after the last boundary, in the order of the list, that s has reached, counted from that boundary; the
/// first schedule before all of them. Of equal boundaries the last one counts, and one after which a lower one stands
/// ends there; one below 0 has begun earlier. Boundaries without a schedule are ignored, as optax does. Refused: no
/// schedules, and a schedule without a boundary, which optax leaves out in silence.
inline any_schedule<double> join_schedules(join_schedules_params given) {
  return detail::named("optax.join_schedules", given, [&](const char* name) -> any_schedule<double> {
    const std::size_t count = given.schedules.size();
    detail::require(count > 0, name, "schedules", "must be at least one", count);
    detail::require(given.boundaries.size() + 1 >= count, name, "boundaries",
                    "must be one fewer than schedules, or more", given.boundaries.size());
    for (const std::int64_t boundary : given.boundaries)
      detail::check(name, "boundaries", boundary, detail::any_position);

    // From the last one back: each schedule holds from its boundary to the lowest one after it.
    std::vector<any_schedule<double>> parts;
    std::optional<std::int64_t> end;
    for (std::size_t i = count; i-- > 0;) {
      const std::int64_t boundary = i > 0 ? given.boundaries[i - 1] : 0, start = std::max<std::int64_t>(boundary, 0);
      if (end && start >= *end) continue;
      any_schedule<double> part = std::move(given.schedules[i]);
      if (boundary < 0) part = detail::shifted(std::move(part), static_cast<double>(boundary));
      if (end && part.length() != *end - start) part = take(part, *end - start);
      parts.insert(parts.begin(), std::move(part));
      end = start;
    }
    if (parts.size() == 1) return parts.front();
    return any_sequence<double>(std::move(parts));
  });
}

struct warmup_constant_schedule_params {
  required<double> init_value, peak_value, warmup_steps;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = warmup_constant_schedule_params;
    return use(field{"init_value", &params::init_value}, field{"peak_value", &params::peak_value},
               field{"warmup_steps", &params::warmup_steps});
  }
};

/// Straight from init_value to peak_value in warmup_steps, then held. With warmup_steps of 0 or fewer it stays at
/// init_value, and never gets to the peak.
inline any_schedule<double> warmup_constant_schedule(warmup_constant_schedule_params given) {
  return detail::named("optax.warmup_constant_schedule", given, [&](const char*) -> any_schedule<double> {
    if (given.warmup_steps <= 0) return constant<>({.value = given.init_value});
    return detail::lasting(given.warmup_steps, [&](std::int64_t steps) {
      return linear<>({.from = given.init_value, .to = given.peak_value, .steps = steps});
    });
  });
}

struct warmup_cosine_decay_schedule_params {
  required<double> init_value, peak_value;
  required<std::int64_t> warmup_steps, decay_steps;
  double end_value = 0, exponent = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = warmup_cosine_decay_schedule_params;
    return use(field{"init_value", &params::init_value}, field{"peak_value", &params::peak_value},
               field{"warmup_steps", &params::warmup_steps}, field{"decay_steps", &params::decay_steps},
               field{"end_value", &params::end_value}, field{"exponent", &params::exponent});
  }
};

namespace inner {

/// The share of the peak at which a cycle ends. A peak of 0 stays 0.
inline double end_share(const warmup_cosine_decay_schedule_params& given) {
  return given.peak_value < 0 || given.peak_value > 0 ? given.end_value / given.peak_value : 0;
}

/// The rules of such a cycle, which stands at a place among the arguments of what is checked.
inline void check_cycle(const char* name, const std::string& place, const warmup_cosine_decay_schedule_params& given) {
  const std::string warmup_steps = place + "warmup_steps", decay_steps = place + "decay_steps";
  warmup_cosine_decay_schedule_params::fields(
      [&](const auto&... fields) { (detail::check(name, (place + fields.name).c_str(), given.*fields.member), ...); });
  detail::check(name, warmup_steps.c_str(), given.warmup_steps, detail::any_position);
  detail::check(name, decay_steps.c_str(), given.decay_steps, detail::any_position);
  detail::require(given.decay_steps > given.warmup_steps, name, decay_steps.c_str(), "must be above warmup_steps",
                  given.decay_steps.value);
  detail::require(given.decay_steps <= 0 || given.warmup_steps >= given.decay_steps - detail::longest, name,
                  decay_steps.c_str(), "must be at most 2^53 above warmup_steps", given.decay_steps.value);
  detail::check(name, (place + "exponent").c_str(), given.exponent, detail::at_least_0);
  detail::check(name, (place + "end_value / peak_value").c_str(), end_share(given));
}

}  // namespace inner

/// Straight from init_value to peak_value in warmup_steps, then cosine_decay_schedule to end_value, which is reached at
/// decay_steps: they include the warm-up. With warmup_steps 0 it starts at the peak. A peak_value of 0 stays 0 whatever
/// end_value. Refused: decay_steps not above warmup_steps, as optax does; an exponent below 0.
inline any_schedule<double> warmup_cosine_decay_schedule(warmup_cosine_decay_schedule_params given) {
  return detail::named("optax.warmup_cosine_decay_schedule", given, [&](const char* name) {
    inner::check_cycle(name, "", given);
    const double peak = given.peak_value, end = peak < 0 || peak > 0 ? given.end_value : 0;
    return join_schedules(
        {.schedules = {linear_schedule({.init_value = given.init_value,
                                        .end_value = peak,
                                        .transition_steps = given.warmup_steps.value}),
                       inner::power_of_cosine(peak, end, static_cast<double>(given.decay_steps - given.warmup_steps),
                                              given.exponent)},
         .boundaries = {given.warmup_steps}});
  });
}

struct warmup_exponential_decay_schedule_params {
  required<double> init_value, peak_value;
  required<std::int64_t> warmup_steps;
  required<double> transition_steps;
  required<double> decay_rate;
  numeric<std::int64_t> transition_begin = 0;
  bool staircase = false;
  std::optional<double> end_value{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = warmup_exponential_decay_schedule_params;
    return use(field{"init_value", &params::init_value}, field{"peak_value", &params::peak_value},
               field{"warmup_steps", &params::warmup_steps, any_position},
               field{"transition_steps", &params::transition_steps},
               field{"decay_rate", &params::decay_rate, at_least_0},
               field{"transition_begin", &params::transition_begin}, field{"staircase", &params::staircase},
               field{"end_value", &params::end_value});
  }
};

/// Straight from init_value to peak_value in warmup_steps, then exponential_decay from there, whose steps are counted
/// from the end of the warm-up. With warmup_steps 0 it starts at the peak. Refused: as for exponential_decay.
inline any_schedule<double> warmup_exponential_decay_schedule(warmup_exponential_decay_schedule_params given) {
  return detail::named("optax.warmup_exponential_decay_schedule", given, [&](const char*) {
    return join_schedules({.schedules = {linear_schedule({.init_value = given.init_value,
                                                          .end_value = given.peak_value,
                                                          .transition_steps = given.warmup_steps.value}),
                                         exponential_decay({.init_value = given.peak_value,
                                                            .transition_steps = given.transition_steps,
                                                            .decay_rate = given.decay_rate,
                                                            .transition_begin = given.transition_begin,
                                                            .staircase = given.staircase,
                                                            .end_value = given.end_value})},
                           .boundaries = {given.warmup_steps}});
  });
}

struct sgdr_schedule_params {
  std::vector<warmup_cosine_decay_schedule_params> cosine_kwargs{};

  static constexpr auto fields(auto use) {
    return use(detail::field{"cosine_kwargs", &sgdr_schedule_params::cosine_kwargs});
  }
};

/// One warmup_cosine_decay_schedule after another, each for its decay_steps; the last one then stays at its end_value.
/// Refused: no cycle, as optax does, and what warmup_cosine_decay_schedule refuses.
inline any_schedule<double> sgdr_schedule(sgdr_schedule_params given) {
  return detail::named("optax.sgdr_schedule", given, [&](const char* name) {
    detail::require(!given.cosine_kwargs.empty(), name, "cosine_kwargs", "must be at least one",
                    given.cosine_kwargs.size());
    join_schedules_params joined;
    std::int64_t end = 0;
    for (const auto& cycle : given.cosine_kwargs) {
      const std::string place = "cosine_kwargs." + std::to_string(joined.schedules.size()) + ".";
      inner::check_cycle(name, place, cycle);
      if (!joined.schedules.empty()) joined.boundaries.push_back(end);
      joined.schedules.push_back(warmup_cosine_decay_schedule(cycle));
      end += std::min(cycle.decay_steps.value, detail::longest + 1 - std::max<std::int64_t>(end, 0));
      detail::require(-detail::longest <= end && end <= detail::longest, name, (place + "decay_steps").c_str(),
                      "must add up to at most 2^53 steps either way", cycle.decay_steps.value);
    }
    return join_schedules(std::move(joined));
  });
}

struct reduce_on_plateau_params {
  required<double> base_lr;
  double factor = 0.1;
  numeric<std::int64_t> patience = 10;
  double rtol = 1e-4, atol = 0;
  numeric<std::int64_t> cooldown = 0, accumulation_size = 1;
  double min_scale = 0;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = reduce_on_plateau_params;
    return use(field{"base_lr", &params::base_lr, at_least_0}, field{"factor", &params::factor, above_0},
               field{"patience", &params::patience, at_least_0}, field{"rtol", &params::rtol, at_least_0},
               field{"atol", &params::atol, at_least_0}, field{"cooldown", &params::cooldown, at_least_0},
               field{"accumulation_size", &params::accumulation_size, at_least_1},
               field{"min_scale", &params::min_scale, at_least_0});
  }
};

/// reduce_on_plateau: base_lr times a scale, which is multiplied by `factor` at the last of `patience` bad values in
/// a row, not below min_scale. A value, the mean of accumulation_size metrics, is good if it is below (1 - rtol) best
/// - atol. After a reduction, `cooldown` values are not counted, but may be the best. A patience of 0 reduces at
/// every good value and at no bad one, as in optax. Refused: a factor that is not between 0 and 1, an rtol or atol
/// below 0, and both 0, as in optax; an rtol of 1, by which no value is ever good there; a min_scale above 1, up to
/// which the scale jumps there.
inline any_plateau reduce_on_plateau(reduce_on_plateau_params given) {
  return detail::named("optax.reduce_on_plateau", given, [&](const char* name) -> any_plateau {
    detail::require(given.factor < 1, name, "factor", "must be below 1", given.factor);
    detail::require(given.rtol < 1, name, "rtol", "must be below 1", given.rtol);
    detail::require(given.rtol > 0 || given.atol > 0, name, "atol", "must be above 0 if rtol is 0", given.atol);
    detail::require(given.min_scale <= 1, name, "min_scale", "must be at most 1", given.min_scale);
    const plateau<double> scale = detail::plateau_of_framework(
        {.factor = given.factor,
         .patience = given.patience,
         .cooldown = given.cooldown,
         .threshold = {.relative = given.rtol, .absolute = given.atol, .rule = threshold_rule::by_value},
         .minimum = given.min_scale,
         .accumulation_size = given.accumulation_size,
         .counting = {.patience = patience_rule::equal}});
    return {scale, constant<>({.value = given.base_lr})};
  });
}

/// All of them by name, for json_reader.
struct schedules {
  static constexpr const char* name = "optax";

  static void each(auto use) {
    use("constant_schedule", constant_schedule);
    use("polynomial_schedule", polynomial_schedule);
    use("linear_schedule", linear_schedule);
    use("piecewise_constant_schedule", piecewise_constant_schedule);
    use("exponential_decay", exponential_decay);
    use("cosine_decay_schedule", cosine_decay_schedule);
    use("piecewise_interpolate_schedule", piecewise_interpolate_schedule);
    use("linear_onecycle_schedule", linear_onecycle_schedule);
    use("cosine_onecycle_schedule", cosine_onecycle_schedule);
    use("warmup_constant_schedule", warmup_constant_schedule);
    use("warmup_cosine_decay_schedule", warmup_cosine_decay_schedule);
    use("warmup_exponential_decay_schedule", warmup_exponential_decay_schedule);
    use("sgdr_schedule", sgdr_schedule);
    use("join_schedules", join_schedules);
  }

  static void each_plateau(auto use) { use("reduce_on_plateau", reduce_on_plateau); }
};

}  // namespace lrsched::inline LRSCHED_V0::dialect::optax

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef DIGITS_SCHEDULES_HPP
#define DIGITS_SCHEDULES_HPP

// The rivals: seven families of schedules, each with one rate to choose, and scaled to a budget of steps; and two ways
// to end a level rate.

#include <array>
#include <cstdint>  // std::int64_t

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/lrsched.hpp>

/// The families differ in their types.
using any_schedule = lrsched::any_schedule<double>;

struct family {
  const char* name;
  any_schedule (*make)(double rate, std::int64_t steps);
  bool is_merged = false;  // its result is a mean of checkpoints
};

inline constexpr std::array families{
    // The rival of all others.
    family{"constant", [](double rate, std::int64_t) -> any_schedule { return lrsched::constant({.value = rate}); }},

    // Halved five times.
    family{"step",
           [](double rate, std::int64_t steps) -> any_schedule {
             return lrsched::step({.initial = rate, .factor = 0.5, .every = (steps + 5) / 6});
           }},

    // Down to a hundredth.
    family{"exponential",
           [](double rate, std::int64_t steps) -> any_schedule {
             return lrsched::exponential({.initial = rate, .rate = 0.01, .every = steps});
           }},

    // A hundred times 4 % less.
    family{"staircase",
           [](double rate, std::int64_t steps) -> any_schedule {
             const std::int64_t width = steps / 100;
             return lrsched::staircase(lrsched::exponential({.initial = rate, .rate = 0.96, .every = width}), width);
           }},

    // Down to 0.
    family{"linear",
           [](double rate, std::int64_t steps) -> any_schedule {
             return lrsched::linear({.from = rate, .to = 0, .steps = steps});
           }},

    // Up in a twentieth of the budget, then down to 0.
    family{"warm-up cosine",
           [](double rate, std::int64_t steps) -> any_schedule {
             const std::int64_t rise = steps / 20;
             return lrsched::sequence{
                 lrsched::linear({.from = 0, .to = rate, .steps = rise, .includes = lrsched::ends::to}),
                 lrsched::cosine({.from = rate, .to = 0, .steps = steps - rise})};
           }},

    // Up from a 25th in three tenths of the budget, then down to a 10,000th.
    family{"one-cycle",
           [](double rate, std::int64_t steps) -> any_schedule {
             const std::int64_t rise = steps * 3 / 10;
             return lrsched::sequence{lrsched::cosine({.from = rate / 25, .to = rate, .steps = rise}),
                                      lrsched::cosine({.from = rate, .to = rate / 10'000, .steps = steps - rise})};
           }},
};

/// What is left of a budget where a level rate ends: the last fifth.
constexpr std::int64_t end_steps(std::int64_t steps) { return steps / 5; }

inline constexpr std::array endings{
    // Down to 0.
    family{"level, decayed",
           [](double rate, std::int64_t steps) -> any_schedule {
             const std::int64_t fall = end_steps(steps);
             return lrsched::sequence{lrsched::take(lrsched::constant({.value = rate}), steps - fall),
                                      lrsched::linear({.from = rate, .to = 0, .steps = fall})};
           }},

    // The same decay by the weights of a mean of checkpoints: the rate stays level.
    family{"level, merged", families[0].make, true},
};

#endif

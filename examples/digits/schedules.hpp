// SPDX-License-Identifier: MIT
#ifndef DIGITS_SCHEDULES_HPP
#define DIGITS_SCHEDULES_HPP

// The rivals: seven families of schedules, each with one rate to choose, and scaled to a budget of steps.

#include <array>
#include <cstdint>  // std::int64_t
#include <functional>

#include <lrsched/lrsched.hpp>

/// A schedule of any type, since the families differ in it: called with a step, returns a rate.
using any_schedule = std::function<double(std::int64_t)>;

struct family {
  const char* name;
  const char* colour;  // in the picture, with the pattern of its line
  const char* dashes;
  any_schedule (*make)(double rate, std::int64_t steps);
};

inline const std::array families{
    family{"constant", "#000000", "none",  //
           [](double rate, std::int64_t) -> any_schedule { return lrsched::constant({.value = rate}); }},

    family{"step", "#e69f00", "none",  // halved five times
           [](double rate, std::int64_t steps) -> any_schedule {
             return lrsched::step({.initial = rate, .factor = 0.5, .every = steps / 6});
           }},

    family{"exponential", "#56b4e9", "7 3",  // down to a hundredth
           [](double rate, std::int64_t steps) -> any_schedule {
             return lrsched::exponential({.initial = rate, .rate = 0.01, .every = steps});
           }},

    family{"staircase", "#009e73", "none",  // 4 % less a hundred times
           [](double rate, std::int64_t steps) -> any_schedule {
             const std::int64_t width = steps / 100;
             return lrsched::staircase(lrsched::exponential({.initial = rate, .rate = 0.96, .every = width}), width);
           }},

    family{"linear", "#cc79a7", "none",
           [](double rate, std::int64_t steps) -> any_schedule {
             return lrsched::linear({.from = rate, .to = 0, .steps = steps});
           }},

    family{"warm-up cosine", "#0072b2", "none",
           [](double rate, std::int64_t steps) -> any_schedule {
             const std::int64_t rise = steps / 20;
             return lrsched::sequence{
                 lrsched::linear({.from = 0, .to = rate, .steps = rise, .includes = lrsched::ends::to}),
                 lrsched::cosine({.from = rate, .to = 0, .steps = steps - rise})};
           }},

    family{"one-cycle", "#d55e00", "none",
           [](double rate, std::int64_t steps) -> any_schedule {
             const std::int64_t rise = steps * 3 / 10;
             return lrsched::sequence{lrsched::cosine({.from = rate / 25, .to = rate, .steps = rise}),
                                      lrsched::cosine({.from = rate, .to = rate / 10'000, .steps = steps - rise})};
           }},
};

#endif

// SPDX-License-Identifier: MIT

// Mistakes in a call, one at a time, and the words that a compiler must find for each: the name of the argument, or a
// sentence of ours. mistakes.cmake compiles them; without a number, as a part of test.static, the right calls.

#include <cstdint>

#include <lrsched/lrsched.hpp>

#if MISTAKE >= 40
#include <span>
#include <string>
#include <vector>
#endif

namespace {

using namespace lrsched;

[[maybe_unused]] double total = 1000;

struct [[maybe_unused]] with_short_length {
  double operator()(std::int64_t) const;
  int length() const;
};

// ---- left out ------------------------------------------------------------------------------------------------------
#if MISTAKE == 1  // g++: an_argument_without_a_default_is_missing  clang: params{...} says what is wrong
const auto schedule = cosine({.from = 0.1, .to = 0.0});
#elif MISTAKE == 2   // g++: an_argument_without_a_default_is_missing  clang: params{...} says what is wrong
const auto schedule = cosine<float>({.from = 0.1, .steps = 10});
#elif MISTAKE == 3   // g++: an_argument_without_a_default_is_missing  clang: params{...} says what is wrong
const auto schedule = warmup_cosine({.peak = 0.1, .decay_steps = 10});
#elif MISTAKE == 4   // g++: an_argument_without_a_default_is_missing  clang: implicit initialization of field 'steps'
const auto schedule = cosine(cosine<>::params{.from = 0.1, .to = 0.0});

// ---- misspelt, or made up ------------------------------------------------------------------------------------------
#elif MISTAKE == 10  // g++: params{...} says what is wrong  clang: params{...} says what is wrong
const auto schedule = cosine({.from = 0.1, .to = 0.0, .step = 3});
#elif MISTAKE == 11  // g++: params{...} says what is wrong  clang: params{...} says what is wrong
const auto schedule = cosine<float>({.from = 0.1, .to = 0.0, .steps = 3, .warmup = 10});
#elif MISTAKE == 12  // g++: params{...} says what is wrong  clang: params{...} says what is wrong
const auto schedule = warmup_cosine({.peak = 0.1, .warmup = 10, .decay_steps = 10});
#elif MISTAKE == 13  // g++: multi_step_params<>{...}  clang: multi_step_params<>{...}
const auto schedule = multi_step({.initial = 0.1, .gamma = 0.1}, {30, 60});
#elif MISTAKE == 14  // g++: params{...} says what is wrong  clang: params{...} says what is wrong
const auto schedule = plateau({.factor = 0.1, .patient = 2});
#elif MISTAKE == 15  // g++: no non-static data member named 'step'  clang: did you mean 'steps'?
const auto schedule = cosine(cosine<>::params{.from = 0.1, .to = 0.0, .step = 3});

// ---- a real number where steps are counted -------------------------------------------------------------------------
#elif MISTAKE == 20  // g++: a number of steps is an integer; round it  clang: a number of steps is an integer; round it
const auto schedule = cosine({.from = 0.1, .to = 0.0, .steps = 1e5});
#elif MISTAKE == 21  // g++: a number of steps is an integer; round it  clang: a number of steps is an integer; round it
const auto schedule = warmup_cosine({.peak = 0.1, .warmup_steps = 0.03 * total, .decay_steps = 10});
#elif MISTAKE == 22  // g++: a number of steps is an integer; round it  clang: a number of steps is an integer; round it
const auto schedule = exponential({.initial = 0.1, .rate = 0.9, .every = total / 10});
#elif MISTAKE == 23  // g++: a number of steps is an integer; round it  clang: a number of steps is an integer; round it
const auto schedule = take(constant({.value = 0.1}), 0.03 * total);
#elif MISTAKE == 25  // g++: a number of steps is an integer; round it  clang: a number of steps is an integer; round it
const auto lengths = split(1e5, {0.1, 0.9});
#elif MISTAKE == 24  // g++: a number of steps is an integer; round it  clang: a number of steps is an integer; round it
const auto schedule = cosine({100, 0.1, 0.0});

// ---- something else where a number is meant, or the names are not used ---------------------------------------------
#elif MISTAKE == 30  // g++: a number belongs here  clang: a number belongs here
const auto schedule = cosine({.from = "0.1", .to = 0.0, .steps = 3});
#elif MISTAKE == 31  // g++: a number belongs here  clang: a number belongs here
const auto schedule = cosine({.from = 0.1, .to = false, .steps = 3});
#elif MISTAKE == 32  // g++: a number belongs here  clang: a number belongs here
const auto schedule = cosine({.from = 0.1, .to = 0.0, .steps = '3'});
#elif MISTAKE == 33  // g++: designator order for field  clang: warning: ISO C++ requires field designators
const auto schedule = cosine({.to = 0.0, .from = 0.1, .steps = 3});
#elif MISTAKE == 34  // g++: params{...} says what is wrong  clang: params{...} says what is wrong
const auto schedule = cosine(0.1, 0.0, 3);

// ---- parts ---------------------------------------------------------------------------------------------------------
#elif MISTAKE == 35  // g++: take(part, steps) gives it one  clang: take(part, steps) gives it one
const sequence schedule{constant({.value = 1}), cosine({.from = 1, .to = 0, .steps = 3})};
#elif MISTAKE == 36  // g++: std::int64_t length() const  clang: std::int64_t length() const
const sequence schedule{with_short_length{}, cosine({.from = 1, .to = 0, .steps = 3})};

// ---- groups, of which one is forgotten, or made up -----------------------------------------------------------------
#elif MISTAKE == 45  // g++: decomposes into 2 elements  clang: decomposes into 2 elements
const auto [rate] = groups{constant({.value = 1}), constant({.value = 2})}(0);
#elif MISTAKE == 46  // g++: decomposes into 2 elements  clang: decomposes into 2 elements
const auto [muon, adamw, other] = with_factors(constant({.value = 1}), {0.02, 3e-4})(0);

// ---- lists ---------------------------------------------------------------------------------------------------------
#elif MISTAKE == 37  // g++: a number of steps is an integer; round it  clang: a number of steps is an integer; round it
const auto schedule = multi_step({.initial = 1, .factor = 0.1}, {30.5, 60});
#elif MISTAKE == 38  // g++: a number belongs here  clang: a number belongs here
const auto schedule = piecewise_constant({0.1, 0.01}, {true});
#elif MISTAKE == 40  // g++: milestones are steps, a list of integers  clang: milestones are steps, a list of integers
const auto schedule = multi_step({.initial = 1, .factor = 0.1}, std::vector<double>{2.7});
#elif MISTAKE == 41  // g++: milestones are steps, a list of integers  clang: milestones are steps, a list of integers
const auto schedule = piecewise_linear(std::vector<int>{0, 4, 8}, std::vector{0.0, 1.0, 0.5});
#elif MISTAKE == 42  // g++: milestones are steps, a list of integers  clang: milestones are steps, a list of integers
const auto schedule = multi_step({.initial = 1, .factor = 0.1}, std::string{"AZ"});
#elif MISTAKE == 43  // g++: values are a list of numbers  clang: values are a list of numbers
const auto schedule = table(std::vector<bool>{true, false});
#elif MISTAKE == 44  // g++: copy the span to a std::array  clang: copy the span to a std::array
const auto schedule = piecewise_linear(std::span<const double>{}, std::vector<int>{});

#else
static_assert(cosine({.from = 0.1, .to = 0.0, .steps = 3}).length() == 3);
static_assert(cosine(cosine<>::params{.from = 0.1, .to = 0.0, .steps = 3}).length() == 3);
static_assert(cosine({0.1, 0.0, 3}).length() == 3 && plateau({}).arguments().patience == 10);
static_assert(warmup_cosine({.peak = 0.1, .warmup_steps = 30, .decay_steps = 970}).length() == 1000);
static_assert(sequence{take(constant({.value = 1}), 5), cosine({.from = 1, .to = 0, .steps = 3})}.length() == 8);
[[maybe_unused]] const auto [muon, adamw] = with_factors(constant({.value = 1}), {0.02, 3e-4})(0);
#endif

}  // namespace

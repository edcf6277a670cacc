// SPDX-License-Identifier: MIT

// What must not compile. Each refusal stands beside the nearest thing that does compile: compiling is passing.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>

#include <lrsched/lrsched.hpp>

#include "../near.hpp"

namespace {

using namespace lrsched;
using test::infinity, test::longest, test::not_a_number;

/// Whether what a lambda makes can be a constant.
template <auto Make>
concept constant_expression = requires {
  typename std::bool_constant<(static_cast<void>(Make()), true)>;
};

// ---- bad arguments in constants ------------------------------------------------------------------------------------

template <std::int64_t Steps>
constexpr auto line = [] { return linear({.from = 1, .to = 0, .steps = Steps}); };
static_assert(constant_expression<line<0>> && constant_expression<line<longest>>);
static_assert(!constant_expression<line<-1>> && !constant_expression<line<longest + 1>>);

static_assert(constant_expression<[] { return cosine({.from = 1, .to = 0, .steps = 5}); }>);
static_assert(!constant_expression<[] { return cosine({.from = 1, .to = 0, .steps = -5}); }>);
static_assert(!constant_expression<[] { return cosine({.from = infinity<double>, .to = 0, .steps = 5}); }>);
static_assert(!constant_expression<[] { return cosine({.from = 1, .to = not_a_number<double>, .steps = 5}); }>);
static_assert(!constant_expression<[] { return cosine({.from = 1e308, .to = -1e308, .steps = 5}); }>);
static_assert(
    !constant_expression<[] { return cosine({.from = 1, .to = 0, .steps = 5, .includes = static_cast<ends>(4)}); }>);

static_assert(constant_expression<[] { return constant({.value = 0}); }> &&
              !constant_expression<[] { return constant({.value = -infinity<double>}); }>);
static_assert(constant_expression<[] { return polynomial({.from = 1, .to = 0, .steps = 5, .power = 0.5}); }>);
static_assert(!constant_expression<[] { return polynomial({.from = 1, .to = 0, .steps = 5, .power = -1}); }>);
static_assert(constant_expression<[] { return log_linear({.from = 1, .to = 0.5, .steps = 5}); }>);
static_assert(!constant_expression<[] { return log_linear({.from = 1, .to = 0, .steps = 5}); }>);
static_assert(!constant_expression<[] { return log_linear({.from = -1, .to = 1, .steps = 5}); }>);

static_assert(constant_expression<[] { return exponential({.initial = 1, .rate = 0.1}); }>);
static_assert(!constant_expression<[] { return exponential({.initial = 1, .rate = -1}); }>);
static_assert(!constant_expression<[] { return exponential({.initial = 1, .rate = 0.1, .every = 0}); }>);
static_assert(constant_expression<[] { return inverse_time({.initial = 1, .rate = 0}); }>);
static_assert(!constant_expression<[] { return inverse_time({.initial = 1, .rate = -0.1}); }>);

static_assert(constant_expression<[] { return plateau({.factor = 0, .patience = 0}); }>);
static_assert(!constant_expression<[] { return plateau({.factor = 1.5}); }>);
static_assert(!constant_expression<[] { return plateau({.patience = -1}); }>);
static_assert(!constant_expression<[] { return plateau({.threshold = {.relative = 1}}); }>);

static_assert(constant_expression<[] { return step({.initial = 1, .factor = 0, .every = 1}); }>);
static_assert(!constant_expression<[] { return step({.initial = 1, .factor = 0, .every = 0}); }>);
static_assert(!constant_expression<[] { return step({.initial = 1, .factor = -1, .every = 1}); }>);
static_assert(constant_expression<[] { return multi_step({.initial = 1, .factor = 0.5}, {30, 60}); }>);
static_assert(!constant_expression<[] { return multi_step({.initial = 1, .factor = 0.5}, {60, 30}); }>);
static_assert(constant_expression<[] { return piecewise_constant({1.0, 0.5}, {0}); }>);
static_assert(!constant_expression<[] { return piecewise_constant({1.0, 0.5}, {-1}); }>);
static_assert(!constant_expression<[] { return piecewise_constant({1.0, infinity<double>}, {0}); }>);

template <std::int64_t Count>
constexpr linear<> ramp({.from = 0, .to = 1, .steps = Count});
static_assert(constant_expression<[] { return shift(ramp<4>, longest - 4); }> &&
              !constant_expression<[] { return shift(ramp<4>, longest - 3); }>);
static_assert(constant_expression<[] { return stretch(ramp<4>, 0.1); }> &&
              !constant_expression<[] { return stretch(ramp<4>, 0); }>);
static_assert(constant_expression<[] { return take(ramp<4>, 0); }> &&
              !constant_expression<[] { return take(ramp<4>, -1); }>);
static_assert(constant_expression<[] { return staircase(ramp<4>, 1); }> &&
              !constant_expression<[] { return staircase(ramp<4>, 0); }>);
static_assert(constant_expression<[] { return repeat(ramp<1>); }> &&
              !constant_expression<[] { return repeat(ramp<0>); }>);
static_assert(constant_expression<[] { return scale(ramp<4>, -1); }> &&
              !constant_expression<[] { return scale(ramp<4>, infinity<double>); }>);
static_assert(constant_expression<[] { return exponentiate(ramp<4>, 10); }> &&
              !constant_expression<[] { return exponentiate(ramp<4>, 0); }>);
static_assert(constant_expression<[] { return clamp(ramp<4>, 1, 1); }> &&
              !constant_expression<[] { return clamp(ramp<4>, 1, 0.5); }>);
static_assert(constant_expression<[] {
                return sequence{ramp<longest>, ramp<0>};
              }> &&
              !constant_expression<[] {
                return sequence{ramp<longest>, ramp<1>};
              }>);
static_assert(constant_expression<[] { return decay_from(ramp<4>, 3, reverse(ramp<4>)); }> &&
              !constant_expression<[] { return decay_from(ramp<4>, 3, ramp<4>); }>);
static_assert(constant_expression<[] { return crossfade(ramp<4>, 0, ramp<4>, longest); }> &&
              !constant_expression<[] { return crossfade(ramp<4>, 1, ramp<4>, longest); }>);
static_assert(constant_expression<[] { return override_between(ramp<4>, 3, 3, ramp<4>); }> &&
              !constant_expression<[] { return override_between(ramp<4>, 3, 2, ramp<4>); }>);
static_assert(constant_expression<[] { return with_length(ramp<4>, 3, 4); }> &&
              !constant_expression<[] { return with_length(ramp<4>, 3, 3); }>);

// ---- arguments that are missing, misspelt, of another kind, or too many ---------------------------------------------

// A concept for each, since only what depends on a parameter can be refused quietly.
template <class Ramp>
concept made_with_all = requires {
  Ramp({.from = 1, .to = 0, .steps = 5});
};
template <class Ramp>
concept made_without_from = requires {
  Ramp({.to = 0, .steps = 5});
};
template <class Ramp>
concept made_without_to = requires {
  Ramp({.from = 1, .steps = 5});
};
template <class Ramp>
concept made_without_steps = requires {
  Ramp({.from = 1, .to = 0});
};
template <class Ramp>
concept made_in_another_order = requires {
  Ramp({.steps = 5, .from = 1, .to = 0});
};
template <class Ramp>
concept made_with_a_misspelling = requires {
  Ramp({.from = 1, .to = 0, .step = 5});
};
template <class Ramp>
concept made_without_names = requires {
  Ramp(1, 0, 5);
};
template <class Ramp>
concept made_of_nothing = requires {
  Ramp();
}
|| requires { Ramp({}); };
template <class Ramp>
constexpr bool insists = made_with_all<Ramp> && !made_without_from<Ramp> && !made_without_to<Ramp> &&
                         !made_without_steps<Ramp> && !made_in_another_order<Ramp> && !made_with_a_misspelling<Ramp> &&
                         !made_without_names<Ramp> && !made_of_nothing<Ramp>;
static_assert(insists<linear<>> && insists<cosine<float>> && insists<log_linear<long double>>);
static_assert(!made_with_all<polynomial<>> && !made_of_nothing<polynomial<>>);  // which has a power

template <class Decay>
concept decays_with_all = requires {
  Decay({.initial = 1, .rate = 0.5});
};
template <class Decay>
concept decays_without_rate = requires {
  Decay({.initial = 1});
}
|| requires { Decay({.initial = 1, .every = 5}); };
template <class Decay>
concept decays_without_initial = requires {
  Decay({.rate = 0.5});
};
static_assert(decays_with_all<exponential<>> && !decays_without_rate<exponential<>> &&
              !decays_without_initial<exponential<>>);
static_assert(decays_with_all<inverse_time<>> && !decays_without_rate<inverse_time<>> &&
              !decays_without_initial<inverse_time<>>);

template <class Step>
concept steps_with_all = requires {
  Step({.initial = 1, .factor = 0.5, .every = 5});
};
template <class Step>
concept steps_without_every = requires {
  Step({.initial = 1, .factor = 0.5});
};
template <class Step>
concept steps_without_factor = requires {
  Step({.initial = 1, .every = 5});
};
static_assert(steps_with_all<step<>> && !steps_without_every<step<>> && !steps_without_factor<step<>>);
static_assert(!made_of_nothing<step<>> && !made_of_nothing<exponential<>> && !made_of_nothing<constant<>>);

// ---- lists of the wrong length -------------------------------------------------------------------------------------

template <class Value>
concept three_values_for_two = requires(Value value) {
  piecewise_constant({value, value, value}, {1, 2});
};
template <class Value>
concept two_values_for_two = requires(Value value) {
  piecewise_constant({value, value}, {1, 2});
};
template <class Value>
concept four_values_for_two = requires(Value value) {
  piecewise_constant({value, value, value, value}, {1, 2});
};
static_assert(three_values_for_two<double> && three_values_for_two<float>);
static_assert(!two_values_for_two<double> && !four_values_for_two<double> && !two_values_for_two<int>);

// ---- parts that do not fit -----------------------------------------------------------------------------------------

template <class... Parts>
concept in_sequence = requires(Parts... parts) {
  sequence{parts...};
};
template <class... Parts>
concept in_product = requires(Parts... parts) {
  product{parts...};
};
template <class Part>
concept repeated = requires(Part part) {
  repeat(part);
};
template <class Part>
concept shifted = requires(Part part) {
  shift(part, 1);
};

using decay = exponential<>;
using whole = int (*)(std::int64_t);
static_assert(in_sequence<linear<>, decay> && in_sequence<decay> && in_sequence<linear<>, linear<>, constant<>>);
static_assert(in_sequence<take<decay>, linear<>> && in_sequence<sequence<linear<>, linear<>>, linear<>>);
static_assert(!in_sequence<double> && !in_sequence<linear<>, whole> && !in_sequence<>);
static_assert(in_product<decay, linear<>> && !in_product<decay, double> && !in_product<whole> && !in_product<>);
static_assert(repeated<linear<>> && repeated<take<decay>> && !repeated<decay>);
static_assert(shifted<decay> && shifted<double (*)(std::int64_t)> && !shifted<whole> && !shifted<double>);

// ---- positions that are none ---------------------------------------------------------------------------------------

template <class Position>
concept asked_at = requires(const linear<>& schedule, Position where) {
  schedule(where);
};
static_assert(asked_at<int> && asked_at<float> && !asked_at<bool> && !asked_at<const char*> && !asked_at<ends> &&
              !asked_at<std::nullptr_t>);

}  // namespace

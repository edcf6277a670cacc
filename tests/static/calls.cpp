// SPDX-License-Identifier: MIT

// What a call takes without a word from the compiler: counts of any type of integer, lists of many kinds, functions of
// an int. Compiling is passing.

#pragma GCC diagnostic error "-Wconversion"
#pragma GCC diagnostic error "-Wsign-conversion"
#pragma GCC diagnostic error "-Wfloat-conversion"
#pragma GCC diagnostic error "-Wnarrowing"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>
#include <vector>

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/dialect/caffe.hpp>
#include <lrsched/dialect/keras.hpp>
#include <lrsched/dialect/optax.hpp>
#include <lrsched/dialect/pytorch.hpp>
#include <lrsched/dialect/timm.hpp>
#include <lrsched/lrsched.hpp>

namespace {

using namespace lrsched;

// ---- counts --------------------------------------------------------------------------------------------------------

template <class Integer>
constexpr bool batches_count(Integer three) {
  const batches grow({{0, three}, {three, three}});
  const epochs run({.samples_per_epoch = three, .samples_per_update = three});
  return grow.batch(three) == 3 && grow.seen(three) == 9 && grow.updates(three) == 1 &&
         grow.in_tokens(three).seen(three) == 27 && run.passed(three) == 3;
}
template <class Integer>
constexpr bool counts_in(Integer three) {
  const std::int64_t expected = 3;
  const auto up = linear({.from = 0, .to = 6, .steps = 6});
  std::array<double, 1> filled{};
  fill(up, std::span<double>(filled), three);
  return filled[0] == 3 && cursor{up, three}.next() == 3 && max_change(up, three).change == 1 &&
         sum_of_rates(up, three) == 3 && first_step(up, three, [](double rate) { return rate > 0; }) == 1 &&
         batches_count(three) && stretch(up, three).length() == 6 * expected &&
         cosine({.from = 1, .to = 0, .steps = three}).length() == expected &&
         warmup_linear<float>({.peak = 1, .warmup_steps = three, .decay_steps = three}).length() == 2 * expected &&
         exponential({.initial = 1, .rate = 0.5, .every = three}).arguments().every == expected &&
         plateau({.patience = three, .accumulation_size = three}).arguments().accumulation_size == expected &&
         take(constant({.value = 1}), three).length() == expected &&
         shift(take(constant({.value = 1}), three), three).length() == 2 * expected &&
         staircase(take(constant({.value = 1}), three), three).length() == expected &&
         with_length(take(constant({.value = 1}), 1), 0, three).length() == expected &&
         decay_from(up, three, linear({.from = 1, .to = 0, .steps = three})).length() == 2 * expected &&
         crossfade(up, three, up, three).length() == 2 * expected && crossfade(up, three, up, three)(three) == 3 &&
         override_between(up, three, three, up, three)(three) == 0 && split(three, {1.0})[0] == expected &&
         linear_scaling_rule(1.0, three, three) == 1 &&
         multi_step({.initial = 1, .factor = 0.5}, {three, three})(2) == 1 &&
         multi_step({.initial = 1, .factor = 0.5}, {three, three})(3) == 0.25;
}
template <class... Integers>
constexpr bool all_count = (counts_in(Integers{3}) && ...);
static_assert(all_count<signed char, unsigned char, short, unsigned short, int, unsigned, long, unsigned long,
                        long long, unsigned long long, std::size_t, std::int64_t>);

// The arguments of one are those of another.
constexpr auto decay = exponential({.initial = 1, .rate = 0.5, .every = 3});
static_assert(linear({.from = 1, .to = 0, .steps = decay.arguments().every}).length() == 3);
static_assert(
    exponential({.initial = 1, .rate = 0.5, .every = linear({.from = 1, .to = 0, .steps = 3}).arguments().steps})
        .arguments() == decay.arguments());

// Beyond the largest std::int64_t a count is that one, not negative, and is refused; that one itself means never.
constexpr auto large = std::numeric_limits<std::uint64_t>::max();
static_assert(required<std::int64_t>(large) == std::numeric_limits<std::int64_t>::max() &&
              numeric<std::int64_t>(large / 2 + 1) == std::numeric_limits<std::int64_t>::max() &&
              numeric<std::int64_t>(large / 2) == std::int64_t{1} << 53);

// ---- lists ---------------------------------------------------------------------------------------------------------

constexpr std::size_t size = 500;
constexpr int half = 250;
template <class Real, class Schedule>
constexpr bool is_of(const Schedule&) {
  return std::same_as<rate_of<Schedule>, Real>;
}

constexpr auto mixed = piecewise_linear({0, 1e-3}, {0, size});
static_assert(is_of<double>(mixed) && mixed(half) == 0.5e-3 && mixed.length() == 500);
static_assert(piecewise_linear({0, 1}, {0, 500})(half) == 0.5 &&
              piecewise_cosine({0, 0.5, 1}, {0, half, size})(half) == 0.5);
static_assert(is_of<float>(piecewise_linear({0.0F, 1.0F}, {0, size})));
static_assert(is_of<long double>(piecewise_constant({0.0L, 1.0L}, {size})));
static_assert(piecewise_constant({1, 0.5, 0}, {half, size})(half) == 0.5);
static_assert(table({1, 0.5})(1) == 0.5 && table({1, 2})(1) == 2.0 && is_of<double>(table({1, 2})) &&
              is_of<float>(table({1.0F, 2.0F})));

template <class Integer>
constexpr Integer named[] = {2, 4};
constexpr double reals[] = {0, 1};
template <class Integer>
constexpr bool lists_of() {
  const auto steps_at = [](const auto& milestones) {
    const auto steps = multi_step({.initial = 1, .factor = 0.5}, milestones);
    const auto line = piecewise_linear({0, 1.5}, named<Integer>);
    const auto stairs = piecewise_constant(std::array{1.0, 0.5, 0.25}, milestones);
    std::array<double, 5> filled{};
    fill(steps, std::span<double>(filled));
    return filled == std::array{1.0, 1.0, 0.5, 0.5, 0.25} && line(3) == 0.75 && stairs(3.9) == 0.5 && stairs(4) == 0.25;
  };
  return steps_at(std::array<Integer, 2>{2, 4}) && steps_at(std::span<const Integer>(named<Integer>)) &&
         steps_at(std::span<const Integer, 2>(named<Integer>)) &&
         multi_step({.initial = 1, .factor = 0.5}, named<Integer>)(4) == 0.25 &&
         piecewise_linear(reals, named<Integer>)(3) == 0.5;
}
static_assert(lists_of<int>() && lists_of<std::size_t>() && lists_of<std::int64_t>() && lists_of<short>() &&
              lists_of<std::uint32_t>());

// ---- functions of a narrow type ------------------------------------------------------------------------------------

template <class Type>
constexpr auto same = [](Type step) { return static_cast<double>(step); };

struct of_int {
  constexpr double operator()(int step) const { return step; }
  constexpr std::int64_t length() const { return 7; }
};
constexpr float of_short(short step) noexcept { return step; }

template <class Schedule>
constexpr bool counts_up(const Schedule& schedule) {
  std::array<rate_of<Schedule>, 4> filled{};
  fill(schedule, std::span<rate_of<Schedule>>(filled), 1);
  return filled == std::array<rate_of<Schedule>, 4>{1, 2, 3, 4} && schedule(3) == 3 && schedule(std::size_t{3}) == 3;
}
template <class Function>
constexpr bool works_everywhere(Function function) {
  const auto part = take(function, 6);
  const auto none = constant({.value = 0}), one = constant({.value = 1});
  cursor next{part, 3};
  return counts_up(part) && counts_up(shift(function, 0)) && counts_up(stretch(function, 1)) &&
         counts_up(staircase(function, 1)) && counts_up(repeat(part)) && counts_up(repeat_growing(part, 2)) &&
         counts_up(reverse(reverse(part))) && counts_up(sequence{part, function}) && counts_up(scale(function, 1)) &&
         counts_up(clamp(function, 0, 10)) && counts_up(product{function, one}) && counts_up(sum{none, function}) &&
         counts_up(maximum{function, none}) && counts_up(minimum{part, function}) && shift(function, 1)(3.5) >= 2 &&
         sequence{part, function}(7.5) >= 1 && next.next() == 3 && next.next() == 4 &&
         max_change(part, 4).change == 1 && sum_of_rates(part, 4) == 6 &&
         first_step(part, 6, [](auto rate) { return rate > 1; }) == 2 &&
         switch_at(function, 3, [](auto rate) { return take(constant({.value = rate}), 1); })(5) == 3;
}
static_assert(works_everywhere(same<int>) && works_everywhere(same<unsigned>) && works_everywhere(same<signed char>) &&
              works_everywhere(same<const int&>) && works_everywhere(same<float>) &&
              works_everywhere(same<std::size_t>) && works_everywhere(of_int{}) && works_everywhere(of_short) &&
              works_everywhere(&of_short));

// Beyond the type it is asked for the last that there is, and not for what wrapping would give.
constexpr double last_int = 2'147'483'647;
static_assert(scale(same<int>, 1)(std::int64_t{1} << 31) == last_int && scale(same<int>, 1)(1e30) == last_int &&
              scale(same<int>, 1)(~std::uint64_t{0}) == last_int && scale(same<int>, 1)(-1e30) == -last_int - 1 &&
              scale(same<unsigned char>, 1)(256) == 255 && scale(same<unsigned>, 1)(-5.0) == 0 &&
              scale(same<signed char>, 1)(-129) == -128 && shift(of_int{}, -1)(std::int64_t{1} << 53) == last_int);

/// The dialects' lists and sizes.
[[maybe_unused]] double listed(std::size_t wide, short narrow, const std::vector<unsigned>& many) {
  using namespace dialect;
  constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
  const any_schedule<double> all[] = {
      timm::MultiStepLRScheduler({.base_lr = 0.1, .decay_t = {narrow, wide}}),
      timm::MultiStepLRScheduler({.base_lr = 0.1, .decay_t = many}),
      pytorch::MultiStepLR({.base_lr = 0.1, .milestones = {narrow, wide}}),
      pytorch::MultiStepLR({.base_lr = 0.1, .milestones = std::vector<std::int64_t>{1, 2}}),
      pytorch::CyclicLR({.base_lr = 0.1, .max_lr = 1, .step_size_up = never, .step_size_down = never}),
      pytorch::CyclicLR({.base_lr = 0.1, .max_lr = 1, .step_size_up = wide, .step_size_down = narrow}),
      keras::PiecewiseConstantDecay({.boundaries = {narrow, wide}, .values = {3, 2, 1}}),
      optax::piecewise_constant_schedule({.init_value = 1, .boundaries_and_scales = {{wide, 0.5}, {narrow, 0.2}}}),
      optax::join_schedules({.schedules = {decay, decay, decay}, .boundaries = {narrow, wide}}),
      caffe::multistep({.base_lr = 0.1, .gamma = 0.1, .stepvalue = {narrow, wide}})};
  return all[0](wide);
}

[[maybe_unused]] double kept(std::int64_t step) {
  const any_schedule<double> held = same<int>, part = sequence{of_int{}, same<unsigned>};
  const std::vector<int> milestones{2, 4};
  const std::vector<std::size_t> wide{2, 4};
  return held(step) + held(2.5) + part(step) + any_schedule<double>(of_short)(step) +
         multi_step({.initial = 1, .factor = 0.5}, milestones)(step) +
         piecewise_linear(std::vector<int>{0, 1}, wide)(step) +
         piecewise_linear(std::vector{0.0, 1.0}, milestones)(step);
}

}  // namespace

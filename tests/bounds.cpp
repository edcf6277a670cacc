// SPDX-License-Identifier: MIT

// No schedule is ever outside of its bounds, be it by the last digit: over random arguments.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include <lrsched/dialect/deepspeed.hpp>
#include <lrsched/dialect/keras.hpp>
#include <lrsched/dialect/optax.hpp>
#include <lrsched/dialect/pytorch.hpp>
#include <lrsched/dialect/timm.hpp>
#include <lrsched/lrsched.hpp>

#include "catch.hpp"

using namespace lrsched;

namespace {

class arguments {
 public:
  explicit arguments(std::uint64_t seed) : engine_(seed) {}

  std::int64_t count(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(engine_);
  }
  double share() { return static_cast<double>(count(1, 999)) / 1000; }
  double rate() { return static_cast<double>(count(1, 99)) * std::pow(10, -static_cast<double>(count(1, 7))); }

 private:
  std::mt19937_64 engine_;
};

/// The number of steps at which a schedule is outside.
int outside(const auto& schedule, double low, double high, std::int64_t steps = 400) {
  int result = 0;
  for (std::int64_t k = -1; k < steps; ++k) result += !(low <= schedule(k) && schedule(k) <= high);
  for (int bits = 9; bits <= 62; ++bits) {
    const double value = schedule(std::int64_t{1} << bits);
    result += !(low <= value && value <= high);
  }
  return result;
}

}  // namespace

TEST_CASE("warm_restarts and cyclic stay between their bounds", "[bounds]") {
  arguments random(1);
  int passed = 0;
  for (int i = 0; i < 2'000; ++i) {
    const double high = random.rate(), low = high * random.share();
    const double growth = 1 + random.share() * static_cast<double>(random.count(0, 2));
    const auto restarts = warm_restarts({.peak = high,
                                         .first_cycle_steps = random.count(1, 40),
                                         .growth = growth,
                                         .floor = low,
                                         .peak_factor = random.share()});
    passed += outside(restarts, low, high) > 0;
    passed += outside(cyclic({.low = low,
                              .high = high,
                              .up_steps = random.count(1, 20),
                              .down_steps = random.count(0, 20),
                              .cycle_factor = i % 2 == 0 ? 1 : random.share(),
                              .step_factor = i % 3 == 0 ? 1 : random.share()}),
                      low, high) > 0;
  }
  CHECK(passed == 0);
  const auto long_ago = warm_restarts({.peak = 5e-4, .first_cycle_steps = 30'000, .floor = 5e-6, .peak_factor = 0.5});
  CHECK(long_ago(205'000) >= 5e-6);
  CHECK(long_ago(210'000) == 5e-6);
  CHECK(long_ago(225'000) == 5e-6);
}

TEST_CASE("frameworks' schedules stay between the bounds of their formulas", "[bounds]") {
  using namespace dialect;
  arguments random(2);
  int keras_passed = 0, deepspeed_passed = 0, pytorch_passed = 0, timm_passed = 0;
  for (int i = 0; i < 1'000; ++i) {
    const double high = random.rate(), share = random.share(), low = high * share;
    const double factor = i % 2 == 0 ? 1 : random.share();
    keras_passed += outside(keras::CosineDecayRestarts({.initial_learning_rate = high,
                                                        .first_decay_steps = random.count(1, 40),
                                                        .m_mul = factor,
                                                        .alpha = share}),
                            low, high) > 0;
    const std::int64_t up = random.count(1, 40);
    deepspeed_passed += outside(deepspeed::OneCycle({.cycle_min_lr = low,
                                                     .cycle_max_lr = high,
                                                     .cycle_first_step_size = up,
                                                     .cycle_first_stair_count = random.count(1, up)}),
                                low, high) > 0;
    const char* const modes[] = {"triangular", "triangular2", "exp_range"};
    pytorch_passed += outside(pytorch::CyclicLR({.base_lr = low,
                                                 .max_lr = high,
                                                 .step_size_up = static_cast<double>(up) / (i % 4 == 0 ? 3 : 1),
                                                 .mode = modes[i % 3],
                                                 .gamma = random.share()}),
                              low, high) > 0;
    // timm itself falls below lr_min where base_lr cycle_decay^i does.
    timm_passed += outside(timm::CosineLRScheduler({.base_lr = high,
                                                    .t_initial = random.count(1, 40),
                                                    .lr_min = low,
                                                    .cycle_decay = random.share(),
                                                    .cycle_limit = 1'000}),
                           0, high) > 0;
  }
  CHECK(keras_passed == 0);
  CHECK(deepspeed_passed == 0);
  CHECK(pytorch_passed == 0);
  CHECK(timm_passed == 0);
  CHECK(keras::CosineDecayRestarts({.initial_learning_rate = 0.01, .first_decay_steps = 3, .alpha = 0.1})(0) == 0.01);
}

TEST_CASE("one cycle of optax does not pass its peak", "[bounds]") {
  arguments random(5);
  int passed = 0;
  for (int i = 0; i < 1'000; ++i) {
    const double peak = random.rate(), start = 1 + 30 * random.share(), end = 1 + 1e4 * random.share();
    const std::int64_t steps = random.count(20, 200);
    passed +=
        outside(dialect::optax::cosine_onecycle_schedule(
                    {.transition_steps = steps, .peak_value = peak, .div_factor = start, .final_div_factor = end}),
                0, peak);
    passed +=
        outside(dialect::optax::linear_onecycle_schedule(
                    {.transition_steps = steps, .peak_value = peak, .div_factor = start, .final_div_factor = end}),
                0, peak);
  }
  CHECK(passed == 0);
}

TEST_CASE("as many stairs as steps are no stairs", "[bounds]") {
  using dialect::deepspeed::OneCycle;
  arguments random(3);
  for (int i = 0; i < 200; ++i) {
    const double high = random.rate(), low = high * random.share();
    const std::int64_t up = random.count(1, 40);
    const auto stairs = OneCycle(
        {.cycle_min_lr = low, .cycle_max_lr = high, .cycle_first_step_size = up, .cycle_first_stair_count = up});
    const auto straight = OneCycle({.cycle_min_lr = low, .cycle_max_lr = high, .cycle_first_step_size = up});
    int different = 0;
    for (std::int64_t k = -1; k < 2 * up + 2; ++k) different += stairs(k) != straight(k);
    CHECK(different == 0);
  }
}

TEST_CASE("what a plateau remembers is always a number", "[bounds][plateau]") {
  constexpr double most = std::numeric_limits<double>::max(), infinity = std::numeric_limits<double>::infinity();
  const double metrics[] = {-most, most, 0, -1e308, 1e308, 1, infinity, -infinity, std::nan("")};
  arguments random(4);
  int wrong = 0;
  for (int i = 0; i < 2'000; ++i) {
    const plateau rule(
        {.patience = 2, .improves = i % 2 == 0 ? direction::down : direction::up, .mean_of = random.count(1, 9)});
    auto state = rule.start();
    const std::int64_t kinds = i % 3 == 0 ? 6 : 9;  // without the infinite ones, and NaN
    for (int k = 0; k < 40; ++k) {
      state = rule.next(state, metrics[random.count(0, kinds - 1)]);
      wrong += state.mean != state.mean || state.best != state.best;
      wrong += kinds == 6 && !(-most <= state.mean && state.mean <= most);
      wrong += kinds == 6 && k >= 8 && !(-most <= state.best && state.best <= most);
    }
  }
  CHECK(wrong == 0);

  const plateau of_two({.mean_of = 2});
  CHECK(of_two.next(of_two.next(of_two.start(), -1e308), -1e308).best == -1e308);
}

TEST_CASE("frameworks take a minimum that is not below the first rate, and never lower it", "[bounds][plateau]") {
  const auto last_rate = [](const any_plateau& rule) {
    auto state = rule.start();
    for (int i = 0; i < 50; ++i) state = rule.next(state, 1);
    return rule(state);
  };
  for (const double minimum : {0.1, 0.3}) {
    CHECK(last_rate(dialect::pytorch::ReduceLROnPlateau({.base_lr = 0.1, .min_lr = minimum})) == 0.1);
    CHECK(last_rate(dialect::keras::ReduceLROnPlateau({.base_lr = 0.1, .min_lr = minimum})) == 0.1);
    CHECK(last_rate(dialect::timm::PlateauLRScheduler({.base_lr = 0.1, .lr_min = minimum})) == 0.1);
  }
  CHECK(last_rate(dialect::optax::reduce_on_plateau({.base_lr = 0.1, .min_scale = 1})) == 0.1);
}

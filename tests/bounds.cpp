// SPDX-License-Identifier: MIT

// No schedule is ever outside of its bounds, be it by the last digit: over random arguments.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>

#include <lrsched/dialect/caffe.hpp>
#include <lrsched/dialect/deepspeed.hpp>
#include <lrsched/dialect/fairseq.hpp>
#include <lrsched/dialect/fastai.hpp>
#include <lrsched/dialect/keras.hpp>
#include <lrsched/dialect/llmc.hpp>
#include <lrsched/dialect/megatron.hpp>
#include <lrsched/dialect/mmengine.hpp>
#include <lrsched/dialect/optax.hpp>
#include <lrsched/dialect/paddle.hpp>
#include <lrsched/dialect/pytorch.hpp>
#include <lrsched/dialect/timm.hpp>
#include <lrsched/dialect/transformers.hpp>
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
  double below(double high) { return std::min(high, count(0, 1) == 0 ? rate() : high * share()); }

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

void stays(const char* name, const auto& schedule, double low, double high) {
  INFO(name);
  CHECK(outside(schedule, low, high) == 0);
}

/// Never rises in so many steps from `begin` on, and stays between its bounds from there on.
void falls(const char* name, const auto& schedule, double low, double high, std::int64_t begin = 0,
           std::int64_t steps = 400) {
  stays(name, shift(schedule, -begin), low, high);
  int rises = 0;
  for (std::int64_t k = begin; k < begin + steps; ++k) rises += schedule(k + 1) > schedule(k);
  INFO(name);
  CHECK(rises == 0);
}

auto mirrored(const auto& schedule) { return product{schedule, constant({.value = -1.0})}; }

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

TEST_CASE("timm with a warm-up and pytorch's other schedules stay between their bounds", "[bounds]") {
  using namespace dialect;
  arguments random(12);
  for (int i = 0; i < 1'000; ++i) {
    const double base = random.rate(), low = random.below(base), first = random.below(base), share = random.share();
    const double k_decay = i % 2 == 0 ? 1 : 3 * random.share(), power = 3 * random.share();
    const std::int64_t steps = random.count(1, 60), warmup = random.count(0, 40), cycles = random.count(0, 5);
    const double growth = 1 + random.share() * static_cast<double>(random.count(0, 2));
    const bool prefix = random.count(0, 1) == 0;
    const auto check = [&](const char* name, const any_schedule<double>& schedule, double least) {
      stays(name, schedule, std::min(first, least), base);
      stays(name, shift(schedule, -warmup), least, base);
    };
    check("CosineLRScheduler",
          timm::CosineLRScheduler({.base_lr = base,
                                   .t_initial = steps,
                                   .lr_min = low,
                                   .cycle_mul = growth,
                                   .cycle_limit = cycles,
                                   .warmup_t = warmup,
                                   .warmup_lr_init = first,
                                   .warmup_prefix = prefix,
                                   .k_decay = k_decay}),
          low);
    check("TanhLRScheduler",
          timm::TanhLRScheduler({.base_lr = base,
                                 .t_initial = steps,
                                 .lr_min = low,
                                 .cycle_mul = growth,
                                 .cycle_limit = cycles,
                                 .warmup_t = warmup,
                                 .warmup_lr_init = first,
                                 .warmup_prefix = prefix}),
          low);
    check("PolyLRScheduler",
          timm::PolyLRScheduler({.base_lr = base,
                                 .t_initial = steps,
                                 .power = power,
                                 .lr_min = low,
                                 .cycle_mul = growth,
                                 .cycle_limit = cycles,
                                 .warmup_t = warmup,
                                 .warmup_lr_init = first,
                                 .warmup_prefix = prefix,
                                 .k_decay = k_decay}),
          low);
    check("StepLRScheduler",
          timm::StepLRScheduler({.base_lr = base,
                                 .decay_t = static_cast<double>(steps) / (prefix ? 7 : 1),
                                 .decay_rate = share,
                                 .warmup_t = warmup,
                                 .warmup_lr_init = first}),
          0);

    falls("PolynomialLR", pytorch::PolynomialLR({.base_lr = base, .total_iters = steps, .power = power}), 0, base);
    const auto wave = pytorch::CosineAnnealingLR({.base_lr = base, .T_max = steps, .eta_min = low});
    stays("CosineAnnealingLR", wave, low, base);
    falls("CosineAnnealingLR", wave, low, base, 0, steps);
    stays("CosineAnnealingWarmRestarts",
          pytorch::CosineAnnealingWarmRestarts(
              {.base_lr = base, .T_0 = steps, .T_mult = random.count(1, 3), .eta_min = low}),
          low, base);
    falls("LinearLR",
          mirrored(pytorch::LinearLR({.base_lr = base, .start_factor = share, .end_factor = 1, .total_iters = steps})),
          -base, -(base * share));
    const double div = 1 / random.share(), final = 1 / random.share();
    // Its last step is beyond its bounds, as in PyTorch.
    const std::int64_t total = 3 * steps + 10;
    const auto cycle = pytorch::OneCycleLR({.max_lr = base,
                                            .total_steps = total,
                                            .pct_start = 0.5 * share,
                                            .anneal_strategy = prefix ? "cos" : "linear",
                                            .div_factor = div,
                                            .final_div_factor = final,
                                            .three_phase = random.count(0, 1) == 0});
    stays("OneCycleLR", take(cycle, total - 1), base / div / final, base);
  }
}

TEST_CASE("keras', optax' and deepspeed's other schedules stay between their bounds", "[bounds]") {
  using namespace dialect;
  arguments random(13);
  for (int i = 0; i < 1'000; ++i) {
    const double high = random.rate(), low = random.below(high), first = random.below(high), share = random.share();
    const double power = 3 * random.share();
    const std::int64_t steps = random.count(1, 200), warmup = random.count(0, 40);
    const bool flag = random.count(0, 1) == 0;
    falls("ExponentialDecay",
          keras::ExponentialDecay(
              {.initial_learning_rate = high, .decay_steps = steps, .decay_rate = share, .staircase = flag}),
          0, high);
    falls("InverseTimeDecay",
          keras::InverseTimeDecay(
              {.initial_learning_rate = high, .decay_steps = steps, .decay_rate = share, .staircase = flag}),
          0, high);
    stays("PolynomialDecay",
          keras::PolynomialDecay({.initial_learning_rate = high,
                                  .decay_steps = steps,
                                  .end_learning_rate = low,
                                  .power = power,
                                  .cycle = flag}),
          low, high);
    falls("CosineDecay",
          keras::CosineDecay({.initial_learning_rate = first,
                              .decay_steps = steps,
                              .alpha = share,
                              .warmup_target = high,
                              .warmup_steps = warmup + 1}),
          high * share, high, warmup + 1);

    falls("polynomial_schedule",
          optax::polynomial_schedule({.init_value = high, .end_value = low, .power = power, .transition_steps = steps}),
          low, high);
    falls(
        "exponential_decay",
        optax::exponential_decay(
            {.init_value = high, .transition_steps = steps, .decay_rate = share, .staircase = flag, .end_value = low}),
        low, high);
    falls("cosine_decay_schedule",
          optax::cosine_decay_schedule({.init_value = high, .decay_steps = steps, .alpha = share, .exponent = power}),
          high * share, high);
    const auto cosine = optax::warmup_cosine_decay_schedule({.init_value = first,
                                                             .peak_value = high,
                                                             .warmup_steps = warmup,
                                                             .decay_steps = warmup + steps,
                                                             .end_value = low,
                                                             .exponent = flag ? 1 : power});
    stays("warmup_cosine_decay_schedule", cosine, std::min(first, low), high);
    falls("warmup_cosine_decay_schedule", cosine, low, high, warmup);

    const char* const type = random.count(0, 1) == 0 ? "log" : "linear";
    const std::int64_t begin = std::max<std::int64_t>(warmup, 2);
    stays("WarmupLR",
          deepspeed::WarmupLR(
              {.warmup_min_lr = low, .warmup_max_lr = high, .warmup_num_steps = begin, .warmup_type = type}),
          low, high);
    falls("WarmupDecayLR",
          deepspeed::WarmupDecayLR({.total_num_steps = begin + steps,
                                    .warmup_min_lr = low,
                                    .warmup_max_lr = high,
                                    .warmup_num_steps = begin,
                                    .warmup_type = type}),
          0, high, begin + 1);
    falls("WarmupCosineLR",
          deepspeed::WarmupCosineLR({.base_lr = high,
                                     .total_num_steps = begin + steps,
                                     .warmup_min_ratio = share,
                                     .warmup_num_steps = begin,
                                     .cos_min_ratio = random.share(),
                                     .warmup_type = type}),
          0, high, begin + 1);
  }
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

TEST_CASE("recipes stay between their bounds, and do not rise behind the warm-up", "[bounds]") {
  arguments random(6);
  for (int i = 0; i < 1'000; ++i) {
    const double peak = random.rate(), floor = random.below(peak), start = random.below(peak);
    const std::int64_t warmup = random.count(0, 40), stable = random.count(0, 40), decay = random.count(0, 150);
    const ends includes = static_cast<ends>(random.count(0, 3));
    const auto check = [&](const char* name, const auto& schedule, double first, double last) {
      stays(name, schedule, std::min(first, last), peak);
      falls(name, schedule, last, peak, warmup);
    };
    const warmup_decay_params<> of_two = {.peak = peak,
                                          .warmup_steps = warmup,
                                          .decay_steps = decay,
                                          .floor = floor,
                                          .start = start,
                                          .warmup_includes = includes};
    check("warmup_cosine", warmup_cosine(of_two), start, floor);
    check("warmup_linear", warmup_linear(of_two), start, floor);
    const warmup_stable_decay_params<> of_three = {.peak = peak,
                                                   .warmup_steps = warmup,
                                                   .stable_steps = stable,
                                                   .decay_steps = decay,
                                                   .floor = floor,
                                                   .start = start,
                                                   .warmup_includes = includes};
    check("warmup_stable_decay", warmup_stable_decay(of_three), start, floor);
    check("warmup_stable_decay<cosine>", warmup_stable_decay<cosine>(of_three), start, floor);
    check("warmup_stable_decay<log_linear>", warmup_stable_decay<log_linear>(of_three), start, floor);
    check("warmup_inverse_sqrt",
          warmup_inverse_sqrt({.peak = peak,
                               .warmup_steps = warmup,
                               .decay_steps = decay,
                               .cooldown_steps = stable,
                               .timescale = random.count(1, 100),
                               .floor = floor,
                               .start = start,
                               .warmup_includes = includes}),
          start, floor);
    check("infinite_schedule",
          infinite_schedule({.peak = peak,
                             .steady = std::max(start, floor),
                             .floor = std::min(start, floor),
                             .warmup_steps = warmup,
                             .cooldown_steps = decay,
                             .steady_steps = stable,
                             .annealing_steps = decay,
                             .warmup_includes = includes}),
          0, std::min(start, floor));
    check("deepseek_multi_step",
          deepseek_multi_step({.peak = peak,
                               .warmup_steps = warmup,
                               .first_steps = decay,
                               .second_steps = stable,
                               .third_steps = stable,
                               .warmup_includes = includes}),
          0, peak * 0.1);
    check("power_scheduler",
          power_scheduler({.peak = peak,
                           .coefficient = 30 * floor,
                           .exponent = random.share(),
                           .warmup_steps = warmup,
                           .stable_steps = stable,
                           .decay_steps = decay,
                           .tokens_per_step = random.rate(),
                           .warmup_includes = includes}),
          0, 0);
    const double first = random.share(), last = random.share();
    check("tri_stage",
          tri_stage({.peak = peak,
                     .warmup_steps = warmup,
                     .hold_steps = stable,
                     .decay_steps = decay,
                     .start_factor = first,
                     .end_factor = last}),
          peak * first, peak * last);
    const double from = 1 / first, to = 1e4 / last;
    check("one_cycle",
          one_cycle({.peak = peak, .up_steps = warmup, .down_steps = decay, .start_divisor = from, .end_divisor = to}),
          peak / from, peak / to);
    check("one_cycle_three_phase",
          one_cycle_three_phase({.peak = peak,
                                 .up_steps = warmup,
                                 .down_steps = stable,
                                 .end_steps = decay,
                                 .start_divisor = from,
                                 .end_divisor = 1e4 * from}),
          peak / from, peak / (1e4 * from));
    check("slanted_triangular",
          slanted_triangular({.peak = peak, .up_steps = warmup, .down_steps = decay, .ratio = from}), peak / from,
          peak / from);
    const auto momentum = one_cycle_momentum({.up_steps = warmup, .down_steps = decay, .high = peak, .low = floor});
    stays("one_cycle_momentum", momentum, floor, peak);
    falls("one_cycle_momentum", mirrored(momentum), -peak, -floor, warmup);
    const std::int64_t up = warmup + 1;
    const auto by_size = noam({.model_size = random.count(1, 4'096), .warmup_steps = up, .factor = peak});
    stays("noam", by_size, 0, by_size(up));
    falls("noam", by_size, 0, by_size(up), up);
  }
}

TEST_CASE("megatron and llmc stay between their bounds, and do not rise behind the warm-up", "[bounds]") {
  using namespace dialect;
  arguments random(7);
  for (int i = 0; i < 1'000; ++i) {
    const double high = random.rate(), start = random.below(high), low = i % 5 == 0 ? high : random.below(high);
    const std::int64_t warmup = random.count(-20, 60), begin = std::max<std::int64_t>(warmup, 0);
    const std::int64_t end = random.count(begin + 1, 300), increment = i % 2 == 0 ? 1 : random.count(2, 9);
    megatron::schedules::each([&](const char* name, auto schedule_of) {
      const auto schedule = schedule_of({.init_lr = start,
                                         .max_lr = high,
                                         .min_lr = low,
                                         .lr_warmup_steps = warmup,
                                         .lr_decay_steps = end,
                                         .wsd_decay_steps = random.count(0, 100),
                                         .increment = increment});
      stays(name, schedule, std::min(start, low), high);
      falls(name, schedule, low, high, begin > 0 ? begin / increment + 1 : 0);
    });
    const double share = i % 5 == 0 ? 1 : random.share();
    llmc::schedules::each([&](const char* name, auto schedule_of) {
      const auto schedule = schedule_of({.learning_rate = high,
                                         .warmup_iterations = warmup,
                                         .train_num_batches = end,
                                         .final_learning_rate_frac = share});
      stays(name, schedule, 0, high);
      falls(name, schedule, high * share, high, begin);
    });
  }
}

TEST_CASE("transformers stays between its bounds, and does not rise between the warm-up and the end", "[bounds]") {
  using namespace dialect::transformers;
  arguments random(8);
  for (int i = 0; i < 1'000; ++i) {
    const double base = random.rate(), low = random.below(base), share = random.share();
    const std::int64_t warmup = random.count(0, 60), decay = random.count(1, 200), end = warmup + decay;
    const double cycles = i % 2 == 0 ? 0.5 : 3 * random.share();
    const auto half = static_cast<std::int64_t>(static_cast<double>(decay) / cycles / 2);
    const auto check = [&](const char* name, const any_schedule<double>& schedule, double least, std::int64_t steps) {
      stays(name, schedule, 0, base);
      falls(name, schedule, least, base, warmup, steps);
    };
    check("constant", get_constant_schedule({.base_lr = base}), base, 400);
    check("constant with warm-up", get_constant_schedule_with_warmup({.base_lr = base, .num_warmup_steps = warmup}),
          base, 400);
    check("linear",
          get_linear_schedule_with_warmup({.base_lr = base, .num_warmup_steps = warmup, .num_training_steps = end}), 0,
          400);
    check("cosine",
          get_cosine_schedule_with_warmup(
              {.base_lr = base, .num_warmup_steps = warmup, .num_training_steps = end, .num_cycles = cycles}),
          0, half);
    const std::int64_t restarts = random.count(0, 9);
    check("cosine with hard restarts",
          get_cosine_with_hard_restarts_schedule_with_warmup(
              {.base_lr = base, .num_warmup_steps = warmup, .num_training_steps = end, .num_cycles = restarts}),
          0, restarts > 0 ? (decay - 1) / restarts : 400);
    if (low < base)
      check("polynomial",
            get_polynomial_decay_schedule_with_warmup({.base_lr = base,
                                                       .num_warmup_steps = warmup,
                                                       .num_training_steps = end,
                                                       .lr_end = low,
                                                       .power = i % 7 == 0 ? 0 : 3 * random.share()}),
            low, 400);
    check("inverse sqrt",
          get_inverse_sqrt_schedule({.base_lr = base, .num_warmup_steps = warmup, .timescale = random.count(1, 100)}),
          0, 400);
    const auto with_minimum = [&](std::optional<double> min_lr, std::optional<double> min_lr_rate, double least) {
      check("cosine with min_lr",
            get_cosine_with_min_lr_schedule_with_warmup({.base_lr = base,
                                                         .num_warmup_steps = warmup,
                                                         .num_training_steps = end,
                                                         .num_cycles = cycles,
                                                         .min_lr = min_lr,
                                                         .min_lr_rate = min_lr_rate}),
            least, half);
      check("cosine with min_lr and warmup_lr_rate",
            get_cosine_with_min_lr_schedule_with_warmup_lr_rate({.base_lr = base,
                                                                 .num_warmup_steps = warmup,
                                                                 .num_training_steps = end,
                                                                 .num_cycles = cycles,
                                                                 .min_lr = min_lr,
                                                                 .min_lr_rate = min_lr_rate,
                                                                 .warmup_lr_rate = random.share()}),
            least, half - 1);
    };
    with_minimum(low, {}, low);
    with_minimum({}, share, base * share);
    const char* const types[] = {"linear", "cosine", "1-sqrt"};
    check("wsd",
          get_wsd_schedule({.base_lr = base,
                            .num_warmup_steps = warmup,
                            .num_decay_steps = decay,
                            .num_training_steps = random.count(warmup, 300),
                            .warmup_type = types[random.count(0, 2)],
                            .decay_type = types[random.count(0, 2)],
                            .min_lr_ratio = share}),
          base * share, 400);
  }
}

TEST_CASE("a last rate above the first one is risen to, and not passed, where frameworks take it", "[bounds]") {
  using namespace dialect;
  arguments random(11);
  for (int i = 0; i < 500; ++i) {
    const double base = random.rate(), share = 1 + 9 * random.share(), last = base * share;
    const std::int64_t warmup = random.count(0, 60), decay = random.count(1, 200), end = warmup + decay;
    llmc::schedules::each([&](const char* name, auto schedule_of) {
      const auto schedule = schedule_of({.learning_rate = base,
                                         .warmup_iterations = warmup,
                                         .train_num_batches = end,
                                         .final_learning_rate_frac = share});
      falls(name, mirrored(schedule), -last, -base, warmup);
    });
    const auto with_minimum = [&](std::optional<double> min_lr, std::optional<double> min_lr_rate) {
      const auto schedule = transformers::get_cosine_with_min_lr_schedule_with_warmup({.base_lr = base,
                                                                                       .num_warmup_steps = warmup,
                                                                                       .num_training_steps = end,
                                                                                       .min_lr = min_lr,
                                                                                       .min_lr_rate = min_lr_rate});
      falls("cosine with min_lr", mirrored(schedule), -last, -base, warmup, decay);
    };
    with_minimum(last, {});
    with_minimum({}, share);
    const auto stable = transformers::get_wsd_schedule({.base_lr = base,
                                                        .num_warmup_steps = warmup,
                                                        .num_decay_steps = decay,
                                                        .num_stable_steps = random.count(0, 50),
                                                        .min_lr_ratio = share});
    stays("wsd", stable, base, last);
    falls("wsd", mirrored(stable), -last, -base, warmup);
  }
}

TEST_CASE("caffe stays between its bounds, and does not rise, but for its sigmoid", "[bounds]") {
  using namespace dialect;
  arguments random(9);
  for (int i = 0; i < 1'000; ++i) {
    const double base = random.rate(), power = i % 4 == 0 ? 0 : 3 * random.share();
    const double gamma = i % 5 == 0 ? 0 : i % 5 == 1 ? 1 : random.share();
    const std::int64_t steps = random.count(1, 100);
    falls("fixed", caffe::fixed({.base_lr = base}), base, base);
    falls("step", caffe::step({.base_lr = base, .gamma = gamma, .stepsize = steps}), 0, base);
    falls("exp", caffe::exp({.base_lr = base, .gamma = gamma}), 0, base);
    falls("inv", caffe::inv({.base_lr = base, .gamma = gamma, .power = power}), 0, base);
    falls("multistep",
          caffe::multistep({.base_lr = base, .gamma = gamma, .stepvalue = {steps, random.count(1, 100), 3 * steps}}), 0,
          base);
    falls("poly", caffe::poly({.base_lr = base, .power = power, .max_iter = steps}), 0, base);
    const auto up = caffe::sigmoid({.base_lr = base, .gamma = gamma, .stepsize = steps});
    falls("sigmoid", mirrored(up), -base, 0);
  }
}

TEST_CASE("paddle stays between its bounds, and does not rise where it decays", "[bounds]") {
  using namespace dialect::paddle;
  arguments random(12);
  for (int i = 0; i < 1'000; ++i) {
    const double high = random.rate(), low = i % 5 == 0 ? high : random.below(high), gamma = random.share();
    const std::int64_t steps = random.count(1, 100), others = random.count(1, 100);
    const auto noam = NoamDecay({.d_model = 1 / gamma, .warmup_steps = steps, .learning_rate = high});
    stays("NoamDecay", noam, 0, noam(steps));
    falls("NoamDecay", noam, 0, noam(steps), steps);
    falls("NaturalExpDecay", NaturalExpDecay({.learning_rate = high, .gamma = gamma}), 0, high);
    falls("InverseTimeDecay", InverseTimeDecay({.learning_rate = high, .gamma = gamma}), 0, high);
    falls("ExponentialDecay", ExponentialDecay({.learning_rate = high, .gamma = gamma}), 0, high);
    falls("StepDecay", StepDecay({.learning_rate = high, .step_size = steps, .gamma = gamma}), 0, high);
    falls("MultiStepDecay",
          MultiStepDecay({.learning_rate = high, .milestones = {steps, steps + others}, .gamma = gamma}), 0, high);
    falls("PolynomialDecay",
          PolynomialDecay({.learning_rate = high, .decay_steps = steps, .end_lr = low, .power = 3 * gamma}), low, high);
    const auto again = PolynomialDecay(
        {.learning_rate = high, .decay_steps = steps, .end_lr = low, .power = 3 * gamma, .cycle = true});
    stays("PolynomialDecay", again, low, high);
    const auto wave = CosineAnnealingDecay({.learning_rate = high, .T_max = steps, .eta_min = low});
    stays("CosineAnnealingDecay", wave, low, high);
    falls("CosineAnnealingDecay", wave, low, high, 0, steps);
    const auto restarts = CosineAnnealingWarmRestarts(
        {.learning_rate = high, .T_0 = steps, .T_mult = random.count(1, 3), .eta_min = low});
    stays("CosineAnnealingWarmRestarts", restarts, low, high);
    falls("CosineAnnealingWarmRestarts", restarts, low, high, 0, steps - 1);
    const char* const modes[] = {"triangular", "triangular2", "exp_range"};
    stays("CyclicLR",
          CyclicLR({.base_learning_rate = low,
                    .max_learning_rate = high,
                    .step_size_up = steps,
                    .step_size_down = others,
                    .mode = modes[i % 3],
                    .exp_gamma = gamma}),
          low, high);
    const double divide_factor = 1 + 30 * random.share();
    if (steps > 1)
      stays("OneCycleLR",
            OneCycleLR({.max_learning_rate = high,
                        .total_steps = steps,
                        .divide_factor = divide_factor,
                        .end_learning_rate = low,
                        .phase_pct = 0.4999 * gamma,
                        .three_phase = i % 2 == 0}),
            std::min(high / divide_factor, low), high);
    falls("LinearLR", LinearLR({.learning_rate = high, .total_steps = steps, .start_factor = 1, .end_factor = gamma}),
          high * gamma, high);
    falls("LinearWarmup",
          LinearWarmup({.learning_rate = restarts, .warmup_steps = others, .start_lr = low / 2, .end_lr = high}), low,
          high, others, steps - 1);
  }
}

TEST_CASE("fairseq stays between its bounds, and does not rise where it decays", "[bounds]") {
  using namespace dialect;
  arguments random(11);
  for (int i = 0; i < 1'000; ++i) {
    const double base = random.rate(), low = base * random.share(), shrink = i % 4 == 0 ? 1 : random.share();
    const double power = i % 4 == 0 ? 0 : 3 * random.share(), part = i % 2 == 0 ? 0 : random.share();
    const std::int64_t warmup = random.count(0, 50), steps = random.count(1, 200), epoch = random.count(1, 20);
    falls("fixed",
          fairseq::fixed({.lr = {base, low}, .force_anneal = 3, .lr_shrink = shrink, .updates_per_epoch = epoch}), 0,
          base);
    falls("polynomial_decay",
          fairseq::polynomial_decay({.lr = {base},
                                     .warmup_updates = warmup,
                                     .end_learning_rate = low,
                                     .power = power,
                                     .total_num_update = static_cast<double>(warmup + steps) + part}),
          low, base, warmup);
    falls("polynomial_decay, force_anneal",
          fairseq::polynomial_decay({.lr = {base},
                                     .warmup_updates = warmup,
                                     .force_anneal = warmup / epoch + 2,
                                     .end_learning_rate = low,
                                     .power = power,
                                     .total_num_update = static_cast<double>(warmup + steps) + part,
                                     .updates_per_epoch = epoch}),
          low, base, warmup);
    falls("inverse_sqrt", fairseq::inverse_sqrt({.lr = {base}, .warmup_updates = warmup + 1}), 0, base, warmup + 1);
    const auto waves = fairseq::cosine({.lr = {base},
                                        .warmup_updates = warmup,
                                        .min_lr = low,
                                        .t_mult = 1 + random.share(),
                                        .lr_period_updates = static_cast<double>(steps) + part,
                                        .lr_shrink = shrink});
    stays("cosine", waves, shrink < 1 ? 0 : low, base);
    falls("cosine", waves, shrink < 1 ? 0 : low, base, warmup, steps - 1);
    falls("step",
          fairseq::step(
              {.lr = {base}, .warmup_updates = warmup, .min_lr = low, .lr_deacy_period = epoch, .lr_decay = shrink}),
          low, base, warmup);
    const auto triangles = [&](bool shrink_min) {
      return fairseq::triangular({.lr = {low},
                                  .max_lr = base,
                                  .lr_period_updates = static_cast<double>(steps + 1),
                                  .lr_shrink = shrink,
                                  .shrink_min = shrink_min});
    };
    stays("triangular", triangles(false), shrink < 1 ? 0 : low, base);
    stays("triangular, shrink_min", triangles(true), shrink < 1 ? 0 : low, base);
    falls("triangular", triangles(true), 0, base, (steps + 1) / 2, (steps + 1) / 2);
    falls("tri_stage",
          fairseq::tri_stage({.lr = {base},
                              .warmup_steps = warmup,
                              .hold_steps = epoch,
                              .decay_steps = steps,
                              .final_lr_scale = random.share()}),
          0, base, warmup);
  }
}

TEST_CASE("mmengine and fastai stay between their bounds, and do not rise where they decay", "[bounds]") {
  using namespace dialect;
  arguments random(12);
  for (int i = 0; i < 1'000; ++i) {
    const double base = random.rate(), low = base * random.share(), share = random.share();
    const double power = i % 4 == 0 ? 0 : 3 * random.share();
    const std::int64_t begin = random.count(-20, 50), end = begin + random.count(1, 200), steps = random.count(2, 100);
    falls("LinearLR",
          mirrored(mmengine::LinearLR({.base_lr = base, .start_factor = share, .begin = begin, .end = end})), -base, 0,
          begin > 0 ? begin : 0);
    falls("PolyLR", mmengine::PolyLR({.base_lr = base, .eta_min = low, .power = power, .begin = begin, .end = end}),
          low, base);
    falls("ExponentialLR", mmengine::ExponentialLR({.base_lr = base, .gamma = share, .begin = begin, .end = end}), 0,
          base);
    falls("CosineAnnealingLR",
          mmengine::CosineAnnealingLR({.base_lr = base, .eta_min = low, .begin = begin, .end = end}), low, base);
    stays("CosineAnnealingLR", mmengine::CosineAnnealingLR({.base_lr = base, .T_max = steps, .eta_min = low}), low,
          base);
    stays("CosineRestartLR",
          mmengine::CosineRestartLR(
              {.base_lr = base, .periods = {steps, end - begin}, .restart_weights = {1, 1}, .eta_min = low}),
          low, base);
    falls("SchedLin", fastai::SchedLin({.start = base, .end = low, .n_epoch = 3, .n_iter = steps}), low, base);
    falls("SchedCos", fastai::SchedCos({.start = base, .end = low, .n_epoch = 3, .n_iter = steps}), low, base);
    falls("SchedExp", fastai::SchedExp({.start = base, .end = low, .n_epoch = 3, .n_iter = steps}), low, base);
    falls("SchedPoly", fastai::SchedPoly({.start = base, .end = low, .power = power, .n_epoch = 3, .n_iter = steps}),
          low, base);
    const auto cycle = fastai::fit_one_cycle({.n_epoch = 1, .n_iter = steps, .lr_max = base, .pct_start = share});
    const auto peak = static_cast<std::int64_t>(std::ceil(share * static_cast<double>(steps)));
    stays("fit_one_cycle", cycle, base / 1e5, base);
    falls("fit_one_cycle", cycle, base / 1e5, base, peak);
    falls("fit_one_cycle", mirrored(cycle), -base, -base / 1e5, 0, peak - 1);
    falls("fit_flat_cos", fastai::fit_flat_cos({.n_epoch = 1, .n_iter = steps, .lr = base, .pct_start = share}),
          base / 1e5, base);
    stays("fit_sgdr", fastai::fit_sgdr({.n_cycles = 3, .cycle_len = 2, .lr_max = base, .n_iter = steps}), 0, base);
  }
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
        {.patience = 2, .mode = i % 2 == 0 ? mode::min : mode::max, .accumulation_size = random.count(1, 9)});
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

  const plateau of_two({.accumulation_size = 2});
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

TEST_CASE("the warm-up of timm's plateau stays between its ends", "[bounds][plateau]") {
  arguments random(10);
  for (int i = 0; i < 2'000; ++i) {
    const double base = random.rate(), first = i % 5 == 0 ? -base * random.share() : random.rate();
    const std::int64_t steps = random.count(1, 20);
    const auto rates = dialect::timm::PlateauLRScheduler({.base_lr = base, .warmup_t = steps, .warmup_lr_init = first});
    int wrong = 0;
    auto state = rates.start();
    for (std::int64_t k = 0; k <= steps; ++k, state = rates.next(state, 0))
      wrong += !(std::min(first, base) <= rates(state) && rates(state) <= std::max(first, base));
    CHECK(wrong == 0);
  }
}

// SPDX-License-Identifier: MIT

// What other libraries' own code gave, and the composition of ours that gives the same. A schedule is named as there,
// with its arguments; the rate it starts from is 1 unless an argument says otherwise. Values stand as they were
// printed, to 5 or 6 digits.

#include <cmath>
#include <cstdint>
#include <initializer_list>

#include <lrsched/lrsched.hpp>

#include "catch.hpp"

namespace {

using namespace lrsched;

/// Compares the first values of a schedule with those of a framework.
void gives(const auto& schedule, std::initializer_list<double> expected, double digits) {
  std::int64_t step = 0;
  for (const double value : expected) {
    INFO("step " << step);
    CHECK(std::fabs(schedule(step) - value) <= 5.1 * std::pow(0.1, digits) * std::fabs(value));
    ++step;
  }
}

}  // namespace

// ---- PyTorch 1.13: 6 digits ----------------------------------------------------------------------------------------

TEST_CASE("PyTorch ConstantLR(factor=0.5, total_iters=4)", "[frameworks]") {
  gives(sequence{take(constant({.value = 0.5}), 4), constant({.value = 1})}, {.5, .5, .5, .5, 1, 1, 1}, 6);
}

TEST_CASE("PyTorch LinearLR(start_factor, end_factor, total_iters=4)", "[frameworks]") {
  gives(linear({.from = 0.5, .to = 1, .steps = 4}), {.5, .625, .75, .875, 1, 1}, 6);
  gives(linear({.from = 1, .to = 0, .steps = 4}), {1, .75, .5, .25, 0, 0}, 6);
}

TEST_CASE("PyTorch PolynomialLR(total_iters=4, power=2)", "[frameworks]") {
  gives(polynomial({.from = 1, .to = 0, .steps = 4, .power = 2}), {1, .5625, .25, .0625, 0, 0, 0}, 6);
}

TEST_CASE("PyTorch CosineAnnealingLR(T_max=4, eta_min=0.1), which goes up again", "[frameworks]") {
  const cosine down({.from = 1, .to = 0.1, .steps = 4});
  gives(repeat(sequence{down, reverse(down)}), {1, .868198, .55, .231802, .1, .231802, .55, .868198, 1}, 6);
}

TEST_CASE("PyTorch CosineAnnealingWarmRestarts(T_0=3, T_mult=2, eta_min=0.1)", "[frameworks]") {
  gives(warm_restarts({.peak = 1, .first_cycle_steps = 3, .growth = 2, .floor = 0.1}),
        {1, .775, .325, 1, .939711, .775, .55, .325, .160289, 1, .984667, .939711, .868198}, 6);
}

TEST_CASE("PyTorch SequentialLR of LinearLR(0.25, 1, 4) and CosineAnnealingLR(6)", "[frameworks]") {
  gives(sequence{linear({.from = 0.25, .to = 1, .steps = 4}), cosine({.from = 1, .to = 0, .steps = 6})},
        {.25, .4375, .625, .8125, 1, .933013, .75, .5, .25, .0669873, 0}, 6);
}

TEST_CASE("PyTorch ChainedScheduler of ConstantLR(0.1, 2) and ExponentialLR(0.9)", "[frameworks]") {
  gives(product{sequence{take(constant({.value = 0.1}), 2), constant({.value = 1})},
                exponential({.initial = 1, .rate = 0.9})},
        {.1, .09, .81, .729, .6561, .59049}, 6);
}

TEST_CASE("PyTorch OneCycleLR(max_lr=1, total_steps=10)", "[frameworks]") {
  // Its phases end at pct_start total - 1 = 2 and total - 1 = 9.
  gives(one_cycle({.peak = 1, .up_steps = 2, .down_steps = 7}),
        {.04, .52, 1, .950485, .811746, .611262, .388742, .188258, .0495194, 4e-06}, 6);
  gives(one_cycle_three_phase({.peak = 1, .up_steps = 2, .down_steps = 2, .end_steps = 5}),
        {.04, .52, 1, .52, .04, .0320008, .0240016, .0160024, .0080032, 4e-06}, 6);
}

TEST_CASE("PyTorch CyclicLR(base_lr=0.1, max_lr=1)", "[frameworks]") {
  gives(triangle({.low = 0.1, .high = 1, .up = 4, .down = 2}), {.1, .325, .55, .775, 1, .55, .1}, 6);
  gives(cyclic({.low = 0.1, .high = 1, .up_steps = 4, .down_steps = 2}), {.1, .325, .55, .775, 1, .55, .1}, 6);
  gives(cyclic({.low = 0.1, .high = 1, .up_steps = 2, .down_steps = 2, .cycle_factor = 0.5}),
        {.1, .55, 1, .55, .1, .325, .55, .325, .1, .2125}, 6);
  gives(cyclic({.low = 0.1, .high = 1, .up_steps = 2, .down_steps = 2, .step_factor = 0.9}),
        {.1, .505, .829, .42805, .1, .365721, .578297}, 6);
}

TEST_CASE("PyTorch SWALR(swa_lr=0.05, anneal_epochs=4) of a rate of 0.1", "[frameworks]") {
  gives(linear({.from = 0.1, .to = 0.05, .steps = 4}), {.1, .0875, .075, .0625, .05, .05}, 6);
}

// ---- timm at aa4b585: 5 digits -------------------------------------------------------------------------------------

TEST_CASE("timm CosineLRScheduler(t_initial=10, warmup_t=3, warmup_lr_init=0.1)", "[frameworks]") {
  const linear warmup({.from = 0.1, .to = 1, .steps = 3});
  const cosine down({.from = 1, .to = 0, .steps = 10});
  gives(warmup_replaces(warmup, down), {.1, .4, .7, .79389, .65451, .5, .34549, .20611, .095492, .024472, 0, 0}, 5);
  // With warmup_prefix:
  gives(warmup_precedes(warmup, down),
        {.1, .4, .7, 1, .97553, .90451, .79389, .65451, .5, .34549, .20611, .095492, .024472, 0}, 5);
}

TEST_CASE("timm CosineLRScheduler(t_initial=2, cycle_mul=2, cycle_decay=0.5, cycle_limit=3)", "[frameworks]") {
  gives(sequence{take(warm_restarts({.peak = 1, .first_cycle_steps = 2, .growth = 2, .peak_factor = 0.5}), 14),
                 constant({.value = 0})},
        {1, .5, .5, .42678, .25, .073223, .25, .24048, .21339, .17284, .125, .077165, .036612, .0095151, 0}, 5);
}

TEST_CASE("timm CosineLRScheduler(t_initial=5, k_decay=2), PolyLRScheduler(t_initial=4)", "[frameworks]") {
  gives(cosine_k_decay({.from = 1, .to = 0, .steps = 5, .k = 2}), {1, .99606, .93815, .71289, .28711, 0}, 5);
  gives(polynomial({.from = 1, .to = 0, .steps = 4, .power = 0.5}), {1, .86603, .70711, .5, 0}, 5);
}

TEST_CASE("timm TanhLRScheduler(t_initial=10)", "[frameworks]") {
  gives(hyperbolic_tangent({.from = 1, .to = 0, .steps = 10, .low = -7, .high = 3}),
        {1, .99999, .99995, .99966, .99753, .98201, .8808, .5, .1192, .017986, 0}, 5);
}

TEST_CASE("timm StepLRScheduler(decay_t=3, decay_rate=0.1, warmup_t=2), MultiStepLRScheduler(decay_t=[3, 6])",
          "[frameworks]") {
  gives(sequence{linear({.from = 0, .to = 1, .steps = 2}), step({.initial = 1, .factor = 0.1, .every = 3})},
        {0, .5, 1, 1, 1, .1, .1, .1, .01}, 5);
  // Its milestones are one step early.
  gives(shift(multi_step({.initial = 1, .factor = 0.1}, {3, 6}), -1), {1, 1, .1, .1, .1, .01}, 5);
}

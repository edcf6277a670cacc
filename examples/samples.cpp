// SPDX-License-Identifier: MIT

// The samples of README.md, in its order, around what a training has already. A test compares what this prints with the
// page.

#include <array>
#include <cstdint>
#include <cstdio>
#include <iostream>

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/print.hpp>
#include <lrsched/lrsched.hpp>

namespace {

/// A network of two weights, whose loss is half of their squares.
struct network {
  double body = 1, head = 1;
  double body_gradient = 0, head_gradient = 0;

  void backward(double share) { body_gradient += share * body, head_gradient += share * head; }
  void update(double body_rate, double head_rate, double weight_decay) {
    body -= body_rate * (body_gradient + weight_decay * body);
    head -= head_rate * (head_gradient + weight_decay * head);
    body_gradient = head_gradient = 0;
  }
};

struct checkpoint {
  std::int64_t step = 0;
  network net{};
};

void in_a_training_loop() {
  checkpoint saved;
  const std::array batches{0.25, 0.25, 0.25, 0.25};

  constexpr std::int64_t total = 100;
  constexpr lrsched::warmup_cosine rate({.peak = 0.1, .warmup_steps = 10, .decay_steps = total - 10});
  constexpr lrsched::linear weight_decay({.from = 0.01, .to = 0.1, .steps = total});

  network net = saved.net;
  for (std::int64_t step = saved.step; step < total; ++step) {     // resume: all that a schedule adds is the step
    for (const double batch : batches) net.backward(batch);        // gradient accumulation: one step for all
    net.update(0.1 * rate(step), rate(step), weight_decay(step));  // a peak for each group of parameters
    saved = {.step = step + 1, .net = net};                        // the number of updates made
  }

  std::printf("body %.4f, head %.4f\n", net.body, net.head);
}

void lengths() {
  constexpr auto pieces = lrsched::split(12'345, {0.03, 0.97});  // 3 % and the rest: no step is lost
  constexpr lrsched::warmup_cosine plan({.peak = 3e-4, .warmup_steps = pieces[0], .decay_steps = pieces[1]});
  static_assert(plan.length() == 12'345);

  constexpr lrsched::epochs run({.samples_per_epoch = 50'000, .samples_per_update = 128});
  static_assert(pieces[0] == 370 && run.updates(90) == 35'190);  // 391 an epoch, the last one of 80 samples
}

void at_run_time() {
  const bool is_short = true;

  lrsched::any_schedule<> rate = lrsched::warmup_linear({.peak = 0.1, .warmup_steps = 10, .decay_steps = 990});
  if (is_short) rate = lrsched::one_cycle({.peak = 0.1, .up_steps = 30, .down_steps = 70});

  std::cout << rate << '\n';  // for the log: one_cycle(peak=0.1, up_steps=30, down_steps=70, ...)
}

void another_length() {
  constexpr lrsched::warmup_stable_decay plan({.peak = 1, .warmup_steps = 10, .stable_steps = 890, .decay_steps = 100});
  static_assert(lrsched::check(plan, {.steps = 1'000, .end = 0}).empty());  // nothing is wrong with it

  constexpr auto finish = lrsched::decay_from(plan, 500, lrsched::linear({.from = 1, .to = 0, .steps = 50}));  // now
  constexpr auto longer = lrsched::with_length(plan, 800, 2'000);  // what is left of it at 800, until 2'000
  constexpr auto slower = lrsched::override_between(plan, 300, 400, lrsched::constant({.value = 0.1}));  // for a while
  constexpr auto other = lrsched::crossfade(plan, 800, lrsched::constant({.value = 0.5}), 100);  // into another plan
  constexpr auto twice = lrsched::with_length(plan, 0, 2'000);  // the whole plan, before it begins
  static_assert(finish(550) == 0 && longer(1'400) == 1 && slower(400) == 1 && other(900) == 0.5 && twice(1'800) == 1);
}

void reduce_on_plateau() {
  const lrsched::constant schedule({.value = 2});
  double weight = 1;

  constexpr lrsched::plateau rule({.factor = 0.5, .patience = 2});
  lrsched::plateau_state state = rule.start();  // plain numbers: copying them is a checkpoint
  for (int step = 0; step < 5; ++step) {
    weight -= schedule(step) * state.scale * weight;  // a step down the gradient of weight^2 / 2
    state = rule.next(state, weight * weight / 2);    // at a rate of 2 the loss stays what it is
  }
  std::printf("scale %.1f, weight %.0f\n", state.scale, weight);
}

void a_bad_argument() {
  try {
    lrsched::cosine({.from = 0.1, .to = 0, .steps = -5});
  } catch (const lrsched::bad_argument& error) {
    std::printf("%s\n", error.what());
  }
}

}  // namespace

int main() {
  in_a_training_loop();
  lengths();
  at_run_time();
  another_length();
  reduce_on_plateau();
  a_bad_argument();
}

// SPDX-License-Identifier: MIT
#ifndef DIGITS_EXPERIMENT_HPP
#define DIGITS_EXPERIMENT_HPP

// The contest: one training; many of them on several threads; the choice of each family's rate on validation images;
// and the outcomes of the chosen rates on test images.
//
// A seed decides how the images are dealt, the replaced labels, the first weights and the order of the batches. All
// families see the same seeds, so they are compared seed by seed. The seeds that choose a rate are others than those
// that are reported; but all of them deal the same images, and a test image under one may be a validation image under
// another. That helps the constant rate as much as any schedule.

#include <algorithm>  // std::min_element
#include <atomic>
#include <cmath>    // std::isnan, std::pow
#include <cstdint>  // std::int64_t, std::uint64_t
#include <functional>
#include <numeric>  // std::iota
#include <span>
#include <thread>
#include <vector>

#include "data.hpp"
#include "merging.hpp"
#include "network.hpp"
#include "schedules.hpp"

struct setting {
  const char* name;
  const char* title;
  bool with_momentum;  // the optimizer: SGD with momentum, else RMSprop
  std::size_t batch;
  std::int64_t epochs;
  double noise;  // the share of the training labels that is replaced
  double lowest_rate;

  std::int64_t steps() const { return epochs * static_cast<std::int64_t>(train_images / batch); }
  bool is_short() const { return epochs <= 5; }
};

using watcher = std::function<void(std::int64_t steps_done, const parameters& weights)>;

/// The training loop, where a schedule is one call.
template <class Optimizer>
parameters train(const std::vector<sample>& samples, const setting& how, const any_schedule& schedule,
                 generator& random, const watcher& watch) {
  parameters weights = first_weights(random);
  Optimizer optimizer;
  std::vector<std::size_t> order(samples.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::int64_t step = 0;
  for (std::int64_t epoch = 0; epoch < how.epochs; ++epoch) {
    random.shuffle(order);
    for (std::size_t first = 0; first + how.batch <= order.size(); first += how.batch) {
      parameters gradient{};
      for (std::size_t index = first; index < first + how.batch; ++index)
        add_gradient(weights, samples[order[index]], 1 / static_cast<float>(how.batch), gradient);
      optimizer.update(weights, gradient, static_cast<float>(schedule(step)));
      watch(++step, weights);
    }
  }
  return weights;
}

struct point {
  std::int64_t step;
  double train_loss, test_loss;
};

/// What came of one training.
struct outcome {
  double validation_loss, train_loss, test_loss, gap, accuracy;
  std::vector<point> curve;  // the losses on the way, if asked for
};

struct request {
  bool curve = false, merged = false;  // the losses on the way; the mean of the last checkpoints
};

inline outcome run(const std::vector<sample>& samples, const setting& how, const any_schedule& schedule,
                   std::uint64_t seed, request wanted = {}) {
  generator random(seed);
  const split sets = deal(samples, how.noise, random);
  outcome result{};
  merging checkpoints(how.steps() - end_steps(how.steps()), how.steps());
  const watcher watch = [&](std::int64_t step, const parameters& weights) {
    if (wanted.curve && step % (how.steps() / 25) == 0)
      result.curve.push_back({step, evaluate(weights, sets.train).loss, evaluate(weights, sets.test).loss});
    if (wanted.merged) checkpoints.observe(step, weights);
  };
  const auto optimize = how.with_momentum ? train<momentum> : train<rmsprop>;
  const parameters last = optimize(sets.train, how, schedule, random, watch);
  const parameters& weights = wanted.merged ? checkpoints.mean() : last;
  const score on_test = evaluate(weights, sets.test, how.noise);
  result.validation_loss = evaluate(weights, sets.validation).loss;
  result.train_loss = evaluate(weights, sets.train).loss;
  result.test_loss = on_test.loss;
  result.gap = on_test.noisy_loss - result.train_loss;
  result.accuracy = on_test.accuracy;
  return result;
}

/// Calls work(0) ... work(count - 1), each once, on so many threads. What they do must not depend on who comes first.
template <class Work>
void in_parallel(std::size_t count, std::size_t threads, const Work& work) {
  std::atomic<std::size_t> next = 0;
  const auto worker = [&] {
    for (std::size_t index; (index = next++) < count;) work(index);
  };
  std::vector<std::thread> others;
  for (std::size_t number = 1; number < threads; ++number) others.emplace_back(worker);
  worker();
  for (std::thread& other : others) other.join();
}

/// One family at one rate, and what came of it under each seed.
struct entry {
  const family* which;
  double rate;
  std::vector<outcome> outcomes;

  double mean(double outcome::*member) const {
    double sum = 0;
    for (const outcome& one : outcomes) sum += one.*member;
    return sum / static_cast<double>(outcomes.size());
  }
};

inline constexpr std::uint64_t first_seed = 1, first_tuning_seed = 1'000'001;

struct effort {
  std::size_t seeds = 20, tuning_seeds = 10, rates = 13, threads = 1;

  std::size_t trainings(const setting& how) const {
    const std::size_t all = families.size() + (how.is_short() ? endings.size() : 0);
    return all * (rates * tuning_seeds + seeds) + rates * seeds;
  }
};

/// All families at their chosen rates, the constant first; and the constant rate that is best on the test images
/// themselves. Nobody could have chosen that one: it is the hardest rival. On a short budget also the two endings.
struct contest {
  setting how;
  std::vector<entry> entries, ended;
  entry oracle;
};

template <class Progress>
contest compete(const std::vector<sample>& samples, const setting& how, const effort& spend, Progress& progress) {
  const auto entries_at_all_rates = [&](const family& which) {
    std::vector<entry> entries;
    for (std::size_t index = 0; index < spend.rates; ++index) {  // three decades
      const double decades = 3 * static_cast<double>(index) / static_cast<double>(spend.rates - 1);
      entries.push_back({&which, how.lowest_rate * std::pow(10, decades), {}});
    }
    return entries;
  };
  const auto fill = [&](std::vector<entry>& entries, std::uint64_t first, std::size_t seeds, bool with_curve) {
    for (entry& each : entries) each.outcomes.resize(seeds);
    in_parallel(entries.size() * seeds, spend.threads, [&](std::size_t job) {
      entry& mine = entries[job / seeds];
      mine.outcomes[job % seeds] = run(samples, how, mine.which->make(mine.rate, how.steps()), first + job % seeds,
                                       {.curve = with_curve, .merged = mine.which->is_merged});
      progress();
    });
  };
  const auto best = [](const std::vector<entry>& entries, double outcome::*member, double sign) {
    const auto before = [=](const entry& one, const entry& other) {  // NaN, a training that blew up, comes last
      const double left = sign * one.mean(member), right = sign * other.mean(member);
      return left < right || (std::isnan(right) && !std::isnan(left));
    };
    return *std::min_element(entries.begin(), entries.end(), before);
  };

  const auto at_chosen_rates = [&](std::span<const family> rivals) {
    std::vector<entry> chosen;
    for (const family& which : rivals) {
      std::vector<entry> candidates = entries_at_all_rates(which);
      fill(candidates, first_tuning_seed, spend.tuning_seeds, false);
      chosen.push_back(best(candidates, &outcome::validation_loss, 1));
    }
    fill(chosen, first_seed, spend.seeds, true);
    return chosen;
  };

  contest result{how, at_chosen_rates(families), {}, {}};
  if (how.is_short()) result.ended = at_chosen_rates(endings);
  std::vector<entry> constants = entries_at_all_rates(families[0]);
  fill(constants, first_seed, spend.seeds, false);
  result.oracle = best(constants, &outcome::accuracy, -1);
  return result;
}

#endif

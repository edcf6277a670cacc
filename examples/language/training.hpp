// SPDX-License-Identifier: MIT
#ifndef LANGUAGE_TRAINING_HPP
#define LANGUAGE_TRAINING_HPP

// One training and what came of it. A seed decides the first weights and which samples are seen in which order: the
// same under all plans, whatever their batches are.

#include <algorithm>  // std::min
#include <cstdint>    // std::int64_t, std::uint64_t
#include <vector>

#include <torch/torch.h>

#include <lrsched/adapter/libtorch.hpp>

#include "model.hpp"
#include "plans.hpp"
#include "text.hpp"

/// Samples of a part: each is a letter after the other, one more than the context, from these places on.
inline torch::Tensor samples_at(const torch::Tensor& part, const torch::Tensor& places) {
  const torch::Tensor indices = places.unsqueeze(1) + torch::arange(context + 1);
  return part.index_select(0, indices.reshape(-1)).view({-1, context + 1});
}

/// So many samples, evenly over a part.
inline torch::Tensor even_samples(const torch::Tensor& part, std::int64_t count) {
  return samples_at(part, torch::arange(count) * ((part.size(0) - context - 1) / count));
}

struct score {
  torch::Tensor loss;   // mean cross-entropy of the next letters, in nats
  torch::Tensor right;  // the share of letters that were the most probable ones
};

inline score evaluate(model& learner, const torch::Tensor& samples) {
  const torch::Tensor logits = learner->forward(samples.slice(1, 0, context)).flatten(0, 1),
                      next = samples.slice(1, 1).reshape(-1);
  return {torch::nn::functional::cross_entropy(logits, next), logits.argmax(1).eq(next).to(torch::kDouble).mean()};
}

struct point {
  std::int64_t step;         // of the usual batch: (samples seen) / (usual batch) - 1
  double rate, train, test;  // the mean loss of the batches since the last point, and that on some test samples
};

struct outcome {
  double validation = 0, train = 0, test = 0, accuracy = 0;
  std::vector<point> curve = {};

  double gap() const { return test - train; }
};

struct sizes {
  std::int64_t steps, points = 40;                        // of a run, and of its curve
  std::int64_t curve_samples = 128, final_samples = 512;  // of each part, to evaluate by
};

inline outcome train(const text& from, const sizes& how, const plan& followed, double peak, std::uint64_t seed) {
  const any_schedule schedule = followed.rate(peak, how.steps);
  const clock_of_batches clock = followed.batches(how.steps);
  const std::int64_t all = how.steps * usual_batch, between = all / how.points;

  torch::manual_seed(seed);
  model learner(from.letters);
  torch::optim::AdamW optimizer(learner->parameters(), torch::optim::AdamWOptions().betas({0.9, 0.99}));
  const torch::Tensor places = torch::randint(from.train.size(0) - context, {all}, torch::kLong),
                      seen_often = even_samples(from.test, how.curve_samples);
  outcome result;
  double sum = 0;
  std::int64_t summed = 0;
  for (std::int64_t update = 0; clock.seen(update) < all; ++update) {
    const std::int64_t begin = clock.seen(update), end = std::min(clock.seen(update + 1), all);
    lrsched::adapter::libtorch::set_learning_rate(optimizer, schedule, update);
    optimizer.zero_grad();
    const torch::Tensor loss = evaluate(learner, samples_at(from.train, places.slice(0, begin, end))).loss;
    loss.backward();
    optimizer.step();

    sum += loss.item<double>(), ++summed;
    if (begin / between == end / between) continue;
    const torch::NoGradGuard no_gradients;
    result.curve.push_back({end / usual_batch - 1, schedule(update), sum / static_cast<double>(summed),
                            evaluate(learner, seen_often).loss.item<double>()});
    sum = 0, summed = 0;
  }

  const torch::NoGradGuard no_gradients;
  const score on_test = evaluate(learner, even_samples(from.test, how.final_samples));
  result.validation = evaluate(learner, even_samples(from.validation, how.final_samples)).loss.item<double>();
  result.train = evaluate(learner, even_samples(from.train, how.final_samples)).loss.item<double>();
  result.test = on_test.loss.item<double>();
  result.accuracy = on_test.right.item<double>();
  return result;
}

#endif

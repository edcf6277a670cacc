// SPDX-License-Identifier: MIT
#ifndef DIGITS_NETWORK_HPP
#define DIGITS_NETWORK_HPP

// The learner: a network of 64 inputs, 32 tanh units and 10 outputs under softmax and cross-entropy, its gradient,
// and two optimizers. Plain loops over float, the innermost over neighbours in memory, which compilers vectorise.

#include <algorithm>  // std::max_element
#include <array>
#include <cmath>    // std::exp, std::log, std::sqrt
#include <cstddef>  // std::size_t
#include <vector>

#include "data.hpp"
#include "random.hpp"

inline constexpr std::size_t inputs = pixels + 1, units = 32, to_output = inputs * units;

/// The weights from input i to unit j at [i * units + j], then those from unit j to output c at
/// [to_output + j * classes + c], the biases last in each. Also the form of everything that belongs to weights.
using parameters = std::array<float, to_output + (units + 1) * classes>;

/// Random weights that give sums of about the same size wherever they lead; biases 0.
inline parameters first_weights(generator& random) {
  parameters weights{};
  for (std::size_t index = 0; index < pixels * units; ++index)
    weights[index] = static_cast<float>(random.normal() / std::sqrt(double{pixels}));
  for (std::size_t index = 0; index < units * classes; ++index)
    weights[to_output + index] = static_cast<float>(random.normal() / std::sqrt(double{units}));
  return weights;
}

/// to += factor * from, for so many numbers: the loop in which the time goes.
template <std::size_t Count>
void add(float* to, const float* from, float factor) {
  for (std::size_t index = 0; index < Count; ++index) to[index] += factor * from[index];
}

struct activation {
  std::array<float, units + 1> unit{};
  std::array<float, classes> output{};
};

/// What the network makes of a sample, up to the softmax.
inline activation forward(const parameters& weights, const sample& seen) {
  std::array<float, units> sum{};
  for (std::size_t i = 0; i < inputs; ++i) add<units>(sum.data(), &weights[i * units], seen.input[i]);
  activation active;
  for (std::size_t j = 0; j < units; ++j) active.unit[j] = 1 - 2 / (std::exp(2 * sum[j]) + 1);  // tanh, but faster
  active.unit[units] = 1;
  for (std::size_t j = 0; j <= units; ++j)
    add<classes>(active.output.data(), &weights[to_output + j * classes], active.unit[j]);
  return active;
}

/// Softmax: the outputs as probabilities. Returns the logarithm of what they were divided by.
inline float normalise(std::array<float, classes>& output) {
  const float largest = *std::max_element(output.begin(), output.end());
  float total = 0;
  for (float& value : output) total += value = std::exp(value - largest);
  for (float& value : output) value /= total;
  return largest + std::log(total);
}

/// Adds `share` times the gradient of the cross-entropy at one sample: the chain rule, from the output back.
inline void add_gradient(const parameters& weights, const sample& seen, float share, parameters& gradient) {
  activation active = forward(weights, seen);
  normalise(active.output);
  std::array<float, classes> by_output = active.output;
  by_output[seen.label] -= 1;
  for (float& slope : by_output) slope *= share;
  std::array<float, units> by_sum{};
  for (std::size_t j = 0; j < units; ++j) {
    for (std::size_t c = 0; c < classes; ++c) by_sum[j] += by_output[c] * weights[to_output + j * classes + c];
    by_sum[j] *= 1 - active.unit[j] * active.unit[j];
  }
  for (std::size_t j = 0; j <= units; ++j)
    add<classes>(&gradient[to_output + j * classes], by_output.data(), active.unit[j]);
  for (std::size_t i = 0; i < inputs; ++i) add<units>(&gradient[i * units], by_sum.data(), seen.input[i]);
}

/// RMSprop: each step is divided by a running root mean square of its gradients. (Tieleman and Hinton 2012)
class rmsprop {
 public:
  void update(parameters& weights, const parameters& gradient, float rate) {
    for (std::size_t i = 0; i < weights.size(); ++i) {
      square_[i] = 0.9f * square_[i] + 0.1f * gradient[i] * gradient[i];
      weights[i] -= rate * gradient[i] / (std::sqrt(square_[i]) + 1e-8f);
    }
  }

 private:
  parameters square_{};
};

/// Stochastic gradient descent with momentum: each step continues nine tenths of the last one. (Polyak 1964)
class momentum {
 public:
  void update(parameters& weights, const parameters& gradient, float rate) {
    for (std::size_t i = 0; i < weights.size(); ++i) {
      velocity_[i] = 0.9f * velocity_[i] - rate * gradient[i];
      weights[i] += velocity_[i];
    }
  }

 private:
  parameters velocity_{};
};

struct score {
  double loss = 0;        // mean cross-entropy
  double noisy_loss = 0;  // the same, expected if a share of the labels were replaced by random ones
  double accuracy = 0;    // share of images whose digit is the most probable one
};

inline score evaluate(const parameters& weights, const std::vector<sample>& samples, double noise = 0) {
  score sum;
  for (const sample& seen : samples) {
    std::array<float, classes> output = forward(weights, seen).output;
    double mean_output = 0;
    for (const float value : output) mean_output += value / double{classes};
    const auto best = std::max_element(output.begin(), output.end()) - output.begin();
    const double right = output[seen.label], whole = normalise(output);
    sum.loss += whole - right;
    sum.noisy_loss += whole - (1 - noise) * right - noise * mean_output;
    sum.accuracy += static_cast<std::size_t>(best) == seen.label;
  }
  const auto count = static_cast<double>(samples.size());
  return {sum.loss / count, sum.noisy_loss / count, sum.accuracy / count};
}

#endif

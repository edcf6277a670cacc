// SPDX-License-Identifier: MIT
#ifndef TWO_OPTIMIZERS_NETWORK_HPP
#define TWO_OPTIMIZERS_NETWORK_HPP

// The learner: 64 inputs, two layers of 32 tanh units, 10 outputs under softmax and cross-entropy, and its gradient.

#include <algorithm>  // std::max_element
#include <cmath>      // std::exp, std::log, std::sqrt, std::tanh
#include <cstddef>    // std::size_t
#include <vector>

#include "../digits/data.hpp"
#include "../digits/random.hpp"
#include "matrix.hpp"
#include "optimizers.hpp"

struct network {
  static constexpr std::size_t units = 32;

  parameter first{pixels, units}, hidden{units, units}, head{units, classes};
  parameter first_bias{1, units}, hidden_bias{1, units}, head_bias{1, classes};

  explicit network(generator& random) {
    for (parameter* each : {&first, &hidden, &head})
      for (double& weight : each->weights.values)
        weight = random.normal() / std::sqrt(static_cast<double>(each->weights.rows));
  }

  /// Computes the gradient of the mean cross-entropy of `count` samples from one on, and returns that loss.
  double backward(const std::vector<sample>& samples, std::size_t start, std::size_t count) {
    matrix input(count, pixels);
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = 0; j < pixels; ++j) input(i, j) = samples[(start + i) % samples.size()].input[j];

    const matrix below = layer(input, first, first_bias, true), above = layer(below, hidden, hidden_bias, true);
    matrix slope = layer(above, head, head_bias, false);
    double loss = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t label = samples[(start + i) % samples.size()].label;
      double sum = 0;
      for (std::size_t c = 0; c < classes; ++c) sum += std::exp(slope(i, c));
      loss += (std::log(sum) - slope(i, label)) / static_cast<double>(count);
      for (std::size_t c = 0; c < classes; ++c)
        slope(i, c) = (std::exp(slope(i, c)) / sum - (c == label ? 1 : 0)) / static_cast<double>(count);
    }
    slope = back(slope, above, head, head_bias);
    slope = back(through_tanh(slope, above), below, hidden, hidden_bias);
    back(through_tanh(slope, below), input, first, first_bias);
    return loss;
  }

  /// The share of images whose digit has the largest output.
  double accuracy(const std::vector<sample>& samples) const {
    double right = 0;
    for (const sample& seen : samples) {
      matrix input(1, pixels);
      for (std::size_t j = 0; j < pixels; ++j) input(0, j) = seen.input[j];
      const matrix output =
          layer(layer(layer(input, first, first_bias, true), hidden, hidden_bias, true), head, head_bias, false);
      const auto best = std::max_element(output.values.begin(), output.values.end()) - output.values.begin();
      right += static_cast<std::size_t>(best) == seen.label ? 1 : 0;
    }
    return right / static_cast<double>(samples.size());
  }

 private:
  static matrix layer(const matrix& input, const parameter& weights, const parameter& bias, bool is_inner) {
    matrix output = input * weights.weights;
    for (std::size_t i = 0; i < output.rows; ++i)
      for (std::size_t j = 0; j < output.columns; ++j) {
        output(i, j) += bias.weights(0, j);
        if (is_inner) output(i, j) = std::tanh(output(i, j));
      }
    return output;
  }

  static matrix through_tanh(matrix slope, const matrix& output) {
    for (std::size_t i = 0; i < slope.values.size(); ++i) slope.values[i] *= 1 - output.values[i] * output.values[i];
    return slope;
  }

  /// Sets the gradients of a layer by the slope behind it, and returns the slope in front.
  static matrix back(const matrix& slope, const matrix& input, parameter& weights, parameter& bias) {
    weights.gradient = transposed(input) * slope;
    bias.gradient = matrix(1, slope.columns);
    for (std::size_t i = 0; i < slope.rows; ++i)
      for (std::size_t j = 0; j < slope.columns; ++j) bias.gradient(0, j) += slope(i, j);
    return slope * transposed(weights.weights);
  }
};

#endif

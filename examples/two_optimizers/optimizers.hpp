// SPDX-License-Identifier: MIT
#ifndef TWO_OPTIMIZERS_OPTIMIZERS_HPP
#define TWO_OPTIMIZERS_OPTIMIZERS_HPP

// Muon and AdamW, each for a group of parameters. What an update is made with is an argument of it: an optimizer has no
// rate of its own that a schedule could fail to reach.

#include <algorithm>  // std::max
#include <cmath>      // std::pow, std::sqrt
#include <cstddef>    // std::size_t
#include <utility>    // std::move
#include <vector>

#include "matrix.hpp"

struct parameter {
  matrix weights{}, gradient{};
  matrix mean{}, square{};  // of the gradients so far, which the optimizers keep

  explicit parameter(std::size_t rows, std::size_t columns)
      : weights(rows, columns), gradient(rows, columns), mean(rows, columns), square(rows, columns) {}
};

struct setting {
  double rate = 0, weight_decay = 0, momentum = 0;
};

/// Momentum, made orthogonal. (Jordan et al. 2024)
class muon {
 public:
  explicit muon(std::vector<parameter*> group) : group_(std::move(group)) {}

  void update(const setting& with) {
    for (parameter* each : group_) {
      each->mean = mixed(with.momentum, each->mean, 1 - with.momentum, each->gradient);
      const matrix ahead = mixed(with.momentum, each->mean, 1 - with.momentum, each->gradient);
      const double tall = static_cast<double>(each->weights.rows) / static_cast<double>(each->weights.columns);
      each->weights = mixed(1 - with.rate * with.weight_decay, each->weights,
                            -with.rate * std::sqrt(std::max(1.0, tall)), orthogonalized(ahead));
    }
    last_ = with;
  }

  const setting& last() const { return last_; }

 private:
  std::vector<parameter*> group_;
  setting last_;
};

/// Adam, with weight decay beside it. (Loshchilov and Hutter 2017)
class adamw {
 public:
  explicit adamw(std::vector<parameter*> group) : group_(std::move(group)) {}

  void update(const setting& with) {
    constexpr double beta1 = 0.9, beta2 = 0.99;
    ++updates_;
    const double unbiased1 = 1 - std::pow(beta1, updates_), unbiased2 = 1 - std::pow(beta2, updates_);
    for (parameter* each : group_)
      for (std::size_t i = 0; i < each->weights.values.size(); ++i) {
        const double slope = each->gradient.values[i];
        double &weight = each->weights.values[i], &mean = each->mean.values[i], &square = each->square.values[i];
        mean = beta1 * mean + (1 - beta1) * slope;
        square = beta2 * square + (1 - beta2) * slope * slope;
        weight -= with.rate * with.weight_decay * weight;
        weight -= with.rate * (mean / unbiased1) / (std::sqrt(square / unbiased2) + 1e-8);
      }
    last_ = with;
  }

  const setting& last() const { return last_; }

 private:
  std::vector<parameter*> group_;
  double updates_ = 0;
  setting last_;
};

#endif

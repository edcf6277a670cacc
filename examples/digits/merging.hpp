// SPDX-License-Identifier: MIT
#ifndef DIGITS_MERGING_HPP
#define DIGITS_MERGING_HPP

// Merging instead of decaying: the mean of the checkpoints that a training passes in its last steps, each with the
// weight that a linear decay to 0 gives it.

#include <cstddef>  // std::size_t
#include <cstdint>  // std::int64_t
#include <tuple>    // std::tuple_size_v
#include <vector>

#include <lrsched/plan/merge.hpp>
#include <lrsched/shape/ramp.hpp>

#include "network.hpp"

class merging {
 public:
  merging(std::int64_t first_step, std::int64_t last_step)
      : first_step_(first_step), shares_(static_cast<std::size_t>((last_step - first_step) / every + 1)) {
    lrsched::merge_weights(lrsched::linear({.from = 1, .to = 0, .steps = shares_.size() - 1}), shares_);
  }

  /// The weights after so many steps.
  void observe(std::int64_t step, const parameters& weights) {
    if (step < first_step_ || (step - first_step_) % every != 0) return;
    const double share = shares_[static_cast<std::size_t>((step - first_step_) / every)];
    add<std::tuple_size_v<parameters>>(mean_.data(), weights.data(), static_cast<float>(share));
  }

  const parameters& mean() const { return mean_; }

 private:
  static constexpr std::int64_t every = 5;  // steps

  std::int64_t first_step_;
  std::vector<double> shares_;
  parameters mean_{};
};

#endif

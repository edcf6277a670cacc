// SPDX-License-Identifier: MIT

// What libtorch does for a step of its StepLR: it has no function of the step, but changes its optimizer.

#include <torch/optim/schedulers/step_lr.h>
#include <torch/optim/sgd.h>
#include <torch/types.h>

#include <memory>
#include <vector>

#include "measure.hpp"

void bench::measure_libtorch() {
  const auto optimizer =
      std::make_shared<torch::optim::SGD>(std::vector{torch::zeros({1})}, torch::optim::SGDOptions(3e-4));
  const auto scheduler = std::make_shared<torch::optim::StepLR>(*optimizer, 100, 0.999'999);
  measure_calls("call", "step", "libtorch", [=](step_number) {
    scheduler->step();
    return static_cast<const torch::optim::SGDOptions&>(optimizer->param_groups().front().options()).get_lr();
  });
}

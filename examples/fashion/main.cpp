// SPDX-License-Identifier: MIT

// Learn here: how a training with libtorch follows a schedule, which is one line of its loop, and what that is worth. A
// small convolutional network learns Fashion-MNIST under a warm-up and a cosine, and at a constant rate, each at the
// best of the same six rates: the choice is made on other images, and under other seeds, than the comparison. Both, and
// what each rate left, are drawn into fashion.svg.
//
//   fashion                                   # the images of the package dataset-fashion-mnist
//   fashion FOLDER 10                         # those of a folder; ten epochs instead of two

#include <charconv>  // std::from_chars
#include <cmath>     // std::sqrt
#include <cstdint>
#include <cstdio>
#include <exception>
#include <limits>
#include <stdexcept>  // std::runtime_error
#include <string>
#include <vector>

#include <torch/torch.h>

#include <lrsched/adapter/libtorch.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/lrsched.hpp>

#include "../chart/chart.hpp"
#include "../file.hpp"
#include "../output.hpp"
#include "data.hpp"

namespace {

using any_schedule = lrsched::any_schedule<double>;
using torch::nn::functional::cross_entropy;

constexpr std::int64_t train_images = 6'000, batch = 16;
constexpr std::uint64_t first_seed = 1, seeds = 8, first_tuning_seed = 1'001, tuning_seeds = 2;
constexpr double rates[] = {0.0005, 0.001, 0.002, 0.004, 0.008, 0.016};

any_schedule constant(double rate, std::int64_t) { return lrsched::constant({.value = rate}); }

any_schedule warmup_cosine(double peak, std::int64_t updates) {
  const std::int64_t warmup = updates / 20;
  return lrsched::warmup_cosine({.peak = peak, .warmup_steps = warmup, .decay_steps = updates - warmup});
}

constexpr struct family {
  const char* name;
  any_schedule (*make)(double rate, std::int64_t updates);
} families[] = {{"constant", constant}, {"warm-up and cosine", warmup_cosine}};

torch::nn::Sequential train(const images& set, const any_schedule& schedule, std::int64_t updates) {
  using torch::nn::Conv2d, torch::nn::Conv2dOptions, torch::nn::ReLU, torch::nn::Flatten, torch::nn::Linear;
  torch::nn::Sequential network(Conv2d(Conv2dOptions(1, 8, 5).stride(2).padding(2)), ReLU(),
                                Conv2d(Conv2dOptions(8, 16, 3).stride(2).padding(1)), ReLU(), Flatten(),
                                Linear(16 * 7 * 7, 10));
  torch::optim::Adam optimizer(network->parameters());
  torch::Tensor order;
  for (std::int64_t step = 0; step < updates; ++step) {
    const std::int64_t place = step * batch % set.size();
    if (place == 0) order = torch::randperm(set.size(), torch::kLong);
    const images some = set.chosen(order.narrow(0, place, batch));

    lrsched::adapter::libtorch::set_learning_rate(optimizer, schedule, step);
    optimizer.zero_grad();
    cross_entropy(network->forward(some.pixels), some.labels).backward();
    optimizer.step();
  }
  return network;
}

/// What came of a rate in a family. The seed decides on the images, the first weights and the order of the batches.
torch::nn::Sequential trained(const images& all, const family& which, double rate, std::int64_t epochs,
                              std::uint64_t seed) {
  torch::manual_seed(seed);
  const images set = all.chosen(torch::randperm(all.size(), torch::kLong).narrow(0, 0, train_images));
  const std::int64_t updates = epochs * train_images / batch;
  return train(set, which.make(rate, updates), updates);
}

double loss(torch::nn::Sequential network, const images& set) {
  const torch::NoGradGuard no_gradients;
  return cross_entropy(network->forward(set.pixels), set.labels).item<double>();
}

double accuracy(torch::nn::Sequential network, const images& set) {  // in per cent
  const torch::NoGradGuard no_gradients;
  return 100 * network->forward(set.pixels).argmax(1).eq(set.labels).to(torch::kDouble).mean().item<double>();
}

struct data {
  images train, validation, test;
};

/// The loss that each rate leaves on validation images, and the rate that leaves the least.
struct choice {
  charts::dots losses;
  double rate = 0;
};

choice chosen_rate(const data& all, const family& which, std::int64_t epochs) {
  double least = std::numeric_limits<double>::infinity();
  choice made;
  std::printf("%-20s", which.name);
  for (const double rate : rates) {
    double mean = 0;
    for (std::uint64_t seed = first_tuning_seed; seed < first_tuning_seed + tuning_seeds; ++seed)
      mean += loss(trained(all.train, which, rate, epochs, seed), all.validation) / tuning_seeds;
    if (mean < least) least = mean, made.rate = rate;
    made.losses.emplace_back(rate, mean);
    std::printf(" %8.4f", mean);
    flush_output();
  }
  std::printf("   chosen: %g\n", made.rate);
  return made;
}

struct statistics {
  double mean = 0, deviation = 0;

  explicit statistics(const std::vector<double>& values) {
    const auto count = static_cast<double>(values.size());
    for (const double value : values) mean += value / count;
    for (const double value : values) deviation += (value - mean) * (value - mean) / (count - 1);
    deviation = std::sqrt(deviation);
  }
};

std::string picture_of(const choice (&chosen)[2], std::int64_t updates) {
  chart losses{.title = "validation loss of each rate (mean cross-entropy)",
               .x_title = "learning rate, or its peak",
               .logarithmic_x = true,
               .from_zero = false};
  chart followed{.title = "the best of each", .x_title = "step"};
  for (int i : {1, 0}) {
    chart::line line{.colour = charts::colours[1 - i], .width = 2, .label = families[i].name};
    line.points = chosen[i].losses;
    losses.lines.push_back(line);
    const any_schedule schedule = families[i].make(chosen[i].rate, updates);
    line.points.clear();
    for (std::int64_t step = 0; step < updates; ++step) line.points.emplace_back(double(step), schedule(step));
    followed.lines.push_back(line);
  }
  return charts::picture_of({{losses, followed}}, "A convolutional network learns Fashion-MNIST");
}

void work(const std::string& folder, std::int64_t epochs) {
  constexpr const char* picture = "fashion.svg";
  torch::set_num_threads(1);  // so that sums have one order
  const images both = read_images(folder, "train", 60'000);
  const data all{both.range(0, 58'000), both.range(58'000, 60'000), read_images(folder, "t10k", 10'000)};
  files::require_replaceable(picture);
  std::printf("Fashion-MNIST, %d images, batch %d, %d updates by Adam.\nValidation loss at rate",
              static_cast<int>(train_images), static_cast<int>(batch), static_cast<int>(epochs * train_images / batch));
  for (const double rate : rates) std::printf(" %8g", rate);
  std::printf("\n");
  flush_output();

  const choice chosen[] = {chosen_rate(all, families[0], epochs), chosen_rate(all, families[1], epochs)};
  std::vector<double> accuracies[2], gains;
  for (std::uint64_t seed = first_seed; seed < first_seed + seeds; ++seed) {
    for (int i : {0, 1})
      accuracies[i].push_back(accuracy(trained(all.train, families[i], chosen[i].rate, epochs, seed), all.test));
    gains.push_back(accuracies[1].back() - accuracies[0].back());
  }
  std::printf("\nTest accuracy under %d other seeds, mean and deviation:\n", static_cast<int>(seeds));
  for (int i : {0, 1}) {
    const statistics found(accuracies[i]);
    std::printf("%-20s %6.2f %% ± %.2f\n", families[i].name, found.mean, found.deviation);
  }
  const statistics gain(gains);
  const double error = gain.deviation / std::sqrt(static_cast<double>(seeds));
  std::printf("The schedule gains %.2f points, with a standard error of %.2f: %s.\n", gain.mean, error,
              gain.mean > 3 * error    ? "it is clearly better"
              : gain.mean < -3 * error ? "it is clearly worse"
                                       : "no clear difference");
  files::replace(picture, picture_of(chosen, epochs * train_images / batch));
  std::printf("What each rate left, and the best of each family: %s\n", picture);
}

}  // namespace

int main(int count, char** words) try {
  prepare_output();
  const std::string folder = count > 1 ? words[1] : "/usr/share/datasets/fashion-mnist",
                    epochs = count > 2 ? words[2] : "2";
  int number = 0;
  const auto [end, error] = std::from_chars(epochs.data(), epochs.data() + epochs.size(), number);
  if (count > 3 || error != std::errc() || *end != '\0' || number < 1 || number > 1'000)
    throw std::runtime_error("usage: fashion [FOLDER [EPOCHS, from 1 to 1000]]");
  work(folder, number);
  flush_output();
} catch (const std::exception& error) {
  std::fprintf(stderr, "fashion: %s\n", error.what());
  return 1;
}

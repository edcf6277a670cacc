// SPDX-License-Identifier: MIT

// Against libtorch itself. A rate is what an update moves a weight by: under a gradient of 1 the optimizers here move
// it by just their rate.

#include <cmath>
#include <cstdint>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <torch/torch.h>

#include <lrsched/adapter/libtorch.hpp>
#include <lrsched/any/any_groups.hpp>
#include <lrsched/lrsched.hpp>

// Both have a macro of this name, and here Catch2's is meant.
#undef CHECK
#include "../catch.hpp"
#include "../rules.hpp"

namespace adapter = lrsched::adapter::libtorch;
namespace optim = torch::optim;
using adapter::called, adapter::learning_rate_scheduler;
using rates = std::vector<double>;

namespace {

constexpr lrsched::linear schedule({.from = 1.0, .to = 0, .steps = 4});

constexpr auto always = [](double value) { return [=](std::int64_t) { return value; }; };
constexpr auto set_momentum = [](auto& options, double value) { options.momentum(value); };

/// Two weights, each a parameter group of its own.
struct place {
  std::vector<torch::Tensor> weights{torch::zeros({1}, torch::kFloat64), torch::zeros({1}, torch::kFloat64)};

  std::vector<optim::OptimizerParamGroup> groups() const {
    return {optim::OptimizerParamGroup({weights[0]}), optim::OptimizerParamGroup({weights[1]})};
  }

  /// How far down an update moves each of them.
  rates update(optim::Optimizer& optimizer, double gradient = 1) const {
    rates before;
    for (const torch::Tensor& weight : weights) {
      before.push_back(weight.item<double>());
      weight.mutable_grad() = torch::full({1}, gradient, torch::kFloat64);
    }
    optimizer.step();
    return {before[0] - weights[0].item<double>(), before[1] - weights[1].item<double>()};
  }
};

/// With a rate that no schedule here has.
struct training : place {
  optim::SGD optimizer{groups(), optim::SGDOptions(7)};
};

rates set_rates(const optim::Optimizer& optimizer) {
  rates all;
  for (const auto& group : optimizer.param_groups()) all.push_back(group.options().get_lr());
  return all;
}

/// A trainer that knows no more than libtorch's own class, and the rates of its updates.
rates train(const training& one, optim::Optimizer& optimizer, optim::LRScheduler& scheduler, called when, int updates) {
  rates used;
  for (int update = 0; update < updates; ++update) {
    if (when == called::before_update) scheduler.step();
    used.push_back(one.update(optimizer)[0]);
    if (when == called::after_update) scheduler.step();
  }
  return used;
}

}  // namespace

TEST_CASE("libtorch follows a schedule in every group", "[libtorch]") {
  training one;
  for (std::int64_t step = 0; step < 6; ++step) {
    adapter::set_learning_rate(one.optimizer, schedule, step);
    CHECK(one.update(one.optimizer) == rates{schedule(step), schedule(step)});
  }
}

TEST_CASE("a group of libtorch's has a schedule of its own", "[libtorch]") {
  training one;
  const lrsched::any_groups any = lrsched::with_factors(schedule, rates{1, 0.125});
  for (std::int64_t step = 0; step < 4; ++step) {
    const bool is_even = step % 2 == 0;
    if (is_even) adapter::set_learning_rate(one.optimizer, lrsched::groups{schedule, 0.125 * schedule}, step);
    if (!is_even) adapter::set_learning_rate(one.optimizer, any, step);
    CHECK(one.update(one.optimizer) == rates{schedule(step), schedule(step) / 8});
  }
  adapter::set_learning_rate(
      one.optimizer,
      [](std::int64_t) {
        return std::vector<float>{0, 1};
      },
      0);
  CHECK(set_rates(one.optimizer) == rates{0, 1});
}

TEST_CASE("several optimizers of libtorch's follow one list of groups", "[libtorch]") {
  training muon;
  const place here;
  optim::AdamW adamw(here.groups(), optim::AdamWOptions(7).weight_decay(0));
  const lrsched::groups all = lrsched::with_factors(schedule, {1, 0.5, 0.25, 0.125});
  for (std::int64_t step = 0; step < 3; ++step) {
    adapter::set_learning_rate({muon.optimizer, adamw}, all, step);
    CHECK(muon.update(muon.optimizer) == rates{schedule(step), schedule(step) / 2});
    const rates used = here.update(adamw);
    CHECK(std::abs(used[0] - schedule(step) / 4) <= 1e-7 * schedule(step));  // it adds 1e-8 to what it divides by
    CHECK(std::abs(used[1] - schedule(step) / 8) <= 1e-7 * schedule(step));
  }
  adapter::set_learning_rate({muon.optimizer, adamw}, schedule, 1);
  CHECK(set_rates(muon.optimizer) == rates{0.75, 0.75});
  CHECK(set_rates(adamw) == rates{0.75, 0.75});

  // The groups of one alone are too few for both, those of both too many for one, and a bad one is named.
  const auto two = lrsched::with_factors(schedule, {1, 0.5});
  const adapter::optimizers both{muon.optimizer, adamw};
  CHECK(test::complaint([&] { adapter::set_learning_rate(both, two, 0); }) ==
        "libtorch: groups must be as many as there are parameter groups, 4, got 2");
  CHECK(test::complaint([&] { adapter::set_learning_rate(muon.optimizer, all, 0); }) ==
        "libtorch: groups must be as many as there are parameter groups, 2, got 4");
  CHECK(test::complaint([&] {
          adapter::set_learning_rate(both, lrsched::with_factors(schedule, {1, 0.5, -1, 1}), 1);
        }) == "libtorch: groups(1)[2] must be at least 0, got -0.75");
  CHECK(set_rates(muon.optimizer) == rates{0.75, 0.75});
  CHECK(set_rates(adamw) == rates{0.75, 0.75});
}

TEST_CASE("the other optimizers of libtorch follow it too", "[libtorch]") {
  const place here;
  std::unique_ptr<optim::Optimizer> optimizer;
  SECTION("Adam") { optimizer = std::make_unique<optim::Adam>(here.groups(), optim::AdamOptions(7)); }
  SECTION("AdamW") {
    optimizer = std::make_unique<optim::AdamW>(here.groups(), optim::AdamWOptions(7).weight_decay(0));
  }
  SECTION("RMSprop") { optimizer = std::make_unique<optim::RMSprop>(here.groups(), optim::RMSpropOptions(7).alpha(0)); }
  for (std::int64_t step = 0; step < 6; ++step) {
    adapter::set_learning_rate(*optimizer, lrsched::groups{schedule, 0.5 * schedule}, step);
    const rates used = here.update(*optimizer);
    CHECK(std::abs(used[0] - schedule(step)) <= 1e-7 * schedule(step));  // they add 1e-8 to what they divide by
    CHECK(std::abs(used[1] - schedule(step) / 2) <= 1e-7 * schedule(step));
  }
}

TEST_CASE("any option of libtorch's follows a schedule", "[libtorch]") {
  const place here;
  SECTION("momentum") {
    optim::SGD sgd(here.groups(), optim::SGDOptions(0.5).momentum(0.9));
    double velocity = 0;
    for (std::int64_t step = 0; step < 6; ++step) {
      adapter::set_option<optim::SGDOptions>(sgd, schedule, step,
                                             [](auto& options, double value) { options.momentum(value / 2); });
      velocity = step == 0 ? 1 : schedule(step) / 2 * velocity + 1;
      CHECK(here.update(sgd) == rates{velocity / 2, velocity / 2});
    }
  }
  SECTION("weight decay") {
    optim::AdamW adam(here.groups(), optim::AdamWOptions(0.5));
    for (std::int64_t step = 0; step < 6; ++step) {
      for (const torch::Tensor& weight : here.weights) weight.fill_(1);
      adapter::set_option<optim::AdamWOptions>(adam, schedule, step,
                                               [](auto& options, double value) { options.weight_decay(value); });
      CHECK(here.update(adam, 0) == rates{schedule(step) / 2, schedule(step) / 2});
    }
  }
  SECTION("weight decay of each group") {
    optim::AdamW adam(here.groups(), optim::AdamWOptions(0.5));
    for (const torch::Tensor& weight : here.weights) weight.fill_(1);
    adapter::set_option<optim::AdamWOptions>(adam, lrsched::groups{schedule, lrsched::constant({.value = 0})}, 1,
                                             [](auto& options, double value) { options.weight_decay(value); });
    CHECK(here.update(adam, 0) == rates{0.375, 0});
  }
  SECTION("a beta") {
    optim::Adam adam(here.groups(), optim::AdamOptions(1));
    adapter::set_option<optim::AdamOptions>(adam, schedule, 3, [](auto& options, double value) {
      options.betas({value, 0.999});
    });
    for (auto& group : adam.param_groups())
      CHECK(static_cast<optim::AdamOptions&>(group.options()).betas() == std::make_tuple(0.25, 0.999));
  }
}

TEST_CASE("a scheduler of libtorch's is right in both habits", "[libtorch]") {
  const called when = GENERATE(called::after_update, called::before_update);
  training one;
  learning_rate_scheduler following(one.optimizer, lrsched::groups{schedule, 0.5 * schedule}, when);
  CHECK(set_rates(one.optimizer) == rates{1, 0.5});
  CHECK(train(one, one.optimizer, following, when, 6) == rates{1, 0.75, 0.5, 0.25, 0, 0});
  CHECK(following.updates() == 6);

  following.seek(1);
  CHECK(following.updates() == 1);
  CHECK(set_rates(one.optimizer) == rates{0.75, 0.375});
  CHECK(train(one, one.optimizer, following, when, 2) == rates{0.75, 0.5});
  CHECK(following.updates() == 3);
  const double next = when == called::after_update ? 0.25 : 0.5;  // in the other habit it is yet to be set
  CHECK(set_rates(one.optimizer) == rates{next, next / 2});
}

TEST_CASE("libtorch's own StepLR is late in the habit of PyTorch", "[libtorch]") {
  training before, after;
  optim::StepLR first(before.optimizer, 2, 0.5), last(after.optimizer, 2, 0.5);
  CHECK(train(before, before.optimizer, first, called::before_update, 5) == rates{7, 7, 3.5, 3.5, 1.75});
  CHECK(train(after, after.optimizer, last, called::after_update, 5) == rates{7, 7, 7, 3.5, 3.5});
}

TEST_CASE("a training with libtorch goes on from a checkpoint", "[libtorch]") {
  const called when = GENERATE(called::after_update, called::before_update);
  std::stringstream file;
  std::int64_t updates = 0;
  rates used;
  {
    training one;
    learning_rate_scheduler following(one.optimizer, schedule, when);
    used = train(one, one.optimizer, following, when, 2);
    updates = following.updates();
    torch::save(one.optimizer, file);
  }
  training two;
  optim::SGD& optimizer = two.optimizer;
  torch::load(optimizer, file);
  if (TORCH_VERSION_MAJOR == 1) CHECK(set_rates(optimizer) == rates{7, 7});  // what was loaded has no rate
  learning_rate_scheduler following(optimizer, schedule, when);
  following.seek(updates);
  for (const double rate : train(two, optimizer, following, when, 3)) used.push_back(rate);
  CHECK(used == rates{1, 0.75, 0.5, 0.25, 0});
}

TEST_CASE("what the adapter to libtorch refuses changes no group", "[libtorch]") {
  training one;
  optim::SGD& sgd = one.optimizer;
  const auto rate = [&](double value) { adapter::learning_rates(sgd, always(value), 0); };
  const auto second = [&](double value) { adapter::learning_rates(sgd, lrsched::groups{schedule, always(value)}, 0); };
  const auto option = [&](double value) {
    adapter::set_option<optim::SGDOptions>(sgd, always(value), 3, set_momentum);
  };
  test::must_not_be_negative("libtorch: schedule(0)", rate);
  test::must_not_be_negative("libtorch: groups(0)[1]", second);
  test::must_be_finite("libtorch: schedule(3)", option);

  CHECK(test::complaint([&] { adapter::set_learning_rate(sgd, always(-1), 5); }) ==
        "libtorch: schedule(5) must be at least 0, got -1");
  const lrsched::groups alone{schedule};
  const lrsched::groups three{schedule, schedule, schedule};
  CHECK(test::complaint([&] { adapter::set_learning_rate(sgd, three, 0); }) ==
        "libtorch: groups must be as many as there are parameter groups, 2, got 3");
  CHECK(test::complaint([&] { adapter::set_option<optim::SGDOptions>(sgd, three, 0, set_momentum); }) ==
        "libtorch: groups must be as many as there are parameter groups, 2, got 3");
  CHECK(test::complaint([&] { learning_rate_scheduler(sgd, alone, called::before_update); }) ==
        "libtorch: groups must be as many as there are parameter groups, 2, got 1");
  CHECK(test::complaint([&] { learning_rate_scheduler(sgd, always(-1), called::after_update); }) ==
        "libtorch: schedule(0) must be at least 0, got -1");
  CHECK(set_rates(sgd) == rates{7, 7});
}

TEST_CASE("options of another type are refused before any is changed", "[libtorch]") {
  const place here;
  std::vector<optim::OptimizerParamGroup> groups = here.groups();
  groups[1].set_options(std::make_unique<optim::AdamOptions>(7));
  optim::SGD sgd(groups, optim::SGDOptions(7).momentum(0.5));
  CHECK(test::complaint([&] { adapter::set_option<optim::SGDOptions>(sgd, schedule, 0, set_momentum); }) ==
        "libtorch: the options of param_groups[1] must be torch::optim::SGDOptions, got torch::optim::AdamOptions");
  CHECK(static_cast<optim::SGDOptions&>(sgd.param_groups()[0].options()).momentum() == 0.5);
}

TEST_CASE("a scheduler of libtorch's that was refused a rate stays where it was", "[libtorch]") {
  training one;
  const auto sinking = [](std::int64_t step) { return 1 - 0.5 * static_cast<double>(step); };
  learning_rate_scheduler following(one.optimizer, sinking, called::after_update);
  following.seek(2);
  CHECK(test::complaint([&] { following.step(); }) == "libtorch: schedule(3) must be at least 0, got -0.5");
  CHECK(test::complaint([&] { following.seek(5); }) == "libtorch: schedule(5) must be at least 0, got -1.5");
  CHECK(following.updates() == 2);
  CHECK(set_rates(one.optimizer) == rates{0, 0});
}

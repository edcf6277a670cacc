// SPDX-License-Identifier: MIT

// dialect/pytorch.hpp against PyTorch 2.7.1: its own rates in tests/reference/torch.csv, and the corners beside them.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <lrsched/dialect/pytorch.hpp>

#include "../catch.hpp"
#include "../reader.hpp"
#include "../rules.hpp"
#include "framework.hpp"
#include "reference.hpp"

namespace {

namespace pytorch = lrsched::dialect::pytorch;

using any = lrsched::any_schedule<double>;

any from_text(const std::string& name, const std::string& params) {
  return test::schedule_from("{\"pytorch." + name + "\": " + params + "}");
}

bool needs_a_function(const test::reference_case& found) { return found.params.find("lr_lambda") != std::string::npos; }

/// The step and the size of the largest error, in parts of what is allowed.
struct error {
  std::int64_t step = 0;
  double share = 0;
};

error largest_error(const any& schedule, const test::reference_case& expected) {
  error worst;
  for (const auto& [step, rate] : expected.rates)
    if (const double share = test::share_of_allowed(schedule(step), rate, expected.largest()); !(share <= worst.share))
      worst = {step, share};
  return worst;
}

void must_match(const any& schedule, const test::reference_case& expected) {
  const error worst = largest_error(schedule, expected);
  INFO(expected.name << ": " << worst.share << " of what is allowed at step " << worst.step);
  CHECK(worst.share <= 1);
}

std::string answer(const std::string& name, const std::string& params) {
  return test::complaint([&] { from_text(name, params); });
}

std::string refusal(const std::string& name, const std::string& params) { return test::sentence(answer(name, params)); }

std::vector<double> first(const any& schedule, std::size_t count) {
  std::vector<double> rates(count);
  schedule.fill(rates, 0);
  return rates;
}

bool are_near(const std::vector<double>& a, const std::vector<double>& b) {
  bool result = a.size() == b.size();
  for (std::size_t i = 0; result && i < a.size(); ++i) result = std::fabs(a[i] - b[i]) <= 1e-12;
  return result;
}

}  // namespace

TEST_CASE("every rate of PyTorch's, from the arguments as they stand in the file") {
  std::size_t rates = 0, of_functions = 0;
  for (const auto& [name, expected] : test::reference_cases("torch.csv")) {
    if (test::has_suffix(name, "-closed") || test::has_suffix(name, "-main")) continue;
    if (needs_a_function(expected)) {
      of_functions += expected.rates.size();
      continue;
    }
    must_match(from_text(expected.schedule, expected.params), expected);
    rates += expected.rates.size();
  }
  CHECK(rates == 2095);
  CHECK(of_functions == 301);
}

TEST_CASE("those with functions, in C++") {
  const std::map<std::string, any> made = {
      {"torch-lambdalr-01", pytorch::LambdaLR(0.1, [](std::int64_t k) { return std::pow(0.95, k); })},
      {"torch-lambdalr-02", pytorch::LambdaLR(0.1, [](std::int64_t k) { return 1 / (1 + static_cast<double>(k)); })},
      {"torch-lambdalr-03", pytorch::LambdaLR(2.0, [](std::int64_t k) { return static_cast<double>(k / 7); })},
      {"torch-multiplicativelr-01", pytorch::MultiplicativeLR(0.1, [](std::int64_t) { return 0.95; })},
      {"torch-multiplicativelr-02", pytorch::MultiplicativeLR(0.1, [](std::int64_t) { return 1.0; })},
      {"torch-multiplicativelr-03",
       pytorch::MultiplicativeLR(0.1,
                                 [](std::int64_t k) { return static_cast<double>(k) / static_cast<double>(k + 1); })},
      {"torch-sequentiallr-04",
       pytorch::SequentialLR({.base_lr = 0.1,
                              .schedulers = {pytorch::ExponentialLR({.base_lr = 0.1, .gamma = 0.9}),
                                             pytorch::MultiplicativeLR(0.1, [](std::int64_t) { return 0.8; })},
                              .milestones = {6}})}};
  const auto cases = test::reference_cases("torch.csv");
  for (const auto& [name, schedule] : made) {
    must_match(schedule, cases.at(name));
    std::vector<double> filled(60);
    schedule.fill(filled, -3);
    for (std::size_t i = 0; i < filled.size(); ++i) CHECK(filled[i] == schedule(static_cast<std::int64_t>(i) - 3));
  }
}

TEST_CASE("where PyTorch itself gives two curves, the comments say so") {
  std::set<std::string> other;
  const auto cases = test::reference_cases("torch.csv");
  for (const auto& [name, found] : cases)
    for (const std::string suffix : {"-closed", "-main"}) {
      if (!test::has_suffix(name, suffix)) continue;
      const auto& plain = cases.at(name.substr(0, name.size() - suffix.size()));
      const std::map<std::int64_t, double> rates(plain.rates.begin(), plain.rates.end());
      for (const auto& [step, rate] : found.rates)
        if (rates.count(step) && test::share_of_allowed(rate, rates.at(step), plain.largest()) > 1) other.insert(name);
    }
  CHECK(other == std::set<std::string>{"torch-constantlr-03-closed", "torch-cosineannealingwarmrestarts-05-closed",
                                       "torch-sequentiallr-04-main", "torch-sequentiallr-05-main"});
}

TEST_CASE("written as JSON and read back: equal, and the same bits") {
  for (const auto& [name, expected] : test::reference_cases("torch.csv")) {
    if (needs_a_function(expected)) continue;
    CAPTURE(name);
    const any schedule = from_text(expected.schedule, expected.params);
    const any again = test::schedule_from(test::written(schedule));
    CHECK(again == schedule);
    CHECK(first(again, 100) == first(schedule, 100));
    for (std::int64_t step = -2; step < 100; ++step)
      if (first(schedule, 100)[static_cast<std::size_t>(std::max<std::int64_t>(step, 0))] != schedule(step)) {
        CAPTURE(step);
        CHECK(false);
      }
  }
}

TEST_CASE("defaults are PyTorch's") {
  const auto same = [](const std::string& name, const std::string& few, const std::string& all) {
    CAPTURE(name);
    CHECK(from_text(name, few) == from_text(name, all));
  };
  same("StepLR", R"({"base_lr": 0.1, "step_size": 3})", R"({"base_lr": 0.1, "step_size": 3, "gamma": 0.1})");
  same("MultiStepLR", R"({"base_lr": 1, "milestones": [3]})", R"({"base_lr": 1, "milestones": [3], "gamma": 0.1})");
  same("ConstantLR", R"({"base_lr": 1})", R"({"base_lr": 1, "factor": 0.3333333333333333, "total_iters": 5})");
  same("LinearLR", R"({"base_lr": 1})",
       R"({"base_lr": 1, "start_factor": 0.3333333333333333, "end_factor": 1.0, "total_iters": 5})");
  same("PolynomialLR", R"({"base_lr": 1})", R"({"base_lr": 1, "total_iters": 5, "power": 1.0})");
  same("CosineAnnealingLR", R"({"base_lr": 1, "T_max": 9})", R"({"base_lr": 1, "T_max": 9, "eta_min": 0.0})");
  same("CosineAnnealingWarmRestarts", R"({"base_lr": 1, "T_0": 9})",
       R"({"base_lr": 1, "T_0": 9, "T_mult": 1, "eta_min": 0.0, "iters_per_epoch": 1})");
  same("SWALR", R"({"base_lr": 1, "swa_lr": 0.5})",
       R"({"base_lr": 1, "swa_lr": 0.5, "anneal_epochs": 10, "anneal_strategy": "cos"})");
  same("OneCycleLR", R"({"max_lr": 1, "total_steps": 55})",
       R"({"max_lr": 1, "total_steps": 55, "epochs": null, "steps_per_epoch": null, "pct_start": 0.3,
           "anneal_strategy": "cos", "cycle_momentum": true, "base_momentum": 0.85, "max_momentum": 0.95,
           "div_factor": 25.0, "final_div_factor": 10000.0, "three_phase": false})");
  same(
      "CyclicLR", R"({"base_lr": 0.1, "max_lr": 1})",
      R"({"base_lr": 0.1, "max_lr": 1, "step_size_up": 2000, "step_size_down": null, "mode": "triangular", "gamma": 1.0,
           "cycle_momentum": true, "base_momentum": 0.8, "max_momentum": 0.9})");
}

TEST_CASE("the names of C++ are the same") {
  const auto same = [](const any& schedule, const std::string& name, const std::string& params) {
    CAPTURE(name);
    CHECK(test::same_rates(schedule, from_text(name, params)));
  };
  same(pytorch::StepLR({.base_lr = 0.1, .step_size = 10}), "StepLR", R"({"base_lr": 0.1, "step_size": 10})");
  same(pytorch::MultiStepLR({.base_lr = 0.1, .milestones = {30, 80}}), "MultiStepLR",
       R"({"base_lr": 0.1, "milestones": [30, 80]})");
  same(pytorch::OneCycleLR({.max_lr = 0.1, .epochs = 3, .steps_per_epoch = 11, .three_phase = true}), "OneCycleLR",
       R"({"max_lr": 0.1, "total_steps": 33, "three_phase": true})");
  same(pytorch::CyclicLR({.base_lr = 0.1, .max_lr = 1, .step_size_up = 4, .mode = "triangular2"}), "CyclicLR",
       R"({"base_lr": 0.1, "max_lr": 1, "step_size_up": 4, "mode": "triangular2"})");
  same(pytorch::SequentialLR({.base_lr = 0.1,
                              .schedulers = {pytorch::LinearLR({.base_lr = 0.1}),
                                             pytorch::CosineAnnealingLR({.base_lr = 0.1, .T_max = 95})},
                              .milestones = {5}}),
       "SequentialLR",
       R"({"base_lr": 0.1, "schedulers": [{"type": "LinearLR"}, {"type": "CosineAnnealingLR", "T_max": 95}],
           "milestones": [5]})");
  same(pytorch::ChainedScheduler({.base_lr = 0.1,
                                  .schedulers = {pytorch::PolynomialLR({.base_lr = 0.1}),
                                                 pytorch::CosineAnnealingLR({.base_lr = 0.1, .T_max = 9})}}),
       "ChainedScheduler",
       R"({"base_lr": 0.1, "schedulers": [{"type": "PolynomialLR"}, {"type": "CosineAnnealingLR", "T_max": 9}]})");
}

TEST_CASE("what they are made of") {
  const auto made_of = [](const std::string& name, const std::string& params) {
    return to_string(test::plan_of(from_text(name, params)));
  };
  CHECK(made_of("StepLR", R"({"base_lr": 0.1, "step_size": 10})") == "step(initial=0.1, factor=0.1, every=10)");
  CHECK(made_of("LinearLR", R"({"base_lr": 0.5, "start_factor": 0.5})") ==
        "linear(from=0.25, to=0.5, steps=5, includes=from)");
  CHECK(made_of("CosineAnnealingWarmRestarts", R"({"base_lr": 1, "T_0": 2, "iters_per_epoch": 8})") ==
        "repeat(schedule=cosine(from=1, to=0, steps=16, includes=from))");
  CHECK(made_of("CyclicLR", R"({"base_lr": 0.1, "max_lr": 1, "step_size_up": 4})") ==
        "triangle(low=0.1, high=1, up=4, down=4)");
}

namespace {

/// PyTorch's recursion: what the step before was annealed from, seen from the rate that is in force, is annealed anew.
/// `count` is how often step() was called, the call by the constructor included.
double annealed(double rate, double swa_lr, std::int64_t count, std::int64_t epochs, bool is_linear) {
  const auto share = [&](std::int64_t step) {
    const double t =
        std::clamp(static_cast<double>(step) / static_cast<double>(std::max<std::int64_t>(epochs, 1)), 0.0, 1.0);
    return is_linear ? t : (1 - std::cos(std::acos(-1.0) * t)) / 2;
  };
  const std::int64_t step = epochs == 0 ? std::max<std::int64_t>(1, count - 1) : count - 1;
  const double before = share(step - 1), now = share(step);
  const double initial = before == 1 ? swa_lr : (rate - before * swa_lr) / (1 - before);
  return swa_lr * now + initial * (1 - now);
}

}  // namespace

TEST_CASE("CosineAnnealingLR: a minimum between two steps") {
  for (const double T_max : {0.75, 2.5, 12.25}) {
    CAPTURE(T_max);
    const auto wave = [=](std::int64_t k) { return test::half_a_cosine(static_cast<double>(k) / T_max); };
    // PyTorch's recursion, which never meets the step after the minimum.
    std::vector<double> alone{1}, late{0.5, 0.5};
    for (std::int64_t k = 1; k < 30; ++k) alone.push_back(0.25 + wave(k) / wave(k - 1) * (alone.back() - 0.25));
    for (std::int64_t k = 1; k < 29; ++k) late.push_back(0.25 + wave(k) / wave(k - 1) * (late.back() - 0.25));
    const pytorch::CosineAnnealingLR_params given{.base_lr = 1, .T_max = T_max, .eta_min = 0.25};
    const any half = pytorch::ConstantLR({.base_lr = 1, .factor = 0.5, .total_iters = 99});
    CHECK(are_near(first(pytorch::CosineAnnealingLR(given), 30), alone));
    CHECK(
        are_near(first(pytorch::SequentialLR(
                           {.base_lr = 1, .schedulers = {half, pytorch::CosineAnnealingLR(given)}, .milestones = {0}}),
                       30),
                 late));
    alone.insert(alone.begin(), 2, 0.5);
    CHECK(
        are_near(first(pytorch::SequentialLR(
                           {.base_lr = 1, .schedulers = {half, pytorch::CosineAnnealingLR(given)}, .milestones = {2}}),
                       32),
                 alone));
  }
  CHECK(pytorch::CosineAnnealingLR({.base_lr = 1, .T_max = 1562.5})(3125) == 1);
}

TEST_CASE("SWALR: the closed form is what PyTorch's recursion comes to") {
  CHECK(are_near(first(from_text("SWALR", R"({"base_lr": 0.1, "swa_lr": 0.05, "anneal_epochs": 4,
                                              "anneal_strategy": "linear"})"),
                       6),
                 {0.1, 0.0875, 0.075, 0.0625, 0.05, 0.05}));
  for (const std::int64_t epochs : {0, 1, 2, 10})
    for (const bool is_linear : {false, true})
      for (const double swa_lr : {0.0, 0.05, 0.7}) {
        CAPTURE(epochs, is_linear, swa_lr);
        const std::string strategy = is_linear ? "linear" : "cos";
        const pytorch::SWALR_params given{
            .base_lr = 0.1, .swa_lr = swa_lr, .anneal_epochs = epochs, .anneal_strategy = strategy};
        std::vector<double> alone(15), later{0.1, 0.05};
        double rate = 0.1;
        for (std::int64_t k = 0; k < 15; ++k)
          alone[static_cast<std::size_t>(k)] = rate = annealed(rate, swa_lr, k + 1, epochs, is_linear);
        CHECK(are_near(first(pytorch::SWALR(given), 15), alone));
        // At a milestone step() is called for the second time.
        rate = 0.05;
        for (std::int64_t k = 0; k < 13; ++k) later.push_back(rate = annealed(rate, swa_lr, k + 2, epochs, is_linear));
        const any decay = pytorch::ExponentialLR({.base_lr = 0.1, .gamma = 0.5});
        CHECK(are_near(first(pytorch::SequentialLR(
                                 {.base_lr = 0.1, .schedulers = {decay, pytorch::SWALR(given)}, .milestones = {2}}),
                             15),
                       later));
        std::vector<double> late{rate = 0.1};
        for (std::int64_t k = 0; k < 13; ++k) late.push_back(rate = annealed(rate, swa_lr, k + 2, epochs, is_linear));
        CHECK(are_near(first(pytorch::SequentialLR(
                                 {.base_lr = 0.1, .schedulers = {decay, pytorch::SWALR(given)}, .milestones = {0}}),
                             14),
                       late));
      }
  // As the first it starts from what a OneCycleLR behind it leaves, here 2.
  const std::string cycle = R"({"type": "OneCycleLR", "max_lr": 8, "total_steps": 9, "div_factor": 4})";
  CHECK(are_near(first(from_text("SequentialLR", R"({"base_lr": 1, "schedulers": [{"type": "SWALR", "swa_lr": 0,
                       "anneal_epochs": 4, "anneal_strategy": "linear"}, )" +
                                                     cycle + R"(], "milestones": [3]})"),
                       4),
                 {2, 1.5, 1, 2}));
}

TEST_CASE("OneCycleLR: one step past the end as PyTorch, then the last rate") {
  for (const std::string strategy : {"cos", "linear"}) {
    const any cycle =
        from_text("OneCycleLR", R"({"max_lr": 1, "total_steps": 10, "anneal_strategy": ")" + strategy + "\"}");
    CHECK((strategy == "cos" ? cycle(10) > 0.01 : cycle(10) < 0));
    CHECK(cycle(9) == 1.0 / 25 / 1e4);
    CHECK(cycle(11) == cycle(9));
    CHECK(cycle(1'000'000) == cycle(9));
  }
  const any no_way_down = from_text("OneCycleLR", R"({"max_lr": 1, "total_steps": 10, "pct_start": 1})");
  CHECK(no_way_down(9) == 1);
  CHECK(no_way_down(10) == 1.0 / 25 / 1e4);  // PyTorch divides by 0
}

TEST_CASE("CyclicLR: a peak below the base, a sawtooth, halves of steps, and gamma 0") {
  const auto rates = [](const std::string& params, std::size_t count) {
    return first(from_text("CyclicLR", params), count);
  };
  CHECK(are_near(rates(R"({"base_lr": 1, "max_lr": 0, "step_size_up": 2})", 5), {1, 0.5, 0, 0.5, 1}));
  CHECK(are_near(rates(R"({"base_lr": 0, "max_lr": 1, "step_size_up": 2, "step_size_down": 0})", 5),
                 {0, 0.5, 0, 0.5, 0}));
  CHECK(are_near(rates(R"({"base_lr": 0, "max_lr": 1, "step_size_up": 1.5, "mode": "triangular2"})", 6),
                 {0, 2.0 / 3, 2.0 / 3, 0, 1.0 / 3, 1.0 / 3}));
  CHECK(are_near(rates(R"({"base_lr": 0.5, "max_lr": 1, "step_size_up": 2, "mode": "exp_range", "gamma": 0})", 3),
                 {0.5, 0.5, 0.5}));
}

TEST_CASE("gamma 0 leaves nothing from the first jump on, and gamma 1 all") {
  for (const std::int64_t k : {0, 1, 2, 3, 100}) {
    CHECK(pytorch::StepLR({.base_lr = 0.5, .step_size = 2, .gamma = 0})(k) == (k < 2 ? 0.5 : 0));
    CHECK(pytorch::StepLR({.base_lr = 0.5, .step_size = 2, .gamma = 1})(k) == 0.5);
    CHECK(pytorch::MultiStepLR({.base_lr = 0.5, .milestones = {3}, .gamma = 0})(k) == (k < 3 ? 0.5 : 0));
    CHECK(pytorch::MultiStepLR({.base_lr = 0.5, .milestones = {3}, .gamma = 1})(k) == 0.5);
    CHECK(pytorch::ExponentialLR({.base_lr = 0.5, .gamma = 0})(k) == (k < 1 ? 0.5 : 0));
    CHECK(pytorch::ExponentialLR({.base_lr = 0.5, .gamma = 1})(k) == 0.5);
    const auto chained = pytorch::ChainedScheduler(
        {.base_lr = 0.5,
         .schedulers = {pytorch::ExponentialLR({.base_lr = 0.5, .gamma = 0}), pytorch::ConstantLR({.base_lr = 0.5})}});
    CHECK(chained(k) == (k < 1 ? 0.5 / 3 : 0));
  }
}

TEST_CASE("SequentialLR: milestone 0, equal milestones, and the rate that a OneCycleLR leaves") {
  const auto rates = [](const std::string& schedulers, const std::string& milestones, std::size_t count) {
    return first(from_text("SequentialLR", R"({"base_lr": 1, "schedulers": [)" + schedulers + R"(], "milestones": )" +
                                               milestones + "}"),
                 count);
  };
  const std::string half = R"({"type": "ConstantLR", "factor": 0.5, "total_iters": 9},)";
  const std::string cosine = R"({"type": "CosineAnnealingLR", "T_max": 2})";
  // The cosine starts at 0.5, where the first is, and comes up to the whole rate.
  CHECK(are_near(rates(half + cosine, "[0]", 6), {0.5, 0.5, 0.25, 0, 0.5, 1}));
  CHECK(are_near(rates(half + cosine, "[1]", 6), {0.5, 1, 0.5, 0, 0.5, 1}));
  CHECK(are_near(rates(half + R"({"type": "LinearLR", "start_factor": 0.1},)" + cosine, "[2, 2]", 5),
                 {0.5, 0.5, 1, 0.5, 0}));
  CHECK(
      are_near(rates(half + R"({"type": "ConstantLR", "factor": 0.5, "total_iters": 0})", "[2]", 4), {0.5, 0.5, 1, 1}));
  const std::string cycle = R"({"type": "OneCycleLR", "max_lr": 8, "total_steps": 9, "div_factor": 4})";
  CHECK(are_near(rates(half + cycle, "[2]", 3), {1, 1, 2}));
  CHECK(are_near(rates(cycle + "," + R"({"type": "ExponentialLR", "gamma": 0.5})", "[1]", 3), {2, 2, 1}));
}

TEST_CASE("ChainedScheduler: a product where it is one, else what PyTorch's recursion comes to") {
  const auto chain = [](const std::string& schedulers) {
    return from_text("ChainedScheduler", R"({"base_lr": 1, "schedulers": [)" + schedulers + "]}");
  };
  const std::string decay = R"({"type": "ExponentialLR", "gamma": 0.5},)";
  CHECK(to_string(test::plan_of(chain(decay + R"({"type": "StepLR", "step_size": 2})"))) ==
        "product{pytorch.ExponentialLR(base_lr=1, gamma=0.5), pytorch.StepLR(base_lr=1, step_size=2, gamma=0.1)}");
  // With T_max 2 the cosine is 1, 0.5, 0; then it adds 0.5, and doubles that, whatever the decay was before.
  CHECK(
      are_near(first(chain(decay + R"({"type": "CosineAnnealingLR", "T_max": 2})"), 6), {1, 0.25, 0, 0.5, 0.5, 0.125}));
  const any to_0 = chain(decay + R"({"type": "CosineAnnealingLR", "T_max": 2, "eta_min": -0.0})");
  CHECK(to_0(2) == 0);
  CHECK(!std::signbit(to_0(2)));  // as in first(to_0, 3)
  CHECK(!std::signbit(first(to_0, 3)[2]));
  const any wide =
      chain(R"({"type": "StepLR", "step_size": 3}, {"type": "CosineAnnealingLR", "T_max": 2, "eta_min": 1e308})");
  CHECK(first(wide, 7)[6] == 1e308);
  CHECK(wide(6) == 1e308);
  // From 0, times what no double holds.
  const any from_0 =
      from_text("ChainedScheduler", R"({"base_lr": 0, "schedulers": [{"type": "LinearLR", "start_factor": 1e-250},
                                                                     {"type": "CosineAnnealingLR", "T_max": 2}]})");
  CHECK(first(from_0, 4) == std::vector<double>(4));
  const any to_next_to_0 =
      from_text("ChainedScheduler", R"({"base_lr": 1, "schedulers": [{"type": "CosineAnnealingLR", "T_max": 9},
                    {"type": "LinearLR", "start_factor": 1e-250, "end_factor": 0, "total_iters": 3}]})");
  CHECK(first(to_next_to_0, 4)[3] == 0);
  // A chain in a chain is one chain, and a chain of one is that one.
  const std::string cosine = R"({"type": "CosineAnnealingLR", "T_max": 2})";
  CHECK(test::same_rates(
      chain(R"({"type": "ChainedScheduler", "schedulers": [)" + decay + cosine + R"(]}, {"type": "LinearLR"})"),
      chain(decay + cosine + R"(, {"type": "LinearLR"})")));
  CHECK(to_string(test::plan_of(chain(cosine))) ==
        to_string(from_text("CosineAnnealingLR", R"({"base_lr": 1, "T_max": 2})")));
  CHECK(first(chain(R"({"type": "CyclicLR", "base_lr": 0.1, "max_lr": 1})"), 9) ==
        first(from_text("CyclicLR", R"({"base_lr": 0.1, "max_lr": 1})"), 9));
}

TEST_CASE("refused, with PyTorch's rules") {
  const auto refuses = [](const std::string& name, const std::string& params, const std::string& rule) {
    CHECK(refusal(name, params) == rule);
  };
  refuses("StepLR", R"({"base_lr": -1, "step_size": 3})", "base_lr must be at least 0, got -1");
  refuses("StepLR", R"({"base_lr": 1, "step_size": 0})", "step_size must be at least 1, got 0");
  refuses("StepLR", R"({"base_lr": 1, "step_size": 1, "gamma": -0.5})", "gamma must be at least 0, got -0.5");
  refuses("MultiStepLR", R"({"base_lr": 1, "milestones": [3, -1]})", "milestones must be at least 0, got -1");
  refuses("MultiStepLR", R"({"base_lr": 1, "milestones": [], "gamma": -1})", "gamma must be at least 0, got -1");
  refuses("ConstantLR", R"({"base_lr": 1, "factor": 1.5})", "factor must be from 0 to 1, got 1.5");
  refuses("ConstantLR", R"({"base_lr": 1, "factor": 0})",
          "factor must be above 0, since the rate is divided by it after total_iters, got 0");
  refuses("ConstantLR", R"({"base_lr": 1, "total_iters": -1})", "total_iters must be at least 0, got -1");
  refuses("LinearLR", R"({"base_lr": 1, "start_factor": 0})", "start_factor must be above 0 and at most 1, got 0");
  refuses("LinearLR", R"({"base_lr": 1, "start_factor": 2})", "start_factor must be above 0 and at most 1, got 2");
  refuses("LinearLR", R"({"base_lr": 1, "end_factor": -1})", "end_factor must be from 0 to 1, got -1");
  refuses("LinearLR", R"({"base_lr": 1, "total_iters": -1})", "total_iters must be at least 0, got -1");
  refuses("ExponentialLR", R"({"base_lr": 1, "gamma": -1})", "gamma must be at least 0, got -1");
  refuses("PolynomialLR", R"({"base_lr": 1, "power": -1})", "power must be at least 0, got -1");
  refuses("PolynomialLR", R"({"base_lr": 1, "total_iters": -1})", "total_iters must be at least 0, got -1");
  refuses("CosineAnnealingLR", R"({"base_lr": 1, "T_max": 0})", "T_max must be above 0, got 0");
  refuses("CosineAnnealingLR", R"({"base_lr": 1, "T_max": 9007199254740992})",
          "T_max must be at most 2^52, got 9007199254740992");
  refuses("CosineAnnealingWarmRestarts", R"({"base_lr": 1, "T_0": 0})", "T_0 must be at least 1, got 0");
  refuses("CosineAnnealingWarmRestarts", R"({"base_lr": 1, "T_0": 1, "T_mult": 0})",
          "T_mult must be at least 1, got 0");
  refuses("SWALR", R"({"base_lr": 1, "swa_lr": 0.5, "anneal_epochs": -1})", "anneal_epochs must be at least 0, got -1");
  refuses("SWALR", R"({"base_lr": 1, "swa_lr": 0.5, "anneal_strategy": "cosine"})",
          "anneal_strategy must be cos or linear, got \"cosine\"");
  refuses("OneCycleLR", R"({"max_lr": 1})", "total_steps must be given, or epochs and steps_per_epoch, got none");
  refuses("OneCycleLR", R"({"max_lr": 1, "epochs": 3})",
          "total_steps must be given, or epochs and steps_per_epoch, got none");
  refuses("OneCycleLR", R"({"max_lr": 1, "total_steps": 0})", "total_steps must be at least 1, got 0");
  refuses("OneCycleLR", R"({"max_lr": 1, "epochs": 3, "steps_per_epoch": 0})",
          "steps_per_epoch must be at least 1, got 0");
  refuses("OneCycleLR", R"({"max_lr": 1, "total_steps": 9, "pct_start": 2})", "pct_start must be from 0 to 1, got 2");
  refuses("OneCycleLR", R"({"max_lr": 1, "total_steps": 4, "pct_start": 0.25})",
          "pct_start must not be 1/total_steps, which leaves no step between the start and the peak, got 0.25");
  refuses("OneCycleLR", R"({"max_lr": 1, "total_steps": 9, "anneal_strategy": "cosine"})",
          "anneal_strategy must be cos or linear, got \"cosine\"");
  refuses("OneCycleLR", R"({"max_lr": 1, "total_steps": 9, "div_factor": 0})", "div_factor must be above 0, got 0");
  refuses("CyclicLR", R"({"base_lr": 0, "max_lr": 1, "mode": "saw"})",
          "mode must be triangular, triangular2 or exp_range, got \"saw\"");
  refuses("CyclicLR", R"({"base_lr": 0, "max_lr": 1, "step_size_up": 0})", "step_size_up must be above 0, got 0");
  refuses("CyclicLR", R"({"base_lr": 0, "max_lr": 1, "step_size_down": -1})",
          "step_size_down must be at least 0, got -1");
  refuses("LambdaLR", R"({"base_lr": 1, "lr_lambda": "0.95**epoch"})",
          "lr_lambda must be a function, in C++, got \"0.95**epoch\"");
  refuses("MultiplicativeLR", R"({"base_lr": 1, "lr_lambda": "0.95"})",
          "lr_lambda must be a function, in C++, got \"0.95\"");
}

TEST_CASE("refused: members that do not go together") {
  const auto sequence = [](const std::string& schedulers, const std::string& milestones) {
    return refusal("SequentialLR",
                   R"({"base_lr": 1, "schedulers": [)" + schedulers + R"(], "milestones": )" + milestones + "}");
  };
  const auto chain = [](const std::string& schedulers) {
    return refusal("ChainedScheduler", R"({"base_lr": 1, "schedulers": [)" + schedulers + "]}");
  };
  const std::string linear = R"({"type": "LinearLR"})", cosine = R"({"type": "CosineAnnealingLR", "T_max": 9})";
  const std::string chained = R"({"type": "ChainedScheduler", "schedulers": [)" + linear + "," + cosine + "]}";
  const std::string cycle = R"({"type": "OneCycleLR", "max_lr": 1, "total_steps": 9})";

  CHECK(sequence("", "[]") == "schedulers must be at least one, got 0");
  CHECK(sequence(linear + "," + cosine, "[]") == "milestones must be one fewer than the schedulers, got 0");
  CHECK(sequence(linear + "," + cosine, "[-1]") == "milestones must be at least 0, got -1");
  CHECK(sequence(linear + "," + linear + "," + linear, "[5, 2]") == "milestones must not fall, got 2");
  CHECK(sequence(R"({"type": "SequentialLR", "schedulers": [{"type": "LinearLR"}], "milestones": []},)" + linear,
                 "[5]") == "schedulers must not be of the type SequentialLR, whose milestones shift; number, got 1");
  CHECK(sequence(linear + "," + chained, "[5]") ==
        "schedulers but the first must not be of the type ChainedScheduler; number, got 2");
  CHECK(sequence(R"({"type": "LinearLR", "base_lr": 2})", "[]") == "base_lr must be that of the schedulers, got 1");
  for (const std::string type : {"LinearLR", "PolynomialLR"})
    CHECK(sequence(linear + R"(, {"type": ")" + type + R"(", "total_iters": 0})", "[5]") ==
          type + ": total_iters must be at least 1 where SequentialLR starts it, got 0");
  CHECK(sequence(cycle + R"(, {"type": "OneCycleLR", "max_lr": 2, "total_steps": 9})", "[5]") ==
        "schedulers of the type OneCycleLR must have one max_lr, div_factor and final_div_factor; "
        "number, got 2");
  CHECK(sequence(chained + "," + cycle, "[5]") ==
        "ChainedScheduler: schedulers with a CosineAnnealingLR must not start from the rate that another scheduler "
        "leaves, got 0.04");

  CHECK(chain("") == "schedulers must be at least one, got 0");
  const std::string rule = "schedulers must multiply the rate, not set it; number, got 2";
  CHECK(chain(linear + "," + cycle) == rule);
  CHECK(chain(linear + R"(, {"type": "CosineAnnealingWarmRestarts", "T_0": 9})") == rule);
  CHECK(chain(linear + R"(, {"type": "CyclicLR", "max_lr": 1})") == rule);
  CHECK(chain(linear + R"(, {"type": "SWALR", "swa_lr": 1})") == rule);
  CHECK(chain(linear + R"(, {"type": "CosineAnnealingLR", "T_max": 2.5})") == rule);
  CHECK(chain(linear + R"(, {"type": "ChainedScheduler", "schedulers": [{"type": "CyclicLR", "max_lr": 1}]})") == rule);
  CHECK(chain(linear + R"(, {"type": "SequentialLR", "schedulers": [{"type": "LinearLR"}], "milestones": []})") ==
        rule);
  CHECK(chain(linear + R"(, {"constant": {"value": 1}})") == rule);

  CHECK(answer("SequentialLR",
               R"({"base_lr": 1, "schedulers": [{"type": "StepLR", "step_size": 0}], "milestones": []})") ==
        "/pytorch.SequentialLR/schedulers/0/step_size: StepLR: step_size must be at least 1, got 0");
}

TEST_CASE("what is made with a function equals nothing") {
  const auto lambda = [](std::int64_t k) { return k > 0 ? 0.5 : 1; };
  const any times = pytorch::MultiplicativeLR(1, lambda), sets = pytorch::LambdaLR(1, lambda);
  const any wave = pytorch::CosineAnnealingLR({.base_lr = 1, .T_max = 9});
  for (const any& schedule :
       {times, sets, pytorch::SequentialLR({.base_lr = 1, .schedulers = {wave, sets}, .milestones = {5}}),
        pytorch::SequentialLR({.base_lr = 1, .schedulers = {wave, times}, .milestones = {5}}),
        pytorch::ChainedScheduler({.base_lr = 1, .schedulers = {sets}}),
        pytorch::ChainedScheduler({.base_lr = 1, .schedulers = {wave, times}}),
        pytorch::ChainedScheduler(
            {.base_lr = 1, .schedulers = {pytorch::ExponentialLR({.base_lr = 1, .gamma = 0.5}), times}})}) {
    const any copy = schedule;
    INFO(to_string(schedule));
    CHECK(!(schedule == copy));
    CHECK(lrsched::fingerprint(schedule) != lrsched::fingerprint(copy));
  }
}

// SPDX-License-Identifier: MIT

// The framework: paddle.optimizer.lr of Paddle 00816fcb21ad, in Python floats; -closed by step(epoch). Its
// ReduceOnPlateau is in plateau.cpp.

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <lrsched/dialect/paddle.hpp>

#include "framework.hpp"

namespace paddle = lrsched::dialect::paddle;
using lrsched::any_schedule;
using test::answer, test::same;

namespace {

any_schedule<double> made(const std::string& name, const std::string& arguments) {
  return test::schedule_from("{\"paddle." + name + "\": {" + arguments + "}}");
}

std::string rule(const std::string& name, const std::string& arguments) {
  return test::sentence(answer("{\"paddle." + name + "\": {" + arguments + "}}"));
}

std::vector<double> first(const any_schedule<double>& schedule, std::size_t count) {
  std::vector<double> rates(count);
  schedule.fill(rates, 0);
  return rates;
}

bool are_near(const std::vector<double>& a, const std::vector<double>& b) {
  bool result = a.size() == b.size();
  for (std::size_t i = 0; result && i < a.size(); ++i) result = std::fabs(a[i] - b[i]) <= 1e-15;
  return result;
}

using rates = std::vector<double>;

}  // namespace

TEST_CASE("every row of Paddle's curves", "[paddle]") {
  const auto real = [](std::int64_t k) { return static_cast<double>(k); };
  test::follows<paddle::schedules>(
      1695, {}, {},
      {{"paddle-lambdadecay-01", paddle::LambdaDecay(0.1, [](std::int64_t k) { return std::pow(0.95, k); })},
       {"paddle-lambdadecay-02", paddle::LambdaDecay(0.1, [=](std::int64_t k) { return 1 / (1 + real(k)); })},
       {"paddle-lambdadecay-03", paddle::LambdaDecay(0.1, [](std::int64_t k) { return k / 5; })},
       {"paddle-multiplicativedecay-01", paddle::MultiplicativeDecay(0.1, [](std::int64_t) { return 0.95; })},
       {"paddle-multiplicativedecay-02",
        paddle::MultiplicativeDecay(0.1, [=](std::int64_t k) { return real(k) / real(k + 1); })},
       {"paddle-multiplicativedecay-03", paddle::MultiplicativeDecay(0.1, [](std::int64_t) { return 1; })}});
}

TEST_CASE("Paddle's schedules in C++", "[paddle]") {
  CHECK(paddle::NoamDecay({.d_model = 4, .warmup_steps = 4})(4) == 0.25);
  CHECK(paddle::PiecewiseDecay({.boundaries = {3, 5}, .values = {3, 2, 1}})(3) == 2);
  CHECK(paddle::NaturalExpDecay({.learning_rate = 2, .gamma = 0.1})(0) == 2);
  CHECK(paddle::InverseTimeDecay({.learning_rate = 1, .gamma = 0.5})(2) == 0.5);
  CHECK(paddle::PolynomialDecay({.learning_rate = 1, .decay_steps = 4, .end_lr = 0}).length() == 4);
  CHECK(paddle::ExponentialDecay({.learning_rate = 1, .gamma = 0.5})(3) == 0.125);
  CHECK(paddle::MultiStepDecay({.learning_rate = 1, .milestones = {3, 5}, .gamma = 0.5})(5) == 0.25);
  CHECK(paddle::StepDecay({.learning_rate = 1, .step_size = 10, .gamma = 0.5})(20) == 0.25);
  CHECK(paddle::CosineAnnealingDecay({.learning_rate = 1, .T_max = 2})(3) == 0.5);
  CHECK(paddle::OneCycleLR({.max_learning_rate = 1, .total_steps = 10})(0) == 0.04);
  CHECK(paddle::CyclicLR({.base_learning_rate = 0, .max_learning_rate = 1, .step_size_up = 4})(6) == 0.5);
  CHECK(paddle::LinearLR({.learning_rate = 1, .total_steps = 4, .start_factor = 0.5})(2) == 0.75);
  CHECK(paddle::CosineAnnealingWarmRestarts({.learning_rate = 1, .T_0 = 2})(2) == 1);
}

TEST_CASE("LinearWarmup comes before a rate or a schedule", "[paddle]") {
  const auto rate = paddle::LinearWarmup({.learning_rate = 3, .warmup_steps = 2, .start_lr = 0, .end_lr = 1});
  CHECK(first(rate, 4) == rates{0, 0.5, 3, 3});
  CHECK(rate == made("LinearWarmup", R"("learning_rate": 3, "warmup_steps": 2, "start_lr": 0, "end_lr": 1)"));
  CHECK(to_string(rate.describe()) == "paddle.LinearWarmup(learning_rate=3, warmup_steps=2, start_lr=0, end_lr=1)");
  CHECK(!rate.length());

  const auto decay = paddle::ExponentialDecay({.learning_rate = 4, .gamma = 0.5});
  const auto schedule = paddle::LinearWarmup({.learning_rate = decay, .warmup_steps = 2, .start_lr = 0, .end_lr = 1});
  CHECK(first(schedule, 5) == rates{0, 0.5, 4, 2, 1});
  CHECK(schedule == made("LinearWarmup", R"("learning_rate": {"type": "ExponentialDecay", "learning_rate": 4,
                                            "gamma": 0.5}, "warmup_steps": 2, "start_lr": 0, "end_lr": 1)"));

  // One in another, and one that ends.
  const auto ends = paddle::LinearLR({.learning_rate = 1, .total_steps = 2, .start_factor = 0.5, .end_factor = 0});
  const auto inner = paddle::LinearWarmup({.learning_rate = ends, .warmup_steps = 1, .start_lr = 5, .end_lr = 6});
  const auto outer = paddle::LinearWarmup({.learning_rate = inner, .warmup_steps = 1, .start_lr = 8, .end_lr = 9});
  CHECK(first(outer, 6) == rates{8, 5, 0.5, 0.25, 0, 0});
  CHECK(outer.length() == 4);
  CHECK(test::schedule_from(test::written(outer)) == outer);
}

TEST_CASE("the corners of Paddle's schedules", "[paddle]") {
  SECTION("boundaries and milestones below 0 have been passed, and 0 is in force from the first update on") {
    CHECK(first(made("PiecewiseDecay", R"("boundaries": [-2, 0, 2], "values": [1, 2, 3, 4])"), 4) == rates{3, 3, 4, 4});
    CHECK(first(made("MultiStepDecay", R"("learning_rate": 1, "milestones": [-2, 0, 2], "gamma": 0.5)"), 3) ==
          rates{0.25, 0.25, 0.125});
    CHECK(first(made("MultiStepDecay", R"("learning_rate": 1, "milestones": [])"), 3) == rates{1, 1, 1});
  }
  SECTION("a boundary that is not above those before it, and values too many") {
    CHECK(first(made("PiecewiseDecay", R"("boundaries": [3, 1, 3, 4], "values": [1, 2, 3, 4, 5])"), 6) ==
          rates{1, 1, 1, 4, 5, 5});
    CHECK(first(made("PiecewiseDecay", R"("boundaries": [1, 2], "values": [1, 2, 3, 4])"), 4) == rates{1, 2, 4, 4});
  }
  SECTION("a gamma of 0 leaves nothing") {
    CHECK(first(made("StepDecay", R"("learning_rate": 1, "step_size": 2, "gamma": 0)"), 4) == rates{1, 1, 0, 0});
    CHECK(first(made("MultiStepDecay", R"("learning_rate": 1, "milestones": [1], "gamma": 0)"), 3) == rates{1, 0, 0});
    CHECK(first(made("InverseTimeDecay", R"("learning_rate": 1, "gamma": 0)"), 3) == rates{1, 1, 1});
    CHECK(first(made("CyclicLR", R"("base_learning_rate": 1, "max_learning_rate": 2, "step_size_up": 2,
                                    "mode": "exp_range", "exp_gamma": 0)"),
                4) == rates{1, 1, 1, 1});
  }
  SECTION("a warm-up of one step") {
    CHECK(are_near(first(made("NoamDecay", R"("d_model": 0.25, "warmup_steps": 1, "learning_rate": 0.5)"), 5),
                   {0, 1, std::sqrt(0.5), std::sqrt(1.0 / 3), 0.5}));
    CHECK(first(made("LinearWarmup", R"("learning_rate": -1, "warmup_steps": 1, "start_lr": 3, "end_lr": 4)"), 3) ==
          rates{3, -1, -1});
  }
  SECTION("an end above the beginning") {
    CHECK(first(made("PolynomialDecay", R"("learning_rate": 1, "decay_steps": 2, "end_lr": 3)"), 4) ==
          rates{1, 2, 3, 3});
    CHECK(first(made("PolynomialDecay", R"("learning_rate": 1, "decay_steps": 2, "end_lr": 3, "cycle": true)"), 7) ==
          rates{1, 2, 3, 2.5, 3, 3 - 2.0 / 6, 3});
    CHECK(are_near(first(made("CosineAnnealingDecay", R"("learning_rate": 1, "T_max": 2, "eta_min": 3)"), 6),
                   {1, 2, 3, 2, 1, 2}));
    CHECK(are_near(first(made("CosineAnnealingWarmRestarts", R"("learning_rate": 1, "T_0": 2, "eta_min": 3)"), 4),
                   {1, 2, 1, 2}));
    CHECK(first(made("CyclicLR", R"("base_learning_rate": 2, "max_learning_rate": 1, "step_size_up": 2,
                                    "mode": "triangular2")"),
                8) == rates{2, 1.5, 1, 1.5, 2, 1.75, 1.5, 1.75});
  }
  SECTION("cycles of cosines grow") {
    const auto restarts = made("CosineAnnealingWarmRestarts", R"("learning_rate": 1, "T_0": 1, "T_mult": 3)");
    for (const std::int64_t restart : {0, 1, 4, 13, 40, 121, 364}) CHECK(restarts(restart) == 1);
  }
  SECTION("exp_range counts from the start, and may grow") {
    CHECK(first(made("CyclicLR", R"("base_learning_rate": 1, "max_learning_rate": 2, "step_size_up": 1,
                                    "step_size_down": 1, "mode": "exp_range", "exp_gamma": 2)"),
                4) == rates{1, 3, 1, 9});
    CHECK(rule("CyclicLR", R"("base_learning_rate": 1, "max_learning_rate": 2, "step_size_up": 1, "exp_gamma": -1)") ==
          "accepted");
  }
  SECTION("one cycle of one step, without a way up, without a way down, and past its end") {
    const std::string cycle = R"("max_learning_rate": 1, "end_learning_rate": 0.25, "anneal_strategy": "linear", )";
    CHECK(first(made("OneCycleLR", cycle + R"("total_steps": 1)"), 1) == rates{0.25});
    CHECK(are_near(first(made("OneCycleLR", cycle + R"("total_steps": 3, "phase_pct": 0)"), 5),
                   {0.75, 0.5, 0.25, 0, 0.25}));
    CHECK(first(made("OneCycleLR", cycle + R"("total_steps": 3, "phase_pct": 1, "divide_factor": 2)"), 4) ==
          rates{0.5, 0.75, 1, 0.25});
    CHECK(first(made("OneCycleLR", cycle + R"("total_steps": 10, "phase_pct": 0.25, "divide_factor": 2,
                                               "three_phase": true)"),
                4) == rates{0.5, 0.5 + 1.0 / 3, 1 - 0.5 / 3, 0.5});
  }
}

TEST_CASE("what Paddle's arguments are if they are left out", "[paddle]") {
  const auto is_same = [](const std::string& name, const std::string& few, const std::string& others) {
    CHECK(same("{\"paddle." + name + "\": {" + few + "}}", "{\"paddle." + name + "\": {" + few + ", " + others + "}}"));
  };
  is_same("NoamDecay", R"("d_model": 9, "warmup_steps": 9)", R"("learning_rate": 1)");
  is_same("PolynomialDecay", R"("learning_rate": 1, "decay_steps": 9)",
          R"("end_lr": 0.0001, "power": 1, "cycle": false)");
  is_same("MultiStepDecay", R"("learning_rate": 1, "milestones": [9])", R"("gamma": 0.1)");
  is_same("StepDecay", R"("learning_rate": 1, "step_size": 9)", R"("gamma": 0.1)");
  is_same("CosineAnnealingDecay", R"("learning_rate": 1, "T_max": 9)", R"("eta_min": 0)");
  is_same("OneCycleLR", R"("max_learning_rate": 1, "total_steps": 9)",
          R"("divide_factor": 25, "end_learning_rate": 0.0001, "phase_pct": 0.3, "anneal_strategy": "cos",
             "three_phase": false)");
  is_same("CyclicLR", R"("base_learning_rate": 1, "max_learning_rate": 2, "step_size_up": 9)",
          R"("step_size_down": null, "mode": "triangular", "exp_gamma": 1)");
  is_same("LinearLR", R"("learning_rate": 1, "total_steps": 9)",
          R"("start_factor": 0.3333333333333333, "end_factor": 1)");
  is_same("CosineAnnealingWarmRestarts", R"("learning_rate": 1, "T_0": 9)", R"("T_mult": 1, "eta_min": 0)");
}

TEST_CASE("what Paddle's schedules refuse", "[paddle]") {
  for (const auto& [name, others] :
       {std::pair<const char*, const char*>{"NoamDecay", R"("d_model": 1, "warmup_steps": 1)"},
        {"NaturalExpDecay", R"("gamma": 1)"},
        {"InverseTimeDecay", R"("gamma": 1)"},
        {"ExponentialDecay", R"("gamma": 0.5)"},
        {"PolynomialDecay", R"("decay_steps": 1)"},
        {"MultiStepDecay", R"("milestones": [])"},
        {"StepDecay", R"("step_size": 1)"},
        {"CosineAnnealingDecay", R"("T_max": 1)"},
        {"LinearLR", R"("total_steps": 1)"},
        {"CosineAnnealingWarmRestarts", R"("T_0": 1)"}}) {
    CHECK(rule(name, std::string(R"("learning_rate": -1, )") + others) == "learning_rate must be at least 0, got -1");
    CHECK(rule(name, std::string(R"("learning_rate": 0, )") + others) == "accepted");
  }
  CHECK(rule("NoamDecay", R"("d_model": 0, "warmup_steps": 1)") == "d_model must be above 0, got 0");
  CHECK(rule("NoamDecay", R"("d_model": 1, "warmup_steps": 0)") == "warmup_steps must be at least 1, got 0");
  CHECK(rule("NoamDecay", R"("d_model": 1e-300, "warmup_steps": 1, "learning_rate": 1e200)") ==
        "learning_rate / sqrt(d_model) must be finite, got inf");
  CHECK(rule("PiecewiseDecay", R"("boundaries": [], "values": [1])") == "boundaries must be at least one, got 0");
  CHECK(rule("PiecewiseDecay", R"("boundaries": [1], "values": [1])") == "values must be more than boundaries, got 1");
  CHECK(rule("PiecewiseDecay", R"("boundaries": [9007199254740993], "values": [1, 2])") ==
        "boundaries must be at most 2^53, got 9007199254740993");
  CHECK(rule("NaturalExpDecay", R"("learning_rate": 1, "gamma": 0)") == "gamma must be above 0, got 0");
  CHECK(rule("NaturalExpDecay", R"("learning_rate": 1, "gamma": -1)") == "gamma must be above 0, got -1");
  CHECK(rule("InverseTimeDecay", R"("learning_rate": 1, "gamma": -0.1)") == "gamma must be at least 0, got -0.1");
  CHECK(rule("ExponentialDecay", R"("learning_rate": 1, "gamma": 0)") == "gamma must be above 0, got 0");
  CHECK(rule("ExponentialDecay", R"("learning_rate": 1, "gamma": 1)") == "gamma must be below 1, got 1");
  CHECK(rule("PolynomialDecay", R"("learning_rate": 1, "decay_steps": 0)") == "decay_steps must be at least 1, got 0");
  CHECK(rule("PolynomialDecay", R"("learning_rate": 1, "decay_steps": 1, "power": 0)") ==
        "power must be above 0, got 0");
  CHECK(rule("MultiStepDecay", R"("learning_rate": 1, "milestones": [2, 2])") == "milestones must rise, got 2");
  CHECK(rule("MultiStepDecay", R"("learning_rate": 1, "milestones": [1], "gamma": 1)") ==
        "gamma must be below 1, got 1");
  CHECK(rule("MultiStepDecay", R"("learning_rate": 1, "milestones": [1], "gamma": -0.5)") ==
        "gamma must be at least 0, got -0.5");
  CHECK(rule("StepDecay", R"("learning_rate": 1, "step_size": 0)") == "step_size must be at least 1, got 0");
  CHECK(rule("StepDecay", R"("learning_rate": 1, "step_size": 1, "gamma": 1)") == "gamma must be below 1, got 1");
  CHECK(rule("StepDecay", R"("learning_rate": 1, "step_size": 1, "gamma": -1)") == "gamma must be at least 0, got -1");
  for (const std::string name : {"LambdaDecay", "MultiplicativeDecay"})
    CHECK(rule(name, R"("learning_rate": 1, "lr_lambda": "0.95**epoch")") ==
          "lr_lambda must be a function, in C++, got \"0.95**epoch\"");
  CHECK(rule("CosineAnnealingDecay", R"("learning_rate": 1, "T_max": 0)") == "T_max must be at least 1, got 0");
  CHECK(rule("CosineAnnealingDecay", R"("learning_rate": 1, "T_max": 9007199254740992)") ==
        "T_max must be at most 2^52, got 9007199254740992");
  CHECK(rule("LinearLR", R"("learning_rate": 1, "total_steps": 0)") == "total_steps must be at least 1, got 0");
  CHECK(rule("LinearLR", R"("learning_rate": 1, "total_steps": 1, "start_factor": 0)") ==
        "start_factor must be above 0, got 0");
  CHECK(rule("LinearLR", R"("learning_rate": 1, "total_steps": 1, "start_factor": 1.5)") ==
        "start_factor must be at most 1, got 1.5");
  CHECK(rule("LinearLR", R"("learning_rate": 1, "total_steps": 1, "end_factor": -1)") ==
        "end_factor must be at least 0, got -1");
  CHECK(rule("LinearLR", R"("learning_rate": 1, "total_steps": 1, "end_factor": 2)") ==
        "end_factor must be at most 1, got 2");
  CHECK(rule("CosineAnnealingWarmRestarts", R"("learning_rate": 1, "T_0": 0)") == "T_0 must be at least 1, got 0");
  CHECK(rule("CosineAnnealingWarmRestarts", R"("learning_rate": 1, "T_0": 1, "T_mult": 0)") ==
        "T_mult must be at least 1, got 0");
  test::must_not_be_negative("LambdaDecay: learning_rate",
                             [](double rate) { paddle::LambdaDecay(rate, [](int) { return 1; }); });
  test::must_not_be_negative("MultiplicativeDecay: learning_rate",
                             [](double rate) { paddle::MultiplicativeDecay(rate, [](int) { return 1; }); });
  test::must_be_finite("PiecewiseDecay: values", [](double rate) {
    paddle::PiecewiseDecay({.boundaries = {1}, .values = {1, rate}});
  });
}

TEST_CASE("what Paddle's LinearWarmup refuses", "[paddle]") {
  const auto warmup = [](const std::string& arguments) { return rule("LinearWarmup", arguments); };
  CHECK(warmup(R"("learning_rate": 1, "warmup_steps": 0, "start_lr": 0, "end_lr": 1)") ==
        "warmup_steps must be at least 1, got 0");
  CHECK(warmup(R"("learning_rate": 1, "warmup_steps": 1, "start_lr": -1, "end_lr": 1)") ==
        "start_lr must be at least 0, got -1");
  CHECK(warmup(R"("learning_rate": 1, "warmup_steps": 1, "start_lr": 1, "end_lr": 1)") ==
        "end_lr must be above start_lr, got 1");
  const std::string others = R"("warmup_steps": 1, "start_lr": 0, "end_lr": 1)";
  CHECK(answer("{\"paddle.LinearWarmup\": {" + others + "}}") ==
        "/paddle.LinearWarmup: the argument learning_rate is missing");
  CHECK(answer(R"({"paddle.LinearWarmup": {"learning_rate": "1", )" + others + "}}") ==
        "/paddle.LinearWarmup/learning_rate: must be a number or a schedule, got \"1\"");
  CHECK(answer(R"({"paddle.LinearWarmup": {"learning_rate": {}, )" + others + "}}") ==
        "/paddle.LinearWarmup/learning_rate: a schedule must be an object with one key, its name, got 0 keys");
  CHECK(answer(R"({"paddle.LinearWarmup": {"learning_rate": {"type": "ReduceOnPlateau", "learning_rate": 1}, )" +
               others + "}}") ==
        "/paddle.LinearWarmup/learning_rate/type: paddle.ReduceOnPlateau needs metrics: it is no function of the step "
        "alone");
  CHECK(answer(
            R"({"paddle.LinearWarmup": {"learning_rate": {"type": "StepDecay", "learning_rate": 1, "step_size": 0}, )" +
            others + "}}") ==
        "/paddle.LinearWarmup/learning_rate/step_size: StepDecay: step_size must be at least 1, got 0");
  test::must_be_finite("LinearWarmup: learning_rate", [](double rate) {
    paddle::LinearWarmup({.learning_rate = rate, .warmup_steps = 1, .start_lr = 0, .end_lr = 1});
  });
}

TEST_CASE("what Paddle's cycles refuse", "[paddle]") {
  const auto one = [](const std::string& arguments) { return rule("OneCycleLR", arguments); };
  CHECK(one(R"("max_learning_rate": -1, "total_steps": 9)") == "max_learning_rate must be at least 0, got -1");
  CHECK(one(R"("max_learning_rate": 1, "total_steps": 0)") == "total_steps must be at least 1, got 0");
  const std::string cycle = R"("max_learning_rate": 1, "total_steps": 8, )";
  CHECK(one(cycle + R"("divide_factor": 0)") == "divide_factor must be above 0, got 0");
  CHECK(one(cycle + R"("divide_factor": 5e-324)") == "max_learning_rate / divide_factor must be finite, got inf");
  CHECK(one(cycle + R"("end_learning_rate": -1)") == "end_learning_rate must be at least 0, got -1");
  CHECK(one(cycle + R"("phase_pct": -1)") == "phase_pct must be at least 0, got -1");
  CHECK(one(cycle + R"("phase_pct": 2)") == "phase_pct must be at most 1, got 2");
  CHECK(one(cycle + R"("phase_pct": 0.5, "three_phase": true)") ==
        "phase_pct must be below 0.5 with three_phase, got 0.5");
  CHECK(one(cycle + R"("phase_pct": 0.125)") ==
        "phase_pct must not be 1/total_steps, which leaves no step between the start and the peak, got 0.125");
  CHECK(one(cycle + R"("anneal_strategy": "cosine")") == "anneal_strategy must be cos or linear, got \"cosine\"");

  const auto cyclic = [](const std::string& arguments) { return rule("CyclicLR", arguments); };
  const std::string rates = R"("base_learning_rate": 1, "max_learning_rate": 2, )";
  CHECK(cyclic(R"("base_learning_rate": -1, "max_learning_rate": 1, "step_size_up": 1)") ==
        "base_learning_rate must be at least 0, got -1");
  CHECK(cyclic(R"("base_learning_rate": 1, "max_learning_rate": -1, "step_size_up": 1)") ==
        "max_learning_rate must be at least 0, got -1");
  CHECK(cyclic(rates + R"("step_size_up": 0)") == "step_size_up must be at least 1, got 0");
  CHECK(cyclic(rates + R"("step_size_up": 1.5)") == "step_size_up must be a whole number, got 1.5");
  CHECK(cyclic(rates + R"("step_size_up": 1, "step_size_down": 0)") == "step_size_down must be at least 1, got 0");
  CHECK(cyclic(rates + R"("step_size_up": 9007199254740992)") ==
        "step_size_up + step_size_down must be at most 2^53, got 18014398509481984");
  CHECK(cyclic(rates + R"("step_size_up": 1, "mode": "saw")") ==
        "mode must be triangular, triangular2 or exp_range, got \"saw\"");
  CHECK(cyclic(rates + R"("step_size_up": 1, "mode": "exp_range", "exp_gamma": -1)") ==
        "exp_gamma must be at least 0, got -1");
}

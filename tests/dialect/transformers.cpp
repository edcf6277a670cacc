// SPDX-License-Identifier: MIT

// dialect/transformers.hpp against transformers 4.55.0: its own rates in tests/reference/transformers.csv, and the
// corners beside them.

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <lrsched/dialect/transformers.hpp>

#include "framework.hpp"

namespace {

namespace transformers = lrsched::dialect::transformers;

using any = lrsched::any_schedule<double>;

any from_text(const std::string& name, const std::string& params) {
  return test::schedule_from("{\"transformers." + name + "\": " + params + "}");
}

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

TEST_CASE("every rate of transformers', from the arguments as they stand in the file") {
  test::follows<transformers::schedules>(1464);
}

TEST_CASE("defaults are transformers'") {
  const auto same = [](const std::string& name, const std::string& few, const std::string& rest) {
    CAPTURE(name);
    CHECK(test::same_rates(from_text(name, few + "}"), from_text(name, few + ", " + rest + "}")));
  };
  const std::string usual = R"({"base_lr": 0.1, "num_warmup_steps": 3, "num_training_steps": 20)";
  same("get_cosine_schedule_with_warmup", usual, R"("num_cycles": 0.5)");
  same("get_cosine_with_hard_restarts_schedule_with_warmup", usual, R"("num_cycles": 1)");
  same("get_polynomial_decay_schedule_with_warmup", usual, R"("lr_end": 1e-7, "power": 1.0)");
  same("get_inverse_sqrt_schedule", R"({"base_lr": 0.1, "num_warmup_steps": 3)", R"("timescale": null)");
  same("get_inverse_sqrt_schedule", R"({"base_lr": 0.1, "num_warmup_steps": 3)", R"("timescale": 3)");
  same("get_inverse_sqrt_schedule", R"({"base_lr": 0.1, "num_warmup_steps": 0)", R"("timescale": 10000)");
  same("get_cosine_with_min_lr_schedule_with_warmup", usual + R"(, "min_lr": 0.01)",
       R"("num_cycles": 0.5, "min_lr_rate": null)");
  same("get_cosine_with_min_lr_schedule_with_warmup_lr_rate", usual + R"(, "min_lr_rate": 0.1)",
       R"("num_cycles": 0.5, "min_lr": null, "warmup_lr_rate": null)");
  same("get_wsd_schedule", usual + R"(, "num_decay_steps": 5)",
       R"("num_stable_steps": null, "warmup_type": "linear", "decay_type": "cosine", "min_lr_ratio": 0,
          "num_cycles": 0.5)");
}

TEST_CASE("the names of C++ are the same") {
  const auto same = [](const any& schedule, const std::string& name, const std::string& params) {
    CAPTURE(name);
    CHECK(test::same_rates(schedule, from_text(name, params)));
  };
  same(transformers::get_cosine_schedule_with_warmup({.base_lr = 1, .num_warmup_steps = 4, .num_training_steps = 20}),
       "get_cosine_schedule_with_warmup", R"({"base_lr": 1, "num_warmup_steps": 4, "num_training_steps": 20})");
  same(transformers::get_wsd_schedule(
           {.base_lr = 1, .num_warmup_steps = 4, .num_decay_steps = 4, .num_stable_steps = 12, .decay_type = "1-sqrt"}),
       "get_wsd_schedule",
       R"({"base_lr": 1, "num_warmup_steps": 4, "num_decay_steps": 4, "num_training_steps": 20,
           "decay_type": "1-sqrt"})");
  same(transformers::get_cosine_with_min_lr_schedule_with_warmup(
           {.base_lr = 1, .num_warmup_steps = 4, .num_training_steps = 20, .min_lr_rate = 0.1}),
       "get_cosine_with_min_lr_schedule_with_warmup",
       R"({"base_lr": 1, "num_warmup_steps": 4, "num_training_steps": 20, "min_lr_rate": 0.1})");
}

TEST_CASE("what they are made of") {
  const auto made_of = [](const std::string& name, const std::string& rest) {
    const std::string usual = R"({"base_lr": 1, "num_warmup_steps": 4, "num_training_steps": 20)";
    return to_string(test::plan_of(from_text(name, usual + rest + "}")));
  };
  const std::string warmup = "sequence{linear(from=0, to=1, steps=4, includes=from), ";
  CHECK(made_of("get_linear_schedule_with_warmup", "") == warmup + "linear(from=1, to=0, steps=16, includes=from)}");
  CHECK(made_of("get_cosine_schedule_with_warmup", "") ==
        warmup +
            "repeat(schedule=sequence{cosine(from=1, to=0, steps=16, includes=from), "
            "cosine(from=0, to=1, steps=16, includes=from)})}");
  CHECK(made_of("get_cosine_with_hard_restarts_schedule_with_warmup", R"(, "num_cycles": 4)") ==
        warmup +
            "take(schedule=repeat(schedule=cosine(from=1, to=0, steps=4, includes=from)), count=16), "
            "constant(value=0)}");
}

TEST_CASE("warm-ups as long as the training, or longer") {
  const auto rates = [](const std::string& name, int warmup, int training, const std::string& rest = "") {
    return first(from_text(name, R"({"base_lr": 1, "num_warmup_steps": )" + std::to_string(warmup) +
                                     R"(, "num_training_steps": )" + std::to_string(training) + rest + "}"),
                 6);
  };
  for (const int training : {0, 1, 2}) {
    CHECK(rates("get_linear_schedule_with_warmup", 2, training) == std::vector<double>{0, 0.5, 0, 0, 0, 0});
    CHECK(rates("get_cosine_schedule_with_warmup", 2, training) == std::vector<double>{0, 0.5, 1, 0, 1, 0});
    CHECK(rates("get_cosine_with_hard_restarts_schedule_with_warmup", 2, training) ==
          std::vector<double>{0, 0.5, 1, 0, 0, 0});
    CHECK(rates("get_cosine_with_min_lr_schedule_with_warmup_lr_rate", 2, training, R"(, "min_lr": 0)") ==
          std::vector<double>{0.5, 1, 0, 1, 0, 1});
  }
  CHECK(are_near(rates("get_polynomial_decay_schedule_with_warmup", 2, 1, R"(, "lr_end": 0.25)"),
                 {0, 0.5, 0.25, 0.25, 0.25, 0.25}));
  // Four of the decay's six steps are left.
  CHECK(are_near(rates("get_wsd_schedule", 2, 6, R"(, "num_decay_steps": 6, "decay_type": "linear")"),
                 {0, 0.5, 4.0 / 6, 3.0 / 6, 2.0 / 6, 1.0 / 6}));
}

TEST_CASE("cycles that are no whole numbers of steps") {
  const auto restarts = [](std::int64_t training, std::int64_t cycles) {
    return transformers::get_cosine_with_hard_restarts_schedule_with_warmup(
        {.base_lr = 1, .num_warmup_steps = 0, .num_training_steps = training, .num_cycles = cycles});
  };
  CHECK(are_near(first(restarts(3, 2), 4), {1, 0.25, 0.75, 0}));
  for (std::int64_t step = 0; step < 98; ++step) CHECK((restarts(98, 147)(step) == 1) == (step % 2 == 0));
  CHECK(restarts(std::int64_t{3} << 51, std::int64_t{1} << 52)(std::int64_t{3} << 50) == 1);
  const any waves = transformers::get_cosine_schedule_with_warmup(
      {.base_lr = 1, .num_warmup_steps = 0, .num_training_steps = 10, .num_cycles = 2.5});
  CHECK(are_near(first(waves, 5), {1, 0.5, 0, 0.5, 1}));
  CHECK(from_text("get_cosine_schedule_with_warmup",
                  R"({"base_lr": 1, "num_warmup_steps": 0, "num_training_steps": 9, "num_cycles": 0})")(5) == 1);
}

TEST_CASE("hard restarts: a last cycle that breaks off") {
  const auto restarts = transformers::get_cosine_with_hard_restarts_schedule_with_warmup(
      {.base_lr = 1, .num_warmup_steps = 2, .num_training_steps = 12, .num_cycles = 2.25});
  CHECK(test::has_formula(restarts, [](double k) {
    if (k < 2) return k / 2;
    return k < 12 ? test::half_a_cosine(std::fmod(2.25 * (k - 2) / 10, 1)) : 0;
  }));
}

TEST_CASE("refused, with transformers' rules") {
  const auto refuses = [](const std::string& name, const std::string& rest, const std::string& rule) {
    const std::string params = R"({"base_lr": 0.1, "num_warmup_steps": 3)" + rest + "}";
    CHECK(test::sentence(test::complaint([&] { from_text(name, params); })) == rule);
  };
  const std::string usual = R"(, "num_training_steps": 9)";
  CHECK(test::complaint([] { from_text("get_constant_schedule", R"({"base_lr": -1})"); }) ==
        "/transformers.get_constant_schedule/base_lr: must be at least 0, got -1");
  CHECK(test::complaint([] {
          from_text("get_constant_schedule_with_warmup", R"({"base_lr": 1, "num_warmup_steps": -1})");
        }) == "/transformers.get_constant_schedule_with_warmup/num_warmup_steps: must be at least 0, got -1");
  refuses("get_linear_schedule_with_warmup", R"(, "num_training_steps": -1)",
          "num_training_steps must be at least 0, got -1");
  refuses("get_cosine_schedule_with_warmup", usual + R"(, "num_cycles": -1)", "num_cycles must be at least 0, got -1");
  refuses("get_cosine_with_hard_restarts_schedule_with_warmup", usual + R"(, "num_cycles": -1)",
          "num_cycles must be at least 0, got -1");
  refuses("get_polynomial_decay_schedule_with_warmup", usual + R"(, "lr_end": 0.1)",
          "lr_end must be below base_lr, got 0.1");
  refuses("get_polynomial_decay_schedule_with_warmup", usual + R"(, "power": -1)", "power must be at least 0, got -1");
  refuses("get_polynomial_decay_schedule_with_warmup", R"(, "num_training_steps": 3)",
          "num_training_steps must not be num_warmup_steps, got 3");
  refuses("get_inverse_sqrt_schedule", R"(, "timescale": 0)", "timescale must be at least 1, got 0");
  for (const std::string name :
       {"get_cosine_with_min_lr_schedule_with_warmup", "get_cosine_with_min_lr_schedule_with_warmup_lr_rate"}) {
    refuses(name, usual, "min_lr must be given, or min_lr_rate, got neither");
    refuses(name, usual + R"(, "min_lr": 0, "min_lr_rate": 0)", "min_lr must not be given with min_lr_rate, got both");
  }
  refuses("get_wsd_schedule", R"(, "num_decay_steps": 3)",
          "num_training_steps must be given, or num_stable_steps, got neither");
  refuses("get_wsd_schedule", usual + R"(, "num_decay_steps": 3, "warmup_type": "sqrt")",
          "warmup_type must be linear, cosine or 1-sqrt, got \"sqrt\"");
  refuses("get_wsd_schedule", usual + R"(, "num_decay_steps": 3, "decay_type": "exponential")",
          "decay_type must be linear, cosine or 1-sqrt, got \"exponential\"");
  refuses("get_wsd_schedule", usual + R"(, "num_decay_steps": 3, "min_lr_ratio": -1)",
          "min_lr_ratio must be at least 0, got -1");
  refuses("get_wsd_schedule", usual + R"(, "num_decay_steps": -1)", "num_decay_steps must be at least 0, got -1");
}

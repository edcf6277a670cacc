// SPDX-License-Identifier: MIT

// The framework: optax.schedules of optax 0.2.9.dev, 2edbcbe2390d, its source computed in float64.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include <lrsched/dialect/optax.hpp>

#include "framework.hpp"

namespace optax = lrsched::dialect::optax;
using test::answer, test::same;

TEST_CASE("every row of optax's curves", "[optax]") { test::follows<optax::schedules>(1383); }

TEST_CASE("optax's schedules in C++", "[optax]") {
  const auto cosine =
      optax::warmup_cosine_decay_schedule({.init_value = 0, .peak_value = 0.1, .warmup_steps = 10, .decay_steps = 60});
  CHECK(cosine(5) == 0.05);
  CHECK(cosine(10) == 0.1);
  CHECK(cosine(60) == 0);
  CHECK(cosine.length() == 60);
  const auto stairs =
      optax::piecewise_constant_schedule({.init_value = 1, .boundaries_and_scales = {{20, 0.5}, {5, 0.5}}});
  CHECK(stairs(4) == 1);
  CHECK(stairs(5) == 0.5);
  CHECK(stairs(20) == 0.25);
  const auto joined = optax::join_schedules(
      {.schedules = {optax::constant_schedule({.value = 1}), optax::constant_schedule({.value = 2})},
       .boundaries = {10}});
  CHECK(joined(9) == 1);
  CHECK(joined(10) == 2);
  const auto sgdr = optax::sgdr_schedule(
      {.cosine_kwargs = {{.init_value = 0, .peak_value = 1, .warmup_steps = 2, .decay_steps = 4},
                         {.init_value = 0, .peak_value = 2, .warmup_steps = 2, .decay_steps = 4}}});
  CHECK(sgdr(2) == 1);
  CHECK(sgdr(6) == 2);
  CHECK(sgdr.length() == 8);
}

TEST_CASE("what optax's arguments are if they are left out", "[optax]") {
  CHECK(same(R"({"optax.polynomial_schedule": {"init_value": 1, "end_value": 0, "power": 2, "transition_steps": 9}})",
             R"({"optax.polynomial_schedule": {"init_value": 1, "end_value": 0, "power": 2, "transition_steps": 9,
                                               "transition_begin": 0}})"));
  CHECK(same(R"({"optax.linear_schedule": {"init_value": 1, "end_value": 0, "transition_steps": 9}})",
             R"({"optax.linear_schedule": {"init_value": 1, "end_value": 0, "transition_steps": 9,
                                           "transition_begin": 0}})"));
  CHECK(same(R"({"optax.piecewise_constant_schedule": {"init_value": 1}})",
             R"({"optax.piecewise_constant_schedule": {"init_value": 1, "boundaries_and_scales": null}})"));
  CHECK(same(R"({"optax.piecewise_interpolate_schedule": {"interpolate_type": "linear", "init_value": 1}})",
             R"({"optax.piecewise_interpolate_schedule": {"interpolate_type": "linear", "init_value": 1,
                                                          "boundaries_and_scales": {}}})"));
  CHECK(same(R"({"optax.exponential_decay": {"init_value": 1, "transition_steps": 9, "decay_rate": 0.5}})",
             R"({"optax.exponential_decay": {"init_value": 1, "transition_steps": 9, "decay_rate": 0.5,
                                             "transition_begin": 0, "staircase": false, "end_value": null}})"));
  CHECK(same(R"({"optax.cosine_decay_schedule": {"init_value": 1, "decay_steps": 9}})",
             R"({"optax.cosine_decay_schedule": {"init_value": 1, "decay_steps": 9, "alpha": 0, "exponent": 1}})"));
  CHECK(same(R"({"optax.linear_onecycle_schedule": {"transition_steps": 90, "peak_value": 1}})",
             R"({"optax.linear_onecycle_schedule": {"transition_steps": 90, "peak_value": 1, "pct_start": 0.3,
                  "pct_final": 0.85, "div_factor": 25, "final_div_factor": 10000}})"));
  CHECK(same(R"({"optax.cosine_onecycle_schedule": {"transition_steps": 90, "peak_value": 1}})",
             R"({"optax.cosine_onecycle_schedule": {"transition_steps": 90, "peak_value": 1, "pct_start": 0.3,
                  "div_factor": 25, "final_div_factor": 10000}})"));
  const std::string warm = R"("init_value": 0, "peak_value": 1, "warmup_steps": 3)";
  CHECK(same(
      R"({"optax.warmup_cosine_decay_schedule": {)" + warm + R"(, "decay_steps": 9}})",
      R"({"optax.warmup_cosine_decay_schedule": {)" + warm + R"(, "decay_steps": 9, "end_value": 0, "exponent": 1}})"));
  CHECK(same(
      R"({"optax.warmup_exponential_decay_schedule": {)" + warm + R"(, "transition_steps": 9, "decay_rate": 0.5}})",
      R"({"optax.warmup_exponential_decay_schedule": {)" + warm +
          R"(, "transition_steps": 9, "decay_rate": 0.5, "transition_begin": 0, "staircase": false,
                     "end_value": null}})"));
}

TEST_CASE("the corners of optax's schedules", "[optax]") {
  const auto reads = [](const std::string& name, const std::string& arguments) {
    return test::schedule_from("{\"optax." + name + "\": {" + arguments + "}}");
  };
  SECTION("no steps are a constant, and a beginning below 0 is 0") {
    const std::string ends = R"("init_value": 1, "end_value": 0, )";
    for (const char* steps : {"0", "-5"}) {
      CHECK(reads("linear_schedule", ends + "\"transition_steps\": " + steps)(9) == 1);
      CHECK(reads("polynomial_schedule", ends + "\"power\": 2, \"transition_steps\": " + steps)(9) == 1);
      CHECK(reads("exponential_decay", R"("init_value": 1, "decay_rate": 0.5, "end_value": 2, "transition_steps": )" +
                                           std::string(steps))(9) == 1);
      CHECK(reads("warmup_constant_schedule",
                  R"("init_value": 1, "peak_value": 2, "warmup_steps": )" + std::string(steps))(9) == 1);
    }
    CHECK(reads("linear_schedule", ends + R"("transition_steps": 4, "transition_begin": -2)")(1) == 0.75);
    CHECK(reads("polynomial_schedule", ends + R"("power": 0, "transition_steps": 4)")(9) == 1);
  }
  SECTION("end_value bounds the initial value too, and nothing where the rate is 0") {
    const std::string decay = R"("init_value": 1, "transition_steps": 2, "transition_begin": 3, )";
    CHECK(reads("exponential_decay", decay + R"("decay_rate": 0.5, "end_value": 2)")(0) == 2);
    CHECK(reads("exponential_decay", decay + R"("decay_rate": 2, "end_value": 0.5)")(0) == 0.5);
    CHECK(reads("exponential_decay", decay + R"("decay_rate": 0, "end_value": 2)")(99) == 1);
    CHECK(reads("exponential_decay", decay + R"("decay_rate": 0.5)")(3) == 1);
    CHECK(reads("exponential_decay", decay + R"("decay_rate": 0.5, "staircase": true)")(4) == 1);
    CHECK(reads("exponential_decay", decay + R"("decay_rate": 0.5, "staircase": true)")(5) == 0.5);
  }
  SECTION("an exponent of 0 never decays") {
    CHECK(reads("cosine_decay_schedule", R"("init_value": 1, "decay_steps": 4, "exponent": 0)")(9) == 1);
  }
  SECTION("boundaries at 0 and below") {
    CHECK(reads("piecewise_constant_schedule",
                R"("init_value": 1, "boundaries_and_scales": {"-7": 0.5, "0": 0.5})")(0) == 0.25);
    const std::string linear = R"("interpolate_type": "linear", "init_value": 1, "boundaries_and_scales": )";
    CHECK(reads("piecewise_interpolate_schedule", linear + R"({"0": 0.5, "4": 3})")(0) == 0.5);
    CHECK(reads("piecewise_interpolate_schedule", linear + R"({"0": 0.5, "4": 3})")(2) == 1);
    CHECK(reads("piecewise_interpolate_schedule", linear + R"({"-4": 0.5, "4": 3})")(0) == 1);
    CHECK(reads("piecewise_interpolate_schedule", linear + R"({"-4": 0.5})")(0) == 0.5);
  }
  SECTION("of two boundaries of a one-cycle at one step the later phase has its factor") {
    const auto one_step = reads("linear_onecycle_schedule",
                                R"("transition_steps": 1, "peak_value": 1, "div_factor": 4, "final_div_factor": 2)");
    CHECK(one_step(0) == 0.0625);
    const auto only_up = reads("cosine_onecycle_schedule", R"("transition_steps": 8, "peak_value": 1, "pct_start": 1,
                                                              "div_factor": 4, "final_div_factor": 2)");
    CHECK(only_up(8) == 0.03125);
  }
  SECTION("a warm-up of no steps, and one of fewer, which starts inside the decay") {
    const std::string cosine = R"("init_value": 7, "peak_value": 1, "decay_steps": 4, "warmup_steps": )";
    CHECK(reads("warmup_cosine_decay_schedule", cosine + "0")(0) == 1);
    CHECK(reads("warmup_cosine_decay_schedule", cosine + "-4")(0) == 0.5);
    CHECK(reads("warmup_cosine_decay_schedule",
                R"("init_value": 1, "peak_value": 0, "warmup_steps": 2, "decay_steps": 4, "end_value": 3)")(4) == 0);
  }
  SECTION("joined schedules in any order of the boundaries") {
    const auto joined = [&](const std::string& boundaries) {
      const auto plan = reads("join_schedules", R"("schedules": [{"type": "constant_schedule", "value": 1},
          {"type": "linear_schedule", "init_value": 2, "end_value": 3, "transition_steps": 4},
          {"type": "constant_schedule", "value": 4}], "boundaries": )" +
                                                    boundaries);
      std::string rates;
      for (std::int64_t step = 0; step < 6; ++step) rates += lrsched::detail::text_of(plan(step)) + " ";
      return rates;
    };
    CHECK(joined("[1, 3]") == "1 2 2.25 4 4 4 ");
    CHECK(joined("[3, 1]") == "1 4 4 4 4 4 ");
    CHECK(joined("[2, 2]") == "1 1 4 4 4 4 ");
    CHECK(joined("[0, 3]") == "2 2.25 2.5 4 4 4 ");
    CHECK(joined("[-2, 3]") == "2.5 2.75 3 4 4 4 ");
    CHECK(joined("[5, -2]") == "4 4 4 4 4 4 ");
    CHECK(joined("[1, 3, 4]") == "1 2 2.25 4 4 4 ");
    CHECK(joined("[1, 3, 0, -5]") == "1 2 2.25 4 4 4 ");
  }
}

TEST_CASE("optax: numbers of steps that are not whole", "[optax]") {
  using test::has_formula;
  CHECK(has_formula(
      optax::linear_schedule({.init_value = 1, .end_value = 0, .transition_steps = 2.5, .transition_begin = 2}),
      [](double k) { return 1 - std::clamp((k - 2) / 2.5, 0.0, 1.0); }));
  CHECK(
      has_formula(optax::polynomial_schedule({.init_value = 1, .end_value = 0.5, .power = 2, .transition_steps = 6.5}),
                  [](double k) { return 0.5 + 0.5 * std::pow(1 - std::fmin(k / 6.5, 1), 2); }));
  CHECK(has_formula(optax::exponential_decay({.init_value = 1,
                                              .transition_steps = 2.5,
                                              .decay_rate = 0.5,
                                              .transition_begin = 1,
                                              .staircase = true,
                                              .end_value = 0.1}),
                    [](double k) { return std::fmax(std::pow(0.5, std::floor(std::fmax(k - 1, 0) / 2.5)), 0.1); }));
  CHECK(has_formula(optax::cosine_decay_schedule({.init_value = 1, .decay_steps = 6.5, .alpha = 0.25, .exponent = 2}),
                    [](double k) { return 0.25 + 0.75 * std::pow(test::half_a_cosine(std::fmin(k / 6.5, 1)), 2); }));
  CHECK(has_formula(optax::warmup_constant_schedule({.init_value = 0, .peak_value = 1, .warmup_steps = 2.5}),
                    [](double k) { return std::fmin(k / 2.5, 1); }));
}

TEST_CASE("what optax's schedules refuse", "[optax]") {
  const auto rule = [](const std::string& name, const std::string& arguments) {
    return answer("{\"optax." + name + "\": {" + arguments + "}}");
  };
  CHECK(rule("polynomial_schedule", R"("init_value": 1, "end_value": 0, "power": -1, "transition_steps": 4)") ==
        "/optax.polynomial_schedule/power: must be at least 0, got -1");
  CHECK(rule("exponential_decay", R"("init_value": 1, "decay_rate": -0.5, "transition_steps": 4)") ==
        "/optax.exponential_decay/decay_rate: must be at least 0, got -0.5");
  CHECK(rule("cosine_decay_schedule", R"("init_value": 1, "decay_steps": 0)") ==
        "/optax.cosine_decay_schedule/decay_steps: must be above 0, got 0");
  CHECK(rule("cosine_decay_schedule", R"("init_value": 1, "decay_steps": 1, "exponent": -1)") ==
        "/optax.cosine_decay_schedule/exponent: must be at least 0, got -1");
  CHECK(rule("piecewise_constant_schedule", R"("init_value": 1, "boundaries_and_scales": {"5": -1})") ==
        "/optax.piecewise_constant_schedule/boundaries_and_scales: must be at least 0, got -1");
  CHECK(rule("piecewise_constant_schedule", R"("init_value": 1, "boundaries_and_scales": {"half": 1})") ==
        "/optax.piecewise_constant_schedule/boundaries_and_scales/half: must be named by a whole number, got \"half\"");
  CHECK(rule("piecewise_interpolate_schedule", R"("interpolate_type": "cubic", "init_value": 1)") ==
        "/optax.piecewise_interpolate_schedule/interpolate_type: must be \"linear\" or \"cosine\", got \"cubic\"");
  CHECK(rule("piecewise_interpolate_schedule",
             R"("interpolate_type": "linear", "init_value": 1, "boundaries_and_scales": {"5": -1})") ==
        "/optax.piecewise_interpolate_schedule/boundaries_and_scales: must be at least 0, got -1");
  for (const std::string name : {"linear_onecycle_schedule", "cosine_onecycle_schedule"}) {
    CHECK(rule(name, R"("peak_value": 1, "transition_steps": 0)") ==
          "/optax." + name + "/transition_steps: must be above 0, got 0");
    CHECK(rule(name, R"("peak_value": 1, "transition_steps": 1, "div_factor": 0)") ==
          "/optax." + name + "/div_factor: must be above 0, got 0");
    CHECK(rule(name, R"("peak_value": 1, "transition_steps": 1, "final_div_factor": -1)") ==
          "/optax." + name + "/final_div_factor: must be above 0, got -1");
    CHECK(rule(name, R"("peak_value": 1, "transition_steps": 100, "pct_start": 1e300)") ==
          "/optax." + name + "/pct_start: must be a boundary of at most 2^53, got 1e+300");
  }
  CHECK(rule("warmup_cosine_decay_schedule",
             R"("init_value": 0, "peak_value": 1, "warmup_steps": 5, "decay_steps": 5)") ==
        "/optax.warmup_cosine_decay_schedule/decay_steps: must be above warmup_steps, got 5");
  CHECK(rule("warmup_exponential_decay_schedule",
             R"("init_value": 0, "peak_value": 1, "warmup_steps": 5, "transition_steps": 5, "decay_rate": -1)") ==
        "/optax.warmup_exponential_decay_schedule/decay_rate: must be at least 0, got -1");
  CHECK(rule("sgdr_schedule", R"("cosine_kwargs": [])") ==
        "/optax.sgdr_schedule/cosine_kwargs: must be at least one, got 0");
  CHECK(rule("sgdr_schedule", R"("cosine_kwargs": [{"init_value": 0, "peak_value": 1, "warmup_steps": 5}])") ==
        "/optax.sgdr_schedule/cosine_kwargs/0: the argument decay_steps is missing");
  CHECK(rule("join_schedules", R"("schedules": [], "boundaries": [])") ==
        "/optax.join_schedules/schedules: must be at least one, got 0");
  CHECK(
      rule("join_schedules",
           R"("schedules": [{"type": "constant_schedule", "value": 1}, {"type": "constant_schedule", "value": 2}])") ==
      "/optax.join_schedules: boundaries must be one fewer than schedules, or more, got 0");
  CHECK(rule("join_schedules", R"("schedules": [{"type": "constant", "value": 1}], "boundaries": [])")
            .find("/optax.join_schedules/schedules/0/type: there is no schedule constant") == 0);

  CHECK(test::complaint([] {
          optax::piecewise_constant_schedule({.init_value = 1, .boundaries_and_scales = {{5, 1}, {5, 2}}});
        }) == "piecewise_constant_schedule: boundaries_and_scales must not hold a step twice, got 5");
  test::must_be_finite("linear_schedule: init_value", [](double rate) {
    optax::linear_schedule({.init_value = rate, .end_value = 0, .transition_steps = 1});
  });
  test::must_be_finite("exponential_decay: end_value", [](double rate) {
    optax::exponential_decay({.init_value = 1, .transition_steps = 1, .decay_rate = 0.5, .end_value = rate});
  });
}

// SPDX-License-Identifier: MIT

// The framework: deepspeed.runtime.lr_schedules of DeepSpeed 0.19.6, edaa72212672, in Python floats, step() after every
// update.

#include <cstdint>
#include <string>
#include <utility>

#include <lrsched/dialect/deepspeed.hpp>

#include "framework.hpp"

namespace deepspeed = lrsched::dialect::deepspeed;
using test::answer, test::same;

TEST_CASE("every row of DeepSpeed's curves", "[deepspeed]") { test::follows<deepspeed::schedules>(561); }

TEST_CASE("DeepSpeed's schedules in C++", "[deepspeed]") {
  CHECK(deepspeed::LRRangeTest({.lr_range_test_min_lr = 1, .lr_range_test_step_size = 4})(6) == 2.5);
  CHECK(deepspeed::OneCycle({.cycle_min_lr = 0, .cycle_max_lr = 1, .cycle_first_step_size = 4}).length() == 8);
  CHECK(deepspeed::WarmupLR({.base_lr = 1, .warmup_num_steps = 4, .warmup_type = "linear"})(3) == 0.5);
  CHECK(deepspeed::WarmupDecayLR(
            {.total_num_steps = 8, .warmup_max_lr = 1, .warmup_num_steps = 4, .warmup_type = "linear"})(7) == 0.5);
  CHECK(deepspeed::WarmupCosineLR({.base_lr = 1, .total_num_steps = 8, .warmup_num_steps = 4, .cos_min_ratio = 0})(6) ==
        0.5);
}

TEST_CASE("what DeepSpeed's arguments are if they are left out", "[deepspeed]") {
  CHECK(same(R"({"deepspeed.LRRangeTest": {}})",
             R"({"deepspeed.LRRangeTest": {"lr_range_test_min_lr": 0.001, "lr_range_test_step_size": 2000,
                                           "lr_range_test_step_rate": 1, "lr_range_test_staircase": false}})"));
  CHECK(same(R"({"deepspeed.OneCycle": {"cycle_min_lr": 0.1, "cycle_max_lr": 1}})",
             R"({"deepspeed.OneCycle": {"cycle_min_lr": 0.1, "cycle_max_lr": 1, "decay_lr_rate": 0,
                                        "cycle_first_step_size": 2000, "cycle_second_step_size": 2000,
                                        "cycle_first_stair_count": 0, "cycle_second_stair_count": 0,
                                        "decay_step_size": 0, "cycle_momentum": false, "cycle_min_mom": 0.8,
                                        "cycle_max_mom": 0.9, "decay_mom_rate": 0}})"));
  CHECK(same(R"({"deepspeed.WarmupLR": {"base_lr": 0.5}})",
             R"({"deepspeed.WarmupLR": {"warmup_min_lr": 0, "warmup_max_lr": 0.5, "warmup_num_steps": 1000,
                                        "warmup_type": "log"}})"));
  CHECK(same(R"({"deepspeed.WarmupDecayLR": {"total_num_steps": 5000}})",
             R"({"deepspeed.WarmupDecayLR": {"total_num_steps": 5000, "warmup_min_lr": 0, "warmup_max_lr": 0.001,
                                             "warmup_num_steps": 1000, "warmup_type": "log"}})"));
  CHECK(same(R"({"deepspeed.WarmupCosineLR": {"base_lr": 1, "total_num_steps": 5000}})",
             R"({"deepspeed.WarmupCosineLR": {"base_lr": 1, "total_num_steps": 5000, "warmup_min_ratio": 0,
                                              "warmup_num_steps": 1000, "cos_min_ratio": 0.0001, "warmup_type": "log"}})"));
}

TEST_CASE("the corners of DeepSpeed's schedules", "[deepspeed]") {
  SECTION("two updates at the start, and never less than two steps of warm-up") {
    const auto warmup = deepspeed::WarmupLR({.warmup_max_lr = 1, .warmup_num_steps = 1, .warmup_type = "linear"});
    const double expected[] = {0, 0, 0.5, 1, 1};
    for (std::int64_t step = 0; step < 5; ++step) CHECK(warmup(step) == expected[step]);
    const auto logarithm = deepspeed::WarmupLR({.warmup_max_lr = 1, .warmup_num_steps = 2});
    CHECK(logarithm(1) == 0);
    CHECK(logarithm(2) == 1);
  }
  SECTION("a total of no more than the warm-up drops to the least rate") {
    for (const std::int64_t total : {4, 3, 0, -7}) {
      const auto line = deepspeed::WarmupDecayLR(
          {.total_num_steps = total, .warmup_min_lr = 0.25, .warmup_max_lr = 1, .warmup_num_steps = 4});
      CHECK(line(4) == 1);
      CHECK(line(5) == 0.25);
      const auto wave = deepspeed::WarmupCosineLR(
          {.base_lr = 2, .total_num_steps = total, .warmup_num_steps = 4, .cos_min_ratio = 0.25});
      CHECK(wave(4) == 2);
      CHECK(wave(5) == 0.5);
    }
  }
  SECTION("WarmupCosineLR begins with nothing, and its ratio does not go below 0") {
    const auto wave = deepspeed::WarmupCosineLR(
        {.base_lr = 1, .total_num_steps = 4, .warmup_min_ratio = 0.5, .warmup_num_steps = 2, .cos_min_ratio = -1});
    CHECK(wave(0) == 0);
    CHECK(wave(1) == 0.5);
    CHECK(wave(4) == 0);
    CHECK(wave(99) == 0);
  }
  SECTION("OneCycle down at once, in stairs, and with one half of them") {
    const auto saw = deepspeed::OneCycle(
        {.cycle_min_lr = 0, .cycle_max_lr = 1, .cycle_first_step_size = 4, .cycle_second_step_size = 0});
    CHECK(saw(3) == 0.75);
    CHECK(saw(4) == 0);
    const auto stairs = deepspeed::OneCycle({.cycle_min_lr = 0,
                                             .cycle_max_lr = 1,
                                             .cycle_first_step_size = 3,
                                             .cycle_second_step_size = 4,
                                             .cycle_first_stair_count = 2,
                                             .cycle_second_stair_count = 0});
    const double expected[] = {0, 0, 0.5, 1, 0.75, 0.5, 0.25, 0, 0};
    for (std::int64_t step = 0; step < 9; ++step) CHECK(stairs(step) == expected[step]);
    CHECK(stairs(-3) == 0);
  }
  SECTION("a range test by stairs, and one that goes down") {
    const auto stairs = deepspeed::LRRangeTest(
        {.lr_range_test_min_lr = 1, .lr_range_test_step_size = 3, .lr_range_test_staircase = true});
    CHECK(stairs(5) == 2);
    CHECK(stairs(6) == 3);
    CHECK(deepspeed::LRRangeTest(
              {.lr_range_test_min_lr = 1, .lr_range_test_step_size = 1, .lr_range_test_step_rate = -1})(3) == -2);
  }
}

TEST_CASE("what DeepSpeed's schedules refuse", "[deepspeed]") {
  const auto rule = [](const std::string& name, const std::string& arguments) {
    return answer("{\"deepspeed." + name + "\": {" + arguments + "}}");
  };
  for (const auto& [name, needed] : {std::pair<const char*, const char*>{"WarmupLR", R"("base_lr": 1)"},
                                     {"WarmupDecayLR", R"("total_num_steps": 9)"},
                                     {"WarmupCosineLR", R"("base_lr": 1, "total_num_steps": 9)"}}) {
    const std::string schedule = name, others = needed, place = "/deepspeed." + schedule + "/";
    CHECK(rule(schedule, others + R"(, "warmup_num_steps": 0)") == place + "warmup_num_steps: must be above 0, got 0");
    CHECK(rule(schedule, others + R"(, "warmup_type": "cosine")") ==
          place + "warmup_type: must be log or linear, got \"cosine\"");
  }
  CHECK(rule("WarmupLR", "") == "/deepspeed.WarmupLR: warmup_max_lr must be given, or base_lr, got neither");
  CHECK(rule("WarmupLR", R"("warmup_max_lr": [0.1, 0.2])") ==
        "/deepspeed.WarmupLR/warmup_max_lr: must be a number, got [0.1,0.2]: groups_from_json reads a list, with a "
        "number for each parameter group");
  CHECK(rule("LRRangeTest", R"("lr_range_test_step_size": 0)") ==
        "/deepspeed.LRRangeTest/lr_range_test_step_size: must be above 0, got 0");
  CHECK(rule("LRRangeTest", R"("lr_range_test_step_rate": 1e300)") ==
        "/deepspeed.LRRangeTest: lr_range_test_min_lr, after 2^53 steps, must be finite, got inf");
  const std::string cycle = R"("cycle_min_lr": 0.1, "cycle_max_lr": 1, )";
  CHECK(rule("OneCycle", cycle + R"("cycle_first_step_size": 0)") ==
        "/deepspeed.OneCycle/cycle_first_step_size: must be above 0, got 0");
  CHECK(rule("OneCycle", cycle + R"("cycle_second_step_size": -1)") ==
        "/deepspeed.OneCycle/cycle_second_step_size: must be at least 0, got -1");
  CHECK(rule("OneCycle", cycle + R"("decay_lr_rate": -0.1, "decay_step_size": 5)") ==
        "/deepspeed.OneCycle/decay_lr_rate: must be at least 0, got -0.1");
  CHECK(rule("OneCycle", cycle + R"("decay_lr_rate": 0.1, "decay_step_size": -5)") ==
        "/deepspeed.OneCycle/decay_step_size: must be above 0, got -5");
  CHECK(rule("OneCycle", cycle + R"("decay_lr_rate": -0.1)") == "accepted");
  test::must_be_finite("WarmupLR: base_lr", [](double rate) { deepspeed::WarmupLR({.base_lr = rate}); });
}

// SPDX-License-Identifier: MIT

// The framework: the schedulers of Composer 0.33.0.dev0, 6405188805a0, in Python floats, one step a batch.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>

#include <lrsched/any/description.hpp>
#include <lrsched/dialect/composer.hpp>

#include "framework.hpp"

namespace composer = lrsched::dialect::composer;
using test::answer, test::same;

TEST_CASE("every row of Composer's curves", "[composer]") { test::follows<composer::schedules>(926); }

TEST_CASE("Composer's schedulers in C++", "[composer]") {
  CHECK(composer::StepScheduler({.base_lr = 1, .step_size = "5ba", .gamma = 0.5, .max_duration = "2ep"})(10) == 0.25);
  CHECK(composer::MultiStepScheduler(
            {.base_lr = 1, .milestones = {"9ba", "0.5dur"}, .gamma = 0.5, .max_duration = "10ba"})(9) == 0.25);
  CHECK(composer::ConstantScheduler({.base_lr = 2, .alpha = 0.25, .max_duration = "10ba"})(9) == 0.5);
  CHECK(composer::ConstantScheduler({.base_lr = 2, .alpha = 0.25, .max_duration = "10ba"})(10) == 2);
  CHECK(composer::LinearScheduler({.base_lr = 1, .max_duration = "10ba"})(5) == 0.5);
  CHECK(composer::ExponentialScheduler({.base_lr = 1, .gamma = 0.5, .max_duration = "4ep", .dataloader_len = 3})(6) ==
        0.25);
  CHECK(composer::CosineAnnealingScheduler({.base_lr = 1, .max_duration = "10ba"})(5) == 0.5);
  CHECK(composer::CosineAnnealingWarmRestartsScheduler({.base_lr = 1, .t_0 = "4ba", .max_duration = "10ba"})(6) == 0.5);
  CHECK(composer::PolynomialScheduler({.base_lr = 1, .power = 2, .max_duration = "10ba"})(5) == 0.25);
  CHECK(composer::MultiStepWithWarmupScheduler(
            {.base_lr = 1, .t_warmup = "4ba", .milestones = {"6ba"}, .max_duration = "10ba"})(3) == 0.75);
  CHECK(composer::ConstantWithWarmupScheduler({.base_lr = 1, .t_warmup = "4ba", .alpha = 0.5, .max_duration = "10ba"})(
            2) == 0.25);
  CHECK(composer::ConstantWithWarmupScheduler({.base_lr = 1, .t_warmup = "4ba", .alpha = 0.5, .max_duration = "10ba"})(
            99) == 0.5);
  CHECK(composer::LinearWithWarmupScheduler({.base_lr = 1, .t_warmup = "4ba", .max_duration = "12ba"})(6) == 0.75);
  CHECK(composer::CosineAnnealingWithWarmupScheduler({.base_lr = 1, .t_warmup = "4ba", .max_duration = "12ba"})(8) ==
        0.5);
  CHECK(composer::PolynomialWithWarmupScheduler({.base_lr = 1, .t_warmup = "4ba", .max_duration = "12ba"})(8) == 0.25);
  CHECK(composer::PolynomialWithWarmupScheduler({.base_lr = 1, .t_warmup = "4ba", .max_duration = "12ba"}).length() ==
        12);
}

TEST_CASE("the defaults of Composer's schedulers", "[composer]") {
  const std::string run = R"("max_duration": "6ep")", all = run + R"(, "dataloader_len": 10, "ssr": 1)";
  const auto defaults_to = [&](const std::string& name, const std::string& own, const std::string& defaults) {
    CHECK(same("{\"composer." + name + "\": {\"base_lr\": 1, " + own + run + "}}",
               "{\"composer." + name + "\": {\"base_lr\": 1, " + own + defaults + all + "}}"));
  };
  const std::string warmup = R"("t_warmup": "1ep", )", no_scale = R"("scale_warmup": false, )";
  defaults_to("StepScheduler", R"("step_size": "5ba", )", R"("gamma": 0.1, )");
  defaults_to("MultiStepScheduler", R"("milestones": ["5ba"], )", R"("gamma": 0.1, )");
  defaults_to("ConstantScheduler", "", R"("alpha": 1, "t_max": "1dur", )");
  defaults_to("LinearScheduler", "", R"("alpha_i": 1, "alpha_f": 0, "t_max": "1dur", )");
  defaults_to("ExponentialScheduler", R"("gamma": 0.5, )", R"("decay_period": "1ep", )");
  defaults_to("CosineAnnealingScheduler", "", R"("t_max": "1dur", "alpha_f": 0, )");
  defaults_to("CosineAnnealingWarmRestartsScheduler", R"("t_0": "7ba", )", R"("t_mult": 1, "alpha_f": 0, )");
  defaults_to("PolynomialScheduler", R"("power": 3, )", R"("t_max": "1dur", "alpha_f": 0, )");
  defaults_to("MultiStepWithWarmupScheduler", warmup + R"("milestones": [], )", no_scale + R"("gamma": 0.1, )");
  defaults_to("ConstantWithWarmupScheduler", warmup, no_scale + R"("alpha": 1, "t_max": "1dur", )");
  defaults_to("LinearWithWarmupScheduler", warmup, no_scale + R"("alpha_i": 1, "alpha_f": 0, "t_max": "1dur", )");
  defaults_to("CosineAnnealingWithWarmupScheduler", warmup, no_scale + R"("t_max": "1dur", "alpha_f": 0, )");
  defaults_to("PolynomialWithWarmupScheduler", warmup, no_scale + R"("power": 2, "t_max": "1dur", "alpha_f": 0, )");
}

TEST_CASE("Composer's times", "[composer]") {
  /// When LinearScheduler arrives.
  const auto steps = [](const std::string& t_max, const std::string& max_duration, double ssr = 1) {
    return composer::LinearScheduler(
               {.base_lr = 1, .t_max = t_max, .max_duration = max_duration, .dataloader_len = 7, .ssr = ssr})
        .length();
  };
  CHECK(steps("12ba", "40ba") == 12);
  CHECK(steps("1.2e1ba", "40ba") == 12);
  CHECK(steps("+12.ba", "40ba") == 12);
  CHECK(steps("3ep", "40ba") == 21);
  CHECK(steps("0.5dur", "40ba") == 20);
  CHECK(steps("0.29dur", "100ba") == 28);  // 28.999...
  CHECK(steps(".5dur", "3ep") == 10);
  CHECK(steps("2dur", "3ep") == 42);
  CHECK(steps("5sp", "3ep") == 5);
  CHECK(steps("0.5dur", "1000tok") == 500);
  CHECK(steps("12ba", "40ba", 0.3) == 3);
  CHECK(steps("3ep", "40ba", 0.1) == 2);
  CHECK(steps("0.5dur", "40ba", 0.3) == 20);
  CHECK(to_string(composer::MultiStepScheduler({.base_lr = 1, .milestones = {"5ba", "1ep"}, .max_duration = "2ep"})) ==
        "composer.MultiStepScheduler(base_lr=1, milestones=[5ba, 1ep], gamma=0.1, max_duration=2ep, dataloader_len=10, "
        "ssr=1)");
}

TEST_CASE("the corners of Composer's schedulers", "[composer]") {
  SECTION("factors of 0, and powers") {
    CHECK(composer::StepScheduler({.base_lr = 2, .step_size = "2ba", .gamma = 0, .max_duration = "9ba"})(1) == 2);
    CHECK(composer::StepScheduler({.base_lr = 2, .step_size = "2ba", .gamma = 0, .max_duration = "9ba"})(2) == 0);
    CHECK(composer::ExponentialScheduler({.base_lr = 2, .gamma = 0, .max_duration = "9ba"})(0) == 2);
    CHECK(composer::ExponentialScheduler({.base_lr = 2, .gamma = 0, .max_duration = "9ba"})(1) == 0);
    CHECK(composer::PolynomialScheduler({.base_lr = 2, .power = 0, .max_duration = "9ba"})(99) == 2);
    CHECK(composer::LinearScheduler({.base_lr = 2, .alpha_i = -1, .alpha_f = 3, .max_duration = "4ba"})(1) == 0);
  }
  SECTION("times before the start") {
    CHECK(composer::ConstantScheduler({.base_lr = 2, .alpha = 0.5, .t_max = "-3ba", .max_duration = "9ba"})(0) == 2);
    CHECK(composer::MultiStepScheduler({.base_lr = 2, .milestones = {"3ba", "-3ba"}, .max_duration = "9ba"})(0) == 0.2);
    const auto line = composer::LinearWithWarmupScheduler({.base_lr = 2, .t_warmup = "-5ba", .max_duration = "5ba"});
    CHECK(line(0) == 1);
    CHECK(line(4) == Approx(0.2));
    const auto stairs = composer::MultiStepWithWarmupScheduler(
        {.base_lr = 2, .t_warmup = "-5ba", .milestones = {"3ba"}, .gamma = 0.5, .max_duration = "5ba"});
    CHECK(stairs(2) == 2);
    CHECK(stairs(3) == 1);
  }
  SECTION("a t_max that is not behind t_warmup") {
    const auto held = [](const lrsched::any_schedule<double>& schedule) {
      CHECK(schedule(6) == 1.5);
      for (const std::int64_t step : {8, 9, 99}) CHECK(schedule(step) == 2);
    };
    held(composer::LinearWithWarmupScheduler(
        {.base_lr = 2, .t_warmup = "8ba", .t_max = "0.5dur", .max_duration = "9ba"}));
    held(composer::CosineAnnealingWithWarmupScheduler(
        {.base_lr = 2, .t_warmup = "8ba", .t_max = "8ba", .max_duration = "8ba"}));
    held(composer::PolynomialWithWarmupScheduler(
        {.base_lr = 2, .t_warmup = "8ba", .t_max = "0dur", .max_duration = "9ba"}));
  }
  SECTION("ssr scales the ramp of a warm-up if it is to, but never its end") {
    const auto line = [](double ssr, const char* t_warmup, bool scale_warmup) {
      return composer::LinearWithWarmupScheduler({.base_lr = 1,
                                                  .t_warmup = t_warmup,
                                                  .t_max = "40ba",
                                                  .scale_warmup = scale_warmup,
                                                  .max_duration = "20ba",
                                                  .ssr = ssr});
    };
    CHECK(line(0.5, "8ba", false)(4) == 0.5);
    CHECK(line(0.5, "8ba", false)(8) == 1);
    CHECK(line(0.5, "8ba", false)(14) == 0.5);  // 8 to 20
    CHECK(line(0.5, "8ba", true)(3) == 0.75);
    CHECK(line(0.5, "8ba", true)(4) == 1);
    CHECK(line(0.5, "8ba", true)(8) == 1);
    CHECK(line(0.5, "8ba", true)(14) == 0.5);
    CHECK(line(2, "8ba", true)(7) == 7.0 / 16);
    CHECK(line(2, "8ba", true)(8) == 1);
    CHECK(line(0.5, "0.4dur", true)(4) == 0.5);
  }
  SECTION("milestones inside the warm-up act at its end") {
    const auto stairs = composer::MultiStepWithWarmupScheduler(
        {.base_lr = 1, .t_warmup = "4ba", .milestones = {"8ba", "2ba", "2ba"}, .gamma = 0.5, .max_duration = "9ba"});
    CHECK(stairs(3) == 0.75);
    CHECK(stairs(4) == 0.25);
    CHECK(stairs(8) == 0.125);
  }
  SECTION("cycles are cut to whole steps") {
    const auto restarts = [](const char* t_0, double t_mult, double ssr = 1) {
      return composer::CosineAnnealingWarmRestartsScheduler(
          {.base_lr = 1, .t_0 = t_0, .t_mult = t_mult, .alpha_f = 0.5, .max_duration = "40ba", .ssr = ssr});
    };
    const auto begins_at = [](const lrsched::any_schedule<double>& schedule, std::initializer_list<int> steps) {
      int found = 0;
      for (int step = 0; step <= *(steps.end() - 1); ++step) found += schedule(step) == 1;
      for (const int step : steps) CHECK(schedule(step) == 1);
      CHECK(found == static_cast<int>(steps.size()));
    };
    begins_at(restarts("10ba", 2), {0, 10, 30, 70, 150, 310});
    begins_at(restarts("3ba", 1.5), {0, 3, 7, 13, 22});  // 3, 4, 6, 9
    begins_at(restarts("3ba", 1.3), {0, 3, 6, 9, 12});   // 3 times 1.3 is 3
    begins_at(restarts("10ba", 2, 0.35), {0, 3, 9, 21});
    begins_at(restarts("10ba", 1e300), {0, 10});
    begins_at(restarts("10ba", 0.5), {0, 10, 15, 17});  // 10, 5, 2, 1
    CHECK(restarts("10ba", 0.5)(18) == 0.5);
    CHECK(restarts("10ba", 0.5)(1'000'000) == 0.5);
    CHECK(restarts("10ba", 0)(10) == 0.5);
    CHECK(restarts("10ba", 2)(20) == 0.75);
  }
}

TEST_CASE("what Composer's schedulers refuse", "[composer]") {
  const auto rule = [](const std::string& name, const std::string& arguments) {
    return answer("{\"composer." + name + "\": {\"base_lr\": 1, " + arguments + "}}");
  };
  const auto linear = [&](const std::string& t_max, const std::string& others = R"("max_duration": "9ba")") {
    return rule("LinearScheduler", "\"t_max\": \"" + t_max + "\", " + others);
  };
  const std::string place = "/composer.LinearScheduler/";
  SECTION("what is no time") {
    for (const std::string text :
         {"10", "ba", "10iter", "10sec", "1h", "1e400ba", "nanba", "infba", "0x9ba", "1_0ba", "1-2ba", "1 ba", "10bat"})
      CHECK(linear(text) ==
            place + "t_max: must be a time in ba, ep, sp, tok or dur, such as 10ba, got \"" + text + "\"");
    CHECK(linear("2.5ba") == place + "t_max: must be a whole number of its unit, got \"2.5ba\"");
    CHECK(linear("0.5ep") == place + "t_max: must be a whole number of its unit, got \"0.5ep\"");
    CHECK(linear("1e17ba") == place + "t_max: must be at most 2^53 steps, got \"1e17ba\"");
    CHECK(rule("StepScheduler", R"("max_duration": "9ba")") ==
          "/composer.StepScheduler: step_size must be a time in ba, ep, sp, tok or dur, such as 10ba, got nothing");
    CHECK(
        rule("LinearScheduler", R"("alpha_i": 1)") ==
        "/composer.LinearScheduler: max_duration must be a time in ba, ep, sp, tok or dur, such as 10ba, got nothing");
  }
  SECTION("the run") {
    CHECK(linear("9ba", R"("max_duration": "1dur")") ==
          place + "max_duration: must be above 0, and not in dur, got \"1dur\"");
    CHECK(linear("9ba", R"("max_duration": "0ba")") ==
          place + "max_duration: must be above 0, and not in dur, got \"0ba\"");
    CHECK(linear("9ba", R"("max_duration": "9ba", "dataloader_len": 0)") ==
          place + "dataloader_len: must be at least 1, got 0");
    CHECK(linear("9ba", R"("max_duration": "9ba", "ssr": 0)") == place + "ssr: must be above 0, got 0");
  }
  SECTION("what Composer divides by") {
    CHECK(linear("0ba") == place + "t_max: must come to at least one step, got \"0ba\"");
    CHECK(linear("-2ba") == place + "t_max: must come to at least one step, got \"-2ba\"");
    CHECK(linear("0.1dur") == place + "t_max: must come to at least one step, got \"0.1dur\"");
    for (const auto& [name, arguments] : {std::pair<std::string, std::string>{"StepScheduler", R"("step_size")"},
                                          {"ExponentialScheduler", R"("gamma": 1, "decay_period")"},
                                          {"CosineAnnealingScheduler", R"("t_max")"},
                                          {"CosineAnnealingWarmRestartsScheduler", R"("t_0")"},
                                          {"PolynomialScheduler", R"("power": 1, "t_max")"}}) {
      const std::string argument = arguments.substr(arguments.rfind('"', arguments.size() - 2) + 1);
      CHECK(rule(name, arguments + R"(: "0ba", "max_duration": "9ba")") ==
            "/composer." + name + "/" + argument.substr(0, argument.size() - 1) +
                ": must come to at least one step, got \"0ba\"");
    }
    CHECK(rule("LinearWithWarmupScheduler",
               R"("t_warmup": "3ba", "scale_warmup": true, "ssr": 0.1, "max_duration": "9ba", "t_max": "99ba")") ==
          "/composer.LinearWithWarmupScheduler/t_warmup: must come to at least one step, got \"3ba\"");
  }
  SECTION("a t_max before the end of the run, where it can be compared") {
    const auto with_warmup = [&](const std::string& t_max, const std::string& max_duration) {
      return rule("LinearWithWarmupScheduler",
                  R"("t_warmup": "0dur", "t_max": ")" + t_max + R"(", "max_duration": ")" + max_duration + "\"");
    };
    const std::string refused = "/composer.LinearWithWarmupScheduler/t_max: must be at least max_duration, got ";
    CHECK(with_warmup("8ba", "9ba") == refused + "\"8ba\"");
    CHECK(with_warmup("1ep", "2ep") == refused + "\"1ep\"");
    CHECK(with_warmup("19ba", "2ep") == refused + "\"19ba\"");
    CHECK(with_warmup("1ep", "11ba") == refused + "\"1ep\"");
    CHECK(with_warmup("8tok", "9tok") == refused + "\"8tok\"");
    CHECK(with_warmup("20ba", "2ep") == "accepted");
    CHECK(with_warmup("1ep", "10ba") == "accepted");
    CHECK(with_warmup("0.5dur", "9ba") == "accepted");
    CHECK(with_warmup("8tok", "9ba") ==
          "/composer.LinearWithWarmupScheduler/t_max: must be in the unit of the other times, got \"8tok\"");
  }
  CHECK(rule("StepScheduler", R"("step_size": "1ba", "gamma": -1, "max_duration": "9ba")") ==
        "/composer.StepScheduler/gamma: must be at least 0, got -1");
  CHECK(rule("PolynomialScheduler", R"("power": -1, "max_duration": "9ba")") ==
        "/composer.PolynomialScheduler/power: must be at least 0, got -1");
  CHECK(rule("CosineAnnealingWarmRestartsScheduler", R"("t_0": "9ba", "t_mult": -1, "max_duration": "9ba")") ==
        "/composer.CosineAnnealingWarmRestartsScheduler/t_mult: must be at least 0, got -1");
  CHECK(rule("CosineAnnealingWarmRestartsScheduler",
             R"("t_0": "10000000ba", "t_mult": 1.0000002, "max_duration": "9ba")") ==
        "/composer.CosineAnnealingWarmRestartsScheduler/t_mult: must not change the length of 65536 cycles, got "
        "1.0000002");
  test::must_be_finite("LinearScheduler: base_lr",
                       [](double rate) { composer::LinearScheduler({.base_lr = rate, .max_duration = "9ba"}); });
}

// SPDX-License-Identifier: MIT

// The framework: timm.scheduler of timm 1.0.29.dev0, aa4b5850c154, by t_in_epochs=False and step_update(step), without
// noise.

#include <cmath>
#include <cstdint>
#include <string>

#include <lrsched/dialect/timm.hpp>

#include "framework.hpp"

namespace timm = lrsched::dialect::timm;
using test::answer, test::same;

TEST_CASE("every row of timm's curves", "[timm]") {
  test::follows<timm::schedules>(946, {{{"timm-cosinelrscheduler-07", 211}, 0.1}});
}

TEST_CASE("timm's schedulers in C++", "[timm]") {
  const auto cosine = timm::CosineLRScheduler(
      {.base_lr = 1, .t_initial = 40, .warmup_t = 10, .warmup_lr_init = 0.5, .warmup_prefix = true});
  CHECK(cosine(5) == 0.75);
  CHECK(cosine(30) == 0.5);
  CHECK(cosine(50) == 0);
  CHECK(cosine.length() == 50);
  const auto steps = timm::StepLRScheduler({.base_lr = 1, .decay_t = 10, .decay_rate = 0.5});
  CHECK(steps(19) == 0.5);
  const auto early = timm::MultiStepLRScheduler({.base_lr = 1, .decay_t = {10, 20}, .decay_rate = 0.5});
  CHECK(early(8) == 1);
  CHECK(early(9) == 0.5);
}

TEST_CASE("what timm's arguments are if they are left out", "[timm]") {
  const std::string cycles = R"("lr_min": 0, "cycle_mul": 1, "cycle_decay": 1, "cycle_limit": 1)";
  const std::string warmup = R"("warmup_t": 0, "warmup_lr_init": 0, "warmup_prefix": )";
  const std::string first = R"({"base_lr": 1, "t_initial": 9)";
  CHECK(same(R"({"timm.CosineLRScheduler": )" + first + "}}",
             R"({"timm.CosineLRScheduler": )" + first + ", " + cycles + ", " + warmup + R"(false, "k_decay": 1}})"));
  CHECK(same(R"({"timm.TanhLRScheduler": )" + first + "}}",
             R"({"timm.TanhLRScheduler": )" + first + R"(, "lb": -7, "ub": 3, )" + cycles + ", " + warmup + "false}}"));
  CHECK(same(R"({"timm.PolyLRScheduler": )" + first + "}}", R"({"timm.PolyLRScheduler": )" + first +
                                                                R"(, "power": 0.5, )" + cycles + ", " + warmup +
                                                                R"(false, "k_decay": 1}})"));
  // Whether the curve begins behind the warm-up shows with one.
  const std::string warm = R"("warmup_t": 3, "warmup_prefix": )";
  for (const std::string name : {"CosineLRScheduler", "TanhLRScheduler", "PolyLRScheduler"})
    CHECK(same("{\"timm." + name + "\": " + first + R"(, "warmup_t": 3}})",
               "{\"timm." + name + "\": " + first + ", " + warm + "false}}"));
  for (const auto& [name, decay] : {std::pair<std::string, std::string>{"StepLRScheduler", R"("decay_t": 4)"},
                                    {"MultiStepLRScheduler", R"("decay_t": [4])"}}) {
    const std::string start = "{\"timm." + name + "\": {\"base_lr\": 1, " + decay;
    CHECK(same(start + R"(, "warmup_t": 3}})", start + R"(, "decay_rate": 1, )" + warm + "true}}"));
  }
}

TEST_CASE("what has no influence on timm's rates is taken, and not written", "[timm]") {
  const std::string without = R"("noise_range_t": null, "noise_pct": 0.5, "noise_std": 2, "noise_seed": null,
                                 "initialize": false)";
  for (const auto& [name, needed] : {std::pair<std::string, std::string>{"CosineLRScheduler", R"("t_initial": 9)"},
                                     {"TanhLRScheduler", R"("t_initial": 9)"},
                                     {"PolyLRScheduler", R"("t_initial": 9)"},
                                     {"StepLRScheduler", R"("decay_t": 4)"},
                                     {"MultiStepLRScheduler", R"("decay_t": [4])"}}) {
    const std::string start = "{\"timm." + name + "\": {\"base_lr\": 1, " + needed;
    const auto schedule = test::schedule_from(start + ", \"t_in_epochs\": true, " + without + "}}");
    CHECK(schedule == test::schedule_from(start + "}}"));
    CHECK(test::written(schedule).find("t_in_epochs") == std::string::npos);
    CHECK(answer(start + R"(, "noise_range_t": [0, 9]}})") ==
          "/timm." + name + "/noise_range_t: must be null, since the rates have no noise, got a range");
  }
  const auto plateau = [](const std::string& others) {
    return test::plateau_from(R"({"timm.PlateauLRScheduler": {"base_lr": 1)" + others + "}}");
  };
  CHECK(plateau(R"(, "verbose": false, "noise_type": "uniform", )" + without) == plateau(""));
  CHECK(test::complaint([&] { plateau(R"(, "noise_range_t": 3)"); }) ==
        "/timm.PlateauLRScheduler/noise_range_t: must be null, since the rates have no noise, got a range");
}

TEST_CASE("the corners of timm's schedulers", "[timm]") {
  const auto reads = [](const std::string& name, const std::string& arguments) {
    return test::schedule_from("{\"timm." + name + "\": {\"base_lr\": 1, " + arguments + "}}");
  };
  SECTION("without a prefix the curve comes out from under the warm-up") {
    const auto under = reads("CosineLRScheduler", R"("t_initial": 8, "warmup_t": 4)");
    CHECK(under(3) == 0.75);
    CHECK(under(4) == 0.5);
    const auto gone = reads("CosineLRScheduler", R"("t_initial": 8, "lr_min": 0.1, "warmup_t": 9)");
    CHECK(gone(8) == 8. / 9);
    CHECK(gone(9) == 0.1);
  }
  SECTION("a hyperbolic tangent's warm-up aims at the curve") {
    const auto smooth = reads("TanhLRScheduler", R"("t_initial": 10, "lb": -1, "ub": 1, "warmup_t": 5)");
    CHECK(smooth(5) == 0.5);
    CHECK(smooth(4) == 0.4);
  }
  SECTION("cycles, their decay and their limit") {
    const std::string cycles =
        R"("t_initial": 10, "lr_min": 0.25, "cycle_mul": 2, "cycle_decay": 0.5, "cycle_limit": )";
    const auto two = reads("CosineLRScheduler", cycles + "2");
    CHECK(two(5) == 0.625);
    CHECK(two(10) == 0.5);
    CHECK(two(20) == 0.375);
    CHECK(two(30) == 0.25);
    CHECK(two(1000) == 0.25);
    CHECK(reads("CosineLRScheduler", cycles + "0")(0) == 0.25);
    CHECK(reads("CosineLRScheduler", cycles + "-1")(0) == 0.25);
    CHECK(reads("CosineLRScheduler", cycles + "1000000")(70) == 0.125);
    const auto decimal = reads("CosineLRScheduler", R"("t_initial": 10, "cycle_mul": 1.1, "cycle_limit": 2)");
    CHECK(decimal(10) == 1);
    CHECK(decimal(20) > 0);
    CHECK(decimal(21) == 0);
  }
  SECTION("powers of 0") {
    CHECK(reads("CosineLRScheduler", R"("t_initial": 10, "lr_min": 0.5, "k_decay": 0)")(0) == 0.5);
    const auto flat = reads("PolyLRScheduler", R"("t_initial": 10, "lr_min": 0.5, "power": 0, "k_decay": 0)");
    CHECK(flat(9) == 1);
    CHECK(flat(10) == 0.5);
    CHECK(flat.length() == 10);
    CHECK(reads("PolyLRScheduler", R"("t_initial": 10, "lr_min": 0.5, "k_decay": 0)")(0) == 0.5);
  }
  SECTION("a fraction of a step counts with all its digits") {
    const auto more = reads("StepLRScheduler", R"("decay_t": 2.2, "decay_rate": 0.5)");
    CHECK(more(11) == 0.0625);
    const auto less = reads("StepLRScheduler", R"("decay_t": 2.4, "decay_rate": 0.5)");
    CHECK(less(12) == 0.03125);
    const auto tenth = reads("StepLRScheduler", R"("decay_t": 0.1, "decay_rate": 0.5)");
    CHECK(tenth(1) == std::ldexp(1.0, -9));
    CHECK(reads("StepLRScheduler", R"("decay_t": 1e-300, "decay_rate": 0.5)")(1) == 0);
    CHECK(reads("StepLRScheduler", R"("decay_t": 1e-300)")(1) == 1);
    CHECK(reads("StepLRScheduler", R"("decay_t": 1e300, "decay_rate": 0.5)")(test::longest) == 1);
    CHECK(reads("StepLRScheduler", R"("decay_t": 3, "decay_rate": 0)")(2) == 1);
    CHECK(reads("StepLRScheduler", R"("decay_t": 3, "decay_rate": 0)")(3) == 0);
  }
  SECTION("steps under a warm-up, behind it, and begun before 0") {
    const std::string steps = R"("decay_t": 4, "decay_rate": 0.5, "warmup_t": )";
    CHECK(reads("StepLRScheduler", steps + R"(6, "warmup_prefix": false)")(6) == 0.5);
    CHECK(reads("StepLRScheduler", steps + "6")(9) == 1);
    CHECK(reads("StepLRScheduler", steps + "6")(10) == 0.5);
    CHECK(reads("StepLRScheduler", steps + "-3")(1) == 0.5);
    CHECK(reads("StepLRScheduler", steps + R"(-3, "warmup_prefix": false)")(1) == 1);
  }
  SECTION("milestones act a step early") {
    const auto early = reads("MultiStepLRScheduler", R"("decay_t": [-5, 0, 1, 2], "decay_rate": 0.5)");
    CHECK(early(0) == 0.125);
    CHECK(early(1) == 0.0625);
  }
}

TEST_CASE("timm: lengths that are no whole numbers", "[timm]") {
  using test::has_formula, test::half_a_cosine;
  const double length = 6.67;
  const auto wave = [=](double k) { return k < length ? half_a_cosine(k / length) : 0; };
  CHECK(has_formula(timm::CosineLRScheduler({.base_lr = 1, .t_initial = length}), wave));
  CHECK(timm::CosineLRScheduler({.base_lr = 1, .t_initial = length}).length() == 7);
  CHECK(has_formula(timm::CosineLRScheduler({.base_lr = 1, .t_initial = length, .warmup_t = 2.5}),
                    [=](double k) { return k < 2.5 ? k / 2.5 : wave(k); }));
  CHECK(
      has_formula(timm::CosineLRScheduler({.base_lr = 1, .t_initial = length, .warmup_t = 2.5, .warmup_prefix = true}),
                  [=](double k) { return k < 2.5 ? k / 2.5 : wave(k - 2.5); }));
  CHECK(
      has_formula(timm::CosineLRScheduler({.base_lr = 1, .t_initial = length, .warmup_t = -2.5, .warmup_prefix = true}),
                  [=](double k) { return wave(k + 2.5); }));
  CHECK(has_formula(timm::PolyLRScheduler({.base_lr = 1, .t_initial = length, .power = 2, .k_decay = 3}),
                    [=](double k) { return k < length ? std::pow(1 - std::pow(k / length, 3), 2) : 0; }));
  const auto tangent = [=](double k) { return k < length ? (1 - std::tanh(-1 + 3 * k / length)) / 2 : 0; };
  CHECK(has_formula(timm::TanhLRScheduler({.base_lr = 1, .t_initial = length, .lb = -1, .ub = 2, .warmup_t = 2.5}),
                    [=](double k) { return k < 2.5 ? tangent(2.5) * k / 2.5 : tangent(k); }));
  CHECK(has_formula(timm::StepLRScheduler({.base_lr = 1, .decay_t = 2, .decay_rate = 0.5, .warmup_t = 2.5}),
                    [](double k) { return k < 2.5 ? k / 2.5 : std::pow(0.5, std::floor((k - 2.5) / 2)); }));
  for (const double growth : {1.0, 1.5}) {
    const auto cycles = [=](double k) {
      double height = 1, steps = 2.5;
      for (int i = 0; i < 3; ++i, height /= 2, steps *= growth) {
        if (k < steps) return 0.25 + (height - 0.25) * half_a_cosine(k / steps);
        k -= steps;
      }
      return 0.25;
    };
    CHECK(has_formula(timm::CosineLRScheduler({.base_lr = 1,
                                               .t_initial = 2.5,
                                               .lr_min = 0.25,
                                               .cycle_mul = growth,
                                               .cycle_decay = 0.5,
                                               .cycle_limit = 3}),
                      cycles));
  }
}

TEST_CASE("what timm's schedulers refuse", "[timm]") {
  const auto rule = [](const std::string& name, const std::string& arguments) {
    return answer("{\"timm." + name + "\": {\"base_lr\": 1, " + arguments + "}}");
  };
  const auto refused = [&](const std::string& name, const std::string& others, const std::string& argument,
                           const std::string& value, const std::string& broken) {
    CHECK(rule(name, others + "\"" + argument + "\": " + value) ==
          "/timm." + name + "/" + argument + ": " + broken + ", got " + value);
  };
  for (const std::string name : {"CosineLRScheduler", "TanhLRScheduler", "PolyLRScheduler"}) {
    refused(name, "", "t_initial", "0", "must be above 0");
    const std::string cycle = R"("t_initial": 5, )";
    refused(name, cycle, "lr_min", "-1", "must be at least 0");
    refused(name, cycle, "cycle_mul", "0.5", "must be at least 1");
    refused(name, cycle, "cycle_decay", "-0.5", "must be at least 0");
    if (name != "TanhLRScheduler") refused(name, cycle, "k_decay", "-1", "must be at least 0");
  }
  refused("TanhLRScheduler", R"("t_initial": 5, "ub": 2, )", "lb", "2", "must be below ub");
  refused("TanhLRScheduler", R"("t_initial": 5, )", "cycle_limit", "-1", "must be at least 0");
  refused("TanhLRScheduler", R"("t_initial": 5, )", "warmup_t", "-1", "must be at least 0");
  refused("TanhLRScheduler", R"("t_initial": 5, )", "warmup_lr_init", "-1", "must be at least 0");
  refused("PolyLRScheduler", R"("t_initial": 5, )", "power", "-1", "must be at least 0");
  refused("StepLRScheduler", "", "decay_t", "0", "must be above 0");
  refused("StepLRScheduler", "", "decay_t", "-2.5", "must be above 0");
  refused("StepLRScheduler", R"("decay_t": 5, )", "decay_rate", "-1", "must be at least 0");
  refused("MultiStepLRScheduler", R"("decay_t": [5], )", "decay_rate", "-1", "must be at least 0");
  CHECK(rule("MultiStepLRScheduler", R"("decay_t": [])") ==
        "/timm.MultiStepLRScheduler/decay_t: must be at least one, got 0");
  CHECK(rule("MultiStepLRScheduler", R"("decay_t": [5, 4])") ==
        "/timm.MultiStepLRScheduler/decay_t: must not fall, got 4");
  CHECK(rule("CosineLRScheduler", R"("t_initial": 5, "momentum": 0.5)") ==
        "/timm.CosineLRScheduler/momentum: there is no argument momentum, only base_lr, t_initial, lr_min, cycle_mul, "
        "cycle_decay, cycle_limit, warmup_t, warmup_lr_init, warmup_prefix, k_decay, t_in_epochs, noise_range_t, "
        "noise_pct, noise_std, noise_seed, initialize");

  test::must_be_finite("CosineLRScheduler: base_lr",
                       [](double rate) { timm::CosineLRScheduler({.base_lr = rate, .t_initial = 1}); });
  test::must_be_finite("StepLRScheduler: warmup_lr_init", [](double rate) {
    timm::StepLRScheduler({.base_lr = 1, .decay_t = 1, .warmup_lr_init = rate});
  });
}

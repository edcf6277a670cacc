// SPDX-License-Identifier: MIT

// The framework: MMEngine 0.11.0rc0, 254342938d9b, with by_epoch=False.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <lrsched/dialect/mmengine.hpp>

#include "framework.hpp"

namespace mmengine = lrsched::dialect::mmengine;
using test::answer, test::same;

namespace {

using rates = std::vector<double>;

/// The first rates.
rates first(std::int64_t count, const lrsched::any_schedule<double>& schedule) {
  rates result;
  for (std::int64_t k = 0; k < count; ++k) result.push_back(schedule(k));
  return result;
}

}  // namespace

TEST_CASE("every row of MMEngine's curves", "[mmengine]") {
  test::follows<mmengine::schedules>(694, {}, {}, {}, {"param_scheduler"});
}

TEST_CASE("MMEngine's schedules in C++", "[mmengine]") {
  CHECK(first(4, mmengine::ConstantLR({.base_lr = 8, .factor = 0.5, .begin = 1, .end = 3})) == rates{8, 4, 8, 8});
  CHECK(first(4, mmengine::LinearLR({.base_lr = 8, .start_factor = 0.5, .end = 3})) == rates{4, 6, 8, 8});
  CHECK(first(4, mmengine::PolyLR({.base_lr = 8, .power = 2, .end = 3})) == rates{8, 2, 0, 0});
  CHECK(first(4, mmengine::ExponentialLR({.base_lr = 8, .gamma = 0.5, .end = 3})) == rates{8, 4, 2, 2});
  CHECK(first(5, mmengine::StepLR({.base_lr = 8, .step_size = 2, .gamma = 0.5, .begin = 1})) == rates{8, 8, 8, 4, 4});
  CHECK(first(5, mmengine::MultiStepLR({.base_lr = 8, .milestones = {2, 1}, .gamma = 0.5, .begin = 1})) ==
        rates{8, 8, 4, 2, 2});
  CHECK(first(5, mmengine::CosineAnnealingLR({.base_lr = 8, .T_max = 2})) == rates{8, 4, 0, 4, 8});
  CHECK(first(5, mmengine::CosineRestartLR(
                     {.base_lr = 8, .periods = {2, 2}, .restart_weights = {1, 0.5}, .eta_min = 0})) ==
        rates{8, 4, 4, 2, 2});
  CHECK(first(6, mmengine::OneCycleLR({.base_lr = 8,
                                       .eta_max = 4,
                                       .total_steps = 5,
                                       .pct_start = 0.6,
                                       .anneal_strategy = "linear",
                                       .div_factor = 4,
                                       .final_div_factor = 2,
                                       .end = 5})) == rates{1, 2.5, 4, 2.25, 0.5, 0.5});
}

TEST_CASE("what MMEngine's arguments are if they are left out", "[mmengine]") {
  const auto left_out = [](const std::string& name, const std::string& needed, const std::string& others) {
    const std::string start = "{\"mmengine." + name + "\": {\"base_lr\": 1" + needed;
    return same(start + "}}", start + others +
                                  ", \"begin\": 0, \"end\": 1000000000, \"by_epoch\": true, "
                                  "\"convert_to_iter_based\": false, \"verbose\": true}}");
  };
  CHECK(left_out("ConstantLR", "", R"(, "factor": 0.3333333333333333)"));
  CHECK(left_out("LinearLR", "", R"(, "start_factor": 0.3333333333333333, "end_factor": 1)"));
  CHECK(left_out("PolyLR", "", R"(, "eta_min": 0, "power": 1)"));
  CHECK(left_out("ExponentialLR", R"(, "gamma": 0.5)", ""));
  CHECK(left_out("StepLR", R"(, "step_size": 3)", R"(, "gamma": 0.1)"));
  CHECK(left_out("MultiStepLR", R"(, "milestones": [3])", R"(, "gamma": 0.1)"));
  CHECK(left_out("CosineAnnealingLR", "", R"(, "T_max": null, "eta_min": 0, "eta_min_ratio": null)"));
  CHECK(left_out("CosineAnnealingLR", "", R"(, "T_max": 1000000000)"));
  CHECK(left_out("CosineRestartLR", R"(, "periods": [3], "eta_min": 0)", R"(, "restart_weights": [1])"));
  CHECK(left_out("OneCycleLR", R"(, "total_steps": 9)",
                 R"(, "eta_max": 0, "pct_start": 0.3, "anneal_strategy": "cos", "div_factor": 25,
                    "final_div_factor": 1e4, "three_phase": false)"));
  CHECK(mmengine::OneCycleLR({.base_lr = 1, .eta_max = 3})(299'999'999) == 3);
}

TEST_CASE("MMEngine: from begin to end", "[mmengine]") {
  SECTION("of one step a schedule has its first rate") {
    CHECK(first(3, mmengine::ConstantLR({.base_lr = 8, .factor = 0, .begin = 1, .end = 2})) == rates{8, 0, 0});
    CHECK(first(3, mmengine::LinearLR({.base_lr = 8, .start_factor = 0, .begin = 1, .end = 2})) == rates{8, 0, 0});
    CHECK(first(3, mmengine::PolyLR({.base_lr = 8, .begin = 1, .end = 2})) == rates{8, 8, 8});
    CHECK(first(3, mmengine::MultiStepLR({.base_lr = 8, .milestones = {0}, .gamma = 0.5, .begin = 1, .end = 2})) ==
          rates{8, 4, 4});
    CHECK(first(3, mmengine::CosineAnnealingLR({.base_lr = 8, .begin = 1, .end = 2})) == rates{8, 8, 8});
    CHECK(first(3, mmengine::CosineRestartLR(
                       {.base_lr = 8, .periods = {4}, .restart_weights = {0.5}, .eta_min = 0, .begin = 1, .end = 2})) ==
          rates{8, 4, 4});
    CHECK(first(3, mmengine::OneCycleLR({.base_lr = 8, .eta_max = 5, .begin = 1, .end = 2})) ==
          rates{8, 5.0 / 25 / 1e4, 5.0 / 25 / 1e4});
  }
  SECTION("of two") {
    CHECK(first(4, mmengine::ConstantLR({.base_lr = 8, .factor = 0.5, .begin = 1, .end = 3})) == rates{8, 4, 8, 8});
    CHECK(first(3, mmengine::LinearLR({.base_lr = 8, .start_factor = 0.5, .end_factor = 0, .end = 2})) ==
          rates{4, 0, 0});
    CHECK(first(3, mmengine::PolyLR({.base_lr = 8, .eta_min = 9, .end = 2})) == rates{8, 9, 9});
    CHECK(first(3, mmengine::CosineAnnealingLR({.base_lr = 8, .end = 2})) == rates{8, 4, 4});
  }
  SECTION("a begin below 0 makes a schedule longer, but does not start it earlier") {
    CHECK(first(4, mmengine::LinearLR({.base_lr = 8, .start_factor = 0.5, .begin = -2, .end = 3})) ==
          rates{4, 5, 6, 6});
    CHECK(first(4, mmengine::ConstantLR({.base_lr = 8, .factor = 0, .begin = -2, .end = 3})) == rates{0, 0, 0, 0});
    CHECK(first(4, mmengine::StepLR({.base_lr = 8, .step_size = 1, .gamma = 0.5, .begin = -2, .end = 3})) ==
          rates{8, 4, 2, 2});
    CHECK(first(3, mmengine::LinearLR({.base_lr = 8, .start_factor = 0, .begin = -5, .end = 0})) == rates{8, 8, 8});
    CHECK(first(3, mmengine::LinearLR({.base_lr = 8, .start_factor = 0, .begin = -5, .end = 1})) == rates{0, 0, 0});
  }
  SECTION("an end of 1e9 is none") {
    CHECK(mmengine::ConstantLR({.base_lr = 8, .factor = 0})(2'000'000'000) == 0);
    CHECK(mmengine::StepLR({.base_lr = 8, .step_size = 500'000'000, .gamma = 0.5})(2'000'000'000) == 0.5);
    CHECK(mmengine::StepLR({.base_lr = 8, .step_size = 500'000'000, .gamma = 0.5, .end = 999'999'999})(2'000'000'000) ==
          4);
    CHECK_FALSE(mmengine::ExponentialLR({.base_lr = 8, .gamma = 0.5}).length());
    CHECK(mmengine::ExponentialLR({.base_lr = 8, .gamma = 0.5, .begin = 2, .end = 9}).length() == 8);
  }
}

TEST_CASE("the corners of MMEngine's schedules", "[mmengine]") {
  SECTION("powers and gammas of 0") {
    CHECK(first(4, mmengine::PolyLR({.base_lr = 8, .power = 0, .end = 3})) == rates{8, 8, 8, 8});
    CHECK(first(3, mmengine::ExponentialLR({.base_lr = 8, .gamma = 0})) == rates{8, 0, 0});
    CHECK(first(3, mmengine::StepLR({.base_lr = 8, .step_size = 1, .gamma = 0})) == rates{8, 0, 0});
  }
  SECTION("milestones in any order, twice and below 0") {
    CHECK(first(5, mmengine::MultiStepLR({.base_lr = 8, .milestones = {3, -1, 1, 3}, .gamma = 0.5})) ==
          rates{8, 4, 4, 1, 1});
  }
  SECTION("cosines") {
    CHECK(first(4, mmengine::CosineAnnealingLR({.base_lr = 8, .T_max = 1, .eta_min = 2})) == rates{8, 2, 8, 2});
    CHECK(first(4, mmengine::CosineAnnealingLR({.base_lr = 8, .T_max = 0, .eta_min_ratio = 0.5, .end = 2})) ==
          rates{8, 6, 6, 6});
    CHECK(first(4, mmengine::CosineAnnealingLR({.base_lr = 8, .T_max = 2, .eta_min = 10, .end = 3})) ==
          rates{8, 9, 10, 10});
    CHECK(first(6, mmengine::CosineRestartLR({.base_lr = 8,
                                              .periods = {2, 0, 1, 2, 0},
                                              .restart_weights = {1, 9, 3, 0.5, 9},
                                              .eta_min_ratio = 0.25})) == rates{8, 5, 24, 4, 3, 3});
    CHECK(first(3, mmengine::CosineRestartLR({.base_lr = 8, .periods = {0}, .restart_weights = {0.5}, .eta_min = 0})) ==
          rates{8, 8, 8});
    CHECK(first(3, mmengine::CosineRestartLR({.base_lr = 8, .periods = {}, .restart_weights = {}, .eta_min = 0})) ==
          rates{8, 8, 8});
  }
  SECTION("OneCycleLR that ends before it is done, and one that is done before it ends") {
    const auto line = [](std::int64_t end) {
      return mmengine::OneCycleLR({.base_lr = 8,
                                   .eta_max = 4,
                                   .total_steps = 5,
                                   .pct_start = 0.6,
                                   .anneal_strategy = "linear",
                                   .div_factor = 4,
                                   .final_div_factor = 2,
                                   .end = end});
    };
    CHECK(first(5, line(3)) == rates{1, 2.5, 4, 4, 4});
    CHECK(first(8, line(8)) == rates{1, 2.5, 4, 2.25, 0.5, -1.25, 0.5, 0.5});
  }
}

namespace {

/// The rates of a list of schedulers, each for one step, as MMEngine comes to them: every call of step() lets each
/// scheduler that is in force change the rate that it finds. `epoch` steps are one epoch of those that count epochs.
struct stepped {
  std::int64_t begin, end;
  bool by_epoch;
  std::function<double(std::int64_t own_step, double rate)> change;
};

rates step_by_step(double base_lr, const std::vector<stepped>& schedulers, std::int64_t epoch, std::int64_t count) {
  rates result;
  double rate = base_lr;
  for (std::int64_t k = 0; k < count; ++k) {
    for (const stepped& each : schedulers) {
      const std::int64_t step = each.by_epoch ? k / epoch : k;
      const bool is_called = !each.by_epoch || k % epoch == 0;
      if (is_called && each.begin <= step && step < each.end) rate = each.change(step - each.begin, rate);
    }
    result.push_back(rate);
  }
  return result;
}

stepped linear(double start, double end_factor, std::int64_t begin, std::int64_t end, bool by_epoch) {
  const double total = static_cast<double>(end - begin - 1), way = end_factor - start;
  return {begin, end, by_epoch, [=](std::int64_t i, double rate) {
            if (i == 0) return rate * start;
            return rate * (1 + way / (total * start + static_cast<double>(i - 1) * way));
          }};
}

stepped multi_step(std::int64_t milestone, double gamma, std::int64_t begin, std::int64_t end, bool by_epoch) {
  return {begin, end, by_epoch, [=](std::int64_t i, double rate) { return i == milestone ? rate * gamma : rate; }};
}

stepped cosine(double base_lr, double eta_min, std::int64_t T_max, std::int64_t begin, std::int64_t end,
               bool by_epoch) {
  return {begin, end, by_epoch, [=](std::int64_t i, double rate) {
            const double pi = std::acos(-1.0), T = static_cast<double>(T_max), at = static_cast<double>(i);
            if (i == 0) return rate;
            if ((i - 1 - T_max) % (2 * T_max) == 0) return rate + (base_lr - eta_min) * (1 - std::cos(pi / T)) / 2;
            return (1 + std::cos(pi * at / T)) / (1 + std::cos(pi * (at - 1) / T)) * (rate - eta_min) + eta_min;
          }};
}

bool are_near(const rates& some, const rates& others) {
  bool result = some.size() == others.size();
  for (std::size_t i = 0; result && i < some.size(); ++i) result = std::fabs(some[i] - others[i]) < 1e-12;
  return result;
}

/// The list, as a document.
lrsched::any_schedule<double> chain(const std::string& schedulers, const std::string& others = "") {
  return test::schedule_from(R"({"mmengine.param_scheduler": {"base_lr": 1, "schedulers": [)" + schedulers + "]" +
                             others + "}}");
}

}  // namespace

TEST_CASE("MMEngine: a list of schedulers, as its recursion comes to it", "[mmengine]") {
  const std::string warmup = R"({"type": "LinearLR", "start_factor": 0.25, "begin": 0, "end": 5})";
  SECTION("those that are in force together multiply the rate") {
    const auto both = chain(warmup + R"(, {"type": "MultiStepLR", "milestones": [3, 8], "gamma": 0.5, "end": 12})");
    rates expected = step_by_step(
        1, {linear(0.25, 1, 0, 5, false), multi_step(3, 0.5, 0, 12, false), multi_step(8, 0.5, 0, 12, false)}, 1, 15);
    CHECK(are_near(first(15, both), expected));
    CHECK(both(2) == 0.625);
    CHECK(test::same_rates(chain(warmup), mmengine::LinearLR({.base_lr = 1, .start_factor = 0.25, .end = 5})));
    CHECK(first(3, chain("")) == rates{1, 1, 1});
  }
  SECTION("one after another, with a pause, from the rate that is left") {
    const auto after = chain(R"({"type": "LinearLR", "start_factor": 0.25, "end_factor": 0.5, "end": 4},
        {"type": "CosineAnnealingLR", "T_max": 4, "eta_min": 0.125, "begin": 6, "end": 17},
        {"type": "StepLR", "step_size": 2, "gamma": 0.5, "begin": 19})");
    std::vector<stepped> all{linear(0.25, 0.5, 0, 4, false), cosine(1, 0.125, 4, 6, 17, false)};
    for (std::int64_t at = 2; at < 12; at += 2) all.push_back(multi_step(at, 0.5, 19, 99, false));
    CHECK(are_near(first(30, after), step_by_step(1, all, 1, 30)));
    CHECK(after(5) == 0.5);
    // In any order of the list.
    CHECK(test::same_rates(chain(R"({"type": "PolyLR", "begin": 4, "end": 9, "eta_min": 0.5}, )" +
                                 warmup.substr(0, warmup.size() - 2) + "4}"),
                           chain(warmup.substr(0, warmup.size() - 2) +
                                 R"(4}, {"type": "PolyLR", "begin": 4, "end": 9, "eta_min": 0.5})")));
  }
  SECTION("a cosine to 0 under a warm-up, which multiplies too") {
    const auto both = chain(warmup + R"(, {"type": "CosineAnnealingLR", "T_max": 10, "end": 10})");
    CHECK(are_near(first(14, both),
                   step_by_step(1, {linear(0.25, 1, 0, 5, false), cosine(1, 0, 10, 0, 10, false)}, 1, 14)));
  }
  SECTION("a warm-up of iterations under what changes once an epoch") {
    const std::string early = R"({"type": "LinearLR", "start_factor": 0.25, "by_epoch": false, "end": 5})";
    const auto steps = chain(early + R"(, {"type": "MultiStepLR", "milestones": [1], "gamma": 0.5, "end": 3})",
                             R"(, "epoch_length": 4)");
    CHECK(are_near(first(14, steps),
                   step_by_step(1, {linear(0.25, 1, 0, 5, false), multi_step(1, 0.5, 0, 3, true)}, 4, 14)));
    const auto wave =
        chain(early + R"(, {"type": "CosineAnnealingLR", "T_max": 3, "eta_min": 0.5, "begin": 2, "end": 5})",
              R"(, "epoch_length": 4)");
    CHECK(are_near(first(24, wave),
                   step_by_step(1, {linear(0.25, 1, 0, 5, false), cosine(1, 0.5, 3, 2, 5, true)}, 4, 24)));
    const auto smooth = chain(early + R"(, {"type": "CosineAnnealingLR", "T_max": 3, "eta_min": 0.5, "begin": 2,
                                         "end": 5, "convert_to_iter_based": true})",
                              R"(, "epoch_length": 4)");
    CHECK(are_near(first(24, smooth),
                   step_by_step(1, {linear(0.25, 1, 0, 5, false), cosine(1, 0.5, 12, 8, 20, false)}, 4, 24)));
    CHECK(test::same_rates(chain(R"({"type": "MultiStepLR", "milestones": [1, 3], "convert_to_iter_based": true})",
                                 R"(, "epoch_length": 4)"),
                           mmengine::MultiStepLR({.base_lr = 1, .milestones = {4, 12}})));
  }
  SECTION("it is written as it was given") {
    const auto both =
        chain(warmup + R"(, {"type": "PolyLR", "begin": 5, "end": 9, "by_epoch": true})", R"(, "epoch_length": 2)");
    CHECK(test::schedule_from(test::written(both)) == both);
  }
}

TEST_CASE("MMEngine: what a list of schedulers refuses", "[mmengine]") {
  const auto rule = [](const std::string& schedulers, const std::string& others = "") {
    const std::string said = test::complaint([&] { chain(schedulers, others); });
    const std::string place = "/mmengine.param_scheduler";
    CHECK(said.rfind(place, 0) == 0);
    return test::sentence(said);
  };
  const std::string warmup = R"({"type": "LinearLR", "end": 5})",
                    poly = R"({"type": "PolyLR", "eta_min": 0.5, "end": 9})";
  const std::string together =
      "schedulers must all multiply the rate where several are in force at the same time; number, got ";
  CHECK(rule(warmup + "," + poly) == together + "2");
  CHECK(rule(poly + "," + warmup) == together + "1");
  CHECK(rule(R"({"type": "CosineAnnealingLR", "T_max": 3, "end": 9}, )" + warmup) == together + "1");
  CHECK(
      rule(
          R"({"type": "OneCycleLR", "eta_max": 1, "total_steps": 9, "end": 9}, {"type": "StepLR", "step_size": 3, "begin": 9})") ==
      "schedulers but the last must not be of the type OneCycleLR, which replaces base_lr; number, got 1");
  const std::string units =
      "mmengine.param_scheduler: epoch_length must be given, since some count epochs and others iterations, got "
      "nothing";
  CHECK(rule(warmup + R"(, {"type": "StepLR", "step_size": 3, "by_epoch": false})") ==
        units.substr(units.find("epoch")));
  CHECK(rule(R"({"type": "StepLR", "step_size": 3, "convert_to_iter_based": true})") ==
        units.substr(units.find("epoch")));
  CHECK(rule(R"({"type": "StepLR", "step_size": 3, "base_lr": 2})") == "base_lr must be that of the schedulers, got 1");
  CHECK(rule(warmup, R"(, "epoch_length": 0)") == "epoch_length must be at least 1, got 0");
  CHECK(rule(R"({"type": "StepLR", "step_size": 9007199254740992, "convert_to_iter_based": true})",
             R"(, "epoch_length": 2)") ==
        "StepLR: step_size must be a length of at most 2^53 in iterations, got 9007199254740992");
  CHECK(rule(R"({"linear": {"from": 1, "to": 0, "steps": 9}})") == "schedulers must be MMEngine's; number, got 1");
}

TEST_CASE("what MMEngine's schedules refuse", "[mmengine]") {
  const auto rule = [](const std::string& name, const std::string& arguments) {
    return answer("{\"mmengine." + name + "\": {\"base_lr\": 1" + arguments + "}}");
  };
  for (const char* const call : {"ConstantLR", "LinearLR", "PolyLR", "CosineAnnealingLR", "OneCycleLR"}) {
    const std::string name = call;
    CHECK(rule(name, R"(, "begin": 3, "end": 3)") == "/mmengine." + name + "/end: must be above begin, got 3");
    CHECK(answer("{\"mmengine." + name + "\": {\"base_lr\": -1}}") ==
          "/mmengine." + name + "/base_lr: must be at least 0, got -1");
    CHECK(answer("{\"mmengine." + name + "\": {}}") == "/mmengine." + name + ": the argument base_lr is missing");
  }
  CHECK(rule("LinearLR", R"(, "begin": -9007199254740992)") ==
        "/mmengine.LinearLR: end must be at most 2^53 steps after begin, got 1000000000");
  CHECK(rule("ConstantLR", R"(, "factor": 2)") == "/mmengine.ConstantLR/factor: must be at most 1, got 2");
  CHECK(rule("ConstantLR", R"(, "factor": -1)") == "/mmengine.ConstantLR/factor: must be at least 0, got -1");
  CHECK(rule("ConstantLR", R"(, "factor": 0, "end": 2)") ==
        "/mmengine.ConstantLR/factor: must be above 0, since the rate is divided by it at end - 1, got 0");
  CHECK(rule("LinearLR", R"(, "start_factor": 0, "end": 2)") ==
        "/mmengine.LinearLR/start_factor: must be above 0, since the second rate is divided by it, got 0");
  CHECK(rule("LinearLR", R"(, "start_factor": 2)") == "/mmengine.LinearLR/start_factor: must be at most 1, got 2");
  CHECK(rule("LinearLR", R"(, "end_factor": -1)") == "/mmengine.LinearLR/end_factor: must be at least 0, got -1");
  CHECK(rule("PolyLR", R"(, "power": -1)") == "/mmengine.PolyLR/power: must be at least 0, got -1");
  CHECK(rule("ExponentialLR", R"(, "gamma": -1)") == "/mmengine.ExponentialLR/gamma: must be at least 0, got -1");
  CHECK(rule("StepLR", R"(, "step_size": 0)") == "/mmengine.StepLR/step_size: must be at least 1, got 0");
  CHECK(rule("MultiStepLR", R"(, "milestones": [], "gamma": -1)") ==
        "/mmengine.MultiStepLR/gamma: must be at least 0, got -1");
  CHECK(rule("CosineAnnealingLR", R"(, "T_max": -1)") ==
        "/mmengine.CosineAnnealingLR/T_max: must be at least 0, got -1");
  CHECK(rule("CosineAnnealingLR", R"(, "eta_min": 0, "eta_min_ratio": 0)") ==
        R"(/mmengine.CosineAnnealingLR/eta_min: must not be given with eta_min_ratio, got both)");
  CHECK(rule("CosineRestartLR", R"(, "periods": [2])") ==
        "/mmengine.CosineRestartLR: eta_min must be given, or eta_min_ratio, got neither");
  CHECK(rule("CosineRestartLR", R"(, "periods": [2, 3], "eta_min": 0)") ==
        "/mmengine.CosineRestartLR: restart_weights must be as many as the periods, got 1");
  CHECK(rule("CosineRestartLR", R"(, "periods": [-2], "eta_min": 0)") ==
        "/mmengine.CosineRestartLR/periods: must be at least 0, got -2");
  CHECK(rule("OneCycleLR", R"(, "total_steps": 0)") == "/mmengine.OneCycleLR/total_steps: must be at least 1, got 0");
  CHECK(rule("OneCycleLR", R"(, "total_steps": 4, "pct_start": 0.25)") ==
        "/mmengine.OneCycleLR/pct_start: must not be 1/total_steps, which leaves no step between the start and the "
        "peak, got 0.25");
  CHECK(rule("OneCycleLR", R"(, "pct_start": 2)") == "/mmengine.OneCycleLR/pct_start: must be at most 1, got 2");
  CHECK(rule("OneCycleLR", R"(, "anneal_strategy": "sin")") ==
        R"(/mmengine.OneCycleLR/anneal_strategy: must be cos or linear, got "sin")");
  CHECK(rule("OneCycleLR", R"(, "div_factor": 0)") == "/mmengine.OneCycleLR/div_factor: must be above 0, got 0");
  CHECK(rule("OneCycleLR", R"(, "final_div_factor": 0)") ==
        "/mmengine.OneCycleLR/final_div_factor: must be above 0, got 0");
  CHECK(rule("OneCycleLR", R"(, "eta_max": -1)") == "/mmengine.OneCycleLR/eta_max: must be at least 0, got -1");
  CHECK(rule("StepLR", R"(, "step_size": 2, "by_epoch": false, "convert_to_iter_based": true)") ==
        "/mmengine.StepLR/convert_to_iter_based: must be false, since by_epoch is, got true");
  test::must_be_finite("PolyLR: eta_min", [](double rate) { mmengine::PolyLR({.base_lr = 1, .eta_min = rate}); });
}

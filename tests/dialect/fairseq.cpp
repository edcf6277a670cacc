// SPDX-License-Identifier: MIT

// The framework: fairseq 0.12.2, 3d262bb25690, driven in the order of its trainer.

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <lrsched/dialect/fairseq.hpp>

#include "framework.hpp"

namespace fairseq = lrsched::dialect::fairseq;
using test::answer, test::same;

namespace {

using rates = std::vector<double>;

/// The first rates.
rates first(std::int64_t count, const lrsched::any_schedule<double>& schedule) {
  rates result;
  for (std::int64_t n = 0; n < count; ++n) result.push_back(schedule(n));
  return result;
}

bool is_near(double one, double other) { return std::fabs(one - other) <= 1e-15; }

}  // namespace

TEST_CASE("every row of fairseq's curves", "[fairseq]") { test::follows<fairseq::schedules>(977); }

TEST_CASE("fairseq's schedules in C++", "[fairseq]") {
  CHECK(first(5, fairseq::fixed({.lr = {8, 4}, .force_anneal = 3, .lr_shrink = 0.5, .updates_per_epoch = 1})) ==
        rates{8, 4, 2, 1, 0.5});
  CHECK(first(4, fairseq::manual({.lr = {8}, .update2lr = "{'1': 4, '3': 2}"})) == rates{8, 4, 4, 2});
  CHECK(first(5, fairseq::polynomial_decay({.lr = {4}, .warmup_updates = 2, .total_num_update = 4})) ==
        rates{0, 2, 4, 2, 0});
  CHECK(fairseq::inverse_sqrt({.lr = {4}, .warmup_updates = 4})(16) == 2);
  CHECK(first(5, fairseq::cosine({.lr = {4}, .lr_period_updates = 2, .lr_shrink = 0.5})) == rates{4, 2, 2, 1, 1});
  CHECK(first(4, fairseq::step({.lr = {4}, .min_lr = 1.5, .lr_deacy_period = 1})) == rates{4, 2, 1.5, 1.5});
  CHECK(first(6, fairseq::triangular({.lr = {0}, .max_lr = 4, .lr_period_updates = 4, .lr_shrink = 0.5})) ==
        rates{0, 2, 4, 2, 0, 1});
  CHECK(first(6, fairseq::tri_stage({.lr = {4},
                                     .warmup_steps = 2,
                                     .hold_steps = 1,
                                     .decay_steps = 2,
                                     .init_lr_scale = 0.5,
                                     .final_lr_scale = 0.25})) == rates{2, 3, 4, 4, 2, 1});
}

TEST_CASE("what fairseq's arguments are if they are left out", "[fairseq]") {
  CHECK(same(R"({"fairseq.fixed": {}})",
             R"({"fairseq.fixed": {"lr": [0.25], "force_anneal": null, "lr_shrink": 0.1, "warmup_updates": 0}})"));
  CHECK(
      same(R"({"fairseq.manual": {}})", R"({"fairseq.manual": {"lr": [0.25], "epoch2lr": "{}", "update2lr": "{}"}})"));
  CHECK(same(R"({"fairseq.polynomial_decay": {"total_num_update": 9}})",
             R"({"fairseq.polynomial_decay": {"lr": [0.25], "warmup_updates": 0, "force_anneal": null,
                 "end_learning_rate": 0, "power": 1, "total_num_update": 9}})"));
  CHECK(same(R"({"fairseq.inverse_sqrt": {}})",
             R"({"fairseq.inverse_sqrt": {"lr": [0.25], "warmup_updates": 4000, "warmup_init_lr": -1}})"));
  CHECK(same(R"({"fairseq.cosine": {"max_update": 9}})",
             R"({"fairseq.cosine": {"lr": [0.25], "warmup_updates": 0, "warmup_init_lr": -1, "min_lr": 0, "t_mult": 1,
                 "lr_period_updates": -1, "lr_shrink": 0.1, "max_update": 9}})"));
  CHECK(same(R"({"fairseq.step": {}})",
             R"({"fairseq.step": {"lr": [0.25], "warmup_updates": 0, "warmup_init_lr": -1, "min_lr": 0,
                 "lr_deacy_period": 25000, "lr_decay": 0.5}})"));
  CHECK(same(R"({"fairseq.triangular": {"max_lr": 1}})",
             R"({"fairseq.triangular": {"lr": [0.25], "max_lr": 1, "lr_period_updates": 5000, "lr_shrink": 0.1,
                 "shrink_min": false}})"));
  CHECK(same(R"({"fairseq.tri_stage": {}})",
             R"({"fairseq.tri_stage": {"lr": [0.25], "warmup_steps": 4000, "hold_steps": 20000, "decay_steps": 60000,
                 "phase_ratio": null, "init_lr_scale": 0.01, "final_lr_scale": 0.01, "max_update": 0}})"));
}

TEST_CASE("fairseq: the rates of the epochs", "[fairseq]") {
  SECTION("fixed: force_anneal before the first epoch has annealed already") {
    const auto from = [](std::int64_t epoch) {
      return fairseq::fixed({.lr = {16, 8}, .force_anneal = epoch, .lr_shrink = 0.5, .updates_per_epoch = 2});
    };
    CHECK(first(5, from(1)) == rates{4, 4, 2, 2, 1});
    CHECK(first(3, from(0)) == rates{2, 2, 1});
    CHECK(first(3, from(-2)) == rates{0.5, 0.5, 0.25});
    CHECK(first(7, from(4)) == rates{16, 16, 8, 8, 8, 8, 4});
  }
  SECTION("fixed: an lr_shrink of 0 leaves nothing, one above 1 grows") {
    CHECK(first(3, fairseq::fixed({.lr = {2}, .force_anneal = 2, .lr_shrink = 0, .updates_per_epoch = 1})) ==
          rates{2, 0, 0});
    CHECK(first(3, fairseq::fixed({.lr = {2}, .force_anneal = 2, .lr_shrink = 3, .updates_per_epoch = 1})) ==
          rates{2, 6, 18});
  }
  SECTION("fixed: the warm-up multiplies the rate of the epoch") {
    CHECK(first(5, fairseq::fixed({.lr = {4, 8}, .warmup_updates = 4, .updates_per_epoch = 2})) ==
          rates{1, 2, 6, 8, 8});
    CHECK(first(2, fairseq::fixed({.lr = {4}, .warmup_updates = -4})) == rates{4, 4});
  }
  SECTION("polynomial_decay begins with the second rate") {
    CHECK(first(5, fairseq::polynomial_decay({.lr = {4, 8, 16}, .total_num_update = 4, .updates_per_epoch = 2})) ==
          rates{8, 6, 8, 4, 0});
    CHECK(first(3, fairseq::polynomial_decay({.lr = {4, 8}, .total_num_update = 4})) == rates{8, 6, 4});
  }
  SECTION("polynomial_decay: force_anneal starts from what the rate has come to") {
    CHECK(first(5, fairseq::polynomial_decay(
                       {.lr = {8}, .force_anneal = 2, .total_num_update = 4, .updates_per_epoch = 1})) ==
          rates{8, 8 * 0.75 * 0.75, 8 * 0.75 * 0.5 * 0.5, 8 * 0.75 * 0.5 * 0.25 * 0.25, 0});
    CHECK(first(6, fairseq::polynomial_decay({.lr = {8},
                                              .warmup_updates = 2,
                                              .force_anneal = 1,
                                              .end_learning_rate = 1,
                                              .total_num_update = 4,
                                              .updates_per_epoch = 9})) == rates{0, 0, 0, 0.5, 1, 1});
  }
}

TEST_CASE("fairseq: manual reads Python dicts", "[fairseq]") {
  const auto by_update = [](std::string dict) {
    return first(7, fairseq::manual({.lr = {8}, .update2lr = std::move(dict)}));
  };
  CHECK(by_update("{}") == rates{8, 8, 8, 8, 8, 8, 8});
  CHECK(by_update(" { \"0\" : 1e0 , '2':.5, } ") == rates{1, 1, 0.5, 0.5, 0.5, 0.5, 0.5});
  CHECK(by_update("{'1-4': 1, '2': 2}") == rates{8, 1, 2, 1, 1, 1, 1});
  CHECK(by_update("{'2': 2, '1-4': 1}") == rates{8, 1, 1, 1, 1, 1, 1});
  CHECK(by_update("{'1-4': 1, '3-5': 2}") == rates{8, 1, 1, 2, 2, 2, 2});
  CHECK(by_update("{'3-5': 2, '1-4': 1}") == rates{8, 1, 1, 1, 1, 2, 2});
  CHECK(by_update("{'-3, 4,2': 1, '6': 2}") == rates{1, 1, 1, 1, 1, 1, 2});
  CHECK(by_update("{'4-1': 1}") == rates{8, 8, 8, 8, 8, 8, 8});
  CHECK(by_update("{'1-4': 1, '3': 2, '1-4': 4}") == rates{8, 4, 4, 2, 4, 4, 4});
  CHECK(first(6, fairseq::manual({.lr = {8, 9}, .epoch2lr = "{'0': 4, '3': 2}", .updates_per_epoch = 2})) ==
        rates{4, 4, 4, 4, 2, 2});
  CHECK(
      first(6, fairseq::manual(
                   {.lr = {8}, .epoch2lr = "{'2': 4}", .update2lr = "{'3-9000000000': 1}", .updates_per_epoch = 2})) ==
      rates{8, 8, 4, 1, 1, 1});
}

TEST_CASE("the corners of fairseq's schedules", "[fairseq]") {
  SECTION("a warm-up below 0 is none, and the decay has begun so long before") {
    CHECK(first(3, fairseq::polynomial_decay({.lr = {8}, .warmup_updates = -2, .total_num_update = 2})) ==
          rates{4, 2, 0});
    CHECK(first(3, fairseq::step({.lr = {8}, .warmup_updates = -3, .lr_deacy_period = 2})) == rates{4, 2, 2});
    CHECK(first(3, fairseq::cosine({.lr = {8}, .warmup_updates = -1, .lr_period_updates = 2, .lr_shrink = 0.5})) ==
          rates{4, 4, 2});
  }
  SECTION("a warm-up may fall, and starts at 0 if it is told so") {
    CHECK(first(3, fairseq::step({.lr = {2}, .warmup_updates = 2, .warmup_init_lr = 4, .min_lr = 1})) ==
          rates{4, 3, 2});
    CHECK(first(3, fairseq::step({.lr = {2}, .warmup_updates = 2, .warmup_init_lr = 0, .min_lr = 1})) ==
          rates{0, 1, 2});
    CHECK(first(3, fairseq::step({.lr = {3}, .warmup_updates = 2, .min_lr = 1})) == rates{1, 2, 3});
    CHECK(first(3, fairseq::inverse_sqrt({.lr = {2}, .warmup_updates = 2, .warmup_init_lr = 4})) == rates{4, 3, 2});
  }
  SECTION("polynomial_decay without room for a decay, or for a part of an update") {
    CHECK(first(5, fairseq::polynomial_decay(
                       {.lr = {8}, .warmup_updates = 2, .end_learning_rate = 1, .total_num_update = 1})) ==
          rates{0, 4, 8, 1, 1});
    CHECK(first(3, fairseq::polynomial_decay({.lr = {8}, .total_num_update = 1.6})) == rates{8, 8 * (1 - 1 / 1.6), 0});
    CHECK(first(3, fairseq::polynomial_decay({.lr = {8}, .end_learning_rate = 9, .power = 0, .total_num_update = 2})) ==
          rates{8, 8, 9});
  }
  SECTION("cosine: periods that are no whole numbers, a shrink of 0, and one above 1") {
    const auto curve = fairseq::cosine({.lr = {4}, .lr_period_updates = 2.5, .lr_shrink = 0.5});
    CHECK(is_near(curve(1), 2 + 2 * std::cos(std::acos(-1.0) / 2.5)));
    CHECK(is_near(curve(3), 1 + std::cos(std::acos(-1.0) / 5)));
    CHECK(curve(5) == 1);
    CHECK(first(4, fairseq::cosine({.lr = {4}, .min_lr = -2, .lr_period_updates = 2, .lr_shrink = 0})) ==
          rates{4, 1, 0, 0});
    CHECK(first(5, fairseq::cosine({.lr = {4}, .min_lr = 2, .lr_period_updates = 2, .lr_shrink = 3})) ==
          rates{4, 3, 12, 9, 36});
    CHECK(fairseq::cosine({.lr = {4}, .t_mult = 2, .lr_period_updates = 1.5, .lr_shrink = 0.5})(3) == 1);
  }
  SECTION("triangular: periods of no whole number, and a triangle that points down") {
    CHECK(first(5, fairseq::triangular(
                       {.lr = {2}, .max_lr = 4, .lr_period_updates = 5.5, .lr_shrink = 0.25, .shrink_min = true})) ==
          rates{2, 3, 4, 3, 0.5});
    CHECK(first(9, fairseq::triangular({.lr = {2}, .max_lr = 4, .lr_period_updates = 4, .lr_shrink = 0.25})) ==
          rates{2, 3, 4, 3, 2, 1.5, 1, 1.5, 2});
  }
  SECTION("tri_stage: parts of max_update, rounded down, and an end above the peak") {
    CHECK(same(R"({"fairseq.tri_stage": {"phase_ratio": [0.1, 0.4, 0.5], "max_update": 47}})",
               R"({"fairseq.tri_stage": {"warmup_steps": 4, "hold_steps": 18, "decay_steps": 23}})"));
    CHECK(first(3, fairseq::tri_stage(
                       {.lr = {1}, .warmup_steps = 0, .hold_steps = 0, .decay_steps = 2, .final_lr_scale = 4})) ==
          rates{1, 2, 4});
  }
}

TEST_CASE("what fairseq's schedules refuse", "[fairseq]") {
  const auto rule = [](const std::string& name, const std::string& arguments) {
    return answer("{\"fairseq." + name + "\": {" + arguments + "}}");
  };
  const std::string dict = " must be a Python dict such as {'1-4': 0.1, '5': 0.2, '12,20': 0.05}, got ";
  for (const auto& [name, others] : {std::pair<const char*, const char*>{"inverse_sqrt", ""},
                                     {"cosine", R"(, "max_update": 9)"},
                                     {"triangular", R"(, "max_lr": 9)"},
                                     {"tri_stage", ""}}) {
    const std::string schedule = name;
    CHECK(rule(schedule, std::string(R"("lr": [1, 2])") + others) ==
          "/fairseq." + schedule + "/lr: must be one rate, got 2");
    CHECK(rule(schedule, std::string(R"("lr": [])") + others) ==
          "/fairseq." + schedule + "/lr: must be one rate, got 0");
    CHECK(rule(schedule, std::string(R"("lr": [-1])") + others) ==
          "/fairseq." + schedule + "/lr: must be at least 0, got -1");
  }
  CHECK(rule("fixed", R"("lr": [])") == "/fairseq.fixed/lr: must be at least one rate, got 0");
  CHECK(rule("fixed", R"("lr": [1, -1], "updates_per_epoch": 1)") == "/fairseq.fixed/lr: must be at least 0, got -1");
  CHECK(rule("fixed", R"("lr": [1, 2])") ==
        "/fairseq.fixed: updates_per_epoch must be given, since the rate depends on the epoch, got nothing");
  CHECK(rule("fixed", R"("lr_shrink": -1)") == "/fairseq.fixed/lr_shrink: must be at least 0, got -1");
  CHECK(rule("fixed", R"("updates_per_epoch": 0)") == "/fairseq.fixed/updates_per_epoch: must be at least 1, got 0");
  CHECK(rule("manual", R"("epoch2lr": "{'2': 1}")") ==
        "/fairseq.manual: updates_per_epoch must be given, since the rate depends on the epoch, got nothing");
  for (const char* text : {"", "{", "1", "{1: 2}", "{'1': 2", "{'1' 2}", "{'1': x}", "{'1': 2; '3': 4}", "{'1': 2}}",
                           "{'-5': 1}", "{'1-': 1}", "{'1--4': 1}", "{'1-4-7': 1}", "{'1,': 1}", "{'1,2-3': 1}",
                           "{'a': 1}", "{'': 1}", "{'9007199254740993': 1}", "{,}"})
    CHECK(rule("manual", std::string(R"("update2lr": ")") + text + "\"") ==
          "/fairseq.manual/update2lr:" + dict + "\"" + text + "\"");
  CHECK(rule("polynomial_decay", "") == "/fairseq.polynomial_decay: the argument total_num_update is missing");
  CHECK(rule("polynomial_decay", R"("total_num_update": 0)") ==
        "/fairseq.polynomial_decay/total_num_update: must be above 0, got 0");
  CHECK(rule("polynomial_decay", R"("total_num_update": 9, "power": -1)") ==
        "/fairseq.polynomial_decay/power: must be at least 0, got -1");
  CHECK(rule("polynomial_decay", R"("total_num_update": 9, "force_anneal": 2)") ==
        "/fairseq.polynomial_decay: updates_per_epoch must be given, since the rate depends on the epoch, got nothing");
  CHECK(
      rule("polynomial_decay", R"("total_num_update": 1e7, "force_anneal": 2, "updates_per_epoch": 2)") ==
      "/fairseq.polynomial_decay/updates_per_epoch: must leave at most 1,000,000 epochs, of which each depends on the "
      "one before, got 2");
  CHECK(rule("inverse_sqrt", R"("warmup_updates": 0)") ==
        "/fairseq.inverse_sqrt/warmup_updates: must be at least 1, got 0");
  CHECK(rule("cosine", "") == "/fairseq.cosine: max_update must be above 0, or else lr_period_updates, got 0");
  CHECK(rule("cosine", R"("max_update": 3, "warmup_updates": 3)") ==
        "/fairseq.cosine/max_update: must be above warmup_updates, got 3");
  CHECK(rule("cosine", R"("max_update": 3, "min_lr": 0.25)") == "/fairseq.cosine/min_lr: must be below lr, got 0.25");
  CHECK(rule("cosine", R"("max_update": 3, "t_mult": 0.5)") == "/fairseq.cosine/t_mult: must be at least 1, got 0.5");
  CHECK(rule("cosine", R"("max_update": 3, "lr_shrink": -1)") ==
        "/fairseq.cosine/lr_shrink: must be at least 0, got -1");
  CHECK(rule("step", R"("lr_deacy_period": 0)") == "/fairseq.step/lr_deacy_period: must be above 0, got 0");
  CHECK(rule("step", R"("lr_decay": 2)") == "/fairseq.step/lr_decay: must be at most 1, got 2");
  CHECK(rule("step", R"("lr_decay": -1)") == "/fairseq.step/lr_decay: must be at least 0, got -1");
  CHECK(rule("step", R"("min_lr": -1)") == "/fairseq.step/min_lr: must be at least 0, got -1");
  CHECK(rule("step", R"("min_lr": 1)") == "/fairseq.step/min_lr: must be below lr, got 1");
  CHECK(rule("step", R"("lr_decay_period": 1)") ==
        "/fairseq.step/lr_decay_period: there is no argument lr_decay_period, did you mean lr_deacy_period?");
  CHECK(rule("triangular", R"("max_lr": 0.25)") == "/fairseq.triangular/max_lr: must be above lr, got 0.25");
  CHECK(rule("triangular", R"("max_lr": 1, "lr_period_updates": 1)") ==
        "/fairseq.triangular/lr_period_updates: must be at least 2, got 1");
  CHECK(rule("triangular", R"("max_lr": 1, "lr_period_updates": 1e17)") ==
        "/fairseq.triangular/lr_period_updates: must be at most 2^53, got 1e+17");
  CHECK(rule("triangular", R"("max_lr": 1, "lr_shrink": -1)") ==
        "/fairseq.triangular/lr_shrink: must be at least 0, got -1");
  CHECK(rule("tri_stage", R"("decay_steps": 0)") ==
        "/fairseq.tri_stage/decay_steps: must leave at least 1 step for the decay, got 0");
  CHECK(rule("tri_stage", R"("phase_ratio": [0.5, 0.5, 0], "max_update": 9)") ==
        "/fairseq.tri_stage/phase_ratio: must leave at least 1 step for the decay, got 0");
  CHECK(rule("tri_stage", R"("phase_ratio": [0.5, 0.5, 0.5], "max_update": 9)") ==
        "/fairseq.tri_stage/phase_ratio: must add up to 1, got 1.5");
  CHECK(rule("tri_stage", R"("phase_ratio": [0.5, 0.5], "max_update": 9)") ==
        "/fairseq.tri_stage/phase_ratio: must be three numbers, got 2");
  CHECK(rule("tri_stage", R"("phase_ratio": [0.5, -0.5, 1], "max_update": 9)") ==
        "/fairseq.tri_stage/phase_ratio: must be at least 0, got -0.5");
  CHECK(rule("tri_stage", R"("phase_ratio": [0, 0, 1])") == "/fairseq.tri_stage: max_update must be above 0, got 0");
  CHECK(rule("tri_stage", R"("final_lr_scale": 0)") == "/fairseq.tri_stage/final_lr_scale: must be above 0, got 0");
  CHECK(rule("tri_stage", R"("hold_steps": -1)") == "/fairseq.tri_stage/hold_steps: must be at least 0, got -1");
  test::must_be_finite("fixed: lr", [](double rate) { fairseq::fixed({.lr = {rate}}); });
}

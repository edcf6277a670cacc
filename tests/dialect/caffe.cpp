// SPDX-License-Identifier: MIT

// The framework: GetLearningRate of Caffe 9b891540183d, with a double solver; -f32 with a float one.

#include <cstdint>
#include <string>
#include <utility>

#include <lrsched/dialect/caffe.hpp>

#include "framework.hpp"

namespace caffe = lrsched::dialect::caffe;
using test::answer, test::same;

TEST_CASE("every row of Caffe's curves", "[caffe]") { test::follows<caffe::schedules>(742, {}, {{"exp", 1e-5}}); }

TEST_CASE("Caffe's schedules in C++", "[caffe]") {
  CHECK(caffe::fixed({.base_lr = 0.1})(7) == 0.1);
  CHECK(caffe::step({.base_lr = 1, .gamma = 0.5, .stepsize = 10})(20) == 0.25);
  CHECK(caffe::exp({.base_lr = 1, .gamma = 0.5})(3) == 0.125);
  CHECK(caffe::inv({.base_lr = 1, .gamma = 1, .power = 2})(1) == 0.25);
  CHECK(caffe::multistep({.base_lr = 1, .gamma = 0.5, .stepvalue = {3, 5}})(5) == 0.25);
  CHECK(caffe::poly({.base_lr = 1, .power = 1, .max_iter = 4}).length() == 4);
  CHECK(caffe::sigmoid({.base_lr = 1, .gamma = 0.5, .stepsize = 5})(5) == 0.5);
}

TEST_CASE("the corners of Caffe's schedules", "[caffe]") {
  SECTION("gammas and powers of 0") {
    CHECK(caffe::step({.base_lr = 1, .gamma = 0, .stepsize = 2})(1) == 1);
    CHECK(caffe::step({.base_lr = 1, .gamma = 0, .stepsize = 2})(2) == 0);
    CHECK(caffe::exp({.base_lr = 1, .gamma = 0})(0) == 1);
    CHECK(caffe::exp({.base_lr = 1, .gamma = 0})(1) == 0);
    CHECK(caffe::inv({.base_lr = 1, .gamma = 1, .power = 0})(100) == 1);
    CHECK(caffe::poly({.base_lr = 1, .power = 0, .max_iter = 3})(3) == 1);
  }
  SECTION("gammas of 0 and 1 where nothing falls") {
    for (const std::int64_t k : {0, 1, 2, 100}) {
      CHECK(caffe::step({.base_lr = 2, .gamma = 1, .stepsize = 2})(k) == 2);
      CHECK(caffe::exp({.base_lr = 2, .gamma = 1})(k) == 2);
      CHECK(caffe::multistep({.base_lr = 2, .gamma = 1, .stepvalue = {1, 2}})(k) == 2);
      CHECK(caffe::multistep({.base_lr = 2, .gamma = 0, .stepvalue = {2}})(k) == (k < 2 ? 2 : 0));
      CHECK(caffe::inv({.base_lr = 2, .gamma = 0, .power = 3})(k) == 2);
      CHECK(caffe::sigmoid({.base_lr = 2, .gamma = 0, .stepsize = 2})(k) == 1);
    }
  }
  SECTION("after max_iter there is nothing") {
    CHECK(caffe::poly({.base_lr = 1, .power = 0.5, .max_iter = 3})(4) == 0);
    CHECK(caffe::poly({.base_lr = 1, .power = 2, .max_iter = 3})(9) == 0);
  }
  SECTION("stepvalues count one by one, in their order") {
    const auto stairs = caffe::multistep({.base_lr = 1, .gamma = 0.5, .stepvalue = {-3, 4, 4, 2, 20}});
    const double expected[] = {0.5, 0.5, 0.5, 0.5, 0.25, 0.125, 0.0625, 0.0625};
    for (std::int64_t step = 0; step < 8; ++step) CHECK(stairs(step) == expected[step]);
    CHECK(stairs(19) == 0.0625);
    CHECK(stairs(20) == 0.03125);
  }
  CHECK(same(R"({"caffe.multistep": {"base_lr": 1, "gamma": 0.5}})",
             R"({"caffe.multistep": {"base_lr": 1, "gamma": 0.5, "stepvalue": []}})"));
}

TEST_CASE("what Caffe's schedules refuse", "[caffe]") {
  const auto rule = [](const std::string& name, const std::string& arguments) {
    return answer("{\"caffe." + name + "\": {\"base_lr\": 1, " + arguments + "}}");
  };
  for (const auto& [name, others] : {std::pair<const char*, const char*>{"step", R"(, "stepsize": 1)"},
                                     {"exp", ""},
                                     {"inv", R"(, "power": 1)"},
                                     {"multistep", ""},
                                     {"sigmoid", R"(, "stepsize": 1)"}}) {
    const std::string schedule = name;
    CHECK(rule(schedule, std::string(R"("gamma": -1)") + others) ==
          "/caffe." + schedule + "/gamma: must be at least 0, got -1");
  }
  CHECK(rule("step", R"("gamma": 1, "stepsize": 0)") == "/caffe.step/stepsize: must be above 0, got 0");
  CHECK(rule("sigmoid", R"("gamma": 1, "stepsize": -2)") == "/caffe.sigmoid/stepsize: must be above 0, got -2");
  CHECK(rule("poly", R"("power": 1, "max_iter": 0)") == "/caffe.poly/max_iter: must be above 0, got 0");
  CHECK(rule("poly", R"("power": -1, "max_iter": 1)") == "/caffe.poly/power: must be at least 0, got -1");
  CHECK(rule("inv", R"("gamma": 1, "power": -0.5)") == "/caffe.inv/power: must be at least 0, got -0.5");
  CHECK(rule("exp", R"("gama": 1)") == "/caffe.exp/gama: there is no argument gama, did you mean gamma?");
  CHECK(rule("multistep", R"("gamma": 1, "stepvalue": [9007199254740993])") ==
        "/caffe.multistep/stepvalue: must be at most 2^53, got 9007199254740993");
  CHECK(answer(R"({"caffe.step": {"base_lr": 1, "stepsize": 3}})") == "/caffe.step: the argument gamma is missing");
  test::must_be_finite("fixed: base_lr", [](double rate) { caffe::fixed({.base_lr = rate}); });
}

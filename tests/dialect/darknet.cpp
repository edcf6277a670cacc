// SPDX-License-Identifier: MIT

// The framework: get_current_rate of Darknet f6afaabcdf85, with its float read as double; -f32 as it is.

#include <cmath>
#include <cstdint>
#include <string>

#include <lrsched/dialect/darknet.hpp>

#include "framework.hpp"

namespace darknet = lrsched::dialect::darknet;
using test::answer, test::same;

TEST_CASE("every row of Darknet's curves", "[darknet]") { test::follows<darknet::schedules>(618); }

TEST_CASE("Darknet's schedules in C++: the first batch is 1", "[darknet]") {
  CHECK(darknet::constant({.learning_rate = 1, .burn_in = 4, .power = 2})(0) == 0.0625);
  CHECK(darknet::constant({.learning_rate = 1, .burn_in = 4, .power = 2})(2) == 0.5625);
  CHECK(darknet::constant({.learning_rate = 1, .burn_in = 4, .power = 2})(3) == 1);
  CHECK(darknet::step({.learning_rate = 1, .step = 10, .scale = 0.5})(8) == 1);
  CHECK(darknet::step({.learning_rate = 1, .step = 10, .scale = 0.5})(9) == 0.5);
  CHECK(darknet::steps({.learning_rate = 1, .steps = {3, 5}, .scales = {0.5, 4}})(1) == 1);
  CHECK(darknet::steps({.learning_rate = 1, .steps = {3, 5}, .scales = {0.5, 4}})(2) == 0.5);
  CHECK(darknet::steps({.learning_rate = 1, .steps = {3, 5}, .scales = {0.5, 4}})(4) == 2);
  CHECK(darknet::exp({.learning_rate = 1, .gamma = 0.5})(2) == 0.125);
  CHECK(darknet::poly({.learning_rate = 1, .power = 2, .max_batches = 4})(1) == 0.25);
  CHECK(darknet::poly({.learning_rate = 1, .max_batches = 4}).length() == 3);
  CHECK(darknet::sig({.learning_rate = 1, .gamma = 0.1, .step = 5})(4) == 0.5);
}

TEST_CASE("the defaults of Darknet's schedules", "[darknet]") {
  const std::string net = R"("learning_rate": 0.001, "burn_in": 0, "power": 4)";
  CHECK(same(R"({"darknet.constant": {}})", "{\"darknet.constant\": {" + net + "}}"));
  CHECK(same(R"({"darknet.step": {}})", "{\"darknet.step\": {" + net + R"(, "step": 1, "scale": 1}})"));
  CHECK(same(R"({"darknet.exp": {}})", "{\"darknet.exp\": {" + net + R"(, "gamma": 1}})"));
  CHECK(same(R"({"darknet.sig": {}})", "{\"darknet.sig\": {" + net + R"(, "gamma": 1, "step": 1}})"));
  CHECK(same(R"({"darknet.poly": {"max_batches": 9}})", "{\"darknet.poly\": {" + net + R"(, "max_batches": 9}})"));
}

TEST_CASE("the corners of Darknet's schedules", "[darknet]") {
  SECTION("the powers of a burn-in") {
    for (const std::int64_t k : {0, 1, 2, 3}) {
      const double n = static_cast<double>(k + 1);
      CHECK(darknet::constant({.learning_rate = 2, .burn_in = 9, .power = 0})(k) == 2);
      CHECK(darknet::constant({.learning_rate = 2, .burn_in = 9, .power = -2})(k) ==
            Approx(2 * 81 / (n * n)).epsilon(1e-14));
      CHECK(darknet::constant({.learning_rate = 2, .burn_in = 1, .power = -2})(k) == 2);
    }
  }
  SECTION("what begins inside the burn-in has begun behind it") {
    CHECK(darknet::step({.learning_rate = 1, .burn_in = 6, .power = 1, .step = 2, .scale = 0.5})(4) == 5.0 / 6);
    CHECK(darknet::step({.learning_rate = 1, .burn_in = 6, .power = 1, .step = 2, .scale = 0.5})(5) == 0.125);
    CHECK(darknet::poly({.learning_rate = 1, .burn_in = 6, .power = 1, .max_batches = 4})(4) == 5.0 / 6);
    CHECK(darknet::poly({.learning_rate = 1, .burn_in = 6, .power = 1, .max_batches = 4})(5) == 0);
  }
  SECTION("scales, gammas and powers of 0") {
    CHECK(darknet::step({.learning_rate = 1, .step = 2, .scale = 0})(0) == 1);
    CHECK(darknet::step({.learning_rate = 1, .step = 2, .scale = 0})(1) == 0);
    CHECK(darknet::exp({.learning_rate = 1, .gamma = 0})(0) == 0);
    CHECK(darknet::sig({.learning_rate = 1, .gamma = 0, .step = 3})(0) == 0.5);
    CHECK(darknet::sig({.learning_rate = 1, .gamma = 0, .step = 3})(9) == 0.5);
    CHECK(darknet::poly({.learning_rate = 1, .power = 0, .max_batches = 3})(2) == 1);
  }
  SECTION("a step below 0 is without end to what compares it, and a little to what subtracts it") {
    CHECK(darknet::step({.learning_rate = 1, .step = -2, .scale = 0.5})(1000) == 1);
    CHECK(darknet::steps({.learning_rate = 1, .steps = {2, -1, 3}, .scales = {0.5, 0.5, 0.5}})(1000) == 0.5);
    CHECK(darknet::sig({.learning_rate = 1, .gamma = 0.5, .step = -1})(0) ==
          Approx(1 / (1 + std::exp(1.0))).epsilon(1e-14));
  }
  SECTION("steps in any order, with scales of any sign") {
    const auto stairs = darknet::steps({.learning_rate = 1, .steps = {0, 5, 3, 8}, .scales = {-1, 2, 2, 0.5, 7}});
    const double expected[] = {-1, -1, -1, -1, -4, -4, -4, -2, -2};
    for (std::int64_t k = 0; k < 9; ++k) CHECK(stairs(k) == expected[k]);
  }
  SECTION("sig is 0 before its step, or all of the rate") {
    CHECK(darknet::sig({.learning_rate = 1, .gamma = 0.1, .step = 5})(3) == 0);
    CHECK(darknet::sig({.learning_rate = 1, .gamma = -0.1, .step = 5})(3) == 1);
    CHECK(darknet::sig({.learning_rate = 1, .gamma = -0.1, .step = 5})(4) == 0.5);
    CHECK(darknet::sig({.learning_rate = 1, .gamma = -0.1, .step = 5})(1000) == Approx(1));
  }
  SECTION("after max_batches there is nothing") {
    CHECK(darknet::poly({.learning_rate = 1, .power = 4, .max_batches = 3})(2) == 0);
    CHECK(darknet::poly({.learning_rate = 1, .power = 4, .max_batches = 3})(100) == 0);
  }
}

TEST_CASE("what Darknet's schedules refuse", "[darknet]") {
  const auto rule = [](const std::string& name, const std::string& arguments) {
    return answer("{\"darknet." + name + "\": {" + arguments + "}}");
  };
  for (const std::string name : {"constant", "step", "exp", "sig"})
    CHECK(rule(name, R"("burn_in": -1)") == "/darknet." + name + "/burn_in: must be at least 0, got -1");
  CHECK(rule("constant", R"("burn_in": 1000, "power": -200)") ==
        "/darknet.constant: learning_rate burn_in^-power must be finite, got inf");
  CHECK(rule("step", R"("step": 0)") == "/darknet.step/step: must not be 0, got 0");
  CHECK(rule("step", R"("scale": -1)") == "/darknet.step/scale: must be at least 0, got -1");
  CHECK(rule("steps", "") == "/darknet.steps: steps must be at least one, got 0");
  CHECK(rule("steps", R"("steps": [1, 2], "scales": [1])") == "/darknet.steps/scales: must be as many as steps, got 1");
  CHECK(rule("steps", R"("learning_rate": 1, "steps": [1, 2], "scales": [1e200, 1e200])") ==
        "/darknet.steps/learning_rate: learning_rate scales must be finite, got inf");
  CHECK(rule("exp", R"("gamma": -1)") == "/darknet.exp/gamma: must be at least 0, got -1");
  CHECK(rule("poly", "") == "/darknet.poly: the argument max_batches is missing");
  CHECK(rule("poly", R"("max_batches": 0)") == "/darknet.poly/max_batches: must be above 0, got 0");
  CHECK(rule("poly", R"("max_batches": 9, "power": -1)") == "/darknet.poly/power: must be at least 0, got -1");
  CHECK(rule("sig", R"("gamma": 1e-15)") == "/darknet.sig/gamma: must be 0, or at least 1e-14 in size, got 1e-15");
  CHECK(rule("random", "") ==
        "/darknet.random: there is no schedule darknet.random, only constant, exp, poly, sig, step, steps");
  test::must_be_finite("constant: learning_rate", [](double rate) { darknet::constant({.learning_rate = rate}); });
}

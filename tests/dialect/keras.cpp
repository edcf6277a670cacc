// SPDX-License-Identifier: MIT

// The framework: keras.optimizers.schedules of Keras 3.16.0, 3422977a5e38, numpy backend, forced to float64; -f32 as it
// is.

#include <cstdint>
#include <string>

#include <lrsched/dialect/keras.hpp>

#include "framework.hpp"

namespace keras = lrsched::dialect::keras;
using test::answer, test::same;

TEST_CASE("every row of Keras' curves", "[keras]") {
  test::follows<keras::schedules>(1145, {{{"keras-cosinedecayrestarts-05", 91}, 0.1},
                                         {{"keras-cosinedecayrestarts-05-f32", 55}, 0.1},
                                         {{"keras-cosinedecayrestarts-05-f32", 91}, 0.1}});
}

TEST_CASE("Keras' schedules in C++", "[keras]") {
  const auto decay = keras::ExponentialDecay({.initial_learning_rate = 0.1, .decay_steps = 10, .decay_rate = 0.5});
  CHECK(decay(10) == 0.05);
  const auto stairs = keras::PiecewiseConstantDecay({.boundaries = {5, 20}, .values = {0.1, 0.05, 0.01}});
  CHECK(stairs(5) == 0.1);
  CHECK(stairs(6) == 0.05);
  const auto warm = keras::CosineDecay(
      {.initial_learning_rate = 0, .decay_steps = 50, .alpha = 0.1, .warmup_target = 0.1, .warmup_steps = 10});
  CHECK(warm(5) == 0.05);
  CHECK(warm(10) == 0.1);
  CHECK(warm(60) == 0.1 * 0.1);
  CHECK(warm.length() == 60);
}

TEST_CASE("what Keras' arguments are if they are left out", "[keras]") {
  CHECK(same(R"({"keras.ExponentialDecay": {"initial_learning_rate": 1, "decay_steps": 7, "decay_rate": 0.5}})",
             R"({"keras.ExponentialDecay": {"initial_learning_rate": 1, "decay_steps": 7, "decay_rate": 0.5,
                                            "staircase": false, "name": "ExponentialDecay"}})"));
  CHECK(same(R"({"keras.PolynomialDecay": {"initial_learning_rate": 1, "decay_steps": 7}})",
             R"({"keras.PolynomialDecay": {"initial_learning_rate": 1, "decay_steps": 7, "end_learning_rate": 0.0001,
                                           "power": 1, "cycle": false, "name": "PolynomialDecay"}})"));
  CHECK(same(R"({"keras.InverseTimeDecay": {"initial_learning_rate": 1, "decay_steps": 7, "decay_rate": 0.5}})",
             R"({"keras.InverseTimeDecay": {"initial_learning_rate": 1, "decay_steps": 7, "decay_rate": 0.5,
                                            "staircase": false, "name": "InverseTimeDecay"}})"));
  CHECK(same(R"({"keras.CosineDecay": {"initial_learning_rate": 1, "decay_steps": 7}})",
             R"({"keras.CosineDecay": {"initial_learning_rate": 1, "decay_steps": 7, "alpha": 0, "name": "CosineDecay",
                                       "warmup_target": null, "warmup_steps": 0}})"));
  CHECK(same(R"({"keras.CosineDecayRestarts": {"initial_learning_rate": 1, "first_decay_steps": 7}})",
             R"({"keras.CosineDecayRestarts": {"initial_learning_rate": 1, "first_decay_steps": 7, "t_mul": 2,
                                               "m_mul": 1, "alpha": 0, "name": "SGDRDecay"}})"));
}

TEST_CASE("the corners of Keras' schedules", "[keras]") {
  SECTION("rates and powers of 0") {
    const auto gone = keras::ExponentialDecay({.initial_learning_rate = 1, .decay_steps = 3, .decay_rate = 0});
    CHECK(gone(0) == 1);
    CHECK(gone(1) == 0);
    const auto stair =
        keras::ExponentialDecay({.initial_learning_rate = 1, .decay_steps = 3, .decay_rate = 0, .staircase = true});
    CHECK(stair(2) == 1);
    CHECK(stair(3) == 0);
    const auto flat = keras::PolynomialDecay({.initial_learning_rate = 1, .decay_steps = 3, .power = 0});
    CHECK(flat(100) == 1);
  }
  SECTION("a polynomial in cycles is at its end on the multiples, and jumps a step later") {
    const auto cycle = keras::PolynomialDecay(
        {.initial_learning_rate = 1, .decay_steps = 4, .end_learning_rate = 0, .power = 1, .cycle = true});
    const double expected[] = {1, 0.75, 0.5, 0.25, 0, 0.375, 0.25, 0.125, 0, 0.25};
    for (std::int64_t step = 0; step < 10; ++step) CHECK(cycle(step) == expected[step]);
  }
  SECTION("boundaries below 0 have been passed, and equal ones leave a value out") {
    const auto stairs = keras::PiecewiseConstantDecay({.boundaries = {-3, 0, 5, 5}, .values = {1, 2, 3, 4, 5}});
    CHECK(stairs(0) == 2);
    CHECK(stairs(1) == 3);
    CHECK(stairs(5) == 3);
    CHECK(stairs(6) == 5);
  }
  SECTION("without a target there is no warm-up, and one of fewer than no steps starts inside the wave") {
    const auto cold = keras::CosineDecay({.initial_learning_rate = 1, .decay_steps = 4, .warmup_steps = 10});
    CHECK(cold(2) == 0.5);
    const auto inside =
        keras::CosineDecay({.initial_learning_rate = 7, .decay_steps = 4, .warmup_target = 1, .warmup_steps = -2});
    CHECK(inside(0) == 0.5);
    CHECK(inside(2) == 0);
  }
  SECTION("cycles lower the wave, not the floor, and restart where decimal numbers do") {
    const auto waves = keras::CosineDecayRestarts(
        {.initial_learning_rate = 1, .first_decay_steps = 10, .t_mul = 1.1, .m_mul = 0.5, .alpha = 0.2});
    CHECK(waves(10) == 0.2 + 0.8 * 0.5);
    CHECK(waves(21) == 0.2 + 0.8 * 0.25);
    CHECK(waves(20) < 0.25);
  }
}

TEST_CASE("Keras: numbers of steps that are not whole", "[keras]") {
  using test::has_formula, test::half_a_cosine;
  const auto exponential = [](bool stairs) {
    return keras::ExponentialDecay(
        {.initial_learning_rate = 1, .decay_steps = 2.5, .decay_rate = 0.5, .staircase = stairs});
  };
  CHECK(has_formula(exponential(false), [](double k) { return std::pow(0.5, k / 2.5); }));
  CHECK(has_formula(exponential(true), [](double k) { return std::pow(0.5, std::floor(k / 2.5)); }));
  CHECK(has_formula(
      keras::InverseTimeDecay({.initial_learning_rate = 1, .decay_steps = 2.5, .decay_rate = 0.5, .staircase = true}),
      [](double k) { return 1 / (1 + 0.5 * std::floor(k / 2.5)); }));
  CHECK(has_formula(
      keras::PolynomialDecay({.initial_learning_rate = 1, .decay_steps = 6.5, .end_learning_rate = 0.5, .power = 2}),
      [](double k) { return 0.5 + 0.5 * std::pow(1 - std::fmin(k / 6.5, 1), 2); }));
  CHECK(has_formula(
      keras::CosineDecay(
          {.initial_learning_rate = 0, .decay_steps = 6.5, .alpha = 0.25, .warmup_target = 1, .warmup_steps = 2.5}),
      [](double k) { return k < 2.5 ? k / 2.5 : 0.25 + 0.75 * half_a_cosine(std::fmin((k - 2.5) / 6.5, 1)); }));
  CHECK(has_formula(keras::CosineDecayRestarts({.initial_learning_rate = 1, .first_decay_steps = 2.5, .m_mul = 0.5}),
                    [](double k) {
                      double height = 1, steps = 2.5;
                      for (; k >= steps; k -= steps, steps *= 2) height /= 2;
                      return height * half_a_cosine(k / steps);
                    }));
  CHECK(answer(R"({"keras.PolynomialDecay": {"initial_learning_rate": 1, "decay_steps": 2.5, "cycle": true}})") ==
        "/keras.PolynomialDecay/decay_steps: must be a whole number with cycle, got 2.5");
}

TEST_CASE("what Keras' schedules refuse", "[keras]") {
  const auto rule = [](const std::string& name, const std::string& arguments) {
    return answer("{\"keras." + name + "\": {" + arguments + "}}");
  };
  const std::string exponential = R"("initial_learning_rate": 1, "decay_rate": 0.5, "decay_steps": )";
  CHECK(rule("ExponentialDecay", exponential + "0") == "/keras.ExponentialDecay/decay_steps: must be above 0, got 0");
  CHECK(rule("InverseTimeDecay", exponential + "-1") == "/keras.InverseTimeDecay/decay_steps: must be above 0, got -1");
  CHECK(rule("ExponentialDecay", exponential + "[5]") ==
        "/keras.ExponentialDecay/decay_steps: must be a number, got [5]: groups_from_json reads a list, with a number "
        "for each parameter group");
  CHECK(rule("ExponentialDecay", exponential + "2.0") == "accepted");
  CHECK(rule("ExponentialDecay", R"("initial_learning_rate": 1, "decay_steps": 1, "decay_rate": -1)") ==
        "/keras.ExponentialDecay/decay_rate: must be at least 0, got -1");
  CHECK(rule("InverseTimeDecay", R"("initial_learning_rate": 1, "decay_steps": 1, "decay_rate": -0.5)") ==
        "/keras.InverseTimeDecay/decay_rate: must be at least 0, got -0.5");
  CHECK(rule("PolynomialDecay", R"("initial_learning_rate": 1, "decay_steps": 0)") ==
        "/keras.PolynomialDecay/decay_steps: must be above 0, got 0");
  CHECK(rule("PolynomialDecay", R"("initial_learning_rate": 1, "decay_steps": 1, "power": -2)") ==
        "/keras.PolynomialDecay/power: must be at least 0, got -2");
  CHECK(rule("CosineDecay", R"("initial_learning_rate": 1, "decay_steps": 0)") ==
        "/keras.CosineDecay/decay_steps: must be above 0, got 0");
  const std::string restarts = R"("initial_learning_rate": 1, "first_decay_steps": )";
  CHECK(rule("CosineDecayRestarts", restarts + "0") ==
        "/keras.CosineDecayRestarts/first_decay_steps: must be above 0, got 0");
  CHECK(rule("CosineDecayRestarts", restarts + R"(1, "t_mul": 0.5)") ==
        "/keras.CosineDecayRestarts/t_mul: must be at least 1, got 0.5");
  CHECK(rule("CosineDecayRestarts", restarts + R"(1, "m_mul": -1)") ==
        "/keras.CosineDecayRestarts/m_mul: must be at least 0, got -1");
  CHECK(rule("PiecewiseConstantDecay", R"("boundaries": [], "values": [1])") ==
        "/keras.PiecewiseConstantDecay/boundaries: must be at least one, got 0");
  CHECK(rule("PiecewiseConstantDecay", R"("boundaries": [1], "values": [1])") ==
        "/keras.PiecewiseConstantDecay/values: must be one more than boundaries, got 1");
  CHECK(rule("PiecewiseConstantDecay", R"("boundaries": [3, 2], "values": [1, 2, 3])") ==
        "/keras.PiecewiseConstantDecay/boundaries: must not fall, got 2");
  CHECK(rule("CosineDecay", R"("initial_learning_rate": 1, "decay_step": 1)") ==
        "/keras.CosineDecay/decay_step: there is no argument decay_step, did you mean decay_steps?");
  CHECK(rule("CosineDecay", R"("initial_learning_rate": 1)") ==
        "/keras.CosineDecay: the argument decay_steps is missing");

  test::must_be_finite("CosineDecay: initial_learning_rate",
                       [](double rate) { keras::CosineDecay({.initial_learning_rate = rate, .decay_steps = 1}); });
  test::must_be_finite("CosineDecay: warmup_target", [](double target) {
    keras::CosineDecay({.initial_learning_rate = 1, .decay_steps = 1, .warmup_target = target});
  });
}

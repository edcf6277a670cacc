// SPDX-License-Identifier: MIT

// The framework: OptimizerParamScheduler of Megatron-LM core 0.20.0, d98e8a64ddf3, in Python floats.

#include <cstdint>
#include <optional>
#include <sstream>
#include <string>

#include <lrsched/dialect/megatron.hpp>

#include "framework.hpp"

namespace megatron = lrsched::dialect::megatron;
using test::answer, test::same;

TEST_CASE("every row of Megatron's curves", "[megatron]") { test::follows<megatron::schedules>(813); }

TEST_CASE("Megatron's schedules in C++", "[megatron]") {
  const megatron::scheduler_params given{
      .init_lr = 0, .max_lr = 1, .min_lr = 0, .lr_warmup_steps = 4, .lr_decay_steps = 12, .wsd_decay_steps = 4};
  CHECK(megatron::constant(given)(99) == 1);
  CHECK(megatron::linear(given)(2) == 0.5);
  CHECK(megatron::linear(given)(10) == 0.25);
  CHECK(megatron::linear(given).length() == 12);
  CHECK(megatron::cosine(given)(8) == 0.5);
  CHECK(megatron::inverse_square_root(given)(9) == 2.0 / 3);
  CHECK(megatron::WSD_linear(given)(8) == 1);
  CHECK(megatron::WSD_linear(given)(10) == 0.5);
  CHECK(megatron::WSD_cosine(given)(10) == 0.5);
  CHECK(megatron::WSD_minus_sqrt(given)(9) == 0.5);
  CHECK(megatron::WSD_exponential(given)(12) == 0);
}

TEST_CASE("Megatron's arguments that may be left out", "[megatron]") {
  const std::string five = R"("init_lr": 0, "max_lr": 1, "min_lr": 0, "lr_warmup_steps": 2, "lr_decay_steps": 9)";
  CHECK(same(
      "{\"megatron.linear\": {" + five + "}}",
      "{\"megatron.linear\": {" + five +
          R"(, "lr_decay_style": "linear", "wsd_decay_steps": null, "lr_wsd_decay_style": null, "increment": 1}})"));
  CHECK(same("{\"megatron.WSD/cosine\": {" + five + R"(, "wsd_decay_steps": 3}})",
             "{\"megatron.WSD/cosine\": {" + five +
                 R"(, "wsd_decay_steps": 3, "lr_decay_style": "WSD", "lr_wsd_decay_style": "cosine"}})"));
}

TEST_CASE("the corners of Megatron's schedules", "[megatron]") {
  const auto given = [](std::int64_t warmup, std::int64_t decay, std::int64_t wsd, std::int64_t increment = 1) {
    return megatron::scheduler_params{.init_lr = 0,
                                      .max_lr = 1,
                                      .min_lr = 0,
                                      .lr_warmup_steps = warmup,
                                      .lr_decay_steps = decay,
                                      .wsd_decay_steps = wsd,
                                      .increment = increment};
  };
  SECTION("the inverse square root has its value at lr_decay_steps, and min_lr behind it") {
    CHECK(megatron::inverse_square_root(given(0, 4, 0))(0) == 1);
    CHECK(megatron::inverse_square_root(given(0, 4, 0))(1) == 1);
    CHECK(megatron::inverse_square_root(given(0, 4, 0))(4) == 0.5);
    CHECK(megatron::inverse_square_root(given(0, 4, 0))(5) == 0);
    CHECK(megatron::inverse_square_root(given(0, 4, 0, 3))(1) > 0.5);
    CHECK(megatron::inverse_square_root(given(0, 4, 0, 3))(2) == 0);
  }
  SECTION("a decay that begins inside the warm-up: a jump behind its last step") {
    CHECK(megatron::WSD_linear(given(8, 10, 8))(8) == 1);
    CHECK(megatron::WSD_linear(given(8, 10, 8))(9) == 0.125);
    CHECK(megatron::WSD_linear(given(8, 10, 8, 3))(2) == 0.75);
    CHECK(megatron::WSD_linear(given(8, 10, 8, 3))(3) == 0.125);
    CHECK(megatron::WSD_linear(given(0, 10, 20))(0) == 0.5);
  }
  SECTION("no decay: a jump behind the end") {
    CHECK(megatron::WSD_cosine(given(2, 10, 0))(10) == 1);
    CHECK(megatron::WSD_cosine(given(2, 10, 0))(11) == 0);
    CHECK(megatron::WSD_cosine(given(2, 10, -3, 5))(2) == 1);
    CHECK(megatron::WSD_cosine(given(2, 10, -3, 5))(3) == 0);
  }
  SECTION("the square root begins at its sample, whatever the increment") {
    CHECK(megatron::WSD_minus_sqrt(given(0, 50, 10, 40))(1) == 1);
    CHECK(megatron::WSD_minus_sqrt(given(0, 59, 10, 49))(1) == 1);
  }
  SECTION("a warm-up below 0 begins inside") { CHECK(megatron::linear(given(-5, 5, 0))(0) == 0.5); }
}

TEST_CASE("what Megatron's schedules refuse", "[megatron]") {
  const auto rule = [](const std::string& name, double init, double high, double low, std::int64_t warmup,
                       std::int64_t decay, const std::string& others = "") {
    const auto number = [](auto value) {
      std::ostringstream text;
      text << value;
      return text.str();
    };
    return answer("{\"megatron." + name + "\": {\"init_lr\": " + number(init) + ", \"max_lr\": " + number(high) +
                  ", \"min_lr\": " + number(low) + ", \"lr_warmup_steps\": " + number(warmup) +
                  ", \"lr_decay_steps\": " + number(decay) + others + "}}");
  };
  CHECK(rule("linear", 0, 1, -0.5, 0, 9) == "/megatron.linear/min_lr: must be at least 0, got -0.5");
  CHECK(rule("linear", 0, 0.5, 1, 0, 9) == "/megatron.linear/max_lr: must be at least min_lr, got 0.5");
  CHECK(rule("cosine", 2, 1, 0, 0, 9) == "/megatron.cosine/init_lr: must be at most max_lr, got 2");
  CHECK(rule("constant", 0, 1, 0, -1, 0) == "/megatron.constant/lr_decay_steps: must be above 0, got 0");
  CHECK(rule("constant", 0, 1, 0, 9, 9) == "/megatron.constant/lr_warmup_steps: must be below lr_decay_steps, got 9");
  CHECK(rule("linear", 0, 1, 0, 0, 9, R"(, "increment": 0)") == "/megatron.linear/increment: must be above 0, got 0");
  CHECK(rule("linear", 0, 1, 0, 0, 9, R"(, "increment": 2000000000000000000)") ==
        "/megatron.linear/increment: must be from -2^60 to 2^60, got 2000000000000000000");
  CHECK(rule("linear", 0, 1, 0, 0, 9, R"(, "lr_decay_style": "cosine")") ==
        "/megatron.linear/lr_decay_style: must be linear, or left out, got \"cosine\"");
  CHECK(rule("WSD/cosine", 0, 1, 0, 0, 9, R"(, "wsd_decay_steps": 2, "lr_wsd_decay_style": "linear")") ==
        "/megatron.WSD~1cosine/lr_wsd_decay_style: WSD/cosine: lr_wsd_decay_style must be cosine, or left out, got "
        "\"linear\"");
  CHECK(rule("WSD/linear", 0, 1, 0, 0, 9) ==
        "/megatron.WSD~1linear: WSD/linear: wsd_decay_steps must be given, got nothing");
  CHECK(rule("inverse_square_root", 0, 1, 0, 0, 9) ==
        "/megatron.inverse_square_root: there is no schedule megatron.inverse_square_root, did you mean "
        "megatron.inverse-square-root?");
  test::must_be_finite("linear: init_lr", [](double rate) {
    if (rate <= 1 || !(rate < 2))
      megatron::linear({.init_lr = rate, .max_lr = 1, .min_lr = 0, .lr_warmup_steps = 1, .lr_decay_steps = 2});
  });
}

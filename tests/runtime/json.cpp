// SPDX-License-Identifier: MIT

#include <lrsched/runtime/json.hpp>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "catalogue.hpp"
#include "catch.hpp"

namespace {

using lrsched::from_json;
using nlohmann::json;

std::string refusal(const std::string& text) {
  try {
    from_json(lrsched::parsed(text));
  } catch (const lrsched::bad_argument& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("every schedule of the catalogue comes back equal, with the same bits", "[json]") {
  int count = 0;
  test::each_schedule<double>([&](const std::string& name, const auto& schedule) {
    const lrsched::any_schedule<double> any = schedule;
    if (lrsched::text(any.describe()).find("function") != std::string::npos) return;
    INFO(name << " " << lrsched::text(any.describe()));
    const json written = json::parse(lrsched::to_json(any).dump());
    const lrsched::any_schedule<double> read = from_json(written);
    CHECK(read == any);
    CHECK(read.length() == any.length());
    for (const std::int64_t k : {std::int64_t{-3}, std::int64_t{0}, std::int64_t{1}, std::int64_t{33}, std::int64_t{70},
                                 std::int64_t{123'456}, std::int64_t{1} << 62})
      REQUIRE(read(k) == schedule(k));
    ++count;
  });
  CHECK(count > 50);
}

TEST_CASE("arguments have their C++ names and defaults", "[json]") {
  const auto schedule = from_json(json::parse(R"({"cosine": {"from": 1, "to": 0, "steps": 1e2, "includes": "to"}})"));
  CHECK(schedule(49) == lrsched::cosine({.from = 1, .to = 0, .steps = 100, .includes = lrsched::ends::to})(49));
  CHECK(from_json(json::parse(R"({"exponential": {"initial": 1, "rate": 0.5}})"))(3) == 0.125);
  CHECK(from_json(json::parse(R"({"warmup_cosine": {"peak": 1, "warmup_steps": 4, "decay_steps": 4}})"))(6) == 0.5);
  CHECK(
      from_json(json::parse(
          R"({"warmup_stable_decay": {"peak": 1, "warmup_steps": 2, "stable_steps": 2, "decay_steps": 4, "tail": "linear"}})"))(
          5) == 0.75);
}

TEST_CASE("every recipe can be read", "[json]") {
  struct recipe {
    const char* text;
    std::int64_t step;
    double rate;  // a worked number of its documentation
  };
  const recipe recipes[] = {
      {R"({"warmup_linear": {"peak": 1, "warmup_steps": 4, "decay_steps": 4}})", 5, 0.75},
      {R"({"one_cycle": {"peak": 1, "up_steps": 2, "down_steps": 4}})", 2, 1},
      {R"({"one_cycle_three_phase": {"peak": 1, "up_steps": 2, "down_steps": 2, "end_steps": 4}})", 1, 0.52},
      {R"({"one_cycle_momentum": {"up_steps": 2, "down_steps": 4}})", 2, 0.85},
      {R"({"warm_restarts": {"peak": 1, "first_cycle_steps": 2, "growth": 2}})", 10, 0.5},
      {R"({"cyclic": {"low": 0.1, "high": 1, "up_steps": 2, "down_steps": 2, "cycle_factor": 0.5}})", 5, 0.325},
      {R"({"slanted_triangular": {"peak": 1, "up_steps": 1, "down_steps": 4, "ratio": 2}})", 2, 0.875},
      {R"({"tri_stage": {"peak": 1, "warmup_steps": 2, "hold_steps": 1, "decay_steps": 2}})", 4, 0.1},
      {R"({"noam": {"model_size": 4, "warmup_steps": 4}})", 16, 0.125},
      {R"({"warmup_inverse_sqrt": {"peak": 1, "warmup_steps": 2, "decay_steps": 6, "cooldown_steps": 4, "timescale": 2}})",
       10, 0.25},
      {R"({"infinite": {"peak": 1, "steady": 0.5, "floor": 0.125, "warmup_steps": 2, "cooldown_steps": 2, "steady_steps": 2, "annealing_steps": 2}})",
       7, 0.25},
      {R"({"deepseek": {"peak": 1, "warmup_steps": 2, "first_steps": 6, "second_steps": 1, "third_steps": 1}})", 9,
       0.1},
      {R"({"power_scheduler": {"peak": 1, "coefficient": 2, "exponent": 0.5, "warmup_steps": 2, "stable_steps": 13, "decay_steps": 2}})",
       16, 0.25},
  };
  for (const recipe& given : recipes) {
    INFO(given.text);
    CHECK(std::abs(from_json(json::parse(given.text))(given.step) - given.rate) <= 1e-15);
  }
}

TEST_CASE("what is no schedule is refused, with the place and the rule", "[json]") {
  const std::vector<std::pair<std::string, std::string>> table = {
      {R"({"cosine": {"from": 1, "to": 0, "steps": -5}})", "/cosine/steps: cosine: steps must be at least 0, got -5"},
      {R"({"cosine": {"from": 1, "to": 0, "stepz": 5}})",
       "/cosine/stepz: there is no argument stepz, did you mean steps?"},
      {R"({"cosine": {"from": 1, "to": 0}})", "/cosine: the argument steps is missing"},
      {R"({"cosine": {"from": 1, "to": 0, "steps": 2.5}})", "/cosine/steps: must be a whole number, got 2.5"},
      {R"({"cosine": {"from": 1, "to": 0, "steps": "2"}})", "/cosine/steps: must be a whole number, got \"2\""},
      {R"({"cosine": {"from": 1, "to": 0, "steps": true}})", "/cosine/steps: must be a whole number, got true"},
      {R"({"cosine": {"from": "1", "to": 0, "steps": 2}})", "/cosine/from: must be a number, got \"1\""},
      {R"({"cosine": {"from": null, "to": 0, "steps": 2}})", "/cosine/from: must be a number, got null"},
      {R"({"cosine": {"from": 1, "to": 0, "steps": 9223372036854775808}})",
       "/cosine/steps: must be below 2^63, got 9223372036854775808"},
      {R"({"cosine": {"from": 1, "to": 0, "steps": 1e30}})", "/cosine/steps: must be below 2^63, got 1e+30"},
      {R"({"cosine": {"from": 1e400, "to": 0, "steps": 2}})", "/: number overflow parsing '1e400'"},
      {R"({"cosine": {"from": 1, "to": 0, "steps": 2, "includes": "all"}})",
       R"(/cosine/includes: must be "from", "to", "neither" or "both", got "all")"},
      {R"({"cosine": {"from": 1, "from": 0, "steps": 2}})", "/: the key from stands twice in one object"},
      {R"({"cosine": [1, 0, 2]})", "/cosine: the arguments must be an object, got [1,0,2]"},
      {R"({"sequence": [{"cosin": {}}]})", "/sequence/0/cosin: there is no schedule cosin, did you mean cosine?"},
      {R"({"sequence": {"a": 1}})", "/sequence: must be a list, got {\"a\":1}"},
      {R"({"sequence": []})", "/sequence: sequence: parts must be at least one, got 0"},
      {R"({"sequence": [{"constant": {"value": 1}}, {"constant": {"value": 1}}]})",
       "/sequence/0: must have a length, which take gives, got constant(value=1)"},
      {R"({"repeat": {"schedule": {"constant": {"value": 1}}}})",
       "/repeat/schedule: must have a length, which take gives, got constant(value=1)"},
      {R"({"staircase": {"schedule": {"constant": {"value": 1}}, "width": 0}})",
       "/staircase/width: staircase: width must be at least 1, got 0"},
      {R"({"multi_step": {"initial": 1, "factor": 0.1, "milestones": [5, 3]}})",
       "/multi_step/milestones: multi_step: milestones must not fall, got 3"},
      {R"({"multi_step": {"initial": 1, "factor": 0.1, "milestones": [5, "x"]}})",
       "/multi_step/milestones/1: must be a whole number, got \"x\""},
      {R"({"piecewise_constant": {"values": [1], "milestones": [5]}})",
       "/piecewise_constant/values: piecewise_constant: values must be one more than milestones, got 1"},
      {R"({"clamp": {"schedule": {"constant": {"value": 1}}, "low": 2, "high": 1}})",
       "/clamp/low: clamp: low must not be above high, got 2"},
      {R"({"warmup_stable_decay": {"peak": 1, "warmup_steps": 1, "stable_steps": 1, "decay_steps": 1, "tail": "cosin"}})",
       "/warmup_stable_decay/tail: must be a ramp without arguments of its own, got cosin, did you mean cosine?"},
      {"[1]", "/: a schedule must be an object with one key, its name, got [1]"},
      {"{}", "/: a schedule must be an object with one key, its name, got 0 keys"},
      {"3", "/: a schedule must be an object with one key, its name, got 3"},
  };
  for (const auto& [text, message] : table) CHECK(refusal(text) == message);
  CHECK(refusal("{").rfind("/: parse error", 0) == 0);
  CHECK(refusal("").rfind("/: parse error", 0) == 0);
}

TEST_CASE("what is wrapped keeps its length, and can stand before another part", "[json]") {
  const json ramp = json::parse(R"({"linear": {"from": 0, "to": 1, "steps": 4}})");
  const json endless = json::parse(R"({"constant": {"value": 1}})");
  const std::pair<const char*, std::int64_t> wrappers[] = {{R"({"shift": {"by": 2}})", 6},
                                                           {R"({"stretch": {"factor": 2.5}})", 10},
                                                           {R"({"staircase": {"width": 2}})", 4},
                                                           {R"({"scale": {"factor": 2}})", 4},
                                                           {R"({"clamp": {"low": 0, "high": 1}})", 4}};
  for (const auto& [text, length] : wrappers) {
    json wrapper = json::parse(text);
    json& arguments = wrapper.begin().value();
    arguments["schedule"] = endless;
    INFO(wrapper.dump());
    CHECK(!from_json(wrapper).length());
    arguments["schedule"] = ramp;
    CHECK(from_json(wrapper).length() == length);
    CHECK(from_json({{"sequence", {wrapper, endless}}})(length) == 1);
  }
}

TEST_CASE("nesting has a limit", "[json]") {
  const auto nested = [](int levels) {
    std::string text = R"({"constant": {"value": 1}})";
    for (int i = 1; i < levels; ++i) text = R"({"sequence": [)" + text + "]}";
    return text;
  };
  CHECK(refusal(nested(200)) == "accepted");
  CHECK(refusal(nested(201)).find("must not be nested more than 200 levels deep") != std::string::npos);
}

TEST_CASE("every argument of every shape is checked for each kind of wrong value", "[json]") {
  const json good = json::parse(R"([
    {"constant": {"value": 1}}, {"linear": {"from": 1, "to": 2, "steps": 3}}, {"cosine": {"from": 1, "to": 2, "steps": 3}},
    {"polynomial": {"from": 1, "to": 2, "steps": 3, "power": 2}}, {"log_linear": {"from": 1, "to": 2, "steps": 3}},
    {"power": {"from": 1, "to": 2, "steps": 3, "power": 2}}, {"cosine_power": {"from": 1, "to": 2, "steps": 3, "power": 2}},
    {"cosine_k_decay": {"from": 1, "to": 2, "steps": 3, "k": 2}},
    {"polynomial_k_decay": {"from": 1, "to": 2, "steps": 3, "power": 2, "k": 2}},
    {"one_minus_sqrt": {"from": 1, "to": 2, "steps": 3}}, {"rex": {"from": 1, "to": 2, "steps": 3, "d": 0.5}},
    {"hyperbolic_tangent": {"from": 1, "to": 2, "steps": 3, "low": -6, "high": 3}},
    {"logistic": {"from": 1, "to": 2, "steps": 3, "steepness": 4, "middle": 0.5}},
    {"binary_exponential": {"from": 1, "to": 2, "steps": 3}}, {"harmonic": {"from": 1, "to": 2, "steps": 3}},
    {"logarithmic": {"from": 1, "to": 2, "steps": 3}}, {"quarter_sine": {"from": 1, "to": 2, "steps": 3}},
    {"exponential": {"initial": 1, "rate": 0.5, "every": 2}}, {"natural_exponential": {"initial": 1, "rate": 0.5, "every": 2}},
    {"inverse_time": {"initial": 1, "rate": 0.5, "every": 2}}, {"inverse_sqrt": {"initial": 1, "timescale": 2}},
    {"inverse_power": {"initial": 1, "rate": 0.5, "power": 2, "every": 2}}, {"sigmoid": {"value": 1, "rate": 0.5, "middle": 2}},
    {"step": {"initial": 1, "factor": 0.5, "every": 2}}, {"growing_step": {"initial": 1, "factor": 0.5, "every": 2, "growth": 2}},
    {"triangle": {"low": 1, "high": 2, "up": 3, "down": 4}}, {"sine": {"low": 1, "high": 2, "up": 3, "down": 4}}])");
  for (const json& document : good) {
    INFO(document.dump());
    CHECK_NOTHROW(from_json(document));
    const std::string name = document.begin().key();
    for (const auto& [argument, value] : document.begin().value().items())
      for (const json& wrong : {json("x"), json(nullptr), json(true), json::array(), json::object()}) {
        json damaged = document;
        damaged[name][argument] = wrong;
        const std::string place = "/" + name + "/" + argument + ": must be a ";
        INFO(damaged.dump());
        CHECK(refusal(damaged.dump()).rfind(place, 0) == 0);
      }
  }
}

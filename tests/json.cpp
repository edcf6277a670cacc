// SPDX-License-Identifier: MIT

#include <lrsched/any/description.hpp>
#include <lrsched/json.hpp>
#include <lrsched/json/frameworks.hpp>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalogue.hpp"
#include "catch.hpp"

namespace {

using lrsched::from_json;
using nlohmann::json;

constexpr std::int64_t longest = std::int64_t{1} << 53;

/// What a reader says to a text.
std::string said_by(auto read, const std::string& text) {
  try {
    read(lrsched::parse_json(text));
  } catch (const lrsched::bad_argument& error) {
    return error.what();
  }
  return "accepted";
}

std::string refusal(const std::string& text) {
  return said_by([](const json& document) { return from_json(document); }, text);
}

std::string plateau_refusal(const std::string& text) {
  return said_by([](const json& document) { return lrsched::plateau_from_json(document); }, text);
}

std::string state_refusal(const std::string& text) {
  return said_by([](const json& document) { return lrsched::plateau_state_from_json(document); }, text);
}

}  // namespace

TEST_CASE("every schedule of the catalogue comes back equal, with the same bits", "[json]") {
  int count = 0;
  test::each_schedule<double>([&](const std::string& name, const auto& schedule) {
    const lrsched::any_schedule<double> any = schedule;
    if (to_string(any).find("function") != std::string::npos) return;
    INFO(name << " " << to_string(any));
    const json written = json::parse(lrsched::to_json(any).dump());
    const lrsched::any_schedule<double> read = from_json(written);
    CHECK(read == any);
    CHECK(read.length() == any.length());
    for (const std::int64_t k : {std::int64_t{-3}, std::int64_t{0}, std::int64_t{1}, std::int64_t{33}, std::int64_t{70},
                                 std::int64_t{123'456}, std::int64_t{1} << 53})
      REQUIRE(read(k) == schedule(k));
    ++count;
  });
  CHECK(count > 50);
}

TEST_CASE("nlohmann's own ways read and write", "[json]") {
  using any = lrsched::any_schedule<double>;
  const any schedule = lrsched::cosine({.from = 1, .to = 0, .steps = 100});
  const json document = {{"rates", schedule}, {"plans", std::vector<any>{schedule, any()}}};
  CHECK(document["rates"] == lrsched::to_json(schedule));
  CHECK(document["rates"].get<any>() == schedule);
  CHECK(document["plans"].get<std::vector<any>>()[1](7) == 0);
  const lrsched::any_plateau rates(lrsched::plateau<double>({.patience = 3}), schedule);
  const json both = {{"rates", rates}, {"state", rates.start()}};
  CHECK(both["rates"].get<lrsched::any_plateau>() == rates);
  CHECK(both["state"].get<lrsched::plateau_state<double>>() == rates.start());
  const lrsched::any_groups groups(std::vector<any>{schedule, any()});
  const json of_groups = groups;
  CHECK(of_groups == json{{"groups", {schedule, any()}}});
  CHECK(of_groups.get<lrsched::any_groups>() == groups);
  CHECK_THROWS_AS(json::array().get<any>(), lrsched::json_error);
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
    double rate;  // an example of its documentation
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
      {R"({"infinite_schedule": {"peak": 1, "steady": 0.5, "floor": 0.125, "warmup_steps": 2, "cooldown_steps": 2, "steady_steps": 2, "annealing_steps": 2}})",
       7, 0.25},
      {R"({"deepseek_multi_step": {"peak": 1, "warmup_steps": 2, "first_steps": 6, "second_steps": 1, "third_steps": 1}})",
       9, 0.1},
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
      {R"({"cosine": {"from": 1, "to": 0, "steps": -5}})", "/cosine/steps: must be at least 0, got -5"},
      {R"({"cosine": {"from": 1, "to": 0, "stepz": 5}})",
       "/cosine/stepz: there is no argument stepz, did you mean steps?"},
      {R"({"linear": {"lr": 1}})", "/linear/lr: there is no argument lr, only from, to, steps, includes"},
      {R"({"linear": {"": 1}})", "/linear/: there is no argument \"\", only from, to, steps, includes"},
      {R"({"cosine": {"from": 1, "to": 0}})", "/cosine: the argument steps is missing"},
      {R"({"cosine": {"from": 1, "to": 0, "steps": 2.5}})", "/cosine/steps: must be a whole number, got 2.5"},
      {R"({"cosine": {"from": 1, "to": 0, "steps": "2"}})", "/cosine/steps: must be a whole number, got \"2\""},
      {R"({"cosine": {"from": 1, "to": 0, "steps": true}})", "/cosine/steps: must be a whole number, got true"},
      {R"({"cosine": {"from": "1", "to": 0, "steps": 2}})", "/cosine/from: must be a number, got \"1\""},
      {R"({"cosine": {"from": null, "to": 0, "steps": 2}})", "/cosine/from: must be a number, got null"},
      {R"({"cosine": {"from": 1, "to": 0, "steps": 9223372036854775808}})",
       "/cosine/steps: must be below 2^63, got 9223372036854775808"},
      {R"({"cosine": {"from": 1, "to": 0, "steps": 1e30}})", "/cosine/steps: must be below 2^63, got 1e+30"},
      {R"({"cosine": {"from": 1e400, "to": 0, "steps": 2}})", "/cosine/from: number overflow parsing '1e400'"},
      {R"({"cosine": {"from": 1, "to": 0, "steps": 2, "includes": "all"}})",
       R"(/cosine/includes: must be "from", "to", "neither" or "both", got "all")"},
      {R"({"cosine": {"from": 1, "from": 0, "steps": 2}})", "/cosine/from: stands twice in one object"},
      {R"({"cosine": [1, 0, 2]})", "/cosine: the arguments must be an object, got [1,0,2]"},
      {R"({"sequence": [{"cosin": {}}]})", "/sequence/0/cosin: there is no schedule cosin, did you mean cosine?"},
      {R"({"ChainedScheduler": {}})",
       "/ChainedScheduler: there is no schedule ChainedScheduler, did you mean pytorch.ChainedScheduler?"},
      {R"({"CosineAnnealingLR": {}})",
       "/CosineAnnealingLR: there is no schedule CosineAnnealingLR, did you mean "
       "mmengine.CosineAnnealingLR or pytorch.CosineAnnealingLR?"},
      {R"({"torch.StepLR": {}})", "/torch.StepLR: there is no schedule torch.StepLR, did you mean pytorch.StepLR?"},
      {R"({"COSINE": {}})", "/COSINE: there is no schedule COSINE, did you mean cosine?"},
      {R"({"lr": {}})", "/lr: there is no schedule lr"},
      {R"({"linear ": {}})", R"(/linear : there is no schedule "linear ", did you mean linear?)"},
      {R"({"co\nsine": {}})", R"(/co\nsine: there is no schedule co\nsine, did you mean cosine?)"},
      {R"({"a\u0000/~ü": {}})", R"(/a\u0000~1~0\u00fc: there is no schedule a\u0000/~\u00fc)"},
      {R"({"pytorch.SequentialLR": {"base_lr": 1, "schedulers": [{"type": "StepL"}], "milestones": []}})",
       "/pytorch.SequentialLR/schedulers/0/type: there is no schedule StepL, did you mean StepLR?"},
      {R"({"pytorch.SequentialLR": {"base_lr": -1, "schedulers": [{"type": "StepLR", "step_size": 3}], "milestones": []}})",
       "/pytorch.SequentialLR/base_lr: StepLR: base_lr must be at least 0, got -1"},
      {R"({"pytorch.CyclicLR": {"base_lr": 0, "max_lr": 1, "mode": "a\u0000b"}})",
       R"(/pytorch.CyclicLR/mode: must be triangular, triangular2 or exp_range, got "a\u0000b")"},
      {R"({"optax.sgdr_schedule": {"cosine_kwargs": [{"init_value": 0, "peak_value": 1, "warmup_steps": 5, "decay_steps": 5}]}})",
       "/optax.sgdr_schedule/cosine_kwargs/0/decay_steps: must be above warmup_steps, got 5"},
      {R"({"optax.piecewise_constant_schedule": {"init_value": 1, "boundaries_and_scales": {"1": 0.5, "01": 0.5}}})",
       "/optax.piecewise_constant_schedule/boundaries_and_scales/1: must not name a number again, got \"1\""},
      {R"({"optax.piecewise_constant_schedule": {"init_value": 1, "boundaries_and_scales": {" 1": 0.5}}})",
       "/optax.piecewise_constant_schedule/boundaries_and_scales/ 1: must be named by a whole number, got \" 1\""},
      {R"({"repeat": {"schedule": {"linear": {"from": 1, "to": 0, "steps": 0}}}})",
       "/repeat/schedule: schedule's length must be at least 1, got 0"},
      {R"({"sequence": {"a": 1}})", "/sequence: must be a list, got {\"a\":1}"},
      {R"({"sequence": []})", "/sequence: parts must be at least one, got 0"},
      {R"({"sequence": [{"constant": {"value": 1}}, {"constant": {"value": 1}}]})",
       "/sequence/0: must have a length, which take gives, got constant(value=1)"},
      {R"({"repeat": {"schedule": {"constant": {"value": 1}}}})",
       "/repeat/schedule: must have a length, which take gives, got constant(value=1)"},
      {R"({"staircase": {"schedule": {"constant": {"value": 1}}, "width": 0}})",
       "/staircase/width: must be at least 1, got 0"},
      {R"({"multi_step": {"initial": 1, "factor": 0.1, "milestones": [5, 3]}})",
       "/multi_step/milestones: must not fall, got 3"},
      {R"({"multi_step": {"initial": 1, "factor": 0.1, "milestones": [5, "x"]}})",
       "/multi_step/milestones/1: must be a whole number, got \"x\""},
      {R"({"piecewise_constant": {"values": [1], "milestones": [5]}})",
       "/piecewise_constant/values: must be one more than milestones, got 1"},
      {R"({"clamp": {"schedule": {"constant": {"value": 1}}, "low": 2, "high": 1}})",
       "/clamp/low: must not be above high, got 2"},
      {R"({"warmup_stable_decay": {"peak": 1, "warmup_steps": 1, "stable_steps": 1, "decay_steps": 1, "tail": "1-sqrt"}})",
       R"(/warmup_stable_decay/tail: must be "one_minus_sqrt", "linear", "cosine", "binary_exponential", "quarter_sine", "logarithmic", "log_linear" or "harmonic", got "1-sqrt")"},
      {R"({"linear": {"from": -1e308, "to": 1e308, "steps": 1}})", "/linear/to: to - from must be finite, got inf"},
      {R"({"pytorch.SequentialLR": {"base_lr": 1, "schedulers": [{"type": "StepLR", "step_size": 0}], "milestones": []}})",
       "/pytorch.SequentialLR/schedulers/0/step_size: StepLR: step_size must be at least 1, got 0"},
      {R"({"pytorch.OneCycleLR": {"max_lr": 1}})",
       "/pytorch.OneCycleLR: total_steps must be given, or epochs and steps_per_epoch, got none"},
      {R"({"pytorch.LambdaLR": {"base_lr": 1}})",
       "/pytorch.LambdaLR: lr_lambda must be a function, in C++, got nothing"},
      {R"({"pytorch.CyclicLR": {"base_lr": 0, "max_lr": 1, "mode": ""}})",
       R"(/pytorch.CyclicLR/mode: must be triangular, triangular2 or exp_range, got "")"},
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
  const std::string too_deep = "/: must not be nested more than 400 levels deep";
  CHECK(refusal(nested(201)) == too_deep);
  CHECK(refusal(std::string(1'000'000, '[')) == too_deep);
  CHECK(plateau_refusal(nested(201)) == too_deep);
  CHECK(state_refusal(nested(201)) == too_deep);

  json document;  // not out of a text
  for (int i = 0; i < 100'000; ++i) {
    json list = json::array();
    list.push_back(std::move(document));
    document = std::move(list);
  }
  json constant = json::object();
  constant["constant"]["value"] = std::move(document);
  CHECK_THROWS_AS(from_json(constant), lrsched::json_error);
}

TEST_CASE("no message is longer than can be read, whatever the document holds", "[json]") {
  const std::string much(100'000, 'x'), value = R"({"constant": {"value": 1}})";
  CHECK(refusal("{\"" + much + "\": {}}") ==
        "/" + much.substr(0, 67) + "...: there is no schedule " + much.substr(0, 67) + "...");
  const std::string documents[] = {
      R"({"constant": {")" + much + R"(": 1}})",
      R"({"constant": {"value": ")" + much + R"("}})",
      R"({"constant": {"value": 1, ")" + much + R"(": 1, ")" + much + R"(": 1}})",
      R"({"constant": {"value": 1)" + std::string(100'000, '0') + "}}",
      R"({"constant": {"value": )" + much,
      R"({"cosine": {"from": 1, "to": 0, "steps": 1, "includes": ")" + much + R"("}})",
      R"({"warmup_stable_decay": {"peak": 1, "warmup_steps": 1, "stable_steps": 1, "decay_steps": 1, "tail": ")" +
          much + R"("}})",
      R"({"pytorch.CyclicLR": {"base_lr": 0, "max_lr": 1, "mode": ")" + much + R"("}})",
      R"({"pytorch.LambdaLR": {"lr_lambda": ")" + much + R"("}})",
      R"({"pytorch.SequentialLR": {"base_lr": 1, "schedulers": [{"type": ")" + much + R"("}], "milestones": []}})",
      R"({"optax.piecewise_constant_schedule": {"init_value": 1, "boundaries_and_scales": {")" + much + R"(": 0.5}}})",
      "[\"" + much + "\"]"};
  for (const std::string& document : documents) {
    const std::string said = refusal(document);
    INFO(said.substr(0, 1000));
    CHECK(said != "accepted");
    CHECK(said.size() < 500);
  }

  std::string deep = "1e999";
  for (int i = 0; i < 399; ++i) deep = "{\"" + much.substr(0, 1'000) + "\": " + deep + "}";
  CHECK(refusal(deep).size() < 2'500);
  CHECK(refusal(deep).starts_with("/...x"));
  CHECK(refusal(deep).find(": number overflow") != std::string::npos);
}

TEST_CASE("a document takes as long as it is", "[json]") {
  std::string objects = "[{}";
  for (int i = 1; i < 300'000; ++i) objects += ",{}";  // hours, if each looked at those before it
  CHECK(lrsched::parse_json(objects + "]").size() == 300'000);
}

TEST_CASE("a document has at most 1,000,000 values and 16 MiB", "[json]") {
  const auto table = [](std::size_t count) {
    std::string values = "0";
    for (std::size_t i = 1; i < count; ++i) values += ",0";
    return R"({"table": {"values": [)" + values + "]}}";
  };
  const std::string too_many = "/: must not hold more than 1,000,000 values";
  CHECK(refusal(table(999'997)) == "accepted");  // beside the list and two objects
  CHECK(refusal(table(999'998)) == too_many);
  const json many = json::parse(table(999'998));  // not by `parse_json`
  const auto make = [&] { return from_json(many); };
  CHECK_THROWS_WITH(make(), too_many);
  CHECK_THROWS_WITH(lrsched::plateau_from_json(many), too_many);
  CHECK_THROWS_WITH(lrsched::plateau_state_from_json(many), too_many);

  const std::string value = R"({"constant": {"value": 1}})", blanks(std::size_t{16} << 20, ' ');
  CHECK(refusal(value + blanks.substr(value.size())) == "accepted");
  CHECK(refusal(value + blanks.substr(value.size() - 1)) == "/: must not be longer than 16 MiB");
}

// ---- every argument of every schedule ------------------------------------------------------------------------------

namespace {

/// The document of tests/fuzz/corpus that has all arguments of a schedule, or of a plateau.
json complete(std::string name) {
  std::replace(name.begin(), name.end(), '/', '-');
  std::ifstream file(LRSCHED_CORPUS_DIR "/" + name + ".json");
  return json::parse(file);
}

/// The places in a document: of its numbers and words, and of what holds them.
std::set<std::string> places_in(const json& document) {
  std::set<std::string> places;
  const json flat = document.flatten();
  for (const auto& [leaf, value] : flat.items())
    for (json::json_pointer place(leaf); !place.empty(); place = place.parent_pointer())
      places.insert(place.to_string());
  return places;
}

bool begins(const std::string& message, const std::string& with) { return message.rfind(with, 0) == 0; }

bool holds(const std::string& message, const std::string& part) { return message.find(part) != std::string::npos; }

/// What is said of a value of another kind.
std::string rule_for_kind_of(const json& good, const std::string& place) {
  if (place == "/paddle.LinearWarmup/learning_rate") return " a schedule";  // or a number
  if (good.is_number_integer()) return "must be a whole number, got ";
  if (good.is_number()) return "must be a number, got ";
  if (good.is_boolean()) return "must be true or false, got ";
  if (good.is_array()) return "must be a list, got ";
  if (good.is_object()) return "must be an object";
  return "must be ";
}

/// Another value at one place of a good document, in every way that is wrong there; answer(value) is what is said to
/// it.
void check_wrong_values(const std::string& place, const json& good, auto answer) {
  for (const json& other : {json("no such"), json(true), json(0.5), json::array(), json::object()}) {
    const bool is_wrong = other.type() != good.type() && !good.is_null();
    if (!is_wrong) continue;
    INFO(answer(other));
    CHECK(begins(answer(other), place + ": "));
    CHECK(holds(answer(other), rule_for_kind_of(good, place)));
  }
  INFO(answer(nullptr));  // as if it were left out
  CHECK((answer(nullptr) == "accepted" || begins(answer(nullptr), place.substr(0, place.find('/', 1)))));

  const bool is_free = holds(place, "/name") || holds(place, "/monitor");
  if (good.is_string() && !is_free) {
    INFO(answer("a\nb"));
    CHECK(begins(answer("a\nb"), place + ": "));
    CHECK(holds(answer("a\nb"), "a\\nb"));
  }

  if (good.is_number_integer()) {
    CHECK(answer(1e19) == place + ": must be below 2^63, got 1e+19");
    CHECK(answer(-1e19) == place + ": must be at least -2^63, got -1e+19");
  }

  // What is out of range is refused as an argument that is there, or since lengths add up to too much, or a quotient is
  // too small, or since the default of another argument contradicts it, which names it.
  const std::string argument = place.substr(place.rfind('/') + 1);
  std::vector<json> numbers;
  if (good.is_number_integer()) numbers = {INT64_MIN, -1, 0, 1, longest - 1, longest, longest + 1, INT64_MAX};
  if (good.is_number_float()) numbers = {-DBL_MAX, -1.0, -0.0, 0.0, 1e-250, 1.0, 2.0, 1e300, DBL_MAX};
  for (const json& number : numbers) {
    const std::string said = answer(number), at = said.substr(0, said.find(": "));
    if (said == "accepted") continue;
    INFO(number.dump() << ": " << said);
    CHECK((std::count(at.begin(), at.end(), '/') > 1 || holds(said, "length of at most 2^53") ||
           holds(said, "length must be at most 2^53") || holds(said, "must be 0, or at least 1e-280 in size") ||
           holds(said, "must be at most " + argument + ",")));
    CHECK(holds(said, " must "));
    CHECK(holds(said, ", got "));
  }

  if (!good.is_object()) return;
  json more = good;
  more["no such"] = 1;
  INFO(answer(more));
  CHECK((begins(answer(more), place + "/no such: ") ||
         begins(answer(more), place + ": a schedule must be an object with one key")));
  for (const auto& [key, value] : good.items()) {
    json less = good;
    less.erase(key);
    INFO(answer(less));
    CHECK((answer(less) == "accepted" || begins(answer(less), place)));
  }
}

/// The same at all places; answer(text) is what is said to a document.
void check_every_argument(const json& good, auto answer) {
  CHECK(answer(good.dump()) == "accepted");
  for (const std::string& place : places_in(good)) {
    INFO(place);
    const json::json_pointer pointer(place);
    check_wrong_values(place, good[pointer], [&](const json& value) {
      json damaged = good;
      damaged[pointer] = value;
      return answer(damaged.dump());
    });
  }
}

}  // namespace

TEST_CASE("every argument of every schedule, wrong in each way, is refused at its place", "[json]") {
  const auto check = [](const auto& readers, auto answer) {
    for (const auto& [name, reader] : readers) {
      INFO(name);
      const json document = complete(name);
      REQUIRE(document.size() == 1);
      REQUIRE(document.contains(name));
      for (const char* argument : reader.arguments()) CHECK(document[name].contains(argument));
      if (!holds(answer(document.dump()), "must be a function")) check_every_argument(document, answer);
    }
  };
  check(lrsched::detail::all_frameworks().schedules(), refusal);
  check(lrsched::detail::all_frameworks().plateaus(), plateau_refusal);
  CHECK(refusal(complete("pytorch.LambdaLR").dump()) ==
        "/pytorch.LambdaLR/lr_lambda: must be a function, in C++, got \"lambda epoch: 0.95\"");
  CHECK(refusal(complete("pytorch.MultiplicativeLR").dump()) ==
        "/pytorch.MultiplicativeLR/lr_lambda: must be a function, in C++, got \"lambda epoch: 0.95\"");
  CHECK(refusal(complete("paddle.LambdaDecay").dump()) ==
        "/paddle.LambdaDecay/lr_lambda: must be a function, in C++, got \"lambda epoch: 0.95\"");
  CHECK(refusal(complete("paddle.MultiplicativeDecay").dump()) ==
        "/paddle.MultiplicativeDecay/lr_lambda: must be a function, in C++, got \"lambda epoch: 0.95\"");
}

// ---- what is driven by a metric ------------------------------------------------------------------------------------

TEST_CASE("a plateau comes back equal from JSON, with all arguments and the schedule that it lowers",
          "[json][plateau]") {
  using namespace lrsched;
  const any_plateau every_argument(
      plateau<double>({.factor = 0.3,
                       .patience = 4,
                       .cooldown = 3,
                       .mode = mode::max,
                       .threshold = {.relative = 0.2, .absolute = 0.1, .rule = threshold_rule::on_metric},
                       .initial = 0.7,
                       .minimum = 1e-3,
                       .min_change = 1e-9,
                       .accumulation_size = 2,
                       .warmup_observations = 5,
                       .counting = {patience_rule::equal, cooldown_rule::one_less, best_in_cooldown::frozen,
                                    reference_rule::previous, bad_rule::in_all}}),
      cosine({.from = 1, .to = 0, .steps = 100}));
  const json written = json::parse(to_json(every_argument).dump());
  CHECK(written == json::parse(R"({"plateau": {"factor": 0.3, "patience": 4, "cooldown": 3, "mode": "max",
                                    "threshold": {"relative": 0.2, "absolute": 0.1, "rule": "on_metric"},
                                    "initial": 0.7, "minimum": 0.001, "min_change": 1e-9, "accumulation_size": 2,
                                    "warmup_observations": 5,
                                    "counting": {"patience": "equal", "cooldown": "one_less", "best": "frozen",
                                                 "reference": "previous", "bad": "in_all"},
                                    "schedule": {"cosine": {"from": 1.0, "to": 0.0, "steps": 100,
                                                            "includes": "from"}}}})"));
  CHECK(plateau_from_json(written) == every_argument);
  CHECK(plateau_from_json(json::parse(R"({"plateau": {}})")) == any_plateau(plateau<double>({})));
}

TEST_CASE("what is no plateau is refused, with the place and the rule", "[json][plateau]") {
  const std::vector<std::pair<std::string, std::string>> table = {
      {R"({"plateau": {"patience": -1}})", "/plateau/patience: must be at least 0, got -1"},
      {R"({"plateau": {"patient": 1}})", "/plateau/patient: there is no argument patient, did you mean patience?"},
      {R"({"plateau": {"threshold": {"relative": 1}}})", "/plateau/threshold/relative: must be below 1, got 1"},
      {R"({"plateau": {"threshold": {"relatve": 1}}})",
       "/plateau/threshold/relatve: there is no argument relatve, did you mean relative?"},
      {R"({"plateau": {"threshold": 0.1}})", "/plateau/threshold: the arguments must be an object, got 0.1"},
      {R"({"plateau": {"mode": "left"}})", R"(/plateau/mode: must be "min" or "max", got "left")"},
      {R"({"plateau": {"counting": {"patience": 1}}})",
       R"(/plateau/counting/patience: must be "above", "at_least" or "equal", got 1)"},
      {R"({"plateau": {"schedule": {"cosine": {}}}})", "/plateau/schedule/cosine: the argument from is missing"},
      {R"({"plateau": {"schedule": {"plateau": {}}}})",
       "/plateau/schedule/plateau: plateau needs metrics: it is no function of the step alone"},
      {R"({"plateau": 1})", "/plateau: the arguments must be an object, got 1"},
      {R"({"plateu": {}})", "/plateu: there is no schedule plateu, did you mean plateau?"},
      {R"({"plateau": {}, "cosine": {}})", "/: a schedule must be an object with one key, its name, got 2 keys"},
      {R"([])", "/: a schedule must be an object with one key, its name, got []"},
      {R"({"cosine": {}})", "/cosine: cosine takes no metrics: it is a function of the step alone"},
      {R"({"keras.CosineDecay": {}})",
       "/keras.CosineDecay: keras.CosineDecay takes no metrics: it is a function of the step alone"},
  };
  for (const auto& [text, expected] : table) CHECK(plateau_refusal(text) == expected);
}

TEST_CASE("a plateau where a schedule is wanted is told that it needs metrics", "[json][plateau]") {
  CHECK(refusal(R"({"plateau": {}})") == "/plateau: plateau needs metrics: it is no function of the step alone");
  CHECK(
      refusal(R"({"product": [{"constant": {"value": 1}}, {"optax.reduce_on_plateau": {"base_lr": 1}}]})") ==
      "/product/1/optax.reduce_on_plateau: optax.reduce_on_plateau needs metrics: it is no function of the step alone");
  CHECK(refusal(R"({"plateu": {}})") == "/plateu: there is no schedule plateu, did you mean plateau?");
}

TEST_CASE("the state of a plateau comes back with the same bits, and infinity too", "[json][plateau]") {
  const lrsched::plateau<double> rule(
      {.factor = 0.3, .patience = 0, .mode = lrsched::mode::max, .accumulation_size = 3});
  lrsched::plateau_state<double> state = rule.start();
  CHECK(lrsched::to_json(state) ==
        json::parse(R"({"scale": 1.0, "best": "-inf", "num_bad": 0, "cooldown": 0, "mean": 0.0,
                                                   "waiting": 0, "observations": 0})"));
  for (const double metric : {0.1, 0.2, 0.7, 1e-300, -HUGE_VAL, 0.1, 0.3, HUGE_VAL, 0.2, 0.3}) {
    state = rule.next(state, metric);
    CHECK(lrsched::plateau_state_from_json(json::parse(lrsched::to_json(state).dump())) == state);
  }
  CHECK(state.best == HUGE_VAL);
}

TEST_CASE("what is no state of a plateau is refused, with the place and the rule", "[json][plateau]") {
  const json good = lrsched::to_json(lrsched::plateau<double>({}).start());
  const auto with = [&](const char* field, const char* value) {
    json bad = good;
    bad[field] = json::parse(value);
    return state_refusal(bad.dump());
  };
  CHECK(state_refusal(good.dump()) == "accepted");
  CHECK(state_refusal("[1]") == "/: the state of a plateau must be an object, got [1]");
  for (const char* field : {"scale", "best", "num_bad", "cooldown", "mean", "waiting", "observations"}) {
    json less = good;
    less.erase(field);
    CHECK(state_refusal(less.dump()) == std::string("/: the argument ") + field + " is missing");
  }
  CHECK(with("num_bed", "1") == "/num_bed: there is no argument num_bed, did you mean num_bad?");
  CHECK(with("num_bad", "-1") == "/num_bad: must be at least 0, got -1");
  CHECK(with("num_bad", "0.5") == "/num_bad: must be a whole number, got 0.5");
  CHECK(with("cooldown", "9007199254740993") == "/cooldown: must be at most 2^53, got 9007199254740993");
  CHECK(with("observations", "\"2\"") == "/observations: must be a whole number, got \"2\"");
  CHECK(with("waiting", "null") == "/waiting: must be a whole number, got null");
  CHECK(with("best", "null") == R"(/best: must be a number, "inf" or "-inf", got null)");
  CHECK(with("best", "\"nan\"") == R"(/best: must be a number, "inf" or "-inf", got "nan")");
  CHECK(with("scale", "\"inf\"") == R"(/scale: must be finite and at least 0, got "inf")");
  CHECK(with("scale", "-0.1") == "/scale: must be finite and at least 0, got -0.1");
  CHECK(with("mean", "0.1") == "/mean: must be 0 if no observation is waiting, got 0.1");
  CHECK(with("scale", "0") == "accepted");
  CHECK(with("best", "\"-inf\"") == "accepted");
}

// SPDX-License-Identifier: MIT

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <lrsched/any/any_groups.hpp>
#include <lrsched/lrsched.hpp>

#include "../catch.hpp"
#include "../reader.hpp"
#include "../rules.hpp"

namespace {

using lrsched::any_groups;
using test::groups_from;
using test::plateau_from;
using test::plateau_groups_from;
using test::schedule_from;
using texts = std::vector<std::string>;

std::string refusal(const std::string& document, std::size_t count = 0) {
  return test::complaint([&] { groups_from(document, count); });
}

/// What is read as one document is what each of the others is.
void check_equal(const std::string& document, const texts& each) {
  INFO(document);
  const any_groups read = groups_from(document);
  REQUIRE(read.size() == each.size());
  for (std::size_t i = 0; i < each.size(); ++i) CHECK(read[i] == schedule_from(each[i]));
  CHECK(groups_from(test::written(read)) == read);
}

}  // namespace

TEST_CASE("PyTorch's lists have a rate for each group of parameters", "[json]") {
  check_equal(
      R"({"pytorch.OneCycleLR": {"max_lr": [0.1, 0.01, 0.5], "total_steps": 100, "base_momentum": [0.8, 0.9, 0.7]}})",
      {R"({"pytorch.OneCycleLR": {"max_lr": 0.1, "total_steps": 100, "base_momentum": 0.8}})",
       R"({"pytorch.OneCycleLR": {"max_lr": 0.01, "total_steps": 100, "base_momentum": 0.9}})",
       R"({"pytorch.OneCycleLR": {"max_lr": 0.5, "total_steps": 100, "base_momentum": 0.7}})"});
  check_equal(R"({"pytorch.CyclicLR": {"base_lr": [0.01, 0.001], "max_lr": 0.1, "step_size_up": 4}})",
              {R"({"pytorch.CyclicLR": {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 4}})",
               R"({"pytorch.CyclicLR": {"base_lr": 0.001, "max_lr": 0.1, "step_size_up": 4}})"});
  check_equal(R"({"pytorch.SWALR": {"base_lr": 0.1, "swa_lr": [0.05, 0.01]}})",
              {R"({"pytorch.SWALR": {"base_lr": 0.1, "swa_lr": 0.05}})",
               R"({"pytorch.SWALR": {"base_lr": 0.1, "swa_lr": 0.01}})"});
  check_equal(R"({"pytorch.MultiStepLR": {"base_lr": [1, 2], "milestones": [3, 6, 9]}})",
              {R"({"pytorch.MultiStepLR": {"base_lr": 1, "milestones": [3, 6, 9]}})",
               R"({"pytorch.MultiStepLR": {"base_lr": 2, "milestones": [3, 6, 9]}})"});

  // By PyTorch's formula: halfway up and at the top.
  const any_groups cycles =
      groups_from(R"({"pytorch.CyclicLR": {"base_lr": [0, 1], "max_lr": [1, 5], "step_size_up": 4}})");
  CHECK(cycles(2) == std::vector{0.5, 3.0});
  CHECK(cycles(4) == std::vector{1.0, 5.0});
}

TEST_CASE("a list may stand where a number belongs, in every document", "[json]") {
  check_equal(R"({"warmup_cosine": {"peak": [0.02, 3e-4], "warmup_steps": 100, "decay_steps": 900}})",
              {R"({"warmup_cosine": {"peak": 0.02, "warmup_steps": 100, "decay_steps": 900}})",
               R"({"warmup_cosine": {"peak": 3e-4, "warmup_steps": 100, "decay_steps": 900}})"});
  check_equal(R"({"linear": {"from": 1, "to": 0, "steps": [10, 20]}})",
              {R"({"linear": {"from": 1, "to": 0, "steps": 10}})", R"({"linear": {"from": 1, "to": 0, "steps": 20}})"});
  check_equal(R"({"scale": {"schedule": {"sine": {"low": 0, "high": 1, "up": 4, "down": 4}}, "factor": [1, 2, 3]}})",
              {R"({"scale": {"schedule": {"sine": {"low": 0, "high": 1, "up": 4, "down": 4}}, "factor": 1}})",
               R"({"scale": {"schedule": {"sine": {"low": 0, "high": 1, "up": 4, "down": 4}}, "factor": 2}})",
               R"({"scale": {"schedule": {"sine": {"low": 0, "high": 1, "up": 4, "down": 4}}, "factor": 3}})"});
  check_equal(R"({"total": 100, "schedule": {"sequence": [{"linear": {"from": 0, "to": [1, 2], "steps": ["3%", 5]}},
                                                         {"constant": {"value": [1, 2]}}]}})",
              {R"({"sequence": [{"linear": {"from": 0, "to": 1, "steps": 3}}, {"constant": {"value": 1}}]})",
               R"({"sequence": [{"linear": {"from": 0, "to": 2, "steps": 5}}, {"constant": {"value": 2}}]})"});
}

TEST_CASE("the rates of the optimizer's groups may stand beside, in the files that people have", "[json]") {
  check_equal(R"({"optimizer": {"lr": [0.1, 0.01]}, "scheduler": {"type": "StepLR", "step_size": 3}})",
              {R"({"pytorch.StepLR": {"base_lr": 0.1, "step_size": 3}})",
               R"({"pytorch.StepLR": {"base_lr": 0.01, "step_size": 3}})"});
  check_equal(R"({"pytorch.SequentialLR": {"base_lr": [0.1, 0.01], "schedulers": [
                  {"type": "LinearLR", "total_iters": 5}, {"type": "CosineAnnealingLR", "T_max": 95}], "milestones": [5]}})",
              {R"({"pytorch.SequentialLR": {"base_lr": 0.1, "schedulers": [
                   {"type": "LinearLR", "total_iters": 5}, {"type": "CosineAnnealingLR", "T_max": 95}], "milestones": [5]}})",
               R"({"pytorch.SequentialLR": {"base_lr": 0.01, "schedulers": [
                   {"type": "LinearLR", "total_iters": 5}, {"type": "CosineAnnealingLR", "T_max": 95}], "milestones": [5]}})"});
  check_equal(R"({"scheduler": {"type": "WarmupLR", "params": {"warmup_min_lr": [0, 0.1], "warmup_max_lr": [1, 2],
                                                               "warmup_num_steps": 10}}})",
              {R"({"deepspeed.WarmupLR": {"warmup_min_lr": 0, "warmup_max_lr": 1, "warmup_num_steps": 10}})",
               R"({"deepspeed.WarmupLR": {"warmup_min_lr": 0.1, "warmup_max_lr": 2, "warmup_num_steps": 10}})"});
  check_equal(
      R"({"optim_wrapper": {"optimizer": {"lr": [1, 2]}}, "param_scheduler": {"type": "StepLR", "step_size": 3}})",
      {R"({"mmengine.StepLR": {"base_lr": 1, "step_size": 3}})",
       R"({"mmengine.StepLR": {"base_lr": 2, "step_size": 3}})"});
  check_equal(R"({"class_name": "Adam", "config": {"learning_rate": [1, 2]}})",
              {R"({"constant": {"value": 1}})", R"({"constant": {"value": 2}})"});
}

TEST_CASE("a list of schedules is one for each group", "[json]") {
  const std::string step = R"({"pytorch.StepLR": {"base_lr": 0.1, "step_size": 30}})",
                    line = R"({"linear": {"from": 1, "to": 0, "steps": 4}})";
  check_equal(R"({"groups": [)" + step + "," + line + "]}", {step, line});
  CHECK(groups_from(R"({"groups": [)" + line + "]}", 1)(1) == std::vector{0.75});
  CHECK(test::written(groups_from(R"({"groups": [)" + line + "," + line + "]}")) ==
        R"({"groups":[{"linear":{"from":1.0,"includes":"from","steps":4,"to":0.0}},)"
        R"({"linear":{"from":1.0,"includes":"from","steps":4,"to":0.0}}]})");
}

TEST_CASE("what is no list is shared by as many groups as there must be", "[json]") {
  const std::string line = R"({"linear": {"from": 1, "to": 0, "steps": 4}})";
  check_equal(line, {line});
  CHECK(groups_from(line, 3)(1) == std::vector{0.75, 0.75, 0.75});
  CHECK(groups_from(R"({"linear": {"from": [4], "to": 0, "steps": 4}})")(1) == std::vector{3.0});
}

TEST_CASE("a group that is forgotten or made up is refused where it stands", "[json]") {
  const std::vector<std::pair<const char*, const char*>> of_any_number{
      {R"({"pytorch.CyclicLR": {"base_lr": [0.01, 0.001], "max_lr": [0.1, 0.1, 0.1]}})",
       "/pytorch.CyclicLR/max_lr: must have 2 numbers, as /pytorch.CyclicLR/base_lr has, got [0.1,0.1,0.1]"},
      {R"({"pytorch.CyclicLR": {"base_lr": [0.01, 0.001], "max_lr": [0.1]}})",
       "/pytorch.CyclicLR/max_lr: must have 2 numbers, as /pytorch.CyclicLR/base_lr has, got [0.1]"},
      {R"({"optimizer": {"lr": [1, 2]}, "scheduler": {"type": "StepLR", "step_size": [3, 4, 5]}})",
       "/scheduler/step_size: must have 2 numbers, as /optimizer/lr has, got [3,4,5]"},
      {R"({"constant": {"value": []}})", "/constant/value: must have a number for each parameter group, got []"},
      {R"({"constant": {"value": [1, "2"]}})", "/constant/value/1: must be a number, got \"2\""},
      {R"({"constant": {"value": [1, [2, 3]]}})",
       "/constant/value/1: must be a number, got [2,3]: groups_from_json reads a list, with a number for each "
       "parameter group"},
      {R"({"linear": {"from": 1, "to": 0, "steps": [4, 0.5]}})", "/linear/steps/1: must be a whole number, got 0.5"},
      {R"({"linear": {"from": 1, "to": 0, "steps": [4, -5]}})", "/linear/steps: must be at least 0, got -5"},
      {R"({"groups": []})", "/groups: must be a list, one for each parameter group, got []"},
      {R"({"groups": 2})", "/groups: must be a list, one for each parameter group, got 2"},
      {R"({"groups": [{"constant": {"value": 1}}, {"constant": {"value": "x"}}]})",
       "/groups/1/constant/value: must be a number, got \"x\""},
      {R"({"groups": [{"constant": {"value": [1, 2]}}]})",
       "/groups/0/constant/value: must be a number, got [1,2]: groups_from_json reads a list, with a number for each "
       "parameter group"},
      {R"({"plateau": {"factor": [0.5, 0.1]}})",
       "/plateau: plateau needs metrics: it is no function of the step alone"}};
  for (const auto& [document, rule] : of_any_number) CHECK(refusal(document) == rule);

  CHECK(refusal(R"({"constant": {"value": [1, 2]}})", 3) ==
        "/constant/value: must have 3 numbers, one for each parameter group, got [1,2]");
  CHECK(refusal(R"({"groups": [{"constant": {"value": 1}}]})", 3) ==
        "/groups: must have 3 schedules, one for each parameter group, got 1");
}

TEST_CASE("groups are no schedule, and say who reads them", "[json]") {
  const auto refused = [](const std::string& document) { return test::complaint([&] { schedule_from(document); }); };
  CHECK(refused(R"({"groups": [{"constant": {"value": 1}}]})") ==
        "/groups: groups_from_json reads a schedule for each parameter group");
  CHECK(refused(R"({"pytorch.OneCycleLR": {"max_lr": [0.1, 0.01], "total_steps": 100}})") ==
        "/pytorch.OneCycleLR/max_lr: must be a number, got [0.1,0.01]: groups_from_json reads a list, with a number "
        "for each parameter group");
}

TEST_CASE("a document is not larger for its groups than it may be", "[json]") {
  std::string numbers = "1";
  for (int i = 1; i < 1'000; ++i) numbers += ",1";  // with the four objects and lists around them 1,004 values
  CHECK(refusal(R"({"constant": {"value": [)" + numbers + "]}}") ==
        "/: must not hold more than 1,000,000 values, written out for each parameter group");
  CHECK(groups_from(R"({"constant": {"value": 1}})", 300'000).size() == 300'000);
}

TEST_CASE("each group has a plateau, with a least rate of its own", "[json]") {
  const auto read = plateau_groups_from(
      R"({"pytorch.ReduceLROnPlateau": {"base_lr": [0.1, 1], "patience": 0, "factor": 0.5, "min_lr": [0.04, 0]}})");
  REQUIRE(read.size() == 2);
  CHECK(read[0] == plateau_from(R"({"pytorch.ReduceLROnPlateau": {"base_lr": 0.1, "patience": 0, "factor": 0.5,
                                                                  "min_lr": 0.04}})"));
  CHECK(read[1] == plateau_from(R"({"pytorch.ReduceLROnPlateau": {"base_lr": 1, "patience": 0, "factor": 0.5,
                                                                  "min_lr": 0}})"));
  auto first = read[0].start(), second = read[1].start();
  for (int i = 0; i < 3; ++i) first = read[0].next(first, 1), second = read[1].next(second, 1);
  CHECK(read[0](first) == 0.04);  // 0.1 halved twice is less
  CHECK(read[1](second) == 0.25);
  CHECK(plateau_groups_from(R"({"plateau": {"factor": 0.5}})", 2).size() == 2);
  CHECK(test::complaint([] { plateau_groups_from(R"({"constant": {"value": [1, 2]}})"); }) ==
        "/constant: constant takes no metrics: it is a function of the step alone");
}

// SPDX-License-Identifier: MIT

// The framework: llmc/schedulers.h of llm.c f1e2ace65149, with its float read as double; -f32 as it is.

#include <cstdint>
#include <string>

#include <lrsched/dialect/llmc.hpp>

#include "framework.hpp"

namespace llmc = lrsched::dialect::llmc;
using test::answer, test::same;

TEST_CASE("every row of llm.c's curves", "[llmc]") { test::follows<llmc::schedules>(459); }

TEST_CASE("llm.c's schedules in C++", "[llmc]") {
  const llmc::scheduler_params given{
      .learning_rate = 1, .warmup_iterations = 4, .train_num_batches = 10, .final_learning_rate_frac = 0.5};
  CHECK(llmc::cosine(given)(1) == 0.5);
  CHECK(llmc::cosine(given)(3) == 1);
  CHECK(llmc::cosine(given)(7) == 0.75);
  CHECK(llmc::linear(given)(7) == 0.75);
  CHECK(llmc::linear(given).length() == 10);
  CHECK(llmc::wsd(given)(8) == 1);
  CHECK(llmc::wsd(given)(10) == 0.5);
  CHECK(llmc::constant(given)(0) == 1);
}

TEST_CASE("what llm.c's arguments are if they are left out", "[llmc]") {
  for (const std::string name : {"cosine", "linear", "wsd", "constant"})
    CHECK(same("{\"llmc." + name + R"(": {"train_num_batches": 50}})",
               "{\"llmc." + name +
                   R"(": {"learning_rate": 3e-4, "warmup_iterations": 0, "train_num_batches": 50,
                          "final_learning_rate_frac": 1}})"));
}

TEST_CASE("the corners of llm.c's schedules", "[llmc]") {
  const auto given = [](std::int64_t warmup, std::int64_t batches) {
    return llmc::scheduler_params{
        .learning_rate = 1, .warmup_iterations = warmup, .train_num_batches = batches, .final_learning_rate_frac = 0};
  };
  SECTION("where llm.c aborts, its last rate is held") {
    for (const auto make : {llmc::cosine, llmc::linear, llmc::wsd}) {
      CHECK(make(given(2, 10))(11) == 0);
      CHECK(make(given(12, 10))(11) == 1);
      CHECK(make(given(12, 10))(99) == 1);
    }
    CHECK(llmc::cosine(given(4, 4))(4) == 1);
    CHECK(llmc::wsd(given(4, 4))(4) == 0);
  }
  SECTION("a warm-up below 0 begins inside the decay, but for wsd") {
    CHECK(llmc::linear(given(-5, 5))(0) == 0.5);
    CHECK(llmc::cosine(given(-5, 5))(0) == 0.5);
    CHECK(llmc::wsd(given(-5, 5))(0) == 1);
  }
  SECTION("wsd begins its decay inside a longer warm-up, and drops at its end") {
    CHECK(llmc::wsd(given(90, 100))(89) == 1);
    CHECK(llmc::wsd(given(81, 96))(81) == 0.5);  // 76 + 5 of 20
    CHECK(llmc::wsd(given(0, 1))(0) == 1);
  }
}

TEST_CASE("what llm.c's schedules refuse", "[llmc]") {
  for (const std::string name : {"cosine", "linear", "wsd"}) {
    const std::string place = "/llmc." + name + "/";
    CHECK(answer("{\"llmc." + name + R"(": {"train_num_batches": 0}})") ==
          place + "train_num_batches: must be above 0, got 0");
    CHECK(answer("{\"llmc." + name + R"(": {"train_num_batches": 6000000000000000}})") ==
          place + "train_num_batches: must be at most 2^52, got 6000000000000000");
    CHECK(answer("{\"llmc." + name + R"(": {"train_num_batches": 1, "warmup_iterations": 6000000000000000}})") ==
          place + "warmup_iterations: must be from -2^52 to 2^52, got 6000000000000000");
    CHECK(answer("{\"llmc." + name +
                 R"(": {"train_num_batches": 1, "learning_rate": 1e200, "final_learning_rate_frac": 1e200}})") ==
          place + "learning_rate: learning_rate final_learning_rate_frac must be finite, got inf");
    CHECK(answer("{\"llmc." + name + "\": {}}") == "/llmc." + name + ": the argument train_num_batches is missing");
  }
  CHECK(answer(R"({"llmc.constant": {"train_num_batches": 0}})") == "accepted");
  test::must_be_finite("constant: learning_rate",
                       [](double rate) { llmc::constant({.learning_rate = rate, .train_num_batches = 1}); });
}

// SPDX-License-Identifier: MIT

// The framework: fastai 2.5.4, 3ca1696d3839, made to compute in double; -f32 as it is.

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <lrsched/dialect/fastai.hpp>

#include "framework.hpp"

namespace fastai = lrsched::dialect::fastai;
using test::answer, test::same;

namespace {

using rates = std::vector<double>;

/// The first rates.
rates first(std::int64_t count, const lrsched::any_schedule<double>& schedule) {
  rates result;
  for (std::int64_t k = 0; k < count; ++k) result.push_back(schedule(k));
  return result;
}

bool is_near(double one, double other) { return std::fabs(one - other) <= 1e-15; }

/// start + (end - start) (1 - cos(pi p)) / 2.
double half_a_cosine(double start, double end, double p) {
  return start + (end - start) * (1 - std::cos(std::acos(-1.0) * p)) / 2;
}

}  // namespace

TEST_CASE("every row of fastai's curves", "[fastai]") { test::follows<fastai::schedules>(767); }

TEST_CASE("fastai's schedules in C++", "[fastai]") {
  CHECK(first(6, fastai::SchedLin({.start = 0, .end = 4, .n_epoch = 2, .n_iter = 2})) == rates{0, 1, 2, 3, 4, 4});
  CHECK(first(4, fastai::SchedCos({.start = 4, .end = 0, .n_epoch = 1, .n_iter = 2})) == rates{4, 2, 0, 0});
  CHECK(first(4, fastai::SchedExp({.start = 4, .end = 1, .n_epoch = 1, .n_iter = 2})) == rates{4, 2, 1, 1});
  CHECK(first(4, fastai::SchedPoly({.start = 0, .end = 4, .power = 2, .n_epoch = 1, .n_iter = 2})) ==
        rates{0, 1, 4, 4});
  CHECK(first(7, fastai::fit_one_cycle(
                     {.n_epoch = 3, .n_iter = 2, .lr_max = 8, .div = 2, .div_final = 4, .pct_start = 1.0 / 3})) ==
        rates{4, 6, 8, fastai::SchedCos({.start = 8, .end = 2, .n_epoch = 1, .n_iter = 4})(1), 5,
              fastai::SchedCos({.start = 8, .end = 2, .n_epoch = 1, .n_iter = 4})(3), 2});
  CHECK(first(6, fastai::fit_flat_cos({.n_epoch = 1, .n_iter = 4, .lr = 8, .div_final = 4, .pct_start = 0.5})) ==
        rates{8, 8, 8, 5, 2, 2});
  CHECK(first(8, fastai::fit_sgdr({.n_cycles = 2, .cycle_len = 1, .lr_max = 8, .n_iter = 2})) ==
        rates{8, 4, 8, fastai::SchedCos({.start = 8, .end = 0, .n_epoch = 1, .n_iter = 4})(1), 4,
              fastai::SchedCos({.start = 8, .end = 0, .n_epoch = 1, .n_iter = 4})(3), 0, 0});
}

TEST_CASE("what fastai's arguments are if they are left out", "[fastai]") {
  CHECK(same(R"({"fastai.fit_one_cycle": {"n_epoch": 2, "n_iter": 9, "lr_max": 1}})",
             R"({"fastai.fit_one_cycle": {"n_epoch": 2, "n_iter": 9, "lr_max": 1, "div": 25, "div_final": 1e5,
                 "pct_start": 0.25}})"));
  CHECK(same(R"({"fastai.fit_flat_cos": {"n_epoch": 2, "n_iter": 9, "lr": 1}})",
             R"({"fastai.fit_flat_cos": {"n_epoch": 2, "n_iter": 9, "lr": 1, "div_final": 1e5, "pct_start": 0.75}})"));
  CHECK(same(R"({"fastai.fit_sgdr": {"n_cycles": 2, "cycle_len": 9, "n_iter": 3, "lr_max": 1}})",
             R"({"fastai.fit_sgdr": {"n_cycles": 2, "cycle_len": 9, "n_iter": 3, "lr_max": 1, "cycle_mult": 2}})"));
}

TEST_CASE("the corners of fastai's schedules", "[fastai]") {
  SECTION("one step, equal ends, and ends below 0") {
    CHECK(first(2, fastai::SchedLin({.start = 2, .end = 4, .n_epoch = 1, .n_iter = 1})) == rates{2, 4});
    CHECK(first(3, fastai::SchedCos({.start = 2, .end = 2, .n_epoch = 1, .n_iter = 2})) == rates{2, 2, 2});
    CHECK(first(3, fastai::SchedLin({.start = 2, .end = -2, .n_epoch = 2, .n_iter = 1})) == rates{2, 0, -2});
  }
  SECTION("SchedExp that ends at 0, SchedPoly without a power") {
    CHECK(first(3, fastai::SchedExp({.start = 2, .end = 0, .n_epoch = 1, .n_iter = 2})) == rates{2, 0, 0});
    CHECK(first(3, fastai::SchedPoly({.start = 2, .end = 1, .power = 0, .n_epoch = 1, .n_iter = 2})) == rates{1, 1, 1});
  }
  SECTION("phases that end between two steps") {
    const auto cycle =
        fastai::fit_one_cycle({.n_epoch = 1, .n_iter = 5, .lr_max = 1, .div = 2, .div_final = 4, .pct_start = 0.25});
    CHECK(cycle(0) == 0.5);
    CHECK(is_near(cycle(1), half_a_cosine(0.5, 1, 0.8)));
    CHECK(is_near(cycle(2), half_a_cosine(1, 0.25, 0.2)));
    CHECK(is_near(cycle(4), half_a_cosine(1, 0.25, 2.75 / 3.75)));
    CHECK(cycle(5) == 0.25);
    CHECK(cycle.length() == 5);
  }
  SECTION("phases without a step") {
    const auto cycle = [](double start) {
      return fastai::fit_one_cycle(
          {.n_epoch = 1, .n_iter = 2, .lr_max = 8, .div = 2, .div_final = 4, .pct_start = start});
    };
    CHECK(first(3, cycle(0)) == rates{8, 5, 2});
    CHECK(first(3, cycle(1)) == rates{4, 6, 2});
    CHECK(cycle(1e-9)(0) == 4);
    CHECK(is_near(cycle(0.99)(1), half_a_cosine(4, 8, 1 / 1.98)));
    CHECK(cycle(0.99)(2) == 2);
  }
  SECTION("a phase that ends at a step but for a rounding") {
    const auto flat = fastai::fit_flat_cos({.n_epoch = 1, .n_iter = 100, .lr = 8, .div_final = 4, .pct_start = 0.07});
    CHECK(flat(7) == 8);
    CHECK(flat(8) < 8);
  }
  SECTION("fit_sgdr with one cycle, with a cycle_mult of 0, and with long cycles") {
    CHECK(first(3, fastai::fit_sgdr({.n_cycles = 1, .cycle_len = 1, .lr_max = 8, .n_iter = 2})) == rates{8, 4, 0});
    CHECK(first(3, fastai::fit_sgdr({.n_cycles = 3, .cycle_len = 1, .lr_max = 8, .cycle_mult = 0, .n_iter = 2})) ==
          rates{8, 4, 0});
    CHECK(fastai::fit_sgdr({.n_cycles = 3, .cycle_len = 2, .lr_max = 8, .cycle_mult = 3, .n_iter = 5}).length() == 130);
  }
}

TEST_CASE("what fastai's schedules refuse", "[fastai]") {
  const auto rule = [](const std::string& name, const std::string& arguments) {
    return answer("{\"fastai." + name + "\": {" + arguments + "}}");
  };
  const std::string run = R"(, "n_epoch": 1, "n_iter": 9)";
  for (const char* const call : {"SchedLin", "SchedCos", "SchedExp"}) {
    const std::string name = call;
    CHECK(rule(name, R"("start": 1, "end": 1, "n_epoch": 0, "n_iter": 9)") ==
          "/fastai." + name + "/n_epoch: must be at least 1, got 0");
    CHECK(rule(name, R"("start": 1, "end": 1, "n_epoch": 1, "n_iter": 0)") ==
          "/fastai." + name + "/n_iter: must be at least 1, got 0");
    CHECK(rule(name, R"("start": 1, "end": 1, "n_epoch": 9007199254740992, "n_iter": 2)") ==
          "/fastai." + name + "/n_epoch: must be at most 2^53 steps, got 9007199254740992");
  }
  CHECK(rule("SchedExp", R"("start": 0, "end": 1)" + run) == "/fastai.SchedExp/start: must be above 0, got 0");
  CHECK(rule("SchedExp", R"("start": 1, "end": -1)" + run) == "/fastai.SchedExp/end: must be at least 0, got -1");
  CHECK(rule("SchedPoly", R"("start": 1, "end": 1, "power": -1)" + run) ==
        "/fastai.SchedPoly/power: must be at least 0, got -1");
  for (const std::string start : {"-0.5", "1.5"}) {
    CHECK(rule("fit_one_cycle", R"("lr_max": 1, "pct_start": )" + start + run) ==
          "/fastai.fit_one_cycle/pct_start: must be from 0 to 1, got " + start);
    CHECK(rule("fit_flat_cos", R"("lr": 1, "pct_start": )" + start + run) ==
          "/fastai.fit_flat_cos/pct_start: must be from 0 to 1, got " + start);
  }
  CHECK(rule("fit_one_cycle", R"("lr_max": 1, "div": 0)" + run) == "/fastai.fit_one_cycle/div: must be above 0, got 0");
  CHECK(rule("fit_one_cycle", R"("lr_max": 1, "div_final": -1)" + run) ==
        "/fastai.fit_one_cycle/div_final: must be above 0, got -1");
  CHECK(rule("fit_flat_cos", R"("lr": 1, "div_final": 0)" + run) ==
        "/fastai.fit_flat_cos/div_final: must be above 0, got 0");
  CHECK(rule("fit_sgdr", R"("n_cycles": 2, "cycle_len": 1, "lr_max": 1, "cycle_mult": 1, "n_iter": 9)") ==
        "/fastai.fit_sgdr/cycle_mult: must not be 1, got 1");
  CHECK(rule("fit_sgdr", R"("n_cycles": 2, "cycle_len": 1, "lr_max": 1, "cycle_mult": -2, "n_iter": 9)") ==
        "/fastai.fit_sgdr/cycle_mult: must be at least 0, got -2");
  CHECK(rule("fit_sgdr", R"("n_cycles": 0, "cycle_len": 1, "lr_max": 1, "n_iter": 9)") ==
        "/fastai.fit_sgdr/n_cycles: must be at least 1, got 0");
  CHECK(rule("fit_sgdr", R"("n_cycles": 2, "cycle_len": 0, "lr_max": 1, "n_iter": 9)") ==
        "/fastai.fit_sgdr/cycle_len: must be at least 1, got 0");
  CHECK(rule("fit_sgdr", R"("n_cycles": 99, "cycle_len": 1, "lr_max": 1, "n_iter": 9)") ==
        "/fastai.fit_sgdr/n_cycles: must be at most 2^53 steps, got 1125899906842624");
  test::must_be_finite("SchedLin: end",
                       [](double end) { fastai::SchedLin({.start = 1, .end = end, .n_epoch = 1, .n_iter = 1}); });
}

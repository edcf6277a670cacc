// SPDX-License-Identifier: MIT

// The framework: CyclicalDecay and SnapshotEnsembles of ensmallen 3.11.1, f65354c0420b, in double.

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <string>

#include <lrsched/dialect/ensmallen.hpp>

#include "framework.hpp"

namespace ensmallen = lrsched::dialect::ensmallen;
using test::answer;

namespace {

lrsched::any_schedule<double> decay(std::int64_t restart, double factor, std::int64_t batches) {
  return ensmallen::CyclicalDecay(
      {.epochRestart = restart, .multFactor = factor, .stepSize = 1, .numFunctions = batches, .batchSize = 1});
}

/// From a step on the rate is (1 + cos(pi b/batches)) / 2 for these b.
void takes(const lrsched::any_schedule<double>& schedule, std::int64_t step, double batches,
           std::initializer_list<int> places) {
  for (const int b : places) {
    INFO(step);
    CHECK(schedule(step++) == Approx((1 + std::cos(3.14159265358979323846 * b / batches)) / 2).margin(1e-15));
  }
}

}  // namespace

TEST_CASE("every row of ensmallen's curves", "[ensmallen]") { test::follows<ensmallen::schedules>(238); }

TEST_CASE("ensmallen's schedules in C++", "[ensmallen]") {
  // 3 + 2 updates, one, then 3 at a time.
  takes(decay(3, 1, 4), 0, 4, {0, 0, 0, 0, 0, 1, 0, 1, 2, 0, 1, 2, 0});
  const auto snapshots = ensmallen::SnapshotEnsembles({.epochRestart = 3,
                                                       .multFactor = 1,
                                                       .stepSize = 1,
                                                       .numFunctions = 8,
                                                       .batchSize = 2,
                                                       .maxIterations = 100,
                                                       .snapshots = 2});
  for (std::int64_t step = 0; step < 50; ++step) CHECK(snapshots(step) == decay(3, 1, 4)(step));
}

TEST_CASE("the corners of ensmallen's schedules", "[ensmallen]") {
  SECTION("a long period waits for the count of updates") {
    // Periods of 3, 6 and 12 updates; the counts at their ends are 3, 9 and 21.
    takes(decay(3, 2, 4), 4, 4, {0, 1, 1, 0, 1, 2, 3, 4, 4, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 0});
    // Of 2, 10 and 50: 10 - 2 - 2 updates wait for the second, 50 - 12 - 2 for the third.
    takes(decay(2, 5, 6), 3, 6, {0, 1, 1, 1, 1, 1, 1, 1, 0, 1, 2, 3, 3, 3});
    takes(decay(2, 5, 6), 14, 6, {3, 3});
    takes(decay(2, 5, 6), 49, 6, {3, 3, 0, 1});
  }
  SECTION("periods are cut to whole numbers") {
    // 3, 4, 6 and 9 updates.
    takes(decay(3, 1.5, 9), 5, 9, {1, 0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0});
    // 3 times 1.3 is 3.
    takes(decay(3, 1.3, 9), 5, 9, {1, 0, 1, 2, 0, 1, 2, 0});
  }
  SECTION("periods that come to nothing") {
    takes(decay(5, 0.5, 9), 6, 9, {0, 1, 0, 1, 0, 0, 0});
    takes(decay(2, 0, 9), 3, 9, {0, 1, 0, 0, 0});
    takes(decay(0, 3, 9), 0, 9, {0, 0, 1, 0, 0, 0});
    CHECK(decay(5, 0.5, 9)(1'000'000) == 1);
  }
  SECTION("an epoch of part of a batch") {
    const auto half = ensmallen::CyclicalDecay(
        {.epochRestart = 4, .multFactor = 1, .stepSize = 1, .numFunctions = 3, .batchSize = 2});
    takes(half, 6, 1.5, {1, 0, 1, 2, 3, 0});
  }
  SECTION("factors of any size") {
    CHECK(decay(10, 1e300, 9)(1'000'000'000) == decay(10, 1, 9)(12));
    takes(decay(1'000'000, 1.01, 3), 1'010'000, 3, {1, 0, 1});
    takes(decay(1'000'000, 1.01, 3), 2'010'002, 3, {1'000'001, 0, 1});
  }
}

TEST_CASE("what ensmallen's schedules refuse", "[ensmallen]") {
  const auto rule = [](const std::string& restart, const std::string& factor, const std::string& functions,
                       const std::string& size) {
    return answer("{\"ensmallen.CyclicalDecay\": {\"epochRestart\": " + restart + ", \"multFactor\": " + factor +
                  ", \"stepSize\": 0.1, \"numFunctions\": " + functions + ", \"batchSize\": " + size + "}}");
  };
  const std::string place = "/ensmallen.CyclicalDecay/";
  CHECK(rule("-1", "1", "1", "1") == place + "epochRestart: must be at least 0, got -1");
  CHECK(rule("4503599627370497", "1", "1", "1") == place + "epochRestart: must be at most 2^52, got 4503599627370497");
  CHECK(rule("1", "-1", "1", "1") == place + "multFactor: must be at least 0, got -1");
  CHECK(rule("1", "1", "0", "1") == place + "numFunctions: must be at least 1, got 0");
  CHECK(rule("1", "1", "1", "0") == place + "batchSize: must be at least 1, got 0");
  CHECK(rule("10000000", "1.0000002", "1", "1") ==
        place + "multFactor: must not change the length of 65536 periods, got 1.0000002");
  CHECK(answer(R"({"ensmallen.SnapshotEnsembles": {"epochRestart": 1, "multFactor": 1, "stepSize": 1,
                                                   "numFunctions": 1, "batchSize": 1, "maxIterations": 9}})") ==
        "/ensmallen.SnapshotEnsembles: the argument snapshots is missing");
  test::must_be_finite("CyclicalDecay: stepSize", [](double rate) {
    ensmallen::CyclicalDecay({.epochRestart = 1, .multFactor = 1, .stepSize = rate, .numFunctions = 1, .batchSize = 1});
  });
}

// SPDX-License-Identifier: MIT

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/batches.hpp>
#include <lrsched/any/description.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/lrsched.hpp>

#include "catch.hpp"
#include "near.hpp"
#include "rules.hpp"

namespace {

using namespace lrsched;
using test::complaint;
using test::longest;

any_batches listed(std::vector<batch_stage> stages) { return any_batches(std::move(stages)); }

/// What is said of a text after "batches: ".
std::string said_of(const std::string& text, std::int64_t tokens_per_sample = 1) {
  const std::string said = complaint([&] { parse_batches(text, tokens_per_sample); });
  return said.rfind("batches: ", 0) == 0 ? said.substr(9) : said;
}

}  // namespace

TEST_CASE("a list of stages is read", "[batches]") {
  CHECK(parse_batches("0:8 100:16 1000:32") == listed({{0, 8}, {100, 16}, {1'000, 32}}));
  CHECK(parse_batches("0:768 250B:1536 500B:3072 750B:6144") ==
        listed({{0, 768}, {250'000'000'000, 1'536}, {500'000'000'000, 3'072}, {750'000'000'000, 6'144}}));
  CHECK(parse_batches("0K:1k 1M:1m 1T:1t 2t:2b") == listed({{0, 1'000},
                                                            {1'000'000, 1'000'000},
                                                            {1'000'000'000'000, 1'000'000'000'000},
                                                            {2'000'000'000'000, 2'000'000'000}}));
  CHECK(parse_batches(",0:8,100:16 ,\t\n\r 200:9 ") == listed({{0, 8}, {100, 16}, {200, 9}}));
}

TEST_CASE("numbers are decimal, and whole", "[batches]") {
  // As doubles 0.57 * 1000 and 1.001 * 1000 are less than they should be.
  CHECK(parse_batches("0:0.57K 1.001K:8. 0.0025M:.007K") == listed({{0, 570}, {1'001, 8}, {2'500, 7}}));
  CHECK(parse_batches("0.000:8.00 1.5000K:9") == listed({{0, 8}, {1'500, 9}}));
  CHECK(parse_batches("0:00008 9007199254740992:9") == listed({{0, 8}, {longest, 9}}));
}

TEST_CASE("a list counts tokens where the length of a sequence is known", "[batches]") {
  CHECK(parse_batches("0:768 250B:1536", 4'096) == listed({{0, 768}, {61'035'156, 1'536}}));  // ... .25
  CHECK(parse_batches("0:8 4096:16", 4'096) == listed({{0, 8}, {1, 16}}));
  CHECK(said_of("0:8 4095:16", 4'096) == "from must rise, got 0");
  CHECK(said_of("0:8 9007199254740993:16", 4'096) == "from must be at most 2^53, got 9007199254740993");
  test::must_be_a_width("batches: tokens_per_sample", [](std::int64_t count) { parse_batches("0:8", count); });
}

TEST_CASE("a ramp", "[batches]") {
  CHECK(parse_batches("16 8 10 32") == listed({{0, 16}, {5, 24}, {10, 32}}));
  CHECK(parse_batches("16 8 300K 1.024K") ==
        ramped_batches({.start = 16, .increment = 8, .samples = 300'000, .batch = 1'024}));
  // After j/n of the samples, up to the next whole one.
  CHECK(ramped_batches({.start = 1, .increment = 1, .samples = 10, .batch = 4}) ==
        listed({{0, 1}, {4, 2}, {7, 3}, {10, 4}}));
  // With fewer samples than times the last of what falls together is what counts; without way there is none.
  CHECK(ramped_batches({.start = 1, .increment = 1, .samples = 2, .batch = 5}) == listed({{0, 1}, {1, 3}, {2, 5}}));
  CHECK(ramped_batches({.start = 1, .increment = 1, .samples = 0, .batch = 5}) == listed({{0, 5}}));
  CHECK(ramped_batches({.start = 5, .increment = 3, .samples = 100, .batch = 5}) == listed({{0, 5}}));
  // No overflow.
  const any_batches large = ramped_batches({.start = 1, .increment = 1, .samples = longest, .batch = 1'000'001});
  CHECK(large.stages().size() == 1'000'001);
  CHECK(large.stages()[999'999].from == 9'007'190'247'541'738);  // 999,999 2^53 / 10^6 = ...737.2
  CHECK(large.stages().back().from == longest);

  // As Megatron-LM grows it, n samples before and after each of its borders: start + int(n / (samples / n)) increment.
  int mistakes = 0;
  const any_batches ramp = ramped_batches({.start = 32, .increment = 32, .samples = 5'000, .batch = 1'536});
  for (std::int64_t seen = 0; seen < 6'000; ++seen) {
    const auto grown = static_cast<std::int64_t>(static_cast<double>(seen) / (5'000.0 / 47));
    const std::int64_t expected = seen > 5'000 ? 1'536 : 32 + grown * 32;
    std::int64_t batch = 0;
    for (const batch_stage& stage : ramp.stages())
      if (stage.from <= seen) batch = stage.batch;
    mistakes += batch != expected;
  }
  CHECK(mistakes == 0);

  const auto with = [](std::int64_t start, std::int64_t increment, std::int64_t samples, std::int64_t batch) {
    ramped_batches({.start = start, .increment = increment, .samples = samples, .batch = batch});
  };
  using test::must_be_a_length, test::must_be_a_width;
  must_be_a_width("batches: start", [&](std::int64_t start) { with(start, 1, 5, 8); });
  must_be_a_width("batches: increment", [&](std::int64_t increment) { with(2, increment, 5, 8); });
  must_be_a_length("batches: samples", [&](std::int64_t samples) { with(2, 1, samples, 8); });
  must_be_a_width("batches: batch", [&](std::int64_t batch) { with(1, 1, 5, batch); });
  CHECK(said_of("16 8 10 15") == "batch must not be below start, got 15");
  CHECK(said_of("16 7 10 32") == "increment must divide the way from start to batch, got 7");
  CHECK(said_of("1 1 10 1000002") == "increment must lead there in 10^6 times, got 1");
}

TEST_CASE("a text that is none is refused with its place", "[batches]") {
  const std::string list = " must be two whole numbers, FROM:BATCH, such as 250B:1536, got ";
  CHECK(said_of("") == "stages must be at least one, got 0");
  CHECK(said_of(" , ") == "stages must be at least one, got 0");
  CHECK(said_of("0:8 1O0:16") == "stage 2" + list + "1O0:16");
  for (const char* word : {"8",         ":",        "0:",  ":8",  "0:8:9", "-1:8",  "+1:8", "0x1:8", "1e3:8", "1.5:8",
                           "0.0001K:8", "1.2.3K:8", "K:8", ".:8", ".K:8",  "1KK:8", "1G:8", "0:8;",  "inf:8", "0:nan"})
    CHECK(said_of(std::string("0:8 ") + word) == "stage 2" + list + word);
  CHECK(said_of("0:8 100:16 100:32") == "from must rise, got 100");
  CHECK(said_of("1:8") == "from must begin with 0, got 1");
  CHECK(said_of("0:0") == "batch must be at least 1, got 0");
  CHECK(said_of("0:99999999999999999999T") == "batch must be at most 2^53, got 9007199254740993");
  CHECK(said_of("16 8 1.5 32") == "number 3 must be a whole number, such as 300K, got 1.5");
  CHECK(said_of("16 8 10") == "stage 1" + list + "16");  // one is missing
  CHECK(said_of("16 8 10 32 64") == "stage 1" + list + "16");
  CHECK(said_of("16 8 10:1 32") == "stage 1" + list + "16");
}

TEST_CASE("by_samples of what is known when the program runs", "[batches]") {
  const auto ramp = linear({.from = 1, .to = 0, .steps = 200});
  const by_samples known(ramp, batches({{0, 8}, {100, 16}}));
  const any_schedule<double> erased = detail::erased(known);
  CHECK(to_string(erased.describe()) ==
        "by_samples(schedule=linear(from=1, to=0, steps=200, includes=from), batches=0:8 100:16)");
  CHECK(describe(known) == erased.describe());
  CHECK(erased.length() == 19);
  for (std::int64_t k = 0; k <= 20; ++k) CHECK(erased(k) == known(k));
  CHECK(erased(12.5) == 0.5);
  CHECK(!detail::erased(by_samples(constant({.value = 1}), batches({{0, 8}}))).length());
  CHECK(difference(describe(known), describe(by_samples(ramp, parse_batches("0:8 99:16")))) ==
        std::vector<std::string>{"by_samples/batches: 0:8 100:16 -> 0:8 99:16"});
}

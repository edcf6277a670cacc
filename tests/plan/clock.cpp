// SPDX-License-Identifier: MIT

#include <cstdint>
#include <limits>

#include <lrsched/lrsched.hpp>

#include "catch.hpp"
#include "near.hpp"
#include "rules.hpp"

namespace {

using namespace lrsched;
using test::longest;

}  // namespace

TEST_CASE("units", "[plan]") {
  const units training({.samples_per_epoch = 1'000, .samples_per_update = 32, .tokens_per_sample = 512});
  CHECK(training.updates_per_epoch() == 32);
  CHECK(training.updates(2.5) == 80);
  CHECK(training.epochs(80) == 2.5);
  CHECK(training.samples(80) == 2'560);
  CHECK(training.tokens(80) == 1'310'720);
  CHECK(units({.samples_per_epoch = 1'000, .samples_per_update = 32}).tokens(80) == 2'560);

  CHECK(training.updates(0) == 0);
  CHECK(training.updates(0.001) == 1);
  CHECK(training.updates(1) == 32);
  CHECK(training.updates(1.001) == 33);
  CHECK(training.updates_for_samples(0) == 0);
  CHECK(training.updates_for_samples(1) == 1);
  CHECK(training.updates_for_samples(32) == 1);
  CHECK(training.updates_for_samples(33) == 2);
  CHECK(training.updates_for_samples(longest) == longest / 32);
  CHECK(training.updates_for_tokens(1) == 1);
  CHECK(training.updates_for_tokens(32 * 512) == 1);
  CHECK(training.updates_for_tokens(32 * 512 + 1) == 2);
  CHECK(training.updates_for_tokens(longest) == longest / (32 * 512));
  CHECK(units({.samples_per_epoch = 1, .samples_per_update = longest}).updates_per_epoch() == 1);
  CHECK(units({.samples_per_epoch = longest, .samples_per_update = 1}).updates_per_epoch() == longest);
  CHECK(units({.samples_per_epoch = 32, .samples_per_update = 32}).updates_per_epoch() == 1);
  CHECK(units({.samples_per_epoch = 33, .samples_per_update = 32}).updates_per_epoch() == 2);

  // There and back, and no update too many from the rounding of a product.
  int mistakes = 0;
  for (std::int64_t per_epoch = 1; per_epoch < 1'000; ++per_epoch) {
    const units one({.samples_per_epoch = per_epoch, .samples_per_update = 1});
    for (std::int64_t hundredths = 0; hundredths <= 300; ++hundredths) {
      const std::int64_t exact = (per_epoch * hundredths + 99) / 100;
      mistakes += one.updates(static_cast<double>(hundredths) / 100) != exact;
    }
    for (const std::int64_t updates : {std::int64_t{1}, per_epoch, 7 * per_epoch + 3})
      mistakes += one.updates(one.epochs(updates)) != updates;
  }
  CHECK(mistakes == 0);

  // No overflow.
  CHECK(training.samples(longest) == longest);
  CHECK(training.tokens(longest / 32) == longest);
  CHECK(training.tokens(std::numeric_limits<std::int64_t>::max()) == longest);

  static_assert(units({.samples_per_epoch = 1'000, .samples_per_update = 32}).updates(2.5) == 80);

  // A schedule that is written in epochs.
  const stretch in_updates(linear({.from = 1, .to = 0, .steps = 10}),
                           static_cast<double>(training.updates_per_epoch()));
  CHECK(in_updates(training.updates(2.5)) == 0.75);
  CHECK(in_updates.length() == 320);

  using test::must_be_a_length, test::must_be_a_width, test::must_not_be_negative, test::refuses, test::wrong;
  must_be_a_width("units: samples_per_epoch",
                  [](std::int64_t count) { units({.samples_per_epoch = count, .samples_per_update = 1}); });
  must_be_a_width("units: samples_per_update",
                  [](std::int64_t count) { units({.samples_per_epoch = 1, .samples_per_update = count}); });
  must_be_a_width("units: tokens_per_sample", [](std::int64_t count) {
    units({.samples_per_epoch = 1, .samples_per_update = 1, .tokens_per_sample = count});
  });
  must_not_be_negative("units: epochs", [&](double epochs) { training.updates(epochs); });
  must_be_a_length("units: samples", [&](std::int64_t samples) { training.updates_for_samples(samples); });
  must_be_a_length("units: tokens", [&](std::int64_t tokens) { training.updates_for_tokens(tokens); });
  refuses([&](double epochs) { training.updates(epochs); }, "units: epochs must be at most 2^53 updates",
          {wrong<double>{1e18, "1e+18"}, {1e300, "1e+300"}});
}

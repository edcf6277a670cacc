// SPDX-License-Identifier: MIT

#include <cstdint>
#include <limits>

#include <lrsched/lrsched.hpp>

#include "catch.hpp"
#include "near.hpp"

namespace {

using namespace lrsched;
using test::ulps;

constexpr double largest = std::numeric_limits<double>::max();
constexpr linear up({.from = 0, .to = 1, .steps = 2});
constexpr linear down({.from = 1, .to = 0, .steps = 4});

}  // namespace

TEST_CASE("the largest change", "[plan]") {
  const auto halved = max_change(step({.initial = 1, .factor = 0.5, .every = 3}), 10);
  CHECK(halved.step == 3);
  CHECK(halved.change == -0.5);

  const auto none = max_change(constant({.value = 5}), 100);
  CHECK(none.step == 0);
  CHECK(none.change == 0);
  CHECK(max_change(step({.initial = 1, .factor = 0.5, .every = 3}), 2).step == 0);
  CHECK(max_change(step({.initial = 1, .factor = 0.5, .every = 3}), 3).step == 3);  // the value after them counts
  CHECK(max_change(step({.initial = 1, .factor = 2, .every = 3}), 9).step == 9);
  CHECK(max_change(down, 100).step == 1);  // the first of equals
  CHECK(max_change(down, 0).step == 0);
  CHECK(max_change(down, -5).step == 0);
  const piecewise_constant abyss({largest, -largest, 0.0}, {2, 4});
  CHECK(max_change(abyss, 9).step == 2);
  CHECK(max_change(abyss, 9).change == -largest);
  // A joint that does not fit is found.
  const sequence broken{take(linear({.from = 0, .to = 1, .steps = 100}), 100),
                        cosine({.from = 0.5, .to = 0, .steps = 100})};
  CHECK(max_change(broken, 200).step == 100);
  CHECK(max_change(warmup_cosine({.peak = 1, .warmup_steps = 100, .decay_steps = 100}), 200).change <= 0.0158);
  static_assert(max_change(step({.initial = 1, .factor = 0.5, .every = 3}), 10).step == 3);
}

TEST_CASE("the sum of rates", "[plan]") {
  CHECK(sum_of_rates(linear({.from = 0, .to = 1, .steps = 4}), 4) == 1.5);
  CHECK(sum_of_rates(linear({.from = 0, .to = 1, .steps = 4}), 6) == 3.5);
  CHECK(sum_of_rates(down, 0) == 0);
  CHECK(sum_of_rates(down, -3) == 0);
  std::int64_t million = 1'000'000;  // no constant: g++ would compute all of it while compiling
  CHECK(ulps(sum_of_rates(constant({.value = 0.1}), million), 100'000 * (10 * static_cast<long double>(0.1))) <= 1);
  CHECK(sum_of_rates(constant<float>({.value = 0.1F}), million) == static_cast<float>(1e6 * double{0.1F}));
  static_assert(sum_of_rates(linear({.from = 0, .to = 1, .steps = 4}), 4) == 1.5);

  // Near the largest numbers.
  constexpr constant half({.value = 0x1p1023}), minus({.value = -0x1p1023});
  static_assert(sum_of_rates(half, 1) == 0x1p1023 && sum_of_rates(half, 2) == largest &&
                sum_of_rates(half, 9) == largest);
  static_assert(sum_of_rates(minus, 9) == -largest);
  CHECK(sum_of_rates(constant({.value = largest}), 1) == largest);
  CHECK(sum_of_rates(constant({.value = 0x1p1013}), 1'024) == 0x1p1023);
  CHECK(sum_of_rates(constant({.value = 0x1p1013}), 2'048) == largest);
  CHECK(sum_of_rates(piecewise_constant({largest, -largest}, {2}), 3) == 0);  // from the first to the last
  CHECK(sum_of_rates(constant<float>({.value = 0x1p127F}), 2) == std::numeric_limits<float>::max());
  CHECK(sum_of_rates(piecewise_constant({0x1p127F, -0x1p127F}, {4}), 7) == 0x1p127F);  // floats are added as doubles
}

TEST_CASE("the first step of a rate", "[plan]") {
  const auto below_half = [](double rate) { return rate < 0.5; };
  CHECK(first_step(linear({.from = 1, .to = 0, .steps = 10}), 10, below_half) == 6);
  CHECK(first_step(linear({.from = 1, .to = 0, .steps = 10}), 6, below_half) == -1);
  CHECK(first_step(linear({.from = 1, .to = 0, .steps = 10}), 7, below_half) == 6);
  CHECK(first_step(up, 10, below_half) == 0);
  CHECK(first_step(constant({.value = 1}), 100, below_half) == -1);
  CHECK(first_step(up, 0, below_half) == -1);
  static_assert(first_step(linear({.from = 1, .to = 0, .steps = 10}), 10, [](double rate) { return rate < 0.5; }) == 6);
}

TEST_CASE("a summary", "[plan]") {
  // Rates 1/2, 1, 1, 3/4, 1/2, 1/4: the example of the header.
  const auto whole = summarize(warmup_linear({.peak = 1, .warmup_steps = 2, .decay_steps = 4}), 6);
  CHECK(whole.peak == 1);
  CHECK(whole.peak_step == 1);
  CHECK(whole.last == 0.25);
  CHECK(whole.sum == 4);
  CHECK(whole.largest_change.step == 1);
  CHECK(whole.largest_change.change == 0.5);
  static_assert(summarize(down, 1).peak_step == 0 && summarize(down, 1).last == 1 && summarize(up, 9).peak_step == 2);
  CHECK(summarize([](int step) { return step == 7 ? 2.0F : -1.0F; }, 20).peak_step == 7);
  CHECK_THROWS_WITH(summarize(down, 0), "summarize: steps must be at least 1, got 0");
}

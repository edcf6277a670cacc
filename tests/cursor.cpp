// SPDX-License-Identifier: MIT

#include <lrsched/cursor.hpp>

#include <cstdint>
#include <type_traits>

#include <lrsched/combine/sequence.hpp>
#include <lrsched/shape/ramp.hpp>

#include "catch.hpp"
#include "near.hpp"

using namespace lrsched;

namespace {

constexpr sequence plan{linear({.from = 0, .to = 1, .steps = 4}), cosine({.from = 1, .to = 0, .steps = 10})};

constexpr double third_rate() {
  cursor rates{plan};
  rates.next();
  rates.next();
  return rates.next();
}

}  // namespace

static_assert(third_rate() == 0.5);
static_assert(std::is_trivially_copyable_v<cursor<linear<float>>>);
static_assert(std::is_same_v<decltype(cursor{linear<float>({.from = 0, .to = 1, .steps = 4})}.next()), float>);

TEST_CASE("the examples of the cursor", "[cursor]") {
  cursor rates{linear({.from = 0, .to = 1, .steps = 4})};
  for (const double expected : {0.0, 0.25, 0.5, 0.75, 1.0, 1.0, 1.0}) CHECK(rates.next() == expected);
  CHECK(rates.step == 7);
  rates.step = 3;
  CHECK(rates.next() == 0.75);
}

TEST_CASE("a cursor gives the schedule step by step", "[cursor]") {
  cursor rates{plan};
  for (std::int64_t step = 0; step < 20; ++step) {
    CHECK(rates.step == step);
    CHECK(rates.next() == plan(step));
  }
}

TEST_CASE("one integer saves and restores a cursor", "[cursor]") {
  cursor rates{plan};
  for (int i = 0; i < 9; ++i) rates.next();
  const std::int64_t saved = rates.step;
  cursor resumed{plan, saved};
  CHECK(resumed == rates);
  for (int i = 0; i < 9; ++i) CHECK(resumed.next() == rates.next());
}

TEST_CASE("a cursor as the README shows it", "[cursor]") {
  const auto& schedule = plan;
  double sum = 0;
  const auto update = [&](double rate) { sum += rate; };

  lrsched::cursor rates{schedule};
  for (int i = 0; i < 8; ++i) update(rates.next());

  const std::int64_t saved = rates.step;  // is all there is to save
  lrsched::cursor resumed{schedule, saved};

  CHECK(sum > 4);
  CHECK(resumed.next() == schedule(8));
}

TEST_CASE("a cursor of your own function, from any step", "[cursor]") {
  cursor halves{[](std::int64_t step) { return 1.0 / static_cast<double>(step); }, 2};
  CHECK(halves.next() == 0.5);
  cursor last{plan, test::longest};
  CHECK(last.next() == 0);
}

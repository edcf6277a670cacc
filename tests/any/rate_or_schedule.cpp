// SPDX-License-Identifier: MIT

#include <lrsched/any/description.hpp>
#include <lrsched/any/rate_or_schedule.hpp>
#include <lrsched/shape/decay.hpp>

#include "../catch.hpp"

using lrsched::detail::rate_or_schedule;

TEST_CASE("an argument that is a rate or a schedule", "[rate_or_schedule]") {
  const lrsched::any_schedule<double> halves = lrsched::exponential<>({.initial = 1, .rate = 0.5});
  const rate_or_schedule whole = 1, real = 0.25f, schedule = halves;
  CHECK(whole.rates()(9) == 1);
  CHECK(real.rates()(9) == 0.25);
  CHECK(schedule.rates()(2) == 0.25);
  CHECK(schedule.rates() == halves);
}

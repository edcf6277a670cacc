// SPDX-License-Identifier: MIT

#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/description.hpp>

#include <cstdint>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace lrsched;

namespace {

constexpr plateau<double> halves({.factor = 0.5, .patience = 0});

}  // namespace

TEST_CASE("the rate is the schedule at the number of observations times the scale", "[any_plateau]") {
  const any_plateau rates(halves, linear({.from = 0, .to = 1, .steps = 4}));
  auto state = rates.start();
  CHECK(rates(state) == 0);
  std::vector<double> result;
  for (const double metric : {3.0, 2.0, 2.0, 1.0, 1.0}) result.push_back(rates(state = rates.next(state, metric)));
  CHECK(result == std::vector<double>{0.25, 0.5, 0.375, 0.5, 0.25});
}

TEST_CASE("without a schedule the rate is the scale", "[any_plateau]") {
  const any_plateau rates = halves;
  const auto state = rates.next(rates.next(rates.start(), 1), 1);
  CHECK(rates(state) == 0.5);
  CHECK(state == halves.next(halves.next(halves.start(), 1), 1));
}

TEST_CASE("two are equal if their descriptions are", "[any_plateau]") {
  const any_plateau rates(halves, linear({.from = 0, .to = 1, .steps = 4}));
  CHECK(rates == any_plateau(halves, any_schedule<double>(linear({.from = 0, .to = 1, .steps = 4}))));
  CHECK(!(rates == any_plateau(halves, linear({.from = 0, .to = 1, .steps = 5}))));
  CHECK(!(rates == any_plateau(plateau<double>({.factor = 0.5}), linear({.from = 0, .to = 1, .steps = 4}))));
  CHECK(!(rates == any_plateau(halves)));
  CHECK(rates.describe().fields.back().schedule.front().name == "linear");
}

TEST_CASE("one that lowers a function equals nothing", "[any_plateau]") {
  const any_plateau rates(halves, [](std::int64_t) { return 1.0; });
  const any_plateau copy = rates;
  CHECK(!(rates == copy));
  CHECK(fingerprint(rates) != fingerprint(copy));
  CHECK(difference(rates.describe(), copy.describe()) ==
        std::vector<std::string>{"plateau/schedule/function: cannot be compared"});
}

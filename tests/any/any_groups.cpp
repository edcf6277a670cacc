// SPDX-License-Identifier: MIT

#include <cstdint>
#include <vector>

#include <lrsched/any/any_groups.hpp>
#include <lrsched/any/description.hpp>
#include <lrsched/lrsched.hpp>

#include "catch.hpp"
#include "near.hpp"
#include "rules.hpp"

namespace {

using namespace lrsched;
using rates = std::vector<double>;
using schedules = std::vector<any_schedule<double>>;

const linear up({.from = 0, .to = 1, .steps = 4});
const constant seven({.value = 7});

}  // namespace

TEST_CASE("groups of any schedules are asked once for all", "[groups]") {
  const any_groups all(schedules{up, seven, up});
  CHECK(all.size() == 3);
  CHECK(all(1) == rates{0.25, 7, 0.25});
  CHECK(all(2.5) == rates{0.625, 7, 0.625});
  CHECK(all(-3) == rates{0, 7, 0});
  CHECK(all(test::longest) == rates{1, 7, 1});
  CHECK(all[0](3) == 0.75);
  CHECK(all[2].length() == 4);
  CHECK(any_groups()(5) == rates{0});
  CHECK(test::complaint([] { any_groups(schedules{}); }) == "groups: schedules must be at least one, got 0");
}

TEST_CASE("groups become groups of any schedules", "[groups]") {
  const any_groups all = groups{up, seven, [](std::int64_t) { return 0.5; }};
  CHECK(all(3) == rates{0.75, 7, 0.5});
  CHECK(any_groups(groups{up, seven}) == any_groups(schedules{up, seven}));
  CHECK_FALSE(any_groups(groups{up, seven}) == any_groups(schedules{seven, up}));
  CHECK_FALSE(any_groups(groups{up, seven}) == any_groups(schedules{up}));
  CHECK(fingerprint(any_groups(groups{up, seven})) == fingerprint(groups{up, seven}));
  CHECK(to_string(any_groups(groups{seven, seven})) == "groups{constant(value=7), constant(value=7)}");
}

TEST_CASE("a list of factors is as long as there are groups", "[groups]") {
  const any_groups all = with_factors(up, rates{1, 0.5, 0});
  CHECK(all == any_groups(with_factors(up, {1, 0.5, 0})));
  CHECK(all(2) == rates{0.5, 0.25, 0});
  CHECK(test::complaint([] { with_factors(up, rates{}); }) == "groups: schedules must be at least one, got 0");
  test::must_be_finite("scale: factor", [](double factor) { with_factors(up, rates{1, factor}); });
}

// SPDX-License-Identifier: MIT

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include <lrsched/any/description.hpp>
#include <lrsched/lrsched.hpp>

#include "catch.hpp"
#include "near.hpp"
#include "rules.hpp"

namespace {

using namespace lrsched;
using test::longest;

constexpr linear up({.from = 0, .to = 1, .steps = 4});
constexpr linear down({.from = 1, .to = 0, .steps = 4});
constexpr constant seven({.value = 7});

}  // namespace

TEST_CASE("groups are asked once for all", "[groups]") {
  constexpr groups all{up, seven, down};
  static_assert(all.size() == 3);
  static_assert(all(1) == std::array{0.25, 7.0, 0.75});
  for (const std::int64_t k : {std::int64_t{-5}, std::int64_t{0}, std::int64_t{1}, std::int64_t{4}, longest})
    CHECK(all(k) == std::array{up(k), seven(k), down(k)});
  CHECK(all(2.5) == std::array{0.625, 7.0, 0.375});
  CHECK(groups{seven}(0) == std::array{7.0});

  // As many names as groups.
  const auto [first, second, third] = all(3);
  CHECK(first == 0.75);
  CHECK(second == 7);
  CHECK(third == 0.25);
}

TEST_CASE("a group may be a function, and have another type of rate", "[groups]") {
  const groups mixed{[](int step) { return step + 0.5; }, linear<float>({.from = 0, .to = 1, .steps = 8})};
  CHECK(mixed(2) == std::array{2.5, 0.25});
  CHECK(mixed(longest) == std::array{2'147'483'647.5, 1.0});  // an int holds no more
  static_assert(
      std::is_same_v<decltype(groups{linear<float>({.from = 0, .to = 1, .steps = 8})}(0)), std::array<float, 1>>);
}

TEST_CASE("one plan has a factor for each group", "[groups]") {
  constexpr auto all = with_factors(up, {1, 0.5, -8});
  static_assert(all(1) == std::array{0.25, 0.125, -2.0});
  CHECK(all == groups{scale(up, 1), scale(up, 0.5), scale(up, -8)});
  CHECK(with_factors(up, {1, 10})(1) == std::array{0.25, 2.5});
  CHECK(with_factors(up, {0.1, 3})(4) == std::array{0.1, 3.0});
  CHECK(with_factors(seven, {0, std::numeric_limits<double>::max()})(0) ==
        std::array{0.0, std::numeric_limits<double>::max()});
  CHECK(with_factors(linear<float>({.from = 0, .to = 1, .steps = 8}), {0.1})(8) == std::array{0.1F});
  test::must_be_finite("scale: factor", [](double factor) { with_factors(up, {1, factor}); });
}

TEST_CASE("groups describe themselves", "[groups]") {
  const groups before{up, seven}, after{up, constant({.value = 8})};
  CHECK(to_string(groups{seven, 0.5 * seven}) ==
        "groups{constant(value=7), scale(schedule=constant(value=7), factor=0.5)}");
  CHECK(before == groups{up, seven});
  CHECK_FALSE(before == after);
  CHECK(fingerprint(before) == fingerprint(groups{up, seven}));
  CHECK_FALSE(fingerprint(before) == fingerprint(after));
  CHECK(difference(describe(before), describe(after)) == std::vector<std::string>{"groups/1/constant/value: 7 -> 8"});
}

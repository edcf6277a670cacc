// SPDX-License-Identifier: MIT

// sum, minimum and maximum, and reverse.

#include <concepts>
#include <cstdint>
#include <limits>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "../catch.hpp"
#include "../near.hpp"

namespace {

using namespace lrsched;
using test::infinity, test::longest, test::not_a_number;
using list = std::vector<double>;

constexpr double largest = std::numeric_limits<double>::max();

list values(const auto& schedule, std::int64_t count) {
  list result;
  for (std::int64_t k = 0; k < count; ++k) result.push_back(schedule(k));
  return result;
}

const linear up({.from = 0, .to = 1, .steps = 4});
const exponential endless({.initial = 1, .rate = 0.5});

}  // namespace

TEST_CASE("the examples of sum, minimum and maximum", "[revalue]") {
  CHECK(values(sum{linear({.from = 0, .to = 1, .steps = 4}), constant({.value = 1})}, 6) ==
        list{1, 1.25, 1.5, 1.75, 2, 2});
  CHECK(values(minimum{linear({.from = 0, .to = 1, .steps = 4}), constant({.value = 0.6})}, 5) ==
        list{0, 0.25, 0.5, 0.6, 0.6});
  CHECK(values(maximum{linear({.from = 0, .to = 1, .steps = 4}), constant({.value = 0.6})}, 5) ==
        list{0.6, 0.6, 0.6, 0.75, 1});
}

TEST_CASE("one part, and many", "[revalue]") {
  for (std::int64_t k = 0; k < 6; ++k) {
    CHECK(sum<linear<>>{up}(k) == up(k));
    CHECK(minimum<linear<>>{up}(k) == up(k));
    CHECK(maximum<linear<>>{up}(k) == up(k));
    CHECK(sum{up, up, up, up}(k) == 4 * up(k));
  }
  const constant one({.value = 1}), two({.value = 2}), minus({.value = -3});
  CHECK(sum{one, two, minus}(0) == 0);
  CHECK(minimum{one, two, minus}(0) == -3);
  CHECK(minimum{minus, two, one}(0) == -3);
  CHECK(maximum{one, two, minus}(0) == 2);
  CHECK(maximum{minus, one, two}(0) == 2);
  CHECK(maximum{minus, minus}(0) == -3);
}

TEST_CASE("what no number can hold is the largest one", "[revalue]") {
  const constant huge({.value = largest}), minus({.value = -largest});
  CHECK(sum{huge, huge}(0) == largest);
  CHECK(sum{minus, minus, minus}(5) == -largest);
  CHECK(sum{huge, minus}(5) == 0);
  CHECK(sum{huge, huge, minus}(5) == 0);  // from left to right
  CHECK(minimum{huge, huge}(0) == largest);
  CHECK(maximum{minus, minus}(0) == -largest);
}

TEST_CASE("they end with the last part, if all parts end", "[revalue]") {
  const linear longer({.from = 0, .to = 1, .steps = 9});
  CHECK(sum{up, longer}.length() == 9);
  CHECK(minimum{longer, up}.length() == 9);
  CHECK(maximum{up, up}.length() == 4);
  CHECK(!finite_schedule<decltype(sum{up, endless})>);
  CHECK(!finite_schedule<decltype(minimum{endless, up})>);
  CHECK(finite_schedule<decltype(maximum{up, longer})>);
}

TEST_CASE("sums of mixed types, lambdas and functions", "[revalue]") {
  const linear<float> narrow({.from = 0, .to = 1, .steps = 4});
  CHECK(std::same_as<decltype(sum{narrow, narrow}(0)), float>);
  CHECK(std::same_as<decltype(sum{narrow, up}(0)), double>);
  CHECK(std::same_as<decltype(minimum{up, narrow, constant<long double>({.value = 1})}(0)), long double>);
  const auto lambda = [](auto k) { return static_cast<double>(k); };
  CHECK(sum{up, lambda}(2) == 2.5);
  CHECK(maximum{up, lambda}(2) == 2);
  CHECK(minimum{lambda, up}(2.0) == 0.5);
  CHECK(sum{up, up}(0.5) == 0.25);
  CHECK(sum{up, up}(-0.5) == 0);
}

TEST_CASE("the examples of reverse", "[retime]") {
  CHECK(values(reverse(linear({.from = 0, .to = 1, .steps = 4})), 7) == list{1, 0.75, 0.5, 0.25, 0, 0, 0});
}

TEST_CASE("reverse", "[retime]") {
  const cosine down({.from = 1, .to = 0.1, .steps = 70});
  const reverse mirrored(down);
  CHECK(mirrored.length() == 70);
  for (std::int64_t k = -2; k < 75; ++k) CHECK(mirrored(k) == down(70 - (k < 0 ? 0 : k)));
  for (const std::int64_t k : {std::int64_t{70}, longest, std::numeric_limits<std::int64_t>::max()})
    CHECK(mirrored(k) == 1);
  CHECK(mirrored(2.5) == down(67.5));
  CHECK(mirrored(1000.5) == 1);
  CHECK(mirrored(not_a_number<double>) == down(70));
  CHECK(mirrored(infinity<float>) == 1);
  CHECK(reverse(mirrored)(12) == down(12));
  CHECK(reverse(take(endless, 3))(0) == 0.125);
  CHECK(reverse(take(endless, 3))(2) == 0.5);
  CHECK(reverse(take(endless, 0))(7) == 1);
  CHECK(reverse(linear({.from = 0, .to = 1, .steps = 1}))(0) == 1);
  CHECK(reverse(linear({.from = 0, .to = 1, .steps = 1}))(1) == 0);
  CHECK(reverse(linear({.from = 0, .to = 1, .steps = longest}))(longest) == 0);
  // There and back: the joint has the same value from both sides.
  const sequence back_and_forth{down, reverse(down)};
  CHECK(back_and_forth(70) == 0.1);
  CHECK(back_and_forth(69) == back_and_forth(71));
  CHECK(back_and_forth(140) == 1);
  CHECK(std::same_as<decltype(reverse(linear<float>({.from = 0, .to = 1, .steps = 4}))(0)), float>);
}

TEST_CASE("sums and mirror images are constants too, and can be compared", "[revalue]") {
  static constexpr linear ramp({.from = 0, .to = 1, .steps = 4});
  static_assert(sum{ramp, ramp}(3) == 1.5 && minimum{ramp, constant({.value = 0.6})}(9) == 0.6 &&
                maximum{ramp, constant({.value = 0.6})}(0) == 0.6 && reverse(ramp)(1) == 0.75 &&
                reverse(ramp).length() == 4);
  static_assert(sum{ramp, ramp} == sum{ramp, ramp} && reverse(ramp) == reverse(ramp));
  static_assert(sum{ramp, constant({.value = 1})} != sum{ramp, constant({.value = 2})});
  CHECK(sum{up, up} != sum{up, linear({.from = 0, .to = 1, .steps = 5})});
}

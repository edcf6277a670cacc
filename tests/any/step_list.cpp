// SPDX-License-Identifier: MIT

#include <cstddef>
#include <cstdint>
#include <vector>

#include <lrsched/any/step_list.hpp>

#include "../catch.hpp"

using lrsched::detail::step_list;
using steps = std::vector<std::int64_t>;

TEST_CASE("a list of steps is made from integers of any types", "[step_list]") {
  const std::size_t size = 7;
  const short small = -3;
  CHECK(step_list{size, small, 9}.size() == 3);
  CHECK(step_list{size, small, 9} == steps{7, -3, 9});
  CHECK(step_list(std::vector<unsigned>{1, 4'000'000'000}) == steps{1, 4'000'000'000});
  CHECK(step_list(steps{5}) == steps{5});
  CHECK(step_list{}.empty());
}

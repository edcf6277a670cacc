// SPDX-License-Identifier: MIT

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "../catch.hpp"
#include "../near.hpp"
#include "../rules.hpp"

namespace {

using lrsched::table;
using test::infinity, test::longest, test::not_a_number;

}  // namespace

TEST_CASE("the examples of table", "[table_of_values]") {
  const table values({0.1, 0.2, 0.4});
  CHECK(values(0) == 0.1);
  CHECK(values(1) == 0.2);
  for (const std::int64_t k : {std::int64_t{2}, std::int64_t{3}, longest, std::numeric_limits<std::int64_t>::max()})
    CHECK(values(k) == 0.4);
  CHECK(values.length() == 3);
}

TEMPLATE_TEST_CASE("a table is exact, whatever the position is", "[table_of_values]", float, double) {
  const TestType a = TestType(0.1), b = std::numeric_limits<TestType>::max(), c = -0.0;
  const table values({a, b, c});
  CHECK(values(-1) == a);
  CHECK(values(std::numeric_limits<std::int64_t>::min()) == a);
  CHECK(values(not_a_number<double>) == a);
  CHECK(values(0.99) == a);
  CHECK(values(1.0F) == b);
  CHECK(values(1.99L) == b);
  CHECK(values(2.0) == c);
  CHECK(values(infinity<double>) == c);
  const table one({a});
  CHECK(one(0) == a);
  CHECK(one(longest) == a);
  CHECK(one.length() == 1);
}

TEST_CASE("a table may come from a file, and be a piece of a plan", "[table_of_values]") {
  const std::vector<double> read{3, 1, 4, 1, 5};
  const table<std::vector<double>> values(read);
  for (std::size_t k = 0; k < read.size(); ++k) CHECK(values(k) == read[k]);
  CHECK(values(9) == 5);
  const lrsched::sequence plan{values, lrsched::linear({.from = 5, .to = 0, .steps = 5})};
  CHECK(plan(4) == 5);
  CHECK(plan(5) == 5);
  CHECK(plan(6) == 4);
  CHECK(lrsched::repeat(values)(7) == 4);
}

TEST_CASE("tables are constants too, and can be compared", "[table_of_values]") {
  static constexpr table values({0.1, 0.2, 0.4});
  static_assert(values(1) == 0.2 && values(longest) == 0.4 && values.length() == 3);
  static_assert(values == table({0.1, 0.2, 0.4}) && values != table({0.1, 0.2, 0.3}));
  static constexpr double array[] = {0.1, 0.2, 0.4};
  static_assert(table(array) == values && table(std::to_array(array))(1) == 0.2);
}

TEST_CASE("what a table refuses", "[table_of_values]") {
  for (std::size_t i = 0; i < 3; ++i)
    test::must_be_finite("table: values", [i](double value) {
      std::vector<double> values{0, 1, 2};
      values[i] = value;
      table<std::vector<double>> made(values);
    });
  CHECK(test::complaint([] { table<std::vector<double>> made(std::vector<double>{}); }) ==
        "table: values must be at least one, got 0");
}

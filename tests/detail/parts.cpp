// SPDX-License-Identifier: MIT

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include <lrsched/detail/parts.hpp>

#include "../catch.hpp"

namespace {

using lrsched::detail::at;

template <class... Parts>
struct row : lrsched::detail::parts<std::index_sequence_for<Parts...>, Parts...> {
  using base = lrsched::detail::parts<std::index_sequence_for<Parts...>, Parts...>;
  using base::base;

  bool operator==(const row&) const = default;
};

struct nothing {
  bool operator==(const nothing&) const = default;
};

constexpr row<int, double> pair(3, 0.5);
static_assert(at<0>(pair) == 3 && at<1>(pair) == 0.5);
static_assert(std::is_same_v<decltype(at<1>(pair)), const double&>);
static_assert(std::is_trivially_copyable_v<row<int, double>>);
static_assert(!std::is_convertible_v<int, row<int>>);
static_assert(sizeof(row<double, double, double>) == 3 * sizeof(double));
static_assert(sizeof(row<char, char>) == 2);

}  // namespace

TEST_CASE("parts are found by their index, also where types repeat", "[parts]") {
  const row<int, std::string, int, nothing, nothing> mixed(1, "two", 3, nothing(), nothing());
  CHECK(at<0>(mixed) == 1);
  CHECK(at<1>(mixed) == "two");
  CHECK(at<2>(mixed) == 3);
  CHECK(at<3>(mixed) == at<4>(mixed));
  CHECK(static_cast<const void*>(&at<0>(mixed)) != static_cast<const void*>(&at<2>(mixed)));
}

TEST_CASE("parts are moved in, and compare one by one", "[parts]") {
  const row<std::unique_ptr<int>, int> moved(std::make_unique<int>(7), 8);
  CHECK(*at<0>(moved) == 7);
  CHECK(at<1>(moved) == 8);

  using two = row<int, std::string>;
  CHECK(two(1, "a") == two(1, "a"));
  CHECK(two(1, "a") != two(2, "a"));
  CHECK(two(1, "a") != two(1, "b"));
}

TEST_CASE("parts in parts", "[parts]") {
  const row<int, row<int, int>> nested(1, row<int, int>(2, 3));
  CHECK(at<0>(nested) == 1);
  CHECK(at<0>(at<1>(nested)) == 2);
  CHECK(at<1>(at<1>(nested)) == 3);
}

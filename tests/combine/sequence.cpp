// SPDX-License-Identifier: MIT

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "../catch.hpp"
#include "../near.hpp"

namespace {

using lrsched::constant, lrsched::cosine, lrsched::exponential, lrsched::linear, lrsched::sequence, lrsched::take;
using test::infinity, test::longest, test::ulps;

/// A schedule that tells who was asked for what: 1000 name + position.
struct piece {
  std::int64_t steps;
  int name = 0;

  template <class Position>
  constexpr double operator()(Position position) const {
    return 1000 * name + static_cast<double>(position);
  }
  constexpr std::int64_t length() const { return steps; }
  bool operator==(const piece&) const = default;
};

/// The same without a length.
struct endless {
  int name = 0;

  template <class Position>
  constexpr double operator()(Position position) const {
    return 1000 * name + static_cast<double>(position);
  }
};

/// What a sequence of pieces named 1, 2, ... answers, found by walking.
double walked(const std::vector<std::int64_t>& lengths, double position) {
  position = position < 0 ? 0 : position;
  std::size_t at = 0;
  for (; at + 1 < lengths.size() && position >= static_cast<double>(lengths[at]); ++at)
    position -= static_cast<double>(lengths[at]);
  return 1000 * static_cast<double>(at + 1) + position;
}

template <std::size_t Count>
void check_against_walk(const std::array<std::int64_t, Count>& lengths) {
  const auto plan = [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    using list = sequence<std::conditional_t<Index == Count, void, piece>...>;
    return list(piece{lengths[Index], static_cast<int>(Index + 1)}...);
  }
  (std::make_index_sequence<Count>());
  std::int64_t total = 0;
  for (const std::int64_t length : lengths) total += length;
  const std::vector<std::int64_t> list(lengths.begin(), lengths.end());
  bool right = plan.length() == total;
  for (std::int64_t k = -2; k < total + 3; ++k) {
    right = right && plan(k) == walked(list, static_cast<double>(k)) && plan(static_cast<signed char>(k)) == plan(k);
    for (const double fraction : {0.0, 0.25, 0.75})
      right = right && plan(static_cast<double>(k) + fraction) == walked(list, static_cast<double>(k) + fraction);
  }
  if (!right) {
    std::string text;
    for (const std::int64_t length : lengths) text += std::to_string(length) + ' ';
    FAIL_CHECK("lengths " << text);
  }
}

/// Every list of so many lengths out of 0, 1 and 3.
template <std::size_t Count>
void check_all_lists() {
  constexpr std::int64_t choices[] = {0, 1, 3};
  std::size_t lists = 1;
  for (std::size_t i = 0; i < Count; ++i) lists *= 3;
  for (std::size_t number = 0; number < lists; ++number) {
    std::array<std::int64_t, Count> lengths{};
    for (std::size_t i = 0, rest = number; i < Count; ++i, rest /= 3) lengths[i] = choices[rest % 3];
    check_against_walk(lengths);
  }
}

const linear up({.from = 0, .to = 1, .steps = 4});
const cosine down({.from = 1, .to = 0, .steps = 4});

}  // namespace

TEST_CASE("the examples of sequence", "[sequence]") {
  const sequence plan{linear({.from = 0, .to = 1, .steps = 4}), cosine({.from = 1, .to = 0, .steps = 4})};
  CHECK(plan(3) == 0.75);
  CHECK(plan(4) == 1);
  CHECK(plan(6) == 0.5);
  for (const std::int64_t k : {std::int64_t{8}, std::int64_t{9}, longest}) CHECK(plan(k) == 0);
  CHECK(plan.length() == 8);

  // a, b and c of the opening comment.
  const sequence three{piece{2, 1}, piece{3, 2}, piece{4, 3}};
  for (int k = 0; k < 20; ++k) CHECK(three(k) == (k < 2 ? 1000 + k : k < 5 ? 2000 + k - 2 : 3000 + k - 5));
}

TEST_CASE("every part begins at its own 0, wherever the empty ones stand", "[sequence]") {
  check_all_lists<1>();
  check_all_lists<2>();
  check_all_lists<3>();
  check_all_lists<4>();
  check_all_lists<5>();
  check_against_walk(std::array<std::int64_t, 6>{1, 2, 3, 4, 5, 6});
  check_against_walk(std::array<std::int64_t, 7>{0, 0, 2, 0, 0, 1, 0});
  check_against_walk(std::array<std::int64_t, 8>{5, 0, 5, 0, 5, 0, 5, 0});
  check_against_walk(std::array<std::int64_t, 9>{9, 8, 7, 6, 5, 4, 3, 2, 1});
  check_against_walk(std::array<std::int64_t, 9>{0, 0, 0, 0, 0, 0, 0, 0, 7});
  check_against_walk(std::array<std::int64_t, 9>{});
}

TEST_CASE("a ramp of no steps is skipped, except at the end, where it holds", "[sequence]") {
  const linear none({.from = 5, .to = 7, .steps = 0});
  for (int k = -1; k < 12; ++k) {
    CHECK(sequence{none, up, down}(k) == sequence{up, down}(k));
    CHECK(sequence{up, none, none, down}(k) == sequence{up, down}(k));
    CHECK(sequence{up, none}(k) == (k < 4 ? up(k) : 7));
    CHECK(sequence{none, none}(k) == 7);
  }
}

TEST_CASE("both sides of a joint", "[sequence]") {
  constexpr std::int64_t warm_up = 2'000, total = 100'000;
  const sequence plan{linear({.from = 0, .to = 3e-4, .steps = warm_up}),
                      cosine({.from = 3e-4, .to = 3e-5, .steps = total - warm_up})};
  CHECK(plan(0) == 0);
  CHECK(ulps(plan(warm_up - 1), 3e-4 * (1999 / 2000.0L)) <= 2);
  CHECK(plan(warm_up) == 3e-4);
  CHECK(plan(warm_up + 1) < 3e-4);
  CHECK(plan(total - 1) > 3e-5);
  CHECK(plan(total) == 3e-5);
  CHECK(plan.length() == total);

  CHECK(ulps(plan(1999.5), 3e-4 * (1999.5L / 2000)) <= 2);
  CHECK(plan(2000.0) == 3e-4);
  CHECK(plan(1e300) == 3e-5);
}

TEST_CASE("a sequence in a sequence is the flat one", "[sequence]") {
  const piece a{2, 1}, b{0, 2}, c{3, 3}, d{1, 4};
  const endless e{5};
  const sequence flat{a, b, c, d, e};
  const sequence left{sequence{sequence{sequence{a, b}, c}, d}, e};
  const sequence right{a, sequence{b, sequence{c, sequence{d, e}}}};
  const sequence middle{a, sequence{b, c}, sequence{sequence<piece>{d}, e}};
  const sequence bounds{sequence<piece>{a}, sequence{b, c, d}, e};
  for (int half = -3; half < 40; ++half)
    for (const double value : {left(half / 2.0), right(half / 2.0), middle(half / 2.0), bounds(half / 2.0)}) {
      INFO(half / 2.0);
      CHECK(value == flat(half / 2.0));
    }
  for (const std::int64_t k : {std::int64_t{-7}, std::int64_t{0}, std::int64_t{5}, std::int64_t{6}, longest})
    for (const double value : {left(k), right(k), middle(k), bounds(k)}) CHECK(value == flat(k));
}

TEST_CASE("the last part may never end", "[sequence]") {
  const sequence plan{up, exponential({.initial = 1, .rate = 0.5})};
  CHECK(plan(3) == 0.75);
  CHECK(plan(4) == 1);
  CHECK(plan(9) == 0x1p-5);
  CHECK(plan(longest) == 0);
  const sequence held{up, constant({.value = 2})};
  CHECK(held(3) == 0.75);
  CHECK(held(std::numeric_limits<std::int64_t>::max()) == 2);
  CHECK(sequence{take(exponential({.initial = 1, .rate = 0.5}), 3), up}(2) == 0.25);
  CHECK(sequence{take(exponential({.initial = 1, .rate = 0.5}), 3), up}(3) == 0);
}

TEST_CASE("lengths up to 2^53 in all", "[sequence]") {
  const sequence whole{piece{longest - 1, 1}, piece{1, 2}};
  CHECK(whole.length() == longest);
  CHECK(whole(longest - 2) == 1000 + static_cast<double>(longest - 2));
  CHECK(whole(longest - 1) == 2000);
  CHECK(whole(longest) == 2001);
  CHECK(whole(std::numeric_limits<std::uint64_t>::max()) == 2001);
  const sequence late{piece{longest, 1}, endless{2}};
  CHECK(late(longest - 1) == 1000 + static_cast<double>(longest - 1));
  CHECK(late(longest) == 2000);
  CHECK(late(infinity<double>) == 2000);
  CHECK(late(std::numeric_limits<std::int64_t>::max()) == 2000);

  const auto refusal = [](auto... parts) -> std::string {
    try {
      sequence<decltype(parts)...>{parts...};
    } catch (const lrsched::bad_argument& error) {
      return error.what();
    }
    return "accepted";
  };
  CHECK(refusal(piece{longest}, piece{0}) == "accepted");
  CHECK(refusal(piece{longest}, piece{1}) == "sequence: length must be at most 2^53 in all, got 1");
  CHECK(refusal(piece{1}, piece{longest}) == "sequence: length must be at most 2^53 in all, got 9007199254740992");
  CHECK(refusal(piece{longest}, piece{longest}, endless{}) ==
        "sequence: length must be at most 2^53 in all, got 9007199254740992");
  CHECK(refusal(piece{longest / 2}, piece{longest / 2}, piece{0}, piece{2}) ==
        "sequence: length must be at most 2^53 in all, got 2");
  CHECK(refusal(sequence{piece{longest}, piece{0}}, piece{3}) == "sequence: length must be at most 2^53 in all, got 3");
  CHECK(refusal(piece{3}, piece{-1}, piece{3}) == "sequence: length must be at least 0, got -1");  // not one of ours
}

TEST_CASE("a sequence has the type that holds the values of all parts", "[sequence]") {
  const linear<float> narrow({.from = 0, .to = 1, .steps = 3});
  const sequence mixed{narrow, down};
  CHECK(std::same_as<decltype(mixed(0)), double>);
  CHECK(mixed(1) == static_cast<double>(narrow(1)));
  CHECK(mixed(3) == 1);
  CHECK(std::same_as<decltype(sequence{narrow, narrow}(0)), float>);
  CHECK(std::same_as<decltype(sequence{narrow, linear<long double>({.from = 0, .to = 1, .steps = 3}), down}(0)),
                     long double>);
}

TEST_CASE("parts may be lambdas, and keep what they captured", "[sequence]") {
  const std::vector<double> captured{3, 1, 4, 1, 5};
  const auto table = [captured](std::int64_t k) { return captured[static_cast<std::size_t>(k) % captured.size()]; };
  const sequence plan{take(table, 2), take(table, 5), table};
  CHECK(plan(0) == 3);
  CHECK(plan(1) == 1);
  CHECK(plan(2) == 3);
  CHECK(plan(6) == 5);
  CHECK(plan(7) == 3);
  const auto copy = plan;
  CHECK(copy(9) == 4);
}

TEST_CASE("sequences are equal if their parts are", "[sequence]") {
  CHECK(sequence{up, down} == sequence{up, down});
  CHECK(sequence{up, down} != sequence{up, cosine({.from = 1, .to = 0.5, .steps = 4})});
  CHECK(sequence{up, down} != sequence{up, cosine({.from = 1, .to = 0, .steps = 5})});
  CHECK(sequence{piece{1, 1}, piece{2, 2}} != sequence{piece{2, 1}, piece{1, 2}});
}

// SPDX-License-Identifier: MIT

// What several frameworks have in common is tested with their rows; here the same by hand.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <lrsched/dialect/common.hpp>

#include "../catch.hpp"
#include "../rules.hpp"

using namespace lrsched::detail;
using rates = std::vector<double>;

namespace {

rates first(const lrsched::any_schedule<double>& schedule, std::size_t count) {
  rates result(count);
  schedule.fill(result, 0);
  return result;
}

}  // namespace

TEST_CASE("a polynomial in cycles jumps up behind the end, each time less far", "[common]") {
  CHECK(first(polynomial_in_cycles(5, 1, 2, 1), 7) == rates{5, 3, 1, 2, 1, 1 + 4.0 / 6, 1});
  CHECK(first(polynomial_in_cycles(5, 1, 2, 2), 5) == rates{5, 2, 1, 1.25, 1});
}

TEST_CASE("one cycle, whose phases end between two steps", "[common]") {
  const one_cycle_between_steps cycle{
      .initial = 1, .peak = 4, .total_steps = 10, .share = 0.25, .linear = true};  // the peak is at 1.5
  const rates expected = {1,          3,         28.0 / 7.5, 24.0 / 7.5, 20.0 / 7.5, 16.0 / 7.5,
                          12.0 / 7.5, 8.0 / 7.5, 4.0 / 7.5,  0,          -4.0 / 7.5, 0};
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(std::fabs(first(cycle, 12)[i] - expected[i]) < 1e-15);
  one_cycle_between_steps other = cycle;
  other.three_phase = true;  // and down at 3
  CHECK(other(2) == 3);
  CHECK(other(3) == 1);
  CHECK(other(6) == 0.5);
  CHECK(other.has_rates_of(cycle));
  other.end = 0.5;
  CHECK(!other.has_rates_of(cycle));
}

TEST_CASE("cycles of whole steps", "[common]") {
  CHECK(first(cycles_of_whole_steps(1, 2, 2, 1, "triangular", 0), 6) == rates{1, 1.5, 2, 1, 1.5, 2});
  CHECK(first(cycles_of_whole_steps(1, 2, 2, 1, "triangular2", 0), 6) == rates{1, 1.5, 2, 1, 1.25, 1.5});
  CHECK(first(cycles_of_whole_steps(1, 2, 2, 1, "exp_range", 0.5), 6) == rates{1, 1.25, 1.25, 1, 1.03125, 1.03125});
  CHECK(first(cycles_of_whole_steps(2, 1, 2, 1, "triangular", 0), 4) == rates{2, 1.5, 1, 2});
}

TEST_CASE("the product so far, of any function", "[common]") {
  const product_so_far factorial{0.5, [](int k) { return k; }};
  CHECK(first(factorial, 5) == rates{0.5, 0.5, 1, 3, 12});
  rates later(3);
  lrsched::any_schedule<double>(factorial).fill(later, 2);
  CHECK(later == rates{1, 3, 12});
}

TEST_CASE("a schedule of a part of a step, and one that is shifted by a part", "[common]") {
  const auto line = [](std::int64_t steps) { return lrsched::linear<>({.from = 0, .to = 1, .steps = steps}); };
  CHECK(lasting(4, line) == lrsched::any_schedule<double>(line(4)));
  CHECK(first(lasting(2.5, line), 5) == rates{0, 0.4, 0.8, 1, 1});
  CHECK(lasting(2.5, line).length() == 3);
  CHECK(first(shifted(line(4), 1), 6) == rates{0, 0, 0.25, 0.5, 0.75, 1});
  CHECK(first(shifted(line(4), -2), 3) == rates{0.5, 0.75, 1});
  CHECK(first(shifted(line(4), -0.5), 5) == rates{0.125, 0.375, 0.625, 0.875, 1});
  CHECK(first(shifted(line(4), 1.5), 6) == rates{0, 0, 0.125, 0.375, 0.625, 0.875});
  CHECK(shifted(line(4), -1.5).length() == 3);
  CHECK(shifted(line(4), 1.5).length() == 6);
  CHECK(shifted(line(4), -9.5).length() == 0);
  CHECK(test::complaint([&] { shifted(line(4), 1e300); }) == "shift: by must be within -2^53 and 2^53, got 1e+300");
}

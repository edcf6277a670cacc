// SPDX-License-Identifier: MIT

// The README's tables for those who come from another framework: what its names and arguments give, as JSON, is the
// same curve as ours beside it; and its table of files. The rows are in readme_frameworks.inc, which readme_table.cmake
// makes of the README.

#include <cmath>
#include <cstdint>

#include <lrsched/lrsched.hpp>

#include "catch.hpp"
#include "reader.hpp"

namespace {

void compare(const char* document, const lrsched::any_schedule<double>& ours) {
  INFO(document);
  const lrsched::any_schedule<double> theirs = test::schedule_from(document);
  double worst = 0;
  for (std::int64_t step = 0; step < 100; ++step)
    worst = std::fmax(worst, std::fabs(theirs(step) - ours(step)) / (1e-12 * std::fabs(theirs(step)) + 1e-17));
  CHECK(worst <= 1);
}

}  // namespace

TEST_CASE("each row of the README's tables of other frameworks", "[readme]") {
  using namespace lrsched;
#include "readme_frameworks.inc"
}

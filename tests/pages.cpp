// SPDX-License-Identifier: MIT

// The rows of the pages that have two sides: a framework's names and arguments as JSON, and ours beside them. The rows are
// in *.inc, which pages.py makes of the pages.

#include <cmath>
#include <cstdint>
#include <string>

#include <lrsched/dialect/pytorch.hpp>
#include <lrsched/json.hpp>
#include <lrsched/lrsched.hpp>

#include "catch.hpp"
#include "reader.hpp"

namespace {

using namespace lrsched;

/// How far apart the first 100 rates are, in parts of what is allowed.
double worst_of(const any_schedule<double>& theirs, const any_schedule<double>& ours) {
  double worst = 0;
  for (std::int64_t step = 0; step < 100; ++step)
    worst = std::fmax(worst, std::fabs(theirs(step) - ours(step)) / (1e-12 * std::fabs(theirs(step)) + 1e-17));
  return worst;
}

void compare(const char* document, const any_schedule<double>& ours) {
  INFO(document);
  CHECK(worst_of(test::schedule_from(document), ours) <= 1);
}

void compare_momenta(const char* document, const any_schedule<double>& ours) {
  INFO(document);
  CHECK(worst_of(test::momentum_from(document), ours) <= 1);
}

/// Metrics that improve, stand still, get worse, improve by less than any threshold, and are below 0 at the end.
void compare(const char* document, const plateau<double>& ours) {
  INFO(document);
  const any_plateau theirs = test::plateau_from(document);
  auto their_state = theirs.start();
  auto our_state = ours.start();
  for (const double metric : {0.9, 0.8, 0.8, 0.8, 0.8, 0.8, 0.79999, 0.81, 0.7,      0.7,      0.71, 0.72, 0.73, 0.6,
                              0.9, 0.9, 0.9, 0.9, 0.9, 0.9, -1.,     -1.,  -1.00005, -0.99995, -1.,  -1.,  -1.,  -1.}) {
    their_state = theirs.next(their_state, metric);
    our_state = ours.next(our_state, metric);
    CHECK(theirs(their_state) == Approx(our_state.scale).epsilon(1e-12));
  }
}

void refuses(const char* document, const char* words) {
  std::string said = "nothing";
  try {
    test::schedule_from(document);
  } catch (const bad_argument& error) {
    said = error.what();
  }
  CHECK(said == words);
}

}  // namespace

TEST_CASE("each framework, and each file, gives the curve of ours beside it", "[pages]"){
#include "frameworks.inc"
}

TEST_CASE("each framework's momentum is that of ours beside it", "[pages]"){
#include "momenta.inc"
}

TEST_CASE("each framework's plateau lowers the rate where ours beside it does", "[pages]"){
#include "plateaus.inc"
}

TEST_CASE("what is refused is refused with the words of the page", "[pages]"){
#include "refusals.inc"
}

TEST_CASE("a framework's schedule in C++ and in JSON, as the pages show it", "[pages]") {
  const auto schedule = lrsched::dialect::pytorch::StepLR({.base_lr = 0.1, .step_size = 30});

  const auto read = lrsched::from_json({{"pytorch.StepLR", {{"base_lr", 0.1}, {"step_size", 30}}}});

  CHECK(read == schedule);
}

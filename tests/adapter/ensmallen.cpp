// SPDX-License-Identifier: MIT

// Against a stand-in of ours: Debian has no ensmallen.

#include <cstdint>
#include <vector>

#include <lrsched/adapter/ensmallen.hpp>
#include <lrsched/lrsched.hpp>

#include "../catch.hpp"
#include "ensmallen_stand_in.hpp"

using lrsched::adapter::ensmallen::callback, lrsched::adapter::ensmallen::decay_policy,
    lrsched::adapter::ensmallen::start;
using rates = std::vector<double>;

namespace {

constexpr lrsched::linear schedule({.from = 1, .to = 0, .steps = 4});

struct place {
  stand_in::function function;
  stand_in::matrix weights;
};

auto sgd_with_policy(std::size_t updates) {
  return stand_in::SGD<decay_policy<lrsched::linear<double>>>(9, updates, decay_policy{schedule});
}

}  // namespace

TEST_CASE("a callback sets the step size of each update, the first included", "[ensmallen]") {
  place here;
  stand_in::SGD<> optimizer(9, 6);
  optimizer.Optimize(here.function, here.weights, callback{schedule});
  CHECK(optimizer.used == rates{1, 0.75, 0.5, 0.25, 0, 0});
}

TEST_CASE("a callback begins anew, or goes on", "[ensmallen]") {
  place here;
  stand_in::SGD<> optimizer(9, 2);
  SECTION("a new one with each Optimize") {
    for (int run = 0; run < 2; ++run) optimizer.Optimize(here.function, here.weights, callback{schedule});
    CHECK(optimizer.used == rates{1, 0.75, 1, 0.75});
  }
  SECTION("the same one goes on") {
    callback following{schedule};
    for (int run = 0; run < 2; ++run) optimizer.Optimize(here.function, here.weights, following);
    CHECK(optimizer.used == rates{1, 0.75, 0.5, 0.25});
    CHECK(following.step == 4);
  }
  SECTION("from a checkpoint") {
    optimizer.Optimize(here.function, here.weights, callback{schedule, 3});
    CHECK(optimizer.used == rates{0.25, 0});
  }
}

TEST_CASE("a lambda is followed too, and in float", "[ensmallen]") {
  place here;
  stand_in::SGD<> optimizer(9, 3);
  optimizer.Optimize(here.function, here.weights, callback{[](std::int64_t step) { return step == 0 ? 0.5f : 0.25f; }});
  CHECK(optimizer.used == rates{0.5, 0.25, 0.25});
}

TEST_CASE("a decay policy sets the step size of each update", "[ensmallen]") {
  place here;
  auto optimizer = sgd_with_policy(6);
  start(optimizer);
  optimizer.Optimize(here.function, here.weights);
  CHECK(optimizer.used == rates{1, 0.75, 0.5, 0.25, 0, 0});
}

TEST_CASE("a decay policy survives into the next Optimize, unless it is started", "[ensmallen]") {
  place here;
  auto optimizer = sgd_with_policy(3);
  start(optimizer);
  optimizer.Optimize(here.function, here.weights);
  optimizer.used.clear();
  SECTION("as ensmallen does it, it goes on") {
    optimizer.Optimize(here.function, here.weights);
    CHECK(optimizer.used == rates{0.25, 0, 0});
  }
  SECTION("started, it begins anew") {
    start(optimizer);
    optimizer.Optimize(here.function, here.weights);
    CHECK(optimizer.used == rates{1, 0.75, 0.5});
  }
  SECTION("or where a checkpoint was made") {
    start(optimizer, 2);
    optimizer.Optimize(here.function, here.weights);
    CHECK(optimizer.used == rates{0.5, 0.25, 0});
  }
}

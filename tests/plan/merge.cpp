// SPDX-License-Identifier: MIT

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "catch.hpp"
#include "exact.hpp"
#include "near.hpp"

namespace {

using namespace lrsched;
using list = std::vector<double>;

template <class Decay>
constexpr auto merged(const Decay& decay, std::size_t checkpoints) {
  std::vector<rate_of<Decay>> shares(checkpoints);
  merge_weights(decay, shares);
  return shares;
}

}  // namespace

TEST_CASE("the shares of checkpoints", "[plan]") {
  const linear down({.from = 1, .to = 0, .steps = 4});
  CHECK(merged(down, 5) == list{0, 0.25, 0.25, 0.25, 0.25});
  CHECK(merged(down, 6) == list{0, 0.25, 0.25, 0.25, 0.25, 0});  // what comes when the rate is 0 has no share
  CHECK(merged(down, 4) == list{0, 0.25, 0.25, 0.5});
  CHECK(merged(down, 2) == list{0, 1});
  CHECK(merged(down, 1) == list{1});

  // The plain mean, and the last checkpoint alone: a decay by the number of checkpoints, and none.
  CHECK(merged(linear({.from = 1, .to = 0, .steps = 3, .includes = ends::neither}), 4) == list(4, 0.25));
  CHECK(merged(constant({.value = 1}), 4) == list{0, 0, 0, 1});
  CHECK(merged(constant({.value = 0}), 4) == list{1, 0, 0, 0});
  CHECK(merged(exponential({.initial = 0.5, .rate = 0.5}), 4) == list{0.5, 0.25, 0.125, 0.125});
  CHECK(merged(piecewise_constant({1.0, 0.25, 0.0}, {1, 2}), 4) == list{0, 0.75, 0.25, 0});
  CHECK(merged(piecewise_constant({1.0F, 0.25F}, {1}), 3) == std::vector<float>{0, 0.75F, 0.25F});
  CHECK(merged([](int i) { return 1.0 / (1 << i); }, 4) == list{0, 0.5, 0.25, 0.25});

  constexpr auto of_five = [] {
    std::array<double, 5> shares{};
    lrsched::merge_weights(lrsched::linear({.from = 1, .to = 0, .steps = 4}), shares);  // 0, and four times 0.25
    return shares;
  }();
  static_assert(of_five == std::array{0.0, 0.25, 0.25, 0.25, 0.25});
}

TEST_CASE("the mean of checkpoints is where smaller updates would have led", "[plan]") {
  const list updates = {3, -5, 7, 2, -8, 1, 4};  // at the full rate
  const auto leads_there = [&](const auto& decay) {
    const auto shares = merged(decay, updates.size() + 1);
    exact full = 100, decayed = 100, mean = shares[0] * 100;
    for (std::size_t i = 0; i < updates.size(); ++i) {
      full = full + exact(updates[i]);
      decayed = decayed + exact(decay(i)) * updates[i];
      mean = mean + exact(shares[i + 1]) * full;
    }
    CHECK(static_cast<double>(abs(mean - decayed)) <= 4e-14);
  };
  leads_there(linear({.from = 1, .to = 0, .steps = 7}));
  leads_there(linear({.from = 1, .to = 0.1, .steps = 7, .includes = ends::to}));
  leads_there(one_minus_sqrt({.from = 1, .to = 0, .steps = 7, .includes = ends::neither}));
  leads_there(cosine({.from = 0.9, .to = 0.3, .steps = 5}));
  leads_there(inverse_sqrt({.initial = 1, .timescale = 3}));
}

TEST_CASE("shares add up to 1, and none is below 0", "[plan]") {
  const auto add_up = []<class Decay>(const Decay& decay, std::size_t checkpoints) {
    using limits = std::numeric_limits<rate_of<Decay>>;
    exact sum = 0;
    for (const auto share : merged(decay, checkpoints)) {
      CHECK(share >= 0);
      sum = sum + exact(share);
    }
    CHECK(static_cast<double>(abs(sum - 1)) <= static_cast<double>(limits::epsilon()) / 2);
  };
  for (const std::size_t checkpoints : {1u, 2u, 3u, 10u, 1'000u}) {
    const std::size_t updates = checkpoints - 1;
    for (const ends includes : {ends::from, ends::to, ends::neither, ends::both}) {
      add_up(linear({.from = 1, .to = 0, .steps = updates, .includes = includes}), checkpoints);
      add_up(cosine({.from = 1, .to = 0, .steps = updates, .includes = includes}), checkpoints);
      add_up(one_minus_sqrt({.from = 0.7, .to = 0.1, .steps = updates, .includes = includes}), checkpoints);
      add_up(linear<float>({.from = 1, .to = 0, .steps = updates, .includes = includes}), checkpoints);
    }
    add_up(exponential({.initial = 1, .rate = 0.37}), checkpoints);
  }
}

TEST_CASE("what cannot be merged by", "[plan]") {
  CHECK_THROWS_WITH(merged(linear({.from = 0, .to = 1, .steps = 4}), 3),
                    "merge_weights: decay must not rise, got 0.25");
  CHECK(merged(linear({.from = 0, .to = 1, .steps = 4}), 2) == list{1, 0});  // what is not asked for may be anything
  CHECK_THROWS_WITH(merged(constant({.value = 3}), 2), "merge_weights: decay must be at most 1, got 3");
  CHECK_THROWS_WITH(merged(linear({.from = 1, .to = -1, .steps = 4}), 5),
                    "merge_weights: decay must be at least 0, got -0.5");
  CHECK_THROWS_WITH(merged([](int) { return test::not_a_number<double>; }, 2),
                    "merge_weights: decay must be finite, got nan");
  CHECK_THROWS_WITH(merged(linear({.from = 1, .to = 0, .steps = 4}), 0),
                    "merge_weights: checkpoints must be at least 1, got 0");
}

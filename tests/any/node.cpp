// SPDX-License-Identifier: MIT

#include <lrsched/any/node.hpp>

#include <cstdint>
#include <string>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "../catch.hpp"
#include "../rules.hpp"

using lrsched::any_finite_schedule;
using lrsched::any_fold;
using lrsched::any_schedule;
using lrsched::any_sequence;
using test::complaint;

namespace {

any_schedule<double> straight(double from, double to, std::int64_t steps) {
  return lrsched::linear({.from = from, .to = to, .steps = steps});
}

}  // namespace

TEST_CASE("any_sequence is sequence: at joints, past the end, with empty parts, filled", "[node]") {
  const lrsched::sequence typed{
      lrsched::linear({.from = 0, .to = 1, .steps = 4}), lrsched::linear({.from = 5, .to = 6, .steps = 0}),
      lrsched::linear({.from = 1, .to = 3, .steps = 2}), lrsched::exponential({.initial = 3, .rate = 0.5})};
  const any_sequence<double> any(
      {straight(0, 1, 4), straight(5, 6, 0), straight(1, 3, 2), lrsched::exponential({.initial = 3, .rate = 0.5})});
  std::vector<double> filled(12);
  lrsched::fill(any, filled, -1);
  for (std::int64_t k = -1; k <= 10; ++k) {
    CHECK(any(k) == typed(k));
    CHECK(any(static_cast<double>(k) + 0.5) == typed(static_cast<double>(k) + 0.5));
    CHECK(filled[static_cast<std::size_t>(k + 1)] == typed(k));
  }
  CHECK(!any.length());
  CHECK(any_sequence<double>({straight(0, 1, 4), straight(1, 0, 6)}).length() == 10);
  CHECK(any_schedule<double>(any) == any_schedule<double>(typed));
}

TEST_CASE("what cannot stand in a list is refused", "[node]") {
  const any_schedule<double> endless = lrsched::constant({.value = 1});
  CHECK(complaint([&] { any_sequence<double>({}); }) == "sequence: parts must be at least one, got 0");
  CHECK(complaint([&] {
          any_sequence<double>({straight(0, 1, 4), endless, straight(0, 1, 4)});
        }) == "sequence: parts but the last must have a length, which take gives; the one without is part, got 1");
  CHECK(complaint([&] {
          any_sequence<double>({straight(0, 1, std::int64_t{1} << 53), straight(0, 1, 1)});
        }) == "sequence: length must be at most 2^53 in all, got 1");
  CHECK(complaint([&] { any_finite_schedule<double> finite(endless); }) ==
        "schedule: length must be known: take gives one, got 0");
  CHECK(complaint([&] { any_fold<lrsched::detail::add> none({}); }) == "sum: parts must be at least one, got 0");
}

TEST_CASE("any_fold is product, sum, minimum and maximum", "[node]") {
  using namespace lrsched;
  const linear up({.from = 0, .to = 1, .steps = 4});
  const constant level({.value = 0.6});
  for (std::int64_t k = 0; k <= 5; ++k) {
    CHECK(any_fold<detail::multiply>({up, level})(k) == product{up, level}(k));
    CHECK(any_fold<detail::add>({up, level})(k) == sum{up, level}(k));
    CHECK(any_fold<detail::smaller>({up, level})(k) == minimum{up, level}(k));
    CHECK(any_fold<detail::larger>({up, level})(k) == maximum{up, level}(k));
  }
  CHECK(any_fold<detail::add>({up, straight(0, 1, 9)}).length() == 9);
  CHECK(any_fold<detail::add>({straight(0, 1, 9), up}).length() == 9);
  CHECK(!any_fold<detail::add>({up, level}).length());
}

TEST_CASE("what is combined has a length where the schedule has one", "[node]") {
  const auto later = [](const any_schedule<double>& schedule) {
    return lrsched::keeping_length(schedule, [](const auto& inner) { return lrsched::shift(inner, 2); });
  };
  CHECK(later(straight(0, 1, 4)).length() == 6);
  CHECK(later(straight(0, 1, 4))(4) == 0.5);
  CHECK(!later(lrsched::constant({.value = 1})).length());
  CHECK(later(lrsched::constant({.value = 1}))(4) == 1);
}

TEST_CASE("erased: the same rates and lengths, and each part for itself", "[node]") {
  using namespace lrsched;
  using detail::erased;
  const linear up({.from = 0, .to = 3e-4, .steps = 20});
  const cosine down({.from = 3e-4, .to = 3e-5, .steps = 80});
  const exponential decay({.initial = 0.1, .rate = 0.96, .every = 10});
  const auto agree = [](const auto& plan) {
    const any_schedule<double> nodes = erased(plan), whole = plan;
    INFO(to_string(whole));
    CHECK(nodes == whole);
    CHECK(nodes.length() == whole.length());
    std::vector<double> filled(150);
    nodes.fill(filled, -3);
    bool same = true;
    for (std::int64_t k = -3; k < 147; ++k)
      same = same && nodes(k) == plan(k) && filled[static_cast<std::size_t>(k + 3)] == plan(k) &&
             nodes(static_cast<double>(k) + 0.3) == plan(static_cast<double>(k) + 0.3);
    CHECK(same);
  };
  agree(up);
  agree(sequence{up, down});
  agree(sequence{up, take(decay, 9), sequence{up, down}});
  agree(product{up, decay});
  agree(sum{up, sequence{up, down}, decay});
  agree(minimum{up, decay});
  agree(maximum{up, decay});
  agree(shift(sequence{up, down}, 5));
  agree(shift(decay, -5));
  agree(stretch(repeat(sequence{down, reverse(down)}), 2.5));
  agree(repeat_growing(down, 1.25));
  agree(staircase(clamp(scale(decay, 2), 0.05, 0.15), 7));
  agree(warmup_cosine({.peak = 1, .warmup_steps = 10, .decay_steps = 90}));
  agree(warm_restarts({.peak = 0.1, .first_cycle_steps = 10, .growth = 1.5, .floor = 0.01, .peak_factor = 0.9}));
  CHECK(erased(sequence{up, down}).target<any_sequence<double>>() != nullptr);
  CHECK(erased(warmup_cosine({.peak = 1, .warmup_steps = 1, .decay_steps = 9})).target<named_schedule>() != nullptr);
}

TEST_CASE("a named schedule is described by its call, and has the rates of its plan", "[node]") {
  const any_schedule<double> plan = straight(0, 1, 4);
  const any_schedule<double> named =
      lrsched::named_schedule({.name = "framework.up", .fields = {{"steps", 4.0}}}, plan);
  CHECK(to_string(named) == "framework.up(steps=4)");
  CHECK(named != plan);
  CHECK(named == any_schedule<double>(named));
  CHECK(named(3) == 0.75);
  CHECK(named(2.5) == 0.625);
  CHECK(named.length() == 4);
  std::vector<double> filled(3);
  named.fill(filled, 2);
  CHECK(filled == std::vector<double>{0.5, 0.75, 1});
}

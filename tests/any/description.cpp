// SPDX-License-Identifier: MIT

#include <lrsched/any/description.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalogue.hpp"
#include "catch.hpp"

using namespace lrsched;

namespace {

const sequence plan{linear({.from = 0, .to = 0.1, .steps = 10, .includes = ends::to}),
                    staircase(exponential({.initial = 0.1, .rate = 0.96, .every = 100}), 100)};

/// FNV-1a as its authors define it, bit by bit with 128-bit arithmetic.
std::uint64_t fnv(const std::string& text) {
  __extension__ using wide = unsigned __int128;
  wide hash = 0xcbf29ce484222325u;
  for (const char letter : text) {
    hash ^= static_cast<unsigned char>(letter);
    hash = (hash * 0x100000001b3u) & ~std::uint64_t{0};
  }
  return static_cast<std::uint64_t>(hash);
}

}  // namespace

TEST_CASE("the text of a schedule", "[description]") {
  CHECK(to_string(cosine({.from = 0.1, .to = 0, .steps = 100})) == "cosine(from=0.1, to=0, steps=100, includes=from)");
  CHECK(to_string(plan) ==
        "sequence{linear(from=0, to=0.1, steps=10, includes=to), "
        "staircase(schedule=exponential(initial=0.1, rate=0.96, every=100), width=100)}");
  CHECK(to_string(multi_step({.initial = 1, .factor = 0.5}, {30, 80})) ==
        "multi_step(initial=1, factor=0.5, milestones=[30, 80])");
  CHECK(to_string(piecewise_linear({0.0, 1e-7}, {0, 4})) == "piecewise_linear(values=[0, 1e-07], milestones=[0, 4])");
  CHECK(to_string(describe(plan)) == to_string(plan));
  CHECK(to_string([](std::int64_t) { return 1.0; }) == "function()");
  CHECK(to_string(shaped({.from = 0, .to = 1, .steps = 4, .includes = ends::to}, [](double p) { return p; })) ==
        "shaped(from=0, to=1, steps=4, includes=to, f=function())");
}

TEST_CASE("numbers are written so that they read back to the same double, and as short as that", "[description]") {
  const auto written = [](double value) { return to_string(constant({.value = value})); };
  CHECK(written(0.1) == "constant(value=0.1)");
  CHECK(written(0.1 + 0.2) == "constant(value=0.30000000000000004)");
  CHECK(written(1 - 0x1p-53) == "constant(value=0.9999999999999999)");
  CHECK(written(-5e-324) == "constant(value=-5e-324)");
  CHECK(written(std::numeric_limits<double>::max()) == "constant(value=1.7976931348623157e+308)");
  // So one bit of one argument makes another fingerprint.
  CHECK(fingerprint(constant({.value = 0.1})) != fingerprint(constant({.value = std::nextafter(0.1, 1.0)})));
}

TEST_CASE("every schedule of the catalogue has a description of its own", "[description]") {
  std::map<std::string, std::string> seen;
  test::each_schedule<double>([&](const std::string& name, const auto& schedule) {
    const description own = describe(schedule);
    const bool can_be_compared = to_string(own).find("function") == std::string::npos;
    CHECK((own == describe(std::decay_t<decltype(schedule)>(schedule))) == can_be_compared);
    CHECK(fingerprint(own).has_value() == can_be_compared);
    if (own.is_function()) return;
    const auto [other, is_new] = seen.emplace(to_string(own), name);
    INFO(name << " and " << other->second << " are both " << to_string(own));
    CHECK(is_new);
  });
  CHECK(seen.size() > 50);
}

TEST_CASE("the fingerprint is FNV-1a of the text, and the same forever", "[description]") {
  CHECK(fnv("") == 0xcbf29ce484222325u);
  CHECK(fnv("foobar") == 0x85944171f73967e8u);  // from the authors' test vectors
  CHECK(fingerprint(plan).value() == fnv(to_string(plan)));
  CHECK(fingerprint(plan) == fnv(to_string(plan)));
  CHECK(fingerprint(plan) == fingerprint(describe(plan)));
  CHECK(fingerprint(plan) != fnv(to_string(plan)) + 1);
  CHECK(fingerprint(constant({.value = 0.1})) != fingerprint(constant({.value = 0.2})));
}

TEST_CASE("what is equal has the same fingerprint, and what differs by the sign of a 0 is not", "[description]") {
  const auto level = [](double value) { return describe(constant({.value = value})); };
  CHECK(level(0.1) == level(0.1));
  CHECK(fingerprint(level(0.1)) == fingerprint(level(0.1)));
  CHECK(level(0.0) != level(-0.0));
  CHECK(fingerprint(level(0.0)) != fingerprint(level(-0.0)));
  CHECK(difference(level(0.0), level(-0.0)) == std::vector<std::string>{"constant/value: 0 -> -0"});
}

TEST_CASE("a function equals nothing, not even itself, and has no fingerprint", "[description]") {
  const description function = describe([](std::int64_t) { return 1.0; });
  const description same = function;
  CHECK(function != same);
  CHECK(fingerprint(function) != fingerprint(same));
  CHECK(!(fingerprint(function) == fingerprint(same)));
  CHECK(fingerprint(function) != fnv(to_string(function)));
  CHECK(!fingerprint(function).has_value());
  CHECK_THROWS_AS(fingerprint(function).value(), std::bad_optional_access);
  CHECK(difference(function, same) == std::vector<std::string>{"function: cannot be compared"});
  CHECK(difference(function, describe(constant({.value = 1}))) ==
        std::vector<std::string>{"function() -> constant(value=1)"});
}

TEST_CASE("a shaped ramp is compared by its arguments, and its function cannot be", "[description]") {
  const auto ramp = [](double from, std::int64_t steps) {
    return describe(sequence{shaped({.from = from, .to = 1, .steps = steps}, [](double p) { return p * p; }),
                             constant({.value = 1})});
  };
  const std::string cannot = "sequence/0/shaped/f/function: cannot be compared";
  CHECK(ramp(0, 4) != ramp(0, 4));
  CHECK(difference(ramp(0, 4), ramp(0, 4)) == std::vector<std::string>{cannot});
  CHECK(difference(ramp(0, 4), ramp(5, 9)) ==
        std::vector<std::string>{"sequence/0/shaped/from: 0 -> 5", "sequence/0/shaped/steps: 4 -> 9", cannot});

  // A function that is a schedule of ours can be compared.
  const auto by_power = [](double power) {
    return describe(
        shaped({.from = 0, .to = 1, .steps = 4}, polynomial({.from = 0, .to = 1, .steps = 1, .power = power})));
  };
  CHECK(by_power(2) == by_power(2));
  CHECK(fingerprint(by_power(2)) == fingerprint(by_power(2)));
  CHECK(difference(by_power(2), by_power(3)) == std::vector<std::string>{"shaped/f/polynomial/power: 2 -> 3"});
}

TEST_CASE("a difference names the places that changed", "[description]") {
  const auto changed = [](double rate, std::int64_t steps) {
    return describe(sequence{linear({.from = 0, .to = 0.1, .steps = steps, .includes = ends::to}),
                             staircase(exponential({.initial = 0.1, .rate = rate, .every = 100}), 100)});
  };
  using lines = std::vector<std::string>;
  CHECK(difference(describe(plan), changed(0.96, 10)) == lines{});
  CHECK(difference(describe(plan), changed(0.9, 20)) ==
        lines{"sequence/0/linear/steps: 10 -> 20", "sequence/1/staircase/schedule/exponential/rate: 0.96 -> 0.9"});
  CHECK(
      difference(describe(constant({.value = 1})), describe(plan)).front().rfind("constant(value=1) -> sequence{", 0) ==
      0);
}

TEST_CASE("a plateau has a description too, with groups of arguments", "[description][plateau]") {
  const plateau<double> one({.factor = 0.5, .patience = 3});
  CHECK(
      to_string(one) ==
      "plateau(factor=0.5, patience=3, cooldown=0, mode=min, "
      "threshold={relative=1e-04, absolute=0, rule=by_magnitude}, initial=1, minimum=0, min_change=0, "
      "accumulation_size=1, "
      "warmup_observations=0, counting={patience=above, cooldown=full, best=followed, reference=best, bad=in_a_row})");
  const plateau<double> other({.factor = 0.5,
                               .patience = 3,
                               .threshold = {.relative = 0.01, .rule = threshold_rule::by_value},
                               .counting = {.best = best_in_cooldown::frozen}});
  CHECK(difference(describe(one), describe(other)) ==
        std::vector<std::string>{"plateau/threshold/relative: 1e-04 -> 0.01",
                                 "plateau/threshold/rule: by_magnitude -> by_value",
                                 "plateau/counting/best: followed -> frozen"});
  CHECK(difference(describe(one), describe(one)).empty());
  CHECK(fingerprint(one) != fingerprint(other));
}

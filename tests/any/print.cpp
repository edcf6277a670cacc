// SPDX-License-Identifier: MIT

#include <lrsched/any/print.hpp>

#include <cstdint>
#include <iomanip>
#include <ostream>
#include <sstream>
#include <string>
#include <type_traits>

#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>

#include "catalogue.hpp"
#include "catch.hpp"

// Nothing here is `using namespace lrsched`: the operator is found by what it prints.

namespace {

template <class Type>
concept printable = requires(std::ostream& out, const Type& value) {
  out << value;
};

std::string printed(const auto& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

/// Classes of somebody else: a schedule, and what holds one of ours.
struct halving {
  double first;
  double operator()(std::int64_t step) const { return first / static_cast<double>(step + 1); }
};

template <class Held>
struct holder {
  Held held;
};

template <class Held>
struct holder_that_prints {
  Held held;
  double operator()(std::int64_t step) const { return held(step); }
};

template <class Held>
std::ostream& operator<<(std::ostream& out, const holder_that_prints<Held>&) {
  return out << "their own words";
}

using ramp = lrsched::linear<>;

}  // namespace

TEST_CASE("schedules, plateaus and descriptions are printed as to_string writes them", "[print]") {
  const ramp up({.from = 0, .to = 0.1, .steps = 10});
  const lrsched::plateau<double> plateau({.factor = 0.5, .patience = 3});
  CHECK(printed(up) == "linear(from=0, to=0.1, steps=10, includes=from)");
  CHECK(printed(lrsched::describe(up)) == printed(up));
  CHECK(printed(lrsched::any_schedule<double>(up)) == printed(up));
  CHECK(printed(lrsched::any_finite_schedule<double>(lrsched::any_schedule<double>(up))) == printed(up));
  CHECK(printed(plateau) == lrsched::to_string(plateau));
  CHECK(printed(lrsched::any_plateau(plateau, up)) == lrsched::to_string(lrsched::any_plateau(plateau, up)));
  CHECK(printed(lrsched::sequence{up, lrsched::constant({.value = 0.1F})}) ==
        "sequence{linear(from=0, to=0.1, steps=10, includes=from), constant(value=0.10000000149011612)}");
  CHECK(printed(lrsched::scale([](std::int64_t) { return 1.0; }, 2)) == "scale(schedule=function(), factor=2)");
}

TEST_CASE("every schedule of the catalogue is printed, unless it is a mere function", "[print]") {
  test::each_schedule<double>([](const std::string& name, const auto& schedule) {
    INFO(name);
    if constexpr (printable<std::decay_t<decltype(schedule)>>)
      CHECK(printed(schedule) == lrsched::to_string(schedule));
    else
      CHECK(lrsched::describe(schedule).is_function());
  });
}

TEST_CASE("a stream's width and alignment are followed, and its precision rounds nothing", "[print]") {
  const lrsched::constant<> level({.value = 0.1 + 0.2});
  std::ostringstream out;
  out << std::setprecision(3) << std::left << std::setfill('.') << std::setw(40) << level << '|';
  CHECK(out.str() == "constant(value=0.30000000000000004).....|");
}

TEST_CASE("what does not describe itself is not printed by us", "[print]") {
  const auto function = [rate = 0.1](std::int64_t) { return rate; };
  STATIC_REQUIRE(printable<ramp>);
  STATIC_REQUIRE_FALSE(printable<decltype(function)>);
  STATIC_REQUIRE_FALSE(printable<halving>);
  STATIC_REQUIRE_FALSE(printable<holder<ramp>>);
  STATIC_REQUIRE_FALSE(printable<ramp::params>);
  STATIC_REQUIRE_FALSE(printable<lrsched::plateau_state<double>>);
  CHECK(printed(holder_that_prints<ramp>{ramp({.from = 0, .to = 1, .steps = 4})}) == "their own words");
}

#if defined(__cpp_lib_format)
TEST_CASE("std::format takes what a stream takes, with the options of a string", "[print]") {
  const lrsched::constant<> level({.value = 0.1});
  CHECK(std::format("{} and {}", level, lrsched::describe(level)) == "constant(value=0.1) and constant(value=0.1)");
  CHECK(std::format("{:.>24}", lrsched::any_schedule<double>(level)) == ".....constant(value=0.1)");
  CHECK(std::format("{}", lrsched::plateau<double>({.factor = 0.5})) ==
        lrsched::to_string(lrsched::plateau<double>({.factor = 0.5})));
  STATIC_REQUIRE(std::is_default_constructible_v<std::formatter<ramp>>);
  STATIC_REQUIRE_FALSE(std::is_default_constructible_v<std::formatter<halving>>);
}
#endif

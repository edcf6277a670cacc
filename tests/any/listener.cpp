// SPDX-License-Identifier: MIT

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/listener.hpp>
#include <lrsched/lrsched.hpp>

#include <array>
#include <cstdint>
#include <string>

#include "../catch.hpp"

using namespace lrsched;

namespace {

/// Writes down what it hears.
class scribe : public detail::listener {
 public:
  std::string text;

  void value(const char* name, double number) override { put(name, std::to_string(number).substr(0, 3)); }
  void value(const char* name, std::int64_t number) override { put(name, std::to_string(number)); }
  void value(const char* name, bool flag) override { put(name, flag ? "yes" : "no"); }
  void value(const char* name, const char* word) override { put(name, word); }
  void whole(const description&) override { text += "whole "; }
  void begin(detail::told members, const char* name) override {
    const char* const kinds[] = {"schedule", "argument", "list", "group", "numbers", "counts", "words"};
    text += std::string(kinds[static_cast<int>(members)]) + " " + name + "( ";
  }
  void end() override { text += ") "; }

 private:
  void put(const std::string& name, const std::string& value) { text += name + ":" + value + " "; }
};

std::string heard_of(const auto& schedule) {
  scribe listener;
  detail::tell(listener, schedule);
  return listener.text;
}

std::string heard_of_argument(const auto& value) {
  scribe listener;
  detail::tell(listener, "x", value);
  return listener.text;
}

}  // namespace

TEST_CASE("a schedule says its name, its arguments and its parts", "[listener]") {
  const constant half({.value = 0.5});
  CHECK(heard_of(half) == "schedule constant( value:0.5 ) ");
  CHECK(heard_of(sequence{take(half, 3), half}) ==
        "schedule sequence( schedule take( argument schedule( schedule constant( value:0.5 ) ) count:3 ) "
        "schedule constant( value:0.5 ) ) ");
  CHECK(heard_of([](std::int64_t) { return 1.0; }) == "schedule function( ) ");
}

TEST_CASE("what is erased says the same", "[listener]") {
  const cosine wave({.from = 1, .to = 0, .steps = 4});
  CHECK(heard_of(any_schedule<double>(wave)) == "schedule cosine( from:1.0 to:0.0 steps:4 includes:from ) ");
  CHECK(heard_of(any_schedule<double>(shift(any_schedule<double>(wave), 2))) ==
        "schedule shift( argument schedule( schedule cosine( from:1.0 to:0.0 steps:4 includes:from ) ) by:2 ) ");
}

TEST_CASE("an argument is told by its type", "[listener]") {
  CHECK(heard_of_argument(true) == "x:yes ");
  CHECK(heard_of_argument(7u) == "x:7 ");
  CHECK(heard_of_argument(0.5F) == "x:0.5 ");
  CHECK(heard_of_argument(numeric<std::int64_t>(7)) == "x:7 ");
  CHECK(heard_of_argument(std::string("log")) == "x:log ");
  CHECK(heard_of_argument(ends::both) == "x:both ");
  CHECK(heard_of_argument(std::optional<double>()).empty());
  CHECK(heard_of_argument(std::optional<double>(2)) == "x:2.0 ");
  CHECK(heard_of_argument(std::array{1.5, 2.5}) == "numbers x( :1.5 :2.5 ) ");
  CHECK(heard_of_argument(std::array<std::int64_t, 2>{1, 2}) == "counts x( :1 :2 ) ");
  CHECK(heard_of_argument(std::array<std::string, 2>{"a", "b"}) == "words x( :a :b ) ");
  CHECK(heard_of_argument(std::array{constant({.value = 1})}) == "list x( schedule constant( value:1.0 ) ) ");
}

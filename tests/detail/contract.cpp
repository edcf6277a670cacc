// SPDX-License-Identifier: MIT

// Every argument of every schedule, wrong in every way, and the line that says so. What is just right is accepted.

#include <cstdint>
#include <exception>
#include <initializer_list>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "../catch.hpp"
#include "../near.hpp"
#include "../rules.hpp"

namespace {

using namespace lrsched;
using test::accepts, test::complaint, test::infinity, test::longest, test::must_be_a_length, test::must_be_a_width,
    test::must_be_above_0, test::must_be_an_end, test::must_be_finite, test::must_not_be_negative, test::not_a_number,
    test::not_finite, test::refuses, test::wrong;

constexpr double largest = std::numeric_limits<double>::max();
constexpr std::int64_t smallest_integer = std::numeric_limits<std::int64_t>::min();

/// The arguments that all ramps have; `also` sets the others.
template <class Ramp, class Also>
void check_ramp(const Also& also) {
  const std::string name = Ramp::name;
  using params = typename Ramp::params;
  const auto with = [&](auto change) {
    return [&, change](auto value) {
      params given = also;
      change(given, value);
      return Ramp(given);
    };
  };
  if constexpr (std::is_same_v<Ramp, log_linear<>>) {
    refuses(with([](params& given, double value) { given.from = value; }), name + ": from must be above 0",
            {wrong<double>{-1, "-1"}, {0, "0"}});
    refuses(with([](params& given, double value) { given.to = value; }), name + ": to must be above 0",
            {wrong<double>{-1, "-1"}, {0, "0"}});
  } else {
    must_be_an_end(name + ": from", with([](params& given, double value) { given.from = value; }));
    must_be_an_end(name + ": to", with([](params& given, double value) { given.to = value; }));
    const auto opposite = with([](params& given, double value) {
      given.from = value;
      given.to = -value;
    });
    refuses(opposite, (name + ": to - from must be finite").c_str(),
            {wrong<double>{largest, "-inf"}, {-largest, "inf"}, {1e308, "-inf"}});
    accepts(opposite, largest / 2, -largest / 2);
  }
  must_be_a_length(name + ": steps", with([](params& given, std::int64_t value) { given.steps = value; }));
  const auto includes = with([](params& given, int value) { given.includes = static_cast<ends>(value); });
  refuses(includes, (name + ": includes must be one of the named values").c_str(),
          {wrong<int>{4, "4"}, {7, "7"}, {-1, "255"}});
  accepts(includes, 0, 1, 2, 3);
}

const linear up({.from = 0, .to = 1, .steps = 4});

}  // namespace

TEST_CASE("the sentence of the documentation", "[contract]") {
  CHECK(complaint([] { cosine({.from = 1, .to = 0, .steps = -5}); }) == "cosine: steps must be at least 0, got -5");
}

TEST_CASE("bad arguments of ramps", "[contract]") {
  must_be_finite("constant: value", [](double value) { constant({.value = value}); });
  check_ramp<linear<>>(linear<>::params{.from = 1, .to = 1, .steps = 4});
  check_ramp<cosine<>>(cosine<>::params{.from = 1, .to = 1, .steps = 4});
  check_ramp<log_linear<>>(log_linear<>::params{.from = 1, .to = 1, .steps = 4});
  const polynomial<>::params square{.from = 1, .to = 1, .steps = 4, .power = 2};
  check_ramp<polynomial<>>(square);
  must_not_be_negative("polynomial: power", [&](double value) {
    polynomial<>::params given = square;
    given.power = value;
    polynomial<> made(given);
  });
}

TEST_CASE("bad arguments of decays", "[contract]") {
  must_be_finite("exponential: initial", [](double value) { exponential({.initial = value, .rate = 0.5}); });
  must_not_be_negative("exponential: rate", [](double value) { exponential({.initial = 1, .rate = value}); });
  must_be_a_width("exponential: every",
                  [](std::int64_t value) { exponential({.initial = 1, .rate = 0.5, .every = value}); });
  must_be_finite("inverse_time: initial", [](double value) { inverse_time({.initial = value, .rate = 0.5}); });
  must_not_be_negative("inverse_time: rate", [](double value) { inverse_time({.initial = 1, .rate = value}); });
  must_be_a_width("inverse_time: every",
                  [](std::int64_t value) { inverse_time({.initial = 1, .rate = 0.5, .every = value}); });
}

TEST_CASE("bad arguments of stairs", "[contract]") {
  must_be_finite("step: initial", [](double value) { step({.initial = value, .factor = 0.5, .every = 1}); });
  must_not_be_negative("step: factor", [](double value) { step({.initial = 1, .factor = value, .every = 1}); });
  must_be_a_width("step: every", [](std::int64_t value) { step({.initial = 1, .factor = 0.5, .every = value}); });

  must_be_finite("multi_step: initial", [](double value) { multi_step({.initial = value, .factor = 0.5}, {1, 2}); });
  must_not_be_negative("multi_step: factor", [](double value) { multi_step({.initial = 1, .factor = value}, {1, 2}); });
  must_be_a_length("multi_step: milestones",
                   [](std::int64_t value) { multi_step({.initial = 1, .factor = 0.5}, {value}); });
  must_be_a_length("multi_step: milestones", [](std::int64_t value) {
    multi_step({.initial = 1, .factor = 0.5}, {0, value, longest});
  });

  must_be_finite("piecewise_constant: values", [](double value) { piecewise_constant({value, 1.0, 1.0}, {1, 2}); });
  must_be_finite("piecewise_constant: values", [](double value) { piecewise_constant({1.0, 1.0, value}, {1, 2}); });
  must_be_a_length("piecewise_constant: milestones", [](std::int64_t value) {
    piecewise_constant({1.0, 0.5}, {value});
  });

  const auto falling = [](std::int64_t a, std::int64_t b, std::int64_t c, const std::string& rule) {
    CHECK(complaint([=] {
            multi_step({.initial = 1, .factor = 0.5}, {a, b, c});
          }) == (rule.empty() ? "accepted" : "multi_step: " + rule));
    CHECK(complaint([=] {
            piecewise_constant({4.0, 3.0, 2.0, 1.0}, {a, b, c});
          }) == (rule.empty() ? "accepted" : "piecewise_constant: " + rule));
  };
  falling(30, 60, 80, "");
  falling(30, 30, 30, "");
  falling(0, longest, longest, "");
  falling(30, 29, 80, "milestones must not fall, got 29");
  falling(30, 60, 59, "milestones must not fall, got 59");
  falling(30, 10, 20, "milestones must not fall, got 10");
}

TEST_CASE("bad arguments of sequence and of the retimed", "[contract]") {
  const auto of_length = [](std::int64_t steps) { return linear({.from = 0, .to = 1, .steps = steps}); };
  const auto in_all = [&](std::int64_t steps) { sequence{of_length(3), of_length(steps)}; };
  refuses(in_all, "sequence: length must be at most 2^53 in all",
          {wrong<std::int64_t>{longest - 2, "9007199254740990"}, {longest, "9007199254740992"}});
  accepts(in_all, std::int64_t{0}, longest - 3);

  const exponential decay({.initial = 1, .rate = 0.5});
  const auto shifted = [&](std::int64_t by) { shift(decay, by); };
  refuses(shifted, "shift: by must be at most 2^53", {wrong<std::int64_t>{longest + 1, "9007199254740993"}});
  refuses(shifted, "shift: by must be at least -2^53",
          {wrong<std::int64_t>{-longest - 1, "-9007199254740993"}, {smallest_integer, "-9223372036854775808"}});
  accepts(shifted, longest, -longest, std::int64_t{0});
  const auto shifted_ramp = [](std::int64_t by) { shift(up, by); };
  refuses(shifted_ramp, "shift: by must leave a length of at most 2^53",
          {wrong<std::int64_t>{longest - 3, "9007199254740989"}, {longest, "9007199254740992"}});
  accepts(shifted_ramp, longest - 4, -longest);

  must_be_above_0("stretch: factor", [&](double factor) { stretch(decay, factor); });
  const auto stretched = [&](double factor) { stretch(up, factor); };
  refuses(stretched, "stretch: factor must leave a length of at most 2^53",
          {wrong<double>{0x1p61, "2305843009213693952"}, {1e300, "1e+300"}, {largest, "1.7976931348623157e+308"}});
  accepts(stretched, 0x1p50, 5e-324);
  accepts([&](double factor) { stretch(of_length(0), factor); }, largest);

  must_be_a_length("take: count", [&](std::int64_t count) { take(decay, count); });
  must_be_a_width("staircase: width", [&](std::int64_t width) { staircase(decay, width); });
  const auto repeated = [&](std::int64_t steps) { repeat copies(of_length(steps)); };
  refuses(repeated, "repeat: schedule's length must be at least 1", {wrong<std::int64_t>{0, "0"}});
  accepts(repeated, std::int64_t{1}, longest);
}

TEST_CASE("bad arguments of the revalued", "[contract]") {
  must_be_finite("scale: factor", [](double factor) { scale(up, factor); });
  must_be_finite("clamp: high", [](double high) { clamp(up, -largest, high); });
  refuses([](double low) { clamp(up, low, 1); }, "clamp: low must be finite", not_finite);
  refuses([](double low) { clamp(up, low, 1); }, "clamp: low must not be above high",
          {wrong<double>{1.5, "1.5"}, {largest, "1.7976931348623157e+308"}});
  accepts([](double low) { clamp(up, low, 1); }, 1.0, 0.0, -largest);
}

TEST_CASE("other floating types and integers", "[contract]") {
  CHECK(complaint([] { linear<float>({.from = 0.1F, .to = infinity<float>, .steps = 1}); }) ==
        "linear: to must be finite, got inf");
  CHECK(complaint([] { exponential<float>({.initial = 1, .rate = -0.1F}); }) ==
        "exponential: rate must be at least 0, got -0.1");
  CHECK(complaint([] { exponential<long double>({.initial = 1, .rate = -0.5L}); }) ==
        "exponential: rate must be at least 0, got -0.5");
  CHECK(complaint([] { linear<long double>({.from = 1e300L, .to = not_a_number<long double>, .steps = 1}); }) ==
        "linear: to must be finite, got nan");
  CHECK(complaint([] { linear<long double>({.from = 1e4000L, .to = 0, .steps = 1}); }) ==
        "linear: from must be finite, got inf");
  CHECK(complaint([] { linear<float>({.from = 3e38F, .to = -3e38F, .steps = 1}); }) ==
        "linear: to - from must be finite, got -inf");
  CHECK(complaint([] { linear({.from = 1, .to = 0, .steps = static_cast<short>(-7)}); }) ==
        "linear: steps must be at least 0, got -7");
  CHECK(complaint([] { linear({.from = 1, .to = 0, .steps = 7U}); }) == "accepted");
  const std::uint64_t beyond = ~std::uint64_t{0} - 4;
  CHECK(complaint([&] { linear({.from = 1, .to = 0, .steps = beyond}); }).starts_with("linear: steps must be at "));
}

TEST_CASE("the message is one line, and is cut off where it would be too long", "[contract]") {
  const bad_argument usual("cosine", "steps", "must be at least 0", -5);
  CHECK(usual.what() == std::string("cosine: steps must be at least 0, got -5"));
  const std::exception& base = usual;
  CHECK(base.what() == std::string(usual.what()));

  const std::string word(150, 'x');
  const std::string said = bad_argument(word.c_str(), word.c_str(), word.c_str(), -1.7976931348623157e+308L).what();
  CHECK(said.size() < 300);
  CHECK(said.starts_with("xxx"));
  CHECK(said.find("-1.7976931348623157") != std::string::npos);
  const bad_argument copy = usual;  // NOLINT: the copy is what is tested
  CHECK(copy.what() == std::string(usual.what()));
}

TEST_CASE("the parts of the message can be asked for", "[contract]") {
  const auto parts = [](const bad_argument& error) {
    return std::vector<std::string>{error.schedule(), error.argument(), error.rule(), error.got()};
  };
  using list = std::vector<std::string>;
  CHECK(parts(bad_argument("cosine", "steps", "must be at least 0", -5)) ==
        list{"cosine", "steps", "must be at least 0", "-5"});
  CHECK(parts(bad_argument("repeat", "schedule's length", "must be", 0.5)) ==
        list{"repeat", "schedule's length", "must be", "0.5"});
  const std::string short_lived = "threshold.relative";
  const bad_argument copy = bad_argument("plateau", std::string(short_lived).c_str(), "must be below 1", 1);
  CHECK(parts(copy) == list{"plateau", "threshold.relative", "must be below 1", "1"});
}

TEST_CASE("a text in a message is shown as one line of ASCII, and an empty one has a word", "[contract]") {
  CHECK(bad_argument("CyclicLR", "mode", "must be triangular", "a\nb\xFF").what() ==
        std::string("CyclicLR: mode must be triangular, got a?b?"));
  CHECK(bad_argument("CyclicLR", "mode", "must be triangular", "").what() ==
        std::string("CyclicLR: mode must be triangular, got nothing"));
}

TEST_CASE("the first bad argument is the one named, and nothing was made", "[contract]") {
  CHECK_THROWS_AS(linear({.from = infinity<double>, .to = not_a_number<double>, .steps = -1}), bad_argument);
  CHECK(complaint([] { linear({.from = infinity<double>, .to = not_a_number<double>, .steps = -1}); }) ==
        "linear: from must be finite, got inf");
  CHECK(complaint([] { linear({.from = 0, .to = not_a_number<double>, .steps = -1}); }) ==
        "linear: to must be finite, got nan");
}

// SPDX-License-Identifier: MIT

#include <lrsched/any/argument.hpp>
#include <lrsched/any/description.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "../catch.hpp"

using namespace lrsched;

namespace {

enum class color { red, green };

}  // namespace

template <>
inline constexpr const char* lrsched::detail::names_of<color>[] = {"red", "green"};

namespace {

struct limits {
  double low = 0;

  static constexpr auto fields(auto use) { return use(detail::field{"low", &limits::low, detail::at_least_0}); }
};

struct settings {
  required<double> rate;
  numeric<std::int64_t> steps = 5;
  std::optional<double> floor{};
  std::vector<std::string> words{};
  color paint = color::red;
  limits inner{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"rate", &settings::rate, above_0}, field{"steps", &settings::steps, at_least_1},
               field{"floor", &settings::floor}, field{"words", &settings::words}, field{"paint", &settings::paint},
               field{"inner", &settings::inner});
  }
};

/// Every number is 7, every word "w", every list has two elements, and the second name is chosen; null, or not.
class sevens final : public detail::source {
 public:
  explicit sevens(bool nothing) : nothing_(nothing) {}

  void read(double& value) const override { value = 7; }
  void read(std::int64_t& value) const override { value = 7; }
  void read(bool& value) const override { value = true; }
  void read(std::string& value) const override { value = "w"; }
  void read(any_schedule<double>&) const override {}
  void read(detail::rate_or_schedule&) const override {}
  void read(detail::ignored&) const override {}
  void read(std::vector<std::pair<std::int64_t, double>>&) const override {}
  void read(const std::vector<detail::argument>& group) const override {
    for (const detail::argument& each : group) each.type->read(*this, each.value);
  }
  bool is_null() const override { return nothing_; }
  std::size_t index_of_name(std::span<const char* const> names) const override { return names.size() - 1; }
  void for_each_element(void (*use)(const source& element, void* list), void* list) const override {
    use(*this, list);
    use(*this, list);
  }

 private:
  bool nothing_;
};

std::string complaint(const settings& given) {
  try {
    check_arguments("plan", detail::arguments_of(given));
  } catch (const bad_argument& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("the table has each argument's name, and whether it may be missing", "[argument]") {
  const settings given{.rate = 1};
  std::string all;
  for (const detail::argument& each : detail::arguments_of(given))
    all += std::string(each.name) + (each.type->may_be_missing ? "? " : " ");
  CHECK(all == "rate steps? floor? words? paint? inner? ");
}

TEST_CASE("arguments are checked against their rules, those of a group too", "[argument]") {
  CHECK(complaint({.rate = 1}) == "accepted");
  CHECK(complaint({.rate = 0}) == "plan: rate must be above 0, got 0");
  CHECK(complaint({.rate = 1, .steps = 0}) == "plan: steps must be at least 1, got 0");
  CHECK(complaint({.rate = 1, .inner = {.low = -1}}) == "plan: inner.low must be at least 0, got -1");
}

TEST_CASE("arguments are told in their order", "[argument]") {
  const settings given{.rate = 0.5, .words = {"a", "b"}};
  detail::describing told;
  tell_arguments(told, detail::arguments_of(given));
  CHECK(to_string(description{.name = "plan", .fields = told.fields()}) ==
        "plan(rate=0.5, steps=5, words=[a, b], paint=red, inner={low=0})");
}

TEST_CASE("arguments are read by their types", "[argument]") {
  settings given{.rate = 1, .words = {"before"}};
  sevens(false).read(detail::arguments_of(given));
  CHECK(given.rate == 7);
  CHECK(given.steps == 7);
  CHECK(given.floor == 7);
  CHECK(given.words == std::vector<std::string>{"w", "w"});
  CHECK(given.paint == color::green);
  CHECK(given.inner.low == 7);
  sevens(true).read(detail::arguments_of(given));
  CHECK(!given.floor.has_value());
}

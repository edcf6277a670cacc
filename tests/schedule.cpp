// SPDX-License-Identifier: MIT

// What schedule.hpp promises of every schedule, over the whole catalogue.

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <type_traits>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "catalogue.hpp"
#include "catch.hpp"
#include "near.hpp"

namespace {

using test::infinity, test::longest, test::not_a_number;

constexpr std::int64_t first = std::numeric_limits<std::int64_t>::min(),
                       last = std::numeric_limits<std::int64_t>::max();

/// A schedule of the catalogue behind virtual functions, so that the tests are compiled once for all. A long double
/// holds any value exactly.
struct any_schedule {
  const char* name;

  explicit any_schedule(const char* given) : name(given) {}
  virtual ~any_schedule() = default;
  virtual long double operator()(signed char) const = 0;
  virtual long double operator()(unsigned short) const = 0;
  virtual long double operator()(int) const = 0;
  virtual long double operator()(std::int64_t) const = 0;
  virtual long double operator()(std::uint64_t) const = 0;
  virtual long double operator()(float) const = 0;
  virtual long double operator()(double) const = 0;
  virtual long double operator()(long double) const = 0;
  virtual bool is_equal_to(const any_schedule&) const = 0;  // and of the same type
  virtual bool is_equal_to_its_copies() const = 0;
};

template <class Schedule>
struct erased final : any_schedule {
  Schedule schedule;

  erased(const char* given, const Schedule& erases) : any_schedule(given), schedule(erases) {}
  long double operator()(signed char k) const override { return schedule(k); }
  long double operator()(unsigned short k) const override { return schedule(k); }
  long double operator()(int k) const override { return schedule(k); }
  long double operator()(std::int64_t k) const override { return schedule(k); }
  long double operator()(std::uint64_t k) const override { return schedule(k); }
  long double operator()(float k) const override { return schedule(k); }
  long double operator()(double k) const override { return schedule(k); }
  long double operator()(long double k) const override { return schedule(k); }

  bool is_equal_to(const any_schedule& other) const override {
    const auto* same = dynamic_cast<const erased*>(&other);
    return same != nullptr && same->schedule == schedule;
  }

  bool is_equal_to_its_copies() const override {
    const Schedule copy = schedule;
    Schedule from_bytes = schedule;
    std::memcpy(&from_bytes, &copy, sizeof copy);
    return copy == schedule && !(copy != schedule) && from_bytes == schedule;
  }
};

template <class Real>
std::vector<std::unique_ptr<any_schedule>> catalogue() {
  std::vector<std::unique_ptr<any_schedule>> result;
  test::each_schedule<Real>([&](const char* name, const auto& schedule) {
    result.push_back(std::make_unique<erased<std::remove_cvref_t<decltype(schedule)>>>(name, schedule));
  });
  return result;
}

bool finite(long double value) { return value - value == 0; }

}  // namespace

TEMPLATE_TEST_CASE("every position has a finite value, whatever its type", "[schedule]", float, double, long double) {
  for (const auto& one : catalogue<TestType>()) {
    const any_schedule& schedule = *one;
    INFO(schedule.name);
    bool all_finite = true, all_agree = true;
    for (int k = 0; k < 300; ++k) {
      const long double value = schedule(k);
      all_finite = all_finite && finite(value) && finite(schedule(k + 0.3));
      all_agree = all_agree && schedule(static_cast<unsigned short>(k)) == value &&
                  schedule(std::int64_t{k}) == value && schedule(static_cast<std::uint64_t>(k)) == value &&
                  schedule(static_cast<float>(k)) == value && schedule(static_cast<double>(k)) == value &&
                  schedule(static_cast<long double>(k)) == value;
      if (k < 128) all_agree = all_agree && schedule(static_cast<signed char>(k)) == value;
    }
    for (int bits = 8; bits <= 62; ++bits) {
      const std::int64_t power = std::int64_t{1} << bits;
      for (const std::int64_t k : {power - 1, power, power + 1}) all_finite = all_finite && finite(schedule(k));
      for (const double factor : {0.9999, 1.3})
        all_finite = all_finite && finite(schedule(factor * static_cast<double>(power)));
      all_agree = all_agree && schedule(static_cast<std::uint64_t>(power)) == schedule(power);
      if (bits <= 52)  // real positions count whole steps up to there
        all_agree = all_agree && schedule(static_cast<float>(power)) == schedule(power) &&
                    schedule(static_cast<double>(power - 1)) == schedule(power - 1) &&
                    schedule(static_cast<long double>(power - 1)) == schedule(power - 1);
    }
    CHECK(all_finite);
    CHECK(all_agree);
  }
}

TEMPLATE_TEST_CASE("positions before 0 count as 0, and those beyond 2^53 as 2^53", "[schedule]", float, double,
                   long double) {
  for (const auto& one : catalogue<TestType>()) {
    const any_schedule& schedule = *one;
    INFO(schedule.name);
    const auto all = [&](auto expected, auto... positions) {
      const long double value = schedule(expected);
      return ((schedule(positions) == value) && ...);
    };
    CHECK(all(std::int64_t{0}, first, first + 1, -longest - 1, -longest, std::int64_t{-1}));
    CHECK(all(std::int64_t{0}, -1, std::numeric_limits<int>::min(), static_cast<signed char>(-128)));
    CHECK(all(std::int64_t{0}, -infinity<float>, -infinity<double>, -infinity<long double>, -1e300, -1.0, -0.5F,
              -5e-324, -0.0));
    CHECK(all(std::int64_t{0}, 5e-324, 0x1p-1023, 0x1p-1023L));
    CHECK(all(std::int64_t{0}, not_a_number<float>, not_a_number<double>, -not_a_number<double>,
              not_a_number<long double>));
    CHECK(all(longest, longest + 1, last - 1, last));
    CHECK(all(longest, std::uint64_t{1} << 53, std::uint64_t{1} << 63, ~std::uint64_t{0}));
    CHECK(all(0x1p53F, 0x1p63F, 0x1p64F, infinity<float>, 0x1p53, 0x1p63, 0x1p64, 1e300, infinity<double>));
    CHECK(all(0x1p53L, 0x1p53L + 1, 1e4000L, infinity<long double>));
  }
}

TEST_CASE("a schedule of long double has the digits of a double", "[schedule]") {
  const auto precise = catalogue<long double>(), plain = catalogue<double>();
  REQUIRE(precise.size() == plain.size());
  for (std::size_t i = 0; i < plain.size(); ++i) {
    int different = 0;
    for (std::int64_t k = 0; k < 300; ++k) {
      const long double exact = (*precise[i])(k);
      different += std::fabs(exact - (*plain[i])(k)) > 1e-14L * std::fabs(exact) + 1e-18L;
    }
    INFO(plain[i]->name);
    CHECK(different == 0);
  }
}

TEMPLATE_TEST_CASE("any order of calls gives the same bits", "[schedule]", float, double, long double) {
  constexpr std::int64_t count = 509;  // a prime: each stride below visits all
  for (const auto& one : catalogue<TestType>()) {
    const any_schedule& schedule = *one;
    INFO(schedule.name);
    std::vector<long double> in_order;
    for (std::int64_t k = 0; k < count; ++k) in_order.push_back(schedule(k));
    bool same = true;
    for (const std::int64_t stride : {1, 2, 101, 508})
      for (std::int64_t i = 0, k = 0; i < count; ++i, k = (k + stride) % count)
        same = same && schedule(k) == in_order[static_cast<std::size_t>(k)];
    CHECK(same);
  }
}

TEMPLATE_TEST_CASE("copies are equal, and other arguments make another schedule", "[schedule]", float, double,
                   long double) {
  const auto all = catalogue<TestType>();
  for (const auto& one : all) {
    INFO(one->name);
    CHECK(one->is_equal_to_its_copies());
    for (const auto& other : all)
      if (one != other && one->is_equal_to(*other)) FAIL_CHECK("equal to " << other->name);
  }
}

TEST_CASE("whatever is called with a step and returns a number is a schedule", "[schedule]") {
  struct own {
    double slope;
    double operator()(std::int64_t step) const { return slope * static_cast<double>(step); }
    static std::int64_t length() { return 4; }
  };
  double (*const function)(std::int64_t) = [](std::int64_t step) { return 0.5 * static_cast<double>(step); };
  const double base = 0.25;
  const auto lambda = [base](std::int64_t step) { return base + static_cast<double>(step); };

  CHECK(lrsched::sequence{own{2}, lambda}(3) == 6);
  CHECK(lrsched::sequence{own{2}, lambda}(4) == 0.25);
  CHECK(lrsched::sequence{own{2}, lambda}(6) == 2.25);
  CHECK(lrsched::repeat(own{2})(7) == 6);
  CHECK(lrsched::take(function, 3)(9) == 1.5);
  CHECK(lrsched::scale(lambda, 2)(1) == 2.5);
  CHECK(lrsched::product{own{2}, function, lambda}(2) == 9);
}

TEST_CASE("the first update asks for schedule(0), and resuming is one integer", "[schedule]") {
  const lrsched::sequence plan{lrsched::linear({.from = 0, .to = 1, .steps = 4}),
                               lrsched::cosine({.from = 1, .to = 0, .steps = 4})};
  CHECK(plan(0) == 0);
  CHECK(plan(1) == 0.25);
  std::int64_t saved = 0;
  for (std::int64_t step = 0; step < 3; ++step) saved = step + 1;
  CHECK(plan(saved) == 0.75);
}

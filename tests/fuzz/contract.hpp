// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_FUZZ_CONTRACT_HPP
#define LRSCHED_TESTS_FUZZ_CONTRACT_HPP

// What holds of every schedule, as schedule.hpp, fill.hpp and the catalogue promise it:
//
//   every position has a finite value, within the bounds that the arguments name
//   a whole step has one value, by any type of number and in any order, and fill gives the same bits
//   before 0 stands the value at 0, beyond 2^53 that at 2^53, and from the length on that at the length
//   a copy, and what is moved, is equal and has the same bits
//   at every step, on both sides of a joint, the formula of the header holds
//   a bad argument is refused in one line that names an argument there is
//
// What is broken is thrown, as a sentence with the schedule and the position.

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/description.hpp>
#include <lrsched/lrsched.hpp>

#include "../near.hpp"

namespace test {

struct broken : std::logic_error {
  using std::logic_error::logic_error;
};

inline bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

/// A schedule of any type behind virtual functions, so that the contract is compiled once. A double holds any value of
/// a float.
struct subject {
  virtual ~subject() = default;
  virtual double operator()(short) const = 0;
  virtual double operator()(std::int64_t) const = 0;
  virtual double operator()(std::uint64_t) const = 0;
  virtual double operator()(float) const = 0;
  virtual double operator()(double) const = 0;
  virtual double operator()(long double) const = 0;
  virtual void fill(std::span<double> out, std::int64_t first) const = 0;
  virtual std::optional<std::int64_t> length() const = 0;
  virtual bool is_equal_to_its_copies(double position) const = 0;
  virtual std::string text() const = 0;
};

template <class Schedule>
struct subject_of final : subject {
  using real = lrsched::rate_of<Schedule>;

  const Schedule& schedule;

  explicit subject_of(const Schedule& given) : schedule(given) {}
  double operator()(short k) const override { return schedule(k); }
  double operator()(std::int64_t k) const override { return schedule(k); }
  double operator()(std::uint64_t k) const override { return schedule(k); }
  double operator()(float k) const override { return schedule(k); }
  double operator()(double k) const override { return schedule(k); }
  double operator()(long double k) const override { return schedule(k); }

  void fill(std::span<double> out, std::int64_t first) const override {
    std::vector<real> values(out.size());
    lrsched::fill(schedule, std::span<real>(values), first);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = values[i];
  }

  std::optional<std::int64_t> length() const override {
    if constexpr (requires { schedule.length(); })
      return schedule.length();
    else
      return std::nullopt;
  }

  bool is_equal_to_its_copies(double position) const override {
    Schedule copy = schedule, moved = std::move(copy);
    const Schedule last = moved;
    copy = std::move(moved);
    const double value = schedule(position);
    if (!same_bits(copy(position), value) || !same_bits(last(position), value)) return false;
    if constexpr (requires { copy == last; })
      return holds_a_function() || (copy == schedule && !(last != schedule));
    else
      return true;
  }

  std::string text() const override { return lrsched::to_string(schedule); }

 private:
  /// Then it equals nothing.
  bool holds_a_function() const { return text().find("function(") != std::string::npos; }
};

/// What is known of a schedule beside itself.
struct known {
  double low, high;                                  // its bounds
  std::vector<std::int64_t> joints{};                // steps that are worth a look, on both sides
  std::function<double(std::int64_t)> formula = {};  // of the steps from 0 to 2^53; NaN where it says nothing
};

class contract {
 public:
  contract(const subject& given, const known& about) : given_(given), about_(about) {}

  void check() const {
    check_outside();
    check_length();
    for (const std::int64_t joint : about_.joints) check_around(joint);
    require(given_.is_equal_to_its_copies(1.5), "a copy must be equal", 1.5);
  }

 private:
  void require(bool holds, const char* rule, long double position) const {
    if (!holds) throw broken(std::string(rule) + ": at " + std::to_string(position) + ", " + given_.text());
  }

  void check_value(double value, long double position) const {
    require(std::isfinite(value), "a value must be finite", position);
    require(about_.low <= value && value <= about_.high, "a value must be within its bounds", position);
  }

  void check_outside() const {
    using integers = std::numeric_limits<std::int64_t>;
    const double first = given_(std::int64_t{0}), last = given_(longest);
    for (const double position : {-infinity<double>, -1e300, -1.0, -0.5, -5e-324, -0.0, 5e-324, not_a_number<double>})
      require(same_bits(given_(position), first), "before 0 stands the value at 0", position);
    for (const std::int64_t step : {integers::min(), -longest - 1, std::int64_t{-1}})
      require(same_bits(given_(step), first), "before 0 stands the value at 0", step);
    for (const double position : {0x1p53, 0x1p63, 0x1p64, 1e300, infinity<double>})
      require(same_bits(given_(position), last), "beyond 2^53 stands the value at 2^53", position);
    for (const std::uint64_t step : {std::uint64_t{1} << 53, (std::uint64_t{1} << 53) + 1, ~std::uint64_t{0}})
      require(same_bits(given_(step), last), "beyond 2^53 stands the value at 2^53", step);
    require(same_bits(given_(integers::max()), last), "beyond 2^53 stands the value at 2^53", 0x1p63);
    check_fill(-3, 150);
    check_fill(longest - 3, 7);
    check_fill(integers::max() - 3, 4);
  }

  void check_length() const {
    const std::optional<std::int64_t> length = given_.length();
    if (!length) return;
    require(0 <= *length && *length <= longest, "a length is from 0 to 2^53", *length);
    const double end = given_(*length);
    for (const std::int64_t step : {*length + 1, *length + 1'000, longest})
      if (step >= *length) require(same_bits(given_(step), end), "from its length on a schedule holds", step);
    check_around(*length);
  }

  void check_around(std::int64_t joint) const {
    if (joint < 0 || joint > longest) return;
    check_fill(joint - 2, 5);
    for (const std::int64_t step : {joint + 1, joint, joint - 1}) {
      if (step < 0 || step > longest) continue;
      check_step(step);
      const double position = static_cast<double>(step);
      for (const double between : {position - 0.5, std::nextafter(position, 0.0), std::nextafter(position, 1e300)})
        check_value(given_(between), between);
    }
  }

  void check_step(std::int64_t step) const {
    const double value = given_(step);
    check_value(value, step);
    const double as_double = static_cast<double>(step);
    const float as_float = static_cast<float>(step);
    bool same = same_bits(given_(static_cast<std::uint64_t>(step)), value) && same_bits(given_(as_double), value) &&
                same_bits(given_(static_cast<long double>(step)), value);
    if (static_cast<double>(as_float) == as_double) same = same && same_bits(given_(as_float), value);
    if (step <= 32'767) same = same && same_bits(given_(static_cast<short>(step)), value);
    require(same, "a step has one value, by any type of number", step);
    const double expected = about_.formula ? about_.formula(step) : not_a_number<double>;
    require(std::isnan(expected) || expected == value, "the formula of the header must hold", step);
  }

  void check_fill(std::int64_t first, std::size_t count) const {
    std::array<double, 150> filled{};
    given_.fill(std::span(filled).first(count), first);
    for (std::size_t i = count; i-- > 0;) {
      const std::int64_t step = first + static_cast<std::int64_t>(i);
      require(same_bits(filled[i], given_(step)), "fill must give the bits of the calls", step);
    }
  }

  const subject& given_;
  const known& about_;
};

template <class Schedule>
void check_contract(const Schedule& schedule, const known& about) {
  contract(subject_of<Schedule>(schedule), about).check();
}

/// A description has the line that stands for it, and is what the schedule equals; its fingerprint is that of a copy.
template <class Real>
void check_description(const lrsched::any_schedule<Real>& schedule) {
  const lrsched::any_schedule<Real> copy = schedule;
  const lrsched::description told = schedule.describe();
  const std::string text = lrsched::to_string(told);
  const bool holds_a_function = text.find("function(") != std::string::npos;
  const auto require = [&](bool holds, const char* rule) {
    if (!holds) throw broken(std::string(rule) + ": " + text);
  };
  require((schedule == copy) != holds_a_function, "a copy is equal, unless it holds a function");
  require((lrsched::fingerprint(told) == lrsched::fingerprint(copy)) != holds_a_function, "so is its fingerprint");
  require(lrsched::difference(told, copy.describe()).empty() != holds_a_function, "so it does not differ");
  require(text == lrsched::to_string(copy), "a copy has the same line");
}

/// The message is one line, "schedule: argument rule, got value", and a word of the argument is one of these.
inline void check_message(const lrsched::bad_argument& error, const std::vector<std::string>& arguments) {
  const std::string message = error.what(), argument = error.argument();
  bool is_one_line = true, names_an_argument = false;
  for (const char letter : message) is_one_line = is_one_line && ' ' <= letter && letter <= '~';
  for (const std::string& name : arguments)
    for (std::size_t at = 0; (at = argument.find(name, at)) != argument.npos; ++at) {
      const auto is_letter = [&](std::size_t i) {
        return i < argument.size() && (argument[i] == '_' || std::isalpha(argument[i]) != 0);
      };
      names_an_argument = names_an_argument || !(is_letter(at - 1) || is_letter(at + name.size()));
    }
  if (!is_one_line) throw broken("a message must be one line of letters: " + message);
  if (!names_an_argument) throw broken("a message must name an argument that there is: " + message);
  if (message != error.schedule() + (": " + argument) + " " + error.rule() + ", got " + error.got())
    throw broken("a message must be made of its parts: " + message);
}

}  // namespace test

#endif

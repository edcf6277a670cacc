// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_DIALECT_FRAMEWORK_HPP
#define LRSCHED_TESTS_DIALECT_FRAMEWORK_HPP

// A dialect against all rows of its framework's file, read as JSON.

#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>

#include "../catch.hpp"
#include "../reader.hpp"
#include "../rules.hpp"
#include "reference.hpp"

namespace test {

/// Rows at which a framework, by a rounding, is one step late with a restart: the case and the step, and the rate
/// restarted with.
using late_restarts = std::map<std::pair<std::string, std::int64_t>, double>;

/// Each case of <dialect>.csv gives its curve, and is written as JSON that gives the same bits; the names are the same
/// ones. What has a function for an argument is given, by its case, and not written.
/// Rates of a framework's float32 are allowed 1e-6 of the largest one, or what is given for the schedule. The names of
/// `others` have no curves there.
template <class Framework>
void follows(std::size_t expected_rows, const late_restarts& late = {},
             const std::map<std::string, double>& allowed = {},
             const std::map<std::string, lrsched::any_schedule<double>>& with_functions = {},
             const std::set<std::string>& others = {}) {
  const std::string dialect = Framework::name;
  std::set<std::string> ours, theirs = others;
  Framework::each([&](const char* name, auto) { ours.insert(name); });
  std::size_t rows = 0;
  for (const auto& [name, curve] : reference_cases(dialect + ".csv")) {
    theirs.insert(curve.schedule);
    const bool has_function = with_functions.count(name) > 0;
    const auto schedule = has_function
                              ? with_functions.at(name)
                              : schedule_from("{\"" + dialect + "." + curve.schedule + "\": " + curve.params + "}");
    const auto again = has_function ? schedule : schedule_from(written(schedule));
    CHECK((has_function || again == schedule));
    const double largest = curve.largest();
    const double float32 = (allowed.count(curve.schedule) > 0 ? allowed.at(curve.schedule) : 1e-6) * largest;
    double worst = 0;
    std::int64_t worst_step = 0;
    bool same_bits = true;
    for (const auto& [step, rate] : curve.rates) {
      const auto restart = late.find({name, step});
      const double expected = restart == late.end() ? rate : restart->second;
      const double given = schedule(step);
      const double share = given == expected          ? 0
                           : has_suffix(name, "-f32") ? std::fabs(given - expected) / float32
                                                      : share_of_allowed(given, expected, largest);
      if (!(share <= worst)) {
        worst = share;
        worst_step = step;
      }
      same_bits = same_bits && again(step) == schedule(step);
      ++rows;
    }
    INFO(name << " " << curve.params << ": at step " << worst_step << " " << worst << " times what is allowed");
    CHECK(worst <= 1);
    CHECK(same_bits);
  }
  CHECK(ours == theirs);
  CHECK(rows == expected_rows);
}

/// Whether the first rates are those of a formula, a function of the step.
inline bool has_formula(const lrsched::any_schedule<double>& schedule, const auto& formula) {
  double worst = 0;
  for (std::int64_t step = 0; step < 40; ++step)
    worst = std::fmax(worst, std::fabs(schedule(step) - formula(static_cast<double>(step))));
  return worst < 1e-12;
}

/// (1 + cos(pi p)) / 2
inline double half_a_cosine(double p) { return (1 + std::cos(std::acos(-1.0) * p)) / 2; }

/// What a document is answered with.
inline std::string answer(const std::string& document) {
  return complaint([&] { schedule_from(document); });
}

/// What a framework's name stands for.
inline lrsched::any_schedule<double> plan_of(const lrsched::any_schedule<double>& schedule) {
  const auto* named = schedule.target<lrsched::named_schedule>();
  return named != nullptr ? named->plan() : schedule;
}

/// Whether two schedules have the same rates, as far as one looks.
inline bool same_rates(const lrsched::any_schedule<double>& one, const lrsched::any_schedule<double>& other) {
  bool same = one.length() == other.length();
  for (std::int64_t step = 0; step < 300; ++step) same = same && one(step) == other(step);
  return same;
}

/// Whether two documents give the same schedule, or names for the same plan.
inline bool same(const std::string& one, const std::string& other) {
  const auto first = schedule_from(one), second = schedule_from(other);
  return first == second || plan_of(first) == plan_of(second);
}

}  // namespace test

#endif

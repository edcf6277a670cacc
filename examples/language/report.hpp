// SPDX-License-Identifier: MIT
#ifndef LANGUAGE_REPORT_HPP
#define LANGUAGE_REPORT_HPP

// What a contest showed: a table, and what it says about the three promises of schedules. The words follow from the
// figures, whichever way they fall.

#include <algorithm>  // std::min
#include <cmath>      // std::sqrt
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <cstdio>     // std::printf
#include <iterator>   // std::size
#include <string>
#include <vector>

#include "../chart/axis.hpp"
#include "study.hpp"

/// The mean of some values, and its standard error.
struct estimate {
  double mean = 0, error = 0;

  explicit estimate(const std::vector<double>& values) {
    const auto count = static_cast<double>(values.size());
    for (const double value : values) mean += value / count;
    for (const double value : values) error += (value - mean) * (value - mean);
    error = std::sqrt(error / (count - 1) / count);
  }

  double t() const { return mean == 0 ? 0 : mean / error; }
};

/// The least test loss on the way of a run.
inline double least_loss(const outcome& of) {
  double least = of.curve.front().test;
  for (const point& each : of.curve) least = std::min(least, each.test);
  return least;
}

/// After how many steps the test loss is at most so much, on a line between the points; all, where it never is.
inline double steps_to(const outcome& of, double loss) {
  point before = of.curve.front();
  for (const point& each : of.curve) {
    if (each.test <= loss) {
      const double share = before.test > each.test ? (before.test - loss) / (before.test - each.test) : 1;
      return double(before.step + 1) + share * double(each.step - before.step);
    }
    before = each;
  }
  return double(before.step + 1);
}

/// What is promised of schedules, as a figure of a run beside the constant's under the same seed.
struct promise {
  const char *name, *figure;
  double better;  // 1 where more is better, -1 where less is
  double (*of)(const outcome& mine, const outcome& constant);
};

inline const promise promises[] = {
    {"faster", "the steps to the constant's least test loss", -1,
     [](const outcome& mine, const outcome& constant) { return steps_to(mine, least_loss(constant)); }},
    {"more accurate", "the test loss", -1, [](const outcome& mine, const outcome&) { return mine.test; }},
    {"more accurate", "the test accuracy", 1, [](const outcome& mine, const outcome&) { return mine.accuracy; }},
    {"less overfitting", "the gap of test and training loss", -1,
     [](const outcome& mine, const outcome&) { return mine.test - mine.train; }},
};

/// How much more of a figure one has than the other, seed by seed.
inline estimate difference(const promise& made, const entry& one, const entry& other, const entry& constant) {
  std::vector<double> values;
  for (std::size_t seed = 0; seed < one.outcomes.size(); ++seed)
    values.push_back(made.of(one.outcomes[seed], constant.outcomes[seed]) -
                     made.of(other.outcomes[seed], constant.outcomes[seed]));
  return estimate(values);
}

inline double mean(const promise& made, const entry& one, const entry& constant) {
  std::vector<double> values;
  for (std::size_t seed = 0; seed < one.outcomes.size(); ++seed)
    values.push_back(made.of(one.outcomes[seed], constant.outcomes[seed]));
  return estimate(values).mean;
}

/// What chance alone exceeds once in a hundred times, in standard errors: Student's t, by the number of seeds.
inline double clear(std::size_t seeds) {
  constexpr double most[] = {63.66, 9.92, 5.84, 4.60, 4.03};  // of 2 seeds and more
  return most[std::min(seeds, std::size(most) + 1) - 2];
}

inline void print_tuning(const contest& shown) {
  std::printf("\nValidation loss at peak");
  for (const double peak : shown.spent.peaks) std::printf("%8g", peak);
  std::printf("\n");
  for (const std::vector<entry>& row : shown.tuning) {
    std::printf("%-23s", row[0].which.name);
    for (const entry& each : row) std::printf("%8.4f", mean(each, &outcome::validation));
    std::printf("\n");
  }
}

inline void print_table(const contest& shown) {
  const entry& constant = shown.chosen[0];
  std::printf(
      "\n                          train    test         accuracy  less test loss        steps to the constant's\n"
      "plan               peak    loss    loss     gap        %%  than the constant    least test loss\n");
  const auto print = [&](const char* name, const entry& row) {
    std::printf("%-17s %5g %7.4f %7.4f %7.4f %8.2f", name, row.peak, mean(row, &outcome::train),
                mean(row, &outcome::test), mean(row, &outcome::gap), 100 * mean(row, &outcome::accuracy));
    if (row.which.name == constant.which.name && row.peak == constant.peak) {
      std::printf("%25s %12.0f\n", "-", mean(promises[0], row, constant));
      return;
    }
    const estimate loss = difference(promises[1], constant, row, constant),
                   steps = difference(promises[0], row, constant, constant);
    std::printf("  %+.4f ± %.4f [%5.1f] %8.0f ± %.0f\n", loss.mean, loss.error, loss.t(),
                mean(promises[0], row, constant), steps.error);
  };
  for (const entry& row : shown.chosen) print(row.which.name, row);
  print("constant, oracle", shown.oracle);
}

/// For how many plans a promise clearly holds against a rival, and for how many the reverse of it.
inline void print_promises(const contest& shown) {
  const entry& constant = shown.chosen[0];
  const double limit = clear(constant.outcomes.size());
  std::printf("\nPlans of %zu that are clearly better, or worse, by %.2f standard errors or more:\n",
              shown.chosen.size() - 1, limit);
  std::printf("                                                              than the constant    the oracle\n");
  for (const promise& made : promises) {
    std::printf("%-17s %-43s", made.name, made.figure);
    for (const entry* rival : {&constant, &shown.oracle}) {
      std::size_t better = 0, worse = 0;
      for (const entry& row : shown.chosen) {
        if (&row == &constant) continue;
        const double t = made.better * difference(made, row, *rival, constant).t();
        better += t >= limit, worse += t <= -limit;
      }
      std::printf("%12zu, %zu", better, worse);
    }
    std::printf("\n");
  }
}

/// The table as CSV; each difference is to the constant, and has its standard error behind it.
inline std::string results_of(const contest& shown) {
  const entry& constant = shown.chosen[0];
  std::string csv =
      "plan,peak,train_loss,test_loss,accuracy,gap,steps,test_loss_difference,test_loss_error,accuracy_difference,"
      "accuracy_error,gap_difference,gap_error,steps_difference,steps_error\n";
  const auto add = [&](const std::string& name, const entry& row) {
    csv += charts::print("%s,%g,%.5f,%.5f,%.5f,%.5f,%.0f", name.c_str(), row.peak, mean(row, &outcome::train),
                         mean(row, &outcome::test), mean(row, &outcome::accuracy), mean(row, &outcome::gap),
                         mean(promises[0], row, constant));
    for (const std::size_t index : {1, 2, 3, 0}) {
      const estimate found = difference(promises[index], row, constant, constant);
      csv += charts::print(index == 0 ? ",%.0f,%.0f" : ",%.5f,%.5f", found.mean, found.error);
    }
    csv += "\n";
  };
  for (const entry& row : shown.chosen) add(row.which.name, row);
  add("oracle", shown.oracle);
  return csv;
}

/// The mean curve of a plan over its seeds, as CSV; `loss` is that on test text.
inline std::string curve_of(const entry& row) {
  std::string csv = "step,lr,loss,train_loss\n";
  for (std::size_t index = 0; index < row.outcomes[0].curve.size(); ++index) {
    const point& first = row.outcomes[0].curve[index];
    const figure test = [=](const outcome&of) { return of.curve[index].test; },
                 train = [=](const outcome&of) { return of.curve[index].train; };
    csv += charts::print("%d,%.6g,%.5f,%.5f\n", static_cast<int>(first.step), first.rate, mean(row, test),
                         mean(row, train));
  }
  return csv;
}

#endif

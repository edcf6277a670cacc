// SPDX-License-Identifier: MIT
#ifndef DIGITS_REPORT_HPP
#define DIGITS_REPORT_HPP

// What a contest showed: a table, and what it says about the three promises of schedules. The words follow from the
// figures, whichever way they fall.

#include <cmath>    // std::sqrt
#include <cstddef>  // std::size_t
#include <cstdio>   // std::printf
#include <vector>

#include "experiment.hpp"

struct difference {
  double mean, t;  // t: how many standard errors the mean is from 0
};

/// Of a figure under two entries, seed by seed.
inline difference compare(const entry& one, const entry& other, double outcome::*member) {
  const double mean = one.mean(member) - other.mean(member);
  const auto seeds = static_cast<double>(one.outcomes.size());
  double squares = 0;
  for (std::size_t seed = 0; seed < one.outcomes.size(); ++seed) {
    const double off = one.outcomes[seed].*member - other.outcomes[seed].*member - mean;
    squares += off * off;
  }
  return {mean, mean == 0 ? 0 : mean / std::sqrt(squares / (seeds - 1) / seeds)};
}

inline double deviation(const entry& from, double outcome::*member) {
  double squares = 0;
  for (const outcome& one : from.outcomes)
    squares += (one.*member - from.mean(member)) * (one.*member - from.mean(member));
  return std::sqrt(squares / static_cast<double>(from.outcomes.size() - 1));
}

inline void print_table(const contest& shown) {
  const entry& constant = shown.entries.front();
  const auto print = [&](const char* name, const entry& row) {
    std::printf("%-16s %8.2g %9.4f %8.4f %8.4f %9.2f ± %4.2f", name, row.rate, row.mean(&outcome::train_loss),
                row.mean(&outcome::test_loss), row.mean(&outcome::gap), 100 * row.mean(&outcome::accuracy),
                100 * deviation(row, &outcome::accuracy));
    for (const entry* rival : {&constant, &shown.oracle}) {
      const auto [gain, t] = compare(row, *rival, &outcome::accuracy);
      if (row.which == rival->which && row.rate == rival->rate)
        std::printf("%17s", "-");
      else
        std::printf("%+9.2f [%5.1f]", 100 * gain, t);
    }
    std::printf("\n");
  };
  std::printf("\n%s: %s\n", shown.how.name, shown.how.title);
  std::printf("                             train     test             test accuracy   points more than [t]\n");
  std::printf("family               rate     loss     loss      gap        %%         the constant      the oracle\n");
  for (const entry& row : shown.entries) print(row.which->name, row);
  for (const entry& row : shown.ended) print(row.which->name, row);
  print("constant, oracle", shown.oracle);
}

inline void print_endings(const contest& shown) {
  const entry &decayed = shown.ended[0], &merged = shown.ended[1];
  const auto accuracy = compare(merged, decayed, &outcome::accuracy);
  const auto loss = compare(merged, decayed, &outcome::test_loss);
  const auto verdict = [](double t) { return t >= 3 ? "better" : t <= -3 ? "worse" : "no clear difference"; };
  std::printf(
      "merging instead of decaying: %s in test accuracy, %s in test loss.\n"
      "    Merged checkpoints of a level rate have %+.2f points [%.1f] and a loss of %+.4f [%.1f] beside its decay.\n",
      verdict(accuracy.t), verdict(-loss.t), 100 * accuracy.mean, accuracy.t, loss.mean, loss.t);
}

struct promise {
  const char* name;
  const char* figure;
  double outcome::*member;
  double better;  // 1 where more is better, -1 where less is
};

inline const promise promises[] = {
    {"converges faster", "training loss at the end of the budget", &outcome::train_loss, -1},
    {"better accuracy", "test accuracy", &outcome::accuracy, 1},
    {"less overfitting", "gap between test and training loss", &outcome::gap, -1},
};

/// How many schedules are clearly better and clearly worse than a rival: by three standard errors at least.
struct tally {
  std::size_t better = 0, worse = 0, all = 0;

  const char* verdict() const {
    if (better == all) return "held";
    if (better > 0) return worse > 0 ? "held for some, reversed for some" : "held for some";
    if (worse > 0) return worse == all ? "not held, the reverse" : "not held, reversed for some";
    return "not held, no clear difference";
  }
};

inline tally judge(const contest& shown, const entry& rival, const promise& made) {
  tally result;
  for (const entry& row : shown.entries) {
    if (row.which == rival.which) continue;
    const double t = made.better * compare(row, rival, made.member).t;
    ++result.all;
    result.better += t >= 3;
    result.worse += t <= -3;
  }
  return result;
}

inline void print_promises(const contest& shown) {
  const entry& constant = shown.entries.front();
  for (const promise& made : promises) {
    const tally result = judge(shown, constant, made), against_oracle = judge(shown, shown.oracle, made);
    const entry* best = &shown.entries[1];
    for (const entry& row : shown.entries)
      if (row.which != constant.which && made.better * (row.mean(made.member) - best->mean(made.member)) > 0)
        best = &row;
    std::printf(
        "%s: %s.\n    The %s is better than the constant's with %zu of %zu schedules, worse with %zu;\n"
        "    the best, %s, has %.4f against %.4f. Against the oracle: better with %zu, worse with %zu.\n",
        made.name, result.verdict(), made.figure, result.better, result.all, result.worse, best->which->name,
        best->mean(made.member), constant.mean(made.member), against_oracle.better, against_oracle.worse);
  }
}

inline void print_summary(const std::vector<contest>& all) {
  std::printf("\nWhat held:            against the constant               against the oracle\n");
  for (const promise& made : promises)
    for (const contest& each : all)
      std::printf("%-17s %s  %-34s %s\n", &each == &all[0] ? made.name : "", each.how.name,
                  judge(each, each.entries[0], made).verdict(), judge(each, each.oracle, made).verdict());
}

#endif

// SPDX-License-Identifier: MIT
#ifndef DIGITS_PICTURE_HPP
#define DIGITS_PICTURE_HPP

// The picture of a run, as SVG: a column for each contest, in it the rates, the training and the test losses over the
// steps. Every line is named where it ends.

#include <iterator>  // std::size
#include <string>
#include <utility>  // std::move
#include <vector>

#include "../chart/chart.hpp"
#include "experiment.hpp"

namespace pictures {

/// How a family looks everywhere: the constant, which all are compared with, is thick.
inline chart::line line_of(const entry& row, charts::dots points, const std::string& end) {
  static constexpr struct {
    const char *colour, *dashes;
    double width;
  } looks[] = {
      {charts::colours[6], "", 3.5},       {charts::colours[4], "", 2},    {charts::colours[3], "7 3", 2},
      {charts::colours[2], "", 2},         {charts::colours[5], "3 2", 2}, {charts::colours[0], "", 2},
      {charts::colours[1], "12 2 3 2", 2},
  };
  static_assert(std::size(looks) == families.size());
  const auto& look = looks[row.which - families.data()];
  return {.colour = look.colour,
          .points = std::move(points),
          .width = look.width,
          .dashes = look.dashes,
          .end = std::string(row.which->name) + " " + end};
}

inline charts::dots rates(const contest& from, const entry& row) {
  const any_schedule schedule = row.which->make(row.rate, from.how.steps());
  charts::dots line;
  for (std::int64_t step = 0; step < from.how.steps(); ++step) line.emplace_back(double(step), schedule(step));
  return line;
}

inline charts::dots losses(const entry& row, double point::*loss) {
  charts::dots line;
  for (std::size_t index = 0; index < row.outcomes[0].curve.size(); ++index) {
    double sum = 0;
    for (const outcome& one : row.outcomes) sum += one.curve[index].*loss;
    line.emplace_back(double(row.outcomes[0].curve[index].step), sum / double(row.outcomes.size()));
  }
  return line;
}

inline chart rate_chart(const contest& shown) {
  chart drawn{.heading = charts::print("%s: %s", shown.how.name, shown.how.title),
              .title = "learning rate of each step",
              .end_title = "family, chosen rate"};
  for (const entry& row : shown.entries)
    drawn.lines.push_back(line_of(row, rates(shown, row), charts::print("%.2g", row.rate)));
  return drawn;
}

inline chart train_chart(const contest& shown) {
  chart drawn{.title = "training loss (cross-entropy, logarithmic)", .end_title = "at the end", .logarithmic_y = true};
  for (const entry& row : shown.entries)
    drawn.lines.push_back(
        line_of(row, losses(row, &point::train_loss), charts::print("%.3f", row.mean(&outcome::train_loss))));
  return drawn;
}

inline chart test_chart(const contest& shown) {
  chart drawn{.title = "test loss (cross-entropy, logarithmic)",
              .end_title = "at the end, test accuracy",
              .logarithmic_y = true};
  for (const entry& row : shown.entries)
    drawn.lines.push_back(
        line_of(row, losses(row, &point::test_loss),
                charts::print("%.3f, %.1f %%", row.mean(&outcome::test_loss), 100 * row.mean(&outcome::accuracy))));
  return drawn;
}

}  // namespace pictures

inline std::string picture_of(const std::vector<contest>& contests) {
  std::vector<std::vector<chart>> rows;
  for (const auto& chart_of : {pictures::rate_chart, pictures::train_chart, pictures::test_chart}) {
    std::vector<chart>& row = rows.emplace_back();
    for (const contest& shown : contests) {
      row.push_back(chart_of(shown));
      const double epoch = double(shown.how.steps()) / double(shown.how.epochs);
      for (std::int64_t end = 0; end <= shown.how.epochs; ++end) row.back().x_ticks.push_back(epoch * double(end));
      row.back().x_title = charts::print("step (%g updates an epoch)", epoch);
      row.back().wide = 280, row.back().high = 200;
    }
  }
  return charts::picture_of(
      rows, "A small network learns handwritten digits under seven learning-rate schedules",
      charts::print("Each at the rate that was best on validation images; losses are means over %zu "
                    "seeds. Lower losses are better.",
                    contests[0].entries[0].outcomes.size()));
}

#endif

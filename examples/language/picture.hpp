// SPDX-License-Identifier: MIT
#ifndef LANGUAGE_PICTURE_HPP
#define LANGUAGE_PICTURE_HPP

// The picture of a contest, as SVG: the rates of each plan at its best peak, the test losses that they lead to, and
// what each peak came to.

#include <cstddef>  // std::size_t
#include <string>
#include <utility>  // std::move
#include <vector>

#include "../chart/chart.hpp"
#include "study.hpp"

namespace pictures {

/// How a plan looks everywhere: the constant, which all are compared with, is thick.
inline chart::line line_of(std::size_t index, const entry& row, charts::dots points) {
  static constexpr struct {
    const char *colour, *dashes;
    double width;
  } looks[] = {{charts::colours[6], "", 3.5},       {charts::colours[0], "", 2},    {charts::colours[1], "", 2},
               {charts::colours[2], "12 2 3 2", 2}, {charts::colours[2], "", 2},    {charts::colours[2], "3 2", 2},
               {charts::colours[4], "", 2},         {charts::colours[3], "7 3", 2}, {charts::colours[5], "", 2}};
  return {.colour = looks[index].colour,
          .points = std::move(points),
          .width = looks[index].width,
          .dashes = looks[index].dashes,
          .label = row.which.name};
}

}  // namespace pictures

inline std::string picture_of(const contest& shown) {
  const std::int64_t steps = shown.spent.each.steps;
  chart rates{.title = "learning rate of each update", .x_title = "step (8 samples)"};
  chart losses{.title = "test loss (nats a letter)",
               .x_title = "step (8 samples)",
               .end_title = "at the end, on more text",
               .from_zero = false};
  chart peaks{.title = "validation loss of each peak",
              .x_title = "peak",
              .logarithmic_x = true,
              .x_ticks = shown.spent.peaks,
              .from_zero = false};
  for (std::size_t index = 0; index < shown.chosen.size(); ++index) {
    const entry& row = shown.chosen[index];
    const any_schedule schedule = row.which.rate(row.peak, steps);
    const clock_of_batches clock = row.which.batches(steps);
    charts::dots rate, loss, tuned;
    for (std::int64_t update = 0; clock.seen(update) < steps * usual_batch; ++update)
      rate.emplace_back(double(clock.seen(update)) / double(usual_batch), schedule(update));
    for (std::size_t at = row.outcomes[0].curve.size() / 4; at < row.outcomes[0].curve.size(); ++at)
      loss.emplace_back(double(row.outcomes[0].curve[at].step + 1),
                        mean(row, [=](const outcome& of) { return of.curve[at].test; }));
    for (const entry& each : shown.tuning[index]) tuned.emplace_back(each.peak, mean(each, &outcome::validation));
    rates.lines.push_back(pictures::line_of(index, row, rate));
    losses.lines.push_back(pictures::line_of(index, row, loss));
    losses.lines.back().end = charts::print("%s %.3f", row.which.name, mean(row, &outcome::test));
    peaks.lines.push_back(pictures::line_of(index, row, tuned));
  }
  std::vector<chart> row{rates, losses};
  if (shown.spent.peaks.size() > 1) row.push_back(peaks);
  for (chart& each : row) each.wide = 300, each.high = 300;
  return charts::picture_of({row}, "A small transformer learns Perl's messages",
                            charts::print("Each plan at its best peak, means over %d seeds. Lower losses are better.",
                                          static_cast<int>(shown.spent.seeds)));
}

#endif

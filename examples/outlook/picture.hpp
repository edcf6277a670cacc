// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_OUTLOOK_PICTURE_HPP
#define EXAMPLES_OUTLOOK_PICTURE_HPP

// The logged losses with the law fitted to them, and beside them what it predicts, each with its error at the end.

#include <algorithm>  // std::max, std::min
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <iterator>   // std::size
#include <string>
#include <vector>

#include <lrsched/plan/outlook.hpp>
#include <lrsched/plan/summary.hpp>

#include "../chart/chart.hpp"
#include "input.hpp"

namespace picture {

/// The early losses are left out: beside them the last ones would all look alike.
inline std::int64_t first_step(const input::question& asked) {
  std::int64_t shortest = asked.runs[0].log.steps().back();
  for (const input::run& run : asked.runs) shortest = std::min(shortest, run.log.steps().back());
  return std::max(asked.skip, shortest / 4);
}

/// What the law says from one step to the last of so many; nothing as long as the plan has not reached its peak, of
/// which the law knows nothing.
inline charts::dots law_line(const lrsched::loss_law& law, const lrsched::any_schedule<double>& schedule,
                             std::int64_t first, std::int64_t steps) {
  constexpr std::int64_t pieces = 60;
  charts::dots line;
  const std::int64_t last = steps - 1, peak = lrsched::summarize(schedule, steps).peak_step,
                     begin = std::min(std::max(first, peak), last);
  for (std::int64_t i = begin == last ? pieces : 0; i <= pieces; ++i) {
    const std::int64_t step = begin + (last - begin) * i / pieces;
    line.emplace_back(static_cast<double>(step), law.loss(schedule, step + 1).loss);
  }
  return line;
}

inline const char* colour(std::size_t i) { return charts::colours[i % std::size(charts::colours)]; }

inline chart runs_chart(const input::question& asked, const lrsched::loss_law& law) {
  chart shown{.title = "loss of the logged runs", .x_title = "step", .from_zero = false, .wide = 420, .high = 340};
  const std::int64_t first = first_step(asked);
  for (std::size_t i = 0; i < asked.runs.size(); ++i) {
    const lrsched::logged_run& log = asked.runs[i].log;
    const auto steps = static_cast<std::int64_t>(log.rates().size());
    shown.lines.push_back({.colour = colour(i),
                           .points = law_line(law, asked.runs[i].schedule, first, steps),
                           .dashes = "6 3",
                           .end = asked.runs[i].name});
    chart::line logged{.colour = colour(i), .width = 1};
    for (std::size_t at = 0; at < log.steps().size(); ++at)
      if (log.steps()[at] >= first) logged.points.emplace_back(static_cast<double>(log.steps()[at]), log.losses()[at]);
    shown.lines.push_back(logged);
  }
  return shown;
}

inline chart plans_chart(const input::question& asked, const lrsched::loss_law& law,
                         const std::vector<lrsched::predicted_loss>& predicted) {
  chart shown{
      .title = "predicted loss, and its error", .x_title = "step", .from_zero = false, .wide = 420, .high = 340};
  for (std::size_t i = 0; i < asked.plans.size(); ++i) {
    const auto& [loss, error, without] = predicted[i];
    const double last = static_cast<double>(asked.plans[i].steps - 1);
    shown.lines.push_back({.colour = colour(i),
                           .points = law_line(law, asked.plans[i].schedule, first_step(asked), asked.plans[i].steps),
                           .dashes = "6 3",
                           .end = asked.plans[i].name + charts::print(" %.3f +- %.3f", loss, error)});
    shown.lines.push_back({.colour = colour(i), .points = {{last, loss - error}, {last, loss + error}}, .width = 3});
  }
  return shown;
}

inline std::string drawn(const input::question& asked, const lrsched::loss_law& law,
                         const std::vector<lrsched::predicted_loss>& predicted) {
  return charts::picture_of({{runs_chart(asked, law), plans_chart(asked, law, predicted)}},
                            "Logged, fitted and predicted losses",
                            charts::print("lines: logged; dashes: by the law. Fitted without one of the runs it is "
                                          "off by %.4f at worst there, %.4f on average.",
                                          law.worst_error(), law.mean_error()));
}

}  // namespace picture

#endif

// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_CURVE_DRAWING_HPP
#define EXAMPLES_CURVE_DRAWING_HPP

// Schedules as lines of a chart, which chart.hpp draws as SVG, and as a picture of characters for the terminal.

#include <algorithm>  // std::min, std::clamp, std::minmax
#include <cmath>      // std::abs, std::lround
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <iterator>   // std::size
#include <string>
#include <vector>

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/description.hpp>

#include "../chart/chart.hpp"

namespace drawing {

/// What is drawn, how it is called, and what it was made from.
struct plan {
  std::string name;
  lrsched::any_schedule<double> schedule;
  lrsched::description description;
};

/// The points of a line: of every step, or, where they are too many to be told apart, of some that are evenly spread.
/// Where the rate jumps, more than four times as far as before and after, the line does so too.
inline charts::dots line_of(const lrsched::any_schedule<double>& schedule, std::int64_t steps) {
  const std::int64_t count = std::min<std::int64_t>(steps, 1 << 18);
  charts::dots all;
  for (std::int64_t i = 0; i < count; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(std::max<std::int64_t>(count - 1, 1));
    const auto step = count == steps ? i : static_cast<std::int64_t>(share * static_cast<double>(steps - 1));
    all.emplace_back(static_cast<double>(step), schedule(step));
  }
  charts::dots line;
  const auto change = [&](std::size_t i) { return std::abs(all[i].second - all[i - 1].second); };
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 1 && i + 1 < all.size() && change(i) > 4 * std::max(change(i - 1), change(i + 1)))
      line.emplace_back(all[i].first, all[i - 1].second);
    line.push_back(all[i]);
  }
  if (count == 1 || all[all.size() - 2].second == all.back().second)  // it stands still, to the end
    line.emplace_back(static_cast<double>(steps), all.back().second);
  return line;
}

/// The first `steps` of each plan, with a legend if there are several.
inline chart chart_of(const std::vector<plan>& plans, std::int64_t steps, bool logarithmic, const std::string& title) {
  constexpr const char* dashes[] = {"", "9 4", "2 4"};
  constexpr std::size_t colours = std::size(charts::colours);
  chart shown{.title = title + (logarithmic ? ", logarithmic" : ""),
              .x_title = "step",
              .logarithmic_y = logarithmic,
              .x_end = static_cast<double>(steps),
              .x_pitch = 1,
              .wide = 700,
              .high = 320};
  for (std::size_t i = 0; i < plans.size(); ++i)
    shown.lines.push_back({.colour = charts::colours[i % colours],
                           .points = line_of(plans[i].schedule, steps),
                           .width = 2,
                           .dashes = dashes[i / colours % 3],
                           .label = plans.size() > 1 ? plans[i].name : ""});
  return shown;
}

/// Whether anything can be shown on a logarithmic axis.
inline bool has_positive(const chart& shown) {
  for (const chart::line& line : shown.lines)
    for (const auto& [step, rate] : line.points)
      if (rate >= 1e-300) return true;
  return false;
}

inline std::string in_terminal(const chart& shown) {
  constexpr std::size_t wide = 72, high = 16, margin = 11;
  constexpr const char symbols[] = "*o+x#@%&";
  const auto [x, y] = charts::axes(shown, {.from = 0, .to = wide - 1}, {.from = high - 1, .to = 0});
  const auto cell = [](double place) { return static_cast<std::size_t>(std::lround(place)); };

  std::vector<std::string> rows(high, std::string(margin, ' ') + "|" + std::string(wide, ' '));
  for (const double tick : y.ticks(4)) {
    const std::string label = y.label(tick);
    rows[cell(y.place(tick))].replace(margin - 1 - label.size(), label.size(), label);
  }
  for (std::size_t i = shown.lines.size(); i-- > 0;) {  // the first on top
    const auto& points = shown.lines[i].points;
    for (std::size_t k = 0; k < points.size(); ++k) {
      const auto [x1, y1] = points[k];
      const auto [x0, y0] = points[k == 0 ? 0 : k - 1];
      const double across = x.place(x1) - x.place(x0), up = y.place(y1) - y.place(y0);
      const auto parts = std::max<std::size_t>(1, cell(std::ceil(std::max(std::abs(across), std::abs(up)))));
      for (std::size_t part = 0; part <= parts; ++part) {
        const double share = static_cast<double>(part) / static_cast<double>(parts);
        rows[cell(y.place(y0) + share * up)][margin + 1 + cell(x.place(x0) + share * across)] =
            symbols[i % (sizeof symbols - 1)];
      }
    }
  }

  std::string result;
  for (std::size_t i = 0; i < shown.lines.size(); ++i)
    if (!shown.lines[i].label.empty())
      result += std::string(1, symbols[i % (sizeof symbols - 1)]) + " " + shown.lines[i].label.substr(0, 80) + "\n";
  if (y.cuts) result += charts::title(shown, y) + "\n";
  std::string ruler = std::string(margin, ' ') + "+" + std::string(wide, '-'), labels(margin + wide + 8, ' ');
  for (const double tick : x.ticks(6, shown.x_pitch)) {
    const std::size_t at = margin + 1 + cell(x.place(tick));
    const std::string label = x.label(tick);
    ruler[at] = '+';
    labels.replace(at - label.size() / 2, label.size(), label);
  }
  for (std::string row : rows) result += row.erase(row.find_last_not_of(' ') + 1) + "\n";
  return result + ruler + "\n" + labels.erase(labels.find_last_not_of(' ') + 1) + "\n";
}

}  // namespace drawing

#endif

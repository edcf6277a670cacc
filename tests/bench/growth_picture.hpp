// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_BENCH_GROWTH_PICTURE_HPP
#define LRSCHED_TESTS_BENCH_GROWTH_PICTURE_HPP

// How the time of a call grows, as SVG: beside each other, with the number of pieces and with the step. Both axes are
// logarithmic; every line is named where it ends.

#include <cmath>     // std::exp2
#include <iterator>  // std::size
#include <string>

#include "../../examples/chart/chart.hpp"
#include "facts.hpp"

namespace bench {

/// A line for each column of a table over its rows, which `place` reads.
inline chart growth_chart(const facts& all, const char* table, const char* over, double (*place)(const std::string&)) {
  chart shown{.title = std::string("nanoseconds of one call, over ") + over,
              .logarithmic_x = true,
              .logarithmic_y = true,
              .wide = 330,
              .high = 280};
  for (const std::string& column : all.columns(table)) {
    chart::line line{
        .colour = charts::colours[shown.lines.size() % std::size(charts::colours)], .width = 2, .end = column};
    for (const std::string& row : all.rows(table))
      if (const auto nanoseconds = all.value(table, row, column)) line.points.emplace_back(place(row), *nanoseconds);
    if (!line.points.empty()) shown.lines.push_back(line);
  }
  return shown;
}

inline std::string growth_picture(const facts& all) {
  return charts::picture_of(
      {{growth_chart(all, "pieces", "the number of pieces or milestones",
                     [](const std::string& row) { return std::stod(row); }),
        growth_chart(all, "step", "the step", [](const std::string& row) { return std::exp2(std::stod(row)); })}},
      "");
}

}  // namespace bench

#endif

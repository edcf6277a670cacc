// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_BENCH_GROWTH_PICTURE_HPP
#define LRSCHED_TESTS_BENCH_GROWTH_PICTURE_HPP

// How the time of a call grows, as SVG: beside each other, with the number of pieces and with the step. Both axes are
// logarithmic; every line is named where it ends.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "facts.hpp"

namespace bench {

namespace growth {

constexpr double top = 60, bottom = 340, least = 0.5, most = 1'000;  // pixels, and nanoseconds

inline double y_of(double nanoseconds) {
  return bottom - (bottom - top) * std::log(nanoseconds / least) / std::log(most / least);
}

template <class... Values>
std::string print(const char* format, Values... values) {
  char text[400];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

/// A panel at x, with a line for each column of the table over log2 of its rows, or over the rows if they are
/// exponents.
inline std::string panel(const facts& all, const char* table, double left, const char* title, bool rows_are_exponents) {
  constexpr double wide = 330;
  constexpr const char* colours[] = {"#000000", "#e69f00", "#0072b2", "#009e73", "#cc79a7", "#d55e00"};
  std::string svg = print("<text x='%g' y='34' font-weight='bold'>%s</text>\n", left, title);
  for (double nanoseconds = 1; nanoseconds <= most; nanoseconds *= 10)
    svg += print("<path d='M%g %.1fh%g' stroke='#ddd'/><text x='%g' y='%.1f' text-anchor='end'>%g ns</text>\n", left,
                 y_of(nanoseconds), wide, left - 6, y_of(nanoseconds) + 4, nanoseconds);

  const std::vector<std::string> rows = all.rows(table);
  const auto exponent = [&](const std::string& row) {
    return rows_are_exponents ? std::stod(row) : std::log2(std::stod(row));
  };
  if (rows.size() < 2) return svg;
  const double first = exponent(rows.front()), last = exponent(rows.back());
  const auto x_of = [&](const std::string& row) { return left + wide * (exponent(row) - first) / (last - first); };
  for (std::size_t i = 0; i<rows.size(); i += rows.size()> 16 ? 5 : 3)
    svg += print("<text x='%.1f' y='%g' text-anchor='middle'>%s%s</text>\n", x_of(rows[i]), bottom + 20,
                 rows_are_exponents ? "2^" : "", rows[i].c_str());

  std::vector<std::pair<double, std::string>> names;  // by where their lines end
  int colour = 0;
  for (const std::string& column : all.columns(table)) {
    std::string path;
    double y = 0;
    for (const std::string& row : rows) {
      y = y_of(all.value(table, row, column).value_or(least));
      path += print("%c%.1f %.1f", path.empty() ? 'M' : 'L', x_of(row), y);
    }
    const char* stroke = colours[colour++ % 6];
    svg += "<path d='" + path + "' fill='none' stroke-width='2' stroke='" + stroke + "'/>\n";
    names.emplace_back(y, print("fill='%s'>%s", stroke, column.c_str()));
  }
  std::sort(names.begin(), names.end());
  double lowest = 0;
  for (const auto& [y, name] : names) {
    lowest = std::max(y + 4, lowest + 15);
    svg += print("<text x='%g' y='%.1f' ", left + wide + 6, lowest) + name + "</text>\n";
  }
  return svg;
}

}  // namespace growth

inline std::string growth_picture(const facts& all) {
  return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1180 380' width='1180' height='380' font-size='13' "
         "font-family='DejaVu Sans, Verdana, sans-serif'>\n<rect width='100%' height='100%' fill='white'/>\n" +
         growth::panel(all, "pieces", 60, "Time of one call over the number of pieces or milestones", false) +
         growth::panel(all, "step", 660, "Time of one call over the step", true) + "</svg>\n";
}

}  // namespace bench

#endif

// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_CHART_CHART_HPP
#define EXAMPLES_CHART_CHART_HPP

// Charts of lines as SVG: a picture of several, in rows, with a title, a note and a legend; or a thumbnail of one. An
// axis is from 0 or logarithmic, its ticks are round. There is no background, and all colours are half-way between
// white and black, so that one file is right on white and on dark pages, whoever shows it.

#include <algorithm>  // std::max, std::min, std::sort
#include <cstddef>    // std::size_t
#include <optional>
#include <string>
#include <utility>  // std::pair
#include <vector>

#include "axis.hpp"
#include "path.hpp"

struct chart {
  struct line {
    std::string colour = {};
    charts::dots points = {};
    double width = 1.5;
    std::string dashes = {};  // lengths, as in SVG
    std::string label = {};   // in the legend
    std::string end = {};     // beside where the line ends
  };
  struct mark {  // a labelled vertical line
    double x = 0;
    std::string colour = {}, label = {};
  };

  std::string heading = {}, title = {}, x_title = {}, end_title = {};
  bool logarithmic_x = false, logarithmic_y = false;
  std::vector<line> lines = {};  // the first on top
  std::vector<mark> marks = {};
  std::optional<double> x_end = {};  // where the axis ends, if that is behind the lines
  double x_pitch = 0;                // the ticks of x are at least so far apart
  std::vector<double> x_ticks = {};  // or they are these
  bool from_zero = true;             // y, unless it is logarithmic
  double wide = 400, high = 260;
};

namespace charts {

constexpr const char* ink = "#717a85";  // text and axes

/// Each stands out from white and from #0d1117 by 3.5 to 1 or more, and from the others as far as that allows.
constexpr const char* colours[] = {"#1a7fc1", "#d55e00", "#0a9a72", "#8c62d6", "#b27d00", "#c8659b", ink};

/// What may stand between tags, of printable ASCII, and of at most so many letters.
inline std::string escaped(const std::string& words, std::size_t most = 1'000) {
  std::string result;
  const bool is_too_long = words.size() > most;
  for (const char letter : is_too_long ? words.substr(0, most - 3) + "..." : words)
    result += letter == '<'                  ? "&lt;"
              : letter == '&'                ? "&amp;"
              : letter < ' ' || letter > '~' ? "?"
                                             : std::string(1, letter);
  return result;
}

inline std::string text(double x, double y, const std::string& words, const std::string& attributes = "") {
  return "<text x='" + pixels(x) + "' y='" + pixels(y) + "'" + (attributes.empty() ? "" : " " + attributes) + ">" +
         words + "</text>\n";
}

/// About what words need, in pixels, in a font of such a size.
inline double room_for(const std::string& words, double size) { return 0.56 * size * double(words.size()); }

inline std::string stroke(const std::string& data, const chart::line& line) {
  return "<path d='" + data + "' fill='none' stroke-linejoin='round' stroke='" + line.colour +
         print("' stroke-width='%g'", line.width) +
         (line.dashes.empty() ? "" : " stroke-dasharray='" + line.dashes + "'") + "/>\n";
}

/// Thin lines across at the ticks of y, the axis of x with its own, and the labels of both.
inline std::string grid(const axis& x, const axis& y, const std::vector<double>& x_ticks,
                        const std::vector<double>& y_ticks, double size) {
  std::string across, down = "M" + pixels(x.from) + " " + pixels(y.from) + "H" + pixels(x.to), labels;
  for (const double tick : y_ticks) {
    across += "M" + pixels(x.from) + " " + pixels(y.place(tick)) + "H" + pixels(x.to);
    labels += text(x.from - size / 2, y.place(tick) + size / 3, y.label(tick), "text-anchor='end'");
  }
  for (const double tick : x_ticks) {
    down += "M" + pixels(x.place(tick)) + " " + pixels(y.from) + "v" + pixels(size / 3);
    labels += text(x.place(tick), y.from + size * 1.5, x.label(tick), "text-anchor='middle'");
  }
  return "<path d='" + across + "' stroke='" + ink + "' stroke-opacity='.3'/>\n<path d='" + down +
         "' fill='none' stroke='" + ink + "'/>\n" + labels;
}

/// Both axes of a chart, y from 0 unless it is logarithmic or shall not be.
inline std::pair<axis, axis> axes(const chart& shown, axis x, axis y) {
  x.logarithmic = shown.logarithmic_x, y.logarithmic = shown.logarithmic_y;
  for (const chart::line& line : shown.lines)
    for (const auto& [a, b] : line.points) x.include(a), y.include(b);
  if (shown.x_end) x.include(*shown.x_end);
  for (const double tick : shown.x_ticks) x.include(tick);
  if (!shown.logarithmic_y && shown.from_zero) y.include(0);
  x.settle(), y.settle();
  return {x, y};
}

/// The title of a chart, and what its axis does with 0.
inline std::string title(const chart& shown, const axis& y) {
  return shown.title + (y.cuts ? "; what is below " + y.label(y.low) + ", as 0 is, lies at the lower edge" : "");
}

inline dots places_of(const chart::line& line, const axis& x, const axis& y) {
  dots places;
  for (const auto& [a, b] : line.points) places.emplace_back(x.place(a), y.place(b));
  return places;
}

inline std::string lines_of(const chart& shown, const axis& x, const axis& y) {
  std::string result;
  for (std::size_t i = shown.lines.size(); i-- > 0;)
    result += stroke(path(places_of(shown.lines[i], x, y)), shown.lines[i]);
  return result;
}

/// The names of the lines that have some, beside their ends, in the order of the ends and apart from each other; what
/// leads to the name of a line that ends early is dotted.
inline std::string ends_of(const chart& shown, const axis& x, const axis& y) {
  constexpr double height = 16, away = 26;
  std::vector<std::pair<double, const chart::line*>> named;
  for (const chart::line& line : shown.lines)
    if (!line.end.empty()) named.emplace_back(y.place(line.points.back().second), &line);
  std::stable_sort(named.begin(), named.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string result;
  double highest = y.to, lowest = y.from + 6 - height * (double(named.size()) - 1);
  for (const auto& [end, line] : named) {
    const double place = std::max(highest, std::min(end, lowest)), from = x.place(line->points.back().first);
    const std::string crosses = from < x.to - away ? "' stroke-dasharray='1 4" : "";
    result += "<path d='M" + pixels(from + 3) + " " + pixels(end) + "L" + pixels(x.to + away - 4) + " " +
              pixels(place) + "' stroke='" + line->colour + crosses + "'/>\n" +
              text(x.to + away, place + 4, escaped(line->end), "fill='" + line->colour + "'");
    highest = place + height, lowest += height;
  }
  return result;
}

/// Upright lines with their names above the chart, those of lines further to the left higher: none crosses another.
inline std::string marks_of(const chart& shown, const axis& x, const axis& y) {
  std::vector<chart::mark> marks = shown.marks;
  std::sort(marks.begin(), marks.end(), [](const auto& a, const auto& b) { return a.x > b.x; });
  std::string result;
  double height = y.to - 4;
  for (const chart::mark& mark : marks) {
    result += "<path d='M" + pixels(x.place(mark.x)) + " " + pixels(y.from) + "V" + pixels(height - 9) + "' stroke='" +
              mark.colour + "' stroke-dasharray='4 3'/>\n" +
              text(x.place(mark.x) + 4, height, escaped(mark.label), "fill='" + mark.colour + "'");
    height -= 15;
  }
  return result;
}

/// What a chart needs above its lines, beside them on the left and on the right, and below.
inline double room_above(const chart& shown) {
  return 14 + (shown.title.empty() ? 0 : 20) + (shown.heading.empty() ? 0 : 24) + 15 * double(shown.marks.size());
}

constexpr double room_left = 70, room_below = 56;

inline double room_right(const chart& shown) {
  double ends = room_for(shown.end_title, 12);
  for (const chart::line& line : shown.lines) ends = std::max(ends, room_for(line.end, 12));
  return std::max({30.0, ends > 0 ? 36 + ends : 0, room_for(shown.heading, 17) - shown.wide});
}

inline std::string drawn(const chart& shown, double left, double top) {
  const auto [x, y] =
      axes(shown, {.from = left, .to = left + shown.wide}, {.from = top + shown.high, .to = top, .room = 0.05});
  double above = top - 14 - 15 * double(shown.marks.size());
  std::string result;
  if (!shown.end_title.empty()) result += text(x.to + 26, above, escaped(shown.end_title));
  if (!shown.title.empty()) result += text(left, above, escaped(title(shown, y)), "font-size='14'");
  if (!shown.heading.empty())
    result += text(left, above - 24, escaped(shown.heading), "font-size='15' font-weight='bold'");
  const std::vector<double> x_ticks =
      shown.x_ticks.empty() ? x.ticks(static_cast<int>(shown.wide / 65), shown.x_pitch) : shown.x_ticks;
  return result + grid(x, y, x_ticks, y.ticks(), 12) +
         text(left + shown.wide / 2, y.from + 40, escaped(shown.x_title), "text-anchor='middle'") +
         marks_of(shown, x, y) + lines_of(shown, x, y) + ends_of(shown, x, y);
}

/// All of a picture's elements, in a picture of this size.
inline std::string svg(double across, double down, double size, const std::string& elements) {
  return print(
             "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %.0f %.0f' width='%.0f' height='%.0f' "
             "font-family='sans-serif' font-size='%.0f' fill='%s'>\n",
             across, down, across, down, size, ink) +
         elements + "</svg>\n";
}

/// A title, a note and a legend, of those that there are, over charts in rows; those of a row are of one height, those
/// of a column of one width. The legend is that of the first.
inline std::string picture_of(const std::vector<std::vector<chart>>& rows, const std::string& title,
                              const std::string& note = "") {
  std::vector<double> lefts{room_left};
  for (std::size_t column = 0; column < rows[0].size(); ++column) {
    double right = 0;
    for (const std::vector<chart>& row : rows) right = std::max(right, room_right(row[column]));
    lefts.push_back(lefts.back() + rows[0][column].wide + right + room_left);
  }
  const double across = lefts.back() - room_left;
  const auto fitting = [&](double letter) { return static_cast<std::size_t>((across - room_left - 30) / letter); };

  double down = 0, at = room_left;
  std::string elements;
  if (!title.empty())
    elements += text(room_left, down += 30, escaped(title, fitting(10)), "font-size='16' font-weight='bold'");
  if (!note.empty()) elements += text(room_left, down += 24, escaped(note), "font-size='13'");
  for (const chart::line& line : rows[0][0].lines) {
    if (line.label.empty()) continue;
    const double needed = 36 + room_for(line.label, 12) + 24;
    if (at == room_left || at + needed > across) down += 22, at = room_left;
    elements += stroke("M" + pixels(at) + " " + pixels(down - 4) + "h26", line) +
                text(at + 36, down, escaped(line.label, fitting(6.9)));
    at += needed;
  }
  for (const std::vector<chart>& row : rows) {
    double above = 0, high = 0;
    for (const chart& each : row) above = std::max(above, room_above(each)), high = std::max(high, each.high);
    down += 18 + above;
    for (std::size_t column = 0; column < row.size(); ++column) elements += drawn(row[column], lefts[column], down);
    down += high + room_below;
  }
  return svg(across, down, 12, elements);
}

/// A small picture of one chart, of its own width and height: its lines, and two or three labels of each axis.
inline std::string thumbnail_of(const chart& shown) {
  constexpr double size = 10, left = 38, right = 10, above = 6, below = 20;
  const auto [x, y] =
      axes(shown, {.from = left, .to = shown.wide - right}, {.from = shown.high - below, .to = above, .room = 0.04});
  const std::vector<double> x_ticks = shown.x_ticks.empty() ? x.ticks(4) : shown.x_ticks;
  return svg(shown.wide, shown.high, size, grid(x, y, x_ticks, y.ticks(5), size) + lines_of(shown, x, y));
}

}  // namespace charts

#endif

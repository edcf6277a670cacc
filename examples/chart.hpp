// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_CHART_HPP
#define EXAMPLES_CHART_HPP

// Charts of lines, side by side in one SVG picture.

#include <algorithm>  // std::min, std::max
#include <cmath>      // std::log10, std::pow, std::floor
#include <cstdio>     // std::snprintf
#include <string>
#include <utility>  // std::pair
#include <vector>

struct chart {
  struct line {
    std::string colour;
    std::vector<std::pair<double, double>> points;
    std::string style = {};  // further attributes, as of a path in SVG
  };
  struct mark {  // a labelled vertical line
    double x;
    std::string colour, label;
  };

  std::string title, x_title;
  bool logarithmic_x = false, logarithmic_y = false;
  std::vector<line> lines;
  std::vector<mark> marks = {};
};

namespace charts {

template <class... Values>
std::string print(const char* format, Values... values) {
  std::string room(static_cast<std::size_t>(std::snprintf(nullptr, 0, format, values...)), '\0');
  std::snprintf(room.data(), room.size() + 1, format, values...);
  return room;
}

/// One direction of a chart: values from low to high on a stretch of the picture.
struct axis {
  double low = 1e300, high = -1e300, from = 0, to = 0;
  bool logarithmic = false;

  void include(double value) { low = std::min(low, value), high = std::max(high, value); }

  double place(double value) const {
    const auto scaled = [this](double v) { return logarithmic ? std::log10(v) : v; };
    const double range = scaled(high) - scaled(low);
    return from + (to - from) * (range > 0 ? (scaled(value) - scaled(low)) / range : 0.5);
  }

  std::vector<double> ticks() const {
    std::vector<double> found;
    if (logarithmic) {
      for (double decade = std::pow(10, std::floor(std::log10(low))); decade <= high; decade *= 10)
        for (const double tick : {1., 1.5, 2., 3., 5., 7.})
          if (tick * decade >= low && tick * decade <= high &&
              (high / low < 10 || tick == 1 || (high / low < 100 && (tick == 2 || tick == 5))))
            found.push_back(tick * decade);
    } else {
      double width = std::pow(10, std::floor(std::log10(high - low)));
      if ((high - low) / width < 2.5) width /= 4;
      for (double tick = std::ceil(low / width) * width; tick <= high; tick += width) found.push_back(tick);
    }
    return found;
  }
};

inline std::string text(double x, double y, const std::string& words, const char* attributes) {
  return print("<text x='%.1f' y='%.1f' %s>", x, y, attributes) + words + "</text>\n";
}

inline std::string drawn(const chart& shown, double left, double top) {
  constexpr double wide = 400, high = 260;
  axis x{.from = left, .to = left + wide, .logarithmic = shown.logarithmic_x};
  axis y{.from = top + high, .to = top, .logarithmic = shown.logarithmic_y};
  for (const chart::line& line : shown.lines)
    for (const auto& [a, b] : line.points) x.include(a), y.include(b);
  if (!shown.logarithmic_y) y.include(0);

  std::string result = text(left, top - 14, shown.title, "font-size='14'");
  for (const double tick : y.ticks())
    result += print("<path d='M%.1f %.1fh%.1f' stroke='#ddd'/>\n", left, y.place(tick), wide) +
              text(left - 8, y.place(tick) + 4, print("%g", tick), "font-size='12' text-anchor='end' fill='#444'");
  result += print("<path d='M%.1f %.1fh%.1f' stroke='#444'/>\n", left, y.from, wide);
  for (const double tick : x.ticks())
    result += print("<path d='M%.1f %.1fv5' stroke='#444'/>\n", x.place(tick), y.from) +
              text(x.place(tick), y.from + 19, print("%g", tick), "font-size='12' text-anchor='middle' fill='#444'");
  result += text(left + wide / 2, y.from + 40, shown.x_title, "font-size='12' text-anchor='middle' fill='#444'");

  for (const chart::line& line : shown.lines) {
    std::string path;
    for (const auto& [a, b] : line.points)
      path += print("%c%.1f %.1f", path.empty() ? 'M' : 'L', x.place(a), y.place(b));
    result +=
        "<path d='" + path + "' fill='none' stroke='" + line.colour + "' stroke-width='1.5' " + line.style + "/>\n";
  }
  double height = top + 14;
  for (const chart::mark& mark : shown.marks) {
    result += print("<path d='M%.1f %.1fV%.1f' stroke='%s' stroke-dasharray='4 3'/>\n", x.place(mark.x), top, y.from,
                    mark.colour.c_str()) +
              text(x.place(mark.x) + 4, height, mark.label, ("font-size='12' fill='" + mark.colour + "'").c_str());
    height += 16;
  }
  return result;
}

}  // namespace charts

inline std::string picture_of(const std::vector<chart>& shown, const std::string& title, const std::string& note) {
  constexpr double left = 70, pitch = 520;
  const double across = left + pitch * static_cast<double>(shown.size()) - 30;
  std::string svg =
      charts::print(
          "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %.0f 430' width='%.0f' height='430' "
          "font-family='DejaVu Sans, Verdana, sans-serif'>\n<rect width='100%%' height='100%%' fill='white'/>\n",
          across, across) +
      charts::text(left, 30, title, "font-size='18' font-weight='bold'") +
      charts::text(left, 54, note, "font-size='13' fill='#444'");
  for (std::size_t index = 0; index < shown.size(); ++index)
    svg += charts::drawn(shown[index], left + pitch * static_cast<double>(index), 106);
  return svg + "</svg>\n";
}

#endif

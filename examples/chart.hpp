// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_CHART_HPP
#define EXAMPLES_CHART_HPP

// Charts of lines, side by side in one SVG picture: round ticks, an axis from 0 or a logarithmic one, lines as smooth
// as can be seen and no heavier.

#include <algorithm>  // std::min, std::max, std::sort
#include <cmath>      // std::log10, std::pow, std::floor
#include <cstddef>    // std::size_t
#include <cstdio>     // std::snprintf
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>  // std::pair
#include <vector>

struct chart {
  struct line {
    std::string colour;
    std::vector<std::pair<double, double>> points;
    std::string style = "stroke-width='1.5'";  // attributes of a path in SVG
    std::string label = {};                    // in the legend
  };
  struct mark {  // a labelled vertical line
    double x;
    std::string colour, label;
  };

  std::string title, x_title;
  bool logarithmic_x = false, logarithmic_y = false;
  std::vector<line> lines;
  std::vector<mark> marks = {};
  std::optional<double> x_end = {};  // where the axis ends, if that is behind the lines
  double x_pitch = 0;                // the ticks of x are at least so far apart
  double wide = 400, high = 260;
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
  double from, to;
  bool logarithmic = false;
  double room = 0;  // beyond the values, as a share of their range
  std::vector<double> values = {};
  double low = 0, high = 0;
  bool cuts = false;  // what is below low, as 0 is on a logarithmic axis, lies at its end

  void include(double value) { values.push_back(value); }

  /// To be called when all is included. A logarithmic axis begins at the least value; where that is far below all but a
  /// hundredth, as on the way to 0, at the decade of those.
  void settle() {
    constexpr double least = 1e-300, most = std::numeric_limits<double>::max();
    if (logarithmic) cuts = std::erase_if(values, [](double value) { return value < least; }) > 0;
    std::sort(values.begin(), values.end());
    low = values.front(), high = values.back();
    if (!logarithmic) {
      const double half = high / 2 - low / 2;  // the range may be too much for a double
      high = half > least ? 2 * std::min(high / 2 + room * half, most / 2) : low + 1;
    } else if (low < high) {
      const double usual = values[values.size() / 100];
      if (usual / 10 > low) low = std::pow(10, std::floor(std::log10(usual))), cuts = true;
      const double margin = std::pow(10, room * decades());
      low = cuts ? low : std::max(low / margin, least), high = std::min(high * margin, most);
    } else {
      low = std::max(low / 2, least), high = std::min(high * 2, most);
    }
  }

  double decades() const { return std::log10(high) - std::log10(low); }

  double place(double value) const {
    const auto scaled = [this](double v) { return logarithmic ? std::log10(std::max(v, low)) : v / 2; };
    return from + (to - from) * ((scaled(value) - scaled(low)) / (scaled(high) - scaled(low)));
  }

  /// Round values, about so many at most, and so far apart at least: one, two or five times a power of ten apart;
  /// decades, and what stands between if they are few.
  std::vector<double> ticks(int most = 6, double pitch = 0) const {
    std::vector<double> found;
    if (logarithmic && high / 3 >= low) {
      const int each = std::max(1, static_cast<int>(std::ceil(decades() / most)));
      const int lowest = static_cast<int>(std::floor(std::log10(low))),
                highest = static_cast<int>(std::floor(std::log10(high)));
      for (int power = lowest; power <= highest; ++power)
        for (const int digit : {1, 2, 3, 5, 7}) {
          const double tick = digit * std::pow(10, power);
          const bool is_wanted = digit == 1 ? (highest - power) % each == 0
                                            : decades() < 1 || (decades() < most / 2 && (digit == 2 || digit == 5));
          if (is_wanted && tick * (1 + 1e-9) >= low && tick * (1 - 1e-9) <= high) found.push_back(tick);
        }
    } else {
      const double least = std::max(pitch, (high / 2 - low / 2) / (most / 2.0));
      double width = std::pow(10, std::floor(std::log10(least)));
      for (const int factor : {2, 5, 10})
        if (width * (1 + 1e-9) < least) width = factor * std::pow(10, std::floor(std::log10(least)));
      const double last = std::floor(high / width + 1e-9);
      for (double index = std::ceil(low / width - 1e-9); index <= last; ++index) found.push_back(index * width);
    }
    return found;
  }

  /// 0.02, 3e-4, 500, 20k or 1.5M; all labels of an axis alike.
  std::string label(double tick) const {
    if (tick == 0) return "0";
    const double size = logarithmic ? tick : std::max(std::abs(low), std::abs(high));
    if (size < 1e-3 || size >= 1e10) {
      const double power = std::floor(std::log10(std::abs(tick)) + 1e-9);
      return print("%ge%.0f", tick / std::pow(10, power), power);
    }
    return size >= 1e7 ? print("%gM", tick / 1e6) : size >= 1e4 ? print("%gk", tick / 1e3) : print("%g", tick);
  }
};

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

inline std::string text(double x, double y, const std::string& words, const std::string& attributes) {
  return print("<text x='%.1f' y='%.1f' ", x, y) + attributes + ">" + words + "</text>\n";
}

using dots = std::vector<std::pair<double, double>>;

/// Of the points in each column of a pixel's width the first, the lowest, the highest and the last.
inline dots of_columns(const dots& all) {
  dots kept;
  for (std::size_t first = 0, end; first < all.size(); first = end) {
    const double column = std::floor(all[first].first);
    std::size_t lowest = first, highest = first;
    for (end = first; end < all.size() && std::floor(all[end].first) == column; ++end) {
      if (all[end].second < all[lowest].second) lowest = end;
      if (all[end].second > all[highest].second) highest = end;
    }
    for (const std::size_t index : std::set{first, lowest, highest, end - 1}) kept.push_back(all[index]);
  }
  return kept;
}

/// Those points without which the line would be off by more than can be seen, from left to right: a point is left out
/// while a straight line from the last one kept passes all between.
inline dots thinned(const dots& all) {
  constexpr double error = 0.02, upright = 1e300;  // pixels, and a slope
  dots kept;
  double least = -upright, most = upright;  // the slopes that pass all since the last one kept
  for (std::size_t index = 0; index < all.size(); ++index) {
    const auto slope = [&](double off) {
      const double x = all[index].first - kept.back().first, y = all[index].second + off - kept.back().second;
      return x > 0 ? y / x : y > 0 ? upright : -upright;
    };
    if (kept.empty() || !(least <= slope(0) && slope(0) <= most)) {
      kept.push_back(all[index == 0 ? 0 : index - 1]);
      least = -upright, most = upright;
    }
    if (index == 0) continue;
    least = std::max(least, slope(-error));
    most = std::min(most, slope(error));
  }
  if (!all.empty()) kept.push_back(all.back());
  return kept;
}

/// A line, in pixels from left to right, as the data of a path.
inline std::string path(const dots& line) {
  std::string data;
  for (const auto& [x, y] : thinned(of_columns(line))) data += print(data.empty() ? "M%.1f %.2f" : " %.1f %.2f", x, y);
  return data;
}

inline std::string stroke(const std::string& data, const std::string& attributes) {
  return "<path d='" + data + "' fill='none' stroke-linejoin='round' " + attributes + "/>\n";
}

/// The lines across at the ticks of y, and the axis of x with its own.
inline std::string grid(const axis& x, const axis& y, const std::vector<double>& x_ticks) {
  std::string result;
  for (const double tick : y.ticks())
    result += print("<path d='M%.1f %.1fH%.1f' stroke='#ddd'/>\n", x.from, y.place(tick), x.to) +
              text(x.from - 8, y.place(tick) + 4, y.label(tick), "font-size='12' text-anchor='end' fill='#444'");
  result += print("<path d='M%.1f %.1fH%.1f' stroke='#444'/>\n", x.from, y.from, x.to);
  for (const double tick : x_ticks)
    result += print("<path d='M%.1f %.1fv5' stroke='#444'/>\n", x.place(tick), y.from) +
              text(x.place(tick), y.from + 19, x.label(tick), "font-size='12' text-anchor='middle' fill='#444'");
  return result;
}

/// Both axes of a chart, y from 0 unless it is logarithmic.
inline std::pair<axis, axis> axes(const chart& shown, axis x, axis y) {
  x.logarithmic = shown.logarithmic_x, y.logarithmic = shown.logarithmic_y;
  for (const chart::line& line : shown.lines)
    for (const auto& [a, b] : line.points) x.include(a), y.include(b);
  if (shown.x_end) x.include(*shown.x_end);
  if (!shown.logarithmic_y) y.include(0);
  x.settle(), y.settle();
  return {x, y};
}

/// The title of a chart, and what its axis does with 0.
inline std::string title(const chart& shown, const axis& y) {
  return shown.title + (y.cuts ? "; what is below " + y.label(y.low) + ", as 0 is, lies at the lower edge" : "");
}

inline std::string drawn(const chart& shown, double left, double top) {
  const auto [x, y] =
      axes(shown, {.from = left, .to = left + shown.wide}, {.from = top + shown.high, .to = top, .room = 0.05});
  std::string result = text(left, top - 14, escaped(title(shown, y)), "font-size='14'") +
                       grid(x, y, x.ticks(static_cast<int>(shown.wide / 65), shown.x_pitch)) +
                       text(left + shown.wide / 2, y.from + 40, escaped(shown.x_title),
                            "font-size='12' text-anchor='middle' fill='#444'");
  for (const chart::line& line : shown.lines) {
    dots places;
    for (const auto& [a, b] : line.points) places.emplace_back(x.place(a), y.place(b));
    result += stroke(path(places), "stroke='" + line.colour + "' " + line.style);
  }
  for (const chart::mark& mark : shown.marks)
    result += print("<path d='M%.1f %.1fV%.1f' stroke='%s' stroke-dasharray='4 3'/>\n", x.place(mark.x), top, y.from,
                    mark.colour.c_str());
  double height = top + 14;
  for (const chart::mark& mark : shown.marks) {
    result += text(x.place(mark.x) + 4, height, escaped(mark.label),
                   "font-size='12' stroke='white' stroke-width='5' paint-order='stroke' fill='" + mark.colour + "'");
    height += 16;
  }
  return result;
}

/// All of a picture's elements, in a picture of this size.
inline std::string svg(double across, double down, const std::string& elements) {
  return print(
             "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %.0f %.0f' width='%.0f' height='%.0f' "
             "font-family='sans-serif'>\n<rect width='100%%' height='100%%' fill='white'/>\n",
             across, down, across, down) +
         elements + "</svg>\n";
}

}  // namespace charts

/// A title, a note and a legend, of those that there are, over charts of one height.
inline std::string picture_of(const std::vector<chart>& shown, const std::string& title, const std::string& note = "") {
  constexpr double left = 70, gap = 120, right = 40;
  double across = left + right - gap, down = 0;
  for (const chart& each : shown) across += each.wide + gap;
  const auto fitting = [&](double letter) { return static_cast<std::size_t>((across - left - right) / letter); };

  std::string head, charts;
  if (!title.empty())
    head += charts::text(left, down += 30, charts::escaped(title, fitting(10)), "font-size='16' font-weight='bold'");
  if (!note.empty()) head += charts::text(left, down += 24, charts::escaped(note), "font-size='13' fill='#444'");
  for (const chart::line& line : shown[0].lines)
    if (!line.label.empty()) {
      down += 22;
      head +=
          charts::stroke(charts::print("M%.1f %.1fh26", left, down - 4), "stroke='" + line.colour + "' " + line.style) +
          charts::text(left + 36, down, charts::escaped(line.label, fitting(6.9)), "font-size='12'");
    }
  const double top = down + 52;
  double at = left;
  for (const chart& each : shown) {
    charts += charts::drawn(each, at, top);
    at += each.wide + gap;
  }
  return charts::svg(across, top + shown[0].high + 64, head + charts);
}

#endif

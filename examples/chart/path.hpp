// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_CHART_PATH_HPP
#define EXAMPLES_CHART_PATH_HPP

// A line as the data of a path in SVG, as smooth as can be seen and no heavier. Places are whole tenths of a pixel, and
// nothing is decided by the last bits of a number: every compiler writes the same bytes.

#include <algorithm>  // std::min, std::max
#include <cmath>      // std::floor
#include <cstddef>    // std::size_t
#include <cstdlib>    // std::abs
#include <initializer_list>
#include <set>
#include <string>
#include <utility>  // std::pair
#include <vector>

namespace charts {

using dots = std::vector<std::pair<double, double>>;

/// The nearest tenth, as their number. Round numbers lie half-way between two tenths, give or take a bit; none lies
/// where this decides.
inline long tenths(double pixels) { return static_cast<long>(std::floor(pixels * 10 + 0.5 + 1e-4)); }

/// So many tenths: 70, 4.5, -.3.
inline std::string decimal(long tenths) {
  const long whole = std::abs(tenths) / 10, rest = std::abs(tenths) % 10;
  return (tenths < 0 ? "-" : "") + (whole == 0 && rest != 0 ? "" : std::to_string(whole)) +
         (rest == 0 ? "" : "." + std::to_string(rest));
}

inline std::string pixels(double place) { return decimal(tenths(place)); }

/// Of the points in each column of a pixel's width the first, the lowest, the highest and the last.
inline dots of_columns(const dots& all) {
  const auto column = [](double x) { return std::floor(x + 1e-4); };
  dots kept;
  for (std::size_t first = 0, end; first < all.size(); first = end) {
    std::size_t lowest = first, highest = first;
    for (end = first; end < all.size() && column(all[end].first) == column(all[first].first); ++end) {
      if (all[end].second < all[lowest].second - 1e-4) lowest = end;
      if (all[end].second > all[highest].second + 1e-4) highest = end;
    }
    for (const std::size_t index : std::set{first, lowest, highest, end - 1}) kept.push_back(all[index]);
  }
  return kept;
}

/// Those points without which the line would be off by more than can be seen, from left to right: a point is left out
/// while a straight line from the last one kept passes all between.
inline dots thinned(const dots& all) {
  constexpr double error = 0.0297, upright = 1e300;  // pixels, and a slope
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

/// The data of a path: commands and numbers, and nothing between them that can be left out.
class path_data {
 public:
  void append(char command, std::initializer_list<long> numbers) {
    if (command != command_) text_ += command_ = command, has_point_ = false, is_apart_ = true;
    for (const long number : numbers) {
      const std::string next = decimal(number);
      if (!is_apart_ && next[0] != '-' && !(next[0] == '.' && has_point_)) text_ += ' ';
      text_ += next;
      has_point_ = next.find('.') != std::string::npos, is_apart_ = false;
    }
  }

  const std::string& text() const { return text_; }

 private:
  std::string text_;
  char command_ = ' ';
  bool is_apart_ = true, has_point_ = false;
};

/// A line, in pixels from left to right: each point from the one before.
inline std::string path(const dots& line) {
  path_data data;
  long x = 0, y = 0;
  for (const auto& [at, height] : thinned(of_columns(line))) {
    const long across = tenths(at) - x, down = tenths(height) - y;
    if (data.text().empty())
      data.append('M', {across, down});
    else if (across != 0 && down != 0)
      data.append('l', {across, down});
    else if (across != 0)
      data.append('h', {across});
    else if (down != 0)
      data.append('v', {down});
    x += across, y += down;
  }
  return data.text();
}

}  // namespace charts

#endif

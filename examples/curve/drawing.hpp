// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_CURVE_DRAWING_HPP
#define EXAMPLES_CURVE_DRAWING_HPP

// A schedule as a picture: of characters for the terminal, or as SVG.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

namespace drawing {

/// The rates at evenly spread steps from 0 to the last one.
inline std::vector<double> sampled(const auto& schedule, std::int64_t steps, int count) {
  std::vector<double> rates;
  for (int i = 0; i < count; ++i)
    rates.push_back(schedule(static_cast<std::int64_t>(static_cast<double>(steps - 1) * i / (count - 1) + 0.5)));
  return rates;
}

/// Where a rate lies between the lowest and the highest, as a share; in halves, since their distance may be too large.
inline double share_of(double rate, double low, double high) {
  const double range = high / 2 - low / 2;
  return range > 0 ? (rate / 2 - low / 2) / range : 0;
}

inline std::string label(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", number);
  return text;
}

inline std::string in_terminal(const auto& schedule, std::int64_t steps) {
  constexpr int width = 72, height = 16;
  const std::vector<double> rates = sampled(schedule, steps, width);
  const double low = *std::min_element(rates.begin(), rates.end());
  const double high = *std::max_element(rates.begin(), rates.end());

  std::vector<std::string> lines(height, std::string(width, ' '));
  for (int x = 0; x < width; ++x) {
    const double share = share_of(rates[static_cast<std::size_t>(x)], low, high);
    const int y = static_cast<int>((1 - share) * (height - 1) + 0.5);
    lines[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] = '*';
  }

  std::string result;
  for (int y = 0; y < height; ++y) {
    const std::string text = y == 0 ? label(high) : y == height - 1 ? label(low) : "";
    result += std::string(10 - std::min<std::size_t>(10, text.size()), ' ') + text + " |";
    std::string line = lines[static_cast<std::size_t>(y)];
    line.erase(line.find_last_not_of(' ') + 1);
    result += line + "\n";
  }
  result += std::string(11, ' ') + "+" + std::string(width, '-') + "\n";
  const std::string last = std::to_string(steps - 1);
  return result + std::string(12, ' ') + "0" +
         std::string(width - 1 - std::min<std::size_t>(width - 1, last.size()), ' ') + last + "\n";
}

inline std::string as_svg(const auto& schedule, std::int64_t steps) {
  constexpr int width = 800, height = 400, left = 80, right = 20, top = 30, bottom = 50, points = 701;
  const std::vector<double> rates = sampled(schedule, steps, points);
  const double low = *std::min_element(rates.begin(), rates.end());
  const double high = *std::max_element(rates.begin(), rates.end());
  const auto x = [&](int i) { return left + (width - left - right) * i / (points - 1.0); };
  const auto y = [&](double share) { return top + (height - top - bottom) * (1 - share); };

  std::ostringstream svg;
  svg << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " << width << ' ' << height
      << "\" font-family=\"sans-serif\" font-size=\"14\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n";
  for (int line = 0; line <= 4; ++line) {
    const double share = line / 4.0, rate = low * (1 - share) + high * share;
    svg << "<path d=\"M" << left << ' ' << y(share) << "H" << width - right << "\" stroke=\"#ddd\"/>\n<text x=\""
        << left - 8 << "\" y=\"" << y(share) + 5 << "\" text-anchor=\"end\">" << label(rate) << "</text>\n";
    const int i = (points - 1) * line / 4;
    svg << "<text x=\"" << x(i) << "\" y=\"" << height - bottom + 20 << "\" text-anchor=\"middle\">"
        << static_cast<std::int64_t>(static_cast<double>(steps - 1) * line / 4 + 0.5) << "</text>\n";
  }
  svg << "<text x=\"" << (left + width - right) / 2 << "\" y=\"" << height - 8
      << "\" text-anchor=\"middle\">step</text>\n<text x=\"" << left << "\" y=\"18\">learning rate</text>\n"
      << "<polyline fill=\"none\" stroke=\"#0072b2\" stroke-width=\"2\" points=\"";
  for (int i = 0; i < points; ++i)
    svg << x(i) << ',' << y(share_of(rates[static_cast<std::size_t>(i)], low, high)) << ' ';
  svg << "\"/>\n</svg>\n";
  return svg.str();
}

}  // namespace drawing

#endif

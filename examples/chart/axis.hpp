// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_CHART_AXIS_HPP
#define EXAMPLES_CHART_AXIS_HPP

// One direction of a chart: where a value lies, which ticks are round, and how people write them.

#include <algorithm>  // std::min, std::max, std::sort
#include <cmath>      // std::abs, std::log10, std::pow, std::floor
#include <cstddef>    // std::size_t
#include <cstdio>     // std::snprintf
#include <limits>
#include <string>
#include <vector>

namespace charts {

template <class... Values>
std::string print(const char* format, Values... values) {
  std::string room(static_cast<std::size_t>(std::snprintf(nullptr, 0, format, values...)), '\0');
  std::snprintf(room.data(), room.size() + 1, format, values...);
  return room;
}

/// Values from low to high on a stretch of the picture.
struct axis {
  double from, to;
  bool logarithmic = false;
  double room = 0;  // beyond values other than 0, as a share of their range
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
      const double size = std::max(std::abs(low), std::abs(high)), least_half = std::max(least, 1e-12 * size);
      if (half <= least_half)
        high = std::min(low + std::max(1.0, 1e-3 * size), most);
      else if (high != 0)
        high = 2 * std::min(high / 2 + room * half, most / 2);
      if (low != 0 && half > least_half) low = 2 * std::max(low / 2 - room * half, -most / 2);
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

  /// 0.02, 3e-4, 500, 20k, 1.5M or 2e9; those of an axis alike.
  std::string label(double tick) const {
    const double most = logarithmic ? std::abs(tick) : std::max(std::abs(low), std::abs(high)), size = std::abs(tick);
    if (size <= 1e-9 * most) return "0";  // or the remains of a difference
    if (most < 1e-3 || most >= 1e9) {
      const double power = std::floor(std::log10(size) + 1e-9);
      return print("%ge%.0f", tick / std::pow(10, power), power);
    }
    return size >= 1e6 ? print("%gM", tick / 1e6) : most >= 1e4 ? print("%gk", tick / 1e3) : print("%g", tick);
  }
};

}  // namespace charts

#endif

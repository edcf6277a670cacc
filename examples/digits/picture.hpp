// SPDX-License-Identifier: MIT
#ifndef DIGITS_PICTURE_HPP
#define DIGITS_PICTURE_HPP

// The picture of a run, as SVG: a column for each contest, in it the rates, the training and the test losses over the
// steps. Every line is named where it ends.

#include <algorithm>  // std::sort, std::max, std::min
#include <cmath>      // std::log10, std::floor, std::pow
#include <cstdio>     // std::snprintf
#include <iterator>   // std::size
#include <numeric>    // std::iota
#include <string>
#include <vector>

#include "experiment.hpp"

class picture {
 public:
  explicit picture(const std::vector<contest>& contests) {
    const std::size_t seeds = contests[0].entries[0].outcomes.size();
    text(left, 34, "A small network learns handwritten digits under seven learning-rate schedules",
         "font-size='22' font-weight='bold'");
    text(left, 58,
         print("Each at the rate that was best on validation images; losses are means over %zu seeds. ", seeds) +
             "Lower losses are better.",
         "font-size='15' fill='#444'");
    double x = left;
    for (const family& which : families) {  // the legend
      stroke(print("M%.0f 82h30", x), which);
      text(x + 36, 87, which.name, "font-size='14'");
      x += 66 + 7.5 * static_cast<double>(std::string(which.name).size());
    }
    for (std::size_t column = 0; column < contests.size(); ++column) {
      const contest& shown = contests[column];
      const double at = left + static_cast<double>(column) * pitch;
      text(at, 128, print("%s: %s", shown.how.name, shown.how.title), "font-size='15' font-weight='bold'");
      panel(at, 170, shown, {"learning rate of each step", "family, chosen rate", false, rates, top_rate});
      panel(at, 470, shown,
            {"training loss (mean cross-entropy, logarithmic)", "at the end", true, train_losses, train_loss});
      panel(at, 770, shown,
            {"test loss (mean cross-entropy, logarithmic)", "at the end, test accuracy", true, test_losses, test_loss});
    }
    const double across = left + static_cast<double>(contests.size()) * pitch;
    whole_ = print(
                 "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %.0f 1050' width='%.0f' height='1050' "
                 "font-family='DejaVu Sans, Verdana, sans-serif'>\n<rect width='100%%' height='100%%' fill='white'/>\n",
                 across, across) +
             whole_ + "</svg>\n";
  }

  const std::string& svg() const { return whole_; }

 private:
  static constexpr double left = 80, wide = 400, high = 220, pitch = 680;

  struct style {
    const char *colour, *dashes, *width;
  };
  static const style& style_of(const family& which) {  // colours that the colour-blind can tell apart
    static constexpr style styles[] = {
        {"#000000", "none", "3.5"}, {"#e69f00", "none", "2"}, {"#56b4e9", "7 3", "2"},      {"#009e73", "none", "2"},
        {"#cc79a7", "3 2", "2"},    {"#0072b2", "none", "2"}, {"#d55e00", "12 2 3 2", "2"},
    };
    static_assert(std::size(styles) == families.size());
    return styles[&which - families.data()];
  }

  struct dot {
    double x, y;
  };
  using dots = std::vector<dot>;

  struct quantity {
    const char* title;
    const char* label_title;
    bool logarithmic;
    dots (*line)(const contest&, const entry&);
    std::string (*label)(const entry&);
  };

  static dots rates(const contest& from, const entry& row) {
    const any_schedule schedule = row.which->make(row.rate, from.how.steps());
    dots line;
    for (std::int64_t step = 0; step < from.how.steps(); ++step) line.push_back({double(step), schedule(step)});
    return line;
  }

  template <double point::*Loss>
  static dots losses(const contest&, const entry& row) {
    dots line;
    for (std::size_t index = 0; index < row.outcomes[0].curve.size(); ++index) {
      double sum = 0;
      for (const outcome& one : row.outcomes) sum += one.curve[index].*Loss;
      line.push_back({double(row.outcomes[0].curve[index].step), sum / double(row.outcomes.size())});
    }
    return line;
  }
  static constexpr auto train_losses = losses<&point::train_loss>, test_losses = losses<&point::test_loss>;

  static std::string top_rate(const entry& row) { return print("%.2g", row.rate); }
  static std::string train_loss(const entry& row) { return print("%.3f", row.mean(&outcome::train_loss)); }
  static std::string test_loss(const entry& row) {
    return print("%.3f, %.1f %%", row.mean(&outcome::test_loss), 100 * row.mean(&outcome::accuracy));
  }

  /// A panel's place in the picture, and what its axes stand for.
  struct frame {
    double x0, y0, steps, floor, ceiling;
    bool logarithmic;

    double scale(double y) const { return logarithmic ? std::log10(y) : y; }
    double across(double step) const { return x0 + wide * step / steps; }
    double up(double y) const { return y0 + high * (ceiling - scale(y)) / (ceiling - floor); }
  };

  void panel(double x0, double y0, const contest& shown, const quantity& drawn) {
    std::vector<dots> lines;
    double low = 1e300, top = 0;
    for (const entry& row : shown.entries) {
      lines.push_back(drawn.line(shown, row));
      for (const dot& each : lines.back()) low = std::min(low, each.y), top = std::max(top, each.y);
    }
    frame in{x0, y0, double(shown.how.steps()), 0, 0, drawn.logarithmic};
    in.floor = drawn.logarithmic ? in.scale(low) - 0.03 : 0;
    in.ceiling = in.scale(top * 1.05);

    text(x0, y0 - 10, drawn.title, "font-size='14'");
    axes(in, shown.how.epochs, ticks(low, top, drawn.logarithmic));
    for (std::size_t row = lines.size(); row-- > 0;) {  // the constant last, on top
      std::string path;
      for (const dot& each : lines[row])
        path += print("%c%.1f %.1f", path.empty() ? 'M' : 'L', in.across(each.x), in.up(each.y));
      stroke(path, *shown.entries[row].which);
    }
    text(x0 + wide + 30, y0 - 10, drawn.label_title, "font-size='12' fill='#444'");
    labels(in, shown, drawn, lines);
  }

  void axes(const frame& in, std::int64_t epochs, const std::vector<double>& values) {
    for (const double value : values) {
      if (in.scale(value) < in.floor || in.scale(value) > in.ceiling) continue;
      whole_ += print("<path d='M%.1f %.1fh%.1f' stroke='#ddd'/>\n", in.x0, in.up(value), wide);
      text(in.x0 - 8, in.up(value) + 4, print("%g", value), "font-size='12' text-anchor='end' fill='#444'");
    }
    const double bottom = in.y0 + high;
    whole_ += print("<path d='M%.1f %.1fh%.1f' stroke='#444'/>\n", in.x0, bottom, wide);
    for (std::int64_t epoch = 0; epoch <= epochs; ++epoch) {
      const double step = in.steps * double(epoch) / double(epochs);
      whole_ += print("<path d='M%.1f %.1fv5' stroke='#444'/>\n", in.across(step), bottom);
      text(in.across(step), bottom + 19, print("%g", step), "font-size='12' text-anchor='middle' fill='#444'");
    }
    text(in.x0 + wide / 2, bottom + 38, print("step (%g updates an epoch)", in.steps / double(epochs)),
         "font-size='12' text-anchor='middle' fill='#444'");
  }

  /// Names every line beside its end, in the order of the ends, apart from each other and not below the panel.
  void labels(const frame& in, const contest& shown, const quantity& drawn, const std::vector<dots>& lines) {
    constexpr double line_height = 17;
    std::vector<std::size_t> order(lines.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t one, std::size_t other) { return lines[one].back().y > lines[other].back().y; });
    double highest = in.y0, lowest = in.y0 + high + 8 - line_height * double(lines.size() - 1);
    for (const std::size_t row : order) {
      const family& which = *shown.entries[row].which;
      const dot last = lines[row].back();
      const double place = std::max(highest, std::min(in.up(last.y), lowest));
      whole_ += print("<path d='M%.1f %.1fL%.1f %.1f' stroke='%s'/>\n", in.across(last.x) + 3, in.up(last.y),
                      in.x0 + wide + 26, place, style_of(which).colour);
      text(in.x0 + wide + 30, place + 5, std::string(which.name) + " " + drawn.label(shown.entries[row]),
           "font-size='13'");
      highest = place + line_height;
      lowest += line_height;
    }
  }

  static std::vector<double> ticks(double low, double top, bool logarithmic) {
    std::vector<double> found;
    if (logarithmic) {
      for (double decade = std::pow(10, std::floor(std::log10(low))); decade <= top; decade *= 10)
        for (const double tick : {1., 1.5, 2., 3., 5., 7.})
          if (top / low < 10 || tick == 1 || tick == 2 || tick == 5) found.push_back(tick * decade);
    } else {
      double width = std::pow(10, std::floor(std::log10(top)));
      while (top / width < 4) width /= 2;
      for (int index = 0; index * width <= top * 1.05; ++index) found.push_back(index * width);
    }
    return found;
  }

  void stroke(const std::string& path, const family& which) {
    const style& drawn = style_of(which);
    whole_ += print("<path d='%s' fill='none' stroke='%s' stroke-dasharray='%s' stroke-width='%s'/>\n", path.c_str(),
                    drawn.colour, drawn.dashes, drawn.width);
  }

  void text(double x, double y, const std::string& words, const char* attributes) {
    whole_ += print("<text x='%.1f' y='%.1f' %s>", x, y, attributes) + words + "</text>\n";
  }

  template <class... Values>
  static std::string print(const char* format, Values... values) {
    std::string room(static_cast<std::size_t>(std::snprintf(nullptr, 0, format, values...)), '\0');
    std::snprintf(room.data(), room.size() + 1, format, values...);
    return room;
  }

  std::string whole_;
};

#endif

// SPDX-License-Identifier: MIT
#ifndef DIGITS_PICTURE_HPP
#define DIGITS_PICTURE_HPP

// The picture of a run, as SVG: a column for each contest, in it the rates, the training and the test losses over the
// steps. Every line is named where it ends.

#include <algorithm>  // std::sort, std::max, std::min
#include <iterator>   // std::size
#include <numeric>    // std::iota
#include <string>
#include <vector>

#include "../chart.hpp"
#include "experiment.hpp"

class picture {
 public:
  explicit picture(const std::vector<contest>& contests) {
    const std::size_t seeds = contests[0].entries[0].outcomes.size();
    text(left, 34, "A small network learns handwritten digits under seven learning-rate schedules",
         "font-size='22' font-weight='bold'");
    text(
        left, 58,
        charts::print("Each at the rate that was best on validation images; losses are means over %zu seeds. ", seeds) +
            "Lower losses are better.",
        "font-size='15' fill='#444'");
    double x = left;
    for (const family& which : families) {  // the legend
      stroke(charts::print("M%.0f 82h30", x), which);
      text(x + 36, 87, which.name, "font-size='14'");
      x += 66 + 7.5 * static_cast<double>(std::string(which.name).size());
    }
    for (std::size_t column = 0; column < contests.size(); ++column) {
      const contest& shown = contests[column];
      const double at = left + static_cast<double>(column) * pitch;
      text(at, 128, charts::print("%s: %s", shown.how.name, shown.how.title), "font-size='15' font-weight='bold'");
      panel(at, 170, shown, {"learning rate of each step", "family, chosen rate", false, rates, top_rate});
      panel(at, 470, shown,
            {"training loss (mean cross-entropy, logarithmic)", "at the end", true, train_losses, train_loss});
      panel(at, 770, shown,
            {"test loss (mean cross-entropy, logarithmic)", "at the end, test accuracy", true, test_losses, test_loss});
    }
    const double across = left + static_cast<double>(contests.size()) * pitch;
    whole_ = charts::svg(across, 1050, whole_);
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

  using dots = charts::dots;  // steps and values

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
    for (std::int64_t step = 0; step < from.how.steps(); ++step) line.emplace_back(double(step), schedule(step));
    return line;
  }

  template <double point::*Loss>
  static dots losses(const contest&, const entry& row) {
    dots line;
    for (std::size_t index = 0; index < row.outcomes[0].curve.size(); ++index) {
      double sum = 0;
      for (const outcome& one : row.outcomes) sum += one.curve[index].*Loss;
      line.emplace_back(double(row.outcomes[0].curve[index].step), sum / double(row.outcomes.size()));
    }
    return line;
  }
  static constexpr auto train_losses = losses<&point::train_loss>, test_losses = losses<&point::test_loss>;

  static std::string top_rate(const entry& row) { return charts::print("%.2g", row.rate); }
  static std::string train_loss(const entry& row) { return charts::print("%.3f", row.mean(&outcome::train_loss)); }
  static std::string test_loss(const entry& row) {
    return charts::print("%.3f, %.1f %%", row.mean(&outcome::test_loss), 100 * row.mean(&outcome::accuracy));
  }

  void panel(double x0, double y0, const contest& shown, const quantity& drawn) {
    charts::axis x{.from = x0, .to = x0 + wide};
    charts::axis y{.from = y0 + high, .to = y0, .logarithmic = drawn.logarithmic, .room = 0.05};
    std::vector<dots> lines;
    for (const entry& row : shown.entries) {
      lines.push_back(drawn.line(shown, row));
      for (const auto& [step, value] : lines.back()) y.include(value);
    }
    if (!drawn.logarithmic) y.include(0);
    std::vector<double> epochs;
    for (std::int64_t epoch = 0; epoch <= shown.how.epochs; ++epoch)
      epochs.push_back(double(shown.how.steps()) * double(epoch) / double(shown.how.epochs));
    for (const double end : epochs) x.include(end);
    x.settle(), y.settle();

    text(x0, y0 - 10, drawn.title, "font-size='14'");
    whole_ += charts::grid(x, y, epochs);
    text(x0 + wide / 2, y0 + high + 38, charts::print("step (%g updates an epoch)", epochs[1]),
         "font-size='12' text-anchor='middle' fill='#444'");
    for (dots& line : lines)
      for (auto& [step, value] : line) step = x.place(step), value = y.place(value);
    for (std::size_t row = lines.size(); row-- > 0;)  // the constant last, on top
      stroke(charts::path(lines[row]), *shown.entries[row].which);
    text(x0 + wide + 30, y0 - 10, drawn.label_title, "font-size='12' fill='#444'");
    labels(x0 + wide + 30, y0, shown, drawn, lines);
  }

  /// Names every line beside its end, in the order of the ends, apart from each other and not below the panel.
  void labels(double x0, double y0, const contest& shown, const quantity& drawn, const std::vector<dots>& lines) {
    constexpr double line_height = 17;
    std::vector<std::size_t> order(lines.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
      return lines[one].back().second < lines[other].back().second;
    });
    double highest = y0, lowest = y0 + high + 8 - line_height * double(lines.size() - 1);
    for (const std::size_t row : order) {
      const family& which = *shown.entries[row].which;
      const auto [x, y] = lines[row].back();
      const double place = std::max(highest, std::min(y, lowest));
      whole_ += charts::print("<path d='M%.1f %.1fL%.1f %.1f' stroke='%s'/>\n", x + 3, y, x0 - 4, place,
                              style_of(which).colour);
      text(x0, place + 5, std::string(which.name) + " " + drawn.label(shown.entries[row]), "font-size='13'");
      highest = place + line_height;
      lowest += line_height;
    }
  }

  void stroke(const std::string& path, const family& which) {
    const style& drawn = style_of(which);
    whole_ += charts::stroke(path, charts::print("stroke='%s' stroke-dasharray='%s' stroke-width='%s'", drawn.colour,
                                                 drawn.dashes, drawn.width));
  }

  void text(double x, double y, const std::string& words, const char* attributes) {
    whole_ += charts::text(x, y, words, attributes);
  }

  std::string whole_;
};

#endif

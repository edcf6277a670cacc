// SPDX-License-Identifier: MIT

// The drawing library of the examples: ticks that people write, paths that stay where the line is, colours that can be
// seen on white and on dark pages, and labels that no line crosses.

#include "../examples/chart/chart.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <regex>
#include <string>
#include <vector>

#include "catch.hpp"

namespace {

charts::axis axis_to(double high, bool logarithmic = false, double low = 0) {
  charts::axis made{.from = 0, .to = 100, .logarithmic = logarithmic};
  made.include(low), made.include(high);
  made.settle();
  return made;
}

std::string labels(const charts::axis& of, int most = 4) {
  std::string all;
  for (const double tick : of.ticks(most)) all += (all.empty() ? "" : " ") + of.label(tick);
  return all;
}

/// The corners of a path, in pixels.
charts::dots corners(const std::string& path) {
  charts::dots all;
  double x = 0, y = 0;
  static const std::regex part("[Mlhv]|-?(\\d+(\\.\\d)?|\\.\\d)");
  std::vector<double> numbers;
  char command = ' ';
  for (std::sregex_iterator each(path.begin(), path.end(), part), end; each != end; ++each) {
    if (std::isalpha(static_cast<unsigned char>(each->str()[0]))) {
      command = each->str()[0];
      continue;
    }
    numbers.push_back(std::stod(each->str()));
    if (command == 'h')
      x += numbers[0];
    else if (command == 'v')
      y += numbers[0];
    else if (numbers.size() == 2)
      x += numbers[0], y += numbers[1];
    else
      continue;
    numbers.clear();
    all.emplace_back(x, y);
  }
  return all;
}

/// How far a place is from the nearest part of a line.
double distance(const std::pair<double, double>& place, const charts::dots& line) {
  double least = 1e300;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double across = line[i].first - line[i - 1].first, down = line[i].second - line[i - 1].second;
    const double x = place.first - line[i - 1].first, y = place.second - line[i - 1].second;
    const double share = std::clamp((x * across + y * down) / (across * across + down * down), 0.0, 1.0);
    least = std::min(least, std::hypot(x - share * across, y - share * down));
  }
  return least;
}

/// WCAG's relative luminance of #rrggbb.
double luminance(const std::string& colour) {
  constexpr double weights[] = {0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const double part = static_cast<double>(std::stoi(colour.substr(1 + 2 * i, 2), nullptr, 16)) / 255;
    sum += weights[i] * (part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
  }
  return sum;
}

double contrast(const std::string& one, const std::string& other) {
  const double a = luminance(one) + 0.05, b = luminance(other) + 0.05;
  return std::max(a, b) / std::min(a, b);
}

}  // namespace

TEST_CASE("ticks are round, and labelled as people write them") {
  CHECK(labels(axis_to(0.6)) == "0 0.2 0.4 0.6");
  CHECK(labels(axis_to(0.3), 12) == "0 0.05 0.1 0.15 0.2 0.25 0.3");
  CHECK(labels(axis_to(0.005)) == "0 0.002 0.004");
  CHECK(labels(axis_to(3e-4)) == "0 1e-4 2e-4 3e-4");
  CHECK(labels(axis_to(5'000)) == "0 2000 4000");
  CHECK(labels(axis_to(30'000)) == "0 10k 20k 30k");
  CHECK(labels(axis_to(1'500'000)) == "0 500k 1M 1.5M");
  CHECK(labels(axis_to(3e9)) == "0 1e9 2e9 3e9");
  CHECK(labels(axis_to(1.5e9)) == "0 5e8 1e9 1.5e9");
  CHECK(labels(axis_to(1, true, 1e-4)) == "1e-4 0.001 0.01 0.1 1");
  CHECK(labels(axis_to(100'000, true, 1), 6) == "1 10 100 1000 10k 100k");
  CHECK(labels(axis_to(6, true, 2)) == "2 3 5");
  CHECK(axis_to(1).label(0.1 + 0.2) == "0.3");
  CHECK(axis_to(1).label(0.3 - 0.2 - 0.1) == "0");
}

TEST_CASE("a path is short, and stays where the line is") {
  CHECK(charts::path({{70, 402}, {100, 402}, {770, 402}}) == "M70 402h700");
  CHECK(charts::path({{0, 10}, {5, 10}, {5, 2}, {9, 2}}) == "M0 10h5v-8h4");
  CHECK(charts::path({{0, 0}, {4.5, 0.2}, {8, 9.5}}) == "M0 0l4.5.2 3.5 9.3");

  charts::dots wave;
  for (int i = 0; i <= 4'000; ++i) wave.emplace_back(i / 10.0, 50 + 40 * std::sin(i / 320.0));
  const charts::dots drawn = corners(charts::path(wave));
  CHECK(drawn.size() < 200);
  double worst = 0;
  for (const auto& place : wave) worst = std::max(worst, distance(place, drawn));
  CHECK(worst < 0.11);  // half a tenth for rounding in each direction, and what is left out
}

TEST_CASE("a path does not depend on the last bits") {
  for (int i = 0; i < 400; ++i) {
    const double tie = i / 4.0;
    CHECK(charts::tenths(std::nextafter(tie, -1)) == charts::tenths(std::nextafter(tie, 1e3)));
  }
  CHECK(charts::tenths(0.25) == 3);
  CHECK(charts::tenths(-0.25) == -2);
}

TEST_CASE("colours can be seen on white and on dark pages") {
  CHECK(std::abs(contrast("#000000", "#ffffff") - 21) < 1e-9);
  for (const std::string colour : charts::colours)
    for (const char* page : {"#ffffff", "#0d1117"}) {
      CAPTURE(colour, page);
      CHECK(contrast(colour, page) > 3.5);
    }
}

TEST_CASE("no mark crosses the label of another") {
  chart shown{.lines = {{.points = {{0, 0}, {100, 1}}}}};
  for (const double x : {52.0, 40.0, 41.0, 90.0})
    shown.marks.push_back({.x = x, .colour = "red", .label = "a long label"});
  const auto [x, y] = charts::axes(shown, {.from = 0, .to = 400}, {.from = 300, .to = 150});
  const std::string svg = charts::marks_of(shown, x, y);

  struct place {
    double x, y;
  };
  std::vector<place> tops, texts;
  static const std::regex line("M([0-9.]+) [0-9.]+V([0-9.]+)"), text("x='([0-9.]+)' y='([0-9.]+)'");
  const auto read = [&](const std::regex& what, std::vector<place>& into) {
    for (std::sregex_iterator each(svg.begin(), svg.end(), what), end; each != end; ++each)
      into.push_back({std::stod((*each)[1]), std::stod((*each)[2])});
  };
  read(line, tops), read(text, texts);
  REQUIRE(tops.size() == 4);
  REQUIRE(texts.size() == 4);
  for (const place& label : texts)
    for (const place& top : tops) CHECK((top.x < label.x || top.y >= label.y));
}

// SPDX-License-Identifier: MIT

// Draws each schedule of the catalogue, and each row of its tables, into a file of its own, and removes pictures of those
// that are no more; `cmake --build BUILD --target pictures` does so for those that are kept.
//
//   draw_catalogue FOLDER
//
// A picture has the name of its row, what is in parentheses left out, in small letters, with a hyphen for whatever is
// no letter, digit, underscore or apostrophe: warm_restarts.svg, and for `cosine of several waves (num_cycles=1.5)`
// cosine-of-several-waves.svg.
// What ends is drawn to its end and a tenth beyond; other schedules for 40 steps, or so many times ten of them that the
// value has left its first by a tenth. The axis of the rates is logarithmic where two fifths of them are below a
// ten-thousandth of the largest, and begins above 0 where they differ, but by no more than a fifth.

#include <algorithm>  // std::max, std::min, std::count_if
#include <cctype>     // std::isalnum, std::tolower
#include <cmath>      // std::abs, std::ceil
#include <cstdint>    // std::int64_t
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <iterator>  // std::ssize
#include <optional>
#include <set>
#include <stdexcept>  // std::runtime_error
#include <string>

#include <lrsched/lrsched.hpp>

#include "../../examples/chart/chart.hpp"
#include "../../examples/file.hpp"

namespace {

using namespace lrsched;

std::string file_of(const std::string& row) {
  std::string name;
  int depth = 0;
  for (const char letter : row) {
    depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
    const auto code = static_cast<unsigned char>(letter);
    if (depth == 0 && (std::isalnum(code) || letter == '_'))
      name += static_cast<char>(std::tolower(code));
    else if (letter != '\'' && !name.empty() && name.back() != '-')
      name += '-';
  }
  return name.substr(0, name.find_last_not_of('-') + 1) + ".svg";
}

/// A schedule at real positions, and after how many steps it ends, if it does.
struct plan {
  std::function<double(double)> rate;
  std::optional<double> length;
};

/// The rates of so many steps, at sixteenths, and just before each step: where the rate jumps, the line does so too.
charts::dots line_of(const plan& drawn, double steps) {
  charts::dots line;
  for (double step = 0; step < steps; ++step) {
    for (double part = 0; part < 1; part += 1.0 / 16) line.emplace_back(step + part, drawn.rate(step + part));
    line.emplace_back(step + 1 - 1e-6, drawn.rate(step + 1 - 1e-6));
  }
  return line;
}

double steps_of(const plan& drawn) {
  constexpr double usual = 40, most = 4'000;
  for (double steps = usual; steps <= most; steps *= 10)
    for (double step = 1; step <= steps; ++step)
      if (std::abs(drawn.rate(step) - drawn.rate(0)) > 0.1 * std::abs(drawn.rate(0))) return steps;
  return usual;
}

std::string picture_of(const plan& drawn) {
  const double shown = drawn.length ? std::max(*drawn.length, 1.0) : steps_of(drawn);
  const double steps = drawn.length ? shown + std::ceil(shown / 10) : shown;
  chart picture{.lines = {{.colour = charts::colours[0], .points = line_of(drawn, steps), .width = 2}},
                .x_end = steps,
                .x_ticks = {0, shown},
                .wide = 220,
                .high = 120};
  double least = drawn.rate(0), most = drawn.rate(0);
  for (const auto& [step, rate] : picture.lines[0].points) least = std::min(least, rate), most = std::max(most, rate);
  const auto is_small = [&](const auto& point) { return point.second < most / 10'000; };
  const auto& points = picture.lines[0].points;
  picture.logarithmic_y =
      least > 0 && std::count_if(points.begin(), points.end(), is_small) * 5 > std::ssize(points) * 2;
  picture.from_zero = least == most || least < 0.8 * most;
  return charts::thumbnail_of(picture);
}

class catalogue {
 public:
  explicit catalogue(const std::filesystem::path& folder) : folder_(folder) {
    std::filesystem::create_directories(folder);
  }

  template <class Schedule>
  void operator()(const std::string& row, const Schedule& schedule) {
    const auto scaled = scale(schedule, 1.0);  // takes a real position, whatever the schedule is
    plan drawn{.rate = [=](double position) { return scaled(position); }, .length = {}};
    if constexpr (finite_schedule<Schedule>) drawn.length = static_cast<double>(schedule.length());
    const std::string file = file_of(row);
    if (!files_.insert(file).second) throw std::runtime_error("two rows have the picture " + file);
    files::replace(folder_ / file, picture_of(drawn));
  }

  /// Removes what no row has drawn.
  void finish() const {
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
      if (!files_.contains(entry.path().filename().string())) std::filesystem::remove(entry.path());
  }

 private:
  std::filesystem::path folder_;
  std::set<std::string> files_;
};

void draw_rows(catalogue& draw) {
#include "pictures.inc"
}

}  // namespace

int main(int count, char** words) try {
  if (count != 2) throw std::runtime_error("usage: draw_catalogue FOLDER");
  catalogue drawn(words[1]);
  draw_rows(drawn);
  drawn.finish();
} catch (const std::exception& error) {
  std::fprintf(stderr, "draw_catalogue: %s\n", error.what());
  return 1;
}

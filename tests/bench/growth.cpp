// SPDX-License-Identifier: MIT

// How the time of one call grows: with the number of pieces and of milestones, at steps all over them, and with the
// step.

#include <cstddef>
#include <string>
#include <vector>

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>

#include "contests.hpp"
#include "measure.hpp"

namespace {

using namespace lrsched;
using bench::step_number;

constexpr step_number piece = 10;  // steps

/// A schedule, asked at a step somewhere below `steps` that depends on k.
auto scattered(const auto& schedule, step_number steps) {
  return [=](step_number k) { return schedule(k * 7'919 % steps); };
}

void measure_pieces(step_number count) {
  std::vector<step_number> milestones;
  std::vector<double> values{1};
  std::vector<any_schedule<double>> pieces;
  for (step_number i = 0; i < count; ++i) {
    milestones.push_back((i + 1) * piece);
    values.push_back(1.0 / static_cast<double>(i + 2));
    pieces.emplace_back(linear({.from = 1, .to = 0, .steps = piece}));
  }
  const auto measured = [&](const std::string& column, const auto& schedule) {
    bench::measure_calls("pieces", std::to_string(count), column, scattered(schedule, count * piece));
  };
  measured("any_sequence of linear", any_sequence<double>(pieces));
  measured("multi_step", multi_step<std::vector<step_number>>({.initial = 1, .factor = 0.9}, milestones));
  measured("piecewise_constant", piecewise_constant(values, milestones));
  measured("piecewise_linear", piecewise_linear(std::vector(values.begin() + 1, values.end()), milestones));
  measured("a walk over the milestones", [=](step_number k) {
    std::size_t i = 0;
    while (i < milestones.size() && milestones[i] <= k) ++i;
    return values[i];
  });
}

void measure_steps(int exponent) {
  const auto measured = [&](const std::string& column, const auto& schedule) {
    bench::measure_calls("step", std::to_string(exponent), column, schedule, (step_number{1} << exponent) - 1);
  };
  constexpr step_number longest = step_number{1} << 53;
  const cosine wave({.from = 1, .to = 0.1, .steps = 1'000});
  measured("linear", linear({.from = 1, .to = 0, .steps = longest}));
  measured("cosine", cosine({.from = 1, .to = 0, .steps = longest}));
  measured("exponential", exponential({.initial = 1, .rate = 0.5, .every = longest}));
  measured("step", step({.initial = 1, .factor = 0.5, .every = 1'000}));
  measured("repeat of cosine", repeat(wave));
  measured("repeat_growing of cosine", repeat_growing(wave, 2));
}

}  // namespace

void bench::measure_growth() {
  for (step_number count = 2; count <= 1'024; count *= 2) measure_pieces(count);
  for (int exponent = 0; exponent <= 62; exponent += 2) measure_steps(exponent);
}

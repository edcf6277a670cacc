// SPDX-License-Identifier: MIT

// Every schedule of the catalogue, and plateaus, as LRSCHED_BUILD, one of the builds.

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "../catalogue.hpp"
#include "values.hpp"

build LRSCHED_BUILD;

std::vector<answers> LRSCHED_BUILD(const questions& asked) {
  std::vector<answers> all;
  test::each_schedule<double>([&](const std::string& name, const auto& schedule) {
    answers& given = all.emplace_back(answers{.name = name});
    for (const std::int64_t step : asked.steps) given.called.push_back(schedule(step));
    for (const double position : asked.positions) given.called.push_back(schedule(position));
    for (const std::int64_t first : asked.first_steps) {
      std::array<double, 500> filled{};
      lrsched::fill(schedule, std::span<double>(filled), first);
      given.filled.insert(given.filled.end(), filled.begin(), filled.end());
      for (std::size_t i = 0; i < filled.size(); ++i)
        given.called_where_filled.push_back(schedule(first + static_cast<std::int64_t>(i)));
    }
  });
  for (const auto mode : {lrsched::mode::min, lrsched::mode::max})
    for (const int accumulation_size : {1, 3}) {
      const lrsched::plateau<double> plateau({.patience = 2, .mode = mode, .accumulation_size = accumulation_size});
      answers& given = all.emplace_back(answers{.name = "plateau"});
      for (const std::vector<double>& metrics : asked.metrics) {
        auto state = plateau.start();
        for (const double metric : metrics) given.called.push_back((state = plateau.next(state, metric)).scale);
      }
    }
  return all;
}

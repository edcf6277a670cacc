// SPDX-License-Identifier: MIT

// Every schedule of the catalogue is called, filled, copied, described and destroyed by four threads at once, by its own
// type and in an any_schedule. Built with ThreadSanitizer, which ends the program if one writes what another one sees.

#include <array>
#include <barrier>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/description.hpp>
#include <lrsched/dialect/pytorch.hpp>

#include "../catalogue.hpp"

namespace {

int schedules = 0;

void require(bool holds, const char* name) {
  if (holds) return;
  std::fprintf(stderr, "%s: another thread's values\n", name);
  std::exit(1);
}

/// act(thread) in each of four threads, which begin together.
void side_by_side(const auto& act) {
  constexpr int count = 4;
  std::barrier begin(count);
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < count; ++thread)
    threads.emplace_back([&, thread] {
      begin.arrive_and_wait();
      act(thread);
    });
}

void share(const char* name, const auto& schedule) {
  std::array<double, 64> expected{};
  for (std::int64_t k = 0; k < 64; ++k) expected[static_cast<std::size_t>(k)] = schedule(k);
  side_by_side([&](int thread) {
    std::array<double, 64> filled{};
    lrsched::fill(schedule, std::span(filled), 0);
    require(filled == expected, name);
    const auto copy = schedule;
    for (std::int64_t k = thread; k < 64; k += 3) require(copy(k) == expected[static_cast<std::size_t>(k)], name);
  });
  ++schedules;
}

void share_described(const char* name, const lrsched::any_schedule<>& schedule) {
  share(name, schedule);
  const std::string line = lrsched::to_string(schedule);
  side_by_side([&](int) { require(lrsched::to_string(lrsched::any_schedule<>(schedule)) == line, name); });
}

}  // namespace

int main() {
  test::each_schedule<double>([](const char* name, const auto& schedule) {
    share(name, schedule);
    share_described(name, schedule);
  });
  share_described("StepLR", lrsched::dialect::pytorch::StepLR({.base_lr = 0.1, .step_size = 30}));
  std::printf("%d schedules\n", schedules);
}

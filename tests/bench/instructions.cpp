// SPDX-License-Identifier: MIT

// A thousand calls of every schedule, and of the formula by hand. To be run by callgrind, for which each is a part with
// the name of its row and column; the first part calls nothing.

#include <valgrind/callgrind.h>

#include <cstdint>
#include <string>

#include "contests.hpp"

namespace {

/// Asks at one step after another, of which the compiler knows none.
[[gnu::noinline]] void call(const auto& schedule) {
  for (std::int64_t k = 0; k < 1'000; ++k) bench::hidden(schedule(bench::hidden(k)));
}

void count(const std::string& name, const auto& schedule) {
  call(schedule);  // so that the dynamic linker has found what it calls
  CALLGRIND_ZERO_STATS;
  call(schedule);
  CALLGRIND_DUMP_STATS_AT(name.c_str());
}

}  // namespace

int main() {
  count("nothing", [](std::int64_t) { return 0.0; });
  bench::each_contest([](const std::string& name, const auto& ours, const auto& by_hand) {
    count(name + "\tby hand", by_hand);
    count(name + "\tours", ours);
  });
}

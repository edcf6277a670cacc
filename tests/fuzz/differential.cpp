// SPDX-License-Identifier: MIT

// Random compositions against reference.hpp, at so many positions, each at a joint, beside one, or anywhere:
//   fuzz.differential 5000
//   fuzz.differential 1000000 7      of another seed
// It ends with the number of positions, those of which nothing is promised, and the largest share of a bound that was
// used up.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <lrsched/any/description.hpp>

#include "makers.hpp"
#include "reference.hpp"

namespace {

struct tally {
  long long positions = 0, without_promise = 0, passed = 0;
  double largest = 0;
};

void compare(const lrsched::any_schedule<double>& schedule, const lrsched::description& told, std::int64_t step,
             tally& all) {
  try {
    const test::reference_value expected = test::reference::at(told, step);
    const exact off = abs(exact(schedule(step)) - expected.value);
    ++all.positions;
    if (expected.error < off) {
      ++all.passed;
      std::fprintf(stderr, "at %lld: %.17g is not %.17g, to %.3g: %s\n", static_cast<long long>(step), schedule(step),
                   static_cast<double>(expected.value), static_cast<double>(expected.error),
                   lrsched::to_string(told).c_str());
    } else if (exact(0) < expected.error) {
      all.largest = std::max(all.largest, static_cast<double>(off / expected.error));
    }
  } catch (const test::unknown&) {
    ++all.without_promise;
  }
}

}  // namespace

int main(int count, char** given) {
  const long long positions = count > 1 ? std::atoll(given[1]) : 1'000;
  const std::uint64_t seed = count > 2 ? std::strtoull(given[2], nullptr, 10) : 0;
  tally all;
  for (std::uint64_t i = 0; all.positions < positions; ++i) {
    std::mt19937_64 random(~seed << 32 | i);
    std::vector<std::uint8_t> bytes(200);
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
    test::composer<double> compose(bytes);
    const lrsched::any_schedule<double> schedule = compose.part().schedule;
    const lrsched::description told = schedule.describe();
    const std::vector<std::int64_t> joints = compose.joints();
    for (int j = 0; j < 12; ++j) {
      const std::int64_t joint = std::clamp<std::int64_t>(joints[random() % joints.size()], -2, test::longest + 2);
      const std::int64_t step =
          j % 4 == 3 ? static_cast<std::int64_t>(random() >> (11 + random() % 53)) : joint + j % 4 - 1;
      if (0 <= step && step <= test::longest) compare(schedule, told, step, all);
    }
  }
  std::printf("%lld positions, %lld without a promise, %lld passed their bounds; at most %.2f of a bound was used up\n",
              all.positions, all.without_promise, all.passed, all.largest);
  return all.passed == 0 ? 0 : 1;
}

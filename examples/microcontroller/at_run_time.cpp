// SPDX-License-Identifier: MIT

// What schedules cost that are made at run time, of settings that the compiler does not know; flash.cmake builds this
// with them and without.

#include <cstdint>

struct settings {
  double peak, floor;
  std::int64_t warmup_steps, decay_steps;
};

extern "C" volatile settings received = {};
extern "C" volatile std::int64_t now = 0;
extern "C" volatile double rate = 0;

#ifdef WITHOUT_SCHEDULES

int main() { rate = received.peak; }

#else

#include <lrsched/lrsched.hpp>

int main() {
  const lrsched::cosine down({.from = received.peak, .to = received.floor, .steps = received.decay_steps});
  rate = down(now);
  const auto plan = lrsched::warmup_cosine({.peak = received.peak,
                                            .warmup_steps = received.warmup_steps,
                                            .decay_steps = received.decay_steps,
                                            .floor = received.floor});
  rate = plan(now);
}

#endif

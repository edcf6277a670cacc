// SPDX-License-Identifier: MIT

// A warm-up and a cosine for a microcontroller: ours, or the formula by hand if BY_HAND is defined. object_code.cmake
// counts the bytes.

#include <cstdint>

#if defined(BY_HAND)
#include <cmath>
#else
#include <lrsched/lrsched.hpp>
#endif

extern "C" float rate(std::int32_t step) {
#if defined(BY_HAND)
  if (step < 100) return 3e-4F * static_cast<float>(step + 1) / 100;
  if (step >= 1'000) return 3e-5F;
  return 3e-5F + (3e-4F - 3e-5F) * 0.5F * (1 + std::cos(3.14159265F * static_cast<float>(step - 100) / 900));
#else
  constexpr auto schedule =
      lrsched::warmup_cosine<float>({.peak = 3e-4F, .warmup_steps = 100, .decay_steps = 900, .floor = 3e-5F});
  return schedule(step);
#endif
}

int main() {
  volatile std::int32_t step = 0;
  volatile float result = rate(step);
  static_cast<void>(result);
}

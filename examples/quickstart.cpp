#include <cstdio>

#include <lrsched/lrsched.hpp>

int main() {
  constexpr lrsched::sequence schedule{lrsched::linear({.from = 0.0, .to = 3e-4, .steps = 2'000}),     // warm up
                                       lrsched::cosine({.from = 3e-4, .to = 3e-5, .steps = 98'000})};  // then anneal

  for (int step = 0; step <= 100'000; step += 50'000) std::printf("step %6d  rate %.6f\n", step, schedule(step));
}

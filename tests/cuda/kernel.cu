// SPDX-License-Identifier: MIT

// A composed schedule goes to a kernel by value. On the device a product and a sum may be rounded together, once: the
// values are compared with those of the host to four units in the last place.
#include <cmath>
#include <cstdint>
#include <cstdio>

#include <lrsched/lrsched.hpp>

template <lrsched::schedule Schedule>
__global__ void evaluate(Schedule schedule, double* rates, std::int64_t count) {
  const std::int64_t step = std::int64_t{blockIdx.x} * blockDim.x + threadIdx.x;
  if (step < count) rates[step] = schedule(step);
}

/// The number of steps at which host and device differ, or -1 where there is no device.
template <lrsched::schedule Schedule>
std::int64_t differences(const Schedule& schedule) {
  constexpr std::int64_t count = 1000;
  double* rates = nullptr;
  if (cudaMallocManaged(&rates, count * sizeof(double)) != cudaSuccess) return -1;
  evaluate<<<4, 256>>>(schedule, rates, count);
  std::int64_t result = cudaDeviceSynchronize() == cudaSuccess ? 0 : count;
  for (std::int64_t step = 0; step < count; ++step) {
    const double expected = schedule(step);
    if (!(std::abs(rates[step] - expected) <= 4 * 0x1p-52 * std::abs(expected))) ++result;
  }
  cudaFree(rates);
  return result;
}

/// A plateau that is fed on the device what it is fed on the host.
__global__ void feed(lrsched::plateau<double> rule, lrsched::plateau_state<double>* state) {
  for (int i = 0; i < 100; ++i) *state = rule.next(*state, i % 7);
}

std::int64_t differences(const lrsched::plateau<double>& rule) {
  lrsched::plateau_state<double>* state = nullptr;
  if (cudaMallocManaged(&state, sizeof *state) != cudaSuccess) return -1;
  *state = rule.start();
  feed<<<1, 1>>>(rule, state);
  lrsched::plateau_state<double> expected = rule.start();
  for (int i = 0; i < 100; ++i) expected = rule.next(expected, i % 7);
  const bool same = cudaDeviceSynchronize() == cudaSuccess && *state == expected;
  cudaFree(state);
  return same ? 0 : 1;
}

int main() {
  const std::int64_t different[] = {
      differences(lrsched::sequence{lrsched::linear({.from = 0.0, .to = 1.0, .steps = 10}),
                                    lrsched::cosine({.from = 1.0, .to = 0.0, .steps = 90})}),
      differences(lrsched::product{
          lrsched::clamp(lrsched::staircase(lrsched::exponential({.initial = 0.1, .rate = 0.96, .every = 50}), 50),
                         0.05, 0.09),
          lrsched::repeat(lrsched::polynomial({.from = 1.0, .to = 0.5, .steps = 70, .power = 2.0}))}),
      differences(lrsched::plateau<double>({.factor = 0.5, .patience = 3, .cooldown = 2})),
  };
  for (const std::int64_t steps : different) {
    if (steps < 0) return std::puts("skipped: there is no CUDA device"), 0;
    if (steps > 0) return std::printf("host and device differ at %lld steps\n", static_cast<long long>(steps)), 1;
  }
}

// SPDX-License-Identifier: MIT

// Learn here: how a learning rate gets into a captured CUDA graph. The schedule goes to the kernel by value, and the
// step stays on the device: so each replay computes the rate of its own step. A rate that is captured as a number stays
// what it was, whatever the host does, and one that is uploaded costs a copy before each replay.
//
//   nvcc -std=c++20 -Iinclude examples/cuda/main.cu -o cuda && ./cuda 1000

#include <algorithm>  // std::max
#include <bit>        // std::bit_cast
#include <cstdint>    // std::int64_t
#include <cstdio>     // std::printf
#include <cstdlib>    // std::strtol
#include <exception>  // std::exception
#include <stdexcept>  // std::runtime_error
#include <string>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "training.hpp"

namespace {

/// How far two numbers above 0 are from each other.
std::int64_t ulps(double a, double b) {
  return std::abs(std::bit_cast<std::int64_t>(a) - std::bit_cast<std::int64_t>(b));
}

void work(int steps) {
  const auto schedule = lrsched::warmup_cosine(
      {.peak = 0.05, .warmup_steps = steps / 10, .decay_steps = steps - steps / 10, .floor = 5e-4});

  std::vector<weight> weights(count);
  const double before = loss(weights);
  for (int step = 0; step < steps; ++step) {
    const double rate = schedule(step);
    for (int i = 0; i < count; ++i) weights[i] = updated(weights[i], i, step, rate);
  }
  std::printf("%d updates on the host: the loss goes from %.4f to %.5f\n", steps, before, loss(weights));

  int devices = 0;
  const cudaError_t error = cudaGetDeviceCount(&devices);
  if (error == cudaErrorNoDevice || error == cudaErrorInsufficientDriver) {
    std::printf("skipped: no CUDA device (%s)\n", cudaGetErrorString(error));
    return;
  }
  check(error, "cudaGetDeviceCount");

  training on_device(steps);
  const auto nothing = [](int, cudaStream_t) {};
  const outcome number = on_device.train(captured{schedule(0)}, nothing);
  const outcome value = on_device.train(schedule, nothing);

  device_array<double> rate(1);
  double* rates;  // pinned: else the host waits for each copy
  check(cudaMallocHost(&rates, steps * sizeof(double)), "cudaMallocHost");
  const outcome upload = on_device.train(uploaded{rate.data}, [&](int step, cudaStream_t stream) {
    rates[step] = schedule(step);
    check(cudaMemcpyAsync(rate.data, rates + step, sizeof(double), cudaMemcpyHostToDevice, stream), "cudaMemcpyAsync");
  });
  check(cudaFreeHost(rates), "cudaFreeHost");

  std::printf("rates      host   schedule     number   uploaded\n");
  std::int64_t farthest = 0;
  for (int step = 0; step < steps; ++step) {
    farthest = std::max(farthest, ulps(value.rates[step], schedule(step)));
    if (step % (steps / 5) == 0 || step == steps - 1)
      std::printf("%5d %9.7f  %9.7f  %9.7f  %9.7f\n", step, schedule(step), value.rates[step], number.rates[step],
                  upload.rates[step]);
  }
  std::printf("loss  %9.5f  %9.5f  %9.5f  %9.5f\n", loss(weights), value.loss, number.loss, upload.loss);
  std::printf("the schedule on the device is at most %lld ulp from the host's\n", static_cast<long long>(farthest));
  std::printf("a replay takes %.2f us with the schedule, %.2f us with an upload: %.2f times as long\n",
              value.microseconds, upload.microseconds, upload.microseconds / value.microseconds);
}

int steps_from(int words_count, char** words) {
  if (words_count > 2) throw std::runtime_error("takes one argument at most, STEPS");
  if (words_count < 2) return 1000;
  char* end;
  const long steps = std::strtol(words[1], &end, 10);
  if (*end != '\0' || steps < 10 || steps > 10'000)
    throw std::runtime_error(std::string("STEPS must be a whole number from 10 to 10000, got '") + words[1] + "'");
  return static_cast<int>(steps);
}

}  // namespace

int main(int words_count, char** words) {
  try {
    work(steps_from(words_count, words));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "cuda: %s\n", error.what());
    return 1;
  }
}

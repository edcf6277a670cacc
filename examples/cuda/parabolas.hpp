// SPDX-License-Identifier: MIT
#ifndef CUDA_PARABOLAS_HPP
#define CUDA_PARABOLAS_HPP

// What is trained: 10,000 weights, each of which goes from 0 down a parabola of its own to 1, by gradients with noise.
// The host and the device do it with the same functions.

#include <cmath>    // std::sqrt
#include <cstdint>  // std::int64_t
#include <vector>

constexpr int count = 10'000;

struct weight {
  float value = 0, mean_square = 0;
};

__host__ __device__ inline float curvature(int index) { return index % 3 == 0 ? 1.0f : index % 3 == 1 ? 0.1f : 0.02f; }

/// Mean 0, variance 1/4: a number of splitmix64 for each step and weight. (Steele, Lea and Flood 2014)
__host__ __device__ inline float noise(std::int64_t step, int index) {
  std::uint64_t mixed = (static_cast<std::uint64_t>(step) * count + index + 1) * 0x9e3779b97f4a7c15;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return (static_cast<float>((mixed ^ (mixed >> 31)) >> 40) * 0x1p-24f - 0.5f) * 1.7320508f;
}

/// One update of one weight, by RMSprop.
__host__ __device__ inline weight updated(weight old, int index, std::int64_t step, double rate) {
  const float gradient = curvature(index) * (old.value - 1) + noise(step, index);
  const float mean_square = 0.99f * old.mean_square + 0.01f * gradient * gradient;
  return {old.value - static_cast<float>(rate) * gradient / (std::sqrt(mean_square) + 1e-8f), mean_square};
}

/// The mean height above the lowest points of the parabolas.
inline double loss(const std::vector<weight>& weights) {
  double sum = 0;
  for (int i = 0; i < count; ++i) sum += curvature(i) * (weights[i].value - 1) * (weights[i].value - 1) / 2;
  return sum / count;
}

#endif

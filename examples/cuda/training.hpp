// SPDX-License-Identifier: MIT
#ifndef CUDA_TRAINING_HPP
#define CUDA_TRAINING_HPP

// A training on the device whose updates are replays of one graph.

#include <algorithm>  // std::min
#include <chrono>     // std::chrono::steady_clock
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <stdexcept>  // std::runtime_error
#include <string>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "parabolas.hpp"

// ---- the kernels ---------------------------------------------------------------------------------------------------

template <lrsched::schedule Schedule>
__global__ void update(Schedule schedule, const std::int64_t* step, weight* weights, double* rates) {
  __shared__ double rate;
  if (threadIdx.x == 0) rate = schedule(*step);  // once for the block
  __syncthreads();
  const int index = blockIdx.x * blockDim.x + threadIdx.x;
  if (index < count) weights[index] = updated(weights[index], index, *step, rate);
  if (index == 0) rates[*step] = rate;
}

/// A kernel of its own, after the update: by then all blocks have read the step.
__global__ void advance(std::int64_t* step) { ++*step; }

/// What one does without a schedule on the device: a number is captured with the kernel, or uploaded for each step.
struct captured {
  double rate;
  __host__ __device__ double operator()(std::int64_t) const { return rate; }
};
struct uploaded {
  const double* rate;  // on the device
  __host__ __device__ double operator()(std::int64_t) const { return *rate; }
};

// ---- the graph -----------------------------------------------------------------------------------------------------

inline void check(cudaError_t error, const char* call) {
  if (error != cudaSuccess) throw std::runtime_error(std::string(call) + ": " + cudaGetErrorString(error));
}

template <class Value>
struct device_array {
  explicit device_array(int size) : bytes(size * sizeof(Value)) { check(cudaMalloc(&data, bytes), "cudaMalloc"); }
  device_array(const device_array&) = delete;
  ~device_array() { cudaFree(data); }

  std::vector<Value> read() const {
    std::vector<Value> values(bytes / sizeof(Value));
    check(cudaMemcpy(values.data(), data, bytes, cudaMemcpyDeviceToHost), "cudaMemcpy");
    return values;
  }

  std::size_t bytes;
  Value* data = nullptr;
};

struct outcome {
  std::vector<double> rates;  // as the kernel had them
  double loss, microseconds;  // a replay
};

class training {
 public:
  explicit training(int steps) : steps_(steps), rates_(steps) { check(cudaStreamCreate(&stream_), "cudaStreamCreate"); }
  ~training() { cudaStreamDestroy(stream_); }

  /// Captures one update, and replays it for each step, after prepare(step, stream). Of five such trainings the fastest
  /// is timed.
  template <lrsched::schedule Schedule, class Prepare>
  outcome train(Schedule schedule, Prepare prepare) {
    start();
    prepare(0, stream_);
    enqueue(schedule);  // a kernel is loaded when it is first launched: before the capture

    cudaGraph_t graph;
    cudaGraphExec_t executable;
    check(cudaStreamBeginCapture(stream_, cudaStreamCaptureModeThreadLocal), "cudaStreamBeginCapture");
    enqueue(schedule);
    check(cudaStreamEndCapture(stream_, &graph), "cudaStreamEndCapture");
    check(cudaGraphInstantiate(&executable, graph, 0), "cudaGraphInstantiate");

    double fastest = 1e300;
    for (int repetition = 0; repetition < 5; ++repetition) {
      start();
      const auto begin = std::chrono::steady_clock::now();
      for (int step = 0; step < steps_; ++step) {
        prepare(step, stream_);
        check(cudaGraphLaunch(executable, stream_), "cudaGraphLaunch");
      }
      check(cudaStreamSynchronize(stream_), "cudaStreamSynchronize");
      const std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - begin;
      fastest = std::min(fastest, time.count() / steps_);
    }
    check(cudaGraphExecDestroy(executable), "cudaGraphExecDestroy");
    check(cudaGraphDestroy(graph), "cudaGraphDestroy");
    return {rates_.read(), loss(weights_.read()), fastest};
  }

 private:
  void start() {
    check(cudaMemsetAsync(step_.data, 0, step_.bytes, stream_), "cudaMemsetAsync");
    check(cudaMemsetAsync(weights_.data, 0, weights_.bytes, stream_), "cudaMemsetAsync");
    check(cudaStreamSynchronize(stream_), "cudaStreamSynchronize");
  }

  /// A capture copies the arguments, and every replay gets the copies.
  template <lrsched::schedule Schedule>
  void enqueue(Schedule schedule) {
    update<<<(count + 255) / 256, 256, 0, stream_>>>(schedule, step_.data, weights_.data, rates_.data);
    advance<<<1, 1, 0, stream_>>>(step_.data);
    check(cudaGetLastError(), "the launch of update and advance");
  }

  int steps_;
  cudaStream_t stream_;
  device_array<std::int64_t> step_{1};
  device_array<weight> weights_{count};
  device_array<double> rates_;
};

#endif

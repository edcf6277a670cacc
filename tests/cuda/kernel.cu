// SPDX-License-Identifier: MIT

// Every schedule of the catalogue, every recipe, a cursor and a plateau go to a kernel by value, and are compared with
// what the host has. On the device a product and a sum may be rounded together, once. A host that does so too differs
// from one that does not by up to 3 units in the last place; by 7, of a value near 0, where a curve goes through 0.
#include <cmath>    // std::abs, std::ilogb, std::ldexp
#include <cstdint>  // std::int64_t
#include <cstdio>   // std::printf
#include <cstdlib>  // std::exit
#include <limits>   // std::numeric_limits
#include <span>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "../catalogue.hpp"

constexpr int count = 1000;
constexpr double allowed = 8;  // units in the last place

/// Position: int for whole steps, double for those half-way between them.
template <class Position, lrsched::schedule Schedule>
__global__ void evaluate(Schedule schedule, lrsched::rate_of<Schedule>* rates) {
  const int step = blockIdx.x * blockDim.x + threadIdx.x;
  if (step < count) rates[step] = schedule(step + static_cast<Position>(0.5));
}

template <lrsched::schedule Schedule>
__global__ void walk(lrsched::cursor<Schedule> rates, lrsched::rate_of<Schedule>* out) {
  for (int step = 0; step < count; ++step) out[step] = rates.next();
}

__global__ void feed(lrsched::plateau<double> rule, lrsched::plateau_state<double>* state) {
  *state = rule.start();
  for (int i = 0; i < 100; ++i) *state = rule.next(*state, i % 7);
}

void check(cudaError_t error, const char* call) {
  if (error == cudaSuccess) return;
  std::printf("%s: %s\n", call, cudaGetErrorString(error));
  std::exit(1);
}

/// What a kernel writes for the host to read.
template <class Value>
struct shared_array {
  explicit shared_array(int size) { check(cudaMallocManaged(&data, size * sizeof(Value)), "cudaMallocManaged"); }
  ~shared_array() { cudaFree(data); }

  Value* data = nullptr;
};

template <class Real>
double units_in_the_last_place(Real a, Real b) {
  if (a == b) return 0;
  return std::abs(a - b) / std::ldexp(double{std::numeric_limits<Real>::epsilon()}, std::ilogb(b));
}

class comparison {
 public:
  /// `launch` starts a kernel that writes what should be `expected`.
  template <class Real, class Launch>
  void compare(const char* name, const std::vector<Real>& expected, Launch launch) {
    const shared_array<Real> rates(count);
    launch(rates.data);
    check(cudaGetLastError(), name);
    check(cudaDeviceSynchronize(), name);
    ++compared_;
    for (int step = 0; step < count; ++step) {
      const double distance = units_in_the_last_place(rates.data[step], expected[step]);
      if (distance > farthest_) farthest_ = distance;
      if (distance <= allowed) continue;
      std::printf("%s: at step %d the device has %.17g, the host %.17g\n", name, step, double{rates.data[step]},
                  double{expected[step]});
      ++different_;
      return;
    }
  }

  template <lrsched::schedule Schedule>
  void at_steps(const char* name, const Schedule& schedule) {
    std::vector<lrsched::rate_of<Schedule>> expected(count);
    lrsched::fill(schedule, std::span(expected));
    compare(name, expected, [&](auto* rates) { evaluate<int><<<4, 256>>>(schedule, rates); });
  }

  template <lrsched::schedule Schedule>
  void at_halves(const char* name, const Schedule& schedule) {
    std::vector<lrsched::rate_of<Schedule>> expected;
    for (int step = 0; step < count; ++step) expected.push_back(schedule(step + 0.5));
    compare(name, expected, [&](auto* rates) { evaluate<double><<<4, 256>>>(schedule, rates); });
  }

  template <lrsched::schedule Schedule>
  void by_cursor(const char* name, const Schedule& schedule) {
    std::vector<lrsched::rate_of<Schedule>> expected(count);
    lrsched::fill(schedule, std::span(expected));
    compare(name, expected, [&](auto* rates) { walk<<<1, 1>>>(lrsched::cursor{schedule}, rates); });
  }

  void fed(const char* name, const lrsched::plateau<double>& rule) {
    const shared_array<lrsched::plateau_state<double>> state(1);
    feed<<<1, 1>>>(rule, state.data);
    check(cudaGetLastError(), name);
    check(cudaDeviceSynchronize(), name);
    ++compared_;
    lrsched::plateau_state<double> expected = rule.start();
    for (int i = 0; i < 100; ++i) expected = rule.next(expected, i % 7);
    if (*state.data == expected) return;
    std::printf("%s: the device has another state than the host\n", name);
    ++different_;
  }

  /// The exit status.
  int report() const {
    std::printf("%d of %d differ; the farthest value by %g units in the last place\n", different_, compared_,
                farthest_);
    return different_ > 0 || compared_ == 0;
  }

 private:
  int compared_ = 0, different_ = 0;
  double farthest_ = 0;
};

/// A shape as a program may write its own.
struct smooth {
  __host__ __device__ double operator()(double p) const { return p * p * (3 - 2 * p); }
};

/// What the catalogue leaves out.
template <class Real>
void each_recipe(const auto& visit) {
  using namespace lrsched;
  visit("warmup_cosine", warmup_cosine<Real>({.peak = 0.1, .warmup_steps = 10, .decay_steps = 90, .floor = 0.01}));
  visit("warmup_linear", warmup_linear<Real>({.peak = 0.1, .warmup_steps = 10, .decay_steps = 90}));
  visit("one_cycle", one_cycle<Real>({.peak = 0.1, .up_steps = 30, .down_steps = 70}));
  visit("one_cycle_three_phase",
        one_cycle_three_phase<Real>({.peak = 0.1, .up_steps = 30, .down_steps = 30, .end_steps = 40}));
  visit("one_cycle_momentum", one_cycle_momentum<Real>({.up_steps = 30, .down_steps = 70}));
  visit("slanted_triangular", slanted_triangular<Real>({.peak = 0.1, .up_steps = 10, .down_steps = 90}));
  visit("noam", noam<Real>({.model_size = 512, .warmup_steps = 40}));
  visit("infinite_schedule", infinite_schedule<Real>({.peak = 0.1,
                                                      .steady = 0.05,
                                                      .floor = 0.001,
                                                      .warmup_steps = 10,
                                                      .cooldown_steps = 20,
                                                      .steady_steps = 50,
                                                      .annealing_steps = 20}));
  visit("deepseek_multi_step",
        deepseek_multi_step<Real>(
            {.peak = 0.1, .warmup_steps = 10, .first_steps = 40, .second_steps = 25, .third_steps = 25}));
  visit("warmup_multiplies", warmup_multiplies(linear<Real>({.from = 0, .to = 1, .steps = 10}),
                                               inverse_sqrt<Real>({.initial = 0.1, .timescale = 10})));
  visit("with_length", with_length(cosine<Real>({.from = 0.1, .to = 0, .steps = 10}), 0, 95));
  visit("stretch of a product", stretch(product{cosine<Real>({.from = 0.1, .to = 0, .steps = 10}),
                                                linear<Real>({.from = 1, .to = 0.5, .steps = 20})},
                                        1.5));
}

/// What is for the host alone.
void on_host() {
  constexpr lrsched::epochs training({.samples_per_epoch = 1'000, .samples_per_update = 32});
  constexpr lrsched::linear line({.from = 0.0, .to = 1.0, .steps = 4});
  constexpr lrsched::step stairs({.initial = 1.0, .factor = 0.5, .every = 3});
  static_assert(training.updates(2.5) == 80);
  static_assert(lrsched::split(1'000, {0.05, 0.75, 0.2})[2] == 200);
  static_assert(lrsched::sum_of_rates(line, 4) == 1.5);
  static_assert(lrsched::max_change(stairs, 10).step == 3);
}

int main() {
  int devices = 0;
  const cudaError_t error = cudaGetDeviceCount(&devices);
  if (error == cudaErrorNoDevice || error == cudaErrorInsufficientDriver)
    return std::printf("skipped: no CUDA device (%s)\n", cudaGetErrorString(error)), 0;
  check(error, "cudaGetDeviceCount");

  on_host();
  comparison with_host;
  const auto at_steps = [&](const char* name, const auto& schedule) { with_host.at_steps(name, schedule); };
  const auto in_all_ways = [&](const char* name, const auto& schedule) {
    with_host.at_steps(name, schedule);
    with_host.at_halves(name, schedule);
    with_host.by_cursor(name, schedule);
  };
  test::each_schedule<double>(at_steps);
  each_recipe<double>(in_all_ways);
  each_recipe<float>(at_steps);
  with_host.at_halves("shaped", lrsched::shaped({.from = 0.0, .to = 0.1, .steps = 70}, smooth{}));
  with_host.fed("plateau", lrsched::plateau<double>({.factor = 0.5, .patience = 3, .cooldown = 2}));
  return with_host.report();
}

// SPDX-License-Identifier: MIT

// The time of one call: of every schedule beside the formula by hand, of llm.c's cosine, and of an any_schedule beside
// the schedule that it owns.

#include <cmath>
#include <cstdint>
#include <memory>
#include <numbers>
#include <string>

#include <lrsched/any/any_schedule.hpp>

#include "contests.hpp"
#include "measure.hpp"

namespace {

/// The formula of the cosine in llm.c's schedulers.h, all in float.
struct llm_c_cosine {
  float learning_rate, final_learning_rate_frac;
  int warmup_iterations, train_num_batches;

  float operator()(int step) const {
    if (step < warmup_iterations)
      return learning_rate * static_cast<float>(step + 1) / static_cast<float>(warmup_iterations);
    const float progress =
        static_cast<float>(step - warmup_iterations) / static_cast<float>(train_num_batches - warmup_iterations);
    const float share = 0.5F * (1 + std::cos(std::numbers::pi_v<float> * progress));
    const float lowest = learning_rate * final_learning_rate_frac;
    return lowest + share * (learning_rate - lowest);
  }
};

/// A call through a pointer that may point to any function.
template <class Schedule>
struct pointed_to {
  double operator()(std::int64_t step) const { return function(*schedule, step); }

  std::shared_ptr<const Schedule> schedule;
  double (*function)(const Schedule&, std::int64_t) = [](const Schedule& own, std::int64_t step) { return own(step); };
};

template <class Schedule>
void measure_any_schedule(const std::string& name, const Schedule& own) {
  bench::measure_calls("any_schedule", name, "itself", own);
  bench::measure_calls("any_schedule", name, "by a pointer", pointed_to<Schedule>{std::make_shared<Schedule>(own)});
  bench::measure_calls("any_schedule", name, "any_schedule", lrsched::any_schedule<double>(own));
}

}  // namespace

void bench::measure_calls() {
  each_contest([](const std::string& name, const auto& ours, const auto& by_hand) {
    measure_calls("call", name, "by hand", by_hand);
    measure_calls("call", name, "ours", ours);
  });
  const llm_c_cosine llm_c{3e-4F, 0.1F, static_cast<int>(hidden(step_number{100})),
                           static_cast<int>(hidden(step_number{1'000}))};
  measure_calls("call", "warm-up, cosine in float", "by hand",
                [=](step_number k) { return double{llm_c(static_cast<int>(k))}; });
  const auto wave = lrsched::warmup_cosine<float>({.peak = llm_c.learning_rate,
                                                   .warmup_steps = llm_c.warmup_iterations,
                                                   .decay_steps = llm_c.train_num_batches - llm_c.warmup_iterations,
                                                   .floor = llm_c.learning_rate * llm_c.final_learning_rate_frac});
  measure_calls("call", "warm-up, cosine in float", "ours", [=](step_number k) { return double{wave(k)}; });

  each_contest([](const std::string& name, const auto& ours, const auto&) {
    if (name == "constant" || name == "cosine" || name == "exponential" || name == "depth 8")
      measure_any_schedule(name, ours);
  });
}

// SPDX-License-Identifier: MIT

// Every row of llm.c's own curves, in float and in double, through the two calls: to 1e-6 of the curve's largest rate,
// since what comes and goes is float.

#include <cmath>  // std::fabs
#include <cstdio>
#include <exception>
#include <set>
#include <string>

#include "../../tests/dialect/reference.hpp"
#include "schedulers.h"

namespace {

LearningRateScheduler scheduler_of(const test::reference_case& curve) {
  double rate, share;
  int warmup, batches;
  const char* const form =
      R"({"learning_rate":%lf,"warmup_iterations":%d,"train_num_batches":%d,"final_learning_rate_frac":%lf})";
  if (std::sscanf(curve.params.c_str(), form, &rate, &warmup, &batches, &share) != 4)
    throw std::runtime_error(curve.name + ": cannot read " + curve.params);
  LearningRateScheduler scheduler;
  lr_scheduler_init(&scheduler, curve.schedule.c_str(), static_cast<float>(rate), warmup, batches,
                    static_cast<float>(share));
  return scheduler;
}

}  // namespace

int main() try {
  std::set<std::string> types;
  int rows = 0, wrong = 0;
  for (const auto& [name, curve] : test::reference_cases("llmc.csv")) {
    const LearningRateScheduler scheduler = scheduler_of(curve);
    types.insert(scheduler.type);
    for (const auto& [step, expected] : curve.rates) {
      const double rate = get_learning_rate(&scheduler, static_cast<int>(step));
      ++rows;
      if (std::fabs(rate - expected) <= 1e-6 * curve.largest()) continue;
      ++wrong;
      std::printf("%s: at step %d %.9g, expected %.9g\n", name.c_str(), static_cast<int>(step), rate, expected);
    }
  }
  std::printf("%d rows of %d types, %d of them wrong\n", rows, static_cast<int>(types.size()), wrong);
} catch (const std::exception& error) {
  std::printf("parity: %s\n", error.what());
}

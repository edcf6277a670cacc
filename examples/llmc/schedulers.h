// SPDX-License-Identifier: MIT
#ifndef LLMC_SCHEDULERS_H
#define LLMC_SCHEDULERS_H

// Learn here: how to put lrsched behind an interface that a trainer already has. This header takes the place of llm.c's
// llmc/schedulers.h: the same struct by name, the same two calls, so that train_gpt2.cu stays as it is.
//
//   nvcc -std=c++20 -I<lrsched>/include -I<this folder> ...      and      #include "schedulers.h"
//
// What is better: the type and the numbers are looked at once, in lr_scheduler_init, which says what is wrong with them
// and ends the program; get_learning_rate compares no strings; and it can be asked past the last batch, where it holds.

#include <cstdio>
#include <cstdlib>  // std::exit
#include <cstring>  // std::strcmp

#include <lrsched/dialect/llmc.hpp>

struct LearningRateScheduler {
  const char* type = "constant";
  lrsched::any_schedule<double> rates = lrsched::constant<>({.value = 0});
};

[[noreturn]] inline void lr_scheduler_fail(const char* reason, const char* got) {
  std::fprintf(stderr, "lr_scheduler_init: %s%s\n", reason, got);
  std::exit(EXIT_FAILURE);
}

/// `type` is cosine, linear, constant or wsd.
inline void lr_scheduler_init(LearningRateScheduler* scheduler, const char* type, float learning_rate,
                              int warmup_iterations, int train_num_batches, float final_learning_rate_frac) try {
  bool known = false;
  lrsched::dialect::llmc::schedules::each([&](const char* name, auto make) {
    if (std::strcmp(type, name) != 0) return;
    known = true;
    scheduler->type = name;
    scheduler->rates = make({.learning_rate = learning_rate,
                             .warmup_iterations = warmup_iterations,
                             .train_num_batches = train_num_batches,
                             .final_learning_rate_frac = final_learning_rate_frac});
  });
  if (!known) lr_scheduler_fail("the type must be cosine, linear, constant or wsd, got ", type);
} catch (const lrsched::bad_argument& error) {
  lr_scheduler_fail(error.what(), "");
}

/// The rate of the update that follows after `step` of them.
inline float get_learning_rate(const LearningRateScheduler* scheduler, int step) {
  return static_cast<float>(scheduler->rates(step));
}

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ADAPTER_DLIB_HPP
#define LRSCHED_ADAPTER_DLIB_HPP

// For dlib's dnn_trainer (19.24), which refuses a rate of 0: every rate is raised to `lowest`, which is above 0.
//
//   for (std::int64_t step = 0; step < steps; ++step) {                            // exact
//     lrsched::adapter::dlib::set_learning_rate(trainer, schedule, step, 1e-6);
//     trainer.train_one_step(samples, labels);
//   }
//
//   trainer.set_learning_rate_schedule(lrsched::adapter::dlib::learning_rate_schedule(schedule, steps, 1e-6));
//   trainer.train(samples, labels);                                                // exact but for the first update
//
// Between steps the first way waits for the trainer's thread; the second does not.

#include <cstdint>  // std::int64_t

#include <dlib/matrix.h>

#include <lrsched/detail/fields.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0::adapter::dlib {

/// schedule(step), or `lowest` if that is more.
template <schedule Schedule>
double raised(const Schedule& schedule, numeric<std::int64_t> step, double lowest) {
  detail::check("dlib", "lowest", lowest, detail::above_0);
  const double rate = schedule(step.value);
  return rate > lowest ? rate : lowest;
}

/// Lets the next train_one_step use schedule(step). What dlib would do to the rate by itself, it no longer does.
template <class Trainer, schedule Schedule>
void set_learning_rate(Trainer& trainer, const Schedule& schedule, numeric<std::int64_t> step, double lowest) {
  if (trainer.get_learning_rate_shrink_factor() != 1) trainer.set_learning_rate_shrink_factor(1);
  trainer.set_learning_rate(raised(schedule, step, lowest));
}

/// A column for set_learning_rate_schedule, for so many updates, at least 2. dlib uses its first element twice, so it
/// begins with schedule(1): the first update alone has another rate, that of the second. dlib's train() ends after it
/// only if the last element is the smallest: where it is not, one more is added that is as small as the smallest.
/// A few updates more than asked for are made before it has ended.
/// Example: of linear({.from = 0, .to = 1, .steps = 4}), for 5 updates and 0.1 at least, it is 0.25, 0.5, 0.75,
/// 1, 0.25.
template <schedule Schedule>
::dlib::matrix<double, 0, 1> learning_rate_schedule(const Schedule& schedule, numeric<std::int64_t> updates,
                                                    double lowest) {
  detail::require(updates >= 2, "dlib", "updates", "must be at least 2", updates.value);
  detail::require(updates <= 1'000'000'000, "dlib", "updates", "must be at most 1e9", updates.value);
  const long count = static_cast<long>(updates - 1);
  ::dlib::matrix<double, 0, 1> rates(count);
  for (long index = 0; index < count; ++index) rates(index) = raised(schedule, index + 1, lowest);
  const double smallest = ::dlib::min(rates);
  if (rates(count - 1) > smallest) {
    rates = ::dlib::join_cols(rates, ::dlib::ones_matrix<double>(1, 1) * smallest);
  }
  return rates;
}

}  // namespace lrsched::inline LRSCHED_V0::adapter::dlib

#endif

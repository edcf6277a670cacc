// SPDX-License-Identifier: MIT
#ifndef LRSCHED_PLAN_CLOCK_HPP
#define LRSCHED_PLAN_CLOCK_HPP

// What an update is worth: how many samples, tokens or epochs a run has seen when it asks for its next rate.
//
//   constexpr batches grow({{0, 8}, {100, 16}, {1'000, 32}});  // 8 samples an update, from 100 on 16, from 1,000 on 32
//   grow.seen(13) is 104: the first update after 100 samples has 16, so grow.seen(14) is 120
//   grow.updates(1'000) is 69: after so many updates have 1,000 samples been seen, and not before
//   by_samples(plan, grow)(k) is plan(grow.seen(k)): a plan that counts samples, asked by updates, keeps its shape
//
// A stage takes one division, so that 10^15 samples are as exact and as cheap as ten. For tokens say how many a sample
// has: grow.in_tokens(4'096) counts them, and goes with a plan in tokens. Epochs, which are begun anew, have epochs.
//
// A rate that follows the batch is a product, in samples, with a factor for each stage:
//   by_samples(product{plan, piecewise_constant({1.0, 1.41, 2.0}, {100, 1'000})}, grow)
// by linear_scaling_rule or square_root_scaling_rule. Seesaw is the latter where the batch doubles as the plan halves.

#include <lrsched/detail/macros_off.hpp>

#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <type_traits>  // std::remove_const_t
#include <utility>      // std::move

#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/list.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

namespace detail {

/// For counts of which the first is at least 0.
constexpr std::int64_t divided_up(std::int64_t count, std::int64_t size) noexcept {
  return count / size + (count % size != 0);
}

}  // namespace detail

/// From so many samples on, an update has so many.
struct batch_stage {
  numeric<std::int64_t> from, batch;

  bool operator==(const batch_stage&) const = default;
};

/// How many samples each update has: seen(0) = 0 and seen(k + 1) = seen(k) + batch(k), at most 2^53. The first stage is
/// from 0, each begins later than the one before, and a batch has at least 1. The update that reaches a stage is not
/// cut; one that goes beyond a stage skips it.
/// Example: batches({{0, 8}, {100, 16}}) has 8 samples in update 12, after 96, and 16 in update 13, after 104.
/// Source: Megatron-LM --step-batch-size-schedule.
template <class Stages>
class batches {
 public:
  constexpr explicit batches(Stages stages) : stages_(std::move(stages)) {
    detail::require(stages_.size() > 0, "batches", "stages", "must be at least one", stages_.size());
    if constexpr (requires { starts_.resize(stages_.size()); }) {
      starts_.resize(stages_.size());
      reached_.resize(stages_.size());
    }
    std::int64_t start = 0, reached = 0;
    for (std::size_t i = 0; i < stages_.size(); ++i) {
      const std::int64_t from = stages_[i].from;
      detail::check("batches", "from", from, detail::at_least_0);
      detail::check("batches", "batch", stages_[i].batch.value, detail::at_least_1);
      detail::require(i > 0 || from == 0, "batches", "from", "must begin with 0", from);
      detail::require(i == 0 || from > stages_[i - 1].from, "batches", "from", "must rise", from);
      if (from > reached) {
        const std::int64_t before = stages_[i - 1].batch, updates = detail::divided_up(from - reached, before);
        start += updates;
        reached += updates * before;
      }
      starts_[i] = start;
      reached_[i] = reached;
    }
  }

  /// The samples of an update.
  LRSCHED_HOST_DEVICE constexpr std::int64_t batch(numeric<std::int64_t> update) const noexcept {
    return stages_[stage_at(detail::counted(update.value))].batch;
  }

  /// How many have been seen after so many updates; of a real number of them, after a share of the last.
  template <position Position>
  LRSCHED_HOST_DEVICE constexpr auto seen(Position updates) const noexcept {
    const auto position = detail::counted(updates);
    using count = std::remove_const_t<decltype(position)>;
    const std::size_t i = stage_at(position);
    const std::int64_t batch = stages_[i].batch, left = detail::longest - reached_[i];
    const count more = position - static_cast<count>(starts_[i]);
    if (left < 0 || more > static_cast<count>(left) / static_cast<count>(batch)) return count{detail::longest};
    return static_cast<count>(reached_[i]) + more * static_cast<count>(batch);
  }

  /// The inverse: the number of updates after which so many have been seen, at the first time.
  constexpr std::int64_t updates(numeric<std::int64_t> seen) const {
    detail::check("batches", "seen", seen.value, detail::at_least_0);
    const std::size_t i = detail::passed(reached_, seen.value) - 1;
    return starts_[i] + detail::divided_up(seen - reached_[i], stages_[i].batch);
  }

  /// The same batches, counted in tokens.
  constexpr batches in_tokens(numeric<std::int64_t> tokens_per_sample) const {
    detail::check("batches", "tokens_per_sample", tokens_per_sample.value, detail::at_least_1);
    Stages stages = stages_;
    const auto product = [&](std::int64_t samples) {
      return samples <= detail::longest / tokens_per_sample ? samples * tokens_per_sample : detail::longest + 1;
    };
    for (std::size_t i = 0; i < stages.size(); ++i) stages[i] = {product(stages_[i].from), product(stages_[i].batch)};
    return batches(std::move(stages));
  }

  constexpr const Stages& stages() const noexcept { return stages_; }

  bool operator==(const batches&) const = default;

 private:
  /// The last stage that begins at or before an update.
  template <class Counted>
  LRSCHED_HOST_DEVICE constexpr std::size_t stage_at(Counted update) const noexcept {
    return detail::passed(starts_, update) - 1;
  }

  using counts = typename detail::relisted<Stages, std::int64_t>::type;

  Stages stages_;
  counts starts_{}, reached_{};  // the updates and the samples before the first update of each stage
};

template <std::size_t Count>
batches(const batch_stage (&)[Count]) -> batches<detail::list<batch_stage, Count>>;

/// by_samples(schedule, batches): s(batches.seen(k)), a schedule that counts samples, or tokens as the batches do,
/// asked by updates. Its length is the number of updates after which all samples of s have been seen.
/// Example: by_samples(linear({.from = 1, .to = 0, .steps = 200}), batches({{0, 8}, {100, 16}})) is 1 at update 0,
/// 0.5 at 12.5, 0.48 at 13, 0.4 at 14, and 0 from 19 on: so long it is.
template <schedule Schedule, class Stages>
class by_samples {
 public:
  static constexpr const char* name = "by_samples";

  constexpr by_samples(Schedule schedule, lrsched::batches<Stages> batches)
      : schedule_(std::move(schedule)), batches_(std::move(batches)) {
    if constexpr (finite_schedule<Schedule>) length_ = batches_.updates(schedule_.length());
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr rate_of<Schedule> operator()(Position update) const noexcept {
    return detail::ask(schedule_, batches_.seen(update));
  }

  constexpr std::int64_t length() const noexcept requires finite_schedule<Schedule> { return length_; }

  LRSCHED_HOST_DEVICE constexpr const Schedule& schedule() const noexcept { return schedule_; }
  LRSCHED_HOST_DEVICE constexpr const lrsched::batches<Stages>& batches() const noexcept { return batches_; }

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"schedule", &by_samples::schedule_}, field{"batches", &by_samples::batches_});
  }

  bool operator==(const by_samples&) const = default;

 private:
  Schedule schedule_;
  lrsched::batches<Stages> batches_;
  std::int64_t length_ = 0;
};

/// Epochs that are begun anew, each with an update for its last batch where that is not full. A schedule in epochs is
/// stretched by updates_per_epoch().
/// Example: epochs({.samples_per_epoch = 1'000, .samples_per_update = 32}) has 32 updates in an epoch: updates(2.5) is
/// 80, and passed(80) is 2.5.
class epochs {
 public:
  struct params {
    required<std::int64_t> samples_per_epoch, samples_per_update;

    static constexpr auto fields(auto use) {
      using namespace detail;
      return use(field{"samples_per_epoch", &params::samples_per_epoch, at_least_1},
                 field{"samples_per_update", &params::samples_per_update, at_least_1});
    }
  };

  constexpr explicit epochs(params given) : given_(given) { detail::check("epochs", given); }

  constexpr std::int64_t updates_per_epoch() const noexcept {
    return detail::divided_up(given_.samples_per_epoch, given_.samples_per_update);
  }

  /// The number of updates in so many epochs, rounded up.
  constexpr std::int64_t updates(double count) const {
    detail::check("epochs", "count", count, detail::at_least_0);
    const double exact = count * static_cast<double>(updates_per_epoch());
    detail::require(exact <= static_cast<double>(detail::longest), "epochs", "count", "must be at most 2^53 updates",
                    count);
    return detail::rounded_up(exact);
  }

  /// How many epochs have passed after so many updates.
  constexpr double passed(numeric<std::int64_t> updates) const noexcept {
    return static_cast<double>(updates.value) / static_cast<double>(updates_per_epoch());
  }

 private:
  params given_;
};

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

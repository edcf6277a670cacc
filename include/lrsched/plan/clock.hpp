// SPDX-License-Identifier: MIT
#ifndef LRSCHED_PLAN_CLOCK_HPP
#define LRSCHED_PLAN_CLOCK_HPP

// How far a run has come, in every unit that one counts it by: epochs, updates, samples and tokens.

#include <lrsched/detail/macros_off.hpp>

#include <cstdint>  // std::int64_t

#include <lrsched/detail/fields.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// The sizes of a training run, each at least 1, for going from one unit to another. An epoch whose last batch is not
/// full has an update for it.
/// Example: units({.samples_per_epoch = 1'000, .samples_per_update = 32}) has 32 updates in an epoch:
/// updates(2.5) is 80, epochs(80) is 2.5, samples(80) is 2,560, and with .tokens_per_sample = 512 tokens(80) is
/// 1,310,720.
class units {
 public:
  struct params {
    required<std::int64_t> samples_per_epoch, samples_per_update;
    numeric<std::int64_t> tokens_per_sample = 1;

    static constexpr auto fields(auto use) {
      using namespace detail;
      return use(field{"samples_per_epoch", &params::samples_per_epoch, at_least_1},
                 field{"samples_per_update", &params::samples_per_update, at_least_1},
                 field{"tokens_per_sample", &params::tokens_per_sample, at_least_1});
    }
  };

  constexpr explicit units(params given) : given_(given) { detail::check("units", given); }

  constexpr std::int64_t updates_per_epoch() const noexcept {
    return (given_.samples_per_epoch - 1) / given_.samples_per_update + 1;
  }

  /// The number of updates in so many epochs, or that it takes for so many samples or tokens, rounded up.
  constexpr std::int64_t updates(double epochs) const {
    detail::check("units", "epochs", epochs, detail::at_least_0);
    const double exact = epochs * static_cast<double>(updates_per_epoch());
    detail::require(exact <= static_cast<double>(detail::longest), "units", "epochs", "must be at most 2^53 updates",
                    epochs);
    return detail::rounded_up(exact);
  }
  constexpr std::int64_t updates_for_samples(numeric<std::int64_t> samples) const {
    detail::check("units", "samples", samples, detail::at_least_0);
    return samples / given_.samples_per_update + (samples % given_.samples_per_update != 0);
  }
  constexpr std::int64_t updates_for_tokens(numeric<std::int64_t> tokens) const {
    detail::check("units", "tokens", tokens, detail::at_least_0);
    return updates_for_samples(tokens / given_.tokens_per_sample + (tokens % given_.tokens_per_sample != 0));
  }

  /// How far so many updates have come; at most 2^53.
  constexpr double epochs(numeric<std::int64_t> updates) const noexcept {
    return static_cast<double>(updates.value) / static_cast<double>(updates_per_epoch());
  }
  constexpr std::int64_t samples(numeric<std::int64_t> updates) const noexcept {
    return product(updates, given_.samples_per_update);
  }
  constexpr std::int64_t tokens(numeric<std::int64_t> updates) const noexcept {
    return product(samples(updates), given_.tokens_per_sample);
  }

 private:
  static constexpr std::int64_t product(std::int64_t count, std::int64_t size) noexcept {
    return detail::counted(count) < detail::longest / size ? detail::counted(count) * size : detail::longest;
  }

  params given_;
};

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

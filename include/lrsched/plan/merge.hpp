// SPDX-License-Identifier: MIT
#ifndef LRSCHED_PLAN_MERGE_HPP
#define LRSCHED_PLAN_MERGE_HPP

// Merging instead of decaying: a run that stays at its rate keeps checkpoints, and their weighted mean is what the last
// updates would have come to if they had been smaller. Any decay can be chosen afterwards, and the run goes on.

#include <lrsched/detail/macros_off.hpp>

#include <cstddef>  // std::size_t
#include <span>     // std::span

#include <lrsched/detail/fields.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// The share of each checkpoint, the oldest first, in a mean that keeps decay(0) of the way from the oldest to the next
/// one, decay(1) of the way from there, and so on: share 0 is 1 - decay(0), share i is decay(i - 1) - decay(i), and the
/// last is what is left. `decay` is from 0 to 1 and never rises, and there is a checkpoint at least. Shares are at least
/// 0, and their sum is 1, to a rounding.
/// Example: of linear({.from = 1, .to = 0, .steps = 4}) five are 0, 0.25, 0.25, 0.25, 0.25; with ends::neither each is
/// 0.2.
/// Source: Tian et al. 2025, WSM.
template <schedule Decay>
constexpr void merge_weights(const Decay& decay, std::span<rate_of<Decay>> shares) {
  detail::require(!shares.empty(), "merge_weights", "checkpoints", "must be at least 1", shares.size());
  rate_of<Decay> before = 1;
  for (std::size_t i = 0; i + 1 < shares.size(); ++i) {
    const rate_of<Decay> kept = detail::ask(decay, i);
    detail::check("merge_weights", "decay", kept, detail::at_least_0, detail::at_most_1);
    detail::require(kept <= before, "merge_weights", "decay", "must not rise", kept);
    shares[i] = before - kept;
    before = kept;
  }
  shares.back() = before;
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

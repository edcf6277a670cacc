// SPDX-License-Identifier: MIT
#ifndef LRSCHED_RANGE_TEST_HPP
#define LRSCHED_RANGE_TEST_HPP

// Finds a rate to begin with: train for some hundred updates at rates that rise from far too small to far too large,
// and read a good one off the curve of the losses. (Smith 2015, arXiv:1506.01186)
//
//   lrsched::range_test sweep({.from = 1e-5, .to = 1, .steps = 200});
//   while (!sweep.finished()) sweep.observe(train_on_next_batch(sweep.rate()));  // the loss before the update
//   if (const auto rate = sweep.steepest()) ...

#include <lrsched/detail/macros_off.hpp>

#include <cmath>     // std::isfinite
#include <cstddef>   // std::size_t, std::ptrdiff_t
#include <cstdint>   // std::int64_t
#include <optional>  // std::optional
#include <vector>    // std::vector

#include <lrsched/detail/fields.hpp>
#include <lrsched/shape/ramp.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// range_test: the rates rise geometrically, from `from` to `to` in `steps`, with both ends; each observed loss is that
/// of the rate before it. The smoothed loss is the mean of all losses so far, in which each weighs `smoothing` times as
/// much as the next one. The test is over after all steps, and early at a loss that is not finite, or if the lowest
/// smoothed loss is above 0 and the last one above `stop_at` times that.
///
/// `from` and `to` are above 0, `from` the smaller one; `steps` from 2 up; `smoothing` from 0 (none) to below 1;
/// `stop_at` above 1.
/// Example: with .from = 0.01, .to = 1, .steps = 3 and .smoothing = 0.5 the rates are 0.01, 0.1, 1, and the
/// losses 3, 0 are smoothed to 3, 1.
class range_test {
 public:
  struct params {
    required<double> from, to;
    required<std::int64_t> steps;
    numeric<double> smoothing = 0.9, stop_at = 4;

    static constexpr auto fields(auto use) {
      using namespace detail;
      constexpr rule at_least_2{"must be at least 2", [](double x) { return x >= 2; }};
      constexpr rule above_1{"must be above 1", [](double x) { return x > 1; }};
      return use(field{"from", &params::from, above_0}, field{"to", &params::to, above_0},
                 field{"steps", &params::steps, at_least_2},
                 field{"smoothing", &params::smoothing, at_least_0, below_1},
                 field{"stop_at", &params::stop_at, above_1});
    }

    void check(const char* schedule) const {
      detail::require(from < to, schedule, "from", "must be below to", from.value);
    }
  };

  static constexpr const char* name = "range_test";

  explicit range_test(const params& given)
      : rates_({.from = checked(given).from, .to = given.to, .steps = given.steps, .includes = ends::both}),
        given_(given) {}

  /// For the update that comes next.
  double rate() const noexcept { return rate_at(smoothed_.size()); }

  bool finished() const noexcept { return finished_; }

  /// The loss at rate(). Once the test is over, it does nothing.
  void observe(double loss) {
    if (finished_) return;
    weight_ = given_.smoothing * weight_ + 1;
    mean_ += (loss - mean_) / weight_;
    finished_ = !std::isfinite(mean_);
    if (finished_) return;
    smoothed_.push_back(mean_);
    if (mean_ < smoothed_[lowest_]) lowest_ = smoothed_.size() - 1;
    const double best = smoothed_[lowest_];
    finished_ =
        static_cast<std::int64_t>(smoothed_.size()) == given_.steps || (best > 0 && mean_ > given_.stop_at * best);
  }

  /// What was observed, smoothed: entry k belongs to rate_at(k).
  const std::vector<double>& smoothed() const noexcept { return smoothed_; }
  double rate_at(std::size_t k) const noexcept { return rates_(static_cast<std::int64_t>(k)); }

  // The usual suggestions. None if the smoothed loss never fell.

  /// A tenth of the rate at the lowest smoothed loss.
  std::optional<double> minimum_tenth() const {
    if (lowest_ == 0) return std::nullopt;
    return rate_at(lowest_) / 10;
  }

  /// The rate at which the smoothed loss falls fastest over the logarithm of the rate, up to the lowest loss.
  std::optional<double> steepest() const {
    if (lowest_ == 0) return std::nullopt;
    std::size_t best = 0;
    for (std::size_t k = 1; k <= lowest_; ++k)
      if (slope(k) < slope(best)) best = k;
    return rate_at(best);
  }

  /// The rate half-way along the valley: the longest falling subsequence of the smoothed losses, the first of equals.
  /// Takes a time with the square of the number of losses. Source: fastai.
  std::optional<double> valley() const {
    if (lowest_ == 0) return std::nullopt;
    struct fall {
      std::size_t length, start;
    };
    std::vector<fall> falls;  // the longest that ends at k
    std::size_t longest = 0;
    for (std::size_t k = 0; k < smoothed_.size(); ++k) {
      falls.push_back({1, k});
      for (std::size_t i = 0; i < k; ++i)
        if (smoothed_[i] > smoothed_[k] && falls[i].length >= falls[k].length)
          falls[k] = {falls[i].length + 1, falls[i].start};
      if (falls[k].length > falls[longest].length) longest = k;
    }
    const std::size_t start = falls[longest].start;
    return rate_at(start + (longest - start) / 2);
  }

 private:
  static const params& checked(const params& given) {
    detail::check(name, given);
    return given;
  }

  /// Over two steps, and at the ends over one.
  double slope(std::size_t k) const {
    const std::size_t before = k > 0 ? k - 1 : k, after = k + 1 < smoothed_.size() ? k + 1 : k;
    return (smoothed_[after] - smoothed_[before]) / static_cast<double>(after - before);
  }

  log_linear<double> rates_;
  params given_;
  std::vector<double> smoothed_;
  std::size_t lowest_ = 0;
  double mean_ = 0, weight_ = 0;
  bool finished_ = false;
};

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_PLAN_OUTLOOK_HPP
#define LRSCHED_PLAN_OUTLOOK_HPP

// What a plan will bring, before it is paid for. Without data, from a bound for convex problems:
//
//   peak_ratio(wsd, cosine, 24'000)   how much higher the best peak of wsd is than that of cosine: 0.53 is a half
//   convex_bound(cosine, 48'000)      the best peak and the bound there, to be compared with those of 24'000 steps
//
// With two or three logged runs, from a law that is fitted to them and knows how wrong it was on each that it had not
// seen:
//
//   const loss_law law({{constant, steps, losses}, {cosine, steps, others}, ...}, {.skip = 2'160});
//   law.loss(wsd, 24'000)             the loss after so many updates, and its error
//   law.compare(wsd, cosine, 24'000)  verdict::better, worse, or cannot_tell
//
// The law knows one peak, one model, its data, batch and optimizer, and the first epoch: none of its plans may have
// another peak, so that it cannot choose one; the bound can. A low loss may be worth less after fine-tuning. Runs that
// teach it most are a constant rate, a cosine, and one that is lowered once, in the middle. This header allocates, and
// is not in lrsched.hpp.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::clamp, std::max, std::min
#include <cmath>      // std::abs, std::exp, std::log, std::pow, std::sqrt
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <span>       // std::span
#include <utility>    // std::move
#include <vector>     // std::vector

#include <lrsched/detail/double_double.hpp>
#include <lrsched/detail/fields.hpp>
#include <lrsched/plan/check.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

// ---- without data ---------------------------------------------------------------------------------------------------

/// The best peak of a plan, in D / G, and the bound on the loss there, in D G: D is the distance from the start to the
/// optimum, and G the largest gradient.
struct peak_and_bound {
  double peak, bound;
};

/// With s the rates over their peak, S and Q the sums of s and of s^2, and S_k and Q_k those from step k on, the loss
/// after the last step is at most
///   (D^2 / peak + G^2 peak Q) / (2 S) + G^2 peak / 2 * sum over k of s_k Q_k / (S_(k+1) S_k).
/// Rates are at least 0, and one is above. What comes after the last of these changes nothing. Takes a moment for a
/// million steps, and no memory.
/// Example: convex_bound(constant({.value = 1}), 2) is 0.5 D / G and 1 D G.
/// Source: Defazio et al. 2023, arXiv 2310.07831, theorem 10; Schaipp et al. 2025, arXiv 2501.18965, theorem 1.
template <schedule Schedule>
peak_and_bound convex_bound(const Schedule& plan, numeric<std::int64_t> steps) {
  detail::check("convex_bound", "steps", steps, detail::at_least_1);
  double peak = 0;
  std::int64_t last = -1;
  detail::each_rate(plan, 0, steps, [&](std::int64_t step, double rate) {
    detail::check("convex_bound", "rate", rate, detail::at_least_0);
    if (rate > 0) last = step;
    peak = std::max(peak, rate);
  });
  detail::require(last >= 0, "convex_bound", "plan", "must have a rate above 0 in these steps", peak);

  using detail::operator+;
  detail::double_double sum{}, squares{}, tail{};
  for (std::int64_t step = last; step >= 0; --step) {
    const double share = static_cast<double>(detail::ask(plan, step)) / peak, later = sum.high;
    sum = sum + detail::double_double{share, 0};
    squares = squares + detail::two_product(share, share);
    if (later > 0 && share > 0) tail = tail + detail::double_double{share / later * (squares.high / sum.high), 0};
  }
  const double distance = 1 / (2 * sum.high), noise = squares.high / (2 * sum.high) + tail.high / 2;
  return {std::sqrt(distance / noise), 2 * std::sqrt(distance * noise)};
}

/// How many times higher the best peak of a plan is than that of another one, for runs of so many steps. Neither D nor
/// G matters.
/// Example: of linear({.from = 1, .to = 0, .steps = 1'000}) over constant({.value = 1}) it is 2.90.
template <schedule Plan, schedule Other>
double peak_ratio(const Plan& plan, const Other& other, numeric<std::int64_t> steps) {
  return convex_bound(plan, steps).peak / convex_bound(other, steps).peak;
}

// ---- with data ------------------------------------------------------------------------------------------------------

/// A run as it was logged: the rates of its schedule, and some losses. That at step s comes after the rates of steps 0
/// to s. The steps rise from 0 or later, at most to 10^8; the losses are at least 0, best of validation, or smoothed.
class logged_run {
 public:
  template <schedule Schedule>
  logged_run(const Schedule& schedule, std::vector<std::int64_t> steps, std::vector<double> losses)
      : steps_(std::move(steps)), losses_(std::move(losses)) {
    using detail::require;
    require(steps_.size() == losses_.size(), "logged_run", "losses", "must be as many as the steps", losses_.size());
    require(!steps_.empty(), "logged_run", "steps", "must be at least one", 0);
    std::int64_t before = -1;
    for (const std::int64_t step : steps_) {
      require(step > before, "logged_run", "steps", "must rise from 0 or later", step);
      require(step <= 100'000'000, "logged_run", "steps", "must be at most 10^8", step);
      before = step;
    }
    for (const double loss : losses_) detail::check("logged_run", "losses", loss, detail::at_least_0);
    detail::each_rate(schedule, 0, before + 1, [&](std::int64_t, double rate) {
      detail::check("logged_run", "rate", rate, detail::at_least_0);
      rates_.push_back(rate);
    });
  }

  const std::vector<double>& rates() const noexcept { return rates_; }  // of steps 0 to the last
  const std::vector<std::int64_t>& steps() const noexcept { return steps_; }
  const std::vector<double>& losses() const noexcept { return losses_; }

 private:
  std::vector<std::int64_t> steps_;
  std::vector<double> losses_, rates_{};
};

/// A loss and its error; and what the loss would be by the laws that lack one of the runs each.
struct predicted_loss {
  double loss, error;
  std::vector<double> without_run{};
};

/// Of two plans the first is better than the second, or worse; or the difference is within its error.
enum class verdict : unsigned char { better, worse, cannot_tell };

/// The constants of a law: loss = floor + scale * (progress / unit)^-exponent + noise * smoothed, where a share is the
/// rate over the peak, progress the sum of share^power, and smoothed the moving average of shares over `memory` steps.
struct loss_law_constants {
  double floor, scale, exponent, noise, power, memory, unit;

  double loss(double progress, double smoothed) const noexcept {
    return floor + scale * std::pow(progress / unit, -exponent) + noise * smoothed;
  }
};

namespace detail {

// What the power, and the memories in the shortest run, were in pre-training runs of two sizes. A fit is drawn there
// where the runs do not decide.
inline constexpr double usual_power = 0.6, usual_memories = 80;

/// The sum of share^power.
struct progress_sum {
  double power, sum = 0, share = -1, term = 0;

  explicit progress_sum(double given) noexcept : power(given) {}
  void add(double next) noexcept {
    if (next != share) share = next, term = std::pow(next, power);
    sum += term;
  }
};

/// The moving average of the shares, from 0 on, that forgets all but 1 / e of one in so many steps.
struct moving_average {
  double kept, value = 0;

  explicit moving_average(double memory) noexcept : kept(std::exp(-1 / memory)) {}
  void add(double next) noexcept { value = next + kept * (value - next); }
};

/// What a fit needs of a run: a row for each loss, or, where there are more than `most`, for the mean of some in a row.
struct run_rows {
  struct row {
    double loss, weight;
    std::int64_t updates;
    std::vector<double> progress, smoothed;  // by each power, and by each memory, that is tried
  };
  std::vector<row> rows{};
  double mean_loss = 0;

  run_rows(const logged_run& run, std::size_t most, double peak, std::int64_t skip, const std::vector<double>& powers,
           const std::vector<double>& memories) {
    const auto& steps = run.steps();
    std::size_t first = 0;
    while (first < steps.size() && steps[first] < skip) ++first;
    const std::size_t each = (steps.size() - first + most - 1) / most;

    std::vector<progress_sum> sums(powers.begin(), powers.end());
    std::vector<moving_average> averages(memories.begin(), memories.end());
    std::int64_t now = 0;
    double weights = 0;
    while (first < steps.size()) {
      const std::size_t end = std::min(first + each, steps.size());
      double loss = 0;
      for (std::size_t i = first; i < end; ++i) loss += run.losses()[i] / static_cast<double>(end - first);
      const std::int64_t middle = steps[first + (end - first) / 2];
      for (; now <= middle; ++now) {
        const double share = run.rates()[static_cast<std::size_t>(now)] / peak;
        for (auto& sum : sums) sum.add(share);
        for (auto& average : averages) average.add(share);
      }
      row next{.loss = loss, .weight = static_cast<double>(now), .updates = now, .progress = {}, .smoothed = {}};
      for (const auto& sum : sums) next.progress.push_back(sum.sum);
      for (const auto& average : averages) next.smoothed.push_back(average.value);
      rows.push_back(std::move(next));
      weights += static_cast<double>(now);
      first = end;
    }
    for (row& each_row : rows) each_row.weight /= weights;  // later losses count more, every run counts the same
    for (const row& each_row : rows) mean_loss += each_row.weight * each_row.loss;
  }
};

/// Finds the constants: a search of the exponent, the power and the memory around a linear fit of the rest.
class law_search {
 public:
  law_search(std::vector<double> powers, std::vector<double> memories, double unit)
      : powers_(std::move(powers)), memories_(std::move(memories)), unit_(unit) {}

  /// The law of all runs but one, or of all.
  loss_law_constants fit(const std::vector<run_rows>& runs, std::size_t but) {
    rows_.clear();
    double mean = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      if (i == but) continue;
      for (const auto& row : runs[i].rows) rows_.push_back(&row);
      mean += runs[i].mean_loss;
    }
    threshold_ = 1e-3 * std::abs(mean) / static_cast<double>(runs.size() - (but < runs.size()));
    points_.resize(rows_.size());

    candidate best{};
    bool is_first = true;
    for (std::size_t power = 0; power < powers_.size(); ++power)
      for (std::size_t memory = 0; memory < memories_.size(); ++memory) {
        const candidate next = best_exponent(power, memory);
        if (is_first || next.misfit < best.misfit) best = next;
        is_first = false;
      }
    return best.law;
  }

 private:
  struct candidate {
    double misfit;
    loss_law_constants law;
  };
  struct point {
    double x, y, loss, given, weight;
  };

  /// By golden sections of its logarithm.
  candidate best_exponent(std::size_t power, std::size_t memory) {
    constexpr double golden = 0.6180339887498949;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      points_[i].y = rows_[i]->smoothed[memory];
      points_[i].loss = rows_[i]->loss;
      points_[i].given = rows_[i]->weight;
    }
    const auto at = [&](double logarithm) { return linear_fit(power, memory, std::exp(logarithm)); };
    double low = std::log(0.1), high = std::log(2.0);
    double left = high - golden * (high - low), right = low + golden * (high - low);
    candidate at_left = at(left), at_right = at(right);
    for (int i = 0; i < 24; ++i) {
      if (at_left.misfit < at_right.misfit) {
        high = right, right = left, at_right = at_left;
        at_left = at(left = high - golden * (high - low));
      } else {
        low = left, left = right, at_left = at_right;
        at_right = at(right = low + golden * (high - low));
      }
    }
    return at_left.misfit < at_right.misfit ? at_left : at_right;
  }

  /// The floor, the scale and the noise, the latter two at least 0: by least squares, where what is off by more than a
  /// thousandth of the loss counts no more than in proportion (Huber). The misfit is as much larger as the power and
  /// the memory are unusual.
  candidate linear_fit(std::size_t power, std::size_t memory, double exponent) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      points_[i].x = std::pow(rows_[i]->progress[power] / unit_, -exponent);
      points_[i].weight = points_[i].given;
    }
    loss_law_constants law{0, 0, exponent, 0, powers_[power], memories_[memory], unit_};
    double misfit = 0;
    for (int round = 0; round < 6; ++round) {
      solve(law);
      misfit = 0;
      for (point& each : points_) {
        const double off = std::abs(law.floor + law.scale * each.x + law.noise * each.y - each.loss);
        const bool is_near = off <= threshold_;
        each.weight = is_near ? each.given : each.given * threshold_ / off;
        misfit += each.given * (is_near ? off * off : threshold_ * (2 * off - threshold_));
      }
    }
    const double from_power = (law.power - usual_power) / 0.15,
                 from_memory = std::log(law.memory * usual_memories / unit_);
    return {misfit * std::exp(0.2 * (from_power * from_power + from_memory * from_memory)), law};
  }

  void solve(loss_law_constants& law) const {
    double weight = 0, x = 0, y = 0, loss = 0;
    for (const point& each : points_) {
      weight += each.weight;
      x += each.weight * each.x, y += each.weight * each.y, loss += each.weight * each.loss;
    }
    x /= weight, y /= weight, loss /= weight;
    double xx = 0, xy = 0, yy = 0, xl = 0, yl = 0;
    for (const point& each : points_) {
      const double dx = each.x - x, dy = each.y - y, dl = each.loss - loss;
      xx += each.weight * dx * dx, xy += each.weight * dx * dy, yy += each.weight * dy * dy;
      xl += each.weight * dx * dl, yl += each.weight * dy * dl;
    }
    const double determinant = xx * yy - xy * xy;
    const bool is_known = determinant > 1e-9 * xx * yy;
    law.noise = is_known ? (yl * xx - xl * xy) / determinant : 0;
    law.scale = is_known ? (xl * yy - yl * xy) / determinant : 0;
    if (law.noise <= 0) law.noise = 0, law.scale = xx > 0 ? std::max(xl / xx, 0.0) : 0;
    if (law.scale <= 0 && yy > 0) law.scale = 0, law.noise = std::max(yl / yy, 0.0);
    law.floor = loss - law.scale * x - law.noise * y;
  }

  std::vector<double> powers_, memories_;
  double unit_, threshold_ = 0;
  std::vector<const run_rows::row*> rows_{};
  std::vector<point> points_{};
};

}  // namespace detail

/// From which step on losses are fitted: the end of the warm-up, or later.
struct loss_law_params {
  required<std::int64_t> skip;

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"skip", &loss_law_params::skip, at_least_0});
  }
};

/// The law loss = floor + scale * (sum of r^power)^-exponent + noise * (moving average of r over `memory` steps), where
/// r is the rate as a share of the peak: training makes progress by the rates, less than in proportion, and jitters in
/// proportion to the last of them. Fitted to two runs or more, better three, in less than a second: they have one peak,
/// within a hundredth, 10 losses each from step `skip` on, and do not all look alike. Of three runs of 24,000 steps it
/// predicted the last losses of six others, up to three times as long, to 0.003 and 0.005 for models of two sizes.
/// Its error is that of each run by a law that had not seen it. That of a prediction is the root of the mean, over the
/// runs, of that error's square and the square of what the prediction changes by without the run.
/// Source: the momentum law of Tissue et al. 2024, arXiv 2408.11029, which has power = 1 and memory = 1,000; the error
/// after the jackknife+ of Barber et al. 2021.
class loss_law {
 public:
  using params = loss_law_params;
  using constants = loss_law_constants;

  loss_law(const std::vector<logged_run>& runs, params given) : skip_(given.skip) {
    detail::check("loss_law", given);
    detail::require(runs.size() >= 2, "loss_law", "runs", "must be at least 2, of which the law is learnt and tried",
                    runs.size());
    std::size_t shortest = runs[0].rates().size();
    for (const logged_run& run : runs) {
      double highest = 0;
      for (const double rate : run.rates()) highest = std::max(highest, rate);
      if (peak_ == 0) peak_ = highest;
      require_peak(highest);
      rises_ = rises_ || rises_late(run.rates());
      std::int64_t late = 0;
      for (const std::int64_t step : run.steps()) late += step >= skip_;
      detail::require(late >= 10, "loss_law", "losses of a run", "must be at least 10 from step skip on", late);
      shortest = std::min(shortest, run.rates().size());
      longest_ = std::max(longest_, static_cast<std::int64_t>(run.rates().size()));
    }
    require_difference(runs, shortest);

    const double unit = static_cast<double>(shortest);
    std::vector<double> memories;
    for (double part = detail::usual_memories * 16; part > 8; part /= 2) memories.push_back(unit / part);
    const std::vector<double> powers{0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};
    const std::size_t most_rows = std::clamp<std::size_t>(2'400 / runs.size(), 10, 400);  // a fit for each run has all
    std::vector<detail::run_rows> rows;
    for (const logged_run& run : runs) {
      rows.emplace_back(run, most_rows, peak_, skip_, powers, memories);
      detail::require(rows.back().rows[0].progress[0] > 0, "loss_law", "skip",
                      "must be a step before which a rate is above 0", skip_);
    }

    detail::law_search search(powers, memories, unit);
    for (std::size_t i = 0; i <= runs.size(); ++i) laws_.push_back(search.fit(rows, i));
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const auto& last = rows[i].rows.back();
      const std::span<const double> rates(runs[i].rates());
      errors_.push_back(losses_of(rates.first(static_cast<std::size_t>(last.updates)))[i] - last.loss);
    }
  }

  /// The loss after so many updates of a plan: more than `skip`, and at most four times as many as the longest run has.
  template <schedule Schedule>
  predicted_loss loss(const Schedule& plan, numeric<std::int64_t> steps) const {
    detail::check("loss_law", "steps", steps, detail::at_least_1);
    detail::require(steps > skip_, "loss_law", "steps", "must be above skip, before which nothing is known",
                    steps.value);
    detail::require((steps - 1) / 4 < longest_, "loss_law", "steps", "must be at most 4 times those of the longest run",
                    steps.value);
    std::vector<double> rates;
    detail::each_rate(plan, 0, steps, [&](std::int64_t, double rate) {
      detail::check("loss_law", "rate", rate, detail::at_least_0);
      rates.push_back(rate);
    });
    double highest = 0;
    for (const double rate : rates) highest = std::max(highest, rate);
    require_peak(highest);
    detail::require(rises_ || !rises_late(rates), "loss_law", "plan", "must not rise after step skip, as no run does",
                    "one that rises");
    std::vector<double> losses = losses_of(rates);
    const double all = losses.back();
    losses.pop_back();
    return {all, error_of(all, losses), std::move(losses)};
  }

  /// Whether the first plan comes to a lower loss than the second after so many updates.
  template <schedule First, schedule Second>
  verdict compare(const First& first, const Second& second, numeric<std::int64_t> steps) const {
    return compare(loss(first, steps), loss(second, steps));
  }
  verdict compare(const predicted_loss& first, const predicted_loss& second) const {
    const predicted_loss by = difference(first, second);
    if (!(std::abs(by.loss) > by.error)) return verdict::cannot_tell;
    return by.loss < 0 ? verdict::better : verdict::worse;
  }

  /// By how much the first loss is above the second, and the error of that.
  predicted_loss difference(const predicted_loss& first, const predicted_loss& second) const {
    std::vector<double> without;
    for (std::size_t i = 0; i < errors_.size(); ++i) without.push_back(first.without_run[i] - second.without_run[i]);
    const double all = first.loss - second.loss;
    return {all, error_of(all, without), std::move(without)};
  }

  /// By how much the last loss of each run was above the truth, by the law of the others; the largest; the mean.
  const std::vector<double>& errors() const noexcept { return errors_; }
  double worst_error() const noexcept {
    double worst = 0;
    for (const double error : errors_) worst = std::max(worst, std::abs(error));
    return worst;
  }
  double mean_error() const noexcept {
    double sum = 0;
    for (const double error : errors_) sum += std::abs(error);
    return sum / static_cast<double>(errors_.size());
  }

  const constants& fitted() const noexcept { return laws_.back(); }  // to all runs

 private:
  void require_peak(double highest) const {
    detail::require(highest > 0 && std::abs(highest - peak_) <= 0.01 * peak_, "loss_law", "peak",
                    "must be that of the first run, above 0: the law knows no other", highest);
  }

  /// Whether there is a rise, by more than a hundredth of the peak, after step `skip`.
  bool rises_late(const std::vector<double>& rates) const noexcept {
    double lowest = peak_;
    for (auto step = static_cast<std::size_t>(skip_); step < rates.size(); ++step) {
      lowest = std::min(lowest, rates[step]);
      if (rates[step] > lowest + 0.01 * peak_) return true;
    }
    return false;
  }

  void require_difference(const std::vector<logged_run>& runs, std::size_t shortest) const {
    double largest = 0;
    for (const logged_run& run : runs)
      for (auto step = static_cast<std::size_t>(skip_); step < shortest; ++step)
        largest = std::max(largest, std::abs(run.rates()[step] - runs[0].rates()[step]) / peak_);
    detail::require(largest >= 0.05, "loss_law", "runs",
                    "must not look alike: two must differ by 1/20 of the peak or more", largest);
  }

  /// By each law that lacks a run, and by the one that has all.
  std::vector<double> losses_of(std::span<const double> rates) const {
    std::vector<detail::progress_sum> sums;
    std::vector<detail::moving_average> averages;
    for (const constants& law : laws_) {
      sums.emplace_back(law.power);
      averages.emplace_back(law.memory);
    }
    for (const double rate : rates) {
      for (auto& sum : sums) sum.add(rate / peak_);
      for (auto& average : averages) average.add(rate / peak_);
    }
    std::vector<double> losses;
    for (std::size_t i = 0; i < laws_.size(); ++i) losses.push_back(laws_[i].loss(sums[i].sum, averages[i].value));
    return losses;
  }

  double error_of(double all, const std::vector<double>& without) const {
    double sum = 0;
    for (std::size_t i = 0; i < errors_.size(); ++i)
      sum += errors_[i] * errors_[i] + (without[i] - all) * (without[i] - all);
    return std::sqrt(sum / static_cast<double>(errors_.size()));
  }

  std::int64_t skip_, longest_ = 0;
  double peak_ = 0;
  bool rises_ = false;
  std::vector<constants> laws_{};  // without each run, and at last of all
  std::vector<double> errors_{};
};

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

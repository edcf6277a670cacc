// SPDX-License-Identifier: MIT

#include <lrsched/plan/outlook.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/lrsched.hpp>

#include "catch.hpp"
#include "near.hpp"

namespace {

using namespace lrsched;

const auto cosine_to_0 = cosine({.from = 1, .to = 0, .steps = 2'000});
const auto linear_to_0 = linear({.from = 1, .to = 0, .steps = 2'000});
const constant still({.value = 1});
const warmup_stable_decay<linear> stable_decay(
    {.peak = 1, .warmup_steps = 0, .stable_steps = 1'600, .decay_steps = 400});

bool is_near(double value, double expected, double within) { return std::abs(value - expected) <= within; }

std::string refusal(auto call) {
  try {
    call();
  } catch (const bad_argument& error) {
    return error.what();
  }
  return "nothing was refused";
}

/// The theorem as it is written, over all pairs of steps.
peak_and_bound bound_of_all_pairs(const auto& plan, std::int64_t steps) {
  std::vector<long double> rates;
  for (std::int64_t step = 0; step < steps; ++step) rates.push_back(static_cast<long double>(plan(step)));
  while (rates.back() == 0) rates.pop_back();
  const long double peak = *std::max_element(rates.begin(), rates.end());
  const auto sum_from = [&](std::size_t first, int power) {
    long double sum = 0;
    for (std::size_t t = first; t < rates.size(); ++t)
      sum += std::pow(rates[t] / peak, static_cast<long double>(power));
    return sum;
  };
  const long double all = sum_from(0, 1);
  long double noise = sum_from(0, 2) / (2 * all);
  for (std::size_t k = 0; k + 1 < rates.size(); ++k)
    noise += rates[k] / peak / sum_from(k + 1, 1) * sum_from(k, 2) / sum_from(k, 1) / 2;
  return {static_cast<double>(std::sqrt(1 / (2 * all) / noise)), static_cast<double>(2 * std::sqrt(noise / (2 * all)))};
}

// A law, and runs that follow it but for a small noise of their own.

constexpr double peak = 0x1p-10, memory = 50;
constexpr std::int64_t length = 4'000, skip = 400;

const linear warmup({.from = 0, .to = peak, .steps = 200});
const auto constant_plan = sequence{warmup, constant({.value = peak})};
const auto cosine_plan = sequence{warmup, cosine({.from = peak, .to = 0.1 * peak, .steps = length - 200})};
const auto two_stages = sequence{warmup, piecewise_constant({peak, 0.3 * peak}, {1'500})};
const auto late_decay =
    sequence{warmup, take(constant({.value = peak}), 3'000), linear({.from = peak, .to = 0.1 * peak, .steps = 800})};

/// The loss after step s: each change of the rate is taken up over `memory` steps.
double true_loss(const auto& plan, std::int64_t s) {
  double progress = 0, smoothed = 0, before = 0;
  for (std::int64_t k = 0; k <= s; ++k) {
    const double share = plan(k) / peak;
    progress += std::pow(share, 0.6);
    smoothed += (share - before) * (1 - std::exp(-static_cast<double>(s - k + 1) / memory));
    before = share;
  }
  return 2.5 + 0.3 * std::pow(progress / static_cast<double>(length), -0.5) + 0.1 * smoothed;
}

logged_run run_of(const auto& plan, double noise, std::int64_t every = 40) {
  std::vector<std::int64_t> steps;
  std::vector<double> losses;
  for (std::int64_t s = std::max<std::int64_t>(every - 1, 1); s < length; s += every) {
    steps.push_back(s);
    losses.push_back(true_loss(plan, s) + noise * std::sin(static_cast<double>(steps.size() * steps.size())));
  }
  return {plan, steps, losses};
}

std::vector<logged_run> three_runs(double noise) {
  return {run_of(constant_plan, noise), run_of(cosine_plan, noise), run_of(two_stages, noise)};
}

}  // namespace

TEST_CASE("the bound of a constant is a harmonic sum", "[plan]") {
  CHECK(convex_bound(still, 1).peak == 1);
  CHECK(convex_bound(still, 1).bound == 1);
  CHECK(convex_bound(still, 2).peak == 0.5);
  CHECK(convex_bound(still, 2).bound == 1);
  long double harmonic = 0;
  for (std::int64_t steps = 1; steps <= 100'000; ++steps) {
    if (steps == 10 || steps == 1'000 || steps == 100'000) {
      const long double root = std::sqrt(static_cast<long double>(steps)), noise = 1 + harmonic;
      CHECK(is_near(convex_bound(still, steps).peak, static_cast<double>(1 / (root * std::sqrt(noise))), 1e-13));
      CHECK(is_near(convex_bound(still, steps).bound, static_cast<double>(std::sqrt(noise) / root), 1e-13));
    }
    harmonic += 1 / static_cast<long double>(steps);
  }
}

TEST_CASE("the bound is that over all pairs of steps", "[plan]") {
  const auto check_at = [](const auto& plan, std::int64_t steps) {
    const peak_and_bound found = convex_bound(plan, steps), expected = bound_of_all_pairs(plan, steps);
    CHECK(is_near(found.peak / expected.peak, 1, 1e-12));
    CHECK(is_near(found.bound / expected.bound, 1, 1e-12));
  };
  for (const std::int64_t steps : {1, 2, 3, 50, 700}) {
    check_at(still, steps);
    check_at(cosine_to_0, steps);
    check_at(linear_to_0, steps);
    check_at(warmup_cosine({.peak = 3e-4, .warmup_steps = 20, .decay_steps = 100}), steps);  // ends in zeros
    check_at(cyclic({.low = 0, .high = 1e-5, .up_steps = 7, .down_steps = 12}), steps + 1);
  }
}

TEST_CASE("the best peaks are the published ones", "[plan]") {
  const double root = std::sqrt(2'000.0);
  CHECK(is_near(convex_bound(linear_to_0, 2'000).peak * root, 1.00, 0.005));
  CHECK(is_near(convex_bound(cosine_to_0, 2'000).peak * root, 0.97, 0.005));
  CHECK(is_near(convex_bound(stable_decay, 2'000).peak * root, 0.51, 0.005));
  CHECK(is_near(convex_bound(still, 2'000).peak * root, 0.33, 0.01));
  CHECK(is_near(convex_bound(linear_to_0, 2'000).bound * root, 2.00, 0.005));
  CHECK(is_near(convex_bound(cosine_to_0, 2'000).bound * root, 2.06, 0.005));
  CHECK(is_near(convex_bound(stable_decay, 2'000).bound * root, 2.17, 0.005));
  CHECK(is_near(convex_bound(still, 2'000).bound * root, 3.0, 0.1));

  CHECK(is_near(peak_ratio(stable_decay, cosine_to_0, 2'000), 0.53, 0.005));
  CHECK(is_near(peak_ratio(linear({.from = 1, .to = 0, .steps = 1'000}), still, 1'000), 2.90, 0.005));
  CHECK(peak_ratio(cosine_to_0, cosine_to_0, 2'000) == 1);
  const double one = peak_ratio(cosine_to_0, still, 2'000), other = peak_ratio(still, cosine_to_0, 2'000);
  CHECK(is_near(one * other, 1, 1e-13));

  // Twice the horizon: 1 / sqrt(2) of the peak. Its own size says nothing; what follows the last update neither.
  const auto twice = with_length(linear_to_0, 0, 4'000);
  CHECK(is_near(convex_bound(twice, 4'000).peak / convex_bound(linear_to_0, 2'000).peak, std::sqrt(0.5), 1e-3));
  CHECK(convex_bound(scale(cosine_to_0, 0x1p-12), 2'000).peak == convex_bound(cosine_to_0, 2'000).peak);
  CHECK(convex_bound(linear_to_0, 9'000).bound == convex_bound(linear_to_0, 2'000).bound);
  CHECK(convex_bound(any_schedule<>(cosine_to_0), 2'000).peak == convex_bound(cosine_to_0, 2'000).peak);
  CHECK(convex_bound(constant<float>({.value = 0.1F}), 2).peak == 0.5);
}

TEST_CASE("what has no bound", "[plan]") {
  CHECK(refusal([] { convex_bound(still, 0); }) == "convex_bound: steps must be at least 1, got 0");
  CHECK(refusal([] { convex_bound(constant({.value = 0}), 9); }) ==
        "convex_bound: plan must have a rate above 0 in these steps, got 0");
  CHECK(refusal([] { convex_bound(constant({.value = -1}), 9); }) == "convex_bound: rate must be at least 0, got -1");
  CHECK(refusal([] { convex_bound([](int) { return test::not_a_number<double>; }, 9); }) ==
        "convex_bound: rate must be finite, got nan");
}

TEST_CASE("a law is recovered from its own runs", "[plan]") {
  const loss_law law(three_runs(0), {.skip = skip});
  CHECK(law.fitted().power == 0.6);
  CHECK(law.fitted().memory == memory);
  CHECK(is_near(law.fitted().floor, 2.5, 1e-4));
  CHECK(is_near(law.fitted().scale, 0.3, 1e-4));
  CHECK(is_near(law.fitted().exponent, 0.5, 1e-4));
  CHECK(is_near(law.fitted().noise, 0.1, 1e-4));
  CHECK(law.worst_error() < 0.02);

  const predicted_loss predicted = law.loss(late_decay, length);
  CHECK(is_near(predicted.loss, true_loss(late_decay, length - 1), 1e-5));
  const auto longer = sequence{warmup, cosine({.from = peak, .to = 0, .steps = 3 * length})};
  CHECK(is_near(law.loss(longer, 3 * length).loss, true_loss(longer, 3 * length - 1), 1e-4));
  CHECK(law.loss(any_schedule<>(late_decay), length).loss == predicted.loss);
}

TEST_CASE("the moving average starts from 0, whatever the first rate", "[plan]") {
  detail::moving_average average(memory);
  for (int step = 0; step < 3; ++step) average.add(1);
  CHECK(is_near(average.value, 1 - std::exp(-3 / memory), 1e-15));
}

TEST_CASE("noise is no more than an error", "[plan]") {
  const loss_law law(three_runs(0.005), {.skip = skip});
  for (const std::int64_t steps : {length, 2 * length}) {
    const predicted_loss predicted = law.loss(late_decay, steps);
    const double off = std::abs(predicted.loss - true_loss(late_decay, steps - 1));
    CHECK(off < 0.005);
    CHECK(predicted.error > off / 2);
    CHECK(predicted.error < 0.05);
  }

  // A spike is not followed.
  std::vector<logged_run> runs = three_runs(0);
  std::vector<double> losses = runs[0].losses();
  losses[60] += 3;
  runs[0] = logged_run(constant_plan, runs[0].steps(), losses);
  CHECK(is_near(loss_law(runs, {.skip = skip}).loss(late_decay, length).loss, true_loss(late_decay, length - 1), 1e-3));

  // Of losses at every step the means of ten are fitted.
  std::vector<logged_run> every;
  for (const auto& run : {run_of(constant_plan, 0.05, 1), run_of(cosine_plan, 0.05, 1), run_of(two_stages, 0.05, 1)})
    every.push_back(run);
  CHECK(
      is_near(loss_law(every, {.skip = skip}).loss(late_decay, length).loss, true_loss(late_decay, length - 1), 5e-3));
}

TEST_CASE("the error is that of runs that were left out", "[plan]") {
  const std::vector<logged_run> runs = three_runs(0.005);
  const loss_law law(runs, {.skip = skip});
  const loss_law laws[] = {loss_law({runs[1], runs[2]}, {.skip = skip}), loss_law({runs[0], runs[2]}, {.skip = skip}),
                           loss_law({runs[0], runs[1]}, {.skip = skip})};
  const double last[] = {laws[0].loss(constant_plan, length).loss, laws[1].loss(cosine_plan, length).loss,
                         laws[2].loss(two_stages, length).loss};
  const predicted_loss predicted = law.loss(late_decay, length);
  double sum = 0, squares = 0, worst = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const double error = last[i] - runs[i].losses().back(),
                 change = laws[i].loss(late_decay, length).loss - predicted.loss;
    CHECK(is_near(law.errors()[i], error, 1e-12));
    CHECK(is_near(predicted.without_run[i], predicted.loss + change, 1e-12));
    sum += std::abs(error), squares += error * error + change * change, worst = std::max(worst, std::abs(error));
  }
  CHECK(is_near(law.mean_error(), sum / 3, 1e-12));
  CHECK(is_near(law.worst_error(), worst, 1e-12));
  CHECK(is_near(predicted.error, std::sqrt(squares / 3), 1e-12));
  CHECK(law.worst_error() > 0);
}

TEST_CASE("the sample of the page", "[plan]") {
  const std::vector<logged_run> runs = three_runs(0.001);
  const auto& steps = runs[0].steps();
  const auto &constant_losses = runs[0].losses(), &cosine_losses = runs[1].losses(), &stage_losses = runs[2].losses();
  const std::int64_t warmup_steps = 200, total = length;

  const lrsched::loss_law law(
      {{constant_plan, steps, constant_losses}, {cosine_plan, steps, cosine_losses}, {two_stages, steps, stage_losses}},
      {.skip = warmup_steps});
  const lrsched::predicted_loss predicted = law.loss(late_decay, total);  // .loss, give or take .error
  const bool decays_late = law.compare(late_decay, cosine_plan, total) == lrsched::verdict::better;

  CHECK(is_near(predicted.loss, true_loss(late_decay, total - 1), 0.002));
  CHECK(decays_late == (true_loss(late_decay, total - 1) < true_loss(cosine_plan, total - 1)));
}

TEST_CASE("verdicts", "[plan]") {
  const loss_law law(three_runs(0.001), {.skip = skip});
  CHECK(law.compare(late_decay, constant_plan, length) == verdict::better);
  CHECK(law.compare(constant_plan, late_decay, length) == verdict::worse);
  CHECK(law.compare(late_decay, late_decay, length) == verdict::cannot_tell);
  const auto hardly_other = sequence{warmup, take(constant({.value = peak}), 3'000),
                                     linear({.from = peak, .to = 0.101 * peak, .steps = 800})};
  CHECK(law.compare(late_decay, hardly_other, length) == verdict::cannot_tell);

  const predicted_loss first = law.loss(late_decay, length), second = law.loss(constant_plan, length);
  const predicted_loss by = law.difference(first, second);
  CHECK(by.loss == first.loss - second.loss);
  CHECK(by.loss < -by.error);
  CHECK(by.without_run[1] == first.without_run[1] - second.without_run[1]);
  CHECK(law.compare(first, second) == verdict::better);
}

TEST_CASE("what comes before the fit does not matter", "[plan]") {
  std::vector<logged_run> runs = three_runs(0.003);
  const predicted_loss predicted = loss_law(runs, {.skip = skip}).loss(late_decay, length);
  std::vector<double> losses = runs[0].losses();
  for (std::size_t i = 0; runs[0].steps()[i] < skip; ++i) losses[i] = 99;
  runs[0] = logged_run(constant_plan, runs[0].steps(), losses);
  CHECK(loss_law(runs, {.skip = skip}).loss(late_decay, length).loss == predicted.loss);
  CHECK(loss_law(runs, {.skip = skip - 2}).loss(late_decay, length).loss != predicted.loss);  // the loss at step 399
}

TEST_CASE("neither the order of runs nor the unit of the rate matters", "[plan]") {
  const std::vector<logged_run> runs = three_runs(0.003);
  const loss_law law(runs, {.skip = skip}), turned({runs[2], runs[0], runs[1]}, {.skip = skip});
  CHECK(is_near(turned.loss(late_decay, length).loss, law.loss(late_decay, length).loss, 1e-9));
  CHECK(is_near(turned.loss(late_decay, length).error, law.loss(late_decay, length).error, 1e-9));

  std::vector<logged_run> larger;
  const auto append = [&](const auto& plan, const logged_run& run) {
    larger.emplace_back(scale(plan, 0x1p10), run.steps(), run.losses());
  };
  append(constant_plan, runs[0]), append(cosine_plan, runs[1]), append(two_stages, runs[2]);
  const loss_law scaled(larger, {.skip = skip});
  CHECK(scaled.loss(scale(late_decay, 0x1p10), length).loss == law.loss(late_decay, length).loss);
}

TEST_CASE("a run that is no log", "[plan]") {
  const auto of = [](std::vector<std::int64_t> steps, std::vector<double> losses) {
    return refusal([&] { logged_run(constant_plan, steps, losses); });
  };
  CHECK(of({}, {}) == "logged_run: steps must be at least one, got 0");
  CHECK(of({1, 2}, {1}) == "logged_run: losses must be as many as the steps, got 1");
  CHECK(of({-1}, {1}) == "logged_run: steps must rise from 0 or later, got -1");
  CHECK(of({5, 5}, {1, 1}) == "logged_run: steps must rise from 0 or later, got 5");
  CHECK(of({100'000'001}, {1}) == "logged_run: steps must be at most 10^8, got 100000001");
  CHECK(of({1}, {-1}) == "logged_run: losses must be at least 0, got -1");
  CHECK(of({1}, {test::not_a_number<double>}) == "logged_run: losses must be finite, got nan");
  CHECK(refusal([] { logged_run(constant({.value = -1}), {1}, {1}); }) ==
        "logged_run: rate must be at least 0, got -1");
}

TEST_CASE("what a law cannot know", "[plan]") {
  const std::vector<logged_run> runs = three_runs(0);
  const auto of = [](const std::vector<logged_run>& given, std::int64_t from) {
    return refusal([&] { loss_law(given, {.skip = from}); });
  };
  CHECK(of({}, skip) == "loss_law: runs must be at least 2, of which the law is learnt and tried, got 0");
  CHECK(of({runs[0]}, skip) == "loss_law: runs must be at least 2, of which the law is learnt and tried, got 1");
  CHECK(of({runs[0], runs[0], runs[0]}, skip) ==
        "loss_law: runs must not look alike: two must differ by 1/20 of the peak or more, got 0");
  CHECK(of(runs, -1) == "loss_law: skip must be at least 0, got -1");
  CHECK(of(runs, 3'990) == "loss_law: losses of a run must be at least 10 from step skip on, got 1");
  CHECK(of({runs[0], run_of(scale(cosine_plan, 2), 0)}, skip) ==
        "loss_law: peak must be that of the first run, above 0: the law knows no other, got 0.001953125");
  const auto late = sequence{take(constant({.value = 0}), 300), constant({.value = peak})};
  CHECK(of({logged_run(late, runs[0].steps(), runs[0].losses()), runs[1]}, 0) ==
        "loss_law: skip must be a step before which a rate is above 0, got 0");

  const loss_law law(runs, {.skip = skip});
  const auto with = [&](const auto& plan, std::int64_t steps) { return refusal([&] { law.loss(plan, steps); }); };
  CHECK(with(constant_plan, 0) == "loss_law: steps must be at least 1, got 0");
  CHECK(with(constant_plan, skip) == "loss_law: steps must be above skip, before which nothing is known, got 400");
  CHECK(with(constant_plan, 4 * length) == "nothing was refused");
  CHECK(with(constant_plan, 4 * length + 1) ==
        "loss_law: steps must be at most 4 times those of the longest run, got 16001");
  CHECK(with(scale(constant_plan, 2), length) ==
        "loss_law: peak must be that of the first run, above 0: the law knows no other, got 0.001953125");
  CHECK(with(constant({.value = 0}), length) ==
        "loss_law: peak must be that of the first run, above 0: the law knows no other, got 0");
  CHECK(with(cyclic({.low = 0, .high = peak, .up_steps = 200, .down_steps = 200}), length) ==
        "loss_law: plan must not rise after step skip, as no run does, got one that rises");
  CHECK(with(clamp(constant({.value = peak}), -1, 1), length) == "nothing was refused");
}

// SPDX-License-Identifier: MIT
// A range test: one short training at rising rates suggests the peak of a schedule. Here for the digits network, beside
// what each suggestion is worth when a schedule is trained with it. See --help.

#include <algorithm>  // std::max
#include <cmath>      // std::pow, std::sqrt
#include <cstdint>    // std::int64_t
#include <cstdio>
#include <exception>
#include <numeric>  // std::iota
#include <optional>
#include <stdexcept>  // std::runtime_error
#include <string>
#include <thread>
#include <vector>

#include <lrsched/range_test.hpp>

#include "../chart/chart.hpp"
#include "../digits/data.hpp"
#include "../digits/experiment.hpp"
#include "../file.hpp"
#include "../output.hpp"

namespace {

constexpr const char* help =
    "usage: find_rate [--data FILE] [--svg FILE] [--help]\n"
    "  --data FILE  the images (those of the example digits)\n"
    "  --svg FILE   where to draw the losses over the rates (find_rate.svg)\n";

constexpr setting how{"A", "RMSprop(0.9), batch 8, 5 epochs, clean labels", false, 8, 5, 0, 1e-4};

/// The range test itself: each batch once, at a rate that rises with every update.
lrsched::range_test swept(const std::vector<sample>& samples) {
  lrsched::range_test sweep({.from = 1e-5, .to = 1, .steps = 125, .smoothing = 0.9});
  generator random(1);
  const split sets = deal(samples, how.noise, random);
  parameters weights = first_weights(random);
  rmsprop optimizer;
  for (std::size_t first = 0; !sweep.finished(); first += how.batch) {
    const std::vector<sample> batch(sets.train.begin() + static_cast<std::ptrdiff_t>(first),
                                    sets.train.begin() + static_cast<std::ptrdiff_t>(first + how.batch));
    parameters gradient{};
    for (const sample& seen : batch) add_gradient(weights, seen, 1 / static_cast<float>(how.batch), gradient);
    const auto rate = static_cast<float>(sweep.rate());
    sweep.observe(evaluate(weights, batch).loss);
    optimizer.update(weights, gradient, rate);
  }
  return sweep;
}

/// What a peak is worth: the mean test loss and accuracy of a warm-up and cosine to it, over ten seeds.
score trained(const std::vector<sample>& samples, double peak) {
  constexpr std::size_t seeds = 10;
  const std::int64_t rise = how.steps() / 20;
  const auto schedule = lrsched::warmup_cosine({.peak = peak, .warmup_steps = rise, .decay_steps = how.steps() - rise});
  std::vector<outcome> outcomes(seeds);
  in_parallel(seeds, std::max(1u, std::thread::hardware_concurrency()),
              [&](std::size_t seed) { outcomes[seed] = run(samples, how, schedule, first_seed + seed); });
  score mean;
  for (const outcome& one : outcomes) mean.loss += one.test_loss / seeds, mean.accuracy += one.accuracy / seeds;
  return mean;
}

struct options {
  std::string data = DIGITS_DATA, svg = "find_rate.svg";
  bool help = false;
};

options parse(int count, char** words) {
  options chosen;
  for (int index = 1; index < count; ++index) {
    const std::string name = words[index];
    if (name == "--help") {
      chosen.help = true;
    } else if (name == "--data" || name == "--svg") {
      if (++index == count) throw std::runtime_error(name + " needs a value");
      (name == "--data" ? chosen.data : chosen.svg) = words[index];
    } else {
      throw std::runtime_error("unknown option '" + name + "'; --help lists all");
    }
  }
  return chosen;
}

void work(const options& chosen) {
  const std::vector<sample> samples = read_samples(chosen.data);
  files::require_replaceable(chosen.svg);
  const lrsched::range_test sweep = swept(samples);
  const std::size_t steps = sweep.smoothed().size();
  std::printf("A range test on handwritten digits: %zu updates, at rates that rise from %.1g to %.2g.\n\n", steps,
              sweep.rate_at(0), sweep.rate_at(steps - 1));
  flush_output();

  const struct {
    const char *name, *rule, *colour;
    std::optional<double> rate;
  } suggestions[] = {
      {"minimum/10", "a tenth of the rate at the lowest loss", charts::colours[4], sweep.minimum_tenth()},
      {"steepest", "where the loss falls fastest", charts::colours[2], sweep.steepest()},
      {"valley", "half-way along the longest fall", charts::colours[1], sweep.valley()},
  };
  chart shown{.title = "the range test",
              .x_title = "learning rate",
              .logarithmic_x = true,
              .lines = {{.colour = charts::colours[0], .width = 2}}};
  for (std::size_t k = 0; k < steps; ++k) shown.lines[0].points.emplace_back(sweep.rate_at(k), sweep.smoothed()[k]);

  std::printf("suggestion    rate     as the peak of a warm-up and cosine, 10 seeds\n");
  const auto row = [&](const char* name, double rate, const char* rule) {
    const score worth = trained(samples, rate);
    std::printf("%-12s  %-7.2g  test loss %.3f, accuracy %.2f %%%s%s\n", name, rate, worth.loss, 100 * worth.accuracy,
                *rule == 0 ? "" : ": ", rule);
    return worth.loss;
  };
  for (const auto& each : suggestions) {
    if (!each.rate) throw std::runtime_error("the loss never fell: nothing can be suggested");
    row(each.name, *each.rate, each.rule);
    shown.marks.push_back({*each.rate, each.colour, each.name});
  }

  std::printf("\nFor comparison, peaks half a decade apart:\n");
  chart worth{.title = "test loss with that peak",
              .x_title = "peak",
              .logarithmic_x = true,
              .logarithmic_y = true,
              .lines = {{.colour = charts::colours[0], .width = 2}},
              .marks = shown.marks};
  for (int index = 0; index <= 6; ++index) {
    const double peak = std::pow(10, -4 + index / 2.0);
    worth.lines[0].points.emplace_back(peak, row("", peak, ""));
  }
  files::replace(chosen.svg,
                 charts::picture_of({{shown, worth}}, "Which rate? A range test on handwritten digits",
                                    "Left: the smoothed loss while the rate rises, and three suggestions. Right: "
                                    "what peaks are worth."));
  std::printf("\nThe curve and the suggestions: %s\n", chosen.svg.c_str());
}

}  // namespace

int main(int count, char** words) {
  try {
    prepare_output();
    const options chosen = parse(count, words);
    if (chosen.help)
      std::fputs(help, stdout);
    else
      work(chosen);
    flush_output();
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "find_rate: %s\n", error.what());
    return 1;
  }
}

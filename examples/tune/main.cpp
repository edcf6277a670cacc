// SPDX-License-Identifier: MIT
// A second algorithm tunes the first: NLopt searches the settings of a schedule for the digits network, against the
// best constant rate that it finds in as many trainings. See --help.

#include <algorithm>  // std::max
#include <charconv>   // std::from_chars
#include <cmath>      // std::pow, std::sqrt
#include <cstdint>    // std::int64_t, std::uint64_t
#include <cstdio>
#include <exception>
#include <functional>
#include <limits>
#include <stdexcept>  // std::runtime_error
#include <string>
#include <thread>
#include <vector>

#include <nlopt.hpp>

#include "../chart/chart.hpp"
#include "../digits/data.hpp"
#include "../digits/experiment.hpp"
#include "../digits/progress.hpp"
#include "../file.hpp"
#include "../output.hpp"

namespace {

constexpr const char* help =
    "usage: tune [--searches N] [--trials N] [--seeds N] [--threads N] [--data FILE] [--svg FILE] [--help]\n"
    "  --searches N  independent searches, 2 to 100 (5)\n"
    "  --trials N    settings that a search may try, 10 to 10000 (80)\n"
    "  --seeds N     seeds that the found settings are tested with, 2 to 1000 (20)\n"
    "  --threads N   threads, 1 to 256 (as many as the machine has); the results do not depend on it\n"
    "  --data FILE   the images (those of the example digits)\n"
    "  --svg FILE    where to draw the searches and the schedules they found (tune.svg)\n";

struct options {
  std::size_t searches = 5, trials = 80, seeds = 20, threads = std::max(1u, std::thread::hardware_concurrency());
  std::string data = DIGITS_DATA, svg = "tune.svg";
  bool help = false;
};

options parse(int count, char** words) {
  options chosen;
  for (int index = 1; index < count; ++index) {
    const std::string name = words[index];
    const auto value = [&] {
      if (++index == count) throw std::runtime_error(name + " needs a value");
      return std::string(words[index]);
    };
    const auto number = [&](std::size_t least, std::size_t most) {
      const std::string given = value();
      std::size_t result = 0;
      const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), result);
      if (error != std::errc() || end != given.data() + given.size() || result < least || result > most)
        throw std::runtime_error(name + " must be a whole number from " + std::to_string(least) + " to " +
                                 std::to_string(most) + ", got '" + given + "'");
      return result;
    };
    if (name == "--searches")
      chosen.searches = number(2, 100);
    else if (name == "--trials")
      chosen.trials = number(10, 10'000);
    else if (name == "--seeds")
      chosen.seeds = number(2, 1000);
    else if (name == "--threads")
      chosen.threads = number(1, 256);
    else if (name == "--data")
      chosen.data = value();
    else if (name == "--svg")
      chosen.svg = value();
    else if (name == "--help")
      chosen.help = true;
    else
      throw std::runtime_error("unknown option '" + name + "'; --help lists all");
  }
  return chosen;
}

using settings = std::vector<double>;

/// What NLopt may turn, and what that makes of a budget of steps.
struct tunable {
  const char* name;
  settings low, high;
  any_schedule (*make)(const settings& given, std::int64_t steps);
};

constexpr std::size_t tuning_seeds = 6;  // a trial is the mean of so many trainings

const tunable rivals[] = {
    {"constant",
     {-4},
     {-1},
     [](const settings& given, std::int64_t) -> any_schedule {
       return lrsched::constant({.value = std::pow(10, given[0])});
     }},
    // Up to a peak in a share of the budget, then down exponentially, but not below a floor.
    {"schedule", {-4, 0, -4, -4}, {-1, 0.5, 0, 0}, [](const settings& given, std::int64_t steps) -> any_schedule {
       const double peak = std::pow(10, given[0]);
       const auto rise = static_cast<std::int64_t>(given[1] * static_cast<double>(steps));
       return lrsched::sequence{
           lrsched::linear({.from = 0, .to = peak, .steps = rise, .includes = lrsched::ends::to}),
           lrsched::clamp(
               lrsched::exponential({.initial = peak, .rate = std::pow(10, given[2]), .every = steps - rise}),
               peak * std::pow(10, given[3]), peak)};
     }}};

constexpr setting how{"A", "RMSprop(0.9), batch 8, 5 epochs, clean labels", false, 8, 5, 0, 1e-4};

/// The outcomes of a schedule under `count` seeds.
std::vector<outcome> outcomes(const std::vector<sample>& samples, const any_schedule& schedule,
                              std::uint64_t first_seed, std::size_t count, std::size_t threads) {
  std::vector<outcome> found(count);
  in_parallel(count, threads,
              [&](std::size_t index) { found[index] = run(samples, how, schedule, first_seed + index); });
  return found;
}

double mean(const std::vector<outcome>& all, double outcome::*member) {
  double sum = 0;
  for (const outcome& one : all) sum += one.*member;
  return sum / static_cast<double>(all.size());
}

/// What a search found: its settings, and the least validation loss after each trial.
struct search {
  settings best;
  std::vector<double> least;
  std::vector<outcome> tests;
};

template <class Progress>
search find(const tunable& rival, const std::vector<sample>& samples, std::uint64_t first_seed, const options& chosen,
            Progress& progress) {
  search found;
  std::function<double(const settings&)> trial = [&](const settings& given) {
    const any_schedule schedule = rival.make(given, how.steps());
    double loss =
        mean(outcomes(samples, schedule, first_seed, tuning_seeds, chosen.threads), &outcome::validation_loss);
    if (!(loss < 100)) loss = 100;  // a training that blew up
    if (found.least.empty() || loss < found.least.back()) found.best = given;
    found.least.push_back(found.least.empty() ? loss : std::min(loss, found.least.back()));
    progress();
    return loss;
  };
  nlopt::opt optimizer(nlopt::GN_DIRECT_L, static_cast<unsigned>(rival.low.size()));
  optimizer.set_lower_bounds(rival.low);
  optimizer.set_upper_bounds(rival.high);
  optimizer.set_min_objective(
      [](const settings& given, settings&, void* work) { return (*static_cast<decltype(trial)*>(work))(given); },
      &trial);
  optimizer.set_maxeval(static_cast<int>(chosen.trials));
  settings start(rival.low.size());
  for (std::size_t index = 0; index < start.size(); ++index) start[index] = (rival.low[index] + rival.high[index]) / 2;
  double least = 0;
  optimizer.optimize(start, least);
  return found;
}

/// The schedule's accuracy minus the constant's, in points, seed by seed.
struct gain {
  double mean = 0, t = 0;

  explicit gain(const std::vector<double>& points) {
    const auto count = static_cast<double>(points.size());
    for (const double one : points) mean += one / count;
    double squares = 0;
    for (const double one : points) squares += (one - mean) * (one - mean);
    t = squares > 0 ? mean / std::sqrt(squares / (count - 1) / count) : 0;
  }
};

/// A line for each search, the first of a rival in the legend.
chart searches_chart(const std::vector<search> (&found)[2], charts::dots (*points)(const tunable&, const search&)) {
  chart shown;
  for (std::size_t rival = 0; rival < 2; ++rival)
    for (const search& each : found[rival])
      shown.lines.push_back({.colour = rival == 0 ? charts::colours[1] : charts::colours[0],
                             .points = points(rivals[rival], each),
                             .label = &each == &found[rival].front() ? rivals[rival].name : ""});
  return shown;
}

chart progress_chart(const std::vector<search> (&found)[2]) {
  chart shown = searches_chart(found, [](const tunable&, const search& each) {
    charts::dots line;
    for (std::size_t k = 0; k < each.least.size(); ++k)
      for (const std::size_t last : {k == 0 ? 0 : k - 1, k})
        line.emplace_back(static_cast<double>(k + 1), each.least[last]);
    return line;
  });
  shown.title = "least validation loss found";
  shown.x_title = "trials (each the mean of " + std::to_string(tuning_seeds) + " trainings)";
  shown.logarithmic_x = shown.logarithmic_y = true;
  return shown;
}

chart rate_chart(const std::vector<search> (&found)[2]) {
  chart shown = searches_chart(found, [](const tunable& rival, const search& each) {
    const any_schedule schedule = rival.make(each.best, how.steps());
    charts::dots line;
    for (std::int64_t step = 0; step < how.steps(); ++step)
      line.emplace_back(static_cast<double>(step), schedule(step));
    return line;
  });
  shown.title = "the rates found", shown.x_title = "step";
  return shown;
}

void work(const options& chosen) {
  const std::vector<sample> samples = read_samples(chosen.data);
  files::require_replaceable(chosen.svg);
  std::printf(
      "NLopt (DIRECT-L) tunes a constant rate, and a schedule of four settings, for a network that learns digits:\n"
      "%s. Each search tries %zu settings by the validation loss of %zu trainings,\n"
      "with seeds of its own; what it found is tested with %zu other seeds, the same for both.\n\n",
      how.title, chosen.trials, tuning_seeds, chosen.seeds);
  flush_output();

  std::vector<search> found[2];
  {
    progress_bar progress("searching", 2 * chosen.searches * chosen.trials);
    for (std::size_t index = 0; index < chosen.searches; ++index)
      for (std::size_t rival = 0; rival < 2; ++rival) {
        search each = find(rivals[rival], samples, first_tuning_seed + index * tuning_seeds, chosen, progress);
        each.tests =
            outcomes(samples, rivals[rival].make(each.best, how.steps()), first_seed, chosen.seeds, chosen.threads);
        found[rival].push_back(std::move(each));
      }
  }

  std::printf(
      "          constant                      schedule\n"
      "search    rate  valid.  test   acc. %%    peak  warm-up  decay to  floor  valid.  test   acc. %%    gain  "
      "[t]\n");
  std::vector<double> by_seed(chosen.seeds), by_search;
  for (std::size_t index = 0; index < chosen.searches; ++index) {
    const search &constant = found[0][index], &schedule = found[1][index];
    std::vector<double> points;
    for (std::size_t seed = 0; seed < chosen.seeds; ++seed) {
      points.push_back(100 * (schedule.tests[seed].accuracy - constant.tests[seed].accuracy));
      by_seed[seed] += points.back() / static_cast<double>(chosen.searches);
    }
    const gain found_gain(points);
    by_search.push_back(found_gain.mean);
    const settings& best = schedule.best;
    std::printf("%6zu %7.2g  %.4f %.4f %6.2f %9.2g %7.0f %% %9.2g %6.1g  %.4f %.4f %6.2f  %+6.2f [%4.1f]\n", index + 1,
                std::pow(10, constant.best[0]), constant.least.back(), mean(constant.tests, &outcome::test_loss),
                100 * mean(constant.tests, &outcome::accuracy), std::pow(10, best[0]), 100 * best[1],
                std::pow(10, best[0] + best[2]), std::pow(10, best[0] + best[3]), schedule.least.back(),
                mean(schedule.tests, &outcome::test_loss), 100 * mean(schedule.tests, &outcome::accuracy),
                found_gain.mean, found_gain.t);
  }

  const gain over_seeds(by_seed), over_searches(by_search);
  const auto [least, most] = std::minmax_element(by_search.begin(), by_search.end());
  std::printf(
      "\nThe tuned schedule is %+.2f points of test accuracy from the tuned constant rate: from %+.2f to %+.2f over "
      "the\n"
      "searches, %.1f standard errors over the seeds. %s\n",
      over_seeds.mean, *least, *most, over_seeds.t,
      over_seeds.t > 3 && *least > 0 ? "It is better in every search, and clearly so."
      : over_seeds.t > 3             ? "It is better, though not in every search."
      : over_seeds.t < -3            ? "It is worse."
                                     : "That is no clear difference.");
  files::replace(chosen.svg,
                 charts::picture_of({{progress_chart(found), rate_chart(found)}},
                                    "A second algorithm tunes the learning rate", "One line for each search."));
  std::printf("The searches and the schedules they found: %s\n", chosen.svg.c_str());
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
    std::fprintf(stderr, "tune: %s\n", error.what());
    return 1;
  }
}

// SPDX-License-Identifier: MIT
// Learns handwritten digits with a small network under seven families of learning-rate schedules, each at its own best
// rate, and reports which promises of schedules hold, and whether checkpoints can be merged instead of decaying. See --help.

#include <algorithm>  // std::max
#include <charconv>   // std::from_chars
#include <cstdio>
#include <exception>
#include <stdexcept>  // std::runtime_error
#include <string>
#include <thread>
#include <vector>

#include "../file.hpp"
#include "../output.hpp"
#include "data.hpp"
#include "experiment.hpp"
#include "picture.hpp"
#include "progress.hpp"
#include "report.hpp"

namespace {

constexpr setting settings[] = {
    {"A", "RMSprop(0.9), batch 8, 5 epochs, clean labels", false, 8, 5, 0, 1e-4},
    {"B", "the same, 20 % of the training labels replaced at random", false, 8, 5, 0.2, 1e-4},
    {"C", "RMSprop(0.9), batch 16, 40 epochs, clean labels", false, 16, 40, 0, 1e-4},
    {"D", "SGD with momentum 0.9, batch 16, 10 epochs, clean labels", true, 16, 10, 0, 1e-3},
};

constexpr const char* help =
    "usage: digits [--seeds N] [--threads N] [--data FILE] [--svg FILE] [--quick] [--help]\n"
    "  --seeds N    seeds that are reported, 2 to 1000 (20)\n"
    "  --threads N  threads, 1 to 256 (as many as the machine has); the results do not depend on it\n"
    "  --data FILE  the images (those that come with the example)\n"
    "  --svg FILE   where to draw the rates and losses (digits.svg)\n"
    "  --quick      settings A and B only, four rates a family and one seed to choose from them: a look, no evidence\n";

struct options {
  effort spend;
  std::string data = DIGITS_DATA, svg = "digits.svg";
  bool quick = false, help = false;
};

options parse(int count, char** words) {
  options chosen;
  chosen.spend.threads = std::max(1u, std::thread::hardware_concurrency());
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
    if (name == "--seeds")
      chosen.spend.seeds = number(2, 1000);
    else if (name == "--threads")
      chosen.spend.threads = number(1, 256);
    else if (name == "--data")
      chosen.data = value();
    else if (name == "--svg")
      chosen.svg = value();
    else if (name == "--quick")
      chosen.quick = true, chosen.spend.rates = 4, chosen.spend.tuning_seeds = 1;
    else if (name == "--help")
      chosen.help = true;
    else
      throw std::runtime_error("unknown option '" + name + "'; --help lists all");
  }
  return chosen;
}

void work(const options& chosen) {
  const std::vector<sample> samples = read_samples(chosen.data);
  files::require_replaceable(chosen.svg);
  std::printf(
      "A network of 64-32-10 learns %zu handwritten digits: on a short budget (A, B), and two counter-checks (C, D).\n"
      "Each seed deals the images anew: %zu to train, %zu to validate, %zu to test. Each family has that rate of %zu\n"
      "which gives the least validation loss (tuning seeds: %zu). The figures are means over other seeds (%zu), and "
      "are\n"
      "compared seed by seed.\n"
      "    gap     test loss minus training loss; test labels weighed as if replaced like the training labels\n"
      "    [t]     the difference in standard errors; beyond 3 or -3 it counts as clear\n"
      "    oracle  the constant rate picked on the test images themselves: no fair rival, but the hardest one\n",
      samples.size(), train_images, validation_images, test_images, chosen.spend.rates, chosen.spend.tuning_seeds,
      chosen.spend.seeds);
  if (chosen.spend.seeds < 10 || chosen.quick) std::printf("A quick look with too few seeds or rates: no evidence.\n");
  flush_output();

  std::vector<contest> contests;
  for (const setting& how : settings) {
    if (chosen.quick && contests.size() == 2) break;
    {
      progress_bar progress(std::string("setting ") + how.name, chosen.spend.trainings(how));
      contests.push_back(compete(samples, how, chosen.spend, progress));
    }
    print_table(contests.back());
    print_promises(contests.back());
    if (how.is_short()) print_endings(contests.back());
    flush_output();
  }
  print_summary(contests);
  contests.resize(2);
  files::replace(chosen.svg, picture_of(contests));
  std::printf("\nRates and losses of A and B over the steps: %s\n", chosen.svg.c_str());
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
    std::fprintf(stderr, "digits: %s\n", error.what());
    return 1;
  }
}

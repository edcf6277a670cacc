// SPDX-License-Identifier: MIT

// Learn here: what plan/outlook.hpp would have said of the study, and what came. A law is fitted to the curves of three
// plans at the constant's best rate, and foretells the other six; a bound foretells how many times that rate their best
// peaks are.
//
//   language_foretold                         # the curves beside this source
//   language_foretold FOLDER                  # those that a study left

#include <algorithm>  // std::min
#include <cmath>      // std::abs
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <cstdio>
#include <exception>
#include <fstream>
#include <map>
#include <stdexcept>  // std::runtime_error
#include <string>
#include <vector>

#include <lrsched/plan/outlook.hpp>

#include "../outlook/input.hpp"
#include "../output.hpp"

namespace {

/// The first two columns of the table of results: the best peak of each plan.
std::map<std::string, double> peaks_in(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::map<std::string, double> peaks;
  while (std::getline(file, line)) {
    const std::size_t name = line.find(','), peak = line.find(',', name + 1);
    if (peak == std::string::npos) throw std::runtime_error(path + ": each line must have a plan and a peak");
    peaks[line.substr(0, name)] = std::stod(line.substr(name + 1, peak - name - 1));
  }
  if (!peaks.contains("constant")) throw std::runtime_error(path + ": must have the constant's peak");
  return peaks;
}

struct foretold {
  std::string name;
  lrsched::predicted_loss loss;
  double truth;
};

std::vector<foretold> foretell(const input::question& asked, const lrsched::loss_law& law, const std::string& folder) {
  std::vector<foretold> all;
  for (const input::plan& each : asked.plans) {
    const lrsched::logged_run log = input::log_of(folder + "/curves/" + each.name + ".csv", each.schedule);
    all.push_back({each.name, law.loss(each.schedule, each.steps), log.losses().back()});
  }
  return all;
}

void print_losses(const std::vector<foretold>& all) {
  double off = 0, said = 0;
  std::printf("plan           foretold           came    off by\n");
  for (const foretold& each : all) {
    std::printf("%-14s %.4f ± %.4f  %.4f  %+.4f\n", each.name.c_str(), each.loss.loss, each.loss.error, each.truth,
                each.loss.loss - each.truth);
    off += std::abs(each.loss.loss - each.truth) / static_cast<double>(all.size());
    said += each.loss.error / static_cast<double>(all.size());
  }
  std::printf("It is off by %.4f on average, and said %.4f.\n\n", off, said);
}

void print_verdicts(const std::vector<foretold>& all, const lrsched::loss_law& law) {
  int right = 0, wrong = 0, open = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      const lrsched::verdict told = law.compare(all[i].loss, all[j].loss);
      if (told == lrsched::verdict::cannot_tell)
        ++open;
      else
        ++((told == lrsched::verdict::better) == (all[i].truth < all[j].truth) ? right : wrong);
    }
  std::printf("Of the pairs it names the better plan of %d rightly, of %d wrongly, and cannot tell of %d.\n\n", right,
              wrong, open);
}

/// Without data: the best peaks over the constant's.
void print_peaks(const input::question& asked, const std::map<std::string, double>& peaks) {
  const lrsched::any_schedule<double>& constant = asked.runs[0].schedule;
  const std::int64_t steps = asked.plans[0].steps;
  std::printf("best peak over the constant's   foretold    found\n");
  const auto print = [&](const std::string& name, const lrsched::any_schedule<double>& schedule) {
    if (name != "constant")
      std::printf("%-30s %9.1f %8g\n", name.c_str(), lrsched::peak_ratio(schedule, constant, steps),
                  peaks.at(name) / peaks.at("constant"));
  };
  for (const input::run& run : asked.runs) print(run.name, run.schedule);
  for (const input::plan& plan : asked.plans) print(plan.name, plan.schedule);
}

/// What it would have been to follow the law: to train at each peak the constant alone, then two more plans at its best.
void print_saving(const input::question& asked, const std::vector<foretold>& all) {
  constexpr std::size_t peaks = 4;
  const std::size_t plans = asked.runs.size() + asked.plans.size(), with = peaks + asked.runs.size() - 1;
  const foretold* chosen = &all[0];
  double least = all[0].truth;
  for (const foretold& each : all) {
    if (each.loss.loss < chosen->loss.loss) chosen = &each;
    least = std::min(least, each.truth);
  }
  for (const input::run& run : asked.runs) least = std::min(least, run.log.losses().back());
  std::printf("\nWith it %zu trainings a seed in the place of %zu choose %s, %.4f above the best at this peak.\n", with,
              plans * peaks, chosen->name.c_str(), chosen->truth - least);
}

}  // namespace

int main(int count, char** words) {
  try {
    prepare_output();
    const std::string folder = count > 1 ? words[1] : LANGUAGE_FOLDER;
    const input::question asked = input::reader(folder + "/outlook.json").read();
    std::vector<lrsched::logged_run> logs;
    for (const input::run& run : asked.runs) logs.push_back(run.log);
    const lrsched::loss_law law(logs, {.skip = asked.skip});
    const std::vector<foretold> all = foretell(asked, law, folder);
    print_losses(all);
    print_verdicts(all, law);
    print_peaks(asked, peaks_in(folder + "/results.csv"));
    print_saving(asked, all);
    flush_output();
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "language_foretold: %s\n", error.what());
    return 1;
  }
}

// SPDX-License-Identifier: MIT

// Learn here: what nine plans bring to a small transformer, as honestly as it can be said, and a study that goes on where
// it was interrupted.
//
//   language                                  # a look in minutes: four plans at one peak
//   language --study --folder study           # nine plans, each at its best peak; may be killed, and started again

#include <cmath>    // std::sqrt
#include <cstdint>  // std::int64_t, std::uint64_t
#include <cstdio>
#include <exception>
#include <stdexcept>  // std::runtime_error
#include <string>
#include <vector>

#include <torch/torch.h>
#include <CLI/CLI.hpp>

#include <lrsched/json.hpp>

#include "../file.hpp"
#include "../output.hpp"
#include "picture.hpp"
#include "report.hpp"
#include "study.hpp"

namespace {

struct options {
  bool study = false;
  std::string folder, text = LANGUAGE_TEXT, svg = "language.svg";
  std::int64_t steps = 0;
  std::uint64_t seeds = 0;
};

/// Whether there is work; help is none.
bool parse(options& chosen, int count, char** words) {
  CLI::App app{"Trains a small transformer under plans of its learning rate, and says what they brought."};
  app.add_flag("--study", chosen.study, "all nine plans, each at its best peak: an hour on one core");
  app.add_option("--folder", chosen.folder, "keep what is finished here, and go on from it; leave tables and curves");
  app.add_option("--steps", chosen.steps, "of a run, a multiple of 20 (1280, or 160 for a look)")
      ->check(CLI::Range(20, 1'000'000));
  app.add_option("--seeds", chosen.seeds, "that are reported (4, or 2 for a look)")->check(CLI::Range(2, 1'000));
  app.add_option("--text", chosen.text, "what is learnt")->capture_default_str();
  app.add_option("--svg", chosen.svg, "draw into this file")->capture_default_str();
  try {
    app.parse(count, words);
  } catch (const CLI::CallForHelp&) {
    std::fputs(app.help().c_str(), stdout);
    return false;
  }
  if (chosen.steps == 0) chosen.steps = chosen.study ? 1'280 : 160;
  if (chosen.seeds == 0) chosen.seeds = chosen.study ? 4 : 2;
  if (chosen.steps % 20 != 0)
    throw std::runtime_error("--steps must be a multiple of 20, got " + std::to_string(chosen.steps));
  return true;
}

effort spend_of(const options& chosen) {
  if (chosen.study)
    return {.each = {.steps = chosen.steps},
            .rivals = {plans.begin(), plans.end()},
            .peaks = {0.002, 0.004, 0.008, 0.016},
            .tuning_seeds = 2,
            .seeds = chosen.seeds};
  return {.each = {.steps = chosen.steps, .points = 10, .curve_samples = 32, .final_samples = 64},
          .rivals = {plans[0], plans[2], plans[4], plans[8]},
          .peaks = {0.008},
          .tuning_seeds = 0,
          .seeds = chosen.seeds};
}

/// The rates in steps of the usual batch: by the rule of the square root, a batch four times as large is worth half of
/// the rate.
any_schedule rate_at_usual_batch(const plan& which, double peak, std::int64_t steps) {
  const clock_of_batches clock = which.batches(steps);
  std::vector<double> factors;
  std::vector<std::int64_t> milestones;
  for (const auto& [from, batch] : clock.stages()) {
    factors.push_back(std::sqrt(double(usual_batch) / double(batch)));
    if (from > 0) milestones.push_back(from / usual_batch);
  }
  const any_schedule rate = which.rate(peak, steps);
  if (milestones.empty()) return rate;
  return lrsched::product{rate, lrsched::piecewise_constant(factors, milestones)};
}

/// What `outlook` is asked about the curves: from where no plan rises any more, and fitted on three, it predicts the
/// others.
nlohmann::json question_of(const contest& shown) {
  using json = nlohmann::json;
  const std::int64_t steps = shown.spent.each.steps;
  json runs = json::array(), predict = json::array();
  for (const entry& row : shown.of_one_peak) {
    const std::string name = row.which.name;
    const json schedule = lrsched::to_json(rate_at_usual_batch(row.which, row.peak, steps));
    if (name == "constant" || name == "cosine" || name == "wsd-root-long")
      runs.push_back({{"schedule", schedule}, {"losses", "curves/" + name + ".csv"}});
    else
      predict.push_back({{"name", name}, {"schedule", schedule}, {"steps", steps}});
  }
  return {{"skip", rise_of(steps)}, {"runs", runs}, {"predict", predict}};
}

void work(const options& chosen) {
  torch::set_num_threads(1);  // so that sums have one order
  const text learnt = read_text(chosen.text);
  files::require_replaceable(chosen.svg);
  const effort spend = spend_of(chosen);
  std::printf(
      "A transformer of 133,000 weights learns %d letters of %d kinds in %d steps, each of %d samples of %d letters.\n"
      "Who knows how frequent each letter of the test text is, and no more, has a loss of %.4f nats.\n",
      static_cast<int>(learnt.train.numel()), static_cast<int>(learnt.letters), static_cast<int>(chosen.steps),
      static_cast<int>(usual_batch), static_cast<int>(context), learnt.unigram_entropy());
  if (chosen.study)
    std::printf("Each plan has that peak of %zu which gives the least validation loss, by %d seeds. ",
                spend.peaks.size(), static_cast<int>(spend.tuning_seeds));
  else
    std::printf("A quick look with too few seeds and no choice of a peak: no evidence. ");
  std::printf(
      "The figures are means\n"
      "over %d other seeds, the same for all plans, and are compared seed by seed.\n"
      "    gap     test loss minus training loss\n"
      "    ±, [t]  the standard error of a difference, and the difference in these\n"
      "    steps   as many samples for all plans; those of a plan that never gets there are all\n"
      "    oracle  the constant rate picked on the test text itself: no fair rival, but the hardest one\n",
      static_cast<int>(spend.seeds));
  flush_output();

  trainings made(learnt, spend.each, chosen.folder.empty() ? "" : chosen.folder + "/trainings");
  const contest shown = compete(made, spend);
  if (spend.peaks.size() > 1) print_tuning(shown);
  print_table(shown);
  if (chosen.study) print_promises(shown);
  files::replace(chosen.svg, picture_of(shown));
  std::printf("\nThe rates and the losses: %s\n", chosen.svg.c_str());
  if (chosen.folder.empty()) return;
  files::fs::create_directories(chosen.folder + "/curves");
  files::replace(chosen.folder + "/results.csv", results_of(shown));
  for (const entry& row : shown.of_one_peak)
    files::replace(chosen.folder + "/curves/" + row.which.name + ".csv", curve_of(row));
  if (chosen.study) files::replace(chosen.folder + "/outlook.json", question_of(shown).dump(2) + "\n");
}

}  // namespace

int main(int count, char** words) {
  try {
    prepare_output();
    options chosen;
    if (parse(chosen, count, words)) work(chosen);
    flush_output();
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "language: %s\n", error.what());
    return 1;
  }
}

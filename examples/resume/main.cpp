// SPDX-License-Identifier: MIT

// Learn here: how a training that may be killed at any moment goes on as if it had not been. Of the schedule one
// integer is saved. The batches are functions of the step as well, so nothing else has a memory but the weights.
//
//   resume digits.checkpoint                                        # kill it, and call it again
//   resume digits.checkpoint --plan '{"cosine": {"from": 0.1, "to": 0, "steps": 5000}}'
//   resume digits.checkpoint --plateau '{"plateau": {"factor": 0.5, "patience": 3}}'
//
// A plan that is not the one of the checkpoint is shown as a difference. Training goes on with it if --change-plan says
// that this is meant.
//
// Where the loss spikes, it goes back to the checkpoint, and on at half the rate: that is another integer to save. What
// a plateau has seen of the loss is a few numbers more.

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include <lrsched/any/description.hpp>
#include <lrsched/json.hpp>
#include <lrsched/lrsched.hpp>

#include "../digits/data.hpp"
#include "../digits/network.hpp"
#include "../digits/random.hpp"
#include "../output.hpp"
#include "checkpoint.hpp"

namespace {

constexpr const char* help =
    "usage: resume FILE [--plan JSON] [--plateau JSON] [--change-plan] [--cuts N]\n"
    "  FILE           the checkpoint: training goes on from there, or starts if there is no such file\n"
    "  --plan JSON    the schedule (a warm-up and a cosine); training ends when it does\n"
    "  --plateau JSON what lowers the rate besides, by the loss of images kept back, every 50 steps (nothing)\n"
    "  --change-plan  go on with this plan even if the checkpoint was made with another one\n"
    "  --cuts N       how often the rate may be cut to its half where the loss spikes, 0 to 100 (3)\n";

struct options {
  std::string file, plan, plateau;
  std::int64_t cuts = 3;
  bool change_plan = false, help = false;
};

std::int64_t number(const std::string& text) {
  std::int64_t result = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), result);
  if (error != std::errc() || end != text.data() + text.size() || result < 0 || result > most_cuts)
    throw std::runtime_error("--cuts must be a whole number from 0 to 100, got '" + text + "'");
  return result;
}

options parse(int count, char** words) {
  options chosen;
  for (int index = 1; index < count; ++index) {
    const std::string word = words[index];
    if (word == "--help")
      chosen.help = true;
    else if (word == "--change-plan")
      chosen.change_plan = true;
    else if (word == "--plan" && index + 1 < count)
      chosen.plan = words[++index];
    else if (word == "--plateau" && index + 1 < count)
      chosen.plateau = words[++index];
    else if (word == "--cuts" && index + 1 < count)
      chosen.cuts = number(words[++index]);
    else if (!chosen.file.empty() || word.starts_with("--"))
      throw std::runtime_error("cannot make anything of '" + word + "'; --help lists all options");
    else
      chosen.file = word;
  }
  if (chosen.file.empty() && !chosen.help) throw std::runtime_error("a file for the checkpoint is missing");
  return chosen;
}

lrsched::any_schedule<double> plan_of(const options& chosen) {
  if (!chosen.plan.empty()) return lrsched::from_json(lrsched::parse_json(chosen.plan));
  return lrsched::warmup_cosine({.peak = 0.1, .warmup_steps = 200, .decay_steps = 3'800});
}

/// Without one that is given, one that never lowers.
lrsched::any_plateau plateau_of(const options& chosen) {
  if (!chosen.plateau.empty()) return lrsched::plateau_from_json(lrsched::parse_json(chosen.plateau));
  return lrsched::plateau<double>({.factor = 1});
}

/// Where a training starts that has no checkpoint.
checkpoint first(const lrsched::any_plateau& plateau) {
  generator random(1);
  return {.seen = plateau.start(), .weights = first_weights(random)};
}

/// Takes a plan for the rest of a training. If it had another one, says what is different and whether it may go on.
bool adopt(checkpoint& done, const lrsched::any_schedule<double>& plan, const lrsched::any_plateau& plateau,
           bool change_plan) {
  const lrsched::description now = plan.describe(), rule = plateau.describe();
  const bool is_new = done.plan.is_null();
  const lrsched::description old_rule = is_new ? rule : lrsched::plateau_from_json(done.plateau).describe();
  const bool is_same = done.fingerprint == lrsched::fingerprint(now) && old_rule == rule;
  if (!is_new && !is_same) {
    std::fprintf(stderr, "the plan has changed since step %lld:\n", static_cast<long long>(done.step));
    for (const auto& lines :
         {lrsched::difference(lrsched::from_json(done.plan).describe(), now), lrsched::difference(old_rule, rule)})
      for (const std::string& line : lines) std::fprintf(stderr, "  %s\n", line.c_str());
    if (!change_plan) std::fprintf(stderr, "go on with it by --change-plan\n");
  }
  done.fingerprint = lrsched::fingerprint(now).value();
  done.plan = lrsched::to_json(now);
  done.plateau = lrsched::to_json(rule);
  return is_new || is_same || change_plan;
}

/// The batch of a step, which alone decides it.
std::vector<sample> batch_at(std::int64_t step, const std::vector<sample>& samples) {
  generator random(static_cast<std::uint64_t>(step));
  std::vector<sample> batch;
  while (batch.size() < 8) batch.push_back(samples[random.below(samples.size())]);
  return batch;
}

/// One step down the gradient of a batch.
void update(parameters& weights, const std::vector<sample>& batch, double rate) {
  parameters gradient{};
  for (const sample& seen : batch) add_gradient(weights, seen, 1.0F / static_cast<float>(batch.size()), gradient);
  add<std::tuple_size_v<parameters>>(weights.data(), gradient.data(), static_cast<float>(-rate));
}

/// A loss twice as large as that of guessing, or none at all.
bool is_spike(double loss) { return !(loss <= 2 * std::log(double{classes})); }

void print_row(std::int64_t step, double rate) {
  char text[32];
  const char* const end = std::to_chars(text, text + sizeof text, rate).ptr;
  std::printf("%lld,%.*s\n", static_cast<long long>(step), static_cast<int>(end - text), text);
}

int work(const options& chosen) {
  constexpr std::int64_t steps_per_checkpoint = 50;
  const lrsched::any_schedule<double> plan = plan_of(chosen);
  if (!plan.length()) throw std::runtime_error("the plan must end somewhere");
  const lrsched::any_plateau plateau = plateau_of(chosen);
  const checkpoints::lock lock(chosen.file);
  checkpoint done = load(chosen.file).value_or(first(plateau));
  if (!adopt(done, plan, plateau, chosen.change_plan)) return 3;

  generator random(0);
  const split sets = deal(read_samples(DIGITS_DATA), 0, random);
  for (checkpoint now = done;;) {
    const std::vector<sample> batch = batch_at(now.step, sets.train);
    if (const double loss = evaluate(now.weights, batch).loss; is_spike(loss)) {
      std::fprintf(stderr, "the loss is %.3g at step %lld, back to step %lld\n", loss, static_cast<long long>(now.step),
                   static_cast<long long>(done.step));
      if (done.cuts >= chosen.cuts) throw std::runtime_error("no cut is left, of " + std::to_string(chosen.cuts));
      ++done.cuts;
      save(done, chosen.file);
      now = done;
      continue;
    }
    const bool is_last = now.step == *plan.length();
    if (now.step > done.step && (now.step % steps_per_checkpoint == 0 || is_last)) {
      now.seen = plateau.next(now.seen, evaluate(now.weights, sets.validation).loss);
      save(done = now, chosen.file);
    }
    if (is_last) break;
    const double rate = std::ldexp(plan(now.step) * plateau(now.seen), -static_cast<int>(now.cuts));
    update(now.weights, batch, rate);
    print_row(now.step++, rate);
    flush_output();  // before it is saved as done
  }
  std::fprintf(stderr, "%.1f %% of the test images are recognised\n", 100 * evaluate(done.weights, sets.test).accuracy);
  return 0;
}

}  // namespace

int main(int count, char** words) try {
  prepare_output();
  const options chosen = parse(count, words);
  if (!chosen.help) return work(chosen);
  std::fputs(help, stdout);
  flush_output();
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "resume: %s\n", error.what());
  return 1;
}

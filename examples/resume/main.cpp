// SPDX-License-Identifier: MIT

// Learn here: how a training that may be killed at any moment goes on as if it had not been. Of the schedule one
// integer is saved. The batches are functions of the step as well, so nothing else has a memory but the weights.
//
//   resume digits.checkpoint                                        # kill it, and call it again
//   resume digits.checkpoint --plan '{"cosine": {"from": 0.1, "to": 0, "steps": 5000}}'
//
// A plan that is not the one of the checkpoint is shown as a difference. Training goes on with it if --change-plan says
// that this is meant.

#include <charconv>
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
    "usage: resume FILE [--plan JSON] [--change-plan]\n"
    "  FILE           the checkpoint: training goes on from there, or starts if there is no such file\n"
    "  --plan JSON    the schedule (a warm-up and a cosine); training ends when it does\n"
    "  --change-plan  go on with this plan even if the checkpoint was made with another one\n";

struct options {
  std::string file, plan;
  bool change_plan = false, help = false;
};

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

/// Where a training starts that has no checkpoint.
checkpoint first() {
  generator random(1);
  return {.weights = first_weights(random)};
}

/// Takes a plan for the rest of a training. If it had another one, says what is different and whether it may go on.
bool adopt(checkpoint& done, const lrsched::any_schedule<double>& plan, bool change_plan) {
  const lrsched::description now = plan.describe();
  const bool is_new = done.plan.is_null(), is_same = done.fingerprint == lrsched::fingerprint(now);
  if (!is_new && !is_same) {
    std::fprintf(stderr, "the plan has changed since step %lld:\n", static_cast<long long>(done.step));
    for (const std::string& line : lrsched::difference(lrsched::from_json(done.plan).describe(), now))
      std::fprintf(stderr, "  %s\n", line.c_str());
    if (!change_plan) std::fprintf(stderr, "go on with it by --change-plan\n");
  }
  done.fingerprint = lrsched::fingerprint(now).value();
  done.plan = lrsched::to_json(now);
  return is_new || is_same || change_plan;
}

/// One step down the gradient of a batch that the step alone decides.
void update(parameters& weights, const std::vector<sample>& samples, std::int64_t step, double rate) {
  constexpr std::size_t batch = 8;
  generator random(static_cast<std::uint64_t>(step));
  parameters gradient{};
  for (std::size_t i = 0; i < batch; ++i)
    add_gradient(weights, samples[random.below(samples.size())], 1.0F / batch, gradient);
  add<std::tuple_size_v<parameters>>(weights.data(), gradient.data(), static_cast<float>(-rate));
}

void print_row(std::int64_t step, double rate) {
  char text[32];
  const char* const end = std::to_chars(text, text + sizeof text, rate).ptr;
  std::printf("%lld,%.*s\n", static_cast<long long>(step), static_cast<int>(end - text), text);
}

int work(const options& chosen) {
  constexpr std::int64_t steps_per_checkpoint = 50;
  const lrsched::any_schedule<double> plan = plan_of(chosen);
  if (!plan.length()) throw std::runtime_error("the plan must end somewhere");
  const checkpoints::lock lock(chosen.file);
  checkpoint done = load(chosen.file).value_or(first());
  if (!adopt(done, plan, chosen.change_plan)) return 3;

  generator random(0);
  const split sets = deal(read_samples(DIGITS_DATA), 0, random);
  for (lrsched::cursor rates{plan, done.step}; rates.step < *plan.length();) {
    const double rate = rates.next();
    update(done.weights, sets.train, done.step, rate);
    print_row(done.step, rate);
    flush_output();  // before it is saved as done
    done.step = rates.step;
    if (done.step % steps_per_checkpoint == 0 || done.step == *plan.length()) save(done, chosen.file);
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

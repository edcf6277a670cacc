// SPDX-License-Identifier: MIT

// Learn here: how a schedule is used by many processes at once. Every rank computes the rate from the step, so nothing
// is sent and nothing can drift; what a metric has decided, the state of a plateau, is sent as the bytes that it is.
// With 1, 2 or 4 ranks this training comes to the same bits, and may go on with another number of them.
//
//   mpirun -n 4 mpi --batch 64 --until 200 --save half.checkpoint
//   mpirun -n 2 mpi --batch 64 --resume half.checkpoint
//
// An error is one line; `mpirun -q` keeps Open MPI from adding ten about the status.

#include <array>
#include <bit>  // std::bit_cast
#include <cstdint>
#include <cstdio>
#include <cstdlib>  // std::strtoll
#include <cstring>  // std::memcpy
#include <exception>
#include <optional>
#include <stdexcept>  // std::runtime_error
#include <string>
#include <type_traits>  // std::is_trivially_copyable_v
#include <vector>

#include <mpi.h>

#include <lrsched/lrsched.hpp>

#include "../checkpoint.hpp"
#include "../digits/data.hpp"
#include "../digits/network.hpp"
#include "../output.hpp"

namespace {

constexpr const char* help =
    "usage: mpirun -n RANKS mpi [--batch N] [--rule linear|sqrt] [--until STEP] [--save FILE] [--resume FILE]\n"
    "  RANKS          1, 2 or 4\n"
    "  --batch N      samples in an update, over all ranks; a multiple of 4 (32)\n"
    "  --rule RULE    how the peak follows the batch: linear or sqrt (linear)\n"
    "  --until STEP   stop there, or at the end of the plan (400)\n"
    "  --save FILE    write a checkpoint at the end\n"
    "  --resume FILE  go on from a checkpoint\n";

/// A batch is this many sums of gradients, whoever computes them: so their sum does not depend on the number of ranks.
constexpr int shards = 4;

constexpr std::int64_t base_batch = 32, warmup_steps = 40, steps = 400, steps_per_evaluation = 20;
constexpr double tuned_peak = 0.1;
constexpr lrsched::plateau plateau({.factor = 0.5, .patience = 1, .threshold = {.relative = 0.02}});

struct options {
  std::int64_t batch = base_batch, until = steps;
  bool by_square_root = false;
  std::string save, resume;
  bool help = false;
};

std::int64_t whole_number(const std::string& name, const std::string& text, std::int64_t least, std::int64_t most) {
  char* end;
  const std::int64_t value = std::strtoll(text.c_str(), &end, 10);
  if (text.empty() || *end != '\0' || value < least || value > most)
    throw std::runtime_error(name + " must be a whole number from " + std::to_string(least) + " to " +
                             std::to_string(most) + ", got '" + text + "'");
  return value;
}

options parse(int count, char** words) {
  options chosen;
  for (int index = 1; index < count; ++index) {
    const std::string name = words[index];
    if (name == "--help") {
      chosen.help = true;
      continue;
    }
    if (index + 1 == count)
      throw std::runtime_error("cannot make anything of '" + name + "'; --help lists all options");
    const std::string value = words[++index];
    if (name == "--batch")
      chosen.batch = whole_number(name, value, shards, 1000);
    else if (name == "--until")
      chosen.until = whole_number(name, value, 0, steps);
    else if (name == "--rule" && (value == "linear" || value == "sqrt"))
      chosen.by_square_root = value == "sqrt";
    else if (name == "--save")
      chosen.save = value;
    else if (name == "--resume")
      chosen.resume = value;
    else
      throw std::runtime_error("cannot make anything of '" + name + " " + value + "'; --help lists all options");
  }
  if (chosen.batch % shards != 0)
    throw std::runtime_error("--batch must be a multiple of 4, got " + std::to_string(chosen.batch));
  return chosen;
}

/// All that this training is: plain bytes, for a file and for MPI.
struct state {
  std::array<char, 8> mark{'m', 'p', 'i', ' ', 'v', '1', '\n', '\0'};
  double peak = 0;
  std::int64_t batch = 0, step = 0;
  std::uint64_t rates = 0;  // a checksum of all of them
  lrsched::plateau_state<> plateau = ::plateau.start();
  parameters weights{};

  bool operator==(const state&) const = default;
};
static_assert(std::is_trivially_copyable_v<state>);

/// FNV-1a, over 64 bits at a time.
std::uint64_t mixed(std::uint64_t checksum, std::uint64_t bits) { return (checksum ^ bits) * 0x100000001b3; }

std::uint64_t checksum(const parameters& weights) {
  std::uint64_t sum = 0;
  for (const float weight : weights) sum = mixed(sum, std::bit_cast<std::uint32_t>(weight));
  return sum;
}

void save(const state& now, const std::string& path) {
  checkpoints::save(path, {reinterpret_cast<const char*>(&now), sizeof now});
}

void load(state& now, const std::string& path) {
  const std::optional<std::string> content = checkpoints::load(path);
  if (!content) throw std::runtime_error(path + ": there is no such file");
  state read;
  if (content->size() == sizeof read) std::memcpy(&read, content->data(), sizeof read);
  if (content->size() != sizeof read || read.mark != now.mark || read.step < 0 || read.step > steps)
    throw std::runtime_error(path + ": no checkpoint of this training");
  if (read.batch != now.batch || read.peak != now.peak)
    throw std::runtime_error(path + ": was made with --batch " + std::to_string(read.batch) + " and the peak " +
                             std::to_string(read.peak));
  now = read;
}

struct place {
  int rank, ranks;
};

/// What all ranks agree about: each of them may come to its end.
struct failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Does what may fail. If it has failed on any rank, all of them throw, and the first of those has the message.
void together(place here, auto work) {
  std::string message;
  int failed = here.ranks;
  try {
    work();
  } catch (const std::exception& error) {
    message = error.what();
    failed = here.rank;
  }
  MPI_Allreduce(MPI_IN_PLACE, &failed, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
  if (failed < here.ranks) throw failure(failed == here.rank ? message : "");
}

/// One step down the gradient of a batch that the step alone decides. Each rank computes its shards, and adds up all.
void update(state& now, const std::vector<sample>& samples, float rate, place here) {
  generator random(static_cast<std::uint64_t>(now.step));
  std::vector<std::size_t> batch(static_cast<std::size_t>(now.batch));
  for (std::size_t& chosen : batch) chosen = random.below(samples.size());

  const int own = shards / here.ranks;
  const std::size_t size = batch.size() / shards,
                    first = static_cast<std::size_t>(here.rank) * static_cast<std::size_t>(own);
  std::vector<parameters> mine(static_cast<std::size_t>(own)), all(shards);
  for (std::size_t shard = 0; shard < mine.size(); ++shard)
    for (std::size_t i = 0; i < size; ++i)
      add_gradient(now.weights, samples[batch[(first + shard) * size + i]], 1 / static_cast<float>(batch.size()),
                   mine[shard]);
  const int numbers = own * static_cast<int>(std::tuple_size_v<parameters>);
  MPI_Allgather(mine.data(), numbers, MPI_FLOAT, all.data(), numbers, MPI_FLOAT, MPI_COMM_WORLD);
  for (const parameters& gradient : all) add<std::tuple_size_v<parameters>>(now.weights.data(), gradient.data(), -rate);
}

/// Only the first rank looks at the validation images; the others get what came of it.
void evaluate_on_first(state& now, const std::vector<sample>& samples, place here) {
  if (here.rank == 0) now.plateau = plateau.next(now.plateau, evaluate(now.weights, samples).loss);
  MPI_Bcast(&now.plateau, sizeof now.plateau, MPI_BYTE, 0, MPI_COMM_WORLD);
}

/// Throws on the ranks that have come to another state than the first.
void require_same_on_all(const state& now, place here) {
  state first = now;
  MPI_Bcast(&first, sizeof first, MPI_BYTE, 0, MPI_COMM_WORLD);
  if (first != now) throw std::runtime_error("rank " + std::to_string(here.rank) + " has come to another state");
}

void train(const options& chosen, place here) {
  const double by_line = lrsched::linear_scaling_rule(tuned_peak, base_batch, chosen.batch);
  const double by_root = lrsched::square_root_scaling_rule(tuned_peak, base_batch, chosen.batch);

  state now{.peak = chosen.by_square_root ? by_root : by_line, .batch = chosen.batch};
  const auto plan =
      lrsched::warmup_cosine({.peak = now.peak, .warmup_steps = warmup_steps, .decay_steps = steps - warmup_steps});
  generator random(1);
  split sets;
  std::optional<checkpoints::lock> lock;
  together(here, [&] {
    if (shards % here.ranks != 0)
      throw std::runtime_error("the number of ranks must be 1, 2 or 4, got " + std::to_string(here.ranks));
    sets = deal(read_samples(DIGITS_DATA), 0, random);
    now.weights = first_weights(random);
    if (here.rank != 0) return;
    if (!chosen.save.empty()) lock.emplace(chosen.save);
    if (!chosen.resume.empty()) load(now, chosen.resume);
  });
  MPI_Bcast(&now, sizeof now, MPI_BYTE, 0, MPI_COMM_WORLD);

  while (now.step < chosen.until) {
    const double rate = plan(now.step) * now.plateau.scale;
    update(now, sets.train, static_cast<float>(rate), here);
    now.rates = mixed(now.rates, std::bit_cast<std::uint64_t>(rate));
    if (++now.step % steps_per_evaluation == 0) evaluate_on_first(now, sets.validation, here);
  }
  together(here, [&] { require_same_on_all(now, here); });
  together(here, [&] {
    if (here.rank != 0) return;
    if (!chosen.save.empty()) save(now, chosen.save);
    std::printf("batch %d: peak %.4f by the linear rule, %.4f by the square root\n", static_cast<int>(now.batch),
                by_line, by_root);
    std::printf("step %d: plateau %.4f, rates %016llx, weights %016llx, %.1f %% of the test images are recognised\n",
                static_cast<int>(now.step), now.plateau.scale, static_cast<unsigned long long>(now.rates),
                static_cast<unsigned long long>(checksum(now.weights)),
                100 * evaluate(now.weights, sets.test).accuracy);
    flush_output();
  });
}

void work(int count, char** words, place here) {
  options chosen;
  together(here, [&] {
    chosen = parse(count, words);
    if (chosen.help && here.rank == 0) std::fputs(help, stdout), flush_output();
  });
  if (!chosen.help) train(chosen, here);
}

}  // namespace

int main(int count, char** words) {
  prepare_output();
  MPI_Init(&count, &words);
  place here{};
  MPI_Comm_rank(MPI_COMM_WORLD, &here.rank);
  MPI_Comm_size(MPI_COMM_WORLD, &here.ranks);
  int status = 0;
  try {
    work(count, words, here);
  } catch (const failure& agreed) {
    if (*agreed.what() != '\0') std::fprintf(stderr, "mpi: %s\n", agreed.what());
    status = 1;
  } catch (const std::exception& error) {  // the other ranks wait for this one
    std::fprintf(stderr, "mpi: %s\n", error.what());
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
  MPI_Finalize();
  return status;
}

// SPDX-License-Identifier: MIT

// What is no checkpoint, is damaged anywhere, or contradicts itself must be refused, and kept.
//
//   checkpoint_test FOLDER

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "checkpoint.hpp"

namespace {

namespace fs = std::filesystem;

int mistakes = 0;

void check(bool holds, const std::string& rule) {
  if (!holds) std::printf("%s\n", rule.c_str()), ++mistakes;
}

bool is_refused(auto load) {
  try {
    load();
    return false;
  } catch (const std::exception&) {
    return true;
  }
}

std::string content(const fs::path& path) { return files::opened(path, O_RDONLY).read(); }

void overwrite(const fs::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

/// Each bit of a small file, once.
void flip_every_bit(const fs::path& file) {
  checkpoints::save(file, "{\"step\":42,\"weights\":[0.25,-1]}");
  const std::string whole = content(file);
  check(checkpoints::load(file) == "{\"step\":42,\"weights\":[0.25,-1]}", "what was saved must be loaded");
  for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
    std::string flipped = whole;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    overwrite(file, flipped);
    check(is_refused([&] { checkpoints::load(file); }), "bit " + std::to_string(bit) + " has changed in silence");
    check(content(file) == flipped, "a file that is no checkpoint has changed");
  }
  for (std::size_t size = 0; size < whole.size(); ++size) {
    overwrite(file, whole.substr(0, size));
    check(is_refused([&] { checkpoints::load(file); }), "cut after " + std::to_string(size) + " bytes in silence");
  }
}

/// A file with the right checksum, whose content is not.
void change_values(const fs::path& file) {
  const auto plan = lrsched::linear({.from = 0.5, .to = 0, .steps = 100});
  const lrsched::description described = lrsched::describe(plan);
  checkpoint good{
      .step = 100,
      .cuts = 3,
      .seen = {.scale = 0.25, .best = -std::numeric_limits<double>::infinity(), .observations = 2},
      .fingerprint = lrsched::fingerprint(described).value(),
      .plan = lrsched::to_json(described),
      .plateau = lrsched::to_json(lrsched::any_plateau(lrsched::plateau<double>({.mode = lrsched::mode::max})))};
  good.weights[0] = std::numeric_limits<float>::max();
  good.weights[1] = std::numeric_limits<float>::denorm_min();
  save(good, file);
  const auto loaded = load(file);
  check(loaded && loaded->step == 100 && loaded->cuts == 3 && loaded->weights == good.weights &&
            loaded->plan == good.plan && loaded->fingerprint == good.fingerprint && loaded->seen == good.seen &&
            loaded->plateau == good.plateau,
        "the checkpoint must be loaded as it was saved");

  const nlohmann::json document = nlohmann::json::parse(*checkpoints::load(file));
  const struct {
    const char *place, *value;
  } changes[] = {
      {"/step", "101"},
      {"/step", "-1"},
      {"/step", "18446744073709551615"},
      {"/step", "9223372036854775808"},
      {"/step", "1.5"},
      {"/step", "1e1"},
      {"/step", "true"},
      {"/step", "null"},
      {"/step", "\"1\""},
      {"/cuts", "101"},
      {"/cuts", "-1"},
      {"/cuts", "0.5"},
      {"/cuts", "null"},
      {"/weights/0", "true"},
      {"/weights/0", "1e39"},
      {"/weights/7", "-1e39"},
      {"/weights/7", "null"},
      {"/weights/7", "\"0\""},
      {"/weights/7", "[0]"},
      {"/weights", "[]"},
      {"/weights", "0"},
      {"/weights", "{}"},
      {"/fingerprint", "1"},
      {"/fingerprint", "-1"},
      {"/fingerprint", "null"},
      {"/plan", "null"},
      {"/plan", "\"garbage\""},
      {"/plan", R"({"linear": {"from": 0.5, "to": 0, "steps": 200}})"},
      {"/plan", R"({"constant": {"value": 1}})"},
      {"/plan", R"({"plateau": {}})"},
      {"/plateau", "null"},
      {"/plateau", R"({"constant": {"value": 1}})"},
      {"/seen", "[]"},
      {"/seen/scale", "-1"},
      {"/seen/best", "\"nan\""},
      {"/seen/observations", "-1"},
  };
  for (const auto& [place, value] : changes) {
    nlohmann::json changed = document;
    changed[nlohmann::json::json_pointer(place)] = nlohmann::json::parse(value);
    checkpoints::save(file, changed.dump());
    check(is_refused([&] { load(file); }), std::string(place) + " was changed into " + value + " in silence");
  }
  for (const char* key : {"step", "cuts", "seen", "weights", "fingerprint", "plan", "plateau"}) {
    nlohmann::json changed = document;
    changed.erase(key);
    checkpoints::save(file, changed.dump());
    check(is_refused([&] { load(file); }), std::string(key) + " is missing in silence");
  }

  save(good, file);
  const std::string before = content(file);
  good.weights[5] = std::numeric_limits<float>::quiet_NaN();
  check(is_refused([&] { save(good, file); }), "weights that are no numbers were saved");
  check(content(file) == before, "weights that are no numbers have replaced good ones");
}

/// One process has it, under whichever name.
void lock_twice(const fs::path& file) {
  const fs::path link = file.string() + ".link";
  fs::create_symlink(file.filename(), link);
  {
    const checkpoints::lock lock(file);
    check(is_refused([&] { checkpoints::lock second(file); }), "two hold the lock of a checkpoint");
    check(is_refused([&] { checkpoints::lock second(link); }), "two hold the lock of a checkpoint, one by a link");
  }
  const checkpoints::lock lock(link);
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) return std::fputs("usage: checkpoint_test FOLDER\n", stderr), 2;
  const fs::path folder = words[1];
  fs::remove_all(folder);
  fs::create_directories(folder);
  flip_every_bit(folder / "small");
  change_values(folder / "whole");
  lock_twice(folder / "locked");
  check(!load(folder / "missing"), "there is no checkpoint where there is no file");
  fs::remove_all(folder);
  return mistakes == 0 ? 0 : 1;
}

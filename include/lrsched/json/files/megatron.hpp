// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_FILES_MEGATRON_HPP
#define LRSCHED_JSON_FILES_MEGATRON_HPP

// The flags of Megatron-LM core 0.20.0 as an object, with - or _ in their names, and -- before them or not:
//
//   lr, min-lr, lr-warmup-init            max_lr, min_lr and init_lr; the last two are 0 if they are left out
//   lr-decay-style, lr-wsd-decay-style    the schedule; linear, and for WSD exponential, if they are left out
//   lr-decay-iters, or train-iters        lr_decay_steps
//   lr-warmup-iters                       lr_warmup_steps
//   lr-warmup-fraction                    the same as a share of lr_decay_steps, in the place of lr-warmup-iters
//   lr-wsd-decay-iters                    wsd_decay_steps
//
// Megatron multiplies all of these by global-batch-size, which one iteration counts, so that it cancels out. Without
// train-iters the flags are those in -samples, and global-batch-size is the increment.

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::any_of, std::replace
#include <cmath>      // std::abs, std::round
#include <cstdint>    // std::int64_t
#include <map>        // std::map
#include <string>     // std::string
#include <vector>     // std::vector

#include <lrsched/json/files/call.hpp>
#include <lrsched/json/names.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/json/values.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

/// The flags of an object, asked for by their names with dashes, as they are spelt there.
class megatron_flags {
 public:
  explicit megatron_flags(const nlohmann::json& given) : given_(given) {
    for (const auto& [key, value] : given.items())
      if (!value.is_null()) spelt_.emplace(with_dashes(key), key);
  }

  static std::string with_dashes(const std::string& key) {
    std::string name = key.starts_with("--") ? key.substr(2) : key;
    std::replace(name.begin(), name.end(), '_', '-');
    return name;
  }

  bool has(const std::string& flag) const { return spelt_.contains(flag); }
  std::string key(const std::string& flag) const { return has(flag) ? spelt_.at(flag) : flag; }
  const nlohmann::json& value(const std::string& flag) const { return given_[spelt_.at(flag)]; }

 private:
  const nlohmann::json& given_;
  std::map<std::string, std::string> spelt_;
};

/// Whether there are flags that nobody else has.
inline bool is_megatron(const nlohmann::json& given) {
  constexpr const char* own[] = {"lr-decay-style",    "lr-decay-iters",     "lr-decay-samples",  "lr-warmup-iters",
                                 "lr-warmup-samples", "lr-warmup-fraction", "lr-wsd-decay-style"};
  if (!given.is_object()) return false;
  for (const auto& [key, value] : given.items())
    if (is_one_of(own, megatron_flags::with_dashes(key))) return true;
  return false;
}

inline call call_of_megatron(const nlohmann::json& given, const reading& where) {
  const megatron_flags flags(given);
  const auto at = [&](const std::string& flag) { return where.at(flags.key(flag)); };
  for (const auto& [key, value] : given.items())
    if (const std::string other = flags.key(megatron_flags::with_dashes(key)); !value.is_null() && other != key)
      where.at(key).refuse("stands there as " + shown_key(other) + " too");
  std::vector<std::string> used;
  const auto word = [&](const std::string& flag, std::string usual) {
    if (flags.has(flag)) read(flags.value(flag), at(flag), usual);
    used.push_back(flags.key(flag));
    return usual;
  };
  call result{.where = where};
  const std::string style = word("lr-decay-style", "linear"), tail = word("lr-wsd-decay-style", "exponential");
  result.where.dialect = "megatron.";
  const bool has_tail = style == "WSD";
  result.place_of_name = at(has_tail ? "lr-wsd-decay-style" : "lr-decay-style");
  result.place_of_name.dialect = result.where.dialect;
  result.name = known_name(has_tail ? style + "/" + tail : style, result.place_of_name);
  if (!result.name.starts_with(result.where.dialect))
    refuse_unknown_schedule(result.place_of_name, has_tail ? style + "/" + tail : style);

  result.arguments = nlohmann::json::object();
  const auto set = [&](const char* argument, const std::string& flag, const nlohmann::json& usual = nullptr) {
    used.push_back(flags.key(flag));
    if (!flags.has(flag) && usual.is_null()) return false;
    result.arguments[argument] = flags.has(flag) ? flags.value(flag) : usual;
    result.moved[argument] = at(flag).place;
    return true;
  };
  if (!set("max_lr", "lr")) at("lr").refuse("must be given");
  set("min_lr", "min-lr", 0);
  set("init_lr", "lr-warmup-init", 0);

  const bool counts_samples =
      !flags.has("train-iters") && (flags.has("train-samples") || flags.has("lr-decay-samples"));
  const std::string unit = counts_samples ? "samples" : "iters", other = counts_samples ? "iters" : "samples";
  if (!set("lr_decay_steps", "lr-decay-" + unit) && !set("lr_decay_steps", "train-" + unit))
    at("train-" + unit).refuse("must be given, or lr-decay-" + unit);
  if (set("lr_warmup_steps", "lr-warmup-fraction")) {
    const reading place = at("lr-warmup-fraction");
    double share = 0;
    std::int64_t steps = 0;
    read(flags.value("lr-warmup-fraction"), place, share);
    read(result.arguments["lr_decay_steps"], where.alone(result.moved["lr_decay_steps"]), steps);
    const double warmup = share * static_cast<double>(steps), whole = std::round(warmup);
    if (!(share >= 0 && share < 1))
      place.refuse("must be at least 0 and below 1, got " + shown(flags.value("lr-warmup-fraction")));
    if (!(std::abs(warmup - whole) <= 1e-9 * whole))
      place.refuse("must make a whole number of " + unit + ", got " + shown(warmup) + " of them");
    result.arguments["lr_warmup_steps"] = static_cast<std::int64_t>(whole);
    const std::string steps_flag = "lr-warmup-" + unit;
    if (flags.has(steps_flag) && !says_nothing(flags.value(steps_flag)))
      at(steps_flag).refuse("must not be given with lr-warmup-fraction");
  } else {
    set("lr_warmup_steps", "lr-warmup-" + unit, 0);
  }
  if (has_tail && !set("wsd_decay_steps", "lr-wsd-decay-" + unit))
    at("lr-wsd-decay-" + unit).refuse("must be given for WSD");
  if (counts_samples && !set("increment", "global-batch-size"))
    at("global-batch-size").refuse("must be given where samples are counted");
  for (const char* flag :
       {"lr-warmup-iters", "lr-warmup-samples", "override-opt-param-scheduler", "use-checkpoint-opt-param-scheduler"})
    used.push_back(flags.key(flag));
  for (const std::string& flag : {"lr-warmup-" + other, "lr-decay-" + other, "lr-wsd-decay-" + other})
    if (flags.has(flag) && !says_nothing(flags.value(flag)))
      at(flag).refuse("must be in " + unit + ", as the training is");
  // Megatron counts the samples of a growing batch; here all updates have the same.
  if (flags.has("rampup-batch-size") && !says_nothing(flags.value("rampup-batch-size")))
    at("rampup-batch-size").refuse("must not be given: the samples of a batch that grows are not counted here");
  std::vector<std::string> known = {"min-lr", "train-iters", "train-samples"};
  for (const char* flag :
       {"lr-decay-style", "lr-decay-iters", "lr-decay-samples", "lr-warmup-iters", "lr-warmup-samples",
        "lr-warmup-fraction", "lr-warmup-init", "lr-wsd-decay-iters", "lr-wsd-decay-samples", "lr-wsd-decay-style"})
    known.push_back(flag);
  const bool has_underscores = std::any_of(given.items().begin(), given.items().end(),
                                           [](const auto& each) { return each.key().find('_') != std::string::npos; });
  if (has_underscores)
    for (std::string& flag : known) std::replace(flag.begin(), flag.end(), '-', '_');
  refuse_unused(given, where, used, known);
  return result;
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

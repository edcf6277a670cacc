// SPDX-License-Identifier: MIT
#ifndef RESUME_CHECKPOINT_HPP
#define RESUME_CHECKPOINT_HPP

// All that a training needs to go on, as JSON. Of the schedule it holds one integer, the step, and how often the rate
// was cut; of the plateau what that remembers. The descriptions of both, and the fingerprint of the plan, are there to
// notice that the plan has changed, and to say how.

#include <cmath>    // std::abs, std::isfinite
#include <cstdint>  // std::int64_t, std::uint64_t
#include <exception>
#include <limits>
#include <optional>
#include <stdexcept>  // std::runtime_error
#include <string>

#include <lrsched/any/description.hpp>
#include <lrsched/json.hpp>

#include "../checkpoint.hpp"
#include "../digits/network.hpp"

inline constexpr std::int64_t most_cuts = 100;

struct checkpoint {
  std::int64_t step = 0;  // updates made
  std::int64_t cuts = 0;  // of the rate, each to its half
  lrsched::plateau_state<double> seen{};
  parameters weights{};
  std::uint64_t fingerprint = 0;  // of the plan
  nlohmann::json plan{}, plateau{};
};

/// Replaces a checkpoint. A training that blew up, with weights that are no numbers, leaves the last good one.
inline void save(const checkpoint& done, const std::string& path) {
  for (const float weight : done.weights)
    if (!std::isfinite(weight))
      throw std::runtime_error("a weight is no finite number at step " + std::to_string(done.step));
  const nlohmann::json document = {{"step", done.step},
                                   {"cuts", done.cuts},
                                   {"seen", lrsched::to_json(done.seen)},
                                   {"fingerprint", done.fingerprint},
                                   {"plan", done.plan},
                                   {"plateau", done.plateau},
                                   {"weights", done.weights}};
  checkpoints::save(path, document.dump());
}

/// What the text of a checkpoint says. Throws std::exception with the rule that it breaks.
inline checkpoint checkpoint_of(const std::string& text) {
  const nlohmann::json document = lrsched::parse_json(text);
  const auto require = [](bool holds, const char* rule) {
    if (!holds) throw std::runtime_error(rule);
  };
  const nlohmann::json &step = document.at("step"), &cuts = document.at("cuts"),
                       &fingerprint = document.at("fingerprint"), &weights = document.at("weights"),
                       &plan = document.at("plan"), &plateau = document.at("plateau");
  const lrsched::any_schedule<double> schedule = lrsched::from_json(plan);
  lrsched::plateau_from_json(plateau);
  require(fingerprint.is_number_unsigned() && lrsched::fingerprint(schedule) == std::uint64_t{fingerprint},
          "fingerprint must be that of the plan");
  require(step.is_number_unsigned() && schedule.length() &&
              std::uint64_t{step} <= static_cast<std::uint64_t>(*schedule.length()),
          "step must be a whole number from 0 to the end of the plan");
  require(cuts.is_number_unsigned() && std::uint64_t{cuts} <= most_cuts, "cuts must be a whole number from 0 to 100");
  require(weights.is_array() && weights.size() == parameters().size(),
          "there must be as many weights as the network has");
  for (const nlohmann::json& weight : weights)
    require(weight.is_number() && std::abs(double{weight}) <= std::numeric_limits<float>::max(),
            "weights must be finite numbers");
  return {.step = step,
          .cuts = cuts,
          .seen = lrsched::plateau_state_from_json(document.at("seen")),
          .weights = weights,
          .fingerprint = fingerprint,
          .plan = plan,
          .plateau = plateau};
}

/// The checkpoint in a file, if there is a file of this name. Throws std::runtime_error, which names the file and the
/// rule, for what is none.
inline std::optional<checkpoint> load(const std::string& path) {
  const std::optional<std::string> text = checkpoints::load(path);
  if (!text) return std::nullopt;
  try {
    return checkpoint_of(*text);
  } catch (const std::exception& error) {
    throw std::runtime_error(path + ": no checkpoint: " + error.what());
  }
}

#endif

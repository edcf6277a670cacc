// SPDX-License-Identifier: MIT

// What any project does first with the library that reads JSON: a framework's schedule, a plateau, and a mistake.
#include <lrsched/any/description.hpp>
#include <lrsched/json.hpp>

#include <string>

int main() {
  const nlohmann::json document = lrsched::parse_json(R"({"pytorch.StepLR": {"base_lr": 0.5, "step_size": 30}})");
  const auto schedule = document.get<lrsched::any_schedule<double>>();
  const auto plateau = lrsched::plateau_from_json({{"keras.ReduceLROnPlateau", {{"base_lr", 0.5}}}});
  std::string complaint;
  try {
    lrsched::from_json({{"cosine", {{"from", 1}, {"to", 0}, {"steps", -5}}}});
  } catch (const lrsched::json_error& error) {
    complaint = error.what();
  }
  const bool is_read = schedule(29) == 0.5 && schedule(30) == 0.05 && plateau(plateau.start()) == 0.5;
  const bool is_written = lrsched::from_json(lrsched::to_json(schedule)) == schedule;
  return is_read && is_written && complaint == "/cosine/steps: must be at least 0, got -5" ? 0 : 1;
}

// SPDX-License-Identifier: MIT
#include "reader.hpp"

#include <lrsched/json.hpp>

namespace test {

lrsched::any_schedule<double> schedule_from(const std::string& document) {
  return lrsched::from_json(lrsched::parse_json(document));
}

lrsched::any_plateau plateau_from(const std::string& document) {
  return lrsched::plateau_from_json(lrsched::parse_json(document));
}

lrsched::any_schedule<double> momentum_from(const std::string& document) {
  return lrsched::momentum_from_json(lrsched::parse_json(document));
}

lrsched::plateau_state<double> state_from(const std::string& document) {
  return lrsched::plateau_state_from_json(lrsched::parse_json(document));
}

lrsched::any_groups groups_from(const std::string& document, std::size_t count) {
  return lrsched::groups_from_json(lrsched::parse_json(document), count);
}

std::vector<lrsched::any_plateau> plateau_groups_from(const std::string& document, std::size_t count) {
  return lrsched::plateau_groups_from_json(lrsched::parse_json(document), count);
}

std::string written(const lrsched::any_schedule<double>& schedule) { return lrsched::to_json(schedule).dump(); }
std::string written(const lrsched::any_plateau& plateau) { return lrsched::to_json(plateau).dump(); }
std::string written(const lrsched::plateau_state<double>& state) { return lrsched::to_json(state).dump(); }
std::string written(const lrsched::any_groups& groups) { return lrsched::to_json(groups).dump(); }

}  // namespace test

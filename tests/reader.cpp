// SPDX-License-Identifier: MIT
#include "reader.hpp"

#include <lrsched/runtime/json.hpp>

namespace test {

lrsched::any_schedule<double> schedule_from(const std::string& document) {
  return lrsched::from_json(lrsched::parsed(document));
}

std::string written(const lrsched::any_schedule<double>& schedule) { return lrsched::to_json(schedule).dump(); }

}  // namespace test

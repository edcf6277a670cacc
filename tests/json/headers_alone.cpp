// SPDX-License-Identifier: MIT

// json.hpp without the library lrsched::json, in two sources of one program.

#include <lrsched/json.hpp>

#include "../catch.hpp"

TEST_CASE("json.hpp is enough by itself", "[json]") {
  const auto schedule = lrsched::from_json(lrsched::parse_json(
      R"({"sequence": [{"linear": {"from": 0, "to": 1, "steps": 4}}, {"pytorch.StepLR": {"base_lr": 1, "step_size": 3}}]})"));
  CHECK(schedule(2) == 0.5);
  CHECK(schedule(7) == 0.1);
  CHECK(lrsched::from_json(lrsched::to_json(schedule)) == schedule);
  const auto rates =
      lrsched::plateau_from_json(lrsched::parse_json(R"({"pytorch.ReduceLROnPlateau": {"base_lr": 1}})"));
  CHECK(lrsched::plateau_from_json(lrsched::to_json(rates)) == rates);
  CHECK(lrsched::plateau_state_from_json(lrsched::to_json(rates.start())) == rates.start());
}

// SPDX-License-Identifier: MIT

// The reader by its headers alone, without the library lrsched::json: with no framework, and with one.

#include <lrsched/json/reader.hpp>

#include <string>

#include <lrsched/dialect/llmc.hpp>

#include "../catch.hpp"
#include "../rules.hpp"

using lrsched::json_reader;
using nlohmann::json;

namespace {

std::string answer(const json_reader& reader, const char* document) {
  return test::complaint([&] { reader.schedule(json::parse(document)); });
}

}  // namespace

TEST_CASE("a reader knows the library's names, and the frameworks that were added", "[json]") {
  const char* const document = R"({"llmc.linear": {"learning_rate": 1, "train_num_batches": 4}})";
  const json_reader own, more = json_reader().add<lrsched::dialect::llmc::schedules>();
  CHECK(own.schedule(json::parse(R"({"linear": {"from": 1, "to": 0, "steps": 4}})"))(1) == 0.75);
  CHECK(own.plateau(json::parse(R"({"plateau": {"factor": 0.5}})")).start().scale == 1);
  CHECK(answer(own, document) == "/llmc.linear: there is no schedule llmc.linear");
  CHECK(more.schedule(json::parse(document))(1) == 1);
  CHECK(to_string(more.schedule(json::parse(document))) ==
        "llmc.linear(learning_rate=1, warmup_iterations=0, train_num_batches=4, final_learning_rate_frac=1)");
  CHECK(answer(more, R"({"keras.ExponentialDecay": {}})") ==
        "/keras.ExponentialDecay: there is no schedule keras.ExponentialDecay");
  CHECK(answer(more, R"({"linear": {"from": 1, "to": 0, "steps": -4}})") ==
        "/linear/steps: must be at least 0, got -4");
}

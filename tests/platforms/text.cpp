// SPDX-License-Identifier: MIT

// Behind [text] what is no rate: what each document of standard input, one a line, is read as, its fingerprint and what
// is written of it, or why it is refused; and what is counted. Behind [read] the bits of the rates that were read.

#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <string>

#include <lrsched/any/description.hpp>
#include <lrsched/json.hpp>
#include <lrsched/plan/clock.hpp>

namespace {

void print_document(const std::string& document) {
  try {
    const lrsched::any_schedule<> schedule = lrsched::from_json(lrsched::parse_json(document));
    const std::string line = lrsched::to_string(schedule), json = lrsched::to_json(schedule).dump();
    const bool is_read = lrsched::from_json(lrsched::parse_json(json)) == schedule;
    std::printf("[text]\n%s\n%s\nlength %" PRId64 ", fingerprint %016" PRIx64 ", %s\n[read]\n", line.c_str(),
                json.c_str(), schedule.length().value_or(-1), lrsched::fingerprint(schedule).value(),
                is_read ? "equal" : "not equal");
    for (const std::int64_t step : {0, 1, 7, 50, 1'000, 123'456})
      std::printf("%016" PRIx64 "\n", __builtin_bit_cast(std::uint64_t, schedule(step)));
  } catch (const lrsched::bad_argument& error) {
    std::printf("[text]\n%s\n", error.what());
  }
}

void print_counts() {
  std::printf("[text]\n");
  for (const std::int64_t share : lrsched::split(12'345, {0.03, 0.27, 0.7})) std::printf("%" PRId64 "\n", share);
  constexpr lrsched::epochs run({.samples_per_epoch = 50'000, .samples_per_update = 128});
  for (const double count : {0.1, 2.5, 90.0, 1e10}) std::printf("%" PRId64 "\n", run.updates(count));
  constexpr lrsched::batches batches({{0, 8}, {100, 16}, {std::int64_t{1} << 40, 1'024}});
  for (const std::int64_t seen : {std::int64_t{7}, std::int64_t{105}, std::int64_t{1} << 50}) {
    const std::int64_t updates = batches.updates(seen);
    std::printf("%" PRId64 " %" PRId64 " %" PRId64 "\n", updates, batches.batch(updates), batches.seen(updates));
  }
}

}  // namespace

int main() {
  for (std::string document; std::getline(std::cin, document);) print_document(document);
  print_counts();
}

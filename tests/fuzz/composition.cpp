// SPDX-License-Identifier: MIT

// Any bytes as a composition: see composition.hpp for what is drawn, contract.hpp for what is checked. What has no
// function in it is written as JSON, too, and made of that again: it is equal, with the same length and the same bits.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>

#include "../reader.hpp"
#include "contract.hpp"
#include "makers.hpp"

namespace {

void check_made_again(const lrsched::any_schedule<double>& schedule, std::span<const std::int64_t> steps) {
  const std::string text = test::written(schedule);
  const lrsched::any_schedule<double> again = test::schedule_from(text);
  bool same = again == schedule && again.length() == schedule.length();
  for (const std::int64_t step : steps)
    for (const double offset : {-1.0, -0.5, 0.0, 0.5, 1.0}) {
      const double position = static_cast<double>(step) + offset;
      same =
          same && test::same_bits(again(position), schedule(position)) && test::same_bits(again(step), schedule(step));
    }
  if (!same) throw test::broken("what is made again of its description must have the same bits: " + text);
}

template <class Real>
void check(std::span<const std::uint8_t> bytes) {
  test::composer<Real> compose(bytes);
  const test::drawn<Real> whole = compose.part();
  test::check_contract(whole.schedule, {whole.bounds.first, whole.bounds.second, compose.joints()});
  test::check_description(whole.schedule);
  if constexpr (sizeof(Real) == sizeof(double))
    if (lrsched::fingerprint(whole.schedule).has_value()) check_made_again(whole.schedule, compose.joints());
}

template <class Real>
bool all_drawn(const char* type) {
  bool all = true;
  for (const test::maker<Real>& each : test::makers<Real>()) {
    std::printf("%-24s %-8s %10lld %10lld\n", each.name.c_str(), type, static_cast<long long>(each.accepted),
                static_cast<long long>(each.refused));
    all = all && each.accepted > 0;
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::span<const std::uint8_t> bytes(data, size);
  if (bytes.front() % 4 == 0)
    check<float>(bytes.subspan(1));
  else
    check<double>(bytes.subspan(1));
  return 0;
}

namespace test {

/// Prints how often each was accepted and refused, and says whether all were accepted.
bool all_were_drawn() {
  std::printf("%-24s %-8s %10s %10s\n", "", "type", "accepted", "refused");
  const bool of_double = all_drawn<double>("double"), of_float = all_drawn<float>("float");
  return of_double && of_float;
}

}  // namespace test

// SPDX-License-Identifier: MIT

// Any bytes as a document. Each of the five readers, of a schedule, its momentum, groups, a plateau and the state of
// one, refuses it by a bad_argument of one line that begins with the place, or makes something that keeps the contract:
//
//   every position has a finite value, and fill gives the bits of the calls
//   a plateau's rate is finite after any metric
//   what is written as JSON and read again is equal, with the same length and the same bits
//
// The tests replay tests/fuzz/corpus; the preset `fuzz` runs libFuzzer on it.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "../reader.hpp"

namespace {

constexpr std::int64_t longest = std::int64_t{1} << 53;

void require(bool holds, const char* rule, const std::string& about) {
  if (holds) return;
  std::fprintf(stderr, "%s: %s\n", rule, about.c_str());
  std::abort();
}

bool same_bits(double a, double b) { return a == b && std::signbit(a) == std::signbit(b); }

/// What a reader makes of the document, if it does not refuse it.
template <class Read>
auto accepted(Read read, const std::string& document) -> std::optional<decltype(read(document))> {
  try {
    return read(document);
  } catch (const lrsched::bad_argument& error) {
    const std::string message = error.what();
    const bool is_one_line =
        std::none_of(message.begin(), message.end(), [](unsigned char letter) { return letter < ' ' || letter > '~'; });
    require(is_one_line, "a message must be one line of letters", message);
    require(message.front() == '/', "a message must begin with the place", message);
    require(message.find(": ") != std::string::npos && message.back() != ' ', "a message must have a rule", message);
    return std::nullopt;
  }
}

/// The same, of what was written; its nesting, which a framework's schedule hides, may be too deep.
template <class Read>
auto read_again(Read read, const std::string& document) {
  try {
    return std::optional(read(document));
  } catch (const lrsched::bad_argument& error) {
    const std::string message = error.what();
    require(message.find("nested") != std::string::npos, message.c_str(), document);
    return decltype(std::optional(read(document)))();
  }
}

std::vector<double> rates_of(const lrsched::any_schedule<double>& schedule) {
  std::vector<double> rates;
  for (const std::int64_t step : {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, std::int64_t{1000},
                                  std::int64_t{1} << 53, longest, INT64_MAX})
    rates.push_back(schedule(step));
  for (const double position : {-0.5, 0.5, 1000.25, 0x1p53, 1e18, 1e300}) rates.push_back(schedule(position));
  return rates;
}

void check_fill(const lrsched::any_schedule<double>& schedule, std::int64_t first, std::size_t count,
                const std::string& text) {
  std::vector<double> filled(count);
  lrsched::fill(schedule, std::span<double>(filled), first);
  for (const double rate : filled) {
    const std::string about = text + " at " + std::to_string(first);
    require(same_bits(rate, schedule(first)), "fill must give the bits of the calls", about);
    ++first;
  }
}

/// Whether there is a ChainedScheduler whose calls, as it says, walk through too many steps of a CosineAnnealingLR for
/// here.
bool walks_far(const std::string& text) {
  const std::string argument = "\"T_max\":";
  for (std::size_t at = 0; (at = text.find(argument, at)) != std::string::npos; at += argument.size())
    if (std::strtoll(text.c_str() + at + argument.size(), nullptr, 10) > 10'000) return true;
  return false;
}

void check(const lrsched::any_schedule<double>& schedule) {
  const std::string text = test::written(schedule);
  const std::vector<double> rates = rates_of(schedule);
  for (const double rate : rates) require(std::isfinite(rate), "every position must have a finite value", text);
  require(same_bits(rates[0], rates[2]) && same_bits(rates[1], rates[2]), "before 0 stands the value at 0", text);
  require(same_bits(rates[6], rates[7]), "beyond 2^53 stands the value at 2^53", text);

  const std::optional<std::int64_t> length = schedule.length();
  require(!length || (*length >= 0 && *length <= longest), "a length must be from 0 to 2^53", text);
  if (walks_far(text)) return;
  check_fill(schedule, -3, 80, text);
  for (const std::int64_t first : {length.value_or(1000), std::int64_t{1} << 53, longest, INT64_MAX - 4})
    check_fill(schedule, first - 3, 7, text);

  const auto again = read_again(test::schedule_from, text);
  if (!again) return;
  require(*again == schedule && again->length() == length, "what is read again must be equal", text);
  const std::vector<double> rates_again = rates_of(*again);
  require(std::equal(rates.begin(), rates.end(), rates_again.begin(), same_bits), "the bits must be the same", text);
}

void check(const lrsched::any_plateau& plateau) {
  const std::string text = test::written(plateau);
  const auto again = read_again(test::plateau_from, text);
  require(!again || *again == plateau, "what is read again must be equal", text);
  auto state = plateau.start();
  for (const double metric :
       {1.0, 0.5, 0.5, 0.5, -1.0, 1e308, 1e308, -1e308, -1e308, double{NAN}, 0.0, 0.0, HUGE_VAL, -HUGE_VAL, 0.0, 0.0}) {
    require(std::isfinite(plateau(state)), "every rate must be finite", text);
    require(test::state_from(test::written(state)) == state, "a state that is read again must be equal", text);
    state = plateau.next(state, metric);
  }
}

void check(const lrsched::any_groups& groups) {
  groups.for_each_part([](const lrsched::any_schedule<double>& schedule) { check(schedule); });
  const std::string text = test::written(groups);
  const auto again = read_again([](const std::string& document) { return test::groups_from(document); }, text);
  require(!again || *again == groups, "what is read again must be equal", text);
}

void check(const lrsched::plateau_state<double>& state) {
  require(test::state_from(test::written(state)) == state, "a state that is read again must be equal",
          test::written(state));
  const lrsched::plateau<double> rule({.factor = 0.5, .patience = 1, .cooldown = 1, .accumulation_size = 2});
  auto next = state;
  for (const double metric : {1.0, 2.0, -3.0, 4.0}) {
    next = rule.next(next, metric);
    require(std::isfinite(next.scale), "every scale must be finite", test::written(state));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string document(reinterpret_cast<const char*>(data), size);
  if (const auto schedule = accepted(test::schedule_from, document))
    check(*schedule);
  else if (const auto groups = accepted([](const std::string& given) { return test::groups_from(given); }, document))
    check(*groups);
  if (const auto momentum = accepted(test::momentum_from, document))
    for (const double value : rates_of(*momentum))
      require(std::isfinite(value), "every momentum must be finite", document);
  if (const auto plateau = accepted(test::plateau_from, document)) check(*plateau);
  if (const auto state = accepted(test::state_from, document)) check(*state);
  return 0;
}

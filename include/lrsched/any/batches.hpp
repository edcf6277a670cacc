// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ANY_BATCHES_HPP
#define LRSCHED_ANY_BATCHES_HPP

// Batches whose stages are known when the program runs, and the two texts that Megatron-LM has for them:
//
//   parse_batches("0:768 250B:1536 500B:3072")   from so many samples on, such a batch; commas separate as blanks do
//   parse_batches("16 8 300K 1024")              from 16 by 8 up to 1,024, evenly in 300,000 samples
//
// K, M, B and T are 10^3, 10^6, 10^9 and 10^12, in small letters too, after whole numbers and such as 1.5K.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>    // std::min
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <optional>     // std::optional
#include <string>       // std::string, std::to_string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <lrsched/detail/contract.hpp>
#include <lrsched/detail/fields.hpp>
#include <lrsched/plan/clock.hpp>

namespace lrsched::inline LRSCHED_V0 {

using any_batches = batches<std::vector<batch_stage>>;

/// A batch that grows from `start` to `batch`, by `increment` each time, evenly in so many samples: the j-th of n times
/// after j/n of them. `increment` divides the way, in at most 10^6 times.
/// Source: Megatron-LM --rampup-batch-size START INCREMENT SAMPLES and --global-batch-size.
struct batch_ramp {
  required<std::int64_t> start, increment, samples, batch;

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"start", &batch_ramp::start, at_least_1}, field{"increment", &batch_ramp::increment, at_least_1},
               field{"samples", &batch_ramp::samples, at_least_0}, field{"batch", &batch_ramp::batch, at_least_1});
  }

  constexpr void check(const char* name) const {
    detail::require(batch >= start, name, "batch", "must not be below start", batch.value);
    detail::require((batch - start) % increment == 0, name, "increment", "must divide the way from start to batch",
                    increment.value);
    detail::require((batch - start) / increment <= 1'000'000, name, "increment", "must lead there in 10^6 times",
                    increment.value);
  }
};

/// Example: ramped_batches({.start = 16, .increment = 8, .samples = 10, .batch = 32}) is parse_batches("0:16 5:24 10:32").
inline any_batches ramped_batches(batch_ramp given) {
  detail::check("batches", given);
  std::vector<batch_stage> stages{{0, given.start}};
  const std::int64_t count = (given.batch - given.start) / given.increment;
  for (std::int64_t j = 1; j <= count; ++j) {
    const std::int64_t whole = given.samples / count * j, rest = given.samples % count * j;
    const batch_stage next{whole + detail::divided_up(rest, count), given.start + j * given.increment};
    if (next.from > stages.back().from)
      stages.push_back(next);
    else  // there are fewer samples than times
      stages.back() = next;
  }
  return any_batches(std::move(stages));
}

namespace detail {

/// "1.5K" is 1,500; nothing is what is no whole number. Beyond 2^53 it is a number that is.
inline std::optional<std::int64_t> suffixed_number(std::string_view text) {
  constexpr std::string_view suffixes = "kKmMbBtT";
  int zeros = 0;
  if (const std::size_t place = text.empty() ? text.npos : suffixes.find(text.back()); place != text.npos) {
    zeros = 3 * (1 + static_cast<int>(place) / 2);
    text.remove_suffix(1);
  }
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits(text.substr(0, point));
  if (point < text.size()) {
    std::string_view share = text.substr(point + 1);
    while (share.ends_with('0')) share.remove_suffix(1);
    if (share.size() > static_cast<std::size_t>(zeros)) return std::nullopt;
    digits += share;
    zeros -= static_cast<int>(share.size());
  }
  digits.append(static_cast<std::size_t>(zeros), '0');
  if (text.empty() || text == "." || digits.find_first_not_of("0123456789") != digits.npos) return std::nullopt;
  std::int64_t number = 0;
  for (const char digit : digits) number = std::min(10 * number + (digit - '0'), longest + 1);
  return number;
}

}  // namespace detail

/// The texts above. With a number of tokens for each sample a list counts tokens in front of the colon, as Megatron-LM
/// does where it knows the length of its sequences; parts of a sample are left out. The batches count samples.
/// Example: parse_batches("0:768 250B:1536", 4'096) is parse_batches("0:768 61035156:1536").
inline any_batches parse_batches(std::string_view text, numeric<std::int64_t> tokens_per_sample = 1) {
  detail::check("batches", "tokens_per_sample", tokens_per_sample.value, detail::at_least_1);
  constexpr const char* separators = " ,\t\n\r";
  std::vector<std::string_view> words;
  for (std::size_t end = 0, begin; (begin = text.find_first_not_of(separators, end)) != text.npos;) {
    end = std::min(text.find_first_of(separators, begin), text.size());
    words.push_back(text.substr(begin, end - begin));
  }
  const auto refuse = [&](const std::string& argument, const char* rule, std::string_view got) {
    detail::require(false, "batches", argument.c_str(), rule, std::string(got).c_str());
  };

  const auto in_samples = [&](std::int64_t from) {
    detail::check("batches", "from", from, detail::at_least_0);
    return from / tokens_per_sample;
  };

  const bool is_ramp = words.size() == 4 && text.find(':') == text.npos;
  std::vector<std::int64_t> numbers;
  std::vector<batch_stage> stages;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t colon = words[i].find(':');
    const auto first = detail::suffixed_number(words[i].substr(0, colon));
    const auto second = colon == words[i].npos ? std::nullopt : detail::suffixed_number(words[i].substr(colon + 1));
    if (is_ramp && !first)
      refuse("number " + std::to_string(i + 1), "must be a whole number, such as 300K", words[i]);
    else if (is_ramp)
      numbers.push_back(*first);
    else if (!first || !second)
      refuse("stage " + std::to_string(i + 1), "must be two whole numbers, FROM:BATCH, such as 250B:1536", words[i]);
    else
      stages.push_back({in_samples(*first), *second});
  }
  if (!is_ramp) return any_batches(std::move(stages));
  return ramped_batches({.start = numbers[0], .increment = numbers[1], .samples = numbers[2], .batch = numbers[3]});
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LANGUAGE_STUDY_HPP
#define LANGUAGE_STUDY_HPP

// The contest: each plan chooses its peak on validation text, under seeds of its own, and is then reported on test text
// under others, the same for all plans. Each training that is finished is a file, whole or not there: a study that was
// interrupted goes on.

#include <algorithm>  // std::min_element
#include <cmath>      // std::isnan
#include <cstdint>    // std::int64_t, std::uint64_t
#include <cstdio>     // std::snprintf
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>  // std::runtime_error
#include <string>
#include <vector>

#include <lrsched/json.hpp>

#include "../checkpoint.hpp"
#include "training.hpp"

/// What is spent: on the choice of a peak, where there is one, and on the report.
struct effort {
  sizes each;
  std::vector<plan> rivals;  // the constant first
  std::vector<double> peaks;
  std::uint64_t tuning_seeds, seeds;
};

inline constexpr std::uint64_t first_seed = 1, first_tuning_seed = 1'001;

/// Trainings by what they are, from a folder if they are there; without a folder nothing is kept.
class trainings {
 public:
  trainings(const text& from, const sizes& how, const std::string& folder) : text_(from), how_(how), folder_(folder) {}

  const outcome& at(const plan& followed, double peak, std::uint64_t seed) {
    char name[80];
    std::snprintf(name, sizeof name, "%s-%g-%d", followed.name, peak, static_cast<int>(seed));
    const auto [place, is_new] = known_.try_emplace(name);
    if (is_new) place->second = found_or_made(name, followed, peak, seed);
    return place->second;
  }

 private:
  using json = nlohmann::json;

  /// All that the outcome depends on; a file of another one is refused.
  json key(const plan& followed, double peak, std::uint64_t seed) const {
    json stages;
    const clock_of_batches clock = followed.batches(how_.steps);
    for (const auto& [from, batch] : clock.stages()) stages.push_back({std::int64_t{from}, std::int64_t{batch}});
    return {{"plan", lrsched::to_json(followed.rate(peak, how_.steps))},
            {"batches", stages},
            {"seed", seed},
            {"steps", how_.steps},
            {"points", how_.points},
            {"samples", {how_.curve_samples, how_.final_samples}},
            {"model", {context, channels, reach, heads, blocks}},
            {"text", text_.checksum}};
  }

  static json record(const outcome& made) {
    json curve = json::array();
    for (const point& each : made.curve) curve.push_back({each.step, each.rate, each.train, each.test});
    return {{"validation", made.validation},
            {"train", made.train},
            {"test", made.test},
            {"accuracy", made.accuracy},
            {"curve", curve}};
  }

  static outcome outcome_of(const json& record) {
    const auto number = [](const json& value) {  // what is no number, of a training that blew up, is null
      return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
    };
    outcome made{.validation = number(record.at("validation")),
                 .train = number(record.at("train")),
                 .test = number(record.at("test")),
                 .accuracy = number(record.at("accuracy"))};
    for (const json& each : record.at("curve"))
      made.curve.push_back({each.at(0), number(each.at(1)), number(each.at(2)), number(each.at(3))});
    return made;
  }

  outcome found_or_made(const std::string& name, const plan& followed, double peak, std::uint64_t seed) const {
    if (folder_.empty()) return train(text_, how_, followed, peak, seed);
    files::fs::create_directories(folder_);
    const std::string path = folder_ + "/" + name + ".json";
    const json wanted = key(followed, peak, seed);
    if (const std::optional<std::string> saved = checkpoints::load(path)) {
      const json document = json::parse(*saved);
      if (document.at("key") != wanted) throw std::runtime_error(path + ": is of another study");
      return outcome_of(document.at("outcome"));
    }
    const json made = record(train(text_, how_, followed, peak, seed));
    checkpoints::save(path, json{{"key", wanted}, {"outcome", made}}.dump());
    return outcome_of(made);
  }

  const text& text_;
  sizes how_;
  std::string folder_;
  std::map<std::string, outcome> known_;
};

/// A plan at one peak, and what came of it under each seed.
struct entry {
  plan which;
  double peak;
  std::vector<outcome> outcomes;
};

using figure = std::function<double(const outcome&)>;

inline double mean(const entry& of, const figure& what) {
  double sum = 0;
  for (const outcome& each : of.outcomes) sum += what(each);
  return sum / static_cast<double>(of.outcomes.size());
}

inline entry entry_of(trainings& made, const plan& which, double peak, std::uint64_t first, std::uint64_t seeds) {
  entry result{which, peak, {}};
  for (std::uint64_t seed = first; seed < first + seeds; ++seed) result.outcomes.push_back(made.at(which, peak, seed));
  return result;
}

/// A training that blew up comes last.
inline const entry& least(const std::vector<entry>& among, const figure& what) {
  return *std::min_element(among.begin(), among.end(), [&](const entry& one, const entry& other) {
    const double left = mean(one, what), right = mean(other, what);
    return left < right || (std::isnan(right) && !std::isnan(left));
  });
}

struct contest {
  effort spent;
  std::vector<std::vector<entry>> tuning;  // of each plan, at each peak
  std::vector<entry> chosen;               // each plan at its own peak
  std::vector<entry> of_one_peak;          // each plan at the constant's, under all seeds
  entry oracle;                            // the constant rate that is best on the test text itself
};

inline contest compete(trainings& made, const effort& spend) {
  const auto at_all_peaks = [&](const plan& which, std::uint64_t first, std::uint64_t seeds) {
    std::vector<entry> entries;
    for (const double peak : spend.peaks) entries.push_back(entry_of(made, which, peak, first, seeds));
    return entries;
  };
  contest result{spend, {}, {}, {}, {}};
  for (const plan& which : result.spent.rivals) {
    result.tuning.push_back(at_all_peaks(which, first_tuning_seed, spend.tuning_seeds));
    result.chosen.push_back(
        entry_of(made, which, least(result.tuning.back(), &outcome::validation).peak, first_seed, spend.seeds));
  }
  for (const plan& which : result.spent.rivals) {
    const double peak = result.chosen[0].peak;
    entry mine = entry_of(made, which, peak, first_seed, spend.seeds);
    const entry more = entry_of(made, which, peak, first_tuning_seed, spend.tuning_seeds);
    mine.outcomes.insert(mine.outcomes.end(), more.outcomes.begin(), more.outcomes.end());
    result.of_one_peak.push_back(mine);
  }
  result.oracle = least(at_all_peaks(result.spent.rivals[0], first_seed, spend.seeds), &outcome::test);
  return result;
}

#endif

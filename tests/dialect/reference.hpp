// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_DIALECT_REFERENCE_HPP
#define LRSCHED_TESTS_DIALECT_REFERENCE_HPP

// The peers' own curves, out of the files in tests/reference, and how near to them is near enough.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace test {

/// The fields of one line, RFC 4180: a field in quotes holds commas, and a quote twice. Lines do not end inside of one.
inline std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
      fields.back() += line[i++];
    else if (line[i] == '"')
      quoted = !quoted;
    else if (line[i] == ',' && !quoted)
      fields.emplace_back();
    else if (line[i] != '\r')
      fields.back() += line[i];
  }
  return fields;
}

/// Calls use(case, schedule, params, step, rate) for each row of tests/reference/<file>.
template <class Use>
void for_each_row(const std::string& file, Use use) {
  const std::string path = std::string(LRSCHED_REFERENCE_DIR) + "/" + file;
  std::ifstream in(path);
  std::string line;
  if (!std::getline(in, line) || fields_of(line).size() != 5) throw std::runtime_error("no reference file " + path);
  while (std::getline(in, line)) {
    const std::vector<std::string> row = fields_of(line);
    if (row.size() != 5) throw std::runtime_error("not five fields: " + line);
    use(row[0], row[1], row[2], std::int64_t{std::strtoll(row[3].c_str(), nullptr, 10)},
        std::strtod(row[4].c_str(), nullptr));
  }
}

/// One curve of a peer.
struct reference_case {
  std::string name, schedule, params;
  std::vector<std::pair<std::int64_t, double>> rates{};

  double largest() const {
    double result = 0;
    for (const auto& [step, rate] : rates) result = std::max(result, std::fabs(rate));
    return result;
  }
};

/// All of a file, by the name of the case.
inline std::map<std::string, reference_case> reference_cases(const std::string& file) {
  std::map<std::string, reference_case> cases;
  for_each_row(file, [&](const std::string& name, const std::string& schedule, const std::string& params,
                         std::int64_t step, double rate) {
    auto& found = cases.try_emplace(name, reference_case{name, schedule, params}).first->second;
    found.rates.emplace_back(step, rate);
  });
  return cases;
}

/// Whether a case is of a variant of the peer: -closed, -f32, -main.
inline bool has_suffix(const std::string& name, const std::string& suffix) {
  return name.size() > suffix.size() && name.compare(name.size() - suffix.size(), suffix.size(), suffix) == 0;
}

/// How far a rate is off, in parts of what is allowed: 1e-9 of the rate, or 1e-12 of the case's largest.
inline double share_of_allowed(double rate, double expected, double largest) {
  const double allowed = std::fmax(1e-9 * std::fabs(expected), 1e-12 * largest);
  return rate == expected ? 0 : std::fabs(rate - expected) / allowed;
}

}  // namespace test

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_DIALECT_REFERENCE_HPP
#define LRSCHED_TESTS_DIALECT_REFERENCE_HPP

// The frameworks' own curves, out of the files in tests/reference, and how near to them is near enough.

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

/// Calls use(row) for each of tests/reference/<file>, whose header is given.
template <class Use>
void for_each_row(const std::string& file, const std::string& header, Use use) {
  const std::string path = std::string(LRSCHED_REFERENCE_DIR) + "/" + file;
  std::ifstream in(path);
  std::string line;
  if (!std::getline(in, line) || line != header) throw std::runtime_error("no reference file " + path);
  while (std::getline(in, line)) {
    const std::vector<std::string> row = fields_of(line);
    if (row.size() != fields_of(header).size()) throw std::runtime_error("not as many fields as the header: " + line);
    use(row);
  }
}

/// One curve of a framework. What a metric drives has one for each rate, reported while that rate was in force.
struct reference_case {
  std::string name, schedule, params;
  std::vector<std::pair<std::int64_t, double>> rates{};
  std::vector<double> metrics{};

  double largest() const {
    double result = 0;
    for (const auto& [step, rate] : rates) result = std::max(result, std::fabs(rate));
    return result;
  }
};

/// All of a file, by the name of the case.
inline std::map<std::string, reference_case> reference_cases(const std::string& file) {
  const bool with_metrics = file.find("-plateau") != std::string::npos;
  std::map<std::string, reference_case> cases;
  for_each_row(file, with_metrics ? "case,schedule,params,step,metric,lr" : "case,schedule,params,step,lr",
               [&](const std::vector<std::string>& row) {
                 auto& found = cases.try_emplace(row[0], reference_case{row[0], row[1], row[2]}).first->second;
                 found.rates.emplace_back(std::strtoll(row[3].c_str(), nullptr, 10),
                                          std::strtod(row.back().c_str(), nullptr));
                 if (with_metrics) found.metrics.push_back(std::strtod(row[4].c_str(), nullptr));
               });
  return cases;
}

/// Whether a case is of a variant of the framework: -closed, -f32, -main.
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

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_BENCH_FACTS_HPP
#define LRSCHED_TESTS_BENCH_FACTS_HPP

// What has been measured: numbers in tables, by row and column, as lines of a file that are separated by tabs.

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace bench {

struct fact {
  std::string table, row, column;
  double value = 0;
};

class facts {
 public:
  explicit facts(const std::string& path) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
      std::istringstream fields(line);
      fact read;
      std::getline(fields, read.table, '\t');
      std::getline(fields, read.row, '\t');
      std::getline(fields, read.column, '\t');
      if (fields >> read.value) all_.push_back(read);
    }
  }

  /// In the order in which they were measured first.
  std::vector<std::string> rows(const std::string& table) const { return distinct(table, &fact::row); }
  std::vector<std::string> columns(const std::string& table) const { return distinct(table, &fact::column); }

  std::optional<double> value(const std::string& table, const std::string& row, const std::string& column) const {
    for (const fact& each : all_)
      if (each.table == table && each.row == row && each.column == column) return each.value;
    return std::nullopt;
  }

 private:
  std::vector<std::string> distinct(const std::string& table, std::string fact::*field) const {
    std::vector<std::string> result;
    for (const fact& each : all_)
      if (each.table == table && std::find(result.begin(), result.end(), each.*field) == result.end())
        result.push_back(each.*field);
    return result;
  }

  std::vector<fact> all_;
};

}  // namespace bench

#endif

// SPDX-License-Identifier: MIT

// Prints tables of the facts in a file, as Markdown, with their ratios and the targets that are missed; draws those
// about growth.   bench_report FACTS GROWTH.svg

#include <cstddef>
#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "../../examples/file.hpp"
#include "facts.hpp"
#include "growth_picture.hpp"

namespace {

using bench::facts;

/// A table of the report: the column with which the others are compared, and whether they are said to take a share of
/// its time or to be so many times as fast.
struct table {
  const char *name, *title, *base;
  bool as_speed;
};

constexpr table tables[] = {
    {"call", "One call: nanoseconds, and the share of the formula by hand", "by hand", false},
    {"instructions", "One call: instructions, and the share of the formula by hand", "by hand", false},
    {"fill", "A million steps: nanoseconds a step, and how many times as fast as the loop by hand", "by hand", true},
    {"any_schedule", "One call of an any_schedule: nanoseconds, and the share of the schedule itself", "itself", false},
    {"compile", "Compile time: milliseconds, and the share of <cmath>", "<cmath>", false},
    {"json", "Compile time of what reads and writes JSON: milliseconds, and the share of nlohmann's",
     "<nlohmann/json.hpp>", false},
    {"bytes", "A warm-up and a cosine for Cortex-M4 at -Os: bytes, and the share of the formula by hand", "by hand",
     false},
};

void print(const table& shown, const facts& all) {
  const std::vector<std::string> rows = all.rows(shown.name), columns = all.columns(shown.name);
  if (rows.empty()) return;
  std::printf("\n%s\n\n| |", shown.title);
  for (const std::string& column : columns) std::printf(" %s |", column.c_str());
  std::printf("\n| --- |");
  for (std::size_t i = 0; i < columns.size(); ++i) std::printf(" --- |");
  for (const std::string& row : rows) {
    std::printf("\n| %s |", row.c_str());
    const std::optional<double> base = all.value(shown.name, row, shown.base);
    for (const std::string& column : columns) {
      const std::optional<double> value = all.value(shown.name, row, column);
      if (!value)
        std::printf(" |");
      else if (!base || *base == 0 || column == shown.base)
        std::printf(" %.3g |", *value);
      else if (shown.as_speed)
        std::printf(" %.3g (%.3g x) |", *value, *base / *value);
      else
        std::printf(" %.3g (%.2f) |", *value, *value / *base);
    }
  }
  std::printf("\n");
}

/// Says if `column` takes more than the given share of what `base` takes, in the same table; the base may be in another
/// row.
void require(const facts& all, const std::string& table, const std::string& row, const std::string& column, double most,
             const std::string& base, const std::string& base_row = "") {
  const std::optional<double> value = all.value(table, row, column),
                              other = all.value(table, base_row.empty() ? row : base_row, base);
  if (!value || !other || *value <= most * *other) return;
  std::printf("missed: %s of %s, %s: %.3g of %s%s, not %.3g (%.2g times as much)\n", table.c_str(), row.c_str(),
              column.c_str(), *value / *other, base.c_str(), base_row.empty() ? "" : (" in " + base_row).c_str(), most,
              *value / *other / most);
}

void print_missed_targets(const facts& all) {
  for (const char* table : {"call", "instructions"})
    for (const std::string& row : all.rows(table))
      require(all, table, row, "ours", row.find("cosine") == 0 ? 0.8 : 1.05, "by hand");

  struct level {
    const char* column;
    double times;
  };
  for (const auto& [column, times] : {level{"ours", 4}, level{"ours, AVX2", 12}, level{"ours, AVX-512", 25}}) {
    require(all, "fill", "cosine", column, 1 / times, "by hand");
    require(all, "fill", "warm-up, cosine", column, 1 / times, "by hand");
    require(all, "fill", "exponential", column, 2 / times, "by hand");
    require(all, "fill", "constant", column, 1.2, "by hand");
    require(all, "fill", "cosine, float", column, 0.5, column, "cosine");
  }
  const std::string best = all.value("fill", "cosine", "ours, AVX-512") ? "ours, AVX-512" : "ours, AVX2";
  for (const char* row : {"cosine", "warm-up, cosine", "exponential", "cosine, float", "exponential, float"})
    for (const char* other : {"numpy", "torch", "Eigen"}) require(all, "fill", row, best, 1, other);

  for (const std::string& row : all.rows("compile")) {
    require(all, "compile", row, "lrsched.hpp", 1.25, "<cmath>");
    require(all, "compile", row, "any_schedule.hpp", 2, "lrsched.hpp");
  }
  for (const std::string& row : all.rows("json")) {
    require(all, "json", row, "lrsched::json", 1.2, "<nlohmann/json.hpp>");
    require(all, "json", row, "own names, headers alone", 3, "<nlohmann/json.hpp>");
    require(all, "json", row, "all frameworks, headers alone", 6, "<nlohmann/json.hpp>");
  }
}

}  // namespace

int main(int count, char** arguments) try {
  if (count != 3) return std::fprintf(stderr, "usage: bench_report FACTS GROWTH.svg\n"), 2;
  const facts all(arguments[1]);
  for (const table& shown : tables) print(shown, all);
  std::printf("\n");
  print_missed_targets(all);
  files::replace(arguments[2], bench::growth_picture(all));
} catch (const std::exception& error) {
  std::fprintf(stderr, "bench_report: %s\n", error.what());
  return 1;
}

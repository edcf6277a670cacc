// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_OUTLOOK_INPUT_HPP
#define EXAMPLES_OUTLOOK_INPUT_HPP

// What is asked, from a JSON file and the CSV files that it names. A mistake is said with its place: the file and the
// JSON pointer, or the line.

#include <algorithm>  // std::find, std::min, std::ranges::none_of
#include <charconv>   // std::from_chars
#include <cmath>      // std::isfinite
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <filesystem>
#include <initializer_list>
#include <stdexcept>  // std::runtime_error
#include <string>
#include <string_view>
#include <system_error>  // std::errc
#include <utility>       // std::move
#include <vector>

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/json.hpp>
#include <lrsched/plan/outlook.hpp>

#include "../file.hpp"

namespace input {

/// What is wrong with what was given.
struct bad_input : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct run {
  std::string name;  // of its file
  lrsched::any_schedule<double> schedule;
  lrsched::logged_run log;
};

struct plan {
  std::string name;
  lrsched::any_schedule<double> schedule;
  std::int64_t steps;
};

struct question {
  std::vector<std::filesystem::path> files{};  // that were read
  std::int64_t skip = 0;
  std::vector<run> runs{};
  std::vector<plan> plans{};
};

/// Does what may find a mistake, whose place begins with this one.
inline auto at(const std::string& place, auto work) {
  try {
    return work();
  } catch (const lrsched::json_error& error) {  // "/linear/steps: must be ..."
    const std::string_view words = error.what();
    throw bad_input(place + std::string(words.substr(words.starts_with("/:") ? 1 : 0)));
  } catch (const lrsched::bad_argument& error) {
    throw bad_input(place + ": " + error.what());
  }
}

inline std::string content_of(const std::filesystem::path& path) {
  try {
    return files::with(path, "cannot be read",
                       [](const auto& target) { return files::opened(target, O_RDONLY).read(); });
  } catch (const std::runtime_error& error) {
    throw bad_input(error.what());
  }
}

/// The parts of a line between commas, without quotes and blanks around them.
inline std::vector<std::string_view> cells_of(std::string_view line) {
  constexpr std::string_view around = " \t\r\"";
  std::vector<std::string_view> cells;
  while (true) {
    std::string_view cell = line.substr(0, line.find(','));
    const bool is_last = cell.size() == line.size();
    line.remove_prefix(is_last ? line.size() : cell.size() + 1);
    cell.remove_prefix(std::min(cell.find_first_not_of(around), cell.size()));
    cell.remove_suffix(cell.size() - (cell.find_last_not_of(around) + 1));
    cells.push_back(cell);
    if (is_last) return cells;
  }
}

/// The columns `step` and `loss` of a table; rows without a loss are left out.
inline lrsched::logged_run log_of(const std::filesystem::path& path, const lrsched::any_schedule<double>& schedule) {
  const std::string text = content_of(path);
  std::vector<std::int64_t> steps;
  std::vector<double> losses;
  std::size_t columns = 0, step_column = 0, loss_column = 0, number = 0;
  std::string_view rest = text;
  if (constexpr std::string_view mark = "\xef\xbb\xbf"; rest.starts_with(mark)) rest.remove_prefix(mark.size());
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const std::vector<std::string_view> cells = cells_of(line);
    const auto require = [&](bool holds, const std::string& rule) {
      if (!holds) throw bad_input(path.string() + ":" + std::to_string(number) + ": " + rule);
    };
    const auto number_in = [&](std::size_t column, const char* name) {
      double value = 0;
      const std::string_view cell = cells[column];
      const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
      require(error == std::errc() && end == cell.data() + cell.size() && std::isfinite(value),
              name + std::string(" must be a finite number, got ") + (cell.empty() ? "nothing" : std::string(cell)));
      return value;
    };
    ++number;
    if (number == 1) {
      const auto column_of = [&](std::string_view name) {
        for (std::size_t i = 0; i < cells.size(); ++i)
          if (cells[i] == name) return i;
        require(false, "must name a column " + std::string(name));
        return cells.size();
      };
      columns = cells.size(), step_column = column_of("step"), loss_column = column_of("loss");
    } else if (cells.size() > 1 || !cells[0].empty()) {
      require(cells.size() == columns, "must have as many cells as the first line");
      if (cells[loss_column].empty()) continue;
      const double step = number_in(step_column, "step"), loss = number_in(loss_column, "loss");
      require(step >= 0 && step <= 1e8 && step == static_cast<double>(static_cast<std::int64_t>(step)),
              "step must be a whole number from 0 to 100000000");
      require(steps.empty() || static_cast<std::int64_t>(step) > steps.back(), "step must be above the one before");
      require(loss >= 0 && loss <= 1e9, "loss must be from 0 to 1e9");
      steps.push_back(static_cast<std::int64_t>(step));
      losses.push_back(loss);
    }
  }
  return at(path.string(), [&] { return lrsched::logged_run(schedule, std::move(steps), std::move(losses)); });
}

/// Reads a JSON file. Its parts are asked for by their pointers.
class reader {
 public:
  explicit reader(std::filesystem::path path) : path_(std::move(path)) {}

  question read() const {
    const std::string text = content_of(path_);
    const nlohmann::json all = at(path_.string() + ": ", [&] { return lrsched::parse_json(text); });
    require_members("", all, {"skip", "runs", "predict"});
    question asked{.files = {path_}, .skip = count_of("/skip", all["skip"], 0)};
    each("/runs", all["runs"], [&](const std::string& pointer, const nlohmann::json& given) {
      require_members(pointer, given, {"schedule", "losses"});
      auto schedule = schedule_of(pointer, given);
      const std::string name = text_of(pointer + "/losses", given["losses"]);
      asked.files.push_back(path_.parent_path() / name);
      lrsched::logged_run log = log_of(asked.files.back(), schedule);
      asked.runs.push_back({std::filesystem::path(name).stem().string(), std::move(schedule), std::move(log)});
    });
    each("/predict", all["predict"], [&](const std::string& pointer, const nlohmann::json& given) {
      require_members(pointer, given, {"name", "schedule", "steps"});
      asked.plans.push_back({text_of(pointer + "/name", given["name"]), schedule_of(pointer, given),
                             count_of(pointer + "/steps", given["steps"], 1)});
    });
    return asked;
  }

  std::string place(const std::string& pointer) const { return path_.string() + ": " + pointer; }

 private:
  void require(bool holds, const std::string& pointer, const std::string& rule) const {
    if (!holds) throw bad_input(place(pointer.empty() ? "/" : pointer) + ": " + rule);
  }

  void require_members(const std::string& pointer, const nlohmann::json& given,
                       std::initializer_list<const char*> names) const {
    std::string list;
    for (const char* name : names) list += (list.empty() ? "" : ", ") + std::string(name);
    require(given.is_object(), pointer, "must be an object with " + list);
    for (const char* name : names) require(given.contains(name), pointer, "must have " + std::string(name));
    for (const auto& [name, value] : given.items())
      require(std::find(names.begin(), names.end(), name) != names.end(), pointer,
              "has no " + nlohmann::json(name).dump(-1, ' ', true) + ", only " + list);
  }

  void each(const std::string& pointer, const nlohmann::json& given, auto use) const {
    require(given.is_array() && !given.empty(), pointer, "must be a list of one or more");
    for (std::size_t i = 0; i < given.size(); ++i) use(pointer + "/" + std::to_string(i), given[i]);
  }

  std::int64_t count_of(const std::string& pointer, const nlohmann::json& given, std::int64_t least) const {
    const bool is_count = given.is_number_integer() && given >= least && given <= 100'000'000;
    require(is_count, pointer, "must be a whole number from " + std::to_string(least) + " to 100000000");
    return given.get<std::int64_t>();
  }

  std::string text_of(const std::string& pointer, const nlohmann::json& given) const {
    const std::string text = given.is_string() ? given.get<std::string>() : "";
    const auto is_control = [](unsigned char letter) { return letter < ' ' || letter == 0x7f; };
    require(!text.empty() && std::ranges::none_of(text, is_control), pointer, "must be a text, of one line");
    return text;
  }

  lrsched::any_schedule<double> schedule_of(const std::string& pointer, const nlohmann::json& given) const {
    return at(place(pointer + "/schedule"), [&] { return lrsched::from_json(given["schedule"]); });
  }

  std::filesystem::path path_;
};

}  // namespace input

#endif

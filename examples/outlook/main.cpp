// SPDX-License-Identifier: MIT

// Learn here: what plans will bring, from runs that were logged, before they are paid for.
//
//   outlook question.json
//   outlook question.json --svg outlook.svg
//
// where question.json has
//   {"skip": 2160, "runs": [{"schedule": {...}, "losses": "constant.csv"}, ...],
//    "predict": [{"name": "wsd", "schedule": {...}, "steps": 24000}, ...]}

#include <algorithm>  // std::ranges::replace_if
#include <cmath>      // std::abs
#include <cstddef>    // std::size_t
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <lrsched/plan/outlook.hpp>

#include "../file.hpp"
#include "../output.hpp"
#include "input.hpp"
#include "picture.hpp"

namespace {

struct options {
  std::string file;
  std::optional<std::string> picture;
};

/// Whether there is work; help is none.
bool parse(options& chosen, int count, char** words) {
  CLI::App app{
      "Predicts the losses of plans from logged runs of the same model, with errors, as CSV; says on standard error\n"
      "which plans are better than which. FILE is JSON: \"skip\", the step from which on losses are fitted, \"runs\",\n"
      "each with a \"schedule\" and the \"losses\" of a CSV file with columns step and loss, and \"predict\", each "
      "with\n"
      "a \"name\", a \"schedule\" and \"steps\". Ends with status 0; with 1 if the output cannot be written; and with "
      "2\n"
      "for a mistake in the arguments or a file."};
  app.add_option("FILE", chosen.file, "what is asked")->required();
  app.add_option("--svg", chosen.picture, "draw into this file")->type_name("FILE");
  try {
    app.parse(count, words);
  } catch (const CLI::CallForHelp&) {
    std::fputs(app.help().c_str(), stdout);
    return false;
  } catch (const CLI::ParseError& error) {
    throw input::bad_input(error.what());
  }
  return true;
}

/// A cell of a CSV file.
std::string quoted(const std::string& words) {
  if (words.find_first_of(",\"\r\n") == std::string::npos) return words;
  std::string result = "\"";
  for (const char letter : words) result += letter == '"' ? "\"\"" : std::string(1, letter);
  return result + "\"";
}

std::string in_words(const lrsched::loss_law& law, const std::string& first, const lrsched::predicted_loss& first_loss,
                     const std::string& second, const lrsched::predicted_loss& second_loss) {
  const auto [difference, error, without] = law.difference(first_loss, second_loss);
  const std::string size = charts::print("%.4f +- %.4f", std::abs(difference), error);
  switch (law.compare(first_loss, second_loss)) {
    case lrsched::verdict::better:
      return first + " is better than " + second + ", by " + size;
    case lrsched::verdict::worse:
      return first + " is worse than " + second + ", by " + size;
    default:
      return first + " or " + second + ": cannot tell, " + size + " apart";
  }
}

void work(const options& chosen) {
  const input::reader reader(chosen.file);
  const input::question asked = reader.read();
  for (const auto& path : asked.files)
    if (chosen.picture && files::are_one(path, *chosen.picture))
      throw input::bad_input("--svg must not replace " + path.string());
  std::vector<lrsched::logged_run> logs;
  for (const input::run& run : asked.runs) logs.push_back(run.log);
  const auto law = input::at(reader.place("/runs"), [&] { return lrsched::loss_law(logs, {.skip = asked.skip}); });

  std::vector<lrsched::predicted_loss> predicted;
  for (std::size_t i = 0; i < asked.plans.size(); ++i) {
    const input::plan& plan = asked.plans[i];
    predicted.push_back(
        input::at(reader.place("/predict/" + std::to_string(i)), [&] { return law.loss(plan.schedule, plan.steps); }));
  }
  if (chosen.picture) files::replace(*chosen.picture, picture::drawn(asked, law, predicted));
  std::puts("name,steps,loss,error");
  for (std::size_t i = 0; i < predicted.size(); ++i)
    std::printf("%s,%lld,%.5f,%.5f\n", quoted(asked.plans[i].name).c_str(),
                static_cast<long long>(asked.plans[i].steps), predicted[i].loss, predicted[i].error);
  flush_output();
  for (std::size_t i = 0; i < predicted.size(); ++i)
    for (std::size_t j = i + 1; j < predicted.size(); ++j)
      std::fprintf(stderr, "%s\n",
                   in_words(law, asked.plans[i].name, predicted[i], asked.plans[j].name, predicted[j]).c_str());
}

/// An error is one line, whatever is in it.
int report(std::string line, int status) {
  std::ranges::replace_if(
      line, [](unsigned char letter) { return letter < ' '; }, '?');
  std::fprintf(stderr, "outlook: %s\n", line.c_str());
  return status;
}

}  // namespace

int main(int count, char** words) {
  options chosen;
  try {
    prepare_output();
    if (parse(chosen, count, words)) work(chosen);
    flush_output();
    return 0;
  } catch (const input::bad_input& error) {
    return report(error.what(), 2);
  } catch (const std::exception& error) {
    return report(error.what(), 1);
  }
}

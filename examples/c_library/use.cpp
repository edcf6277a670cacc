// SPDX-License-Identifier: MIT

// A program in C++17 that asks a schedule and a plateau, and makes a mistake: a plan closes itself, an error is thrown.
#include <cstdint>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <vector>

#include "lrsched_c.h"

namespace {

void check(const char* error) {
  if (error) throw std::runtime_error(error);
}

struct closing {
  void operator()(lrsched_plan* plan) const { lrsched_close(plan); }
};
using owned_plan = std::unique_ptr<lrsched_plan, closing>;

owned_plan opened(const char* json, decltype(lrsched_open)* open = lrsched_open) {
  lrsched_plan* plan;
  check(open(json, &plan));
  return owned_plan(plan);
}

double rate_of(const owned_plan& plan, double position) {
  double rate;
  check(lrsched_rate_at(plan.get(), position, &rate));
  return rate;
}

}  // namespace

int main() {
  const owned_plan line = opened(R"({"linear": {"from": 0, "to": 1, "steps": 4}})");
  const char* text;
  check(lrsched_describe(line.get(), &text));
  std::int64_t steps;
  check(lrsched_length(line.get(), &steps));
  std::printf("%s\nupdates: %d\nat 1: %.3f\nat 2.5: %.3f\nall:", text, static_cast<int>(steps), rate_of(line, 1),
              rate_of(line, 2.5));
  std::vector<double> rates(5);
  check(lrsched_fill(line.get(), 0, 5, rates.data()));
  for (const double rate : rates) std::printf(" %.3f", rate);

  const owned_plan plateau = opened(R"({"plateau": {"factor": 0.5, "patience": 1}})", lrsched_open_plateau);
  std::printf("\nplateau:");
  for (const double loss : {3, 2, 2, 2, 1}) {
    check(lrsched_observe(plateau.get(), loss));
    std::printf(" %.3f", rate_of(plateau, 0));
  }

  try {
    opened(R"({"cosine": {"from": 1, "to": 0, "steps": -5}})");
  } catch (const std::runtime_error& error) {
    std::printf("\nmistake: %s\n", error.what());
  }
}

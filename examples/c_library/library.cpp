// SPDX-License-Identifier: MIT

// Learn here: how schedules get to other languages. Behind each function of the header stands one call of the library;
// whatever that throws becomes a text, and no C++ gets out.

#include "lrsched_c.h"

#include <cmath>    // std::isnan
#include <cstddef>  // std::size_t
#include <cstdint>  // std::int64_t
#include <cstdio>   // std::snprintf
#include <exception>
#include <memory>  // std::make_unique
#include <optional>
#include <span>
#include <string>

#include <lrsched/any/description.hpp>
#include <lrsched/json.hpp>

struct lrsched_plan {
  explicit lrsched_plan(const lrsched::any_schedule<double>& given)
      : schedule(given), description(to_string(given.describe())) {}
  explicit lrsched_plan(const lrsched::any_plateau& given)
      : plateau(given), state(given.start()), description(to_string(given.describe())) {}

  double rate(auto position) const { return plateau ? (*plateau)(state) : schedule(position); }

  lrsched::any_schedule<double> schedule;
  std::optional<lrsched::any_plateau> plateau;
  lrsched::plateau_state<double> state;
  std::string description;
};

namespace {

/// Null, or what was thrown, in a place of this thread's that needs no memory.
const char* error_of(auto work) noexcept {
  thread_local char text[4096];
  try {
    work();
    return nullptr;
  } catch (const std::exception& error) {
    std::snprintf(text, sizeof text, "%s", error.what());
  } catch (...) {
    std::snprintf(text, sizeof text, "an unknown error");
  }
  return text;
}

void require_given(const void* pointer, const char* function, const char* argument) {
  if (!pointer) throw lrsched::bad_argument(function, argument, "must not be NULL", "NULL");
}

const char* open(const char* function, const char* json, lrsched_plan** plan, auto read) noexcept {
  return error_of([&] {
    require_given(plan, function, "plan");
    *plan = nullptr;
    require_given(json, function, "json");
    *plan = std::make_unique<lrsched_plan>(read(lrsched::parse_json(json))).release();
  });
}

/// Asks the plan for what is written to `result`.
const char* ask(const char* function, const lrsched_plan* plan, const char* argument, auto* result,
                auto answer) noexcept {
  return error_of([&] {
    require_given(plan, function, "plan");
    require_given(result, function, argument);
    *result = answer();
  });
}

}  // namespace

const char* lrsched_open(const char* json, lrsched_plan** plan) {
  return open("lrsched_open", json, plan, [](const nlohmann::json& document) { return lrsched::from_json(document); });
}

const char* lrsched_open_plateau(const char* json, lrsched_plan** plan) {
  return open("lrsched_open_plateau", json, plan,
              [](const nlohmann::json& document) { return lrsched::plateau_from_json(document); });
}

const char* lrsched_rate(const lrsched_plan* plan, std::int64_t step, double* rate) {
  return ask("lrsched_rate", plan, "rate", rate, [&] { return plan->rate(step); });
}

const char* lrsched_rate_at(const lrsched_plan* plan, double position, double* rate) {
  return ask("lrsched_rate_at", plan, "rate", rate, [&] {
    if (std::isnan(position)) throw lrsched::bad_argument("lrsched_rate_at", "position", "must be a number", position);
    return plan->rate(position);
  });
}

const char* lrsched_fill(const lrsched_plan* plan, std::int64_t first, std::int64_t count, double* rates) {
  return error_of([&] {
    require_given(plan, "lrsched_fill", "plan");
    if (count < 0) throw lrsched::bad_argument("lrsched_fill", "count", "must be at least 0", count);
    if (count > 0) require_given(rates, "lrsched_fill", "rates");
    const std::span<double> out(rates, static_cast<std::size_t>(count));
    if (plan->plateau)
      for (double& rate : out) rate = plan->rate(first);
    else
      plan->schedule.fill(out, first);
  });
}

const char* lrsched_length(const lrsched_plan* plan, std::int64_t* steps) {
  return ask("lrsched_length", plan, "steps", steps,
             [&] { return plan->plateau ? -1 : plan->schedule.length().value_or(-1); });
}

const char* lrsched_describe(const lrsched_plan* plan, const char** text) {
  return ask("lrsched_describe", plan, "text", text, [&] { return plan->description.c_str(); });
}

const char* lrsched_observe(lrsched_plan* plan, double metric) {
  return error_of([&] {
    require_given(plan, "lrsched_observe", "plan");
    if (!plan->plateau)
      throw lrsched::bad_argument("lrsched_observe", "plan", "must be a plateau", plan->description.c_str());
    plan->state = plan->plateau->next(plan->state, metric);
  });
}

void lrsched_close(lrsched_plan* plan) { delete plan; }

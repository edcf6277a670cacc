/* SPDX-License-Identifier: MIT */

/* Every call with NULL for each of its pointers, and with what it cannot take, gives its error and writes nothing. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lrsched_c.h"

static int failures = 0;

static void require(int holds, const char* what) {
  if (holds) return;
  printf("%s\n", what);
  ++failures;
}

static void expect(const char* error, const char* expected) {
  const int is_expected = error && strstr(error, expected) == error && !strchr(error, '\n');
  require(is_expected, expected);
  if (!is_expected) printf("  expected, got: %s\n", error ? error : "no error");
}

int main(void) {
  lrsched_plan *plan = NULL, *plateau = NULL, *none = NULL;
  double rate = -7, rates[3] = {-7, -7, -7};
  int64_t steps = -7;
  const char* text = NULL;
  if (lrsched_open("{\"exponential\": {\"initial\": 1, \"rate\": 0.5}}", &plan) ||
      lrsched_open_plateau("{\"plateau\": {}}", &plateau))
    return 2;

  expect(lrsched_open(NULL, &none), "lrsched_open: json must not be NULL");
  expect(lrsched_open("{}", NULL), "lrsched_open: plan must not be NULL");
  expect(lrsched_open_plateau(NULL, &none), "lrsched_open_plateau: json must not be NULL");
  expect(lrsched_open_plateau("{}", NULL), "lrsched_open_plateau: plan must not be NULL");
  none = plan;
  expect(lrsched_open("", &none), "/: parse error");
  require(!none, "a plan of no text is not NULL");
  expect(lrsched_open("\xff\xfe", &none), "/: parse error");
  expect(lrsched_open("{\"cosin\": 1}", &none), "/cosin: there is no schedule cosin, did you mean cosine?");
  expect(lrsched_open("{\"plateau\": {}}", &none), "/plateau: plateau needs metrics");
  expect(lrsched_open_plateau("{\"constant\": {\"value\": 1}}", &none), "/constant: constant takes no metrics");

  expect(lrsched_rate(NULL, 0, &rate), "lrsched_rate: plan must not be NULL");
  expect(lrsched_rate(plan, 0, NULL), "lrsched_rate: rate must not be NULL");
  expect(lrsched_rate_at(NULL, 0, &rate), "lrsched_rate_at: plan must not be NULL");
  expect(lrsched_rate_at(plan, 0, NULL), "lrsched_rate_at: rate must not be NULL");
  expect(lrsched_rate_at(plan, NAN, &rate), "lrsched_rate_at: position must be a number, got nan");
  expect(lrsched_fill(NULL, 0, 3, rates), "lrsched_fill: plan must not be NULL");
  expect(lrsched_fill(plan, 0, 3, NULL), "lrsched_fill: rates must not be NULL");
  expect(lrsched_fill(plan, 0, -3, rates), "lrsched_fill: count must be at least 0, got -3");
  expect(lrsched_length(NULL, &steps), "lrsched_length: plan must not be NULL");
  expect(lrsched_length(plan, NULL), "lrsched_length: steps must not be NULL");
  expect(lrsched_describe(NULL, &text), "lrsched_describe: plan must not be NULL");
  expect(lrsched_describe(plan, NULL), "lrsched_describe: text must not be NULL");
  expect(lrsched_observe(NULL, 1), "lrsched_observe: plan must not be NULL");
  expect(lrsched_observe(plan, 1), "lrsched_observe: plan must be a plateau, got exponential");
  require(rate == -7 && rates[0] == -7 && rates[2] == -7 && steps == -7 && !text, "an error has written a result");

  /* What is unusual, and no error. */
  require(!lrsched_fill(plan, 0, 0, NULL), "no rates are refused");
  require(!lrsched_observe(plateau, NAN), "a metric that is no number is refused");
  require(!lrsched_length(plan, &steps) && steps == -1, "a schedule that never ends has a length");
  require(!lrsched_length(plateau, &steps) && steps == -1, "a plateau has a length");
  require(!lrsched_fill(plan, INT64_MAX, 3, rates) && rates[2] == 0, "the last step of all has no rate");
  require(!lrsched_rate(plan, INT64_MIN, &rate) && rate == 1, "the first step of all has no rate");
  require(!lrsched_rate_at(plan, -INFINITY, &rate) && rate == 1, "minus infinity has no rate");
  lrsched_close(NULL);
  lrsched_close(plan);
  lrsched_close(plateau);
  return failures > 0;
}

/* SPDX-License-Identifier: MIT */

/* A program in C99 that asks a schedule and a plateau, and makes a mistake. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "lrsched_c.h"

static void check(const char* error) {
  if (!error) return;
  fprintf(stderr, "%s\n", error);
  exit(1);
}

int main(void) {
  lrsched_plan* plan;
  int64_t steps;
  double rate, rates[5];
  const char* text;

  check(lrsched_open("{\"linear\": {\"from\": 0, \"to\": 1, \"steps\": 4}}", &plan));
  check(lrsched_describe(plan, &text));
  printf("%s\n", text);
  check(lrsched_length(plan, &steps));
  printf("updates: %" PRId64 "\n", steps);
  check(lrsched_rate(plan, 1, &rate));
  printf("at 1: %.3f\n", rate);
  check(lrsched_rate_at(plan, 2.5, &rate));
  printf("at 2.5: %.3f\n", rate);
  check(lrsched_fill(plan, 0, 5, rates));
  printf("all:");
  for (int step = 0; step < 5; ++step) printf(" %.3f", rates[step]);
  lrsched_close(plan);

  const double losses[] = {3, 2, 2, 2, 1};
  check(lrsched_open_plateau("{\"plateau\": {\"factor\": 0.5, \"patience\": 1}}", &plan));
  printf("\nplateau:");
  for (int epoch = 0; epoch < 5; ++epoch) {
    check(lrsched_observe(plan, losses[epoch]));
    check(lrsched_rate(plan, 0, &rate));
    printf(" %.3f", rate);
  }
  lrsched_close(plan);

  printf("\nmistake: %s\n", lrsched_open("{\"cosine\": {\"from\": 1, \"to\": 0, \"steps\": -5}}", &plan));
  return 0;
}

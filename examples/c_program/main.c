/* SPDX-License-Identifier: MIT */

/* A program in C11 that asks a schedule for the rates of the steps it is given: c_program 0 2000 51000 */

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "rate.h"

static int is_whole_number(const char* text, int64_t* number) {
  char* end;
  errno = 0;
  *number = strtoll(text, &end, 10);
  return end != text && *end == '\0' && errno == 0;
}

int main(int count, char** words) {
  int64_t step;
  for (int index = 1; index < count; ++index) {
    if (!is_whole_number(words[index], &step)) {
      fprintf(stderr, "c_program: a step must be a whole number of 64 bits, got '%s'\n", words[index]);
      return 1;
    }
  }
  printf("%" PRId64 " updates\n", trainer_steps());
  for (int index = 1; index < count; ++index) {
    is_whole_number(words[index], &step);
    printf("step %7" PRId64 "  rate %.6f\n", step, trainer_rate(step));
  }
  return 0;
}

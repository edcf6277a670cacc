/* SPDX-License-Identifier: MIT */
#ifndef C_PROGRAM_RATE_H
#define C_PROGRAM_RATE_H

/* The schedule as C sees it: two functions, and nothing to create, to pass around or to free. */

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The rate of an update; the first is 0. Finite for every step: before 0 the first rate, after the end the last. */
double trainer_rate(int64_t step);

/* How many updates the schedule takes. */
int64_t trainer_steps(void);

#ifdef __cplusplus
}
#endif

#endif

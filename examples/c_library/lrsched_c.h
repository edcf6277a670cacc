/* SPDX-License-Identifier: MIT */
#ifndef LRSCHED_C_H
#define LRSCHED_C_H

/* Learning-rate schedules for C99, and for every language that calls C. A plan is opened from a text in JSON, asked,
 * and closed:
 *
 *   lrsched_plan* plan;
 *   double rate;
 *   const char* error = lrsched_open("{\"cosine\": {\"from\": 0.1, \"to\": 0, \"steps\": 1000}}", &plan);
 *   if (!error) error = lrsched_rate(plan, 500, &rate);
 *   if (error) fprintf(stderr, "%s\n", error);
 *   lrsched_close(plan);
 *
 * Every call but the last one returns NULL, or what is wrong, as one line that stays until this thread's next call;
 * then nothing was written. Nothing is thrown, and NULL as an argument is an error like any other. One plan may be
 * asked by several threads at a time. The texts are those that from_json and plateau_from_json of lrsched/json.hpp
 * read. */

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lrsched_plan lrsched_plan;

/* A schedule, or a plateau, which is a schedule that follows a metric. On an error *plan is NULL. */
const char* lrsched_open(const char* json, lrsched_plan** plan);
const char* lrsched_open_plateau(const char* json, lrsched_plan** plan);

/* The rate of an update, of which the first is 0; or at a real position, such as an epoch and a part of it. Finite
 * before the first one and after the last one, too. A plateau's is the same everywhere: what its metrics have led to.
 */
const char* lrsched_rate(const lrsched_plan* plan, int64_t step, double* rate);
const char* lrsched_rate_at(const lrsched_plan* plan, double position, double* rate);

/* The rates of `count` updates from `first` on, with the bits of lrsched_rate. */
const char* lrsched_fill(const lrsched_plan* plan, int64_t first, int64_t count, double* rates);

/* After how many updates it ends; -1 if it never does. */
const char* lrsched_length(const lrsched_plan* plan, int64_t* steps);

/* In one line: its name, its arguments and its parts. The text lives as long as the plan. */
const char* lrsched_describe(const lrsched_plan* plan, const char** text);

/* A plateau's next metric; meanwhile no other thread asks it. To resume, feed those of before again. */
const char* lrsched_observe(lrsched_plan* plan, double metric);

/* After this the plan is not used again. NULL is no plan, and no error. */
void lrsched_close(lrsched_plan* plan);

#ifdef __cplusplus
}
#endif

#endif

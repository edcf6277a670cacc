// SPDX-License-Identifier: MIT
#ifndef LRSCHED_LRSCHED_HPP
#define LRSCHED_LRSCHED_HPP

// All that needs only the standard library. Start reading at schedule.hpp.

#include <lrsched/combine/retime.hpp>    // shift stretch take staircase repeat repeat_growing reverse
#include <lrsched/combine/revalue.hpp>   // scale exponentiate clamp product sum minimum maximum
#include <lrsched/combine/sequence.hpp>  // sequence
#include <lrsched/cursor.hpp>            // cursor
#include <lrsched/fill.hpp>              // fill
#include <lrsched/plan/check.hpp>        // what is wrong with a plan, before the first step
#include <lrsched/plan/clock.hpp>        // batches by_samples epochs: what an update is worth
#include <lrsched/plan/edit.hpp>         // warm-ups to any plan, another tail, another length
#include <lrsched/plan/groups.hpp>       // groups: a schedule for each group of parameters
#include <lrsched/plan/merge.hpp>        // merge_weights: a mean of checkpoints instead of a decay
#include <lrsched/plan/summary.hpp>      // its peak, its largest change, the sum of its rates
#include <lrsched/plateau.hpp>           // plateau: lowered when a metric has stopped improving
#include <lrsched/recipe.hpp>            // warmup_cosine, warmup_stable_decay, one_cycle, warm_restarts, ...
#include <lrsched/schedule.hpp>          // the contract and the concepts
#include <lrsched/shape/decay.hpp>   // exponential natural_exponential inverse_time inverse_power inverse_sqrt sigmoid
#include <lrsched/shape/points.hpp>  // piecewise_linear piecewise_cosine
#include <lrsched/shape/ramp.hpp>    // constant linear cosine polynomial log_linear, and a dozen more
#include <lrsched/shape/stairs.hpp>  // step growing_step multi_step piecewise_constant table
#include <lrsched/shape/wave.hpp>    // triangle sine
#include <lrsched/version.hpp>       // LRSCHED_VERSION_MAJOR and its like

#endif

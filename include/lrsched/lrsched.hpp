// SPDX-License-Identifier: MIT
#ifndef LRSCHED_LRSCHED_HPP
#define LRSCHED_LRSCHED_HPP

// All that needs only the standard library. Start reading at schedule.hpp.

#include <lrsched/combine/retime.hpp>    // shift stretch take staircase repeat
#include <lrsched/combine/revalue.hpp>   // scale clamp product
#include <lrsched/combine/sequence.hpp>  // sequence
#include <lrsched/schedule.hpp>          // the contract and the concepts
#include <lrsched/shape/decay.hpp>       // exponential inverse_time
#include <lrsched/shape/ramp.hpp>        // constant linear cosine polynomial log_linear
#include <lrsched/shape/stairs.hpp>      // step multi_step piecewise_constant
#include <lrsched/version.hpp>           // LRSCHED_VERSION_MAJOR and its like

#endif

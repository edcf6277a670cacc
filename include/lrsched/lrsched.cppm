// SPDX-License-Identifier: MIT

// The module lrsched: what lrsched.hpp and any/ declare, for `import lrsched;`. The headers can be included beside it:
// they are the same declarations. Compiled with a compiler that has modules (clang 19 does; g++ 12 does not):
//
//   clang++ -std=c++20 -IDIR/include --precompile DIR/include/lrsched/lrsched.cppm -o lrsched.pcm
//   clang++ -std=c++20 -fmodule-file=lrsched=lrsched.pcm trainer.cpp lrsched.pcm -o trainer

module;

#include <lrsched/any/any_groups.hpp>
#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/batches.hpp>
#include <lrsched/any/description.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/any/print.hpp>
#include <lrsched/lrsched.hpp>

export module lrsched;

export namespace lrsched {

// detail/contract.hpp
using lrsched::bad_argument;
using lrsched::numeric;
using lrsched::required;
#if !LRSCHED_HAS_EXCEPTIONS
using lrsched::on_bad_argument;
#endif

// schedule.hpp
using lrsched::finite_schedule;
using lrsched::position;
using lrsched::rate_of;
using lrsched::schedule;

// fill.hpp
using lrsched::fill;

// combine/retime.hpp
using lrsched::repeat;
using lrsched::repeat_growing;
using lrsched::reverse;
using lrsched::shift;
using lrsched::staircase;
using lrsched::stretch;
using lrsched::take;

// combine/revalue.hpp
using lrsched::scale;
using lrsched::operator*;  // a factor and a schedule
using lrsched::clamp;
using lrsched::exponentiate;
using lrsched::maximum;
using lrsched::minimum;
using lrsched::product;
using lrsched::sum;

// combine/sequence.hpp
using lrsched::sequence;

// cursor.hpp
using lrsched::cursor;

// plan/check.hpp
using lrsched::check;
using lrsched::check_params;
using lrsched::finding;
using lrsched::findings;
using lrsched::maybe_rate;
using lrsched::problem;
using lrsched::problem_words;
using lrsched::problems;

// plan/clock.hpp
using lrsched::batch_stage;
using lrsched::batches;
using lrsched::by_samples;
using lrsched::epochs;

// plan/edit.hpp
using lrsched::crossfade;
using lrsched::decay_from;
using lrsched::override_between;
using lrsched::split;
using lrsched::switch_at;
using lrsched::warmup_multiplies;
using lrsched::warmup_precedes;
using lrsched::warmup_replaces;
using lrsched::with_length;

// plan/groups.hpp
using lrsched::groups;
using lrsched::with_factors;

// plan/merge.hpp
using lrsched::merge_weights;

// plan/summary.hpp
using lrsched::change_at;
using lrsched::first_step;
using lrsched::max_change;
using lrsched::plan_summary;
using lrsched::sum_of_rates;
using lrsched::summarize;

// plateau.hpp
using lrsched::bad_rule;
using lrsched::best_in_cooldown;
using lrsched::cooldown_rule;
using lrsched::mode;
using lrsched::patience_rule;
using lrsched::plateau;
using lrsched::plateau_counting;
using lrsched::plateau_state;
using lrsched::plateau_threshold;
using lrsched::reference_rule;
using lrsched::threshold_rule;

// shape/decay.hpp
using lrsched::decay_params;
using lrsched::exponential;
using lrsched::inverse_power;
using lrsched::inverse_sqrt;
using lrsched::inverse_time;
using lrsched::natural_exponential;
using lrsched::sigmoid;

// shape/ramp.hpp
using lrsched::binary_exponential;
using lrsched::constant;
using lrsched::cosine;
using lrsched::cosine_exponential;
using lrsched::cosine_exponential_params;
using lrsched::cosine_k_decay;
using lrsched::cosine_power;
using lrsched::ends;
using lrsched::harmonic;
using lrsched::hyperbolic_tangent;
using lrsched::hyperbolic_tangent_params;
using lrsched::k_decay_params;
using lrsched::linear;
using lrsched::log_linear;
using lrsched::logarithmic;
using lrsched::logistic;
using lrsched::logistic_params;
using lrsched::one_minus_sqrt;
using lrsched::polynomial;
using lrsched::polynomial_k_decay;
using lrsched::power;
using lrsched::power_k_decay_params;
using lrsched::power_params;
using lrsched::quarter_sine;
using lrsched::ramp;
using lrsched::ramp_params;
using lrsched::rex;
using lrsched::rex_params;
using lrsched::shaped;
using lrsched::shaped_params;

// shape/stairs.hpp
using lrsched::growing_step;
using lrsched::multi_step;
using lrsched::multi_step_params;
using lrsched::piecewise_constant;
using lrsched::step;
using lrsched::table;

// shape/wave.hpp
using lrsched::sine;
using lrsched::triangle;
using lrsched::wave;
using lrsched::wave_params;

// recipe.hpp
using lrsched::cyclic;
using lrsched::cyclic_params;
using lrsched::deepseek_multi_step;
using lrsched::deepseek_multi_step_params;
using lrsched::infinite_schedule;
using lrsched::infinite_schedule_params;
using lrsched::linear_scaling_rule;
using lrsched::noam;
using lrsched::noam_params;
using lrsched::one_cycle;
using lrsched::one_cycle_momentum;
using lrsched::one_cycle_momentum_params;
using lrsched::one_cycle_params;
using lrsched::one_cycle_three_phase;
using lrsched::one_cycle_three_phase_params;
using lrsched::power_scheduler;
using lrsched::power_scheduler_params;
using lrsched::slanted_triangular;
using lrsched::slanted_triangular_params;
using lrsched::square_root_scaling_rule;
using lrsched::tri_stage;
using lrsched::tri_stage_params;
using lrsched::warm_restarts;
using lrsched::warm_restarts_params;
using lrsched::warmup_cosine;
using lrsched::warmup_decay_params;
using lrsched::warmup_inverse_sqrt;
using lrsched::warmup_inverse_sqrt_params;
using lrsched::warmup_linear;
using lrsched::warmup_stable_decay;
using lrsched::warmup_stable_decay_params;

// shape/points.hpp
using lrsched::curve_through;
using lrsched::piecewise_cosine;
using lrsched::piecewise_linear;

// any/description.hpp
using lrsched::describe;
using lrsched::description;
using lrsched::difference;
using lrsched::fingerprint;
using lrsched::to_string;

// any/any_schedule.hpp
using lrsched::any_schedule;

// any/any_groups.hpp
using lrsched::any_groups;

// any/batches.hpp
using lrsched::any_batches;
using lrsched::batch_ramp;
using lrsched::parse_batches;
using lrsched::ramped_batches;

// any/any_plateau.hpp
using lrsched::any_plateau;

// any/node.hpp
using lrsched::any_finite_schedule;
using lrsched::any_fold;
using lrsched::any_sequence;
using lrsched::keeping_length;
using lrsched::named_schedule;

// any/print.hpp
using lrsched::operator<<;  // into a stream

}  // namespace lrsched

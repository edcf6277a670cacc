// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_CAFFE_HPP
#define LRSCHED_DIALECT_CAFFE_HPP

// The lr_policy of a Caffe solver, 9b891540183d, computed in double. The functions are named as the policies, the
// arguments as the fields of the solver's file. At iteration k:
//
//   fixed       base_lr
//   step        base_lr gamma^floor(k/stepsize)
//   exp         base_lr gamma^k
//   inv         base_lr (1 + gamma k)^-power
//   multistep   base_lr gamma^(number of stepvalues passed)
//   poly        base_lr (1 - k/max_iter)^power
//   sigmoid     base_lr / (1 + e^(-gamma (k - stepsize)))
//
// With a gamma above 1 step, exp and multistep rise without bound, as in Caffe, here up to the largest finite rate.
//
// Caffe takes a field that is left out for 0; here all but stepvalue must be given. Its solvers usually compute in
// float: to 1e-5 of the largest rate.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::max
#include <cstdint>    // std::int64_t
#include <utility>    // std::move
#include <vector>     // std::vector

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/any/step_list.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0::dialect::caffe {

struct fixed_params {
  required<double> base_lr;

  static constexpr auto fields(auto use) { return use(detail::field{"base_lr", &fixed_params::base_lr}); }
};

/// base_lr, always.
inline any_schedule<double> fixed(fixed_params given) {
  return detail::named("caffe.fixed", given,
                       [&](const char*) { return lrsched::constant<>({.value = given.base_lr}); });
}

struct step_params {
  required<double> base_lr, gamma;
  required<std::int64_t> stepsize;

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"base_lr", &step_params::base_lr}, field{"gamma", &step_params::gamma, at_least_0},
               field{"stepsize", &step_params::stepsize, above_0});
  }
};

/// base_lr gamma^floor(k/stepsize). gamma 0 leaves nothing after the first stair. Refused, as Caffe does: a gamma below
/// 0 and a stepsize below 1.
inline any_schedule<double> step(step_params given) {
  return detail::named("caffe.step", given, [&](const char*) {
    return lrsched::step<>({.initial = given.base_lr, .factor = given.gamma, .every = given.stepsize});
  });
}

struct exp_params {
  required<double> base_lr, gamma;

  static constexpr auto fields(auto use) {
    return use(detail::field{"base_lr", &exp_params::base_lr}, detail::field{"gamma", &exp_params::gamma});
  }
};

/// base_lr gamma^k. gamma 0 leaves nothing after iteration 0. Refused, as Caffe does: a gamma below 0.
inline any_schedule<double> exp(exp_params given) {
  return detail::named("caffe.exp", given, [&](const char* name) -> any_schedule<double> {
    detail::check(name, "gamma", given.gamma, detail::at_least_0);
    if (!(given.gamma > 0)) return lrsched::step<>({.initial = given.base_lr, .factor = 0, .every = 1});
    return exponential<>({.initial = given.base_lr, .rate = given.gamma});
  });
}

struct inv_params {
  required<double> base_lr, gamma, power;

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"base_lr", &inv_params::base_lr}, field{"gamma", &inv_params::gamma, at_least_0},
               field{"power", &inv_params::power});
  }
};

/// base_lr (1 + gamma k)^-power. Power 0 is base_lr always. Refused: a gamma below 0, as Caffe does; a power below 0,
/// with which the rate grows without bound there.
inline any_schedule<double> inv(inv_params given) {
  return detail::named("caffe.inv", given, [&](const char* name) -> any_schedule<double> {
    detail::check(name, "power", given.power, detail::at_least_0);
    if (!(given.power > 0)) return lrsched::constant<>({.value = given.base_lr});
    return inverse_power<>({.initial = given.base_lr, .rate = given.gamma, .power = given.power});
  });
}

struct multistep_params {
  required<double> base_lr, gamma;
  detail::step_list stepvalue{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"base_lr", &multistep_params::base_lr}, field{"gamma", &multistep_params::gamma, at_least_0},
               field{"stepvalue", &multistep_params::stepvalue});
  }
};

/// base_lr gamma^(number of stepvalues passed). Caffe counts them in the order of the list, at most one in an
/// iteration: of equal ones each takes effect an iteration after the one before, and a smaller one after a larger waits
/// for it, and then takes effect an iteration later. Refused, as Caffe does: a gamma below 0.
inline any_schedule<double> multistep(multistep_params given) {
  return detail::named("caffe.multistep", given, [&](const char* name) {
    std::int64_t next = 0;
    for (std::int64_t& value : given.stepvalue) {
      value = std::max(value, next);
      detail::require(value <= detail::longest, name, "stepvalue", "must be at most 2^53", value);
      next = value + 1;
    }
    return multi_step<std::vector<std::int64_t>, double>(given.base_lr, given.gamma, std::move(given.stepvalue));
  });
}

struct poly_params {
  required<double> base_lr, power;
  required<std::int64_t> max_iter;

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"base_lr", &poly_params::base_lr}, field{"power", &poly_params::power, at_least_0},
               field{"max_iter", &poly_params::max_iter});
  }
};

/// base_lr (1 - k/max_iter)^power, and 0 from max_iter on, where Caffe's solver ends (asked for more it gives powers of
/// numbers below 0: NaN if the power is not whole). Power 0 is base_lr always. Refused: a max_iter below 1, by which
/// Caffe divides; a power below 0, which ends at infinity.
inline any_schedule<double> poly(poly_params given) {
  return detail::named("caffe.poly", given, [&](const char* name) -> any_schedule<double> {
    detail::check(name, "max_iter", given.max_iter, detail::above_0);
    if (!(given.power > 0)) return lrsched::constant<>({.value = given.base_lr});
    return polynomial<>({.from = given.base_lr, .to = 0, .steps = given.max_iter, .power = given.power});
  });
}

struct sigmoid_params {
  required<double> base_lr, gamma;
  required<std::int64_t> stepsize;

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"base_lr", &sigmoid_params::base_lr}, field{"gamma", &sigmoid_params::gamma, at_least_0},
               field{"stepsize", &sigmoid_params::stepsize, above_0});
  }
};

/// base_lr / (1 + e^(-gamma (k - stepsize))): it rises, with half of base_lr at stepsize. Refused, as Caffe does: a
/// gamma below 0 and a stepsize below 1; here also a gamma too small to matter.
inline any_schedule<double> sigmoid(sigmoid_params given) {
  return detail::named("caffe.sigmoid", given, [&](const char* name) {
    detail::require(given.gamma == 0 || given.gamma >= 1e-14, name, "gamma", "must be 0, or at least 1e-14",
                    given.gamma.value);
    return lrsched::sigmoid<>({.value = given.base_lr, .rate = given.gamma, .middle = given.stepsize});
  });
}

/// All of them by name, for json_reader.
struct schedules {
  static constexpr const char* name = "caffe";

  static void each(auto use) {
    use("fixed", fixed);
    use("step", step);
    use("exp", exp);
    use("inv", inv);
    use("multistep", multistep);
    use("poly", poly);
    use("sigmoid", sigmoid);
  }
};

}  // namespace lrsched::inline LRSCHED_V0::dialect::caffe

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_FASTAI_HPP
#define LRSCHED_DIALECT_FASTAI_HPP

// fastai.callback.schedule of fastai 2.5.4, 3ca1696d3839. Names, arguments and defaults are fastai's; n_epoch and
// n_iter, the number of batches in an epoch, are what it finds in the training: with both a schedule is over in
// n = n_epoch n_iter steps. At step k, with the progress p = k/n:
//
//   SchedLin        start + p (end - start)
//   SchedCos        start + (1 - cos(pi p))/2 (end - start)
//   SchedExp        start (end/start)^p
//   SchedPoly       start + p^power (end - start)
//   fit_one_cycle   half a cosine up from lr_max/div to lr_max, and one down to lr_max/div_final
//   fit_flat_cos    lr, and half a cosine down to lr/div_final
//   fit_sgdr        half a cosine down from lr_max to 0, cycle after cycle, each cycle_mult times as long
//
// The last update is at 1 - 1/n, and so not at the end; after it the rate is that of progress 1. fastai adds p up in
// steps of 1/n, and computes where a phase begins in float: to 1e-6 of the largest rate in all but short phases.

#include <lrsched/detail/macros_off.hpp>

#include <cstdint>   // std::int64_t
#include <optional>  // std::optional
#include <utility>   // std::move
#include <vector>    // std::vector

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0::dialect::fastai {

// NOLINTBEGIN(readability-identifier-naming): the names are fastai's

namespace inner {

/// The length of the training.
inline std::int64_t steps_in(const char* name, std::int64_t n_epoch, std::int64_t n_iter,
                             const char* epochs = "n_epoch") {
  detail::check(name, epochs, n_epoch, detail::at_least_1);
  detail::check(name, "n_iter", n_iter, detail::at_least_1);
  detail::require(n_epoch <= detail::longest / n_iter, name, epochs, "must be at most 2^53 steps", n_epoch);
  return n_epoch * n_iter;
}

}  // namespace inner

// ---- one way --------------------------------------------------------------------------------------------------------

struct Sched_params {
  required<double> start, end;
  required<std::int64_t> n_epoch, n_iter;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = Sched_params;
    return use(field{"start", &params::start}, field{"end", &params::end}, field{"n_epoch", &params::n_epoch},
               field{"n_iter", &params::n_iter});
  }
};

/// A straight line.
inline any_schedule<double> SchedLin(Sched_params given) {
  return detail::named("fastai.SchedLin", given, [&](const char* name) {
    const std::int64_t steps = inner::steps_in(name, given.n_epoch, given.n_iter);
    return linear<>({.from = given.start, .to = given.end, .steps = steps});
  });
}

/// Half a cosine.
inline any_schedule<double> SchedCos(Sched_params given) {
  return detail::named("fastai.SchedCos", given, [&](const char* name) {
    const std::int64_t steps = inner::steps_in(name, given.n_epoch, given.n_iter);
    return cosine<>({.from = given.start, .to = given.end, .steps = steps});
  });
}

/// The same factor at every step; with an end of 0 nothing is left after the first step. Refused: a start of 0, by
/// which fastai divides; a start or an end below 0, between which it gives complex numbers if only one is.
inline any_schedule<double> SchedExp(Sched_params given) {
  return detail::named("fastai.SchedExp", given, [&](const char* name) -> any_schedule<double> {
    const std::int64_t steps = inner::steps_in(name, given.n_epoch, given.n_iter);
    detail::check(name, "start", given.start, detail::above_0);
    detail::check(name, "end", given.end, detail::at_least_0);
    if (!(given.end > 0)) return take(exponential<>({.initial = given.start, .rate = 0}), steps);
    return log_linear<>({.from = given.start, .to = given.end, .steps = steps});
  });
}

struct SchedPoly_params {
  required<double> start, end, power;
  required<std::int64_t> n_epoch, n_iter;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = SchedPoly_params;
    return use(field{"start", &params::start}, field{"end", &params::end}, field{"power", &params::power, at_least_0},
               field{"n_epoch", &params::n_epoch}, field{"n_iter", &params::n_iter});
  }
};

/// A power of the progress; with power 0 the rate is end always. Refused: a power below 0, with which fastai divides by
/// 0 at the first step.
inline any_schedule<double> SchedPoly(SchedPoly_params given) {
  return detail::named("fastai.SchedPoly", given, [&](const char* name) -> any_schedule<double> {
    const std::int64_t steps = inner::steps_in(name, given.n_epoch, given.n_iter);
    if (!(given.power > 0)) return take(constant<>({.value = given.end}), steps);
    return power<>({.from = given.start, .to = given.end, .steps = steps, .power = given.power});
  });
}

// ---- several --------------------------------------------------------------------------------------------------------

namespace inner {

/// combined_cos: half a cosine from start to middle in the first pct of the steps, which need be no whole number, and
/// one to end in the others. The second is counted from the end, where there is a step.
inline any_schedule<double> combined_cos(double pct, std::int64_t steps, double start, double middle, double end) {
  const double first = pct * static_cast<double>(steps);
  const std::int64_t before = detail::rounded_up(first);
  const auto to_middle = [&](double from, double length, std::int64_t count) {
    return take(stretch(cosine<>({.from = from, .to = middle, .steps = 1}), length), count);
  };
  if (first == static_cast<double>(before))
    return sequence{cosine<>({.from = start, .to = middle, .steps = before}),
                    cosine<>({.from = middle, .to = end, .steps = steps - before})};
  return sequence{to_middle(start, first, before),
                  reverse(to_middle(end, static_cast<double>(steps) - first, steps - before))};
}

/// pct_start, which is the start of no phase if it is 0 or 1.
inline constexpr detail::rule share{"must be from 0 to 1", [](double x) { return x >= 0 && x <= 1; }};

}  // namespace inner

struct fit_one_cycle_params {
  required<std::int64_t> n_epoch, n_iter;
  required<double> lr_max;
  double div = 25, div_final = 1e5, pct_start = 0.25;
  std::optional<std::vector<double>> moms{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = fit_one_cycle_params;
    return use(field{"n_epoch", &params::n_epoch}, field{"n_iter", &params::n_iter}, field{"lr_max", &params::lr_max},
               field{"div", &params::div, above_0}, field{"div_final", &params::div_final, above_0},
               field{"pct_start", &params::pct_start, inner::share}, field{"moms", &params::moms});
  }
};

/// Up in the first pct_start of the steps, and down in the others; with 0 it starts at lr_max, with 1 it only rises.
/// moms, the momenta at the start, in the middle and at the end, change nothing: they must be three. Refused: a
/// pct_start that is not from 0 to 1, as by fastai; a div or div_final that is not above 0, by which it divides.
inline any_schedule<double> fit_one_cycle(fit_one_cycle_params given) {
  return detail::named("fastai.fit_one_cycle", given, [&](const char* name) {
    const std::int64_t steps = inner::steps_in(name, given.n_epoch, given.n_iter);
    if (given.moms) detail::require(given.moms->size() == 3, name, "moms", "must be three", given.moms->size());
    const double first = given.lr_max / given.div, last = given.lr_max / given.div_final;
    detail::check(name, "lr_max / div", first);
    detail::check(name, "lr_max / div_final", last);
    return inner::combined_cos(given.pct_start, steps, first, given.lr_max, last);
  });
}

struct fit_flat_cos_params {
  required<std::int64_t> n_epoch, n_iter;
  required<double> lr;
  double div_final = 1e5, pct_start = 0.75;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = fit_flat_cos_params;
    return use(field{"n_epoch", &params::n_epoch}, field{"n_iter", &params::n_iter}, field{"lr", &params::lr},
               field{"div_final", &params::div_final, above_0}, field{"pct_start", &params::pct_start, inner::share});
  }
};

/// lr in the first pct_start of the steps, and down in the others. Refused: a pct_start that is not from 0 to 1, as by
/// fastai; a div_final that is not above 0, by which it divides.
inline any_schedule<double> fit_flat_cos(fit_flat_cos_params given) {
  return detail::named("fastai.fit_flat_cos", given, [&](const char* name) {
    const std::int64_t steps = inner::steps_in(name, given.n_epoch, given.n_iter);
    const double last = given.lr / given.div_final;
    detail::check(name, "lr / div_final", last);
    return inner::combined_cos(given.pct_start, steps, given.lr, given.lr, last);
  });
}

struct fit_sgdr_params {
  required<std::int64_t> n_cycles, cycle_len;
  required<double> lr_max;
  numeric<std::int64_t> cycle_mult = 2;
  required<std::int64_t> n_iter;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = fit_sgdr_params;
    return use(field{"n_cycles", &params::n_cycles, at_least_1}, field{"cycle_len", &params::cycle_len, at_least_1},
               field{"lr_max", &params::lr_max}, field{"cycle_mult", &params::cycle_mult, at_least_0},
               field{"n_iter", &params::n_iter});
  }
};

/// Cycle i has cycle_len cycle_mult^i epochs; after the last the rate is 0. With a cycle_mult of 0 there is one cycle.
/// Refused: no cycles, and a cycle_mult below 0, as by fastai; 1, since it divides by cycle_mult - 1.
inline any_schedule<double> fit_sgdr(fit_sgdr_params given) {
  return detail::named("fastai.fit_sgdr", given, [&](const char* name) {
    detail::require(given.cycle_mult != 1, name, "cycle_mult", "must not be 1", given.cycle_mult.value);
    std::vector<any_schedule<double>> cycles;
    std::int64_t epochs = given.cycle_len;
    for (std::int64_t i = 0; epochs > 0; ++i) {
      const std::int64_t steps = inner::steps_in(name, epochs, given.n_iter, i == 0 ? "cycle_len" : "n_cycles");
      cycles.push_back(cosine<>({.from = given.lr_max, .to = 0, .steps = steps}));
      if (i + 1 == given.n_cycles) break;
      detail::require(given.cycle_mult <= detail::longest / epochs, name, "n_cycles", "must be at most 2^53 epochs",
                      given.n_cycles.value);
      epochs *= given.cycle_mult;
    }
    return any_sequence<double>(std::move(cycles));
  });
}

/// All of them by name, for json_reader.
struct schedules {
  static constexpr const char* name = "fastai";

  static void each(auto use) {
    use("SchedLin", SchedLin);
    use("SchedCos", SchedCos);
    use("SchedExp", SchedExp);
    use("SchedPoly", SchedPoly);
    use("fit_one_cycle", fit_one_cycle);
    use("fit_flat_cos", fit_flat_cos);
    use("fit_sgdr", fit_sgdr);
  }
};

// NOLINTEND(readability-identifier-naming)

}  // namespace lrsched::inline LRSCHED_V0::dialect::fastai

#include <lrsched/detail/macros_on.hpp>

#endif

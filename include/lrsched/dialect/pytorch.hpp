// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_PYTORCH_HPP
#define LRSCHED_DIALECT_PYTORCH_HPP

// torch.optim.lr_scheduler of PyTorch 2.7.1, asked step by step: at step k the rate is the one after k calls of step().
// Names, arguments, their order and defaults are PyTorch's; base_lr is the rate that the optimizer was made with.
//
//   pytorch::StepLR({.base_lr = 0.1, .step_size = 30})
//   pytorch::SequentialLR({.base_lr = 0.1,
//                          .schedulers = {LinearLR({.base_lr = 0.1}),
//                                         CosineAnnealingLR({.base_lr = 0.1, .T_max = 95})},
//                          .milestones = {5}})
//
// SWALR is that of torch.optim.swa_utils. ReduceLROnPlateau is driven by a metric: after k observations the rate is the
// one after k calls of step(metric).
//
// Refused throughout, though PyTorch takes it: a base_lr or gamma below 0, and a length below 0. Lists of rates, one
// for each group of parameters, are read by groups_from_json alone.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::max, std::none_of, std::sort
#include <cmath>      // std::floor, std::fmin
#include <cstdint>    // std::int64_t
#include <memory>     // std::shared_ptr, std::unique_ptr
#include <optional>   // std::optional
#include <span>       // std::span
#include <string>     // std::string
#include <utility>    // std::move
#include <vector>     // std::vector

#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/any/step_list.hpp>
#include <lrsched/dialect/common.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0 {

namespace detail::pytorch {

using any = any_schedule<double>;

/// What CosineAnnealingLR does to the rate that it finds, with T_max = steps.
struct pull {
  double base_lr, eta_min;
  std::int64_t steps;

  /// At the minimum, whatever the rate was: 0 times it, plus eta_min.
  double least() const { return 0 + eta_min; }

  double operator()(std::int64_t k, double rate) const {
    const auto wave = [&](std::int64_t i) {  // (1 + cos(pi i / steps)) / 2
      const double p = static_cast<double>(i % (2 * steps)) / static_cast<double>(steps);
      const double q = p < 1 ? 1 - p : p - 1;
      return q < 0.5 ? half_cosine(2 * q * q) : 1 - half_cosine(2 * (1 - q) * (1 - q));
    };
    if (k == 0) return rate;
    if (k % (2 * steps) == steps) return least();
    if ((k - 1) % (2 * steps) == steps) return rate + (base_lr - eta_min) * wave(steps + 1);
    return wave(k) / wave(k - 1) * (rate - eta_min) + eta_min;
  }
};

/// How a scheduler starts in another one: at a milestone most of them go back to base_lr, but not behind a milestone 0.
enum class starts { first, behind_milestone_0, at_milestone };

struct beginning {
  double base_lr, rate;  // the optimizer's, and the one that is in force
  starts how = starts::first;

  double usual() const { return how == starts::at_milestone ? base_lr : rate; }
};

/// What SequentialLR and ChainedScheduler make a scheduler do.
struct member {
  virtual ~member() = default;
  virtual any start(const beginning& from) const = 0;
  virtual double factor(std::int64_t k) const = 0;  // by which it multiplies the rate at a step, if it does
};

/// A scheduler: its curve, and what SequentialLR and ChainedScheduler have to know besides.
struct scheduler {
  any alone;
  std::optional<double> base_lr{};            // that it takes from the optimizer
  std::shared_ptr<const member> as_member{};  // none if nothing matters to it
  bool multiplies = false;                    // the rate, by its factor
  std::optional<pytorch::pull> pull{};        // what it does to the rate otherwise; none: it sets it
  std::optional<double> initial_lr{};         // that it leaves in the optimizer,
  bool leaves_it_only_as_first = false;       // for those that come after it
  std::vector<scheduler> chain{};             // of a ChainedScheduler
  bool is_sequence = false;

  any start(const beginning& from) const { return as_member ? as_member->start(from) : alone; }

  template <position Position>
  double operator()(Position step) const noexcept {
    return alone(step);
  }
  void fill(std::span<double> out, std::int64_t first) const { alone.fill(out, first); }
  std::optional<std::int64_t> length() const noexcept { return alone.length(); }
  lrsched::description describe() const { return alone.describe(); }
};

/// A member by its functions.
template <class Start, class Factor>
struct member_of : member {
  member_of(Start starts, Factor multiplies) : start_(std::move(starts)), factor_(std::move(multiplies)) {}

  any start(const beginning& from) const override { return start_(from); }
  double factor(std::int64_t k) const override { return factor_(k); }

 private:
  Start start_;
  Factor factor_;
};

inline double no_factor(std::int64_t) { return 1; }

template <class Start, class Factor = double (*)(std::int64_t)>
std::shared_ptr<const member> as_member(Start start, Factor factor = no_factor) {
  return std::unique_ptr<const member>(new member_of<Start, Factor>(std::move(start), std::move(factor)));
}

/// One that multiplies the rate by factor(k) at step k.
template <class Start, class Factor>
scheduler multiplies(double base_lr, any alone, Start start, Factor factor) {
  return {.alone = std::move(alone),
          .base_lr = base_lr,
          .as_member = as_member(std::move(start), std::move(factor)),
          .multiplies = true};
}

/// How that starts whose arguments have another base_lr then.
template <class Params>
auto with_rate(const Params& given, any (*make)(Params)) {
  return [given, make](const beginning& from) {
    Params other = given;
    other.base_lr = from.usual();
    return make(other);
  };
}

/// The same of those that divide by total_iters at a milestone.
template <class Params>
auto unless_it_fails(const char* name, const Params& given, any (*make)(Params)) {
  return [name, steps = given.total_iters.value, again = with_rate(given, make)](const beginning& from) {
    require(steps > 0 || from.how != starts::at_milestone, name, "total_iters",
            "must be at least 1 where SequentialLR starts it", steps);
    return again(from);
  };
}

inline scheduler facts(const any& schedule) {
  const auto* named = schedule.target<named_schedule>();
  const auto* known = (named != nullptr ? named->plan() : schedule).target<scheduler>();
  return known ? *known : scheduler{.alone = schedule};
}

inline constexpr char rate_argument[] = "base_lr", lambda[] = "LambdaLR", multiplicative[] = "MultiplicativeLR";

/// CyclicLR by its formula, where a cycle is no whole number of steps.
class cyclic {
 public:
  static constexpr const char* name = "CyclicLR";

  double base_lr = 0, max_lr = 0, step_size_up = 0, step_size_down = 0;
  std::string mode{};
  double gamma = 1;

  template <position Position>
  double operator()(Position step) const noexcept {
    const double k = static_cast<double>(counted(step)), total = step_size_up + step_size_down;
    const double cycles = std::fmin(k / total, static_cast<double>(longest)), cycle = std::floor(cycles);
    const double x = cycles - cycle, top = step_size_up / total;
    const double share = top > 0 && x <= top ? x / top : (1 - x) / (1 - top);
    const double decay = mode == "triangular2" ? growth(0.5, 1, 1.0)(1, cycle)
                         : mode == "exp_range" ? growth(gamma, 1, 1.0)(1, k)
                                               : 1;
    const double value = saturate(base_lr + (max_lr - base_lr) * share * decay);
    return decay > 1 ? value : between(base_lr, max_lr, value);
  }
};

/// ChainedScheduler with a CosineAnnealingLR in it: the recursion itself, from the last step at which the rate is
/// known. That is where the last of the cosines was at its minimum, so that a call takes up to 2 T_max steps; fill
/// takes each only once.
class chained {
 public:
  static constexpr const char* name = "ChainedScheduler";

  chained(double base_lr, std::vector<scheduler> members) : base_lr_(base_lr), members_(std::move(members)) {
    for (std::size_t i = 0; i < members_.size(); ++i)
      if (members_[i].pull) last_pull_ = i;
  }

  template <position Position>
  double operator()(Position step) const noexcept {
    const std::int64_t k = whole(counted(step)), low = members_[last_pull_].pull->steps;
    std::int64_t i = k < low ? 0 : k - (k - low) % (2 * low);
    double rate = k < low ? after(0, base_lr_) : after(i, members_[last_pull_].pull->least(), last_pull_ + 1);
    while (i < k) rate = after(++i, rate);
    return rate;
  }

  void fill(std::span<double> out, std::int64_t first) const {
    fill_with(cut_before(out, first, 1), (*this)(0));
    if (out.empty()) return;
    double rate = (*this)(first - 1);
    for (double& value : out) value = rate = after(first++, rate);
  }

 private:
  double after(std::int64_t k, double rate, std::size_t first = 0) const noexcept {
    for (std::size_t i = first; i < members_.size(); ++i)
      rate =
          saturate(members_[i].pull ? (*members_[i].pull)(k, rate) : rate * saturate(members_[i].as_member->factor(k)));
    return rate;
  }

  double base_lr_;
  std::vector<scheduler> members_;
  std::size_t last_pull_ = 0;
};

}  // namespace detail::pytorch

namespace dialect::pytorch {

// NOLINTBEGIN(readability-identifier-naming): the names are PyTorch's

namespace inner = lrsched::detail::pytorch;

// ---- those that multiply the rate -----------------------------------------------------------------------------------

struct StepLR_params {
  required<double> base_lr;
  required<std::int64_t> step_size;
  double gamma = 0.1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = StepLR_params;
    return use(field{"base_lr", &params::base_lr, at_least_0}, field{"step_size", &params::step_size, at_least_1},
               field{"gamma", &params::gamma, at_least_0});
  }
};

/// StepLR: base_lr gamma^floor(k/step_size). step_size is at least 1 (0: PyTorch divides by it).
inline any_schedule<double> StepLR(StepLR_params given) {
  return detail::named("pytorch.StepLR", given, [&](const char*) -> any_schedule<double> {
    return inner::multiplies(given.base_lr,
                             step({.initial = given.base_lr, .factor = given.gamma, .every = given.step_size}),
                             inner::with_rate(given, StepLR),
                             [=](std::int64_t k) { return k > 0 && k % given.step_size == 0 ? given.gamma : 1; });
  });
}

struct MultiStepLR_params {
  required<double> base_lr;
  detail::step_list milestones;
  double gamma = 0.1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = MultiStepLR_params;
    return use(field{"base_lr", &params::base_lr, at_least_0}, field{"milestones", &params::milestones},
               field{"gamma", &params::gamma, at_least_0});
  }
};

/// MultiStepLR: base_lr gamma^(number of milestones at or before k), in any order; one listed twice counts twice, and a
/// 0 is in force from the first update on.
inline any_schedule<double> MultiStepLR(MultiStepLR_params given) {
  return detail::named("pytorch.MultiStepLR", given, [&](const char* name) -> any_schedule<double> {
    for (const std::int64_t milestone : given.milestones)
      detail::check(name, "milestones", milestone, detail::at_least_0);
    std::sort(given.milestones.begin(), given.milestones.end());
    return inner::multiplies(given.base_lr,
                             multi_step<std::vector<std::int64_t>>(given.base_lr, given.gamma, given.milestones),
                             inner::with_rate(given, MultiStepLR), [=](std::int64_t k) {
                               double result = 1;
                               for (const std::int64_t milestone : given.milestones)
                                 if (milestone == k) result *= given.gamma;
                               return result;
                             });
  });
}

struct ConstantLR_params {
  required<double> base_lr;
  double factor = 1.0 / 3;
  numeric<std::int64_t> total_iters = 5;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = ConstantLR_params;
    return use(field{"base_lr", &params::base_lr, at_least_0}, field{"factor", &params::factor},
               field{"total_iters", &params::total_iters, at_least_0});
  }
};

/// ConstantLR: base_lr factor for k < total_iters, then base_lr. total_iters 0 keeps the factor forever (asked by
/// epoch number PyTorch never applies it, and so it is when SequentialLR starts it). A factor of 0 is refused if it has
/// to end, since PyTorch divides by it.
inline any_schedule<double> ConstantLR(ConstantLR_params given) {
  return detail::named("pytorch.ConstantLR", given, [&](const char* name) -> any_schedule<double> {
    detail::require(given.factor >= 0 && given.factor <= 1, name, "factor", "must be from 0 to 1", given.factor);
    detail::require(given.factor > 0 || given.total_iters == 0, name, "factor",
                    "must be above 0, since the rate is divided by it after total_iters", given.factor);
    const bool ends = given.total_iters > 0;
    const constant low({.value = given.base_lr * given.factor}), high({.value = given.base_lr});
    const auto start = [=, again = inner::with_rate(given, ConstantLR)](const inner::beginning& from) {
      return from.how == inner::starts::at_milestone && !ends ? inner::any(constant({.value = from.base_lr}))
                                                              : again(from);
    };
    return inner::multiplies(given.base_lr,
                             ends ? inner::any(sequence{take(low, given.total_iters), high}) : inner::any(low), start,
                             [=](std::int64_t k) {
                               return k == 0 ? given.factor : k == given.total_iters ? 1 / given.factor : 1;
                             });
  });
}

struct LinearLR_params {
  required<double> base_lr;
  double start_factor = 1.0 / 3, end_factor = 1;
  numeric<std::int64_t> total_iters = 5;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = LinearLR_params;
    return use(field{"base_lr", &params::base_lr, at_least_0}, field{"start_factor", &params::start_factor},
               field{"end_factor", &params::end_factor}, field{"total_iters", &params::total_iters, at_least_0});
  }
};

/// LinearLR: from base_lr start_factor to base_lr end_factor in a straight line, there from total_iters on. total_iters
/// 0 stays at the start. The end is exact, where PyTorch's recursion can come to -3e-17 for 0.
inline any_schedule<double> LinearLR(LinearLR_params given) {
  return detail::named("pytorch.LinearLR", given, [&](const char* name) -> any_schedule<double> {
    detail::require(given.start_factor > 0 && given.start_factor <= 1, name, "start_factor",
                    "must be above 0 and at most 1", given.start_factor);
    detail::require(given.end_factor >= 0 && given.end_factor <= 1, name, "end_factor", "must be from 0 to 1",
                    given.end_factor);
    const double from = given.base_lr * given.start_factor, to = given.base_lr * given.end_factor;
    const bool moves = given.total_iters > 0;
    return inner::multiplies(given.base_lr,
                             moves ? inner::any(linear({.from = from, .to = to, .steps = given.total_iters}))
                                   : inner::any(constant({.value = from})),
                             inner::unless_it_fails(name, given, LinearLR), [=](std::int64_t k) {
                               if (k == 0) return given.start_factor;
                               if (k > given.total_iters) return 1.0;
                               const double total = static_cast<double>(given.total_iters),
                                            way = given.end_factor - given.start_factor;
                               const double last = given.end_factor - way / total;
                               if (k == given.total_iters)
                                 return last > 0 ? given.end_factor / last : 1;  // 0: as the rate is already
                               return 1 + way / (total * given.start_factor + static_cast<double>(k - 1) * way);
                             });
  });
}

struct ExponentialLR_params {
  required<double> base_lr, gamma;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = ExponentialLR_params;
    return use(field{"base_lr", &params::base_lr, at_least_0}, field{"gamma", &params::gamma, at_least_0});
  }
};

/// ExponentialLR: base_lr gamma^k.
inline any_schedule<double> ExponentialLR(ExponentialLR_params given) {
  return detail::named("pytorch.ExponentialLR", given, [&](const char*) -> any_schedule<double> {
    return inner::multiplies(given.base_lr,
                             given.gamma > 0 ? inner::any(exponential({.initial = given.base_lr, .rate = given.gamma}))
                                             : inner::any(step({.initial = given.base_lr, .factor = 0, .every = 1})),
                             inner::with_rate(given, ExponentialLR),
                             [=](std::int64_t k) { return k > 0 ? given.gamma.value : 1; });
  });
}

struct PolynomialLR_params {
  required<double> base_lr;
  numeric<std::int64_t> total_iters = 5;
  double power = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = PolynomialLR_params;
    return use(field{"base_lr", &params::base_lr, at_least_0}, field{"total_iters", &params::total_iters, at_least_0},
               field{"power", &params::power, at_least_0});
  }
};

/// PolynomialLR: base_lr (1 - k/total_iters)^power, 0 from total_iters on. total_iters 0, or power 0, stays at base_lr.
/// power is at least 0 (below, PyTorch divides by 0 at the end).
inline any_schedule<double> PolynomialLR(PolynomialLR_params given) {
  return detail::named("pytorch.PolynomialLR", given, [&](const char* name) -> any_schedule<double> {
    const bool moves = given.total_iters > 0;
    return inner::multiplies(
        given.base_lr,
        moves && given.power > 0
            ? inner::any(polynomial({.from = given.base_lr, .to = 0, .steps = given.total_iters, .power = given.power}))
            : inner::any(constant({.value = given.base_lr})),
        inner::unless_it_fails(name, given, PolynomialLR), [=](std::int64_t k) {
          if (k == 0 || k > given.total_iters || !(given.power > 0)) return 1.0;
          return detail::power_of_ratio(static_cast<double>(given.total_iters - k),
                                        static_cast<double>(given.total_iters - k + 1), given.power);
        });
  });
}

/// MultiplicativeLR: base_lr lr_lambda(1) ... lr_lambda(k), in C++ only. A call costs k calls of the function, a fill
/// one for each step. Where SequentialLR starts it, it goes on from the rate that it finds.
template <class Lambda>
any_schedule<double> MultiplicativeLR(double base_lr, Lambda lr_lambda) {
  detail::check("MultiplicativeLR", "base_lr", base_lr, detail::at_least_0);
  return inner::multiplies(
      base_lr, detail::product_so_far{base_lr, lr_lambda},
      [lr_lambda](const inner::beginning& from) { return MultiplicativeLR(from.rate, lr_lambda); },
      [lr_lambda](std::int64_t k) { return k > 0 ? static_cast<double>(lr_lambda(k)) : 1; });
}

// ---- those that do something else with it ---------------------------------------------------------------------------

/// LambdaLR: base_lr lr_lambda(k), in C++ only.
template <class Lambda>
any_schedule<double> LambdaLR(double base_lr, Lambda lr_lambda) {
  detail::check("LambdaLR", "base_lr", base_lr, detail::at_least_0);
  return inner::scheduler{
      .alone = [=](std::int64_t k) { return detail::saturate(base_lr * static_cast<double>(lr_lambda(k))); },
      .base_lr = base_lr,
      .as_member = inner::as_member([=](const inner::beginning& from) { return LambdaLR(from.base_lr, lr_lambda); })};
}

struct CosineAnnealingLR_params {
  required<double> base_lr, T_max;
  double eta_min = 0;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = CosineAnnealingLR_params;
    return use(field{"base_lr", &params::base_lr, at_least_0}, field{"T_max", &params::T_max, above_0},
               field{"eta_min", &params::eta_min});
  }
};

/// CosineAnnealingLR: eta_min + (base_lr - eta_min) (1 + cos(pi k/T_max)) / 2. Past T_max it goes on: up to base_lr
/// again at 2 T_max, and so on forever. eta_min may be above base_lr. T_max need not be a whole number, but for
/// ChainedScheduler; it is above 0 (PyTorch divides by it).
inline any_schedule<double> CosineAnnealingLR(CosineAnnealingLR_params given) {
  return detail::named("pytorch.CosineAnnealingLR", given, [&](const char* name) -> any_schedule<double> {
    detail::require(given.T_max <= 0x1p52 || !detail::is_whole(given.T_max), name, "T_max", "must be at most 2^52",
                    given.T_max.value);
    const bool is_whole = detail::is_whole(given.T_max);
    const std::int64_t whole = is_whole ? static_cast<std::int64_t>(given.T_max) : 0;
    const auto half = [](double from, double to, std::int64_t steps) {
      return cosine({.from = from, .to = to, .steps = steps});
    };
    const inner::any wave = detail::lasting(given.T_max, [&](std::int64_t steps) {
      return repeat(sequence{half(given.base_lr, given.eta_min, steps), half(given.eta_min, given.base_lr, steps)});
    });
    const auto start = [=](const inner::beginning& from) -> inner::any {
      // Where the minimum falls between two steps, the rate never meets it, and keeps what it began with.
      CosineAnnealingLR_params other = given;
      other.base_lr = is_whole ? from.base_lr : from.usual();
      inner::any rest = CosineAnnealingLR(other);
      if (from.usual() == other.base_lr) return rest;
      return sequence{half(from.rate, given.eta_min, whole), shift(rest, -whole)};
    };
    inner::scheduler result{.alone = wave, .base_lr = given.base_lr, .as_member = inner::as_member(start)};
    if (is_whole) result.pull = inner::pull{given.base_lr, given.eta_min, whole};
    return result;
  });
}

struct CosineAnnealingWarmRestarts_params {
  required<double> base_lr;
  required<std::int64_t> T_0;
  numeric<std::int64_t> T_mult = 1;
  double eta_min = 0;
  numeric<std::int64_t> iters_per_epoch = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = CosineAnnealingWarmRestarts_params;
    return use(field{"base_lr", &params::base_lr, at_least_0}, field{"T_0", &params::T_0, at_least_1},
               field{"T_mult", &params::T_mult, at_least_1}, field{"eta_min", &params::eta_min},
               field{"iters_per_epoch", &params::iters_per_epoch, at_least_1});
  }
};

/// CosineAnnealingWarmRestarts: half a cosine from base_lr to eta_min over T_0, then over T_0 T_mult, T_0 T_mult^2 and
/// so on.
/// With iters_per_epoch, which is ours, the lengths are epochs of so many steps, as after step(epoch +
/// i/iters_per_epoch).
/// Restarts are exact, where PyTorch's step(epoch) can miss one by a logarithm (T_mult 3: epoch 121 T_0).
inline any_schedule<double> CosineAnnealingWarmRestarts(CosineAnnealingWarmRestarts_params given) {
  return detail::named("pytorch.CosineAnnealingWarmRestarts", given, [&](const char* name) -> any_schedule<double> {
    detail::check(name, "eta_min", given.eta_min);
    detail::require(given.T_0 <= detail::longest / given.iters_per_epoch, name, "T_0", "must be at most 2^53 steps",
                    given.T_0.value);
    const cosine cycle({.from = given.base_lr, .to = given.eta_min, .steps = given.T_0 * given.iters_per_epoch});
    return inner::scheduler{.alone = given.T_mult == 1
                                         ? inner::any(repeat(cycle))
                                         : inner::any(repeat_growing(cycle, static_cast<double>(given.T_mult))),
                            .base_lr = given.base_lr,
                            .as_member = inner::as_member([=](const inner::beginning& from) {
                              CosineAnnealingWarmRestarts_params other = given;
                              other.base_lr = from.base_lr;
                              return CosineAnnealingWarmRestarts(other);
                            })};
  });
}

struct SWALR_params {
  required<double> base_lr, swa_lr;
  numeric<std::int64_t> anneal_epochs = 10;
  std::string anneal_strategy = "cos";

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = SWALR_params;
    return use(field{"base_lr", &params::base_lr, at_least_0}, field{"swa_lr", &params::swa_lr},
               field{"anneal_epochs", &params::anneal_epochs, at_least_0},
               field{"anneal_strategy", &params::anneal_strategy});
  }
};

/// SWALR, of torch.optim.swa_utils: from base_lr to swa_lr in anneal_epochs by half a cosine, or with the strategy
/// linear in a straight line. anneal_epochs 0 is there at once. PyTorch computes each rate from the one before, which
/// comes to base_lr (1 - a) + swa_lr a, where a goes from 0 to 1. Where SequentialLR starts it, it goes on from the
/// rate that it finds, and is at its step 1 there.
inline any_schedule<double> SWALR(SWALR_params given) {
  return detail::named("pytorch.SWALR", given, [&](const char* name) -> any_schedule<double> {
    const double from = given.base_lr, to = given.swa_lr;
    const std::int64_t steps = given.anneal_epochs;
    const bool straight = given.anneal_strategy == "linear";
    detail::require(straight || given.anneal_strategy == "cos", name, "anneal_strategy", "must be cos or linear",
                    given.anneal_strategy.c_str());
    return inner::scheduler{.alone = straight ? inner::any(linear({.from = from, .to = to, .steps = steps}))
                                              : inner::any(cosine({.from = from, .to = to, .steps = steps})),
                            .base_lr = from,
                            .as_member = inner::as_member([=](const inner::beginning& begun) -> inner::any {
                              SWALR_params other = given;
                              other.base_lr = begun.rate;
                              if (begun.how == inner::starts::first) return SWALR(other);
                              return shift(any_finite_schedule<>(SWALR(other)), -1);
                            })};
  });
}

struct OneCycleLR_params {
  required<double> max_lr;
  std::optional<std::int64_t> total_steps{}, epochs{}, steps_per_epoch{};
  double pct_start = 0.3;
  std::string anneal_strategy = "cos";
  bool cycle_momentum = true;
  double base_momentum = 0.85, max_momentum = 0.95, div_factor = 25, final_div_factor = 1e4;
  bool three_phase = false;
  std::optional<double> base_lr{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = OneCycleLR_params;
    return use(field{"max_lr", &params::max_lr}, field{"total_steps", &params::total_steps},
               field{"epochs", &params::epochs}, field{"steps_per_epoch", &params::steps_per_epoch},
               field{"pct_start", &params::pct_start}, field{"anneal_strategy", &params::anneal_strategy},
               field{"cycle_momentum", &params::cycle_momentum}, field{"base_momentum", &params::base_momentum},
               field{"max_momentum", &params::max_momentum}, field{"div_factor", &params::div_factor},
               field{"final_div_factor", &params::final_div_factor}, field{"three_phase", &params::three_phase},
               field{"base_lr", &params::base_lr});
  }
};

/// OneCycleLR: with n = total_steps, or else epochs steps_per_epoch, from max_lr/div_factor up to max_lr at
/// pct_start n - 1, down to max_lr/div_factor/final_div_factor at n - 1; with three_phase back to max_lr/div_factor at
/// 2 pct_start n - 2 in between. These ends are no whole numbers: the peak itself need not be among the rates.
/// Step n, which PyTorch still answers, runs past the end (the linear strategy below 0, the cosine up again); beyond it
/// PyTorch fails, and ours holds the last rate. pct_start n = 1 is refused, since PyTorch divides by 0.
/// The momenta and base_lr, which OneCycleLR replaces, are read, and change nothing.
inline any_schedule<double> OneCycleLR(OneCycleLR_params given) {
  return detail::named("pytorch.OneCycleLR", given, [&](const char* name) {
    detail::check(name, "max_lr", given.max_lr, detail::at_least_0);
    if (!given.total_steps) {
      detail::require(given.epochs && given.steps_per_epoch, name, "total_steps",
                      "must be given, or epochs and steps_per_epoch", "none");
      detail::check(name, "epochs", *given.epochs, detail::at_least_1);
      detail::check(name, "steps_per_epoch", *given.steps_per_epoch, detail::at_least_1);
      detail::require(*given.epochs <= detail::longest / *given.steps_per_epoch, name, "epochs",
                      "must be at most 2^53 steps", *given.epochs);
      given.total_steps = *given.epochs * *given.steps_per_epoch;
    }
    detail::check(name, "total_steps", *given.total_steps, detail::at_least_1);
    detail::require(given.pct_start >= 0 && given.pct_start <= 1, name, "pct_start", "must be from 0 to 1",
                    given.pct_start);
    detail::require(given.pct_start * static_cast<double>(*given.total_steps) != 1, name, "pct_start",
                    "must not be 1/total_steps, which leaves no step between the start and the peak", given.pct_start);
    const bool straight = given.anneal_strategy == "linear";
    detail::require(straight || given.anneal_strategy == "cos", name, "anneal_strategy", "must be cos or linear",
                    given.anneal_strategy.c_str());
    detail::check(name, "div_factor", given.div_factor, detail::above_0);
    detail::check(name, "final_div_factor", given.final_div_factor, detail::above_0);
    const double initial = given.max_lr / given.div_factor, end = initial / given.final_div_factor;
    detail::check(name, "max_lr / div_factor / final_div_factor", end);
    return inner::scheduler{.alone = detail::one_cycle_between_steps{.initial = initial,
                                                                     .peak = given.max_lr,
                                                                     .end = end,
                                                                     .total_steps = *given.total_steps,
                                                                     .share = given.pct_start,
                                                                     .linear = straight,
                                                                     .three_phase = given.three_phase},
                            .initial_lr = initial};
  });
}

struct CyclicLR_params {
  required<double> base_lr, max_lr;
  numeric<double> step_size_up = 2000;
  std::optional<numeric<double>> step_size_down{};
  std::string mode = "triangular";
  double gamma = 1;
  bool cycle_momentum = true;
  double base_momentum = 0.8, max_momentum = 0.9;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = CyclicLR_params;
    return use(field{"base_lr", &params::base_lr, at_least_0}, field{"max_lr", &params::max_lr, at_least_0},
               field{"step_size_up", &params::step_size_up}, field{"step_size_down", &params::step_size_down},
               field{"mode", &params::mode}, field{"gamma", &params::gamma, at_least_0},
               field{"cycle_momentum", &params::cycle_momentum}, field{"base_momentum", &params::base_momentum},
               field{"max_momentum", &params::max_momentum});
  }
};

/// CyclicLR: base_lr + (max_lr - base_lr) q h, where q goes from 0 to 1 in step_size_up steps and back in
/// step_size_down (as many, unless given), forever; h is 1 for the mode triangular, 0.5^(cycles done) for triangular2,
/// gamma^k for exp_range, which counts from the start of the training. base_lr is its own: it replaces the optimizer's.
/// The sizes may be fractions.
/// The momenta are read, and change nothing; scale_fn and scale_mode are not taken.
inline any_schedule<double> CyclicLR(CyclicLR_params given) {
  return detail::named("pytorch.CyclicLR", given, [&](const char* name) -> any_schedule<double> {
    const double up_size = given.step_size_up, down_size = given.step_size_down.value_or(given.step_size_up);
    detail::check(name, "step_size_up", up_size, detail::above_0);
    detail::check(name, "step_size_down", down_size, detail::at_least_0);
    detail::check(name, "step_size_up + step_size_down", up_size + down_size);
    detail::require_mode_of_cycles(name, given.mode);
    const auto made = [&](any_schedule<double> alone) {
      return inner::scheduler{.alone = std::move(alone), .initial_lr = given.base_lr, .leaves_it_only_as_first = true};
    };
    constexpr double many = 1e15;
    if (up_size != std::floor(up_size) || down_size != std::floor(down_size) || up_size + down_size > many) {
      inner::cyclic formula;
      formula.base_lr = given.base_lr;
      formula.max_lr = given.max_lr;
      formula.step_size_up = up_size;
      formula.step_size_down = down_size;
      formula.mode = given.mode;
      formula.gamma = given.gamma;
      return made(formula);
    }
    return made(detail::cycles_of_whole_steps(given.base_lr, given.max_lr, static_cast<std::int64_t>(up_size),
                                              static_cast<std::int64_t>(down_size), given.mode, given.gamma));
  });
}

// ---- those that have others -----------------------------------------------------------------------------------------

struct SequentialLR_params {
  required<double> base_lr;
  std::vector<any_schedule<double>> schedulers;
  detail::step_list milestones;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = SequentialLR_params;
    return use(field{"base_lr", &params::base_lr, at_least_0}, field{"schedulers", &params::schedulers},
               field{"milestones", &params::milestones});
  }
};

/// SequentialLR: one after another. At milestone m the next one starts at its own step 0 from base_lr (a
/// MultiplicativeLR and a SWALR from the rate that they find; in the development version the first then multiplies by
/// lr_lambda(0) too, and the second is at its step 0, not 1). Of two equal milestones the schedule between never runs.
/// After a milestone 0 the first schedule has the first update all the same, and the second then starts from the rate
/// that it finds (in the development version ExponentialLR decays one step earlier there).
/// A OneCycleLR leaves its initial rate in the optimizer, and so does a CyclicLR as the first: from there those start
/// that come after it, and the first of all.
/// Refused, since PyTorch fails: not one milestone fewer than schedules; a ChainedScheduler that is not the first;
/// LinearLR and PolynomialLR with total_iters 0 that are not. Refused, since PyTorch counts wrongly: a SequentialLR in
/// another, milestones that fall or are below 0. The members' base_lr must be its own.
inline any_schedule<double> SequentialLR(SequentialLR_params given) {
  return detail::named("pytorch.SequentialLR", given, [&](const char* name) -> any_schedule<double> {
    const std::size_t count = given.schedulers.size();
    detail::require(count > 0, name, "schedulers", "must be at least one", count);
    detail::require(given.milestones.size() == count - 1, name, "milestones", "must be one fewer than the schedulers",
                    given.milestones.size());
    detail::require_milestones(name, given.milestones);

    std::vector<inner::scheduler> members;
    std::vector<double> bases;
    std::optional<detail::one_cycle_between_steps> one_cycle;
    double initial = given.base_lr;
    for (const auto& schedule : given.schedulers) {
      members.push_back(inner::facts(schedule));
      const inner::scheduler& member = members.back();
      detail::require(!member.is_sequence, name, "schedulers",
                      "must not be of the type SequentialLR, whose milestones shift; number", members.size());
      detail::require(member.chain.empty() || members.size() == 1, name, "schedulers",
                      "but the first must not be of the type ChainedScheduler; number", members.size());
      detail::require(!member.base_lr || *member.base_lr == given.base_lr, name, "base_lr",
                      "must be that of the schedulers", given.base_lr.value);
      if (const auto* cycle = member.alone.target<detail::one_cycle_between_steps>()) {
        detail::require(!one_cycle || one_cycle->has_rates_of(*cycle), name, "schedulers",
                        "of the type OneCycleLR must have one max_lr, div_factor and final_div_factor; number",
                        members.size());
        one_cycle = *cycle;
      }
      bases.push_back(initial);
      if (member.initial_lr && (members.size() == 1 || !member.leaves_it_only_as_first)) initial = *member.initial_lr;
    }

    std::vector<inner::any> parts;
    inner::any current = members[0].start({.base_lr = bases[0], .rate = initial});
    std::int64_t begin = 0;
    const auto next_at = [&](std::int64_t step, auto start) {
      const double rate = current(step - 1 - begin);
      parts.push_back(take(current, step - begin));
      current = start(rate);
      begin = step;
    };
    for (std::size_t i = 0; i < given.milestones.size(); ++i) {
      const std::int64_t milestone = given.milestones[i];
      const bool is_late = milestone == 0;
      const std::int64_t step = is_late ? 1 : milestone;
      if (i + 1 < given.milestones.size() && std::max<std::int64_t>(given.milestones[i + 1], 1) == step) continue;
      next_at(step, [&](double rate) {
        return members[i + 1].start({.base_lr = bases[i + 1],
                                     .rate = rate,
                                     .how = is_late ? inner::starts::behind_milestone_0 : inner::starts::at_milestone});
      });
    }
    parts.push_back(std::move(current));
    return inner::scheduler{
        .alone = any_sequence<double>(std::move(parts)), .base_lr = given.base_lr, .is_sequence = true};
  });
}

struct ChainedScheduler_params {
  required<double> base_lr;
  std::vector<any_schedule<double>> schedulers;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = ChainedScheduler_params;
    return use(field{"base_lr", &params::base_lr, at_least_0}, field{"schedulers", &params::schedulers});
  }
};

/// ChainedScheduler: each in turn does to the rate what it does at that step, so that the factors multiply. With a
/// CosineAnnealingLR among them this is no product: with eta_min above 0 the rate comes to other values, even negative
/// ones, and where the cosine turns up again it adds an amount of base_lr's size, and the factors of the others are
/// lost. Ours gives these same rates; see chained for what they cost.
/// Refused beside others: a CosineAnnealingLR with a T_max above 10,000,000; those that set the rate whatever it was
/// (LambdaLR, CosineAnnealingWarmRestarts, OneCycleLR, CyclicLR, and what is no schedule of PyTorch), SWALR, and
/// SequentialLR, which resets it.
inline any_schedule<double> ChainedScheduler(ChainedScheduler_params given) {
  return detail::named("pytorch.ChainedScheduler", given, [&](const char* name) -> any_schedule<double> {
    detail::require(!given.schedulers.empty(), name, "schedulers", "must be at least one", given.schedulers.size());
    std::vector<inner::scheduler> chain;
    for (std::size_t i = 0; i < given.schedulers.size(); ++i) {
      inner::scheduler member = inner::facts(given.schedulers[i]);
      detail::require(!member.base_lr || *member.base_lr == given.base_lr, name, "base_lr",
                      "must be that of the schedulers", given.base_lr.value);
      const std::vector<inner::scheduler> links = member.chain.empty() ? std::vector{std::move(member)} : member.chain;
      for (const inner::scheduler& link : links)
        detail::require(given.schedulers.size() == 1 || link.multiplies || link.pull, name, "schedulers",
                        "must multiply the rate, not set it; number", i + 1);
      chain.insert(chain.end(), links.begin(), links.end());
    }

    constexpr std::int64_t most = 10'000'000;
    for (const inner::scheduler& member : chain)
      detail::require(chain.size() == 1 || !member.pull || member.pull->steps <= most, name, "schedulers",
                      "with a CosineAnnealingLR must have a T_max of at most 10'000'000, which a call walks through",
                      member.pull ? member.pull->steps : 0);

    const auto made = [chain, name](const inner::beginning& from) -> inner::any {
      if (chain.size() == 1) return chain[0].start(from);
      const bool is_product = std::none_of(chain.begin(), chain.end(), [](const auto& member) { return member.pull; });
      if (!is_product) {
        detail::require(from.rate == from.base_lr, name, "schedulers",
                        "with a CosineAnnealingLR must not start from the rate that another scheduler leaves",
                        from.rate);
        std::vector<inner::scheduler> members = chain;
        for (inner::scheduler& member : members)
          if (member.pull) member.pull->base_lr = from.base_lr;
        return inner::chained(from.rate, std::move(members));
      }
      std::vector<inner::any> factors;
      for (const inner::scheduler& member : chain) {
        const double first = factors.empty() ? from.rate : 1;
        factors.push_back(member.start({.base_lr = first, .rate = first}));
      }
      return any_fold<lrsched::detail::multiply>(std::move(factors));
    };
    const bool is_sequence = chain[0].is_sequence;
    return inner::scheduler{.alone = made({.base_lr = given.base_lr, .rate = given.base_lr}),
                            .base_lr = given.base_lr,
                            .as_member = inner::as_member(made),
                            .chain = chain,
                            .is_sequence = is_sequence};
  });
}

// ---- by name --------------------------------------------------------------------------------------------------------

struct ReduceLROnPlateau_params {
  required<double> base_lr;
  std::string mode = "min";
  double factor = 0.1;
  numeric<std::int64_t> patience = 10;
  double threshold = 1e-4;
  std::string threshold_mode = "rel";
  numeric<std::int64_t> cooldown = 0;
  double min_lr = 0, eps = 1e-8;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = ReduceLROnPlateau_params;
    return use(field{"base_lr", &params::base_lr, above_0}, field{"mode", &params::mode},
               field{"factor", &params::factor, at_least_0}, field{"patience", &params::patience, at_least_0},
               field{"threshold", &params::threshold, at_least_0}, field{"threshold_mode", &params::threshold_mode},
               field{"cooldown", &params::cooldown, at_least_0}, field{"min_lr", &params::min_lr, at_least_0},
               field{"eps", &params::eps, at_least_0});
  }
};

/// ReduceLROnPlateau: factor times the rate after more than `patience` bad metrics in a row, not below min_lr. For
/// the mode min a metric is good if it is below (1 - threshold) best, or best - threshold for the threshold_mode abs;
/// for max, above. A best metric below 0 thus lets a slightly worse one be good. After a reduction, `cooldown`
/// metrics are not counted, but may be the best. One by no more than eps is left out, and still starts the cooldown.
/// Refused: a factor below 0, or of 1 and more as in PyTorch; a threshold below 0, or of 1 and more for rel.
inline any_plateau ReduceLROnPlateau(ReduceLROnPlateau_params given) {
  return detail::named("pytorch.ReduceLROnPlateau", given, [&](const char* name) -> any_plateau {
    const bool relative = given.threshold_mode == "rel";
    detail::require(given.mode == "min" || given.mode == "max", name, "mode", "must be min or max", given.mode.c_str());
    detail::require(given.factor < 1, name, "factor", "must be below 1", given.factor);
    detail::require(relative || given.threshold_mode == "abs", name, "threshold_mode", "must be rel or abs",
                    given.threshold_mode.c_str());
    detail::require(!relative || given.threshold < 1, name, "threshold", "must be below 1 for rel", given.threshold);
    return detail::plateau_of_framework({.factor = given.factor,
                                         .patience = given.patience,
                                         .cooldown = given.cooldown,
                                         .mode = given.mode == "min" ? mode::min : mode::max,
                                         .threshold = {.relative = relative ? given.threshold : 0,
                                                       .absolute = relative ? 0 : given.threshold,
                                                       .rule = threshold_rule::by_value},
                                         .initial = given.base_lr,
                                         .minimum = given.min_lr,
                                         .min_change = given.eps});
  });
}

/// All of them by name, for json_reader.
struct schedules {
  static constexpr const char* name = "pytorch";

  static void each(auto use) {
    use("StepLR", StepLR);
    use("MultiStepLR", MultiStepLR);
    use("ConstantLR", ConstantLR);
    use("LinearLR", LinearLR);
    use("ExponentialLR", ExponentialLR);
    use("PolynomialLR", PolynomialLR);
    use("CosineAnnealingLR", CosineAnnealingLR);
    use("CosineAnnealingWarmRestarts", CosineAnnealingWarmRestarts);
    use("SWALR", SWALR);
    use("OneCycleLR", OneCycleLR);
    use("CyclicLR", CyclicLR);
    use("SequentialLR", SequentialLR);
    use("ChainedScheduler", ChainedScheduler);
    use("LambdaLR", detail::without_function<inner::lambda, inner::rate_argument>::make);
    use("MultiplicativeLR", detail::without_function<inner::multiplicative, inner::rate_argument>::make);
  }

  static void each_plateau(auto use) { use("ReduceLROnPlateau", ReduceLROnPlateau); }
};

// NOLINTEND(readability-identifier-naming)

}  // namespace dialect::pytorch
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_DEEPSPEED_HPP
#define LRSCHED_DIALECT_DEEPSPEED_HPP

// deepspeed.runtime.lr_schedules of DeepSpeed 0.19.6, edaa72212672, where step() follows every update. The functions
// and arguments are named as in a DeepSpeed configuration; base_lr is the rate of the optimizer. At step k:
//
//   LRRangeTest      straight up from the least rate, forever
//   OneCycle         straight up, straight down, and an optional inverse-time decay
//   WarmupLR         a warm-up
//   WarmupDecayLR    a warm-up, and straight down
//   WarmupCosineLR   a warm-up, and a half cosine down
//
// The warm-ups count from the second update on: with i = k - 1 and W = max(2, warmup_num_steps), a share g of their way
// is done, which is
//
//   warmup_type "linear"   i/W, and 1 from i = W on
//   warmup_type "log"      ln(i+1)/ln(W), and 1 from i = W-1 on
//
// Refused: warmup_num_steps below 1, as DeepSpeed does; a third warmup_type, which it replaces by "log". Lists of
// rates, one for each group of parameters, are read by groups_from_json alone.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>    // std::max
#include <cmath>        // std::floor
#include <cstdint>      // std::int64_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <type_traits>  // std::remove_const_t

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0::dialect::deepspeed {

namespace inner {

inline void check_warmup(const char* name, const auto& given) {
  detail::check(name, given);
  detail::check(name, "warmup_num_steps", given.warmup_num_steps, detail::above_0);
  detail::require(given.warmup_type == "log" || given.warmup_type == "linear", name, "warmup_type",
                  "must be log or linear", given.warmup_type.c_str());
}

/// W.
inline std::int64_t warmup_steps(const auto& given) { return std::max<std::int64_t>(given.warmup_num_steps, 2); }

/// The warm-up, over i, and what begins at i = W.
inline any_finite_schedule<double> after_warmup(const auto& given, double from, double to, auto then) {
  using any = any_schedule<double>;
  const std::int64_t steps = warmup_steps(given);
  if (given.warmup_type == "linear") return any(sequence{linear<>({.from = from, .to = to, .steps = steps}), then});
  return any(sequence{take(logarithmic<>({.from = from, .to = to, .steps = steps - 1}), steps), then});
}

}  // namespace inner

struct LRRangeTest_params {
  double lr_range_test_min_lr = 1e-3;
  numeric<std::int64_t> lr_range_test_step_size = 2000;
  double lr_range_test_step_rate = 1;
  bool lr_range_test_staircase = false;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = LRRangeTest_params;
    return use(field{"lr_range_test_min_lr", &params::lr_range_test_min_lr},
               field{"lr_range_test_step_size", &params::lr_range_test_step_size, above_0},
               field{"lr_range_test_step_rate", &params::lr_range_test_step_rate},
               field{"lr_range_test_staircase", &params::lr_range_test_staircase});
  }
};

/// lr_range_test_min_lr (1 + lr_range_test_step_rate k/lr_range_test_step_size), without end, where the staircase
/// rounds k/lr_range_test_step_size down. Refused: a step size below 1 (0: DeepSpeed divides by it); a rate that is not
/// finite after 2^53 steps.
inline any_schedule<double> LRRangeTest(LRRangeTest_params given) {
  return detail::named("deepspeed.LRRangeTest", given, [&](const char* name) -> any_schedule<double> {
    const double steps = static_cast<double>(detail::longest) / static_cast<double>(given.lr_range_test_step_size);
    const double rise = given.lr_range_test_min_lr * given.lr_range_test_step_rate * steps;
    detail::check(name, "lr_range_test_min_lr, after 2^53 steps,", given.lr_range_test_min_lr + rise);
    const sum line{constant<>({.value = given.lr_range_test_min_lr}),
                   linear<>({.from = 0, .to = rise, .steps = detail::longest})};
    if (given.lr_range_test_staircase) return staircase(line, given.lr_range_test_step_size);
    return line;
  });
}

struct OneCycle_params {
  required<double> cycle_min_lr, cycle_max_lr;
  double decay_lr_rate = 0;
  numeric<std::int64_t> cycle_first_step_size = 2000;
  std::optional<std::int64_t> cycle_second_step_size{};
  numeric<std::int64_t> cycle_first_stair_count = 0;
  std::optional<std::int64_t> cycle_second_stair_count{};
  numeric<std::int64_t> decay_step_size = 0;
  bool cycle_momentum = true;
  double cycle_min_mom = 0.8, cycle_max_mom = 0.9, decay_mom_rate = 0;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = OneCycle_params;
    return use(field{"cycle_min_lr", &params::cycle_min_lr}, field{"cycle_max_lr", &params::cycle_max_lr},
               field{"decay_lr_rate", &params::decay_lr_rate},
               field{"cycle_first_step_size", &params::cycle_first_step_size},
               field{"cycle_second_step_size", &params::cycle_second_step_size},
               field{"cycle_first_stair_count", &params::cycle_first_stair_count, any_position},
               field{"cycle_second_stair_count", &params::cycle_second_stair_count, any_position},
               field{"decay_step_size", &params::decay_step_size}, field{"cycle_momentum", &params::cycle_momentum},
               field{"cycle_min_mom", &params::cycle_min_mom}, field{"cycle_max_mom", &params::cycle_max_mom},
               field{"decay_mom_rate", &params::decay_mom_rate});
  }
};

namespace inner {

/// The cycle of OneCycle whose ways up and down go by stairs, count of them, if that is above 0: over `step_size` steps
/// the share floor(i count/step_size)/count, counted from the start, and on the way down from the end.
class cycle_of_stairs {
 public:
  static constexpr const char* name = "deepspeed.OneCycle";

  struct params {
    double cycle_min_lr, cycle_max_lr;
    std::int64_t cycle_first_step_size, cycle_second_step_size, cycle_first_stair_count, cycle_second_stair_count;

    static constexpr auto fields(auto use) {
      using namespace detail;
      return use(field{"cycle_min_lr", &params::cycle_min_lr}, field{"cycle_max_lr", &params::cycle_max_lr},
                 field{"cycle_first_step_size", &params::cycle_first_step_size},
                 field{"cycle_second_step_size", &params::cycle_second_step_size},
                 field{"cycle_first_stair_count", &params::cycle_first_stair_count},
                 field{"cycle_second_stair_count", &params::cycle_second_stair_count});
    }
  };

  explicit cycle_of_stairs(params given) : given_(given) {}

  template <position Position>
  double operator()(Position step) const noexcept {
    const auto k = detail::counted(step);
    using counted = std::remove_const_t<decltype(k)>;
    if (k >= static_cast<counted>(length())) return given_.cycle_min_lr;
    const bool is_first = k <= static_cast<counted>(given_.cycle_first_step_size);
    const double i = static_cast<double>(is_first ? k : static_cast<counted>(length()) - k);
    const std::int64_t size = is_first ? given_.cycle_first_step_size : given_.cycle_second_step_size;
    const std::int64_t count = is_first ? given_.cycle_first_stair_count : given_.cycle_second_stair_count;
    const bool has_stairs = count > 0;
    const double steps = static_cast<double>(size), stairs = static_cast<double>(count);
    const double low = given_.cycle_min_lr, high = given_.cycle_max_lr;
    const double done = has_stairs ? std::floor(i * stairs / steps) : i, whole = has_stairs ? stairs : steps;
    const linear<> way(
        {.from = is_first ? low : high, .to = is_first ? high : low, .steps = has_stairs ? count : size});
    return way(is_first ? done : whole - done);
  }

  std::int64_t length() const noexcept { return given_.cycle_first_step_size + given_.cycle_second_step_size; }

  params arguments() const noexcept { return given_; }

 private:
  params given_;
};

}  // namespace inner

/// With F and S for the two step sizes (S is F if left out): straight from cycle_min_lr to cycle_max_lr in F steps and
/// back in S, in stairs where their count is above 0 (the second is the first if left out); then cycle_min_lr, or, with
/// decay_lr_rate and decay_step_size other than 0, cycle_min_lr / (1 + decay_lr_rate (k - F - S)/decay_step_size). The
/// momentum is not ours: its arguments are taken and left. Refused: F below 1, by which DeepSpeed divides, and S below
/// 0; a decay_lr_rate or decay_step_size below 0 where they decay, since the rate passes infinity.
inline any_schedule<double> OneCycle(OneCycle_params given) {
  return detail::named("deepspeed.OneCycle", given, [&](const char* name) -> any_schedule<double> {
    const std::int64_t first = given.cycle_first_step_size, second = given.cycle_second_step_size.value_or(first);
    const std::int64_t first_stairs = given.cycle_first_stair_count;
    const std::int64_t second_stairs = given.cycle_second_stair_count.value_or(first_stairs);
    detail::check(name, "cycle_first_step_size", first, detail::above_0);
    detail::check(name, "cycle_second_step_size", second, detail::at_least_0);
    detail::require(second <= detail::longest - first, name, "cycle_second_step_size",
                    "must be at most 2^53 with cycle_first_step_size", second);
    detail::check(name, "cycle_min_lr", given.cycle_min_lr, detail::ramp_end);
    detail::check(name, "cycle_max_lr", given.cycle_max_lr, detail::ramp_end);
    detail::check(name, "cycle_max_lr - cycle_min_lr", given.cycle_max_lr - given.cycle_min_lr);
    const double low = given.cycle_min_lr, high = given.cycle_max_lr;
    auto cycle = [&]() -> any_schedule<double> {
      if (first_stairs <= 0 && second_stairs <= 0)
        return sequence{linear<>({.from = low, .to = high, .steps = first}),
                        linear<>({.from = high, .to = low, .steps = second})};
      return inner::cycle_of_stairs({low, high, first, second, first_stairs, second_stairs});
    }();
    if (given.decay_step_size == 0 || !(given.decay_lr_rate < 0 || given.decay_lr_rate > 0)) return cycle;
    detail::check(name, "decay_lr_rate", given.decay_lr_rate, detail::at_least_0);
    detail::check(name, "decay_step_size", given.decay_step_size, detail::above_0);
    return sequence{any_finite_schedule<>(cycle),
                    inverse_time<>({.initial = low, .rate = given.decay_lr_rate, .every = given.decay_step_size})};
  });
}

struct WarmupLR_params {
  std::optional<double> base_lr{};
  double warmup_min_lr = 0;
  std::optional<double> warmup_max_lr{};
  numeric<std::int64_t> warmup_num_steps = 1000;
  std::string warmup_type = "log";

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = WarmupLR_params;
    return use(field{"base_lr", &params::base_lr}, field{"warmup_min_lr", &params::warmup_min_lr},
               field{"warmup_max_lr", &params::warmup_max_lr}, field{"warmup_num_steps", &params::warmup_num_steps},
               field{"warmup_type", &params::warmup_type});
  }
};

/// warmup_min_lr + (warmup_max_lr - warmup_min_lr) g, so that two updates are made at warmup_min_lr; then
/// warmup_max_lr, which is base_lr if it is left out. One of the two must be given.
inline any_schedule<double> WarmupLR(WarmupLR_params given) {
  return detail::named("deepspeed.WarmupLR", given, [&](const char* name) {
    inner::check_warmup(name, given);
    const std::optional<double> highest = given.warmup_max_lr ? given.warmup_max_lr : given.base_lr;
    detail::require(highest.has_value(), name, "warmup_max_lr", "must be given, or base_lr", "neither");
    detail::check(name, given.warmup_max_lr ? "warmup_max_lr" : "base_lr", *highest);
    const auto then = take(constant<>({.value = *highest}), 0);
    return shift(inner::after_warmup(given, given.warmup_min_lr, *highest, then), 1);
  });
}

struct WarmupDecayLR_params {
  required<std::int64_t> total_num_steps;
  double warmup_min_lr = 0, warmup_max_lr = 0.001;
  numeric<std::int64_t> warmup_num_steps = 1000;
  std::string warmup_type = "log";

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = WarmupDecayLR_params;
    return use(field{"total_num_steps", &params::total_num_steps, any_position},
               field{"warmup_min_lr", &params::warmup_min_lr}, field{"warmup_max_lr", &params::warmup_max_lr},
               field{"warmup_num_steps", &params::warmup_num_steps}, field{"warmup_type", &params::warmup_type});
  }
};

/// warmup_min_lr + (warmup_max_lr - warmup_min_lr) g up to i = W, and then, with T for total_num_steps, (T - i)/(T - W)
/// in the place of g: back to warmup_min_lr, not to 0, at i = T. A T of W or less drops there at once.
inline any_schedule<double> WarmupDecayLR(WarmupDecayLR_params given) {
  return detail::named("deepspeed.WarmupDecayLR", given, [&](const char* name) {
    inner::check_warmup(name, given);
    const std::int64_t steps = std::max<std::int64_t>(given.total_num_steps - inner::warmup_steps(given), 0);
    const linear<> decay({.from = given.warmup_max_lr, .to = given.warmup_min_lr, .steps = steps});
    return shift(inner::after_warmup(given, given.warmup_min_lr, given.warmup_max_lr, decay), 1);
  });
}

struct WarmupCosineLR_params {
  required<double> base_lr;
  required<std::int64_t> total_num_steps;
  double warmup_min_ratio = 0;
  numeric<std::int64_t> warmup_num_steps = 1000;
  double cos_min_ratio = 0.0001;
  std::string warmup_type = "log";

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = WarmupCosineLR_params;
    return use(field{"base_lr", &params::base_lr}, field{"total_num_steps", &params::total_num_steps, any_position},
               field{"warmup_min_ratio", &params::warmup_min_ratio},
               field{"warmup_num_steps", &params::warmup_num_steps}, field{"cos_min_ratio", &params::cos_min_ratio},
               field{"warmup_type", &params::warmup_type});
  }
};

/// base_lr r, where r is 0 for the first update, whatever warmup_min_ratio is, then warmup_min_ratio + (1 -
/// warmup_min_ratio) g up to i = W, and then cos_min_ratio + (1 - cos_min_ratio) (1 + cos(pi u)) / 2, not below 0, with
/// u = (i - W + 1)/(T - W) and T for total_num_steps. A T of W or less drops to cos_min_ratio at once. After the end it
/// is held; older releases rise again.
inline any_schedule<double> WarmupCosineLR(WarmupCosineLR_params given) {
  return detail::named("deepspeed.WarmupCosineLR", given, [&](const char* name) -> any_schedule<double> {
    inner::check_warmup(name, given);
    const std::int64_t steps = std::max<std::int64_t>(given.total_num_steps - inner::warmup_steps(given), 1);
    const cosine<> decay({.from = 1, .to = given.cos_min_ratio, .steps = steps, .includes = ends::to});
    const take nothing(constant<>({.value = 0}), 1);
    const auto ratio = [&](auto then) {
      return scale(sequence{nothing, inner::after_warmup(given, given.warmup_min_ratio, 1, then)}, given.base_lr);
    };
    if (given.cos_min_ratio >= 0) return ratio(decay);
    return ratio(clamp(decay, 0, 1));
  });
}

/// All of them by name, for json_reader.
struct schedules {
  static constexpr const char* name = "deepspeed";

  static void each(auto use) {
    use("LRRangeTest", LRRangeTest);
    use("OneCycle", OneCycle);
    use("WarmupLR", WarmupLR);
    use("WarmupDecayLR", WarmupDecayLR);
    use("WarmupCosineLR", WarmupCosineLR);
  }
};

}  // namespace lrsched::inline LRSCHED_V0::dialect::deepspeed

#include <lrsched/detail/macros_on.hpp>

#endif

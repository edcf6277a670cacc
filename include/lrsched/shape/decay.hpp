// SPDX-License-Identifier: MIT
#ifndef LRSCHED_SHAPE_DECAY_HPP
#define LRSCHED_SHAPE_DECAY_HPP

// From an initial value on a way that never arrives, and so has no length, at step k:
//
//   exponential           initial rate^(k/every)
//   natural_exponential   initial e^(-rate k/every)
//   inverse_time          initial / (1 + rate k/every)
//   inverse_power         initial / (1 + (rate k/every)^curve)^power
//   inverse_sqrt          initial / sqrt(1 + k/timescale)
//   sigmoid               value / (1 + e^(-rate (k - middle)))
//
// The digits that are promised are those of an `initial` or `value` of 0, or of at least 1e-290 in size, of 1e-307 of it
// and more, and of a rate k of 1e307 at most.
//
// All are smooth. For the forms that move once in `every` steps (a framework's staircase=True) wrap them in staircase,
// for one that ends in take. A floor that cuts the curve off is clamp, one to which the whole curve is lifted is a sum
// with a constant.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::floating_point, std::integral
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int64_t
#include <span>      // std::span

#include <lrsched/detail/double_double.hpp>
#include <lrsched/detail/elementary.hpp>
#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/growth.hpp>
#include <lrsched/detail/rounding.hpp>
#include <lrsched/detail/saturate.hpp>
#include <lrsched/fill.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

namespace detail {

/// The bulk of the two exponentials by the plain formula, if the last value is one that Real has.
template <class Real>
constexpr void fill_growth(std::span<Real> out, std::int64_t first, const auto& schedule, growth growth,
                           double initial) {
  fill_with(cut_before(out, first, 1), schedule(0));
  const Real last = schedule(first + static_cast<std::int64_t>(out.size()) - 1);
  if (-largest<Real> < last && last < largest<Real>) {
    const double count = static_cast<double>(first);
    const std::int64_t end = static_cast<std::int64_t>(growth.plain_reach());
    fill_blocks(cut_before(out, first, end), count, [=](double k) { return growth.plain(initial, k); });
  }
  for (Real& value : out) value = schedule(first++);
}

}  // namespace detail

/// The arguments of a decay: `initial` is finite, `every` is from 1 to 2^53 steps, and `rate`, at least 0, says what is
/// done in so many.
template <std::floating_point Real>
struct decay_params {
  required<Real> initial, rate;
  numeric<std::int64_t> every = 1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    return use(field{"initial", &decay_params::initial}, field{"rate", &decay_params::rate, at_least_0},
               field{"every", &decay_params::every, at_least_1});
  }

  bool operator==(const decay_params&) const = default;
};

/// exponential: initial rate^(k/every). `rate` is at least 0; with 0 the value is 0 from step 1 on, with one above 1 it
/// grows, up to the largest finite value. Within 4 ulp.
/// Example: exponential({.initial = 0.1, .rate = 0.96, .every = 100'000}) is 0.1 at step 0, 0.096 at 100,000
/// and 0.09216 at 200,000.
/// Source: Keras ExponentialDecay(initial_learning_rate, decay_steps, decay_rate).
template <std::floating_point Real = double>
class exponential {
 public:
  using params = decay_params<Real>;

  static constexpr const char* name = "exponential";

  constexpr explicit exponential(params given)  // params{...} says what is wrong
      : given_(given) {
    detail::check(name, given);
    growth_ = detail::growth(double(given.rate), static_cast<double>(given.every.value), double(given.initial));
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position step) const noexcept {
    return detail::narrowed<Real>(growth_(double(given_.initial), detail::counted(step)));
  }

  constexpr void fill(std::span<Real> out, std::int64_t first) const {
    detail::fill_growth(out, first, *this, growth_, double(given_.initial));
  }

  constexpr params arguments() const noexcept { return given_; }

  bool operator==(const exponential&) const = default;

 private:
  params given_;
  detail::growth growth_;
};

/// inverse_time: initial / (1 + rate k/every). `rate` is at least 0. Within 4 ulp.
/// Example: inverse_time({.initial = 0.1, .rate = 0.5, .every = 10}) is 0.1 at step 0, 0.05 at 20, 0.025 at 60.
/// Source: Keras InverseTimeDecay(initial_learning_rate, decay_steps, decay_rate).
template <std::floating_point Real = double>
class inverse_time {
 public:
  using params = decay_params<Real>;

  static constexpr const char* name = "inverse_time";

  constexpr explicit inverse_time(params given)  // params{...} says what is wrong
      : given_(given) {
    detail::check(name, given);
    slope_ =
        detail::double_double{double(given.rate), 0} / detail::double_double{static_cast<double>(given.every.value), 0};
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position step) const noexcept {
    return value_after(double(given_.initial), slope_, detail::in_double(step));
  }

  constexpr void fill(std::span<Real> out, std::int64_t first) const {
    const double initial = double(given_.initial), count = static_cast<double>(first);
    const detail::double_double slope = slope_;
    detail::fill_blocks(out, count, [=](double k) { return value_after(initial, slope, k); });
  }

  constexpr params arguments() const noexcept { return given_; }

  bool operator==(const inverse_time&) const = default;

 private:
  LRSCHED_HOST_DEVICE static constexpr Real value_after(double initial, detail::double_double slope,
                                                        double count) noexcept {
    return static_cast<Real>(initial / (1 + count * slope.high + count * slope.low));
  }

  params given_;
  detail::double_double slope_{};
};

/// natural_exponential: initial e^(-rate k/every). `rate` is finite; one below 0 grows, up to the largest finite value.
/// Within 4 ulp.
/// Example: natural_exponential({.initial = 1, .rate = 0.5, .every = 2}) is 1 at step 0, 1/e at 4.
/// Source: Paddle NaturalExpDecay(gamma).
template <std::floating_point Real = double>
class natural_exponential {
 public:
  struct params {
    required<Real> initial, rate;
    numeric<std::int64_t> every = 1;

    static constexpr auto fields(auto use) {
      using namespace detail;
      return use(field{"initial", &params::initial}, field{"rate", &params::rate},
                 field{"every", &params::every, at_least_1});
    }

    bool operator==(const params&) const = default;
  };

  static constexpr const char* name = "natural_exponential";

  constexpr explicit natural_exponential(params given)  // params{...} says what is wrong
      : given_(given) {
    detail::check(name, given);
    constexpr double large = detail::power_of_2(100);  // as good as any larger rate
    const double rate = detail::between(-large, large, double(given.rate));
    growth_ = detail::growth(detail::double_double{-rate, 0} * detail::one_over_ln_2 /
                                 detail::double_double{static_cast<double>(given.every.value), 0},
                             double(given.initial));
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position step) const noexcept {
    return detail::narrowed<Real>(growth_(double(given_.initial), detail::counted(step)));
  }

  constexpr void fill(std::span<Real> out, std::int64_t first) const {
    detail::fill_growth(out, first, *this, growth_, double(given_.initial));
  }

  constexpr params arguments() const noexcept { return given_; }

  bool operator==(const natural_exponential&) const = default;

 private:
  params given_;
  detail::growth growth_;
};

/// inverse_power: initial / (1 + (rate k/every)^curve)^power. `rate` is at least 0, and `curve` above 0: one above 1
/// stays at `initial` for longer at first. `power` is finite; with 0 the value stays, one below 0 grows without end, up
/// to the largest finite value; one beyond 2^100 in size counts as that. Within 4 ulp, and 2 |power| more with a curve up
/// to 20.
/// Example: inverse_power({.initial = 1, .rate = 1, .power = 2}) is 1 at step 0, 0.25 at 1, 0.01 at 9; with a curve of 2
/// it is 0.25 at 1, and 0.04 at 2.
/// Source: Caffe's policy inv(gamma, power); with a curve of 2 icefall's Eden.
template <std::floating_point Real = double>
class inverse_power {
 public:
  struct params {
    required<Real> initial, rate, power;
    numeric<std::int64_t> every = 1;
    numeric<Real> curve = 1;

    static constexpr auto fields(auto use) {
      using namespace detail;
      return use(field{"initial", &params::initial}, field{"rate", &params::rate, at_least_0},
                 field{"power", &params::power}, field{"every", &params::every, at_least_1},
                 field{"curve", &params::curve, above_0});
    }

    bool operator==(const params&) const = default;
  };

  static constexpr const char* name = "inverse_power";

  constexpr explicit inverse_power(params given)  // params{...} says what is wrong
      : given_(given) {
    detail::check(name, given);
    if (given.rate > 0) log2_of_rate_ = detail::log2(double(given.rate));
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position step) const noexcept {
    const double count = detail::in_double(step);
    if (!(count > 0 && given_.rate > 0)) return given_.initial;
    const double factor = detail::exp2_of(detail::scaled_by(-limited(double(given_.power)), log2_of_divisor(count)));
    return detail::narrowed<Real>(detail::saturated_product(double(given_.initial), factor));
  }

  constexpr params arguments() const noexcept { return given_; }

  bool operator==(const inverse_power&) const = default;

 private:
  /// log2(1 + (rate k/every)^curve) for k and rate above 0.
  LRSCHED_HOST_DEVICE constexpr detail::double_double log2_of_divisor(double count) const noexcept {
    const double every = static_cast<double>(given_.every.value), curve = double(given_.curve);
    if (curve == 1) return detail::log2_of_1_plus(detail::saturated_product(double(given_.rate), count) / every);
    const detail::double_double ratio = detail::log2_of_ratio(count, every) + log2_of_rate_;
    return detail::log2_of_1_plus_exp2(detail::scaled_by(limited(curve), ratio));
  }

  /// What is larger makes no difference.
  LRSCHED_HOST_DEVICE static constexpr double limited(double exponent) noexcept {
    return detail::between(-detail::power_of_2(100), detail::power_of_2(100), exponent);
  }

  params given_;
  detail::double_double log2_of_rate_{};
};

/// inverse_sqrt: initial / sqrt(1 + k/timescale). `initial` is finite, `timescale` from 1 to 2^53 steps: the value is
/// half of the initial one after three times as many. After a warm-up of `timescale` steps this is the usual inverse
/// square root of the step. Within 4 ulp.
/// Example: inverse_sqrt({.initial = 1, .timescale = 10}) is 1 at step 0, 0.5 at 30, 0.1 at 990.
/// Source: fairseq inverse_sqrt, transformers get_inverse_sqrt_schedule(timescale).
template <std::floating_point Real = double>
class inverse_sqrt {
 public:
  struct params {
    required<Real> initial;
    required<std::int64_t> timescale;

    static constexpr auto fields(auto use) {
      using namespace detail;
      return use(field{"initial", &params::initial}, field{"timescale", &params::timescale, at_least_1});
    }

    bool operator==(const params&) const = default;
  };

  static constexpr const char* name = "inverse_sqrt";

  constexpr explicit inverse_sqrt(params given)  // params{...} says what is wrong
      : given_(given) {
    detail::check(name, given);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position step) const noexcept {
    const double timescale = static_cast<double>(given_.timescale.value);
    const double count = detail::in_double(step);
    return static_cast<Real>(double(given_.initial) * detail::square_root(timescale / (timescale + count)));
  }

  constexpr params arguments() const noexcept { return given_; }

  bool operator==(const inverse_sqrt&) const = default;

 private:
  params given_;
};

/// sigmoid: value / (1 + e^(-rate (k - middle))). `value` and `rate` are finite, and `rate` is 0 or at least 1e-14 in
/// size; `middle` is from 0 to 2^53: there the half of the value is reached, rising if `rate` is above 0 and falling if
/// it is below. Within 4 ulp, and |rate (k - middle)| ulp more.
/// Example: sigmoid({.value = 1, .rate = -0.1, .middle = 50}) is 0.5 at step 50, and 0.0066929 at 100.
/// Source: Caffe's policy sigmoid(gamma, stepsize).
template <std::floating_point Real = double>
class sigmoid {
 public:
  struct params {
    required<Real> value, rate;
    required<std::int64_t> middle;

    static constexpr detail::rule large_or_0{"must be 0, or at least 1e-14 in size",
                                             [](double x) { return x == 0 || x <= -1e-14 || x >= 1e-14; }};

    static constexpr auto fields(auto use) {
      using namespace detail;
      return use(field{"value", &params::value}, field{"rate", &params::rate, large_or_0},
                 field{"middle", &params::middle, at_least_0});
    }

    bool operator==(const params&) const = default;
  };

  static constexpr const char* name = "sigmoid";

  constexpr explicit sigmoid(params given)  // params{...} says what is wrong
      : given_(given) {
    detail::check(name, given);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position step) const noexcept {
    const double distance = detail::in_double(step) - static_cast<double>(given_.middle.value);
    const double exponent = double(given_.rate) * distance;
    const double left = detail::exponential_of(exponent < 0 ? exponent : -exponent);
    return static_cast<Real>(double(given_.value) * (exponent < 0 ? left : 1.0) / (1 + left));
  }

  constexpr params arguments() const noexcept { return given_; }

  bool operator==(const sigmoid&) const = default;

 private:
  params given_;
};

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_SHAPE_RAMP_HPP
#define LRSCHED_SHAPE_RAMP_HPP

// From one value to another in a number of steps, then held:
//
//   linear         from + (to - from) p
//   cosine         from + (to - from) (1 - cos(pi p)) / 2
//   polynomial     to + (from - to) (1 - p)^power
//   log_linear     from (to/from)^p, linear in the logarithm
//
// and a dozen more, each with its formula above its class. The progress p depends on which ends of the ramp are among
// its N = steps values (`includes`), i = 0 ... N-1:
//
//   ends::from     i / N            starts at `from`; `to` follows the last step. Most frameworks; the default
//   ends::to       (i+1) / N        the last step is at `to`, and no update is wasted on `from`
//   ends::neither  (i+1) / (N+1)    strictly between
//   ends::both     i / (N-1)        the first step is at `from`, the last at `to`
//
// From p = 1 on the value is `to` exactly. A ramp of no steps is at `to`; so is one of one step where it includes
// `to`. Values are computed from the end from which nothing cancels, which keeps their accuracy down to 0; but one of
// 2^53 steps that includes neither end counts one more than a double tells apart, and loses that of its last step.
//
// "params{...} says what is wrong", beside the constructors, is meant for users: the compiler quotes that line where a
// call fits none of them. With the type of the arguments, as in cosine(cosine<>::params{...}), it names the argument
// that is misspelt.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>     // std::floating_point
#include <cstdint>      // std::int64_t
#include <span>         // std::span
#include <type_traits>  // std::remove_const_t
#include <utility>      // std::move

#include <lrsched/detail/easing.hpp>
#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/saturate.hpp>
#include <lrsched/fill.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// Which of its two ends are among the values of a ramp.
enum class ends : unsigned char { from, to, neither, both };

template <>
inline constexpr const char* detail::names_of<ends>[] = {"from", "to", "neither", "both"};

/// value, always. The value must be finite. Example: constant({.value = 0.1}) is 0.1 at every step.
template <std::floating_point Real = double>
class constant {
 public:
  struct params {
    required<Real> value;

    static constexpr auto fields(auto use) { return use(detail::field{"value", &params::value}); }
  };

  static constexpr const char* name = "constant";

  constexpr explicit constant(params given)  // params{...} says what is wrong
      : value_(given.value) {
    detail::check(name, given);
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position) const noexcept {
    return value_;
  }

  constexpr void fill(std::span<Real> out, std::int64_t) const { detail::fill_with(out, value_); }

  constexpr params arguments() const noexcept { return {.value = value_}; }

  bool operator==(const constant&) const = default;

 private:
  Real value_;
};

namespace detail {

/// What all ramps have; what one has of its own lies between the steps and `includes`.
template <class Params>
constexpr auto ramp_fields(auto use, auto... own) {
  return use(field{"from", &Params::from, ramp_end}, field{"to", &Params::to, ramp_end},
             field{"steps", &Params::steps, at_least_0}, own..., field{"includes", &Params::includes});
}

}  // namespace detail

/// The arguments of most ramps. `from` and `to` are finite, and 0 or at least 1e-280 in size; so is their difference
/// finite. `steps` is from 0 to 2^53.
template <std::floating_point Real>
struct ramp_params {
  required<Real> from, to;
  required<std::int64_t> steps;
  ends includes = ends::from;

  static constexpr auto fields(auto use) { return detail::ramp_fields<ramp_params>(use); }

  bool operator==(const ramp_params&) const = default;
};

/// The arguments of the ramps that have a power, which is at least 0.
template <std::floating_point Real>
struct power_params {
  required<Real> from, to;
  required<std::int64_t> steps;
  required<Real> power;
  ends includes = ends::from;

  static constexpr auto fields(auto use) {
    using namespace detail;
    return ramp_fields<power_params>(use, field{"power", &power_params::power, at_least_0});
  }

  bool operator==(const power_params&) const = default;
};

/// The arguments of the ramps with k-decay: `k`, the power of the progress, is above 0; 1 changes nothing.
template <std::floating_point Real>
struct k_decay_params {
  required<Real> from, to;
  required<std::int64_t> steps;
  required<Real> k;
  ends includes = ends::from;

  static constexpr auto fields(auto use) {
    using namespace detail;
    return ramp_fields<k_decay_params>(use, field{"k", &k_decay_params::k, above_0});
  }

  bool operator==(const k_decay_params&) const = default;
};

template <std::floating_point Real>
struct power_k_decay_params {
  required<Real> from, to;
  required<std::int64_t> steps;
  required<Real> power, k;
  ends includes = ends::from;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = power_k_decay_params;
    return ramp_fields<params>(use, field{"power", &params::power, at_least_0}, field{"k", &params::k, above_0});
  }

  bool operator==(const power_k_decay_params&) const = default;
};

/// The arguments of cosine_exponential: `base` is above 1, and at most 1e300.
template <std::floating_point Real>
struct cosine_exponential_params {
  required<Real> from, to;
  required<std::int64_t> steps;
  numeric<Real> base = 10;
  ends includes = ends::from;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = cosine_exponential_params;
    return ramp_fields<params>(use,
                               field{"base", &params::base, rule{"must be above 1", [](double x) { return x > 1; }},
                                     rule{"must be at most 1e300", [](double x) { return x <= 1e300; }}});
  }

  bool operator==(const cosine_exponential_params&) const = default;
};

/// The arguments of rex: `d` is from 0 (a straight line) to 0.999999.
template <std::floating_point Real>
struct rex_params {
  required<Real> from, to;
  required<std::int64_t> steps;
  numeric<Real> d = Real(0.5);
  ends includes = ends::from;

  static constexpr auto fields(auto use) {
    using namespace detail;
    return ramp_fields<rex_params>(use,
                                   field{"d", &rex_params::d, at_least_0,
                                         rule{"must be at most 0.999999", [](double x) { return x <= 0.999999; }}});
  }

  bool operator==(const rex_params&) const = default;
};

/// The arguments of hyperbolic_tangent: `low` and `high` are what its argument runs between, finite, and `low` is
/// `high` or at least 1e-6 below.
template <std::floating_point Real>
struct hyperbolic_tangent_params {
  required<Real> from, to;
  required<std::int64_t> steps;
  numeric<Real> low = Real(-6), high = Real(3);
  ends includes = ends::from;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = hyperbolic_tangent_params;
    return ramp_fields<params>(use, field{"low", &params::low}, field{"high", &params::high});
  }

  constexpr void check(const char* name) const {
    detail::require(low <= high, name, "low", "must not be above high", low.value);
    detail::require(low == high || high - low >= Real(1e-6), name, "low", "must be high, or at least 1e-6 below",
                    low.value);
  }

  constexpr auto first_exponent() const { return 2 * double(low); }
  constexpr auto last_exponent() const { return 2 * double(high); }

  bool operator==(const hyperbolic_tangent_params&) const = default;
};

/// The arguments of logistic: `steepness` is 0 or at least 1e-6, `middle` is the progress at which half of the way is
/// done.
template <std::floating_point Real>
struct logistic_params {
  required<Real> from, to;
  required<std::int64_t> steps;
  required<Real> steepness;
  numeric<Real> middle = Real(0.5);
  ends includes = ends::from;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = logistic_params;
    return ramp_fields<params>(use,
                               field{"steepness", &params::steepness, at_least_0,
                                     rule{"must be 0, or at least 1e-6", [](double x) { return x == 0 || x >= 1e-6; }}},
                               field{"middle", &params::middle});
  }

  constexpr auto first_exponent() const { return -double(steepness) * double(middle); }
  constexpr auto last_exponent() const { return double(steepness) * (1 - double(middle)); }

  bool operator==(const logistic_params&) const = default;
};

/// The ramp itself: counts the steps, and leaves what lies between the ends to an easing that is made from the
/// arguments and the number of steps from progress 0 to 1. See detail/easing.hpp.
template <template <class> class Params, std::floating_point Real, class Easing>
class ramp {
 public:
  using params = Params<Real>;

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position step) const noexcept {
    using count = decltype(detail::counted(step));
    const count position = detail::counted(step), rest = static_cast<count>(arrival_) - position;
    const count done = position + static_cast<count>(whole_ - arrival_);
    const double from = double(given_.from), to = double(given_.to);
    if (!(rest > 0)) return static_cast<Real>(to);
    if (!(done > 0) && !Easing::is_called_at_0) return static_cast<Real>(from);
    return static_cast<Real>(detail::ease(easing_, from, to, done, rest));
  }

  constexpr void fill(std::span<Real> out, std::int64_t first) const {
    if (whole_ > detail::longest) {  // more than a double counts
      for (Real& value : out) value = (*this)(first++);
      return;
    }
    // Step 0 by a call: a ramp that includes `from` starts there exactly, which its formula need not do.
    detail::fill_with(detail::cut_before(out, first, 1), (*this)(0));
    const double from = double(given_.from), to = double(given_.to), whole = static_cast<double>(whole_);
    const auto fill_to = [&](std::int64_t end, std::int64_t origin, const auto value_at) {
      const double count = static_cast<double>(first - origin);
      detail::fill_blocks(detail::cut_before(out, first, end), count, value_at);
    };
    const auto fill_by = [&](const auto formula) {
      if constexpr (requires { formula(from, to, whole); }) {
        fill_to(arrival_ - whole_ / 2, arrival_ - whole_, [=](double steps) { return formula(from, to, steps); });
        fill_to(arrival_, arrival_, [=](double steps) { return formula(to, from, steps); });
      } else {
        fill_to(arrival_, arrival_ - whole_, [=](double done) { return formula(from, to, done, whole - done); });
      }
    };
    if constexpr (requires { easing_.with_formula([](const auto&) {}); })
      easing_.with_formula(fill_by);
    else
      fill_by(easing_);
    detail::fill_with(out, static_cast<Real>(double(given_.to)));
  }

  constexpr std::int64_t length() const noexcept { return given_.steps; }
  LRSCHED_HOST_DEVICE constexpr params arguments() const noexcept { return given_; }

  bool operator==(const ramp&) const = default;

 protected:
  constexpr ramp(const char* name, const params& given) : given_(given) {
    detail::check(name, given);
    detail::check(name, "to - from", given.to - given.from);
    Easing::check(name, given);
    const int added_from = given.includes == ends::to || given.includes == ends::neither ? 1 : 0;
    const int added_to = given.includes == ends::from || given.includes == ends::neither ? 1 : 0;
    whole_ = given.steps + added_from + added_to - 1;  // n values that include both ends are n - 1 steps
    arrival_ = whole_ - added_from;
    if (arrival_ > 0) easing_ = Easing(given, static_cast<double>(whole_));
  }

 private:
  params given_;
  std::int64_t whole_ = 0;    // steps from progress 0 to progress 1
  std::int64_t arrival_ = 0;  // the first position whose progress is 1
  Easing easing_{};
};

/// linear: from + (to - from) p. 0 steps: already at `to`. Within 4 ulp (of the larger end, where the two have opposite
/// signs).
/// Example: linear({.from = 0, .to = 1, .steps = 4}) gives 0, 0.25, 0.5, 0.75, then 1; with ends::to it
/// gives 0.25, 0.5, 0.75, 1; with ends::neither 0.2, 0.4, 0.6, 0.8; with ends::both 0, 1/3, 2/3, 1.
template <std::floating_point Real = double>
class linear : public ramp<ramp_params, Real, detail::line> {
 public:
  static constexpr const char* name = "linear";
  constexpr explicit linear(typename linear::params given)  // params{...} says what is wrong
      : linear::ramp(name, given) {}
};

/// cosine: from + (to - from) (1 - cos(pi p)) / 2, a half cosine. Arguments as for linear. Within 4 ulp.
/// Example: cosine({.from = 1, .to = 0, .steps = 4}) gives 1, (2 + sqrt 2)/4, 0.5, (2 - sqrt 2)/4, then 0.
/// Source: Loshchilov and Hutter 2016, SGDR, equation 5, for one period.
template <std::floating_point Real = double>
class cosine : public ramp<ramp_params, Real, detail::half_wave> {
 public:
  static constexpr const char* name = "cosine";
  constexpr explicit cosine(typename cosine::params given)  // params{...} says what is wrong
      : cosine::ramp(name, given) {}
};

/// polynomial: to + (from - to) (1 - p)^power. Arguments as for linear; `power` is at least 0, and with 0 the value is
/// `from` up to the end. Within 4 ulp.
/// Example: polynomial({.from = 1, .to = 0, .steps = 4, .power = 2}) gives 1, 0.5625, 0.25, 0.0625, then 0.
template <std::floating_point Real = double>
class polynomial : public ramp<power_params, Real, detail::power_law> {
 public:
  static constexpr const char* name = "polynomial";
  constexpr explicit polynomial(typename polynomial::params given)  // params{...} says what is wrong
      : polynomial::ramp(name, given) {}
};

/// log_linear: from (to/from)^p, the same factor at every step. Arguments as for linear, but `from` and `to` are
/// above 0, or both 0. Within 4 ulp.
/// Example: log_linear({.from = 1, .to = 16, .steps = 4}) gives 1, 2, 4, 8, then 16.
template <std::floating_point Real = double>
class log_linear : public ramp<ramp_params, Real, detail::geometric> {
 public:
  static constexpr const char* name = "log_linear";
  constexpr explicit log_linear(typename log_linear::params given)  // params{...} says what is wrong
      : log_linear::ramp(name, given) {}
};

/// power: from + (to - from) p^power. Arguments as for polynomial, of which it is the mirror image. Within 4 ulp.
/// Example: power({.from = 0, .to = 1, .steps = 4, .power = 2}) gives 0, 0.0625, 0.25, 0.5625, then 1.
/// Source: Darknet's burn-in, with a power of 4.
template <std::floating_point Real = double>
class power : public ramp<power_params, Real, detail::rising_power> {
 public:
  static constexpr const char* name = "power";
  constexpr explicit power(typename power::params given)  // params{...} says what is wrong
      : power::ramp(name, given) {}
};

/// cosine_power: to + (from - to) ((1 + cos(pi p)) / 2)^power. Arguments as for polynomial. Within 4 ulp, and 3 `power`
/// more.
/// Example: cosine_power({.from = 1, .to = 0, .steps = 4, .power = 2}) is 1 at step 0, 0.25 at 2 and 0 from 4
/// on.
/// Source: optax cosine_decay_schedule(exponent).
template <std::floating_point Real = double>
class cosine_power : public ramp<power_params, Real, detail::half_wave_power> {
 public:
  static constexpr const char* name = "cosine_power";
  constexpr explicit cosine_power(typename cosine_power::params given)  // params{...} says what is wrong
      : cosine_power::ramp(name, given) {}
};

/// cosine_exponential: to + (from - to) (base^q - 1) / (base - 1) with q = (1 + cos(pi p)) / 2: a cosine of which an
/// exponential is made, the sooner near `to` the larger the base. Arguments as for linear; `base` is above 1, and near 1
/// it is the cosine. Within 4 ulp, and 1 + log2(base) more.
/// Example: cosine_exponential({.from = 1, .to = 0, .steps = 4, .base = 4}) is 1 at step 0, 1/3 at 2 and 0 from 4 on.
/// Source: Hundt, Jain and Hager 2019, sharpDARTS, which calls it cosine power annealing.
template <std::floating_point Real = double>
class cosine_exponential : public ramp<cosine_exponential_params, Real, detail::half_wave_exponential> {
 public:
  static constexpr const char* name = "cosine_exponential";
  constexpr explicit cosine_exponential(typename cosine_exponential::params given)  // params{...} says what is wrong
      : cosine_exponential::ramp(name, given) {}
};

/// cosine_k_decay: from + (to - from) (1 - cos(pi p^k)) / 2. Within 4 ulp.
/// Example: cosine_k_decay({.from = 1, .to = 0, .steps = 2, .k = 0.5}) is 1 at step 0, 0.19715 at 1 and 0 from 2
/// on.
/// Source: Zhang and Li 2020, k-decay; timm CosineLRScheduler(k_decay).
template <std::floating_point Real = double>
class cosine_k_decay : public ramp<k_decay_params, Real, detail::half_wave_k> {
 public:
  static constexpr const char* name = "cosine_k_decay";
  constexpr explicit cosine_k_decay(typename cosine_k_decay::params given)  // params{...} says what is wrong
      : cosine_k_decay::ramp(name, given) {}
};

/// polynomial_k_decay: to + (from - to) (1 - p^k)^power. `power` is at least 0, `k` above 0: one so near to 0 that 1 - p^k
/// is below 1e-307 leaves nothing. Within 4 ulp, and 2 `power` more.
/// Example: polynomial_k_decay({.from = 1, .to = 0, .steps = 2, .power = 2, .k = 2}) is 1, 0.5625, then 0.
/// Source: timm PolyLRScheduler(power, k_decay).
template <std::floating_point Real = double>
class polynomial_k_decay : public ramp<power_k_decay_params, Real, detail::power_law_k> {
 public:
  static constexpr const char* name = "polynomial_k_decay";
  constexpr explicit polynomial_k_decay(typename polynomial_k_decay::params given)  // params{...} says what is wrong
      : polynomial_k_decay::ramp(name, given) {}
};

/// one_minus_sqrt: to + (from - to) (1 - sqrt p): down fast at first. Arguments as for linear. Within 4 ulp.
/// Example: one_minus_sqrt({.from = 1, .to = 0, .steps = 4}) is 1, 0.5 at step 1, and 0 from 4 on.
/// Source: Haegele et al. 2024, the cool-down of warm-up, stable, decay.
template <std::floating_point Real = double>
class one_minus_sqrt : public ramp<ramp_params, Real, detail::root> {
 public:
  static constexpr const char* name = "one_minus_sqrt";
  constexpr explicit one_minus_sqrt(typename one_minus_sqrt::params given)  // params{...} says what is wrong
      : one_minus_sqrt::ramp(name, given) {}
};

/// rex: to + (from - to) q / ((1-d) + d q) with q = 1 - p: slow at first, then fast. Within 4 ulp.
/// Example: rex({.from = 1, .to = 0, .steps = 2}) is 1, 2/3, then 0.
/// Source: Chen, Wolfe and Kyrillidis 2021, REX, which has d = 0.5.
template <std::floating_point Real = double>
class rex : public ramp<rex_params, Real, detail::rational> {
 public:
  static constexpr const char* name = "rex";
  constexpr explicit rex(typename rex::params given)  // params{...} says what is wrong
      : rex::ramp(name, given) {}
};

/// hyperbolic_tangent: to + (from - to) (1 - tanh(low (1-p) + high p)) / 2. It is not stretched to reach its ends: it
/// starts beside `from`, and jumps to `to` at the end. Within 4 ulp, and 4 |low| or 4 |high| more.
/// Example: hyperbolic_tangent({.from = 1, .to = 0, .steps = 10, .low = -7, .high = 3}) is 0.5 at step 7, and 0
/// from 10 on.
/// Source: Hsueh et al. 2018, HTD; timm TanhLRScheduler(lb, ub).
template <std::floating_point Real = double>
class hyperbolic_tangent : public ramp<hyperbolic_tangent_params, Real, detail::sigmoidal> {
 public:
  static constexpr const char* name = "hyperbolic_tangent";
  constexpr explicit hyperbolic_tangent(typename hyperbolic_tangent::params given)  // params{...} says what is wrong
      : hyperbolic_tangent::ramp(name, given) {}
};

/// logistic: from + (to - from) / (1 + exp(-steepness (p - middle))). It is not stretched to reach its ends, as
/// hyperbolic_tangent. Within 4 ulp, and 3 `steepness` more if `middle` is from 0 to 1.
/// Example: logistic({.from = 1, .to = 0, .steps = 10, .steepness = 12}) is 0.5 at step 5, and 0 from 10 on.
template <std::floating_point Real = double>
class logistic : public ramp<logistic_params, Real, detail::sigmoidal> {
 public:
  static constexpr const char* name = "logistic";
  constexpr explicit logistic(typename logistic::params given)  // params{...} says what is wrong
      : logistic::ramp(name, given) {}
};

/// binary_exponential: to + (from - to) (2 (1/2)^p - 1). Arguments as for linear. Within 4 ulp.
/// Example: binary_exponential({.from = 1, .to = 0, .steps = 2}) is 1, sqrt 2 - 1, then 0.
/// Source: Megatron-LM's exponential cool-down.
template <std::floating_point Real = double>
class binary_exponential : public ramp<ramp_params, Real, detail::power_of_half> {
 public:
  static constexpr const char* name = "binary_exponential";
  constexpr explicit binary_exponential(typename binary_exponential::params given)  // params{...} says what is wrong
      : binary_exponential::ramp(name, given) {}
};

/// harmonic: 1 / ((1-p)/from + p/to): the reciprocal is linear. `from` and `to` are above 0. Within 4 ulp.
/// Example: harmonic({.from = 1, .to = 0.2, .steps = 4}) is 1, 1/2, 1/3, 1/4, then 0.2.
/// Source: Wen et al. 2024, WSD-S.
template <std::floating_point Real = double>
class harmonic : public ramp<ramp_params, Real, detail::reciprocal> {
 public:
  static constexpr const char* name = "harmonic";
  constexpr explicit harmonic(typename harmonic::params given)  // params{...} says what is wrong
      : harmonic::ramp(name, given) {}
};

/// logarithmic: from + (to - from) ln(1 + i)/ln(1 + n), where p = i/n. Arguments as for linear. Within 4 ulp.
/// Example: logarithmic({.from = 0, .to = 1, .steps = 7}) is 0, 1/3 at step 1, 2/3 at 3, and 1 from 7 on.
/// Source: DeepSpeed WarmupLR(warmup_type="log"), which has ends::both.
template <std::floating_point Real = double>
class logarithmic : public ramp<ramp_params, Real, detail::logarithm> {
 public:
  static constexpr const char* name = "logarithmic";
  constexpr explicit logarithmic(typename logarithmic::params given)  // params{...} says what is wrong
      : logarithmic::ramp(name, given) {}
};

/// quarter_sine: from + (to - from) sin(pi p / 2). Arguments as for linear. Within 4 ulp.
/// Example: quarter_sine({.from = 0, .to = 1, .steps = 3}) is 0, 0.5, sqrt 3 / 2, then 1.
template <std::floating_point Real = double>
class quarter_sine : public ramp<ramp_params, Real, detail::quarter_wave> {
 public:
  static constexpr const char* name = "quarter_sine";
  constexpr explicit quarter_sine(typename quarter_sine::params given)  // params{...} says what is wrong
      : quarter_sine::ramp(name, given) {}
};

/// The arguments of shaped, whose function is behind the others.
template <class Function, std::floating_point Real>
struct shaped_params : ramp_params<Real> {
  Function f;

  static constexpr auto fields(auto use) {
    return ramp_params<Real>::fields([&](const auto&... fields) {
      return use(fields..., detail::field{"f", &shaped_params::f});
    });
  }
};

/// shaped: from + (to - from) f(p) for a function f of yours on [0, 1], with f(0) = 0 and f(1) = 1 if it is to start at
/// `from` and arrive at `to` without a jump. Arguments as for linear; f is behind them, and its own accuracy is what
/// you get.
/// Example: shaped({.from = 0, .to = 1, .steps = 4}, [](double p) { return p * p * p; }) is 0.125 at step 2.
template <class Function, std::floating_point Real = double>
class shaped {
 public:
  static constexpr const char* name = "shaped";

  constexpr shaped(ramp_params<Real> given, Function function)
      : ends_(given),
        clock_({.from = 0, .to = 1, .steps = given.steps, .includes = given.includes}),
        function_(std::move(function)) {}

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position step) const noexcept {
    const double progress = clock_(step);
    const double from = double(ends_.arguments().from), to = double(ends_.arguments().to);
    if (!(progress < 1)) return static_cast<Real>(to);
    const double taken = static_cast<double>(function_(progress));
    const bool is_early = taken < 0.5;  // from the nearer end, so that no rounding passes the other
    const double way = detail::saturated_product(is_early ? to - from : from - to, is_early ? taken : 1 - taken);
    return detail::narrowed<Real>(detail::saturated_sum(is_early ? from : to, way));
  }

  constexpr std::int64_t length() const noexcept { return clock_.length(); }
  constexpr shaped_params<Function, Real> arguments() const { return {ends_.arguments(), function_}; }

  bool operator==(const shaped&) const = default;  // if functions of this type can be compared

 private:
  struct checked : ramp<ramp_params, Real, detail::line> {
    constexpr explicit checked(ramp_params<Real> given) : checked::ramp(name, given) {}
  };

  checked ends_;
  linear<> clock_;
  Function function_;
};

template <class Function, std::floating_point Real = double>
shaped(ramp_params<Real>, Function) -> shaped<Function, Real>;

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

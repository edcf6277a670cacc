// SPDX-License-Identifier: MIT
#ifndef LRSCHED_SHAPE_RAMP_HPP
#define LRSCHED_SHAPE_RAMP_HPP

// From one value to another in a number of steps, then held:
//
//   linear         from + (to - from) p
//   cosine         from + (to - from) (1 - cos(pi p)) / 2
//   polynomial     to + (from - to) (1 - p)^power
//   log_linear     from (to/from)^p, linear in the logarithm
//   constant       the ramp that goes nowhere, and never ends
//
// where the progress p depends on which ends of the ramp are among its N = steps values (`includes`), i = 0 ... N-1:
//
//   ends::from     i / N            starts at `from`; `to` follows the last step. Most peers; the default
//   ends::to       (i+1) / N        the last step is at `to`, and no update is wasted on `from`
//   ends::neither  (i+1) / (N+1)    strictly between
//   ends::both     i / (N-1)        the first step is at `from`, the last at `to`
//
// From p = 1 on the value is `to` exactly. A ramp of no steps is at `to`; so is one of one step where it includes
// `to`. Values are computed from the nearer end, which keeps their relative accuracy down to a rate of 0.

#include <concepts>  // std::floating_point
#include <cstdint>   // std::int64_t

#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/math.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline v0 {

/// Which of its two ends are among the values of a ramp.
enum class ends : unsigned char { from, to, neither, both };

/// value, always. The value must be finite. Worked number: constant({.value = 0.1}) is 0.1 at every step.
template <std::floating_point Real = double>
class constant {
 public:
  struct params {
    required<Real> value;

    static constexpr auto fields(auto use) { return use(detail::field{"value", &params::value}); }
  };

  static constexpr const char* name = "constant";

  constexpr explicit constant(params given) : value_(given.value) { detail::require_finite(name, "value", value_); }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position) const noexcept {
    return value_;
  }

  constexpr params arguments() const noexcept { return {.value = value_}; }

  bool operator==(const constant&) const = default;

 private:
  Real value_;
};

/// The arguments of most ramps. `from` and `to` are finite, and so is their difference; `steps` is from 0 to 2^62.
template <std::floating_point Real>
struct ramp_params {
  required<Real> from, to;
  required<std::int64_t> steps;
  ends includes = ends::from;

  static constexpr auto fields(auto use) {
    return use(detail::field{"from", &ramp_params::from}, detail::field{"to", &ramp_params::to},
               detail::field{"steps", &ramp_params::steps}, detail::field{"includes", &ramp_params::includes});
  }

  bool operator==(const ramp_params&) const = default;
};

/// The arguments of the ramps that have a power, which is above 0.
template <std::floating_point Real>
struct power_params {
  required<Real> from, to;
  required<std::int64_t> steps;
  required<Real> power;
  ends includes = ends::from;

  static constexpr auto fields(auto use) {
    return use(detail::field{"from", &power_params::from}, detail::field{"to", &power_params::to},
               detail::field{"steps", &power_params::steps}, detail::field{"power", &power_params::power},
               detail::field{"includes", &power_params::includes});
  }

  bool operator==(const power_params&) const = default;
};

/// The ramp itself: counts the steps, and leaves the way between the ends to an object that is made from the arguments
/// and the number of steps from progress 0 to 1, and called with (from, to, done, rest): both counts of steps are above
/// or at 0, and done / (done + rest) is the progress.
template <template <class> class Params, std::floating_point Real, class Way>
class ramp {
 public:
  using params = Params<Real>;

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr Real operator()(Position step) const noexcept {
    const auto position = detail::counted(step);
    const auto rest = static_cast<decltype(position)>(arrival_) - position;
    if (!(rest > 0)) return given_.to.value;
    const auto done = static_cast<decltype(position)>(whole_) - rest;
    return static_cast<Real>(way_(static_cast<wide>(given_.from.value), static_cast<wide>(given_.to.value),
                                  static_cast<wide>(done), static_cast<wide>(rest)));
  }

  constexpr std::int64_t length() const noexcept { return given_.steps; }
  constexpr params arguments() const noexcept { return given_; }

  bool operator==(const ramp&) const = default;

 protected:
  constexpr ramp(const char* name, const params& given) : given_(given) {
    detail::require_finite<Real>(name, "from", given.from);
    detail::require_finite<Real>(name, "to", given.to);
    detail::require_finite<Real>(name, "to - from", given.to - given.from);
    detail::require_length(name, "steps", given.steps);
    detail::require(given.includes <= ends::both, name, "includes", "must be one of the four ends",
                    static_cast<int>(given.includes));
    Way::check(name, given);
    const bool from_is_out = given.includes == ends::to || given.includes == ends::neither;
    whole_ = given.steps + (given.includes == ends::neither) - (given.includes == ends::both);
    arrival_ = whole_ - from_is_out;
    if (arrival_ > 0) way_ = Way(given, static_cast<wide>(whole_));
  }

 private:
  using wide = detail::wide<Real>;

  params given_;
  std::int64_t whole_ = 0;    // steps from progress 0 to progress 1
  std::int64_t arrival_ = 0;  // the first position whose progress is 1
  Way way_{};
};

namespace detail {

/// What the ways have in common: nothing to check.
struct any_ends {
  static constexpr void check(const char*, const auto&) {}
};

template <class Wide>
struct line : any_ends {
  line() = default;
  constexpr line(const auto& given, Wide whole) noexcept : slope_(slope<Wide>(given.to, given.from, whole)) {}

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    return done < rest ? from + done * slope_ : to - rest * slope_;
  }

  bool operator==(const line&) const = default;

  Wide slope_ = 0;
};

template <class Wide>
struct half_wave : any_ends {
  half_wave() = default;
  constexpr half_wave(const auto&, Wide whole) noexcept
      : inverse_square_((pair<Wide>{1, 0} / exact_product(whole, whole)).high) {}

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    const Wide nearer = done < rest ? done : rest;
    const Wide change = (to - from) * half_cosine(nearer * nearer * inverse_square_);
    return done < rest ? from + change : to - change;
  }

  bool operator==(const half_wave&) const = default;

  Wide inverse_square_ = 0;
};

template <class Wide>
struct power_law {
  power_law() = default;
  constexpr power_law(const auto& given, Wide) noexcept : power_(given.power < huge ? Wide{given.power} : huge) {}

  static constexpr void check(const char* name, const auto& given) {
    require_above_zero(name, "power", given.power.value);
  }

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    if (!(done > 0)) return from;
    const Wide left = power_left(rest, done + rest, power_);
    const bool shrinks = from < to ? to <= 0 : to >= 0;  // so that the sum below has no cancellation
    if (left <= Wide{0.5} || shrinks) return between(from, to, to - (to - from) * left);
    return from + (to - from) * power_taken(done, rest, done + rest, power_);
  }

  bool operator==(const power_law&) const = default;

  static constexpr Wide huge = power_of_2<Wide>(100);  // all such powers of anything below 1 are 0
  Wide power_ = 1;
};

template <class Wide>
struct geometric {
  geometric() = default;
  constexpr geometric(const auto& given, Wide whole) noexcept
      : growth_((log2<Wide>(given.to) + pair<Wide>{-1, 0} * log2<Wide>(given.from)) / pair<Wide>{whole, 0}) {}

  static constexpr void check(const char* name, const auto& given) {
    require_above_zero(name, "from", given.from.value);
    require_above_zero(name, "to", given.to.value);
  }

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    return between(from, to, done < rest ? growth_(from, done) : growth_(to, -rest));
  }

  bool operator==(const geometric&) const = default;

  growth<Wide> growth_;
};

}  // namespace detail

/// linear: from + (to - from) p. 0 steps: already at `to`. Within 2 ulp (of the larger end, where the two have opposite
/// signs).
/// Worked numbers: linear({.from = 0, .to = 1, .steps = 4}) gives 0, 0.25, 0.5, 0.75, then 1; with ends::to it
/// gives 0.25, 0.5, 0.75, 1; with ends::neither 0.2, 0.4, 0.6, 0.8; with ends::both 0, 1/3, 2/3, 1.
template <std::floating_point Real = double>
class linear : public ramp<ramp_params, Real, detail::line<detail::wide<Real>>> {
 public:
  static constexpr const char* name = "linear";
  constexpr explicit linear(typename linear::params given) : linear::ramp(name, given) {}
};

/// cosine: from + (to - from) (1 - cos(pi p)) / 2, half a wave. Arguments as for linear. Within 4 ulp.
/// Worked numbers: cosine({.from = 1, .to = 0, .steps = 4}) gives 1, (2 + sqrt 2)/4, 0.5, (2 - sqrt 2)/4, then 0.
/// Source: Loshchilov and Hutter 2016, SGDR, equation 5, for one period.
template <std::floating_point Real = double>
class cosine : public ramp<ramp_params, Real, detail::half_wave<detail::wide<Real>>> {
 public:
  static constexpr const char* name = "cosine";
  constexpr explicit cosine(typename cosine::params given) : cosine::ramp(name, given) {}
};

/// polynomial: to + (from - to) (1 - p)^power. Arguments as for linear; `power` is above 0. Within 4 ulp up to a length of
/// 2^53, and `power` ulp more beyond; a constant and a run-time value may differ by as much, for the latter comes from
/// std::pow.
/// Worked numbers: polynomial({.from = 1, .to = 0, .steps = 4, .power = 2}) gives 1, 0.5625, 0.25, 0.0625, then 0.
template <std::floating_point Real = double>
class polynomial : public ramp<power_params, Real, detail::power_law<detail::wide<Real>>> {
 public:
  static constexpr const char* name = "polynomial";
  constexpr explicit polynomial(typename polynomial::params given) : polynomial::ramp(name, given) {}
};

/// log_linear: from (to/from)^p, the same factor at every step. Arguments as for linear, but `from` and `to` are
/// above 0. Within 2 ulp up to step 2^53, and |ln(to/from)| ulp more beyond.
/// Worked numbers: log_linear({.from = 1, .to = 16, .steps = 4}) gives 1, 2, 4, 8, then 16.
template <std::floating_point Real = double>
class log_linear : public ramp<ramp_params, Real, detail::geometric<detail::wide<Real>>> {
 public:
  static constexpr const char* name = "log_linear";
  constexpr explicit log_linear(typename log_linear::params given) : log_linear::ramp(name, given) {}
};

}  // namespace lrsched::inline v0

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_EASING_HPP
#define LRSCHED_DETAIL_EASING_HPP

// The formulas of the ramps. An easing is made from the ramp's arguments and the number of steps from progress 0 to 1.
// One that is symmetric in its two ends is called with
//   (near, far, steps)       the nearer end, the farther one, and the steps from the nearer, below 0 if that is `to`
// and any other with
//   (from, to, done, rest)   both ends, the steps completed and those that remain: p = done / (done + rest)
// Calls and loops use the same formula; a loop over one half of a symmetric ramp has no end to choose. Each formula
// starts from the end from which nothing cancels: the nearer one, or that from which all terms have one sign:
//   taken   the share of the way that is completed, for p near 0
//   left    the share that remains, for p near 1
// Where the arguments select one of several formulas, with_formula(use) calls `use` with it: a loop selects once.

#include <lrsched/detail/macros_off.hpp>

#include <lrsched/detail/double_double.hpp>
#include <lrsched/detail/elementary.hpp>
#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/growth.hpp>
#include <lrsched/detail/rounding.hpp>
#include <lrsched/detail/saturate.hpp>

namespace lrsched::inline LRSCHED_V0::detail {

/// What an easing has that says nothing else.
struct any_easing {
  static constexpr void check(const char*, const auto&) {}  // conditions beyond the rules of its fields
  static constexpr bool is_called_at_0 = false;             // or p = 0 is `from` itself

  bool operator==(const any_easing&) const = default;
};

/// The value after `done` steps, with `rest` to go. Whole steps are counted as integers up to here, which is faster.
template <class Counted>
LRSCHED_HOST_DEVICE constexpr double ease(const auto& easing, double from, double to, Counted done,
                                          Counted rest) noexcept {
  if constexpr (requires { easing(from, to, 0.0); })
    return done < rest ? easing(from, to, static_cast<double>(done)) : easing(to, from, -static_cast<double>(rest));
  else
    return easing(from, to, static_cast<double>(done), static_cast<double>(rest));
}

/// linear: p.
struct line : any_easing {
  static constexpr bool is_called_at_0 = true;  // and is exact there

  line() = default;
  LRSCHED_HOST_DEVICE constexpr line(const auto& given, double whole) noexcept
      : slope_(slope(double(given.to), double(given.from), whole)) {}

  LRSCHED_HOST_DEVICE constexpr double operator()(double near, double, double steps) const noexcept {
    return near + steps * slope_;
  }

  bool operator==(const line&) const = default;

 protected:
  double slope_ = 0;
};

/// cosine: (1 - cos(pi p)) / 2.
struct half_wave : any_easing {
  half_wave() = default;
  LRSCHED_HOST_DEVICE constexpr half_wave(const auto&, double whole) noexcept
      : twice_inverse_square_((double_double{2, 0} / two_product(whole, whole)).high) {}

  LRSCHED_HOST_DEVICE constexpr double operator()(double near, double far, double steps) const noexcept {
    return near + (far - near) * half_cosine(steps * steps * twice_inverse_square_);
  }

  bool operator==(const half_wave&) const = default;

 protected:
  double twice_inverse_square_ = 0;
};

/// log_linear: the value itself, from (to/from)^p.
struct geometric : any_easing {
  geometric() = default;
  constexpr geometric(const auto& given, double whole) noexcept
      : growth_((log2(double(given.to)) + double_double{-1, 0} * log2(double(given.from))) / double_double{whole, 0},
                double(given.from < given.to ? given.to : given.from), whole) {}

  static constexpr void check(const char* name, const auto& given) {
    if (given.from == 0 && given.to == 0) return;
    detail::check(name, "from", given.from, above_0);
    detail::check(name, "to", given.to, above_0);
  }

  template <class Use>
  LRSCHED_HOST_DEVICE constexpr auto with_formula(const Use& use) const noexcept {
    if (growth_.plain_reach() == 0) return use(*this);
    return use([growth = growth_](double near, double far, double steps) {
      return between(near, far, growth.plain(near, steps));
    });
  }

  LRSCHED_HOST_DEVICE constexpr double operator()(double near, double far, double steps) const noexcept {
    return between(near, far, growth_(near, steps));
  }

  bool operator==(const geometric&) const = default;

 protected:
  growth growth_;
};

/// harmonic: the value itself, 1 / ((1-p)/from + p/to).
struct reciprocal : any_easing {
  reciprocal() = default;
  constexpr reciprocal(const auto&, double) noexcept {}

  static constexpr void check(const char* name, const auto& given) {
    detail::check(name, "from", given.from, above_0);
    detail::check(name, "to", given.to, above_0);
  }

  LRSCHED_HOST_DEVICE constexpr double operator()(double from, double to, double done, double rest) const noexcept {
    const bool rises = from < to;
    const double low = rises ? from : to, high = rises ? to : from, of_from = low / from, of_to = low / to;  // one is 1
    const double excess =
        sum_of_products(done, 1 - of_to, rest, 1 - of_from) / sum_of_products(done, of_to, rest, of_from);
    return between(low, high, low + low * excess);
  }

  bool operator==(const reciprocal&) const = default;
};

/// What the easings below have in common: they give a share, either of what is left or of what is taken, and the value
/// is reached from that end. A share below 1 does not pass the other end, however it is rounded; one that rounds to 1
/// gives that end itself.
LRSCHED_HOST_DEVICE constexpr double with_share(double from, double to, bool share_is_left, double share) noexcept {
  const double near = share_is_left ? to : from, far = share_is_left ? from : to, distance = far - near;
  return (share < 1 ? near : far) + (share < 1 ? distance : 0) * share;
}

/// Whether `to + (from - to) left` adds numbers of one sign, and so is as accurate as `left` however large that is.
LRSCHED_HOST_DEVICE constexpr bool shrinks(double from, double to) noexcept { return from < to ? to <= 0 : to >= 0; }

LRSCHED_HOST_DEVICE constexpr double with_shares(double from, double to, double taken, double left) noexcept {
  const bool is_left = shrinks(from, to) | (left <= 0.5);
  return with_share(from, to, is_left, is_left ? left : taken);
}

/// The value when 2^exponent, at most 1, is left of the way.
LRSCHED_HOST_DEVICE constexpr double with_exp2_left(double from, double to, double_double exponent) noexcept {
  if (exponent.high + exponent.low < -normal_exponent) return with_share(from, to, true, exp2_of(exponent));
  const exp2 left(exponent);
  return with_shares(from, to, left.one_minus_value(), left.value());
}

/// For ends that shrink, and a rest below the whole: a share below 1 does not pass `from`, however it is rounded.
template <int Power>
struct usual_power_left {
  LRSCHED_HOST_DEVICE constexpr double operator()(double from, double to, double done, double rest) const noexcept {
    const double q = rest / (done + rest);
    return to + (from - to) * (Power == 1 ? q : Power == 2 ? q * q : q * q * q);
  }
};

struct any_power_left {
  LRSCHED_HOST_DEVICE constexpr double operator()(double from, double to, double done, double rest) const noexcept {
    return with_share(from, to, true, exp2(log2_of_power(rest, done + rest, power)).value());
  }

  double power;
};

struct nearer_power_share {
  LRSCHED_HOST_DEVICE constexpr double operator()(double from, double to, double done, double rest) const noexcept {
    const double whole = done + rest, p = done / whole, q = rest / whole;
    if (power == 1) return with_shares(from, to, p, q);
    if (power == 2) return with_shares(from, to, p * (1 + q), q * q);
    if (power == 3) return with_shares(from, to, p * (1 + q * (1 + q)), q * q * q);
    return with_exp2_left(from, to, log2_of_power(rest, whole, power));
  }

  double power;
};

/// polynomial: 1 - (1-p)^power. The usual powers need no logarithm: 1 - q^2 = p (1+q), 1 - q^3 = p (1+q+q^2).
struct power_law : any_easing {
  power_law() = default;
  constexpr power_law(const auto& given, double whole) noexcept
      : power_law(double(given.from), double(given.to), double(given.power), whole) {}

  /// All higher powers of anything below 1 are 0.
  static constexpr double limited(double power) { return power < power_of_2(100) ? power : power_of_2(100); }

  template <class Use, class... Others>
  LRSCHED_HOST_DEVICE constexpr auto with_formula(const Use& use, Others... others) const noexcept {
    if (power_ == 1) return use(usual_power_left<1>{}, others...);
    if (power_ == 2) return use(usual_power_left<2>{}, others...);
    if (power_ == 3) return use(usual_power_left<3>{}, others...);
    if (power_ > 0) return use(any_power_left{power_}, others...);
    return use(nearer_power_share{-power_}, others...);
  }

  LRSCHED_HOST_DEVICE constexpr double operator()(double from, double to, double done, double rest) const noexcept {
    if (power_ > 0 && !(rest < done + rest)) return from;
    return with_formula([](const auto& formula, auto... numbers) { return formula(numbers...); }, from, to, done, rest);
  }

  bool operator==(const power_law&) const = default;

 protected:
  /// What a real position leaves at least, if it leaves anything. What it has done may be less.
  static constexpr double least_rest = 0x1p-53;

  constexpr power_law(double from, double to, double power, double whole) noexcept : power_(limited(power)) {
    const bool is_usual = power == 1 || power == 2 || power == 3;
    const bool is_normal = power_ * log2(whole / least_rest).high < normal_exponent;
    if (!shrinks(from, to) || !(is_usual || is_normal)) power_ = -power_;
  }

  LRSCHED_HOST_DEVICE constexpr double size_of_power() const noexcept { return power_ < 0 ? -power_ : power_; }

  double power_ = 1;  // with a minus where what is left alone is not accurate, and the nearer share is taken
};

/// power: p^power, the same seen from the other end.
struct rising_power : power_law {
  rising_power() = default;
  constexpr rising_power(const auto& given, double whole) noexcept
      : power_law(double(given.to), double(given.from), double(given.power), whole) {}

  template <class Use>
  LRSCHED_HOST_DEVICE constexpr auto with_formula(const Use& use) const noexcept {
    return power_law::with_formula([&](const auto& formula) {
      return use([=](double from, double to, double done, double rest) { return formula(to, from, rest, done); });
    });
  }

  LRSCHED_HOST_DEVICE constexpr double operator()(double from, double to, double done, double rest) const noexcept {
    if (done < least_rest) return nearer_power_share{size_of_power()}(to, from, rest, done);
    return power_law::operator()(to, from, rest, done);
  }

  bool operator==(const rising_power&) const = default;
};

/// cosine_power: 1 - ((1 + cos(pi p)) / 2)^power.
struct half_wave_power : any_easing {
  half_wave_power() = default;
  constexpr half_wave_power(const auto& given, double whole) noexcept
      : twice_inverse_square_(double_double{2, 0} / two_product(whole, whole)),
        power_(power_law::limited(double(given.power))) {}

  LRSCHED_HOST_DEVICE constexpr double operator()(double from, double to, double done, double rest) const noexcept {
    const bool is_early = done < rest;
    const double steps = is_early ? done : rest;
    const double_double s = scaled_by(steps * steps, twice_inverse_square_);
    const double small = half_cosine(quick_two_sum(s.high, s.low));
    return with_exp2_left(from, to, scaled_by(power_, is_early ? log2_of_1_minus(small) : log2_of_ratio(small, 1)));
  }

  bool operator==(const half_wave_power&) const = default;

 protected:
  double_double twice_inverse_square_{2, 0};
  double power_ = 1;
};

/// cosine_exponential: (base - base^q) / (base - 1) with q = (1 + cos(pi p)) / 2, as powers of 2 below 1.
struct half_wave_exponential : any_easing {
  half_wave_exponential() = default;
  constexpr half_wave_exponential(const auto& given, double whole) noexcept
      : twice_inverse_square_((double_double{2, 0} / two_product(whole, whole)).high),
        log2_of_base_(log2(double(given.base))),
        whole_way_(slope(double(given.base), 1, double(given.base))) {}

  LRSCHED_HOST_DEVICE constexpr double operator()(double from, double to, double done, double rest) const noexcept {
    const bool is_early = done < rest;
    const double steps = is_early ? done : rest, small = half_cosine(steps * steps * twice_inverse_square_);
    const double fall = is_early ? small : 1 - small, q = is_early ? 1 - small : small;
    const exp2 fallen(scaled_by(-fall, log2_of_base_)), risen(scaled_by(-q, log2_of_base_));
    return with_shares(from, to, fallen.one_minus_value() / whole_way_,
                       fallen.value() * risen.one_minus_value() / whole_way_);
  }

  bool operator==(const half_wave_exponential&) const = default;

 protected:
  double twice_inverse_square_ = 0;
  double_double log2_of_base_{1, 0};
  double whole_way_ = 0.5;
};

/// cosine_k_decay: (1 - cos(pi p^k)) / 2.
struct half_wave_k : any_easing {
  half_wave_k() = default;
  constexpr half_wave_k(const auto& given, double) noexcept : k_(power_law::limited(double(given.k))) {}

  LRSCHED_HOST_DEVICE constexpr double operator()(double from, double to, double done, double rest) const noexcept {
    const double_double exponent = log2_of_power(done, done + rest, k_);
    const double size = exponent.high + exponent.low;
    if (size < -normal_exponent) return from;
    const bool is_late = size > -1;
    const double whole = nearest_integer(size), power = power_of_2(whole), scale = is_late ? -power : power;
    const double_double less = exp2_less_1(double_double{exponent.high - whole, exponent.low});
    // p^k = power + power less, or 1 - p^k if that is smaller; in two numbers, for its square doubles an error.
    const double_double x = quick_two_sum(is_late ? 1 - power : power, scale * less.high);
    const double near = is_late ? to : from, far = is_late ? from : to;
    return near +
           (far - near) * half_cosine(double_double{2 * x.high * x.high, 4 * x.high * (x.low + scale * less.low)});
  }

  bool operator==(const half_wave_k&) const = default;

 protected:
  double k_ = 1;
};

/// polynomial_k_decay: 1 - (1 - p^k)^power.
struct power_law_k : any_easing {
  power_law_k() = default;
  constexpr power_law_k(const auto& given, double) noexcept
      : power_(power_law::limited(double(given.power))), k_(power_law::limited(double(given.k))) {}

  LRSCHED_HOST_DEVICE constexpr double operator()(double from, double to, double done, double rest) const noexcept {
    const double_double exponent = log2_of_power(done, done + rest, k_);
    if (exponent.high + exponent.low < -normal_exponent) return from;
    const exp2 raised(exponent);
    const double p_to_k = raised.value(), rest_to_k = raised.one_minus_value();
    if (rest_to_k < smallest_normal) return to;  // with a k near 0 nothing is left after the first step
    const auto logarithm = p_to_k < rest_to_k ? log2_of_1_minus(p_to_k) : log2_of_ratio(rest_to_k, 1);
    return with_exp2_left(from, to, scaled_by(power_, logarithm));
  }

  bool operator==(const power_law_k&) const = default;

 protected:
  double power_ = 1, k_ = 1;
};

/// one_minus_sqrt: sqrt(p).
struct root : any_easing {
  root() = default;
  constexpr root(const auto&, double) noexcept {}

  LRSCHED_HOST_DEVICE constexpr double operator()(double from, double to, double done, double rest) const noexcept {
    const double whole = done + rest, mean = square_root(done * whole);
    const bool is_left = shrinks(from, to) | (2 * mean >= whole);
    return with_share(from, to, is_left, (is_left ? rest : mean) / (is_left ? whole + mean : whole));
  }

  bool operator==(const root&) const = default;
};

/// rex: 1 - q / ((1-d) + d q) with q = 1 - p.
struct rational : any_easing {
  rational() = default;
  constexpr rational(const auto& given, double) noexcept : d_(double(given.d)) {}

  LRSCHED_HOST_DEVICE constexpr double operator()(double from, double to, double done, double rest) const noexcept {
    const double slower = (1 - d_) * done, scale = slower + rest;
    const bool is_left = shrinks(from, to) | (rest <= slower);
    return with_share(from, to, is_left, (is_left ? rest : slower) / scale);
  }

  bool operator==(const rational&) const = default;

 protected:
  double d_ = 0;
};

/// hyperbolic_tangent and logistic: 1 / (1 + exp(-x)), where x goes from one number to another.
struct sigmoidal : any_easing {
  static constexpr bool is_called_at_0 = true;

  sigmoidal() = default;
  constexpr sigmoidal(const auto& given, double) noexcept
      : first_(small * saturate(given.first_exponent())), last_(small * saturate(given.last_exponent())) {}

  LRSCHED_HOST_DEVICE constexpr double operator()(double from, double to, double done, double rest) const noexcept {
    const double x = sum_of_products(first_, rest, last_, done) / (small * (done + rest));
    const bool is_left = shrinks(from, to) | (x >= 0), is_less = is_left == (x >= 0);
    const double ratio = exponential_of(x < 0 ? x : -x);
    return with_share(from, to, is_left, (is_less ? ratio : 1) / (1 + ratio));
  }

  bool operator==(const sigmoidal&) const = default;

 protected:
  static constexpr double small = power_of_2(-60);  // with which no product of an exponent and a count is infinite

  double first_ = 0, last_ = 0;
};

/// binary_exponential: 2 - 2^q with q = 1 - p.
struct power_of_half : any_easing {
  power_of_half() = default;
  constexpr power_of_half(const auto&, double) noexcept {}

  LRSCHED_HOST_DEVICE constexpr double operator()(double from, double to, double done, double rest) const noexcept {
    const bool is_late = done >= rest;
    const double less = exp2_less_1((is_late ? rest : -done) / (done + rest));
    return with_share(from, to, is_late, is_late ? less : -2 * less);
  }

  bool operator==(const power_of_half&) const = default;
};

/// logarithmic: ln(1 + done) / ln(1 + whole).
struct logarithm : any_easing {
  logarithm() = default;
  constexpr logarithm(const auto&, double whole) noexcept : whole_(logarithm_of_1_plus(whole)) {}

  LRSCHED_HOST_DEVICE constexpr double operator()(double from, double to, double done, double rest) const noexcept {
    const double left = logarithm_of_1_plus(rest / (1 + done)) / whole_;
    const bool is_left = shrinks(from, to) || left <= 0.5;
    return with_share(from, to, is_left, is_left ? left : logarithm_of_1_plus(done) / whole_);
  }

  bool operator==(const logarithm&) const = default;

 protected:
  double whole_ = 1;
};

/// quarter_sine: sin(pi p / 2).
struct quarter_wave : any_easing {
  quarter_wave() = default;
  constexpr quarter_wave(const auto&, double) noexcept {}

  LRSCHED_HOST_DEVICE constexpr double operator()(double from, double to, double done, double rest) const noexcept {
    const double whole = done + rest;
    const bool is_left = shrinks(from, to) || 3 * done > whole;
    const double x = is_left ? rest / (2 * whole) : done / whole, wave = half_cosine(2 * x * x);
    return with_share(from, to, is_left, is_left ? 2 * wave : square_root(wave));
  }

  bool operator==(const quarter_wave&) const = default;
};

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_WAY_HPP
#define LRSCHED_DETAIL_WAY_HPP

// The formulas of the ramps. A way is made from the ramp's arguments and the number of steps from progress 0 to 1, and
// called with (from, to, done, rest), where p = done/(done + rest) is the progress and neither end is asked for but
// `from`. Each is written so that the value is reached from the nearer end, and nothing cancels:
//   taken   the share of the way that lies behind, for p near 0
//   left    the share that is still to come, for p near 1
// Each way checks what it needs beyond two finite ends: check(name, arguments). Those that vectorise have the two
// halves of the formula apart, early(from, to, done) and late(from, to, rest), and say whether these may be used:
// is_plain(whole).

#include <limits>  // std::numeric_limits

#include <lrsched/detail/contract.hpp>
#include <lrsched/detail/math.hpp>

namespace lrsched::inline v0::detail {

struct any_ends {
  static constexpr void check(const char*, const auto&) {}
  static constexpr bool is_plain(auto) noexcept { return true; }

  bool operator==(const any_ends&) const = default;
};

/// linear: p.
template <class Wide>
struct line : any_ends {
  line() = default;
  LRSCHED_HOST_DEVICE constexpr line(const auto& given, Wide whole) noexcept
      : slope_(slope<Wide>(given.to, given.from, whole)) {}

  LRSCHED_HOST_DEVICE constexpr Wide early(Wide from, Wide, Wide done) const noexcept { return from + done * slope_; }
  LRSCHED_HOST_DEVICE constexpr Wide late(Wide, Wide to, Wide rest) const noexcept { return to - rest * slope_; }

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    return done < rest ? early(from, to, done) : late(from, to, rest);
  }

  bool operator==(const line&) const = default;

 protected:
  Wide slope_ = 0;
};

/// cosine: (1 - cos(pi p)) / 2.
template <class Wide>
struct half_wave : any_ends {
  half_wave() = default;
  LRSCHED_HOST_DEVICE constexpr half_wave(const auto&, Wide whole) noexcept
      : inverse_square_((pair<Wide>{1, 0} / exact_product(whole, whole)).high) {}

  LRSCHED_HOST_DEVICE constexpr Wide early(Wide from, Wide to, Wide done) const noexcept {
    return from + (to - from) * half_cosine(done * done * inverse_square_);
  }
  LRSCHED_HOST_DEVICE constexpr Wide late(Wide from, Wide to, Wide rest) const noexcept {
    return to - (to - from) * half_cosine(rest * rest * inverse_square_);
  }

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    return done < rest ? early(from, to, done) : late(from, to, rest);
  }

  bool operator==(const half_wave&) const = default;

 protected:
  Wide inverse_square_ = 0;
};

/// log_linear: the value itself, from (to/from)^p.
template <class Wide>
struct geometric {
  geometric() = default;
  constexpr geometric(const auto& given, Wide whole) noexcept
      : growth_((log2<Wide>(given.to) + pair<Wide>{-1, 0} * log2<Wide>(given.from)) / pair<Wide>{whole, 0}) {}

  static constexpr void check(const char* name, const auto& given) {
    require_above_zero(name, "from", given.from.value);
    require_above_zero(name, "to", given.to.value);
  }

  constexpr bool is_plain(Wide whole) const noexcept { return whole <= growth_.plain_reach(); }

  LRSCHED_HOST_DEVICE constexpr Wide early(Wide from, Wide to, Wide done) const noexcept {
    return between(from, to, growth_.plain(from, done));
  }
  LRSCHED_HOST_DEVICE constexpr Wide late(Wide from, Wide to, Wide rest) const noexcept {
    return between(from, to, growth_.plain(to, -rest));
  }

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    return between(from, to, done < rest ? growth_(from, done) : growth_(to, -rest));
  }

  bool operator==(const geometric&) const = default;

 protected:
  growth<Wide> growth_;
};

/// harmonic: the value itself, 1 / ((1-p)/from + p/to).
template <class Wide>
struct reciprocal {
  reciprocal() = default;
  constexpr reciprocal(const auto&, Wide) noexcept {}

  static constexpr void check(const char* name, const auto& given) { geometric<Wide>::check(name, given); }

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    if (!(done > 0)) return from;
    const Wide whole = done + rest;
    return between(
        from, to,
        from < to ? from / ((rest + done * (from / to)) / whole) : to / ((done + rest * (to / from)) / whole));
  }

  bool operator==(const reciprocal&) const = default;
};

/// What the ways below have in common: they give a share, `left` where it is at most a half, else `taken`.
template <class Wide>
LRSCHED_HOST_DEVICE constexpr Wide after_taking(Wide from, Wide to, Wide taken) noexcept {
  return between(from, to, from + (to - from) * taken);
}

template <class Wide>
LRSCHED_HOST_DEVICE constexpr Wide with_left(Wide from, Wide to, Wide left) noexcept {
  return between(from, to, to - (to - from) * left);
}

/// Whether `to - (to - from) left` adds numbers of one sign, and so is as accurate as `left` however large that is.
template <class Wide>
LRSCHED_HOST_DEVICE constexpr bool shrinks(Wide from, Wide to) noexcept {
  return from < to ? to <= 0 : to >= 0;
}

template <class Wide>
LRSCHED_HOST_DEVICE constexpr Wide with_shares(Wide from, Wide to, Wide taken, Wide left) noexcept {
  return left <= Wide{0.5} || shrinks(from, to) ? with_left(from, to, left) : after_taking(from, to, taken);
}

/// The value when 2^exponent, at most 1, is left of the way.
template <class Wide>
LRSCHED_HOST_DEVICE constexpr Wide with_exp2_left(Wide from, Wide to, pair<Wide> exponent) noexcept {
  if (exponent.high <= -1 || shrinks(from, to)) return with_left(from, to, exp2_of(exponent));
  return after_taking(from, to, exp2_missing(exponent));
}

/// polynomial: 1 - (1-p)^power. The usual powers need no logarithm: 1 - q^2 = p (1+q), 1 - q^3 = p (1+q+q^2).
template <class Wide>
struct power_law {
  power_law() = default;
  constexpr power_law(const auto& given, Wide) noexcept : power_(limited(given.power)) {}

  static constexpr void check(const char* name, const auto& given) {
    require_above_zero(name, "power", given.power.value);
  }

  /// All higher powers of anything below 1 are 0.
  static constexpr Wide limited(Wide power) { return power < power_of_2<Wide>(100) ? power : power_of_2<Wide>(100); }

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    if (!(done > 0)) return from;
    const Wide whole = done + rest;
    if (power_ == 1) return with_shares(from, to, done / whole, rest / whole);
    if (power_ == 2) {
      const Wide q = rest / whole;
      return with_shares(from, to, done / whole * (1 + q), q * q);
    }
    if (power_ == 3) {
      const Wide q = rest / whole;
      return with_shares(from, to, done / whole * (1 + q * (1 + q)), q * q * q);
    }
    return with_exp2_left(from, to, log2_of_power(rest, whole, power_));
  }

  bool operator==(const power_law&) const = default;

 protected:
  Wide power_ = 1;
};

/// power: p^power, the same seen from the other end.
template <class Wide>
struct rising_power : power_law<Wide> {
  using power_law<Wide>::power_law;

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    return done > 0 ? power_law<Wide>::operator()(to, from, rest, done) : from;
  }

  bool operator==(const rising_power&) const = default;
};

/// The share that half a cosine wave leaves, and has taken, at a progress of p = 1 - q.
template <class Wide>
struct wave_shares {
  LRSCHED_HOST_DEVICE constexpr wave_shares(Wide p, Wide q) noexcept
      : taken(p < q ? half_cosine(p * p) : 1 - half_cosine(q * q)),
        left(p < q ? 1 - half_cosine(p * p) : half_cosine(q * q)) {}

  Wide taken, left;
};

/// cosine_power: 1 - ((1 + cos(pi p)) / 2)^power.
template <class Wide>
struct half_wave_power : power_law<Wide> {
  using power_law<Wide>::power_law;

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    if (!(done > 0)) return from;
    const Wide whole = done + rest;
    const wave_shares<Wide> wave(done / whole, rest / whole);
    return with_exp2_left(from, to, scaled_by(this->power_, log2_of_left(wave.taken, wave.left)));
  }

  bool operator==(const half_wave_power&) const = default;
};

/// cosine_k_decay: (1 - cos(pi p^k)) / 2.
template <class Wide>
struct half_wave_k {
  half_wave_k() = default;
  constexpr half_wave_k(const auto& given, Wide) noexcept : k_(power_law<Wide>::limited(given.k)) {}

  static constexpr void check(const char* name, const auto& given) { require_above_zero(name, "k", given.k.value); }

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    if (!(done > 0)) return from;
    const pair<Wide> exponent = log2_of_power(done, done + rest, k_);
    if (exponent.high <= -1) {
      const Wide p = exp2_of(exponent);
      return after_taking(from, to, half_cosine(p * p));
    }
    const Wide q = exp2_missing(exponent);
    return with_left(from, to, half_cosine(q * q));
  }

  bool operator==(const half_wave_k&) const = default;

 protected:
  Wide k_ = 1;
};

/// polynomial_k_decay: 1 - (1 - p^k)^power.
template <class Wide>
struct power_law_k {
  power_law_k() = default;
  constexpr power_law_k(const auto& given, Wide) noexcept
      : power_(power_law<Wide>::limited(given.power)), k_(power_law<Wide>::limited(given.k)) {}

  static constexpr void check(const char* name, const auto& given) {
    power_law<Wide>::check(name, given);
    half_wave_k<Wide>::check(name, given);
  }

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    if (!(done > 0)) return from;
    const pair<Wide> exponent = log2_of_power(done, done + rest, k_);
    const Wide p = exp2_of(exponent);
    const Wide q = exponent.high > -1 ? exp2_missing(exponent) : 1 - p;
    if (q < std::numeric_limits<Wide>::min()) return to;  // with a k near 0 nothing is left after the first step
    return with_exp2_left(from, to, scaled_by(power_, log2_of_left(p, q)));
  }

  bool operator==(const power_law_k&) const = default;

 protected:
  Wide power_ = 1, k_ = 1;
};

/// one_minus_sqrt: sqrt(p).
template <class Wide>
struct root : any_ends {
  root() = default;
  constexpr root(const auto&, Wide) noexcept {}

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    const Wide whole = done + rest;
    const Wide taken = square_root(done / whole);
    if (taken <= Wide{0.5} && !shrinks(from, to)) return after_taking(from, to, taken);
    return with_left(from, to, rest / (whole * (1 + taken)));
  }

  bool operator==(const root&) const = default;
};

/// rex: 1 - q / ((1-d) + d q) with q = 1 - p.
template <class Wide>
struct rational {
  rational() = default;
  constexpr rational(const auto& given, Wide) noexcept : d_(given.d) {}

  static constexpr void check(const char* name, const auto& given) {
    require_not_negative(name, "d", given.d);
    require(given.d < 1, name, "d", "must be below 1", given.d);
  }

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    const Wide scale = (1 - d_) * done + rest;
    if (2 * rest <= scale || shrinks(from, to)) return with_left(from, to, rest / scale);
    return after_taking(from, to, (1 - d_) * done / scale);
  }

  bool operator==(const rational&) const = default;

 protected:
  Wide d_ = 0;
};

/// hyperbolic_tangent and logistic: 1 / (1 + exp(-x)), where x goes from one number to another.
template <class Wide>
struct sigmoidal : any_ends {
  sigmoidal() = default;
  constexpr sigmoidal(const auto& given, Wide) noexcept
      : first_(saturate(given.first_exponent())), last_(saturate(given.last_exponent())) {
    // Numbers so large that their size does not matter, but their product with a count might be infinite.
    constexpr Wide large = power_of_2<Wide>(900);
    if (between(-large, large, first_) == first_ && between(-large, large, last_) == last_) return;
    first_ /= large;
    last_ /= large;
  }

  static constexpr void check(const char* name, const auto& given) { given.check(name); }

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    const Wide x = (first_ * rest + last_ * done) / (done + rest);
    const Wide ratio = exponential_of(x < 0 ? x : -x), less = ratio / (1 + ratio), more = 1 / (1 + ratio);
    return x < 0 ? with_shares(from, to, less, more) : with_shares(from, to, more, less);
  }

  bool operator==(const sigmoidal&) const = default;

 protected:
  Wide first_ = 0, last_ = 0;
};

/// binary_exponential: 2 - 2^q with q = 1 - p.
template <class Wide>
struct power_of_half : any_ends {
  power_of_half() = default;
  constexpr power_of_half(const auto&, Wide) noexcept {}

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    const Wide whole = done + rest;
    return done < rest ? after_taking(from, to, -2 * exp2_less_1(-done / whole))
                       : with_left(from, to, exp2_less_1(rest / whole));
  }

  bool operator==(const power_of_half&) const = default;
};

/// logarithmic: ln(1 + done) / ln(1 + whole).
template <class Wide>
struct logarithm : any_ends {
  logarithm() = default;
  constexpr logarithm(const auto&, Wide whole) noexcept : whole_(logarithm_of_1_plus(whole)) {}

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    const Wide left = logarithm_of_1_plus(rest / (1 + done)) / whole_;
    if (left <= Wide{0.5} || shrinks(from, to)) return with_left(from, to, left);
    return after_taking(from, to, logarithm_of_1_plus(done) / whole_);
  }

  bool operator==(const logarithm&) const = default;

 protected:
  Wide whole_ = 1;
};

/// quarter_sine: sin(pi p / 2).
template <class Wide>
struct quarter_wave : any_ends {
  quarter_wave() = default;
  constexpr quarter_wave(const auto&, Wide) noexcept {}

  LRSCHED_HOST_DEVICE constexpr Wide operator()(Wide from, Wide to, Wide done, Wide rest) const noexcept {
    const Wide whole = done + rest;
    const Wide p = done / whole, half_left = rest / (2 * whole);
    if (3 * done > whole || shrinks(from, to)) return with_left(from, to, 2 * half_cosine(half_left * half_left));
    return after_taking(from, to, square_root(half_cosine(p * p)));
  }

  bool operator==(const quarter_wave&) const = default;
};

}  // namespace lrsched::inline v0::detail

#endif

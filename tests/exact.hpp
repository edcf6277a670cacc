// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_EXACT_HPP
#define LRSCHED_TESTS_EXACT_HPP

// Numbers with 300 binary digits, by MPFR: what the closed forms are checked against. A formula is written as it stands
// in the documentation:  exact from = 0.1, to = 0; exact value = from + (to - from) * exact(k) / steps;
// and error_in_ulps(rate, value) says how far a rate is from it.

#include <mpfr.h>

#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <utility>

class exact {
 public:
  exact() { mpfr_init2(number_, digits); }
  exact(double value) : exact() { mpfr_set_d(number_, value, MPFR_RNDN); }
  exact(long double value) : exact() { mpfr_set_ld(number_, value, MPFR_RNDN); }
  exact(float value) : exact(static_cast<double>(value)) {}
  template <std::integral Integer>
  exact(Integer value) : exact() {
    mpfr_set_sj(number_, static_cast<std::intmax_t>(value), MPFR_RNDN);
  }
  exact(const exact& other) : exact() { mpfr_set(number_, other.number_, MPFR_RNDN); }
  exact& operator=(const exact& other) {
    mpfr_set(number_, other.number_, MPFR_RNDN);
    return *this;
  }
  ~exact() { mpfr_clear(number_); }

  explicit operator double() const { return mpfr_get_d(number_, MPFR_RNDN); }
  explicit operator long double() const { return mpfr_get_ld(number_, MPFR_RNDN); }

  /// 2 to the exponent that puts the number into [1/2, 1) times it; the least exponent for 0.
  long exponent() const { return mpfr_zero_p(number_) ? std::numeric_limits<int>::min() : mpfr_get_exp(number_); }

  friend exact operator+(const exact& a, const exact& b) { return made(mpfr_add, a, b); }
  friend exact operator-(const exact& a, const exact& b) { return made(mpfr_sub, a, b); }
  friend exact operator*(const exact& a, const exact& b) { return made(mpfr_mul, a, b); }
  friend exact operator/(const exact& a, const exact& b) { return made(mpfr_div, a, b); }
  friend exact operator-(const exact& a) { return exact(0) - a; }
  friend bool operator<(const exact& a, const exact& b) { return mpfr_less_p(a.number_, b.number_) != 0; }
  friend exact pow(const exact& a, const exact& b) { return made(mpfr_pow, a, b); }
  friend exact abs(const exact& a) { return made(mpfr_abs, a); }
  friend exact cos(const exact& a) { return made(mpfr_cos, a); }
  friend exact sin(const exact& a) { return made(mpfr_sin, a); }
  friend exact exp(const exact& a) { return made(mpfr_exp, a); }
  friend exact expm1(const exact& a) { return made(mpfr_expm1, a); }
  friend exact log(const exact& a) { return made(mpfr_log, a); }
  friend exact sqrt(const exact& a) { return made(mpfr_sqrt, a); }
  friend exact tanh(const exact& a) { return made(mpfr_tanh, a); }
  friend exact floor(const exact& a) { return made(mpfr_rint_floor, a); }

  static exact pi() {
    exact result;
    mpfr_const_pi(result.number_, MPFR_RNDN);
    return result;
  }

  static exact power_of_2(long exponent) {
    exact result;
    mpfr_set_ui_2exp(result.number_, 1, exponent, MPFR_RNDN);
    return result;
  }

 private:
  static constexpr mpfr_prec_t digits = 300;

  template <class Function, class... Arguments>
  static exact made(Function function, const Arguments&... arguments) {
    exact result;
    function(result.number_, arguments.number_..., MPFR_RNDN);
    return result;
  }

  mpfr_t number_;
};

/// The distance between a rate and the exact value, in units of the last place that the value has in Real.
template <std::floating_point Real>
double error_in_ulps(Real rate, const exact& value) {
  using limits = std::numeric_limits<Real>;
  const long exponent = value.exponent() < limits::min_exponent ? limits::min_exponent : value.exponent();
  return static_cast<double>(abs(exact(rate) - value) / exact::power_of_2(exponent - limits::digits));
}

#endif

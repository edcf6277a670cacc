// SPDX-License-Identifier: MIT

// The rows of fills_ours.cpp as loops over the formulas that one would write by hand, at -O2 for any x86-64.

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

#include "fills.hpp"

namespace {

constexpr int n = bench::filled_steps;

template <auto Formula, class Real>
void loop(Real* values) {
  for (int k = 0; k < n; ++k) values[k] = Formula(static_cast<Real>(k));
}

/// A row from a formula of the step, which it gets as a number of the type of the rate.
template <auto Formula>
constexpr bench::filling row(const char* name) {
  return {name, loop<Formula, double>, loop<Formula, float>};
}

template <class Real>
Real wave(Real p) {
  return Real(3e-5) + (Real(3e-4) - Real(3e-5)) * Real(0.5) * (1 + std::cos(std::numbers::pi_v<Real> * p));
}

constexpr bench::filling rows[] = {
    {"constant", [](double* values) { std::fill_n(values, n, 3e-4); },
     [](float* values) { std::fill_n(values, n, 3e-4F); }},
    row<[]<class Real>(Real k) { return Real(3e-4) + (Real(3e-5) - Real(3e-4)) * k / n; }>("linear"),
    row<[]<class Real>(Real k) { return wave(k / n); }>("cosine"),
    row<[]<class Real>(Real k) {
      constexpr int warmup = n / 50;
      return k < warmup ? Real(3e-4) * (k + 1) / warmup : wave((k - warmup) / (n - warmup));
    }>("warm-up, cosine"),
    row<[]<class Real>(Real k) { return Real(3e-5) + (Real(3e-4) - Real(3e-5)) * (1 - k / n) * (1 - k / n); }>(
        "polynomial, power 2"),
    row<[]<class Real>(Real k) { return Real(3e-5) + (Real(3e-4) - Real(3e-5)) * std::pow(1 - k / n, Real(0.9)); }>(
        "polynomial, power 0.9"),
    row<[]<class Real>(Real k) { return Real(3e-4) * std::pow(Real(0.96), k / (n / 100)); }>("exponential"),
    row<[]<class Real>(Real k) { return wave(std::fmod(k, Real(n / 10)) / (n / 10)); }>("warm restarts"),
    row<[]<class Real>(Real k) { return Real(3e-4) * std::pow(Real(0.5), std::floor(k / (n / 10))); }>("step"),
};

}  // namespace

constexpr std::span<const bench::filling> bench::by_hand = rows;

// SPDX-License-Identifier: MIT

// Rows of fills_ours.cpp by Eigen, with all that this processor has: each is one expression without a temporary.

#include <Eigen/Core>
#include <cmath>
#include <numbers>
#include <span>

#include "fills.hpp"

namespace {

constexpr int n = bench::filled_steps, warmup = n / 50;

template <class Real>
using array = Eigen::Array<Real, Eigen::Dynamic, 1>;

/// first, first + 1, ...: so many of them.
template <class Real>
auto counts(Real first, int count) {
  return array<Real>::LinSpaced(count, first, first + static_cast<Real>(count - 1));
}

template <class Real>
auto wave(int count) {
  const Real low = Real(3e-5), half = (Real(3e-4) - low) / 2;
  return low + half + half * (counts<Real>(0, count) * (std::numbers::pi_v<Real> / static_cast<Real>(count))).cos();
}

/// A row from what is done with the array that is to be filled.
template <auto Formula>
constexpr bench::filling row(const char* name) {
  return {name,  //
          [](double* values) { Formula(Eigen::Map<array<double>>(values, n)); },
          [](float* values) { Formula(Eigen::Map<array<float>>(values, n)); }};
}

constexpr bench::filling rows[] = {
    row<[]<class Real>(Eigen::Map<array<Real>> values) { values.setConstant(Real(3e-4)); }>("constant"),
    row<[]<class Real>(Eigen::Map<array<Real>> values) { values = wave<Real>(n); }>("cosine"),
    row<[]<class Real>(Eigen::Map<array<Real>> values) {
      values.head(warmup) = counts<Real>(1, warmup) * (Real(3e-4) / warmup);
      values.tail(n - warmup) = wave<Real>(n - warmup);
    }>("warm-up, cosine"),
    row<[]<class Real>(Eigen::Map<array<Real>> values) {
      values = Real(3e-4) * (counts<Real>(0, n) * (std::log(Real(0.96)) / (n / 100))).exp();
    }>("exponential"),
};

}  // namespace

constexpr std::span<const bench::filling> bench::by_eigen = rows;

// SPDX-License-Identifier: MIT

// Compiled once for each level of vector instructions, with the list's name for BENCH_LIST, and with another name for
// the namespace lrsched, lest the linker take the functions of one level for those of another.

#include <cstdint>
#include <span>

#include <lrsched/lrsched.hpp>

#include "fills.hpp"

namespace {

using namespace lrsched;

constexpr std::int64_t n = bench::filled_steps;

/// A row from a function that makes the schedule, of the type of its argument.
template <auto Make>
constexpr bench::filling row(const char* name) {
  return {name,  //
          [](double* values) { fill(Make(double{}), std::span(values, n)); },
          [](float* values) { fill(Make(float{}), std::span(values, n)); }};
}

constexpr bench::filling rows[] = {
    row<[]<class Real>(Real) { return constant<Real>({.value = 3e-4}); }>("constant"),
    row<[]<class Real>(Real) { return linear<Real>({.from = 3e-4, .to = 3e-5, .steps = n}); }>("linear"),
    row<[]<class Real>(Real) { return cosine<Real>({.from = 3e-4, .to = 3e-5, .steps = n}); }>("cosine"),
    row<[]<class Real>(Real) {
      return warmup_cosine<Real>(
          {.peak = 3e-4, .warmup_steps = n / 50, .decay_steps = n - n / 50, .floor = Real(3e-5)});
    }>("warm-up, cosine"),
    row<[]<class Real>(Real) { return polynomial<Real>({.from = 3e-4, .to = 3e-5, .steps = n, .power = 2}); }>(
        "polynomial, power 2"),
    row<[]<class Real>(Real) { return polynomial<Real>({.from = 3e-4, .to = 3e-5, .steps = n, .power = Real(0.9)}); }>(
        "polynomial, power 0.9"),
    row<[]<class Real>(Real) { return exponential<Real>({.initial = 3e-4, .rate = 0.96, .every = n / 100}); }>(
        "exponential"),
    row<[]<class Real>(Real) { return repeat(cosine<Real>({.from = 3e-4, .to = 3e-5, .steps = n / 10})); }>(
        "warm restarts"),
    row<[]<class Real>(Real) { return step<Real>({.initial = 3e-4, .factor = 0.5, .every = n / 10}); }>("step"),
};

}  // namespace

constexpr std::span<const bench::filling> bench::BENCH_LIST = rows;

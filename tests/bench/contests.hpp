// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_BENCH_CONTESTS_HPP
#define LRSCHED_TESTS_BENCH_CONTESTS_HPP

// Every schedule beside the closed form that one would write by hand in its place, in the same translation unit and of
// the same numbers, none of which the compiler knows. What is written by hand holds past its end, but says nothing of
// steps before 0, of accuracy near an end, or of the largest numbers.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

#include <lrsched/lrsched.hpp>

namespace bench {

using step_number = std::int64_t;

/// The same number, of which the compiler no longer knows which it is.
inline double hidden(double x) {
  asm volatile("" : "+x"(x));
  return x;
}
inline step_number hidden(step_number k) {
  asm volatile("" : "+r"(k));
  return k;
}

/// Calls `use(name, ours, by_hand)` for each; all that happens in them happens in the first 1,000 steps.
void each_contest(const auto& use) {
  using namespace lrsched;
  using std::numbers::pi;
  const double peak = hidden(3e-4), low = hidden(3e-5), half = hidden(0.5), rate = hidden(0.96), two = hidden(2.0);
  const step_number n = hidden(step_number{900}), m = hidden(step_number{100}), zero = hidden(step_number{0});

  // What the ramps have in common when they are written by hand: p is the progress.
  const auto held = [=](auto formula) {
    return [=](step_number k) { return k < n ? formula(static_cast<double>(k) / static_cast<double>(n)) : low; };
  };
  const auto ramp = [&](const char* name, const auto& ours, auto formula) { use(name, ours, held(formula)); };

  use("constant", constant({.value = peak}), [=](step_number) { return peak; });
  ramp("linear", linear({.from = peak, .to = low, .steps = n}), [=](double p) { return peak + (low - peak) * p; });
  ramp("cosine", cosine({.from = peak, .to = low, .steps = n}),
       [=](double p) { return low + (peak - low) * 0.5 * (1 + std::cos(pi * p)); });
  ramp("polynomial, power 2", polynomial({.from = peak, .to = low, .steps = n, .power = two}),
       [=](double p) { return low + (peak - low) * (1 - p) * (1 - p); });
  ramp("polynomial, power 0.96", polynomial({.from = peak, .to = low, .steps = n, .power = rate}),
       [=](double p) { return low + (peak - low) * std::pow(1 - p, rate); });
  ramp("log_linear", log_linear({.from = peak, .to = low, .steps = n}),
       [=](double p) { return peak * std::pow(low / peak, p); });
  ramp("power", power({.from = peak, .to = low, .steps = n, .power = rate}),
       [=](double p) { return peak + (low - peak) * std::pow(p, rate); });
  ramp("cosine_power", cosine_power({.from = peak, .to = low, .steps = n, .power = rate}),
       [=](double p) { return low + (peak - low) * std::pow(0.5 * (1 + std::cos(pi * p)), rate); });
  ramp("cosine_exponential", cosine_exponential({.from = peak, .to = low, .steps = n, .base = 10}),
       [=](double p) { return low + (peak - low) * (std::pow(10.0, 0.5 * (1 + std::cos(pi * p))) - 1) / 9; });
  ramp("cosine_k_decay", cosine_k_decay({.from = peak, .to = low, .steps = n, .k = rate}),
       [=](double p) { return low + (peak - low) * 0.5 * (1 + std::cos(pi * std::pow(p, rate))); });
  ramp("polynomial_k_decay", polynomial_k_decay({.from = peak, .to = low, .steps = n, .power = half, .k = rate}),
       [=](double p) { return low + (peak - low) * std::pow(1 - std::pow(p, rate), half); });
  ramp("one_minus_sqrt", one_minus_sqrt({.from = peak, .to = low, .steps = n}),
       [=](double p) { return low + (peak - low) * (1 - std::sqrt(p)); });
  ramp("rex", rex({.from = peak, .to = low, .steps = n, .d = half}),
       [=](double p) { return low + (peak - low) * (1 - p) / (1 - half + half * (1 - p)); });
  ramp("hyperbolic_tangent", hyperbolic_tangent({.from = peak, .to = low, .steps = n, .low = -6, .high = 3}),
       [=](double p) { return low + (peak - low) * 0.5 * (1 - std::tanh(-6 * (1 - p) + 3 * p)); });
  ramp("logistic", logistic({.from = peak, .to = low, .steps = n, .steepness = 12}),
       [=](double p) { return peak + (low - peak) / (1 + std::exp(-12 * (p - 0.5))); });
  ramp("binary_exponential", binary_exponential({.from = peak, .to = low, .steps = n}),
       [=](double p) { return low + (peak - low) * (2 * std::pow(0.5, p) - 1); });
  ramp("harmonic", harmonic({.from = peak, .to = low, .steps = n}),
       [=](double p) { return 1 / ((1 - p) / peak + p / low); });
  use("logarithmic", logarithmic({.from = peak, .to = low, .steps = n}), [=](step_number k) {
    return k < n ? peak + (low - peak) * std::log(1.0 + static_cast<double>(k)) / std::log(1.0 + static_cast<double>(n))
                 : low;
  });
  ramp("quarter_sine", quarter_sine({.from = peak, .to = low, .steps = n}),
       [=](double p) { return peak + (low - peak) * std::sin(0.5 * pi * p); });
  ramp("shaped", shaped({.from = peak, .to = low, .steps = n}, [](double p) { return p * p * p; }),
       [=](double p) { return peak + (low - peak) * p * p * p; });

  const auto count = [](step_number k) { return static_cast<double>(k); };
  use("exponential", exponential({.initial = peak, .rate = rate, .every = m}),
      [=](step_number k) { return peak * std::pow(rate, count(k) / count(m)); });
  use("natural_exponential", natural_exponential({.initial = peak, .rate = rate, .every = m}),
      [=](step_number k) { return peak * std::exp(-rate * count(k) / count(m)); });
  use("inverse_time", inverse_time({.initial = peak, .rate = rate, .every = m}),
      [=](step_number k) { return peak / (1 + rate * count(k) / count(m)); });
  use("inverse_power", inverse_power({.initial = peak, .rate = rate, .power = half, .every = m}),
      [=](step_number k) { return peak / std::pow(1 + rate * count(k) / count(m), half); });
  use("inverse_sqrt", inverse_sqrt({.initial = peak, .timescale = m}),
      [=](step_number k) { return peak / std::sqrt(1 + count(k) / count(m)); });
  use("sigmoid", sigmoid({.value = peak, .rate = -half, .middle = m}),
      [=](step_number k) { return peak / (1 + std::exp(half * count(k - m))); });

  use("step", step({.initial = peak, .factor = half, .every = m}),
      [=](step_number k) { return peak * std::pow(half, count(k / m)); });
  use("growing_step", growing_step({.initial = peak, .factor = half, .every = m, .growth = two}), [=](step_number k) {
    return peak * std::pow(half, std::floor(std::log(1 + count(k) * (two - 1) / count(m)) / std::log(two)));
  });
  use("multi_step", multi_step({.initial = peak, .factor = half}, {m, 3 * m, 7 * m}),
      [=](step_number k) { return peak * std::pow(half, (k >= m) + (k >= 3 * m) + (k >= 7 * m)); });
  use("piecewise_constant", piecewise_constant({peak, half, low}, {m, n}), [=](step_number k) {
    return k < m ? peak : k < n ? half : low;
  });
  use("table", table({peak, half, low}), [values = lrsched::detail::list<double, 3>{{peak, half, low}}](step_number k) {
    return values[static_cast<std::size_t>(k < 2 ? k : 2)];
  });
  use("piecewise_linear", piecewise_linear({peak, half, low}, {zero, m, n}), [=](step_number k) {
    return k < m   ? peak + (half - peak) * count(k) / count(m)
           : k < n ? half + (low - half) * count(k - m) / count(n - m)
                   : low;
  });
  use("piecewise_cosine", piecewise_cosine({peak, half, low}, {zero, m, n}), [=](step_number k) {
    return k < m   ? half + (peak - half) * 0.5 * (1 + std::cos(pi * count(k) / count(m)))
           : k < n ? low + (half - low) * 0.5 * (1 + std::cos(pi * count(k - m) / count(n - m)))
                   : low;
  });
  const auto up_and_down = [=](step_number k) {
    const step_number i = k % (m + n);
    return i < m ? count(i) / count(m) : count(m + n - i) / count(n);
  };
  use("triangle", triangle({.low = low, .high = peak, .up = m, .down = n}),
      [=](step_number k) { return low + (peak - low) * up_and_down(k); });
  use("sine", sine({.low = low, .high = peak, .up = m, .down = n}),
      [=](step_number k) { return low + (peak - low) * std::sin(0.5 * pi * up_and_down(k)); });

  // What is composed, and the whole of it written by hand.
  const linear up({.from = 0, .to = peak, .steps = m});
  const linear down({.from = peak, .to = low, .steps = n});
  const cosine wave({.from = peak, .to = low, .steps = n});
  const auto up_by_hand = [=](step_number k) { return k < m ? peak * count(k) / count(m) : peak; };
  const auto down_by_hand = held([=](double p) { return peak + (low - peak) * p; });
  const auto wave_by_hand = held([=](double p) { return low + (peak - low) * 0.5 * (1 + std::cos(pi * p)); });

  use("shift", shift(down, m), [=](step_number k) { return k < m ? peak : down_by_hand(k - m); });
  use("stretch", stretch(down, half), [=](step_number k) {
    const double p = count(k) / half / count(n);
    return p < 1 ? peak + (low - peak) * p : low;
  });
  use("take", take(down, m), [=](step_number k) { return down_by_hand(k < m ? k : m); });
  use("staircase", staircase(down, m), [=](step_number k) { return down_by_hand(k / m * m); });
  use("repeat", repeat(up), [=](step_number k) { return peak * count(k % m) / count(m); });
  use("repeat_growing", repeat_growing(up, two), [=](step_number k) {
    const double cycle = std::floor(std::log(1 + count(k) * (two - 1) / count(m)) / std::log(two));
    const double width = count(m) * std::pow(two, cycle), start = (width - count(m)) / (two - 1);
    return peak * (count(k) - start) / width;
  });
  use("reverse", reverse(down), [=](step_number k) { return k < n ? low + (peak - low) * count(k) / count(n) : peak; });
  use("scale", scale(down, half), [=](step_number k) { return half * down_by_hand(k); });
  use("clamp", clamp(down, 1e-4, 2e-4), [=](step_number k) {
    const double value = down_by_hand(k);
    return value < 1e-4 ? 1e-4 : value > 2e-4 ? 2e-4 : value;
  });
  use("product", product{up, down}, [=](step_number k) { return up_by_hand(k) * down_by_hand(k); });
  use("sum", sum{up, down}, [=](step_number k) { return up_by_hand(k) + down_by_hand(k); });
  use("minimum", minimum{up, down}, [=](step_number k) { return std::fmin(up_by_hand(k), down_by_hand(k)); });
  use("maximum", maximum{up, down}, [=](step_number k) { return std::fmax(up_by_hand(k), down_by_hand(k)); });
  use("sequence: warm-up, linear", sequence{up, down},
      [=](step_number k) { return k < m ? peak * count(k) / count(m) : down_by_hand(k - m); });
  use("sequence: warm-up, cosine", sequence{up, wave},
      [=](step_number k) { return k < m ? peak * count(k) / count(m) : wave_by_hand(k - m); });
  use("warm restarts", repeat(take(wave, m)), [=](step_number k) { return wave_by_hand(k % m); });
  use("depth 4", scale(shift(take(repeat(up), n), m), half), [=](step_number k) {
    const step_number i = k < m ? 0 : k - m;
    return half * peak * count((i < n ? i : n) % m) / count(m);
  });
  use("depth 8", clamp(scale(sequence{up, shift(staircase(take(repeat(take(wave, m)), n), 10), 20)}, two), 1e-5, 5e-4),
      [=](step_number k) {
        const step_number i = k - m < 20 ? 0 : (k - m - 20) / 10 * 10;
        const double value = two * (k < m ? peak * count(k) / count(m) : wave_by_hand((i < n ? i : n) % m));
        return value < 1e-5 ? 1e-5 : value > 5e-4 ? 5e-4 : value;
      });
}

}  // namespace bench

#endif

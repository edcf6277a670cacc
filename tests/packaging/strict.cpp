// SPDX-License-Identifier: MIT

// The whole catalogue as a consumer compiles it who has every warning on, and the headers beside their own.

#include <array>
#include <span>

#include <lrsched/lrsched.hpp>

#include "../catalogue.hpp"

template <class Real>
Real used() {
  Real sum = 0;
  test::each_schedule<Real>([&](const char*, const auto& schedule) {
    using rate = lrsched::rate_of<std::remove_cvref_t<decltype(schedule)>>;
    std::array<rate, 100> filled{};
    lrsched::fill(schedule, std::span<rate>(filled), 5);
    sum += static_cast<Real>(schedule(3)) + static_cast<Real>(schedule(3.5)) + static_cast<Real>(filled[7]);
  });
  return sum;
}

int main() {
  const auto of_int = [](int step) { return 1.0 / (1 + step); };
  const lrsched::sequence both{lrsched::shift(lrsched::take(of_int, 9), 2), of_int};
  const lrsched::plateau plateau({.patience = 3});
  const double scale = plateau.next(plateau.start(), 2.0).scale;
  return used<float>() > 0 && used<double>() > 0 && used<long double>() > 0 && both(4) > 0 && scale > 0 ? 0 : 1;
}

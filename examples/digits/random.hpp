// SPDX-License-Identifier: MIT
#ifndef DIGITS_RANDOM_HPP
#define DIGITS_RANDOM_HPP

// Chance from a seed, the same with every compiler and standard library: what std::shuffle and the standard
// distributions do with a generator is theirs to choose, so the example brings its own.

#include <cmath>    // std::log, std::cos, std::sqrt
#include <cstddef>  // std::size_t
#include <cstdint>  // std::uint64_t
#include <numbers>  // std::numbers::pi
#include <utility>  // std::swap

/// The generator splitmix64: a counter, well mixed. (Steele, Lea and Flood 2014)
class generator {
 public:
  explicit generator(std::uint64_t seed) : counter_(seed) {}

  std::uint64_t operator()() {
    std::uint64_t mixed = counter_ += 0x9e3779b97f4a7c15;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31);
  }

  /// Between 0 and 1, both excluded.
  double uniform() { return (static_cast<double>((*this)() >> 12) + 0.5) * 0x1p-52; }

  /// From 0 to count - 1. (count is small here: the bias is below count/2^52.)
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(uniform() * static_cast<double>(count)); }

  /// Mean 0, standard deviation 1. (Box and Muller 1958)
  double normal() {
    const double radius = std::sqrt(-2 * std::log(uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
  }

  template <class Range>
  void shuffle(Range& range) {
    for (std::size_t left = range.size(); left > 1; --left) std::swap(range[left - 1], range[below(left)]);
  }

 private:
  std::uint64_t counter_;
};

#endif

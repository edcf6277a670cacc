// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DETAIL_DECIMAL_HPP
#define LRSCHED_DETAIL_DECIMAL_HPP

// A number in decimal, as std::to_chars writes it: the shortest text that reads back as the same number, and of those
// the nearest to it. Made to be small, not fast: integers alone, no table.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::signed_integral, std::unsigned_integral
#include <cstdint>   // std::int64_t, std::uint32_t, std::uint64_t
#include <limits>    // std::numeric_limits

namespace lrsched::inline LRSCHED_V0::detail {

/// An integer of 1120 bits: room for any double in quarters of the least one, and ten times that.
class wide_integer {
 public:
  /// value * 2^exponent
  wide_integer(std::uint64_t value, int exponent) noexcept {
    for (int bit = exponent; value != 0; ++bit, value >>= 1)
      words_[bit / 32] |= static_cast<std::uint32_t>(value & 1) << bit % 32;
  }

  [[gnu::cold, gnu::noinline]] wide_integer plus(const wide_integer& other, int factor = 1) const noexcept {
    wide_integer sum = *this;
    std::int64_t carry = 0;
    for (int i = 0; i < size; ++i, carry >>= 32) {
      carry += words_[i] + factor * std::int64_t{other.words_[i]};
      sum.words_[i] = static_cast<std::uint32_t>(carry);
    }
    return sum;
  }
  wide_integer minus(const wide_integer& other) const noexcept { return plus(other, -1); }
  wide_integer times_ten() const noexcept { return plus(*this, 9); }

  /// -1, 0 or 1
  int sign() const noexcept {
    std::uint32_t any = 0;
    for (const std::uint32_t digit : words_) any |= digit;
    return words_[size - 1] >> 31 != 0 ? -1 : any != 0;
  }

 private:
  static constexpr int size = 35;
  std::uint32_t words_[size] = {};  // the lowest first, in two's complement
};

/// magnitude * 2^exponent, and all that reads back as the same: what is fewer quarters of 2^exponent below or above.
struct binary_number {
  std::uint64_t magnitude;
  int exponent = 0;
  unsigned char below = 0, above = 0;
};

/// The shortest decimal number within a binary one, 0.ddd * 10^point; of several the nearest.
struct decimal_number {
  char digits[22] = {};
  int count = 0, point = 1;

  /// Digit by digit, until what is left out no longer matters (Steele and White, 1990).
  [[gnu::cold, gnu::noinline]] explicit decimal_number(const binary_number& number) noexcept {
    const int up = number.exponent > 0 ? number.exponent : 0, down = up - number.exponent;
    wide_integer rest(number.magnitude, up + 2), below(number.below, up), above(number.above, up), unit(10, down + 2);
    const int tie = number.magnitude % 2 == 0 || number.above == 0;  // what is halfway reads back as the even one
    for (; rest.plus(above).minus(unit).sign() > -tie; ++point) unit = unit.times_ten();
    for (bool is_last = false; !is_last;) {
      rest = rest.times_ten();
      below = below.times_ten();
      above = above.times_ten();
      char digit = 0;
      wide_integer over = rest.minus(unit);
      for (; over.sign() >= 0; ++digit) {
        rest = over;
        over = rest.minus(unit);
      }
      const bool fits = rest.minus(below).sign()<tie, next_fits = over.plus(above).sign()> - tie;
      if (next_fits && (!fits || over.plus(rest).sign() > -(digit % 2))) ++digit;
      is_last = fits || next_fits;
      if (digit == 0 && count == 0 && !is_last)
        --point;
      else
        digits[count++] = digit;
    }
  }
};

/// The text of a number. A long double is written as the double nearest to it.
class decimal {
 public:
  char text[25] = {};

  explicit decimal(std::int64_t number) noexcept {
    const auto bits = static_cast<std::uint64_t>(number);
    if (number < 0) put('-');
    put(decimal_number({.magnitude = number < 0 ? 0 - bits : bits}));
  }
  explicit decimal(std::uint64_t number) noexcept { put(decimal_number({.magnitude = number})); }
  explicit decimal(std::signed_integral auto number) noexcept : decimal(std::int64_t{number}) {}
  explicit decimal(std::unsigned_integral auto number) noexcept : decimal(std::uint64_t{number}) {}
  explicit decimal(float number) noexcept { put<float>(__builtin_bit_cast(std::uint32_t, number)); }
  explicit decimal(double number) noexcept { put<double>(__builtin_bit_cast(std::uint64_t, number)); }
  explicit decimal(long double number) noexcept : decimal(static_cast<double>(number)) {}

 private:
  /// Of the bits, since -ffast-math takes no number for infinite.
  template <class Real>
  void put(std::uint64_t bits) noexcept {
    using limits = std::numeric_limits<Real>;
    constexpr std::uint64_t one = std::uint64_t{1} << (limits::digits - 1);
    constexpr int exponents = 2 * limits::max_exponent, least = 3 - limits::max_exponent - limits::digits;
    const std::uint64_t fraction = bits % one;
    const int exponent = static_cast<int>(bits / one % exponents);
    if (bits / one / exponents != 0) put('-');
    if (exponent == exponents - 1)
      for (const char* name = fraction != 0 ? "nan" : "inf"; *name != '\0'; ++name) put(*name);
    else if (exponent <= 1)
      put(binary_number{bits % (2 * one), least, 2, 2});
    else
      put(binary_number{one + fraction, least + exponent - 1, static_cast<unsigned char>(fraction != 0 ? 2 : 1), 2});
  }

  /// Fixed or scientific, whichever is shorter, and fixed if neither is; a whole number to its last digit.
  [[gnu::cold, gnu::noinline]] void put(const binary_number& number) noexcept {
    decimal_number shortest(number);
    const int exponent = shortest.point - 1, size = exponent < 0 ? -exponent : exponent;
    const int longest_run = 3 + (shortest.count > 1);  // of zeros in fixed
    if (-longest_run <= exponent && exponent <= shortest.count + longest_run)
      return put(exponent < shortest.count ? shortest : decimal_number({number.magnitude, number.exponent}));
    shortest.point = 1;
    put(shortest);
    put('e');
    put(exponent < 0 ? '-' : '+');
    if (size < 10) put('0');
    put(decimal_number({.magnitude = static_cast<std::uint64_t>(size)}));
  }

  void put(const decimal_number& number) noexcept {
    for (int i = number.point < 1 ? number.point - 1 : 0; i < number.count || i < number.point; ++i) {
      if (i == number.point) put('.');
      put(static_cast<char>('0' + (0 <= i && i < number.count ? number.digits[i] : 0)));
    }
  }

  void put(char character) noexcept { text[end_++] = character; }

  int end_ = 0;
};

}  // namespace lrsched::inline LRSCHED_V0::detail

#include <lrsched/detail/macros_on.hpp>

#endif

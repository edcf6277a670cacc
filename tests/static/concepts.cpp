// SPDX-License-Identifier: MIT

// What is a schedule, what each of ours can do, and what it costs: compiling is passing.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>

#include <lrsched/lrsched.hpp>

#include "../catalogue.hpp"

namespace {

using namespace lrsched;

// ---- positions -----------------------------------------------------------------------------------------------------

template <class... Types>
constexpr bool all_are_positions = (position<Types> && ...);
static_assert(all_are_positions<signed char, unsigned char, short, unsigned short, int, unsigned, long, unsigned long,
                                long long, unsigned long long>);
static_assert(all_are_positions<float, double, long double, std::size_t, std::int8_t, std::uint64_t>);
enum unscoped { some };
static_assert(!position<bool> && !position<ends> && !position<unscoped> && !position<int*> &&
              !position<std::nullptr_t> && !position<linear<>>);

// ---- schedules -----------------------------------------------------------------------------------------------------

struct callable {
  double operator()(std::int64_t) const;
};
struct with_length : callable {
  std::int64_t length() const;
};
struct with_short_length : callable {
  int length() const;
};
struct changing {
  double operator()(std::int64_t);
};
struct whole_numbers {
  int operator()(std::int64_t) const;
};
struct reference {
  const double& operator()(std::int64_t) const;
};
struct only_moved : callable {
  std::unique_ptr<int> kept;
};
struct other_argument {
  double operator()(const char*) const;
};

static_assert(schedule<callable> && !finite_schedule<callable>);
static_assert(schedule<with_length> && finite_schedule<with_length>);
static_assert(schedule<with_short_length> && !finite_schedule<with_short_length>);
static_assert(schedule<double (*)(std::int64_t)> && schedule<float (*)(int)>);
static_assert(!schedule<changing> && !schedule<whole_numbers> && !schedule<reference> && !schedule<only_moved> &&
              !schedule<other_argument>);
static_assert(!schedule<double> && !schedule<void> && !schedule<double(std::int64_t)>);

constexpr auto capturing = [base = 2.0](std::int64_t k) { return base + static_cast<double>(k); };
constexpr auto generic = [](auto k) { return static_cast<float>(k); };
static_assert(schedule<decltype(capturing)> && schedule<decltype(generic)>);
static_assert(std::same_as<rate_of<decltype(generic)>, float>);
static_assert(schedule<const linear<>> && schedule<linear<float>>);

// Lengths: a ramp has one, what never arrives has none, and a combinator has what its parts allow.
using decay = exponential<>;
template <class... Types>
constexpr bool all_end = (finite_schedule<Types> && ...);
template <class... Types>
constexpr bool none_ends = ((schedule<Types> && !finite_schedule<Types>)&&...);
static_assert(
    all_end<linear<>, cosine<>, polynomial<>, log_linear<>, take<decay>, take<linear<>>, take<decltype(capturing)>>);
static_assert(none_ends<constant<>, exponential<>, inverse_time<>, step<>, repeat<linear<>>>);
static_assert(all_end<shift<linear<>>, stretch<linear<>>, staircase<linear<>>, scale<linear<>>, exponentiate<linear<>>,
                      clamp<linear<>>>);
static_assert(
    none_ends<shift<decay>, stretch<decay>, staircase<decay>, scale<decay>, exponentiate<decay>, clamp<decay>>);
static_assert(all_end<decay_from<decay, linear<>>, crossfade<decay, linear<>>, override_between<linear<>, decay>>);
static_assert(none_ends<crossfade<linear<>, decay>, override_between<decay, linear<>>>);
static_assert(all_end<sequence<linear<>>, sequence<linear<>, cosine<>>, product<linear<>, take<decay>>>);
static_assert(
    none_ends<sequence<decay>, sequence<linear<>, decay>, product<linear<>, decay>, product<decay, linear<>>>);

// ---- every schedule of the catalogue -------------------------------------------------------------------------------

template <class Schedule, class... Positions>
constexpr bool nothrow_at = (std::is_nothrow_invocable_v<const Schedule&, Positions> && ...);

template <class Real>
void check() {
  test::each_schedule<Real>([](const char*, const auto& value) {
    using type = std::remove_cvref_t<decltype(value)>;
    static_assert(schedule<type>);
    static_assert(nothrow_at<type, signed char, unsigned, std::int64_t, std::uint64_t, float, double, long double>);
    static_assert(!std::is_invocable_v<const type&, bool> && !std::is_invocable_v<const type&, ends> &&
                  !std::is_invocable_v<const type&>);
    static_assert(std::equality_comparable<type>);
    static_assert(std::is_trivially_copyable_v<type> && std::is_nothrow_copy_constructible_v<type>);
    static_assert(std::same_as<rate_of<type>, std::invoke_result_t<const type&, float>> &&
                  std::same_as<rate_of<type>, std::invoke_result_t<const type&, int>>);
    if constexpr (finite_schedule<type>) static_assert(noexcept(value.length()));
  });
}
[[maybe_unused]] constexpr void (*checks[])() = {check<float>, check<double>, check<long double>};

static_assert(std::same_as<rate_of<linear<float>>, float> && std::same_as<rate_of<linear<>>, double> &&
              std::same_as<rate_of<linear<long double>>, long double>);
static_assert(std::same_as<rate_of<sequence<linear<float>, linear<>>>, double>);
static_assert(std::same_as<rate_of<product<linear<float>, constant<float>>>, float>);

// A part that is not trivially copied is copied as it wants.
struct counted_copies : callable {
  counted_copies(const counted_copies&);
};
static_assert(schedule<counted_copies> && !std::is_trivially_copyable_v<shift<counted_copies>>);

// ---- sizes: the arguments, and constants derived from them ---------------------------------------------------------

constexpr std::size_t number = 8;
static_assert(sizeof(double) == number && sizeof(std::int64_t) == number);
static_assert(sizeof(constant<>) == 1 * number);
constexpr std::size_t ramp_arguments = 4 * number, ramp_counts = 2 * number;
static_assert(sizeof(linear<>) <= ramp_arguments + ramp_counts + 1 * number);      // the slope
static_assert(sizeof(cosine<>) <= ramp_arguments + ramp_counts + 1 * number);      // 2 / N^2
static_assert(sizeof(polynomial<>) <= ramp_arguments + ramp_counts + 2 * number);  // the power, and as it is used
static_assert(sizeof(log_linear<>) <=
              ramp_arguments + ramp_counts + 3 * number);  // the growth in two numbers, and its reach
static_assert(sizeof(exponential<>) <= (3 + 3) * number);
static_assert(sizeof(inverse_time<>) <= (3 + 2) * number);
static_assert(sizeof(step<>) <= (3 + 3) * number);
static_assert(sizeof(decltype(multi_step({.initial = 1, .factor = 1}, {1, 2, 3, 4}))) <= (2 + 4 + 3) * number);
static_assert(sizeof(decltype(piecewise_constant({1.0, 1.0, 1.0}, {1, 2}))) <= (3 + 2) * number);
static_assert(sizeof(decltype(piecewise_constant({1.0F, 1.0F}, {1}))) <= 2 * number);
static_assert(sizeof(shift<decay>) <= sizeof(decay) + 1 * number);
static_assert(sizeof(stretch<decay>) <= sizeof(decay) + 5 * number);  // the factor, as a ratio too, and two lengths
static_assert(sizeof(take<decay>) <= sizeof(decay) + 1 * number);
static_assert(sizeof(staircase<decay>) <= sizeof(decay) + 2 * number);
static_assert(sizeof(repeat<linear<>>) <= sizeof(linear<>) + 1 * number);
static_assert(sizeof(scale<decay>) <= sizeof(decay) + 1 * number);
static_assert(sizeof(exponentiate<decay>) <= sizeof(decay) + 3 * number);
static_assert(sizeof(clamp<decay>) <= sizeof(decay) + 2 * number);
static_assert(sizeof(decay_from<decay, linear<>>) <= sizeof(decay) + sizeof(linear<>) + 3 * number);
static_assert(sizeof(crossfade<decay, linear<>>) <= sizeof(decay) + sizeof(linear<>) + 2 * number);
static_assert(sizeof(override_between<decay, linear<>>) <= sizeof(decay) + sizeof(linear<>) + 3 * number);
static_assert(sizeof(lrsched::with_length<linear<>>) <= sizeof(linear<>) + 6 * number);
static_assert(sizeof(product<decay, linear<>>) <= sizeof(decay) + sizeof(linear<>));
static_assert(sizeof(sequence<linear<>, decay>) <=
              sizeof(linear<>) + sizeof(decay) + 3 * number);  // two starts and the end
static_assert(sizeof(take<decltype(generic)>) <= 2 * number);

}  // namespace

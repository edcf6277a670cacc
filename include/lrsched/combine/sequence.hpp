// SPDX-License-Identifier: MIT
#ifndef LRSCHED_COMBINE_SEQUENCE_HPP
#define LRSCHED_COMBINE_SEQUENCE_HPP

// One schedule after another, each counted from its own 0:
//
//   sequence{a, b, c}(k) = a(k)                              for k < a.length()
//                          b(k - a.length())                 for the next b.length() steps
//                          c(k - a.length() - b.length())    from then on
//
// No positions are written down, so none can be wrong: every part but the last has a length (take gives one to a
// schedule that has none); one of length 0 is skipped. The part is found by halving, not by walking.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>     // std::same_as
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <span>         // std::span
#include <type_traits>  // std::common_type_t, std::remove_cvref_t
#include <utility>      // std::index_sequence_for, std::move

#include <lrsched/detail/fields.hpp>
#include <lrsched/detail/parts.hpp>
#include <lrsched/fill.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

namespace detail {

template <class... Parts>
constexpr bool all_but_last_are_finite() {
  std::size_t left = sizeof...(Parts);
  return ((--left == 0 || finite_schedule<Parts>)&&...);
}

}  // namespace detail

/// sequence{a, b, ...}: one after another. The lengths add up to at most 2^53. It has a length if its last part has
/// one.
/// Example: sequence{linear({.from = 0, .to = 1, .steps = 4}), cosine({.from = 1, .to = 0, .steps = 4})} is 0.75
/// at step 3, 1 at 4, 0.5 at 6, and 0 from 8 on.
template <schedule... Parts>
  requires(sizeof...(Parts) > 0)
class sequence : detail::parts<std::index_sequence_for<Parts...>, Parts...> {
  static_assert(detail::all_but_last_are_finite<Parts...>(),
                "lrsched: each part of a sequence but the last needs a length; take(part, steps) gives it one, and a "
                "class of your own has it by std::int64_t length() const");
  using value = std::common_type_t<rate_of<Parts>...>;

 public:
  static constexpr const char* name = "sequence";

  constexpr sequence(Parts... parts) : sequence::parts(std::move(parts)...) {
    std::size_t index = 0;
    for_each_part([&](const auto& member) { add_length(index++, member); });
  }

  template <position Position>
  LRSCHED_HOST_DEVICE constexpr auto operator()(Position step) const noexcept {
    const auto position = detail::counted(step);
    return value_from<0, count>(position, detail::whole(position));
  }

  constexpr void fill(std::span<value> out, std::int64_t first) const {
    std::size_t index = 0;
    for_each_part([&](const auto& member) {
      const std::int64_t start = first - starts_[index++];
      const bool is_last = index == count;
      const std::span<value> mine = is_last ? out : detail::cut_before(out, first, starts_[is_last ? 0 : index]);
      if constexpr (std::same_as<rate_of<std::remove_cvref_t<decltype(member)>>, value>) {
        lrsched::fill(member, mine, start);
      } else {
        for (std::size_t i = 0; i < mine.size(); ++i)
          mine[i] = static_cast<value>(detail::ask(member, start + static_cast<std::int64_t>(i)));
      }
    });
  }

  constexpr std::int64_t length() const noexcept requires(finite_schedule<Parts>&&...) { return end_; }

  using sequence::parts::for_each_part;

  bool operator==(const sequence&) const = default;

 private:
  static constexpr std::size_t count = sizeof...(Parts);

  constexpr void add_length(std::size_t index, const auto& member) {
    starts_[index] = end_;
    if constexpr (finite_schedule<std::remove_cvref_t<decltype(member)>>) {
      const std::int64_t length = member.length();
      detail::check(name, "length", length, detail::at_least_0);
      detail::require(length <= detail::longest - end_, name, "length", "must be at most 2^53 in all", length);
      end_ += length;
    }
  }

  /// The part is found by the whole step, since a real number may round a start.
  template <std::size_t First, std::size_t Count, class Counted>
  LRSCHED_HOST_DEVICE constexpr value value_from(Counted position, std::int64_t step) const noexcept {
    if constexpr (Count == 1) {
      return static_cast<value>(detail::ask(detail::at<First>(*this), position - static_cast<Counted>(starts_[First])));
    } else {
      constexpr std::size_t half = Count / 2;
      return step < starts_[First + half] ? value_from<First, half>(position, step)
                                          : value_from<First + half, Count - half>(position, step);
    }
  }

  std::int64_t starts_[count] = {};
  std::int64_t end_ = 0;  // where the last part ends, or starts if it never ends
};

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

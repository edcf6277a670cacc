// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ANY_NODE_HPP
#define LRSCHED_ANY_NODE_HPP

// What is composed when the program runs, of any_schedules:
//   any_finite_schedule   an any_schedule that has a length, for repeat and the like
//   any_sequence          sequence, with as many parts as there are; the part is found by a binary search
//   any_fold              product, sum, minimum and maximum likewise
//   keeping_length        what a combinator makes of an any_schedule: it has a length where that has one
//   named_schedule        a plan that remembers the name and the arguments it was made from
//   erased(schedule)      any composition as these and the combinators over any_schedule, so that the compiler does not
//                         meet each composition as a type of its own

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::max, std::upper_bound
#include <concepts>   // std::same_as
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <cstring>    // std::strchr
#include <memory>     // std::make_shared, std::shared_ptr
#include <optional>   // std::optional
#include <span>       // std::span
#include <utility>    // std::move, std::exchange
#include <vector>     // std::vector

#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/argument.hpp>
#include <lrsched/any/batches.hpp>
#include <lrsched/any/description.hpp>
#include <lrsched/combine/retime.hpp>
#include <lrsched/combine/revalue.hpp>
#include <lrsched/combine/sequence.hpp>
#include <lrsched/detail/host_device.hpp>
#include <lrsched/fill.hpp>
#include <lrsched/plan/clock.hpp>
#include <lrsched/recipe.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// An any_schedule that has a length; bad_argument if it has none.
template <std::floating_point Real = double>
class any_finite_schedule {
 public:
  template <std::same_as<any_schedule<Real>> Schedule>
  any_finite_schedule(Schedule schedule) : schedule_(std::move(schedule)) {
    const std::optional<std::int64_t> length = schedule_.length();
    detail::require(length.has_value(), "schedule", "length", "must be known: take gives one", 0);
    length_ = *length;
  }

  template <position Position>
  LRSCHED_HOST_DEVICE Real operator()(Position step) const noexcept {
    return schedule_(step);
  }

  void fill(std::span<Real> out, std::int64_t first) const { schedule_.fill(out, first); }
  std::int64_t length() const noexcept { return length_; }
  lrsched::description describe() const { return schedule_.describe(); }

  bool operator==(const any_finite_schedule&) const = default;

 private:
  any_schedule<Real> schedule_;
  std::int64_t length_ = 0;
};

/// sequence of as many parts as the list has, at least one. All but the last have lengths, which add up to at most
/// 2^53.
template <std::floating_point Real = double>
class any_sequence {
 public:
  static constexpr const char* name = "sequence";

  explicit any_sequence(std::vector<any_schedule<Real>> parts) : parts_(std::move(parts)) {
    detail::require(!parts_.empty(), name, "parts", "must be at least one", parts_.size());
    std::int64_t end = 0;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      starts_.push_back(end);
      length_ = parts_[i].length();
      detail::require(length_.has_value() || i + 1 == parts_.size(), name, "parts",
                      "but the last must have a length, which take gives; the one without is part", i);
      if (!length_) return;
      detail::require(*length_ <= detail::longest - end, name, "length", "must be at most 2^53 in all", *length_);
      end += *length_;
    }
    length_ = end;
  }

  template <position Position>
  Real operator()(Position step) const noexcept {
    const auto position = detail::counted(step);
    const std::size_t index = part_at(detail::whole(position));
    return parts_[index](position - static_cast<decltype(position)>(starts_[index]));
  }

  void fill(std::span<Real> out, std::int64_t first) const {
    while (!out.empty()) {
      const std::size_t index = part_at(first);
      const std::int64_t start = first - starts_[index];
      const bool is_last = index + 1 == parts_.size();
      lrsched::fill(parts_[index],
                    is_last ? std::exchange(out, {}) : detail::cut_before(out, first, starts_[index + 1]), start);
    }
  }

  std::optional<std::int64_t> length() const noexcept { return length_; }

  void for_each_part(auto use) const {
    for (const auto& part : parts_) use(part);
  }

 private:
  /// The last part that starts at or before a step.
  std::size_t part_at(std::int64_t step) const noexcept {
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), step);
    return static_cast<std::size_t>(next - starts_.begin()) - 1;
  }

  std::vector<any_schedule<Real>> parts_;
  std::vector<std::int64_t> starts_;
  std::optional<std::int64_t> length_;
};

/// What product, sum, minimum and maximum are for a list; Join is multiply, add, smaller or larger.
template <class Join, std::floating_point Real = double>
class any_fold {
 public:
  explicit any_fold(std::vector<any_schedule<Real>> parts) : parts_(std::move(parts)) {
    detail::require(!parts_.empty(), Join::name, "parts", "must be at least one", parts_.size());
  }

  template <position Position>
  Real operator()(Position step) const noexcept {
    Real result = detail::saturate(parts_.front()(step));
    for (std::size_t i = 1; i < parts_.size(); ++i) result = Join::join(result, parts_[i](step));
    return result;
  }

  void fill(std::span<Real> out, std::int64_t first) const {
    for (Real& value : out) value = (*this)(first++);
  }

  std::optional<std::int64_t> length() const noexcept {
    std::int64_t longest = 0;
    for (const auto& part : parts_) {
      const std::optional<std::int64_t> length = part.length();
      if (!length) return std::nullopt;
      longest = std::max(longest, *length);
    }
    return longest;
  }

  lrsched::description describe() const {
    lrsched::description result{.name = Join::name};
    for (const auto& part : parts_) result.parts.push_back(part.describe());
    return result;
  }

 private:
  std::vector<any_schedule<Real>> parts_;
};

/// A plan that describes itself by the name and the arguments that it was made from. Copies share the description, which
/// holds those of all plans inside: copying them made a chain of edits take the cube of its length.
class named_schedule {
 public:
  named_schedule(lrsched::description call, any_schedule<double> plan)
      : call_(std::make_shared<const lrsched::description>(std::move(call))), plan_(std::move(plan)) {}

  template <position Position>
  double operator()(Position step) const noexcept {
    return plan_(step);
  }

  void fill(std::span<double> out, std::int64_t first) const { plan_.fill(out, first); }
  std::optional<std::int64_t> length() const noexcept { return plan_.length(); }
  lrsched::description describe() const { return *call_; }
  const any_schedule<double>& plan() const noexcept { return plan_; }

 private:
  std::shared_ptr<const lrsched::description> call_;
  any_schedule<double> plan_;
};

/// What combine(schedule) makes: something with a length where the schedule has one, which is an any_finite_schedule
/// then.
/// Example: keeping_length(schedule, [](const auto& inner) { return shift(inner, 2); }) is two steps longer, if the
/// schedule ends.
template <class Combine>
any_schedule<double> keeping_length(const any_schedule<double>& schedule, const Combine& combine) {
  if (schedule.length()) return combine(any_finite_schedule<double>(schedule));
  return combine(schedule);
}

namespace detail {

template <schedule Schedule>
any_schedule<double> erased(const Schedule& schedule);

template <class Composition>
std::vector<any_schedule<double>> erased_parts(const Composition& composition) {
  std::vector<any_schedule<double>> parts;
  composition.for_each_part([&](const auto& part) { parts.push_back(erased(part)); });
  return parts;
}

template <class... Parts>
any_schedule<double> node_of(const sequence<Parts...>& given) {
  return any_sequence<double>(erased_parts(given));
}
template <class... Parts>
any_schedule<double> node_of(const product<Parts...>& given) {
  return any_fold<multiply>(erased_parts(given));
}
template <class... Parts>
any_schedule<double> node_of(const sum<Parts...>& given) {
  return any_fold<add>(erased_parts(given));
}
template <class... Parts>
any_schedule<double> node_of(const minimum<Parts...>& given) {
  return any_fold<smaller>(erased_parts(given));
}
template <class... Parts>
any_schedule<double> node_of(const maximum<Parts...>& given) {
  return any_fold<larger>(erased_parts(given));
}

/// A combinator, whose first field is the schedule that it wraps.
template <template <class> class Combinator, schedule Inner>
  requires with_fields<Combinator<Inner>> any_schedule<double> node_of(const Combinator<Inner>& given) {
    return Combinator<Inner>::fields([&](const auto& wrapped, const auto&... others) -> any_schedule<double> {
      const any_schedule<double> inner = erased(given.*wrapped.member);
      if constexpr (finite_schedule<Inner>)
        return Combinator<any_finite_schedule<double>>{inner, given.*others.member...};
      else
        return Combinator<any_schedule<double>>{inner, given.*others.member...};
    });
  }

template <schedule Inner, class Stages>
any_schedule<double> node_of(const by_samples<Inner, Stages>& given) {
  const Stages& stages = given.batches().stages();
  std::vector<batch_stage> list;
  for (std::size_t i = 0; i < stages.size(); ++i) list.push_back(stages[i]);
  return keeping_length(erased(given.schedule()),
                        [&](const auto& inner) { return any_schedule<double>(by_samples(inner, any_batches(list))); });
}

template <class Params, class Plan>
any_schedule<double> node_of(const recipe<Params, Plan>& given) {
  return node_of(static_cast<const Plan&>(given));
}

/// The same rates, of few types.
template <schedule Schedule>
any_schedule<double> erased(const Schedule& given) {
  if constexpr (with_arguments<Schedule> && requires { node_of(given); })
    return named_schedule(describe(given), node_of(given));
  else if constexpr (requires { node_of(given); })
    return node_of(given);
  else
    return given;
}

inline any_schedule<double> with_name(description call, any_schedule<double> plan) {
  return named_schedule(std::move(call), std::move(plan));
}
inline any_plateau with_name(description call, any_plateau rates) {
  rates.rename(std::move(call));
  return rates;
}

/// A call by a full name, "dialect.name", whose arguments are checked.
inline description checked_call(const char* full_name, const char* name, const std::vector<argument>& arguments) {
  check_arguments(name, arguments);
  describing told;
  tell_arguments(told, arguments);
  return {.name = full_name, .fields = told.fields()};
}

/// What a framework calls "dialect.name": the arguments are checked, make(name) makes a schedule or an any_plateau of
/// them, and it is described by this call.
template <class Params, class Make>
auto named(const char* full_name, const Params& given, const Make& make) {
  const char* const name = std::strchr(full_name, '.') + 1;
  description call = checked_call(full_name, name, arguments_of(given));
  if constexpr (std::same_as<decltype(make(name)), any_plateau>)
    return with_name(std::move(call), make(name));
  else
    return with_name(std::move(call), erased(make(name)));
}

}  // namespace detail
}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

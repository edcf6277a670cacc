// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ANY_ANY_SCHEDULE_HPP
#define LRSCHED_ANY_ANY_SCHEDULE_HPP

// For when a file or a user chooses the schedule:
//   any_schedule          a value that owns a schedule of any type: copied, called and filled like the schedule itself,
//                         for one indirect call more; it knows its length, if it has one, and describes itself
//   any_sequence          sequence, with as many parts as there are; the part is found by a binary search
//   any_fold              product, sum, minimum and maximum likewise
//   any_finite_schedule   an any_schedule that has a length, for repeat and the like

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::upper_bound
#include <concepts>   // std::same_as
#include <cstddef>    // std::size_t, std::byte
#include <cstdint>    // std::int64_t
#include <new>        // placement new
#include <optional>   // std::optional
#include <span>       // std::span
#include <utility>    // std::move, std::exchange
#include <vector>     // std::vector

#include <lrsched/any/description.hpp>
#include <lrsched/combine/revalue.hpp>
#include <lrsched/combine/sequence.hpp>
#include <lrsched/fill.hpp>
#include <lrsched/schedule.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// Owns a schedule of any type; your own function is asked at whole steps. Those of up to 64 bytes, which every
/// schedule that is not composed is, are stored in place.
template <std::floating_point Real = double>
class any_schedule {
 public:
  template <class Schedule>
    requires(!std::same_as<Schedule, any_schedule> && schedule<Schedule>)
  any_schedule(Schedule schedule) : how_(&table<Schedule>) {
    if constexpr (fits<Schedule>)
      ::new (place_.bytes) Schedule(std::move(schedule));
    else
      place_.heap = new Schedule(std::move(schedule));
  }

  any_schedule(const any_schedule& other) : how_(other.how_) { how_->copy(other.place_, place_); }
  any_schedule(any_schedule&& other) noexcept : how_(other.how_) { how_->move(other.place_, place_); }
  any_schedule& operator=(any_schedule other) noexcept {
    how_->destroy(place_);
    how_ = other.how_;
    how_->move(other.place_, place_);
    return *this;
  }
  ~any_schedule() { how_->destroy(place_); }

  template <position Position>
  Real operator()(Position step) const noexcept {
    const auto position = detail::counted(step);
    if constexpr (std::same_as<std::remove_const_t<decltype(position)>, std::int64_t>)
      return how_->at_step(place_, position);
    else
      return how_->at_position(place_, static_cast<double>(position));
  }

  void fill(std::span<Real> out, std::int64_t first) const {
    if (first < 0) detail::fill_with(detail::before(out, first, 0), (*this)(0));
    how_->fill(place_, out, first);
  }

  /// Of what ends.
  std::optional<std::int64_t> length() const noexcept { return how_->length(place_); }

  lrsched::description describe() const { return how_->describe(place_); }

  /// The schedule that it owns, if that is of this type, else null.
  template <class Schedule>
  const Schedule* target() const noexcept {
    return how_ == &table<Schedule> ? &in<Schedule>(place_) : nullptr;
  }

  /// Whether the two describe themselves alike, whatever their types. What holds a function, however deep, equals
  /// nothing, not even a copy of itself.
  template <std::same_as<any_schedule> Other>
  bool operator==(const Other& other) const {
    return describe() == other.describe();
  }

 private:
  union place {
    alignas(16) std::byte bytes[64];
    void* heap;
  };

  /// What can be done with a schedule of a type, wherever it is.
  struct operations {
    Real (*at_step)(const place&, std::int64_t) noexcept;
    Real (*at_position)(const place&, double) noexcept;
    void (*fill)(const place&, std::span<Real>, std::int64_t);
    std::optional<std::int64_t> (*length)(const place&) noexcept;
    lrsched::description (*describe)(const place&);
    void (*copy)(const place&, place&);
    void (*move)(place&, place&) noexcept;  // what is moved from can only be destroyed
    void (*destroy)(place&) noexcept;
  };

  template <class Schedule>
  static constexpr bool fits = sizeof(Schedule) <= sizeof(place::bytes) &&
                               alignof(Schedule) <= 16 && std::is_nothrow_move_constructible_v<Schedule>;

  template <class Schedule>
  static const Schedule& in(const place& where) noexcept {
    if constexpr (fits<Schedule>)
      return *std::launder(reinterpret_cast<const Schedule*>(where.bytes));
    else
      return *static_cast<const Schedule*>(where.heap);
  }

  template <class Schedule>
  static constexpr operations table = {
      .at_step = [](const place& where,
                    std::int64_t step) noexcept { return static_cast<Real>(detail::ask(in<Schedule>(where), step)); },
      .at_position =
          [](const place& where, double position) noexcept {
            if constexpr (
                requires { Schedule::name; } || requires(const Schedule& s) { s.describe(); })
              return static_cast<Real>(in<Schedule>(where)(position));
            else
              return static_cast<Real>(detail::ask(in<Schedule>(where), static_cast<std::int64_t>(position)));
          },
      .fill =
          [](const place& where, std::span<Real> out, std::int64_t first) {
            const Schedule& schedule = in<Schedule>(where);
            if constexpr (std::same_as<rate_of<Schedule>, Real>)
              lrsched::fill(schedule, out, first);
            else
              for (std::size_t i = 0; i < out.size(); ++i)
                out[i] = static_cast<Real>(detail::ask(schedule, first + static_cast<std::int64_t>(i)));
          },
      .length = [](const place& where) noexcept -> std::optional<std::int64_t> {
        if constexpr (requires(const Schedule& s) { s.length(); })
          return in<Schedule>(where).length();
        else
          return std::nullopt;
      },
      .describe = [](const place& where) { return lrsched::describe(in<Schedule>(where)); },
      .copy =
          [](const place& from, place& to) {
            if constexpr (fits<Schedule>)
              ::new (to.bytes) Schedule(in<Schedule>(from));
            else
              to.heap = new Schedule(in<Schedule>(from));
          },
      .move =
          [](place& from, place& to) noexcept {
            if constexpr (fits<Schedule>)
              ::new (to.bytes) Schedule(std::move(const_cast<Schedule&>(in<Schedule>(from))));
            else
              to.heap = std::exchange(from.heap, nullptr);
          },
      .destroy =
          [](place& where) noexcept {
            if constexpr (fits<Schedule>)
              in<Schedule>(where).~Schedule();
            else
              delete static_cast<Schedule*>(where.heap);
          }};

  const operations* how_;
  place place_;
};

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
  Real operator()(Position step) const noexcept {
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
      lrsched::fill(parts_[index], is_last ? std::exchange(out, {}) : detail::before(out, first, starts_[index + 1]),
                    start);
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

/// What product, sum, minimum and maximum are for a list; Join is detail::multiply, add, smaller or larger.
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

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

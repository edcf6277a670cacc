// SPDX-License-Identifier: MIT
#ifndef LRSCHED_ANY_ANY_SCHEDULE_HPP
#define LRSCHED_ANY_ANY_SCHEDULE_HPP

// For when a file or a user chooses the schedule: a value that owns a schedule of any type. It is copied, called and
// filled like the schedule itself, for one indirect call more; it knows its length, if it has one, and describes
// itself. What is composed of such values stands in any/node.hpp.

#include <lrsched/detail/macros_off.hpp>

#include <concepts>  // std::same_as
#include <cstddef>   // std::size_t, std::byte
#include <cstdint>   // std::int64_t
#include <new>       // placement new
#include <optional>  // std::optional
#include <span>      // std::span
#include <utility>   // std::exchange, std::move

#include <lrsched/any/listener.hpp>
#include <lrsched/detail/host_device.hpp>
#include <lrsched/fill.hpp>
#include <lrsched/schedule.hpp>
#include <lrsched/shape/ramp.hpp>

namespace lrsched::inline LRSCHED_V0 {

/// Owns a schedule of any type; your own function is asked at whole steps. Those of up to 64 bytes, which every
/// schedule that is not composed is, are stored in place. Without a schedule it is a constant 0.
template <std::floating_point Real = double>
class any_schedule {
 public:
  any_schedule() : any_schedule(constant<Real>({.value = 0})) {}

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
  LRSCHED_HOST_DEVICE Real operator()(Position step) const noexcept {
    const auto position = detail::counted(step);
    if constexpr (std::same_as<std::remove_const_t<decltype(position)>, std::int64_t>)
      return how_->at_step(place_, position);
    else
      return how_->at_position(place_, static_cast<double>(position));
  }

  void fill(std::span<Real> out, std::int64_t first) const { lrsched::fill(counted_steps{*this}, out, first); }

  /// Of what ends.
  std::optional<std::int64_t> length() const noexcept { return how_->length(place_); }

  /// Needs any/description.hpp, as == does.
  lrsched::description describe() const;

  void tell(detail::listener& to) const { how_->tell(place_, to); }

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

  /// What fill asks for steps from 0 to 2^53 only.
  struct counted_steps {
    const any_schedule& all;

    LRSCHED_HOST_DEVICE Real operator()(std::int64_t step) const noexcept { return all(step); }
    void fill(std::span<Real> out, std::int64_t first) const { all.how_->fill(all.place_, out, first); }
  };

  /// What can be done with a schedule of a type, wherever it is.
  struct operations {
    Real (*at_step)(const place&, std::int64_t) noexcept;
    Real (*at_position)(const place&, double) noexcept;
    void (*fill)(const place&, std::span<Real>, std::int64_t);
    std::optional<std::int64_t> (*length)(const place&) noexcept;
    void (*tell)(const place&, detail::listener&);
    void (*copy)(const place&, place&);
    void (*move)(place&, place&) noexcept;  // what is moved from can only be destroyed
    void (*destroy)(place&) noexcept;
  };

  template <class Schedule>
  static constexpr bool fits = sizeof(Schedule) <= sizeof(place::bytes) &&
                               alignof(Schedule) <= 16 && std::is_nothrow_move_constructible_v<Schedule>;

  /// Of the library, not a function of a step.
  template <class Schedule>
  static constexpr bool takes_positions = requires {
    Schedule::name;
  }
  || requires { &Schedule::describe; };

  template <class Schedule>
  static const Schedule& in(const place& where) noexcept {
    if constexpr (fits<Schedule>)
      return *std::launder(reinterpret_cast<const Schedule*>(where.bytes));
    else
      return *static_cast<const Schedule*>(where.heap);
  }

  template <class Schedule>
  static Real value_at(const place& where, std::int64_t step) noexcept {
    if constexpr (takes_positions<Schedule>)
      return static_cast<Real>(in<Schedule>(where)(step));
    else
      return static_cast<Real>(detail::ask(in<Schedule>(where), step));
  }

  template <class Schedule>
  static Real value_between(const place& where, double position) noexcept {
    if constexpr (takes_positions<Schedule>)
      return static_cast<Real>(in<Schedule>(where)(position));
    else
      return value_at<Schedule>(where, static_cast<std::int64_t>(position));
  }

  template <class Schedule>
  static void fill_from(const place& where, std::span<Real> out, std::int64_t first) {
    const Schedule& schedule = in<Schedule>(where);
    if constexpr (std::same_as<rate_of<Schedule>, Real> && requires { schedule.fill(out, first); })
      schedule.fill(out, first);
    else
      for (Real& value : out) value = value_at<Schedule>(where, first++);
  }

  template <class Schedule>
  static std::optional<std::int64_t> length_of(const place& where) noexcept {
    return in<Schedule>(where).length();
  }
  static std::optional<std::int64_t> no_length(const place&) noexcept { return std::nullopt; }

  template <class Schedule>
  static constexpr auto length_or_none() {
    if constexpr (requires(const Schedule& s) { s.length(); })
      return length_of<Schedule>;
    else
      return no_length;
  }

  template <class Schedule>
  static void tell_of(const place& where, detail::listener& to) {
    detail::tell(to, in<Schedule>(where));
  }

  template <class Schedule>
  static void copy_of(const place& from, place& to) {
    if constexpr (fits<Schedule>)
      ::new (to.bytes) Schedule(in<Schedule>(from));
    else
      to.heap = new Schedule(in<Schedule>(from));
  }

  template <class Schedule>
  static void move_of(place& from, place& to) noexcept {
    if constexpr (fits<Schedule>)
      ::new (to.bytes) Schedule(std::move(const_cast<Schedule&>(in<Schedule>(from))));
    else
      to.heap = std::exchange(from.heap, nullptr);
  }

  template <class Schedule>
  static void destroy_of(place& where) noexcept {
    if constexpr (fits<Schedule>)
      in<Schedule>(where).~Schedule();
    else
      delete static_cast<Schedule*>(where.heap);
  }

  template <class Schedule>
  static constexpr operations table = {.at_step = value_at<Schedule>,
                                       .at_position = value_between<Schedule>,
                                       .fill = fill_from<Schedule>,
                                       .length = length_or_none<Schedule>(),
                                       .tell = tell_of<Schedule>,
                                       .copy = copy_of<Schedule>,
                                       .move = move_of<Schedule>,
                                       .destroy = destroy_of<Schedule>};

  const operations* how_;
  place place_;
};

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_FUZZ_COMPOSITION_HPP
#define LRSCHED_TESTS_FUZZ_COMPOSITION_HPP

// From bytes a schedule, of parts that are drawn likewise, up to a depth of 6, with arguments over their whole range and
// just outside. Each is made as a C++ program makes it, and has to keep the contract by its own type, before an
// any_schedule erases that. What is refused is refused by the contract, too, and a constant takes its place.
//
//   composer<double> compose(bytes);
//   compose.part()    a schedule, with the bounds of its values
//
// makers.hpp says how each schedule of the library is drawn.

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/batches.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/lrsched.hpp>

#include "byte_source.hpp"
#include "contract.hpp"

namespace test {

/// A schedule that was drawn, and the bounds of its values.
template <class Real>
struct drawn {
  lrsched::any_schedule<Real> schedule = lrsched::constant<Real>({.value = Real(0.5)});
  std::pair<Real, Real> bounds{Real(0.5), Real(0.5)};

  Real operator()(std::int64_t k) const { return schedule(k); }
  std::int64_t length() const { return *schedule.length(); }
  lrsched::any_finite_schedule<Real> finite() const { return schedule; }
};

/// The lowest and the highest.
template <class Real, class... Values>
std::pair<Real, Real> bounds_of_all(Values... values) {
  return std::minmax({static_cast<Real>(values)...});
}
template <class Real>
std::pair<Real, Real> either(const std::pair<Real, Real>& a, const std::pair<Real, Real>& b) {
  return {std::min(a.first, b.first), std::max(a.second, b.second)};
}

/// Those of joined values: rounding keeps the order, so that the ends are exact.
template <class Join, class Real>
std::pair<Real, Real> joined(const std::pair<Real, Real>& a, const std::pair<Real, Real>& b) {
  return bounds_of_all<Real>(Join::join(a.first, b.first), Join::join(a.first, b.second), Join::join(a.second, b.first),
                             Join::join(a.second, b.second));
}

/// The bounds that arguments name.
template <class Real>
std::pair<Real, Real> bounds_of(const auto& given) {
  constexpr Real most = std::numeric_limits<Real>::max();
  const auto all = [](auto... ends) { return bounds_of_all<Real>(Real(ends)...); };
  const auto decay = [&](Real initial, bool grows) { return all(0, grows ? std::copysign(most, initial) : initial); };
  if constexpr (requires { given.from; })
    return all(given.from, given.to);
  else if constexpr (requires { given.step_factor; })
    return all(given.low, given.step_factor > 1 || given.cycle_factor > 1 ? most : Real(given.high));
  else if constexpr (requires { given.high; })
    return all(given.low, given.high);
  else if constexpr (requires { given.start; })
    return all(given.start, given.floor, given.peak);
  else if constexpr (requires { given.start_factor; })
    return all(0, given.peak, given.peak * given.start_factor);
  else if constexpr (requires { given.peak_factor; })
    return all(given.floor_factor < 1 ? std::min(Real(0), Real(given.floor)) : Real(given.floor), given.peak,
               given.peak_factor > 1 ? most : Real(given.peak));
  else if constexpr (requires { given.peak; })
    return all(0, given.peak);
  else if constexpr (requires { given.model_size; })
    return all(0, given.factor);
  else if constexpr (requires { given.timescale; })
    return all(0, given.initial);
  else if constexpr (requires { given.factor; })
    return decay(given.initial, given.factor > 1);
  else if constexpr (requires { given.power; })
    return decay(given.initial, given.power < 0);
  else if constexpr (requires { given.every; })
    return decay(given.initial, given.rate > 1 || given.rate < 0);
  else if constexpr (requires { given.rate; })
    return all(0, given.value);
  else
    return all(given.value, given.value);
}

template <class Real>
class composer;

/// How a schedule of this name is drawn, and the arguments that a message about it may name.
template <class Real>
struct maker {
  std::string name;
  drawn<Real> (*make)(composer<Real>&);
  std::vector<std::string> arguments;
  mutable std::int64_t accepted = 0, refused = 0;
};

template <class Real>
const std::vector<maker<Real>>& makers();

template <class Real>
class composer : public byte_source {
 public:
  using any = lrsched::any_schedule<Real>;
  using finite = lrsched::any_finite_schedule<Real>;
  using formula = std::function<double(std::int64_t)>;

  explicit composer(std::span<const std::uint8_t> bytes) : byte_source(bytes) {}

  /// A schedule of any kind; a constant where it is deep enough.
  drawn<Real> part() {
    drawn<Real> made;
    if (depth_ == 0) return made;
    const maker<Real>& chosen = makers<Real>()[byte() % makers<Real>().size()];
    --depth_;
    try {
      made = chosen.make(*this);
      ++chosen.accepted;
    } catch (const lrsched::bad_argument& error) {
      ++chosen.refused;
      check_refusal(error);
    }
    ++depth_;
    return made;
  }

  /// One that has a length: what never ends is cut.
  drawn<Real> finite_part() {
    drawn<Real> made = part();
    if (!made.schedule.length()) made.schedule = lrsched::take(made.schedule, byte());
    return made;
  }

  /// What was made has to keep the contract.
  template <class Schedule>
  drawn<Real> met(const Schedule& schedule, std::pair<Real, Real> bounds, formula of = {}) {
    constexpr std::size_t enough = 4;
    const std::size_t count = std::min(joints_.size(), enough);
    const auto last = joints_.end();
    check_contract(schedule, {bounds.first, bounds.second, {last - static_cast<std::ptrdiff_t>(count), last}, of});
    return {schedule, bounds};
  }

  /// combine(inner) for an inner schedule that has a length where this one has.
  template <class Combine>
  drawn<Real> wrapped(const drawn<Real>& inner, std::pair<Real, Real> bounds, const Combine& combine, formula of = {}) {
    return inner.schedule.length() ? met(combine(finite(inner.schedule)), bounds, of)
                                   : met(combine(inner.schedule), bounds, of);
  }

  std::int64_t steps() {
    joints_.push_back(lrsched::numeric<std::int64_t>(byte_source::steps()));
    return joints_.back();
  }

  Real value() { return byte_source::value<Real>(); }

  /// Steps that do not fall, nearly always.
  std::vector<std::int64_t> milestones() {
    std::vector<std::int64_t> list(byte() % 6u);
    for (std::int64_t& milestone : list) milestone = steps();
    if (byte() < 250) std::sort(list.begin(), list.end());
    return list;
  }

  std::vector<Real> values(std::size_t count) {
    std::vector<Real> list(byte() < 250 ? count : byte() % 6u);
    for (Real& each : list) each = value();
    return list;
  }

  lrsched::any_batches batches() {
    std::vector<lrsched::batch_stage> stages{{byte() < 250 ? 0 : steps(), steps()}};
    for (int more = byte() % 4; more > 0; --more) stages.push_back({stages.back().from + steps() % longest, steps()});
    return lrsched::any_batches(std::move(stages));
  }

  /// The arguments of a shape or a recipe, each by its own type.
  template <class Params>
  Params arguments() {
    Params given;
    Params::fields([&](const auto&... each) { (draw(given.*each.member), ...); });
    return given;
  }

  const std::vector<std::int64_t>& joints() const { return joints_; }

 private:
  template <class Argument>
  void draw(Argument& argument) {
    if constexpr (std::is_enum_v<Argument>)
      argument = static_cast<Argument>(byte() % 33 % 5);  // the last is none of them
    else if constexpr (std::integral<decltype(argument.value)>)
      argument = steps();
    else
      argument = byte_source::value<decltype(argument.value)>();
  }

  /// It is said of a schedule that there is, perhaps of a piece of the one that was drawn.
  static void check_refusal(const lrsched::bad_argument& error) {
    const auto is_it = [&](const maker<Real>& each) { return each.name == error.schedule(); };
    const auto found = std::find_if(makers<Real>().begin(), makers<Real>().end(), is_it);
    if (found == makers<Real>().end()) throw broken(std::string("a message must name a schedule: ") + error.what());
    check_message(error, found->arguments);
  }

  int depth_ = 6;
  std::vector<std::int64_t> joints_{0};
};

}  // namespace test

#endif

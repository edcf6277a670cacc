// SPDX-License-Identifier: MIT
#ifndef LRSCHED_DIALECT_FAIRSEQ_HPP
#define LRSCHED_DIALECT_FAIRSEQ_HPP

// The learning rate schedulers of fairseq 0.12.2, 3d262bb25690, in the order in which its trainer asks them. The
// functions are named as what --lr-scheduler takes, the arguments as the fields of the configuration (lr_deacy_period
// too); lr is a list, as there. After n updates, with W for warmup_updates:
//
//   fixed                  the lr of the epoch, then lr_shrink times less in each
//   manual                 what update2lr and epoch2lr say
//   polynomial_decay       end + (lr - end) (1 - (n - W)/(total_num_update - W))^power, end for end_learning_rate
//   inverse_sqrt           lr sqrt(W/n)
//   cosine                 from lr to min_lr by half a cosine, cycle after cycle, each lr_shrink times as high
//   step                   lr lr_decay^floor((n - W)/lr_deacy_period), not below min_lr
//   triangular             from lr to max_lr and back, cycle after cycle, each lr_shrink times as high
//   tri_stage              a rise, a hold, and an exponential decay
//   reduce_lr_on_plateau   driven by a metric
//
// In front stands a linear warm-up, in W updates. With a W below 0 there is none, and the decay has begun so many
// updates before the first. updates_per_epoch, which fairseq finds in its data, must be given where epochs matter.
//
// Refused throughout, though fairseq takes it: an lr below 0.

#include <lrsched/detail/macros_off.hpp>

#include <algorithm>  // std::clamp, std::max, std::min
#include <cmath>      // std::floor
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <iterator>   // std::next, std::prev
#include <locale>     // std::locale
#include <map>        // std::map
#include <optional>   // std::optional
#include <sstream>    // std::istringstream
#include <string>     // std::string
#include <utility>    // std::move
#include <vector>     // std::vector

#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/node.hpp>
#include <lrsched/dialect/common.hpp>
#include <lrsched/lrsched.hpp>

namespace lrsched::inline LRSCHED_V0::dialect::fairseq {

// ---- what several of them have --------------------------------------------------------------------------------------

namespace inner {

/// The first of the rates.
inline double first_rate(const char* name, const std::vector<double>& lr) {
  detail::require(!lr.empty(), name, "lr", "must be at least one rate", lr.size());
  for (const double rate : lr) detail::check(name, "lr", rate, detail::at_least_0);
  return lr.front();
}

/// The rate of those that do not take several.
inline double only_rate(const char* name, const std::vector<double>& lr) {
  detail::require(lr.size() == 1, name, "lr", "must be one rate", lr.size());
  return first_rate(name, lr);
}

/// updates_per_epoch, without which there may be no epochs.
inline std::int64_t length_of_epoch(const char* name, const std::optional<std::int64_t>& updates, bool matters) {
  detail::require(updates || !matters, name, "updates_per_epoch", "must be given, since the rate depends on the epoch",
                  "nothing");
  return updates.value_or(1);
}

/// The warm-up from one rate to another, and the curve.
inline any_schedule<double> after_warmup(std::int64_t updates, double from, double to, any_schedule<double> curve) {
  if (updates < 0) return shift(std::move(curve), updates);
  return any_sequence<double>({linear<>({.from = from, .to = to, .steps = updates}), std::move(curve)});
}

/// A curve that lies between two others by its formula, and so by the last digit too.
inline any_schedule<double> between(const auto& curve, const auto& one, const auto& other) {
  return minimum{maximum{curve, minimum{one, other}}, maximum{one, other}};
}

}  // namespace inner

// ---- by epochs ------------------------------------------------------------------------------------------------------

struct fixed_params {
  std::vector<double> lr = {0.25};
  std::optional<std::int64_t> force_anneal{};
  double lr_shrink = 0.1;
  numeric<std::int64_t> warmup_updates = 0;
  std::optional<std::int64_t> updates_per_epoch{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = fixed_params;
    return use(field{"lr", &params::lr}, field{"force_anneal", &params::force_anneal, any_position},
               field{"lr_shrink", &params::lr_shrink, at_least_0},
               field{"warmup_updates", &params::warmup_updates, any_position},
               field{"updates_per_epoch", &params::updates_per_epoch, at_least_1});
  }
};

/// In epoch e, counted from 1, the e-th lr, and the last one in those that follow; from epoch force_anneal on the last
/// lr times lr_shrink^(e + 1 - force_anneal). The warm-up multiplies that by (n + 1)/W. Refused: an lr_shrink below 0.
inline any_schedule<double> fixed(fixed_params given) {
  return detail::named("fairseq.fixed", given, [&](const char* name) -> any_schedule<double> {
    inner::first_rate(name, given.lr);
    const double last = given.lr.back();
    const bool changes = given.lr.size() > 1 || given.force_anneal;
    const std::int64_t epoch = inner::length_of_epoch(name, given.updates_per_epoch, changes);
    const std::int64_t before = given.force_anneal ? std::max<std::int64_t>(*given.force_anneal, 1) - 1 : 0;
    any_schedule<double> rates = constant<>({.value = last});
    if (given.lr.size() > 1) rates = stretch(table<std::vector<double>>(given.lr), epoch);
    if (given.force_anneal && before <= detail::longest / epoch) {
      const double exponent = static_cast<double>(2 + before - *given.force_anneal);
      const double first = detail::growth(given.lr_shrink, 1, last)(last, exponent);
      const lrsched::step<> annealed({.initial = first, .factor = given.lr_shrink, .every = epoch});
      rates = any_sequence<double>({take(rates, before * epoch), annealed});
    }
    if (given.warmup_updates <= 0) return rates;
    return product{linear<>({.from = 0, .to = 1, .steps = given.warmup_updates, .includes = ends::to}), rates};
  });
}

namespace inner {

/// The rates of update2lr and epoch2lr: what the Python dict {'1-4': 0.1, '5': 0.2, '12,20': 0.05} says of updates or
/// epochs, where each that is not named has the rate of the last one before it. Of two keys that name the same one the
/// later counts.
class rates_by_number {
 public:
  rates_by_number(const char* name, const char* argument, const std::string& text) {
    const auto require = [&](bool holds) {
      detail::require(holds, name, argument, "must be a Python dict such as {'1-4': 0.1, '5': 0.2, '12,20': 0.05}",
                      text.c_str());
    };
    std::map<std::string, std::size_t> places;
    std::vector<std::pair<std::string, double>> entries;  // as in Python, at the place of the first of equal keys
    std::istringstream in(text);
    in.imbue(std::locale::classic());
    char sign = 0;
    require(in >> sign && sign == '{');
    while (in >> sign && sign != '}') {
      std::string key;
      double rate = 0;
      require(sign == '\'' || sign == '"');
      require(std::getline(in, key, sign) && in >> sign && sign == ':' && in >> rate && in >> sign);
      const auto [place, is_new] = places.try_emplace(key, entries.size());
      if (is_new) entries.emplace_back(key, 0);
      entries[place->second].second = rate;
      require(sign == ',' || sign == '}');
      if (sign == '}') break;
    }
    require(sign == '}' && !(in >> sign));
    for (const auto& [key, rate] : entries) {
      detail::check(name, argument, rate);
      require(add(key, rate));
    }
  }

  bool empty() const { return ranges_.empty(); }
  std::int64_t first() const { return ranges_.begin()->first; }

  /// From a number on, each for one step; `before` is the rate before all of them.
  any_schedule<double> stairs_from(std::int64_t number, double before) const {
    std::vector<double> values = {before};
    std::vector<std::int64_t> milestones;
    for (const auto& [first, rest] : ranges_) {
      if (first <= number) {
        values.back() = rest.rate;
      } else {
        values.push_back(rest.rate);
        milestones.push_back(first - number);
      }
    }
    return piecewise_constant(std::move(values), std::move(milestones));
  }

 private:
  struct range {
    std::int64_t last;
    double rate;
  };

  /// The numbers that a key names: 'a', 'a-b' or 'a,b,c'. False if it is none of these.
  bool add(const std::string& key, double rate) {
    std::istringstream in(key);
    in.imbue(std::locale::classic());
    std::int64_t first = 0, last = 0;
    if (!(in >> first)) return false;
    char sign = 0;
    const bool is_alone = !(in >> sign);
    if (is_alone || sign == '-') {
      if (first < 0) return false;  // fairseq takes its sign for that of a range
      if (is_alone) return set(first, first, rate);
      return in >> last && last >= 0 && !(in >> sign) && (last < first || set(first, last, rate));
    }
    for (set(first, first, rate); sign == ',' && in >> last; set(last, last, rate))
      if (!(in >> sign)) return set(last, last, rate);
    return false;
  }

  /// True if they are steps.
  bool set(std::int64_t first, std::int64_t last, double rate) {
    if (first < -detail::longest || last > detail::longest) return false;
    auto next = ranges_.upper_bound(first);
    if (next != ranges_.begin() && std::prev(next)->second.last >= first) --next;
    while (next != ranges_.end() && next->first <= last) {  // what is left of a range on both sides
      const auto [start, old] = *next;
      next = ranges_.erase(next);
      if (start < first) ranges_[start] = {first - 1, old.rate};
      if (old.last > last) ranges_[last + 1] = old;
    }
    ranges_[first] = {last, rate};
    return true;
  }

  std::map<std::int64_t, range> ranges_;  // by their first numbers
};

}  // namespace inner

struct manual_params {
  std::vector<double> lr = {0.25};
  std::string epoch2lr = "{}", update2lr = "{}";
  std::optional<std::int64_t> updates_per_epoch{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = manual_params;
    return use(field{"lr", &params::lr}, field{"epoch2lr", &params::epoch2lr}, field{"update2lr", &params::update2lr},
               field{"updates_per_epoch", &params::updates_per_epoch, at_least_1});
  }
};

/// The rate of the last update at or before n that update2lr names; before the first of them that of the last epoch
/// which epoch2lr names; before the first of these lr. Epochs are counted from 1, and of several lr the first counts.
/// Both are texts of Python dicts, such as "{'1-4': 0.1, '5': 0.2, '12,20': 0.05}".
inline any_schedule<double> manual(manual_params given) {
  return detail::named("fairseq.manual", given, [&](const char* name) -> any_schedule<double> {
    const double rate = inner::first_rate(name, given.lr);
    const inner::rates_by_number epochs(name, "epoch2lr", given.epoch2lr), updates(name, "update2lr", given.update2lr);
    const std::int64_t epoch = inner::length_of_epoch(name, given.updates_per_epoch, !epochs.empty());
    any_schedule<double> by_epoch = stretch(epochs.stairs_from(1, rate), epoch);
    if (updates.empty()) return by_epoch;
    const std::int64_t first = std::max<std::int64_t>(updates.first(), 0);
    return any_sequence<double>({take(by_epoch, first), updates.stairs_from(first, rate)});
  });
}

struct polynomial_decay_params {
  std::vector<double> lr = {0.25};
  numeric<std::int64_t> warmup_updates = 0;
  std::optional<std::int64_t> force_anneal{};
  double end_learning_rate = 0, power = 1;
  required<double> total_num_update;
  std::optional<std::int64_t> updates_per_epoch{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = polynomial_decay_params;
    return use(field{"lr", &params::lr}, field{"warmup_updates", &params::warmup_updates, any_position},
               field{"force_anneal", &params::force_anneal, any_position},
               field{"end_learning_rate", &params::end_learning_rate}, field{"power", &params::power, at_least_0},
               field{"total_num_update", &params::total_num_update, above_0},
               field{"updates_per_epoch", &params::updates_per_epoch, at_least_1});
  }
};

/// The warm-up lr n/W, W included, then the decay, and end_learning_rate from total_num_update on; with power 0 it is
/// lr up to there. lr is that of the epoch, in which fairseq begins with the second one of several. From epoch
/// force_anneal on it is the rate with which the epoch before ended, so that the decay starts once more from what it
/// has come to; if that is the first epoch and has a warm-up, the rate is 0 as long as that lasts.
/// Refused: a total_num_update that is not above 0, as fairseq does; a power below 0, with which the rate rises up to
/// its end; with force_anneal, more than 1,000,000 epochs.
inline any_schedule<double> polynomial_decay(polynomial_decay_params given) {
  return detail::named("fairseq.polynomial_decay", given, [&](const char* name) -> any_schedule<double> {
    inner::first_rate(name, given.lr);
    const std::int64_t warmup = given.warmup_updates;
    const double end = given.end_learning_rate, total = given.total_num_update;
    const auto from_to = [&](double from, double to) -> any_schedule<double> {
      const double updates = total - static_cast<double>(warmup);
      if (!(updates > 0)) return sequence{take(constant<>({.value = from}), 1), constant<>({.value = to})};
      return detail::lasting(updates, [&](std::int64_t steps) {
        return polynomial<>({.from = from, .to = to, .steps = steps, .power = given.power});
      });
    };
    const bool changes = given.lr.size() > 2 || given.force_anneal;
    const std::int64_t epoch = inner::length_of_epoch(name, given.updates_per_epoch, changes);
    const double last = given.lr.back();
    if (!changes) return inner::after_warmup(warmup, 0, last, from_to(last, end));

    // The rate is foot(n) + (lr - foot(n)) share(n), with the lr of the epoch.
    const any_schedule<double> share = inner::after_warmup(warmup, 0, 1, from_to(1, 0));
    const any_schedule<double> foot = inner::after_warmup(warmup, 0, 0, constant<>({.value = end}));
    double epochs = static_cast<double>(given.lr.size() - 1);  // that may differ
    if (given.force_anneal) {
      epochs = std::floor(std::max(total, static_cast<double>(warmup) + 1) / static_cast<double>(epoch)) + 1;
      detail::require(epochs <= 1e6, name, "updates_per_epoch",
                      "must leave at most 1,000,000 epochs, of which each depends on the one before", epoch);
    }
    std::vector<double> rates;
    double rate = given.lr.front();
    const std::int64_t count = std::min(static_cast<std::int64_t>(epochs), detail::longest / epoch);
    for (std::int64_t i = 0; i < count; ++i) {
      const bool is_listed = !given.force_anneal || i + 1 < *given.force_anneal;
      const std::size_t index = std::min(static_cast<std::size_t>(i) + 1, given.lr.size() - 1);
      const double low = foot(i * epoch), left = low + (rate - low) * share(i * epoch);
      rate = is_listed ? given.lr[index] : std::clamp(left, std::min(low, rate), std::max(low, rate));
      rates.push_back(rate);
    }
    const any_schedule<double> head = stretch(table<std::vector<double>>(std::move(rates)), epoch);
    return inner::between(sum{foot, product{sum{head, scale(foot, -1)}, share}}, foot, head);
  });
}

// ---- by updates -----------------------------------------------------------------------------------------------------

struct inverse_sqrt_params {
  std::vector<double> lr = {0.25};
  numeric<std::int64_t> warmup_updates = 4000;
  double warmup_init_lr = -1;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = inverse_sqrt_params;
    return use(field{"lr", &params::lr}, field{"warmup_updates", &params::warmup_updates, at_least_1},
               field{"warmup_init_lr", &params::warmup_init_lr});
  }
};

/// The warm-up from warmup_init_lr, or 0 if that is below 0, then lr sqrt(W/n). Refused: a W below 1, by which fairseq
/// divides.
inline any_schedule<double> inverse_sqrt(inverse_sqrt_params given) {
  return detail::named("fairseq.inverse_sqrt", given, [&](const char* name) {
    const double rate = inner::only_rate(name, given.lr), start = std::max(given.warmup_init_lr, 0.0);
    return sequence{linear<>({.from = start, .to = rate, .steps = given.warmup_updates}),
                    lrsched::inverse_sqrt<>({.initial = rate, .timescale = given.warmup_updates})};
  });
}

struct cosine_params {
  std::vector<double> lr = {0.25};
  numeric<std::int64_t> warmup_updates = 0;
  double warmup_init_lr = -1, min_lr = 0, t_mult = 1, lr_period_updates = -1, lr_shrink = 0.1;
  numeric<std::int64_t> max_update = 0;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = cosine_params;
    return use(field{"lr", &params::lr}, field{"warmup_updates", &params::warmup_updates, any_position},
               field{"warmup_init_lr", &params::warmup_init_lr}, field{"min_lr", &params::min_lr},
               field{"t_mult", &params::t_mult, at_least_1}, field{"lr_period_updates", &params::lr_period_updates},
               field{"lr_shrink", &params::lr_shrink, at_least_0},
               field{"max_update", &params::max_update, any_position});
  }
};

/// The warm-up from warmup_init_lr, or min_lr if that is below 0. Then cycle i goes from lr to min_lr, both times
/// lr_shrink^i, in lr_period_updates t_mult^i updates; without lr_period_updates above 0 the first one ends at
/// max_update, and what follows it is shrunk too. The cycle is found exactly, and by fairseq by a logarithm.
/// Refused, as fairseq does: an lr that is not above min_lr; neither an lr_period_updates nor a max_update above 0.
/// Refused, since it fails: a max_update that is not above W; a t_mult below 1, with which the cycles come to an end.
/// Refused besides: an lr_shrink below 0.
inline any_schedule<double> cosine(cosine_params given) {
  return detail::named("fairseq.cosine", given, [&](const char* name) {
    const double rate = inner::only_rate(name, given.lr);
    const std::int64_t warmup = given.warmup_updates;
    detail::require(given.min_lr < rate, name, "min_lr", "must be below lr", given.min_lr);
    double period = given.lr_period_updates;
    if (!(period > 0)) {
      detail::require(given.max_update > 0, name, "max_update", "must be above 0, or else lr_period_updates",
                      given.max_update.value);
      detail::require(given.max_update > warmup, name, "max_update", "must be above warmup_updates",
                      given.max_update.value);
      period = static_cast<double>(given.max_update - warmup);
    }
    const double start = given.warmup_init_lr < 0 ? given.min_lr : given.warmup_init_lr;
    return inner::after_warmup(
        warmup, start, rate, detail::lasting(period, [&](std::int64_t steps) {
          return product{
              growing_step<>({.initial = 1, .factor = given.lr_shrink, .every = steps, .growth = given.t_mult}),
              repeat_growing(lrsched::cosine<>({.from = rate, .to = given.min_lr, .steps = steps}), given.t_mult)};
        }));
  });
}

struct step_params {
  std::vector<double> lr = {0.25};
  numeric<std::int64_t> warmup_updates = 0;
  double warmup_init_lr = -1, min_lr = 0;
  numeric<std::int64_t> lr_deacy_period = 25000;
  double lr_decay = 0.5;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = step_params;
    return use(field{"lr", &params::lr}, field{"warmup_updates", &params::warmup_updates, any_position},
               field{"warmup_init_lr", &params::warmup_init_lr}, field{"min_lr", &params::min_lr, at_least_0},
               field{"lr_deacy_period", &params::lr_deacy_period, above_0},
               field{"lr_decay", &params::lr_decay, at_least_0, at_most_1});
  }
};

/// The warm-up from warmup_init_lr, or min_lr if that is below 0, then a stair every lr_deacy_period updates, which is
/// how fairseq spells it, but not below min_lr. Of several lr the first counts.
/// Refused, as fairseq does: an lr_deacy_period below 1, an lr_decay above 1, a min_lr below 0 or not below lr. Refused
/// besides: an lr_decay below 0.
inline any_schedule<double> step(step_params given) {
  return detail::named("fairseq.step", given, [&](const char* name) {
    const double rate = inner::first_rate(name, given.lr);
    detail::require(given.min_lr < rate, name, "min_lr", "must be below lr", given.min_lr);
    const double start = given.warmup_init_lr < 0 ? given.min_lr : given.warmup_init_lr;
    const lrsched::step<> stairs({.initial = rate, .factor = given.lr_decay, .every = given.lr_deacy_period});
    return inner::after_warmup(given.warmup_updates, start, rate, clamp(stairs, given.min_lr, rate));
  });
}

struct triangular_params {
  std::vector<double> lr = {0.25};
  required<double> max_lr;
  double lr_period_updates = 5000, lr_shrink = 0.1;
  bool shrink_min = false;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = triangular_params;
    return use(field{"lr", &params::lr}, field{"max_lr", &params::max_lr},
               field{"lr_period_updates", &params::lr_period_updates,
                     rule{"must be at least 2", [](double x) { return x >= 2; }},
                     rule{"must be at most 2^53", [](double x) { return x <= static_cast<double>(longest); }}},
               field{"lr_shrink", &params::lr_shrink, at_least_0}, field{"shrink_min", &params::shrink_min});
  }
};

/// Straight from lr to max_lr in floor(lr_period_updates/2) updates and back in as many, so that an odd period loses an
/// update. In cycle i max_lr is times lr_shrink^i, and with shrink_min lr too; where max_lr has come below lr the
/// triangle points down. Refused: a max_lr that is not above lr, as fairseq does; an lr_period_updates below 2, by
/// whose half it divides; an lr_shrink below 0.
inline any_schedule<double> triangular(triangular_params given) {
  return detail::named("fairseq.triangular", given, [&](const char* name) -> any_schedule<double> {
    const double low = inner::only_rate(name, given.lr), high = given.max_lr;
    detail::require(low < high, name, "max_lr", "must be above lr", high);
    const std::int64_t half = static_cast<std::int64_t>(given.lr_period_updates / 2);
    const lrsched::step<> shrunk({.initial = 1, .factor = given.lr_shrink, .every = 2 * half});
    if (given.shrink_min) return product{shrunk, triangle<>({.low = low, .high = high, .up = half, .down = half})};
    const auto straight = [&](double from, double to) { return linear<>({.from = from, .to = to, .steps = half}); };
    const sum curve{product{shrunk, triangle<>({.low = 0, .high = high, .up = half, .down = half})},
                    repeat(sequence{straight(low, 0), straight(0, low)})};
    return inner::between(curve, scale(shrunk, high), constant<>({.value = low}));
  });
}

struct tri_stage_params {
  std::vector<double> lr = {0.25};
  numeric<std::int64_t> warmup_steps = 4000, hold_steps = 20000, decay_steps = 60000;
  std::optional<std::vector<double>> phase_ratio{};
  double init_lr_scale = 0.01, final_lr_scale = 0.01;
  numeric<std::int64_t> max_update = 0;

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = tri_stage_params;
    return use(field{"lr", &params::lr}, field{"warmup_steps", &params::warmup_steps, at_least_0},
               field{"hold_steps", &params::hold_steps, at_least_0},
               field{"decay_steps", &params::decay_steps, at_least_0}, field{"phase_ratio", &params::phase_ratio},
               field{"init_lr_scale", &params::init_lr_scale},
               field{"final_lr_scale", &params::final_lr_scale, above_0},
               field{"max_update", &params::max_update, any_position});
  }
};

/// Straight from lr init_lr_scale to lr, lr for hold_steps, and down to lr final_lr_scale by the same factor at every
/// step. With phase_ratio, whose three numbers add up to 1, the stages take these parts of max_update, rounded down.
/// Refused, as fairseq does: a phase_ratio with another sum or without a max_update above 0. Refused, since it fails: a
/// decay of no steps, by which it divides; a final_lr_scale that is not above 0. Refused besides: stages below 0.
inline any_schedule<double> tri_stage(tri_stage_params given) {
  return detail::named("fairseq.tri_stage", given, [&](const char* name) {
    const double rate = inner::only_rate(name, given.lr);
    if (given.phase_ratio) {
      const std::vector<double>& parts = *given.phase_ratio;
      detail::require(parts.size() == 3, name, "phase_ratio", "must be three numbers", parts.size());
      for (const double part : parts) detail::check(name, "phase_ratio", part, detail::at_least_0);
      const double total = parts[0] + parts[1] + parts[2];
      detail::require(total == 1, name, "phase_ratio", "must add up to 1", total);
      detail::check(name, "max_update", given.max_update, detail::above_0);
      const auto steps = [&](double part) {
        return static_cast<std::int64_t>(static_cast<double>(given.max_update) * part);
      };
      given.warmup_steps = steps(parts[0]);
      given.hold_steps = steps(parts[1]);
      given.decay_steps = steps(parts[2]);
    }
    detail::require(given.decay_steps > 0, name, given.phase_ratio ? "phase_ratio" : "decay_steps",
                    "must leave at least 1 step for the decay", given.decay_steps.value);
    return sequence{linear<>({.from = rate * given.init_lr_scale, .to = rate, .steps = given.warmup_steps}),
                    take(constant<>({.value = rate}), given.hold_steps),
                    log_linear<>({.from = rate, .to = rate * given.final_lr_scale, .steps = given.decay_steps})};
  });
}

// ---- by a metric ----------------------------------------------------------------------------------------------------

struct reduce_lr_on_plateau_params {
  std::vector<double> lr = {0.25};
  double lr_shrink = 0.1, lr_threshold = 1e-4;
  numeric<std::int64_t> lr_patience = 0, warmup_updates = 0;
  double warmup_init_lr = -1;
  bool maximize_best_checkpoint_metric = false;
  std::optional<std::int64_t> updates_per_epoch{};

  static constexpr auto fields(auto use) {
    using namespace detail;
    using params = reduce_lr_on_plateau_params;
    return use(field{"lr", &params::lr}, field{"lr_shrink", &params::lr_shrink, at_least_0, below_1},
               field{"lr_threshold", &params::lr_threshold, at_least_0, below_1},
               field{"lr_patience", &params::lr_patience, at_least_0},
               field{"warmup_updates", &params::warmup_updates, any_position},
               field{"warmup_init_lr", &params::warmup_init_lr},
               field{"maximize_best_checkpoint_metric", &params::maximize_best_checkpoint_metric},
               field{"updates_per_epoch", &params::updates_per_epoch, at_least_1});
  }
};

/// reduce_lr_on_plateau: PyTorch's ReduceLROnPlateau with a relative threshold and an eps of 1e-8, fed once an epoch,
/// behind a warm-up from warmup_init_lr, or 0 if that is below 0. The rate is that of the last update of the epoch, and
/// no metric is looked at before update W + 1. Refused: an lr that is not above 0; an lr_shrink below 0, or of 1 and
/// more as in PyTorch; an lr_threshold that is not from 0 to below 1; an lr_patience below 0.
inline any_plateau reduce_lr_on_plateau(reduce_lr_on_plateau_params given) {
  return detail::named("fairseq.reduce_lr_on_plateau", given, [&](const char* name) -> any_plateau {
    const double rate = inner::only_rate(name, given.lr), start = std::max(given.warmup_init_lr, 0.0);
    detail::check(name, "lr", rate, detail::above_0);
    detail::check(name, "warmup_init_lr / lr", start / rate);
    const std::int64_t warmup = std::max<std::int64_t>(given.warmup_updates, 0);
    const std::int64_t epoch = inner::length_of_epoch(name, given.updates_per_epoch, warmup > 0);
    const plateau<double> rates({.factor = given.lr_shrink,
                                 .patience = given.lr_patience,
                                 .mode = given.maximize_best_checkpoint_metric ? mode::max : mode::min,
                                 .threshold = {.relative = given.lr_threshold, .rule = threshold_rule::by_value},
                                 .initial = rate,
                                 .min_change = 1e-8,
                                 .warmup_observations = warmup / epoch});
    if (warmup == 0) return rates;
    const linear<> rise({.from = start / rate, .to = 1, .steps = warmup});
    const auto at_the_last_of_an_epoch = stretch(shift(rise, 1 - epoch), 1 / static_cast<double>(epoch));
    return {rates, any_schedule<double>(at_the_last_of_an_epoch)};
  });
}

/// All of them by name, for json_reader.
struct schedules {
  static constexpr const char* name = "fairseq";

  static void each(auto use) {
    use("fixed", fixed);
    use("manual", manual);
    use("polynomial_decay", polynomial_decay);
    use("inverse_sqrt", inverse_sqrt);
    use("cosine", cosine);
    use("step", step);
    use("triangular", triangular);
    use("tri_stage", tri_stage);
  }

  static void each_plateau(auto use) { use("reduce_lr_on_plateau", reduce_lr_on_plateau); }
};

}  // namespace lrsched::inline LRSCHED_V0::dialect::fairseq

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_GROUPS_HPP
#define LRSCHED_JSON_GROUPS_HPP

// A schedule, or a plateau, for each group of parameters. The document has a list of them:
//
//   {"groups": [{"cosine": ...}, {"linear": ...}]}
//
// or is read once for each group, where a list in the place of a number stands for the number of that group:
//
//   {"pytorch.CyclicLR": {"base_lr": [0.01, 0.001], "max_lr": [0.1, 0.01], "step_size_up": 500}}

#include <nlohmann/json.hpp>

#include <lrsched/detail/macros_off.hpp>

#include <cstddef>  // std::size_t
#include <string>   // std::string, std::to_string
#include <vector>   // std::vector

#include <lrsched/any/any_groups.hpp>
#include <lrsched/any/any_plateau.hpp>
#include <lrsched/json/files.hpp>
#include <lrsched/json/from_json.hpp>
#include <lrsched/json/json_reader.hpp>
#include <lrsched/json/reading.hpp>
#include <lrsched/json/shown.hpp>

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

/// One for each group of parameters: a list of them, or one document that is read for each group.
template <class Result>
std::vector<Result> read_groups(const nlohmann::json& document, const json_reader& names, std::size_t count,
                                Result (*read_by_name)(const std::string&, const reading&, const nlohmann::json&,
                                                       const reading&)) {
  const std::size_t values = refuse_excess(document);
  const reading top{.names = &names};
  std::vector<Result> result;
  if (is_list_of_groups(document)) {
    const reading where = top.at("groups");
    const nlohmann::json& list = document["groups"];
    const std::string rule = "one for each parameter group, got ";
    if (!list.is_array() || list.empty()) where.refuse("must be a list, " + rule + shown(list));
    if (count != 0 && list.size() != count)
      where.refuse("must have " + std::to_string(count) + " schedules, " + rule + std::to_string(list.size()));
    for (std::size_t i = 0; i < list.size(); ++i)
      result.push_back(read_any(list[i], where.at(std::to_string(i)), read_by_name));
    return result;
  }
  parameter_group group{.count = count};
  const reading where{.names = &names, .group = &group};
  do {
    result.push_back(read_any(document, where, read_by_name));
    if (group.count > most_values / values)
      top.refuse("must not hold more than 1,000,000 values, written out for each parameter group");
  } while (++group.index < group.count);
  return result;
}

}  // namespace detail

LRSCHED_JSON_INLINE any_groups json_reader::groups(const nlohmann::json& document, std::size_t count) const {
  return any_groups(detail::read_groups(document, *this, count, detail::read_known));
}

LRSCHED_JSON_INLINE std::vector<any_plateau> json_reader::plateau_groups(const nlohmann::json& document,
                                                                         std::size_t count) const {
  return detail::read_groups(document, *this, count, detail::read_known_plateau);
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

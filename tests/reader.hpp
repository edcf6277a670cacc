// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_READER_HPP
#define LRSCHED_TESTS_READER_HPP

// json.hpp for whoever needs texts alone, compiled once in reader.cpp: it holds every schedule of every framework.

#include <cstddef>
#include <string>
#include <vector>

#include <lrsched/any/any_groups.hpp>
#include <lrsched/any/any_plateau.hpp>
#include <lrsched/any/any_schedule.hpp>
#include <lrsched/any/description.hpp>

namespace test {

/// from_json, plateau_from_json, momentum_from_json and the others of a text.
lrsched::any_schedule<double> schedule_from(const std::string& document);
lrsched::any_plateau plateau_from(const std::string& document);
lrsched::any_schedule<double> momentum_from(const std::string& document);
lrsched::plateau_state<double> state_from(const std::string& document);
lrsched::any_groups groups_from(const std::string& document, std::size_t count = 0);
std::vector<lrsched::any_plateau> plateau_groups_from(const std::string& document, std::size_t count = 0);

/// The text of to_json.
std::string written(const lrsched::any_schedule<double>& schedule);
std::string written(const lrsched::any_plateau& plateau);
std::string written(const lrsched::plateau_state<double>& state);
std::string written(const lrsched::any_groups& groups);

}  // namespace test

#endif

// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_READER_HPP
#define LRSCHED_TESTS_READER_HPP

// runtime/json.hpp for the tests of the dialects, compiled once in reader.cpp: it holds every schedule of every peer.

#include <string>

#include <lrsched/runtime/any_schedule.hpp>

namespace test {

/// from_json of a text.
lrsched::any_schedule<double> schedule_from(const std::string& document);

/// The text of to_json.
std::string written(const lrsched::any_schedule<double>& schedule);

}  // namespace test

#endif

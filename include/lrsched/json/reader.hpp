// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_READER_HPP
#define LRSCHED_JSON_READER_HPP

// A json_reader knows schedules by their names: those of the library, and those of the frameworks that are added.
//
//   const auto reader = lrsched::json_reader().add<lrsched::dialect::pytorch::schedules>();
//   const auto schedule = reader.schedule(document);
//
// from_json (json.hpp) is one that knows all frameworks. A framework is a type with a name and the functions
// each(use), which calls use(name, function of an aggregate), and perhaps each_plateau(use).

#include <lrsched/detail/macros_off.hpp>

#include <lrsched/json/json_reader.hpp>

#include <lrsched/detail/macros_on.hpp>

#if !defined(LRSCHED_JSON_COMPILED)
#include <lrsched/json/from_json.hpp>
#include <lrsched/json/groups.hpp>
#include <lrsched/json/own.hpp>
#include <lrsched/json/values.hpp>
#endif

#endif

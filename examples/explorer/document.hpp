// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_EXPLORER_DOCUMENT_HPP
#define EXAMPLES_EXPLORER_DOCUMENT_HPP

// A schedule's document as a person would write it: the arguments in the order of the constructor, and without those
// that are what they are by default.

#include <cstddef>  // std::size_t
#include <string>
#include <variant>  // std::visit
#include <vector>

#include <lrsched/any/description.hpp>
#include <lrsched/json.hpp>
#include <lrsched/json/frameworks.hpp>

#include "plan.hpp"

namespace explorer {

using document = nlohmann::ordered_json;

/// What the schedules are called, of the library and of all frameworks.
inline const lrsched::json_reader& names() {
  namespace dialect = lrsched::dialect;
  static const lrsched::json_reader all = lrsched::json_reader()
                                              .add<dialect::caffe::schedules>()
                                              .add<dialect::composer::schedules>()
                                              .add<dialect::darknet::schedules>()
                                              .add<dialect::deepspeed::schedules>()
                                              .add<dialect::ensmallen::schedules>()
                                              .add<dialect::fairseq::schedules>()
                                              .add<dialect::fastai::schedules>()
                                              .add<dialect::keras::schedules>()
                                              .add<dialect::llmc::schedules>()
                                              .add<dialect::megatron::schedules>()
                                              .add<dialect::mmengine::schedules>()
                                              .add<dialect::optax::schedules>()
                                              .add<dialect::paddle::schedules>()
                                              .add<dialect::pytorch::schedules>()
                                              .add<dialect::timm::schedules>()
                                              .add<dialect::transformers::schedules>();
  return all;
}

/// Whether a value is a schedule, or a plateau: an object with one key, its name.
inline bool is_schedule(const auto& value) {
  if (!value.is_object() || value.size() != 1) return false;
  const std::string& name = value.begin().key();
  return names().schedules().contains(name) || names().plateaus().contains(name);
}

inline document document_of(const lrsched::description& schedule);

inline document document_of(const std::vector<lrsched::description::field>& fields) {
  document arguments = document::object();
  for (const auto& field : fields) {
    document& written = arguments[field.name];
    if (!field.group.empty())
      written = document_of(field.group);
    else if (field.is_list)
      for (const lrsched::description& element : field.schedule)
        written.push_back(element.name.empty() ? document_of(element.fields) : document_of(element));
    else if (!field.schedule.empty())
      written = document_of(field.schedule.front());
    else
      std::visit([&](const auto& value) { written = value; }, field.value);
  }
  return arguments;
}

/// to_json with the arguments in the order that they have.
inline document document_of(const lrsched::description& schedule) {
  document arguments = document_of(schedule.fields);
  if (!schedule.parts.empty()) arguments = document::array();
  for (const lrsched::description& part : schedule.parts) arguments.push_back(document_of(part));
  return {{schedule.name, arguments}};
}

/// The places of all members of objects, the outer ones first.
inline std::vector<document::json_pointer> members_of(const document& given,
                                                      const document::json_pointer& place = document::json_pointer()) {
  std::vector<document::json_pointer> result;
  for (const auto& [key, value] : given.items()) {
    if (!value.is_structured() && !given.is_object()) continue;
    const auto inner = given.is_array() ? place / std::stoul(key) : place / key;
    if (given.is_object()) result.push_back(inner);
    if (!value.is_structured()) continue;
    for (const auto& each : members_of(value, inner)) result.push_back(each);
  }
  return result;
}

/// The same without what may be left out: what is read is equal.
inline document shortest(document given) {
  constexpr std::size_t most = 200;  // members, each of which is tried
  const auto places = members_of(given);
  if (places.size() > most) return given;
  const lrsched::description whole = description_of(plan_of(nlohmann::json(given)));
  for (const auto& place : places) {
    if (place.parent_pointer().empty() || !given.contains(place)) continue;
    document shorter = given;
    shorter[place.parent_pointer()].erase(place.back());
    try {
      if (description_of(plan_of(nlohmann::json(shorter))) == whole) given = shorter;
    } catch (const lrsched::bad_argument&) {
      // It is needed.
    }
  }
  return given;
}

}  // namespace explorer

#endif

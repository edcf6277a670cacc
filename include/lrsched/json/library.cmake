# SPDX-License-Identifier: MIT
# lrsched::json is a static library, built only where it is linked: all that json.hpp declares, compiled once, with a
# source for each framework so that they are compiled side by side. The project and its installed package include this
# file; nlohmann_json is what its user has found.
function(lrsched_add_json_library)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/lrsched_json)
  set(sources ${folder}/own.cpp ${folder}/momentum.cpp ${folder}/documents.cpp)
  foreach(one IN ITEMS own momentum)
    file(CONFIGURE OUTPUT ${folder}/${one}.cpp CONTENT "#include <lrsched/json/@one@.hpp>\n" @ONLY)
  endforeach()
  file(CONFIGURE OUTPUT ${folder}/documents.cpp CONTENT [[
#include <lrsched/json/frameworks.hpp>
#include <lrsched/json/from_json.hpp>
#include <lrsched/json/groups.hpp>
#include <lrsched/json/parse.hpp>
#include <lrsched/json/plateau_state.hpp>
#include <lrsched/json/to_json.hpp>
#include <lrsched/json/values.hpp>
]])
  foreach(framework IN ITEMS caffe composer darknet deepspeed ensmallen fairseq fastai keras llmc megatron mmengine optax
                             paddle pytorch timm transformers)
    list(APPEND sources ${folder}/${framework}.cpp)
    file(CONFIGURE OUTPUT ${folder}/${framework}.cpp CONTENT [[
#include <lrsched/dialect/@framework@.hpp>
#include <lrsched/json/reader.hpp>

template lrsched::json_reader& lrsched::json_reader::add<lrsched::dialect::@framework@::schedules>();
]] @ONLY)
  endforeach()

  add_library(lrsched_json STATIC EXCLUDE_FROM_ALL ${sources})
  add_library(lrsched::json ALIAS lrsched_json)
  set_target_properties(lrsched_json PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_compile_definitions(lrsched_json PUBLIC LRSCHED_JSON_COMPILED PRIVATE LRSCHED_JSON_INLINE=)
  target_link_libraries(lrsched_json PUBLIC lrsched::lrsched
                                            $<TARGET_NAME_IF_EXISTS:nlohmann_json::nlohmann_json>)
endfunction()

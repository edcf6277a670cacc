// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_FRAMEWORKS_HPP
#define LRSCHED_JSON_FRAMEWORKS_HPP

// The reader that knows every framework. The library compiles the names of each in a source of its own, which this
// header then only refers to.

#include <lrsched/detail/macros_off.hpp>

#include <lrsched/json/functions.hpp>
#include <lrsched/json/reader.hpp>

#if !defined(LRSCHED_JSON_COMPILED)
#include <lrsched/dialect/caffe.hpp>
#include <lrsched/dialect/composer.hpp>
#include <lrsched/dialect/darknet.hpp>
#include <lrsched/dialect/deepspeed.hpp>
#include <lrsched/dialect/ensmallen.hpp>
#include <lrsched/dialect/fairseq.hpp>
#include <lrsched/dialect/fastai.hpp>
#include <lrsched/dialect/keras.hpp>
#include <lrsched/dialect/llmc.hpp>
#include <lrsched/dialect/megatron.hpp>
#include <lrsched/dialect/mmengine.hpp>
#include <lrsched/dialect/optax.hpp>
#include <lrsched/dialect/paddle.hpp>
#include <lrsched/dialect/pytorch.hpp>
#include <lrsched/dialect/timm.hpp>
#include <lrsched/dialect/transformers.hpp>
#endif

#define LRSCHED_EACH_FRAMEWORK(use)                                                                                 \
  use(caffe) use(composer) use(darknet) use(deepspeed) use(ensmallen) use(fairseq) use(fastai) use(keras) use(llmc) \
      use(megatron) use(mmengine) use(optax) use(paddle) use(pytorch) use(timm) use(transformers)

#if defined(LRSCHED_JSON_COMPILED)
namespace lrsched::inline LRSCHED_V0 {

#define LRSCHED_ELSEWHERE(framework) \
  namespace dialect::framework {     \
  struct schedules;                  \
  }                                  \
  extern template json_reader& json_reader::add<dialect::framework::schedules>();
LRSCHED_EACH_FRAMEWORK(LRSCHED_ELSEWHERE)
#undef LRSCHED_ELSEWHERE

}  // namespace lrsched::inline LRSCHED_V0
#endif

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

LRSCHED_JSON_INLINE const json_reader& all_frameworks() {
  static const json_reader all = [] {
    json_reader result;
#define LRSCHED_ADD(framework) result.add<dialect::framework::schedules>();
    LRSCHED_EACH_FRAMEWORK(LRSCHED_ADD)
#undef LRSCHED_ADD
    return result;
  }();
  return all;
}

}  // namespace detail

#undef LRSCHED_EACH_FRAMEWORK

LRSCHED_JSON_INLINE any_schedule<double> from_json(const nlohmann::json& document) {
  return detail::all_frameworks().schedule(document);
}

LRSCHED_JSON_INLINE any_plateau plateau_from_json(const nlohmann::json& document) {
  return detail::all_frameworks().plateau(document);
}

LRSCHED_JSON_INLINE any_groups groups_from_json(const nlohmann::json& document, std::size_t count) {
  return detail::all_frameworks().groups(document, count);
}

LRSCHED_JSON_INLINE std::vector<any_plateau> plateau_groups_from_json(const nlohmann::json& document,
                                                                      std::size_t count) {
  return detail::all_frameworks().plateau_groups(document, count);
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

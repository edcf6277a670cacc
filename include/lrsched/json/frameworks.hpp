// SPDX-License-Identifier: MIT
#ifndef LRSCHED_JSON_FRAMEWORKS_HPP
#define LRSCHED_JSON_FRAMEWORKS_HPP

// The reader that knows every framework. The library compiles the names of each in a source of its own, which this
// header then only refers to.

#include <lrsched/detail/macros_off.hpp>

#include <lrsched/json.hpp>
#include <lrsched/json/reader.hpp>

#if defined(LRSCHED_JSON_COMPILED)
// clang-format off
namespace lrsched::inline LRSCHED_V0 {
namespace dialect {
namespace caffe { struct schedules; }
namespace composer { struct schedules; }
namespace darknet { struct schedules; }
namespace deepspeed { struct schedules; }
namespace ensmallen { struct schedules; }
namespace fairseq { struct schedules; }
namespace fastai { struct schedules; }
namespace keras { struct schedules; }
namespace llmc { struct schedules; }
namespace megatron { struct schedules; }
namespace mmengine { struct schedules; }
namespace optax { struct schedules; }
namespace paddle { struct schedules; }
namespace pytorch { struct schedules; }
namespace timm { struct schedules; }
namespace transformers { struct schedules; }
}
extern template json_reader& json_reader::add<dialect::caffe::schedules>();
extern template json_reader& json_reader::add<dialect::composer::schedules>();
extern template json_reader& json_reader::add<dialect::darknet::schedules>();
extern template json_reader& json_reader::add<dialect::deepspeed::schedules>();
extern template json_reader& json_reader::add<dialect::ensmallen::schedules>();
extern template json_reader& json_reader::add<dialect::fairseq::schedules>();
extern template json_reader& json_reader::add<dialect::fastai::schedules>();
extern template json_reader& json_reader::add<dialect::keras::schedules>();
extern template json_reader& json_reader::add<dialect::llmc::schedules>();
extern template json_reader& json_reader::add<dialect::megatron::schedules>();
extern template json_reader& json_reader::add<dialect::mmengine::schedules>();
extern template json_reader& json_reader::add<dialect::optax::schedules>();
extern template json_reader& json_reader::add<dialect::paddle::schedules>();
extern template json_reader& json_reader::add<dialect::pytorch::schedules>();
extern template json_reader& json_reader::add<dialect::timm::schedules>();
extern template json_reader& json_reader::add<dialect::transformers::schedules>();
}
// clang-format on
#else
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

namespace lrsched::inline LRSCHED_V0 {
namespace detail {

LRSCHED_JSON_INLINE const json_reader& all_frameworks() {
  static const json_reader all = [] {
    json_reader result;
    result.add<dialect::caffe::schedules>();
    result.add<dialect::composer::schedules>();
    result.add<dialect::darknet::schedules>();
    result.add<dialect::deepspeed::schedules>();
    result.add<dialect::ensmallen::schedules>();
    result.add<dialect::fairseq::schedules>();
    result.add<dialect::fastai::schedules>();
    result.add<dialect::keras::schedules>();
    result.add<dialect::llmc::schedules>();
    result.add<dialect::megatron::schedules>();
    result.add<dialect::mmengine::schedules>();
    result.add<dialect::optax::schedules>();
    result.add<dialect::paddle::schedules>();
    result.add<dialect::pytorch::schedules>();
    result.add<dialect::timm::schedules>();
    result.add<dialect::transformers::schedules>();
    return result;
  }();
  return all;
}

}  // namespace detail

LRSCHED_JSON_INLINE any_schedule<double> from_json(const nlohmann::json& document) {
  return detail::all_frameworks().schedule(document);
}

LRSCHED_JSON_INLINE any_plateau plateau_from_json(const nlohmann::json& document) {
  return detail::all_frameworks().plateau(document);
}

}  // namespace lrsched::inline LRSCHED_V0

#include <lrsched/detail/macros_on.hpp>

#endif

// SPDX-License-Identifier: MIT
#ifndef LANGUAGE_MODEL_HPP
#define LANGUAGE_MODEL_HPP

// The learner: a small transformer that says after each letter how probable each is to be the next. A letter begins as
// the sum of what it and the three before it stand for; then come two blocks, each of attention to all letters before
// and of a network of two layers, with layer norms ahead of them. 133,000 weights.

#include <cmath>    // std::sqrt
#include <cstdint>  // std::int64_t
#include <limits>
#include <vector>

#include <torch/torch.h>

inline constexpr std::int64_t context = 32, channels = 64, reach = 4, heads = 4, blocks = 2;

class block_impl : public torch::nn::Module {
 public:
  block_impl() {
    // The row of a letter is minus infinity where it would look ahead.
    mask_ = torch::full({context, context}, -std::numeric_limits<float>::infinity()).triu(1);
  }

  torch::Tensor forward(torch::Tensor x) {
    x = x + mix_->forward(attention(before_attention_->forward(x)));
    return x + shrink_->forward(torch::gelu(grow_->forward(before_network_->forward(x))));
  }

 private:
  torch::Tensor attention(const torch::Tensor& x) {
    const std::int64_t batch = x.size(0), length = x.size(1);
    const auto parts = attend_->forward(x).view({batch, length, 3, heads, channels / heads}).permute({2, 0, 3, 1, 4});
    const torch::Tensor query = parts[0], key = parts[1], value = parts[2];
    const torch::Tensor scores = torch::matmul(query, key.transpose(2, 3)) / std::sqrt(double{channels} / heads);
    const torch::Tensor shares = torch::softmax(scores + mask_, 3);
    return torch::matmul(shares, value).transpose(1, 2).reshape({batch, length, channels});
  }

  template <class Layer>
  Layer with(const char* name, Layer layer) {
    return register_module(name, layer);
  }

  using linear = torch::nn::Linear;
  using norm = torch::nn::LayerNorm;
  static norm fresh_norm() { return norm(torch::nn::LayerNormOptions({channels})); }

  torch::Tensor mask_;
  norm before_attention_ = with("before_attention", fresh_norm()),
       before_network_ = with("before_network", fresh_norm());
  linear attend_ = with("attend", linear(channels, 3 * channels)), mix_ = with("mix", linear(channels, channels)),
         grow_ = with("grow", linear(channels, 4 * channels)), shrink_ = with("shrink", linear(4 * channels, channels));
};
TORCH_MODULE_IMPL(block, block_impl);

class model_impl : public torch::nn::Module {
 public:
  explicit model_impl(std::int64_t letters)
      : letter_(register_module("letter", torch::nn::Embedding(letters, reach * channels))),
        place_(register_parameter("place", 0.1 * torch::randn({context, channels}))),
        norm_(register_module("norm", torch::nn::LayerNorm(torch::nn::LayerNormOptions({channels})))),
        output_(register_module("output", torch::nn::Linear(channels, letters))) {
    const torch::NoGradGuard no_gradients;
    letter_->weight.mul_(0.3);
    for (std::int64_t i = 0; i < blocks; ++i) blocks_->push_back(block());
    register_module("blocks", blocks_);
  }

  /// The logits of the next letter after each.
  torch::Tensor forward(const torch::Tensor& letters) {
    const std::vector<torch::Tensor> parts = letter_->forward(letters).chunk(reach, 2);
    torch::Tensor x = place_ + parts[0];
    for (std::int64_t back = 1; back < reach; ++back)
      x = x + torch::constant_pad_nd(parts[back].slice(1, 0, context - back), {0, 0, back, 0});
    for (const auto& each : *blocks_) x = each->as<block>()->forward(x);
    return output_->forward(norm_->forward(x));
  }

 private:
  torch::nn::Embedding letter_;
  torch::Tensor place_;
  torch::nn::ModuleList blocks_;
  torch::nn::LayerNorm norm_;
  torch::nn::Linear output_;
};
TORCH_MODULE_IMPL(model, model_impl);

#endif

// SPDX-License-Identifier: MIT
#ifndef LANGUAGE_TEXT_HPP
#define LANGUAGE_TEXT_HPP

// The text: perldiag, Perl's manual of its own messages, 300,000 letters of English with some code. Its first eight
// tenths are to learn from, the next tenth is to choose rates by, the last tenth is to report.

#include <array>
#include <cmath>      // std::log
#include <cstddef>    // std::size_t
#include <cstdint>    // std::int64_t
#include <stdexcept>  // std::runtime_error
#include <string>

#include <torch/torch.h>

#include "../checkpoint.hpp"
#include "../file.hpp"

/// Letters are numbers, by their order in the text.
struct text {
  torch::Tensor train = {}, validation = {}, test = {};
  std::int64_t letters = 0;  // how many different ones there are
  std::string checksum;

  /// The cross-entropy of whoever knows how frequent each letter is in the test part, and nothing else.
  double unigram_entropy() const {
    const torch::Tensor share = test.bincount().to(torch::kDouble) / test.numel();
    return -torch::special::xlogy(share, share).sum().item<double>();
  }
};

/// Throws std::runtime_error, which names the file and the rule.
inline text read_text(const std::string& path) {
  const std::string content =
      files::with(path, "cannot be read, on Debian 12: apt-get install perl-modules-5.36, elsewhere: --text FILE",
                  [](const files::fs::path& target) { return files::opened(target, O_RDONLY).read(); });
  if (content.size() < 100'000)
    throw std::runtime_error(path + ": must have at least 100000 letters, got " + std::to_string(content.size()));
  text result{.checksum = checkpoints::checksum(content)};
  std::array<std::int64_t, 256> number;
  number.fill(-1);
  torch::Tensor all = torch::empty(static_cast<std::int64_t>(content.size()), torch::kLong);
  std::int64_t* next = all.data_ptr<std::int64_t>();
  for (const char letter : content) {
    std::int64_t& mine = number[static_cast<unsigned char>(letter)];
    if (mine < 0) mine = result.letters++;
    *next++ = mine;
  }
  const std::int64_t tenth = all.numel() / 10;
  result.train = all.slice(0, 0, 8 * tenth);
  result.validation = all.slice(0, 8 * tenth, 9 * tenth);
  result.test = all.slice(0, 9 * tenth);
  return result;
}

#endif

// SPDX-License-Identifier: MIT
#ifndef FASHION_DATA_HPP
#define FASHION_DATA_HPP

// Fashion-MNIST: 70,000 images of clothes, of 28 x 28 pixels and in ten classes. They come as four compressed files in
// the IDX format: two zeros, the type, the number of dimensions, each dimension in four bytes, and then the data.

#include <cstdint>
#include <memory>
#include <stdexcept>  // std::runtime_error
#include <string>
#include <vector>

#include <torch/torch.h>
#include <zlib.h>

struct images {
  torch::Tensor pixels;  // from -1 to 1
  torch::Tensor labels;  // from 0 to 9

  std::int64_t size() const { return labels.size(0); }
  images chosen(const torch::Tensor& which) const {
    return {pixels.index_select(0, which), labels.index_select(0, which)};
  }
  images range(std::int64_t begin, std::int64_t end) const {
    return {pixels.slice(0, begin, end), labels.slice(0, begin, end)};
  }
};

/// The bytes of a file that must have this shape. Throws std::runtime_error, which names the file and the rule.
inline torch::Tensor read_idx(const std::string& path, const std::vector<std::int64_t>& shape) {
  const auto require = [&](bool holds, const char* rule) {
    if (!holds) throw std::runtime_error(path + ": " + rule);
  };
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
  require(file != nullptr,
          "cannot be read, on Debian and Ubuntu: apt-get install dataset-fashion-mnist, elsewhere: fashion FOLDER");

  std::vector<unsigned char> expected{0, 0, 8, static_cast<unsigned char>(shape.size())}, header;
  for (const std::int64_t length : shape)
    for (const int shift : {24, 16, 8, 0}) expected.push_back(static_cast<unsigned char>(length >> shift));
  header.resize(expected.size());
  gzread(file.get(), header.data(), static_cast<unsigned>(header.size()));
  require(header == expected, "is not the file of Fashion-MNIST of this name");

  torch::Tensor bytes = torch::empty(shape, torch::kUInt8);
  const auto size = static_cast<unsigned>(bytes.numel());
  require(gzread(file.get(), bytes.data_ptr(), size) == static_cast<int>(size), "ends early, or is damaged");
  require(gzgetc(file.get()) == -1 && gzeof(file.get()), "is too long, or is damaged");
  return bytes;
}

/// The part "train" has 60,000 images, the part "t10k" 10,000.
inline images read_images(const std::string& folder, const std::string& part, std::int64_t count) {
  const std::string path_of_labels = folder + "/" + part + "-labels-idx1-ubyte.gz";
  const torch::Tensor pixels = read_idx(folder + "/" + part + "-images-idx3-ubyte.gz", {count, 28, 28}),
                      labels = read_idx(path_of_labels, {count});
  const int highest = labels.max().item<int>();
  if (highest > 9)
    throw std::runtime_error(path_of_labels + ": labels must be from 0 to 9, got " + std::to_string(highest));
  return {pixels.unsqueeze(1).to(torch::kFloat) / 127.5 - 1, labels.to(torch::kLong)};
}

#endif

// SPDX-License-Identifier: MIT
#ifndef DIGITS_DATA_HPP
#define DIGITS_DATA_HPP

// The images: read from the text file beside this one, and dealt into a training, a validation and a test set.

#include <array>
#include <cstddef>  // std::size_t
#include <fstream>
#include <stdexcept>  // std::runtime_error
#include <string>
#include <string_view>
#include <vector>

#include "random.hpp"

inline constexpr std::size_t pixels = 64, classes = 10;
inline constexpr std::size_t train_images = 1000, validation_images = 297, test_images = 500;
inline constexpr std::size_t all_images = train_images + validation_images + test_images;

struct sample {
  std::array<float, pixels + 1> input;  // from -1 to 1; the last is always 1, so that its weights are the biases
  std::size_t label;
};

/// The samples of a file, whose first lines describe its form. Throws a std::runtime_error that names file, line and
/// rule where the form is broken.
inline std::vector<sample> read_samples(const std::string& path) {
  constexpr std::string_view shades = ".123456789abcdefg", digits = "0123456789";
  std::ifstream file(path);
  std::vector<sample> samples;
  std::size_t line_number = 0;
  const auto require = [&](bool holds, const std::string& rule) {
    if (!holds) throw std::runtime_error(path + ":" + std::to_string(line_number) + ": " + rule);
  };
  const auto position = [&](std::string_view alphabet, char found, const std::string& where) {
    const std::size_t place = alphabet.find(found);
    const bool printable = found >= ' ' && found <= '~';
    require(place != alphabet.npos, where + " must be one of " + std::string(alphabet) + ", got " +
                                        (printable ? std::string("'") + found + "'" : "a character that is not ASCII"));
    return place;
  };

  if (!file) throw std::runtime_error(path + ": cannot be read");
  for (std::string line; std::getline(file, line);) {
    ++line_number;
    if (line.ends_with('\r')) line.pop_back();
    if (line.starts_with('#')) continue;
    require(line.size() == 2 + pixels, "a line must have 66 characters, got " + std::to_string(line.size()));
    require(line[1] == ' ', "the second character must be a blank");
    sample& next = samples.emplace_back();
    next.label = position(digits, line[0], "the digit");
    for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
      const std::size_t shade = position(shades, line[2 + pixel], "pixel " + std::to_string(pixel + 1));
      next.input[pixel] = static_cast<float>(shade) / 8 - 1;
    }
    next.input[pixels] = 1;
  }
  require(samples.size() == all_images,
          "the file must end after " + std::to_string(all_images) + " images, got " + std::to_string(samples.size()));
  return samples;
}

struct split {
  std::vector<sample> train, validation, test;
};

/// Deals the samples at random. A share `noise` of the training labels, and of these only, is replaced by digits
/// drawn at random (one in ten of which happens to be right).
inline split deal(std::vector<sample> samples, double noise, generator& random) {
  random.shuffle(samples);
  const auto first_test = samples.end() - test_images;
  const auto first_validation = first_test - validation_images;
  split sets{{samples.begin(), first_validation}, {first_validation, first_test}, {first_test, samples.end()}};
  const auto replaced = static_cast<std::size_t>(noise * train_images + 0.5);
  for (std::size_t index = 0; index < replaced; ++index) sets.train[index].label = random.below(classes);
  return sets;
}

#endif

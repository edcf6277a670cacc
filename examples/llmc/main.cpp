// SPDX-License-Identifier: MIT

// How llm.c asks for its rates, without the training in between:
//
//   llmc cosine 3e-4 700 10000 0.1        prints a row for each batch, and one for what comes after

#include <charconv>  // std::to_chars
#include <cstdio>
#include <cstdlib>  // std::strtod

#include "schedulers.h"

namespace {

double number(const char* text) {
  char* end;
  const double value = std::strtod(text, &end);
  if (end != text && *end == '\0') return value;
  std::fprintf(stderr, "llmc: '%s' is not a number\n", text);
  std::exit(EXIT_FAILURE);
}

int whole_number(const char* text) {
  const double value = number(text);
  if (-1e9 <= value && value <= 1e9 && value == static_cast<int>(value)) return static_cast<int>(value);
  std::fprintf(stderr, "llmc: '%s' is not a whole number from -1e9 to 1e9\n", text);
  std::exit(EXIT_FAILURE);
}

}  // namespace

int main(int count, char** words) {
  if (count != 6) {
    std::fputs("usage: llmc TYPE LEARNING_RATE WARMUP_ITERATIONS TRAIN_NUM_BATCHES FINAL_LEARNING_RATE_FRAC\n", stderr);
    return EXIT_FAILURE;
  }
  const int train_num_batches = whole_number(words[4]);
  LearningRateScheduler scheduler;
  lr_scheduler_init(&scheduler, words[1], static_cast<float>(number(words[2])), whole_number(words[3]),
                    train_num_batches, static_cast<float>(number(words[5])));
  for (int step = 0; step <= train_num_batches; ++step) {
    char text[32];
    const char* const end = std::to_chars(text, text + sizeof text, get_learning_rate(&scheduler, step)).ptr;
    std::printf("%d,%.*s\n", step, static_cast<int>(end - text), text);
  }
}

// SPDX-License-Identifier: MIT
#ifndef DIGITS_PROGRESS_HPP
#define DIGITS_PROGRESS_HPP

// How far a long computation has come, for who sits in front of it.

#include <cstddef>  // std::size_t
#include <cstdio>
#include <mutex>
#include <string>
#include <utility>  // std::move

#if __has_include(<unistd.h>)
#include <unistd.h>  // isatty
#endif

/// A bar on standard error, if that is a terminal: one more training is done with every call.
class progress_bar {
 public:
  progress_bar(std::string name, std::size_t all) : name_(std::move(name)), all_(all) {}
  ~progress_bar() {
    if (terminal_) std::fprintf(stderr, "\r\033[K");
  }

  void operator()() {
    const std::lock_guard lock(mutex_);
    const std::size_t percent = ++done_ * 100 / all_;
    if (!terminal_ || percent == shown_) return;
    shown_ = percent;
    const std::string bar = std::string(percent / 2, '#') + std::string(50 - percent / 2, '.');
    std::fprintf(stderr, "\r%s [%s] %3zu %%", name_.c_str(), bar.c_str(), percent);
  }

 private:
  std::string name_;
  std::size_t all_, done_ = 0, shown_ = 101;
  std::mutex mutex_;
#if __has_include(<unistd.h>)
  bool terminal_ = isatty(2);
#else
  bool terminal_ = false;
#endif
};

#endif

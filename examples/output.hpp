// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_OUTPUT_HPP
#define EXAMPLES_OUTPUT_HPP

// Standard output that is not lost in silence, on a full disk or where nobody listens.

#include <csignal>
#include <cstdio>
#include <stdexcept>  // std::runtime_error

#include <fcntl.h>   // open
#include <unistd.h>  // close

/// To be called first. A standard stream that is closed would be the next file that is opened, and what is printed
/// would go there; a file that grows too large would end the program without a word.
inline void prepare_output() {
  int file;
  do file = ::open("/dev/null", O_RDONLY);
  while (0 <= file && file <= STDERR_FILENO);
  ::close(file);
  std::signal(SIGXFSZ, SIG_IGN);
}

/// To be called last, and where it is better to stop than to print no further.
inline void flush_output() {
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) throw std::runtime_error("cannot write to standard output");
}

#endif

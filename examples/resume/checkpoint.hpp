// SPDX-License-Identifier: MIT
#ifndef RESUME_CHECKPOINT_HPP
#define RESUME_CHECKPOINT_HPP

// All that a training needs to go on, in a file that is never half written: whoever looks at it, after whatever crash,
// finds the last one that was complete. Of the schedule it holds one integer, the step; its fingerprint and its
// description are there to notice that the plan has changed, and to say how.

#include <cerrno>
#include <cstdint>  // std::int64_t, std::uint64_t
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include <fcntl.h>   // open
#include <unistd.h>  // write, fsync, close

#include <lrsched/runtime/json.hpp>

#include "../digits/network.hpp"

struct checkpoint {
  std::int64_t step = 0;  // updates made
  parameters weights{};
  std::uint64_t fingerprint = 0;  // of the plan
  nlohmann::json plan{};
};

/// A file that is open, or std::system_error with its name.
class opened {
 public:
  opened(const std::filesystem::path& path, int how) : path_(path), file_(::open(path.c_str(), how, 0666)) {
    require(file_ >= 0);
  }
  opened(const opened&) = delete;
  ~opened() { ::close(file_); }

  void write(std::string_view text) {
    while (!text.empty()) {
      const ssize_t written = ::write(file_, text.data(), text.size());
      require(written >= 0 || errno == EINTR);
      if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  /// Returns when all of it is on the disk.
  void sync() { require(::fsync(file_) == 0); }

 private:
  void require(bool holds) const {
    if (!holds) throw std::system_error(errno, std::generic_category(), path_.string());
  }

  std::filesystem::path path_;
  int file_;
};

/// Replaces the file at once: the new one is written beside it, and takes its name when it is safely on the disk.
inline void save(const checkpoint& done, const std::filesystem::path& path) {
  const std::filesystem::path beside = path.string() + ".new";
  const nlohmann::json document = {
      {"step", done.step}, {"fingerprint", done.fingerprint}, {"plan", done.plan}, {"weights", done.weights}};
  {
    opened file(beside, O_WRONLY | O_CREAT | O_TRUNC);
    file.write(document.dump());
    file.sync();
  }
  std::filesystem::rename(beside, path);
  opened(path.has_parent_path() ? path.parent_path() : ".", O_RDONLY).sync();  // the name, too
}

/// The checkpoint in a file, if there is one. Throws std::runtime_error, which names the file and the rule, for what is
/// none.
inline std::optional<checkpoint> load(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  try {
    const nlohmann::json document = lrsched::parsed({std::istreambuf_iterator<char>(file), {}});
    const auto require = [](bool holds, const char* rule) {
      if (!holds) throw std::runtime_error(rule);
    };
    require(document.at("step").is_number_unsigned(), "step must be a whole number, at least 0");
    require(document.at("fingerprint").is_number_unsigned(), "fingerprint must be a whole number, at least 0");
    require(document.at("weights").size() == parameters().size(), "there must be as many weights as the network has");
    return checkpoint{.step = document["step"],
                      .weights = document["weights"],
                      .fingerprint = document["fingerprint"],
                      .plan = document.at("plan")};
  } catch (const std::exception& error) {
    throw std::runtime_error(path.string() + ": no checkpoint: " + error.what());
  }
}

#endif

// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_CHECKPOINT_HPP
#define EXAMPLES_CHECKPOINT_HPP

// A checkpoint on the disk, whatever is in it: never half written, and never taken for another. Its last line is a
// checksum of all that is before. Every change of a single byte is found.

#include <algorithm>  // std::min
#include <cstddef>    // std::size_t
#include <cstdint>    // std::uint64_t
#include <cstdio>     // std::snprintf
#include <optional>
#include <stdexcept>  // std::runtime_error
#include <string>
#include <string_view>

#include "file.hpp"

namespace checkpoints {

using files::fs::path;

/// The training's right to a checkpoint: one process has it, and loses it when it ends, even by a crash. The file of
/// the lock stays, as two processes could hold two of them otherwise.
class lock {
 public:
  explicit lock(const path& checkpoint)
      : file_(files::with(checkpoint, "cannot be locked", [](const path& target) {
          return files::opened(target.string() + ".lock", O_RDWR | O_CREAT);
        })) {
    if (!file_.lock()) throw std::runtime_error(checkpoint.string() + ": is in use by another process");
    remove_leftovers(files::followed(checkpoint));
  }

 private:
  /// What those wrote beside it that were killed before us: NAME.PROCESS.new.
  static void remove_leftovers(const path& target) {
    const std::string start = target.filename().string() + ".", end = ".new";
    for (const auto& entry : files::fs::directory_iterator(files::folder_of(target))) {
      const std::string name = entry.path().filename().string();
      if (name.size() > start.size() + end.size() && name.starts_with(start) && name.ends_with(end) &&
          name.find_first_not_of("0123456789", start.size()) == name.size() - end.size())
        files::fs::remove(entry.path());
    }
  }

  files::opened file_;
};

/// 64-bit FNV-1a in a line of its own.
inline std::string checksum(std::string_view content) {
  std::uint64_t sum = 14'695'981'039'346'656'037u;
  for (const char letter : content) sum = (sum ^ static_cast<unsigned char>(letter)) * 1'099'511'628'211u;
  char line[19];
  std::snprintf(line, sizeof line, "\n%016llx\n", static_cast<unsigned long long>(sum));
  return line;
}

inline void save(const path& file, const std::string& content) { files::replace(file, content + checksum(content)); }

/// The content of a checkpoint; nothing where there is no file of this name. Throws std::runtime_error, which names the
/// file and the rule, for what cannot be read or is not what was saved.
inline std::optional<std::string> load(const path& file) {
  if (files::fs::symlink_status(file).type() == files::fs::file_type::not_found) return std::nullopt;
  std::string content =
      files::with(file, "cannot be read", [](const path& target) { return files::opened(target, O_RDONLY).read(); });
  const std::size_t size = content.size() - std::min(content.size(), checksum("").size());
  if (content.substr(size) != checksum({content.data(), size}))
    throw std::runtime_error(file.string() + ": no checkpoint: its checksum is wrong");
  content.resize(size);
  return content;
}

}  // namespace checkpoints

#endif

// SPDX-License-Identifier: MIT
#ifndef EXAMPLES_FILE_HPP
#define EXAMPLES_FILE_HPP

// Files that are replaced and never overwritten: whoever looks at one, after whatever crash and on a full disk, finds
// the old one or the new one, whole.

#include <cerrno>
#include <cstddef>  // std::size_t
#include <filesystem>
#include <stdexcept>  // std::runtime_error
#include <string>
#include <string_view>
#include <system_error>

#include <fcntl.h>     // open
#include <sys/file.h>  // flock
#include <unistd.h>    // read, write, fsync, close, getpid

namespace files {

namespace fs = std::filesystem;

/// A file that is open, or std::system_error with its name.
class opened {
 public:
  opened(const fs::path& path, int how) : path_(path), file_(::open(path.c_str(), how | O_CLOEXEC, 0666)) {
    require(file_ >= 0);
  }
  opened(const opened&) = delete;
  ~opened() { ::close(file_); }

  /// All that is in it, if that is not more than 256 MiB.
  std::string read() {
    std::string text;
    char part[1 << 16];
    while (const ssize_t size = ::read(file_, part, sizeof part)) {
      require(size >= 0 || errno == EINTR);
      if (size > 0) text.append(part, static_cast<std::size_t>(size));
      if (text.size() > std::size_t{256} << 20) throw std::system_error(EFBIG, std::generic_category(), path_.string());
    }
    return text;
  }

  void write(std::string_view text) {
    while (!text.empty()) {
      const ssize_t size = ::write(file_, text.data(), text.size());
      require(size >= 0 || errno == EINTR);
      if (size > 0) text.remove_prefix(static_cast<std::size_t>(size));
    }
  }

  /// Returns when all of it is on the disk.
  void sync() { require(::fsync(file_) == 0); }

  /// Whether it is ours alone from now on, until this process ends in whatever way.
  bool lock() {
    const bool is_ours = ::flock(file_, LOCK_EX | LOCK_NB) == 0;
    require(is_ours || errno == EWOULDBLOCK);
    return is_ours;
  }

 private:
  void require(bool holds) const {
    if (!holds) throw std::system_error(errno, std::generic_category(), path_.string());
  }

  fs::path path_;
  int file_;
};

/// Where symbolic links lead: what they name is replaced, and not they.
inline fs::path followed(fs::path path) {
  for (int links = 0; fs::is_symlink(path); ++links) {
    if (links == 40) throw std::system_error(ELOOP, std::generic_category(), path.string());
    path = path.parent_path() / fs::read_symlink(path);
  }
  return path;
}

inline fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : "."; }

/// A new file beside another, under a name of this process, which vanishes if it does not take the other's place.
class beside {
 public:
  explicit beside(const fs::path& target)
      : target_(target), path_(target.string() + "." + std::to_string(::getpid()) + ".new"), file_(fresh()) {}
  beside(const beside&) = delete;
  ~beside() { ::unlink(path_.c_str()); }

  void take_its_place(std::string_view content) {
    file_.write(content);
    if (fs::exists(target_)) fs::permissions(path_, fs::status(target_).permissions());
    file_.sync();
    fs::rename(path_, target_);
    opened(folder_of(target_), O_RDONLY).sync();  // the name, too
  }

 private:
  opened fresh() const {
    ::unlink(path_.c_str());  // of an earlier process with our number
    return {path_, O_WRONLY | O_CREAT | O_EXCL};
  }

  fs::path target_, path_;
  opened file_;
};

/// What is there and no file, a terminal or a pipe, cannot be replaced.
inline bool is_written_in_place(const fs::path& path) { return fs::exists(path) && !fs::is_regular_file(path); }

/// Does what needs a file. Throws std::runtime_error, which names the file, what cannot be done with it, and why.
inline auto with(const fs::path& path, const char* failure, auto work) {
  try {
    return work(followed(path));
  } catch (const std::system_error& error) {
    throw std::runtime_error(path.string() + ": " + failure + ": " + error.code().message());
  }
}

inline void replace(const fs::path& path, std::string_view content) {
  with(path, "cannot be written", [&](const fs::path& target) {
    if (is_written_in_place(target))
      opened(target, O_WRONLY).write(content);
    else
      beside(target).take_its_place(content);
  });
}

/// Whether two names are those of one file that is there.
inline bool are_one(const fs::path& a, const fs::path& b) {
  std::error_code none;
  return fs::is_regular_file(a, none) && fs::equivalent(a, b, none);
}

/// To be asked before long work, whose result would have no place.
inline void require_replaceable(const fs::path& path) {
  with(path, "cannot be written", [](const fs::path& target) {
    if (is_written_in_place(target))
      opened(target, O_WRONLY);
    else
      beside{target};
  });
}

}  // namespace files

#endif

// SPDX-License-Identifier: MIT

// Kills a training by SIGKILL at random moments, starts it again each time, and compares: it must go on from the last
// checkpoint that it made, and every rate that it prints, and the file that it leaves, must be those of a training that
// nobody disturbed. Of several processes that are started on one file, one must train and the others be refused.
//
//   killer RESUME FOLDER KILLS PROCESSES [ARGUMENTS]

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <list>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include <fcntl.h>     // fcntl
#include <signal.h>    // kill
#include <sys/wait.h>  // waitpid
#include <unistd.h>    // pipe, fork, execv

namespace {

namespace fs = std::filesystem;

void require(bool holds, const std::string& rule) {
  if (!holds) throw std::runtime_error(rule);
}

/// A training that runs, and what it prints.
class training {
 public:
  training(const std::vector<std::string>& command, const fs::path& checkpoint) {
    int ends[2];
    require(::pipe(ends) == 0, "no pipe");
#ifdef F_SETPIPE_SZ
    ::fcntl(ends[1], F_SETPIPE_SZ, 4096);  // so that it cannot run far ahead of who reads
#endif
    child_ = ::fork();
    require(child_ >= 0, "no fork");
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::close(ends[0]);
      ::close(ends[1]);
      ::close(STDERR_FILENO);
      std::vector<const char*> words;
      words.reserve(command.size() + 2);
      for (const std::string& word : command) words.push_back(word.c_str());
      words.insert(words.end(), {checkpoint.c_str(), nullptr});
      ::execv(words[0], const_cast<char* const*>(words.data()));
      ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ::fdopen(ends[0], "r");
  }
  training(const training&) = delete;
  ~training() { std::fclose(output_); }

  /// The next line, whole; or an empty one at the end.
  std::string line() {
    std::string text;
    for (int letter; (letter = std::fgetc(output_)) != EOF && letter != '\n';) text += static_cast<char>(letter);
    return std::feof(output_) ? "" : text + "\n";
  }

  void kill() { ::kill(child_, SIGKILL); }

  enum class end { finished, refused, killed };

  end ended() {
    int status = 0;
    require(::waitpid(child_, &status, 0) == child_, "no child");
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) return end::killed;
    require(WIFEXITED(status) && WEXITSTATUS(status) <= 1, "the training has crashed");
    return WEXITSTATUS(status) == 0 ? end::finished : end::refused;
  }

  /// Where it writes its next checkpoint.
  fs::path beside(const fs::path& checkpoint) const {
    return checkpoint.string() + "." + std::to_string(child_) + ".new";
  }

 private:
  pid_t child_;
  std::FILE* output_;
};

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  require(file.good(), path.string() + " is missing");
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A folder in which nothing is.
fs::path fresh(const fs::path& folder) {
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

struct tally {
  int kills = 0, while_writing = 0, refused = 0, trainings = 0;
};

/// One training to its end in spite of kills.
class disturbed {
 public:
  disturbed(const std::vector<std::string>& command, const fs::path& checkpoint,
            const std::vector<std::string>& expected)
      : command_(command), checkpoint_(checkpoint), expected_(expected) {}

  /// Starts some processes, and kills what trains after 60 to 119 lines; every other time it waits for a checkpoint to
  /// be written. Returns whether the training has come to its end.
  bool go_on(std::size_t processes, std::minstd_rand& random, tally& count) {
    std::list<training> started;
    while (started.size() < processes) started.emplace_back(command_, checkpoint_);
    training* running = nullptr;
    for (training& each : started)
      if (is_first_line_right(each)) {
        require(running == nullptr, "two processes train on one file");
        running = &each;
      }
    fs::path beside;
    if (running != nullptr) {
      const int lines = 59 + static_cast<int>(random() % 60);
      for (int i = 0; i < lines && follow(*running); ++i) {
      }
      beside = running->beside(checkpoint_);
      if (count.kills % 2 == 1)
        while (!fs::exists(beside) && follow(*running)) {
        }
    }
    for (training& each : started) each.kill();
    if (running != nullptr)
      while (follow(*running)) {
      }
    bool finished = false;
    for (training& each : started) {
      const training::end end = each.ended();
      finished |= end == training::end::finished;
      count.refused += end == training::end::refused;
    }
    if (finished) return true;
    require(running != nullptr && ++count.kills < 10'000, "the training does not get on");
    count.while_writing += fs::exists(beside);
    return false;
  }

 private:
  /// Whether it trains: it goes on from the last checkpoint, which is made before every fiftieth step, soon.
  bool is_first_line_right(training& started) {
    const std::string line = started.line();
    if (line.empty()) return false;
    const auto is_checkpoint = [&](std::size_t at) {
      return at == expected_.size() || std::strtoul(expected_[at].c_str(), nullptr, 10) % 50 == 0;
    };
    std::size_t last = next_;
    while (!is_checkpoint(last)) --last;
    std::size_t before = last;  // if the last line was printed, and its checkpoint not made
    if (last == next_ && last > 0) do
        --before;
      while (!is_checkpoint(before));
    require((last < expected_.size() && line == expected_[last]) || line == expected_[before], "a checkpoint is lost");
    next_ = (line == expected_[before] ? before : last) + 1;
    return true;
  }

  /// Reads a line, which must be the next one; false at the end.
  bool follow(training& running) {
    const std::string line = running.line();
    if (line.empty()) return false;
    require(next_ < expected_.size() && line == expected_[next_], "another rate: " + line);
    ++next_;
    return true;
  }

  std::vector<std::string> command_;
  fs::path checkpoint_;
  const std::vector<std::string>& expected_;  // no two lines are the same
  std::size_t next_ = 0;                      // the line after the last one
};

}  // namespace

int main(int count, char** words) try {
  require(count >= 5, "usage: killer RESUME FOLDER KILLS PROCESSES [ARGUMENTS]");
  std::vector<std::string> command{words[1]};
  command.insert(command.end(), words + 5, words + count);
  const fs::path folder = words[2];
  const int kills = std::atoi(words[3]), processes = std::atoi(words[4]);

  const fs::path undisturbed = fresh(folder / "undisturbed") / "checkpoint";
  std::vector<std::string> expected;
  training whole(command, undisturbed);
  for (std::string line; !(line = whole.line()).empty();) expected.push_back(line);
  require(whole.ended() == training::end::finished && expected.size() > 1'000, "the training did not come to its end");

  tally tally;
  std::minstd_rand random(1);
  while (tally.kills < kills) {
    const fs::path checkpoint = fresh(folder / "disturbed") / "checkpoint";
    disturbed training(command, checkpoint, expected);
    while (!training.go_on(static_cast<std::size_t>(processes), random, tally)) {
    }
    require(++tally.trainings <= kills, "the training ends before it can be killed");
    require(contents(checkpoint) == contents(undisturbed), "the training has ended with another step or other weights");
    for (const auto& entry : fs::directory_iterator(checkpoint.parent_path()))
      require(entry.path().extension() != ".new", "a half-written checkpoint was left behind");
  }
  require(processes == 1 || tally.refused > 0, "no second process was refused");
  std::printf("%d kills, %d of them while a checkpoint was written, in %d trainings, %d processes refused: 0 lost\n",
              tally.kills, tally.while_writing, tally.trainings, tally.refused);
} catch (const std::exception& error) {
  std::fprintf(stderr, "killer: %s\n", error.what());
  return 1;
}

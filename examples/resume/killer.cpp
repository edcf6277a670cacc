// SPDX-License-Identifier: MIT

// Kills a training by SIGKILL at random moments, starts it again each time, and compares: every rate that it prints,
// and the file that it leaves, must be those of a training that nobody disturbed.
//
//   killer RESUME FOLDER

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include <fcntl.h>     // fcntl
#include <signal.h>    // kill
#include <sys/wait.h>  // waitpid
#include <unistd.h>    // pipe, fork, execl

namespace {

namespace fs = std::filesystem;

void require(bool holds, const std::string& rule) {
  if (!holds) throw std::runtime_error(rule);
}

/// A training that runs, and what it prints.
class training {
 public:
  training(const std::string& program, const std::string& checkpoint) {
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
      ::execl(program.c_str(), program.c_str(), checkpoint.c_str(), nullptr);
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

  /// Whether it came to its end, and not to one by us.
  bool ended() {
    int status = 0;
    require(::waitpid(child_, &status, 0) == child_, "no child");
    require(WIFSIGNALED(status) ? WTERMSIG(status) == SIGKILL : WEXITSTATUS(status) == 0, "the training has failed");
    return !WIFSIGNALED(status);
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

std::string fresh(const fs::path& path) {
  fs::remove(path);
  return path.string();
}

struct tally {
  int kills = 0, while_writing = 0, trainings = 0;
};

/// Trains to the end in spite of kills, each after 60 to 119 lines; every other one waits for a checkpoint to be
/// written.
void train_in_spite(const std::string& program, const std::string& checkpoint, const std::vector<std::string>& expected,
                    std::minstd_rand& random, tally& count) {
  const fs::path beside = checkpoint + ".new";
  while (true) {
    training running(program, checkpoint);
    std::string line;
    const auto follow = [&] {
      line = running.line();
      if (line.empty()) return false;
      const std::size_t step = std::strtoul(line.c_str(), nullptr, 10);
      require(step < expected.size() && line == expected[step], "another rate: " + line);
      return true;
    };
    const int lines = 60 + static_cast<int>(random() % 60);
    for (int i = 0; i < lines; ++i) follow();
    if (count.kills % 2 == 1)
      while (!fs::exists(beside) && follow()) {
      }
    running.kill();
    while (follow()) {
    }
    if (running.ended()) break;
    require(++count.kills < 1'000, "the training does not get on");
    count.while_writing += fs::exists(beside);
  }
  ++count.trainings;
}

}  // namespace

int main(int count, char** words) try {
  require(count == 3, "usage: killer RESUME FOLDER");
  const std::string program = words[1];
  const fs::path folder = words[2];
  fs::create_directories(folder);

  const std::string undisturbed = fresh(folder / "undisturbed");
  std::vector<std::string> expected;
  training whole(program, undisturbed);
  for (std::string line; !(line = whole.line()).empty();) expected.push_back(line);
  require(whole.ended() && expected.size() > 1'000, "the training did not come to its end");

  tally tally;
  std::minstd_rand random(1);
  while (tally.kills < 20) {
    require(tally.trainings < 20, "the training ends before it can be killed");
    const std::string disturbed = fresh(folder / "disturbed");
    train_in_spite(program, disturbed, expected, random, tally);
    require(!fs::exists(disturbed + ".new"), "a half-written checkpoint was left behind");
    require(contents(disturbed) == contents(undisturbed), "the training has ended with another step or other weights");
  }
  std::printf("%d kills, %d of them while a checkpoint was written, in %d trainings: the same bits\n", tally.kills,
              tally.while_writing, tally.trainings);
} catch (const std::exception& error) {
  std::fprintf(stderr, "killer: %s\n", error.what());
  return 1;
}

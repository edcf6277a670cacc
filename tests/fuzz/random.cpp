// SPDX-License-Identifier: MIT

// Runs the body of composition.cpp on so many compositions of random bytes, the same ones on every machine:
//   fuzz.random 20000          the first 20,000
//   fuzz.random 20000 7        those of another seed
// It ends with a table of how often each schedule was accepted, and each must have been.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <random>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace test {
bool all_were_drawn();
}

int main(int count, char** arguments) {
  const long long compositions = count > 1 ? std::atoll(arguments[1]) : 1'000;
  const std::uint64_t seed = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 0;
  for (long long i = 0; i < compositions; ++i) {
    std::mt19937_64 random(seed << 32 | static_cast<std::uint64_t>(i));
    std::vector<std::uint8_t> bytes(1 + random() % 300);
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
    try {
      LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    } catch (const std::exception& error) {
      std::fprintf(stderr, "composition %lld of seed %llu: %s\n", i, static_cast<unsigned long long>(seed),
                   error.what());
      return 1;
    }
  }
  const bool all = test::all_were_drawn();
  std::printf("%lld compositions\n", compositions);
  return all ? 0 : 1;
}

// SPDX-License-Identifier: MIT
#include <cstdio>
#include "study.hpp"
#include "../output.hpp"
#include <cstdlib>
#include <chrono>
int main(int c, char** v) try {
  torch::set_num_threads(1);
  text t = read_text("/usr/share/perl/5.36.0/pod/perldiag.pod");
  auto now = [] { return std::chrono::steady_clock::now(); };
  if (c > 2) {
    sizes s{atoll(v[1])};
    for (const plan& p : plans) if (c < 4 || std::string(v[3]) == p.name) {
      auto a = now();
      outcome o = train(t, s, p, atof(v[2]), 1);
      std::printf("%-14s peak %s: val %.4f test %.4f train %.4f acc %.4f points %zu last %ld  %.1f s\n", p.name, v[2], o.validation, o.test, o.train, o.accuracy, o.curve.size(), long(o.curve.back().step), std::chrono::duration<double>(now()-a).count());
      std::fflush(stdout);
    }
    return 0;
  }
  effort e{{1280}, {0.002, 0.004, 0.008, 0.016}, 2, 4};
  trainings tr(t, e.each, v[1]);
  compete(tr, e);
} catch (const std::exception& e) { std::fprintf(stderr, "%s\n", e.what()); return 1; }

// SPDX-License-Identifier: MIT

// Learn here: one plan for two optimizers. Muon updates the matrices of a small network that learns the digits, AdamW
// its head and its biases, and each of the three groups has a peak and a weight decay of its own; Muon's momentum is
// warmed up and cooled down. It prints what the optimizers were given, and what the network learned.

#include <array>
#include <cstddef>  // std::size_t
#include <cstdint>  // std::int64_t
#include <cstdio>
#include <exception>
#include <vector>

#include <lrsched/lrsched.hpp>

#include "../digits/data.hpp"
#include "../output.hpp"
#include "network.hpp"
#include "optimizers.hpp"

namespace {

constexpr std::int64_t total = 400;
constexpr std::size_t batch = 32;

// One plan with a peak of 1, and what it comes to for each group: the matrices, the head and the biases.
constexpr lrsched::warmup_stable_decay plan({.peak = 1, .warmup_steps = 40, .stable_steps = 200, .decay_steps = 160});
constexpr auto rates = lrsched::with_factors(plan, {0.02, 0.004, 0.001});
constexpr auto decays = lrsched::with_factors(lrsched::linear({.from = 1, .to = 0, .steps = total}), {0.1, 0.05, 0});
constexpr lrsched::piecewise_linear momentum({0.85, 0.95, 0.95, 0.85}, {0, 100, 350, 400});
static_assert(plan.length() == total);

void train(network& net, const std::vector<sample>& samples) {
  muon matrices({&net.first, &net.hidden});
  adamw head({&net.head}), biases({&net.first_bias, &net.hidden_bias, &net.head_bias});

  std::puts("step,matrices,head,biases,decay of matrices,decay of head,decay of biases,momentum,loss");
  for (std::int64_t step = 0; step < total; ++step) {
    const double loss = net.backward(samples, static_cast<std::size_t>(step) * batch % samples.size(), batch);

    const auto [of_matrices, of_head, of_biases] = rates(step);  // a name for each group, or it does not compile
    const auto [decay_of_matrices, decay_of_head, decay_of_biases] = decays(step);
    matrices.update({.rate = of_matrices, .weight_decay = decay_of_matrices, .momentum = momentum(step)});
    head.update({.rate = of_head, .weight_decay = decay_of_head});
    biases.update({.rate = of_biases, .weight_decay = decay_of_biases});

    if (step % 40 != 0 && step != total - 1) continue;
    const setting &m = matrices.last(), &h = head.last(), &b = biases.last();
    std::printf("%lld,%.9g,%.9g,%.9g,%.9g,%.9g,%.9g,%.9g,%.4f\n", static_cast<long long>(step), m.rate, h.rate, b.rate,
                m.weight_decay, h.weight_decay, b.weight_decay, m.momentum, loss);
  }
}

}  // namespace

int main() {
  try {
    prepare_output();
    generator random(1);
    const split sets = deal(read_samples(DIGITS_DATA), 0, random);
    network net(random);
    train(net, sets.train);
    std::printf("%.1f %% of the test images are recognised\n", 100 * net.accuracy(sets.test));
    flush_output();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "two_optimizers: %s\n", error.what());
    return 1;
  }
}

// SPDX-License-Identifier: MIT

// Against dlib itself, with a solver that writes down the rates it is given.

#include <algorithm>
#include <cstdint>
#include <iosfwd>
#include <vector>

#include <dlib/dnn.h>

#include <lrsched/adapter/dlib.hpp>
#include <lrsched/lrsched.hpp>

#include "../catch.hpp"
#include "../rules.hpp"

namespace adapter = lrsched::adapter::dlib;
using rates = std::vector<float>;

namespace {

rates used;

struct recorder {
  template <class Layer>
  const dlib::tensor& operator()(float rate, const Layer&, const dlib::tensor& gradient) {
    used.push_back(rate);
    nothing.copy_size(gradient);
    nothing = 0;
    return nothing;
  }

  dlib::resizable_tensor nothing;

  friend void serialize(const recorder&, std::ostream&) {}
  friend void deserialize(recorder&, std::istream&) {}
};

using network = dlib::loss_mean_squared<dlib::fc<1, dlib::input<dlib::matrix<float>>>>;

/// A trainer of one weight, and what it is trained with.
struct training {
  network net;
  dlib::dnn_trainer<network, recorder> trainer{net, recorder()};
  std::vector<dlib::matrix<float>> samples{dlib::ones_matrix<float>(1, 1)};
  std::vector<float> labels{1};

  training() { used.clear(); }
};

std::vector<double> numbers(const dlib::matrix<double, 0, 1>& column) { return {column.begin(), column.end()}; }

constexpr lrsched::linear down({.from = 1.0, .to = 0, .steps = 4}), up({.from = 0.0, .to = 1, .steps = 4});

}  // namespace

TEST_CASE("dlib follows a schedule step by step, above a rate of zero", "[dlib]") {
  training one;
  for (std::int64_t step = 0; step < 6; ++step) {
    adapter::set_learning_rate(one.trainer, down, step, 0.125);
    one.trainer.train_one_step(one.samples, one.labels);
  }
  one.trainer.get_net();  // waits
  CHECK(used == rates{1, 0.75, 0.5, 0.25, 0.125, 0.125});
  CHECK(one.trainer.get_learning_rate_shrink_factor() == 1);
}

TEST_CASE("dlib's matrix", "[dlib]") {
  CHECK(numbers(adapter::learning_rate_schedule(down, 5, 0.125)) == std::vector<double>{0.75, 0.5, 0.25, 0.125});
  CHECK(numbers(adapter::learning_rate_schedule(up, 5, 0.1)) == std::vector<double>{0.25, 0.5, 0.75, 1, 0.25});
  CHECK(numbers(adapter::learning_rate_schedule(up, 2, 0.1)) == std::vector<double>{0.25});
  CHECK(numbers(adapter::learning_rate_schedule(up, 3, 0.4)) == std::vector<double>{0.4, 0.5, 0.4});
}

TEST_CASE("dlib trains by the matrix, and ends", "[dlib]") {
  constexpr std::int64_t updates = 40;
  const auto plan = GENERATE(lrsched::warmup_cosine({.peak = 1, .warmup_steps = 10, .decay_steps = 30}),
                             lrsched::warmup_cosine({.peak = 1, .warmup_steps = 10, .decay_steps = 60}));
  training one;
  one.trainer.set_learning_rate_schedule(adapter::learning_rate_schedule(plan, updates, 1e-3));
  one.trainer.set_max_num_epochs(1000);
  one.trainer.train(one.samples, one.labels);
  one.trainer.get_net();

  REQUIRE(used.size() >= updates);
  CHECK(used.size() <= updates + 4);
  CHECK(used[0] == static_cast<float>(plan(1)));
  for (std::int64_t step = 1; step < updates; ++step)
    CHECK(used[static_cast<std::size_t>(step)] == static_cast<float>(std::max(plan(step), 1e-3)));
}

TEST_CASE("what the adapter to dlib refuses", "[dlib]") {
  test::must_be_above_0("dlib: lowest", [](double lowest) { adapter::learning_rate_schedule(down, 2, lowest); });
  test::refuses([](std::int64_t updates) { adapter::learning_rate_schedule(down, updates, 0.1); },
                "dlib: updates must be at least 2", {test::wrong<std::int64_t>{1, "1"}, {0, "0"}, {-3, "-3"}});
}

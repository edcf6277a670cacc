// SPDX-License-Identifier: MIT
#ifndef LRSCHED_TESTS_ADAPTER_ENSMALLEN_STAND_IN_HPP
#define LRSCHED_TESTS_ADAPTER_ENSMALLEN_STAND_IN_HPP

// Stands in for ensmallen, which Debian does not have: of its SGD what an adapter meets, in the order of version 3. A
// sample is an update; the instance of the decay policy is made by the first Optimize, and is kept. The rates that
// were used are recorded.

#include <cstddef>
#include <optional>
#include <vector>

namespace stand_in {

struct matrix {};
struct function {};

struct no_decay {
  template <class Matrix, class Gradient>
  struct Policy {
    Policy(no_decay&) {}
    void Update(Matrix&, double&, const Gradient&) {}
  };
};

template <class DecayPolicyType = no_decay>
class SGD {
 public:
  SGD(double step_size, std::size_t max_iterations, const DecayPolicyType& decay_policy = DecayPolicyType())
      : step_size_(step_size), max_iterations_(max_iterations), decay_policy_(decay_policy) {}
  SGD(const SGD&) = delete;

  template <class Function, class Matrix, class... Callbacks>
  void Optimize(Function& function, Matrix& iterate, Callbacks&&... callbacks) {
    if (!policy_) policy_.emplace(decay_policy_);
    bool terminate = false;
    (begin(callbacks, function, iterate), ...);
    for (std::size_t i = 0; i < max_iterations_ && !terminate; ++i) {
      used.push_back(step_size_);
      ((terminate |= callbacks.StepTaken(*this, function, iterate)), ...);
      policy_->Update(iterate, step_size_, iterate);
    }
  }

  double StepSize() const { return step_size_; }
  double& StepSize() { return step_size_; }
  DecayPolicyType& DecayPolicy() { return decay_policy_; }

  std::vector<double> used;

 private:
  template <class Callback, class Function, class Matrix>
  void begin(Callback& callback, Function& function, Matrix& iterate) {
    callback.BeginOptimization(*this, function, iterate);
  }

  double step_size_;
  std::size_t max_iterations_;
  DecayPolicyType decay_policy_;
  std::optional<typename DecayPolicyType::template Policy<matrix, matrix>> policy_;
};

}  // namespace stand_in

#endif

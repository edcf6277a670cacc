// SPDX-License-Identifier: MIT

// The files that people have, as they stand. Where a form only wraps a name, the schedule is that of the name.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "../catch.hpp"
#include "../near.hpp"
#include "../reader.hpp"
#include "../rules.hpp"

namespace {

using test::plateau_from;
using test::schedule_from;

std::string refusal(const std::string& document) {
  return test::complaint([&] { schedule_from(document); });
}

struct same {
  const char* file;
  const char* ours;  // by its name
};

void check_same(const std::vector<same>& table) {
  for (const auto& [file, ours] : table) {
    INFO(file);
    CHECK(refusal(file) == "accepted");
    if (refusal(file) == "accepted") CHECK(to_string(schedule_from(file)) == to_string(schedule_from(ours)));
  }
}

struct refused {
  const char* file;
  const char* said;
};

void check_refused(const std::vector<refused>& table) {
  for (const auto& [file, said] : table) {
    INFO(file);
    CHECK(refusal(file) == said);
  }
}

}  // namespace

TEST_CASE("a class and its arguments", "[json]") {
  const char* const keras = R"({"keras.CosineDecay": {"initial_learning_rate": 0.1, "decay_steps": 100}})";
  const char* const step = R"({"pytorch.StepLR": {"base_lr": 0.1, "step_size": 30}})";
  check_same({
      {R"({"class_name": "CosineDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 100}})", keras},
      {R"({"module": "keras.optimizers.schedules", "class_name": "CosineDecay", "registered_name": null,
           "config": {"initial_learning_rate": 0.1, "decay_steps": 100}})",
       keras},
      {R"({"class_name": "keras.optimizers.schedules.CosineDecay",
           "config": {"initial_learning_rate": 0.1, "decay_steps": 100}})",
       keras},
      {R"({"module": "keras.optimizers", "class_name": "Adam", "registered_name": "Adam", "config": {"name": "adam",
           "learning_rate": {"module": "keras.optimizers.schedules", "class_name": "CosineDecay",
                             "config": {"initial_learning_rate": 0.1, "decay_steps": 100}, "registered_name": null},
           "weight_decay": null, "clipnorm": 1.0, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}})",
       keras},
      {R"({"type": "StepLR", "step_size": 30, "base_lr": 0.1})", step},
      {R"({"type": "StepLR", "step_size": 30, "lr": 0.1})", step},
      {R"({"type": "StepLR", "params": {"step_size": 30}, "learning_rate": 0.1})", step},
      {R"({"name": "StepLR", "args": {"step_size": 30, "base_lr": 0.1, "last_epoch": -1, "verbose": false}})", step},
      {R"({"class_path": "torch.optim.lr_scheduler.StepLR", "init_args": {"step_size": 30, "lr": 0.1}})", step},
      {R"({"_target_": "torch.optim.lr_scheduler.StepLR", "_partial_": true, "step_size": 30, "lr": 0.1})", step},
      {R"({"torch.optim.lr_scheduler.StepLR": {"base_lr": 0.1, "step_size": 30}})", step},
      {R"({"optimizer": {"class_path": "torch.optim.SGD", "init_args": {"lr": 0.1, "momentum": 0.9}},
           "lr_scheduler": {"class_path": "torch.optim.lr_scheduler.StepLR", "init_args": {"step_size": 30}},
           "trainer": {"max_epochs": 100}, "seed_everything": 42})",
       step},
      {R"({"model": {"_target_": "src.models.Net", "optimizer": {"_target_": "torch.optim.Adam", "_partial_": true, "lr": 0.1},
           "scheduler": {"_target_": "torch.optim.lr_scheduler.StepLR", "_partial_": true, "step_size": 30}},
           "data": {"batch_size": 64}})",
       step},
      {R"({"optimizer": {"type": "SGD", "args": {"lr": 0.1, "weight_decay": 0}},
           "lr_scheduler": {"type": "StepLR", "args": {"step_size": 30}}, "n_gpu": 1, "name": "Mnist_LeNet"})",
       step},
      {R"({"optimizer": {"lr": 0.1}, "scheduler": {"pytorch.StepLR": {"step_size": 30}}})", step},
      {R"({"_target_": "optax.warmup_cosine_decay_schedule", "init_value": 0, "peak_value": 1, "warmup_steps": 5,
           "decay_steps": 50})",
       R"({"optax.warmup_cosine_decay_schedule": {"init_value": 0, "peak_value": 1, "warmup_steps": 5,
           "decay_steps": 50}})"},
      {R"({"_target_": "timm.scheduler.CosineLRScheduler", "optimizer": "${optimizer}", "t_initial": 50, "lr": 0.1})",
       R"({"timm.CosineLRScheduler": {"base_lr": 0.1, "t_initial": 50}})"},
      {R"({"_target_": "transformers.get_cosine_schedule_with_warmup", "num_warmup_steps": 10,
           "num_training_steps": 300, "lr": 3e-4})",
       R"({"transformers.get_cosine_schedule_with_warmup": {"base_lr": 3e-4, "num_warmup_steps": 10,
           "num_training_steps": 300}})"},
      {R"({"_target_": "keras.optimizers.schedules.CosineDecay", "initial_learning_rate": 0.1, "decay_steps": 100})",
       keras},
      {R"({"class_path": "torch.optim.lr_scheduler.SequentialLR", "init_args": {"lr": 0.1, "schedulers": [
           {"class_path": "torch.optim.lr_scheduler.LinearLR", "init_args": {"total_iters": 5}},
           {"class_path": "torch.optim.lr_scheduler.CosineAnnealingLR", "init_args": {"T_max": 95}}], "milestones": [5]}})",
       R"({"pytorch.SequentialLR": {"base_lr": 0.1, "schedulers": [{"type": "LinearLR", "total_iters": 5},
           {"type": "CosineAnnealingLR", "T_max": 95}], "milestones": [5]}})"},
      {R"({"sequence": [{"take": {"schedule": {"type": "StepLR", "step_size": 3, "lr": 1}, "count": 6}},
                        {"class_name": "CosineDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 100}}]})",
       R"({"sequence": [{"take": {"schedule": {"pytorch.StepLR": {"base_lr": 1, "step_size": 3}}, "count": 6}},
                        {"keras.CosineDecay": {"initial_learning_rate": 0.1, "decay_steps": 100}}]})"},
  });
  CHECK(schedule_from(R"({"type": "StepLR", "params": {"step_size": 30}, "lr": 0.5})")(30) == 0.05);
}

TEST_CASE("what is wrong with a class is said where it stands", "[json]") {
  check_refused({
      {R"({"class_name": "CosineDeca", "config": {}})",
       "/class_name: there is no schedule CosineDeca, did you mean CosineDecay?"},
      {R"({"class_name": "CosineDecay", "config": {"initial_learning_rate": 0.1}})",
       "/config: keras.CosineDecay: the argument decay_steps is missing"},
      {R"({"class_name": "CosineDecay", "config": [0.1]})", "/config: the arguments must be an object, got [0.1]"},
      {R"({"class_path": "torch.optim.lr_scheduler.StepLR", "init_args": {"step_size": 0, "lr": 0.1}})",
       "/init_args/step_size: StepLR: step_size must be at least 1, got 0"},
      {R"({"class_path": "torch.optim.lr_scheduler.StepLR", "init_args": {"step_sise": 1, "lr": 0.1}})",
       "/init_args/step_sise: pytorch.StepLR: there is no argument step_sise, did you mean step_size?"},
      {R"({"class_path": "torch.optim.lr_scheduler.StepLR", "init_args": {"step_size": 3}})",
       "/init_args: pytorch.StepLR: the argument base_lr is missing"},
      {R"({"optimizer": {"params": {"lr": "fast"}}, "scheduler": {"type": "StepLR", "step_size": 3}})",
       "/optimizer/params/lr: must be a number, got \"fast\""},
      {R"({"optimizer": {"params": {"lr": -1}}, "scheduler": {"type": "StepLR", "step_size": 3}})",
       "/optimizer/params/lr: StepLR: base_lr must be at least 0, got -1"},
      {R"({"scheduler": {"type": "StepLR", "step_size": 3}, "lr": [0.1, 0.01]})",
       "/lr: must be a number, got [0.1,0.01]: ask for each parameter group by itself, with its own number"},
      {R"({"scheduler": {"type": "StepLR", "step_size": 3}, "lr": 0.1, "warmup_steps": 100})",
       "/warmup_steps: speaks of the schedule, and is not understood here, got 100"},
      {R"({"scheduler": {"type": "StepLR", "params": {"step_size": 3}, "gamma": 0.5}, "lr": 0.1})",
       "/scheduler/gamma: is not understood beside params"},
      {R"({"scheduler": {"type": "StepLR", "step_size": 3}, "lr_scheduler": {"type": "StepLR", "step_size": 3}})",
       "/: must have one schedule, got scheduler or lr_scheduler"},
      {R"({"type": "CosineLR"})",
       "/type: there is no schedule CosineLR, did you mean deepspeed.WarmupCosineLR or "
       "timm.CosineLRScheduler?"},
      {R"({"type": "InverseTimeDecay"})",
       "/type: must say which framework's it is, keras.InverseTimeDecay or paddle.InverseTimeDecay, got "
       "InverseTimeDecay"},
      {R"({"_target_": "torch.optim.lr_scheduler.ReduceLROnPlateau", "lr": 0.1})",
       "/_target_: pytorch.ReduceLROnPlateau needs metrics: it is no function of the step alone"},
  });
}

TEST_CASE("a plateau in a file", "[json]") {
  const auto ours = plateau_from(R"({"pytorch.ReduceLROnPlateau": {"base_lr": 0.1, "patience": 3}})");
  for (
      const char* file :
      {R"({"_target_": "torch.optim.lr_scheduler.ReduceLROnPlateau", "lr": 0.1, "patience": 3})",
       R"({"lr_scheduler": {"scheduler": {"type": "ReduceLROnPlateau", "params": {"patience": 3}}, "monitor": "val_loss",
            "interval": "epoch", "frequency": 1}, "optimizer": {"lr": 0.1}})",
       R"({"lr_scheduler_type": "reduce_lr_on_plateau", "learning_rate": 0.1, "lr_scheduler_kwargs": {"patience": 3}})",
       R"({"transformers.get_reduce_on_plateau_schedule": {"base_lr": 0.1, "patience": 3}})"}) {
    INFO(file);
    const std::string said = test::complaint([&] { plateau_from(file); });
    CHECK(said == "accepted");
    if (said == "accepted") CHECK(plateau_from(file) == ours);
  }
  CHECK(test::complaint([] { plateau_from(R"({"scheduler": {"type": "StepLR", "step_size": 3}, "lr": 1})"); }) ==
        "/scheduler/type: pytorch.StepLR takes no metrics: it is a function of the step alone");
}

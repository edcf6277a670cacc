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

TEST_CASE("DeepSpeed's whole configuration", "[json]") {
  const std::string around = R"("train_batch_size": "auto", "gradient_accumulation_steps": 4, "gradient_clipping": 1.0,
      "fp16": {"enabled": true, "loss_scale": 0}, "zero_optimization": {"stage": 2}, "curriculum_learning": {"enabled": true})";
  const auto with = [&](const std::string& optimizer, const std::string& scheduler) {
    return "{" + around + R"(, "optimizer": {"type": "AdamW", "params": )" + optimizer + R"(}, "scheduler": )" + scheduler + "}";
  };
  const std::string adam = R"({"lr": 3e-5, "betas": [0.8, 0.999], "weight_decay": 3e-7})";
  const auto check = [&](const std::string& scheduler, const char* ours) {
    const std::string file = with(adam, scheduler);
    CHECK(refusal(file) == "accepted");
    if (refusal(file) == "accepted") CHECK(schedule_from(file) == schedule_from(ours));
  };
  check(R"({"type": "WarmupLR", "params": {"warmup_min_lr": 0, "warmup_num_steps": 100}})",
        R"({"deepspeed.WarmupLR": {"base_lr": 3e-5, "warmup_min_lr": 0, "warmup_num_steps": 100}})");
  check(R"({"type": "WarmupDecayLR", "params": {"total_num_steps": 900, "warmup_max_lr": 3e-5, "warmup_num_steps": 100}})",
        R"({"deepspeed.WarmupDecayLR": {"total_num_steps": 900, "warmup_max_lr": 3e-5, "warmup_num_steps": 100}})");
  check(R"({"type": "WarmupCosineLR", "params": {"total_num_steps": 900, "warmup_num_steps": 100}})",
        R"({"deepspeed.WarmupCosineLR": {"base_lr": 3e-5, "total_num_steps": 900, "warmup_num_steps": 100}})");
  check(R"({"type": "OneCycle", "params": {"cycle_min_lr": 1e-5, "cycle_max_lr": 1e-3, "cycle_first_step_size": 100}})",
        R"({"deepspeed.OneCycle": {"cycle_min_lr": 1e-5, "cycle_max_lr": 1e-3, "cycle_first_step_size": 100}})");
  check(R"({"type": "CosineAnnealingLR", "params": {"T_max": 100}})",
        R"({"pytorch.CosineAnnealingLR": {"base_lr": 3e-5, "T_max": 100}})");

  const std::string automatic = R"("auto": write the number that the trainer puts there)";
  CHECK(refusal(with(adam, R"({"type": "WarmupLR", "params": {"warmup_num_steps": "auto"}})")) ==
        "/scheduler/params/warmup_num_steps: must be a whole number, got " + automatic);
  CHECK(refusal(with(R"({"lr": "auto"})", R"({"type": "WarmupCosineLR", "params": {"total_num_steps": 900}})")) ==
        "/optimizer/params/lr: must be a number, got " + automatic);
  CHECK(refusal(with(R"({"lr": "auto"})", R"({"type": "WarmupLR", "params": {"warmup_max_lr": 1e-3}})")) == "accepted");
  CHECK(refusal(with(adam, R"({"type": "WarmupLr", "params": {}})")) ==
        "/scheduler/type: there is no schedule WarmupLr, did you mean deepspeed.WarmupLR?");
  CHECK(refusal(with(adam, R"({"type": "WarmupLR", "params": {"warmup_steps": 100}})")) ==
        "/scheduler/params/warmup_steps: deepspeed.WarmupLR: there is no argument warmup_steps, did you mean "
        "warmup_num_steps?");
}

TEST_CASE("training arguments of transformers", "[json]") {
  const std::string around = R"({"output_dir": "out", "per_device_train_batch_size": 8, "num_train_epochs": 3.0,
      "weight_decay": 0.01, "adam_beta1": 0.9, "seed": 42, "logging_steps": 500, "optim": "adamw_torch", )";
  const auto check = [&](const std::string& arguments, const char* ours) {
    INFO(arguments);
    CHECK(refusal(around + arguments) == "accepted");
    if (refusal(around + arguments) == "accepted") CHECK(schedule_from(around + arguments) == schedule_from(ours));
  };
  check(R"("learning_rate": 3e-4, "lr_scheduler_type": "cosine", "warmup_ratio": 0.03, "max_steps": 1234})",
        R"({"transformers.get_cosine_schedule_with_warmup": {"base_lr": 3e-4, "num_warmup_steps": 38,
            "num_training_steps": 1234}})");
  // 100 times 0.07 is a rounding above 7 in double, and so 8 is the next integer.
  check(R"("learning_rate": 3e-4, "lr_scheduler_type": "linear", "warmup_ratio": 0.07, "max_steps": 100})",
        R"({"transformers.linear": {"base_lr": 3e-4, "num_warmup_steps": 8, "num_training_steps": 100}})");
  check(R"("learning_rate": 3e-4, "lr_scheduler_type": "linear", "warmup_ratio": 0.5, "warmup_steps": 10, "max_steps": 100})",
        R"({"transformers.linear": {"base_lr": 3e-4, "num_warmup_steps": 10, "num_training_steps": 100}})");
  check(R"("learning_rate": 3e-4, "warmup_steps": 0.05, "max_steps": 110})",
        R"({"transformers.linear": {"base_lr": 3e-4, "num_warmup_steps": 6, "num_training_steps": 110}})");
  check(R"("max_steps": 100, "lr_scheduler_type": "linear", "lr_scheduler_kwargs": {}})",
        R"({"transformers.linear": {"base_lr": 5e-5, "num_warmup_steps": 0, "num_training_steps": 100}})");
  check(R"("learning_rate": 3e-4, "lr_scheduler_type": "constant", "warmup_steps": 10, "max_steps": -1})",
        R"({"transformers.get_constant_schedule": {"base_lr": 3e-4}})");
  check(R"("learning_rate": 3e-4, "lr_scheduler_type": "constant_with_warmup", "warmup_steps": 10})",
        R"({"transformers.get_constant_schedule_with_warmup": {"base_lr": 3e-4, "num_warmup_steps": 10}})");
  check(R"("learning_rate": 3e-4, "lr_scheduler_type": "inverse_sqrt", "warmup_steps": 10,
           "lr_scheduler_kwargs": {"timescale": 50}})",
        R"({"transformers.get_inverse_sqrt_schedule": {"base_lr": 3e-4, "num_warmup_steps": 10, "timescale": 50}})");
  check(R"("learning_rate": 3e-4, "lr_scheduler_type": "cosine_with_min_lr", "warmup_steps": 10, "max_steps": 90,
           "lr_scheduler_kwargs": {"min_lr": 1e-5}})",
        R"({"transformers.get_cosine_with_min_lr_schedule_with_warmup": {"base_lr": 3e-4, "num_warmup_steps": 10,
            "num_training_steps": 90, "min_lr": 1e-5}})");
  check(R"("learning_rate": 3e-4, "lr_scheduler_type": "warmup_stable_decay", "warmup_steps": 10, "max_steps": 90,
           "lr_scheduler_kwargs": {"num_decay_steps": 20, "decay_type": "1-sqrt"}})",
        R"({"transformers.get_wsd_schedule": {"base_lr": 3e-4, "num_warmup_steps": 10, "num_decay_steps": 20,
            "num_training_steps": 90, "decay_type": "1-sqrt"}})");

  // Every name of lr_scheduler_type.
  const std::pair<const char*, const char*> names[] = {
      {"linear", "get_linear_schedule_with_warmup"},
      {"cosine", "get_cosine_schedule_with_warmup"},
      {"cosine_with_restarts", "get_cosine_with_hard_restarts_schedule_with_warmup"},
      {"polynomial", "get_polynomial_decay_schedule_with_warmup"},
      {"cosine_with_min_lr", "get_cosine_with_min_lr_schedule_with_warmup"},
      {"cosine_warmup_with_min_lr", "get_cosine_with_min_lr_schedule_with_warmup_lr_rate"}};
  for (const auto& [name, function] : names) {
    INFO(name);
    const std::string more = std::string(name).find("min_lr") != std::string::npos ? R"(, "min_lr_rate": 0.1)" : "";
    const std::string arguments = R"(": {"base_lr": 0.1, "num_warmup_steps": 5, "num_training_steps": 50)" + more + "}}";
    const auto ours = schedule_from(std::string(R"({"transformers.)") + function + arguments);
    CHECK(schedule_from(std::string(R"({"transformers.)") + name + arguments) == ours);
    CHECK(schedule_from(std::string(R"({"lr_scheduler_type": ")") + name +
                        R"(", "learning_rate": 0.1, "warmup_steps": 5, "max_steps": 50)" +
                        (more.empty() ? "" : R"(, "lr_scheduler_kwargs": {"min_lr_rate": 0.1})") + "}") == ours);
  }

  const std::string missing =
      "/max_steps: must be given: the number of steps that the epochs make is that of the data, which the file does not "
      "tell";
  CHECK(refusal(around + R"("learning_rate": 3e-4})") == missing);
  CHECK(refusal(around + R"("learning_rate": 3e-4, "max_steps": -1})") == missing);
  CHECK(refusal(around + R"("lr_scheduler_type": "constant_with_warmup", "warmup_ratio": 0.1})") == missing);
  check_refused({
      {R"({"lr_scheduler_type": "cosin", "max_steps": 9})",
       "/lr_scheduler_type: there is no schedule cosin, did you mean cosine?"},
      {R"({"lr_scheduler_type": "greedy", "max_steps": 9})",
       "/lr_scheduler_type: there is no schedule greedy, only constant, constant_with_warmup, cosine, "
       "cosine_warmup_with_min_lr, cosine_with_min_lr, cosine_with_restarts, get_reduce_on_plateau_schedule, "
       "inverse_sqrt, linear, polynomial, reduce_lr_on_plateau, warmup_stable_decay"},
      {R"({"lr_scheduler_type": "cosine", "max_steps": 9, "warmup_ratio": 1.5})",
       "/warmup_ratio: must be from 0 to 1, got 1.5"},
      {R"({"lr_scheduler_type": "cosine", "max_steps": 9, "warmup_steps": -5})",
       "/warmup_steps: get_cosine_schedule_with_warmup: num_warmup_steps must be at least 0, got -5"},
      {R"({"lr_scheduler_type": "cosine", "max_steps": 9, "learning_rate": "2e-4"})",
       "/learning_rate: must be a number, got \"2e-4\""},
      {R"({"lr_scheduler_type": "cosine", "max_steps": 9, "lr_scheduler_kwargs": {"num_cycle": 1}})",
       "/lr_scheduler_kwargs/num_cycle: transformers.get_cosine_schedule_with_warmup: there is no argument num_cycle, "
       "did you mean num_cycles?"},
      {R"({"lr_scheduler_type": "cosine", "max_steps": 9, "lr_scheduler_kwargs": {"num_warmup_steps": 1}})",
       "/lr_scheduler_kwargs/num_warmup_steps: is given by /warmup_ratio too"},
      {R"({"lr_scheduler_type": "reduce_lr_on_plateau"})",
       "/lr_scheduler_type: pytorch.ReduceLROnPlateau needs metrics: it is no function of the step alone"},
      {R"({"transformers.cosine": {"base_lr": 1, "num_warmup_steps": 5}})",
       "/transformers.cosine: transformers.get_cosine_schedule_with_warmup: the argument num_training_steps is missing"},
  });
}

TEST_CASE("the files of LLaMA-Factory and axolotl", "[json]") {
  CHECK(schedule_from(R"({"model_name_or_path": "meta-llama/Meta-Llama-3-8B-Instruct", "stage": "sft", "do_train": true,
      "finetuning_type": "lora", "lora_target": "all", "lora_dropout": 0.05, "dataset": "identity", "cutoff_len": 2048,
      "overwrite_cache": true, "preprocessing_num_workers": 16, "per_device_train_batch_size": 1,
      "gradient_accumulation_steps": 8, "learning_rate": 1.0e-4, "num_train_epochs": 3.0, "max_steps": 1000,
      "lr_scheduler_type": "cosine", "warmup_ratio": 0.1, "bf16": true, "ddp_timeout": 180000000})") ==
        schedule_from(R"({"transformers.cosine": {"base_lr": 1e-4, "num_warmup_steps": 100,
                          "num_training_steps": 1000}})"));
  const std::string axolotl = R"({"base_model": "NousResearch/Llama-3.2-1B", "sequence_len": 2048, "sample_packing": true,
      "lora_r": 16, "micro_batch_size": 2, "num_epochs": 1, "optimizer": "adamw_8bit", "lr_scheduler": "cosine",
      "learning_rate": 0.0002, "evals_per_epoch": 4, "weight_decay": 0.0, "special_tokens": {"pad_token": "x"})";
  const auto warmup = [&](const std::string& more) {
    return schedule_from(axolotl + more + "}").describe().fields[1];
  };
  const auto ours = [](int steps) {
    return schedule_from(R"({"transformers.cosine": {"base_lr": 2e-4, "num_training_steps": 1234, "num_warmup_steps": )" +
                         std::to_string(steps) + "}}")
        .describe()
        .fields[1];
  };
  CHECK(warmup(R"(, "max_steps": 1234, "warmup_ratio": 0.03)") == ours(37));  // axolotl rounds down
  CHECK(warmup(R"(, "max_steps": 1234, "warmup_steps": 10)") == ours(10));
  CHECK(warmup(R"(, "max_steps": 1234, "warmup_steps": 1)") == ours(2));
  CHECK(warmup(R"(, "max_steps": 1234)") == ours(37));
  CHECK(warmup(R"(, "max_steps": 5000)") == ours(100));
  CHECK(refusal(axolotl + R"(, "max_steps": 1234, "cosine_min_lr_ratio": 0.1})") ==
        "/cosine_min_lr_ratio: speaks of the schedule, and is not understood here, got 0.1");
}

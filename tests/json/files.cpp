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
       "/init_args: pytorch.StepLR: the argument base_lr is missing: the rate, or lr of the optimizer beside"},
      {R"({"optimizer": {"params": {"lr": "fast"}}, "scheduler": {"type": "StepLR", "step_size": 3}})",
       "/optimizer/params/lr: must be a number, got \"fast\""},
      {R"({"optimizer": {"params": {"lr": -1}}, "scheduler": {"type": "StepLR", "step_size": 3}})",
       "/optimizer/params/lr: StepLR: base_lr must be at least 0, got -1"},
      {R"({"scheduler": {"type": "StepLR", "step_size": 3}, "lr": [0.1, 0.01]})",
       "/lr: must be a number, got [0.1,0.01]: groups_from_json reads a list, with a number for each parameter group"},
      {R"({"scheduler": {"type": "StepLR", "step_size": 3}, "lr": 0.1, "warmup_steps": 100})",
       "/warmup_steps: speaks of the schedule, and is not understood here, got 100"},
      {R"({"scheduler": {"type": "StepLR", "params": {"step_size": 3}, "gamma": 0.5}, "lr": 0.1})",
       "/scheduler/gamma: is not understood beside params"},
      {R"({"scheduler": {"type": "StepLR", "step_size": 3}, "lr_scheduler": {"type": "StepLR", "step_size": 3}})",
       "/: must have one schedule, got scheduler or lr_scheduler"},
      {R"({"type": "CosineLR"})",
       "/type: there is no schedule CosineLR, did you mean deepspeed.WarmupCosineLR or "
       "timm.CosineLRScheduler?"},
      {R"({"optax.join_schedules": {"schedules": [{"type": "StepLR"}], "boundaries": []}})",
       "/optax.join_schedules/schedules/0/type: there is no schedule StepLR, did you mean pytorch.StepLR?"},
      {R"({"type": "cosine", "from": 1, "to": 0, "steps": 5})",
       "/type: must say which framework's it is, fairseq.cosine, llmc.cosine or megatron.cosine, got cosine"},
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
  CHECK(plateau_from(
            R"({"lr": 0.1, "param_scheduler": [{"type": "ReduceOnPlateauLR", "monitor": "acc", "by_epoch": true}]})") ==
        plateau_from(R"({"mmengine.ReduceOnPlateauLR": {"base_lr": 0.1, "monitor": "acc"}})"));
  CHECK(test::complaint([] { plateau_from(R"({"scheduler": {"type": "StepLR", "step_size": 3}, "lr": 1})"); }) ==
        "/scheduler/type: pytorch.StepLR takes no metrics: it is a function of the step alone");
}

TEST_CASE("DeepSpeed's whole configuration", "[json]") {
  const std::string around = R"("train_batch_size": "auto", "gradient_accumulation_steps": 4, "gradient_clipping": 1.0,
      "fp16": {"enabled": true, "loss_scale": 0}, "zero_optimization": {"stage": 2}, "curriculum_learning": {"enabled": true})";
  const auto with = [&](const std::string& optimizer, const std::string& scheduler) {
    return "{" + around + R"(, "optimizer": {"type": "AdamW", "params": )" + optimizer + R"(}, "scheduler": )" +
           scheduler + "}";
  };
  const std::string adam = R"({"lr": 3e-5, "betas": [0.8, 0.999], "weight_decay": 3e-7})";
  const auto check = [&](const std::string& scheduler, const char* ours) {
    const std::string file = with(adam, scheduler);
    CHECK(refusal(file) == "accepted");
    if (refusal(file) == "accepted") CHECK(schedule_from(file) == schedule_from(ours));
  };
  check(R"({"type": "WarmupLR", "params": {"warmup_min_lr": 0, "warmup_num_steps": 100}})",
        R"({"deepspeed.WarmupLR": {"base_lr": 3e-5, "warmup_min_lr": 0, "warmup_num_steps": 100}})");
  check(
      R"({"type": "WarmupDecayLR", "params": {"total_num_steps": 900, "warmup_max_lr": 3e-5, "warmup_num_steps": 100}})",
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
  check(
      R"("learning_rate": 3e-4, "lr_scheduler_type": "linear", "warmup_ratio": 0.5, "warmup_steps": 10, "max_steps": 100})",
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
    const std::string arguments =
        R"(": {"base_lr": 0.1, "num_warmup_steps": 5, "num_training_steps": 50)" + more + "}}";
    const auto ours = schedule_from(std::string(R"({"transformers.)") + function + arguments);
    CHECK(schedule_from(std::string(R"({"transformers.)") + name + arguments) == ours);
    CHECK(schedule_from(std::string(R"({"lr_scheduler_type": ")") + name +
                        R"(", "learning_rate": 0.1, "warmup_steps": 5, "max_steps": 50)" +
                        (more.empty() ? "" : R"(, "lr_scheduler_kwargs": {"min_lr_rate": 0.1})") + "}") == ours);
  }

  const std::string missing =
      "/max_steps: must be given: the number of steps that the epochs make is that of the data, which the file does "
      "not "
      "tell";
  CHECK(refusal(around + R"("learning_rate": 3e-4})") == missing);
  CHECK(refusal(around + R"("learning_rate": 3e-4, "max_steps": -1})") == missing);
  CHECK(refusal(around + R"("lr_scheduler_type": "constant_with_warmup", "warmup_ratio": 0.1})") == missing);
  check_refused({
      {R"({"lr_scheduler_type": "cosin", "max_steps": 9})",
       "/lr_scheduler_type: there is no schedule cosin, did you mean cosine?"},
      {R"({"lr_scheduler_type": "greedy", "max_steps": 9})",
       "/lr_scheduler_type: there is no schedule greedy, only constant, constant_with_warmup, cosine, "
       "cosine_warmup_with_min_lr, cosine_with_min_lr, cosine_with_restarts, inverse_sqrt, linear, polynomial, "
       "reduce_lr_on_plateau, warmup_stable_decay"},
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
       "/transformers.cosine: transformers.get_cosine_schedule_with_warmup: the argument num_training_steps is "
       "missing"},
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
  const std::string axolotl =
      R"({"base_model": "NousResearch/Llama-3.2-1B", "sequence_len": 2048, "sample_packing": true,
      "lora_r": 16, "micro_batch_size": 2, "num_epochs": 1, "optimizer": "adamw_8bit", "lr_scheduler": "cosine",
      "learning_rate": 0.0002, "evals_per_epoch": 4, "weight_decay": 0.0, "special_tokens": {"pad_token": "x"})";
  const auto warmup = [&](const std::string& more) { return schedule_from(axolotl + more + "}").describe().fields[1]; };
  const auto ours = [](int steps) {
    return schedule_from(
               R"({"transformers.cosine": {"base_lr": 2e-4, "num_training_steps": 1234, "num_warmup_steps": )" +
               std::to_string(steps) + "}}")
        .describe()
        .fields[1];
  };
  CHECK(warmup(R"(, "max_steps": 1234, "warmup_ratio": 0.03)") == ours(37));  // axolotl rounds down
  CHECK(warmup(R"(, "max_steps": 1234, "warmup_steps": 10)") == ours(10));
  CHECK(warmup(R"(, "max_steps": 1234, "warmup_steps": 1)") == ours(2));
  CHECK(warmup(R"(, "max_steps": 1234)") == ours(37));
  CHECK(warmup(R"(, "max_steps": 5000)") == ours(100));
  CHECK(warmup(R"(, "max_steps": 1234, "warmup_ratio": 0)") == ours(0));  // given, and so not 3 %
  CHECK(warmup(R"(, "max_steps": 1234, "warmup_steps": 0, "warmup_ratio": 0.5)") == ours(0));
  CHECK(warmup(R"(, "max_steps": 1234, "warmup_steps": null)") == ours(37));
  CHECK(warmup(R"(, "max_steps": 1234, "warmup_steps": null, "warmup_ratio": null)") == ours(37));
  CHECK(warmup(R"(, "max_steps": 1234, "lr_scheduler_kwargs": {"num_cycles": 0.5})") == ours(37));

  const std::string bare =
      R"({"base_model": "x", "datasets": [], "num_epochs": 1, "learning_rate": 0.01, "max_steps": 100)";
  const char* const cosine =
      R"({"transformers.cosine": {"base_lr": 0.01, "num_warmup_steps": 3, "num_training_steps": 100}})";
  check_same({
      {(bare + "}").c_str(), cosine},
      {(bare + R"(, "lr_scheduler": null})").c_str(), cosine},
      {(bare + R"(, "lr_scheduler": "cosine"})").c_str(), cosine},
      {(bare + R"(, "lr_scheduler_kwargs": {}})").c_str(), cosine},
      {(bare + R"(, "loraplus_lr_ratio": 16, "embedding_lr": 1e-5})").c_str(), cosine},
      {(bare + R"(, "cosine_min_lr_ratio": 0.1})").c_str(),
       R"({"transformers.cosine_with_min_lr": {"base_lr": 0.01, "num_warmup_steps": 3, "num_training_steps": 100,
           "min_lr_rate": 0.1}})"},
      {R"({"finetuning_type": "lora", "stage": "sft", "learning_rate": 0.01, "max_steps": 110, "warmup_steps": 10,
           "lr_scheduler_type": "warmup_stable_decay"})",
       R"({"transformers.get_wsd_schedule": {"base_lr": 0.01, "num_warmup_steps": 10, "num_training_steps": 110,
           "num_stable_steps": 33, "num_decay_steps": 67}})"},
      {R"({"finetuning_type": "lora", "learning_rate": 0.01, "max_steps": 110, "warmup_ratio": 0.1,
           "lr_scheduler_type": "warmup_stable_decay", "lr_scheduler_kwargs": {"num_decay_steps": 20}})",
       R"({"transformers.get_wsd_schedule": {"base_lr": 0.01, "num_warmup_steps": 11, "num_training_steps": 110,
           "num_stable_steps": 33, "num_decay_steps": 20}})"},
  });
  const auto refused = [&](const std::string& more) { return refusal(bare + more + "}"); };
  CHECK(refused(R"(, "lr_scheduler": "linear", "cosine_min_lr_ratio": 0.1)") ==
        "/cosine_min_lr_ratio: speaks of the schedule, and is not understood here, got 0.1");
  CHECK(refused(R"(, "jagged_restart_steps": 10)") ==
        "/jagged_restart_steps: speaks of the schedule, and is not understood here, got 10");
  CHECK(refused(R"(, "lr_scheduler": "rex")").starts_with("/lr_scheduler: there is no schedule rex, only constant, "));
  CHECK(refusal(R"({"learning_rate": 0.01, "max_steps": 110, "lr_scheduler_type": "warmup_stable_decay"})")
            .ends_with(": the argument num_decay_steps is missing"));
}

TEST_CASE("the arguments of diffusers", "[json]") {
  const std::string file = R"({"train_batch_size": 4, "learning_rate": 0.01, "max_train_steps": 100, "lr_power": 2,
      "lr_num_cycles": 3, "lr_scheduler": )";
  const auto check = [&](const std::string& more, const std::string& ours) {
    INFO(more);
    CHECK(refusal(file + more + "}") == "accepted");
    if (refusal(file + more + "}") == "accepted") CHECK(schedule_from(file + more + "}") == schedule_from(ours));
  };
  const auto transformers = [](const std::string& name, const std::string& more) {
    return R"({"transformers.)" + name + R"(": {"base_lr": 0.01)" + more + "}}";
  };
  const std::string steps = R"(, "num_warmup_steps": 5, "num_training_steps": 100)";
  check(R"("cosine", "lr_warmup_steps": 5)", transformers("cosine", steps));
  check(R"("cosine_with_restarts", "lr_warmup_steps": 5)",
        transformers("cosine_with_restarts", steps + R"(, "num_cycles": 3)"));
  check(R"("polynomial", "lr_warmup_steps": 5)", transformers("polynomial", steps + R"(, "power": 2)"));
  check(R"("linear", "lr_warmup_steps": 0)",
        transformers("linear", R"(, "num_warmup_steps": 0, "num_training_steps": 100)"));
  check(R"("constant", "lr_warmup_steps": 5)", transformers("constant", ""));
  CHECK(refusal(file + R"("cosine"})") == "/lr_warmup_steps: must be given");
  CHECK(refusal(R"({"lr_scheduler": "constant", "max_train_steps": 9})") == "/learning_rate: must be given");
  CHECK(refusal(R"({"lr_scheduler": "cosine", "learning_rate": 1, "lr_warmup_steps": 9})")
            .starts_with("/max_train_steps: must be given: "));
}

TEST_CASE("a key without a value is as if it were not there", "[json]") {
  const char* const linear =
      R"({"transformers.linear": {"base_lr": 5e-5, "num_warmup_steps": 0, "num_training_steps": 90}})";
  check_same({
      {R"({"max_steps": 90, "lr_scheduler_type": null, "num_train_epochs": 1, "learning_rate": null,
           "warmup_steps": null, "warmup_ratio": null, "lr_scheduler_kwargs": null})",
       linear},
      {R"({"class_name": "CosineDecay", "config": {"initial_learning_rate": 0.1, "decay_steps": 100, "name": null}})",
       R"({"keras.CosineDecay": {"initial_learning_rate": 0.1, "decay_steps": 100}})"},
      {R"({"class_name": "Adam", "config": {"name": null, "learning_rate": {"class_name": "CosineDecay",
           "config": {"initial_learning_rate": 0.1, "decay_steps": 100, "name": null}}}})",
       R"({"keras.CosineDecay": {"initial_learning_rate": 0.1, "decay_steps": 100}})"},
      {R"({"name": null, "type": "StepLR", "step_size": 3, "lr": 0.1})",
       R"({"pytorch.StepLR": {"base_lr": 0.1, "step_size": 3}})"},
      {R"({"type": "StepLR", "args": null, "step_size": 3, "lr": 0.1})",
       R"({"pytorch.StepLR": {"base_lr": 0.1, "step_size": 3}})"},
      {R"({"lr": 0.1, "epoch_length": null, "param_scheduler": {"type": "StepLR", "step_size": 3}})",
       R"({"mmengine.StepLR": {"base_lr": 0.1, "step_size": 3}})"},
  });
}

TEST_CASE("a rate beside is the schedule's own, whatever that is called", "[json]") {
  check_same({
      {R"({"scheduler": {"type": "fairseq.fixed"}, "lr": 0.0005})", R"({"fairseq.fixed": {"lr": [0.0005]}})"},
      {R"({"scheduler": {"type": "fairseq.fixed"}, "lr": [0.0005]})", R"({"fairseq.fixed": {"lr": [0.0005]}})"},
      {R"({"scheduler": {"fairseq.inverse_sqrt": {"warmup_updates": 10}}, "optimizer": {"lr": 0.5}})",
       R"({"fairseq.inverse_sqrt": {"lr": [0.5], "warmup_updates": 10}})"},
      {R"({"scheduler": {"type": "fairseq.triangular", "max_lr": 1}, "lr": 0.5})",
       R"({"fairseq.triangular": {"lr": [0.5], "max_lr": 1}})"},
      {R"({"optimization": {"lr": [0.5], "max_update": 9}, "lr_scheduler": {"_name": "inverse_sqrt", "warmup_updates": 4}})",
       R"({"fairseq.inverse_sqrt": {"lr": [0.5], "warmup_updates": 4}})"},
      {R"({"scheduler": {"type": "llmc.cosine", "train_num_batches": 10}, "lr": 0.5})",
       R"({"llmc.cosine": {"learning_rate": 0.5, "train_num_batches": 10}})"},
      {R"({"scheduler": {"type": "darknet.constant"}, "lr": 0.5})", R"({"darknet.constant": {"learning_rate": 0.5}})"},
      {R"({"scheduler": {"type": "keras.CosineDecay", "decay_steps": 10}, "learning_rate": 0.5})",
       R"({"keras.CosineDecay": {"initial_learning_rate": 0.5, "decay_steps": 10}})"},
      {R"({"type": "paddle.StepDecay", "step_size": 10, "lr": 0.5})",
       R"({"paddle.StepDecay": {"learning_rate": 0.5, "step_size": 10}})"},
      {R"({"scheduler": {"type": "paddle.OneCycleLR", "total_steps": 10}, "lr": 0.5})",
       R"({"paddle.OneCycleLR": {"max_learning_rate": 0.5, "total_steps": 10}})"},
      {R"({"scheduler": {"type": "paddle.CyclicLR", "max_learning_rate": 1, "step_size_up": 5}, "lr": 0.5})",
       R"({"paddle.CyclicLR": {"base_learning_rate": 0.5, "max_learning_rate": 1, "step_size_up": 5}})"},
      {R"({"scheduler": {"type": "megatron.linear", "init_lr": 0, "min_lr": 0, "lr_warmup_steps": 1,
           "lr_decay_steps": 9}, "lr": 0.5})",
       R"({"megatron.linear": {"init_lr": 0, "max_lr": 0.5, "min_lr": 0, "lr_warmup_steps": 1, "lr_decay_steps": 9}})"},
      {R"({"scheduler": {"type": "fastai.fit_one_cycle", "n_epoch": 2, "n_iter": 5}, "lr": 0.5})",
       R"({"fastai.fit_one_cycle": {"n_epoch": 2, "n_iter": 5, "lr_max": 0.5}})"},
      {R"({"scheduler": {"type": "optax.warmup_cosine_decay_schedule", "init_value": 0, "warmup_steps": 2,
           "decay_steps": 9}, "lr": 0.5})",
       R"({"optax.warmup_cosine_decay_schedule": {"init_value": 0, "peak_value": 0.5, "warmup_steps": 2,
           "decay_steps": 9}})"},
      {R"({"scheduler": {"type": "optax.cosine_decay_schedule", "decay_steps": 9}, "lr": 0.5})",
       R"({"optax.cosine_decay_schedule": {"init_value": 0.5, "decay_steps": 9}})"},
      {R"({"scheduler": {"type": "optax.join_schedules", "boundaries": [2], "schedules": [
           {"type": "constant_schedule", "value": 0.1}, {"type": "cosine_decay_schedule", "decay_steps": 9}]}, "lr": 0.5})",
       R"({"optax.join_schedules": {"boundaries": [2], "schedules": [{"type": "constant_schedule", "value": 0.1},
           {"type": "cosine_decay_schedule", "init_value": 0.5, "decay_steps": 9}]}})"},
      {R"({"lr": 0.5, "training_args": {"lr_scheduler_type": "linear", "max_steps": 9}})",
       R"({"transformers.linear": {"base_lr": 0.5, "num_warmup_steps": 0, "num_training_steps": 9}})"},
      {R"({"scheduler": {"pytorch.CyclicLR": {"base_lr": 0.1, "max_lr": 1}}, "lr": 0.5})",
       R"({"pytorch.CyclicLR": {"base_lr": 0.1, "max_lr": 1}})"},
  });
  check_refused({
      {R"({"scheduler": {"type": "fastai.SchedCos", "start": 1, "end": 0, "n_epoch": 1, "n_iter": 9}, "lr": 0.5})",
       "/lr: is no argument of fastai.SchedCos, only start, end, n_epoch, n_iter"},
      {R"({"scheduler": {"cosine": {"from": 1, "to": 0, "steps": 5}}, "optimizer": {"params": {"lr": 0.5}}})",
       "/optimizer/params/lr: is no argument of cosine, only from, to, steps, includes"},
      {R"({"scheduler": {"type": "keras.PiecewiseConstantDecay", "boundaries": [1], "values": [1, 0]}, "lr": 0.5})",
       "/lr: is no argument of keras.PiecewiseConstantDecay, only boundaries, values, name"},
      {R"({"scheduler": {"type": "keras.CosineDecay", "decay_steps": 10, "warmup_target": 1, "warmup_steps": 5}, "lr": 0.5})",
       "/scheduler: keras.CosineDecay: the argument initial_learning_rate is missing"},
      {R"({"scheduler": {"type": "optax.linear_schedule", "end_value": 1, "transition_steps": 5}, "lr": 0.5})",
       "/scheduler: optax.linear_schedule: the argument init_value is missing"},
      {R"({"scheduler": {"type": "fairseq.fixed"}, "lr": "fast"})", "/lr: must be a number, got \"fast\""},
      {R"({"scheduler": {"type": "fairseq.fixed"}, "lr": -1})", "/lr: fixed: lr must be at least 0, got -1"},
      {R"({"scheduler": {"type": "llmc.cosine", "train_num_batches": 9}, "lr": "auto"})",
       "/lr: must be a number, got \"auto\": write the number that the trainer puts there"},
      {R"({"fairseq.fixed": {"lr": 0.5}})", "/fairseq.fixed/lr: must be a list, got 0.5"},
  });
}

TEST_CASE("what stands around a schedule", "[json]") {
  const char* const warmup = R"({"deepspeed.WarmupLR": {"base_lr": 0.1, "warmup_num_steps": 9}})";
  const char* const step = R"({"pytorch.StepLR": {"base_lr": 0.1, "step_size": 3}})";
  check_same({
      {R"({"optimizer": {"params": {"lr": 0.1}}, "scheduler": {"type": "WarmupLR",
           "params": {"warmup_num_steps": 9, "last_batch_iteration": -1}}})",
       warmup},
      {R"({"learning_rate": 0.1, "num_train_epochs": 3, "lr_scheduler_type": "cosine", "deepspeed": {
           "optimizer": {"type": "AdamW", "params": {"lr": "auto"}},
           "scheduler": {"type": "WarmupLR", "params": {"warmup_num_steps": 9}}}})",
       warmup},
      {R"({"learning_rate": 0.2, "num_train_epochs": 3, "deepspeed": {"optimizer": {"params": {"lr": 0.1}},
           "scheduler": {"type": "WarmupLR", "params": {"warmup_num_steps": 9}}}})",
       warmup},
      {R"({"lr": 0.1, "lr_scheduler": {"scheduler": {"type": "StepLR", "step_size": 3}, "interval": "step"}})", step},
      {R"({"max_duration": "10ba", "optimizer": {"lr": 0.1},
           "scheduler": {"_target_": "composer.optim.CosineAnnealingScheduler", "alpha_f": 0.5}})",
       R"({"composer.CosineAnnealingScheduler": {"base_lr": 0.1, "alpha_f": 0.5, "max_duration": "10ba"}})"},
      {R"({"name": "constant", "learning_rate": 0.1, "lr_scheduler_type": "constant", "max_steps": 9})",
       R"({"transformers.constant": {"base_lr": 0.1}})"},
      {R"({"lr": 0.1, "frequency": 5, "seed": 1, "scheduler": {"type": "StepLR", "step_size": 3}})", step},
      {R"({"optimizer": {"_component_": "torch.optim.AdamW", "lr": 0.1}, "lr_scheduler": {
           "_component_": "torchtune.training.lr_schedulers.get_cosine_schedule_with_warmup", "num_warmup_steps": 2,
           "num_training_steps": 9}})",
       R"({"transformers.cosine": {"base_lr": 0.1, "num_warmup_steps": 2, "num_training_steps": 9}})"},
      {R"({"lr_scheduler_type": "SchedulerType.COSINE_WITH_RESTARTS", "learning_rate": 0.1, "max_steps": 9})",
       R"({"transformers.cosine_with_restarts": {"base_lr": 0.1, "num_warmup_steps": 0, "num_training_steps": 9}})"},
      {R"({"module": "keras.optimizers", "class_name": "Adam", "config": {"name": "adam", "learning_rate": 0.001}})",
       R"({"constant": {"value": 0.001}})"},
      {R"({"compile_config": {"optimizer": {"class_name": "Adam", "config": {"learning_rate": 0.001}}}})",
       R"({"constant": {"value": 0.001}})"},
      {R"({"lr": 1, "lr_decay_style": "constant", "train_iters": 9, "decoupled_lr": 0.1, "decoupled_min_lr": 0.01})",
       R"({"megatron.constant": {"init_lr": 0, "max_lr": 1, "min_lr": 0, "lr_warmup_steps": 0, "lr_decay_steps": 9}})"},
  });
  const std::string every_fifth = R"({"lr": 1, "lr_scheduler": {"interval": "step", "frequency": 5, "scheduler": )";
  const auto slow = schedule_from(every_fifth + R"({"type": "ExponentialLR", "gamma": 0.5}}})");
  for (const auto& [at, rate] : {std::pair(0, 1.0), {4, 1.0}, {5, 0.5}, {9, 0.5}, {10, 0.25}, {50, 0.0009765625}}) {
    INFO(at);
    CHECK(slow(at) == rate);
  }
  CHECK(schedule_from(test::written(slow)) == slow);
  CHECK(
      schedule_from(R"({"lr_scheduler": {"frequency": 5, "scheduler": {"linear": {"from": 1, "to": 0, "steps": 4}}}})")
          .length() == 20);
  CHECK(test::complaint([&] { plateau_from(every_fifth + R"({"type": "ReduceLROnPlateau"}}})"); }) ==
        "/lr_scheduler/frequency: must be 1, since a plateau sees every metric, got 5");
  check_refused({
      {R"({"lr_scheduler_type": "linear", "max_steps": 9223372036854775807, "warmup_ratio": 1})",
       "/max_steps: must be at most 2^53, got 9223372036854775807"},
      {R"({"finetuning_type": "lora", "lr_scheduler_type": "warmup_stable_decay", "max_steps": 1,
           "warmup_steps": -9223372036854775808})",
       "/warmup_steps: get_wsd_schedule: num_warmup_steps must be at least 0, got -9223372036854775808"},
      {R"({"lr_scheduler_type": "pytorch.StepLR", "max_steps": 9})",
       "/lr_scheduler_type: there is no schedule pytorch.StepLR, only constant, constant_with_warmup, cosine, "
       "cosine_warmup_with_min_lr, cosine_with_min_lr, cosine_with_restarts, inverse_sqrt, linear, polynomial, "
       "reduce_lr_on_plateau, warmup_stable_decay"},
      {R"({"train-iters": 100, "train_iters": 200, "lr": 1, "lr-decay-style": "cosine"})",
       "/train_iters: stands there as train-iters too"},
      {R"({"train-iters": 100, "lr": 1, "lr-decay-style": "exponential"})",
       "/lr-decay-style: there is no schedule exponential, did you mean WSD/exponential?"},
      {R"({"class_name": "Adam", "config": {"learning_rate": 0.1, "lr_warmup": 3}})",
       "/config/lr_warmup: speaks of the schedule, and is not understood here, got 3"},
      {R"({"class_name": "SGD", "config": {"learning_rate": 0.1, "decay": 0.01}})",
       "/config/decay: must be 0; what lowers the rate so is keras.InverseTimeDecay with decay_steps 1"},
      {R"({"lr": 1, "lr_scheduler": {"frequency": 0, "scheduler": {"type": "StepLR", "step_size": 3}}})",
       "/lr_scheduler/frequency: must be at least 1, got 0"},
      {R"({"optimizer": {"params": {"lr": 0.1}}, "scheduler": {"type": "WarmupLR",
           "params": {"warmup_num_steps": 9, "last_batch_iteration": 7}}})",
       "/scheduler/params/last_batch_iteration: must be -1, since the schedule is read from its beginning, got 7"},
      {R"({"lr": 0.1, "scheduler": {"type": "StepLR", "step_size": 3, "last_epoch": 7}})",
       "/scheduler/last_epoch: must be -1, since the schedule is read from its beginning, got 7"},
      {R"({"lr": 0.1, "max_duration": 5, "scheduler": {"type": "composer.CosineAnnealingScheduler"}})",
       "/max_duration: must be a string, got 5"},
      {R"({"lr": 1, "param_scheduler": {"type": "LinearLR", "end": 5, "convert_to_iter_based": true}})",
       "/: param_scheduler: epoch_length must be given, since some count epochs and others iterations, got nothing"},
      {R"({"lr": 1, "param_scheduler": [{"type": "LinearLR", "end": 5, "convert_to_iter_based": true}]})",
       "/: param_scheduler: epoch_length must be given, since some count epochs and others iterations, got nothing"},
  });
}

TEST_CASE("a key that is misspelt is not passed over", "[json]") {
  const auto refused = [](const std::string& more) {
    return refusal(R"({"lr_scheduler_type": "linear", "max_steps": 90, "save_steps": 30, "eval_steps": 9, )" + more +
                   "}");
  };
  CHECK(refused(R"("warm_up_steps": 10)") ==
        "/warm_up_steps: there is no key warm_up_steps, did you mean warmup_steps?");
  CHECK(refused(R"("wramup_steps": 10)") == "/wramup_steps: there is no key wramup_steps, did you mean warmup_steps?");
  CHECK(refused(R"("lerning_rate": 1)") == "/lerning_rate: there is no key lerning_rate, did you mean learning_rate?");
  CHECK(refused(R"("max_step": 1)") == "/max_step: there is no key max_step, did you mean max_steps?");
  CHECK(refused(R"("warmup_step": 10)") ==
        "/warmup_step: speaks of the schedule, and is not understood here, got 10, did you mean warmup_steps?");
  CHECK(refusal(R"({"lerning_rate": 0.1, "scheduler": {"type": "fairseq.fixed"}})") ==
        "/lerning_rate: there is no key lerning_rate, did you mean learning_rate?");
  CHECK(refused(R"("logging_steps": 10, "max_seq_length": 5, "learning_style": 3)") == "accepted");
}

TEST_CASE("a document without a schedule is told what was looked for", "[json]") {
  check_refused({
      {"null", "/: the document is empty: there is no schedule in it"},
      {R"({"seed": 1, "epochs": 5, "batch": 3})",
       "/: no schedule was found: looked for scheduler, lr_scheduler, learning_rate_scheduler, lr_schedule, "
       "learning_rate_schedule, param_scheduler or lr_scheduler_type"},
      {R"({"lr": 1, "param_scheduler": []})", "/param_scheduler: is empty: there is no schedule in it"},
      {R"({"seed": 1, "sheduler": {"type": "StepLR"}})",
       "/sheduler: there is no schedule sheduler, did you mean scheduler?"},
      {R"({"sheduler": {"type": "StepLR"}})", "/sheduler: there is no schedule sheduler, did you mean scheduler?"},
      {R"({"scheduler": "cosine"})",
       "/scheduler: must be an object, with the name of a schedule and its arguments, got \"cosine\""},
      {R"({"scheduler": "cosine", "lr": 1})",
       "/scheduler: must be an object, with the name of a schedule and its arguments, got \"cosine\""},
      {R"({"scheduler": null})", "/scheduler: is empty: there is no schedule in it"},
      {R"({"lr_schedule": {}, "seed": 1})", "/lr_schedule: is empty: there is no schedule in it"},
      {R"({"total": 100, "warmup_cosine": {}})",
       "/warmup_cosine: must stand in a schedule beside the total: {\"total\": ..., \"schedule\": "
       "{\"warmup_cosine\": ...}}"},
      {R"([{"type": "LinearLR", "end": 5}])",
       "/: a schedule must be an object with one key, its name, got a list: one of MMEngine's is called "
       "param_scheduler, with lr beside it"},
  });
}

TEST_CASE("flags of Megatron-LM", "[json]") {
  const std::string around = R"("num-layers": 24, "hidden-size": 1024, "weight-decay": 0.1, "adam-beta1": 0.9,
      "attention-dropout": 0, "clip-grad": 1.0, "weight-decay-incr-style": "constant", "bf16": true, )";
  const auto check = [&](const std::string& flags, const char* ours) {
    const std::string file = "{" + around + flags + "}";
    INFO(flags);
    CHECK(refusal(file) == "accepted");
    if (refusal(file) == "accepted") CHECK(schedule_from(file) == schedule_from(ours));
  };
  check(R"("lr": 3e-4, "min-lr": 3e-5, "lr-decay-style": "cosine", "lr-warmup-iters": 100, "lr-decay-iters": 900,
           "train-iters": 1000, "global-batch-size": 64)",
        R"({"megatron.cosine": {"init_lr": 0, "max_lr": 3e-4, "min_lr": 3e-5, "lr_warmup_steps": 100,
            "lr_decay_steps": 900}})");
  check(R"("--lr": 3e-4, "--lr-decay-style": "linear", "--lr-warmup-fraction": 0.01, "--lr-warmup-init": 1e-6,
           "--train-iters": 1000, "--lr-warmup-iters": 0)",
        R"({"megatron.linear": {"init_lr": 1e-6, "max_lr": 3e-4, "min_lr": 0, "lr_warmup_steps": 10,
            "lr_decay_steps": 1000}})");
  check(R"("lr": 3e-4, "lr_warmup_iters": 10, "train_iters": 1000, "lr_decay_iters": null)",
        R"({"megatron.linear": {"init_lr": 0, "max_lr": 3e-4, "min_lr": 0, "lr_warmup_steps": 10,
            "lr_decay_steps": 1000}})");
  check(R"("lr": 3e-4, "lr-decay-style": "WSD", "lr-warmup-iters": 10, "train-iters": 1000, "lr-wsd-decay-iters": 200,
           "lr-wsd-decay-style": "minus_sqrt")",
        R"({"megatron.WSD/minus_sqrt": {"init_lr": 0, "max_lr": 3e-4, "min_lr": 0, "lr_warmup_steps": 10,
            "lr_decay_steps": 1000, "wsd_decay_steps": 200}})");
  check(R"("lr": 3e-4, "lr-decay-style": "WSD", "train-iters": 1000, "lr-wsd-decay-iters": 200)",
        R"({"megatron.WSD/exponential": {"init_lr": 0, "max_lr": 3e-4, "min_lr": 0, "lr_warmup_steps": 0,
            "lr_decay_steps": 1000, "wsd_decay_steps": 200}})");
  check(R"("lr": 3e-4, "lr-decay-style": "cosine", "lr-warmup-samples": 640, "train-samples": 64000,
           "global-batch-size": 32)",
        R"({"megatron.cosine": {"init_lr": 0, "max_lr": 3e-4, "min_lr": 0, "lr_warmup_steps": 640,
            "lr_decay_steps": 64000, "increment": 32}})");
  check_refused({
      {R"({"lr": 1, "lr-decay-style": "cosine"})", "/train-iters: must be given, or lr-decay-iters"},
      {R"({"lr-decay-style": "cosine", "train-iters": 100})", "/lr: must be given"},
      {R"({"lr": 1, "lr-decay-style": "cosin", "train-iters": 100})",
       "/lr-decay-style: there is no schedule cosin, did you mean cosine?"},
      {R"({"lr": 1, "lr-decay-style": "WSD", "train-iters": 100})", "/lr-wsd-decay-iters: must be given for WSD"},
      {R"({"lr": 1, "lr-decay-style": "linear", "train-samples": 100})",
       "/global-batch-size: must be given where samples are counted"},
      {R"({"lr": 1, "lr_decay_style": "linear", "train_iters": 100, "lr_warmup_fraction": 0.015})",
       "/lr_warmup_fraction: must make a whole number of iters, got 1.5 of them"},
      {R"({"lr": 1, "lr-decay-style": "linear", "train-iters": 100, "lr-warmup-samples": 640})",
       "/lr-warmup-samples: must be in iters, as the training is"},
      {R"({"lr": 1, "lr-decay-style": "linear", "train-iters": 100, "lr-warmup-iters": 100})",
       "/lr-warmup-iters: linear: lr_warmup_steps must be below lr_decay_steps, got 100"},
      {R"({"lr": 1, "lr-decay-style": "linear", "train-iters": 100, "lr-warmup-steps": 5})",
       "/lr-warmup-steps: speaks of the schedule, and is not understood here, got 5, did you mean lr-warmup-iters?"},
      {R"({"lr": 1, "lr-decay-style": "linear", "train-samples": 100, "global-batch-size": 8,
           "rampup-batch-size": [4, 2, 50]})",
       "/rampup-batch-size: must not be given: the samples of a batch that grows are not counted here"},
      {R"({"lr": 1, "lr-decay-style": "linear", "train-iters": 100, "minlr": 0.1})",
       "/minlr: there is no key minlr, did you mean min-lr?"},
      {R"({"lr": 1, "lr_decay_style": "linear", "train_iter": 100, "lr_decay_iters": 90})",
       "/train_iter: there is no key train_iter, did you mean train_iters?"},
      {R"({"--lr": 1, "--lr-decay-style": "linear", "--train-iters": 100, "--minlr": 0.1})",
       "/--minlr: there is no key --minlr, did you mean min-lr?"},
  });
}

namespace {

/// MMEngine's schedulers as it runs them: each changes the rate that it finds, step by step.
struct mmengine_scheduler {
  const char* type;
  int begin, end;
  double a = 0, b = 0;  // factors; the minimum and the power; gamma
  std::vector<int> milestones{};
  int epoch = 1;  // the iterations between two steps
  int done = 0;

  double act(double rate) {
    const int i = done++;
    const std::string name = type;
    if (i < begin || i >= end) return rate;
    const int k = i - begin, total = end - begin - 1;
    if (name == "ConstantLR") return k == 0 ? rate * a : k == total ? rate / a : rate;
    if (name == "LinearLR") return k == 0 ? rate * a : rate * (1 + (b - a) / (total * a + (k - 1) * (b - a)));
    if (name == "ExponentialLR") return k == 0 ? rate : rate * a;
    if (name == "MultiStepLR")
      return std::find(milestones.begin(), milestones.end(), k) != milestones.end() ? rate * a : rate;
    if (name == "PolyLR") return k == 0 ? rate : (rate - a) * std::pow(1 - 1.0 / (total - k + 1), b) + a;
    const double pi = 3.14159265358979323846;  // CosineAnnealingLR with T_max = end - begin
    const double now = 1 + std::cos(pi * k / (total + 1)), before = 1 + std::cos(pi * (k - 1) / (total + 1));
    return k == 0 ? rate : now / before * (rate - a) + a;
  }
};

std::vector<double> mmengine_rates(std::vector<mmengine_scheduler> all, double base_lr, int steps) {
  std::vector<double> rates;
  double rate = base_lr;
  for (int step = 0; step < steps; ++step) {
    for (mmengine_scheduler& each : all)
      if (step % each.epoch == 0) rate = each.act(rate);
    rates.push_back(rate);
  }
  return rates;
}

void check_mmengine(const std::string& file, const std::vector<mmengine_scheduler>& all, double base_lr, int steps) {
  INFO(file);
  REQUIRE(refusal(file) == "accepted");
  const auto schedule = schedule_from(file);
  const std::vector<double> rates = mmengine_rates(all, base_lr, steps);
  for (int k = 0; k < steps; ++k) {
    INFO(k);
    REQUIRE(std::abs(schedule(k) - rates[static_cast<std::size_t>(k)]) <= 1e-12 * base_lr);
  }
}

}  // namespace

TEST_CASE("MMEngine's param_scheduler", "[json]") {
  const std::string optimizer =
      R"("optim_wrapper": {"type": "OptimWrapper", "optimizer": {"type": "SGD", "lr": 0.02, "momentum": 0.9}}, )"
      R"("train_cfg": {"by_epoch": true, "max_epochs": 12}, "auto_scale_lr": {"enable": false, "base_batch_size": 16}, )";
  CHECK(schedule_from("{" + optimizer + R"("param_scheduler": {"type": "MultiStepLR", "by_epoch": true,
                      "milestones": [8, 11], "gamma": 0.1}})") ==
        schedule_from(R"({"mmengine.MultiStepLR": {"base_lr": 0.02, "milestones": [8, 11], "gamma": 0.1}})"));
  check_mmengine("{" + optimizer + R"("epoch_length": 100, "param_scheduler": [
                     {"type": "LinearLR", "start_factor": 0.001, "by_epoch": false, "begin": 0, "end": 500},
                     {"type": "MultiStepLR", "begin": 0, "end": 12, "by_epoch": true, "milestones": [8, 11], "gamma": 0.1}]})",
                 {{.type = "LinearLR", .begin = 0, .end = 500, .a = 0.001, .b = 1},
                  {.type = "MultiStepLR", .begin = 0, .end = 12, .a = 0.1, .milestones = {8, 11}, .epoch = 100}},
                 0.02, 1300);
  check_mmengine("{" + optimizer + R"("param_scheduler": [
                     {"type": "LinearLR", "start_factor": 0.1, "end_factor": 0.5, "by_epoch": false, "begin": 0, "end": 50},
                     {"type": "CosineAnnealingLR", "eta_min": 0.001, "by_epoch": false, "begin": 60, "end": 160},
                     {"type": "PolyLR", "eta_min": 1e-4, "power": 0.9, "by_epoch": false, "begin": 200, "end": 300}]})",
                 {{.type = "LinearLR", .begin = 0, .end = 50, .a = 0.1, .b = 0.5},
                  {.type = "CosineAnnealingLR", .begin = 60, .end = 160, .a = 0.001},
                  {.type = "PolyLR", .begin = 200, .end = 300, .a = 1e-4, .b = 0.9}},
                 0.02, 400);
  check_mmengine("{" + optimizer + R"("param_scheduler": [
                     {"type": "ConstantLR", "factor": 0.25, "by_epoch": false, "end": 10},
                     {"type": "ExponentialLR", "gamma": 0.99, "by_epoch": false, "begin": 5, "end": 60},
                     {"type": "PolyLR", "by_epoch": false, "begin": 20, "end": 100}]})",
                 {{.type = "ConstantLR", .begin = 0, .end = 10, .a = 0.25},
                  {.type = "ExponentialLR", .begin = 5, .end = 60, .a = 0.99},
                  {.type = "PolyLR", .begin = 20, .end = 100, .a = 0, .b = 1}},
                 0.02, 120);
  check_mmengine("{" + optimizer + R"("epoch_length": 10, "param_scheduler": [
                     {"type": "LinearLR", "start_factor": 0.1, "by_epoch": true, "end": 5, "convert_to_iter_based": true},
                     {"type": "CosineAnnealingLR", "T_max": 7, "by_epoch": true, "begin": 5, "end": 12,
                      "convert_to_iter_based": true}]})",
                 {{.type = "LinearLR", .begin = 0, .end = 50, .a = 0.1, .b = 1},
                  {.type = "CosineAnnealingLR", .begin = 50, .end = 120, .a = 0}},
                 0.02, 150);
  check_refused({
      {R"({"param_scheduler": [{"type": "LinearLR"}]})",
       "/: the rate is missing, which is the lr of the optimizer in optim_wrapper"},
      {R"({"lr": 1, "param_scheduler": [{"type": "LinearLR", "end": 5, "by_epoch": false}, {"type": "StepLR", "step_size": 3}]})",
       "/: param_scheduler: epoch_length must be given, since some count epochs and others iterations, got nothing"},
      {R"({"lr": 1, "param_scheduler": [{"type": "LinearLR", "end": 5}, {"type": "PolyLR", "eta_min": 0.1, "end": 9}]})",
       "/param_scheduler: param_scheduler: schedulers must all multiply the rate where several are in force at the "
       "same "
       "time; number, got 2"},
      {R"({"lr": 1, "param_scheduler": [{"type": "LinearLR", "end": 5, "start_factr": 0.1}]})",
       "/param_scheduler/0/start_factr: mmengine.LinearLR: there is no argument start_factr, did you mean "
       "start_factor?"},
      {R"({"lr": 1, "param_scheduler": [{"type": "LinearLR", "end": 0}]})",
       "/param_scheduler/0/end: LinearLR: end must be above begin, got 0"},
      {R"({"lr": 1, "param_scheduler": [{"type": "LinearLRR"}]})",
       "/param_scheduler/0/type: there is no schedule LinearLRR, did you mean LinearLR?"},
      {R"({"lr": 1, "param_scheduler": [5]})", "/param_scheduler/0: must be an object with a type, got 5"},
      {R"({"lr": [1, 2], "param_scheduler": [{"type": "LinearLR", "end": 5}]})",
       "/lr: must be a number, got [1,2]: groups_from_json reads a list, with a number for each parameter group"},
  });
}

TEST_CASE("the momentum that is cycled beside the rate", "[json]") {
  const auto near = [](double got, double expected) { return std::abs(got - expected) <= 1e-15; };
  const double pi = 3.14159265358979323846;
  const auto one = test::momentum_from(R"({"pytorch.OneCycleLR": {"max_lr": 0.1, "total_steps": 100}})");
  CHECK(one(0) == 0.95);
  CHECK(one(29) == 0.85);
  CHECK(one(99) == 0.95);
  CHECK(near(one(10), 0.85 + 0.1 * (1 + std::cos(pi * 10 / 29)) / 2));
  const auto three = test::momentum_from(
      R"({"type": "OneCycleLR", "params": {"max_lr": 0.1, "epochs": 10, "steps_per_epoch": 10, "three_phase": true,
          "anneal_strategy": "linear", "base_momentum": 0.8, "max_momentum": 0.9}})");
  CHECK(three(29) == 0.8);
  CHECK(near(three(43), 0.8 + 0.1 * 14 / 29));
  CHECK(three(58) == 0.9);
  CHECK(three(80) == 0.9);
  const auto cycles = test::momentum_from(
      R"({"pytorch.CyclicLR": {"base_lr": 0.1, "max_lr": 1, "step_size_up": 4, "mode": "triangular2"}})");
  CHECK(near(cycles(0), 0.9));
  CHECK(near(cycles(2), 0.85));
  CHECK(near(cycles(4), 0.8));
  CHECK(near(cycles(8), 0.9));
  CHECK(near(cycles(12), 0.85));  // half as far
  const auto deepspeed = test::momentum_from(
      R"({"optimizer": {"type": "Adam", "params": {"lr": 1}}, "scheduler": {"type": "OneCycle", "params": {
          "cycle_min_lr": 0.1, "cycle_max_lr": 1, "cycle_first_step_size": 4, "cycle_second_step_size": 8,
          "decay_step_size": 10, "decay_mom_rate": 0.5}}})");
  CHECK(deepspeed(0) == 0.9);
  CHECK(near(deepspeed(2), 0.85));
  CHECK(deepspeed(4) == 0.8);
  CHECK(near(deepspeed(8), 0.85));
  CHECK(near(deepspeed(12), 0.9));
  CHECK(near(deepspeed(32), 0.9 * 2));
  const auto fastai = test::momentum_from(R"({"fastai.fit_one_cycle": {"n_epoch": 4, "n_iter": 25, "lr_max": 1}})");
  CHECK(fastai(0) == 0.95);
  CHECK(fastai(25) == 0.85);
  CHECK(near(fastai(50), 0.85 + 0.1 * (1 - std::cos(pi * 25 / 75)) / 2));
  CHECK(fastai(100) == 0.95);
  CHECK(test::momentum_from(R"({"fastai.fit_one_cycle": {"n_epoch": 4, "n_iter": 25, "lr_max": 1,
                                "moms": [0.9, 0.8, 0.7]}})")(100) == 0.7);
  const auto complaint = [](const char* file) { return test::complaint([&] { test::momentum_from(file); }); };
  CHECK(complaint(R"({"pytorch.StepLR": {"base_lr": 1, "step_size": 3}})") ==
        "/: pytorch.StepLR cycles no momentum, only pytorch.OneCycleLR, pytorch.CyclicLR, deepspeed.OneCycle, "
        "fastai.fit_one_cycle");
  CHECK(complaint(R"({"pytorch.CyclicLR": {"base_lr": 0.1, "max_lr": 1, "cycle_momentum": false}})") ==
        "/: pytorch.CyclicLR cycles no momentum, since cycle_momentum is false");
  CHECK(complaint(R"({"pytorch.CyclicLR": {"base_lr": 0.1, "max_lr": 1, "max_momentum": 9}})") ==
        "/: pytorch.CyclicLR: momentum: max_momentum must be from 0 to 1, got 9");
  CHECK(complaint(R"({"pytorch.CyclicLR": {"base_lr": 0.1}})") == "/pytorch.CyclicLR: the argument max_lr is missing");
  CHECK(refusal(R"({"fastai.fit_one_cycle": {"n_epoch": 4, "n_iter": 25, "lr_max": 1, "moms": [0.9]}})") ==
        "/fastai.fit_one_cycle/moms: must be three, got 1");
}

TEST_CASE("shares of a total", "[json]") {
  const auto plan = schedule_from(R"({"total": 10000, "schedule": {"sequence": [
      {"linear": {"from": 0, "to": 1, "steps": "3%"}}, {"cosine": {"from": 1, "to": 0, "steps": "97%"}}]}})");
  CHECK(plan == schedule_from(R"({"sequence": [{"linear": {"from": 0, "to": 1, "steps": 300}},
                                               {"cosine": {"from": 1, "to": 0, "steps": 9700}}]})"));
  const auto steps = [](const std::string& total, const std::string& share) {
    return *schedule_from(R"({"total": )" + total + R"(, "schedule": {"linear": {"from": 0, "to": 1, "steps": ")" +
                          share + R"("}}})")
                .length();
  };
  CHECK(steps("1000", "33.3%") == 333);
  CHECK(steps("100", "12.5%") == 13);  // to the nearest
  CHECK(steps("1234", "3%") == 37);
  CHECK(steps("7", "0%") == 0);
  CHECK(schedule_from(
            R"({"total": 100, "schedule": {"pytorch.MultiStepLR": {"base_lr": 1, "milestones": ["30%", 60]}}})") ==
        schedule_from(R"({"pytorch.MultiStepLR": {"base_lr": 1, "milestones": [30, 60]}})"));
  const auto at_steps = [](const std::string& value) {
    return R"({"total": 100, "schedule": {"linear": {"from": 0, "to": 1, "steps": )" + value + "}}}";
  };
  CHECK(refusal(at_steps("\"120%\"")) == "/schedule/linear/steps: must be from 0% to 100%, got \"120%\"");
  CHECK(refusal(at_steps("\"x%\"")) == "/schedule/linear/steps: must be from 0% to 100%, got \"x%\"");
  CHECK(refusal(at_steps("\"%\"")) == "/schedule/linear/steps: must be from 0% to 100%, got \"%\"");
  check_refused({
      {R"({"linear": {"from": 0, "to": 1, "steps": "3%"}})",
       "/linear/steps: must have a total, of which it is a share, got \"3%\""},
      {R"({"total": 0, "schedule": {"constant": {"value": 1}}})", "/total: must be at least 1, got 0"},
      {R"({"total": 2.5, "schedule": {"constant": {"value": 1}}})", "/total: must be a whole number, got 2.5"},
  });
}

TEST_CASE("edits of a plan", "[json]") {
  const std::string warmup = R"({"linear": {"from": 0, "to": 1, "steps": 2}})";
  const std::string down = R"({"linear": {"from": 1, "to": 0, "steps": 4}})";
  const auto values = [](const std::string& file) {
    const auto schedule = schedule_from(file);
    return std::vector<double>{schedule(0), schedule(1), schedule(2), schedule(3), schedule(4), schedule(6)};
  };
  const std::string both = R"(": {"warmup": )" + warmup + R"(, "schedule": )" + down + "}}";
  CHECK(values(R"({"warmup_precedes)" + both) == std::vector<double>{0, 0.5, 1, 0.75, 0.5, 0});
  CHECK(values(R"({"warmup_multiplies)" + both) == std::vector<double>{0, 0.375, 0.5, 0.25, 0, 0});
  CHECK(values(R"({"warmup_replaces)" + both) == std::vector<double>{0, 0.5, 0.5, 0.25, 0, 0});
  CHECK(values(R"({"with_length": {"at": 0, "steps": 8, "schedule": )" + down + "}}") ==
        std::vector<double>{1, 0.875, 0.75, 0.625, 0.5, 0.25});
  CHECK(values(R"({"with_length": {"at": 2, "steps": 6, "schedule": )" + down + "}}") ==
        std::vector<double>{1, 0.75, 0.5, 0.375, 0.25, 0});
  const std::string half = R"({"constant": {"value": 0.5}})";
  CHECK(values(R"({"switch_at": {"at": 2, "schedule": )" + half + R"(, "tail": )" + down + "}}") ==
        std::vector<double>{0.5, 0.5, 0.5, 0.375, 0.25, 0});
  CHECK(schedule_from(R"({"switch_at": {"at": 2, "schedule": )" + half + R"(, "tail": )" + down + "}}").length() == 6);
  const std::string at_2 = R"(": {"at": 2, "schedule": )";
  CHECK(values(R"({"decay_from)" + at_2 + half + R"(, "ramp": )" + down + "}}") ==
        std::vector<double>{0.5, 0.5, 0.5, 0.375, 0.25, 0});
  CHECK(values(R"({"crossfade)" + at_2 + down + R"(, "into": )" + half + R"(, "steps": 4}})") ==
        std::vector<double>{1, 0.75, 0.5, 0.3125, 0.25, 0.5});
  const std::string from_1 =
      R"({"override_between": {"from": 1, "to": 3, "schedule": )" + down + R"(, "other": )" + half;
  CHECK(values(from_1 + "}}") == std::vector<double>{1, 0.5, 0.5, 0.25, 0, 0});
  CHECK(values(from_1 + R"(, "grace": 2}})") == std::vector<double>{1, 0.5, 0.5, 0.5, 0.25, 0});

  // Each is written by its own name, as deep as it is; and the lengths are known where they can be.
  const std::string longer = R"({"with_length": {"at": 2, "steps": 6, "schedule": )" + down + "}}";
  const std::string nested = R"({"switch_at)" + at_2 + from_1 + R"(, "grace": 2}}, "tail": )" + longer + "}}";
  const auto edited = schedule_from(nested);
  CHECK(schedule_from(test::written(edited)) == edited);
  CHECK(to_string(edited.describe()).starts_with("switch_at(schedule=override_between(schedule=linear("));
  CHECK(edited.length() == 8);
  CHECK(to_string(schedule_from(R"({"warmup_replaces)" + both).describe()) ==
        "warmup_replaces(warmup=linear(from=0, to=1, steps=2, includes=from), schedule=linear(from=1, to=0, steps=4, "
        "includes=from))");
  CHECK(schedule_from(from_1 + R"(, "grace": 2}})").length() == 5);
  CHECK(!schedule_from(R"({"crossfade)" + at_2 + down + R"(, "into": )" + half + R"(, "steps": 4}})").length());
  CHECK(difference(schedule_from(longer).describe(),
                   schedule_from(R"({"with_length": {"at": 3, "steps": 9, "schedule": )" + down + "}}").describe()) ==
        std::vector<std::string>{"with_length/at: 2 -> 3", "with_length/steps: 6 -> 9"});

  CHECK(refusal(R"({"warmup_replaces": {"warmup": )" + half + R"(, "schedule": )" + half + "}}") ==
        "/warmup_replaces/warmup: must have a length, which take gives, got constant(value=0.5)");
  const std::string in_samples = R"({"by_samples": {"schedule": {"linear": {"from": 1, "to": 0, "steps": 200}}, )";
  const auto grows = schedule_from(in_samples + R"("batches": "0:8 100:16"}})");
  CHECK(grows.length() == 19);
  CHECK(grows(13) == 0.48);
  CHECK(grows(14) == 0.4);
  CHECK(to_string(grows.describe()) ==
        "by_samples(schedule=linear(from=1, to=0, steps=200, includes=from), batches=0:8 100:16)");
  const std::string in_tokens = R"({"by_samples": {"schedule": {"linear": {"from": 1, "to": 0, "steps": 102400}}, )";
  CHECK(schedule_from(in_tokens + R"("batches": "0:8 51.2K:16", "tokens_per_sample": 512}})")(14) == 0.4);
  CHECK(refusal(in_samples + R"("batches": "0:8 1O0:16"}})") ==
        "/by_samples/batches: stage 2 must be two whole numbers, FROM:BATCH, such as 250B:1536, got \"0:8 1O0:16\"");
  CHECK(refusal(in_samples + R"("batches": "0:8 100:0"}})") ==
        "/by_samples/batches: batch must be at least 1, got \"0:8 100:0\"");
  CHECK(refusal(in_samples + R"("batches": 8}})") == "/by_samples/batches: must be a string, got 8");
  CHECK(refusal(in_samples + R"("batches": "0:8", "tokens_per_sample": 0}})") ==
        "/by_samples/tokens_per_sample: must be at least 1, got 0");
  CHECK(refusal(R"({"by_samples": {"batches": "0:8"}})") == "/by_samples: the argument schedule is missing");
  CHECK(refusal(R"({"with_length": {"schedule": )" + down + R"(, "at": 0, "steps": 0}})") ==
        "/with_length/steps: must be at least 1, got 0");
  CHECK(refusal(R"({"with_length": {"schedule": )" + down + R"(, "at": 4, "steps": 4}})") ==
        "/with_length/steps: must be above at, got 4");
  CHECK(refusal(R"({"with_length": {"schedule": )" + down + R"(, "steps": 8}})") ==
        "/with_length: the argument at is missing");
  CHECK(refusal(R"({"with_length": {"schedule": )" + half + R"(, "at": 0, "steps": 8}})") ==
        "/with_length/schedule: must have a length, which take gives, got constant(value=0.5)");
  CHECK(refusal(R"({"decay_from)" + at_2 + half + R"(, "ramp": {"linear": {"from": 0.5, "to": 0, "steps": 4}}}})") ==
        "/decay_from/ramp: ramp's first value must be 1: it is a factor of the rate, got 0.5");
  CHECK(refusal(R"({"decay_from)" + at_2 + half + R"(, "ramp": )" + half + "}}") ==
        "/decay_from/ramp: must have a length, which take gives, got constant(value=0.5)");
  CHECK(refusal(from_1 + R"(, "grace": -1}})") == "/override_between/grace: must be at least 0, got -1");
  CHECK(refusal(R"({"override_between": {"from": 3, "to": 1, "schedule": )" + down + R"(, "other": )" + half + "}}") ==
        "/override_between/to: must be at least from, got 1");
  CHECK(refusal(R"({"crossfade)" + at_2 + down + R"(, "into": )" + half + "}}") ==
        "/crossfade: the argument steps is missing");
  CHECK(refusal(R"({"switch_at": {"schedule": )" + down + R"(, "at": 2}})") ==
        "/switch_at: the argument tail is missing");
  CHECK(refusal(R"({"switch_at": {"schedule": )" + down + R"(, "at": -2, "tail": )" + half + "}}") ==
        "/switch_at/at: must be at least 0, got -2");
}

TEST_CASE("a plateau whose schedule counts updates", "[json]") {
  const auto rates = plateau_from(R"({"plateau": {"factor": 0.5, "patience": 0, "updates_per_observation": 500,
      "schedule": {"sequence": [{"linear": {"from": 0, "to": 1, "steps": 1000}}, {"constant": {"value": 1}}]}}})");
  auto state = rates.start();
  const double metrics[] = {1, 0.5, 0.25, 0.5}, expected[] = {0.5, 1, 1, 0.5};
  for (int i = 0; i < 4; ++i) {
    state = rates.next(state, metrics[i]);
    CHECK(rates(state) == expected[i]);
  }
  CHECK(plateau_from(test::written(rates)) == rates);
  CHECK(test::complaint([] { plateau_from(R"({"plateau": {"updates_per_observation": 0}})"); }) ==
        "/plateau/updates_per_observation: must be at least 1, got 0");
}

TEST_CASE("hints name what is near in meaning", "[json]") {
  check_refused({
      {R"({"timm.cosine": {}})",
       "/timm.cosine: there is no schedule timm.cosine, did you mean timm.CosineLRScheduler?"},
      {R"({"optax.warmup_cosine": {}})",
       "/optax.warmup_cosine: there is no schedule optax.warmup_cosine, did you mean "
       "optax.warmup_cosine_decay_schedule?"},
      {R"({"pytorch.WarmupLR": {}})",
       "/pytorch.WarmupLR: there is no schedule pytorch.WarmupLR, did you mean deepspeed.WarmupLR?"},
      {R"({"transformers.get_reduce_on_plateau_schedule": {}})",
       "/transformers.get_reduce_on_plateau_schedule: pytorch.ReduceLROnPlateau needs metrics: it is no function of "
       "the "
       "step alone"},
      {R"({"llmc.greedy": {}})", "/llmc.greedy: there is no schedule llmc.greedy, only constant, cosine, linear, wsd"},
      {R"({"torch.optim.lr_scheduler.StepLRR": {}})",
       "/torch.optim.lr_scheduler.StepLRR: there is no schedule torch.optim.lr_scheduler.StepLRR, did you mean "
       "pytorch.StepLR?"},
      {R"({"_target_": "torch.optim.lr_scheduler.NoamLR", "name": "cosine"})",
       "/_target_: there is no schedule torch.optim.lr_scheduler.NoamLR, only ChainedScheduler, ConstantLR, "
       "CosineAnnealingLR, CosineAnnealingWarmRestarts, CyclicLR, ExponentialLR, LambdaLR, LinearLR, MultiStepLR, "
       "MultiplicativeLR, OneCycleLR, PolynomialLR, SWALR, SequentialLR, StepLR, ReduceLROnPlateau"},
      {R"({"keras.StepLR": {}})", "/keras.StepLR: there is no schedule keras.StepLR, did you mean pytorch.StepLR?"},
  });
}

// SPDX-License-Identifier: MIT

// What the frameworks drive by a metric, against all rows of their files: by their own names.

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <lrsched/dialect/fairseq.hpp>
#include <lrsched/dialect/keras.hpp>
#include <lrsched/dialect/mmengine.hpp>
#include <lrsched/dialect/optax.hpp>
#include <lrsched/dialect/paddle.hpp>
#include <lrsched/dialect/pytorch.hpp>
#include <lrsched/dialect/timm.hpp>
#include <lrsched/json.hpp>

#include "../catch.hpp"
#include "../rules.hpp"
#include "reference.hpp"

using namespace lrsched;

namespace {

/// When a metric shows: in the rate of the next row, or already in its own.
enum class shows { in_the_next_row, in_its_own_row };

/// How many rows a plateau has right. It is fed the metrics as it is, and once more written as JSON and read again,
/// with a state that is written and read before every observation.
std::size_t right_rows(const any_plateau& rates, const test::reference_case& curve, shows when) {
  const auto again = plateau_from_json(parse_json(to_json(rates).dump()));
  CHECK(again == rates);
  std::size_t right = 0;
  auto state = rates.start();
  for (std::size_t i = 0; i < curve.rates.size(); ++i) {
    const auto [step, expected] = curve.rates[i];
    const double metric = curve.metrics[i];
    const auto next = rates.next(state, metric);
    const auto resumed = plateau_state_from_json(parse_json(to_json(state).dump()));
    if (!(resumed == state && again.next(resumed, metric) == next)) FAIL_CHECK("a state is lost in JSON at " << step);
    const double rate = rates(when == shows::in_the_next_row ? state : next);
    if (test::share_of_allowed(rate, expected, curve.largest()) <= 1)
      ++right;
    else
      FAIL_CHECK(curve.name << " " << curve.params << " at " << step << ": " << rate << " instead of " << expected);
    state = next;
  }
  return right;
}

/// All rows of a framework that has its names here.
template <class Framework>
void follows(const std::string& file, std::size_t rows, shows when) {
  const std::string dialect = Framework::name;
  std::set<std::string> ours, theirs;
  Framework::each_plateau([&](const char* name, auto) { ours.insert(name); });
  std::size_t right = 0;
  for (const auto& [name, curve] : test::reference_cases(file)) {
    theirs.insert(curve.schedule);
    right += right_rows(plateau_from_json({{dialect + "." + curve.schedule, parse_json(curve.params)}}), curve, when);
  }
  CHECK(ours == theirs);
  CHECK(right == rows);
}

/// The rates after the metrics.
std::vector<double> fed(const any_plateau& rates, const std::vector<double>& metrics) {
  std::vector<double> result;
  auto state = rates.start();
  for (const double metric : metrics) result.push_back(rates(state = rates.next(state, metric)));
  return result;
}

std::string answer(const std::string& name, const std::string& arguments) {
  return test::complaint([&] { plateau_from_json({{name, parse_json(arguments)}}); });
}

/// What is said of the arguments after base_lr.
std::string rule(const std::string& name, const std::string& arguments) {
  return test::sentence(answer(name, R"({"base_lr": 1, )" + arguments + "}"));
}

using rates = std::vector<double>;
constexpr double nan_metric = test::not_a_number<double>, inf = test::infinity<double>;

}  // namespace

// ---- all rows ------------------------------------------------------------------------------------------------------

TEST_CASE("all rows of PyTorch 2.7.1 on a plateau", "[plateau]") {
  follows<dialect::pytorch::schedules>("torch-plateau.csv", 380, shows::in_the_next_row);
}

TEST_CASE("all rows of Keras 3.16.0 on a plateau", "[plateau]") {
  follows<dialect::keras::schedules>("keras-plateau.csv", 270, shows::in_the_next_row);
}

TEST_CASE("all rows of optax 0.2.9.dev on a plateau: a metric acts on the update that it comes with", "[plateau]") {
  follows<dialect::optax::schedules>("optax-plateau.csv", 270, shows::in_its_own_row);
}

TEST_CASE("all rows of timm 1.0.29.dev0 on a plateau", "[plateau]") {
  follows<dialect::timm::schedules>("timm-plateau.csv", 120, shows::in_the_next_row);
}

TEST_CASE("all rows of Paddle's ReduceOnPlateau, which forgets the metrics of the cooldown", "[plateau]") {
  follows<dialect::paddle::schedules>("paddle-plateau.csv", 110, shows::in_the_next_row);
}

TEST_CASE("all rows of MMEngine 0.11.0rc0 on a plateau", "[plateau]") {
  follows<dialect::mmengine::schedules>("mmengine-plateau.csv", 120, shows::in_the_next_row);
}

TEST_CASE("all rows of fairseq 0.12.2 on a plateau, whose warm-up counts updates", "[plateau]") {
  follows<dialect::fairseq::schedules>("fairseq-plateau.csv", 120, shows::in_the_next_row);
}

// ---- the frameworks' names -----------------------------------------------------------------------------------------

TEST_CASE("the frameworks' plateaus in C++", "[plateau]") {
  const auto pytorch = dialect::pytorch::ReduceLROnPlateau({.base_lr = 0.1, .factor = 0.5, .patience = 1});
  CHECK(fed(pytorch, {1, 1, 1, 1}) == rates{0.1, 0.1, 0.05, 0.05});
  const auto keras = dialect::keras::ReduceLROnPlateau({.base_lr = 0.1, .factor = 0.5, .patience = 1, .mode = "max"});
  CHECK(fed(keras, {1, 1, 2, 2}) == rates{0.1, 0.05, 0.05, 0.025});
  const auto optax = dialect::optax::reduce_on_plateau({.base_lr = 0.1, .factor = 0.5, .accumulation_size = 2});
  CHECK(fed(optax, rates(22, 1.0)).back() == 0.05);
  CHECK(fed(optax, rates(21, 1.0)).back() == 0.1);
  const auto paddle = dialect::paddle::ReduceOnPlateau(
      {.learning_rate = 0.1, .mode = "max", .factor = 0.5, .patience = 0, .cooldown = 1});
  CHECK(fed(paddle, {1, 1, 5, 2, 2, 9}) == rates{0.1, 0.05, 0.05, 0.05, 0.025, 0.025});
  const auto timm = dialect::timm::PlateauLRScheduler(
      {.base_lr = 0.5, .decay_rate = 0.5, .patience_t = 0, .warmup_t = 2, .mode = "min"});
  CHECK(timm(timm.start()) == 0);
  CHECK(fed(timm, {9, 9, 9, 9, 9}) == rates{0.25, 0.5, 0.5, 0.25, 0.125});
  for (const double first : {-0.5, 0.25, 0.5, 0.75}) {
    const auto warmed = dialect::timm::PlateauLRScheduler({.base_lr = 0.5, .warmup_t = 2, .warmup_lr_init = first});
    CHECK(warmed(warmed.start()) == first);
    CHECK(fed(warmed, {9, 9, 9}) == rates{(first + 0.5) / 2, 0.5, 0.5});
  }
  const auto mmengine = dialect::mmengine::ReduceOnPlateauLR(
      {.base_lr = 1, .rule = "greater", .factor = 0.5, .patience = 1, .threshold = 1, .threshold_rule = "abs"});
  CHECK(fed(mmengine, {1, 3, 5, 7}) == rates{1, 1, 1, 1});
  CHECK(fed(mmengine, {1, 1, 2, 3, 3, 3}) == rates{1, 1, 0.5, 0.5, 0.5, 0.25});
  const auto fairseq = dialect::fairseq::reduce_lr_on_plateau(
      {.lr = {1}, .lr_shrink = 0.5, .warmup_updates = 8, .warmup_init_lr = 0.5, .updates_per_epoch = 2});
  CHECK(fairseq(fairseq.start()) == 0.5625);
  CHECK(fed(fairseq, {1, 1, 1, 1, 1, 1}) == rates{0.6875, 0.8125, 0.9375, 1, 1, 0.5});
  const auto cold = dialect::fairseq::reduce_lr_on_plateau({.lr = {1}, .warmup_updates = -1, .warmup_init_lr = 0.5});
  CHECK(fed(cold, {1, 1, 2}) == rates{1, 0.1, 0.1 * 0.1});
}

TEST_CASE("what the frameworks' arguments are if they are left out", "[plateau]") {
  const auto same = [](const std::string& name, const std::string& all) {
    return plateau_from_json({{name, {{"base_lr", 1}}}}) == plateau_from_json({{name, parse_json(all)}});
  };
  CHECK(same("pytorch.ReduceLROnPlateau",
             R"({"base_lr": 1, "mode": "min", "factor": 0.1, "patience": 10, "threshold": 0.0001,
                 "threshold_mode": "rel", "cooldown": 0, "min_lr": 0, "eps": 1e-8})"));
  CHECK(same("keras.ReduceLROnPlateau",
             R"({"base_lr": 1, "monitor": "val_loss", "factor": 0.1, "patience": 10, "verbose": 0, "mode": "auto",
                 "min_delta": 0.0001, "cooldown": 0, "min_lr": 0, "floatx": 32})"));
  CHECK(same("optax.reduce_on_plateau",
             R"({"base_lr": 1, "factor": 0.1, "patience": 10, "rtol": 0.0001, "atol": 0, "cooldown": 0,
                 "accumulation_size": 1, "min_scale": 0})"));
  CHECK(plateau_from_json({{"paddle.ReduceOnPlateau", {{"learning_rate", 1}}}}) ==
        plateau_from_json(
            {{"paddle.ReduceOnPlateau", parse_json(R"({"learning_rate": 1, "mode": "min", "factor": 0.1, "patience": 10,
                                           "threshold": 0.0001, "threshold_mode": "rel", "cooldown": 0, "min_lr": 0,
                                           "epsilon": 1e-8})")}}));
  CHECK(same("timm.PlateauLRScheduler",
             R"({"base_lr": 1, "decay_rate": 0.1, "patience_t": 10, "verbose": true, "threshold": 0.0001,
                 "cooldown_t": 0, "warmup_t": 0, "warmup_lr_init": 0, "lr_min": 0, "mode": "max"})"));
  CHECK(same("mmengine.ReduceOnPlateauLR",
             R"({"base_lr": 1, "monitor": "loss", "rule": "less", "factor": 0.1, "patience": 10, "threshold": 0.0001,
                 "threshold_rule": "rel", "cooldown": 0, "min_value": 0, "eps": 1e-8})"));
  CHECK(plateau_from_json({{"fairseq.reduce_lr_on_plateau", nlohmann::json::object()}}) ==
        plateau_from_json(parse_json(R"({"fairseq.reduce_lr_on_plateau": {"lr": [0.25], "lr_shrink": 0.1,
                                         "lr_threshold": 0.0001, "lr_patience": 0, "warmup_updates": 0,
                                         "warmup_init_lr": -1, "maximize_best_checkpoint_metric": false}})")));
}

TEST_CASE("NaN and infinity, as PyTorch 1.13 takes them", "[plateau]") {
  // Its own rates after these metrics.
  const std::vector<double> metrics = {nan_metric, 1, inf, 0.5, nan_metric, nan_metric, -inf, -5, -inf, 0};
  const auto pytorch = [](const char* mode) {
    return dialect::pytorch::ReduceLROnPlateau({.base_lr = 1, .mode = mode, .factor = 0.5, .patience = 1});
  };
  CHECK(fed(pytorch("min"), metrics) == rates{1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25});
  CHECK(fed(pytorch("max"), metrics) == rates{1, 1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125});
}

TEST_CASE("Keras: the monitor decides the mode auto, and |min_delta| counts", "[plateau]") {
  const auto keras = [](std::string monitor, double delta) {
    return dialect::keras::ReduceLROnPlateau({.base_lr = 1, .monitor = std::move(monitor), .min_delta = delta});
  };
  const std::vector<double> metrics(25, 1);
  CHECK(fed(keras("loss", 0.1), metrics) == fed(keras("val_loss", -0.1), metrics));
  CHECK(rule("keras.ReduceLROnPlateau", R"("monitor": "val_accuracy")") ==
        "mode must be min or max if the monitor is no loss, got auto");
  CHECK(rule("keras.ReduceLROnPlateau", R"("monitor": "val_accuracy", "mode": "max")") == "accepted");
}

TEST_CASE("Paddle: modes in upper case, a minimum above the rate, and reductions too small to be made", "[plateau]") {
  const auto paddle = [](const std::string& others) {
    return plateau_from_json({{"paddle.ReduceOnPlateau",
                               parse_json(R"({"learning_rate": 1, "factor": 0.5, "patience": 0, )" + others + "}")}});
  };
  CHECK(fed(paddle(R"("mode": "MAX")"), {1, 2, 1}) == rates{1, 1, 0.5});
  CHECK(fed(paddle(R"("mode": "Min", "threshold_mode": "ABS", "threshold": 1)"), {3, 2, 0.5}) == rates{1, 0.5, 0.5});
  CHECK(fed(paddle(R"("min_lr": 2)"), {1, 1, 1}) == rates{1, 1, 1});
  CHECK(fed(paddle(R"("min_lr": 0.75)"), {1, 1, 1}) == rates{1, 0.75, 0.75});
  CHECK(fed(paddle(R"("epsilon": 0.5, "cooldown": 1)"), {1, 1, 1, 1}) == rates{1, 1, 1, 1});
  CHECK(fed(paddle(R"("epsilon": 0.49, "cooldown": 1)"), {1, 1, 1, 1}) == rates{1, 0.5, 0.5, 0.5});
}

// ---- refused -------------------------------------------------------------------------------------------------------

TEST_CASE("what the frameworks' plateaus refuse", "[plateau]") {
  const std::string pytorch = "pytorch.ReduceLROnPlateau", keras = "keras.ReduceLROnPlateau",
                    optax = "optax.reduce_on_plateau", timm = "timm.PlateauLRScheduler";
  CHECK(answer(pytorch, R"({"base_lr": 0})") == "/pytorch.ReduceLROnPlateau/base_lr: must be above 0, got 0");
  CHECK(answer(pytorch, "{}") == "/pytorch.ReduceLROnPlateau: the argument base_lr is missing");
  CHECK(answer(pytorch, R"({"base_lr": 1, "cool_down": 1})") ==
        "/pytorch.ReduceLROnPlateau/cool_down: there is no argument cool_down, did you mean cooldown?");
  CHECK(rule(pytorch, R"("mode": "auto")") == "mode must be min or max, got \"auto\"");
  CHECK(rule(pytorch, R"("factor": 1)") == "factor must be below 1, got 1");
  CHECK(rule(pytorch, R"("factor": -0.1)") == "factor must be at least 0, got -0.1");
  CHECK(rule(pytorch, R"("patience": -1)") == "patience must be at least 0, got -1");
  CHECK(rule(pytorch, R"("patience": 1.5)") == "patience must be a whole number, got 1.5");
  CHECK(rule(pytorch, R"("threshold": -1)") == "threshold must be at least 0, got -1");
  CHECK(rule(pytorch, R"("threshold": 1)") == "threshold must be below 1 for rel, got 1");
  CHECK(rule(pytorch, R"("threshold": 1, "threshold_mode": "abs")") == "accepted");
  CHECK(rule(pytorch, R"("threshold_mode": "both")") == "threshold_mode must be rel or abs, got \"both\"");
  CHECK(rule(pytorch, R"("cooldown": -1)") == "cooldown must be at least 0, got -1");
  CHECK(rule(pytorch, R"("min_lr": -1)") == "min_lr must be at least 0, got -1");
  CHECK(rule(pytorch, R"("min_lr": [0, 0])") ==
        "min_lr must be a number, got [0,0]: groups_from_json reads a list, with a number for each parameter group");
  CHECK(rule(pytorch, R"("eps": -1)") == "eps must be at least 0, got -1");

  CHECK(answer(keras, R"({"base_lr": -1})") == "/keras.ReduceLROnPlateau/base_lr: must be above 0, got -1");
  CHECK(rule(keras, R"("factor": 1)") == "factor must be below 1, got 1");
  CHECK(rule(keras, R"("factor": -1)") == "factor must be at least 0, got -1");
  CHECK(rule(keras, R"("patience": -1)") == "patience must be at least 0, got -1");
  CHECK(rule(keras, R"("mode": "lowest")") == "mode must be auto, min or max, got \"lowest\"");
  CHECK(rule(keras, R"("cooldown": -1)") == "cooldown must be at least 0, got -1");
  CHECK(rule(keras, R"("min_lr": -1)") == "min_lr must be at least 0, got -1");
  CHECK(rule(keras, R"("floatx": 16)") == "floatx must be 32 or 64, got 16");

  CHECK(answer(optax, R"({"base_lr": -1})") == "/optax.reduce_on_plateau/base_lr: must be at least 0, got -1");
  CHECK(rule(optax, R"("factor": 0)") == "factor must be above 0, got 0");
  CHECK(rule(optax, R"("factor": 1)") == "factor must be below 1, got 1");
  CHECK(rule(optax, R"("patience": -1)") == "patience must be at least 0, got -1");
  CHECK(rule(optax, R"("rtol": -1)") == "rtol must be at least 0, got -1");
  CHECK(rule(optax, R"("rtol": 1)") == "rtol must be below 1, got 1");
  CHECK(rule(optax, R"("atol": -1)") == "atol must be at least 0, got -1");
  CHECK(rule(optax, R"("rtol": 0)") == "atol must be above 0 if rtol is 0, got 0");
  CHECK(rule(optax, R"("cooldown": -1)") == "cooldown must be at least 0, got -1");
  CHECK(rule(optax, R"("accumulation_size": 0)") == "accumulation_size must be at least 1, got 0");
  CHECK(rule(optax, R"("min_scale": -1)") == "min_scale must be at least 0, got -1");
  CHECK(rule(optax, R"("min_scale": 2)") == "min_scale must be at most 1, got 2");

  const auto paddle = [](const std::string& arguments) {
    return test::sentence(answer("paddle.ReduceOnPlateau", R"({"learning_rate": 1, )" + arguments + "}"));
  };
  CHECK(answer("paddle.ReduceOnPlateau", R"({"learning_rate": 0})") ==
        "/paddle.ReduceOnPlateau/learning_rate: must be above 0, got 0");
  CHECK(paddle(R"("mode": "auto")") == "mode must be min or max, got \"auto\"");
  CHECK(paddle(R"("factor": 1)") == "factor must be below 1, got 1");
  CHECK(paddle(R"("factor": -0.1)") == "factor must be at least 0, got -0.1");
  CHECK(paddle(R"("patience": -1)") == "patience must be at least 0, got -1");
  CHECK(paddle(R"("threshold": -1)") == "threshold must be at least 0, got -1");
  CHECK(paddle(R"("threshold": 1)") == "threshold must be below 1 for rel, got 1");
  CHECK(paddle(R"("threshold": 1, "threshold_mode": "abs")") == "accepted");
  CHECK(paddle(R"("threshold_mode": "both")") == "threshold_mode must be rel or abs, got \"both\"");
  CHECK(paddle(R"("cooldown": -1)") == "cooldown must be at least 0, got -1");
  CHECK(paddle(R"("min_lr": -1)") == "min_lr must be at least 0, got -1");
  CHECK(paddle(R"("epsilon": -1)") == "epsilon must be at least 0, got -1");

  CHECK(answer(timm, R"({"base_lr": 0})") == "/timm.PlateauLRScheduler/base_lr: must be above 0, got 0");
  CHECK(rule(timm, R"("decay_rate": 1)") == "decay_rate must be below 1, got 1");
  CHECK(rule(timm, R"("decay_rate": -1)") == "decay_rate must be at least 0, got -1");
  CHECK(rule(timm, R"("patience_t": -1)") == "patience_t must be at least 0, got -1");
  CHECK(rule(timm, R"("threshold": 1)") == "threshold must be below 1, got 1");
  CHECK(rule(timm, R"("threshold": -1)") == "threshold must be at least 0, got -1");
  CHECK(rule(timm, R"("cooldown_t": -1)") == "cooldown_t must be at least 0, got -1");
  CHECK(rule(timm, R"("warmup_t": -1)") == "warmup_t must be at least 0, got -1");
  CHECK(rule(timm, R"("lr_min": -1)") == "lr_min must be at least 0, got -1");
  CHECK(rule(timm, R"("mode": "auto")") == "mode must be min or max, got \"auto\"");

  const std::string mmengine = "mmengine.ReduceOnPlateauLR";
  CHECK(answer(mmengine, R"({"base_lr": 0})") == "/mmengine.ReduceOnPlateauLR/base_lr: must be above 0, got 0");
  CHECK(rule(mmengine, R"("rule": "min")") == "rule must be less or greater, got \"min\"");
  CHECK(rule(mmengine, R"("factor": 1)") == "factor must be below 1, got 1");
  CHECK(rule(mmengine, R"("factor": -1)") == "factor must be at least 0, got -1");
  CHECK(rule(mmengine, R"("patience": -1)") == "patience must be at least 0, got -1");
  CHECK(rule(mmengine, R"("threshold": -1)") == "threshold must be at least 0, got -1");
  CHECK(rule(mmengine, R"("threshold": 1)") == "threshold must be below 1 for rel, got 1");
  CHECK(rule(mmengine, R"("threshold": 1, "threshold_rule": "abs")") == "accepted");
  CHECK(rule(mmengine, R"("threshold_rule": "both")") == "threshold_rule must be rel or abs, got \"both\"");
  CHECK(rule(mmengine, R"("cooldown": -1)") == "cooldown must be at least 0, got -1");
  CHECK(rule(mmengine, R"("min_value": -1)") == "min_value must be at least 0, got -1");
  CHECK(rule(mmengine, R"("eps": -1)") == "eps must be at least 0, got -1");

  const auto fairseq = [](const std::string& arguments) {
    return test::sentence(answer("fairseq.reduce_lr_on_plateau", "{" + arguments + "}"));
  };
  CHECK(fairseq(R"("lr": [0])") == "lr must be above 0, got 0");
  CHECK(fairseq(R"("lr": [1, 2])") == "lr must be one rate, got 2");
  CHECK(fairseq(R"("lr_shrink": 1)") == "lr_shrink must be below 1, got 1");
  CHECK(fairseq(R"("lr_shrink": -1)") == "lr_shrink must be at least 0, got -1");
  CHECK(fairseq(R"("lr_threshold": 1)") == "lr_threshold must be below 1, got 1");
  CHECK(fairseq(R"("lr_threshold": -1)") == "lr_threshold must be at least 0, got -1");
  CHECK(fairseq(R"("lr_patience": -1)") == "lr_patience must be at least 0, got -1");
  CHECK(fairseq(R"("warmup_updates": 1)") ==
        "updates_per_epoch must be given, since the rate depends on the epoch, got nothing");
  CHECK(fairseq(R"("updates_per_epoch": 0)") == "updates_per_epoch must be at least 1, got 0");

  test::must_be_finite("PlateauLRScheduler: warmup_lr_init",
                       [](double rate) { dialect::timm::PlateauLRScheduler({.base_lr = 1, .warmup_lr_init = rate}); });
}

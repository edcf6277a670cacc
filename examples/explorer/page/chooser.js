// SPDX-License-Identifier: MIT
"use strict";
// All names, in groups, to choose one of.

const frameworks = {
  caffe: "Caffe",
  composer: "Composer",
  darknet: "Darknet",
  deepspeed: "DeepSpeed",
  ensmallen: "ensmallen",
  fairseq: "fairseq",
  fastai: "fastai",
  keras: "Keras",
  llmc: "llm.c",
  megatron: "Megatron-LM",
  mmengine: "MMEngine",
  optax: "optax",
  paddle: "Paddle",
  pytorch: "PyTorch",
  timm: "timm",
  transformers: "Transformers",
};
const recipes = [
  "warmup_cosine",
  "warmup_linear",
  "warmup_stable_decay",
  "one_cycle",
  "one_cycle_three_phase",
  "one_cycle_momentum",
  "warm_restarts",
  "cyclic",
  "slanted_triangular",
  "tri_stage",
  "noam",
  "warmup_inverse_sqrt",
  "infinite_schedule",
  "deepseek_multi_step",
  "power_scheduler",
];

const edits = [
  "with_length",
  "decay_from",
  "switch_at",
  "crossfade",
  "override_between",
  "warmup_precedes",
  "warmup_multiplies",
  "warmup_replaces",
];

/** A list of all names, in groups; of plateaus where one may stand. */
function chooser(library, name, choose, withPlateaus) {
  const groups = new Map([
    ["Recipes", recipes.filter((each) => each in library.names)],
    ["Changes of a plan", edits.filter((each) => each in library.names)],
    ["Shapes", []],
    ["Combinators", []],
  ]);
  for (const [each, words] of Object.entries(library.names)) {
    const isPlateau = each in library.plateaus;
    if (recipes.includes(each) || edits.includes(each) || (isPlateau && !withPlateaus)) continue;
    const dialect = each.includes(".") ? each.split(".")[0] : "";
    const group = isPlateau
      ? "Reduce on plateau"
      : dialect
        ? (frameworks[dialect] ?? dialect)
        : words.length === 0 || words.includes("schedule")
          ? "Combinators"
          : "Shapes";
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(each);
  }
  const shortOf = (each) => each.slice(each.indexOf(".") + 1),
    all = Object.keys(library.names).map(shortOf).sort(),
    repeated = new Set(all.filter((each, i) => each === all[i + 1]));
  const labelOf = (each, group) => {
    if (!each.includes(".") || group === "Reduce on plateau") return each;
    return repeated.has(shortOf(each)) ? `${shortOf(each)} (${group})` : shortOf(each);
  };
  // A name that is being typed, letter by letter, is chosen when that has ended.
  let timer = 0,
    isTyped = false;
  const select = element("select", {
    onkeydown: () => (isTyped = true),
    onpointerdown: () => (isTyped = false),
    onchange: () => {
      clearTimeout(timer);
      timer = setTimeout(() => choose(select.value), isTyped ? 700 : 0);
    },
  });
  for (const [group, names] of groups)
    select.append(
      element(
        "optgroup",
        { label: group },
        ...names.map((each) => element("option", { value: each, selected: each === name }, labelOf(each, group))),
      ),
    );
  return select;
}

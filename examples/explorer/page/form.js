// SPDX-License-Identifier: MIT
"use strict";
// The arguments of a plan as fields, nested as its schedules are. What is wrong stands beside its field, in the words
// of the library.

/** An element with these properties and children. */
function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties))
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && key !== "list") made[key] = value;
    else made.setAttribute(key, value);
  made.append(...children);
  return made;
}

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

/** A list of all names, in groups. */
function chooser(library, name, choose) {
  const groups = new Map([
    ["Recipes", recipes.filter((each) => each in library.names)],
    ["Shapes", []],
    ["Combinators", []],
  ]);
  for (const [each, words] of Object.entries(library.names)) {
    if (recipes.includes(each)) continue;
    const dialect = each.includes(".") ? each.split(".")[0] : "";
    const group = dialect
      ? (frameworks[dialect] ?? dialect)
      : words.length === 0 || words.includes("schedule")
        ? "Combinators"
        : "Shapes";
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(each);
  }
  const select = element("select", { onchange: () => choose(select.value) });
  for (const [group, names] of groups)
    select.append(
      element(
        "optgroup",
        { label: group },
        ...names.map((each) =>
          element(
            "option",
            { value: each, selected: each === name },
            each.includes(".") ? each.slice(each.indexOf(".") + 1) : each,
          ),
        ),
      ),
    );
  return select;
}

/** What is written in a field, as a value; "" is none. */
function valueOf(text) {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  try {
    return JSON.parse(trimmed);
  } catch {
    if (/^[+]?(\d[\d_',]*\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) {
      // 10'000, .5 and the like
      const number = Number(trimmed.replace(/[_',]/g, ""));
      if (Number.isFinite(number) && !/,\d{1,2}$|,$/.test(trimmed)) return number;
    }
    return trimmed;
  }
}
const listOf = (text) =>
  text
    .trim()
    .replace(/^\[|\]$/g, "")
    .split(",")
    .map(valueOf)
    .filter((each) => each !== undefined);
const shownValue = (value) =>
  typeof value === "number"
    ? shownNumber(value)
    : typeof value === "string"
      ? value
      : Array.isArray(value) && value.every((each) => typeof each !== "object")
        ? value.map(shownValue).join(", ")
        : value === undefined
          ? ""
          : JSON.stringify(value);
function shownNumber(number) {
  const size = Math.abs(number);
  return size > 0 && size < 1e-3 ? number.toExponential() : String(number);
}

class Form {
  #defaults = new Map();
  #words = new Map();
  #fields = new Map(); // by their pointers

  /** `change(path, value, what)` is called with what a person has changed. */
  constructor(root, library, starts, change) {
    Object.assign(this, { root, library, starts, change });
  }

  /** All fields anew. */
  build(document) {
    const focused = window.document.activeElement?.dataset?.place;
    this.document = document;
    this.#fields.clear();
    this.root.replaceChildren(this.#node(document, []));
    if (focused)
      [...this.root.querySelectorAll("[data-place]")].find((each) => each.dataset.place === focused)?.focus();
    this.refresh(document);
  }

  /** Other defaults and errors, the fields as they are. */
  refresh(document, error) {
    this.document = document;
    for (const [, field] of this.#fields) {
      field.error.textContent = "";
      field.input?.removeAttribute("aria-invalid");
      if (!field.path || !field.input) continue;
      const defaults = this.#defaultsOf(at(document, field.path.slice(0, -2)), field.path.at(-2));
      const ours = defaults?.[field.path.at(-1)];
      if (field.input.tagName === "INPUT") field.input.placeholder = ours === undefined ? "" : shownValue(ours);
    }
    if (!error) return;
    const [, pointer, message] = /^(\/[^:]*?): (.*)$/s.exec(error) ?? [null, "", error];
    const missing = /^the argument (\S+) is missing/.exec(message);
    let place = pointer === "/" ? "" : pointer;
    if (missing && this.#fields.has(`${place}/${missing[1]}`)) place += `/${missing[1]}`;
    while (place && !this.#fields.has(place)) place = place.slice(0, place.lastIndexOf("/"));
    const field = this.#fields.get(place);
    if (!field) return;
    field.error.textContent = message;
    field.input?.setAttribute("aria-invalid", "true");
  }

  #error(place, input, path) {
    const error = element("p", { className: "error", id: `error-${place}`, role: "alert" });
    this.#fields.set(place, { error, input, path });
    input?.setAttribute("aria-describedby", error.id);
    return error;
  }

  /** All arguments of a schedule, those by default too; as they were, where it is wrong now. */
  #defaultsOf(node, name) {
    const usual = this.#defaults.has(name) ? null : { [name]: this.starts[name] ?? {} };
    for (const each of [usual, node]) {
      const read = each && this.library.read(each);
      if (read?.whole && nameOf(read.whole) === name) this.#defaults.set(name, argumentsOf(read.whole));
    }
    return this.#defaults.get(name);
  }

  /** The words that an argument can be, as the library says. */
  #wordsOf(node, name, argument) {
    const key = `${name}/${argument}`;
    if (!this.#words.has(key)) {
      const { error } = this.library.read(withValue(node, [name, argument], "?"));
      const list = /: (?:\S+ )?must be (.+), got/.exec(error ?? "")?.[1] ?? "";
      const words = list.split(/, | or /).map((word) => word.replaceAll('"', ""));
      if (!error || error.includes(`${argument}`))
        this.#words.set(key, words.length > 1 && words.every((word) => /^[\w-]+$/.test(word)) ? words : null);
    }
    return this.#words.get(key);
  }

  /** A schedule: its name and its arguments, or its parts. */
  #node(node, path, remove) {
    const name = nameOf(node),
      given = argumentsOf(node),
      place = pointerOf(path),
      here = [...path, name];
    const select = chooser(this.library, name, (chosen) => this.change(path, this.#start(chosen, node), "choose"));
    select.dataset.place = place;
    select.setAttribute("aria-label", path.length ? `schedule at ${place}` : "schedule");
    const head = element("div", { className: "head" }, select);
    if (remove) head.append(remove);
    const box = element("div", { className: path.length ? "node inner" : "node" }, head, this.#error(place, select));
    if (name.includes(".")) head.prepend(element("span", { className: "dialect" }, frameworks[name.split(".")[0]]));
    this.#fields.set(pointerOf(here), this.#fields.get(place));
    if (Array.isArray(given)) {
      box.append(...this.#parts(given, here));
      return box;
    }
    const defaults = this.#defaultsOf(node, name) ?? {};
    for (const argument of this.library.names[name] ?? Object.keys(given))
      box.append(this.#argument(node, [...here, argument], given[argument] ?? undefined, defaults[argument]));
    return box;
  }

  /** What a name begins with: as long as the old schedule, and with those arguments that this has too. */
  #start(chosen, old) {
    const before = argumentsOf(old),
      length = this.library.read(old).length;
    let start = this.starts[chosen] ?? {};
    const usual = this.library.read({ [chosen]: start }).length ?? 1000;
    if (Array.isArray(start))
      return { [chosen]: Array.isArray(before) ? before : [old, ...(chosen === "sequence" ? [] : start.slice(1))] };
    start = { ...start };
    for (const [argument, value] of Object.entries(start)) {
      if (length && !chosen.includes(".") && Number.isInteger(value) && value > 1 && argument !== "model_size")
        start[argument] = Math.max(1, Math.round((value * length) / ("schedule" in start ? 1000 : usual)));
      const isSame = typeof value === "number" && typeof before[argument] === "number" && !("schedule" in start);
      if (isSame && chosen.includes(".") === nameOf(old).includes(".")) start[argument] = before[argument];
    }
    if ("schedule" in start) start.schedule = old;
    return { [chosen]: start };
  }

  #parts(parts, path) {
    return [
      ...parts.map((part, i) =>
        this.#node(
          part,
          [...path, i],
          parts.length > 1 &&
            element(
              "button",
              {
                type: "button",
                className: "quiet",
                title: "remove this piece",
                "aria-label": `remove piece ${i + 1}`,
                onclick: () => this.change([...path, i], undefined, "remove"),
              },
              "×",
            ),
        ),
      ),
      element(
        "button",
        {
          type: "button",
          className: "add",
          onclick: () => this.change([...path, parts.length], this.#next(parts, path), "append"),
        },
        "+ piece",
      ),
    ];
  }

  /** A piece that goes on from the last one. */
  #next(parts) {
    const before = parts.at(-1),
      { length } = this.library.read(before);
    const rate = length == null ? 1e-4 : this.library.ratesAt(before, [length])[0];
    return { linear: { from: rate, to: 0, steps: Math.max(1, length ?? 100) } };
  }

  #argument(node, path, value, usual) {
    const name = path.at(-2),
      argument = path.at(-1),
      place = pointerOf(path),
      { names } = this.library;
    const shape = value ?? usual ?? this.starts[name]?.[argument];
    if (isSchedule(shape, names))
      return element("fieldset", {}, element("legend", {}, argument), this.#node(value ?? usual, path));
    if (isListOfSchedules(shape, names))
      return element("fieldset", {}, element("legend", {}, argument), ...this.#parts(value ?? usual, path));

    const id = `field-${place}`,
      put = (given) => this.change(path, given, place);
    let input;
    const words = typeof shape === "string" ? this.#wordsOf(node, name, argument) : null;
    if (typeof shape === "boolean") {
      input = element("input", { type: "checkbox", checked: value ?? usual, onchange: () => put(input.checked) });
    } else if (words) {
      input = element(
        "select",
        { onchange: () => put(input.value) },
        ...words.map((word) => element("option", { value: word, selected: word === (value ?? usual) }, word)),
      );
    } else {
      const isList = Array.isArray(shape) && shape.every((each) => typeof each !== "object");
      const isText = typeof shape === "string";
      input = element("input", {
        type: "text",
        autocomplete: "off",
        spellcheck: false,
        value: shownValue(value),
        oninput: () =>
          put(
            isList && input.value.trim()
              ? listOf(input.value)
              : isText && input.value.trim()
                ? input.value
                : valueOf(input.value),
          ),
      });
      if (typeof shape === "number") {
        input.inputMode = "decimal";
        input.addEventListener("keydown", (event) => this.#nudge(event, input, put));
      }
    }
    input.id = id;
    input.dataset.place = place;
    return element(
      "div",
      { className: "field" },
      element("label", { htmlFor: id }, argument),
      input,
      this.#error(place, input, path),
    );
  }

  /** Up and down: a step of the second digit. */
  #nudge(event, input, put) {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key],
      number = valueOf(input.value || input.placeholder);
    if (!way || typeof number !== "number") return;
    event.preventDefault();
    const power = number === 0 ? -1 : Math.floor(Math.log10(Math.abs(number))) - 1;
    const pitch = 10 ** (Number.isInteger(number) && number !== 0 ? Math.max(0, power) : power);
    const next = Number((number + way * pitch).toPrecision(12));
    input.value = shownNumber(next);
    put(next);
  }
}

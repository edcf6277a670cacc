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

/** "be a whole number", "be at least 0": whole number, at least 0. Of steps: steps, at least 0, or 3% of the run. */
const shortened = (rules, areSteps) => {
  const words = rules.map((rule) => rule.replace(/^(be )?(an? )?/, ""));
  return (areSteps ? ["steps", ...words.slice(1), "or 3% of the run"] : words).join(", ");
};

class Form {
  #defaults = new Map();
  #words = new Map();
  #rules = new Map();
  #fields = new Map(); // by their pointers
  #wanted; // the place that gets the keyboard when all is built anew

  /** `starts` and `words` say of each name what it begins with, and what it is good for; steps() are those of the
   * run; change(path, value, what, steps) is called with what a person has changed, and with those steps if it is a
   * share of them. */
  constructor(root, library, { starts, words }, steps, change) {
    Object.assign(this, { root, library, starts, words, steps, change });
  }

  /** All fields anew. */
  build(document) {
    const focused = this.#wanted ?? window.document.activeElement?.dataset?.place;
    this.#wanted = undefined;
    this.document = document;
    this.#fields.clear();
    this.root.replaceChildren(this.#node(document, []));
    if (focused)
      [...this.root.querySelectorAll("[data-place]")]
        .find((each) => each.dataset.place === focused && !each.disabled)
        ?.focus();
    this.refresh(document);
  }

  /** Other values in the same fields. */
  refill(document) {
    for (const { input, base, keys } of this.#fields.values())
      if (base && input.type === "text") input.value = shownValue(at(document, [...base, ...keys]));
  }

  /** Other defaults and errors, the fields as they are. */
  refresh(document, error) {
    this.document = document;
    for (const [, field] of this.#fields) {
      field.error.textContent = "";
      field.input?.removeAttribute("aria-invalid");
      if (!field.base || !field.input) continue;
      const defaults = this.#defaultsOf(at(document, field.base.slice(0, -1)), field.base.at(-1));
      const ours = at(defaults, field.keys);
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

  #error(place, input, base, keys) {
    const error = element("p", { className: "error", id: `error-${place}`, role: "alert" });
    this.#fields.set(place, { error, input, base, keys });
    input?.setAttribute("aria-describedby", base ? `${error.id} rule-${place}` : error.id);
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

  /** What an argument must be, in the words of the library, which is asked with values that may be wrong: "be a
   * whole number", "be at least 0", "not fall" and so on. */
  #rulesOf(node, name, keys) {
    const known = `${name}/${keys.join("/")}`;
    if (!this.#rules.has(known)) {
      const place = `${pointerOf([name, ...keys])}: must `;
      const errors = ["?", -1, 0, 1, 2, 1000].map(
        (value) => this.library.read(withValue(node, [name, ...keys], value)).error,
      );
      const rules = errors.map(
        (error) => error?.startsWith(place) && /^(.+), got/.exec(error.slice(place.length))?.[1],
      );
      this.#rules.set(
        known,
        errors.some(Boolean) ? [...new Set(rules.filter(Boolean))] : ["be anything: it is not used"],
      );
    }
    return this.#rules.get(known);
  }

  /** The words that it can be, if that is what it must be. */
  #wordsOf(rules) {
    const words = (rules[0] ?? "")
      .replace(/^be /, "")
      .split(/, | or /)
      .map((word) => word.replaceAll('"', ""));
    return words.length > 1 && words.every((word) => /^[\w-]+$/.test(word)) ? words : null;
  }

  /** A schedule: its name and its arguments, or its parts. */
  #node(node, path, tools) {
    const name = nameOf(node),
      given = argumentsOf(node),
      place = pointerOf(path),
      here = [...path, name];
    const choose = (chosen) => this.change(path, this.#start(chosen, node), "choose");
    const select = chooser(this.library, name, choose, path.length === 0);
    select.dataset.place = place;
    select.setAttribute("aria-label", path.length ? `schedule at ${place}` : "schedule");
    const head = element("div", { className: "head" }, select);
    if (tools) head.append(tools);
    const box = element("div", { className: path.length ? "node inner" : "node" }, head, this.#error(place, select));
    if (name.includes(".")) head.prepend(element("span", { className: "dialect" }, frameworks[name.split(".")[0]]));
    if (this.words[name]) box.append(element("p", { className: "about" }, this.words[name]));
    this.#fields.set(pointerOf(here), this.#fields.get(place));
    if (Array.isArray(given)) {
      box.append(...this.#parts(given, here));
      return box;
    }
    const defaults = this.#defaultsOf(node, name) ?? {};
    for (const argument of this.library.names[name] ?? Object.keys(given))
      box.append(this.#argument(node, here, [argument], given[argument] ?? undefined, defaults[argument]));
    return box;
  }

  /** What a name begins with: as long as the old schedule, and with those arguments that this has too. */
  #start(chosen, old) {
    const before = argumentsOf(old),
      length = this.library.read(old).length;
    let start = this.starts[chosen] ?? {};
    const follows = chosen in this.library.plateaus || isPlateau(old, this.library);
    const usual = this.library.read({ [chosen]: start }).length ?? 1000;
    if (Array.isArray(start) && isPlateau(old, this.library)) return { [chosen]: start };
    if (Array.isArray(start))
      return { [chosen]: Array.isArray(before) ? before : [old, ...(chosen === "sequence" ? [] : start.slice(1))] };
    // The old arguments and the old length; or that length by lengths of its own; or what it begins with, as long.
    const keeps = !("schedule" in start) && chosen.includes(".") === nameOf(old).includes(".");
    const scales = length && !follows && !chosen.includes("."),
      scale = length / ("schedule" in start ? 1000 : usual);
    const own = Object.entries(start).map(([argument, value]) => {
      const isCount = scales && Number.isInteger(value) && value > 1 && argument !== "model_size";
      return [argument, isCount ? Math.max(1, Math.round(value * scale)) : value];
    });
    const taken = (isTaken) =>
      Object.fromEntries(
        own.map(([argument, value]) => {
          const isSame = keeps && typeof value === "number" && typeof before[argument] === "number";
          return [argument, isSame && isTaken(argument) ? before[argument] : value];
        }),
      );
    const same = taken(() => true),
      scaled = taken((argument) => !isLength(argument));
    const read = (given) => this.library.read({ [chosen]: given });
    start = read(same).length === length ? same : read(scaled).error ? Object.fromEntries(own) : scaled;
    if ("schedule" in start && !isPlateau(old, this.library)) start.schedule = old;
    return { [chosen]: start };
  }

  /** A list of schedules, which can be moved, removed and added to. */
  #parts(parts, path) {
    return [
      ...parts.map((part, i) => this.#node(part, [...path, i], parts.length > 1 && this.#tools(parts, path, i))),
      element(
        "button",
        {
          type: "button",
          className: "add",
          onclick: () => this.change([...path, parts.length], pieceAfter(parts.at(-1), this.library), "append"),
        },
        "+ piece",
      ),
    ];
  }

  /** What is done to a piece. The button that moved it stays under the keyboard. */
  #tools(parts, path, i) {
    const button = (sign, words, does, place) => {
      const made = element(
        "button",
        { type: "button", className: "quiet", title: words, "aria-label": `${words} ${i + 1}`, onclick: does },
        sign,
      );
      made.dataset.place = pointerOf([...path, i, place]);
      return made;
    };
    const move = (to, place) => () => {
      this.#wanted = pointerOf([...path, to, place]);
      this.change(path, parts.toSpliced(i, 1).toSpliced(to, 0, parts[i]), "move");
    };
    const up = button("↑", "move up piece", move(i - 1, "up"), "up"),
      down = button("↓", "move down piece", move(i + 1, "down"), "down"),
      remove = button("×", "remove piece", () => this.change([...path, i], undefined, "remove"), "remove");
    up.disabled = i === 0;
    down.disabled = i + 1 === parts.length;
    return element("span", { className: "tools" }, up, down, remove);
  }

  /** One of them, or the members of a group of them: `base` is the path of all, `keys` lead to this one. */
  #argument(node, base, keys, value, usual) {
    const name = base.at(-1),
      argument = keys.at(-1),
      path = [...base, ...keys],
      place = pointerOf(path),
      { names } = this.library;
    const shape = value ?? usual ?? at(this.starts[name], keys);
    if (isSchedule(shape, names))
      return element("fieldset", {}, element("legend", {}, argument), this.#node(value ?? usual, path));
    if (isListOfSchedules(shape, names))
      return element("fieldset", {}, element("legend", {}, argument), ...this.#parts(value ?? usual, path));
    if (isGroup(usual))
      return element(
        "fieldset",
        { className: "node inner" },
        element("legend", {}, argument),
        ...Object.keys(usual).map((key) => this.#argument(node, base, [...keys, key], value?.[key], usual[key])),
      );

    const id = `field-${place}`,
      put = (given) => this.change(path, given, place);
    let input,
      steps = 0; // of the run, before this changes them
    const takesShares = isLength(argument) && !(name in absolute),
      rules = this.#rulesOf(node, name, keys),
      words = typeof shape === "string" ? this.#wordsOf(rules) : null;
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
        oninput: () => {
          const share = takesShares ? stepsOfShare(input.value, steps) : undefined;
          if (share !== undefined) {
            input.value = share;
            return this.change(path, share, place, steps);
          }
          put(
            isList && input.value.trim()
              ? listOf(input.value)
              : isText && input.value.trim()
                ? input.value
                : valueOf(input.value),
          );
        },
        onfocus: () => (steps = this.steps()),
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
      element("label", { htmlFor: id }, ...argument.split(/(?<=_)/).flatMap((part) => [part, element("wbr")])),
      input,
      element(
        "small",
        { className: "rule", id: `rule-${place}` },
        words || input.type === "checkbox" ? "" : shortened(rules, takesShares),
      ),
      this.#error(place, input, base, keys),
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

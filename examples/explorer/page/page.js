// SPDX-License-Identifier: MIT
"use strict";
// The page: the state is a list of plans, and all that is seen follows from it.

const colours = ["--plan-1", "--plan-2", "--plan-3", "--plan-4", "--plan-5", "--plan-6"];
const first = {
  plans: [{ warmup_cosine: { peak: 3e-4, warmup_steps: 1000, decay_steps: 9000 } }],
  selected: 0,
  steps: null,
  log: false,
};
const mostInAFrame = 200_000; // of more steps some are asked, until nothing moves

const one = (id) => document.getElementById(id);
const colourOf = (i) =>
  getComputedStyle(document.documentElement)
    .getPropertyValue(colours[i % colours.length])
    .trim();

const dotOf = (i) => element("span", { className: "dot", style: `background: var(${colours[i % colours.length]})` });
const say = (text) => {
  one("said").textContent = text;
};
const fail = (text) => {
  one("failed").textContent = text;
  one("failed").hidden = !text;
};

async function main() {
  const said = { starts: JSON.parse(one("starts").textContent), words: JSON.parse(one("words").textContent) };
  const library = await openLibrary(one("module").textContent.trim());
  const past = new History(first);
  const lastGood = new Map(); // of each place in the list, what could be read last
  let view = null,
    timer = 0,
    finer = 0,
    frame = 0;

  // ---- what the state means ------------------------------------------------------------------------------------

  const readPlan = (plan, i) => {
    const read = library.read(plan);
    if (read.error) return { ...read, good: lastGood.get(i) };
    lastGood.set(i, { plan, read });
    return { read, good: lastGood.get(i) };
  };
  const lengthWithout = (plans) => (plans.every(({ good }) => good && isPlateau(good.plan, library)) ? 100 : 1000);
  const stepsOf = (plans) =>
    past.state.steps ??
    Math.max(
      1,
      ...plans.map(({ good }) => good?.read.length ?? 0),
      plans.every(({ good }) => good?.read.length == null) ? lengthWithout(plans) : 1,
    );
  /** Each plan with the document whose rates are drawn. */
  const drawn = (plans, steps) =>
    plans.map((plan) => {
      const metrics = past.state.metrics ?? firstMetrics;
      return plan.good
        ? { ...plan, good: { ...plan.good, document: drawnAs(plan.good.plan, library, metrics, steps) } }
        : plan;
    });

  function change(state, what) {
    past.put(state, what);
    fail("");
    show(what === undefined || !what.startsWith("/") ? "all" : "values");
  }
  const withPlan = (i, plan) => ({ ...past.state, plans: past.state.plans.with(i, plan) });

  // ---- showing -------------------------------------------------------------------------------------------------

  let showing = { plans: [], steps: 1 };
  const form = new Form(
    one("form"),
    library,
    said,
    () => showing.steps,
    (path, value, what, steps = past.state.steps) => {
      const { selected, plans } = past.state;
      change({ ...withPlan(selected, withValue(plans[selected], path, value)), steps }, what);
    },
  );

  const chart = new Chart(one("chart"), "learning rate", {
    move(index, position, rate, along) {
      const { selected, plans } = past.state,
        document = plans[selected];
      const moved = withEndAt(document, ends(document), index, position, rate, along);
      past.put({ ...withPlan(selected, moved) }, `drag ${index}`);
      show("drag");
    },
    moved: () => show("all"),
    zoom: (next) => zoom(next),
    hover: (step) => hover(step),
    said: () => say(one("values").textContent),
  });

  const momentumChart = new Chart(one("momentum"), "momentum", {
    zoom: (next) => zoom(next),
    hover: (step) => {
      hover(step);
      return showing.plans.flatMap(({ good }, i) =>
        good?.read.has_momentum && step != null ? [{ rate: momentumAt(good, step), colour: colourOf(i) }] : [],
      );
    },
    said: () => say(one("values").textContent),
  });
  const momentumAt = (good, step) => library.withMomentum(good.document, Math.max(0, step), 1, ([value]) => value);

  const showOutput = outputOf(library, chart, () => ({ ...showing, selected: past.state.selected }));

  function ends(document) {
    const all = endsOfPieces(document, library);
    const places = all.map((end) => Math.round(end.position));
    const known = all.length ? library.ratesAt(document, places) : [];
    return all.map((end, i) => ({
      ...end,
      rate: known[i],
      label: end.path
        .filter((key) => typeof key === "string")
        .slice(-2)
        .join(" "),
    }));
  }

  /** All of them, those too that no argument moves. */
  function joints({ plan, document }) {
    const steps = jointsOf(plan, library),
      rates = steps.length ? library.ratesAt(document, steps.map(Math.round)) : [];
    return steps.map((step, i) => ({ step, rate: rates[i] }));
  }

  /** `what` is all, values (of fields that stay as they are), drag, or view. */
  function show(what) {
    const { state } = past,
      read = state.plans.map(readPlan),
      steps = stepsOf(read),
      plans = drawn(read, steps);
    showing = { plans, steps };
    if (what === "all") form.build(state.plans[state.selected]);
    if (what === "drag") form.refill(state.plans[state.selected]);
    form.refresh(state.plans[state.selected], plans[state.selected].error);
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => draw(mostInAFrame));
    clearTimeout(finer);
    finer = setTimeout(draw, 120);
    if (what !== "view") {
      showPlans();
      one("steps").placeholder = String(steps);
      if (document.activeElement !== one("steps")) one("steps").value = state.steps ?? "";
      one("log").checked = state.log;
      one("plateau").hidden = !plans.some(({ good }) => good && isPlateau(good.plan, library));
      if (document.activeElement !== one("metrics")) one("metrics").value = shownValue(state.metrics ?? firstMetrics);
      for (const input of document.querySelectorAll("[data-expected]"))
        if (document.activeElement !== input) input.value = shownValue(state.expected?.[input.dataset.expected]);
      one("undo").disabled = !past.canUndo;
      one("redo").disabled = !past.canRedo;
      clearTimeout(timer);
      timer = setTimeout(showRest, what === "all" ? 0 : 120);
    }
  }

  /** Of so many steps that not all of them can be asked, or not in a frame. */
  function someOf(document, from, count, most) {
    const places = Array.from({ length: most }, (_, k) => from + Math.floor(((count - 1) * k) / (most - 1)));
    return Array.from(library.ratesAt(document, places), (rate, k) => [places[k], rate]);
  }

  function draw(most = mostAtOnce) {
    const { plans, steps } = showing,
      { selected, log } = past.state;
    const window = view ?? [0, steps];
    const from = Math.max(0, Math.floor(window[0])),
      to = Math.ceil(window[1]),
      count = to - from + 1;
    const columns = Math.max(100, one("chart").clientWidth - 80);
    const curves = plans.map(({ good, error }, i) => {
      if (!good) return { colour: colourOf(i), points: [] };
      const points =
        count <= most
          ? library.withRates(good.document, from, count, (rates) => pointsOf(rates, from, columns))
          : someOf(good.document, from, count, 4 * columns);
      return {
        colour: colourOf(i),
        points,
        faded: Boolean(error),
        selected: i === selected,
        dots: count < columns / 9,
      };
    });
    const order = [...curves.keys()].sort((a, b) => (b === selected) - (a === selected));
    chart.draw({
      curves: order.map((i) => curves[i]),
      view: window,
      log,
      selectedColour: colourOf(selected),
      ends: plans[selected].error ? [] : ends(past.state.plans[selected]),
      parts: showing.parts ?? [],
      joints: plans[selected].error ? [] : joints(plans[selected].good),
    });
    if (count <= most || most === mostAtOnce) drawMomentum(plans, window, from, count, columns);
  }

  /** Below, of those plans that cycle one; of too many steps none. */
  function drawMomentum(plans, view, from, count, columns) {
    const curves = plans.flatMap(({ good, error }, i) =>
      good?.read.has_momentum && count <= mostAtOnce
        ? [
            {
              colour: colourOf(i),
              points: library.withMomentum(good.document, from, count, (values) => pointsOf(values, from, columns)),
              faded: Boolean(error),
            },
          ]
        : [],
    );
    one("momentum").hidden = curves.length === 0;
    if (curves.length > 0) momentumChart.draw({ curves, view, isTight: true });
  }

  function showPlans() {
    const { plans, selected } = past.state;
    one("plans").replaceChildren(
      ...plans.map((plan, i) => {
        const tab = element(
          "button",
          {
            type: "button",
            className: showing.plans[i].error ? "plan bad" : "plan",
            "aria-pressed": String(i === selected),
            onclick: () => change({ ...past.state, selected: i }),
          },
          element("span", { className: "dot", style: `background: var(${colours[i % colours.length]})` }),
          nameOf(plan),
        );
        const chip = element("span", { className: i === selected ? "chip selected" : "chip" }, tab);
        if (plans.length > 1)
          chip.append(
            element(
              "button",
              {
                type: "button",
                className: "quiet",
                "aria-label": `remove plan ${i + 1}, ${nameOf(plan)}`,
                title: "remove",
                onclick: () => {
                  lastGood.clear();
                  change({
                    ...past.state,
                    plans: plans.toSpliced(i, 1),
                    selected: Math.max(0, selected - (i <= selected ? 1 : 0)),
                  });
                },
              },
              "×",
            ),
          );
        return chip;
      }),
    );
  }

  /** What takes longer than a frame may. */
  function showRest() {
    const { plans, steps } = showing,
      { selected } = past.state,
      chosen = plans[selected];
    history.replaceState(null, "", addressOf(past.state));
    const { parts, sentences } = partingOf(library, plans, selected, steps);
    showing.parts = parts;
    one("parting").replaceChildren(...sentences);
    draw();
    showReport(library, chosen, steps, past.state.expected ?? {});
    showOutput();
  }

  // ---- pointer, zoom and keys ----------------------------------------------------------------------------------

  function hover(step) {
    const box = one("values");
    if (step == null) return void (box.hidden = true);
    const rows = showing.plans.flatMap(({ good }, i) =>
      good ? [{ rate: library.ratesAt(good.document, [Math.max(0, step)])[0], colour: colourOf(i) }] : [],
    );
    box.replaceChildren(
      element("span", {}, `step ${longStep(Math.max(0, step))}`),
      ...rows.map(({ rate, colour }) =>
        element(
          "span",
          {},
          " ",
          element("span", { className: "dot", style: `background: ${colour}` }),
          ` ${shortRate(rate)}`,
        ),
      ),
      ...showing.plans.flatMap(({ good }) =>
        good?.read.has_momentum ? [element("span", {}, ` momentum ${shortRate(momentumAt(good, step))}`)] : [],
      ),
    );
    box.hidden = false;
    return rows;
  }

  /** Not before 0, not less than a few steps, and no farther than ten times the run. */
  function zoom(next) {
    if (next) {
      const longest = 10 * showing.steps,
        wide = Math.min(longest, Math.max(8, next[1] - next[0]));
      const start = Math.min(Math.max(0, (next[0] + next[1] - wide) / 2), longest - wide);
      next = [start, start + wide];
    }
    view = next;
    one("whole").disabled = !view;
    show("view");
  }
  const zoomBy = (factor) => {
    const [from, to] = view ?? [0, showing.steps],
      middle = (from + to) / 2,
      half = ((to - from) / 2) * factor;
    zoom([middle - half, middle + half]);
  };
  one("closer").addEventListener("click", () => zoomBy(0.5));
  one("farther").addEventListener("click", () => zoomBy(2));
  one("whole").addEventListener("click", () => zoom(null));
  one("log").addEventListener("change", () => change({ ...past.state, log: one("log").checked }));
  one("steps").addEventListener("input", () => {
    const given = valueOf(one("steps").value),
      isGood = given === undefined || (Number.isInteger(given) && given >= 1 && given <= 2 ** 53);
    one("steps").toggleAttribute("aria-invalid", !isGood);
    if (isGood) change({ ...past.state, steps: given ?? null }, "/steps");
  });
  one("metrics").addEventListener("input", () => {
    const given = listOf(one("metrics").value),
      isGood = areMetrics(given);
    one("metrics").toggleAttribute("aria-invalid", !isGood);
    if (isGood) change({ ...past.state, metrics: given }, "/metrics");
  });
  for (const input of document.querySelectorAll("[data-expected]"))
    input.addEventListener("input", () => {
      const given = valueOf(input.value),
        isGood = given === undefined || typeof given === "number";
      input.toggleAttribute("aria-invalid", !isGood);
      one("expected-error").textContent = isGood ? "" : `must be a number, got ${JSON.stringify(given)}`;
      if (isGood)
        change(
          { ...past.state, expected: withValue(past.state.expected ?? {}, [input.dataset.expected], given) },
          "/expected",
        );
    });
  one("add").addEventListener("click", () => {
    const { plans, selected } = past.state;
    change({ ...past.state, plans: [...plans, structuredClone(plans[selected])], selected: plans.length });
  });
  one("append").addEventListener("click", () => {
    const { plans, selected } = past.state,
      plan = plans[selected],
      good = showing.plans[selected].good;
    if (!good || good.read.length == null) return say("a plan without an end has nothing behind it");
    const parts = nameOf(plan) === "sequence" ? argumentsOf(plan) : [plan];
    change(withPlan(selected, { sequence: [...parts, pieceAfter(good.plan, library)] }));
  });
  const again = (way) => {
    past[way]();
    lastGood.clear();
    show("all");
  };
  one("undo").addEventListener("click", () => again("undo"));
  one("redo").addEventListener("click", () => again("redo"));
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.id === "pasted") return;
    const way = event.key === "z" ? "undo" : event.key === "y" || event.key === "Z" ? "redo" : null;
    if (!way) return;
    event.preventDefault();
    again(way);
  });

  const dialog = one("paste-dialog");
  one("paste").addEventListener("click", () => {
    one("paste-error").textContent = "";
    dialog.showModal();
    one("pasted").focus();
  });
  one("paste-form").addEventListener("submit", (event) => {
    if (event.submitter?.value !== "read") return;
    const pasted = library.paste(one("pasted").value);
    if (pasted.error) {
      event.preventDefault();
      one("paste-error").textContent = pasted.error;
      return;
    }
    lastGood.clear();
    const hasLength = pasted.some((plan) => library.read(plan).length != null);
    change({
      ...past.state,
      plans: past.state.plans.toSpliced(past.state.selected, 1, ...pasted),
      steps: stepsNamedIn(one("pasted").value) ?? (hasLength ? null : past.state.steps),
    });
    if (pasted.length > 1) say(`${pasted.length} groups of parameters, a plan for each`);
  });

  /** The state of the address, if all of its plans have a form: not all of their values must be good. It is said
   * where there is none. */
  function shownState(otherwise) {
    const state = stateOf(location.hash);
    try {
      for (const plan of state?.plans ?? []) form.build(plan);
      if (state) return state;
    } catch {
      // it is said below
    }
    if (location.hash) fail(`The address holds no plan that can be read; ${otherwise}.`);
    return null;
  }
  addEventListener("hashchange", () => {
    const state = shownState("the plan stays");
    if (state && location.hash !== addressOf(past.state)) change(state);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => show("all"));

  past.state = shownState("this is the first one") ?? first;
  show("all");
  document.documentElement.dataset.ready = "";
  globalThis.explorer = { library, state: () => past.state }; // for the tests, and for the curious
}

main().catch((error) => fail(`The library could not be started: ${error.message}`));

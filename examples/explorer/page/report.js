// SPDX-License-Identifier: MIT
"use strict";
// What the library says of the plans: where they part, what the selected one amounts to, and what is wrong with it.

const mostAtOnce = 4_000_000; // rates in memory
const mostChecked = 20_000_000;

const ratesOf = (library, document, count) => library.withRates(document, 0, count, (rates) => rates.slice());

/** Where the other plans part from the selected one: {step, colour} for the chart, and what is said of each. */
function partingOf(library, plans, selected, steps) {
  const parts = [],
    sentences = [],
    count = Math.min(steps + 1, mostAtOnce);
  if (plans.length < 2 || !plans[selected].good) return { parts, sentences };
  const ours = ratesOf(library, plans[selected].good.document, count);
  for (const [i, { good }] of plans.entries()) {
    if (i === selected || !good) continue;
    const others = ratesOf(library, good.document, count);
    let from = -1,
      worst = 0;
    for (let step = 0; step < count; ++step) {
      if (ours[step] === others[step]) continue;
      if (from < 0) from = worst = step;
      if (Math.abs(ours[step] - others[step]) > Math.abs(ours[worst] - others[worst])) worst = step;
    }
    if (from >= 0) parts.push({ step: from, colour: colourOf(i) });
    const how =
      from >= 0
        ? `parts at step ${longStep(from)}; it is farthest away at step ${longStep(worst)}: ` +
          `${shortRate(others[worst])}, against ${shortRate(ours[worst])}`
        : count > steps
          ? "is equal at all of these steps"
          : `is equal up to step ${longStep(count - 1)}`;
    sentences.push(element("p", {}, dotOf(i), ` ${nameOf(good.plan)} ${how}`));
  }
  return { parts, sentences };
}

function showReport(library, { error, good }, steps, expected) {
  const rows = one("summary"),
    findings = one("findings");
  if (error || !good) {
    findings.replaceChildren(
      element(
        "p",
        { className: "finding wrong" },
        element("strong", {}, "This is no plan yet"),
        element("span", {}, error),
      ),
    );
    return;
  }
  if (steps > mostChecked) {
    rows.replaceChildren();
    findings.replaceChildren(
      element("p", {}, `A run of more than ${longStep(mostChecked)} steps is not checked here; curve --check does it.`),
    );
    return;
  }
  const report = library.report(good.document, steps, expected);
  one("expected-error").textContent = report.error ?? "";
  if (report.error) return;
  const row = (name, value, behind) =>
    element(
      "div",
      {},
      element("dt", {}, name),
      element("dd", {}, value, ...(behind ? [element("small", {}, ` ${behind}`)] : [])),
    );
  rows.replaceChildren(
    row(
      "length",
      good.read.length == null ? "none" : longStep(good.read.length),
      good.read.length == null ? "" : "steps",
    ),
    row("peak", shownNumber(report.peak), `at step ${longStep(report.peak_step)}`),
    row("last rate", shownNumber(Number(report.last.toPrecision(6))), `at step ${longStep(steps - 1)}`),
    row("sum of rates", shownNumber(Number(report.sum.toPrecision(6)))),
    row(
      "largest change",
      shownNumber(Number(report.largest_change.toPrecision(4))),
      `at step ${longStep(report.largest_change_step)}`,
    ),
    row("fingerprint", good.read.fingerprint),
  );
  if (isPlateau(good.plan, library)) {
    findings.replaceChildren(
      element(
        "p",
        { className: "finding fine" },
        "What a plateau comes to is known when its metric is: nothing to check.",
      ),
    );
    return;
  }
  findings.replaceChildren(
    ...(report.findings.length === 0
      ? [
          element(
            "p",
            { className: "finding fine" },
            element("strong", {}, "Nothing to find fault with"),
            " ",
            element("span", {}, `in a run of ${longStep(steps)} steps`),
          ),
        ]
      : report.findings.map((each) =>
          element(
            "div",
            { className: "finding wrong" },
            element("strong", {}, each.what),
            element("small", {}, ` ${each.name}, at step ${longStep(each.step)}`),
            element("span", {}, `Write ${each.instead}.`),
          ),
        )),
  );
}

// SPDX-License-Identifier: MIT
"use strict";
// Values as a person writes and reads them.

/** "3 %" of a run. */
function stepsOfShare(text, steps) {
  const share = /^\s*(\d+\.?\d*)\s*%\s*$/.exec(text);
  return share ? Math.round((Number(share[1]) / 100) * steps) : undefined;
}

/** The steps of the run, where the configuration of a trainer names them. */
function stepsNamedIn(text) {
  const names = "max_steps|max_train_steps|max_iters|train[-_]iters|num_training_steps";
  const [, steps] = new RegExp(`^[^#\\n]*?\\b(?:${names})["']?\\s*:\\s*([1-9]\\d{0,14})\\b`, "m").exec(text) ?? [];
  return steps && Number(steps);
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

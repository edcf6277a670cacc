// SPDX-License-Identifier: MIT
"use strict";
// Documents: {"cosine": {"from": 1, ...}}. A path is the list of keys that leads to a value.

const nameOf = (node) => Object.keys(node)[0];
const argumentsOf = (node) => node[nameOf(node)];
const at = (document, path) => path.reduce((value, key) => value?.[key], document);
const pointerOf = (path) => path.map((key) => "/" + String(key).replaceAll("~", "~0").replaceAll("/", "~1")).join("");

/** A copy with another value at a place; undefined removes it. */
function withValue(document, path, value) {
  if (path.length === 0) return value;
  const [key, ...rest] = path;
  const copy = Array.isArray(document) ? [...document] : { ...document };
  const inner = withValue(copy[key], rest, value);
  if (inner !== undefined) copy[key] = inner;
  else if (Array.isArray(copy)) copy.splice(key, 1);
  else delete copy[key];
  return copy;
}

const isSchedule = (value, names) =>
  value !== null &&
  typeof value === "object" &&
  !Array.isArray(value) &&
  Object.keys(value).length === 1 &&
  Object.keys(value)[0] in names;
const isListOfSchedules = (value, names) =>
  Array.isArray(value) && value.length > 0 && value.every((each) => isSchedule(each, names));

/** Several arguments under one name, such as the threshold of a plateau; a map has numbers for keys. */
const isGroup = (value) =>
  value !== null &&
  typeof value === "object" &&
  !Array.isArray(value) &&
  Object.keys(value).length > 0 &&
  Object.keys(value).every((key) => /^[A-Za-z_]\w*$/.test(key));

/** A piece that goes on from where a plan ends, to 0. */
function pieceAfter(plan, library) {
  const { length, error } = library.read(plan),
    end = length ?? 1000;
  const [rate] = error ? [1e-4] : library.ratesAt(plan, [end]);
  return { linear: { from: rate, to: 0, steps: Math.max(1, Math.round(end / 5)) } };
}

/** Arguments that are the length of a piece: steps, warmup_steps and so on, or those of a wave. */
const isLength = (argument) => /(^|_)steps$|^(up|down|count|at)$/.test(argument);
/** What asks its schedule at the same step, and up to which of its arguments. */
const wrappers = {
  clamp: "",
  crossfade: "at",
  decay_from: "at",
  override_between: "from",
  scale: "",
  switch_at: "at",
  take: "count",
  with_length: "at",
};
/** Arguments that are counted from the start, and not from the piece before. */
const absolute = { override_between: ["from", "to"], with_length: ["at", "steps"] };

/** The argument that is the rate where a piece ends. */
const rateAtEnd = { steps: "to", warmup_steps: "peak", up_steps: "peak", stable_steps: "peak", decay_steps: "floor" };

/** Where the pieces of a plan end, as far as its own arguments say so: {path, start, position, rates} in order; `rates`
 * are the places of what the rate is there. Of frameworks' see endsByArguments. */
function endsOfPieces(document, library, path = [], start = 0) {
  const name = nameOf(document),
    given = argumentsOf(document),
    ends = [];
  const here = [...path, name];
  if (isPlateau(document, library)) return ends;
  if (name === "sequence" && Array.isArray(given)) {
    for (const [i, part] of given.entries()) {
      const inner = endsOfPieces(part, library, [...here, i], start),
        before = ends.at(-1);
      const begins = [nameOf(part), "from"];
      if (before?.rates.length && at(part, begins) === at(document, before.rates[0].slice(path.length)))
        before.rates.push([...here, i, ...begins]);
      ends.push(...inner);
      const length = library.read(part).length;
      if (length == null) break;
      start += length;
    }
    return ends;
  }
  if (name.includes(".")) return endsByArguments(document, library, path, start);
  if (Array.isArray(given)) return ends;
  if (name in wrappers && given.schedule) {
    const cut = wrappers[name] ? (given[wrappers[name]] ?? 0) : Infinity;
    ends.push(
      ...endsOfPieces(given.schedule, library, [...here, "schedule"], start)
        .filter((end) => end.position < start + cut)
        .map((end) => ({ ...end, rates: name === "scale" ? [] : end.rates })),
    );
  }
  let position = start;
  const names = library.names[name] ?? [];
  for (const argument of names) {
    const value = given[argument];
    if (argument === "milestones" && Array.isArray(value))
      for (const [i, step] of value.entries())
        ends.push({ path: [...here, argument, i], start, position: start + step, rates: [] });
    if (typeof value !== "number") continue;
    if (absolute[name]?.includes(argument))
      ends.push({ path: [...here, argument], start, position: start + value, rates: [] });
    if (!isLength(argument) || name in absolute) continue;
    const rate = rateAtEnd[argument];
    position += value;
    ends.push({
      path: [...here, argument],
      start: position - value,
      position,
      rates: names.includes(rate) ? [[...here, rate]] : [],
    });
  }
  return ends;
}

/** The same with the end of a piece elsewhere. The piece behind it gives its steps, or takes them, unless all that is
 * behind moves along. Without a rate, that stays. */
function withEndAt(document, ends, index, position, rate, movesAlong) {
  const { path, start, position: before, rates, valueAt, least, most } = ends[index],
    next = ends[index + 1];
  if (valueAt) return withValue(document, path, valueAt(Math.round(Math.min(Math.max(position, least), most))));
  const gives = !movesAlong && next && next.start === before;
  const last = gives ? next.position : Infinity;
  const step = Math.round(Math.min(Math.max(position, start), last));
  let moved = withValue(document, path, step - start);
  if (gives) moved = withValue(moved, next.path, next.position - step);
  if (rate !== null) for (const place of rates) moved = withValue(moved, place, rate);
  return moved;
}

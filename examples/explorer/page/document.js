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
  value !== null && typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 1 &&
  Object.keys(value)[0] in names;
const isListOfSchedules = (value, names) =>
  Array.isArray(value) && value.length > 0 && value.every((each) => isSchedule(each, names));

/** Arguments that are the length of a piece: steps, warmup_steps and so on, or those of a wave. */
const isLength = (argument) => /(^|_)steps$|^(up|down|count|at)$/.test(argument);
const wrappers = ["scale", "clamp", "take", "switch_at"];  // which ask their schedule at the same step

/** Where the pieces of a plan end, as far as its own arguments say so: {path, start, position} in order. */
function endsOfPieces(document, library, path = [], start = 0) {
  const name = nameOf(document), given = argumentsOf(document), ends = [];
  const here = [...path, name];
  if (name === "sequence" && Array.isArray(given)) {
    for (const [i, part] of given.entries()) {
      ends.push(...endsOfPieces(part, library, [...here, i], start));
      const length = library.read(part).length;
      if (length == null) break;
      start += length;
    }
    return ends;
  }
  if (name.includes(".") || Array.isArray(given)) return ends;
  if (wrappers.includes(name) && given.schedule) {
    const cut = given.count ?? given.at ?? Infinity;
    ends.push(...endsOfPieces(given.schedule, library, [...here, "schedule"], start)
      .filter((end) => end.position < start + cut));
  }
  let position = start;
  for (const argument of library.names[name] ?? []) {
    const value = given[argument];
    if (argument === "milestones" && Array.isArray(value))
      for (const [i, step] of value.entries())
        ends.push({ path: [...here, argument, i], start, position: start + step });
    if (!isLength(argument) || name === "with_length" || typeof value !== "number") continue;
    ends.push({ path: [...here, argument], start: position, position: position + value });
    position += value;
  }
  return ends;
}

/** The same with the end of a piece elsewhere. The piece behind it gives its steps, or takes them, unless all that is
 * behind moves along. */
function withEndAt(document, ends, index, position, movesAlong) {
  const { path, start, position: before } = ends[index], next = ends[index + 1];
  const gives = !movesAlong && next && next.start === before;
  const last = gives ? next.position : Infinity;
  const step = Math.round(Math.min(Math.max(position, start), last));
  const moved = withValue(document, path, step - start);
  return gives ? withValue(moved, next.path, next.position - step) : moved;
}

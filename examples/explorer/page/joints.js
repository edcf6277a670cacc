// SPDX-License-Identifier: MIT
"use strict";
// Where the pieces of any plan meet, and which argument moves a joint: the library is asked what the plan is made of,
// and what it is made of once an argument is another.

const mostJoints = 24;

const sortedOnce = (steps) => [...new Set(steps)].filter((step) => step > 0).sort((a, b) => a - b);

/** Where a curve turns, of what is known by its values alone: among 100 steps, and then among those around a turn. */
function turnsOf(document, library, first, last) {
  const pitch = Math.max(1, Math.ceil((last - first) / 100));
  const steps = Array.from({ length: Math.floor((last - first) / pitch) + 1 }, (_, i) => first + i * pitch);
  const rates = library.ratesAt(document, steps);
  const turns = steps.flatMap((step, i) =>
    i > 0 && i + 1 < steps.length && Math.sign(rates[i] - rates[i - 1]) !== Math.sign(rates[i + 1] - rates[i])
      ? [step]
      : [],
  );
  return pitch === 1 ? turns : turns.flatMap((step) => turnsOf(document, library, step - pitch, step + pitch));
}

/** Joints of a wrapper, by those of the schedule in it and by its length; the others change no step. */
const wrapped = {
  take: (steps, length, { count }) => [...steps.filter((step) => step < count), count],
  shift: (steps, length, { by }) => steps.map((step) => step + by),
  stretch: (steps, length, { factor }) => steps.map((step) => step * factor),
  reverse: (steps, length) => [...steps.map((step) => length - step), length],
  repeat: (steps, length) =>
    cycles(length, 1).flatMap((start) => [...steps.map((step) => start + step), start + length]),
  repeat_growing: (steps, length, { growth }) => cycles(length, growth ?? 1).slice(1),
  decay_from: (steps, length, { at }) => [...steps.filter((step) => step < at), at],
  switch_at: (steps, length, { at }) => [...steps.filter((step) => step < at), at],
  with_length: (steps, length, { at, steps: end }) =>
    steps.map((step) => (step < at ? step : at + ((step - at) * (end - at)) / (length - at))),
  by_samples: () => [],
};
const cycles = (length, growth) => {
  const starts = [0];
  while (starts.length < 9) starts.push(starts.at(-1) + length * growth ** (starts.length - 1));
  return starts;
};

/** The steps, in order, at which a piece ends. */
function jointsOf(document, library) {
  const name = nameOf(document),
    given = argumentsOf(document);
  if (isPlateau(document, library)) return [];
  if (name === "sequence") {
    const steps = [];
    let start = 0;
    for (const part of given) {
      const { length } = library.planOf(part);
      steps.push(...jointsOf(part, library).map((step) => start + step));
      if (length == null) break;
      start += length;
    }
    return sortedOnce(steps).slice(0, mostJoints);
  }
  if (Array.isArray(given)) return sortedOnce(given.flatMap((part) => jointsOf(part, library))).slice(0, mostJoints);
  const { plan, length, error } = library.planOf(document);
  if (error) return [];
  if (nameOf(plan) !== name) {
    if (!JSON.stringify(plan).includes('{"function"')) return jointsOf(plan, library);
    return length > 1 ? sortedOnce([...turnsOf(document, library, 0, length - 1), length]).slice(0, mostJoints) : [];
  }
  if (isSchedule(given.schedule, library.names)) {
    const inner = jointsOf(given.schedule, library),
      change = wrapped[name] ?? ((steps) => steps);
    return sortedOnce(change(inner, library.planOf(given.schedule).length, given)).slice(0, mostJoints);
  }
  const every = name === "step" ? cycles(given.every, 1) : [];
  return sortedOnce([...(given.milestones ?? []), ...every, length ?? 0]).slice(0, mostJoints);
}

/** A number, also in a text such as "10ba", and how another is written in its place. */
function numberIn(value) {
  if (typeof value === "number") return { number: value, written: (number) => number };
  const [, digits, unit] = /^(\d+(?:\.\d+)?)([a-z]+)$/.exec(typeof value === "string" ? value : "") ?? [];
  return digits ? { number: Number(digits), written: (number) => number + unit } : null;
}

/** The places of all numbers among the arguments, those of lists too. */
const placesOfNumbers = (value, path = []) =>
  numberIn(value)
    ? [path]
    : value !== null && typeof value === "object"
      ? Object.keys(value).flatMap((key) =>
          placesOfNumbers(value[key], [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [];

/** By how many steps each joint moves for 1 more of the number at a place; null if it moves none. */
function slopesOf(document, library, joints, place, value) {
  const { number, written } = numberIn(value);
  const more = Number.isInteger(number) ? 1 : number / 8;
  for (const by of [more, -more]) {
    const other = withValue(document, place, written(number + by));
    const moved = library.planOf(other).error ? [] : jointsOf(other, library);
    if (moved.length !== joints.length) continue;
    const slopes = moved.map((step, i) => (step - joints[i]) / by);
    if (slopes.some((slope) => slope !== 0)) return slopes;
  }
  return null;
}

/** The joints, and the numbers that move them. Where a schedule has as many joints and the same arguments as before,
 * those that moved none are not asked again. */
function moversOf(document, library) {
  const name = nameOf(document),
    joints = jointsOf(document, library),
    whole = joints.length > 0 ? library.planOf(document).whole[name] : {};
  const kind = JSON.stringify([name, joints.length, placesOfNumbers(whole)]);
  const places = knownMovers.get(kind) ?? placesOfNumbers(whole).slice(0, 40);
  const movers = places
    .filter((keys) => keys.length === 1 || at(document, [name, ...keys]) !== undefined)
    .map((keys) => ({ keys, value: at(whole, keys) }))
    .map((mover) => ({ ...mover, slopes: slopesOf(document, library, joints, [name, ...mover.keys], mover.value) }))
    .filter(({ slopes }) => slopes);
  const theirs = movers.map(({ keys }) => keys);
  if (theirs.length > 0 && !knownMovers.has(kind)) knownMovers.set(kind, theirs);
  return { joints, movers };
}
const knownMovers = new Map();

/** The joints of a framework's schedule that an argument moves, as endsOfPieces has them; of each the argument that is
 * not needed for a later one, and moves the fewest. */
function endsByArguments(document, library, path, start) {
  const name = nameOf(document),
    { joints, movers } = moversOf(document, library);
  const joinedBy = ({ slopes }) => slopes.filter((slope) => slope !== 0).length;
  const ends = [],
    used = new Set();
  for (let i = joints.length - 1; i >= 0; --i) {
    const able = movers.filter(({ slopes }) => slopes[i] !== 0).sort((a, b) => joinedBy(a) - joinedBy(b));
    const mover = able.find((each) => !used.has(each)) ?? able[0];
    if (!mover) continue;
    used.add(mover);
    const { number, written } = numberIn(mover.value),
      slope = mover.slopes[i];
    ends.unshift({
      path: [...path, name, ...mover.keys],
      position: start + joints[i],
      least: start + (mover.slopes[i - 1] ? 0 : (joints[i - 1] ?? 0)),
      most: start + (mover.slopes[i + 1] ? Infinity : (joints[i + 1] ?? Infinity)),
      rates: [],
      valueAt: (step) => {
        const value = number + (step - start - joints[i]) / slope;
        return written(Number.isInteger(number) ? Math.round(value) : Number(value.toPrecision(4)));
      },
    });
  }
  return ends;
}

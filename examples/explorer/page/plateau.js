// SPDX-License-Identifier: MIT
"use strict";
// A plateau follows a metric, and has no curve of its own: it is drawn as what a metric makes of it.

const firstMetrics = [1, 0.9, 0.8, 0.7, 0.6, 0.5]; // and no better from then on
const mostObserved = 10_000;

const isPlateau = (plan, library) => nameOf(plan) in library.plateaus;

/** The plan itself or, of a plateau, the rates after each observation, as a table. */
const drawnAs = (plan, library, metrics, steps) =>
  isPlateau(plan, library)
    ? { table: { values: library.ratesAfter(plan, metrics, Math.min(steps, mostObserved)) } }
    : plan;

const areMetrics = (metrics) => Array.isArray(metrics) && metrics.length > 0 && metrics.every(Number.isFinite);

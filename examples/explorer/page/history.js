// SPDX-License-Identifier: MIT
"use strict";
// What was done, to be undone; and the address, which holds the whole state.

/** States are never changed, only replaced. */
class History {
  #past = [];
  #future = [];
  #last = { what: "", time: 0 };

  constructor(state) {
    this.state = state;
  }

  get canUndo() {
    return this.#past.length > 0;
  }
  get canRedo() {
    return this.#future.length > 0;
  }

  /** A new state. Steps of the same doing, such as a drag, are undone at once. */
  put(state, what) {
    const now = performance.now();
    if (what === undefined || what !== this.#last.what || now - this.#last.time > 1500) this.#past.push(this.state);
    if (this.#past.length > 200) this.#past.shift();
    this.#last = { what, time: now };
    this.#future = [];
    this.state = state;
  }

  undo() {
    if (!this.canUndo) return;
    this.#future.push(this.state);
    this.state = this.#past.pop();
    this.#last.what = undefined;
  }

  redo() {
    if (!this.canRedo) return;
    this.#past.push(this.state);
    this.state = this.#future.pop();
    this.#last.what = undefined;
  }
}

function addressOf(state) {
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return "#" + btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** null for an address that holds none. */
function stateOf(address) {
  try {
    const letters = atob(address.slice(1).replaceAll("-", "+").replaceAll("_", "/"));
    const state = JSON.parse(new TextDecoder().decode(Uint8Array.from(letters, (letter) => letter.charCodeAt(0))));
    const isWhole =
      Array.isArray(state.plans) &&
      state.plans.length > 0 &&
      state.selected in state.plans &&
      state.plans.every((plan) => typeof nameOf(plan) === "string" && typeof argumentsOf(plan) === "object") &&
      (state.steps === null || (Number.isInteger(state.steps) && state.steps > 0)) &&
      areMetrics(state.metrics ?? firstMetrics) &&
      Object.values(state.expected ?? {}).every(Number.isFinite);
    return isWhole ? state : null;
  } catch {
    return null;
  }
}

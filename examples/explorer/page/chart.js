// SPDX-License-Identifier: MIT
"use strict";
// The curves as one SVG: axes, what is under the pointer, the ends of pieces that can be moved, and where plans part.

const svgName = "http://www.w3.org/2000/svg";

/** An element with these attributes and children. */
function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(svgName, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** About so many round numbers from `first` to `last`. */
function roundTicks(first, last, count, least = 0) {
  const rough = (last - first) / count,
    power = 10 ** Math.floor(Math.log10(rough || 1));
  const pitch = Math.max(least, power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10));
  const ticks = [];
  for (let i = Math.ceil(first / pitch - 1e-9); i * pitch <= last * (1 + 1e-12) + pitch * 1e-9; ++i)
    ticks.push(Number((i * pitch).toPrecision(12)));
  return ticks;
}

const shortRate = (rate) => {
  const size = Math.abs(rate);
  if (rate === 0 || (size >= 1e-3 && size < 1e5)) return String(Number(rate.toPrecision(6)));
  return Number(rate.toPrecision(6)).toExponential().replace("e+", "e");
};
/** Of an axis up to `last`, in thousands or millions where the numbers are long. */
const shortStep = (step, last) => {
  const [size, letter] = [
    [1e12, "T"],
    [1e9, "G"],
    [1e6, "M"],
    [1e3, "k"],
  ].find(([size]) => last >= 2 * size && step % (size / 100) === 0 && last >= 1e4) ?? [1, ""];
  return step === 0 ? "0" : Number((step / size).toPrecision(7)) + letter;
};
const longStep = (step) => step.toLocaleString("en-US");

/** Powers of ten between two logarithms, or round numbers where there are few. */
function ticksOfLogarithms(from, to) {
  const ticks = [];
  for (let power = Math.floor(from); power <= to; ++power)
    for (const factor of to - from < 4 ? [1, 3] : [1]) {
      const tick = Number(`${factor}e${power}`);
      if (Math.log10(tick) >= from - 1e-9 && Math.log10(tick) <= to) ticks.push(tick);
    }
  return ticks.length > 2 ? ticks : roundTicks(10 ** from, 10 ** to, 5).filter((tick) => tick > 0);
}

/** The points of a curve between two steps: of each step, or where they are too many of the first, the lowest, the
 * highest and the last in each pixel. Where the rate jumps, more than four times as far as before and after, the line
 * does so too. */
function pointsOf(rates, first, columns) {
  const points = [],
    count = rates.length;
  if (count <= 2 * columns) {
    const change = (i) => Math.abs(rates[i] - rates[i - 1]);
    for (let i = 0; i < count; ++i) {
      if (i > 1 && i + 1 < count && change(i) > 4 * Math.max(change(i - 1), change(i + 1)))
        points.push([first + i, rates[i - 1]]);
      points.push([first + i, rates[i]]);
    }
    return points;
  }
  for (let column = 0; column < columns; ++column) {
    const from = Math.floor((column * count) / columns),
      to = Math.floor(((column + 1) * count) / columns);
    let low = from,
      high = from;
    for (let i = from; i < to; ++i) {
      if (rates[i] < rates[low]) low = i;
      if (rates[i] > rates[high]) high = i;
    }
    for (const i of [...new Set([from, low, high, to - 1])].sort((a, b) => a - b)) points.push([first + i, rates[i]]);
  }
  return points;
}

class Chart {
  static margin = { left: 62, right: 18, top: 18, bottom: 40 };

  /** `act` has move(index, position, rate or null, along), moved(), zoom(view) and hover(step or null). */
  constructor(root, what, act) {
    this.root = root;
    this.what = what;
    this.act = act;
    this.svg = svg("svg", { class: "chart", role: "group", tabindex: 0 });
    this.svg.setAttribute("aria-label", `${what} over the steps; the arrow keys read its values`);
    root.append(this.svg);
    this.#listen();
    new ResizeObserver(() => this.shown && this.draw(this.shown)).observe(root);
  }

  /** {curves: [{colour, points, dots, faded}], view: [first, last], log, isTight, ends, joints, selectedColour, parts} */
  draw(shown) {
    this.shown = shown;
    const { left, right, top, bottom } = Chart.margin;
    const wide = Math.max(240, this.root.clientWidth),
      high = Math.max(100, this.root.clientHeight);
    const [first, last] = shown.view;
    const x = (step) => left + ((step - first) / (last - first)) * (wide - left - right);
    const y = this.#heights(shown, high - bottom, top);
    this.x = x;
    this.y = y;
    this.wide = wide;
    this.high = high;

    const focused = document.activeElement?.dataset?.end;
    this.svg.setAttribute("viewBox", `0 0 ${wide} ${high}`);
    const parts = [this.#axes(x, y, wide, high)];
    const lines = svg("g", { "clip-path": `url(#inside-${this.root.id})` });
    for (const curve of [...shown.curves].reverse()) {
      const path = curve.points.map(([step, rate], i) => `${i ? "L" : "M"}${x(step).toFixed(2)} ${y(rate).toFixed(2)}`);
      lines.append(
        svg("path", {
          d: path.join(""),
          fill: "none",
          stroke: curve.colour,
          "stroke-width": curve.selected ? 2.5 : 2,
          "stroke-linejoin": "round",
          class: curve.faded ? "curve faded" : "curve",
          ...(curve.faded ? { "stroke-dasharray": "3 5", opacity: 0.6 } : {}),
        }),
      );
      if (curve.dots)
        for (const [step, rate] of curve.points)
          lines.append(svg("circle", { cx: x(step), cy: y(rate), r: 2.5, fill: curve.colour }));
    }
    parts.push(lines);
    for (const { step, rate } of shown.joints ?? [])
      if (step >= first && step <= last)
        lines.append(
          svg(
            "circle",
            { cx: x(step), cy: y(rate), r: 3.5, fill: shown.selectedColour, class: "joint" },
            svg("title", {}, `a piece ends at step ${longStep(step)}`),
          ),
        );
    for (const [row, part] of (shown.parts ?? []).entries()) {
      if (part.step <= first || part.step > last) continue;
      const place = x(part.step),
        flips = place > wide - 150,
        height = high - bottom - 8 - 16 * row;
      parts.push(
        svg(
          "g",
          { class: "part" },
          svg("line", {
            x1: place,
            x2: place,
            y1: top,
            y2: high - bottom,
            stroke: part.colour,
            "stroke-dasharray": "2 4",
          }),
          svg(
            "text",
            {
              x: place + (flips ? -7 : 7),
              y: height,
              style: `fill: ${part.colour}`,
              "text-anchor": flips ? "end" : "start",
            },
            `parts at ${longStep(part.step)}`,
          ),
        ),
      );
    }
    this.cursor = svg("g", { class: "cursor", "aria-hidden": "true" });
    parts.push(this.cursor, this.#handles(shown, x, y, high));
    this.svg.replaceChildren(...parts);
    if (focused !== undefined) this.svg.querySelector(`[data-end="${focused}"]`)?.focus();
    this.#hover(this.hovered);
  }

  /** From rates to places, and back by rateAt. While an end is dragged the axis stays as it is. */
  #heights(shown, lowest, highest) {
    if (!this.dragged) this.range = this.#rangeOf(shown);
    const { from, to } = this.range,
      span = lowest - highest;
    this.ticks = shown.log ? ticksOfLogarithms(from, to) : roundTicks(from, to, span < 150 ? 3 : 5);
    const share = (rate) => (rate - from) / (to - from);
    this.rateAt = (height) => {
      const value = from + ((lowest - height) / span) * (to - from);
      return shown.log ? 10 ** value : value;
    };
    if (!shown.log) return (rate) => lowest - share(rate) * span;
    return (rate) => lowest - (rate > 0 ? Math.max(0, share(Math.log10(rate))) : 0) * span;
  }

  /** All rates and a little room above, and 0 unless it is to be tight; of a logarithmic axis in logarithms, seven decades at most. */
  #rangeOf(shown) {
    let low = Infinity,
      high = -Infinity;
    for (const { points } of shown.curves)
      for (const [, rate] of points) {
        if (shown.log && !(rate > 0)) continue;
        low = Math.min(low, rate);
        high = Math.max(high, rate);
      }
    if (shown.log) {
      if (!(high > 0)) return { from: -7, to: 0 };
      const from = Math.log10(low === high ? low / 10 : Math.max(low, high / 1e7)),
        to = Math.log10(high);
      return { from, to: to + 0.04 * (to - from) };
    }
    if (!(high > -Infinity)) return { from: 0, to: 1 };
    if (shown.isTight && low < high) return { from: low - 0.1 * (high - low), to: high + 0.1 * (high - low) };
    low = Math.min(low, 0);
    high = Math.max(high, 0);
    return low === high ? { from: 0, to: 1 } : { from: low, to: high + 0.06 * (high - low) };
  }

  #axes(x, y, wide, high) {
    const { left, right, top, bottom } = Chart.margin;
    const axes = svg(
      "g",
      { class: "axes" },
      svg(
        "clipPath",
        { id: `inside-${this.root.id}` },
        svg("rect", { x: left, y: top - 6, width: wide - left - right + 2, height: high - top - bottom + 10 }),
      ),
    );
    for (const tick of this.ticks)
      axes.append(
        svg("line", { x1: left, x2: wide - right, y1: y(tick), y2: y(tick), class: tick === 0 ? "base" : "grid" }),
        svg("text", { x: left - 8, y: y(tick) + 4, "text-anchor": "end" }, shortRate(tick)),
      );
    const [first, last] = this.shown.view;
    for (const tick of roundTicks(first, last, Math.max(2, Math.floor((wide - left - right) / 95)), 1))
      axes.append(
        svg("line", { x1: x(tick), x2: x(tick), y1: high - bottom, y2: high - bottom + 5, class: "tick" }),
        svg("text", { x: x(tick), y: high - bottom + 19, "text-anchor": "middle" }, shortStep(tick, last)),
      );
    axes.append(
      svg("line", { x1: left, x2: wide - right, y1: high - bottom, y2: high - bottom, class: "base" }),
      svg("text", { x: wide - right, y: high - 5, "text-anchor": "end", class: "title" }, "step"),
      svg("text", { x: 4, y: high - 5, class: "title" }, this.what),
    );
    return axes;
  }

  /** The ends of the pieces, as sliders. */
  #handles(shown, x, y, high) {
    const { top, bottom } = Chart.margin,
      [first, last] = shown.view;
    const group = svg("g", { class: "ends" });
    for (const [index, end] of (shown.ends ?? []).entries()) {
      if (end.position < first || end.position > last) continue;
      const place = x(end.position),
        height = y(end.rate);
      group.append(
        svg(
          "g",
          {
            class: "end",
            tabindex: 0,
            role: "slider",
            "data-end": index,
            "aria-label": `end of ${end.label}`,
            "aria-valuemin": 0,
            "aria-valuenow": end.position,
            "aria-valuetext": `step ${longStep(end.position)}, rate ${shortRate(end.rate)}`,
          },
          svg("line", { x1: place, x2: place, y1: top, y2: high - bottom }),
          svg("line", { x1: place, x2: place, y1: top, y2: high - bottom, class: "grip" }),
          svg("circle", { cx: place, cy: height, r: 16, class: "grip" }),
          svg("circle", { cx: place, cy: height, r: 6.5, class: "knob", stroke: shown.selectedColour }),
        ),
      );
    }
    return group;
  }

  stepAt(event) {
    const box = this.svg.getBoundingClientRect(),
      { left, right } = Chart.margin,
      [first, last] = this.shown.view;
    const share = (event.clientX - box.left - left) / (this.wide - left - right);
    return first + Math.min(1, Math.max(0, share)) * (last - first);
  }

  /** The rate is left alone until the pointer has clearly gone up or down. */
  #drag(event) {
    const { dragged } = this;
    dragged.rises ||= dragged.hasRate && Math.abs(event.clientY - dragged.height) > 14;
    const rate = Math.max(0, this.rateAt(event.clientY - this.svg.getBoundingClientRect().top));
    this.act.move(
      dragged.index,
      this.stepAt(event),
      dragged.rises ? Number(rate.toPrecision(2)) : null,
      event.shiftKey,
    );
  }

  #hover(step) {
    this.hovered = step;
    this.cursor.replaceChildren();
    if (step == null || !this.shown) return;
    const { top, bottom } = Chart.margin,
      rates = this.act.hover(step);
    this.cursor.append(svg("line", { x1: this.x(step), x2: this.x(step), y1: top, y2: this.high - bottom }));
    for (const { rate, colour } of rates)
      this.cursor.append(svg("circle", { cx: this.x(step), cy: this.y(rate), r: 4.5, fill: colour }));
  }

  #listen() {
    let panned = null;
    const chart = this.svg;
    chart.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      const end = event.target.closest?.("[data-end]");
      if (end) {
        const { rates, rate } = this.shown.ends[end.dataset.end];
        this.dragged = {
          index: Number(end.dataset.end),
          height: event.clientY,
          hasRate: rates.length > 0,
          rate,
          rises: false,
        };
        end.focus();
      } else {
        panned = { step: this.stepAt(event), view: this.shown.view, at: event.clientX };
      }
      chart.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    chart.addEventListener("pointermove", (event) => {
      if (this.dragged) return this.#drag(event);
      if (panned && Math.abs(event.clientX - panned.at) > 3) {
        const [first, last] = panned.view,
          { left, right } = Chart.margin;
        const moved = ((panned.at - event.clientX) / (this.wide - left - right)) * (last - first);
        return this.act.zoom([first + moved, last + moved]);
      }
      this.#hover(Math.round(this.stepAt(event)));
    });
    for (const name of ["pointerup", "pointercancel"])
      chart.addEventListener(name, () => {
        const wasDragged = this.dragged;
        this.dragged = panned = null;
        if (wasDragged) this.act.moved();
      });
    chart.addEventListener("pointerleave", () => {
      this.#hover(null);
      this.act.hover(null);
    });
    chart.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        const step = this.stepAt(event),
          factor = Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 200);
        const [first, last] = this.shown.view;
        this.act.zoom([step - (step - first) * factor, step + (last - step) * factor]);
      },
      { passive: false },
    );
    chart.addEventListener("blur", () => this.act.hover(null));
    chart.addEventListener("keydown", (event) => {
      const index = event.target.dataset?.end;
      const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 10, PageDown: -10 }[event.key];
      const [first, last] = this.shown.view,
        end = index === undefined ? { Home: Math.ceil(first), End: Math.ceil(last) - 1 }[event.key] : undefined;
      if (way === undefined && end === undefined) return;
      event.preventDefault();
      const pitch = event.altKey ? 1 : roundTicks(first, last, 100, 1)[1] - roundTicks(first, last, 100, 1)[0];
      if (index === undefined) {
        const step = end ?? (this.hovered ?? Math.ceil(first) - way * pitch) + way * pitch;
        this.#hover(Math.min(Math.max(step, Math.ceil(first)), Math.floor(last)));
        return this.act.said();
      }
      this.act.move(Number(index), this.shown.ends[index].position + way * pitch, null, event.shiftKey);
      this.act.moved();
    });
  }
}

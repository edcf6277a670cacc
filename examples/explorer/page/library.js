// SPDX-License-Identifier: MIT
"use strict";
// The library: what its functions take and give is JSON, and rates are doubles with the bits of the program's.

/** Of the gzipped module, in base64. */
async function openLibrary(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const module = await load_lrsched({ wasmBinary: await new Response(unpacked).arrayBuffer() });

  /** Calls use(address) with a text in the module's memory. */
  const withText = (text, use) => {
    const size = module.lengthBytesUTF8(text) + 1;
    const address = module._malloc(size);
    try {
      module.stringToUTF8(text, address, size);
      return use(address);
    } finally {
      module._free(address);
    }
  };
  const answer = (address) => JSON.parse(module.UTF8ToString(address));
  const known = new Map(); // what was read, by its text

  /** Calls use(plan) with a schedule that was opened, and closes it. */
  const withPlan = (document, use, open = module._lrsched_open) =>
    withText(JSON.stringify(document), (text) => {
      const room = module._malloc(8);
      let plan = 0;
      try {
        const error = open(text, room);
        if (error) throw new Error(module.UTF8ToString(error));
        plan = new DataView(module.HEAPU8.buffer).getUint32(room, true);
        return use(plan, room);
      } finally {
        module._lrsched_close(plan);
        module._free(room);
      }
    });

  /** What use(numbers) makes of `count` numbers that write(address) gives. */
  const withRoom = (count, use, write) => {
    const out = module._malloc(8 * count);
    try {
      if (!out) throw new Error("there is no memory for so many steps");
      write(out);
      return use(new Float64Array(module.HEAPU8.buffer, out, count));
    } finally {
      module._free(out);
    }
  };

  const { schedules, plateaus } = answer(module._explorer_names());

  return {
    /** The arguments of each schedule, and each plateau, by its name; and which of them are plateaus. */
    names: { ...schedules, ...plateaus },
    plateaus,

    /** The plans of a person's text, in JSON or YAML, one for each group of parameters; or {error}. */
    paste: (text) => withText(text, (address) => answer(module._explorer_paste(address))),

    /** {whole, shortest, length, line, code, fingerprint}, or {error}, of a document or of its text. */
    read(document) {
      const text = typeof document === "string" ? document : JSON.stringify(document);
      if (!known.has(text)) {
        if (known.size > 500) known.clear();
        known.set(
          text,
          withText(text, (address) => answer(module._explorer_read(address))),
        );
      }
      return known.get(text);
    },

    /** {whole, plan, length}: what a recipe, or a framework's schedule, is made of; or {error}. */
    planOf: (document) => withText(JSON.stringify(document), (address) => answer(module._explorer_plan(address))),

    /** What a run of so many steps amounts to, and what is wrong with it, by what is expected of it. */
    report: (document, steps, expected) =>
      withText(JSON.stringify(document), (address) =>
        withText(JSON.stringify(expected), (wanted) => answer(module._explorer_report(address, BigInt(steps), wanted))),
      ),

    /** What use(rates) makes of the rates of `count` steps from `first` on, which are there for that long. */
    withRates: (document, first, count, use) =>
      withPlan(document, (plan) =>
        withRoom(count, use, (out) => {
          const error = module._lrsched_fill(plan, BigInt(first), BigInt(count), out);
          if (error) throw new Error(module.UTF8ToString(error));
        }),
      ),

    /** The same of the momentum beside them. */
    withMomentum: (document, first, count, use) =>
      withText(JSON.stringify(document), (text) =>
        withRoom(count, use, (out) => {
          const { error } = answer(module._explorer_momentum(text, BigInt(first), BigInt(count), out));
          if (error) throw new Error(error);
        }),
      ),

    /** A plateau's rates after each of so many observations of a metric, which stays at its last value. */
    ratesAfter: (document, metrics, count) =>
      withPlan(
        document,
        (plan, room) =>
          Array.from({ length: count }, (_, k) => {
            module._lrsched_observe(plan, metrics[Math.min(k, metrics.length - 1)]);
            module._lrsched_rate(plan, 0n, room);
            return new DataView(module.HEAPU8.buffer).getFloat64(room, true);
          }),
        module._lrsched_open_plateau,
      ),

    /** The rates at some steps. */
    ratesAt: (document, steps) =>
      withPlan(document, (plan, room) =>
        Float64Array.from(steps, (step) => {
          module._lrsched_rate(plan, BigInt(step), room);
          return new DataView(module.HEAPU8.buffer).getFloat64(room, true);
        }),
      ),
  };
}

// SPDX-License-Identifier: MIT
"use strict";
// Out of it: the C++, JSON, rates, pictures and the address, to be copied and saved.

const mostRows = 1_000_000;

/** Of {plans, steps, selected}, which shown() gives. What it gives shows it anew. */
function outputOf(library, chart, shown) {
  let format = "code";
  function csv(most) {
    const { plans, steps } = shown();
    const good = plans.map((plan) => plan.good).filter(Boolean);
    const columns = good.map(({ document }) => ratesOf(library, document, Math.min(steps, most)));
    const lines = ["step," + (good.length === 1 ? "lr" : good.map((_, i) => `lr${i + 1}`).join(","))];
    for (let step = 0; step < Math.min(steps, most); ++step)
      lines.push([step, ...columns.map((column) => column[step])].join(","));
    return lines.join("\n") + "\n";
  }
  function picture() {
    const copy = chart.svg.cloneNode(true),
      style = getComputedStyle(document.body);
    copy.setAttribute("xmlns", svgName);
    copy.setAttribute("width", chart.wide);
    copy.setAttribute("height", chart.high);
    for (const part of copy.querySelectorAll(".cursor, .ends")) part.remove();
    const rules = svg("style");
    rules.textContent =
      `text{font:12px system-ui,sans-serif;fill:${style.color}}` + ".grid{stroke:#8883}.base,.tick{stroke:#888}";
    copy.prepend(
      rules,
      svg("rect", {
        width: "100%",
        height: "100%",
        fill: getComputedStyle(one("chart").parentElement).backgroundColor,
      }),
    );
    return new XMLSerializer().serializeToString(copy);
  }
  const chosen = () => shown().plans[shown().selected];
  const formats = {
    code: () => (chosen().error ? `// ${chosen().error}\n` : chosen().read.program),
    json: () => (chosen().error ? `${chosen().error}\n` : JSON.stringify(chosen().read.shortest, null, 2) + "\n"),
    csv: () => csv(12) + remark(shown().steps),
    svg: picture,
    png: picture,
    link: () => location.href,
  };
  /** What is left out of the rows shown, and of all of them. */
  const remark = (steps) =>
    (steps > 12 ? "…\n" : "") +
    (steps > mostRows ? `up to step ${longStep(mostRows - 1)}, of ${longStep(steps)} steps\n` : "");
  const wholeOf = (name) => (name === "csv" ? csv(mostRows) : formats[name]());

  /** The picture in pixels, twice as many each way. */
  async function pixels() {
    const image = new Image();
    image.src = "data:image/svg+xml," + encodeURIComponent(picture());
    await image.decode();
    const canvas = element("canvas", { width: 2 * chart.wide, height: 2 * chart.high });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  function show() {
    for (const tab of document.querySelectorAll("[data-format]"))
      tab.setAttribute("aria-selected", String(tab.dataset.format === format));
    one("output").setAttribute("aria-labelledby", `tab-${format}`);
    if (format === "svg" || format === "png")
      one("output").replaceChildren(
        element("img", { alt: "the picture", src: "data:image/svg+xml," + encodeURIComponent(picture()) }),
      );
    else one("output").replaceChildren(element("pre", { tabIndex: 0 }, formats[format]()));
    one("save").hidden = format === "link";
    one("copy").hidden = format === "png";
  }
  for (const tab of document.querySelectorAll("[data-format]")) {
    tab.addEventListener("click", () => {
      format = tab.dataset.format;
      show();
    });
    tab.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: "previousElementSibling", ArrowRight: "nextElementSibling" }[event.key],
        next = way && tab[way];
      if (next?.dataset.format) {
        next.focus();
        next.click();
      }
    });
  }
  one("copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(wholeOf(format));
    } catch {
      // a page from a file may not; a selection may
      const room = element("textarea", { value: wholeOf(format), className: "out-of-sight" });
      document.body.append(room);
      room.select();
      document.execCommand("copy");
      room.remove();
    }
    say("copied");
    one("copy").textContent = "Copied";
    setTimeout(() => {
      one("copy").textContent = "Copy";
    }, 1200);
  });
  one("save").addEventListener("click", async () => {
    const [name, type] = {
      code: ["schedule.cpp", "text/plain"],
      json: ["schedule.json", "application/json"],
      csv: ["schedule.csv", "text/csv"],
      svg: ["schedule.svg", "image/svg+xml"],
      png: ["schedule.png", "image/png"],
    }[format];
    const address = URL.createObjectURL(format === "png" ? await pixels() : new Blob([wholeOf(format)], { type }));
    element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });

  return show;
}

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Uses the explorer as a person does, in Chromium: test.py PART PAGE.html CURVE INCLUDE

PART is what of it. CURVE is the example curve, whose rates those of the page must be; INCLUDE has the headers.
"""

import base64
import json
import pathlib
import subprocess
import sys

try:
    from selenium import webdriver
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import Select, WebDriverWait
except ImportError:
    print("skipped: apt-get install python3-selenium")
    sys.exit()

chromium, driver = pathlib.Path("/usr/bin/chromium"), pathlib.Path("/usr/bin/chromedriver")


class Page:
    """The page in a window of its own. Leaving it checks that nothing went wrong on the way."""

    def __init__(self, file, wide=1440, high=1000):
        options = webdriver.ChromeOptions()
        options.binary_location = str(chromium)
        for word in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]:
            options.add_argument(word)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        service = webdriver.chrome.service.Service(str(driver))
        self.browser = webdriver.Chrome(options=options, service=service)
        self.address = pathlib.Path(file).resolve().as_uri()
        size = {"width": wide, "height": high, "deviceScaleFactor": 1, "mobile": False}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def __enter__(self):
        self.open(self.address)
        return self

    def __exit__(self, kind, *_):
        messages = self.browser.get_log("browser")
        self.browser.quit()
        assert kind or not messages, messages

    def open(self, address):
        self.browser.get("about:blank")
        self.browser.get(address)
        self.until(lambda: self.run("return 'ready' in document.documentElement.dataset"))
        self.settle()

    def run(self, script, *values):
        return self.browser.execute_script(script, *values)

    def until(self, holds):
        WebDriverWait(self.browser, 20).until(lambda _: holds())

    def settle(self):
        """Until a frame is drawn, and what takes longer is done."""
        self.browser.execute_async_script("setTimeout(requestAnimationFrame, 300, arguments[0])")

    def one(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def field(self, place):
        return self.one(f"#form [data-place='{place}']")

    def type(self, place, text):
        self.field(place).send_keys(Keys.CONTROL, "a")
        self.field(place).send_keys(text or Keys.DELETE)
        self.settle()

    def click(self, selector):
        self.one(selector).click()
        self.settle()

    def choose(self, name):
        Select(self.one("#form select")).select_by_value(name)
        self.settle()

    def curve(self):
        return self.one("path.curve").get_attribute("d")

    def plan(self):
        return self.run("const { plans, selected } = explorer.state(); return plans[selected]")

    def output(self, name):
        self.click(f"[data-format={name}]")
        return self.one("#output").text

    def copied(self, name):
        """What the button puts on the clipboard, pasted elsewhere on the page."""
        self.click(f"[data-format={name}]")
        self.click("#copy")
        self.click("#paste")
        self.one("#pasted").send_keys(Keys.CONTROL, "v")
        text = self.run("return document.getElementById('pasted').value")
        self.run("document.getElementById('pasted').value = ''")
        self.click("#paste-form button[value=cancel]")
        return text

    def paste(self, text):
        self.click("#paste")
        self.run("document.getElementById('pasted').value = arguments[0]", text)
        self.click("#paste-form button[value=read]")


def must_be(found, expected):
    assert found == expected, f"\n{found!r}\nmust be\n{expected!r}"


first_plan = {"warmup_cosine": {"peak": 3e-4, "warmup_steps": 1000, "decay_steps": 9000}}


def opens(page):
    must_be(page.plan(), first_plan)
    assert page.curve().count("L") > 300
    must_be([end.get_attribute("aria-valuenow") for end in page.all(".end")], ["1000", "10000"])
    assert "Nothing to find fault with" in page.one("#findings").text
    # A million steps in a frame, and what the pointer is above.
    page.type("/warmup_cosine/decay_steps", "999000")
    times = page.run("""const times = [];
        for (let i = 0; i < 9; ++i) {
          const { library } = explorer, plan = { cosine: { from: 1, to: 0, steps: 1e6 + i } };
          const start = performance.now();
          library.withRates(plan, 0, 1e6, (rates) => pointsOf(rates, 0, 1000));
          times.push(performance.now() - start);
        }
        return times.sort((a, b) => a - b)""")
    print(f"a million steps: {times[4]:.1f} ms")
    ActionChains(page.browser).move_to_element(page.one(".chart")).perform()
    page.settle()
    assert page.one("#values").text.startswith("step 4"), page.one("#values").text


def edits(page):
    before = page.curve()
    page.type("/warmup_cosine/floor", "1e-4")
    must_be(page.plan()["warmup_cosine"]["floor"], 1e-4)
    assert page.curve() != before
    page.click("#undo")
    must_be(page.plan(), first_plan)
    assert page.curve() == before
    page.click("#redo")
    must_be(page.plan()["warmup_cosine"]["floor"], 1e-4)
    page.click("#undo")

    # The mouse gives steps of the decay to the warm-up; with Shift all moves along.
    end = page.all(".end")[0]
    ActionChains(page.browser).drag_and_drop_by_offset(end.find_element(By.CSS_SELECTOR, ".knob"), 100, 0).perform()
    page.settle()
    moved = page.plan()["warmup_cosine"]
    assert moved["warmup_steps"] > 1500 and moved["warmup_steps"] + moved["decay_steps"] == 10000, moved
    page.click("#undo")
    must_be(page.plan(), first_plan)
    # Down it lowers the peak, and nothing else.
    end = page.all(".end")[0]
    ActionChains(page.browser).drag_and_drop_by_offset(end.find_element(By.CSS_SELECTOR, ".knob"), 0, 100).perform()
    page.settle()
    lower = page.plan()["warmup_cosine"]
    assert 1e-4 < lower["peak"] < 2.9e-4 and abs(lower["warmup_steps"] - 1000) < 20, lower
    page.click("#undo")
    must_be(page.plan(), first_plan)
    page.all(".end")[0].send_keys(Keys.ARROW_RIGHT)
    page.settle()
    must_be(page.plan()["warmup_cosine"], {"peak": 3e-4, "warmup_steps": 1100, "decay_steps": 8900})
    page.all(".end")[0].send_keys(Keys.SHIFT, Keys.ARROW_RIGHT)
    page.settle()
    must_be(page.plan()["warmup_cosine"], {"peak": 3e-4, "warmup_steps": 1200, "decay_steps": 8900})

    # Pieces, and another name for the same.
    page.click("#append")
    must_be(page.run("return Object.keys(explorer.state().plans[0])"), ["sequence"])
    must_be(page.one(".end:last-child").get_attribute("aria-label"), "end of linear steps")
    page.click("#form .add")
    must_be(len(page.plan()["sequence"]), 3)
    page.click("#form button[aria-label='remove piece 3']")
    page.click("#form button[aria-label='remove piece 2']")
    page.choose("pytorch.CosineAnnealingLR")
    must_be(page.plan(), {"pytorch.CosineAnnealingLR": {"base_lr": 0.1, "T_max": 50, "eta_min": 0.01}})
    page.one("#log").click()
    page.settle()
    assert "0.01" in page.one(".axes").text or "0.02" in page.one(".axes").text, page.one(".axes").text


def refuses(page):
    def error(place):
        return page.one(f"[id='error-{place}']").text

    page.type("/warmup_cosine/warmup_steps", "-5")
    must_be(error("/warmup_cosine/warmup_steps"), "must be at least 0, got -5")
    must_be(page.field("/warmup_cosine/warmup_steps").get_attribute("aria-invalid"), "true")
    assert "faded" in page.one("path.curve").get_attribute("class")
    must_be(page.output("code"), "// /warmup_cosine/warmup_steps: must be at least 0, got -5")
    page.type("/warmup_cosine/warmup_steps", "many")
    must_be(error("/warmup_cosine/warmup_steps"), 'must be a whole number, got "many"')
    page.type("/warmup_cosine/warmup_steps", "")
    must_be(error("/warmup_cosine/warmup_steps"), "the argument warmup_steps is missing")
    page.type("/warmup_cosine/warmup_steps", "1000")
    must_be(error("/warmup_cosine/warmup_steps"), "")
    must_be(page.plan(), first_plan)
    page.type("/warmup_cosine/floor", "1")
    must_be(error("/warmup_cosine/floor"), "must be at most peak, got 1")
    page.type("/warmup_cosine/floor", "")

    page.paste('{"cosin": {}}')
    must_be(page.one("#paste-error").text, "/cosin: there is no schedule cosin, did you mean cosine?")
    page.click("#paste-form button[value=cancel]")
    must_be(page.plan(), first_plan)
    page.paste(json.dumps({"scheduler": {"type": "WarmupLR", "params": {
        "warmup_min_lr": 0, "warmup_max_lr": 0.01, "warmup_num_steps": 50}}}))
    assert "deepspeed.WarmupLR" in page.plan(), page.plan()


def compares(page):
    page.click("#add")
    must_be(len(page.all("path.curve")), 2)
    assert "is equal at all of these steps" in page.one("#parting").text
    page.type("/warmup_cosine/decay_steps", "4000")
    assert "parts at step 1,001" in page.one("#parting").text, page.one("#parting").text
    page.click("#plans .chip:first-child .plan")
    page.one("#steps").send_keys("5000")
    page.settle()
    assert "the run ends before the plan" in page.one("#findings").text, page.one("#findings").text
    page.one("#steps").send_keys(Keys.CONTROL, "a", Keys.DELETE)
    page.click("#plans .chip:last-child .quiet")
    must_be(len(page.all("path.curve")), 1)


def copies(page):
    code = "lrsched::warmup_cosine({.peak = 3e-4, .warmup_steps = 1'000, .decay_steps = 9'000})"
    must_be(page.copied("code"), f"#include <lrsched/lrsched.hpp>\n\nconst auto schedule = {code};\n")
    must_be(json.loads(page.copied("json")), first_plan)
    rows = page.copied("csv").splitlines()
    must_be([len(rows), rows[0], rows[1000]], [10001, "step,lr", "999,0.0003"])
    picture = page.copied("svg")
    assert picture.startswith("<svg") and "path" in picture


def restores(page):
    page.click("#add")
    page.choose("one_cycle")
    page.one("#log").click()
    page.one("#steps").send_keys("700")
    page.settle()
    state, link, code = page.run("return explorer.state()"), page.copied("link"), page.output("code")
    page.open(link)
    must_be(page.run("return explorer.state()"), state)
    must_be(page.output("code"), code)
    must_be(page.one("#steps").get_attribute("value"), "700")
    strange = [{}, {"plans": []}, {"plans": [None], "selected": 0}, {"plans": [{"cosine": None}], "selected": 0},
               {"plans": [{"sequence": [None]}], "selected": 0, "steps": None},
               {"plans": [first_plan], "selected": 7}, {"plans": [first_plan], "selected": 0, "steps": -1}]
    for text in ["no-state", *(json.dumps(state) for state in strange)]:
        page.open(page.address + "#" + base64.urlsafe_b64encode(text.encode()).decode().rstrip("="))
        must_be(page.plan(), first_plan)


def widths(page):
    """Nothing is wider than what it is in, and all that can be used has a name."""
    page.choose("with_length")
    page.click("#append")
    for wide in [1440, 820, 390]:
        size = {"width": wide, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        page.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        page.settle()
        assert page.run("return document.documentElement.scrollWidth <= innerWidth"), wide
        must_be(page.run("""return [...document.querySelectorAll(".card *:not(svg *)")].filter((each) =>
            each.getBoundingClientRect().right > each.closest(".card").getBoundingClientRect().right)
            .map((each) => each.outerHTML)"""), [])
    nameless = page.run("""return [...document.querySelectorAll("button, input, select, textarea, [role=slider]")]
        .filter((each) => !(each.textContent.trim() && each.tagName === "BUTTON") && !each.labels?.length &&
                          !each.getAttribute("aria-label")).map((each) => each.outerHTML)""")
    must_be(nameless, [])


def all_starts(page):
    return page.run("""return Object.entries(JSON.parse(document.getElementById("starts").textContent))
        .map(([name, start]) => ({ [name]: start })).filter((each) => !explorer.library.read(each).error)""")


def steps_of(length):
    steps = [*range(40), 97, 10**4, 2**53]
    return steps if length is None else sorted({*steps, *(max(0, length + by) for by in [-2, -1, 0, 1])})


def page_rates(page, plan):
    """As texts, since JSON has no -0."""
    length = page.run("return explorer.library.read(arguments[0]).length", plan)
    steps = steps_of(length)
    rates = page.run("""return [...explorer.library.ratesAt(arguments[0], arguments[1])]
        .map((rate) => Object.is(rate, -0) ? "-0" : String(rate))""", plan, steps)
    filled = page.run("return explorer.library.withRates(arguments[0], 0, 40, (rates) => [...rates])", plan)
    must_be(filled, [float(rate) for rate in rates[:40]])
    return steps, [float(rate).hex() for rate in rates]


def values(page, curve):
    """The rates have the bits of those that curve prints."""
    plans = all_starts(page)
    known = page.run("return Object.keys(explorer.library.names)")
    without = set(known) - {name for plan in plans for name in plan}
    print(f"{len(plans)} plans; without: {sorted(without)}")
    of_functions = {"paddle.LambdaDecay", "paddle.MultiplicativeDecay", "pytorch.LambdaLR", "pytorch.MultiplicativeLR"}
    must_be(without, of_functions)
    for plan in plans:
        steps, found = page_rates(page, plan)
        command = [curve, json.dumps(plan), "--at", ",".join(map(str, steps))]
        rows = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[1:]
        expected = [float(row.split(",")[1]).hex() for row in rows]
        assert found == expected, f"{plan}\n{found}\nmust be\n{expected}"


# Functions in C++, which give a composition: a document alone keeps their names.
functions = {"switch_at", "warmup_multiplies", "warmup_precedes", "warmup_replaces"}


def compiles(page, include):
    """What the page writes makes the same schedules in a program: their descriptions, and the bits of their rates."""
    plans = all_starts(page)
    headers, shows, expected = set(), [], []
    for i, plan in enumerate(plans):
        read = page.run("return explorer.library.read(arguments[0])", plan)
        includes, _, code = read["program"].partition("\n\n")
        headers.update(includes.splitlines())
        steps, rates = page_rates(page, plan)
        numbers = ", ".join(f"{step}" for step in steps)
        shows.append(f"void show_{i}() {{\n  {code}  show(schedule, {{{numbers}}});\n}}\n")
        expected.append((read["line"], rates))
    calls = "".join(f"  show_{i}();\n" for i in range(len(plans)))
    show = """void show(const lrsched::any_schedule<double>& schedule, std::initializer_list<long> steps) {
  std::fputs(to_string(schedule).c_str(), stdout);
  for (const long step : steps) std::printf(" %a", schedule(step));
  std::puts("");
}
"""
    headers = "\n".join(["#include <cstdio>", *sorted(headers), "#include <lrsched/any/description.hpp>"])
    pathlib.Path("written.cpp").write_text(f"{headers}\n{show}{''.join(shows)}int main() {{\n{calls}}}\n")
    subprocess.run(["c++", "-std=c++20", "-O0", f"-I{include}", "written.cpp", "-o", "written"], check=True)
    lines = subprocess.run(["./written"], check=True, capture_output=True, text=True).stdout.splitlines()
    must_be(len(lines), len(expected))
    for plan, line, (description, rates) in zip(plans, lines, expected):
        words = line.rsplit(" ", len(rates))
        must_be([float.fromhex(word).hex() for word in words[1:]], rates)
        if not functions & set(plan):
            must_be(words[0], description)
    print(f"{len(plans)} compiled")


def main(part, file, curve, include):
    if not chromium.exists() or not driver.exists():
        print("skipped: apt-get install chromium chromium-driver")
        return
    with Page(file) as page:
        if part == "values":
            values(page, curve)
        elif part == "compiles":
            compiles(page, include)
        else:
            globals()[part](page)


if __name__ == "__main__":
    main(*sys.argv[1:])

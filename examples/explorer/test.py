#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Uses the explorer as a person does, in Chromium: test.py PART PAGE.html CURVE ROOT

PART is what of it. CURVE is the example curve, whose rates those of the page must be; ROOT has the library.
"""

import base64
import csv
import json
import pathlib
import subprocess
import sys
import xml.etree.ElementTree

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


def busy(page):
    """For how many seconds the page's thread has worked, whatever else the machine does."""
    metrics = page.browser.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return {each["name"]: each["value"] for each in metrics}["TaskDuration"]


def opens(page):
    must_be(page.plan(), first_plan)
    assert page.curve().count("L") > 300
    must_be([end.get_attribute("aria-valuenow") for end in page.all(".end")], ["1000", "10000"])
    assert "Nothing to find fault with" in page.one("#findings").text
    # A million steps in a frame, while one drags, of a plan of ours and of a framework's; and what the pointer is above.
    for plan in [{"pytorch.OneCycleLR": {"max_lr": 0.1, "total_steps": 10**6}},
                 {"warmup_cosine": {"peak": 3e-4, "warmup_steps": 1000, "decay_steps": 999000}}]:
        page.paste(json.dumps(plan))
        page.settle()
        page.browser.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
        before = busy(page)
        times = page.browser.execute_async_script("""const [done] = arguments, times = [];
            const chart = document.querySelector("#chart .chart"), knob = chart.querySelector(".end .knob");
            const box = knob.getBoundingClientRect(), send = (target, name, x) => target.dispatchEvent(
                new PointerEvent(name, { bubbles: true, pointerId: 1, clientX: x, clientY: box.y + box.height / 2 }));
            chart.setPointerCapture = () => {};
            send(knob, "pointerdown", box.x);
            const move = (i) => {
              const start = performance.now();
              send(chart, "pointermove", box.x + 3 * i);
              requestAnimationFrame(() => {
                const channel = new MessageChannel();
                channel.port1.onmessage = () => {
                  times.push(performance.now() - start);
                  if (i < 15) return move(i + 1);
                  send(chart, "pointerup", box.x + 3 * i);
                  done(times.sort((a, b) => a - b));
                };
                channel.port2.postMessage(null);
              });
            };
            move(1);""")
        frame = 1000 * (busy(page) - before) / len(times)
        print(f"a million steps of {next(iter(plan))}: {frame:.1f} ms of work a frame, {times[len(times) // 2]:.1f} in all")
        assert frame < 50, frame
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


training = """# how the run is made
model: {name: small, layers: 12}
optimizer:
  class_path: torch.optim.AdamW
  init_args: {lr: 3e-4, weight_decay: 0.1}
lr_scheduler:
  class_path: torch.optim.lr_scheduler.StepLR
  init_args: {step_size: 30, gamma: 0.5}
"""


def pastes(page, curve, root):
    """YAML, whole configurations and groups of parameters; what curve refuses is refused in its words."""
    page.paste(training)
    must_be(page.plan(), {"pytorch.StepLR": {"base_lr": 3e-4, "step_size": 30, "gamma": 0.5}})
    page.settle()
    page.paste('{"warmup_cosine": {"peak": [0.02, 3e-4], "warmup_steps": 100, "decay_steps": 900}}')
    page.settle()
    must_be(page.run("return explorer.state().plans"),
            [{"warmup_cosine": {"peak": peak, "warmup_steps": 100, "decay_steps": 900}} for peak in [0.02, 3e-4]])
    must_be(len(page.all("path.curve")), 2)
    page.paste("linear: {from: 1, to: 0, steps: }")
    must_be(page.one("#paste-error").text, "/linear/steps: must be a whole number, got null")
    page.click("#paste-form button[value=cancel]")

    texts = ["linear: {from: +.5, to: 0x10, steps: 0o2}", "linear: {from: 1_000, to: 0, steps: 4}", "[1", "a: *b",
             "linear: {from: 1e999, to: 0, steps: 4}", "linear:\n  from: 1\n  from: 1\n", "# nothing", "cosine",
             "sequence:\n- linear: &ramp {from: 0, to: 2, steps: 2}\n- linear: {<<: *ramp, from: 3}\n"]
    corpus = [file.read_text() for file in sorted((root / "tests/fuzz/corpus").glob("*.json"))]
    numbers = {"read": 0, "refused": 0}
    for text in [*texts, *corpus, *("---\n" + text for text in corpus)]:
        pathlib.Path("pasted.json" if text.lstrip()[:1] == "{" else "pasted.yaml").write_text(text)
        spec = "@pasted.json" if text.lstrip()[:1] == "{" else "@pasted.yaml"
        steps = [0, 1, 2, 9, 10, 50, 10**4]
        ran = subprocess.run([curve, spec, "--at", ",".join(map(str, steps))], capture_output=True, text=True)
        if " needs metrics: " in ran.stderr:
            continue
        found = page.run("""const plans = explorer.library.paste(arguments[0]);
            return plans.error ?? plans.map((plan) => [...explorer.library.ratesAt(plan, arguments[1])])""", text, steps)
        if ran.returncode:
            must_be(found, ran.stderr.rstrip("\n"))
            numbers["refused"] += 1
        else:
            rows = [row.split(",")[1:] for row in ran.stdout.splitlines()[1:]]
            must_be(list(zip(*found)), [tuple(map(float, row)) for row in rows])
            numbers["read"] += 1
    print(numbers)
    assert numbers["read"] > 300 and numbers["refused"] > 10, numbers


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


def follows(page, curve):
    """What a metric and a momentum do, beside the rates: what curve says of them."""
    page.paste('{"keras.ReduceLROnPlateau": {"base_lr": 0.1, "factor": 0.5, "patience": 2}}')
    page.settle()
    assert "A plateau is no function of the step" in page.one("#plateau").text
    assert page.curve().count("L") > 100
    metrics = [0.9, 0.8, 0.8, 0.8, 0.9, 0.7]
    page.one("#metrics").send_keys(Keys.CONTROL, "a")
    page.one("#metrics").send_keys(", ".join(map(str, metrics)))
    page.one("#steps").send_keys("8")
    page.settle()
    [expected], _ = printed(curve, page.plan(), "--metrics", ",".join(map(str, [*metrics, 0.7, 0.7])))
    page.click("[data-format=csv]")
    must_be([float(row.split(",")[1]).hex() for row in page.one("#output").text.splitlines()[1:]], expected)
    page.one("#metrics").send_keys(", many")
    page.settle()
    assert page.one("#metrics").get_attribute("aria-invalid") is not None
    must_be(page.run("return explorer.state().metrics"), metrics)
    page.choose("plateau")
    page.type("/plateau/threshold/relative", "1")
    must_be(page.one("[id='error-/plateau/threshold/relative']").text, "must be below 1, got 1")
    for plan in all_plateaus(page):
        [expected], _ = printed(curve, plan, "--metrics", "3,2,2,2,2,2,2,2,1,1")
        found = page.run("return explorer.library.ratesAfter(arguments[0], [3, 2, 2, 2, 2, 2, 2, 2, 1], 10)", plan)
        must_be([float(rate).hex() for rate in found], expected)

    cycled = [{"pytorch.OneCycleLR": {"max_lr": 0.1, "total_steps": 100}},
              {"pytorch.CyclicLR": {"base_lr": 0.01, "max_lr": 0.1, "step_size_up": 20}},
              {"deepspeed.OneCycle": {"cycle_min_lr": 0.01, "cycle_max_lr": 0.1, "cycle_first_step_size": 10}},
              {"fastai.fit_one_cycle": {"n_epoch": 8, "n_iter": 10, "lr_max": 0.1}}]
    for plan in cycled:
        page.paste(json.dumps(plan))
        page.settle()
        assert page.one("#momentum path.curve").is_displayed()
        [expected], _ = printed(curve, plan, "--momentum", "--steps", "120")
        found = page.run("return explorer.library.withMomentum(arguments[0], 0, 120, (values) => [...values])", plan)
        must_be([float(value).hex() for value in found], expected)
    ActionChains(page.browser).move_to_element(page.one("#chart .chart")).perform()
    page.settle()
    assert "momentum 0." in page.one("#values").text, page.one("#values").text
    page.paste(json.dumps(first_plan))
    page.settle()
    assert not page.one("#momentum").is_displayed() and not page.one("#plateau").is_displayed()


def joints(page):
    """The ends of a framework's pieces are moved by the arguments that say where they are; other joints are marked."""
    def ends():
        return [(end.get_attribute("aria-label"), int(end.get_attribute("aria-valuenow"))) for end in page.all(".end")]

    def push(index, *keys):
        page.all(".end")[index].send_keys(*keys)
        page.settle()

    page.paste('{"transformers.get_wsd_schedule": {"base_lr": 3e-4, "num_warmup_steps": 100, "num_stable_steps": 500, '
               '"num_decay_steps": 400}}')
    page.settle()
    name = "end of transformers.get_wsd_schedule"
    must_be(ends(), [(f"{name} num_warmup_steps", 100), (f"{name} num_stable_steps", 600),
                     (f"{name} num_decay_steps", 1000)])
    push(1, Keys.ARROW_RIGHT)
    must_be(page.plan()["transformers.get_wsd_schedule"]["num_stable_steps"], 510)
    end = page.all(".end")[0]
    ActionChains(page.browser).drag_and_drop_by_offset(end.find_element(By.CSS_SELECTOR, ".knob"), 100, 0).perform()
    page.settle()
    assert 150 < page.plan()["transformers.get_wsd_schedule"]["num_warmup_steps"] < 250, page.plan()
    page.paste('{"pytorch.OneCycleLR": {"max_lr": 0.1, "total_steps": 100}}')
    page.settle()
    must_be(ends(), [("end of pytorch.OneCycleLR pct_start", 29), ("end of pytorch.OneCycleLR total_steps", 100)])
    push(0, Keys.ALT, Keys.ARROW_RIGHT)
    must_be(ends()[0][1], 30)
    page.paste('{"pytorch.MultiStepLR": {"base_lr": 0.1, "milestones": [30, 60]}}')
    page.settle()
    must_be([position for _, position in ends()], [30, 60])
    push(1, Keys.ARROW_RIGHT)
    assert page.plan()["pytorch.MultiStepLR"]["milestones"][1] > 60
    page.paste('{"composer.CosineAnnealingWithWarmupScheduler": {"base_lr": 0.1, "t_warmup": "10ba", '
               '"max_duration": "100ba"}}')
    page.settle()
    push(0, Keys.ALT, Keys.ARROW_RIGHT)
    must_be(page.plan()["composer.CosineAnnealingWithWarmupScheduler"]["t_warmup"], "11ba")
    page.paste('{"pytorch.CosineAnnealingWarmRestarts": {"base_lr": 0.1, "T_0": 10, "T_mult": 2}}')
    page.one("#steps").send_keys("200")
    page.settle()
    must_be([mark.get_attribute("textContent") for mark in page.all(".joint")][:4],
            [f"a piece ends at step {step}" for step in [10, 30, 70, 150]])

    page.paste('{"sequence": [{"linear": {"from": 0, "to": 1, "steps": 10}}, {"cosine": {"from": 1, "to": 0, '
               '"steps": 20}}, {"constant": {"value": 0}}]}')
    page.settle()
    page.click("button[aria-label='move up piece 2']")
    must_be([list(part)[0] for part in page.plan()["sequence"]], ["cosine", "linear", "constant"])
    page.click("button[aria-label='move down piece 1']")
    must_be([list(part)[0] for part in page.plan()["sequence"]], ["linear", "cosine", "constant"])
    must_be(page.run("return document.activeElement.getAttribute('aria-label')"), "move down piece 2")
    page.browser.switch_to.active_element.send_keys(Keys.ENTER)
    page.settle()
    must_be([list(part)[0] for part in page.plan()["sequence"]], ["linear", "constant", "cosine"])
    assert "must have a length" in page.one("#form").text, page.one("#form").text


def rules(page):
    """What an argument must be stands beside it before it is broken."""
    def rule(place):
        return page.one(f"[id='rule-{place}']").text

    must_be(rule("/warmup_cosine/peak"), "number")
    must_be(rule("/warmup_cosine/warmup_steps"), "whole number, at least 0, or 3%")
    must_be(rule("/warmup_cosine/floor"), "number, at most peak")
    page.choose("multi_step")
    must_be(rule("/multi_step/milestones"), "list")
    page.choose("pytorch.OneCycleLR")
    must_be(rule("/pytorch.OneCycleLR/pct_start"), "number, from 0 to 1")
    described = page.field("/pytorch.OneCycleLR/pct_start").get_attribute("aria-describedby").split()
    assert "rule-/pytorch.OneCycleLR/pct_start" in described, described


def expects(page, curve):
    """What is expected of a plan is checked as curve --check does."""
    def expect(what, text):
        page.one(f"[data-expected={what}]").send_keys(Keys.CONTROL, "a")
        page.one(f"[data-expected={what}]").send_keys(text or Keys.DELETE)
        page.settle()

    def names():
        return [each.text.split(",")[0] for each in page.all("#findings small")]

    must_be(names(), [])
    for what, text, option in [("peak", "0.001", "--expect-peak"), ("end", "1e-5", "--expect-end"),
                               ("largest_jump", "1e-4", "--largest-jump")]:
        expect(what, text)
        _, refusal = printed(curve, page.plan(), "--check", "--steps", "10000", option, text)
        said = subprocess.run([curve, json.dumps(page.plan()), "--check", "--steps", "10000", option, text],
                              capture_output=True, text=True).stdout.splitlines()
        assert said and not refusal
        must_be(names(), [line.split(" ")[0] for line in said])
        expect(what, "")
    must_be(names(), [])
    expect("largest_jump", "-1")
    must_be(page.one("#expected-error").text, "check: largest_jump must be at least 0, got -1")
    expect("largest_jump", "few")
    must_be(page.one("#expected-error").text, 'must be a number, got "few"')


def saves(page, curve):
    """What is saved is a file of its kind, with all of the plan in it."""
    folder = pathlib.Path("saved").resolve()
    folder.mkdir(exist_ok=True)
    page.browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})

    def saved(name, file):
        (folder / file).unlink(missing_ok=True)
        page.click(f"[data-format={name}]")
        page.click("#save")
        page.until(lambda: (folder / file).exists())
        page.settle()
        return (folder / file).read_bytes()

    rows = saved("csv", "schedule.csv").decode().splitlines()
    must_be([rows[0], len(rows)], ["step,lr", 10001])
    [expected], _ = printed(curve, page.plan())
    must_be([float(row.split(",")[1]).hex() for row in rows[1:]], expected)
    must_be(json.loads(saved("json", "schedule.json")), first_plan)
    assert "lrsched::warmup_cosine" in saved("code", "schedule.cpp").decode()
    picture = xml.etree.ElementTree.fromstring(saved("svg", "schedule.svg"))
    must_be(picture.tag, "{http://www.w3.org/2000/svg}svg")
    assert any("L" in path.get("d", "") for path in picture.iter("{http://www.w3.org/2000/svg}path"))
    pixels = saved("png", "schedule.png")
    must_be(pixels[:8], b"\x89PNG\r\n\x1a\n")
    size = [int.from_bytes(pixels[at:at + 4], "big") for at in (16, 20)]
    must_be(size, [2 * round(float(picture.get("width"))), 2 * round(float(picture.get("height")))])
    assert len(pixels) > 10_000, len(pixels)


def speaks(page):
    """As a screen reader has it: every control has a name, and what happens is said."""
    def nodes():
        page.browser.execute_cdp_cmd("Accessibility.enable", {})
        tree = page.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        return [(each["role"]["value"], each.get("name", {}).get("value", ""), each) for each in tree
                if not each["ignored"]]

    controls = {"button", "textbox", "combobox", "checkbox", "slider", "tab", "tabpanel", "listbox", "radio"}
    page.choose("pytorch.OneCycleLR")
    page.click("#append")
    page.click("#add")
    page.click("#paste")
    page.settle()
    seen = nodes()
    page.click("#paste-form button[value=cancel]")
    page.settle()
    seen += nodes()
    must_be([(role, name) for role, name, _ in seen if role in controls and not any(map(str.isalpha, name))], [])
    for role in ["button", "textbox", "combobox", "checkbox", "slider", "tab", "dialog", "status", "heading"]:
        assert role in {each for each, _, _ in seen}, role
    must_be({"Plan", "Check"} - {name for role, name, _ in seen if role == "heading"}, set())

    live = {prop["value"]["value"] for _, _, node in seen for prop in node.get("properties", [])
            if prop["name"] == "live"}
    assert "polite" in live, live
    page.run("document.querySelector('#chart .chart').focus()")
    page.browser.switch_to.active_element.send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    page.settle()
    said = page.one("#said").get_attribute("textContent").split()
    step, rate = int(said[1]), float(said[2])
    assert said[0] == "step" and step > 0, said
    must_be(page.run("return explorer.library.ratesAt(explorer.state().plans[0], [arguments[0]])[0]", step), rate)


def keys(page):
    """A plan is built, and its C++ taken, without a mouse."""
    def press(*words):
        page.browser.switch_to.active_element.send_keys(*words)

    def tab_to(selector):
        for _ in range(120):
            ActionChains(page.browser).send_keys(Keys.TAB).perform()
            if page.run("return document.activeElement.matches(arguments[0])", selector):
                return
        raise AssertionError(f"no way to {selector}")

    def wait():
        page.browser.execute_async_script("setTimeout(arguments[0], 900)")
        page.settle()

    tab_to("#form select")
    press("linear")
    wait()
    must_be(list(page.plan()), ["linear"])
    tab_to("[data-place='/linear/to']")
    press(Keys.CONTROL, "a")
    press("1e-3")
    tab_to("[data-place='/linear/steps']")
    press(Keys.CONTROL, "a")
    press("500")
    page.run("document.activeElement.blur()")
    tab_to("#append")
    press(Keys.ENTER)
    page.settle()
    must_be([list(part)[0] for part in page.plan()["sequence"]], ["linear", "linear"])
    tab_to("[data-place='/sequence/1']")
    press("one_minus_sqrt")
    wait()
    must_be([list(part)[0] for part in page.plan()["sequence"]], ["linear", "one_minus_sqrt"])
    page.run("document.activeElement.blur()")
    tab_to(".end:last-child")
    before = page.plan()["sequence"][1]["one_minus_sqrt"]["steps"]
    press(Keys.ARROW_RIGHT)
    page.settle()
    assert page.plan()["sequence"][1]["one_minus_sqrt"]["steps"] > before
    tab_to("[data-format=code]")
    tab_to("#copy")
    press(Keys.ENTER)
    page.settle()
    must_be(page.one("#said").get_attribute("textContent"), "copied")
    tab_to("#output pre")


def newcomer(page, root):
    """3 % warm-up, level, 1 - sqrt over the last 20 %, then 50 % more steps: its C++ gives the rates of its CSV."""
    page.choose("warmup_stable_decay")
    must_be(page.plan(), {"warmup_stable_decay": {"peak": 3e-4, "warmup_steps": 300, "stable_steps": 7700,
                                                  "decay_steps": 2000}})
    assert "the decay takes the last tenth or fifth" in page.one(".about").text
    page.one("#steps").send_keys("10000")
    page.type("/warmup_stable_decay/warmup_steps", "4%")
    must_be(page.plan()["warmup_stable_decay"]["warmup_steps"], 400)
    page.type("/warmup_stable_decay/warmup_steps", "3 %")
    must_be(page.plan()["warmup_stable_decay"]["warmup_steps"], 300)
    page.one("#steps").send_keys(Keys.CONTROL, "a", Keys.DELETE)
    page.choose("with_length")
    page.type("/with_length/at", "8000")
    page.type("/with_length/steps", "15000")
    must_be(page.one("#findings").text, "Nothing to find fault with in a run of 15,000 steps")
    main = """
int main() {
  for (int step = 0; step < 15'000; ++step) std::printf("%d,%.17g\\n", step, schedule(step));
}
"""
    pathlib.Path("pasted.cpp").write_text("#include <cstdio>\n" + page.copied("code") + main)
    subprocess.run(["c++", "-std=c++20", f"-I{root}/include", "pasted.cpp", "-o", "pasted"], check=True)
    rows = [line.split(",") for line in subprocess.run(["./pasted"], check=True, capture_output=True,
                                                       text=True).stdout.splitlines()]
    shown = [line.split(",") for line in page.copied("csv").splitlines()[1:]]
    must_be([(step, float(rate)) for step, rate in rows], [(step, float(rate)) for step, rate in shown])
    must_be([float(rows[299][1]), float(rows[8000][1]), len(rows)], [3e-4, 3e-4, 15000])


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
        .filter(([name]) => !(name in explorer.library.plateaus))
        .map(([name, start]) => ({ [name]: start })).filter((each) => !explorer.library.read(each).error)""")


def all_plateaus(page):
    return page.run("""const starts = JSON.parse(document.getElementById("starts").textContent);
        return Object.keys(explorer.library.plateaus).map((name) => ({ [name]: starts[name] }))""")


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
    known = page.run("return Object.keys(explorer.library.names).filter((name) => !(name in explorer.library.plateaus))")
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


def printed(curve, plan, *words):
    """The rates that curve prints, by columns, and what it says if it refuses."""
    ran = subprocess.run([curve, json.dumps(plan), *words], capture_output=True, text=True)
    rows = [row.split(",")[1:] for row in ran.stdout.splitlines()[1:]]
    return [[float(rate).hex() for rate in column] for column in zip(*rows)], ran.stderr.strip()


def peers(page, curve, root):
    """Every case of the frameworks' own curves: the page's rates have the bits of curve's, or both refuse it."""
    numbers = {"cases": 0, "rates": 0, "refused": 0}
    for file in sorted((root / "tests/reference").glob("*.csv")):
        framework = {"torch": "pytorch"}.get(file.stem.split("-")[0], file.stem.split("-")[0])
        cases = {}
        for row in csv.DictReader(file.open()):
            cases.setdefault(row["case"], []).append(row)
        for rows in cases.values():
            plan = {f"{framework}.{rows[0]['schedule']}": json.loads(rows[0]["params"])}
            metrics = [row.get("metric") for row in rows]
            steps = [int(row["step"]) for row in rows]
            given = ["--metrics", ",".join(metrics)] if metrics[0] else ["--at", ",".join(map(str, steps))]
            expected, refusal = printed(curve, plan, *given)
            found = page.run("""const [plan, steps, metrics] = arguments, { library } = explorer;
                const { error } = library.read(plan);
                const rates = error ? [] : metrics ? library.ratesAfter(plan, metrics, steps.length)
                  : library.ratesAt(plan, steps);
                return [error, [...rates].map((rate) => Object.is(rate, -0) ? "-0" : String(rate))]""",
                             plan, steps, [float(metric) for metric in metrics] if metrics[0] else None)
            if refusal:
                must_be(found, [refusal, []])
                numbers["refused"] += 1
            else:
                must_be([[float(rate).hex() for rate in found[1]]], expected)
                numbers["cases"] += 1
                numbers["rates"] += len(steps)
    print(numbers)
    must_be(numbers, {"cases": 649, "rates": 17220, "refused": 14})


# Functions in C++, which give a composition: a document alone keeps their names.
functions = {"switch_at", "warmup_multiplies", "warmup_precedes", "warmup_replaces"}


def compiles(page, root):
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
    for plan in all_plateaus(page):
        read = page.run("return explorer.library.read(arguments[0])", plan)
        includes, _, code = read["program"].partition("\n\n")
        headers.update(includes.splitlines())
        shows.append(f"void show_{len(plans)}() {{\n  {code}  show(schedule);\n}}\n")
        plans.append(plan)
        rates = page.run("return explorer.library.ratesAfter(arguments[0], [3, 2], 40)", plan)
        expected.append((read["line"], [float(rate).hex() for rate in rates]))
    calls = "".join(f"  show_{i}();\n" for i in range(len(plans)))
    show = """void show(const lrsched::any_schedule<double>& schedule, std::initializer_list<long> steps) {
  std::fputs(to_string(schedule).c_str(), stdout);
  for (const long step : steps) std::printf(" %a", schedule(step));
  std::puts("");
}
void show(const lrsched::any_plateau& plateau) {
  std::fputs(to_string(plateau).c_str(), stdout);
  auto state = plateau.start();
  for (int k = 0; k < 40; ++k) {
    state = plateau.next(state, k == 0 ? 3 : 2);
    std::printf(" %a", plateau(state));
  }
  std::puts("");
}
"""
    headers = "\n".join(["#include <cstdio>", *sorted(headers), "#include <lrsched/any/description.hpp>"])
    pathlib.Path("written.cpp").write_text(f"{headers}\n{show}{''.join(shows)}int main() {{\n{calls}}}\n")
    subprocess.run(["c++", "-std=c++20", "-O0", f"-I{root}/include", "written.cpp", "-o", "written"], check=True)
    lines = subprocess.run(["./written"], check=True, capture_output=True, text=True).stdout.splitlines()
    must_be(len(lines), len(expected))
    for plan, line, (description, rates) in zip(plans, lines, expected):
        words = line.rsplit(" ", len(rates))
        must_be([float.fromhex(word).hex() for word in words[1:]], rates)
        if not functions & set(plan):
            must_be(words[0], description)
    print(f"{len(plans)} compiled")


def main(part, file, curve, root):
    if not chromium.exists() or not driver.exists():
        print("skipped: apt-get install chromium chromium-driver")
        return
    with Page(file) as page:
        given = {"page": page, "curve": curve, "root": pathlib.Path(root)}
        test = globals()[part]
        test(*[given[name] for name in test.__code__.co_varnames[:test.__code__.co_argcount]])


if __name__ == "__main__":
    main(*sys.argv[1:])

# SPDX-License-Identifier: MIT
"""How a plan is made: drawn, edited, pasted, refused, compared and checked."""

import gzip
import json
import pathlib
import subprocess
import urllib.parse
import urllib.request

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from page import first_plan, must_be
from rates import all_plateaus, printed


def busy(page):
    """For how many seconds the page's thread has worked, whatever else the machine does."""
    metrics = page.browser.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return {each["name"]: each["value"] for each in metrics}["TaskDuration"]


def opens(page):
    must_be(page.run("return performance.getEntriesByType('resource').map((each) => each.name).filter((name) => "
                     "!/^(data|blob):/.test(name))"), [])
    text = pathlib.Path(urllib.request.url2pathname(urllib.parse.urlparse(page.address).path)).read_bytes()
    assert len(text) < 1_500_000 and len(gzip.compress(text, 9)) < 500_000, len(text)
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
        assert len(times) == 15, times  # each frame came; how long one takes is printed, and decides nothing
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

    # Pieces, from the last rate to 0, and another name for the same.
    page.click("#append")
    must_be(page.plan()["sequence"][1], {"linear": {"from": 0, "to": 0, "steps": 2020}})
    page.click("#undo")
    page.type("/warmup_cosine/floor", "1e-4")
    page.click("#append")
    must_be(page.plan()["sequence"][1], {"linear": {"from": 1e-4, "to": 0, "steps": 2020}})
    must_be(page.run("return Object.keys(explorer.state().plans[0])"), ["sequence"])
    must_be(page.one(".end:last-child").get_attribute("aria-label"), "end of linear steps")
    assert "Nothing to find fault with" in page.one("#findings").text, page.one("#findings").text
    page.click("#form .add")
    must_be(len(page.plan()["sequence"]), 3)
    page.click("#form button[aria-label='remove piece 3']")
    page.click("#form button[aria-label='remove piece 2']")
    page.choose("linear")
    page.choose("log_linear")  # which has no way to the 0 of that
    must_be(page.run("return explorer.library.read(explorer.state().plans[0]).error ?? ''"), "")
    page.choose("pytorch.CosineAnnealingLR")
    must_be(page.plan(), {"pytorch.CosineAnnealingLR": {"base_lr": 0.1, "T_max": 50, "eta_min": 0.01}})
    page.one("#log").click()
    page.settle()
    assert "0.01" in page.one(".axes").text or "0.02" in page.one(".axes").text, page.one(".axes").text


def names(page):
    """Each name that can be chosen has a plan, a form with a rule or a choice for each argument, and a curve."""
    page.browser.set_script_timeout(200)
    found = page.browser.execute_async_script("""const [done] = arguments, found = [];
        const next = async (names) => {
          for (const name of names) {
            const select = document.querySelector("#form select");
            select.value = name;
            select.dispatchEvent(new Event("change"));
            await new Promise((seen) => setTimeout(() => requestAnimationFrame(() => setTimeout(seen)), 5));
            const { plans, selected } = explorer.state(), { error } = explorer.library.read(plans[selected]);
            const fields = [...document.querySelectorAll("#form .field")];
            found.push([name, Object.keys(plans[selected])[0], error ?? "",
                        document.querySelector("path.curve").getAttribute("d").length > 20,
                        fields.filter((each) => each.querySelector("input[type=text]") &&
                                                !each.querySelector(".rule").textContent).length]);
            document.getElementById("undo").click();
          }
          done(found);
        };
        next([...document.querySelector("#form select").options].map((option) => option.value));""")
    must_be([name for name, chosen, *_ in found if name != chosen], [])
    labels = page.run("return [...document.querySelector('#form select').options].map((option) => option.text)")
    must_be(sorted({label for label in labels if labels.count(label) > 1}), [])
    wrong = [[name, error] for name, _, error, *_ in found if error]
    print(f"{len(found)} names; {wrong}")
    must_be([name for name, _ in wrong if "function, in C++" not in dict(wrong)[name]], [])
    must_be([name for name, _, error, is_drawn, _ in found if not is_drawn and not error], [])
    must_be([name for name, _, error, _, fields in found if fields and not error], [])


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

    # Of a schedule that is retimed they are where they come to be.
    page.one("#steps").send_keys(Keys.CONTROL, "a", Keys.DELETE)
    warmup_cosine = {"warmup_cosine": {"peak": 1, "warmup_steps": 100, "decay_steps": 900}}
    for retimed, marks in [({"stretch": {"schedule": warmup_cosine, "factor": 2}}, ["200", "2,000"]),
                           ({"decay_from": {"schedule": warmup_cosine, "at": 50, "ramp": {"linear": {
                               "from": 1, "to": 0, "steps": 200}}}}, ["50"]),
                           ({"with_length": {"schedule": warmup_cosine, "at": 50, "steps": 525}}, ["75", "525"]),
                           ({"with_length": {"schedule": warmup_cosine, "at": 500, "steps": 1500}}, ["100", "1,500"])]:
        page.paste(json.dumps(retimed))
        page.settle()
        must_be([mark.get_attribute("textContent") for mark in page.all(".joint")],
                [f"a piece ends at step {step}" for step in marks])

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
    must_be(rule("/warmup_cosine/warmup_steps"), "steps, at least 0, or 3% of the run")
    must_be(rule("/warmup_cosine/floor"), "number, at most peak")
    page.choose("multi_step")
    must_be(rule("/multi_step/milestones"), "list")
    page.choose("pytorch.OneCycleLR")
    must_be(rule("/pytorch.OneCycleLR/pct_start"), "number, from 0 to 1")
    described = page.field("/pytorch.OneCycleLR/pct_start").get_attribute("aria-describedby").split()
    assert "rule-/pytorch.OneCycleLR/pct_start" in described, described


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
    for word in ["Hugging Face", "DeepSpeed", "Keras", "C++ is not read"]:
        assert word in page.one("#paste-help").text, word
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
    def steps():
        page.settle()
        return page.run("return explorer.state().steps")

    page.paste(training)
    must_be(page.plan(), {"pytorch.StepLR": {"base_lr": 3e-4, "step_size": 30, "gamma": 0.5}})
    must_be(steps(), None)
    # The steps of the run are those that the trainer has, or those of the plan.
    page.paste(f"{training}trainer: {{devices: 8, max_steps: 2000}}  # not max_steps: 500")
    must_be(steps(), 2000)
    page.paste(training)
    must_be(steps(), 2000)
    page.paste('{"learning_rate": 3e-4, "lr_scheduler_type": "cosine", "warmup_ratio": 0.03, "max_steps": 4000}')
    must_be(steps(), 4000)
    page.paste('{"warmup_cosine": {"peak": [0.02, 3e-4], "warmup_steps": 100, "decay_steps": 900}}')
    must_be(steps(), None)
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

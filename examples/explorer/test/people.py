# SPDX-License-Identifier: MIT
"""For all: on any screen, for a screen reader, without a mouse, and without a manual."""

import itertools
import pathlib
import subprocess

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from page import must_be


def widths(page):
    """Nothing is wider than what it is in."""
    page.choose("with_length")
    page.click("#append")
    page.click("#add")
    page.choose("transformers.get_cosine_with_hard_restarts_schedule_with_warmup")
    for wide, scheme in itertools.product([1440, 820, 390], ["light", "dark"]):
        size = {"width": wide, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        page.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme_is = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", scheme_is)
        page.settle()
        page.browser.save_screenshot(f"{wide}-{scheme}.png")  # to be looked at
        assert page.run("return document.documentElement.scrollWidth <= innerWidth"), wide
        must_be(page.run("""return [...document.querySelectorAll(".card *:not(svg *)")].filter((each) =>
            each.getBoundingClientRect().right > each.closest(".card").getBoundingClientRect().right)
            .map((each) => each.outerHTML)"""), [])


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

    def said(*pressed):
        page.browser.switch_to.active_element.send_keys(*pressed)
        page.settle()
        word, step, rate, *_ = page.one("#said").get_attribute("textContent").split()
        must_be(word, "step")
        return int(step.replace(",", "")), rate

    def rate_at(step):
        return page.run("return explorer.library.ratesAt(explorer.state().plans[0], [arguments[0]])[0]", step)

    step, rate = said(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    assert step > 0, step
    must_be(float(rate), float(f"{rate_at(step):.6g}"))
    must_be(said(Keys.END)[0], int(page.one("#steps").get_attribute("placeholder")) - 1)
    must_be(said(Keys.HOME)[0], 0)


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
    page.type("/warmup_cosine/warmup_steps", "3%")
    page.type("/warmup_cosine/decay_steps", "97%")  # of the same run, whatever is typed first
    must_be(page.plan(), {"warmup_cosine": {"peak": 3e-4, "warmup_steps": 300, "decay_steps": 9700}})
    must_be(page.one("#steps").get_attribute("value"), "10000")
    page.choose("warmup_stable_decay")
    must_be(page.plan(), {"warmup_stable_decay": {"peak": 3e-4, "warmup_steps": 300, "stable_steps": 7700,
                                                  "decay_steps": 2000}})
    assert "the decay takes the last tenth or fifth" in page.one(".about").text
    page.type("/warmup_stable_decay/warmup_steps", "4%")
    must_be(page.plan()["warmup_stable_decay"]["warmup_steps"], 400)
    page.type("/warmup_stable_decay/warmup_steps", "3 %")
    must_be(page.plan()["warmup_stable_decay"]["warmup_steps"], 300)
    must_be(page.field("/warmup_stable_decay/warmup_steps").get_attribute("value"), "300")
    page.one("#steps").send_keys(Keys.CONTROL, "a", Keys.DELETE)
    page.choose("with_length")
    assert "from step “at” on, what is left of the plan is stretched" in page.one(".about").text
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

# SPDX-License-Identifier: MIT
"""What comes out of it: copied, saved, and in the address."""

import base64
import json
import pathlib
import xml.etree.ElementTree

from selenium.webdriver.common.keys import Keys

from page import first_plan, must_be
from rates import printed


def copies(page):
    code = "lrsched::warmup_cosine({.peak = 3e-4, .warmup_steps = 1'000, .decay_steps = 9'000})"
    must_be(page.copied("code"), f"#include <lrsched/lrsched.hpp>\n\nconst auto schedule = {code};\n")
    must_be(json.loads(page.copied("json")), first_plan)
    rows = page.copied("csv").splitlines()
    must_be([len(rows), rows[0], rows[1000]], [10001, "step,lr", "999,0.0003"])
    picture = page.copied("svg")
    assert picture.startswith("<svg") and "path" in picture


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
    assert not page.one("#failed").is_displayed()
    strange = [{}, {"plans": []}, {"plans": [None], "selected": 0}, {"plans": [{"cosine": None}], "selected": 0},
               {"plans": [{"sequence": [None]}], "selected": 0, "steps": None},
               {"plans": [first_plan], "selected": 7}, {"plans": [first_plan], "selected": 0, "steps": -1}]
    for text in ["no-state", *(json.dumps(state) for state in strange)]:
        page.open(page.address + "#" + base64.urlsafe_b64encode(text.encode()).decode().rstrip("="))
        must_be(page.plan(), first_plan)
        must_be(page.one("#failed").text, "The address holds no plan that can be read; this is the first one.")
    page.type("/warmup_cosine/floor", "1e-4")
    assert not page.one("#failed").is_displayed()

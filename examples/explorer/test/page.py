# SPDX-License-Identifier: MIT
"""The page in a window of Chromium, used as a person does."""

import pathlib

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

chromium, driver = pathlib.Path("/usr/bin/chromium"), pathlib.Path("/usr/bin/chromedriver")
first_plan = {"warmup_cosine": {"peak": 3e-4, "warmup_steps": 1000, "decay_steps": 9000}}  # what it opens with


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

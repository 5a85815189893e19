"""Chromium without a window, for tests of the page; they are passed over where it is not installed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

import pytest

CHROMIUM, DRIVER = which("chromium"), which("chromedriver")
needs_chromium = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="chromium and chromedriver are not installed")


class Browser:
    """A browser with a few short words for what the tests do."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, page: Path, width: int = 1440, height: int = 900, dark: bool = False, link: str = "") -> None:
        """Opens a page at the size of a screen, which below 600 is a phone's."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        self.driver.get("about:blank")
        self.driver.get_log("performance")
        self.driver.get_log("browser")
        self.driver.get(page.as_uri() + link)

    def js(self, script: str, *arguments: Any) -> Any:
        """What a script gives. It must be in the console's world: the page's policy allows none in the page."""
        return self.driver.execute_script(script, *arguments)

    def texts(self, selector: str) -> list[str]:
        """The texts of all elements."""
        found: list[str] = self.js(
            "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)", selector
        )
        return found

    def click(self, selector: str) -> None:
        """Clicks the first element, as a pointer does."""
        self.driver.find_element("css selector", selector).click()

    def press(self, *keys: str) -> None:
        """Presses keys where the focus is."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()  # by the keyboard: no element has to be painted for it

    def choose(self, name: str, value: str) -> None:
        """Sets a filter as a user would, and waits until the pictures have followed."""
        script = """
          const [name, value, done] = arguments;
          const control = document.getElementById('filters').elements.namedItem(name);
          control.value = value;
          control.dispatchEvent(new Event('input', { bubbles: true }));
          setTimeout(done, 150);
        """
        self.driver.execute_async_script(script, name, value)

    def settle(self) -> None:
        """Waits until the pictures and the link have followed the last change."""
        self.driver.execute_async_script("setTimeout(arguments[0], 150)")

    def faults(self) -> list[str]:
        """What the console holds: errors, warnings, breaches of the policy."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Every address asked for since the page was opened, but for the page itself and what stands in it."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        asked = [
            event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"
        ]
        return [url for url in asked if not url.startswith(("file:", "data:", "about:"))]


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser, which is closed at the end of the block."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=DRIVER))
    try:
        yield Browser(driver)
    finally:
        driver.quit()

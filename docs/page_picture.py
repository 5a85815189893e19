"""Makes docs/page.png of the seeds. Needs chromium, chromedriver and selenium.

Usage: python docs/page_picture.py
"""

from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from selenium import webdriver

from claims.sheets import write_book
from claims.sheets.book import read_book

DOCS = Path(__file__).parent
# The pictures, the table and the evidence of the largest factor, without the row of filters.
LOOK = """
const done = arguments[0];
document.getElementById('more').open = false;
document.querySelector('td.metric > button').click();
document.activeElement.blur();
scrollTo(0, 0);
setTimeout(done, 300);
"""


def main() -> None:
    with TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        write_book(read_book([str(DOCS.parent / "gold" / "seeds.jsonl")]), page)
        options = webdriver.ChromeOptions()
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
            options.add_argument(argument)
        service = webdriver.ChromeService(executable_path=which("chromedriver"))
        driver = webdriver.Chrome(options=options, service=service)
        try:
            size = {"width": 1280, "height": 1240, "deviceScaleFactor": 1, "mobile": False}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            driver.get(f"{page.as_uri()}#sort=-factor")
            driver.execute_async_script(LOOK)
            driver.save_screenshot(str(DOCS / "page.png"))
        finally:
            driver.quit()


if __name__ == "__main__":
    main()

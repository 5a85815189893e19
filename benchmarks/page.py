"""How fast a page of 20,000 claims opens and filters in headless Chromium.

Takes papers from a corpus until they hold so many claims, writes the page, opens it and sets filters as a user would:
from the event to the end of the next frame, with layout and painting. Needs chromium, chromedriver and selenium.
"""

import sys
import time
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from claims import Extraction, extract
from claims.sheets import jsonl, write_book
from claims.sheets.book import read_book
from corpus import arguments, stream

FILTERS = (
    ("text", "latency"), ("text", "latency vllm"), ("text", "throughput of"), ("text", ""),
    ("family", "throughput"), ("family", "latency"), ("family", ""), ("bound", "upto"), ("bound", ""),
)  # fmt: skip
# Notes when the first rows of the table are painted.
_WATCH = """
new MutationObserver((_, watch) => {
  if (!document.querySelector('tbody tr')) return;
  watch.disconnect();
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { window.rowsPainted = performance.now(); };
    channel.port2.postMessage(0);
  });
}).observe(document, { childList: true, subtree: true });
"""
_OPENED = "return [window.rowsPainted, performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd];"
_CHANGED = """
const [name, value, done] = arguments;
const control = document.getElementById('filters').elements.namedItem(name);
const begun = performance.now();
control.value = value;
control.dispatchEvent(new Event('input', { bubbles: true }));
const worked = performance.now() - begun;
requestAnimationFrame(() => {
  const channel = new MessageChannel();  // its message comes after the frame is painted
  channel.port1.onmessage = () => done([worked, performance.now() - begun]);
  channel.port2.postMessage(0);
});
"""


def main() -> None:
    """Prints the figures."""
    parser = arguments(__doc__)
    parser.add_argument("--claims", type=int, default=20_000)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        page = _page(options.corpus, options.claims, Path(folder))
        driver = _browser()
        try:
            driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})
            driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
            opened = []
            for _ in range(5):
                driver.get("about:blank")
                driver.get(page.as_uri())
                opened.append(driver.execute_script(_OPENED))
            rows, whole = (median(times) / 1000 for times in zip(*opened, strict=True))
            print(f"opens: rows painted after {rows:.2f} s, all read after {whole:.2f} s (median of {len(opened)})")
            time.sleep(5)  # it makes its search ready while nobody waits
            frames = []
            for name, value in FILTERS * 3:
                before = _busy(driver)
                worked, frame = driver.execute_async_script(_CHANGED, name, value)
                busy = _busy(driver) - before
                frames.append((worked, frame, busy))
                print(
                    f"  {name} = {value!r}: {worked:.0f} ms until filtered, {frame:.0f} until painted, {busy:.0f} CPU"
                )
                time.sleep(0.3)  # the pictures follow
            for title, times in zip(("filtered", "painted", "CPU time"), zip(*frames, strict=True), strict=True):
                print(f"{title}: median {median(times):.0f} ms, at most {max(times):.0f} ms")
        finally:
            driver.quit()


def _page(corpus: Path, wanted: int, folder: Path) -> Path:
    """A page of the first papers that hold so many claims."""
    found: list[Extraction] = []
    claims = 0
    for paper in stream(corpus):
        found.append(extract(paper))
        claims += len(found[-1].claims)
        if claims >= wanted:
            break
    records = folder / "claims.jsonl"
    with records.open("wb") as file, jsonl.writing(file) as write:
        for extraction in found:
            write(extraction)
    book = read_book([str(records)])
    page = folder / "page.html"
    begun = time.perf_counter()
    write_book(book, page)
    took = time.perf_counter() - begun
    print(f"{len(book.claims):,} claims of {len(book.papers):,} papers: {page.stat().st_size >> 20} MB in {took:.1f} s")
    return page


def _busy(driver: Any) -> float:
    """Milliseconds that the page's thread has worked, whatever else the machine does."""
    metrics = driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return 1000 * next(float(metric["value"]) for metric in metrics if metric["name"] == "TaskDuration")


def _browser() -> Any:
    from selenium import webdriver

    service = webdriver.ChromeService(executable_path=which("chromedriver") or sys.exit("chromedriver: not found"))
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                     "--window-size=1440,900"):  # fmt: skip
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=service)


if __name__ == "__main__":
    main()

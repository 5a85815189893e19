"""The page in a browser: filters, sorting, evidence, keys, links, phone, print; nothing from the data runs."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from claims import extract
from claims.models import Extraction, Paper
from claims.sheets import page
from claims.sheets.book import read_book
from claims.sheets.trends import spread
from claims.sheets.wording import short
from claims.text import clean
from samples import sample
from sheets.books import SEEDS, book_of, bytes_of, seeds
from sheets.browser import Browser, browsing, needs_chromium
from sheets.payloads import FORMULAS, SCRIPTS, TYPESETTING, paper_of

pytestmark = needs_chromium
DOWN, UP, END, HOME, ENTER, ESCAPE, NEXT_PAGE = "\ue015", "\ue013", "\ue010", "\ue011", "\ue007", "\ue00c", "\ue00f"

# Opens the evidence of every row on every page of the table; the marks in each.
EVERY_MARK = """
  const found = [];
  for (;;) {
    for (const button of [...document.querySelectorAll('td.metric > button')]) {
      button.click();
      found.push([...document.querySelectorAll('mark')].map((mark) => mark.textContent));
    }
    const on = document.querySelector('[data-turn=on]');
    if (on.disabled || document.getElementById('pages').hidden) return found;
    on.click();
  }
"""

# Labels that begin or end outside their picture.
OUTSIDE = """
  return [...document.querySelectorAll('figure svg text')].filter((text) => {
    const [own, frame] = [text, text.closest('figure')].map((element) => element.getBoundingClientRect());
    return own.left < frame.left || own.right > frame.right;
  }).map((text) => text.textContent);
"""
# Words of numbers that stand in two lines.
BROKEN = """
  return [...document.querySelectorAll('td.value .number')].flatMap(({ firstChild: text }) =>
    [...text.textContent.matchAll(/[^\\s/-]+/g)].filter(({ 0: word, index }) => {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
    }).map(({ 0: word }) => word));
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


@pytest.fixture(scope="module")
def of_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "seeds.html"
    path.write_bytes(bytes_of(page.write, seeds()))
    return path


@pytest.fixture
def opened(browser: Browser, of_seeds: Path) -> Iterator[Browser]:
    browser.open(of_seeds)
    yield browser
    assert browser.faults() == []
    assert browser.requests() == []


def counted(browser: Browser) -> int:
    """How many claims the page says that it shows."""
    return int(browser.texts("#counts b")[0].split()[0].replace(",", ""))


def test_it_shows_every_claim(opened: Browser) -> None:
    assert counted(opened) == len(seeds().claims)
    assert len(opened.texts("tbody tr")) == 50
    assert opened.texts("#pages span") == [f"1–50 of {len(seeds().claims)}"]
    assert len(opened.texts("figure svg")) == 4


def test_filters_leave_what_is_wanted(opened: Browser) -> None:
    rows = seeds().claims
    opened.choose("family", "throughput")
    assert counted(opened) == sum(row["metric_key"] == "throughput" for row in rows)
    opened.choose("bound", "upto")
    wanted = [row for row in rows if row["metric_key"] == "throughput" and row["bound"] in ("up_to", "less_than")]
    assert counted(opened) == len(wanted)
    assert all(text.startswith(("≤", "<")) for text in opened.texts("td.value .number"))
    opened.choose("text", "no such words")
    assert counted(opened) == 0
    assert opened.texts("td.none") == ["No claim is left. Clear a filter."]
    opened.click("[type=reset]")
    opened.settle()
    assert counted(opened) == len(rows)


def test_hardware_is_that_of_the_claim(browser: Browser, tmp_path: Path) -> None:
    found = extract("Fast is 2x faster on an A100 and 3x for an H200. Slow cuts energy by 20%.")
    path = tmp_path / "page.html"
    path.write_bytes(bytes_of(page.write, book_of([found], tmp_path)))
    browser.open(path)
    assert browser.texts("td.hardware") == ["NVIDIA A100", "NVIDIA H200", "NVIDIA A100, NVIDIA H200"]
    browser.choose("hardware", "NVIDIA H200")
    assert browser.texts("td.value .number") == ["3×", "20\u00a0%"]
    assert browser.texts("figure[data-by=hardware] .line text") == ["NVIDIA H200", "2", "NVIDIA A100", "1"]


def test_text_is_looked_for_in_the_claim_or_in_the_whole_abstract(opened: Browser) -> None:
    opened.choose("text", "ALIGNEDSERVE throughput")
    near = counted(opened)
    assert 0 < near < len(seeds().claims)
    opened.choose("text", "alignedserve bubbles")  # in its abstract, but in no sentence of a claim
    assert counted(opened) == 0
    opened.click("[name=abstract]")
    assert counted(opened) == sum(row["system"] == "AlignedServe" for row in seeds().claims)


def test_sorting_goes_down_up_and_back(opened: Browser) -> None:
    first = opened.texts("td.paper b")
    opened.click("th.factor button")
    down = [float(text) for text in opened.texts("td.factor") if text]
    assert down == sorted(down, reverse=True)
    assert opened.js("return document.querySelector('th.factor').ariaSort") == "descending"
    opened.click("th.factor button")
    up = [float(text) for text in opened.texts("td.factor") if text]
    assert up == sorted(up)
    assert up[0] < down[-1]
    opened.click("th.factor button")
    assert opened.texts("td.paper b") == first
    opened.click("th.metric button")
    metrics = [text.lower() for text in opened.texts("td.metric > button")]
    assert metrics == sorted(str(row["metric"] or f"({row['metric_key']})").lower() for row in seeds().claims)[:50]


def test_a_click_shows_the_evidence_in_the_whole_abstract(opened: Browser) -> None:
    opened.choose("text", "alignedserve")
    opened.click("td.metric > button")
    assert opened.texts("mark") == ["1.98 times"]
    [found] = [one for one in seeds().extractions.values() if one.system == "AlignedServe"]
    assert opened.texts(".evidence .sides p") == [found.paper.abstract]
    assert opened.texts(".evidence a") == ["arXiv:2605.23389v1"]
    assert opened.js("return document.querySelector('.evidence a').href") == "https://arxiv.org/abs/2605.23389v1"
    assert "decoding throughput" in opened.texts(".of-metric")
    assert "state-of-the-art systems" in opened.texts(".of-baseline")
    assert "".join(opened.texts(".sentence")).endswith("over state-of-the-art systems.")
    opened.click("td.metric > button")
    assert opened.texts("tr.evidence") == []


def test_every_mark_covers_the_words_of_its_claim(opened: Browser) -> None:
    marks = [" ".join("".join(found).split()) for found in opened.js(EVERY_MARK)]
    texts = [" ".join(clean("abstract", str(row["text"])).text.split()) for row in seeds().claims]
    assert marks == texts


def test_keys_walk_through_the_rows(opened: Browser) -> None:
    opened.js("document.querySelector('td.metric > button').focus()")
    active = "return [...document.querySelectorAll('td.metric > button')].indexOf(document.activeElement)"
    opened.press(DOWN)
    opened.press(DOWN)
    assert opened.js(active) == 2
    opened.press(ENTER)
    assert len(opened.texts("tr.evidence")) == 1
    assert opened.js("return document.activeElement.ariaExpanded") == "true"
    opened.press(ESCAPE)
    assert opened.texts("tr.evidence") == []
    opened.press(UP)
    assert opened.js(active) == 1
    opened.press(END)
    assert opened.js(active) == 49
    opened.press(DOWN)  # on to the next page
    assert opened.js(active) == 0
    assert opened.texts("#pages span")[0].startswith("51–100")
    opened.press(NEXT_PAGE)
    assert opened.texts("#pages span")[0].startswith("101–150")
    opened.press(UP)
    assert opened.js(active) == 49
    assert opened.js("return document.querySelectorAll('td.metric > button[tabindex=\"0\"]').length") == 1


def test_medians_are_those_of_the_trends(opened: Browser) -> None:
    own = [row for row in seeds().claims if row["factor"] and row["about"] == "this"]
    said, up_to = (
        spread([float(row["factor"] or 0) for row in own if (row["bound"] in ("up_to", "less_than")) is kind])
        for kind in (False, True)
    )
    opened.settle()
    assert opened.texts("#counts span") == [
        f"; median factor {short(said.median)} of {said.count} changes as stated"
        f"; median factor {short(up_to.median)} of {up_to.count} changes “up to”"
    ]


def test_papers_are_counted_that_compare_themselves(browser: Browser, tmp_path: Path) -> None:
    texts = ("It cuts latency by 52%, energy by 20% and cost by 10% over Zeta.", "It cuts latency by 5% over NCCL.",
             "It cuts energy by 5% over NCCL.", "It cuts latency by 52% and energy by 3% over baselines.")  # fmt: skip
    papers = (extract(Paper(id=f"x{number}", abstract=text)) for number, text in enumerate(texts))
    path = tmp_path / "page.html"
    path.write_bytes(bytes_of(page.write, book_of(papers, tmp_path)))
    browser.open(path)
    browser.settle()
    assert browser.texts("figure[data-by=baseline] .line text") == ["NCCL", "2 · 1.05×", "Zeta", "1 · 1.25×"]
    assert browser.texts("figure[data-by=baseline] svg > text") == ["and 1 with ones not named (“baselines”)"]


@pytest.mark.parametrize("width", [390, 768, 1000, 1280, 1400])
def test_labels_stay_in_their_pictures_and_numbers_in_one_piece(browser: Browser, tmp_path: Path, width: int) -> None:
    names = ("WWWWWWWWWWWW WMWMWMWMWMWM MMMM", "CPU-GPU HBM DRAM NUMA", "iiiiillllliiiiilllll")
    texts = [f"It cuts latency by 52% over {name}." for name in names]
    papers = [extract(Paper(id=f"x{number}", abstract=text)) for number, text in enumerate(texts)]
    claim = papers[0].claims[0]
    unlike = ((1.0e9, 3.0e9, "parameter"), (1.0e7, None, "req/day"), (273_000.0, None, "evaluation"), (1.49, 3.91, "x"))
    papers[0] = papers[0].model_copy(
        update={"claims": tuple(
            claim.model_copy(update={"id": str(number), "value": low, "high": high, "unit": unit, "bound": "up_to"})
            for number, (low, high, unit) in enumerate(unlike)
        )}
    )  # fmt: skip
    path = tmp_path / "page.html"
    path.write_bytes(bytes_of(page.write, book_of(papers, tmp_path)))
    browser.open(path, width)
    browser.js("for (const one of document.querySelectorAll('details')) one.open = true")
    browser.settle()
    assert len(browser.texts("figure[data-by=baseline] .line")) == 3
    assert browser.js(OUTSIDE) == []
    assert len(browser.texts("td.value .number")) == len(papers) + len(unlike) - 1
    assert browser.js(BROKEN) == []


def test_a_line_of_a_picture_is_a_filter(opened: Browser) -> None:
    line = "figure[data-by=family] .line"
    opened.settle()
    assert "median" in opened.js(f"return document.querySelector('{line}').ariaLabel")
    opened.js(f"document.querySelector('{line}').focus()")
    opened.press(ENTER)
    assert opened.js("return document.querySelector('[name=family]').value") == "throughput"
    assert counted(opened) == sum(row["metric_key"] == "throughput" for row in seeds().claims)
    opened.settle()
    assert opened.js("return document.activeElement.getAttribute('aria-pressed')") == "true"
    opened.press(ENTER)
    assert counted(opened) == len(seeds().claims)
    opened.settle()
    third = opened.js(f"return document.querySelectorAll('{line}')[2].choice.key")
    opened.press(DOWN)
    opened.press(DOWN)
    opened.press(ENTER)
    assert opened.js("return document.querySelector('[name=family]').value") == third
    counts = "[...document.querySelectorAll('svg:has(.line)')].map((svg) => svg.querySelectorAll(arguments[0]).length)"
    assert set(opened.js(f"return {counts}", '[tabindex="0"]')) == {1}


def test_a_link_keeps_the_view(browser: Browser, of_seeds: Path) -> None:
    browser.open(of_seeds)
    browser.choose("family", "latency")
    browser.click("th.factor button")
    browser.settle()
    link = browser.js("return location.hash")
    assert link == "#family=latency&sort=-factor"
    shown = browser.texts("td.paper b")
    browser.open(of_seeds, link=link)
    assert browser.texts("td.paper b") == shown
    browser.open(of_seeds, link="#family=%3Cscript%3E&sort=__proto__&text=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    assert counted(browser) == 0
    assert browser.js("return document.querySelector('[name=family]').value") == ""
    assert browser.faults() == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_it_fits_on_screens(browser: Browser, of_seeds: Path, width: int, dark: bool) -> None:
    browser.open(of_seeds, width, 844, dark)
    browser.js("for (const one of document.querySelectorAll('details')) one.open = true")
    browser.click("td.metric > button")
    assert browser.js("return document.documentElement.scrollWidth") <= width
    ink, paper = browser.js(
        "return [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
        ".map((colour) => colour.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0))"
    )
    assert (ink > paper) is dark
    assert browser.faults() == []


def test_printing_shows_all_rows(opened: Browser) -> None:
    opened.js("window.dispatchEvent(new Event('beforeprint'))")
    assert len(opened.texts("tbody tr")) == len(seeds().claims)
    opened.js("window.dispatchEvent(new Event('afterprint'))")
    assert len(opened.texts("tbody tr")) == 50


def test_nothing_from_the_data_runs(browser: Browser, tmp_path: Path) -> None:
    payloads = (*SCRIPTS, *FORMULAS, *TYPESETTING)
    path = tmp_path / "page.html"
    path.write_bytes(bytes_of(page.write, book_of(map(paper_of, payloads, range(1, 200)), tmp_path)))
    browser.open(path)
    assert counted(browser) == len(payloads)
    known = browser.js("return document.querySelectorAll('script, style, link, iframe, img, object, base').length")
    assert browser.js(EVERY_MARK) == [["2x"]] * len(payloads)
    for name in ("hardware", "baseline", "family"):
        browser.choose(
            name, browser.js("return document.querySelector(`[name=${arguments[0]}] option:last-child`).value", name)
        )
    assert browser.js("return window.hit") is None
    assert (
        browser.js("return document.querySelectorAll('script, style, link, iframe, img, object, base').length") == known
    )
    assert browser.js(
        "return [...document.querySelectorAll('a')].every((a) => a.href.startsWith('https://arxiv.org/abs/'))"
    )
    assert browser.faults() == []
    assert browser.requests() == []


def test_a_server_is_asked_for_nothing_but_the_page(browser: Browser, of_seeds: Path) -> None:
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            asked.append(str(words[1]))

    handler = partial(Handler, directory=str(of_seeds.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        browser.driver.get(f"http://127.0.0.1:{server.server_port}/{of_seeds.name}")
        browser.choose("family", "latency")
        browser.click("td.metric > button")
        server.shutdown()
        thread.join()
    assert asked == [f"GET /{of_seeds.name} HTTP/1.1"]
    assert browser.faults() == []


def test_the_policy_stops_a_script_that_gets_in(browser: Browser, of_seeds: Path) -> None:
    browser.open(of_seeds)
    made = """
      const script = document.createElement('script');
      try { script.text = 'window.hit = 1'; document.body.append(script); } catch (error) { return String(error); }
      return window.hit;
    """
    assert "TrustedScript" in str(browser.js(made))
    browser.faults()


def test_marks_hold_beyond_the_first_plane(browser: Browser, tmp_path: Path) -> None:
    abstract = "With 𝛼 and 🙂 it cuts\n  latency by 2.5$\\times$ over 𝐁."
    start = abstract.index("2.5")
    claim = sample().claims[0].model_copy(
        update={"text": "2.5$\\times$", "start": start, "end": start + 11, "sentence_start": 0,
                "sentence_end": len(abstract), "id": "x"}
    )  # fmt: skip
    extraction: Extraction = sample(abstract=abstract).model_copy(update={"claims": (claim,), "hardware": ()})
    path = tmp_path / "page.html"
    path.write_bytes(bytes_of(page.write, book_of([extraction], tmp_path)))
    browser.open(path)
    browser.click("td.metric > button")
    assert browser.texts("mark") == ["2.5x"]


def test_claims_from_a_csv_show_their_sentence(browser: Browser, tmp_path: Path) -> None:
    from claims.sheets.extract import extract_files

    extract_files([str(SEEDS)], tmp_path / "claims.csv")
    path = tmp_path / "page.html"
    path.write_bytes(bytes_of(page.write, read_book([str(tmp_path / "claims.csv")])))
    browser.open(path)
    assert counted(browser) == len(seeds().claims)
    browser.choose("text", "alignedserve")
    browser.click("td.metric > button")
    assert browser.texts("mark") == ["1.98 times"]
    assert browser.faults() == []


def test_a_page_without_claims_says_so(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(bytes_of(page.write, book_of([sample().model_copy(update={"claims": ()})], tmp_path)))
    browser.open(path)
    assert browser.texts("td.none") == ["No claim is left. Clear a filter."]
    assert browser.texts("#others") == ["; 1 more paper has no claim"]
    assert browser.faults() == []

"""The page as bytes: the same on every run, closed by its policy, data that end no element."""

import base64
import hashlib
import json
import math
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.sheets import BOOKS, jsonl, page
from claims.sheets.baseline_names import baseline_names
from claims.sheets.filters import Filters
from claims.sheets.page_data import page_data
from samples import AWKWARD, sample
from sheets.books import book_of, bytes_of, seeds
from sheets.payloads import FORMULAS, SCRIPTS, paper_of


def parts(content: bytes) -> dict[str, str]:
    """The elements of a page by what they are."""
    text = content.decode()
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    [policy] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="(.*?)">', text)
    data = dict(re.findall(r'<script type="application/json" id="(\w+)">(.*?)</script>', text, re.DOTALL))
    assert len(scripts) == len(styles) == 1
    return {"script": scripts[0], "style": styles[0], "policy": policy.replace("&#39;", "'"), **data}


def test_the_policy_allows_the_script_and_the_style_by_their_hashes_and_nothing_else() -> None:
    found = parts(bytes_of(page.write, seeds()))
    rules = dict(rule.split(" ", 1) for rule in found["policy"].split("; "))
    for name in ("script", "style"):
        hashed = base64.b64encode(hashlib.sha256(found[name].encode()).digest()).decode()
        assert rules[f"{name}-src"] == f"'sha256-{hashed}'"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in found["policy"]
    assert "http" not in found["policy"]


def test_nothing_in_the_page_is_fetched() -> None:
    text = re.sub(r"<script.*?</script>", "", bytes_of(page.write, seeds()).decode(), flags=re.DOTALL)
    assert re.findall(r"(?i)\b(?:src|href|url)\s*[=(]\s*[\"']?(?!data:,)[^\"')>]+", text) == []
    assert "http" not in parts(bytes_of(page.write, seeds()))["style"]


def test_two_runs_give_the_same_bytes_whatever_the_order_of_sets(tmp_path: Path) -> None:
    program = """if True:
        import sys
        from pathlib import Path
        from claims.sheets import BOOKS, write_book
        from claims.sheets.book import read_book
        book = read_book([sys.argv[1]])
        for suffix in BOOKS:
            write_book(book, Path(sys.argv[2] + suffix))
    """
    book = seeds()
    records = tmp_path / "claims.jsonl"
    with records.open("wb") as stream, jsonl.writing(stream) as write:
        for extraction in book.extractions.values():
            write(extraction)
    for seed in ("1", "2"):
        command = [sys.executable, "-c", program, str(records), str(tmp_path / seed)]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed})
    assert {".html", ".md", ".tex", ".bib", ".ris", ".sqlite"} <= set(BOOKS)
    for suffix in BOOKS:
        assert (tmp_path / f"1{suffix}").read_bytes() == (tmp_path / f"2{suffix}").read_bytes(), suffix


@pytest.mark.parametrize("payload", [*SCRIPTS, *FORMULAS])
def test_a_payload_adds_no_element(payload: str, tmp_path: Path) -> None:
    content = bytes_of(page.write, book_of([paper_of(payload)], tmp_path))
    plain = bytes_of(page.write, book_of([paper_of("plain")], tmp_path))
    assert re.findall(rb"<[a-zA-Z/!]+", content) == re.findall(rb"<[a-zA-Z/!]+", plain)


def test_names_of_files_and_filters_are_shown_as_text(tmp_path: Path) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    book = book_of([sample()], folder, Filters(hardware=("<script>", "A100")))
    book.sources = ("<img src=x>.jsonl",)
    text = bytes_of(page.write, book).decode()
    assert "<img" not in text
    assert "&lt;img src=x&gt;.jsonl" in text
    assert "&lt;script&gt;" in text


@given(AWKWARD, st.none() | AWKWARD)
def test_json_in_the_page_is_read_back(one: str, other: str | None) -> None:
    written = page.as_json({"a": [one, other]})
    assert json.loads(written) == {"a": [one, other]}
    assert not set("<>&\u2028\u2029") & set(written)
    assert written.isascii()


def test_numbers_that_json_has_not_are_missing(tmp_path: Path) -> None:
    book = book_of([sample()], tmp_path)
    book.claims[0]["factor"] = math.inf
    book.claims[0]["confidence"] = math.nan
    data = page_data(book)
    assert data["claims"]["factor"][0] is data["claims"]["confidence"][0] is None
    assert b"NaN" not in bytes_of(page.write, book)


def test_an_address_from_a_table_is_made_anew(tmp_path: Path) -> None:
    book = book_of([sample()], tmp_path)
    book.papers[0]["url"] = book.claims[0]["url"] = "javascript:alert(1)"
    assert page_data(book)["papers"][0]["url"] == "https://arxiv.org/abs/2401.00010v1"


def test_confidence_is_shown_where_it_is_known(tmp_path: Path) -> None:
    book = book_of([sample()], tmp_path)
    book.claims[0]["confidence"] = 0.5
    book.claims[1]["confidence"] = None
    assert sorted(page_data(book)["claims"]["confidence"], key=str) == [0.5, None]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("vLLM", ["vLLM"]),
        ("vLLM, SGLang, and TensorRT-LLM", ["vLLM", "SGLang", "TensorRT-LLM"]),
        ("the vLLM", ["vLLM"]),
        ("A100 and H100 GPUs", ["A100", "H100 GPUs"]),
        ("state-of-the-art systems", ["state-of-the-art systems"]),
        ("CPU and GPU baselines", ["CPU and GPU baselines"]),
        ("training and serving", ["training and serving"]),
        ("  ", []),
        ("and", ["and"]),
    ],
)
def test_names_of_baselines(said: str, names: list[str]) -> None:
    assert baseline_names(said) == names


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_the_script_is_in_strict_mode_and_has_no_fault_of_grammar(tmp_path: Path) -> None:
    script = parts(bytes_of(page.write, seeds()))["script"]
    assert script.startswith("'use strict';")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch("):
        assert word not in script
    (tmp_path / "page.js").write_text(script, encoding="utf-8")
    subprocess.run(["node", "--check", str(tmp_path / "page.js")], check=True, capture_output=True)

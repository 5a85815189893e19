"""What is passed over since a sentence lacks a word for it would have found nothing there: gates only save time.

A rule whose words are widened, and not those of its gate, shows here.
"""

from collections.abc import Iterable

import pytest
import regex

from claims import extract_many
from claims.assemble import (
    aggregation,
    comparand,
    constructions,
    count_outcomes,
    extent,
    field,
    phrases,
    provenance,
    reading,
    settings,
    trailing,
)
from claims.cases import read_cases, unmarked
from claims.mentions import quantity_hints
from claims.models import Claim, Paper
from claims.sentences import sentences

TEXTS = sorted({unmarked(placed.case.text)[0] for placed in read_cases() if placed.case.field == "abstract"})


def told(texts: Iterable[str]) -> list[tuple[Claim, ...]]:
    return [found.claims for found in extract_many(texts)]


@pytest.fixture(scope="module")
def gated() -> list[tuple[Claim, ...]]:
    return told(TEXTS)


class All(frozenset[str]):
    """A set that has every word."""

    def __contains__(self, word: object) -> bool:
        return True

    def isdisjoint(self, _words: Iterable[object]) -> bool:
        return False


def test_settings(gated: list[tuple[Claim, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "_checks", lambda *_: settings._CHECKS)
    assert told(TEXTS) == gated


def test_constructions(gated: list[tuple[Claim, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constructions, "tried", lambda *_: constructions.CONSTRUCTIONS)
    assert told(TEXTS) == gated


def test_noun_phrases(gated: list[tuple[Claim, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "_openers_on", All)
    assert told(TEXTS) == gated


def test_comparands(gated: list[tuple[Claim, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparand, "_PARTICIPLE_ENDS", ("",))
    assert told(TEXTS) == gated


def test_restrictions(gated: list[tuple[Claim, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trailing, "_ASIDES", All())
    assert told(TEXTS) == gated


def test_contrasts(gated: list[tuple[Claim, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(count_outcomes, "_CONTRASTING", All())
    assert told(TEXTS) == gated


def test_pairs(gated: list[tuple[Claim, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(field, "leads_on", lambda _sentence: True)
    assert told(TEXTS) == gated


def test_provenance(gated: list[tuple[Claim, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provenance, "_has_one", lambda *_: True)
    assert told(TEXTS) == gated


def test_introduction() -> None:
    odd = [
        "In th\u0130s paper, no. We \u017fhow",
        "A. Th\u0130s paper presents",
        "A 5 \u212a. Here we\xa0show",
        "A\xe9we show",
    ]
    for text in [*TEXTS, *odd]:
        spans = sentences(text)
        found = (start for start, end in spans if provenance._INTRODUCTION.search(text, start, end))
        assert provenance.introduction(text, spans) == next(found, 0), text


def test_letters_alike() -> None:
    letters = regex.compile("[a-z]", regex.IGNORECASE)
    assert [chr(c) for c in range(128, 0x110000) if letters.fullmatch(chr(c))] == list(provenance.LETTERS_ALIKE)


def test_aggregates(gated: list[tuple[Claim, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aggregation, "_telling", All)
    assert told(TEXTS) == gated


def test_hints(gated: list[tuple[Claim, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        quantity_hints, "_beginnings", lambda _text, rows, begin: ([end - 1 - begin for _, end in rows], [])
    )
    assert told(TEXTS) == gated


EXTENTS = [
    "12 pages, 5 figures", "1 page", "8 pages 2 figures and 1 table", "6 pages; 3 figures. 2 Tables",
    "9 pages, and 4 figures, submitted to Ash", "10 pages, 1 figure; Accepted at ASPLOS", "4 pages,3 figures",
]  # fmt: skip
"""Comments that are passed over."""
NO_EXTENTS = [
    "12 pages, one dataset", "12 pages, 5 figures, two datasets", "1 page layout", "2 pages files",
    "1 table, 4 datasets", "1 figure, tables and datasets", "12 pages of 14 datasets", "1200 pages",
    "5 figures 2 datasets", "2 pp, 3 figures", "3 figures (datasets)", "5 figures, 4 pages per dataset",
    "12 pages, evaluates 10,000 flows", "9 datasets, 2 pages",
]  # fmt: skip
"""Comments that are read."""


def test_extents(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = [Paper(id="1", abstract="", comment=comment) for comment in EXTENTS + NO_EXTENTS]
    passed: list[str] = []

    def seen(text: str, start: int, end: int, hints: quantity_hints.Hints) -> bool:
        only = extent.tells_only_extent(text, start, end, hints)
        if only:
            passed.append(text[start:end])
        return only

    monkeypatch.setattr(reading, "tells_only_extent", seen)
    gated = [found.claims for found in extract_many(papers)]
    assert " ".join(passed) == " ".join(EXTENTS)
    monkeypatch.setattr(reading, "tells_only_extent", lambda *_: False)
    assert [found.claims for found in extract_many(papers)] == gated


def test_a_gate_that_is_too_narrow_shows(gated: list[tuple[Claim, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aggregation, "_telling", frozenset)
    assert told(TEXTS) != gated
    monkeypatch.undo()
    monkeypatch.setattr(settings, "_checks", lambda *_: settings._CHECKS[:3])
    assert told(TEXTS) != gated

"""What is passed over since a sentence lacks a word for it would have found nothing there: gates only save time.

A rule whose words are widened, and not those of its gate, shows here.
"""

from collections.abc import Iterable

import pytest

from claims import extract_many
from claims.assemble import aggregation, settings
from claims.cases import read_cases, unmarked
from claims.mentions import quantity_hints
from claims.models import Claim

TEXTS = sorted({unmarked(placed.case.text)[0] for placed in read_cases() if placed.case.field == "abstract"})


def told(texts: Iterable[str]) -> list[tuple[Claim, ...]]:
    return [found.claims for found in extract_many(texts)]


@pytest.fixture(scope="module")
def gated() -> list[tuple[Claim, ...]]:
    return told(TEXTS)


class All(frozenset[str]):
    """A set that has every word."""

    def isdisjoint(self, words: Iterable[object]) -> bool:
        return False


def test_settings(gated: list[tuple[Claim, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "_checks", lambda kind, said: settings._CHECKS)
    assert told(TEXTS) == gated


def test_aggregates(gated: list[tuple[Claim, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aggregation, "_telling", All)
    assert told(TEXTS) == gated


def test_hints(gated: list[tuple[Claim, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quantity_hints, "_beginnings", lambda text, rows: ([end - 1 for _, end in rows], []))
    assert told(TEXTS) == gated


def test_a_gate_that_is_too_narrow_shows(gated: list[tuple[Claim, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aggregation, "_telling", frozenset)
    assert told(TEXTS) != gated
    monkeypatch.undo()
    monkeypatch.setattr(settings, "_checks", lambda kind, said: settings._CHECKS[:3])
    assert told(TEXTS) != gated

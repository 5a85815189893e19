"""The one runner of every patterns/*/cases.toml: what must be found, what must not, and what is known to fail.

In a case's text «…» marks each mention that must be found; `want` gives, in the order of the marks, the attributes it
must have, "" for none. Nothing else of that kind may be found in the text. Every text also goes through the whole
pipeline.
"""

import re
import tomllib
from typing import Any

import pytest
from pydantic import BaseModel

from claims import extract, quantities
from claims.models import Claim, Extraction, HardwareMention, Paper, Quantity, VenueMention
from claims.patterns import folder

KINDS = {"claims": "claims", "hardware": "hardware", "venues": "venues"}
PHRASES = frozenset({"metric", "baseline", "condition"})


def cases() -> list[Any]:
    found = []
    for path in sorted(folder().glob("*/cases.toml")):
        kind = path.parent.name
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1):
            marks = (
                [pytest.mark.xfail(strict=True, reason=str(case["known_failure"]))] if "known_failure" in case else []
            )
            found.append(pytest.param(kind, case, id=f"{kind}-{number}", marks=marks))
    return found


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    spans, plain, start = [], "", 0
    for piece in re.split("([«»])", text):
        if piece == "«":
            start = len(plain)
        elif piece == "»":
            spans.append((start, len(plain)))
        else:
            plain += piece
    return plain, spans


def run(field: str, text: str, title: str | None = None) -> Extraction:
    paper = {"id": "2601.00001", **({"title": title} if title else {}), field: text}
    return extract(Paper.model_validate(paper))


def same(name: str, found: Any, wanted: Any) -> bool:
    """Whether an attribute is as wanted: "" wants none, and of the words of a paper articles and case do not count."""
    if wanted == "" and name != "unit":
        return found is None
    if name in PHRASES and found is not None:
        return bare(found) == bare(wanted)
    return bool(found == wanted)


def bare(phrase: str) -> list[str]:
    return [word for word in re.findall(r"[^\s;,]+", phrase.lower()) if word not in ("a", "an", "the")]


def mentions(kind: str, field: str, text: str, extraction: Extraction) -> list[Any]:
    if kind == "quantities":
        return list(quantities(text))
    return [mention for mention in getattr(extraction, KINDS[kind]) if mention.field == field]


@pytest.mark.parametrize(("kind", "case"), cases())
def test_case(kind: str, case: dict[str, Any]) -> None:
    assert case["seen"], "say where the text was seen: an arXiv id, or 'made'"
    field = case.get("field", "abstract")
    text, spans = unmarked(case["text"])
    want = case.get("want", [])
    assert len(spans) == len(want), "as many marks as wanted mentions"
    extraction = run(field, text, case.get("title"))
    everything: list[Claim | HardwareMention | VenueMention | Quantity] = [
        *extraction.claims, *extraction.hardware, *extraction.venues, *quantities(text)
    ]  # fmt: skip
    for mention in everything:
        if getattr(mention, "field", field) == field:
            assert text[mention.start : mention.end] == mention.text
    if kind == "systems":
        named = {"name": extraction.system, "aliases": list(extraction.system_aliases)}
        assert [{key: named[key] for key in wanted} for wanted in want] == want, named
        assert (extraction.system is None) == (not want), named
        assert all(text[start:end] == wanted["name"] for (start, end), wanted in zip(spans, want, strict=True))
        return
    found = sorted(mentions(kind, field, text, extraction), key=lambda mention: (mention.start, mention.end))
    shown = [(mention.text, mention.model_dump(exclude_defaults=True)) for mention in found]
    assert len(found) == len(spans), shown
    for mention, (start, end), attributes in zip(found, spans, want, strict=True):
        assert mention.start < end, shown
        assert start < mention.end, shown
        for name, wanted in attributes.items():
            assert same(name, getattr(mention, name), wanted), (name, wanted, shown)


def test_every_attribute_of_a_case_exists() -> None:
    """A misspelled attribute of a known failure would keep it failing for the wrong reason."""
    models: dict[str, type[BaseModel]] = {
        "claims": Claim,
        "hardware": HardwareMention,
        "quantities": Quantity,
        "venues": VenueMention,
    }
    for parameters in cases():
        kind, case = parameters.values
        for attributes in case.get("want", []):
            names = {"name", "aliases"} if kind == "systems" else set(models[kind].model_fields)
            assert set(attributes) <= names, (kind, case["text"])
            assert set(case) <= {"text", "title", "want", "seen", "field", "known_failure"}, (kind, case["text"])

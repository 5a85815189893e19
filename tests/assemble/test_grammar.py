"""docs/grammar.md is what the program does: every example is read by its construction, and no near miss is."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from claims import extract

ROOT = Path(__file__).parents[2]
GRAMMAR = (ROOT / "docs" / "grammar.md").read_text(encoding="utf-8")
RULE = re.compile(r"claim\.[a-z-]+")


class Example(NamedTuple):
    """A sentence of a section, whether its construction must read it, and the readings that are given with it."""

    section: str
    fits: bool
    sentence: str
    readings: list[str]


def examples() -> list[Example]:
    found: list[Example] = []
    section, inside = "", False
    for line in GRAMMAR.splitlines():
        if line.startswith("#"):
            section = line.lstrip("# ")
        elif line.startswith("```"):
            inside = line == "```diff"
        elif inside and line[:2] in ("+ ", "- "):
            found.append(Example(section, line[0] == "+", line[2:], []))
        elif inside and line.startswith("= "):
            found[-1].readings.append(line[2:])
    return found


def plain(reading: str) -> str:
    return " ".join(word for word in reading.lower().split() if word not in ("a", "an", "the"))


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.sentence[:60])
def test_example(example: Example) -> None:
    claims = extract(example.sentence).claims
    shown = [(claim.text, claim.metric, claim.baseline, claim.condition, claim.rule) for claim in claims]
    if RULE.fullmatch(example.section):
        rules = {claim.rule.partition("+")[2] for claim in claims}
        assert (example.section in rules) == example.fits, shown
    if example.readings:
        readings = [f"{claim.metric or '–'} | {claim.baseline or '–'} | {claim.condition or '–'}" for claim in claims]
        assert [plain(reading) for reading in readings] == [plain(reading) for reading in example.readings], shown


def test_every_construction_has_a_section_with_an_example_and_a_near_miss() -> None:
    sources = (ROOT / "src" / "claims" / "assemble").glob("*.py")
    used = {
        rule for source in sources for rule in re.findall(rf'"({RULE.pattern})"', source.read_text(encoding="utf-8"))
    }
    written = examples()
    assert used == {example.section for example in written if example.fits and RULE.fullmatch(example.section)}
    assert used == {example.section for example in written if not example.fits and RULE.fullmatch(example.section)}

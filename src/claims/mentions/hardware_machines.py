"""Supercomputers, whose names are ordinary words as well: "the Karolina supercomputer", "2,048 GPUs of Frontier"."""

import re
from collections.abc import Iterable
from itertools import chain
from typing import Final, NamedTuple

from claims.mentions.hardware_grammar import alternation, grammar
from claims.mentions.hardware_prefilter import pieces_around
from claims.models import HardwareKind
from claims.patterns import built

NAMED: Final = "hardware.supercomputer"
"""The rule of machines that only "supercomputer" beside them tells."""
WORD: Final = "hardware.super.word"
"""The rule of words that may be machines."""
_HPC: Final = re.compile(r"\bHPC\b|upercomput|xascale|\bMPI\b|\bOLCF\b|\bALCF\b|\bNERSC\b")
"""What tells that a word like "Frontier" may be a machine."""
_MACHINE: Final = (" on ", "on both ", " GPUs of ", " nodes of ", " cores of ", " nodes of the ", " partition of ")
_RUN_ON: Final = re.compile(r"\s?(?:[.,;)]|$|(?:and|or|with|using|at|for|shows?|demonstrates?)\b)")
_SORT: Final = r"(?:Arm(?:v\d)?|ARM(?:v\d)?|x86|CPU|GPU|HPC|AI|exascale|pre-exascale|petascale)"
_SUPERCOMPUTER: Final = re.compile(
    rf"(?P<name>[A-Z][\w+-]*+(?:\s(?!{_SORT}\s)(?:[A-Z][\w+-]*+|\d{{1,2}}\b))?)"
    rf"(?:\s\([^()]{{1,30}}\))?(?:\s{_SORT}){{0,2}}\s[Ss]upercomputers?\b"
    r"|\bsupercomputers?\s(?:such\sas\s|like\s)?(?P<after>[A-Z][\w-]+(?:\s[A-Z]\w+)?)"
    r"|\b(?:the|on|of)\s(?P<hpc>[A-Z][\w+-]*+(?:\s(?:[A-Z][\w+-]*+|\d{1,2}\b))?)\s(?:HPC|[Ee]xascale)\s(?:system|machine)\b"
)
_LEFT, _RIGHT = 120, 60
"""Characters before and behind one of `hardware_prefilter.MACHINES` in which the name of the machine is looked for."""


class Found(NamedTuple):
    """A mention in the clean text."""

    start: int
    end: int
    name: str
    kind: HardwareKind
    rule: str
    units: int | None = None
    memory: str | None = None


def run_on(text: str, doubtful: Iterable[Found]) -> list[Found]:
    """The words that are machines because something ran on them: "its kernels on |Delta and |Summit." """
    machines: list[Found] = []
    for one in doubtful:
        if one.rule != WORD:
            continue
        listed = bool(machines) and text[machines[-1].end : one.start] in (" and ", " or ", ", ", ", and ", "/")
        if (listed or text.endswith(_MACHINE, 0, one.start)) and _RUN_ON.match(text, one.end):
            machines.append(one)
    return machines if machines and _HPC.search(text) else []


def supercomputers(text: str, places: Iterable[int], found: list[Found]) -> list[Found]:
    """Machines that only "supercomputer" beside them tells: "the Karolina supercomputer".

    The words of `hardware_prefilter.MACHINES` begin at `places`.
    """
    made: list[Found] = []
    pieces = pieces_around(text, [(place, place) for place in places], _LEFT, _RIGHT)
    for match in chain.from_iterable(_SUPERCOMPUTER.finditer(text, start, end) for start, end in pieces):
        group = match.lastgroup or ""
        words = match[group].split()
        while words and _no_name().fullmatch(words[0]):
            words.pop(0)
        if not words or any(_no_name().fullmatch(word) for word in words):
            continue
        name = " ".join(words)
        one = Found(match.end(group) - len(name), match.end(group), name, "system", NAMED)
        if not any(one.start < other.end and other.start < one.end for other in found):
            made.append(one)
    return made


@built
def _no_name() -> "re.Pattern[str]":
    return re.compile(rf"(?:{alternation(grammar().rules.not_supercomputers)})(?:-[\w-]+)?")

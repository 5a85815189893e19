"""Where a hardware name may stand: the cheap search that most texts do not pass."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Final, NamedTuple

from claims.mentions import hardware_beginnings

CODE_START: Final = r"[a-z]{0,3}+[A-Z0-9-]"
"""How a code begins: at most three small letters come first."""
MACHINES: Final = (
    "supercomputer", "Supercomputer", "HPC system", "HPC machine", "exascale system", "Exascale system",
    "exascale machine", "Exascale machine",
)  # fmt: skip
"""Words that tell a machine which no family knows, see `hardware_machines.supercomputers`."""
_OF_MACHINES: Final = frozenset(word[0] for word in MACHINES)
_BOUNDED: Final = r"(?![A-Za-z0-9])"
WHOLE: Final = rf"(?:s|x\d+)?{_BOUNDED}"
"""How a whole name ends: "two V100s", "A100x8"."""


class Lead(NamedTuple):
    """The first required word of a form."""

    word: str
    pattern: str
    following: tuple[str, ...]
    """The next word, if that is required: a common first word is not enough, "Core" wants its "i7"."""
    patterns: tuple[str, ...]
    """Regexes of that."""
    is_all: bool
    """Whether the form has no more words and no tail, so that the "P2" of "P2P" is none."""


class Hit(NamedTuple):
    """A place where a name may stand."""

    start: int
    end: int
    is_unit: bool
    """Whether it is a class word, "GPUs"."""


class Hits(NamedTuple):
    """What is found in a text."""

    hits: list[Hit]
    """First words of names, and class words, in the order of the text."""
    machines: list[int]
    """Where one of `MACHINES` begins."""


_NOTHING: Final = Hits([], [])
Match = Callable[[str, int], "re.Match[str] | None"]
"""`match` of a regex."""


@dataclass(slots=True, frozen=True)
class Prefilter:
    """The words that begin as a name does are found in many texts at once, each is then compared with all names."""

    beginnings: hardware_beginnings.Beginnings
    capital: dict[str, Match]
    """First sign -> the names that begin with it, where it is no small letter."""
    small: dict[str, Match]
    """First sign -> the names that begin with it, where it is a small letter, and codes, whatever it is."""
    units: frozenset[str]
    """Class words, in the singular and in the plural."""

    def hits(self, text: str) -> list[Hit]:
        """First words of names, and class words, in the order of the text."""
        return self.hits_of_each([text])[0].hits

    def hits_of_each(self, texts: Sequence[str]) -> list[Hits]:
        """What is found in each text."""
        places = iter(self.beginnings.places(texts))
        place = next(places, -1)
        begin = 0
        capital, small, units = self.capital, self.small, self.units
        each: list[Hits] = []
        for text in texts:
            end = begin + len(text)
            if not begin <= place < end:
                each.append(_NOTHING)
                begin = end + 1
                continue
            hits: list[Hit] = []
            machines: list[int] = []
            capital_end = small_end = 0
            while begin <= place < end:
                start = place - begin
                place = next(places, -1)
                sign = text[start]
                # what a longer one of the same sort holds is none: the "Core" of "Tensor Core"
                if start >= capital_end and sign in capital and (match := capital[sign](text, start)) is not None:
                    capital_end = match.end()
                    hits.append(Hit(start, capital_end, match.group() in units))
                if start >= small_end and sign in small and (match := small[sign](text, start)) is not None:
                    small_end = match.end()
                    hits.append(Hit(start, small_end, match.group() in units))
                if sign in _OF_MACHINES and text.startswith(MACHINES, start):
                    machines.append(start)
            each.append(Hits(hits, machines) if hits or machines else _NOTHING)
            begin = end + 1
        return each


def pieces_around(text: str, places: Iterable[tuple[int, int]], left: int, right: int) -> list[tuple[int, int]]:
    """Pieces of the text with so many characters around each place, cut at spaces; those that touch are one."""
    pieces: list[tuple[int, int]] = []
    start = end = -1
    for place, behind in places:
        begin = text.rfind(" ", 0, max(0, place - left)) + 1
        stop = text.find(" ", behind + right)
        stop = len(text) if stop < 0 else stop
        if begin <= end:
            end = max(end, stop)
            continue
        if end >= 0:
            pieces.append((start, end))
        start, end = begin, stop
    if end >= 0:
        pieces.append((start, end))
    return pieces


def build(leads: Iterable[Lead], units: Iterable[str], codes: Iterable[str]) -> Prefilter:
    """The searches for the first words of names, for class words, and for codes (regexes)."""
    units, leads, codes = frozenset(units), list(leads), list(codes)
    by_letter: dict[str, set[str]] = {}
    for lead in leads:
        if lead.following:
            end = rf"(?:'s\s)?\W{{0,3}}(?i:{'|'.join(lead.patterns)})"
        elif lead.word[-1].isalpha():
            end = r"(?:s?(?![A-Za-z])|(?=v\d))"  # "TPUv4": a version may be glued to a word
        else:
            end = WHOLE if lead.is_all else r"(?!\d)"
        rest = lead.pattern[len(re.escape(lead.word[0])) :] + end
        for first in "0123456789" if lead.word[0] == "#" else lead.word[0]:
            by_letter.setdefault(first, set()).add(rest)
    for unit in units:
        by_letter.setdefault(unit[0], set()).add(re.escape(unit)[len(re.escape(unit[0])) :] + rf"s?{_BOUNDED}")
    names = {first: f"{re.escape(first)}(?:{_folded(sorted(ends))})" for first, ends in by_letter.items()}
    heads = {code: hardware_beginnings.heads_of_code(code) for code in codes}
    begun: dict[str, list[str]] = {}
    for code in codes:
        for first in {sign for head in heads[code] for sign in hardware_beginnings.signs_of(head[0])}:
            begun.setdefault(first, []).append(code)
    small = {first: [pattern] for first, pattern in names.items() if first.islower()}
    for first, some in begun.items():
        small.setdefault(first, []).append(rf"(?={CODE_START})(?:{'|'.join(some)}){_BOUNDED}")
    return Prefilter(
        hardware_beginnings.build(
            ((lead.word, lead.following) for lead in leads), [*units, *MACHINES], chain(*heads.values())
        ),
        {first: re.compile(pattern).match for first, pattern in names.items() if not first.islower()},
        {first: re.compile("|".join(patterns)).match for first, patterns in small.items()},
        units | {f"{unit}s" for unit in units},
    )


def _folded(ends: list[str]) -> str:
    """Regex of any of some sorted regexes, in their order, where those that begin with the same letter share it.

    A search then tries a few letters, not hundreds of names.

    >>> _folded(["10", "100[Xx]", "30", "GX", "[ -]?series"])
    '1(?:0(?:|0[Xx]))|30|GX|[ -]?series'
    """
    pieces = []
    for first, group in groupby(ends, key=_first_letter):
        alike = list(group)
        if first and len(alike) > 1:
            pieces.append(f"{first}(?:{_folded([end[1:] for end in alike])})")
        else:
            pieces += alike
    return "|".join(pieces)


def _first_letter(end: str) -> str:
    """The letter or digit that a regex begins with, "" where it begins otherwise or may go without."""
    return end[0] if end[:1].isalnum() and end[1:2] not in ("?", "*", "+", "{") else ""

"""Where a hardware name may stand: the cheap search that most texts do not pass."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from claims.mentions import hardware_beginnings

CODE_START: Final = r"[a-z]{0,3}+[A-Z0-9-]"
"""How a code begins: at most three small letters come first."""
_BOUNDED: Final = r"(?![A-Za-z0-9])"


class Lead(NamedTuple):
    """The first required word of a form."""

    word: str
    pattern: str
    following: tuple[str, ...]
    """Regexes of the next word, if that is required: a common first word is not enough, "Core" wants its "i7"."""


class Hit(NamedTuple):
    """A place where a name may stand."""

    start: int
    end: int
    is_unit: bool
    """Whether it is a class word, "GPUs"."""


@dataclass(slots=True, frozen=True)
class Prefilter:
    """The words that begin as a name does are found in many texts at once, each is then compared with all names."""

    beginnings: hardware_beginnings.Beginnings
    capital: "re.Pattern[str]"
    small: "re.Pattern[str]"
    """Names that begin with a small letter, and codes, whatever they begin with."""
    units: frozenset[str]

    def hits(self, text: str) -> list[Hit]:
        """First words of names, and class words, in the order of the text."""
        return self.hits_of_each([text])[0]

    def hits_of_each(self, texts: Sequence[str]) -> list[list[Hit]]:
        """`hits` of each text."""
        places = iter(self.beginnings.places("\n".join(texts)))
        place = next(places, -1)
        begin = 0
        capital, small = self.capital.match, self.small.match
        each: list[list[Hit]] = []
        for text in texts:
            hits: list[Hit] = []
            end = begin + len(text)
            capital_end = small_end = 0
            while begin <= place < end:
                start = place - begin
                place = next(places, -1)
                # what a longer one of the same sort holds is none: the "Core" of "Tensor Core"
                if start >= capital_end and not text[start].islower():
                    match = capital(text, start)
                    if match is not None:
                        capital_end = match.end()
                        hits.append(self._hit(match))
                if start >= small_end:
                    match = small(text, start)
                    if match is not None:
                        small_end = match.end()
                        hits.append(self._hit(match))
            each.append(sorted(hits) if len(hits) > 1 else hits)
            begin = end + 1
        return each

    def _hit(self, match: "re.Match[str]") -> Hit:
        word = match.group()
        return Hit(match.start(), match.end(), word in self.units or word.removesuffix("s") in self.units)


def build(leads: Iterable[Lead], units: Iterable[str], codes: Iterable[str]) -> Prefilter:
    """The searches for the first words of names, for class words, and for codes (regexes)."""
    units, leads, codes = frozenset(units), list(leads), list(codes)
    by_letter: dict[str, set[str]] = {}
    for lead in leads:
        if lead.following:
            end = rf"(?:'s\s)?\W{{0,3}}(?i:{'|'.join(lead.following)})"
        else:
            # "TPUv4": a version may be glued to a word
            end = r"(?:s?(?![A-Za-z])|(?=v\d))" if lead.word[-1].isalpha() else r"(?!\d)"
        rest = lead.pattern[len(re.escape(lead.word[0])) :] + end
        for first in "0123456789" if lead.word[0] == "#" else lead.word[0]:
            by_letter.setdefault(first, set()).add(rest)
    for unit in units:
        by_letter.setdefault(unit[0], set()).add(re.escape(unit)[len(re.escape(unit[0])) :] + rf"s?{_BOUNDED}")
    ordered = sorted(by_letter.items())
    capital = [f"{re.escape(first)}(?:{_folded(sorted(ends))})" for first, ends in ordered if not first.islower()]
    small = [f"{first}(?:{_folded(sorted(ends))})" for first, ends in ordered if first.islower()]
    small.append(rf"(?={CODE_START})(?:{'|'.join(codes)}){_BOUNDED}")
    beginnings = hardware_beginnings.build((lead.word for lead in leads), units, codes)
    return Prefilter(beginnings, re.compile("|".join(capital)), re.compile("|".join(small)), units)


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

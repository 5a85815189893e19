"""Where a hardware name may stand: the cheap search that most texts do not pass."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

CODE_START = r"[a-z]{0,3}+[A-Z0-9-]"
"""How a code begins: at most three small letters come first."""
_BOUNDED = r"(?![A-Za-z0-9])"


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
    """Two searches, because most words of a text begin with a small letter and few names do."""

    capital: "re.Pattern[str]"
    small: "re.Pattern[str]"
    units: frozenset[str]

    def hits(self, text: str) -> list[Hit]:
        """First words of names, and class words, in the order of the text."""
        found = [self._hit(match, 0) for match in self.capital.finditer(text)]
        # `small` begins with what stands before the word, so the text gets something before its first
        small = [self._hit(match, 1) for match in self.small.finditer(" " + text)]
        return sorted(found + small) if small else found

    def _hit(self, match: "re.Match[str]", before: int) -> Hit:
        word = match.group()[before:]
        return Hit(match.start(), match.end() - before, word in self.units or word.removesuffix("s") in self.units)


def build(leads: Iterable[Lead], units: Iterable[str], codes: Iterable[str]) -> Prefilter:
    """The searches for the first words of names, for class words, and for codes (regexes)."""
    units = frozenset(units)
    by_letter: dict[str, set[str]] = {}
    for lead in leads:
        if lead.following:
            end = rf"\W{{0,3}}(?i:{'|'.join(lead.following)})"
        else:
            # "TPUv4": a version may be glued to a word
            end = r"(?:s?(?![A-Za-z])|(?=v\d))" if lead.word[-1].isalpha() else r"(?!\d)"
        rest = lead.pattern[len(re.escape(lead.word[0])) :] + end
        for first in "0123456789" if lead.word[0] == "#" else lead.word[0]:
            by_letter.setdefault(first, set()).add(rest)
    for unit in units:
        by_letter.setdefault(unit[0], set()).add(re.escape(unit)[len(re.escape(unit[0])) :] + rf"s?{_BOUNDED}")
    ordered = sorted(by_letter.items())
    # `re` is quick at finding the first of a set of characters, so that is how both searches begin: one with the letter
    # itself (written out: a class such as [0-9] would undo it) and a look back, as "8xA100" begins a name, too; the
    # other with what stands before a word.
    capital = "|".join(
        rf"{re.escape(first)}(?:(?<![A-Za-z0-9].)|(?<=\d[xX].))(?:{_folded(sorted(ends))})"
        for first, ends in ordered
        if not first.islower()
    )
    small = [f"{first}(?:{_folded(sorted(ends))})" for first, ends in ordered if first.islower()]
    small.append(rf"(?={CODE_START})(?:{'|'.join(codes)}){_BOUNDED}")
    return Prefilter(re.compile(capital), re.compile(f"[^A-Za-z0-9](?:{'|'.join(small)})"), units)


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

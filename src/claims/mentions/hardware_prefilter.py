"""Where a hardware name may stand: the cheap search that most texts do not pass."""

import re
from dataclasses import dataclass

_BOUNDED = r"(?![A-Za-z0-9])"


@dataclass(slots=True, frozen=True)
class Prefilter:
    """Two searches, because most words of a text begin with a small letter and few names do."""

    capital: "re.Pattern[str]"
    hints: tuple[str, ...]
    """Pieces of which one is in every text that `small` can match in."""
    small: "re.Pattern[str]"
    units: frozenset[str]

    def hits(self, text: str) -> list["re.Match[str]"]:
        """First words of names, and class words, in the order of the text."""
        found = list(self.capital.finditer(text))
        if any(map(text.__contains__, self.hints)):
            found = sorted([*found, *self.small.finditer(text)], key=lambda hit: hit.start())
        return found

    def is_unit(self, hit: "re.Match[str]") -> bool:
        """Whether a hit is a class word, "GPUs"."""
        word = hit.group()
        return word in self.units or word.removesuffix("s") in self.units


@dataclass(slots=True, frozen=True)
class Lead:
    """The first required word of a form."""

    word: str
    pattern: str
    following: tuple[str, ...]
    """Regexes of the next word, if that is required: a common first word is not enough, "Core" wants its "i7"."""
    texts: tuple[str, ...]
    """The same as they are written, # for a digit."""


def build(leads: list[Lead], units: list[str], codes: list[str], hints: list[str]) -> Prefilter:
    """The searches for `leads`, class words and codes (regexes, with pieces that hint at them)."""
    by_letter: dict[str, set[str]] = {}
    hinted = set(hints)
    for lead in leads:
        first = re.escape(lead.word[0])
        if lead.following:
            end = rf"\W{{0,3}}(?i:{'|'.join(lead.following)})"
        else:
            end = r"s?(?![A-Za-z])" if lead.word[-1].isalpha() else r"(?!\d)"
        by_letter.setdefault(lead.word[0], set()).add(lead.pattern[len(first) :] + end)
        if lead.word[0].islower():
            hinted |= {f"{lead.word} {text}".split("#")[0].strip() for text in lead.texts or ("",)}
    for unit in units:
        first = re.escape(unit[0])
        by_letter.setdefault(unit[0], set()).add(re.escape(unit)[len(first) :] + rf"s?{_BOUNDED}")
        if unit[0].islower():
            hinted.add(" ".join(unit.split()[-2:]))
    ordered = sorted(by_letter.items())
    # The letter comes before the look-behind: `re` then skips to where such a letter is. "8xA100" begins a name, too.
    capital = "|".join(
        rf"{re.escape(first)}(?:(?<![A-Za-z0-9].)|(?<=\dx.))(?:{'|'.join(sorted(ends))})"
        for first, ends in ordered
        if not first.islower()
    )
    small = "|".join(f"{first}(?:{'|'.join(sorted(ends))})" for first, ends in ordered if first.islower())
    coded = "|".join(f"(?:{code})" for code in codes)
    return Prefilter(
        re.compile(capital),
        tuple(sorted(hint for hint in hinted if not any(other in hint for other in hinted - {hint}))),
        re.compile(rf"(?<![A-Za-z0-9])(?:{small}|(?:{coded}){_BOUNDED})"),
        frozenset(units),
    )

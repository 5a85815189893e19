"""How many units, how much memory: what the words around a hardware name say.

"eight", "64-", "8x", "up to 1,024" before the name; "x8" after it; "80GB" on either side.
"""

from dataclasses import dataclass
from functools import cache

import regex

from claims.mentions.hardware_rules import grammar

_REACH = 72
"""How far before a name its number may begin: "more than 10,000 consumer-grade, geographically distributed "."""
_SCALES = {"k": 1_000, "m": 1_000_000}
_SIZE = r"(?P<size>\d+(?:\.\d+)?)\s?-?\s?(?P<unit>[GMT]i?B)"
_MEMORY_AFTER = regex.compile(rf"(?:-|\s?\(|,?\s)?{_SIZE}\b\)?(?!/s|ps|\s(?:of|per)\b)")
_MEMORY_BEFORE = regex.compile(rf"(?<![\w.]){_SIZE}[\s-]$")
_TIMES_AFTER = regex.compile(r"\s?\(?x\s?(?P<digits>\d{1,5})\b(?![.,]\d|\s?(?:faster|speedup|higher|lower))\)?")


@dataclass(slots=True, frozen=True)
class Units:
    """A number of units and where it begins."""

    count: int
    start: int
    joined: bool
    """Whether it multiplies the very next word: "8-GPU", "4xA100"."""


@dataclass(slots=True, frozen=True)
class _Patterns:
    before: "regex.Pattern[str]"
    year: "regex.Pattern[str]"
    groups: "regex.Pattern[str]"
    wholes: "regex.Pattern[str]"
    others: "regex.Pattern[str]"


@cache
def _patterns() -> _Patterns:
    counting = grammar().rules.counting
    numbers = "|".join(sorted(counting.numbers, key=lambda word: (-len(word), word)))
    adjectives = "|".join(regex.escape(word) for word in sorted(counting.adjectives, key=lambda word: (-len(word), word)))
    not_numbers = "|".join(sorted(counting.not_numbers))
    units = "|".join(sorted({regex.escape(word) for unit in grammar().rules.unit for word in unit.words}))
    before = regex.compile(
        rf"""
        (?<![\w.,$€/%\#+-])(?<!\b(?:{not_numbers})\s)(?<!\bthan\s(?=one\b|1\b))
        (?:\d[\d,]*+\s?(?:-|to|or)\s?)?                              # low end of a range
        (?:(?P<digits>\d{{1,3}}(?:,\d{{3}})++|\d++(?:\.\d+)?)(?:\s?(?P<scale>[KkM])(?![A-Za-z]))?\+?|(?P<word>(?i:{numbers})))
        (?:(?P<times>\s?x\s?)|(?P<hyphen>-)|\s)
        (?P<unit>(?:{units})s?[\s-])?
        (?:\d+\s?-?[GM]B[\s-]|(?i:{adjectives}),?[\s-]){{0,4}}$
        """,
        regex.VERBOSE,
    )
    return _Patterns(
        before,
        regex.compile(r"\b(?:[Ii]n|[Ss]ince|of|by|[Yy]ear|early|late|until|and)\s$"),
        regex.compile(rf"(?:[\s-](?:\w+[\s-])?)(?:{'|'.join(counting.groups)})\b"),
        regex.compile(rf"\s(?:{'|'.join(counting.wholes)})\b"),
        regex.compile(rf"[\s-](?:\w+[\s-])?(?:{'|'.join(counting.others)})\b"),
    )


def units_before(text: str, start: int) -> Units | None:
    """The number of units that ends right before `start`.

    >>> units_before("on up to 1,024 commodity GPUs", 25)
    Units(count=1024, start=9, joined=False)
    """
    begin = max(0, start - _REACH)
    match = _patterns().before.search(text[begin:start])
    if match is None:
        return None
    digits, word = match["digits"], match["word"]
    if word:
        count = grammar().rules.counting.numbers[word.lower()]
    else:
        amount = float(digits.replace(",", ""))
        scale = _SCALES[match["scale"].lower()] if match["scale"] else 1
        if "." in digits and scale == 1:
            return None
        if 1990 <= amount <= 2035 and "," not in digits and _patterns().year.search(text, 0, begin + match.start()):
            return None
        count = round(amount * scale)
    if match["unit"] and not match["hyphen"]:
        return None
    return Units(count, begin + match.start(), bool(match["times"] or match["hyphen"])) if count else None


def units_after(text: str, end: int) -> tuple[int, int] | None:
    """Count and end of a "x8" right after `end`."""
    match = _TIMES_AFTER.match(text, end)
    return (int(match["digits"]), match.end()) if match else None


def belongs_to_group(text: str, end: int) -> bool:
    """Whether what follows counts for itself: "two A100 | servers"."""
    return _patterns().groups.match(text, end) is not None


def is_whole(text: str, end: int) -> bool:
    """Whether one thing made of units follows: "a 512 GPU | cluster"."""
    return _patterns().wholes.match(text, end) is not None


def is_other(text: str, end: int) -> bool:
    """Whether the class word only describes what follows: "one GPU | kernel"."""
    return _patterns().others.match(text, end) is not None


def memory_around(text: str, start: int, end: int) -> tuple[str | None, int, int]:
    """Memory size said as part of the name, and the span with it: "RTX 3060| 12GB", "80GB |A100"."""
    after = _MEMORY_AFTER.match(text, end)
    if after:
        return after["size"] + after["unit"], start, after.end()
    begin = max(0, start - 12)
    before = _MEMORY_BEFORE.search(text[begin:start])
    if before:
        return before["size"] + before["unit"], begin + before.start(), end
    return None, start, end

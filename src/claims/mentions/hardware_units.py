"""What the words around a hardware name say: vendor, number of units, memory. All offsets are into the clean text."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import regex

from claims.mentions.hardware_grammar import alternation, grammar
from claims.mentions.hardware_rules import Vendor

_REACH = 72
"""How far before a name its number or its vendor may begin."""
_SCALES = {"k": 1_000, "m": 1_000_000}
_SIZE = r"(?P<size>\d+(?:\.\d+)?)\s?-?\s?(?P<unit>[GMT]i?B)"
_MEMORY_AFTER = regex.compile(rf"(?:(?:-|\s?\(|,?\s)?{_SIZE}\b\)?(?!/s|ps|\s(?:of|per|models?)\b)|-(?P<size>\d+)(?P<unit>G)\b)")
_MEMORY_BEFORE = regex.compile(rf"(?<![\w.-]){_SIZE}[\s-]$")
_TIMES_AFTER = regex.compile(r"\s?\(?x\s?(?P<digits>(?!86\b|64\b)\d{1,5})\b(?![.,]\d|\s?(?:faster|speedup|higher|lower))\)?")


class Units(NamedTuple):
    """A number of units and where it begins."""

    count: int
    start: int
    joined: bool
    """Whether it multiplies the very next word: "8-GPU", "4xA100"."""


class Maker(NamedTuple):
    """A vendor and where it is written."""

    vendor: Vendor
    start: int
    end: int


@dataclass(slots=True, frozen=True)
class _Around:
    """The compiled surroundings."""

    last_words: frozenset[str]
    """What may stand directly before a class word that is counted or has a vendor; lower case."""
    vendor: "regex.Pattern[str]"
    and_vendor: "regex.Pattern[str]"
    coded: "regex.Pattern[str]"
    number: "regex.Pattern[str]"
    year: "regex.Pattern[str]"
    groups: "regex.Pattern[str]"
    kinds: "regex.Pattern[str]"
    wholes: "regex.Pattern[str]"
    others: "regex.Pattern[str]"
    times: "regex.Pattern[str]"
    software: "regex.Pattern[str]"
    class_word: "regex.Pattern[str]"


@cache
def _around() -> _Around:
    rules = grammar().rules
    counting = rules.counting
    vendors = alternation(grammar().vendors)
    adjectives = rf"(?i:{alternation(counting.adjectives)}|\d+-(?:core|bit|thread|socket|qubit))"
    units = alternation(word for unit in rules.unit for word in unit.words)
    acronyms = alternation(word for unit in rules.unit for word in unit.words if word.isupper())
    number = rf"""
        (?<![\w.,$€/%\#+-])(?<!\b(?:{"|".join(counting.not_numbers)})\s)(?<!\bthan\s(?=one\b|1\b))
        (?:\d[\d,]*+\s?(?:-|to|or)\s?|(?:\d++/)++)?                  # the low end of a range, or a list
        (?:(?P<digits>\d{{1,3}}(?:,\d{{3}})++|\d++(?:\.\d+)?)(?:\s?(?P<scale>[KkM])(?![A-Za-z]))?\+?
          |(?P<word>(?i:{alternation(counting.numbers)})))
        (?:(?P<times>\s?x\s?)|(?P<hyphen>-)|\s)
        (?:(?P<unit>(?:{acronyms})s?)[\s-])?
        (?:\d+\s?-?[GM]B[\s-]|{adjectives},?[\s-]){{0,4}}$
    """
    last_words = {word.split()[-1].lower() for word in (*counting.adjectives, *counting.numbers, *grammar().vendors)}
    return _Around(
        last_words=frozenset(last_words),
        vendor=regex.compile(rf"(?<![\w-])(?P<vendor>{vendors})(?:'s)?(?:-based)?(?:[\s-](?:{adjectives})){{0,3}}[\s/-]$"),
        and_vendor=regex.compile(
            rf"(?<![\w-])(?P<vendor>{vendors})(?:'s)?(?:\s(?:and|or|&)\s|/|,\s(?:and\s|or\s)?|\svs\.?\s)$"
        ),
        coded=regex.compile(
            rf"(?<![\w-])(?P<vendor>{vendors})(?:'s)?\s(?!(?:{'|'.join(counting.not_models)})[\s-]$)"
            r"(?P<code>[A-Z][A-Za-z]{0,5}-?\d{1,5}[A-Za-z]{0,3}(?:-\d{1,4})?|\d{3,5}[A-Za-z]{0,3})[\s-]$"
        ),
        number=regex.compile(number, regex.VERBOSE),
        year=regex.compile(r"\b(?:[Ii]n|[Ss]ince|of|by|[Yy]ear|early|late|until|and)\s$"),
        groups=regex.compile(rf"[\s-](?:\w+[\s-])?(?:{'|'.join(counting.groups)})\b"),
        kinds=regex.compile(r"[\s-](?:generations?|types?|models?|variants?|famil(?:y|ies)|cores?|threads?|hours?)\b"),
        wholes=regex.compile(rf"\s(?:{'|'.join(counting.wholes)})\b"),
        others=regex.compile(rf"[\s-](?:\w+[\s-])?(?:{'|'.join(counting.others)})\b"),
        times=regex.compile(rf"[\s-](?:{'|'.join(counting.times)})\b"),
        software=regex.compile(rf"[\s-](?:{'|'.join(counting.software)})\b"),
        class_word=regex.compile(
            rf"[\s-](?:(?:Tensor\sCore|tensor\score|AI|edge)\s)?(?:{units}|coprocessor|co-processor|board|card|device|chip)s?\b"
        ),
    )


_LAST_WORD = re.compile(r"([\w.+'-]*[\w+'])[\s/-]$")


def announced(text: str, start: int) -> bool:
    """Whether the class word at `start` is counted or has a vendor. Quick to say no: that is the usual answer."""
    last = _LAST_WORD.search(text[max(0, start - 24) : start])
    if last is None:
        return False
    word = last[1].lower().removesuffix("'s").removesuffix("-based")
    if word not in _around().last_words and not any(sign.isdigit() for sign in word):
        return False
    return bool(units_before(text, start) or makers_before(text, start) or coded_before(text, start))


def makers_before(text: str, start: int) -> list[Maker]:
    """The vendors that share what begins at `start`, the nearest first: "NVIDIA and AMD's |GPUs"."""
    makers: list[Maker] = []
    pattern = _around().vendor
    while True:
        begin = max(0, start - _REACH)
        match = pattern.search(text[begin:start])
        if match is None:
            return makers
        made = Maker(grammar().vendors[match["vendor"]], begin + match.start(), begin + match.end("vendor"))
        makers.append(made)
        start, pattern = made.start, _around().and_vendor


def coded_before(text: str, start: int) -> tuple[Maker, str] | None:
    """Vendor and model code before a class word, for what no family knows: "Intel X710 |NIC"."""
    begin = max(0, start - _REACH)
    match = _around().coded.search(text[begin:start])
    if match is None:
        return None
    return Maker(grammar().vendors[match["vendor"]], begin + match.start(), begin + match.end("vendor")), match["code"]


def units_before(text: str, start: int) -> Units | None:
    """The number of units that ends right before `start`.

    >>> units_before("on up to 1,024 commodity GPUs", 25)
    Units(count=1024, start=9, joined=False)
    """
    begin = max(0, start - _REACH)
    match = _around().number.search(text[begin:start])
    if match is None or (match["unit"] and not match["hyphen"]):
        return None
    if match["word"]:
        count = grammar().rules.counting.numbers[match["word"].lower()]
    else:
        scale = _SCALES[match["scale"].lower()] if match["scale"] else 1
        amount = float(match["digits"].replace(",", ""))
        if amount * scale != int(amount * scale):
            return None
        place = begin + match.start()
        if 1990 <= amount <= 2035 and "," not in match["digits"] and _around().year.search(text[max(0, place - 8) : place]):
            return None
        count = int(amount * scale)
    return Units(count, begin + match.start(), bool(match["times"] or match["hyphen"])) if count else None


def units_after(text: str, end: int) -> tuple[int, int] | None:
    """Count and end of a "x8" right after `end`."""
    match = _TIMES_AFTER.match(text, end)
    return (int(match["digits"]), match.end()) if match else None


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


def class_after(text: str, end: int) -> int:
    """The end of a class word that goes with the name ending at `end`: "B200| GPU"; `end` if there is none."""
    match = _around().class_word.match(text, end)
    return match.end() if match else end


def counts_a_group(text: str, end: int) -> bool:
    """Whether what follows takes the number for itself: "two A100 |servers"."""
    return _around().groups.match(text, end) is not None


def counts_kinds(text: str, end: int) -> bool:
    """The same for systems and boards, of which a server is one: "two Jetson |generations"."""
    return _around().kinds.match(text, end) is not None


def is_whole(text: str, end: int) -> bool:
    """Whether one thing made of units follows: "a 512 GPU |cluster"."""
    return _around().wholes.match(text, end) is not None


def is_other(text: str, end: int) -> bool:
    """Whether the class word only describes what follows: "one GPU |kernel"."""
    return _around().others.match(text, end) is not None


def is_time(text: str, end: int) -> bool:
    """Whether a metric follows: "8-GPU |hours"."""
    return _around().times.match(text, end) is not None


def is_software(text: str, end: int) -> bool:
    """Whether a program follows: "NVIDIA GPU |Operator"."""
    return _around().software.match(text, end) is not None

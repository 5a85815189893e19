"""patterns/quantities/*.toml -> look-up tables, checked: units, number words and the words of bounds."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from claims.mentions.quantity_files import Cues, Unit, UnitsFile, WordsFile
from claims.models import Aggregate, Bound
from claims.patterns import kept, load, quick
from claims.tokens import tokenize

Phrase = tuple[str, ...]


@dataclass(slots=True, frozen=True)
class Words:
    """The tables of patterns/quantities, ready for look-up."""

    units: dict[str, str]
    """Long spellings in lower case -> unit."""
    exact_units: dict[str, str]
    """Every spelling in its exact case -> unit."""
    phrases: dict[str, list[tuple[Phrase, str]]]
    """Spellings of several tokens, by the first: "percentage points"."""
    per: dict[str, str]
    counted: dict[str, str]
    bases: dict[str, tuple[str, float]]
    """Unit -> the base unit it can be turned into, and how many of it there are."""
    multiples: dict[str, int]
    verbs: dict[str, tuple[float, str]]
    """Every form of a verb that is a quantity -> multiple and direction."""
    shares: dict[str, float]
    compounds: frozenset[str]
    periods: frozenset[str]
    starters: frozenset[str]
    """Every word that a spelled quantity can begin with."""
    bounds: dict[str, list[tuple[Phrase, Bound]]]
    """By last word: the words of the bound, and the bound; longest first."""
    aggregates: dict[str, list[tuple[Phrase, Aggregate]]]
    """By first word: the words of aggregation, and the aggregate; longest first."""
    cues: Cues


@kept
def words() -> Words:
    """The tables of patterns/quantities, read once."""
    measures, file = load("quantities/units.toml", UnitsFile), load("quantities/words.toml", WordsFile)
    units, exact, phrases = _spellings(measures.unit)
    verbs: dict[str, tuple[float, str]] = {
        form: (value, way) for verb, (value, way) in file.verbs.items() for form in _forms(verb)
    }
    return Words(
        units=units,
        exact_units=exact,
        phrases=phrases,
        per=measures.per,
        counted=measures.counted,
        bases={
            unit: (base, by)
            for base, table in (("s", measures.seconds), ("B", measures.bytes))
            for unit, by in table.items()
        },
        multiples=file.multiples,
        verbs=verbs,
        shares=file.shares,
        compounds=file.compounds,
        periods=file.periods,
        starters=frozenset(
            [*file.numbers, *file.multiples, *verbs, *file.shares, *ONE_UNITS, "order", "orders", "sub"]
        ),
        bounds=_bounds(file.bounds),
        aggregates=_aggregates(file.aggregates),
        cues=quick(file.cues),
    )


def _spellings(units: list[Unit]) -> tuple[dict[str, str], dict[str, str], dict[str, list[tuple[Phrase, str]]]]:
    folded: dict[str, str] = {}
    exact: dict[str, str] = {}
    phrases: dict[str, list[tuple[Phrase, str]]] = {}
    for unit in units:
        for spelling in unit.spellings:
            pieces = tuple(token.lower for token in tokenize(spelling))
            if len(pieces) > 1:
                phrases.setdefault(pieces[0], []).append((pieces, unit.id))
            exact[spelling] = unit.id
            # "Seconds" is "seconds", but "MB" is not "Mb"
            if len(spelling) > 3 and spelling.isalpha() and spelling[1:].islower():
                folded[spelling.lower()] = unit.id
    return folded, exact, phrases


def _forms(verb: str) -> tuple[str, ...]:
    """The inflections of a verb that is a quantity.

    >>> _forms("halve"), _forms("double")
    (('halve', 'halves', 'halved', 'halving'), ('double', 'doubles', 'doubled', 'doubling'))
    """
    stem = verb.removesuffix("e")
    return verb, verb + "s", stem + "ed", stem + "ing"


def _bounds(spellings: dict[Bound, list[str]]) -> dict[str, list[tuple[Phrase, Bound]]]:
    table: dict[str, list[tuple[Phrase, Bound]]] = {}
    for bound, texts in spellings.items():
        for text in texts:
            phrase = tuple(token.lower for token in tokenize(text))
            table.setdefault(phrase[-1], []).append((phrase, bound))
    for options in table.values():
        options.sort(key=lambda option: -len(option[0]))
    return table


def _aggregates(spellings: dict[Aggregate, list[str]]) -> dict[str, list[tuple[Phrase, Aggregate]]]:
    table: dict[str, list[tuple[Phrase, Aggregate]]] = {}
    for aggregate, texts in spellings.items():
        for text in texts:
            phrase = tuple(text.split())
            table.setdefault(phrase[0], []).append((phrase, aggregate))
    for options in table.values():
        options.sort(key=lambda option: -len(option[0]))
    return table


ONE_UNITS: Final = {"day": "day", "hour": "h", "microsecond": "us", "millisecond": "ms", "minute": "min", "second": "s"}
"""Units that an article can count: "in less than a minute"."""
_FLAT: Final = bytes(
    ord("0") if char in "0123456789" else ord(char.lower()) if char.isascii() and char.isalpha() else 32
    for char in map(chr, range(256))
)
"""ASCII letters -> small, digits -> 0, all else -> a space."""
_DIGITS: Final = re.compile(r"\d+")
_FOLD: Final = re.compile(rb"fold(?![a-z])")


@kept
def _telling() -> "re.Pattern[bytes]":
    """Finds the words that a spelled quantity begins with, in small letters with spaces for all else."""
    by_letter: dict[str, list[str]] = {}
    # "one" is a pronoun far more often than a number, and a unit seldom stands for one of it; "in order to" is more
    # frequent than any order of magnitude
    for word in sorted(words().starters - {"one", "order", "orders", *ONE_UNITS}):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    by_letter.setdefault("o", []).append(r"rders? +of +magnitude[a-z]*+")
    for word in ("than", "under", "within"):
        by_letter.setdefault(word[0], []).append(rf"{word[1:]}( an? (?:{'|'.join(ONE_UNITS)}))")
    # a space first, which is quickly found; then by letter, since `re` then tries few of them at a word
    choices = (f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return re.compile(rf" (?:{'|'.join(choices)})(?![a-z])".encode())


def hints(text: str) -> list[int]:
    """A place within each word that a quantity may begin with, ascending: a quick look before the tokens are cut.

    >>> hints("We halve the cost of p95"), hints("a tenfold gain"), hints("one of them, in order to")
    ([7, 23], [5, 8], [])
    >>> hints("in less than a second"), hints("less than (a second)"), hints("Two-stage, 10 or ٣")
    ([20], [], [2, 12, 17])
    """
    # all letters have a small one of the same length, but for one
    small = text if text.isascii() else text.replace("İ", "I").lower()
    # what is found has something before its first letter
    flat = b" " + small.encode("ascii", "replace").translate(_FLAT)
    found = _digits(flat) if small is text else [match.end() - 1 for match in _DIGITS.finditer(small)]
    spelled = flat.replace(b"0", b" ")
    search = _telling().search
    match = search(spelled)
    while match is not None:
        start, end = match.span()
        if match.lastindex and text[start : end - 1].lower() != spelled[start + 1 : end].decode():
            # "less than (a second)": the words of one unit stand side by side
            match = search(spelled, start + 1)
            continue
        found.append(end - 2)
        match = search(spelled, end)
    if b"fold" in spelled:
        found += [match.start() - 1 for match in _FOLD.finditer(spelled)]
    found.sort()
    return found


def _digits(flat: bytes) -> list[int]:
    """The last of each row of digits in a flat text with one character before it."""
    found: list[int] = []
    at = flat.find(b"0")
    while at >= 0:
        row = at
        at = flat.find(b"0", at + 1)
        if at != row + 1:
            found.append(row - 1)
    return found


def hinted(spans: list[tuple[int, int]], places: list[int]) -> list[tuple[int, int]]:
    """The spans that hold one of the places, which ascend.

    >>> hinted([(0, 9), (10, 19), (20, 29)], [3, 5, 20])
    [(0, 9), (20, 29)]
    """
    found: list[tuple[int, int]] = []
    for span in spans:
        at = bisect_left(places, span[0])
        if at < len(places) and places[at] < span[1]:
            found.append(span)
    return found

"""patterns/quantities/*.toml -> look-up tables, checked: units, number words and the words of bounds."""

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
VERSUS: Final = frozenset({"versus", "vs", "vs."})
"""Between a number and the one that it is set against."""

"""Runs of quantities that share what stands before and after them: "6x (34.7x), and 258x (107x) faster"."""

from typing import Final, final

from claims.assemble.sentence import (
    AMOUNT,
    COMPARATIVE,
    CONJUNCTION,
    NOMINAL,
    NOUNS,
    PREPOSITION,
    VERB,
    WORD,
    Range,
    Sentence,
)
from claims.assemble.small_words import JOINERS

_MEANS: Final = frozenset({"average", "avg", "avg.", "geomean", "mean", "median"})
_AGGREGATES: Final = _MEANS | {"on", "geometric"}
"""What tells in a parenthesis how a quantity was aggregated."""
_LONGEST_JOINT: Final = 3
"""Items between two quantities of a run."""
_BETWEEN: Final = JOINERS | {"by", "of", "up", "to"}


@final
class Run:
    """Quantities of one unit side by side that share what stands before and after them."""

    __slots__ = ("first", "inner", "last", "notes", "slots")

    def __init__(self, first: int, last: int) -> None:
        self.slots = [first]
        """Items of the quantities, in order."""
        self.inner: dict[int, int] = {}
        """Quantity -> quantity in parentheses right behind it."""
        self.notes: dict[int, Range] = {}
        """Quantity -> words in parentheses right behind it, which restrict it."""
        self.last = last
        """The item after the run."""
        self.first = first
        """The item of the first quantity. Never another, and asked for far too often for a property."""


def runs(sentence: Sentence) -> list[Run]:
    """The quantities of a sentence in runs, left to right."""
    found: list[Run] = []
    lowers, end = sentence.lowers, len(sentence.lowers) - 1
    for index in sentence.quantities:
        run = found[-1] if found else None
        if run is not None and index < run.last:
            # the one in parentheses
            continue
        if (
            run is not None
            and 0 < index - run.last <= _LONGEST_JOINT
            and _joins(sentence, run.last, index)
            and _alike(sentence, run.slots[-1], index)
        ):
            run.slots.append(index)
            run.last = index + 1
        else:
            run = Run(index, index + 1)
            found.append(run)
        if index < end and lowers[index + 1] == "(":
            _take_note(sentence, run, index)
            _take_inner(sentence, run, index)
    return found


def _take_note(sentence: Sentence, run: Run, index: int) -> None:
    """Take the words in parentheses of "up to 49% (T4) and 37% (A10) higher throughput"."""
    if sentence.tag(index + 2) not in NOUNS or sentence.amount(index).kind not in ("ratio", "percent"):
        return
    close = sentence.next_word(")", index + 3, index + 7)
    if close < 0 or any(sentence.tag(step) in (AMOUNT, VERB, PREPOSITION) for step in range(index + 2, close)):
        return
    after = close + 1
    goes_on = sentence.lower(after) in (",", "and", "to", "/") and sentence.tag(after + 1) in (AMOUNT, CONJUNCTION)
    if goes_on or run.notes or sentence.tag(after) in (COMPARATIVE, NOMINAL, WORD):
        run.notes[index] = (index + 2, close)
        run.last = after


def _take_inner(sentence: Sentence, run: Run, index: int) -> None:
    """Take the quantity in parentheses of "6x (34.7x)", "up to 2.0x (1.5x on average) speedup"."""
    inner = index + 2
    if sentence.lower(inner) in _MEANS and sentence.amount(index).kind == "percent":
        # "up to 22% (average 10%) improvement"
        inner += 1
    if sentence.tag(inner) != AMOUNT or sentence.amount(inner).rule == "quantity.years":
        return
    close = inner + 1
    while close < inner + 4 and sentence.lower(close) in _AGGREGATES:
        close += 1
    if sentence.lower(close) != ")":
        return
    if sentence.amount(inner).unit == sentence.amount(index).unit:
        run.inner[index] = inner
        run.last = close + 1
    elif sentence.amount(index).kind == "ratio" and sentence.amount(inner).kind == "percent" and close == inner + 1:
        # "1.75x (25%), 1.52x (50%), and 1.28x (75%) the throughput of B": the load at which it was measured
        listed = sentence.lower(close + 1) in (",", "and") and AMOUNT in (
            sentence.tag(close + 2),
            sentence.tag(close + 3),
        )
        if listed or run.notes:
            run.notes[index] = (inner, close)
            run.last = close + 1


def _joins(sentence: Sentence, first: int, last: int) -> bool:
    """Whether only list signs stand in [first, last), between two quantities."""
    between = sentence.lowers[first:last]
    if between == ["to"] and sentence.lower(first - 1) == ")":
        # "by 32% (LLM judge) to 49% (human annotator)"
        return True
    return between[0] in JOINERS and all(word in _BETWEEN for word in between)


def _alike(sentence: Sentence, left: int, right: int) -> bool:
    """Whether two quantities can share a head: of one unit, and the second without a bound of its own."""
    a, b = sentence.amount(left), sentence.amount(right)
    if a.unit != b.unit or a.kind != b.kind or a.kind == "verb":
        return False
    if sentence.items[right].lower.startswith("sub-") and not sentence.items[left].lower.startswith("sub-"):
        # "a latency of 140 us and | sub-microsecond inference"
        return False
    own_bound = b.bound_first < b.first and a.bound != b.bound
    if own_bound and not (a.bound == "up_to" and sentence.items[right].text.startswith("~")):
        return False
    return a.kind != "count" or (not a.spelled and a.decimals and a.value is not None)

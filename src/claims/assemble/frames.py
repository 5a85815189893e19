"""What a construction says of a run of quantities, and what several constructions look for around it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from claims.assemble.cues import cues
from claims.assemble.phrases import governor, noun_left, noun_right, outermost
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    DETERMINER,
    NOUNS,
    PREPOSITION,
    SIGN,
    VERB,
    WORD,
    Range,
    Sentence,
)

MOVES: Final = frozenset(
    {"accelerate", "decrease", "improve", "increase", "outperform", "overstate", "vary", "waste", "worsen"}
)
"""Groups of verbs that say how a metric moves."""

CHANGE_UNITS: Final = frozenset({"x", "%", "pp"})
"""Units that a change can be told in."""


@dataclass(slots=True)
class Frame:
    """What a construction says of a run of quantities."""

    rule: str
    type: str
    """change or level."""
    move: str = ""
    """For a change: how the metric moves, as `metric.movement` takes it."""
    metric: Range | None = None
    last: int = 0
    """The item behind the construction: baseline and condition are looked for from here."""
    first: int = 0
    """The first item of the construction."""
    baseline: Range | None = None
    verb: int = -1
    """The governing verb, which a gapped clause inherits."""
    unit: str = ""
    """The unit of its quantities."""
    counted: bool = False
    """Whether its quantities are rates of counted things: "19,000 requests per second"."""
    head: Range | None = None
    """The noun behind the metric of a later number that is its head as well: "4x write and 2x read | throughput"."""
    region: Range | None = None
    """Between verb and "by": what stands here behind the metric restricts the number."""


Construction = Callable[[Sentence, Run, list[Frame]], Frame | None]
"""Takes a sentence, a run of its quantities and the frames before it; None where the sentence is not so built."""


_OF_MARGIN: Final = (*NOUNS, DETERMINER, ADVERB)

MEMORY: Final = 30
"""Statements back to which the next one in a sentence can refer; no sentence holds as many."""


def last_change(history: list[Frame]) -> Frame | None:
    """The change said last before in the sentence."""
    return next((frame for frame in reversed(history[-MEMORY:]) if frame.type == "change"), None)


def level_of(run: Run, metric: Range | None, first: int) -> Frame:
    """What is said to have the value of a run: "accuracy of 99.79%"."""
    return Frame("claim.level-of", "level", metric=metric, last=run.last, first=first)


def move_of(value: str) -> str:
    """How a verb of a group moves its metric: what is accelerated becomes faster."""
    return "faster" if value == "accelerate" else value


_OF_HEADS: Final = frozenset(
    {"factor", "factors", "multiple", "average", "averages", "mean", "means", "geomean", "median"}
    | {"maximum", "peak", "total"}
)
"""Nouns that only fill with their "of": "an average of", "a factor of"."""


_SIGNS: Final = frozenset({"+", "-", "−"})


def lead(sentence: Sentence, index: int) -> int:
    """The item that governs the quantity at `index` from the left: its preposition, verb or sign.

    "by | an average of | 3x" and "by | a factor of | 3" give the "by"; -1 at the start of the sentence.
    """
    known = sentence.leads.get(index)
    if known is None:
        known = sentence.leads[index] = _lead(sentence, index)
    return known


def _lead(sentence: Sentence, index: int) -> int:
    fillers, items, lowers = cues().fillers, sentence.items, sentence.lowers
    index -= 1
    if index >= 0 and lowers[index] in _SIGNS and items[index].tag == SIGN:
        # "improves by | +8%"
        index -= 1
    while index >= 0:
        item = items[index]
        before = lowers[index - 1] if index else ""
        between = item.lower in ("between", "anywhere") and before in ("by", "between", "anywhere")
        if item.lower == "average" and before in ("in", "on"):
            # "improvements in average of up to 34%"
            index -= 2
        elif item.lower == "averaged" and sentence.tag(index - 1) in NOUNS:
            # "screening | averaged | 0.92 ms"
            break
        elif item.lower in fillers or item.tag == ADVERB or (item.lower == "factor" and before == "a") or between:
            index -= 1
        elif item.lower == "of" and before in ("margin", "margins"):
            before_margin = _before_margin(sentence, index - 2)
            if sentence.tag(before_margin) != PREPOSITION:
                # "these are margins of 7,300x"
                break
            index = before_margin
        elif item.lower == "of" and before in _OF_HEADS:
            index -= 2
        else:
            break
    return index


def _before_margin(sentence: Sentence, index: int) -> int:
    """ "by | statistically significant margins of 10%"."""
    while index > 0 and sentence.tag(index) in _OF_MARGIN:
        index -= 1
    return index


def ends_amount(sentence: Sentence, index: int) -> bool:
    """Whether an item ends a quantity with what says how it was aggregated: "by 79% on average"."""
    while sentence.lower(index) in ("average", "on", "geomean", "median", "mean"):
        index -= 1
    return sentence.tag(index) == AMOUNT


def opened(sentence: Sentence, index: int) -> int:
    """The "(" that a quantity at `index` opens, "e.g.," left out; -1 where it opens none."""
    before = index - 1
    if sentence.lower(before) == "," and sentence.lower(before - 1) in ("e.g.", "i.e."):
        before -= 2
    elif sentence.lower(before) in ("e.g.", "i.e."):
        before -= 1
    return before if sentence.lower(before) == "(" else -1


COUNTS: Final = frozenset({"amount", "fraction", "number", "percentage", "proportion", "share", "volume"})
"""Nouns that say how much there is of what they lead to."""
_STEADY: Final = frozenset({"remains", "remain", "stays"})


def subject(sentence: Sentence, index: int) -> Range | None:
    """The noun phrase before the verb that leads to the quantity: "throughputs up to 378x higher", "latency is 3x
    lower".
    """
    at = governing = lead(sentence, index)
    while at >= 0 and (sentence.tag(at) in (AUXILIARY, ADVERB) or _is_steady(sentence, at)):
        at -= 1
    if sentence.lower(at) in ("of", "by", "at", "to") or (
        sentence.lower(at) in ("that", "which") and sentence.tag(at - 1) in NOUNS
    ):
        # "keys that are 3x longer"
        at -= 1
    if sentence.tag(at) == VERB and sentence.value(at) in MOVES and sentence.lower(at + 1) == "to":
        # "the speedup further increases to 3.2x"
        at -= 1
        while at >= 0 and sentence.tag(at) in (AUXILIARY, ADVERB):
            at -= 1
    if sentence.tag(at) not in NOUNS and sentence.lower(at) != ")":
        return None
    phrase = noun_left(sentence, at + 1)
    # "with contexts 10x longer", "with differences of up to 2x", but "the latency with Kelp is 2x lower"
    beside = sentence.tag(governing) in NOUNS or sentence.lower(governing) == "of"
    if phrase is not None and beside and sentence.lower(governor(sentence, phrase[0])) == "with":
        return phrase
    while phrase is not None:
        # a noun behind a preposition is no subject, nor is who does it: "the speedups achieved by | Kelp and Elm"
        phrase = outermost(sentence, phrase, ("of", "for", "in", "on", "with", "from", "across", "over"))
        doing = governor(sentence, phrase[0])
        if sentence.lower(doing) == "and" and sentence.lower(phrase[0] - 3) == "by":
            doing -= 2
        done = sentence.lower(doing) == "by" and sentence.tag(doing - 1) in (VERB, WORD)
        done = done and sentence.tag(doing - 2) in NOUNS
        if not done or not sentence.lower(doing - 1).endswith("ed"):
            break
        phrase = noun_left(sentence, doing - 1)
    return _with_counted(sentence, phrase) if phrase is not None else None


def _with_counted(sentence: Sentence, phrase: Range) -> Range:
    """A subject with what it is the number of: "the number | of groups"."""
    if sentence.lower(phrase[1]) != "of" or sentence.lower(phrase[1] - 1) not in COUNTS:
        return phrase
    full = noun_right(sentence, phrase[0])
    return full if full is not None else phrase


def _is_steady(sentence: Sentence, at: int) -> bool:
    return sentence.tag(at) == VERB and sentence.value(at) == "attain" and sentence.lower(at) in _STEADY

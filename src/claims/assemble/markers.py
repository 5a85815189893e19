"""The words that introduce what a number is compared with: "than | B", "compared to | B", "over | B"."""

from collections.abc import Callable

from claims.assemble.comparand import counts_competitors
from claims.assemble.cues import cues
from claims.assemble.sentence import AMOUNT, COMPARATIVE, DETERMINER, NOMINAL, VERB, WORD, Sentence

_MOVED = frozenset({"improve", "increase", "decrease", "accelerate"})
_MEASURED_AGAINST = frozenset(
    {"validated", "compared", "evaluated", "measured", "benchmarked", "performance", "superiority", "advantage"}
    | {"advantages", "gains", "improvements"}
)


def _than(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """Not in "more than 3x", "rather than B", nor behind a comparative that has no number of its own."""
    before = range(index - 1, max(-1, index - 9), -1)
    compared = next((step for step in before if sentence.tag(step) == COMPARATIVE), -1)
    if compared >= 0 and not sentence.has_tag(AMOUNT, max(0, compared - 5), compared):
        # "and slightly lower misalignment than B"
        return 0
    return int(sentence.tag(index + 1) != AMOUNT and sentence.lower(index - 1) != "rather")


def _over(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """ "2x over B", "improves over B", not "over 100 nodes" or "runs over B"."""
    if sentence.tag(index + 1) == AMOUNT and not counts_competitors(sentence, index + 1):
        return 0
    if sentence.tag(index - 1) == VERB and sentence.value(index - 1) == "other":
        return 0
    if seen_amount or sentence.tag(index - 1) == NOMINAL or sentence.tag(index - 2) == COMPARATIVE:
        return 1
    before = range(max(0, index - 5), index)
    moved = any(sentence.tag(step) == VERB and sentence.value(step) in _MOVED for step in before)
    return int(moved or sentence.value(index - 1) in ("improve", "increase"))


def _against(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """ "Against B, …", "2x against B", "evaluated against B", not "robust against B"."""
    if index == 0:
        return 1
    before = sentence.lower(index - 1)
    introduced = seen_amount or before in _MEASURED_AGAINST or before in cues().studies
    return int(introduced and sentence.tag(index + 1) in (WORD, DETERMINER, COMPARATIVE))


def _compared(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """ "compared to B", "in contrast to B" """
    return 2 if sentence.lower(index + 1) in ("to", "with", "against") else 0


def _respect(sentence: Sentence, index: int, seen_amount: bool) -> int:
    return 2 if sentence.lower(index - 1) == "with" and sentence.lower(index + 1) == "to" else 0


def _versus(sentence: Sentence, index: int, seen_amount: bool) -> int:
    """ "versus B", not "12 ms versus 18 ms"."""
    return int(sentence.tag(index + 1) != AMOUNT)


def _with_respect_to(sentence: Sentence, index: int, seen_amount: bool) -> int:
    return 1


MARKERS: dict[str, Callable[[Sentence, int, bool], int]] = {
    "than": _than,
    "over": _over,
    "against": _against,
    "respect": _respect,
    "w.r.t.": _with_respect_to,
    **dict.fromkeys(("compared", "relative", "comparison", "comparisons", "contrast", "compare"), _compared),
    **dict.fromkeys(("versus", "vs.", "vs"), _versus),
}
"""What tells, for a word at an item and whether a number stands before it, how many items introduce a baseline there:
"than" 1, "compared to" 2, …; 0 where none does. All else is no such word, which one look-up tells.
"""

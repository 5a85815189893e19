"""A before and an after that stand apart: "from 8% (chat-only) to 100%", "from 0.39 at 8 nodes to 0.81"."""

from dataclasses import replace
from typing import Final

from claims.amounts import scaled
from claims.assemble.frames import lead
from claims.assemble.runs import Run
from claims.assemble.sentence import AMOUNT, CONJUNCTION, SIGN, VERB, Sentence
from claims.mentions.quantity_amount import Amount
from claims.mentions.quantity_kinds import KINDS
from claims.mentions.quantity_words import words

_ONLY: Final = frozenset({"exactly", "just", "only"})
_KINDS: Final = frozenset(KINDS) - {"count", "verb"}
_LONGEST_NOTE: Final = 8
"""Items of the longest parenthesis behind the first number."""
_POINTS: Final = frozenset({"at", "with", "under", "on"})
_LONGEST_POINT: Final = 6
"""Items of the longest place at which the first number was measured: "from 0.39 | at 8 nodes | to 0.81"."""


def leads_on(sentence: Sentence) -> bool:
    """Whether a "to" stands before a number of the sentence: without, none is a pair with the one before."""
    lowers = sentence.lowers
    for index in sentence.quantities:
        word = lowers[index - 1]
        if word == "to" or (word in _ONLY and lowers[index - 2] == "to"):
            return True
    return False


def join_pair(sentence: Sentence, run: Run) -> int:
    """Make one quantity of a first number and the one that it goes to; the item of the second, -1 where there is
    none.
    """
    at = lead(sentence, run.first)
    noted = len(run.slots) == 2 and sentence.lower(run.slots[1] - 1) == "to"
    if (
        (len(run.slots) > 1 and not noted)
        or run.inner
        or sentence.lower(at) != "from"
        or sentence.lower(at - 1).startswith("rang")
    ):
        return -1
    second = _target(sentence, run.first + 1)
    if second < 0:
        return -1
    first, last = sentence.amount(run.first), sentence.amount(second)
    before, after = _sides(first, last)
    if before is None or after is None:
        return -1
    sentence.items[run.first].amount = replace(
        first,
        value=None,
        high=None,
        before=before,
        after=after,
        unit=last.unit,
        bound=last.bound,
        end=last.end,
        rule=f"{first.rule}-pair",
    )
    run.notes.pop(run.first, None)
    run.slots[1:], run.last = [], second + 1
    return second


def _target(sentence: Sentence, index: int) -> int:
    """The item of the number behind the "to" that may follow a note or a place, -1 where there is none."""
    if sentence.lower(index) == "(":
        close = sentence.next_word(")", index, index + _LONGEST_NOTE)
        if close < 0 or sentence.has_tag(AMOUNT, index, close):
            return -1
        index = close + 1
    elif sentence.lower(index) in _POINTS:
        index = _behind_point(sentence, index)
    if sentence.lower(index) != "to":
        return -1
    index += 2 if sentence.lower(index + 1) in _ONLY else 1
    return index if sentence.tag(index) == AMOUNT else -1


def _behind_point(sentence: Sentence, index: int) -> int:
    """The "to" behind the place at which the first number was measured, -1 where none leads on."""
    to = sentence.next_word("to", index + 2, index + _LONGEST_POINT)
    between = range(index, to)
    return -1 if any(sentence.tag(step) in (VERB, SIGN, CONJUNCTION) for step in between) else to


def _sides(first: Amount, last: Amount) -> tuple[float | None, float | None]:
    """Both numbers in the unit of the second, None where they cannot be the sides of one change."""
    if first.kind != last.kind or first.value is None:
        return None, None
    scores = first.kind == "count" and (first.decimals or last.decimals) and not (first.spelled or last.spelled)
    if not scores and first.kind not in _KINDS:
        # "accuracy rises from 0.37 (Falcon) to 0.53", but "from 3 (Falcon) to 5 nodes"
        return None, None
    if first.unit == last.unit:
        return first.value, last.value
    bases = words().bases
    if first.unit not in bases or last.unit not in bases or bases[first.unit][0] != bases[last.unit][0]:
        return None, None
    return scaled(first.value, bases[first.unit][1] / bases[last.unit][1]), last.value

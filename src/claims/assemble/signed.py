"""A change whose number has a sign: "+25% Fmax and -49% wirelength", "outperforms Ash (+7.8 pp)"."""

from typing import Final

from claims.assemble.bare import AGGREGATES, LINKS, beats
from claims.assemble.cues import cues
from claims.assemble.frames import Frame, ends_amount, last_change, lead
from claims.assemble.objects import is_place
from claims.assemble.phrases import (
    governor,
    is_metric,
    metric_left,
    noun_left,
    noun_right,
)
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    AMOUNT,
    COMPARATIVE,
    NOMINAL,
    PREPOSITION,
    VERB,
    Range,
    Sentence,
)
from claims.assemble.untried import is_counted, untried
from claims.mentions.quantity_kinds import SHARES

_TOWARDS: Final = frozenset({"ranging", "from", "of", "by", "between"})
_OPENED: Final = frozenset(
    {"+", "-", "by", "e.g.", "i.e.", ",", "avg", "avg.", "average", "mean", "max", "max.", "up", "."}
)
"""What can stand between a "(" and the number that it opens."""
_NEAR: Final = 14
_SAYS_HOW: Final = AGGREGATES | {"absolute", "relative"}
_SHIFTS: Final = frozenset({"change", "changes", "difference", "differences", "shift", "shifts", "delta"})


def signed(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "+25% Fmax and -49% wirelength"."""
    amount = sentence.amount(run.first)
    if amount.direction is None or amount.kind not in SHARES:
        return None
    phrase = noun_right(sentence, run.last)
    if phrase is not None and sentence.tag(phrase[1] - 1) == NOMINAL:
        return None
    if phrase is None and sentence.lower(run.last) == "in":
        # "up to +9 points in average accuracy"
        behind = noun_right(sentence, run.last + 1)
        phrase = behind if behind is not None and is_metric(sentence, behind) else None
    if phrase is not None and phrase[1] - phrase[0] == 1 and sentence.lower(phrase[0]) in _SAYS_HOW:
        # "(+33.8% average)", "(+10.5% relative)"
        phrase = None
    at = lead(sentence, run.first)
    if sentence.lower(at) == "of" and sentence.tag(at - 1) == NOMINAL and sentence.lower(at - 3) == "(":
        # "delivery reaches 97% (an improvement of +2.3 points)"
        return None
    other = run.last + 1 + (sentence.lower(run.last + 1) in ("+", "-", "−"))
    if phrase is None and sentence.lower(run.last) == "/" and sentence.tag(other) == AMOUNT:
        # "+5.4%/+2.7% higher accuracy"
        phrase = noun_right(sentence, other + 2) if sentence.tag(other + 1) == COMPARATIVE else None
    beaten = _beaten_before(sentence, run) if phrase is None else -1
    if beaten >= 0:
        # "outperforms Best-of-16 (+7.8 pp)"
        phrase = (beaten, beaten + 1)
        return Frame("claim.signed", "change", amount.direction, phrase, last=run.last, first=run.first)
    if phrase is None:
        phrase = _moved_by_sign(sentence, run)
    said = last_change(history)
    goes_on = sentence.lower(run.first - 2) in LINKS | {"("} or (
        sentence.lower(run.first - 1) == "(" and ends_amount(sentence, run.first - 2)
    )
    if phrase is None and history and history[-1].type == "level" and _stands_behind(sentence, run):
        # "an accuracy of 0.87 (+16.0%)"
        return Frame("claim.signed", "change", amount.direction, history[-1].metric, last=run.last, first=run.first)
    if phrase is None and said is not None and goes_on:
        # "by +8% on A and +7% on B", "from 34.7% to 45.7% (+11.0 pp)"
        phrase = said.metric
        return Frame("claim.signed", "change", amount.direction, phrase, last=run.last, first=run.first)
    last = phrase[1] if phrase else run.last
    # "higher SER on deeper tiers: +24.5 pp on D2"
    phrase = phrase or _compared_before(sentence, run.first) or untried(sentence, metric_left(sentence, run.first))
    if phrase is None or is_counted(sentence, phrase) or is_place(sentence, phrase):
        # "outperforms B across all tasks, achieving +0.9 points on A"
        steps = range(run.first - 1, -1, -1)
        says = next((step for step in steps if beats(sentence, step) or sentence.tag(step) == NOMINAL), -1)
        phrase = (says, says + 1) if says >= 0 else phrase
    return Frame("claim.signed", "change", amount.direction, phrase, last=last, first=run.first)


def _stands_behind(sentence: Sentence, run: Run) -> bool:
    """Whether a parenthesis with a signed number stands right behind another number: "0.87 | (+16.0%)"."""
    opening = run.first - 1 - (sentence.lower(run.first - 1) in ("+", "-"))
    return sentence.lower(opening) == "(" and sentence.tag(opening - 1) == AMOUNT


def _beaten_before(sentence: Sentence, run: Run) -> int:
    """The verb whose object a signed number in parentheses stands behind: "outperforms | Ash (+7.8 pp)"; -1 if none."""
    opening = run.first - 1
    while sentence.lower(opening) in _OPENED:
        opening -= 1
    if sentence.lower(opening) != "(":
        return -1
    other = noun_left(sentence, opening)
    if other is None or is_metric(sentence, other):
        return -1
    across = False
    for step in range(other[0] - 1, max(-1, other[0] - _NEAR), -1):
        if sentence.tag(step) == VERB:
            # "outperforms Ash across math, science, and code (+7.8 pp)"
            near = across or step == governor(sentence, other[0])
            return step if near and beats(sentence, step) else -1
        if sentence.tag(step) == AMOUNT or sentence.lower(step) in (";", ":", "(", "in", "of"):
            return -1
        across = across or sentence.lower(step) in ("across", "on")
    return -1


def _compared_before(sentence: Sentence, index: int) -> Range | None:
    """What a comparative in the clause before says to be more or less: "much higher SER on deeper tiers: |"."""
    for step in range(index - 1, max(-1, index - 14), -1):
        if sentence.tag(step) == COMPARATIVE and sentence.tag(step - 1) != PREPOSITION:
            return noun_right(sentence, step + 1)
        if sentence.tag(step) in (AMOUNT, VERB) or sentence.lower(step) in (";", "that"):
            return None
    return None


def _moved_by_sign(sentence: Sentence, run: Run) -> Range | None:
    """The metric before a signed number: "accuracy (+3%)", "accuracy changes ranging from +0.11%"."""
    at = lead(sentence, run.first)
    while sentence.lower(at) in _TOWARDS or sentence.lower(at).startswith("reach"):
        at -= 1
    if sentence.lower(at) != "(" and at == run.first - 1 and sentence.tag(at) != NOMINAL:
        return None
    phrase = noun_left(sentence, at if sentence.lower(at) == "(" else at + 1)
    if phrase is not None and phrase[1] - phrase[0] == 1 and sentence.lower(phrase[0]) in AGGREGATES:
        # "by 7 points (max +22.4 pp)"
        return None
    if phrase is not None and is_counted(sentence, phrase):
        # "the largest gain appears at 50 sentences (+27%)"
        return None
    if phrase is None or phrase[1] - phrase[0] == 1:
        return phrase
    gained = sentence.tag(phrase[1] - 1) == NOMINAL and sentence.value(phrase[1] - 1) == "improve"
    if gained or sentence.lower(phrase[1] - 1) in _SHIFTS:
        # "accuracy | gains reach +5.5 points", "accuracy | changes ranging from +0.11%"
        named = next((step for step in range(*phrase) if sentence.lower(step) not in cues().empty_modifiers), phrase[0])
        return (named, phrase[1] - 1) if named < phrase[1] - 1 else (named, phrase[1])
    return phrase

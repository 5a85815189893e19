"""Levels that go on with what was told before: "in 6.8 hours and | $106", "94% versus | 91%"."""

from dataclasses import replace
from typing import Final

from claims.assemble.bare import is_elided, is_linked, is_of_other
from claims.assemble.cues import cues
from claims.assemble.frames import MEMORY, Frame
from claims.assemble.level import LINKS
from claims.assemble.lexicon import singular
from claims.assemble.observed import BYTES
from claims.assemble.others import alike
from claims.assemble.phrases import governor, is_metric, noun_left, noun_right
from claims.assemble.runs import Run
from claims.assemble.sentence import (
    AMOUNT,
    DETERMINER,
    NOUNS,
    VERB,
    Range,
    Sentence,
)
from claims.assemble.small_words import MERELY
from claims.mentions.quantity_kinds import LONG_SPANS
from claims.mentions.quantity_words import VERSUS

_PARTLY: Final = frozenset({"including", "against"})
_COMPARED: Final = frozenset({"compared", "comparison", "opposed"})
_FARTHEST: Final = 8
_FAR: Final = 16
_GAPPED: Final = frozenset({"%", "ms", "s", "FPS", "tokens/s"})
_GAP_ENDS: Final = frozenset({",", ".", ";", "", "while"})
_ONLY: Final = MERELY | {"a", "about", "mere"}
_BEHIND_TOLD: Final = frozenset(
    {"for", "on", "in", "at", "(", ")", ",", ".", "", "vs", "vs.", "versus", "with", "against"}
)


def level_listed(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "in about 6.8 hours and $106 per spec": a second level beside a first."""
    amount = sentence.amount(run.first)
    at = run.first - 1
    phrase = None
    if amount.kind == "measure" and sentence.lower(at) in ("a", "an"):
        # "an 11 s recovery pause and an | 8 s reintegration pause"
        at, phrase = at - 1, noun_right(sentence, run.last)
        if phrase is None or not history or history[-1].type != "level" or not alike(history[-1], amount.unit):
            return None
    contrasted = sentence.lower(at) in VERSUS or (
        sentence.lower(at) in ("to", "with") and sentence.lower(at - 1) == "compared"
    )
    nothing = _none_of(sentence, at) if contrasted and amount.kind in ("measure", "percent") else None
    if nothing is not None:
        # "zero mismatches compared to | 4.5% | for B"
        return Frame("claim.elided", "level", metric=nothing, last=run.last, first=run.first)
    told = level_alike(amount.unit, history) if contrasted and amount.kind == "measure" else None
    if told is not None:
        # "in 16 minutes, compared to | 8.5 hours", "60 FPS and 0.3 J versus | 30 FPS | and 0.9 J"
        return Frame("claim.elided", "level", metric=told.metric, last=run.last, first=run.first)
    if sentence.lower(at) not in LINKS or not (history or _is_behind_count(sentence, at)):
        return None
    if amount.kind not in ("currency", "measure", "percent") or (not history and amount.unit in LONG_SPANS):
        return None
    last = phrase[1] if phrase is not None else run.last
    said = history[-1] if history else None
    changed = said is not None and said.type == "change" and said.unit == "x" and said.metric is not None
    if changed and said is not None and amount.kind == "percent" and sentence.lower(run.last) == "over":
        # "a 1.06x speedup over A, | 0.6% | over B"
        return Frame("claim.elided", "change", said.move, said.metric, last=run.last, first=run.first, verb=said.verb)
    return Frame("claim.level-listed", "level", metric=phrase, last=last, first=run.first)


def _is_noted(sentence: Sentence, index: int) -> bool:
    """Whether words in parentheses stand there: "0.86 (Ash) and | 0.82 | (Elm)"."""
    if sentence.lower(index) != "(":
        return False
    close = sentence.next_word(")", index + 2, index + 6)
    return close > 0 and not sentence.has_tag(AMOUNT, index, close)


def _points_again(sentence: Sentence, run: Run, said: Frame) -> Frame | None:
    """ "by 9.1 points on A, | 7.6 | on B, and | 9.6 | on C": the points are told once."""
    linked = sentence.lower(run.first - 1) in ("and", ",") and sentence.lower(run.last) in ("on", "for", "in")
    if not linked or len(run.slots) > 1:
        return None
    item = sentence.items[run.first]
    item.amount = replace(sentence.amount(run.first), unit="pp", kind="points", rule="quantity.points")
    return Frame("claim.elided", said.type, said.move, said.metric, last=run.last, first=run.first, verb=said.verb)


def _none_of(sentence: Sentence, at: int) -> Range | None:
    """What there is none of before a comparison that ends at an item: "zero | mismatches | compared to"."""
    phrase = noun_left(sentence, at - (sentence.lower(at - 1) == "compared"))
    if phrase is None or sentence.tag(phrase[0] - 1) != AMOUNT:
        return None
    amount = sentence.amount(phrase[0] - 1)
    return phrase if amount.kind == "count" and amount.value == 0 else None


def level_again(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """What the level before is of, again: "96.7% accuracy, including | 93% | on B", "84.6% … against | 81.6% | for B",
    "99.0% compliance, ranging from | 98.4 to 99.4% |".
    """
    unit = sentence.amount(run.first).unit
    said = level_alike(unit, history)
    if said is None:
        return None
    if _is_contrasted(sentence, run, said) or (said is history[-1] and _is_attained_too(sentence, run, said)):
        return Frame("claim.elided", "level", metric=said.metric, last=run.last, first=run.first)
    if said.metric is None or said is not history[-1]:
        return None
    if _goes_on(sentence, run, said):
        return Frame("claim.elided", "level", metric=said.metric, last=run.last, first=run.first)
    return None


def versus(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "reaches parity with B, | 13.8% | vs. 11.8%": two values of one thing."""
    if sentence.lower(run.last) not in VERSUS or sentence.tag(run.last + 1) != AMOUNT or len(run.slots) > 1:
        return None
    amount, other = sentence.amount(run.first), sentence.amount(run.last + 1)
    if amount.unit != other.unit or amount.kind not in ("percent", "measure", "currency"):
        return None
    return Frame("claim.level-listed", "level", last=run.last, first=run.first)


def told_aside(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "the best run was in C: | 6.7 s", "our core is small: | 942 um2 | for A": a value behind a colon."""
    amount, at = sentence.amount(run.first), run.first - 1
    if sentence.lower(at) != ":" or amount.kind not in ("percent", "measure") or amount.unit in BYTES:
        return None
    ranges = amount.high is not None and " to " in sentence.items[run.first].text
    if amount.before is not None or ranges or amount.compound or sentence.lower(run.last) not in _BEHIND_TOLD:
        return None
    said = level_alike(amount.unit, history)
    return Frame("claim.level-listed", "level", metric=said.metric if said else None, last=run.last, first=run.first)


def level_alike(unit: str, history: list[Frame]) -> Frame | None:
    """The level told last before in such a unit."""
    levels = (frame for frame in reversed(history[-MEMORY:]) if frame.type == "level" and alike(frame, unit))
    return next(levels, None)


def _is_contrasted(sentence: Sentence, run: Run, said: Frame) -> bool:
    """Whether a number stands against a level of its unit: "81% on A but only | 3% | on B", "retains 84% of accuracy
    and cuts cost by 2x, against | 81% | and 4x for B".
    """
    before = run.first - 1
    while sentence.lower(before) in _ONLY:
        before -= 1
    word = sentence.lower(before)
    if word == "but":
        near = before - said.last <= _FARTHEST and not sentence.has_tag(VERB, said.last, before)
        return near and not sentence.has_tag(AMOUNT, said.last, before) and is_elided(sentence, run)
    if word not in ("against", "to", "with") or (word != "against" and sentence.lower(before - 1) not in _COMPARED):
        return False
    return before - said.last <= _FAR and is_elided(sentence, run)


def _is_attained_too(sentence: Sentence, run: Run, said: Frame) -> bool:
    """Whether who attains a value stands right before it, the verb left out: "Ash reaches 54% accuracy and | a 7B model
    | 6%".
    """
    phrase = noun_left(sentence, run.first)
    if phrase is None or said.unit not in _GAPPED:
        return False
    if is_metric(sentence, phrase) and singular(sentence.items[phrase[1] - 1].text) not in cues().agents:
        return False
    before = governor(sentence, phrase[0])
    before -= sentence.tag(before) == AMOUNT
    while sentence.tag(before) == DETERMINER:
        before -= 1
    if sentence.lower(before) not in ("and", ",", ";") or sentence.lower(run.last) not in _GAP_ENDS:
        return False
    return 0 <= before - said.last <= _FARTHEST and not sentence.has_tag(AMOUNT, said.last, before)


def _goes_on(sentence: Sentence, run: Run, said: Frame) -> bool:
    """Whether what stands around a number leaves its metric to the level before."""
    before = run.first - 1 - (sentence.lower(run.first - 1) in ("only", "just"))
    word = sentence.lower(before)
    if word in _PARTLY:
        return is_elided(sentence, run)
    if word in ("to", "with") and sentence.lower(before - 1) in _COMPARED:
        # "compared to over 70% | required by B"
        return sentence.tag(run.last) not in NOUNS and not sentence.has_tag(AMOUNT, said.last, before)
    if word == "as":
        return sentence.lower(before - 1) == "such" and is_elided(sentence, run)
    if word == "from":
        return sentence.lower(before - 1) == "ranging" and sentence.lower(before - 2) == ","
    if word == "to" and sentence.lower(said.last) == "at":
        # "ranging from 0.3 s at 16 nodes to | 0.8 s | at 104 nodes"
        ranging = sentence.last_word(("ranging", "ranges", "ranged"), said.last, within=5)
        return ranging >= 0 and before - said.last < _FARTHEST and is_elided(sentence, run)
    return False


def score_elided(sentence: Sentence, run: Run, history: list[Frame]) -> Frame | None:
    """ "accuracy is 0.93 for A, | 0.91 for B", "0.95 at 40% faults compared to | 0.66 for B": as the score before."""
    amount, said = sentence.amount(run.first), history[-1] if history else None
    if amount.kind != "count" or amount.direction is not None or said is None:
        return None
    if said.unit == "pp" and said.type == "change" and amount.decimals:
        return _points_again(sentence, run, said)
    scores = [frame for frame in history[-MEMORY:] if frame.type == "level" and frame.unit == ""]
    if not scores or amount.before is not None:
        return None
    if is_of_other(sentence, run.first):
        # "0.91 accuracy versus Ash's | 0.87 | (+4.6%)"
        if sentence.tag(run.last) in NOUNS:
            return None
    elif not is_linked(sentence, run) or not (is_elided(sentence, run) or _is_noted(sentence, run.last)):
        return None
    return Frame("claim.elided", "level", metric=scores[-1].metric, last=run.last, first=run.first)


def _is_behind_count(sentence: Sentence, index: int) -> bool:
    """Whether a comma stands behind a count: "required 1.5 million runs, | 180 h, and 48 kWh"."""
    phrase = noun_left(sentence, index)
    return phrase is not None and sentence.tag(phrase[0] - 1) == AMOUNT and sentence.lower(index) in (",", "and")

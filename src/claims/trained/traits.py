"""What is seen of a thing found that tells how sure it is: short strings, each of which holds or does not.

They are about how the thing was found and what stands around it, not about the words of one paper or another: "the
construction is claim.level-in", "the metric stands far from the number", "two more numbers in the sentence are no
claims".
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from claims.models import Claim, HardwareMention, VenueMention

ALWAYS: Final = "always"
"""Holds of everything: what can be said before anything is seen."""

# the digit first: `re` is quick at finding it, and looks back from there only
_NUMBER: Final = re.compile(r"\d(?<![\w.].)[\d,.]*+")
_COMPARED: Final = (
    " over ", "ompared ", "baseline", " than ", "outperform", "relative to", " against ", "versus", " vs", "nlike ",
)  # fmt: skip
"""The commonest first: one of them is enough."""
_CONTRAST: Final = ("hile ", "respectively", " per ", " but ", " each ", "owever", "whereas", "lthough")
_STEPS: Final = (3, 15, 40, 90)
"""Characters between number and metric at which one says less about the other."""
_LENGTHS: Final = (100, 200, 300)
_SHARES: Final = ("%", "pp", "x")


def of_claim(claim: Claim, text: str, beside: int = 1) -> list[str]:
    """The traits of a claim of the raw field `text`; `beside` is the number of claims of its sentence."""
    type_, metric, baseline = claim.type, claim.metric, claim.baseline
    sentence = text[claim.sentence_start : claim.sentence_end]
    numbers, compared, contrast = _around(sentence)
    # What stands in the words of the claim is no number beside it.
    others = numbers - len(_NUMBER.findall(claim.text)) - (beside - 1)
    found = [
        *_of_making(claim.rule, type_, _unit(claim.unit), claim.bound, claim.field, claim.about),
        *_of_sentence(
            type_,
            _step(len(sentence), _LENGTHS),
            min(beside, 4),
            max(0, min(others, 3)),
            bool(baseline),
            compared,
            contrast,
        ),
        f"metric {_metric_place(claim)} of {type_}",
    ]
    if claim.metric_key == "other":
        found.append(f"unknown metric of {type_}")
    if metric:
        words = len(metric.split(None, 6))
        if words == 1:
            found.append("metric of one word")
        elif words > 5:
            found.append("metric of many words")
    if baseline and claim.baseline_spans:
        found.append(f"baseline {_step(_gap(claim, claim.baseline_spans[0]), _STEPS)}")
    if claim.condition:
        found.append(f"condition of {type_}")
    if claim.text[:1].isalpha():
        found.append(f"spelled {type_}")
    if claim.high is not None or claim.before is not None:
        found.append("two numbers")
    return found


@lru_cache(1 << 10)
def _of_making(rule: str, type_: str, unit: str, bound: str, field: str, about: str) -> tuple[str, ...]:
    """The traits of a claim that many claims share."""
    quantity, _, construction = rule.partition("+")
    return (
        ALWAYS,
        f"type {type_}",
        f"construction {construction}",
        f"quantity {quantity}",
        f"unit {unit} of {type_}",
        f"bound {bound}",
        f"field {field}",
        f"about {about}",
    )


@lru_cache(1 << 10)
def _of_sentence(
    type_: str, length: str, claims: int, others: int, baseline: bool, compared: bool, contrast: bool
) -> tuple[str, ...]:
    """The traits of the sentence that a claim stands in."""
    found = (
        f"sentence {length}",
        f"claims {claims}",
        f"other numbers {others}",
        f"{type_} {'with' if baseline else 'without'} baseline{', compared' if compared else ''}",
    )
    return (*found, f"contrast beside {type_}") if contrast else found


def of_hardware(mention: HardwareMention, text: str) -> list[str]:
    """The traits of a mention of hardware in the raw field `text`."""
    around = text[max(0, mention.start - 40) : mention.end + 40]
    counted = "counted" if mention.count is not None else "not counted"
    found = [
        ALWAYS,
        f"rule {mention.rule}",
        f"kind {mention.kind}",
        counted,
        f"{counted} {mention.kind}",
        f"field {mention.field}",
        "class alone" if " " not in mention.name else "model",
    ]
    if mention.memory is not None:
        found.append("memory")
    if mention.count is None and _NUMBER.search(around):
        found.append("numbers around, not counted")
    if len(mention.text.split()) > 3:
        found.append("many words")
    return found


def of_venue(venue: VenueMention, text: str) -> list[str]:
    """The traits of a venue in the raw field `text`."""
    found = [
        ALWAYS,
        *(f"rule {rule}" for rule in venue.rule.split("+")),
        f"kind {venue.kind}",
        "year" if venue.year is not None else "no year",
        f"status {venue.status}",
        f"field {venue.field}",
        "acronym" if venue.name.isupper() else "title" if " " in venue.name else "name",
    ]
    if venue.workshop is not None:
        found.append("workshop")
    if len(text) > 120:
        found.append("long text")
    if venue.year is None and any(char.isdigit() for char in text):
        found.append("digits, but no year")
    return found


@lru_cache(8)
def _around(sentence: str) -> tuple[int, bool, bool]:
    """The numbers in a sentence, and whether it compares and contrasts. Its claims come one after the other."""
    # Pieces of words looked up in the text: ten times as fast as one regex of them.
    return len(_NUMBER.findall(sentence)), _holds(sentence, _COMPARED), _holds(sentence, _CONTRAST)


def _holds(sentence: str, pieces: tuple[str, ...]) -> bool:
    for piece in pieces:  # noqa: SIM110 -- a generator for `any` takes twice as long
        if piece in sentence:
            return True
    return False


def _unit(unit: str) -> str:
    if unit in _SHARES:
        return unit
    return "of N" if unit.startswith("of ") else "none" if not unit else "other"


def _metric_place(claim: Claim) -> str:
    """Where the metric stands, seen from the number: "before 15", "elsewhere", "none"."""
    if claim.metric is None:
        return "none"
    if not claim.metric_spans:
        return "inside"
    spans, start, end = claim.metric_spans, claim.start, claim.end
    begins, ends = spans[0][0], spans[-1][1]
    if ends <= claim.sentence_start or begins >= claim.sentence_end:
        return "elsewhere"
    if len(spans) > 1:
        side = "before" if ends <= start else "behind" if begins >= end else "around"
        return f"{side} {_step(min([_gap(claim, span) for span in spans]), _STEPS)}"
    if ends <= start:
        return f"before {_step(start - ends, _STEPS)}"
    return f"behind {_step(begins - end, _STEPS)}" if begins >= end else f"around {_step(0, _STEPS)}"


def _gap(claim: Claim, span: tuple[int, int]) -> int:
    """Characters between the number and a span, 0 where they touch."""
    return max(0, span[0] - claim.end, claim.start - span[1])


@lru_cache(1 << 12)
def _step(value: int, steps: tuple[int, ...]) -> str:
    """The step that a value falls in.

    >>> _step(2, (3, 15)), _step(3, (3, 15)), _step(99, (3, 15))
    ('below 3', '3 to 15', 'from 15')
    """
    if value < steps[0]:
        return f"below {steps[0]}"
    return next((f"{low} to {high}" for low, high in pairwise(steps) if value < high), f"from {steps[-1]}")

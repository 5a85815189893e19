"""What is seen of a thing found that tells how sure it is: short strings, each of which holds or does not.

They are about how the thing was found and what stands around it, not about the words of one paper or another: "the
construction is claim.level-in", "the metric stands far from the number", "two more numbers in the sentence are no
claims".
"""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import Final

from claims.models import Claim, HardwareMention, VenueMention

ALWAYS: Final = "always"
"""Holds of everything: what can be said before anything is seen."""

# the digit first: `re` is quick at finding it, and looks back from there only
_NUMBER: Final = re.compile(r"\d(?<![\w.].)[\d,.]*+")
_ASCII_NUMBER: Final = re.compile(_NUMBER.pattern, re.ASCII)
"""The same of ASCII text, in two thirds of the time."""
_COMPARED: Final = (
    " over ", "ompared ", "baseline", " than ", "outperform", "relative to", " against ", "versus", " vs", "nlike ",
)  # fmt: skip
"""The commonest first: one of them is enough."""
_CONTRAST: Final = ("hile ", "respectively", " per ", " but ", " each ", "owever", "whereas", "lthough")


def _steps(*bounds: int) -> tuple[str, ...]:
    """The names of the steps between some values.

    >>> _steps(3, 15)
    ('below 3', '3 to 15', 'from 15')
    """
    return (f"below {bounds[0]}", *(f"{low} to {high}" for low, high in pairwise(bounds)), f"from {bounds[-1]}")


_GAPS: Final = (3, 15, 40, 90)
"""Characters between number and metric at which one says less about the other."""
_GAP_STEPS: Final = _steps(*_GAPS)
_SIDE_STEPS: Final = {side: tuple(f"{side} {step}" for step in _GAP_STEPS) for side in ("before", "behind", "around")}
_LENGTHS: Final = (100, 200, 300)
"""Characters of a sentence."""
_LENGTH_STEPS: Final = _steps(*_LENGTHS)
_SHARES: Final = ("%", "pp", "x")


def of_claim(claim: Claim, text: str, beside: int = 1) -> list[str]:
    """The traits of a claim of the raw field `text`; `beside` is the number of claims of its sentence."""
    type_, metric, baseline, said = claim.type, claim.metric, claim.baseline, claim.text
    start, end = claim.start, claim.end
    sentence = text[claim.sentence_start : claim.sentence_end]
    numbers, compared, contrast = _around(sentence)
    # What stands in the words of the claim is no number beside it.
    others = numbers - _numbers(said) - (beside - 1)
    return [
        *_of_making(claim.rule, type_, _unit(claim.unit), claim.bound, claim.field, claim.about),
        *_of_sentence(
            type_,
            _LENGTH_STEPS[bisect_right(_LENGTHS, len(sentence))],
            beside if beside < 4 else 4,
            0 if others < 0 else others if others < 3 else 3,
            bool(baseline),
            compared,
            contrast,
        ),
        *_of_parts(
            type_,
            "none" if metric is None else _metric_place(claim, start, end),
            claim.metric_key == "other",
            len(metric.split(None, 6)) if metric else 0,
            _GAP_STEPS[bisect_right(_GAPS, _gap(start, end, spans[0]))]
            if baseline and (spans := claim.baseline_spans)
            else "",
            bool(claim.condition),
            said[:1].isalpha(),
            claim.high is not None or claim.before is not None,
        ),
    ]


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


@lru_cache(1 << 10)
def _of_parts(
    type_: str, metric: str, unknown: bool, words: int, baseline: str, condition: bool, spelled: bool, two: bool
) -> tuple[str, ...]:
    """The traits of what a claim tells: where its metric of so many words stands, where its baseline, and so on."""
    found = [f"metric {metric} of {type_}"]
    if unknown:
        found.append(f"unknown metric of {type_}")
    if words == 1:
        found.append("metric of one word")
    elif words > 5:
        found.append("metric of many words")
    if baseline:
        found.append(f"baseline {baseline}")
    if condition:
        found.append(f"condition of {type_}")
    if spelled:
        found.append(f"spelled {type_}")
    if two:
        found.append("two numbers")
    return tuple(found)


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
    name, year = venue.name, venue.year
    found = [
        ALWAYS,
        *[f"rule {rule}" for rule in venue.rule.split("+")],
        f"kind {venue.kind}",
        "no year" if year is None else "year",
        f"status {venue.status}",
        f"field {venue.field}",
        "acronym" if name.isupper() else "title" if " " in name else "name",
    ]
    if venue.workshop is not None:
        found.append("workshop")
    if len(text) > 120:
        found.append("long text")
    if year is None and any(map(str.isdigit, text)):
        found.append("digits, but no year")
    return found


@lru_cache(8)
def _around(sentence: str) -> tuple[int, bool, bool]:
    """The numbers in a sentence, and whether it compares and contrasts. Its claims come one after the other."""
    # Pieces of words looked up in the text: ten times as fast as one regex of them.
    return _numbers(sentence), _holds(sentence, _COMPARED), _holds(sentence, _CONTRAST)


def _numbers(text: str) -> int:
    return len((_ASCII_NUMBER if text.isascii() else _NUMBER).findall(text))


def _holds(sentence: str, pieces: tuple[str, ...]) -> bool:
    for piece in pieces:  # noqa: SIM110 -- a generator for `any` takes twice as long
        if piece in sentence:
            return True
    return False


def _unit(unit: str) -> str:
    if unit in _SHARES:
        return unit
    return "of N" if unit.startswith("of ") else "none" if not unit else "other"


def _metric_place(claim: Claim, start: int, end: int) -> str:
    """Where the metric stands, seen from the number from `start` to `end`: "before 3 to 15", "elsewhere"."""
    spans = claim.metric_spans
    if not spans:
        return "inside"
    begins, ends = spans[0][0], spans[-1][1]
    if ends <= claim.sentence_start or begins >= claim.sentence_end:
        return "elsewhere"
    side = "before" if ends <= start else "behind" if begins >= end else "around"
    gap = min([_gap(start, end, span) for span in spans]) if len(spans) > 1 else _gap(start, end, spans[0])
    return _SIDE_STEPS[side][bisect_right(_GAPS, gap)]


def _gap(start: int, end: int, span: tuple[int, int]) -> int:
    """Characters between the number from `start` to `end` and a span, 0 where they touch."""
    begins, ends = span
    return start - ends if ends < start else begins - end if begins > end else 0

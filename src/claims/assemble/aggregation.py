"""How a number was aggregated: "on average", "geomean", "median", "peak"."""

from claims.assemble.cues import cues
from claims.assemble.draft import Draft
from claims.assemble.sentence import (
    AMOUNT,
    CONJUNCTION,
    SIGN,
    VERB,
    Sentence,
)
from claims.mentions.quantity_words import words
from claims.models import Aggregate


def aggregate_all(sentence: Sentence, drafts: list[Draft]) -> None:
    """Say how each number was aggregated; a trailing "on average" reaches back over its coordination."""
    for draft in drafts:
        last = draft.frame.last if draft.frame is not None else draft.item + 1
        draft.aggregate = aggregate(
            sentence, draft.item, draft.frame.first if draft.frame else draft.item, max(last, draft.item + 1)
        )
    for left, right in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        between = range(left.item + 1, right.item)
        joined = all(sentence.tag(i) in (CONJUNCTION, SIGN) for i in between) and len(between) <= 2
        if left.aggregate is None and right.aggregate is not None and joined and left.type == right.type == "level":
            left.aggregate = right.aggregate


def aggregate(sentence: Sentence, item: int, first: int, last: int) -> Aggregate | None:
    """ "on average", "geomean", "median", "peak" beside the quantity at `item`, whose construction spans [first,
    last).
    """
    floor = item
    while floor > 0 and item - floor < 10 and (floor > first or item - floor < 5):
        if sentence.tag(floor - 1) == AMOUNT or sentence.lower(floor - 1) in (
            ",",
            "and",
            "while",
            ";",
            "(",
            "with",
            "that",
        ):
            break
        floor -= 1
    ceiling = max(last, item + 1)
    if sentence.lower(item + 1) == "on" and sentence.lower(item + 2) == "average":
        # "reduces peak memory by 5.3x on average"
        return "mean"
    found = _aggregated(sentence, floor, item) or _aggregated(sentence, item + 1, ceiling)
    if found is not None:
        return found
    for start in (item + 1, ceiling):
        if sentence.lower(start) in ("on", "in", "(", "at", ","):
            found = _aggregated(sentence, start, start + 3, at=start)
            if found is not None and (sentence.lower(start) != "," or sentence.lower(start + 1) == "on"):
                return found
    # "reduces latency by 30% under load on average"
    for index in range(ceiling, min(ceiling + 8, len(sentence.items))):
        if sentence.tag(index) in (AMOUNT, VERB) or sentence.lower(index) in (",", "and", ";", "."):
            break
        if sentence.lower(index) == "on" and sentence.lower(index + 1) == "average":
            return "mean"
    return None


def _aggregated(sentence: Sentence, first: int, last: int, at: int | None = None) -> Aggregate | None:
    """The aggregate whose words stand within items [first, last), at item `at` or behind its "(" where one is given."""
    for index in range(first, last) if at is None else (at, at + 1):
        for phrase, name in words().aggregates.get(sentence.lower(index), ()):
            if (
                index + len(phrase) <= max(last, first)
                and tuple(sentence.lower(index + step) for step in range(len(phrase))) == phrase
            ):
                if phrase == ("mean",) and sentence.lower(index + 1) in cues().mean_names:
                    continue
                return name
    return None

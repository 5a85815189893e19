"""How a number was aggregated: "on average", "geomean", "median", "peak"."""

from itertools import pairwise
from typing import Final

from claims.assemble.cues import cues
from claims.assemble.draft import Draft
from claims.assemble.sentence import (
    AMOUNT,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    NOUNS,
    SIGN,
    VERB,
    Sentence,
)
from claims.assemble.small_words import LINKING
from claims.mentions.quantity_words import words
from claims.models import Aggregate
from claims.patterns import kept

_STOPS: Final = frozenset({",", "and", "while", ";", "(", "with", "that"})
_BEST: Final = frozenset({"best", "highest", "largest"})
_BEFORE_COUNT: Final = frozenset({"a", "an", "at", "of", "average", "is", "was", ":", "only", "just"})
"""What can stand between an aggregate and the count that it is of: "an average of", "peaking at"."""
_SIZES: Final = frozenset({"count", "length", "lengths", "number", "size", "sizes"})
_MOST_BEFORE_COUNT: Final = 5
_SAID_OF: Final = frozenset({*NOUNS, DETERMINER, AMOUNT})
_LEADING_ON: Final = frozenset({"a", "an", "on", "of", "average"})
"""What stands between "and" and the next number, which it is said of: "and | on average a | 1.3x"."""
_OF_PEAKS: Final = frozenset({"max", "min"})


def aggregate_all(sentence: Sentence, drafts: list[Draft]) -> None:
    """Say how each number was aggregated; "on average" before a coordination or behind it reaches over all of it."""
    if _telling().isdisjoint(sentence.lowers):
        # as most sentences, which tell of no number how it was aggregated
        return
    for draft in drafts:
        last = draft.frame.last if draft.frame is not None else draft.item + 1
        first = draft.frame.first if draft.frame else draft.item
        shared = draft.frame is not None and draft.frame.rule == "claim.share"
        draft.aggregate = aggregate(sentence, draft.item, first, max(last, draft.item + 1), shared=shared)
        if draft.type == "scale" and sentence.lower(draft.item - 1) != "(":
            # "by 3% on average across 6 benchmarks": what trails is not said of the benchmarks
            draft.aggregate = _of_count(sentence, draft.item)
        elif draft.aggregate is None and draft.frame is not None:
            draft.aggregate = _of_metric(sentence, draft)
    for left, right in pairwise(drafts):
        if right.aggregate is None and _goes_on(left, right):
            right.aggregate = left.aggregate
    for left, right in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        if left.aggregate is None and right.aggregate is not None and _reaches_back(sentence, left, right):
            left.aggregate = right.aggregate
    _open(sentence, drafts)


@kept
def _telling() -> frozenset[str]:
    """The words of which one must be in a sentence that tells how a number was aggregated: of "at the median" the last,
    since "at" is everywhere.
    """
    phrases = [phrase for options in words().aggregates.values() for phrase, _ in options]
    return _BEST | {phrase[-1] for phrase in phrases} | {"average"}


def _of_count(sentence: Sentence, item: int) -> Aggregate | None:
    """What is said right before a count: "an average of | 12 nodes", but "average accuracy on | five tasks"."""
    known = words().aggregates
    if sentence.lower(item - 1) == "of" and sentence.lower(item - 2) in _SIZES:
        # "an average parameter size of 5B"
        item -= 2
        while item > 0 and sentence.tag(item - 1) in NOUNS and sentence.lower(item - 1) not in known:
            item -= 1
    for index in range(item - 1, max(-1, item - _MOST_BEFORE_COUNT), -1):
        if sentence.items[index].lower in known:
            return _nearest(sentence, max(0, index - 1), item)
        if sentence.items[index].lower not in _BEFORE_COUNT:
            break
    return None


def _of_metric(sentence: Sentence, draft: Draft) -> Aggregate | None:
    """What the word before the metric says of all its numbers: "the average latency of A is 3x lower", "the best
    accuracy is 72%".
    """
    metric = draft.metric[0] if draft.metric else None
    if metric is None or metric[0] >= draft.item or draft.bound == "up_to":
        return None
    best = sentence.lower(metric[0]) in _BEST or sentence.lower(metric[0] - 1) in _BEST
    if best and draft.item - metric[1] <= 3:
        # "the best success rate is 72%", "the largest reduction of 30%", but "the best result of 75%"
        word = sentence.lower(metric[1])
        return "max" if word in LINKING or (word == "of" and draft.type == "change") else None
    start = metric[0] - 1
    start -= sentence.lower(start - 1) == "geometric"
    return _aggregated(sentence, start, metric[0]) if start >= 0 else None


def _goes_on(left: Draft, right: Draft) -> bool:
    """Whether a number shares the head of the one before, with what it says of both: "mean speedups of 5x and 6x"."""
    if right.frame is None or right.bound not in ("exact", left.bound):
        return False
    return right.frame is left.frame or right.frame.rule == "claim.elided"


def _reaches_back(sentence: Sentence, left: Draft, right: Draft) -> bool:
    """Whether what trails behind a number is said of the one before too: "6.8 hours and $106 per spec on average",
    "28.8% in area and 17.6% in power, on average".
    """
    between = range(left.item + 1, right.item)
    joined = all(sentence.tag(i) in (CONJUNCTION, SIGN) for i in between) and len(between) <= 2
    if joined and left.type == right.type == "level":
        return True
    if left.frame is None or right.frame is None or left.type != right.type or left.bound != right.bound:
        return False
    comma = sentence.next_word(",", right.item + 1, right.item + 8)
    trails = comma >= 0 and sentence.lower(comma + 1) == "on" and sentence.lower(comma + 2) == "average"
    if not trails and (left.metric == right.metric or not _trails(sentence, right.item + 1)):
        # "latency by 4.8x and cost by 1.72x on average", but "latency by 4.8x on A and 1.72x on average"
        return False
    apart = any(sentence.tag(i) in (VERB, AMOUNT) or sentence.lower(i) in ("while", ";") for i in between)
    return not apart and len(between) <= 8


def _trails(sentence: Sentence, index: int) -> bool:
    """Whether an "on average" stands at `index`, and nothing that it is said of behind it."""
    if sentence.lower(index) != "on" or sentence.lower(index + 1) != "average":
        return False
    return sentence.tag(index + 2) not in _SAID_OF


def _open(sentence: Sentence, drafts: list[Draft]) -> None:
    """ "On average, Kelp has 3x higher throughput and 2x lower latency": what opens a clause is said of all in it."""
    at = next((step for step in _said(sentence) if _opens(sentence, step)), -1)
    if at < 0:
        return
    for draft in drafts:
        if draft.item < at or draft.count is not None:
            continue
        between = range(at, draft.item)
        if any(sentence.lower(step) in (";", "while", "up") for step in between) or _explains(sentence, between):
            break
        if draft.aggregate is None and draft.bound != "up_to":
            draft.aggregate = "mean"


def _said(sentence: Sentence) -> list[int]:
    """Where "on average" stands."""
    if sentence.text.find("average", sentence.start, sentence.end) < 0:
        return []
    items = sentence.items
    return [
        index for index in range(len(items) - 2) if items[index].lower == "on" and items[index + 1].lower == "average"
    ]


def _opens(sentence: Sentence, at: int) -> bool:
    """Whether an "on average" stands before what it is said of, no number before it: "achieves, | on average, 3x"."""
    before, behind = sentence.tag(at - 1), sentence.lower(at + 2)
    if at == 0 or (sentence.lower(at - 1) in (",", "(") and sentence.tag(at - 2) in (VERB, AUXILIARY)):
        return behind in (",", ")")
    if before not in (AMOUNT, "") and sentence.lower(at - 1) == behind == "," and sentence.tag(at + 3) == AMOUNT:
        # "needs, | on average, | about 10% more"
        return sentence.tag(at - 2) != AMOUNT
    return before == VERB or (before in NOUNS and sentence.tag(at + 2) == VERB)


def _explains(sentence: Sentence, between: range) -> bool:
    """Whether a participle behind a comma leads to a number: "27% are unnecessary, totaling 580 GB"."""
    return any(
        sentence.tag(step) == VERB and sentence.lower(step).endswith("ing") and sentence.lower(step - 1) == ","
        for step in between
    )


def aggregate(sentence: Sentence, item: int, first: int, last: int, shared: bool = False) -> Aggregate | None:
    """ "on average", "geomean", "median", "peak" beside the quantity at `item`, whose construction spans [first,
    last). What is behind a number that is a share tells what it is `shared` of: "48% of the peak performance".
    """
    inside = _parenthesis(sentence, item)
    if inside is not None:
        return _aggregated(sentence, item + 1, inside)
    floor = _floor(sentence, item, first)
    ceiling = _ceiling(sentence, item, max(last, item + 1))
    if sentence.lower(item + 1) == "on" and sentence.lower(item + 2) == "average":
        # "reduces peak memory by 5.3x on average"
        return "mean"
    behind = _behind_parenthesis(sentence, item + 1)
    found = _nearest(sentence, floor, item) or _aggregated(sentence, behind, ceiling, shared=shared)
    if found is not None or ceiling < max(last, item + 1):
        return found
    for start in (behind, ceiling):
        if sentence.lower(start) in ("on", "in", "(", "at", ",") and not (shared and start == ceiling):
            found = _aggregated(sentence, start, start + 3, at=start)
            if found is not None and (sentence.lower(start) != "," or sentence.lower(start + 1) == "on"):
                return found
    # "reduces latency by 30% under load on average"
    for index in range(ceiling, min(ceiling + 8, len(sentence.items))):
        word = sentence.items[index].lower
        comma = word == "," and sentence.lower(index + 1) != "on"
        if comma or sentence.items[index].tag in (AMOUNT, VERB) or word in ("and", ";", "."):
            break
        if word == "on" and sentence.lower(index + 1) == "average":
            return "mean"
    return None


def _ceiling(sentence: Sentence, item: int, last: int) -> int:
    """How far behind a number, within its construction, its own words go: "up to a 2x | and on average a 1.3x
    improvement", "up to 2x and | 1.3x on average", but "up to 2x and 1.3x lower average latency".
    """
    own = sentence.amount(item).bound
    for step in range(item + 1, last):
        if sentence.tag(step) != AMOUNT or sentence.lower(step - 1) == "(":
            continue
        begin = step
        while begin > item + 1 and sentence.lower(begin - 1) in _LEADING_ON:
            begin -= 1
        trails = own != sentence.amount(step).bound and sentence.lower(step + 1) == "on"
        if trails or sentence.next_word("average", begin, step) >= 0:
            return begin
    return last


def _floor(sentence: Sentence, item: int, first: int) -> int:
    """How far before a number its own words begin."""
    floor, items = item, sentence.items
    while floor > 0 and item - floor < 10 and (floor > first or item - floor < 5):
        before = items[floor - 1]
        if before.tag == AMOUNT or before.lower in _STOPS:
            break
        floor -= 1
    return floor


def _nearest(sentence: Sentence, first: int, last: int) -> Aggregate | None:
    """The aggregate told last in [first, last): the mean of "reduces peak memory by an average of"."""
    known = words().aggregates
    for index in range(last - 1, first - 1, -1):
        if sentence.items[index].lower not in known:
            continue
        name = _aggregated(sentence, index, last, at=index)
        if name is not None:
            return _aggregated(sentence, index - 1, last, at=index - 1) or name if index > first else name
    return None


def _parenthesis(sentence: Sentence, item: int) -> int | None:
    """Where the parenthesis ends that a number opens: "up to 2x (| 1.5x on average)"; None where it opens none."""
    if sentence.lower(item - 1) != "(":
        return None
    close = sentence.next_word(")", item + 1, item + 6)
    return close if close > 0 else None


def _is_name(sentence: Sentence, index: int) -> bool:
    """Whether an aggregate is the name of a thing, or a part of it: "PEAK", "an Apple M4 | Max"."""
    text = sentence.items[index].text
    if not text[0].isupper() or len(text) < 2:
        return False
    return text.isupper() or (index > 0 and sentence.items[index - 1].text[-1:].isdigit())


def _behind_parenthesis(sentence: Sentence, index: int) -> int:
    """The item behind a number in parentheses, which is told on its own: "up to 2x | (1.5x on average)"."""
    if sentence.lower(index) != "(" or sentence.tag(index + 1) != AMOUNT:
        return index
    close = sentence.next_word(")", index + 2, index + 7)
    return close + 1 if close > 0 else index


def _aggregated(
    sentence: Sentence, first: int, last: int, at: int | None = None, shared: bool = False
) -> Aggregate | None:
    """The aggregate whose words stand within items [first, last), at item `at` or behind its "(" where one is given."""
    places = range(first, last)
    if at is not None:
        # "at peak", "(median", but "6% on | peak infection"
        places = range(at, at + 1 + (sentence.lower(at) in ("(", ",")))
    for index in places:
        for phrase, name in words().aggregates.get(sentence.lower(index), ()):
            if (
                index + len(phrase) <= max(last, first)
                and not _is_name(sentence, index)
                and tuple([item.lower for item in sentence.items[index : index + len(phrase)]]) == phrase
            ):
                if phrase == ("mean",) and sentence.lower(index + 1) in cues().mean_names:
                    continue
                if shared and name in _OF_PEAKS:
                    continue
                return name
    return None

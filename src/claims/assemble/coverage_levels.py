"""Which levels are compared with what a sentence compares with: "21 ms compared to B", "higher density (5) than B"."""

from typing import Final

from claims.assemble.baselines import Baseline
from claims.assemble.cues import cues
from claims.assemble.draft import Draft
from claims.assemble.frames import CHANGE_UNITS, Frame, lead
from claims.assemble.lexicon import is_plural
from claims.assemble.metric import family
from claims.assemble.phrases import is_metric
from claims.assemble.sentence import AMOUNT, AUXILIARY, COMPARATIVE, NOUNS, VERB, Sentence

_BEST: Final = frozenset(
    {"best", "highest", "largest", "least", "lowest", "minimum", "maximum", "shortest", "smallest", "superior"}
)
"""Words before a metric that say that no other has a better value."""
_EFFORTS: Final = frozenset(
    {"cost", "memory", "storage", "energy", "power", "area", "latency", "speed", "communication"}
)
"""Families of what something takes."""
_WITH: Final = frozenset({"at", "with", "using"})
_APART: Final = frozenset({",", ";", ":", "and", "while", "on"})
_NEAREST: Final = 5


def is_attained_share(sentence: Sentence, draft: Draft) -> bool:
    """A share that "achieving" leads to, but not that of the reference: "74% compared to Lero's | 3%"."""
    if draft.amount.kind not in ("percent", "fraction") or sentence.lower(draft.item - 1).endswith("'s"):
        return False
    if sentence.lower(draft.item - 2) == "compared":
        # "(92% compared to | 82% for B)"
        return False
    frame = draft.frame
    told = frame.metric if frame is not None and frame.rule == "claim.share" else None
    if told and is_metric(sentence, told) and not is_plural(sentence.items[told[1] - 1].text):
        # "outperforms B and achieves 90% of the optimal performance": told of that alone
        return False
    return _attained(sentence, draft)


def is_effort(sentence: Sentence, draft: Draft, behind: int) -> bool:
    """Whether a share tells at which part of its effort a thing is outperformed, whose name ends before an item:
    "outperforms B | at one-quarter of the API cost".
    """
    frame = draft.frame
    if draft.amount.kind not in ("percent", "fraction") or frame is None or frame.metric is None:
        return False
    at = lead(sentence, draft.item)
    if frame.rule not in ("claim.share", "claim.level") or sentence.lower(at) not in _WITH or at - behind > _NEAREST:
        return False
    if frame.rule == "claim.level" and draft.amount.rule != "quantity.share":
        return False
    between = any(sentence.tag(step) == VERB or sentence.lower(step) in _APART for step in range(behind, at))
    return not between and family(sentence.words(*frame.metric))[0] in _EFFORTS


def _attained(sentence: Sentence, draft: Draft) -> bool:
    """Whether a level is what "achieving" leads to: "outperforms B, achieving 83.7% precision, 77.5% recall"."""
    for step in range(draft.item - 1, max(-1, draft.item - 14), -1):
        if sentence.tag(step) == VERB:
            return sentence.lower(step).startswith(cues().attains)
    return False


def is_moved_level(sentence: Sentence, draft: Draft, baseline: Baseline) -> bool:
    """Whether a level is as good as a change: "compared to B, it | reduces the overhead to 10 ms"."""
    if draft.frame is None or draft.item < baseline.marker or not baseline.explicit:
        return False
    verb = draft.frame.first
    return draft.frame.rule == "claim.level-to" and sentence.value(verb) in ("decrease", "increase", "improve")


def is_compared_level(sentence: Sentence, draft: Draft, baseline: Baseline, covered: list[Draft]) -> bool:
    """ "21 ms compared to B", not "cut by 66% (3.8 hours) compared to B"; also what shares the head of such a level."""
    if covered and covered[-1].type == "level" and share_head(sentence, draft, covered[-1]):
        return True
    if draft.frame is None:
        return False
    if covered and draft.frame.rule == _rule(covered[-1]) == "claim.parenthesis":
        # "the lowest power (7 mW), the shortest delay (4 ns), and the least energy (3 pJ) compared to B"
        return _is_ranked(sentence, draft.frame) and not sentence.has_tag(VERB, draft.item, covered[-1].item)
    if sentence.lower(baseline.marker) == "than" and draft.frame.rule == "claim.parenthesis":
        # "higher density (4.8 TOPS/mm2) and efficiency (11 TOPS/W) than B"
        stated = sentence.has_tag(AUXILIARY, draft.item, baseline.marker)
        return not stated and _is_ranked(sentence, draft.frame) and near(sentence, draft, baseline)
    if not baseline.explicit:
        return False
    if draft.frame.rule == "claim.parenthesis" and not baseline.valued:
        return _is_ranked(sentence, draft.frame) and near(sentence, draft, baseline)
    return near(sentence, draft, baseline) or _is_valued_in(sentence, draft, baseline, covered)


def _is_valued_in(sentence: Sentence, draft: Draft, baseline: Baseline, covered: list[Draft]) -> bool:
    """Whether the reference's own number is in its unit: "95.5% using 3,000 parameters, compared to 96.9% for B"."""
    if covered or not baseline.valued:
        return False
    items = sentence.items[baseline.marker : baseline.phrase[0]]
    amount = next((item.amount for item in items if item.amount is not None), None)
    if amount is None or amount.unit != draft.amount.unit or baseline.marker - draft.item > 20:
        return False
    for item in sentence.items[draft.item + 1 : baseline.marker]:
        if item.amount is not None and item.amount.unit == amount.unit:
            return False
        if item.tag == VERB and not item.lower.endswith("ing"):
            return False
    return True


def _rule(draft: Draft) -> str:
    return draft.frame.rule if draft.frame is not None else ""


def _is_ranked(sentence: Sentence, frame: Frame) -> bool:
    """Whether what is told in parentheses is said to be better: "the lowest power (7 mW)", "higher density (5)"."""
    first = frame.metric[0] - 1 if frame.metric is not None else -1
    if sentence.lower(first) == "and" and sentence.lower(first - 1) == ")":
        opening = sentence.last_word(("(",), first - 1, within=6)
        while sentence.tag(opening - 1) in NOUNS:
            opening -= 1
        first = opening - 1
    return first >= 0 and (sentence.tag(first) == COMPARATIVE or sentence.lower(first) in _BEST)


def is_measured(draft: Draft) -> bool:
    """A level, or what is added in its own unit: "adds 12 ms, comparable to B"."""
    return draft.type == "level" or (draft.amount.kind == "measure" and draft.amount.unit not in CHANGE_UNITS)


def near(sentence: Sentence, draft: Draft, baseline: Baseline) -> bool:
    return draft.frame is not None and _adjacent(sentence, draft.frame.last, baseline.marker)


def _adjacent(sentence: Sentence, first: int, last: int) -> bool:
    if sentence.lower(first) == "at" and sentence.tag(first + 1) == AMOUNT:
        # "0.95 | at 40% fault density | compared to B"
        first += 2
    if last - first > 6:
        return False
    return not any(
        sentence.tag(step) == AMOUNT
        or sentence.lower(step) == "while"
        or (sentence.lower(step) == "and" and sentence.lower(step - 1) == ",")
        for step in range(first, last)
    )


def share_head(sentence: Sentence, left: Draft, right: Draft) -> bool:
    """ "5.88% median and 9% mean error compared to B": no verb stands between two levels."""
    between = range(left.item + 1, right.item)
    return len(between) <= 6 and not any(sentence.tag(step) == VERB for step in between)

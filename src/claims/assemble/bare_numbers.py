"""Whether a bare number is a score or moves, or a count; and whether a fraction counts parts of one unit."""

from dataclasses import replace
from typing import Final

from claims.assemble.draft import Draft
from claims.assemble.frames import Frame, lead
from claims.assemble.lexicon import is_plural
from claims.assemble.metric import family
from claims.assemble.phrases import is_metric, noun_left
from claims.assemble.runs import Run
from claims.assemble.scale import counted
from claims.assemble.sentence import COMPARATIVE, DETERMINER, NOMINAL, VERB, WORD, Sentence
from claims.mentions.quantity_amount import Amount

_NEAR: Final = 7
"""Items between a verb and what it moves from and to."""
_MULTIPLIED: Final = frozenset({"throughput", "latency", "ttft", "tpot", "memory", "energy"})
"""Families of what is moved by a multiple where no unit is told."""
_SCORES: Final = frozenset({"score", "scores"})


def is_score(sentence: Sentence, run: Run, amount: Amount) -> bool:
    """Whether a bare number is a score ("kappa=0.93", "F1 of 0.87") or a pair, not a count."""
    if amount.before is not None and amount.after is not None:
        if amount.unit or not float(amount.before).is_integer() or not float(amount.after).is_integer():
            return True
        following = counted(sentence, run.first)
        moving = next((step for step in range(run.first - 1, max(-1, run.first - 12), -1) if moves(sentence, step)), -1)
        if moving < 0:
            return amount.after < amount.before and _falls_by_noun(sentence, run.first)
        if _rises(sentence, moving):
            # "the token usage rises from 10 to 64 tokens"
            return True
        if run.first - moving > _NEAR:
            return False
        if amount.after < amount.before and sentence.value(moving) == "decrease":
            # "the answer length is reduced from 60 to 48 tokens"
            return True
        # "reduces the model size from 793M to 644M parameters", but "growing from 3 to 12 nodes"
        has_object = sentence.has_tag(WORD, moving + 1, run.first)
        return has_object or not (following is not None and is_plural(sentence.items[following[1] - 1].text))
    if amount.spelled and amount.value:
        return False
    before = sentence.lower(run.first - 1)
    if before == "=" and amount.value == 0:
        return True
    if amount.spelled:
        return False
    if not _SCORES.isdisjoint(sentence.lowers):
        at = lead(sentence, run.first)
        if sentence.lower(at) in ("of", "is", "reaches") and sentence.lower(at - 1) in _SCORES:
            # "a CoreMark score of 3261"
            return True
    # "0.00", "1.000" are scores, "3.6 million" is a count
    decimal = "." in sentence.items[run.first].text and abs(amount.value or 0) < 1000
    if decimal or amount.value is None or not float(amount.value).is_integer():
        following = counted(sentence, run.first)
        head = sentence.items[following[1] - 1].text if following is not None else ""
        plural = is_plural(head) or head.lower() in ("specification", "standard", "release", "family", "series")
        return not plural and before not in ("v", "version", "section", "figure", "table")
    return False


def told_as_multiple(sentence: Sentence, draft: Draft) -> None:
    """Make a multiple of a change by a bare number of what is no score: "cuts latency by up to | 2.9", "throughput
    gains of | 1.3-3.1", but "raises accuracy by 1.3".
    """
    amount = draft.amount
    if amount.unit or amount.kind != "count" or amount.before is not None or amount.direction is not None:
        return
    if not amount.decimals or (amount.value or 0) <= 1 or not draft.metric:
        return
    words = sentence.words(*draft.metric[0])
    family_ = family(words)[0]
    vague = words.lower() == "performance" and sentence.tag(draft.item + 1) == COMPARATIVE
    if family_ in _MULTIPLIED or vague:
        draft.amount = replace(amount, unit="x", kind="ratio", rule="quantity.factor-of")


def _falls_by_noun(sentence: Sentence, index: int) -> bool:
    """Whether a noun says that something gets less: "a reduction in token usage, | from 64 to 12 tokens"."""
    if sentence.lower(index - 1) != "from":
        return False
    if sentence.lower(index - 2) == "down":
        return True
    near = range(index - 2, max(-1, index - 2 - _NEAR), -1)
    return any(sentence.tag(step) == NOMINAL and sentence.value(step) == "decrease" for step in near)


def _rises(sentence: Sentence, verb: int) -> bool:
    """Whether a metric rises right before a "from": "the token usage | rises", no "when the load | rises"."""
    if sentence.lower(verb + 1) != "from":
        return False
    phrase = noun_left(sentence, verb)
    if phrase is None or not is_metric(sentence, phrase):
        return False
    first = phrase[0] - 1 - (sentence.tag(phrase[0] - 1) == DETERMINER)
    return sentence.lower(first) not in ("when", "as", "while", "if", "of")


def moves(sentence: Sentence, index: int) -> bool:
    """Whether an item is a verb that says which way something moves."""
    return sentence.tag(index) == VERB and sentence.value(index) in ("increase", "decrease", "improve", "worsen")


def counts_parts(sentence: Sentence, found: Frame) -> bool:
    """Whether a fraction counts the parts of one unit: "8 of 32 hardware threads per node"."""
    return found.metric is not None and any(
        sentence.lower(step) in ("threads", "cores", "bits", "lanes", "ways", "stages") for step in range(*found.metric)
    )

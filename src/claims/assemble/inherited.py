"""What but goes on the change told before, and so has its baseline: "9x over B, | and 3x on average"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.draft import Draft
from claims.assemble.frames import Frame
from claims.assemble.sentence import ADVERB, DETERMINER, NOMINAL, Sentence

_LOSSES: Final = frozenset(
    {"drop", "drops", "loss", "losses", "degradation", "degradations", "decline", "penalty", "slowdown", "regression"}
    | {"overhead", "overheads"}
)
"""Nouns of change that no gain is told with."""


def is_gain(sentence: Sentence, draft: Draft) -> bool:
    """Whether a change can explain how something is outperformed: no "with less than a 2% drop in accuracy"."""
    frame = draft.frame
    if frame is None or not frame.rule.startswith("claim.nominal"):
        return True
    nouns = [item for item in sentence.items[frame.first : frame.last] if item.tag == NOMINAL]
    return not nouns or any(item.lower not in _LOSSES for item in nouns)


def goes_on(sentence: Sentence, before: Draft, draft: Draft, found: Frame) -> bool:
    """Whether a change is of the metric told before: "by 9x on A | and 7x on B", "a 56% reduction over B, widening to
    | 80%", "a speedup of 40x over B, reaching | a speedup of 70x".
    """
    if found.rule == "claim.elided":
        return True
    if draft.metric and draft.metric == before.metric:
        # "reduces energy by 9% compared to B, and can save up to 31%"
        saves = found.rule == "claim.subject-verb" and sentence.lower(found.verb).startswith("save")
        return found.rule != "claim.multiple" and not saves
    opener = _opener(sentence, found)
    trailing = sentence.lower(opener).endswith("ing") or (
        sentence.lower(opener) == "to" and sentence.lower(opener - 1).endswith("ing")
    )
    if not trailing or not draft.metric:
        return False
    named = _metric_words(sentence, draft)
    return named in cues().elliptic or named == _metric_words(sentence, before)


def _metric_words(sentence: Sentence, draft: Draft) -> str:
    return " ".join(sentence.words(*piece) for piece in draft.metric).lower()


def _opener(sentence: Sentence, found: Frame) -> int:
    """The item that leads to a construction, its determiners skipped."""
    opener = found.first - 1
    while sentence.tag(opener) in (DETERMINER, ADVERB) or sentence.lower(opener) in ("small", "slight", "minor"):
        opener -= 1
    return opener


def explains(sentence: Sentence, draft: Draft, found: Frame) -> bool:
    """ "by 57% over B, with | efficiency gains reaching 95%" """
    opener = _opener(sentence, found)
    gained = found.move not in ("overhead", "worsen", "slowdown", "increase")
    return (
        opener > 0
        and sentence.lower(opener) == "with"
        and sentence.lower(opener - 1) != "combined"
        and (gained or opener == found.first - 1)
        and is_gain(sentence, draft)
    )

"""Counts that are outcomes by what stands right around them: averages, efforts, contrasts."""

from typing import Final

from claims.assemble.counted import Count, Counted
from claims.assemble.cues import cues
from claims.assemble.lexicon import counts, is_plural
from claims.assemble.sentence import AMOUNT, VERB, Sentence
from claims.assemble.small_words import MERELY
from claims.mentions.quantity_words import VERSUS

_AVERAGES: Final = frozenset({"average", "mean", "median"})
_AVERAGING: Final = frozenset({"averaging", "averages", "averaged"})
_GIVEN: Final = frozenset({"sample", "frame", "update", "interaction", "episode"})
_APART: Final = frozenset({"(", "-", "--", "—", ",", ")"})
_CONTRASTING: Final = _APART | VERSUS
"""What stands behind a count that another is set against."""


def outcome(this: Counted, last: Count | None) -> Count | None:
    """ "a median of | four | day types per agency", "within | three | iterations", "completes | 43 | queries (vs. |
    29 | natively)"; `last` is the count before.
    """
    if (
        this.preceding in _AVERAGING or (this.preceding == "of" and this.sentence.lower(this.index - 2) in _AVERAGES)
    ) and is_plural(this.head):
        return this.claim("level", "claim.count-rate")
    if this.noun in counts().efforts and this.value >= 2 and _is_spent(this):
        return this.claim("level", "claim.count-found")
    if (this.following in _CONTRASTING and _leads_to_contrast(this.sentence, this.phrase[1])) or (
        last is not None and last.type == "level" and this.preceding in VERSUS
    ):
        return this.claim("level", "claim.count-found")
    return None


def _is_spent(this: Counted) -> bool:
    """Whether what something took is told: "within three rounds", "using only 20 steps", "converges in 9 rounds"."""
    word, at = this.preceding, this.index - 2
    if word == "within" or (word in MERELY and this.sentence.lower(at) == "after"):
        return True
    if word == "only":
        # "only 20K samples" are what it was given, "With only 50 iterations, it …" is a point of a run
        return this.noun not in _GIVEN and (at > 0 or this.sentence.lower(at) != "with")
    return word == "in" and this.sentence.tag(at) == VERB and this.sentence.lower(at).startswith(cues().completes)


def is_contrast(sentence: Sentence, index: int, last: Count) -> bool:
    """ "43 queries (vs. | 29 | natively)": the same of something else."""
    return sentence.lower(index - 1) in VERSUS and 0 < index - last.phrase[1] <= 3


def _leads_to_contrast(sentence: Sentence, index: int) -> bool:
    """Whether a "versus" and another count stand at an item: "43 queries | (vs. 29"."""
    word, step = sentence.lower(index), index
    while step < index + 5 and sentence.lower(step) in _APART:
        step += 1
    if step < index + 5 and word == "(" and sentence.lower(step) not in VERSUS:
        # "six CBRS devices (CBSDs)--versus 65"
        step = sentence.next_word(")", index, index + 5) + 1
        while 0 < step < index + 7 and sentence.lower(step) in _APART:
            step += 1
    if sentence.lower(step) not in VERSUS or sentence.tag(step + 1) != AMOUNT:
        return False
    return sentence.amount(step + 1).kind == "count"

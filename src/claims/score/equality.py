"""When two values count as equal: numbers, texts, names, units, and the attributes of two claims."""

import math
import re
import unicodedata

from claims.score.gold import AnnotatedClaim
from claims.score.units import same_unit

ATTRIBUTES = (
    "type", "bound", "aggregate", "plus_minus", "metric", "metric_key", "direction", "effect", "baseline", "condition",
    "about",
)  # fmt: skip
TUPLE = ("type", "bound", "direction", "metric", "baseline")
"""The attributes that must all be right for a claim to be right."""
TEXTS = frozenset(("metric", "baseline", "condition"))
ARTICLES = frozenset(("a", "an", "the"))

_WORD = re.compile(r"\w+")
_SPACE_OR_HYPHEN = re.compile(r"[\s‐‑‒–—―−-]+")


def same_number(one: float | None, other: float | None) -> bool:
    """Whether two numbers are equal to one part in a million; null equals only null, zero only zero.

    >>> same_number(1.4e9, 1400000000), same_number(0, None), same_number(2.0, 2.00001)
    (True, False, False)
    """
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-6)


def same_numbers(one: AnnotatedClaim, other: AnnotatedClaim) -> bool:
    """Whether two claims report the same number, range or before/after pair."""
    return (
        same_number(one.value, other.value)
        and same_number(one.high, other.high)
        and same_number(one.before, other.before)
        and same_number(one.after, other.after)
    )


def same_text(one: str | None, other: str | None) -> bool:
    """Whether two texts share enough words: both null, or token sets with an F1 of at least 0.5.

    Words are lower-cased, punctuation parts them, articles do not count.

    >>> same_text("the state-of-the-art systems", "state-of-the-art serving systems")
    True
    >>> same_text("P99 end-to-end latency", "energy"), same_text("vLLM", None)
    (False, False)
    """
    if one is None or other is None:
        return one is other
    words, other_words = _words(one), _words(other)
    if not words or not other_words:
        return words == other_words and one.split() == other.split()
    return 2 * len(words & other_words) >= 0.5 * (len(words) + len(other_words))


def same_name(one: str, other: str) -> bool:
    """Whether two names are equal but for case, spaces and hyphens.

    >>> same_name("SepsisAI Orchestrator", "sepsisai-orchestrator"), same_name("IDS", "ID")
    (True, False)
    """
    return _folded(one) == _folded(other)


def may_pair(gold: AnnotatedClaim, predicted: AnnotatedClaim) -> bool:
    """Whether two claims whose spans overlap may be the same claim: equal numbers and equal unit."""
    return same_numbers(gold, predicted) and same_unit(gold.type, gold.unit, predicted.type, predicted.unit)


def right_attributes(gold: AnnotatedClaim, predicted: AnnotatedClaim) -> frozenset[str]:
    """Those of `ATTRIBUTES` in which the prediction is right."""
    right = {name for name in ATTRIBUTES if getattr(gold, name) == getattr(predicted, name)}
    right.update(name for name in TEXTS if same_text(getattr(gold, name), getattr(predicted, name)))
    if same_number(gold.plus_minus, predicted.plus_minus):
        right.add("plus_minus")
    return frozenset(right)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) - ARTICLES


def _folded(name: str) -> str:
    return _SPACE_OR_HYPHEN.sub("", unicodedata.normalize("NFKC", name)).casefold()

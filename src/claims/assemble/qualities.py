"""What is gained or lost beside a number, and restricts nothing: "with a negligible accuracy loss"."""

from typing import Final

from claims.assemble.metric import family
from claims.assemble.phrases import noun_right
from claims.assemble.sentence import ADVERB, AMOUNT, COMPARATIVE, DETERMINER, NOMINAL, Sentence

_SAYING: Final = frozenset(
    {"better", "comparable", "competitive", "less", "little", "little/no", "marginal", "minimal", "minor", "near"}
    | {"negligible", "on-par", "slight", "slightly"}
)
"""Adjectives that say how good something is, whatever it is."""
_GRADED: Final = frozenset(
    {"acceptable", "excellent", "high", "low", "moderate", "modest", "similar", "small", "strong", "superior"}
)
"""Adjectives that say so of a result only: "with | similar accuracy", not "with | high traffic"."""
_OF_DEGREE: Final = frozenset({"almost", "much", "nearly", "significantly", "slightly", "very", "virtually"})
_RESULTS: Final = frozenset(
    {"accuracy", "area", "cost", "efficiency", "energy", "error", "power", "reliability", "speed"}
)
"""Families of what a number comes with; a bandwidth or a load is as often what it is restricted to."""
_EFFECTS: Final = frozenset({"compromise", "degradation", "effect", "impact", "scalability", "trade-off", "trade-offs"})
_PRICES: Final = frozenset({"cost", "expense", "price", "risk"})


def is_quality(sentence: Sentence, index: int) -> bool:
    """Whether a "with" before an item leads to what comes with a number: "with | a negligible 0.84% drop"."""
    at = _behind_article(sentence, index)
    word = sentence.lower(at)
    return word in _SAYING or word.startswith("near-") or _is_graded(sentence, at)


def is_result(sentence: Sentence, index: int) -> bool:
    """Whether what comes with a number is a result by its noun as well, so that it tells nothing of a thing before it:
    "real systems with | no accuracy loss", not "queries with | no overlap".
    """
    at = _behind_article(sentence, index)
    word = sentence.lower(at)
    says = word in _SAYING or word.startswith("near-") or sentence.lower(index) == "no"
    return says and _ends_in_result(sentence, at, sentence.lower(index) == "no")


def is_price(sentence: Sentence, index: int) -> bool:
    """Whether an "at" before an item leads to what a number costs: "at | the expense of quality", "at | no cost"."""
    first, second = sentence.lower(index), sentence.lower(index + 1)
    if second in _PRICES and first in ("a", "the"):
        return sentence.lower(index + 2) == "of"
    phrase = noun_right(sentence, index) if first == "no" or first in _SAYING else None
    return phrase is not None and not _PRICES.isdisjoint(sentence.lowers[slice(*phrase)])


def _behind_article(sentence: Sentence, index: int) -> int:
    """ "a | negligible", "virtually | no", "only a | slight" """
    while sentence.tag(index) in (DETERMINER, ADVERB) or sentence.lower(index) in _OF_DEGREE:
        if sentence.lower(index) in _SAYING:
            break
        index += 1
    return index


def _is_graded(sentence: Sentence, at: int) -> bool:
    if sentence.tag(at) == COMPARATIVE:
        return _ends_in_result(sentence, at + 1)
    return sentence.lower(at) in _GRADED and _ends_in_result(sentence, at + 1)


def _ends_in_result(sentence: Sentence, at: int, bare: bool = False) -> bool:
    """Whether the noun phrase at an item is a change, or a metric of what is good or bad."""
    if sentence.tag(at) == AMOUNT:
        return True
    phrase = noun_right(sentence, at)
    if phrase is None:
        return False
    head = phrase[1] - 1
    if sentence.tag(head) == NOMINAL or sentence.lower(head) in _EFFECTS:
        return True
    return not bare and family(sentence.words(*phrase))[0] in _RESULTS

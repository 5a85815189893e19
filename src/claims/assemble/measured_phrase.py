"""What is measured of the noun phrase before a parenthesis: "accuracy in next-action prediction (up to 55%)"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.phrases import PLACES, governor, is_metric, metric_left, noun_left, outermost
from claims.assemble.sentence import DETERMINER, NOMINAL, Range, Sentence

_OVER: Final = (*PLACES, "over")


def measured(sentence: Sentence, phrase: Range) -> Range:
    """What is measured of the noun phrase before a parenthesis, the phrase itself where nothing else is."""
    if sentence.lower(phrase[1] - 1) in cues().competitors or sentence.lower(phrase[1] - 1) == "baseline":
        # "relevancy comparable to both baselines (97.8% vs. 98.1%)"
        phrase = metric_left(sentence, phrase[0]) or phrase
    widened = _widened(sentence, phrase)
    if widened is not None:
        return widened
    if is_metric(sentence, phrase):
        return phrase
    outer = outermost(sentence, phrase, PLACES)
    if is_metric(sentence, outer):
        # "accuracy in next-action prediction (up to 55%)"
        return outer
    listed = _listed_places(sentence, phrase)
    if listed is not None:
        return listed
    outer = outermost(sentence, phrase, _OVER)
    # "improves accuracy over prompting (73% vs. 64%)", but "a speedup over the best kernel (8 s)"
    return outer if is_metric(sentence, outer) and sentence.tag(outer[1] - 1) != NOMINAL else phrase


def _widened(sentence: Sentence, phrase: Range) -> Range | None:
    """What is told of all that stands behind it, whatever that is called: "training time | across tasks (62 s)"."""
    at = governor(sentence, phrase[0])
    outer = noun_left(sentence, at) if sentence.lower(at) in ("across", "under") else None
    return outer if outer is not None and is_metric(sentence, outer) else None


def _listed_places(sentence: Sentence, phrase: Range) -> Range | None:
    """The metric of a list of things that have it: "success rates for both TCP and QUIC (70%)", "intensity for A (10x)
    and B (4x)".
    """
    first = phrase[0]
    for _ in range(4):
        before = first - 1
        if sentence.tag(before) == DETERMINER or sentence.lower(before) == "both":
            first = before
            continue
        if sentence.lower(before) in PLACES:
            metric = noun_left(sentence, before)
            if metric is None or is_metric(sentence, metric):
                return metric
            # "improvements in arithmetic intensity for both A (10x) and B (4x)"
            return metric if sentence.tag(metric[0] - 2) == NOMINAL and sentence.lower(metric[0] - 1) == "in" else None
        if sentence.lower(before) not in ("and", "or", ","):
            return None
        while sentence.lower(before - 1) in (",", ")"):
            before = _behind_parenthesis(sentence, before - 1)
        named = noun_left(sentence, before)
        if named is None or is_metric(sentence, named):
            return None
        first = named[0]
    return None


def _behind_parenthesis(sentence: Sentence, index: int) -> int:
    """The item before which a noun phrase ends that a parenthesis at `index` explains."""
    if sentence.lower(index) == ")":
        return next((step for step in range(index, max(-1, index - 12), -1) if sentence.lower(step) == "("), index)
    return index

"""Settings of what was tried: "Experiments on X show", "We test it on X and find", "it beats B on X, achieving"."""

from typing import Final

from claims.assemble.continuation import SHOWING, list_goes_on
from claims.assemble.cues import cues
from claims.assemble.lexicon import lexicon
from claims.assemble.sentence import ADVERB, AMOUNT, AUXILIARY, DETERMINER, VERB, WORD, Range, Sentence

ABOUT: Final = frozenset(
    {"on", "across", "with", "using", "over", "under", "for", "in", "at", "from", "through", "via"}
)
"""Words between a study and its setting: "experiments on"."""

NO_SETTINGS: Final = frozenset(
    {
        "addition",
        "average",
        "brief",
        "compared",
        "comparison",
        "conclusion",
        "contrast",
        "detail",
        "example",
        "fact",
        "general",
    }
    | {"instance", "it", "many", "particular", "practice", "respect", "short", "such", "summary", "terms", "them"}
    | {"these", "this", "total", "turn", "which", "top"}
)
"""What begins no setting behind a preposition: "In practice, …"."""

STUDIES: Final = frozenset(
    {"analyze", "apply", "benchmark", "conduct", "conducted", "demonstrate", "deploy", "deployed", "evaluate"}
    | {"evaluated", "implement", "implemented", "measure", "perform", "performed", "profile", "quantify", "run"}
    | {"simulate", "simulated", "test", "tested", "validate", "validated", "fabricated", "synthesized"}
)
"""Verbs of what was tried."""

_TRIED_ON: Final = frozenset({"across", "at", "on", "under", "using"})
_EXPLAINED_ON: Final = frozenset({"across", "at", "on", "under"})
_STOPS: Final = frozenset({",", ";", ":", ".", "that"})
SHOWS: Final = SHOWING

_ENDS: Final = frozenset({",", "that", *SHOWS})


_LONGEST_STUDY: Final = 8
"""Items of a study up to the preposition of its setting: "our evaluation of Kelp | on"."""


def studied(sentence: Sentence, start: int, last: int) -> Range | None:
    """ "Experiments on | X | show", "Evaluated on | X |, …" """
    if sentence.lower(start) in cues().tested:
        at = next((step for step in range(start + 1, min(start + 4, last)) if sentence.lower(step) in ABOUT), -1)
    else:
        at = _study(sentence, start, last)
    if at < 0 or sentence.lower(at + 1) in ("this", "our", "comparison", "addition"):
        return None
    predicated = sentence.lower(start) not in cues().tested
    end = next((step for step in range(at + 1, last + 1) if _ends_study(sentence, step, predicated)), last + 1)
    if end <= at + 1 or end > last:
        return None
    ended = sentence.tag(end) == VERB or sentence.lower(end) in _ENDS
    return (at + 1, end) if ended else None


def _study(sentence: Sentence, start: int, last: int) -> int:
    """The preposition of "Experiments | on X show", where the study is the subject; -1 where none is."""
    if cues().studies.isdisjoint(sentence.lowers[start : start + _LONGEST_STUDY]):
        return -1
    for at in range(start + 1, min(last, start + _LONGEST_STUDY + 1)):
        word = sentence.lowers[at]
        if (word == "of" or word in ABOUT) and _leads_to_setting(sentence, at, start):
            break
    else:
        return -1
    for step in range(start + 1, last):
        if _is_finite(sentence, step) or sentence.lower(step) in SHOWS:
            return at if at < step else -1
    return -1


def _leads_to_setting(sentence: Sentence, step: int, start: int) -> bool:
    """Whether a preposition leads to a setting: "experiments | on X", "our evaluation of Kelp | on X", "the analysis |
    of 5209 runs".
    """
    word = sentence.lower(step)
    if word == "of":
        return _is_study(sentence, step - 1) and sentence.tag(step + 1) == AMOUNT
    if _is_study(sentence, step - 1):
        return True
    of = sentence.last_word(("of",), step, within=4)
    return of > start and word in ("on", "across", "under") and _is_study(sentence, of - 1)


def _is_study(sentence: Sentence, index: int) -> bool:
    return sentence.lower(index) in cues().studies


def _is_finite(sentence: Sentence, index: int) -> bool:
    return sentence.tag(index) == VERB and not sentence.lower(index).endswith("ing")


def _ends_study(sentence: Sentence, index: int, predicated: bool) -> bool:
    """Whether the setting of a study ends at an item: at its verb if it is a subject, at a comma that lists nothing."""
    word = sentence.lower(index)
    if (predicated and (_is_finite(sentence, index) or word in SHOWS)) or word in ("that", "we"):
        return True
    return sentence.lower(index) == "," and not listed_comma(sentence, index)


def tried(sentence: Sentence, verb: int, last: int) -> Range | None:
    """ "We evaluate it | on X | and show …", "tested | on X |, achieving …" """
    near = range(verb + 1, min(verb + 12, last))
    stop = next((step for step in near if sentence.lower(step) in _STOPS or sentence.tag(step) == VERB), near.stop)
    at = next((step for step in range(verb + 1, stop) if _is_tried_on(sentence, step)), -1)
    if at < 0 or sentence.lower(at + 1) in NO_SETTINGS:
        return None
    end = next((step for step in range(at + 2, last) if _ends_setting(sentence, step)), -1)
    return (at + 1, end) if end > 0 else None


def _is_tried_on(sentence: Sentence, index: int) -> bool:
    """ "tested | on X", "fabricated | in 22 nm FD-SOI", not "implemented in Rust" """
    if sentence.lower(index) in _TRIED_ON:
        return True
    return sentence.lower(index) == "in" and (
        sentence.tag(index + 1) == AMOUNT or "nm" in (sentence.lower(index + 1)[-2:], sentence.lower(index + 2))
    )


def explained(sentence: Sentence, comma: int) -> Range | None:
    """ "It outperforms B | under load |, achieving …": the setting that ends what a participle explains."""
    participle = comma + 1 + (sentence.tag(comma + 1) == ADVERB)
    if sentence.tag(participle) != VERB or not sentence.lower(participle).endswith("ing"):
        return None
    for step in range(comma - 1, max(0, comma - 12), -1):
        item = sentence.items[step]
        if item.tag == VERB or item.lower in _STOPS:
            return None
        if item.lower in _EXPLAINED_ON:
            return None if sentence.lower(step + 1) in NO_SETTINGS else (step + 1, comma)
    return None


def _ends_setting(sentence: Sentence, index: int) -> bool:
    """Whether a comma or an "and" ends the setting of a study: "on X | and show", "on X |, achieving"."""
    if sentence.lower(index) == ",":
        return not list_goes_on(sentence, index)
    following = index + 1 + (sentence.tag(index + 1) == ADVERB)
    return sentence.lower(index) in ("and", "by", "to", "that") and sentence.tag(following) == VERB


def listed_comma(sentence: Sentence, comma: int, opening: bool = False) -> bool:
    """Whether a comma belongs to a list inside a phrase: "On A, B, and two C, …".

    The list of an `opening` ends in a comma of its own: in "On A, B and C yield …" B and C are the subject.
    """
    for step in range(comma + 1, min(comma + 24, len(sentence.items))):
        word, tag = sentence.lower(step), sentence.tag(step)
        if word == "and":
            if opening and _is_predicated(sentence, step + 1):
                return False
            return sentence.tag(step + 1) in (WORD, DETERMINER, AMOUNT) or sentence.lower(step + 1) == "both"
        if tag in (VERB, AUXILIARY) or word in ("we", "our", "it", "the"):
            return False
        if tag == AMOUNT and sentence.amount(step).kind in ("percent", "ratio"):
            # the number of the claim itself
            return False
    return False


def _is_predicated(sentence: Sentence, first: int) -> bool:
    """Whether a finite verb comes before the next comma: "and C | yield"."""
    for step in range(first, min(first + 12, len(sentence.items))):
        if sentence.lower(step) in (",", ";", ":"):
            return False
        if sentence.tag(step) == AUXILIARY or _is_finite(sentence, step):
            return True
        if sentence.tag(step + 1) == AMOUNT and sentence.lower(step) in lexicon().verbs:
            # "training | yield 1.4x", where the word can be a noun too
            return True
    return False

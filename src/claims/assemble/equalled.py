"""What a paper's own thing is as good as while it costs less: "matches B while using 3x less memory"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.phrases import is_metric, noun_right
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    DETERMINER,
    NOUNS,
    PREPOSITION,
    VERB,
    WORD,
    Range,
    Sentence,
)

EQUALLING: Final = frozenset(
    {"match", "matches", "matched", "matching", "approach", "approaches", "approaching"} | {"rivals"}
)
"""Verbs of being as good: no number is told with them, but of what is gained at the same time."""
REACHING: Final = frozenset({"reach", "reaches", "reached", "reaching"})
PAR: Final = frozenset({"par", "parity", "comparable"})
"""What B is "on a par with": told of the paper's own thing."""
ALIKE: Final = PAR | {"similar", "equivalent", "identical"}
_SOONER: Final = frozenset({"faster", "sooner", "quicker", "earlier"})
_OURS: Final = frozenset({"our", "its", "their", "this", "these", "each", "state", "ground"})
_OUTCOMES: Final = frozenset({"performance", "quality", "results", "levels", "behavior"})
_JOINTS: Final = frozenset(
    {",", "while", "with", "at", "using", "and", "but", "yet", "in", "on", "across", "under", "("}
)


def equalled(sentence: Sentence, index: int) -> int:
    """How many items lead to what is matched at `index`: "matches | B", "on par with | B", "comparable to | B"; 0 where
    the word says something else, as a noun does.
    """
    word = sentence.lower(index)
    if word in ALIKE:
        if sentence.lower(index + 1) in ("with", "to"):
            return 2 if word in PAR and _names(sentence, index + 2) else 0
        phrase = noun_right(sentence, index + 1)
        if phrase is None or sentence.lower(phrase[1]) != "to" or not _is_outcome(sentence, phrase):
            return 0
        # "similar accuracy to | B"
        return phrase[1] + 1 - index if _names(sentence, phrase[1] + 1) else 0
    if word in REACHING:
        return int(_reaches(sentence, index + 1))
    if not _is_verb(sentence, index):
        return 0
    width = 1
    if sentence.lower(index + 1) == "or":
        # "match or closely approach | B"; what "matches or exceeds" does is told by its second verb
        step = index + 2 + (sentence.tag(index + 2) == ADVERB)
        if sentence.lower(step) in EQUALLING:
            width = step + 1 - index
    return width if _names(sentence, index + width) else 0


def _reaches(sentence: Sentence, index: int) -> bool:
    """ "reaches | the baseline's best performance 9x faster" """
    phrase = noun_right(sentence, index)
    owned = phrase is not None and any(sentence.lower(step).endswith("'s") for step in range(*phrase))
    if phrase is None or not owned or not _is_outcome(sentence, phrase):
        return False
    return sentence.tag(phrase[1]) == AMOUNT and sentence.lower(phrase[1] + 1) in _SOONER


def _is_verb(sentence: Sentence, index: int) -> bool:
    """Not in "at matched sparsity", "the best matches", "existing approaches"."""
    if sentence.tag(index - 1) in (DETERMINER, PREPOSITION) and sentence.lower(index - 1) != "to":
        return False
    if sentence.tag(index) == VERB:
        return sentence.tag(index - 1) != AUXILIARY
    if sentence.lower(index - 1) == "to" and sentence.lower(index) in ("match", "approach"):
        # "enables a small model to | approach B at 78x lower cost"
        return True
    if not sentence.lower(index).startswith("match") or sentence.tag(index - 1) not in NOUNS:
        return False
    # "Kelp matches full attention": the verb, where a noun phrase stands on either side
    return sentence.lower(index) != "matching"


def _names(sentence: Sentence, index: int) -> bool:
    """Whether something else than the paper's own may be named at an item; no "matching experiments"."""
    if sentence.lower(index) in cues().studies and sentence.lower(index + 1) in (",", "show", "shows"):
        return False
    return sentence.tag(index) in (WORD, DETERMINER) and sentence.lower(index) not in _OURS


def compared_thing(sentence: Sentence, phrase: Range) -> Range | None:
    """The thing itself of what is matched: "B" of "the accuracy of B" and of "B's median latency"; None where only a
    metric is named.
    """
    first, last = phrase
    for step in range(first, last):
        if sentence.lower(step) == "of" and _is_outcome(sentence, (first, step)):
            return compared_thing(sentence, (step + 1, last))
        if sentence.lower(step).endswith("'s"):
            return (first, step + 1)
    while last > first and "-" not in sentence.lower(last - 1) and _is_outcome(sentence, (last - 1, last)):
        last -= 1
    named = any(sentence.tag(step) != DETERMINER for step in range(first, last))
    return (first, last) if named else None


def _is_outcome(sentence: Sentence, phrase: Range) -> bool:
    return sentence.lower(phrase[1] - 1) in _OUTCOMES or is_metric(sentence, phrase)


def stops(sentence: Sentence, first: int) -> int:
    """Where a clause with a subject of its own begins behind the thing matched: "and | Plume delivers 3x more"."""
    for step in range(first, len(sentence.items)):
        if sentence.lower(step) in (";", ":"):
            return step
        if sentence.lower(step) not in ("and", "while", "but") or sentence.tag(step + 1) in (VERB, ADVERB, AMOUNT):
            continue
        for behind in range(step + 1, len(sentence.items)):
            if sentence.tag(behind) == AMOUNT or sentence.lower(behind) in ("and", ";"):
                break
            finite = sentence.tag(behind) == VERB and not sentence.lower(behind).endswith("ing")
            if finite or sentence.tag(behind) == AUXILIARY:
                return step
    return len(sentence.items)


def leads_on(sentence: Sentence, index: int) -> bool:
    """Whether what stands behind the thing matched goes on with what is gained: "matches B | while"."""
    return sentence.lower(index) in _JOINTS or sentence.lower(index + 1) in _SOONER

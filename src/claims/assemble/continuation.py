"""Whether an "and" or a comma goes on a list of things, or begins a new statement."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.frames import MOVES
from claims.assemble.lexicon import lexicon
from claims.assemble.phrases import noun_right
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    AUXILIARY,
    COMPARATIVE,
    CONJUNCTION,
    DETERMINER,
    NOMINAL,
    NOUNS,
    PREPOSITION,
    SIGN,
    VERB,
    WORD,
    Sentence,
)

NAMING: Final = (WORD, DETERMINER, NOMINAL)
"""What names things are made of."""

SHOWING: Final = frozenset(
    {
        "confirm",
        "confirms",
        "demonstrate",
        "demonstrates",
        "indicate",
        "indicates",
        "reveal",
        "reveals",
        "show",
        "shows",
    }
)
"""Verbs of what a study tells."""
_SUBJECTS: Final = frozenset({"we", "it", "they", "a", "an"})
_PREDICATES: Final = frozenset({"by", "is", "are", "has", "achieves", "reduces", "improves"})


def describes(sentence: Sentence, index: int) -> bool:
    """Whether a participle describes the noun behind it: "state-of-the-art | disaggregated | databases".

    One of a change is a verb ("B and reduced latency"), one in -ing too unless it leads to a name of competitors:
    "the strongest | buffering | baseline".
    """
    word = sentence.lower(index)
    if sentence.tag(index) != VERB or sentence.tag(index + 1) not in (WORD, NOMINAL):
        return False
    if word.endswith("ed"):
        return sentence.value(index) not in MOVES
    phrase = noun_right(sentence, index + 1) if word.endswith("ing") else None
    return phrase is not None and sentence.lower(phrase[1] - 1) in cues().competitors


def is_gapped(sentence: Sentence, index: int, shared: bool = False) -> bool:
    """Whether behind an "and" a new statement begins: a verb, a quantity, or a noun phrase with its own quantity.

    A "by 3x" that is `shared` by all the things listed makes none: "outperforms A and B by 3x".
    """
    word = sentence.lower(index)
    if word.endswith("s") and word in lexicon().verbs and sentence.tag(index + 1) in (WORD, DETERMINER, AMOUNT):
        # "the baseline and supports applications"
        return True
    if describes(sentence, index):
        # "and | specialized stores"
        index += 1
    elif sentence.tag(index) in (VERB, AMOUNT, COMPARATIVE, AUXILIARY, PREPOSITION) or word in _SUBJECTS:
        return True
    for step in range(index, min(index + 9, len(sentence.items))):
        tag, word = sentence.tag(step), sentence.lower(step)
        if shared and word == "by":
            return False
        if word in SHOWING and sentence.lower(step - 1) in cues().competitors:
            # "evaluations against baseline A and | B approaches | show"
            return False
        if tag in (AMOUNT, VERB, AUXILIARY) or word in _PREDICATES:
            return True
        if tag not in NAMING and word not in ("of", "per", "/"):
            return False
    return False


def list_goes_on(sentence: Sentence, comma: int, shared: bool = False) -> bool:
    """Whether a comma goes on a list of names that ends in "and X": "A, B, and C"."""
    for step in range(comma + 1, min(comma + 16, len(sentence.items))):
        tag, word = sentence.tag(step), sentence.lower(step)
        if word in ("and", "or"):
            if step == comma + 1 and _is_clause(sentence, step + 1):
                # "compared to B, and | response time for queries is decreased", "and | the policy transfers to it"
                return False
            named = sentence.tag(step + 1) in (WORD, DETERMINER) or describes(sentence, step + 1)
            return named and not is_gapped(sentence, step + 1, shared)
        if tag not in NAMING and word not in (",", "/", "(", ")"):
            return False
    return False


def _is_finite(sentence: Sentence, index: int) -> bool:
    """Whether a word in -s can but be a verb, for what stands behind it: "transfers | directly to", "meets | the"."""
    if sentence.tag(index) == WORD and sentence.tag(index + 1) == ADVERB:
        return sentence.tag(index + 2) in (PREPOSITION, DETERMINER)
    return sentence.tag(index) in (WORD, NOMINAL) and sentence.tag(index + 1) == DETERMINER


def _is_clause(sentence: Sentence, index: int) -> bool:
    """Whether a noun phrase from an item on, with what restricts it, has a finite verb behind it."""
    if sentence.lower(index) in lexicon().verbs and sentence.tag(index + 1) == ADVERB:
        # "the same GPUs, and | scale opportunistically"
        return True
    for step in range(index, min(index + 12, len(sentence.items))):
        tag, word = sentence.tag(step), sentence.lower(step)
        if tag == AUXILIARY:
            return True
        if step > index and word.endswith("s") and sentence.tag(step - 1) in NOUNS and _is_finite(sentence, step):
            return True
        if tag in (AMOUNT, VERB) or word in (",", ";", ":", "(", "that", "which"):
            return False
    return False


def adjectives_go_on(sentence: Sentence, comma: int) -> bool:
    """Whether a comma stands between adjectives of one noun: "a long-context | , multi-turn workload"."""
    adjective, before = sentence.lower(comma - 1), sentence.lower(comma - 2)
    if "-" not in adjective[1:-1] or not (sentence.tag(comma - 2) == DETERMINER or before in cues().usual):
        return False
    if sentence.tag(comma + 1) not in (WORD, AMOUNT) or sentence.items[comma + 1].text[0].isupper():
        return False
    another = "-" in sentence.items[comma + 1].text[1:-1]
    phrase = noun_right(sentence, comma + 1 + (sentence.tag(comma + 1) == AMOUNT)) if another else None
    return phrase is not None and sentence.tag(phrase[1]) not in (VERB, AUXILIARY)


def behind_gloss(sentence: Sentence, opening: int) -> int:
    """Where a noun phrase goes on behind the gloss of its first words: "a high-load (heavier traffic) | case"; -1 where
    it ends.
    """
    close = sentence.next_word(")", opening + 1, opening + 7)
    if close < 0 or sentence.tag(opening - 1) not in NOUNS or sentence.has_tag(VERB, opening + 1, close):
        return -1
    acronym = close == opening + 2 and sentence.tag(opening + 1) == WORD
    if not acronym and (sentence.has_tag(AMOUNT, opening + 1, close) or "-" not in sentence.lower(opening - 1)):
        return -1
    return close + 1 if _is_head(sentence, close + 1) else -1


def _is_head(sentence: Sentence, index: int) -> bool:
    """Whether the head of a noun phrase stands at an item and ends it, not the verb or the subject of a clause."""
    word = sentence.lower(index)
    if sentence.tag(index) not in (WORD, NOMINAL) and not (sentence.tag(index) == VERB and word in cues().nouns):
        return False
    phrase = noun_right(sentence, index)
    end = phrase[1] if phrase is not None else index + 1
    return sentence.tag(end) in ("", SIGN, PREPOSITION, CONJUNCTION)

"""Whether an "and" or a comma goes on a list of things, or begins a new statement."""

from claims.assemble.lexicon import lexicon
from claims.assemble.sentence import (
    AMOUNT,
    AUXILIARY,
    COMPARATIVE,
    DETERMINER,
    NOMINAL,
    PREPOSITION,
    VERB,
    WORD,
    Sentence,
)

NAMING = (WORD, DETERMINER, NOMINAL)
"""What names things are made of."""

_SUBJECTS = frozenset({"we", "it", "they", "a", "an"})
_PREDICATES = frozenset({"by", "is", "are", "has", "achieves", "reduces", "improves"})


def is_gapped(sentence: Sentence, index: int) -> bool:
    """Whether behind an "and" a new statement begins: a verb, a quantity, or a noun phrase with its own quantity."""
    word = sentence.lower(index)
    if word.endswith("s") and word in lexicon().verbs and sentence.tag(index + 1) in (WORD, DETERMINER, AMOUNT):
        # "the baseline and supports applications"
        return True
    if sentence.tag(index) in (VERB, AMOUNT, COMPARATIVE, AUXILIARY, PREPOSITION) or word in _SUBJECTS:
        return True
    for step in range(index, min(index + 9, len(sentence.items))):
        tag, word = sentence.tag(step), sentence.lower(step)
        if tag in (AMOUNT, VERB, AUXILIARY) or word in _PREDICATES:
            return True
        if tag not in NAMING and word not in ("of", "/"):
            return False
    return False


def list_goes_on(sentence: Sentence, comma: int) -> bool:
    """Whether a comma goes on a list of names that ends in "and X": "A, B, and C"."""
    for step in range(comma + 1, min(comma + 16, len(sentence.items))):
        tag, word = sentence.tag(step), sentence.lower(step)
        if word in ("and", "or"):
            return sentence.tag(step + 1) in (WORD, DETERMINER) and not is_gapped(sentence, step + 1)
        if tag not in NAMING and word not in (",", "/", "(", ")"):
            return False
    return False

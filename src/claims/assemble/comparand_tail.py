"""Where a thing compared with ends that its first words do not tell yet: "a baseline | that uses only X"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.lexicon import is_plural, singular
from claims.assemble.sentence import ADVERB, AMOUNT, DETERMINER, NOUNS, PREPOSITION, VERB, Range, Sentence
from claims.patterns import kept

_RELATIVES: Final = frozenset({"that", "which", "where"})
_HAVING: Final = frozenset(
    {"adopting", "applying", "combining", "consisting", "employing", "executing", "featuring", "lacking", "leveraging"}
    | {"relying", "using", "utilizing"}
)
"""Participles that tell what a thing compared with has: "a baseline | employing X"."""
_STOPS: Final = frozenset(
    {",", ";", ":", ".", "—", "(", ")", "while", "whereas", "thereby", "thus", "without", "but", "respectively", "by"}
)
_MORE_GENERIC: Final = frozenset({"one", "ones", "case", "scenario", "work", "model", "network", "version", "variant"})
_BEHIND_ACT: Final = (PREPOSITION, DETERMINER, ADVERB, *NOUNS)
_PLACES: Final = frozenset({"above", "at", "below", "outside", "near"})
_REACH: Final = 16
"""Items of a tail at most; a longer one is a clause of its own."""


def tail_end(sentence: Sentence, phrase: Range) -> int:
    """The end of the thing compared with, its clause included where it would say nothing without it.

    "a baseline | that uses only X", "works | using a 16-bit SRAM", "training | on the original data".
    """
    last = phrase[1]
    said = _is_act(sentence, phrase) or (_is_generic(sentence, phrase) and _opens(sentence, phrase))
    if not said and not (_is_bare(sentence, phrase) and _restricts(sentence, last)):
        return last
    end = _clause_end(sentence, last)
    while end > last and (
        sentence.tag(end - 1) in (PREPOSITION, DETERMINER) or sentence.lower(end - 1) in ("and", "or")
    ):
        end -= 1
    return end


def _is_act(sentence: Sentence, phrase: Range) -> bool:
    """ "training | on", "always using | the largest model", "sending": something done, not "recomputing baselines"."""
    first, last = phrase
    while first < last and sentence.tag(first) == ADVERB:
        first += 1
    head = sentence.lower(first)
    if not head.endswith("ing") or first == 0:
        return False
    if sentence.tag(first - 1) == DETERMINER or sentence.items[first].text[0].isupper():
        return False
    ends_here = all(sentence.tag(step) == ADVERB for step in range(first + 1, last))
    if ends_here:
        return sentence.tag(last) in _BEHIND_ACT or sentence.lower(last) == "from"
    return sentence.tag(first + 1) == DETERMINER


def _is_bare(sentence: Sentence, phrase: Range) -> bool:
    """Whether the phrase is but a plural that names no class of competitors: "requests", "models"."""
    word = sentence.items[phrase[0]].text
    plain = phrase[1] - phrase[0] == 1 and word.islower() and is_plural(word)
    return plain and (word in ("models", "works", "systems") or word not in cues().competitors)


def _restricts(sentence: Sentence, index: int) -> bool:
    """ "requests | just below it", "steps | at the beginning of a task", "models | trained with all data" """
    if sentence.lower(index).endswith("ed") and sentence.tag(index + 1) == PREPOSITION:
        return sentence.tag(index) == VERB and sentence.lower(index + 1) != "by"
    index += sentence.lower(index) == "just"
    return sentence.lower(index) in _PLACES


def _is_generic(sentence: Sentence, phrase: Range) -> bool:
    """Whether the phrase names but a class of things: "a baseline", "existing works"."""
    first, last = phrase
    while first < last and sentence.tag(first) == DETERMINER:
        first += 1
    return 0 < last - first <= 2 and sentence.lower(last - 1) in _generic()


@kept
def _generic() -> frozenset[str]:
    words = cues().competitors
    return frozenset({*words, *(singular(word) for word in words), *_MORE_GENERIC})


def _opens(sentence: Sentence, phrase: Range) -> bool:
    index = phrase[1]
    word, following = sentence.lower(index), sentence.lower(index + 1)
    if word in _RELATIVES:
        return sentence.tag(index + 1) != AMOUNT
    if word == "running":
        # "a baseline running | X", not "accelerators running on X" or "running equal models", which restrict the number
        return sentence.lower(phrase[0]) in ("a", "an") and sentence.tag(index + 1) != PREPOSITION
    return word in _HAVING or (word == "based" and following == "on")


def _clause_end(sentence: Sentence, index: int) -> int:
    """Where the clause from an item on ends; at that item where a number stands in it."""
    for end in range(index, min(len(sentence.items), index + _REACH) + 1):
        if end == len(sentence.items) or sentence.lower(end) in _STOPS:
            return end
        if sentence.tag(end) == AMOUNT:
            return index
        if sentence.lower(end) == "and" and sentence.tag(end + 1) in (VERB, PREPOSITION, AMOUNT, ADVERB):
            return end
    return index

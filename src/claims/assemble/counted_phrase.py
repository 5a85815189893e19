"""The counted noun phrase behind a number: "1.4 billion | particles", "seven | code and dialogue benchmarks"."""

from typing import Final

from claims.assemble.cues import cues
from claims.assemble.lexicon import counts, is_plural, lexicon, singular
from claims.assemble.sentence import (
    ADVERB,
    AMOUNT,
    COMPARATIVE,
    DETERMINER,
    NOMINAL,
    SIGN,
    VERB,
    WORD,
    Range,
    Sentence,
)
from claims.assemble.small_words import EXAMPLES, JOINERS

_LONGEST: Final = 9
"""Items of the longest phrase."""
_OF_THE_ART: Final = ["of", "the", "art"]
_BEHIND_VERB: Final = frozenset({"that", "the", "a", "an", "how"})
_DIMENSIONS: Final = frozenset({"2D", "2.5D", "3D"})
_SUFFIXES: Final = frozenset({
    "level", "based", "oriented", "wide", "driven", "aware", "specific", "only", "to", "per", "on", "in", "of",
    "as", "scale", "style", "like", "side", "centric", "related", "intensive", "heavy", "bound", "free",
})  # fmt: skip
"""Ends of modifiers that begin with a plural: "systems-level"."""
_EXAMPLES: Final = EXAMPLES | {"i.e.", "i.e"}
_WORDS: Final = (WORD, NOMINAL, VERB)
_MODIFYING: Final = (VERB, COMPARATIVE, ADVERB)
_JOINED: Final = (WORD, NOMINAL, VERB, ADVERB)
"""What a word of a phrase can be taken for."""


def counted(sentence: Sentence, index: int) -> Range | None:
    """The noun phrase that the number at item `index` counts: "1.4 billion | particles", "64 | GPU"."""
    first, items = index + 1, sentence.items
    count = len(items)
    amount = items[index].amount
    if amount is not None and amount.compound and sentence.lower(first) == "-":
        return (first + 1, first + 2) if sentence.tag(first + 1) in _WORDS else None
    while first < count and (items[first].tag == DETERMINER or items[first].lower in ("most", "of")):
        first += 1
    second = items[first].amount if first < count else None
    if second is not None:
        if is_model_size(items[first].text) or items[first].text.endswith("-scale"):
            # "four 14B models", "three billion-scale benchmarks"
            first += 1
        elif second.compound and sentence.lower(first + 1) == "-":
            # "two 32-GPU testbeds"
            first += 3
    last, head = _extent(sentence, first)
    if head > first:
        last, head = _before_verb(sentence, first, head, items[index].text, end=last)
    if head >= 0:
        if head == first + 1 and sentence.tag(first) == ADVERB and sentence.lower(head) in lexicon().verbs:
            # "a window of 512 consistently matches"
            return None
        return first, head + 1
    if last == first or sentence.tag(last - 1) in (ADVERB, SIGN):
        return None
    return first, last


def _before_verb(sentence: Sentence, first: int, head: int, number: str, end: int) -> Range:
    """The phrase up to a verb taken for its head or one of its words, and no head where there is one: "a 32B variant |
    approaches frontier models", "a 250-micron dataset | shows that", "24 by 24 node array | supports tree structures".
    """
    for step in range(first + 1, head + 1):
        lower = sentence.lowers[step]
        if lower[-1:] != "s" or lower not in lexicon().verbs or singular(lower) in counts().evaluated:
            continue
        goes_on = step < head if sentence.tag(step) != VERB else sentence.lower(step + 1) in _BEHIND_VERB
        if (
            (goes_on or is_model_size(number))
            and singular(lower) not in counts().designed
            and not is_plural(sentence.items[step - 1].text)
        ):
            return step, -1
    return end, head


def _extent(sentence: Sentence, first: int) -> Range:
    """How far the words of the phrase go, and the last plural among them, its head; -1 where none is one."""
    last, head = first, -1
    items = sentence.items
    end = min(len(items), first + _LONGEST)
    while last < end:
        item = items[last]
        if item.tag == SIGN and item.lower == "(":
            close = _closing(sentence, last) if last == first or _is_aside(sentence, last, head) else -1
            if close < 0:
                break
            last = close + 1
        elif (
            item.tag == WORD
            or item.tag == NOMINAL
            or (head < 0 and (item.tag in _MODIFYING or item.lower == "based") and _is_part(sentence, last))
        ):
            word = item.text
            if "-" in word and dashed_head(word):
                return last + 1, last
            if item.tag != ADVERB and is_plural(word):
                head = last
            last += 1
        elif head >= 0:
            break
        elif last > first and _joins_modifiers(sentence, last):
            last += 1
        elif (
            last == first + 1 and item.lower == "of" and [each.lower for each in items[last : last + 3]] == _OF_THE_ART
        ):
            # "four state of the art engines"
            last += 3
        elif last > first and item.lower == "of" and _is_named_of(sentence, last):
            # "two Proof of Stake chains"
            last += 1
        elif item.lower == "-" and items[last - 1].text in _DIMENSIONS:
            # "eight 3D-IC designs"
            last += 1
        else:
            break
    return last, head


def _is_named_of(sentence: Sentence, index: int) -> bool:
    """Whether an "of" stands inside a name: "Proof | of | Stake"."""
    behind = sentence.items[index + 1].text if index + 1 < len(sentence.items) else ""
    return sentence.items[index - 1].text[0].isupper() and behind[:1].isupper()


def dashed_head(word: str) -> str:
    """The plural noun that a dash without spaces glues to what explains it, "" where there is none.

    >>> [dashed_head(word) for word in ("models-Gemma-4-31B-IT", "tasks-intent", "SBCs-Pico", "systems-level")]
    ['models', 'tasks', 'SBCs', '']
    """
    noun, _, rest = word.partition("-")
    if not rest or not is_plural(noun) or rest.rpartition("-")[2] in _SUFFIXES:
        return ""
    if rest[0].isupper() and (noun.islower() or (len(noun) > 3 and noun[:-1].isupper())):
        # "three SBCs-Jetson Nano, Orange Pi and Pico"
        return noun
    if not noun.islower():
        return ""
    known = singular(noun)
    return noun if known in counts().evaluated or known in counts().designed else ""


def is_model_size(number: str) -> bool:
    """Whether a number is written as the sizes of models are.

    >>> [is_model_size(number) for number in ("14B", "1.3 B", "135M", "200B-1000B", "14", "14 billion")]
    [True, True, True, True, False, False]
    """
    return number[-1:] in ("B", "M") and number[-2:-1] in "0123456789 " and any(sign.isdigit() for sign in number)


def _closing(sentence: Sentence, opening: int) -> int:
    """The ")" of a short parenthesis, -1 where there is none."""
    return sentence.next_word(")", opening, opening + 8)


def _is_aside(sentence: Sentence, opening: int, head: int) -> bool:
    """Whether the phrase goes on behind a parenthesis: it holds one word ("Worst-Case Delay (WCD) tasks") or examples
    ("three memory (e.g., HBM) technologies").
    """
    if sentence.lower(opening + 2) == ")":
        tag = sentence.tag(opening + 3)
        goes_on = tag == WORD or (tag == VERB and singular(sentence.lower(opening + 3)) in counts().evaluated)
        return goes_on and sentence.tag(opening + 1) == WORD
    if head >= 0 or sentence.lower(opening + 1) not in _EXAMPLES:
        return False
    behind = _closing(sentence, opening) + 1
    return behind > 0 and sentence.tag(behind) in _WORDS and is_plural(sentence.items[behind].text)


def _is_part(sentence: Sentence, index: int) -> bool:
    """Whether what only looks like a verb or modifies goes into the phrase, as it can before the head."""
    tag = sentence.tag(index)
    if sentence.lower(index) == "based" and sentence.tag(index - 1) == sentence.tag(index + 1) == WORD:
        # "pre-quantization based compressors"
        return True
    modifies = tag in _MODIFYING and (
        sentence.tag(index + 1) in _WORDS
        # "four widely used and open models"
        or (tag == VERB and sentence.lower(index - 1).endswith("ly") and _joins_modifiers(sentence, index + 1))
    )
    if modifies or tag != VERB or not is_plural(sentence.items[index].text):
        return modifies
    noun = singular(sentence.items[index].text)
    counted_first = sentence.tag(index - 1) == AMOUNT
    return (
        (sentence.value(index) == "other" and not counted_first)
        or noun in counts().designed
        or noun in cues().nouns
        or noun in counts().evaluated
    )


def _joins_modifiers(sentence: Sentence, index: int) -> bool:
    """Whether an "and" stands before the head: "1M single-turn chat and reasoning queries"."""
    if sentence.lower(index) not in JOINERS:
        return False
    ahead = index + 1 + (sentence.lower(index) == "," and sentence.lower(index + 1) in ("and", "or"))
    if sentence.tag(ahead) not in _JOINED:
        return False
    joined = ahead > index + 1
    if sentence.tag(ahead) == ADVERB:
        # "representative and conceptually different architectures"
        ahead += 1
    while ahead - index < (8 if joined else 6):
        lower, tag = sentence.lower(ahead), sentence.tag(ahead)
        word = sentence.items[ahead].text if tag in (WORD, NOMINAL) else ""
        if word and (is_plural(word) or ("-" in word and dashed_head(word))):
            return True
        if sentence.lower(index) == "," and lower in ("and", "or"):
            # "five CPU, memory and file-intensive benchmarks"
            joined = True
        elif lower != "," and tag not in _WORDS:
            return False
        ahead += 1
    return False

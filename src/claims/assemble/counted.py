"""A number with the noun phrase that it counts, and what stands around it."""

from dataclasses import dataclass
from itertools import takewhile
from typing import Final, final

from claims.assemble.counted_phrase import dashed_head
from claims.assemble.lexicon import singular
from claims.assemble.sentence import (
    AMOUNT,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    PREPOSITION,
    SIGN,
    VERB,
    Range,
    Sentence,
)
from claims.mentions.quantity_amount import Amount


@dataclass(slots=True)
class Count:
    """A count that is a claim: its noun phrase, its unit and its type."""

    phrase: Range
    unit: str
    type: str
    rule: str
    head: Range | None = None
    """The noun that the phrase shares with a later count: "four production | and three perception | prompts"."""

    def pieces(self) -> list[Range]:
        """The phrase and its shared head."""
        return [self.phrase] if self.head is None else [self.phrase, self.head]


@final
class Counted:
    """A number with the noun phrase it counts."""

    __slots__ = (
        "amount", "before", "following", "head", "index", "leading", "noun", "phrase", "preceding", "sentence", "text",
        "value",
    )  # fmt: skip

    def __init__(self, sentence: Sentence, index: int, amount: Amount, value: float, phrase: Range) -> None:
        items, behind = sentence.items, phrase[1]
        word = items[behind - 1].text
        self.sentence = sentence
        self.index = index
        self.amount = amount
        self.value = value
        self.phrase = phrase
        self.text = items[index].text
        """The number as it is written."""
        self.head = (dashed_head(word) or word) if "-" in word else word
        """The head of the phrase as it is written, without what a dash glues to it."""
        self.noun = singular(self.head)
        """The head of the phrase, singular."""
        self.preceding = sentence.lowers[index - 1] if index else ""
        """The item before the number, lower case."""
        self.following = sentence.lowers[behind] if behind < len(items) else ""
        """The item behind the phrase, lower case."""
        self.before = clause_words(sentence, index)
        """The words of the clause before the number."""
        self.leading = self.before[-1] if self.before else ""
        """The last of them."""

    def take_in(self, last: int) -> None:
        """Let the phrase go on up to before an item."""
        self.phrase = self.phrase[0], last
        self.following = self.sentence.lower(last)

    def claim(self, type_: str, rule: str) -> Count:
        """The claim of the whole phrase."""
        return Count(self.phrase, self.noun, type_, rule)


_SILENT: Final = frozenset({SIGN, DETERMINER, CONJUNCTION})
_LONGEST: Final = 9
"""Items back and forth to the next count of a list."""


def clause_words(sentence: Sentence, index: int) -> list[str]:
    """The words that say something in the clause before an item, lower case."""
    first = max(0, index - 24)
    words = sentence.lowers[first:index]
    if ";" in words or ":" in words:
        while words[-1] not in (";", ":"):
            words.pop()
        first += len(words)
    return [item.lower for item in sentence.items[first:index] if item.tag not in _SILENT]


def _is_count(sentence: Sentence, index: int) -> bool:
    return sentence.tag(index) == AMOUNT and sentence.amount(index).kind == "count"


def list_length(sentence: Sentence, index: int) -> int:
    """How many counts are listed with one: 3 for each of "nine categories, three temperatures, and five languages"."""
    members = 1
    for way in (-1, 1):
        step, gap = index + way, 0
        while 0 <= step < len(sentence.items) and gap < _LONGEST and sentence.lower(step) not in (";", ":", "."):
            gap += 1
            if sentence.tag(step) in (VERB, AUXILIARY, PREPOSITION):
                break
            if sentence.tag(step) == AMOUNT:
                beside = step if way > 0 else index
                if not _is_count(sentence, step) or sentence.lower(beside - 1) not in ("and", ","):
                    break
                members, gap, index = members + 1, 0, step if way < 0 else index
            step += way
    return members


def in_list_of_counts(sentence: Sentence, index: int) -> bool:
    """Whether a count of one stands beside other counts: "two public traces and one synthetic trace"."""
    behind = range(index + 1, min(index + 9, len(sentence.items)))
    for step in takewhile(lambda step: sentence.tag(step) != VERB and sentence.lower(step) not in (";", "."), behind):
        several = _is_count(sentence, step) and (sentence.amount(step).value or 0) >= 2
        if several and sentence.lower(step - 1) in ("and", ","):
            return True
    if sentence.lower(index - 1) not in ("and", ",", "or") or sentence.tag(index - 1) not in (CONJUNCTION, SIGN):
        return False
    return any(_is_count(sentence, step) for step in range(max(0, index - 12), index))

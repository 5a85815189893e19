"""Whose result a sentence tells: the paper's own, or one from before."""

import re
from typing import Final

import regex

from claims.assemble.sentence import (
    Sentence,
)
from claims.models import About

_INTRODUCTION: Final = regex.compile(
    r"\b(?:we|this paper|this work|this article|this study|here we|the paper|this thesis|the authors?)\s(?:\w+\s){0,3}?"
    r"(?:present|propose|introduce|develop|design|describe|build|implement|study|investigate|evaluate|show|explore"
    r"|analy[sz]e|report|conduct|demonstrate|examine|address|argue|find|characteri[sz]e"
    r"|benchmark|measure|compare|discuss|consider|introduc|provide|quantif|perform|offer|survey|review|assess"
    r"|simulat|formulat|derive|construct|create|train|collect|release|apply)"
    r"|\b(?:in this (?:paper|work|article|study)|to address (?:this|these)"
    r"|our (?:key|approach|system|framework|method|analysis|evaluation|results|experiments|work))\b"
    r"|\bI (?:present|propose|construct|argue|show)",
    regex.IGNORECASE,
)


_OPENING: Final = re.compile(rb" (?=[iotw])(?:we|(?:in )?this|our|the (?:paper|authors?)|to address|i)(?= )")
"""What `_INTRODUCTION` can begin with in a `_flat` text; with "we" for "here we", which says no more."""


_OWN: Final = regex.compile(r"\b(?:we|our|ours|us|this (?:paper|work|article|study))\b", regex.IGNORECASE)


_OURS: Final = frozenset({"we", "our"})
_OWNING: Final = (b" we ", b" our ", b" ours ", b" us ", b" this ")
"""Words of which `_OWN` needs one, with spaces for all signs: without, there is no need to search."""
_WORDS: Final = bytes(
    ord(char.lower()) if char.isalnum() or char == "_" else 32 for char in map(chr, range(128))
).ljust(256)
"""ASCII letters -> small, digits, "_" -> themselves, all else -> a space."""


LETTERS_ALIKE: Final = "\u0130\u017f\u212a"
"""What is not ASCII and matches an ASCII letter in another case: the Turkish "I", a long "s", the sign of kelvins."""


_REPORTED: Final = regex.compile(
    r"\bpreviously (?:validated|reported|published|trained)|\bprior work (?:reports?|achieves?)"
)


def introduction(text: str, spans: list[tuple[int, int]]) -> int:
    """Where the paper begins to speak of itself: the offset of the first such sentence, 0 where none is found."""
    if not _is_plain(text):
        return next((start for start, end in spans if _INTRODUCTION.search(text, start, end)), 0)
    parts = iter(spans)
    start = end = -1
    for opening in _OPENING.finditer(_flat(text)):
        at = opening.start()  # where the space before a word stands in the flat text, the word stands in the text
        while at >= end:
            start, end = next(parts, (0, 0))
            if not end:
                return 0
        if at >= start and _INTRODUCTION.match(text, at, end):
            return start
    return 0


def _is_plain(text: str) -> bool:
    """Whether no letter of a text is an ASCII one in another case, as hardly ever one is."""
    return text.isascii() or not any(map(text.__contains__, LETTERS_ALIKE))


def _flat(text: str) -> bytes:
    """A plain text in small letters with spaces for all else, before it and behind it."""
    return f" {text} ".encode("ascii", "replace").translate(_WORDS)


def _has_one(flat: bytes, words: tuple[bytes, ...], start: int, end: int) -> bool:
    for word in words:  # noqa: SIM110 -- a generator for `any` takes twice as long
        if flat.find(word, start, end) >= 0:
            return True
    return False


def told_by(sentence: Sentence, system: str | None) -> About | None:
    """Whether the sentence says that it tells the paper's own results, or those of others; None where it says neither.

    Then it counts which side of the `introduction` it stands on.
    """
    words_of = sentence.text[sentence.start : sentence.end]
    reported = "previously " in words_of or "prior work" in words_of
    if not reported and not _OURS.isdisjoint(sentence.lowers):
        # as `_OWN` would find in most
        return "this"
    if system and system.lower() in words_of.lower():
        return "this"
    if reported and _REPORTED.search(words_of):
        return "prior"
    if _is_plain(words_of) and not _has_one(_flat(words_of), _OWNING, 0, len(words_of) + 2):
        return None
    return "this" if _OWN.search(words_of) else None

"""The tokens of a piece of a text that may hold hardware names, cut the way that the forms of names need it."""

import re
from collections.abc import Iterable
from itertools import accumulate
from typing import Final, final

from claims.mentions.hardware_prefilter import CODE_START

# A token is a word without its digits, a number, or a sign. A hyphen inside a compound stays with what precedes it, so
# that "RTX-4090", "RTX 4090" and "RTX4090" are the same two tokens; a "v" before a digit stands alone ("TPUv4"), and so
# does the "x" of "8xA100"; "TM", "(R)" and the "'s" before a name stay with their word.
_PLAIN: Final = r"[a-z]++(?=[\x20,.;:)])"
"""A word that is a token whatever else there may be, as most are: it is tried first. No code is such a word."""
_ORNAMENTS: Final = r"(?>(?:\^(?:TM|circledR)(?![A-Za-z])|\((?:TM|R|tm|r)\)|[™®]|'s(?=\s[A-Z\d]))?)(?:-(?=\w))?"
_WORD: Final = rf"(?<=\d)[xX](?=[A-Z])|[A-Za-z]+?(?=v\d)|[A-Za-z]++{_ORNAMENTS}|\d++(?>(?:[.,]\d++)*)(?:-(?=\w))?|\S"
ORNAMENT: Final = re.compile(r"'s$|\^(?:TM|circledR)|(?<=[a-z])TM|\((?:TM|R|tm|r)\)|[™®]|-$")
"""What is no part of a name."""


@final
class Tokens:
    """The tokens of a piece of a text that begins at `begin`; most of them are never asked for."""

    __slots__ = ("begin", "norms", "starts", "words")

    def __init__(self, begin: int, words: list[str], starts: list[int], norms: list[str]) -> None:
        self.begin = begin
        self.words = words
        self.starts = starts
        """Offsets into the piece."""
        self.norms = norms
        """What is compared of each."""

    def start(self, place: int) -> int:
        """Where a token begins in the text."""
        return self.begin + self.starts[place]

    def end(self, place: int) -> int:
        """Where it ends; a hyphen or an "'s" that it ends with is outside."""
        word = self.words[place]
        outside = 2 if word.endswith("'s") else len(word) > 1 and word[-1] == "-"
        return self.begin + self.starts[place] + len(word) - outside

    def gap(self, place: int) -> str:
        """What is between a token and the next: a space, nothing, or the hyphen that the token ends with."""
        word = self.words[place]
        if len(word) > 1 and word[-1] == "-":
            return "-"
        following = self.starts[place + 1] if place + 1 < len(self.starts) else 0
        return " " if following > self.starts[place] + len(word) else ""


def tokenizer(codes: Iterable[str]) -> "re.Pattern[str]":
    """The regex of a token, given those of codes: with the space before it, or white space that is more than that."""
    coded = rf"(?<![A-Za-z0-9])(?={CODE_START})(?:{'|'.join(codes)})(?![A-Za-z0-9])"
    return re.compile(rf"\x20?(?:{_PLAIN}|{coded}|{_WORD})|\s+(?=\S)")


def cut(words: "re.Pattern[str]", text: str) -> tuple[list[str], list[int]]:
    """The words of a text, and where each begins; of white space between two all but one space is a word.

    >>> cut(tokenizer(["trn[1-9]"]), "8xA100-80GB  on trn1")
    (['8', 'x', 'A', '100-', '80', 'GB', ' ', 'on', 'trn1'], [0, 1, 2, 3, 7, 9, 12, 13, 16])
    """
    pieces = words.findall(text)
    found = [piece[1:] if piece[0] == " " else piece for piece in pieces]
    ends = accumulate(map(len, pieces))  # they take all of the text
    return found, [end - len(word) for end, word in zip(ends, found, strict=True)]

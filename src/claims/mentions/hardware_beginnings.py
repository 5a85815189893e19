"""Where words stand that begin as a hardware name does, in many texts at once.

>>> words = [("NVIDIA", []), ("A#", []), ("d-Matrix", ["Corsair"])]
>>> starts = build(words, ["graphics card"], heads_of_code("trn[1-9]"))
>>> starts.places(["an NVIDIA A100, a dMatrix Corsair, graphics cards", "and 8xA2 on trn1"])
[3, 10, 18, 35, 56, 62]
"""

import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import regex

_LENGTHS: Final = (1, 2, 3, 5, 8)
"""As many signs of a beginning are looked at; of one with seven the first five."""
_FIRST: Final = 2
"""As many signs sort out most words: few names begin with "th", and no more is looked at of "there"."""
_WHOLE: Final = 1
"""The first signs of a word are all that is looked at of a name."""
_BEGUN: Final = 2
"""A name begins with them that goes on."""
_LONGEST: Final = _LENGTHS[-1]
_OF_CODE: Final = 3
"""Signs of a code that are looked at."""
_SIGN: Final = " "
_DIGIT: Final = "0"
_LETTERS: Final = string.ascii_letters
_SIGNS: Final = "".join(map(chr, range(128))).translate({ord(sign): None for sign in _LETTERS + string.digits})
_ALIKE: Final = bytes(
    ord(chr(code) if chr(code) in _LETTERS else _DIGIT if chr(code) in string.digits else _SIGN) for code in range(256)
)
"""Makes all digits alike, and all signs, so that a word begins behind a space."""
_MULTIPLIED: Final = re.compile(rb"0[xX](?=[0A-Z])")
_FIRST_MASK: Final = (1 << 8 * _FIRST) - 1
_FACTOR, _KEPT = 0x9E3779B97F4A7C15, 19
"""More signs of a word, read as a number, times the first, modulo 2**64: of this, so many of the leading bits."""


@dataclass(slots=True, frozen=True)
class Beginnings:
    """The beginnings of each length."""

    first: Any
    """What each two signs are, read as a number."""
    tables: tuple[tuple[Any, Any], ...]
    """For each longer length the mask for so many signs, and which numbers are made of them; by chance others are."""

    def places(self, texts: Sequence[str]) -> list[int]:
        """The words that may begin a name, and what is multiplied: the "A" of "8xA100"; ascending.

        They are offsets into all texts with one sign between two.
        """
        import numpy  # spaCy does so as well; not for `claims --help`

        # One byte for each sign, whatever it is, so that the offsets stay. Most texts are ASCII, all together seldom.
        joined = b"\n".join([text.encode("ascii", "replace") for text in texts])
        data = b" " + joined.translate(_ALIKE) + b" " * _LONGEST
        is_word = numpy.frombuffer(data, numpy.uint8) != ord(_SIGN)
        starts = (is_word[1:] > is_word[:-1]).nonzero()[0] + 1
        eights: Any = numpy.ndarray((len(data) - _LONGEST + 1,), "<u8", data, 0, (1,))
        words = eights.take(starts)
        # numpy takes far longer to look up what is unsigned
        begun = self.first[words.view("<i8") & _FIRST_MASK]
        may = (begun != 0).nonzero()[0]  # of what is true or false numpy finds it in a quarter of the time
        starts, words, found = starts[may], words[may], (begun[may] & _WHOLE).view(numpy.bool_)
        factor, shift = numpy.uint64(_FACTOR), numpy.uint64(64 - _KEPT)
        for mask, table in self.tables:
            found |= table[((words & mask) * factor >> shift).view(numpy.int64)]
        places: list[int] = (starts[found] - 1).tolist()
        multiplied = [match.end() - 1 for match in _MULTIPLIED.finditer(data)]
        return sorted([*places, *multiplied]) if multiplied else places


def build(words: Iterable[tuple[str, Sequence[str]]], units: Iterable[str], codes: Iterable[str]) -> Beginnings:
    """The beginnings of the words of forms, of class words and of codes (see `heads_of_code`).

    With each word of a form stands what must follow it, if anything must.
    """
    import numpy

    heads = {head for word, following in words for head in _heads_before(word, following)}
    heads.update(unit.encode("ascii", "replace").translate(_ALIKE).decode() for unit in units)
    heads.update(codes)
    first = numpy.zeros(1 << 8 * _FIRST, numpy.uint8)
    tables = []
    for length in _LENGTHS:
        alike = {head[:length] for head in heads if _looked_at(len(head)) == length}
        for head in alike:
            number = int.from_bytes(head[:_FIRST].encode(), "little")
            # a single sign goes before any second
            first[number :: 1 << 8 * length if length < _FIRST else len(first)] |= (
                _WHOLE if length <= _FIRST else _BEGUN
            )
        if length <= _FIRST or not alike:
            continue
        table = numpy.zeros(1 << _KEPT, numpy.bool_)
        for head in alike:
            table[(int.from_bytes(head.encode(), "little") * _FACTOR) % (1 << 64) >> (64 - _KEPT)] = True
        tables.append((numpy.uint64((1 << 8 * length) - 1), table))
    return Beginnings(first, tuple(tables))


def _looked_at(length: int) -> int:
    return max(known for known in _LENGTHS if known <= length)


def _heads_before(word: str, following: Sequence[str]) -> set[str]:
    """How a word may begin and go on with the first sign of another: few words "high" stand before a "bandwidth"."""
    firsts = {head[:1] for other in following for head in _heads(other)} if following else {""}
    if "" in firsts or any("<" in other for other in following):
        return _heads(word)
    # in any case; up to three signs may be between, behind an "'s"
    ends = {joint + each for first in firsts for each in (first.lower(), first.upper()) for joint in ("", _SIGN)}
    ends |= {2 * _SIGN, f"{_SIGN}s{_SIGN}"}
    return {(head + end)[:_LONGEST] for head in _heads(word) for end in ends}


def _heads(word: str) -> set[str]:
    """How a word of a form may begin, all digits and all signs alike; see `hardware_grammar` for how it is written."""
    heads = {""}
    digit_seen = False
    for place, sign in enumerate(word):
        if sign == "#" or sign.isdigit():
            # "MI-300X"
            signs = [_DIGIT, _SIGN + _DIGIT] if place > 1 and word[place - 1].isalpha() and not digit_seen else [_DIGIT]
            digit_seen = True
        elif sign == "-":
            signs = ["", _SIGN]
        elif sign.isascii() and sign.isalpha():
            signs = [sign.upper(), sign.lower()] if digit_seen else [sign]
        else:
            signs = [_SIGN]
        heads = {head + each for head in heads for each in signs}
    return {head[:_LONGEST] for head in heads}


def heads_of_code(code: str) -> list[str]:
    """How a code (a regex) may begin, all digits and all signs alike: tried out, sign by sign."""
    pattern = regex.compile(code)
    # of each sort of signs all; what is beyond ASCII can only be one that the code itself has, or any
    signs = {letter: letter for letter in _LETTERS}
    signs |= {_DIGIT: string.digits, _SIGN: _SIGNS + "é—" + "".join(sign for sign in code if not sign.isascii())}
    heads = {"": [""]}
    for _ in range(_OF_CODE):
        longer = {}
        for head, begun in heads.items():
            for sort, each in signs.items():
                goes_on = [one + sign for one in begun for sign in each if pattern.match(one + sign, partial=True)]
                if goes_on:
                    longer[head + sort] = goes_on
        heads = longer
    return list(heads)


def signs_of(sort: str) -> str:
    """The signs that a sign of such a beginning stands for."""
    return string.digits if sort == _DIGIT else sort

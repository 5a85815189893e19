"""Where in a text quantities may begin: a quick look before tokens are cut, which passes over most sentences."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from string import ascii_letters, ascii_lowercase
from typing import Any, Final

from claims import amounts
from claims.mentions.quantity_words import ONE_UNITS, words
from claims.patterns import kept
from claims.sentences import LONGEST

_BETWEEN: Final = "\x1f"
"""Stands between two texts; `text.clean` leaves none in any."""
_FLAT: Final = bytes(
    ord("0" if char.isdigit() else char.lower() if char.isalpha() else char if char == _BETWEEN else " ")
    for char in map(chr, range(128))
).ljust(256)
"""ASCII letters -> small, digits -> 0, all else -> a space."""
_ZERO: Final = ord("0")
_ASCII: Final = bytes(range(128))
_FOLD: Final = re.compile(rb"fold(?![a-z])")
_HEAD: Final = 4
"""As many letters of a word are looked up, with the space behind it where it is shorter."""
_WINDOW: Final = 8
"""Bytes that numpy reads as one number."""
_HEAD_MASK: Final = (1 << 8 * _HEAD) - 1
_FACTOR, _KEPT = 0x9E3779B97F4A7C15, 16
"""The head of a word, read as a number, times the first, modulo 2**64: of this, so many of the leading bits."""


def _spelled() -> dict[str, str]:
    """The words that a spelled quantity begins with -> a pattern of what else has to stand there."""
    spelled = dict.fromkeys(("than", "under", "within"), rf"( an? (?:{'|'.join(ONE_UNITS)}))")
    # "one" is a pronoun far more often than a number, and a unit seldom stands for one of it; "in order to" is more
    # frequent than any order of magnitude
    spelled |= dict.fromkeys(words().starters - {"one", *ONE_UNITS}, "")
    return spelled | dict.fromkeys(("order", "orders"), r" +of +magnitude[a-z]*+")


@kept
def _telling() -> Callable[[bytes, int], "re.Match[bytes] | None"]:
    """Matches the words that a spelled quantity begins with, in small letters with spaces for all else."""
    choices = list(_spelled().items())
    return re.compile(rf"{any_of(choices)}(?![a-z])".encode()).match


@kept
def _heads() -> Any:
    """For what `_FACTOR` makes of the head of a word, whether it is one of `_spelled`; by chance that of another."""
    import numpy

    table = numpy.zeros(1 << _KEPT, numpy.bool_)
    for word in _spelled():
        heads = [word[:_HEAD]]
        while len(heads[0]) < _HEAD:
            # no letter follows a whole word, but then anything can
            behind = f" {_BETWEEN}{ascii_lowercase if len(heads[0]) > len(word) else ''}"
            heads = [head + sign for head in heads for sign in behind]
        for head in heads:
            table[int.from_bytes(head.encode(), "little") * _FACTOR % (1 << 64) >> (64 - _KEPT)] = True
    return table


def any_of(choices: list[tuple[str, str]]) -> str:
    """A pattern of words, each with what is behind it, letter by letter, since `re` tries one choice after the other.

    >>> any_of([("five", ""), ("two", ""), ("twelve", "s?"), ("twice", ""), ("twe", "")])
    '(?:five|tw(?:e(?:lves?|)|ice|o))'
    """
    by_letter: dict[str, list[tuple[str, str]]] = {}
    ends: list[str] = []
    for word, behind in sorted(choices):
        if word:
            by_letter.setdefault(word[0], []).append((word[1:], behind))
        else:
            ends.append(behind)
    options = [re.escape(letter) + any_of(rests) for letter, rests in by_letter.items()] + ends
    return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"


@kept
def _rare() -> tuple[str, ...]:
    """Words that begin a quantity so seldom that they alone are no hint, and those that `_telling` cannot find, which
    only a user's own rules have: "half-dozen", "zwölf".
    """
    odd = sorted(word for word in words().starters if not (word.isascii() and word.isalpha()))
    return ("one", "order", *ONE_UNITS, *odd)


class Hints:
    """Where in a text quantities may begin."""

    __slots__ = ("names", "places")

    def __init__(self, places: list[int], names: list[int]) -> None:
        self.places = places
        """A place within each word that one may begin with, ascending; where words are glued, within the first."""
        self.names = names
        """The last digits of what is no quantity by itself, ascending: a hint with one of `_rare` in the same sentence.
        """


def hints(text: str) -> Hints:
    """Where in a text quantities may begin.

    >>> [hints(text).places for text in ("We halve the cost of 95", "a tenfold gain", "one of them, in order to")]
    [[7, 22], [5, 8], []]
    >>> [hints(text).places for text in ("in less than a second", "less than (a second)", "Two-stage, 10 or ٣")]
    [[20], [], [2, 12, 17]]
    >>> [(found.places, found.names) for found in (hints("an A100"), hints("one A100"))]
    [([], [6]), ([], [7])]
    """
    return hints_of_each([text])[0]


def hints_of_each(texts: Sequence[str]) -> list[Hints]:
    """`hints` of each text: all are gone through together, which takes two thirds of the time."""
    text = _BETWEEN.join(texts)
    flat = _BETWEEN.encode().join(map(_ascii, texts)).translate(_FLAT)
    found, names = _beginnings(text, _rows(flat))
    spelled = flat.replace(b"0", b" ")
    match = _telling()
    for start in _begun(spelled):
        told = match(spelled, start)
        # "less than (a second)": the words of one unit stand side by side
        if told is not None and not (told.lastindex and text[start : told.end()].lower() != told.group().decode()):
            found.append(told.end() - 1)
    found += [fold.start() for fold in _FOLD.finditer(spelled)]
    found.sort()
    return _divided(texts, found, names)


def _ascii(text: str) -> bytes:
    """A byte for each sign of a text: its small letter where that is ASCII, a zero for any digit."""
    if text.isascii():
        return text.encode()
    # all letters have a small one of the same length, but for one
    small = text.replace("İ", "I").lower()
    for sign in set(filter(str.isdecimal, small.encode(errors="ignore").translate(None, _ASCII).decode())):
        small = small.replace(sign, "0")
    return small.encode("ascii", "replace")


def _rows(flat: bytes) -> list[tuple[int, int]]:
    """Each row of digits in a flat text: where it begins and ends."""
    import numpy  # spaCy does so as well; not for `claims --help`

    is_digit = numpy.frombuffer(b" " + flat + b" ", numpy.uint8) == _ZERO
    edges = (is_digit[1:] != is_digit[:-1]).nonzero()[0].tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _begun(spelled: bytes) -> list[int]:
    """Where the words begin in a flat text without digits that may be those of `_spelled`."""
    import numpy

    is_word = numpy.frombuffer(b" " + spelled, numpy.uint8) >= ord("a")
    starts = (is_word[1:] > is_word[:-1]).nonzero()[0]
    windows: Any = numpy.ndarray((len(spelled),), "<u8", spelled + b" " * _WINDOW, 0, (1,))
    codes = (windows.take(starts) & _HEAD_MASK) * numpy.uint64(_FACTOR) >> numpy.uint64(64 - _KEPT)
    # numpy takes far longer to look up what is unsigned
    begun: list[int] = starts[_heads()[codes.view(numpy.int64)]].tolist()
    return begun


def _divided(texts: Sequence[str], found: list[int], names: list[int]) -> list[Hints]:
    """The places in all texts, ascending, as those in each."""
    each: list[Hints] = []
    start = at = named = 0
    for text in texts:
        end = start + len(text)
        behind, behind_names = bisect_left(found, end, at), bisect_left(names, end, named)
        places = [place - start for place in found[at:behind]]
        silent = [place - start for place in names[named:behind_names]]
        if len(text) > LONGEST:
            # the pieces of what is longer than a sentence may begin inside a name
            places, silent = sorted(places + silent), []
        each.append(Hints(places, silent))
        start, at, named = end + 1, behind, behind_names
    return each


def has_rare(text: str) -> bool:
    """Whether one of `_rare` stands in a text, as a word or in one."""
    small = text.lower()
    for word in _rare():  # noqa: SIM110 -- a generator for `any` takes twice as long
        if word in small:
            return True
    return False


_NAMING: Final = frozenset("-'/&@^_+")
"""Signs that bind what stands on both sides of them to one name, see `tokens`. A point does too, but not in "vs.5"."""
_SPLIT: Final = ("by", "of", "an", "to")
"""How the words end that a number glued to them is none of: "by3%", "than5x"."""
_SPLIT_AT_HYPHEN: Final = ("sub", "Sub", "near", "to")
"""How the words end that a number behind their hyphen is none of: "sub-20", "up-to-50"."""
_CLOSING: Final = f" ,;:){_BETWEEN}"
_LONGEST_SHARE: Final = len("100.0000%")


def _beginnings(text: str, rows: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """The last digits of the rows that a quantity may begin with, and of those of "A100", "GPT-4", "Qwen2.5-7B", "3D".

    A letter before a row belongs to a word, which goes on with it, or to the tail of a number, which does so, too, or
    begins with an earlier row: then the earlier one tells that something is there. So it is with a sign between them.
    """
    found: list[int] = []
    names: list[int] = []
    silent = _silent_letters()
    inside = -1
    """Where the row before ends, if no number begins with it."""
    for start, end in rows:
        before = text[start - 1] if start else " "
        if before == " ":
            named = False
        elif before.isalpha():
            # "x2" is a quantity
            named = before not in "xX" and not text.endswith(_SPLIT, 0, start)
        elif start - 1 == inside:
            named = before == "." or before in _NAMING
        elif before in _NAMING and start > 1 and text[start - 2].isalpha():
            # "around-5%" is two words
            named = before != "-" or not (
                text.endswith(_SPLIT_AT_HYPHEN, 0, start - 1)
                or "%" in text[start : start + _LONGEST_SHARE].partition(_BETWEEN)[0]
            )
        else:
            named = False
        if named:
            inside = end
            names.append(end - 1)
        elif text[end : end + 1] in silent and _ends(text, end + 1):
            names.append(end - 1)
        else:
            found.append(end - 1)
    return found, names


def _ends(text: str, at: int) -> bool:
    """Whether a token ends before an offset and no number is glued to it: "3D-stacked", "5G."."""
    behind = text[at : at + 2]
    return not behind or behind[0] in _CLOSING or (behind[0] in "-." and not behind[1:].isdigit())


@kept
def _silent_letters() -> frozenset[str]:
    """The letters that make no quantity of a number that they are glued to: "3D", "5G", not "3B" and "3s"."""
    table = words()
    return frozenset(
        letter
        for letter in ascii_letters
        # these are read in their own ways: "2x", "1980s", "5m"
        if letter not in "xXsm"
        and amounts.magnitude(letter) is None
        and letter not in table.exact_units
        and letter.lower() not in table.units
    )


def hinted(text: str, spans: list[tuple[int, int]], found: Hints) -> list[tuple[int, int]]:
    """The spans of a text that may hold quantities by its hints.

    >>> text = "An A100. One A100. No, 2."
    >>> hinted(text, [(0, 8), (9, 18), (19, 25)], hints(text))
    [(9, 18), (19, 25)]
    """
    holding: list[tuple[int, int]] = []
    places, names = found.places, found.names
    at, count = 0, len(places)
    for span in spans:
        start, end = span
        while at < count and places[at] < start:
            at += 1
        if at < count and places[at] < end:
            holding.append(span)
        elif names:
            named = bisect_left(names, start)
            if named < len(names) and names[named] < end and has_rare(text[start:end]):
                holding.append(span)
    return holding

"""Where in a text quantities may begin: a quick look before tokens are cut, which passes over most sentences."""

import re
from bisect import bisect_left
from string import ascii_letters
from typing import Final

from claims import amounts
from claims.mentions.quantity_words import ONE_UNITS, words
from claims.patterns import kept
from claims.text import LONGEST

_FLAT: Final = bytes(
    ord("0") if char in "0123456789" else ord(char.lower()) if char.isascii() and char.isalpha() else 32
    for char in map(chr, range(256))
)
"""ASCII letters -> small, digits -> 0, all else -> a space."""
_ZERO: Final = ord("0")
_DIGITS: Final = re.compile(r"\d+")
_FOLD: Final = re.compile(rb"fold(?![a-z])")


@kept
def _telling() -> "re.Pattern[bytes]":
    """Finds the words that a spelled quantity begins with, in small letters with spaces for all else."""
    # "one" is a pronoun far more often than a number, and a unit seldom stands for one of it; "in order to" is more
    # frequent than any order of magnitude
    choices = [(word, "") for word in words().starters - {"one", "order", "orders", *ONE_UNITS}]
    choices.append(("orders", r" +of +magnitude[a-z]*+"))
    choices.append(("order", r" +of +magnitude[a-z]*+"))
    choices += [(word, rf"( an? (?:{'|'.join(ONE_UNITS)}))") for word in ("than", "under", "within")]
    # a space first, which is quickly found
    return re.compile(rf" {_any_of(choices)}(?![a-z])".encode())


def _any_of(choices: list[tuple[str, str]]) -> str:
    """A pattern of words, each with what is behind it, letter by letter, since `re` tries one choice after the other.

    >>> _any_of([("five", ""), ("two", ""), ("twelve", "s?"), ("twice", ""), ("twe", "")])
    '(?:five|tw(?:e(?:lves?|)|ice|o))'
    """
    by_letter: dict[str, list[tuple[str, str]]] = {}
    ends: list[str] = []
    for word, behind in sorted(choices):
        if word:
            by_letter.setdefault(word[0], []).append((word[1:], behind))
        else:
            ends.append(behind)
    options = [re.escape(letter) + _any_of(rests) for letter, rests in by_letter.items()] + ends
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
    # all letters have a small one of the same length, but for one
    small = text if text.isascii() else text.replace("İ", "I").lower()
    # what is found has something before its first letter, and a row of digits something behind it
    flat = b" " + small.encode("ascii", "replace").translate(_FLAT) + b" "
    rows = _rows(flat) if small is text else [match.span() for match in _DIGITS.finditer(small)]
    found, names = _beginnings(text, rows)
    spelled = flat.replace(b"0", b" ")
    search = _telling().search
    match = search(spelled)
    while match is not None:
        start, end = match.span()
        if match.lastindex and text[start : end - 1].lower() != spelled[start + 1 : end].decode():
            # "less than (a second)": the words of one unit stand side by side
            match = search(spelled, start + 1)
            continue
        found.append(end - 2)
        match = search(spelled, end)
    if b"fold" in spelled:
        found += [match.start() - 1 for match in _FOLD.finditer(spelled)]
    found.sort()
    return Hints(found, names)


def has_rare(text: str) -> bool:
    """Whether one of `_rare` stands in a text, as a word or in one."""
    small = text.lower()
    for word in _rare():  # noqa: SIM110 -- a generator for `any` takes twice as long
        if word in small:
            return True
    return False


def _rows(flat: bytes) -> list[tuple[int, int]]:
    """Each row of digits in a flat text with one character before it and behind it: where it begins and ends."""
    found: list[tuple[int, int]] = []
    at = flat.find(b"0")
    while at >= 0:
        end = at + 1
        while flat[end] == _ZERO:
            end += 1
        found.append((at - 1, end - 1))
        at = flat.find(b"0", end)
    return found


_NAMING: Final = frozenset("-'/&@^_+")
"""Signs that bind what stands on both sides of them to one name, see `tokens`. A point does too, but not in "vs.5"."""
_SPLIT: Final = ("by", "of", "an", "to")
"""How the words end that a number glued to them is none of: "by3%", "than5x"."""
_SPLIT_AT_HYPHEN: Final = ("sub", "Sub", "near", "to")
"""How the words end that a number behind their hyphen is none of: "sub-20", "up-to-50"."""
_LONGEST_SHARE: Final = len("100.0000%")


def _beginnings(text: str, rows: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """The last digits of the rows that a quantity may begin with, and of those of "A100", "GPT-4", "Qwen2.5-7B", "3D".

    A letter before a row belongs to a word, which goes on with it, or to the tail of a number, which does so, too, or
    begins with an earlier row: then the earlier one tells that something is there. So it is with a sign between them.
    """
    found: list[int] = []
    names: list[int] = []
    if len(text) > LONGEST:
        # the pieces of what is longer than a sentence may begin inside a name
        return [end - 1 for _, end in rows], names
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
                text.endswith(_SPLIT_AT_HYPHEN, 0, start - 1) or "%" in text[start : start + _LONGEST_SHARE]
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
    return not behind or behind[0] in " ,;:)" or (behind[0] in "-." and not behind[1:].isdigit())


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
    for span in spans:
        start, end = span
        at = bisect_left(places, start)
        if at < len(places) and places[at] < end:
            holding.append(span)
        elif names:
            at = bisect_left(names, start)
            if at < len(names) and names[at] < end and has_rare(text[start:end]):
                holding.append(span)
    return holding

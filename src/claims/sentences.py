"""Clean text -> its sentences: where one ends, and where an abbreviation or a decimal does not end it."""

import re
from collections.abc import Iterator
from typing import Final

# A full stop ends a sentence before white space and something that can begin one; "systems.Our code" lost its space.
# It begins with one set of characters, since `re` is quick at finding those.
_STOP: Final = re.compile(
    r"""[.!?\n](?:(?<=\n)|(?<!\n)["')\]]{0,3}+(?:\x20{1,4}+(?=["'(\[~<>≤≥$]{0,2}[A-Z0-9α-ωΑ-Ω])"""
    r"""|(?<=[a-z)]{2}[.])(?=(?:[A-Z][a-z]+|I)\x20)))"""
)
# What it takes right behind a full stop, if not a space; what it takes or does not take behind a single space.
_CAPITALS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_BEHIND_STOP: Final = _CAPITALS | set("\"')]")
_SMALL: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
_ABBREVIATED: Final = (
    "e.g", "i.e", "et al", "al", "vs", "cf", "resp", "approx", "ca", "Fig", "Figs", "Eq", "Eqs", "Sec", "Ref", "Refs",
    "No", "Nos", "Vol", "Dr", "Prof", "Mr", "Ms", "St", "Inc", "Ltd", "Corp", "Univ", "Proc", "Conf", "Intl", "Int",
    "Symp", "Trans", "J", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "w.r.t",
    "etc", "viz", "pp", "ed", "eds", "Comput", "Sci", "Lett", "Rev", "Phys", "Res", "Syst", "Appl", "Lect", "Math",
    "Softw", "Eng", "Adv", "Ann", "Algorithms",
)  # fmt: skip
_ABBREVIATION: Final = re.compile(rf"(?:\b(?:{'|'.join(map(re.escape, _ABBREVIATED))})|(?<![A-Za-z0-9])[A-Z])\.$")
_LAST_TWO: Final = frozenset([word[-2:] for word in _ABBREVIATED])
"""The last two letters of abbreviations, which few words end with."""
# Of these, what can end a sentence, too.
_ENDING_ABBREVIATION: Final = re.compile(r"(?:etc|al|(?<![A-Za-z0-9])[A-Z])\.$")
_BEGINS: Final = re.compile(
    r"(?:The|We|In|Our|This|It|To|However|These|Experiments?|Experimental|Results?|For|Here|Moreover|Furthermore|Then"
    r"|Finally|Based|Using|An?|On|As|Specifically|Also|Additionally|First|Second|While|Since|Such|Both|Each|Compared"
    r"|Extensive|Evaluations?|Simulations?)\b"
)
LONGEST: Final = 2_000
"""Characters of the longest sentence.

The rules look back and forth in a sentence; this keeps their work linear in the text.
"""


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of a clean text, in order, without the white space between them.

    What runs on for more than `LONGEST` characters (which no abstract does) is cut at white space.

    >>> text = "It is 3.2x faster than e.g. NCCL. We ship it.Our code is free."
    >>> [text[start:end] for start, end in sentences(text)]
    ['It is 3.2x faster than e.g. NCCL.', 'We ship it.', 'Our code is free.']
    """
    found: list[tuple[int, int]] = []
    begin = _behind_space(text, 0)
    for stop, end in _stops(text):
        # most words before a full stop end neither as an abbreviation does nor with a capital
        if (text[stop - 1] in _CAPITALS or text[stop - 2 : stop] in _LAST_TWO) and _abbreviates(text, stop):
            # "etc. The" and "graph G. Experiments" end a sentence; "Fig. 3", "J. Comput." and "e.g. NCCL" do not.
            ends = _ENDING_ABBREVIATION.search(text[max(0, stop - 4) : stop + 1])
            if not (ends and _BEGINS.match(text[end : end + 16])):
                continue
        if text[stop] == "\n":
            # white space itself, as may be what is behind it
            if begin < stop:
                _add(found, text, begin, stop)
                begin = _behind_space(text, end)
            continue
        if end - stop < 3:
            # no sign and at most one space behind it
            found.append((begin, stop + 1))
        else:
            _add(found, text, begin, end)
        begin = end
    _add(found, text, begin, len(text))
    if len(text) > LONGEST and any(end - start > LONGEST for start, end in found):
        return [piece for start, end in found for piece in _pieces(text, start, end)]
    return found


def _stops(text: str) -> list[tuple[int, int]]:
    """The matches of `_STOP` in a text. It is asked only where the characters behind a full stop do not tell."""
    found: list[tuple[int, int]] = []
    # behind one stands a space or a sign, and what begins
    last_two = max(0, len(text) - 2)
    place = text.find(".", 0, last_two)
    while place >= 0:
        behind = text[place + 1]
        if behind == " ":
            following = text[place + 2]
            if following in _CAPITALS:
                found.append((place, place + 2))
            elif following not in _SMALL and (match := _STOP.match(text, place)):
                found.append(match.span())
        elif behind in _BEHIND_STOP and (match := _STOP.match(text, place)):
            found.append(match.span())  # not in "3.2x", "e.g.,"
        place = text.find(".", place + 1, last_two)
    only_full_stops = len(found)
    for mark in "!?\n":
        place = text.find(mark)
        while place >= 0:
            if match := _STOP.match(text, place):
                found.append(match.span())
            place = text.find(mark, place + 1)
    if len(found) > only_full_stops:
        found.sort()
    return found


def _abbreviates(text: str, stop: int) -> bool:
    """Whether the sign at `stop` is the full stop of an abbreviation."""
    last = text[stop - 7 : stop]
    if text[stop] != "." or (last.isascii() and last.isalpha() and last != "orithms"):
        # but for "Algorithms", no abbreviation is as long as most words before a full stop: spares the search
        return False
    return _ABBREVIATION.search(text, max(0, stop - 12), stop + 1) is not None


def _behind_space(text: str, begin: int) -> int:
    """The first offset from `begin` on that holds no white space, the length of the text where there is none."""
    while begin < len(text) and text[begin].isspace():
        begin += 1
    return begin


def _add(found: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    """Adds what `text[begin:end]` holds up to the white space at its end."""
    while begin < end and text[end - 1].isspace():
        end -= 1
    if begin < end:
        found.append((begin, end))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in pieces of at most `LONGEST` characters: cut at white space, else between words, else anywhere."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST + 1)
        if cut < 0:
            places = range(start + LONGEST, start, -1)
            cut = next((at for at in places if not (text[at - 1].isalnum() and text[at].isalnum())), places[0])
        yield start, start + len(text[start:cut].rstrip())
        while text[cut].isspace():
            cut += 1
        start = cut
    yield start, end

"""What the words right before a hardware name may say: seldom anything, and that is quick to see.

>>> said_before("we train a model on a GPU", 22), said_before("we train on eight NVIDIA GPUs", 24)[1] == MAKES
(('', 0), True)

The regexes of `claims.mentions.hardware_units` must end where the name begins, with a number, a vendor or a word that
may stand between these and the name. So the last word tells most; of "on a modern |GPU" the one before does.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from claims.mentions.hardware_grammar import grammar
from claims.patterns import built, depends

REACH: Final = 72
"""How far before a name its number or its vendor may begin."""
ORNAMENT: Final = r"\^\w{1,8}|\((?:R|TM)\)|[™®]"
COUNTS: Final = 1
"""Words that may say a number of units."""
MAKES: Final = 2
"""Words that may say vendors."""
CODED: Final = 4
"""Words that may say a vendor and a model code."""
NOUNS: Final = ("card", "chip", "device", "accelerator")
"""What may stand between a number and the name: "8 accelerator |cards"."""
_NEAR: Final = 24
"""Characters in which the last word is looked for."""
_LAST_WORD: Final = re.compile(rf"(?<![\w.+'-])([\w.+'-]*[\w+'*])(?:{ORNAMENT})?[\s/-]?$")
_ENDS: Final = frozenset("(,.;:%")
"""Signs behind which a name stands alone: they are neither part of a word nor between one and the name."""
_DIGIT: Final = re.compile(r"\d")
_SORTS: Final = ("-grade", "-class", "-level", "-core")
JOINED: Final = (
    r"(?!(?:nvlink|pcie|cxl|rdma|nvme|hbm)-)[a-z]{2,12}-"
    r"(?:(?:inter)?connected|attached|linked|networked|synchronized|cooled|powered|equipped|enabled|mounted|operated)"
)
"""How units are tied or built: "two GPS-synchronized |boards"; what is hardware itself is told of by itself."""
_PARTICIPLE: Final = re.compile(JOINED)
_MULTIPLIED: Final = re.compile(r".*\dx")
_SPEEDS: Final = ("g", "gbps", "s", "gbe", "gigabit")
"""Ends of the speed of a link: "two 100 Gb/s |NICs"."""
_RANGE: Final = ("to", "or")
"""What a number may be glued to: "4 to8 |GPUs"."""
_SCALED: Final = ("k", "m", "gb", "gib", "mb", "mib")
"""What ends a number or a memory size that is written with a space: "8 k modern |GPUs"."""


@dataclass(slots=True, frozen=True)
class _Words:
    """Words in lower case, and what those may say that end with them."""

    last: dict[str, int]
    """Words directly before a name."""
    phrases: dict[str, tuple[str, ...]]
    """The whole of what ends with a word that says nothing by itself: the "of" of "pair of"."""
    between: frozenset[str]
    """Single words between number or vendor and name: what stands before them must say something, too."""
    earlier: dict[str, int]
    """Words directly before those."""
    numbers: tuple[str, ...]
    """The words that spell numbers."""


@built
def _words() -> _Words:
    rules = grammar().rules
    adjectives, numbers, vendors = (
        [word.lower() for word in words]
        for words in (rules.counting.adjectives, rules.counting.numbers, grammar().vendors)
    )
    acronyms = [word.lower() for unit in rules.unit for word in unit.words if word.isupper()]
    acronyms += NOUNS
    units = {*acronyms, *(word + "s" for word in acronyms)}
    parts = tuple({part for number in numbers for part in number.split()})
    last: dict[str, int] = dict.fromkeys(("x", "*", "thousand", "million"), COUNTS)
    last |= dict.fromkeys(("gb", "gib", "mb"), COUNTS | MAKES)
    last |= dict.fromkeys(_SPEEDS, COUNTS)
    for said in adjectives:
        last[_last(said)] = COUNTS | MAKES
    for said in numbers:
        # of "forty-eight" a vendor might be the first half
        last[_last(said)] = last.get(_last(said), 0) | COUNTS | (MAKES if "-" in said else 0)
    for said in vendors:
        word = _last(said)
        counts = not word.isalpha() or word in units or word.startswith(parts)
        last[word] = last.get(word, 0) | MAKES | (COUNTS if counts else 0)
    every = [*adjectives, *numbers, *vendors]
    alone = {said for said in every if " " not in said} | {"x", "*", "thousand", "million", "gb", "gib", "mb"}
    phrases: dict[str, tuple[str, ...]] = {}
    for said in every:
        if _last(said) not in alone:
            phrases[_last(said)] = (*phrases.get(_last(said), ()), said)
    ends = {_last(said) for said in every if " " in said} | set(numbers) | set(vendors)
    starts = (*parts, *vendors)
    between = {said for said in adjectives if said not in ends and not _DIGIT.search(said)}
    return _Words(
        last,
        phrases,
        # In "one-off" a number might stand, and in "low-amd" a vendor.
        frozenset(one for one in between if not any(piece.startswith(starts) for piece in one.split("-"))),
        dict.fromkeys((*units, *_SCALED), COUNTS) | last,
        parts,
    )


def _last(said: str) -> str:
    return said.split()[-1]


@depends
@lru_cache(8)  # three questions about a place, one after the other
def said_before(text: str, start: int) -> tuple[str, int]:
    """The text before `start` and what it may say; "" and 0 where its last words tell that it says nothing."""
    sign = text[start - 1] if start else ""
    if (text[start - 2] if sign == " " else sign) in _ENDS:
        return "", 0
    words = _words()
    near = max(0, start - _NEAR)
    begin = text.rfind(" ", near, start - 1) + 1 if sign else 0
    if begin and sign == " " and (word := text[begin : start - 1]).isalpha():
        # a plain word, as nearly always: no need to search for it
        word = word.lower()
        says = words.last.get(word, 0)
        if says and word in words.phrases:
            says = says if text[max(0, start - REACH) : start - 1].lower().endswith(words.phrases[word]) else 0
    elif (found := _LAST_WORD.search(text[begin or near : start])) is not None:
        begin = (begin or near) + found.start(1)
        word = found[1].lower().removesuffix("'s")
        if word not in words.last:
            word = word.removesuffix("-based")  # "AMD-based", but not "gate-based"
        says = _of_odd(word, words)
    else:
        return "", 0
    if says and word in words.between:
        says &= _earlier(text, begin, words)
    return (text[max(0, start - REACH) : start], says) if says else ("", 0)


def _of_odd(word: str, words: _Words) -> int:
    """What may be said by words that end with one that is no plain word."""
    says = words.last.get(word, 0)
    if word.endswith(_SORTS) or _PARTICIPLE.fullmatch(word):
        says |= COUNTS | MAKES
    elif "-" in word and word.rpartition("-")[2] in words.earlier:
        # "a three-GPU |V100 server"
        says |= COUNTS
    if (multiplied := _MULTIPLIED.match(word)) is not None:
        # "8xNVIDIA |H100"
        says |= words.last.get(word[multiplied.end() :], 0)
    if not _DIGIT.search(word):
        return says
    # With letters first it is no number, and with no hyphen and no "GB" at its end neither part of what may stand
    # between a vendor and a name; what is cut off at its beginning is not told.
    if says or len(word) > _NEAR - 2 or not word.isalnum() or word.endswith("b"):
        return COUNTS | MAKES | CODED
    is_code = word[0].isalpha() and not word.startswith(words.numbers) and not word.startswith(_RANGE)
    return CODED if is_code else COUNTS | CODED


def _earlier(text: str, begin: int, words: _Words) -> int:
    """What a plain word may say of which only another that begins at `begin` stands before the name."""
    space = text.rfind(" ", max(0, begin - _NEAR), begin - 1) if text[begin - 1 : begin] == " " else -1
    word = text[space + 1 : begin - 1].removesuffix(",").lower() if space >= 0 else ""
    if not word.isalpha():
        return COUNTS | MAKES
    says = words.earlier.get(word, 0)
    return says or (COUNTS if word.startswith(words.numbers) else 0)  # "twox modern |GPUs"

"""Acronyms that no gazetteer knows: "FooBar 2026", "FOO-X@BAR'26", "(Foobar 2026)"."""

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import Final, NamedTuple

import regex

from claims.mentions.venue_rules import rules
from claims.mentions.venue_words import Word, root_of
from claims.mentions.venue_years import year_after
from claims.patterns import depends, kept

_PARTS: Final = regex.compile(r"\w+")
_TIES: Final = frozenset("-/@&+")
_LONGEST: Final = 24


class Acronym(NamedTuple):
    """An acronym: the words from `first` to `last`."""

    first: int
    last: int
    name: str


def acronyms(text: str, written: Sequence[Word], taken: Set[int]) -> Iterator[Acronym]:
    """The words outside `taken` that may be acronyms of venues; whether they are, their surroundings must tell."""
    index = 0
    while index < len(written):
        last = index
        if written[index].sort == "word" and index not in taken and written[index].capital:
            while _is_tied(written, last, taken):
                last += 2
            name = text[written[index].start : written[last].end]
            if _has_version(written, last, name):
                last, name = last + 1, name[:-1]
            if (is_acronym(name) or _is_marked(written, index, last, name)) and not _in_capitals(written, index, last):
                yield Acronym(index, last, name)
        index = last + 1


@depends
@lru_cache(maxsize=4096)
def is_acronym(name: str) -> bool:
    """Whether a name is written like an acronym, with two capitals, and is no word with another meaning."""
    if sum(map(str.isupper, name)) < 2 or len(name) > _LONGEST:
        return False
    title = rules().title
    parts = _PARTS.findall(name)
    if all(part in title.no_venue or part in title.societies for part in parts):
        return False
    for part in parts:
        if (len(part) > 2 and part.casefold() in title.borders) or root_of(part) in title.counted:
            return False
        if root_of(part) in title.sections and not part.isupper():
            return False
    return True


def _has_version(written: Sequence[Word], last: int, name: str) -> bool:
    """Whether a volume is glued to a name in capitals: "PVLDBv19"."""
    number = written[last + 1] if last + 1 < len(written) else None
    return (
        name[-1] == "v"
        and len(name) > 3
        and name[:-1].isupper()
        and number is not None
        and number.sort == "number"
        and number.start == written[last].end
    )


def _is_tied(written: Sequence[Word], last: int, taken: Set[int]) -> bool:
    """Whether another part of the acronym follows without spaces: "EXPRESS/SOS", not "FOO-sponsored"."""
    if last + 2 >= len(written) or written[last + 1].text not in _TIES or {last + 1, last + 2} & taken:
        return False
    tie, part = written[last + 1], written[last + 2]
    return part.sort == "word" and part.capital and written[last].end == tie.start and tie.end == part.start


def _is_marked(written: Sequence[Word], first: int, last: int, name: str) -> bool:
    """Whether a year shows that a word with one capital is a name: "Foo'97", "(Foo 1997)", "Proceedings Foo 1997"."""
    if not name[0].isupper():
        return False
    year = year_after(written, last + 1)
    if year is None or name in _no_names() or root_of(name) in _no_names():
        return False
    if written[year[1] - 1].text in ("'", "`") or (first and written[first - 1].text == "("):
        return len(name) > 2 and written[last + 1].text != ","
    before = written[max(0, first - 2) : first]
    return written[last + 1].year > 0 and any(word.root == "proceedings" for word in before)


@kept
def _no_names() -> frozenset[str]:
    """Words and roots that name no venue, whatever year follows."""
    title = rules().title
    return title.sections | title.borders | title.no_venue


def _in_capitals(written: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words beside are in capitals, too, so that capitals mark no acronym."""
    neighbours = [*written[max(0, first - 1) : first], *written[last + 1 : last + 2]]
    societies = rules().title.societies
    return any(
        len(word.text) > 4 and word.text.isalpha() and word.text.isupper() and word.text not in societies
        for word in neighbours
    )

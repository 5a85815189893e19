"""The year of a venue: "ISCA'26", "ISCA-26", "(ISCA), 2026", "ISCA, Raleigh, NC, June 27, 2026" -> 2026."""

from collections.abc import Sequence
from typing import Final

import regex

from claims.mentions.venue_rules import rules
from claims.mentions.venue_words import Word

# Two digits without an apostrophe are a year up to this one, an edition above: "ISCA-26", "COOL Chips 29".
_LATEST: Final = 28
_FARTHEST: Final = 30
_APOSTROPHES: Final = frozenset("'`")
_PAGES: Final = frozenset({"pp", "p", "page", "pages", "no"})
_DIGITS: Final = regex.compile(r"\d+")
_ISSUE_OF: Final = regex.compile(r"\b((?:19|20)\d\d)\s(?:special\s)?(?:issue|edition)\s(?:of|in)\s(?:the\s)?$")


def year_after(written: Sequence[Word], index: int) -> tuple[int, int] | None:
    """The year that begins at the word `index`, and the index of its last word: 2026, '26, -26, ", 2026", "(2026"."""
    start = index
    while index < len(written) and index - start < 2 and written[index].text in {",", "(", "'", "`", "-", ":", "/"}:
        index += 1
    if index >= len(written) or written[index].sort != "number" or written[index].sentence != written[start].sentence:
        return None
    number, mark = written[index], written[index - 1].text if index > start else ""
    if number.year:
        return None if _begins_range(written, index, {"-", ":"}) else (number.year, index)
    if len(number.text) != 2 or mark in ("(", ",", ":", "/") or _begins_range(written, index, {"-"}):
        return None
    digits = int(number.text)
    if mark not in _APOSTROPHES and (_LATEST < digits < 90 or _is_edition(written, start, digits)):
        return None  # "ISCA-53" is the 53rd
    if mark == "-" and written[start - 1].end != written[start].start:
        return None
    return (2000 if digits < 50 else 1900) + digits, index


def has_clear_year(written: Sequence[Word], index: int) -> bool:
    """Whether the year that ends at a word is written with four digits or an apostrophe, not only as "16" in "FP16"."""
    return len(written[index].text) == 4 or written[index - 1].text in _APOSTROPHES


def later_year(written: Sequence[Word], last: int, limit: int, whole: bool) -> int | None:
    """The year after place and day: "FOO, Madrid, Spain, July 7-10, 2026"; in the same sentence, or (`whole`) in any.

    A year after "copyright" or a status word is none, nor is one that begins or ends a range of pages.
    """
    if len(written) == last + 3 and written[last + 1].text == "." and written[last + 2].year:
        return written[last + 2].year  # "Foo Users' Group Meeting. 2026"
    dated = [word.text for word in written[last + 1 : last + 3]] == [".", "("]
    for index in range(last + 1, min(len(written), last + _FARTHEST, limit)):
        word = written[index]
        if dated and word.text == ")":
            # "Transactions on Communications. (Mar. 2015)"
            return None
        if not whole and not dated and (word.sentence != written[last].sentence or word.sort == "address"):
            return None
        if word.text.casefold() in rules().title.stops and not (whole and word.text.casefold() == "version"):
            return None
        if word.year and not _begins_range(written, index, {"-"}):
            ends_range = written[index - 1].text == "-" and written[index - 2].sort == "number"
            if not ends_range and written[index - 1].text.casefold() not in _PAGES:
                return word.year
    return None


def issue_year(before: str) -> int | None:
    """The year of the issue that the text before a name tells: "in the July/August 2026 issue of |Foo"."""
    match = _ISSUE_OF.search(before)
    return int(match[1]) if match else None


def _begins_range(written: Sequence[Word], index: int, marks: set[str]) -> bool:
    """Whether a number is the first of two, as in "2004:539-548"."""
    if index + 2 >= len(written) or written[index + 1].text not in marks:
        return False
    return written[index + 1].start == written[index].end and written[index + 2].sort == "number"


def _is_edition(written: Sequence[Word], index: int, number: int) -> bool:
    """Whether a number was told as an ordinal before: "17th Conference on Foo (FOO 17)"."""
    before = (word for word in written[max(0, index - 25) : index] if word.sentence == written[index].sentence)
    return any(word.sort == "ordinal" and _DIGITS.findall(word.text) == [str(number)] for word in before)

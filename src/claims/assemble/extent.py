"""Comments that tell how long a paper is: "12 pages, 5 figures. Accepted at SOSP 2024"."""

import re
from bisect import bisect_left
from typing import Final

from claims.assemble.lexicon import counts
from claims.mentions.quantity_hints import Hints, has_rare
from claims.mentions.quantity_words import words
from claims.patterns import kept

_PARTS_MOST: Final = 12
"""Parts of a paper that are told one after the other; no comment tells as many."""


@kept
def _told() -> "re.Pattern[str] | None":
    """Finds the counts of parts of a paper with which a sentence begins, None where the rules have no such parts.

    Each is below a thousand and of a noun that ends there: "1 page layout" and "5 figures files" count something else,
    and what stands behind the comma of "1 figure, …" can belong to the same phrase.
    """
    table = words()
    units = table.units.keys() | table.exact_units.keys() | table.phrases.keys() | table.counted.keys()
    parts = [
        part
        for part in sorted(counts().paper_parts)
        if part.isascii() and part.isalpha() and not part.endswith("s") and units.isdisjoint((part, part + "s"))
    ]
    if not parts:
        return None
    noun = "|".join(parts)
    next_one = r"(?:(?:[,;] ?| )(?:and |& )?(?=[0-9])|\. )"
    ended = rf"(?:(?:{noun})(?=[.;]|$)|(?:{noun})s(?=[,.;]|$))"
    return re.compile(
        rf"(?:[0-9]{{1,3}} (?:{noun})s?{next_one}){{0,{_PARTS_MOST}}}[0-9]{{1,3}} {ended}",
        re.ASCII | re.IGNORECASE,
    )


def tells_only_extent(text: str, start: int, end: int, hints: Hints) -> bool:
    """Whether a sentence of a comment, [start, end) of its text, has no quantities but the counts of a paper's parts
    with which it begins, which claim nothing.
    """
    told = _told()
    match = told.match(text, start, end) if told is not None else None
    if match is None:
        return False
    behind = match.end()
    if behind == end:
        return True
    at = bisect_left(hints.places, behind)
    return (at == len(hints.places) or hints.places[at] >= end) and not has_rare(text[behind:end])

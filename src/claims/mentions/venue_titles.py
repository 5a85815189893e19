"""The grammar of titles: "the 9th International Workshop on Foo, Bar and Baz" -> from "International" to "Baz".

It finds venues that no gazetteer knows, and tells a known title from a longer one that only begins or ends like it.
"""

from collections.abc import Sequence, Set
from typing import Final, NamedTuple

import regex

from claims.mentions.venue_rules import kind_of_root, rules
from claims.mentions.venue_words import Word

_LONGEST: Final = 22
_SERIES: Final = frozenset("ABCDE")
_OPENING: Final = {")": "(", "'": "'`", '"': '"'}
_QUOTES: Final = frozenset("'\"`")
_ROMAN: Final = regex.compile(r"[IVX][IVXL]+")
_BODY: Final = frozenset({"of", "on", "for", "in", "to"})
_REGIONS: Final = frozenset({"Europe", "EU", "US", "USA", "Asia", "China", "India", "Africa", "Japan"})
_GENERAL: Final = frozenset({"intl", "ann", "joint", "the"})


class Title(NamedTuple):
    """A title: the words from `first` to `last`, made a title by the word at `head` ("Workshop")."""

    first: int
    last: int
    head: int


def title_at(written: Sequence[Word], head: int, walls: Set[int]) -> Title | None:
    """The title that the word at `head` makes, or None; it does not run over the words in `walls`."""
    first = _left(written, head, walls)
    last = _right(written, head, walls)
    before = [word for word in written[first:head] if is_content(word)]
    after = any(is_content(word) for word in written[head + 1 : last + 1])
    if not after:
        if all(word.root in rules().title.sections for word in before):
            return None  # nothing, or "Main Conference"
        if len(before) == 1 and before[0].root in kind_of_root():
            return None
    if not written[head].text[0].isupper() and not _is_formal(written, first, head, walls, before, after):
        return None
    while written[first].sort == "link" or not _is_in_name(written[first]) or _ROMAN.fullmatch(written[first].text):
        first += 1
    return Title(first, last, head)


def is_content(word: Word) -> bool:
    """Whether a word tells a title from others: not "IEEE", "5th", "2026", "International", "on"."""
    title = rules().title
    general = word.root in _GENERAL or word.root in title.counted or word.text in title.societies
    return word.sort == "word" and not general


def name_of(text: str, written: Sequence[Word]) -> str:
    """The title as written, without ordinals and years: "IEEE 2026 Foo Conference" -> "IEEE Foo Conference"."""
    kept = [word for word in written if word.sort != "ordinal" and not word.year]
    name = ""
    for word, following in zip(kept, [*kept[1:], None], strict=True):
        dot = (
            "."
            if text[word.end : word.end + 1] == "." and (following or word.text.casefold() in rules().dotted)
            else ""
        )
        gap = "" if following is None or following.start == word.end + len(dot) else " "
        name += word.text + dot + gap
    return name.strip(" ,:-/'\"")


def _is_formal(
    written: Sequence[Word], first: int, head: int, walls: Set[int], before: list[Word], after: bool
) -> bool:
    """Whether a title is one although its head is in lower case.

    "the 5th international conference on foo bar" and "FOO workshop" are titles, "a conference for peer review" is none.
    """
    if before and (_is_named(before[-1]) or written[head - 1].text in _QUOTES):
        return True
    society = rules().title.societies
    marked = not walls.isdisjoint((head - 1, head - 2, head - 3)) or any(
        word.root in ("intl", "ann") or word.sort == "ordinal" or word.text in society for word in written[first:head]
    )
    return marked and (after or len(before) > 1)


def _is_in_name(word: Word) -> bool:
    return word.sort != "ordinal" and not word.year and word.root not in rules().title.counted


def _is_named(word: Word) -> bool:
    """Whether a word is written like an acronym: two capitals, or a digit."""
    return sum(map(str.isupper, word.text)) > 1 or any(map(str.isdigit, word.text))


def _is_border(word: Word) -> bool:
    """Whether no title runs over a word; "PP-RAI" is not "pp. 3-9"."""
    if word.sort in ("mark", "address"):
        return True
    borders = rules().title.borders
    return (word.text.casefold() in borders or word.root in borders) and not (
        len(word.text) == 2 and word.text.isupper()
    )


def _is_dash(written: Sequence[Word], index: int) -> bool:
    """Whether a hyphen parts phrases, as in "Symposium on Foo - FOO 2026"."""
    if written[index].text != "-" or not 0 < index < len(written) - 1:
        return False
    return written[index - 1].end < written[index].start and written[index].end < written[index + 1].start


def _left(written: Sequence[Word], head: int, walls: Set[int]) -> int:
    """The first word of a title: over capitals and what ties them, "Security, Trust and Privacy (STP) Workshop"."""
    index, begins = _before_brackets(written, head)
    if begins:
        return index
    first, tied = head, False
    while index >= max(0, head - _LONGEST) and index not in walls and written[index].sentence == written[head].sentence:
        word = written[index]
        if _is_border(word):
            break
        if word.year:
            if index - 1 in walls or (index == head - 1 and not (index and written[index - 1].capital)):
                break
            first = index
        elif word.sort == "link" and word.root not in rules().title.counted:
            tied = tied or word.text in ("and", "&")
            if index == 0 or index - 1 in walls or not _is_tie(written, index, tied):
                break
        elif word.sort == "ordinal" or word.capital or word.root in _GENERAL or word.root in rules().title.counted:
            first = index
        else:
            break
        index -= 1
    return first


def _before_brackets(written: Sequence[Word], head: int) -> tuple[int, bool]:
    """The word at which a title goes on to the left of brackets or quotes before its head, and whether it begins there.

    "Foo and Bar (FAB) Workshop" goes on at "Bar", "'Foo Bar' workshop" begins at "Foo", "(FAB 2026) Workshop on Foo"
    at "Workshop".
    """
    index = head - 1
    if index > 0 and written[index].year and written[index - 1].text == ")":
        index -= 1  # "Foo and Bar (FAB) 2026 Workshop"
    if index < 0 or written[index].text not in _OPENING:
        return (head - 1, False) if head else (head, True)
    mark = _OPENING[written[index].text]
    opening = next((place for place in range(index - 1, max(0, index - 9), -1) if written[place].text in mark), 0)
    if written[index].text != ")":
        return (opening + 1 if opening else head), True
    body = head + 1 < len(written) and written[head + 1].text in _BODY
    if not opening or body or any(other.sort == "number" for other in written[opening:index]):
        return head, True
    return opening - 1, False


def _is_tie(written: Sequence[Word], index: int, tied: bool) -> bool:
    """Whether a link holds a title together with the word before it; a comma only where "and" followed (`tied`)."""
    word, before = written[index], written[index - 1]
    if (
        word.text == "'"
        and before.text.endswith("s")
        and before.end == word.start
        and word.end < written[index + 1].start
    ):
        return before.capital  # "Students' Conference"
    if _is_border(before) or word.text in _QUOTES or word.text == ":" or _is_dash(written, index):
        return False
    if (word.text == "," and not tied) or (word.text == "in" and written[index + 1].root in ("the", "intl")):
        return False
    return before.capital or before.sort != "word"


def _right(written: Sequence[Word], head: int, walls: Set[int]) -> int:
    """The last word of a title: "Workshop on Foo, Bar and Baz", "Summit Europe"."""
    index, sentence = head + 1, written[head].sentence
    journal = kind_of_root()[written[head].root] == "journal"
    if index >= len(written) or written[index].sentence != sentence or index in walls:
        return head
    word = written[index]
    if word.text in _REGIONS or (journal and word.text in _SERIES):
        return index
    body = [other for other in written[index + 1 : index + 4] if other.sort != "link"]
    plain = bool(body) and not body[0].capital
    if len(written[head].text) == 1:
        index, plain = head, False  # "Int. J. Foo and Bar"
    elif word.text.casefold() not in _BODY and not (journal and word.text in ("&", "and")):
        return head
    if plain and word.text == "in":
        return head  # "the FOO conference in early summer"
    last, index = head, index + 1
    while index < min(len(written), head + _LONGEST) and index not in walls and written[index].sentence == sentence:
        word = written[index]
        glued = written[index - 1].text == "-" and written[index - 1].end == word.start
        if (_is_border(word) and not glued) or word.text in ("Co", "co") or word.year:
            break
        if word.sort == "link":
            if not _ties_right(written, index, walls):
                break
        elif word.sort == "number":
            if journal or last == head or len(word.text) > 1:
                break
            last = index
        elif plain or glued or word.capital or _goes_on(written, index):
            last = index
        else:
            break
        index += 1
    while last > head and index in walls and not is_content(written[last]):
        last -= 1  # "Foo Workshop in IEEE ICC 2026"
    # "Foo Workshop of the IEEE 2026 …" is only the Foo Workshop
    return last if any(is_content(word) for word in written[head + 1 : last + 1]) else head


def _ties_right(written: Sequence[Word], index: int, walls: Set[int]) -> bool:
    word = written[index]
    if word.text in _QUOTES or _is_dash(written, index) or (word.text == "in" and _is_place(written, index + 1)):
        return False
    return word.text not in (",", ":") or _list_goes_on(written, index, walls)


def _is_place(written: Sequence[Word], index: int) -> bool:
    """Whether a town and a country stand at `index`, and then a date or the end: "Catania, Italy, Dec 2007"."""
    around = written[index : index + 4]
    if len(around) < 3 or around[1].text != "," or not around[2].capital:
        return False
    country, end = around[2], around[3:]
    return not end or end[0].text in (",", "(", ")") or end[0].sentence != country.sentence or end[0].year > 0


def _goes_on(written: Sequence[Word], index: int) -> bool:
    """Whether one word in lower case is inside a title: "Networks for large-scale Systems"."""
    following = next((word for word in written[index + 1 : index + 4] if word.sort != "link"), None)
    return following is not None and following.sort == "word" and following.capital and not _is_border(following)


def _list_goes_on(written: Sequence[Word], comma: int, walls: Set[int]) -> bool:
    """Whether a comma is part of a title, because a list follows that "and" or an acronym in parentheses ends.

    "on Foo, Bar, and Baz" and "on Foo, Bar (FB 2026)" go on; "on Foo, Madrid, Spain" ends.
    """
    size = 0
    for index in range(comma + 1, min(len(written), comma + 14)):
        word = written[index]
        if word.sort == "number" or index in walls:
            return False
        if word.text in ("and", "&"):
            return True
        if word.text == "(":
            inside = written[index + 1 : index + 2]
            return bool(inside) and inside[0].sort == "word" and _is_named(inside[0])
        if word.sort == "mark" or _is_border(word) or word.sentence != written[comma].sentence:
            return False
        size = 0 if word.text == "," else size + 1
        if size > 5:
            return False
    return False

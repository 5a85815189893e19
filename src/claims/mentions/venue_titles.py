"""The grammar of titles: "the 9th International Workshop on Foo, Bar and Baz" -> from "International" to "Baz".

It finds venues that no gazetteer knows, and tells a known title from a longer one that only begins or ends like it.
"""

from collections.abc import Sequence, Set
from typing import NamedTuple

import regex

from claims.mentions.venue_rules import kind_of_root, rules
from claims.mentions.venue_words import Word

_LONGEST = 22
_SERIES = frozenset("ABCDE")
_OPENING = {")": "(", "'": "'`", '"': '"'}
_ROMAN = regex.compile(r"[IVX][IVXL]+")
_BODY = frozenset({"of", "on", "for", "in", "to"})
_REGIONS = frozenset({"Europe", "EU", "US", "USA", "Asia", "China", "India", "Africa", "Japan"})


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
    after = [word for word in written[head + 1 : last + 1] if is_content(word)]
    if not after and all(word.root in rules().title.sections for word in before):
        return None  # nothing, or "Main Conference"
    if not written[head].text[0].isupper():
        # "a conference for peer review" is no title, "the 5th international conference on foo bar" is
        formal = any(
            word.root in ("intl", "ann") or word.sort == "ordinal" or word.text in rules().title.societies
            for word in written[first:head]
        ) or not walls.isdisjoint((head - 1, head - 2, head - 3))
        if not (formal and (after or len(before) > 1)) and not (
            before and (_named(before[-1]) or written[head - 1].text in "'\"")
        ):
            return None
    if not after and len(before) == 1 and before[0].root in kind_of_root():
        return None
    while written[first].sort == "link" or not _in_name(written[first]) or _ROMAN.fullmatch(written[first].text):
        first += 1
    return Title(first, last, head)


def is_content(word: Word) -> bool:
    """Whether a word of a title tells it from other titles: not "IEEE", "5th", "2026", "International", "on", "Conference"."""
    return (
        word.sort == "word"
        and word.text not in rules().title.societies
        and word.root not in ("intl", "ann", "joint", "the")
        and word.root not in rules().title.counted
    )


def name_of(text: str, written: Sequence[Word]) -> str:
    """The title as written, without ordinals and years: "IEEE 2026 Foo Conference" -> "IEEE Foo Conference"."""
    kept = [word for word in written if word.sort != "ordinal" and not is_year(word)]
    name = ""
    for word, following in zip(kept, [*kept[1:], None], strict=True):
        dot = "." if text[word.end : word.end + 1] == "." and (following or word.root in rules().dotted) else ""
        gap = "" if following is None or following.start == word.end + len(dot) else " "
        name += word.text + dot + gap
    return name.strip(" ,:-/'\"")


def is_year(word: Word) -> bool:
    """Whether a word is a year of four digits."""
    return (
        word.sort == "number" and len(word.text) == 4 and 1970 <= int(word.text) <= 2039
        if word.text.isdigit()
        else False
    )


def _in_name(word: Word) -> bool:
    return word.sort != "ordinal" and not is_year(word) and word.root not in rules().title.counted


def _named(word: Word) -> bool:
    """Whether a word is written like an acronym: two capitals, or a digit."""
    return sum(char.isupper() for char in word.text) > 1 or any(char.isdigit() for char in word.text)


def _is_border(word: Word) -> bool:
    borders = rules().title.borders
    if word.sort in ("mark", "address"):
        return True
    # "PP-RAI" is not "pp. 3-9"
    return (word.text.casefold() in borders or word.root in borders) and not (
        len(word.text) == 2 and word.text.isupper()
    )


def _has_capital(word: Word) -> bool:
    return any(char.isupper() for char in word.text)


def _opening(written: Sequence[Word], closing: int) -> int:
    """The parenthesis or quotation mark that belongs to the one at `closing`, 0 where there is none near."""
    mark = _OPENING[written[closing].text]
    return next((index for index in range(closing - 1, max(0, closing - 9), -1) if written[index].text in mark), 0)


def _is_dash(written: Sequence[Word], index: int) -> bool:
    """Whether a hyphen parts phrases, as in "Symposium on Foo - FOO 2026"."""
    word = written[index]
    return (
        word.text == "-"
        and 0 < index < len(written) - 1
        and written[index - 1].end < word.start
        and word.end < written[index + 1].start
    )


def _left(written: Sequence[Word], head: int, walls: Set[int]) -> int:
    """The first word of a title: over capitals and what ties them, "Security, Trust and Privacy (STP) Workshop"."""
    first, index, sentence, tied = head, head - 1, written[head].sentence, False
    while index >= max(0, head - _LONGEST) and index not in walls and written[index].sentence == sentence:
        word = written[index]
        if is_year(word) and index == head - 1 and written[index - 1].text == ")":
            index -= 1  # "Foo and Bar (FAB) 2026 Workshop"
            continue
        if word.text in _OPENING and (index == head - 1 or is_year(written[head - 1])):
            opening = _opening(written, index)
            if word.text != ")":
                return opening + 1 if opening else head
            body = head + 1 < len(written) and written[head + 1].text in _BODY
            if not opening or body or any(other.sort == "number" for other in written[opening:index]):
                return head  # "(ICML) Workshop on Foo", "(ICML 2026) Foo Workshop"
            index = opening - 1
            continue
        if _is_border(word):
            break
        if is_year(word):
            if index - 1 in walls or index == head - 1 and not (index and _has_capital(written[index - 1])):
                break
            first = index
        elif word.sort == "ordinal" or (word.sort == "word" and (_has_capital(word) or word.root in ("intl", "ann"))):
            first = index
        elif word.root in rules().title.counted and word.sort == "word":
            first = index
        elif word.sort == "link" and index and index - 1 not in walls and not _is_border(written[index - 1]):
            if _is_dash(written, index):
                break
            tied = tied or word.text in ("and", "&")
            if (
                word.text == ":"
                or (word.text == "," and not tied)
                or (word.text == "in" and written[index + 1].root in ("the", "intl"))
            ):
                break
            if word.text in ("'", '"', "`") or not (
                _has_capital(written[index - 1]) or written[index - 1].sort != "word"
            ):
                break
        else:
            break
        index -= 1
    return first


def _right(written: Sequence[Word], head: int, walls: Set[int]) -> int:
    """The last word of a title: "Workshop on Foo, Bar and Baz", "Summit Europe"."""
    index, sentence = head + 1, written[head].sentence
    if index >= len(written) or written[index].sentence != sentence or index in walls:
        return head
    word = written[index]
    if word.text in _REGIONS or (kind_of_root()[written[head].root] == "journal" and word.text in _SERIES):
        return index
    if word.text.casefold() not in _BODY and not (
        word.text in ("&", "and") and kind_of_root()[written[head].root] == "journal"
    ):
        return head
    last, index = head, index + 1
    body = [word for word in written[index : index + 3] if word.sort != "link"]
    plain = bool(body) and not _has_capital(body[0])
    if plain and word.text == "in":
        return head
    while index < min(len(written), head + _LONGEST) and index not in walls and written[index].sentence == sentence:
        word = written[index]
        glued = written[index - 1].text == "-" and written[index - 1].end == word.start
        if (
            (_is_border(word) and not glued)
            or word.text in ("Co", "co")
            or is_year(word)
            or (word.sort == "number" and len(word.text) > 1)
        ):
            break
        if word.sort == "link":
            if (
                word.text in ("'", '"', "`")
                or _is_dash(written, index)
                or (word.text in (",", ":") and not _list_goes_on(written, index, walls))
            ):
                break
        elif (word.sort == "number" and last > head and kind_of_root()[written[head].root] != "journal") or (
            word.sort != "number" and (plain or glued or _has_capital(word) or _goes_on(written, index))
        ):
            last = index
        else:
            break
        index += 1
    while last > head and index in walls and not is_content(written[last]):
        last -= 1  # "Foo Workshop in IEEE ICC 2026"
    return last


def _goes_on(written: Sequence[Word], index: int) -> bool:
    """Whether one word in lower case is inside a title: "Networks for large-scale Systems"."""
    following = [word for word in written[index + 1 : index + 4] if word.sort != "link"]
    return (
        bool(following) and following[0].sort == "word" and _has_capital(following[0]) and not _is_border(following[0])
    )


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
            inside = written[index + 1 : index + 4]
            return bool(inside) and inside[0].sort == "word" and _named(inside[0]) and size < 8
        if word.sort == "mark" or _is_border(word) or word.sentence != written[comma].sentence:
            return False
        size = 0 if word.text == "," else size + 1
        if size > 5:
            return False
    return False

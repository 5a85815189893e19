"""The words of a comment -> the pieces that may name a venue, each with its year.

"International Conference on Foo Bar (FOO 2026), co-located with ICML'26" -> three pieces: the title, FOO with 2026, ICML
with 2026. What belongs together is joined in venue_join.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from claims.mentions.venue_names import Entry, Known, known_names
from claims.mentions.venue_rules import kind_of_root, rules
from claims.mentions.venue_titles import Title, is_content, is_year, name_of, title_at
from claims.mentions.venue_words import Word, root_of
from claims.models import VenueKind


# Two digits without an apostrophe are a year up to this one, an edition above: "ISCA-26", "COOL Chips 29".
_LATEST = 28


_PARTS = regex.compile(r"\w+")


@dataclass(slots=True)
class Piece:
    """The words from `first` to `last`, which may name a venue."""

    first: int
    last: int
    name: str
    kind: VenueKind
    rule: str
    entry: Entry | None = None
    title: bool = False
    """Whether it is a title, not an acronym."""
    year: int | None = None
    sure: bool = False
    """Whether it needs nothing beside it to be a venue."""
    workshop: str | None = None
    bare: bool = False
    """Whether it is a workshop only by the word: "ICML 2026 Workshop"."""
    aliases: list[str] = field(default_factory=list)


def pieces(text: str, written: Sequence[Word]) -> list[Piece]:
    """The pieces in the order of the text, without overlap."""
    known = known_names(written)
    hosts = {index for name in known if _is_host(written, name) for index in range(name.first, name.last + 1)}
    titles: list[Title] = []
    for head, word in enumerate(written):
        if word.root not in kind_of_root() or len(word.text) == 1 or head in hosts:
            continue
        if head + 1 < len(written) and written[head + 1].root == "series":
            continue
        if not (titles and head <= titles[-1].last):
            title = title_at(written, head, hosts)
            if title and not (titles and title.first <= titles[-1].last):
                titles.append(title)
    found: list[Piece] = []
    taken: set[int] = set()
    for name in known:
        if not any(_is_part(name, title, written) for title in titles):
            piece = _known_piece(text, written, name)
            _compound(text, written, piece, {name.first for name in known})
            found.append(piece)
            taken.update(range(piece.first, piece.last + 1))
    for title in titles:
        if not taken.intersection(range(title.first, title.last + 1)):
            found.append(_title_piece(text, written, title))
            taken.update(range(title.first, title.last + 1))
    found.extend(_acronyms(text, written, taken))
    found.sort(key=lambda piece: piece.first)
    for before, piece in zip([None, *found], found, strict=False):
        _widen(written, piece, -1 if before is None else before.last)
    return found


def year_after(written: Sequence[Word], index: int, glued: bool = True) -> tuple[int, int] | None:
    """The year that begins at the word `index` and the index of its last word: "2026", "'26", "-26", ", 2026", "(2026)"."""
    start = index
    while index < len(written) and index - start < 2 and written[index].text in {",", "(", "'", "`", "-", ":", "/"}:
        index += 1
    if index >= len(written) or written[index].sort != "number" or written[index].sentence != written[start].sentence:
        return None
    number, mark = written[index], written[index - 1].text if index > start else ""
    if is_year(number):
        followed = written[index + 1] if index + 1 < len(written) else None
        if (
            followed
            and followed.text in ("-", ":")
            and followed.start == number.end
            and index + 2 < len(written)
            and written[index + 2].sort == "number"
        ):
            return None
        return int(number.text), index
    ranged = index + 2 < len(written) and written[index + 1].text == "-" and written[index + 2].start == number.end + 1
    if len(number.text) != 2 or not number.text.isdigit() or mark in ("(", ",", ":") or ranged:
        return None
    digits = int(number.text)
    if mark in ("'", "`") or written[start].start == written[start - 1].end or index == start:
        if mark not in ("'", "`") and (_LATEST < digits < 90 or _is_edition(written, start, digits)):
            return None  # "ISCA-53" is the 53rd
        return (2000 if digits < 50 else 1900) + digits, index
    return None


def _is_edition(written: Sequence[Word], index: int, number: int) -> bool:
    """Whether a number was told as an ordinal before: "17th Conference on Foo (FOO 17)"."""
    before = (word for word in written[max(0, index - 25) : index] if word.sentence == written[index].sentence)
    return any(
        word.sort == "ordinal" and int(word.text[: len(word.text.rstrip("-stndrhSTNDRH "))] or 0) == number
        for word in before
    )


def _is_host(written: Sequence[Word], name: Known) -> bool:
    """Whether a known name ends a title that runs up to it: "Workshop on Foo in ICML 2025".

    A word with another meaning does so only where it is marked: "Workshop on FPGA Design" against "FPGA 2026 Workshop".
    """
    society = rules().title.societies
    if name.form.title or name.form.entry.kind == "journal":
        return False
    capitals = sum(char.isupper() for char in name.form.letters) > 1
    glued = all(written[index].end == written[index + 1].start for index in range(name.first, name.last))
    return (
        (not name.form.entry.ambiguous and glued)
        or written[name.first].text in society
        or (capitals and year_after(written, name.last + 1) is not None)
        or (name.first > 0 and written[name.first - 1].text in society)
    )


def _is_part(name: Known, title: Title, written: Sequence[Word]) -> bool:
    """Whether a known name is only a part of a longer title, which is another venue then."""
    if name.last < title.first or title.last < name.first:
        return False
    sections = rules().title.sections
    before = [word for word in written[title.first : name.first] if word.root not in sections]
    after = written[name.last + 1 : title.last + 1]
    while any(word.root == "soc" for word in before):
        before.pop(0)  # "IEEE Communications Society"
    section = next((index for index, word in enumerate(after) if word.root in sections), len(after))
    entry = name.form.entry
    typed = {root for root, kind in kind_of_root().items() if name.form.title or entry.kind == kind == "journal"}
    own = {entry.name, *entry.also}
    return (entry.kind == "journal" and any(word.root == "intl" for word in before)) or any(
        is_content(word) and word.root not in typed and word.text not in own for word in (*before, *after[:section])
    )


def _known_piece(text: str, written: Sequence[Word], name: Known) -> Piece:
    entry = name.form.entry
    # where the usual name is a title, an acronym that is said goes before it
    said = entry.name if name.form.title or len(entry.name.split()) < 3 else name.form.text
    return Piece(
        name.first, name.last, said, entry.kind, "venue.known", entry, name.form.title,
        sure=name.form.title or not entry.ambiguous,
    )  # fmt: skip


def _compound(text: str, written: Sequence[Word], piece: Piece, known: set[int]) -> None:
    """Take in an unknown acronym that a hyphen or slash ties to a known one: "AIMS-FLLM 2025" is not FLLM."""
    if piece.title or piece.first < piece.last or piece.kind == "journal":
        return
    first = last = piece.first
    for step in (-2, 2):
        index, tie = first + step, first + step // 2
        if not 0 <= index < len(written) or index in known:
            continue
        free = index == 0 or not written[index - 1].text[0].isupper() and written[index - 1].text not in ("-", "/")
        if (
            written[tie].text == "@"
            and step < 0
            and free
            and written[index].text[0].isupper()
            and written[index].root not in kind_of_root()
        ):
            # "FooBar@ICML 2026"
            piece.first, piece.kind, piece.workshop, piece.sure = index, "workshop", written[index].text, True
            return
        near, far = (written[index], written[first]) if step < 0 else (written[first], written[index])
        if written[tie].text in ("-", "/") and near.end == written[tie].start and written[tie].end == far.start:
            if is_acronym(written[index].text):
                piece.first, piece.last = min(first, index), max(last, index)
    if piece.first < piece.last:
        piece.aliases, piece.entry, piece.sure = [piece.name], None, False
        piece.name, piece.rule = text[written[piece.first].start : written[piece.last].end], "venue.acronym"


def _title_piece(text: str, written: Sequence[Word], title: Title) -> Piece:
    head, span = written[title.head], written[title.first : title.last + 1]
    kind = kind_of_root()[head.root]
    piece = Piece(title.first, title.last, name_of(text, span), kind, "venue.title", title=True)
    strong = head.root not in rules().title.weak
    piece.sure = strong and head.text[0].isupper()
    piece.year = next((int(word.text) for word in span if is_year(word)), None)
    if acronym := _acronym_in(text, written, title):
        piece.aliases, piece.name, piece.title, piece.sure = [piece.name], acronym, False, strong
    return piece


def _acronym_in(text: str, written: Sequence[Word], title: Title) -> str | None:
    """The acronym that a title holds: "Foo and Bar (FAB) Workshop", "FAB-X conference", "Conference on Foo FAB-2011"."""
    before = [word for word in written[title.first : title.head] if is_content(word)]
    inner = [index for index in range(title.first, title.head) if written[index].text == "("]
    if inner and is_acronym(written[inner[-1] + 1].text):
        return written[inner[-1] + 1].text
    if title.last == title.head and before:
        name = text[before[0].start : before[-1].end]
        return name if " " not in name and is_acronym(name) else None
    end = written[title.last].text
    alone = is_acronym(end) and not is_acronym(written[title.last - 1].text)
    return end if alone and year_after(written, title.last + 1) else None


@lru_cache(maxsize=4096)
def is_acronym(name: str) -> bool:
    """Whether a name is written like an acronym and no word with another meaning."""
    if sum(map(str.isupper, name)) < 2 or len(name) >= 25:
        return False
    title = rules().title
    parts = _PARTS.findall(name)
    if any(len(part) > 2 and part.casefold() in title.borders for part in parts):
        return False
    return not all(part in title.no_venue or part in title.societies for part in parts) and not any(
        (root_of(part) in title.sections and not part.isupper()) or root_of(part) in title.counted for part in parts
    )


def _acronyms(text: str, written: Sequence[Word], taken: set[int]) -> list[Piece]:
    """Acronyms that no gazetteer knows and that a year, parentheses or a status word marks as venues."""
    found = []
    index = 0
    while index < len(written):
        end = index
        if written[index].sort == "word" and index not in taken and not written[index].text.islower():
            while (
                end + 2 < len(written)
                and written[end + 1].text in ("-", "/", "@", "&", "+")
                and written[end + 2].sort == "word"
                and not written[end + 2].text.islower()
                and not {end + 1, end + 2} & taken
                and written[end].end == written[end + 1].start
                and written[end + 1].end == written[end + 2].start
            ):
                end += 2
            name = text[written[index].start : written[end].end]
            year = year_after(written, end + 1)
            marked = (
                year is not None and written[year[1] - 1].text in ("'", "`") and name[0].isupper() and len(name) > 2
            )
            proceedings = (
                year is not None and index > 0 and "proceedings" in (written[index - 1].root, written[index - 2].root)
            )
            enclosed = (
                year is not None
                and index > 0
                and written[index - 1].text == "("
                and written[end + 1].text != ","
                and name[0].isupper()
                and len(name) > 2
            )
            marked = (
                (marked or enclosed or (proceedings and is_year(written[end + 1])))
                and name[0].isupper()
                and root_of(name) not in (rules().title.sections | rules().title.borders | rules().title.no_venue)
            )
            if (is_acronym(name) or marked) and not _in_capitals(written, index, end):
                found.append(Piece(index, end, name, "conference", "venue.acronym"))
        index = end + 1
    return found


def _in_capitals(written: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words around are all in capitals, too, so that capitals mark no acronym."""
    beside = [word.text for word in (*written[max(0, first - 1) : first], *written[last + 1 : last + 2])]
    return any(
        text.isalpha() and text.isupper() and len(text) > 4 and text not in rules().title.societies for text in beside
    )


def _widen(written: Sequence[Word], piece: Piece, previous: int) -> None:
    """Take in the society, ordinal and year before a piece and the year after it."""
    index = piece.first - 1
    while index > previous and written[index].sentence == written[piece.first].sentence:
        word = written[index]
        if is_year(word):
            piece.year = piece.year or int(word.text)
        elif not (
            word.sort == "ordinal"
            or word.text in rules().title.societies
            or word.root in rules().title.counted
            or word.root in ("intl", "ann", "joint")
            or (
                word.text in ("/", "-", "&")
                and index - 1 > previous
                and written[index - 1].text in rules().title.societies
            )
        ):
            break
        piece.first = index
        index -= 1
    while written[piece.first].root in ("the", "our", "this"):
        piece.first += 1
    after = year_after(written, piece.last + 1)
    if after and (
        len(written[after[1]].text) == 4 or written[after[1] - 1].text in ("'", "`") or piece.kind != "journal"
    ):
        piece.year, piece.last = after  # "Foo Letters 98 (2006)" is volume 98

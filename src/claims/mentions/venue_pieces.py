"""The words of a comment -> the pieces that may name a venue, each with its year.

"International Conference on Foo Bar (FOO 2026), co-located with BAZ'26" -> the title, FOO and 2026, BAZ and 2026.
What belongs together is joined in venue_join.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from claims.mentions.venue_acronyms import acronyms, is_acronym
from claims.mentions.venue_entries import Entry
from claims.mentions.venue_names import Known
from claims.mentions.venue_rules import kind_of_root, rules
from claims.mentions.venue_titles import Title, is_content, name_of, title_at
from claims.mentions.venue_words import Word
from claims.mentions.venue_years import has_clear_year, year_after
from claims.models import VenueKind

_GENERAL: Final = frozenset({"intl", "ann", "joint"})


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
    spelt: bool = False
    """Whether its title is said beside its acronym."""
    year: int | None = None
    sure: bool = False
    """Whether it needs nothing beside it to be a venue."""
    workshop: str | None = None
    bare: bool = False
    """Whether it is a workshop only by the word: "ICML 2026 Workshop"."""
    aliases: list[str] = field(default_factory=list)


def pieces(text: str, written: Sequence[Word], known: Sequence[Known]) -> list[Piece]:
    """The pieces in the order of the text, without overlap; `known` are its names that a gazetteer has."""
    titles = _titles(written, known)
    found: list[Piece] = []
    taken: set[int] = set()
    beginnings = {name.first for name in known}
    around = {index: title for title in titles for index in range(title.first, title.last + 1)}
    for name in known:
        over = {around[index] for index in range(name.first, name.last + 1) if index in around}
        if not any(_is_part(name, title, written) for title in over):
            found.append(_known_piece(text, written, name, beginnings))
            taken.update(range(found[-1].first, found[-1].last + 1))
    for title in titles:
        if taken.isdisjoint(range(title.first, title.last + 1)):
            found.append(_title_piece(text, written, title))
            taken.update(range(title.first, title.last + 1))
    for first, last, acronym in acronyms(text, written, taken):
        found.append(Piece(first, last, acronym, "conference", "venue.acronym"))
    found.sort(key=lambda piece: piece.first)
    previous = -1
    for piece in found:
        _widen(written, piece, previous)
        previous = piece.last
    return found


def _titles(written: Sequence[Word], known: Sequence[Known]) -> list[Title]:
    """The titles that the grammar finds, in order and without overlap."""
    kinds = kind_of_root()
    heads = [index for index, word in enumerate(written) if word.root in kinds]
    if not heads:
        return []
    walls = {index for name in known if _is_host(written, name) for index in range(name.first, name.last + 1)}
    titles: list[Title] = []
    for head in heads:
        word = written[head]
        if head in walls:
            continue
        if len(word.text) == 1 and not (head and written[head - 1].root == "intl"):
            continue  # "J." is a first name, too; "Int. J." is none
        if head + 1 < len(written) and written[head + 1].root == "series":
            continue
        if title := title_at(written, head, walls):
            titles.append(title)
            walls.update(range(title.first, title.last + 1))
    return titles


def _is_host(written: Sequence[Word], name: Known) -> bool:
    """Whether a known name ends a title that runs up to it: "Workshop on Foo in ICML 2025".

    A word with another meaning does so only where it is marked: "Workshop on FPGA Design" against "FPGA 2026 Workshop".
    """
    societies = rules().title.societies
    if name.form.title or name.form.entry.kind == "journal":
        return False
    if written[name.first].text in societies or (name.first and written[name.first - 1].text in societies):
        return True
    glued = all(written[index].end == written[index + 1].start for index in range(name.first, name.last))
    if glued and not name.form.entry.ambiguous:
        return True
    return sum(map(str.isupper, name.form.letters)) > 1 and year_after(written, name.last + 1) is not None


def _is_part(name: Known, title: Title, written: Sequence[Word]) -> bool:
    """Whether a known name is only a part of the longer title around it, which is another venue then."""
    entry, sections = name.form.entry, rules().title.sections
    before = [word for word in written[title.first : name.first] if word.root not in sections]
    societies = [index for index, word in enumerate(before) if word.root == "soc"]
    before = before[societies[-1] + 1 :] if societies else before  # "IEEE Communications Society"
    if entry.kind == "journal" and any(word.root == "intl" for word in before):
        return True
    after = written[name.last + 1 : title.last + 1]
    section = next((index for index, word in enumerate(after) if word.root in sections), len(after))
    kinds, said = kind_of_root(), [*before, *after[:section]]
    for word in said:
        kind = kinds.get(word.root)
        typed = kind is not None and (name.form.title or entry.kind == kind == "journal")
        if not typed and is_content(word) and word.text != entry.name and word.text not in entry.also:
            return True
    return False


def _known_piece(text: str, written: Sequence[Word], name: Known, beginnings: Set[int]) -> Piece:
    """The piece of a known name; where the usual name is a title, an acronym that is said goes before it."""
    entry, form = name.form.entry, name.form
    said = entry.name if form.title or len(entry.name.split()) < 3 else form.text
    piece = Piece(name.first, name.last, said, entry.kind, "venue.known", entry, form.title)
    piece.sure = form.title or not entry.ambiguous
    if not form.title and name.first == name.last and entry.kind != "journal":
        _take_in_tied(text, written, piece, beginnings)
    return piece


def _take_in_tied(text: str, written: Sequence[Word], piece: Piece, beginnings: Set[int]) -> None:
    """Take in an unknown acronym tied to a known one: "FOO-FLLM 2025" is not FLLM, "FooBar@ICML" is a workshop."""
    first = last = piece.first
    for index, tie in ((first - 2, first - 1), (first + 2, first + 1)):
        if not 0 <= index < len(written) or index in beginnings:
            continue
        word, mark = written[index], written[tie].text
        if mark == "@" and index < first and _is_workshop_before(written, index):
            piece.first, piece.kind, piece.workshop, piece.sure = index, "workshop", word.text, True
            return
        low, high = sorted((index, first))
        glued = written[low].end == written[tie].start and written[tie].end == written[high].start
        if mark in ("-", "/") and glued and is_acronym(word.text):
            first, last = min(first, index), max(last, index)
    if first < last:
        piece.first, piece.last = first, last
        piece.aliases, piece.entry, piece.sure = [piece.name], None, False
        piece.name, piece.rule = text[written[first].start : written[last].end], "venue.acronym"


def _is_workshop_before(written: Sequence[Word], index: int) -> bool:
    """Whether one word by itself stands before "@": "FooBar@", not "Foo Bar Workshop @"."""
    if not written[index].text[0].isupper() or written[index].root in kind_of_root():
        return False
    return index == 0 or not (written[index - 1].text[0].isupper() or written[index - 1].text in ("-", "/"))


def _title_piece(text: str, written: Sequence[Word], title: Title) -> Piece:
    head, span = written[title.head], written[title.first : title.last + 1]
    if title.last == title.head and kind_of_root()[head.root] == "journal" and len(span) > 2 and head.text.islower():
        span = span[1:-1] if span[0].text in rules().title.publishers else span  # "Springer Foo Bar journal"
    piece = Piece(title.first, title.last, name_of(text, span), kind_of_root()[head.root], "venue.title", title=True)
    strong = head.root not in rules().title.weak
    piece.sure = strong and head.text[0].isupper()
    piece.year = next((word.year for word in span if word.year), None)
    if acronym := _acronym_in(text, written, title):
        piece.aliases, piece.name, piece.title, piece.sure = [piece.name], acronym, False, strong
    return piece


def _acronym_in(text: str, written: Sequence[Word], title: Title) -> str | None:
    """The acronym in a title: "Foo and Bar (FAB) Workshop", "FAB-X conference", "Conference on Foo FAB-2011"."""
    before = [word for word in written[title.first : title.head] if is_content(word)]
    inner = [index for index in range(title.first, title.head) if written[index].text == "("]
    if inner and is_acronym(written[inner[-1] + 1].text):
        return written[inner[-1] + 1].text
    if title.last == title.head and before:
        name = text[before[0].start : before[-1].end]
        return name if " " not in name and is_acronym(name) else None
    end = written[title.last].text
    if not is_acronym(end) or is_acronym(written[title.last - 1].text):
        return None
    societies = rules().title.societies
    initials = "".join(word.text[0] for word in written[title.first : title.last] if word.text not in societies)
    return end if year_after(written, title.last + 1) or _capitals(initials).endswith(end) else None


def _capitals(letters: str) -> str:
    """The capitals of some letters: of the first letters of "Transactions on Foo" these are "TF"."""
    return "".join(filter(str.isupper, letters))


def _widen(written: Sequence[Word], piece: Piece, previous: int) -> None:
    """Take in the society, ordinal and year before a piece, and the year after it."""
    title = rules().title
    index = piece.first - 1
    while index > previous and written[index].sentence == written[piece.first].sentence:
        word = written[index]
        if word.year:
            piece.year = piece.year or word.year
        elif word.text in ("/", "-", "&"):
            if index - 1 <= previous or written[index - 1].text not in title.societies:
                break
        elif not (
            word.sort == "ordinal"
            or word.text in title.societies
            or word.root in title.counted
            or word.root in _GENERAL
        ):
            break
        piece.first = index
        index -= 1
    while written[piece.first].root in ("the", "our", "this"):
        piece.first += 1
    following = piece.last + 1
    if following < len(written) and written[following].root in title.sections:
        following += 1  # "FOO Companion '26"
    after = year_after(written, following)
    # "Foo Letters 98 (2006)" is volume 98, "Advances in Foo Systems 18" too
    if after and ((piece.kind != "journal" and not piece.title) or has_clear_year(written, after[1])):
        piece.year, piece.last = after

"""The venues of a paper in one field: "Accepted at the Foo Workshop, ICML'26" -> ICML, workshop Foo, 2026, accepted.

`find` reads the words of the field, takes the pieces that may name a venue, joins those that name one, and asks of each
what the words around it tell.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import regex

from claims.mentions.venue_context import Place, Source, counts
from claims.mentions.venue_join import joined
from claims.mentions.venue_names import has_short_name, known_names
from claims.mentions.venue_phrases import phrases
from claims.mentions.venue_pieces import Piece, pieces
from claims.mentions.venue_rules import rules
from claims.mentions.venue_status import Cue, cues_of_each, is_rejected
from claims.mentions.venue_words import Word, letters, words
from claims.mentions.venue_years import issue_year, later_year
from claims.models import VenueMention, VenueStatus
from claims.patterns import kept
from claims.text import FieldText

# How far behind "this paper was accepted" an abstract may name the venue.
_REACH: Final = 300


@dataclass(slots=True, eq=False)
class _Venue:
    """A piece that names a venue, with its status and the rule that tells it."""

    piece: Piece
    status: VenueStatus
    rule: str


def find(text: FieldText) -> list[VenueMention]:
    """The venues of a field in the order of the text, each once; none in a title."""
    return find_all([text])[0]


def find_all(texts: Sequence[FieldText]) -> list[list[VenueMention]]:
    """`find` of each: each step for all texts that may name a venue, as in `claims.pipeline`."""
    parts = [(number, part) for number, text in enumerate(texts) if (part := _part(text))]
    plain = [texts[number].text[start:end] for number, (start, end) in parts]
    written = [words(each) for each in plain]
    sources = [
        Source(field, each, _first_sentence(said) if field == "abstract" else said, cues)
        for field, each, said, cues in zip(
            [texts[number].field for number, _ in parts], plain, written, cues_of_each(plain), strict=True
        )
    ]
    known = known_names([source.written for source in sources])
    cut = [pieces(source.text, source.written, each) for source, each in zip(sources, known, strict=True)]
    whole = [joined(source.written, each) for source, each in zip(sources, cut, strict=True)]
    counted = [_counted(source, each) for source, each in zip(sources, whole, strict=True)]
    venues = [_once(_venues(source, each)) for source, each in zip(sources, counted, strict=True)]
    found: list[list[VenueMention]] = [[] for _ in texts]
    for (number, (start, _)), source, each in zip(parts, sources, venues, strict=True):
        found[number] = [_mention(texts[number], source.written, start, venue) for venue in each]
    return found


def _part(text: FieldText) -> tuple[int, int] | None:
    """The part of a field that may name the venues of its paper."""
    if text.field == "title":
        return None
    if text.field == "comment":
        return (0, len(text.text)) if _may_name(text.text) else None
    if text.field == "abstract":
        own = _pattern(rules().own).search(text.text) if _may_tell(text.text) else None
        return (own.start(), own.end() + _REACH) if own else None
    return 0, len(text.text)


def _may_name(comment: str) -> bool:
    """Whether a comment may name a venue: what most that do are told by comes first."""
    lower = comment.lower()
    for piece in rules().may_hold:
        if piece in lower:
            return True
    return has_short_name(comment) or _pattern(rules().may).search(comment) is not None


@cache
def _pattern(expression: str) -> "regex.Pattern[str]":
    return regex.compile(expression)


def _may_tell(abstract: str) -> bool:
    """Whether an abstract holds both what hints at its venue, which few do, and a piece of the words that tell it."""
    for hint in _own_hints():
        if hint.search(abstract):
            return any(need in abstract for need in rules().own_needs)
    return False


@kept
def _own_hints() -> "tuple[re.Pattern[str], ...]":
    """`own_hints`. The module `re` finds plain letters, with which they begin, in a fraction of the time."""
    return tuple(map(re.compile, rules().own_hints))


def _first_sentence(written: Sequence[Word]) -> list[Word]:
    """The first sentence that has words: the one that tells the venue of the paper."""
    first = next((word.sentence for word in written if word.sort == "word"), 0)
    return [word for word in written if word.sentence == first]


def _venues(source: Source, counted: list[tuple[Piece, Cue | None]]) -> Iterator[_Venue]:
    """The venues in the order of the text, repeats too; `counted` are those that are no phrases."""
    written = source.written
    counted += [(piece, Place(source, piece, None).cue) for piece in phrases(source, [piece for piece, _ in counted])]
    counted.sort(key=lambda pair: pair[0].first)
    for number, (piece, cue) in enumerate(counted):
        following = counted[number + 1][0].first if number + 1 < len(counted) else len(written)
        status, rule = _status(source, piece, following, cue)
        if piece.year is None and (piece.kind, status) != ("journal", "submitted"):
            piece.year = later_year(written, piece.last, following, whole=source.field == "journal_ref")
            if piece.year is None and piece.kind == "journal":
                piece.year = issue_year(source.text[: written[piece.first].start])
        yield _Venue(piece, status, rule)


def _counted(source: Source, found: Sequence[Piece]) -> list[tuple[Piece, Cue | None]]:
    """The pieces that name a venue, with the status words before them, or before a neighbour: "accepted at A and B"."""
    counted: list[tuple[Piece, Cue | None]] = []
    for piece in found:
        before, told = counted[-1] if counted else (None, None)
        place = Place(source, piece, before)
        if not counts(place) or (source.field != "journal_ref" and is_rejected(place.before, place.rest)):
            continue
        if piece.rule == "venue.acronym" and place.in_volume:
            piece.kind = "journal"
        if before and source.written[before.first].sentence != source.written[piece.first].sentence:
            told = None
        counted.append((piece, place.cue if place.cue and (place.cue.rank or not told) else told))
    return counted


def _status(source: Source, piece: Piece, following: int, cue: Cue | None) -> tuple[VenueStatus, str]:
    """The status and the rule that tells it; `cue` are the words before the piece, or those of the piece before it."""
    if source.field == "journal_ref":
        return "published", "status.journal-ref"
    cue = cue or Place(source, piece, None, following).cue_elsewhere
    alone = source.cues.alone if cue and cue.status in ("accepted", "published") else None
    if alone and alone.status == "extended":
        cue = alone  # "Accepted to FOO 2026. This is the full version."
    return (cue.status, cue.rule) if cue else ("unknown", "status.none")


def _once(venues: Iterator[_Venue]) -> list[_Venue]:
    """Each venue once: the first mention, with what the later ones add. Two workshops of one host are two venues."""
    kept: list[_Venue] = []
    for venue in venues:
        number = next((number for number, other in enumerate(kept) if _is_same(other.piece, venue.piece)), None)
        if number is None:
            kept.append(venue)
            continue
        first, piece = kept[number].piece, venue.piece
        first.year = first.year or piece.year
        if piece.workshop and not piece.bare and (first.workshop is None or first.name == first.workshop):
            first.name, first.entry, first.workshop, first.kind = piece.name, piece.entry, piece.workshop, "workshop"
        if kept[number].status == "unknown":
            kept[number] = _Venue(first, venue.status, venue.rule)
    return kept


def _is_same(first: Piece, later: Piece) -> bool:
    """Whether two pieces name one venue: the same name or the same workshop, and not two workshops or two years."""
    names = [letters(piece.name).casefold() for piece in (first, later)]
    workshops = [letters(piece.workshop or "").casefold() for piece in (first, later)]
    if first.year and later.year and first.year != later.year:
        return False
    if all(workshops) and not (first.bare or later.bare):
        return workshops[0] == workshops[1]
    return names[0] == names[1] or workshops[0] == names[1] or names[0] == workshops[1]


def _mention(text: FieldText, written: Sequence[Word], offset: int, venue: _Venue) -> VenueMention:
    piece, entry = venue.piece, venue.piece.entry
    start, end = text.span(offset + written[piece.first].start, offset + written[piece.last].end)
    others = [*piece.aliases, *((entry.name, *entry.also, *entry.titles) if entry else ())]
    return VenueMention(
        field=text.field,
        text=text.raw[start:end],
        start=start,
        end=end,
        name=piece.name,
        workshop=piece.workshop or (piece.name if piece.kind == "workshop" else None),
        kind=piece.kind,
        year=piece.year,
        status=venue.status,
        aliases=tuple(name for name in dict.fromkeys(others) if name != piece.name),
        rule=f"{piece.rule}+{venue.rule}",
    )

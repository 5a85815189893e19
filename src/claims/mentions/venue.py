"""The venues of a paper in one field: "Accepted at the Foo Workshop, ICML'26" -> ICML, workshop Foo, 2026, accepted.

`find` reads the words of the field, takes the pieces that may name a venue, joins those that name one, and asks of each
what the words around it tell.
"""

from collections.abc import Sequence
from functools import cache

import regex

from claims.mentions.venue_context import Place, Source, counts
from claims.mentions.venue_join import joined
from claims.mentions.venue_names import has_short_name
from claims.mentions.venue_phrases import phrases
from claims.mentions.venue_pieces import Piece, pieces
from claims.mentions.venue_rules import rules
from claims.mentions.venue_status import Cue, Cues, is_rejected
from claims.mentions.venue_words import Word, letters, words
from claims.mentions.venue_years import later_year
from claims.models import VenueMention, VenueStatus
from claims.text import FieldText


@cache
def _pattern(expression: str) -> "regex.Pattern[str]":
    return regex.compile(expression)


def find(text: FieldText) -> list[VenueMention]:
    """The venues of a field in the order of the text, each once; none in a title."""
    if text.field == "comment" and (_pattern(rules().may).search(text.text) or has_short_name(text.text)):
        return _find(text, 0, len(text.text))
    if text.field == "journal_ref":
        return _find(text, 0, len(text.text))
    if text.field == "abstract" and (own := _pattern(rules().own).search(text.text)):
        return _find(text, own.start(), own.end() + 300)
    return []


def _find(text: FieldText, start: int, end: int) -> list[VenueMention]:
    plain = text.text[start:end]
    written = words(plain)
    if text.field == "abstract":
        written = _sentence(written)
    if not written:
        return []
    source = Source(text.field, plain, written, Cues(plain))
    counted: list[tuple[Piece, Cue | None]] = []
    for piece in joined(written, pieces(plain, written)):
        before = counted[-1][0] if counted else None
        place = Place(source, piece, before)
        if counts(place) and not is_rejected(place.before, place.rest):
            told = (
                counted[-1][1] if before and written[before.first].sentence == written[piece.first].sentence else None
            )
            counted.append((piece, place.cue if place.cue and (place.cue.rank or not told) else told))
    named = [piece for piece, _ in counted]
    counted += [(piece, Place(source, piece, None).cue) for piece in phrases(source, named)]
    counted.sort(key=lambda pair: pair[0].first)
    venues: list[tuple[Piece, VenueStatus, str]] = []
    for number, (piece, cue) in enumerate(counted):
        following = counted[number + 1][0].first if number + 1 < len(counted) else len(written)
        status, rule = _status(Place(source, piece, None, following), cue)
        if piece.year is None and (piece.kind, status) != ("journal", "submitted"):
            piece.year = later_year(written, piece.last, following, whole=text.field == "journal_ref")
        venues.append((piece, status, rule))
    return [_mention(text, written, start, *venue) for venue in _once(venues)]


def _sentence(written: list[Word]) -> list[Word]:
    """The first sentence that has words: the one that tells the venue of the paper."""
    first = next((word.sentence for word in written if word.sort == "word"), 0)
    return [word for word in written if word.sentence == first]


def _status(place: Place, cue: Cue | None) -> tuple[VenueStatus, str]:
    """The status and the rule that tells it; `cue` are the words before the piece, or those of the piece before it."""
    if place.source.field == "journal_ref":
        return "published", "status.journal-ref"
    cue = cue or place.cue_elsewhere
    return (cue.status, cue.rule) if cue else ("unknown", "status.none")


def _once(venues: list[tuple[Piece, VenueStatus, str]]) -> list[tuple[Piece, VenueStatus, str]]:
    """Each venue once: the first mention, with what the later ones add. Two workshops of one host are two venues."""
    kept: list[tuple[Piece, VenueStatus, str]] = []
    for piece, status, rule in venues:
        number = next((number for number, (first, *_) in enumerate(kept) if _is_same(first, piece)), None)
        if number is None:
            kept.append((piece, status, rule))
            continue
        first, told, told_rule = kept[number]
        first.year = first.year or piece.year
        if piece.workshop and not piece.bare and (first.workshop is None or first.name == first.workshop):
            first.name, first.entry, first.workshop, first.kind = piece.name, piece.entry, piece.workshop, "workshop"
        kept[number] = (first, status, rule) if told == "unknown" else (first, told, told_rule)
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


def _mention(
    text: FieldText, written: Sequence[Word], offset: int, piece: Piece, status: VenueStatus, rule: str
) -> VenueMention:
    start, end = text.span(offset + written[piece.first].start, offset + written[piece.last].end)
    entry = piece.entry
    others = [*piece.aliases, *((entry.name, *entry.also, *entry.titles) if entry else ())]
    workshop = piece.workshop or (piece.name if piece.kind == "workshop" else None)
    return VenueMention(
        field=text.field, text=text.raw[start:end], start=start, end=end, name=piece.name, workshop=workshop, kind=piece.kind,
        year=piece.year, status=status, aliases=tuple(name for name in dict.fromkeys(others) if name != piece.name),
        rule=f"{piece.rule}+{rule}",
    )  # fmt: skip

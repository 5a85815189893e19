"""Titles without a word such as "Journal", which only their place gives away: "submitted to Foo Bar"."""

from collections.abc import Iterator, Sequence
from typing import Final

from claims.mentions.venue_context import Source, leads
from claims.mentions.venue_pieces import Piece
from claims.mentions.venue_rules import rules
from claims.mentions.venue_titles import is_content, name_of
from claims.mentions.venue_words import Word

_PREPOSITIONS: Final = frozenset({"in", "to", "by", "at", "the", "for", "with", "journal"})
_BREAKS: Final = frozenset(",:'\"`")
_BOOK: Final = frozenset({"ser", "Lecture", "Eds", "eds"})
_LONGEST: Final = 14


def phrases(source: Source, found: Sequence[Piece]) -> list[Piece]:
    """The titles in sentences without another venue.

    They begin a journal_ref ("Europhys. Lett. 74 (2006) 1102") or follow a status word ("submitted to Foo Bar").
    """
    written = source.written
    if source.field == "journal_ref":
        starts = [] if found else [0]
    else:
        taken = {written[index].sentence for piece in found for index in (piece.first, piece.last)}
        starts = list(_after_cues(source, taken))
    return [piece for start in starts if (piece := _phrase(source, start))]


def _after_cues(source: Source, taken: set[int]) -> Iterator[int]:
    """The capitalised words to which a status word and a preposition lead, one a sentence."""
    text, written = source.text, source.written
    begin = 0
    for index, word in enumerate(written[:-1] if source.cues else ()):
        if index == 0 or word.sentence != written[index - 1].sentence:
            begin = word.start
        following = written[index + 1]
        if word.text.casefold() not in _PREPOSITIONS or not following.text[0].isupper():
            continue
        if word.text == "the" and index and written[index - 1].text.casefold() not in _PREPOSITIONS:
            continue  # "we presented the Foo Bar"
        if word.sentence in taken or following.sentence != word.sentence:
            continue
        if "chapter" in text[begin : word.end]:
            continue  # of a book
        cue = source.cues.before(begin, word.end)
        if cue and cue.end < word.end and leads(text[cue.end : word.end] + " "):
            taken.add(word.sentence)
            yield index + 1


def _phrase(source: Source, start: int) -> Piece | None:
    """The title that begins at a word: capitals and what ties them."""
    written, is_reference = source.written, source.field == "journal_ref"
    last = _last(written, start)
    if last is None or (is_reference and not _is_followed_by_number(written, last)):
        return None
    journal = start > 0 and written[start - 1].text == "journal"
    if written[start].text in rules().title.publishers and start < last:
        start, journal = start + 1, True
    span = written[start : last + 1]
    title = rules().title
    content = [word for word in span if is_content(word) and word.text not in title.no_venue]
    if not content or (len(content) == 1 and not (journal or is_reference)):
        return None
    if any(word.root in title.no_title for word in span):
        return None
    if any(word.text in _BOOK for word in written[last + 2 : last + 3]):
        return None  # "Foo and Bar, ser. Studies in Baz"
    if len(span[0].text) == 1 and span[0].root != "journal":
        return None  # "G. Meyer"
    name = name_of(source.text, span)
    if name in title.book_series:
        return None
    piece = Piece(start, last, name, "journal", "venue.phrase", title=True, sure=True)
    piece.year = next((word.year for word in written[last + 1 : last + 4] if word.year), None)
    return piece


def _last(written: Sequence[Word], start: int) -> int | None:
    """The last capitalised word of the phrase that begins at `start`."""
    last = None
    for index in range(start, min(len(written), start + _LONGEST)):
        word = written[index]
        if word.sort == "word" and word.capital and word.text.casefold() not in rules().title.borders:
            last = index
        elif word.sort != "link" or word.text in _BREAKS:
            break
    return last


def _is_followed_by_number(written: Sequence[Word], last: int) -> bool:
    following = written[last + 1] if last + 1 < len(written) else None
    if (
        following
        and following.text == ","
        and any(len(word.text) == 1 and word.sort == "word" for word in written[last + 2 : last + 3])
    ):
        return False  # "Name, G., S. Other"
    return following is not None and (following.sort == "number" or following.root in (",", "(", "vol", "volume"))

"""What stands around a piece of text: whether it counts as a venue there, and titles that only a status word gives away.

"DATE" is a venue in "accepted at DATE", "DATE'26" and "IEEE DATE", not in "DATE of defence".
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from claims.mentions.venue_pieces import Piece
from claims.mentions.venue_rules import kind_of_root, rules
from claims.mentions.venue_status import Cue, Cues, cue_after, cue_alone
from claims.mentions.venue_titles import is_content, name_of
from claims.mentions.venue_words import Word, is_year
from claims.mentions.venue_years import has_clear_year
from claims.models import FieldName

_STOP = regex.compile(r"[.;,](?:\s|$)")
_CLOSES = regex.compile(r"\s*[.,;)(\[]")
_NAMED = regex.compile(r"(?i)\s*(?:conference|symposium|workshops?|journal|magazine|proceedings|poster|demo)\b")
_PUBLISHERS = frozenset({"MDPI", "Elsevier", "Springer", "Wiley", "Hindawi"})
# After "published as the FOO …" the acronym begins another name.
_GOES_ON = regex.compile(r"\s+(?:[A-Z]|preprint|report|thesis|template|format|series|website|technical)")
_PREPOSITIONS = frozenset({"in", "to", "by", "at", "the", "for", "with", "journal"})
_VOLUME = regex.compile(r"(?i)[\s,;:(]*(?:vol|no\b|issue|\d+\s*[(,:.]|\d+\s*$)")


class Place:
    """A piece in its text; `following` is the index of the first word of the next piece."""

    def __init__(self, source: "Source", piece: Piece, previous: Piece | None, following: int | None = None) -> None:
        self.source, self.piece = source, piece
        written, first, last = source.written, piece.first, piece.last
        self.begin, self.end = written[first].start, written[last].end
        lowest = -1 if previous is None else previous.last
        while first - 1 > lowest and written[first - 1].sentence == written[first].sentence:
            first -= 1
        self.start = written[first].start
        """Where the part of the sentence before the piece begins."""
        limit = len(written) if following is None else following
        while last + 1 < limit and written[last + 1].sentence == written[last].sentence:
            last += 1
        self.stop = min(written[last].end, self.end + 80)
        """Where the part of the sentence after the piece ends."""
        self.cue = source.cues.before(self.start, self.begin)
        """The status words before the piece."""

    @property
    def before(self) -> str:
        """The text of the sentence before the piece, from the piece before it on."""
        return self.source.text[self.start : self.begin]

    @property
    def after(self) -> str:
        """The text of the sentence after the piece, to the next piece, at most 80 characters."""
        return self.source.text[self.end : self.stop]

    @property
    def rest(self) -> str:
        """The text after the piece."""
        return self.source.text[self.end :]

    @property
    def cue_elsewhere(self) -> Cue | None:
        """The status words after the piece, within it, or in a sentence that says nothing else ("Camera-ready version.")."""
        if cue := cue_after(self.after, self.piece.kind) or self.source.cues.before(self.begin, self.end):
            return cue
        alone = (cue_alone(part.strip(" ,()")) for part in _STOP.split(self.source.text))
        return next((cue for cue in alone if cue), None)


class Source(NamedTuple):
    """A field as the finder sees it."""

    field: FieldName
    text: str
    written: Sequence[Word]
    cues: Cues


# "accepted for publication in the Proceedings of the …": from the status word to the name.
_LEADS = regex.compile(
    r"(?:[\s:,\"'(\-]|\d{1,3}(?:st|nd|rd|th)\b|[a-z]+(?:-[a-z]+)?\b|(?:Proceedings|Proc|Procs|Companion|Special\sIssue|Journal|Conference|IEEE|ACM|MDPI|Elsevier|Springer|the|The|In|WIP|PhD)\b\.?){0,24}+"
)
_LINKED = regex.compile(
    r"(?i)(?:^,?|\b(?:at|by|in|to|for|on|of|the|with|from|an?|proceedings|procs?|journal|conference|paper|poster|talk|magazine)\b\.?|[:(])[\s\"'(:,]*$"
)


def counts(place: Place) -> bool:
    """Whether the piece names a venue where it stands."""
    piece, written, cue = place.piece, place.source.written, place.cue
    if piece.sure and (piece.title or piece.year or cue or piece.entry is None or piece.kind == "workshop"):
        return True
    led = cue is not None and _leads(place.source.text[cue.end : place.begin])
    opens = not place.before.strip() or place.before.rstrip()[-1:] in ",;:—-("
    closes = not place.rest.strip() or _CLOSES.match(place.rest) is not None
    society = written[piece.first].text in rules().title.societies
    named = _NAMED.match(place.rest) is not None
    volume = _VOLUME.match(place.rest) is not None
    if piece.entry is None:
        if place.source.field == "journal_ref":
            return piece.year is not None or (piece.first == 0 and volume)
        if volume and opens:
            return True
        if piece.year is None and place.source.field == "abstract":
            return False
        if piece.year is None:
            quoted = place.before.rstrip()[-1:] in "\"'" and bool(place.before.strip())
            return (
                named
                or (society and opens and closes)
                or (led and not quoted and cue is not None and cue.rank < 2 and not _GOES_ON.match(place.rest))
            )
        # "(FP16)" is no venue, "FOO'16" and "FOO 2016" are
        last = piece.last
        typed = piece.first > 0 and written[piece.first - 1].root in kind_of_root()
        clear = opens and has_clear_year(written, last)
        return led or named or clear or typed or society or (cue is not None and place.begin - cue.end < 60)
    if piece.sure:
        return led or named or society or opens or closes
    plain = not any(sum(char.isupper() for char in word) > 1 for word in piece.name.split())
    if led or named or society or (volume and opens):
        return True
    if place.source.field == "journal_ref":
        return opens and (closes or volume)
    return (piece.year is not None and (opens or not plain)) or (opens and closes and not plain)


def _leads(between: str) -> bool:
    """Whether nothing but small words stands between a status word and a name."""
    return len(between) < 90 and _LEADS.fullmatch(between) is not None and _LINKED.search(between) is not None


def phrases(source: Source, found: Sequence[Piece]) -> list[Piece]:
    """Titles without a word such as "Journal", in sentences without another piece.

    They begin a journal_ref ("Europhys. Lett. 74 (2006) 1102") or follow a status word ("submitted to Foo Bar").
    """
    written = source.written
    if source.field == "journal_ref":
        starts = [] if found else [0]
    else:
        starts = list(
            _after_cues(source, {written[index].sentence for piece in found for index in (piece.first, piece.last)})
        )
    return [piece for start in starts if (piece := _phrase(source, start))]


def _after_cues(source: Source, taken: set[int]) -> Iterator[int]:
    """The capitalised words to which a status word and a preposition lead, one a sentence."""
    text, written = source.text, source.written
    begin = 0
    for index, word in enumerate(written[:-1] if source.cues else ()):
        if index == 0 or word.sentence != written[index - 1].sentence:
            begin = word.start
        following = written[index + 1]
        if (
            word.sentence not in taken
            and word.text.casefold() in _PREPOSITIONS
            and following.sentence == word.sentence
            and following.text[0].isupper()
            and (cue := source.cues.before(begin, word.end))
            and _leads(text[cue.end : word.end] + " ")
        ):
            taken.add(word.sentence)
            yield index + 1


def _phrase(source: Source, start: int) -> Piece | None:
    """The title that begins at a word: capitals and what ties them."""
    field, text, written = source.field, source.text, source.written
    last = None
    index = start
    while index < min(len(written), start + 14):
        word = written[index]
        if (
            word.sort == "word"
            and any(char.isupper() for char in word.text)
            and word.text.casefold() not in rules().title.borders
        ):
            last = index
        elif word.sort != "link" or word.text in (",", ":", "'", '"', "`"):
            break
        index += 1
    if last is None:
        return None
    span = written[start : last + 1]
    content = [word for word in span if is_content(word) and word.text not in rules().title.no_venue]
    if not content or any(word.root in rules().title.no_title for word in span):
        return None
    if len(span[0].text) == 1 and span[0].root != "journal":
        return None  # "G. Meyer"
    publisher = span[0].text in _PUBLISHERS and len(span) > 1
    journal = start > 0 and written[start - 1].text == "journal"
    if field != "journal_ref" and len(content) < 2 and not (publisher or journal):
        return None
    if publisher:
        start, span = start + 1, span[1:]
    following = written[last + 1] if last + 1 < len(written) else None
    if field == "journal_ref" and (
        following is None
        or (following.sort != "number" and following.text not in (",", "(") and following.root not in ("vol", "volume"))
    ):
        return None
    piece = Piece(start, last, name_of(text, span), "journal", "venue.phrase", title=True, sure=True)
    piece.year = next((int(word.text) for word in written[last + 1 : last + 4] if is_year(word)), None)
    return piece

"""What stands around a piece of text: whether it counts as a venue there, and titles that only a status word gives away.

"DATE" is a venue in "accepted at DATE", "DATE'26" and "IEEE DATE", not in "DATE of defence".
"""

from collections.abc import Sequence
from functools import cached_property

import regex

from claims.mentions.venue_pieces import Piece
from claims.mentions.venue_rules import rules
from claims.mentions.venue_status import Cue, cue_alone, cue_before
from claims.mentions.venue_titles import is_content, is_year, name_of
from claims.mentions.venue_words import Word
from claims.models import FieldName


class Place:
    """A piece in its text."""

    def __init__(
        self, field: FieldName, text: str, written: Sequence[Word], piece: Piece, previous: Piece | None, following: int
    ) -> None:
        self.field, self.text, self.written, self.piece, self.previous = field, text, written, piece, previous
        self.following = following
        """Index of the first word of the next piece."""

    @cached_property
    def begin(self) -> int:
        return self.written[self.piece.first].start

    @cached_property
    def before(self) -> str:
        """The text of the sentence before the piece, from the piece before it on."""
        sentence = self.written[self.piece.first].sentence
        index = self.piece.first
        lowest = -1 if self.previous is None else self.previous.last
        while index - 1 > lowest and self.written[index - 1].sentence == sentence:
            index -= 1
        return self.text[self.written[index].start : self.begin]

    @cached_property
    def inside(self) -> str:
        """The text of the piece."""
        return self.text[self.begin : self.written[self.piece.last].end]

    @cached_property
    def rest(self) -> str:
        """The text after the piece."""
        return self.text[self.written[self.piece.last].end :]

    @cached_property
    def after(self) -> str:
        """The text of the sentence after the piece, to the next piece, at most 80 characters."""
        sentence = self.written[self.piece.last].sentence
        index = self.piece.last
        while index + 1 < self.following and self.written[index + 1].sentence == sentence:
            index += 1
        end = self.written[self.piece.last].end
        return self.text[end : min(self.written[index].end, end + 80)]


    @cached_property
    def other_sentence(self) -> Cue | None:
        """What a sentence that tells nothing but a status says, before or after: "Camera-ready version."."""
        for part in regex.split(r"[.;](?:\s|$)", self.text):
            if cue := cue_alone(part.strip(" ,()")):
                return cue
        return None


# "accepted for publication in the Proceedings of the …": from the status word to the name.
_LEADS = regex.compile(
    r"(?:[\s:,\"'(\-]|\d{1,3}(?:st|nd|rd|th)\b|[a-z]+(?:-[a-z]+)?\b|(?:Proceedings|Proc|Procs|Companion|Special\sIssue|Journal|Conference|IEEE|ACM|the|The|In|WIP|PhD)\b\.?){0,24}+"
)
_LINKED = regex.compile(r"(?i)(?:^|\b(?:at|by|in|to|for|on|of|the|with|from|an?|proceedings|procs?|journal|conference|paper|poster|talk)\b\.?|[:(])[\s\"'(:]*$")


def counts(place: Place, cue: Cue | None) -> bool:
    """Whether the piece names a venue where it stands; `cue` are the status words before it."""
    piece, written = place.piece, place.written
    if piece.sure:
        return True
    led = cue is not None and _leads(place.before[cue.end :])
    opens = not place.before.strip() or place.before.rstrip()[-1:] in ",;:—-("
    closes = not place.rest.strip() or regex.match(r"\s*[.,;)(\[]", place.rest) is not None
    society = written[piece.first].text in rules().title.societies
    named = regex.match(r"(?i)\s*(?:conference|symposium|workshops?|journal|magazine|proceedings|poster|demo)\b", place.rest) is not None
    volume = regex.match(r"(?i)[\s,;:(]*(?:vol|no\b|issue|\d+\s*[(,:.]|\d+\s*$)", place.rest) is not None
    if piece.entry is None:
        if place.field == "journal_ref":
            return piece.year is not None or (piece.first == 0 and volume)
        if piece.year is None:
            quoted = place.before.rstrip()[-1:] in "\"'" and bool(place.before.strip())
            return named or (led and not quoted and cue is not None and cue.rank < 2)
        # "(FP16)" is no venue, "FOO'16" and "FOO 2016" are
        last = place.piece.last
        clear = opens and (len(written[last].text) == 4 or written[last - 1].text in ("'", "`"))
        return led or named or clear or society or (cue is not None and len(place.before) - cue.end < 60)
    plain = not any(sum(char.isupper() for char in word) > 1 for word in piece.name.split())
    if led or named or society or (volume and opens):
        return True
    if place.field == "journal_ref":
        return opens
    return (piece.year is not None and (opens or not plain)) or (opens and closes and not plain)


def _leads(between: str) -> bool:
    """Whether nothing but small words stands between a status word and a name."""
    return len(between) < 90 and _LEADS.fullmatch(between) is not None and _LINKED.search(between) is not None


def phrases(field: FieldName, text: str, written: Sequence[Word], found: Sequence[Piece]) -> list[Piece]:
    """Titles without a word such as "Journal", in sentences without another piece.

    They begin a journal_ref ("Europhys. Lett. 74 (2006) 1102") or follow a status word ("submitted to Foo Bar").
    """
    taken = {written[index].sentence for piece in found for index in (piece.first, piece.last)}
    starts: list[int] = []
    if field == "journal_ref":
        starts = [] if found else [0]
    else:
        for index, word in enumerate(written[:-1]):
            if word.sentence in taken or word.text.casefold() not in ("in", "to", "by", "at", "the", "for"):
                continue
            following = written[index + 1]
            if following.sentence != word.sentence or following.text == "the" or not following.text[0].isupper():
                continue
            begin = next(other.start for other in written if other.sentence == word.sentence)
            cue = cue_before(text[begin : word.end])
            if cue and _leads(text[begin : word.end][cue.end :] + " "):
                starts.append(index + 1)
                taken.add(word.sentence)
    return [piece for start in starts if (piece := _phrase(field, text, written, start))]


def _phrase(field: FieldName, text: str, written: Sequence[Word], start: int) -> Piece | None:
    """The title that begins at a word: capitals and what ties them."""
    last = None
    index = start
    while index < min(len(written), start + 14):
        word = written[index]
        if word.sort == "word" and any(char.isupper() for char in word.text) and word.text.casefold() not in rules().title.borders:
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
    if field != "journal_ref" and len(content) < 2:
        return None
    following = written[last + 1] if last + 1 < len(written) else None
    if field == "journal_ref" and (following is None or (following.sort != "number" and following.text not in (",", "(") and following.root not in ("vol", "volume"))):
        return None
    piece = Piece(start, last, name_of(text, span), "journal", "venue.phrase", title=True, sure=True)
    piece.year = next((int(word.text) for word in written[last + 1 : last + 4] if is_year(word)), None)
    return piece



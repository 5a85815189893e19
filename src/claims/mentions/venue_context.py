"""What stands around a piece: the status words, and whether the piece names a venue there.

"DATE" is a venue in "accepted at DATE", "DATE'26" and "IEEE DATE", not in "the DATE of defence".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from claims.mentions.venue_pieces import Piece
from claims.mentions.venue_rules import kind_of_root, rules
from claims.mentions.venue_status import Cue, Cues, cue_after
from claims.mentions.venue_words import Word
from claims.mentions.venue_years import has_clear_year
from claims.models import FieldName

_CLOSES: Final = regex.compile(r"\s*+(?:$|[.,;)(\[])")
_NAMED: Final = regex.compile(r"(?i)\s*+(?:conference|symposium|workshops?|journal|magazine|proceedings|poster|demo)\b")
_VOLUME: Final = regex.compile(r"(?i)\)?[\s,;:(]*+(?:vol|no\b|issue|\d+\s*[(,:.]|\d+\s*$)")
# After "published as the FOO …" the acronym begins another name.
_GOES_ON: Final = regex.compile(r"\s+(?:[A-Z]|preprint|report|thesis|template|format|series|website|technical)")
# "accepted for publication in the Proceedings of the …": what may stand from the status word to the name …
_LEADS: Final = regex.compile(
    r"""(?:[\s:,"'(\-]|\d{1,3}(?:st|nd|rd|th)\b|[a-z]+(?:-[a-z]+)?\b|(?:Proceedings|Proc|Procs|Companion|Special\sIssue
    |(?:19|20)\d\d|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?
    |Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Journal|Conference|IEEE|ACM|MDPI|Elsevier|Springer|the|The|In|WIP|PhD)\b\.?){0,24}+""",
    regex.VERBOSE,
)
# … and how it ends.
_LINKED: Final = regex.compile(
    r"""(?i)(?:^,?|\b(?:at|by|in|to|for|on|of|the|with|from|an?|proceedings|procs?|journal|conference|paper|poster|talk
    |magazine)\b\.?|[:(])[\s"'(:,]*$""",
    regex.VERBOSE,
)
# How many words of the sentence are read on each side of a piece.
_REACH: Final = 80
# "at", "in the", "by IEEE": what stands right before an acronym that nobody knows.
_AT: Final = regex.compile(
    r"""(?i)(?:^|\b(?:at|by|in|to|for|on|of|with|proceedings|procs?|journal|conference)\b\.?|:)[\s("]*
    (?:(?:the|an?)\s)?(?:(?:forthcoming|upcoming|next)\s)?$""",
    regex.VERBOSE,
)
_TOLD: Final = regex.compile(
    r"(?:appear(?:ed|s)?|published|presented|accepted|given)\s(?:at|in|to|by)\s(?:the\s)?(?:[Pp]roc(?:eedings|s)?\.?\s(?:of\s)?)?(?:the\s)?$"
)
_LONGER: Final = regex.compile(r"\s[A-Z][a-z]{3,}\b(?<!Conference|Symposium|Workshop|Proceedings|Journal|Magazine)")
_TOWN: Final = regex.compile(r",\s[\w\s.'-]{2,40}\s:\s[\w\s.'-]{2,40}\((?:19|20)\d\d\)")
_ISSUE: Final = regex.compile(r"(?i)\)?[\s,;:(]*+(?:vol|issue|no\.)")
_DATED: Final = regex.compile(r"\b(?:19|20)\d\d\b")
_TOWN_OF: Final = regex.compile(r"(?:Conference|Workshop|Symposium|Meeting)\sin\s[A-Z][a-z]+")
_UNNAMED: Final = regex.compile(r"\b(?:[Aa]n?|another|some)\s$")
_NEAR: Final = 60
_FAR: Final = 90
_AFTER: Final = 80


@dataclass(slots=True, eq=False)
class Source:
    """A field as the finder sees it."""

    field: FieldName
    text: str
    written: Sequence[Word]
    cues: Cues


class Place:
    """A piece in its text; `following` is the index of the first word of the next piece."""

    def __init__(self, source: Source, piece: Piece, previous: Piece | None, following: int | None = None) -> None:
        self.source, self.piece = source, piece
        written, first, last = source.written, piece.first, piece.last
        self.begin, self.end = written[first].start, written[last].end
        lowest = max(-1 if previous is None else previous.last, first - _REACH)
        while first - 1 > lowest and written[first - 1].sentence == written[first].sentence:
            first -= 1
        limit = min(len(written) if following is None else following, last + _REACH)
        while last + 1 < limit and written[last + 1].sentence == written[last].sentence:
            last += 1
        self._start, self._stop = written[first].start, min(written[last].end, self.end + _AFTER)
        self.cue = source.cues.before(self._start, self.begin)
        """The status words before the piece, in its sentence, behind the piece before it."""

    @property
    def before(self) -> str:
        """The text of the sentence before the piece, from the piece before it on."""
        return self.source.text[self._start : self.begin]

    @property
    def rest(self) -> str:
        """The text after the piece, as much as is looked at."""
        return self.source.text[self.end : self.end + _AFTER]

    @property
    def in_volume(self) -> bool:
        """Whether a volume or an issue follows, as only after a journal."""
        return _ISSUE.match(self.rest) is not None

    @property
    def led(self) -> bool:
        """Whether nothing but small words stands between the last status word and the piece."""
        cue = self.cue and self.source.cues.nearest(self._start, self.begin)
        return cue is not None and leads(self.source.text[cue.end : self.begin])

    @property
    def cue_elsewhere(self) -> Cue | None:
        """The status words after the piece, within it, or in a part that says nothing else: "Camera-ready version."."""
        after = cue_after(self.source.text[self.end : self._stop], self.piece.kind)
        return after or self.source.cues.before(self.begin, self.end) or self.source.cues.alone


def leads(between: str) -> bool:
    """Whether nothing but small words stands between a status word and a name: " for publication in the "."""
    return len(between) < _FAR and _LEADS.fullmatch(between) is not None and _LINKED.search(between) is not None


def counts(place: Place) -> bool:
    """Whether the piece names a venue where it stands."""
    piece, written, cue = place.piece, place.source.written, place.cue
    if piece.title and piece.entry is None and piece.year is None:
        if _UNNAMED.search(place.before):
            return False  # "submitted to a database conference"
        if _TOWN_OF.fullmatch(piece.name) and place.rest.startswith(","):
            return False  # "FOO 2026 |Conference in Vilnius, Lithuania"
    if piece.sure and (
        piece.title or piece.spelt or piece.year or cue or piece.entry is None or piece.kind == "workshop"
    ):
        return True
    led = place.led
    opens = not place.before.strip() or place.before.rstrip()[-1:] in ",;:—-("
    closes = _CLOSES.match(place.rest) is not None
    society = written[piece.first].text in rules().title.societies
    named = society or _NAMED.match(place.rest) is not None
    volume = opens and _VOLUME.match(place.rest) is not None
    if piece.entry is None:
        return _counts_unknown(place, led, named, society, opens, closes, volume)
    if (
        piece.year is None
        and not piece.title
        and place.source.text[place.begin : place.end].istitle()
        and _LONGER.match(place.rest)
    ):
        return False  # "submitted to Networking Science"
    if led or named:
        return True
    if piece.sure:
        return opens or closes
    if " " in piece.name and not place.before.strip() and not place.rest.strip(" ."):
        return True  # a field that says nothing else
    if place.source.field == "journal_ref":
        return volume or (opens and closes)
    listed = piece.name in rules().title.no_venue  # "cloud, FPGA, scheduling"
    acronym = any(sum(map(str.isupper, word)) > 1 for word in piece.name.split())
    return volume or (piece.year is not None and (opens or acronym)) or (opens and closes and acronym and not listed)


def _counts_unknown(
    place: Place, led: bool, named: bool, society: bool, opens: bool, closes: bool, volume: bool
) -> bool:
    """Whether an acronym that no gazetteer knows, or the title of a meeting, names a venue where it stands."""
    piece, written, field = place.piece, place.source.written, place.source.field
    if field == "journal_ref":
        # "Rencontres Foo et Bar (FooBar), Lyon : France (2010)"
        bracketed = place.before.endswith("(") and place.rest.startswith(")") and _DATED.search(place.rest) is not None
        return piece.year is not None or bracketed or (piece.first == 0 and volume)
    if volume or (opens and _TOWN.match(place.rest)):
        return True  # "FOOBAR, Lyon : France (2010)"
    if piece.year is None:
        if field == "abstract":
            return False
        if named and not society:
            return True
        lone = society and opens and closes
        quoted = place.before.rstrip()[-1:] in tuple("\"'")
        # "extended version of our FOO paper" against "a short version appeared at FOO"
        extended = place.cue is not None and place.cue.rank > 1 and _TOLD.search(place.before) is None
        at = _AT.search(place.before) is not None
        return lone or (led and at and not (quoted or extended or _GOES_ON.match(place.rest)))
    typed = piece.first > 0 and written[piece.first - 1].root in kind_of_root()
    near = place.cue is not None and place.begin - place.cue.end < _NEAR
    # "(FP16)" is no venue, "FOO'16" and "FOO 2016" are
    apostrophe = written[piece.last - 1].text in ("'", "`") and _AT.search(place.before) is not None
    return led or named or typed or near or apostrophe or (opens and has_clear_year(written, piece.last))

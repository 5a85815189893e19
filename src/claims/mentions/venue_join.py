"""Pieces that name one venue -> one piece: title and acronym, workshop and host.

"Workshop on Foo (FOO), co-located with ICML 2026" -> name ICML, workshop FOO, 2026.
"""

from collections.abc import Sequence
from functools import cache

import regex

from claims.mentions.venue_pieces import Piece
from claims.mentions.venue_rules import rules
from claims.mentions.venue_words import Word, letters
from claims.mentions.venue_years import year_after

# Between a title and its acronym.
_WITHIN = regex.compile(r"(?:workshops? |conference |symposium )?\((?: the)?")
_BESIDE = regex.compile(r"(?:(?:conference|symposium|workshop|the|journal|[,:—-]) ?)*+")
_WORDS = regex.compile(r"\w+")


def joined(text: str, written: Sequence[Word], found: list[Piece]) -> list[Piece]:
    """The venues of a text: the pieces, joined where they name one venue."""
    named: list[Piece] = []
    for piece in found:
        if not (named and _same_venue(written, named[-1], piece)):
            named.append(piece)
    for piece in named:
        _take_bare_workshop(text, written, piece)
    hosted: list[Piece] = []
    for piece in named:
        if not (hosted and _hosted(text, written, hosted[-1], piece)):
            hosted.append(piece)
    return hosted


def _gap(written: Sequence[Word], before: Piece, after: Piece) -> str:
    """The words between two pieces, with single spaces, without quotation marks."""
    return " ".join(word.text for word in written[before.last + 1 : after.first] if word.text != '"')


def _same_venue(written: Sequence[Word], before: Piece, after: Piece) -> bool:
    """Whether two neighbours are title and acronym of one venue; if so, `before` has become the whole."""
    if written[before.first].sentence != written[after.first].sentence and not _same(before, after):
        return False
    gap = _gap(written, before, after).casefold()
    within = _WITHIN.fullmatch(gap) is not None
    if (
        within
        and after.year is None
        and all(word.text in rules().title.societies for word in written[after.first : after.last + 1])
    ):
        before.last = _closing(written, after.last)  # "Computer Communication Review (ACM SIGCOMM)"
        return True
    beside = _BESIDE.fullmatch(gap) is not None
    agree = _same(before, after) or (
        before.title != after.title and (None in (before.entry, after.entry)) and _initials(before, after)
    )
    if gap in ("-", "—", ":") and before.entry is after.entry is None and before.title and not after.title:
        agree = True  # "Workshop on Foo Bar - FB 2026"
    if within and (before.title != after.title or before.rule == "venue.title"):
        agree = agree or after.entry is None or before.entry is None
    elif not (beside or within):
        return False
    society = (
        gap == ""
        and not before.title
        and (
            (before.entry is not None and before.year is None and after.title and after.kind == before.kind)
            or (before.entry is None and before.year is None and after.entry is not None and after.year is not None)
        )
    )
    if within and before.entry and after.entry and before.year and after.title:
        agree = True  # "FOO 2026 (International Conference on Foo)", whichever Foo that is
    if not agree and not society:
        return False
    if agree:
        _merge(before, after)
    else:  # "ACM SIGCOMM Internet Measurement Conference", "AHLI CHIL 2025": the first is the society
        after.first = before.first
        for key in Piece.__slots__:
            setattr(before, key, getattr(after, key))
    if "workshop" in gap and before.kind == "conference":
        before.kind, before.workshop = "workshop", before.name
    before.last = _closing(written, before.last) if within else before.last
    if before.year is None and (year := year_after(written, before.last + 1)):
        before.year, before.last = year
    return True


def _same(before: Piece, after: Piece) -> bool:
    return before.entry is not None and (before.entry is after.entry or before.name == after.name)


def _initials(before: Piece, after: Piece) -> bool:
    """Whether the acronym may be made of the title: its first capitals begin words of it."""
    title, acronym = (before, after) if before.title else (after, before)
    capitals = [char for char in letters(acronym.name) if char.isupper()][:3]
    initials = {word[0].upper() for word in _WORDS.findall(title.name)}
    return bool(capitals) and initials.issuperset(capitals)


def _merge(before: Piece, after: Piece) -> None:
    """Make one piece of the title and the acronym of a venue, in either order."""
    title, acronym = (before, after) if before.title or not after.title else (after, before)
    before.aliases = [*before.aliases, *after.aliases, title.name]
    before.kind = title.kind if acronym.entry is None or title.entry is not None else acronym.kind
    if acronym.entry is not None or title.entry is None or title.title != acronym.title:
        before.name = acronym.name
    before.entry = acronym.entry or title.entry
    if acronym.workshop:  # "Workshop on Foo (FOO@ICML'25)"
        before.name, before.workshop, before.kind = acronym.name, acronym.workshop, "workshop"
    before.year = before.year or after.year
    before.last = max(before.last, after.last)
    before.sure = before.sure or after.sure or before.title != after.title
    before.rule = title.rule if title.rule == acronym.rule else f"{title.rule}+{acronym.rule}"
    before.title = False


def _closing(written: Sequence[Word], index: int) -> int:
    """The word that closes the parentheses in which `index` stands, if it is near."""
    for place in range(index + 1, min(len(written), index + 5)):
        if written[place].text == ")":
            return place
        if written[place].text in ("(", "@", "at", "in", ","):
            break
    return index


def _take_bare_workshop(text: str, written: Sequence[Word], piece: Piece) -> None:
    """Make a workshop of a venue that only the word follows: "FooBar 2026 Workshop"."""
    index = piece.last + 1
    if index < len(written) and written[index].text == ")" and written[piece.first - 1].text == "(":
        index += 1  # "FooBar 2026 (BAZ 2026) workshop"
    after = written[index] if index < len(written) else None
    if (
        after is None
        or after.root != "workshop"
        or piece.kind == "journal"
        or after.sentence != written[piece.last].sentence
    ):
        return
    following = written[index + 1 : index + 3]
    if len(following) > 1 and following[0].text in ("on", "for") and following[1].text[0].isupper() and piece.entry:
        return
    piece.last = index
    if piece.year is None and (year := year_after(written, piece.last + 1)):
        piece.year, piece.last = year
    piece.sure = True
    if piece.kind == "conference":
        piece.workshop = f"{piece.name} Workshop" if piece.entry else piece.name
        piece.kind, piece.bare = "workshop", piece.entry is not None


@cache
def _patterns() -> "tuple[regex.Pattern[str], regex.Pattern[str]]":
    title = rules().title
    return regex.compile(title.connecting), regex.compile(title.parting)


def _hosted(text: str, written: Sequence[Word], before: Piece, after: Piece) -> bool:
    """Whether two neighbours are workshop and host; if so, `before` has become the workshop at its host."""
    gap = _gap(written, before, after)
    beside = "conjunction" in gap or "located" in gap
    apart = written[after.first].sentence - written[before.first].sentence
    if "journal" in (before.kind, after.kind) or apart > (1 if beside else 0):
        return False
    if before.workshop and before.name != before.workshop and not before.entry:
        return False
    connecting, parting = _patterns()
    if before.bare and after.kind == "workshop" and gap in ("", ":", ",", "-", "—"):
        before.kind, before.workshop = "conference", None  # "ICML 2026 Workshop: Foo Workshop"
    if after.bare and before.entry is None or (after.bare and before.kind == "workshop"):
        before.kind, after.kind, after.workshop = "workshop", "conference", None  # "FOO 2026 (ICML 2026 workshop)"
    if before.kind == after.kind == "conference":
        if before.entry and (
            beside or (after.entry is None and after.title and not after.year and gap in (",", "-", "—"))
        ):
            # a conference beside another has its own name; a symposium of a conference has not
            before.year, before.last = before.year or after.year, after.last
            return True
        if after.entry is None and before.entry and not gap and (after.year or before.year):
            after.kind = "workshop"  # "ACL FooBar 2025", "MLSys 2026 Foo Symposium"
        elif before.entry is None and not before.title and after.entry and after.year and connecting.match(gap):
            if not (beside or "workshop" in gap.casefold() or (gap == "," and before.year is None)):
                return False
            before.kind = "workshop"
    if before.kind == "workshop" and after.kind == "conference":
        if not (connecting.match(gap) or not gap):
            return False
        workshop, host = before, after
    elif before.kind == "conference" and after.kind == "workshop":
        if not parting.match(gap):
            return False
        workshop, host = after, before
    else:
        return False
    if host.entry is None and host.year is None and not beside:
        return False
    before.workshop = workshop.workshop or workshop.name
    before.aliases = [*host.aliases]
    before.name, before.kind, before.entry = host.name, "workshop", host.entry
    before.year = host.year or workshop.year
    before.last = after.last
    before.sure = before.sure or after.sure
    before.rule = f"{workshop.rule}+{host.rule}"
    if gap.endswith("("):
        before.last = _closing(written, before.last)
    return True

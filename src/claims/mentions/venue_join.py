"""Pieces that name one venue -> one piece: title and acronym, workshop and host.

"Workshop on Foo (FOO), co-located with ICML 2026" -> name ICML, workshop FOO, 2026.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Final

import regex

from claims.mentions.venue_pieces import Piece
from claims.mentions.venue_rules import rules
from claims.mentions.venue_words import Word, letters
from claims.mentions.venue_years import year_after
from claims.patterns import kept

# Journals that are proceedings of conferences: "EPJ Web of Conferences (FOO 2024)" is FOO.
_SERIES: Final = frozenset(("EPJ Web of Conferences", "PACMMOD"))
_VOLUME: Final = regex.compile(r",? ?(?:vol(?:ume)?\.? ?\d+)?(?:,? (?:no|issue)\.? ?\d+)? ?\(")
# Between a title and its acronym.
_WITHIN: Final = regex.compile(r"(?:workshops? |conference |symposium )?\((?: the)?")
_BESIDE: Final = regex.compile(r"(?:(?:conference|symposium|workshop|the|journal|[,:—-]) ?)*+")
_WORDS: Final = regex.compile(r"\w+")
_DASHES: Final = frozenset({"-", "—", ":"})


def joined(written: Sequence[Word], found: Sequence[Piece]) -> list[Piece]:
    """The venues of a text: the pieces, joined where they name one venue."""
    named = _reduced(written, _reduced(written, found, _joins_name), _joins_name)
    for piece in named:
        _take_bare_workshop(written, piece)
    return _reduced(written, named, _joins_host)


def _reduced(
    written: Sequence[Word], found: Sequence[Piece], joins: Callable[[Sequence[Word], Piece, Piece], bool]
) -> list[Piece]:
    """The pieces without those that `joins` has taken into the one before."""
    kept: list[Piece] = []
    for piece in found:
        if not (kept and joins(written, kept[-1], piece)):
            kept.append(piece)
    return kept


def _gap(written: Sequence[Word], before: Piece, after: Piece) -> str:
    """The words between two pieces, with single spaces, without quotation marks."""
    return " ".join(word.text for word in written[before.last + 1 : after.first] if word.text != '"').casefold()


def _joins_name(written: Sequence[Word], before: Piece, after: Piece) -> bool:
    """Whether two neighbours are title and acronym of one venue; if so, `before` has become the whole."""
    if written[before.first].sentence != written[after.first].sentence and not _is_same(before, after):
        return False
    gap = _gap(written, before, after)
    within = _WITHIN.fullmatch(gap) is not None
    societies = rules().title.societies
    if within and after.year is None and all(word.text in societies for word in written[after.first : after.last + 1]):
        before.last = _closing(written, after.last)  # "Computer Communication Review (ACM SIGCOMM)"
        return True
    if _agree(before, after, gap, within):
        _merge(before, after)
    elif _is_volume_of(before, after, gap):
        before.year, before.last = after.year, _closing(written, after.last)
        return True
    elif within and before.year and after.name == f"P{before.name}":
        before.last = _closing(written, after.last)  # "VLDB 2026 (PVLDB Volume 19)"
        return True
    elif (gap == "" and _is_society(before, after)) or (gap == "(" and _is_series(before) and after.kind != "journal"):
        first = before.first
        for part in fields(Piece):
            setattr(before, part.name, getattr(after, part.name))
        before.first = first
    else:
        return False
    if "workshop" in gap and before.kind == "conference":
        before.kind, before.workshop = "workshop", before.name
    if within:
        before.last = _closing(written, before.last)
    _take_year(written, before)
    return True


def _is_series(piece: Piece) -> bool:
    return piece.entry is not None and piece.entry.name in _SERIES


def _is_volume_of(before: Piece, after: Piece, gap: str) -> bool:
    """Whether it says "PVLDB Volume 19 (VLDB 2026)": one venue."""
    return before.name == f"P{after.name}" and before.kind == "journal" and _VOLUME.fullmatch(gap) is not None


def _is_same(before: Piece, after: Piece) -> bool:
    return before.entry is not None and (before.entry is after.entry or before.name == after.name)


def _agree(before: Piece, after: Piece, gap: str, within: bool) -> bool:
    """Whether two pieces name one venue, by what they are and by the words between them (`gap`)."""
    unknown = before.entry is None or after.entry is None
    if within:
        if before.entry and before.year and after.title:
            return True  # "FOO 2026 (International Conference on Foo)", whichever Foo that is
        if before.title and not after.title and before.kind == after.kind:
            return True
        if unknown and (before.title != after.title or before.rule == "venue.title"):
            return True
    elif not _BESIDE.fullmatch(gap):
        return False
    if gap in _DASHES and before.entry is after.entry is None and before.title and not after.title:
        return True  # "Workshop on Foo Bar - FB 2026"
    if (
        gap in (":", ": the")
        and before.entry is after.entry is None
        and before.year
        and after.title
        and after.year in (None, before.year)
    ):
        return True  # "FB 2026: the 9th Workshop on Foo Bar"
    return _is_same(before, after) or (unknown and before.title != after.title and _fit(before, after))


def _fit(before: Piece, after: Piece) -> bool:
    """Whether an acronym may be made of a title: the first capitals begin words of it."""
    title, acronym = (before, after) if before.title else (after, before)
    capitals = Counter([char for char in letters(acronym.name) if char.isupper()][:3])
    initials = Counter(word[0].upper() for word in _WORDS.findall(title.name))
    if capitals and capitals <= initials:
        return True
    return (
        acronym.year is not None
        and title.year is None
        and len(acronym.name) > 3
        and _is_within(acronym.name, title.name)
    )


def _is_within(acronym: str, title: str) -> bool:
    """Whether the letters of an acronym stand in a title in their order, the first at the beginning of a word.

    "INCOM" in "Symposium on Information Control Problems in Manufacturing".
    """
    pattern = ".*?".join(map(regex.escape, letters(acronym)))
    return regex.search(rf"(?i)\b{pattern}", title) is not None


def _is_society(before: Piece, after: Piece) -> bool:
    """Whether a piece is the society of the next: "ACM SIGCOMM Internet Measurement Conference", "FOO CHIL 2025"."""
    if before.title or before.year is not None:
        return False
    if before.entry is not None:
        return after.title and after.kind == before.kind
    return before.kind == "conference" and after.entry is not None and after.year is not None


def _merge(before: Piece, after: Piece) -> None:
    """Make one piece of the title and the acronym of a venue, in either order."""
    title, acronym = (before, after) if before.title or not after.title else (after, before)
    aliases = [*before.aliases, *after.aliases, title.name]
    kind = title.kind if acronym.entry is None or title.entry is not None else acronym.kind
    known = acronym.entry is None and title.entry is not None and title.title == acronym.title
    name, workshop = (title.name if known else acronym.name), before.workshop
    if acronym.workshop:  # "Workshop on Foo (FOO@ICML'25)"
        name, workshop, kind = acronym.name, acronym.workshop, "workshop"
    before.rule = title.rule if title.rule == acronym.rule else f"{title.rule}+{acronym.rule}"
    before.sure = before.sure or after.sure or before.title != after.title
    before.spelt = before.title or after.title
    before.entry = acronym.entry or title.entry
    before.name, before.workshop, before.kind, before.aliases = name, workshop, kind, aliases
    before.year, before.last, before.title = before.year or after.year, max(before.last, after.last), False


def _take_year(written: Sequence[Word], piece: Piece) -> None:
    """Take in the year that follows a piece that has none yet."""
    if piece.year is None and (year := year_after(written, piece.last + 1)):
        piece.year, piece.last = year


def _closing(written: Sequence[Word], index: int) -> int:
    """The word that closes the parentheses in which `index` stands, if it is near."""
    for place in range(index + 1, min(len(written), index + 5)):
        if written[place].text == ")":
            return place
        if written[place].text in ("(", "@", "at", "in", ","):
            break
    return index


def _take_bare_workshop(written: Sequence[Word], piece: Piece) -> None:
    """Make a workshop of a venue that only the word follows: "FooBar 2026 Workshop"."""
    index = piece.last + 1
    if index < len(written) and written[index].text == ")" and piece.first and written[piece.first - 1].text == "(":
        index += 1  # "FooBar 2026 (BAZ 2026) workshop"
    if index >= len(written) or written[index].root != "workshop" or piece.kind == "journal":
        return
    following = written[index + 1 : index + 3]
    named = len(following) == 2 and following[0].text in ("on", "for") and following[1].text[0].isupper()
    if (named and piece.entry) or written[index].sentence != written[piece.last].sentence:
        return
    piece.last, piece.sure = index, True
    _take_year(written, piece)
    if piece.kind == "conference":
        piece.workshop = f"{piece.name} Workshop" if piece.entry else piece.name
        piece.kind, piece.bare = "workshop", piece.entry is not None


def _joins_host(written: Sequence[Word], before: Piece, after: Piece) -> bool:
    """Whether two neighbours are workshop and host; if so, `before` has become the workshop at its host."""
    gap = _gap(written, before, after)
    if not gap and before.kind == after.kind == "workshop" and _is_hosted(before) and after.title and not after.year:
        before.aliases, before.last = [*before.aliases, after.name], after.last  # "FOO @ ICML'26 Workshop on Foo Bar"
        return True
    beside = "conjunction" in gap or "located" in gap
    apart = written[after.first].sentence - written[before.first].sentence
    if "journal" in (before.kind, after.kind) or apart > (1 if beside else 0):
        return False
    if _is_hosted(before) and not before.entry:
        return False
    if before.kind == after.kind == "conference" and before.entry:
        section = after.entry is None and after.title and not after.year and gap in (",", "-", "—")
        if beside or section:
            # a conference beside another keeps its own name; a symposium of a conference is only a part of it
            before.year, before.last = before.year or after.year, after.last
            return True
    _tell_workshop(before, after, gap, beside)
    connecting, parting = _links()
    if before.kind == "workshop" and after.kind == "conference":
        workshop, host, linked = before, after, not gap or connecting.match(gap) is not None
    elif before.kind == "conference" and after.kind == "workshop":
        workshop, host, linked = after, before, parting.match(gap) is not None
    else:
        return False
    if not linked or (host.entry is None and host.year is None and not beside):
        return False
    before.rule = f"{workshop.rule}+{host.rule}"
    before.sure = before.sure or after.sure
    before.workshop, before.aliases = workshop.workshop or workshop.name, [*host.aliases]
    before.name, before.entry, before.kind, before.bare = host.name, host.entry, "workshop", False
    before.year, before.last = host.year or workshop.year, after.last
    if gap.endswith("("):
        before.last = _closing(written, before.last)
    return True


def _is_hosted(piece: Piece) -> bool:
    """Whether a piece is a workshop whose host is known."""
    return piece.workshop is not None and piece.name != piece.workshop


@kept
def _links() -> "tuple[regex.Pattern[str], regex.Pattern[str]]":
    """What stands between a workshop and its host, and between a host and its workshop."""
    title = rules().title
    return regex.compile(title.connecting), regex.compile(title.parting)


def _tell_workshop(before: Piece, after: Piece, gap: str, beside: bool) -> None:
    """Settle which of two neighbours is the workshop where their kind alone does not tell it."""
    if before.bare and after.kind == "workshop" and (gap in _DASHES or gap in ("", ",")):
        before.kind, before.workshop = "conference", None  # "ICML 2026 Workshop: Foo Workshop"
    if before.bare and after.kind == "conference" and not gap and not after.title:
        before.kind, before.workshop, after.kind = "conference", None, "workshop"  # "ICML Workshop FOO 2026"
    if after.bare and (before.entry is None or before.kind == "workshop"):
        before.kind, after.kind, after.workshop = "workshop", "conference", None  # "FOO 2026 (ICML 2026 workshop)"
    if not before.kind == after.kind == "conference":
        return
    if before.entry and after.entry is None:
        if not gap and (after.year or before.year):
            after.kind = "workshop"  # "ACL FooBar 2025", "MLSys 2026 Foo Symposium"
        return
    linked = beside or "workshop" in gap or gap in ("at", "at the", "@") or (gap == "," and before.year is None)
    if linked and before.entry is None and not before.title and after.entry and after.year and _links()[0].match(gap):
        before.kind = "workshop"  # "FOO in conjunction with ICML 2026", "FOO at ICML 2026", "FOO, ICML 2026"

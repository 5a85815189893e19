"""Two versions of one paper -> which claims the newer one gained, lost and says otherwise.

Unlike two runs over one text (`differences`), two versions have two texts: what stands in an old one is first looked
for at its place in the new one. A claim whose number is another now has changed; "1.98x" that became "2.1x" is no loss.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from operator import attrgetter
from typing import get_args

from claims.models import FieldName
from claims.score.differences import Change, change_of, changed, changed_system
from claims.score.equality import ATTRIBUTES, same_numbers, same_text
from claims.score.evidence import amount
from claims.score.gold import Annotated, AnnotatedClaim
from claims.score.mistakes import What
from claims.score.pairing import Mention, overlap, pair
from claims.score.units import same_unit

_CLAIM = ("unit", *ATTRIBUTES)
_HARDWARE = ("kind", "count", "memory")
_VENUE = ("workshop", "kind", "year", "status")
_MOST_WORDS = 5_000
"""Of a text beyond which places are taken as they are: comparing takes time with the square."""
Belong = Callable[[Mention, Mention], bool]
Place = Callable[[int, int], tuple[int, int]]


def between(old: Annotated, new: Annotated) -> tuple[Change, ...]:
    """What a newer version of a paper gained, lost and says otherwise: claims, hardware, venues, system, by place.

    The words that a mention consists of do not count, only what they mean.
    """
    places = {field: _place(getattr(old.paper, field) or "", getattr(new.paper, field) or "") for field in _FIELDS}
    claims: Sequence[Belong[AnnotatedClaim]] = (_same_claim, _same_claim, _other_number)
    return (
        *_of_mentions("claim", _CLAIM, places, old, new, old.claims, new.claims, claims),
        *_of_mentions("hardware", _HARDWARE, places, old, new, old.hardware, new.hardware, (_same_name,) * 2),
        *_of_mentions("venue", _VENUE, places, old, new, old.venues, new.venues, (_same_name,) * 2),
        *changed_system(old, new),
    )


def _of_mentions(
    what: What,
    attributes: tuple[str, ...],
    places: dict[FieldName, Place],
    old_paper: Annotated,
    new_paper: Annotated,
    old: Sequence[Mention],
    new: Sequence[Mention],
    rounds: Sequence[Belong[Mention]],
) -> list[Change]:
    """The first round pairs what stands in one place, the others what is left, wherever it stands in the field."""
    moved = [_moved(mention, places[mention.field]) for mention in old]
    was = dict(zip(map(id, moved), old, strict=True))
    left: Sequence[Mention] = moved
    right: Sequence[Mention] = new
    found = []
    for number, belong in enumerate(rounds):
        paired = pair(left, right, _agreement(attributes, belong), overlap if not number else _in_one_field)
        left, right = paired.left, paired.right
        for one, other in paired.pairs:
            if values := _values(attributes, one, other):
                found.append(change_of("changed", what, new_paper.paper, other, values))
    found += [change_of("lost", what, old_paper.paper, was[id(mention)]) for mention in left]
    found += [change_of("gained", what, new_paper.paper, mention) for mention in right]
    return sorted(found, key=attrgetter("field", "start", "kind", "value"))


def _agreement(attributes: tuple[str, ...], belong: Belong[Mention]) -> Callable[[Mention, Mention], int | None]:
    def agreement(one: Mention, other: Mention) -> int | None:
        return len(attributes) - len(changed(attributes, one, other)) if belong(one, other) else None

    return agreement


def _values(attributes: tuple[str, ...], old: Mention, new: Mention) -> tuple[tuple[str, str, str], ...]:
    if isinstance(old, AnnotatedClaim) and isinstance(new, AnnotatedClaim) and not same_numbers(old, new):
        number = "number", _number(old), _number(new)
        return (number, *(value for value in changed(attributes, old, new) if value[0] != "unit"))
    return changed(attributes, old, new)


def _number(claim: AnnotatedClaim) -> str:
    return f"{amount(claim)} {claim.unit}".rstrip()


def _same_claim(old: AnnotatedClaim, new: AnnotatedClaim) -> bool:
    alike = same_unit(old.type, old.unit, new.type, new.unit) and same_text(old.metric, new.metric)
    return same_numbers(old, new) and (alike or bool(overlap(old, new)))


def _other_number(old: AnnotatedClaim, new: AnnotatedClaim) -> bool:
    """Whether two claims are of one metric against one baseline, in one unit or in one place."""
    if old.type != new.type or old.about != new.about:
        return False
    if not (same_text(old.metric, new.metric) and same_text(old.baseline, new.baseline)):
        return False
    return same_unit(old.type, old.unit, new.type, new.unit) or bool(overlap(old, new))


def _same_name(old: Mention, new: Mention) -> bool:
    return bool(attrgetter("name")(old) == attrgetter("name")(new))


def _in_one_field(old: Mention, new: Mention) -> int:
    return 1 + overlap(old, new) if old.field == new.field else 0


def _moved(mention: Mention, place: Place) -> Mention:
    start, end = place(mention.start, mention.end)
    return mention.model_copy(update={"start": start, "end": end})


def _place(old: str, new: str) -> Place:
    """A function from a place in the old text to the one in the new where the same words or what replaced them stand.

    >>> place = _place("It is fast, 1.98x over A.", "We show: it is 2.1 times over A.")
    >>> [("We show: it is 2.1 times over A.")[slice(*place(start, end))] for start, end in ((12, 17), (23, 24))]
    ['2.1 times', 'A.']
    """
    if old == new:
        return lambda start, end: (start, end)
    words, others = (list(re.finditer(r"\S+", text)) for text in (old, new))
    if max(len(words), len(others)) > _MOST_WORDS:
        return lambda start, end: (start, end)
    said, now = ([match[0] for match in matches] for matches in (words, others))
    steps = SequenceMatcher(None, said, now, autojunk=False).get_opcodes()
    starts, ends = [match.start() for match in words], [match.end() for match in words]

    def place(start: int, end: int) -> tuple[int, int]:
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        there: list[int] = []
        for kind, i, j, k, m in steps:
            touched = range(max(first, i), min(last, j))
            if touched and kind == "equal":
                there += [k + index - i for index in touched]
            elif touched:
                there += range(k, m)
        return (others[there[0]].start(), others[there[-1]].end()) if there else (0, 0)

    return place


_FIELDS: tuple[FieldName, ...] = get_args(FieldName)

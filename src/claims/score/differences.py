"""Two runs over the same papers -> what the second gained, lost and says otherwise."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from operator import attrgetter
from typing import Any, Literal

from claims.models import Paper
from claims.score.equality import ATTRIBUTES, same_numbers
from claims.score.evidence import describe, sentence, show
from claims.score.gold import Annotated, AnnotatedClaim, AnnotatedHardware, AnnotatedVenue
from claims.score.mistakes import What
from claims.score.pairing import Mention, pair

ChangeKind = Literal["gained", "lost", "changed"]

_CLAIM = ("text", "unit", *ATTRIBUTES)
_HARDWARE = ("text", "kind", "count", "memory")
_VENUE = ("text", "workshop", "kind", "year", "status")


@dataclass(frozen=True, slots=True)
class Change:
    """One mention that differs between two runs."""

    kind: ChangeKind
    what: What
    paper: str
    field: str
    """Empty for the system's name."""
    start: int
    text: str
    value: str
    """The mention in a few words, as the new run has it; of a loss, as the old run had it."""
    attributes: tuple[tuple[str, str, str], ...]
    """Name, old and new value of each attribute that changed."""
    sentence: str
    rule: str
    """Ids of the rules that made it, in the same run."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a run differs from an older one, over the papers that are in both."""

    papers: int
    only_old: tuple[str, ...]
    """Papers of the old run alone: what they hold counts neither as lost nor as gained. So too `only_new`."""
    only_new: tuple[str, ...]
    old_claims: int
    new_claims: int
    changes: tuple[Change, ...]
    """By paper; within a paper claims, hardware, venues, system, each by place."""

    def count(self, kind: ChangeKind, what: What = "claim") -> int:
        """Number of mentions gained, lost or changed."""
        return sum(change.kind == kind and change.what == what for change in self.changes)

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain data, for JSON."""
        return asdict(self)


def diff(old: Iterable[Annotated], new: Iterable[Annotated]) -> Difference:
    """What the new run gained, lost and changed against the old one.

    Claims of one paper and field belong together where spans overlap and the numbers are equal; hardware and venues
    where spans overlap and the names are equal. Whatever else differs between the two is a change. A paper that stands
    several times in a run is compared with its own counterpart, first with first.
    """
    olds, news = _numbered(old), _numbered(new)
    both = sorted(olds.keys() & news.keys())
    return Difference(
        papers=len(both),
        only_old=tuple(map(_named, sorted(olds.keys() - news.keys()))),
        only_new=tuple(map(_named, sorted(news.keys() - olds.keys()))),
        old_claims=sum(len(olds[key].claims) for key in both),
        new_claims=sum(len(news[key].claims) for key in both),
        changes=tuple(change for key in both for change in _of_paper(olds[key], news[key])),
    )


def _numbered(records: Iterable[Annotated]) -> dict[tuple[str, int], Annotated]:
    seen: Counter[str] = Counter()
    found = {}
    for record in records:
        found[record.paper.id, seen[record.paper.id]] = record
        seen[record.paper.id] += 1
    return found


def _named(key: tuple[str, int]) -> str:
    """A paper of one run alone: that it stands there once more than in the other is told."""
    paper, times = key
    return f"{paper} (once more)" if times else paper


def _of_paper(old: Annotated, new: Annotated) -> Iterator[Change]:
    yield from _of_mentions("claim", _CLAIM, old.paper, new.paper, old.claims, new.claims)
    yield from _of_mentions("hardware", _HARDWARE, old.paper, new.paper, old.hardware, new.hardware)
    yield from _of_mentions("venue", _VENUE, old.paper, new.paper, old.venues, new.venues)
    yield from changed_system(old, new)


def _of_mentions(
    what: What,
    attributes: tuple[str, ...],
    old_paper: Paper,
    new_paper: Paper,
    old: tuple[Mention, ...],
    new: tuple[Mention, ...],
) -> list[Change]:
    def agreement(one: Mention, other: Mention) -> int | None:
        return len(attributes) - len(changed(attributes, one, other)) if _belong(one, other) else None

    paired = pair(old, new, agreement)
    found = [change_of("lost", what, old_paper, mention) for mention in paired.left]
    found += [change_of("gained", what, new_paper, mention) for mention in paired.right]
    for one, other in paired.pairs:
        if values := changed(attributes, one, other):
            found.append(change_of("changed", what, new_paper, other, values))
    return sorted(found, key=attrgetter("field", "start"))


def change_of(
    kind: ChangeKind,
    what: What,
    paper: Paper,
    mention: AnnotatedClaim | AnnotatedHardware | AnnotatedVenue,
    values: tuple[tuple[str, str, str], ...] = (),
) -> Change:
    """A mention of a paper as what was gained, lost or changed."""
    place = (paper.id, mention.field, mention.start, mention.text)
    return Change(kind, what, *place, describe(mention), values, sentence(paper, mention), mention.rule)


def changed_system(old: Annotated, new: Annotated) -> Iterator[Change]:
    """The name of the system, where it is not the same."""
    if old.system != new.system:
        kind: ChangeKind = "gained" if old.system is None else "lost" if new.system is None else "changed"
        name = new.system or old.system or ""
        values = (("name", show(old.system), show(new.system)),) if kind == "changed" else ()
        yield Change(kind, "system", new.paper.id, "", 0, name, name, values, "", "")


def _belong(old: Mention, new: Mention) -> bool:
    if isinstance(old, AnnotatedClaim) and isinstance(new, AnnotatedClaim):
        return same_numbers(old, new)
    return bool(attrgetter("name")(old) == attrgetter("name")(new))


def changed(attributes: tuple[str, ...], old: Mention, new: Mention) -> tuple[tuple[str, str, str], ...]:
    """Name, old and new value of each of the attributes in which two mentions differ."""
    before_after = ((name, getattr(old, name), getattr(new, name)) for name in attributes)
    return tuple((name, show(one), show(other)) for name, one, other in before_after if one != other)

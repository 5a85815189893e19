"""A store -> how the claims of its papers changed from version to version: what `claims changes` says."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from claims.days import day_of
from claims.errors import SourceError
from claims.models import Extraction, Paper
from claims.pipeline import FIELDS
from claims.score import Annotated, Change, as_annotated, between
from claims.sheets.filters import Filters, selected
from claims.sources import ids
from claims.store import states
from claims.store.database import Connection, connected
from claims.store.states import State
from claims.table import reference

Kind = Literal["version", "metadata", "deleted", "restored"]
"""A newer version; other metadata of the same one; the paper was deleted; it came back after that."""


@dataclass(frozen=True, slots=True)
class Transition:
    """From one version of a paper to the next, or from what was known of one to what is known now."""

    paper: str
    """As in the column "paper" of the tables, without a version: "arXiv:2401.00010"."""
    kind: Kind
    old: int | None
    """The version before; None where that is not known. So too `new`."""
    new: int | None
    updated: str | None
    """Date of the newer version, of the deletion; None where it is not known."""
    day: str
    """When the store has known both."""
    fields: tuple[str, ...]
    """Which texts of the paper are others now."""
    changes: tuple[Change, ...]
    """Claims, hardware, venues and system, by place."""

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain data, for JSON."""
        return asdict(self)


def changes(
    folder: str | Path, *, since: date | str | None = None, paper: str | None = None, filters: Filters | None = None
) -> Iterator[Transition]:
    """The transitions in a store, by paper as they first came, each paper's from the oldest version on.

    With `since`, those that the store has known since that day; with `paper`, those of one paper, by its id in any
    spelling. With `filters`, only claims that are wanted count, and papers that are not wanted are passed over.
    `SourceError` where the folder is no store, or does not hold the paper.
    """
    known = day_of(since)
    with connected(folder) as base:
        for number, name in _papers(base, folder, paper):
            for before, after in pairwise(states.states_of(base, number)):
                if not known or max(before.day, after.day) >= known.isoformat():
                    found = _transition(name, before, after, filters or Filters())
                    if found:
                        yield found


def _papers(base: Connection, folder: str | Path, wanted: str | None) -> list[tuple[int, str]]:
    if wanted is None:
        return base.execute(
            "SELECT number, id FROM papers WHERE number IN (SELECT paper FROM states WHERE place = 1) ORDER BY number"
        ).fetchall()
    name, _ = ids.read(wanted.removeprefix("id:"))
    number = states.number_of(base, name)
    if number is None:
        raise SourceError(f"{folder}: has no paper {wanted}. Look at its ids with `claims extract {folder}`.")
    return [(number, name)]


def _transition(name: str, before: State, after: State, filters: Filters) -> Transition | None:
    old, new = _known(before, filters), _known(after, filters)
    if old is None and new is None:
        return None
    one, other = (_annotated(found, name) for found in (old, new))
    kind: Kind = "metadata" if before.version == after.version else "version"
    if after.deleted:
        kind = "deleted"
    elif before.deleted:
        kind = "restored"
    both = not before.deleted and not after.deleted
    fields = tuple(field for field in FIELDS if getattr(one.paper, field) != getattr(other.paper, field))
    return Transition(
        paper=reference(Paper(id=name)),
        kind=kind,
        old=before.version,
        new=after.version,
        updated=after.updated,
        day=max(before.day, after.day),
        fields=fields if both else (),
        changes=between(one, other),
    )


def _known(state: State, filters: Filters) -> Extraction | None:
    """What is wanted of a state; None where it is not wanted or deleted."""
    return None if state.deleted else selected(state.extraction(), filters)


def _annotated(found: Extraction | None, name: str) -> Annotated:
    return as_annotated(found) if found else Annotated(paper=Paper(id=name))

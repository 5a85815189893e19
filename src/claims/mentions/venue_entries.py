"""The gazetteers patterns/venues/{conferences,workshops,journals}.toml, checked."""

from pydantic import Field, RootModel

from claims import patterns
from claims.mentions.venue_rules import Strict
from claims.models import VenueKind
from claims.patterns import kept


class Entry(Strict):
    """One venue of a gazetteer; the keys are told at the top of conferences.toml."""

    name: str = Field(min_length=1)
    titles: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    ambiguous: bool = False
    kind: VenueKind = "conference"


class _Gazetteer(RootModel[dict[str, tuple[Entry, ...]]]):
    """Areas with their venues."""


_FILES: tuple[tuple[str, VenueKind], ...] = (
    ("conferences", "conference"),
    ("workshops", "workshop"),
    ("journals", "journal"),
)


@kept
def entries() -> tuple[Entry, ...]:
    """All venues of the gazetteers."""
    return tuple(
        entry.model_copy(update={"kind": kind})
        for name, kind in _FILES
        for area in patterns.load(f"venues/{name}.toml", _Gazetteer).root.values()
        for entry in area
    )

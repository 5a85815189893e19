"""What patterns/quantities/*.toml may hold, as checked data."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from claims.models import Aggregate, Bound


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Unit(_Strict):
    """One [[unit]] of patterns/quantities/units.toml."""

    id: str
    spellings: list[str]


class UnitsFile(_Strict):
    """patterns/quantities/units.toml"""

    unit: list[Unit]
    per: dict[str, str]
    counted: dict[str, str]
    seconds: dict[str, float]
    bytes: dict[str, float]


class Cues(_Strict):
    """[cues] of patterns/quantities/words.toml; what each list holds is told there."""

    processed: frozenset[str]
    steady: frozenset[str]
    before_reaching: frozenset[str]
    ranged: frozenset[str]
    before_end: frozenset[str]
    before_one: frozenset[str]
    compared: frozenset[str]
    changes: frozenset[str]


class WordsFile(_Strict):
    """patterns/quantities/words.toml"""

    compounds: frozenset[str]
    periods: frozenset[str]
    numbers: dict[str, float]
    magnitudes: dict[str, float]
    multiples: dict[str, int]
    verbs: dict[str, tuple[int, Literal["increase", "decrease"]]]
    shares: dict[str, float]
    bounds: dict[Bound, list[str]]
    aggregates: dict[Aggregate, list[str]]
    cues: Cues

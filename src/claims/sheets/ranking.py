"""Claims side by side: changes from the largest factor down, then what has no factor, unit by unit."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from claims.table import Row

_LESS_IS_BETTER = frozenset(
    ("latency", "ttft", "tpot", "error", "energy", "power", "memory", "storage", "communication", "cost", "area")
)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows of "claims", best first."""

    changes: list[Row] = field(default_factory=list)
    """Changes with a factor; of two alike, the one that is said as it is comes before "up to"."""
    levels: dict[str, list[Row]] = field(default_factory=dict)
    """By unit, the unit of most rows first: values, which only those of one unit can be compared by."""


def ranked(rows: Iterable[Row]) -> Ranking:
    """The ranking of rows, without sizes of what was run, which are neither good nor bad.

    >>> rows = [{"type": "change", "factor": 2.0, "bound": "up_to", "unit": "x", "metric_key": "speed"},
    ...         {"type": "change", "factor": 3.0, "bound": "exact", "unit": "%", "metric_key": "speed"},
    ...         {"type": "level", "factor": None, "value": 5.0, "after": None, "unit": "ms", "metric_key": "latency"}]
    >>> [row["factor"] for row in ranked(rows).changes], list(ranked(rows).levels)
    ([3.0, 2.0], ['ms'])
    """
    rows = [row for row in rows if row["type"] != "scale"]
    changes = [row for row in rows if row["factor"] is not None]
    changes.sort(key=lambda row: (-_number(row["factor"]), row["bound"] == "up_to"))
    others = sorted((row for row in rows if row["factor"] is None), key=lambda row: str(row["unit"]))
    groups = [(unit, list(group)) for unit, group in groupby(others, lambda row: str(row["unit"]))]
    groups.sort(key=lambda pair: -len(pair[1]))
    return Ranking(changes, {unit: sorted(group, key=_goodness) for unit, group in groups})


def _goodness(row: Row) -> float:
    value = row["value"] if row["value"] is not None else row["after"]
    return _number(value) if row["metric_key"] in _LESS_IS_BETTER else -_number(value)


def _number(cell: object) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0

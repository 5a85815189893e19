"""Claims side by side: changes from the largest factor down, then what has no factor, each with its like."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from claims.assemble.metric import told_family, unit_family
from claims.table import Row

_EFFECTS = {"improvement": 0, "neutral": 1, "regression": 2}


@dataclass(frozen=True, slots=True)
class Alike:
    """Claims without a factor that can be compared with each other, best first."""

    type: str
    """ "change" or "level"."""
    family: str
    unit: str
    """ "of N" of all shares of a number of things, whatever that number is."""
    better: str
    """Of levels, which way is good: "higher", "lower" or "neither". Of changes "", since each says its effect."""
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows of "claims", best first."""

    changes: list[Row] = field(default_factory=list)
    """Changes with a factor; of two alike, the one that is said as it is comes before "up to"."""
    groups: list[Alike] = field(default_factory=list)
    """What has no factor: changes before levels, of these the group of most rows first."""


def ranked(rows: Iterable[Row]) -> Ranking:
    """The ranking of rows, without sizes of what was run, which are neither good nor bad.

    >>> rows = [{"type": "change", "factor": 2.0, "bound": "up_to", "unit": "x", "metric_key": "speed"},
    ...         {"type": "change", "factor": 3.0, "bound": "exact", "unit": "%", "metric_key": "speed"},
    ...         {"type": "level", "factor": None, "value": 5.0, "after": None, "unit": "ms", "metric_key": "latency",
    ...          "metric": "P99 latency", "bound": "exact"}]
    >>> [row["factor"] for row in ranked(rows).changes]
    [3.0, 2.0]
    >>> [(group.type, group.family, group.unit, group.better) for group in ranked(rows).groups]
    [('level', 'latency', 'ms', 'lower')]
    """
    changes: list[Row] = []
    alike: dict[tuple[str, str, str, str], list[Row]] = {}
    for row in rows:
        if row["factor"] is not None:
            changes.append(row)
        elif row["type"] != "scale":
            better = which_is_better(row) if row["type"] == "level" else ""
            unit = "of N" if _whole(row) else str(row["unit"])
            alike.setdefault((str(row["type"]), str(row["metric_key"]), unit, better), []).append(row)
    changes.sort(key=lambda row: (-_number(row["factor"]), row["bound"] == "up_to"))
    groups = [Alike(*kind, sorted(alike[kind], key=_place)) for kind in sorted(alike)]
    return Ranking(changes, sorted(groups, key=lambda group: (group.type, -len(group.rows))))


def effect_place(row: Row) -> int:
    """What made things better comes before what is neither, and that before what made them worse.

    >>> sorted(["regression", None, "improvement"], key=lambda effect: effect_place({"effect": effect}))
    ['improvement', None, 'regression']
    """
    return _EFFECTS.get(str(row["effect"]), _EFFECTS["neutral"])


def which_is_better(row: Row) -> str:
    """Whether a "higher" or a "lower" value of a claim's metric is good, or "neither".

    >>> which_is_better({"metric": "memory savings", "metric_key": "memory", "unit": "GB"})
    'higher'
    >>> which_is_better({"metric": "compilation", "metric_key": "speed", "unit": "min"})
    'lower'
    >>> which_is_better({"metric": None, "metric_key": "accuracy", "unit": "%"})
    'higher'
    """
    measured = unit_family(str(row["unit"]))
    if row["metric_key"] == "speed" and measured in ("speed", "latency"):
        return "lower"  # "compilation in 3 min", "a speed of 5 ms": it is the time that is told
    family, better = told_family(str(row["metric"] or ""))
    if family == row["metric_key"] and better != "neither":
        return better
    # The metric is not named, or its family was told by the unit or by a person.
    return told_family(measured if measured != "other" else str(row["metric_key"]))[1]


def _place(row: Row) -> tuple[int, float, bool]:
    """Where a claim stands among its like."""
    up_to = row["bound"] == "up_to"
    if row["type"] == "level":
        value = _number(row["value"] if row["value"] is not None else row["after"]) / (_whole(row) or 1)
        return 0, value if which_is_better(row) == "lower" else -value, up_to
    place = effect_place(row)
    size = abs(_number(row["value"]) if row["value"] is not None else _number(row["after"]) - _number(row["before"]))
    size /= _whole(row) or 1
    return place, size if place == _EFFECTS["regression"] else -size, up_to


def _whole(row: Row) -> int | None:
    """The number of things of which a claim tells a share: 57 of "36 of 57"."""
    found = re.fullmatch(r"of ([0-9]{1,300})", str(row["unit"]))
    return int(found[1]) if found else None


def _number(cell: object) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0
